//! The files of a call, as they are named on a command line.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::publisher::error::ImportError;

/// The files that names mean: a file, or all that a pattern with `*`, `?` or `[` fits, in the order
/// of their names.
///
/// # Errors
/// [`ImportError::File`] for a name that fits none, and for a file that is named twice: its records
/// would count twice.
pub fn given_files(names: &[PathBuf]) -> Result<Vec<PathBuf>, ImportError> {
    let mut out = Vec::new();
    for name in names {
        let text = name.to_string_lossy();
        if name.exists() || !text.contains(['*', '?', '[']) {
            out.push(name.clone());
            continue;
        }
        let found = glob::glob(&text).map_err(|e| {
            ImportError::file(&text, &format!("a pattern that is none ({e})"), "a name with * or ?")
        })?;
        let mut files: Vec<PathBuf> =
            found.filter_map(Result::ok).filter(|path| path.is_file()).collect();
        if files.is_empty() {
            return Err(ImportError::file(&text, "no file that it fits", "at least one"));
        }
        files.sort();
        out.append(&mut files);
    }
    let mut seen: BTreeMap<PathBuf, &Path> = BTreeMap::new();
    for file in &out {
        let real = file.canonicalize().unwrap_or_else(|_| file.clone());
        if let Some(other) = seen.insert(real, file) {
            return Err(ImportError::file(
                &file.display().to_string(),
                &format!("the file that `{}` names as well", other.display()),
                "each file once: its records would count twice",
            ));
        }
    }
    Ok(out)
}
