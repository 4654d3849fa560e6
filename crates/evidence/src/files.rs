//! A project's files, wherever they lie: in a folder on disk, or in memory (the embedded
//! demonstration, tests).

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

use ideal_model::Finding;

use crate::replace::is_stray;

/// Something in a folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Its name, without the folder.
    pub name: String,
    /// Whether it is a folder itself.
    pub folder: bool,
    /// Whether it is a symbolic link; `**` does not follow links to folders.
    pub link: bool,
}

/// The files of a project. Paths are relative to it and use `/`; the empty path is the project
/// itself.
pub trait Files {
    /// The bytes of a file.
    ///
    /// # Errors
    /// As the operating system reports them: no such file, a folder, no permission.
    fn read(&self, path: &str) -> io::Result<Vec<u8>>;

    /// What lies in a folder, in the order of the names.
    ///
    /// # Errors
    /// As the operating system reports them.
    fn list(&self, folder: &str) -> io::Result<Vec<Entry>>;

    /// Whether a path is a folder: `None` where there is nothing. A link that leads nowhere is
    /// something.
    fn is_folder(&self, path: &str) -> Option<bool>;

    /// What whoever checks the project should know of how its files lie.
    fn remarks(&self) -> Vec<Finding> {
        Vec::new()
    }
}

/// Whether a name is that of a file which file managers and office programs leave beside others, or
/// this one where it is killed while it writes a file.
#[must_use]
pub fn is_left_by_programs(name: &str) -> bool {
    let exact = [".DS_Store", "Thumbs.db", "desktop.ini"]
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known));
    exact || name.starts_with("~$") || name.starts_with(".~lock") || is_stray(name, None)
}

/// A project in memory.
#[derive(Clone, Debug, Default)]
pub struct InMemory {
    files: BTreeMap<String, Cow<'static, [u8]>>,
}

impl InMemory {
    /// An empty project.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts a file in, in place of any other of that path.
    pub fn insert(&mut self, path: impl Into<String>, bytes: impl Into<Cow<'static, [u8]>>) {
        self.files.insert(path.into(), bytes.into());
    }

    /// Puts a file in and hands the project on.
    #[must_use]
    pub fn with(mut self, path: &str, text: &str) -> Self {
        self.insert(path, text.as_bytes().to_vec());
        self
    }

    /// Takes a file out.
    pub fn remove(&mut self, path: &str) {
        self.files.remove(path);
    }
}

fn inside<'a>(path: &'a str, folder: &str) -> Option<&'a str> {
    if folder.is_empty() { Some(path) } else { path.strip_prefix(folder)?.strip_prefix('/') }
}

impl Files for InMemory {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        match self.files.get(path) {
            Some(bytes) => Ok(bytes.to_vec()),
            None if self.is_folder(path) == Some(true) => {
                Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder"))
            }
            None => Err(io::Error::new(io::ErrorKind::NotFound, "no such file")),
        }
    }

    fn list(&self, folder: &str) -> io::Result<Vec<Entry>> {
        let mut out: BTreeMap<String, bool> = BTreeMap::new();
        for rest in self.files.keys().filter_map(|p| inside(p, folder)) {
            match rest.split_once('/') {
                Some((name, _)) => out.insert(name.to_owned(), true),
                None => out.insert(rest.to_owned(), false),
            };
        }
        if out.is_empty() && !folder.is_empty() {
            return Err(io::Error::new(io::ErrorKind::NotFound, "no such folder"));
        }
        Ok(out.into_iter().map(|(name, folder)| Entry { name, folder, link: false }).collect())
    }

    fn is_folder(&self, path: &str) -> Option<bool> {
        if self.files.contains_key(path) {
            return Some(false);
        }
        let any = path.is_empty() || self.files.keys().any(|p| inside(p, path).is_some());
        any.then_some(true)
    }
}

/// Why a path or pattern cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// It leaves the project.
    #[error("`{0}` leaves the project folder; evidence lies inside it")]
    Outside(String),
    /// It is no pattern.
    #[error("`{0}` is no file name or pattern: {1}")]
    Form(String, &'static str),
    /// A folder on the way cannot be listed.
    #[error("the folder `{0}` cannot be read: {1}")]
    Folder(String, String),
}

/// How deep `**` looks.
const DEPTH: usize = 16;

/// Every file or folder a pattern (`evidence/*.csv`, `data/**/*.xlsx`) matches, in the order of
/// their paths; the flag says whether it is a folder.
///
/// # Errors
/// [`PatternError`]: the pattern is malformed, leaves the project, or a folder cannot be listed.
pub fn expand(files: &dyn Files, pattern: &str) -> Result<Vec<(String, bool)>, PatternError> {
    let parts = parts(pattern)?;
    let mut walk = Walk { files, found: BTreeMap::new(), seen: BTreeSet::new() };
    walk.from("", &parts, DEPTH)?;
    Ok(walk.found.into_iter().collect())
}

/// A plain path, made regular: `./a//b` is `a/b`.
///
/// # Errors
/// [`PatternError`] for one that is empty or leaves the project.
pub fn regular(path: &str) -> Result<String, PatternError> {
    Ok(parts(path)?.join("/"))
}

fn parts(path: &str) -> Result<Vec<&str>, PatternError> {
    let drive = path.as_bytes().get(1) == Some(&b':');
    if path.starts_with('/') || drive || path.contains('\\') {
        return Err(PatternError::Outside(path.to_owned()));
    }
    let parts: Vec<&str> = path.split('/').filter(|p| !p.is_empty() && *p != ".").collect();
    if parts.contains(&"..") {
        return Err(PatternError::Outside(path.to_owned()));
    }
    if parts.is_empty() {
        return Err(PatternError::Form(path.to_owned(), "it is empty"));
    }
    Ok(parts)
}

struct Walk<'f> {
    files: &'f dyn Files,
    found: BTreeMap<String, bool>,
    /// Folders with how much of the pattern was left there: `**/**` would come to each of them
    /// again and again.
    seen: BTreeSet<(String, usize, usize)>,
}

impl Walk<'_> {
    fn from(&mut self, folder: &str, parts: &[&str], depth: usize) -> Result<(), PatternError> {
        let Some((part, rest)) = parts.split_first() else { return Ok(()) };
        if !self.seen.insert((folder.to_owned(), parts.len(), depth)) {
            return Ok(());
        }
        let files = self.files;
        let join = |name: &str| {
            if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
        };
        let list = || {
            files.list(folder).map_err(|e| PatternError::Folder(folder.to_owned(), e.to_string()))
        };
        if *part == "**" {
            self.from(folder, rest, depth)?;
            for e in list()?.into_iter().filter(|e| e.folder && !e.link && !e.name.starts_with('.'))
            {
                if depth > 0 {
                    self.from(&join(&e.name), parts, depth - 1)?;
                }
            }
            return Ok(());
        }
        if !part.contains(['*', '?', '[']) {
            let path = join(part);
            match files.is_folder(&path) {
                Some(is_folder) if rest.is_empty() => {
                    self.found.insert(path, is_folder);
                }
                Some(true) => self.from(&path, rest, depth)?,
                _ => {}
            }
            return Ok(());
        }
        let matcher =
            glob::Pattern::new(part).map_err(|e| PatternError::Form((*part).to_owned(), e.msg))?;
        for e in list()? {
            if e.name.starts_with('.') || !matcher.matches(&e.name) {
                continue;
            }
            if rest.is_empty() {
                self.found.insert(join(&e.name), e.folder);
            } else if e.folder {
                self.from(&join(&e.name), rest, depth)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::folder::Folder;

    fn project() -> InMemory {
        InMemory::new()
            .with("assessment.toml", "")
            .with("evidence/a.csv", "")
            .with("evidence/b.xlsx", "")
            .with("evidence/deep/c.csv", "")
    }

    fn paths(pattern: &str) -> Vec<String> {
        expand(&project(), pattern)
            .unwrap()
            .into_iter()
            .map(|(p, folder)| if folder { format!("{p}/") } else { p })
            .collect()
    }

    #[test]
    fn patterns_match_as_in_a_shell() {
        assert_eq!(paths("evidence/*.csv"), ["evidence/a.csv"]);
        assert_eq!(paths("./evidence//*"), ["evidence/a.csv", "evidence/b.xlsx", "evidence/deep/"]);
        assert_eq!(paths("**/*.csv"), ["evidence/a.csv", "evidence/deep/c.csv"]);
        assert_eq!(paths("evidence"), ["evidence/"]);
        assert!(paths("nothing/*.csv").is_empty());
    }

    #[test]
    fn stars_upon_stars_come_to_each_folder_once() {
        let deep: String = (0..16).map(|n| format!("d{n}/")).collect();
        let files = InMemory::new().with(&format!("{deep}a.csv"), "");
        let pattern = format!("{}*.csv", "**/".repeat(40));
        assert_eq!(expand(&files, &pattern).unwrap(), [(format!("{deep}a.csv"), false)]);
        assert_eq!(expand(&files, "**/d3/**/d9/**/*.csv").unwrap().len(), 1);
    }

    #[test]
    fn no_pattern_leaves_the_project() {
        for out in ["/etc/passwd", "../x.csv", "evidence/../../x", "C:\\x.csv", ""] {
            assert!(expand(&project(), out).is_err(), "{out:?}");
        }
    }

    #[test]
    fn disk_and_memory_agree() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(dir.path().join("evidence/deep")).unwrap();
        for f in ["assessment.toml", "evidence/a.csv", "evidence/b.xlsx", "evidence/deep/c.csv"] {
            std::fs::write(dir.path().join(f), "").unwrap();
        }
        let disk = Folder::new(dir.path());
        for pattern in ["evidence/*", "**/*.csv", "*", "evidence/deep"] {
            assert_eq!(
                expand(&disk, pattern).unwrap(),
                expand(&project(), pattern).unwrap(),
                "{pattern}"
            );
        }
        assert!(disk.read("evidence").is_err() && disk.read("none").is_err());
        assert_eq!(disk.is_folder("none"), None);
    }
}
