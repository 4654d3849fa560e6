//! Rows that have slipped: a cell too many or too few, so that what follows stands in the column
//! beside its own.

use std::collections::{BTreeSet, HashMap};

use super::cell_kinds::{Kind, Kinds, is_number};
use super::heads::Slot;
use super::sheet::Table;
use super::spec::{Keep, Mapping};
use super::totals::is_total;
use crate::numeral::Numerals;
use crate::publisher::error::ImportError;
use crate::publisher::grid::{Cell, GridRow, address, by_letter};
use crate::publisher::toml_text::quoted;

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

    /// Refuses a row that lacks its value and has a number right of it, in a column that has none
    /// where there is a value, and that nothing reads.
    pub(super) fn refuse(
        self,
        mapping: &Mapping,
        table: &Table,
        slots: &[Slot],
    ) -> Result<(), ImportError> {
        let read: BTreeSet<usize> = slots
            .iter()
            .flat_map(|s| s.beside.iter().copied().chain([s.column]))
            .flatten()
            .collect();
        for (of, slot) in self.of.into_iter().zip(slots) {
            let (Some((row, text)), false, Some(column)) = (of.first, of.usual, slot.column) else {
                continue;
            };
            // A column that is filled where this one is blank is another column; a column without
            // any value lacks none.
            if of.values == 0 || (of.slips > 1 && of.slips * 50 > of.values) {
                continue;
            }
            let right = column + 1;
            let name = table.columns.head_of(right);
            let spoken_of =
                |head: &str| mapping.names_head(head) || mapping.value.leave_out.contains(head);
            if read.contains(&right) || name.is_some_and(spoken_of) {
                continue;
            }
            let head = table.columns.named(right, row);
            let found = format!(
                "no value in `{}`, and `{text}` right of it in {head}, where rows with a value \
                 have no number",
                slot.head
            );
            let expected = format!(
                "the figure in its own column: has the row slipped? If it has not, list {head} \
                 under [value]: leave_out"
            );
            let grid = &table.grid;
            return Err(ImportError::row(
                &grid.file,
                grid.sheet.as_deref(),
                row,
                &found,
                &expected,
            ));
        }
        Ok(())
    }
}

/// Which way the cells of a row have slipped.
#[derive(Clone, Copy)]
enum Way {
    /// A cell was taken out: they would be in place one column further right.
    Left,
    /// A cell was put in: they would be in place one column further left.
    Right,
}

/// What the columns of a table usually hold.
struct Columns {
    usual: Vec<Option<Kind>>,
    /// Whether hardly a row lacks a cell there, and whether hardly one has any.
    full: Vec<bool>,
    bare: Vec<bool>,
    /// The last column of the table: behind that of the figures may stand one of remarks, in which
    /// few rows have any.
    last: usize,
}

impl Columns {
    /// What some of the rows show.
    fn of<'r>(
        mapping: &Mapping,
        heads: &[Option<&str>],
        rows: impl Iterator<Item = &'r GridRow> + Clone,
    ) -> Option<Self> {
        const ROWS: usize = 10_000;
        let mut kinds = vec![Kinds::default(); heads.len()];
        let step = rows.clone().count() / ROWS + 1;
        for row in rows.step_by(step) {
            for (column, of) in kinds.iter_mut().enumerate() {
                of.see(row.cell(column), mapping);
            }
        }
        let hardly = |few: usize, many: usize| few * 20 <= many || (few == 1 && many >= 8);
        let last = kinds.iter().rposition(|of| of.filled() >= of.blanks)?;
        Some(Columns {
            usual: kinds.iter().zip(heads).map(|(of, head)| of.usual(*head, mapping)).collect(),
            full: kinds.iter().map(|of| hardly(of.blanks, of.filled())).collect(),
            bare: kinds.iter().map(|of| hardly(of.filled(), of.blanks)).collect(),
            last,
        })
    }

    /// Whether a cell of the row would differ from the others of a column; none where nobody can
    /// say.
    fn differs(&self, mapping: &Mapping, row: &GridRow, from: usize, at: usize) -> Option<bool> {
        let kind = Kind::of(row.cell(from), mapping)?;
        let usual = self.usual.get(at).copied().flatten()?;
        Some(usual != kind && (usual, kind) != (Kind::Number, Kind::Year))
    }

    /// How a row has slipped, if it has. `says` are the columns that a cell of another kind can say
    /// something in.
    fn slip(&self, mapping: &Mapping, row: &GridRow, says: impl Fn(usize) -> bool) -> Option<Slip> {
        let last = self.last;
        let beyond = row.cells.iter().skip(last + 1).any(|c| !c.is_empty());
        // A blank where no other row has one is the cell that was put in, also where the last was
        // lost by it.
        let put_in =
            |column: &usize| row.cell(*column).is_empty() && self.full.get(*column) == Some(&true);
        let way = if row.cell(last).is_empty() {
            Way::Left
        } else if beyond || (0..last).any(|c| put_in(&c)) {
            Way::Right
        } else {
            return None;
        };
        let differs = |from: usize, at: usize| self.differs(mapping, row, from, at);
        // A number in a column that has nothing elsewhere.
        let alone = || {
            let kind = Kind::of(row.cell(last + 1), mapping);
            let number = matches!(kind, Some(Kind::Number | Kind::Year))
                && self.bare.get(last + 1) == Some(&true)
                && says(last + 1);
            let from = (0..last).rev().find(put_in).filter(|_| number)?;
            let fits = (from + 1..=last + 1).all(|c| differs(c, c - 1) != Some(true));
            fits.then_some(Slip { way: Way::Right, from, strange: last + 1, usual: None })
        };
        let Some(strange) = (0..=last).find(|c| differs(*c, *c) == Some(true) && says(*c)) else {
            return alone();
        };
        let from = match way {
            // The cell that lacks stood there at the latest.
            Way::Left => {
                let fits = |from: usize| (from..last).all(|c| differs(c, c + 1) != Some(true));
                (differs(strange, strange + 1) == Some(false) && (0..=strange).any(fits))
                    .then_some(strange)
            }
            // The last blank from which on all would be in place.
            Way::Right => {
                let blank =
                    |from: &usize| if beyond { row.cell(*from).is_empty() } else { put_in(from) };
                let fits = |from: &usize| {
                    blank(from) && (from + 1..=last + 1).all(|c| differs(c, c - 1) != Some(true))
                };
                let before = strange
                    .checked_sub(1)
                    .filter(|before| differs(strange, *before) == Some(false))?;
                (0..=before).rev().find(fits)
            }
        };
        let usual = self.usual.get(strange).copied().flatten()?;
        Some(Slip { way, from: from?, strange, usual: Some(usual) })
    }
}

/// How a row has slipped.
struct Slip {
    way: Way,
    /// The first column that surely holds another one's cell.
    from: usize,
    /// The first column where it shows, and what it usually holds.
    strange: usize,
    usual: Option<Kind>,
}

/// Refuses a row of which cells are of another kind than those of their columns, and would all be
/// in place one column beside: further right where nothing stands in the last column, further left
/// where something stands beyond it. `read` are the columns that the mapping reads: where none of
/// them is touched, nothing is wrong with the figures.
pub(super) fn shifted<'r>(
    mapping: &Mapping,
    table: &Table,
    keep: &[(usize, &Keep)],
    read: &BTreeSet<usize>,
    rows: impl Iterator<Item = &'r GridRow> + Clone,
) -> Result<(), ImportError> {
    let heads = table.columns.heads();
    let Some(width) = heads.iter().map(|(_, column)| *column + 1).max().filter(|width| *width > 2)
    else {
        return Ok(());
    };
    // A title or a footnote, a row of totals, and what the mapping leaves out by its name are no
    // rows like the others.
    let said =
        |row: &GridRow| keep.iter().any(|(column, k)| k.not.contains(&row.cell(*column).text()));
    let is_row = |row: &&GridRow| {
        let mut filled = row.cells.iter().filter(|c| !c.is_empty());
        let total =
            filled.next().is_some_and(|first| matches!(first, Cell::Text(text) if is_total(text)));
        filled.next().is_some() && !total && !said(row)
    };
    let mut by_column = vec![None; width];
    for (head, column) in &heads {
        if let Some(slot) = by_column.get_mut(*column) {
            *slot = Some(*head);
        }
    }
    let Some(columns) = Columns::of(mapping, &by_column, rows.clone().filter(is_row)) else {
        return Ok(());
    };
    under_no_head(mapping, table, width, rows.clone().filter(is_row))?;
    for (column, k) in keep {
        displaced(table, (*column, k), columns.last, rows.clone().filter(|row| !said(row)))?;
    }
    let head_of = |at: usize| by_column.get(at).copied().flatten();
    let says = |at: usize| head_of(at).is_none_or(|head| !mapping.value.leave_out.contains(head));
    for row in rows {
        let Some(Slip { way, from, strange, usual }) = columns.slip(mapping, row, says) else {
            continue;
        };
        if !is_row(&row) || read.range(from..=columns.last + 1).next().is_none() {
            continue;
        }
        let name = |at: usize| table.columns.named(at, row.number);
        // What the mapping does not read it can leave out by name.
        let unless = match head_of(strange) {
            Some(head) if !read.contains(&strange) => {
                format!("list {} under [value]: leave_out", quoted(head))
            }
            _ => "take the row out".to_owned(),
        };
        let (end, side, done, undo) = match way {
            Way::Left => ("nothing in", "right", "taken out", "Put it in"),
            Way::Right if row.cells.iter().skip(columns.last + 1).all(Cell::is_empty) => {
                ("a blank left of", "left", "put in", "Take it out")
            }
            Way::Right => ("something right of", "left", "put in", "Take it out"),
        };
        let cell = format!("`{}` in {}", row.cell(strange).text(), name(strange));
        let found = match usual {
            Some(kind) => {
                format!("{cell}, a column of {}, and {end} {}", kind.cells(), name(columns.last))
            }
            None => {
                format!("{cell}, in which other rows have nothing, and nothing in {}", name(from))
            }
        };
        let expected = format!(
            "a row like the others: its cells would be in place one column further {side}; has a \
             cell been {done}? {undo}; if nothing is wrong with the row, {unless}"
        );
        return Err(table.grid.bad_row(row, &found, &expected));
    }
    Ok(())
}

/// Refuses a row that a condition leaves out because its cell is one of the column beside: `Under
/// investigation` in the place of the offence, and nothing in the last column. Among texts alone
/// nothing else shows that a cell was taken out.
fn displaced<'r>(
    table: &Table,
    (column, keep): (usize, &Keep),
    last: usize,
    rows: impl Iterator<Item = &'r GridRow> + Clone,
) -> Result<(), ImportError> {
    /// So many times as often a text stands beside as in the column itself.
    const TIMES: usize = 20;
    if keep.only.is_empty() || column >= last {
        return Ok(());
    }
    let text = |row: &'r GridRow, at: usize| {
        if let Cell::Text(text) = row.cell(at) { Some(text.as_str()) } else { None }
    };
    let (mut own, mut beside): (HashMap<&str, usize>, HashMap<&str, usize>) =
        (HashMap::new(), HashMap::new());
    for row in rows.clone() {
        for (at, count) in [(column, &mut own), (column + 1, &mut beside)] {
            if let Some(text) = text(row, at) {
                *count.entry(text).or_default() += 1;
            }
        }
    }
    let strange = |row: &&GridRow| {
        let Cell::Text(text) = row.cell(column) else { return false };
        let of =
            |counts: &HashMap<&str, usize>| counts.get(text.as_str()).copied().unwrap_or_default();
        row.cell(last).is_empty() && !keep.holds(text) && of(&own) * TIMES <= of(&beside)
    };
    let Some(row) = rows.filter(|row| row.cell(last).is_empty()).find(strange) else {
        return Ok(());
    };
    let name = |at: usize| table.columns.named(at, row.number);
    let found = format!(
        "`{}` in {}, which elsewhere stands in {}, and nothing in {}",
        row.cell(column).text(),
        name(column),
        name(column + 1),
        name(last)
    );
    let expected = "a row like the others: has a cell been taken out? Put it in; if nothing is \
                    wrong with the row, a second [[keep]] of the column leaves such rows out by \
                    `not`";
    Err(table.grid.bad_row(row, &found, expected))
}

/// Refuses a number right of the last head in a text file, where hardly a row has anything;
/// worksheets refuse every such cell.
fn under_no_head<'r>(
    mapping: &Mapping,
    table: &Table,
    width: usize,
    rows: impl Iterator<Item = &'r GridRow> + Clone,
) -> Result<(), ImportError> {
    let left_out = |column: usize| mapping.value.leave_out.contains(&by_letter(column));
    let beyond = |row: &&GridRow| {
        row.cells.iter().enumerate().skip(width).any(|(i, c)| !c.is_empty() && !left_out(i))
    };
    let (found, all) = (rows.clone().filter(beyond).count(), rows.clone().count());
    if found == 0 || all < 5 || (found > 1 && found * 20 > all) {
        return Ok(());
    }
    let number = |row: &'r GridRow| {
        let (column, cell) = row
            .cells
            .iter()
            .enumerate()
            .skip(width)
            .find(|(i, c)| !c.is_empty() && !left_out(*i))?;
        matches!(Kind::of(cell, mapping), Some(Kind::Number | Kind::Year))
            .then_some((row, column, cell))
    };
    let Some((row, column, cell)) = rows.filter(beyond).find_map(number) else { return Ok(()) };
    let found = format!("`{}`, right of the last head", cell.text());
    let expected = format!(
        "nothing there, as in the other rows: has the row slipped by a cell? What stands beside a \
         table is taken out of its file, or listed under [value]: leave_out = [\"{}\"]",
        by_letter(column)
    );
    Err(table.grid.bad_cell(row, &address(column, row.number), &found, &expected))
}

/// Refuses a row that a condition leaves out although the word that it keeps stands beside, and a
/// text in the place of the value.
pub(super) fn kept_beside(
    table: &Table,
    row: &GridRow,
    (column, keep): (usize, &Keep),
    slots: &[Slot],
    mapping: &Mapping,
) -> Result<(), ImportError> {
    if keep.only.is_empty() {
        return Ok(());
    }
    let beside = [Some(column + 1), column.checked_sub(1)]
        .into_iter()
        .flatten()
        .map(|c| row.cell(c).text())
        .find(|t| keep.holds(t));
    // The word in the place of the value, or a number in that of the word and a text in that of the
    // value.
    let is_text = |c: usize| Kind::of(row.cell(c), mapping) == Some(Kind::Text);
    let foreign = |word: &String| {
        let values = || slots.iter().filter_map(|s| s.column);
        values().any(|c| row.cell(c).text() == *word)
            || (is_number(row.cell(column), mapping.file.numerals) && values().any(is_text))
    };
    let Some(word) = beside.filter(foreign) else { return Ok(()) };
    let (found, expected) = (
        format!("`{}`", row.cell(column).text()),
        format!(
            "a cell that [[keep]] is about: `{word}`, which it keeps, stands beside it, and a text \
             where the value should be: has the row slipped?"
        ),
    );
    Err(table.grid.bad_cell(row, &address(column, row.number), &found, &expected))
}
