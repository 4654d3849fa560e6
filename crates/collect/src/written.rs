//! Files that go into folders outside the project's own tables.

use std::fs;
use std::path::Path;

use ideal_evidence::replace_file;

use crate::error::CollectError;

/// Writes files by name into a folder, which is made if need be. A file of the same name is
/// replaced.
pub(crate) fn write_files<'a>(
    folder: &Path,
    files: impl IntoIterator<Item = (&'a str, &'a [u8])>,
) -> Result<(), CollectError> {
    fs::create_dir_all(folder).map_err(|source| CollectError::Io {
        doing: "make the folder",
        path: folder.to_owned(),
        source,
    })?;
    for (name, bytes) in files {
        replace_file(&folder.join(name), bytes)?;
    }
    Ok(())
}
