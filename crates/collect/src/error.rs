//! What can go wrong with a round.

use std::io;
use std::path::PathBuf;

use ideal_evidence::ReplaceError;
use ideal_evidence::publisher::ImportError;
use ideal_model::Finding;
use ideal_report::ReportError;

/// Why a command on a round stopped.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CollectError {
    /// A text that cannot be the id of a round.
    #[error("`{0}` cannot be the id of a round")]
    BadId(String),
    /// The round is there already: what a coordinator wrote is never replaced.
    #[error("{} is there already, and is not written again", .0.display())]
    Planned(PathBuf),
    /// The method asks experts for nothing that the evidence lacks.
    #[error("the method has no open slot: each of its leaves of kind `expert` has evidence")]
    NoSlots,
    /// Nothing is assessed.
    #[error("the project assesses no territory")]
    NoTerritories,
    /// What is wrong with `round.toml`.
    #[error("the round is not in order")]
    Round(Vec<Finding>),
    /// A panel that the round does not have.
    #[error("the round has no panel `{panel}`; its panels are {}", .known.join(", "))]
    NoPanel {
        /// The panel asked for.
        panel: String,
        /// Those of the round.
        known: Vec<String>,
    },
    /// A second round before anything of the first came back.
    #[error("there are no ratings of the first round: {0} is missing")]
    NoRatings(String),
    /// Workbooks that are there already and are not as they were issued.
    #[error("there already, and filled in or not as issued: {}", .0.join(", "))]
    Filled(Vec<String>),
    /// A workbook that could not be made.
    #[error("the workbook `{file}` cannot be made: {problem}")]
    Workbook {
        /// Its name.
        file: String,
        /// What is wrong.
        problem: String,
    },
    /// A fault of the catalogues.
    #[error(transparent)]
    Report(#[from] ReportError),
    /// A file that was not written.
    #[error(transparent)]
    Write(#[from] ReplaceError),
    /// The project cannot be written, or another command writes into it for too long.
    #[error(transparent)]
    Project(Box<ImportError>),
    /// The system refused.
    #[error("cannot {doing} {}: {source}", .path.display())]
    Io {
        /// What was being done, after "cannot".
        doing: &'static str,
        /// With what.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl From<ImportError> for CollectError {
    fn from(e: ImportError) -> Self {
        CollectError::Project(Box::new(e))
    }
}

impl CollectError {
    /// What to do about it, where there is something.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            CollectError::BadId(_) => {
                Some("letters, digits, `-`, `_` and `.`, such as 2026-1: it becomes a folder")
            }
            CollectError::Planned(_) => {
                Some("edit it, or plan another round under another id; delete it to start anew")
            }
            CollectError::NoSlots => Some(
                "copy a round.toml, or write one by hand, with an [item.\"CODE\"] for each leaf \
                 that a panel is to rate",
            ),
            CollectError::NoTerritories => Some("name some in assessment.toml"),
            CollectError::Filled(_) => Some(
                "they may be filled in: receive or move them first, name another folder, or write \
                 over them with `--replace`",
            ),
            CollectError::NoRatings(_) => Some("take in workbooks first: `ideal collect receive`"),
            CollectError::Write(_) | CollectError::Io { .. } => {
                Some("check space and permissions, or name another folder")
            }
            _ => None,
        }
    }
}
