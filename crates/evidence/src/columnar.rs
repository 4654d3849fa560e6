//! Tidy Parquet, through polars, as pandas, DuckDB and Spark write it.

mod pages;
mod thrift;

use std::collections::BTreeSet;
use std::io::Cursor;

use ideal_model::{Finding, shortest};
use polars::prelude::{
    AnyValue, ArrowDataType, ArrowSchema, Column as Series, DataFrame, DataType, ParquetReader,
    SerReader, TimeUnit,
};

use crate::bounds::{self, in_words};
use crate::findings::FileFindings;
use crate::guard::guarded;
use crate::tidy::{Column, Dialect, RowPlace, Rows, TidyHeader};

/// Bytes that a row takes once it is evidence.
const ROW: u64 = 240;

/// Values that are decoded at a time, in rows of all columns that are read, and the most rows of
/// them.
const SLICE_VALUES: usize = 8_000_000;
const SLICE: usize = 500_000;

/// Rows times columns, the empty ones among them.
const TABLE: u64 = 1 << 28;

/// Reads a tidy Parquet file into `rows`; returns how many rows it has. A row's line is its number,
/// from 1.
pub(crate) fn read(
    bytes: &[u8],
    dialect: Dialect,
    file: u32,
    rows: &mut Rows<'_>,
    findings: &mut FileFindings,
) -> u64 {
    // The reader trusts the magic bytes at both ends; a file without them is refused before it
    // looks further.
    if !(bytes.len() >= 12 && bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1")) {
        findings.push(Finding::error("not-parquet", "the file is not Parquet, or it is cut off"));
        return 0;
    }
    let damaged = |e: String| {
        Finding::error("not-parquet", format!("the file cannot be read as Parquet: {e}"))
    };
    let memory = bounds::memory(bytes.len());
    let footer = match pages::footer(bytes) {
        Ok(footer) => footer,
        Err(refused) => {
            findings.push(refusal(refused));
            return 0;
        }
    };
    let (schema, height) = match guarded(|| schema(bytes)).flatten() {
        Ok(known) => known,
        Err(e) => {
            findings.push(damaged(e));
            return 0;
        }
    };
    let names: Vec<&str> = schema.iter_names().map(|n| n.as_str()).collect();
    let (rows_at_most, columns) = (memory * 3 / 4 / ROW, names.len() as u64);
    if height as u64 > rows_at_most || (height as u64).saturating_mul(columns) > TABLE {
        let message = format!(
            "the file has {height} rows of {columns} columns; the limits are {rows_at_most} rows \
             and {TABLE} cells"
        );
        findings.push(Finding::error("too-large", message).hint(CURE));
        return 0;
    }
    let Some(layout) = TidyHeader::read(&names, 1, findings) else { return 0 };
    if let Some(finding) = unreadable(&layout, &schema) {
        findings.push(finding);
        return 0;
    }
    let wanted = wanted(&layout, &schema);
    let read: BTreeSet<&str> = wanted.iter().filter_map(|i| names.get(*i).copied()).collect();
    let row = match footer.look_through(bytes, &read, memory / 4) {
        Ok(row) => row,
        Err(refused) => {
            findings.push(refusal(refused));
            return 0;
        }
    };
    let mut table = Table {
        layout: &layout,
        dialect,
        file,
        cells: vec![String::new(); names.len()],
        text: 0,
        limit: memory / 2,
        count: 0,
        withheld: 0,
    };
    // The reader lays the texts of a slice out, one for each row, however few the file holds.
    let by_texts = usize::try_from(memory / 4 / row.max(1)).unwrap_or(SLICE);
    let step = (SLICE_VALUES / wanted.len().max(1)).min(by_texts).clamp(1, SLICE);
    for from in (0..height).step_by(step) {
        match guarded(|| slice(bytes, &wanted, from, step)).flatten() {
            Ok(frame) if !table.read(&frame, &names, from, rows, findings) => break,
            Ok(_) => {}
            Err(e) => {
                findings.push(damaged(e));
                break;
            }
        }
    }
    table.count
}

/// What a file says of itself.
pub(crate) struct Opened {
    /// Names of its columns.
    pub(crate) names: Vec<String>,
    /// Rows of each of its groups.
    pub(crate) groups: Vec<usize>,
}

/// Opens a file, as far as its footer says what it is.
pub(crate) fn open(bytes: &[u8]) -> Result<Opened, String> {
    if !(bytes.len() >= 12 && bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1")) {
        return Err("no Parquet file, or one that is cut off".to_owned());
    }
    pages::footer(bytes).map_err(in_words_of)?;
    guarded(|| {
        let mut reader = ParquetReader::new(Cursor::new(bytes));
        let schema = reader.schema().map_err(|e| e.to_string())?;
        let names = schema.iter_names().map(|n| n.as_str().to_owned()).collect();
        let metadata = reader.get_metadata().map_err(|e| e.to_string())?;
        let groups = metadata.row_groups.iter().map(|g| g.num_rows()).collect();
        Ok(Opened { names, groups })
    })
    .flatten()
}

/// Refuses a file whose columns, by their names, would take too much to unpack.
pub(crate) fn look_through(bytes: &[u8], read: &BTreeSet<&str>) -> Result<(), String> {
    let footer = pages::footer(bytes).map_err(in_words_of)?;
    footer.look_through(bytes, read, bounds::memory(bytes.len()) / 4).map_err(in_words_of)?;
    Ok(())
}

fn in_words_of(refused: pages::Refused) -> String {
    match refused {
        pages::Refused::Damaged(e) => format!("a file that cannot be read as Parquet: {e}"),
        pages::Refused::TooLarge(e) => format!("a file that is too large: {e} ({CURE})"),
    }
}

/// What to do about a file that is too large.
const CURE: &str = "split it into several files, or raise the limit: `--max-memory 4G`";

fn refusal(refused: pages::Refused) -> Finding {
    match refused {
        pages::Refused::Damaged(e) => {
            Finding::error("not-parquet", format!("the file cannot be read as Parquet: {e}"))
        }
        pages::Refused::TooLarge(e) => {
            Finding::error("too-large", format!("the file is not read: {e}")).hint(CURE)
        }
    }
}

fn schema(bytes: &[u8]) -> Result<(ArrowSchema, usize), String> {
    let mut reader = ParquetReader::new(Cursor::new(bytes));
    let schema = reader.schema().map_err(|e| e.to_string())?;
    Ok(((*schema).clone(), reader.num_rows().map_err(|e| e.to_string())?))
}

/// Says of a column that is read that its values cannot be decoded, before the decoder stumbles
/// over it. What lies within a value comes to any number of values.
fn unreadable(layout: &TidyHeader, schema: &ArrowSchema) -> Option<Finding> {
    let ours = Column::ALL
        .iter()
        .filter_map(|(_, c)| layout.place(*c).and_then(|i| schema.get_at_index(i)));
    ours.map(|(name, field)| (name, field.dtype())).find_map(|(name, kind)| {
        let words = match kind {
            ArrowDataType::List(_)
            | ArrowDataType::LargeList(_)
            | ArrowDataType::FixedSizeList(..) => "list".to_owned(),
            ArrowDataType::Dictionary(..) => return None,
            kind if kind.is_nested() => "struct".to_owned(),
            ArrowDataType::Float16 | ArrowDataType::Decimal256(..) => format!("{kind:?}"),
            _ => return None,
        };
        let f = Finding::error(
            "column-type",
            format!(
                "the column `{name}` is of type {words}, \
                                                       which is not read"
            ),
        );
        Some(f.hint(
            "write it as a 64-bit number or as text (pandas: df.astype({\"value\": \
                     \"float64\"}), or \"int64\" if all are whole)",
        ))
    })
}

/// The columns to decode: those that are read, and of the others the texts, which are looked at for
/// personal data.
fn wanted(layout: &TidyHeader, schema: &ArrowSchema) -> Vec<usize> {
    let is_text = |t: &ArrowDataType| {
        matches!(t, ArrowDataType::Utf8 | ArrowDataType::LargeUtf8 | ArrowDataType::Utf8View)
    };
    let text = |i: &usize| match schema.get_at_index(*i).map(|(_, field)| field.dtype()) {
        Some(ArrowDataType::Dictionary(_, of, _)) => is_text(of),
        Some(t) => is_text(t),
        None => false,
    };
    let ours = Column::ALL.iter().filter_map(|(_, c)| layout.place(*c));
    let mut all: Vec<usize> = ours.chain(layout.others.iter().copied().filter(text)).collect();
    all.sort_unstable();
    all
}

/// Rows of some columns, by their places.
pub(crate) fn slice(
    bytes: &[u8],
    columns: &[usize],
    from: usize,
    rows: usize,
) -> Result<DataFrame, String> {
    let reader = ParquetReader::new(Cursor::new(bytes))
        .with_projection(Some(columns.to_vec()))
        .with_slice(Some((from, rows)));
    reader.finish().map_err(|e| e.to_string())
}

/// A file's rows as they are read, slice after slice.
struct Table<'l> {
    layout: &'l TidyHeader,
    dialect: Dialect,
    file: u32,
    cells: Vec<String>,
    /// Bytes of text so far, and how many there may be: a text that repeats is stored once in the
    /// file.
    text: u64,
    limit: u64,
    count: u64,
    /// Rows so far that are withheld: lines are counted without them.
    withheld: u64,
}

impl Table<'_> {
    /// Reads the rows of a slice; `false` where the rest cannot be read.
    fn read(
        &mut self,
        frame: &DataFrame,
        names: &[&str],
        from: usize,
        rows: &mut Rows<'_>,
        findings: &mut FileFindings,
    ) -> bool {
        let mut columns: Vec<(usize, Option<Column>, Series)> = Vec::new();
        for column in frame.columns() {
            let Some(at) = names.iter().position(|n| *n == column.name().as_str()) else {
                continue;
            };
            let read =
                Column::ALL.iter().map(|(_, c)| *c).find(|c| self.layout.place(*c) == Some(at));
            match readable(column) {
                Some(column) => columns.push((at, read, column)),
                None if read.is_none() => {}
                None => {
                    let message = format!(
                        "the column `{}` is of type {}; texts, numbers and dates can be read",
                        column.name(),
                        column.dtype()
                    );
                    findings.push(
                        Finding::error("column-type", message)
                            .hint("write it as text or as numbers"),
                    );
                    return false;
                }
            }
        }
        for i in 0..frame.height() {
            if rows.withholds() && self.is_withheld(&columns, i, (from + i) as u64 + 1, rows) {
                self.withheld += 1;
                continue;
            }
            let line = (from + i) as u64 + 1 - self.withheld;
            let mut surprised = false;
            for (at, read, column) in &columns {
                let Some(text) = self.cells.get_mut(*at) else { continue };
                text.clear();
                match column.get(i) {
                    Ok(value) => {
                        write(&value, text);
                        if self.dialect.numerals.decimal_comma
                            && column.dtype().is_numeric()
                            && read.is_some_and(Column::is_number)
                        {
                            *text = text.replace('.', ",");
                        }
                        self.text += text.len() as u64;
                        surprised |=
                            read.is_some_and(|read| surprise(read, &value, text, line, findings));
                    }
                    Err(e) => {
                        findings.push(Finding::error("not-parquet", format!("row {line}: {e}")));
                        return false;
                    }
                }
            }
            if self.text > self.limit {
                let message =
                    format!("the texts of the file take more than {}", in_words(self.limit));
                findings.push(Finding::error("too-large", message).at_line(line).hint(CURE));
                return false;
            }
            if columns
                .iter()
                .all(|(at, ..)| self.cells.get(*at).is_none_or(|c| c.trim().is_empty()))
            {
                rows.blank(line);
                continue;
            }
            self.count += 1;
            if !surprised {
                let place = RowPlace { file: self.file, line, sheet: None, dialect: self.dialect };
                rows.row(self.layout, &self.cells, place, findings);
            }
        }
        true
    }
}

impl Table<'_> {
    /// Whether a row of a slice is withheld.
    fn is_withheld(
        &mut self,
        columns: &[(usize, Option<Column>, Series)],
        row: usize,
        line: u64,
        rows: &mut Rows<'_>,
    ) -> bool {
        for (at, _, column) in columns {
            let Some(text) = self.cells.get_mut(*at) else { continue };
            text.clear();
            if let Ok(value) = column.get(row) {
                write(&value, text);
            }
        }
        let place = RowPlace { file: self.file, line, sheet: None, dialect: self.dialect };
        rows.is_withheld(self.layout, &self.cells, place)
    }
}

/// A column whose values can be written as text: dictionaries become what they stand for.
pub(crate) fn readable(column: &Series) -> Option<Series> {
    match column.dtype() {
        DataType::Categorical(..) | DataType::Enum(..) => column.cast(&DataType::String).ok(),
        DataType::String | DataType::Null | DataType::Boolean | DataType::Binary => {
            Some(column.clone())
        }
        DataType::Date | DataType::Datetime(..) | DataType::Decimal(..) => Some(column.clone()),
        t if t.is_primitive_numeric() => Some(column.clone()),
        _ => None,
    }
}

/// Reports a value that is no text and no number where one is read; whether it is such.
fn surprise(
    column: Column,
    value: &AnyValue<'_>,
    text: &str,
    line: u64,
    findings: &mut FileFindings,
) -> bool {
    let number = column.is_number();
    let name = column.name();
    match value {
        AnyValue::Date(_) | AnyValue::Datetime(..) | AnyValue::DatetimeOwned(..)
            if column == Column::Period =>
        {
            findings.add("bad-period", "date", line, || {
                let message = format!(
                    "`{text}` is a date, and a period is a year, a quarter or a \
                                       month (column `{name}`)"
                );
                Finding::error("bad-period", message).hint(
                    "write the column as text: 2022, or \
                                                            2022-12 for a month",
                )
            });
            true
        }
        AnyValue::Date(_) | AnyValue::Datetime(..) | AnyValue::DatetimeOwned(..) if number => {
            findings.add("not-a-number", &format!("{name} date"), line, || {
                Finding::error(
                    "not-a-number",
                    format!("`{text}` is a date, and no number (column `{name}`)"),
                )
            });
            true
        }
        AnyValue::Float32(f) if number && !f.is_finite() => not_finite(name, text, line, findings),
        AnyValue::Float64(f) if number && !f.is_finite() => not_finite(name, text, line, findings),
        _ => false,
    }
}

/// NaN may stand for no value or for a calculation that failed: only who wrote the file knows.
fn not_finite(name: &str, text: &str, line: u64, findings: &mut FileFindings) -> bool {
    findings.add("not-finite", &format!("{name} {text}"), line, || {
        Finding::error("not-finite", format!("`{text}` is not a finite number (column `{name}`)"))
            .hint("write null where there is no value: nullif(value, 'nan') in SQL")
    });
    true
}

/// Writes a value as text, as a CSV file would have it.
pub(crate) fn write(value: &AnyValue<'_>, out: &mut String) {
    match value {
        AnyValue::Null => {}
        AnyValue::String(s) => out.push_str(s),
        AnyValue::StringOwned(s) => out.push_str(s),
        AnyValue::Float64(f) if f.is_finite() => out.push_str(&shortest(*f)),
        AnyValue::Float32(f) if f.is_finite() => out.push_str(&f.to_string()),
        AnyValue::Decimal(digits, _, scale) => decimal(*digits, *scale, out),
        AnyValue::Binary(bytes) => out.push_str(&String::from_utf8_lossy(bytes)),
        AnyValue::BinaryOwned(bytes) => out.push_str(&String::from_utf8_lossy(bytes)),
        AnyValue::Date(days) => moment(i64::from(*days).checked_mul(86_400), 0, out),
        AnyValue::Datetime(ticks, unit, _) | AnyValue::DatetimeOwned(ticks, unit, _) => {
            let each = match unit {
                TimeUnit::Nanoseconds => 1_000_000_000,
                TimeUnit::Microseconds => 1_000_000,
                TimeUnit::Milliseconds => 1000,
            };
            let rest = u32::try_from(ticks.rem_euclid(each) * (1_000_000_000 / each)).unwrap_or(0);
            moment(Some(ticks.div_euclid(each)), rest, out);
        }
        other => out.push_str(&other.to_string()),
    }
}

/// A day, and the time where it is not midnight; of a time with a zone, as Parquet stores it: in
/// UTC.
fn moment(seconds: Option<i64>, nanoseconds: u32, out: &mut String) {
    match seconds
        .and_then(|s| chrono::DateTime::from_timestamp(s, nanoseconds))
        .map(|t| t.naive_utc())
    {
        Some(t) if t.time() == chrono::NaiveTime::MIN => out.push_str(&t.date().to_string()),
        Some(t) => out.push_str(&t.to_string()),
        None => out.push_str("a date beyond all calendars"),
    }
}

/// A decimal number, digit by digit; zeros at its end say nothing.
fn decimal(digits: i128, scale: usize, out: &mut String) {
    let text = format!("{:0>width$}", digits.unsigned_abs(), width = scale + 1);
    let (whole, part) = text.split_at(text.len() - scale);
    if digits < 0 {
        out.push('-');
    }
    out.push_str(whole);
    let part = part.trim_end_matches('0');
    if !part.is_empty() {
        out.push('.');
        out.push_str(part);
    }
}

#[cfg(test)]
mod tests;
