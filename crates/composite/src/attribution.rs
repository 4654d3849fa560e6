//! How much of a difference each of several changes made: the mean over all the orders in which
//! they can be made.
//!
//! Changes made one after another leave a difference each, and which one depends on the order: two
//! changes that only work together are credited to whichever comes last. The mean over all orders
//! takes nobody's side (Shapley, *A value for n-person games*, Contributions to the Theory of Games
//! II, 1953), and it is the only split that adds up, treats equals equally and gives nothing to a
//! change that never changes anything (Shorrocks, Journal of Economic Inequality 11, 2013, for
//! decompositions of any quantity).
//!
//! ```
//! use ideal_composite::attribution::shapley;
//!
//! // Nothing, the first change alone, the second alone, both.
//! let parts = shapley(&[10.0, 12.0, 13.0, 17.0])?;
//! assert_eq!(parts, [3.0, 4.0]);
//! # Ok::<(), ideal_composite::attribution::AttributionError>(())
//! ```

use crate::moments::count;
use crate::sum::Sum;

/// The most changes that are told apart: their states are two to this power.
pub const MOST_FACTORS: usize = 20;

/// Why a difference cannot be split.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AttributionError {
    /// The states are not those of any number of changes that can be made or left.
    #[error(
        "{0} states are not those of up to {MOST_FACTORS} changes: there are two to the power of \
         the changes"
    )]
    States(usize),
    /// A state without a value, by its place: where one is missing no order through it has a
    /// difference.
    #[error("the state {0} has no finite value")]
    NoValue(usize),
}

/// What each change contributes to the value with all changes less the value with none: the mean
/// of the difference that it makes over all orders of the changes.
///
/// `values` has the value of every state: at the place whose binary digit `i` is 1 that where the
/// change `i` was made. The sum of the parts is the whole difference but for rounding; a change
/// that never changes a value gets 0 exactly. In the unit of the values.
///
/// # Errors
/// [`AttributionError`] for a number of states that is no power of two or too many, and for a value
/// that is not finite.
pub fn shapley(values: &[f64]) -> Result<Vec<f64>, AttributionError> {
    let factors = values.len().checked_ilog2().unwrap_or_default() as usize;
    if !values.len().is_power_of_two() || factors > MOST_FACTORS {
        return Err(AttributionError::States(values.len()));
    }
    if let Some(at) = values.iter().position(|v| !v.is_finite()) {
        return Err(AttributionError::NoValue(at));
    }
    let weights = weights(factors);
    let part = |factor: usize| {
        let bit = 1_usize << factor;
        let mut sum = Sum::default();
        let without = values.iter().enumerate().filter(|(state, _)| state & bit == 0);
        for (state, before) in without {
            let weight = weights.get(state.count_ones() as usize).copied().unwrap_or_default();
            let after = values.get(state | bit).copied().unwrap_or_default();
            sum.add(weight * (after - before));
        }
        sum.value()
    };
    Ok((0..factors).map(part).collect())
}

/// The share of the orders of `factors` changes in which a given one comes after a given set of
/// others and before the rest, by the size of the set: s! (k - s - 1)! / k!, which is one over k
/// times the number of sets of that size.
fn weights(factors: usize) -> Vec<f64> {
    let mut sets = 1.0;
    let mut out = Vec::with_capacity(factors);
    for size in 0..factors {
        out.push(1.0 / (count(factors) * sets));
        sets *= count(factors - size - 1) / count(size + 1);
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn states(factors: usize, value: impl Fn(usize) -> f64) -> Vec<f64> {
        (0..1 << factors).map(value).collect()
    }

    #[track_caller]
    fn near(found: &[f64], exact: &[f64]) {
        assert_eq!(found.len(), exact.len());
        assert!(found.iter().zip(exact).all(|(f, e)| (f - e).abs() < 1e-12), "{found:?}");
    }

    /// The runway that four aeroplanes share, each needing as much of it as its price: those who need
    /// a stretch pay it in equal shares (Littlechild and Owen, Management Science 20, 1973; the
    /// figures are those of textbooks).
    #[test]
    fn a_runway_costs_each_what_it_needs_shared_with_who_needs_it_too() {
        let costs = [8.0, 11.0, 13.0, 18.0];
        let needed = |state: usize| {
            costs.iter().enumerate().filter(move |(i, _)| state >> i & 1 == 1).map(|(_, c)| *c)
        };
        let values = states(4, |state| needed(state).fold(0.0, f64::max));
        near(&shapley(&values).unwrap(), &[2.0, 3.0, 4.0, 9.0]);
    }

    /// Power in the Security Council of the United Nations: nine of fifteen votes and no veto. A
    /// permanent member has 421/2145, another 4/2145 (Shapley and Shubik's index, American Political
    /// Science Review 48, 1954, for the Council of today).
    #[test]
    fn power_in_the_security_council_is_the_published_one() {
        let carried = |state: usize| state & 0b1_1111 == 0b1_1111 && state.count_ones() >= 9;
        let values = states(15, |state| f64::from(u8::from(carried(state))));
        let exact: Vec<f64> =
            (0..15).map(|i| if i < 5 { 421.0 / 2145.0 } else { 4.0 / 2145.0 }).collect();
        near(&shapley(&values).unwrap(), &exact);
    }

    #[test]
    fn parts_add_up_and_what_changes_nothing_gets_nothing() {
        // The third change is idle, and the first two work together only.
        let value = |state: usize| [0.1, 0.1, 0.4, 7.3][state & 3];
        let parts = shapley(&states(3, value)).unwrap();
        assert!((parts.iter().sum::<f64>() - 7.2).abs() < 1e-12, "{parts:?}");
        assert_eq!(parts[2].to_bits(), 0.0_f64.to_bits());
    }

    #[test]
    fn states_that_are_none_are_refused() {
        assert_eq!(shapley(&[]), Err(AttributionError::States(0)));
        assert_eq!(shapley(&[1.0, 2.0, 3.0]), Err(AttributionError::States(3)));
        assert_eq!(shapley(&[1.0, f64::NAN]), Err(AttributionError::NoValue(1)));
        assert_eq!(shapley(&[1.0]), Ok(Vec::new()));
    }
}
