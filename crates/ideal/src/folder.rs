//! A result folder appears complete or not at all.
//!
//! Everything is written into `.NAME.ideal/new` beside the target and then exchanged with it: in
//! one call where the system can, else by two renames, of which a killed run may have done only the
//! first; the next run puts the old folder back. The name is fixed and the folder is locked, so
//! what a killed run left is found, and two runs cannot write one result at the same time.

use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use ideal_evidence::{ReplaceError, is_still, replace_file, stem};

use crate::foreign::{add_foreign, listed};
use crate::manifest;

/// Why a result folder could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FolderError {
    /// The target exists and is not a result of ours: it is left alone.
    #[error("{} exists and is not a result of ideal, so it is not replaced", .0.display())]
    NotOurs(PathBuf),
    /// The target holds files that are not ours: they would be deleted with it.
    #[error("{} holds what ideal did not write there, and is not replaced: {}", .target.display(), listed(.files))]
    Foreign {
        /// The target.
        target: PathBuf,
        /// Their paths in it.
        files: Vec<String>,
        /// Whether the target is a result, which `run --replace` replaces all the same.
        result: bool,
    },
    /// The target is a file that the output is made from.
    #[error("{} is what the output is made from, and is not replaced by it", .0.display())]
    Input(PathBuf),
    /// Another run is writing the same result.
    #[error("another run is writing {} at this moment", .0.display())]
    Busy(PathBuf),
    /// The target is a root or ends in `..`: it has no name to be replaced under.
    #[error("{} cannot be a result folder: it has no name of its own", .0.display())]
    NoName(PathBuf),
    /// The target contains the project that is being assessed.
    #[error("{} contains the project: replacing it would delete what is being assessed", .0.display())]
    ContainsProject(PathBuf),
    /// A single file could not be written.
    #[error(transparent)]
    File(#[from] ReplaceError),
    /// The system refused.
    #[error("cannot {doing} {}: {source}", .path.display())]
    Io {
        /// What was being done, after "cannot".
        doing: &'static str,
        /// With what.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl FolderError {
    fn io(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> FolderError {
        let path = path.to_owned();
        move |source| FolderError::Io { doing, path, source }
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            FolderError::NotOurs(_) => "name a new folder, or move this one away yourself",
            FolderError::Foreign { result: true, .. } => {
                "move them away or name another folder (`ideal run --replace` deletes what was put \
                 into an old result)"
            }
            FolderError::Foreign { result: false, .. } => "move them away, or name another folder",
            FolderError::File(ReplaceError::NoFile { .. } | ReplaceError::NoName(_)) => {
                "name a file of its own, such as `--out report.html`"
            }
            FolderError::Input(_) => "name another file",
            FolderError::Busy(_) => "wait for it to end, or name another folder",
            FolderError::NoName(_) | FolderError::ContainsProject(_) => {
                "name a folder of its own, such as `--out result`"
            }
            FolderError::File(_) | FolderError::Io { .. } => {
                "nothing was left behind; check space, limits and permissions, or name another \
                 folder"
            }
        }
    }
}

/// Which files at a target may be deleted.
#[derive(Clone, Copy, Debug)]
enum Ours {
    /// Those that the manifest of a result lists.
    Result,
    /// Those with paths that are ours; there is no manifest.
    Paths(fn(&str) -> bool),
}

/// Working folders of this process, so that an interrupt can clear them. Held while folders change
/// places.
static LIVE: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Clears what this process has half-written. For a handler of interrupts, just before the process
/// ends.
pub fn abandon() {
    let live = LIVE.lock().unwrap_or_else(PoisonError::into_inner);
    for work in live.iter() {
        // A thread may still be writing: what it adds after the first sweep is taken by the next.
        for _ in 0..3 {
            if fs::remove_dir_all(work).is_ok() {
                break;
            }
        }
    }
}

/// A result folder being written: locked, and cleared on drop unless it was put in place.
#[derive(Debug)]
pub struct Destination {
    target: PathBuf,
    work: PathBuf,
    /// Ancestors of the target that did not exist, outermost first.
    made: Vec<PathBuf>,
    ours: Ours,
    /// Files at the target that are not ours and go with it, as was asked for.
    foreign: Vec<String>,
    /// Held open: the lock goes with it.
    _lock: File,
    done: bool,
}

impl Destination {
    /// Locks `target` for writing, and clears or restores what a killed run left beside it.
    ///
    /// # Errors
    /// [`FolderError`]; nothing is left behind.
    pub fn open(target: &Path) -> Result<Self, FolderError> {
        Self::open_as(target, Ours::Result, false)
    }

    /// The same where files that are not ours may be deleted with the result they were put into.
    /// [`Destination::foreign`] names them.
    ///
    /// # Errors
    /// [`FolderError`]; nothing is left behind.
    pub fn open_replacing(target: &Path) -> Result<Self, FolderError> {
        Self::open_as(target, Ours::Result, true)
    }

    /// The same for output without a manifest: `ours` says which paths in the target may be
    /// replaced.
    ///
    /// # Errors
    /// [`FolderError`]; nothing is left behind.
    pub fn open_over(target: &Path, ours: fn(&str) -> bool) -> Result<Self, FolderError> {
        Self::open_as(target, Ours::Paths(ours), false)
    }

    fn open_as(target: &Path, ours: Ours, replace: bool) -> Result<Self, FolderError> {
        let (parent, name) = locate(target)?;
        let made = make_parents(&parent)?;
        let undo = |e: FolderError| {
            unmake(&made);
            e
        };
        let parent =
            parent.canonicalize().map_err(FolderError::io("open", &parent)).map_err(undo)?;
        let mut hidden = OsString::from(".");
        hidden.push(stem(&name));
        hidden.push(".ideal");
        let work = parent.join(hidden);
        let lock = lock(&work, target).map_err(undo)?;
        let target = parent.join(name);
        LIVE.lock().unwrap_or_else(PoisonError::into_inner).push(work.clone());
        let mut destination =
            Destination { target, work, made, ours, foreign: Vec::new(), _lock: lock, done: false };
        destination.recover()?;
        destination.foreign = destination.look(replace)?;
        let new = destination.new_folder();
        fs::create_dir(&new).map_err(FolderError::io("create", &new))?;
        Ok(destination)
    }

    /// Whether what stands at the target may be replaced; gives the files in it that are not ours,
    /// if they may be deleted. The current folder never may, as whoever stands in it would be left
    /// in a deleted one.
    fn look(&self, replace: bool) -> Result<Vec<String>, FolderError> {
        let target = &self.target;
        match fs::symlink_metadata(target) {
            Ok(found) if found.is_dir() && !is_current(target) => {}
            Ok(_) => return Err(FolderError::NotOurs(target.clone())),
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(e) => return Err(FolderError::io("look at", target)(e)),
        }
        let mut foreign = Vec::new();
        let looked = match self.ours {
            Ours::Result => {
                let files = manifest::files_of(target)
                    .ok_or_else(|| FolderError::NotOurs(target.clone()))?;
                add_foreign(target, "", &|path| files.contains(path), &mut foreign)
            }
            Ours::Paths(ours) => add_foreign(target, "", &ours, &mut foreign),
        };
        looked.map_err(FolderError::io("look into", target))?;
        if replace || foreign.iter().all(|f| self.foreign.contains(f)) {
            return Ok(foreign);
        }
        foreign.retain(|f| !self.foreign.contains(f));
        let result = matches!(self.ours, Ours::Result);
        Err(FolderError::Foreign { target: target.clone(), files: foreign, result })
    }

    /// Files at the target that are not ours and are deleted with it.
    #[must_use]
    pub fn foreign(&self) -> &[String] {
        &self.foreign
    }

    /// Refuses a target that contains `project`: it would be deleted with the old result.
    ///
    /// # Errors
    /// [`FolderError::ContainsProject`].
    pub fn spare(&self, project: &Path) -> Result<(), FolderError> {
        match project.canonicalize() {
            Ok(p) if p.starts_with(&self.target) => {
                Err(FolderError::ContainsProject(self.target.clone()))
            }
            _ => Ok(()),
        }
    }

    /// Where the result will stand.
    #[must_use]
    pub fn target(&self) -> &Path {
        &self.target
    }

    fn new_folder(&self) -> PathBuf {
        self.work.join("new")
    }

    fn old_folder(&self) -> PathBuf {
        self.work.join("old")
    }

    /// Puts an old result back that a killed run had moved away, and clears everything else it
    /// left.
    fn recover(&self) -> Result<(), FolderError> {
        let old = self.old_folder();
        if old.exists() && fs::symlink_metadata(&self.target).is_err() {
            fs::rename(&old, &self.target).map_err(FolderError::io("restore", &self.target))?;
        }
        for left in [old, self.new_folder()] {
            match fs::remove_dir_all(&left) {
                Err(e) if e.kind() != io::ErrorKind::NotFound => {
                    return Err(FolderError::io("clear", &left)(e));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Writes one file of the result; `path` is relative and uses `/`.
    ///
    /// # Errors
    /// [`FolderError::Io`], for a full disk among others.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), FolderError> {
        let mut file = self.new_folder();
        for part in Path::new(path).components().filter(|c| matches!(c, Component::Normal(_))) {
            file.push(part);
        }
        let named = || self.target.join(path);
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).map_err(FolderError::io("create", folder))?;
        }
        let write = || -> io::Result<()> {
            let mut f = File::create_new(&file)?;
            f.write_all(bytes)?;
            f.flush()
        };
        write().map_err(|source| FolderError::Io { doing: "write", path: named(), source })
    }

    /// Puts the folder in its place. The one that stood there before is deleted.
    ///
    /// # Errors
    /// [`FolderError`]; the old result then still stands.
    pub fn commit(mut self) -> Result<PathBuf, FolderError> {
        let live = LIVE.lock().unwrap_or_else(PoisonError::into_inner);
        // What came in while the result was made is not ours to delete either.
        self.look(false)?;
        let new = self.new_folder();
        if fs::symlink_metadata(&self.target).is_ok() {
            if !exchange(&new, &self.target).map_err(FolderError::io("replace", &self.target))? {
                let old = self.old_folder();
                fs::rename(&self.target, &old).map_err(FolderError::io("replace", &self.target))?;
                if let Err(e) = fs::rename(&new, &self.target) {
                    // Back to where it was; if even that fails the next run does it.
                    let _ = fs::rename(&old, &self.target);
                    return Err(FolderError::io("replace", &self.target)(e));
                }
            }
        } else {
            fs::rename(&new, &self.target).map_err(FolderError::io("create", &self.target))?;
        }
        self.done = true;
        drop(live);
        Ok(self.target.clone())
    }
}

impl Drop for Destination {
    fn drop(&mut self) {
        // A failure here is not the user's problem: the next run clears the same name.
        let stranded = self.old_folder().exists() && fs::symlink_metadata(&self.target).is_err();
        if !stranded {
            let _ = fs::remove_dir_all(&self.work);
        }
        LIVE.lock().unwrap_or_else(PoisonError::into_inner).retain(|w| *w != self.work);
        if !self.done {
            unmake(&self.made);
        }
    }
}

/// Writes a single file so that it is whole or absent. Only a regular file is replaced.
///
/// # Errors
/// [`FolderError`]; nothing is left behind.
pub fn write_file(target: &Path, bytes: &[u8]) -> Result<(), FolderError> {
    Ok(replace_file(target, bytes)?)
}

/// The same for a file beside another: `name` is relative to the folder, with `/`; folders on the
/// way are made.
///
/// # Errors
/// [`FolderError::Io`], with the path.
pub fn write_beside(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), FolderError> {
    let path = folder.join(name);
    if let Some(parent) = path.parent().filter(|p| !p.as_os_str().is_empty()) {
        fs::create_dir_all(parent).map_err(FolderError::io("create", parent))?;
    }
    write_file(&path, bytes)
}

/// Refuses a target that is one of the files the output is made from: they would be lost.
///
/// # Errors
/// [`FolderError::Input`].
pub fn spare_inputs(
    target: &Path,
    inputs: impl IntoIterator<Item = PathBuf>,
) -> Result<(), FolderError> {
    let Ok(real) = target.canonicalize() else { return Ok(()) };
    match inputs.into_iter().find(|input| input.canonicalize().is_ok_and(|input| input == real)) {
        Some(input) => Err(FolderError::Input(input)),
        None => Ok(()),
    }
}

/// Parent and name of a target. A link to a folder stands for the folder.
fn locate(target: &Path) -> Result<(PathBuf, OsString), FolderError> {
    let full = match fs::symlink_metadata(target) {
        Ok(_) => target.canonicalize().map_err(FolderError::io("open", target))?,
        Err(_) => std::path::absolute(target).map_err(FolderError::io("open", target))?,
    };
    match (full.parent(), full.file_name()) {
        (Some(parent), Some(name)) => Ok((parent.to_owned(), name.to_owned())),
        _ => Err(FolderError::NoName(target.to_owned())),
    }
}

fn is_current(target: &Path) -> bool {
    std::env::current_dir().and_then(|d| d.canonicalize()).is_ok_and(|d| d == target)
}

/// Creates the missing ancestors; returns them, outermost first.
fn make_parents(parent: &Path) -> Result<Vec<PathBuf>, FolderError> {
    let mut missing: Vec<PathBuf> =
        parent.ancestors().take_while(|p| !p.exists()).map(Path::to_owned).collect();
    missing.reverse();
    for (i, folder) in missing.iter().enumerate() {
        if let Err(e) = fs::create_dir(folder) {
            unmake(missing.get(..i).unwrap_or_default());
            return Err(FolderError::io("create", folder)(e));
        }
    }
    Ok(missing)
}

/// Removes ancestors we made, as far as they are still empty.
fn unmake(made: &[PathBuf]) {
    for folder in made.iter().rev() {
        let _ = fs::remove_dir(folder);
    }
}

/// Creates and locks the working folder.
fn lock(work: &Path, target: &Path) -> Result<File, FolderError> {
    loop {
        let made = match fs::create_dir(work) {
            Err(e) if e.kind() != io::ErrorKind::AlreadyExists => {
                return Err(FolderError::io("create", target)(e));
            }
            outcome => outcome.is_ok(),
        };
        // Never through a link: it would clear a folder that is not ours.
        match fs::symlink_metadata(work) {
            // Earlier versions of `report` prepared a file under this name; a killed one left it.
            Ok(m) if m.is_file() => {
                fs::remove_file(work).map_err(FolderError::io("clear", work))?;
                continue;
            }
            Ok(m) if !m.is_dir() => return Err(FolderError::NotOurs(work.to_owned())),
            _ => {}
        }
        let file = match File::open(work) {
            Ok(file) => file,
            Err(e) if e.kind() == io::ErrorKind::NotFound => continue,
            Err(e) => {
                if made {
                    let _ = fs::remove_dir(work);
                }
                return Err(FolderError::io("open", work)(e));
            }
        };
        match file.try_lock() {
            Ok(()) if is_still(&file, work) => return Ok(file),
            // Its owner removed it between our opening and our locking it: that lock is worth
            // nothing.
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(FolderError::Busy(target.to_owned())),
            Err(TryLockError::Error(e)) => return Err(FolderError::io("lock", work)(e)),
        }
    }
}

/// Exchanges two folders in one call; `false` where the system or the file system cannot.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(a: &Path, b: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => Ok(false),
        Err(e) => Err(e.into()),
    }
}

/// Exchanges two folders in one call; this system has none.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}

#[cfg(test)]
mod tests;
