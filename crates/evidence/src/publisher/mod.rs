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
//! assert!(importers().any(|i| i.id == "unodc-cts"));
//! let error = import("undoc-cts", &[PathBuf::from("data.xlsx")], &Options::default()).unwrap_err();
//! assert!(matches!(error, ImportError::Source { .. }) && error.to_string().contains("did you mean `unodc-cts`"));
//! ```

mod bti;
mod coinr;
mod draft;
mod error;
mod grid;
mod importer;
mod load;
pub mod mapping;
mod merge;
mod oc_index;
mod open;
mod other_index;
pub(crate) mod output;
mod part_years;
mod places;
#[cfg(test)]
mod real;
mod row;
mod sources;
pub(crate) mod table;
mod tally;
mod toml_text;
mod ucdp;
mod undp_hdr;
mod unknown;
mod unodc;
mod wgi;
mod worldbank;
mod wrapped;

use std::path::PathBuf;

use ideal_model::{IndicatorCatalogue, Source};

use importer::{Call, Importer};
use places::Gazetteer;

pub use coinr::import_coinr;
pub use error::ImportError;
pub use importer::{ImporterInfo, Options};
pub use mapping::incidents;
pub use mapping::{
    Mapping, Recipe, draft_mapping, joined_tables, mapping_reference, open_mapping, open_recipe,
    parse_mapping, recipe_reference, shipped_mapping, shipped_mappings, shipped_recipe,
    shipped_recipes,
};
pub use other_index::{OtherIndexRead, OwnCodes, read_other_index};
pub use output::{COLUMNS, Created, Merged, MergedFile, Placing, create_project};
pub use row::{Import, NewTerritory, PlaceInFile, Summary, TidyRow, TidyValue};

/// The importers there are. A new one is a file beside these, its `mod` above, and a line here.
const IMPORTERS: [&[&Importer]; 9] = [
    &[&bti::IMPORTER],
    &[&coinr::IMPORTER],
    &[&mapping::IMPORTER],
    &[&oc_index::IMPORTER],
    &[&ucdp::IMPORTER],
    &[&undp_hdr::IMPORTER],
    &unodc::IMPORTERS,
    &[&wgi::IMPORTER],
    &[&worldbank::IMPORTER],
];

fn all() -> impl Iterator<Item = &'static Importer> {
    IMPORTERS.into_iter().flatten().copied()
}

/// The importers there are, by id.
pub fn importers() -> impl Iterator<Item = &'static ImporterInfo> {
    all().map(|importer| &importer.info)
}

/// The source with this id, where the program knows it.
fn known_source(id: &str) -> Option<Source> {
    let unread = || sources::UNREAD.iter().find(|(unread, _)| *unread == id);
    all()
        .find(|importer| importer.info.id == id)
        .and_then(Importer::source)
        .or_else(|| unread().map(|(id, terms)| terms.source(id)))
}

/// Reads publishers' files with the importer `source`. Of several files the later wins where two
/// speak about the same territory, crime area, indicator and period.
///
/// # Errors
/// [`ImportError`], at the first thing that is not as the layout has it.
pub fn import(source: &str, files: &[PathBuf], options: &Options) -> Result<Import, ImportError> {
    let Some(importer) = all().find(|importer| importer.info.id == source) else {
        let ids: Vec<&str> = importers().map(|info| info.id).collect();
        let near = ideal_model::did_you_mean(source, ids.iter().copied());
        let list = format!("the importers are {}", ids.join(", "));
        return Err(ImportError::Source {
            id: source.to_owned(),
            hint: near.map_or(list.clone(), |n| format!("{n}; {list}")),
        });
    };
    if files.is_empty() {
        return Err(importer.wrong_files("no file"));
    }
    let places = Gazetteer::shipped()?;
    let catalogue = IndicatorCatalogue::shipped()?;
    let call = Call { importer, files, options, places: &places, catalogue: &catalogue };
    let mut import = merge::merged(files, call.read()?)?;
    import.sources = sources::with_ancestors(import.sources, known_source);
    Ok(import)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn importers_are_sorted_and_lineages_known() {
        assert!(importers().map(|i| i.id).is_sorted_by(|a, b| a < b));
        for source in all().filter_map(Importer::source) {
            for parent in &source.lineage {
                assert!(known_source(parent).is_some(), "{parent}");
            }
        }
        let wgi = known_source("wgi").unwrap();
        let both = sources::with_ancestors(vec![wgi], known_source);
        assert_eq!(both.iter().map(|s| s.id.as_str()).collect::<Vec<_>>(), ["bti", "wgi"]);
    }

    #[test]
    fn where_the_files_of_an_importer_come_from_is_said() {
        let said = include_str!("../../../../CONTRIBUTING.md");
        for importer in all().filter(|i| !matches!(i.how, importer::How::Project)) {
            assert!(said.contains(&format!("`{}`", importer.info.id)), "{}", importer.info.id);
        }
    }
}
