//! How well draws foretell a value.
//!
//! ```
//! use ideal_composite::forecast::crps;
//!
//! // One draw is off by its distance.
//! assert_eq!(crps(&[3.0], 5.0), Some(2.0));
//! // Draws about the value are worth more than draws beside it.
//! assert!(crps(&[4.0, 6.0], 5.0) < crps(&[6.0, 8.0], 5.0));
//! ```

use crate::moments::{count, present};
use crate::sum::Sum;

/// Continuous ranked probability score of draws against the value that came true, in the unit of
/// the value: the integral of (F(x) - 1{x >= y})^2 with the share F of draws up to x, which is
/// E|X - y| - E|X - X'| / 2 (Gneiting and Raftery, Journal of the American Statistical Association
/// 102, 2007, eq. 21). 0 is best; of a single draw it is the absolute error. It falls as draws come
/// nearer and as they agree, but rises where they agree on something else.
///
/// Missing draws (NaN) are left out; none without a draw or a value.
#[must_use]
pub fn crps(draws: &[f64], value: f64) -> Option<f64> {
    let mut xs = present(draws);
    if xs.is_empty() || value.is_nan() {
        return None;
    }
    xs.sort_by(f64::total_cmp);
    let n = count(xs.len());
    let (mut off, mut apart) = (Sum::default(), Sum::default());
    for (i, x) in xs.iter().enumerate() {
        off.add((x - value).abs());
        // Of all pairs the ith smallest is the larger in i, the smaller in n - 1 - i.
        apart.add((2.0 * count(i) + 1.0 - n) * x);
    }
    Some(off.over(n) - apart.over(n * n))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// numpy: `np.mean(np.abs(x - y)) - np.abs(x[:, None] - x[None]).sum() / 2 / len(x)**2`.
    #[test]
    fn agrees_with_numpy_in_any_order_and_without_what_is_missing() {
        let draws = [2.0, -1.0, f64::NAN, 2.5, 0.0];
        assert!((crps(&draws, 0.7).unwrap() - 0.59375).abs() < 1e-12);
        assert_eq!(crps(&[f64::NAN], 0.0), None);
        assert_eq!(crps(&[1.0], f64::NAN), None);
    }

    /// The closed form for a normal: y (2 Phi(y) - 1) + 2 phi(y) - 1 / sqrt(pi); 0.233695 at 0 and
    /// 0.602441 at 1 (Gneiting and Raftery, 2007, after eq. 21).
    #[test]
    fn of_many_normal_draws_it_is_the_closed_form() {
        let mut stream = crate::draws::Stream::new(7, 7, 0);
        let draws: Vec<f64> = (0..40_000).map(|_| stream.normal()).collect();
        for (y, exact) in [(0.0, 0.233_694_977), (1.0, 0.602_441_358), (-1.0, 0.602_441_358)] {
            assert!((crps(&draws, y).unwrap() - exact).abs() < 0.01, "at {y}");
        }
    }
}
