//! The files of the United Nations Office on Drugs and Crime: the data portal's long workbooks, and
//! annexes of the World Drug Report.

mod coca;
mod heads;
mod kilograms;
mod long;
mod prevalence;
mod seizures;
mod suspect;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use ideal_model::{CatalogueEntry, IndicatorCatalogue, Lang, Names, Period};

use super::error::ImportError;
use super::grid::{Cell, Grid, GridRow, plain_number};
use super::importer::{Call, FileRead, Importer, Options};
use super::places::{Gazetteer, Placed};
use super::row::{PlaceInFile, TidyRow, TidyValue};
use super::tally::Tally;
use super::unknown::{Cure, Unknown};
use crate::numeral::shape;

/// The importers of these files.
pub(super) const IMPORTERS: [&Importer; 6] = [
    &coca::IMPORTER,
    &long::CTS_IMPORTER,
    &long::FIREARMS_IMPORTER,
    &long::GLOTIP_IMPORTER,
    &prevalence::IMPORTER,
    &seizures::IMPORTER,
];

const UNODC: &str = "United Nations Office on Drugs and Crime";
const UN_TERMS: &str = "UN terms of use, with attribution; not an open licence";
const WDR: &str =
    "https://www.unodc.org/unodc/en/data-and-analysis/world-drug-report-2025-annex.html";

/// Reads each file of a call into a book of its own.
fn files(
    call: &Call<'_>,
    read: impl Fn(&Path, &mut Book<'_>) -> Result<(), ImportError>,
) -> Result<Vec<FileRead>, ImportError> {
    let one = |path: &PathBuf| {
        let mut book = Book::new(call, path);
        read(path, &mut book)?;
        book.close()
    };
    call.files.iter().map(one).collect()
}

type Key = (String, String, Period);

/// What a reader writes while it goes through one file. Every row holds for all crime areas: the
/// method says for which areas an indicator is a leaf.
struct Book<'a> {
    importer: &'a Importer,
    file: String,
    options: &'a Options,
    places: &'a Gazetteer,
    catalogue: &'a IndicatorCatalogue,
    tally: Tally,
    rows: BTreeMap<Key, TidyRow>,
    indicators: BTreeMap<String, CatalogueEntry>,
    placed: BTreeMap<(String, String), Option<Placed>>,
    /// Cells that no table knows.
    unknown: Unknown,
    /// Countries of rows that a rule left out, by the rule.
    left: BTreeMap<String, BTreeSet<String>>,
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
    fn new(call: &Call<'a>, path: &Path) -> Self {
        Book {
            importer: call.importer,
            file: path.display().to_string(),
            options: call.options,
            places: call.places,
            catalogue: call.catalogue,
            tally: Tally::default(),
            rows: BTreeMap::new(),
            indicators: BTreeMap::new(),
            placed: BTreeMap::new(),
            unknown: Unknown::default(),
            left: BTreeMap::new(),
        }
    }

    /// The territory of a row; none where it has none, which is counted, or where nobody knows it,
    /// which is told at the end. Where a row has code and name, the two must agree.
    fn place(
        &mut self,
        grid: &Grid,
        row: &GridRow,
        (head, code): (&str, &str),
        name: &str,
    ) -> Result<Option<String>, ImportError> {
        self.place_of(grid, row, (head, code), name, 1)
    }

    /// [`Book::place`] of a row with this many figures.
    fn place_of(
        &mut self,
        grid: &Grid,
        row: &GridRow,
        (head, code): (&str, &str),
        name: &str,
        figures: u64,
    ) -> Result<Option<String>, ImportError> {
        let text = if code.is_empty() { name } else { code };
        let key = (code.to_owned(), name.to_owned());
        let placed = match self.placed.get(&key) {
            Some(Some(known)) => known.clone(),
            Some(None) => {
                self.unknown.add(grid, row, head, text, "");
                return Ok(None);
            }
            None => {
                let found =
                    if code.is_empty() { self.places.name(name) } else { self.places.code(code) };
                match found {
                    Ok(placed) => {
                        self.agree(grid, row, (head, code), name, &placed)?;
                        self.placed.insert(key, Some(placed.clone()));
                        placed
                    }
                    Err(expected) => {
                        self.unknown.add(grid, row, head, text, &expected);
                        self.placed.insert(key, None);
                        return Ok(None);
                    }
                }
            }
        };
        match placed {
            Placed::Territory(t) => Ok(Some(t)),
            Placed::Aggregate { code, reason, .. } => {
                self.tally.leave_out(reason, figures);
                // `GBR_S` is a part of GBR.
                if let Some(country) = code
                    .split_once('_')
                    .map(|(c, _)| c)
                    .filter(|c| reason == PARTS && self.places.get(c).is_some())
                {
                    self.left(reason, country);
                }
                Ok(None)
            }
        }
    }

    /// Refuses a code that stands beside another country's name.
    fn agree(
        &self,
        grid: &Grid,
        row: &GridRow,
        (head, code): (&str, &str),
        name: &str,
        placed: &Placed,
    ) -> Result<(), ImportError> {
        if let (Placed::Territory(t), false) = (placed, name.is_empty())
            && let Ok(Placed::Territory(named)) = self.places.name(name)
            && named != *t
        {
            return Err(grid.bad_cell(
                row,
                head,
                &format!("`{code}` beside `{name}`"),
                &format!("the code of {name}, `{named}`"),
            ));
        }
        Ok(())
    }

    /// Remembers that a rule left a row of this country out.
    fn left(&mut self, reason: &str, territory: &str) {
        if !self.left.get(reason).is_some_and(|all| all.contains(territory)) {
            self.left.entry(reason.to_owned()).or_default().insert(territory.to_owned());
        }
    }

    /// Says of which countries nothing is left.
    fn name_the_left(&mut self) {
        let here: BTreeSet<&str> = self.rows.keys().map(|(t, _, _)| t.as_str()).collect();
        let mut notes = Vec::new();
        for (reason, countries) in &self.left {
            let gone: Vec<String> = countries
                .iter()
                .filter(|c| !here.contains(c.as_str()))
                .map(|c| {
                    self.places.get(c).map_or_else(
                        || c.clone(),
                        |t| format!("{} ({c})", t.names.or_code(Lang::En, c)),
                    )
                })
                .collect();
            if !gone.is_empty() {
                notes.push(format!(
                    "nothing is read of {}: only rows that were left out ({reason})",
                    gone.join(", ")
                ));
            }
        }
        for note in notes {
            self.tally.note(note);
        }
    }

    /// Writes a figure; gives back the row it was in, and its value there, if the key is there
    /// already.
    fn write(&mut self, f: Figure<'_>) -> Option<(u32, TidyValue)> {
        let key = (f.territory.to_owned(), f.indicator.to_owned(), f.period);
        if let Some(first) = self.rows.get(&key) {
            return Some((first.origin.row, first.value));
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
            source: self.importer.info.id.to_owned(),
            reliability: Some(f.grade.0),
            credibility: Some(f.grade.1),
            obs_status: flag.map(|s| s.status),
            rater: String::new(),
            note,
            origin: PlaceInFile {
                file: self.file.clone(),
                sheet: f.sheet.map(str::to_owned),
                row: f.row,
            },
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
                scale: None,
            });
        }
    }

    fn close(mut self) -> Result<FileRead, ImportError> {
        self.unknown.refuse(Cure::Importer)?;
        self.name_the_left();
        // An indicator declared for rows that were all withdrawn again is not needed.
        let used: std::collections::BTreeSet<&str> =
            self.rows.keys().map(|(_, i, _)| i.as_str()).collect();
        let indicators =
            self.indicators.values().filter(|i| used.contains(i.code.as_str())).cloned().collect();
        Ok(FileRead {
            rows: self.rows.into_values().collect(),
            tally: self.tally,
            sources: self.importer.source().into_iter().collect(),
            territories: Vec::new(),
            indicators,
        })
    }
}

/// Why rows of parts of a country are left out, as the registry words it.
const PARTS: &str = "parts of a country";

/// What else to do with a file of another layout.
const OTHERWISE: &str =
    "read another layout by a mapping (`ideal import mapping FILE --draft` begins one)";

fn sheet_error(grid: &Grid, found: &str, expected: &str) -> ImportError {
    let sheet = grid.sheet.as_deref().map(|s| format!("sheet `{s}`: ")).unwrap_or_default();
    ImportError::file(&grid.file, &format!("{sheet}{found}"), expected)
}

/// A cell as a calendar year.
fn year(grid: &Grid, row: &GridRow, head: &str, cell: &Cell) -> Result<Period, ImportError> {
    let whole = cell.number().filter(|n| n.fract() == 0.0 && (1900.0..=2100.0).contains(n));
    #[expect(clippy::cast_possible_truncation, reason = "a whole number from 1900 to 2100")]
    let period = whole.and_then(|n| Period::year(n as i32).ok());
    period.ok_or_else(|| {
        grid.bad_cell(row, head, &format!("`{}`", cell.text()), "a year from 1900 to 2100")
    })
}

/// A cell as a quantity: a number, one with commas between thousands, or a suppressed count (`<5`).
/// `None` if empty.
fn quantity(
    grid: &Grid,
    row: &GridRow,
    head: &str,
    cell: &Cell,
    high: f64,
) -> Result<Option<TidyValue>, ImportError> {
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
    if text.is_some_and(|t| t.contains('.') && shape(t)) {
        return Err(bad(
            "a number as the publisher writes it: this text could have thousands or decimals; take \
             the file as it was published",
        ));
    }
    let number = number.ok_or_else(|| bad("a number, or a suppressed count such as <5"))?;
    if !(0.0..=high).contains(&number) {
        return Err(bad(&format!("a value from 0 to {}", ideal_model::shortest(high))));
    }
    if censored && number == 0.0 {
        return Err(bad("a bound above 0"));
    }
    Ok(Some(if censored { TidyValue::Censored(number) } else { TidyValue::Number(number) }))
}

/// The figure of a row, in a table in which a text stands right of it: where that is a number and
/// the figure is blank, the row has slipped.
fn quantity_before_text(
    grid: &Grid,
    row: &GridRow,
    head: &str,
    column: usize,
    high: f64,
) -> Result<Option<TidyValue>, ImportError> {
    let (cell, right) = (row.cell(column), row.cell(column + 1));
    // A 0 is a remark of the publisher's.
    let is_figure = match right {
        Cell::Number(n) => *n != 0.0,
        Cell::Text(t) => thousands(t).is_some_and(|n| n != 0.0),
        _ => false,
    };
    if cell.is_empty() && is_figure {
        let found = format!("nothing, and the figure `{}` right of it", right.text());
        return Err(grid.bad_cell(
            row,
            head,
            &found,
            "the figure in its own column: has the row slipped?",
        ));
    }
    quantity(grid, row, head, cell, high)
}

/// A plain number, or one with commas between groups of three digits (`1,282`).
fn thousands(text: &str) -> Option<f64> {
    let Some((first, rest)) = text.split_once(',') else { return plain_number(text) };
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    let grouped = (1..=3).contains(&first.len())
        && digits(first)
        && rest.split(',').all(|g| g.len() == 3 && digits(g));
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
