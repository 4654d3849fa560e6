//! One import at a time: a project is locked from the first byte that is read to the last that is
//! written.
//!
//! The lock is on the folder itself, so nothing is left behind, and it ends with the process that
//! holds it.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::changes::{Recovered, recover};
use crate::interrupts::hold;
use crate::publisher::error::ImportError;
use crate::regular::kind;
use crate::replace::is_still;

/// How long we wait without a word, and in all.
const PATIENCE: [Duration; 2] = [Duration::from_secs(1), Duration::from_secs(60)];

/// A project that no other import reads or writes.
#[derive(Debug)]
pub(crate) struct ProjectLock {
    /// Held open: the lock goes with it. None where the system does not lock folders.
    _folder: Option<File>,
    /// Folders we made, outermost first; those that stay empty go again.
    made: Vec<PathBuf>,
    /// What a killed command had left.
    recovered: Recovered,
}

impl ProjectLock {
    /// Locks a project's folder, which is made where there is none, and finishes or clears what a
    /// killed command left in it. `waiting` is called once if that takes a moment.
    ///
    /// # Errors
    /// [`ImportError::Busy`] after a minute, [`ImportError::Write`] where there is no such folder
    /// and none can be made, and those of [`recover`].
    pub(crate) fn take(dir: &Path, waiting: fn(&Path)) -> Result<Self, ImportError> {
        Self::take_within(dir, waiting, PATIENCE)
    }

    fn take_within(
        dir: &Path,
        waiting: fn(&Path),
        [quiet, limit]: [Duration; 2],
    ) -> Result<Self, ImportError> {
        let mut lock =
            ProjectLock { _folder: None, made: Vec::new(), recovered: Recovered::Nothing };
        let start = Instant::now();
        loop {
            lock.make(dir)?;
            // Systems other than Unix do not open folders.
            if !cfg!(unix) {
                break;
            }
            let folder = File::open(dir).map_err(|e| ImportError::read(dir, &e))?;
            wait(&folder, dir, waiting, start, [quiet, limit])?;
            // Whoever had made the folder may have removed it while we waited.
            if is_still(&folder, dir) {
                lock._folder = Some(folder);
                break;
            }
        }
        lock.recovered = recover(dir)?;
        Ok(lock)
    }

    /// Makes the folder where there is none.
    fn make(&mut self, dir: &Path) -> Result<(), ImportError> {
        if let Some(there) = fs::metadata(dir).ok().filter(|there| !there.is_dir()) {
            let found = if there.is_file() { "a file" } else { kind(&there) };
            return Err(ImportError::file(
                &dir.display().to_string(),
                found,
                "a folder for the project",
            ));
        }
        let mut live = hold();
        let missing = missing(dir);
        live.extend(missing.iter().cloned());
        self.made.extend(missing);
        fs::create_dir_all(dir).map_err(|e| ImportError::write(dir, &e))
    }

    /// The files that a killed command had decided on and this one put in their places.
    pub(crate) fn finished(&self) -> Option<&[String]> {
        match &self.recovered {
            Recovered::Finished(files) => Some(files),
            Recovered::Nothing => None,
        }
    }
}

fn wait(
    folder: &File,
    dir: &Path,
    waiting: fn(&Path),
    start: Instant,
    [quiet, limit]: [Duration; 2],
) -> Result<(), ImportError> {
    let mut said = false;
    // A file system without locks has none to wait for: only a lock that another holds is.
    while let Err(TryLockError::WouldBlock) = folder.try_lock() {
        let waited = start.elapsed();
        if waited >= limit {
            return Err(ImportError::Busy {
                project: dir.display().to_string(),
                seconds: limit.as_secs(),
            });
        }
        if waited >= quiet && !said {
            waiting(dir);
            said = true;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    Ok(())
}

impl Drop for ProjectLock {
    fn drop(&mut self) {
        let mut live = hold();
        for folder in self.made.iter().rev() {
            if fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none()) {
                let _ = fs::remove_dir(folder);
            }
        }
        live.retain(|path| !self.made.contains(path));
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
