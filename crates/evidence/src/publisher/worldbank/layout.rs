//! Where country, series and time stand in a World Bank table: in columns of each row, or in the
//! heads of the figures.
//!
//! DataBank lets people put any of the three into rows or columns, so that each is looked for in
//! both: `2021 [YR2021]`, `GDP (current US$) [NY.GDP.MKTP.CD]`, `Colombia [COL]`, `2021 [YR2021] -
//! GDP (current US$) [NY.GDP.MKTP.CD]`.

use std::collections::BTreeSet;

use ideal_model::{Period, name_key};

use super::super::draft::Draft;
use super::super::error::ImportError;
use super::super::grid::{Cell, Grid, GridRow};
use super::super::places::Gazetteer;
use super::super::wrapped::{first_line, parted_lines};
use super::EDITIONS;

/// What a column of a row says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Id {
    CountryName,
    CountryCode,
    SeriesName,
    SeriesCode,
    Time,
    TimeCode,
}

fn id(head: &str) -> Option<Id> {
    Some(match name_key(head).as_str() {
        "country name" | "country" => Id::CountryName,
        "country code" => Id::CountryCode,
        "indicator name" | "series name" | "indicator" | "series" => Id::SeriesName,
        "indicator code" | "series code" => Id::SeriesCode,
        "time" | "year" => Id::Time,
        "time code" => Id::TimeCode,
        _ => return None,
    })
}

/// A column of figures, with what its head says about them.
#[derive(Clone, Debug)]
pub(super) struct ValueColumn {
    pub(super) at: usize,
    pub(super) head: String,
    pub(super) period: Option<Period>,
    /// Code and name.
    pub(super) series: Option<(String, String)>,
    /// Code and name.
    place: Option<(String, String)>,
}

/// The columns of a table.
#[derive(Clone, Debug)]
pub(super) struct TableColumns {
    ids: Vec<(Id, usize, String)>,
    pub(super) values: Vec<ValueColumn>,
    /// Columns without a head among or after the figures: nothing may stand in them.
    bare: Vec<usize>,
    width: usize,
}

/// The place of the header among the rows: the first row that names a column we know and another
/// one, or a year.
pub(super) fn header(grid: &Grid) -> Result<usize, ImportError> {
    let known = |r: &GridRow| {
        let ids = r.cells.iter().filter(|c| id(&c.text()).is_some()).count();
        let times = r.cells.iter().filter(|c| time(&c.text()).is_some()).count();
        ids >= 2 || (ids == 1 && times >= 1)
    };
    match grid.rows.iter().take(20).position(known) {
        Some(at) if grid.rows.len() > at + 1 => Ok(at),
        Some(_) => Err(ImportError::file(&grid.file, "a header and no row", "a row per country")),
        None => Err(ImportError::file(
            &grid.file,
            "no header with `Country Name`, `Country Code`, ...",
            EDITIONS,
        )),
    }
}

/// A table whose every line is one cell, parted.
pub(super) fn unwrapped(grid: Grid) -> Grid {
    match first_line(&grid, |t| t.contains("Country ") && t.contains([',', ';', '\t'])) {
        Some(header) => parted_lines(grid, &header),
        None => grid,
    }
}

/// `2021`, `YR2021`, `2021Q3`, `2021M05`, and the same with its code in brackets after it; `X2021`
/// is what R makes of a year.
pub(super) fn time(text: &str) -> Option<Period> {
    let (said, code) = match bracketed(text) {
        Some((said, code)) => (said, Some(code)),
        None => (text.trim(), None),
    };
    let period = plain_time(said)?;
    match code {
        Some(code) if plain_time(code) != Some(period) => None,
        _ => Some(period),
    }
}

fn plain_time(text: &str) -> Option<Period> {
    let text = text.trim();
    let text = text.strip_prefix("YR").or_else(|| text.strip_prefix('X')).unwrap_or(text);
    let text = text.strip_suffix(".0").filter(|t| t.len() == 4).unwrap_or(text);
    let (year, part) = text.split_at_checked(4)?;
    if !year.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    match part.split_at_checked(1) {
        None if part.is_empty() => year.parse().ok(),
        Some(("Q", q)) => format!("{year}-Q{q}").parse().ok(),
        Some(("M", m)) => format!("{year}-{m}").parse().ok(),
        _ => None,
    }
}

/// `Name [CODE]` as name and code.
fn bracketed(text: &str) -> Option<(&str, &str)> {
    let inner = text.trim().strip_suffix(']')?;
    let (name, code) = inner.rsplit_once('[')?;
    let (name, code) = (name.trim(), code.trim());
    (!name.is_empty() && !code.is_empty()).then_some((name, code))
}

impl TableColumns {
    /// The columns under a header.
    pub(super) fn of(grid: &Grid, head: &GridRow, places: &Gazetteer) -> Result<Self, ImportError> {
        let wrong = |found: &str, expected: &str| grid.bad_row(head, found, expected);
        let mut out = TableColumns {
            ids: Vec::new(),
            values: Vec::new(),
            bare: Vec::new(),
            width: head.cells.len(),
        };
        for (at, cell) in head.cells.iter().enumerate() {
            if let Some(id) = id(&cell.text()) {
                if out.has(id) {
                    return Err(wrong(
                        &format!("column `{}` twice", cell.text()),
                        "each column that is read once",
                    ));
                }
                out.ids.push((id, at, cell.text()));
            }
        }
        let first = out.ids.iter().map(|(_, at, _)| *at).min().unwrap_or_default();
        for (at, cell) in head.cells.iter().enumerate() {
            let text = cell.text();
            if id(&text).is_some()
                || (at < first && (cell.is_empty() || text.starts_with("Unnamed:")))
            {
                // What a program put before the table is its count of rows.
                continue;
            }
            if cell.is_empty() || text.starts_with("Unnamed:") {
                out.bare.push(at);
                continue;
            }
            match out.value_column(at, &text, places) {
                Some(column) => out.values.push(column),
                None => return Err(wrong(&format!("a column `{text}`"), EDITIONS)),
            }
        }
        out.whole().map_err(|expected| wrong("a header without what it needs", &expected))?;
        let mut seen = BTreeSet::new();
        if let Some(twice) =
            out.values.iter().find(|c| !seen.insert((c.period, &c.series, &c.place)))
        {
            return Err(wrong(
                &format!("column `{}` twice", twice.head),
                "each column that is read once",
            ));
        }
        Ok(out)
    }

    fn value_column(&self, at: usize, head: &str, places: &Gazetteer) -> Option<ValueColumn> {
        let mut column = ValueColumn {
            at,
            head: head.to_owned(),
            period: time(head),
            series: None,
            place: None,
        };
        if column.period.is_some() || name_key(head) == "value" {
            return Some(column);
        }
        let rest = match head.split_once("] - ") {
            Some((first, rest)) => {
                column.period = Some(time(&format!("{first}]"))?);
                rest
            }
            None => head,
        };
        let (name, code) = bracketed(rest)?;
        // A year with the code of another is no name of a series.
        if plain_time(name).is_some() || plain_time(code).is_some() {
            return None;
        }
        let named = (code.to_owned(), name.to_owned());
        let countries = self.has(Id::CountryCode) || self.has(Id::CountryName);
        let series = self.has(Id::SeriesCode) || self.has(Id::SeriesName);
        // With both in the heads and neither in the rows a code that is a place's is one.
        if series || (!countries && places.code(code).is_ok()) {
            column.place = Some(named);
        } else {
            column.series = Some(named);
        }
        Some(column)
    }

    /// Country, series and time each stand in the rows or in every head, and in one of them only.
    fn whole(&self) -> Result<(), String> {
        if self.values.is_empty() {
            return Err(format!("a column headed by a year, or the other columns of {EDITIONS}"));
        }
        let heads = |has: fn(&ValueColumn) -> bool| self.values.iter().filter(|v| has(v)).count();
        let country = self.has(Id::CountryCode) || self.has(Id::CountryName);
        let checks = [
            ("`Country Code`", country, heads(|v| v.place.is_some())),
            (
                "`Indicator Code` or `Series Code`",
                self.has(Id::SeriesCode),
                heads(|v| v.series.is_some()),
            ),
            (
                "`Time` or years",
                self.has(Id::Time) || self.has(Id::TimeCode),
                heads(|v| v.period.is_some()),
            ),
        ];
        for (name, in_rows, in_heads) in checks {
            if !in_rows && in_heads == 0 && name.contains("Series") && self.has(Id::SeriesName) {
                let series = self
                    .ids
                    .iter()
                    .find(|(i, _, _)| *i == Id::SeriesName)
                    .map_or("", |(_, _, h)| h.as_str());
                return Err(format!(
                    "{name} beside `{series}`: download the table again with codes (DataBank: \
                     format `Both` or `Code`)"
                ));
            }
            if in_rows != (in_heads == 0) || (!in_rows && in_heads != self.values.len()) {
                return Err(format!(
                    "{name}, either as a column or in the heads of all figures, as in {EDITIONS}"
                ));
            }
        }
        Ok(())
    }

    fn has(&self, wanted: Id) -> bool {
        self.ids.iter().any(|(id, _, _)| *id == wanted)
    }

    /// The head and the cell of a row under one of the columns.
    fn cell<'a>(&'a self, row: &'a GridRow, wanted: Id) -> Option<(&'a str, &'a Cell)> {
        self.ids
            .iter()
            .find(|(id, _, _)| *id == wanted)
            .map(|(_, at, head)| (head.as_str(), row.cell(*at)))
    }

    /// The rows of the table without its footer: `Data from database: ...` and `Last Updated: ...`,
    /// below which nothing stands.
    pub(super) fn data<'a>(
        &self,
        grid: &Grid,
        body: &'a [GridRow],
    ) -> Result<Vec<&'a GridRow>, ImportError> {
        let mut rows = Vec::new();
        let mut footer: Option<u32> = None;
        for row in body.iter().filter(|r| !r.is_blank()) {
            let filled: Vec<&Cell> = row.cells.iter().filter(|c| !c.is_empty()).collect();
            // No name of a country has a colon in it: a row that is cut short is no footer.
            if let [Cell::Text(text)] = filled[..]
                && text.contains(':')
                && self.values.iter().all(|v| row.cell(v.at).is_empty())
            {
                footer = footer.or(Some(row.number));
                continue;
            }
            if let Some(above) = footer {
                let expected = format!("nothing below the footer, which begins in row {above}");
                return Err(grid.bad_row(row, "a row of figures", &expected));
            }
            if !grid.workbook && row.cells.len() != self.width {
                let found = format!("a row of {} cells", row.cells.len());
                let expected = format!("{} cells, as the header has", self.width);
                return Err(grid.bad_row(row, &found, &expected));
            }
            let beyond = row.cells.iter().enumerate().skip(self.width).find(|(_, c)| !c.is_empty());
            let bare = self.bare.iter().map(|at| (*at, row.cell(*at))).find(|(_, c)| !c.is_empty());
            if let Some((at, cell)) = bare.or(beyond) {
                let expected = "nothing under no head: has a cell slipped?";
                let address = super::super::grid::address(at, row.number);
                return Err(grid.bad_cell(row, &address, &format!("`{}`", cell.text()), expected));
            }
            rows.push(row);
        }
        if rows.is_empty() {
            return Err(ImportError::file(&grid.file, "a header and no row", "a row per country"));
        }
        Ok(rows)
    }

    pub(super) fn place_in_heads(&self) -> bool {
        !self.has(Id::CountryCode) && !self.has(Id::CountryName)
    }

    /// The territory of a row: by its code, or by its name where the table has no codes.
    pub(super) fn place(
        &self,
        grid: &Grid,
        row: &GridRow,
        draft: &mut Draft<'_>,
        cells: u64,
    ) -> Result<Option<String>, ImportError> {
        let name = self.cell(row, Id::CountryName).map(|(head, cell)| (head, cell.text()));
        match (self.cell(row, Id::CountryCode), name) {
            (Some((head, code)), name) => draft.coded(
                grid,
                row,
                (head, &code.text()),
                &name.map(|(_, n)| n).unwrap_or_default(),
                cells,
            ),
            (None, Some((head, name))) => {
                let found = draft.places.name(&name);
                Ok(draft.territory(grid, row, head, (&name, found), cells))
            }
            (None, None) => Ok(None),
        }
    }

    /// The territory in the head of a column.
    pub(super) fn place_of_head(
        &self,
        grid: &Grid,
        row: &GridRow,
        column: &ValueColumn,
        draft: &mut Draft<'_>,
    ) -> Result<Option<String>, ImportError> {
        match &column.place {
            Some((code, name)) => draft.coded(grid, row, (&column.head, code), name, 1),
            None => Ok(None),
        }
    }

    /// The period of a row, where rows have one. Time and its code say the same.
    pub(super) fn time(&self, grid: &Grid, row: &GridRow) -> Result<Option<Period>, ImportError> {
        let mut period: Option<Period> = None;
        for (head, cell) in
            [self.cell(row, Id::Time), self.cell(row, Id::TimeCode)].into_iter().flatten()
        {
            let said = time(&cell.text());
            let bad =
                |expected: &str| grid.bad_cell(row, head, &format!("`{}`", cell.text()), expected);
            match (said, period) {
                (None, _) => {
                    return Err(bad("a year from 1900 to 2100, or a quarter or month of one"));
                }
                (Some(p), Some(first)) if p != first => {
                    return Err(bad(&format!("the code of {first}")));
                }
                (Some(p), _) => period = Some(p),
            }
        }
        Ok(period)
    }

    /// Code and name of the row's series, where rows have one.
    pub(super) fn series(
        &self,
        grid: &Grid,
        row: &GridRow,
    ) -> Result<Option<(String, String)>, ImportError> {
        let name = self.cell(row, Id::SeriesName).map(|(_, c)| c.text()).unwrap_or_default();
        match self.cell(row, Id::SeriesCode) {
            Some((head, Cell::Text(code))) if code.contains(char::is_whitespace) => Err(grid
                .bad_cell(
                    row,
                    head,
                    &format!("`{code}`"),
                    "the code of a series, such as SP.POP.TOTL",
                )),
            Some((_, code)) => Ok(Some((code.text(), name))),
            None => Ok(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_as_heads_and_cells_write_them() {
        let said = |t| time(t).map(|p| p.to_string());
        for (text, want) in [
            ("2021", "2021"),
            ("2021 [YR2021]", "2021"),
            ("YR2021", "2021"),
            ("X2021", "2021"),
            ("2021Q3", "2021-Q3"),
            ("2021Q3 [2021Q3]", "2021-Q3"),
            ("2021M05 [2021M05]", "2021-05"),
        ] {
            assert_eq!(said(text).as_deref(), Some(want), "{text}");
        }
        for none in [
            "",
            "202",
            "20211",
            "2021 [YR2020]",
            "2021 [COL]",
            "2021Q5",
            "2021M13",
            "2021-05",
            "año 2021",
            "2021年",
            "3021",
        ] {
            assert_eq!(said(none), None, "{none}");
        }
    }
}
