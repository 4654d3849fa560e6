//! The Bertelsmann Transformation Index, the workbook with a sheet per edition (`BTI 2024`). Heads
//! are padded with blanks and found by their number (`Q1.1 | ...`). An edition describes the two
//! years to January of the year before it, so its scores speak about the year two before the
//! edition. `-` stands for a country not covered yet.

use std::path::Path;

use ideal_model::Period;

use super::draft::Draft;
use super::error::ImportError;
use super::grid::{Cell, Columns, Grid};
use super::importer::{How, Importer, ImporterInfo};
use super::sources::Terms;

/// What it is called, whose figures it reads, and how.
pub(super) const IMPORTER: Importer = Importer {
    info: ImporterInfo {
        id: "bti",
        about: "Bertelsmann Transformation Index",
        files: "BTI_2006-2024_Scores.xlsx",
    },
    source: Some(Terms {
        publisher: "Bertelsmann Stiftung",
        title: "Bertelsmann Transformation Index, scores",
        url: "https://bti-project.org/en/downloads",
        licence: "CC BY 4.0 (not confirmed)",
        lineage: &[],
    }),
    how: How::Draft { read, grade: GRADE },
};

/// Expert scores, reviewed across countries.
const GRADE: (char, char) = ('B', '2');

const QUESTIONS: [(&str, &str); 4] =
    [("Q1.1", "bti.q1_1"), ("Q3.3", "bti.q3_3"), ("Q12.1", "bti.q12_1"), ("Q15.3", "bti.q15_3")];

/// The editions that are read, for messages.
const EDITIONS: &str = "the workbook of the BTI's scores since 2006: a sheet per edition named \
                        `BTI 2024` and the like, heads such as `Q1.1 | ...`; any other table is \
                        read by a mapping (`ideal import mapping FILE --draft` begins one)";

/// Reads one file.
fn read(path: &Path, draft: &mut Draft<'_>) -> Result<(), ImportError> {
    let editions = |names: &[String]| {
        let sheets: Vec<String> = names.iter().filter(|n| edition(n).is_some()).cloned().collect();
        if sheets.is_empty() { Err(EDITIONS.to_owned()) } else { Ok(sheets) }
    };
    for grid in Grid::sheets(path, &editions)? {
        grid.tell(&mut draft.tally);
        let sheet = grid.sheet.clone().unwrap_or_default();
        let year = edition(&sheet).ok_or_else(|| {
            ImportError::file(&grid.file, &format!("a sheet `{sheet}`"), "a sheet `BTI YYYY`")
        })?;
        let Some((header, body)) = grid.rows.split_first() else {
            return Err(ImportError::file(
                &grid.file,
                &format!("an empty sheet `{sheet}`"),
                "a header and rows",
            ));
        };
        let period = Period::year(year - 2).map_err(|e| {
            ImportError::file(&grid.file, &format!("a sheet `{sheet}`"), &e.to_string())
        })?;
        if !matches!(header.cell(0), Cell::Text(t) if t.starts_with("Regions")) {
            let found = format!("`{}`", header.cell(0).text());
            return Err(grid.bad_cell(
                header,
                "A",
                &found,
                "the list of regions that heads the countries' column",
            ));
        }
        let columns = grid.columns(header);
        let mut questions = Vec::new();
        for (number, code) in QUESTIONS {
            questions.push((question(&columns, number)?, number, code));
        }
        let all =
            columns.heads().iter().filter(|(h, _)| h.starts_with('Q') && h.contains('|')).count();
        for row in body {
            if row.is_blank() {
                continue;
            }
            let name = row.cell(0).text();
            if name.is_empty() {
                // Below the countries some editions print statistics of the columns.
                draft.tally.read += all as u64;
                draft.tally.leave_out("rows without a country", all as u64);
                continue;
            }
            draft.tally.read += all as u64;
            draft.tally.leave_out("other questions", (all - questions.len()) as u64);
            let found = draft.places.name(&name);
            let Some(territory) =
                draft.territory(&grid, row, "A", (&name, found), questions.len() as u64)
            else {
                continue;
            };
            for (column, number, code) in &questions {
                let cell = row.cell(*column);
                if matches!(cell.text().as_str(), "" | "-" | "n/a") {
                    draft.tally.leave_out("no value published", 1);
                    continue;
                }
                let value = draft.number_in(&grid, row, number, cell, [1.0, 10.0])?;
                draft.tally.used += 1;
                draft.number(
                    &grid,
                    row,
                    (&territory, "*", code, period),
                    value,
                    "score 1-10",
                    None,
                )?;
            }
        }
    }
    Ok(())
}

fn edition(sheet: &str) -> Option<i32> {
    let year = sheet.trim().strip_prefix("BTI")?.trim_start_matches([' ', '_']);
    if year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) {
        year.parse().ok()
    } else {
        None
    }
}

fn question(columns: &Columns, number: &str) -> Result<usize, ImportError> {
    let of_number: Vec<&str> = columns
        .heads()
        .into_iter()
        .map(|(h, _)| h)
        .filter(|h| h.split('|').next().is_some_and(|n| n.trim() == number))
        .collect();
    match of_number[..] {
        [head] => columns.find(head),
        _ => Err(columns.missing(&format!("one column `{number} | ...`, as in {EDITIONS}"))),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::real::{plain, real, rows, value, workbook};

    fn table(body: &str) -> Vec<Vec<String>> {
        let heads = [
            "Regions:",
            "  Region",
            "  Q1.1 | Monopoly",
            "  Q3.3 | Office",
            "  Q12.1 | Environment",
            "  Q15.3 | Corruption",
            "  Q1.10 | Other",
            "  Category",
            "  Category",
        ];
        std::iter::once(heads.iter().map(|h| (*h).to_owned()).collect()).chain(rows(body)).collect()
    }

    fn import(body: &str) -> Result<crate::publisher::Import, crate::publisher::ImportError> {
        let dir = tempfile::tempdir().unwrap();
        plain(
            "bti",
            &[workbook(
                dir.path(),
                "bti.xlsx",
                &[("BTI 2024", table(body)), ("Codebook", rows("a|b"))],
            )],
        )
    }

    #[test]
    fn the_period_is_two_years_before_the_edition() {
        let import = import("Haiti|2|2|1|2|3|5|x|y\nSyria|4|-|1|1|1|1|x|y\n||9|9|9|9|9||").unwrap();
        assert_eq!(value(&import, "HTI", "*", "bti.q1_1", "2022").as_deref(), Some("2"));
        assert_eq!(value(&import, "HTI", "*", "bti.q15_3", "2022").as_deref(), Some("3"));
        let s = &import.summaries[0];
        assert_eq!((s.read, s.used), (15, 7));
        assert_eq!(
            (
                s.left_out["other questions"],
                s.left_out["no value published"],
                s.left_out["rows without a country"]
            ),
            (2, 1, 5)
        );
    }

    #[test]
    fn altered_workbooks_are_refused() {
        for (body, says) in [
            ("Haiti|2|11|1|2|3|5|x|y", "from 1 to 10"),
            ("Haiti|2|two|1|2|3|5|x|y", "a number"),
            ("Haitia|2|2|1|2|3|5|x|y", "Haiti"),
            ("Haiti|2|2|1|2|3|5|x|y\nHaiti|2|2|1|2|3|5|x|y", "first in row 2"),
        ] {
            let error = import(body).unwrap_err().to_string();
            assert!(error.contains(says) && error.contains("BTI 2024"), "{body}: {error}");
        }
        let dir = tempfile::tempdir().unwrap();
        let error = plain("bti", &[workbook(dir.path(), "bti.xlsx", &[("Scores", rows("a|b"))])])
            .unwrap_err()
            .to_string();
        assert!(error.contains("BTI 2024"), "{error}");
    }

    #[test]
    fn the_publishers_file() {
        let Some(file) = real("bti/BTI_2006-2024_Scores.xlsx") else { return };
        let import = plain("bti", &[file]).unwrap();
        assert_eq!(value(&import, "HTI", "*", "bti.q1_1", "2022").as_deref(), Some("2"));
        assert_eq!(import.rows.iter().filter(|r| r.territory == "COL").count(), 4 * 10);
    }
}
