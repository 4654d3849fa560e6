//! Treatment.

/// Spec.
#[allow(missing_docs)]
#[derive(Clone, Copy, Debug)]
pub struct Treatment { pub winsorise: usize, pub skewness: f64, pub kurtosis: f64, pub log_ct: bool }
/// Treated.
#[allow(missing_docs)]
pub struct Treated { pub values: Vec<f64> }
/// Treats.
#[must_use]
pub fn treat(xs: &[f64], _: &Treatment) -> Treated { Treated { values: xs.to_vec() } }
