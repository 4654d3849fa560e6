//! The sheets before the tables: cover, contents, notes.

use ideal_report::document::{Cell, Document, readable};
use rust_xlsxwriter::{Url, Worksheet, XlsxError};

use super::looks::{Looks, hex};
use super::{Sheet, held};
use crate::outline::printed;

/// The title, what identifies the report, its mark, and what stands at its end.
pub(super) fn cover(
    sheet: &mut Worksheet,
    document: &Document,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let cover = &document.cover;
    sheet.set_column_width(0, 30)?.set_column_width(1, 78)?;
    sheet.merge_range(0, 0, 0, 1, &held(&cover.mark), &looks.mark)?;
    let mut row = 2;
    let above = [(&cover.kicker, &looks.name), (&cover.title, &looks.title)];
    let below = [Some(&cover.edition), cover.date.as_ref()];
    let below = below.into_iter().flatten().map(|text| (text, &looks.subtitle));
    for (text, look) in above.into_iter().chain(below) {
        let text = held(text);
        sheet.merge_range(row, 0, row, 1, &text, look)?;
        // A merged cell does not grow with its text.
        if std::ptr::eq(look, &looks.title) {
            let lines = text.chars().count().div_ceil(62).clamp(1, 6);
            sheet.set_row_height(row, 28.0 * lines as f64)?;
        }
        row += 1;
    }
    row += 1;
    for fact in &cover.facts {
        sheet.write_string_with_format(row, 0, held(&fact.name), &looks.name)?;
        sheet.write_string_with_format(row, 1, held(&printed(&fact.text)), &looks.text)?;
        row += 1;
    }
    row += 1;
    for text in &document.colophon {
        sheet.write_string_with_format(row, 1, held(&printed(text)), &looks.aside)?;
        row += 1;
    }
    Ok(())
}

/// The tables with their numbers, each leading to its sheet.
pub(super) fn contents(
    sheet: &mut Worksheet,
    document: &Document,
    tables: &[Sheet<'_>],
    looks: &Looks,
) -> Result<(), XlsxError> {
    sheet.set_column_width(0, 14)?.set_column_width(1, 92)?;
    sheet.write_string_with_format(0, 0, held(&document.labels.contents), &looks.section)?;
    for (row, table) in (2..).zip(tables) {
        let number = held(&table.numbered(document));
        sheet.write_string_with_format(row, 0, number, &looks.name)?;
        let (to, caption) = (table.url(), held(&printed(&table.table.caption)));
        if caption.is_empty() {
            continue;
        }
        sheet.write_url_with_options(row, 1, to, caption, "", Some(&looks.link))?;
    }
    Ok(())
}

/// What an empty cell means, what colours stand for, and what has to be known to read each table.
pub(super) fn notes(
    sheet: &mut Worksheet,
    document: &Document,
    tables: &[Sheet<'_>],
    looks: &Looks,
) -> Result<(), XlsxError> {
    sheet.set_column_width(0, 14)?.set_column_width(1, 92)?;
    sheet.write_string_with_format(0, 0, held(&document.labels.notes), &looks.section)?;
    sheet.write_string_with_format(2, 1, held(&document.labels.blank), &looks.text)?;
    let mut row = 4;
    for band in bands(tables) {
        let look = looks.text.clone().set_background_color(hex(&band.ground));
        let look = look.set_font_color(hex(&band.ink));
        sheet.write_string_with_format(row, 0, held(&band.label), &look)?;
        row += 1;
    }
    row += 1;
    for table in tables.iter().filter(|t| !t.table.notes.is_empty()) {
        let number = held(&table.numbered(document));
        sheet.write_string_with_format(row, 0, number, &looks.name)?;
        let caption = held(&printed(&table.table.caption));
        if !caption.is_empty() {
            sheet.write_url_with_options(row, 1, table.url(), caption, "", Some(&looks.link))?;
        }
        row += 1;
        for note in &table.table.notes {
            sheet.write_string_with_format(row, 1, held(&printed(note)), &looks.text)?;
            row += 1;
        }
        row += 1;
    }
    Ok(())
}

/// The bands that occur, each once, by the order of scores in them.
fn bands<'a>(tables: &[Sheet<'a>]) -> Vec<&'a ideal_report::document::Band> {
    let mut found: Vec<(f64, &ideal_report::document::Band)> = Vec::new();
    for cell in tables.iter().flat_map(|t| &t.table.rows).flat_map(|row| &row.cells) {
        if let Cell::Number(number) = cell
            && let Some(band) = &number.band
        {
            match found.iter_mut().find(|(_, known)| *known == band) {
                Some((least, _)) => *least = least.min(number.value),
                None => found.push((number.value, band)),
            }
        }
    }
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    found.into_iter().map(|(_, band)| band).collect()
}

impl Sheet<'_> {
    /// "Table 3".
    fn numbered(&self, document: &Document) -> String {
        format!("{} {}", readable(&document.labels.table), self.number)
    }

    /// The way to it from other sheets.
    fn url(&self) -> Url {
        Url::new(format!("internal:'{}'!A1", self.name.replace('\'', "''")))
    }
}
