//! The choices of the drop-downs, each a column of the sheet `Lists`.

use ideal_model::JudgedBy;
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::looks::Looks;
use crate::questionnaire::Questionnaire;
use crate::round::{Item, WeightsAsked, child_names};
use crate::workbook::{Field, LEAST_TIMES, MARKS, MOST_TIMES, MachineKey, STATES, Sheet};

/// A choice.
enum Choice {
    Number(f64),
    Word(String),
}

/// The lists of a workbook, each with its heading.
pub(super) struct Lists(Vec<(String, Vec<Choice>)>);

impl Lists {
    pub(super) fn of(q: &Questionnaire<'_>) -> Self {
        let words = |all: Vec<String>| all.into_iter().map(Choice::Word).collect::<Vec<_>>();
        let signs = |all: &str| words(all.chars().map(String::from).collect());
        let scheme = q.project.method.confidence.scheme;
        // A mark can only be stricter than that of the round.
        let marks = MARKS.iter().filter(|m| **m >= q.round.handling.tlp).map(ToString::to_string);
        let raters = (1..=q.panel.raters).map(|n| format!("R{n}"));
        let mut lists = vec![
            (Field::Reliability.word().to_owned(), signs(scheme.reliabilities())),
            (Field::Credibility.word().to_owned(), signs(scheme.credibilities())),
            (Field::Tlp.word().to_owned(), words(marks.collect())),
            (MachineKey::Rater.word().to_owned(), words(raters.collect())),
        ];
        for asked in &q.rows {
            let heading = heading(asked.row.item);
            if asked.row.item.is_listed() && lists.iter().all(|(h, _)| *h != heading) {
                let points = asked.row.item.points().into_iter().map(Choice::Number);
                let states = STATES.iter().map(|s| Choice::Word(s.word().to_owned()));
                lists.push((heading, points.chain(states).collect()));
            }
        }
        if let Some(asked) = q.weights() {
            lists.extend(of_weights(q, asked));
        }
        Lists(lists)
    }

    /// The formula of the range of a list: a validation that writes its choices out itself is
    /// limited to 255 characters.
    fn range(&self, heading: &str) -> Option<String> {
        let (i, (_, choices)) = self.0.iter().enumerate().find(|(_, (h, _))| h == heading)?;
        let column = rust_xlsxwriter::column_number_to_name(u16::try_from(i).ok()?);
        Some(format!("={}!${column}$2:${column}${}", Sheet::Lists, choices.len() + 1))
    }

    /// The range of a column of the sheet of ratings; none for one without a drop-down.
    pub(super) fn of_field(&self, field: Field) -> Option<String> {
        self.range(field.word())
    }

    /// The range of the ratings of an item.
    pub(super) fn of_item(&self, item: &Item) -> Option<String> {
        self.range(&heading(item))
    }

    /// The range of how many times one child is worth another.
    pub(super) fn of_times(&self) -> Option<String> {
        self.range(TIMES)
    }

    /// The range of the ranks of so many children.
    pub(super) fn of_ranks(&self, children: usize) -> Option<String> {
        self.range(&ranks(children))
    }

    /// The range of the names of a node's children.
    pub(super) fn of_children(&self, node: &str) -> Option<String> {
        self.range(&children(node))
    }

    /// The range of the pseudonyms.
    pub(super) fn of_raters(&self) -> Option<String> {
        self.range(MachineKey::Rater.word())
    }

    pub(super) fn draw(&self, sheet: &mut Worksheet, looks: &Looks) -> Result<(), XlsxError> {
        for (column, (heading, choices)) in (0_u16..).zip(&self.0) {
            sheet.set_column_width(column, 18.0)?;
            sheet.write_with_format(0, column, heading.as_str(), &looks.head)?;
            for (row, choice) in (1_u32..).zip(choices) {
                match choice {
                    Choice::Number(n) => sheet.write_with_format(row, column, *n, &looks.cell)?,
                    Choice::Word(w) => {
                        sheet.write_with_format(row, column, w.as_str(), &looks.cell)?
                    }
                };
            }
        }
        Ok(())
    }
}

/// Heading of the list of how many times one child is worth another.
const TIMES: &str = "times";

/// Heading of the list of ranks of so many children.
fn ranks(children: usize) -> String {
    format!("1..{children}")
}

/// Heading of the list of a node's children.
fn children(node: &str) -> String {
    format!("children of {node}")
}

/// The lists that the sheet of weights needs, each once.
fn of_weights(q: &Questionnaire<'_>, asked: &WeightsAsked) -> Vec<(String, Vec<Choice>)> {
    let numbers = |last: usize| (1..=last).map(|n| Choice::Number(n as f64)).collect::<Vec<_>>();
    let mut out: Vec<(String, Vec<Choice>)> = Vec::new();
    if asked.method.compares() {
        let all = numbers(MOST_TIMES as usize).into_iter().skip(LEAST_TIMES as usize - 1);
        out.push((TIMES.to_owned(), all.collect()));
    }
    for id in &asked.nodes {
        let Some(node) = q.project.method.node_index(id) else { continue };
        let names = child_names(&q.project.method, node, q.lang);
        let heading = ranks(names.len());
        match asked.method {
            JudgedBy::Rank if out.iter().all(|(h, _)| *h != heading) => {
                out.push((heading, numbers(names.len())));
            }
            JudgedBy::Bwm => {
                let names = names.into_iter().map(|(_, name)| Choice::Word(name));
                out.push((children(id), names.collect()));
            }
            _ => {}
        }
    }
    out
}

/// Items of one scale share a list.
fn heading(item: &Item) -> String {
    let [low, high] = item.scale.map(ideal_model::shortest);
    format!("{} {low}..{high} ({})", Field::Best, ideal_model::shortest(item.step))
}
