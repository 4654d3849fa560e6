//! The method annex, made from the method file: every number a score depends on.

use ideal_model::method::{
    Aggregate, Among, Child, Fill, Impute, Indicator, Lengths, Method, Normalise, Over, Penalty,
    Rollup, Rounding, ScreenBy, Transform, TreatThen,
};
use ideal_model::{IndicatorIx, NodeIx};
use serde::Serialize;

use super::{pieces, quantities};
use crate::error::ReportError;
use crate::palette;
use crate::view::View;
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
    band: pieces::Band,
    range: String,
    of: String,
}

/// All of the method that a reader needs to recompute a score.
pub(super) fn annex(view: &View<'_>) -> Result<Annex, ReportError> {
    let method = &view.results.assessment.method;
    let (mut indicators, mut denominators) = (Vec::new(), Vec::new());
    for (index, entry) in method.indicator_indices().zip(&method.indicators) {
        let measure = measure(view, index, entry)?;
        if entry.parent.is_some() { indicators.push(measure) } else { denominators.push(measure) }
    }
    Ok(Annex {
        facts: facts(view)?,
        nodes: nodes(view)?,
        indicators,
        denominators,
        bands: bands(view)?,
        rollups: rollups(view)?,
        steps: steps(view)?,
        formulas: formulas(view)?,
        confidence: confidence(view)?,
        uncertainty: uncertainty(view)?,
        by_area: !view.territories_only(),
    })
}

/// What names the method, and what holds for all of it.
fn facts(view: &View<'_>) -> Result<Vec<Fact>, ReportError> {
    let assessment = &view.results.assessment;
    let method = &assessment.method;
    let words = &view.words;
    let num = |x: f64| view.numbers.exact(x);
    let scale = say!(words, "interval", low = num(method.scale[0]), high = num(method.scale[1]))?;
    let rounding =
        if method.rounding == Rounding::HalfUp { "rounding-half-up" } else { "rounding-half-even" };
    let decimals =
        say!(words, rounding, n = method.decimals, decimals = method.decimals.to_string())?;
    let unit = if view.territories_only() { "unit-territory" } else { "unit-territory-area" };
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
fn nodes(view: &View<'_>) -> Result<Vec<Node>, ReportError> {
    let method = &view.results.assessment.method;
    let num = |x: f64| view.numbers.exact(x);
    let dash = || "–".to_owned();
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
        nodes.push(Node {
            name: view.node_name(index),
            id: node.id.clone(),
            depth,
            weight: if node.parent.is_some() { num(node.weight) } else { dash() },
            share: if siblings > 0.0 {
                view.numbers.percent(node.weight / siblings)
            } else {
                dash()
            },
            aggregate: aggregate(view, node.aggregate)?,
            min_coverage: num(node.min_coverage),
            floor: node.aggregate.floor(node.floor, method.scale).map_or_else(dash, num),
            flags: if flags.is_empty() { dash() } else { flags.join(", ") },
            indicators: view.numbers.count(view.leaves(index).len()),
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
fn bands(view: &View<'_>) -> Result<Vec<Band>, ReportError> {
    let method = &view.results.assessment.method;
    let words = &view.words;
    let num = |x: f64| view.numbers.exact(x);
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
            let ground = palette::band(level, set.len());
            bands.push(Band {
                band: pieces::Band {
                    label: band.names.or_code(view.lang, &band.id).to_owned(),
                    ground: ground.hex(),
                    ink: ground.ink().hex(),
                },
                range,
                of: match owner {
                    Some(node) => view.node_name(node),
                    None => say!(words, "band-all")?,
                },
            });
        }
    }
    Ok(bands)
}

/// How units become lines of territories, areas and regions.
fn rollups(view: &View<'_>) -> Result<Vec<Fact>, ReportError> {
    let method = &view.results.assessment.method;
    let mut rollups = Vec::new();
    for (id, rollup) in [
        ("rollup-territory", &method.rollup_territory),
        ("rollup-crime-area", &method.rollup_crime_area),
        ("rollup-region", &method.rollup_region),
    ] {
        if let Some(rollup) = rollup {
            let value = rollup_text(view, rollup)?;
            rollups.push(Fact { label: say!(view.words, id)?, value, code: false });
        }
    }
    Ok(rollups)
}

fn aggregate(view: &View<'_>, function: Aggregate) -> Result<String, ReportError> {
    let id = match function {
        Aggregate::Arithmetic => "aggregate-arithmetic",
        Aggregate::Geometric => "aggregate-geometric",
        Aggregate::Harmonic => "aggregate-harmonic",
        Aggregate::Power(p) => {
            return say!(view.words, "aggregate-power", p = view.numbers.exact(p));
        }
        Aggregate::Median => "aggregate-median",
        Aggregate::Min => "aggregate-min",
        Aggregate::Max => "aggregate-max",
        Aggregate::MazziottaPareto(Penalty::Subtract) => "aggregate-mazziotta-pareto-subtract",
        Aggregate::MazziottaPareto(Penalty::Add) => "aggregate-mazziotta-pareto-add",
    };
    say!(view.words, id)
}

fn measure(view: &View<'_>, index: IndicatorIx, entry: &Indicator) -> Result<Measure, ReportError> {
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
        let id = match transform {
            Transform::Log => "transform-log",
            Transform::Log1p => "transform-log1p",
            Transform::Sqrt => "transform-sqrt",
        };
        function = say!(words, id, function = function)?;
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
    Ok(Measure {
        name: view.indicator_name(index),
        code: entry.code.clone(),
        node: entry.parent.map(|p| view.node_name(p)).unwrap_or_default(),
        weight: num(entry.weight),
        kind: say!(words, &format!("kind-{}", entry.kind.word()))?,
        direction: quantities::direction(view, entry.direction)?,
        unit: quantities::unit_text(view, index)?,
        posts,
        normalise: function,
        age: num(entry.max_age),
        any_length: entry.periods == Lengths::Any,
        areas,
        span,
    })
}

fn normalise(view: &View<'_>, function: Normalise) -> Result<String, ReportError> {
    let words = &view.words;
    let num = |x: f64| view.numbers.exact(x);
    match function {
        Normalise::Goalposts => say!(words, "normalise-goalposts"),
        Normalise::None => say!(words, "normalise-none"),
        Normalise::Minmax { .. } => say!(words, "normalise-minmax"),
        Normalise::Zscore { mean, sd } => {
            say!(words, "normalise-zscore", mean = num(mean), sd = num(sd))
        }
        Normalise::Rank => say!(words, "normalise-rank"),
        Normalise::PercentileRank { .. } => say!(words, "normalise-percentile-rank"),
        Normalise::Borda => say!(words, "normalise-borda"),
        Normalise::DistanceToTarget { target, .. } => {
            say!(words, "normalise-distance-to-target", target = num(target))
        }
        Normalise::DistanceToReference { reference, .. } => {
            say!(words, "normalise-distance-to-reference", reference = num(reference))
        }
        Normalise::DistanceToMax { .. } => say!(words, "normalise-distance-to-max"),
        Normalise::FractionOfMax { .. } => say!(words, "normalise-fraction-of-max"),
    }
}

fn rollup_text(view: &View<'_>, rollup: &Rollup) -> Result<String, ReportError> {
    let words = &view.words;
    let function = aggregate(view, rollup.aggregate)?;
    let coverage = view.numbers.exact(rollup.min_coverage);
    let mut zero = Vec::new();
    let mut other = Vec::new();
    for (code, weight) in &rollup.weights {
        let name = view
            .results
            .areas
            .iter()
            .find(|a| a.code == *code)
            .map(|a| a.names.or_code(view.lang, code))
            .or_else(|| {
                view.results
                    .places
                    .iter()
                    .find(|p| p.code == *code)
                    .map(|p| p.names.or_code(view.lang, code))
            })
            .unwrap_or(code);
        if *weight == 0.0 {
            zero.push(name.to_owned());
        } else if *weight != 1.0 {
            other.push(say!(
                words,
                "item-score",
                name = name,
                score = view.numbers.exact(*weight)
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
fn steps(view: &View<'_>) -> Result<Vec<String>, ReportError> {
    let words = &view.words;
    let num = |x: f64| view.numbers.exact(x);
    let steps = &view.results.assessment.method.steps;
    let mut out = vec![say!(words, "step-select")?];
    out.push(say!(words, if steps.denominate { "step-denominate" } else { "step-no-denominate" })?);
    out.push(match &steps.impute {
        None => say!(words, "step-no-impute")?,
        Some(impute) => imputation(view, impute)?,
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
        out.push(say!(words, id, threshold = view.numbers.percent(screen.threshold))?);
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
            word = then.word(),
            formula = transformation(view, then),
            from = from
        )?);
    }
    out.push(say!(
        words,
        "step-normalise",
        function = pooled(view, normalise(view, steps.normalise)?, steps.over)?
    )?);
    out.push(say!(words, "step-aggregate")?);
    Ok(out)
}

/// The ends of the population that the last edition was normalised against, after treatment and
/// transform.
fn population(view: &View<'_>, indicator: IndicatorIx) -> Result<String, ReportError> {
    let Some(p) =
        view.results.posts.iter().find(|p| p.indicator == indicator && p.edition == view.last)
    else {
        return Ok("–".to_owned());
    };
    let of = |what: &str| {
        p.values
            .iter()
            .find(|(w, _)| *w == what)
            .map(|(_, x)| view.numbers.value(*x))
            .unwrap_or_default()
    };
    say!(
        view.words,
        "posts-population",
        low = of("min"),
        high = of("max"),
        n = p.n as usize,
        count = view.numbers.count(p.n as usize)
    )
}

/// How gaps are filled.
fn imputation(view: &View<'_>, impute: &Impute) -> Result<String, ReportError> {
    let words = &view.words;
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
                Fill::Latest => "step-impute-latest",
                Fill::Constant => "step-impute-constant",
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
                    years = view.numbers.exact(*years)
                ),
            }
        }
    }
}

/// The formula of a transformation of outliers, the same in every language.
fn transformation(view: &View<'_>, then: TreatThen) -> String {
    let hundredth = view.numbers.exact(0.01);
    match then {
        TreatThen::LogCt => format!("ln(x − min + {hundredth} (max − min))"),
        TreatThen::LogCtOrig => "ln(x − min + 1)".to_owned(),
        TreatThen::LogCtPlus => {
            format!("ln(x − min + {hundredth} (max − min)), −ln(max − x + {hundredth} (max − min))")
        }
        TreatThen::LogGii => "ln((max − 1) (x − min) / (max − min) + 1)".to_owned(),
        TreatThen::BoxCox(0.0) => "ln(x − min + 1)".to_owned(),
        TreatThen::BoxCox(lambda) => {
            format!("((x − min + 1)^λ − 1) / λ, λ = {}", view.numbers.exact(lambda))
        }
    }
}

/// The name of a normalisation with its population, where that is more than the edition.
fn pooled(view: &View<'_>, function: String, over: Over) -> Result<String, ReportError> {
    match over {
        Over::Edition => Ok(function),
        Over::AllEditions => say!(view.words, "normalise-all-editions", function = function),
    }
}

/// The formulas of the functions this method uses.
fn formulas(view: &View<'_>) -> Result<Vec<String>, ReportError> {
    let method = &view.results.assessment.method;
    let used = |f: fn(&Aggregate) -> bool| {
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
        ("formula-arithmetic", used(|a| matches!(a, Aggregate::Arithmetic))),
        ("formula-geometric", used(|a| matches!(a, Aggregate::Geometric))),
        ("formula-harmonic", used(|a| matches!(a, Aggregate::Harmonic))),
        ("formula-power", used(|a| matches!(a, Aggregate::Power(_)))),
        ("formula-median", used(|a| matches!(a, Aggregate::Median))),
        ("formula-mazziotta-pareto", used(|a| matches!(a, Aggregate::MazziottaPareto(_)))),
        ("formula-invert", method.nodes.iter().any(|n| n.invert)),
        ("formula-coverage", true),
    ] {
        if on {
            out.push(say!(view.words, id)?);
        }
    }
    Ok(out)
}

fn confidence(view: &View<'_>) -> Result<Vec<Fact>, ReportError> {
    let words = &view.words;
    let num = |x: f64| view.numbers.exact(x);
    let c = &view.results.assessment.method.confidence;
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

fn uncertainty(view: &View<'_>) -> Result<Vec<Fact>, ReportError> {
    let words = &view.words;
    let num = |x: f64| view.numbers.exact(x);
    let assessment = &view.results.assessment;
    let u = &assessment.method.uncertainty;
    if view.results.draws == 0 {
        return Ok(Vec::new());
    }
    let sd: Vec<String> =
        u.sd.iter().map(|(grade, sd)| format!("{grade} = {}", num(*sd))).collect();
    let mut out = Vec::new();
    for (id, value) in [
        ("uncertainty-draws", view.numbers.count(view.results.draws as usize)),
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
            node = view.node_name(switch.node),
            function = aggregate(view, switch.to)?,
            share = view.numbers.percent(switch.p)
        )?;
        out.push(Fact { label: say!(words, "uncertainty-switch")?, value, code: false });
    }
    Ok(out)
}
