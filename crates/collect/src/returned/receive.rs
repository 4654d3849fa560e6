//! Files that came back are taken into a project: each whole or not at all, all together.

use std::collections::BTreeMap;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use ideal_evidence::publisher::ImportError;
use ideal_evidence::{Files as _, Update, is_workbook, open_regular};
use ideal_model::{AssessmentInput, Finding, Findings, Source};
use sha2::{Digest, Sha256};

use super::asked::Asked;
use super::before::{gone_by, is_stale, say_stays, staying, successors, warn_of_loss, withdraw};
use super::judgements::Weights;
use super::log::{LogLine, called};
use super::lost::Changed;
use super::otherwise::otherwise;
use super::ratings::RaterKey;
use super::record::{self, Kept};
use super::submission::Submission;
use super::{form, lost, sheets};
use crate::round::{Round, evidence_path, open_round, source_id};

/// Bytes of a file, at most: a workbook of a round has some hundred thousand.
const LARGEST: u64 = 64 << 20;

/// What became of a call.
#[derive(Clone, Debug, Default)]
pub struct Received {
    /// The files in the order they were given.
    pub files: Vec<ReceivedFile>,
    /// What was found in them and in the project, file by file.
    pub findings: Vec<Finding>,
    /// Paths of the project's files that are other than they were.
    pub written: Vec<String>,
    /// Raters whose answers were taken out.
    pub withdrawn: Vec<String>,
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceivedFile {
    /// As it was given.
    pub file: String,
    /// What became of it.
    pub outcome: FileOutcome,
    /// Its lines of the log: one for a workbook, one for each rater of an export of forms; none of
    /// a file that was refused.
    pub lines: Vec<LogLine>,
    /// Names of the files whose place it took.
    pub supersedes: Vec<String>,
    /// Of a file that was taken in before and is not in force any more: what took its place, a name
    /// or `withdrawn`.
    pub superseded_by: Vec<String>,
}

/// What a call does beside taking in files that are new.
#[derive(Clone, Debug, Default)]
pub struct ReceiveOptions {
    /// Take in files again that were taken in before, in the place of what came after them.
    pub again: bool,
    /// Raters whose answers are taken out of the round, each as `PANEL/RATER`.
    pub withdraw: Vec<String>,
    /// Take in raters who are not expected.
    pub new_raters: bool,
}

ideal_model::words! {
    /// What became of a file.
    pub enum FileOutcome {
        /// Its ratings are in the project now.
        Taken = "taken",
        /// It had been taken in before.
        Known = "known",
        /// It had been taken in before, and something took its place since: it stays out.
        Superseded = "superseded",
        /// Nothing in it counts: an unfilled workbook, an export of lines that were turned down. What was said before stays.
        Empty = "empty",
        /// It has errors; nothing of it went in.
        Refused = "refused",
    }
}

impl Received {
    /// Whether a file was refused.
    #[must_use]
    pub fn refused(&self) -> usize {
        self.files.iter().filter(|f| f.outcome == FileOutcome::Refused).count()
    }
}

/// Why nothing was received at all.
#[derive(Debug, thiserror::Error)]
pub enum ReceiveError {
    /// The round, or what was received before, cannot be read.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Round(Vec<Finding>),
    /// The project cannot be written.
    #[error(transparent)]
    Project(Box<ImportError>),
    /// A message is missing: a fault of ours.
    #[error(transparent)]
    Words(#[from] ideal_report::ReportError),
}

impl From<ImportError> for ReceiveError {
    fn from(e: ImportError) -> Self {
        ReceiveError::Project(Box::new(e))
    }
}

impl From<Box<ImportError>> for ReceiveError {
    fn from(e: Box<ImportError>) -> Self {
        ReceiveError::Project(e)
    }
}

/// A file that was read.
struct Read {
    file: String,
    sha256: String,
    findings: Findings,
    /// What it holds; nothing where it has errors.
    submissions: Vec<Submission>,
    /// Whether it is an export of forms.
    form: bool,
    /// Whether it counts as new although it was taken in before.
    again: bool,
}

/// Takes files into the round `round` of the project in `dir`, which is `project` as it was read.
/// `waiting` is called once where another command that writes makes this one wait.
///
/// A file with an error goes in not at all, the others do; all that goes in is written together, or
/// nothing is. A file whose bytes were taken in before is left as it is.
///
/// # Errors
/// [`ReceiveError`]; nothing is written then.
pub fn receive(
    dir: &Path,
    round: &str,
    project: &AssessmentInput,
    paths: &[PathBuf],
    waiting: fn(&Path),
) -> Result<Received, ReceiveError> {
    receive_with(dir, round, project, paths, &ReceiveOptions::default(), waiting)
}

/// The same, with files that are taken in again and raters who withdraw what they said.
///
/// # Errors
/// As [`receive`].
pub fn receive_with(
    dir: &Path,
    round: &str,
    project: &AssessmentInput,
    paths: &[PathBuf],
    options: &ReceiveOptions,
    waiting: fn(&Path),
) -> Result<Received, ReceiveError> {
    let update = Update::begin(dir, waiting)?;
    let files = update.files();
    let (round, findings) = open_round(&files, round, project);
    let Some(round) = round else { return Err(ReceiveError::Round(findings)) };
    let one = |f: Box<Finding>| ReceiveError::Round(vec![*f]);
    let mut kept = Kept::open(&files, &round.id).map_err(one)?;
    let changed = Changed::of(&files, &round.id, &kept).map_err(one)?;
    let mut asked = Asked::new(&round, project);
    asked.new_raters = options.new_raters;
    asked.raters = kept.ratings.raters().cloned().collect();
    let mut lost: Vec<LogLine> =
        lost::lost(&kept.ratings, &kept.log).into_iter().cloned().collect();
    if !changed.record.is_empty() {
        // Which of the answers are as they were given, nobody can say.
        lost = lost::everything(&kept.ratings, &kept.log);
        kept.weights = Weights::default();
    }
    let mut out = Received::default();
    if lost.is_empty() {
        if let Some(finding) = lost::off_scale(&asked, &kept.ratings) {
            return Err(ReceiveError::Round(vec![finding]));
        }
        let other = otherwise(&round, &kept.ratings);
        if !other.is_empty() {
            return Err(ReceiveError::Round(other));
        }
    }
    let by_hand = by_hand(&asked, &kept, &update, &changed)?;
    lost::forget(&lost, &mut kept.ratings, &mut kept.log);
    for rater in &options.withdraw {
        withdraw(rater, &mut kept).map_err(one)?;
        out.withdrawn.push(rater.clone());
    }
    let mut read: Vec<Read> =
        paths.iter().map(|path| read(path, &asked, &kept.log, options.again)).collect();
    refuse_twins(&mut read, &lost);
    // The second round of a rater goes over the first, whichever file was named first.
    let mut order: Vec<usize> = (0..read.len()).collect();
    let place = |r: &Read| lost.iter().position(|l| l.sha256 == r.sha256);
    order.sort_by_key(|&i| {
        let file = read.get(i);
        (file.is_some_and(|r| r.submissions.iter().any(|s| s.second)), file.and_then(place))
    });
    let mut taken: BTreeMap<usize, ReceivedFile> = BTreeMap::new();
    for i in order {
        if let Some(file) = read.get_mut(i) {
            taken.insert(i, take(file, &asked, &mut kept));
        }
    }
    out.files.extend(taken.into_values());
    lost::all_back(&round.id, &lost, &kept.log).map_err(one)?;
    if lost.is_empty()
        && let Some(file) = changed.record.first()
    {
        let finding = Finding::error("changed-record", file.said()).in_file(&file.path);
        return Err(ReceiveError::Round(vec![finding.hint(
            "put it back from a copy; to begin the round anew, delete what is left of it beside \
             round.toml",
        )]));
    }
    for file in read {
        let place = file.file;
        out.findings.extend(file.findings.finish().into_iter().map(|f| f.in_file(&place)));
    }
    // A call of which nothing went in changes nothing.
    let refused = out.files.iter().all(|f| f.outcome == FileOutcome::Refused);
    if !refused || !out.withdrawn.is_empty() {
        out.findings.extend(by_hand);
        write(update, &asked, &kept, &mut out)?;
    }
    Ok(out)
}

/// Writes what is other than it was.
fn write(
    update: Update,
    asked: &Asked<'_>,
    kept: &Kept,
    out: &mut Received,
) -> Result<(), ReceiveError> {
    if kept.log.is_empty() {
        return Ok(());
    }
    let round = asked.round;
    let (mut files, idle) = record::files(asked, kept, &update)?;
    if idle > 0 {
        let message = format!(
            "{idle} answers are to rows that the round does not ask any more; they are kept and \
             used nowhere"
        );
        let path = super::ratings::ratings_path(&round.id);
        out.findings.push(Finding::warning("idle-ratings", message).in_file(path));
    }
    let evidence = evidence_path(&round.id);
    if files.iter().any(|(path, _)| *path == evidence) {
        files.extend(update.with_source(&source(round)?)?);
        if !update.reads(&evidence)? {
            let message = format!("`evidence` in assessment.toml does not read {evidence}");
            let finding = Finding::warning("unread-round", message).in_file("assessment.toml");
            out.findings.push(finding.hint(format!("add \"{evidence}\" to `evidence`")));
        }
    }
    let there = update.files();
    files.retain(|(path, bytes)| there.read(path).ok().as_ref() != Some(bytes));
    // Sources stand before the evidence that names them.
    files.sort_by_key(|(path, _)| *path == evidence);
    update.commit(&files)?;
    out.written.extend(files.into_iter().map(|(path, _)| path));
    Ok(())
}

/// The source that the ratings of a round are of.
fn source(round: &Round) -> Result<Source, ReceiveError> {
    let lang = round.languages.first().copied().unwrap_or(ideal_model::Lang::En);
    let title = ideal_report::Catalogue::new(lang)?
        .tell("collect-source-title", &[("round", &round.id)])?;
    Ok(Source { id: source_id(&round.id), title, ..Source::default() })
}

/// Warnings where files that are made of the record are not as the last call wrote them.
fn by_hand(
    asked: &Asked<'_>,
    kept: &Kept,
    update: &Update,
    changed: &Changed,
) -> Result<Vec<Finding>, ReceiveError> {
    let path = evidence_path(&asked.round.id);
    if changed.record.is_empty()
        && let Ok(there) = update.files().read(&path)
    {
        let (files, _) = record::files(asked, kept, update)?;
        let same = files.iter().any(|(p, bytes)| *p == path && *bytes == there);
        let round = &asked.round.id;
        if !same && let Some(lost) = lost::only_in_evidence(round, &there, &kept.ratings) {
            return Err(ReceiveError::Round(vec![lost]));
        }
    }
    let hint = "what was changed by hand belongs into the rater's workbook, or into another file \
                of evidence";
    let told = changed.made.iter().map(|file| {
        let message = format!("{}, and is written anew", file.said());
        Finding::warning("changed-by-hand", message).in_file(&file.path).hint(hint)
    });
    Ok(told.collect())
}

/// Reads a file, whatever is wrong with it.
fn read(path: &Path, asked: &Asked<'_>, log: &[LogLine], again: bool) -> Read {
    let mut out = Read {
        file: path.display().to_string(),
        sha256: String::new(),
        findings: Findings::default(),
        submissions: Vec::new(),
        form: false,
        again: false,
    };
    let bytes = match bytes_of(path) {
        Ok(bytes) => bytes,
        Err(e) => {
            let message = format!("the file cannot be read: {e}");
            out.findings.push(Finding::error("unreadable-file", message));
            return out;
        }
    };
    out.sha256 = Sha256::digest(&bytes).iter().map(|b| format!("{b:02x}")).collect();
    let in_force = log.iter().any(|l| l.sha256 == out.sha256 && l.superseded_by.is_empty());
    let known = log.iter().any(|line| line.sha256 == out.sha256);
    out.again = again && !in_force;
    if known && !out.again {
        return out;
    }
    out.form = !is_workbook(&bytes) && is_text(&bytes);
    out.submissions = if out.form {
        form::submissions(&bytes, asked, &mut out.findings)
    } else {
        sheets::submission(&bytes, asked, &mut out.findings).into_iter().collect()
    };
    out
}

fn bytes_of(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open_regular(path)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "it has more than 64 MiB"));
    }
    Ok(bytes)
}

/// Whether a file may be an export of forms by its first bytes: no markup, no PDF, no bytes of
/// nothing. What is none is refused as a workbook that is none, which says what to do.
fn is_text(bytes: &[u8]) -> bool {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let wide = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let other = start.starts_with(b"<") || start.starts_with(b"%PDF");
    !other && (wide || !start.iter().take(1024).any(|b| *b == 0))
}

/// Refuses different files of one rater: which of them is meant, nobody can say. Copies of one file
/// are one, and so are files that say the same; of two that were `lost` the log knows the order.
fn refuse_twins(read: &mut [Read], lost: &[LogLine]) {
    let mut by_rater: BTreeMap<(String, String, bool), Vec<usize>> = BTreeMap::new();
    for (i, file) in read.iter().enumerate() {
        for s in &file.submissions {
            let key = (s.panel.clone(), s.rater.clone(), s.second);
            by_rater.entry(key).or_default().push(i);
        }
    }
    for ((panel, rater, second), files) in by_rater {
        let names: BTreeMap<String, String> = files
            .iter()
            .filter_map(|&i| read.get(i).map(|f| (f.sha256.clone(), f.file.clone())))
            .collect();
        let said: Vec<&Submission> = files
            .iter()
            .filter_map(|&i| read.get(i))
            .flat_map(|f| &f.submissions)
            .filter(|s| (&s.panel, &s.rater, s.second) == (&panel, &rater, second))
            .collect();
        let alike = said.windows(2).all(|pair| match pair {
            [a, b] => a.ratings == b.ratings && a.says_of_weights() == b.says_of_weights(),
            _ => true,
        });
        let known = names.keys().all(|sha| lost.iter().any(|l| l.sha256 == *sha));
        if names.len() < 2 || alike || known {
            continue;
        }
        for i in files {
            let Some(file) = read.get_mut(i) else { continue };
            let others: Vec<&str> = names
                .iter()
                .filter(|(sha, _)| **sha != file.sha256)
                .map(|(_, name)| name.as_str())
                .collect();
            let message = format!("{panel}/{rater} has another file here: {}", others.join(", "));
            let hint = "are these two raters under one pseudonym? If not, give the newest alone";
            file.findings.push(Finding::error("two-files", message).hint(hint));
        }
    }
}

/// Takes a file in, if it may.
fn take(file: &mut Read, asked: &Asked<'_>, kept: &mut Kept) -> ReceivedFile {
    let Kept { ratings, weights, log } = kept;
    let mut out = ReceivedFile {
        file: file.file.clone(),
        outcome: FileOutcome::Refused,
        lines: Vec::new(),
        supersedes: Vec::new(),
        superseded_by: Vec::new(),
    };
    if file.findings.failed() {
        return out;
    }
    // A copy of a file of this call is in the log by now.
    let known = |l: &&LogLine| l.sha256 == file.sha256;
    let in_force = log.iter().filter(known).any(|l| l.superseded_by.is_empty());
    if log.iter().any(|l| known(&l)) && (in_force || !file.again) {
        out.lines = log.iter().filter(known).cloned().collect();
        out.outcome = FileOutcome::Known;
        if !in_force {
            out.outcome = FileOutcome::Superseded;
            out.superseded_by = successors(&out.lines, log);
            let message =
                format!("it was taken in before, and stays out: {}", gone_by(&out.superseded_by));
            file.findings.push(
                Finding::warning("superseded", message)
                    .hint("if this one is meant after all, receive it with `--again`"),
            );
        }
        return out;
    }
    out.outcome = FileOutcome::Taken;
    let name = Path::new(&file.file).file_name().map(|n| n.to_string_lossy().into_owned());
    let name = called(&name.unwrap_or_default(), &file.sha256, asked.round);
    let said = !file.submissions.is_empty();
    for s in std::mem::take(&mut file.submissions) {
        let key = RaterKey { panel: s.panel.clone(), rater: s.rater.clone() };
        // An export grows by a line for each rater; those above it are as they were.
        if file.form && ratings.of(&key, s.second) == Some(&s.ratings) {
            continue;
        }
        if !file.again && is_stale(&s, log, &mut file.findings) {
            continue;
        }
        if s.ratings.is_empty() && s.says_of_weights().is_empty() {
            let round = if s.second { " in the second round" } else { "" };
            let message =
                format!("{} answers nothing{round}: what was said before stays", key.code());
            let finding = Finding::warning("nothing-answered", message);
            file.findings.push(finding.hint(
                "is it an unfilled copy? `--withdraw PANEL/RATER` takes answers out of the round",
            ));
            continue;
        }
        let stays = staying(&s, &key, ratings);
        warn_of_loss(&s, &key, (ratings, weights), &mut file.findings);
        say_stays(&s, &key, stays.len(), &mut file.findings);
        for line in log.iter_mut().filter(|l| l.superseded_by.is_empty()) {
            // Of another second round something may stay in force.
            if line.is_of(&s.panel, &s.rater, s.second) && stays.is_empty() {
                line.superseded_by.clone_from(&file.sha256);
                out.supersedes.push(line.file.clone());
            }
        }
        let unknown = s.unknown();
        let line = LogLine {
            file: name.clone(),
            sha256: file.sha256.clone(),
            panel: s.panel,
            rater: s.rater,
            second: s.second,
            rows: s.rows,
            answered: s.ratings.len(),
            unknown,
            superseded_by: String::new(),
            line_sha256: s.line_sha256,
        };
        log.push(line.clone());
        out.lines.push(line);
        if let Some(given) = s.weights {
            weights.replace(key.clone(), &asked.round.id, given);
        }
        let mut all = stays;
        all.extend(s.ratings);
        ratings.replace(key, s.second, all);
    }
    if out.lines.is_empty() {
        let known = file.form && said;
        out.outcome = if known { FileOutcome::Known } else { FileOutcome::Empty };
    }
    out
}
