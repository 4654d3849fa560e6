//! The ranking of territories.

use ideal_model::{PlaceIx, RankRow, Ranking, Unranked};
use serde::Serialize;

use super::{Figure, by_draws, pieces, printed};
use crate::chart;
use crate::document::Number;
use crate::error::ReportError;
use crate::view::View;
use crate::words::say;

#[derive(Serialize)]
pub(super) struct RankingSection {
    pub chart: Option<Figure>,
    /// Territories by ranks, with draws.
    pub ranks: Option<Figure>,
    /// "In the first 3": head of the column, where the method asks for one.
    pub top: Option<String>,
    pub rows: Vec<RankedRow>,
    pub unranked: Vec<UnrankedRow>,
    pub regions: Vec<RegionRow>,
    pub draws: bool,
    /// Whether it is known from how many others each row can be told apart.
    pub clear: bool,
    pub changes: bool,
    pub cells: bool,
    pub notes: Vec<String>,
    /// Territories whose score lies at an end of its interval, with what the draws say.
    pub beside: Vec<String>,
}

impl RankingSection {
    /// Its charts, in their order.
    pub(super) fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.chart.iter().chain(&self.ranks)
    }
}

/// A territory with a rank.
#[derive(Serialize)]
pub(super) struct RankedRow {
    pub rank: Number,
    pub range: Option<String>,
    pub median: Option<String>,
    pub tie: Option<Number>,
    pub clear: Option<String>,
    pub top: Option<pieces::Share>,
    pub new_group: bool,
    pub name: String,
    pub anchor: String,
    pub score: pieces::Score,
    pub confidence: Option<pieces::Confidence>,
    pub change: Option<pieces::Change>,
    pub known: String,
}

/// A territory without one.
#[derive(Serialize)]
pub(super) struct UnrankedRow {
    pub name: String,
    pub anchor: String,
    pub reason: String,
    pub coverage: pieces::Share,
    pub known: String,
}

/// A region or group: never ranked among its members.
#[derive(Serialize)]
pub(super) struct RegionRow {
    pub name: String,
    pub score: pieces::Score,
}

/// The ranking by the root; nothing if the method rolls nothing up to territories.
pub(super) fn section(view: &View<'_>) -> Result<Option<RankingSection>, ReportError> {
    let all: Vec<&RankRow> =
        view.results.ranking(Ranking::Territories, view.last, view.root).collect();
    if all.is_empty() {
        return Ok(None);
    }
    let ranked = all.iter().filter(|r| r.rank.is_some());
    let place = |r: &&&RankRow| view.results.units.get(r.unit.get()).map(|k| k.place);
    let named = ranked.filter_map(|r| Some((r.unit, view.place_name(place(&r)?))));
    let beside = pieces::all_beside(view, named)?;
    let (rows, unranked) = lines(view, all)?;
    let draws = view.results.draws > 0 && rows.iter().any(|r| r.range.is_some());
    let clear = rows.iter().any(|r| r.clear.is_some());
    let changes = rows.iter().any(|r| r.change.is_some());
    Ok(Some(RankingSection {
        chart: ranking_figure(view, rows.len())?,
        ranks: match chart::acceptability(view)? {
            Some(chart) => {
                Some(Figure::new(chart, say!(view.words, "acceptability-caption")?, 620))
            }
            None => None,
        },
        top: top_head(view, &rows)?,
        rows,
        unranked,
        regions: regions(view)?,
        draws,
        clear,
        changes,
        cells: !view.territories_only(),
        notes: notes(view, draws, clear, changes)?,
        beside,
    }))
}

/// The ranked, in their order, and the unranked.
fn lines(
    view: &View<'_>,
    all: Vec<&RankRow>,
) -> Result<(Vec<RankedRow>, Vec<UnrankedRow>), ReportError> {
    let (mut rows, mut unranked) = (Vec::new(), Vec::new());
    let mut group = None;
    for row in all {
        let unit = row.unit;
        let Some(key) = view.results.units.get(unit.get()) else { continue };
        let (name, anchor) = (view.place_name(key.place), pieces::place_anchor(view, key.place));
        let known = known(view, key.place)?;
        match (row.rank, row.unranked) {
            (Some(rank), _) => {
                let draws = row.draws.as_ref();
                let tie = draws.and_then(|d| d.tie_group);
                let new_group = tie.is_some() && group.is_some() && group != tie;
                group = tie;
                rows.push(RankedRow {
                    rank: printed::count(view, rank as usize)?,
                    range: draws.map(|d| pieces::rank_range(view, d)).transpose()?,
                    median: draws.map(|d| pieces::rank_median(view, d)).transpose()?,
                    clear: draws.map_or(Ok(None), |d| pieces::clear(view, d))?,
                    top: draws
                        .and_then(|d| d.top.first())
                        .map(|&p| pieces::share(view, p))
                        .transpose()?,
                    tie: tie.map(|t| printed::count(view, t as usize)).transpose()?,
                    new_group,
                    name,
                    anchor,
                    score: pieces::score(view, unit, view.root)?,
                    confidence: pieces::rated_confidence(view, unit, view.root)?,
                    change: pieces::change(view, unit)?,
                    known,
                });
            }
            (None, Some(Unranked::Region)) => {}
            (None, _) => {
                let coverage = view.node(unit, view.root).map_or(0.0, |n| n.coverage);
                let reason = view.reason(unit, view.root)?;
                let coverage = pieces::share(view, coverage)?;
                unranked.push(UnrankedRow { name, anchor, reason, coverage, known });
            }
        }
    }
    Ok((rows, unranked))
}

/// Regions and groups that have a score.
fn regions(view: &View<'_>) -> Result<Vec<RegionRow>, ReportError> {
    let mut regions = Vec::new();
    for &place in &view.regions {
        let unit = view.territory_unit(place, view.last);
        if let Some(unit) = unit.filter(|&u| view.score(u, view.root).is_some()) {
            let score = pieces::score(view, unit, view.root)?;
            regions.push(RegionRow { name: view.place_name(place), score });
        }
    }
    Ok(regions)
}

/// What stands under the table.
fn notes(
    view: &View<'_>,
    draws: bool,
    clear: bool,
    changes: bool,
) -> Result<Vec<String>, ReportError> {
    let id = if draws { "ranking-note-draws" } else { "ranking-note" };
    let root = view.node_name(view.root);
    let mut notes = vec![say!(view.words, id, root = root, tie = pieces::tie(view))?];
    if clear {
        notes.push(say!(view.words, "ranking-note-pairs")?);
    }
    notes.extend(by_draws::contradictions(view, Ranking::Territories, |_| true)?);
    if changes && !draws {
        let method = &view.results.assessment.method;
        let threshold = view.numbers.exact(method.uncertainty.change_threshold * method.width());
        notes.push(say!(view.words, "ranking-note-change", threshold = threshold)?);
    }
    Ok(notes)
}

/// The chart of the ranking, of so many territories.
fn ranking_figure(view: &View<'_>, ranked: usize) -> Result<Option<Figure>, ReportError> {
    let Some(chart) = chart::ranking(view)? else { return Ok(None) };
    let shown = chart::ranking_shown(ranked);
    let id = if shown < ranked { "ranking-caption-first" } else { "ranking-caption" };
    let (root, count) = (view.node_name(view.root), |n| view.numbers.count(n));
    let caption = say!(view.words, id, root = root, shown = count(shown), count = count(ranked))?;
    Ok(Some(Figure::new(chart, caption, 700)))
}

/// "In the first 3", where the method asks for it and the draws say it: among as many as the list
/// is long, everybody is in the first ones.
fn top_head(view: &View<'_>, rows: &[RankedRow]) -> Result<Option<String>, ReportError> {
    let first = view.results.assessment.method.uncertainty.top.first();
    match first.filter(|&&k| (k as usize) < rows.len() && rows.iter().any(|r| r.top.is_some())) {
        Some(&k) => {
            let k = k as usize;
            Ok(Some(say!(view.words, "col-top", n = k, k = view.numbers.count(k))?))
        }
        None => Ok(None),
    }
}

/// "12 of 25": cells of a territory with a root score.
fn known(view: &View<'_>, place: PlaceIx) -> Result<String, ReportError> {
    let cells = view.cells_of_place(place);
    let known = cells.iter().filter(|&&u| view.score(u, view.root).is_some()).count();
    pieces::of(view, known, cells.len())
}
