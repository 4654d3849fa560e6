//! A score opened up, as an indented tree that fits a hundred columns.

use std::borrow::Cow;
use std::fmt::Write;

use ideal::engine::{Explained, ExplainedRow, Outcome, RowRole, RowValue};
use ideal::model::method::{Method, mean_in_words};
use ideal::model::{GapReason, Status, Treated, Verdict, shortest, visible};
use ideal::report::{Rated, Sentences};
use ideal::tables::{Column, Table, Values};
use ideal::{Error, Explanation, Lang};

use crate::exit::Failure;

use super::{Look, Text, absence, cut, without};

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
    let mut out = Text::new();
    out.add(
        Look::Bold,
        &format!("{}/{}, edition {}, {}", e.territory, e.crime_area, e.edition, e.handling),
    )
    .end();
    out.add(
        Look::Dim,
        &format!(
            "{:<LABEL$}{:>8}{:>7}{:>9}{:>8}{:>8}",
            "", "score", "weight", "part", "cover.", "conf."
        ),
    )
    .end();
    let page = Page { lang, sentences };
    page.node(&mut out, &e.tree, "", "")?;
    let c = &method.confidence;
    for line in [
        "part: what the line contributes to its parent's score; the parts add up to it".to_owned(),
        format!(
            "conf.: quality of the evidence, 0 to 1; moderate from {}, high from {}",
            shortest(c.moderate),
            shortest(c.high)
        ),
    ] {
        out.add(Look::Dim, &line).end();
    }
    if e.tree.score.is_some() && e.tree.draws.is_none() {
        out.add(Look::Dim, "no draws: `--draws 10000` gives medians and intervals").end();
    }
    Ok(out)
}

/// How the lines of a tree are said.
struct Page<'a> {
    lang: Lang,
    sentences: &'a Sentences<'a>,
}

impl Page<'_> {
    fn node(&self, out: &mut Text, n: &Explained, lead: &str, below: &str) -> Result<(), Failure> {
        let mut label = n.node.clone();
        match n.name.get(self.lang) {
            Some(name) if name != n.node => {
                let _ = write!(label, "  {name}");
            }
            _ => {}
        }
        if let Some(how) = n.aggregate.filter(|_| !n.children.is_empty()) {
            let _ = write!(label, " ({})", mean_in_words(how));
        }
        let label = cut(&visible(&label), LABEL.saturating_sub(lead.chars().count() + 1));
        let number = |v: Option<f64>, decimals: usize| {
            v.map_or_else(|| "–".to_owned(), |x| format!("{x:.decimals$}"))
        };
        let weight = n.weight.map(shortest).unwrap_or_default();
        let part = n.contribution.map(|c| format!("{c:.2}")).unwrap_or_default();
        let pad = LABEL.saturating_sub(lead.chars().count() + label.chars().count());
        let score = match (&n.shown, n.score) {
            (Some(shown), _) => shown.clone(),
            (None, score) => number(score, 1),
        };
        out.put(lead).add(Look::Bold, &label).put(&" ".repeat(pad));
        let coverage = format!("{:.2}", n.coverage);
        let confidence = number(n.confidence, 2);
        out.put(&format!("{score:>8}{weight:>7}{part:>9}{coverage:>8}{confidence:>8}")).end();
        let room = LINE.saturating_sub(below.chars().count() + UNDER.len());
        let mut under = |text: &str| {
            out.put(below).add(Look::Dim, &format!("{UNDER}{text}")).end();
        };
        for remark in remarks(n, self.lang) {
            under(&cut(&visible(&remark), room));
        }
        for sentence in self.said(n)? {
            wrapped(&visible(&sentence), room).iter().for_each(|line| under(line));
        }
        for r in &n.rows {
            under(&cut(&visible(&row(r)), room));
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
        let failed = |source| Error::Report { language: self.lang.to_string(), source };
        let mut out = Vec::new();
        // Members of a roll-up are not opened: what is said of each would hide their order.
        let opened = n.aggregate.is_some();
        if let Some((score, d)) = n.score.zip(n.draws) {
            if opened {
                let (median, low, high) = (d.median, d.low, d.high);
                out.push(format!("median {median:.1}, 90 % interval {low:.1} to {high:.1}"));
            }
            out.extend(self.sentences.point(score, &d).map_err(failed)?);
        }
        if let (Some(confidence), Some(basis), true) = (n.confidence, &n.basis, opened) {
            let rated = Rated { confidence, coverage: n.coverage, basis };
            out.push(self.sentences.quality(&rated).map_err(failed)?);
        }
        if let Some(p) = &n.passed_over {
            out.push(format!(
                "no grade, which counts as {:.2}; the older figure of {}, graded {}, would count \
                 as {:.2} and is not used",
                p.ungraded_trust, p.period, p.grade, p.trust
            ));
        }
        Ok(out)
    }
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

fn remarks(n: &Explained, lang: Lang) -> Vec<String> {
    let mut out = Vec::new();
    if !matches!(n.verdict, Outcome::Node(Verdict::Assessed) | Outcome::Leaf(Status::Value)) {
        let reason = n.reason.map(|r| format!(": {}", why(r, n.evidence))).unwrap_or_default();
        out.push(format!("{}{reason}", n.verdict.word().replace('_', " ")));
    }
    for absent in &n.without {
        let (name, why) = (absent.name.or_code(lang, &absent.node), absence(lang, absent.evidence));
        out.push(format!("{} {name} ({why})", without(lang)));
    }
    if n.floored {
        out.push(format!(
            "raised to the floor: the parent saw {}",
            n.seen.map(shortest).unwrap_or_default()
        ));
    } else if let (Some(seen), Some(score)) = (n.seen, n.score)
        && (seen - score).abs() > 1e-9
    {
        out.push(format!("inverted: the parent saw {seen:.1}"));
    }
    if n.on_enforcement_alone && !n.children.is_empty() {
        out.push("on enforcement counts alone: says what was found, not what there is".to_owned());
    }
    let made = || n.denominated.map(significant).unwrap_or_default();
    if n.imputed {
        let from = if n.rows.is_empty() { "" } else { ", from the rows below" };
        out.push(format!("imputed: {}{from}; no observation", made()));
    } else if n.denominated.is_some() && n.rows.iter().any(|r| r.role == RowRole::Denominator) {
        out.push(format!("after its denominator: {}", made()));
    }
    match n.treated {
        Some(Treated::High) => out.push(format!("lowered as an outlier, to {}", made())),
        Some(Treated::Low) => out.push(format!("raised as an outlier, to {}", made())),
        Some(by @ Treated::Transformed(_)) => {
            out.push(format!("transformed with its column by {}, to {}", by.word(), made()));
        }
        None => {}
    }
    out
}

fn why(reason: GapReason, evidence: bool) -> &'static str {
    match reason {
        GapReason::NoIndicator => "the method has no indicator for this area here",
        GapReason::NoEvidence if evidence => {
            "evidence exists, but under the floor of the parts below"
        }
        GapReason::NoEvidence => "no evidence",
        GapReason::Coverage => {
            "evidence exists, but under the floor: it covers too little of the weight"
        }
        GapReason::Required => "a part it cannot do without is a gap",
        GapReason::Confidence => "confidence under the method's floor",
        GapReason::Screened => "left out by screening",
    }
}

/// What is said of a row whose status is not the normal one.
const STATUSES: [(&str, &str); 4] =
    [("B", "break in series"), ("E", "estimated"), ("P", "provisional"), ("S", "suspect")];

fn row(r: &ExplainedRow) -> String {
    let value = match &r.value {
        Some(RowValue::Number(n)) => shortest(*n),
        Some(RowValue::Text(t)) => t.clone(),
        None => r.status.word().to_owned(),
    };
    let sheet = r.sheet.as_ref().map(|s| format!("[{s}]")).unwrap_or_default();
    let mut text = format!(
        "{}{sheet}:{}  {}  {}  {}",
        r.file,
        r.line,
        r.source.as_deref().unwrap_or("no source"),
        r.period,
        value
    );
    if let (Some(low), Some(high)) = (r.low, r.high) {
        let _ = write!(text, "  {}..{}", shortest(low), shortest(high));
        if let Some(sure) = r.range_confidence {
            let _ = write!(text, " at {} %", shortest(sure));
        }
    }
    if let Some(rater) = &r.rater {
        let _ = write!(text, "  {rater}");
    }
    if !r.grade.is_empty() {
        let _ = write!(text, "  {}", r.grade);
    }
    if let Some((_, word)) = STATUSES.iter().find(|(code, _)| *code == r.obs_status) {
        let _ = write!(text, "  {word}");
    }
    match r.role {
        RowRole::Value => {}
        RowRole::Denominator => {
            let _ = write!(text, "  ({})", r.indicator);
        }
        RowRole::PassedOver => text.push_str("  passed over: no usable denominator"),
    }
    text
}

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
        ("file", text(&|l| Some(l.row?.file.clone()))),
        ("sheet", text(&|l| l.row?.sheet.clone())),
        ("line", count(&|l| Some(u64::from(l.row?.line)))),
        ("role", text(&|l| Some(l.row?.role.word().to_owned()))),
        ("source", text(&|l| l.row?.source.clone())),
        ("period", text(&|l| Some(l.row?.period.clone()))),
        (
            "value",
            text(&|l| {
                l.row?.value.as_ref().map(|v| match v {
                    RowValue::Number(n) => shortest(*n),
                    RowValue::Text(t) => t.clone(),
                })
            }),
        ),
        ("status", text(&|l| Some(l.row?.status.word().to_owned()))),
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
    lines.push(Line { depth, node, row: None });
    lines.extend(node.rows.iter().map(|r| Line { depth: depth + 1, node, row: Some(r) }));
    for child in &node.children {
        collect(child, depth + 1, lines);
    }
}
