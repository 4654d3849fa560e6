//! A workbook: every table on a sheet of its own, those of a series on one, with numbers at full
//! precision.

mod bars;
mod front;
mod looks;
mod names;
mod page;
mod rows;
mod sheet;
mod stack;

use std::borrow::Cow;

use ideal_report::document::{Document, Table, readable};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::error::PublishError;
use crate::format::{Format, Paper, Published};
use crate::outline::{Outline, Piece};
use looks::Looks;
use names::{SheetNames, cut};
use page::set_up;
use stack::{Found, stacked};

/// A workbook of Excel's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Xlsx {
    /// The paper that it is printed on.
    pub paper: Paper,
}

/// A table and the sheet that is its.
struct Sheet<'a> {
    name: String,
    number: usize,
    /// Heading of the section that it stands in.
    section: &'a str,
    table: Cow<'a, Table>,
}

impl Sheet<'_> {
    /// Its section and its caption: captions alone occur more than once.
    fn titled(&self, caption: &str) -> String {
        format!("{} · {caption}", readable(self.section))
    }
}

/// A text as a cell holds it: Excel's end at 32 767 units of UTF-16, and one that is longer ends
/// with an ellipsis.
fn held(text: &str) -> String {
    const MOST: usize = 32_767;
    let text = readable(text);
    if text.encode_utf16().count() <= MOST {
        text.into_owned()
    } else {
        cut(&text, MOST - 1) + "…"
    }
}

impl Format for Xlsx {
    fn name(&self) -> &'static str {
        "xlsx"
    }

    fn write(&self, document: &Document) -> Result<Vec<Published>, PublishError> {
        let outline = Outline::of(document)?;
        let bytes = self
            .book(&outline)
            .map_err(|e| PublishError::Package { format: self.name(), problem: e.to_string() })?;
        Ok(vec![Published { name: format!("tables.{}.xlsx", document.locale), bytes }])
    }
}

impl Xlsx {
    fn book(self, outline: &Outline<'_>) -> Result<Vec<u8>, XlsxError> {
        let document = outline.document;
        let labels = &document.labels;
        let mut names = SheetNames::default();
        let front = [&labels.cover, &labels.contents, &labels.notes]
            .map(|label| names.take(&readable(label)));
        let mut found = Vec::new();
        let mut within = "";
        for piece in &outline.pieces {
            match *piece {
                Piece::Heading { section, .. } => within = &section.title,
                Piece::Table { number, table } => found.push((number, within, table)),
                _ => {}
            }
        }
        let sheet = |Found { number, section, table }| Sheet {
            name: names.take(&table.id),
            number,
            section,
            table,
        };
        let tables: Vec<Sheet<'_>> = stacked(found).into_iter().map(sheet).collect();
        let looks = Looks::new();
        let mut book = Workbook::new();
        book.set_properties(&properties(document)?);
        for (i, name) in front.iter().enumerate() {
            let sheet = book.add_worksheet();
            sheet.set_name(name)?;
            sheet.set_screen_gridlines(false);
            set_up(sheet, document, self.paper, (&document.cover.title, false));
            match i {
                0 => front::cover(sheet, document, &looks)?,
                1 => front::contents(sheet, document, &tables, &looks)?,
                _ => front::notes(sheet, document, &tables, &looks)?,
            }
        }
        for table in &tables {
            let sheet = book.add_worksheet();
            sheet.set_name(&table.name)?;
            sheet::draw(sheet, document, self.paper, (table, &looks))?;
        }
        book.save_to_buffer()
    }
}

/// The title and the mark; the date of every workbook is one, or the same report had other bytes on
/// each day.
fn properties(document: &Document) -> Result<DocProperties, XlsxError> {
    let cover = &document.cover;
    let date = ExcelDateTime::from_ymd(2000, 1, 1)?;
    Ok(DocProperties::new()
        .set_creation_datetime(&date)
        .set_title(held(&cover.title))
        .set_subject(held(&cover.edition))
        .set_keywords(held(&cover.mark)))
}
