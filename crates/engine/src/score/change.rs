//! Change between editions: like with like only.

use ideal_model::method::{Child, Method};
use ideal_model::{IndicatorIx, NodeIx, Period, Results, Verdict};

/// Fills in the change of every node: its score minus that of the previous listed edition. Left
/// empty where either is a gap, where `since` or `until` changes the leaves below it between the
/// two, and where a series that feeds a node of a unit has a break between them. A roll-up keeps
/// its change then: the break stays visible in the unit it belongs to.
pub(crate) fn change(r: &mut Results) {
    let m = std::sync::Arc::clone(&r.assessment.method);
    let editions = r.assessment.editions.clone();
    let below: Vec<(NodeIx, Vec<IndicatorIx>)> =
        m.node_indices().map(|node| (node, leaves_below(&m, node))).collect();
    // Broken leaves by unit, from the evidence rows that the engine flagged.
    for unit in r.unit_indices() {
        let Some(earlier) = unit.before() else { continue };
        let (now, before) = (r.units[unit], r.units[earlier]);
        if (now.place, now.area) != (before.place, before.area)
            || now.edition.before() != Some(before.edition)
        {
            continue;
        }
        let (Some(&to), Some(&from)) =
            (editions.get(now.edition.get()), editions.get(before.edition.get()))
        else {
            continue;
        };
        for (node, leaves) in &below {
            let node = *node;
            let (Some(a), Some(b)) = (r.node(earlier, node), r.node(unit, node)) else { continue };
            if a.verdict != Verdict::Assessed || b.verdict != Verdict::Assessed {
                continue;
            }
            let comparable = leaves.iter().all(|&i| same_leaf(&m, i, from, to));
            let broken = !now.rollup
                && r.leaves_of(unit).iter().any(|l| l.broken && leaves.contains(&l.indicator));
            let change = match (a.score, b.score) {
                (Some(a), Some(b)) if comparable && !broken => Some(b - a),
                _ => None,
            };
            if let Some(slot) = r.node_mut(unit, node) {
                slot.change = change;
            }
        }
    }
}

fn same_leaf(m: &Method, indicator: IndicatorIx, from: Period, to: Period) -> bool {
    m.indicators[indicator].outside(from) == m.indicators[indicator].outside(to)
}

/// Indices of the leaves of positive weight under a node.
pub(crate) fn leaves_below(m: &Method, node: NodeIx) -> Vec<IndicatorIx> {
    let mut out = Vec::new();
    let mut stack = vec![node];
    while let Some(i) = stack.pop() {
        for c in &m.nodes[i].children {
            match *c {
                Child::Leaf(l) if m.indicators[l].weight > 0.0 => out.push(l),
                Child::Node(j) if m.nodes[j].weight > 0.0 => stack.push(j),
                _ => {}
            }
        }
    }
    out.sort_unstable();
    out
}
