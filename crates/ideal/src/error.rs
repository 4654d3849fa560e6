//! What can go wrong between a project and its result.

use std::path::PathBuf;

use ideal_engine::EngineError;
use ideal_evidence::publisher::ImportError;
use ideal_model::{Finding, did_you_mean, visible};

use crate::folder::FolderError;
use crate::project::Project;
use crate::shipped;

/// Why something could not be done. Nothing was written where one of these is returned.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The project has errors; every one of them is here, with warnings and notes.
    #[error("{}", summary(.findings))]
    Project {
        /// What was found, in the order of the files.
        findings: Vec<Finding>,
        /// The project, to show the lines the findings point at.
        project: Project,
    },
    /// The evidence holds rows for the eyes of their recipients only.
    #[error("{count} evidence {} TLP:RED, the first at {}: a result made from them is TLP:RED \
             too", if *.count == 1 { "row is marked" } else { "rows are marked" }, visible(.place))]
    Red {
        /// How many rows.
        count: u64,
        /// File and line of the first; `assessment.toml` where the project itself is marked.
        place: String,
    },
    /// A code that the results do not have.
    #[error("{}", visible(.message))]
    Unknown {
        /// What was asked for.
        message: String,
        /// The nearest that exists.
        hint: Option<String>,
    },
    /// Another index, to be put beside the scores, cannot be read.
    #[error(transparent)]
    OtherIndex(Box<ImportError>),
    /// A table of ratings has errors; every one of them is here, with warnings and notes.
    #[error("{}", summary(.findings))]
    Ratings {
        /// What was found, in the order of the lines.
        findings: Vec<Finding>,
    },
    /// Two projects or results cannot be compared; every reason is here.
    #[error("{}", summary(.findings))]
    NotComparable {
        /// What stands in the way.
        findings: Vec<Finding>,
    },
    /// The run was stopped.
    #[error("stopped before the end; nothing was written")]
    Stopped,
    /// The result folder could not be written.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// A new project could not be made.
    #[error(transparent)]
    Create(#[from] CreateError),
    /// A result could not be verified at all.
    #[error("{0}")]
    Verify(String),
    /// A report could not be made: a fault of ours, not of the project.
    #[cfg(feature = "report")]
    #[error("the report in `{language}`: {source}")]
    Report {
        /// Its language.
        language: String,
        /// What went wrong.
        source: ideal_report::ReportError,
    },
    /// A report could not be written in a format: a fault of ours, not of the project.
    #[cfg(feature = "report")]
    #[error("the report in `{language}`: {source}")]
    Publish {
        /// Its language.
        language: String,
        /// What went wrong.
        source: ideal_publish::PublishError,
    },
    /// This build cannot write a format.
    #[cfg(feature = "report")]
    #[error("this build cannot write `{0}`: it was built without the feature of that name")]
    NoFormat(crate::format_name::FormatName),
    /// A table could not be made: a fault of ours.
    #[cfg(feature = "tables")]
    #[error("the table `{table}`: {source}")]
    Table {
        /// Its name.
        table: &'static str,
        /// What polars said.
        source: polars::prelude::PolarsError,
    },
    /// JSON could not be written: a fault of ours.
    #[error("JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// TOML could not be written: a fault of ours.
    #[cfg(feature = "tables")]
    #[error("TOML: {0}")]
    Toml(#[from] toml::ser::Error),
}

impl Error {
    /// Whether it is a fault of the program rather than of what it was given.
    #[must_use]
    pub fn is_internal(&self) -> bool {
        match self {
            #[cfg(feature = "report")]
            Error::Report { .. } | Error::Publish { .. } => true,
            #[cfg(feature = "tables")]
            Error::Table { .. } | Error::Toml(_) => true,
            Error::Json(_) => true,
            _ => false,
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Error::Folder(e) => Some(e.hint().to_owned()),
            Error::Create(e) => e.hint(),
            Error::Unknown { hint, .. } => hint.clone(),
            Error::Red { .. } => {
                Some("write it with `--acknowledge TLP:RED`, or take the rows out".to_owned())
            }
            _ if self.is_internal() => Some(
                "this is a fault of ideal; please report it with the command you gave".to_owned(),
            ),
            _ => None,
        }
    }

    /// A code that there is not, with the nearest that there is.
    pub(crate) fn unknown(message: String, hint: Option<String>) -> Self {
        Error::Unknown { message, hint }
    }

    /// Findings about what was built in memory.
    pub(crate) fn in_memory(findings: Vec<Finding>) -> Self {
        Error::Project { findings, project: Project::Memory }
    }

    pub(crate) fn engine(error: EngineError, project: &Project) -> Self {
        match error {
            EngineError::Findings(findings) => {
                Error::Project { findings, project: project.clone() }
            }
            _ => Error::Stopped,
        }
    }
}

fn summary(findings: &[Finding]) -> String {
    let errors: Vec<String> =
        findings.iter().filter(|f| f.is_error()).map(ToString::to_string).collect();
    errors.join("\n")
}

/// Why a project could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CreateError {
    /// The folder holds something.
    #[error("{} is not empty", .0.display())]
    NotEmpty(PathBuf),
    /// No such method ships.
    #[error("no method `{0}` ships with ideal")]
    NoMethod(String),
    /// The folder cannot be written, or another command is writing into it.
    #[error(transparent)]
    Folder(Box<ImportError>),
    /// The round of a new project cannot be planned.
    #[cfg(feature = "report")]
    #[error(transparent)]
    Round(Box<ideal_collect::CollectError>),
}

impl CreateError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            CreateError::NotEmpty(_) => Some("name a folder that does not exist yet".to_owned()),
            CreateError::NoMethod(id) => {
                let ids = shipped::method_ids();
                let all = format!("there are {}", ids.join(", "));
                Some(did_you_mean(id, ids).map_or(all.clone(), |near| format!("{near}; {all}")))
            }
            CreateError::Folder(_) => None,
            #[cfg(feature = "report")]
            CreateError::Round(e) => e.hint().map(str::to_owned),
        }
    }
}
