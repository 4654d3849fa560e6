//! How far coverage is from the least that a score needs: the territories whose rank hangs on a
//! single figure, and how many cells do.

use ideal_engine::{DecidingLeaf, Floor};
use serde::Serialize;

use super::table::{Leads, PageCell, PageColumn, PageRow, PageTable};
use super::{pieces, printed};
use crate::error::ReportError;
use crate::view::View;
use crate::words::say;

/// Territories shown, at most.
const SHOWN: usize = 12;
/// Indicators named in a row, at most.
const NAMED: usize = 5;

#[derive(Serialize)]
pub(super) struct FloorSection {
    pub lead: String,
    /// How many cells hang on one indicator; none where territories have no cells.
    pub cells: Option<String>,
    pub table: PageTable,
}

/// The territories nearest to the least coverage of the root; nothing where distances were not
/// found.
pub(super) fn section(view: &View<'_>) -> Result<Option<FloorSection>, ReportError> {
    let words = &view.words;
    let Some(found) = view.floors else { return Ok(None) };
    let root: Vec<&Floor> = found.iter().filter(|f| f.node == view.root).collect();
    let whole = |f: &&&Floor| view.results.area_code(f.unit) == "*";
    let mut places: Vec<&Floor> = root.iter().filter(whole).copied().collect();
    if places.is_empty() {
        return Ok(None);
    }
    places.sort_by(|x, y| x.margin.abs().total_cmp(&y.margin.abs()).then(x.unit.cmp(&y.unit)));
    let mut rows = Vec::new();
    for floor in places.iter().take(SHOWN) {
        rows.push(row(view, floor)?);
    }
    let columns = vec![
        PageColumn::texts(say!(words, "col-territory")?),
        PageColumn::figures(say!(words, "col-coverage")?),
        PageColumn::figures(say!(words, "col-min-coverage")?),
        PageColumn::figures(say!(words, "col-margin")?),
        PageColumn::texts(say!(words, "col-deciding")?),
    ];
    let (name, edition) = (view.node_name(view.root), view.edition_name(view.last));
    let caption = Some(say!(words, "floors-table", root = name.as_str(), edition = edition)?);
    let cells: Vec<&Floor> = root.iter().filter(|f| !whole(f)).copied().collect();
    Ok(Some(FloorSection {
        lead: say!(words, "floors-lead", root = name)?,
        cells: if cells.is_empty() { None } else { Some(counted(view, &cells)?) },
        table: PageTable { caption, columns, rows },
    }))
}

fn row(view: &View<'_>, floor: &Floor) -> Result<PageRow, ReportError> {
    let percent = |x: f64| printed::fixed(view, 100.0 * x, 1);
    let key = view.results.units.get(floor.unit.get());
    let (text, leads) = match key.map(|k| k.place) {
        Some(p) => (view.place_name(p), Leads::Here(pieces::place_anchor(view, p))),
        None => (String::new(), Leads::Nowhere),
    };
    let name = PageCell::Name { text, code: None, leads };
    let figures = [
        percent(floor.min_coverage + floor.margin)?,
        percent(floor.min_coverage)?,
        printed::signed(view, 100.0 * floor.margin, 1)?,
    ];
    let mut cells = vec![name];
    cells.extend(figures.map(|number| PageCell::Number { number }));
    cells.push(PageCell::Text { text: deciding(view, floor)? });
    Ok(PageRow { cells, unused: floor.reason.is_some() })
}

/// The indicators that decide, in words.
fn deciding(view: &View<'_>, floor: &Floor) -> Result<String, ReportError> {
    let words = &view.words;
    if floor.deciding.is_empty() {
        return say!(words, "floors-none");
    }
    let mut names = Vec::new();
    for leaf in floor.deciding.iter().take(NAMED) {
        names.push(leaf_name(view, leaf)?);
    }
    let more = floor.deciding.len() - names.len();
    let mut listed = names.join("; ");
    if more > 0 {
        let count = view.numbers.count(more);
        listed = say!(words, "floors-more", names = listed, count = count)?;
    }
    let id = if floor.reason.is_none() { "floors-lost" } else { "floors-gained" };
    say!(words, id, n = floor.deciding.len(), names = listed)
}

fn leaf_name(view: &View<'_>, leaf: &DecidingLeaf) -> Result<String, ReportError> {
    let name = view.indicator_name(leaf.indicator);
    let Some(code) = &leaf.crime_area else { return Ok(name) };
    let area = view.results.areas.iter().find(|a| a.code == *code);
    let area = area.map_or(code.as_str(), |a| a.names.or_code(view.lang, code));
    say!(view.words, "floors-leaf-area", name = name, area = area)
}

/// How many cells would lose the score of the root by one indicator, and how many would get it.
fn counted(view: &View<'_>, cells: &[&Floor]) -> Result<String, ReportError> {
    let count = |wanted: &dyn Fn(&Floor) -> bool| {
        view.numbers.count(cells.iter().filter(|f| wanted(f)).count())
    };
    say!(
        view.words,
        "floors-cells",
        root = view.node_name(view.root),
        assessed = count(&|f| f.reason.is_none()),
        fragile = count(&|f| f.reason.is_none() && !f.deciding.is_empty()),
        gaps = count(&|f| f.reason.is_some()),
        near = count(&|f| f.reason.is_some() && !f.deciding.is_empty())
    )
}
