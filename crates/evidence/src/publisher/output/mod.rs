//! Tidy evidence on disk: a file of its own, or a project's evidence with the small tables it
//! needs.
//!
//! In a project a row of an import takes the place of the earlier row of the same territory, crime
//! area, indicator, period, source and rater, and of no other: two imports one after another are
//! one import of both files. Rows that only a person can have written (a rater's, another source's)
//! stay, and so do the marks and remarks of a row whose figures are replaced. Removing is a request
//! of its own ([`Placing::replace_series`]).
//!
//! A project is locked while it is read, merged and written ([`lock`]), its files change all
//! together also where it is killed ([`crate::changes`]), and nothing is written that `check` would
//! refuse ([`sound`]).

mod create;
mod evidence;
mod lock;
mod place;
mod sound;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;

use super::error::ImportError;
use super::row::{Import, TidyRow};
use super::table::Table;
use crate::files::Files as _;
use crate::folder::Folder;
use crate::replace::replace_file_by;
use lock::missing;

pub use create::{Created, create_project};
pub(crate) use lock::ProjectLock;

/// The columns of tidy evidence as importers write it, in order.
pub const COLUMNS: [&str; 12] = [
    "territory",
    "crime_area",
    "indicator",
    "period",
    "value",
    "unit",
    "se",
    "source",
    "reliability",
    "credibility",
    "obs_status",
    "note",
];

/// How an import goes into a project.
#[derive(Clone, Copy, Debug)]
pub struct Placing {
    /// Remove the earlier rows of every series (an indicator of a source) that the import brings,
    /// also those for which it brings nothing.
    pub replace_series: bool,
    /// Called once with the project's folder where another import makes this one wait.
    pub waiting: fn(&Path),
}

impl Default for Placing {
    fn default() -> Self {
        Placing { replace_series: false, waiting: |_| {} }
    }
}

/// What an import changed in a project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// Evidence files, relative to the project, in order.
    pub evidence: Vec<MergedFile>,
    /// Rows added to `sources.csv`, `territories.csv` and `indicators.csv`, by file name.
    pub added: BTreeMap<String, usize>,
    /// What the user should still do or know, in words.
    pub notes: Vec<String>,
}

/// One evidence file after an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MergedFile {
    /// Path relative to the project.
    pub path: String,
    /// Rows it has now.
    pub rows: usize,
    /// Rows of this import.
    pub imported: usize,
    /// Rows that were not there before.
    pub new: usize,
    /// Earlier rows whose place the import's rows took: changed, amended and unchanged.
    pub replaced: usize,
    /// Of those replaced, rows with another value than before.
    pub changed: usize,
    /// Of those replaced, rows with the same value and another unit, error, grade, status or note.
    pub amended: usize,
    /// Of those replaced, rows that say what they said before.
    pub unchanged: usize,
    /// Earlier rows that the import says nothing about.
    pub kept: usize,
    /// Earlier rows removed on request, by indicator.
    pub removed: BTreeMap<String, usize>,
}

impl MergedFile {
    /// Whether the file is other than it was.
    #[must_use]
    pub fn differs(&self) -> bool {
        self.new + self.changed + self.amended > 0 || !self.removed.is_empty()
    }
}

impl Import {
    /// The rows as CSV: the [`COLUMNS`], and `rater` where a row has one; LF, comma, shortest
    /// decimals.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let raters = self.rows.iter().any(|r| !r.rater.is_empty());
        let mut columns = COLUMNS.to_vec();
        columns.extend(raters.then_some("rater"));
        let mut table = Table::new(&columns);
        for row in &self.rows {
            let mut cells = cells(row);
            cells.extend(raters.then(|| row.rater.clone()));
            table.push(cells);
        }
        table.to_csv()
    }

    /// Writes [`Import::to_csv`] to a file that appears complete or not at all.
    ///
    /// # Errors
    /// [`ImportError::Out`], [`ImportError::Write`]; whatever stood there before is still there.
    pub fn write_csv(&self, path: &Path) -> Result<(), ImportError> {
        whole_file(path, |file| file.write_all(self.to_csv().as_bytes()))
    }

    /// Puts the rows into a project: `evidence/<source>.csv`, one file per source, and what they
    /// need in `sources.csv`, `territories.csv` and `indicators.csv`. A row replaces the earlier
    /// one of the same territory, crime area, indicator, period, source and rater; every other row
    /// stays. A source, territory or indicator that is declared already stays as it is.
    ///
    /// # Errors
    /// [`ImportError::File`] if `dir` is no project, [`ImportError::Project`] with every place
    /// where a file of the project cannot be merged into or would be refused by `check` afterwards,
    /// [`ImportError::Busy`], [`ImportError::Write`]. Nothing is changed before everything has been
    /// prepared.
    pub fn into_project(&self, dir: &Path) -> Result<Merged, ImportError> {
        self.into_project_as(dir, &Placing::default())
    }

    /// The same, as `placing` says.
    ///
    /// # Errors
    /// Those of [`Import::into_project`].
    pub fn into_project_as(&self, dir: &Path, placing: &Placing) -> Result<Merged, ImportError> {
        if !is_project(dir) {
            let expected = "a project folder with assessment.toml; `ideal new` makes one";
            return Err(ImportError::file(
                &dir.display().to_string(),
                "no assessment.toml",
                expected,
            ));
        }
        let lock = ProjectLock::take(dir, placing.waiting)?;
        self.place(dir, placing, &lock)
    }
}

/// Whether a folder is a project, or will be one when what a killed command decided on is in place.
pub(crate) fn is_project(dir: &Path) -> bool {
    Folder::new(dir).is_folder("assessment.toml").is_some()
}

/// Whether a text can be the id of a source: it names a file, so letters of ASCII, digits, `-` and
/// `_`, a letter or digit first.
pub(crate) fn is_source_id(id: &str) -> bool {
    id.len() <= 100
        && id.starts_with(|c: char| c.is_ascii_alphanumeric())
        && id.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

/// What a source's id has to be, for messages.
pub(crate) const SOURCE_ID: &str = "letters (without accents), digits, `-` and `_`, a letter or \
                                    digit first, at most 100: it names the file evidence/ID.csv";

/// A row as cells under [`COLUMNS`].
/// Writes a file that appears complete or not at all, and the folders that it stands in.
pub(crate) fn whole_file(
    path: &Path,
    write: impl FnOnce(&mut File) -> io::Result<()>,
) -> Result<(), ImportError> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty());
    let made = folder.map(missing).unwrap_or_default();
    folder.map_or(Ok(()), std::fs::create_dir_all).map_err(|e| ImportError::write(path, &e))?;
    replace_file_by(path, write).map_err(|e| {
        for folder in made.iter().rev() {
            let _ = std::fs::remove_dir(folder);
        }
        ImportError::Out(e)
    })
}

/// The header of a file of rows without raters.
pub(crate) fn csv_head() -> String {
    format!("{}\n", COLUMNS.join(","))
}

/// Adds a row without a rater to a file, as [`Import::to_csv`] has it.
pub(crate) fn csv_line(row: &TidyRow, out: &mut String) {
    use std::fmt::Write as _;
    let text = |cell: &str, out: &mut String| {
        if cell.contains([',', '"', '\n', '\r']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(cell);
        }
        out.push(',');
    };
    text(&row.territory, out);
    text(&row.crime_area, out);
    text(&row.indicator, out);
    // Writing to a String cannot fail.
    let _ = write!(out, "{},{},", row.period, row.value);
    text(&row.unit, out);
    out.push_str(&row.se.map(ideal_model::shortest).unwrap_or_default());
    out.push(',');
    text(&row.source, out);
    out.extend(row.reliability);
    out.push(',');
    out.extend(row.credibility);
    out.push(',');
    out.push_str(row.obs_status.map_or("", |s| s.code()));
    out.push(',');
    text(&row.note, out);
    out.pop();
    out.push('\n');
}

fn cells(row: &TidyRow) -> Vec<String> {
    let letter = |c: Option<char>| c.map(String::from).unwrap_or_default();
    vec![
        row.territory.clone(),
        row.crime_area.clone(),
        row.indicator.clone(),
        row.period.to_string(),
        row.value.to_string(),
        row.unit.clone(),
        row.se.map(ideal_model::shortest).unwrap_or_default(),
        row.source.clone(),
        letter(row.reliability),
        letter(row.credibility),
        row.obs_status.map(|s| s.code().to_owned()).unwrap_or_default(),
        row.note.clone(),
    ]
}
