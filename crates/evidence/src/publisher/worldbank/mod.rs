//! World Bank tables: indicator files (DS2, as CSV or Excel, in any language of the export and as a
//! spreadsheet re-saved them), the bulk file of the World Development Indicators, and what DataBank
//! exports, in whichever of its arrangements ([`layout`]).
//!
//! The World Bank's regions and income classes, those of former classifications among them, stand
//! among the countries and are left out by the closed list. A series of the shipped catalogue takes
//! its short code (`VC.IHR.PSRC.P5` is `wb.homicide`), any other is `wb.CODE` with the publisher's
//! name and the unit that stands in it ([`series`]).

mod figures;
mod layout;
mod series;

use std::path::Path;

use super::draft::Draft;
use super::error::ImportError;
use super::grid::{Grid, GridRow};
use super::importer::{How, Importer, ImporterInfo};
use super::open;
use super::sources::Terms;

use figures::Figures;
use layout::TableColumns;
use series::Language;

/// What it is called, whose figures it reads, and how.
pub(super) const IMPORTER: Importer = Importer {
    info: ImporterInfo {
        id: "worldbank",
        about: "World Bank indicator files (DS2) and DataBank exports",
        files: "API_*_DS2_*.csv or .xls, DataBank .csv or .xlsx",
    },
    source: Some(Terms {
        publisher: "World Bank",
        title: "World Development Indicators",
        url: "https://databank.worldbank.org/source/world-development-indicators",
        licence: "CC BY 4.0",
        lineage: &[],
    }),
    how: How::Draft { read, grade: GRADE },
};

/// Grade of World Bank figures.
const GRADE: (char, char) = ('A', '2');

/// The tables that are read, for messages.
const EDITIONS: &str = "a World Bank table: an indicator file (API_..._DS2_..., columns `Country \
                        Name`, `Country Code`, `Indicator Name`, `Indicator Code` and years) or a \
                        DataBank export (`Country Code`, `Series Code` or `Time`, and `2021 \
                        [YR2021]` or `Series name [CODE]`), CSV or Excel; any other table is read \
                        by a mapping (`ideal import mapping FILE --draft` begins one)";

/// Least and greatest value a series may have; any finite number where none is named.
fn range(series: &str) -> [f64; 2] {
    match series {
        "VC.IHR.PSRC.P5" => [0.0, 1000.0],
        "SI.POV.GINI" | "IC.FRM.BRIB.ZS" | "IC.FRM.CRIM.ZS" | "IC.FRM.THEV.ZS"
        | "IT.NET.USER.ZS" | "AG.LND.FRST.ZS" => [0.0, 100.0],
        "SP.POP.TOTL" | "VC.IDP.NWCV" => [0.0, 2e10],
        "NY.GDP.MKTP.CD" => [0.0, 1e16],
        _ => [f64::MIN, f64::MAX],
    }
}

/// Reads one file.
fn read(path: &Path, draft: &mut Draft<'_>) -> Result<(), ImportError> {
    let grid = layout::unwrapped(load(path)?);
    grid.tell(&mut draft.tally);
    let header = layout::header(&grid)?;
    let Some([banner @ .., head]) = grid.rows.get(..=header) else {
        return Err(ImportError::file(&grid.file, "no header", EDITIONS));
    };
    let body = grid.rows.get(header + 1..).unwrap_or_default();
    let layout = TableColumns::of(&grid, head, draft.places)?;
    let rows = layout.data(&grid, body)?;
    let figures = Figures::of(&grid, &rows, &layout.values)?;
    let file = Reading {
        grid: &grid,
        layout: &layout,
        figures,
        language: Language::of_file(path, banner),
    };
    for row in rows {
        file.row(row, draft)?;
    }
    Ok(())
}

struct Reading<'a> {
    grid: &'a Grid,
    layout: &'a TableColumns,
    figures: Figures,
    language: Option<Language>,
}

impl Reading<'_> {
    fn row(&self, row: &GridRow, draft: &mut Draft<'_>) -> Result<(), ImportError> {
        let columns = &self.layout.values;
        draft.tally.read += columns.len() as u64;
        let place = if self.layout.place_in_heads() {
            None
        } else {
            match self.layout.place(self.grid, row, draft, columns.len() as u64)? {
                Some(territory) => Some(territory),
                None => return Ok(()),
            }
        };
        let period = self.layout.time(self.grid, row)?;
        let of_row = match self.layout.series(self.grid, row)? {
            Some((code, name)) => Some((
                series::indicator(draft, self.grid, row, (&code, &name), self.language)?,
                range(&code),
            )),
            None => None,
        };
        for column in columns {
            let Some(territory) = place.clone().map_or_else(
                || self.layout.place_of_head(self.grid, row, column, draft),
                |p| Ok(Some(p)),
            )?
            else {
                continue;
            };
            let of_head = match &column.series {
                Some((code, name)) => Some((
                    series::indicator(draft, self.grid, row, (code, name), self.language)?,
                    range(code),
                )),
                None => None,
            };
            let (Some(((indicator, unit), range)), Some(period)) =
                (of_head.as_ref().or(of_row.as_ref()), column.period.or(period))
            else {
                return Err(self.grid.bad_cell(
                    row,
                    &column.head,
                    "no series or no time",
                    EDITIONS,
                ));
            };
            let Some(value) = self.figures.number(self.grid, row, column, *range)? else {
                draft.tally.leave_out("no value published", 1);
                continue;
            };
            draft.tally.used += 1;
            draft.number(
                self.grid,
                row,
                (&territory, "*", indicator, period),
                value,
                unit,
                None,
            )?;
        }
        Ok(())
    }
}

/// The table of the file: of a workbook the sheet `Data`, or its only one.
fn load(path: &Path) -> Result<Grid, ImportError> {
    if !open::is_workbook(path) {
        return open::text(path, "Country ");
    }
    let data = |names: &[String]| match names {
        _ if names.iter().any(|n| n == "Data") => Ok(vec!["Data".to_owned()]),
        [one] => Ok(vec![one.clone()]),
        _ => Err("a sheet `Data`, as in the World Bank's Excel files".to_owned()),
    };
    let file = path.display().to_string();
    Grid::sheets(path, &data)?
        .into_iter()
        .next()
        .ok_or_else(|| ImportError::file(&file, "no sheet", "a sheet `Data`"))
}

#[cfg(test)]
mod tests;
