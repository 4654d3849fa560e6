//! The files of the United Nations Office on Drugs and Crime: the data portal's long workbooks, and annexes of the World
//! Drug Report.

mod coca;
mod long;
mod prevalence;
mod seizures;
mod suspect;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ideal_model::{CatalogueEntry, IndicatorCatalogue, Names, Period};

use super::error::ImportError;
use super::grid::{Cell, Grid, GridRow, plain_number};
use super::places::{Gazetteer, Placed};
use super::row::{Place, TidyRow, TidyValue};
use super::sources;
use super::tally::Tally;
use super::{FileRead, Options};

/// Reads files with one of the UNODC importers.
pub(super) fn files(
    source: &str,
    files: &[PathBuf],
    options: &Options,
    places: &Gazetteer,
    catalogue: &IndicatorCatalogue,
) -> Result<Vec<FileRead>, ImportError> {
    let one = |path: &PathBuf| {
        let mut book = Book::new(source, path, options, places, catalogue);
        match source {
            "unodc-cts" => long::read(path, &long::CTS, &mut book)?,
            "unodc-glotip" => long::read(path, &long::GLOTIP, &mut book)?,
            "unodc-firearms" => long::read(path, &long::FIREARMS, &mut book)?,
            "unodc-seizures" => seizures::read(path, &mut book)?,
            "unodc-prevalence" => prevalence::read(path, &mut book)?,
            "unodc-coca" => coca::read(path, &mut book)?,
            other => return Err(ImportError::Source { id: other.to_owned(), hint: "it is no UNODC importer".to_owned() }),
        }
        Ok(book.close())
    };
    files.iter().map(one).collect()
}

type Key = (String, String, Period);

/// What a reader writes while it goes through one file. Every row holds for all crime areas: the method says for which
/// areas an indicator is a leaf.
struct Book<'a> {
    source: &'a str,
    file: String,
    options: &'a Options,
    places: &'a Gazetteer,
    catalogue: &'a IndicatorCatalogue,
    tally: Tally,
    rows: BTreeMap<Key, TidyRow>,
    indicators: BTreeMap<String, CatalogueEntry>,
    placed: BTreeMap<(String, String), Placed>,
}

/// A figure on its way into the book.
struct Figure<'a> {
    territory: &'a str,
    indicator: &'a str,
    period: Period,
    value: TidyValue,
    unit: &'a str,
    /// Reliability and credibility.
    grade: (char, char),
    note: String,
    sheet: Option<&'a str>,
    row: u32,
}

impl<'a> Book<'a> {
    fn new(source: &'a str, path: &Path, options: &'a Options, places: &'a Gazetteer, catalogue: &'a IndicatorCatalogue) -> Self {
        Book {
            source,
            file: path.display().to_string(),
            options,
            places,
            catalogue,
            tally: Tally::default(),
            rows: BTreeMap::new(),
            indicators: BTreeMap::new(),
            placed: BTreeMap::new(),
        }
    }

    /// The territory of a row, or why it has none. Where a row has code and name, the two must agree.
    fn place(&mut self, grid: &Grid, row: &GridRow, (head, code): (&str, &str), name: &str) -> Result<Placed, ImportError> {
        let key = (code.to_owned(), name.to_owned());
        if let Some(known) = self.placed.get(&key) {
            return Ok(known.clone());
        }
        let found = if code.is_empty() { self.places.name(name) } else { self.places.code(code) };
        let text = if code.is_empty() { name } else { code };
        let placed = found.map_err(|expected| grid.bad_cell(row, head, &format!("`{text}`"), &expected))?;
        if let (Placed::Territory(t), false) = (&placed, name.is_empty())
            && let Ok(Placed::Territory(named)) = self.places.name(name)
            && named != *t
        {
            return Err(grid.bad_cell(row, head, &format!("`{code}` beside `{name}`"), &format!("the code of {name}, `{named}`")));
        }
        self.placed.insert(key, placed.clone());
        Ok(placed)
    }

    /// Writes a figure; gives back the row it was in if the key is there already.
    fn write(&mut self, f: Figure<'_>) -> Option<u32> {
        let key = (f.territory.to_owned(), f.indicator.to_owned(), f.period);
        if let Some(first) = self.rows.get(&key) {
            return Some(first.origin.row);
        }
        let mut note = f.note;
        let flag = suspect::flag(f.territory, f.indicator, f.period, f.value);
        if let Some(s) = flag {
            if !note.is_empty() {
                note.push_str("; ");
            }
            note.push_str(s.why);
        }
        let row = TidyRow {
            territory: f.territory.to_owned(),
            crime_area: "*".to_owned(),
            indicator: f.indicator.to_owned(),
            period: f.period,
            value: f.value,
            unit: f.unit.to_owned(),
            se: None,
            source: self.source.to_owned(),
            reliability: Some(f.grade.0),
            credibility: Some(f.grade.1),
            obs_status: flag.map(|s| s.status),
            note,
            origin: Place { file: self.file.clone(), sheet: f.sheet.map(str::to_owned), row: f.row },
        };
        self.rows.insert(key, row);
        None
    }

    /// Declares an indicator that the shipped catalogue lacks.
    fn declare(&mut self, code: &str, name: String, unit: &str, kind: &str, series: String) {
        if self.catalogue.get(code).is_none() {
            self.indicators.entry(code.to_owned()).or_insert_with(|| CatalogueEntry {
                code: code.to_owned(),
                names: Names { en: Some(name), ..Names::default() },
                unit: unit.to_owned(),
                kind: kind.to_owned(),
                series,
            });
        }
    }

    fn close(self) -> FileRead {
        // An indicator declared for rows that were all withdrawn again is not needed.
        let used: std::collections::BTreeSet<&str> = self.rows.keys().map(|(_, i, _)| i.as_str()).collect();
        let indicators = self.indicators.values().filter(|i| used.contains(i.code.as_str())).cloned().collect();
        FileRead {
            rows: self.rows.into_values().collect(),
            tally: self.tally,
            sources: sources::known(self.source).into_iter().collect(),
            territories: Vec::new(),
            indicators,
        }
    }
}

/// The header of a sheet: the first of its rows that has most of the heads, so that one that was renamed is missed by name.
fn header<'g>(grid: &'g Grid, heads: &[&str], layout: &str) -> Result<(&'g GridRow, &'g [GridRow]), ImportError> {
    let has = |r: &GridRow| heads.iter().filter(|h| r.cells.iter().any(|c| c.text() == **h)).count() * 2 > heads.len();
    let at = grid.rows.iter().take(20).position(has);
    match at.and_then(|at| grid.rows.get(at..)) {
        Some([header, body @ ..]) if body.iter().any(|r| !r.is_blank()) => Ok((header, body)),
        Some(_) => Err(sheet_error(grid, "a header and no row", layout)),
        None => Err(sheet_error(grid, "no header of that layout", layout)),
    }
}

fn sheet_error(grid: &Grid, found: &str, expected: &str) -> ImportError {
    let sheet = grid.sheet.as_deref().map(|s| format!("sheet `{s}`: ")).unwrap_or_default();
    ImportError::file(&grid.file, &format!("{sheet}{found}"), expected)
}

/// A cell as a calendar year.
fn year(grid: &Grid, row: &GridRow, head: &str, cell: &Cell) -> Result<Period, ImportError> {
    let text = cell.text();
    let period = (text.len() == 4).then(|| text.parse::<Period>().ok()).flatten();
    period.ok_or_else(|| grid.bad_cell(row, head, &format!("`{text}`"), "a year from 1900 to 2100"))
}

/// A cell as a quantity: a number, one with commas between thousands, or a suppressed count (`<5`). `None` if empty.
fn quantity(grid: &Grid, row: &GridRow, head: &str, cell: &Cell, high: f64) -> Result<Option<TidyValue>, ImportError> {
    let bad = |expected: &str| grid.bad_cell(row, head, &format!("`{}`", cell.text()), expected);
    let text = match cell {
        Cell::Empty => return Ok(None),
        Cell::Number(_) => None,
        Cell::Text(t) => Some(t.as_str()),
        Cell::Date(..) | Cell::Fault(_) => return Err(bad("a number")),
    };
    let (number, censored) = match text {
        None => (cell.number(), false),
        Some(t) => match t.strip_prefix('<') {
            Some(rest) => (thousands(rest.trim()), true),
            None => (thousands(t), false),
        },
    };
    let number = number.ok_or_else(|| bad("a number, or a suppressed count such as <5"))?;
    if !(0.0..=high).contains(&number) {
        return Err(bad(&format!("a value from 0 to {}", ideal_model::shortest(high))));
    }
    if censored && number == 0.0 {
        return Err(bad("a bound above 0"));
    }
    Ok(Some(if censored { TidyValue::Censored(number) } else { TidyValue::Number(number) }))
}

/// A plain number, or one with commas between groups of three digits (`1,282`).
fn thousands(text: &str) -> Option<f64> {
    let Some((first, rest)) = text.split_once(',') else { return plain_number(text) };
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    let grouped = (1..=3).contains(&first.len()) && digits(first) && rest.split(',').all(|g| g.len() == 3 && digits(g));
    if grouped { plain_number(&text.replace(',', "")) } else { None }
}

/// Words as a part of a code: small letters and digits, everything else one underscore.
fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if !out.ends_with('_') && !out.is_empty() {
            out.push('_');
        }
    }
    out.trim_end_matches('_').to_owned()
}
