//! A workbook that came back, whatever program wrote it.

use std::collections::BTreeMap;

use ideal_evidence::{CellRow, CellSheet, CellValue, cell_address, read_sheets};
use ideal_model::{Finding, Findings};

use super::answer::{Answer, Judged};
use super::asked::{Asked, AskedWeights};
use super::heads::{COPY, Heads, is_mixed, named_row};
use super::number::narrow;
use super::seen::Seen;
use super::submission::{Known, Sender, Stated, Submission};
use super::under::Under;
use super::weights::{self, SaidOfWeights};
use crate::workbook::{COLUMNS, Field, MachineKey, Row, Sheet, columns};

/// Reads a workbook; none where anything in it is wrong, which joins the findings.
pub(super) fn submission(
    bytes: &[u8],
    asked: &Asked<'_>,
    findings: &mut Findings,
) -> Option<Submission> {
    let sheets = match read_sheets(bytes) {
        Ok(sheets) => sheets,
        Err(finding) => {
            findings.push(*finding);
            return None;
        }
    };
    let machine = sheet(&sheets, Sheet::Round, machine_keys, findings);
    let ratings = sheet(&sheets, Sheet::Ratings, |s| ratings_head(s).map(|_| ()), findings);
    let machine = machine.filter(|sheet| has_all_keys(sheet, findings));
    let known = machine.and_then(|s| sender(s).known(asked, findings));
    let (known, ratings) = known.zip(ratings)?;
    warn_of_copies(&sheets, ratings, findings);
    // A second round asks for no weights.
    let weights = match (&asked.weights, known.second) {
        (Some(weights), false) => of_weights(&sheets, weights, findings),
        _ => SaidOfWeights::Nothing,
    };
    let found = table(ratings, known.second, findings)?.submission(known, asked, findings)?;
    match weights {
        SaidOfWeights::Wrong => None,
        SaidOfWeights::Nothing => Some(found),
        SaidOfWeights::Judged(rows) => Some(Submission { weights: Some(rows), ..found }),
    }
}

/// What the sheet of weights says. A workbook of a round that asks for weights was issued with one:
/// where it is gone nothing is said of them, as of rows that are gone.
fn of_weights(
    sheets: &[CellSheet],
    asked: &AskedWeights<'_>,
    findings: &mut Findings,
) -> SaidOfWeights {
    let fits = |s: &CellSheet| weights::head(s).map(|_| ());
    if !sheets.iter().any(|s| s.name.trim() == Sheet::Weights.word() || fits(s).is_some()) {
        let message =
            format!("the sheet `{}` was deleted: no weights are taken in", Sheet::Weights);
        let finding = Finding::warning("no-weights", message).at_line(1);
        findings.push(finding.hint(
            "what the rater said of weights before stays; to give weights, copy the answers into \
             a workbook as it was issued",
        ));
        return SaidOfWeights::Nothing;
    }
    match sheet(sheets, Sheet::Weights, fits, findings) {
        Some(sheet) => weights::read(sheet, asked, findings),
        None => SaidOfWeights::Wrong,
    }
}

/// Warns of answers in another sheet that is laid out like that of the ratings: a copy, which is not
/// read.
fn warn_of_copies(sheets: &[CellSheet], read: &CellSheet, findings: &mut Findings) {
    for copy in sheets.iter().filter(|s| s.name != read.name) {
        let Some((head, body)) =
            ratings_head(copy).and_then(|at| Some((copy.rows.get(at)?, copy.rows.get(at + 1..)?)))
        else {
            continue;
        };
        let best = head.cells.iter().find(|(_, cell)| narrow(&cell.text()) == Field::Best.word());
        let Some((column, _)) = best else { continue };
        // The first row below is that of labels.
        let mut answers = body.iter().skip(1).filter(|row| row.cell(*column).is_some());
        let Some(first) = answers.next() else { continue };
        let place = format!("{}!{}", copy.name, cell_address(*column, first.number));
        let message = format!(
            "{} answers in a copy of the sheet `{}` are not read ({place})",
            answers.count() + 1,
            read.name
        );
        findings.push(
            Finding::warning("copied-sheet", message)
                .at_line(u64::from(first.number))
                .hint(format!("move those that are meant into the sheet `{}`", read.name)),
        );
    }
}

/// The sheet of this name, or one that was renamed and is laid out like it: then an error names it,
/// because whoever renames a sheet may have changed more.
fn sheet<'s>(
    sheets: &'s [CellSheet],
    wanted: Sheet,
    fits: impl Fn(&CellSheet) -> Option<()>,
    findings: &mut Findings,
) -> Option<&'s CellSheet> {
    let by_name = sheets.iter().find(|s| s.name.trim() == wanted.word());
    if let Some(found) = by_name.filter(|s| fits(s).is_some()) {
        return Some(found);
    }
    if by_name.is_some() {
        let message = format!("the sheet `{}` is not laid out as it was issued", wanted.word());
        let message = format!("{message} ({}!A1)", wanted.word());
        findings.push(Finding::error("changed-structure", message).at_line(1).hint(COPY));
        return None;
    }
    let finding = match sheets.iter().find(|s| fits(s).is_some()) {
        Some(renamed) => {
            let message = format!(
                "the sheet `{}` is now called `{name}` ({name}!A1)",
                wanted.word(),
                name = renamed.name
            );
            let hint = format!("give it its name `{}` again", wanted.word());
            Finding::error("renamed-sheet", message).hint(hint)
        }
        None => {
            let message = format!("the workbook has no sheet `{}`", wanted.word());
            Finding::error("no-sheet", message)
                .hint("is it a workbook of a round? `ideal collect issue` writes them")
        }
    };
    findings.push(finding.at_line(1));
    None
}

/// Whether most keys of the machine sheet stand in its first column.
fn machine_keys(sheet: &CellSheet) -> Option<()> {
    let keys = sheet.rows.iter().filter(|row| machine_key(row).is_some()).count();
    (keys + 2 >= MachineKey::ALL.len()).then_some(())
}

fn machine_key(row: &CellRow) -> Option<MachineKey> {
    row.cell(0).and_then(|cell| MachineKey::from_word(&narrow(&cell.text())))
}

/// Whether the machine sheet has every key once; one that is gone is told, and so is one that stands
/// twice, because nobody can say which is meant.
fn has_all_keys(sheet: &CellSheet, findings: &mut Findings) -> bool {
    let mut fine = true;
    for (word, key) in MachineKey::ALL {
        let mut rows = sheet.rows.iter().filter(|row| machine_key(row) == Some(*key));
        let (line, message) = match (rows.next(), rows.next()) {
            (None, _) => (1, format!("column A has no `{word}` any more")),
            (Some(_), Some(again)) => (again.number, format!("`{word}` stands twice")),
            (Some(_), None) => continue,
        };
        let message = format!("{message} ({}!{})", sheet.name, cell_address(0, line));
        let finding = Finding::error("changed-structure", message).at_line(u64::from(line));
        findings.push(finding.hint(COPY));
        fine = false;
    }
    fine
}

fn sender(sheet: &CellSheet) -> Sender {
    let below = sheet.rows.last().map_or(1, |row| row.number + 1);
    let stated = |wanted: MachineKey| {
        let row = sheet.rows.iter().find(|row| machine_key(row) == Some(wanted));
        let line = row.map_or(below, |row| row.number);
        let text = row.and_then(|row| row.cell(1)).map(CellValue::text).unwrap_or_default();
        let emptied = row.is_some() && text.is_empty();
        Stated { text, emptied, at: format!("{}!{}", sheet.name, cell_address(1, line)), line }
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

/// Position of the row of machine names of the sheet of ratings.
fn ratings_head(sheet: &CellSheet) -> Option<usize> {
    named_row(sheet, &[Field::Id.word(), Field::Best.word()])
}

/// What the rows of the panel showed; none where words are missing, which is a fault of ours.
fn seen_rows(known: &Known<'_, '_>, asked: &Asked<'_>, findings: &mut Findings) -> Option<Seen> {
    let panel = asked.round.panel(&known.panel)?;
    match Seen::of(asked, panel, known.lang) {
        Ok(seen) => Some(seen),
        Err(e) => {
            findings.push(Finding::error("no-words", e.to_string()));
            None
        }
    }
}

/// The sheet of ratings with its columns: those that a rater fills, and those that programs read.
fn table<'s>(
    sheet: &'s CellSheet,
    second: bool,
    findings: &mut Findings,
) -> Option<Heads<'s, Field>> {
    let needed = columns(second).filter(|c| c.filled || c.width.is_none()).map(|c| c.field);
    Heads::new(sheet, ratings_head(sheet)?, Field::from_word, needed, findings)
}

impl Heads<'_, Field> {
    fn submission(
        &self,
        known: Known<'_, '_>,
        asked: &Asked<'_>,
        findings: &mut Findings,
    ) -> Option<Submission> {
        let before = findings.made();
        let shown = seen_rows(&known, asked, findings)?;
        let mut ratings = BTreeMap::new();
        let mut seen: BTreeMap<String, u32> = BTreeMap::new();
        let filled = COLUMNS.iter().filter(|c| c.filled).map(|c| c.field);
        let mut wrong = self.has_merged(filled, findings);
        let (mut mixed, mut unread) = (Vec::new(), Vec::new());
        for row in self.body {
            let Some(id) = self.cell(row, Field::Id) else {
                match self.is_stray(row, findings) {
                    true => wrong = true,
                    false => unread.extend(row.cells.iter().map(|(c, _)| (row.number, *c))),
                }
                continue;
            };
            unread.extend(self.outside(row).map(|column| (row.number, column)));
            let id = narrow(&id.text());
            let Some(asked_row) = known.rows.get(&id) else {
                // Labels in the language of the panel stand between the names and the rows.
                if !self.is_label(row, &id) {
                    self.unknown_row(row, findings);
                    wrong = true;
                }
                continue;
            };
            if let Some(first) = seen.insert(id.clone(), row.number) {
                let message = format!("the row `{id}` stands twice, first in row {first}");
                self.error(row, Field::Id, "row-twice", &message, findings).hint =
                    Some("keep one of them".to_owned());
                wrong = true;
                continue;
            }
            wrong |= self.has_changed_codes(row, asked_row, findings);
            if let Some(field) = shown.foreign(&id, |field| self.cell(row, field)) {
                mixed.push((row.number, self.place(row.number, field)));
                continue;
            }
            let answer = Answer {
                item: asked_row.item,
                under: Under::of(asked.round, asked_row, known.lang, known.mark),
                scheme: asked.scheme,
                cell: &|field| self.cell(row, field),
                at: &|field| self.place(row.number, field),
                line: row.number,
            };
            match answer.judge(findings) {
                Judged::Unanswered => {}
                Judged::Wrong => wrong = true,
                Judged::Rated(rating) => {
                    ratings.insert(id, *rating);
                }
            }
        }
        wrong |= is_mixed(&mixed, findings);
        self.warn_of_unread(&unread, findings);
        debug_assert!(!wrong || findings.made() > before, "what is wrong is told");
        if !known.second {
            let gone = known.rows.keys().filter(|id| !seen.contains_key(*id));
            self.warn_of_deleted(gone.map(String::as_str), findings);
        }
        // What was deleted was asked all the same; a second round asks what it has.
        let rows = if known.second { seen.len() } else { known.rows.len() };
        let Known { panel, rater, second, .. } = known;
        let asks = seen.into_keys().collect();
        (!wrong).then_some(Submission {
            panel,
            rater,
            second,
            ratings,
            weights: None,
            rows,
            asks,
            line_sha256: String::new(),
        })
    }

    /// Whether a row without an id was filled in, which is told.
    fn is_stray(&self, row: &CellRow, findings: &mut Findings) -> bool {
        let filled = COLUMNS.iter().filter(|c| c.filled).map(|c| c.field);
        let Some(field) = filled.into_iter().find(|f| self.cell(row, *f).is_some()) else {
            return false;
        };
        let message = "an answer in a row that was inserted: it has no `id`";
        self.error(row, field, "inserted-row", message, findings).hint =
            Some("move the answer into the row it belongs to, and delete this one".to_owned());
        true
    }

    /// Whether this is the row of labels: the first below the names, with a text in `best` and none
    /// of the codes of a row.
    fn is_label(&self, row: &CellRow, id: &str) -> bool {
        let first = self.body.first().is_some_and(|r| r.number == row.number);
        first
            && !id.contains('/')
            && matches!(self.cell(row, Field::Best), Some(CellValue::Text(_)))
    }

    fn unknown_row(&self, row: &CellRow, findings: &mut Findings) {
        let id = self.cell(row, Field::Id).map(CellValue::text).unwrap_or_default();
        let id: String = id.chars().take(80).collect();
        let message = format!("the panel is not asked `{id}`");
        self.error(row, Field::Id, "unknown-row", &message, findings).hint = Some(
            "was the id changed, or the round after the workbook was issued? Copy the answers into \
             a workbook as it is issued now"
                .to_owned(),
        );
    }

    /// Whether a code that programs read is not the one that was issued, which is told.
    fn has_changed_codes(&self, row: &CellRow, asked: &Row<'_>, findings: &mut Findings) -> bool {
        let codes = [
            (Field::Territory, asked.territory),
            (Field::CrimeArea, asked.crime_area),
            (Field::Indicator, asked.item.code.as_str()),
        ];
        let mut changed = false;
        for (field, code) in codes {
            let found = self.cell(row, field).map(|cell| narrow(&cell.text()));
            let found = found.unwrap_or_default();
            if found != code {
                let found: String = found.chars().take(80).collect();
                let message = format!("`{field}` is `{found}` and was issued as `{code}`");
                self.error(row, field, "changed-code", &message, findings).hint =
                    Some("put the code back: the row is found by its id".to_owned());
                changed = true;
            }
        }
        changed
    }
}
