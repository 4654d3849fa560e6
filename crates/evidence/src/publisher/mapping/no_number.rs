//! What to say of a text among values that is no number as the mapping declares numbers.

use ideal_model::shortest;

use super::heads::Slot;
use super::marks::number_and_mark;
use crate::numeral::{Fault, Numerals, both, settings, settings_for_all, shape};
use crate::publisher::error::ImportError;
use crate::publisher::grid::{Cell, Grid, GridRow};

/// A column of values as it is written, beside the others.
pub(super) struct WrittenColumn<'a> {
    pub(super) declared: Numerals,
    pub(super) grid: &'a Grid,
    /// All columns of values.
    pub(super) slots: &'a [Slot],
    pub(super) slot: &'a Slot,
    pub(super) column: usize,
}

impl<'a> WrittenColumn<'a> {
    /// The error about the cell of a row that is no number.
    pub(super) fn no_number(&self, row: &GridRow, fault: Fault) -> ImportError {
        let text = row.cell(self.column).text();
        let declared = self.declared;
        let expected = match fault {
            Fault::NotFinite => "a finite number".to_owned(),
            Fault::Inexact => {
                "a number of at most 15 digits: a computer's number does not hold this one, and \
                 another would be read"
                    .to_owned()
            }
            Fault::Text if let Some(flag) = self.flag_behind(&text) => {
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
            Fault::Otherwise => format!("a number with {declared}{}", self.other_setting(&text)),
        };
        self.grid.bad_cell(row, &self.slot.head, &format!("`{text}`"), &expected)
    }

    /// The mark behind a number that is read without it.
    fn flag_behind<'t>(&self, text: &'t str) -> Option<&'t str> {
        let (number, flag) = number_and_mark(text)?;
        self.declared.read(number).is_ok().then_some(flag)
    }

    /// Which declaration reads a number that is written in another way than it is declared.
    fn other_setting(&self, text: &str) -> String {
        let signs = || self.texts().filter(|t| t.contains(['.', ',']));
        match (settings_for_all(self.texts()), settings(text)) {
            (_, Some(one)) if self.declared.declared && self.reads_another_column() => {
                format!(
                    "; {one}, and does not read those of another column, which are written as \
                     declared: `decimal` and `thousands` are for the whole file. Write all in one \
                     way in the file, or read this column by a mapping of its own"
                )
            }
            _ if signs().next().is_some() && signs().all(shape) => {
                format!(
                    "; every number of the column could be decimal or have thousands: {}; say \
                     which under [file]",
                    both(text)
                )
            }
            // Which of two readings a number has can be seen in the file alone.
            (Some(all), _) => {
                let example = self.texts().find(|t| shape(t)).unwrap_or(text);
                let number = all
                    .read(example.trim_start_matches('<').trim_start())
                    .map_or_else(|_| String::new(), shortest);
                format!(
                    "; under [file], {} reads every number of the column, and `{example}` as \
                     {number}: look whether it means that",
                    all.words()
                )
            }
            (None, Some(one)) => format!(
                "; under [file], {one}, but no setting reads every number of the column: it is \
                 written in more than one way, which has to be mended in the file"
            ),
            (None, None) => String::new(),
        }
    }

    /// The texts of the column that have digits and no letters.
    fn texts(&self) -> impl Iterator<Item = &'a str> + Clone + use<'a> {
        let (grid, column) = (self.grid, self.column);
        grid.rows.iter().filter_map(move |r| match r.cell(column) {
            Cell::Text(t)
                if t.bytes().any(|b| b.is_ascii_digit())
                    && !t.bytes().any(|b| b.is_ascii_alphabetic()) =>
            {
                Some(t.as_str())
            }
            _ => None,
        })
    }

    /// Whether another column of values has numbers with a sign in them that are read as the
    /// mapping declares.
    fn reads_another_column(&self) -> bool {
        let is_read = |cell: &Cell| matches!(cell, Cell::Text(t) if t.contains(['.', ',']) && self.declared.read(t).is_ok());
        let others = self.slots.iter().filter_map(|s| s.column).filter(|c| *c != self.column);
        others.into_iter().any(|c| self.grid.rows.iter().any(|r| is_read(r.cell(c))))
    }
}
