//! A table of results, column by column, and the forms it is written in.

use std::borrow::Cow;
use std::io;

use ideal_model::shortest;
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::columns::{
    CountColumn, Declared, Family, FlagColumn, NumberColumn, TableColumns, TextColumn,
};

/// The version of what `results.json` and the JSON of a table hold: what they are called and how
/// they lie. A column more is none.
pub const SCHEMA: u32 = 2;

/// The values of a column; an absent one is an empty cell, a null, and `null` in JSON.
#[derive(Clone, Debug, PartialEq)]
pub enum Values<'a> {
    /// Words, codes, names.
    Text(Vec<Option<Cow<'a, str>>>),
    /// Numbers at full precision.
    Number(Vec<Option<f64>>),
    /// Whole numbers from zero.
    Count(Vec<Option<u64>>),
    /// True or false.
    Flag(Vec<Option<bool>>),
}

/// A named column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column<'a> {
    /// Its name, as every format writes it.
    pub name: Cow<'static, str>,
    /// Its values, one per row.
    pub values: Values<'a>,
}

/// A table of results. All formats are written from this one list of columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Table<'a> {
    /// Its name: the stem of its files.
    pub name: &'static str,
    /// Number of rows.
    pub height: usize,
    /// Its columns, in order.
    pub columns: Vec<Column<'a>>,
}

impl<'a> Table<'a> {
    /// The table as CSV: UTF-8, comma, LF, decimal points, numbers as the shortest decimal that
    /// reads back.
    #[must_use]
    pub fn csv(&self) -> Vec<u8> {
        let mut out = String::with_capacity(self.height * self.columns.len() * 8);
        for (i, c) in self.columns.iter().enumerate() {
            separate(&mut out, i);
            quoted(&mut out, &c.name);
        }
        out.push('\n');
        for row in 0..self.height {
            for (i, c) in self.columns.iter().enumerate() {
                separate(&mut out, i);
                if let Some(cell) = c.values.cell(row) {
                    quoted(&mut out, &cell);
                }
            }
            out.push('\n');
        }
        out.into_bytes()
    }

    /// One cell as CSV writes it; `None` where it is empty.
    #[must_use]
    pub fn cell(&self, row: usize, column: &str) -> Option<Cow<'_, str>> {
        self.columns.iter().find(|c| c.name == column)?.values.cell(row)
    }

    /// The rows as JSON objects, keys in the order of the columns.
    #[must_use]
    pub fn rows(&self) -> Rows<'_, 'a> {
        Rows(self)
    }

    /// Writes the table as a JSON document: its name, the number of its rows, and its columns in
    /// order, each a list of one value a row. Names of columns stand in it once, so that it is about
    /// as large as the CSV.
    ///
    /// # Errors
    /// What the writer or serde refuses.
    pub fn write_json(&self, out: &mut impl io::Write) -> io::Result<()> {
        write!(out, "{{\n\"schema\": {SCHEMA},\n\"table\": ")?;
        serde_json::to_writer(&mut *out, self.name)?;
        write!(out, ",\n\"rows\": {},\n\"columns\": {{", self.height)?;
        for (i, column) in self.columns.iter().enumerate() {
            out.write_all(if i == 0 { b"\n" } else { b",\n" })?;
            serde_json::to_writer(&mut *out, &column.name)?;
            out.write_all(b": ")?;
            serde_json::to_writer(&mut *out, &column.values)?;
        }
        out.write_all(b"\n}\n}\n")
    }
}

fn separate(out: &mut String, column: usize) {
    if column > 0 {
        out.push(',');
    }
}

fn quoted(out: &mut String, cell: &str) {
    if cell.contains([',', '"', '\n', '\r']) {
        out.push('"');
        out.push_str(&cell.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(cell);
    }
}

impl Serialize for Values<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Values::Text(v) => serializer.collect_seq(v),
            Values::Number(v) => serializer.collect_seq(v),
            Values::Count(v) => serializer.collect_seq(v),
            Values::Flag(v) => serializer.collect_seq(v),
        }
    }
}

impl Values<'_> {
    /// The value of a row as text; `None` where it is empty or there is no such row.
    #[must_use]
    pub fn cell(&self, row: usize) -> Option<Cow<'_, str>> {
        match self {
            Values::Text(v) => v.get(row)?.as_deref().map(Cow::Borrowed),
            Values::Number(v) => v.get(row)?.map(|n| Cow::Owned(shortest(n))),
            Values::Count(v) => v.get(row)?.map(|n| Cow::Owned(n.to_string())),
            Values::Flag(v) => v.get(row)?.map(|b| Cow::Borrowed(if b { "true" } else { "false" })),
        }
    }
}

/// The rows of a table, for serde.
#[derive(Clone, Copy, Debug)]
pub struct Rows<'t, 'a>(&'t Table<'a>);

impl Serialize for Rows<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut seq = serializer.serialize_seq(Some(self.0.height))?;
        for row in 0..self.0.height {
            seq.serialize_element(&OneRow { table: self.0, row })?;
        }
        seq.end()
    }
}

/// One of them.
struct OneRow<'t, 'a> {
    table: &'t Table<'a>,
    row: usize,
}

impl Serialize for OneRow<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.table.columns.len()))?;
        for c in &self.table.columns {
            let row = self.row;
            match &c.values {
                Values::Text(v) => {
                    map.serialize_entry(&c.name, &v.get(row).and_then(Option::as_deref))?
                }
                Values::Number(v) => {
                    map.serialize_entry(&c.name, &v.get(row).copied().flatten())?
                }
                Values::Count(v) => map.serialize_entry(&c.name, &v.get(row).copied().flatten())?,
                Values::Flag(v) => map.serialize_entry(&c.name, &v.get(row).copied().flatten())?,
            }
        }
        map.end()
    }
}

/// Builds a declared table from a list of rows: says for each column what a row has in it.
pub(super) struct Over<'r, 'a, R> {
    rows: &'r [R],
    declared: &'static TableColumns,
    /// The columns filled so far, each with its place among those declared.
    filled: Vec<(usize, Column<'a>)>,
}

impl<'r, 'a, R> Over<'r, 'a, R> {
    /// A table of `rows` without columns yet.
    pub(super) fn new(declared: &'static TableColumns, rows: &'r [R]) -> Self {
        Over { rows, declared, filled: Vec::new() }
    }

    fn with(mut self, column: Declared, values: Values<'a>) -> Self {
        let at = self.declared.columns.iter().position(|c| c.name == column.name);
        debug_assert!(at.is_some(), "{} has no column {}", self.declared.name, column.name);
        let name = Cow::Borrowed(column.name);
        self.filled.push((at.unwrap_or(usize::MAX), Column { name, values }));
        self
    }

    /// Adds a column of texts that are always there; an empty one is an empty cell.
    pub(super) fn text(self, column: TextColumn, f: impl Fn(&R) -> Cow<'a, str>) -> Self {
        let values = self.rows.iter().map(|r| Some(f(r)).filter(|t| !t.is_empty())).collect();
        self.with(column.0, Values::Text(values))
    }

    /// Adds a column of texts some of which are absent.
    pub(super) fn maybe_text(
        self,
        column: TextColumn,
        f: impl Fn(&R) -> Option<Cow<'a, str>>,
    ) -> Self {
        let values = self.rows.iter().map(f).collect();
        self.with(column.0, Values::Text(values))
    }

    fn numbers(&self, f: impl Fn(&R) -> Option<f64>) -> Values<'a> {
        Values::Number(self.rows.iter().map(|r| f(r).filter(|n| n.is_finite())).collect())
    }

    /// Adds a column of numbers; one that is not finite is an empty cell, which no caller should
    /// rely on.
    pub(super) fn number(self, column: NumberColumn, f: impl Fn(&R) -> Option<f64>) -> Self {
        let values = self.numbers(f);
        self.with(column.0, values)
    }

    /// Adds the column of a family that this ending names.
    pub(super) fn family(
        mut self,
        family: Family,
        ending: impl std::fmt::Display,
        f: impl Fn(&R) -> Option<f64>,
    ) -> Self {
        let columns = self.declared.columns;
        let first = columns.iter().position(|c| c.needs_draws).unwrap_or(0);
        let run = columns.iter().skip(first).take_while(|c| c.needs_draws).count();
        let after = first + run.saturating_sub(1);
        let name = Cow::Owned(format!("{}{ending}", family.prefix));
        self.filled.push((after, Column { name, values: self.numbers(f) }));
        self
    }

    /// Adds a column of whole numbers.
    pub(super) fn count(self, column: CountColumn, f: impl Fn(&R) -> Option<u64>) -> Self {
        let values = self.rows.iter().map(f).collect();
        self.with(column.0, Values::Count(values))
    }

    /// Adds a column of truths.
    pub(super) fn flag(self, column: FlagColumn, f: impl Fn(&R) -> Option<bool>) -> Self {
        let values = self.rows.iter().map(f).collect();
        self.with(column.0, Values::Flag(values))
    }

    /// Adds what `more` adds if `when`.
    pub(super) fn also(self, when: bool, more: impl FnOnce(Self) -> Self) -> Self {
        if when { more(self) } else { self }
    }

    /// The table, its columns in the declared order.
    pub(super) fn finish(mut self) -> Table<'a> {
        self.filled.sort_by_key(|(at, _)| *at);
        let columns = self.filled.into_iter().map(|(_, c)| c).collect();
        Table { name: self.declared.name, height: self.rows.len(), columns }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::columns as c;
    use super::*;

    const SAMPLE: TableColumns =
        TableColumns { name: "sample", columns: &[c::NAME.0, c::SCORE.0, c::N.0, c::IMPUTED.0] };

    fn sample() -> Table<'static> {
        let rows = [("Ñuble, \"16\"", Some(1.5), 3), ("", None, 0)];
        // Filled in another order than declared: the declared one holds.
        Over::new(&SAMPLE, &rows)
            .number(c::SCORE, |r| r.1)
            .flag(c::IMPUTED, |r| Some(r.2 > 0))
            .text(c::NAME, |r| Cow::Borrowed(r.0))
            .count(c::N, |r| Some(r.2))
            .finish()
    }

    #[test]
    fn csv_quotes_what_rfc_4180_asks_for_and_nothing_else() {
        assert_eq!(
            String::from_utf8(sample().csv()).unwrap(),
            "name,score,n,imputed\n\"Ñuble, \"\"16\"\"\",1.5,3,true\n,,0,false\n"
        );
    }

    #[test]
    fn json_keeps_the_order_of_the_columns_and_says_null() {
        let json = serde_json::to_string(&sample().rows()).unwrap();
        assert_eq!(
            json,
            r#"[{"name":"Ñuble, \"16\"","score":1.5,"n":3,"imputed":true},{"name":null,"score":null,"n":0,"imputed":false}]"#
        );
        let mut document = Vec::new();
        sample().write_json(&mut document).unwrap();
        assert_eq!(
            String::from_utf8(document).unwrap(),
            "{\n\"schema\": 2,\n\"table\": \"sample\",\n\"rows\": 2,\n\"columns\": {\n\
             \"name\": [\"Ñuble, \\\"16\\\"\",null],\n\"score\": [1.5,null],\n\"n\": [3,0],\n\
             \"imputed\": [true,false]\n}\n}\n"
        );
    }

    #[test]
    fn parquet_reads_back_as_the_same_frame() {
        use polars::prelude::{ParquetReader, SerReader};
        let table = sample();
        let bytes = table.parquet().unwrap();
        assert_eq!(bytes, table.parquet().unwrap());
        let back = ParquetReader::new(std::io::Cursor::new(bytes)).finish().unwrap();
        assert!(back.equals_missing(&table.frame().unwrap()));
    }
}
