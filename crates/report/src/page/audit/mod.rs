//! The statistical audit as a page of its own, beside the report.

mod against;
mod attention;
mod choices;
mod figures;
mod groups;

use std::collections::BTreeSet;
use std::sync::Arc;

use ideal_engine::{Audit, IndicatorAudit, LEAST_ROWS, LEAST_TERRITORIES, NodeAudit, UnitAudit};
use serde::Serialize;

use super::calibration::{CalibrationSection, calibration};
use super::pieces::{self, Link};
use super::quantities::unit_text;
use super::table::PageTable;
use super::translations::{Translation, translations};
use super::{Figure, Page, render, style};
use crate::chart::{Chart, MOST_INDICATORS};
use crate::error::ReportError;
use crate::view::View;
use crate::words::{Words, say};

/// Units with the least evidence that the page shows.
const POOREST: usize = 10;

/// What the template lays out.
#[derive(Serialize)]
struct AuditContent {
    lang: String,
    version: &'static str,
    mark: String,
    css: String,
    title: String,
    edition: String,
    /// The report beside it, if there is one.
    home: Option<String>,
    /// The same in the other languages.
    translations: Vec<Translation>,
    method_id: String,
    method_version: String,
    hash: String,
    units: String,
    indicators: String,
    nodes: String,
    pairs: String,
    flags: String,
    least_rows: usize,
    contents: Vec<Link>,
    attention: attention::Attention,
    groups: Vec<NodeIndicators>,
    shared: bool,
    poorest: Vec<UnitRow>,
    poorest_shown: String,
    together: Vec<Titled>,
    /// Every indicator with every other.
    indicators_all: Option<Figure>,
    /// Why that is not drawn.
    indicators_none: Option<String>,
    consistency: Vec<ConsistencyRow>,
    effective: Vec<Titled>,
    effective_none: Option<String>,
    calibration: Option<CalibrationSection>,
    /// How the p values are made, and every pair with its own.
    pairs_method: String,
    pairs_all: Option<groups::Folded>,
    kmo_note: String,
    items: Option<groups::Folded>,
    components: Option<groups::Folded>,
    ranked: Option<groups::Ranked>,
    missing: Option<choices::Missing>,
    variants: Option<PageTable>,
    beside: Option<against::Beside>,
}

/// A chart under a heading; wide ones get a page on its side.
#[derive(Serialize)]
struct Titled {
    title: String,
    figure: Figure,
    wide: bool,
}

/// The indicators of a node.
#[derive(Serialize)]
struct NodeIndicators {
    node: String,
    rows: Vec<IndicatorRow>,
}

#[derive(Serialize)]
struct IndicatorRow {
    name: String,
    code: String,
    unit: String,
    known: String,
    share: Option<pieces::Share>,
    nonzero: String,
    unique: String,
    /// Flags on what is known, in words.
    marks: Vec<String>,
    min: Option<String>,
    median: Option<String>,
    mean: Option<String>,
    max: Option<String>,
    sd: Option<String>,
    skewness: Option<String>,
    kurtosis: Option<String>,
    at_low: Option<String>,
    at_high: Option<String>,
    outliers: bool,
    saturated: bool,
}

#[derive(Serialize)]
struct UnitRow {
    name: String,
    known: String,
    share: Option<pieces::Share>,
    gaps: String,
}

#[derive(Serialize)]
struct ConsistencyRow {
    name: String,
    parts: String,
    complete: String,
    alpha: Option<String>,
    component: Option<String>,
    correlation: Option<String>,
    kmo: Option<String>,
    kept: Option<String>,
    inconsistent: bool,
}

/// How many flags the audit raises: what the page lists, one by one.
pub(super) fn flags(view: &View<'_>, audit: &Audit) -> Result<usize, ReportError> {
    Ok(attention::attention(view, audit)?.count)
}

/// The page of the statistical audit.
pub(crate) struct AuditPage {
    words: Arc<Words>,
    file: String,
    content: AuditContent,
}

impl AuditPage {
    /// Says and draws everything; `file` is the name of the page.
    pub(crate) fn new(view: &View<'_>, audit: &Audit, file: String) -> Result<Self, ReportError> {
        let assessment = &view.results.assessment;
        let count = |n: usize| view.numbers.count(n);
        let mark = view.results.mark.to_string();
        let attention = attention::attention(view, audit)?;
        let poorest = poorest(view, audit)?;
        let (effective, effective_none) = effective(view, audit)?;
        let mut consistency = Vec::new();
        let of_units = |n: &&NodeAudit| n.object == audit.object && n.children > 1;
        for node in audit.nodes.iter().filter(of_units) {
            consistency.push(one_thing(view, node)?);
        }
        let indicators = figures::indicators(view, audit)?;
        let mut content = AuditContent {
            lang: view.locale.to_string(),
            version: env!("CARGO_PKG_VERSION"),
            css: style::css(&mark)?,
            mark,
            title: assessment.title.or_code(view.lang, &assessment.id).to_owned(),
            edition: audit.edition.clone(),
            home: view.report_file.clone(),
            translations: translations(&view.audit_others)?,
            method_id: assessment.method.id.clone(),
            method_version: assessment.method.version.clone(),
            hash: assessment.method_sha256.clone(),
            units: count(audit.units),
            indicators: count(audit.indicators.len()),
            nodes: count(audit.nodes.iter().filter(|n| n.object == audit.object).count()),
            pairs: count(audit.correlations.iter().filter(|p| p.object == audit.object).count()),
            flags: count(attention.count),
            least_rows: LEAST_ROWS,
            contents: Vec::new(),
            attention,
            groups: groups(view, audit)?,
            shared: !view.territories_only(),
            poorest_shown: count(poorest.len()),
            poorest,
            together: together(view, audit)?,
            indicators_all: indicators.map(|chart| Figure::new(chart, String::new(), 900)),
            indicators_none: too_many(view, audit.indicators.len())?,
            consistency,
            effective,
            effective_none,
            calibration: calibration(view)?,
            pairs_method: pairs_method(view, audit)?,
            pairs_all: groups::pairs(view, audit)?,
            kmo_note: say!(
                view.words,
                "consistency-kmo",
                good = view.numbers.fixed(0.8, 1),
                least = view.numbers.fixed(0.5, 1)
            )?,
            items: groups::items(view, audit)?,
            components: groups::components(view, audit)?,
            ranked: groups::ranked(view, audit)?,
            missing: choices::missing(view, audit)?,
            variants: choices::variants(view, audit)?,
            beside: match &audit.against {
                Some(found) => Some(against::beside(view, found)?),
                None => None,
            },
        };
        content.contents = contents(view, &content)?;
        Ok(AuditPage { words: Arc::clone(&view.words), file, content })
    }
}

impl Page for AuditPage {
    fn file(&self) -> &str {
        &self.file
    }

    fn charts(&self) -> Vec<&Chart> {
        let content = &self.content;
        let together = content.together.iter().map(|t| &t.figure);
        let effective = content.effective.iter().map(|t| &t.figure);
        together
            .chain(&content.indicators_all)
            .chain(effective)
            .chain(content.calibration.iter().filter_map(|c| c.figure.as_ref()))
            .chain(content.beside.iter().flat_map(|b| &b.figures))
            .map(|figure| &figure.chart)
            .collect()
    }

    fn html(&self) -> Result<String, ReportError> {
        render::render(&self.words, "audit.html", &self.content)
    }
}

/// A chart under the name of its node.
fn titled(view: &View<'_>, drawn: figures::Drawn, least: u32) -> Result<Titled, ReportError> {
    let words = &view.words;
    let title = say!(words, "together-node", node = drawn.node.as_str())?;
    let caption = if drawn.cut { say!(words, "together-columns")? } else { String::new() };
    Ok(Titled { title, wide: drawn.wide, figure: Figure::new(drawn.chart, caption, least) })
}

/// How intervals and p values are made.
fn pairs_method(view: &View<'_>, audit: &Audit) -> Result<String, ReportError> {
    say!(
        view.words,
        "pairs-method",
        resamples = view.numbers.count(audit.resamples as usize),
        least = view.numbers.count(LEAST_TERRITORIES),
        level = view.numbers.fixed(0.05, 2)
    )
}

/// Correlations, node by node.
fn together(view: &View<'_>, audit: &Audit) -> Result<Vec<Titled>, ReportError> {
    let mut out = Vec::new();
    for drawn in figures::correlations(view, audit)? {
        let least = if drawn.wide { 900 } else { 700 };
        out.push(titled(view, drawn, least)?);
    }
    Ok(out)
}

/// Weights as stated and as they work, node by node; and the nodes that have none, in a sentence.
fn effective(view: &View<'_>, audit: &Audit) -> Result<(Vec<Titled>, Option<String>), ReportError> {
    let (drawn, without) = figures::weights(view, audit)?;
    let mut out = Vec::new();
    for d in drawn {
        out.push(titled(view, d, 640)?);
    }
    let none = match without.as_slice() {
        [] => None,
        names => Some(say!(view.words, "effective-none", names = view.words.list(names)?)?),
    };
    Ok((out, none))
}

/// Why so many indicators are not drawn together, where they are too many.
fn too_many(view: &View<'_>, indicators: usize) -> Result<Option<String>, ReportError> {
    if indicators <= MOST_INDICATORS {
        return Ok(None);
    }
    let count = |n: usize| view.numbers.count(n);
    Ok(Some(say!(
        view.words,
        "indicators-too-many",
        count = count(indicators),
        most = count(MOST_INDICATORS)
    )?))
}

/// The sections that are there, in order.
fn contents(view: &View<'_>, content: &AuditContent) -> Result<Vec<Link>, ReportError> {
    let mut links = Vec::new();
    for (id, shown) in [
        ("attention", true),
        ("known", true),
        ("spread", true),
        ("together", !content.together.is_empty()),
        ("consistency", !content.consistency.is_empty()),
        ("ranked", content.ranked.is_some()),
        ("effective", !content.effective.is_empty() || content.effective_none.is_some()),
        ("calibration", content.calibration.is_some()),
        ("missing", content.missing.is_some()),
        ("choices", content.variants.is_some()),
        ("against", content.beside.is_some()),
    ] {
        if shown {
            let label = say!(view.words, &format!("section-{id}"))?;
            links.push(Link { anchor: id.to_owned(), label });
        }
    }
    Ok(links)
}

/// Indicators by node, in the order of the tree.
fn groups(view: &View<'_>, audit: &Audit) -> Result<Vec<NodeIndicators>, ReportError> {
    let mut out = Vec::new();
    let mut seen = BTreeSet::new();
    let order = view
        .tree(view.root)
        .into_iter()
        .filter_map(|(n, _)| view.results.assessment.method.nodes.get(n.get()));
    for node in order.filter(|n| seen.insert(n.id.clone())) {
        let mut rows = Vec::new();
        for i in audit.indicators.iter().filter(|i| i.node == node.id) {
            rows.push(indicator(view, i)?);
        }
        if !rows.is_empty() {
            out.push(NodeIndicators {
                node: node.names.or_code(view.lang, &node.id).to_owned(),
                rows,
            });
        }
    }
    Ok(out)
}

fn indicator(view: &View<'_>, i: &IndicatorAudit) -> Result<IndicatorRow, ReportError> {
    let words = &view.words;
    let count = |n: usize| view.numbers.count(n);
    let value = |x: Option<f64>| x.map(|x| view.numbers.value(x));
    let shape = |x: Option<f64>| x.map(|x| view.numbers.fixed(x, 1));
    let mut marks = Vec::new();
    for (raised, id) in [
        (i.low_availability, "mark-seldom"),
        (i.many_zeros, "mark-zeros"),
        (i.few_unique, "mark-few"),
    ] {
        if raised {
            marks.push(say!(words, id)?);
        }
    }
    let at = view.results.assessment.method.indicator_index(&i.indicator);
    Ok(IndicatorRow {
        name: view.name_of(&i.indicator),
        code: i.indicator.clone(),
        unit: match at {
            Some(at) => unit_text(view, at)?,
            None => words.unit(&i.unit, &view.numbers)?,
        },
        known: pieces::of(view, i.available, i.expected)?,
        share: i.share.map(|s| pieces::share(view, s)).transpose()?,
        nonzero: count(i.non_zero),
        unique: count(i.unique),
        marks,
        min: value(i.min),
        median: value(i.median),
        mean: value(i.mean),
        max: value(i.max),
        sd: value(i.sd),
        skewness: shape(i.skewness),
        kurtosis: shape(i.kurtosis),
        at_low: i.at_low_post.map(count),
        at_high: i.at_high_post.map(count),
        outliers: i.outliers,
        saturated: i.saturated,
    })
}

/// The units with the smallest share of their leaves known.
fn poorest(view: &View<'_>, audit: &Audit) -> Result<Vec<UnitRow>, ReportError> {
    let mut units: Vec<&UnitAudit> =
        audit.availability.iter().filter(|u| u.share.is_some_and(|s| s < 1.0)).collect();
    units.sort_by(|a, b| a.share.unwrap_or(0.0).total_cmp(&b.share.unwrap_or(0.0)));
    let mut out = Vec::new();
    for u in units.into_iter().take(POOREST) {
        out.push(UnitRow {
            name: groups::unit_name(view, &u.territory, &u.crime_area),
            known: pieces::of(view, u.available, u.expected)?,
            share: u.share.map(|s| pieces::share(view, s)).transpose()?,
            gaps: view.numbers.count(u.gaps),
        });
    }
    Ok(out)
}

fn one_thing(view: &View<'_>, node: &NodeAudit) -> Result<ConsistencyRow, ReportError> {
    let number = |x: Option<f64>| x.map(|x| view.numbers.fixed(x, 2));
    let component = match node.first_component {
        Some(x) => Some(say!(view.words, "percent", share = view.numbers.percent(x))?),
        None => None,
    };
    Ok(ConsistencyRow {
        name: view.name_of(&node.node),
        parts: view.numbers.count(node.children),
        complete: view.numbers.count(node.complete),
        alpha: number(node.alpha),
        component,
        correlation: number(node.mean_correlation),
        kmo: number(node.kmo),
        kept: node.kept.map(|n| view.numbers.count(n)),
        inconsistent: node.inconsistent,
    })
}
