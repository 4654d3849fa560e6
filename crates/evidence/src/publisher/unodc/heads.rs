//! The header of an annex or a workbook, whose heads are spelt differently by edition.

use crate::publisher::error::ImportError;
use crate::publisher::grid::{Grid, GridRow};

use super::sheet_error;

/// A head as today's edition has it, and as others had it. Blanks, signs and capitals make no
/// difference.
pub(super) type Head = (&'static str, &'static [&'static str]);

/// A header with the columns that were asked for, and the rows below it.
pub(super) struct Headed<'g, const N: usize> {
    pub(super) header: &'g GridRow,
    pub(super) body: &'g [GridRow],
    /// The columns, in the order of the heads.
    pub(super) at: [usize; N],
}

impl<const N: usize> Headed<'_, N> {
    /// The head of a column, as the file has it.
    pub(super) fn head(&self, column: usize) -> String {
        self.header.cell(column).text()
    }
}

/// The header of a sheet: the first of its rows that has most of the heads, so that one that was
/// renamed is missed by name. `layout` says which editions are read.
pub(super) fn find<'g, const N: usize>(
    grid: &'g Grid,
    heads: &[Head; N],
    layout: &str,
) -> Result<Headed<'g, N>, ImportError> {
    let most =
        |r: &GridRow| heads.iter().filter(|h| columns(r, h).next().is_some()).count() * 2 > N;
    let at = grid.rows.iter().take(20).position(most);
    let (header, body) = match at.and_then(|at| grid.rows.get(at..)) {
        Some([header, body @ ..]) if body.iter().any(|r| !r.is_blank()) => (header, body),
        Some(_) => return Err(sheet_error(grid, "a header and no row", layout)),
        None => return Err(sheet_error(grid, "no header of that layout", layout)),
    };
    let mut found = [0; N];
    for (slot, head) in found.iter_mut().zip(heads) {
        let mut all = columns(header, head);
        match (all.next(), all.next()) {
            (Some(column), None) => *slot = column,
            (Some(_), Some(_)) => {
                let found = format!("column `{}` twice", head.0);
                return Err(grid.bad_row(header, &found, "each column that is read once"));
            }
            (None, _) => {
                let others = head.1.iter().map(|h| format!("`{h}`")).collect::<Vec<_>>().join(", ");
                let others = if others.is_empty() { others } else { format!("or {others}; ") };
                let cells: Vec<String> =
                    header.cells.iter().map(super::Cell::text).filter(|t| !t.is_empty()).collect();
                let near = ideal_model::did_you_mean(head.0, cells.iter().map(String::as_str))
                    .map(|n| format!("{n}; "))
                    .unwrap_or_default();
                let hint = format!("{others}{near}read are: {layout}");
                return Err(ImportError::column(
                    &grid.file,
                    grid.sheet.as_deref(),
                    header.number,
                    head.0,
                    Some(hint),
                ));
            }
        }
    }
    Ok(Headed { header, body, at: found })
}

/// The column with a head that a file may lack.
pub(super) fn optional(header: &GridRow, head: &Head) -> Option<usize> {
    columns(header, head).next()
}

fn columns<'r>(row: &'r GridRow, head: &'r Head) -> impl Iterator<Item = usize> + 'r {
    let is = move |text: &str| {
        !text.is_empty() && (key(text) == key(head.0) || head.1.iter().any(|h| key(text) == key(h)))
    };
    row.cells.iter().enumerate().filter(move |(_, c)| is(&c.text())).map(|(i, _)| i)
}

/// A head without what editions differ in.
fn key(head: &str) -> String {
    head.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
