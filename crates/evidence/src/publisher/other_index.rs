//! Another index, read to stand beside the scores of an assessment: a column `territory`, a column
//! of values, and if need be `crime_area` and `period` (or `year`).

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use ideal_model::{CrimeAreas, OtherIndex, OtherValue, Period};

use super::error::ImportError;
use super::grid::{Cell, Columns, Grid, GridRow};
use super::open::{is_workbook, text};
use super::places::{Gazetteer, KNOWN_PLACE, Placed};
use super::unknown::{Cure, Unknown};
use crate::numeral::{Numerals, settings_for_all};
use crate::unread_marks;

const TERRITORY: &str = "territory";
const CRIME_AREA: &str = "crime_area";
const PERIOD: &str = "period";

/// Heads of the column of periods, in the order in which they are looked for.
const PERIODS: [&str; 4] = [PERIOD, "year", "año", "ano"];

/// What is expected of a value.
const NUMBER: &str = "a number written as those of the other rows, or an empty cell";

/// Codes that an assessment has beside those that ship.
#[derive(Clone, Debug, Default)]
pub struct OwnCodes {
    /// Of territories.
    pub territories: BTreeSet<String>,
    /// Of crime areas.
    pub crime_areas: BTreeSet<String>,
}

/// An index as it was read, and what of the file was left aside.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OtherIndexRead {
    /// The index.
    pub index: OtherIndex,
    /// Rows of other periods.
    pub other_periods: usize,
    /// Rows without a value.
    pub empty: usize,
    /// Rows of aggregates: regions, income classes.
    pub aggregates: usize,
}

/// Reads the values of a period from a text table or a workbook: those of `column`, or of the only
/// column of numbers there is. Territories are codes, or names that the registry knows; a crime
/// area that is `*` or empty means the territory as a whole. Without a column `period` every row
/// counts.
///
/// # Errors
/// [`ImportError`] with file and line: no column `territory`, several columns of numbers and none
/// named, codes that nobody knows (all of them), a cell that is no number, a unit that stands
/// twice, no value of the period.
pub fn read_other_index(
    path: &Path,
    column: Option<&str>,
    period: Period,
    own: &OwnCodes,
) -> Result<OtherIndexRead, ImportError> {
    let grid = opened(path)?;
    let mut rows = grid.rows.iter().filter(|r| !r.is_blank());
    let header = rows.next().ok_or_else(|| {
        ImportError::file(&grid.file, "an empty table", "a header and a row per territory")
    })?;
    let columns = grid.columns(header);
    if let Some((head, _)) =
        columns.heads().into_iter().find(|(head, _)| unread_marks::column(head))
    {
        let found = format!("a column of handling marks, `{head}`");
        let cure = "a table without marks, which are not read here: leave out the rows that may not be \
                    read, and the column";
        return Err(ImportError::file(&grid.file, &found, cure));
    }
    let territory = columns.find(&head(&columns, TERRITORY))?;
    let optional = |name: &str| {
        let head = head(&columns, name);
        columns.heads().iter().find(|(h, _)| *h == head).map(|(_, at)| *at)
    };
    let (area, when) = (optional(CRIME_AREA), PERIODS.into_iter().find_map(optional));
    let rows: Vec<&GridRow> = rows.collect();
    for row in &rows {
        grid.whole_row(row, &columns)?;
    }
    let keys: Vec<usize> = [Some(territory), area, when].into_iter().flatten().collect();
    let (values, named) = value_column(&columns, &rows, column, &keys)?;
    let mut reader = Reader {
        grid: &grid,
        own,
        places: Gazetteer::shipped()?,
        areas: CrimeAreas::shipped()?,
        unknown: Unknown::default(),
        seen: BTreeMap::new(),
        numerals: numerals(&rows, values).unwrap_or_default(),
        read: OtherIndexRead::default(),
    };
    reader.read.index.file = grid.file.clone();
    reader.read.index.column = named;
    let mut periods = BTreeSet::new();
    for row in rows {
        if let Some(at) = when {
            let of = reader.period(row, at)?;
            periods.insert(of);
            if of != period {
                reader.read.other_periods += 1;
                continue;
            }
        }
        reader.row(row, territory, area, values)?;
    }
    let Reader { unknown, read, .. } = reader;
    unknown.refuse(Cure::File)?;
    if read.index.values.is_empty() {
        let other: Vec<String> = periods.iter().map(ToString::to_string).collect();
        let found = match other.as_slice() {
            [] => "no value".to_owned(),
            _ => format!("no value of {period}: its periods are {}", other.join(", ")),
        };
        return Err(ImportError::file(&grid.file, &found, &format!("values of {period}")));
    }
    Ok(read)
}

/// The text table, or the one sheet of a workbook that has a column `territory`.
fn opened(path: &Path) -> Result<Grid, ImportError> {
    if !is_workbook(path) {
        return text(path, TERRITORY);
    }
    let sheets = Grid::sheets(path, &|names| Ok(names.to_vec()))?;
    let file = path.display().to_string();
    let has = |grid: &&Grid| {
        let header = grid.rows.iter().find(|r| !r.is_blank());
        header.is_some_and(|h| h.cells.iter().any(|c| is_head(&c.text(), TERRITORY)))
    };
    let with: Vec<&Grid> = sheets.iter().filter(has).collect();
    match with.as_slice() {
        [one] => Ok((*one).clone()),
        several => {
            let found = format!("{} sheets with a column `{TERRITORY}`", several.len());
            Err(ImportError::file(&file, &found, "one such sheet"))
        }
    }
}

fn is_head(text: &str, name: &str) -> bool {
    text.trim().to_lowercase() == name
}

/// The plainest way of writing under which all texts of a column are numbers; none where there is
/// none.
fn numerals(rows: &[&GridRow], at: usize) -> Option<Numerals> {
    let text = |row: &&GridRow| match row.cell(at) {
        Cell::Text(text) => Some(text.clone()),
        _ => None,
    };
    let texts: Vec<String> = rows.iter().filter_map(text).collect();
    if texts.is_empty() {
        return Some(Numerals::default());
    }
    settings_for_all(texts.iter().map(String::as_str))
}

/// A cell as a finite number, as its column writes numbers.
fn number(cell: &Cell, numerals: Numerals) -> Option<f64> {
    match cell {
        Cell::Text(text) => numerals.read(text).ok(),
        other => other.number(),
    }
}

/// The head of a file that means this one, whatever its capitals; the name itself where there is
/// none.
fn head(columns: &Columns, name: &str) -> String {
    columns
        .heads()
        .iter()
        .find(|(h, _)| is_head(h, name))
        .map_or_else(|| name.to_owned(), |(h, _)| (*h).to_owned())
}

/// The column of values with its head: the one named, or the only one that has numbers and nothing
/// else.
fn value_column(
    columns: &Columns,
    rows: &[&GridRow],
    named: Option<&str>,
    keys: &[usize],
) -> Result<(usize, String), ImportError> {
    if let Some(name) = named {
        return Ok((columns.find(name)?, name.to_owned()));
    }
    let heads = columns.heads();
    let others: Vec<&(&str, usize)> = heads.iter().filter(|(_, at)| !keys.contains(at)).collect();
    let is_numbers = |at: usize| {
        let written = numerals(rows, at).unwrap_or_default();
        let mut cells = rows.iter().map(|r| r.cell(at)).filter(|c| !c.is_empty()).peekable();
        cells.peek().is_some() && cells.all(|c| number(c, written).is_some())
    };
    let of_numbers: Vec<&&(&str, usize)> =
        others.iter().filter(|(_, at)| is_numbers(*at)).collect();
    match (of_numbers.as_slice(), others.as_slice()) {
        ([(head, at)], _) | ([], [(head, at)]) => Ok((*at, (*head).to_owned())),
        ([], _) => Err(columns.missing("a column of numbers beside `territory`")),
        _ => {
            let list: Vec<String> = of_numbers.iter().map(|(h, _)| format!("`{h}`")).collect();
            let expected =
                format!("one column of values; name it with --column: {}", list.join(", "));
            Err(columns.missing(&expected))
        }
    }
}

/// Reads row after row.
struct Reader<'a> {
    grid: &'a Grid,
    own: &'a OwnCodes,
    places: Gazetteer,
    areas: CrimeAreas,
    unknown: Unknown,
    /// The line that each unit was first seen in.
    seen: BTreeMap<(String, Option<String>), u32>,
    /// How the values are written.
    numerals: Numerals,
    read: OtherIndexRead,
}

impl Reader<'_> {
    fn period(&self, row: &GridRow, at: usize) -> Result<Period, ImportError> {
        let text = row.cell(at).text();
        text.parse().map_err(|_| {
            let expected = "a period: 2023, 2023-Q2 or 2023-05";
            self.grid.bad_cell(row, PERIOD, &format!("`{text}`"), expected)
        })
    }

    fn row(
        &mut self,
        row: &GridRow,
        territory: usize,
        area: Option<usize>,
        values: usize,
    ) -> Result<(), ImportError> {
        let name = row.cell(territory).text();
        let place = if self.own.territories.contains(&name) {
            Ok(Placed::Territory(name.clone()))
        } else {
            self.places.code(&name)
        };
        let territory = match place {
            Ok(Placed::Territory(code)) => code,
            Ok(Placed::Aggregate { .. }) => {
                self.read.aggregates += 1;
                return Ok(());
            }
            Err(expected) => {
                let expected = if name.is_empty() { KNOWN_PLACE } else { &expected };
                self.unknown.add(self.grid, row, TERRITORY, &name, expected);
                return Ok(());
            }
        };
        let area = area.map(|at| row.cell(at).text()).filter(|a| !a.is_empty() && a != "*");
        if let Some(code) = &area
            && !self.own.crime_areas.contains(code)
            && self.areas.get(code).is_none()
        {
            let near = self.areas.nearest(code);
            let hint = if near.is_empty() {
                String::new()
            } else {
                format!("; the nearest are {}", near.join(", "))
            };
            let expected = format!("the code of a crime area{hint}");
            self.unknown.add(self.grid, row, CRIME_AREA, code, &expected);
            return Ok(());
        }
        let cell = row.cell(values);
        if cell.is_empty() {
            self.read.empty += 1;
            return Ok(());
        }
        let Some(value) = number(cell, self.numerals) else {
            let column = &self.read.index.column;
            return Err(match cell {
                Cell::Fault(fault) => self.grid.no_value(row, values, fault),
                _ => self.grid.bad_cell(row, column, &format!("`{}`", cell.text()), NUMBER),
            });
        };
        let unit = (territory.clone(), area.clone());
        if let Some(first) = self.seen.insert(unit, row.number) {
            let of = area.as_ref().map(|a| format!(", crime area `{a}`")).unwrap_or_default();
            let found = format!("`{territory}`{of} a second time (first in {first})");
            let expected = "one value per territory, or per territory and `crime_area`; of several \
                            periods a column `period` tells them apart";
            return Err(self.grid.bad_row(row, &found, expected));
        }
        self.read.index.values.push(OtherValue { territory, crime_area: area, value });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn read(name: &str, content: &str, column: Option<&str>) -> Result<OtherIndexRead, String> {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(name);
        std::fs::write(&path, content).unwrap();
        let own = OwnCodes {
            territories: BTreeSet::from(["XX-A".to_owned()]),
            crime_areas: BTreeSet::from(["own_area".to_owned()]),
        };
        let shown = |e: ImportError| e.to_string().replace(&*dir.path().to_string_lossy(), "");
        read_other_index(&path, column, "2023".parse().unwrap(), &own).map_err(shown)
    }

    #[test]
    fn one_column_of_numbers_needs_no_name() {
        let found = read(
            "a.csv",
            "Territory,note,score\nCOL,high,7.75\nBolivia,,4.9\nXX-A,,\nLCN,region,5\n",
            None,
        )
        .unwrap();
        assert_eq!((found.empty, found.aggregates, found.other_periods), (1, 1, 0));
        assert_eq!(found.index.column, "score");
        let values: Vec<(&str, f64)> =
            found.index.values.iter().map(|v| (v.territory.as_str(), v.value)).collect();
        assert_eq!(values, [("COL", 7.75), ("BOL", 4.9)]);
        let tabs = read(
            "a.tsv",
            "territory\tcrime_area\tperiod\ta\tb\nCOL\tdrug_cocaine\t2023\t1\t2\nCOL\t*\t2023\t3\t4\
             \nCOL\t*\t2021\t5\t6\n",
            Some("b"),
        )
        .unwrap();
        assert_eq!(tabs.other_periods, 1);
        let values: Vec<(Option<&str>, f64)> =
            tabs.index.values.iter().map(|v| (v.crime_area.as_deref(), v.value)).collect();
        assert_eq!(values, [(Some("drug_cocaine"), 2.0), (None, 4.0)]);
    }

    #[test]
    fn decimal_commas_semicolons_and_years_are_read() {
        let found =
            read("a.csv", "Territory;Año;score\nCOL;2023;7,75\nECU;2023;5\nCOL;2021;6,5\n", None);
        let found = found.unwrap();
        assert_eq!((found.index.column.as_str(), found.other_periods), ("score", 1));
        let values: Vec<f64> = found.index.values.iter().map(|v| v.value).collect();
        assert_eq!(values, [7.75, 5.0]);
        for year in ["year", "ano", "AÑO"] {
            let found = read("b.csv", &format!("territory,{year},x\nCOL,2023,1\n"), None).unwrap();
            assert_eq!(found.index.values.len(), 1, "{year}");
        }
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        for (content, column, wanted) in [
            ("country,x\nCOL,1\n", None, "line 1: there is no column `territory`"),
            ("territory,x,y\nCOL,1,2\n", None, "name it with --column: `x`, `y`"),
            ("territory,x\nCOL,1\n", Some("z"), "there is no column `z`"),
            ("territory,x\nCOL,n/a\n", Some("x"), "line 2, `x`: found `n/a`; expected a number"),
            ("territory,x\nCOL,\"7,5\"\nECU,1.5\n", Some("x"), "line 2, `x`: found `7,5`"),
            ("territory,x\nCOL,1\nECU,2\nCOL,3\n", None, "line 4: found `COL` a second time"),
            (
                "territory,period,x\nCOL,2019,1\n",
                Some("x"),
                "no value of 2023: its periods are 2019",
            ),
            ("territory,period,x\nCOL,soon,1\n", Some("x"), "`period`: found `soon`"),
            ("territory,x\n", Some("x"), "no value"),
            ("territory,crime_area,x\nCOL,cocaine,1\n", None, "expected the code of a crime area"),
        ] {
            let said = read("a.csv", content, column).unwrap_err();
            assert!(said.contains(wanted), "{said}\nfor {content}");
        }
        let said = read("a.csv", "territory,x\nQQQ,1\nCOL,2\nColumbia,3\nQQQ,4\n", None);
        let said = said.unwrap_err();
        assert!(said.contains("found 2 names in 3 rows") && said.contains("line 2"), "{said}");
        assert!(said.contains("`Columbia` (once, first in line 4"), "{said}");
        assert!(said.contains("correct them in the file") && !said.contains("mapping"), "{said}");
    }
}
