//! Tidy Parquet, through polars.

use std::io::Cursor;

use ideal_model::{Finding, shortest};
use polars::prelude::{AnyValue, Column, DataFrame, DataType, ParquetReader, SerReader};

use crate::finds::Finds;
use crate::guard::guarded;
use crate::numeral::Numerals;
use crate::tidy::{Layout, Place, Rows};

/// Reads a tidy Parquet file into `rows`; returns how many rows it has. A row's line is its number, from 1.
pub(crate) fn read(bytes: &[u8], file: u32, rows: &mut Rows<'_>, finds: &mut Finds) -> u64 {
    // The reader trusts the magic bytes at both ends; a file without them is refused before it looks further.
    if !(bytes.len() >= 12 && bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1")) {
        finds.push(Finding::error("not-parquet", "the file is not Parquet, or it is cut off"));
        return 0;
    }
    let frame: DataFrame = match guarded(|| ParquetReader::new(Cursor::new(bytes)).finish().map_err(|e| e.to_string())).flatten() {
        Ok(frame) => frame,
        Err(e) => {
            finds.push(Finding::error("not-parquet", format!("the file cannot be read as Parquet: {e}")));
            return 0;
        }
    };
    let columns: Vec<&Column> = frame.columns().iter().collect();
    let header: Vec<&str> = columns.iter().map(|c| c.name().as_str()).collect();
    let Some(layout) = Layout::read(&header, 1, finds) else { return 0 };
    for column in &columns {
        let t = column.dtype();
        if !(t.is_primitive_numeric() || matches!(t, DataType::String | DataType::Null | DataType::Boolean)) {
            let message = format!("the column `{}` is of type {t}; texts and numbers can be read", column.name());
            finds.push(Finding::error("column-type", message));
            return 0;
        }
    }
    let mut cells: Vec<String> = vec![String::new(); columns.len()];
    let mut count = 0;
    for i in 0..frame.height() {
        for (text, column) in cells.iter_mut().zip(&columns) {
            text.clear();
            match column.get(i) {
                Ok(v) => write(&v, text),
                Err(e) => {
                    finds.push(Finding::error("not-parquet", format!("row {}: {e}", i + 1)));
                    return count;
                }
            }
        }
        if cells.iter().all(|c| c.trim().is_empty()) {
            rows.blank();
            continue;
        }
        count += 1;
        rows.row(&layout, &cells, Place { file, line: i as u64 + 1, sheet: None, numerals: Numerals::default() }, finds);
    }
    count
}

fn write(value: &AnyValue<'_>, out: &mut String) {
    match value {
        AnyValue::Null => {}
        AnyValue::String(s) => out.push_str(s),
        AnyValue::StringOwned(s) => out.push_str(s),
        AnyValue::Float64(f) if f.is_finite() => out.push_str(&shortest(*f)),
        AnyValue::Float32(f) if f.is_finite() => out.push_str(&f.to_string()),
        other => out.push_str(&other.to_string()),
    }
}
