//! Weights: equal, noisy, from the data, optimised, each unit's own most favourable ones, and those
//! of experts.
//!
//! All of them are >= 0, and all but [`noisy`] add up to 1.
//!
//! ```
//! use ideal_composite::weight::{equal, normalised};
//!
//! assert_eq!(equal(4), [0.25; 4]);
//! assert_eq!(normalised(&[2.0, 6.0]).unwrap(), [0.25, 0.75]);
//! ```

mod benefit;
mod data_driven;
mod entropy;
pub mod experts;
mod optimise;

pub use benefit::{Benefit, Bounds, benefit_of_the_doubt};
pub use data_driven::{critic, entropy, influence, principal, principal_loadings};
pub use optimise::{Objective, Optimised, optimise};

use crate::draws::Stream;
use crate::moments::count;
use crate::multivariate::PcaError;
use crate::sum::sum;
use crate::tree::TreeError;

/// Why there are no weights.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum WeightError {
    /// A weight that is negative or not finite.
    #[error("weight {element} is {weight}")]
    Weight {
        /// Its place.
        element: usize,
        /// The weight.
        weight: f64,
    },
    /// All weights are 0, or there are none.
    #[error("no positive weight")]
    Weightless,
    /// A noise factor outside 0..=1.
    #[error("the noise factor is {0}, not between 0 and 1")]
    Noise(f64),
    /// A value the method does not take.
    #[error("{method} takes no value such as {value} of unit {unit} on indicator {indicator}")]
    Value {
        /// The method.
        method: &'static str,
        /// Row.
        unit: usize,
        /// Column.
        indicator: usize,
        /// The value.
        value: f64,
    },
    /// No indicator varies, so none is worth more than another.
    #[error("no indicator tells the units apart")]
    Uniform,
    /// One score of the node per unit is needed.
    #[error("{scores} scores of the node for {units} units")]
    Units {
        /// Scores given.
        scores: usize,
        /// Rows of the matrix.
        units: usize,
    },
    /// Principal components could not be computed.
    #[error(transparent)]
    Pca(#[from] PcaError),
    /// The tree could not be aggregated.
    #[error(transparent)]
    Tree(#[from] TreeError),
    /// An element that has no place in the optimisation: it does not hang under the judged one, or
    /// hangs under another.
    #[error("element {0} cannot be weighted against the others")]
    Element(usize),
    /// Targets that are not one positive number per element.
    #[error("the targets must be {0} positive numbers")]
    Targets(usize),
    /// The correlations with the judged element cannot be computed at the start.
    #[error("the elements do not vary enough to be correlated with the index")]
    Correlation,
    /// Bounds on shares that are not 0 <= low <= high <= 1 with low ones adding up to at most 1 and
    /// high ones to at least 1.
    #[error("the bounds on shares contradict one another")]
    Bounds,
    /// The linear program of a unit has no solution within the bounds.
    #[error("no weights of unit {unit} keep its shares within the bounds")]
    Infeasible {
        /// Row.
        unit: usize,
    },
}

/// `n` equal weights.
#[must_use]
pub fn equal(n: usize) -> Vec<f64> {
    vec![1.0 / count(n); n]
}

/// Weights as shares of 1.
///
/// # Errors
/// [`WeightError::Weight`], [`WeightError::Weightless`].
pub fn normalised(ws: &[f64]) -> Result<Vec<f64>, WeightError> {
    if let Some(element) = ws.iter().position(|w| !(w.is_finite() && *w >= 0.0)) {
        return Err(WeightError::Weight {
            element,
            weight: ws.get(element).copied().unwrap_or(f64::NAN),
        });
    }
    let total = sum(ws.iter().copied());
    if total <= 0.0 {
        return Err(WeightError::Weightless);
    }
    Ok(ws.iter().map(|w| w / total).collect())
}

/// Weights times 1 + u with u uniform in -factor..factor, each on its own: a pure function of
/// `seed` and `draw`.
///
/// # Errors
/// [`WeightError::Weight`], [`WeightError::Noise`].
pub fn noisy(ws: &[f64], factor: f64, seed: u64, draw: u64) -> Result<Vec<f64>, WeightError> {
    if !(0.0..=1.0).contains(&factor) {
        return Err(WeightError::Noise(factor));
    }
    if let Some(element) = ws.iter().position(|w| !(w.is_finite() && *w >= 0.0)) {
        return Err(WeightError::Weight {
            element,
            weight: ws.get(element).copied().unwrap_or(f64::NAN),
        });
    }
    let mut stream = Stream::new(seed, crate::draws::stream_id("weight:noise"), draw);
    Ok(ws.iter().map(|w| w * (1.0 + factor * (2.0 * stream.uniform() - 1.0))).collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn noise_stays_within_its_factor() {
        let (mut low, mut high) = (f64::MAX, 0.0_f64);
        for draw in 0..2000 {
            let w = noisy(&[2.0, 0.0], 0.25, 7, draw).unwrap();
            assert_eq!(w, noisy(&[2.0, 0.0], 0.25, 7, draw).unwrap());
            assert_eq!(w[1], 0.0);
            (low, high) = (low.min(w[0]), high.max(w[0]));
        }
        assert!((1.5..1.51).contains(&low) && (2.49..=2.5).contains(&high));
        assert_eq!(noisy(&[1.0], 2.0, 0, 0), Err(WeightError::Noise(2.0)));
        assert_eq!(normalised(&[0.0]), Err(WeightError::Weightless));
        assert_eq!(normalised(&[1.0, -2.0]), Err(WeightError::Weight { element: 1, weight: -2.0 }));
        assert!(equal(0).is_empty());
    }
}
