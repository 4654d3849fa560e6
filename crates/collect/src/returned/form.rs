//! An export of forms (XLSForm), as ODK Central and Kobo write them: a line for each rater.

use std::collections::BTreeMap;

use ideal_evidence::{CellRow, CellValue, read_delimited};
use ideal_model::{Finding, Findings};

use super::answer::{Answer, Judged};
use super::asked::Asked;
use super::number::narrow;
use super::submission::{Known, Sender, Stated, Submission};
use crate::form::form_name;
use crate::workbook::{COLUMNS, Field, MachineKey};

/// When a line was sent in, as servers call the column.
const SENT: [&str; 4] = ["SubmissionDate", "_submission_time", "end", "today"];

/// What to do about a file that is no export.
const EXPORT: &str = "export the form with the names and values of its XML (not with labels), and \
                      without splitting groups";

/// Reads an export; nothing where anything in it is wrong, which joins the findings.
pub(super) fn submissions(
    bytes: &[u8],
    asked: &Asked<'_>,
    findings: &mut Findings,
) -> Vec<Submission> {
    let rows = match read_delimited(bytes) {
        Ok(rows) => rows,
        Err(finding) => {
            findings.push(*finding);
            return Vec::new();
        }
    };
    let Some((export, lines)) =
        rows.split_first().map(|(head, lines)| (Export::new(head, asked), lines))
    else {
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
    let mut out: BTreeMap<(String, String, bool), Line> = BTreeMap::new();
    for row in lines {
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
    /// By the name of the field, without the groups it is in.
    columns: BTreeMap<String, u32>,
}

impl<'a, 'r> Export<'a, 'r> {
    fn new(head: &CellRow, asked: &'a Asked<'r>) -> Self {
        let name = |cell: &CellValue| {
            let text = narrow(&cell.text());
            text.rsplit('/').next().unwrap_or_default().to_owned()
        };
        let columns = head.cells.iter().map(|(column, cell)| (name(cell), *column)).collect();
        Export { asked, columns }
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
        }
    }

    /// What a line says; none where anything in it is wrong.
    fn line(&self, row: &CellRow, findings: &mut Findings) -> Option<Submission> {
        let Known { panel, rater, second, rows: asked_rows } =
            self.sender(row).known(self.asked, findings)?;
        let (mut ratings, mut rows, mut wrong) = (BTreeMap::new(), 0, false);
        for (id, asked_row) in asked_rows {
            let names: BTreeMap<Field, String> = COLUMNS
                .iter()
                .filter(|c| c.filled)
                .map(|c| (c.field, form_name(id, c.field)))
                .collect();
            let named = |field: Field| names.get(&field).map(String::as_str).unwrap_or_default();
            rows += usize::from(self.columns.contains_key(named(Field::Best)));
            let answer = Answer {
                item: asked_row.item,
                scheme: self.asked.scheme,
                cell: &|field| self.cell(row, named(field)),
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
        // The form does not ask for weights, and says nothing of them.
        let weights = None;
        (!wrong).then_some(Submission { panel, rater, second, ratings, weights, rows })
    }
}
