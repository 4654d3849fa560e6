//! Internal consistency of a group of indicators.
//!
//! ```
//! use ideal_composite::reliability::cronbach;
//! use ndarray::array;
//!
//! assert_eq!(cronbach(array![[1.0, 1.0], [2.0, 2.0], [4.0, 4.0]].view()), Some(1.0));
//! ```

use ndarray::{ArrayView2, Axis};

use crate::correlate::covariance;
use crate::moments::count;
use crate::sum::sum;

/// Cronbach's alpha of the columns: k^2 c / S with the mean covariance c between two columns and
/// the sum S of all variances and covariances. Each covariance uses the units that have both
/// columns, so gaps lose no more than they must. None under two columns, without enough values, or
/// if S is 0. It can be negative: the columns then disagree.
#[must_use]
pub fn cronbach(xs: ArrayView2<'_, f64>) -> Option<f64> {
    let columns: Vec<Vec<f64>> = xs.columns().into_iter().map(|c| c.to_vec()).collect();
    let k = columns.len();
    if k < 2 {
        return None;
    }
    let mut all = Vec::with_capacity(k * k);
    let mut between = Vec::with_capacity(k * (k - 1));
    for (i, a) in columns.iter().enumerate() {
        for (j, b) in columns.iter().enumerate() {
            let c = covariance(a, b)?;
            all.push(c);
            if i != j {
                between.push(c);
            }
        }
    }
    let total = sum(all);
    let mean = sum(between.iter().copied()) / count(between.len());
    let alpha = count(k) * count(k) * mean / total;
    (total != 0.0 && alpha.is_finite()).then_some(alpha)
}

/// Alpha without each column in turn; none as in [`cronbach`].
#[must_use]
pub fn cronbach_without_each(xs: ArrayView2<'_, f64>) -> Vec<Option<f64>> {
    (0..xs.ncols())
        .map(|out| {
            let kept: Vec<usize> = (0..xs.ncols()).filter(|k| *k != out).collect();
            cronbach(xs.select(Axis(1), &kept).view())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::multivariate::arrests::ARRESTS;
    use ndarray::{Array2, array};

    /// `pingouin` 0.7.0 (Python): `cronbach_alpha(USArrests)`, and without each column.
    #[test]
    fn alpha_with_an_item_deleted_is_that_of_another_program() {
        let xs = Array2::from_shape_fn((50, 4), |(r, c)| ARRESTS[r][c]);
        assert!((cronbach(xs.view()).unwrap() - 0.332_407_351_996_985_3).abs() < 1e-12);
        let wanted = [
            0.295_211_874_866_857_3,
            0.516_957_574_721_968_2,
            0.286_742_600_496_471_2,
            0.217_326_116_045_174_3,
        ];
        for (got, want) in cronbach_without_each(xs.view()).into_iter().zip(wanted) {
            assert!((got.unwrap() - want).abs() < 1e-12, "{got:?} for {want}");
        }
    }

    #[test]
    fn without_gaps_it_is_the_textbook_formula() {
        // k/(k-1) (1 - sum of variances / variance of the sum), by hand: variances 1, 4, 1, of the
        // sum 12.
        let xs = array![[1.0, 2.0, 3.0], [2.0, 4.0, 2.0], [3.0, 6.0, 4.0]];
        let totals: Vec<f64> = xs.rows().into_iter().map(|r| r.sum()).collect();
        let whole = crate::moments::variance(&totals).unwrap();
        assert!((cronbach(xs.view()).unwrap() - 1.5 * (1.0 - 6.0 / whole)).abs() < 1e-14);
        assert_eq!(cronbach(Array2::zeros((5, 1)).view()), None);
        assert_eq!(cronbach(Array2::zeros((5, 3)).view()), None);
        assert_eq!(cronbach_without_each(xs.view()).len(), 3);
    }
}
