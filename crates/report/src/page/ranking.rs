//! The ranking of territories.

use ideal_model::{PlaceIx, RankRow, Ranking, Unranked};
use serde::Serialize;

use super::{Figure, pieces};
use crate::chart;
use crate::error::ReportError;
use crate::view::View;
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
    top: Option<pieces::Share>,
    new_group: bool,
    name: String,
    anchor: String,
    score: pieces::Score,
    change: Option<pieces::Change>,
    known: String,
}

#[derive(Serialize)]
struct Out {
    name: String,
    anchor: String,
    reason: String,
    coverage: pieces::Share,
    known: String,
}

#[derive(Serialize)]
struct Region {
    name: String,
    score: pieces::Score,
}

/// The ranking by the root; nothing if the method rolls nothing up to territories.
pub(super) fn section(view: &View<'_>) -> Result<Option<RankingSection>, ReportError> {
    let results = view.results;
    let all: Vec<&RankRow> = results.ranking(Ranking::Territories, view.last, view.root).collect();
    if all.is_empty() {
        return Ok(None);
    }
    let words = &view.words;
    let mut rows = Vec::new();
    let mut unranked = Vec::new();
    let mut group = None;
    for row in all {
        let unit = row.unit;
        let Some(key) = results.units.get(unit.get()) else { continue };
        let name = view.place_name(key.place);
        let anchor = pieces::anchor("t", view.place_code(key.place), key.place.get());
        let known = known(view, key.place)?;
        match (row.rank, row.unranked) {
            (Some(rank), _) => {
                let draws = row.draws.as_ref();
                let range = match draws {
                    Some(d) => Some(say!(
                        words,
                        if d.low == d.high { "rank-one" } else { "rank-range" },
                        low = view.numbers.count(d.low as usize),
                        high = view.numbers.count(d.high as usize)
                    )?),
                    None => None,
                };
                let tie = draws.map(|d| d.tie_group);
                let new_group = tie.is_some() && group.is_some() && group != tie;
                group = tie;
                rows.push(Row {
                    rank: view.numbers.count(rank as usize),
                    range,
                    top: draws.and_then(|d| d.top.first()).map(|&p| pieces::share(view, p)),
                    tie: tie.map(|t| view.numbers.count(t as usize)),
                    new_group,
                    name,
                    anchor,
                    score: pieces::score(view, unit, view.root)?,
                    change: pieces::change(view, unit)?,
                    known,
                });
            }
            (None, Some(Unranked::Region)) => {}
            (None, _) => unranked.push(Out {
                name,
                anchor,
                reason: view.reason(unit, view.root)?,
                coverage: pieces::share(
                    view,
                    view.node(unit, view.root).map_or(0.0, |n| n.coverage),
                ),
                known,
            }),
        }
    }
    let mut regions = Vec::new();
    for &place in &view.regions {
        if let Some(unit) =
            view.territory_unit(place, view.last).filter(|&u| view.score(u, view.root).is_some())
        {
            regions.push(Region {
                name: view.place_name(place),
                score: pieces::score(view, unit, view.root)?,
            });
        }
    }
    let draws = results.draws > 0 && rows.iter().any(|r| r.range.is_some());
    let mut notes = vec![say!(
        words,
        if draws { "ranking-note-draws" } else { "ranking-note" },
        root = view.node_name(view.root)
    )?];
    let changes = rows.iter().any(|r| r.change.is_some());
    if changes && !draws {
        let method = &results.assessment.method;
        let threshold = method.uncertainty.change_threshold * method.width();
        notes.push(say!(words, "ranking-note-change", threshold = view.numbers.exact(threshold))?);
    }
    let chart = match chart::ranking(view)? {
        Some(chart) => {
            let shown = chart::ranking_shown(rows.len());
            let id = if shown < rows.len() { "ranking-caption-first" } else { "ranking-caption" };
            let (root, count) = (view.node_name(view.root), |n| view.numbers.count(n));
            Some(Figure::new(
                chart,
                say!(words, id, root = root, shown = count(shown), count = count(rows.len()))?,
                700,
            ))
        }
        None => None,
    };
    let ranks = match chart::acceptability(view)? {
        Some(chart) => Some(Figure::new(chart, say!(words, "acceptability-caption")?, 620)),
        None => None,
    };
    // Among as many as the list is long, everybody is in the first ones.
    let first =
        results.assessment.method.uncertainty.top.first().filter(|&&k| (k as usize) < rows.len());
    let top = match first.filter(|_| rows.iter().any(|r| r.top.is_some())) {
        Some(&k) => {
            Some(say!(words, "col-top", n = k as usize, k = view.numbers.count(k as usize))?)
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
        cells: !view.territories_only(),
        notes,
    }))
}

/// "12 of 25": cells of a territory with a root score.
fn known(view: &View<'_>, place: PlaceIx) -> Result<String, ReportError> {
    let cells = view.cells_of_place(place);
    let known = cells.iter().filter(|&&u| view.score(u, view.root).is_some()).count();
    say!(
        view.words,
        "of",
        part = view.numbers.count(known),
        whole = view.numbers.count(cells.len())
    )
}
