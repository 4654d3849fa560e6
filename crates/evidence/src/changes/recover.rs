//! What a command that was killed left in a project is finished or cleared by the next one that
//! writes into it.

use std::fs;
use std::path::Path;

use ideal_model::Finding;

use super::finish;
use super::list::{Change, DRAFT, LIST, List, Read, State, damaged, own_file};
use crate::publisher::ImportError;

/// What was found in a project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Recovered {
    /// Nothing, or files that were only prepared: they are gone.
    #[default]
    Nothing,
    /// Changes that held: these files were put in their places, or were there already.
    Finished(Vec<String>),
}

/// Finishes or clears what a killed command left in the project at `root`, whose lock the caller
/// holds.
///
/// # Errors
/// [`ImportError::Project`] where a file was changed since; nothing is done then.
/// [`ImportError::Write`].
pub(crate) fn recover(root: &Path) -> Result<Recovered, ImportError> {
    let recovered = match List::read(root, LIST) {
        Read::Nothing => Recovered::Nothing,
        Read::Damaged(why) => return Err(ImportError::Project(vec![damaged(&why)])),
        Read::List(list) => {
            let disputed: Vec<Finding> =
                list.files.iter().filter_map(|c| c.dispute(root)).collect();
            if !disputed.is_empty() {
                return Err(ImportError::Project(disputed));
            }
            for change in &list.files {
                finish_one(root, change)?;
            }
            finish(root, &list);
            Recovered::Finished(list.files.into_iter().map(|c| c.path).collect())
        }
    };
    if let Read::List(draft) = List::read(root, DRAFT) {
        for path in draft.files.iter().map(|c| &c.path).filter(|path| own_file(root, path).is_ok())
        {
            root.join(path).parent().into_iter().for_each(clear_strays);
        }
        for folder in draft.folders.iter().rev().filter(|folder| own_file(root, folder).is_ok()) {
            // Only an empty folder can be removed.
            let _ = fs::remove_dir(root.join(folder));
        }
    }
    clear_strays(root);
    if own_file(root, "evidence").is_ok() {
        clear_strays(&root.join("evidence"));
    }
    // The list of what was prepared goes last, as long as it says where.
    let draft = root.join(DRAFT);
    match fs::remove_file(&draft) {
        Ok(()) => Ok(recovered),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(recovered),
        Err(_) if draft.is_dir() => {
            let message = "a folder stands where an import writes what it is going to do";
            let hint = "it is none of ideal's: look into it, and move or remove it";
            Err(ImportError::Project(vec![
                Finding::error("unfinished-import", message).in_file(DRAFT).hint(hint),
            ]))
        }
        Err(e) => Err(ImportError::write(&draft, &e)),
    }
}

fn finish_one(root: &Path, change: &Change) -> Result<(), ImportError> {
    let (new, target) = (change.prepared(root), root.join(&change.path));
    if matches!(change.state(root), State::Due(_)) {
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).map_err(|e| ImportError::write(folder, &e))?;
        }
        return fs::rename(&new, &target).map_err(|e| ImportError::write(&target, &e));
    }
    // The target has the text already.
    let _ = fs::remove_file(new);
    Ok(())
}

/// Removes what was prepared in a folder of the project and is on no list any more.
fn clear_strays(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_file && is_stray(&entry.file_name().to_string_lossy()) {
            // What cannot be removed is met again when a file of that name is made.
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn is_stray(name: &str) -> bool {
    let numbered = |rest: &str| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit());
    let ours = |ending| {
        name.strip_prefix(".ideal-")
            .and_then(|rest| rest.strip_suffix(ending))
            .is_some_and(numbered)
    };
    // The last is how earlier versions named what they prepared.
    ours(".part") || ours(".old") || (name.starts_with('.') && name.ends_with(".import.part"))
}
