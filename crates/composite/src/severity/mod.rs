//! How severe raters are: who gives higher figures than others to the same units.
//!
//! A rating is y = theta + a + e, with the level theta of its unit, which is free, the severity a
//! of its rater, of variance s_a^2 over raters, and an error e of variance s_e^2. The variances are
//! those of restricted maximum likelihood (Patterson and Thompson, Biometrika 58, 1971), which are
//! the estimators of the analysis of variance where every rater rated every unit. Severities are
//! the best linear unbiased predictions (Henderson, Biometrics 31, 1975): shrunken towards 0, the
//! more the fewer ratings they rest on.
//!
//! **Raters are comparable only where units connect them.** Two raters are connected by a unit that
//! both rated, and by any chain of such; where the raters fall apart, severities are relative to
//! the mean of the connected part, and say nothing across. A rater who is connected to nobody has
//! none.
//!
//! ```
//! use ideal_composite::ratings::Ratings;
//! use ideal_composite::severity::severity;
//! use ndarray::array;
//!
//! // Three raters of four units; the third gives some two points more.
//! let table = array![[3.0, 4.0, 6.0], [5.0, 5.0, 7.0], [8.0, 7.0, 9.0], [2.0, 2.0, 5.0]];
//! let ratings = Ratings::of_matrix(table.view())?;
//! let found = severity(&ratings);
//! let third = found.raters[2].unwrap();
//! assert!((1.3..1.6).contains(&third.severity) && third.se < 1.0);
//! // Without severity the third rates the first unit as the others do.
//! assert!(found.adjusted(&ratings).unit(0)[2].1 < 4.8);
//! # Ok::<(), ideal_composite::ratings::RatingsError>(())
//! ```

mod likelihood;
mod parts;
#[cfg(test)]
mod tests;

use likelihood::{Profile, Ratio};
use parts::Part;
pub use parts::components;

use crate::moments::count;
use crate::ratings::Ratings;
use crate::sum::sum;

/// The severity of a rater, in the units of the ratings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RaterEffect {
    /// What the rater gives more than the mean of the raters connected to him; below 0 for less.
    pub severity: f64,
    /// Standard error of the prediction: the root of the mean square of prediction less true
    /// severity, given the variances. The unknown mean of the connected raters is in it.
    pub se: f64,
    /// The connected part he belongs to, a number of [`components`].
    pub part: usize,
}

/// Standard deviations of the model, in the units of the ratings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// Of the severities of raters, s_a.
    pub raters: f64,
    /// Of the error of a rating, s_e.
    pub error: f64,
}

/// Why nothing can be estimated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotEstimated {
    /// No unit was rated by two raters.
    #[error("no unit has two ratings")]
    NoPair,
    /// There are just as many ratings as units and raters need: whether a rater is severe or errs
    /// cannot be told.
    #[error("too few units are rated by the same raters to tell severity from error")]
    NoRedundancy,
    /// The decomposition did not converge.
    #[error("the eigenvalues did not converge")]
    Convergence,
}

/// The severities of all raters.
#[derive(Clone, Debug, PartialEq)]
pub struct Severity {
    /// The spread of severities and of errors.
    pub spread: Result<Spread, NotEstimated>,
    /// The raters, in their order; none for one who is connected to nobody, and where nothing can
    /// be estimated.
    pub raters: Vec<Option<RaterEffect>>,
    /// The connected part of each rater, as [`components`] has it.
    pub parts: Vec<usize>,
}

impl Severity {
    /// The ratings less the severities of their raters; as they are where there is none.
    #[must_use]
    pub fn adjusted(&self, ratings: &Ratings) -> Ratings {
        ratings.map(|r| {
            let effect = self.raters.get(r.rater).copied().flatten();
            r.value - effect.map_or(0.0, |e| e.severity)
        })
    }
}

/// Estimates the severities. Time grows with the ratings times their number per unit, and with the
/// cube of the raters of the largest connected part; ratings that are far from 0 lose no precision.
#[must_use]
pub fn severity(ratings: &Ratings) -> Severity {
    let (parts, number) = components(ratings);
    let mut raters = vec![None; ratings.raters()];
    let spread = fitted(ratings, &parts, number).map(|(spread, effects)| {
        for (rater, effect) in effects {
            if let Some(slot) = raters.get_mut(rater) {
                *slot = Some(effect);
            }
        }
        spread
    });
    Severity { spread, raters, parts }
}

/// The spread, and the effects by rater.
fn fitted(
    ratings: &Ratings,
    component: &[usize],
    components: usize,
) -> Result<(Spread, Vec<(usize, RaterEffect)>), NotEstimated> {
    let within = Within::of(ratings);
    if within.freedom == 0 {
        return Err(NotEstimated::NoPair);
    }
    let mut parts = Vec::new();
    for part in 0..components {
        parts.extend(Part::of(ratings, component, part, &within.totals)?);
    }
    let rank: usize = parts.iter().map(|part| part.raters.len() - 1).sum();
    if within.freedom <= rank {
        return Err(NotEstimated::NoRedundancy);
    }
    // The raters' severities as if they were free, and what they leave unexplained.
    let mut free = vec![0.0; ratings.raters()];
    for (rater, value) in parts.iter().flat_map(Part::free) {
        if let Some(slot) = free.get_mut(rater) {
            *slot = value;
        }
    }
    let unexplained = within.less(ratings, &free);
    let terms = parts.iter().flat_map(Part::terms).collect();
    let profile = Profile::new(terms, unexplained, within.freedom);
    let (error, raters, ratio) = if within.squares <= within.rounding {
        (0.0, 0.0, Ratio::Finite(0.0))
    } else if unexplained <= within.rounding {
        // Severities explain all: their own mean square is their variance.
        let squares = sum(free.iter().map(|a| a * a));
        (0.0, squares / count(rank), Ratio::Infinite)
    } else {
        let ratio = profile.ratio();
        let error = profile.error(ratio);
        (error, ratio * error, Ratio::Finite(ratio))
    };
    let effects = parts.iter().flat_map(|part| part.predicted(ratio, raters)).collect();
    Ok((Spread { raters: libm::sqrt(raters), error: libm::sqrt(error) }, effects))
}

/// Ratings less the means of their units.
struct Within {
    /// Sum of what is left, by rater.
    totals: Vec<f64>,
    /// Sum of squares of what is left.
    squares: f64,
    /// What rounding may leave of such a sum of squares.
    rounding: f64,
    /// Ratings less units.
    freedom: usize,
}

impl Within {
    fn of(ratings: &Ratings) -> Self {
        let mut within =
            Within { totals: vec![0.0; ratings.raters()], squares: 0.0, rounding: 0.0, freedom: 0 };
        let mut largest: f64 = 0.0;
        for unit in ratings.by_unit().filter(|unit| unit.len() > 1) {
            let mean = sum(unit.iter().map(|(_, y)| *y)) / count(unit.len());
            for (rater, y) in unit {
                let left = y - mean;
                largest = largest.max(y.abs());
                within.squares += left * left;
                if let Some(total) = within.totals.get_mut(*rater) {
                    *total += left;
                }
            }
            within.freedom += unit.len() - 1;
        }
        let digit = 16.0 * f64::EPSILON * largest;
        within.rounding = count(ratings.len()) * digit * digit;
        within
    }

    /// The sum of squares that is left if raters have these severities.
    fn less(&self, ratings: &Ratings, severities: &[f64]) -> f64 {
        let of = |rater: usize| severities.get(rater).copied().unwrap_or(0.0);
        sum(ratings.by_unit().filter(|unit| unit.len() > 1).flat_map(|unit| {
            let n = count(unit.len());
            let mean = sum(unit.iter().map(|(r, y)| y - of(*r))) / n;
            unit.iter().map(move |(r, y)| {
                let left = y - of(*r) - mean;
                left * left
            })
        }))
    }
}
