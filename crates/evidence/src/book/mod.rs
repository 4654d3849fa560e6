//! Workbooks, opened in bounded memory: .xlsx, .xlsm, .xlsb, .ods and .xls, for evidence and for
//! importers alike.
//!
//! A file is looked through before its reader (calamine) opens it: what it unpacks to, how many
//! texts it declares, how far out its cells stand. A sheet is then read row by row and keeps the
//! cells that hold something, so that one cell at XFD1048576 costs one cell. Every cell says what
//! it is: a value, a date, an error, a formula nobody has calculated.

mod archive;
mod compound;
mod content;
mod extents;
mod markup;
mod package;
mod sheet;

use std::collections::BTreeSet;
use std::io::Cursor;

use calamine::{Ods, Reader, SheetType, SheetVisible, Xls, Xlsb, Xlsx};
use ideal_model::Finding;

use crate::bounds::{self, in_words};
use crate::guard::guarded;
use package::Package;

pub(crate) use archive::archived;
pub(crate) use content::{Content, Fault};
pub(crate) use sheet::{Sheet, SheetRow};

/// Rows and columns of a sheet: Excel's, and by now everybody's.
const ROWS: u64 = 1_048_576;
const COLUMNS: u64 = 16_384;

/// Sheets of a workbook. A reader may look through the whole file for each.
const MOST_SHEETS: usize = 500;

/// Bytes of a file. Larger workbooks than some hundred MiB no spreadsheet program opens.
const FILE: usize = 512 << 20;

/// Bytes that a cell takes which holds something, besides its text; that a text takes besides its
/// letters; and that a row takes until it is evidence.
const CELL: u64 = 48;
const TEXT: u64 = 32;
const ROW: u64 = 240;

/// How many times the memory of a file all its sheets together may take, read one after the other:
/// several may be one and the same part of it.
const SHEETS: u64 = 4;

/// Why a workbook or a sheet is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refused {
    /// Code of the finding.
    pub(crate) code: &'static str,
    /// What was found, to follow "the file" or "the sheet".
    pub(crate) found: String,
    /// What to do.
    pub(crate) cure: &'static str,
}

impl Refused {
    fn damaged(found: impl Into<String>) -> Self {
        Refused {
            code: "not-a-workbook",
            found: found.into(),
            cure: "open it in Excel or LibreOffice and save it as .xlsx",
        }
    }

    fn too_large(found: impl Into<String>) -> Self {
        Refused {
            code: "too-large",
            found: found.into(),
            cure: "save what is needed as a workbook of its own, or as CSV",
        }
    }

    /// For want of memory, which can be had.
    fn memory(what: &str, bytes: u64, limit: u64) -> Self {
        let found = format!("{what} take {}; the limit is {}", in_words(bytes), in_words(limit));
        let cure = "save what is needed as a workbook of its own, or as CSV, or raise the limit: \
                    `--max-memory 4G`";
        Refused { code: "too-large", found, cure }
    }

    /// For the cells of a file whose reader lays out all sheets at once.
    fn cells(count: u64, bytes: u64, limit: u64) -> Self {
        let what = format!(
            "its sheets come to {count} cells, the empty ones within their reach included, which"
        );
        let cure = "delete cells that stand far off, or save it as .xlsx, or raise the limit: \
                    `--max-memory 4G`";
        Refused { cure, ..Self::memory(&what, bytes, limit) }
    }

    /// As a finding about a file.
    pub(crate) fn finding(&self) -> Finding {
        Finding::error(self.code, format!("the file is not read as a workbook: {}", self.found))
            .hint(self.cure)
    }
}

/// What kind of file a workbook is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Xls,
    Xlsx,
    Xlsb,
    Ods,
}

/// Address of a cell (`C7`), columns counted from 0, rows from 1.
pub(crate) fn address(column: u32, row: u32) -> String {
    letters(column) + &row.to_string()
}

/// The letters of a column, counted from 0.
pub(crate) fn letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut n = column.saturating_add(1);
    while n > 0 {
        let digit = u8::try_from((n - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        n = (n - 1) / 26;
    }
    letters.iter().rev().collect()
}

type Bytes<'b> = Cursor<&'b [u8]>;

enum Inner<'b> {
    Xls(Xls<Bytes<'b>>),
    Xlsx(Xlsx<Bytes<'b>>),
    Xlsb(Xlsb<Bytes<'b>>),
    Ods(Ods<Bytes<'b>>),
}

/// An open workbook.
pub(crate) struct Book<'b> {
    bytes: &'b [u8],
    inner: Inner<'b>,
    /// Worksheets by name, and whether each is hidden.
    sheets: Vec<(String, bool)>,
    /// Hidden rows (from 1) of each worksheet.
    hidden: Vec<Vec<u32>>,
    /// Where in the archive each worksheet is, where that is known.
    parts: Vec<Option<usize>>,
    /// Cells of each worksheet that hold a number and show an error.
    faults: Vec<Vec<(u32, u32)>>,
    /// Cells of each worksheet with a formula and an empty text, where that may mean that it was
    /// never calculated.
    emptied: Vec<Vec<(u32, u32)>>,
    /// Cells of each worksheet that are merged with those below them.
    merged: Vec<Vec<(u32, u32)>>,
    /// Whether the file asks for all its formulas to be calculated when it is opened.
    recalculated: bool,
    /// Shared texts with raised digits behind a digit, where a text of the workbook has any.
    raised: Option<BTreeSet<u64>>,
    /// Bytes that its sheets may take, what its reader holds of it, and what the sheets read so far
    /// have taken.
    memory: u64,
    held: u64,
    spent: u64,
}

impl<'b> Book<'b> {
    /// Opens a workbook, whatever its file is called.
    pub(crate) fn open(bytes: &'b [u8]) -> Result<Self, Refused> {
        let memory = bounds::memory(bytes.len());
        let (format, package) = looked_through(bytes, memory)?;
        let cursor = Cursor::new(bytes);
        let inner = guarded(|| match format {
            Format::Xls => Xls::new(cursor).map(Inner::Xls).map_err(|e| e.to_string()),
            Format::Xlsx => Xlsx::new(cursor).map(Inner::Xlsx).map_err(|e| e.to_string()),
            Format::Xlsb => Xlsb::new(cursor).map(Inner::Xlsb).map_err(|e| e.to_string()),
            Format::Ods => Ods::new(cursor).map(Inner::Ods).map_err(|e| e.to_string()),
        })
        .flatten()
        .map_err(Refused::damaged)?;
        let metadata = match &inner {
            Inner::Xls(b) => b.sheets_metadata().to_vec(),
            Inner::Xlsx(b) => b.sheets_metadata().to_vec(),
            Inner::Xlsb(b) => b.sheets_metadata().to_vec(),
            Inner::Ods(b) => b.sheets_metadata().to_vec(),
        };
        if metadata.len() > MOST_SHEETS {
            return Err(Refused::too_large(format!(
                "it has {} sheets; the limit is {MOST_SHEETS}",
                metadata.len()
            )));
        }
        let Package {
            mut hidden,
            mut parts,
            mut faults,
            mut emptied,
            mut merged,
            held,
            raised,
            recalculated,
        } = package;
        let mut book = Book {
            bytes,
            inner,
            sheets: Vec::new(),
            hidden: Vec::new(),
            parts: Vec::new(),
            faults: Vec::new(),
            emptied: Vec::new(),
            merged: Vec::new(),
            recalculated,
            raised,
            memory,
            held,
            spent: 0,
        };
        // A sheet that is a chart has no cells.
        for (i, sheet) in
            metadata.into_iter().enumerate().filter(|(_, s)| s.typ == SheetType::WorkSheet)
        {
            book.sheets.push((sheet.name, sheet.visible != SheetVisible::Visible));
            book.hidden.push(hidden.get_mut(i).map(std::mem::take).unwrap_or_default());
            book.parts.push(parts.get_mut(i).and_then(Option::take));
            book.faults.push(faults.get_mut(i).map(std::mem::take).unwrap_or_default());
            book.merged.push(merged.get_mut(i).map(std::mem::take).unwrap_or_default());
            book.emptied.push(emptied.get_mut(i).map(std::mem::take).unwrap_or_default());
        }
        Ok(book)
    }

    /// The names of its worksheets, in order.
    pub(crate) fn names(&self) -> Vec<String> {
        self.sheets.iter().map(|(name, _)| name.clone()).collect()
    }
}

fn looked_through(bytes: &[u8], memory: u64) -> Result<(Format, Package), Refused> {
    if bytes.len() > FILE {
        return Err(Refused::too_large(format!(
            "it has {}; the limit is {}",
            in_words(bytes.len() as u64),
            in_words(FILE as u64)
        )));
    }
    if bytes.starts_with(b"PK") {
        return guarded(|| package::inspect(bytes, memory)).map_err(Refused::damaged).flatten();
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        let package =
            guarded(|| compound::inspect(bytes, memory)).map_err(Refused::damaged).flatten()?;
        return Ok((Format::Xls, package));
    }
    let start = String::from_utf8_lossy(bytes.get(..bytes.len().min(200)).unwrap_or_default())
        .trim_start()
        .to_lowercase();
    Err(Refused::damaged(if bytes.is_empty() {
        "it is empty"
    } else if start.starts_with("<html")
        || start.starts_with("<!doctype html")
        || start.starts_with("<table")
    {
        "it is a web page under the name of a workbook"
    } else if start.starts_with("<?xml") {
        "it is XML, not a workbook as Excel saves it today"
    } else {
        "it begins as no kind of workbook does"
    }))
}

#[cfg(test)]
mod tests;
