//! What ships inside the program: the demonstration, the exercise and the methods.

use std::path::Path;

use ideal_evidence::InMemory;
use include_dir::{Dir, include_dir};

static LATAM: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/latam");
static EXERCISE: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/exercise");
static METHODS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/methods");

/// Id of the demonstration's method.
pub const DEMO_METHOD: &str = "latam-open";

/// The text of a shipped method.
#[must_use]
pub fn method(id: &str) -> Option<&'static str> {
    METHODS.get_file(format!("{id}.toml"))?.contents_utf8()
}

/// The ids of the shipped methods, in alphabetical order.
#[must_use]
pub fn method_ids() -> Vec<&'static str> {
    let mut ids: Vec<&str> = METHODS
        .files()
        .map(|f| f.path())
        .filter(|p| p.extension().is_some_and(|e| e == "toml"))
        .filter_map(|p| p.file_stem()?.to_str())
        .collect();
    ids.sort_unstable();
    ids
}

/// The shipped methods, each with its id and its text.
#[must_use]
pub fn methods() -> Vec<(&'static str, &'static str)> {
    method_ids().into_iter().filter_map(|id| Some((id, method(id)?))).collect()
}

/// The files of the demonstration as a project, by path; its method is there as `method.toml`.
#[must_use]
pub fn demonstration() -> Vec<(String, &'static [u8])> {
    let mut files = Vec::new();
    collect(&LATAM, &mut files);
    if !files.iter().any(|(p, _)| p == "method.toml")
        && let Some(text) = method(DEMO_METHOD)
    {
        files.push(("method.toml".to_owned(), text.as_bytes()));
    }
    files.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    files
}

/// The files of the training exercise as a project, by path.
#[must_use]
pub fn exercise() -> Vec<(String, &'static [u8])> {
    let mut files = Vec::new();
    collect(&EXERCISE, &mut files);
    files.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    files
}

/// The demonstration in memory.
pub(crate) fn in_memory() -> InMemory {
    let mut project = InMemory::new();
    for (path, bytes) in demonstration() {
        project.insert(path, bytes);
    }
    project
}

fn collect(dir: &Dir<'static>, files: &mut Vec<(String, &'static [u8])>) {
    for file in dir.files() {
        files.push((slashes(file.path()), file.contents()));
    }
    for inner in dir.dirs() {
        collect(inner, files);
    }
}

fn slashes(path: &Path) -> String {
    path.iter().map(|p| p.to_string_lossy()).collect::<Vec<_>>().join("/")
}
