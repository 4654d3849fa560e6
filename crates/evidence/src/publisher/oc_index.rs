//! The Global Organized Crime Index workbook: a sheet per edition (`2023_dataset`), a row per
//! country without ISO codes, whose heads, column order and number of markets differ from edition
//! to edition.
//!
//! A market's score is written once for every crime area it covers (`ocindex.market` with the
//! area); actors, resilience and the four published composites hold for every area. Scores lie on 1
//! to 10 in half points and anything else stops the import. The Index is all rights reserved: its
//! figures belong into a user's project, never into data that ships.

use std::collections::BTreeMap;
use std::path::Path;

use ideal_model::Period;

use super::draft::Draft;
use super::error::ImportError;
use super::grid::{Columns, Grid};
use super::importer::{How, Importer, ImporterInfo};
use super::sources::Terms;

/// What it is called, whose figures it reads, and how.
pub(super) const IMPORTER: Importer = Importer {
    info: ImporterInfo {
        id: "oc-index",
        about: "Global Organized Crime Index",
        files: "global_oc_index.xlsx",
    },
    source: Some(Terms {
        publisher: "Global Initiative Against Transnational Organized Crime",
        title: "Global Organized Crime Index, dataset",
        url: "https://ocindex.net/downloads",
        licence: "all rights reserved (no licence in the file)",
        lineage: &[],
    }),
    how: How::Draft { read, grade: GRADE },
};

/// Expert scores with a review in several rounds.
const GRADE: (char, char) = ('B', '2');

const MARKETS: &str = include_str!("../../taxonomy/ocindex_markets.csv");
const ITEMS: &str = include_str!("../../taxonomy/ocindex_items.csv");

const COMPOSITES: [(&str, &str); 4] = [
    ("criminality", "ocindex.published.criminality"),
    ("criminal markets", "ocindex.published.criminal_markets"),
    ("criminal actors", "ocindex.published.criminal_actors"),
    ("resilience", "ocindex.published.resilience"),
];

/// The editions that are read, for messages.
const EDITIONS: &str = "the Index's workbook since 2021: a sheet per edition named `2023_dataset` \
                        and the like, a column per market, actor type and resilience item; any \
                        other table is read by a mapping (`ideal import mapping FILE --draft` \
                        begins one)";

/// What a head stands for.
struct Item {
    code: String,
    /// Areas a market is written for; `*` for everything else.
    areas: Vec<String>,
    since: i32,
    composite: bool,
}

/// Reads one file.
fn read(path: &Path, draft: &mut Draft<'_>) -> Result<(), ImportError> {
    let items = items().map_err(|e| {
        ImportError::file("datasets/taxonomy", &e, "the shipped tables of the Index's items")
    })?;
    let datasets = |names: &[String]| {
        let sheets: Vec<String> = names.iter().filter(|n| edition(n).is_some()).cloned().collect();
        if sheets.is_empty() { Err(EDITIONS.to_owned()) } else { Ok(sheets) }
    };
    for grid in Grid::sheets(path, &datasets)? {
        grid.tell(&mut draft.tally);
        sheet(&grid, &items, draft)?;
    }
    Ok(())
}

fn sheet(
    grid: &Grid,
    items: &BTreeMap<String, Item>,
    draft: &mut Draft<'_>,
) -> Result<(), ImportError> {
    let name = grid.sheet.clone().unwrap_or_default();
    let bad_sheet = |found: &str| {
        ImportError::file(
            &grid.file,
            &format!("sheet `{name}`: {found}"),
            "a header and a row per country",
        )
    };
    let year = edition(&name).ok_or_else(|| bad_sheet("no edition in its name"))?;
    let period = Period::year(year).map_err(|e| bad_sheet(&e.to_string()))?;
    let (header, body) = grid.rows.split_first().ok_or_else(|| bad_sheet("nothing in it"))?;
    let columns = grid.columns(header);
    let country = columns.find("Country")?;
    let read = scores(grid, &columns, items, year)?;
    let mut countries = 0;
    for row in body {
        if row.is_blank() {
            continue;
        }
        countries += 1;
        draft.tally.read += read.len() as u64;
        let name = row.cell(country).text();
        if name.is_empty() {
            return Err(grid.bad_cell(row, "Country", "nothing", "a country"));
        }
        let found = draft.places.name(&name);
        let Some(territory) =
            draft.territory(grid, row, "Country", (&name, found), read.len() as u64)
        else {
            continue;
        };
        for (column, head, item) in &read {
            let cell = row.cell(*column);
            let value = draft.number_in(grid, row, head, cell, [1.0, 10.0])?;
            if !item.composite && (value * 2.0).fract() != 0.0 {
                return Err(grid.bad_cell(
                    row,
                    head,
                    &format!("`{}`", cell.text()),
                    "a score in half points",
                ));
            }
            draft.tally.used += 1;
            for area in &item.areas {
                draft.number(
                    grid,
                    row,
                    (&territory, area, &item.code, period),
                    value,
                    "score 1-10",
                    None,
                )?;
            }
        }
    }
    if countries == 0 { Err(bad_sheet("no row")) } else { Ok(()) }
}

/// Every column that holds a score, and an error for a head that is no item or an item without a
/// column.
fn scores<'a>(
    grid: &Grid,
    columns: &Columns,
    items: &'a BTreeMap<String, Item>,
    year: i32,
) -> Result<Vec<(usize, String, &'a Item)>, ImportError> {
    let mut out: Vec<(usize, String, &Item)> = Vec::new();
    for (head, _) in columns.heads() {
        if matches!(head, "Continent" | "Region" | "Country") {
            continue;
        }
        match items.get(&normal(head)) {
            Some(item) => {
                if out
                    .iter()
                    .any(|(_, _, other)| other.code == item.code && other.areas == item.areas)
                {
                    return Err(columns.missing(&format!("`{head}` once")));
                }
                out.push((columns.find(head)?, head.to_owned(), item));
            }
            None => {
                let near =
                    ideal_model::did_you_mean(&normal(head), items.keys().map(String::as_str))
                        .unwrap_or_default();
                let expected = format!("an item of the Index {near}");
                return Err(ImportError::row(
                    &grid.file,
                    grid.sheet.as_deref(),
                    columns.row(),
                    &format!("a column `{head}`"),
                    expected.trim_end(),
                ));
            }
        }
    }
    for (head, item) in items {
        if item.since <= year && !out.iter().any(|(_, h, _)| normal(h) == *head) {
            return Err(columns.missing(&format!("a column `{head}`")));
        }
    }
    Ok(out)
}

/// A head without what changes between editions: capitals, blanks, the words `avg.` and `avg,`.
fn normal(head: &str) -> String {
    let lower = head.trim().to_lowercase();
    let plain = lower.trim_end_matches(['.', ',']).trim_end();
    plain.strip_suffix(" avg").unwrap_or(plain).trim().to_owned()
}

fn edition(sheet: &str) -> Option<i32> {
    let year = sheet.strip_suffix("_dataset")?;
    if year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) {
        year.parse().ok()
    } else {
        None
    }
}

fn items() -> Result<BTreeMap<String, Item>, String> {
    let mut out = BTreeMap::new();
    for r in records(MARKETS)? {
        let [market, _, since, _, areas] =
            fields(&r, ["market", "item", "since", "crime_area_primary", "crime_areas_all"])?;
        let since = since.parse().map_err(|_| format!("`since` of {market} is {since}"))?;
        let areas = areas.split_whitespace().map(str::to_owned).collect();
        out.insert(
            normal(&market),
            Item { code: "ocindex.market".to_owned(), areas, since, composite: false },
        );
    }
    for r in records(ITEMS)? {
        let [header, code, since] = fields(&r, ["header", "code", "since"])?;
        let since = since.parse().map_err(|_| format!("`since` of {header} is {since}"))?;
        out.insert(
            normal(&header),
            Item { code, areas: vec!["*".to_owned()], since, composite: false },
        );
    }
    for (head, code) in COMPOSITES {
        out.insert(
            head.to_owned(),
            Item { code: code.to_owned(), areas: vec!["*".to_owned()], since: 0, composite: true },
        );
    }
    Ok(out)
}

fn records(table: &str) -> Result<Vec<BTreeMap<String, String>>, String> {
    csv::Reader::from_reader(table.as_bytes())
        .deserialize()
        .collect::<Result<_, _>>()
        .map_err(|e| e.to_string())
}

fn fields<const N: usize>(
    record: &BTreeMap<String, String>,
    names: [&str; N],
) -> Result<[String; N], String> {
    let mut out = [const { String::new() }; N];
    for (slot, name) in out.iter_mut().zip(names) {
        *slot = record.get(name).cloned().ok_or_else(|| format!("no column `{name}`"))?;
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::real::{plain, real, text, value, workbook};
    use super::*;

    /// A sheet of one country whose every item is 5.5, heads as the edition's file has them.
    fn table(year: i32, suffix: &str) -> Vec<Vec<String>> {
        let mut heads = vec!["Continent".to_owned(), "Region".to_owned(), "Country".to_owned()];
        let mut cells =
            vec!["Africa".to_owned(), "Central Africa ".to_owned(), "Congo, Dem, Rep,".to_owned()];
        for (head, item) in items().unwrap() {
            if item.since <= year {
                heads.push(if item.composite { format!("{head}{suffix}") } else { head });
                cells.push(if item.composite {
                    "7.3499999999999996".to_owned()
                } else {
                    "5.5".to_owned()
                });
            }
        }
        vec![heads, cells]
    }

    fn import(
        sheets: &[(&str, Vec<Vec<String>>)],
    ) -> Result<crate::publisher::Import, ImportError> {
        let dir = tempfile::tempdir().unwrap();
        plain("oc-index", &[workbook(dir.path(), "oc.xlsx", sheets)])
    }

    #[test]
    fn three_sets_of_heads() {
        let import = import(&[
            ("2025_Global_OC_Index", vec![vec!["about".to_owned()]]),
            ("2025_dataset", table(2025, " avg.")),
            ("2023_dataset", table(2023, " avg,")),
            ("2021_dataset", table(2021, "")),
        ])
        .unwrap();
        // Ten markets cover 15 areas in 2021, 15 markets 22 later; 4 or 5 actors, 12 items of
        // resilience, 4 composites.
        let markets = |y: &str| {
            import
                .rows
                .iter()
                .filter(|r| r.indicator == "ocindex.market" && r.period.to_string() == y)
                .count()
        };
        let others = |y: &str| {
            import.rows.iter().filter(|r| r.crime_area == "*" && r.period.to_string() == y).count()
        };
        assert_eq!((markets("2021"), markets("2023"), markets("2025")), (15, 22, 22));
        assert_eq!((others("2021"), others("2025")), (20, 21));
        for area in ["tip_sexual", "tip_labour"] {
            assert_eq!(
                value(&import, "COD", area, "ocindex.market", "2023").as_deref(),
                Some("5.5")
            );
        }
        assert_eq!(
            value(&import, "COD", "*", "ocindex.published.criminality", "2021").as_deref(),
            Some("7.35")
        );
        assert_eq!(import.summaries[0].read, 30 + 36 + 36);
    }

    #[test]
    fn altered_workbooks_are_refused() {
        let with = |change: &dyn Fn(&mut Vec<Vec<String>>)| {
            let mut t = table(2023, " avg,");
            change(&mut t);
            import(&[("2023_dataset", t)]).unwrap_err().to_string()
        };
        let at = |head: &str| table(2023, "")[0].iter().position(|h| h == head).unwrap();
        let (market, country) = (at("cocaine trade"), 2);
        for (cell, says) in [
            ("75", "from 1 to 10"),
            ("7.25", "half points"),
            ("0.5", "from 1 to 10"),
            ("high", "a number"),
            ("", "a number"),
        ] {
            let error = with(&|t| t[1][market] = cell.to_owned());
            assert!(error.contains(says) && error.contains("2023_dataset"), "{cell}: {error}");
        }
        assert!(with(&|t| t[1][country] = "Congo".repeat(2)).contains("a territory"));
        assert!(
            with(&|t| t[0][market] = "Cocoa trade".to_owned()).contains("an item of the Index")
        );
        assert!(with(&|t| t[0][market] = "Heroin trade".to_owned()).contains("once"));
        assert!(with(&|t| t[0][country] = "Land".to_owned()).contains("`Country`"));
        assert!(
            with(&|t| for row in t {
                row.pop();
            })
            .contains("a column")
        );
        assert!(with(&|t| t.truncate(1)).contains("no row"));
        let dir = tempfile::tempdir().unwrap();
        assert!(
            plain("oc-index", &[text(dir.path(), "oc.xlsx", "iso3,country\n")])
                .unwrap_err()
                .to_string()
                .contains("workbook")
        );
    }

    #[test]
    fn a_damaged_workbook_is_an_error_and_no_panic() {
        let Some(file) = real("gitoc_ocindex/global_oc_index.xlsx") else { return };
        let whole = std::fs::read(file).unwrap();
        let dir = tempfile::tempdir().unwrap();
        let cut = text(dir.path(), "cut.xlsx", &whole[..whole.len() / 2]);
        assert!(plain("oc-index", &[cut]).unwrap_err().to_string().contains("cut.xlsx"));
        for at in (0..whole.len()).step_by(whole.len() / 40) {
            let mut bytes = whole.clone();
            bytes[at] ^= 0xff;
            // Some bytes do not matter; none may bring the program down.
            let _ = plain("oc-index", &[text(dir.path(), "flipped.xlsx", bytes)]);
        }
    }

    #[test]
    fn the_publishers_file() {
        let Some(file) = real("gitoc_ocindex/global_oc_index.xlsx") else { return };
        let import = plain("oc-index", &[file]).unwrap();
        assert_eq!(
            value(&import, "COL", "*", "ocindex.published.criminality", "2023").as_deref(),
            Some("7.75")
        );
        assert_eq!(
            value(&import, "PRY", "*", "ocindex.published.criminality", "2023").as_deref(),
            Some("7.52")
        );
        let published =
            import.rows.iter().filter(|r| r.indicator.starts_with("ocindex.published.")).count();
        assert_eq!(published, 193 * 4 * 3);
        let s = &import.summaries[0];
        assert_eq!((s.read, s.used), (193 * (30 + 36 + 36), 193 * (30 + 36 + 36)));
    }
}
