//! Correlation between indicators, on the units that have both.
//!
//! ```
//! use ideal_composite::correlate::{Kind, correlation};
//!
//! let (a, b) = ([1.0, 2.0, 3.0, f64::NAN], [1.0, 4.0, 9.0, 16.0]);
//! assert_eq!(correlation(&a, &b, Kind::Spearman), Some(1.0));
//! ```

use ndarray::{Array2, ArrayView2};

mod significance;

pub use significance::p_value;

use crate::moments::{count, mean};
use crate::rank::{Order, Ties, ranks};
use crate::sum::sum;

/// Which coefficient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Kind {
    /// Of the values.
    #[default]
    Pearson,
    /// Of their ranks, ties averaged.
    Spearman,
    /// Kendall's tau-b, which corrects for ties.
    Kendall,
}

/// Why columns could not be correlated.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum CorrelateError {
    /// Two matrices of different numbers of units.
    #[error("{left} units on one side, {right} on the other")]
    Units {
        /// Rows of the first matrix.
        left: usize,
        /// Rows of the second.
        right: usize,
    },
    /// One group per indicator is needed.
    #[error("{groups} groups for {indicators} indicators")]
    Groups {
        /// Given.
        groups: usize,
        /// Columns of the matrix.
        indicators: usize,
    },
    /// A limit that is no number.
    #[error("the {0} limit is not a number")]
    Limit(&'static str),
}

/// The pairs where both are there; none if the lengths differ.
fn pairs(a: &[f64], b: &[f64]) -> Option<(Vec<f64>, Vec<f64>)> {
    let both = || a.iter().zip(b).filter(|(x, y)| !x.is_nan() && !y.is_nan()).unzip();
    (a.len() == b.len()).then(both)
}

/// The correlation over the units that have both values, -1..=1; none under two of them, if either
/// does not vary there, or if the lengths differ.
#[must_use]
pub fn correlation(a: &[f64], b: &[f64], kind: Kind) -> Option<f64> {
    let (x, y) = pairs(a, b)?;
    of_pairs(&x, &y, kind)
}

fn of_pairs(x: &[f64], y: &[f64], kind: Kind) -> Option<f64> {
    match kind {
        Kind::Pearson => pearson(x, y),
        Kind::Spearman => {
            let of = |v: &[f64]| ranks(v, Order::Ascending, Ties::Average);
            pearson(&of(x), &of(y))
        }
        Kind::Kendall => kendall(x, y),
    }
}

/// Covariance with divisor n - 1 over the units that have both; none under two of them, or if the
/// lengths differ.
#[must_use]
pub fn covariance(a: &[f64], b: &[f64]) -> Option<f64> {
    let (x, y) = pairs(a, b)?;
    let (mx, my) = (mean(&x)?, mean(&y)?);
    (x.len() > 1)
        .then(|| sum(x.iter().zip(&y).map(|(x, y)| (x - mx) * (y - my))) / count(x.len() - 1))
}

fn pearson(x: &[f64], y: &[f64]) -> Option<f64> {
    let (mx, my) = (mean(x)?, mean(y)?);
    let varies = |v: &[f64]| v.iter().any(|a| v.first() != Some(a));
    if !(varies(x) && varies(y)) {
        return None;
    }
    let xy = sum(x.iter().zip(y).map(|(x, y)| (x - mx) * (y - my)));
    let xx = sum(x.iter().map(|x| (x - mx) * (x - mx)));
    let yy = sum(y.iter().map(|y| (y - my) * (y - my)));
    // One root of the product makes a perfect correlation exactly 1; two roots stay in range where
    // the product does not.
    let product = xx * yy;
    let r = if product.is_normal() {
        xy / libm::sqrt(product)
    } else {
        xy / libm::sqrt(xx) / libm::sqrt(yy)
    };
    r.is_finite().then(|| r.clamp(-1.0, 1.0))
}

/// Tau-b by counting inversions in a merge sort (Knight, JASA 61, 1966): n log n steps.
fn kendall(x: &[f64], y: &[f64]) -> Option<f64> {
    let mut points: Vec<(f64, f64)> = x.iter().copied().zip(y.iter().copied()).collect();
    let by = |a: f64, b: f64| a.partial_cmp(&b).unwrap_or(std::cmp::Ordering::Equal);
    points.sort_by(|a, b| by(a.0, b.0).then(by(a.1, b.1)));
    let tied = |n: usize| (n as u64) * (n as u64).saturating_sub(1) / 2;
    let all = tied(points.len());
    let in_x: u64 = points.chunk_by(|a, b| a.0 == b.0).map(|g| tied(g.len())).sum();
    let in_both: u64 = points.chunk_by(|a, b| a == b).map(|g| tied(g.len())).sum();
    let mut ys: Vec<f64> = points.iter().map(|p| p.1).collect();
    let mut space = ys.clone();
    let discordant = inversions(&mut ys, &mut space);
    let in_y: u64 = ys.chunk_by(|a, b| a == b).map(|g| tied(g.len())).sum();
    #[expect(clippy::cast_precision_loss, reason = "counts of pairs below 2^53")]
    let (free_x, free_y, net) = (
        (all - in_x) as f64,
        (all - in_y) as f64,
        (all + in_both - in_x - in_y) as f64 - 2.0 * discordant as f64,
    );
    if free_x == 0.0 || free_y == 0.0 {
        return None;
    }
    Some((net / (libm::sqrt(free_x) * libm::sqrt(free_y))).clamp(-1.0, 1.0))
}

/// Sorts and counts the pairs that stood the wrong way round.
fn inversions(v: &mut [f64], space: &mut [f64]) -> u64 {
    let n = v.len();
    if n < 2 {
        return 0;
    }
    let half = n / 2;
    let (left, right) = v.split_at_mut(half);
    let (a, b) = space.split_at_mut(half);
    let mut crossed = inversions(left, a) + inversions(right, b);
    let (mut i, mut j) = (0, 0);
    for slot in space.iter_mut().take(n) {
        match (left.get(i), right.get(j)) {
            (Some(l), Some(r)) if r < l => {
                *slot = *r;
                crossed += (half - i) as u64;
                j += 1;
            }
            (Some(l), _) => {
                *slot = *l;
                i += 1;
            }
            (None, Some(r)) => {
                *slot = *r;
                j += 1;
            }
            (None, None) => {}
        }
    }
    v.copy_from_slice(space);
    crossed
}

/// Two-sided p value of no correlation, from the units that have both values: what R's `cor.test`
/// gives by default, exact where that is. None where there is no [`correlation`], and for Pearson's
/// under three units.
///
/// ```
/// use ideal_composite::correlate::{Kind, significance};
///
/// // Of the 24 orders of four values one rises throughout and one falls.
/// let p = significance(&[1.0, 2.0, 3.0, 4.0], &[1.0, 4.0, 9.0, 16.0], Kind::Kendall).unwrap();
/// assert!((p - 2.0 / 24.0).abs() < 1e-15);
/// ```
#[must_use]
pub fn significance(a: &[f64], b: &[f64], kind: Kind) -> Option<f64> {
    let (x, y) = pairs(a, b)?;
    significance::of_pairs(&x, &y, of_pairs(&x, &y, kind)?, kind)
}

/// One coefficient with what it rests on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// Column of the first matrix.
    pub a: usize,
    /// Column of the second matrix, or of the same one.
    pub b: usize,
    /// The coefficient; none if it cannot be computed.
    pub r: Option<f64>,
    /// Units with both.
    pub n: usize,
    /// Two-sided p value; none if it cannot be computed.
    pub p: Option<f64>,
}

/// Every column of `a` with every column of `b`, over the rows both have; the order is that of `a`,
/// then `b`.
///
/// # Errors
/// [`CorrelateError::Units`].
pub fn pairwise(
    a: ArrayView2<'_, f64>,
    b: ArrayView2<'_, f64>,
    kind: Kind,
) -> Result<Vec<Pair>, CorrelateError> {
    if a.nrows() != b.nrows() {
        return Err(CorrelateError::Units { left: a.nrows(), right: b.nrows() });
    }
    let columns =
        |m: ArrayView2<'_, f64>| m.columns().into_iter().map(|c| c.to_vec()).collect::<Vec<_>>();
    let (left, right) = (columns(a), columns(b));
    let mut out = Vec::with_capacity(left.len() * right.len());
    for (i, x) in left.iter().enumerate() {
        for (j, y) in right.iter().enumerate() {
            let Some((x, y)) = pairs(x, y) else { continue };
            let r = of_pairs(&x, &y, kind);
            out.push(Pair {
                a: i,
                b: j,
                r,
                n: x.len(),
                p: r.and_then(|r| significance::of_pairs(&x, &y, r, kind)),
            });
        }
    }
    Ok(out)
}

/// The correlation matrix of the columns; NaN where there is no coefficient.
#[must_use]
pub fn matrix(xs: ArrayView2<'_, f64>, kind: Kind) -> Array2<f64> {
    let mut out = Array2::from_elem((xs.ncols(), xs.ncols()), f64::NAN);
    for p in pairwise(xs, xs, kind).unwrap_or_default() {
        if let (Some(cell), Some(r)) = (out.get_mut((p.a, p.b)), p.r) {
            *cell = r;
        }
    }
    out
}

/// What is worth a remark about a pair of indicators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flag {
    /// So close that they count twice.
    High,
    /// They say nothing about one another, though they share a parent.
    Low,
    /// They contradict one another.
    Negative,
}

/// Flags the pairs of columns in the same group: above `high`, below `negative`, or within `low` of
/// 0. `groups` has one number per column. A pair has one flag, the first that fits; pairs are in
/// the order of the columns. Pairs without a coefficient are left out.
///
/// # Errors
/// [`CorrelateError::Groups`], [`CorrelateError::Limit`].
pub fn flags(
    xs: ArrayView2<'_, f64>,
    groups: &[usize],
    kind: Kind,
    high: f64,
    low: f64,
    negative: f64,
) -> Result<Vec<(Pair, Flag)>, CorrelateError> {
    if groups.len() != xs.ncols() {
        return Err(CorrelateError::Groups { groups: groups.len(), indicators: xs.ncols() });
    }
    for (name, limit) in [("high", high), ("low", low), ("negative", negative)] {
        if limit.is_nan() {
            return Err(CorrelateError::Limit(name));
        }
    }
    let flag = |r: f64| match r {
        r if r > high => Some(Flag::High),
        r if r < negative => Some(Flag::Negative),
        r if r.abs() < low => Some(Flag::Low),
        _ => None,
    };
    Ok(pairwise(xs, xs, kind)?
        .into_iter()
        .filter(|p| p.a < p.b && groups.get(p.a) == groups.get(p.b))
        .filter_map(|p| Some((p, flag(p.r?)?)))
        .collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use ndarray::array;

    /// Tau-b by its definition.
    fn slow(x: &[f64], y: &[f64]) -> f64 {
        let sign = |a: f64, b: f64| {
            if a > b {
                1.0
            } else if a < b {
                -1.0
            } else {
                0.0
            }
        };
        let (mut s, mut sx, mut sy) = (0.0, 0.0, 0.0);
        for i in 0..x.len() {
            for j in 0..i {
                let (a, b) = (sign(x[i], x[j]), sign(y[i], y[j]));
                s += a * b;
                sx += a * a;
                sy += b * b;
            }
        }
        s / f64::sqrt(sx * sy)
    }

    #[test]
    fn kendall_by_sorting_and_by_counting() {
        let mut stream = crate::draws::Stream::new(1, 2, 3);
        for n in [2, 3, 10, 57] {
            let x: Vec<f64> = (0..n).map(|_| (stream.uniform() * 6.0).floor()).collect();
            let y: Vec<f64> = (0..n).map(|_| (stream.uniform() * 9.0).floor()).collect();
            let s = slow(&x, &y);
            match correlation(&x, &y, Kind::Kendall) {
                Some(r) => assert!((r - s).abs() < 1e-14),
                None => assert!(s.is_nan()),
            }
        }
    }

    #[test]
    fn nothing_to_correlate() {
        for kind in [Kind::Pearson, Kind::Spearman, Kind::Kendall] {
            assert_eq!(correlation(&[1.0, 1.0], &[1.0, 2.0], kind), None);
            assert_eq!(correlation(&[1.0], &[1.0], kind), None);
            assert_eq!(correlation(&[], &[], kind), None);
            // Three values on one side, two on the other.
            assert_eq!(correlation(&[1.0, 2.0, 4.0], &[1.0, 2.0], kind), None);
            assert_eq!(significance(&[1.0, 2.0, 4.0, 3.0], &[1.0, 2.0, 3.0], kind), None);
        }
        assert_eq!(covariance(&[1.0, 2.0, 4.0], &[1.0, 2.0]), None);
        assert_eq!(
            pairwise(Array2::zeros((3, 1)).view(), Array2::zeros((2, 1)).view(), Kind::Pearson),
            Err(CorrelateError::Units { left: 3, right: 2 })
        );
    }

    #[test]
    fn flags_stay_within_groups() {
        let xs = array![
            [1.0, 2.0, -1.0, 1.0],
            [2.0, 4.0, -2.0, -1.0],
            [3.0, 6.5, -3.0, -1.0],
            [4.0, 8.0, -4.5, 1.0]
        ];
        let f = flags(xs.view(), &[0, 0, 0, 1], Kind::Pearson, 0.9, 0.1, -0.2).unwrap();
        assert_eq!(
            f.iter().map(|(p, f)| (p.a, p.b, *f)).collect::<Vec<_>>(),
            [(0, 1, Flag::High), (0, 2, Flag::Negative), (1, 2, Flag::Negative)]
        );
        assert_eq!(
            flags(xs.view(), &[0, 0, 0], Kind::Pearson, 0.9, 0.1, -0.2),
            Err(CorrelateError::Groups { groups: 3, indicators: 4 })
        );
        assert_eq!(
            flags(xs.view(), &[0; 4], Kind::Pearson, 0.9, f64::NAN, -0.2),
            Err(CorrelateError::Limit("low"))
        );
    }
}
