//! The restricted likelihood as a function of one number, the ratio of the two variances.

use crate::moments::count;
use crate::sum::sum;

/// The ratio of the variance of raters over that of errors.
#[derive(Clone, Copy, Debug)]
pub(super) enum Ratio {
    /// A number >= 0.
    Finite(f64),
    /// There is no error.
    Infinite,
}

/// What the likelihood takes of an eigenvector of the raters' matrix: the eigenvalue d > 0 and the
/// projection c of the raters' totals.
#[derive(Clone, Copy, Debug)]
pub(super) struct Term {
    pub(super) d: f64,
    pub(super) c: f64,
}

/// Minus twice the restricted log-likelihood, with the error's variance at its best for each ratio
/// L: f log Q(L) + sum log(1 + L d), with Q(L) = q + sum c^2 / (d (1 + L d)), the degrees of
/// freedom f of ratings within units, and the sum of squares q that free severities leave.
pub(super) struct Profile {
    terms: Vec<Term>,
    unexplained: f64,
    freedom: f64,
}

/// Steps on either side, of half a unit of ln(L d), at which the likelihood is looked at first.
const STEPS: std::ops::RangeInclusive<i32> = -40..=64;

impl Profile {
    pub(super) fn new(terms: Vec<Term>, unexplained: f64, freedom: usize) -> Self {
        Profile { terms, unexplained, freedom: count(freedom) }
    }

    /// Q(L).
    fn squares(&self, ratio: f64) -> f64 {
        let explained = self.terms.iter().map(|t| t.c * t.c / (t.d * (1.0 + ratio * t.d)));
        self.unexplained + sum(explained)
    }

    fn value(&self, ratio: f64) -> f64 {
        let determinant = sum(self.terms.iter().map(|t| libm::log1p(ratio * t.d)));
        self.freedom * libm::log(self.squares(ratio)) + determinant
    }

    /// The derivative of [`Profile::value`].
    fn slope(&self, ratio: f64) -> f64 {
        let square = |x: f64| x * x;
        let of_squares = sum(self.terms.iter().map(|t| square(t.c / (1.0 + ratio * t.d))));
        let of_determinant = sum(self.terms.iter().map(|t| t.d / (1.0 + ratio * t.d)));
        of_determinant - self.freedom * of_squares / self.squares(ratio)
    }

    /// The variance of errors at a ratio.
    pub(super) fn error(&self, ratio: f64) -> f64 {
        self.squares(ratio) / self.freedom
    }

    /// The most likely ratio: the best of a grid, then the zero of the slope beside it.
    pub(super) fn ratio(&self) -> f64 {
        let mean = sum(self.terms.iter().map(|t| t.d)) / count(self.terms.len());
        let at = |step: i32| libm::exp(f64::from(step) / 2.0) / mean;
        let grid = std::iter::once(0.0).chain(STEPS.map(at));
        let grid: Vec<(f64, f64)> = grid.map(|ratio| (ratio, self.value(ratio))).collect();
        let best = grid.iter().enumerate().min_by(|a, b| a.1.1.total_cmp(&b.1.1)).map(|b| b.0);
        let place = |i: Option<usize>| i.and_then(|i| grid.get(i)).map(|(ratio, _)| *ratio);
        let best = best.unwrap_or(0);
        let mut low = place(best.checked_sub(1)).unwrap_or(0.0);
        let mut high = place(best.checked_add(1)).or(place(Some(best))).unwrap_or(0.0);
        if low == 0.0 && self.slope(0.0) >= 0.0 {
            return 0.0;
        }
        // Some sixty halvings of a half of a unit of its logarithm, or of the step next to 0.
        while high - low > f64::EPSILON * high {
            let middle = if low > 0.0 { libm::sqrt(low * high) } else { high / 2.0 };
            if middle <= low || middle >= high {
                break;
            }
            if self.slope(middle) > 0.0 { high = middle } else { low = middle }
        }
        (low + high) / 2.0
    }
}
