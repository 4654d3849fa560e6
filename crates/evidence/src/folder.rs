//! A project's folder on disk. What is read lies in it: a link that leads out is not followed,
//! unless `outside` in assessment.toml names the folder it leads to.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use ideal_model::Finding;

use crate::bounds;
use crate::changes;
use crate::files::{Entry, Files};
use crate::regular::Refusal;

/// The file every project has.
const ASSESSMENT: &str = "assessment.toml";

/// A project folder on disk.
#[derive(Clone, Debug)]
pub struct Folder {
    root: PathBuf,
    /// Folders outside the project that its links may lead to; looked up when a link first leads
    /// out.
    outside: OnceLock<Vec<PathBuf>>,
    /// Texts of files that are decided on and not in place yet, because an import was killed or is
    /// at work.
    pending: OnceLock<BTreeMap<String, Vec<u8>>>,
}

impl Folder {
    /// The folder at `root`. Nothing is read yet.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Folder { root: root.into(), outside: OnceLock::new(), pending: OnceLock::new() }
    }

    /// Where it is.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    fn at(&self, path: &str) -> PathBuf {
        if path.is_empty() { self.root.clone() } else { self.root.join(path) }
    }

    /// Where a path leads, all links followed. The project's own folder may be a link itself, so
    /// both are resolved.
    fn resolve(&self, path: &str) -> io::Result<PathBuf> {
        let at = self.at(path);
        let real = at.canonicalize().map_err(|e| match e.kind() {
            io::ErrorKind::NotFound if fs::symlink_metadata(&at).is_ok() => {
                Refusal::LeadsNowhere.error()
            }
            _ => e,
        })?;
        // assessment.toml itself cannot allow that it is read from somewhere else.
        let fine = real.starts_with(self.root.canonicalize()?)
            || (path != ASSESSMENT && self.outside().iter().any(|folder| real.starts_with(folder)));
        if fine { Ok(real) } else { Err(Refusal::LeadsOut(real).error()) }
    }

    fn outside(&self) -> &[PathBuf] {
        self.outside.get_or_init(|| {
            let text = self
                .read(ASSESSMENT)
                .ok()
                .and_then(|bytes| String::from_utf8(bytes).ok())
                .unwrap_or_default();
            // Mistakes in the file are found by who reads it as a whole: here they allow nothing.
            let text = if text.len() > bounds::TOML { "" } else { &text };
            let table: toml::Table =
                text.trim_start_matches('\u{feff}').parse().unwrap_or_default();
            let named = table
                .get("outside")
                .and_then(toml::Value::as_array)
                .into_iter()
                .flatten()
                .filter_map(toml::Value::as_str);
            named
                .filter(|name| !name.is_empty())
                .filter_map(|name| self.root.join(name).canonicalize().ok())
                .collect()
        })
    }

    fn pending(&self) -> &BTreeMap<String, Vec<u8>> {
        self.pending.get_or_init(|| changes::pending(&self.root))
    }
}

impl Files for Folder {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        match self.pending().get(path) {
            Some(bytes) => Ok(bytes.clone()),
            None => bounds::read(&self.resolve(path)?),
        }
    }

    fn list(&self, folder: &str) -> io::Result<Vec<Entry>> {
        let mut out = match self.resolve(folder).and_then(|real| on_disk(&real)) {
            Err(e) if e.kind() == io::ErrorKind::NotFound && has_below(self.pending(), folder) => {
                Vec::new()
            }
            entries => entries?,
        };
        add_below(&mut out, self.pending(), folder);
        out.sort();
        Ok(out)
    }

    fn is_folder(&self, path: &str) -> Option<bool> {
        if self.pending().contains_key(path) {
            return Some(false);
        }
        let at = self.at(path);
        match fs::metadata(&at) {
            Ok(found) => Some(found.is_dir()),
            Err(_) if has_below(self.pending(), path) => Some(true),
            Err(_) => fs::symlink_metadata(&at).is_ok().then_some(false),
        }
    }

    fn remarks(&self) -> Vec<Finding> {
        changes::remark(&self.root).into_iter().collect()
    }
}

fn on_disk(folder: &Path) -> io::Result<Vec<Entry>> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        // A name that is not Unicode cannot be written in assessment.toml, so no pattern can mean
        // it.
        let Ok(name) = entry.file_name().into_string() else { continue };
        let link = entry.file_type()?.is_symlink();
        let folder = fs::metadata(entry.path()).is_ok_and(|m| m.is_dir());
        out.push(Entry { name, folder, link });
    }
    Ok(out)
}

/// The part of a path below a folder.
fn below<'p>(path: &'p str, folder: &str) -> Option<&'p str> {
    if folder.is_empty() { Some(path) } else { path.strip_prefix(folder)?.strip_prefix('/') }
}

/// Whether files that lie over those of a folder make it one.
pub(crate) fn has_below<T>(over: &BTreeMap<String, T>, folder: &str) -> bool {
    over.keys().any(|path| below(path, folder).is_some())
}

/// Adds to what lies in a folder the files that lie over it.
pub(crate) fn add_below<T>(entries: &mut Vec<Entry>, over: &BTreeMap<String, T>, folder: &str) {
    for path in over.keys().filter_map(|path| below(path, folder)) {
        let (name, is_folder) =
            path.split_once('/').map_or((path, false), |(first, _)| (first, true));
        if !entries.iter().any(|e| e.name == name) {
            entries.push(Entry { name: name.to_owned(), folder: is_folder, link: false });
        }
    }
}
