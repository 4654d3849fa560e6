//! How high rows are: not every program makes them as high as their texts by itself.

use rust_xlsxwriter::{Worksheet, XlsxError};

/// Height of a line of a cell, in points.
const LINE: f64 = 15.0;
/// A row is as high as this many lines at most.
const MOST: usize = 27;

/// Makes a row as high as the longest of its cells, which take so many lines.
pub(super) fn grow(
    worksheet: &mut Worksheet,
    row: u32,
    lines: impl Iterator<Item = usize>,
) -> Result<(), XlsxError> {
    let lines = lines.max().unwrap_or(1).min(MOST);
    if lines > 1 {
        worksheet.set_row_height(row, LINE * lines as f64)?;
    }
    Ok(())
}
