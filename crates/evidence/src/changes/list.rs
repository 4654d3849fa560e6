//! The list of changes: what is to stand where, and how far it has come.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use ideal_model::Finding;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::files::regular;
use crate::publisher::ImportError;

/// The list of changes that hold.
pub(super) const LIST: &str = ".ideal-changes";
/// The list of changes that are being prepared.
pub(super) const DRAFT: &str = ".ideal-changes.part";
/// Greatest size of a list, in bytes.
const LIMIT: u64 = 1 << 24;

/// Greatest size of all that a list prepares, in bytes: as much as a file may have.
const PREPARED: u64 = 1 << 30;

/// Files that change together.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct List {
    pub(super) files: Vec<Change>,
    /// Folders made for them, outermost first.
    pub(super) folders: Vec<String>,
}

/// One file.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Change {
    /// Its path in the project.
    pub(super) path: String,
    /// Its number, by which what lies beside it is named.
    number: usize,
    /// Hash of what stood there; none where nothing did.
    pub(super) before: Option<String>,
    /// Hash of what is to stand there.
    after: String,
}

/// How far a change has come.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum State {
    /// The new text lies beside a target that is as it was.
    Due(Vec<u8>),
    /// The new text has been put in place; what became of it since is its owner's matter.
    Done,
    /// The target was changed by somebody else, or what lies beside it was.
    Disputed(&'static str),
}

/// What was found under the name of a list.
pub(super) enum Read {
    Nothing,
    Damaged(String),
    List(List),
}

impl List {
    /// The list of these files as they are to be.
    pub(super) fn of(root: &Path, files: &[(String, Vec<u8>)]) -> Result<Self, ImportError> {
        let mut list = List { files: Vec::new(), folders: Vec::new() };
        for (number, (path, bytes)) in files.iter().enumerate() {
            own_file(root, path)?;
            let target = root.join(path);
            if target.is_dir() {
                return Err(ImportError::file(
                    &target.display().to_string(),
                    "a folder",
                    "a file to write",
                ));
            }
            let before = match crate::bounds::read(&target) {
                Ok(bytes) => Some(hash(&bytes)),
                Err(e) if e.kind() == std::io::ErrorKind::NotFound => None,
                Err(e) => return Err(ImportError::read(&target, &e)),
            };
            let above: Vec<&str> =
                path.match_indices('/').filter_map(|(i, _)| path.get(..i)).collect();
            for folder in above {
                if !root.join(folder).exists() && !list.folders.iter().any(|f| f == folder) {
                    list.folders.push(folder.to_owned());
                }
            }
            list.files.push(Change { path: path.clone(), number, before, after: hash(bytes) });
        }
        if list.json().len() as u64 > LIMIT {
            let found = format!("an import that changes {} files", list.files.len());
            return Err(ImportError::file(
                &root.display().to_string(),
                &found,
                "fewer at once: split the table by source",
            ));
        }
        Ok(list)
    }

    /// Whether a path or a number stands in it more than once: every new text is held where the
    /// project is read.
    fn names_twice(&self) -> bool {
        let paths: BTreeSet<&String> = self.files.iter().map(|c| &c.path).collect();
        let numbers: BTreeSet<usize> = self.files.iter().map(|c| c.number).collect();
        paths.len() < self.files.len() || numbers.len() < self.files.len()
    }

    fn prepared_bytes(&self, root: &Path) -> u64 {
        self.files
            .iter()
            .filter_map(|c| fs::symlink_metadata(c.prepared(root)).ok())
            .map(|found| found.len())
            .sum()
    }

    /// The list as it is written.
    pub(super) fn json(&self) -> Vec<u8> {
        // It holds texts and numbers alone, which JSON always has a form for.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Reads the list of this name: it may be missing, or not be one.
    pub(super) fn read(root: &Path, name: &str) -> Read {
        let path = root.join(name);
        match fs::symlink_metadata(&path) {
            Err(_) => return Read::Nothing,
            Ok(found) if !found.is_file() => return Read::Damaged("it is no file".to_owned()),
            Ok(found) if found.len() > LIMIT => {
                return Read::Damaged(format!("it has {} bytes", found.len()));
            }
            Ok(_) => {}
        }
        let bytes = match crate::bounds::read(&path) {
            Ok(bytes) => bytes,
            // Whoever writes just now has finished in between.
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Read::Nothing,
            Err(e) => return Read::Damaged(e.to_string()),
        };
        match serde_json::from_slice::<List>(&bytes) {
            Ok(list) if list.names_twice() => Read::Damaged("it names a file twice".to_owned()),
            Ok(list) if list.prepared_bytes(root) > PREPARED => {
                Read::Damaged("what it prepares is larger than an import may be".to_owned())
            }
            Ok(list)
                if list
                    .files
                    .iter()
                    .map(|c| &c.path)
                    .chain(&list.folders)
                    .all(|p| regular(p).as_ref() == Ok(p)) =>
            {
                Read::List(list)
            }
            Ok(_) => Read::Damaged("it names files outside the project".to_owned()),
            Err(e) => Read::Damaged(e.to_string()),
        }
    }
}

impl Change {
    /// Where its new text is prepared.
    pub(super) fn prepared(&self, root: &Path) -> PathBuf {
        root.join(&self.path).with_file_name(format!(".ideal-{}.part", self.number))
    }

    /// A second name of the old file.
    pub(super) fn kept(&self, root: &Path) -> PathBuf {
        root.join(&self.path).with_file_name(format!(".ideal-{}.old", self.number))
    }

    /// How far the changes of the list have come.
    pub(super) fn state(&self, root: &Path) -> State {
        let new = self.prepared(root);
        if own_file(root, &self.path).is_err() {
            return State::Disputed("it is a link, or lies in a folder that is one");
        }
        match fs::symlink_metadata(&new) {
            Err(_) => return State::Done,
            Ok(found) if !found.is_file() => {
                return State::Disputed("what was prepared for it is no file");
            }
            Ok(_) => {}
        }
        let Ok(bytes) = crate::bounds::read(&new) else { return State::Done };
        if hash(&bytes) != self.after {
            return State::Disputed("what was prepared for it has been changed");
        }
        match crate::bounds::read(&root.join(&self.path)) {
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => State::Due(bytes),
            Ok(there) if Some(hash(&there)) == self.before => State::Due(bytes),
            Ok(there) if there == bytes => State::Done,
            _ => State::Disputed("it has been changed since"),
        }
    }
}

/// Texts of the project's files that hold and are not in their places.
pub(crate) fn pending(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let Read::List(list) = List::read(root, LIST) else { return BTreeMap::new() };
    let due = |change: Change| match change.state(root) {
        State::Due(bytes) => Some((change.path, bytes)),
        State::Done | State::Disputed(_) => None,
    };
    list.files.into_iter().filter_map(due).collect()
}

/// What whoever reads a project should know of changes that are not finished.
pub(crate) fn remark(root: &Path) -> Option<Finding> {
    match List::read(root, LIST) {
        Read::Nothing => None,
        Read::Damaged(why) => Some(damaged(&why)),
        Read::List(list) => {
            let disputed: Vec<Finding> =
                list.files.iter().filter_map(|c| c.dispute(root)).collect();
            disputed.into_iter().next().or_else(|| {
                let message = "an import into this project is at work, or was stopped before all \
                               its files were in place; they are read as they will stand";
                let f = Finding::warning("unfinished-import", message).in_file(LIST);
                Some(f.hint("the next `ideal import ... --into` this project finishes it"))
            })
        }
    }
}

impl Change {
    /// Why a change cannot be finished, as an error at its file.
    pub(super) fn dispute(&self, root: &Path) -> Option<Finding> {
        let State::Disputed(why) = self.state(root) else { return None };
        let message = format!(
            "an import into this project was stopped before this file was in place, and now it \
             cannot be finished: {why}"
        );
        let hint = format!(
            "look at the file and at `{}` beside it, keep what is right, and remove `{LIST}` from \
             the project's folder",
            self.prepared(Path::new(""))
                .file_name()
                .map(|n| n.to_string_lossy().into_owned())
                .unwrap_or_default()
        );
        Some(Finding::error("unfinished-import", message).in_file(&self.path).hint(hint))
    }
}

/// The finding about a list that cannot be read.
pub(super) fn damaged(why: &str) -> Finding {
    let message = format!("the list of an import that was stopped cannot be understood: {why}");
    let f = Finding::error("unfinished-import", message).in_file(LIST);
    f.hint("look whether the project's files are as they should be, then remove this one")
}

/// Refuses a target that is a link, or lies behind one that leads out of the project: a link would
/// be replaced by a file, and what it led to would stay as it was.
pub(super) fn own_file(root: &Path, name: &str) -> Result<(), ImportError> {
    let path = root.join(name);
    let linked = fs::symlink_metadata(&path).is_ok_and(|m| m.is_symlink());
    // The nearest folder above it that is there, a link that leads nowhere too.
    let folder =
        path.ancestors().skip(1).find(|p| fs::symlink_metadata(p).is_ok()).map(Path::canonicalize);
    let inside = match (root.canonicalize(), folder) {
        (Ok(root), Some(Ok(folder))) => folder.starts_with(root),
        _ => false,
    };
    if !linked && inside {
        return Ok(());
    }
    let f = Finding::error("linked-file", "this is a link, or lies in a folder that is one")
        .in_file(name);
    Err(ImportError::Project(vec![f.hint(
        "an import writes files of the project itself; put the file in the place of the link",
    )]))
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}
