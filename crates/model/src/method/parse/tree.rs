//! Nodes and indicators, and how they hang together.

use crate::closed_scale::ClosedScale;
use crate::document::{Item, ItemValue, Position, Reader, Section};
use crate::ids::{IndicatorIx, NodeIx};
use crate::method::MOST_DRIFT;
use crate::method::{
    Against, Child, DIRECTIONS, Indicator, Kind, Lengths, NORMALISATIONS, Node, Normalise,
    NormaliseWord, Over, Per, UnitKind, VALUE_TRANSFORMS, defaults,
};

use super::{Known, Places, find, read_aggregate, reference, share, weight};

const NODE: [&str; 8] =
    ["name", "parent", "weight", "aggregate", "min_coverage", "required", "invert", "floor"];
const INDICATOR: [&str; 20] = [
    "name",
    "parent",
    "weight",
    "kind",
    "unit",
    "scale",
    "direction",
    "goalposts",
    "transform",
    "normalise",
    "per",
    "max_age",
    "drift",
    "period",
    "sources",
    "crime_areas",
    "since",
    "until",
    "reads",
    "smooth",
];
const NORMALISE: [&str; 7] = ["method", "range", "mean", "sd", "target", "reference", "over"];

pub(super) fn read_node(
    r: &mut Reader,
    ids: &Known<NodeIx>,
    id: String,
    at: Position,
    mut t: Section,
    places: &mut Places,
) -> Node {
    let names = r.names(&mut t, "name");
    let had_parent = t.has("parent");
    let parent = reference(r, &mut t, "parent", ids, "node");
    let has_weight = t.has("weight");
    let (weight, weight_at) = weight(r, &mut t, at);
    if has_weight && !had_parent {
        r.error(
            weight_at,
            "root-weight",
            format!("`{id}` has no parent, and a root has no weight"),
        );
    }
    let aggregate = read_aggregate(r, &mut t, "aggregate").unwrap_or_default();
    let min_coverage = share(r, &mut t, "min_coverage", defaults::MIN_COVERAGE);
    let required = r.boolean(&mut t, "required").unwrap_or(false);
    let invert = r.boolean(&mut t, "invert").unwrap_or(false);
    let floor = r.number(&mut t, "floor").map(|(f, _)| f);
    r.unknown_keys(t, &NODE, &format!("[node.{id}]"));
    places.nodes.push(at);
    places.node_weights.push(weight_at);
    Node {
        id,
        names,
        parent,
        weight,
        aggregate,
        min_coverage,
        required,
        invert,
        floor,
        children: Vec::new(),
        line: at.line,
    }
}

#[expect(clippy::too_many_arguments, reason = "one reader, called once")]
pub(super) fn read_indicator(
    r: &mut Reader,
    ids: &Known<NodeIx>,
    codes: &Known<IndicatorIx>,
    (unit, ends): (UnitKind, [f64; 2]),
    code: String,
    at: Position,
    mut t: Section,
    places: &mut Places,
) -> Indicator {
    let mistakes = r.findings.made();
    let names = r.names(&mut t, "name");
    let parent = reference(r, &mut t, "parent", ids, "node");
    let (weight, weight_at) = weight(r, &mut t, at);
    let kind = r.word(&mut t, "kind", Kind::ALL).unwrap_or_default();
    let unit_words = r.text(&mut t, "unit").map(|(s, _)| s).unwrap_or_default();
    let scale = read_scale(r, &mut t);
    let direction = r.word(&mut t, "direction", &DIRECTIONS).unwrap_or_default();
    let posts = r.pair(&mut t, "goalposts");
    places.goalposts.push(posts.map_or(at, |(_, p)| p));
    let transform = r.word(&mut t, "transform", &VALUE_TRANSFORMS);
    let normalise = t.take("normalise").and_then(|item| read_normalise(r, item, ends));
    let per = t.take("per").and_then(|item| read_per(r, codes, item));
    let max_age = match r.number(&mut t, "max_age") {
        Some((a, at)) if a < 0.0 => {
            r.error(at, "out-of-range", format!("`max_age` is {a} years; it must not be below 0"));
            defaults::MAX_AGE
        }
        Some((a, _)) => a,
        None => defaults::MAX_AGE,
    };
    let drift = read_drift(r, &mut t);
    let periods = r
        .word(&mut t, "period", &[("edition", Lengths::Edition), ("any", Lengths::Any)])
        .unwrap_or_default();
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
        Some((series, area)) if unit == UnitKind::Territory => {
            (series.to_owned(), Some(area.to_owned()))
        }
        Some(_) => {
            r.error(
                at,
                "area-in-code",
                format!(
                    "`{code}`: a leaf names its area after `@` only where unit = \"territory\""
                ),
            )
            .hint = Some("use `crime_areas = [...]` here".into());
            (code.clone(), None)
        }
        None => (code.clone(), None),
    };
    places.indicators.push(at);
    places.misread.push(r.findings.made() > mistakes);
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
        scale,
        direction,
        goalposts: posts.map(|(p, _)| p),
        transform,
        normalise: normalise.map(|(n, _)| n),
        over: normalise.map_or(Over::Edition, |(_, over)| over),
        per,
        max_age,
        drift,
        periods,
        sources,
        crime_areas,
        since,
        until,
        smooth,
        line: at.line,
    }
}

/// How far a score moves in a year, in points; none where it is estimated.
pub(super) fn read_drift(r: &mut Reader, t: &mut Section) -> Option<f64> {
    match r.number(t, "drift")? {
        (d, at) if d < 0.0 => {
            r.error(at, "out-of-range", format!("`drift` is {d}; it must not be below 0"));
            None
        }
        (d, at) if d > MOST_DRIFT => {
            let message =
                format!("`drift` is {d}; it must not be above {MOST_DRIFT}, the whole scale");
            r.error(at, "out-of-range", message);
            None
        }
        (d, _) => Some(d),
    }
}

/// The ends of a closed scale, `[low, high]`.
fn read_scale(r: &mut Reader, t: &mut Section) -> Option<ClosedScale> {
    let ([low, high], at) = r.pair(t, "scale")?;
    if low >= high {
        r.error(
            at,
            "bad-scale",
            format!("the scale runs from {low} to {high}; its low end must be below its high end"),
        );
        return None;
    }
    Some(ClosedScale { low, high })
}

fn read_per(r: &mut Reader, codes: &Known<IndicatorIx>, item: Item) -> Option<Per> {
    match item.value {
        ItemValue::Text(t) => find(r, &t, item.at, "per", codes, "indicator")
            .map(|indicator| Per { indicator, factor: 1.0 }),
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
            r.error(
                item.at,
                "wrong-type",
                "`per` should be { indicator = \"CODE\", factor = 100000 }",
            );
            None
        }
    }
}

/// A normalisation and its population.
pub(super) fn read_normalise(
    r: &mut Reader,
    item: Item,
    scale: [f64; 2],
) -> Option<(Normalise, Over)> {
    let at = item.at;
    let mut t = match item.value {
        ItemValue::Text(word) => {
            return normalise_of(r, &word, at, &mut Section::default(), scale)
                .map(|n| (n, Over::Edition));
        }
        ItemValue::Table(t) => t,
        _ => {
            r.error(
                at,
                "wrong-type",
                "`normalise` should be a word such as \"goalposts\", or { \
                                       method = \"minmax\", range = [0, 100] }",
            );
            return None;
        }
    };
    let Some((word, word_at)) = r.text(&mut t, "method") else {
        r.error(at, "missing-key", "`normalise` has no `method`");
        return None;
    };
    let out = normalise_of(r, &word, word_at, &mut t, scale);
    let over_at = t.place("over").unwrap_or(at);
    let over =
        r.word(&mut t, "over", &[("edition", Over::Edition), ("all-editions", Over::AllEditions)]);
    if over.is_some() && out.is_some_and(|n| !n.needs_population()) {
        r.error(
            over_at,
            "out-of-place",
            format!(
                "`over` says nothing for `{word}`: its ends are fixed, whatever the values are"
            ),
        )
        .hint = Some(
            "leave it out, or normalise against a population, such as method = \"minmax\"".into(),
        );
    }
    r.unknown_keys(t, &NORMALISE, "`normalise`");
    Some((out?, over.unwrap_or_default()))
}

fn normalise_of(
    r: &mut Reader,
    word: &str,
    at: Position,
    t: &mut Section,
    scale: [f64; 2],
) -> Option<Normalise> {
    let which = r.as_word("normalise", word, at, &NORMALISATIONS)?;
    let function = match which {
        NormaliseWord::Goalposts => return Some(Normalise::Goalposts),
        NormaliseWord::None => return Some(Normalise::None),
        NormaliseWord::Plain(function) => function,
        NormaliseWord::Ranged(of) => of(read_range(r, t, scale)),
        NormaliseWord::Moments(of) => {
            let mean = r.number(t, "mean").map_or(0.0, |(n, _)| n);
            let sd = match r.number(t, "sd") {
                Some((s, at)) if s <= 0.0 => {
                    r.error(at, "out-of-range", format!("`sd` is {s}; it must be above 0"));
                    1.0
                }
                Some((s, _)) => s,
                None => 1.0,
            };
            of(mean, sd)
        }
        NormaliseWord::Towards(key, of) => {
            let range = read_range(r, t, scale);
            let Some((value, _)) = r.number(t, key) else {
                r.error(at, "missing-key", format!("`normalise` by {word} needs `{key}`"));
                return None;
            };
            of(value, range)
        }
    };
    Against::new(function).map(Normalise::Against)
}

/// The `range` of a normalisation, the scale where none is given.
fn read_range(r: &mut Reader, t: &mut Section, scale: [f64; 2]) -> [f64; 2] {
    match r.pair(t, "range") {
        Some((p, at)) if p[0] >= p[1] => {
            let message = format!(
                "`range` runs from {} to {}; its low end must be below its high end",
                p[0], p[1]
            );
            r.error(at, "bad-range", message);
            scale
        }
        Some((p, at)) if p[0] < scale[0] || p[1] > scale[1] => {
            let message = format!(
                "`range` runs from {} to {}, beyond the scale {} to {}",
                p[0], p[1], scale[0], scale[1]
            );
            r.error(at, "range-beyond-scale", message).hint =
                Some("give a range within the scale, or the method another `scale`".into());
            scale
        }
        Some((p, _)) => p,
        None => scale,
    }
}

/// Hangs children under their parents, nodes and indicators together in the order of the file.
pub(super) fn attach(nodes: &mut [Node], indicators: &[Indicator], places: &Places) {
    let mut all: Vec<(Position, NodeIx, Child)> = Vec::new();
    for ((i, n), at) in NodeIx::all(nodes.len()).zip(nodes.iter()).zip(&places.nodes) {
        if let Some(p) = n.parent {
            all.push((*at, p, Child::Node(i)));
        }
    }
    let leaves = IndicatorIx::all(indicators.len()).zip(indicators);
    for ((i, ind), at) in leaves.zip(&places.indicators) {
        if let Some(p) = ind.parent {
            all.push((*at, p, Child::Leaf(i)));
        }
    }
    all.sort_by_key(|(at, ..)| *at);
    for (_, parent, child) in all {
        if let Some(n) = nodes.get_mut(parent.get()) {
            n.children.push(child);
        }
    }
}
