//! The statistical audit as a page of its own, beside the report.

mod attention;
mod figures;

use std::collections::BTreeSet;

use ideal_engine::{Audit, IndicatorAudit, LEAST_ROWS, NodeAudit, UnitAudit};
use serde::Serialize;

use super::quantities::unit_text;
use super::views::{self, Link};
use super::{Figure, render, style};
use crate::chart::{Chart, MOST_INDICATORS};
use crate::error::ReportError;
use crate::reading::Reading;
use crate::words::say;

/// Units with the least evidence that the page shows.
const POOREST: usize = 10;

#[derive(Serialize)]
struct Page {
    lang: &'static str,
    version: &'static str,
    mark: String,
    css: String,
    title: String,
    edition: String,
    /// The report beside it, if there is one.
    home: Option<String>,
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
    groups: Vec<Group>,
    shared: bool,
    poorest: Vec<Unit>,
    poorest_shown: String,
    together: Vec<Titled>,
    /// Every indicator with every other.
    indicators_all: Option<Figure>,
    /// Why that is not drawn.
    indicators_none: Option<String>,
    consistency: Vec<Consistency>,
    effective: Vec<Titled>,
    effective_none: Option<String>,
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
struct Group {
    node: String,
    rows: Vec<Indicator>,
}

#[derive(Serialize)]
struct Indicator {
    name: String,
    code: String,
    unit: String,
    known: String,
    share: Option<views::Share>,
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
    outliers: bool,
}

#[derive(Serialize)]
struct Unit {
    name: String,
    known: String,
    share: Option<views::Share>,
    gaps: String,
}

#[derive(Serialize)]
struct Consistency {
    name: String,
    parts: String,
    complete: String,
    alpha: Option<String>,
    component: Option<String>,
    correlation: Option<String>,
    inconsistent: bool,
}

/// File name of the page.
pub(crate) fn file(reading: &Reading<'_>) -> String {
    format!("audit.{}.html", reading.lang)
}

/// How many flags the audit raises: what the page lists, one by one.
pub(super) fn flags(reading: &Reading<'_>, audit: &Audit) -> Result<usize, ReportError> {
    Ok(attention::attention(reading, audit)?.count)
}

/// The charts of the audit.
pub(crate) fn charts(reading: &Reading<'_>, audit: &Audit) -> Result<Vec<Chart>, ReportError> {
    let mut out: Vec<Chart> =
        figures::correlations(reading, audit)?.into_iter().map(|f| f.chart).collect();
    out.extend(figures::indicators(reading, audit)?);
    out.extend(figures::weights(reading, audit)?.0.into_iter().map(|f| f.chart));
    Ok(out)
}

/// The page as one file.
pub(crate) fn html(reading: &Reading<'_>, audit: &Audit) -> Result<String, ReportError> {
    let words = &reading.words;
    let assessment = &reading.results.assessment;
    let count = |n: usize| reading.numbers.count(n);
    let mark = reading.results.mark.to_string();
    let attention = attention::attention(reading, audit)?;
    let titled = |f: figures::Drawn, least: u32| -> Result<Titled, ReportError> {
        let title = say!(words, "together-node", node = f.node.as_str())?;
        let caption = if f.cut { say!(words, "together-columns")? } else { String::new() };
        Ok(Titled { title, wide: f.wide, figure: Figure::new(f.chart, caption, least) })
    };
    let mut together = Vec::new();
    for drawn in figures::correlations(reading, audit)? {
        let least = if drawn.wide { 900 } else { 700 };
        together.push(titled(drawn, least)?);
    }
    let indicators = figures::indicators(reading, audit)?;
    let too_many = audit.indicators.len() > MOST_INDICATORS;
    let indicators_none = match too_many {
        true => Some(say!(
            words,
            "indicators-too-many",
            count = count(audit.indicators.len()),
            most = count(MOST_INDICATORS)
        )?),
        false => None,
    };
    let (drawn, without) = figures::weights(reading, audit)?;
    let mut effective = Vec::new();
    for d in drawn {
        effective.push(titled(d, 640)?);
    }
    let effective_none = match without.as_slice() {
        [] => None,
        names => Some(say!(words, "effective-none", names = words.list(names)?)?),
    };
    let mut consistency = Vec::new();
    for node in audit.nodes.iter().filter(|n| n.children > 1) {
        consistency.push(one_thing(reading, node)?);
    }
    let poorest = poorest(reading, audit)?;
    let mut page = Page {
        lang: reading.lang.tag(),
        version: env!("CARGO_PKG_VERSION"),
        css: style::css(&mark)?,
        mark,
        title: assessment.title.or_code(reading.lang, &assessment.id).to_owned(),
        edition: audit.edition.clone(),
        home: (!reading.alone).then(|| format!("report.{}.html", reading.lang)),
        method_id: assessment.method.id.clone(),
        method_version: assessment.method.version.clone(),
        hash: assessment.method_sha256.clone(),
        units: count(audit.units),
        indicators: count(audit.indicators.len()),
        nodes: count(audit.nodes.len()),
        pairs: count(audit.correlations.len()),
        flags: count(attention.count),
        least_rows: LEAST_ROWS,
        contents: Vec::new(),
        attention,
        groups: groups(reading, audit)?,
        shared: !reading.territories_only(),
        poorest_shown: count(poorest.len()),
        poorest,
        together,
        indicators_all: indicators.map(|chart| Figure::new(chart, String::new(), 900)),
        indicators_none,
        consistency,
        effective,
        effective_none,
    };
    for (id, shown) in [
        ("attention", true),
        ("known", true),
        ("spread", true),
        ("together", !page.together.is_empty()),
        ("consistency", !page.consistency.is_empty()),
        ("effective", !page.effective.is_empty() || page.effective_none.is_some()),
    ] {
        if shown {
            page.contents.push(Link {
                anchor: id.to_owned(),
                label: say!(words, &format!("section-{id}"))?,
            });
        }
    }
    render::render(reading, "audit.html", &page)
}

/// Indicators by node, in the order of the tree.
fn groups(reading: &Reading<'_>, audit: &Audit) -> Result<Vec<Group>, ReportError> {
    let mut out = Vec::new();
    let mut seen = BTreeSet::new();
    let order = reading
        .tree(reading.root)
        .into_iter()
        .filter_map(|(n, _)| reading.results.assessment.method.nodes.get(n.get()));
    for node in order.filter(|n| seen.insert(n.id.clone())) {
        let mut rows = Vec::new();
        for i in audit.indicators.iter().filter(|i| i.node == node.id) {
            rows.push(indicator(reading, i)?);
        }
        if !rows.is_empty() {
            out.push(Group { node: node.names.or_code(reading.lang, &node.id).to_owned(), rows });
        }
    }
    Ok(out)
}

fn indicator(reading: &Reading<'_>, i: &IndicatorAudit) -> Result<Indicator, ReportError> {
    let words = &reading.words;
    let count = |n: usize| reading.numbers.count(n);
    let value = |x: Option<f64>| x.map(|x| reading.numbers.value(x));
    let shape = |x: Option<f64>| x.map(|x| reading.numbers.fixed(x, 1));
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
    let at = reading.results.assessment.method.indicator_index(&i.indicator);
    Ok(Indicator {
        name: reading.name_of(&i.indicator),
        code: i.indicator.clone(),
        unit: match at {
            Some(at) => unit_text(reading, at)?,
            None => words.unit(&i.unit, &reading.numbers)?,
        },
        known: say!(words, "of", part = count(i.available), whole = count(i.expected))?,
        share: i.share.map(|s| views::share(reading, s)),
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
        outliers: i.outliers,
    })
}

/// The units with the smallest share of their leaves known.
fn poorest(reading: &Reading<'_>, audit: &Audit) -> Result<Vec<Unit>, ReportError> {
    let mut units: Vec<&UnitAudit> =
        audit.availability.iter().filter(|u| u.share.is_some_and(|s| s < 1.0)).collect();
    units.sort_by(|a, b| a.share.unwrap_or(0.0).total_cmp(&b.share.unwrap_or(0.0)));
    let mut out = Vec::new();
    for u in units.into_iter().take(POOREST) {
        let place = reading.results.places.iter().find(|p| p.code == u.territory);
        let place = place.map_or(u.territory.as_str(), |p| p.names.or_code(reading.lang, &p.code));
        let area = reading.results.areas.iter().find(|a| a.code == u.crime_area && a.code != "*");
        let name = match area {
            Some(area) => format!("{place} · {}", area.names.or_code(reading.lang, &area.code)),
            None => place.to_owned(),
        };
        out.push(Unit {
            name,
            known: say!(
                reading.words,
                "of",
                part = reading.numbers.count(u.available),
                whole = reading.numbers.count(u.expected)
            )?,
            share: u.share.map(|s| views::share(reading, s)),
            gaps: reading.numbers.count(u.gaps),
        });
    }
    Ok(out)
}

fn one_thing(reading: &Reading<'_>, node: &NodeAudit) -> Result<Consistency, ReportError> {
    let number = |x: Option<f64>| x.map(|x| reading.numbers.fixed(x, 2));
    let component = match node.first_component {
        Some(x) => Some(say!(reading.words, "percent", share = reading.numbers.percent(x))?),
        None => None,
    };
    Ok(Consistency {
        name: reading.name_of(&node.node),
        parts: reading.numbers.count(node.children),
        complete: reading.numbers.count(node.complete),
        alpha: number(node.alpha),
        component,
        correlation: number(node.mean_correlation),
        inconsistent: node.inconsistent,
    })
}
