//! The sheet `Weights` of a workbook that came back: what a rater says becomes judgements, as
//! `weights.csv` has them.

use std::collections::BTreeMap;

use ideal_evidence::{CellRow, CellSheet, CellValue};
use ideal_model::method::Child;
use ideal_model::{
    Finding, Findings, JudgedBy, Judgement, Lang, Mark, NodeIx, judged, name_key, shortest,
};

use super::asked::AskedWeights;
use super::heads::{COPY, Heads, is_mixed, named_row};
use super::number::{Typed, narrow, shown, typed};
use crate::round::child_names;
use crate::workbook::{
    LEAST_TIMES, MOST_TIMES, POINTS, WeightField, WeightKind, WeightRow, weight_columns,
};

/// What a file says of weights.
pub(super) enum SaidOfWeights {
    /// It does not speak of them.
    Nothing,
    /// Something is wrong, and was told.
    Wrong,
    /// These, without an expert; their lines are rows of the sheet.
    Judged(Vec<Judgement>),
}

/// Position of the row of machine names, where this is a sheet of weights.
pub(super) fn head(sheet: &CellSheet) -> Option<usize> {
    let names = [WeightField::Id, WeightField::Node, WeightField::Value];
    named_row(sheet, &names.map(WeightField::word))
}

/// Reads the sheet; whatever is wrong with it joins the findings, each with its cell.
pub(super) fn read(
    sheet: &CellSheet,
    asked: &AskedWeights<'_>,
    findings: &mut Findings,
) -> SaidOfWeights {
    let mut own = Findings::default();
    let needed =
        weight_columns(asked.by).filter(|c| c.filled || c.width.is_none()).map(|c| c.field);
    let heads =
        head(sheet).and_then(|at| Heads::new(sheet, at, WeightField::from_word, needed, &mut own));
    let rows = heads.map(|heads| Reading { heads: &heads, asked }.rows(&mut own));
    let failed = own.failed();
    findings.absorb(own);
    match rows {
        Some(rows) if !failed => SaidOfWeights::Judged(rows),
        _ => SaidOfWeights::Wrong,
    }
}

/// A row with what was filled in.
struct Said<'a> {
    row: &'a WeightRow,
    at: &'a CellRow,
    choice: Option<Child>,
    value: Option<f64>,
}

/// A sheet that is read.
struct Reading<'a, 's> {
    heads: &'a Heads<'s, WeightField>,
    asked: &'a AskedWeights<'a>,
}

impl<'a> Reading<'a, '_> {
    /// The judgements of all nodes of which anything was answered.
    fn rows(&self, findings: &mut Findings) -> Vec<Judgement> {
        let cells = self.cells(findings);
        let mut rows = Vec::new();
        for node in self.asked.nodes.iter().filter_map(|id| self.asked.method.node_index(id)) {
            let of_node: Vec<&Said<'_>> = cells.iter().filter(|s| s.row.node == node).collect();
            if of_node.iter().any(|s| s.choice.is_some() || s.value.is_some()) {
                rows.extend(self.node(node, &of_node, findings));
            }
        }
        if !findings.failed() {
            self.judge(&rows, findings);
        }
        rows
    }

    fn error<'f>(
        &self,
        row: &CellRow,
        field: WeightField,
        (code, message): (&str, &str),
        findings: &'f mut Findings,
    ) -> &'f mut Finding {
        self.heads.error(row, field, code, message, findings)
    }

    /// The rows that are asked, each with its two cells.
    fn cells(&self, findings: &mut Findings) -> Vec<Said<'a>> {
        let mut out = Vec::new();
        let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
        let (names, mut mixed) = (self.names(), Vec::new());
        for at in self.heads.body {
            let filled = [WeightField::Choice, WeightField::Value]
                .into_iter()
                .find(|f| self.heads.cell(at, *f).is_some());
            let id = self.heads.cell(at, WeightField::Id).map(|cell| narrow(&cell.text()));
            let Some(row) = id.as_ref().and_then(|id| self.asked.rows.get(id)) else {
                // Labels in the language of the panel stand between the names and the rows.
                let label = self.heads.body.first().is_some_and(|r| r.number == at.number)
                    && id.as_ref().is_some_and(|id| !id.contains('/'));
                if let Some(field) = filled.filter(|_| !label) {
                    let why = ("unknown-row", "an answer in a row that is not asked");
                    self.error(at, field, why, findings).hint = Some(
                        "was the id changed, or the round after the workbook was issued? Copy the \
                         answers into a workbook as it is issued now"
                            .to_owned(),
                    );
                }
                continue;
            };
            if let Some(first) = seen.insert(&row.id, at.number) {
                let message = format!("the row `{}` stands twice, first in row {first}", row.id);
                self.error(at, WeightField::Id, ("row-twice", &message), findings).hint =
                    Some("keep one of them".to_owned());
                continue;
            }
            self.has_changed_codes(row, at, findings);
            if let Some(field) = self.foreign(row, at, &names) {
                mixed.push((at.number, self.heads.place(at.number, field)));
                continue;
            }
            let (choice, value) = (self.choice(row, at, findings), self.value(row, at, findings));
            out.push(Said { row, at, choice, value });
        }
        is_mixed(&mixed, findings);
        let gone = self.asked.rows.keys().filter(|id| !seen.contains_key(id.as_str()));
        self.heads.warn_of_deleted(gone.map(String::as_str), findings);
        self.heads.has_merged([WeightField::Choice, WeightField::Value].into_iter(), findings);
        out
    }

    /// The names of all that is weighed, with their codes, in every language.
    fn names(&self) -> Vec<(Child, String)> {
        let method = self.asked.method;
        let nodes = self.asked.nodes.iter().filter_map(|id| method.node_index(id));
        let of =
            |node: NodeIx| Lang::ALL.into_iter().flat_map(move |l| child_names(method, node, l));
        nodes.flat_map(of).map(|(child, name)| (child, narrow(&name))).collect()
    }

    /// Tells of codes that programs read and that are not those that were issued.
    fn has_changed_codes(&self, row: &WeightRow, at: &CellRow, findings: &mut Findings) {
        let code = |child: Option<Child>| child.map_or("", |c| self.asked.method.code_of(c));
        let codes = [
            (WeightField::Node, code(Some(Child::Node(row.node)))),
            (WeightField::Child, code(row.child)),
            (WeightField::Other, code(row.other)),
        ];
        for (field, code) in codes {
            let found = self.heads.cell(at, field).map(|cell| narrow(&cell.text()));
            let found = found.unwrap_or_default();
            if found != code {
                let message =
                    format!("`{field}` is `{}` and was issued as `{code}`", shown(&found));
                self.error(at, field, ("changed-code", &message), findings).hint =
                    Some("put the code back: the row is found by its id".to_owned());
            }
        }
    }

    /// The first field of a row whose cell is that of another row: another number, or the name of
    /// something else that is weighed.
    fn foreign(
        &self,
        row: &WeightRow,
        at: &CellRow,
        names: &[(Child, String)],
    ) -> Option<WeightField> {
        let text = |field| self.heads.cell(at, field).map(|cell| narrow(&cell.text()));
        let number = self.asked.numbers.get(&row.id).map(ToString::to_string);
        if text(WeightField::Number).is_some_and(|found| Some(found) != number) {
            return Some(WeightField::Number);
        }
        let fields = [(WeightField::ChildName, row.child), (WeightField::OtherName, row.other)];
        let is_foreign = |(field, own): &(WeightField, Option<Child>)| {
            let (Some(own), Some(found)) = (own, text(*field)) else { return false };
            let has = |is: bool| {
                names
                    .iter()
                    .any(|(child, name)| (child == own) == is && found.contains(name.as_str()))
            };
            !has(true) && has(false)
        };
        fields.into_iter().find(is_foreign).map(|(field, _)| field)
    }

    /// The child that is chosen, by its name in any language or by its code.
    fn choice(&self, row: &WeightRow, at: &CellRow, findings: &mut Findings) -> Option<Child> {
        let text = self.heads.cell(at, WeightField::Choice).map(CellValue::text)?;
        if !row.kind.chooses() {
            let why = ("needless-cell", "this row asks for no choice");
            self.error(at, WeightField::Choice, why, findings).hint =
                Some("empty the cell".to_owned());
            return None;
        }
        let method = self.asked.method;
        let may = |child: &Child| match row.kind {
            WeightKind::Pair => [row.child, row.other].contains(&Some(*child)),
            _ => true,
        };
        let mut found: Vec<Child> = Vec::new();
        let mut names = Vec::new();
        for lang in Lang::ALL {
            for (child, name) in
                child_names(method, row.node, lang).into_iter().filter(|n| may(&n.0))
            {
                let is = name_key(&narrow(&name)) == name_key(&narrow(&text))
                    || method.code_of(child) == narrow(&text);
                if is && !found.contains(&child) {
                    found.push(child);
                }
                if !names.contains(&method.code_of(child)) {
                    names.push(method.code_of(child));
                }
            }
        }
        if let [one] = found.as_slice() {
            return Some(*one);
        }
        let message = format!("`{}` is none of those to choose from", shown(&text));
        self.error(at, WeightField::Choice, ("unknown-choice", &message), findings).hint =
            Some(format!("choose from the list, or write one of {}", names.join(", ")));
        None
    }

    /// The number of a row.
    fn value(&self, row: &WeightRow, at: &CellRow, findings: &mut Findings) -> Option<f64> {
        let field = WeightField::Value;
        let cell = self.heads.cell(at, field)?;
        if !row.kind.counts() {
            let why = ("needless-cell", "this row asks for no number");
            self.error(at, field, why, findings).hint = Some("empty the cell".to_owned());
            return None;
        }
        let number = match typed(cell) {
            Typed::Number(number) => number,
            Typed::Fault(text, cure) => {
                let message = format!("the cell has no value: {}", shown(&text));
                self.error(at, field, ("no-value", &message), findings).hint =
                    Some(cure.to_owned());
                return None;
            }
            Typed::DecimalComma(text)
            | Typed::Points(text)
            | Typed::Date(text)
            | Typed::Text(text) => {
                let message = format!("`{}` is no number", shown(&text));
                self.error(at, field, ("no-number", &message), findings).hint = Some(
                    "type it again as a number, with the decimal sign of your spreadsheet"
                        .to_owned(),
                );
                return None;
            }
        };
        let (least, most) = match self.asked.by {
            JudgedBy::Direct => (0.0, f64::MAX),
            JudgedBy::Budget | JudgedBy::Swing => (0.0, POINTS),
            JudgedBy::Rank => (1.0, self.asked.method.weighed_children(row.node).len() as f64),
            JudgedBy::Ahp | JudgedBy::Bwm => (LEAST_TIMES, MOST_TIMES),
        };
        let whole = self.asked.by != JudgedBy::Rank || number.fract() == 0.0;
        if (least..=most).contains(&number) && whole {
            return Some(number);
        }
        let range = match (self.asked.by, whole) {
            (JudgedBy::Direct, _) => "0 or more".to_owned(),
            (JudgedBy::Rank, _) => format!("a rank of 1 to {}", shortest(most)),
            _ => format!("{} to {}", shortest(least), shortest(most)),
        };
        let message = format!("{} is not {range}", shortest(number));
        self.error(at, field, ("out-of-scale", &message), findings);
        None
    }

    /// The judgements of a node of which anything was answered.
    fn node(&self, node: NodeIx, said: &[&Said<'a>], findings: &mut Findings) -> Vec<Judgement> {
        match self.asked.by {
            JudgedBy::Ahp => said.iter().filter_map(|s| self.pair(s, findings)).collect(),
            JudgedBy::Bwm => self.best_worst(said, findings),
            JudgedBy::Direct | JudgedBy::Budget | JudgedBy::Swing | JudgedBy::Rank => {
                let mut out = Vec::new();
                for s in said {
                    match s.value {
                        Some(value) => out.extend(self.judgement(s, (s.row.child, None), value)),
                        None => self.missing(s, WeightField::Value, findings),
                    }
                }
                if self.asked.by == JudgedBy::Budget && out.len() == said.len() {
                    self.total(node, said, findings);
                }
                out
            }
        }
    }

    /// An empty cell of a node that was answered in part. A cell that was filled in wrongly was
    /// told already.
    fn missing(&self, said: &Said<'_>, field: WeightField, findings: &mut Findings) {
        if self.heads.cell(said.at, field).is_none() {
            let node = self.asked.method.code_of(Child::Node(said.row.node));
            let message = format!("`{node}` is answered in part: this cell is empty");
            self.error(said.at, field, ("missing-weight", &message), findings).hint =
                Some("fill in every cell of the component, or none".to_owned());
        }
    }

    /// Points that do not add up to the budget are shares all the same, and may be a slip.
    fn total(&self, node: NodeIx, said: &[&Said<'_>], findings: &mut Findings) {
        let sum: f64 = said.iter().filter_map(|s| s.value).sum();
        let off = (sum - POINTS).abs() > 1e-9;
        // A cell of per cent holds 0.5 where 50 is read.
        let share = said.iter().find(|s| s.value.is_some_and(|x| x > 0.0 && x < 1.0));
        if let Some(share) = share.filter(|_| off && sum > 1.0 + 1e-9) {
            let message = format!("the points add up to {}, and this is a share", shortest(sum));
            let why = ("share-among-points", message.as_str());
            self.error(share.at, WeightField::Value, why, findings).hint =
                Some("50 points are typed 50, without a per cent sign".to_owned());
            return;
        }
        if let Some(first) = said.first().filter(|_| off) {
            let message = format!(
                "the points under `{}` add up to {}, and are taken as shares of it ({})",
                self.asked.method.code_of(Child::Node(node)),
                shortest(sum),
                self.heads.place(first.at.number, WeightField::Value)
            );
            let finding = Finding::warning("other-budget", message);
            findings.push(finding.at_line(u64::from(first.at.number)));
        }
    }

    /// A judgement of the node of a row; none without a child.
    fn judgement(
        &self,
        said: &Said<'_>,
        (child, other): (Option<Child>, Option<Child>),
        value: f64,
    ) -> Option<Judgement> {
        let code = |child| self.asked.method.code_of(child).to_owned();
        Some(Judgement {
            expert: String::new(),
            method: self.asked.by,
            node: code(Child::Node(said.row.node)),
            child: code(child?),
            other: other.map(code),
            value,
            mark: Mark::default(),
            line: u64::from(said.at.number),
        })
    }

    /// A pair: which of the two, and how many times. One that was not compared says nothing.
    fn pair(&self, said: &Said<'a>, findings: &mut Findings) -> Option<Judgement> {
        let (first, second) = (said.row.child, said.row.other);
        match (said.choice, said.value) {
            (_, None) => {
                if said.choice.is_some() {
                    self.missing(said, WeightField::Value, findings);
                }
                None
            }
            (None, Some(value)) if value > 1.0 => {
                self.missing(said, WeightField::Choice, findings);
                None
            }
            (choice, Some(value)) if choice.is_some() && choice == second => {
                self.judgement(said, (second, first), value)
            }
            (_, Some(value)) => self.judgement(said, (first, second), value),
        }
    }

    /// The best over the others, and the others over the worst.
    fn best_worst(&self, said: &[&Said<'a>], findings: &mut Findings) -> Vec<Judgement> {
        let chosen = |kind: WeightKind, findings: &mut Findings| {
            let Some(of) = said.iter().find(|s| s.row.kind == kind) else {
                self.lost(kind, said, findings);
                return None;
            };
            if of.choice.is_none() {
                self.missing(of, WeightField::Choice, findings);
            }
            Some((*of, of.choice?))
        };
        let best = chosen(WeightKind::Best, findings);
        let worst = chosen(WeightKind::Worst, findings);
        let (Some((_, best)), Some((at_worst, worst))) = (best, worst) else { return Vec::new() };
        if best == worst {
            let message = format!(
                "`{}` cannot be both what matters most and what matters least",
                self.asked.method.code_of(best)
            );
            let why = ("best-is-worst", message.as_str());
            self.error(at_worst.at, WeightField::Choice, why, findings);
            return Vec::new();
        }
        let mut out = Vec::new();
        // The best over the worst is asked twice: said once, it is said.
        let both = |s: &&Said<'_>| match s.row.kind {
            WeightKind::FromBest => s.row.child == Some(worst),
            WeightKind::ToWorst => s.row.child == Some(best),
            _ => false,
        };
        let mut told: Option<f64> = None;
        let stated = said.iter().copied().filter(both).any(|s| s.value.is_some());
        for s in said.iter().filter(|s| s.row.kind.counts()) {
            let pair = match s.row.kind {
                WeightKind::FromBest => (Some(best), s.row.child),
                _ => (s.row.child, Some(worst)),
            };
            let itself = pair.0 == pair.1;
            match s.value {
                // The sheet asks for the best over the worst twice: the same number is said once.
                Some(value) if both(s) && told == Some(value) => {}
                Some(value) if itself => {
                    if value != 1.0 {
                        let why = ("itself", "a part is compared with itself here");
                        self.error(s.at, WeightField::Value, why, findings).hint =
                            Some("empty the cell".to_owned());
                    }
                }
                Some(value) => {
                    if both(s) {
                        told = Some(value);
                    }
                    out.extend(self.judgement(s, pair, value));
                }
                None if itself || (stated && both(s)) => {}
                None => self.missing(s, WeightField::Value, findings),
            }
        }
        out
    }

    /// Answers of which the row is gone that says what they are compared with.
    fn lost(&self, kind: WeightKind, said: &[&Said<'a>], findings: &mut Findings) {
        let Some(first) = said.first() else { return };
        let node = self.asked.method.code_of(Child::Node(first.row.node));
        let message = format!("`{node}` is answered in part: its row `{kind}/{node}` was deleted");
        let why = ("missing-weight", message.as_str());
        self.error(first.at, WeightField::Id, why, findings).hint = Some(COPY.to_owned());
    }

    /// What the method says of the judgements: what makes no weights is an error, doubts are
    /// warnings; both at the cell of a number.
    fn judge(&self, rows: &[Judgement], findings: &mut Findings) {
        for mut finding in judged(self.asked.method, rows).1.finish() {
            if let Some(line) = finding.line.and_then(|line| u32::try_from(line).ok()) {
                let place = self.heads.place(line, WeightField::Value);
                finding.message = format!("{} ({place})", finding.message);
            }
            findings.push(finding);
        }
    }
}
