//! A unit's strengths and weaknesses: the indicators on which it ranks best and worst.
//!
//! ```
//! use ideal_composite::normalise::Direction;
//! use ideal_composite::strength::{Discard, profile};
//! use ndarray::array;
//!
//! let xs = array![[9.0, 1.0], [5.0, 2.0], [1.0, 3.0]];
//! let p = profile(xs.view(), &[Direction::Up, Direction::Up], 0, 1, 1, Discard::default()).unwrap();
//! assert_eq!((p.strengths[0].indicator, p.weaknesses[0].indicator), (0, 1));
//! ```

use ndarray::ArrayView2;

use crate::moments::{count, extent, present};
use crate::normalise::Direction;
use crate::rank::{Order, Ties, ranks};

/// The rank of a unit on an indicator.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    /// Column.
    pub indicator: usize,
    /// Competition rank, 1 for the best in the indicator's direction.
    pub rank: f64,
    /// The value as it came.
    pub value: f64,
}

/// What says too little to be a strength or weakness.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Discard {
    /// Indicators whose distinct values are fewer than this share of their values, 0..=1, if given.
    pub unique: Option<f64>,
    /// Strengths where the unit has the indicator's worst value: a good rank shared with everybody.
    /// On by default.
    pub worst_strengths: bool,
    /// Weaknesses where the unit has the indicator's worst value. Off by default, as being last is
    /// a weakness; COINr discards these too.
    pub worst_weaknesses: bool,
}

impl Default for Discard {
    fn default() -> Self {
        Self { unique: None, worst_strengths: true, worst_weaknesses: false }
    }
}

/// A unit's profile.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// Best ranks first; equal ranks in the order of the indicators.
    pub strengths: Vec<Standing>,
    /// The worst ranks, rising to the worst; of equal ranks the later indicators are taken first.
    pub weaknesses: Vec<Standing>,
}

/// Why there is no profile.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum StrengthError {
    /// No such unit.
    #[error("there is no unit {0}")]
    Unit(usize),
    /// One direction per indicator is needed.
    #[error("{directions} directions for {indicators} indicators")]
    Directions {
        /// Given.
        directions: usize,
        /// Columns.
        indicators: usize,
    },
    /// The least share of distinct values lies outside 0..=1.
    #[error("the least share of distinct values is {0}, not between 0 and 1")]
    Unique(f64),
}

/// The `top` strengths and `bottom` weaknesses of a unit (row).
///
/// # Errors
/// [`StrengthError`].
pub fn profile(
    xs: ArrayView2<'_, f64>,
    directions: &[Direction],
    unit: usize,
    top: usize,
    bottom: usize,
    discard: Discard,
) -> Result<Profile, StrengthError> {
    if unit >= xs.nrows() {
        return Err(StrengthError::Unit(unit));
    }
    if directions.len() != xs.ncols() {
        return Err(StrengthError::Directions {
            directions: directions.len(),
            indicators: xs.ncols(),
        });
    }
    if let Some(share) = discard.unique.filter(|t| !(0.0..=1.0).contains(t)) {
        return Err(StrengthError::Unique(share));
    }
    let mut standings = Vec::new();
    for (indicator, (column, d)) in xs.columns().into_iter().zip(directions).enumerate() {
        let signed: Vec<f64> =
            column.iter().map(|x| if *d == Direction::Down { -x } else { *x }).collect();
        let order = ranks(&signed, Order::Descending, Ties::Min);
        let (Some(&rank), Some(&value), Some(&own)) =
            (order.get(unit), column.get(unit), signed.get(unit))
        else {
            continue;
        };
        if rank.is_nan() {
            continue;
        }
        let mut distinct = present(&signed);
        let n = distinct.len();
        distinct.sort_by(f64::total_cmp);
        distinct.dedup();
        if discard.unique.is_some_and(|t| count(distinct.len()) / count(n) < t) {
            continue;
        }
        let worst = extent(&signed).is_some_and(|e| own == e.0);
        standings.push((Standing { indicator, rank, value }, worst));
    }
    standings.sort_by(|a, b| a.0.rank.total_cmp(&b.0.rank));
    let kept = |discard: bool| {
        standings.iter().filter(move |(_, worst)| !(discard && *worst)).map(|s| s.0)
    };
    let strengths = kept(discard.worst_strengths).take(top).collect();
    let last: Vec<Standing> = kept(discard.worst_weaknesses).collect();
    let weaknesses = last.iter().skip(last.len().saturating_sub(bottom)).copied().collect();
    Ok(Profile { strengths, weaknesses })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use ndarray::array;

    #[test]
    fn a_rank_shared_with_everybody_is_no_strength() {
        let xs = array![[0.0, 1.0, f64::NAN], [0.0, 2.0, 1.0]];
        let d = [Direction::Up, Direction::Down, Direction::Up];
        let p = profile(xs.view(), &d, 0, 5, 5, Discard::default()).unwrap();
        assert_eq!(p.strengths.iter().map(|s| s.indicator).collect::<Vec<_>>(), [1]);
        assert_eq!(p.weaknesses.len(), 2);
        assert_eq!(
            profile(xs.view(), &d, 2, 1, 1, Discard::default()),
            Err(StrengthError::Unit(2))
        );
        assert!(profile(xs.view(), &d[1..], 0, 1, 1, Discard::default()).is_err());
        let unique = Discard { unique: Some(f64::NAN), ..Discard::default() };
        assert!(matches!(profile(xs.view(), &d, 0, 1, 1, unique), Err(StrengthError::Unique(_))));
    }
}
