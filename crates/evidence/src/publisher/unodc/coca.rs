//! Coca bush cultivation, annex 6.1.1 of the World Drug Report: a row per country, years across,
//! some heads dates and some numbers, footnote letters in labels and in columns of their own.
//!
//! The table lists every country where coca is grown for the illicit market. A project that needs
//! to say so for others asks for them ([`crate::publisher::Options::territories`]) and gets
//! `not_applicable` rows for the years of the table.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use ideal_model::Period;

use super::{Book, Figure, OTHERWISE, UN_TERMS, UNODC, WDR, files, quantity, sheet_error};
use crate::publisher::error::ImportError;
use crate::publisher::grid::{Cell, Grid, GridRow};
use crate::publisher::importer::{How, Importer, ImporterInfo};
use crate::publisher::row::TidyValue;
use crate::publisher::sources::Terms;

/// What it is called, whose figures it reads, and how.
pub(in crate::publisher) const IMPORTER: Importer = Importer {
    info: ImporterInfo {
        id: "unodc-coca",
        about: "coca bush cultivation, World Drug Report annex 6.1.1",
        files: "6.1.1_*.xlsx",
    },
    source: Some(Terms {
        publisher: UNODC,
        title: "World Drug Report, annex 6.1.1: illicit coca bush cultivation",
        url: WDR,
        licence: UN_TERMS,
        lineage: &[],
    }),
    how: How::Files(|call| files(call, read)),
};

const LAYOUT: &str = "annex 6.1.1 of the World Drug Report as of 2022 and 2025: a title about coca \
                      bush, a row of years, a row per country and a row `Total`";
const CODE: &str = "unodc.coca_area";
/// Estimates from satellite imagery: usually reliable, probably true.
const GRADE: (char, char) = ('B', '2');
/// How a footnote says that a row has areas before eradication was deducted: another concept of
/// area, which ends in 2011.
const OTHER_CONCEPT: &str = "without deduction";
/// The letter of that footnote for Peru, where the file lacks the footnote.
const OTHER_LETTER: (&str, char) = ("PER", 'b');

/// Reads one workbook.
fn read(path: &Path, book: &mut Book<'_>) -> Result<(), ImportError> {
    let first = |names: &[String]| {
        names.first().map(|n| vec![n.clone()]).ok_or_else(|| "a sheet".to_owned())
    };
    for grid in Grid::sheets(path, &first)? {
        grid.tell(&mut book.tally);
        sheet(&grid, book)?;
    }
    Ok(())
}

fn sheet(grid: &Grid, book: &mut Book<'_>) -> Result<(), ImportError> {
    let layout = format!("{LAYOUT}; {OTHERWISE}");
    let title =
        grid.rows.iter().take(6).flat_map(|r| &r.cells).any(|c| c.text().contains("coca bush"));
    let at = grid.rows.iter().take(12).position(|r| years(r).len() >= 5);
    let (Some(at), true) = (at, title) else {
        return Err(sheet_error(grid, "no title about coca bush above a row of years", &layout));
    };
    let Some([header, body @ ..]) = grid.rows.get(at..) else {
        return Err(sheet_error(grid, "no rows", &layout));
    };
    let years = years(header);
    let first = years.first().map_or(0, |(i, _)| *i);
    let Some(end) = body.iter().position(|r| label(r, first).eq_ignore_ascii_case("Total")) else {
        return Err(sheet_error(grid, "no row `Total`: the table is cut", &layout));
    };
    let (countries, notes) = body.split_at(end);
    // The sum of the rows above; what stands below are notes.
    book.tally.read += years.len() as u64;
    book.tally.leave_out("totals", years.len() as u64);
    for row in notes.iter().skip(1) {
        if years.iter().any(|(i, _)| !row.cell(*i).is_empty()) {
            return Err(grid.bad_row(row, "figures below the total", "notes only"));
        }
    }
    let footnotes = footnotes(notes);
    let mut listed = BTreeSet::new();
    let mut others: Vec<(&GridRow, String)> = Vec::new();
    for row in countries.iter().filter(|r| !r.is_blank()) {
        book.tally.read += years.len() as u64;
        let name = label(row, first);
        let (plain, letters) = without_letters(&name);
        let Some(territory) =
            book.place_of(grid, row, ("country", ""), &plain, years.len() as u64)?
        else {
            continue;
        };
        let other = letters.iter().any(|l| match footnotes.get(l) {
            Some(other) => *other,
            None => (territory.as_str(), *l) == OTHER_LETTER,
        });
        if other {
            book.tally.leave_out("another concept of area", years.len() as u64);
            others.push((row, territory));
            continue;
        }
        country(grid, row, book, &territory, &years)?;
        listed.insert(territory);
    }
    if let Some((row, _)) = others.iter().find(|(_, t)| !listed.contains(t)) {
        let name = label(row, first);
        let found = format!(
            "`{name}` as the only row of its country: areas before eradication was deducted, by \
             its footnote"
        );
        let expected = "a row of net areas for the country as well, as the publisher has one. \
                        If two rows were made one here, take the publisher's own file, or part \
                        the row again by the years of each concept; if its years are net areas, \
                        call the row by the country's name alone";
        return Err(grid.bad_row(row, &found, expected));
    }
    for territory in book.options.territories.clone() {
        if listed.contains(&territory) {
            continue;
        }
        for (_, period) in &years {
            write(
                book,
                grid,
                &territory,
                *period,
                TidyValue::NotApplicable,
                "not in the table of growing countries",
                header.number,
            );
        }
    }
    Ok(())
}

/// Writes the figures of a country's row.
fn country(
    grid: &Grid,
    row: &GridRow,
    book: &mut Book<'_>,
    territory: &str,
    years: &[(usize, Period)],
) -> Result<(), ImportError> {
    for (column, period) in years {
        let head = period.to_string();
        let Some(value) = quantity(grid, row, &head, row.cell(*column), 1e7)? else {
            book.tally.leave_out("no value published", 1);
            continue;
        };
        book.tally.used += 1;
        if write(book, grid, territory, *period, value, "", row.number).is_some() {
            let found = format!("{territory}, {period} again");
            return Err(grid.bad_row(row, &found, "a row per country"));
        }
    }
    Ok(())
}

/// The label of a row: the last text before the first year.
fn label(row: &GridRow, first: usize) -> String {
    (0..first).rev().map(|i| row.cell(i).text()).find(|t| !t.is_empty()).unwrap_or_default()
}

/// A label without the letters of its footnotes, and those: `Colombia a`, `Peru b, c`, `Peru b)`.
fn without_letters(label: &str) -> (String, Vec<char>) {
    let mut words: Vec<&str> = label.split_whitespace().collect();
    let mut letters = Vec::new();
    while let Some(last) = words.last() {
        let marks: Vec<char> = last.chars().filter(|c| !matches!(c, ',' | ')' | '*')).collect();
        let parts = last.split(',').map(|p| p.trim_matches([')', '*']));
        if words.len() == 1
            || parts.clone().any(|p| p.len() > 1)
            || !marks.iter().all(char::is_ascii_lowercase)
        {
            break;
        }
        letters.extend(marks);
        words.pop();
    }
    (words.join(" "), letters)
}

/// The letters of the footnotes, each with whether it speaks of the other concept of area.
fn footnotes(notes: &[GridRow]) -> BTreeMap<char, bool> {
    let mut out = BTreeMap::new();
    for text in notes.iter().flat_map(|r| &r.cells).map(Cell::text) {
        let mut start = text.chars();
        if let (Some(letter), Some(')')) = (start.next(), start.next()) {
            *out.entry(letter).or_default() |= text.contains(OTHER_CONCEPT);
        }
    }
    out
}

fn write(
    book: &mut Book<'_>,
    grid: &Grid,
    territory: &str,
    period: Period,
    value: TidyValue,
    note: &str,
    row: u32,
) -> Option<(u32, TidyValue)> {
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
    // Days since 1900 in years of the mean length; exact to a day, and these dates are days of
    // January.
    #[expect(clippy::cast_possible_truncation, reason = "between 100 and 200 years")]
    let years = ((day - 1.0) / 365.25).floor() as i32;
    1900 + years
}
