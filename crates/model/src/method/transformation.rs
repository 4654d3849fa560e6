//! Transformations of values: those that a method file names, and the caller's own.

use ideal_composite::own::{Named, Own};
use serde::Serialize;

/// A transformation of the caller's, for [`ValueTransform::Own`]: with goalposts it is a
/// normalisation of one's own, a value of the function at the low post being the low end of the
/// scale, and one at the high post the high end.
pub trait Transformation: Named {
    /// The transformed value of a denominated one; it rises with it wherever it has a value. None
    /// where it does not take it.
    fn value(&self, x: f64) -> Option<f64>;

    /// The value that becomes `y`, for variants of goalposts and for imputation along the scale.
    fn inverse(&self, y: f64) -> f64;
}

/// A transformation of the denominated value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ValueTransform {
    /// Natural logarithm.
    Log,
    /// Logarithm of 1 + x.
    Log1p,
    /// Square root.
    Sqrt,
    /// One of the caller's.
    Own(Own<dyn Transformation>),
}
