//! The log of what was received: `rounds/ID/received.csv`.

use ideal_evidence::{CellRow, Files};
use ideal_model::Finding;

use super::own_table;
use super::ratings::RaterKey;
use crate::round::{Round, folder};

const HEAD: [&str; 10] = [
    "file",
    "sha256",
    "panel",
    "rater",
    "second",
    "rows",
    "answered",
    "unknown",
    "superseded_by",
    "line_sha256",
];

/// Stands in `superseded_by` of what a rater withdrew.
pub(super) const WITHDRAWN: &str = "withdrawn";

/// A file that was taken in; an export of forms has a line for each of its raters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogLine {
    /// Its name, without folders, where it is made of words of the round alone; else digits of its
    /// hash, because what people call a file may name them.
    pub file: String,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
    /// Id of the panel.
    pub panel: String,
    /// Pseudonym of the rater.
    pub rater: String,
    /// Whether it answers the second round.
    pub second: bool,
    /// Rows that the panel is asked; in a second round those of the file.
    pub rows: usize,
    /// Rows that were answered, unknown ones among them.
    pub answered: usize,
    /// Rows answered with `unknown`.
    pub unknown: usize,
    /// SHA-256 of the file that took its place, or `withdrawn`; empty while it is in force.
    pub superseded_by: String,
    /// SHA-256 of the line of an export of forms, when it was sent in and by whom included; empty
    /// for a workbook.
    pub line_sha256: String,
}

impl LogLine {
    /// Whether it is of the same rater and round as another.
    pub(super) fn is_of(&self, panel: &str, rater: &str, second: bool) -> bool {
        (self.panel.as_str(), self.rater.as_str(), self.second) == (panel, rater, second)
    }
}

/// What the log calls a file: as it is called where every word of its name is one of the round, a
/// number or a single letter, else by digits of its hash.
pub(super) fn called(name: &str, sha256: &str, round: &Round) -> String {
    let (stem, end) = name.rsplit_once('.').unwrap_or((name, ""));
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        words.map(str::to_uppercase).collect()
    };
    let ids = round.panels.iter().map(|p| p.id.as_str()).chain([round.id.as_str()]);
    let mut known: Vec<String> = ids.flat_map(words).collect();
    known.extend(round.languages.iter().map(|lang| lang.tag().to_uppercase()));
    known.extend(OWN_WORDS.map(str::to_uppercase));
    let is_known = |word: &String| {
        let number = word.strip_prefix('R').unwrap_or(word);
        let short = number.chars().count() <= SHORT && number.chars().all(|c| c.is_ascii_digit());
        short || word.chars().count() == 1 || known.contains(word)
    };
    match words(stem).iter().all(is_known) {
        true => name.to_owned(),
        false => nameless(end, sha256),
    }
}

/// Words of names that say nothing of anybody.
const OWN_WORDS: [&str; 4] = ["second", "xlsform", "export", "form"];

/// Digits of a number in a name, at most: more may be those of a person.
const SHORT: usize = 4;

/// Digits of a hash that stand for a name.
const DIGITS: usize = 12;

/// What stands for the name of a file with this ending.
pub(super) fn nameless(end: &str, sha256: &str) -> String {
    let digits: String = sha256.chars().take(DIGITS).collect();
    let fine = (1..=5).contains(&end.len()) && end.chars().all(|c| c.is_ascii_alphanumeric());
    if fine { format!("{digits}.{end}") } else { digits }
}

/// Path of the log of a round in its project.
#[must_use]
pub fn received_path(round: &str) -> String {
    format!("{}/received.csv", folder(round))
}

/// The files received in a round, in the order they were taken in; none before the first.
///
/// # Errors
/// A finding at the line that is not as it was written.
pub fn received(files: &dyn Files, round: &str) -> Result<Vec<LogLine>, Box<Finding>> {
    let path = received_path(round);
    // Logs from before lines of exports were told apart lack the last column.
    let (older, _) = HEAD.split_at(HEAD.len() - 1);
    let bad = |row: &CellRow| own_table::changed(&path, row.number, "a cell is another");
    let rows = own_table::rows(files, &path, &[&HEAD, older])?;
    rows.iter().map(|row| line(row).ok_or_else(|| bad(row))).collect()
}

fn line(row: &CellRow) -> Option<LogLine> {
    let text = |column: u32| row.cell(column).map(|cell| cell.text()).unwrap_or_default();
    let count = |column: u32| text(column).parse().ok();
    let key = RaterKey::read(&text(2), &text(3)).ok()?;
    Some(LogLine {
        file: text(0),
        sha256: text(1),
        panel: key.panel,
        rater: key.rater,
        second: text(4).parse().ok()?,
        rows: count(5)?,
        answered: count(6)?,
        unknown: count(7)?,
        superseded_by: text(8),
        line_sha256: text(9),
    })
}

/// The log as it is written.
pub(super) fn rows(lines: &[LogLine]) -> (&'static [&'static str], Vec<Vec<String>>) {
    let cells = |l: &LogLine| {
        vec![
            l.file.clone(),
            l.sha256.clone(),
            l.panel.clone(),
            l.rater.clone(),
            l.second.to_string(),
            l.rows.to_string(),
            l.answered.to_string(),
            l.unknown.to_string(),
            l.superseded_by.clone(),
            l.line_sha256.clone(),
        ]
    };
    (&HEAD, lines.iter().map(cells).collect())
}
