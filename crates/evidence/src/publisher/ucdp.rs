//! UCDP's country-years of organised violence (`organizedviolencecy_vNN.csv`): a row for every country and year since 1989,
//! countries by name. A zero is a real zero: UCDP looked and found no event.

use std::path::Path;

use super::draft::{Draft, Stamp};
use super::error::ImportError;
use super::grid::{Grid, TextFormat};
use super::places::Placed;

/// Coded events with a documented procedure.
pub(crate) const STAMP: Stamp = Stamp { source: "ucdp", reliability: 'A', credibility: '2' };

const SERIES: [(&str, &str, &str); 4] = [
    ("ns_dyad_count_cy", "ucdp.nonstate_dyads", "pairs"),
    ("os_nsgroup_killings_best_cy", "ucdp.onesided_deaths", "deaths"),
    ("ns_total_deaths_best_cy", "ucdp.nonstate_deaths", "deaths"),
    ("sb_total_deaths_best_cy", "ucdp.state_deaths", "deaths"),
];

/// Reads one file.
pub(crate) fn read(path: &Path, draft: &mut Draft<'_>) -> Result<(), ImportError> {
    let grid = Grid::text(path, TextFormat::COMMA)?;
    let Some((header, body)) = grid.rows.split_first() else {
        return Err(ImportError::file(&grid.file, "an empty file", "a header and rows"));
    };
    let columns = grid.columns(header);
    let (country, year) = (columns.find("country_cy")?, columns.find("year_cy")?);
    let mut series = Vec::new();
    for (head, code, unit) in SERIES {
        series.push((columns.find(head)?, head, code, unit));
    }
    let cells = series.len() as u64;
    for row in body {
        if row.is_blank() {
            continue;
        }
        grid.whole_row(row, &columns)?;
        draft.tally.read += cells;
        let name = row.cell(country).text();
        let territory = match draft.places.name(&name) {
            Ok(Placed::Territory(t)) => t,
            Ok(Placed::Aggregate { reason, .. }) => {
                draft.tally.leave_out(reason, cells);
                continue;
            }
            Err(expected) => return Err(grid.bad_cell(row, "country_cy", &format!("`{name}`"), &expected)),
        };
        let period = draft.year(&grid, row, "year_cy", row.cell(year))?;
        for (column, head, code, unit) in &series {
            let cell = row.cell(*column);
            let value = draft.number_in(&grid, row, head, cell, [0.0, 1e8])?;
            if value.fract() != 0.0 {
                return Err(grid.bad_cell(row, head, &format!("`{}`", cell.text()), "a whole number"));
            }
            draft.tally.used += 1;
            draft.number(&grid, row, (&territory, "*", code, period), value, unit, None)?;
        }
    }
    Ok(())
}
