//! Scales that end: a rating from 0 to 10, an index from 0 to 1, a share of a whole.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use crate::published::shortest;

/// Ends that no value of an indicator can pass.
///
/// ```
/// use ideal_model::ClosedScale;
/// let scale: ClosedScale = "0..10".parse()?;
/// assert!(scale.holds(10.0) && !scale.holds(80.0));
/// assert_eq!(scale.to_string(), "0 to 10");
/// # Ok::<(), ideal_model::NoScale>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ClosedScale {
    /// Lowest value.
    pub low: f64,
    /// Highest value.
    pub high: f64,
}

/// Its ends are numbers: what reads one refuses everything else.
impl Eq for ClosedScale {}

/// Why a text is no scale.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no scale; write its two ends, the low one first, such as 0..10")]
pub struct NoScale(String);

impl ClosedScale {
    /// Whether a value lies on it, both ends included.
    #[must_use]
    pub fn holds(self, value: f64) -> bool {
        (self.low..=self.high).contains(&value)
    }
}

impl FromStr for ClosedScale {
    type Err = NoScale;

    fn from_str(text: &str) -> Result<Self, NoScale> {
        let number = |t: &str| t.trim().parse::<f64>().ok().filter(|x| x.is_finite());
        let ends =
            text.split_once("..").and_then(|(low, high)| Some((number(low)?, number(high)?)));
        match ends {
            Some((low, high)) if low < high => Ok(ClosedScale { low, high }),
            _ => Err(NoScale(text.to_owned())),
        }
    }
}

impl fmt::Display for ClosedScale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}", shortest(self.low), shortest(self.high))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_ends_in_order() {
        assert_eq!("1..10".parse(), Ok(ClosedScale { low: 1.0, high: 10.0 }));
        assert_eq!(" -2.5 .. 2.5 ".parse(), Ok(ClosedScale { low: -2.5, high: 2.5 }));
        for bad in ["", "10", "10..0", "0..0", "0-10", "0..inf", "a..b"] {
            assert!(bad.parse::<ClosedScale>().is_err(), "{bad}");
        }
    }
}
