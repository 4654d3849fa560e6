//! Workbooks, and text files that have to be read as a whole, as the mapping reader has them.

use super::block::Block;
use super::layout::Layout;
use super::text::number_of;
use crate::publisher::error::ImportError;
use crate::publisher::grid::Cell;
use crate::publisher::mapping::sheet::Table;
use crate::publisher::mapping::spec::Mapping;

/// The rows of a table, and how many of its footer there are.
pub(super) struct TableRead {
    pub(super) block: Block,
    pub(super) footer: u64,
}

/// Reads the rows of a table.
pub(super) fn block(
    table: &Table,
    layout: &Layout,
    mapping: &Mapping,
    whole: bool,
) -> Result<TableRead, ImportError> {
    let mut block = Block::new(&layout.kept);
    let footer_column = mapping.file.footer.as_ref().map(|head| table.find(head)).transpose()?;
    let (mut in_footer, mut footer) = (false, 0);
    let header: Vec<String> = table
        .grid
        .rows
        .iter()
        .find(|r| r.number == table.columns.row())
        .map(|r| r.cells.iter().map(Cell::text).collect())
        .unwrap_or_default();
    for row in table.body().iter().filter(|r| !r.is_blank()) {
        in_footer |= footer_column.is_some_and(|column| row.cell(column).is_empty());
        if in_footer {
            footer += 1;
            continue;
        }
        if !header.is_empty()
            && row.cells.len() == header.len()
            && row.cells.iter().zip(&header).all(|(cell, head)| cell.text() == *head)
        {
            block.headers += 1;
            continue;
        }
        if let Err(e) = table.grid.whole_row_but(row, &table.columns, &mapping.value.leave_out) {
            block.misshapen(row.number, e);
            continue;
        }
        for (at, column) in layout.columns.iter().enumerate() {
            let cell = row.cell(*column);
            block.take(at, tagged(cell).as_bytes(), row.number, || cell.clone());
        }
        if whole {
            block.whole.push(number_of(row.cells.iter().map(Cell::text)));
        }
        block.lines.push(row.number);
    }
    Ok(TableRead { block, footer })
}

/// A cell with its kind: the text 2023-01-05 and that day are two cells.
fn tagged(cell: &Cell) -> String {
    let kind = match cell {
        Cell::Empty => return String::new(),
        Cell::Text(_) => 't',
        Cell::Number(_) => 'n',
        Cell::Date(..) => 'd',
        Cell::Fault(_) => 'f',
    };
    format!("{kind}{}", cell.text())
}
