//! The Worldwide Governance Indicators, the long workbook `wgidataset.xlsx`: one row per country, year and indicator, with
//! the standard error of each estimate; `..` is missing. Some countries carry the World Bank's old codes.

use std::path::Path;

use ideal_model::Period;

use super::draft::{Draft, Stamp};
use super::error::ImportError;
use super::grid::Grid;
use super::places::Placed;

/// Perception-based composites: usually reliable, probably true.
pub(crate) const STAMP: Stamp = Stamp { source: "wgi", reliability: 'B', credibility: '2' };

const INDICATORS: [&str; 6] = ["va", "pv", "ge", "rq", "rl", "cc"];

/// Estimates are standard-normal scores; the published extreme is -3.3.
const RANGE: [f64; 2] = [-5.0, 5.0];

/// Reads one file.
pub(crate) fn read(path: &Path, draft: &mut Draft<'_>) -> Result<(), ImportError> {
    let first = |names: &[String]| names.first().map(|n| vec![n.clone()]).ok_or_else(|| "a sheet".to_owned());
    for grid in Grid::sheets(path, &first)? {
        let Some((header, body)) = grid.rows.split_first() else {
            return Err(ImportError::file(&grid.file, "an empty sheet", "a header and rows"));
        };
        let columns = grid.columns(header);
        let [key, code, year, indicator, estimate, stddev] =
            ["codeindyr", "code", "year", "indicator", "estimate", "stddev"].map(|head| columns.find(head));
        let (key, code, year, indicator, estimate, stddev) = (key?, code?, year?, indicator?, estimate?, stddev?);
        for row in body {
            if row.is_blank() {
                continue;
            }
            draft.tally.read += 1;
            let text = |i: usize| row.cell(i).text();
            let short = text(indicator);
            if !INDICATORS.contains(&short.as_str()) {
                return Err(grid.bad_cell(row, "indicator", &format!("`{short}`"), "one of va, pv, ge, rq, rl, cc"));
            }
            // The key repeats the three columns: a row whose cells slipped does not pass.
            let repeated = format!("{}{short}{}", text(code), text(year));
            if text(key) != repeated {
                return Err(grid.bad_cell(
                    row,
                    "codeindyr",
                    &format!("`{}`", text(key)),
                    &format!("`{repeated}`, as the other columns say"),
                ));
            }
            let period = draft.year(&grid, row, "year", row.cell(year))?;
            let territory = match draft.places.code(&text(code)) {
                Ok(Placed::Territory(t)) => t,
                Ok(Placed::Aggregate { reason, .. }) => {
                    draft.tally.leave_out(reason, 1);
                    continue;
                }
                Err(expected) => return Err(grid.bad_cell(row, "code", &format!("`{}`", text(code)), &expected)),
            };
            if matches!(text(estimate).as_str(), "" | "..") {
                draft.tally.leave_out("no value published", 1);
                continue;
            }
            let value = draft.number_in(&grid, row, "estimate", row.cell(estimate), RANGE)?;
            let se = match text(stddev).as_str() {
                "" | ".." => None,
                _ => Some(draft.number_in(&grid, row, "stddev", row.cell(stddev), [0.0, 5.0])?),
            };
            draft.tally.used += 1;
            let period: Period = period;
            draft.number(&grid, row, (&territory, "*", &format!("wgi.{short}"), period), value, "estimate", se)?;
        }
    }
    Ok(())
}
