//! Change between editions: like with like only, by the evidence that both have.

use ideal_model::{NodeIx, Results};

use crate::score::matched::{Matched, scores};

/// Fills in the change of every node, of what both editions have, and what became of its score beyond
/// that because something entered or left. Change is the later minus the earlier edition. Left empty
/// where either is a gap, where the two have nothing in common, and where a series that feeds a node
/// of a unit has a break between them. A roll-up keeps its change then: the break stays visible in
/// the unit it belongs to. [`Results::no_change`] says which it is.
pub(crate) fn change(matched: &Matched, r: &mut Results) {
    let m = std::sync::Arc::clone(&r.assessment.method);
    let nodes: Vec<NodeIx> = m.node_indices().collect();
    for unit in r.unit_indices() {
        if r.edition_before(unit).is_none() {
            continue;
        }
        for &node in &nodes {
            let of = matched.node(r, unit, node);
            let Some((from_both, to_both)) = of.scores else { continue };
            if r.has_break(unit, node) {
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
