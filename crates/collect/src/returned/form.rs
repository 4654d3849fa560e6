//! An export of forms (XLSForm), as ODK Central and Kobo write them: a line for each rater.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use ideal_evidence::{CellRow, CellValue, read_delimited};
use ideal_model::{Finding, Findings, name_key};
use sha2::{Digest as _, Sha256};

use super::answer::{Answer, Judged};
use super::asked::Asked;
use super::number::narrow;
use super::rating::Rating;
use super::ratings::cells;
use super::submission::{Known, Sender, Stated, Submission};
use super::under::Under;
use crate::form::form_name;
use crate::workbook::{COLUMNS, Field, MachineKey};

/// When a line was sent in, as servers call the column.
const SENT: [&str; 4] = ["SubmissionDate", "_submission_time", "end", "today"];

/// What tells a submission from any other, as servers call the column.
const INSTANCE: [&str; 4] = ["instanceID", "meta-instanceID", "KEY", "_uuid"];

/// Where a server says what became of a submission, as it calls the column.
const REVIEW: [&str; 2] = ["ReviewState", "_validation_status"];

/// What stands there of one that was turned down, in the form that [`name_key`] gives it.
const REJECTED: [&str; 3] = ["rejected", "not approved", "validation status not approved"];

/// Fields that hold a figure.
const FIGURES: [Field; 4] = [Field::Best, Field::Low, Field::High, Field::Confidence];

/// Columns that are named in a message, at most.
const NAMED: usize = 3;

/// What to do about a file that is no export.
const EXPORT: &str = "of a workbook send the .xlsx itself; of ODK and Kobo export the form with the \
                      names and values of its XML (not with labels), and without splitting groups";

/// Reads an export; nothing where anything in it is wrong, which joins the findings.
pub(super) fn submissions(
    bytes: &[u8],
    asked: &Asked<'_>,
    findings: &mut Findings,
) -> Vec<Submission> {
    let rows = match read_delimited(bytes) {
        Ok(rows) => rows,
        Err(mut finding) => {
            if finding.code == "encoding" {
                finding.hint = Some("export it again, or save it as CSV in UTF-8".to_owned());
            }
            findings.push(*finding);
            return Vec::new();
        }
    };
    let Some((export, lines)) =
        rows.split_first().map(|(head, lines)| (Export::new(head, asked), lines))
    else {
        let message = "the file has no line";
        findings.push(Finding::error("no-lines", message).at_line(1).hint(EXPORT));
        return Vec::new();
    };
    if let Some((key, _)) = MachineKey::ALL
        .iter()
        .find(|(_, key)| *key != MachineKey::Language && !export.columns.contains_key(key.word()))
    {
        let message =
            format!("this is neither a workbook nor an export of forms: it has no column `{key}`");
        findings.push(Finding::error("not-an-export", message).at_line(1).hint(EXPORT));
        return Vec::new();
    }
    export.check_columns(findings);
    if lines.is_empty() {
        let message = "the export has a header and no line";
        findings.push(
            Finding::error("no-lines", message)
                .at_line(1)
                .hint("was it made before anybody sent the form in, or of other dates than these?"),
        );
    }
    export.warn_of_other_answers(lines, findings);
    let mut out: BTreeMap<(String, String, bool), Line> = BTreeMap::new();
    for row in lines {
        if export.is_cut(row, findings) || export.is_rejected(row, findings) {
            continue;
        }
        let Some(submission) = export.line(row, findings) else { continue };
        let line = Line { number: row.number, sent: export.sent(row), submission };
        let s = &line.submission;
        let key = (s.panel.clone(), s.rater.clone(), s.second);
        let Some(other) = out.remove(&key) else {
            out.insert(key, line);
            continue;
        };
        let later = later(other, line, findings);
        out.insert(key, later);
    }
    if findings.failed() {
        return Vec::new();
    }
    out.into_values().map(|line| line.submission).collect()
}

/// What a line of an export says.
struct Line {
    number: u32,
    /// When it was sent in, where the export says so.
    sent: String,
    submission: Submission,
}

/// The later of two lines of one rater; an error where nobody can say which it is.
fn later(a: Line, b: Line, findings: &mut Findings) -> Line {
    let (older, newer) = if a.sent <= b.sent { (a, b) } else { (b, a) };
    let same = older.submission.ratings == newer.submission.ratings;
    let s = &newer.submission;
    let who = format!("{}/{}", s.panel, s.rater);
    if older.sent == newer.sent && !same {
        let message = format!("{who} sent two lines, the other is line {}", older.number);
        let finding = Finding::error("two-lines", message).at_line(u64::from(newer.number));
        findings.push(finding.hint("keep the line that is meant"));
    } else if !same {
        let message = format!("{who} sent two lines; this one, the earlier, is left out");
        findings.push(Finding::warning("older-line", message).at_line(u64::from(older.number)));
    }
    newer
}

/// The columns of an export.
struct Export<'a, 'r> {
    asked: &'a Asked<'r>,
    /// By the name of the field, without the groups it is in: the first of that name.
    columns: BTreeMap<String, u32>,
    /// Names that stand twice.
    twice: BTreeSet<String>,
    /// Cells of the header.
    width: u32,
}

impl<'a, 'r> Export<'a, 'r> {
    fn new(head: &CellRow, asked: &'a Asked<'r>) -> Self {
        let name = |cell: &CellValue| {
            let text = narrow(&cell.text());
            text.rsplit('/').next().unwrap_or_default().to_owned()
        };
        let mut columns = BTreeMap::new();
        let mut twice = BTreeSet::new();
        for (column, cell) in &head.cells {
            match columns.entry(name(cell)) {
                Entry::Vacant(free) => drop(free.insert(*column)),
                Entry::Occupied(taken) => drop(twice.insert(taken.key().clone())),
            }
        }
        Export { asked, columns, twice, width: head.width }
    }

    /// Whether somebody reads a column of this name: a field of the form, or what a server says.
    fn reads(&self, name: &str) -> bool {
        let server = [SENT.as_slice(), &INSTANCE, &REVIEW].concat();
        server.contains(&name)
            || MachineKey::from_word(name).is_some()
            || self.asked.field_names().contains(name)
    }

    /// Refuses two columns of one name: which of them is meant, nobody can say.
    fn check_columns(&self, findings: &mut Findings) {
        for name in self.twice.iter().filter(|name| self.reads(name)) {
            let message = format!("two columns are called `{name}`");
            let hint = "delete the one that is not meant, or export the form anew";
            findings.push(Finding::error("column-twice", message).at_line(1).hint(hint));
        }
    }

    /// Warns of answers to questions that no panel of the round is asked.
    fn warn_of_other_answers(&self, lines: &[CellRow], findings: &mut Findings) {
        let known = self.asked.field_names();
        let is_answer = |name: &str| {
            let end = COLUMNS.iter().filter(|c| c.filled).any(|c| {
                name.strip_suffix(c.field.word()).is_some_and(|start| start.ends_with('_'))
            });
            end && !known.contains(name)
        };
        let others = self.columns.iter().filter(|(name, _)| is_answer(name));
        let answered =
            others.filter(|(_, column)| lines.iter().any(|r| r.cell(**column).is_some()));
        let names: Vec<&str> = answered.map(|(name, _)| name.as_str()).collect();
        if names.is_empty() {
            return;
        }
        let named = names.iter().take(NAMED).map(|n| format!("`{n}`")).collect::<Vec<_>>();
        let more = if names.len() > NAMED { ", …" } else { "" };
        let message = format!(
            "{} columns have answers to what the round does not ask, which are left out: {}{more}",
            names.len(),
            named.join(", ")
        );
        let hint = "was the form made before the round was changed?";
        findings.push(Finding::warning("unknown-column", message).at_line(1).hint(hint));
    }

    /// Whether a line has another number of cells than the header, which is told: the end of a file
    /// that was cut off looks like an answer.
    fn is_cut(&self, row: &CellRow, findings: &mut Findings) -> bool {
        if row.width == self.width {
            return false;
        }
        let message = format!("the line has {} cells, and the header {}", row.width, self.width);
        let hint = "was the file cut off, or changed by hand? Export it anew";
        findings
            .push(Finding::error("cut-line", message).at_line(u64::from(row.number)).hint(hint));
        true
    }

    /// Whether whoever coordinates turned a submission down on the server, which is told.
    fn is_rejected(&self, row: &CellRow, findings: &mut Findings) -> bool {
        let state = |name: &&str| self.cell(row, name).map(|cell| name_key(&cell.text()));
        let rejected = REVIEW.iter().filter_map(state).any(|s| REJECTED.contains(&s.as_str()));
        if rejected {
            let message = "this was turned down on the server, and is left out";
            findings.push(
                Finding::warning("rejected-line", message).at_line(u64::from(row.number)).hint(
                    "what was taken in of it before stays; `--withdraw PANEL/RATER` takes it out",
                ),
            );
        }
        rejected
    }

    /// What tells a line from any other: when it was sent in, as which submission, with what said.
    fn digest(&self, row: &CellRow, ratings: &BTreeMap<String, Rating>) -> String {
        let instance = INSTANCE.iter().find_map(|name| self.cell(row, name));
        let mut hash = Sha256::new();
        hash.update(self.sent(row));
        hash.update("\n");
        hash.update(instance.map(CellValue::text).unwrap_or_default());
        for (id, rating) in ratings {
            hash.update(format!("\n{id}\u{1f}{}", cells(rating).join("\u{1f}")));
        }
        hash.finalize().iter().map(|b| format!("{b:02x}")).collect()
    }

    fn cell<'c>(&self, row: &'c CellRow, name: &str) -> Option<&'c CellValue> {
        row.cell(*self.columns.get(name)?)
    }

    fn sent(&self, row: &CellRow) -> String {
        let found = SENT.iter().find_map(|name| self.cell(row, name));
        found.map(CellValue::text).unwrap_or_default()
    }

    fn sender(&self, row: &CellRow) -> Sender {
        let stated = |key: MachineKey| Stated {
            text: self.cell(row, key.word()).map(CellValue::text).unwrap_or_default(),
            emptied: key == MachineKey::IssuedFrom
                && self.columns.contains_key(key.word())
                && self.cell(row, key.word()).is_none(),
            at: format!("column `{key}`"),
            line: row.number,
        };
        Sender {
            schema: stated(MachineKey::Schema),
            round: stated(MachineKey::Round),
            panel: stated(MachineKey::Panel),
            method_sha256: stated(MachineKey::MethodSha256),
            second: stated(MachineKey::Second),
            rater: stated(MachineKey::Rater),
            language: stated(MachineKey::Language),
            issued_from: stated(MachineKey::IssuedFrom),
        }
    }

    /// What a line says; none where anything in it is wrong.
    fn line(&self, row: &CellRow, findings: &mut Findings) -> Option<Submission> {
        let Known { panel, rater, second, rows: asked_rows, lang, mark } =
            self.sender(row).known(self.asked, findings)?;
        let (mut ratings, mut asks, mut wrong) = (BTreeMap::new(), BTreeSet::new(), false);
        for (id, asked_row) in asked_rows {
            let names: BTreeMap<Field, String> = COLUMNS
                .iter()
                .filter(|c| c.filled)
                .map(|c| (c.field, form_name(id, c.field)))
                .collect();
            let named = |field: Field| names.get(&field).map(String::as_str).unwrap_or_default();
            // Servers write a decimal point, and none between thousands.
            let figure = |field: &Field| match self.cell(row, named(*field))? {
                CellValue::Text(text) => text.parse().ok().map(CellValue::Number),
                _ => None,
            };
            // What somebody typed as a text may be written in any way.
            let by_server = |f: &&Field| **f != Field::Best || asked_row.item.is_listed();
            let figures: BTreeMap<Field, CellValue> =
                FIGURES.iter().filter(by_server).filter_map(|f| Some((*f, figure(f)?))).collect();
            if self.columns.contains_key(named(Field::Best)) {
                asks.insert(id.clone());
            }
            let answer = Answer {
                item: asked_row.item,
                under: Under::of(self.asked.round, asked_row, lang, mark),
                scheme: self.asked.scheme,
                cell: &|field| figures.get(&field).or_else(|| self.cell(row, named(field))),
                at: &|field| format!("column `{}`", named(field)),
                line: row.number,
            };
            match answer.judge(findings) {
                Judged::Unanswered => {}
                Judged::Wrong => wrong = true,
                Judged::Rated(rating) => {
                    ratings.insert(id.clone(), *rating);
                }
            }
        }
        let rows = asks.len();
        if rows < asked_rows.len() && !second {
            let message = format!(
                "{} rows that `{panel}` is asked have no column, and count as not answered",
                asked_rows.len() - rows
            );
            findings.push(
                Finding::warning("deleted-rows", message)
                    .at_line(u64::from(row.number))
                    .hint("was the form made before the round was changed?"),
            );
        }
        let line_sha256 = self.digest(row, &ratings);
        let rows = if second { rows } else { asked_rows.len() };
        // The form does not ask for weights, and says nothing of them.
        let weights = None;
        let made = Submission { panel, rater, second, ratings, weights, rows, asks, line_sha256 };
        (!wrong).then_some(made)
    }
}
