//! Periods: a year, a quarter or a month.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The first and last year a period may have.
pub const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

/// A year (`2023`), a quarter (`2023-Q4`) or a month (`2023-12`).
///
/// Order: by the end of the period; of two that end together the longer one is the newer.
///
/// ```
/// use ideal_model::Period;
/// let year: Period = "2023".parse()?;
/// let month: Period = "2023-12".parse()?;
/// assert!(month < year && month.ends_no_later_than(year) && year.ends_no_later_than(month));
/// assert_eq!(Period::year(2019)?.age_at(year), 4.0);
/// # Ok::<(), ideal_model::PeriodError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    year: i32,
    part: Part,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Part {
    Year,
    Quarter(u8),
    Month(u8),
}

/// Why a text is no period.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PeriodError {
    /// Not of the form `YYYY`, `YYYY-Qn` or `YYYY-MM`.
    #[error("`{0}` is no period; write YYYY, YYYY-Qn or YYYY-MM")]
    Form(String),
    /// Outside 1900-2100.
    #[error("year {0} is outside 1900-2100")]
    Year(i64),
}

impl Period {
    /// A calendar year.
    ///
    /// # Errors
    /// [`PeriodError::Year`] outside 1900-2100.
    pub fn year(year: i32) -> Result<Self, PeriodError> {
        if YEARS.contains(&year) {
            Ok(Period { year, part: Part::Year })
        } else {
            Err(PeriodError::Year(i64::from(year)))
        }
    }

    /// The calendar year the period lies in.
    #[must_use]
    pub fn calendar_year(self) -> i32 {
        self.year
    }

    /// Whether it is a whole year.
    #[must_use]
    pub fn is_year(self) -> bool {
        self.part == Part::Year
    }

    /// The last month of the period, counted in months from year 0.
    #[must_use]
    pub fn end_month(self) -> i32 {
        let month = match self.part {
            Part::Year => 12,
            Part::Quarter(q) => i32::from(q) * 3,
            Part::Month(m) => i32::from(m),
        };
        self.year * 12 + month
    }

    /// The first month of the period, counted in months from year 0.
    #[must_use]
    pub fn start_month(self) -> i32 {
        self.end_month() - i32::from(self.months()) + 1
    }

    fn months(self) -> u8 {
        match self.part {
            Part::Year => 12,
            Part::Quarter(_) => 3,
            Part::Month(_) => 1,
        }
    }

    /// Whether it covers less time than `other`: a month beside a quarter or a year, a quarter
    /// beside a year.
    #[must_use]
    pub fn is_shorter_than(self, other: Period) -> bool {
        self.months() < other.months()
    }

    /// Whether it is a single month.
    #[must_use]
    pub fn is_month(self) -> bool {
        matches!(self.part, Part::Month(_))
    }

    /// Whether this period ends no later than `other`.
    #[must_use]
    pub fn ends_no_later_than(self, other: Period) -> bool {
        self.end_month() <= other.end_month()
    }

    /// Age in years at the end of `edition`: the distance of the two ends; negative if this period
    /// ends later.
    #[must_use]
    pub fn age_at(self, edition: Period) -> f64 {
        f64::from(edition.end_month() - self.end_month()) / 12.0
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Period {
    fn cmp(&self, other: &Self) -> Ordering {
        let place = |p: &Self| p.end_month() * 16 + i32::from(p.months());
        place(self).cmp(&place(other))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.part {
            Part::Year => write!(f, "{:04}", self.year),
            Part::Quarter(q) => write!(f, "{:04}-Q{q}", self.year),
            Part::Month(m) => write!(f, "{:04}-{m:02}", self.year),
        }
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let form = || PeriodError::Form(s.to_owned());
        // `2023.0`, as programs write a year that know only decimals.
        let s = s
            .split_once('.')
            .filter(|(year, zeros)| year.len() == 4 && zeros.bytes().all(|b| b == b'0'))
            .map_or(s, |(year, _)| year);
        let digits = |t: &str| {
            if !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit()) {
                t.parse::<i64>().ok()
            } else {
                None
            }
        };
        let (year, part) = match s.split_once('-') {
            None => (digits(s).ok_or_else(form)?, Part::Year),
            Some((y, p)) if y.len() == 4 => {
                let year = digits(y).ok_or_else(form)?;
                let part = match p.strip_prefix('Q') {
                    Some(q) => match q {
                        "1" => Part::Quarter(1),
                        "2" => Part::Quarter(2),
                        "3" => Part::Quarter(3),
                        "4" => Part::Quarter(4),
                        _ => return Err(form()),
                    },
                    None if p.len() == 2 => match digits(p) {
                        Some(m @ 1..=12) => Part::Month(u8::try_from(m).map_err(|_| form())?),
                        _ => return Err(form()),
                    },
                    None => return Err(form()),
                };
                (year, part)
            }
            Some(_) => return Err(form()),
        };
        match i32::try_from(year) {
            Ok(y) if YEARS.contains(&y) => Ok(Period { year: y, part }),
            _ => Err(PeriodError::Year(year)),
        }
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn p(s: &str) -> Period {
        s.parse().unwrap()
    }

    #[test]
    fn forms() {
        for s in ["2023", "1900", "2100", "2023-Q1", "2023-12"] {
            assert_eq!(p(s).to_string(), s);
        }
        for s in [
            "",
            "23",
            "20244",
            "2023-13",
            "2023-00",
            "2023-Q5",
            "2023-1",
            "2023-Q",
            "-2023",
            "2023 ",
            "1899",
            "2101",
            "２０２３",
        ] {
            assert!(s.parse::<Period>().is_err(), "{s}");
        }
        assert_eq!("20244".parse::<Period>(), Err(PeriodError::Year(20244)));
    }

    #[test]
    fn order_is_by_end_then_length() {
        assert!(p("2023-11") < p("2023-Q4"));
        assert!(p("2023-12") < p("2023-Q4") && p("2023-Q4") < p("2023"));
        assert!(p("2023") < p("2024-01"));
        assert_eq!(p("2022-06").age_at(p("2023")), 1.5);
    }
}
