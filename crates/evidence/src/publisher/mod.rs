//! Publishers' own files become tidy evidence.
//!
//! An importer knows one publisher's layout. It fails closed: a missing column, a country or
//! category that is not in our tables, a value outside its range, a row that is cut short stop the
//! import with the file, the place, what was found and what was expected, and nothing is written.
//! Nothing is dropped silently either: a [`Summary`] accounts for every figure read.
//!
//! What an importer gives is an [`Import`]. It is written to a file of its own or merged into a
//! project ([`Import::into_project`]): row by row, by territory, crime area, indicator, period,
//! source and rater, so that files of one country each, imports one after another and imports at
//! the same time all end in the same evidence.
//!
//! ```
//! use std::path::PathBuf;
//! use ideal_evidence::publisher::{ImportError, Options, import, importers};
//!
//! assert!(importers().iter().any(|i| i.id == "unodc-cts"));
//! let error = import("undoc-cts", &[PathBuf::from("data.xlsx")], &Options::default()).unwrap_err();
//! assert!(matches!(error, ImportError::Source { .. }) && error.to_string().contains("did you mean `unodc-cts`"));
//! ```

mod bti;
mod coinr;
mod draft;
mod error;
mod grid;
mod load;
pub mod mapping;
mod oc_index;
mod open;
mod output;
mod part_years;
mod places;
#[cfg(test)]
mod real;
mod row;
mod sources;
mod table;
mod tally;
mod toml_text;
mod ucdp;
mod undp_hdr;
mod unknown;
mod unodc;
mod wgi;
mod worldbank;
mod wrapped;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use ideal_model::{CatalogueEntry, IndicatorCatalogue, Period, Source, TerritoryKind};

use draft::{Draft, Stamp};
use places::Gazetteer;
use tally::Tally;
use unknown::Cure;

use crate::calendar::year_of;

pub use coinr::import_coinr;
pub use error::ImportError;
pub use mapping::{
    Mapping, draft_mapping, joined_tables, mapping_reference, open_mapping, parse_mapping,
    shipped_mapping, shipped_mappings,
};
pub use output::{COLUMNS, Created, Merged, MergedFile, Placing, create_project};
pub use row::{Import, NewTerritory, Place, Summary, TidyRow, TidyValue};

/// What a call may ask of an importer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// UNODC files: also the series that the shipped catalogue lacks, under `unodc.` and a code
    /// made from their names.
    pub all_series: bool,
    /// `mapping`: the mapping file, or the name of one that ships.
    pub mapping: Option<PathBuf>,
    /// `unodc-coca`: territories for which the file's silence means that no coca grows there; they
    /// get `not_applicable` rows for every year of the file. Empty: none.
    pub territories: Vec<String>,
}

/// An importer, as the command line lists it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImporterInfo {
    /// What `ideal import` is given.
    pub id: &'static str,
    /// What it reads.
    pub about: &'static str,
    /// The files it expects.
    pub files: &'static str,
}

const IMPORTERS: [ImporterInfo; 14] = [
    ImporterInfo {
        id: "bti",
        about: "Bertelsmann Transformation Index",
        files: "BTI_2006-2024_Scores.xlsx",
    },
    ImporterInfo {
        id: "coinr",
        about: "a COINr project: makes one of ours",
        files: "iData.csv iMeta.csv, or a workbook with both",
    },
    ImporterInfo {
        id: "mapping",
        about: "any tidy or wide table, by a mapping file (--mapping)",
        files: "any .csv, .xlsx or .xls",
    },
    ImporterInfo {
        id: "oc-index",
        about: "Global Organized Crime Index",
        files: "global_oc_index.xlsx",
    },
    ImporterInfo {
        id: "ucdp",
        about: "UCDP country-years of organised violence",
        files: "organizedviolencecy_v*.csv or .xlsx",
    },
    ImporterInfo {
        id: "undp-hdr",
        about: "UNDP composite indices (HDI, GII)",
        files: "HDR*_Composite_indices_complete_time_series.csv",
    },
    ImporterInfo {
        id: "unodc-coca",
        about: "coca bush cultivation, World Drug Report annex 6.1.1",
        files: "6.1.1_*.xlsx",
    },
    ImporterInfo {
        id: "unodc-cts",
        about: "UN Crime Trends Survey: offences, economic crime, homicide, prisons",
        files: "data_cts_*.xlsx",
    },
    ImporterInfo {
        id: "unodc-firearms",
        about: "Illicit Arms Flows Questionnaire",
        files: "data_iafq_firearms_trafficking.xlsx",
    },
    ImporterInfo { id: "unodc-glotip", about: "trafficking in persons", files: "data_glotip.xlsx" },
    ImporterInfo {
        id: "unodc-prevalence",
        about: "drug use, World Drug Report annex 1.2",
        files: "1.2_Prevalence_*.xlsx",
    },
    ImporterInfo {
        id: "unodc-seizures",
        about: "drug seizures, World Drug Report annex 7.1, oldest first",
        files: "7.1_*.xlsx",
    },
    ImporterInfo {
        id: "wgi",
        about: "Worldwide Governance Indicators, with standard errors",
        files: "wgidataset.xlsx",
    },
    ImporterInfo {
        id: "worldbank",
        about: "World Bank indicator files (DS2) and DataBank exports",
        files: "API_*_DS2_*.csv or .xls, DataBank .csv or .xlsx",
    },
];

/// The importers there are, by id.
#[must_use]
pub fn importers() -> &'static [ImporterInfo] {
    &IMPORTERS
}

/// What one file gave, before the files of a call are put together.
#[derive(Debug, Default)]
pub(crate) struct FileRead {
    pub(crate) rows: Vec<TidyRow>,
    pub(crate) tally: Tally,
    pub(crate) sources: Vec<Source>,
    pub(crate) territories: Vec<NewTerritory>,
    pub(crate) indicators: Vec<CatalogueEntry>,
}

/// Reads publishers' files with the importer `source`. Of several files the later wins where two
/// speak about the same territory, crime area, indicator and period.
///
/// # Errors
/// [`ImportError`], at the first thing that is not as the layout has it.
pub fn import(source: &str, files: &[PathBuf], options: &Options) -> Result<Import, ImportError> {
    let Some(info) = IMPORTERS.iter().find(|i| i.id == source) else {
        let ids: Vec<&str> = IMPORTERS.iter().map(|i| i.id).collect();
        let near = ideal_model::did_you_mean(source, ids.iter().copied());
        let list = format!("the importers are {}", ids.join(", "));
        return Err(ImportError::Source {
            id: source.to_owned(),
            hint: near.map_or(list.clone(), |n| format!("{n}; {list}")),
        });
    };
    if files.is_empty() {
        return Err(wrong_files(info, "no file"));
    }
    let places = Gazetteer::shipped()?;
    let catalogue = IndicatorCatalogue::shipped()?;
    let drafted = |read: Reader, stamp: Stamp| -> Result<Vec<FileRead>, ImportError> {
        files.iter().map(|f| from_draft(f, read, stamp, &places, &catalogue)).collect()
    };
    let reads = match source {
        "bti" => drafted(bti::read, bti::STAMP)?,
        "oc-index" => drafted(oc_index::read, oc_index::STAMP)?,
        "ucdp" => drafted(ucdp::read, ucdp::STAMP)?,
        "undp-hdr" => drafted(undp_hdr::read, undp_hdr::STAMP)?,
        "wgi" => drafted(wgi::read, wgi::STAMP)?,
        "worldbank" => drafted(worldbank::read, worldbank::STAMP)?,
        "mapping" => mapping::files(files, options, &places)?,
        // It makes a whole project: `import_coinr`.
        "coinr" => return Err(wrong_files(info, "no project to go into (--into)")),
        _ => unodc::files(source, files, options, &places, &catalogue)?,
    };
    merge(files, reads)
}

type Reader = fn(&Path, &mut Draft<'_>) -> Result<(), ImportError>;

fn wrong_files(info: &ImporterInfo, found: &str) -> ImportError {
    ImportError::Files {
        id: info.id.to_owned(),
        found: found.to_owned(),
        expected: info.files.to_owned(),
    }
}

/// Runs an importer that writes a [`Draft`].
fn from_draft(
    path: &Path,
    read: Reader,
    stamp: Stamp,
    places: &Gazetteer,
    catalogue: &IndicatorCatalogue,
) -> Result<FileRead, ImportError> {
    let mut draft = Draft::new(places, catalogue);
    read(path, &mut draft)?;
    draft.unknown.refuse(Cure::Importer)?;
    let file = path.display().to_string();
    let rows = draft
        .facts
        .into_iter()
        .map(|((territory, crime_area, indicator, period), fact)| TidyRow {
            territory,
            crime_area,
            indicator,
            period,
            value: TidyValue::Number(fact.value),
            unit: fact.unit,
            se: fact.se,
            source: stamp.source.to_owned(),
            reliability: Some(stamp.reliability),
            credibility: Some(stamp.credibility),
            obs_status: None,
            rater: String::new(),
            note: String::new(),
            origin: Place { file: file.clone(), sheet: fact.sheet, row: fact.row },
        })
        .collect();
    let region =
        |(code, name)| NewTerritory { code, name, parent: None, kind: TerritoryKind::Region };
    let entry = |i: draft::NewIndicator| CatalogueEntry {
        code: i.code,
        names: i.names,
        unit: i.unit,
        kind: i.kind,
        series: i.series,
        scale: None,
    };
    Ok(FileRead {
        rows,
        tally: draft.tally,
        sources: sources::known(stamp.source).into_iter().collect(),
        territories: draft.regions.into_iter().map(region).collect(),
        indicators: draft.indicators.into_values().map(entry).collect(),
    })
}

/// Puts the files of a call together: the later wins, the beaten row is counted.
fn merge(files: &[PathBuf], reads: Vec<FileRead>) -> Result<Import, ImportError> {
    type Key = (String, String, String, Period, String);
    let mut rows: BTreeMap<Key, (usize, TidyRow)> = BTreeMap::new();
    let mut import = Import::default();
    let mut territories: BTreeMap<String, NewTerritory> = BTreeMap::new();
    // Files of which a later one replaces figures.
    let mut differing: BTreeMap<usize, u64> = BTreeMap::new();
    let mut replaced: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut indicators: BTreeMap<String, CatalogueEntry> = BTreeMap::new();
    for (at, (file, read)) in files.iter().zip(reads).enumerate() {
        let file = file.display().to_string();
        if read.rows.is_empty() {
            let list: Vec<String> =
                read.tally.left_out.iter().map(|(reason, n)| format!("{reason}: {n}")).collect();
            let notes: String = read.tally.notes.iter().map(|n| format!("; {n}")).collect();
            let found =
                format!("{} figures and none to use ({}){notes}", read.tally.read, list.join("; "));
            return Err(ImportError::file(&file, &found, "at least one observation"));
        }
        let censored =
            read.rows.iter().filter(|r| matches!(r.value, TidyValue::Censored(_))).count();
        import.summaries.push(Summary {
            file,
            read: read.tally.read,
            used: read.tally.used,
            left_out: read.tally.left_out,
            observations: read.rows.len() as u64,
            superseded: 0,
            censored: censored as u64,
            notes: read.tally.notes,
        });
        for row in read.rows {
            let (t, a, i, p) = row.key();
            let key = (t.to_owned(), a.to_owned(), i.to_owned(), p, row.rater.clone());
            let beaten = match rows.get(&key) {
                // The silence of one file is no figure against another's.
                Some((earlier, there))
                    if row.is_silence() && !there.is_silence() && *earlier != at =>
                {
                    at
                }
                Some((_, there)) => {
                    if let Some((why, cure)) = part_years::loses(&there.note, &row.note) {
                        let file =
                            files.get(at).map(|f| f.display().to_string()).unwrap_or_default();
                        let found = format!("{p} of {t}, {i}: {why}");
                        return Err(ImportError::file(&file, &found, cure));
                    }
                    if there.value != row.value {
                        *differing.entry(at).or_default() += 1;
                    }
                    rows.insert(key, (at, row)).map_or(at, |(earlier, _)| earlier)
                }
                None => {
                    rows.insert(key, (at, row));
                    continue;
                }
            };
            if let Some(summary) = import.summaries.get_mut(beaten) {
                summary.superseded += 1;
            }
            if beaten < at {
                replaced.insert((beaten, at));
            }
        }
        import.sources.extend(read.sources);
        territories.extend(read.territories.into_iter().map(|t| (t.code.clone(), t)));
        for new in read.indicators {
            let known = indicators.entry(new.code.clone()).or_insert_with(|| new.clone());
            // Files of several languages name one series.
            known.names.en = known.names.en.take().or(new.names.en);
            known.names.es = known.names.es.take().or(new.names.es);
            known.names.pt = known.names.pt.take().or(new.names.pt);
        }
    }
    for (later, count) in differing {
        if let Some(summary) = import.summaries.get_mut(later) {
            let figures =
                if count == 1 { "a figure".to_owned() } else { format!("{count} figures") };
            summary.notes.push(format!(
                "{figures} of an earlier file are replaced by other ones of this: files that are \
                 parts of one register are put together before they are imported"
            ));
        }
    }
    for (earlier, later) in replaced {
        let name = |at: usize| {
            files
                .get(at)
                .and_then(|f| f.file_name())
                .map(|n| n.to_string_lossy().into_owned())
                .unwrap_or_default()
        };
        let last = |name: &str| name.split(|c: char| !c.is_ascii_digit()).filter_map(year_of).max();
        let (old, new) = (name(earlier), name(later));
        if let (Some(a), Some(b)) = (last(&old), last(&new))
            && a > b
            && let Some(summary) = import.summaries.get_mut(later)
        {
            summary.notes.push(format!(
                "`{new}` was given after `{old}`, and its figures take the place of \
                               those of {a}: is the order right?"
            ));
        }
    }
    import.rows = rows.into_values().map(|(_, row)| row).collect();
    import.sources = sources::with_ancestors(import.sources);
    import.territories = territories.into_values().collect();
    import.indicators = indicators.into_values().collect();
    Ok(import)
}
