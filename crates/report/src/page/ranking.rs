//! The ranking of territories.

use ideal_model::{PlaceIx, RankRow, Ranking, Unranked};
use serde::Serialize;

use super::{Figure, views};
use crate::chart;
use crate::error::ReportError;
use crate::reading::Reading;
use crate::words::say;

#[derive(Serialize)]
pub(super) struct RankingSection {
    chart: Option<Figure>,
    /// Territories by ranks, with draws.
    ranks: Option<Figure>,
    /// "In the first 3": head of the column, where the method asks for one.
    top: Option<String>,
    rows: Vec<Row>,
    unranked: Vec<Out>,
    regions: Vec<Region>,
    draws: bool,
    changes: bool,
    cells: bool,
    notes: Vec<String>,
}

#[derive(Serialize)]
struct Row {
    rank: String,
    range: Option<String>,
    tie: Option<String>,
    top: Option<views::Share>,
    new_group: bool,
    name: String,
    anchor: String,
    score: views::Score,
    change: Option<views::Change>,
    known: String,
}

#[derive(Serialize)]
struct Out {
    name: String,
    anchor: String,
    reason: String,
    coverage: views::Share,
    known: String,
}

#[derive(Serialize)]
struct Region {
    name: String,
    score: views::Score,
}

/// The ranking by the root; nothing if the method rolls nothing up to territories.
pub(super) fn section(reading: &Reading<'_>) -> Result<Option<RankingSection>, ReportError> {
    let results = reading.results;
    let all: Vec<&RankRow> =
        results.ranking(Ranking::Territories, reading.last, reading.root).collect();
    if all.is_empty() {
        return Ok(None);
    }
    let words = &reading.words;
    let mut rows = Vec::new();
    let mut unranked = Vec::new();
    let mut group = None;
    for row in all {
        let unit = row.unit;
        let Some(key) = results.units.get(unit.get()) else { continue };
        let name = reading.place_name(key.place);
        let anchor = views::anchor("t", reading.place_code(key.place), key.place.get());
        let known = known(reading, key.place)?;
        match (row.rank, row.unranked) {
            (Some(rank), _) => {
                let draws = row.draws.as_ref();
                let range = match draws {
                    Some(d) => Some(say!(
                        words,
                        if d.low == d.high { "rank-one" } else { "rank-range" },
                        low = reading.numbers.count(d.low as usize),
                        high = reading.numbers.count(d.high as usize)
                    )?),
                    None => None,
                };
                let tie = draws.map(|d| d.tie_group);
                let new_group = tie.is_some() && group.is_some() && group != tie;
                group = tie;
                rows.push(Row {
                    rank: reading.numbers.count(rank as usize),
                    range,
                    top: draws.and_then(|d| d.top.first()).map(|&p| views::share(reading, p)),
                    tie: tie.map(|t| reading.numbers.count(t as usize)),
                    new_group,
                    name,
                    anchor,
                    score: views::score(reading, unit, reading.root)?,
                    change: views::change(reading, unit)?,
                    known,
                });
            }
            (None, Some(Unranked::Region)) => {}
            (None, _) => unranked.push(Out {
                name,
                anchor,
                reason: reading.reason(unit, reading.root)?,
                coverage: views::share(
                    reading,
                    reading.node(unit, reading.root).map_or(0.0, |n| n.coverage),
                ),
                known,
            }),
        }
    }
    let mut regions = Vec::new();
    for &place in &reading.regions {
        if let Some(unit) = reading
            .territory_unit(place, reading.last)
            .filter(|&u| reading.score(u, reading.root).is_some())
        {
            regions.push(Region {
                name: reading.place_name(place),
                score: views::score(reading, unit, reading.root)?,
            });
        }
    }
    let draws = results.draws > 0 && rows.iter().any(|r| r.range.is_some());
    let mut notes = vec![say!(
        words,
        if draws { "ranking-note-draws" } else { "ranking-note" },
        root = reading.node_name(reading.root)
    )?];
    let changes = rows.iter().any(|r| r.change.is_some());
    if changes && !draws {
        let method = &results.assessment.method;
        let threshold = method.uncertainty.change_threshold * method.width();
        notes.push(say!(
            words,
            "ranking-note-change",
            threshold = reading.numbers.exact(threshold)
        )?);
    }
    let chart = match chart::ranking(reading)? {
        Some(chart) => {
            let shown = chart::ranking_shown(rows.len());
            let id = if shown < rows.len() { "ranking-caption-first" } else { "ranking-caption" };
            let (root, count) = (reading.node_name(reading.root), |n| reading.numbers.count(n));
            Some(Figure::new(
                chart,
                say!(words, id, root = root, shown = count(shown), count = count(rows.len()))?,
                700,
            ))
        }
        None => None,
    };
    let ranks = match chart::acceptability(reading)? {
        Some(chart) => Some(Figure::new(chart, say!(words, "acceptability-caption")?, 620)),
        None => None,
    };
    // Among as many as the list is long, everybody is in the first ones.
    let first =
        results.assessment.method.uncertainty.top.first().filter(|&&k| (k as usize) < rows.len());
    let top = match first.filter(|_| rows.iter().any(|r| r.top.is_some())) {
        Some(&k) => {
            Some(say!(words, "col-top", n = k as usize, k = reading.numbers.count(k as usize))?)
        }
        None => None,
    };
    Ok(Some(RankingSection {
        chart,
        ranks,
        top,
        rows,
        unranked,
        regions,
        draws,
        changes,
        cells: !reading.territories_only(),
        notes,
    }))
}

/// "12 of 25": cells of a territory with a root score.
fn known(reading: &Reading<'_>, place: PlaceIx) -> Result<String, ReportError> {
    let cells = reading.cells_of_place(place);
    let known = cells.iter().filter(|&&u| reading.score(u, reading.root).is_some()).count();
    say!(
        reading.words,
        "of",
        part = reading.numbers.count(known),
        whole = reading.numbers.count(cells.len())
    )
}
