//! What only a whole column of values can say: numbers that could be decimal or have thousands,
//! fractions of what is counted, a total at its end.

use std::collections::BTreeMap;

use ideal_model::Finding;

use super::heads::Slot;
use crate::numeral::{Judge, Numerals, both};
use crate::publisher::error::ImportError;
use crate::publisher::grid::{Cell, Grid, GridRow};
use crate::publisher::tally::Tally;
use crate::tidy::cut_in_two;

/// Numbers that could be decimal or have thousands, too few in each table to say it of one: all
/// tables of an import are judged together, as if they were one.
#[derive(Debug, Default)]
pub(super) struct Undecided {
    /// All columns as one, and each by its head, the errors beside it apart, with the first number
    /// that is undecided.
    all: Judge,
    columns: BTreeMap<(String, bool), Judge>,
    first: Option<Box<ImportError>>,
    firsts: BTreeMap<(String, bool), ImportError>,
}

impl Undecided {
    /// Refuses them where they are three or more and none of them decides.
    pub(super) fn close(mut self) -> Result<(), ImportError> {
        for (head, judge) in &self.columns {
            if let Some(first) = self.firsts.remove(head).filter(|_| judge.ambiguous().is_some()) {
                return Err(first);
            }
        }
        match self.first {
            Some(first) if self.all.ambiguous().is_some() => Err(*first),
            _ => Ok(()),
        }
    }
}

/// What tells a row of totals at the end of a column.
#[derive(Clone, Debug, Default)]
struct ColumnSum {
    /// Numbers so far, and their sum without the last.
    numbers: u64,
    above: f64,
    last: f64,
    row: u32,
}

impl ColumnSum {
    fn add(&mut self, number: f64, row: u32) {
        self.above += self.last;
        (self.last, self.row) = (number, row);
        self.numbers += 1;
    }

    /// The last row, where it is the sum of the three or more above it.
    fn total(&self) -> Option<u32> {
        let same = (self.above - self.last).abs() <= 1e-9 * self.last.abs();
        (self.numbers > 3 && self.last.abs() >= 10.0 && same).then_some(self.row)
    }
}

/// What the columns of values of a table have shown so far, one after the other.
pub(super) struct WholeColumns {
    /// The numbers of each, and those of the errors beside it, which are a column of their own.
    judges: Vec<Judge>,
    beside: Vec<Judge>,
    /// Each column's sum, as far as it is read.
    sums: Vec<ColumnSum>,
    /// Whether every row has, right of each column, what could be the decimals of its number.
    halves: Vec<bool>,
    /// Whether a number as text has a point or a comma in it.
    signed: bool,
    /// Fractions of what is counted.
    fractions: u64,
    /// Intervals of which one end is there.
    half_open: u64,
}

impl WholeColumns {
    /// Nothing seen yet, of so many columns.
    pub(super) fn new(slots: usize) -> Self {
        WholeColumns {
            judges: vec![Judge::default(); slots],
            beside: vec![Judge::default(); slots],
            sums: vec![ColumnSum::default(); slots],
            halves: vec![true; slots],
            signed: false,
            fractions: 0,
            half_open: 0,
        }
    }

    /// Takes note of a cell that is not missing.
    pub(super) fn see_cell(&mut self, cell: &Cell) {
        self.signed |= matches!(cell, Cell::Text(t) if t.contains([',', '.']));
    }

    /// Takes note of a number that is one in the file.
    pub(super) fn see_number(&mut self, slot: usize) {
        if let Some(judge) = self.judges.get_mut(slot) {
            judge.count(1);
        }
    }

    /// Takes note of a number that is written as text.
    pub(super) fn see_text(&mut self, slot: usize, text: &str, row: &GridRow) {
        if let Some(judge) = self.judges.get_mut(slot) {
            judge.see(text, u64::from(row.number));
        }
    }

    /// Takes note of the text of an error beside a value.
    pub(super) fn see_error(&mut self, slot: usize, text: &str, row: &GridRow) {
        if let Some(judge) = self.beside.get_mut(slot) {
            judge.see(text, u64::from(row.number));
        }
    }

    /// Takes note of a value as it is read; `right` is the cell beside it.
    pub(super) fn see_value(&mut self, slot: usize, value: f64, row: &GridRow, right: &Cell) {
        if let Some(sum) = self.sums.get_mut(slot) {
            sum.add(value, row.number);
        }
        let decimals =
            matches!(right, Cell::Text(t) if t.len() <= 3 && t.bytes().all(|b| b.is_ascii_digit()));
        if let Some(halves) = self.halves.get_mut(slot) {
            *halves &= decimals;
        }
    }

    /// Takes note of a count that has a fraction.
    pub(super) fn see_fraction(&mut self) {
        self.fractions += 1;
    }

    /// Takes note of an interval of which one end is there.
    pub(super) fn see_half_open(&mut self) {
        self.half_open += 1;
    }

    /// Refuses or notes what the columns say once all their rows are read.
    pub(super) fn close(
        self,
        declared: Numerals,
        grid: &Grid,
        slots: &[Slot],
        undecided: &mut Undecided,
        tally: &mut Tally,
    ) -> Result<(), ImportError> {
        if !declared.declared {
            self.refuse_two_readings(grid, slots, undecided, tally)?;
        }
        if self.are_cut_in_two(declared, grid) {
            return Err(ImportError::Text(Box::new(cut_in_two().in_file(&grid.file))));
        }
        for (sum, slot) in self.sums.iter().zip(slots) {
            if let Some(row) = sum.total() {
                tally.note(format!(
                    "row {row}, the last that is read, is the sum of those above it in `{}`: is it \
                     a total? `footer` under [file], [[keep]] or [total] leaves it out",
                    slot.head
                ));
            }
        }
        if declared.declared && declared.thousands.is_none() {
            self.doubt_decimals(slots, tally);
        }
        self.note_counts(tally);
        Ok(())
    }

    /// Refuses columns whose numbers could all be decimal or have thousands. Few of them are read
    /// as decimal, noted, and kept for the end of the import.
    fn refuse_two_readings(
        &self,
        grid: &Grid,
        slots: &[Slot],
        undecided: &mut Undecided,
        tally: &mut Tally,
    ) -> Result<(), ImportError> {
        let pooled = self.judges.iter().fold(Judge::default(), |all, judge| all.with(judge));
        let judged = || {
            let of_values = self.judges.iter().zip(slots).map(|(judge, slot)| (judge, slot, false));
            let of_errors = self.beside.iter().zip(slots).map(|(judge, slot)| (judge, slot, true));
            of_values.chain(of_errors)
        };
        for (judge, slot, beside) in judged() {
            // A table of many columns has few numbers in each: all of them are judged together.
            let few = judge.few();
            if let Some((text, line)) = few.filter(|_| pooled.ambiguous().is_some()) {
                return Err(ambiguous(grid, slot, text, line));
            }
            if let Some((text, line)) = few {
                undecided.first.get_or_insert_with(|| Box::new(ambiguous(grid, slot, text, line)));
                undecided
                    .firsts
                    .entry((slot.head.clone(), beside))
                    .or_insert_with(|| ambiguous(grid, slot, text, line));
                let place = of_sheet(grid);
                tally.note(format!(
                    "`{text}` in line {line}{place} could be decimal or have thousands, and was \
                     read as decimal: {}; say which under [file]",
                    both(text)
                ));
            }
            if let Some((text, line)) = judge.ambiguous() {
                return Err(ambiguous(grid, slot, text, line));
            }
        }
        undecided.all = std::mem::take(&mut undecided.all).with(&pooled);
        for (judge, slot, beside) in judged() {
            let of = undecided.columns.entry((slot.head.clone(), beside)).or_default();
            *of = std::mem::take(of).with(judge);
        }
        Ok(())
    }

    /// Whether decimal commas were taken for the delimiter, so that the decimals of every number
    /// of a column stand right of it.
    fn are_cut_in_two(&self, declared: Numerals, grid: &Grid) -> bool {
        declared.decimal_comma
            && grid.delimiter == Some(b',')
            && !self.signed
            && self.sums.iter().zip(&self.halves).any(|(sum, halves)| sum.numbers > 0 && *halves)
    }

    /// Asks about decimals that look like thousands throughout.
    fn doubt_decimals(&self, slots: &[Slot], tally: &mut Tally) {
        for (judge, slot) in self.judges.iter().zip(slots) {
            if let Some((text, line)) = judge.ambiguous() {
                tally.note(format!(
                    "the numbers with a sign in `{}` have three digits behind it throughout \
                     (`{text}` in line {line}): are they thousands, and not decimals as the \
                     mapping declares?",
                    slot.head
                ));
            }
        }
    }

    /// Says how many intervals were half open, and how many counts had a fraction.
    fn note_counts(&self, tally: &mut Tally) {
        if self.half_open > 0 {
            let (what, have) = if self.half_open == 1 {
                ("value has", "it has")
            } else {
                ("values have", "they have")
            };
            tally.note(format!(
                "{} {what} one end of the interval alone, so that {have} no standard error",
                self.half_open
            ));
        }
        if self.fractions > 0 {
            tally.note(format!(
                "{} and the unit is a count: is the unit right (`unit` under [value])? If the sign \
                 stands between thousands, say so under [file]: thousands = \".\"",
                if self.fractions == 1 {
                    "a value has a fraction,".to_owned()
                } else {
                    format!("{} values have fractions,", self.fractions)
                }
            ));
        }
    }
}

/// The sheet of a grid, as a message ends its place.
fn of_sheet(grid: &Grid) -> String {
    grid.sheet.as_ref().map(|s| format!(" of the sheet `{s}`")).unwrap_or_default()
}

/// Numbers that could be decimal or have thousands, which the mapping has to say.
fn ambiguous(grid: &Grid, slot: &Slot, text: &str, line: u64) -> ImportError {
    let place = of_sheet(grid);
    let message = format!(
        "the numbers with a sign in the column `{}`{place} could all be decimal or have thousands: \
         {}",
        slot.head,
        both(text)
    );
    let (sign, other) = if text.contains(',') { (',', '.') } else { ('.', ',') };
    let hint = format!(
        "say which under [file]: decimal = \"{sign}\" if the {sign} is decimal; thousands = \
         \"{sign}\" (and decimal = \"{other}\") if it stands between thousands"
    );
    ImportError::Text(Box::new(
        Finding::error("ambiguous-number", message).in_file(&grid.file).at_line(line).hint(hint),
    ))
}
