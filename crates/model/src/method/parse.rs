//! A method file becomes a [`Method`], or every reason why not.

use super::validate::validate;
use super::{
    Aggregate, Band, Child, Confidence, Direction, Impute, ImputeMethod, Indicator, Kind, Method, Node, Normalise, Per, Rollup, Rounding,
    Screen, ScreenBy, Steps, Switch, Transform, Treat, TreatThen, Uncertainty, UnitKind,
};
use crate::document::{Item, ItemValue, Place, Reader, Section};
use crate::finding::{Finding, did_you_mean};
use crate::grade::Scheme;

const TOP: [&str; 17] = [
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
    "name",
];
const NODE: [&str; 8] = ["name", "parent", "weight", "aggregate", "min_coverage", "required", "invert", "floor"];
const INDICATOR: [&str; 17] = [
    "name",
    "parent",
    "weight",
    "kind",
    "unit",
    "direction",
    "goalposts",
    "transform",
    "normalise",
    "per",
    "max_age",
    "sources",
    "crime_areas",
    "since",
    "until",
    "reads",
    "smooth",
];
const ROLLUP: [&str; 6] = ["aggregate", "weights", "weights_of", "floor", "min_coverage", "groups"];
const BAND: [&str; 4] = ["id", "name", "below", "of"];
const CONFIDENCE: [&str; 9] =
    ["scheme", "reliability", "credibility", "ungraded", "timeliness", "corroboration", "moderate", "high", "floor"];
const STEPS: [&str; 5] = ["denominate", "impute", "screen", "treat", "normalise"];
const UNCERTAINTY: [&str; 6] = ["concentration", "sd", "change_threshold", "top", "tie", "switch"];
const NORMALISE: [&str; 6] = ["method", "range", "mean", "sd", "target", "reference"];
const AGGREGATES: [(&str, Aggregate); 6] = [
    ("arithmetic", Aggregate::Arithmetic),
    ("geometric", Aggregate::Geometric),
    ("harmonic", Aggregate::Harmonic),
    ("median", Aggregate::Median),
    ("min", Aggregate::Min),
    ("max", Aggregate::Max),
];

/// Where things stand in the file, for findings made after reading.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// Of each node's table.
    pub nodes: Vec<Place>,
    /// Of each node's `weight`, else of its table.
    pub node_weights: Vec<Place>,
    /// Of each indicator's table.
    pub indicators: Vec<Place>,
    /// Of each indicator's `weight`, else of its table.
    pub indicator_weights: Vec<Place>,
    /// Of each indicator's `goalposts`, else of its table.
    pub goalposts: Vec<Place>,
    /// Of each band.
    pub bands: Vec<Place>,
}

/// Reads a method file. The method is there exactly if no finding is an error.
///
/// All findings of the file come in one pass, each with `file:line:column`: syntax, unknown keys with the nearest
/// valid one, types, weights, goalposts, cycles, parents that do not exist or have no children, bands and constants out
/// of range.
#[must_use]
pub fn parse_method(text: &str, file: &str) -> (Option<Method>, Vec<Finding>) {
    let mut r = Reader::new(file);
    let Some(mut top) = r.parse(text) else { return (None, r.findings) };
    if text.trim().is_empty() {
        r.error(Place { line: 1, column: 1 }, "empty-method", "the method file is empty").hint =
            Some("`ideal new DIR` writes a commented one".into());
        return (None, r.findings);
    }
    let mut places = Places::default();
    let id = r.text(&mut top, "id");
    if id.is_none() {
        r.error(Place { line: 1, column: 1 }, "missing-key", "the method has no `id`");
    }
    let version = r.text(&mut top, "version").map(|(s, _)| s).unwrap_or_default();
    let owner = r.text(&mut top, "owner").map(|(s, _)| s).unwrap_or_default();
    let _ = (top.take("title"), top.take("description"), top.take("name"));
    let unit =
        r.word(&mut top, "unit", &[("territory-area", UnitKind::TerritoryArea), ("territory", UnitKind::Territory)]).unwrap_or_default();
    let scale = match r.pair(&mut top, "scale") {
        Some((s, at)) if s[0] >= s[1] => {
            r.error(at, "bad-scale", format!("the scale runs from {} to {}; its low end must be below its high end", s[0], s[1]));
            [0.0, 100.0]
        }
        Some((s, _)) => s,
        None => [0.0, 100.0],
    };
    let decimals = r.integer(&mut top, "decimals", 0..=12).and_then(|d| u8::try_from(d).ok()).unwrap_or(1);
    let rounding = r.word(&mut top, "rounding", &[("half-up", Rounding::HalfUp), ("half-even", Rounding::HalfEven)]).unwrap_or_default();

    let node_tables = named_tables(&mut r, &mut top, "node");
    let indicator_tables = named_tables(&mut r, &mut top, "indicator");
    let node_ids: Vec<String> = node_tables.iter().map(|(id, ..)| id.clone()).collect();
    let codes: Vec<String> = indicator_tables.iter().map(|(id, ..)| id.clone()).collect();

    let mut nodes = Vec::with_capacity(node_tables.len());
    for (id, at, table) in node_tables {
        nodes.push(read_node(&mut r, &node_ids, id, at, table, &mut places));
    }
    let mut indicators = Vec::with_capacity(indicator_tables.len());
    for (code, at, table) in indicator_tables {
        indicators.push(read_indicator(&mut r, &node_ids, &codes, unit, code, at, table, &mut places));
    }
    attach(&mut nodes, &indicators, &places);

    let mut rollups = r.table(&mut top, "rollup").unwrap_or_default();
    let mut rollup = |r: &mut Reader, key: &str| r.table(&mut rollups, key).map(|t| read_rollup(r, &node_ids, key, t));
    let rollup_territory = rollup(&mut r, "territory");
    let rollup_crime_area = rollup(&mut r, "crime_area");
    let rollup_region = rollup(&mut r, "region");
    r.unknown_keys(rollups, &["territory", "crime_area", "region"], "[rollup]");
    let bands = read_bands(&mut r, &mut top, &node_ids, scale, &mut places);
    let confidence = r.table(&mut top, "confidence").map_or_else(Confidence::default, |t| read_confidence(&mut r, t));
    let steps = r.table(&mut top, "steps").map_or_else(Steps::default, |t| read_steps(&mut r, t));
    let uncertainty = r.table(&mut top, "uncertainty").map_or_else(Uncertainty::default, |t| read_uncertainty(&mut r, &node_ids, t));
    r.unknown_keys(top, &TOP, "the method");

    let mut method = Method {
        id: id.map(|(s, _)| s).unwrap_or_default(),
        version,
        owner,
        unit,
        scale,
        decimals,
        rounding,
        nodes,
        indicators,
        root: 0,
        rollup_territory,
        rollup_crime_area,
        rollup_region,
        bands,
        confidence,
        steps,
        uncertainty,
    };
    validate(&mut method, &places, &mut r);
    let broken = r.findings.iter().any(Finding::is_error);
    r.findings.sort_by_key(|f| (f.line, f.column));
    (if broken { None } else { Some(method) }, r.findings)
}

/// The tables under `[key.NAME]`, in the order of the file.
fn named_tables(r: &mut Reader, top: &mut Section, key: &str) -> Vec<(String, Place, Section)> {
    let Some(mut all) = r.table(top, key) else { return Vec::new() };
    let mut out = Vec::new();
    for (name, at, item) in all.take_all() {
        match item.value {
            ItemValue::Table(t) => out.push((name, at, t)),
            _ => {
                r.error(at, "wrong-type", format!("`{key}.{name}` should be a table, [{key}.\"{name}\"]"));
            }
        }
    }
    out
}

/// Takes a code that must be one of `known`; gives its index.
fn reference(r: &mut Reader, table: &mut Section, key: &str, known: &[String], what: &str) -> Option<usize> {
    let (text, at) = r.text(table, key)?;
    find(r, &text, at, key, known, what)
}

fn find(r: &mut Reader, text: &str, at: Place, key: &str, known: &[String], what: &str) -> Option<usize> {
    let found = known.iter().position(|k| k == text);
    if found.is_none() {
        r.error(at, "unknown-reference", format!("`{key}` names `{text}`, and there is no such {what}")).hint =
            did_you_mean(text, known.iter().map(String::as_str));
    }
    found
}

fn weight(r: &mut Reader, table: &mut Section, at: Place) -> (f64, Place) {
    match r.number(table, "weight") {
        Some((w, at)) if w < 0.0 => {
            r.error(at, "negative-weight", format!("the weight is {w}; weights are finite and not below 0"));
            (1.0, at)
        }
        Some(found) => found,
        None => (1.0, at),
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

fn read_aggregate(r: &mut Reader, table: &mut Section, key: &str) -> Option<Aggregate> {
    let item = table.take(key)?;
    aggregate_of(r, key, item)
}

fn aggregate_of(r: &mut Reader, key: &str, item: Item) -> Option<Aggregate> {
    match item.value {
        ItemValue::Text(t) => {
            let words = AGGREGATES;
            r.as_word(key, &t, item.at, &words)
        }
        ItemValue::Table(mut t) => {
            let power = r.number(&mut t, "power");
            r.unknown_keys(t, &["power"], &format!("`{key}`"));
            match power {
                Some((0.0, at)) => {
                    r.error(at, "bad-power", "a power mean needs an exponent other than 0; for 0 write \"geometric\"");
                    None
                }
                Some((p, _)) => Some(Aggregate::Power(p)),
                None => None,
            }
        }
        _ => {
            r.error(item.at, "wrong-type", format!("`{key}` should be a word such as \"arithmetic\", or {{ power = 2 }}"));
            None
        }
    }
}

fn read_node(r: &mut Reader, ids: &[String], id: String, at: Place, mut t: Section, places: &mut Places) -> Node {
    let names = r.names(&mut t, "name");
    let had_parent = t.has("parent");
    let parent = reference(r, &mut t, "parent", ids, "node");
    let has_weight = t.has("weight");
    let (weight, weight_at) = weight(r, &mut t, at);
    if has_weight && !had_parent {
        r.error(weight_at, "root-weight", format!("`{id}` has no parent, and a root has no weight"));
    }
    let aggregate = read_aggregate(r, &mut t, "aggregate").unwrap_or_default();
    let min_coverage = share(r, &mut t, "min_coverage", 0.6);
    let required = r.boolean(&mut t, "required").unwrap_or(false);
    let invert = r.boolean(&mut t, "invert").unwrap_or(false);
    let floor = r.number(&mut t, "floor").map(|(f, _)| f);
    r.unknown_keys(t, &NODE, &format!("[node.{id}]"));
    places.nodes.push(at);
    places.node_weights.push(weight_at);
    Node { id, names, parent, weight, aggregate, min_coverage, required, invert, floor, children: Vec::new(), line: at.line }
}

#[expect(clippy::too_many_arguments, reason = "one reader, called once")]
fn read_indicator(
    r: &mut Reader,
    ids: &[String],
    codes: &[String],
    unit: UnitKind,
    code: String,
    at: Place,
    mut t: Section,
    places: &mut Places,
) -> Indicator {
    let names = r.names(&mut t, "name");
    let parent = reference(r, &mut t, "parent", ids, "node");
    let (weight, weight_at) = weight(r, &mut t, at);
    let kind = r.word(&mut t, "kind", &Kind::ALL).unwrap_or_default();
    let unit_words = r.text(&mut t, "unit").map(|(s, _)| s).unwrap_or_default();
    let direction = r.word(&mut t, "direction", &[("up", Direction::Up), ("down", Direction::Down)]).unwrap_or_default();
    let posts = r.pair(&mut t, "goalposts");
    places.goalposts.push(posts.map_or(at, |(_, p)| p));
    let transform = r.word(&mut t, "transform", &[("log", Transform::Log), ("log1p", Transform::Log1p), ("sqrt", Transform::Sqrt)]);
    let normalise = t.take("normalise").and_then(|item| read_normalise(r, item));
    let per = t.take("per").and_then(|item| read_per(r, codes, item));
    let max_age = match r.number(&mut t, "max_age") {
        Some((a, at)) if a < 0.0 => {
            r.error(at, "out-of-range", format!("`max_age` is {a} years; it must not be below 0"));
            5.0
        }
        Some((a, _)) => a,
        None => 5.0,
    };
    let texts = |r: &mut Reader, t: &mut Section, key: &str| -> Vec<String> {
        r.texts(t, key).unwrap_or_default().into_iter().map(|(s, _)| s).collect()
    };
    let sources = texts(r, &mut t, "sources");
    let crime_areas = texts(r, &mut t, "crime_areas");
    let since = r.period(&mut t, "since");
    let until = r.period(&mut t, "until");
    let reads = r.text(&mut t, "reads").map(|(s, _)| s);
    let smooth = r.table(&mut t, "smooth").and_then(|mut s| {
        let window = r.integer(&mut s, "window", 1..=50);
        r.unknown_keys(s, &["window"], "`smooth`");
        window.and_then(|w| u8::try_from(w).ok())
    });
    r.unknown_keys(t, &INDICATOR, &format!("[indicator.\"{code}\"]"));
    let (series, area) = match code.split_once('@') {
        Some((series, area)) if unit == UnitKind::Territory => (series.to_owned(), Some(area.to_owned())),
        Some(_) => {
            r.error(at, "area-in-code", format!("`{code}`: a leaf names its area after `@` only where unit = \"territory\"")).hint =
                Some("use `crime_areas = [...]` here".into());
            (code.clone(), None)
        }
        None => (code.clone(), None),
    };
    places.indicators.push(at);
    places.indicator_weights.push(weight_at);
    Indicator {
        series: reads.unwrap_or(series),
        code,
        area,
        names,
        parent,
        weight,
        kind,
        unit: unit_words,
        direction,
        goalposts: posts.map(|(p, _)| p),
        transform,
        normalise,
        per,
        max_age,
        sources,
        crime_areas,
        since,
        until,
        smooth,
        line: at.line,
    }
}

fn read_per(r: &mut Reader, codes: &[String], item: Item) -> Option<Per> {
    match item.value {
        ItemValue::Text(t) => find(r, &t, item.at, "per", codes, "indicator").map(|indicator| Per { indicator, factor: 1.0 }),
        ItemValue::Table(mut t) => {
            let indicator = reference(r, &mut t, "indicator", codes, "indicator");
            let factor = match r.number(&mut t, "factor") {
                Some((f, at)) if f <= 0.0 => {
                    r.error(at, "out-of-range", format!("`factor` is {f}; it must be above 0"));
                    None
                }
                Some((f, _)) => Some(f),
                None => Some(1.0),
            };
            r.unknown_keys(t, &["indicator", "factor"], "`per`");
            Some(Per { indicator: indicator?, factor: factor? })
        }
        _ => {
            r.error(item.at, "wrong-type", "`per` should be { indicator = \"CODE\", factor = 100000 }");
            None
        }
    }
}

fn read_normalise(r: &mut Reader, item: Item) -> Option<Normalise> {
    let at = item.at;
    let mut t = match item.value {
        ItemValue::Text(word) => {
            return normalise_of(r, &word, at, &mut Section::default());
        }
        ItemValue::Table(t) => t,
        _ => {
            r.error(at, "wrong-type", "`normalise` should be a word such as \"goalposts\", or { method = \"minmax\", range = [0, 100] }");
            return None;
        }
    };
    let Some((word, word_at)) = r.text(&mut t, "method") else {
        r.error(at, "missing-key", "`normalise` has no `method`");
        return None;
    };
    let out = normalise_of(r, &word, word_at, &mut t);
    r.unknown_keys(t, &NORMALISE, "`normalise`");
    out
}

fn normalise_of(r: &mut Reader, word: &str, at: Place, t: &mut Section) -> Option<Normalise> {
    let words: [(&str, u8); 11] = [
        ("goalposts", 0),
        ("none", 1),
        ("minmax", 2),
        ("zscore", 3),
        ("rank", 4),
        ("percentile_rank", 5),
        ("borda", 6),
        ("distance_to_target", 7),
        ("distance_to_reference", 8),
        ("distance_to_max", 9),
        ("fraction_of_max", 10),
    ];
    let which = r.as_word("normalise", word, at, &words)?;
    let takes_range = matches!(which, 2 | 5 | 7..=10);
    let range = if takes_range { r.pair(t, "range") } else { None };
    let range = match range {
        Some((p, range_at)) if p[0] >= p[1] => {
            r.error(range_at, "bad-range", format!("`range` runs from {} to {}; its low end must be below its high end", p[0], p[1]));
            None
        }
        other => other.map(|(p, _)| p),
    };
    let mut needed = |r: &mut Reader, key: &str| {
        let found = r.number(t, key).map(|(n, _)| n);
        if found.is_none() {
            r.error(at, "missing-key", format!("`normalise` by {word} needs `{key}`"));
        }
        found
    };
    Some(match which {
        0 => Normalise::Goalposts,
        1 => Normalise::None,
        2 => Normalise::Minmax { range },
        3 => {
            let mean = r.number(t, "mean").map_or(0.0, |(n, _)| n);
            let sd = match r.number(t, "sd") {
                Some((s, at)) if s <= 0.0 => {
                    r.error(at, "out-of-range", format!("`sd` is {s}; it must be above 0"));
                    1.0
                }
                Some((s, _)) => s,
                None => 1.0,
            };
            Normalise::Zscore { mean, sd }
        }
        4 => Normalise::Rank,
        5 => Normalise::PercentileRank { range },
        6 => Normalise::Borda,
        7 => Normalise::DistanceToTarget { target: needed(r, "target")?, range },
        8 => Normalise::DistanceToReference { reference: needed(r, "reference")?, range },
        9 => Normalise::DistanceToMax { range },
        _ => Normalise::FractionOfMax { range },
    })
}

/// Hangs children under their parents, nodes and indicators together in the order of the file.
fn attach(nodes: &mut [Node], indicators: &[Indicator], places: &Places) {
    let mut all: Vec<(Place, usize, Child)> = Vec::new();
    for (i, n) in nodes.iter().enumerate() {
        if let Some(p) = n.parent {
            all.push((places.nodes[i], p, Child::Node(i)));
        }
    }
    for (i, ind) in indicators.iter().enumerate() {
        if let Some(p) = ind.parent {
            all.push((places.indicators[i], p, Child::Leaf(i)));
        }
    }
    all.sort_by_key(|(at, ..)| *at);
    for (_, parent, child) in all {
        if let Some(n) = nodes.get_mut(parent) {
            n.children.push(child);
        }
    }
}

fn code_weights(r: &mut Reader, t: &mut Section, key: &str) -> Vec<(String, f64)> {
    let mut out = Vec::new();
    for (code, w, at) in r.numbers_by_key(t, key).unwrap_or_default() {
        if w < 0.0 {
            r.error(at, "negative-weight", format!("the weight of `{code}` is {w}; weights are finite and not below 0"));
        }
        out.push((code, w));
    }
    out
}

fn read_rollup(r: &mut Reader, ids: &[String], key: &str, mut t: Section) -> Rollup {
    let aggregate = read_aggregate(r, &mut t, "aggregate").unwrap_or_default();
    let weights = code_weights(r, &mut t, "weights");
    let mut weights_of = Vec::new();
    if let Some(mut of) = r.table(&mut t, "weights_of") {
        for (node, at, item) in of.take_all() {
            let index = find(r, &node, at, "weights_of", ids, "node");
            if let (Some(n), ItemValue::Table(inner)) = (index, item.value) {
                let mut wrap = inner;
                let mut weights = Vec::new();
                for (code, _, w) in wrap.take_all() {
                    if let Some(w) = r.as_number(&code, &w) {
                        weights.push((code, w));
                    }
                }
                weights_of.push((n, weights));
            }
        }
    }
    let floor = r.number(&mut t, "floor").map(|(f, _)| f);
    let min_coverage = share(r, &mut t, "min_coverage", 0.6);
    let groups = r.texts(&mut t, "groups").unwrap_or_default().into_iter().map(|(s, _)| s).collect();
    r.unknown_keys(t, &ROLLUP, &format!("[rollup.{key}]"));
    Rollup { aggregate, weights, weights_of, floor, min_coverage, groups }
}

fn read_bands(r: &mut Reader, top: &mut Section, ids: &[String], scale: [f64; 2], places: &mut Places) -> Vec<Band> {
    let Some((items, _)) = r.list(top, "band") else {
        let width = scale[1] - scale[0];
        let cut = |share: f64| Some(scale[0] + share * width);
        let names = |en: &str, es: &str, pt: &str| crate::names::Names { en: Some(en.into()), es: Some(es.into()), pt: Some(pt.into()) };
        let band = |id: &str, names, below| Band { id: id.to_owned(), names, below, of: None };
        places.bands = vec![Place { line: 1, column: 1 }; 4];
        return vec![
            band("low", names("Low", "Bajo", "Baixo"), cut(0.4)),
            band("moderate", names("Moderate", "Moderado", "Moderado"), cut(0.6)),
            band("high", names("High", "Alto", "Alto"), cut(0.8)),
            band("severe", names("Severe", "Severo", "Severo"), None),
        ];
    };
    let mut out = Vec::new();
    for item in items {
        let ItemValue::Table(mut t) = item.value else {
            r.error(item.at, "wrong-type", "each band is a table, [[band]]");
            continue;
        };
        let Some((id, _)) = r.text(&mut t, "id") else {
            r.error(item.at, "missing-key", "a band has no `id`");
            continue;
        };
        let names = r.names(&mut t, "name");
        let below = r.number(&mut t, "below").map(|(b, _)| b);
        let of = if t.has("of") {
            match reference(r, &mut t, "of", ids, "node") {
                Some(n) => Some(n),
                None => continue,
            }
        } else {
            None
        };
        r.unknown_keys(t, &BAND, "[[band]]");
        out.push(Band { id, names, below, of });
        places.bands.push(item.at);
    }
    out
}

fn grade_table(r: &mut Reader, t: &mut Section, key: &str) -> Vec<(char, f64)> {
    let mut out = Vec::new();
    for (k, v, at) in r.numbers_by_key(t, key).unwrap_or_default() {
        let mut chars = k.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) if (0.0..=1.0).contains(&v) => out.push((c, v)),
            (Some(_), None) => {
                r.error(at, "out-of-range", format!("`{key}.{k}` is {v}; it must lie in 0 to 1"));
            }
            _ => {
                r.error(at, "bad-grade", format!("`{k}` in `{key}` should be one letter or digit of the scheme"));
            }
        }
    }
    out
}

fn read_confidence(r: &mut Reader, mut t: Section) -> Confidence {
    let d = Confidence::default();
    let scheme = r.word(&mut t, "scheme", &Scheme::ALL).unwrap_or_default();
    let out = Confidence {
        scheme,
        reliability: grade_table(r, &mut t, "reliability"),
        credibility: grade_table(r, &mut t, "credibility"),
        ungraded: share(r, &mut t, "ungraded", d.ungraded),
        timeliness: match r.number(&mut t, "timeliness") {
            Some((y, at)) if y <= 0.0 => {
                r.error(at, "out-of-range", format!("`timeliness` is {y} years; it must be above 0"));
                d.timeliness
            }
            Some((y, _)) => y,
            None => d.timeliness,
        },
        corroboration: share(r, &mut t, "corroboration", d.corroboration),
        moderate: share(r, &mut t, "moderate", d.moderate),
        high: share(r, &mut t, "high", d.high),
        floor: share(r, &mut t, "floor", d.floor),
    };
    if out.moderate > out.high {
        r.error(t.at, "bad-cuts", format!("`moderate` ({}) is above `high` ({})", out.moderate, out.high));
    }
    r.unknown_keys(t, &CONFIDENCE, "[confidence]");
    out
}

fn read_steps(r: &mut Reader, mut t: Section) -> Steps {
    let d = Steps::default();
    let denominate = r.boolean(&mut t, "denominate").unwrap_or(true);
    let impute = r.table(&mut t, "impute").and_then(|mut s| {
        let method = r.word(&mut s, "method", &[("mean", ImputeMethod::Mean), ("median", ImputeMethod::Median)]);
        if method.is_none() {
            r.error(s.at, "missing-key", "`impute` needs method = \"mean\" or \"median\"");
        }
        let group = r.text(&mut s, "group").map(|(g, _)| g);
        r.unknown_keys(s, &["method", "group"], "`impute`");
        Some(Impute { method: method?, group })
    });
    let screen = r.table(&mut t, "screen").map(|mut s| {
        let by =
            r.word(&mut s, "by", &[("available", ScreenBy::Available), ("non-zero", ScreenBy::NonZero)]).unwrap_or(ScreenBy::Available);
        let threshold = share(r, &mut s, "threshold", 2.0 / 3.0);
        r.unknown_keys(s, &["by", "threshold"], "`screen`");
        Screen { by, threshold }
    });
    let treat = r.table(&mut t, "treat").map(|mut s| {
        let winsorise = r.integer(&mut s, "winsorise", 0..=1_000_000).and_then(|w| u32::try_from(w).ok()).unwrap_or(5);
        let skewness = r.number(&mut s, "skewness").map_or(2.0, |(n, _)| n);
        let kurtosis = r.number(&mut s, "kurtosis").map_or(3.5, |(n, _)| n);
        let then = r.word(&mut s, "then", &[("log_ct", TreatThen::LogCt)]);
        r.unknown_keys(s, &["winsorise", "skewness", "kurtosis", "then"], "`treat`");
        Treat { winsorise, skewness, kurtosis, then }
    });
    let normalise = t.take("normalise").and_then(|item| read_normalise(r, item)).unwrap_or(d.normalise);
    r.unknown_keys(t, &STEPS, "[steps]");
    Steps { denominate, impute, screen, treat, normalise }
}

fn read_uncertainty(r: &mut Reader, ids: &[String], mut t: Section) -> Uncertainty {
    let d = Uncertainty::default();
    let positive = |r: &mut Reader, t: &mut Section, key: &str, default: f64| match r.number(t, key) {
        Some((x, at)) if x <= 0.0 => {
            r.error(at, "out-of-range", format!("`{key}` is {x}; it must be above 0"));
            default
        }
        Some((x, _)) => x,
        None => default,
    };
    let concentration = positive(r, &mut t, "concentration", d.concentration);
    let mut sd = d.sd;
    let mut sd_ungraded = d.sd_ungraded;
    if let Some(given) = r.numbers_by_key(&mut t, "sd") {
        sd = Vec::new();
        for (grade, s, at) in given {
            if s < 0.0 {
                r.error(at, "out-of-range", format!("the standard deviation of `{grade}` is {s}; it must not be below 0"));
            } else if grade == "ungraded" {
                sd_ungraded = s;
            } else if grade.chars().count() == 2 {
                sd.push((grade, s));
            } else {
                r.error(at, "bad-grade", format!("`{grade}` is no grade; write reliability and credibility, such as B2, or ungraded"));
            }
        }
    }
    let change_threshold = share(r, &mut t, "change_threshold", d.change_threshold);
    let tie = share(r, &mut t, "tie", d.tie);
    let top = match r.list(&mut t, "top") {
        Some((items, _)) => {
            let mut top = Vec::new();
            for item in items {
                match item.value {
                    ItemValue::Integer(k) if k > 0 => top.push(u32::try_from(k).unwrap_or(u32::MAX)),
                    _ => {
                        r.error(item.at, "wrong-type", "`top` is a list of whole numbers above 0");
                    }
                }
            }
            top
        }
        None => d.top,
    };
    let mut switch = Vec::new();
    if let Some((items, _)) = r.list(&mut t, "switch") {
        for item in items {
            let ItemValue::Table(mut s) = item.value else {
                r.error(item.at, "wrong-type", "each switch is a table { what = \"aggregate\", node = \"...\", to = \"...\", p = 0.25 }");
                continue;
            };
            let what = r.word(&mut s, "what", &[("aggregate", ())]);
            let node = reference(r, &mut s, "node", ids, "node");
            let to = read_aggregate(r, &mut s, "to");
            let p = share(r, &mut s, "p", 0.0);
            r.unknown_keys(s, &["what", "node", "to", "p"], "`switch`");
            if let (Some(()), Some(node), Some(to)) = (what, node, to) {
                switch.push(Switch { node, to, p });
            }
        }
    }
    r.unknown_keys(t, &UNCERTAINTY, "[uncertainty]");
    Uncertainty { concentration, sd, sd_ungraded, change_threshold, top, tie, switch }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const GOOD: &str = r#"
id = "m"
version = "1"

[node.priority]
name.en = "Priority"
aggregate = "geometric"

[node.threat]
parent = "priority"
weight = 2
required = true

[node.response]
parent = "priority"
invert = true

[indicator."a"]
parent = "threat"
goalposts = [0.1, 10]
transform = "log"
per = { indicator = "pop", factor = 100000 }

[indicator."b"]
parent = "response"
goalposts = [0, 1]
direction = "down"

[indicator."pop"]
max_age = 3
"#;

    fn codes(text: &str) -> Vec<String> {
        let (m, f) = parse_method(text, "method.toml");
        assert!(m.is_none());
        f.into_iter().map(|f| format!("{}@{}", f.code, f.line.unwrap())).collect()
    }

    #[test]
    fn a_good_method_is_read() {
        let (m, f) = parse_method(GOOD, "method.toml");
        assert_eq!(f, []);
        let m = m.unwrap();
        assert_eq!(m.nodes[m.root].id, "priority");
        assert_eq!(m.nodes[1].children, [Child::Leaf(0)]);
        assert_eq!(m.indicators[0].per, Some(Per { indicator: 2, factor: 100_000.0 }));
        assert!(m.is_inverted(2) && !m.is_inverted(1));
        assert_eq!(m.bands_of(0).len(), 4);
        assert!(m.bands_of(2).is_empty());
        assert_eq!(m.ranked_nodes(), [0, 1, 2]);
    }

    #[test]
    fn all_mistakes_come_in_one_pass_with_their_lines() {
        let bad = GOOD
            .replace("weight = 2", "weight = -1")
            .replace("[0, 1]", "[5, 5]")
            .replace("required = true", "requird = true")
            .replace("\"down\"", "\"dwon\"");
        assert_eq!(codes(&bad), ["negative-weight@11", "unknown-key@12", "goalposts-equal@26", "unknown-word@27"]);
    }

    #[test]
    fn structure() {
        assert_eq!(codes(&GOOD.replace("[node.priority]", "[node.priority]\nparent = \"threat\"")), ["cycle@5"]);
        assert_eq!(codes(&GOOD.replace("parent = \"response\"", "parent = \"threat\"")), ["childless@14"]);
        assert_eq!(codes(&GOOD.replace("[0, 1]", "[9, 1]")), ["goalposts-reversed@26"]);
        assert_eq!(codes(&GOOD.replace("[0.1, 10]", "[0, 10]")), ["goalposts-transform@20"]);
        assert_eq!(codes(&GOOD.replace("per = { indicator = \"pop\", factor = 100000 }", "")), ["unreachable@29"]);
        assert_eq!(codes(&GOOD.replace("aggregate = \"geometric\"", "weight = 1")), ["root-weight@7"]);
        assert_eq!(codes(""), ["empty-method@1"]);
        assert_eq!(codes("{ this is json? }"), ["toml-syntax@1"]);
        assert_eq!(codes("id = \"x\""), ["no-nodes@1"]);
    }

    #[test]
    fn an_unknown_parent_is_one_finding() {
        let f = parse_method(&GOOD.replace("parent = \"response\"", "parent = \"responce\""), "m").1;
        let errors: Vec<_> = f.iter().filter(|f| f.is_error()).collect();
        assert_eq!(errors[0].code, "childless");
        assert_eq!(errors[1].code, "unknown-reference");
        assert!(errors[1].hint.as_deref().unwrap().contains("`response`"));
        assert_eq!(errors.len(), 2);
    }
}
