//! A project: a folder on disk, or the embedded demonstration.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ideal_evidence::{Files, Folder, Loaded};
use ideal_model::Finding;

use crate::shipped;

/// Where an assessment is read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Project {
    /// A folder on disk.
    Folder(PathBuf),
    /// The demonstration that ships with the program.
    Demonstration,
}

impl Project {
    /// The project a command means: the folder named, else the current folder if it holds `assessment.toml`, else the
    /// demonstration.
    #[must_use]
    pub fn find(named: Option<&Path>) -> Self {
        match named {
            Some(folder) => Project::Folder(folder.to_owned()),
            None if Path::new("assessment.toml").is_file() => Project::Folder(PathBuf::from(".")),
            None => Project::Demonstration,
        }
    }

    /// Its folder on disk, if it has one.
    #[must_use]
    pub fn folder(&self) -> Option<&Path> {
        match self {
            Project::Folder(folder) => Some(folder),
            Project::Demonstration => None,
        }
    }

    /// The bytes of one of its files; `path` is relative and uses `/`.
    ///
    /// # Errors
    /// As the operating system reports them.
    pub fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.files().read(path)
    }

    /// Reads and checks everything; every finding is there, whether or not it could be resolved.
    #[must_use]
    pub fn load(&self) -> Loaded {
        ideal_evidence::load(self.files().as_ref(), &shipped::methods())
    }

    /// All findings of a check: errors, warnings and notes of the files, and where there is no error the errors that a run
    /// would stop at.
    #[must_use]
    pub fn check(&self) -> Vec<Finding> {
        let Loaded { assessment, mut findings } = self.load();
        if let Some(mut a) = assessment {
            a.draws = 0;
            if let Err(e) = ideal_engine::run(Arc::new(a), &()) {
                findings.extend_from_slice(e.findings());
            }
        }
        findings
    }

    fn files(&self) -> Box<dyn Files> {
        match self {
            Project::Folder(folder) => Box::new(Folder::new(folder)),
            Project::Demonstration => Box::new(shipped::in_memory()),
        }
    }
}
