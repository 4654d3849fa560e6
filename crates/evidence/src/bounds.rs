//! How much memory reading one file may take, and how large a file may be.
//!
//! What a file says of itself is compared with this before anything is reserved for it: a hundred
//! bytes can declare any number of rows. A large file may take as much again and again as it is
//! long; a small one has the same room as another.

use std::io::{self, Read};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::regular::open_regular;

/// Bytes of memory for what is read from one file, where nobody says otherwise.
const MEMORY: u64 = 640 << 20;

/// How many times its own size a large file may take.
const TIMES: u64 = 64;

/// Bytes of a file, where nobody says otherwise.
const FILE: u64 = 1 << 30;

/// Bytes of a file of settings.
pub(crate) const TOML: usize = 4 << 20;

/// What somebody said; 0 for nothing.
static SAID: AtomicU64 = AtomicU64::new(0);

/// Sets how much memory, in bytes, reading one file may take in this process. Without it that is
/// 640 MiB, or 64 times the size of the file where that is more. A file may have half of it, and 1
/// GiB at least.
pub fn set_memory_limit(bytes: u64) {
    SAID.store(bytes, Ordering::Relaxed);
}

/// Bytes of memory for what is read from a file of this size.
pub(crate) fn memory(file: usize) -> u64 {
    match SAID.load(Ordering::Relaxed) {
        0 => MEMORY.max(TIMES.saturating_mul(file as u64)),
        said => said,
    }
}

/// Bytes of memory for the units of an assessment, where nobody says otherwise.
const RESULTS: u64 = 8 << 30;

/// Bytes of memory for the units of an assessment.
pub(crate) fn of_results() -> u64 {
    match SAID.load(Ordering::Relaxed) {
        0 => RESULTS,
        said => said.max(RESULTS),
    }
}

/// Bytes that a figure takes on its way from a table to evidence, with its texts and what is said
/// of it.
const FIGURE: u64 = 1_400;

/// Figures that are read from a file at most.
pub(crate) fn figures(path: &Path) -> u64 {
    let size = std::fs::metadata(path).map_or(0, |there| there.len());
    memory(usize::try_from(size).unwrap_or(usize::MAX)) / FIGURE
}

/// What to do about a file with more.
pub(crate) const FEWER_FIGURES: &str =
    "fewer: split the file, or raise the limit with --max-memory";

/// Reads a whole file, unless it is larger than a file may be, or no regular one: a pipe would
/// block, or never end.
///
/// # Errors
/// As the operating system reports them, and [`io::ErrorKind::FileTooLarge`].
pub(crate) fn read(path: &Path) -> io::Result<Vec<u8>> {
    read_within(path, FILE.max(SAID.load(Ordering::Relaxed) / 2))
}

/// Reads a whole file of at most `limit` bytes.
///
/// # Errors
/// As [`read`].
pub(crate) fn read_within(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let file = open_regular(path)?;
    let too_large = |size: u64| {
        let found = format!(
            "it has {}, and the limit is {}; `--max-memory` raises it",
            in_words(size),
            in_words(limit)
        );
        io::Error::new(io::ErrorKind::FileTooLarge, found)
    };
    let size = file.metadata()?.len();
    if size > limit {
        return Err(too_large(size));
    }
    let mut out = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    // It may grow while it is read.
    let read = file.take(limit + 1).read_to_end(&mut out)? as u64;
    if read > limit { Err(too_large(read)) } else { Ok(out) }
}

/// A size as a message shows it.
pub(crate) fn in_words(bytes: u64) -> String {
    const UNITS: [(u32, &str); 4] = [(50, "PiB"), (40, "TiB"), (30, "GiB"), (20, "MiB")];
    // Ten of a unit and more, so that a number cut off says nearly what it was.
    let unit = UNITS
        .iter()
        .find(|(shift, _)| bytes >> shift >= 10 || (*shift == 20 && bytes >> shift >= 1));
    unit.map_or_else(
        || format!("{bytes} bytes"),
        |(shift, unit)| format!("{} {unit}", bytes >> shift),
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_file_that_is_too_large_is_not_read() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("sparse");
        // A terabyte that takes no room on the disk.
        std::fs::File::create(&path).unwrap().set_len(1 << 40).unwrap();
        let e = read(&path).unwrap_err();
        assert_eq!(e.kind(), io::ErrorKind::FileTooLarge);
        assert_eq!(
            e.to_string(),
            "it has 1024 GiB, and the limit is 1024 MiB; `--max-memory` raises it"
        );
        std::fs::write(&path, b"abc").unwrap();
        assert_eq!(read_within(&path, 3).unwrap(), b"abc");
        assert_eq!(
            read_within(&path, 2).unwrap_err().to_string(),
            "it has 3 bytes, and the limit is 2 bytes; `--max-memory` raises it"
        );
        assert!(read(dir.path()).is_err());
    }

    #[test]
    fn sizes_are_short() {
        let words = [999, 1 << 20, (10 << 30) - 1, 10 << 30, 11 << 40, u64::MAX].map(in_words);
        assert_eq!(words, ["999 bytes", "1 MiB", "10239 MiB", "10 GiB", "11 TiB", "16383 PiB"]);
    }

    #[test]
    fn a_large_file_has_more_room() {
        assert_eq!((memory(0), memory(10_000_000)), (MEMORY, MEMORY));
        assert_eq!(memory(100 << 20), 6400 << 20);
    }
}
