//! The method annex, made from the method file: every number a score depends on.

mod steps;
mod tree;

use ideal_model::method::{Adjust, Pool, RaterPool, Rollup, Rounding, WeightDraws};
use ideal_model::{NodeIx, Observation};
use serde::Serialize;

use self::steps::{aggregate, formulas, steps};
use self::tree::{IndicatorRow, NodeRow, measure, nodes};
use crate::document::Band;
use crate::error::ReportError;
use crate::palette;
use crate::view::View;
use crate::words::say;

#[derive(Serialize)]
pub(super) struct Annex {
    pub facts: Vec<Fact>,
    pub nodes: Vec<NodeRow>,
    pub indicators: Vec<IndicatorRow>,
    pub denominators: Vec<IndicatorRow>,
    pub bands: Vec<BandRow>,
    pub rollups: Vec<Fact>,
    pub steps: Vec<String>,
    pub formulas: Vec<String>,
    pub confidence: Vec<Fact>,
    pub uncertainty: Vec<Fact>,
    pub by_area: bool,
}

#[derive(Serialize)]
pub(super) struct Fact {
    pub label: String,
    pub value: String,
    pub code: bool,
}

#[derive(Serialize)]
pub(super) struct BandRow {
    pub band: Band,
    pub range: String,
    pub of: String,
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

/// The bands: those of each node together, lowest first.
fn bands(view: &View<'_>) -> Result<Vec<BandRow>, ReportError> {
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
            bands.push(BandRow {
                band: Band {
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
        ("confidence-scheme", say!(view.words, &format!("scheme-{scheme}"))?),
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
            say!(
                words,
                "confidence-cuts-value",
                moderate = view.cut_of_hundred(c.moderate),
                high = view.cut_of_hundred(c.high)
            )?,
        ),
        ("confidence-floor", num(c.floor)),
    ] {
        out.push(Fact { label: say!(words, id)?, value, code: false });
    }
    Ok(out)
}

/// How far scores move in a year, over the indicators; none where no history says so.
fn drift(view: &View<'_>) -> Result<Option<String>, ReportError> {
    let u = &view.results.assessment.method.uncertainty;
    if let Some(stated) = u.drift {
        return Ok(Some(view.numbers.exact(stated)));
    }
    let mut sd: Vec<f64> = view.results.drift.iter().map(|d| d.variance.sqrt()).collect();
    sd.sort_by(f64::total_cmp);
    let (Some(low), Some(high)) = (sd.first(), sd.last()) else { return Ok(None) };
    let median = sd.get(sd.len() / 2).copied().unwrap_or(*low);
    let num = |x: f64| view.numbers.fixed(x, 1);
    say!(
        view.words,
        "uncertainty-drift-estimated",
        low = num(*low),
        high = num(*high),
        median = num(median)
    )
    .map(Some)
}

/// How ratings are pooled; nothing where nobody rated.
fn raters(view: &View<'_>) -> Result<Vec<Fact>, ReportError> {
    let words = &view.words;
    let assessment = &view.results.assessment;
    let judged = |o: &Observation| o.rater.is_some() || o.range.is_some();
    if !assessment.evidence.observations.iter().any(judged) {
        return Ok(Vec::new());
    }
    let r = &assessment.method.raters;
    let pool = match r.pool {
        RaterPool::Panel => "raters-pool-panel",
        RaterPool::Linear => "raters-pool-linear",
    };
    let adjust = match r.adjust {
        Adjust::None => "raters-adjust-none",
        Adjust::Severity => "raters-adjust-severity",
    };
    let facts = [
        ("raters-pool", say!(words, pool)?),
        ("raters-adjust", say!(words, adjust)?),
        ("raters-panel-sd", view.numbers.exact(r.panel_sd)),
        ("raters-range-level", view.numbers.exact(r.range_level)),
    ];
    let fact = |(id, value)| Ok(Fact { label: say!(words, id)?, value, code: false });
    facts.into_iter().map(fact).collect()
}

/// The nodes whose weights draws take from experts, if the method asks for them.
fn experts(view: &View<'_>) -> Result<Option<String>, ReportError> {
    let assessment = &view.results.assessment;
    let u = &assessment.method.uncertainty;
    if u.weights != WeightDraws::Experts {
        return Ok(None);
    }
    let words = &view.words;
    let nodes = ideal_model::judged(&assessment.method, &assessment.judgements).0;
    let mut names = Vec::new();
    for judged in nodes.iter().filter(|n| n.is_drawn()) {
        let name = view.node_name(judged.node);
        let count = view.numbers.count(judged.experts.len());
        names.push(say!(words, "uncertainty-experts-node", node = name, count = count)?);
    }
    if names.is_empty() {
        return Ok(None);
    }
    let value = match u.expert_pool {
        Pool::Geometric => "uncertainty-experts-geometric",
        Pool::Arithmetic => "uncertainty-experts-arithmetic",
    };
    say!(words, value, nodes = words.list(&names)?).map(Some)
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
    let by_grade = match u.errors {
        Some(own) => ("uncertainty-own", own.name().to_owned()),
        None => ("uncertainty-sd", sd.join(" · ")),
    };
    let mut out = Vec::new();
    for (id, value) in [
        ("uncertainty-draws", view.numbers.count(view.results.draws as usize)),
        ("uncertainty-seed", assessment.seed.to_string()),
        ("uncertainty-concentration", num(u.concentration)),
        by_grade,
        ("uncertainty-ungraded", num(u.sd_ungraded)),
        ("uncertainty-threshold", num(u.change_threshold * assessment.method.width())),
        ("uncertainty-tie", num(u.tie)),
    ] {
        out.push(Fact { label: say!(words, id)?, value, code: false });
    }
    if let Some(value) = experts(view)? {
        out.push(Fact { label: say!(words, "uncertainty-experts")?, value, code: false });
    }
    if let Some(value) = drift(view)? {
        out.push(Fact { label: say!(words, "uncertainty-drift")?, value, code: false });
    }
    let missing = say!(
        words,
        "uncertainty-missing-value",
        share = view.numbers.percent(ideal_engine::AS_WHAT_IS_KNOWN)
    )?;
    out.push(Fact { label: say!(words, "uncertainty-missing")?, value: missing, code: false });
    out.extend(raters(view)?);
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
