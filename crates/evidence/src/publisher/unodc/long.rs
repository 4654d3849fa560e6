//! The data portal's long workbooks (`data_cts_*`, `data_glotip`, `data_iafq_*`): banner rows with a date, a header, a row
//! per country, series, sex, age, year and unit. Parts of countries and UNODC's regions stand among the countries. Counts
//! may be suppressed (`<5`) and may have commas between thousands. A few breakdowns lack the column that tells their rows
//! apart; no series of the catalogue is among them.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Book, Figure, header, quantity, sheet_error, slug, suspect, year};
use crate::publisher::error::ImportError;
use crate::publisher::grid::Grid;
use crate::publisher::places::Placed;
use crate::publisher::row::TidyValue;

/// A questionnaire and what is read from it.
pub(super) struct Survey {
    name: &'static str,
    /// Head of the column of values.
    value: &'static str,
    /// What its series mostly are, for those the catalogue lacks.
    kind: &'static str,
    series: &'static [Series],
}

/// A series of the catalogue.
struct Series {
    code: &'static str,
    indicator: &'static str,
    dimension: &'static str,
    category: &'static str,
    /// The value of both the sex and the age column, where they do not differ.
    sex: &'static str,
    age: &'static str,
    unit: &'static str,
    /// Unit as the catalogue words it.
    ours: &'static str,
    grade: (char, char),
}

const RATE: &str = "Rate per 100,000 population";
/// Complaints recorded by the police, people and things that were found: fairly reliable sources, possibly true.
const RECORDED: (char, char) = ('C', '3');
/// What prison administrations count: everybody they hold.
const COUNTED: (char, char) = ('B', '2');

/// A recorded offence, as a rate.
const fn offence(code: &'static str, indicator: &'static str, category: &'static str) -> Series {
    Series {
        code,
        indicator,
        dimension: "by type of offence",
        category,
        sex: "Total",
        age: "Total",
        unit: RATE,
        ours: "per 100 000",
        grade: RECORDED,
    }
}

const fn count(
    code: &'static str,
    [indicator, dimension, category]: [&'static str; 3],
    [sex, age]: [&'static str; 2],
    ours: &'static str,
    grade: (char, char),
) -> Series {
    Series { code, indicator, dimension, category, sex, age, unit: "Counts", ours, grade }
}

const ALL: [&str; 2] = ["Total", "Total"];

/// The Crime Trends Survey, in its three workbooks.
pub(super) const CTS: Survey = Survey {
    name: "cts",
    value: "VALUE",
    kind: "recorded",
    series: &[
        offence("unodc.kidnapping", "Violent offences", "Kidnapping"),
        offence("unodc.smuggling_migrants", "Offences", "Smuggling of migrants"),
        offence(
            "unodc.wildlife",
            "Acts against the environment",
            "Trade or possession of protected or prohibited species of faune and flora",
        ),
        offence("unodc.cyber_access", "Offences", "Unlawful access to a computer system"),
        offence("unodc.fraud_cyber", "Offences", "Fraud: Cyber-related (Cy)"),
        offence("unodc.fraud", "Offences", "Fraud"),
        offence("unodc.money_laundering", "Offences", "Money laundering"),
        offence("unodc.vehicle_theft", "Offences", "Theft: of a motorized vehicle"),
        offence("unodc.burglary", "Offences", "Burglary"),
        count("unodc.prisoners", ["Persons held", "Total", "Total"], ALL, "persons", COUNTED),
        count("unodc.unsentenced", ["Persons held", "by status", "Unsentenced"], ALL, "persons", COUNTED),
        count("unodc.prison_capacity", ["Prisons facilities and capacity", "Total", "Official prison capacity"], ALL, "places", COUNTED),
        count(
            "unodc.prison_homicides",
            ["Mortality in prison", "by type of death", "Deaths due to external causes: by intentional homicide"],
            ALL,
            "deaths",
            COUNTED,
        ),
    ],
};

const VICTIMS: &str = "Detected trafficking victims";
const FORM: &str = "by form of exploitation";

/// The questionnaire on trafficking in persons.
pub(super) const GLOTIP: Survey = Survey {
    name: "glotip",
    value: "txtVALUE",
    kind: "enforcement",
    series: &[
        count("unodc.tip_victims", [VICTIMS, "Total", "Total"], ALL, "count", RECORDED),
        count("unodc.tip_children", [VICTIMS, "Total", "Total"], ["Total", "0 to 17 years"], "count", RECORDED),
        count("unodc.tip_sexual", [VICTIMS, FORM, "Sexual exploitation"], ALL, "count", RECORDED),
        count("unodc.tip_labour", [VICTIMS, FORM, "Forced labour"], ALL, "count", RECORDED),
        count("unodc.tip_convicted", ["Persons convicted", "Total", "Total"], ALL, "count", RECORDED),
    ],
};

/// The questionnaire on illicit arms flows. `na` is a category of the file, not a missing value.
pub(super) const FIREARMS: Survey = Survey {
    name: "iafq",
    value: "VALUE",
    kind: "enforcement",
    series: &[count("unodc.arms_seized", ["Arms seized", "Total", "Total"], ["na", "na"], "count", RECORDED)],
};

const SEXES: [&str; 6] = ["Total", "Male", "Female", "Other", "Unknown", "na"];
const AGES: [&str; 7] = ["Total", "Adult", "Juveniles", "18 years or over", "0 to 17 years", "Unknown", "na"];
const UNITS: [(&str, f64); 3] = [("Counts", 1e9), (RATE, 1e5), ("Percentage of total persons held", 100.0)];

const HEADS: [&str; 11] =
    ["Iso3_code", "Country", "Region", "Subregion", "Indicator", "Dimension", "Category", "Sex", "Age", "Year", "Unit of measurement"];

/// Columns of the file, in the order they are asked for.
struct Columns {
    code: usize,
    country: usize,
    indicator: usize,
    dimension: usize,
    category: usize,
    sex: usize,
    age: usize,
    year: usize,
    unit: usize,
    value: usize,
    /// Closes each row.
    source: usize,
}

impl Columns {
    fn find(grid: &Grid, header: &crate::publisher::grid::GridRow, value: &str) -> Result<Self, ImportError> {
        let columns = grid.columns(header);
        Ok(Columns {
            code: columns.find("Iso3_code")?,
            country: columns.find("Country")?,
            indicator: columns.find("Indicator")?,
            dimension: columns.find("Dimension")?,
            category: columns.find("Category")?,
            sex: columns.find("Sex")?,
            age: columns.find("Age")?,
            year: columns.find("Year")?,
            unit: columns.find("Unit of measurement")?,
            value: columns.find(value)?,
            source: columns.find("Source")?,
        })
    }
}

/// Rows of a series outside the catalogue, until it is known whether each key has one value.
type Others = BTreeMap<(String, String, ideal_model::Period), Vec<(TidyValue, u32)>>;

/// Reads one workbook.
pub(super) fn read(path: &Path, survey: &Survey, book: &mut Book<'_>) -> Result<(), ImportError> {
    let first = |names: &[String]| names.first().map(|n| vec![n.clone()]).ok_or_else(|| "a sheet".to_owned());
    for grid in Grid::sheets(path, &first)? {
        grid.note_hidden(&mut book.tally);
        sheet(&grid, survey, book)?;
    }
    Ok(())
}

fn sheet(grid: &Grid, survey: &Survey, book: &mut Book<'_>) -> Result<(), ImportError> {
    let layout = "a workbook of UNODC's data portal, with a header `Iso3_code`, `Country`, `Region` ...";
    let (header, body) = header(grid, &HEADS, layout)?;
    let at = Columns::find(grid, header, survey.value)?;
    let mut others = Others::new();
    let mut units: BTreeMap<String, &str> = BTreeMap::new();
    for row in body {
        if row.is_blank() {
            continue;
        }
        book.tally.read += 1;
        let text = |i: usize| row.cell(i).text();
        let (sex, age, unit) = (text(at.sex), text(at.age), text(at.unit));
        let known = |head: &str, cell: &str, list: &[&str]| {
            if list.contains(&cell) {
                return Ok(());
            }
            Err(grid.bad_cell(row, head, &format!("`{cell}`"), &format!("one of {}", list.join(", "))))
        };
        known("Sex", &sex, &SEXES)?;
        known("Age", &age, &AGES)?;
        let Some((ours, high)) = UNITS.iter().find(|(u, _)| *u == unit) else {
            return Err(grid.bad_cell(
                row,
                "Unit of measurement",
                &format!("`{unit}`"),
                &format!("one of {}", UNITS.map(|(u, _)| u).join(", ")),
            ));
        };
        if suspect::misprint(&text(at.code), &text(at.year), row.cell(at.value)) {
            book.tally.leave_out("year misprinted by the publisher", 1);
            continue;
        }
        let period = year(grid, row, "Year", row.cell(at.year))?;
        let value = quantity(grid, row, survey.value, row.cell(at.value), *high)?;
        let (indicator, dimension, category) = (text(at.indicator), text(at.dimension), text(at.category));
        if indicator.is_empty() || dimension.is_empty() || text(at.source).is_empty() {
            return Err(ImportError::row(
                &grid.file,
                grid.sheet.as_deref(),
                row.number,
                "a row cut short",
                "indicator, dimension ... source",
            ));
        }
        let territory = match book.place(grid, row, ("Iso3_code", &text(at.code)), &text(at.country))? {
            Placed::Territory(t) => t,
            Placed::Aggregate { reason, .. } => {
                book.tally.leave_out(reason, 1);
                continue;
            }
        };
        let Some(value) = value else {
            book.tally.leave_out("no value published", 1);
            continue;
        };
        let named = |s: &&Series| s.indicator == indicator && s.dimension == dimension && s.category == category;
        let whole = |s: &&Series| s.sex == sex && s.age == age && s.unit == unit;
        let Some(series) = survey.series.iter().find(|s| named(s) && whole(s)) else {
            if book.options.all_series {
                let code = code(survey, [&indicator, &dimension, &category], [&sex, &age], ours);
                let name = format!("{indicator}, {dimension}, {category}; sex {sex}, age {age}");
                book.declare(&code, name, ours, survey.kind, format!("{} {category}", survey.name));
                units.insert(code.clone(), ours);
                others.entry((territory, code, period)).or_default().push((value, row.number));
            } else {
                let reason = match survey.series.iter().find(named) {
                    None => "series outside the catalogue (--all-series takes them)",
                    Some(s) if s.unit == unit => "breakdowns by sex and age",
                    Some(_) => "the same series in another unit",
                };
                book.tally.leave_out(reason, 1);
            }
            continue;
        };
        let figure = Figure {
            territory: &territory,
            indicator: series.code,
            period,
            value,
            unit: series.ours,
            grade: series.grade,
            note: String::new(),
            sheet: grid.sheet.as_deref(),
            row: row.number,
        };
        if let Some(first) = book.write(figure) {
            let found = format!("{territory}, {}, {period} again (first in row {first})", series.code);
            return Err(ImportError::row(&grid.file, grid.sheet.as_deref(), row.number, &found, "each key of a series once"));
        }
        book.tally.used += 1;
    }
    if book.rows.is_empty() && others.is_empty() {
        return Err(sheet_error(grid, &format!("no series of the {} questionnaire that is read", survey.name), layout));
    }
    take_others(grid, others, &units, book);
    Ok(())
}

/// Writes the series outside the catalogue. Where several values stand under one key, the file lacks the column that would
/// tell them apart: they are left out.
fn take_others(grid: &Grid, others: Others, units: &BTreeMap<String, &str>, book: &mut Book<'_>) {
    for ((territory, code, period), values) in others {
        let Some((value, row)) = values.first().copied() else { continue };
        if values.iter().any(|(v, _)| *v != value) {
            book.tally.leave_out("several values of one key, not told apart by any column", values.len() as u64);
            continue;
        }
        book.tally.used += 1;
        book.tally.leave_out("repeated rows", values.len() as u64 - 1);
        let unit = units.get(&code).copied().unwrap_or_default();
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

/// Code of a series outside the catalogue, from its names: `unodc.cts.violent_offences.sexual_violence_rape.rate`.
fn code(survey: &Survey, [indicator, dimension, category]: [&str; 3], [sex, age]: [&str; 2], unit: &str) -> String {
    let mut parts = vec!["unodc".to_owned(), survey.name.to_owned(), slug(indicator)];
    if dimension != "Total" && dimension != "by type of offence" {
        parts.push(slug(dimension));
    }
    if category != "Total" {
        parts.push(slug(category));
    }
    for part in [sex, age] {
        if !matches!(part, "Total" | "na") {
            parts.push(slug(part));
        }
    }
    // `na` and `Total` are two answers in one file; both may be there.
    if sex == "Total" && survey.name == "iafq" {
        parts.push("persons".to_owned());
    }
    parts.push(match unit {
        "Counts" => "count".to_owned(),
        RATE => "rate".to_owned(),
        other => slug(other),
    });
    parts.join(".")
}
