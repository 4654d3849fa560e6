//! Outliers: a test of skewness and kurtosis, winsorisation, and transformations where that is not
//! enough.
//!
//! Per column, after the Handbook and COINr: a column that passes the test is left alone; else it
//! is winsorised; if it still does not pass it is transformed instead, from the original values (or
//! from the winsorised ones, `combine`). The transformed column is taken whether or not it passes:
//! [`Treated::stages`] says so. A column whose shape cannot be computed (fewer than three or four
//! values, all equal) is left alone, with the reason.
//!
//! ```
//! use ideal_composite::treat::{Limits, Treatment, Transform, treat};
//!
//! let mut xs: Vec<f64> = (0..20).map(f64::from).collect();
//! xs.push(500.0);
//! let treated = treat(&xs, &Treatment::standard(5, Limits::default(), Some(Transform::LogCt)));
//! assert_eq!(treated.values[20], 19.0);
//! assert_eq!(treated.winsorised, 1);
//! ```

mod transform;
mod winsorise;

pub use transform::Transform;
pub use winsorise::{Winsorise, Winsorised};

use crate::moments::{kurtosis, present, skewness};

/// The limits of the test. A column passes if |skewness| < `skewness` or kurtosis < `kurtosis`
/// (excess kurtosis).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// Limit of |skewness|; 2 by default.
    pub skewness: f64,
    /// Limit of the excess kurtosis; 3.5 by default.
    pub kurtosis: f64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { skewness: 2.0, kurtosis: 3.5 }
    }
}

impl Limits {
    /// Tests a column. With three values there is no kurtosis, and only a small skewness can pass
    /// it. A limit that is no number decides nothing.
    #[must_use]
    pub fn test(self, xs: &[f64]) -> Stage {
        let (skewness, kurtosis) = (skewness(xs), kurtosis(xs));
        let a = skewness.filter(|_| !self.skewness.is_nan()).map(|s| s.abs() < self.skewness);
        let b = kurtosis.filter(|_| !self.kurtosis.is_nan()).map(|k| k < self.kurtosis);
        let pass = match (a, b) {
            (Some(true), _) | (_, Some(true)) => Some(true),
            (Some(false), Some(false)) => Some(false),
            _ => None,
        };
        Stage { skewness, kurtosis, pass }
    }
}

/// The shape of a column at one stage of its treatment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stage {
    /// Skewness, none if it cannot be computed.
    pub skewness: Option<f64>,
    /// Excess kurtosis, none if it cannot be computed.
    pub kurtosis: Option<f64>,
    /// Whether it passes; none if that cannot be decided.
    pub pass: Option<bool>,
}

/// Why a treatment has no result.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum TreatError {
    /// Too few values, or all equal: there is no skewness or kurtosis to judge by.
    #[error("skewness and kurtosis of {n} value(s) cannot be judged")]
    Undecidable {
        /// Values present.
        n: usize,
    },
    /// A transformation is not defined for the column.
    #[error("{transform} is not defined for values from {low} to {high}")]
    Domain {
        /// The transformation.
        transform: &'static str,
        /// Smallest value.
        low: f64,
        /// Largest value.
        high: f64,
    },
    /// An infinite value.
    #[error("value {position} (counted from 1) is infinite")]
    Infinite {
        /// Where in the column.
        position: usize,
    },
}

/// How columns are treated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Treatment {
    /// The test between the stages.
    pub limits: Limits,
    /// Winsorisation, if any.
    pub winsorise: Option<Winsorise>,
    /// Transformation of a column that does not pass after that, if any.
    pub then: Option<Transform>,
    /// Transform the winsorised values instead of the original ones.
    pub combine: bool,
}

impl Treatment {
    /// At most `max` points winsorised, then a transformation, one pair of limits for all.
    #[must_use]
    pub fn standard(max: usize, limits: Limits, then: Option<Transform>) -> Self {
        Self {
            limits,
            winsorise: Some(Winsorise { max: Some(max), limits, force: false }),
            then,
            combine: false,
        }
    }
}

/// What happened to one cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Point {
    /// Lowered to the highest value that was kept.
    High,
    /// Raised to the lowest value that was kept.
    Low,
    /// Transformed with its whole column.
    Transformed,
}

/// A treated column.
#[derive(Clone, Debug, PartialEq)]
pub struct Treated {
    /// The values; NaN where the input was.
    pub values: Vec<f64>,
    /// The shape as it came, after winsorisation, after transformation: as many as were gone
    /// through.
    pub stages: Vec<Stage>,
    /// Points winsorised on the way (also where a transformation of the original values followed).
    pub winsorised: usize,
    /// What happened to every cell.
    pub points: Vec<Option<Point>>,
    /// Why the column was left as it came although it did not pass, if so.
    pub untouched: Option<TreatError>,
}

/// Treats a column.
#[must_use]
pub fn treat(xs: &[f64], treatment: &Treatment) -> Treated {
    let first = treatment.limits.test(xs);
    let mut out = Treated {
        values: xs.to_vec(),
        stages: vec![first],
        winsorised: 0,
        points: vec![None; xs.len()],
        untouched: None,
    };
    if let Some(k) = xs.iter().position(|x| x.is_infinite()) {
        out.untouched = Some(TreatError::Infinite { position: k + 1 });
        return out;
    }
    let forced = treatment.winsorise.is_some_and(|w| w.force);
    match first.pass {
        Some(true) if !forced => return out,
        None => {
            out.untouched = Some(TreatError::Undecidable { n: present(xs).len() });
            return out;
        }
        _ => {}
    }
    if let Some(w) = treatment.winsorise {
        match w.apply(xs) {
            Ok(done) => {
                out.winsorised = done.high.len() + done.low.len();
                for (set, point) in [(&done.high, Point::High), (&done.low, Point::Low)] {
                    for &k in set {
                        if let Some(p) = out.points.get_mut(k) {
                            *p = Some(point);
                        }
                    }
                }
                out.stages.push(treatment.limits.test(&done.values));
                out.values = done.values;
            }
            Err(e) => {
                out.untouched = Some(e);
                return out;
            }
        }
    }
    let passed = |stages: &[Stage]| stages.last().and_then(|s| s.pass) == Some(true);
    if passed(&out.stages) {
        return out;
    }
    if let Some(t) = treatment.then {
        match t.apply(if treatment.combine { &out.values } else { xs }) {
            Ok(values) => {
                out.points =
                    values.iter().map(|v| (!v.is_nan()).then_some(Point::Transformed)).collect();
                out.stages.push(treatment.limits.test(&values));
                out.values = values;
            }
            Err(e) => {
                out.values = xs.to_vec();
                out.points = vec![None; xs.len()];
                out.winsorised = 0;
                out.untouched = Some(e);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degenerate_columns_are_left_alone() {
        let t = Treatment::standard(5, Limits::default(), Some(Transform::LogCt));
        for xs in [vec![], vec![f64::NAN; 4], vec![3.0], vec![3.0; 10], vec![1.0, 9.0]] {
            let done = treat(&xs, &t);
            assert_eq!(done.values.len(), xs.len());
            assert!(matches!(done.untouched, Some(TreatError::Undecidable { .. })), "{xs:?}");
        }
        assert!(matches!(
            treat(&[1.0, f64::INFINITY], &t).untouched,
            Some(TreatError::Infinite { position: 2 })
        ));
    }

    #[test]
    fn a_limit_that_is_no_number_treats_nothing() {
        let mut xs: Vec<f64> = (0..20).map(f64::from).collect();
        xs.push(500.0);
        let limits = Limits { skewness: f64::NAN, kurtosis: 3.5 };
        let done = treat(&xs, &Treatment::standard(5, limits, None));
        assert_eq!((done.winsorised, &done.values), (0, &xs));
        assert!(matches!(done.untouched, Some(TreatError::Undecidable { .. })));
    }

    #[test]
    fn forcing_works_on_a_column_that_passes() {
        // COINr leaves it alone (its issue 53).
        let xs: Vec<f64> = (0..10).map(f64::from).collect();
        let mut t = Treatment::standard(2, Limits::default(), None);
        t.winsorise = Some(Winsorise { max: Some(2), limits: Limits::default(), force: true });
        let done = treat(&xs, &t);
        // One from above, and then, as the rest leans the other way, one from below.
        assert_eq!((done.winsorised, done.values[9], done.values[0]), (2, 8.0, 1.0));
    }
}
