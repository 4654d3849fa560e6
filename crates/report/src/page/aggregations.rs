//! What other aggregation does to the ranking: a line and a picture for each.

use ideal_engine::{Aggregation, Sensitivity};
use ideal_model::method::Aggregate;

use super::compared::{self, Compared, Other};
use crate::chart::Difference;
use crate::error::ReportError;
use crate::view::View;
use crate::words::say;

const DIFFERENCE: Difference = Difference {
    file: "aggregations",
    title: "aggregation-title",
    alt: "aggregation-alt",
    stated: "of-stated",
};

/// Where every node has a function already, giving it to every node says nothing.
fn told<'f>(view: &View<'_>, found: &'f Sensitivity) -> impl Iterator<Item = &'f Aggregation> {
    let nodes = &view.results.assessment.method.nodes;
    let all =
        |function| nodes.iter().filter(|n| n.children.len() > 1).all(|n| n.aggregate == function);
    let stated =
        match (all(Aggregate::Arithmetic), all(Aggregate::Geometric), all(Aggregate::Harmonic)) {
            (true, ..) => "arithmetic",
            (_, true, _) => "geometric",
            (.., true) => "harmonic",
            _ => "",
        };
    found.aggregations.iter().filter(move |a| a.aggregation != stated)
}

/// The short name of a way of aggregation; its own word where the catalogue has none.
fn name(view: &View<'_>, aggregation: &str) -> Result<String, ReportError> {
    let id = match aggregation {
        "arithmetic" => "of-arithmetic",
        "geometric" => "of-geometric",
        "harmonic" => "of-harmonic",
        "mazziotta_pareto_subtract" => "of-imbalance-subtract",
        "mazziotta_pareto_add" => "of-imbalance-add",
        "copeland" => "of-copeland",
        "copeland_leaves" => "of-copeland-leaves",
        other => return Ok(other.to_owned()),
    };
    say!(view.words, id)
}

/// What it is, in a sentence.
fn about(view: &View<'_>, aggregation: &str) -> Result<String, ReportError> {
    let id = match aggregation {
        "arithmetic" => "about-arithmetic",
        "geometric" => "about-geometric",
        "harmonic" => "about-harmonic",
        "mazziotta_pareto_subtract" => "about-imbalance-subtract",
        "mazziotta_pareto_add" => "about-imbalance-add",
        "copeland" => {
            return say!(view.words, "about-copeland", node = view.node_name(view.root));
        }
        "copeland_leaves" => "about-copeland-leaves",
        _ => return Ok(String::new()),
    };
    say!(view.words, id)
}

/// What is told of each.
fn others<'f>(view: &View<'_>, found: &'f Sensitivity) -> Result<Vec<Other<'f>>, ReportError> {
    let mut out = Vec::new();
    for a in told(view, found) {
        out.push(Other {
            name: name(view, a.aggregation)?,
            about: about(view, a.aggregation)?,
            mean: a.mean_rank_shift,
            max: a.max_rank_shift,
            unranked: a.unranked,
            ranks: &a.ranks,
            shifts: &a.shifts,
        });
    }
    Ok(out)
}

/// The part of the section; nothing without other aggregation.
pub(super) fn aggregations(
    view: &View<'_>,
    found: &Sensitivity,
) -> Result<Option<Compared>, ReportError> {
    let words = &view.words;
    let mut notes = Vec::new();
    if !found.aggregations_left_out.is_empty() {
        let mut names = Vec::new();
        for a in &found.aggregations_left_out {
            names.push(name(view, a.aggregation)?);
        }
        notes.push(say!(words, "aggregations-absent", names = words.list(&names)?)?);
    }
    compared::compared(
        view,
        found,
        &others(view, found)?,
        &DIFFERENCE,
        ("aggregation-caption", "aggregation-first"),
        notes,
    )
}
