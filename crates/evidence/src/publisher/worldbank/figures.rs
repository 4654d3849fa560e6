//! Figures as they stand after a spreadsheet of any country has saved the file: with a decimal
//! point, or with a decimal comma.

use super::super::error::ImportError;
use super::super::grid::{Cell, Grid, GridRow, plain_number};
use super::layout::ValueColumn;
use crate::numeral::{both, shape};

/// How the figures of a file are written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figures {
    comma: bool,
}

/// Whether a cell says that there is no value: nothing (DS2), `..` (DataBank), `#N/A` (a
/// spreadsheet).
pub(super) fn missing(cell: &Cell) -> bool {
    match cell {
        Cell::Empty => true,
        Cell::Text(t) => matches!(t.as_str(), ".." | "#N/A"),
        Cell::Fault(fault) => fault.text().contains("#N/A"),
        Cell::Number(_) | Cell::Date(..) => false,
    }
}

/// A text with one comma that could be either: `1,018` is 1018 to some and 1.018 to others.
fn either(text: &str) -> bool {
    let Some((before, after)) = text.trim_start_matches('-').split_once(',') else { return false };
    let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    after.len() == 3
        && digits(after)
        && digits(before)
        && (1..=3).contains(&before.len())
        && !before.starts_with('0')
}

impl Figures {
    /// Reads off all figures of the file how they are written. A comma is a decimal comma where at
    /// least one figure can be read in no other way and none has a point; where every comma could
    /// as well part thousands, the file is refused.
    pub(super) fn of(
        grid: &Grid,
        rows: &[&GridRow],
        columns: &[ValueColumn],
    ) -> Result<Self, ImportError> {
        let mut comma: Option<(&GridRow, &ValueColumn, &str)> = None;
        let mut point: Option<(&GridRow, &ValueColumn, &str)> = None;
        let (mut sure, mut pointed_are_shaped) = (false, true);
        for row in rows.iter().copied() {
            for column in columns {
                let Cell::Text(text) = row.cell(column.at) else { continue };
                if missing(row.cell(column.at)) {
                    continue;
                }
                if text.contains(',') {
                    sure |= !either(text);
                    comma = comma.or(Some((row, column, text.as_str())));
                }
                if text.contains('.') {
                    pointed_are_shaped &= shape(text);
                    point = point.or(Some((row, column, text.as_str())));
                }
            }
        }
        let Some((row, column, text)) = comma else {
            // A spreadsheet that parts cells by semicolons has decimal commas, and its points stand
            // between thousands.
            return match point.filter(|_| grid.delimiter == Some(b';') && pointed_are_shaped) {
                Some((row, column, text)) => {
                    let found = format!("`{text}` in a file of semicolons: {}", both(text));
                    let expected = "figures as the World Bank writes them: download the file again \
                                    and import it as it comes";
                    Err(grid.bad_cell(row, &column.head, &found, expected))
                }
                None => Ok(Figures { comma: false }),
            };
        };
        if let Some((other, _, with_point)) = point {
            let found = format!("`{text}`, and `{with_point}` in row {}", other.number);
            let expected = "decimal points or decimal commas, not both: download the file again \
                            and import it as it comes";
            return Err(grid.bad_cell(row, &column.head, &found, expected));
        }
        if !sure {
            let (decimal, thousands) = (text.replace(',', "."), text.replace(',', ""));
            let found = format!(
                "`{text}`, which is {decimal} or {thousands}, and no figure of the file that says \
                 which"
            );
            let expected = "figures as the World Bank writes them: download the file again and \
                            import it as it comes";
            return Err(grid.bad_cell(row, &column.head, &found, expected));
        }
        Ok(Figures { comma: true })
    }

    /// The figure in a cell; none where nothing is published.
    pub(super) fn number(
        self,
        grid: &Grid,
        row: &GridRow,
        column: &ValueColumn,
        [low, high]: [f64; 2],
    ) -> Result<Option<f64>, ImportError> {
        let cell = row.cell(column.at);
        if missing(cell) {
            return Ok(None);
        }
        let bad = |expected: &str| {
            grid.bad_cell(row, &column.head, &format!("`{}`", cell.text()), expected)
        };
        let value = match cell {
            Cell::Text(t) if self.comma && t.matches(',').count() <= 1 => {
                plain_number(&t.replace(',', "."))
            }
            _ => cell.number(),
        };
        let value = value.ok_or_else(|| bad("a number, or `..` where nothing is published"))?;
        if (low..=high).contains(&value) {
            return Ok(Some(value));
        }
        Err(bad(&format!(
            "a value from {} to {}",
            ideal_model::shortest(low),
            ideal_model::shortest(high)
        )))
    }
}
