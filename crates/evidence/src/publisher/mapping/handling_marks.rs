//! Tables that say who may read their rows, which no mapping can keep.

use super::sheet::Table;
use super::spec::Keep;
use crate::publisher::error::ImportError;
use crate::publisher::grid::Cell;
use crate::unread_marks;

/// Refuses a table that says who may read its rows: a mapping carries no marks, and what it makes
/// would go to anybody. A condition on that column chooses the rows knowingly.
pub(super) fn no_marks(table: &Table, keep: &[(usize, &Keep)]) -> Result<(), ImportError> {
    let chosen = |at: usize| keep.iter().any(|(column, _)| *column == at);
    let found = |what: String| {
        let cure = "a table without marks, for a mapping does not carry them: keep the rows that may \
                    be read with [[keep]] on that column, or write the rows into evidence with `tlp` \
                    and `handling`";
        Err(ImportError::file(&table.grid.file, &what, cure))
    };
    for (head, at) in table.columns.heads() {
        if unread_marks::column(head) && !chosen(at) {
            return found(format!("a column of handling marks, `{head}`"));
        }
    }
    for row in &table.grid.rows {
        for (at, cell) in row.cells.iter().enumerate() {
            if let Cell::Text(text) = cell
                && unread_marks::cell(text)
                && !chosen(at)
            {
                return found(format!("the handling mark `{text}` in line {}", row.number));
            }
        }
    }
    Ok(())
}
