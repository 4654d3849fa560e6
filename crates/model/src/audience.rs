//! Who a result is made for, and what was taken out of the evidence for it.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use crate::handling::{HandlingCode, HandlingError, Mark, Tlp};

/// Who may read a result: the strictest marks that its readers are cleared for, in each scheme by
/// itself.
///
/// ```
/// use ideal_model::{Audience, Mark, Tlp};
///
/// let audience: Audience = "TLP:AMBER,H1".parse()?;
/// assert!(audience.may_read(Mark::new(Tlp::Green, None)));
/// assert!(!audience.may_read(Mark::new(Tlp::Red, None)));
/// // Who is cleared for no handling code may read no row that has one.
/// let community: Audience = "TLP:GREEN".parse()?;
/// assert!(!community.may_read(Mark::new(Tlp::Clear, Some(ideal_model::HandlingCode::H0))));
/// # Ok::<(), ideal_model::AudienceError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Audience {
    /// The strictest TLP label.
    pub tlp: Tlp,
    /// The strictest handling code; none: no row that has any.
    pub code: Option<HandlingCode>,
}

/// Why a text names no audience.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AudienceError {
    /// A word of it is no mark.
    #[error("{0}")]
    Mark(#[from] HandlingError),
    /// It has no TLP label.
    #[error("an audience names a TLP label: TLP:GREEN, or TLP:GREEN,H1 with a handling code")]
    NoLabel,
    /// It has two marks of a scheme.
    #[error("`{0}` is a second mark of its scheme: an audience names one of each")]
    Twice(String),
}

impl FromStr for Audience {
    type Err = AudienceError;

    /// Reads `TLP:GREEN` or `TLP:AMBER,H1`: a label and, where rows carry them, a handling code.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (mut tlp, mut code) = (None, None);
        let blank = |c: char| c.is_whitespace() || c == ',' || c == '·';
        for word in text.split(blank).filter(|word| !word.is_empty()) {
            let twice = match (word.parse::<Tlp>(), word.parse::<HandlingCode>()) {
                (Ok(label), _) => tlp.replace(label).is_some(),
                (_, Ok(found)) => code.replace(found).is_some(),
                (Err(e), _) => return Err(e.into()),
            };
            if twice {
                return Err(AudienceError::Twice(word.to_owned()));
            }
        }
        tlp.map(|tlp| Audience { tlp, code }).ok_or(AudienceError::NoLabel)
    }
}

impl fmt::Display for Audience {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.tlp)?;
        self.code.map_or(Ok(()), |code| write!(f, ",{code}"))
    }
}

impl Audience {
    /// Whether it is cleared for what carries a mark.
    #[must_use]
    pub fn may_read(&self, mark: Mark) -> bool {
        mark.tlp <= self.tlp && mark.code <= self.code
    }

    /// The mark of a whole project's output as it goes to this audience: no stricter than what the
    /// audience may read. That it is an exercise stays.
    #[must_use]
    pub fn lowers(&self, mark: Mark) -> Mark {
        Mark { tlp: mark.tlp.min(self.tlp), code: mark.code.min(self.code), ..mark }
    }
}

crate::words! {
    /// How many rows, as far as readers may know: a count of one is a finding.
    pub enum RowBand {
        /// 1 to 9.
        Few = "1-9",
        /// 10 to 49.
        Dozens = "10-49",
        /// 50 and more.
        Many = "50+",
    }
}

impl RowBand {
    /// The band of a count; none for zero.
    #[must_use]
    pub fn of(rows: u64) -> Option<Self> {
        match rows {
            0 => None,
            1..=9 => Some(RowBand::Few),
            10..=49 => Some(RowBand::Dozens),
            _ => Some(RowBand::Many),
        }
    }
}

/// What was taken out of the evidence before anything else was read of it. Counts are kept in bands
/// only, so that none can come out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Withheld {
    /// Rows altogether; none where nothing was withheld.
    pub rows: Option<RowBand>,
    /// Rows by block, a child of the method's root, by its code: of those blocks that lost any, in
    /// the order of the method. A row that several blocks read counts in each, and one that no leaf
    /// reads in none.
    pub blocks: Vec<(String, RowBand)>,
}

/// That an assessment is made for an audience, and what that left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// The audience.
    pub audience: Audience,
    /// What it may not read.
    pub withheld: Withheld,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn an_audience_names_each_scheme_once() {
        let read = |text: &str| text.parse::<Audience>();
        assert_eq!(read("green").unwrap().to_string(), "TLP:GREEN");
        assert_eq!(read("TLP:AMBER+STRICT, H2").unwrap().to_string(), "TLP:AMBER+STRICT,H2");
        assert_eq!(read("H1"), Err(AudienceError::NoLabel));
        assert_eq!(read(""), Err(AudienceError::NoLabel));
        assert_eq!(read("TLP:GREEN,TLP:RED"), Err(AudienceError::Twice("TLP:RED".into())));
        assert!(matches!(read("TLP:WHITE"), Err(AudienceError::Mark(_))));
        let text = read("AMBER·H3").unwrap().to_string();
        assert_eq!(read(&text).unwrap().to_string(), text);
    }

    #[test]
    fn a_mark_is_lowered_and_stays_that_of_an_exercise() {
        let (mark, _) = Mark::read("TLP:AMBER H2 EXERCISE");
        let audience: Audience = "TLP:GREEN".parse().unwrap();
        assert_eq!(audience.lowers(mark).to_string(), "EXERCISE · TLP:GREEN");
        let audience: Audience = "TLP:RED,H1".parse().unwrap();
        assert_eq!(audience.lowers(mark).to_string(), "EXERCISE · TLP:AMBER · H1");
        assert!(!audience.may_read(mark));
    }

    #[test]
    fn bands_end_where_they_say() {
        let words = |n| RowBand::of(n).map(RowBand::word);
        assert_eq!(
            [0, 1, 9, 10, 49, 50].map(words),
            [None, Some("1-9"), Some("1-9"), Some("10-49"), Some("10-49"), Some("50+")]
        );
    }
}
