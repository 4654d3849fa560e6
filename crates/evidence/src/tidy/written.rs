//! A row as its file has it: its cells by the columns of the layout, where they stand, and what can
//! be doubted of them without knowing what they name.

use ideal_model::{Finding, Origin};

use super::Dialect;
use super::layout::{Column, TidyHeader, shortened};
use crate::book::address;
use crate::findings::FileFindings;
use crate::personal;
use crate::unread_marks;

/// The cells of a row; an index beyond the last is an empty cell.
pub(crate) trait Cells {
    fn cell(&self, index: usize) -> &str;
}

impl Cells for csv::StringRecord {
    fn cell(&self, index: usize) -> &str {
        self.get(index).unwrap_or("").trim()
    }
}

impl Cells for Vec<String> {
    fn cell(&self, index: usize) -> &str {
        self.get(index).map_or("", |s| s.trim())
    }
}

/// Where a row stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RowPlace<'a> {
    /// Index of the file.
    pub(crate) file: u32,
    /// Line or row, from 1.
    pub(crate) line: u64,
    /// For workbooks: index and name of the sheet, and the 0-based column of the first cell.
    pub(crate) sheet: Option<(u32, &'a str, u32)>,
    /// How its numbers and codes are written.
    pub(crate) dialect: Dialect,
}

impl RowPlace<'_> {
    /// What is kept of it beside the row.
    pub(super) fn origin(&self) -> Origin {
        Origin {
            file: self.file,
            sheet: self.sheet.map(|(i, ..)| i),
            line: u32::try_from(self.line).unwrap_or(u32::MAX),
        }
    }
}

/// A row as it is written: its cells by their columns, and where they stand.
pub(super) struct Written<'r, C> {
    pub(super) layout: &'r TidyHeader,
    pub(super) cells: &'r C,
    pub(super) place: RowPlace<'r>,
}

impl<'r, C: Cells> Written<'r, C> {
    /// The cell of a column; empty where the file has no such column.
    pub(super) fn cell(&self, column: Column) -> &'r str {
        self.layout.place(column).map_or("", |i| self.cells.cell(i))
    }

    /// Where the cell of a column stands, for the end of a sentence.
    pub(super) fn at(&self, column: Column) -> String {
        match (self.place.sheet, self.layout.place(column)) {
            (Some((_, sheet, first)), Some(i)) => {
                let column = u32::try_from(i).map_or(u32::MAX, |i| first.saturating_add(i));
                let line = u32::try_from(self.place.line).unwrap_or(u32::MAX);
                format!(" ({sheet}!{})", address(column, line))
            }
            _ => format!(" (column `{}`)", column.name()),
        }
    }

    /// Doubts a row that has no value, and beside it what only a value has.
    pub(super) fn doubt_no_value(&self, se: Option<f64>, findings: &mut FileFindings) {
        let (unit, line) = (self.cell(Column::Unit), self.place.line);
        if !unit.is_empty() && self.place.dialect.numerals.read(unit).is_ok() {
            findings.add("number-for-a-unit", "", line, || {
                let message = format!(
                    "no value, and the number `{}` for a unit{}",
                    shortened(unit),
                    self.at(Column::Unit)
                );
                Finding::warning("number-for-a-unit", message).hint(
                    "has the row slipped by a cell, so that the value stands in the column of \
                     units? Put it in its own column",
                )
            });
        }
        if se.is_some() {
            findings.add("error-without-value", "", line, || {
                let message = format!(
                    "a standard error (`{}`) and no value{}",
                    self.cell(Column::Se),
                    self.at(Column::Se)
                );
                Finding::warning("error-without-value", message).hint(
                    "has the row slipped by a cell, so that the value stands in the column of \
                     errors? Put it in its own column, or empty the cell",
                )
            });
        }
    }

    /// Reports a rater that looks like a person, and what looks like personal data in the note and
    /// in the cells that no column claims.
    pub(super) fn doubt_personal(&self, findings: &mut FileFindings) {
        let (rater, note) = (self.cell(Column::Rater), self.cell(Column::Note));
        if rater.is_empty() && note.is_empty() && self.layout.others.is_empty() {
            return;
        }
        let line = self.place.line;
        let hint =
            "an assessment needs no persons; leave the text out, or use a pseudonym for a rater";
        if personal::rater(rater) {
            findings.add("personal-data", "rater", line, || {
                Finding::warning("personal-data", "the cell `rater` looks like a person's name")
                    .hint(hint)
            });
        }
        let others = || self.layout.others.iter().map(|&i| self.cells.cell(i));
        for text in others().filter(|text| unread_marks::cell(text)) {
            let cell = format!("the cell `{}`", shortened(text));
            findings.add("mark-not-read", "", line, || unread_marks::finding(&cell));
        }
        for text in others().chain([note]) {
            if let Some(what) = personal::text(text) {
                // The text itself is not repeated: the finding may travel further than the file.
                findings.add("personal-data", what, line, || {
                    Finding::warning("personal-data", format!("a cell looks like it holds {what}"))
                        .hint(hint)
                });
            }
        }
    }
}
