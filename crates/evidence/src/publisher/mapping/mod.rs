//! The generic reader: a mapping file says how any tidy or wide table becomes evidence.
//!
//! A mapping is TOML; [`mapping_reference`] explains every key. It refuses unknown keys and reports
//! all its mistakes at once. What it reads **fails closed**: a missing column, a cell no table
//! lists, a territory nobody knows, a value outside the range, a row with too few cells, the same
//! key twice, numbers or dates that can be read in two ways stop the import with file, row, what
//! was found and what to do. Everything left out is counted by reason.
//!
//! The way of a row: `sheet` finds header and body, `heads` what the heads of value columns say,
//! `rows` goes through the cells (`when`, `amounts`), `combine` puts the rows of a key together.

mod amounts;
mod cell_kinds;
mod combine;
mod dates;
mod declared;
mod doubts;
mod draft;
mod ends;
mod figure;
mod forms;
mod handling_marks;
mod heads;
pub mod incidents;
mod marks;
mod mentions;
mod months;
mod names;
mod no_number;
mod open;
mod parse;
mod patterns;
mod recipe_reference;
mod reference;
mod remarks;
mod repeated;
mod reshape;
mod rows;
mod sheet;
mod shipped;
mod slipped;
mod spec;
mod sums;
#[cfg(test)]
mod tests;
mod totals;
mod when;
mod whole_columns;

use std::collections::BTreeSet;
use std::path::Path;

pub use draft::draft_mapping;
pub use open::{joined_tables, open_mapping, open_recipe};
pub use parse::parse_mapping;
pub use recipe_reference::recipe_reference;
pub use reference::{Form, Key, PARTS, Part, mapping_reference};
pub use shipped::{shipped_mapping, shipped_mappings, shipped_recipe, shipped_recipes};
pub use spec::{Define, Mapping, Recipe};

use self::declared::{entry, with_parents};
use self::figure::{Amount, Figure, Words};
use self::rows::{Out, Reader};
use self::whole_columns::Undecided;
use super::error::ImportError;
use super::importer::{Call, FileRead, How, Importer, ImporterInfo};
use super::places::Gazetteer;
use super::row::{PlaceInFile, TidyRow, TidyValue};
use super::unknown::Cure;

/// What it is called, whose figures it reads, and how.
pub(super) const IMPORTER: Importer = Importer {
    info: ImporterInfo {
        id: "mapping",
        about: "any tidy or wide table, by a mapping file (--mapping)",
        files: "any .csv, .xlsx or .xls",
    },
    source: None,
    how: How::Files(files),
};

/// Applies the mapping that the options name to each file.
fn files(call: &Call<'_>) -> Result<Vec<FileRead>, ImportError> {
    let Some(path) = &call.options.mapping else {
        return Err(ImportError::Files {
            id: IMPORTER.info.id.to_owned(),
            found: "no mapping".to_owned(),
            expected: format!(
                "--mapping with a file or one of {}; --draft writes one for a file, --explain \
                 prints the language",
                shipped_mappings().join(", ")
            ),
        });
    };
    let mapping = open_mapping(path)?;
    let mut undecided = Undecided::default();
    let read = call
        .files
        .iter()
        .map(|file| one(&mapping, file, call.places, &mut undecided))
        .collect::<Result<Vec<_>, _>>()?;
    undecided.close()?;
    Ok(read)
}

fn one(
    mapping: &Mapping,
    path: &Path,
    places: &Gazetteer,
    undecided: &mut Undecided,
) -> Result<FileRead, ImportError> {
    let file = path.display().to_string();
    let mut out = Out { undecided: std::mem::take(undecided), ..Out::default() };
    for table in sheet::tables(&mapping.file, path)? {
        Reader::new(mapping, &table, places, &mut out)?.read(&mut out)?;
    }
    let codes = mapping.territory.codes.word();
    let table = |table, leave_out| Cure::Table { table, leave_out, codes };
    out.met.unknown.territory.refuse(table("territory.table", true))?;
    out.met.unknown.crime_area.refuse(table("crime_area.table", true))?;
    out.met.unknown.indicator.refuse(table("indicator.table", true))?;
    out.met.mentions.refuse_near(mapping, &file)?;
    out.repeated.close(mapping.duplicates, &mut out.tally);
    out.met.mentions.close(mapping, &mut out.tally);
    *undecided = std::mem::take(&mut out.undecided);
    let Out { gathered, mut tally, met, .. } = out;
    let fewer = "fewer zeros: name in `places` those that the file covers";
    gathered.bounded(mapping).map_err(|found| ImportError::file(&file, &found, fewer))?;
    let expected = "whole years, each month once, as `partial = \"refuse\"` asks; `partial = \
                    \"mark\"` reads them and marks years of fewer months as provisional, `by = \
                    \"month\"` keeps the months";
    let (figures, words) = gathered
        .figures(mapping, &mut tally)
        .map_err(|found| ImportError::file(&file, &found, expected))?;
    let mut rows: Vec<TidyRow> =
        figures.into_iter().map(|f| tidy(mapping, &file, &words, f)).collect();
    rows.sort_by(TidyRow::order);
    let used: BTreeSet<&str> = rows.iter().map(|r| r.indicator.as_str()).collect();
    let indicators =
        mapping.define.iter().filter(|d| used.contains(d.code.as_str())).map(entry).collect();
    let places_used: BTreeSet<&str> = rows.iter().map(|r| r.territory.as_str()).collect();
    let parts =
        met.parts.into_iter().filter(|(code, _)| places_used.contains(code.as_str())).collect();
    let territories = with_parents(mapping, parts, places);
    Ok(FileRead { rows, tally, sources: vec![mapping.source.clone()], territories, indicators })
}

fn tidy(mapping: &Mapping, file: &str, words: &Words, f: Figure) -> TidyRow {
    let word = |n| words.text(n).to_owned();
    let mut note = mapping.note.clone();
    if !f.note.is_empty() {
        if !note.is_empty() {
            note.push_str("; ");
        }
        note.push_str(&f.note);
    }
    TidyRow {
        territory: word(f.key.territory),
        crime_area: word(f.key.area),
        indicator: word(f.key.indicator),
        period: f.key.period,
        value: match f.amount {
            Amount::Number(n) => TidyValue::Number(n),
            Amount::Censored(n) => TidyValue::Censored(n),
        },
        unit: mapping.unit_of(words.text(f.key.indicator)).to_owned(),
        se: f.se,
        source: mapping.source.id.clone(),
        reliability: mapping.reliability,
        credibility: mapping.credibility,
        obs_status: f.obs_status.or(mapping.obs_status),
        rater: word(f.key.rater),
        note,
        origin: PlaceInFile {
            file: file.to_owned(),
            sheet: Some(word(f.place.sheet)).filter(|s| !s.is_empty()),
            row: f.place.row,
        },
    }
}
