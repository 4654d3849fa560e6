//! The files that `ideal collect receive` writes of a round, and whether they are still as it wrote
//! them: `rounds/ID/written.csv` has their hashes.

use std::io;

use ideal_model::Finding;
use sha2::{Digest, Sha256};

use crate::files::Files;
use crate::returned::read_delimited;

/// The columns of the table.
const HEAD: &str = "file,sha256\n";

/// A file of a round that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedFile {
    /// Its path in the project.
    pub path: String,
    /// Whether it is not there any more.
    pub gone: bool,
}

impl ChangedFile {
    /// What became of it, after its path.
    #[must_use]
    pub fn said(&self) -> &'static str {
        match self.gone {
            true => "it was written by `collect receive`, and is gone",
            false => "it is not as `collect receive` wrote it",
        }
    }
}

/// Path of the table of a round in its project.
#[must_use]
pub fn written_path(round: &str) -> String {
    format!("rounds/{round}/written.csv")
}

/// The table of files with their bytes, as it is written.
#[must_use]
pub fn written_table<'f>(files: impl Iterator<Item = (&'f str, &'f [u8])>) -> Vec<u8> {
    let mut lines: Vec<String> =
        files.map(|(path, bytes)| format!("{path},{}\n", digest(bytes))).collect();
    lines.sort();
    [HEAD, &lines.concat()].concat().into_bytes()
}

/// The files of a round that are not as they were written; none where there is no table, as before
/// the first file was received.
///
/// # Errors
/// A finding at the line of the table that cannot be read.
pub fn changed_files(
    files: &dyn Files,
    round: &str,
) -> Result<Option<Vec<ChangedFile>>, Box<Finding>> {
    let path = written_path(round);
    let bytes = match files.read(&path) {
        Ok(bytes) => bytes,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(e) => {
            let message = format!("the file cannot be read: {e}");
            return Err(Box::new(Finding::error("unreadable-file", message).in_file(&path)));
        }
    };
    let rows = read_delimited(&bytes).map_err(|f| Box::new(f.in_file(&path)))?;
    let mut out = Vec::new();
    for row in rows.iter().skip(1) {
        let text = |column: u32| row.cell(column).map(|cell| cell.text()).unwrap_or_default();
        let (file, sha256) = (text(0), text(1));
        match files.read(&file) {
            Ok(bytes) if digest(&bytes) == sha256 => {}
            there => out.push(ChangedFile { path: file, gone: there.is_err() }),
        }
    }
    Ok(Some(out))
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}
