//! Decimal commas in a file whose cells are parted by commas: without quotation marks `27,5` is two
//! cells, 27 and 5.

use csv::StringRecord;
use ideal_model::Finding;

use super::Dialect;
use super::layout::{Column, TidyHeader};
use crate::findings::FileFindings;

/// Looks whether the numbers of a file were cut in two.
pub(super) struct Commas {
    dialect: Dialect,
    value: usize,
    /// The column after the values, where a part of a number could pass for what it holds.
    next: usize,
    error: Option<usize>,
    /// Rows whose value and next cell could be one number, how many, with line and text of the
    /// first.
    halves: Option<(u64, u64, String)>,
    /// Whether every row so far could be one of them: no number has a sign in it, and nothing else
    /// stands in the next column.
    whole: bool,
}

impl Commas {
    /// For a file whose cells are parted by this; none where that is no comma, or nothing stands
    /// behind its values that could pass for decimals.
    pub(super) fn of(dialect: Dialect, delimiter: u8, layout: &TidyHeader) -> Option<Self> {
        let value = layout.place(Column::Value)?;
        let next = value + 1;
        let free = [Column::Se, Column::Low, Column::Note, Column::Rater]
            .into_iter()
            .any(|c| layout.place(c) == Some(next));
        let could = delimiter == b',' && (free || layout.others.contains(&next));
        could.then(|| Commas {
            dialect,
            value,
            next,
            error: layout.place(Column::Se),
            halves: None,
            whole: true,
        })
    }

    /// Looks at a row.
    pub(super) fn see(&mut self, record: &StringRecord, line: u64) {
        if !self.whole {
            return;
        }
        let cell = |place: usize| record.get(place).unwrap_or("").trim();
        let (value, next) = (cell(self.value), cell(self.next));
        let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
        let number = value.strip_prefix(['-', '<']).unwrap_or(value);
        let signed = [value, self.error.map_or("", cell)].iter().any(|t| t.contains(['.', ',']));
        let could = digits(number) && digits(next) && next.len() <= 3;
        if signed || !(next.is_empty() || could) {
            self.whole = false;
        } else if could {
            let (count, ..) =
                self.halves.get_or_insert_with(|| (0, line, format!("{value},{next}")));
            *count += 1;
        }
    }

    /// Says what came of it.
    pub(super) fn close(self, findings: &mut FileFindings) {
        let Some((count, line, text)) = self.halves.filter(|_| self.whole) else { return };
        let mut f = if self.dialect.numerals.decimal_comma {
            cut_in_two().at_line(line)
        } else {
            let message = format!(
                "every value is whole, and so is what stands in the column after it: are they \
                 decimals cut in two, such as {text}?"
            );
            Finding::warning("decimal-comma-cut", message).at_line(line).hint(
                "a decimal comma in a file of commas needs quotation marks around its number: save \
                 the file with semicolons between cells",
            )
        };
        f.count = count;
        findings.push(f);
    }
}

/// For a file of commas that declares a decimal comma and has none in any number.
pub(crate) fn cut_in_two() -> Finding {
    let message = "the decimal comma is declared, the cells of the file are parted by commas, no \
                   number has one in it, and right of every number stands what could be its \
                   decimals: without quotation marks `27,5` is two cells, 27 and 5";
    Finding::error("decimal-and-delimiter", message).hint(
        "save the file with semicolons between cells; or, if its numbers are whole, leave \
               `decimal` out",
    )
}
