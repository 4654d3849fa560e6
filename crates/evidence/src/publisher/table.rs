//! A table of a project as it stands on disk: read, changed in places, and written back with the
//! rest as it was, to the byte.
//!
//! People keep such tables in spreadsheets: with semicolons, decimal commas, quotation marks where
//! none are needed, Latin-1 letters, Windows line ends. A row that nobody changed is therefore
//! written as it was read, and a row that is new in the form of the file.

use std::collections::BTreeSet;
use std::path::Path;

use ideal_model::Finding;

use super::error::ImportError;
use crate::decode::{self, Encoding};
use crate::files::Files as _;
use crate::folder::Folder;
use crate::records::Records;
use crate::tail;
use crate::tidy::{self, Dialect};

/// A row: its cells without outer blanks, and the text it was read from as long as no cell has
/// changed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Record {
    cells: Vec<String>,
    text: Option<String>,
    line: u64,
}

impl Record {
    /// The cell in column `i`; empty where the row has none.
    pub(crate) fn cell(&self, i: usize) -> &str {
        self.cells.get(i).map_or("", String::as_str)
    }

    /// Changes a cell. From now on the whole row is written anew.
    pub(crate) fn set(&mut self, i: usize, text: &str) {
        if self.cell(i) == text {
            return;
        }
        if self.cells.len() <= i {
            self.cells.resize(i + 1, String::new());
        }
        if let Some(cell) = self.cells.get_mut(i) {
            text.clone_into(cell);
        }
        self.text = None;
    }

    /// Line in the file it was read from, from 1; 0 for a new row.
    pub(crate) fn line(&self) -> u64 {
        self.line
    }
}

/// Head and rows of a CSV file, with the form it is written in.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub(crate) rows: Vec<Record>,
    head: Record,
    form: Form,
    /// What is suspicious about the end of the file it was read from.
    cut: Option<Finding>,
}

/// How a file is written.
#[derive(Clone, Debug)]
struct Form {
    /// Whether it begins with a byte-order mark.
    marked: bool,
    /// Excel's `sep=;`, with which some files begin.
    separator_line: Option<String>,
    delimiter: u8,
    line_end: &'static str,
    encoding: Encoding,
}

impl Table {
    /// An empty table: comma, LF, UTF-8.
    pub(crate) fn new(head: &[&str]) -> Self {
        Self::in_dialect(head, Dialect { delimiter: Some(b','), ..Dialect::default() })
    }

    /// An empty table in the dialect that the project declares for its file. Where decimals are
    /// commas and no delimiter is declared, cells are delimited by semicolons, as spreadsheets do.
    pub(crate) fn in_dialect(head: &[&str], dialect: Dialect) -> Self {
        let usual = if dialect.numerals.decimal_comma { b';' } else { b',' };
        let delimiter = dialect.delimiter.unwrap_or(usual);
        let form = Form {
            marked: false,
            separator_line: None,
            delimiter,
            line_end: "\n",
            encoding: dialect.encoding,
        };
        let cells = head.iter().map(|h| (*h).to_owned()).collect();
        Table { rows: Vec::new(), head: Record { cells, text: None, line: 1 }, form, cut: None }
    }

    /// Reads a file of the project at `dir`; `None` where there is none.
    ///
    /// # Errors
    /// [`ImportError::Project`], with the line, for what is no table, has rows of another length
    /// than its head, or could not be written back as it is.
    pub(crate) fn open(
        dir: &Path,
        name: &str,
        dialect: Dialect,
    ) -> Result<Option<Self>, ImportError> {
        let bytes = match Folder::new(dir).read(name) {
            Ok(bytes) => bytes,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(e) => return Err(ImportError::read(&dir.join(name), &e)),
        };
        Self::read(&bytes, dialect)
            .map(Some)
            .map_err(|f| ImportError::Project(vec![f.in_file(name)]))
    }

    fn read(bytes: &[u8], dialect: Dialect) -> Result<Self, Box<Finding>> {
        let decoded = decode::text(bytes, dialect.encoding)?;
        let encoding = decoded.instead.unwrap_or(dialect.encoding);
        let marked = encoding == Encoding::Utf8 && bytes.starts_with(b"\xef\xbb\xbf");
        let text = match &decoded.separator_line {
            Some(line) => format!("{line}{}", decoded.text),
            None => decoded.text.to_string(),
        };
        let body = match &decoded.separator_line {
            Some(_) => decoded.text.split_once('\n').map_or("", |(_, rest)| rest),
            None => decoded.text.as_ref(),
        };
        let before = u64::from(decoded.lines_before());
        let delimiter =
            dialect.delimiter.or(decoded.delimiter).unwrap_or_else(|| decode::delimiter(body));
        let line_end = if body.split_once('\n').is_some_and(|(first, _)| first.ends_with('\r')) {
            "\r\n"
        } else {
            "\n"
        };
        let form = Form {
            marked,
            separator_line: decoded.separator_line.clone(),
            delimiter,
            line_end,
            encoding,
        };
        // What cannot be brought back to the same bytes would change where nobody asked for it.
        let whole = if marked { format!("\u{feff}{text}") } else { text.to_string() };
        if form.bytes(whole).is_none_or(|b| b != bytes) {
            let message =
                format!("the file is {}, and could not be written back as it is", encoding.name());
            let f = Finding::error("encoding", message).at_line(1);
            return Err(Box::new(f.hint(
                "save it as UTF-8, and let its evidence entry in assessment.toml say nothing else",
            )));
        }
        let mut records = Records::new(body, delimiter);
        let mut read: Vec<(Record, Option<u64>)> = Vec::new();
        while let Some((line, record)) =
            records.next().map_err(|stop| lower(Box::new(stop.finding()), before))?
        {
            let start = record.position().map(csv::Position::byte);
            let cells = record.iter().map(|c| c.trim().to_owned()).collect();
            read.push((Record { cells, text: None, line: line + before }, start));
        }
        let ends: Vec<Option<u64>> =
            read.iter().skip(1).map(|(_, start)| *start).chain([Some(body.len() as u64)]).collect();
        let mut rows = read.into_iter().zip(ends).map(|((mut record, start), end)| {
            record.text = span(body, start, end).map(str::to_owned);
            record
        });
        let head = rows.next().unwrap_or_default();
        // Rows without any content say nothing and are not kept.
        let rows = rows.filter(|r| r.cells.iter().any(|c| !c.is_empty())).collect();
        let cut = tail::cut(body, delimiter).map(|f| *lower(Box::new(f), before));
        let table = Table { rows, head, form, cut };
        table.whole()?;
        Ok(table)
    }

    /// Refuses a head that stands twice and a row of another length.
    fn whole(&self) -> Result<(), Box<Finding>> {
        let width = self.head.cells.len();
        let mut seen = BTreeSet::new();
        if let Some(head) =
            self.head.cells.iter().find(|h| !h.is_empty() && !seen.insert(h.as_str()))
        {
            let f = Finding::error("column-twice", format!("the column `{head}` stands twice"));
            return Err(Box::new(f.at_line(self.head.line)));
        }
        if let Some(row) = self.rows.iter().find(|r| r.cells.len() != width) {
            let message = format!("the row has {} cells, the header {width}", row.cells.len());
            let f = Finding::error("cell-count", message).at_line(row.line);
            return Err(Box::new(f.hint(
                "is something cut off, or does a text with the delimiter in \
                                        it lack quotation marks?",
            )));
        }
        Ok(())
    }

    /// What is suspicious about the end of the file, for those who write it anew: with a line end
    /// nobody would see it any more.
    pub(crate) fn remark_on_end(&self, file: &str) -> Option<String> {
        self.cut.as_ref().map(|f| {
            format!(
                "{file}, line {}: before this import, {}",
                f.line.unwrap_or_default(),
                f.message
            )
        })
    }

    /// The place of a column.
    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        self.head.cells.iter().position(|h| tidy::column_name(h) == name)
    }

    /// The names of all columns.
    pub(crate) fn head(&self) -> &[String] {
        &self.head.cells
    }

    /// The place of a column, which is added empty where there is none of that name.
    pub(crate) fn need_column(&mut self, name: &str) -> usize {
        if let Some(i) = self.column(name) {
            return i;
        }
        if let Some(text) = self.head.text.take() {
            self.head.text = Some(format!(
                "{text}{}{}",
                char::from(self.form.delimiter),
                self.form.quoted(name)
            ));
        }
        self.head.cells.push(name.to_owned());
        self.head.cells.len() - 1
    }

    /// Adds a row at the end.
    pub(crate) fn push(&mut self, cells: Vec<String>) {
        self.rows.push(Record { cells, text: None, line: 0 });
    }

    /// Appends the rows whose key is not there yet; gives their number. A cell that has something
    /// to say and no column gets one; of `name` and `name_en`, which mean the same, one is enough.
    pub(crate) fn append_new(
        &mut self,
        key: &str,
        rows: impl Iterator<Item = Vec<(&'static str, String)>>,
        file: &str,
    ) -> Result<usize, ImportError> {
        let Some(at) = self.column(key) else {
            let f = Finding::error("missing-column", format!("the header lacks `{key}`"))
                .in_file(file)
                .at_line(self.head.line);
            return Err(ImportError::Project(vec![
                f.hint(format!("the header has {}", self.head.cells.join(", "))),
            ]));
        };
        let mut seen: BTreeSet<String> = self.rows.iter().map(|r| r.cell(at).to_owned()).collect();
        let mut added = 0;
        for row in rows {
            if !row.iter().any(|(name, cell)| *name == key && seen.insert(cell.clone())) {
                continue;
            }
            let mut record = Record::default();
            for (name, cell) in row.iter().filter(|(_, cell)| !cell.is_empty()) {
                let named = |n: &str| self.column(n).is_some();
                if matches!(*name, "name" | "name_en")
                    && !named(name)
                    && (named("name") || named("name_en"))
                {
                    continue;
                }
                record.set(self.need_column(name), cell);
            }
            self.rows.push(record);
            added += 1;
        }
        Ok(added)
    }

    /// The table as text, in its own form.
    pub(crate) fn to_csv(&self) -> String {
        let form = &self.form;
        let width = self.head.cells.len();
        let mut out = String::new();
        if form.marked {
            out.push('\u{feff}');
        }
        if let Some(line) = &form.separator_line {
            out.push_str(line);
            out.push_str(form.line_end);
        }
        for record in std::iter::once(&self.head).chain(&self.rows) {
            match &record.text {
                Some(text) => out.push_str(text),
                None => {
                    for (i, cell) in record.cells.iter().enumerate() {
                        if i > 0 {
                            out.push(char::from(form.delimiter));
                        }
                        out.push_str(&form.quoted(cell));
                    }
                }
            }
            // Columns that came later.
            for _ in record.cells.len().max(1)..width {
                out.push(char::from(form.delimiter));
            }
            out.push_str(form.line_end);
        }
        out
    }

    /// The table as bytes, in its own encoding.
    ///
    /// # Errors
    /// [`ImportError::Project`] where a new text has letters that the encoding lacks.
    pub(crate) fn to_bytes(&self, file: &str) -> Result<Vec<u8>, ImportError> {
        self.form.bytes(self.to_csv()).ok_or_else(|| {
            let message = "the file is declared as Latin-1, and the new rows have letters that \
                           Latin-1 lacks";
            let f = Finding::error("encoding", message).in_file(file);
            ImportError::Project(vec![f.hint(
                "save the file as UTF-8 and take `encoding` out of its \
                                              evidence entry in assessment.toml",
            )])
        })
    }
}

impl Form {
    /// A cell as it is written: in quotation marks where it needs them.
    fn quoted(&self, cell: &str) -> String {
        let plain = !cell.bytes().any(|b| matches!(b, b'"' | b'\n' | b'\r') || b == self.delimiter);
        if plain { cell.to_owned() } else { format!("\"{}\"", cell.replace('"', "\"\"")) }
    }

    /// Text in the file's encoding; none where it has letters that the encoding lacks.
    fn bytes(&self, text: String) -> Option<Vec<u8>> {
        if self.encoding == Encoding::Windows1252 {
            let (bytes, _, lost) = encoding_rs::WINDOWS_1252.encode(&text);
            return (!lost).then(|| bytes.into_owned());
        }
        (self.encoding == Encoding::Utf8).then(|| text.into_bytes())
    }
}

/// The finding, some lines further down.
fn lower(mut finding: Box<Finding>, lines: u64) -> Box<Finding> {
    finding.line = finding.line.map(|l| l + lines);
    finding
}

/// The text of a record without line ends and blank lines around it.
fn span(text: &str, start: Option<u64>, end: Option<u64>) -> Option<&str> {
    let (start, end) = (usize::try_from(start?).ok()?, usize::try_from(end?).ok()?);
    Some(text.get(start..end)?.trim_matches(['\r', '\n']))
}
