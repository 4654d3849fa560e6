//! What other weights do to the ranking: a line and a picture for each.

use ideal_engine::{OtherWeights, Sensitivity, Weighting, WeightsBy};

use super::compared::{self, Compared, Other};
use crate::chart::Difference;
use crate::error::ReportError;
use crate::view::View;
use crate::words::say;

const DIFFERENCE: Difference = Difference {
    file: "weightings",
    title: "effect-title",
    alt: "effect-alt",
    stated: "by-stated",
};

/// Where nothing counts enforcement, leaving it out says nothing.
fn told<'w>(view: &View<'_>, found: &'w Sensitivity) -> impl Iterator<Item = &'w Weighting> {
    let counts = view.counts_enforcement();
    found.weightings.iter().filter(move |w| counts || w.weights != OtherWeights::WithoutEnforcement)
}

/// The short name of a weighting.
fn name(view: &View<'_>, weights: OtherWeights) -> Result<String, ReportError> {
    let id = match weights {
        OtherWeights::By(WeightsBy::Equal) => "by-equal",
        OtherWeights::WithoutEnforcement => "by-without-enforcement",
        OtherWeights::By(WeightsBy::Pca) => "by-pca",
        OtherWeights::By(WeightsBy::Entropy) => "by-entropy",
        OtherWeights::By(WeightsBy::Critic) => "by-critic",
        OtherWeights::By(WeightsBy::Optimise) => "by-optimise",
        OtherWeights::By(WeightsBy::Bod) => "by-bod",
    };
    say!(view.words, id)
}

/// What a weighting is, in a sentence.
fn about(view: &View<'_>, weights: OtherWeights) -> Result<String, ReportError> {
    let id = match weights {
        OtherWeights::By(WeightsBy::Equal) => "about-equal",
        OtherWeights::WithoutEnforcement => "about-without-enforcement",
        OtherWeights::By(WeightsBy::Pca) => "about-pca",
        OtherWeights::By(WeightsBy::Entropy) => "about-entropy",
        OtherWeights::By(WeightsBy::Critic) => "about-critic",
        OtherWeights::By(WeightsBy::Optimise) => "about-optimise",
        OtherWeights::By(WeightsBy::Bod) => "about-bod",
    };
    say!(view.words, id)
}

/// What is told of each.
fn others<'f>(view: &View<'_>, found: &'f Sensitivity) -> Result<Vec<Other<'f>>, ReportError> {
    let mut out = Vec::new();
    for w in told(view, found) {
        out.push(Other {
            name: name(view, w.weights)?,
            about: about(view, w.weights)?,
            mean: w.mean_rank_shift,
            max: w.max_rank_shift,
            would_lose: Some(w.would_lose_rank.len()),
            ranks: &w.ranks,
            shifts: &w.shifts,
        });
    }
    Ok(out)
}

/// The part of the section; nothing without another weighting.
pub(super) fn weightings(
    view: &View<'_>,
    found: &Sensitivity,
) -> Result<Option<Compared>, ReportError> {
    let words = &view.words;
    let mut notes = Vec::new();
    // Weightings that keep the stated weights under the same nodes share a note.
    let mut kept: Vec<(&[String], Vec<String>)> = Vec::new();
    for w in told(view, found).filter(|w| !w.kept.is_empty()) {
        let name = name(view, w.weights)?;
        match kept.iter_mut().find(|(nodes, _)| *nodes == w.kept.as_slice()) {
            Some((_, names)) => names.push(name),
            None => kept.push((&w.kept, vec![name])),
        }
    }
    for (nodes, names) in kept {
        let nodes: Vec<String> = nodes.iter().map(|n| view.name_of(n)).collect();
        notes.push(say!(
            words,
            "weights-kept",
            weights = words.list(&names)?,
            nodes = words.list(&nodes)?
        )?);
    }
    if !found.weightings_left_out.is_empty() {
        let mut names = Vec::new();
        for w in &found.weightings_left_out {
            names.push(name(view, w.weights)?);
        }
        notes.push(say!(words, "weights-absent", names = words.list(&names)?)?);
    }
    compared::compared(
        view,
        found,
        &others(view, found)?,
        &DIFFERENCE,
        ("effect-caption", "effect-first"),
        notes,
    )
}
