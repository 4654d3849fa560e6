//! Exit codes: a contract that scripts may rely on.

use std::process::ExitCode;

use ideal::evidence::publisher::ImportError;

use crate::render::Text;

/// All is well. A reader that closes the pipe early is well too.
pub const FINE: u8 = 0;
/// The command did its work and found something: an error in `check` (with `--strict` a warning
/// too), a difference in `verify`.
pub const FINDINGS: u8 = 1;
/// Bad input or usage: nothing was written.
pub const BAD_INPUT: u8 = 2;
/// A fault of the program itself.
pub const INTERNAL: u8 = 3;
/// Stopped by the user: 128 + SIGINT, as shells expect.
pub const INTERRUPTED: i32 = 130;

/// How a command failed.
pub enum Failure {
    /// Findings to be shown, each at its place. The code is that of the command.
    Findings {
        /// The findings.
        findings: Vec<ideal::Finding>,
        /// Where their files are read from, to show the lines.
        project: Option<ideal::Project>,
        /// The exit code.
        code: u8,
    },
    /// A message, with what to do about it.
    Message {
        /// What went wrong.
        text: Text,
        /// What to do.
        hint: Option<String>,
        /// The exit code.
        code: u8,
    },
    /// stdout refused what we wrote.
    Output(std::io::Error),
}

impl Failure {
    /// A message about bad input or usage.
    pub fn input(text: impl Into<Text>, hint: Option<&str>) -> Self {
        Failure::Message { text: text.into(), hint: hint.map(str::to_owned), code: BAD_INPUT }
    }
}

impl From<std::io::Error> for Failure {
    fn from(e: std::io::Error) -> Self {
        Failure::Output(e)
    }
}

impl From<ideal::Error> for Failure {
    fn from(e: ideal::Error) -> Self {
        let code = if e.is_internal() { INTERNAL } else { BAD_INPUT };
        match e {
            ideal::Error::Project { findings, project } => {
                Failure::Findings { findings, project: Some(project), code }
            }
            ideal::Error::Ratings { findings } | ideal::Error::NotComparable { findings } => {
                Failure::Findings { findings, project: None, code }
            }
            // A fault of ours is told in the lines in which a library tells it.
            other if other.is_internal() => Failure::Message {
                hint: other.hint(),
                text: Text::of_lines(&other.to_string()),
                code,
            },
            other => Failure::Message { hint: other.hint(), text: other.to_string().into(), code },
        }
    }
}

impl From<ideal::collect::CollectError> for Failure {
    fn from(e: ideal::collect::CollectError) -> Self {
        match e {
            ideal::collect::CollectError::Round(findings) => {
                Failure::Findings { findings, project: None, code: BAD_INPUT }
            }
            ideal::collect::CollectError::Project(e) => match *e {
                ImportError::Project(findings) => {
                    Failure::Findings { findings, project: None, code: BAD_INPUT }
                }
                other => Failure::input(other.to_string(), None),
            },
            other => Failure::input(other.to_string(), other.hint()),
        }
    }
}

impl From<ideal::folder::FolderError> for Failure {
    fn from(e: ideal::folder::FolderError) -> Self {
        ideal::Error::from(e).into()
    }
}

/// What a command returns: its exit code, or how it failed.
pub type Outcome = Result<u8, Failure>;

/// The process's exit code.
pub fn code(n: u8) -> ExitCode {
    ExitCode::from(n)
}
