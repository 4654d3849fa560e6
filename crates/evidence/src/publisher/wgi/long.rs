//! A row per country and year, or per country, year and indicator.

use ideal_model::name_key;

use super::super::draft::Draft;
use super::super::error::ImportError;
use super::super::grid::{Columns, Grid, GridRow};
use super::{EDITIONS, RANGE, indicator, missing};

/// Whether a row is the header: it names the code, the year and the estimate.
pub(super) fn is_header(row: &GridRow) -> bool {
    let heads: Vec<String> = row.cells.iter().map(|c| name_key(&c.text())).collect();
    let has = |names: &[&str]| heads.iter().any(|h| names.contains(&h.as_str()));
    let estimate = heads.iter().any(|h| h == "estimate" || h.starts_with("governance estimate"));
    // One head of the four may be missing or renamed: it is then missed by its name.
    [
        has(&["code", "economy code"]),
        has(&["year"]),
        estimate,
        has(&["stddev", "standard error estimate"]),
    ]
    .iter()
    .filter(|x| **x)
    .count()
        >= 3
}

struct LongColumns {
    key: Option<usize>,
    code: (usize, String),
    name: Option<usize>,
    year: usize,
    indicator: Option<(usize, String)>,
    estimate: (usize, String),
    stddev: (usize, String),
}

fn layout(columns: &Columns, of_sheet: Option<&str>) -> Result<LongColumns, ImportError> {
    let heads = columns.heads();
    // The column that any of these means; a missing one is an error that names the first.
    let find = |names: &[&str]| -> Result<Option<(usize, String)>, ImportError> {
        let of = heads.iter().find(|(h, _)| {
            let key = name_key(h);
            names.iter().any(|n| key == *n || (n.ends_with(' ') && key.starts_with(n)))
        });
        of.map(|(h, _)| Ok((columns.find(h)?, (*h).to_owned()))).transpose()
    };
    let must = |names: &[&str]| -> Result<(usize, String), ImportError> {
        match find(names)? {
            Some(found) => Ok(found),
            None => columns
                .find(names.first().copied().unwrap_or_default())
                .map(|at| (at, String::new())),
        }
    };
    let indicator = find(&["indicator", "governance dimension"])?;
    if indicator.is_none() && of_sheet.is_none() {
        return Err(columns.missing(EDITIONS));
    }
    Ok(LongColumns {
        key: find(&["codeindyr", "id variable "])?.map(|(at, _)| at),
        code: must(&["code", "economy code"])?,
        name: find(&["countryname", "economy name"])?.map(|(at, _)| at),
        year: must(&["year"])?.0,
        indicator,
        estimate: must(&["estimate", "governance estimate "])?,
        stddev: must(&["stddev", "standard error estimate"])?,
    })
}

/// Reads one table; `header` is the place of its header among the rows.
pub(super) fn read(
    grid: &Grid,
    header: usize,
    of_sheet: Option<&'static str>,
    draft: &mut Draft<'_>,
) -> Result<(), ImportError> {
    let Some([header, body @ ..]) = grid.rows.get(header..) else {
        return Err(ImportError::file(&grid.file, "an empty sheet", EDITIONS));
    };
    let columns = grid.columns(header);
    let at = layout(&columns, of_sheet)?;
    for row in body.iter().filter(|r| !r.is_blank()) {
        grid.whole_row(row, &columns)?;
        draft.tally.read += 1;
        let text = |i: usize| row.cell(i).text();
        let short = match &at.indicator {
            Some((i, head)) => {
                let named = indicator(&text(*i)).filter(|code| of_sheet.is_none_or(|s| s == *code));
                let expected = of_sheet.map_or("one of va, pv, ge, rq, rl, cc".to_owned(), |s| {
                    format!("{s}, as the sheet is named")
                });
                named.ok_or_else(|| {
                    grid.bad_cell(row, head, &format!("`{}`", text(*i)), &expected)
                })?
            }
            None => of_sheet.unwrap_or_default(),
        };
        let code = text(at.code.0);
        // The key repeats the three columns: a row whose cells slipped does not pass.
        if let Some(key) = at.key {
            let repeated = format!("{code}{short}{}", text(at.year));
            if text(key) != repeated {
                let expected = format!("`{repeated}`, as the other columns say");
                return Err(grid.bad_cell(
                    row,
                    "codeindyr",
                    &format!("`{}`", text(key)),
                    &expected,
                ));
            }
        }
        let period = draft.year(grid, row, "year", row.cell(at.year))?;
        let name = at.name.map(text).unwrap_or_default();
        let Some(territory) = draft.coded(grid, row, (&at.code.1, &code), &name, 1)? else {
            continue;
        };
        if missing(&text(at.estimate.0)) {
            draft.tally.leave_out("no value published", 1);
            continue;
        }
        let value = draft.number_in(grid, row, &at.estimate.1, row.cell(at.estimate.0), RANGE)?;
        let se = if missing(&text(at.stddev.0)) {
            None
        } else {
            Some(draft.number_in(grid, row, &at.stddev.1, row.cell(at.stddev.0), [0.0, 5.0])?)
        };
        draft.tally.used += 1;
        draft.number(
            grid,
            row,
            (&territory, "*", &format!("wgi.{short}"), period),
            value,
            "estimate",
            se,
        )?;
    }
    Ok(())
}
