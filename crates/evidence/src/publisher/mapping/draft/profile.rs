//! What the columns of an unknown table seem to hold.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::Datelike;
use ideal_model::Period;

use super::words::CODES;
use crate::calendar::{
    Months, Order, date, is_like_a_date, is_month_and_short_year, month_and_year, month_of, year_of,
};
use crate::numeral::{readings, shape};
use crate::publisher::grid::{Cell, Grid, GridRow};
use crate::publisher::mapping::totals::is_total;
use crate::publisher::places::{Gazetteer, Placed};

/// How many rows are looked at.
const SAMPLE: usize = 50_000;
/// How many different cells of a column are remembered.
const DISTINCT: usize = 400;
/// How many texts of a column are looked at once alone.
const KINDS: usize = 20_000;

/// A column.
#[derive(Debug, Default)]
pub(super) struct Column {
    pub(super) at: usize,
    pub(super) head: String,
    pub(super) filled: usize,
    pub(super) numbers: usize,
    pub(super) years: usize,
    /// Cells that are a year, a quarter or a month as this program writes them: `2023-Q1`.
    pub(super) periods: usize,
    pub(super) dates: usize,
    /// Dates that are the first or the last day of a year.
    pub(super) year_ends: usize,
    /// Whether most of its dates are of another year than the row says in its first column of
    /// years.
    pub(super) dates_of_other_years: bool,
    /// Cells that look like a date, also one that nobody can read for certain: `13/01/22`,
    /// `ene-23`.
    pub(super) like_dates: usize,
    /// Cells that are a known territory: by alpha-3, alpha-2, name, alpha-3 in small letters, UN
    /// M49.
    pub(super) places: [usize; 5],
    /// How a mapping reads its head, where that is a territory.
    pub(super) head_place: Option<&'static str>,
    /// Cells that are a month: by number, in English, Spanish, Portuguese.
    pub(super) months: [usize; 4],
    /// Cells that are a month with its year, likewise.
    pub(super) months_of_years: [usize; 4],
    /// Different cells with how often they come, as far as they are remembered.
    pub(super) cells: BTreeMap<String, usize>,
    pub(super) many: bool,
    /// Numbers with a sign in them, as far as they are remembered.
    signed: BTreeSet<String>,
    /// What each text was found to be.
    kinds: HashMap<String, Kind>,
}

/// What a cell could be.
#[derive(Clone, Copy, Debug, Default)]
struct Kind {
    number: bool,
    year: bool,
    period: bool,
    date: bool,
    year_end: bool,
    like_a_date: bool,
    places: [bool; 5],
    months: [bool; 4],
    months_of_years: [bool; 4],
}

/// The words of a mapping for them.
pub(super) const PLACES: [&str; 5] = ["iso3", "iso2", "name", "iso3-lower", "m49"];

impl Column {
    /// Whether at least this share of the filled cells is of a kind.
    pub(super) fn mostly(&self, count: usize, percent: usize) -> bool {
        self.filled > 0 && count * 100 >= self.filled * percent
    }

    /// Cells that say that there is no value, as far as a text shows it: `..`, `n.d.`, `s/d`, `NA`.
    fn absent(&self) -> usize {
        let is =
            |text: &str| text.chars().count() <= 4 && !text.bytes().any(|b| b.is_ascii_digit());
        self.cells.iter().filter(|(text, _)| is(text)).map(|(_, n)| n).sum()
    }

    /// Whether its cells are numbers, but for those that say that there is none.
    pub(super) fn is_of_numbers(&self) -> bool {
        self.numbers > 0 && self.numbers * 100 >= self.filled.saturating_sub(self.absent()) * 60
    }

    /// Whether its cells are dates, likewise.
    pub(super) fn is_of_dates(&self) -> bool {
        self.dates > 0 && self.dates * 100 >= self.filled.saturating_sub(self.absent()) * 90
    }

    /// Whether it holds years and nothing else.
    pub(super) fn is_of_years(&self) -> bool {
        !self.head.is_empty() && self.mostly(self.years, 95) && self.numbers == self.filled
    }

    /// Whether its head says that it is of codes or numbers of things: `cod_dane`, `cowcode`.
    pub(super) fn is_of_codes(&self) -> bool {
        let key = ideal_model::name_key(&self.head);
        self.is_called(&CODES)
            || key.split(' ').any(|w| {
                (w.len() > 4 && w.ends_with("code")) || (w.len() < 7 && w.starts_with("cod"))
            })
    }

    /// Whether all its cells say the same.
    pub(super) fn is_constant(&self) -> bool {
        self.cells.len() == 1
    }

    /// Whether its cells are numbers with a sign or a word beside them: `12%`, `$12`, `12 casos`;
    /// `ZONA 1` is a name.
    pub(super) fn figures_with_signs(&self) -> bool {
        let bare = |text: &str| text.trim_matches(|c: char| !c.is_ascii_digit()).to_owned();
        let named = |text: &str| {
            text.chars().take_while(|c| !c.is_ascii_digit()).filter(|c| c.is_alphabetic()).count()
                > 3
        };
        let is = |text: &&String| {
            let number = bare(text);
            !named(text)
                && text.chars().count() <= number.len() + 12
                && !readings(&number).is_empty()
                && readings(text).is_empty()
        };
        let found: usize = self.cells.iter().filter(|(text, _)| is(text)).map(|(_, n)| n).sum();
        !self.head.is_empty()
            && found > 0
            && self.years == 0
            && self.dates == 0
            && self.mostly(found + self.numbers, 80)
    }

    /// Numbers of the column with a sign in them that is decimal or stands between thousands.
    pub(super) fn number_texts(&self) -> impl Iterator<Item = &str> + Clone {
        self.signed.iter().map(String::as_str)
    }

    /// Texts that are none.
    pub(super) fn other_texts(&self) -> Vec<&str> {
        self.cells
            .keys()
            .map(String::as_str)
            .filter(|t| readings(t.trim_start_matches('<').trim_start()).is_empty())
            .collect()
    }

    /// Whether every number with a point or a comma in it could have thousands.
    pub(super) fn is_doubtful(&self) -> bool {
        let mut signs = self.number_texts().peekable();
        signs.peek().is_some() && signs.all(shape)
    }

    /// Whether its head has one of these words, or is two of them in one: `NumericValue`.
    pub(super) fn is_called(&self, words: &[&str]) -> bool {
        let mut parted = String::new();
        for c in self.head.chars() {
            if c.is_uppercase() && parted.ends_with(char::is_lowercase) {
                parted.push(' ');
            }
            parted.push(c);
        }
        let is = |head: &str| ideal_model::name_key(head).split(' ').any(|w| words.contains(&w));
        is(&self.head) || is(&parted)
    }
}

/// The columns of a table whose header is the row at `header` and whose rows end before `end`, each
/// in the place that its `at` says.
pub(super) fn columns(grid: &Grid, header: usize, end: usize, places: &Gazetteer) -> Vec<Column> {
    let Some(head) = grid.rows.get(header) else { return Vec::new() };
    let body = grid.rows.get(header + 1..end).unwrap_or_default();
    let step = body.len() / SAMPLE + 1;
    let width =
        head.cells.len().max(body.iter().take(SAMPLE).map(|r| r.cells.len()).max().unwrap_or(0));
    let mut columns: Vec<Column> = (0..width)
        .map(|at| {
            let text = head.cell(at).text();
            let code = (text.len() == 3 && places.get(&text).is_some()).then_some("iso3");
            let head_place =
                code.or((text.len() > 3 && places.named(&text).is_some()).then_some("name"));
            let mut column = Column { at, head: text, head_place, ..Column::default() };
            for row in body.iter().step_by(step) {
                see(&mut column, row.cell(at), places);
            }
            column
        })
        .collect();
    let year = columns.iter().find(|c| c.is_of_years() && c.is_called_year()).map(|c| c.at);
    if let Some(year) = year {
        for column in columns.iter_mut().filter(|c| c.dates > 0) {
            let years = body.iter().step_by(step).filter_map(|r| {
                Some((year_of(&r.cell(year).text())?, day_of(r.cell(column.at))?.0))
            });
            let (same, all) =
                years.fold((0, 0), |(same, all), (a, b)| (same + usize::from(a == b), all + 1));
            column.dates_of_other_years = all > 0 && same * 2 < all;
        }
    }
    columns
}

/// Year, month and day of a cell that is a date, in the first order that fits.
fn day_of(cell: &Cell) -> Option<(i32, u32, u32)> {
    match cell {
        Cell::Date(y, m, d) => Some((*y, *m, *d)),
        Cell::Text(t) => [Order::Dmy, Order::Mdy, Order::Ymd]
            .into_iter()
            .find_map(|o| date(t, o).ok())
            .map(|d| (d.year(), d.month(), d.day())),
        _ => None,
    }
}

fn see(column: &mut Column, cell: &Cell, places: &Gazetteer) {
    if cell.is_empty() {
        return;
    }
    let text = cell.text();
    column.filled += 1;
    let kind = match column.kinds.get(&text) {
        Some(kind) => *kind,
        None => {
            let kind = kind(cell, &text, places);
            if column.kinds.len() < KINDS {
                column.kinds.insert(text.clone(), kind);
            }
            kind
        }
    };
    column.dates += usize::from(kind.date);
    column.year_ends += usize::from(kind.year_end);
    column.like_dates += usize::from(kind.like_a_date);
    column.years += usize::from(kind.year);
    column.periods += usize::from(kind.period);
    column.numbers += usize::from(kind.number);
    column.months.iter_mut().zip(kind.months).for_each(|(n, yes)| *n += usize::from(yes));
    column
        .months_of_years
        .iter_mut()
        .zip(kind.months_of_years)
        .for_each(|(n, yes)| *n += usize::from(yes));
    column.places.iter_mut().zip(kind.places).for_each(|(n, yes)| *n += usize::from(yes));
    if kind.number
        && matches!(cell, Cell::Text(_))
        && column.signed.len() < DISTINCT
        && text.contains(|c: char| !c.is_ascii_digit())
    {
        column.signed.insert(text.clone());
    }
    if let Some(n) = column.cells.get_mut(&text) {
        *n += 1;
    } else if column.cells.len() < DISTINCT {
        column.cells.insert(text, 1);
    } else {
        column.many = true;
    }
}

fn kind(cell: &Cell, text: &str, places: &Gazetteer) -> Kind {
    let day = day_of(cell);
    let date = day.is_some();
    let number = cell.number().is_some()
        || (matches!(cell, Cell::Text(_))
            && !readings(text.trim_start_matches('<').trim_start()).is_empty());
    let place = |yes: bool| !number && !date && yes;
    let small = text.len() == 3 && text.bytes().all(|b| b.is_ascii_lowercase());
    Kind {
        number,
        year: year_of(text).is_some(),
        period: text.parse::<Period>().is_ok(),
        like_a_date: date || (!number && (is_like_a_date(text) || is_month_and_short_year(text))),
        date,
        year_end: day.is_some_and(|(_, month, day)| matches!((month, day), (1, 1) | (12, 31))),
        places: [
            place(text.len() == 3 && places.get(text).is_some()),
            // More often `not available` than Namibia.
            place(
                text.len() == 2
                    && text != "NA"
                    && matches!(places.iso2(text), Ok(Placed::Territory(_))),
            ),
            place(places.named(text).is_some()),
            place(small && places.get(&text.to_uppercase()).is_some()),
            number && text.len() <= 3 && places.m49(text).is_ok(),
        ],
        months: Months::WORDS.map(|(_, months)| month_of(text, months).is_some()),
        // Six digits are more often a figure.
        months_of_years: Months::WORDS
            .map(|(_, months)| !number && !date && month_and_year(text, months).is_some()),
    }
}

/// The row that looks like the header: the first with texts in most of the columns that rows below
/// it use.
pub(super) fn header(grid: &Grid) -> Option<usize> {
    let filled = |r: &GridRow| r.cells.iter().filter(|c| !c.is_empty()).count();
    let widest = grid.rows.iter().take(200).map(filled).max()?;
    let texts = |r: &GridRow| {
        let heads =
            |c: &&Cell| matches!(c, Cell::Text(_) | Cell::Date(..)) || year_of(&c.text()).is_some();
        r.cells.iter().filter(heads).count()
    };
    grid.rows
        .iter()
        .take(50)
        .position(|r| filled(r) * 10 >= widest * 6 && texts(r) * 10 >= filled(r) * 8)
}

/// Where the rows of the table end, and the column that shows it: rows below have little in them,
/// and nothing there.
pub(super) fn footer(grid: &Grid, header: usize) -> Option<(usize, usize)> {
    const ROWS: usize = 30;
    let body = grid.rows.get(header + 1..)?;
    let filled = |r: &GridRow| r.cells.iter().filter(|c| !c.is_empty()).count();
    let widest = body.iter().map(filled).max()?;
    let starts =
        |r: &GridRow| r.cells.iter().find(|c| !c.is_empty()).map(Cell::text).unwrap_or_default();
    let thin = |r: &&GridRow| filled(r) <= (widest / 3).max(1) || is_total(&starts(r));
    let below = body.iter().rev().take(ROWS).take_while(thin).count();
    let width = grid.rows.get(header)?.cells.len();
    let heads = grid.rows.get(header)?;
    // A row of totals may have a cell in every column: then the footer begins below it.
    let (at, column) = (body.len() - below..body.len()).find_map(|end| {
        let (rows, last) = body.split_at_checked(end)?;
        let first = last.first().filter(|_| rows.len() > 2)?;
        // Nothing stands in it from there on, and something above; a column of figures may have
        // gaps anywhere.
        let shows = |column: &usize| {
            first.cell(*column).is_empty()
                && rows.iter().all(|r| !r.cell(*column).is_empty())
                && last.iter().all(|r| r.cell(*column).is_empty())
        };
        let texts = |column: &usize| {
            rows.iter().any(|r| matches!(r.cell(*column), Cell::Text(_) | Cell::Date(..)))
        };
        let all: Vec<usize> =
            (0..width).filter(shows).filter(|c| !heads.cell(*c).is_empty()).collect();
        all.iter().find(|c| texts(c)).or(all.first()).map(|column| (end, *column))
    })?;
    Some((header + 1 + at, column))
}
