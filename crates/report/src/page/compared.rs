//! Rankings beside the stated one: a line and a picture for each.

use ideal_engine::Sensitivity;
use ideal_model::Ranking;
use serde::Serialize;

use super::{Figure, printed};
use crate::chart::{self, Chart, Difference, RankLine};
use crate::document::Number;
use crate::error::ReportError;
use crate::view::View;
use crate::words::say;

/// A ranking beside the stated one, as it is told.
pub(super) struct Other<'a> {
    pub name: String,
    /// What it is, in a sentence.
    pub about: String,
    pub mean: f64,
    pub max: u32,
    /// How many would lose their rank if coverage were judged so; none where that is no question.
    pub would_lose: Option<usize>,
    pub ranks: &'a [Option<u32>],
    pub shifts: &'a [Option<i32>],
}

/// A part of the section.
#[derive(Serialize)]
pub(super) struct Compared {
    pub rows: Vec<RankingRow>,
    pub chart: Option<Figure>,
    pub notes: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct RankingRow {
    pub name: String,
    pub about: String,
    #[serde(flatten)]
    pub shifts: Shifts,
    pub would_lose: Option<Number>,
}

/// How far ranks move.
#[derive(Serialize)]
pub(super) struct Shifts {
    /// None where nobody is ranked in both.
    pub mean: Option<Number>,
    pub max: Option<Number>,
    /// How many are ranked in both.
    pub over: Number,
}

/// Mean and largest shift, and over how many they are taken.
pub(super) fn shifts(
    view: &View<'_>,
    (mean, decimals): (f64, u8),
    max: u32,
    over: usize,
) -> Result<Shifts, ReportError> {
    let known = over > 0;
    Ok(Shifts {
        mean: known.then(|| printed::fixed(view, mean, decimals)).transpose()?,
        max: known.then(|| printed::count(view, max as usize)).transpose()?,
        over: printed::count(view, over)?,
    })
}

/// The part, with the ids of its caption and of the note that not all are drawn, and with more
/// notes; nothing without another ranking.
pub(super) fn compared(
    view: &View<'_>,
    found: &Sensitivity,
    others: &[Other<'_>],
    difference: &Difference,
    (caption, first): (&'static str, &'static str),
    more: Vec<String>,
) -> Result<Option<Compared>, ReportError> {
    if others.is_empty() {
        return Ok(None);
    }
    let words = &view.words;
    let mut rows = Vec::new();
    for o in others {
        rows.push(RankingRow {
            name: o.name.clone(),
            about: o.about.clone(),
            shifts: shifts(view, (o.mean, 1), o.max, o.ranks.iter().flatten().count())?,
            would_lose: o.would_lose.map(|n| printed::count(view, n)).transpose()?,
        });
    }
    let chart = drawn(view, found, others, difference)?;
    let (all, shown) = (found.ranked.len(), chart::ranking_shown(found.ranked.len()));
    let mut notes = Vec::new();
    if chart.is_some() && shown < all {
        notes.push(say!(
            words,
            first,
            n = all,
            shown = view.numbers.count(shown),
            count = view.numbers.count(all)
        )?);
    }
    notes.extend(more);
    let chart = match chart {
        Some(chart) => Some(Figure::new(chart, say!(words, caption)?, 820)),
        None => None,
    };
    Ok(Some(Compared { rows, chart, notes }))
}

/// The chart; nothing where something else than territories is ranked.
fn drawn(
    view: &View<'_>,
    found: &Sensitivity,
    others: &[Other<'_>],
    difference: &Difference,
) -> Result<Option<Chart>, ReportError> {
    let territories = view
        .results
        .ranking(Ranking::Territories, view.last, view.root)
        .filter(|r| r.rank.is_some())
        .count();
    if territories < 2 {
        return Ok(None);
    }
    let place = |code: &str| view.results.places.iter().find(|p| p.code == code);
    let lines: Vec<RankLine> = found
        .ranked
        .iter()
        .enumerate()
        .map(|(i, r)| RankLine {
            name: place(&r.territory)
                .map_or(r.territory.as_str(), |p| p.names.or_code(view.lang, &p.code))
                .to_owned(),
            stated: r.rank,
            places: others
                .iter()
                .map(|o| o.ranks.get(i).copied().flatten().zip(o.shifts.get(i).copied().flatten()))
                .collect(),
        })
        .collect();
    let heads: Vec<String> = others.iter().map(|o| o.name.clone()).collect();
    chart::compared(view, &lines, chart::ranking_shown(lines.len()), &heads, difference)
}
