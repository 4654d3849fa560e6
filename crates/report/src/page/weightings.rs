//! What other weights do to the ranking: a line and a picture for each.

use ideal_engine::{Sensitivity, Weighting};
use ideal_model::Ranking;
use serde::Serialize;

use super::Figure;
use crate::chart::{self, Chart, RankLine};
use crate::error::ReportError;
use crate::reading::Reading;
use crate::words::say;

#[derive(Serialize)]
pub(super) struct Weightings {
    rows: Vec<Row>,
    chart: Option<Figure>,
    notes: Vec<String>,
}

#[derive(Serialize)]
struct Row {
    name: String,
    about: String,
    mean: String,
    max: String,
    unranked: String,
}

/// Where nothing counts enforcement, leaving it out says nothing.
fn told<'w>(reading: &Reading<'_>, found: &'w Sensitivity) -> impl Iterator<Item = &'w Weighting> {
    let counts = reading.counts_enforcement();
    found.weightings.iter().filter(move |w| counts || w.weights != "without_enforcement")
}

/// The short name of a weighting; its own word where the catalogue has none.
fn name(reading: &Reading<'_>, weights: &str) -> Result<String, ReportError> {
    let id = match weights {
        "equal" => "by-equal",
        "without_enforcement" => "by-without-enforcement",
        "pca" => "by-pca",
        "entropy" => "by-entropy",
        "critic" => "by-critic",
        "optimise" => "by-optimise",
        "bod" => "by-bod",
        other => return Ok(other.to_owned()),
    };
    say!(reading.words, id)
}

/// What a weighting is, in a sentence.
fn about(reading: &Reading<'_>, weights: &str) -> Result<String, ReportError> {
    let id = match weights {
        "equal" => "about-equal",
        "without_enforcement" => "about-without-enforcement",
        "pca" => "about-pca",
        "entropy" => "about-entropy",
        "critic" => "about-critic",
        "optimise" => "about-optimise",
        "bod" => "about-bod",
        _ => return Ok(String::new()),
    };
    say!(reading.words, id)
}

/// The part of the section; nothing without another weighting.
pub(super) fn weightings(reading: &Reading<'_>, found: &Sensitivity) -> Result<Option<Weightings>, ReportError> {
    let words = &reading.words;
    let count = |n: u32| reading.numbers.count(n as usize);
    let (mut rows, mut notes) = (Vec::new(), Vec::new());
    for w in told(reading, found) {
        rows.push(Row {
            name: name(reading, w.weights)?,
            about: about(reading, w.weights)?,
            mean: reading.numbers.fixed(w.mean_rank_shift, 1),
            max: count(w.max_rank_shift),
            unranked: count(w.unranked),
        });
    }
    if rows.is_empty() {
        return Ok(None);
    }
    let chart = drawn(reading, found)?;
    let shown = chart::ranking_shown(found.ranked.len());
    if chart.is_some() && shown < found.ranked.len() {
        let all = found.ranked.len();
        notes.push(say!(words, "effect-first", n = all, shown = reading.numbers.count(shown), count = reading.numbers.count(all))?);
    }
    // Weightings that keep the stated weights under the same nodes share a note.
    let mut kept: Vec<(&[String], Vec<String>)> = Vec::new();
    for w in told(reading, found).filter(|w| !w.kept.is_empty()) {
        let name = name(reading, w.weights)?;
        match kept.iter_mut().find(|(nodes, _)| *nodes == w.kept.as_slice()) {
            Some((_, names)) => names.push(name),
            None => kept.push((&w.kept, vec![name])),
        }
    }
    for (nodes, names) in kept {
        let nodes: Vec<String> = nodes.iter().map(|n| reading.name_of(n)).collect();
        notes.push(say!(words, "weights-kept", weights = words.list(&names)?, nodes = words.list(&nodes)?)?);
    }
    if !found.weightings_left_out.is_empty() {
        let mut names = Vec::new();
        for w in &found.weightings_left_out {
            names.push(name(reading, w.weights)?);
        }
        notes.push(say!(words, "weights-absent", names = words.list(&names)?)?);
    }
    let chart = match chart {
        Some(chart) => Some(Figure::new(chart, say!(words, "effect-caption")?, 820)),
        None => None,
    };
    Ok(Some(Weightings { rows, chart, notes }))
}

/// The chart alone, for the folder of charts; nothing where something else than territories is ranked.
pub(super) fn drawn(reading: &Reading<'_>, found: &Sensitivity) -> Result<Option<Chart>, ReportError> {
    let territories = reading.results.ranking(Ranking::Territories, reading.last, reading.root).filter(|r| r.rank.is_some()).count();
    if territories < 2 {
        return Ok(None);
    }
    let place = |code: &str| reading.results.places.iter().find(|p| p.code == code);
    let lines: Vec<RankLine> = found
        .ranked
        .iter()
        .enumerate()
        .map(|(i, r)| RankLine {
            name: place(&r.territory).map_or(r.territory.as_str(), |p| p.names.or_code(reading.lang, &p.code)).to_owned(),
            stated: r.rank,
            places: told(reading, found).map(|w| w.ranks.get(i).copied().flatten().zip(w.shifts.get(i).copied().flatten())).collect(),
        })
        .collect();
    let mut heads = Vec::new();
    for w in told(reading, found) {
        heads.push(name(reading, w.weights)?);
    }
    chart::weightings(reading, &lines, chart::ranking_shown(lines.len()), &heads)
}
