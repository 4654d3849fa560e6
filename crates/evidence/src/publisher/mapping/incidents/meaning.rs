//! What cells mean: asked of the mapping reader once for every different cell.

use std::collections::{BTreeMap, HashMap};

use ideal_model::Period;

use super::block::Cells;
use super::layout::{Layout, Part};
use super::quantity::Exact;
use crate::calendar::{Order, date};
use crate::numeral::{Judge, both, settings};
use crate::publisher::error::ImportError;
use crate::publisher::grid::{Cell, GridRow};
use crate::publisher::mapping::amounts::Amounts;
use crate::publisher::mapping::dates::Dates;
use crate::publisher::mapping::figure::{Amount, Words};
use crate::publisher::mapping::names::{NamedCells, Names, Skip};
use crate::publisher::mapping::sheet::Table;
use crate::publisher::mapping::spec::{Mapping, Recipe, StandsFor, When};
use crate::publisher::mapping::when::Times;
use crate::publisher::places::Gazetteer;

/// What a cell that names a place or a crime area means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// A code, by its number.
    Code(u32),
    /// Its rows are left out, for this reason.
    LeftOut(&'static str),
    /// Nobody knows it: the place of its text among those.
    Unknown(usize),
}

/// What a quantity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quantity {
    /// So much.
    Known(Exact),
    /// The cell is blank.
    Blank,
    /// It cannot be read.
    Unreadable,
}

/// When a record was: its period, and month and day where the row says them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Moment {
    pub(super) period: Period,
    /// 0 where the row says none.
    pub(super) month: u8,
    /// 0 where the row says none.
    pub(super) day: u8,
}

/// What the cells of a row say of when it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Timed {
    At(Moment),
    /// The mapping leaves its year out.
    Outside,
    /// It cannot be read.
    Unreadable,
}

/// Why rows cannot be read.
pub(super) const NO_DATE: &str = "dates that cannot be read";
pub(super) const NO_QUANTITY: &str = "quantities that cannot be read";
pub(super) const MISSHAPEN: &str = "rows with another number of cells than the header";

/// A kind of rows that cannot be read: how many there are, and the first of them.
#[derive(Debug, Default)]
pub(super) struct Unreadable {
    pub(super) rows: u64,
    pub(super) first: Option<((usize, u32), ImportError)>,
}

impl Unreadable {
    /// Takes one at a place, file by file and line by line.
    pub(super) fn see(&mut self, at: (usize, u32), error: ImportError) {
        if self.first.as_ref().is_none_or(|(first, _)| at < *first) {
            self.first = Some((at, error));
        }
    }
}

/// What a cell that nobody knows was, and in how many rows.
#[derive(Clone, Debug)]
pub(super) struct UnknownCell {
    pub(super) text: String,
    pub(super) rows: u64,
    first: (usize, u32),
}

/// What all files have said so far; one for all who read.
pub(super) struct Meanings {
    places: Gazetteer,
    /// Codes by number.
    pub(super) words: Words,
    pub(super) met: NamedCells,
    territories: HashMap<String, Named>,
    areas: HashMap<String, Named>,
    pub(super) unknown_territories: Vec<UnknownCell>,
    pub(super) unknown_areas: Vec<UnknownCell>,
    pub(super) unreadable: BTreeMap<&'static str, Unreadable>,
    /// Numbers as text, by the head of their column.
    judges: BTreeMap<String, (Judge, Option<ImportError>)>,
}

/// A file that is being read.
pub(super) struct Context<'a> {
    pub(super) recipe: &'a Recipe,
    /// The recipe's mapping, with the order of this file's dates.
    pub(super) mapping: Mapping,
    pub(super) layout: Layout,
    pub(super) table: &'a Table,
    /// Place of the file in the call.
    pub(super) number: usize,
}

impl Meanings {
    /// Nothing said yet.
    pub(super) fn new() -> Result<Self, ImportError> {
        Ok(Meanings {
            places: Gazetteer::shipped()?,
            words: Words::default(),
            met: NamedCells::default(),
            territories: HashMap::new(),
            areas: HashMap::new(),
            unknown_territories: Vec::new(),
            unknown_areas: Vec::new(),
            unreadable: BTreeMap::new(),
            judges: BTreeMap::new(),
        })
    }

    /// The territories that the cells of a column name.
    pub(super) fn territories(
        &mut self,
        of: &Context<'_>,
        column: usize,
        cells: &Cells,
    ) -> Result<Vec<Named>, ImportError> {
        let mut out = Vec::with_capacity(cells.cells.len());
        for (cell, line) in cells.cells.iter().zip(&cells.lines) {
            out.push(self.territory(of, column, &cell.text(), *line)?);
        }
        Ok(out)
    }

    /// The territory that a cell, a head or the recipe itself names.
    pub(super) fn territory(
        &mut self,
        of: &Context<'_>,
        column: usize,
        text: &str,
        line: u32,
    ) -> Result<Named, ImportError> {
        let first = (of.number, line);
        if let Some(known) = self.territories.get(text) {
            again(&mut self.unknown_territories, *known, first);
            return Ok(*known);
        }
        let row = row_with(line, &[(column, Cell::of_text(text))]);
        let names = Names::new(&of.mapping, of.table, &self.places)?;
        let named = match names.place(&row, text, &mut self.met)? {
            Ok(code) if code.is_empty() => unknown(&mut self.unknown_territories, text, first),
            Ok(code) => Named::Code(self.words.number(&code)),
            Err(Skip(reason)) => Named::LeftOut(reason),
        };
        self.territories.insert(text.to_owned(), named);
        Ok(named)
    }

    /// The crime areas that the cells of a column name.
    pub(super) fn areas(
        &mut self,
        of: &Context<'_>,
        column: usize,
        cells: &Cells,
    ) -> Result<Vec<Named>, ImportError> {
        let names = Names::new(&of.mapping, of.table, &self.places)?;
        let mut out = Vec::with_capacity(cells.cells.len());
        for (cell, line) in cells.cells.iter().zip(&cells.lines) {
            let (text, first) = (cell.text(), (of.number, *line));
            if let Some(known) = self.areas.get(&text) {
                again(&mut self.unknown_areas, *known, first);
                out.push(*known);
                continue;
            }
            let row = row_with(*line, &[(column, cell.clone())]);
            let named = match names.crime_area(&row, &mut self.met) {
                Ok(code) if code.is_empty() => unknown(&mut self.unknown_areas, &text, first),
                Ok(code) => Named::Code(self.words.number(&code)),
                Err(Skip(_)) => Named::LeftOut("crime areas that the recipe leaves out"),
            };
            self.areas.insert(text, named);
            out.push(named);
        }
        Ok(out)
    }

    /// When the rows are that have these cells in the columns of time: for each of the rows given,
    /// and for each part of the layout that says something of its own.
    pub(super) fn times(
        &mut self,
        of: &Context<'_>,
        rows: &[GridRow],
    ) -> Result<Vec<Vec<Timed>>, ImportError> {
        let times = Times::new(&of.mapping, of.table, std::iter::empty())?;
        let default = crate::publisher::mapping::heads::Slot::default();
        let mut slots: Vec<_> = of.layout.parts.iter().filter_map(|p| of.layout.slot(p)).collect();
        if !of.layout.is_wide {
            slots = vec![&default];
        }
        let mut out = Vec::with_capacity(rows.len());
        for row in rows {
            if let Some(year) = times.outside(row) {
                self.met.mentions.outside(year);
                out.push(vec![Timed::Outside; slots.len()]);
                continue;
            }
            let mut of_row = Vec::with_capacity(slots.len());
            for slot in &slots {
                of_row.push(match times.read(row, slot) {
                    Ok((period, month, day)) => Timed::At(Moment {
                        period,
                        month: u8::try_from(month.unwrap_or(0)).unwrap_or(0),
                        day: u8::try_from(day).unwrap_or(0),
                    }),
                    Err(e) => {
                        self.unreadable.entry(NO_DATE).or_default().see((of.number, row.number), e);
                        Timed::Unreadable
                    }
                });
            }
            out.push(of_row);
        }
        Ok(out)
    }

    /// The quantities of a part's column.
    pub(super) fn quantities(
        &mut self,
        of: &Context<'_>,
        part: &Part,
        cells: &Cells,
    ) -> Vec<Quantity> {
        let (Some(measure), Some(slots)) =
            (of.recipe.measures.get(part.measure), of.layout.slots.get(part.measure))
        else {
            return Vec::new();
        };
        let Some(slot) = slots.get(part.slot) else { return Vec::new() };
        let mut amounts = Amounts::new(&measure.mapping, &of.table.grid, slots);
        let column = slot.column.unwrap_or_default();
        let declared = measure.mapping.file.numerals.declared;
        let mut out = Vec::with_capacity(cells.cells.len());
        for (cell, line) in cells.cells.iter().zip(&cells.lines) {
            let row = row_with(*line, &[(column, cell.clone())]);
            let bad = |found: &str, expected: &str| {
                of.table.grid.bad_cell(&row, &slot.head, found, expected)
            };
            if !declared {
                let (judge, first) = self.judges.entry(slot.head.clone()).or_default();
                match cell {
                    Cell::Text(text) => {
                        judge.see(text, u64::from(*line));
                        if first.is_none() && judge.few().or(judge.ambiguous()).is_some() {
                            *first = Some(bad(
                                &format!("`{text}`"),
                                &format!(
                                    "numbers that can be read in one way only: {}; say under [file] which is meant",
                                    both(text)
                                ),
                            ));
                        }
                    }
                    Cell::Number(_) => judge.count(1),
                    _ => {}
                }
            }
            let read = match amounts.read(&row, part.slot) {
                Ok(None) => Ok(Quantity::Blank),
                Ok(Some(Amount::Number(n))) => Exact::of(n).map(Quantity::Known).ok_or_else(|| {
                    bad(
                        &format!("`{}`", cell.text()),
                        "a quantity below 10^20 with nine decimals at most, which can be added up exactly",
                    )
                }),
                Ok(Some(Amount::Censored(_))) => Err(bad(
                    &format!("`{}`", cell.text()),
                    "a quantity: one that is suppressed cannot be added up (missing = [\"<5\"] under [file] reads it as blank)",
                )),
                // The reader of a table looks at its other rows to say how numbers are meant.
                Err(_) if is_no_number(cell, &measure.mapping) => {
                    let text = cell.text();
                    let other = settings(&text).map(|keys| format!("; under [file], {keys}")).unwrap_or_default();
                    let expected = format!("a number with {}{other}", measure.mapping.file.numerals);
                    Err(bad(&format!("`{text}`"), &expected))
                }
                Err(e) => Err(e),
            };
            out.push(read.unwrap_or_else(|e| {
                self.unreadable.entry(NO_QUANTITY).or_default().see((of.number, *line), e);
                Quantity::Unreadable
            }));
        }
        out
    }

    /// Refuses numbers that could be decimal or have thousands, in all files.
    pub(super) fn refuse_ambiguous(&mut self) -> Result<(), ImportError> {
        for (judge, first) in std::mem::take(&mut self.judges).into_values() {
            if judge.ambiguous().is_some()
                && let Some(first) = first
            {
                return Err(first);
            }
        }
        Ok(())
    }
}

/// Whether a text is no number as numbers of the file are written.
fn is_no_number(cell: &Cell, mapping: &Mapping) -> bool {
    matches!(cell, Cell::Text(text) if mapping.file.numerals.read(text.trim_start_matches('<').trim()).is_err())
}

fn unknown(all: &mut Vec<UnknownCell>, text: &str, first: (usize, u32)) -> Named {
    all.push(UnknownCell { text: text.to_owned(), rows: 0, first });
    Named::Unknown(all.len() - 1)
}

/// Files are read side by side: the first row of a cell is found by its place.
fn again(all: &mut [UnknownCell], named: Named, first: (usize, u32)) {
    if let Named::Unknown(at) = named
        && let Some(cell) = all.get_mut(at)
    {
        cell.first = cell.first.min(first);
    }
}

/// A row that has some cells and no others.
pub(super) fn row_with(line: u32, cells: &[(usize, Cell)]) -> GridRow {
    let width = cells.iter().map(|(column, _)| column + 1).max().unwrap_or(0);
    let mut row = GridRow { number: line, cells: vec![Cell::Empty; width] };
    for (column, cell) in cells {
        if let Some(there) = row.cells.get_mut(*column) {
            there.clone_from(cell);
        }
    }
    row
}

/// Finds out the order of a file's dates from some of its rows, where the recipe does not say it:
/// every later row has to keep to it.
pub(super) fn with_order(
    mapping: &Mapping,
    table: &Table,
    rows: &[GridRow],
) -> Result<Mapping, ImportError> {
    let mut mapping = mapping.clone();
    let When::Date { column, order, stands_for, .. } = &mut mapping.period else {
        return Ok(mapping);
    };
    let at = table.find(column)?;
    let head = column.0.first().cloned().unwrap_or_default();
    let dates = Dates {
        grid: &table.grid,
        column: at,
        head: &head,
        by_month: *stands_for != Some(StandsFor::Year),
    };
    // What is no date in any order is told with all others like it.
    let is_date = |row: &&GridRow| match row.cell(at) {
        Cell::Text(text) => {
            [Order::Dmy, Order::Mdy, Order::Ymd].iter().any(|o| date(text, *o).is_ok())
        }
        Cell::Date(..) => true,
        _ => false,
    };
    let rows = rows.iter().filter(is_date);
    let found = match *order {
        Some(order) => {
            dates.are_not_turned(rows.clone())?;
            order
        }
        None => dates.order(rows.clone())?,
    };
    if stands_for.is_none() {
        dates.are_days(rows, found)?;
        *stands_for = Some(StandsFor::Day);
    }
    *order = Some(found);
    Ok(mapping)
}
