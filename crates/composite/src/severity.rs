//! STUB until the real one is merged.
use crate::ratings::Ratings;
/// One.
#[derive(Clone, Copy, Debug)]
pub struct RaterEffect {
    /// s
    pub severity: f64,
    /// s
    pub se: f64,
    /// s
    pub part: usize,
}
/// All.
pub struct Severity {
    /// r
    pub raters: Vec<Option<RaterEffect>>,
}
/// Estimates.
pub fn severity(_: &Ratings) -> Severity {
    Severity { raters: Vec::new() }
}
