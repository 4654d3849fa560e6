//! What the fields of a form are called.

use sha2::{Digest, Sha256};

use crate::workbook::Field;

/// The name of the field of a form that takes a cell of a workbook: the row by its id, the column
/// by its machine name. CSV files that servers export have it at the head of a column.
///
/// Forms allow no `/`, `.` or `*` in names; what stands in their place is not unique, so a few
/// digits of the id's hash are.
///
/// ```
/// use ideal_collect::{Field, form_name};
/// assert_eq!(form_name("COL/extortion/expert.market", Field::Low), "COL_extortion_expert_market_0203dc_low");
/// ```
#[must_use]
pub fn form_name(row: &str, field: Field) -> String {
    let plain: String =
        row.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    let hash: String =
        Sha256::digest(row.as_bytes()).iter().take(3).map(|b| format!("{b:02x}")).collect();
    // A name begins with a letter.
    let start = if plain.starts_with(|c: char| c.is_ascii_alphabetic()) { "" } else { "r" };
    format!("{start}{plain}_{hash}_{field}")
}
