//! Statistics that refuse their input: a fault of ours, told as a finding.

use ideal_model::Finding;

use crate::error::EngineError;

/// The error of a statistic that refuses its input.
pub(crate) fn refused(what: &str, e: &dyn std::fmt::Display) -> EngineError {
    EngineError::Findings(vec![Finding::error("draws", format!("{what}: {e}"))])
}
