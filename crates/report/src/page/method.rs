//! The method annex, made from the method file: every number a score depends on.

use ideal_model::method::{
    Among, Child, Fill, Function, Impute, Indicator, Lengths, Mean, Method, Normalise, Over,
    Penalty, Rollup, Rounding, ScreenBy, Transform, ValueTransform, transform_word,
};
use ideal_model::{IndicatorIx, NodeIx};
use serde::Serialize;

use super::{quantities, views};
use crate::error::ReportError;
use crate::look;
use crate::reading::Reading;
use crate::words::say;

#[derive(Serialize)]
pub(super) struct Annex {
    facts: Vec<Fact>,
    nodes: Vec<Node>,
    indicators: Vec<Measure>,
    denominators: Vec<Measure>,
    bands: Vec<Band>,
    rollups: Vec<Fact>,
    steps: Vec<String>,
    formulas: Vec<String>,
    confidence: Vec<Fact>,
    uncertainty: Vec<Fact>,
    by_area: bool,
}

#[derive(Serialize)]
struct Fact {
    label: String,
    value: String,
    code: bool,
}

#[derive(Serialize)]
struct Node {
    name: String,
    id: String,
    depth: usize,
    weight: String,
    share: String,
    aggregate: String,
    min_coverage: String,
    floor: String,
    flags: String,
    indicators: String,
}

#[derive(Serialize)]
struct Measure {
    name: String,
    code: String,
    node: String,
    weight: String,
    kind: String,
    direction: String,
    unit: String,
    posts: String,
    normalise: String,
    age: String,
    /// Whether periods shorter than the edition count.
    any_length: bool,
    areas: String,
    span: String,
}

#[derive(Serialize)]
struct Band {
    band: views::Band,
    range: String,
    of: String,
}

/// All of the method that a reader needs to recompute a score.
pub(super) fn annex(reading: &Reading<'_>) -> Result<Annex, ReportError> {
    let method = &reading.results.assessment.method;
    let (mut indicators, mut denominators) = (Vec::new(), Vec::new());
    for (index, entry) in method.indicator_indices().zip(&method.indicators) {
        let measure = measure(reading, index, entry)?;
        if entry.parent.is_some() { indicators.push(measure) } else { denominators.push(measure) }
    }
    Ok(Annex {
        facts: facts(reading)?,
        nodes: nodes(reading)?,
        indicators,
        denominators,
        bands: bands(reading)?,
        rollups: rollups(reading)?,
        steps: steps(reading)?,
        formulas: formulas(reading)?,
        confidence: confidence(reading)?,
        uncertainty: uncertainty(reading)?,
        by_area: !reading.territories_only(),
    })
}

/// What names the method, and what holds for all of it.
fn facts(reading: &Reading<'_>) -> Result<Vec<Fact>, ReportError> {
    let assessment = &reading.results.assessment;
    let method = &assessment.method;
    let words = &reading.words;
    let num = |x: f64| reading.numbers.exact(x);
    let scale = say!(words, "interval", low = num(method.scale[0]), high = num(method.scale[1]))?;
    let rounding =
        if method.rounding == Rounding::HalfUp { "rounding-half-up" } else { "rounding-half-even" };
    let decimals =
        say!(words, rounding, n = method.decimals, decimals = method.decimals.to_string())?;
    let unit = if reading.territories_only() { "unit-territory" } else { "unit-territory-area" };
    let mut facts = Vec::new();
    for (id, value, code) in [
        ("method-id", method.id.clone(), true),
        ("method-version", method.version.clone(), false),
        ("method-owner", method.owner.clone(), false),
        ("method-hash", assessment.method_sha256.clone(), true),
        ("method-scale", scale, false),
        ("method-decimals", decimals, false),
        ("method-unit", say!(words, unit)?, false),
    ] {
        facts.push(Fact { label: say!(words, id)?, value, code });
    }
    Ok(facts)
}

/// The tree of nodes, parents first.
fn nodes(reading: &Reading<'_>) -> Result<Vec<Node>, ReportError> {
    let method = &reading.results.assessment.method;
    let num = |x: f64| reading.numbers.exact(x);
    let dash = || "–".to_owned();
    let mut nodes = Vec::new();
    for (index, depth) in reading.tree(reading.root) {
        let Some(node) = method.nodes.get(index.get()) else { continue };
        let siblings = node.parent.map_or(0.0, |parent| weight_under(method, parent));
        let mut flags = Vec::new();
        for (on, id) in [
            (node.required, "flag-required"),
            (node.invert, "flag-inverted"),
            (node.parent.is_some() && node.weight == 0.0, "flag-weightless"),
        ] {
            if on {
                flags.push(say!(reading.words, id)?);
            }
        }
        nodes.push(Node {
            name: reading.node_name(index),
            id: node.id.clone(),
            depth,
            weight: if node.parent.is_some() { num(node.weight) } else { dash() },
            share: if siblings > 0.0 {
                reading.numbers.percent(node.weight / siblings)
            } else {
                dash()
            },
            aggregate: aggregate(reading, node.aggregate)?,
            min_coverage: num(node.min_coverage),
            floor: node.aggregate.floor(node.floor, method.scale).map_or_else(dash, num),
            flags: if flags.is_empty() { dash() } else { flags.join(", ") },
            indicators: reading.numbers.count(reading.leaves(index).len()),
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

/// The bands: those of each node together, lowest first.
fn bands(reading: &Reading<'_>) -> Result<Vec<Band>, ReportError> {
    let method = &reading.results.assessment.method;
    let words = &reading.words;
    let num = |x: f64| reading.numbers.exact(x);
    let mut owners: Vec<Option<NodeIx>> = Vec::new();
    for band in &method.bands {
        if !owners.contains(&band.of) {
            owners.push(band.of);
        }
    }
    let mut bands = Vec::new();
    for owner in owners {
        let set: Vec<_> = method.bands.iter().filter(|b| b.of == owner).collect();
        let mut low: Option<f64> = None;
        for (level, band) in set.iter().enumerate() {
            let range = match (low, band.below) {
                (None, Some(b)) => say!(words, "band-below", high = num(b))?,
                (Some(a), Some(b)) => say!(words, "band-between", low = num(a), high = num(b))?,
                (Some(a), None) => say!(words, "band-from", low = num(a))?,
                (None, None) => "–".to_owned(),
            };
            low = band.below;
            let ground = look::band(level, set.len());
            bands.push(Band {
                band: views::Band {
                    label: band.names.or_code(reading.lang, &band.id).to_owned(),
                    ground: ground.hex(),
                    ink: ground.ink().hex(),
                },
                range,
                of: match owner {
                    Some(node) => reading.node_name(node),
                    None => say!(words, "band-all")?,
                },
            });
        }
    }
    Ok(bands)
}

/// How units become lines of territories, areas and regions.
fn rollups(reading: &Reading<'_>) -> Result<Vec<Fact>, ReportError> {
    let method = &reading.results.assessment.method;
    let mut rollups = Vec::new();
    for (id, rollup) in [
        ("rollup-territory", &method.rollup_territory),
        ("rollup-crime-area", &method.rollup_crime_area),
        ("rollup-region", &method.rollup_region),
    ] {
        if let Some(rollup) = rollup {
            let value = rollup_text(reading, rollup)?;
            rollups.push(Fact { label: say!(reading.words, id)?, value, code: false });
        }
    }
    Ok(rollups)
}

fn aggregate(reading: &Reading<'_>, function: Mean) -> Result<String, ReportError> {
    let id = match function {
        Mean::Arithmetic => "aggregate-arithmetic",
        Mean::Geometric => "aggregate-geometric",
        Mean::Harmonic => "aggregate-harmonic",
        Mean::Power(p) => {
            return say!(reading.words, "aggregate-power", p = reading.numbers.exact(p));
        }
        Mean::Median => "aggregate-median",
        Mean::Min => "aggregate-min",
        Mean::Max => "aggregate-max",
        Mean::MazziottaPareto(Penalty::Subtract) => "aggregate-mazziotta-pareto-subtract",
        Mean::MazziottaPareto(Penalty::Add) => "aggregate-mazziotta-pareto-add",
    };
    say!(reading.words, id)
}

fn measure(
    reading: &Reading<'_>,
    index: IndicatorIx,
    entry: &Indicator,
) -> Result<Measure, ReportError> {
    let words = &reading.words;
    let method = &reading.results.assessment.method;
    let num = |x: f64| reading.numbers.exact(x);
    let posts = if entry.normalise.unwrap_or(method.steps.normalise).needs_population() {
        population(reading, index)?
    } else {
        match entry.goalposts {
            Some([low, high]) => say!(words, "interval", low = num(low), high = num(high))?,
            None => "–".to_owned(),
        }
    };
    let over = if entry.normalise.is_some() { entry.over } else { method.steps.over };
    let mut function = pooled(
        reading,
        normalise(reading, entry.normalise.unwrap_or(method.steps.normalise))?,
        over,
    )?;
    if let Some(transform) = entry.transform {
        let id = match transform {
            ValueTransform::Log => "transform-log",
            ValueTransform::Log1p => "transform-log1p",
            ValueTransform::Sqrt => "transform-sqrt",
        };
        function = say!(words, id, function = function)?;
    }
    if let Some(window) = entry.smooth {
        function =
            say!(words, "smooth", function = function, n = window, window = window.to_string())?;
    }
    let area_name = |code: &String| {
        let known = reading.results.areas.iter().find(|a| a.code == *code);
        known.map_or(code.as_str(), |a| a.names.or_code(reading.lang, code)).to_owned()
    };
    let areas = if reading.territories_only() {
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
    Ok(Measure {
        name: reading.indicator_name(index),
        code: entry.code.clone(),
        node: entry.parent.map(|p| reading.node_name(p)).unwrap_or_default(),
        weight: num(entry.weight),
        kind: say!(words, &format!("kind-{}", entry.kind.word()))?,
        direction: quantities::direction(reading, entry.direction)?,
        unit: quantities::unit_text(reading, index)?,
        posts,
        normalise: function,
        age: num(entry.max_age),
        any_length: entry.periods == Lengths::Any,
        areas,
        span,
    })
}

fn normalise(reading: &Reading<'_>, function: Normalise) -> Result<String, ReportError> {
    let words = &reading.words;
    let num = |x: f64| reading.numbers.exact(x);
    let against = match function {
        Normalise::Goalposts => return say!(words, "normalise-goalposts"),
        Normalise::None => return say!(words, "normalise-none"),
        Normalise::Against(against) => against.function(),
    };
    match against {
        // Functions with fixed ends, which are never against a population.
        Function::Goalposts { .. } | Function::Scaled { .. } => say!(words, "normalise-goalposts"),
        Function::None { .. } => say!(words, "normalise-none"),
        Function::MinMax { .. } => say!(words, "normalise-minmax"),
        Function::ZScore { mean, sd } => {
            say!(words, "normalise-zscore", mean = num(mean), sd = num(sd))
        }
        Function::Rank { .. } => say!(words, "normalise-rank"),
        Function::PercentileRank { .. } => say!(words, "normalise-percentile-rank"),
        Function::Borda { .. } => say!(words, "normalise-borda"),
        Function::DistanceToTarget { target, .. } => {
            say!(words, "normalise-distance-to-target", target = num(target))
        }
        Function::DistanceToReference { reference, .. } => {
            say!(words, "normalise-distance-to-reference", reference = num(reference))
        }
        Function::DistanceToMax { .. } => say!(words, "normalise-distance-to-max"),
        Function::FractionOfMax { .. } => say!(words, "normalise-fraction-of-max"),
    }
}

fn rollup_text(reading: &Reading<'_>, rollup: &Rollup) -> Result<String, ReportError> {
    let words = &reading.words;
    let function = aggregate(reading, rollup.aggregate)?;
    let coverage = reading.numbers.exact(rollup.min_coverage);
    let mut zero = Vec::new();
    let mut other = Vec::new();
    for (code, weight) in &rollup.weights {
        let name = reading
            .results
            .areas
            .iter()
            .find(|a| a.code == *code)
            .map(|a| a.names.or_code(reading.lang, code))
            .or_else(|| {
                reading
                    .results
                    .places
                    .iter()
                    .find(|p| p.code == *code)
                    .map(|p| p.names.or_code(reading.lang, code))
            })
            .unwrap_or(code);
        if *weight == 0.0 {
            zero.push(name.to_owned());
        } else if *weight != 1.0 {
            other.push(say!(
                words,
                "item-score",
                name = name,
                score = reading.numbers.exact(*weight)
            )?);
        }
    }
    zero.sort_by(|a, b| words.compare(a, b));
    match (zero.is_empty(), other.is_empty()) {
        (true, true) => say!(words, "rollup-plain", function = function, coverage = coverage),
        (false, true) => say!(
            words,
            "rollup-without",
            function = function,
            coverage = coverage,
            names = words.list(&zero)?
        ),
        (true, false) => say!(
            words,
            "rollup-weighted",
            function = function,
            coverage = coverage,
            weights = words.list(&other)?
        ),
        (false, false) => {
            say!(
                words,
                "rollup-both",
                function = function,
                coverage = coverage,
                names = words.list(&zero)?,
                weights = words.list(&other)?
            )
        }
    }
}

/// The Handbook's steps in the order they were done.
fn steps(reading: &Reading<'_>) -> Result<Vec<String>, ReportError> {
    let words = &reading.words;
    let num = |x: f64| reading.numbers.exact(x);
    let steps = &reading.results.assessment.method.steps;
    let mut out = vec![say!(words, "step-select")?];
    out.push(say!(words, if steps.denominate { "step-denominate" } else { "step-no-denominate" })?);
    out.push(match &steps.impute {
        None => say!(words, "step-no-impute")?,
        Some(impute) => imputation(reading, impute)?,
    });
    if steps.impute.is_some() {
        out.push(say!(words, "step-imputed")?);
    }
    if let Some(screen) = steps.screen {
        let id = if screen.by == ScreenBy::Available {
            "step-screen-available"
        } else {
            "step-screen-nonzero"
        };
        out.push(say!(words, id, threshold = reading.numbers.percent(screen.threshold))?);
    }
    if let Some(treat) = steps.treat {
        out.push(say!(
            words,
            "step-treat",
            n = treat.winsorise,
            points = treat.winsorise.to_string(),
            skewness = num(treat.skewness),
            kurtosis = num(treat.kurtosis)
        )?);
    }
    if let Some(then) = steps.treat.and_then(|t| t.then) {
        let from = if steps.treat.is_some_and(|t| t.combine) { "winsorised" } else { "original" };
        out.push(say!(
            words,
            "step-treat-then",
            word = transform_word(then),
            formula = transformation(reading, then),
            from = from
        )?);
    }
    out.push(say!(
        words,
        "step-normalise",
        function = pooled(reading, normalise(reading, steps.normalise)?, steps.over)?
    )?);
    out.push(say!(words, "step-aggregate")?);
    Ok(out)
}

/// The ends of the population that the last edition was normalised against, after treatment and
/// transform.
fn population(reading: &Reading<'_>, indicator: IndicatorIx) -> Result<String, ReportError> {
    let Some(p) = reading
        .results
        .posts
        .iter()
        .find(|p| p.indicator == indicator && p.edition == reading.last)
    else {
        return Ok("–".to_owned());
    };
    let of = |what: &str| {
        p.values
            .iter()
            .find(|(w, _)| *w == what)
            .map(|(_, x)| reading.numbers.value(*x))
            .unwrap_or_default()
    };
    say!(
        reading.words,
        "posts-population",
        low = of("min"),
        high = of("max"),
        n = p.n as usize,
        count = reading.numbers.count(p.n as usize)
    )
}

/// How gaps are filled.
fn imputation(reading: &Reading<'_>, impute: &Impute) -> Result<String, ReportError> {
    let words = &reading.words;
    match impute {
        Impute::Column { group: None, .. } => {
            say!(words, "step-impute-column", statistic = impute.word())
        }
        Impute::Column { group: Some(group), .. } => {
            say!(
                words,
                "step-impute-column-group",
                statistic = impute.word(),
                group = group.as_str()
            )
        }
        Impute::Row { among, .. } => {
            say!(
                words,
                "step-impute-row",
                statistic = impute.word(),
                among = if *among == Among::All { "all" } else { "siblings" }
            )
        }
        Impute::Time { fill, max_years } => {
            let id = match fill {
                Fill::Latest { .. } => "step-impute-latest",
                Fill::Constant => "step-impute-constant",
                Fill::Between => "step-impute-between",
                Fill::Linear => "step-impute-linear",
                Fill::LinearConstant => "step-impute-linear-constant",
            };
            let text = say!(words, id)?;
            match max_years {
                None => Ok(text),
                Some(years) => say!(
                    words,
                    "step-impute-within",
                    text = text,
                    years = reading.numbers.exact(*years)
                ),
            }
        }
    }
}

/// The formula of a transformation of outliers, the same in every language.
fn transformation(reading: &Reading<'_>, then: Transform) -> String {
    let hundredth = reading.numbers.exact(0.01);
    match then {
        Transform::LogCt => format!("ln(x − min + {hundredth} (max − min))"),
        Transform::LogCtOrig => "ln(x − min + 1)".to_owned(),
        Transform::LogCtPlus => {
            format!("ln(x − min + {hundredth} (max − min)), −ln(max − x + {hundredth} (max − min))")
        }
        Transform::LogGii => "ln((max − 1) (x − min) / (max − min) + 1)".to_owned(),
        Transform::BoxCox { lambda: 0.0 } => "ln(x − min + 1)".to_owned(),
        Transform::BoxCox { lambda } => {
            format!("((x − min + 1)^λ − 1) / λ, λ = {}", reading.numbers.exact(lambda))
        }
    }
}

/// The name of a normalisation with its population, where that is more than the edition.
fn pooled(reading: &Reading<'_>, function: String, over: Over) -> Result<String, ReportError> {
    match over {
        Over::Edition => Ok(function),
        Over::AllEditions => say!(reading.words, "normalise-all-editions", function = function),
    }
}

/// The formulas of the functions this method uses.
fn formulas(reading: &Reading<'_>) -> Result<Vec<String>, ReportError> {
    let method = &reading.results.assessment.method;
    let used = |f: fn(&Mean) -> bool| {
        method.nodes.iter().any(|n| f(&n.aggregate))
            || [&method.rollup_territory, &method.rollup_crime_area, &method.rollup_region]
                .into_iter()
                .flatten()
                .any(|r| f(&r.aggregate))
    };
    let mut out = Vec::new();
    for (id, on) in [
        (
            "formula-goalposts",
            method.steps.normalise == Normalise::Goalposts
                || method.indicators.iter().any(|i| i.normalise == Some(Normalise::Goalposts)),
        ),
        ("formula-arithmetic", used(|a| matches!(a, Mean::Arithmetic))),
        ("formula-geometric", used(|a| matches!(a, Mean::Geometric))),
        ("formula-harmonic", used(|a| matches!(a, Mean::Harmonic))),
        ("formula-power", used(|a| matches!(a, Mean::Power(_)))),
        ("formula-median", used(|a| matches!(a, Mean::Median))),
        ("formula-mazziotta-pareto", used(|a| matches!(a, Mean::MazziottaPareto(_)))),
        ("formula-invert", method.nodes.iter().any(|n| n.invert)),
        ("formula-coverage", true),
    ] {
        if on {
            out.push(say!(reading.words, id)?);
        }
    }
    Ok(out)
}

fn confidence(reading: &Reading<'_>) -> Result<Vec<Fact>, ReportError> {
    let words = &reading.words;
    let num = |x: f64| reading.numbers.exact(x);
    let c = &reading.results.assessment.method.confidence;
    let scheme =
        ideal_model::Scheme::ALL.iter().find(|(_, s)| *s == c.scheme).map_or("", |(w, _)| w);
    let table = |letters: &str, replaced: &[(char, f64)], value: &dyn Fn(char) -> Option<f64>| {
        letters
            .chars()
            .map(|l| {
                let v = replaced
                    .iter()
                    .find(|(c, _)| *c == l)
                    .map(|(_, v)| *v)
                    .or_else(|| value(l))
                    .unwrap_or(c.ungraded);
                format!("{l} = {}", num(v))
            })
            .collect::<Vec<_>>()
            .join(" · ")
    };
    let mut out = Vec::new();
    for (id, value) in [
        ("confidence-scheme", scheme.to_owned()),
        (
            "confidence-reliability",
            table(c.scheme.reliabilities(), &c.reliability, &|l| c.scheme.reliability(l)),
        ),
        (
            "confidence-credibility",
            table(c.scheme.credibilities(), &c.credibility, &|l| c.scheme.credibility(l)),
        ),
        ("confidence-ungraded", num(c.ungraded)),
        ("confidence-timeliness", num(c.timeliness)),
        ("confidence-corroboration", num(c.corroboration)),
        (
            "confidence-cuts",
            say!(words, "confidence-cuts-value", moderate = num(c.moderate), high = num(c.high))?,
        ),
        ("confidence-floor", num(c.floor)),
    ] {
        out.push(Fact { label: say!(words, id)?, value, code: false });
    }
    Ok(out)
}

fn uncertainty(reading: &Reading<'_>) -> Result<Vec<Fact>, ReportError> {
    let words = &reading.words;
    let num = |x: f64| reading.numbers.exact(x);
    let assessment = &reading.results.assessment;
    let u = &assessment.method.uncertainty;
    if reading.results.draws == 0 {
        return Ok(Vec::new());
    }
    let sd: Vec<String> =
        u.sd.iter().map(|(grade, sd)| format!("{grade} = {}", num(*sd))).collect();
    let mut out = Vec::new();
    for (id, value) in [
        ("uncertainty-draws", reading.numbers.count(reading.results.draws as usize)),
        ("uncertainty-seed", assessment.seed.to_string()),
        ("uncertainty-concentration", num(u.concentration)),
        ("uncertainty-sd", sd.join(" · ")),
        ("uncertainty-ungraded", num(u.sd_ungraded)),
        ("uncertainty-threshold", num(u.change_threshold * assessment.method.width())),
        ("uncertainty-tie", num(u.tie)),
    ] {
        out.push(Fact { label: say!(words, id)?, value, code: false });
    }
    for switch in &u.switch {
        let value = say!(
            words,
            "uncertainty-switch-value",
            node = reading.node_name(switch.node),
            function = aggregate(reading, switch.to)?,
            share = reading.numbers.percent(switch.p)
        )?;
        out.push(Fact { label: say!(words, "uncertainty-switch")?, value, code: false });
    }
    Ok(out)
}
