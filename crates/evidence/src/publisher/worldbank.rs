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
    grid.note_hidden(&mut draft.tally);
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::real::{plain, real, text, value};
    use std::path::PathBuf;

    const HEAD: &str = "\u{feff}\"Data Source\",\"World Development Indicators\",\n\n\"Last Updated Date\",\"2024-01-01\",\n\n\"Country Name\",\"Country Code\",\"Indicator Name\",\"Indicator Code\",\"2021\",\"2022\",\n";

    fn file(dir: &tempfile::TempDir, name: &str, body: &str) -> PathBuf {
        text(dir.path(), name, format!("{HEAD}{body}"))
    }

    #[test]
    fn countries_are_read_and_regions_counted() {
        let dir = tempfile::tempdir().unwrap();
        let old = file(&dir, "old.csv", "\"Colombia\",\"COL\",\"x\",\"VC.IHR.PSRC.P5\",\"26.8\",\"25.5\",\n");
        let new = file(
            &dir,
            "new.csv",
            "\"Colombia\",\"COL\",\"x\",\"VC.IHR.PSRC.P5\",\"\",\"24.95\",\n\"América Latina\",\"LCN\",\"x\",\"VC.IHR.PSRC.P5\",\"20\",\"19\",\n\"Chile\",\"CHL\",\"Rain\",\"AG.LND.PRCP.MM\",\"1522\",\"1522\",\n",
        );
        let import = plain("worldbank", &[old, new]).unwrap();
        assert_eq!(value(&import, "COL", "*", "wb.homicide", "2021").as_deref(), Some("26.8"));
        assert_eq!(value(&import, "COL", "*", "wb.homicide", "2022").as_deref(), Some("24.95"));
        assert_eq!(value(&import, "CHL", "*", "wb.AG.LND.PRCP.MM", "2022").as_deref(), Some("1522"));
        assert_eq!(import.indicators.iter().map(|i| i.code.as_str()).collect::<Vec<_>>(), ["wb.AG.LND.PRCP.MM"]);
        let (old, new) = (&import.summaries[0], &import.summaries[1]);
        assert_eq!((old.read, old.used, old.superseded), (2, 2, 1));
        assert_eq!((new.read, new.used, new.left_out["publisher's regions"], new.left_out["no value published"]), (6, 3, 2, 1));
    }

    #[test]
    fn altered_files_are_refused_with_their_place() {
        let dir = tempfile::tempdir().unwrap();
        let good = "\"Colombia\",\"COL\",\"x\",\"VC.IHR.PSRC.P5\",\"26.8\",\"25.5\",\n";
        let cases = [
            (good.replace("COL", "QQQ"), "line 6"),
            (good.replace("25.5", "abc"), "`abc`"),
            (good.replace("25.5", "-1"), "from 0 to 1000"),
            (good.replace("25.5", "inf"), "a number"),
            (format!("{good}\"Chile\",\"CHL"), "never closed"),
            (format!("{good}Chile,CHL"), "2 cells"),
            (format!("{good}{good}"), "first in row 6"),
            (String::new(), "no row"),
            (good.replace("VC.IHR.PSRC.P5", "VC IHR"), "the code of a series"),
        ];
        for (body, says) in cases {
            let error = plain("worldbank", &[file(&dir, "x.csv", &body)]).unwrap_err().to_string();
            assert!(error.contains(says) && error.contains("x.csv"), "{body}: {error}");
        }
        let renamed = text(dir.path(), "y.csv", format!("{HEAD}{good}").replace("Country Code", "Pais Codigo"));
        assert!(plain("worldbank", &[renamed]).unwrap_err().to_string().contains("`Country Code`"));
        let metadata = text(dir.path(), "z.csv", "\"Country Name\",\"Country Code\",\"Region\",\n\"Aruba\",\"ABW\",\"\",\n");
        assert!(plain("worldbank", &[metadata]).unwrap_err().to_string().contains("`Indicator Name`"));
    }

    #[test]
    fn the_publishers_files() {
        let Some(es) = real("worldbank_ds2/API_VC.IHR.PSRC.P5_DS2_es_csv_v2_8348.csv") else { return };
        let Some(en) = real("worldbank_ds2/API_VC.IHR.PSRC.P5_DS2_en_csv_v2_4355130.csv") else { return };
        let import = plain("worldbank", &[en, es]).unwrap();
        assert_eq!(value(&import, "ECU", "*", "wb.homicide", "2023").as_deref(), Some("45.7228145164847"));
        let new = &import.summaries[1];
        // 266 areas and 66 years, of which 48 areas are the World Bank's own.
        assert_eq!((new.read, new.used), (266 * 66, 4061));
        assert_eq!(new.read - new.used, new.left_out.values().sum::<u64>());
        assert!(import.summaries[0].superseded > 3000);
        let Some(xls) = real("worldbank_ds2/API_NY.GDP.MKTP.CD_DS2_en_excel_v2_10034.xls") else { return };
        let gdp = plain("worldbank", &[xls]).unwrap();
        assert_eq!(gdp.summaries[0].read, 266 * 64);
        assert!(gdp.rows.iter().all(|r| r.indicator == "wb.gdp"));
    }
}
