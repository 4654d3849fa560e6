//! What the columns of an unknown table seem to hold.

use std::collections::BTreeMap;

use crate::calendar::{Months, Order, date, month_of, year_of};
use crate::numeral::{readings, shape};
use crate::publisher::grid::{Cell, Grid, GridRow};
use crate::publisher::places::{Gazetteer, Placed};

/// How many rows are looked at.
const SAMPLE: usize = 5_000;
/// How many different cells of a column are remembered.
const DISTINCT: usize = 400;

/// A column.
#[derive(Debug, Default)]
pub(super) struct Column {
    pub(super) at: usize,
    pub(super) head: String,
    pub(super) filled: usize,
    pub(super) numbers: usize,
    pub(super) years: usize,
    pub(super) dates: usize,
    /// Cells that are a known territory: by alpha-3, alpha-2, name.
    pub(super) places: [usize; 3],
    /// Cells that are a month: by number, in English, Spanish, Portuguese.
    pub(super) months: [usize; 4],
    /// Different cells with how often they come, as far as they are remembered.
    pub(super) cells: BTreeMap<String, usize>,
    pub(super) many: bool,
}

pub(super) const PLACES: [&str; 3] = ["iso3", "iso2", "name"];
pub(super) const MONTHS: [(&str, Months); 4] = [("number", Months::Number), ("en", Months::En), ("es", Months::Es), ("pt", Months::Pt)];

impl Column {
    /// Whether at least this share of the filled cells is of a kind.
    pub(super) fn mostly(&self, count: usize, percent: usize) -> bool {
        self.filled > 0 && count * 100 >= self.filled * percent
    }

    /// Texts of the column that are numbers in some way of writing.
    pub(super) fn number_texts(&self) -> impl Iterator<Item = &str> + Clone {
        self.cells.keys().map(String::as_str).filter(|t| !readings(t.trim_start_matches('<').trim_start()).is_empty())
    }

    /// Texts that are none.
    pub(super) fn other_texts(&self) -> Vec<&str> {
        self.cells.keys().map(String::as_str).filter(|t| readings(t.trim_start_matches('<').trim_start()).is_empty()).collect()
    }

    /// Whether every number with a point or a comma in it could have thousands.
    pub(super) fn is_doubtful(&self) -> bool {
        let mut signs = self.number_texts().filter(|t| t.contains(['.', ','])).peekable();
        signs.peek().is_some() && signs.all(shape)
    }

    /// Whether its head has one of these words.
    pub(super) fn is_called(&self, words: &[&str]) -> bool {
        let key = ideal_model::name_key(&self.head);
        key.split(' ').any(|w| words.contains(&w))
    }
}

/// The columns of a table whose header is the row at `header`.
pub(super) fn columns(grid: &Grid, header: usize, places: &Gazetteer) -> Vec<Column> {
    let Some(head) = grid.rows.get(header) else { return Vec::new() };
    let body = grid.rows.get(header + 1..).unwrap_or_default();
    let step = body.len() / SAMPLE + 1;
    let width = head.cells.len().max(body.iter().take(SAMPLE).map(|r| r.cells.len()).max().unwrap_or(0));
    (0..width)
        .map(|at| {
            let mut column = Column { at, head: head.cell(at).text(), ..Column::default() };
            for row in body.iter().step_by(step) {
                see(&mut column, row.cell(at), places);
            }
            column
        })
        .collect()
}

fn see(column: &mut Column, cell: &Cell, places: &Gazetteer) {
    if cell.is_empty() {
        return;
    }
    let text = cell.text();
    column.filled += 1;
    let is_date = match cell {
        Cell::Date(..) => true,
        Cell::Text(t) => [Order::Dmy, Order::Mdy, Order::Ymd].into_iter().any(|o| date(t, o).is_ok()),
        _ => false,
    };
    column.dates += usize::from(is_date);
    column.years += usize::from(year_of(&text).is_some());
    let number =
        cell.number().is_some() || (matches!(cell, Cell::Text(_)) && !readings(text.trim_start_matches('<').trim_start()).is_empty());
    column.numbers += usize::from(number);
    for (count, (_, months)) in column.months.iter_mut().zip(MONTHS) {
        *count += usize::from(month_of(&text, months).is_some());
    }
    if !number && !is_date {
        let known = |found: Result<Placed, String>| matches!(found, Ok(Placed::Territory(_)));
        let found = [text.len() == 3 && known(places.code(&text)), text.len() == 2 && known(places.iso2(&text)), known(places.name(&text))];
        for (count, yes) in column.places.iter_mut().zip(found) {
            *count += usize::from(yes);
        }
    }
    if let Some(n) = column.cells.get_mut(&text) {
        *n += 1;
    } else if column.cells.len() < DISTINCT {
        column.cells.insert(text, 1);
    } else {
        column.many = true;
    }
}

/// The row that looks like the header: the first with texts in most of the columns that rows below it use.
pub(super) fn header(grid: &Grid) -> Option<usize> {
    let filled = |r: &GridRow| r.cells.iter().filter(|c| !c.is_empty()).count();
    let widest = grid.rows.iter().take(200).map(filled).max()?;
    let texts = |r: &GridRow| {
        let heads = |c: &&Cell| matches!(c, Cell::Text(_) | Cell::Date(..)) || year_of(&c.text()).is_some();
        r.cells.iter().filter(heads).count()
    };
    grid.rows.iter().take(50).position(|r| filled(r) * 10 >= widest * 6 && texts(r) * 10 >= filled(r) * 8)
}
