//! Why an import stopped: always with the file, and as near to the cell as can be said.

use std::fmt::Write as _;
use std::path::Path;

use ideal_model::{Finding, TaxonomyError};

use crate::replace::ReplaceError;

/// Why nothing was imported. An import that stops has written nothing.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// No importer of that id.
    #[error("there is no importer `{id}`; {hint}")]
    Source {
        /// What was asked for.
        id: String,
        /// The nearest, and the list.
        hint: String,
    },
    /// An importer asked to read no file, or more than it can.
    #[error("`{id}` was given {found}; expected {expected}")]
    Files {
        /// The importer.
        id: String,
        /// How many, or which.
        found: String,
        /// What it reads.
        expected: String,
    },
    /// A file cannot be opened or read.
    #[error("{file}: cannot be read: {error}")]
    Read {
        /// The file.
        file: String,
        /// Why.
        error: std::io::Error,
    },
    /// A file cannot be written. What was there before is still there.
    #[error("{file}: cannot be written: {error}")]
    Write {
        /// The file.
        file: String,
        /// Why.
        error: std::io::Error,
    },
    /// The file named for the evidence cannot be written.
    #[error(transparent)]
    Out(ReplaceError),
    /// The file as a whole is not what the importer reads.
    #[error("{file}: found {found}; expected {expected}")]
    File {
        /// The file.
        file: String,
        /// What it is.
        found: String,
        /// What it should be.
        expected: String,
    },
    /// A column is missing.
    #[error("{}: there is no column `{column}` in the header{}", place(.file, .sheet.as_deref(), *.row, None), near(.hint.as_deref()))]
    Column {
        /// The file.
        file: String,
        /// The sheet of a workbook.
        sheet: Option<String>,
        /// The header's row, from 1.
        row: u32,
        /// The missing head.
        column: String,
        /// The nearest head that is there.
        hint: Option<String>,
    },
    /// A row is not what it should be.
    #[error("{}: found {found}; expected {expected}", place(.file, .sheet.as_deref(), *.row, None))]
    Row {
        /// The file.
        file: String,
        /// The sheet of a workbook.
        sheet: Option<String>,
        /// Line of a text file or row of a sheet, from 1.
        row: u32,
        /// What is there.
        found: String,
        /// What should be.
        expected: String,
    },
    /// A cell is not what it should be.
    #[error("{}: found {found}; expected {expected}", place(.file, .sheet.as_deref(), *.row, Some(.column)))]
    Cell {
        /// The file.
        file: String,
        /// The sheet of a workbook.
        sheet: Option<String>,
        /// Line of a text file or row of a sheet, from 1.
        row: u32,
        /// The column's head, or the cell's address.
        column: String,
        /// What is there.
        found: String,
        /// What should be.
        expected: String,
    },
    /// A text that cannot be read as a table, or whose numbers can be read in more than one way.
    #[error("{0}")]
    Text(Box<Finding>),
    /// Cells that no table knows, all of them.
    #[error("{}: {text}", place(.file, .sheet.as_deref(), *.row, Some(.column)))]
    Unknown {
        /// The file.
        file: String,
        /// The sheet of the first, in a workbook.
        sheet: Option<String>,
        /// Line or row of the first.
        row: u32,
        /// The column of the first.
        column: String,
        /// The list, and what to do.
        text: String,
    },
    /// Mistakes in a mapping file, all of them.
    #[error("{}", lines(.0))]
    Mapping(Vec<Finding>),
    /// What the project's own files have against the import, each at its place.
    #[error("{}", lines(.0))]
    Project(Vec<Finding>),
    /// Another import was writing into the project for longer than we wait.
    #[error(
        "another import has been writing into {project} for {seconds} seconds; wait for it to end, \
         then repeat this one"
    )]
    Busy {
        /// The project's folder.
        project: String,
        /// How long we waited.
        seconds: u64,
    },
    /// A shipped table contradicts itself.
    #[error("datasets/taxonomy: {0}")]
    Taxonomy(#[from] TaxonomyError),
}

fn place(file: &str, sheet: Option<&str>, row: u32, column: Option<&str>) -> String {
    let mut out = file.to_owned();
    // Writing to a String cannot fail.
    if let Some(s) = sheet {
        let _ = write!(out, ", sheet `{s}`, row {row}");
    } else {
        let _ = write!(out, ", line {row}");
    }
    if let Some(c) = column {
        let _ = write!(out, ", `{c}`");
    }
    out
}

/// A part of a message, cut where a cell of megabytes stands in it.
fn cut(text: &str) -> String {
    const LONGEST: usize = 4_000;
    let end = text.floor_char_boundary(LONGEST);
    if end < text.len() {
        format!("{}…", text.get(..end).unwrap_or_default())
    } else {
        text.to_owned()
    }
}

fn near(hint: Option<&str>) -> String {
    hint.map(|h| format!(" ({h})")).unwrap_or_default()
}

fn lines(findings: &[Finding]) -> String {
    findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

impl ImportError {
    /// A file that cannot be read.
    pub(crate) fn read(path: &Path, error: &std::io::Error) -> Self {
        ImportError::Read { file: path.display().to_string(), error: copy(error) }
    }

    /// A file that cannot be written.
    pub(crate) fn write(path: &Path, error: &std::io::Error) -> Self {
        ImportError::Write { file: path.display().to_string(), error: copy(error) }
    }

    /// An error about a file as a whole.
    pub(crate) fn file(file: &str, found: &str, expected: &str) -> Self {
        ImportError::File { file: file.to_owned(), found: cut(found), expected: cut(expected) }
    }

    pub(crate) fn column(
        file: &str,
        sheet: Option<&str>,
        row: u32,
        column: &str,
        hint: Option<String>,
    ) -> Self {
        ImportError::Column {
            file: file.to_owned(),
            sheet: sheet.map(str::to_owned),
            row,
            column: column.to_owned(),
            hint,
        }
    }

    pub(crate) fn row(
        file: &str,
        sheet: Option<&str>,
        row: u32,
        found: &str,
        expected: &str,
    ) -> Self {
        ImportError::Row {
            file: file.to_owned(),
            sheet: sheet.map(str::to_owned),
            row,
            found: cut(found),
            expected: cut(expected),
        }
    }

    pub(crate) fn cell(
        file: &str,
        sheet: Option<&str>,
        row: u32,
        column: &str,
        found: &str,
        expected: &str,
    ) -> Self {
        ImportError::Cell {
            file: file.to_owned(),
            sheet: sheet.map(str::to_owned),
            row,
            column: cut(column),
            found: cut(found),
            expected: cut(expected),
        }
    }
}

/// `io::Error` is not `Clone`; kind and text are what a message needs.
fn copy(error: &std::io::Error) -> std::io::Error {
    std::io::Error::new(error.kind(), error.to_string())
}
