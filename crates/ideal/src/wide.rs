//! A long table as a wide one.

use std::collections::HashMap;

use polars::prelude::{Column, DataFrame, DataType, IdxCa, IdxSize, PolarsResult, StringChunked};

use crate::error::Error;
use crate::results::Assessed;
use crate::tables;

/// A long table as a wide one: a row for each combination of `rows`, a column for each value of
/// `columns`, and in each cell what `value` says there, null where nothing does. Of two rows that
/// fall into one cell the first counts.
///
/// ```
/// let results = ideal::Assessment::demo()?.with_draws(0).run()?;
/// let wide = ideal::wide(&results.scores()?, &["territory", "edition"], "node", "score")?;
/// assert!(wide.column("threat").is_ok());
/// # Ok::<(), ideal::Error>(())
/// ```
///
/// # Errors
/// [`Error::Table`] for a column that the table does not have.
pub fn wide(
    long: &DataFrame,
    rows: &[&str],
    columns: &str,
    value: &str,
) -> Result<DataFrame, Error> {
    pivot(long, rows, columns, value).map_err(|source| Error::Table { table: "wide", source })
}

fn pivot(long: &DataFrame, rows: &[&str], columns: &str, value: &str) -> PolarsResult<DataFrame> {
    let keys = rows.iter().map(|row| texts(long, row)).collect::<PolarsResult<Vec<_>>>()?;
    let heads = texts(long, columns)?;
    // Rows and columns stand in the order in which they come first.
    let mut places: HashMap<Vec<Option<&str>>, usize> = HashMap::new();
    let mut firsts: Vec<IdxSize> = Vec::new();
    let mut names: Vec<&str> = Vec::new();
    let mut cells: Vec<Vec<Option<IdxSize>>> = Vec::new();
    for (i, at) in (0..long.height()).zip(0..) {
        let key: Vec<Option<&str>> = keys.iter().map(|texts| texts.get(i)).collect();
        let row = *places.entry(key).or_insert_with(|| {
            firsts.push(at);
            firsts.len() - 1
        });
        let name = heads.get(i).unwrap_or("null");
        let column = names.iter().position(|n| *n == name).unwrap_or_else(|| {
            names.push(name);
            cells.push(Vec::new());
            names.len() - 1
        });
        if let Some(column) = cells.get_mut(column) {
            column.resize(column.len().max(row + 1), None);
            if let Some(cell) = column.get_mut(row) {
                cell.get_or_insert(at);
            }
        }
    }
    let height = firsts.len();
    let firsts = IdxCa::from_vec("".into(), firsts);
    let mut out: Vec<Column> = Vec::new();
    for row in rows {
        out.push(long.column(row)?.take(&firsts)?);
    }
    let values = long.column(value)?;
    for (name, mut column) in names.into_iter().zip(cells) {
        column.resize(height, None);
        let places: IdxCa = column.into_iter().collect();
        out.push(values.take(&places)?.with_name(name.into()));
    }
    DataFrame::new(height, out)
}

/// A column as texts.
fn texts(table: &DataFrame, column: &str) -> PolarsResult<StringChunked> {
    Ok(table.column(column)?.cast(&DataType::String)?.str()?.clone())
}

impl Assessed {
    /// Scores of every node of every unit and roll-up, as [`tables::scores`].
    ///
    /// # Errors
    /// [`Error::Table`] if polars refuses it.
    pub fn scores(&self) -> Result<DataFrame, Error> {
        tables::scores(self)
    }
}
