//! The data portal's long workbooks (`data_cts_*`, `data_glotip`, `data_iafq_*`): banner rows with
//! a date, a header, a row per country, series, sex, age, year and unit. Parts of countries and
//! UNODC's regions stand among the countries. Counts may be suppressed (`<5`) and may have commas
//! between thousands. A few breakdowns lack the column that tells their rows apart; no series of
//! the catalogue is among them. Names of series changed over the editions: each has all it had.

mod surveys;

use std::collections::BTreeMap;
use std::path::Path;

use self::surveys::{CTS, FIREARMS, GLOTIP, RATE, RECORDED, Series, Survey};
use super::heads::{Head, Headed, find};
use super::{
    Book, Figure, OTHERWISE, UN_TERMS, UNODC, files, quantity_before_text, sheet_error, slug,
    suspect, year,
};
use crate::publisher::error::ImportError;
use crate::publisher::grid::{Grid, GridRow};
use crate::publisher::importer::{How, Importer, ImporterInfo};
use crate::publisher::row::TidyValue;
use crate::publisher::sources::Terms;
use crate::publisher::unknown::Cure;

/// What it is called, whose figures it reads, and how.
pub(in crate::publisher) const CTS_IMPORTER: Importer = Importer {
    info: ImporterInfo {
        id: "unodc-cts",
        about: "UN Crime Trends Survey: offences, economic crime, homicide, prisons",
        files: "data_cts_*.xlsx",
    },
    source: Some(Terms {
        publisher: UNODC,
        title: "UN Survey of Crime Trends and Operations of Criminal Justice Systems (UN-CTS)",
        url: "https://dataunodc.un.org/",
        licence: UN_TERMS,
        lineage: &[],
    }),
    how: How::Files(|call| files(call, |path, book| read(path, &CTS, book))),
};

/// What it is called, whose figures it reads, and how.
pub(in crate::publisher) const GLOTIP_IMPORTER: Importer = Importer {
    info: ImporterInfo {
        id: "unodc-glotip",
        about: "trafficking in persons",
        files: "data_glotip.xlsx",
    },
    source: Some(Terms {
        publisher: UNODC,
        title: "Global Report on Trafficking in Persons, data",
        url: "https://dataunodc.un.org/dp-trafficking-persons",
        licence: UN_TERMS,
        lineage: &[],
    }),
    how: How::Files(|call| files(call, |path, book| read(path, &GLOTIP, book))),
};

/// What it is called, whose figures it reads, and how.
pub(in crate::publisher) const FIREARMS_IMPORTER: Importer = Importer {
    info: ImporterInfo {
        id: "unodc-firearms",
        about: "Illicit Arms Flows Questionnaire",
        files: "data_iafq_firearms_trafficking.xlsx",
    },
    source: Some(Terms {
        publisher: UNODC,
        title: "Illicit Arms Flows Questionnaire, data",
        url: "https://dataunodc.un.org/dp-firearms-trafficking",
        licence: UN_TERMS,
        lineage: &[],
    }),
    how: How::Files(|call| files(call, |path, book| read(path, &FIREARMS, book))),
};

const SEXES: [&str; 6] = ["Total", "Male", "Female", "Other", "Unknown", "na"];
const AGES: [&str; 5] = ["Total", "Adult", "Juveniles", "Unknown", "na"];
/// Units with the greatest value of each.
const UNITS: [(&str, f64); 3] =
    [("Counts", 1e9), (RATE, 1e5), ("Percentage of total persons held", 100.0)];

const HEADS: [Head; 11] = [
    ("Iso3_code", &["ISO3", "ISO3 code"]),
    ("Country", &["Country/Territory"]),
    ("Indicator", &[]),
    ("Dimension", &[]),
    ("Category", &[]),
    ("Sex", &[]),
    ("Age", &["Age group"]),
    ("Year", &[]),
    ("Unit of measurement", &["Unit"]),
    ("VALUE", &["txtVALUE"]),
    // Closes each row.
    ("Source", &[]),
];

/// A row's cells as texts.
struct Texts {
    code: String,
    country: String,
    indicator: String,
    dimension: String,
    category: String,
    sex: String,
    age: String,
    unit: String,
}

/// Rows of a series outside the catalogue, until it is known whether each key has one value.
type Others = BTreeMap<(String, String, ideal_model::Period), Vec<(TidyValue, u32)>>;

/// Reads one workbook.
fn read(path: &Path, survey: &Survey, book: &mut Book<'_>) -> Result<(), ImportError> {
    let first = |names: &[String]| {
        names.first().map(|n| vec![n.clone()]).ok_or_else(|| "a sheet".to_owned())
    };
    for grid in Grid::sheets(path, &first)? {
        grid.tell(&mut book.tally);
        sheet(&grid, survey, book)?;
    }
    Ok(())
}

fn sheet(grid: &Grid, survey: &Survey, book: &mut Book<'_>) -> Result<(), ImportError> {
    let layout = format!(
        "{}, with a header `Iso3_code`, `Country`, `Region` ...; {OTHERWISE}",
        survey.editions
    );
    let headed = find(grid, &HEADS, &layout)?;
    let [.., year_at, _, value_at, _] = headed.at;
    let mut others = Others::new();
    let mut units: BTreeMap<String, String> = BTreeMap::new();
    let mut indicators: BTreeMap<String, u64> = BTreeMap::new();
    for row in headed.body.iter().filter(|r| !r.is_blank()) {
        book.tally.read += 1;
        let Some((texts, high)) = texts(grid, row, &headed, book)? else { continue };
        if suspect::misprint(&texts.code, &row.cell(year_at).text(), row.cell(value_at)) {
            book.tally.leave_out("year misprinted by the publisher", 1);
            continue;
        }
        let period = year(grid, row, "Year", row.cell(year_at))?;
        let value = quantity_before_text(grid, row, &headed.head(value_at), value_at, high)?;
        *indicators.entry(texts.indicator.clone()).or_default() += 1;
        let named = |s: &&Series| {
            s.indicator == texts.indicator
                && s.dimension == texts.dimension
                && s.category == texts.category
        };
        let whole = |s: &&Series| s.sex == texts.sex && s.age == texts.age && s.unit == texts.unit;
        let series = survey.series.iter().find(|s| named(s) && whole(s));
        let near = survey.series.iter().find(named);
        if series.is_none() && near.is_none() && !book.options.all_series {
            book.tally.leave_out("series outside the catalogue (--all-series takes them)", 1);
            continue;
        }
        let Some(territory) = book.place(grid, row, ("Iso3_code", &texts.code), &texts.country)?
        else {
            continue;
        };
        let Some(value) = value else {
            book.tally.leave_out("no value published", 1);
            continue;
        };
        let Some(series) = series else {
            if book.options.all_series {
                let code = code(survey, &texts);
                let name = format!(
                    "{}, {}, {}; sex {}, age {}",
                    texts.indicator, texts.dimension, texts.category, texts.sex, texts.age
                );
                book.declare(
                    &code,
                    name,
                    &texts.unit,
                    survey.kind,
                    format!("{} {}", survey.name, texts.category),
                );
                units.insert(code.clone(), texts.unit);
                others.entry((territory, code, period)).or_default().push((value, row.number));
            } else {
                let breakdown = near.is_some_and(|s| s.unit == texts.unit);
                let reason = if breakdown {
                    "breakdowns by sex and age"
                } else {
                    "the same series in another unit"
                };
                book.tally.leave_out(reason, 1);
                book.left(reason, &territory);
            }
            continue;
        };
        take(grid, row, book, series, &territory, (period, value))?;
    }
    book.unknown.refuse(Cure::Importer)?;
    if book.rows.is_empty() && others.is_empty() {
        let list: Vec<String> =
            indicators.iter().map(|(name, rows)| format!("`{name}` ({rows} rows)")).collect();
        let found = format!("no series that is read, but the indicators {}", list.join(", "));
        return Err(sheet_error(
            grid,
            &found,
            &format!(
                "{layout}; a file of another of UNODC's publications is read by its own importer \
                 (unodc-glotip, unodc-seizures, unodc-homicide, unodc-prevalence, unodc-firearms, \
                 unodc-cts); if this is a file of this one, --all-series takes its other series"
            ),
        ));
    }
    take_others(grid, others, &units, book);
    Ok(())
}

/// The cells of a row, with the greatest value of its unit; none if one of them is not known, which
/// is told at the end.
fn texts(
    grid: &Grid,
    row: &GridRow,
    headed: &Headed<'_, 11>,
    book: &mut Book<'_>,
) -> Result<Option<(Texts, f64)>, ImportError> {
    let [code, country, indicator, dimension, category, sex, age, _, unit, _, source] =
        headed.at.map(|i| row.cell(i).text());
    let texts = Texts { code, country, indicator, dimension, category, sex, age, unit };
    let mut known = true;
    let mut strange = |head: &str, cell: &str, expected: &str| {
        book.unknown.add(grid, row, head, cell, expected);
        known = false;
    };
    if !SEXES.contains(&texts.sex.as_str()) {
        strange("Sex", &texts.sex, &format!("under `Sex` one of {}", SEXES.join(", ")));
    }
    if !AGES.contains(&texts.age.as_str()) && !is_age(&texts.age) {
        strange(
            "Age",
            &texts.age,
            &format!("under `Age` a range of years or one of {}", AGES.join(", ")),
        );
    }
    let high = match UNITS.iter().find(|(u, _)| *u == texts.unit) {
        Some((_, high)) => *high,
        // Shares of something else are no series of the catalogue; they may be above 100.
        None if texts.unit.starts_with("Percentage") => 1e4,
        None => {
            let list = UNITS.map(|(u, _)| u).join(", ");
            strange(
                "Unit of measurement",
                &texts.unit,
                &format!("under `Unit of measurement` one of {list}"),
            );
            0.0
        }
    };
    if texts.indicator.is_empty() || texts.dimension.is_empty() || source.is_empty() {
        let expected = "indicator, dimension ... source";
        return Err(grid.bad_row(row, "a row cut short", expected));
    }
    Ok(known.then_some((texts, high)))
}

/// Whether a text is a range of ages: `0-9`, `10 -14`, `60 and older`, `18 years or over`, `Under
/// 15`, `75+`.
fn is_age(text: &str) -> bool {
    let words = [
        "years", "year", "and", "or", "to", "over", "older", "under", "younger", "above", "below",
        "aged",
    ];
    let plain = text.replace(['-', '–', '+', '<', '>', '='], " ").to_lowercase();
    text.bytes().any(|b| b.is_ascii_digit())
        && plain
            .split_whitespace()
            .all(|w| words.contains(&w) || (w.len() <= 3 && w.bytes().all(|b| b.is_ascii_digit())))
}

/// Writes a figure of a series of the catalogue. The same row once more is one; another value under
/// its key is a mistake.
fn take(
    grid: &Grid,
    row: &GridRow,
    book: &mut Book<'_>,
    series: &Series,
    territory: &str,
    (period, value): (ideal_model::Period, TidyValue),
) -> Result<(), ImportError> {
    let figure = Figure {
        territory,
        indicator: series.code,
        period,
        value,
        unit: series.ours,
        grade: series.grade,
        note: String::new(),
        sheet: grid.sheet.as_deref(),
        row: row.number,
    };
    match book.write(figure) {
        None => book.tally.used += 1,
        Some((_, before)) if before == value => book.tally.leave_out("repeated rows", 1),
        Some((first, before)) => {
            let found = format!(
                "{territory}, {}, {period} again, with {value} (first in row {first}, with \
                 {before})",
                series.code
            );
            let expected = "each key of a series with one value; take one of the rows out";
            return Err(grid.bad_row(row, &found, expected));
        }
    }
    Ok(())
}

/// Writes the series outside the catalogue. Where several values stand under one key, the file
/// lacks the column that would tell them apart: they are left out.
fn take_others(grid: &Grid, others: Others, units: &BTreeMap<String, String>, book: &mut Book<'_>) {
    for ((territory, code, period), values) in others {
        let Some((value, row)) = values.first().copied() else { continue };
        if values.iter().any(|(v, _)| *v != value) {
            let reason = "several values of one key, not told apart by any column";
            book.tally.leave_out(reason, values.len() as u64);
            book.left(reason, &territory);
            continue;
        }
        book.tally.used += 1;
        book.tally.leave_out("repeated rows", values.len() as u64 - 1);
        let unit = units.get(&code).map(String::as_str).unwrap_or_default();
        let figure = Figure {
            territory: &territory,
            indicator: &code,
            period,
            value,
            unit,
            grade: RECORDED,
            note: String::new(),
            sheet: grid.sheet.as_deref(),
            row,
        };
        book.write(figure);
    }
}

/// Code of a series outside the catalogue, from its names:
/// `unodc.cts.violent_offences.sexual_violence_rape.rate`.
fn code(survey: &Survey, texts: &Texts) -> String {
    let mut parts = vec!["unodc".to_owned(), survey.name.to_owned(), slug(&texts.indicator)];
    if texts.dimension != "Total" && texts.dimension != "by type of offence" {
        parts.push(slug(&texts.dimension));
    }
    if texts.category != "Total" {
        parts.push(slug(&texts.category));
    }
    for part in [&texts.sex, &texts.age] {
        if !matches!(part.as_str(), "Total" | "na") {
            parts.push(slug(part));
        }
    }
    // `na` and `Total` are two answers in one file; both may be there.
    if texts.sex == "Total" && survey.name == "iafq" {
        parts.push("persons".to_owned());
    }
    parts.push(match texts.unit.as_str() {
        "Counts" => "count".to_owned(),
        RATE => "rate".to_owned(),
        other => slug(other),
    });
    parts.join(".")
}
