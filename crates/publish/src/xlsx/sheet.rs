//! A table on a sheet of its own: one row of heads, and numbers that are numbers.

use ideal_report::document::{Cell, Document, Row, Table, Text, readable};
use rust_xlsxwriter::{
    Format, Table as Marked, TableColumn, TableStyle, Url, Worksheet, XlsxError,
};

use super::bars::bars;
use super::looks::{Looks, Standing, cell, number};
use super::names::table_name;
use super::page::set_up;
use super::{Sheet, held};
use crate::format::Paper;
use crate::measure::{Layout, letters};
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
    let table = sheet.table;
    let caption = printed(&table.caption);
    let chart = bars(table, &sheet.name, &held(&caption));
    let turned = chart.is_some() || table.columns.len() > 7 || Layout::of(table, paper).turned;
    set_up(worksheet, document, paper, (&caption, turned));
    for (at, width) in (0_u16..).zip(letters(table)) {
        // The head has a button to its right.
        worksheet.set_column_width(at, (width + 3.0).clamp(9.0, 60.0))?;
    }
    let (rows, columns) = extent(table)?;
    if rows == 0 {
        for (at, column) in (0_u16..).zip(&table.columns) {
            worksheet.write_string_with_format(0, at, held(&column.head), &looks.head)?;
        }
    } else {
        worksheet.add_table(0, 0, rows, columns - 1, &marked(table, &caption, looks))?;
    }
    for (at, row) in (1_u32..).zip(&table.rows) {
        draw_row(worksheet, at, row)?;
    }
    worksheet.set_freeze_panes(1, frozen(table))?;
    worksheet.set_repeat_rows(0, 0)?;
    if let Some(chart) = chart {
        worksheet.insert_chart_with_offset(1, columns, &chart, 24, 6)?;
    }
    Ok(())
}

/// How many rows and columns a table has, as far as a sheet holds them.
fn extent(table: &Table) -> Result<(u32, u16), XlsxError> {
    let rows = u32::try_from(table.rows.len()).map_err(|_| XlsxError::RowColumnLimitError)?;
    let columns = u16::try_from(table.columns.len()).map_err(|_| XlsxError::RowColumnLimitError)?;
    Ok((rows, columns))
}

/// Columns that stay in sight: up to the first one of words, if it is near.
fn frozen(table: &Table) -> u16 {
    match table.columns.iter().position(|c| !c.numbers) {
        Some(0) => 1,
        Some(1) => 2,
        _ => 0,
    }
}

/// A table as Excel marks one up: under its name, with filters, each head once.
fn marked(table: &Table, caption: &str, looks: &Looks) -> Marked {
    let mut taken: Vec<String> = Vec::new();
    let columns: Vec<TableColumn> = table
        .columns
        .iter()
        .enumerate()
        .map(|(i, column)| {
            let head = super::names::cut(&readable(&column.head), 200);
            let head = if head.trim().is_empty() { (i + 1).to_string() } else { head };
            let mut own = head.clone();
            let mut number = 2_usize;
            while taken.contains(&own.to_lowercase()) {
                own = format!("{head} {number}");
                number += 1;
            }
            taken.push(own.to_lowercase());
            let look = if column.numbers { &looks.head_of_numbers } else { &looks.head };
            TableColumn::new().set_header(own).set_header_format(look)
        })
        .collect();
    Marked::new()
        .set_name(table_name(&table.id))
        .set_style(TableStyle::None)
        .set_columns(&columns)
        .set_alt_text(held(caption))
}

fn draw_row(worksheet: &mut Worksheet, at: u32, row: &Row) -> Result<(), XlsxError> {
    let standing = Standing { unused: row.unused, group: row.group };
    for (column, content) in (0_u16..).zip(&row.cells) {
        match content {
            Cell::Blank => {
                worksheet.write_blank(at, column, &cell(standing))?;
            }
            Cell::Text(text) => words(worksheet, (at, column), text, &cell(standing))?,
            Cell::Number(content) => {
                let look = number(standing, content.form, content.band.as_ref());
                // A number that is none has no cell in Excel: its printed form stands there.
                if content.value.is_finite() {
                    worksheet.write_number_with_format(at, column, content.value, &look)?;
                } else {
                    let text = held(&content.text);
                    worksheet.write_string_with_format(at, column, text, &look)?;
                }
            }
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
