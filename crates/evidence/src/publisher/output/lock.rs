//! One import at a time: a project is locked from the first byte that is read to the last that is written.
//!
//! The lock is on the folder itself, so nothing is left behind, and it ends with the process that holds it.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::publisher::error::ImportError;

/// How long we wait without a word, and in all.
const PATIENCE: [Duration; 2] = [Duration::from_secs(1), Duration::from_secs(60)];

/// A project that no other import reads or writes.
#[derive(Debug)]
pub(crate) struct ProjectLock {
    /// Held open: the lock goes with it. None where the system does not lock folders.
    _folder: Option<File>,
    /// Folders we made, outermost first; those that stay empty go again.
    made: Vec<PathBuf>,
}

impl ProjectLock {
    /// Locks a project's folder, which is made where there is none. `waiting` is called once if that takes a moment.
    ///
    /// # Errors
    /// [`ImportError::Busy`] after a minute, [`ImportError::Write`] where there is no such folder and none can be made.
    pub(crate) fn take(dir: &Path, waiting: fn(&Path)) -> Result<Self, ImportError> {
        Self::take_within(dir, waiting, PATIENCE)
    }

    fn take_within(dir: &Path, waiting: fn(&Path), [quiet, limit]: [Duration; 2]) -> Result<Self, ImportError> {
        let mut lock = ProjectLock { _folder: None, made: missing(dir) };
        fs::create_dir_all(dir).map_err(|e| ImportError::write(dir, &e))?;
        // Systems other than Unix do not open folders.
        if !cfg!(unix) {
            return Ok(lock);
        }
        let folder = File::open(dir).map_err(|e| ImportError::read(dir, &e))?;
        let start = Instant::now();
        let mut said = false;
        // A file system without locks has none to wait for: only a lock that another holds is.
        while let Err(TryLockError::WouldBlock) = folder.try_lock() {
            let waited = start.elapsed();
            if waited >= limit {
                return Err(ImportError::Busy { project: dir.display().to_string(), seconds: limit.as_secs() });
            }
            if waited >= quiet && !said {
                waiting(dir);
                said = true;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        lock._folder = Some(folder);
        Ok(lock)
    }
}

impl Drop for ProjectLock {
    fn drop(&mut self) {
        for folder in self.made.iter().rev() {
            // Only an empty folder can be removed.
            let _ = fs::remove_dir(folder);
        }
    }
}

/// The folder and its ancestors that are not there, outermost first.
pub(super) fn missing(dir: &Path) -> Vec<PathBuf> {
    let there = |p: &&Path| !p.as_os_str().is_empty() && !p.exists();
    let mut missing: Vec<PathBuf> = dir.ancestors().take_while(there).map(Path::to_owned).collect();
    missing.reverse();
    missing
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    static SAID: AtomicUsize = AtomicUsize::new(0);

    #[test]
    fn the_second_waits_says_so_once_and_gives_up() {
        let dir = tempfile::tempdir().unwrap();
        let project = dir.path().join("a/b");
        let first = ProjectLock::take(&project, |_| {}).unwrap();
        let count: fn(&Path) = |_| {
            SAID.fetch_add(1, Ordering::SeqCst);
        };
        let short = [Duration::ZERO, Duration::from_millis(90)];
        let error = ProjectLock::take_within(&project, count, short).unwrap_err();
        assert!(matches!(error, ImportError::Busy { .. }), "{error}");
        assert_eq!(SAID.load(Ordering::SeqCst), 1);
        // Nothing was put in: the folders that were made for it go, the one that was there stays.
        drop(first);
        assert!(!dir.path().join("a").exists() && dir.path().exists());
    }
}
