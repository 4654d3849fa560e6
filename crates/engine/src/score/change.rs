//! Change between editions: like with like only.

use ideal_model::method::{Child, Method};
use ideal_model::{Period, Results, Verdict};

/// Fills in the change of every node: its score minus that of the previous listed edition. Left
/// empty where either is a gap, where `since` or `until` changes the leaves below it between the
/// two, and where a series that feeds a node of a unit has a break between them. A roll-up keeps
/// its change then: the break stays visible in the unit it belongs to.
pub(crate) fn change(r: &mut Results) {
    let m = std::sync::Arc::clone(&r.assessment.method);
    let editions = r.assessment.editions.clone();
    let n = m.nodes.len();
    let below: Vec<Vec<usize>> = (0..n).map(|node| leaves_below(&m, node)).collect();
    // Broken leaves by unit, from the evidence rows that the engine flagged.
    for unit in 1..r.units.len() {
        let (now, before) = (r.units[unit], r.units[unit - 1]);
        if (now.place, now.area) != (before.place, before.area)
            || now.edition == 0
            || now.edition != before.edition + 1
        {
            continue;
        }
        let (Some(&to), Some(&from)) =
            (editions.get(usize::from(now.edition)), editions.get(usize::from(before.edition)))
        else {
            continue;
        };
        for (node, leaves) in below.iter().enumerate() {
            let (Some(a), Some(b)) = (r.node(unit - 1, node), r.node(unit, node)) else { continue };
            if a.verdict != Verdict::Assessed || b.verdict != Verdict::Assessed {
                continue;
            }
            let comparable = leaves.iter().all(|&i| same_leaf(&m, i, from, to));
            let broken = !now.rollup
                && r.leaves_of(unit)
                    .iter()
                    .any(|l| l.broken && leaves.contains(&usize::from(l.indicator)));
            let change = match (a.score, b.score) {
                (Some(a), Some(b)) if comparable && !broken => Some(b - a),
                _ => None,
            };
            if let Some(slot) = r.nodes.get_mut(unit * n + node) {
                slot.change = change;
            }
        }
    }
}

fn same_leaf(m: &Method, indicator: usize, from: Period, to: Period) -> bool {
    m.indicators[indicator].outside(from) == m.indicators[indicator].outside(to)
}

/// Indices of the leaves of positive weight under a node.
pub(crate) fn leaves_below(m: &Method, node: usize) -> Vec<usize> {
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
