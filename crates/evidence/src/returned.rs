//! Tables that people send back, as cells: for those who read more of a workbook than evidence, and
//! judge every cell themselves.

use ideal_model::Finding;

use crate::book::{Book, Content, address};
use crate::decode::{self, Encoding};
use crate::plain::plain;
use crate::records::Records;

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum CellValue {
    /// Text in one form of letters (NFC), without signs that nobody sees, single blanks, none
    /// around; never empty.
    Text(String),
    /// A number.
    Number(f64),
    /// A day or a time, as text.
    Date(String),
    /// No value: an error, or a formula nobody has calculated.
    Fault {
        /// As the cell shows it.
        shown: String,
        /// What can be done.
        cure: &'static str,
    },
}

impl CellValue {
    fn of(content: &Content) -> Option<Self> {
        match content {
            Content::Text(text) => CellValue::of_text(text),
            Content::Number(n) => Some(CellValue::Number(*n)),
            Content::Bool(b) => Some(CellValue::Text(if *b { "TRUE" } else { "FALSE" }.to_owned())),
            Content::Date(moment) => Some(CellValue::Date(moment.text())),
            Content::Time(time) => Some(CellValue::Date(time.clone())),
            Content::Fault(fault) => {
                Some(CellValue::Fault { shown: fault.text(), cure: fault.cure() })
            }
        }
    }

    /// A text as a cell holds it; none where nothing of it is seen.
    #[must_use]
    pub fn of_text(text: &str) -> Option<Self> {
        let text = plain(text);
        (!text.is_empty()).then(|| CellValue::Text(text.into_owned()))
    }

    /// The cell as text: a number in the shortest form that gives it back.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            CellValue::Text(text) | CellValue::Date(text) => text.clone(),
            CellValue::Number(n) => ideal_model::shortest(*n),
            CellValue::Fault { shown, .. } => shown.clone(),
        }
    }
}

/// A row of cells that hold something.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CellRow {
    /// Its number, from 1: row of a sheet, line of a text.
    pub number: u32,
    /// Column, from 0, and what stands there; left to right.
    pub cells: Vec<(u32, CellValue)>,
    /// Cells that a line of a text has, empty ones among them; 0 in a sheet, where a row has no end.
    pub width: u32,
}

impl CellRow {
    /// What stands in a column, from 0.
    #[must_use]
    pub fn cell(&self, column: u32) -> Option<&CellValue> {
        let at = self.cells.binary_search_by_key(&column, |(c, _)| *c).ok()?;
        self.cells.get(at).map(|(_, value)| value)
    }
}

/// A sheet of a workbook.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CellSheet {
    /// Its name.
    pub name: String,
    /// Its rows that hold something, top to bottom.
    pub rows: Vec<CellRow>,
    /// Cells (row from 1, column from 0) that are merged with those below them: what is seen in all
    /// of these stands in the first alone.
    pub merged: Vec<(u32, u32)>,
}

/// Address of a cell such as `C7`; columns from 0, rows from 1.
#[must_use]
pub fn cell_address(column: u32, row: u32) -> String {
    address(column, row)
}

/// Whether a file is a workbook by its first bytes, whatever it is called.
#[must_use]
pub fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0])
}

/// All sheets of a workbook (.xlsx, .xlsm, .xlsb, .ods, .xls), within the bounds of memory that
/// hold for evidence.
///
/// # Errors
/// A finding without a file: it is no workbook, it is damaged, or it is too large.
pub fn read_sheets(bytes: &[u8]) -> Result<Vec<CellSheet>, Box<Finding>> {
    let mut book = Book::open(bytes).map_err(|refused| Box::new(refused.finding()))?;
    let mut out = Vec::new();
    for name in book.names() {
        let sheet = book.sheet(&name).map_err(|refused| Box::new(refused.finding()))?;
        let rows = sheet.rows.iter().map(|row| CellRow {
            number: row.number,
            cells: row.cells.iter().filter_map(|(c, v)| Some((*c, CellValue::of(v)?))).collect(),
            width: 0,
        });
        let rows = rows.filter(|row| !row.cells.is_empty()).collect();
        let merged = sheet.merged.iter().map(|(row, column)| (row + 1, *column)).collect();
        out.push(CellSheet { name, rows, merged });
    }
    Ok(out)
}

/// The rows of a delimited text: commas, semicolons or tabs, UTF-8 or UTF-16.
///
/// # Errors
/// A finding without a file, at its line.
pub fn read_delimited(bytes: &[u8]) -> Result<Vec<CellRow>, Box<Finding>> {
    let decoded = decode::text(bytes, Encoding::Utf8)?;
    let before = u64::from(decoded.lines_before());
    let delimiter = decoded.delimiter.unwrap_or_else(|| decode::delimiter(&decoded.text));
    let mut records = Records::new(&decoded.text, delimiter);
    let mut out = Vec::new();
    while let Some((line, record)) = records.next().map_err(|stop| Box::new(stop.finding()))? {
        let number = u32::try_from(line + before).unwrap_or(u32::MAX);
        let width = u32::try_from(record.len()).unwrap_or(u32::MAX);
        let cells = (0..).zip(record).filter_map(|(c, text)| Some((c, CellValue::of_text(text)?)));
        let row = CellRow { number, cells: cells.collect(), width };
        if !row.cells.is_empty() {
            out.push(row);
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_text_is_rows_of_cells_that_hold_something() {
        let rows = read_delimited("id;best\n\nA/b;\" 7 \"\n;\nC;s/d\n".as_bytes()).unwrap();
        let texts: Vec<(u32, Vec<(u32, String)>)> = rows
            .iter()
            .map(|r| (r.number, r.cells.iter().map(|(c, v)| (*c, v.text())).collect()))
            .collect();
        let cell = |column, text: &str| (column, text.to_owned());
        assert_eq!(
            texts,
            [
                (1, vec![cell(0, "id"), cell(1, "best")]),
                (3, vec![cell(0, "A/b"), cell(1, "7")]),
                (5, vec![cell(0, "C"), cell(1, "s/d")]),
            ]
        );
        assert_eq!(read_delimited(b"a,\"b\n1,2\n").unwrap_err().line, Some(1));
    }
}
