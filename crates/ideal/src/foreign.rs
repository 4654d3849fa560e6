//! Files in a folder of ours that somebody else put there.

use std::fs;
use std::io;
use std::path::Path;

use ideal_evidence::is_left_by_programs;

/// Adds the files in a folder that are not ours, in the order of their paths, but for those that programs leave everywhere;
/// folders count by what they hold.
pub(crate) fn add_foreign(dir: &Path, above: &str, ours: &dyn Fn(&str) -> bool, out: &mut Vec<String>) -> io::Result<()> {
    let mut entries = fs::read_dir(dir)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let path = format!("{above}{name}");
        if entry.file_type()?.is_dir() {
            add_foreign(&entry.path(), &format!("{path}/"), ours, out)?;
        } else if !ours(&path) && !is_left_by_programs(&name) {
            out.push(path);
        }
    }
    Ok(())
}

/// The first of many paths, and how many more there are.
pub(crate) fn listed(files: &[String]) -> String {
    const SHOWN: usize = 10;
    let first = files.iter().take(SHOWN).map(|f| format!("`{f}`")).collect::<Vec<_>>().join(", ");
    match files.len().saturating_sub(SHOWN) {
        0 => first,
        more => format!("{first} and {more} more"),
    }
}
