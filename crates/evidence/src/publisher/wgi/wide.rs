//! A sheet per indicator and a row per country: a header of two rows, the year above `Estimate`,
//! `StdErr`, `NumSrc`, `Rank`, `Lower` and `Upper`.

use ideal_model::{Period, name_key};

use super::super::draft::Draft;
use super::super::error::ImportError;
use super::super::grid::{Grid, GridRow, address};
use super::{EDITIONS, RANGE, missing};

/// Whether a row is the lower row of the header.
pub(super) fn is_header(row: &GridRow) -> bool {
    let is = |what: fn(&str) -> bool| row.cells.iter().any(|c| what(&c.text()));
    is(is_code) && is(is_estimate)
}

fn is_code(head: &str) -> bool {
    matches!(name_key(head).as_str(), "code" | "wbcode")
}

fn is_country(head: &str) -> bool {
    matches!(name_key(head).as_str(), "country territory" | "country")
}

fn is_estimate(head: &str) -> bool {
    name_key(head) == "estimate"
}

fn is_error(head: &str) -> bool {
    matches!(name_key(head).as_str(), "stderr" | "std err" | "standard error")
}

struct Year {
    period: Period,
    estimate: usize,
    stderr: usize,
}

/// Reads one sheet; `header` is the place of the header's lower row among the rows.
pub(super) fn read(
    grid: &Grid,
    header: usize,
    code: &str,
    draft: &mut Draft<'_>,
) -> Result<(), ImportError> {
    let (Some(above), Some([heads, body @ ..])) =
        (header.checked_sub(1).and_then(|i| grid.rows.get(i)), grid.rows.get(header..))
    else {
        return Err(ImportError::file(&grid.file, "a header without years above it", EDITIONS));
    };
    let one = |what: fn(&str) -> bool, name: &str| match columns_of(heads, what)[..] {
        [at] => Ok(at),
        _ => Err(grid.bad_cell(
            heads,
            name,
            "none or more than one",
            &format!("one column `{name}`"),
        )),
    };
    let (country, iso) = (one(is_country, "Country/Territory")?, one(is_code, "Code")?);
    let years = years(grid, above, heads)?;
    let indicator = format!("wgi.{code}");
    for row in body.iter().filter(|r| !r.is_blank()) {
        let place = row.cell(iso).text();
        if place.is_empty() && years.iter().all(|y| row.cell(y.estimate).is_empty()) {
            // A note below the table.
            continue;
        }
        draft.tally.read += years.len() as u64;
        let name = row.cell(country).text();
        let Some(territory) =
            draft.coded(grid, row, ("Code", &place), &name, years.len() as u64)?
        else {
            continue;
        };
        for y in &years {
            if missing(&row.cell(y.estimate).text()) {
                draft.tally.leave_out("no value published", 1);
                continue;
            }
            let number = |at: usize, range| {
                draft.number_in(grid, row, &address(at, row.number), row.cell(at), range)
            };
            let value = number(y.estimate, RANGE)?;
            let se = if missing(&row.cell(y.stderr).text()) {
                None
            } else {
                Some(number(y.stderr, [0.0, 5.0])?)
            };
            draft.tally.used += 1;
            draft.number(
                grid,
                row,
                (&territory, "*", &indicator, y.period),
                value,
                "estimate",
                se,
            )?;
        }
    }
    Ok(())
}

fn columns_of(heads: &GridRow, what: fn(&str) -> bool) -> Vec<usize> {
    heads.cells.iter().enumerate().filter(|(_, c)| what(&c.text())).map(|(i, _)| i).collect()
}

/// The columns of each year: one estimate and one standard error. A year stands above each of its
/// columns, or above the first of them where the cells are merged.
fn years(grid: &Grid, above: &GridRow, heads: &GridRow) -> Result<Vec<Year>, ImportError> {
    let first = columns_of(heads, is_estimate).into_iter().min().unwrap_or_default();
    let mut found: Vec<(Period, Vec<usize>, Vec<usize>)> = Vec::new();
    let mut year: Option<Period> = None;
    for (at, head) in heads.cells.iter().enumerate().skip(first) {
        let cell = above.cell(at);
        if !cell.is_empty() {
            let text = cell.text();
            let period = (text.len() == 4).then(|| text.parse::<Period>().ok()).flatten();
            let bad = || {
                grid.bad_cell(
                    above,
                    &address(at, above.number),
                    &format!("`{text}`"),
                    "a year above its columns",
                )
            };
            year = Some(period.ok_or_else(bad)?);
        }
        let Some(year) = year else {
            return Err(grid.bad_cell(
                above,
                &address(at, above.number),
                "nothing",
                "a year above its columns",
            ));
        };
        let place = match found.iter().position(|(p, _, _)| *p == year) {
            Some(place) => place,
            None => {
                found.push((year, Vec::new(), Vec::new()));
                found.len() - 1
            }
        };
        if let Some((_, estimates, errors)) = found.get_mut(place) {
            if is_estimate(&head.text()) {
                estimates.push(at);
            } else if is_error(&head.text()) {
                errors.push(at);
            }
        }
    }
    let whole = |(period, estimates, errors): (Period, Vec<usize>, Vec<usize>)| match (
        &estimates[..],
        &errors[..],
    ) {
        ([estimate], [stderr]) => Ok(Year { period, estimate: *estimate, stderr: *stderr }),
        _ => {
            let what = format!(
                "{} columns `Estimate` and {} `StdErr` under {period}",
                estimates.len(),
                errors.len()
            );
            Err(grid.bad_row(heads, &what, "one of each under every year"))
        }
    };
    found.into_iter().map(whole).collect()
}
