//! Grades of a source and of its information, in the four schemes in use among police services.

use serde::{Deserialize, Serialize};

/// A grading scheme: what the letters and digits of a grade mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scheme {
    /// Europol's 4x4: reliability A, B, C, X; credibility 1-4.
    #[serde(rename = "4x4")]
    FourByFour,
    /// The Admiralty code, 6x6: reliability A-F; credibility 1-6.
    #[default]
    #[serde(rename = "admiralty")]
    Admiralty,
    /// The former British 5x5x5: reliability A-E; credibility 1-5.
    #[serde(rename = "5x5x5")]
    FiveByFive,
    /// The British 3x5x2: reliability 1-3; credibility A-E.
    #[serde(rename = "3x5x2")]
    ThreeByFive,
}

impl Scheme {
    /// All schemes with the word a method file uses for each.
    pub const ALL: [(&'static str, Scheme); 4] = [
        ("4x4", Scheme::FourByFour),
        ("admiralty", Scheme::Admiralty),
        ("5x5x5", Scheme::FiveByFive),
        ("3x5x2", Scheme::ThreeByFive),
    ];

    /// The word a method file uses.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, scheme)| *scheme == self).map_or("", |(word, _)| word)
    }

    /// The letters or digits a reliability may have.
    #[must_use]
    pub fn reliabilities(self) -> &'static str {
        match self {
            Scheme::FourByFour => "ABCX",
            Scheme::Admiralty => "ABCDEF",
            Scheme::FiveByFive => "ABCDE",
            Scheme::ThreeByFive => "123",
        }
    }

    /// The letters or digits a credibility may have.
    #[must_use]
    pub fn credibilities(self) -> &'static str {
        match self {
            Scheme::FourByFour => "1234",
            Scheme::Admiralty => "123456",
            Scheme::FiveByFive => "12345",
            Scheme::ThreeByFive => "ABCDE",
        }
    }

    /// The share of trust a reliability stands for, 0..1; `None` where it means "cannot be judged".
    #[must_use]
    pub fn reliability(self, part: char) -> Option<f64> {
        match (self, part) {
            (Scheme::FourByFour, 'A') => Some(1.0),
            (Scheme::FourByFour, 'B') => Some(0.8),
            (Scheme::FourByFour, 'C') => Some(0.4),
            (Scheme::Admiralty, c @ 'A'..='E') => five(c, 'A'),
            (Scheme::FiveByFive, c @ 'A'..='D') => five(c, 'A'),
            (Scheme::ThreeByFive, '1') => Some(1.0),
            (Scheme::ThreeByFive, '3') => Some(0.3),
            _ => None,
        }
    }

    /// The share of trust a credibility stands for, 0..1; `None` where it means "cannot be judged".
    #[must_use]
    pub fn credibility(self, part: char) -> Option<f64> {
        match (self, part) {
            (Scheme::FourByFour, '1') => Some(1.0),
            (Scheme::FourByFour, '2') => Some(0.8),
            (Scheme::FourByFour, '3') => Some(0.6),
            (Scheme::FourByFour, '4') => Some(0.3),
            (Scheme::Admiralty, c @ '1'..='5') => five(c, '1'),
            (Scheme::FiveByFive, c @ '1'..='3') => five(c, '1'),
            (Scheme::FiveByFive, '5') => Some(0.1),
            (Scheme::ThreeByFive, c @ 'A'..='E') => five(c, 'A'),
            _ => None,
        }
    }
}

/// The common five-step scale: 1, 0.8, 0.6, 0.4, 0.2.
fn five(part: char, first: char) -> Option<f64> {
    [1.0, 0.8, 0.6, 0.4, 0.2].get((part as usize).checked_sub(first as usize)?).copied()
}

/// The grade of one row, as written; an absent part counts as ungraded.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Grade {
    /// Of the source.
    pub reliability: Option<char>,
    /// Of the information.
    pub credibility: Option<char>,
}

impl Grade {
    /// The grade as one word (`B2`), with `-` for an absent part; empty if there is none at all.
    #[must_use]
    pub fn word(self) -> String {
        match (self.reliability, self.credibility) {
            (None, None) => String::new(),
            (r, c) => [r.unwrap_or('-'), c.unwrap_or('-')].iter().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cannot_be_judged_is_no_middle_value() {
        assert_eq!(Scheme::Admiralty.reliability('F'), None);
        assert_eq!(Scheme::Admiralty.credibility('6'), None);
        assert_eq!(Scheme::FourByFour.reliability('X'), None);
        assert_eq!(Scheme::FiveByFive.reliability('E'), None);
        assert_eq!(Scheme::FiveByFive.credibility('4'), None);
        assert_eq!(Scheme::ThreeByFive.reliability('2'), None);
    }

    #[test]
    fn every_scheme_knows_its_letters() {
        for (_, s) in Scheme::ALL {
            assert!(s.reliabilities().chars().any(|c| s.reliability(c) == Some(1.0)));
            assert!(s.credibilities().chars().any(|c| s.credibility(c) == Some(1.0)));
        }
        assert_eq!(Scheme::Admiralty.reliability('C'), Some(0.6));
        assert_eq!(Scheme::FourByFour.credibility('4'), Some(0.3));
    }
}
