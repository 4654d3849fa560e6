//! What a file finds of its rater that came before it: what it takes the place of, and what stays.

use ideal_model::{Finding, Findings};

use super::log::{LogLine, WITHDRAWN};
use super::ratings::{RaterKey, Ratings};
use super::record::Kept;
use super::submission::Submission;

/// Takes out all that a rater said, in both rounds.
pub(super) fn withdraw(rater: &str, kept: &mut Kept) -> Result<(), Box<Finding>> {
    let Kept { ratings, weights, log } = kept;
    let known: Vec<String> = ratings.raters().map(RaterKey::code).collect();
    let Some(key) = ratings.raters().find(|key| key.code() == rater).cloned() else {
        let message = format!("nothing of a rater `{rater}` is in the round");
        let hint = match known.as_slice() {
            [] => "nothing was received yet".to_owned(),
            known => format!("its raters are {}", known.join(", ")),
        };
        return Err(Box::new(Finding::error("unknown-rater", message).hint(hint)));
    };
    for second in [false, true] {
        ratings.remove(&key, second);
    }
    weights.remove(&key);
    for line in log.iter_mut().filter(|l| l.superseded_by.is_empty()) {
        if line.panel == key.panel && line.rater == key.rater {
            WITHDRAWN.clone_into(&mut line.superseded_by);
        }
    }
    Ok(())
}

/// Names of what took the place of lines of the log, at the end of each chain.
pub(super) fn successors(lines: &[LogLine], log: &[LogLine]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for line in lines {
        let mut last = line;
        // A chain is no longer than the log.
        for _ in log {
            let next = |l: &&LogLine| {
                l.sha256 == last.superseded_by && l.is_of(&line.panel, &line.rater, line.second)
            };
            match log.iter().rfind(next) {
                Some(next) if next.superseded_by != last.superseded_by => last = next,
                _ => break,
            }
        }
        let withdrawn = last.superseded_by == WITHDRAWN;
        let name = if withdrawn { format!("`{WITHDRAWN}`") } else { last.file.clone() };
        if !out.contains(&name) {
            out.push(name);
        }
    }
    out
}

/// Whether a line of an export was taken in before and something took its place since, which is
/// told: exports repeat old lines, and none of them is newer for it.
pub(super) fn is_stale(s: &Submission, log: &[LogLine], findings: &mut Findings) -> bool {
    let same = |l: &&LogLine| {
        !s.line_sha256.is_empty()
            && l.line_sha256 == s.line_sha256
            && l.is_of(&s.panel, &s.rater, s.second)
    };
    let lines: Vec<LogLine> = log.iter().filter(same).cloned().collect();
    if lines.is_empty() {
        return false;
    }
    let message = format!(
        "the line of {}/{} was taken in before and stays out: {} took its place",
        s.panel,
        s.rater,
        successors(&lines, log).join(", ")
    );
    findings.push(Finding::warning("older-line", message));
    true
}

/// Warns where a file has less than what it takes the place of, and where it comes after answers of
/// the second round, which were given in the light of the first.
pub(super) fn warn_of_loss(
    s: &Submission,
    key: &RaterKey,
    ratings: &Ratings,
    findings: &mut Findings,
) {
    if let Some(old) = ratings.of(key, s.second) {
        let gone = old.keys().filter(|id| !s.ratings.contains_key(*id)).count();
        if gone > 0 {
            let message = format!(
                "{gone} of {} answers that {} gave before are not answered here, and are gone",
                old.len(),
                key.code()
            );
            findings.push(Finding::warning("answers-gone", message).hint(
                "is it an unfilled copy? Then receive the file of before again with `--again`",
            ));
        }
    }
    if let Some(second) = ratings.of(key, true).filter(|_| !s.second) {
        let both = s.ratings.keys().filter(|id| second.contains_key(*id)).count();
        if both > 0 {
            let message = format!(
                "{} answered {both} of these rows in the second round already, and that stays",
                key.code()
            );
            findings.push(Finding::warning("first-after-second", message));
        }
    }
}
