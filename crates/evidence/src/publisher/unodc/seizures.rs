//! Drug seizures, annex 7.1 of the World Drug Report: a title row, a header, several rows per country, drug and year that
//! have to be added up. A row that is the reporting country's own total of other rows counts only where none of its
//! components is reported, so that nothing is added twice.

use std::collections::BTreeMap;
use std::path::Path;

use ideal_model::Period;

use super::{Book, Figure, header, quantity, slug, year};
use crate::publisher::error::ImportError;
use crate::publisher::grid::Grid;
use crate::publisher::places::Placed;
use crate::publisher::row::TidyValue;

const HEADS: [&str; 9] =
    ["Region", "SubRegion", "Country", "DrugGroup", "DrugSubGroup", "DrugName", "Reference year", "Kilograms", "msCode"];

const ATS: &str = "Amphetamine-type stimulants (excluding “ecstasy”)";
const CANNABIS: &str = "Cannabis-type drugs (excluding synthetic cannabinoids)";
const COCAINE: &str = "Cocaine-type";
const ECSTASY: &str = "“Ecstasy”-type substances";
const SEDATIVES: &str = "Sedatives and tranquillizers";

/// The groups and subgroups there are. A new one stops the import: nobody has said where it belongs.
const KNOWN: [(&str, &[&str]); 11] = [
    (
        ATS,
        &[
            "Amphetamine",
            "Methamphetamine",
            "Non-specified amphetamine-type stimulants",
            "Other stimulants",
            "Prescription stimulants",
            "Reported total ATS (excluding \"ecstasy\")",
        ],
    ),
    (
        "Any other drugs/substances",
        &["Other miscellaneous", "Substances not under int. control", "Synthetic cannabinoids under international control"],
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
        ],
    ),
    ("Hallucinogens", &["LSD", "Non-specified hallucinogens", "Other Hallucinogens", "Reported total hallucinogens"]),
    (
        "NPS",
        &[
            "Aminoindanes",
            "Ketamine and phencyclidine-type substances",
            "Other NPS",
            "Phenethylamines",
            "Piperazines",
            "Plant-based NPS",
            "Synthetic cannabinoids (Spice)",
            "Synthetic cathinones",
            "Tryptamines",
        ],
    ),
    ("Opioids", &["Opiates", "Opioids", "Other illicit opiates", "Other illicit opioids", "Pharmaceutical opioids"]),
    ("Precursors", &["Non-specified precursors", "Precursors"]),
    (
        SEDATIVES,
        &[
            "Barbiturates",
            "Benzodiazepines",
            "GBL/GHB",
            "Methaqualone",
            "Non-specified sedatives and tranquillizers",
            "Other sedatives and tranquillizers",
            "Reported total sedatives and tranquillizers",
        ],
    ),
    ("Solvents and Inhalants", &["Solvents and Inhalants"]),
    (ECSTASY, &["Reported total \"ecstasy\"-type substances", "“Ecstasy”-type substances"]),
];

/// The most a country can have seized of one drug in a year, in kilograms: a hundred times the greatest figure published.
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
    let total = subgroup.starts_with("Reported total") || lower.starts_with("total ") || lower.contains("(total of the above");
    let of = |indicator, part| Some(Part { indicator, part, total });
    match (group, subgroup) {
        (COCAINE, "Cocaine") => of("unodc.seizure_cocaine", "cocaine"),
        (CANNABIS, "Cannabis herb (marijuana)" | "Cannabis resin (hashish)") => of("unodc.seizure_cannabis", "herb and resin"),
        (
            ATS,
            "Amphetamine" | "Methamphetamine" | "Non-specified amphetamine-type stimulants" | "Reported total ATS (excluding \"ecstasy\")",
        ) => of("unodc.seizure_ats", "amphetamines"),
        (ECSTASY, _) => of("unodc.seizure_ats", "ecstasy"),
        ("Opioids", "Opiates") if matches!(name, "Heroin" | "Illicit morphine" | "Opium") => of("unodc.seizure_opioids", "opioids"),
        ("Opioids", "Pharmaceutical opioids") if matches!(name, "Fentanyl" | "Carfentanil") => of("unodc.seizure_opioids", "opioids"),
        ("Opioids", "Other illicit opioids") => of("unodc.seizure_opioids", "opioids"),
        _ => None,
    }
}

/// The rows of one part of one key.
#[derive(Default)]
struct Sum {
    components: f64,
    component_rows: u64,
    totals: f64,
    total_rows: u64,
    /// Most decimals that a figure of the part was published with.
    decimals: usize,
    row: u32,
}

type Sums = BTreeMap<(String, String, Period), BTreeMap<String, Sum>>;

/// Reads one workbook.
pub(super) fn read(path: &Path, book: &mut Book<'_>) -> Result<(), ImportError> {
    let first = |names: &[String]| names.first().map(|n| vec![n.clone()]).ok_or_else(|| "a sheet".to_owned());
    for grid in Grid::sheets(path, &first)? {
        grid.note_hidden(&mut book.tally);
        let sums = sum(&grid, book)?;
        write(&grid, sums, book)?;
    }
    Ok(())
}

fn sum(grid: &Grid, book: &mut Book<'_>) -> Result<Sums, ImportError> {
    let (header, body) =
        header(grid, &HEADS, "annex 7.1 of the World Drug Report, with a header `Region`, `SubRegion`, `Country`, `DrugGroup` ...")?;
    let columns = grid.columns(header);
    let [country, group, subgroup, name, when, kilograms, code] =
        ["Country", "DrugGroup", "DrugSubGroup", "DrugName", "Reference year", "Kilograms", "msCode"].map(|h| columns.find(h));
    let (country, group, subgroup, name) = (country?, group?, subgroup?, name?);
    let (when, kilograms, code) = (when?, kilograms?, code?);
    let mut sums = Sums::new();
    for row in body {
        if row.is_blank() {
            continue;
        }
        book.tally.read += 1;
        let text = |i: usize| row.cell(i).text();
        let (group, subgroup, name) = (text(group), text(subgroup), text(name));
        let Some((_, subgroups)) = KNOWN.iter().find(|(g, _)| *g == group) else {
            let groups: Vec<&str> = KNOWN.iter().map(|(g, _)| *g).collect();
            return Err(grid.bad_cell(row, "DrugGroup", &format!("`{group}`"), &format!("one of {}", groups.join("; "))));
        };
        if !subgroups.contains(&subgroup.as_str()) {
            return Err(grid.bad_cell(row, "DrugSubGroup", &format!("`{subgroup}`"), &format!("one of {}", subgroups.join("; "))));
        }
        let period = year(grid, row, "Reference year", row.cell(when))?;
        let value = quantity(grid, row, "Kilograms", row.cell(kilograms), MOST)?;
        let territory = match book.place(grid, row, ("msCode", &text(code)), &text(country))? {
            Placed::Territory(t) => t,
            Placed::Aggregate { reason, .. } => {
                book.tally.leave_out(reason, 1);
                continue;
            }
        };
        let value = match value {
            None => {
                book.tally.leave_out("no value published", 1);
                continue;
            }
            Some(TidyValue::Number(n)) => n,
            Some(_) => return Err(grid.bad_cell(row, "Kilograms", &format!("`{}`", text(kilograms)), "a number")),
        };
        let (indicator, key, total) = match part(&group, &subgroup, &name) {
            Some(p) => (p.indicator.to_owned(), p.part.to_owned(), p.total),
            None if book.options.all_series && !subgroup.starts_with("Reported total") => {
                let indicator = format!("unodc.seizure.{}", slug(&format!("{subgroup} {}", if name == subgroup { "" } else { &name })));
                book.declare(&indicator, format!("{group}, {subgroup}, {name}: seized"), "kg", "enforcement", format!("7.1 {name}"));
                (indicator, String::new(), false)
            }
            None => {
                book.tally.leave_out("drugs outside the catalogue (--all-series takes them)", 1);
                continue;
            }
        };
        let sum = sums.entry((territory, indicator, period)).or_default().entry(key).or_default();
        if sum.row == 0 {
            sum.row = row.number;
        }
        let decimals = ideal_model::shortest(value).split_once('.').map_or(0, |(_, d)| d.len());
        sum.decimals = sum.decimals.max(decimals);
        if total {
            // Some agencies of a country report totals alone; their rows add up like any others.
            sum.totals += value;
            sum.total_rows += 1;
        } else {
            sum.components += value;
            sum.component_rows += 1;
        }
    }
    Ok(sums)
}

fn write(grid: &Grid, sums: Sums, book: &mut Book<'_>) -> Result<(), ImportError> {
    for ((territory, indicator, period), parts) in sums {
        let mut kilograms = 0.0;
        let mut decimals = 0;
        let mut first = u32::MAX;
        let mut totals = Vec::new();
        for (name, sum) in &parts {
            first = first.min(sum.row);
            decimals = decimals.max(sum.decimals);
            if sum.component_rows > 0 {
                kilograms += sum.components;
                book.tally.used += sum.component_rows;
                book.tally.leave_out("totals whose components are reported", sum.total_rows);
            } else {
                kilograms += sum.totals;
                book.tally.used += sum.total_rows;
                totals.push(name.as_str());
            }
        }
        let note = if totals.is_empty() { String::new() } else { format!("{}: reported as a total only", totals.join(", ")) };
        let figure = Figure {
            territory: &territory,
            indicator: &indicator,
            period,
            value: TidyValue::Number(exact(kilograms, decimals)),
            unit: "kg",
            grade: GRADE,
            note,
            sheet: grid.sheet.as_deref(),
            row: first,
        };
        if book.write(figure).is_some() {
            let found = format!("{territory}, {indicator}, {period} on two sheets");
            return Err(ImportError::row(&grid.file, grid.sheet.as_deref(), first, &found, "one sheet of seizures"));
        }
    }
    Ok(())
}

/// A sum of published decimals without the dust of binary addition.
fn exact(kilograms: f64, decimals: usize) -> f64 {
    format!("{kilograms:.decimals$}").parse().unwrap_or(kilograms)
}
