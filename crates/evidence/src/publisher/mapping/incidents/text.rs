//! A text file of any length, in stretches of whole records.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::block::{Block, known_by};
use super::layout::Layout;
use crate::bounds;
use crate::decode::{self, Encoding};
use crate::publisher::error::ImportError;
use crate::publisher::grid::{Cell, Grid, GridRow};
use crate::publisher::mapping::sheet::{self, Table};
use crate::publisher::mapping::spec::{FileLayout, Header, Recipe};
use crate::publisher::wrapped::unwrapped;
use crate::records::Records;
use crate::regular::open_regular;
use crate::tail;

/// Bytes of a stretch.
const STRETCH: usize = 16 << 20;

/// Bytes that are looked through for the end of a record: marks that do not pair swallow no more.
const LONGEST: usize = 64 << 20;

/// Records that are looked at as a table, before all are read.
const LOOKED_AT: usize = 20_000;

/// Some whole records of a file, as bytes.
pub(super) struct Stretch {
    bytes: Vec<u8>,
    /// Lines of the file above it.
    lines_above: u64,
    /// Whether the file ends with it.
    is_last: bool,
}

impl Stretch {
    /// Its size in bytes.
    pub(super) fn len(&self) -> usize {
        self.bytes.len()
    }
}

/// A text file that is read stretch by stretch.
pub(super) struct TextFile {
    name: String,
    file: File,
    rest: Vec<u8>,
    lines_above: u64,
    ended: bool,
    sha256: Sha256,
}

impl TextFile {
    /// Opens it.
    pub(super) fn open(path: &Path) -> Result<TextFile, ImportError> {
        let name = path.display().to_string();
        let file = open_regular(path).map_err(|e| ImportError::read(path, &e))?;
        let (rest, sha256) = (Vec::new(), Sha256::new());
        Ok(TextFile { name, file, rest, lines_above: 0, ended: false, sha256 })
    }

    /// The next records; none at the end.
    pub(super) fn next(&mut self) -> Result<Option<Stretch>, ImportError> {
        let mut size = STRETCH;
        loop {
            self.fill(size)?;
            if self.rest.is_empty() {
                return Ok(None);
            }
            if self.ended {
                return Ok(Some(self.take(self.rest.len(), true)));
            }
            if let Some(end) = end_of_records(&self.rest) {
                return Ok(Some(self.take(end, false)));
            }
            if size >= LONGEST {
                let end =
                    self.rest.iter().rposition(|b| *b == b'\n').map_or(self.rest.len(), |n| n + 1);
                return Ok(Some(self.take(end, false)));
            }
            size *= 2;
        }
    }

    /// SHA-256 of what was read.
    pub(super) fn sha256(self) -> String {
        self.sha256.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn fill(&mut self, size: usize) -> Result<(), ImportError> {
        let before = self.rest.len();
        if self.ended || before >= size {
            return Ok(());
        }
        let wanted = (size - before) as u64;
        let read = (&mut self.file)
            .take(wanted)
            .read_to_end(&mut self.rest)
            .map_err(|e| ImportError::read(Path::new(&self.name), &e))?;
        self.sha256.update(self.rest.get(before..).unwrap_or_default());
        self.ended = (read as u64) < wanted;
        Ok(())
    }

    fn take(&mut self, end: usize, is_last: bool) -> Stretch {
        let mut bytes = self.rest.split_off(end);
        std::mem::swap(&mut bytes, &mut self.rest);
        let lines_above = self.lines_above;
        self.lines_above += bytes.iter().filter(|b| **b == b'\n').count() as u64;
        Stretch { bytes, lines_above, is_last }
    }
}

/// Where the last whole record ends: at an end of a line that no quotation marks enclose. A mark
/// opens a cell only at its beginning.
fn end_of_records(bytes: &[u8]) -> Option<usize> {
    if !bytes.contains(&b'"') {
        return bytes.iter().rposition(|b| *b == b'\n').map(|n| n + 1);
    }
    let (mut quoted, mut before, mut end) = (false, b'\n', None);
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            // In quotation marks two of them are one sign, and close and open again.
            b'"' if quoted => quoted = false,
            b'"' if matches!(before, b'\n' | b'\r' | b',' | b';' | b'\t' | b'|' | b' ' | b'"') => {
                quoted = true;
            }
            b'\n' if !quoted => end = Some(at + 1),
            _ => {}
        }
        before = *byte;
    }
    end
}

/// What the beginning of a text file says of it.
pub(super) struct Look {
    /// Its header and the first records, as a table.
    pub(super) table: Table,
    /// The header alone.
    pub(super) head: Table,
    delimiter: u8,
    encoding: Encoding,
}

/// What is found at the beginning of a file.
pub(super) enum Beginning {
    /// A text table that can be read stretch by stretch.
    Stretches(Box<Look>),
    /// One that has to be read as a whole.
    Whole,
}

impl Look {
    /// Looks at the first stretch of a file. `counts`: whether rows that cannot be read are counted.
    pub(super) fn at(
        first: &Stretch,
        file: &str,
        layout: &FileLayout,
        counts: bool,
    ) -> Result<Beginning, ImportError> {
        let bytes = first.bytes.as_slice();
        let wide = matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [_, 0, ..] | [0, ..]);
        let one_line = !bytes.contains(&b'\n');
        if wide
            || one_line
            || bytes.starts_with(b"PK\x03\x04")
            || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0])
        {
            return Ok(Beginning::Whole);
        }
        let decoded = decode::text(bytes, layout.encoding).map_err(|f| refused(file, &f, 0))?;
        let said = layout.delimiter.or(decoded.delimiter);
        let mut tried: Vec<u8> = vec![said.unwrap_or_else(|| decode::any_delimiter(&decoded.text))];
        if said.is_none() {
            tried.extend(b",;\t|");
        }
        let mut first_error = None;
        for delimiter in tried {
            let rows = first_rows(&decoded.text, delimiter, file)?;
            let grid = grid(file, delimiter, decoded.lines_before(), rows);
            let width = grid.rows.iter().map(|r| r.cells.len()).max();
            let parted = unwrapped(grid.clone());
            if parted.rows.iter().map(|r| r.cells.len()).max() != width {
                return Ok(Beginning::Whole);
            }
            match Look::of(grid, layout, delimiter, counts) {
                Ok(look) => return Ok(Beginning::Stretches(Box::new(look))),
                Err(e) => first_error = first_error.or(Some(e)),
            }
        }
        first_error.map_or(Ok(Beginning::Whole), Err)
    }

    fn of(
        grid: Grid,
        layout: &FileLayout,
        delimiter: u8,
        counts: bool,
    ) -> Result<Look, ImportError> {
        let mut head = grid.clone();
        let mut table = sheet::table(layout, grid)?;
        let last = table.columns.row();
        // Rows that are counted as unreadable say nothing of the others.
        if counts {
            let (width, mut grid) = (table.columns.width(), table.grid);
            grid.rows.retain(|r| r.number <= last || r.cells.len() == width);
            table = sheet::table(layout, grid)?;
        }
        let keeps = |r: &GridRow| r.number <= last;
        if layout.header == Header::None {
            head.rows.truncate(1);
        } else {
            head.rows.retain(keeps);
        }
        let head = sheet::table(layout, head)?;
        Ok(Look { table, head, delimiter, encoding: layout.encoding })
    }

    /// The records of a stretch, with the columns that the layout names.
    pub(super) fn block(
        &self,
        stretch: &Stretch,
        layout: &Layout,
        recipe: &Recipe,
        whole: bool,
    ) -> Result<StretchRead, ImportError> {
        let file = &self.head.grid.file;
        let mut block = Block::new(&layout.kept);
        let mut notes = Vec::new();
        if stretch.bytes.iter().all(u8::is_ascii_whitespace) {
            return Ok(StretchRead { block, notes });
        }
        let above = stretch.lines_above;
        let decoded =
            decode::text(&stretch.bytes, self.encoding).map_err(|f| refused(file, &f, above))?;
        if stretch.is_last
            && let Some(cut) = tail::cut(&decoded.text, self.delimiter)
        {
            let line = cut.line.unwrap_or_default() + above;
            notes.push(format!(
                "line {line}: {} ({})",
                cut.message,
                cut.hint.as_deref().unwrap_or_default()
            ));
        }
        let header = self.header();
        let (first, width) = (u64::from(self.head.columns.row()), self.head.columns.width());
        let file_layout = &recipe.mapping.file;
        let mut records = Records::new(&decoded.text, self.delimiter);
        loop {
            let (line, record) = match records.next() {
                Ok(Some(next)) => next,
                Ok(None) => break,
                Err(stop) => return Err(refused(file, &stop.finding(), above)),
            };
            let line = line + above;
            if line <= first {
                continue;
            }
            if record.get(0).is_none_or(|cell| cell.trim().is_empty())
                && record.iter().all(|cell| cell.trim().is_empty())
            {
                continue;
            }
            let number = u32::try_from(line).unwrap_or(u32::MAX);
            if record.get(0).is_some_and(|cell| header.first().is_some_and(|h| h == cell.trim()))
                && record.len() == header.len()
                && record.iter().zip(&header).all(|(cell, head)| cell.trim() == head)
            {
                block.headers += 1;
                continue;
            }
            if record.len() != width && !(file_layout.short_rows && record.len() < width) {
                let row = GridRow { number, cells: record.iter().map(Cell::of_text).collect() };
                let beside = &recipe.mapping.value.leave_out;
                if let Err(e) = self.head.grid.whole_row_but(&row, &self.head.columns, beside) {
                    block.misshapen(number, e);
                    continue;
                }
            }
            for (at, column) in layout.columns.iter().enumerate() {
                let text = record.get(*column).unwrap_or_default();
                block.take(at, text.as_bytes(), number, || Cell::of_text(text));
            }
            if whole {
                block.whole.push(number_of(record.iter().map(|cell| cell.trim())));
            }
            block.lines.push(number);
        }
        Ok(StretchRead { block, notes })
    }

    /// The cells of the header; none where there is none, or it has several rows.
    fn header(&self) -> Vec<String> {
        match self.head.grid.rows.iter().find(|r| r.number == self.head.columns.row()) {
            Some(row) => row.cells.iter().map(Cell::text).collect(),
            None => Vec::new(),
        }
    }
}

/// The records of a stretch, and what is suspicious about them.
pub(super) struct StretchRead {
    pub(super) block: Block,
    pub(super) notes: Vec<String>,
}

/// The number that a row is known by.
pub(super) fn number_of<T: AsRef<str>>(cells: impl Iterator<Item = T>) -> u128 {
    let mut all = Vec::with_capacity(128);
    for cell in cells {
        all.extend_from_slice(cell.as_ref().as_bytes());
        all.push(0x1f);
    }
    known_by(&all)
}

fn first_rows(text: &str, delimiter: u8, file: &str) -> Result<Vec<GridRow>, ImportError> {
    let mut records = Records::new(text, delimiter);
    let mut rows = Vec::new();
    while rows.len() < LOOKED_AT {
        match records.next() {
            Ok(None) => break,
            Ok(Some((line, record))) => rows.push(GridRow {
                number: u32::try_from(line).unwrap_or(u32::MAX),
                cells: record.iter().map(Cell::of_text).collect(),
            }),
            Err(stop) => return Err(refused(file, &stop.finding(), 0)),
        }
    }
    Ok(rows)
}

fn grid(file: &str, delimiter: u8, lines_before: u32, rows: Vec<GridRow>) -> Grid {
    Grid {
        file: file.to_owned(),
        sheet: None,
        rows,
        workbook: false,
        delimiter: Some(delimiter),
        lines_before,
        notes: Vec::new(),
        cut: None,
        siblings: Vec::new(),
    }
}

/// A finding of the text reader, in a stretch with so many lines above it.
fn refused(file: &str, finding: &ideal_model::Finding, above: u64) -> ImportError {
    let mut finding = finding.clone().in_file(file);
    finding.line = finding.line.map(|line| line + above);
    ImportError::Text(Box::new(finding))
}

/// Whether a file is declared as Latin-1 and is UTF-8 all the same, by all of its bytes.
pub(super) fn is_utf8_beyond_ascii(path: &Path) -> Result<bool, ImportError> {
    let fault = |e: std::io::Error| ImportError::read(path, &e);
    let mut file = open_regular(path).map_err(fault)?;
    let (mut buffer, mut held, mut beyond) = (vec![0; 1 << 20], 0, false);
    loop {
        let free = buffer.get_mut(held..).unwrap_or_default();
        let read = file.read(free).map_err(fault)?;
        let filled = held + read;
        let bytes = buffer.get(..filled).unwrap_or_default();
        if read == 0 {
            return Ok(beyond && std::str::from_utf8(bytes).is_ok());
        }
        beyond |= !bytes.is_ascii();
        let valid = match std::str::from_utf8(bytes) {
            Ok(_) => filled,
            // A sign may be cut in two by the end of the buffer.
            Err(e) if e.error_len().is_none() => e.valid_up_to(),
            Err(_) => return Ok(false),
        };
        buffer.copy_within(valid..filled, 0);
        held = filled - valid;
    }
}

/// Whether the whole of a file has to be in memory, because of how it is laid out.
pub(super) fn needs_the_whole(layout: &FileLayout) -> bool {
    layout.transpose
        || layout.split.is_some()
        || !layout.fill_down.is_empty()
        || layout.footer.is_some()
}

/// Bytes of a file, for progress.
pub(super) fn size(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |there| there.len())
}

/// SHA-256 of a file that is in memory anyway.
pub(super) fn sha256_of(path: &Path) -> Result<String, ImportError> {
    let bytes = bounds::read(path).map_err(|e| ImportError::read(path, &e))?;
    Ok(Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::end_of_records;

    #[test]
    fn records_end_where_no_marks_enclose() {
        assert_eq!(end_of_records(b"a,b\n1,2\n3"), Some(8));
        assert_eq!(end_of_records(b"a,\"x\ny\"\n1,\"z\n"), Some(8));
        assert_eq!(end_of_records(b"a,5\" pipe\nb,c\nd"), Some(14));
        assert_eq!(end_of_records(b"a,\"b \"\"c\"\"\n\"\nd"), Some(13));
        assert_eq!((end_of_records(b"a,b"), end_of_records(b"\"a\n")), (None, None));
    }
}
