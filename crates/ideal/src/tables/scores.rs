//! Scores and gaps.

use std::borrow::Cow;

use ideal_model::{NodeIx, NodeResult, Results, UnitIx};

use super::table::{Over, Table};
use super::{band_probabilities, band_text, edition_text, shown_text, without_text};

pub(super) fn scores(results: &Results) -> Table<'_> {
    let nodes = results.assessment.method.node_indices();
    let keys = results.unit_indices().flat_map(|unit| nodes.clone().map(move |n| (unit, n)));
    let rows: Vec<(UnitIx, NodeIx, &NodeResult)> =
        keys.zip(&results.nodes).map(|((unit, node), r)| (unit, node, r)).collect();
    let mut table = Over::new("scores", &rows)
        .text("territory", |r| Cow::Borrowed(results.place_code(r.0)))
        .text("crime_area", |r| Cow::Borrowed(results.area_code(r.0)))
        .text("edition", |r| edition_text(results, r.0))
        .text("node", |r| node_id(results, r.1))
        .number("score", |r| r.2.score)
        .maybe_text("shown", |r| shown_text(results, r.2.score))
        .maybe_text("band", |r| band_text(results, r.2))
        .number("confidence", |r| r.2.confidence)
        .number("coverage", |r| Some(r.2.coverage))
        .text("verdict", |r| Cow::Borrowed(r.2.verdict.word()))
        .number("change", |r| r.2.change)
        .number("enforcement", |r| r.2.score.map(|_| r.2.enforcement))
        .flag("on_enforcement_alone", |r| Some(r.2.on_enforcement_alone));
    if results.draws > 0 {
        table = table
            .number("low", |r| r.2.interval.as_ref().map(|i| i.low))
            .number("median", |r| r.2.interval.as_ref().map(|i| i.median))
            .number("high", |r| r.2.interval.as_ref().map(|i| i.high))
            .number("low_error", |r| r.2.interval.as_ref().map(|i| i.low_error))
            .number("high_error", |r| r.2.interval.as_ref().map(|i| i.high_error))
            .number("p_change_up", |r| r.2.interval.as_ref().and_then(|i| i.up))
            .number("p_change_down", |r| r.2.interval.as_ref().and_then(|i| i.down));
        for (name, at) in band_probabilities(results) {
            table = table.number(name, |r| band_probability(r.2, &at, r.1));
        }
    }
    table.maybe_text("without", |r| without_text(results, r.0, r.1)).finish()
}

/// The probability of one band of a node, given where it stands in that node's list.
pub(super) fn band_probability(node: &NodeResult, at: &[Option<usize>], of: NodeIx) -> Option<f64> {
    node.interval.as_ref()?.bands.get((*at.get(of.get())?)?).copied()
}

pub(super) fn node_id(results: &Results, node: NodeIx) -> Cow<'_, str> {
    Cow::Borrowed(results.assessment.method.nodes.get(node.get()).map_or("", |n| n.id.as_str()))
}

pub(super) fn gaps(results: &Results) -> Table<'_> {
    Over::new("gaps", &results.gaps)
        .text("territory", |g| Cow::Borrowed(results.place_code(g.unit)))
        .text("crime_area", |g| Cow::Borrowed(results.area_code(g.unit)))
        .text("edition", |g| edition_text(results, g.unit))
        .text("node", |g| node_id(results, g.node))
        .number("coverage", |g| Some(g.coverage))
        .number("min_coverage", |g| Some(g.min_coverage))
        .text("reason", |g| Cow::Borrowed(g.reason.word()))
        .finish()
}
