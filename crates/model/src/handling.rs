//! Handling marks: TLP 2.0 (FIRST) and Europol's handling codes.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A Traffic Light Protocol 2.0 label, least strict first.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Tlp {
    /// No limit on disclosure.
    #[default]
    #[serde(rename = "TLP:CLEAR")]
    Clear,
    /// Within the community.
    #[serde(rename = "TLP:GREEN")]
    Green,
    /// Within the organisation and its clients, on a need to know.
    #[serde(rename = "TLP:AMBER")]
    Amber,
    /// Within the organisation only.
    #[serde(rename = "TLP:AMBER+STRICT")]
    AmberStrict,
    /// For the eyes of the recipients only.
    #[serde(rename = "TLP:RED")]
    Red,
}

/// A mark that is none of the scheme's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HandlingError {
    /// Not a TLP 2.0 label.
    #[error(
        "`{0}` is no TLP 2.0 label; the labels are TLP:CLEAR, TLP:GREEN, TLP:AMBER, \
         TLP:AMBER+STRICT, TLP:RED"
    )]
    Tlp(String),
    /// Not a Europol handling code.
    #[error("`{0}` is no handling code; the codes are H0, H1, H2, H3")]
    Code(String),
}

impl fmt::Display for Tlp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Tlp::Clear => "TLP:CLEAR",
            Tlp::Green => "TLP:GREEN",
            Tlp::Amber => "TLP:AMBER",
            Tlp::AmberStrict => "TLP:AMBER+STRICT",
            Tlp::Red => "TLP:RED",
        })
    }
}

impl FromStr for Tlp {
    type Err = HandlingError;

    /// Reads a label with or without the `TLP:` prefix, in any case. The legacy `WHITE` of TLP 1.0
    /// is refused.
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let upper = s.to_ascii_uppercase();
        match upper.strip_prefix("TLP:").unwrap_or(&upper) {
            "CLEAR" => Ok(Tlp::Clear),
            "GREEN" => Ok(Tlp::Green),
            "AMBER" => Ok(Tlp::Amber),
            "AMBER+STRICT" => Ok(Tlp::AmberStrict),
            "RED" => Ok(Tlp::Red),
            _ => Err(HandlingError::Tlp(s.to_owned())),
        }
    }
}

/// A Europol handling code, in the order of the scheme (H3 carries a restriction written out
/// elsewhere).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum HandlingCode {
    /// For preventing and combating crime only.
    H0,
    /// Not in judicial proceedings without permission.
    H1,
    /// Not to be disseminated without permission.
    H2,
    /// Other restrictions.
    H3,
}

impl fmt::Display for HandlingCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl FromStr for HandlingCode {
    type Err = HandlingError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        match s {
            "H0" => Ok(HandlingCode::H0),
            "H1" => Ok(HandlingCode::H1),
            "H2" => Ok(HandlingCode::H2),
            "H3" => Ok(HandlingCode::H3),
            _ => Err(HandlingError::Code(s.to_owned())),
        }
    }
}

/// The word of a mark that says that all of it is invented, the same in every language, as TLP
/// labels are.
pub const EXERCISE: &str = "EXERCISE";

/// The mark of a record or of a whole output: its TLP label and, where given, its handling code,
/// and whether it is of an exercise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Mark {
    /// The TLP label; unmarked rows are clear.
    pub tlp: Tlp,
    /// The handling code, if any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<HandlingCode>,
    /// Whether it belongs to an exercise: countries and figures are invented. Whatever carries the
    /// mark says so.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub exercise: bool,
}

impl Mark {
    /// A mark of real figures.
    #[must_use]
    pub fn new(tlp: Tlp, code: Option<HandlingCode>) -> Mark {
        Mark { tlp, code, exercise: false }
    }

    /// Reads a mark as it is written in project files and as it prints: a TLP label, a handling
    /// code and `EXERCISE`, with blanks or `·` between them. Of two labels or codes the last counts.
    ///
    /// What was understood comes back with an error for every word that was not.
    #[must_use]
    pub fn read(text: &str) -> (Mark, Vec<HandlingError>) {
        let (mut mark, mut errors) = (Mark::default(), Vec::new());
        for word in text.split(|c: char| c.is_whitespace() || c == '·').filter(|w| !w.is_empty()) {
            match (word.parse::<Tlp>(), word.parse::<HandlingCode>()) {
                _ if word == EXERCISE => mark.exercise = true,
                (Ok(tlp), _) => mark.tlp = tlp,
                (_, Ok(code)) => mark.code = Some(code),
                (Err(e), _) => errors.push(e),
            }
        }
        (mark, errors)
    }

    /// The stricter of both in each part: what an output made from both must carry.
    #[must_use]
    pub fn strictest(self, other: Mark) -> Mark {
        Mark {
            tlp: self.tlp.max(other.tlp),
            code: self.code.max(other.code),
            exercise: self.exercise || other.exercise,
        }
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.exercise {
            write!(f, "{EXERCISE} · ")?;
        }
        write!(f, "{}", self.tlp)?;
        if let Some(code) = self.code {
            write!(f, " · {code}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_strictest_input_marks_the_output() {
        let a = Mark::new(Tlp::Green, Some(HandlingCode::H2));
        let b = Mark::new(Tlp::AmberStrict, None);
        assert_eq!(a.strictest(b), Mark::new(Tlp::AmberStrict, Some(HandlingCode::H2)));
        assert_eq!(a.strictest(b).to_string(), "TLP:AMBER+STRICT · H2");
    }

    #[test]
    fn an_exercise_says_so_wherever_it_goes() {
        let (mark, errors) = Mark::read("TLP:AMBER H1 EXERCISE");
        assert!(errors.is_empty() && mark.exercise);
        assert_eq!(mark.to_string(), "EXERCISE · TLP:AMBER · H1");
        assert_eq!(Mark::read(&mark.to_string()), (mark, Vec::new()));
        let real = Mark::new(Tlp::Red, None);
        assert_eq!(real.strictest(mark).to_string(), "EXERCISE · TLP:RED · H1");
        assert_eq!(real.to_string(), "TLP:RED");
        assert_eq!(Mark::read("TLP:WHITE exercise").1.len(), 2);
    }

    #[test]
    fn labels() {
        assert_eq!("amber+strict".parse::<Tlp>().unwrap(), Tlp::AmberStrict);
        assert!("WHITE".parse::<Tlp>().is_err());
        assert!("H4".parse::<HandlingCode>().is_err());
    }
}
