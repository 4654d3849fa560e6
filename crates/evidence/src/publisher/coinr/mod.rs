//! COINr's two tables, `iData` (a row per unit, a column per indicator) and `iMeta` (a row per indicator, aggregate, group
//! and denominator), become a whole project that scores the same.
//!
//! Nodes and indicators keep their `iCode`, units their `uCode`; group columns become group columns of `territories.csv`.
//! `Direction` -1 is `direction = "down"`. COINr aggregates over whatever is there and raises nothing to a floor, so every
//! node has `min_coverage = 0.0` and `floor = 0.0`. The construction stands in `[steps]`: denominated where iMeta names a
//! denominator, then min-max on 0 to 100; imputation, screening and treatment stand beside it as comments. Goalposts
//! (`goalpost_lower` to `goalpost_trunc2posts`) are used where iMeta has parameters of no other function. `Time` is the
//! year of a row; every year is an edition. Layout and meaning of the tables: the documentation of COINr 1.1.14.

mod meta;
mod project;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use ideal_model::{CatalogueEntry, Names, Period};

use self::meta::{Item, Items, Type, check_code, text};
use self::project::create;
use super::error::ImportError;
use super::grid::{Grid, GridRow, TextFormat};
use super::output::{Merged, Placing, ProjectLock};
use super::row::{Import, Place, Summary, TidyRow, TidyValue};
use super::sources;

const SOURCE: &str = "coinr";

/// A unit: code, name, and its value in each group column.
type Unit = (String, String, Vec<String>);

/// Reads `iData` and `iMeta` (in either order) and puts them into `dir`: a project of its own where there is none, else
/// evidence for the one that is there, whose method is left alone.
///
/// # Errors
/// [`ImportError`] at the first thing that is not as COINr wants it, or that cannot be written; nothing is written then.
pub fn import_coinr(files: &[PathBuf], dir: &Path, placing: &Placing) -> Result<(Import, Merged), ImportError> {
    let (data, meta) = tables(files)?;
    let items = Items::read(&meta)?;
    let (import, units) = figures(&data, &items)?;
    let lock = ProjectLock::take(dir, placing.waiting)?;
    if dir.join("assessment.toml").exists() {
        let mut merged = import.place(dir, placing, &lock)?;
        merged.notes.push("the project's own method is left as it is; iMeta's tree and weights were not taken over".to_owned());
        return Ok((import, merged));
    }
    let merged = create(dir, &import, &items, &units, &meta.file)?;
    Ok((import, merged))
}

/// The two tables, told apart by their heads.
fn tables(files: &[PathBuf]) -> Result<(Grid, Grid), ImportError> {
    let wrong =
        |found: String| ImportError::Files { id: SOURCE.to_owned(), found, expected: "two files, iData.csv and iMeta.csv".to_owned() };
    let [a, b] = files else { return Err(wrong(format!("{} files", files.len()))) };
    let (a, b) = (Grid::text(a, TextFormat::COMMA)?, Grid::text(b, TextFormat::COMMA)?);
    let has = |g: &Grid, head: &str| g.rows.first().is_some_and(|r| r.cells.iter().any(|c| c.text() == head));
    match ((has(&a, "uCode"), has(&a, "iCode")), (has(&b, "uCode"), has(&b, "iCode"))) {
        ((true, false), (false, true)) => Ok((a, b)),
        ((false, true), (true, false)) => Ok((b, a)),
        _ => Err(wrong(format!("{} and {}, of which not one has a column `uCode` and the other `iCode`", a.file, b.file))),
    }
}

/// The figures of iData, and its units.
fn figures(grid: &Grid, items: &Items) -> Result<(Import, Vec<Unit>), ImportError> {
    let Some((header, body)) = grid.rows.split_first() else {
        return Err(ImportError::file(&grid.file, "an empty file", "a header and rows"));
    };
    let columns = grid.columns(header);
    let unit = columns.find("uCode")?;
    let Ok(time) = columns.find("Time") else {
        let expected = "a column `Time` with the year of each row: every figure here speaks about a period";
        return Err(ImportError::row(&grid.file, None, header.number, "no column `Time`", expected));
    };
    let name = columns.heads().iter().find(|(h, _)| *h == "uName").map(|(_, i)| *i);
    for (head, _) in columns.heads() {
        if !matches!(head, "uCode" | "uName" | "Time") && items.get(head).is_none_or(|i| i.kind == Type::Aggregate) {
            let found = format!("a column `{head}`");
            return Err(ImportError::row(&grid.file, None, header.number, &found, "columns that iMeta lists, and no aggregate"));
        }
    }
    let mut values = Vec::new();
    let mut groups = Vec::new();
    for item in &items.list {
        match item.kind {
            Type::Indicator | Type::Denominator => values.push((columns.find(&item.code)?, item)),
            Type::Group => groups.push(columns.find(&item.code)?),
            Type::Aggregate | Type::Other => {}
        }
    }
    let mut summary = Summary { file: grid.file.clone(), ..Summary::default() };
    let mut rows: BTreeMap<(String, String, Period), TidyRow> = BTreeMap::new();
    let mut units: BTreeMap<String, Unit> = BTreeMap::new();
    let others = items.of(Type::Other).filter(|i| columns.find(&i.code).is_ok()).count() as u64;
    let mut seen: BTreeMap<(String, Period), u32> = BTreeMap::new();
    for row in body.iter().filter(|r| !r.is_blank()) {
        grid.whole_row(row, &columns)?;
        let bad = |head: &str, found: &str, expected: &str| grid.bad_cell(row, head, &format!("`{found}`"), expected);
        let code = text(row, Some(unit));
        check_code(&code, "a uCode").map_err(|expected| bad("uCode", &code, &expected))?;
        let year = text(row, Some(time));
        let period = if year.len() == 4 { year.parse::<Period>().ok() } else { None };
        let period = period.ok_or_else(|| bad("Time", &year, "a year from 1900 to 2100"))?;
        if let Some(first) = seen.insert((code.clone(), period), row.number) {
            return Err(bad("uCode", &code, &format!("each unit and year once (first in line {first})")));
        }
        let named = Some(text(row, name)).filter(|n| !n.is_empty()).unwrap_or_else(|| code.clone());
        let grouped = groups.iter().map(|g| text(row, Some(*g))).collect();
        // Of a panel the groups of the unit's last row in the file.
        units.insert(code.clone(), (code.clone(), named, grouped));
        summary.read += values.len() as u64 + others;
        summary.leave_out("columns of Type Other", others);
        for (column, item) in &values {
            let found = text(row, Some(*column));
            let value = match row.cell(*column) {
                _ if found.is_empty() => {
                    summary.leave_out("no value (NA), listed as missing", 1);
                    TidyValue::Missing
                }
                cell => {
                    summary.used += 1;
                    TidyValue::Number(cell.number().ok_or_else(|| bad(&item.code, &found, "a number or NA"))?)
                }
            };
            rows.insert((code.clone(), item.code.clone(), period), tidy(grid, row, &code, item, period, value));
        }
    }
    if rows.is_empty() {
        return Err(ImportError::file(&grid.file, "no unit", "a row per unit"));
    }
    summary.observations = rows.len() as u64;
    // What the method does not name is declared, so that its rows are known.
    let used: BTreeSet<&str> = items.list.iter().filter_map(|i| i.denominator.as_deref()).collect();
    let spare = items.of(Type::Denominator).filter(|i| !used.contains(i.code.as_str())).map(|i| CatalogueEntry {
        code: i.code.clone(),
        names: Names { en: Some(i.name.clone()), ..Names::default() },
        unit: i.unit.clone(),
        kind: "context".to_owned(),
        series: i.code.clone(),
    });
    let import = Import {
        rows: rows.into_values().collect(),
        summaries: vec![summary],
        sources: sources::known(SOURCE).into_iter().collect(),
        territories: Vec::new(),
        indicators: spare.collect(),
    };
    Ok((import, units.into_values().collect()))
}

fn tidy(grid: &Grid, row: &GridRow, unit: &str, item: &Item, period: Period, value: TidyValue) -> TidyRow {
    TidyRow {
        territory: unit.to_owned(),
        crime_area: "*".to_owned(),
        indicator: item.code.clone(),
        period,
        value,
        unit: item.unit.clone(),
        se: None,
        source: SOURCE.to_owned(),
        reliability: None,
        credibility: None,
        obs_status: None,
        note: String::new(),
        origin: Place { file: grid.file.clone(), sheet: None, row: row.number },
    }
}
