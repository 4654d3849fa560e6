//! The sheet `Round`: what programs read, and the rater's pseudonym.

use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, Formula, Worksheet};

use super::checks::Said;
use super::lists::Lists;
use super::looks::{Looks, height};
use crate::drawing::DrawError;
use crate::origin::origin;
use crate::questionnaire::Questionnaire;
use crate::workbook::{MachineKey, SCHEMA};

/// Row of the cell that a rater fills in, from 0.
pub(super) const RATER_ROW: u32 = 6;

/// What stands beside a key.
fn value(q: &Questionnaire<'_>, key: MachineKey) -> String {
    match key {
        MachineKey::Schema => SCHEMA.to_owned(),
        MachineKey::Round => q.round.id.clone(),
        MachineKey::Panel => q.panel.id.clone(),
        MachineKey::Language => q.lang.tag().to_owned(),
        MachineKey::MethodSha256 => q.project.method_sha256.clone(),
        MachineKey::Second => q.rater.is_some().to_string(),
        MachineKey::Rater => q.rater.unwrap_or_default().to_owned(),
        MachineKey::IssuedFrom => origin(q.project, q.round, q.panel, q.lang, q.rater),
    }
}

/// Draws the sheet.
pub(super) fn draw(
    q: &Questionnaire<'_>,
    sheet: &mut Worksheet,
    looks: &Looks,
    lists: &Lists,
) -> Result<(), DrawError> {
    sheet.set_column_width(0, 16.0)?.set_column_width(1, 40.0)?.set_column_width(2, 64.0)?;
    for (row, (word, key)) in (0_u32..).zip(MachineKey::ALL) {
        let label = q.words.tell(&format!("collect-round-{}", word.replace('_', "-")), &[])?;
        let rater = *key == MachineKey::Rater;
        let open = rater && q.rater.is_none();
        let (key_format, format) = match open {
            true => (&looks.fill_in_head, &looks.fill_in),
            false => (&looks.key, &looks.cell),
        };
        sheet.write_string_with_format(row, 0, *word, key_format)?;
        sheet.write_string_with_format(row, 1, value(q, *key), format)?;
        let of_label = if rater { &looks.key } else { &looks.cell };
        sheet.write_string_with_format(row, 2, label, of_label)?;
        match key {
            MachineKey::MethodSha256 => sheet.set_row_height(row, height(2))?,
            MachineKey::IssuedFrom => sheet.set_row_height(row, height(6))?,
            _ => sheet,
        };
    }
    let note = q.words.tell("collect-round-note", &[])?;
    sheet.write_string_with_format(RATER_ROW + 3, 0, note, &looks.subtitle)?;
    if let Some(range) = lists.of_raters().filter(|_| q.rater.is_none()) {
        let said = Said::new(q.words, "collect-check-rater", &[])?;
        // A coordinator may have given out more pseudonyms than were foreseen.
        let check = said
            .on(DataValidation::new().allow_list_formula(Formula::new(range)))?
            .set_error_style(DataValidationErrorStyle::Warning);
        sheet.add_data_validation(RATER_ROW, 1, RATER_ROW, 1, &check)?;
    }
    Ok(())
}
