//! Change between editions: like with like only, by the evidence that both have.

use ideal_model::method::Method;
use ideal_model::{IndicatorIx, NodeIx, Period, Results};

use crate::score::matched::{Matched, scores};

/// Fills in the change of every node, of what both editions have, and what became of its score beyond
/// that because something entered or left. Change is the later minus the earlier edition. Left empty where either is a gap, where `since` or `until` changes the leaves below it between the
/// two, and where a series that feeds a node of a unit has a break between them. A roll-up keeps
/// its change then: the break stays visible in the unit it belongs to.
pub(crate) fn change(matched: &Matched, r: &mut Results) {
    let m = std::sync::Arc::clone(&r.assessment.method);
    let editions = r.assessment.editions.clone();
    let below: Vec<(NodeIx, Vec<IndicatorIx>)> =
        m.node_indices().map(|node| (node, m.leaves_under(node))).collect();
    // Broken leaves by unit, from the evidence rows that the engine flagged.
    for unit in r.unit_indices() {
        let Some(before) = r.edition_before(unit) else { continue };
        let (now, before) = (r.units[unit], r.units[before]);
        let (Some(&to), Some(&from)) =
            (editions.get(now.edition.get()), editions.get(before.edition.get()))
        else {
            continue;
        };
        for (node, leaves) in &below {
            let node = *node;
            let of = matched.node(r, unit, node);
            let Some((from_both, to_both)) = of.scores else { continue };
            let comparable = leaves.iter().all(|&i| same_leaf(&m, i, from, to));
            let broken = !now.rollup
                && r.leaves_of(unit).iter().any(|l| l.broken && leaves.contains(&l.indicator));
            if !comparable || broken {
                continue;
            }
            let change = to_both - from_both;
            let composition = scores(r, unit, node).filter(|_| !of.whole);
            if let Some(slot) = r.node_mut(unit, node) {
                slot.change = Some(change);
                slot.composition = composition.map(|(from, to)| to - from - change);
            }
        }
    }
}

fn same_leaf(m: &Method, indicator: IndicatorIx, from: Period, to: Period) -> bool {
    m.indicators[indicator].outside(from) == m.indicators[indicator].outside(to)
}
