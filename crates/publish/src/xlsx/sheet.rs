//! A table on a sheet of its own: one row of heads, and numbers that are numbers.

use ideal_report::document::{Cell, Document, Number, Row, Table, Text, readable};
use rust_xlsxwriter::{
    Format, Table as Marked, TableColumn, TableStyle, Url, Worksheet, XlsxError,
};

use super::bars::bars;
use super::looks::{Looks, Standing, cell, number};
use super::names::{cut, table_name};
use super::page::set_up;
use super::rows::grow;
use super::{Sheet, held};
use crate::format::Paper;
use crate::measure::{Layout, letters, lines};
use crate::outline::{Lead, printed, spans};

/// Characters of an address that Excel takes for a link.
const LONGEST_LINK: usize = 2_000;

/// Draws a table.
pub(super) fn draw(
    worksheet: &mut Worksheet,
    document: &Document,
    paper: Paper,
    (sheet, looks): (&Sheet<'_>, &Looks),
) -> Result<(), XlsxError> {
    let table = sheet.table.as_ref();
    let caption = printed(&table.caption);
    let columns = columns(table, &document.labels.notes);
    let place = |of: usize| {
        let at = columns.iter().position(|column| column.of == of && !column.notes)?;
        u16::try_from(at).ok()
    };
    let chart = bars(table, (&sheet.name, &held(&caption)), place);
    let turned = chart.is_some() || table.columns.len() > 7 || Layout::of(table, paper).turned;
    let title = sheet.titled(&caption);
    set_up(worksheet, document, paper, (&title, turned));
    let wished = letters(table);
    let widths: Vec<f64> = columns.iter().map(|column| column.width(&wished)).collect();
    for (at, width) in (0_u16..).zip(&widths) {
        worksheet.set_column_width(at, *width)?;
    }
    let (rows, last) = extent(table, &columns)?;
    if rows == 0 {
        for (at, column) in (0_u16..).zip(&columns) {
            worksheet.write_string_with_format(0, at, held(&column.head), &looks.head)?;
        }
    } else {
        worksheet.add_table(0, 0, rows, last, &marked(table, &columns, (&caption, looks)))?;
    }
    let heads = columns.iter().zip(&widths).map(|(c, width)| lines(&c.head, width - BUTTON));
    grow(worksheet, 0, heads)?;
    for (at, row) in (1_u32..).zip(&table.rows) {
        for (place, column) in (0_u16..).zip(&columns) {
            if let Some(content) = row.cells.get(column.of) {
                draw_cell(worksheet, (at, place), (row, column), content)?;
            }
        }
        let texts = columns.iter().zip(&widths).map(|(column, width)| {
            row.cells.get(column.of).map_or(1, |cell| lines(&column.words(cell), *width))
        });
        grow(worksheet, at, texts)?;
    }
    // The chart is for the screen: on paper it would make the table small.
    worksheet.set_print_area(0, 0, rows, last)?;
    worksheet.set_freeze_panes(1, frozen(&columns))?;
    worksheet.set_repeat_rows(0, 0)?;
    if let Some(chart) = chart {
        worksheet.insert_chart_with_offset(1, last + 1, &chart, 24, 6)?;
    }
    Ok(())
}

/// A column of a sheet.
struct SheetColumn {
    head: String,
    /// The column of the table that it is of.
    of: usize,
    /// Whether it has what is said beside the numbers of that column: a cell of numbers holds no
    /// words.
    notes: bool,
    numbers: bool,
}

/// Letters that the button of a filter hides in a head.
const BUTTON: f64 = 4.0;
impl SheetColumn {
    /// Its width, in letters.
    fn width(&self, wished: &[f64]) -> f64 {
        let own = wished.get(self.of).copied().unwrap_or_default();
        (if self.notes { 24.0 } else { own + BUTTON }).clamp(9.0, 60.0)
    }

    /// The words of a cell of the table that stand in it.
    fn words(&self, cell: &Cell) -> String {
        match cell {
            Cell::Text(text) if !self.notes => printed(text),
            Cell::Number(number) if self.notes => notes_of(number),
            _ => String::new(),
        }
    }
}

/// What is said beside a number, in one line.
fn notes_of(number: &Number) -> String {
    let notes: Vec<String> = number.notes.iter().map(|note| held(note)).collect();
    notes.join(" · ")
}

/// The columns of a table, each followed by one of its notes where it has any.
fn columns(table: &Table, notes: &str) -> Vec<SheetColumn> {
    let mut out: Vec<SheetColumn> = Vec::new();
    for (of, column) in table.columns.iter().enumerate() {
        let head = readable(&column.head).into_owned();
        let noted = table
            .rows
            .iter()
            .filter_map(|row| row.cells.get(of))
            .any(|cell| matches!(cell, Cell::Number(number) if !number.notes.is_empty()));
        let beside = format!("{head} · {}", readable(notes));
        out.push(SheetColumn { head, of, notes: false, numbers: column.numbers });
        if noted {
            out.push(SheetColumn { head: beside, of, notes: true, numbers: false });
        }
    }
    // Excel wants each head once and none of them empty.
    let mut taken: Vec<String> = Vec::new();
    for (i, column) in out.iter_mut().enumerate() {
        let head = cut(&column.head, 200);
        let head = if head.trim().is_empty() { (i + 1).to_string() } else { head };
        column.head.clone_from(&head);
        let mut number = 2_usize;
        while taken.contains(&column.head.to_lowercase()) {
            column.head = format!("{head} {number}");
            number += 1;
        }
        taken.push(column.head.to_lowercase());
    }
    out
}

/// The last row and the last column of a table, as far as a sheet has them.
fn extent(table: &Table, columns: &[SheetColumn]) -> Result<(u32, u16), XlsxError> {
    let rows = u32::try_from(table.rows.len()).map_err(|_| XlsxError::RowColumnLimitError)?;
    let last = u16::try_from(columns.len().saturating_sub(1))
        .map_err(|_| XlsxError::RowColumnLimitError)?;
    Ok((rows, last))
}

/// Columns that stay in sight: up to the first one of words, if it is near.
fn frozen(columns: &[SheetColumn]) -> u16 {
    const NEAR: u16 = 4;
    let words = (1..=NEAR).zip(columns).find(|(_, column)| !column.numbers && !column.notes);
    words.map_or(0, |(place, _)| place)
}

/// A table as Excel marks one up: under its name, with filters.
fn marked(table: &Table, columns: &[SheetColumn], (caption, looks): (&str, &Looks)) -> Marked {
    let column = |column: &SheetColumn| {
        let look = if column.numbers { &looks.head_of_numbers } else { &looks.head };
        TableColumn::new().set_header(column.head.as_str()).set_header_format(look)
    };
    Marked::new()
        .set_name(table_name(&table.id))
        .set_style(TableStyle::None)
        .set_columns(&columns.iter().map(column).collect::<Vec<_>>())
        .set_alt_text(held(caption))
}

fn draw_cell(
    worksheet: &mut Worksheet,
    (at, place): (u32, u16),
    (row, column): (&Row, &SheetColumn),
    content: &Cell,
) -> Result<(), XlsxError> {
    let depth = if place == 0 { row.depth } else { 0 };
    let standing = Standing { unused: row.unused, group: row.group, depth };
    match content {
        Cell::Number(content) if column.notes && content.notes.is_empty() => {
            worksheet.write_blank(at, place, &cell(standing))?;
        }
        Cell::Number(content) if column.notes => {
            let notes = held(&notes_of(content));
            worksheet.write_string_with_format(at, place, notes, &cell(standing))?;
        }
        Cell::Number(content) => {
            let look = number(standing, content.form, content.band.as_ref());
            // A number that is none has no cell in Excel: its printed form stands there.
            if content.value.is_finite() {
                worksheet.write_number_with_format(at, place, content.value, &look)?;
            } else {
                worksheet.write_string_with_format(at, place, held(&content.text), &look)?;
            }
        }
        Cell::Text(text) if !column.notes => {
            words(worksheet, (at, place), text, &cell(standing))?;
        }
        Cell::Text(_) | Cell::Blank => {
            worksheet.write_blank(at, place, &cell(standing))?;
        }
    }
    Ok(())
}

/// Words, which lead somewhere if all of them lead to one address.
fn words(
    worksheet: &mut Worksheet,
    (row, column): (u32, u16),
    text: &Text,
    look: &Format,
) -> Result<(), XlsxError> {
    let shown = held(&printed(text));
    let spans = spans(text);
    if let [span] = spans.as_slice()
        && let Some(Lead::Web(address)) = &span.leads
        && address.len() <= LONGEST_LINK
        && !shown.is_empty()
    {
        let to = Url::new(address.as_str());
        worksheet.write_url_with_options(row, column, to, shown, "", Some(look))?;
    } else if shown.is_empty() {
        worksheet.write_blank(row, column, look)?;
    } else {
        worksheet.write_string_with_format(row, column, shown, look)?;
    }
    Ok(())
}
