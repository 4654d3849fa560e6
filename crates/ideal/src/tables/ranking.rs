//! Rankings of territories, crime areas and units, and their pairs.

use std::borrow::Cow;

use ideal_model::{EditionIx, NodeIx, NodeResult, RankRow, Ranking, Results, UnitIx, Unranked};

use super::columns as c;
use super::scores::{band_probability, node_id, point_place};
use super::table::{Over, Table};
use super::{band_probabilities, band_text, edition_text, language, shown_text, without_text};

/// One ranking, whole or of one edition and node. What is not ranked follows what is, with the
/// reason and without a score: a region's score stands in `scores`, and a reader of the ranking
/// should not compare it with its members'.
pub(super) fn ranking<'a>(
    results: &'a Results,
    ranking: Ranking,
    only: Option<(EditionIx, NodeIx)>,
) -> Table<'a> {
    let wanted = |r: &&RankRow| {
        r.ranking == ranking && only.is_none_or(|(e, n)| r.edition == e && r.node == n)
    };
    let mut rows: Vec<(&RankRow, Option<&NodeResult>)> =
        results.rankings.iter().filter(wanted).map(|r| (r, results.node(r.unit, r.node))).collect();
    rows.sort_by_key(|(r, _)| (r.edition, r.node, r.rank.is_none(), r.rank, r.unit));
    let draws = results.draws > 0;
    let columns = match ranking {
        Ranking::Territories => &c::RANKING_TERRITORIES,
        Ranking::CrimeAreas => &c::RANKING_CRIME_AREAS,
        Ranking::Units => &c::RANKING_UNITS,
    };
    let ranked = |r: &(&RankRow, Option<&'a NodeResult>)| r.1.filter(|_| r.0.rank.is_some());
    let mut table = Over::new(columns, &rows)
        .count(c::RANK, |r| r.0.rank.map(u64::from))
        .also(ranking != Ranking::CrimeAreas, |t| {
            t.text(c::TERRITORY, |r| Cow::Borrowed(results.place_code(r.0.unit)))
        })
        .also(ranking != Ranking::Territories, |t| {
            t.text(c::CRIME_AREA, |r| Cow::Borrowed(results.area_code(r.0.unit)))
        })
        .text(c::NAME, |r| name_of(results, ranking, r.0.unit))
        .text(c::EDITION, |r| edition_text(results, r.0.unit))
        .text(c::NODE, |r| node_id(results, r.0.node))
        .number(c::SCORE, |r| ranked(r)?.score)
        .maybe_text(c::SHOWN, |r| shown_text(results, ranked(r)?.score))
        .maybe_text(c::BAND, |r| band_text(results, ranked(r)?))
        .number(c::CONFIDENCE, |r| r.1?.confidence)
        .number(c::COVERAGE, |r| Some(r.1?.coverage))
        .number(c::CHANGE, |r| ranked(r)?.change)
        .number(c::ENFORCEMENT, |r| ranked(r).map(|n| n.enforcement))
        .flag(c::ON_ENFORCEMENT_ALONE, |r| r.1.map(|n| n.on_enforcement_alone))
        .maybe_text(c::REASON, |r| r.0.unranked.map(|u| Cow::Borrowed(reason(u))));
    if draws {
        table = table
            .number(c::LOW, |r| ranked(r)?.interval.as_ref().map(|i| i.low))
            .number(c::HIGH, |r| ranked(r)?.interval.as_ref().map(|i| i.high))
            .count(c::RANK_LOW, |r| r.0.draws.as_ref().map(|d| u64::from(d.low)))
            .count(c::RANK_HIGH, |r| r.0.draws.as_ref().map(|d| u64::from(d.high)))
            .count(c::TIE_GROUP, |r| r.0.draws.as_ref()?.tie_group.map(u64::from))
            .number(c::WINS_NEXT, |r| r.0.draws.as_ref()?.wins_next)
            .count(c::RANK_MEDIAN, |r| r.0.draws.as_ref().map(|d| u64::from(d.median)))
            .count(c::CLEARLY_ABOVE, |r| r.0.draws.as_ref()?.clear.map(|c| u64::from(c.above)))
            .count(c::CLEARLY_BELOW, |r| r.0.draws.as_ref()?.clear.map(|c| u64::from(c.below)));
        for (i, k) in results.assessment.method.uncertainty.top.iter().enumerate() {
            table = table.family(c::P_TOP, k, |r| r.0.draws.as_ref()?.top.get(i).copied());
        }
        for (band, at) in band_probabilities(results) {
            table = table.family(c::P_BAND, band, |r| band_probability(ranked(r)?, &at, r.0.node));
        }
    }
    let without = |r: &(&RankRow, Option<&'a NodeResult>)| {
        ranked(r).and_then(|_| without_text(results, r.0.unit, r.0.node))
    };
    let table = table.maybe_text(c::WITHOUT, without).also(draws, |t| {
        t.number(c::MEDIAN, |r| ranked(r)?.interval.as_ref().map(|i| i.median))
            .maybe_text(c::POINT_IN_INTERVAL, |r| ranked(r).and_then(point_place))
    });
    table.number(c::COMPOSITION, |r| ranked(r)?.composition).finish()
}

/// Every pair of the ranked territories and crime areas.
pub(super) fn winning(results: &Results) -> Table<'_> {
    let code = |ranking: Ranking, unit| match ranking {
        Ranking::CrimeAreas => Cow::Borrowed(results.area_code(unit)),
        Ranking::Territories | Ranking::Units => Cow::Borrowed(results.place_code(unit)),
    };
    Over::new(&c::WINNING, &results.winning)
        .text(c::RANKING, |p| Cow::Borrowed(p.ranking.word()))
        .text(c::EDITION, |p| edition_text(results, p.above))
        .text(c::NODE, |p| node_id(results, p.node))
        .text(c::ABOVE, |p| code(p.ranking, p.above))
        .text(c::BELOW, |p| code(p.ranking, p.below))
        .number(c::WINNING_INDEX, |p| Some(p.index))
        .finish()
}

fn reason(unranked: Unranked) -> &'static str {
    match unranked {
        Unranked::Gap => "gap",
        Unranked::NotApplicable => "not_applicable",
        Unranked::Region => "region",
    }
}

/// The name of what a row ranks, in the assessment's first language.
pub(super) fn name_of<'a>(results: &'a Results, ranking: Ranking, unit: UnitIx) -> Cow<'a, str> {
    let lang = language(results);
    let key = results.units.get(unit.get());
    let place = || {
        key.and_then(|u| results.places.get(u.place.get()))
            .map_or("", |p| p.names.or_code(lang, &p.code))
    };
    let area = || {
        key.and_then(|u| results.areas.get(u.area.get()))
            .map_or("", |a| a.names.or_code(lang, &a.code))
    };
    match ranking {
        Ranking::Territories => Cow::Borrowed(place()),
        Ranking::CrimeAreas => Cow::Borrowed(area()),
        Ranking::Units if results.area_code(unit) == "*" => Cow::Borrowed(place()),
        Ranking::Units => Cow::Owned(format!("{} · {}", place(), area())),
    }
}
