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
        grid.note_hidden(&mut draft.tally);
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::real::{plain, real, rows, value, workbook};

    const GOOD: &str = "codeindyr|code|countryname|year|indicator|estimate|stddev|nsource
MEXcc2021|MEX|Mexico|2021|cc|-1.0206398963928223|0.16|10
ROMrl2021|ROM|Romania|2021|rl|0.4|0.15|10
HTIva2021|HTI|Haiti|2021|va|..|..|..
ANTva2002|ANT|Netherlands Antilles (former)|2002|va|1|0.3|2";

    fn import(table: &str) -> Result<crate::publisher::Import, crate::publisher::ImportError> {
        let dir = tempfile::tempdir().unwrap();
        plain("wgi", &[workbook(dir.path(), "wgi.xlsx", &[("Sheet1", rows(table))])])
    }

    #[test]
    fn estimates_come_with_their_standard_errors() {
        let import = import(GOOD).unwrap();
        assert_eq!(value(&import, "MEX", "*", "wgi.cc", "2021").as_deref(), Some("-1.0206398963928223"));
        assert_eq!(import.rows[0].se, Some(0.16));
        assert_eq!(value(&import, "ROU", "*", "wgi.rl", "2021").as_deref(), Some("0.4"));
        let s = &import.summaries[0];
        assert_eq!((s.read, s.used, s.left_out["no value published"], s.left_out["former states"]), (4, 2, 1, 1));
        assert_eq!(import.sources.iter().map(|s| s.id.as_str()).collect::<Vec<_>>(), ["bti", "wgi"]);
    }

    #[test]
    fn altered_workbooks_are_refused() {
        for (from, to, says) in [
            ("|cc|-1.02", "|xx|-1.02", "one of va"),
            ("MEXcc2021|MEX", "MEXcc2021|COL", "as the other columns say"),
            ("-1.0206398963928223", "-10.2", "from -5 to 5"),
            ("-1.0206398963928223", "low", "a number"),
            ("|0.16|", "|-0.16|", "from 0 to 5"),
            ("|stddev|", "|sd|", "`stddev`"),
            ("MEXcc2021|MEX", "QQQcc2021|QQQ", "a territory"),
            ("2021|cc", "20211|cc", "as the other columns say"),
        ] {
            let error = import(&GOOD.replacen(from, to, 1)).unwrap_err().to_string();
            assert!(error.contains(says) && error.contains("wgi.xlsx"), "{to}: {error}");
        }
    }

    #[test]
    fn the_publishers_file() {
        let Some(file) = real("wgi/wgidataset.xlsx") else { return };
        let import = plain("wgi", &[file]).unwrap();
        assert_eq!(value(&import, "MEX", "*", "wgi.cc", "2021").as_deref(), Some("-1.0206398963928223"));
        let s = &import.summaries[0];
        // 214 areas, 6 indicators, 25 years; 1,126 estimates are `..`, 90 of them of the Netherlands Antilles.
        assert_eq!((s.read, s.used), (32_100, 30_914));
        assert_eq!(s.left_out.values().sum::<u64>(), 32_100 - 30_914);
        assert!(import.rows.iter().all(|r| r.se.is_some()));
    }
}
