//! A project: a folder on disk, or the embedded demonstration.

use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use ideal_evidence::{Files, Folder, InMemory, Loaded};
use ideal_model::{Audience, Finding, Tlp};

use crate::foreseen::Foreseen;
use crate::shipped;

/// Most draws that a check takes, where it has to take any.
const CHECK_DRAWS: u32 = 1000;

/// What a check has to say.
#[derive(Clone, Debug)]
pub struct Check {
    /// All findings, each cause once.
    pub findings: Vec<Finding>,
    /// A note for every row that no leaf reads, by reason; `findings` counts them.
    pub unread: Vec<Finding>,
}

/// Where an assessment is read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Project {
    /// A folder on disk.
    Folder(PathBuf),
    /// The demonstration that ships with the program.
    Demonstration,
    /// Files, a table or an assessment that the caller held in memory: they are not kept.
    Memory,
}

impl Project {
    /// The project a command means: the folder named, else the current folder if it holds
    /// `assessment.toml`, else the demonstration.
    #[must_use]
    pub fn find(named: Option<&Path>) -> Self {
        match named {
            Some(folder) => Project::Folder(folder.to_owned()),
            None if Path::new("assessment.toml").symlink_metadata().is_ok() => {
                Project::Folder(PathBuf::from("."))
            }
            None => Project::Demonstration,
        }
    }

    /// Its folder on disk, if it has one.
    #[must_use]
    pub fn folder(&self) -> Option<&Path> {
        match self {
            Project::Folder(folder) => Some(folder),
            Project::Demonstration | Project::Memory => None,
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
        self.load_for(None)
    }

    /// The same for an audience, if one is named: rows that it may not read are taken out before
    /// anything else is read of them, and with them whatever only they name.
    #[must_use]
    pub fn load_for(&self, audience: Option<Audience>) -> Loaded {
        let _reading = self.folder().and_then(reading);
        let (files, methods) = (self.files(), shipped::methods());
        match audience {
            Some(audience) => ideal_evidence::load_for(files.as_ref(), &methods, audience),
            None => ideal_evidence::load(files.as_ref(), &methods),
        }
    }

    /// All findings of a check: errors, warnings and notes of the files, and where there is no
    /// error all that a run would say, without its draws. Only where a mean may be undefined in a
    /// draw are some taken.
    #[must_use]
    pub fn check(&self) -> Vec<Finding> {
        self.checked(None, false).findings
    }

    /// The same, with a note for every row that no leaf reads.
    #[must_use]
    pub fn check_with_rows(&self) -> Check {
        self.checked(None, true)
    }

    /// What a check finds of the project as an audience may read it, with a note for every row that
    /// no leaf reads. Lines are counted among the rows that it may read.
    #[must_use]
    pub fn check_for(&self, audience: Audience) -> Check {
        self.checked(Some(audience), true)
    }

    /// The same as [`Project::load`] with a file in it that is still to be written, empty.
    pub(crate) fn load_before(&self, path: &str) -> Loaded {
        let _reading = self.folder().and_then(reading);
        let files = self.files();
        ideal_evidence::load(&Foreseen { files: files.as_ref(), path }, &shipped::methods())
    }

    fn checked(&self, audience: Option<Audience>, with_rows: bool) -> Check {
        let Loaded { assessment, mut findings, .. } = self.load_for(audience);
        let Some(mut a) = assessment else { return Check { findings, unread: Vec::new() } };
        let unread = if with_rows {
            ideal_evidence::unread_rows(&a).iter().flat_map(|u| u.findings(&a)).collect()
        } else {
            Vec::new()
        };
        findings.extend(red(&a));
        let foreseen = ideal_engine::few_draws(a.draws);
        a.draws = if ideal_engine::draws_may_be_undefined(&a.method) {
            a.draws.min(CHECK_DRAWS)
        } else {
            0
        };
        let drawn = a.draws > 0;
        // What was found is said once: the run has nothing to repeat.
        a.findings.clear();
        match ideal_engine::run(Arc::new(a), &()) {
            Ok(run) => {
                findings.extend(run.into_results().findings);
                findings.extend(foreseen.filter(|_| !drawn));
            }
            Err(e) => findings.extend_from_slice(e.findings()),
        }
        Check { findings, unread }
    }

    pub(crate) fn files(&self) -> Box<dyn Files> {
        match self {
            Project::Folder(folder) => Box::new(Folder::new(folder)),
            Project::Demonstration => Box::new(shipped::in_memory()),
            Project::Memory => Box::new(InMemory::new()),
        }
    }
}

/// Holds off whoever would change the files of a project while they are read, so that none is of
/// before an import and another of after it. None where the file system has no locks, or an import
/// is at work for longer than anybody waits.
fn reading(folder: &Path) -> Option<File> {
    const PATIENCE: u32 = 1_500;
    // A pipe in its place would be waited for without end.
    if !folder.is_dir() {
        return None;
    }
    let lock = File::open(folder).ok()?;
    for _ in 0..PATIENCE {
        match lock.try_lock_shared() {
            Ok(()) => return Some(lock),
            Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(20)),
            Err(TryLockError::Error(_)) => return None,
        }
    }
    None
}

/// What a run of a project that is marked TLP:RED as a whole would stop at; single rows are counted
/// where they are read.
fn red(a: &ideal_model::AssessmentInput) -> Option<Finding> {
    (a.handling.tlp == Tlp::Red).then(|| {
        Finding::note(
            "tlp-red",
            "the project is marked TLP:RED: a run stops unless this is acknowledged",
        )
        .in_file("assessment.toml")
    })
}
