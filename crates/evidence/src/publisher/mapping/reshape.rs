//! Tables that another program folded: several columns in one, rows and columns exchanged.

use crate::publisher::error::ImportError;
use crate::publisher::grid::{Cell, Grid, GridRow, address};

/// The first column as the several that it holds, as Eurostat writes them:
/// `freq,unit,geo\TIME_PERIOD` over `A,NR,AL`. What stands behind the last backslash of the head is
/// about the other columns.
pub(super) fn split(mut grid: Grid, sign: char) -> Result<Grid, ImportError> {
    let parts = |text: &str| {
        text.split(sign)
            .filter(|_| !text.is_empty())
            .map(|p| p.trim().to_owned())
            .collect::<Vec<_>>()
    };
    let mut wanted = 0;
    for i in 0..grid.rows.len() {
        let Some(row) = grid.rows.get(i) else { continue };
        let text = row.cell(0).text();
        let head = wanted == 0 && text.contains(sign);
        let text = if head {
            text.rsplit_once('\\').map_or(text.as_str(), |(before, _)| before).to_owned()
        } else {
            text
        };
        let found = parts(&text);
        wanted = if head { found.len() } else { wanted };
        if !row.is_blank() && found.len() != wanted && wanted > 0 {
            let expected = format!(
                "{wanted} parts joined by `{sign}`, as the head has; `split` under [file] takes \
                 the first column apart"
            );
            return Err(grid.bad_cell(
                row,
                &address(0, row.number),
                &format!("`{text}`"),
                &expected,
            ));
        }
        let blank = vec![Cell::Empty; wanted.max(1)];
        let cells = if found.is_empty() {
            blank
        } else {
            found
                .into_iter()
                .map(|t| if t.is_empty() { Cell::Empty } else { Cell::Text(t) })
                .collect()
        };
        if let Some(row) = grid.rows.get_mut(i).filter(|_| wanted > 0) {
            row.cells.splice(0..row.cells.len().min(1), cells);
        }
    }
    if wanted < 2 {
        return Err(ImportError::file(
            &grid.file,
            &format!("no `{sign}` in the first column"),
            "a first column that `split` can take apart",
        ));
    }
    Ok(grid)
}

/// Refuses a row of a text table that lacks cells, before its cells are exchanged for those of
/// columns: which of them it lacks is not to be seen, and afterwards nothing shows it. A line of
/// one cell is a title or a footnote.
pub(super) fn even(grid: &Grid, short_rows: bool) -> Result<(), ImportError> {
    let width = grid.rows.iter().map(|r| r.cells.len()).max().unwrap_or(0);
    let short = |r: &&GridRow| !r.is_blank() && r.cells.len() > 1 && r.cells.len() < width;
    match grid.rows.iter().find(short).filter(|_| !grid.workbook && !short_rows) {
        None => Ok(()),
        Some(row) => {
            let found = format!("a row of {} cells", row.cells.len());
            let expected = format!(
                "{width} cells, as the longest row has, because `transpose` makes columns of rows; \
                 short_rows = \"blank\" under [file] takes those that lack at the end for blank"
            );
            Err(grid.bad_row(row, &found, &expected))
        }
    }
}

/// Rows and columns exchanged. A row's number is then that of the column it was, from 1.
pub(super) fn transposed(mut grid: Grid) -> Grid {
    let width = grid.rows.iter().map(|r| r.cells.len()).max().unwrap_or(0);
    let rows = (0..width).map(|i| GridRow {
        number: u32::try_from(i + 1).unwrap_or(u32::MAX),
        cells: grid.rows.iter().map(|r| r.cell(i).clone()).collect(),
    });
    grid.rows = rows.collect();
    grid.lines_before = 0;
    grid.workbook = true;
    grid
}
