//! Opening a publisher's file as whoever re-saved it left it: workbook or text, with whichever
//! delimiter and encoding.

use std::path::Path;

use super::error::ImportError;
use super::grid::Grid;
use super::load::TextFormat;
use crate::decode::{self, Encoding};

/// Whether a file calls itself a workbook.
pub(crate) fn is_workbook(path: &Path) -> bool {
    let ending =
        path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    matches!(ending.as_str(), "xls" | "xlsx" | "xlsm" | "xlsb" | "ods")
}

/// A text table. `marker` stands in its header: the delimiter is read off the first line that has
/// it.
pub(crate) fn text(path: &Path, marker: &str) -> Result<Grid, ImportError> {
    let bytes = crate::bounds::read(path).map_err(|e| ImportError::read(path, &e))?;
    // Latin-1 in some editions; where the bytes are UTF-8 they are read as that.
    let encoding = Encoding::Windows1252;
    let delimiter = decode::text(&bytes, encoding).ok().and_then(|decoded| {
        let header =
            decoded.text.lines().take(50).find(|l| l.contains(marker)).map(decode::delimiter);
        decoded.delimiter.or(header)
    });
    let mut grid = Grid::text(path, TextFormat { delimiter, encoding })?;
    // The notes say that the file is UTF-8 and not Latin-1, which was only tried.
    grid.notes.clear();
    Ok(grid)
}

/// The table of a text file, or the sheet of a workbook that has only one.
pub(crate) fn one_table(path: &Path, marker: &str) -> Result<Grid, ImportError> {
    if !is_workbook(path) {
        return text(path, marker);
    }
    let only = |names: &[String]| match names {
        [one] => Ok(vec![one.clone()]),
        _ => Err("a workbook of one sheet, as the publisher's whole table has when it is saved; \
                  tables of another layout are read with a mapping (ideal import mapping FILE \
                  --draft)"
            .to_owned()),
    };
    let file = path.display().to_string();
    Grid::sheets(path, &only)?
        .into_iter()
        .next()
        .ok_or_else(|| ImportError::file(&file, "no sheet", "a workbook of one sheet"))
}
