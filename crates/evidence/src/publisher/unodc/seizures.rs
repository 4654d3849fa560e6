//! Drug seizures, annex 7.1 of the World Drug Report: a title row, a header, several rows per
//! country, drug and year that have to be added up. A row that is the reporting country's own total
//! of other rows counts only where none of its components is reported, so that nothing is added
//! twice.
//!
//! The annex of 2022 has quantities in units of all kinds beside their equivalent in kilograms,
//! which is what is read; some subgroups were called otherwise then, and figures of several sources
//! stand side by side. The publisher adds those up in later editions, so they are added up here.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use ideal_model::Period;

use super::heads::{Head, Headed, find, optional};
use super::kilograms::Exact;
use super::{Book, Figure, UN_TERMS, UNODC, WDR, files, quantity_before_text, slug, year};
use crate::publisher::error::ImportError;
use crate::publisher::grid::{Grid, GridRow};
use crate::publisher::importer::{How, Importer, ImporterInfo};
use crate::publisher::row::TidyValue;
use crate::publisher::sources::Terms;

/// What it is called, whose figures it reads, and how.
pub(in crate::publisher) const IMPORTER: Importer = Importer {
    info: ImporterInfo {
        id: "unodc-seizures",
        about: "drug seizures, World Drug Report annex 7.1, oldest first",
        files: "7.1_*.xlsx",
    },
    source: Some(Terms {
        publisher: UNODC,
        title: "World Drug Report, annex 7.1: drug seizures",
        url: WDR,
        licence: UN_TERMS,
        lineage: &[],
    }),
    how: How::Files(|call| files(call, read)),
};

const HEADS: [Head; 7] = [
    ("Country", &["Country/Territory"]),
    ("DrugGroup", &[]),
    ("DrugSubGroup", &[]),
    ("DrugName", &[]),
    ("Reference year", &["Year"]),
    ("Kilograms", &["KgEquivalent"]),
    ("msCode", &["ISO3", "Iso3_code"]),
];
const SOURCE: Head = ("SourceType", &[]);
const LAYOUT: &str = "annex 7.1 of the World Drug Report (drug seizures) as of 2022 (2016-2020, \
                      with `ISO3` and `KgEquivalent`), 2024 and 2025 (2018-2023, with `msCode` and \
                      `Kilograms`); read another layout by a mapping (`ideal import mapping FILE \
                      --draft` begins one)";

const ATS: &str = "Amphetamine-type stimulants (excluding “ecstasy”)";
const CANNABIS: &str = "Cannabis-type drugs (excluding synthetic cannabinoids)";
const COCAINE: &str = "Cocaine-type";
const ECSTASY: &str = "“Ecstasy”-type substances";
const OPIOIDS: &str = "Opioids";

/// The groups there are, over all editions. A new one stops the import: nobody has said where it
/// belongs.
const GROUPS: [&str; 11] = [
    ATS,
    "Any other drugs/substances",
    CANNABIS,
    COCAINE,
    "Hallucinogens",
    "NPS",
    OPIOIDS,
    "Precursors",
    "Sedatives and tranquillizers",
    "Solvents and Inhalants",
    ECSTASY,
];

/// The subgroups of the groups that the catalogue's series are made of; a new one stops the import,
/// too. In other groups any is read past, and so is one without a name.
const SUBGROUPS: [(&str, &[&str]); 5] = [
    (
        ATS,
        &[
            "Amphetamine",
            "Methamphetamine",
            "Non-specified amphetamine-type stimulants",
            "Other stimulants",
            "Prescription stimulants",
            "Reported total ATS (excluding \"ecstasy\")",
            "“Ecstasy”-type substances",
        ],
    ),
    (
        CANNABIS,
        &[
            "Cannabis herb (marijuana)",
            "Cannabis oil",
            "Cannabis plants",
            "Cannabis resin (hashish)",
            "Cannabis seed",
            "Other types of cannabis",
            "Reported total Cannabis-type",
            "Synthetic cannabinoids under international control",
        ],
    ),
    (
        COCAINE,
        &[
            "Coca-type",
            "Cocaine",
            "Other coca/cocaine-type drugs",
            "Other/non-specified coca/cocaine-type drugs OR Miscellaneous coca/cocaine-type drugs",
            "Reported total cocaine",
        ],
    ),
    (
        OPIOIDS,
        &[
            "Heroin",
            "Illicit morphine",
            "Opiates",
            "Opioids",
            "Opium",
            "Other illicit opiates",
            "Other illicit opioids",
            "Pharmaceutical opioids",
            "Poppy plants",
            "Poppy straw (seed heads, pods or capsules)",
        ],
    ),
    (ECSTASY, &["Reported total \"ecstasy\"-type substances", "“Ecstasy”-type substances"]),
];

/// The most a country can have seized of one drug in a year, in kilograms: a hundred times the
/// greatest figure published.
const MOST: f64 = 1e9;
/// Counts of police work: fairly reliable sources, possibly true.
const GRADE: (char, char) = ('C', '3');

/// What a row adds to.
struct Part {
    indicator: &'static str,
    /// Components and totals are kept apart within one part of an indicator.
    part: &'static str,
    total: bool,
}

/// The catalogue's drug for a row, if it has one.
fn part(group: &str, subgroup: &str, name: &str) -> Option<Part> {
    let lower = name.to_lowercase();
    let total = subgroup.starts_with("Reported total")
        || lower.starts_with("total ")
        || lower.contains("(total of the above");
    let of = |indicator, part| Some(Part { indicator, part, total });
    match (group, subgroup) {
        (COCAINE, "Cocaine" | "Reported total cocaine") => of("unodc.seizure_cocaine", "cocaine"),
        (CANNABIS, "Cannabis herb (marijuana)" | "Cannabis resin (hashish)") => {
            of("unodc.seizure_cannabis", "herb and resin")
        }
        (
            ATS,
            "Amphetamine"
            | "Methamphetamine"
            | "Non-specified amphetamine-type stimulants"
            | "Reported total ATS (excluding \"ecstasy\")",
        ) => of("unodc.seizure_ats", "amphetamines"),
        (ECSTASY, _) | (ATS, "“Ecstasy”-type substances") => of("unodc.seizure_ats", "ecstasy"),
        (OPIOIDS, "Opiates") if matches!(name, "Heroin" | "Illicit morphine" | "Opium") => {
            of("unodc.seizure_opioids", "opioids")
        }
        (OPIOIDS, "Pharmaceutical opioids") if matches!(name, "Fentanyl" | "Carfentanil") => {
            of("unodc.seizure_opioids", "opioids")
        }
        (OPIOIDS, "Heroin" | "Illicit morphine" | "Opium" | "Other illicit opioids") => {
            of("unodc.seizure_opioids", "opioids")
        }
        _ => None,
    }
}

/// The rows of one part of one key.
#[derive(Default)]
struct Sum {
    components: Exact,
    component_rows: u64,
    totals: Exact,
    total_rows: u64,
    /// Who the figures are from, where the file says so.
    sources: BTreeSet<String>,
    row: u32,
}

type Sums = BTreeMap<(String, String, Period), BTreeMap<String, Sum>>;

/// Reads one workbook.
fn read(path: &Path, book: &mut Book<'_>) -> Result<(), ImportError> {
    let first = |names: &[String]| {
        names.first().map(|n| vec![n.clone()]).ok_or_else(|| "a sheet".to_owned())
    };
    for grid in Grid::sheets(path, &first)? {
        grid.tell(&mut book.tally);
        let headed = find(&grid, &HEADS, LAYOUT)?;
        let mut sums = Sums::new();
        for row in headed.body.iter().filter(|r| !r.is_blank()) {
            book.tally.read += 1;
            add(&grid, row, &headed, book, &mut sums)?;
        }
        write(&grid, sums, book)?;
    }
    Ok(())
}

/// The drug of a row; none where the publisher names none, which is counted, or where it is not
/// known, which is told at the end.
fn drug(grid: &Grid, row: &GridRow, [group, subgroup]: [&str; 2], book: &mut Book<'_>) -> bool {
    if group.is_empty() {
        // A row that has slipped names its drug one column further right.
        if GROUPS.contains(&subgroup) {
            book.unknown.add(
                grid,
                row,
                "DrugGroup",
                "",
                "under `DrugGroup` the group, which stands under `DrugSubGroup`: has the row \
                 slipped?",
            );
            return false;
        }
        book.tally.leave_out("no drug named by the publisher", 1);
        return false;
    }
    if !GROUPS.contains(&group) {
        book.unknown.add(
            grid,
            row,
            "DrugGroup",
            group,
            &format!("under `DrugGroup` one of {}", GROUPS.join("; ")),
        );
        return false;
    }
    let known = SUBGROUPS.iter().find(|(g, _)| *g == group).map(|(_, s)| *s);
    if let Some(known) = known.filter(|k| !subgroup.is_empty() && !k.contains(&subgroup)) {
        let expected =
            format!("under `DrugSubGroup`, in the group {group}, one of {}", known.join("; "));
        book.unknown.add(grid, row, "DrugSubGroup", subgroup, &expected);
        return false;
    }
    true
}

/// Adds a row to the sum it belongs to.
fn add(
    grid: &Grid,
    row: &GridRow,
    headed: &Headed<'_, 7>,
    book: &mut Book<'_>,
    sums: &mut Sums,
) -> Result<(), ImportError> {
    let [country, group, subgroup, name, when, kilograms, code] = headed.at;
    let text = |i: usize| row.cell(i).text();
    let (group, subgroup, name) = (text(group), text(subgroup), text(name));
    if !drug(grid, row, [&group, &subgroup], book) {
        return Ok(());
    }
    let period = year(grid, row, &headed.head(when), row.cell(when))?;
    let head = headed.head(kilograms);
    let value = quantity_before_text(grid, row, &head, kilograms, MOST)?;
    let Some(territory) =
        book.place(grid, row, (&headed.head(code), &text(code)), &text(country))?
    else {
        return Ok(());
    };
    let bad =
        |expected: &str| grid.bad_cell(row, &head, &format!("`{}`", text(kilograms)), expected);
    let value = match value {
        None => {
            book.tally.leave_out("no value published", 1);
            return Ok(());
        }
        Some(TidyValue::Number(n)) => {
            Exact::of(n).ok_or_else(|| bad("a number of fewer digits"))?
        }
        Some(_) => return Err(bad("a number")),
    };
    let (indicator, key, total) = match part(&group, &subgroup, &name) {
        Some(p) => (p.indicator.to_owned(), p.part.to_owned(), p.total),
        None if book.options.all_series && !subgroup.starts_with("Reported total") => {
            // Where the publisher leaves a name empty, the next wider one stands for it.
            let wider = if subgroup.is_empty() { &group } else { &subgroup };
            let narrower = if name == *wider { "" } else { &name };
            let indicator = format!("unodc.seizure.{}", slug(&format!("{wider} {narrower}")));
            book.declare(
                &indicator,
                format!("{group}, {subgroup}, {name}: seized"),
                "kg",
                "enforcement",
                format!("7.1 {name}"),
            );
            (indicator, String::new(), false)
        }
        None => {
            book.tally.leave_out("drugs outside the catalogue (--all-series takes them)", 1);
            return Ok(());
        }
    };
    let sum = sums.entry((territory, indicator, period)).or_default().entry(key).or_default();
    if sum.row == 0 {
        sum.row = row.number;
    }
    let too_long = || bad("numbers of fewer digits: their sum has more than can be kept");
    if total {
        // Some agencies of a country report totals alone; their rows add up like any others.
        sum.totals = sum.totals.plus(value).ok_or_else(too_long)?;
        sum.total_rows += 1;
    } else {
        sum.components = sum.components.plus(value).ok_or_else(too_long)?;
        sum.component_rows += 1;
    }
    if let Some(source) = optional(headed.header, &SOURCE).map(text).filter(|s| !s.is_empty()) {
        sum.sources.insert(source);
    }
    Ok(())
}

fn write(grid: &Grid, sums: Sums, book: &mut Book<'_>) -> Result<(), ImportError> {
    for ((territory, indicator, period), parts) in sums {
        let mut kilograms = Some(Exact::default());
        let mut first = u32::MAX;
        let mut totals = Vec::new();
        let mut sources: BTreeSet<&str> = BTreeSet::new();
        for (name, sum) in &parts {
            first = first.min(sum.row);
            sources.extend(sum.sources.iter().map(String::as_str));
            if sum.component_rows > 0 {
                kilograms = kilograms.and_then(|k| k.plus(sum.components));
                book.tally.used += sum.component_rows;
                book.tally.leave_out("totals whose components are reported", sum.total_rows);
            } else {
                kilograms = kilograms.and_then(|k| k.plus(sum.totals));
                book.tally.used += sum.total_rows;
                totals.push(name.as_str());
            }
        }
        let row_error = |found: &str, expected: &str| {
            let place = (&grid.file, grid.sheet.as_deref());
            ImportError::row(
                place.0,
                place.1,
                first,
                &format!("{territory}, {indicator}, {period}{found}"),
                expected,
            )
        };
        let value = kilograms
            .and_then(Exact::number)
            .ok_or_else(|| row_error(", a sum of too many digits", "kilograms"))?;
        let mut notes = Vec::new();
        if !totals.is_empty() {
            notes.push(format!("{}: reported as a total only", totals.join(", ")));
        }
        if sources.len() > 1 {
            notes
                .push(format!("figures of {}", sources.into_iter().collect::<Vec<_>>().join(", ")));
        }
        let figure = Figure {
            territory: &territory,
            indicator: &indicator,
            period,
            value: TidyValue::Number(value),
            unit: "kg",
            grade: GRADE,
            note: notes.join("; "),
            sheet: grid.sheet.as_deref(),
            row: first,
        };
        if book.write(figure).is_some() {
            return Err(row_error(" on two sheets", "one sheet of seizures"));
        }
    }
    Ok(())
}
