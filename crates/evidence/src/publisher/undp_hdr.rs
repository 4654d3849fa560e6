//! UNDP's composite indices, the complete time series: one row per country, one column per series and year (`hdi_1990`).
//! The file is Latin-1 in some editions and UTF-8 in others. UNDP's own aggregates (`ZZA.VHHD` ...) are kept: they become
//! regions of the project, scored and never ranked.

use std::path::Path;

use ideal_model::Period;

use super::draft::{Draft, Stamp};
use super::error::ImportError;
use super::grid::{Columns, Grid, TextFormat};
use super::places::Placed;

/// Official statistics, compiled with care.
pub(crate) const STAMP: Stamp = Stamp { source: "undp-hdr", reliability: 'A', credibility: '2' };

/// Series read: name in the file, unit, range.
const SERIES: [(&str, &str, [f64; 2]); 6] = [
    ("hdi", "index 0-1", [0.0, 1.0]),
    ("gii", "index 0-1", [0.0, 1.0]),
    ("le", "years", [0.0, 120.0]),
    ("eys", "years", [0.0, 30.0]),
    ("mys", "years", [0.0, 25.0]),
    ("gnipc", "2017 PPP $", [0.0, 1e6]),
];

struct Column {
    at: usize,
    head: String,
    indicator: String,
    unit: &'static str,
    range: [f64; 2],
    period: Period,
}

/// Reads one file.
pub(crate) fn read(path: &Path, draft: &mut Draft<'_>) -> Result<(), ImportError> {
    let bytes = std::fs::read(path).map_err(|e| ImportError::read(path, &e))?;
    let latin1 = std::str::from_utf8(&bytes).is_err();
    let grid = Grid::text(path, TextFormat { latin1, ..TextFormat::COMMA })?;
    let Some((header, body)) = grid.rows.split_first() else {
        return Err(ImportError::file(&grid.file, "an empty file", "a header and rows"));
    };
    let columns = grid.columns(header);
    let iso = columns.find("iso3")?;
    columns.find("country")?;
    let series = series(&columns)?;
    let dated = columns.heads().iter().filter(|(h, _)| split(h).is_some()).count();
    let other = (dated - series.len()) as u64;
    for row in body {
        if row.is_blank() {
            continue;
        }
        grid.whole_row(row, &columns)?;
        draft.tally.read += dated as u64;
        draft.tally.leave_out("other series", other);
        let code = row.cell(iso).text();
        let territory = match draft.places.code(&code) {
            Ok(Placed::Territory(t)) => t,
            Ok(Placed::Aggregate { code, name, .. }) => {
                draft.region(&code, &name);
                code
            }
            Err(expected) => {
                draft.unknown.add(&grid, row, "iso3", &code, &expected);
                continue;
            }
        };
        for c in &series {
            let cell = row.cell(c.at);
            if cell.is_empty() {
                draft.tally.leave_out("no value published", 1);
                continue;
            }
            let value = draft.number_in(&grid, row, &c.head, cell, c.range)?;
            draft.tally.used += 1;
            draft.number(&grid, row, (&territory, "*", &c.indicator, c.period), value, c.unit, None)?;
        }
    }
    Ok(())
}

/// Series and year of a head: `gnipc_2021`.
fn split(head: &str) -> Option<(&str, Period)> {
    let (name, year) = head.rsplit_once('_')?;
    if name.contains("rank") || year.len() != 4 {
        return None;
    }
    Some((name, year.parse().ok()?))
}

fn series(columns: &Columns) -> Result<Vec<Column>, ImportError> {
    let mut out = Vec::new();
    for (name, unit, range) in SERIES {
        let before = out.len();
        for (head, _) in columns.heads() {
            if let Some((n, period)) = split(head)
                && n == name
            {
                let at = columns.find(head)?;
                out.push(Column { at, head: head.to_owned(), indicator: format!("undp.{name}"), unit, range, period });
            }
        }
        if out.len() == before {
            return Err(columns.missing(&format!("columns `{name}_YYYY`")));
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::real::{plain, real, text, value};

    const GOOD: &str = "iso3,country,hdicode,hdi_rank_2022,hdi_2021,hdi_2022,le_2022,eys_2022,mys_2022,gnipc_2022,gii_2022,mmr_2022
URY,Uruguay,Very High,52,0.826,0.83,78,17.4,9.1,22207.4,0.235,17
CIV,C\u{f4}te d'Ivoire,Medium,166,,0.534,58.9,10.7,4.2,5376,0.612,480
ZZK.WORLD,World,,,0.735,0.739,72,13,8.7,17254,0.462,215
";

    #[test]
    fn countries_and_regions() {
        let dir = tempfile::tempdir().unwrap();
        let latin1: Vec<u8> = GOOD.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
        let import = plain("undp-hdr", &[text(dir.path(), "hdr.csv", latin1)]).unwrap();
        assert_eq!(value(&import, "URY", "*", "undp.hdi", "2022").as_deref(), Some("0.83"));
        assert_eq!(value(&import, "CIV", "*", "undp.gnipc", "2022").as_deref(), Some("5376"));
        assert_eq!(value(&import, "ZZK.WORLD", "*", "undp.hdi", "2021").as_deref(), Some("0.735"));
        assert_eq!(import.territories.iter().map(|t| (t.code.as_str(), t.kind.word())).collect::<Vec<_>>(), [("ZZK.WORLD", "region")]);
        let s = &import.summaries[0];
        assert_eq!((s.read, s.used, s.left_out["other series"], s.left_out["no value published"]), (24, 20, 3, 1));
    }

    #[test]
    fn altered_files_are_refused() {
        let dir = tempfile::tempdir().unwrap();
        for (from, to, says) in [
            ("URY,", "QQX,", "a territory"),
            ("0.83,", "8.3,", "from 0 to 1"),
            ("0.83,", "n/a,", "a number"),
            ("gii_2022", "gxx_2022", "columns `gii_YYYY`"),
            ("iso3,", "iso,", "`iso3`"),
            ("Uruguay,", "", "11 cells"),
        ] {
            let error = plain("undp-hdr", &[text(dir.path(), "hdr.csv", GOOD.replacen(from, to, 1))]).unwrap_err().to_string();
            assert!(error.contains(says) && error.contains("hdr.csv"), "{to}: {error}");
        }
    }

    #[test]
    fn the_publishers_file() {
        let Some(file) = real("undp_hdr/HDR23-24_Composite_indices_complete_time_series.csv") else { return };
        let import = plain("undp-hdr", &[file]).unwrap();
        assert_eq!(import.rows.iter().filter(|r| r.indicator == "undp.hdi").count(), 6_171);
        assert_eq!(value(&import, "URY", "*", "undp.hdi", "2022").as_deref(), Some("0.83"));
        assert_eq!(import.territories.len(), 11);
        let s = &import.summaries[0];
        assert_eq!(s.read, s.used + s.left_out.values().sum::<u64>());
    }
}
