//! Whether anybody has filled anything into a workbook.

use ideal_evidence::read_sheets;

use super::heads::named_row;
use super::number::narrow;
use crate::workbook::{COLUMNS, Field, Sheet, WeightField};

/// Whether these are the bytes of a workbook of a round in which no cell is filled in that a rater
/// fills in. What cannot be read as one is not.
pub(crate) fn is_unfilled(bytes: &[u8]) -> bool {
    let Ok(sheets) = read_sheets(bytes) else { return false };
    let mut read = false;
    for (sheet, names, filled) in [
        (Sheet::Ratings, [Field::Id.word(), Field::Best.word()], ratings()),
        (Sheet::Weights, [WeightField::Id.word(), WeightField::Value.word()], weights()),
    ] {
        let Some(found) = sheets.iter().find(|s| s.name.trim() == sheet.word()) else { continue };
        let Some(at) = named_row(found, &names) else { return false };
        let (Some(head), Some(body)) = (found.rows.get(at), found.rows.get(at + 1..)) else {
            return false;
        };
        let is_filled = |cell: &str| filled.contains(&cell);
        let columns: Vec<u32> = head
            .cells
            .iter()
            .filter(|(_, cell)| is_filled(&narrow(&cell.text())))
            .map(|(column, _)| *column)
            .collect();
        // The first row below is that of labels.
        if body.iter().skip(1).any(|row| columns.iter().any(|c| row.cell(*c).is_some())) {
            return false;
        }
        read |= sheet == Sheet::Ratings;
    }
    read
}

fn ratings() -> Vec<&'static str> {
    COLUMNS.iter().filter(|c| c.filled).map(|c| c.field.word()).collect()
}

fn weights() -> Vec<&'static str> {
    vec![WeightField::Choice.word(), WeightField::Value.word()]
}
