//! One unit up the tree: availability, coverage, scores, confidence, marks.

use ideal_composite::aggregate::Mean;
use ideal_model::method::{Aggregate, Method, Penalty};
use ideal_model::{Finding, GapReason, NodeResult, Verdict};

use crate::plan::{Plan, PlanChild, Slot, floor_of};

/// Comparisons with a coverage floor forgive this much.
pub(crate) const COVERAGE_SLACK: f64 = 1e-9;

/// A leaf as the tree meets it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct LeafState {
    /// Whether the question arises.
    pub applies: bool,
    /// Score on the scale, if available.
    pub score: Option<f64>,
    /// Confidence, 0..=1.
    pub confidence: f64,
    /// Whether it is an enforcement count.
    pub enforcement: bool,
}

/// The composite function of an aggregation word.
pub(crate) fn mean_of(a: Aggregate) -> Mean {
    match a {
        Aggregate::Arithmetic => Mean::Arithmetic,
        Aggregate::Geometric => Mean::Geometric,
        Aggregate::Harmonic => Mean::Harmonic,
        Aggregate::Power(p) => Mean::Power(p),
        Aggregate::Median => Mean::Median,
        Aggregate::Min => Mean::Min,
        Aggregate::Max => Mean::Max,
        Aggregate::MazziottaPareto(penalty) => Mean::MazziottaPareto { downward: penalty == Penalty::Subtract },
    }
}

/// What a parent sees of a score: inverted if the child says so, raised to the floor if there is one.
pub(crate) fn seen(m: &Method, score: f64, invert: bool, floor: Option<f64>) -> f64 {
    let x = if invert { m.scale[0] + m.scale[1] - score } else { score };
    floor.map_or(x, |f| x.max(f))
}

/// Scratch space of an evaluation, kept between units.
#[derive(Default)]
pub(crate) struct Scratch {
    xs: Vec<f64>,
    ws: Vec<f64>,
}

/// Evaluates a unit. `out` and `reasons` have one entry per node of the method.
///
/// # Errors
/// A finding where a mean is undefined for the values it meets (a geometric mean of a score not above 0 without a floor).
pub(crate) fn evaluate(
    m: &Method,
    plan: &Plan,
    leaves: &[LeafState],
    scratch: &mut Scratch,
    out: &mut [NodeResult],
    reasons: &mut [Option<GapReason>],
) -> Result<(), Box<Finding>> {
    for p in &plan.nodes {
        let node = &m.nodes[p.node];
        let floor = floor_of(m, node.aggregate, node.floor);
        let child = |c: &PlanChild| -> Met {
            match c.what {
                Slot::Leaf(slot) => {
                    let l = leaves[slot];
                    Met {
                        applies: l.applies,
                        score: l.score,
                        coverage: if l.score.is_some() { 1.0 } else { 0.0 },
                        confidence: l.confidence,
                        enforcement: if l.enforcement { 1.0 } else { 0.0 },
                        alone: l.enforcement,
                        marked: false,
                        evidence: l.score.is_some(),
                    }
                }
                Slot::Node(i) => {
                    let n = &out[i];
                    let assessed = n.verdict == Verdict::Assessed;
                    Met {
                        applies: n.verdict != Verdict::NotApplicable,
                        score: n.score,
                        coverage: if assessed { n.coverage } else { 0.0 },
                        confidence: if assessed { n.confidence.unwrap_or(0.0) } else { 0.0 },
                        enforcement: n.enforcement,
                        alone: n.enforcement >= 1.0 - 1e-12,
                        marked: n.on_enforcement_alone,
                        evidence: n.evidence,
                    }
                }
            }
        };
        let mut applying = 0.0;
        let mut covered = 0.0;
        let mut trusted = 0.0;
        let mut any_applies = false;
        let mut required_gap = false;
        let mut required_absent = false;
        let mut marked = false;
        let mut enforcement = 0.0;
        let mut used = 0.0;
        let mut all_alone = true;
        let mut evidence = false;
        scratch.xs.clear();
        scratch.ws.clear();
        for c in &p.children {
            let met = child(c);
            if !met.applies {
                required_absent |= c.required;
                continue;
            }
            required_gap |= c.required && met.score.is_none();
            marked |= c.required && met.marked;
            if c.weight <= 0.0 {
                continue;
            }
            any_applies = true;
            evidence |= met.evidence;
            applying += c.weight;
            covered += c.weight * met.coverage;
            if let Some(score) = met.score {
                trusted += c.weight * met.confidence;
                used += c.weight;
                enforcement += c.weight * met.enforcement;
                all_alone &= met.alone;
                scratch.xs.push(seen(m, score, c.invert, floor));
                scratch.ws.push(c.weight);
            }
        }
        let result = &mut out[p.node];
        let reason = &mut reasons[p.node];
        *result = NodeResult { evidence, ..NodeResult::default() };
        *reason = None;
        if !p.has_leaf {
            result.confidence = Some(0.0);
            *reason = Some(GapReason::NoIndicator);
            continue;
        }
        if required_absent || !any_applies {
            result.verdict = Verdict::NotApplicable;
            continue;
        }
        result.coverage = covered / applying;
        let mut confidence = trusted / applying;
        if used > 0.0 {
            result.enforcement = enforcement / used;
        }
        let alone = used > 0.0 && all_alone;
        if alone {
            // Police output alone can never make a confident statement.
            confidence = confidence.min(m.confidence.moderate.next_down());
        }
        result.confidence = Some(confidence);
        *reason = if required_gap {
            Some(GapReason::Required)
        } else if used <= 0.0 {
            Some(GapReason::NoEvidence)
        } else if result.coverage < node.min_coverage - COVERAGE_SLACK {
            Some(GapReason::Coverage)
        } else if p.node == m.root && confidence < m.confidence.floor {
            Some(GapReason::Confidence)
        } else {
            None
        };
        if reason.is_some() {
            continue;
        }
        let Some(score) = mean_on_scale(m, node.aggregate, &scratch.xs, &scratch.ws) else {
            return Err(undefined(&format!("`{}`", node.id), node.aggregate, &scratch.xs));
        };
        result.score = Some(score);
        result.verdict = Verdict::Assessed;
        result.on_enforcement_alone = alone || marked;
    }
    Ok(())
}

/// The mean of children, on the scale where they all are: rounding carries none past its ends. Only a penalty for imbalance
/// leads below its lowest child, and that is the score.
pub(crate) fn mean_on_scale(m: &Method, aggregate: Aggregate, xs: &[f64], ws: &[f64]) -> Option<f64> {
    let score = mean_of(aggregate).value(xs, ws)?;
    let [low, high] = m.scale;
    let on_scale = |x: &f64| (low..=high).contains(x);
    if on_scale(&score) || !xs.iter().all(on_scale) {
        return Some(score);
    }
    let penalised = matches!(aggregate, Aggregate::MazziottaPareto(_)) && score < low - (high - low) * 1e-9;
    Some(if penalised { score } else { score.clamp(low, high) })
}

/// What to say of a mean that its values do not allow.
pub(crate) fn undefined(what: &str, aggregate: Aggregate, xs: &[f64]) -> Box<Finding> {
    const SHOWN: usize = 12;
    let more = xs.len().saturating_sub(SHOWN);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let xs = xs.get(..xs.len().min(SHOWN)).unwrap_or_default();
    let f = Finding::error("undefined-mean", format!("{what}: the {aggregate} mean of {xs:?}{more} is undefined"));
    Box::new(f.hint("give the node a `floor` above 0, or another `aggregate`"))
}

/// A child, leaf or node, as its parent meets it.
struct Met {
    applies: bool,
    score: Option<f64>,
    coverage: f64,
    confidence: f64,
    enforcement: f64,
    alone: bool,
    marked: bool,
    evidence: bool,
}
