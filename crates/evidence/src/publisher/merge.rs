//! The files of a call put together: the later wins, and the beaten row is counted.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use ideal_model::{CatalogueEntry, Period};

use super::error::ImportError;
use super::importer::FileRead;
use super::part_years;
use super::row::{Import, NewTerritory, Summary, TidyRow, TidyValue};
use super::tally::Tally;
use crate::calendar::year_of;

/// Territory, crime area, indicator, period and rater.
type Key = (String, String, String, Period, String);

/// Puts together what each of the files gave.
pub(crate) fn merged(files: &[PathBuf], reads: Vec<FileRead>) -> Result<Import, ImportError> {
    let mut together = Together { files, ..Together::default() };
    for (at, (file, read)) in files.iter().zip(reads).enumerate() {
        let FileRead { rows, tally, sources, territories, indicators } = read;
        together.import.summaries.push(account(file, &rows, tally)?);
        for row in rows {
            together.take(at, row)?;
        }
        together.import.sources.extend(sources);
        together.territories.extend(territories.into_iter().map(|t| (t.code.clone(), t)));
        indicators.into_iter().for_each(|new| together.declare(new));
    }
    together.say_what_differs();
    together.doubt_the_order();
    let Together { mut import, rows, territories, indicators, .. } = together;
    import.rows = rows.into_values().map(|(_, row)| row).collect();
    import.territories = territories.into_values().collect();
    import.indicators = indicators.into_values().collect();
    Ok(import)
}

/// The account of a file; one that gives no row is refused.
fn account(file: &Path, rows: &[TidyRow], tally: Tally) -> Result<Summary, ImportError> {
    let file = file.display().to_string();
    if rows.is_empty() {
        let list: Vec<String> =
            tally.left_out.iter().map(|(reason, n)| format!("{reason}: {n}")).collect();
        let notes: String = tally.notes.iter().map(|n| format!("; {n}")).collect();
        let found = format!("{} figures and none to use ({}){notes}", tally.read, list.join("; "));
        return Err(ImportError::file(&file, &found, "at least one observation"));
    }
    let censored = rows.iter().filter(|r| matches!(r.value, TidyValue::Censored(_))).count();
    Ok(Summary {
        file,
        read: tally.read,
        used: tally.used,
        left_out: tally.left_out,
        observations: rows.len() as u64,
        superseded: 0,
        censored: censored as u64,
        notes: tally.notes,
    })
}

/// What the files gave so far; a file is known by its place in the call.
#[derive(Default)]
struct Together<'f> {
    files: &'f [PathBuf],
    import: Import,
    /// The row that counts, and the file that it is of.
    rows: BTreeMap<Key, (usize, TidyRow)>,
    territories: BTreeMap<String, NewTerritory>,
    indicators: BTreeMap<String, CatalogueEntry>,
    /// How many figures of earlier files each file replaces by other ones.
    differing: BTreeMap<usize, u64>,
    /// Pairs of files of which the later replaces figures of the earlier.
    replaced: BTreeSet<(usize, usize)>,
}

impl Together<'_> {
    /// Takes a row of a file in the place of an earlier one of its key. Two that would make of
    /// parts of a year another part are refused.
    fn take(&mut self, at: usize, row: TidyRow) -> Result<(), ImportError> {
        let (t, a, i, p) = row.key();
        let key = (t.to_owned(), a.to_owned(), i.to_owned(), p, row.rater.clone());
        let beaten = match self.rows.get(&key) {
            // The silence of one file is no figure against another's.
            Some((earlier, there)) if row.is_silence() && !there.is_silence() && *earlier != at => {
                at
            }
            Some((_, there)) => {
                if let Some((why, cure)) = part_years::loses(&there.note, &row.note) {
                    let file =
                        self.files.get(at).map(|f| f.display().to_string()).unwrap_or_default();
                    let found = format!("{p} of {t}, {i}: {why}");
                    return Err(ImportError::file(&file, &found, cure));
                }
                if there.value != row.value {
                    *self.differing.entry(at).or_default() += 1;
                }
                self.rows.insert(key, (at, row)).map_or(at, |(earlier, _)| earlier)
            }
            None => {
                self.rows.insert(key, (at, row));
                return Ok(());
            }
        };
        if let Some(summary) = self.import.summaries.get_mut(beaten) {
            summary.superseded += 1;
        }
        if beaten < at {
            self.replaced.insert((beaten, at));
        }
        Ok(())
    }

    /// Declares an indicator; files of several languages name one series.
    fn declare(&mut self, new: CatalogueEntry) {
        let known = self.indicators.entry(new.code.clone()).or_insert_with(|| new.clone());
        known.names.en = known.names.en.take().or(new.names.en);
        known.names.es = known.names.es.take().or(new.names.es);
        known.names.pt = known.names.pt.take().or(new.names.pt);
    }

    /// Says of each file how many figures of earlier ones it replaces by other ones.
    fn say_what_differs(&mut self) {
        for (later, count) in &self.differing {
            let Some(summary) = self.import.summaries.get_mut(*later) else { continue };
            let figures =
                if *count == 1 { "a figure".to_owned() } else { format!("{count} figures") };
            summary.notes.push(format!(
                "{figures} of an earlier file are replaced by other ones of this: files that are \
                 parts of one register are put together before they are imported"
            ));
        }
    }

    /// Asks about a file that replaces figures of one whose name has a later year.
    fn doubt_the_order(&mut self) {
        for (earlier, later) in &self.replaced {
            let (old, new) = (name(self.files, *earlier), name(self.files, *later));
            if let (Some(a), Some(b)) = (last_year(&old), last_year(&new))
                && a > b
                && let Some(summary) = self.import.summaries.get_mut(*later)
            {
                summary.notes.push(format!(
                    "`{new}` was given after `{old}`, and its figures take the place of those of \
                     {a}: is the order right?"
                ));
            }
        }
    }
}

/// The name of a file, without its folder.
fn name(files: &[PathBuf], at: usize) -> String {
    files
        .get(at)
        .and_then(|f| f.file_name())
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// The last year in a name.
fn last_year(name: &str) -> Option<i32> {
    name.split(|c: char| !c.is_ascii_digit()).filter_map(year_of).max()
}
