//! What is to be said of the records themselves: which rows were used and which were not, and what
//! looks wrong with them.

use std::collections::BTreeMap;
use std::fmt;

use ideal_model::{grouped, visible};

use super::count::{Counts, month_of, places};
use super::meaning::UnknownCell;
use super::months::Months;
use crate::publisher::mapping::figure::Words;

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
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct MonthOfRecords {
    /// `2024-03`.
    pub month: String,
    /// Records that are used.
    pub records: u64,
    /// Places that have one.
    pub places: u64,
    /// The last day of a row, where the month is not over.
    pub last_day: Option<u8>,
    /// Places that usually have one, where less than half of them do.
    pub usual_places: Option<u64>,
}

/// Months between the first and the last of all records in which a place has none.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct SilentPlace {
    /// Code of the territory.
    pub territory: String,
    /// Its months without a record.
    pub months: Vec<String>,
}

/// Records of a place and a crime area, month by month, from the first month of all to the last
/// that is over.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct MonthlySeries {
    /// Code of the territory.
    pub territory: String,
    /// Code of the crime area.
    pub crime_area: String,
    /// The first month.
    pub first: String,
    /// Records in each.
    pub records: Vec<u64>,
}

/// The account of a reading: rows read = rows used + rows left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
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
    /// Month by month, for each place and crime area.
    #[serde(skip)]
    pub series: Vec<MonthlySeries>,
}

impl Quality {
    /// Takes what was counted.
    pub(super) fn counted(&mut self, counts: &mut Counts, months: &Months, words: &Words, offences: &[UnknownCell]) {
        (self.read, self.used) = (counts.read, counts.used);
        for (reason, rows) in &counts.left_out {
            *self.left_out.entry((*reason).to_owned()).or_default() += rows;
        }
        self.repeated_rows = counts.repeated_rows();
        self.unnumbered = counts.unnumbered;
        let spans = counts.groups.keys.iter().map(|(_, span)| span).filter(|span| span.first > 0);
        let day = |n: u32| format!("{:04}-{:02}-{:02}", n / 10_000, n / 100 % 100, n % 100);
        let ends = spans.fold(None, |ends: Option<(u32, u32)>, span| {
            Some(ends.map_or((span.first, span.last), |(a, b)| (a.min(span.first), b.max(span.last))))
        });
        self.days = ends.map(|(first, last)| (day(first), day(last)));
        let mut offences: Vec<&UnknownCell> = offences.iter().filter(|cell| cell.rows > 0).collect();
        offences.sort_by(|a, b| b.rows.cmp(&a.rows).then_with(|| a.text.cmp(&b.text)));
        self.other_offences = offences
            .into_iter()
            .map(|cell| OddCells { what: cell.text.clone(), rows: cell.rows, first: String::new() })
            .collect();
        for (month, read) in &months.all {
            self.months.push(MonthOfRecords {
                month: name(month_number(*month)),
                records: read.records,
                places: read.places,
                last_day: read.ends_early,
                usual_places: read.usual_places,
            });
        }
        self.by_place(counts, months, words);
    }

    /// Months without a record, place by place, and the series of records.
    fn by_place(&mut self, counts: &Counts, months: &Months, words: &Words) {
        let over = || months.all.iter().filter(|(_, read)| read.ends_early.is_none());
        let (Some((first, _)), Some((last, _))) = (over().next(), over().next_back()) else { return };
        let (first, last) = (month_number(*first), month_number(*last));
        let length = usize::try_from(last - first + 1).unwrap_or(0);
        let mut series: BTreeMap<(&str, &str), Vec<u64>> = BTreeMap::new();
        for (place, (key, _)) in counts.groups.keys.iter().enumerate() {
            let month = if key.month > 0 { key.month } else { month_of(key.period) };
            let at = month_number((key.period.calendar_year(), month)) - first;
            let records = counts.groups.of(place).iter().map(|sum| sum.records).max().unwrap_or(0);
            let Some(at) = usize::try_from(at).ok().filter(|at| month > 0 && *at < length) else { continue };
            let of = series
                .entry((words.text(key.territory), words.text(key.area)))
                .or_insert_with(|| vec![0; length]);
            if let Some(there) = of.get_mut(at) {
                *there += records;
            }
        }
        for territory in places(&counts.groups) {
            let code = words.text(territory);
            let own: Vec<&Vec<u64>> = series.iter().filter(|((t, _), _)| *t == code).map(|(_, of)| of).collect();
            let none = |at: &usize| own.iter().all(|of| of.get(*at).copied().unwrap_or(0) == 0);
            let silent: Vec<String> = (0..length)
                .filter(none)
                .map(|at| name(first + i32::try_from(at).unwrap_or(0)))
                .collect();
            if !silent.is_empty() && length > 1 {
                self.silent.push(SilentPlace { territory: code.to_owned(), months: silent });
            }
        }
        self.silent.sort_by(|a, b| a.territory.cmp(&b.territory));
        self.series = series
            .into_iter()
            .map(|((territory, crime_area), records)| MonthlySeries {
                territory: territory.to_owned(),
                crime_area: crime_area.to_owned(),
                first: name(first),
                records,
            })
            .collect();
    }

    /// Rows left out in all.
    #[must_use]
    pub fn left_out_in_all(&self) -> u64 {
        self.left_out.values().sum()
    }
}

fn month_number((year, month): (i32, u8)) -> i32 {
    year * 12 + i32::from(month) - 1
}

fn name(month: i32) -> String {
    format!("{:04}-{:02}", month.div_euclid(12), month.rem_euclid(12) + 1)
}

/// Offences that are listed in words; the tables have all.
const SHOWN: usize = 12;

impl fmt::Display for Quality {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let n = |n: u64| grouped(n, ',');
        let files = if self.files.len() == 1 { "1 file".to_owned() } else { format!("{} files", self.files.len()) };
        write!(f, "{files}: {} rows read = {} used in {} figures + {} left out", n(self.read), n(self.used), n(self.figures), n(self.left_out_in_all()))?;
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
        if let Some(rows) = self.repeated_rows.filter(|rows| *rows > 0) {
            write!(f, "\n  note: {} rows repeat an earlier one in every cell; they count, because equal incidents may be several (duplicates = \"drop\" leaves them out)", n(rows))?;
        }
        if self.differing_records > 0 {
            write!(f, "\n  note: {} records are there several times with rows that differ; of each the earliest counts", n(self.differing_records))?;
        }
        if self.unnumbered > 0 {
            write!(f, "\n  note: {} rows have no number, and all of them count", n(self.unnumbered))?;
        }
        let open = self.months.iter().filter_map(|m| m.last_day.map(|day| format!("{} is not over: its last row is of day {day}", m.month)));
        let thin = self.months.iter().filter_map(|m| m.usual_places.map(|usual| format!("{} has rows of {} places, where {usual} are usual", m.month, m.places)));
        for note in open.chain(thin).chain(self.notes.iter().cloned()) {
            write!(f, "\n  note: {}", visible(&note))?;
        }
        if self.read != self.used + self.left_out_in_all() {
            write!(f, "\n  the rows do not add up: please report this")?;
        }
        Ok(())
    }
}
