//! Rows that have slipped: a cell too many or too few, so that what follows stands in the column beside its own.

use std::collections::BTreeSet;

use super::heads::Slot;
use super::sheet::Table;
use super::spec::{Keep, Mapping};
use crate::numeral::Numerals;
use crate::publisher::error::ImportError;
use crate::publisher::grid::{Cell, GridRow, address};

/// What stands right of each column of values.
#[derive(Debug)]
pub(super) struct Slips {
    of: Vec<Beside>,
}

#[derive(Clone, Debug, Default)]
struct Beside {
    /// Whether a number stands there in a row that has a value.
    usual: bool,
    /// The first row without a value that has one, and what it says.
    first: Option<(u32, String)>,
}

impl Slips {
    /// None seen yet, of so many columns.
    pub(super) fn new(slots: usize) -> Self {
        Slips { of: vec![Beside::default(); slots] }
    }

    /// Looks right of the value of a row.
    pub(super) fn see(&mut self, slot: usize, row: &GridRow, column: usize, numerals: Numerals) {
        let Some(of) = self.of.get_mut(slot).filter(|of| !of.usual) else { return };
        let right = row.cell(column + 1);
        if !is_number(right, numerals) {
            return;
        }
        if !row.cell(column).is_empty() {
            of.usual = true;
        } else if of.first.is_none() && right.text().contains(|c: char| matches!(c, '1'..='9')) {
            // A 0 is how some write that there is nothing to remark.
            of.first = Some((row.number, right.text()));
        }
    }

    /// Refuses a row that lacks its value and has a number right of it, in a column that has none where there is a value, and
    /// that nothing reads.
    pub(super) fn refuse(self, mapping: &Mapping, table: &Table, slots: &[Slot]) -> Result<(), ImportError> {
        let read: BTreeSet<usize> = slots.iter().flat_map(|s| s.beside.iter().copied().chain([s.column])).flatten().collect();
        let heads = table.columns.heads();
        for (of, slot) in self.of.into_iter().zip(slots) {
            let (Some((row, text)), false, Some(column)) = (of.first, of.usual, slot.column) else { continue };
            let right = column + 1;
            let name = heads.iter().find(|(_, i)| *i == right).map(|(head, _)| *head);
            let spoken_of = |head: &str| mapping.names_head(head) || mapping.value.leave_out.contains(head);
            if read.contains(&right) || name.is_some_and(spoken_of) {
                continue;
            }
            let head = name.map_or_else(|| address(right, row), |head| format!("`{head}`"));
            let found = format!("no value in `{}`, and `{text}` right of it in {head}, where rows with a value have no number", slot.head);
            let expected =
                format!("the figure in its own column: has the row slipped? If it has not, list {head} under [value]: leave_out");
            let grid = &table.grid;
            return Err(ImportError::row(&grid.file, grid.sheet.as_deref(), row, &found, &expected));
        }
        Ok(())
    }
}

/// What the cells of a column are.
#[derive(Clone, Default)]
struct Kinds {
    texts: usize,
    numbers: usize,
    blanks: usize,
}

/// Refuses a row that has a number in a column of texts, and nothing in the last column where others have something: a cell
/// of it was taken out, and all that follows stands one column too far left.
pub(super) fn shifted<'r>(table: &Table, rows: impl Iterator<Item = &'r GridRow> + Clone, numerals: Numerals) -> Result<(), ImportError> {
    const LEAST: usize = 10;
    let heads = table.columns.heads();
    let Some(last) = heads.iter().map(|(_, column)| *column).max().filter(|last| *last > 1) else { return Ok(()) };
    let several = |r: &&GridRow| r.cells.iter().filter(|c| !c.is_empty()).count() > 1;
    let mut kinds = vec![Kinds::default(); last + 1];
    for row in rows.clone().filter(several) {
        for (column, of) in kinds.iter_mut().enumerate() {
            match row.cell(column) {
                Cell::Empty => of.blanks += 1,
                cell if is_number(cell, numerals) => of.numbers += 1,
                _ => of.texts += 1,
            }
        }
    }
    let rare = |few: usize, many: usize| many >= LEAST && (few < 2 || few * 50 <= many);
    let filled = kinds.last().is_some_and(|of| rare(of.blanks, of.texts + of.numbers));
    let texts: Vec<usize> = (0..last).filter(|c| kinds.get(*c).is_some_and(|of| of.numbers > 0 && rare(of.numbers, of.texts))).collect();
    if !filled || texts.is_empty() {
        return Ok(());
    }
    for row in rows.filter(several).filter(|row| row.cell(last).is_empty()) {
        if let Some(column) = texts.iter().find(|c| is_number(row.cell(**c), numerals)) {
            let name =
                |at: usize| heads.iter().find(|(_, i)| *i == at).map_or_else(|| address(at, row.number), |(head, _)| format!("`{head}`"));
            let found =
                format!("the number `{}` in {}, a column of texts, and nothing in {}", row.cell(*column).text(), name(*column), name(last));
            let expected = "a row like the others: has it slipped to the left, for want of a cell? Put the cell in; if nothing is wrong with the row, write something in its last cell, or take the row out";
            return Err(ImportError::row(&table.grid.file, table.grid.sheet.as_deref(), row.number, &found, expected));
        }
    }
    Ok(())
}

/// Refuses a row that a condition leaves out although the word that it keeps stands beside, and a text in the place of the
/// value.
pub(super) fn kept_beside(
    table: &Table,
    row: &GridRow,
    (column, keep): (usize, &Keep),
    slots: &[Slot],
    numerals: Numerals,
) -> Result<(), ImportError> {
    if keep.only.is_empty() {
        return Ok(());
    }
    let beside = [Some(column + 1), column.checked_sub(1)].into_iter().flatten().map(|c| row.cell(c).text()).find(|t| keep.holds(t));
    let is_text = |c: usize| matches!(row.cell(c), Cell::Text(_)) && !is_number(row.cell(c), numerals);
    let Some(word) = beside.filter(|_| slots.iter().filter_map(|s| s.column).any(is_text)) else { return Ok(()) };
    let (found, expected) = (
        format!("`{}`", row.cell(column).text()),
        format!(
            "a cell that [[keep]] is about: `{word}`, which it keeps, stands beside it, and a text where the value should be: has the row slipped?"
        ),
    );
    Err(table.grid.bad_cell(row, &address(column, row.number), &found, &expected))
}

fn is_number(cell: &Cell, numerals: Numerals) -> bool {
    match cell {
        Cell::Number(n) => n.is_finite(),
        Cell::Text(t) => numerals.read(t).is_ok(),
        _ => false,
    }
}
