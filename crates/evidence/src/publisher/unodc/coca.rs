//! Coca bush cultivation, annex 6.1.1 of the World Drug Report: a row per country, years across, some heads dates and some
//! numbers, footnote letters in labels and in columns of their own.
//!
//! The table lists every country where coca is grown for the illicit market. A project that needs to say so for others asks
//! for them ([`crate::publisher::Options::territories`]) and gets `not_applicable` rows for the years of the table.

use std::path::Path;

use ideal_model::Period;

use super::{Book, Figure, quantity, sheet_error};
use crate::publisher::error::ImportError;
use crate::publisher::grid::{Cell, Grid, GridRow};
use crate::publisher::places::Placed;
use crate::publisher::row::TidyValue;

const LAYOUT: &str = "annex 6.1.1 of the World Drug Report: a row of years, then a row per country";
const CODE: &str = "unodc.coca_area";
/// Estimates from satellite imagery: usually reliable, probably true.
const GRADE: (char, char) = ('B', '2');
/// Peru's estimates before eradication was deducted, another concept of area that ends in 2011.
const OTHER_CONCEPT: &str = "Peru b";

/// Reads one workbook.
pub(super) fn read(path: &Path, book: &mut Book<'_>) -> Result<(), ImportError> {
    let first = |names: &[String]| names.first().map(|n| vec![n.clone()]).ok_or_else(|| "a sheet".to_owned());
    for grid in Grid::sheets(path, &first)? {
        grid.note_hidden(&mut book.tally);
        sheet(&grid, book)?;
    }
    Ok(())
}

fn sheet(grid: &Grid, book: &mut Book<'_>) -> Result<(), ImportError> {
    let title = grid.rows.iter().take(6).flat_map(|r| &r.cells).any(|c| c.text().contains("coca bush"));
    let at = grid.rows.iter().take(12).position(|r| years(r).len() >= 5);
    let (Some(at), true) = (at, title) else {
        return Err(sheet_error(grid, "no title about coca bush above a row of years", LAYOUT));
    };
    let Some([header, body @ ..]) = grid.rows.get(at..) else { return Err(sheet_error(grid, "no rows", LAYOUT)) };
    let years = years(header);
    let label = years.first().map_or(0, |(i, _)| i.saturating_sub(1));
    let mut ended = false;
    let mut listed = Vec::new();
    for row in body {
        if row.is_blank() {
            continue;
        }
        let name = row.cell(label).text();
        if name == "Total" {
            // The sum of the rows above; what stands below are notes.
            book.tally.read += years.len() as u64;
            book.tally.leave_out("totals", years.len() as u64);
            ended = true;
            continue;
        }
        if ended {
            if years.iter().any(|(i, _)| !row.cell(*i).is_empty()) {
                return Err(ImportError::row(&grid.file, grid.sheet.as_deref(), row.number, "figures below the total", "notes only"));
            }
            continue;
        }
        book.tally.read += years.len() as u64;
        if name == OTHER_CONCEPT {
            book.tally.leave_out("another concept of area", years.len() as u64);
            continue;
        }
        // A footnote letter closes some labels: `Colombia a`.
        let plain = match name.rsplit_once(' ') {
            Some((before, last)) if last.len() == 1 => before,
            _ => &name,
        };
        let territory = match book.place(grid, row, ("country", ""), plain)? {
            Placed::Territory(t) => t,
            Placed::Aggregate { reason, .. } => {
                book.tally.leave_out(reason, years.len() as u64);
                continue;
            }
        };
        for (column, period) in &years {
            let head = period.to_string();
            let Some(value) = quantity(grid, row, &head, row.cell(*column), 1e7)? else {
                book.tally.leave_out("no value published", 1);
                continue;
            };
            book.tally.used += 1;
            if write(book, grid, &territory, *period, value, "", row.number).is_some() {
                let found = format!("{territory}, {period} again");
                return Err(ImportError::row(&grid.file, grid.sheet.as_deref(), row.number, &found, "a row per country"));
            }
        }
        listed.push(territory);
    }
    if !ended {
        return Err(sheet_error(grid, "no row `Total`: the table is cut", LAYOUT));
    }
    for territory in book.options.territories.clone() {
        if listed.contains(&territory) {
            continue;
        }
        for (_, period) in &years {
            write(book, grid, &territory, *period, TidyValue::NotApplicable, "not in the table of growing countries", header.number);
        }
    }
    Ok(())
}

fn write(book: &mut Book<'_>, grid: &Grid, territory: &str, period: Period, value: TidyValue, note: &str, row: u32) -> Option<u32> {
    book.write(Figure {
        territory,
        indicator: CODE,
        period,
        value,
        unit: "hectares",
        grade: GRADE,
        note: note.to_owned(),
        sheet: grid.sheet.as_deref(),
        row,
    })
}

/// The columns of a row that are headed by a year, as a number or as a date.
fn years(row: &GridRow) -> Vec<(usize, Period)> {
    let year = |c: &Cell| match c {
        Cell::Date(y, _, _) => Period::year(*y).ok(),
        other => {
            let text = other.text();
            // A date without its format is the number of a day: 40182 is 4 January 2010.
            let day = other.number().filter(|n| (36_526.0..73_051.0).contains(n));
            match day {
                Some(n) => Period::year(year_of_day(n)).ok(),
                None if text.len() == 4 => text.parse().ok(),
                None => None,
            }
        }
    };
    row.cells.iter().enumerate().filter_map(|(i, c)| year(c).map(|p| (i, p))).collect()
}

/// Calendar year of a spreadsheet's day number.
fn year_of_day(day: f64) -> i32 {
    // Days since 1900 in years of the mean length; exact to a day, and these dates are days of January.
    #[expect(clippy::cast_possible_truncation, reason = "between 100 and 200 years")]
    let years = ((day - 1.0) / 365.25).floor() as i32;
    1900 + years
}
