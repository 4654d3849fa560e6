//! Why an assessment could not be run.

use ideal_model::Finding;

/// Why an assessment could not be run.
#[derive(Clone, Debug, thiserror::Error)]
pub enum EngineError {
    /// The evidence does not fit the method; every cause with its place.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Findings(Vec<Finding>),
    /// The caller asked to stop.
    #[error("stopped before the end; nothing was written")]
    Stopped,
}

impl EngineError {
    /// The findings, if that is what went wrong.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        match self {
            EngineError::Findings(f) => f,
            EngineError::Stopped => &[],
        }
    }
}
