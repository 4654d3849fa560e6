//! The generic reader: a mapping file says how any tidy or wide table becomes evidence.
//!
//! A mapping is TOML. It refuses unknown keys and reports all its mistakes at once. What it reads **fails closed**: a
//! missing column, a cell no table lists, a territory nobody knows, a value outside the range, a row with too few cells
//! or the same key twice stop the import with file, row, what was found and what was expected. Everything left out is
//! counted by reason.
//!
//! ```toml
//! id = "example"                    # required
//! about = "One line on what it reads"
//! rows = "single"                   # or "sum": rows of one key are added up; a sum with a missing part is missing
//! obs_status = "P"                  # SDMX status on every row: A, B, E, P, S
//! note = ""                         # note on every row
//!
//! [source]                          # the row of sources.csv; every row names its id
//! id = "example"                    # required, like publisher, title and licence
//! publisher = "Publisher"
//! title = "Title"
//! licence = "CC BY 4.0"
//! url = ""
//! retrieved = ""
//! lineage = ["worldbank"]           # sources it is built from
//!
//! [file]
//! format = "csv"                    # or "workbook"; by the file's ending if left out
//! encoding = "utf-8"                # or "latin-1"
//! delimiter = ","                   # or ";" "tab" "|"
//! decimal = "."                     # or ","
//! sheet = "Sheet1"                  # the first if left out
//! header = 1                        # row of the header, from 1 ...
//! # header_has = ["YEAR", "COUNT"]  # ... or: the first row that has these cells (banner rows of changing number)
//! footer = "COUNT"                  # from the first row that is blank in this column on, all is footer
//! missing = ["NV", ".."]            # texts that stand for a missing value, beside the empty cell
//!
//! [territory]
//! column = "geo"                    # or value = "COL" for the whole file
//! codes = "iso3"                    # or "iso3-lower", "m49", "name" (publishers' spellings), "table" (only what follows)
//! table = { "Bogotá" = "CO-DC" }    # cells translated before anything else
//! names = { "CO-DC" = "Bogotá" }    # names of territories that do not ship, if the cell is none
//! parent = "COL"                    # their parent
//! leave_out = ["Unknown"]           # cells that are known and left out
//!
//! [crime_area]                      # `*` if left out
//! column = "offence"                # or value = "kidnapping"
//! table = { "Secuestro" = "kidnapping" }
//!
//! [indicator]                       # not with value.columns
//! value = "wb.gini"                 # or column and table; `code@area` says the crime area as well
//!
//! [period]                          # exactly one of:
//! column = "year"                   # 2023, 2023-Q1, 2023-04; offset = -2 shifts years
//! # year = "Year", month = "Month"  # with months = "number", "en", "es", "pt" and by = "month" or "year"
//! # date = "DATE"                   # dates, with by = "month" or "year"
//! # heads = "year"                  # columns headed by years, with span = [2000, 2023] if not all
//! # heads = "month", year = "Year"  # twelve columns headed by months, with months and by
//! # value = "2023"
//!
//! [value]                           # exactly one of column, columns, each; none under period.heads
//! column = "value"
//! # columns = { "extortion" = "x.extortion@extortion", "kidnapping" = "x.kidnapping" }
//! # each = 1                        # every row counts this much (incidents)
//! unit = "%"
//! range = [0, 100]                  # in the file's unit; a value outside stops the import
//! factor = 1                        # applied to every number
//!
//! [[keep]]                          # conditions on rows, in order; rows that fail are counted by reason
//! column = "unit"
//! only = ["Rate"]                   # or not = [...]
//! reason = "other units"
//!
//! [grade]
//! reliability = "B"
//! credibility = "2"
//!
//! [[define]]                        # catalogue entry of an indicator that does not ship
//! code = "x.extortion"
//! name = "Extortion, recorded"
//! unit = "offences"
//! kind = "recorded"
//! ```
//!
//! A value written `<5` is kept as censored. Publisher's totals of the closed list (World Bank regions, M49 regions and the
//! like) are left out and counted.

mod apply;
mod calendar;
mod parse;
mod shipped;
mod spec;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use ideal_model::{CatalogueEntry, Finding, IndicatorCatalogue, Names, TerritoryKind};

pub use parse::parse_mapping;
pub use shipped::{shipped_mapping, shipped_mappings};
pub use spec::{Codes, Combine, Define, From, Header, Keep, Layout, Mapping, Months, Pick, Places, Values, What, When};

use self::apply::{Amount, Figure};
use super::error::ImportError;
use super::places::Gazetteer;
use super::row::{NewTerritory, Place, TidyRow, TidyValue};
use super::{FileRead, Options};

/// Reads a mapping from a file, or one that ships by its name.
///
/// # Errors
/// [`ImportError::Read`] where there is no such file, [`ImportError::Mapping`] with every mistake in it.
pub fn open_mapping(path: &Path) -> Result<Mapping, ImportError> {
    let name = path.to_string_lossy();
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => match shipped_mapping(&name) {
            Some(text) => text.to_owned(),
            None => {
                let known = shipped_mappings();
                let hint = ideal_model::did_you_mean(&name, known.iter().copied())
                    .unwrap_or_else(|| format!("mappings that ship: {}", known.join(", ")));
                let finding = Finding::error("mapping-read", format!("cannot be read: {error}")).in_file(name.clone()).hint(hint);
                return Err(ImportError::Mapping(vec![finding]));
            }
        },
    };
    let (mapping, mut findings) = parse_mapping(&text, &name);
    match mapping {
        Some(mapping) => {
            unknown_indicators(&mapping, &name, &mut findings)?;
            if findings.iter().any(Finding::is_error) { Err(ImportError::Mapping(findings)) } else { Ok(mapping) }
        }
        None => Err(ImportError::Mapping(findings)),
    }
}

/// An indicator that neither ships nor is defined would leave a project that does not load.
fn unknown_indicators(mapping: &Mapping, file: &str, findings: &mut Vec<Finding>) -> Result<(), ImportError> {
    let catalogue = IndicatorCatalogue::shipped()?;
    let mut codes: Vec<&str> = Vec::new();
    if let Some(pick) = &mapping.indicator {
        codes.extend(pick.table.values().map(String::as_str));
        if let From::Value(v) = &pick.from {
            codes.push(v);
        }
    }
    if let Values::Columns(columns) = &mapping.value.from {
        codes.extend(columns.values().map(String::as_str));
    }
    for text in codes {
        let (code, _) = apply::indicator_of(text);
        if catalogue.get(&code).is_none() && !mapping.define.iter().any(|d| d.code == code) {
            let near = ideal_model::did_you_mean(&code, catalogue.iter().map(|e| e.code.as_str())).unwrap_or_default();
            let hint = format!("{near} add [[define]] with its code, name, unit and kind").trim_start().to_owned();
            findings
                .push(Finding::error("unknown-indicator", format!("`{code}` is not in the shipped catalogue")).in_file(file).hint(hint));
        }
    }
    Ok(())
}

/// Applies the mapping that the options name to each file.
pub(crate) fn files(files: &[PathBuf], options: &Options, places: &Gazetteer) -> Result<Vec<FileRead>, ImportError> {
    let Some(path) = &options.mapping else {
        return Err(ImportError::Files {
            id: "mapping".to_owned(),
            found: "no mapping".to_owned(),
            expected: format!("--mapping with a file or one of {}", shipped_mappings().join(", ")),
        });
    };
    let mapping = open_mapping(path)?;
    files.iter().map(|file| one(&mapping, file, places)).collect()
}

fn one(mapping: &Mapping, path: &Path, places: &Gazetteer) -> Result<FileRead, ImportError> {
    let read = apply::read(mapping, path, places)?;
    let file = path.display().to_string();
    let row = |f: Figure| TidyRow {
        territory: f.territory,
        crime_area: f.crime_area,
        indicator: f.indicator,
        period: f.period,
        value: match f.amount {
            Amount::Number(n) => TidyValue::Number(n),
            Amount::Censored(n) => TidyValue::Censored(n),
        },
        unit: mapping.value.unit.clone(),
        se: None,
        source: mapping.source.id.clone(),
        reliability: mapping.reliability,
        credibility: mapping.credibility,
        obs_status: mapping.obs_status,
        note: mapping.note.clone(),
        origin: Place { file: file.clone(), sheet: f.sheet, row: f.row },
    };
    let mut rows: Vec<TidyRow> = read.figures.into_iter().map(row).collect();
    rows.sort_by(TidyRow::order);
    let part = |(code, name)| NewTerritory { code, name, parent: mapping.territory.parent.clone(), kind: TerritoryKind::Part };
    let used = |d: &&Define| rows.iter().any(|r| r.indicator == d.code);
    let indicators = mapping.define.iter().filter(used).map(entry).collect();
    let territories = read.parts.into_iter().map(part).collect();
    Ok(FileRead { rows, tally: read.tally, sources: vec![mapping.source.clone()], territories, indicators })
}

fn entry(d: &Define) -> CatalogueEntry {
    CatalogueEntry {
        code: d.code.clone(),
        names: Names::same(&d.name),
        unit: d.unit.clone(),
        kind: d.kind.clone(),
        ..CatalogueEntry::default()
    }
}
