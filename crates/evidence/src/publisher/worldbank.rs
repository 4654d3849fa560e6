//! World Bank indicator files, the DS2 layout: banner lines, one row per country and series, one column per year; the
//! English and the Spanish export as CSV, and the Excel export (sheet `Data`).
//!
//! The World Bank's regions and income classes stand among the countries and are left out by the closed list. A series
//! of the shipped catalogue takes its short code (`VC.IHR.PSRC.P5` is `wb.homicide`), any other is `wb.CODE`.

use std::path::Path;

use ideal_model::{IndicatorCatalogue, Period};

use super::draft::{Draft, NewIndicator, Stamp};
use super::error::ImportError;
use super::grid::{Cell, Columns, Grid, GridRow, TextFormat};
use super::places::Placed;

const HEADS: [&str; 4] = ["Country Name", "Country Code", "Indicator Name", "Indicator Code"];

/// Grade of World Bank figures.
pub(crate) const STAMP: Stamp = Stamp { source: "worldbank", reliability: 'A', credibility: '2' };

/// Least and greatest value a series may have; any finite number where none is named.
fn range(series: &str) -> [f64; 2] {
    match series {
        "VC.IHR.PSRC.P5" => [0.0, 1000.0],
        "SI.POV.GINI" | "IC.FRM.BRIB.ZS" | "IC.FRM.CRIM.ZS" | "IC.FRM.THEV.ZS" | "IT.NET.USER.ZS" | "AG.LND.FRST.ZS" => [0.0, 100.0],
        "SP.POP.TOTL" | "VC.IDP.NWCV" => [0.0, 2e10],
        "NY.GDP.MKTP.CD" => [0.0, 1e16],
        _ => [f64::MIN, f64::MAX],
    }
}

/// Reads one file.
pub(crate) fn read(path: &Path, draft: &mut Draft<'_>) -> Result<(), ImportError> {
    let grid = load(path)?;
    let (header, body) = split(&grid)?;
    let columns = grid.columns(header);
    let code = columns.find("Country Code")?;
    let name = columns.find("Indicator Name")?;
    let series = columns.find("Indicator Code")?;
    columns.find("Country Name")?;
    let years = years(&grid, &columns)?;
    for row in body {
        if row.is_blank() {
            continue;
        }
        grid.whole_row(row, &columns)?;
        let cells = years.len() as u64;
        draft.tally.read += cells;
        let country = row.cell(code).text();
        let territory = match draft.places.code(&country) {
            Ok(Placed::Territory(t)) => t,
            Ok(Placed::Aggregate { reason, .. }) => {
                draft.tally.leave_out(reason, cells);
                continue;
            }
            Err(expected) => return Err(grid.bad_cell(row, "Country Code", &format!("`{country}`"), &expected)),
        };
        let series = row.cell(series).text();
        let (indicator, unit) = indicator(draft, &grid, row, &series, &row.cell(name).text())?;
        let [low, high] = range(&series);
        for (column, head, period) in &years {
            let cell = row.cell(*column);
            if cell.is_empty() {
                draft.tally.leave_out("no value published", 1);
                continue;
            }
            let found = || format!("`{}`", cell.text());
            let value = cell.number().ok_or_else(|| grid.bad_cell(row, head, &found(), "a number"))?;
            if !(low..=high).contains(&value) {
                let expected = format!("a value from {} to {}", ideal_model::shortest(low), ideal_model::shortest(high));
                return Err(grid.bad_cell(row, head, &found(), &expected));
            }
            draft.tally.used += 1;
            draft.number(&grid, row, (&territory, "*", &indicator, *period), value, &unit, None)?;
        }
    }
    Ok(())
}

fn load(path: &Path) -> Result<Grid, ImportError> {
    let ending = path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    if !matches!(ending.as_str(), "xls" | "xlsx") {
        return Grid::text(path, TextFormat::COMMA);
    }
    let data = |names: &[String]| {
        if names.iter().any(|n| n == "Data") {
            Ok(vec!["Data".to_owned()])
        } else {
            Err("a sheet `Data`, as in the Excel export".to_owned())
        }
    };
    let file = path.display().to_string();
    Grid::sheets(path, &data)?.into_iter().next().ok_or_else(|| ImportError::file(&file, "no sheet", "a sheet `Data`"))
}

/// The header is the first row with at least two of the four heads, so that a renamed one is missed by its name.
fn split(grid: &Grid) -> Result<(&GridRow, &[GridRow]), ImportError> {
    let is_header = |r: &GridRow| r.cells.iter().filter(|c| matches!(c, Cell::Text(t) if HEADS.contains(&t.as_str()))).count() >= 2;
    let at = grid.rows.iter().take(20).position(is_header);
    match at.and_then(|at| grid.rows.get(at..)) {
        Some([header, body @ ..]) if !body.is_empty() => Ok((header, body)),
        Some(_) => Err(ImportError::file(&grid.file, "a header and no row", "a row per country")),
        None => Err(ImportError::file(
            &grid.file,
            "no header with `Country Name`, `Country Code`, ...",
            "an indicator file in the World Bank's DS2 layout (API_..._DS2_...)",
        )),
    }
}

fn years(grid: &Grid, columns: &Columns) -> Result<Vec<(usize, String, Period)>, ImportError> {
    let mut out = Vec::new();
    for (head, i) in columns.heads() {
        if HEADS.contains(&head) {
            continue;
        }
        let period = (head.len() == 4).then(|| head.parse::<Period>().ok()).flatten();
        match period {
            Some(p) => out.push((columns.find(head).map(|_| i)?, head.to_owned(), p)),
            None => {
                return Err(ImportError::row(
                    &grid.file,
                    grid.sheet.as_deref(),
                    columns.row(),
                    &format!("a column `{head}`"),
                    "years after the four columns that name country and series",
                ));
            }
        }
    }
    if out.is_empty() { Err(columns.missing("a column headed by a year")) } else { Ok(out) }
}

/// Code and unit of a series.
fn indicator(draft: &mut Draft<'_>, grid: &Grid, row: &GridRow, series: &str, name: &str) -> Result<(String, String), ImportError> {
    let catalogue: &IndicatorCatalogue = draft.catalogue;
    if let Some(entry) = catalogue.by_series("wb", series) {
        return Ok((entry.code.clone(), entry.unit.clone()));
    }
    let plain = !series.is_empty() && series.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'));
    if !plain {
        return Err(grid.bad_cell(row, "Indicator Code", &format!("`{series}`"), "the code of a series, such as SP.POP.TOTL"));
    }
    let code = format!("wb.{series}");
    let (name, kind, series) = (name.to_owned(), "context".to_owned(), series.to_owned());
    draft.new_indicator(NewIndicator { code: code.clone(), name, unit: String::new(), kind, series });
    Ok((code, String::new()))
}
