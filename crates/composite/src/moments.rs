//! Moments and quantiles of one sample. NaN marks a missing value and is left out everywhere.
//!
//! Skewness and kurtosis are the adjusted estimators G1 and G2 (Joanes and Gill, The Statistician
//! 47, 1998: "type 2", those of SAS, Excel and of COINr's outlier test); quantiles interpolate
//! linearly (type 7 of Hyndman and Fan, 1996).
//!
//! ```
//! use ideal_composite::moments::{mean, quantile, sd};
//!
//! let xs = [2.0, 4.0, f64::NAN, 6.0];
//! assert_eq!(mean(&xs), Some(4.0));
//! assert_eq!(sd(&xs), Some(2.0));
//! assert_eq!(quantile(&xs, 0.25), Some(3.0));
//! ```

use crate::sum::{Sum, sum};

/// The values that are not missing, in their order.
#[must_use]
pub fn present(xs: &[f64]) -> Vec<f64> {
    xs.iter().copied().filter(|x| !x.is_nan()).collect()
}

#[expect(clippy::cast_precision_loss, reason = "a sample has fewer than 2^53 values")]
pub(crate) fn count(n: usize) -> f64 {
    n as f64
}

/// Arithmetic mean; none without a value.
#[must_use]
pub fn mean(xs: &[f64]) -> Option<f64> {
    let mut n = 0;
    let mut s = Sum::default();
    for &x in xs.iter().filter(|x| !x.is_nan()) {
        n += 1;
        s.add(x);
    }
    (n > 0).then(|| s.over(count(n)))
}

/// Variance with divisor n - 1; none under two values.
#[must_use]
pub fn variance(xs: &[f64]) -> Option<f64> {
    let v = present(xs);
    let m = mean(&v)?;
    (v.len() > 1).then(|| sum(v.iter().map(|x| (x - m) * (x - m))) / count(v.len() - 1))
}

/// Standard deviation with divisor n - 1; none under two values.
#[must_use]
pub fn sd(xs: &[f64]) -> Option<f64> {
    variance(xs).map(libm::sqrt)
}

/// Median, the mean of the middle two for an even count; none without a value.
#[must_use]
pub fn median(xs: &[f64]) -> Option<f64> {
    let mut v = present(xs);
    v.sort_by(f64::total_cmp);
    let upper = *v.get(v.len() / 2)?;
    if v.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = *v.get(v.len() / 2 - 1)?;
    mean(&[lower, upper])
}

/// Quantile at `p` in 0..=1 by linear interpolation (type 7); none without a value or for another
/// `p`.
#[must_use]
pub fn quantile(xs: &[f64], p: f64) -> Option<f64> {
    if !(0.0..=1.0).contains(&p) {
        return None;
    }
    let mut v = present(xs);
    v.sort_by(f64::total_cmp);
    let h = count(v.len().checked_sub(1)?) * p;
    // A position that misses a whole number by rounding alone is that number.
    let slack = 4.0 * f64::EPSILON;
    let below = libm::floor(h + slack);
    let share = h - below;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 <= h <= n - 1")]
    let i = below as usize;
    let low = *v.get(i)?;
    if share.abs() <= slack {
        return Some(low);
    }
    let high = *v.get(i + 1)?;
    // Between two equal values lies that value, which the products below can miss by their
    // rounding.
    Some(if low == high { low } else { (1.0 - share) * low + share * high })
}

/// Smallest and largest; none without a value.
#[must_use]
pub fn extent(xs: &[f64]) -> Option<(f64, f64)> {
    xs.iter().filter(|x| !x.is_nan()).fold(None, |e, &x| {
        let (low, high): (f64, f64) = e.unwrap_or((x, x));
        Some((low.min(x), high.max(x)))
    })
}

/// Whether all values are the same number. R's own test of a constant is exact; so is this one.
fn constant(xs: &[f64]) -> bool {
    extent(xs).is_none_or(|(low, high)| low == high)
}

/// Skewness G1 = g1 sqrt(n (n - 1)) / (n - 2); none under three values or if they are all equal.
#[must_use]
pub fn skewness(xs: &[f64]) -> Option<f64> {
    let v = present(xs);
    if v.len() < 3 || constant(&v) {
        return None;
    }
    let (n, m) = (count(v.len()), mean(&v)?);
    let second = sum(v.iter().map(|x| (x - m) * (x - m)));
    let third = sum(v.iter().map(|x| (x - m) * (x - m) * (x - m)));
    let g1 = libm::sqrt(n) * third / (second * libm::sqrt(second));
    Some(g1 * libm::sqrt(n * (n - 1.0)) / (n - 2.0)).filter(|g| g.is_finite())
}

/// Excess kurtosis G2 = (n - 1) ((n + 1) (b2 - 3) + 6) / ((n - 2) (n - 3)); none under four values
/// or if they are all equal.
#[must_use]
pub fn kurtosis(xs: &[f64]) -> Option<f64> {
    let v = present(xs);
    if v.len() < 4 || constant(&v) {
        return None;
    }
    let (n, m) = (count(v.len()), mean(&v)?);
    let second = sum(v.iter().map(|x| (x - m) * (x - m)));
    let fourth = sum(v.iter().map(|x| {
        let d = (x - m) * (x - m);
        d * d
    }));
    let b2 = n * fourth / (second * second);
    Some(((n + 1.0) * (b2 - 3.0) + 6.0) * (n - 1.0) / ((n - 2.0) * (n - 3.0)))
        .filter(|g| g.is_finite())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_example_of_the_spreadsheet_manual() {
        // The worked example of SKEW and KURT in a spreadsheet's manual.
        let xs = [3.0, 4.0, 5.0, 2.0, 3.0, 4.0, 5.0, 6.0, 4.0, 7.0];
        assert!((skewness(&xs).unwrap() - 0.359_543_071_406_797_1).abs() < 1e-15);
        assert!((kurtosis(&xs).unwrap() + 0.151_799_637_208_415_6).abs() < 1e-14);
    }

    #[test]
    fn too_little_to_say() {
        assert_eq!(
            (mean(&[]), sd(&[1.0]), median(&[f64::NAN]), quantile(&[], 0.5)),
            (None, None, None, None)
        );
        assert_eq!(
            (skewness(&[1.0, 2.0]), kurtosis(&[1.0, 2.0, 4.0]), skewness(&[5.0; 9])),
            (None, None, None)
        );
        assert_eq!((quantile(&[1.0, 2.0], 1.0), quantile(&[1.0, 2.0], 1.5)), (Some(2.0), None));
        // 0.7 * 0.1 + 0.3 * 0.1 is not 0.1.
        assert!((0..=100).all(|p| quantile(&[0.1; 8], f64::from(p) / 100.0) == Some(0.1)));
        assert_eq!(median(&[4.0, 1.0, f64::NAN, 3.0, 2.0]), Some(2.5));
    }
}
