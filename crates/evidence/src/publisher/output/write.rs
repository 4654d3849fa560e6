//! Files change all together or, as far as the system lets us, not at all.
//!
//! Every file is written whole beside its target, under a name that begins with a dot, and then renamed. Renames are one
//! after another, in the order given: the callers put first what later files rest on. What a killed import left beside the
//! targets is cleared by the next one.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::lock::missing;
use crate::publisher::error::ImportError;

/// Half-written files of this process, and folders made for them. Held while one is made and while files change places.
static LIVE: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// How a half-written file of a project ends; the project's lock sees to it that there is one of a name.
const PART: &str = ".import.part";

/// Clears what this process has half-written, and lets it write nothing more. For a handler of interrupts, just before the
/// process ends.
pub fn abandon() {
    let live = LIVE.lock().unwrap_or_else(PoisonError::into_inner);
    for path in live.iter().rev() {
        // A folder is removed only where it is empty.
        let _ = fs::remove_file(path).or_else(|_| fs::remove_dir(path));
    }
    // Whoever would write on waits for the end of the process.
    std::mem::forget(live);
}

/// Writes files of a project whose lock the caller holds.
///
/// # Errors
/// [`ImportError::Write`], or [`ImportError::File`] where a folder has the name of a file.
pub(crate) fn write_all(files: &[(PathBuf, Vec<u8>)]) -> Result<(), ImportError> {
    let mut folders: Vec<&Path> = files.iter().filter_map(|(path, _)| path.parent()).collect();
    folders.dedup();
    folders.into_iter().for_each(clear);
    replace(files, PART)
}

/// Writes one file, wherever it is.
pub(super) fn write_one(path: &Path, bytes: Vec<u8>) -> Result<(), ImportError> {
    replace(&[(path.to_owned(), bytes)], &format!(".{}.part", std::process::id()))
}

/// Removes what killed imports left in a folder.
fn clear(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with('.') && name.ends_with(PART) {
            // What cannot be removed is met again when a file of that name is made.
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn replace(files: &[(PathBuf, Vec<u8>)], ending: &str) -> Result<(), ImportError> {
    let mut parts: Vec<(PathBuf, &PathBuf)> = Vec::new();
    let mut made: Vec<PathBuf> = Vec::new();
    let prepared = files.iter().try_for_each(|(path, bytes)| {
        if path.is_dir() {
            return Err(ImportError::file(&path.display().to_string(), "a folder", "a file to write"));
        }
        let failed = |e: std::io::Error| ImportError::write(path, &e);
        if let Some(parent) = path.parent().filter(|p| !p.as_os_str().is_empty()) {
            let mut live = LIVE.lock().unwrap_or_else(PoisonError::into_inner);
            made.extend(missing(parent));
            live.extend(missing(parent));
            fs::create_dir_all(parent).map_err(failed)?;
        }
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let part = path.with_file_name(format!(".{name}{ending}"));
        parts.push((part.clone(), path));
        write(&part, path, bytes).map_err(failed)
    });
    let outcome = prepared.and_then(|()| exchange(&parts));
    if outcome.is_err() {
        for (part, _) in &parts {
            // What cannot be removed was never created, or has been renamed already.
            let _ = fs::remove_file(part);
        }
        for folder in made.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
    let mut live = LIVE.lock().unwrap_or_else(PoisonError::into_inner);
    live.retain(|l| !made.contains(l) && !parts.iter().any(|(part, _)| part == l));
    outcome
}

/// Writes a file beside its target, with the target's permissions: evidence that only its owner may read stays so.
fn write(part: &Path, target: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut live = LIVE.lock().unwrap_or_else(PoisonError::into_inner);
    live.push(part.to_owned());
    let _ = fs::remove_file(part);
    let mut file = File::create_new(part)?;
    drop(live);
    if let Ok(there) = fs::metadata(target) {
        file.set_permissions(there.permissions())?;
    }
    file.write_all(bytes)?;
    file.sync_all()
}

fn exchange(parts: &[(PathBuf, &PathBuf)]) -> Result<(), ImportError> {
    let _live = LIVE.lock().unwrap_or_else(PoisonError::into_inner);
    for (part, path) in parts {
        fs::rename(part, path).map_err(|e| ImportError::write(path, &e))?;
        // So that a power cut keeps the order of the renames; where folders cannot be synced there is nothing to do.
        if let Some(folder) = path.parent().filter(|_| cfg!(unix)).and_then(|p| File::open(p).ok()) {
            let _ = folder.sync_all();
        }
    }
    Ok(())
}
