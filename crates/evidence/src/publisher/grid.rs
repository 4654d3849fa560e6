//! A file as rows of cells that know where they stand: the common ground of text tables and
//! worksheets.

use std::collections::{BTreeMap, BTreeSet};

use ideal_model::Finding;

use super::error::ImportError;
use super::tally::Tally;
use crate::book::{Fault, letters};
use crate::plain::{looks_like, plain};

/// Rows at the top that are looked at for heads that the header lacks.
const LOOKED_AT: usize = 15;

/// A cell as the file has it, text trimmed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    /// Nothing, or blanks.
    Empty,
    /// Text, as [`plain`] has it.
    Text(String),
    /// A number of a worksheet.
    Number(f64),
    /// A date of a worksheet: year, month, day.
    Date(i32, u32, u32),
    /// No value: an error such as `#REF!`, or a formula nobody has calculated.
    Fault(Fault),
}

impl Cell {
    /// A cell of a text table.
    pub(crate) fn of_text(text: &str) -> Cell {
        let text = plain(text);
        if text.is_empty() { Cell::Empty } else { Cell::Text(text.into_owned()) }
    }

    /// The cell as text, as a message shows it and as codes are read from it.
    pub(crate) fn text(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(t) => t.clone(),
            Cell::Number(n) => ideal_model::shortest(*n),
            Cell::Date(y, m, d) => format!("{y:04}-{m:02}-{d:02}"),
            Cell::Fault(f) => f.text(),
        }
    }

    /// Whether there is nothing.
    pub(crate) fn is_empty(&self) -> bool {
        matches!(self, Cell::Empty)
    }

    /// The cell as a finite number, with a decimal point.
    pub(crate) fn number(&self) -> Option<f64> {
        match self {
            Cell::Number(n) => n.is_finite().then_some(*n),
            Cell::Text(t) => plain_number(t),
            Cell::Empty | Cell::Date(..) | Cell::Fault(_) => None,
        }
    }
}

/// A finite decimal number: digits, at most one point, an optional sign and exponent. No `inf`, no
/// `NaN`, no blanks.
pub(crate) fn plain_number(text: &str) -> Option<f64> {
    let digits = text.bytes().any(|b| b.is_ascii_digit());
    let plain = text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'.' | b'-' | b'+' | b'e' | b'E'));
    if !digits || !plain {
        return None;
    }
    text.parse::<f64>().ok().filter(|n| n.is_finite())
}

/// A row with its number in the file, from 1.
#[derive(Clone, Debug)]
pub(crate) struct GridRow {
    /// Line of a text file or row of a sheet.
    pub(crate) number: u32,
    /// Its cells.
    pub(crate) cells: Vec<Cell>,
}

impl GridRow {
    /// The cell in column `i`; empty beyond the end.
    pub(crate) fn cell(&self, i: usize) -> &Cell {
        self.cells.get(i).unwrap_or(&Cell::Empty)
    }

    /// Whether nothing stands in it.
    pub(crate) fn is_blank(&self) -> bool {
        self.cells.iter().all(Cell::is_empty)
    }
}

/// One table of a file.
#[derive(Clone, Debug)]
pub(crate) struct Grid {
    /// The file, as messages name it.
    pub(crate) file: String,
    /// The sheet, for workbooks.
    pub(crate) sheet: Option<String>,
    /// Its rows that have any cell.
    pub(crate) rows: Vec<GridRow>,
    /// Whether it comes from a workbook, whose rows may be of any length.
    pub(crate) workbook: bool,
    /// What parts the cells of a text file.
    pub(crate) delimiter: Option<u8>,
    /// Lines of the file above the first row of the table (`sep=;`).
    pub(crate) lines_before: u32,
    /// What a person should know of how it was read.
    pub(crate) notes: Vec<String>,
    /// What is suspicious about its end.
    pub(crate) cut: Option<Finding>,
    /// The other sheets of its workbook.
    pub(crate) siblings: Vec<String>,
}

impl Grid {
    /// Hands over what a person should know of how the table was read.
    pub(crate) fn tell(&self, tally: &mut Tally) {
        self.notes.iter().cloned().chain(self.remark_on_end()).for_each(|n| tally.note(n));
    }

    /// What is suspicious about its end, as a note.
    pub(crate) fn remark_on_end(&self) -> Option<String> {
        self.cut.as_ref().map(|f| {
            format!(
                "line {}: {} ({})",
                f.line.unwrap_or_default(),
                f.message,
                f.hint.as_deref().unwrap_or_default()
            )
        })
    }

    /// The columns of a header row by their trimmed heads. A head that is there twice is kept out
    /// of the map and is an error only for who asks for it.
    pub(crate) fn columns(&self, header: &GridRow) -> Columns {
        let mut by_head: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (i, cell) in header.cells.iter().enumerate() {
            if !cell.is_empty() {
                by_head.entry(cell.text()).or_default().push(i);
            }
        }
        // A title may stand above the heads, and the mapping may name a row below them.
        let after = self.rows.iter().take(LOOKED_AT).filter(|r| r.number != header.number);
        let texts = |r: &GridRow| {
            r.cells
                .iter()
                .filter_map(|c| if let Cell::Text(t) = c { Some(t.clone()) } else { None })
                .collect::<Vec<_>>()
        };
        let elsewhere = after
            .flat_map(|r| {
                texts(r).into_iter().map(|t| (t, r.number.saturating_sub(self.lines_before)))
            })
            .collect();
        Columns {
            file: self.file.clone(),
            sheet: self.sheet.clone(),
            row: header.number,
            width: header.cells.len(),
            by_head,
            elsewhere,
            siblings: self.siblings.clone(),
        }
    }

    /// An error about a row of this table.
    pub(crate) fn bad_row(&self, row: &GridRow, found: &str, expected: &str) -> ImportError {
        ImportError::row(&self.file, self.sheet.as_deref(), row.number, found, expected)
    }

    /// An error about a cell of this table.
    pub(crate) fn bad_cell(
        &self,
        row: &GridRow,
        column: &str,
        found: &str,
        expected: &str,
    ) -> ImportError {
        ImportError::cell(&self.file, self.sheet.as_deref(), row.number, column, found, expected)
    }

    /// An error about a cell that is read and has no value, with what can be done.
    pub(crate) fn no_value(&self, row: &GridRow, column: usize, fault: &Fault) -> ImportError {
        self.bad_cell(
            row,
            &address(column, row.number),
            &fault.text(),
            &format!("a value: {}", fault.cure()),
        )
    }

    /// Refuses a text row that has fewer or more cells than its header, and a row of a worksheet
    /// with a cell right of the last head: it may have slipped.
    pub(crate) fn whole_row(&self, row: &GridRow, columns: &Columns) -> Result<(), ImportError> {
        self.whole_row_but(row, columns, &BTreeSet::new())
    }

    /// As [`Grid::whole_row`]; `beside` are columns that a mapping leaves out, by their letters.
    pub(crate) fn whole_row_but(
        &self,
        row: &GridRow,
        columns: &Columns,
        beside: &BTreeSet<String>,
    ) -> Result<(), ImportError> {
        if self.workbook {
            let foreign =
                |(i, c): &(usize, &Cell)| !c.is_empty() && !beside.contains(&by_letter(*i));
            let Some((i, cell)) = row.cells.iter().enumerate().skip(columns.width).find(foreign)
            else {
                return Ok(());
            };
            let expected = format!(
                "cells under the heads alone: has the row slipped? What stands beside a table is \
                 taken out of its sheet, or a mapping lists it under [value]: leave_out = [\"{}\"]",
                by_letter(i)
            );
            return Err(self.bad_cell(
                row,
                &address(i, row.number),
                &format!("`{}`", cell.text()),
                &expected,
            ));
        }
        let left_out = |(i, c): (usize, &Cell)| c.is_empty() || beside.contains(&by_letter(i));
        let longer = row.cells.len() > columns.width && !beside.is_empty();
        if row.cells.len() == columns.width
            || (longer && row.cells.iter().enumerate().skip(columns.width).all(left_out))
        {
            return Ok(());
        }
        let found = format!("a row of {} cells", row.cells.len());
        let shorter = row.cells.len() < columns.width;
        let last = row.cells.last().map(Cell::text).unwrap_or_default();
        let last: String = last.chars().take(40).collect();
        let cure = format!(
            ": has a cell been taken out, so that the others have slipped (the last is \
             `{last}`), or is it a footnote? Put the cell back, or take the line out (`footer` \
             under [file] of a mapping leaves footnotes out); where rows leave out blank cells \
             at their end on purpose, a mapping reads them with short_rows = \"blank\" under \
             [file]"
        );
        let expected = format!(
            "{} cells, as the header has{}",
            columns.width,
            if shorter {
                cure.as_str()
            } else {
                ": a cell with the delimiter in it stands in quotation marks"
            }
        );
        Err(ImportError::row(&self.file, None, row.number, &found, &expected))
    }
}

/// A header row, by head.
#[derive(Clone, Debug)]
pub(crate) struct Columns {
    file: String,
    sheet: Option<String>,
    row: u32,
    width: usize,
    by_head: BTreeMap<String, Vec<usize>>,
    /// Texts of the other rows at the top, with the number of each as a mapping counts rows.
    elsewhere: Vec<(String, u32)>,
    /// The other sheets of the workbook.
    siblings: Vec<String>,
}

impl Columns {
    /// The column with this head.
    pub(crate) fn find(&self, head: &str) -> Result<usize, ImportError> {
        match self.by_head.get(head).map(Vec::as_slice) {
            Some([i]) => Ok(*i),
            Some(several) => {
                let letters =
                    several.iter().map(|i| by_letter(*i)).collect::<Vec<_>>().join(" or ");
                let expected = format!(
                    "each column that is read once; a mapping names one of them by its letter, \
                     {letters}, or joins the row above to the heads where that tells them apart \
                     (header = [{}, {}])",
                    self.row.saturating_sub(1).max(1),
                    self.row.max(2)
                );
                let found = format!("column `{head}` twice");
                Err(ImportError::row(
                    &self.file,
                    self.sheet.as_deref(),
                    self.row,
                    &found,
                    &expected,
                ))
            }
            None => {
                let one_cell = self.width == 1 && self.sheet.is_none();
                let heads = || self.by_head.keys().map(String::as_str);
                let near = if one_cell {
                    Some("the header is one cell: is the delimiter right?".to_owned())
                } else {
                    let alike = heads()
                        .find_map(|h| looks_like(h, [head]).or_else(|| looks_like(head, [h])));
                    let elsewhere = || {
                        let (_, rows) = self.elsewhere.iter().find(|(h, _)| h == head)?;
                        Some(format!(
                            "row {rows} has it: is that the row of heads? header = {rows} under \
                             [file] says so"
                        ))
                    };
                    let all = || {
                        let list: Vec<String> =
                            self.heads().iter().take(12).map(|(h, _)| format!("`{h}`")).collect();
                        let others: Vec<String> =
                            self.siblings.iter().take(12).map(|s| format!("`{s}`")).collect();
                        let others = if others.is_empty() {
                            String::new()
                        } else {
                            format!(
                                "; the workbook has other sheets, {}: sheet = \"NAME\" under \
                                 [file] reads one of them",
                                others.join(", ")
                            )
                        };
                        let more = self.by_head.len().saturating_sub(list.len());
                        let more =
                            if more > 0 { format!(" and {more} more") } else { String::new() };
                        Some(format!("row {} has {}{more}{others}", self.row, list.join(", ")))
                    };
                    alike
                        .or_else(|| ideal_model::did_you_mean(head, heads()))
                        .or_else(elsewhere)
                        .or_else(all)
                };
                Err(ImportError::column(&self.file, self.sheet.as_deref(), self.row, head, near))
            }
        }
    }

    /// All heads with their columns, left to right.
    pub(crate) fn heads(&self) -> Vec<(&str, usize)> {
        let mut out: Vec<(&str, usize)> = self
            .by_head
            .iter()
            .flat_map(|(h, is)| is.iter().map(move |i| (h.as_str(), *i)))
            .collect();
        out.sort_by_key(|(_, i)| *i);
        out
    }

    /// The head of a column, if it has one.
    pub(crate) fn head_of(&self, column: usize) -> Option<&str> {
        self.by_head.iter().find(|(_, at)| at.contains(&column)).map(|(head, _)| head.as_str())
    }

    /// A column of a row as a message names it: its head in marks, or the address of the cell.
    pub(crate) fn named(&self, column: usize, row: u32) -> String {
        self.head_of(column).map_or_else(|| address(column, row), |head| format!("`{head}`"))
    }

    /// An error for what the header lacks.
    pub(crate) fn missing(&self, expected: &str) -> ImportError {
        let heads: Vec<String> =
            self.heads().iter().take(12).map(|(h, _)| format!("`{h}`")).collect();
        let more = self.heads().len() - heads.len();
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        ImportError::row(
            &self.file,
            self.sheet.as_deref(),
            self.row,
            &format!("a header with {}{more}", heads.join(", ")),
            expected,
        )
    }

    /// How many columns the header has.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// Number of the header row.
    pub(crate) fn row(&self) -> u32 {
        self.row
    }
}

/// Address of a cell (`C7`), columns counted from 0, rows from 1.
pub(crate) fn address(column: usize, row: u32) -> String {
    crate::book::address(u32::try_from(column).unwrap_or(u32::MAX), row)
}

/// A column as a mapping names it that has no head of its own.
pub(crate) fn by_letter(column: usize) -> String {
    format!("letter:{}", letters(u32::try_from(column).unwrap_or(u32::MAX)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn numbers_are_plain() {
        assert_eq!(plain_number("-1.5e3"), Some(-1500.0));
        for bad in
            ["", "NaN", "inf", "-", ".", "1,5", "1 000", "0x10", "1_0", "--1", "1e999", "infinity"]
        {
            assert_eq!(plain_number(bad), None, "{bad}");
        }
    }
}
