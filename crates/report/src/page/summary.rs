//! The summary: whole sentences made from the results, and only what may stand in a headline.
//!
//! What may: how much is known and on what it rests; territories and cells whose confidence is at
//! least moderate; changes beyond the noise. What may not: an order of crime areas, or anything
//! that rests on enforcement counts alone.

use ideal_model::{Bias, NodeIx, PlaceIx, RankRow, Ranking, UnitIx, Unranked};
use serde::Serialize;

use super::pieces::direction;
use super::{Figure, editions, printed, release};
use crate::chart;
use crate::document::{Band, Number};
use crate::error::ReportError;
use crate::view::{Trust, View};
use crate::words::say;

/// Territories and cells named in a headline, at most.
const NAMED: usize = 5;
/// Without draws a change is headlined from this share of the scale's width.
const LARGE_CHANGE: f64 = 0.1;

#[derive(Serialize)]
pub(super) struct Summary {
    pub figures: Vec<CountedFigure>,
    pub headlines: Vec<String>,
    pub cautions: Vec<String>,
    /// What confidence means, with its cut-offs: said where the word comes first.
    pub confidence: String,
    /// Where the scores are known to err, each way that is named.
    pub caveats: Vec<Known>,
    pub chart: Option<Figure>,
    /// Editions side by side, where there are two.
    pub slope: Option<Figure>,
    pub bands: Vec<Band>,
    pub enforcement: bool,
    /// Whether a score of the edition was made without a dimension.
    pub without: bool,
}

/// What is known of the data set, one way.
#[derive(Serialize)]
pub(super) struct Known {
    pub title: String,
    pub lines: Vec<String>,
}

/// A large number with what it counts.
#[derive(Serialize)]
pub(super) struct CountedFigure {
    pub value: Number,
    pub label: String,
    /// `measured`, `counts` or `unknown`.
    pub look: &'static str,
}

pub(super) fn summary(view: &View<'_>) -> Result<Summary, ReportError> {
    let words = &view.words;
    let basis = view.basis();
    let basis_name = view.node_name(basis);
    let total = view.cells.len();
    let known = view.cells.iter().filter(|&&u| view.score(u, basis).is_some()).count();
    let alone = view.cells.iter().filter(|&&u| view.enforcement_alone(u, basis)).count();
    let count = |n: usize| view.numbers.count(n);

    let by_area = !view.territories_only();
    let mut figures = vec![
        CountedFigure {
            value: printed::count(view, known - alone)?,
            label: say!(
                words,
                if view.counts_enforcement() {
                    "figure-measured"
                } else if by_area {
                    "figure-known"
                } else {
                    "figure-known-territories"
                },
                n = known - alone,
                node = basis_name.as_str(),
                total = count(total)
            )?,
            look: "measured",
        },
        CountedFigure {
            value: printed::count(view, total - known)?,
            label: say!(
                words,
                if by_area { "figure-gaps" } else { "figure-gaps-territories" },
                n = total - known,
                node = basis_name.as_str(),
                total = count(total)
            )?,
            look: "unknown",
        },
    ];
    if alone > 0 {
        let label = say!(
            words,
            "figure-enforcement",
            n = alone,
            node = basis_name.as_str(),
            total = count(total)
        )?;
        figures.insert(
            1,
            CountedFigure { value: printed::count(view, alone)?, label, look: "counts" },
        );
    }

    let mut headlines = Vec::new();
    let mut cautions = Vec::new();
    headlines.extend(known_sentence(view, basis)?);
    headlines.extend(top_territories(view)?);
    headlines.extend(moves(view)?);
    headlines.extend(top_cells(view)?);
    cautions.extend(release::withheld(view)?);
    cautions.extend(unranked(view)?);
    let areas = !view.territories_only() && !view.areas.is_empty();
    let ranked = view.territories.len() > 1;
    let ties = match (areas, view.results.draws > 0) {
        (true, true) => Some("caution-areas-draws"),
        (true, false) => Some("caution-areas"),
        (false, true) => ranked.then_some("caution-territories-draws"),
        (false, false) => None,
    };
    if let Some(id) = ties {
        cautions.push(say!(words, id)?);
    }
    if view.results.draws == 0 {
        cautions.push(say!(words, "caution-no-draws")?);
    }
    let chart = match chart::evidence(view, basis)? {
        Some(chart) => Some(Figure::new(
            chart,
            say!(words, "evidence-caption", node = basis_name.as_str())?,
            700,
        )),
        None => None,
    };
    let bands = view.bands_of(view.root).into_iter().map(Band::from).collect();
    let edition_of = |unit: UnitIx| view.results.units.get(unit.get()).map(|u| u.edition);
    let without = view.results.without.iter().any(|w| edition_of(w.unit) == Some(view.last));
    Ok(Summary {
        figures,
        headlines,
        cautions,
        confidence: confidence_meaning(view)?,
        caveats: caveats(view)?,
        chart,
        slope: editions::slope(view)?,
        bands,
        enforcement: view.counts_enforcement(),
        without,
    })
}

/// What confidence means, and from where on it is moderate and high.
fn confidence_meaning(view: &View<'_>) -> Result<String, ReportError> {
    let c = &view.results.assessment.method.confidence;
    let (moderate, high) = (view.cut_of_hundred(c.moderate), view.cut_of_hundred(c.high));
    say!(view.words, "confidence-meaning", moderate = moderate, high = high)
}

/// Where scores of the data set are known to err, as the assessment states it.
fn caveats(view: &View<'_>) -> Result<Vec<Known>, ReportError> {
    let all = &view.results.assessment.caveats;
    let mut out = Vec::new();
    for (bias, id) in [
        (Bias::Low, "caveats-low"),
        (Bias::High, "caveats-high"),
        (Bias::Unclear, "caveats-unclear"),
    ] {
        let own = all.iter().filter(|c| c.bias == bias).filter_map(|c| c.text.get(view.lang));
        let lines: Vec<String> = own.map(str::to_owned).collect();
        if !lines.is_empty() {
            out.push(Known { title: say!(view.words, id)?, lines });
        }
    }
    Ok(out)
}

/// How much is known, and how much of the weight in use is enforcement counts.
fn known_sentence(view: &View<'_>, basis: NodeIx) -> Result<Vec<String>, ReportError> {
    let words = &view.words;
    let cells = &view.cells;
    let count = |n: usize| view.numbers.count(n);
    let known: Vec<UnitIx> =
        cells.iter().copied().filter(|&u| view.score(u, basis).is_some()).collect();
    let mut out = Vec::new();
    if view.territories_only() {
        out.push(say!(
            words,
            if known.len() == cells.len() {
                "headline-known-all"
            } else {
                "headline-known-territories"
            },
            n = known.len(),
            known = count(known.len()),
            total = count(cells.len()),
            node = view.node_name(basis)
        )?);
    } else {
        let rooted = cells.iter().filter(|&&u| view.score(u, view.root).is_some()).count();
        let id = if basis == view.root { "headline-known" } else { "headline-known-both" };
        out.push(say!(
            words,
            id,
            known = count(known.len()),
            total = count(cells.len()),
            node = view.node_name(basis),
            root = view.node_name(view.root),
            rooted = count(rooted),
            gaps = count(cells.len() - known.len())
        )?);
    }
    let shares: Vec<f64> =
        known.iter().filter_map(|&u| view.node(u, basis)).map(|n| n.enforcement).collect();
    if !shares.is_empty() {
        let mean = shares.iter().sum::<f64>() / shares.len() as f64;
        if mean > 0.0 {
            out.push(say!(
                words,
                "headline-enforcement",
                share = view.numbers.percent(mean),
                node = view.node_name(basis)
            )?);
        }
    }
    Ok(out)
}

/// Whether a unit's root may be named in a headline.
fn may_be_named(view: &View<'_>, unit: UnitIx) -> bool {
    view.node(unit, view.root).is_some_and(|n| {
        n.score.is_some()
            && !n.on_enforcement_alone
            && n.confidence.is_some_and(|c| view.trust(c) >= Trust::Moderate)
    })
}

/// The highest territories with at least moderate confidence; with draws those of the first tie
/// group.
fn top_territories(view: &View<'_>) -> Result<Option<String>, ReportError> {
    let words = &view.words;
    let ranked: Vec<_> = view
        .results
        .ranking(Ranking::Territories, view.last, view.root)
        .filter(|r| r.rank.is_some())
        .collect();
    let group = |r: &RankRow| r.draws.as_ref().and_then(|d| d.tie_group);
    let first_group = ranked.first().and_then(|r| group(r));
    let mut items = Vec::new();
    for row in &ranked {
        let unit = row.unit;
        if items.len() == 3 && first_group.is_none() || items.len() == NAMED {
            break;
        }
        if first_group.is_some() && group(row) != first_group {
            break;
        }
        if may_be_named(view, unit)
            && let (Some(key), Some(score)) =
                (view.results.units.get(unit.get()), view.score(unit, view.root))
        {
            items.push(say!(
                words,
                "item-score",
                name = view.place_name(key.place),
                score = view.shown_with(unit, score)?
            )?);
        }
    }
    if items.is_empty() {
        return Ok(None);
    }
    let id = if first_group.is_some() { "headline-top-draws" } else { "headline-top" };
    Ok(Some(say!(
        words,
        id,
        n = items.len(),
        node = view.node_name(view.root),
        names = words.list(&items)?
    )?))
}

/// Territories whose change stands out, up and down.
fn moves(view: &View<'_>) -> Result<Vec<String>, ReportError> {
    let words = &view.words;
    let Some(before) = view.last.before() else { return Ok(Vec::new()) };
    let draws = view.results.draws > 0;
    let width = view.results.assessment.method.width();
    let mut changes: Vec<(f64, PlaceIx, UnitIx)> = view
        .territories
        .iter()
        .filter_map(|&p| view.territory_unit(p, view.last).map(|u| (p, u)))
        .filter(|&(_, u)| may_be_named(view, u))
        .filter_map(|(p, u)| view.node(u, view.root).and_then(|n| n.change).map(|c| (c, p, u)))
        .collect();
    // That nothing can be compared is not that nothing moved.
    let none_computed = changes.is_empty();
    changes.retain(|&(c, _, u)| {
        if draws {
            matches!(direction(view, u), "up" | "down")
        } else {
            c.abs() >= LARGE_CHANGE * width
        }
    });
    // A stable sort keeps the order of names among equals.
    changes.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()));
    let before = view.edition_name(before);
    let mut out = Vec::new();
    let ids = if draws {
        [("headline-risers-draws", true), ("headline-fallers-draws", false)]
    } else {
        [("headline-risers", true), ("headline-fallers", false)]
    };
    for (id, up) in ids {
        let mut items = Vec::new();
        for &(change, place, _) in changes.iter().filter(|(c, ..)| (*c > 0.0) == up).take(NAMED) {
            items.push(say!(
                words,
                "item-change",
                name = view.place_name(place),
                change = view.signed(change)
            )?);
        }
        if !items.is_empty() {
            out.push(say!(
                words,
                id,
                n = items.len(),
                names = words.list(&items)?,
                before = before.as_str()
            )?);
        }
    }
    if out.is_empty() {
        let id = match (none_computed, draws) {
            (true, _) => "headline-no-change",
            (false, true) => "headline-no-moves-draws",
            (false, false) => "headline-no-moves",
        };
        out.push(say!(
            words,
            id,
            before = before.as_str(),
            threshold = view.numbers.exact(LARGE_CHANGE * width)
        )?);
    }
    Ok(out)
}

/// The highest cells that rest on more than enforcement counts.
fn top_cells(view: &View<'_>) -> Result<Option<String>, ReportError> {
    if view.territories_only() {
        return Ok(None);
    }
    let words = &view.words;
    let mut cells: Vec<(f64, UnitIx)> = view
        .cells
        .iter()
        .copied()
        .filter(|&u| may_be_named(view, u))
        .filter_map(|u| view.score(u, view.root).map(|s| (s, u)))
        .collect();
    cells.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut items = Vec::new();
    for &(score, unit) in cells.iter().take(NAMED) {
        let Some(key) = view.results.units.get(unit.get()) else { continue };
        items.push(say!(
            words,
            "item-cell",
            area = view.area_name(key.area),
            territory = view.place_name(key.place),
            score = view.shown_with(unit, score)?
        )?);
    }
    if items.is_empty() {
        return Ok(None);
    }
    Ok(Some(say!(
        words,
        "headline-cells",
        n = items.len(),
        node = view.node_name(view.root),
        cells = words.list(&items)?
    )?))
}

/// Who is not ranked, and that silence is not calm.
fn unranked(view: &View<'_>) -> Result<Option<String>, ReportError> {
    let words = &view.words;
    let mut names = Vec::new();
    for row in view.results.ranking(Ranking::Territories, view.last, view.root) {
        if row.unranked == Some(Unranked::Gap)
            && let Some(key) = view.results.units.get(row.unit.get())
        {
            names.push(view.place_name(key.place));
        }
    }
    if names.is_empty() {
        return Ok(None);
    }
    let n = names.len();
    if n > 12 {
        return Ok(Some(say!(
            words,
            "caution-unranked-many",
            n = n,
            count = view.numbers.count(n)
        )?));
    }
    names.sort_by(|a, b| words.compare(a, b));
    Ok(Some(say!(words, "caution-unranked", n = n, names = words.list(&names)?)?))
}
