//! Pairwise comparison of units: the outranking matrix and Copeland's score (Handbook, step 6,
//! non-compensatory).
//!
//! Two units are compared on the indicators **both** have, with the weights renormalised over
//! these. So a gap neither helps nor hurts, and the result does not depend on the order of the
//! rows.
//!
//! ```
//! use ideal_composite::outrank::copeland;
//! use ndarray::array;
//!
//! // The first unit beats the third; the second ties with both.
//! assert_eq!(copeland(array![[3.0, 2.0], [1.0, 4.0], [2.0, 1.0]].view(), &[1.0, 1.0]).unwrap(), [1.0, 0.0, -1.0]);
//! ```

mod shares;

use ndarray::{Array2, ArrayView2};
use rayon::prelude::*;
use shares::Groups;

use crate::moments::count;
use crate::sum::{Sum, sum};

/// Why units could not be compared.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum OutrankError {
    /// One weight per indicator is needed.
    #[error("{weights} weights for {indicators} indicators")]
    Weights {
        /// Given.
        weights: usize,
        /// Columns of the matrix.
        indicators: usize,
    },
    /// A weight that is negative or not finite, no positive one, or a sum that is not finite.
    #[error("the weights must be finite, not negative and not all 0")]
    Weightless,
    /// The matrix would not fit in memory; [`copeland`] needs none.
    #[error("an outranking matrix of {units} units is too large; the limit is {LARGEST}")]
    TooLarge {
        /// Units asked for.
        units: usize,
    },
    /// A matrix that has not as many rows as columns is no outranking matrix.
    #[error("an outranking matrix has as many rows as columns, not {rows} x {columns}")]
    NotSquare {
        /// Rows given.
        rows: usize,
        /// Columns given.
        columns: usize,
    },
}

/// The most units of an outranking matrix (it takes 8 bytes per pair).
pub const LARGEST: usize = 20_000;

/// Sums of weights this close to a half are a half: weights such as 0.62, 1.31, 1.31 tie in exact
/// arithmetic and miss it by rounding.
const TIE: f64 = 1e-9;
/// Beyond that far from a half, and within that much less than it, a plain sum says the same as a
/// careful one: the rounding of a million weights stays far below.
const CLEAR: f64 = 2.0 * TIE;
const CLEAR_TIE: f64 = 0.5 * TIE;

fn checked(xs: ArrayView2<'_, f64>, ws: &[f64]) -> Result<(), OutrankError> {
    if ws.len() != xs.ncols() {
        return Err(OutrankError::Weights { weights: ws.len(), indicators: xs.ncols() });
    }
    let total = sum(ws.iter().copied());
    if ws.iter().any(|w| w.is_nan() || *w < 0.0) || !(total.is_finite() && total > 0.0) {
        return Err(OutrankError::Weightless);
    }
    Ok(())
}

/// How far `a` outranks `b`, 0..=1: the weight of the indicators where it is higher plus half of
/// where they tie, over the weight of those both have; none if they share none.
fn outranks(a: &[f64], b: &[f64], ws: &[f64]) -> Option<f64> {
    let (mut won, mut total) = (Sum::default(), Sum::default());
    for ((x, y), &w) in a.iter().zip(b).zip(ws) {
        if x.is_nan() || y.is_nan() {
            continue;
        }
        total.add(w);
        if x > y {
            won.add(w);
        } else if x == y {
            won.add(w / 2.0);
        }
    }
    let total = total.value();
    (total > 0.0).then(|| won.value() / total)
}

fn rows(xs: ArrayView2<'_, f64>) -> Vec<Vec<f64>> {
    xs.rows().into_iter().map(|r| r.to_vec()).collect()
}

/// The outranking matrix of the units (rows of `xs`): how far the row's unit outranks the column's,
/// 0..=1. The two entries of a pair sum to 1; a pair that shares no indicator is NaN; the diagonal
/// is 0.
///
/// # Errors
/// [`OutrankError`].
pub fn outranking(xs: ArrayView2<'_, f64>, ws: &[f64]) -> Result<Array2<f64>, OutrankError> {
    checked(xs, ws)?;
    let units = xs.nrows();
    if units > LARGEST {
        return Err(OutrankError::TooLarge { units });
    }
    let rows = rows(xs);
    let mut out = Array2::zeros((units, units));
    for (i, a) in rows.iter().enumerate() {
        for (j, b) in rows.iter().enumerate().skip(i + 1) {
            let o = outranks(a, b, ws).unwrap_or(f64::NAN);
            if let Some(x) = out.get_mut((i, j)) {
                *x = o;
            }
            if let Some(x) = out.get_mut((j, i)) {
                *x = 1.0 - o;
            }
        }
    }
    Ok(out)
}

/// Number and share of the pairs in which one unit is higher on every indicator of positive weight
/// that both have, so that the matrix says 1; none under two units.
///
/// # Errors
/// [`OutrankError::NotSquare`].
pub fn dominance(matrix: ArrayView2<'_, f64>) -> Result<Option<(usize, f64)>, OutrankError> {
    let (n, columns) = matrix.dim();
    if n != columns {
        return Err(OutrankError::NotSquare { rows: n, columns });
    }
    if n < 2 {
        return Ok(None);
    }
    let dominant = matrix.iter().filter(|o| **o >= 1.0 - TIE).count();
    Ok(Some((dominant, count(dominant) / count(n * (n - 1) / 2))))
}

/// Copeland's score of every unit: pairs in which it outranks the other by more than a half, minus
/// those in which it is outranked. Pairs within 1e-9 of a half, or that share no indicator, count
/// for nothing. A unit with a gap is compared on what it has; one that has nothing on any indicator
/// of positive weight is NaN. Time grows with the square of the units, memory does not.
///
/// # Errors
/// [`OutrankError::Weights`], [`OutrankError::Weightless`].
pub fn copeland(xs: ArrayView2<'_, f64>, ws: &[f64]) -> Result<Vec<f64>, OutrankError> {
    checked(xs, ws)?;
    let rows = rows(xs);
    let groups = Groups::new(&rows, ws.len());
    let score = |own: &Vec<f64>, shares: &mut Vec<f64>| {
        if !own.iter().zip(ws).any(|(x, w)| !x.is_nan() && *w > 0.0) {
            return f64::NAN;
        }
        groups.shares(own, ws, shares);
        let won: i64 = shares.iter().zip(&rows).map(|(s, other)| verdict(*s, own, other, ws)).sum();
        #[expect(clippy::cast_precision_loss, reason = "a count of units")]
        let won = won as f64;
        won
    };
    Ok(rows.par_iter().map_init(Vec::new, |shares, own| score(own, shares)).collect())
}

/// 1 if `own` outranks the other by more than a half, -1 if it is outranked, else 0; `share` is how
/// far, to within rounding.
fn verdict(share: f64, own: &[f64], other: &[f64], ws: &[f64]) -> i64 {
    let off = (share - 0.5).abs();
    if off <= CLEAR_TIE {
        return 0;
    }
    let careful = || outranks(own, other, ws).unwrap_or(0.5);
    let o = if off > CLEAR { share } else { careful() };
    i64::from(o > 0.5 + TIE) - i64::from(o < 0.5 - TIE)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use ndarray::array;

    #[test]
    fn gaps_and_row_order() {
        let n = f64::NAN;
        let xs = array![[1.0, n, 3.0], [2.0, 5.0, n], [n, 4.0, 1.0], [n, n, n]];
        let ws = [1.0, 2.0, 1.0];
        let up = copeland(xs.view(), &ws).unwrap();
        let mut reversed = xs.view();
        reversed.invert_axis(ndarray::Axis(0));
        let down = copeland(reversed, &ws).unwrap();
        assert_eq!(up[..3], [0.0, 2.0, -2.0]);
        assert!(up[3].is_nan());
        assert!(up.iter().zip(down.iter().rev()).all(|(a, b)| a.to_bits() == b.to_bits()));
        let m = outranking(xs.view(), &ws).unwrap();
        assert_eq!(m[[0, 1]] + m[[1, 0]], 1.0);
        assert!(m[[3, 0]].is_nan());
    }

    #[test]
    fn ties_on_paper_are_ties() {
        // 0.62 + 1.31 / 2 ... on either side: exactly half, which plain sums miss.
        let ws = [0.1, 0.2, 0.3];
        assert_eq!(
            copeland(array![[1.0, 1.0, 0.0], [0.0, 0.0, 1.0]].view(), &ws).unwrap(),
            [0.0, 0.0]
        );
        assert_eq!(
            copeland(array![[1.0, 1.0]].view(), &ws),
            Err(OutrankError::Weights { weights: 3, indicators: 2 })
        );
        assert_eq!(copeland(array![[1.0]].view(), &[0.0]), Err(OutrankError::Weightless));
        assert_eq!(copeland(array![[1.0]].view(), &[1.0]).unwrap(), [0.0]);
        let alone = outranking(array![[1.0]].view(), &[1.0]).unwrap();
        assert_eq!(dominance(alone.view()), Ok(None));
        assert_eq!(
            dominance(Array2::ones((3, 4)).view()),
            Err(OutrankError::NotSquare { rows: 3, columns: 4 })
        );
        assert_eq!(
            copeland(array![[1.0, 2.0]].view(), &[f64::MAX, f64::MAX]),
            Err(OutrankError::Weightless)
        );
    }

    #[test]
    fn only_a_unit_that_has_nothing_has_no_score() {
        let n = f64::NAN;
        // The second unit lacks one indicator of two and loses on the other; the last has a value
        // where it counts for nothing.
        let xs = array![[3.0, 2.0, n], [1.0, n, n], [2.0, 1.0, n], [n, n, 9.0]];
        let scores = copeland(xs.view(), &[1.0, 1.0, 0.0]).unwrap();
        assert_eq!(scores[..3], [2.0, -2.0, 0.0]);
        assert!(scores[3].is_nan());
    }

    #[test]
    fn scores_are_those_of_pairs_one_by_one() {
        let mut stream = crate::draws::Stream::new(3, 4, 5);
        for (units, weights) in [(70, vec![1.0; 6]), (33, vec![0.1, 0.2, 0.3, 0.4, 0.5, 0.7])] {
            // Few different values: ties, halves and gaps abound.
            let xs = Array2::from_shape_fn((units, 6), |_| {
                let x = (stream.uniform() * 5.0).floor();
                if x == 4.0 { f64::NAN } else { x }
            });
            let matrix = outranking(xs.view(), &weights).unwrap();
            let slow = |i: usize| {
                let row = matrix.row(i);
                let beyond = |f: &dyn Fn(f64) -> bool| {
                    row.iter().enumerate().filter(|(j, o)| *j != i && f(**o)).count()
                };
                count(beyond(&|o| o > 0.5 + TIE)) - count(beyond(&|o| o < 0.5 - TIE))
            };
            for (i, score) in copeland(xs.view(), &weights).unwrap().into_iter().enumerate() {
                let nothing = xs.row(i).iter().all(|x| x.is_nan());
                assert!(if nothing { score.is_nan() } else { score == slow(i) }, "{i}: {score}");
            }
        }
    }
}
