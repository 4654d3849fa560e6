//! A file as rows of cells that know where they stand: the common ground of text tables and
//! worksheets.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use ideal_model::Finding;

use super::error::ImportError;
use super::tally::Tally;
use super::wrapped::unwrapped;
use crate::book::{Book, Content, Fault, Refused, letters};
use crate::bounds;
use crate::decode::{self, Encoding};
use crate::plain::{looks_like, plain};
use crate::records::Records;
use crate::tail;

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

/// How a text file is written.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct TextFormat {
    /// Field delimiter; none: read off the header, or off a first line `sep=;`.
    pub(crate) delimiter: Option<u8>,
    /// The encoding that is declared; what the bytes show goes before it.
    pub(crate) encoding: Encoding,
}

/// Rows at the top that are looked at for heads that the header lacks.
const LOOKED_AT: usize = 15;

/// Bytes of a cell of the rows of a workbook, which reach up to the last of each.
const SLOT: u64 = 40;

/// Chooses among the sheets of a workbook; the error is what was expected.
pub(crate) type Choose<'a> = dyn Fn(&[String]) -> Result<Vec<String>, String> + 'a;

impl Grid {
    /// Reads a delimited text file.
    pub(crate) fn text(path: &Path, format: TextFormat) -> Result<Grid, ImportError> {
        let file = path.display().to_string();
        let bytes = bounds::read(path).map_err(|e| ImportError::read(path, &e))?;
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Err(ImportError::file(&file, "an empty file", "a table with a header"));
        }
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
            let (found, expected) = match crate::book::archived(&bytes) {
                Some(names) => (
                    format!("an archive (ZIP) of {names}"),
                    "the table itself: unpack the archive and name the file in it",
                ),
                None => ("a workbook".to_owned(), "a text table (CSV)"),
            };
            return Err(ImportError::file(&file, &found, expected));
        }
        if bytes.starts_with(b"PAR1") {
            let expected = "a text table or a workbook: save it as .csv; a Parquet file with the \
                            columns of `ideal schema evidence` is evidence as it is, under a \
                            project's evidence/";
            return Err(ImportError::file(&file, "a Parquet file", expected));
        }
        let decoded = decode::text(&bytes, format.encoding).map_err(|f| refused(&file, &f))?;
        let tabs = path
            .extension()
            .is_some_and(|e| e.eq_ignore_ascii_case("tsv") || e.eq_ignore_ascii_case("tab"))
            && decoded.text.lines().next().is_some_and(|line| line.contains('\t'));
        let declared = format.delimiter.or(decoded.delimiter).or(tabs.then_some(b'\t'));
        let delimiter = declared.unwrap_or_else(|| decode::any_delimiter(&decoded.text));
        let mut records = Records::new(&decoded.text, delimiter);
        let mut rows = Vec::new();
        loop {
            match records.next() {
                Ok(None) => break,
                Ok(Some((line, record))) => {
                    let number = u32::try_from(line).unwrap_or(u32::MAX);
                    rows.push(GridRow {
                        number,
                        cells: record.iter().map(Cell::of_text).collect(),
                    });
                }
                Err(stop) => return Err(refused(&file, &stop.finding())),
            }
        }
        let lines_before = decoded.lines_before();
        let mut grid = Grid {
            file,
            sheet: None,
            rows,
            workbook: false,
            delimiter: Some(delimiter),
            lines_before,
            notes: Vec::new(),
            cut: tail::cut(&decoded.text, delimiter),
            siblings: Vec::new(),
        };
        if let Some(encoding) = decoded.instead.filter(|_| format.encoding != Encoding::Utf8) {
            let (declared, found) = (format.encoding.name(), encoding.name());
            grid.notes.push(format!(
                "declared as {declared}, and the file is {found}: it was read as that"
            ));
        }
        Ok(unwrapped(grid))
    }

    /// The sheets of a workbook that `wanted` names, in that order; every one must be there. `None`
    /// reads the first.
    pub(crate) fn sheets(path: &Path, wanted: &Choose<'_>) -> Result<Vec<Grid>, ImportError> {
        let file = path.display().to_string();
        if path.is_dir() {
            return Err(ImportError::file(&file, "a folder", "a workbook"));
        }
        let refused = |sheet: Option<&str>, e: Refused| {
            let whole = sheet.map_or_else(
                || "no readable workbook".to_owned(),
                |s| format!("a sheet `{s}` that cannot be read"),
            );
            ImportError::file(
                &file,
                &format!("{whole} ({})", e.found),
                &format!("a whole workbook: {}", e.cure),
            )
        };
        let bytes = bounds::read(path).map_err(|e| ImportError::read(path, &e))?;
        let mut book = Book::open(&bytes).map_err(|e| refused(None, e))?;
        let names = book.names();
        let sheets = wanted(&names).map_err(|expected| {
            ImportError::file(
                &file,
                &format!(
                    "sheets {}",
                    names.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ")
                ),
                &expected,
            )
        })?;
        let mut out = Vec::new();
        // Rows are as wide as their last cell: a few cells far out must not come to a million rows
        // of that width.
        let memory = bounds::memory(bytes.len());
        let mut taken = 0;
        for name in sheets {
            let sheet = book.sheet(&name).map_err(|e| refused(Some(&name), e))?;
            taken += sheet.cost;
            let mut rows = Vec::with_capacity(sheet.rows.len());
            for row in sheet.rows {
                let width = row.cells.last().map_or(0, |(column, _)| *column as usize + 1);
                taken += width.saturating_sub(row.cells.len()) as u64 * SLOT;
                if taken > memory {
                    let found = format!(
                        "sheets that come to more than {} with the cells left of their last ones",
                        bounds::in_words(memory)
                    );
                    let expected = "a table: delete cells that stand far off, name the sheets to \
                                    read, or raise the limit with --max-memory";
                    return Err(ImportError::file(&file, &found, expected));
                }
                let mut cells = vec![Cell::Empty; width];
                for (column, content) in row.cells {
                    if let Some(cell) = cells.get_mut(column as usize) {
                        *cell = data(content);
                    }
                }
                rows.push(GridRow { number: row.number, cells });
            }
            let mut notes: Vec<String> = Vec::new();
            if sheet.hidden_rows > 0 {
                let what = if sheet.hidden_rows == 1 {
                    "row is hidden and was"
                } else {
                    "rows are hidden and were"
                };
                let first = sheet.first_hidden;
                notes.push(format!(
                    "sheet `{name}`: {} {what} read like any other (the first is row {first})",
                    sheet.hidden_rows
                ));
            }
            let siblings = names.iter().filter(|n| **n != name).cloned().collect();
            out.push(Grid {
                file: file.clone(),
                sheet: Some(name),
                rows,
                workbook: true,
                delimiter: None,
                lines_before: 0,
                notes,
                cut: None,
                siblings,
            });
        }
        Ok(out)
    }

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

/// A finding of the text reader, as an import says it.
fn refused(file: &str, finding: &Finding) -> ImportError {
    ImportError::Text(Box::new(finding.clone().in_file(file)))
}

fn data(content: Content) -> Cell {
    match content {
        Content::Text(t) | Content::Time(t) => Cell::of_text(&t),
        Content::Number(n) => Cell::Number(n),
        Content::Bool(b) => Cell::Text(b.to_string()),
        Content::Date(d) => d
            .year_as_date()
            .map_or(Cell::Date(d.year, d.month, d.day), |year| Cell::Fault(Fault::Year(year))),
        Content::Fault(fault) => Cell::Fault(fault),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::publisher::real::text;

    #[test]
    fn numbers_are_plain() {
        assert_eq!(plain_number("-1.5e3"), Some(-1500.0));
        for bad in
            ["", "NaN", "inf", "-", ".", "1,5", "1 000", "0x10", "1_0", "--1", "1e999", "infinity"]
        {
            assert_eq!(plain_number(bad), None, "{bad}");
        }
    }

    #[test]
    fn text_files_that_are_none_are_refused() {
        let dir = tempfile::tempdir().unwrap();
        let refused = |name: &str, bytes: &[u8]| {
            let error = Grid::text(&text(dir.path(), name, bytes), TextFormat::default())
                .unwrap_err()
                .to_string();
            assert!(error.contains(name), "{error}");
            error
        };
        assert!(refused("empty.csv", b" \n").contains("empty"));
        assert!(refused("book.csv", b"PK\x03\x04....").contains("workbook"));
        assert!(refused("nul.csv", b"a,b\n1,\0\n").contains("nul.csv:2"));
        assert!(refused("latin.csv", b"a,b\n1,\xe9\n").contains("latin.csv:2"));
        assert!(refused("cut.csv", b"a,b\n\"x\",\"y").contains("not closed"));
        assert!(matches!(
            Grid::text(dir.path(), TextFormat::default()),
            Err(ImportError::Read { .. })
        ));
        assert!(matches!(
            Grid::text(&dir.path().join("none.csv"), TextFormat::default()),
            Err(ImportError::Read { .. })
        ));
    }

    #[test]
    fn rows_keep_their_line_and_a_byte_order_mark_is_no_text() {
        let dir = tempfile::tempdir().unwrap();
        let grid = Grid::text(
            &text(dir.path(), "a.csv", "\u{feff}a,b\n\n\"x\ny\",2\n3,4\n"),
            TextFormat::default(),
        )
        .unwrap();
        assert_eq!(grid.rows.iter().map(|r| r.number).collect::<Vec<_>>(), [1, 3, 5]);
        let columns = grid.columns(&grid.rows[0]);
        assert_eq!(columns.find("a").unwrap(), 0);
        assert!(columns.find("A").unwrap_err().to_string().contains("did you mean `a`"));
    }
}
