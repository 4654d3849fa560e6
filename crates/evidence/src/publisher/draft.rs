//! What an importer writes while it reads: rows, the count of what was read, and what the project
//! must learn.

use std::collections::BTreeMap;

use ideal_model::{IndicatorCatalogue, Names, Period};

use super::error::ImportError;
use super::grid::{Cell, Grid, GridRow};
use super::places::{Gazetteer, Placed};
use super::tally::Tally;
use super::unknown::Unknown;
use crate::calendar::year_of;

/// A catalogue entry that does not ship.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NewIndicator {
    pub(crate) code: String,
    pub(crate) names: Names,
    pub(crate) unit: String,
    pub(crate) kind: String,
    pub(crate) series: String,
}

/// A figure with its place in the file.
#[derive(Clone, Debug)]
pub(crate) struct Fact {
    pub(crate) value: f64,
    pub(crate) unit: String,
    pub(crate) se: Option<f64>,
    pub(crate) sheet: Option<String>,
    pub(crate) row: u32,
}

/// Territory, area, indicator, period.
pub(crate) type Key = (String, String, String, Period);

/// The draft of one file.
pub(crate) struct Draft<'a> {
    pub(crate) places: &'a Gazetteer,
    pub(crate) catalogue: &'a IndicatorCatalogue,
    pub(crate) tally: Tally,
    pub(crate) facts: BTreeMap<Key, Fact>,
    /// Publisher's aggregates that are used: code and name.
    pub(crate) regions: BTreeMap<String, String>,
    pub(crate) indicators: BTreeMap<String, NewIndicator>,
    /// Cells that should name a territory and do not; the file is refused with all of them once it
    /// is read.
    pub(crate) unknown: Unknown,
}

impl<'a> Draft<'a> {
    /// A draft with nothing in it.
    pub(crate) fn new(places: &'a Gazetteer, catalogue: &'a IndicatorCatalogue) -> Self {
        Draft {
            places,
            catalogue,
            tally: Tally::default(),
            facts: BTreeMap::new(),
            regions: BTreeMap::new(),
            indicators: BTreeMap::new(),
            unknown: Unknown::default(),
        }
    }

    /// The territory that a row's cell was found to be. `None` for an aggregate, whose `cells`
    /// figures are left out, and for what nobody knows, which is kept for the one message about the
    /// file.
    pub(crate) fn territory(
        &mut self,
        grid: &Grid,
        row: &GridRow,
        head: &str,
        (text, found): (&str, Result<Placed, String>),
        cells: u64,
    ) -> Option<String> {
        match found {
            Ok(Placed::Territory(t)) => return Some(t),
            Ok(Placed::Aggregate { reason, .. }) => self.tally.leave_out(reason, cells),
            Err(expected) => self.unknown.add(grid, row, head, text, &expected),
        }
        None
    }

    /// The territory of a row that has a code and, beside it, a name; see [`Draft::territory`].
    /// Where the name is a country that is known, it has to be the one of the code: a column that
    /// slipped by a row does not pass.
    pub(crate) fn coded(
        &mut self,
        grid: &Grid,
        row: &GridRow,
        (head, code): (&str, &str),
        name: &str,
        cells: u64,
    ) -> Result<Option<String>, ImportError> {
        let found = self.places.code(code);
        if let (Ok(placed), Some(named)) = (&found, self.places.named(name))
            && *placed != Placed::Territory(named.to_owned())
        {
            let expected = format!("the code of {name}, `{named}`: has a column slipped?");
            return Err(grid.bad_cell(row, head, &format!("`{code}` beside `{name}`"), &expected));
        }
        Ok(self.territory(grid, row, head, (code, found), cells))
    }

    /// Writes a number. The same key twice in one file is an error: nothing says which row is
    /// meant.
    pub(crate) fn number(
        &mut self,
        grid: &Grid,
        row: &GridRow,
        (territory, area, indicator, period): (&str, &str, &str, Period),
        value: f64,
        unit: &str,
        se: Option<f64>,
    ) -> Result<(), ImportError> {
        let key = (territory.to_owned(), area.to_owned(), indicator.to_owned(), period);
        let fact =
            Fact { value, unit: unit.to_owned(), se, sheet: grid.sheet.clone(), row: row.number };
        match self.facts.insert(key, fact) {
            None => Ok(()),
            Some(first) => {
                let found = format!(
                    "{territory}, {area}, {indicator}, {period} again (first in row {})",
                    first.row
                );
                Err(grid.bad_row(row, &found, "each key once in a file"))
            }
        }
    }

    /// A publisher's aggregate that is used.
    pub(crate) fn region(&mut self, code: &str, name: &str) {
        self.regions.entry(code.to_owned()).or_insert_with(|| name.to_owned());
    }

    /// An indicator the shipped catalogue lacks.
    pub(crate) fn new_indicator(&mut self, indicator: NewIndicator) {
        self.indicators.entry(indicator.code.clone()).or_insert(indicator);
    }

    /// A cell as a year.
    pub(crate) fn year(
        &self,
        grid: &Grid,
        row: &GridRow,
        head: &str,
        cell: &Cell,
    ) -> Result<Period, ImportError> {
        let text = cell.text();
        let period = year_of(&text).and_then(|y| Period::year(y).ok());
        period.ok_or_else(|| {
            grid.bad_cell(row, head, &format!("`{text}`"), "a year from 1900 to 2100")
        })
    }

    /// A cell as a number in a range.
    pub(crate) fn number_in(
        &self,
        grid: &Grid,
        row: &GridRow,
        head: &str,
        cell: &Cell,
        [low, high]: [f64; 2],
    ) -> Result<f64, ImportError> {
        let bad =
            |expected: &str| grid.bad_cell(row, head, &format!("`{}`", cell.text()), expected);
        let value = cell.number().ok_or_else(|| match cell {
            Cell::Text(t) if t.contains(',') => {
                bad("a number with a decimal point: take the file as it was published, before a \
                     spreadsheet saved it")
            }
            Cell::Fault(_) => {
                bad("a number: open the file in a spreadsheet, which calculates it, \
                                   mend what is wrong, and save it")
            }
            _ => bad("a number"),
        })?;
        if (low..=high).contains(&value) {
            return Ok(value);
        }
        Err(bad(&format!(
            "a value from {} to {}",
            ideal_model::shortest(low),
            ideal_model::shortest(high)
        )))
    }
}
