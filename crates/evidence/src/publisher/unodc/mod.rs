//! The files of the United Nations Office on Drugs and Crime.

use std::path::PathBuf;

use ideal_model::IndicatorCatalogue;

use super::error::ImportError;
use super::places::Gazetteer;
use super::{FileRead, Options};

/// Reads files with one of the UNODC importers.
pub(super) fn files(
    source: &str,
    _files: &[PathBuf],
    _options: &Options,
    _places: &Gazetteer,
    _catalogue: &IndicatorCatalogue,
) -> Result<Vec<FileRead>, ImportError> {
    Err(ImportError::Source { id: source.to_owned(), hint: "not written yet".to_owned() })
}
