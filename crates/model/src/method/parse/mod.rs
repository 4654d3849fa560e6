//! A method file becomes a [`Method`], or every reason why not.

mod constants;
mod raters;
mod steps;
mod tree;

use std::collections::BTreeMap;

use super::places::Places;
use super::validate::validate;
use super::{
    Confidence, Indicator, MEANS, Mean, Method, Node, PENALTIES, Raters, Rollup, Rounding, Steps,
    Uncertainty, UnitKind, defaults,
};
use crate::document::{Item, ItemValue, Position, Reader, Section};
use crate::finding::Finding;
use crate::findings::Findings;
use crate::ids::{IndicatorIx, NodeIx};
use constants::{read_bands, read_confidence, read_rollup, read_uncertainty};
use raters::read_raters;
use steps::read_steps;
use tree::{attach, read_indicator, read_node};

const TOP: [&str; 18] = [
    "id",
    "version",
    "owner",
    "title",
    "description",
    "unit",
    "scale",
    "decimals",
    "rounding",
    "node",
    "indicator",
    "rollup",
    "band",
    "confidence",
    "steps",
    "uncertainty",
    "raters",
    "name",
];

/// Reads a method file. The method is there exactly if no finding is an error.
///
/// All findings of the file come in one pass, each with `file:line:column`: syntax, unknown keys
/// with the nearest valid one, types, weights, goalposts, cycles, parents that do not exist or have
/// no children, bands and constants out of range.
#[must_use]
pub fn parse_method(text: &str, file: &str) -> (Option<Method>, Vec<Finding>) {
    let (method, findings) = read_method(text, file);
    (method, findings.finish())
}

/// [`parse_method`], with its findings as a list that others can be added to.
#[must_use]
pub fn read_method(text: &str, file: &str) -> (Option<Method>, Findings) {
    let mut r = Reader::new(file);
    let Some(mut top) = r.parse(text) else { return (None, r.findings) };
    if text.trim().is_empty() {
        r.error(Position { line: 1, column: 1 }, "empty-method", "the method file is empty").hint =
            Some("`ideal new DIR` writes a commented one".into());
        return (None, r.findings);
    }
    let mut places = Places::default();
    let head = Head::read(&mut r, &mut top, &mut places);
    let tree = Elements::read(&mut r, &mut top, &head, &mut places);
    let [rollup_territory, rollup_crime_area, rollup_region] =
        read_rollups(&mut r, &mut top, &tree.ids, head.scale);
    let bands = read_bands(&mut r, &mut top, &tree.ids, head.scale, &mut places);
    let confidence = r
        .table(&mut top, "confidence")
        .map_or_else(Confidence::default, |t| read_confidence(&mut r, t, &mut places));
    let mistakes = r.findings.made();
    let steps = r.table(&mut top, "steps").map_or_else(Steps::default, |t| {
        places.steps = t.at;
        read_steps(&mut r, t, head.scale)
    });
    places.steps_misread = r.findings.made() > mistakes;
    let uncertainty = r
        .table(&mut top, "uncertainty")
        .map_or_else(Uncertainty::default, |t| read_uncertainty(&mut r, &tree.ids, t, &mut places));
    let raters =
        r.table(&mut top, "raters").map_or_else(Raters::default, |t| read_raters(&mut r, t));
    r.unknown_keys(top, &TOP, "the method");

    let mut method = Method {
        id: head.id,
        version: head.version,
        owner: head.owner,
        unit: head.unit,
        scale: head.scale,
        decimals: head.decimals,
        rounding: head.rounding,
        nodes: tree.nodes,
        indicators: tree.indicators,
        root: NodeIx::FIRST,
        rollup_territory,
        rollup_crime_area,
        rollup_region,
        bands,
        confidence,
        steps,
        uncertainty,
        raters,
    };
    validate(&mut method, &places, &mut r);
    let broken = r.findings.failed();
    r.findings.sort_by_place();
    (if broken { None } else { Some(method) }, r.findings)
}

/// The keys at the top of the file.
struct Head {
    id: String,
    version: String,
    owner: String,
    unit: UnitKind,
    scale: [f64; 2],
    decimals: u8,
    rounding: Rounding,
}

impl Head {
    fn read(r: &mut Reader, top: &mut Section, places: &mut Places) -> Self {
        let id = r.text(top, "id").map(|(s, _)| s);
        if id.is_none() {
            r.error(Position { line: 1, column: 1 }, "missing-key", "the method has no `id`");
        }
        let version = r.text(top, "version").map(|(s, _)| s).unwrap_or_default();
        let owner = r.text(top, "owner").map(|(s, _)| s).unwrap_or_default();
        let _ = (top.take("title"), top.take("description"), top.take("name"));
        let units =
            [("territory-area", UnitKind::TerritoryArea), ("territory", UnitKind::Territory)];
        let unit = r.word(top, "unit", &units).unwrap_or_default();
        places.scale = top.place("scale").unwrap_or_default();
        let scale = read_scale(r, top);
        let decimals = r.integer(top, "decimals", 0..=12).and_then(|d| u8::try_from(d).ok());
        let roundings = [("half-up", Rounding::HalfUp), ("half-even", Rounding::HalfEven)];
        let rounding = r.word(top, "rounding", &roundings).unwrap_or_default();
        let id = id.unwrap_or_default();
        Head {
            id,
            version,
            owner,
            unit,
            scale,
            decimals: decimals.unwrap_or(defaults::DECIMALS),
            rounding,
        }
    }
}

/// The scale that scores lie on, low end first.
fn read_scale(r: &mut Reader, top: &mut Section) -> [f64; 2] {
    match r.pair(top, "scale") {
        Some(([low, high], at)) if low >= high => {
            let message = format!(
                "the scale runs from {low} to {high}; its low end must be below its high end"
            );
            r.error(at, "bad-scale", message);
            defaults::SCALE
        }
        Some((scale, _)) => scale,
        None => defaults::SCALE,
    }
}

/// Nodes and indicators, hung under one another.
struct Elements {
    ids: Known<NodeIx>,
    nodes: Vec<Node>,
    indicators: Vec<Indicator>,
}

impl Elements {
    fn read(r: &mut Reader, top: &mut Section, head: &Head, places: &mut Places) -> Self {
        let node_tables = named_tables(r, top, "node");
        let indicator_tables = named_tables(r, top, "indicator");
        let ids = node_tables.iter().map(|(id, ..)| id.clone());
        let ids = Known::new(ids, NodeIx::all(node_tables.len()));
        let codes = indicator_tables.iter().map(|(code, ..)| code.clone());
        let codes = Known::new(codes, IndicatorIx::all(indicator_tables.len()));
        let mut nodes = Vec::with_capacity(node_tables.len());
        for (id, at, table) in node_tables {
            nodes.push(read_node(r, &ids, id, at, table, places));
        }
        let unit = (head.unit, head.scale);
        let mut indicators = Vec::with_capacity(indicator_tables.len());
        for (code, at, table) in indicator_tables {
            indicators.push(read_indicator(r, &ids, &codes, unit, code, at, table, places));
        }
        attach(&mut nodes, &indicators, places);
        Elements { ids, nodes, indicators }
    }
}

/// The roll-ups of territories, crime areas and regions.
fn read_rollups(
    r: &mut Reader,
    top: &mut Section,
    ids: &Known<NodeIx>,
    scale: [f64; 2],
) -> [Option<Rollup>; 3] {
    const TABLES: [&str; 3] = ["territory", "crime_area", "region"];
    let mut tables = r.table(top, "rollup").unwrap_or_default();
    let rollups = TABLES
        .map(|key| r.table(&mut tables, key).map(|table| read_rollup(r, ids, key, table, scale)));
    r.unknown_keys(tables, &TABLES, "[rollup]");
    rollups
}

/// The tables under `[key.NAME]`, in the order of the file.
fn named_tables(r: &mut Reader, top: &mut Section, key: &str) -> Vec<(String, Position, Section)> {
    let Some(mut all) = r.table(top, key) else { return Vec::new() };
    let mut out = Vec::new();
    for (name, at, item) in all.take_all() {
        match item.value {
            ItemValue::Table(t) => out.push((name, at, t)),
            _ => {
                r.error(
                    at,
                    "wrong-type",
                    format!("`{key}.{name}` should be a table, [{key}.\"{name}\"]"),
                );
            }
        }
    }
    out
}

/// Takes a code that must be one of `known`; gives its index.
fn reference<I: Copy>(
    r: &mut Reader,
    table: &mut Section,
    key: &str,
    known: &Known<I>,
    what: &str,
) -> Option<I> {
    let (text, at) = r.text(table, key)?;
    find(r, &text, at, key, known, what)
}

fn find<I: Copy>(
    r: &mut Reader,
    text: &str,
    at: Position,
    key: &str,
    known: &Known<I>,
    what: &str,
) -> Option<I> {
    let found = known.places.get(text).copied();
    if found.is_none() {
        let hint = r.like(text, "unknown-reference", known.places.keys().map(String::as_str));
        r.error(
            at,
            "unknown-reference",
            format!("`{key}` names `{text}`, and there is no such {what}"),
        )
        .hint = hint;
    }
    found
}

/// The ids of nodes or the codes of indicators, each with its index in the order of the file.
struct Known<I> {
    places: BTreeMap<String, I>,
}

impl<I> Known<I> {
    fn new(ids: impl Iterator<Item = String>, indices: impl Iterator<Item = I>) -> Self {
        Known { places: ids.zip(indices).collect() }
    }
}

fn weight(r: &mut Reader, table: &mut Section, at: Position) -> (f64, Position) {
    match r.number(table, "weight") {
        Some((w, at)) if w < 0.0 => {
            r.error(
                at,
                "negative-weight",
                format!("the weight is {w}; weights are finite and not below 0"),
            );
            (defaults::WEIGHT, at)
        }
        Some(found) => found,
        None => (defaults::WEIGHT, at),
    }
}

fn share(r: &mut Reader, table: &mut Section, key: &str, default: f64) -> f64 {
    match r.number(table, key) {
        Some((x, at)) if !(0.0..=1.0).contains(&x) => {
            r.error(at, "out-of-range", format!("`{key}` is {x}; it must lie in 0 to 1"));
            default
        }
        Some((x, _)) => x,
        None => default,
    }
}

fn read_aggregate(r: &mut Reader, table: &mut Section, key: &str) -> Option<Mean> {
    let item = table.take(key)?;
    aggregate_of(r, key, item)
}

fn aggregate_of(r: &mut Reader, key: &str, item: Item) -> Option<Mean> {
    match item.value {
        ItemValue::Text(t) if t == "copeland" => {
            r.error(
                item.at,
                "unknown-word",
                format!(
                    "`{key}` cannot be `copeland`, which ranks units against each other and \
                         scores none"
                ),
            )
            .hint = Some(
                "`ideal sensitivity` compares the ranking with Copeland's; a node needs a \
                          function of its children"
                    .into(),
            );
            None
        }
        ItemValue::Text(t) if t == "power" => {
            r.error(item.at, "missing-key", "a power mean needs its exponent").hint =
                Some(format!("write {key} = {{ power = 2 }}; 0 is \"geometric\""));
            None
        }
        ItemValue::Text(t) => {
            let mut words: Vec<(&str, Option<Mean>)> =
                MEANS.iter().map(|(w, a)| (*w, Some(*a))).collect();
            words.push(("power", None));
            r.as_word(key, &t, item.at, &words).flatten()
        }
        ItemValue::Table(mut t) => {
            let before = r.findings.made();
            let power = r.number(&mut t, "power");
            let penalty = r.word(&mut t, "mazziotta_pareto", &PENALTIES);
            r.unknown_keys(t, &["power", "mazziotta_pareto"], &format!("`{key}`"));
            match (power, penalty) {
                (Some((0.0, at)), None) => {
                    r.error(
                        at,
                        "bad-power",
                        "a power mean needs an exponent other than 0; for 0 write \"geometric\"",
                    );
                    None
                }
                (Some((p, _)), None) => Some(Mean::Power(p)),
                (None, Some(penalty)) => Some(Mean::MazziottaPareto(penalty)),
                (Some(_), Some(_)) => {
                    r.error(
                        item.at,
                        "two-functions",
                        format!(
                            "`{key}` names two functions, `power` and `mazziotta_pareto`; keep one"
                        ),
                    );
                    None
                }
                // What is there and wrong is reported already.
                (None, None) if r.findings.made() > before => None,
                (None, None) => {
                    r.error(item.at, "missing-key", format!("`{key}` is an empty table")).hint =
                        Some(
                            "write { power = 2 }, { mazziotta_pareto = \"add\" }, or a word such \
                              as \"arithmetic\""
                                .into(),
                        );
                    None
                }
            }
        }
        _ => {
            r.error(
                item.at,
                "wrong-type",
                format!("`{key}` should be a word such as \"arithmetic\", or {{ power = 2 }}"),
            );
            None
        }
    }
}

#[cfg(test)]
mod tests;
