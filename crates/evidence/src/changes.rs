//! Changes of a project's files that belong together: all of them or none, also where the process
//! is killed in between.
//!
//! Every new text is first written beside its target, and the old file kept beside it under a
//! second name. A list of them stands in the project's folder: as `.ideal-changes.part` while they
//! are prepared, as `.ideal-changes` from the moment when they hold. Whoever reads the project from
//! then on reads the new texts, wherever they lie; whoever writes into it next puts the rest in
//! place, or clears what was only prepared. The project's folder itself is never renamed.
//!
//! The caller holds the project's lock. What a list says is not believed: it may come from a
//! stranger.

mod list;
mod recover;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use self::list::{Change, DRAFT, LIST, List};
pub(crate) use self::list::{pending, remark};
pub(crate) use self::recover::{Recovered, recover};
use crate::interrupts::hold;
use crate::publisher::ImportError;

/// Changes files of a project, each a path in it with its new text.
///
/// # Errors
/// [`ImportError`]; every file is then as it was, and nothing is left beside it.
pub(crate) fn change(root: &Path, files: &[(String, Vec<u8>)]) -> Result<(), ImportError> {
    let list = List::of(root, files)?;
    let mut made = Vec::new();
    let prepared = prepare(root, &list, files, &mut made);
    let mut live = hold();
    let outcome = prepared.and_then(|()| place(root, &list));
    if outcome.is_err() && fs::symlink_metadata(root.join(LIST)).is_err() {
        clear(&made);
    }
    live.retain(|path| !made.contains(path));
    outcome
}

/// Makes something that is cleared again where the process is interrupted.
fn make<T>(
    made: &mut Vec<PathBuf>,
    path: &Path,
    make: impl FnOnce(&Path) -> io::Result<T>,
) -> io::Result<T> {
    let mut live = hold();
    let thing = make(path)?;
    live.push(path.to_owned());
    made.push(path.to_owned());
    Ok(thing)
}

/// Removes files and empty folders, the last made first.
fn clear(made: &[PathBuf]) {
    for path in made.iter().rev() {
        let _ = fs::remove_file(path).or_else(|_| fs::remove_dir(path));
    }
}

/// Writes the list, the new texts, and a second name for each old file.
fn prepare(
    root: &Path,
    list: &List,
    files: &[(String, Vec<u8>)],
    made: &mut Vec<PathBuf>,
) -> Result<(), ImportError> {
    let draft = root.join(DRAFT);
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |e: io::Error| ImportError::write(&path, &e)
    };
    let mut file = make(made, &draft, |path| File::create_new(path)).map_err(failed(&draft))?;
    file.write_all(&list.json()).and_then(|()| file.sync_all()).map_err(failed(&draft))?;
    for folder in list.folders.iter().map(|f| root.join(f)) {
        make(made, &folder, |path| fs::create_dir(path)).map_err(failed(&folder))?;
    }
    for (change, (_, bytes)) in list.files.iter().zip(files) {
        let target = root.join(&change.path);
        let prepared = change.prepared(root);
        // A link, a pipe or a folder of that name was not written by an import, and stays.
        write_new(made, &prepared, &target, bytes).map_err(|e| {
            failed(if e.kind() == io::ErrorKind::AlreadyExists { &prepared } else { &target })(e)
        })?;
        if change.before.is_some() {
            // A second name costs nothing; where the file system has none, a copy does.
            make(made, &change.kept(root), |old| {
                fs::hard_link(&target, old).or_else(|_| copy(&target, old))
            })
            .map_err(failed(&target))?;
        }
    }
    sync_folders(root, list);
    Ok(())
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let copied = File::create_new(to).and_then(|_| fs::copy(from, to));
    copied.map(|_| ()).inspect_err(|_| {
        let _ = fs::remove_file(to);
    })
}

/// Writes a new text, with the permissions of the file whose place it takes: evidence that only its
/// owner may read stays so.
fn write_new(made: &mut Vec<PathBuf>, new: &Path, target: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = make(made, new, |path| File::create_new(path))?;
    if let Ok(there) = fs::metadata(target) {
        file.set_permissions(there.permissions())?;
    }
    file.write_all(bytes)?;
    file.sync_all()
}

/// From here on the changes hold: the files take their places one by one, and a failure brings all
/// of them back.
fn place(root: &Path, list: &List) -> Result<(), ImportError> {
    let decided = root.join(LIST);
    let failed = |path: &Path, e: &io::Error| ImportError::write(path, e);
    fs::rename(root.join(DRAFT), &decided).map_err(|e| failed(&decided, &e))?;
    sync(root);
    for (i, change) in list.files.iter().enumerate() {
        let target = root.join(&change.path);
        if let Err(e) = fs::rename(change.prepared(root), &target) {
            // If even that fails, the list stays and the next command finishes what it says.
            if list.files.iter().take(i).rev().all(|done| done.undo(root).is_ok()) {
                let _ = fs::remove_file(&decided);
            }
            return Err(failed(&target, &e));
        }
    }
    sync_folders(root, list);
    finish(root, list);
    Ok(())
}

/// Takes away what is not needed any more once every file is in its place. The list goes last of
/// all: as long as it is there, it says what else may be, and a command that is repeated finds its
/// own work.
fn finish(root: &Path, list: &List) {
    for change in &list.files {
        let _ = fs::remove_file(change.kept(root));
    }
    let _ = fs::remove_file(root.join(LIST));
}

impl Change {
    /// Brings the old file back and keeps the new text, in case that another file cannot be brought
    /// back.
    fn undo(&self, root: &Path) -> io::Result<()> {
        let target = root.join(&self.path);
        fs::rename(&target, self.prepared(root))?;
        if self.before.is_some() { fs::rename(self.kept(root), &target) } else { Ok(()) }
    }
}

/// So that a power cut keeps the order of what was done; where folders cannot be synced there is
/// nothing to do.
fn sync(folder: &Path) {
    if let Some(folder) = cfg!(unix).then(|| File::open(folder).ok()).flatten() {
        let _ = folder.sync_all();
    }
}

fn sync_folders(root: &Path, list: &List) {
    let folders: BTreeSet<PathBuf> =
        list.files.iter().filter_map(|c| root.join(&c.path).parent().map(Path::to_owned)).collect();
    folders.iter().for_each(|folder| sync(folder));
}
