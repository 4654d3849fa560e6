//! UNDP's composite indices, the complete time series: one row per country, one column per series
//! and year (`hdi_1990`). The file is Latin-1 in some editions and UTF-8 in others, and dollars are
//! of another year in each few: the edition tells which. UNDP's own aggregates (`ZZA.VHHD` ...) are
//! kept: they become regions of the project, scored and never ranked.

use std::collections::BTreeSet;
use std::path::Path;

use ideal_model::Period;

use super::draft::Draft;
use super::error::ImportError;
use super::grid::{Columns, Grid};
use super::importer::{How, Importer, ImporterInfo};
use super::open;
use super::places::Placed;
use super::sources::Terms;

/// What it is called, whose figures it reads, and how.
pub(super) const IMPORTER: Importer = Importer {
    info: ImporterInfo {
        id: "undp-hdr",
        about: "UNDP composite indices (HDI, GII)",
        files: "HDR*_Composite_indices_complete_time_series.csv",
    },
    source: Some(Terms {
        publisher: "United Nations Development Programme",
        title: "Human Development Report, composite indices, complete time series",
        url: "https://hdr.undp.org/data-center/documentation-and-downloads",
        licence: "CC BY 3.0 IGO",
        lineage: &[],
    }),
    how: How::Draft { read, grade: GRADE },
};

/// Official statistics, compiled with care.
const GRADE: (char, char) = ('A', '2');

/// Series read: name in the file, unit, range.
const SERIES: [(&str, &str, [f64; 2]); 6] = [
    ("hdi", "index 0-1", [0.0, 1.0]),
    ("gii", "index 0-1", [0.0, 1.0]),
    ("le", "years", [0.0, 120.0]),
    ("eys", "years", [0.0, 30.0]),
    ("mys", "years", [0.0, 25.0]),
    // The year of the dollars stands before it.
    ("gnipc", "PPP $", [0.0, 1e6]),
];

/// The editions that are read, for messages.
const EDITIONS: &str = "UNDP's complete time series of a Human Development Report, 2020 to 2025 \
                        (`HDR..._Composite_indices_complete_time_series.csv`: columns `iso3`, \
                        `country`, `hdi_1990` ...); any other table is read by a mapping (`ideal \
                        import mapping FILE --draft` begins one)";

/// The year of the dollars of an edition, by the last year of its index: the reports of 2020 to
/// 2023/24 count in those of 2017, that of 2025 in those of 2021.
fn dollars_of(last: i32) -> Option<i32> {
    match last {
        2019..=2022 => Some(2017),
        2023 => Some(2021),
        _ => None,
    }
}

/// The last year of the index in the edition that a file's name says: `HDR25_...` ends in 2023.
fn named_edition(path: &Path) -> Option<i32> {
    let name = path.file_name()?.to_string_lossy().to_ascii_uppercase();
    let after = name.split_once("HDR")?.1.trim_start_matches(['_', '-', ' ']);
    let digits: String = after.chars().take_while(|c| c.is_ascii_digit() || *c == '-').collect();
    match digits.trim_end_matches('-') {
        "20" | "2020" => Some(2019),
        "21-22" | "2021-22" | "2022" | "21" | "22" => Some(2021),
        "23-24" | "2023-24" | "2024" | "23" | "24" => Some(2022),
        "25" | "2025" => Some(2023),
        _ => None,
    }
}

/// The unit of the income per head. The edition shows in the last year of the index, in the year of
/// the rank and in the file's name: where they do not say the same, the year of the dollars is not
/// known and not written.
fn income_unit(path: &Path, columns: &Columns) -> Result<String, String> {
    let year = |head: &str, name: &str| {
        head.strip_prefix(name)
            .and_then(|y| if y.len() == 4 { y.parse::<i32>().ok() } else { None })
    };
    let last = |name: &str| columns.heads().iter().filter_map(|(h, _)| year(h, name)).max();
    let said: BTreeSet<i32> =
        [last("hdi_"), last("hdi_rank_"), named_edition(path)].into_iter().flatten().collect();
    let dollars: BTreeSet<Option<i32>> = said.iter().map(|y| dollars_of(*y)).collect();
    match dollars.into_iter().collect::<Vec<_>>()[..] {
        [Some(year)] => Ok(format!("{year} PPP $")),
        _ => {
            let years: Vec<String> = said.iter().map(ToString::to_string).collect();
            Err(format!(
                "the edition cannot be told (its last year seems to be {}), so the unit of \
                 undp.gnipc is `PPP $` without the year of the dollars; editions of different \
                 dollars must not be mixed",
                years.join(" or ")
            ))
        }
    }
}

struct Column {
    at: usize,
    head: String,
    indicator: String,
    unit: String,
    range: [f64; 2],
    period: Period,
}

/// Reads one file.
fn read(path: &Path, draft: &mut Draft<'_>) -> Result<(), ImportError> {
    let grid: Grid = open::one_table(path, "country")?;
    grid.tell(&mut draft.tally);
    let Some((header, body)) = grid.rows.split_first() else {
        return Err(ImportError::file(&grid.file, "an empty file", EDITIONS));
    };
    let columns = grid.columns(header);
    let income = income_unit(path, &columns);
    let series = series(&columns, income.as_deref().unwrap_or("PPP $"))?;
    if let Err(note) = &income {
        draft.tally.note(note.as_str());
    }
    // Some hands rename the first head.
    let iso_head = columns
        .heads()
        .into_iter()
        .map(|(h, _)| h)
        .find(|h| matches!(*h, "iso3" | "code" | "ISO3"))
        .unwrap_or("iso3")
        .to_owned();
    let (iso, country) = (columns.find(&iso_head)?, columns.find("country")?);
    let dated = columns.heads().iter().filter(|(h, _)| split(h).is_some()).count();
    let other = (dated - series.len()) as u64;
    for row in body {
        if row.is_blank() {
            continue;
        }
        grid.whole_row(row, &columns)?;
        draft.tally.read += dated as u64;
        draft.tally.leave_out("other series", other);
        let (code, name) = (row.cell(iso).text(), row.cell(country).text());
        // A region beside the name of a country is a column that slipped, which `coded` refuses.
        let region = draft.places.named(&name).is_none();
        let territory = match draft.places.code(&code) {
            Ok(Placed::Aggregate { code, name, .. }) if region => {
                draft.region(&code, &name);
                code
            }
            _ => match draft.coded(&grid, row, (&iso_head, &code), &name, series.len() as u64)? {
                Some(territory) => territory,
                None => continue,
            },
        };
        for c in &series {
            let cell = row.cell(c.at);
            if cell.is_empty() {
                draft.tally.leave_out("no value published", 1);
                continue;
            }
            let value = draft.number_in(&grid, row, &c.head, cell, c.range)?;
            draft.tally.used += 1;
            draft.number(
                &grid,
                row,
                (&territory, "*", &c.indicator, c.period),
                value,
                &c.unit,
                None,
            )?;
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

fn series(columns: &Columns, income: &str) -> Result<Vec<Column>, ImportError> {
    let mut out = Vec::new();
    for (name, unit, range) in SERIES {
        let unit = if name == "gnipc" { income } else { unit };
        let before = out.len();
        for (head, _) in columns.heads() {
            if let Some((n, period)) = split(head)
                && n == name
            {
                let at = columns.find(head)?;
                out.push(Column {
                    at,
                    head: head.to_owned(),
                    indicator: format!("undp.{name}"),
                    unit: unit.to_owned(),
                    range,
                    period,
                });
            }
        }
        if out.len() == before {
            return Err(columns.missing(&format!("columns `{name}_YYYY`, as in {EDITIONS}")));
        }
        // A head that was renamed must not pass for a year without figures.
        let strange = |h: &str| {
            h.strip_prefix(name)
                .and_then(|r| r.strip_prefix('_'))
                .is_some_and(|r| r.starts_with(['1', '2']))
                && split(h).is_none()
        };
        if let Some((head, _)) = columns.heads().into_iter().find(|(h, _)| strange(h)) {
            return Err(
                columns.missing(&format!("a year alone behind `{name}_`, and not `{head}`"))
            );
        }
        let mut years: Vec<i32> =
            out.iter().skip(before).map(|c| c.period.calendar_year()).collect();
        years.sort_unstable();
        if let Some([a, b]) = years.windows(2).find(|w| matches!(w, [a, b] if b - a > 1)) {
            return Err(columns.missing(&format!(
                "a column `{name}_{}` between `{name}_{a}` and `{name}_{b}`: was it renamed?",
                a + 1
            )));
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
        assert_eq!(
            import.territories.iter().map(|t| (t.code.as_str(), t.kind.word())).collect::<Vec<_>>(),
            [("ZZK.WORLD", "region")]
        );
        let s = &import.summaries[0];
        assert_eq!(
            (s.read, s.used, s.left_out["other series"], s.left_out["no value published"]),
            (24, 20, 3, 1)
        );
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
            ("URY,", "PRY,", "has a column slipped"),
            ("URY,", "ZZK.WORLD,", "has a column slipped"),
        ] {
            let error =
                plain("undp-hdr", &[text(dir.path(), "hdr.csv", GOOD.replacen(from, to, 1))])
                    .unwrap_err()
                    .to_string();
            assert!(error.contains(says) && error.contains("hdr.csv"), "{to}: {error}");
        }
    }

    /// The reports' own tables give income in dollars of 2017 from 2020 to 2023/24 and of 2021 in
    /// 2025.
    #[test]
    fn the_edition_tells_the_year_of_the_dollars() {
        let dir = tempfile::tempdir().unwrap();
        let unit = |name: &str, body: String| {
            let import = plain("undp-hdr", &[text(dir.path(), name, body)]).unwrap();
            let row =
                import.rows.iter().find(|r| r.indicator == "undp.gnipc").unwrap().unit.clone();
            (row, import.summaries[0].notes.len())
        };
        let of = |year: i32| {
            GOOD.replace("2022", &year.to_string()).replace("2021", &(year - 1).to_string())
        };
        assert_eq!(unit("a.csv", GOOD.to_owned()), ("2017 PPP $".to_owned(), 0));
        assert_eq!(unit("HDR25_a.csv", of(2023)), ("2021 PPP $".to_owned(), 0));
        assert_eq!(
            unit("HDR23-24_Composite_indices_complete_time_series.csv", GOOD.to_owned()),
            ("2017 PPP $".to_owned(), 0)
        );
        // An edition nobody has told us of, and a file that says two things.
        assert_eq!(unit("b.csv", of(2024)), ("PPP $".to_owned(), 1));
        assert_eq!(unit("HDR25_b.csv", GOOD.to_owned()), ("PPP $".to_owned(), 1));
        assert_eq!(
            unit("c.csv", GOOD.replace("hdi_rank_2022", "hdi_rank_2023")),
            ("PPP $".to_owned(), 1)
        );
    }

    #[test]
    fn the_publishers_later_file() {
        let Some(file) =
            real("vintages/undp/HDR25_Composite_indices_complete_time_series_code-head.csv")
        else {
            return;
        };
        let import = plain("undp-hdr", &[file]).unwrap();
        assert_eq!(
            value(&import, "COL", "*", "undp.gnipc", "2023").as_deref(),
            Some("18665.94967")
        );
        assert_eq!(value(&import, "CIV", "*", "undp.hdi", "2023").as_deref(), Some("0.582"));
        assert!(
            import
                .rows
                .iter()
                .filter(|r| r.indicator == "undp.gnipc")
                .all(|r| r.unit == "2021 PPP $")
        );
        // This copy ends in the middle of a line.
        let notes = &import.summaries[0].notes;
        assert!(
            notes.len() == 1 && notes[0].contains("line 207: the last line has no line end"),
            "{notes:?}"
        );
    }

    #[test]
    fn the_publishers_file() {
        let Some(file) = real("undp_hdr/HDR23-24_Composite_indices_complete_time_series.csv")
        else {
            return;
        };
        let import = plain("undp-hdr", &[file]).unwrap();
        assert_eq!(import.rows.iter().filter(|r| r.indicator == "undp.hdi").count(), 6_171);
        assert_eq!(value(&import, "URY", "*", "undp.hdi", "2022").as_deref(), Some("0.83"));
        assert_eq!(import.territories.len(), 11);
        let s = &import.summaries[0];
        assert_eq!(s.read, s.used + s.left_out.values().sum::<u64>());
    }
}
