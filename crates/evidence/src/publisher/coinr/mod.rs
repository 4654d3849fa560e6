//! COINr's two tables, `iData` (a row per unit, a column per indicator) and `iMeta` (a row per
//! indicator, aggregate, group and denominator), become a whole project that scores the same.
//!
//! Nodes and indicators keep their `iCode`, units their `uCode`, but for signs that no code can
//! have here: then a safe code is made, and said. Group columns become group columns of
//! `territories.csv`. `Direction` -1 is `direction = "down"`. COINr aggregates over whatever is
//! there and raises nothing to a floor, so every node has `min_coverage = 0.0` and `floor = 0.0`.
//! The construction stands in `[steps]`: denominated where iMeta names a denominator, then min-max
//! on 0 to 100; imputation, screening and treatment stand beside it as comments. Goalposts
//! (`goalpost_lower` to `goalpost_trunc2posts`) are used where iMeta has parameters of no other
//! function. `Time` is the year of a row; every year is an edition. Where there is none, the caller
//! names a period, or a placeholder stands for it. Layout and meaning of the tables: the
//! documentation of COINr 1.1.14 and its `check_iData()` and `check_iMeta()`.

mod codes;
mod data;
mod meta;
mod project;
mod tables;
#[cfg(test)]
mod tests;
mod times;

use std::path::{Path, PathBuf};

use ideal_model::Period;

use self::meta::Items;
use super::error::ImportError;
use super::importer::{How, Importer, ImporterInfo};
use super::output::{Merged, Placing, ProjectLock, is_project};
use super::row::Import;
use super::sources::Terms;

/// What it is called, whose figures it reads, and how.
pub(super) const IMPORTER: Importer = Importer {
    info: ImporterInfo {
        id: "coinr",
        about: "a COINr project: makes one of ours",
        files: "iData.csv iMeta.csv, or a workbook with both",
    },
    source: Some(Terms {
        publisher: "the user's COINr files",
        title: "iData and iMeta",
        url: "https://bluefoxr.github.io/COINr/",
        licence: "as the files' own",
        lineage: &[],
    }),
    how: How::Project,
};

const SOURCE: &str = IMPORTER.info.id;

/// Reads `iData` and `iMeta` (in either order, or two sheets of one workbook) and puts them into
/// `dir`: a project of its own where there is none, else evidence for the one that is there, whose
/// method is left alone. `period` is that of tables without a column `Time`; without it a
/// placeholder stands there, and a note says so.
///
/// # Errors
/// [`ImportError`] at the first thing that is not as COINr wants it, or that cannot be written;
/// nothing is written then.
pub fn import_coinr(
    files: &[PathBuf],
    dir: &Path,
    period: Option<Period>,
    placing: &Placing,
) -> Result<(Import, Merged), ImportError> {
    let (mut data, mut meta) = tables::read(files)?;
    let items = Items::read(&mut meta)?;
    let (import, units) = data::figures(&mut data, &items, period)?;
    let lock = ProjectLock::take(dir, placing.waiting)?;
    if is_project(dir) {
        let mut merged = import.place(dir, placing, &lock)?;
        merged.notes.push(
            "the project's own method is left as it is; iMeta's tree and weights were \
                           not taken over"
                .to_owned(),
        );
        return Ok((import, merged));
    }
    let merged = project::create(dir, &import, &items, &units, &meta.name())?;
    Ok((import, merged))
}
