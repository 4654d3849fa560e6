//! One unit up the tree: availability, coverage, scores, confidence, marks.

use ideal_composite::aggregate::Mean;
use ideal_model::method::{Method, mean_in_words};
use ideal_model::{Finding, GapReason, NodeResult, Verdict};

use crate::plan::{Plan, PlanChild, PlanNode, Slot, floor_of};

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

/// What a parent sees of a score: inverted if the child says so, raised to the floor if there is
/// one.
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
/// A finding where a mean is undefined for the values it meets (a geometric mean of a score not
/// above 0 without a floor).
pub(crate) fn evaluate(
    m: &Method,
    plan: &Plan,
    leaves: &[LeafState],
    scratch: &mut Scratch,
    out: &mut [NodeResult],
    reasons: &mut [Option<GapReason>],
) -> Result<(), Box<Finding>> {
    for p in &plan.nodes {
        let (node, at) = (&m.nodes[p.node], p.node.get());
        let floor = floor_of(m, node.aggregate, node.floor);
        let mut sums = Sums::default();
        scratch.xs.clear();
        scratch.ws.clear();
        for c in &p.children {
            let child = match c.what {
                Slot::Leaf(slot) => ChildState::of_leaf(leaves[slot]),
                Slot::Node(i) => ChildState::of_node(&out[i.get()]),
            };
            sums.add(c, &child);
            if let (true, true, Some(score)) = (child.applies, c.weight > 0.0, child.score) {
                scratch.xs.push(seen(m, score, c.invert, floor));
                scratch.ws.push(c.weight);
            }
        }
        (out[at], reasons[at]) = sums.settle(m, p);
        if out[at].verdict != Verdict::Gap || reasons[at].is_some() {
            continue;
        }
        let Some(score) = mean_on_scale(m, node.aggregate, &scratch.xs, &scratch.ws) else {
            return Err(undefined(&format!("`{}`", node.id), node.aggregate, &scratch.xs));
        };
        let result = &mut out[at];
        result.score = Some(score);
        result.verdict = Verdict::Assessed;
        result.on_enforcement_alone = sums.alone() || sums.marked;
    }
    Ok(())
}

/// What the children of a node that apply have together.
#[derive(Default)]
struct Sums {
    any_applies: bool,
    required_gap: bool,
    required_absent: bool,
    /// Whether a required child rests on enforcement counts alone.
    marked: bool,
    evidence: bool,
    /// Weights of those that apply; of those, times their coverage, times their confidence.
    applying: f64,
    covered: f64,
    trusted: f64,
    /// Weights of those with a score; times their share of enforcement counts.
    used: f64,
    enforcement: f64,
    /// Whether one with a score rests on more than enforcement counts.
    measured: bool,
}

impl Sums {
    fn add(&mut self, c: &PlanChild, child: &ChildState) {
        if !child.applies {
            self.required_absent |= c.required;
            return;
        }
        self.required_gap |= c.required && child.score.is_none();
        self.marked |= c.required && child.marked;
        if c.weight <= 0.0 {
            return;
        }
        self.any_applies = true;
        self.evidence |= child.evidence;
        self.applying += c.weight;
        self.covered += c.weight * child.coverage;
        if child.score.is_some() {
            self.trusted += c.weight * child.confidence;
            self.used += c.weight;
            self.enforcement += c.weight * child.enforcement;
            self.measured |= !child.alone;
        }
    }

    /// Whether all that is there are enforcement counts.
    fn alone(&self) -> bool {
        self.used > 0.0 && !self.measured
    }

    /// Coverage, confidence and marks of the node, and why it is a gap. One without a reason that
    /// applies is to be scored.
    fn settle(&self, m: &Method, p: &PlanNode) -> (NodeResult, Option<GapReason>) {
        let mut result = NodeResult { evidence: self.evidence, ..NodeResult::default() };
        if !p.has_leaf {
            result.confidence = Some(0.0);
            return (result, Some(GapReason::NoIndicator));
        }
        if self.required_absent || !self.any_applies {
            result.verdict = Verdict::NotApplicable;
            return (result, None);
        }
        result.coverage = self.covered / self.applying;
        let mut confidence = self.trusted / self.applying;
        if self.used > 0.0 {
            result.enforcement = self.enforcement / self.used;
        }
        if self.alone() {
            // Police output alone can never make a confident statement.
            confidence = confidence.min(m.confidence.moderate.next_down().max(0.0));
        }
        result.confidence = Some(confidence);
        let reason = if self.required_gap {
            Some(GapReason::Required)
        } else if self.used <= 0.0 {
            Some(GapReason::NoEvidence)
        } else if result.coverage < m.nodes[p.node].min_coverage - COVERAGE_SLACK {
            Some(GapReason::Coverage)
        } else if p.node == m.root && confidence < m.confidence.floor {
            Some(GapReason::Confidence)
        } else {
            None
        };
        (result, reason)
    }
}

/// The mean of children, on the scale where they all are: rounding carries none past its ends. Only
/// a penalty for imbalance leads below its lowest child, and a mean of the caller's beyond its
/// children; that is the score.
pub(crate) fn mean_on_scale(m: &Method, aggregate: Mean, xs: &[f64], ws: &[f64]) -> Option<f64> {
    let score = aggregate.value(xs, ws)?;
    let [low, high] = m.scale;
    let on_scale = |x: &f64| (low..=high).contains(x);
    if on_scale(&score) || !xs.iter().all(on_scale) {
        return Some(score);
    }
    let leaves_scale = match aggregate {
        Mean::MazziottaPareto(_) => score < low - (high - low) * 1e-9,
        Mean::Own(own) => !own.is_internal(),
        _ => false,
    };
    Some(if leaves_scale { score } else { score.clamp(low, high) })
}

/// What to say of a mean that its values do not allow.
pub(crate) fn undefined(what: &str, aggregate: Mean, xs: &[f64]) -> Box<Finding> {
    const SHOWN: usize = 12;
    let more = xs.len().saturating_sub(SHOWN);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let xs = xs.get(..xs.len().min(SHOWN)).unwrap_or_default();
    let f = Finding::error(
        "undefined-mean",
        format!("{what}: the {} mean of {xs:?}{more} is undefined", mean_in_words(aggregate)),
    );
    Box::new(f.hint("give the node a `floor` above 0, or another `aggregate`"))
}

/// A child, leaf or node, as its parent meets it.
struct ChildState {
    applies: bool,
    score: Option<f64>,
    coverage: f64,
    confidence: f64,
    /// Share of enforcement counts, 0..=1.
    enforcement: f64,
    /// Whether it rests on enforcement counts alone.
    alone: bool,
    /// Whether it carries the mark of that.
    marked: bool,
    evidence: bool,
}

impl ChildState {
    fn of_leaf(l: LeafState) -> Self {
        ChildState {
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

    fn of_node(n: &NodeResult) -> Self {
        let assessed = n.verdict == Verdict::Assessed;
        ChildState {
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
