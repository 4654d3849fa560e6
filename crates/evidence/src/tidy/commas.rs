//! Decimal commas in a file whose cells are parted by commas: without quotation marks `27,5` is two cells, 27 and 5.

use csv::StringRecord;
use ideal_model::Finding;

use super::Dialect;
use super::layout::{Column, Layout};
use crate::finds::Finds;

/// Looks whether the numbers of a file were cut in two.
pub(super) struct Commas {
    dialect: Dialect,
    value: Option<usize>,
    error: Option<usize>,
    /// The column after the values, where a part of a number could pass for what it holds.
    next: Option<usize>,
    /// Whether a number has a sign in it, decimal or between thousands.
    signed: bool,
    /// Rows whose value and next cell could be one number, with the first of them; none once a row could not.
    halves: Option<(u64, u64, String)>,
    whole: bool,
}

impl Commas {
    /// For a file whose cells are parted by this; none where that is no comma.
    pub(super) fn of(dialect: Dialect, delimiter: u8, layout: &Layout) -> Option<Self> {
        let value = layout.place(Column::Value);
        let next = value.map(|v| v + 1).filter(|i| {
            let free = [Column::Se, Column::Note, Column::Rater].into_iter().any(|c| layout.place(c) == Some(*i));
            free || layout.others.contains(i)
        });
        let error = layout.place(Column::Se);
        let commas = Commas { dialect, value, error, next, signed: false, halves: None, whole: true };
        (delimiter == b',').then_some(commas)
    }

    /// Looks at a row.
    pub(super) fn see(&mut self, record: &StringRecord, line: u64) {
        let cell = |place: Option<usize>| place.and_then(|i| record.get(i)).unwrap_or("").trim();
        let value = cell(self.value);
        self.signed |= [value, cell(self.error)].iter().any(|t| t.contains(['.', ',']));
        let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
        let number = value.strip_prefix(['-', '<']).unwrap_or(value);
        let next = cell(self.next);
        if !self.whole || next.is_empty() {
            return;
        }
        if digits(number) && digits(next) && next.len() <= 3 {
            let (count, ..) = self.halves.get_or_insert_with(|| (0, line, format!("{value},{next}")));
            *count += 1;
        } else {
            self.whole = false;
        }
    }

    /// Says what came of it.
    pub(super) fn close(self, finds: &mut Finds) {
        let Some((count, line, text)) = self.halves.filter(|_| self.whole && !self.signed) else { return };
        let mut f = if self.dialect.numerals.decimal_comma {
            cut_in_two().at_line(line)
        } else {
            let message = format!(
                "every value is whole, and so is what stands in the column after it: are they decimals cut in two, such as {text}?"
            );
            Finding::warning("decimal-comma-cut", message).at_line(line).hint(
                "a decimal comma in a file of commas needs quotation marks around its number: save the file with semicolons between cells",
            )
        };
        f.count = count;
        finds.push(f);
    }
}

/// For a file of commas that declares a decimal comma and has none in any number.
pub(crate) fn cut_in_two() -> Finding {
    let message = "the decimal comma is declared, the cells of the file are parted by commas, no number has one in it, and right of every \
                   number stands what could be its decimals: without quotation marks `27,5` is two cells, 27 and 5";
    Finding::error("decimal-and-delimiter", message)
        .hint("save the file with semicolons between cells; or, if its numbers are whole, leave `decimal` out")
}
