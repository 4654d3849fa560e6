//! Hidden leaves by what their siblings say: thirds of each node.

use ideal_composite::moments::mean;
use ideal_model::{NodeIx, Results};

use crate::analyse::calibrate::found::{Tercile, TercileBias};
use crate::analyse::calibrate::hiding::HiddenLeaf;
use crate::analyse::calibrate::judged::Judged;
use crate::analyse::calibrate::options::Withheld;

/// The bias of each third: of all nodes together, then node by node.
pub(super) fn terciles(
    r: &Results,
    withheld: Withheld,
    folds: &[Vec<HiddenLeaf>],
) -> Vec<TercileBias> {
    let m = &r.assessment.method;
    let by_node: Vec<(NodeIx, Vec<(Tercile, Judged)>)> =
        m.node_indices().map(|node| (node, thirds(node, folds))).collect();
    let all: Vec<(Tercile, Judged)> = by_node.iter().flat_map(|(_, t)| t.iter().copied()).collect();
    let mut out = lines(withheld, "*", &all);
    for (node, thirds) in &by_node {
        out.extend(lines(withheld, &m.nodes[*node].id, thirds));
    }
    out
}

/// The leaves of a node, each with its third: equal siblings in the order of their folds.
fn thirds(node: NodeIx, folds: &[Vec<HiddenLeaf>]) -> Vec<(Tercile, Judged)> {
    let mut leaves: Vec<HiddenLeaf> =
        folds.iter().flatten().filter(|leaf| leaf.judged.node == node).copied().collect();
    leaves.sort_by(|a, b| a.siblings.total_cmp(&b.siblings));
    let last = leaves.len().saturating_sub(1);
    let third = |place: usize| match place {
        _ if 3 * place <= last => Tercile::Low,
        _ if 3 * place <= 2 * last => Tercile::Middle,
        _ => Tercile::High,
    };
    leaves.iter().enumerate().map(|(place, leaf)| (third(place), leaf.judged)).collect()
}

fn lines(withheld: Withheld, node: &str, leaves: &[(Tercile, Judged)]) -> Vec<TercileBias> {
    let line = |&(_, tercile): &(&str, Tercile)| {
        let of: Vec<&Judged> =
            leaves.iter().filter(|(t, _)| *t == tercile).map(|(_, judged)| judged).collect();
        let average =
            |f: &dyn Fn(&Judged) -> f64| mean(&of.iter().map(|j| f(j)).collect::<Vec<f64>>());
        Some(TercileBias {
            withheld,
            node: node.to_owned(),
            tercile,
            n: of.len(),
            bias: average(&|j| j.error)?,
            coverage: average(&|j| f64::from(u8::from(j.side == 0)))?,
            crps: average(&|j| j.crps)?,
        })
    };
    Tercile::ALL.iter().filter_map(line).collect()
}
