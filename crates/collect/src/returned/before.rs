//! What a file finds of its rater that came before it: what it takes the place of, and what stays.

use ideal_model::{Finding, Findings, Judgement, Tlp};

use super::judgements::Weights;
use super::log::{LogLine, WITHDRAWN, nameless};
use super::rating::Rating;
use super::ratings::{RaterKey, Ratings, RatingsById};
use super::record::Kept;
use super::submission::Submission;

/// Takes out all that a rater said, in both rounds.
pub(super) fn withdraw(rater: &str, kept: &mut Kept) -> Result<(), Box<Finding>> {
    let Kept { ratings, weights, log } = kept;
    let known: Vec<String> = ratings.raters().map(RaterKey::code).collect();
    let Some(key) =
        ratings.raters().find(|key| key.code().eq_ignore_ascii_case(rater.trim())).cloned()
    else {
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
    for line in log.iter_mut().filter(|l| l.panel == key.panel && l.rater == key.rater) {
        if line.superseded_by.is_empty() {
            WITHDRAWN.clone_into(&mut line.superseded_by);
        }
        // Nothing that may name somebody stays of who withdraws.
        let end = line.file.rsplit_once('.').map_or("", |(_, end)| end);
        line.file = nameless(end, &line.sha256);
        if !is_numbered(&line.rater) {
            WITHDRAWN.to_ascii_uppercase().clone_into(&mut line.rater);
        }
    }
    Ok(())
}

/// Whether a pseudonym is one that workbooks offer.
fn is_numbered(rater: &str) -> bool {
    rater.strip_prefix('R').is_some_and(|n| !n.is_empty() && n.chars().all(|c| c.is_ascii_digit()))
}

/// What became of what took the place of a file, for a message.
pub(super) fn gone_by(successors: &[String]) -> String {
    match successors {
        [one] if *one == format!("`{WITHDRAWN}`") => "its rater withdrew it".to_owned(),
        names => format!("{} took its place", names.join(", ")),
    }
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
            && (l.is_of(&s.panel, &s.rater, s.second) || l.rater == WITHDRAWN.to_ascii_uppercase())
    };
    let lines: Vec<LogLine> = log.iter().filter(same).cloned().collect();
    if lines.is_empty() {
        return false;
    }
    let message = format!(
        "the line of {}/{} was taken in before and stays out: {}",
        s.panel,
        s.rater,
        gone_by(&successors(&lines, log))
    );
    findings.push(Finding::warning("older-line", message));
    true
}

/// Warns where a file has less than what it takes the place of, and where it comes after answers of
/// the second round, which were given in the light of the first.
pub(super) fn warn_of_loss(
    s: &Submission,
    key: &RaterKey,
    (ratings, weights): (&Ratings, &Weights),
    findings: &mut Findings,
) {
    warn_of_weights(s, key, weights, findings);
    if let Some(old) = ratings.of(key, s.second) {
        let asked = |id: &&String| !s.second || s.asks.contains(*id);
        let gone = old.keys().filter(asked).filter(|id| !s.ratings.contains_key(*id)).count();
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
    if let Some(old) = ratings.of(key, s.second) {
        warn_of_less_said(s, key, (old, ratings.of(key, false)), findings);
    }
    warn_of_another(s, key, ratings, findings);
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

/// Warns of reasons that a file has no more, and of answers that it marks less strictly than before.
fn warn_of_less_said(
    s: &Submission,
    key: &RaterKey,
    (old, first): (&RatingsById, Option<&RatingsById>),
    findings: &mut Findings,
) {
    let both = || old.iter().filter_map(|(id, old)| Some((old, s.ratings.get(id)?)));
    let mute = |(old, new): &(&Rating, &Rating)| {
        !old.reason.trim().is_empty() && new.reason.trim().is_empty()
    };
    let gone = both().filter(mute).count();
    if gone > 0 {
        let message = format!(
            "{gone} reasons that {} gave before are not given here, and are gone",
            key.code()
        );
        findings.push(Finding::warning("reasons-gone", message).hint(
            "if they were left out by mistake, receive the file of before again with `--again`",
        ));
    }
    // What the second round says nothing of stays as the first has it.
    let under = first.filter(|_| s.second);
    let mark = |id: &str, new: &Rating| {
        let before = under.and_then(|first| first.get(id)).and_then(|first| first.tlp);
        new.tlp.or(before).unwrap_or_default()
    };
    let marks: Vec<Tlp> = old
        .iter()
        .filter_map(|(id, old)| Some((old.tlp?, mark(id, s.ratings.get(id)?))))
        .filter(|(old, new)| new < old)
        .map(|(old, _)| old)
        .collect();
    if let Some(strictest) = marks.iter().max() {
        let message = format!(
            "{} answers that {} marked before, up to {strictest}, are marked less strictly here or \
             not at all: more readers may see them now",
            marks.len(),
            key.code()
        );
        findings.push(Finding::warning("marks-loosened", message).hint(
            "if the marks were left out by mistake, receive the file of before again with `--again`",
        ));
    }
}

/// Warns of weights that a file has no more, and of those that it gives otherwise.
fn warn_of_weights(s: &Submission, key: &RaterKey, weights: &Weights, findings: &mut Findings) {
    let (Some(old), Some(new)) = (weights.of(key), &s.weights) else { return };
    let about = |a: &Judgement, b: &Judgement| {
        (&a.node, &a.child, &a.other) == (&b.node, &b.child, &b.other)
    };
    let gone = old.iter().filter(|o| !new.iter().any(|n| about(o, n))).count();
    if gone > 0 {
        let message = format!(
            "{gone} of {} judgements of weights that {} gave before are not given here, and are gone",
            old.len(),
            key.code()
        );
        findings.push(Finding::warning("answers-gone", message).hint(
            "is its sheet of weights unfilled? Then receive the file of before again with `--again`",
        ));
    }
    #[expect(clippy::float_cmp, reason = "what was written, as it was written")]
    let other =
        old.iter().filter(|o| new.iter().any(|n| about(o, n) && o.value != n.value)).count();
    if other > 0 {
        let message = format!(
            "{other} judgements of weights are other than those that {} gave before",
            key.code()
        );
        findings.push(Finding::warning("other-answers", message));
    }
}

/// Answers in common from which it is asked whose they are: fewer may be alike by chance.
const MANY: usize = 5;

/// Warns where a file seems to be of another rater than it says: nearly all its answers are other
/// than before, or all are those of somebody else.
fn warn_of_another(s: &Submission, key: &RaterKey, ratings: &Ratings, findings: &mut Findings) {
    let same = |a: &Rating, b: &Rating| {
        (a.best, a.low, a.high, a.confidence) == (b.best, b.low, b.high, b.confidence)
    };
    let common = |of: &RatingsById| -> Vec<bool> {
        let both = s.ratings.iter().filter_map(|(id, new)| Some((new, of.get(id)?)));
        both.map(|(new, old)| same(new, old)).collect()
    };
    let is_other = |other: &&RaterKey| {
        let theirs = ratings.of(other, s.second).map(common).unwrap_or_default();
        *other != key
            && theirs.len() >= MANY
            && theirs.len() == s.ratings.len()
            && theirs.into_iter().all(|same| same)
    };
    if let Some(other) = ratings.raters().find(is_other) {
        let message = format!(
            "all {} answers of {} are those of {} cell by cell",
            s.ratings.len(),
            key.code(),
            other.code()
        );
        findings.push(
            Finding::warning("same-answers", message)
                .hint("is it one rater under two pseudonyms? `--withdraw` takes one of them out"),
        );
    }
    let old = ratings.of(key, s.second).map(common).unwrap_or_default();
    let changed = old.iter().filter(|same| !**same).count();
    if changed >= MANY && 2 * changed > old.len() {
        let message = format!(
            "{changed} of {} answers are other than those that {} gave before",
            old.len(),
            key.code()
        );
        findings.push(Finding::warning("other-answers", message).hint(
            "is the pseudonym right? If it is another rater's file, receive the one before again \
             with `--again`",
        ));
    }
}

/// What a rater said before and a file says nothing of: of rows that another second round asked, and
/// of all rows where the file gives weights alone.
pub(super) fn staying(s: &Submission, key: &RaterKey, ratings: &Ratings) -> RatingsById {
    let old = ratings.of(key, s.second).into_iter().flatten();
    let stays = |id: &String| match s.second {
        true => !s.asks.contains(id),
        false => s.ratings.is_empty(),
    };
    old.filter(|(id, _)| stays(id)).map(|(id, rating)| (id.clone(), rating.clone())).collect()
}

/// Says that answers stay in force which a file says nothing of.
pub(super) fn say_stays(s: &Submission, key: &RaterKey, stays: usize, findings: &mut Findings) {
    if stays == 0 {
        return;
    }
    let why = match s.second {
        true => "this workbook does not ask those rows",
        false => "this one has weights alone",
    };
    let message = format!("{stays} answers that {} gave before stay in force: {why}", key.code());
    findings.push(Finding::note("answers-stay", message));
}
