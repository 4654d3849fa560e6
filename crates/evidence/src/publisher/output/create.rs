//! A project made new: all of its files or none.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::lock::ProjectLock;
use crate::changes::change;
use crate::files::is_left_by_programs;
use crate::publisher::error::ImportError;

/// What became of a new project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Created {
    /// It stands there.
    Whole,
    /// The folder holds something else: nothing was written.
    NotEmpty,
}

/// Writes a project into a folder that does not exist or is empty, each file a path in it with its
/// bytes. A call that was killed is completed by the same call. `waiting` is called once where
/// another command makes this one wait.
///
/// # Errors
/// [`ImportError`]; nothing is left behind.
pub fn create_project(
    dir: &Path,
    files: &[(String, Vec<u8>)],
    waiting: fn(&Path),
) -> Result<Created, ImportError> {
    let lock = ProjectLock::take(dir, waiting)?;
    let mut there = fs::read_dir(dir).map_err(|e| ImportError::read(dir, &e))?.flatten();
    if !there.any(|entry| !is_left_by_programs(&entry.file_name().to_string_lossy())) {
        change(dir, files)?;
        return Ok(Created::Whole);
    }
    // What a killed call had decided on has just been put in place: if it is this, it is done.
    let finished: BTreeSet<&str> =
        lock.finished().into_iter().flatten().map(String::as_str).collect();
    let same = finished.len() == files.len()
        && files.iter().all(|(path, bytes)| {
            finished.contains(path.as_str())
                && crate::bounds::read(&dir.join(path)).is_ok_and(|b| b == *bytes)
        });
    Ok(if same { Created::Whole } else { Created::NotEmpty })
}
