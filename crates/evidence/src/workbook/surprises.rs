//! Cells of a sheet that are read and hold neither text nor number: errors, dates, times.

use ideal_model::Finding;

use crate::book::{Content, Fault, SheetRow, address};
use crate::findings::FileFindings;
use crate::tidy::{Column, TidyHeader, shortened};

/// Looks for cells that are read and hold neither text nor number.
pub(super) struct Surprises<'s> {
    /// What each column from the left is read as.
    read: Vec<Option<Column>>,
    left: u32,
    sheet: &'s str,
}

impl<'s> Surprises<'s> {
    /// For the columns that the layout reads.
    pub(super) fn new(layout: &TidyHeader, left: u32, sheet: &'s str) -> Self {
        let mut read = vec![None; layout.width];
        for (_, column) in Column::ALL {
            if let Some(place) = layout.place(column).and_then(|i| read.get_mut(i)) {
                *place = Some(column);
            }
        }
        Surprises { read, left, sheet }
    }

    /// What a column of the sheet is read as.
    fn reads(&self, column: u32) -> Option<Column> {
        self.read.get(column.checked_sub(self.left)? as usize).copied().flatten()
    }

    /// Reports the surprises of a row; whether there is one.
    pub(super) fn found(&self, row: &SheetRow, findings: &mut FileFindings) -> bool {
        let mut any = false;
        for (column, content) in &row.cells {
            let Some(read) = self.reads(*column) else { continue };
            let Some((code, message, hint)) = surprise(read, content) else { continue };
            any = true;
            findings.add(
                code,
                &format!("{} {message}", read.name()),
                u64::from(row.number),
                || {
                    let cell = address(*column, row.number);
                    Finding::error(
                        code,
                        format!("{message} (column `{}`, {}!{cell})", read.name(), self.sheet),
                    )
                    .hint(hint)
                },
            );
        }
        any
    }
}

/// What is wrong with a cell that is read as `column`, and what to do.
fn surprise(column: Column, content: &Content) -> Option<(&'static str, String, &'static str)> {
    let number = column.is_number();
    match content {
        Content::Fault(fault) => {
            let code = if matches!(fault, Fault::Unstored | Fault::Blank) {
                "formula-not-stored"
            } else {
                "error-value"
            };
            Some((code, format!("the cell holds {}", fault.text()), fault.cure()))
        }
        Content::Date(date) if column == Column::Period => {
            let text = date.text();
            // 2022 in a cell that is formatted as a date shows as a day of 1905.
            match date.year_as_date() {
                Some(year) => Some((
                    "bad-period",
                    format!(
                        "`{text}` is a date; the cell holds the number {year} and is formatted as \
                         one"
                    ),
                    Fault::Year(year).cure(),
                )),
                None => Some((
                    "bad-period",
                    format!("`{text}` is a date, and a period is a year, a quarter or a month"),
                    "format the column as text and type 2022, or 2022-12 for a month",
                )),
            }
        }
        Content::Date(date) if number => Some((
            "not-a-number",
            format!("`{}` is a date, and no number", date.text()),
            "the program took what was typed for a date: format the column as text or number and \
             type the value again",
        )),
        Content::Time(text) if column == Column::Period || number => Some((
            if number { "not-a-number" } else { "bad-period" },
            format!("`{}` is a time", shortened(text)),
            "format the column as text or number and type the value again",
        )),
        _ => None,
    }
}
