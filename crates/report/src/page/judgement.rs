//! What rests on the judgement of people: how many rated a cell, how far apart they lie, and what
//! taking out their severity did to the ranking.

use std::collections::{BTreeMap, BTreeSet};

use ideal_model::{LeafResult, PlaceIx, Ranking, Rated, UnitIx};
use serde::Serialize;

use super::table::{Leads, PageCell, PageColumn, PageRow, PageTable};
use super::{pieces, printed};
use crate::document::Number;
use crate::error::ReportError;
use crate::view::View;
use crate::words::say;

/// Cells shown, at most.
const SHOWN: usize = 40;

#[derive(Serialize)]
pub(super) struct Judgement {
    pub lead: String,
    pub cells: PageTable,
    /// Where not all cells are shown.
    pub more: Option<String>,
    /// What taking out severity did; none where the method leaves ratings as they are.
    pub adjusted: Option<Adjusted>,
}

#[derive(Serialize)]
pub(super) struct Adjusted {
    pub lead: String,
    pub ranking: PageTable,
    pub panels: PageTable,
    /// Where panels cannot be compared with one another.
    pub apart: Option<String>,
}

/// The ratings that a cell rests on.
#[derive(Default)]
struct Cell {
    indicators: usize,
    fewest: u32,
    most: u32,
    /// Between the least and the greatest rating of each indicator, in points.
    spreads: Vec<f64>,
    /// What taking out severity moved furthest, in points.
    adjusted: f64,
}

impl Cell {
    fn add(&mut self, r: &Rated) {
        self.fewest = if self.indicators == 0 { r.raters } else { self.fewest.min(r.raters) };
        self.most = self.most.max(r.raters);
        self.indicators += 1;
        self.spreads.push(r.high - r.low);
        if r.adjusted.abs() > self.adjusted.abs() {
            self.adjusted = r.adjusted;
        }
    }

    fn widest(&self) -> f64 {
        self.spreads.iter().copied().fold(0.0, f64::max)
    }
}

/// What rests on judgement in the last edition; nothing where nothing does.
pub(super) fn section(view: &View<'_>) -> Result<Option<Judgement>, ReportError> {
    let r = view.results;
    let now = |l: &&LeafResult| r.units.get(l.unit.get()).is_some_and(|u| u.edition == view.last);
    let mut cells: BTreeMap<UnitIx, Cell> = BTreeMap::new();
    for leaf in r.leaves.iter().filter(now) {
        if let Some(rated) = &leaf.rated {
            cells.entry(leaf.unit).or_default().add(rated);
        }
    }
    if cells.is_empty() {
        return Ok(None);
    }
    let words = &view.words;
    let raters: BTreeSet<(&str, &str)> = (r.rows.iter())
        .filter_map(|&i| r.assessment.evidence.observations.get(i as usize))
        .filter(|o| o.rater.is_some())
        .map(|o| (r.assessment.evidence.panel_of(o), r.assessment.evidence.rater_of(o)))
        .collect();
    let panels: BTreeSet<&str> = raters.iter().map(|(panel, _)| *panel).collect();
    let lead = say!(
        words,
        "judgement-lead",
        cells = view.numbers.count(cells.len()),
        raters = view.numbers.count(raters.len()),
        panels = view.numbers.count(panels.len())
    )?;
    let mut shown: Vec<(&UnitIx, &Cell)> = cells.iter().collect();
    shown.sort_by(|x, y| y.1.widest().total_cmp(&x.1.widest()).then(x.0.cmp(y.0)));
    let more = (shown.len() > SHOWN)
        .then(|| say!(words, "judgement-more", shown = view.numbers.count(SHOWN)))
        .transpose()?;
    let adjusts = !r.severity.is_empty();
    let mut columns = vec![
        PageColumn::texts(say!(words, "col-territory")?),
        PageColumn::texts(say!(words, "col-area")?),
        PageColumn::figures(say!(words, "col-rated-indicators")?),
        PageColumn::figures(say!(words, "col-raters")?),
        PageColumn::figures(say!(words, "col-widest-spread")?),
    ];
    if adjusts {
        columns.push(PageColumn::figures(say!(words, "col-adjusted")?));
    }
    let mut rows = Vec::new();
    for (unit, cell) in shown.iter().take(SHOWN) {
        rows.push(row(view, **unit, cell, adjusts)?);
    }
    let caption = say!(words, "judgement-cells", edition = view.edition_name(view.last))?;
    let cells = PageTable { caption: Some(caption), columns, rows };
    let adjusted = if adjusts { Some(adjusted(view)?) } else { None };
    Ok(Some(Judgement { lead, cells, more, adjusted }))
}

/// The name of a place that leads to its profile.
fn place(view: &View<'_>, place: PlaceIx) -> PageCell {
    let leads = Leads::Here(pieces::place_anchor(view, place));
    PageCell::Name { text: view.place_name(place), code: None, leads }
}

fn row(view: &View<'_>, unit: UnitIx, cell: &Cell, adjusts: bool) -> Result<PageRow, ReportError> {
    let key = view.results.units.get(unit.get());
    let (of, area) = key.map_or_else(
        || (PageCell::Text { text: String::new() }, String::new()),
        |k| (place(view, k.place), view.area_name(k.area)),
    );
    let raters = if cell.fewest == cell.most {
        PageCell::Number { number: printed::count(view, cell.most as usize)? }
    } else {
        let text = format!(
            "{}–{}",
            view.numbers.count(cell.fewest as usize),
            view.numbers.count(cell.most as usize)
        );
        PageCell::Figure { text }
    };
    let mut cells = vec![
        of,
        PageCell::Text { text: area },
        PageCell::Number { number: printed::count(view, cell.indicators)? },
        raters,
        PageCell::Number { number: printed::fixed(view, cell.widest(), 0)? },
    ];
    if adjusts {
        cells.push(PageCell::Number { number: printed::signed(view, cell.adjusted, 1)? });
    }
    Ok(PageRow { cells, unused: false })
}

/// What taking out severity did.
fn adjusted(view: &View<'_>) -> Result<Adjusted, ReportError> {
    let words = &view.words;
    let parts: BTreeSet<u32> = view.results.severity.iter().map(|s| s.part).collect();
    let apart =
        (parts.len() > 1).then(|| say!(words, "judgement-apart", n = parts.len())).transpose()?;
    Ok(Adjusted {
        lead: say!(words, "judgement-adjusted-lead")?,
        ranking: ranking(view)?,
        panels: panels(view)?,
        apart,
    })
}

/// The ranking of territories with and without severity, rank by rank.
fn ranking(view: &View<'_>) -> Result<PageTable, ReportError> {
    let words = &view.words;
    let columns = vec![
        PageColumn::texts(say!(words, "col-territory")?),
        PageColumn::figures(say!(words, "col-rank")?),
        PageColumn::figures(say!(words, "col-score")?),
        PageColumn::figures(say!(words, "col-rank-unadjusted")?),
        PageColumn::figures(say!(words, "col-score-unadjusted")?),
    ];
    let mut rows = Vec::new();
    for was in &view.results.unadjusted {
        let Some(row) = view.results.rankings.get(was.at) else { continue };
        let wanted = row.ranking == Ranking::Territories
            && row.edition == view.last
            && row.node == view.root
            && (row.rank.is_some() || was.rank.is_some());
        let Some(key) = view.results.units.get(row.unit.get()).filter(|_| wanted) else {
            continue;
        };
        let cell = |number: Option<Number>| match number {
            Some(number) => PageCell::Number { number },
            None => PageCell::Figure { text: String::new() },
        };
        let rank = |rank: Option<u32>| {
            rank.map(|k| printed::count(view, k as usize)).transpose().map(cell)
        };
        let score = |s: Option<f64>| s.map(|s| printed::score(view, s)).transpose().map(cell);
        let now = view.results.node(row.unit, row.node).and_then(|n| n.score);
        let cells = vec![
            place(view, key.place),
            rank(row.rank)?,
            score(now)?,
            rank(was.rank)?,
            score(was.score)?,
        ];
        rows.push(PageRow { cells, unused: false });
    }
    let caption = say!(words, "judgement-ranking", root = view.node_name(view.root))?;
    Ok(PageTable { caption: Some(caption), columns, rows })
}

/// The severity of each panel: its mean, and the least and greatest of its raters.
fn panels(view: &View<'_>) -> Result<PageTable, ReportError> {
    let words = &view.words;
    let mut of: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for s in &view.results.severity {
        of.entry(s.rater.panel.as_deref().unwrap_or(&s.source)).or_default().push(s.severity);
    }
    let columns = vec![
        PageColumn::texts(say!(words, "col-panel")?),
        PageColumn::figures(say!(words, "col-raters")?),
        PageColumn::figures(say!(words, "col-severity-mean")?),
        PageColumn::figures(say!(words, "col-severity-least")?),
        PageColumn::figures(say!(words, "col-severity-most")?),
    ];
    let mut rows = Vec::new();
    for (panel, found) in of {
        #[expect(clippy::cast_precision_loss, reason = "raters of a panel")]
        let mean = found.iter().sum::<f64>() / found.len() as f64;
        let least = found.iter().copied().fold(f64::INFINITY, f64::min);
        let most = found.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let signed = |x: f64| printed::signed(view, x, 1);
        let figures =
            [printed::count(view, found.len())?, signed(mean)?, signed(least)?, signed(most)?];
        let mut cells = vec![PageCell::Text { text: panel.to_owned() }];
        cells.extend(figures.map(|number| PageCell::Number { number }));
        rows.push(PageRow { cells, unused: false });
    }
    let caption = Some(say!(words, "judgement-panels")?);
    Ok(PageTable { caption, columns, rows })
}
