//! An importer: the file that knows a publisher's layout declares one, and the table of importers
//! lists it.

use std::path::{Path, PathBuf};

use ideal_model::{CatalogueEntry, IndicatorCatalogue, Source, TerritoryKind};

use super::draft::{Draft, NewIndicator};
use super::error::ImportError;
use super::places::Gazetteer;
use super::row::{NewTerritory, PlaceInFile, TidyRow, TidyValue};
use super::sources::Terms;
use super::tally::Tally;
use super::unknown::Cure;

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

/// All that is to say of an importer.
#[derive(Debug)]
pub(crate) struct Importer {
    pub(crate) info: ImporterInfo,
    /// The source of its rows, under its own id; none where the mapping file names it.
    pub(crate) source: Option<Terms>,
    pub(crate) how: How,
}

/// Reads one file into a draft.
type ReadDraft = fn(&Path, &mut Draft<'_>) -> Result<(), ImportError>;

/// How an importer reads.
#[derive(Clone, Copy, Debug)]
pub(crate) enum How {
    /// Each file by itself, into a draft; reliability and credibility are those of every row.
    Draft { read: ReadDraft, grade: (char, char) },
    /// The files of a call, with what it asks for.
    Files(fn(&Call<'_>) -> Result<Vec<FileRead>, ImportError>),
    /// Not into rows: it makes a whole project, by a function of its own.
    Project,
}

/// The files of a call, and what they are read with.
#[derive(Clone, Copy)]
pub(crate) struct Call<'a> {
    pub(crate) importer: &'a Importer,
    pub(crate) files: &'a [PathBuf],
    pub(crate) options: &'a Options,
    pub(crate) places: &'a Gazetteer,
    pub(crate) catalogue: &'a IndicatorCatalogue,
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

impl Importer {
    /// The source that its rows name.
    pub(crate) fn source(&self) -> Option<Source> {
        self.source.map(|terms| terms.source(self.info.id))
    }

    /// An error about the files of a call.
    pub(crate) fn wrong_files(&self, found: &str) -> ImportError {
        ImportError::Files {
            id: self.info.id.to_owned(),
            found: found.to_owned(),
            expected: self.info.files.to_owned(),
        }
    }
}

impl Call<'_> {
    /// Reads every file.
    pub(crate) fn read(&self) -> Result<Vec<FileRead>, ImportError> {
        match self.importer.how {
            How::Draft { read, grade } => {
                self.files.iter().map(|path| from_draft(self, path, read, grade)).collect()
            }
            How::Files(read) => read(self),
            How::Project => Err(self.importer.wrong_files("no project to go into (--into)")),
        }
    }
}

/// Reads one file into a [`Draft`].
fn from_draft(
    call: &Call<'_>,
    path: &Path,
    read: ReadDraft,
    (reliability, credibility): (char, char),
) -> Result<FileRead, ImportError> {
    let mut draft = Draft::new(call.places, call.catalogue);
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
            source: call.importer.info.id.to_owned(),
            reliability: Some(reliability),
            credibility: Some(credibility),
            obs_status: None,
            rater: String::new(),
            note: String::new(),
            origin: PlaceInFile { file: file.clone(), sheet: fact.sheet, row: fact.row },
        })
        .collect();
    let region =
        |(code, name)| NewTerritory { code, name, parent: None, kind: TerritoryKind::Region };
    let entry = |i: NewIndicator| CatalogueEntry {
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
        sources: call.importer.source().into_iter().collect(),
        territories: draft.regions.into_iter().map(region).collect(),
        indicators: draft.indicators.into_values().map(entry).collect(),
    })
}
