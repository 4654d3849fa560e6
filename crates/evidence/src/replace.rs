//! One file, wherever it lies, is replaced whole or stays as it was.
//!
//! The new text is written beside the target, under a name that begins with a dot and ends in the
//! number of the process, and then renamed. What killed processes left under such names is cleared:
//! a living one holds a lock on its own.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::interrupts::hold;
use crate::regular::kind;

/// Why a file was not written. What stood there still stands there.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReplaceError {
    /// Something stands there that is no regular file.
    #[error("{} is {what}, and only a file is replaced by a file", .path.display())]
    NoFile {
        /// Where.
        path: PathBuf,
        /// What it is.
        what: &'static str,
    },
    /// The target is a root or ends in `..`.
    #[error("{} cannot be the name of a file", .0.display())]
    NoName(PathBuf),
    /// The system refused.
    #[error("cannot write {}: {source}", .path.display())]
    Io {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Writes a file so that it is whole or absent. A link stands for the file it leads to; a pipe, a
/// device or a folder is left as it is.
///
/// # Errors
/// [`ReplaceError`]; nothing is left behind.
pub fn replace_file(target: &Path, bytes: &[u8]) -> Result<(), ReplaceError> {
    replace_file_by(target, |file| file.write_all(bytes))
}

/// The same for a file that is written piece by piece.
///
/// # Errors
/// [`ReplaceError`]; nothing is left behind.
pub(crate) fn replace_file_by(
    target: &Path,
    write: impl FnOnce(&mut File) -> io::Result<()>,
) -> Result<(), ReplaceError> {
    let failed = |source: io::Error| ReplaceError::Io { path: target.to_owned(), source };
    let real = match fs::symlink_metadata(target) {
        Ok(_) => target.canonicalize().map_err(failed)?,
        Err(e) if e.kind() == io::ErrorKind::NotFound => target.to_owned(),
        Err(e) => return Err(failed(e)),
    };
    match fs::metadata(&real) {
        Ok(there) if !there.is_file() => {
            return Err(ReplaceError::NoFile { path: target.to_owned(), what: kind(&there) });
        }
        _ => {}
    }
    let name = real.file_name().ok_or_else(|| ReplaceError::NoName(target.to_owned()))?;
    let parent = real.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let stem = stem(name);
    clear_strays(parent, &stem);
    let mut ending = OsString::from(".");
    ending.push(&stem);
    ending.push(format!(".{}.part", std::process::id()));
    let part = parent.join(ending);
    let file = create(&part).map_err(failed)?;
    let outcome = fill(file, &real, write).and_then(|_lock| {
        let _live = hold();
        fs::rename(&part, &real)
    });
    let mut live = hold();
    if outcome.is_err() {
        let _ = fs::remove_file(&part);
    }
    live.retain(|path| *path != part);
    drop(live);
    outcome.map_err(failed)?;
    if let Some(folder) = cfg!(unix).then(|| File::open(parent).ok()).flatten() {
        let _ = folder.sync_all();
    }
    Ok(())
}

/// Makes the file that is written, and locks it.
fn create(part: &Path) -> io::Result<File> {
    loop {
        let mut live = hold();
        // Never through what stands there, which may be a link.
        let file = File::create_new(part)?;
        live.push(part.to_owned());
        drop(live);
        // A file system without locks has no other process that would clear it, either.
        let _ = file.try_lock();
        if is_still(&file, part) {
            return Ok(file);
        }
    }
}

fn fill(
    mut file: File,
    target: &Path,
    write: impl FnOnce(&mut File) -> io::Result<()>,
) -> io::Result<File> {
    if let Ok(there) = fs::metadata(target) {
        file.set_permissions(there.permissions())?;
    }
    write(&mut file)?;
    file.sync_all()?;
    Ok(file)
}

/// Whether a name is one under which a file is written, of this stem or of any:
/// `.NAME.NUMBER.part`.
pub(crate) fn is_stray(name: &str, stem: Option<&str>) -> bool {
    let inner = name
        .strip_prefix('.')
        .and_then(|n| n.strip_suffix(".part"))
        .and_then(|n| n.rsplit_once('.'));
    inner.is_some_and(|(of, number)| {
        let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
        is_number && !of.is_empty() && stem.is_none_or(|stem| stem == of)
    })
}

/// Removes what killed processes left beside a target.
fn clear_strays(folder: &Path, stem: &OsStr) {
    let (Ok(entries), Some(stem)) = (fs::read_dir(folder), stem.to_str()) else { return };
    for entry in entries.flatten() {
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_file && is_stray(&entry.file_name().to_string_lossy(), Some(stem)) {
            let path = entry.path();
            if let Ok(file) = File::open(&path)
                && file.try_lock().is_ok()
            {
                let _ = fs::remove_file(path);
            }
        }
    }
}

/// The name under which something is hidden beside a file or folder called `name`: the name itself,
/// or where a longer one would be too long for a file system, its beginning and a hash of it.
#[must_use]
pub fn stem(name: &OsStr) -> OsString {
    const LONGEST: usize = 200;
    if name.len() <= LONGEST {
        return name.to_owned();
    }
    let mut start = String::new();
    for c in name.to_string_lossy().chars() {
        if start.len() + c.len_utf8() > LONGEST / 2 {
            break;
        }
        start.push(c);
    }
    let hash: String = Sha256::digest(name.as_encoded_bytes())
        .iter()
        .take(16)
        .map(|b| format!("{b:02x}"))
        .collect();
    OsString::from(format!("{start}-{hash}"))
}

/// Whether the open file or folder is what the path names now.
#[must_use]
pub fn is_still(file: &File, path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        match (file.metadata(), fs::metadata(path)) {
            (Ok(a), Ok(b)) => a.dev() == b.dev() && a.ino() == b.ino(),
            _ => false,
        }
    }
    #[cfg(not(unix))]
    {
        file.metadata().is_ok() && path.exists()
    }
}
