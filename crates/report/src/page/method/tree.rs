//! The tree of nodes and the indicators under it, as a table each.

use ideal_model::method::{Child, Indicator, Lengths, Method, ValueTransform};
use ideal_model::{IndicatorIx, NodeIx};
use serde::Serialize;

use super::super::{pieces, printed, quantities};
use super::steps::{aggregate, normalise, pooled, population};
use crate::document::Number;
use crate::error::ReportError;
use crate::view::View;
use crate::words::say;

#[derive(Serialize)]
pub(in crate::page) struct NodeRow {
    pub name: String,
    pub id: String,
    pub depth: usize,
    pub weight: Option<Number>,
    /// Of the weights beside it.
    pub share: Option<pieces::Share>,
    pub aggregate: String,
    pub min_coverage: Number,
    pub floor: Option<Number>,
    pub flags: String,
    pub indicators: Number,
}

#[derive(Serialize)]
pub(in crate::page) struct IndicatorRow {
    pub name: String,
    pub anchor: String,
    pub code: String,
    pub node: String,
    pub weight: Number,
    pub kind: String,
    pub direction: String,
    pub unit: String,
    pub posts: String,
    pub normalise: String,
    pub age: Number,
    /// How far its score moves in a year.
    pub drift: Option<String>,
    /// Whether periods shorter than the edition count.
    pub any_length: bool,
    pub areas: String,
    pub span: String,
}

/// The tree of nodes, parents first.
pub(super) fn nodes(view: &View<'_>) -> Result<Vec<NodeRow>, ReportError> {
    let method = &view.results.assessment.method;
    let num = |x: f64| printed::exact(view, x);
    let mut nodes = Vec::new();
    for (index, depth) in view.tree(view.root) {
        let Some(node) = method.nodes.get(index.get()) else { continue };
        let siblings = node.parent.map_or(0.0, |parent| weight_under(method, parent));
        let mut flags = Vec::new();
        for (on, id) in [
            (node.required, "flag-required"),
            (node.invert, "flag-inverted"),
            (node.parent.is_some() && node.weight == 0.0, "flag-weightless"),
        ] {
            if on {
                flags.push(say!(view.words, id)?);
            }
        }
        nodes.push(NodeRow {
            name: view.node_name(index),
            id: node.id.clone(),
            depth,
            weight: node.parent.map(|_| num(node.weight)).transpose()?,
            share: (siblings > 0.0)
                .then(|| pieces::share(view, node.weight / siblings))
                .transpose()?,
            aggregate: aggregate(view, node.aggregate)?,
            min_coverage: num(node.min_coverage)?,
            floor: node.aggregate.floor(node.floor, method.scale).map(num).transpose()?,
            flags: if flags.is_empty() { "–".to_owned() } else { flags.join(", ") },
            indicators: printed::count(view, view.leaves(index).len())?,
        });
    }
    Ok(nodes)
}

/// The weights of all children of a node together.
fn weight_under(method: &Method, node: NodeIx) -> f64 {
    let Some(node) = method.nodes.get(node.get()) else { return 0.0 };
    node.children
        .iter()
        .map(|c| match *c {
            Child::Node(n) => method.nodes.get(n.get()).map_or(0.0, |n| n.weight),
            Child::Leaf(l) => method.indicators.get(l.get()).map_or(0.0, |i| i.weight),
        })
        .sum()
}

pub(super) fn measure(
    view: &View<'_>,
    index: IndicatorIx,
    entry: &Indicator,
) -> Result<IndicatorRow, ReportError> {
    let words = &view.words;
    let method = &view.results.assessment.method;
    let num = |x: f64| view.numbers.exact(x);
    let posts = if entry.normalise.unwrap_or(method.steps.normalise).needs_population() {
        population(view, index)?
    } else {
        match entry.goalposts {
            Some([low, high]) => say!(words, "interval", low = num(low), high = num(high))?,
            None => "–".to_owned(),
        }
    };
    let over = if entry.normalise.is_some() { entry.over } else { method.steps.over };
    let mut function =
        pooled(view, normalise(view, entry.normalise.unwrap_or(method.steps.normalise))?, over)?;
    if let Some(transform) = entry.transform {
        function = match transform {
            ValueTransform::Log => say!(words, "transform-log", function = function)?,
            ValueTransform::Log1p => say!(words, "transform-log1p", function = function)?,
            ValueTransform::Sqrt => say!(words, "transform-sqrt", function = function)?,
            ValueTransform::Own(own) => {
                say!(words, "transform-own", name = own.name(), function = function)?
            }
        };
    }
    if let Some(window) = entry.smooth {
        function =
            say!(words, "smooth", function = function, n = window, window = window.to_string())?;
    }
    let area_name = |code: &String| {
        let known = view.results.areas.iter().find(|a| a.code == *code);
        known.map_or(code.as_str(), |a| a.names.or_code(view.lang, code)).to_owned()
    };
    let areas = if view.territories_only() {
        entry.area.as_ref().map(area_name).unwrap_or_default()
    } else if entry.crime_areas.is_empty() {
        say!(words, "all-areas")?
    } else {
        let mut names: Vec<String> = entry.crime_areas.iter().map(area_name).collect();
        names.sort_by(|a, b| words.compare(a, b));
        words.list(&names)?
    };
    let span = match (entry.since, entry.until) {
        (Some(a), Some(b)) => say!(words, "interval", low = a.to_string(), high = b.to_string())?,
        (Some(a), None) => say!(words, "span-since", period = a.to_string())?,
        (None, Some(b)) => say!(words, "span-until", period = b.to_string())?,
        (None, None) => String::new(),
    };
    Ok(IndicatorRow {
        name: view.indicator_name(index),
        anchor: pieces::indicator_anchor(view, index),
        code: entry.code.clone(),
        node: entry.parent.map(|p| view.node_name(p)).unwrap_or_default(),
        weight: printed::exact(view, entry.weight)?,
        kind: say!(words, &format!("kind-{}", entry.kind.word()))?,
        direction: quantities::direction(view, entry.direction)?,
        unit: quantities::unit_text(view, index)?,
        posts,
        normalise: function,
        age: printed::exact(view, entry.max_age)?,
        drift: drift(view, index)?,
        any_length: entry.periods == Lengths::Any,
        areas,
        span,
    })
}

/// How far the score of an indicator moves in a year; none where nothing says so, and where nothing
/// was drawn.
fn drift(view: &View<'_>, index: IndicatorIx) -> Result<Option<String>, ReportError> {
    let rate = view.results.drift.iter().find(|d| d.indicator == index);
    let Some(rate) = rate.filter(|_| view.results.draws > 0) else { return Ok(None) };
    say!(view.words, "drift-of", sd = view.numbers.fixed(rate.variance.sqrt(), 1)).map(Some)
}
