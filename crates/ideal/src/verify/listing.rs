//! What stands in a result folder: every file, folder and link, none of them followed.

use std::collections::BTreeMap;
use std::fs::{self, FileType};
use std::path::Path;

/// Entries that are kept by name; what a folder holds beyond is counted.
const KEPT: usize = 100_000;

/// Folders in folders that are looked into.
const DEEPEST: usize = 100;

/// What an entry of a folder is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// A file, by its size.
    File(u64),
    /// A folder.
    Folder,
    /// Anything else, or a folder that cannot be read, in words.
    Other(String),
}

/// The entries of a folder and of those below it, by their path from the folder, with `/` between
/// names.
#[derive(Debug, Default)]
pub(super) struct Listing {
    pub entries: BTreeMap<String, Entry>,
    /// Entries beyond those.
    pub more: u64,
}

/// Lists a folder. What cannot be read is an entry too.
pub(super) fn list(folder: &Path) -> Listing {
    let mut out = Listing::default();
    let mut waiting = vec![(String::new(), folder.to_owned(), 0)];
    while let Some((above, dir, depth)) = waiting.pop() {
        let read = match fs::read_dir(&dir) {
            Ok(read) if depth < DEEPEST => read,
            Ok(_) => {
                out.put(
                    above.trim_end_matches('/'),
                    Entry::Other(format!("deeper than {DEEPEST} folders, and not looked into")),
                );
                continue;
            }
            Err(e) => {
                out.put(above.trim_end_matches('/'), Entry::Other(format!("cannot be read: {e}")));
                continue;
            }
        };
        for found in read.flatten() {
            let path = format!("{above}{}", found.file_name().to_string_lossy());
            let entry = match found.metadata() {
                Ok(m) if m.is_dir() => Entry::Folder,
                Ok(m) if m.is_file() => Entry::File(m.len()),
                Ok(m) => Entry::Other(word(m.file_type()).to_owned()),
                Err(e) => Entry::Other(format!("cannot be read: {e}")),
            };
            // A folder that is not kept is not looked into either.
            if out.put(&path, entry.clone()) && entry == Entry::Folder {
                waiting.push((format!("{path}/"), found.path(), depth + 1));
            }
        }
    }
    out
}

impl Listing {
    fn put(&mut self, path: &str, entry: Entry) -> bool {
        if self.entries.len() >= KEPT && !self.entries.contains_key(path) {
            self.more += 1;
            return false;
        }
        self.entries.insert(path.to_owned(), entry);
        true
    }
}

fn word(kind: FileType) -> &'static str {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if kind.is_fifo() {
            return "a pipe in place of a file";
        }
        if kind.is_socket() {
            return "a socket in place of a file";
        }
    }
    if kind.is_symlink() {
        "a link in place of a file or folder"
    } else {
        "a device in place of a file"
    }
}
