//! A project's files with one that is still to be written.

use std::io;

use ideal_evidence::{Entry, Files};

/// Files among which one is taken to be there already, empty.
pub(crate) struct Foreseen<'f> {
    pub files: &'f dyn Files,
    /// Its path, relative to the project.
    pub path: &'f str,
}

impl Foreseen<'_> {
    /// What stands at the first level below a folder on the way to the file: its name, and whether
    /// it is a folder. None off that way.
    fn below(&self, folder: &str) -> Option<(&str, bool)> {
        let rest = match folder {
            "" => self.path,
            folder => self.path.strip_prefix(folder)?.strip_prefix('/')?,
        };
        Some(rest.split_once('/').map_or((rest, false), |(name, _)| (name, true)))
    }
}

impl Files for Foreseen<'_> {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        match self.files.read(path) {
            Err(e) if e.kind() == io::ErrorKind::NotFound && path == self.path => Ok(Vec::new()),
            read => read,
        }
    }

    fn list(&self, folder: &str) -> io::Result<Vec<Entry>> {
        let Some((name, is_folder)) = self.below(folder) else { return self.files.list(folder) };
        let mut entries = match self.files.list(folder) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => Vec::new(),
            list => list?,
        };
        if entries.iter().all(|entry| entry.name != name) {
            entries.push(Entry { name: name.to_owned(), folder: is_folder, link: false });
            entries.sort();
        }
        Ok(entries)
    }

    fn is_folder(&self, path: &str) -> Option<bool> {
        let there = || (path == self.path).then_some(false);
        self.files.is_folder(path).or_else(there).or_else(|| self.below(path).map(|_| true))
    }

    fn remarks(&self) -> Vec<ideal_model::Finding> {
        self.files.remarks()
    }
}
