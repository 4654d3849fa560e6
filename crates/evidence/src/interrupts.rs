//! Keeps what is half-written, so that an interrupt can clear it before the process ends.

use std::fs;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Half-written files of this process and folders made for them, in the order in which they were
/// made. Whoever makes one, or puts files in their places, holds the list meanwhile.
static LIVE: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Holds interrupts off as long as the guard lives.
pub(crate) fn hold() -> MutexGuard<'static, Vec<PathBuf>> {
    LIVE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Clears what this process has half-written, and lets it write nothing more. For a handler of
/// interrupts, just before the process ends.
pub fn abandon() {
    let live = hold();
    for path in live.iter().rev() {
        // A folder is removed only where it is empty.
        let _ = fs::remove_file(path).or_else(|_| fs::remove_dir(path));
    }
    // Whoever would write on waits for the end of the process.
    std::mem::forget(live);
}
