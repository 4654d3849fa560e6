//! A day that somebody states: that of a report, never that of a clock.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};

/// A day of the Gregorian calendar.
///
/// ```
/// use ideal_model::Date;
/// let day: Date = "2026-03-31".parse()?;
/// assert_eq!((day.year(), day.month(), day.day()), (2026, 3, 31));
/// assert!("2026-02-30".parse::<Date>().is_err());
/// # Ok::<(), ideal_model::NoSuchDate>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NaiveDate);

/// A text that is no day.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no date; write year, month and day, as in 2026-03-31")]
pub struct NoSuchDate(pub String);

impl Date {
    /// The year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// The day of the month, from 1.
    #[must_use]
    pub fn day(self) -> u32 {
        self.0.day()
    }
}

/// As ISO 8601 writes it.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Reads a day as ISO 8601 writes it, years of four digits.
impl FromStr for Date {
    type Err = NoSuchDate;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let shape =
            |(i, b): (usize, u8)| if matches!(i, 4 | 7) { b == b'-' } else { b.is_ascii_digit() };
        let like = text.len() == 10 && text.bytes().enumerate().all(shape);
        let day = text.parse().ok().filter(|_| like);
        day.map(Date).ok_or_else(|| NoSuchDate(text.to_owned()))
    }
}
