//! Scores, gaps, and distances to the least coverage.

use std::borrow::Cow;

use ideal_engine::{DecidingLeaf, Floor};
use ideal_model::{Entrants, NodeIx, NodeResult, Part, Results, UnitIx};

use super::columns as c;
use super::table::{Over, Table};
use super::{band_probabilities, band_text, edition_text, shown_text, without_text};

pub(super) fn scores(results: &Results) -> Table<'_> {
    let nodes = results.assessment.method.node_indices();
    let keys = results.unit_indices().flat_map(|unit| nodes.clone().map(move |n| (unit, n)));
    let rows: Vec<(UnitIx, NodeIx, &NodeResult)> =
        keys.zip(&results.nodes).map(|((unit, node), r)| (unit, node, r)).collect();
    let mut table = Over::new(&c::SCORES, &rows)
        .text(c::TERRITORY, |r| Cow::Borrowed(results.place_code(r.0)))
        .text(c::CRIME_AREA, |r| Cow::Borrowed(results.area_code(r.0)))
        .text(c::EDITION, |r| edition_text(results, r.0))
        .text(c::NODE, |r| node_id(results, r.1))
        .number(c::SCORE, |r| r.2.score)
        .maybe_text(c::SHOWN, |r| shown_text(results, r.2.score))
        .maybe_text(c::BAND, |r| band_text(results, r.2))
        .number(c::CONFIDENCE, |r| r.2.confidence)
        .number(c::COVERAGE, |r| Some(r.2.coverage))
        .text(c::VERDICT, |r| Cow::Borrowed(r.2.verdict.word()))
        .number(c::CHANGE, |r| r.2.change)
        .number(c::ENFORCEMENT, |r| r.2.score.map(|_| r.2.enforcement))
        .flag(c::ON_ENFORCEMENT_ALONE, |r| Some(r.2.on_enforcement_alone));
    if results.draws > 0 {
        table = table
            .number(c::LOW, |r| r.2.interval.as_ref().map(|i| i.low))
            .number(c::MEDIAN, |r| r.2.interval.as_ref().map(|i| i.median))
            .number(c::HIGH, |r| r.2.interval.as_ref().map(|i| i.high))
            .number(c::LOW_ERROR, |r| r.2.interval.as_ref().map(|i| i.low_error))
            .number(c::HIGH_ERROR, |r| r.2.interval.as_ref().map(|i| i.high_error))
            .number(c::P_CHANGE_UP, |r| r.2.interval.as_ref().and_then(|i| i.up))
            .number(c::P_CHANGE_DOWN, |r| r.2.interval.as_ref().and_then(|i| i.down));
        for (band, at) in band_probabilities(results) {
            table = table.family(c::P_BAND, band, |r| band_probability(r.2, &at, r.1));
        }
    }
    table
        .maybe_text(c::WITHOUT, |r| without_text(results, r.0, r.1))
        .also(results.draws > 0, |t| t.maybe_text(c::POINT_IN_INTERVAL, |r| point_place(r.2)))
        .number(c::COMPOSITION, |r| r.2.composition)
        .maybe_text(c::ENTERED, |r| parts(results, r, |e| &e.entered))
        .maybe_text(c::LEFT, |r| parts(results, r, |e| &e.left))
        .finish()
}

/// Codes of what entered or left a score; none where nothing did.
fn parts(
    results: &Results,
    (unit, node, of): &(UnitIx, NodeIx, &NodeResult),
    which: impl Fn(&Entrants) -> &Vec<Part>,
) -> Option<Cow<'static, str>> {
    of.composition?;
    let rollup = results.rollup(*unit);
    let code = |part: &Part| match (*part, rollup) {
        (Part::Indicator(i), _) => results.assessment.method.indicators[i].code.clone(),
        (Part::Member(member), Some(r)) if r.members.contains(&member) => {
            results.member_code(r.kind, member).to_owned()
        }
        // A member of a member: a cell of a territory, for a region.
        (Part::Member(member), _) => {
            format!("{}/{}", results.place_code(member), results.area_code(member))
        }
    };
    let entrants = results.entrants(*unit, *node);
    let codes: Vec<String> = which(&entrants).iter().map(code).collect();
    (!codes.is_empty()).then(|| Cow::Owned(codes.join(" ")))
}

/// Where a score lies in its interval.
pub(super) fn point_place(node: &NodeResult) -> Option<Cow<'static, str>> {
    let place = node.interval.as_ref()?.place_of(node.score?);
    Some(Cow::Borrowed(place.word()))
}

/// The probability of one band of a node, given where it stands in that node's list.
pub(super) fn band_probability(node: &NodeResult, at: &[Option<usize>], of: NodeIx) -> Option<f64> {
    node.interval.as_ref()?.bands.get((*at.get(of.get())?)?).copied()
}

pub(super) fn node_id(results: &Results, node: NodeIx) -> Cow<'_, str> {
    Cow::Borrowed(results.assessment.method.nodes.get(node.get()).map_or("", |n| n.id.as_str()))
}

/// Distances to the least coverage.
pub(super) fn floors<'a>(results: &'a Results, floors: &[Floor]) -> Table<'a> {
    let node = |f: &Floor| results.node(f.unit, f.node);
    Over::new(&c::FLOORS, floors)
        .text(c::TERRITORY, |f| Cow::Borrowed(results.place_code(f.unit)))
        .text(c::CRIME_AREA, |f| Cow::Borrowed(results.area_code(f.unit)))
        .text(c::EDITION, |f| edition_text(results, f.unit))
        .text(c::NODE, |f| node_id(results, f.node))
        .maybe_text(c::VERDICT, |f| node(f).map(|n| Cow::Borrowed(n.verdict.word())))
        .number(c::COVERAGE, |f| node(f).map(|n| n.coverage))
        .number(c::MIN_COVERAGE, |f| Some(f.min_coverage))
        .number(c::MARGIN, |f| Some(f.margin))
        .text(c::DECIDING, |f| {
            let leaves = f.deciding.iter().map(|l| deciding(results, l));
            Cow::Owned(leaves.collect::<Vec<_>>().join(";"))
        })
        .maybe_text(c::REASON, |f| f.reason.map(|r| Cow::Borrowed(r.word())))
        .finish()
}

/// `CODE`, or `CODE@AREA`.
fn deciding(results: &Results, leaf: &DecidingLeaf) -> String {
    let code = &results.assessment.method.indicators[leaf.indicator].code;
    leaf.crime_area.as_ref().map_or_else(|| code.clone(), |area| format!("{code}@{area}"))
}

pub(super) fn gaps(results: &Results) -> Table<'_> {
    Over::new(&c::GAPS, &results.gaps)
        .text(c::TERRITORY, |g| Cow::Borrowed(results.place_code(g.unit)))
        .text(c::CRIME_AREA, |g| Cow::Borrowed(results.area_code(g.unit)))
        .text(c::EDITION, |g| edition_text(results, g.unit))
        .text(c::NODE, |g| node_id(results, g.node))
        .number(c::COVERAGE, |g| Some(g.coverage))
        .number(c::MIN_COVERAGE, |g| Some(g.min_coverage))
        .text(c::REASON, |g| Cow::Borrowed(g.reason.word()))
        .finish()
}
