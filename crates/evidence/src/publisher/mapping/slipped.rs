//! Rows that have slipped: a cell too many or too few, so that what follows stands in the column beside its own.

use std::collections::BTreeSet;

use super::heads::Slot;
use super::sheet::Table;
use super::spec::{Keep, Mapping};
use super::totals::is_total;
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
    /// Rows with a value, and rows without one that have a number there.
    values: u64,
    slips: u64,
    /// The first of these, and what it says.
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
        let has_value = !row.cell(column).is_empty();
        of.values += u64::from(has_value);
        if !is_number(right, numerals) {
            return;
        }
        if has_value {
            of.usual = true;
        } else if right.text().contains(|c: char| matches!(c, '1'..='9')) {
            // A 0 is how some write that there is nothing to remark.
            of.slips += 1;
            of.first.get_or_insert_with(|| (row.number, right.text()));
        }
    }

    /// Refuses a row that lacks its value and has a number right of it, in a column that has none where there is a value, and
    /// that nothing reads.
    pub(super) fn refuse(self, mapping: &Mapping, table: &Table, slots: &[Slot]) -> Result<(), ImportError> {
        let read: BTreeSet<usize> = slots.iter().flat_map(|s| s.beside.iter().copied().chain([s.column])).flatten().collect();
        let heads = table.columns.heads();
        for (of, slot) in self.of.into_iter().zip(slots) {
            let (Some((row, text)), false, Some(column)) = (of.first, of.usual, slot.column) else { continue };
            // A column that is filled where this one is blank is another column; a column without any value lacks none.
            if of.values == 0 || (of.slips > 1 && of.slips * 50 > of.values) {
                continue;
            }
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

impl Kinds {
    /// Whether a cell is of another kind than most cells of the column; none where it has no kind of its own.
    fn differs(&self, number: bool) -> Option<bool> {
        const LEAST: usize = 8;
        if self.texts.max(self.numbers) < LEAST {
            return None;
        }
        if self.texts >= 4 * self.numbers {
            Some(number)
        } else if self.numbers >= 4 * self.texts {
            Some(!number)
        } else {
            None
        }
    }
}

/// Refuses a row that has nothing in the last column, and cells that are of another kind than those of their columns, and would
/// all be in place one column further right: a cell of it was taken out.
pub(super) fn shifted<'r>(
    mapping: &Mapping,
    table: &Table,
    keep: &[(usize, &Keep)],
    rows: impl Iterator<Item = &'r GridRow> + Clone,
) -> Result<(), ImportError> {
    let numerals = mapping.file.numerals;
    let heads = table.columns.heads();
    let Some(last) = heads.iter().map(|(_, column)| *column).max().filter(|last| *last > 1) else { return Ok(()) };
    // A title or a footnote, a row of totals, and what the mapping leaves out by its name are no rows like the others.
    let said = |row: &GridRow| keep.iter().any(|(column, k)| k.not.contains(&row.cell(*column).text()));
    let is_row = |row: &&GridRow| {
        let mut filled = row.cells.iter().filter(|c| !c.is_empty());
        let first = filled.next().map(Cell::text).unwrap_or_default();
        filled.next().is_some() && !is_total(&first) && !said(row)
    };
    let mut kinds = vec![Kinds::default(); last + 1];
    for row in rows.clone().filter(is_row) {
        for (column, of) in kinds.iter_mut().enumerate() {
            match row.cell(column) {
                Cell::Empty => of.blanks += 1,
                cell if is_number(cell, numerals) => of.numbers += 1,
                _ => of.texts += 1,
            }
        }
    }
    if kinds.last().is_none_or(|of| of.blanks > of.texts + of.numbers) {
        return Ok(());
    }
    for row in rows.filter(is_row).filter(|row| row.cell(last).is_empty()) {
        // By column: whether the cell differs where it stands, and one column further right.
        let differs = |cell: &Cell, column: usize| {
            let of = kinds.get(column).filter(|_| !cell.is_empty())?;
            of.differs(is_number(cell, numerals))
        };
        let Some(strange) = (0..last).find(|c| differs(row.cell(*c), *c) == Some(true)) else { continue };
        let fits = |from: usize| {
            (from..last).all(|c| differs(row.cell(c), c + 1) != Some(true)) && differs(row.cell(strange), strange + 1) == Some(false)
        };
        if !(0..=strange).any(fits) {
            continue;
        }
        let name =
            |at: usize| heads.iter().find(|(_, i)| *i == at).map_or_else(|| address(at, row.number), |(head, _)| format!("`{head}`"));
        let kind = if is_number(row.cell(strange), numerals) { "texts" } else { "numbers" };
        let found = format!("`{}` in {}, a column of {kind}, and nothing in {}", row.cell(strange).text(), name(strange), name(last));
        let expected = "a row like the others: its cells would be in place one column further right; has a cell been taken out? Put it in; if nothing is wrong with the row, write something in its last cell, or take the row out";
        return Err(ImportError::row(&table.grid.file, table.grid.sheet.as_deref(), row.number, &found, expected));
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
    // The word in the place of the value, or a number in that of the word and a text in that of the value.
    let is_text = |c: usize| matches!(row.cell(c), Cell::Text(_)) && !is_number(row.cell(c), numerals);
    let foreign = |word: &String| {
        let values = || slots.iter().filter_map(|s| s.column);
        values().any(|c| row.cell(c).text() == *word) || (is_number(row.cell(column), numerals) && values().any(is_text))
    };
    let Some(word) = beside.filter(foreign) else { return Ok(()) };
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
