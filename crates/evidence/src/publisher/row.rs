//! What an import gives: tidy rows, an account of what was read, and what the project must learn.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;

use ideal_model::{CatalogueEntry, ObsStatus, Period, Source, TerritoryKind, grouped, visible};

/// A row of tidy evidence, with the place it was read from.
#[derive(Clone, Debug, PartialEq)]
pub struct TidyRow {
    /// Code of the territory.
    pub territory: String,
    /// Code of the crime area; `*` holds for every area.
    pub crime_area: String,
    /// Code of the indicator.
    pub indicator: String,
    /// What the value speaks about.
    pub period: Period,
    /// The value.
    pub value: TidyValue,
    /// The unit of the value.
    pub unit: String,
    /// Published standard error, in the same unit.
    pub se: Option<f64>,
    /// Id of the source.
    pub source: String,
    /// Reliability of the source, as graded.
    pub reliability: Option<char>,
    /// Credibility of the information, as graded.
    pub credibility: Option<char>,
    /// SDMX status; none is normal.
    pub obs_status: Option<ObsStatus>,
    /// Pseudonym of the rater; empty where there is none.
    pub rater: String,
    /// What a reader of the row should know.
    pub note: String,
    /// Where it was read.
    pub origin: PlaceInFile,
}

impl TidyRow {
    /// Whether it is a zero that no row says: a place on which a complete register is silent.
    pub(crate) fn is_silence(&self) -> bool {
        self.origin.row == 0
    }

    /// Territory, crime area, indicator, period: one row each in an import.
    #[must_use]
    pub fn key(&self) -> (&str, &str, &str, Period) {
        (&self.territory, &self.crime_area, &self.indicator, self.period)
    }

    /// Order of the files that are written: by key and rater.
    #[must_use]
    pub fn order(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key()).then_with(|| self.rater.cmp(&other.rater))
    }
}

/// What a row says; the words of tidy evidence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TidyValue {
    /// A finite number.
    Number(f64),
    /// Suppressed below a bound: `<5`.
    Censored(f64),
    /// Known to be absent.
    Nil,
    /// The question does not arise.
    NotApplicable,
    /// Asked, cannot be judged.
    Unknown,
    /// An empty cell.
    Missing,
}

impl fmt::Display for TidyValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TidyValue::Number(x) => f.write_str(&ideal_model::shortest(*x)),
            TidyValue::Censored(x) => write!(f, "<{}", ideal_model::shortest(*x)),
            TidyValue::Nil => f.write_str("nil"),
            TidyValue::NotApplicable => f.write_str("not_applicable"),
            TidyValue::Unknown => f.write_str("unknown"),
            TidyValue::Missing => Ok(()),
        }
    }
}

/// Where a row was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlaceInFile {
    /// The file, as it was given.
    pub file: String,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// Line of a text file or row of a sheet, from 1; for a sum the first of its rows.
    pub row: u32,
}

/// A territory the shipped registry does not have as one: a publisher's aggregate, or a part of a
/// country.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTerritory {
    /// Its code.
    pub code: String,
    /// Its name, in the publisher's language.
    pub name: String,
    /// The territory it is a part of.
    pub parent: Option<String>,
    /// Region or part.
    pub kind: TerritoryKind,
}

/// The account of one file: read = used + left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The file, as it was given.
    pub file: String,
    /// Figures read: rows of a long table, cells of a wide one.
    pub read: u64,
    /// Those that went into observations.
    pub used: u64,
    /// Those left out, by reason.
    pub left_out: BTreeMap<String, u64>,
    /// Observations made from those used.
    pub observations: u64,
    /// Observations that a later file of the same call replaces.
    pub superseded: u64,
    /// Observations whose value is suppressed and kept as censored (`<5`).
    pub censored: u64,
    /// What a person should know of the file beside the counts.
    pub notes: Vec<String>,
}

impl Summary {
    pub(crate) fn leave_out(&mut self, reason: &str, count: u64) {
        if count > 0 {
            *self.left_out.entry(reason.to_owned()).or_default() += count;
        }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = self.file.rsplit(['/', '\\']).next().unwrap_or(&self.file);
        write!(
            f,
            "{}: {} figures read, {} used",
            visible(file),
            grouped(self.read, ','),
            grouped(self.used, ',')
        )?;
        write!(f, " in {} observations", grouped(self.observations, ','))?;
        if self.censored > 0 {
            write!(
                f,
                ", {} of them suppressed by the publisher and kept as censored",
                grouped(self.censored, ',')
            )?;
        }
        if self.superseded > 0 {
            write!(f, ", {} of them superseded by a later file", grouped(self.superseded, ','))?;
        }
        for (reason, count) in &self.left_out {
            write!(f, "\n  {:>9} left out: {}", grouped(*count, ','), visible(reason))?;
        }
        for note in &self.notes {
            write!(f, "\n  note: {}", visible(note))?;
        }
        let lost = i128::from(self.read)
            - i128::from(self.used)
            - i128::from(self.left_out.values().sum::<u64>());
        if lost != 0 {
            write!(f, "\n  {lost:>9} not accounted for: please report this")?;
        }
        Ok(())
    }
}

/// Everything an import gives.
#[derive(Clone, Debug, Default)]
pub struct Import {
    /// The observations, one per key, sorted by territory, crime area, indicator and period.
    pub rows: Vec<TidyRow>,
    /// The account of each file, in the order given.
    pub summaries: Vec<Summary>,
    /// The sources of the rows and the sources those are built from.
    pub sources: Vec<Source>,
    /// Publisher's aggregates and parts of countries that rows speak about, by code.
    pub territories: Vec<NewTerritory>,
    /// Indicators of rows that the shipped catalogue lacks, by code.
    pub indicators: Vec<CatalogueEntry>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_accounts_for_everything() {
        let mut s = Summary {
            file: "a/b.xlsx".to_owned(),
            read: 12_345,
            used: 345,
            observations: 340,
            ..Summary::default()
        };
        s.left_out.insert("other series".to_owned(), 12_000);
        assert_eq!(
            s.to_string(),
            "b.xlsx: 12,345 figures read, 345 used in 340 observations\n     12,000 left out: \
             other series"
        );
        s.left_out.insert("aggregates".to_owned(), 1);
        assert!(s.to_string().contains("-1 not accounted for"));
    }

    #[test]
    fn values_are_written_as_tidy_words() {
        let words: Vec<String> = [
            TidyValue::Number(767_318.77),
            TidyValue::Number(1e21),
            TidyValue::Censored(5.0),
            TidyValue::Nil,
            TidyValue::NotApplicable,
            TidyValue::Unknown,
            TidyValue::Missing,
        ]
        .iter()
        .map(ToString::to_string)
        .collect();
        assert_eq!(
            words,
            ["767318.77", "1000000000000000000000", "<5", "nil", "not_applicable", "unknown", ""]
        );
    }
}
