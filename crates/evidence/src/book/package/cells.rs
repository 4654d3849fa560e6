//! Cells of a sheet's part of which the library tells too little: errors, and raised digits.

use std::collections::BTreeSet;
use std::io::Cursor;

use zip::ZipArchive;

use super::{PART_LIMIT, Refused, Runs, place, tags};

/// The cells (row and column, from 0) of a sheet's part that hold an error, in the order of the
/// file; `None` where a cell does not say where it stands.
pub(in crate::book) fn errors(
    bytes: &[u8],
    index: usize,
) -> Result<Option<Vec<(u32, u32)>>, Refused> {
    let mut zip =
        ZipArchive::new(Cursor::new(bytes)).map_err(|e| Refused::damaged(e.to_string()))?;
    let part = zip.by_index(index).map_err(|e| Refused::damaged(e.to_string()))?;
    let mut out = Some(Vec::new());
    tags(part, PART_LIMIT, |tag| {
        if tag.closes() || tag.name() != "c" {
            return Ok(());
        }
        let Some(place) = tag.attribute("r").and_then(place) else {
            out = None;
            return Ok(());
        };
        if tag.attribute("t") == Some("e")
            && let Some(list) = &mut out
        {
            list.push(place);
        }
        Ok(())
    })?;
    Ok(out)
}

/// The cells (row and column, from 0) of a sheet's part whose text has raised digits behind a
/// digit.
pub(in crate::book) fn raised(
    bytes: &[u8],
    index: usize,
    shared: &BTreeSet<u64>,
) -> Result<Vec<(u32, u32)>, Refused> {
    let mut zip =
        ZipArchive::new(Cursor::new(bytes)).map_err(|e| Refused::damaged(e.to_string()))?;
    let part = zip.by_index(index).map_err(|e| Refused::damaged(e.to_string()))?;
    let mut out = Vec::new();
    let (mut at, mut of_shared, mut runs) = (None, false, Runs::default());
    tags(part, PART_LIMIT, |tag| {
        let mut found = runs.see(tag);
        match (tag.name(), tag.closes()) {
            ("c", false) => {
                (at, of_shared) =
                    (tag.attribute("r").and_then(place), tag.attribute("t") == Some("s"))
            }
            ("v", true) if of_shared => {
                let digits = tag.head.get(..tag.text).unwrap_or_default();
                let number =
                    std::str::from_utf8(digits).ok().and_then(|d| d.trim().parse::<u64>().ok());
                found |= number.is_some_and(|n| shared.contains(&n));
            }
            _ => {}
        }
        match (found, at) {
            (true, Some(at)) => out.push(at),
            (true, None) => {
                return Err(Refused::damaged(
                    "a number of it has raised digits behind it, in a cell that does not say where \
                     it stands",
                ));
            }
            (false, _) => {}
        }
        Ok(())
    })?;
    Ok(out)
}
