//! The cells that hold values: numbers as the mapping declares them, suppressed counts, errors; and
//! what only a whole column can say of them.

use std::collections::{BTreeMap, BTreeSet};

use ideal_model::{Finding, ObsStatus, shortest};

use super::figure::Amount;
use super::heads::Slot;
use super::marks::{listed, number_and_mark};
use super::sheet::Table;
use super::slipped::Slips;
use super::spec::{Mapping, Values};
use crate::numeral::{Fault, Judge, both, decimals, exact, settings, settings_for_all, shape};
use crate::publisher::error::ImportError;
use crate::publisher::grid::{Cell, Grid, GridRow, address};
use crate::publisher::tally::Tally;
use crate::tidy::cut_in_two;
use crate::units::Unit;

/// The value columns of a table.
pub(super) struct Amounts<'a> {
    mapping: &'a Mapping,
    grid: &'a Grid,
    slots: &'a [Slot],
    /// One for each column, and the rows of which a cell is no number as written.
    judges: Vec<Judge>,
    /// The same of the errors beside them.
    beside: Vec<Judge>,
    fractions: u64,
    /// Whether each column's unit is a count.
    counted: Vec<bool>,
    /// Whether a number as text has a point or a comma in it.
    signed: bool,
    /// Whether every row has, right of each column, what could be the decimals of its number.
    halves: Vec<bool>,
    /// Each column's sum, as far as it is read.
    sums: Vec<ColumnSum>,
    /// What stands right of each column.
    slips: Slips,
    /// Intervals of which one end is there.
    half_open: u64,
}

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

impl<'a> Amounts<'a> {
    pub(super) fn new(mapping: &'a Mapping, grid: &'a Grid, slots: &'a [Slot]) -> Self {
        let counted = slots
            .iter()
            .map(|s| {
                Unit::read(mapping.unit_of(s.indicator.as_ref().map_or("", |(code, _)| code)))
                    .is_some_and(|u| u.is_count())
            })
            .collect();
        Amounts {
            mapping,
            grid,
            slots,
            judges: vec![Judge::default(); slots.len()],
            beside: vec![Judge::default(); slots.len()],
            fractions: 0,
            counted,
            signed: false,
            halves: vec![true; slots.len()],
            sums: vec![ColumnSum::default(); slots.len()],
            slips: Slips::new(slots.len()),
            half_open: 0,
        }
    }

    /// The value of a row in a column; none where it is missing.
    pub(super) fn read(
        &mut self,
        row: &GridRow,
        slot: usize,
    ) -> Result<Option<Amount>, ImportError> {
        if let Values::Each(n) = self.mapping.value.from {
            return Ok(Some(Amount::Number(n)));
        }
        let Some((s, column)) = self.slots.get(slot).and_then(|s| Some((s, s.column?))) else {
            return Ok(None);
        };
        let cell = row.cell(column);
        self.slips.see(slot, row, column, self.mapping.file.numerals);
        let unflagged = self.flagged(cell).map(|(number, _)| Cell::Text(number.to_owned()));
        let cell = unflagged.as_ref().unwrap_or(cell);
        if self.is_missing(cell) {
            return Ok(None);
        }
        self.signed |= matches!(cell, Cell::Text(t) if t.contains([',', '.']));
        let bad = |expected: &str| {
            self.grid.bad_cell(row, &s.head, &format!("`{}`", cell.text()), expected)
        };
        let (number, censored) = match cell {
            Cell::Number(n) if n.is_finite() => {
                if let Some(judge) = self.judges.get_mut(slot) {
                    judge.count(1);
                }
                (*n, false)
            }
            Cell::Text(t) => {
                let (t, censored) =
                    t.strip_prefix('<').map_or((t.as_str(), false), |rest| (rest.trim(), true));
                if let Some(judge) = self.judges.get_mut(slot) {
                    judge.see(t, u64::from(row.number));
                }
                (
                    self.mapping
                        .file
                        .numerals
                        .read(t)
                        .map_err(|fault| self.no_number(row, s, column, fault))?,
                    censored,
                )
            }
            Cell::Fault(fault) => return Err(self.grid.no_value(row, column, fault)),
            Cell::Number(_) => {
                return Err(self.grid.bad_cell(
                    row,
                    &s.head,
                    "a number without end",
                    "a finite number: the cell holds one that is too large, or none",
                ));
            }
            Cell::Date(..) => {
                return Err(bad(
                    "a number; this is a date, as a spreadsheet makes one of 1-5 or 2023: type the \
                     number into a cell of the format General",
                ));
            }
            _ => return Err(bad("a number")),
        };
        if let Some([low, high]) = self.mapping.value.range
            && !(low..=high).contains(&number)
        {
            let range = format!("a value from {} to {}", shortest(low), shortest(high));
            return Err(bad(&format!(
                "{range}, as `range` under [value] says: correct the cell, or the range if it is \
                 too narrow"
            )));
        }
        let scaled = self.scaled(number);
        if censored && (number <= 0.0 || scaled <= 0.0) {
            return Err(bad("a bound above 0, and a `factor` above 0 with it"));
        }
        if !scaled.is_finite() {
            return Err(bad("a number that stays finite"));
        }
        self.fractions += u64::from(self.counted.get(slot) == Some(&true) && scaled.fract() != 0.0);
        if let Some(sum) = self.sums.get_mut(slot) {
            sum.add(scaled, row.number);
        }
        let decimals = |c: &Cell| matches!(c, Cell::Text(t) if t.len() <= 3 && t.bytes().all(|b| b.is_ascii_digit()));
        if let Some(halves) = self.halves.get_mut(slot) {
            *halves &= decimals(row.cell(column + 1));
        }
        Ok(Some(if censored { Amount::Censored(scaled) } else { Amount::Number(scaled) }))
    }

    /// A cell with a flag behind its number, as Eurostat writes them (`1.07 b`), taken apart.
    fn flagged<'c>(&self, cell: &'c Cell) -> Option<(&'c str, &'c str)> {
        let Cell::Text(text) = cell else { return None };
        if self.mapping.value.flags.is_empty() { None } else { number_and_mark(text) }
    }

    /// What the flag behind a row's number says.
    pub(super) fn status(
        &self,
        row: &GridRow,
        slot: usize,
    ) -> Result<Option<ObsStatus>, ImportError> {
        let Some((s, column)) = self.slots.get(slot).and_then(|s| Some((s, s.column?))) else {
            return Ok(None);
        };
        let Some((_, flag)) = self.flagged(row.cell(column)) else { return Ok(None) };
        listed(&self.mapping.value.flags, flag).copied().map(Some).ok_or_else(|| {
            let all: BTreeSet<&str> = self
                .grid
                .rows
                .iter()
                .filter_map(|r| self.flagged(r.cell(column)))
                .filter(|(number, flag)| {
                    self.mapping.file.numerals.read(number).is_ok()
                        && listed(&self.mapping.value.flags, flag).is_none()
                })
                .map(|(_, flag)| flag)
                .collect();
            let flag = all.into_iter().collect::<Vec<_>>().join("\" = \"A\", \"");
            let expected = format!(
                "a flag that `flags` under [value] has; add what it says: \
                                    \"{flag}\" = \"A\" (A normal, B break in series, E \
                                    estimated, P provisional, S suspect)"
            );
            self.grid.bad_cell(row, &s.head, &format!("`{}`", row.cell(column).text()), &expected)
        })
    }

    fn is_missing(&self, cell: &Cell) -> bool {
        cell.is_empty() || self.mapping.file.missing.contains(&cell.text())
    }

    fn scaled(&self, number: f64) -> f64 {
        let factor = self.mapping.value.factor;
        #[expect(clippy::float_cmp, reason = "a factor of exactly 1 changes nothing")]
        if factor == 1.0 {
            number
        } else {
            exact(number * factor, decimals(number) + decimals(factor))
        }
    }

    /// The standard error beside a value, published as such or as the ends of an interval.
    pub(super) fn error(
        &mut self,
        row: &GridRow,
        at: usize,
        value: Option<Amount>,
    ) -> Result<Option<f64>, ImportError> {
        let Some(slot) = self.slots.get(at) else { return Ok(None) };
        for text in slot
            .beside
            .iter()
            .flatten()
            .filter_map(|c| if let Cell::Text(t) = row.cell(*c) { Some(t) } else { None })
        {
            if let Some(judge) = self.beside.get_mut(at) {
                judge.see(text, u64::from(row.number));
            }
        }
        let number = |column: Option<usize>| -> Result<Option<f64>, ImportError> {
            let Some(cell) = column.map(|c| row.cell(c)) else { return Ok(None) };
            if self.is_missing(cell) {
                return Ok(None);
            }
            let read = match cell {
                Cell::Text(t) => self.mapping.file.numerals.read(t).ok(),
                other => other.number(),
            };
            read.map(Some).ok_or_else(|| {
                let column = column.unwrap_or_default();
                let expected = format!(
                    "a number, as the standard error or an end of the interval of `{}`",
                    slot.head
                );
                self.grid.bad_cell(
                    row,
                    &address(column, row.number),
                    &format!("`{}`", cell.text()),
                    &expected,
                )
            })
        };
        let [se, low, high] = slot.beside;
        let found =
            match (number(se)?, number(low)?, number(high)?, &self.mapping.value.beside.interval) {
                (Some(se), _, _, _) => se,
                (None, Some(low), Some(high), Some((_, _, z))) => {
                    let (lower, upper) = (
                        self.scaled(low).min(self.scaled(high)),
                        self.scaled(low).max(self.scaled(high)),
                    );
                    let outside =
                        matches!(value, Some(Amount::Number(v)) if !(lower..=upper).contains(&v));
                    if low > high || outside {
                        let found = format!(
                            "an interval from {} to {} beside it",
                            shortest(low),
                            shortest(high)
                        );
                        return Err(self.grid.bad_cell(
                            row,
                            &slot.head,
                            &found,
                            "the lower end first, and the value between the two",
                        ));
                    }
                    (high - low) / (2.0 * z)
                }
                (None, Some(_), None, Some(_)) | (None, None, Some(_), Some(_)) => {
                    self.half_open += 1;
                    return Ok(None);
                }
                _ => return Ok(None),
            };
        if found < 0.0 {
            return Err(self.grid.bad_cell(
                row,
                &slot.head,
                &format!("{} as its standard error", shortest(found)),
                "an error of 0 or more",
            ));
        }
        Ok(Some(self.scaled(found).abs()))
    }

    fn no_number(&self, row: &GridRow, slot: &Slot, column: usize, fault: Fault) -> ImportError {
        let text = row.cell(column).text();
        let declared = self.mapping.file.numerals;
        let expected = match fault {
            Fault::NotFinite => "a finite number".to_owned(),
            Fault::Inexact => {
                "a number of at most 15 digits: a computer's number does not hold this one, and \
                 another would be read"
                    .to_owned()
            }
            Fault::Text
                if number_and_mark(&text)
                    .is_some_and(|(number, _)| declared.read(number).is_ok()) =>
            {
                let flag = number_and_mark(&text).map_or("", |(_, flag)| flag);
                let digit = if matches!(flag, "O" | "o" | "l" | "I") {
                    ", unless the letter is a digit that was mistyped"
                } else {
                    ""
                };
                format!(
                    "a number with {declared} and nothing beside it; if `{flag}` is a \
                     flag{digit}, say under [value] what it means: flags = {{ \"{flag}\" = \
                     \"P\" }} (A normal, B break in series, E estimated, P provisional, S \
                     suspect)"
                )
            }
            Fault::Text | Fault::Bound if text.bytes().any(|b| b.is_ascii_digit()) => {
                format!(
                    "a number with {declared} and nothing beside it; take signs such as % or $ off \
                     in the file, or, if the text stands for a value that is missing, list it in \
                     `missing` under [file]"
                )
            }
            Fault::Text | Fault::Bound => {
                format!(
                    "a number with {declared}; if this text says that there is no value (and not \
                     that it is zero), list it in `missing` under [file]"
                )
            }
            Fault::Otherwise => {
                let texts = || {
                    self.grid.rows.iter().filter_map(move |r| match r.cell(column) {
                        Cell::Text(t)
                            if t.bytes().any(|b| b.is_ascii_digit())
                                && !t.bytes().any(|b| b.is_ascii_alphabetic()) =>
                        {
                            Some(t.as_str())
                        }
                        _ => None,
                    })
                };
                let signs = || texts().filter(|t| t.contains(['.', ',']));
                let cure = match (settings_for_all(texts()), settings(&text)) {
                    (_, Some(one))
                        if self.mapping.file.numerals.declared && self.read_elsewhere(column) =>
                    {
                        format!(
                            "; {one}, and does not read those of another column, which are written \
                             as declared: `decimal` and `thousands` are for the whole file. Write \
                             all in one way in the file, or read this column by a mapping of its \
                             own"
                        )
                    }
                    _ if signs().next().is_some() && signs().all(shape) => {
                        format!(
                            "; every number of the column could be decimal or have thousands: \
                                 {}; say which under [file]",
                            both(&text)
                        )
                    }
                    // Which of two readings a number has can be seen in the file alone.
                    (Some(all), _) => {
                        let example = texts().find(|t| shape(t)).unwrap_or(&text);
                        let number = all
                            .read(example.trim_start_matches('<').trim_start())
                            .map_or_else(|_| String::new(), shortest);
                        format!(
                            "; under [file], {} reads every number of the column, and `{example}` \
                             as {number}: look whether it means that",
                            all.words()
                        )
                    }
                    (None, Some(one)) => format!(
                        "; under [file], {one}, but no setting reads every number of the \
                         column: it is written in more than one way, which has to be mended in \
                         the file"
                    ),
                    (None, None) => String::new(),
                };
                format!("a number with {declared}{cure}")
            }
        };
        self.grid.bad_cell(row, &slot.head, &format!("`{text}`"), &expected)
    }

    /// Whether another column of values has numbers with a sign in them that are read as the
    /// mapping declares.
    fn read_elsewhere(&self, column: usize) -> bool {
        let others = self.slots.iter().filter_map(|s| s.column).filter(|c| *c != column);
        others.into_iter().any(|c| {
            self.grid
                .rows
                .iter()
                .any(|r| matches!(r.cell(c), Cell::Text(t) if t.contains(['.', ',']) && self.mapping.file.numerals.read(t).is_ok()))
        })
    }

    /// What only the whole column can say: numbers that could be decimal or thousands, and
    /// fractions of things that are counted.
    pub(super) fn close(
        self,
        table: &Table,
        undecided: &mut Undecided,
        tally: &mut Tally,
    ) -> Result<(), ImportError> {
        self.slips.refuse(self.mapping, table, self.slots)?;
        if !self.mapping.file.numerals.declared {
            let pooled = self.judges.iter().fold(Judge::default(), |all, judge| all.with(judge));
            // An error beside a value is a column of its own.
            let errors =
                || self.beside.iter().zip(self.slots).map(|(judge, slot)| (judge, slot, true));
            let judged = || {
                self.judges
                    .iter()
                    .zip(self.slots)
                    .map(|(judge, slot)| (judge, slot, false))
                    .chain(errors())
            };
            for (judge, slot, beside) in judged() {
                // A table of many columns has few numbers in each: all of them are judged together.
                let few = judge.few();
                if let Some((text, line)) = few.filter(|_| pooled.ambiguous().is_some()) {
                    return Err(ambiguous(self.grid, slot, text, line));
                }
                if let Some((text, line)) = few {
                    undecided
                        .first
                        .get_or_insert_with(|| Box::new(ambiguous(self.grid, slot, text, line)));
                    undecided
                        .firsts
                        .entry((slot.head.clone(), beside))
                        .or_insert_with(|| ambiguous(self.grid, slot, text, line));
                    let place = of_sheet(self.grid);
                    tally.note(format!(
                        "`{text}` in line {line}{place} could be decimal or have thousands, and \
                         was read as decimal: {}; say which under [file]",
                        both(text)
                    ));
                }
                if let Some((text, line)) = judge.ambiguous() {
                    return Err(ambiguous(self.grid, slot, text, line));
                }
            }
            undecided.all = std::mem::take(&mut undecided.all).with(&pooled);
            for (judge, slot, beside) in judged() {
                let of = undecided.columns.entry((slot.head.clone(), beside)).or_default();
                *of = std::mem::take(of).with(judge);
            }
        }
        let declared = self.mapping.file.numerals;
        if declared.decimal_comma
            && self.grid.delimiter == Some(b',')
            && !self.signed
            && self.sums.iter().zip(&self.halves).any(|(s, halves)| s.numbers > 0 && *halves)
        {
            return Err(ImportError::Text(Box::new(cut_in_two().in_file(&self.grid.file))));
        }
        for (sum, slot) in self.sums.iter().zip(self.slots) {
            if let Some(row) = sum.total() {
                tally.note(format!(
                    "row {row}, the last that is read, is the sum of those above it in `{}`: is it \
                     a total? `footer` under [file], [[keep]] or [total] leaves it out",
                    slot.head
                ));
            }
        }
        if declared.declared && declared.thousands.is_none() {
            for (judge, slot) in self.judges.iter().zip(self.slots) {
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
        Ok(())
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
