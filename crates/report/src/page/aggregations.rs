//! What other aggregation does to the ranking: a line and a picture for each.

use ideal_engine::{Aggregation, OtherAggregation, Sensitivity};
use ideal_model::method::Mean;

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
    let stated = match (all(Mean::Arithmetic), all(Mean::Geometric), all(Mean::Harmonic)) {
        (true, ..) => Some(OtherAggregation::Arithmetic),
        (_, true, _) => Some(OtherAggregation::Geometric),
        (.., true) => Some(OtherAggregation::Harmonic),
        _ => None,
    };
    found.aggregations.iter().filter(move |a| Some(a.aggregation) != stated)
}

/// The short name of a way of aggregation.
fn name(view: &View<'_>, aggregation: OtherAggregation) -> Result<String, ReportError> {
    let id = match aggregation {
        OtherAggregation::Arithmetic => "of-arithmetic",
        OtherAggregation::Geometric => "of-geometric",
        OtherAggregation::Harmonic => "of-harmonic",
        OtherAggregation::MazziottaParetoSubtract => "of-imbalance-subtract",
        OtherAggregation::MazziottaParetoAdd => "of-imbalance-add",
        OtherAggregation::Copeland => "of-copeland",
        OtherAggregation::CopelandLeaves => "of-copeland-leaves",
    };
    say!(view.words, id)
}

/// What it is, in a sentence.
fn about(view: &View<'_>, aggregation: OtherAggregation) -> Result<String, ReportError> {
    let id = match aggregation {
        OtherAggregation::Arithmetic => "about-arithmetic",
        OtherAggregation::Geometric => "about-geometric",
        OtherAggregation::Harmonic => "about-harmonic",
        OtherAggregation::MazziottaParetoSubtract => "about-imbalance-subtract",
        OtherAggregation::MazziottaParetoAdd => "about-imbalance-add",
        OtherAggregation::Copeland => {
            return say!(view.words, "about-copeland", node = view.node_name(view.root));
        }
        OtherAggregation::CopelandLeaves => "about-copeland-leaves",
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
            would_lose: None,
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
