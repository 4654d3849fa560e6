//! The table of a file as a draft reads it: heads of two rows, of none, or several in one.

use std::collections::BTreeSet;

use crate::calendar::year_of;
use crate::publisher::grid::{Cell, Grid, GridRow, by_letter};
use crate::publisher::mapping::sheet::joined;
use crate::publisher::places::Gazetteer;

/// Whether the row of heads is one of data: it names a place, and has a figure that is no year.
pub(super) fn is_data(grid: &Grid, at: usize, places: &Gazetteer) -> bool {
    let cells = || grid.rows.get(at).into_iter().flat_map(|r| &r.cells);
    let is_place = |c: &Cell| matches!(c, Cell::Text(t) if places.named(t).is_some() || (t.len() == 3 && places.get(t).is_some()));
    let is_figure = |c: &Cell| c.number().is_some() && year_of(&c.text()).is_none();
    cells().any(is_place) && cells().any(is_figure)
}

/// The grid with the heads of two rows as one, `2023 / PR`, where the lower row has the same head
/// several times and the row above it tells them apart; whether it was so, and where the heads
/// stand.
pub(super) fn two_rows(mut grid: Grid, at: usize) -> (Grid, usize, bool) {
    let heads = |row: &GridRow| {
        row.cells.iter().filter(|c| !c.is_empty()).map(Cell::text).collect::<Vec<_>>()
    };
    let twins = |heads: &[String]| heads.len() - heads.iter().collect::<BTreeSet<_>>().len();
    let (Some(above), Some(row)) =
        (at.checked_sub(1).and_then(|i| grid.rows.get(i)), grid.rows.get(at))
    else {
        return (grid, at, false);
    };
    let (upper, lower) = (heads(above), heads(row));
    let next_to = above.number + 1 == row.number;
    if !next_to || upper.len() < 2 || twins(&lower) * 2 < lower.len() {
        return (grid, at, false);
    }
    let both = joined(&grid, &[at - 1, at]);
    if twins(&heads(&both)) > 0 {
        return (grid, at, false);
    }
    if let Some(row) = grid.rows.get_mut(at) {
        *row = both;
    }
    (grid, at, true)
}

/// The grid with a row above `at` that names each column by its letter.
pub(super) fn headed_by_letters(mut grid: Grid, at: usize) -> Grid {
    let width = grid.rows.iter().map(|r| r.cells.len()).max().unwrap_or(0);
    let number = grid.rows.get(at).map_or(1, |r| r.number).saturating_sub(1);
    let cells = (0..width).map(|i| Cell::Text(by_letter(i))).collect();
    grid.rows.insert(at.min(grid.rows.len()), GridRow { number, cells });
    grid
}

/// Whether the first column holds several, as Eurostat's do: `freq,unit,geo\TIME_PERIOD`.
pub(super) fn joined_head(grid: &Grid) -> bool {
    let head =
        grid.rows.iter().find(|r| !r.is_blank()).map(|r| r.cell(0).text()).unwrap_or_default();
    head.contains(',') && head.contains('\\')
}
