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

use ndarray::{Array2, ArrayView2};
use rayon::prelude::*;

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
    /// A weight that is negative or not finite, or no positive one.
    #[error("the weights must be finite, not negative and not all 0")]
    Weightless,
    /// The matrix would not fit in memory; [`copeland`] needs none.
    #[error("an outranking matrix of {units} units is too large; the limit is {LARGEST}")]
    TooLarge {
        /// Units asked for.
        units: usize,
    },
}

/// The most units of an outranking matrix (it takes 8 bytes per pair).
pub const LARGEST: usize = 20_000;

/// Sums of weights this close to a half are a half: weights such as 0.62, 1.31, 1.31 tie in exact
/// arithmetic and miss it by rounding.
const TIE: f64 = 1e-9;

fn checked(xs: ArrayView2<'_, f64>, ws: &[f64]) -> Result<(), OutrankError> {
    if ws.len() != xs.ncols() {
        return Err(OutrankError::Weights { weights: ws.len(), indicators: xs.ncols() });
    }
    if ws.iter().any(|w| !(w.is_finite() && *w >= 0.0)) || sum(ws.iter().copied()) <= 0.0 {
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
#[must_use]
pub fn dominance(matrix: ArrayView2<'_, f64>) -> Option<(usize, f64)> {
    let n = matrix.nrows();
    let pairs = n.checked_sub(1).filter(|m| *m > 0)? * n / 2;
    let dominant = matrix.iter().filter(|o| **o >= 1.0 - TIE).count();
    Some((dominant, count(dominant) / count(pairs)))
}

/// Copeland's score of every unit: pairs in which it outranks the other by more than a half, minus
/// those in which it is outranked. Pairs within 1e-9 of a half, or that share no indicator, count
/// for nothing. A unit without a value on an indicator of positive weight is NaN. Time grows with
/// the square of the units, memory does not.
///
/// # Errors
/// [`OutrankError::Weights`], [`OutrankError::Weightless`].
pub fn copeland(xs: ArrayView2<'_, f64>, ws: &[f64]) -> Result<Vec<f64>, OutrankError> {
    checked(xs, ws)?;
    let rows = rows(xs);
    Ok((0..rows.len())
        .into_par_iter()
        .map(|i| {
            let Some(own) = rows.get(i) else { return f64::NAN };
            if !own.iter().zip(ws).any(|(x, w)| !x.is_nan() && *w > 0.0) {
                return f64::NAN;
            }
            let mut score = 0_i64;
            for (j, other) in rows.iter().enumerate() {
                match outranks(own, other, ws) {
                    Some(o) if j != i && o > 0.5 + TIE => score += 1,
                    Some(o) if j != i && o < 0.5 - TIE => score -= 1,
                    _ => {}
                }
            }
            #[expect(clippy::cast_precision_loss, reason = "a count of units")]
            let score = score as f64;
            score
        })
        .collect())
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
        assert!(dominance(outranking(array![[1.0]].view(), &[1.0]).unwrap().view()).is_none());
    }
}
