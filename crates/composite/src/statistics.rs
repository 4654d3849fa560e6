//! Statistics of an indicator, with the flags a statistical audit starts from.
//!
//! ```
//! use ideal_composite::statistics::{Thresholds, describe};
//!
//! let d = describe(&[1.0, 2.0, 2.0, f64::NAN], Thresholds::default());
//! assert_eq!((d.available, d.unique, d.most_equal), (3, 2, 2));
//! assert!(!d.low_availability);
//! ```

use crate::moments::{count, extent, kurtosis, mean, median, present, sd, skewness};
use crate::treat::Limits;

/// Where a flag is raised. Shares are of all units, missing ones included; one that is no number
/// raises its flag.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Thresholds {
    /// Least share of values; 0.65 by default.
    pub available: f64,
    /// Least share of values that are not 0; 0.5.
    pub non_zero: f64,
    /// Least share of distinct values; 0.5.
    pub unique: f64,
    /// Limits of skewness and kurtosis.
    pub shape: Limits,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { available: 0.65, non_zero: 0.5, unique: 0.5, shape: Limits::default() }
    }
}

/// What an indicator looks like. Numbers that cannot be computed are none.
#[derive(Clone, Debug, PartialEq)]
pub struct Description {
    /// Smallest value.
    pub min: Option<f64>,
    /// Largest value.
    pub max: Option<f64>,
    /// Mean.
    pub mean: Option<f64>,
    /// Median.
    pub median: Option<f64>,
    /// Standard deviation (n - 1).
    pub sd: Option<f64>,
    /// Skewness.
    pub skewness: Option<f64>,
    /// Excess kurtosis.
    pub kurtosis: Option<f64>,
    /// Units.
    pub units: usize,
    /// Values present.
    pub available: usize,
    /// Values present that are not 0.
    pub non_zero: usize,
    /// Distinct values.
    pub unique: usize,
    /// How often the most frequent value occurs.
    pub most_equal: usize,
    /// Too few values.
    pub low_availability: bool,
    /// Too many zeros.
    pub many_zeros: bool,
    /// Too few distinct values.
    pub few_unique: bool,
    /// |skewness| and kurtosis both beyond their limits.
    pub outliers: bool,
}

impl Description {
    /// Share of the units that have a value; none without units.
    #[must_use]
    pub fn share_available(&self) -> Option<f64> {
        (self.units > 0).then(|| count(self.available) / count(self.units))
    }

    /// A count as a share of the values present (of those that are not 0, that are distinct, that
    /// are equal); none without a value.
    #[must_use]
    pub fn share_of_values(&self, n: usize) -> Option<f64> {
        (self.available > 0).then(|| count(n) / count(self.available))
    }
}

/// Describes an indicator. An indicator without units raises the flags of availability.
#[must_use]
pub fn describe(xs: &[f64], thresholds: Thresholds) -> Description {
    let mut values = present(xs);
    values.sort_by(|a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
    let groups: Vec<usize> = values.chunk_by(|a, b| a == b).map(<[f64]>::len).collect();
    let ends = extent(&values);
    let stage = thresholds.shape.test(&values);
    let units = xs.len();
    let non_zero = values.iter().filter(|x| **x != 0.0).count();
    let below = |n: usize, t: f64| units == 0 || t.is_nan() || count(n) / count(units) < t;
    Description {
        min: ends.map(|e| e.0),
        max: ends.map(|e| e.1),
        mean: mean(&values),
        median: median(&values),
        sd: sd(&values),
        skewness: skewness(&values),
        kurtosis: kurtosis(&values),
        units,
        available: values.len(),
        non_zero,
        unique: groups.len(),
        most_equal: groups.iter().copied().max().unwrap_or(0),
        low_availability: below(values.len(), thresholds.available),
        many_zeros: below(non_zero, thresholds.non_zero),
        few_unique: below(groups.len(), thresholds.unique),
        outliers: stage.pass == Some(false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_threshold_is_passed_over() {
        let t = Thresholds { available: f64::NAN, unique: f64::NAN, ..Thresholds::default() };
        let d = describe(&[1.0, 2.0, 3.0, 5.0], t);
        assert!(d.low_availability && d.few_unique && !d.many_zeros);
    }

    #[test]
    fn nothing_there() {
        for xs in [&[][..], &[f64::NAN; 3][..]] {
            let d = describe(xs, Thresholds::default());
            assert!(d.mean.is_none() && d.low_availability && d.few_unique && !d.outliers);
            assert_eq!((d.unique, d.most_equal, d.share_of_values(d.non_zero)), (0, 0, None));
        }
    }
}
