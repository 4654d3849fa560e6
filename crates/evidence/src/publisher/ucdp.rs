//! UCDP's country-years of organised violence (`organizedviolencecy_vNN.csv` or `.xlsx`): a row for
//! every country and year since 1989, countries by name. A zero is a real zero: UCDP looked and
//! found no event.
//!
//! Heads end in `_cy` up to version 25.1 and are the same without it since 26.1.

use std::path::Path;

use super::draft::Draft;
use super::error::ImportError;
use super::grid::Columns;
use super::importer::{How, Importer, ImporterInfo};
use super::open;
use super::sources::Terms;

/// What it is called, whose figures it reads, and how.
pub(super) const IMPORTER: Importer = Importer {
    info: ImporterInfo {
        id: "ucdp",
        about: "UCDP country-years of organised violence",
        files: "organizedviolencecy_v*.csv or .xlsx",
    },
    source: Some(Terms {
        publisher: "Uppsala Conflict Data Program, Uppsala University",
        title: "UCDP country-year dataset on organised violence",
        url: "https://ucdp.uu.se/downloads/",
        licence: "CC BY 4.0 (confirm on UCDP's page)",
        lineage: &[],
    }),
    how: How::Draft { read, grade: GRADE },
};

/// Coded events with a documented procedure.
const GRADE: (char, char) = ('A', '2');

/// Series read: head without the ending, code, unit.
const SERIES: [(&str, &str, &str); 4] = [
    ("ns_dyad_count", "ucdp.nonstate_dyads", "pairs"),
    ("os_nsgroup_killings_best", "ucdp.onesided_deaths", "deaths"),
    ("ns_total_deaths_best", "ucdp.nonstate_deaths", "deaths"),
    ("sb_total_deaths_best", "ucdp.state_deaths", "deaths"),
];

/// The editions that are read, for messages.
const EDITIONS: &str = "UCDP's country-year dataset on organised violence: up to version 25.1 \
                        (columns `country_cy`, `year_cy`, `sb_total_deaths_best_cy`, ...) or since \
                        26.1 (`country`, `year`, `sb_total_deaths_best`, ...); UCDP's other \
                        datasets are read by a mapping (`ideal import mapping FILE --draft` begins \
                        one)";

/// What the heads of the file end in.
fn ending(columns: &Columns) -> Result<&'static str, ImportError> {
    let heads = columns.heads();
    let has = |ending: &str| {
        SERIES.iter().any(|(head, _, _)| heads.iter().any(|(h, _)| *h == format!("{head}{ending}")))
    };
    ["_cy", ""].into_iter().find(|ending| has(ending)).ok_or_else(|| columns.missing(EDITIONS))
}

/// Reads one file.
fn read(path: &Path, draft: &mut Draft<'_>) -> Result<(), ImportError> {
    let grid = open::one_table(path, "country")?;
    grid.tell(&mut draft.tally);
    let Some((header, body)) = grid.rows.split_first() else {
        return Err(ImportError::file(&grid.file, "an empty file", EDITIONS));
    };
    let columns = grid.columns(header);
    let ending = ending(&columns)?;
    let (country_head, year_head) = (format!("country{ending}"), format!("year{ending}"));
    let (country, year) = (columns.find(&country_head)?, columns.find(&year_head)?);
    let mut series = Vec::new();
    for (head, code, unit) in SERIES {
        let head = format!("{head}{ending}");
        series.push((columns.find(&head)?, head, code, unit));
    }
    let cells = series.len() as u64;
    for row in body {
        if row.is_blank() {
            continue;
        }
        grid.whole_row(row, &columns)?;
        draft.tally.read += cells;
        let name = row.cell(country).text();
        let found = draft.places.name(&name);
        let Some(territory) = draft.territory(&grid, row, &country_head, (&name, found), cells)
        else {
            continue;
        };
        let period = draft.year(&grid, row, &year_head, row.cell(year))?;
        for (column, head, code, unit) in &series {
            let cell = row.cell(*column);
            let value = draft.number_in(&grid, row, head, cell, [0.0, 1e8])?;
            if value.fract() != 0.0 {
                return Err(grid.bad_cell(
                    row,
                    head,
                    &format!("`{}`", cell.text()),
                    "a whole number",
                ));
            }
            draft.tally.used += 1;
            draft.number(&grid, row, (&territory, "*", code, period), value, unit, None)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::real::{plain, real, rows, text, value, workbook};

    const GOOD: &str = "country_id_cy,country_cy,year_cy,sb_total_deaths_best_cy,ns_dyad_count_cy,ns_dyad_names_cy,ns_total_deaths_best_cy,os_nsgroup_killings_best_cy
130,Ecuador,2023,0,9,\"Los Choneros - Los Lobos, R7\",540,0
490,DR Congo (Zaire),2023,1000,5,x,100,2000
315,Czechoslovakia,1989,0,0,NO_DYAD,0,0
";

    #[test]
    fn a_zero_is_a_value() {
        let dir = tempfile::tempdir().unwrap();
        let import = plain("ucdp", &[text(dir.path(), "ov.csv", GOOD)]).unwrap();
        assert_eq!(
            value(&import, "ECU", "*", "ucdp.nonstate_deaths", "2023").as_deref(),
            Some("540")
        );
        assert_eq!(
            value(&import, "ECU", "*", "ucdp.onesided_deaths", "2023").as_deref(),
            Some("0")
        );
        assert_eq!(
            value(&import, "COD", "*", "ucdp.state_deaths", "2023").as_deref(),
            Some("1000")
        );
        let s = &import.summaries[0];
        assert_eq!((s.read, s.used, s.left_out["former states"]), (12, 8, 4));
    }

    /// Since 26.1 the same heads without their ending; the files are workbooks, too.
    #[test]
    fn later_heads_and_workbooks() {
        let dir = tempfile::tempdir().unwrap();
        let later = GOOD.replace("_cy", "");
        let import = plain("ucdp", &[text(dir.path(), "later.csv", &later)]).unwrap();
        assert_eq!(
            value(&import, "ECU", "*", "ucdp.nonstate_deaths", "2023").as_deref(),
            Some("540")
        );
        assert_eq!(import.summaries[0].used, 8);
        let table = "country|year|ns_dyad_count|os_nsgroup_killings_best|ns_total_deaths_best|sb_total_deaths_best\n\
                     Colombia|2024|4|33|210|120";
        let import =
            plain("ucdp", &[workbook(dir.path(), "later.xlsx", &[("Sheet1", rows(table))])])
                .unwrap();
        assert_eq!(value(&import, "COL", "*", "ucdp.state_deaths", "2024").as_deref(), Some("120"));
        assert_eq!(value(&import, "COL", "*", "ucdp.nonstate_dyads", "2024").as_deref(), Some("4"));
        // Another of UCDP's datasets, and heads of two editions in one file.
        for (body, says) in [
            ("conflict_id,year,bd_best\n1,2020,5\n", "since 26.1"),
            (&*later.replacen("year", "year_cy", 1), "`year`"),
        ] {
            let error =
                plain("ucdp", &[text(dir.path(), "other.csv", body)]).unwrap_err().to_string();
            assert!(error.contains(says) && error.contains("other.csv"), "{error}");
        }
    }

    #[test]
    fn all_unknown_countries_come_at_once() {
        let dir = tempfile::tempdir().unwrap();
        let bad = GOOD.replace("Ecuador", "Equador do Sul").replace("DR Congo (Zaire)", "Zubrowka");
        let error = plain("ucdp", &[text(dir.path(), "ov.csv", bad)]).unwrap_err().to_string();
        assert!(
            error.contains("`Equador do Sul` (once, first in line 2")
                && error.contains("`Zubrowka` (once, first in line 3"),
            "{error}"
        );
    }

    #[test]
    fn altered_files_are_refused() {
        let dir = tempfile::tempdir().unwrap();
        for (from, to, says) in [
            ("Ecuador", "Equador del Sur", "a territory"),
            (",540,", ",-540,", "from 0"),
            (",540,", ",,", "a number"),
            (",540,", ",540.5,", "a whole number"),
            ("2023", "20233", "a year"),
            ("ns_dyad_count_cy", "ns_dyads", "`ns_dyad_count_cy`"),
        ] {
            let error = plain("ucdp", &[text(dir.path(), "ov.csv", GOOD.replacen(from, to, 1))])
                .unwrap_err()
                .to_string();
            assert!(error.contains(says) && error.contains("ov.csv"), "{to}: {error}");
        }
    }

    #[test]
    fn the_publishers_file() {
        let Some(file) = real("ucdp/organizedviolencecy_v25_1.csv") else { return };
        let import = plain("ucdp", &[file]).unwrap();
        assert_eq!(
            value(&import, "ECU", "*", "ucdp.nonstate_deaths", "2023").as_deref(),
            Some("540")
        );
        assert_eq!(
            value(&import, "MEX", "*", "ucdp.nonstate_deaths", "2021").as_deref(),
            Some("15063")
        );
        let s = &import.summaries[0];
        assert_eq!((s.read, s.used), (6_936 * 4, 6_928 * 4));
    }
}
