//! Nothing is written that `check` would refuse.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use ideal_model::{Concern, Evidence, Finding};

use crate::files::{Entry, Files};
use crate::folder::{Folder, add_below, has_below};
use crate::project::load;
use crate::publisher::error::ImportError;

/// Tables that say what the rows of an import are about.
const SIDE_TABLES: [&str; 4] =
    ["sources.csv", "territories.csv", "crime_areas.csv", "indicators.csv"];

/// Refuses an import that meets errors in the files it changes or in the project's tables, or would
/// leave some. `files` are those to be written, by their paths in the project. Gives what a person
/// should know of them: rows that no score uses. Errors elsewhere (a method that is not finished)
/// are no matter of an import, unless something in the project leads out of it or never ends.
/// `gone` are the series (indicator and source) whose earlier rows were to go: those that lie in
/// other files are named.
pub(super) fn sound(
    dir: &Path,
    files: &[(String, Vec<u8>)],
    gone: &BTreeSet<(&str, &str)>,
) -> Result<Vec<String>, ImportError> {
    let folder = Folder::new(dir);
    let refusal = |f: &Finding| f.concern == Some(Concern::LeadsOut);
    let touched =
        |file: &str| files.iter().any(|(path, _)| path == file) || SIDE_TABLES.contains(&file);
    let concern = |f: &Finding| {
        f.is_error() && (f.concern == Some(Concern::TwoValues) || refusal(f) || touched(&f.file))
    };
    let errors = |project: &dyn Files| -> Vec<Finding> {
        load(project, &[]).findings.into_iter().filter(concern).collect()
    };
    let idle = |f: &Finding| {
        f.concern == Some(Concern::IdleRows) && files.iter().any(|(path, _)| *path == f.file)
    };
    let there = files
        .iter()
        .map(|(path, _)| path.as_str())
        .chain(SIDE_TABLES)
        .any(|path| folder.is_folder(path).is_some());
    let before = if there { errors(&folder) } else { Vec::new() };
    // A code that is not declared yet may be one that this import declares, and a file without rows
    // gets some.
    let mended = |f: &Finding| matches!(f.concern, Some(Concern::Undeclared | Concern::NoRows));
    let (open, broken): (Vec<Finding>, Vec<Finding>) = before.into_iter().partition(mended);
    if !broken.is_empty() {
        return Err(ImportError::Project(broken));
    }
    let over = Overlay {
        under: &folder,
        over: files.iter().map(|(path, bytes)| (path.clone(), bytes.as_slice())).collect(),
    };
    let loaded = load(&over, &[]);
    let found = loaded.findings;
    let mut notes: Vec<String> = found
        .iter()
        .filter(|f| idle(f))
        .map(|f| {
            format!("{} rows of the evidence (the first at {}): {}", f.count, f.place(), f.message)
        })
        .collect();
    if let Some(assessment) = &loaded.assessment {
        notes.extend(left_elsewhere(&assessment.evidence, files, gone));
    }
    let after: Vec<Finding> = found
        .into_iter()
        .filter(concern)
        .map(|f| {
            match open
                .iter()
                .find(|u| (&u.code, &u.message, &u.file) == (&f.code, &f.message, &f.file))
            {
                // It was there before, at a line that can be looked up.
                Some(before) => before.clone(),
                None if refusal(&f) => f,
                None => {
                    let message = format!("after this import `check` would say: {}", f.message);
                    // Lines of a file that is not written are no help.
                    Finding { line: None, column: None, message, ..f }
                }
            }
        })
        .collect();
    if after.is_empty() { Ok(notes) } else { Err(ImportError::Project(after)) }
}

/// Rows of series whose earlier rows were to go, in files that the import does not write.
fn left_elsewhere(
    evidence: &Evidence,
    files: &[(String, Vec<u8>)],
    gone: &BTreeSet<(&str, &str)>,
) -> Vec<String> {
    let mut left: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    for o in &evidence.observations {
        let series = (
            evidence.indicators.code(o.indicator),
            o.source.map_or("", |s| evidence.sources.code(s)),
        );
        let file = evidence.files.code(o.origin.file);
        if gone.contains(&series) && !files.iter().any(|(path, _)| path == file) {
            *left.entry((file, series.0)).or_default() += 1;
        }
    }
    left.into_iter()
        .map(|((file, indicator), n)| {
            format!(
                "{file}: {n} rows of {indicator} of this source stay there; --replace-series \
                     removes those of the file that it writes"
            )
        })
        .collect()
}

/// A project with some of its files exchanged.
struct Overlay<'a> {
    under: &'a Folder,
    over: BTreeMap<String, &'a [u8]>,
}

impl Files for Overlay<'_> {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.over.get(path).map_or_else(|| self.under.read(path), |bytes| Ok(bytes.to_vec()))
    }

    fn list(&self, folder: &str) -> io::Result<Vec<Entry>> {
        let mut entries = match self.under.list(folder) {
            Err(e) if e.kind() == io::ErrorKind::NotFound && has_below(&self.over, folder) => {
                Vec::new()
            }
            other => other?,
        };
        add_below(&mut entries, &self.over, folder);
        entries.sort();
        Ok(entries)
    }

    fn is_folder(&self, path: &str) -> Option<bool> {
        if self.over.contains_key(path) {
            return Some(false);
        }
        self.under.is_folder(path).or_else(|| has_below(&self.over, path).then_some(true))
    }
}
