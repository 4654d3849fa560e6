//! For tests: the publishers' real files, found through the environment, and small files written on
//! the spot.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::{Path, PathBuf};

use ideal_testing::Data;
use rust_xlsxwriter::Workbook;

use super::{Import, ImportError, Options, import};

/// A publisher's file under `IDEAL_PUBLISHER_DATA`; says loudly what is skipped where that is not
/// set.
pub(crate) fn real(file: &str) -> Option<PathBuf> {
    let folder = Data::Publishers.folder(format_args!("so {file} is not read"))?;
    Some(folder.join(file))
}

/// Imports with the options as they are by default.
pub(crate) fn plain(source: &str, files: &[PathBuf]) -> Result<Import, ImportError> {
    import(source, files, &Options::default())
}

/// The value of a row, as tidy evidence writes it.
pub(crate) fn value(
    import: &Import,
    territory: &str,
    area: &str,
    indicator: &str,
    period: &str,
) -> Option<String> {
    let period = period.parse().unwrap();
    import
        .rows
        .iter()
        .find(|r| r.key() == (territory, area, indicator, period))
        .map(|r| r.value.to_string())
}

/// Writes a text file.
pub(crate) fn text(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

/// Writes a workbook: sheets of rows of cells; a cell that reads as a number is one.
pub(crate) fn workbook(folder: &Path, name: &str, sheets: &[(&str, Vec<Vec<String>>)]) -> PathBuf {
    let mut book = Workbook::new();
    for (sheet, rows) in sheets {
        let worksheet = book.add_worksheet().set_name(*sheet).unwrap();
        for (r, cells) in rows.iter().enumerate() {
            for (c, cell) in cells.iter().enumerate() {
                let (r, c) = (u32::try_from(r).unwrap(), u16::try_from(c).unwrap());
                match cell.parse::<f64>() {
                    Ok(number) => worksheet.write_number(r, c, number).unwrap(),
                    Err(_) => worksheet.write_string(r, c, cell).unwrap(),
                };
            }
        }
    }
    let path = folder.join(name);
    book.save(&path).unwrap();
    path
}

/// Rows of cells from a text with `|` between them.
pub(crate) fn rows(text: &str) -> Vec<Vec<String>> {
    text.lines().map(|l| l.split('|').map(|c| c.trim().to_owned()).collect()).collect()
}
