//! Files in a folder of ours that somebody else put there.

use std::fs;
use std::io;
use std::path::Path;

use ideal_evidence::is_left_by_programs;

/// Adds the files in a folder that are not ours, in the order of their paths, but for those that
/// programs leave everywhere; folders count by what they hold.
pub(crate) fn add_foreign(
    dir: &Path,
    above: &str,
    ours: &dyn Fn(&str) -> bool,
    out: &mut Vec<String>,
) -> io::Result<()> {
    let mut entries = fs::read_dir(dir)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let path = format!("{above}{name}");
        let kind = entry.file_type()?;
        if kind.is_dir() {
            add_foreign(&entry.path(), &format!("{path}/"), ours, out)?;
        } else if !kind.is_file() || (!ours(&path) && !is_left_by_programs(&name)) {
            // A link or a pipe under the name of a file of ours is none of ours.
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

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_is_no_file_is_nobodys_and_what_was_being_written_is_left_over() {
        let tmp = tempfile::tempdir().unwrap();
        for name in ["a.csv", "mine.txt", ".a.csv.17.part", ".DS_Store", ".a.csv.x.part"] {
            fs::write(tmp.path().join(name), "x").unwrap();
        }
        std::os::unix::fs::symlink("/dev/null", tmp.path().join("b.csv")).unwrap();
        let mut foreign = Vec::new();
        add_foreign(tmp.path(), "", &|path| ["a.csv", "b.csv"].contains(&path), &mut foreign)
            .unwrap();
        assert_eq!(foreign, [".a.csv.x.part", "b.csv", "mine.txt"]);
    }
}
