//! What two editions are compared by: the evidence that both have.
//!
//! A leaf with a score in one of the two only, and a node or member that is a gap in one of them,
//! are left out of both: also where the method itself has the leaf in one of them only (`since`,
//! `until`). What is left is scored by the method's own functions; coverage is not asked again,
//! since both were assessed.

use std::collections::BTreeMap;
use std::ops::Range;

use ideal_model::method::{Method, Rollup};
use ideal_model::{NodeIx, Results, RollUp, RollUpKind, TerritoryIx, UnitIx, Verdict};

use crate::frame::{Frame, Unit};
use crate::plan::{Plan, PlanNode, Slot, floor_of};
use crate::scale::scaled::Scaled;
use crate::score::evaluate::{mean_on_scale, seen};
use crate::score::layout::Layout;

/// A node in two editions.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct MatchedNode {
    /// Scores of what both have, in the earlier edition and in this one; none where they have
    /// nothing in common.
    pub scores: Option<(f64, f64)>,
    /// Whether nothing entered or left, so that these are the scores themselves.
    pub whole: bool,
}

/// A unit or roll-up in two editions, something of which entered or left.
pub(crate) struct Pair {
    /// Per leaf of a unit whether both editions have it; empty for a roll-up.
    pub both: Vec<bool>,
    /// By index of the method.
    pub nodes: Vec<MatchedNode>,
}

/// The pairs of editions in which something entered or left, by the unit of the later edition.
#[derive(Default)]
pub(crate) struct Matched(BTreeMap<UnitIx, Pair>);

impl Matched {
    /// Compares each edition of the results with the one listed before it.
    pub(crate) fn new(frame: &Frame, scaled: &Scaled, layout: &Layout, r: &Results) -> Self {
        let mut out = Matched::default();
        for (t, units) in TerritoryIx::all(layout.unit_of.len()).zip(&layout.unit_of) {
            for (unit, &now) in frame.units().zip(units) {
                let pair =
                    r.edition_before(now).and_then(|_| of_unit(frame, scaled, r, (t, &unit), now));
                if let Some(pair) = pair {
                    out.0.insert(now, pair);
                }
            }
        }
        // Regions are made of the territories' roll-ups, which come first.
        for regions in [false, true] {
            for rollup in r.rollups.iter().filter(|x| (x.kind == RollUpKind::Region) == regions) {
                if let Some(pair) = out.of_rollup(r, rollup) {
                    out.0.insert(rollup.unit, pair);
                }
            }
        }
        out
    }

    /// What entered or left a unit since the edition before; none where nothing did.
    pub(crate) fn pair(&self, unit: UnitIx) -> Option<&Pair> {
        self.0.get(&unit)
    }

    /// A node of a unit in this edition and the one before.
    pub(crate) fn node(&self, r: &Results, unit: UnitIx, node: NodeIx) -> MatchedNode {
        match self.0.get(&unit) {
            Some(pair) => pair.nodes.get(node.get()).copied().unwrap_or_default(),
            None => MatchedNode { scores: scores(r, unit, node), whole: true },
        }
    }

    /// A roll-up, over the members that have something in both editions.
    fn of_rollup(&self, r: &Results, rollup: &RollUp) -> Option<Pair> {
        r.edition_before(rollup.unit)?;
        let m = &*r.assessment.method;
        let spec = rollup.kind.spec(m)?;
        let of = |node| match scores(r, rollup.unit, node) {
            Some(_) => self.rolled(r, rollup, spec, node),
            None => MatchedNode { scores: None, whole: true },
        };
        let nodes: Vec<MatchedNode> = m.node_indices().map(of).collect();
        (!nodes.iter().all(|n| n.whole)).then(|| Pair { both: Vec::new(), nodes })
    }

    fn rolled(&self, r: &Results, rollup: &RollUp, spec: &Rollup, node: NodeIx) -> MatchedNode {
        let m = &*r.assessment.method;
        let floor = floor_of(m, spec.aggregate, spec.floor);
        let mut made = Made { whole: true, ..Made::default() };
        for &member in &rollup.members {
            let weight = spec.weight(r.member_code(rollup.kind, member), node);
            if weight <= 0.0 {
                continue;
            }
            let of = self.node(r, member, node);
            let seen = |x: f64| floor.map_or(x, |f| x.max(f));
            match of.scores {
                Some((b, a)) => made.push(seen(b), seen(a), weight, of.whole),
                None => made.whole &= !differs(r, member, node) && of.whole,
            }
        }
        made.mean(|xs, ws| mean_on_scale(m, spec.aggregate, xs, ws))
    }
}

/// The scores of a node in the edition before and in this one, where it has both.
pub(crate) fn scores(r: &Results, unit: UnitIx, node: NodeIx) -> Option<(f64, f64)> {
    Some((r.node(r.edition_before(unit)?, node)?.score?, r.node(unit, node)?.score?))
}

/// Whether a node has a score in one of the two editions only, or applies in one only.
fn differs(r: &Results, unit: UnitIx, node: NodeIx) -> bool {
    let of = |u: UnitIx| {
        r.node(u, node).map(|n| (n.score.is_some(), n.verdict == Verdict::NotApplicable))
    };
    r.edition_before(unit).is_some_and(|before| of(before) != of(unit))
}

/// Scores of children in both editions.
#[derive(Default)]
struct Made {
    before: Vec<f64>,
    now: Vec<f64>,
    weights: Vec<f64>,
    whole: bool,
}

impl Made {
    fn push(&mut self, before: f64, now: f64, weight: f64, whole: bool) {
        self.before.push(before);
        self.now.push(now);
        self.weights.push(weight);
        self.whole &= whole;
    }

    fn mean(&self, mean: impl Fn(&[f64], &[f64]) -> Option<f64>) -> MatchedNode {
        let of = |xs: &[f64]| if xs.is_empty() { None } else { mean(xs, &self.weights) };
        MatchedNode { scores: of(&self.before).zip(of(&self.now)), whole: self.whole }
    }
}

/// A unit in this edition and the one before; none where nothing entered or left.
fn of_unit(
    frame: &Frame,
    scaled: &Scaled,
    r: &Results,
    (t, unit): (TerritoryIx, &Unit<'_>),
    now: UnitIx,
) -> Option<Pair> {
    let m = &*frame.assessment.method;
    let len = unit.plan.leaves.len();
    let ranges = [leaves_before(unit.plan, &unit.leaves), unit.leaves.clone()];
    let positions = [unit.position.checked_sub(1)?, unit.position];
    let known = |k: usize, slot: usize| {
        let score = scaled.leaf(t, ranges[k].start + slot).score;
        score.filter(|_| !scaled.screened(t, positions[k]))
    };
    let leaf = |slot| (known(0, slot), known(1, slot));
    let both = (0..len).map(|slot| matches!(leaf(slot), (Some(_), Some(_)))).collect();
    let editions = &frame.assessment.editions;
    let outside = |slot: usize| {
        let of = unit.plan.leaves.get(slot).map(|&i| &m.indicators[i]);
        let at = |k: usize| of.zip(editions.get(k)).map(|(i, &edition)| i.outside(edition));
        (at(unit.edition.get().saturating_sub(1)), at(unit.edition.get()))
    };
    // A leaf that only one of them can have entered or left, also where nobody knows it: what is
    // drawn for it in one edition is no move.
    let same = |slot| match (leaf(slot), outside(slot)) {
        ((None, None), (before, now)) => before == now,
        ((before, now), _) => before.is_some() == now.is_some(),
    };
    let mut nodes = vec![MatchedNode { scores: None, whole: true }; m.nodes.len()];
    for p in &unit.plan.nodes {
        if scores(r, now, p.node).is_some() {
            nodes[p.node.get()] = of_node(m, r, now, p, (&leaf, &same, &nodes));
        }
    }
    (!nodes.iter().all(|n| n.whole)).then_some(Pair { both, nodes })
}

/// Scores of a leaf in the edition before and in this one, by slot.
type LeafScores<'a> = dyn Fn(usize) -> (Option<f64>, Option<f64>) + 'a;

fn of_node(
    m: &Method,
    r: &Results,
    now: UnitIx,
    p: &PlanNode,
    (leaf, same, nodes): (&LeafScores<'_>, &dyn Fn(usize) -> bool, &[MatchedNode]),
) -> MatchedNode {
    let spec = &m.nodes[p.node];
    let floor = floor_of(m, spec.aggregate, spec.floor);
    let mut made = Made { whole: true, ..Made::default() };
    for c in &p.children {
        let (scores, whole) = match c.what {
            Slot::Leaf(slot) => {
                let (before, now) = leaf(slot);
                (before.zip(now), same(slot))
            }
            Slot::Node(i) => {
                let of = nodes[i.get()];
                (of.scores, of.whole && !differs(r, now, i))
            }
        };
        if c.required && scores.is_none() {
            return MatchedNode { scores: None, whole: false };
        }
        if c.weight <= 0.0 {
            continue;
        }
        match scores {
            Some((before, now)) => {
                let seen = |x: f64| seen(m, x, c.invert, floor);
                made.push(seen(before), seen(now), c.weight, whole);
            }
            None => made.whole &= whole,
        }
    }
    made.mean(|xs, ws| mean_on_scale(m, spec.aggregate, xs, ws))
}

/// The leaves of the edition before one of a unit, whose own are these: the editions of an area
/// follow one another.
pub(crate) fn leaves_before(plan: &Plan, leaves: &Range<usize>) -> Range<usize> {
    leaves.start.saturating_sub(plan.leaves.len())..leaves.start
}
