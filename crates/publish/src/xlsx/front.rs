//! The sheets before the tables: cover, contents, notes.

use ideal_report::document::{Cell, Document, readable};
use rust_xlsxwriter::{Url, Worksheet, XlsxError};

use super::looks::{Looks, hex};
use super::rows::grow;
use super::{Sheet, held};
use crate::measure::lines;
use crate::outline::printed;

/// Width of a column of sentences, in letters.
const WIDE: f64 = 84.0;
/// Width of a column of names, in letters.
const NARROW: f64 = 30.0;

/// The title, what identifies the report, its mark, and what stands at its end.
pub(super) fn cover(
    sheet: &mut Worksheet,
    document: &Document,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let cover = &document.cover;
    sheet.set_column_width(0, NARROW)?.set_column_width(1, WIDE)?;
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
        let text = held(&printed(&fact.text));
        grow(sheet, row, [lines(&fact.name, NARROW), lines(&text, WIDE)].into_iter())?;
        sheet.write_string_with_format(row, 1, text, &looks.text)?;
        row += 1;
    }
    row += 1;
    for text in &document.colophon {
        let text = held(&printed(text));
        grow(sheet, row, std::iter::once(lines(&text, WIDE)))?;
        sheet.write_string_with_format(row, 1, text, &looks.aside)?;
        row += 1;
    }
    Ok(())
}

/// The tables with their numbers and sections, each leading to its sheet.
pub(super) fn contents(
    sheet: &mut Worksheet,
    document: &Document,
    tables: &[Sheet<'_>],
    looks: &Looks,
) -> Result<(), XlsxError> {
    sheet.set_column_width(0, 12)?.set_column_width(1, NARROW)?.set_column_width(2, WIDE)?;
    sheet.write_string_with_format(0, 0, held(&document.labels.contents), &looks.section)?;
    for (row, table) in (2..).zip(tables) {
        named(sheet, row, (table, document), looks)?;
    }
    Ok(())
}

/// A row with the number of a table, its section, and its caption that leads to it.
fn named(
    sheet: &mut Worksheet,
    row: u32,
    (table, document): (&Sheet<'_>, &Document),
    looks: &Looks,
) -> Result<(), XlsxError> {
    let (section, caption) = (held(table.section), held(&printed(&table.table.caption)));
    grow(sheet, row, [lines(&section, NARROW), lines(&caption, WIDE)].into_iter())?;
    sheet.write_string_with_format(row, 0, held(&table.numbered(document)), &looks.name)?;
    sheet.write_string_with_format(row, 1, section, &looks.text)?;
    if !caption.is_empty() {
        sheet.write_url_with_options(row, 2, table.url(), caption, "", Some(&looks.link))?;
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
    sheet.set_column_width(0, 12)?.set_column_width(1, NARROW)?.set_column_width(2, WIDE)?;
    sheet.write_string_with_format(0, 0, held(&document.labels.notes), &looks.section)?;
    let said = |sheet: &mut Worksheet, row: u32, text: String| {
        grow(sheet, row, std::iter::once(lines(&text, WIDE)))?;
        sheet.write_string_with_format(row, 2, text, &looks.text).map(|_| ())
    };
    said(sheet, 2, held(&document.labels.blank))?;
    let mut row = 4;
    for band in bands(tables) {
        let look = looks.text.clone().set_background_color(hex(&band.ground));
        let look = look.set_font_color(hex(&band.ink));
        sheet.write_string_with_format(row, 1, held(&band.label), &look)?;
        row += 1;
    }
    row += 1;
    for table in tables.iter().filter(|t| !t.table.notes.is_empty()) {
        named(sheet, row, (table, document), looks)?;
        row += 1;
        for note in &table.table.notes {
            said(sheet, row, held(&printed(note)))?;
            row += 1;
        }
        row += 1;
    }
    Ok(())
}

/// The bands that occur, each once, by the order of scores in them.
fn bands<'a>(tables: &'a [Sheet<'_>]) -> Vec<&'a ideal_report::document::Band> {
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
