//! Tidy workbooks (.xlsx, .xls, .xlsb, .ods), through calamine.

use std::io::Cursor;

use calamine::{Data, Reader, open_workbook_auto_from_rs};
use ideal_model::{Finding, did_you_mean, shortest};

use crate::finds::Finds;
use crate::guard::guarded;
use crate::numeral::Numerals;
use crate::tidy::{Layout, Place, Rows};

/// Reads the sheet named, or the first, of a tidy workbook into `rows`; returns how many data rows it has.
///
/// The header is the first row that is not empty.
pub(crate) fn read(bytes: &[u8], sheet: Option<&str>, file: u32, rows: &mut Rows<'_>, finds: &mut Finds) -> u64 {
    let mut book = match guarded(|| open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|e| e.to_string())).flatten() {
        Ok(book) => book,
        Err(e) => {
            finds.push(Finding::error("not-a-workbook", format!("the file is no workbook that can be opened: {e}")));
            return 0;
        }
    };
    let names = book.sheet_names();
    let name = match sheet {
        Some(wanted) if names.iter().any(|n| n == wanted) => wanted.to_owned(),
        Some(wanted) => {
            let hint =
                did_you_mean(wanted, names.iter().map(String::as_str)).unwrap_or_else(|| format!("its sheets are {}", names.join(", ")));
            finds.push(Finding::error("unknown-sheet", format!("the workbook has no sheet `{wanted}`")).hint(hint));
            return 0;
        }
        None => match names.first() {
            Some(first) => first.clone(),
            None => {
                finds.push(Finding::error("empty-file", "the workbook has no sheet"));
                return 0;
            }
        },
    };
    let range = match guarded(|| book.worksheet_range(&name).map_err(|e| e.to_string())).flatten() {
        Ok(range) => range,
        Err(e) => {
            finds.push(Finding::error("not-a-workbook", format!("the sheet `{name}` cannot be read: {e}")));
            return 0;
        }
    };
    // A range begins at the first cell in use, not at A1.
    let Some((first_row, first_column)) = range.start() else {
        finds.push(Finding::error("empty-file", format!("the sheet `{name}` is empty")));
        return 0;
    };
    let sheet_index = rows.sheet(&name);
    let mut layout: Option<Layout> = None;
    let mut cells: Vec<String> = Vec::new();
    let mut count = 0;
    for (line, row) in (u64::from(first_row) + 1..).zip(range.rows()) {
        cells.resize(row.len(), String::new());
        for (text, cell) in cells.iter_mut().zip(row) {
            write(cell, text);
        }
        let blank = cells.iter().all(|c| c.trim().is_empty());
        let Some(layout) = &layout else {
            if blank {
                continue;
            }
            // Columns right of the last header may hold nothing.
            let width = cells.iter().rposition(|c| !c.trim().is_empty()).map_or(0, |i| i + 1);
            let header: Vec<&str> = cells.iter().take(width).map(String::as_str).collect();
            match Layout::read(&header, line, finds) {
                Some(l) => layout = Some(l),
                None => return 0,
            }
            continue;
        };
        if blank {
            rows.blank();
            continue;
        }
        count += 1;
        if let Some(stray) = cells.iter().skip(layout.width).find(|c| !c.trim().is_empty()) {
            finds.add("cell-count", "", line, || {
                Finding::error("cell-count", format!("`{stray}` stands right of the last column of the header"))
            });
            continue;
        }
        let place = Place { file, line, sheet: Some((sheet_index, &name, first_column)), numerals: Numerals::default() };
        rows.row(layout, &cells, place, finds);
    }
    count
}

/// The text of a cell. Numbers become the shortest decimal that gives back the double.
fn write(cell: &Data, out: &mut String) {
    out.clear();
    match cell {
        Data::Empty => {}
        Data::String(s) => out.push_str(s),
        Data::Int(i) => out.push_str(&i.to_string()),
        Data::Float(f) if f.is_finite() => out.push_str(&shortest(*f)),
        Data::Float(f) => out.push_str(&f.to_string()),
        Data::Bool(b) => out.push_str(if *b { "TRUE" } else { "FALSE" }),
        // Not read as anything: no column of ours takes a date, and the finding shows what the cell holds.
        Data::DateTime(d) => out.push_str(&format!("date {d}")),
        Data::DateTimeIso(s) | Data::DurationIso(s) => out.push_str(&format!("date {s}")),
        Data::Error(e) => out.push_str(&e.to_string()),
    }
}
