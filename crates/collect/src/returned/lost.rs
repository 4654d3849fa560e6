//! Ratings that were received and that the record has no more: nothing may go on as if they had
//! never been there.

use ideal_evidence::{CellRow, ChangedFile, Files, changed_files, read_delimited, written_path};
use ideal_model::{Finding, Value, shortest};

use super::asked::Asked;
use super::log::{LogLine, received_path};
use super::otherwise::otherwise;
use super::ratings::{RaterKey, Ratings, ratings_path};
use super::record::Kept;
use crate::round::{Round, evidence_path, weights_path};

/// Files that a message names, at most.
const NAMED: usize = 5;

/// The lines of the log that are in force, of which the record has fewer answers than the file gave:
/// it may have more, of another second round.
pub(super) fn lost<'l>(ratings: &Ratings, log: &'l [LogLine]) -> Vec<&'l LogLine> {
    let kept = |line: &LogLine| {
        let key = RaterKey { panel: line.panel.clone(), rater: line.rater.clone() };
        ratings.of(&key, line.second).map(|answers| answers.len())
    };
    log.iter()
        .filter(|line| {
            line.superseded_by.is_empty() && kept(line).is_none_or(|n| n < line.answered)
        })
        .collect()
}

/// The error about lines of the log whose answers are lost.
pub(super) fn finding(round: &str, lost: &[&LogLine]) -> Finding {
    let mut names: Vec<&str> = lost.iter().map(|line| line.file.as_str()).collect();
    names.dedup();
    let more = names.len().saturating_sub(NAMED);
    let named = names.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let message = format!(
        "{} says that these files are taken in, and their answers are not all here: {named}{more}",
        received_path(round)
    );
    Finding::error("lost-ratings", message).in_file(ratings_path(round)).hint(
        "put the file back from a copy; without one, receive those files again, all in one call",
    )
}

/// Takes lines of the log whose answers are lost out of the log, with what is left of the answers: a
/// file that comes again counts as new.
pub(super) fn forget(lost: &[LogLine], ratings: &mut Ratings, log: &mut Vec<LogLine>) {
    for line in lost {
        let key = RaterKey { panel: line.panel.clone(), rater: line.rater.clone() };
        ratings.remove(&key, line.second);
    }
    log.retain(|line| !lost.contains(line));
}

/// An error where answers that were lost did not come back with the files of this call.
pub(super) fn all_back(round: &str, lost: &[LogLine], log: &[LogLine]) -> Result<(), Box<Finding>> {
    let back = |gone: &&LogLine| {
        log.iter()
            .any(|l| l.superseded_by.is_empty() && l.is_of(&gone.panel, &gone.rater, gone.second))
    };
    let left: Vec<&LogLine> = lost.iter().filter(|gone| !back(gone)).collect();
    if left.is_empty() {
        return Ok(());
    }
    Err(Box::new(finding(round, &left)))
}

/// All that a round's record has, as lines of the log: those in force, and for raters of whom the log
/// has none one without a file.
pub(super) fn everything(ratings: &Ratings, log: &[LogLine]) -> Vec<LogLine> {
    let mut out: Vec<LogLine> =
        log.iter().filter(|line| line.superseded_by.is_empty()).cloned().collect();
    for key in ratings.raters() {
        for second in [false, true] {
            let logged = out.iter().any(|l| l.is_of(&key.panel, &key.rater, second));
            if !logged && ratings.of(key, second).is_some() {
                out.push(LogLine {
                    file: key.code(),
                    panel: key.panel.clone(),
                    rater: key.rater.clone(),
                    second,
                    ..LogLine::default()
                });
            }
        }
    }
    out
}

/// The files of a round that are not as they were written.
#[derive(Debug, Default)]
pub(super) struct Changed {
    /// Those that nothing else says: ratings, weights and the log.
    pub record: Vec<ChangedFile>,
    /// Those that are made of them.
    pub made: Vec<ChangedFile>,
}

impl Changed {
    /// Looks at the files of a round. A record that says what answers were given under has a table of
    /// its files: without one that is what is gone.
    pub(super) fn of(files: &dyn Files, round: &str, kept: &Kept) -> Result<Self, Box<Finding>> {
        let Some(all) = changed_files(files, round)? else {
            let mut all = kept.ratings.raters().flat_map(|key| kept.ratings.in_force(key));
            let tabled = all.any(|(_, rating)| rating.under.is_some());
            let gone = tabled.then(|| ChangedFile { path: written_path(round), gone: true });
            return Ok(Changed { record: gone.into_iter().collect(), made: Vec::new() });
        };
        let own = [ratings_path(round), weights_path(round), received_path(round)];
        let (record, made) = all.into_iter().partition(|file| own.contains(&file.path));
        Ok(Changed { record, made })
    }

    /// The errors about all of them.
    fn findings(&self, round: &str) -> Vec<Finding> {
        let of = |(file, hint): (&ChangedFile, String)| {
            Finding::error("changed-record", file.said()).in_file(&file.path).hint(hint)
        };
        let made = self.made.iter().map(|file| {
            let hint = format!(
                "put it back from a copy, or receive any file of the round again: `ideal collect \
                 receive --round {round} FILE` writes it anew"
            );
            (file, hint)
        });
        let record = self.record.iter().map(|file| {
            let hint = format!(
                "put it back from a copy; without one, receive all files of the round again, in \
                 one call: `ideal collect receive --round {round} FILE...`"
            );
            (file, hint)
        });
        record.chain(made).map(of).collect()
    }
}

/// The record of a round, of which nothing is lost or changed by hand, under what it was given.
///
/// # Errors
/// Findings where the record or its log is not as it was written, something of it is gone, or the
/// round asks otherwise now.
pub(crate) fn whole(files: &dyn Files, round: &Round) -> Result<Ratings, Vec<Finding>> {
    let kept = Kept::open(files, &round.id).map_err(|f| vec![*f])?;
    let lost = lost(&kept.ratings, &kept.log);
    if !lost.is_empty() {
        return Err(vec![finding(&round.id, &lost)]);
    }
    let changed = Changed::of(files, &round.id, &kept).map_err(|f| vec![*f])?;
    let found = [changed.findings(&round.id), otherwise(round, &kept.ratings)].concat();
    if found.is_empty() { Ok(kept.ratings) } else { Err(found) }
}

/// Whether a round's record is whole: what was received is all there, as it was written.
///
/// # Errors
/// A finding for each part that is lost, changed by hand or cannot be read.
pub fn intact(files: &dyn Files, round: &Round) -> Result<(), Vec<Finding>> {
    whole(files, round).map(|_| ())
}

/// The error about a rating of the record that lies outside the scale it is of: the round was changed
/// since, or the record by hand.
pub(super) fn off_scale(asked: &Asked<'_>, ratings: &Ratings) -> Option<Finding> {
    for key in ratings.raters() {
        let Some(rows) = asked.of(&key.panel) else { continue };
        for (id, rating) in ratings.in_force(key) {
            let (Some(row), Value::Number(n)) = (rows.get(id), rating.best) else { continue };
            let [low, high] = row.item.scale;
            if !(low..=high).contains(&n) {
                let message = format!(
                    "{} has {} for `{id}`, which is on a scale of {} to {}",
                    key.code(),
                    shortest(n),
                    shortest(low),
                    shortest(high)
                );
                let hint = "put the scale of round.toml back, or this file from a copy";
                let finding = Finding::error("off-scale", message).hint(hint);
                return Some(finding.in_file(ratings_path(&asked.round.id)));
            }
        }
    }
    None
}

/// The error about ratings that stand in the evidence of a round and not in its record: writing it
/// anew would throw them away.
pub(super) fn only_in_evidence(round: &str, there: &[u8], ratings: &Ratings) -> Option<Finding> {
    let rows = read_delimited(there).ok()?;
    let (head, rows) = rows.split_first()?;
    let column = |name: &str| {
        head.cells.iter().find(|(_, cell)| cell.text() == name).map(|(column, _)| *column)
    };
    let [rater, territory, area, indicator] =
        ["rater", "territory", "crime_area", "indicator"].map(column);
    let text = |row: &CellRow, column: Option<u32>| {
        column.and_then(|c| row.cell(c)).map(|cell| cell.text()).unwrap_or_default()
    };
    let is_kept = |row: &&CellRow| {
        let code = text(row, rater);
        let Some((panel, pseudonym)) = code.split_once('/') else { return false };
        let key = RaterKey { panel: panel.to_owned(), rater: pseudonym.to_owned() };
        let id = format!("{}/{}/{}", text(row, territory), text(row, area), text(row, indicator));
        ratings.in_force(&key).contains_key(id.as_str())
    };
    let mut gone = rows.iter().filter(|row| !is_kept(row));
    let first = gone.next()?;
    let message =
        format!("{} ratings stand here and not in {}", gone.count() + 1, ratings_path(round));
    let hint = "put that file back from a copy; rows of your own belong into another file of \
                evidence; where these are not meant to stay, delete this file";
    let finding = Finding::error("lost-ratings", message).in_file(evidence_path(round));
    Some(finding.at_line(u64::from(first.number)).hint(hint))
}
