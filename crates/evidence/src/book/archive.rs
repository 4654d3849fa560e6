//! Archives that are no workbook: what a publisher's download button hands out is often a ZIP with
//! the table in it.

use std::io::Cursor;

use zip::ZipArchive;

/// The first names in a ZIP archive that is no workbook; none where it is one, or no archive that
/// can be read.
pub(crate) fn archived(bytes: &[u8]) -> Option<String> {
    const SHOWN: usize = 5;
    let zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let all: Vec<String> =
        zip.file_names().filter_map(Result::ok).map(|name| name.into_owned()).collect();
    if all.is_empty()
        || all
            .iter()
            .any(|name| matches!(name.as_str(), "[Content_Types].xml" | "mimetype" | "content.xml"))
    {
        return None;
    }
    let mut names: Vec<String> = all.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
    if all.len() > SHOWN {
        names.push(format!("{} more", all.len() - SHOWN));
    }
    Some(names.join(", "))
}
