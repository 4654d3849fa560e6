//! The straight line through a cloud of points, and who lies far from it.
//!
//! ```
//! use ideal_composite::regress::line;
//!
//! let fit = line(&[1.0, 2.0, 3.0, 4.0], &[1.0, 3.0, 2.0, 4.0]).unwrap();
//! assert!((fit.slope - 0.8).abs() < 1e-12 && (fit.intercept - 0.5).abs() < 1e-12);
//! ```

use crate::moments::{count, mean};
use crate::sum::sum;

/// A least-squares line.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Where it stands at 0.
    pub intercept: f64,
    /// What it rises by for one more of x.
    pub slope: f64,
    /// Standardised residual of each row: the residual over its own standard error, s times the
    /// root of 1 - leverage (Cook and Weisberg, Residuals and Influence in Regression, 1982,
    /// internally studentised). None where a value is missing, where the line passes through all
    /// points, or where the row alone decides where the line goes.
    pub residuals: Vec<Option<f64>>,
}

/// The line of y over x, on the rows that have both. None under three of them, where x does not
/// vary, or if the lengths differ.
#[must_use]
pub fn line(x: &[f64], y: &[f64]) -> Option<Line> {
    if x.len() != y.len() {
        return None;
    }
    let known = |(x, y): &(&f64, &f64)| !x.is_nan() && !y.is_nan();
    let (xs, ys): (Vec<f64>, Vec<f64>) = x.iter().zip(y).filter(known).unzip();
    let n = xs.len();
    let (mx, my) = (mean(&xs)?, mean(&ys)?);
    let xx = sum(xs.iter().map(|x| (x - mx) * (x - mx)));
    if n < 3 || xx <= 0.0 || xs.iter().all(|x| Some(x) == xs.first()) {
        return None;
    }
    let slope = sum(xs.iter().zip(&ys).map(|(x, y)| (x - mx) * (y - my))) / xx;
    let intercept = my - slope * mx;
    // About the means: nothing is lost where x lies far from 0.
    let residual = |x: f64, y: f64| (y - my) - slope * (x - mx);
    let of_all = sum(xs.iter().zip(&ys).map(|(&x, &y)| residual(x, y) * residual(x, y)));
    let yy = sum(ys.iter().map(|y| (y - my) * (y - my)));
    let s = libm::sqrt(of_all / count(n - 2));
    let exact = of_all <= yy * 1e-20;
    let residuals = x
        .iter()
        .zip(y)
        .map(|(&x, &y)| {
            let free = 1.0 - 1.0 / count(n) - (x - mx) * (x - mx) / xx;
            let standardised = residual(x, y) / (s * libm::sqrt(free));
            (!exact && free > 1e-9 && standardised.is_finite()).then_some(standardised)
        })
        .collect();
    (slope.is_finite() && intercept.is_finite()).then_some(Line { intercept, slope, residuals })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::multivariate::arrests::ARRESTS;

    /// Murder over rape in twenty states; numpy: `H = A @ inv(A.T @ A) @ A.T`, `e = y - H @ y`,
    /// `e / (sqrt(e @ e / 18) * sqrt(1 - diag(H)))`.
    #[test]
    fn residuals_are_those_of_numpy() {
        let column = |k: usize| ARRESTS.iter().take(20).map(|r| r[k]).collect::<Vec<f64>>();
        let fit = line(&column(3), &column(0)).unwrap();
        let numpy = [
            1.317_358_790_604,
            -1.006_818_819_222,
            -0.587_449_462_256,
            0.275_851_666_582,
            -0.990_323_368_123,
            -1.157_624_346_742,
            -0.688_294_813_385,
            -0.264_794_686_224,
            1.289_157_213_638,
            2.140_245_874_163,
            -0.674_664_132_747,
            -1.045_846_955_515,
            0.427_068_257_07,
            -0.227_610_475_607,
            -0.996_123_980_532,
            -0.365_953_438_734,
            0.703_840_294_872,
            1.828_267_522_798,
            -0.834_398_901_828,
            0.441_153_261_101,
        ];
        for (got, want) in fit.residuals.iter().zip(numpy) {
            assert!((got.unwrap() - want).abs() < 1e-10, "{got:?} for {want}");
        }
    }

    #[test]
    fn lines_that_are_none() {
        assert_eq!(line(&[1.0, 2.0], &[1.0, 2.0]), None);
        assert_eq!(line(&[1.0, 1.0, 1.0], &[1.0, 2.0, 3.0]), None);
        assert_eq!(line(&[1.0, 2.0, 3.0], &[1.0, 2.0]), None);
        // Through all points, and a row without a value.
        let exact = line(&[1.0, 2.0, 3.0, f64::NAN], &[2.0, 4.0, 6.0, 1.0]).unwrap();
        assert_eq!(exact.residuals, [None; 4]);
    }
}
