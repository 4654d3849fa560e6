//! Parquet files, a group of rows at a time.

use std::collections::BTreeSet;
use std::path::Path;

use polars::prelude::{Column as Series, DataFrame, DataType};

use super::block::Block;
use super::layout::Layout;
use super::text::number_of;
use crate::bounds;
use crate::columnar;
use crate::guard::guarded;
use crate::publisher::error::ImportError;
use crate::publisher::grid::{Cell, Grid, GridRow};
use crate::publisher::mapping::sheet::{self, Table};
use crate::publisher::mapping::spec::{FileLayout, Header};

/// A Parquet file in memory.
pub(super) struct ParquetFile {
    name: String,
    bytes: Vec<u8>,
    heads: Vec<String>,
    groups: Vec<Stretch>,
}

/// Some rows of it: the first, and how many.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    from: usize,
    rows: usize,
}

impl ParquetFile {
    /// Opens it.
    pub(super) fn open(path: &Path) -> Result<ParquetFile, ImportError> {
        let name = path.display().to_string();
        let bytes = bounds::read(path).map_err(|e| ImportError::read(path, &e))?;
        let opened = columnar::open(&bytes).map_err(|found| no_parquet(&name, &found))?;
        let mut from = 0;
        let mut groups = Vec::with_capacity(opened.groups.len());
        for rows in opened.groups {
            groups.push(Stretch { from, rows });
            from += rows;
        }
        Ok(ParquetFile { name, bytes, heads: opened.names, groups })
    }

    /// Its names of columns, as a header.
    pub(super) fn head(&self, layout: &FileLayout) -> Result<Table, ImportError> {
        let cells = self.heads.iter().map(|head| Cell::of_text(head)).collect();
        let grid = Grid {
            file: self.name.clone(),
            sheet: None,
            rows: vec![GridRow { number: 0, cells }],
            workbook: false,
            delimiter: None,
            lines_before: 0,
            notes: Vec::new(),
            cut: None,
            siblings: Vec::new(),
        };
        sheet::table(&FileLayout { header: Header::First, ..layout.clone() }, grid)
    }

    /// Its groups of rows, one after the other.
    pub(super) fn stretches(&self) -> impl Iterator<Item = Stretch> + Send + use<> {
        self.groups.clone().into_iter()
    }

    /// Refuses a file whose columns would take too much to unpack.
    pub(super) fn check(&self, layout: &Layout) -> Result<(), ImportError> {
        let read: BTreeSet<&str> = layout
            .columns
            .iter()
            .filter_map(|at| self.heads.get(*at).map(String::as_str))
            .collect();
        columnar::look_through(&self.bytes, &read).map_err(|found| no_parquet(&self.name, &found))
    }

    /// About how many bytes some rows take.
    pub(super) fn bytes_of(&self, stretch: Stretch) -> u64 {
        let all: usize = self.groups.iter().map(|g| g.rows).sum();
        (self.bytes.len() as u64).saturating_mul(stretch.rows as u64) / (all.max(1) as u64)
    }

    /// Some rows, with the columns that the layout names.
    pub(super) fn block(
        &self,
        stretch: Stretch,
        layout: &Layout,
        whole: bool,
    ) -> Result<Block, ImportError> {
        let mut wanted: Vec<usize> =
            if whole { (0..self.heads.len()).collect() } else { layout.columns.clone() };
        wanted.sort_unstable();
        wanted.dedup();
        let bad = |found: String| no_parquet(&self.name, &found);
        let frame = guarded(|| columnar::slice(&self.bytes, &wanted, stretch.from, stretch.rows))
            .flatten()
            .map_err(bad)?;
        let mut block = Block::new(&layout.kept);
        let line = |row: usize| u32::try_from(stretch.from + row + 1).unwrap_or(u32::MAX);
        block.lines = (0..frame.height()).map(line).collect();
        for (at, column) in layout.columns.iter().enumerate() {
            let head = self.heads.get(*column).map_or("", String::as_str);
            let series = frame.column(head).map_err(|e| bad(e.to_string()))?;
            self.take(series, at, &mut block).map_err(bad)?;
        }
        if whole {
            block.whole = whole_rows(&frame).map_err(bad)?;
        }
        Ok(block)
    }

    /// Takes the cells of a column.
    fn take(&self, series: &Series, at: usize, block: &mut Block) -> Result<(), String> {
        let fault = |e: polars::prelude::PolarsError| e.to_string();
        let series = columnar::readable(series).ok_or_else(|| {
            format!(
                "a column `{}` of type {}; texts, numbers and dates can be read",
                series.name(),
                series.dtype()
            )
        })?;
        let lines = block.lines.clone();
        match series.dtype() {
            DataType::String => {
                let texts = series.str().map_err(fault)?;
                for (text, line) in texts.iter().zip(lines) {
                    let text = text.unwrap_or_default();
                    block.take(at, text.as_bytes(), line, || Cell::of_text(text));
                }
            }
            kind if kind.is_integer() && *kind != DataType::UInt64 => {
                let numbers = series.cast(&DataType::Int64).map_err(fault)?;
                for (number, line) in numbers.i64().map_err(fault)?.iter().zip(lines) {
                    match number {
                        Some(n) => block.take(at, &n.to_le_bytes(), line, || whole_number(n)),
                        None => block.take(at, b"", line, || Cell::Empty),
                    }
                }
            }
            kind if kind.is_float() => {
                let numbers = series.cast(&DataType::Float64).map_err(fault)?;
                for (number, line) in numbers.f64().map_err(fault)?.iter().zip(lines) {
                    match number {
                        Some(n) => {
                            block.take(at, &n.to_bits().to_le_bytes(), line, || Cell::Number(n))
                        }
                        None => block.take(at, b"", line, || Cell::Empty),
                    }
                }
            }
            DataType::Date => {
                let days = series.cast(&DataType::Int32).map_err(fault)?;
                for (day, line) in days.i32().map_err(fault)?.iter().zip(lines) {
                    match day {
                        Some(day) => block.take(at, &day.to_le_bytes(), line, || date(day)),
                        None => block.take(at, b"", line, || Cell::Empty),
                    }
                }
            }
            _ => {
                let mut text = String::new();
                for (row, line) in lines.into_iter().enumerate() {
                    text.clear();
                    columnar::write(&series.get(row).map_err(fault)?, &mut text);
                    block.take(at, text.as_bytes(), line, || Cell::of_text(&text));
                }
            }
        }
        Ok(())
    }
}

/// A whole number, digit by digit where a double does not hold it.
fn whole_number(n: i64) -> Cell {
    const HELD: u64 = 1 << 53;
    #[expect(clippy::cast_precision_loss, reason = "up to here a double holds every whole number")]
    if n.unsigned_abs() <= HELD { Cell::Number(n as f64) } else { Cell::Text(n.to_string()) }
}

fn date(day: i32) -> Cell {
    use chrono::Datelike;
    let date = chrono::DateTime::from_timestamp(i64::from(day) * 86_400, 0).map(|t| t.date_naive());
    date.map_or(Cell::Text(format!("day {day}")), |d| Cell::Date(d.year(), d.month(), d.day()))
}

/// The number that each row as a whole is known by.
fn whole_rows(frame: &DataFrame) -> Result<Vec<u128>, String> {
    let columns: Vec<Series> = frame.columns().iter().filter_map(columnar::readable).collect();
    let mut out = Vec::with_capacity(frame.height());
    for row in 0..frame.height() {
        let mut cells = Vec::with_capacity(columns.len());
        for column in &columns {
            let mut text = String::new();
            columnar::write(&column.get(row).map_err(|e| e.to_string())?, &mut text);
            cells.push(text);
        }
        out.push(number_of(cells.into_iter()));
    }
    Ok(out)
}

fn no_parquet(file: &str, found: &str) -> ImportError {
    ImportError::file(file, found, "a whole Parquet file with texts, numbers and dates")
}
