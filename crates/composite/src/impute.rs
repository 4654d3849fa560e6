//! Imputation.
/// Mean.
#[must_use]
pub fn mean(xs: &[f64]) -> Option<f64> { if xs.is_empty() { None } else { Some(xs.iter().sum::<f64>() / xs.len() as f64) } }
/// Median.
#[must_use]
pub fn median(xs: &[f64]) -> Option<f64> { let mut v = xs.to_vec(); v.sort_by(f64::total_cmp); v.get(v.len() / 2).copied() }
