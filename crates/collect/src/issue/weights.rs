//! The sheet `Weights`: how to weigh, and a row for each thing that is asked about the children of
//! a node. It explains itself, because few raters have weighed anything before.

use std::collections::BTreeMap;

use ideal_model::method::Child;
use ideal_model::{JudgedBy, NodeIx};
use rust_xlsxwriter::{
    DataValidation, DataValidationRule, Format, Formula, Worksheet, column_number_to_name,
};

use super::checks::Said;
use super::lists::Lists;
use super::looks::{Looks, height, lines};
use crate::drawing::DrawError;
use crate::questionnaire::Questionnaire;
use crate::round::{WeightsAsked, child_names};
use crate::workbook::{
    Block, POINTS, WeightColumn, WeightField, WeightKind, WeightRow, weight_columns, weight_rows,
};

/// Width of the column that shows how far a node is.
const PROGRESS: f64 = 12.0;

/// Draws the sheet.
pub(super) fn draw(
    q: &Questionnaire<'_>,
    asked: &WeightsAsked,
    sheet: &mut Worksheet,
    looks: &Looks,
    lists: &Lists,
) -> Result<(), DrawError> {
    let rows = weight_rows(&q.project.method, asked);
    let columns: Vec<WeightColumn> = weight_columns(asked.method).collect();
    let place = columns.iter().position(|c| c.width.is_some()).unwrap_or(0);
    let last = u16::try_from(columns.len()).unwrap_or(u16::MAX);
    let left = u16::try_from(place).unwrap_or(0);
    for (at, column) in (0_u16..).zip(&columns) {
        match column.width {
            Some(width) => sheet.set_column_width(at, width)?,
            None => sheet.set_column_hidden(at)?,
        };
    }
    sheet.set_column_width(last, PROGRESS)?;
    let mut of = Weights { q, by: asked.method, columns, looks, first: 0 };
    let head = of.opening(asked, sheet, (left, last))?;
    of.head(sheet, head, last)?;
    of.first = head + 2;
    let names = asked.nodes.iter().filter_map(|id| q.project.method.node_index(id));
    let names: BTreeMap<NodeIx, Vec<(Child, String)>> =
        names.map(|node| (node, child_names(&q.project.method, node, q.lang))).collect();
    for (number, row) in (0_u32..).zip(&rows) {
        let known = names.get(&row.node).map(Vec::as_slice).unwrap_or_default();
        of.row(sheet, number, row, known)?;
        of.checks(sheet, lists, number, (row, known.len()))?;
    }
    of.progress(sheet, &rows, last)?;
    let end = of.first + u32::try_from(rows.len()).unwrap_or(u32::MAX).saturating_sub(1);
    sheet.set_print_area(0, left, end, last)?;
    sheet.set_repeat_rows(head + 1, head + 1)?;
    Ok(())
}

/// The sheet while it is drawn.
struct Weights<'q, 'l> {
    q: &'q Questionnaire<'q>,
    by: JudgedBy,
    columns: Vec<WeightColumn>,
    looks: &'l Looks,
    /// First row of the table, from 0.
    first: u32,
}

impl Weights<'_, '_> {
    fn say(&self, id: &str, variables: &[(&str, &str)]) -> Result<String, DrawError> {
        Ok(self.q.words.tell(id, variables)?)
    }

    /// The number of a column, from 0.
    fn at(&self, field: WeightField) -> u16 {
        let found = self.columns.iter().position(|c| c.field == field);
        found.and_then(|i| u16::try_from(i).ok()).unwrap_or(0)
    }

    /// Title and instructions; gives the row of the machine names, from 0.
    fn opening(
        &self,
        asked: &WeightsAsked,
        sheet: &mut Worksheet,
        (left, last): (u16, u16),
    ) -> Result<u32, DrawError> {
        let method = &self.q.project.method;
        let nodes: Vec<String> =
            asked.nodes.iter().filter_map(|id| Some(self.q.node(method.node_index(id)?))).collect();
        let nodes = self.q.words.list(&nodes)?;
        let title = self.say("collect-weights-title", &[])?;
        sheet.write_string_with_format(0, left, title, &self.looks.title)?;
        sheet.set_row_height(0, 24)?;
        let width: f64 = self.columns.iter().filter_map(|c| c.width).sum::<f64>() + PROGRESS;
        let texts = [
            self.say("collect-weights-what", &[("nodes", nodes.as_str())])?,
            self.say(&format!("collect-weights-how-{}", self.by), &[])?,
            self.say("collect-weights-whole", &[])?,
        ];
        let mut row = 1;
        for text in texts {
            sheet.merge_range(row, left, row, last, &text, &self.looks.paragraph)?;
            sheet.set_row_height(row, height(lines(&text, width)))?;
            row += 1;
        }
        Ok(row + 1)
    }

    /// Machine names, hidden, and labels below them.
    fn head(&self, sheet: &mut Worksheet, row: u32, last: u16) -> Result<(), DrawError> {
        for (at, column) in (0_u16..).zip(&self.columns) {
            let word = column.field.word();
            sheet.write_string_with_format(row, at, word, &self.looks.machine)?;
            let format = if column.filled { &self.looks.fill_in_head } else { &self.looks.head };
            let label = self.say(&self.label(column.field), &[])?;
            sheet.write_string_with_format(row + 1, at, label, format)?;
        }
        // Nobody reads this column back: it has no machine name.
        let id = match self.by {
            JudgedBy::Budget => "collect-weights-sum",
            JudgedBy::Swing => "collect-weights-greatest",
            _ => "collect-progress",
        };
        let label = self.say(id, &[])?;
        sheet.write_string_with_format(row + 1, last, label, &self.looks.head)?;
        sheet.set_row_hidden(row)?;
        sheet.set_row_height(row + 1, height(2))?;
        Ok(())
    }

    /// The message of a column's label.
    fn label(&self, field: WeightField) -> String {
        match field {
            WeightField::Id => "collect-column-id".to_owned(),
            WeightField::Number => "collect-column-number".to_owned(),
            WeightField::Value | WeightField::Choice => {
                format!("collect-weights-{field}-{}", self.by)
            }
            WeightField::ChildName if self.by == JudgedBy::Bwm => {
                "collect-weights-question".to_owned()
            }
            field => format!("collect-weights-column-{}", field.word().replace('_', "-")),
        }
    }

    fn row(
        &self,
        sheet: &mut Worksheet,
        number: u32,
        row: &WeightRow,
        names: &[(Child, String)],
    ) -> Result<(), DrawError> {
        let method = &self.q.project.method;
        let at_row = self.first + number;
        let code = |child: Option<Child>| child.map_or("", |c| method.code_of(c)).to_owned();
        let named = |child: Option<Child>| {
            let found = names.iter().find(|(c, _)| Some(*c) == child);
            found.map(|(_, name)| name.clone()).unwrap_or_default()
        };
        let mut most = 1;
        for (at, column) in (0_u16..).zip(&self.columns) {
            let text = match column.field {
                WeightField::Number => {
                    let format = self.ground(row.node, true);
                    sheet.write_number_with_format(at_row, at, f64::from(number + 1), &format)?;
                    continue;
                }
                WeightField::Choice | WeightField::Value => {
                    let open = match column.field {
                        WeightField::Choice => row.kind.chooses(),
                        _ => row.kind.counts(),
                    };
                    // A cell that this row does not ask is closed, and looks it.
                    let closed = self.ground(row.node, true);
                    let format = if open { &self.looks.fill_in } else { &closed };
                    sheet.write_blank(at_row, at, format)?;
                    continue;
                }
                WeightField::Id => row.id.clone(),
                WeightField::Node => method.code_of(Child::Node(row.node)).to_owned(),
                WeightField::Child => code(row.child),
                WeightField::Other => code(row.other),
                WeightField::NodeName => self.q.node(row.node),
                WeightField::ChildName => self.question(row.kind, &named(row.child))?,
                WeightField::OtherName => named(row.other),
            };
            if let Some(width) = column.width {
                most = most.max(lines(&text, width));
            }
            sheet.write_string_with_format(at_row, at, text, &self.ground(row.node, false))?;
        }
        sheet.set_row_height(at_row, height(most))?;
        Ok(())
    }

    /// What a row asks about a child of this name.
    fn question(&self, kind: WeightKind, name: &str) -> Result<String, DrawError> {
        let id = match kind {
            WeightKind::Child | WeightKind::Pair => return Ok(name.to_owned()),
            WeightKind::Best => "collect-weights-best",
            WeightKind::Worst => "collect-weights-worst",
            WeightKind::FromBest => "collect-weights-from-best",
            WeightKind::ToWorst => "collect-weights-to-worst",
        };
        self.say(id, &[("name", name)])
    }

    /// The format of a cell that is read; neighbouring nodes stand on other grounds.
    fn ground(&self, node: NodeIx, centred: bool) -> Format {
        let asked = self.q.weights().map(|w| w.nodes.as_slice()).unwrap_or_default();
        let id = self.q.project.method.code_of(Child::Node(node));
        let place = asked.iter().position(|n| n == id).unwrap_or(0);
        Looks::of_block(if place % 2 == 0 { Block::Own } else { Block::Bridge }, centred)
    }

    /// Drop-downs and checks of a row.
    fn checks(
        &self,
        sheet: &mut Worksheet,
        lists: &Lists,
        number: u32,
        (row, children): (&WeightRow, usize),
    ) -> Result<(), DrawError> {
        let at_row = self.first + number;
        let node = self.q.project.method.code_of(Child::Node(row.node));
        if row.kind.chooses() {
            let range = match row.kind {
                WeightKind::Pair => {
                    let name = |field| column_number_to_name(self.at(field));
                    let (a, b) = (name(WeightField::ChildName), name(WeightField::OtherName));
                    Some(format!("=${a}${row}:${b}${row}", row = at_row + 1))
                }
                _ => lists.of_children(node),
            };
            let said = Said::new(self.q.words, "collect-check-list", &[])?;
            if let Some(range) = range {
                let list = DataValidation::new().allow_list_formula(Formula::new(range));
                let at = self.at(WeightField::Choice);
                sheet.add_data_validation(at_row, at, at_row, at, &said.on(list)?)?;
            }
        }
        if row.kind.counts() {
            let check = DataValidation::new();
            let check = match self.by {
                JudgedBy::Direct => {
                    Some(check.allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0)))
                }
                JudgedBy::Budget | JudgedBy::Swing => {
                    Some(check.allow_decimal_number(DataValidationRule::Between(0.0, POINTS)))
                }
                JudgedBy::Rank => lists
                    .of_ranks(children)
                    .map(|range| DataValidation::new().allow_list_formula(Formula::new(range))),
                JudgedBy::Ahp | JudgedBy::Bwm => lists
                    .of_times()
                    .map(|range| DataValidation::new().allow_list_formula(Formula::new(range))),
            };
            let said = Said::new(self.q.words, &format!("collect-weights-check-{}", self.by), &[])?;
            if let Some(check) = check {
                let at = self.at(WeightField::Value);
                sheet.add_data_validation(at_row, at, at_row, at, &said.on(check)?)?;
            }
        }
        Ok(())
    }

    /// How far each node is, beside its first row: a formula of ours.
    fn progress(
        &self,
        sheet: &mut Worksheet,
        rows: &[WeightRow],
        column: u16,
    ) -> Result<(), DrawError> {
        let value = column_number_to_name(self.at(WeightField::Value));
        let choice = column_number_to_name(self.at(WeightField::Choice));
        let mut spans: Vec<(NodeIx, u32, u32)> = Vec::new();
        for (at_row, row) in (self.first..).zip(rows) {
            match spans.last_mut() {
                Some((node, _, last)) if *node == row.node => *last = at_row,
                _ => spans.push((row.node, at_row, at_row)),
            }
        }
        for (node, first, last) in spans {
            let count = last - first + 1;
            let cells = |letters: &str| format!("${letters}${}:${letters}${}", first + 1, last + 1);
            let (formula, whole) = match self.by {
                JudgedBy::Budget => (format!("SUM({})", cells(&value)), POINTS),
                JudgedBy::Swing => (format!("MAX({})", cells(&value)), POINTS),
                // The two choices stand in cells of another column, and two parts are compared with
                // themselves.
                JudgedBy::Bwm => (
                    format!("COUNTA({})+COUNTA({})", cells(&value), cells(&choice)),
                    f64::from(count) - 2.0,
                ),
                _ => (format!("COUNTA({})", cells(&value)), f64::from(count)),
            };
            let formula =
                Formula::new(format!("={formula}&\"/{whole}\"")).set_result(format!("0/{whole}"));
            sheet.write_formula_with_format(first, column, formula, &self.ground(node, true))?;
        }
        Ok(())
    }
}
