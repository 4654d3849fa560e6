//! The cells that hold values: numbers as the mapping declares them, suppressed counts, errors.

use std::collections::BTreeSet;

use ideal_model::{ObsStatus, shortest};

use super::figure::Amount;
use super::heads::Slot;
use super::marks::{listed, number_and_mark};
use super::no_number::WrittenColumn;
use super::sheet::Table;
use super::slipped::Slips;
use super::spec::{Mapping, Values};
use super::whole_columns::{Undecided, WholeColumns};
use crate::numeral::{decimals, exact};
use crate::publisher::error::ImportError;
use crate::publisher::grid::{Cell, Grid, GridRow, address};
use crate::publisher::tally::Tally;
use crate::units::Unit;

/// The value columns of a table.
pub(super) struct Amounts<'a> {
    mapping: &'a Mapping,
    grid: &'a Grid,
    slots: &'a [Slot],
    /// Whether each column's unit is a count.
    counted: Vec<bool>,
    /// What the columns have shown so far.
    whole: WholeColumns,
    /// What stands right of each column.
    slips: Slips,
}

impl<'a> Amounts<'a> {
    /// The columns of a table, before any row is read.
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
            counted,
            whole: WholeColumns::new(slots.len()),
            slips: Slips::new(slots.len()),
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
        self.whole.see_cell(cell);
        let bad = |expected: &str| {
            self.grid.bad_cell(row, &s.head, &format!("`{}`", cell.text()), expected)
        };
        let (number, censored) = match cell {
            Cell::Number(n) if n.is_finite() => {
                self.whole.see_number(slot);
                (*n, false)
            }
            Cell::Text(t) => {
                let (t, censored) =
                    t.strip_prefix('<').map_or((t.as_str(), false), |rest| (rest.trim(), true));
                self.whole.see_text(slot, t, row);
                (
                    self.mapping
                        .file
                        .numerals
                        .read(t)
                        .map_err(|fault| self.written(s, column).no_number(row, fault))?,
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
        if self.counted.get(slot) == Some(&true) && scaled.fract() != 0.0 {
            self.whole.see_fraction();
        }
        self.whole.see_value(slot, scaled, row, row.cell(column + 1));
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

    /// A column of values, to say what is wrong with one of its texts.
    fn written(&self, slot: &'a Slot, column: usize) -> WrittenColumn<'a> {
        WrittenColumn {
            declared: self.mapping.file.numerals,
            grid: self.grid,
            slots: self.slots,
            slot,
            column,
        }
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
            self.whole.see_error(at, text, row);
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
                    self.whole.see_half_open();
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

    /// What only the whole columns can say, and the rows that slipped.
    pub(super) fn close(
        self,
        table: &Table,
        undecided: &mut Undecided,
        tally: &mut Tally,
    ) -> Result<(), ImportError> {
        self.slips.refuse(self.mapping, table, self.slots)?;
        let declared = self.mapping.file.numerals;
        self.whole.close(declared, self.grid, self.slots, undecided, tally)
    }
}
