//! Tests that need what a machine may not have say loudly what they skip.

use std::fmt::Display;
use std::io::Write;
use std::path::PathBuf;

/// Data that the repository does not hold: CONTRIBUTING.md says what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Data {
    /// Publishers' own files, one folder per publisher.
    Publishers,
    /// Reference numbers of other programs.
    Reference,
}

impl Data {
    /// The variable that names the folder.
    #[must_use]
    pub fn variable(self) -> &'static str {
        match self {
            Data::Publishers => "IDEAL_PUBLISHER_DATA",
            Data::Reference => "IDEAL_REFERENCE_DATA",
        }
    }

    /// The folder; nothing where its variable is not set, for those who say themselves what is
    /// skipped.
    #[must_use]
    pub fn found(self) -> Option<PathBuf> {
        std::env::var_os(self.variable()).map(PathBuf::from)
    }

    /// The folder; nothing where its variable is not set, having said the consequence: "so `FILE`
    /// is not read".
    #[must_use]
    pub fn folder(self, consequence: impl Display) -> Option<PathBuf> {
        let found = self.found();
        if found.is_none() {
            skipped(format_args!("{} is not set, {consequence}", self.variable()));
        }
        found
    }
}

/// Says why something is not tested, past the capture of the test runner: a skipped check must be
/// seen.
pub fn skipped(why: impl Display) {
    // Where even that cannot be said there is nobody to hear it.
    let _ = writeln!(std::io::stderr(), "SKIPPED: {why}");
}
