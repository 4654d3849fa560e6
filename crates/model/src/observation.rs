//! One value of one indicator, with everything that must survive to the report.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::grade::Grade;
use crate::handling::Mark;
use crate::period::Period;
use crate::published::shortest;

/// What a row says. The states are never merged into one another.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// A finite number in the indicator's unit.
    Number(f64),
    /// Known to be absent: the quantity zero.
    Nil,
    /// The question does not arise.
    NotApplicable,
    /// Asked, and cannot be judged.
    Unknown,
    /// Suppressed below a bound: `<5` is the interval [0, 5).
    Censored(f64),
    /// An empty cell: listed, never selected.
    Missing,
}

impl Value {
    /// The state's word, as tables print it.
    #[must_use]
    pub fn status(self) -> Status {
        match self {
            Value::Number(_) => Status::Value,
            Value::Nil => Status::Nil,
            Value::NotApplicable => Status::NotApplicable,
            Value::Unknown => Status::Unknown,
            Value::Censored(_) => Status::Censored,
            Value::Missing => Status::Missing,
        }
    }

    /// Whether it is or stands for a quantity (a number, nil, or a censored count).
    #[must_use]
    pub fn is_quantity(self) -> bool {
        matches!(self, Value::Number(_) | Value::Nil | Value::Censored(_))
    }
}

/// As evidence writes it: `24.95`, `<5`, `nil`; nothing for an empty cell.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Number(n) => f.write_str(&shortest(*n)),
            Value::Censored(bound) => write!(f, "<{}", shortest(*bound)),
            Value::Missing => Ok(()),
            other => f.write_str(other.status().word()),
        }
    }
}

crate::words! {
    /// The state of a value.
    pub enum Status {
        /// A number.
        Value = "value",
        /// Known absent.
        Nil = "nil",
        /// Does not apply.
        NotApplicable = "not_applicable",
        /// Cannot be judged.
        Unknown = "unknown",
        /// Below a bound.
        Censored = "censored",
        /// Nothing there.
        Missing = "missing",
    }
}

/// SDMX observation status, where the row has one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ObsStatus {
    /// A: normal.
    #[default]
    Normal,
    /// B: break in series.
    Break,
    /// E: estimated.
    Estimated,
    /// P: provisional.
    Provisional,
    /// S: suspect as published (our own addition to the SDMX list).
    Suspect,
}

impl ObsStatus {
    /// Reads the one-letter code; `None` for any other text.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "A" => Some(ObsStatus::Normal),
            "B" => Some(ObsStatus::Break),
            "E" => Some(ObsStatus::Estimated),
            "P" => Some(ObsStatus::Provisional),
            "S" => Some(ObsStatus::Suspect),
            _ => None,
        }
    }

    /// The one-letter code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            ObsStatus::Normal => "A",
            ObsStatus::Break => "B",
            ObsStatus::Estimated => "E",
            ObsStatus::Provisional => "P",
            ObsStatus::Suspect => "S",
        }
    }
}

/// Where a row was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Origin {
    /// Index into [`crate::Evidence::files`].
    pub file: u32,
    /// Index into [`crate::Evidence::sheets`], for workbooks.
    pub sheet: Option<u32>,
    /// Line of a text file or row of a sheet, from 1.
    pub line: u32,
}

/// What no two observations of an assessment have in common, in the order in which they are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObservationKey {
    /// Index of the territory.
    pub territory: u32,
    /// Index of the crime area; `None` is every area.
    pub crime_area: Option<u32>,
    /// Index of the indicator.
    pub indicator: u32,
    /// Period.
    pub period: Period,
    /// Index of the source.
    pub source: Option<u32>,
    /// Index of the rater.
    pub rater: Option<u32>,
}

impl Observation {
    /// What tells it from every other.
    #[must_use]
    pub fn key(&self) -> ObservationKey {
        ObservationKey {
            territory: self.territory,
            crime_area: self.crime_area,
            indicator: self.indicator,
            period: self.period,
            source: self.source,
            rater: self.rater,
        }
    }

    /// Where this row has no grade and is a quantity: of `others` the newest older row of the same
    /// series, territory and crime area that is a quantity with a grade and was no more than
    /// `max_age` years old at `edition`. An edition takes the newer row all the same, and trusts it
    /// less than it would have trusted the older one.
    #[must_use]
    pub fn graded_before<'e>(
        &self,
        others: impl IntoIterator<Item = &'e Observation>,
        edition: Period,
        max_age: f64,
    ) -> Option<&'e Observation> {
        if self.grade != Grade::default() || !self.value.is_quantity() {
            return None;
        }
        let of = |o: &Observation| (o.territory, o.crime_area, o.indicator);
        let passed = |o: &&Observation| {
            of(o) == of(self)
                && o.grade != Grade::default()
                && o.value.is_quantity()
                && !self.period.ends_no_later_than(o.period)
                && o.period.age_at(edition) <= max_age + 1e-9
        };
        others.into_iter().filter(passed).max_by_key(|o| o.period)
    }
}

/// What a value may lie between, in the words of who gave it: a rater's plausible range, or a
/// published interval that is no standard error. In the indicator's unit, `low` <= value <= `high`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlausibleRange {
    /// Its low end.
    pub low: f64,
    /// Its high end.
    pub high: f64,
    /// That the range holds the truth, in per cent, 50..=100; none where nobody said.
    pub confidence: Option<f64>,
}

impl PlausibleRange {
    /// The least and the greatest confidence there are, in per cent: who is less sure than that a
    /// coin would tell has no range.
    pub const CONFIDENCE: [f64; 2] = [50.0, 100.0];

    /// Whether it is one, about this value.
    #[must_use]
    pub fn holds(&self, value: f64) -> bool {
        let [least, most] = Self::CONFIDENCE;
        self.low.is_finite()
            && self.high.is_finite()
            && self.low <= value
            && value <= self.high
            && self.confidence.is_none_or(|c| (least..=most).contains(&c))
    }
}

/// One observation. Codes are indices into the tables of the [`crate::Evidence`] it belongs to.
#[derive(Clone, Debug, PartialEq)]
pub struct Observation {
    /// Index into `territories`.
    pub territory: u32,
    /// Index into `crime_areas`; `None` is `*`, every area.
    pub crime_area: Option<u32>,
    /// Index into `indicators`.
    pub indicator: u32,
    /// The period the value speaks about.
    pub period: Period,
    /// What the row says.
    pub value: Value,
    /// Published standard error, in the indicator's unit, finite and >= 0.
    pub se: Option<f64>,
    /// The range it may lie in, which counts before a standard error; only beside a number.
    pub range: Option<Box<PlausibleRange>>,
    /// Index into `sources`; `None` where the row names none.
    pub source: Option<u32>,
    /// Index into `raters`, for expert ratings.
    pub rater: Option<u32>,
    /// The grade as written.
    pub grade: Grade,
    /// The handling mark.
    pub mark: Mark,
    /// SDMX status.
    pub obs_status: ObsStatus,
    /// The analyst's note; never printed above TLP:CLEAR.
    pub note: Option<Box<str>>,
    /// Where it was read.
    pub origin: Origin,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn row(year: i32, value: Value, graded: bool) -> Observation {
        let part = |c| graded.then_some(c);
        Observation {
            territory: 0,
            crime_area: None,
            indicator: 0,
            period: Period::year(year).unwrap(),
            value,
            se: None,
            range: None,
            source: None,
            rater: None,
            grade: Grade { reliability: part('B'), credibility: part('2') },
            mark: Mark::default(),
            obs_status: ObsStatus::Normal,
            note: None,
            origin: Origin { file: 0, sheet: None, line: 2 },
        }
    }

    #[test]
    fn a_graded_row_that_a_newer_one_without_a_grade_hides_is_found() {
        let edition = Period::year(2023).unwrap();
        let number = Value::Number(5.0);
        let others = [
            row(2018, number, true),
            row(2020, number, true),
            row(2021, Value::Unknown, true),
            row(2021, number, false),
            row(2022, number, true),
        ];
        let found = |r: &Observation, age| {
            r.graded_before(&others, edition, age).map(|o| o.period.calendar_year())
        };
        let newest = row(2022, number, false);
        assert_eq!(found(&newest, 5.0), Some(2020));
        // Of 2020 it would be three years old; a row that is out of reach was not hidden.
        assert_eq!(found(&newest, 2.5), None);
        assert_eq!(found(&row(2022, number, true), 5.0), None);
        let other_area = Observation { crime_area: Some(1), ..row(2022, number, false) };
        assert_eq!(found(&other_area, 5.0), None);
    }
}
