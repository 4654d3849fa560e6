//! A score opened up, as an indented tree that fits a hundred columns.

use std::borrow::Cow;
use std::fmt::Write;

use ideal::engine::{Explained, ExplainedGroup, ExplainedRow, Outcome, RowRole, RowValue};
use ideal::model::method::Method;
use ideal::model::{GapReason, Status, Treated, Verdict, shortest, visible};
use ideal::report::{ExplainText, Rated, ReportError, Sentences};
use ideal::tables::{Column, Table, Values};
use ideal::{Error, Explanation, Lang};

use crate::exit::Failure;

use super::{Look, Text, absence, cut, without};
use crate::speech::{marked, mean};

/// Columns of the label before the numbers begin.
const LABEL: usize = 56;
/// Widest line.
const LINE: usize = 100;

/// The explanation for reading, with what its language says of points and confidences.
///
/// # Errors
/// [`ReportError`] for a sentence that is missing, a fault of ours.
pub fn tree(
    e: &Explanation,
    method: &Method,
    lang: Lang,
    sentences: &Sentences<'_>,
) -> Result<Text, Failure> {
    let page = Page { lang, sentences };
    let mut out = Text::new();
    let unit = format!("{}/{}", e.territory, e.crime_area);
    let (edition, mark) = (e.edition.as_str(), e.handling.as_str());
    let of = [("unit", unit.as_str()), ("edition", edition), ("mark", mark)];
    out.add(Look::Bold, &page.text(ExplainText::Edition, &of)?).end();
    let head = |text| page.text(text, &[]);
    out.add(
        Look::Dim,
        &format!(
            "{:<LABEL$}{:>8}{:>7}{:>9}{:>8}{:>8}",
            "",
            head(ExplainText::Score)?,
            head(ExplainText::Weight)?,
            head(ExplainText::Part)?,
            head(ExplainText::Coverage)?,
            head(ExplainText::Confidence)?
        ),
    )
    .end();
    page.node(&mut out, &e.tree, "", "")?;
    if let Some((why, before)) = e.tree.no_change.zip(e.edition_before.as_deref()) {
        let said = sentences.no_change(why, before).map_err(|source| page.failed(source))?;
        wrapped(&visible(&said), LINE).iter().for_each(|line| {
            out.add(Look::Dim, line).end();
        });
    }
    let c = &method.confidence;
    let (moderate, high) = (short(c.moderate), short(c.high));
    let cuts = [("moderate", moderate.as_str()), ("high", high.as_str())];
    for line in
        [page.text(ExplainText::PartMeans, &[])?, page.text(ExplainText::ConfidenceMeans, &cuts)?]
    {
        out.add(Look::Dim, &line).end();
    }
    if e.tree.score.is_some() && e.tree.draws.is_none() {
        out.add(Look::Dim, &page.text(ExplainText::NoDraws, &[])?).end();
    }
    Ok(out)
}

/// How the lines of a tree are said.
struct Page<'a> {
    lang: Lang,
    sentences: &'a Sentences<'a>,
}

impl Page<'_> {
    fn failed(&self, source: ReportError) -> Failure {
        Error::Report { language: self.lang.to_string(), source }.into()
    }

    fn text(&self, text: ExplainText, variables: &[(&str, &str)]) -> Result<String, Failure> {
        self.sentences.explain_text(text, variables).map_err(|source| self.failed(source))
    }

    fn node(&self, out: &mut Text, n: &Explained, lead: &str, below: &str) -> Result<(), Failure> {
        let mut label = n.node.clone();
        match n.name.get(self.lang) {
            Some(name) if name != n.node => {
                let _ = write!(label, "  {name}");
            }
            _ => {}
        }
        if let Some(how) = n.aggregate.filter(|_| !n.children.is_empty()) {
            let _ = write!(label, " ({})", mean(how));
        }
        let label = cut(&visible(&label), LABEL.saturating_sub(lead.chars().count() + 1));
        let number = |v: Option<f64>, decimals: usize| {
            v.map_or_else(|| "–".to_owned(), |x| fixed(x, decimals))
        };
        let weight = n.weight.map(short).unwrap_or_default();
        let part = n.contribution.map(|c| fixed(c, 2)).unwrap_or_default();
        let pad = LABEL.saturating_sub(lead.chars().count() + label.chars().count());
        let score = match (&n.shown, n.score) {
            (Some(shown), _) => marked(shown),
            (None, score) => number(score, 1),
        };
        out.put(lead).add(Look::Bold, &label).put(&" ".repeat(pad));
        let coverage = fixed(n.coverage, 2);
        let confidence = number(n.confidence, 2);
        out.put(&format!("{score:>8}{weight:>7}{part:>9}{coverage:>8}{confidence:>8}")).end();
        let room = LINE.saturating_sub(below.chars().count() + UNDER.len());
        let mut under = |text: &str| {
            out.put(below).add(Look::Dim, &format!("{UNDER}{text}")).end();
        };
        for remark in self.remarks(n)? {
            under(&cut(&visible(&remark), room));
        }
        for sentence in self.said(n)? {
            wrapped(&visible(&sentence), room).iter().for_each(|line| under(line));
        }
        for r in &n.rows {
            under(&cut(&visible(&self.row(r)?), room));
            for group in &r.groups {
                under(&cut(&visible(&behind(group)), room));
            }
        }
        for (i, child) in n.children.iter().enumerate() {
            let last = i + 1 == n.children.len();
            let (branch, rest) = if last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
            self.node(out, child, &format!("{below}{branch}"), &format!("{below}{rest}"))?;
        }
        Ok(())
    }

    /// What the draws say beside the score, and what its confidence is made of; of a leaf its rows
    /// say the latter.
    fn said(&self, n: &Explained) -> Result<Vec<String>, Failure> {
        let failed = |source| self.failed(source);
        let mut out = Vec::new();
        // Members of a roll-up are not opened: what is said of each would hide their order.
        let opened = n.aggregate.is_some();
        if let Some((score, d)) = n.score.zip(n.draws) {
            if opened {
                let [median, low, high] = [d.median, d.low, d.high].map(|x| fixed(x, 1));
                let of = [("median", &*median), ("low", &*low), ("high", &*high)];
                out.push(self.text(ExplainText::Median, &of)?);
            }
            out.extend(self.sentences.point(score, &d).map_err(failed)?);
        }
        if let (Some(confidence), Some(basis), true) = (n.confidence, &n.basis, opened) {
            let rated = Rated { confidence, coverage: n.coverage, basis };
            out.push(self.sentences.quality(&rated).map_err(failed)?);
        }
        if let Some(p) = &n.passed_over {
            let [trust, older] = [p.ungraded_trust, p.trust].map(|x| fixed(x, 2));
            let of = [
                ("trust", trust.as_str()),
                ("period", p.period.as_str()),
                ("grade", p.grade.as_str()),
                ("older", older.as_str()),
            ];
            out.push(self.text(ExplainText::UngradedNewer, &of)?);
        }
        Ok(out)
    }

    fn remarks(&self, n: &Explained) -> Result<Vec<String>, Failure> {
        let mut out = Vec::new();
        if let Some(text) = outcome(n.verdict) {
            let said = self.text(text, &[])?;
            out.push(match n.reason {
                Some(reason) => format!("{said}: {}", self.text(why(reason, n.evidence), &[])?),
                None => said,
            });
        }
        for absent in &n.without {
            let name = absent.name.or_code(self.lang, &absent.node);
            let why = absence(self.lang, absent.evidence);
            out.push(format!("{} {name} ({why})", without(self.lang)));
        }
        if n.floored {
            let seen = n.seen.map(short).unwrap_or_default();
            out.push(self.text(ExplainText::Floored, &[("seen", &seen)])?);
        } else if let (Some(seen), Some(score)) = (n.seen, n.score)
            && (seen - score).abs() > 1e-9
        {
            let seen = fixed(seen, 1);
            out.push(self.text(ExplainText::Inverted, &[("seen", &seen)])?);
        }
        if n.on_enforcement_alone && !n.children.is_empty() {
            out.push(self.text(ExplainText::CountsAlone, &[])?);
        }
        let made = n.denominated.map(|x| marked(&significant(x))).unwrap_or_default();
        let made = [("made", made.as_str())];
        if n.imputed {
            let from =
                if n.rows.is_empty() { ExplainText::Imputed } else { ExplainText::ImputedFromRows };
            out.push(self.text(from, &made)?);
        } else if n.denominated.is_some() && n.rows.iter().any(|r| r.role == RowRole::Denominator) {
            out.push(self.text(ExplainText::Denominated, &made)?);
        }
        let [value] = made;
        match n.treated {
            Some(Treated::High) => out.push(self.text(ExplainText::Lowered, &made)?),
            Some(Treated::Low) => out.push(self.text(ExplainText::Raised, &made)?),
            Some(by @ Treated::Transformed(_)) => {
                out.push(self.text(ExplainText::Transformed, &[("by", by.word()), value])?);
            }
            None => {}
        }
        Ok(out)
    }

    fn row(&self, r: &ExplainedRow) -> Result<String, Failure> {
        let value = match &r.value {
            Some(RowValue::Number(n)) => short(*n),
            Some(RowValue::Text(t)) => t.clone(),
            None => match outcome(Outcome::Leaf(r.status)) {
                Some(text) => self.text(text, &[])?,
                None => r.status.word().to_owned(),
            },
        };
        let sheet = r.sheet.as_ref().map(|s| format!("[{s}]")).unwrap_or_default();
        let source = match &r.source {
            Some(source) => source.clone(),
            None => self.text(ExplainText::NoSource, &[])?,
        };
        let mut text = format!("{}{sheet}:{}  {source}  {}  {value}", r.file, r.line, r.period);
        if let (Some(low), Some(high)) = (r.low, r.high) {
            let _ = write!(text, "  {}..{}", short(low), short(high));
            if let Some(sure) = r.range_confidence {
                let _ = write!(text, " ({} %)", short(sure));
            }
        }
        if let Some(rater) = &r.rater {
            let _ = write!(text, "  {rater}");
        }
        if !r.grade.is_empty() {
            let _ = write!(text, "  {}", r.grade);
        }
        if let Some((_, status)) = STATUSES.iter().find(|(code, _)| *code == r.obs_status) {
            let _ = write!(text, "  {}", self.text(*status, &[])?);
        }
        match r.role {
            RowRole::Value => {}
            RowRole::Denominator => {
                let _ = write!(text, "  ({})", r.indicator);
            }
            RowRole::PassedOver => {
                let _ = write!(text, "  {}", self.text(ExplainText::NoDenominator, &[])?);
            }
            RowRole::NotCounted => {
                let _ = write!(text, "  {}", self.text(ExplainText::NotCounted, &[])?);
            }
        }
        Ok(text)
    }
}

/// A group behind a derived figure, with its share of the maximum: half of it for a secondary
/// activity, a dash for a group that is a gap, in brackets where three others are stronger.
fn behind(g: &ExplainedGroup) -> String {
    let mut text = format!("  {}:{}  {}", g.file, g.line, g.group);
    match g.share.map(|share| fixed(share, 3)) {
        Some(share) => {
            let half = if g.part < 1.0 { "½ × " } else { "" };
            let said = format!("{half}{share}");
            let _ = if g.counts { write!(text, "  {said}") } else { write!(text, "  ({said})") };
        }
        None if !g.counts => text.push_str("  –"),
        None => {}
    }
    if !g.grade.is_empty() {
        let _ = write!(text, "  {}", g.grade);
    }
    text
}

/// What stands before a line under a node.
const UNDER: &str = "    ";

/// A text in lines of at most so many characters, broken at blanks where it has any.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(cut(word, width)),
        }
    }
    lines
}

/// A number with so many decimals and the mark of the reader's language.
fn fixed(x: f64, decimals: usize) -> String {
    marked(&format!("{x:.decimals$}"))
}

/// A number with as many decimals as it needs, and that mark.
fn short(x: f64) -> String {
    marked(&shortest(x))
}

/// What is said of a node without a score, or of a leaf without a number.
fn outcome(outcome: Outcome) -> Option<ExplainText> {
    match outcome {
        Outcome::Node(Verdict::Assessed) | Outcome::Leaf(Status::Value) => None,
        Outcome::Node(Verdict::Gap) => Some(ExplainText::Gap),
        Outcome::Node(Verdict::NotApplicable) | Outcome::Leaf(Status::NotApplicable) => {
            Some(ExplainText::NotApplicable)
        }
        Outcome::Leaf(Status::Nil) => Some(ExplainText::Nil),
        Outcome::Leaf(Status::Unknown) => Some(ExplainText::Unknown),
        Outcome::Leaf(Status::Censored) => Some(ExplainText::Censored),
        Outcome::Leaf(Status::Missing) => Some(ExplainText::Missing),
    }
}

fn why(reason: GapReason, evidence: bool) -> ExplainText {
    match reason {
        GapReason::NoIndicator => ExplainText::NoIndicator,
        GapReason::NoEvidence if evidence => ExplainText::BelowFloors,
        GapReason::NoEvidence => ExplainText::NoEvidence,
        GapReason::Coverage => ExplainText::BelowFloor,
        GapReason::Required => ExplainText::Required,
        GapReason::Confidence => ExplainText::LowConfidence,
        GapReason::Screened => ExplainText::Screened,
    }
}

/// What is said of a row whose status is not the normal one.
const STATUSES: [(&str, ExplainText); 4] = [
    ("B", ExplainText::SeriesBreak),
    ("E", ExplainText::Estimated),
    ("P", ExplainText::Provisional),
    ("S", ExplainText::Suspect),
];

/// Six significant digits: enough to recognise a number by.
fn significant(x: f64) -> String {
    let digits = if x == 0.0 { 0.0 } else { libm::log10(x.abs()).floor() };
    let decimals = (5.0 - digits).clamp(0.0, 12.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to 0..=12 just above"
    )]
    let decimals = decimals as usize;
    shortest(format!("{x:.decimals$}").parse().unwrap_or(x))
}

/// One line of the flat form.
#[derive(Clone, Copy)]
struct Line<'a> {
    depth: u64,
    node: &'a Explained,
    row: Option<&'a ExplainedRow>,
    /// A group behind the row.
    group: Option<&'a ExplainedGroup>,
}

impl Line<'_> {
    /// The file and the line of the row, or of the sheet of the group behind it.
    fn place(&self) -> Option<(&str, u64)> {
        let of_group = self.group.map(|g| (g.file, g.line));
        of_group.or_else(|| self.row.map(|r| (r.file.as_str(), u64::from(r.line))))
    }

    /// What the row is used as; `group` for a group behind one.
    fn role(&self) -> Option<&'static str> {
        self.group.map(|_| "group").or_else(|| Some(self.row?.role.word()))
    }

    /// The value of the row, or the share of the group.
    fn value(&self) -> Option<String> {
        if let Some(group) = self.group {
            return group.share.map(shortest);
        }
        self.row?.value.as_ref().map(|v| match v {
            RowValue::Number(n) => shortest(*n),
            RowValue::Text(t) => t.clone(),
        })
    }

    /// The row itself, and no group behind it.
    fn own(&self) -> Option<&ExplainedRow> {
        self.row.filter(|_| self.group.is_none())
    }
}

/// The explanation as a table: a line per node, and one per source row under it.
pub fn flat(e: &Explanation) -> Table<'_> {
    let mut lines = Vec::new();
    collect(&e.tree, 0, &mut lines);
    let text = |f: &dyn Fn(&Line<'_>) -> Option<String>| {
        Values::Text(lines.iter().map(|l| f(l).map(Cow::Owned)).collect())
    };
    let number =
        |f: &dyn Fn(&Line<'_>) -> Option<f64>| Values::Number(lines.iter().map(f).collect());
    let count = |f: &dyn Fn(&Line<'_>) -> Option<u64>| Values::Count(lines.iter().map(f).collect());
    let of_node = |l: &Line<'_>| l.row.is_none();
    let columns: Vec<(&'static str, Values<'_>)> = vec![
        ("depth", count(&|l| Some(l.depth))),
        ("node", text(&|l| Some(l.node.node.clone()))),
        ("score", number(&|l| l.node.score.filter(|_| of_node(l)))),
        ("seen", number(&|l| l.node.seen.filter(|_| of_node(l)))),
        ("weight", number(&|l| l.node.weight.filter(|_| of_node(l)))),
        ("contribution", number(&|l| l.node.contribution.filter(|_| of_node(l)))),
        ("coverage", number(&|l| of_node(l).then_some(l.node.coverage))),
        ("confidence", number(&|l| l.node.confidence.filter(|_| of_node(l)))),
        ("verdict", text(&|l| of_node(l).then(|| l.node.verdict.word().to_owned()))),
        ("file", text(&|l| Some(l.place()?.0.to_owned()))),
        ("sheet", text(&|l| l.own()?.sheet.clone())),
        ("line", count(&|l| Some(l.place()?.1))),
        ("role", text(&|l| Some(l.role()?.to_owned()))),
        ("source", text(&|l| l.own()?.source.clone())),
        ("period", text(&|l| Some(l.row?.period.clone()))),
        ("value", text(&|l| l.value())),
        ("status", text(&|l| Some(l.own()?.status.word().to_owned()))),
        ("group", text(&|l| Some(l.group?.group.clone()))),
    ];
    let height = lines.len();
    Table {
        name: "explain",
        height,
        columns: columns
            .into_iter()
            .map(|(name, values)| Column { name: name.into(), values })
            .collect(),
    }
}

fn collect<'a>(node: &'a Explained, depth: u64, lines: &mut Vec<Line<'a>>) {
    lines.push(Line { depth, node, row: None, group: None });
    for r in &node.rows {
        let of = |group| Line { depth: depth + 1, node, row: Some(r), group };
        lines.push(of(None));
        lines.extend(r.groups.iter().map(|g| of(Some(g))));
    }
    for child in &node.children {
        collect(child, depth + 1, lines);
    }
}
