//! What is to be said of the records themselves: which rows were used and which were not, and what
//! looks wrong with them.

use std::collections::BTreeMap;
use std::fmt;

use ideal_model::{grouped, visible};

use super::count::Counts;
use super::meaning::UnknownCell;
use super::months::Month;
use super::survey::Survey;

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct FileRead {
    /// As it was given.
    pub file: String,
    /// Bytes.
    pub bytes: u64,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
    /// Rows of records that it has.
    pub rows: u64,
}

/// Cells that the recipe does not know, or that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct OddCells {
    /// The cell, or the kind of cells.
    pub what: String,
    /// Rows that have it.
    pub rows: u64,
    /// What the first of them is, and where; empty where that says no more.
    pub first: String,
}

/// A month of the records.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct MonthOfRecords {
    /// `2024-03`.
    pub month: String,
    /// Records that are used.
    pub records: u64,
    /// What they come to in the recipe's first measure.
    pub quantity: f64,
    /// Places that have one.
    pub places: u64,
    /// The last day of a row, where the month is not over.
    pub last_day: Option<u8>,
    /// Places that usually have one, where less than half of them do.
    pub usual_places: Option<u64>,
}

/// Months over which the records of all places reach, and in which one has none.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct SilentPlace {
    /// Code of the territory.
    pub territory: String,
    /// Its months without a record.
    pub months: Vec<String>,
}

/// The recipe's first measure of a place and a crime area, month by month, over the months that the
/// records of all places reach over and that are over ([`Quality::whole_months`]). Only series that come
/// to three a month and more are kept.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct MonthlySeries {
    /// Code of the territory.
    pub territory: String,
    /// Code of the crime area.
    pub crime_area: String,
    /// The sum of each month.
    pub sums: Vec<f64>,
}

/// The account of a reading: rows read = rows used + rows left out.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
pub struct Quality {
    /// Id of the recipe.
    pub recipe: String,
    /// SHA-256 of its text.
    pub recipe_sha256: String,
    /// The files, in the order given.
    pub files: Vec<FileRead>,
    /// Rows of records in all files.
    pub read: u64,
    /// Those that went into figures.
    pub used: u64,
    /// Those left out, by reason.
    pub left_out: BTreeMap<String, u64>,
    /// Figures made of those used.
    pub figures: u64,
    /// First and last day of the records that are used, where rows have days.
    pub days: Option<(String, String)>,
    /// Offences that the recipe's table does not have.
    pub other_offences: Vec<OddCells>,
    /// Rows that cannot be read, by kind.
    pub unreadable: Vec<OddCells>,
    /// Rows used and left out that repeat an earlier one in every cell; none where nobody looked.
    pub repeated_rows: Option<u64>,
    /// Records that are there several times by their number, with rows that differ.
    pub differing_records: u64,
    /// Rows without a number, where records have one: all of them count.
    pub unnumbered: u64,
    /// Month by month.
    pub months: Vec<MonthOfRecords>,
    /// Places with months without a record.
    pub silent: Vec<SilentPlace>,
    /// What else a person should know.
    pub notes: Vec<String>,
    /// The months of [`Quality::series`].
    #[serde(skip)]
    pub whole_months: Vec<String>,
    /// Month by month, for each place and crime area.
    #[serde(skip)]
    pub series: Vec<MonthlySeries>,
}

impl Quality {
    /// Takes what was counted.
    pub(super) fn counted(
        &mut self,
        counts: &mut Counts,
        survey: &Survey,
        offences: &[UnknownCell],
    ) {
        (self.read, self.used) = (counts.read, counts.used);
        for (reason, rows) in &counts.left_out {
            *self.left_out.entry((*reason).to_owned()).or_default() += rows;
        }
        self.repeated_rows = counts.repeated_rows();
        self.unnumbered = counts.unnumbered;
        let spans = counts.groups.keys.iter().map(|(_, span)| span).filter(|span| span.first > 0);
        let day = |n: u32| format!("{:04}-{:02}-{:02}", n / 10_000, n / 100 % 100, n % 100);
        let ends =
            spans.fold(None, |ends: Option<(u32, u32)>, span| {
                Some(ends.map_or((span.first, span.last), |(a, b)| {
                    (a.min(span.first), b.max(span.last))
                }))
            });
        self.days = ends.map(|(first, last)| (day(first), day(last)));
        let mut offences: Vec<&UnknownCell> =
            offences.iter().filter(|cell| cell.rows > 0).collect();
        offences.sort_by(|a, b| b.rows.cmp(&a.rows).then_with(|| a.text.cmp(&b.text)));
        self.other_offences = offences
            .into_iter()
            .map(|cell| OddCells { what: cell.text.clone(), rows: cell.rows, first: String::new() })
            .collect();
        for (month, read) in &survey.months.all {
            self.months.push(MonthOfRecords {
                month: name(*month),
                records: read.records,
                quantity: read.quantity.number(),
                places: read.places,
                last_day: read.ends_early,
                usual_places: read.usual_places,
            });
        }
        self.whole_months = survey.whole.iter().map(|month| name(*month)).collect();
        self.silent = survey
            .silent
            .iter()
            .map(|(territory, months)| SilentPlace {
                territory: territory.clone(),
                months: months.iter().map(|month| name(*month)).collect(),
            })
            .collect();
        self.series = survey
            .series
            .iter()
            .map(|(territory, area, sums)| MonthlySeries {
                territory: territory.clone(),
                crime_area: area.clone(),
                sums: sums.clone(),
            })
            .collect();
    }

    /// Rows left out in all.
    #[must_use]
    pub fn left_out_in_all(&self) -> u64 {
        self.left_out.values().sum()
    }
}

fn name((year, month): Month) -> String {
    format!("{year:04}-{month:02}")
}

/// Offences that are listed in words; the tables have all.
const SHOWN: usize = 12;

impl fmt::Display for Quality {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let n = |n: u64| grouped(n, ',');
        let files = if self.files.len() == 1 {
            "1 file".to_owned()
        } else {
            format!("{} files", self.files.len())
        };
        write!(
            f,
            "{files}: {} rows read = {} used in {} figures + {} left out",
            n(self.read),
            n(self.used),
            n(self.figures),
            n(self.left_out_in_all())
        )?;
        for (reason, count) in &self.left_out {
            write!(f, "\n  {:>11} left out: {}", n(*count), visible(reason))?;
        }
        for odd in self.other_offences.iter().take(SHOWN) {
            write!(f, "\n  {:>11} of them `{}`", n(odd.rows), visible(&odd.what))?;
        }
        if self.other_offences.len() > SHOWN {
            write!(f, "\n  {:>11} and {} more offences", "", self.other_offences.len() - SHOWN)?;
        }
        for odd in &self.unreadable {
            write!(f, "\n  note: {}; the first: {}", visible(&odd.what), visible(&odd.first))?;
        }
        if let Some((first, last)) = &self.days {
            write!(f, "\n  records of {first} to {last}")?;
        }
        let counted = [
            (
                self.repeated_rows.unwrap_or(0),
                "rows that repeat an earlier one in every cell, and count: equal incidents may be several (duplicates = \"drop\" leaves them out)",
            ),
            (
                self.differing_records,
                "records that are there several times with rows that differ; of each the earliest counts",
            ),
            (self.unnumbered, "rows without a number; all of them count"),
        ];
        for (count, what) in counted.into_iter().filter(|(count, _)| *count > 0) {
            write!(f, "\n  note: {what}: {}", n(count))?;
        }
        let open = self.months.iter().filter_map(|m| {
            m.last_day.map(|day| format!("{} is not over: its last row is of day {day}", m.month))
        });
        let thin = self.months.iter().filter_map(|m| {
            m.usual_places.map(|usual| {
                format!("{} has rows of {} places, where {usual} are usual", m.month, m.places)
            })
        });
        for note in open.chain(thin).chain(self.notes.iter().cloned()) {
            write!(f, "\n  note: {}", visible(&note))?;
        }
        if self.read != self.used + self.left_out_in_all() {
            write!(f, "\n  the rows do not add up: please report this")?;
        }
        Ok(())
    }
}
