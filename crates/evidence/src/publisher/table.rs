//! A project's small table as it stands on disk: read, appended to, written back with the rest unchanged in content.

use std::collections::BTreeSet;
use std::path::Path;

use super::error::ImportError;

/// Head and rows of a CSV file.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub(crate) head: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
    lines: Vec<u32>,
    delimiter: u8,
}

impl Table {
    pub(crate) fn new(head: &[&str]) -> Self {
        Table { head: head.iter().map(|h| (*h).to_owned()).collect(), rows: Vec::new(), lines: Vec::new(), delimiter: b',' }
    }

    /// Reads a file; `None` where there is none. The delimiter is the one of comma, semicolon and tab that the first
    /// line has most of.
    pub(crate) fn open(path: &Path) -> Result<Option<Self>, ImportError> {
        let file = path.display().to_string();
        let bytes = match std::fs::read(path) {
            Ok(bytes) => bytes,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(e) => return Err(ImportError::read(path, &e)),
        };
        let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        let first = body.split(|b| *b == b'\n').next().unwrap_or_default();
        let count = |d: u8| first.iter().filter(|b| **b == d).count();
        // The first of equals wins, hence the reversed order.
        let delimiter = [b'\t', b';', b','].into_iter().max_by_key(|d| count(*d)).unwrap_or(b',');
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).from_reader(body);
        let mut table = Table { head: Vec::new(), rows: Vec::new(), lines: Vec::new(), delimiter };
        for record in reader.records() {
            let record = record.map_err(|e| ImportError::file(&file, &e.to_string(), "a table this import can be merged into"))?;
            let line = record.position().map_or(0, |p| u32::try_from(p.line()).unwrap_or(u32::MAX));
            let cells = record.iter().map(|c| c.trim().to_owned()).collect();
            if table.head.is_empty() {
                table.head = cells;
            } else {
                table.rows.push(cells);
                table.lines.push(line);
            }
        }
        if table.head.is_empty() {
            return Err(ImportError::file(&file, "an empty file", "a header, or no file"));
        }
        Ok(Some(table))
    }

    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        self.head.iter().position(|h| h == name)
    }

    /// Line of a row in the file it was read from.
    pub(crate) fn line(&self, row: usize) -> u32 {
        self.lines.get(row).copied().unwrap_or(0)
    }

    /// Adds an empty column where there is none of that name.
    pub(crate) fn need_column(&mut self, name: &str) {
        if self.column(name).is_none() {
            self.head.push(name.to_owned());
            for row in &mut self.rows {
                row.push(String::new());
            }
        }
    }

    /// Appends the rows whose key is not there yet; gives their number. A named cell without a column here is dropped.
    pub(crate) fn append_new(
        &mut self,
        key: &str,
        rows: impl Iterator<Item = Vec<(&'static str, String)>>,
        path: &Path,
    ) -> Result<usize, ImportError> {
        let missing =
            || ImportError::file(&path.display().to_string(), &format!("no column `{key}`"), &format!("a table with a column `{key}`"));
        let at = self.column(key).ok_or_else(missing)?;
        let mut seen: BTreeSet<String> = self.rows.iter().filter_map(|r| r.get(at).cloned()).collect();
        let mut added = 0;
        for row in rows {
            let cell = |name: &str| row.iter().find(|(n, _)| *n == name).map(|(_, c)| c.clone()).unwrap_or_default();
            if seen.insert(cell(key)) {
                let cells = self.head.iter().map(|h| cell(h)).collect();
                self.rows.push(cells);
                added += 1;
            }
        }
        Ok(added)
    }

    /// The table as CSV with LF.
    pub(crate) fn to_csv(&self) -> String {
        let delimiter = self.delimiter;
        let mut out = String::new();
        for row in std::iter::once(&self.head).chain(&self.rows) {
            for (i, cell) in row.iter().enumerate() {
                if i > 0 {
                    out.push(char::from(delimiter));
                }
                let plain = !cell.bytes().any(|b| matches!(b, b'"' | b'\n' | b'\r') || b == delimiter);
                if plain {
                    out.push_str(cell);
                } else {
                    out.push('"');
                    out.push_str(&cell.replace('"', "\"\""));
                    out.push('"');
                }
            }
            out.push('\n');
        }
        out
    }
}
