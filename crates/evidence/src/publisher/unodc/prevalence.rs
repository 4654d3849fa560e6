//! Drug use, annex 1.2 of the World Drug Report: a sheet per drug, region cells filled in the first
//! row of a group only, footnotes below. Of several surveys of one country and year the one of ages
//! 15-64 is taken, then 15-65.

use std::collections::BTreeMap;
use std::path::Path;

use ideal_model::Period;

use super::heads::{Head, find};
use super::{Book, Figure, UN_TERMS, UNODC, WDR, files, quantity, slug};
use crate::publisher::error::ImportError;
use crate::publisher::grid::{Cell, Grid, GridRow};
use crate::publisher::importer::{How, Importer, ImporterInfo};
use crate::publisher::row::TidyValue;
use crate::publisher::sources::Terms;

/// What it is called, whose figures it reads, and how.
pub(in crate::publisher) const IMPORTER: Importer = Importer {
    info: ImporterInfo {
        id: "unodc-prevalence",
        about: "drug use, World Drug Report annex 1.2",
        files: "1.2_Prevalence_*.xlsx",
    },
    source: Some(Terms {
        publisher: UNODC,
        title: "World Drug Report, annex 1.2: prevalence of drug use in the general population",
        url: WDR,
        licence: UN_TERMS,
        lineage: &[],
    }),
    how: How::Files(|call| files(call, read)),
};

const HEADS: [Head; 6] = [
    ("Country/Territory", &["Country", "Country or territory"]),
    ("Best", &["Best estimate"]),
    ("Low", &["Low estimate"]),
    ("High", &["High estimate"]),
    ("Year", &["Year of estimate", "Year of survey"]),
    ("Age", &["Age group", "Age range"]),
];
const LAYOUT: &str = "annex 1.2 of the World Drug Report of 2025 (prevalence of drug use, national \
                      data), with sheets `Cannabis`, `Cocaine`, `Amphetamines` and columns \
                      `Country/Territory`, `Best` ...; read another layout by a mapping (`ideal \
                      import mapping FILE --draft` begins one)";
/// Sheets of the catalogue.
const SHEETS: [(&str, &str); 3] = [
    ("Cannabis", "unodc.use_cannabis"),
    ("Cocaine", "unodc.use_cocaine"),
    ("Amphetamines", "unodc.use_amphetamines"),
];
/// Household surveys and estimates: usually reliable, probably true.
const GRADE: (char, char) = ('B', '2');

/// A survey of one country and year.
struct Survey {
    value: TidyValue,
    ages: String,
    years: String,
    row: u32,
}

/// Reads one workbook.
fn read(path: &Path, book: &mut Book<'_>) -> Result<(), ImportError> {
    let all = |names: &[String]| {
        let missing: Vec<&str> =
            SHEETS.iter().map(|(s, _)| *s).filter(|s| !names.iter().any(|n| is(n, s))).collect();
        if missing.is_empty() {
            Ok(names.to_vec())
        } else {
            Err(format!("{LAYOUT}; missing: {}", missing.join(", ")))
        }
    };
    for grid in Grid::sheets(path, &all)? {
        let name = grid.sheet.clone().unwrap_or_default();
        let ours = SHEETS.iter().find(|(s, _)| is(&name, s)).map(|(_, code)| (*code).to_owned());
        match ours {
            Some(code) => {
                grid.tell(&mut book.tally);
                sheet(&grid, &code, book)?;
            }
            // The sheets of other drugs have layouts of their own in part; those of the common one
            // can be taken too.
            None if book.options.all_series && find(&grid, &HEADS, LAYOUT).is_ok() => {
                let code = format!("unodc.use_{}", slug(&name));
                book.declare(
                    &code,
                    format!("Past-year use: {}", name.trim()),
                    "% of adults",
                    "prevalence",
                    format!("1.2 {name}"),
                );
                sheet(&grid, &code, book)?;
            }
            None => {
                let rows = grid.rows.iter().filter(|r| is_survey(r)).count() as u64;
                book.tally.read += rows;
                book.tally.leave_out("other drugs", rows);
            }
        }
    }
    Ok(())
}

/// Whether a sheet is called so, in capitals or not.
fn is(sheet: &str, name: &str) -> bool {
    sheet.trim().eq_ignore_ascii_case(name)
}

/// A row of figures in a sheet of any layout: it has at least one number and four cells.
fn is_survey(row: &GridRow) -> bool {
    row.cells.iter().any(|c| c.number().is_some())
        && row.cells.iter().filter(|c| !c.is_empty()).count() >= 4
}

fn sheet(grid: &Grid, code: &str, book: &mut Book<'_>) -> Result<(), ImportError> {
    let headed = find(grid, &HEADS, LAYOUT)?;
    let [country, best, _, _, when, age] = headed.at;
    let mut surveys: BTreeMap<(String, Period), Vec<Survey>> = BTreeMap::new();
    for row in headed.body {
        let name = row.cell(country).text();
        if name.is_empty() {
            // Notes below the table; a figure without a country is none of them.
            if row.cell(best).is_empty() {
                continue;
            }
            return Err(grid.bad_cell(
                row,
                "Country/Territory",
                "nothing beside a figure",
                "a country",
            ));
        }
        book.tally.read += 1;
        let value = quantity(grid, row, "Best", row.cell(best), 100.0)?;
        let (period, years) = survey_year(grid, row, row.cell(when))?;
        let Some(territory) = book.place(grid, row, ("Country/Territory", ""), &name)? else {
            continue;
        };
        let Some(value) = value else {
            book.tally.leave_out("no value published", 1);
            continue;
        };
        let survey =
            Survey { value, ages: row.cell(age).text().replace(' ', ""), years, row: row.number };
        surveys.entry((territory, period)).or_default().push(survey);
    }
    for ((territory, period), mut list) in surveys {
        // Stable: of equals the first of the file.
        list.sort_by_key(|s| match s.ages.as_str() {
            "15-64" => 0,
            "15-65" => 1,
            _ => 2,
        });
        let Some(survey) = list.first() else { continue };
        book.tally.used += 1;
        book.tally.leave_out("another survey of the same country and year", list.len() as u64 - 1);
        let mut notes = Vec::new();
        if !matches!(survey.ages.as_str(), "15-64" | "") {
            notes.push(format!("ages {}", survey.ages));
        }
        if !survey.years.is_empty() {
            notes.push(format!("surveyed {}", survey.years));
        }
        let figure = Figure {
            territory: &territory,
            indicator: code,
            period,
            value: survey.value,
            unit: "% of adults",
            grade: GRADE,
            note: notes.join("; "),
            sheet: grid.sheet.as_deref(),
            row: survey.row,
        };
        if book.write(figure).is_some() {
            let found = format!("{territory}, {code}, {period} on two sheets");
            return Err(ImportError::row(
                &grid.file,
                grid.sheet.as_deref(),
                survey.row,
                &found,
                "a sheet per drug",
            ));
        }
    }
    Ok(())
}

/// The year of a survey: a year, or the last of several (`2022/23`, `2019-2021`), which then are in
/// the second part.
fn survey_year(grid: &Grid, row: &GridRow, cell: &Cell) -> Result<(Period, String), ImportError> {
    let text = cell.text();
    let bad = || {
        grid.bad_cell(
            row,
            "Year",
            &format!("`{text}`"),
            "a year, or two such as 2022/23 or 2019-2021",
        )
    };
    let four = |t: &str| if t.len() == 4 { t.parse::<Period>().ok() } else { None };
    if let Some(p) = four(&text) {
        return Ok((p, String::new()));
    }
    let (from, to) = text.split_once(['/', '-']).ok_or_else(bad)?;
    let first = four(from).ok_or_else(bad)?;
    let last = match to.len() {
        2 => four(&format!("{}{to}", from.get(..2).unwrap_or_default())),
        _ => four(to),
    };
    let last = last.filter(|l| *l > first).ok_or_else(bad)?;
    Ok((last, text))
}
