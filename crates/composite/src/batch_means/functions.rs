//! The means that are g(sum w f(x) / sum w), with their f and g.

use crate::aggregate::{Mean, SMALL, VANISHING, near_geometric, power_less_one};
use crate::draws::elementary::{exp2, log2};

/// Powers keep within this, up or down, as a base-2 logarithm: the exponential ends at 1023.
const POWER: f64 = 865.0;

/// What is done with f and g, compiled anew for each pair of them.
pub(super) trait Job {
    /// What comes of it.
    type Output;

    /// Does it. `range` holds the lowest and highest number for which f and g can be relied on.
    fn with(
        self,
        range: (f64, f64),
        f: impl Fn(f64) -> f64,
        g: impl Fn(f64) -> f64,
    ) -> Self::Output;
}

/// Whether the mean is the geometric one to the last bit.
pub(super) fn is_geometric(mean: Mean) -> bool {
    match mean {
        Mean::Geometric => true,
        Mean::Power(p) => p != 0.0 && p.abs() < VANISHING,
        _ => false,
    }
}

/// Does the job with the functions of a mean; none for one that has no such form, and for the
/// arithmetic one, which needs no functions.
pub(super) fn with_functions<J: Job>(mean: Mean, job: J) -> Option<J::Output> {
    Some(match mean {
        // Here logarithm and exponential are those of the number.
        _ if is_geometric(mean) => job.with((1e-300, 1e300), log2, exp2),
        // The sum of reciprocals stays a number.
        Mean::Harmonic => job.with((1e-300, f64::MAX), |x| 1.0 / x, |s| 1.0 / s),
        // So do squares.
        Mean::Power(2.0) => job.with((0.0, 1e150), |x| x * x, f64::sqrt),
        // The sum of powers that are all but 1 would keep few digits.
        Mean::Power(p) if p != 0.0 && p.abs() < SMALL => job.with(
            (f64::MIN_POSITIVE, f64::MAX),
            |x| power_less_one(x, p),
            |s| near_geometric(s, p),
        ),
        Mean::Power(p) if p != 0.0 && p.is_finite() => {
            let most = libm::exp2(POWER / p.abs());
            let range = ((1.0 / most).max(f64::MIN_POSITIVE), most.min(f64::MAX));
            // The logarithm of no number would be one.
            let g = |s: f64| if s.is_nan() { s } else { exp2(log2(s) / p) };
            job.with(range, |x| exp2(p * log2(x)), g)
        }
        _ => return None,
    })
}

/// f(x), or NaN for a number outside the range.
#[inline(always)]
pub(super) fn within(x: f64, (low, high): (f64, f64), f: impl Fn(f64) -> f64) -> f64 {
    let y = f(x);
    if (x >= low) & (x <= high) { y } else { f64::NAN }
}
