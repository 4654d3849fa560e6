//! The tables as polars DataFrames and as Parquet.

use ideal_model::Results;
use polars::prelude::{
    Column as Series, DataFrame, IntoColumn, NamedFrom, ParquetWriter, PolarsResult,
    Series as PolarsSeries,
};

use super::TableKind;
use super::table::{Table, Values};
use crate::error::Error;

impl Table<'_> {
    /// The table as a polars DataFrame.
    ///
    /// # Errors
    /// Whatever polars refuses; two columns of one name would be such a thing.
    pub fn frame(&self) -> PolarsResult<DataFrame> {
        let columns: Vec<Series> = self
            .columns
            .iter()
            .map(|c| {
                let name = c.name.as_ref().into();
                match &c.values {
                    Values::Text(v) => {
                        PolarsSeries::new(name, v.iter().map(Option::as_deref).collect::<Vec<_>>())
                    }
                    Values::Number(v) => PolarsSeries::new(name, v),
                    Values::Count(v) => PolarsSeries::new(name, v),
                    Values::Flag(v) => PolarsSeries::new(name, v),
                }
                .into_column()
            })
            .collect();
        DataFrame::new(self.height, columns)
    }

    /// The table as Parquet: one writer thread, so the bytes do not depend on the machine.
    ///
    /// # Errors
    /// Whatever polars refuses.
    pub fn parquet(&self) -> PolarsResult<Vec<u8>> {
        let mut bytes = Vec::new();
        ParquetWriter::new(&mut bytes).set_parallel(false).finish(&mut self.frame()?)?;
        Ok(bytes)
    }
}

impl TableKind {
    /// The table as a polars DataFrame.
    ///
    /// # Errors
    /// [`Error::Table`] if polars refuses it.
    pub fn frame(self, results: &Results) -> Result<DataFrame, Error> {
        self.of(results).frame().map_err(|source| Error::Table { table: self.name(), source })
    }
}

/// Scores of every node of every unit and roll-up, sorted by territory, crime area, edition and
/// node.
///
/// ```
/// let results = ideal::Assessment::demo()?.run()?;
/// let scores = ideal::tables::scores(&results)?;
/// assert_eq!(scores.get_column_names()[..4], ["territory", "crime_area", "edition", "node"]);
/// # Ok::<(), ideal::Error>(())
/// ```
///
/// # Errors
/// [`Error::Table`] if polars refuses it.
pub fn scores(results: &Results) -> Result<DataFrame, Error> {
    TableKind::Scores.frame(results)
}

/// The ranking of territories, for every edition and ranked node.
///
/// # Errors
/// [`Error::Table`] if polars refuses it.
pub fn ranking_territories(results: &Results) -> Result<DataFrame, Error> {
    TableKind::RankingTerritories.frame(results)
}

/// The ranking of crime areas, for every edition and ranked node.
///
/// # Errors
/// [`Error::Table`] if polars refuses it.
pub fn ranking_crime_areas(results: &Results) -> Result<DataFrame, Error> {
    TableKind::RankingCrimeAreas.frame(results)
}

/// The ranking of units, for every edition and ranked node.
///
/// # Errors
/// [`Error::Table`] if polars refuses it.
pub fn ranking_units(results: &Results) -> Result<DataFrame, Error> {
    TableKind::RankingUnits.frame(results)
}

/// Every leaf of every unit with its status, value, score and the row it came from.
///
/// # Errors
/// [`Error::Table`] if polars refuses it.
pub fn indicators(results: &Results) -> Result<DataFrame, Error> {
    TableKind::Indicators.frame(results)
}

/// Every node without a score, and why.
///
/// # Errors
/// [`Error::Table`] if polars refuses it.
pub fn gaps(results: &Results) -> Result<DataFrame, Error> {
    TableKind::Gaps.frame(results)
}

/// The sources, with their licences and how many of their rows were read and used.
///
/// # Errors
/// [`Error::Table`] if polars refuses it.
pub fn sources(results: &Results) -> Result<DataFrame, Error> {
    TableKind::Sources.frame(results)
}

/// Warnings and notes of check and run.
///
/// # Errors
/// [`Error::Table`] if polars refuses it.
pub fn warnings(results: &Results) -> Result<DataFrame, Error> {
    TableKind::Warnings.frame(results)
}

/// Every pair of the ranked territories and crime areas, with its winning index; no row without
/// draws.
///
/// # Errors
/// [`Error::Table`] if polars refuses it.
pub fn winning(results: &Results) -> Result<DataFrame, Error> {
    TableKind::Winning.frame(results)
}
