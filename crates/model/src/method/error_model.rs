//! Errors of figures that state none: an error model of the caller's own, which no file can name.

use ideal_composite::own::Named;

use super::Indicator;
use crate::grade::Grade;

/// An error model of the caller's, for [`Uncertainty::errors`](super::Uncertainty::errors).
pub trait ErrorModel: Named {
    /// The standard deviation, in points of a 0-100 scale, of a figure of this grade that states no
    /// error of its own: within 0..=100 for every indicator and every grade of the method's scheme,
    /// a missing one among them, which the rules of a method try.
    fn sd(&self, indicator: &Indicator, grade: Grade) -> f64;
}
