//! The parts of a ZIP archive, out and in again.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// A part's name and bytes.
pub type Part = (String, Vec<u8>);

/// The parts of an archive; `None` where the bytes are none.
#[must_use]
pub fn unpack(bytes: &[u8]) -> Option<Vec<Part>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let part = |i| {
        let mut file = zip.by_index(i).ok()?;
        let name = file.name().ok()?.to_string();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).ok()?;
        Some((name, bytes))
    };
    (0..ZipArchive::new(Cursor::new(bytes)).ok()?.len()).map(part).collect()
}

/// An archive of parts, packed or as they are.
///
/// # Panics
/// Where the archive cannot be written into memory.
#[must_use]
pub fn pack(parts: &[Part], packed: bool) -> Vec<u8> {
    let method = if packed { CompressionMethod::Deflated } else { CompressionMethod::Stored };
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name.as_str(), SimpleFileOptions::default().compression_method(method))
            .unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_survive() {
        let parts =
            vec![("a.xml".to_owned(), b"<a/>".to_vec()), ("b/c.xml".to_owned(), Vec::new())];
        for packed in [true, false] {
            assert_eq!(unpack(&pack(&parts, packed)), Some(parts.clone()));
        }
        assert_eq!(unpack(b"PK"), None);
    }
}
