//! Tidy CSV, read by the csv crate so that every finding has its line.

use csv::{ReaderBuilder, StringRecord};
use ideal_model::Finding;

use super::Dialect;
use super::layout::Layout;
use super::row::{Place, Rows};
use crate::decode;
use crate::finds::Finds;

/// Reads a tidy text file into `rows`; returns how many data rows it has.
pub(crate) fn read(bytes: &[u8], dialect: Dialect, file: u32, rows: &mut Rows<'_>, finds: &mut Finds) -> u64 {
    let text = match decode::text(bytes, dialect.encoding) {
        Ok(text) => text,
        Err(finding) => {
            finds.push(*finding);
            return 0;
        }
    };
    let delimiter = dialect.delimiter.unwrap_or_else(|| decode::delimiter(&text));
    let mut reader = ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    let mut layout: Option<Layout> = None;
    let mut count = 0;
    loop {
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(e) => {
                finds.push(Finding::error("not-csv", format!("the file cannot be read on: {e}")));
                return count;
            }
        }
        let line = line_of(&text, &record);
        let Some(layout) = &layout else {
            let header: Vec<&str> = record.iter().collect();
            match Layout::read(&header, line, finds) {
                Some(l) => layout = Some(l),
                None => return 0,
            }
            continue;
        };
        if record.iter().all(|c| c.trim().is_empty()) {
            rows.blank();
            continue;
        }
        count += 1;
        if record.len() == layout.width {
            rows.row(layout, &record, Place { file, line, sheet: None, decimal_comma: dialect.decimal_comma }, finds);
        } else {
            wrong_width(&record, layout.width, line, reader.position().line(), finds);
        }
    }
    count
}

/// The line a record begins on. The reader's own count stands before any blank lines it skipped.
fn line_of(text: &str, record: &StringRecord) -> u64 {
    let Some(position) = record.position() else { return 1 };
    let start = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let skipped = text.as_bytes().get(start..).unwrap_or_default().iter().take_while(|b| matches!(b, b'\r' | b'\n'));
    position.line() + skipped.filter(|b| **b == b'\n').count() as u64
}

fn wrong_width(record: &StringRecord, width: usize, line: u64, end: u64, finds: &mut Finds) {
    let n = record.len();
    // A row that swallowed others begins with a quotation mark that nobody closes.
    let quoted = record.iter().any(|c| c.contains('\n'));
    if quoted {
        finds.add("open-quote", "", line, || {
            Finding::error("open-quote", format!("a quotation mark is not closed: the row runs on to line {}", end.max(line + 1)))
                .hint("close it, or double a quotation mark that belongs to the text")
        });
    } else {
        finds.add("cell-count", &format!("{n}"), line, || {
            let fewer = if n < width { "fewer" } else { "more" };
            let hint = if n < width { "is something cut off?" } else { "a text with the delimiter in it needs quotation marks" };
            Finding::error("cell-count", format!("the row has {n} cells, {fewer} than the header's {width}")).hint(hint)
        });
    }
}
