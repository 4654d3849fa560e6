//! Availability of data per unit, and screening of units by it.
//!
//! ```
//! use ideal_composite::screen::{Rule, screen};
//! use ndarray::array;
//!
//! let xs = array![[1.0, 0.0, 3.0], [f64::NAN, f64::NAN, 2.0]];
//! let units = screen(xs.view(), Rule::Available(0.5), &[]).unwrap();
//! assert!(units[0].included && !units[1].included);
//! ```

use ndarray::ArrayView2;

use crate::moments::count;

/// What a unit has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Availability {
    /// Missing values.
    pub missing: usize,
    /// Zeros.
    pub zero: usize,
    /// Share of the indicators that are there, 0..=1; 0 without indicators.
    pub available: f64,
    /// Share of the values there that are not 0; 0 if none is there.
    pub non_zero: f64,
}

/// Availability of every unit (row).
#[must_use]
pub fn availability(xs: ArrayView2<'_, f64>) -> Vec<Availability> {
    // One division, so that two of ten are the double 0.2 and not below a threshold of 0.2, as 1 -
    // 8/10 is.
    let share = |without: usize, whole: usize| {
        if whole == 0 { 0.0 } else { count(whole - without) / count(whole) }
    };
    xs.rows()
        .into_iter()
        .map(|row| {
            let missing = row.iter().filter(|x| x.is_nan()).count();
            let zero = row.iter().filter(|x| **x == 0.0).count();
            Availability {
                missing,
                zero,
                available: share(missing, row.len()),
                non_zero: share(zero, row.len() - missing),
            }
        })
        .collect()
}

/// Which units are left out. A share below its threshold leaves a unit out; one that equals it does
/// not.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Rule {
    /// Too few values.
    Available(f64),
    /// Too many zeros among them.
    NonZero(f64),
    /// Either.
    Both {
        /// Threshold of the values.
        available: f64,
        /// Threshold of the non-zero ones.
        non_zero: f64,
    },
}

/// A unit after screening.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Screened {
    /// What it has.
    pub availability: Availability,
    /// Whether its values are too few, if the rule asks.
    pub low_data: bool,
    /// Whether its zeros are too many, if the rule asks.
    pub low_non_zero: bool,
    /// Whether it stays.
    pub included: bool,
}

/// Why units could not be screened.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ScreenError {
    /// A threshold outside 0..=1.
    #[error("the threshold {0} is not between 0 and 1")]
    Threshold(f64),
    /// A unit that is not there, in the list of forced ones.
    #[error("there is no unit {0} to be forced")]
    Unit(usize),
}

/// Screens the units (rows). `force` names units (row, stays) that stay or go whatever the rule
/// says.
///
/// # Errors
/// [`ScreenError`].
pub fn screen(
    xs: ArrayView2<'_, f64>,
    rule: Rule,
    force: &[(usize, bool)],
) -> Result<Vec<Screened>, ScreenError> {
    let (data, zeros) = match rule {
        Rule::Available(t) => (Some(t), None),
        Rule::NonZero(t) => (None, Some(t)),
        Rule::Both { available, non_zero } => (Some(available), Some(non_zero)),
    };
    for t in [data, zeros].into_iter().flatten() {
        if !(0.0..=1.0).contains(&t) {
            return Err(ScreenError::Threshold(t));
        }
    }
    let mut out: Vec<Screened> = availability(xs)
        .into_iter()
        .map(|availability| {
            let low_data = data.is_some_and(|t| availability.available < t);
            let low_non_zero = zeros.is_some_and(|t| availability.non_zero < t);
            Screened { availability, low_data, low_non_zero, included: !(low_data || low_non_zero) }
        })
        .collect();
    for &(unit, stays) in force {
        out.get_mut(unit).ok_or(ScreenError::Unit(unit))?.included = stays;
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use ndarray::{Array2, array};

    #[test]
    fn thresholds_are_strict_and_force_wins() {
        let xs = array![[1.0, f64::NAN], [0.0, 2.0], [f64::NAN, f64::NAN]];
        let both = Rule::Both { available: 0.5, non_zero: 0.5 };
        let kept = |force: &[(usize, bool)]| {
            screen(xs.view(), both, force).unwrap().iter().map(|s| s.included).collect::<Vec<_>>()
        };
        assert_eq!(kept(&[]), [true, true, false]);
        assert_eq!(kept(&[(0, false), (2, true)]), [false, true, true]);
        for n in 1..=40_usize {
            for there in 0..=n {
                let row =
                    Array2::from_shape_fn((1, n), |(_, j)| if j < there { 1.0 } else { f64::NAN });
                let limit = Rule::Available(count(there) / count(n));
                assert!(screen(row.view(), limit, &[]).unwrap()[0].included, "{there} of {n}");
            }
        }
        assert_eq!(screen(xs.view(), both, &[(3, true)]), Err(ScreenError::Unit(3)));
        assert_eq!(screen(xs.view(), Rule::Available(1.5), &[]), Err(ScreenError::Threshold(1.5)));
        assert_eq!(availability(Array2::zeros((1, 0)).view())[0].available, 0.0);
    }
}
