//! Which dimensions a score of the root was made without.
//!
//! A dimension is a child of the root that is a node and has weight. A score can stand although one
//! of them has none, where the method does not require it; a reader should see that beside the
//! number, and whether there was evidence at all.

use ideal_model::method::{Child, Method, Rollup};
use ideal_model::{NodeIx, NodeResult, Verdict};

use crate::score::unit::{Lacking, Member};

fn dimensions(m: &Method) -> impl Iterator<Item = NodeIx> {
    let children = m.nodes.get(m.root.get()).map(|n| n.children.as_slice()).unwrap_or_default();
    children.iter().filter_map(|c| match c {
        Child::Node(i) if m.nodes[*i].weight > 0.0 => Some(*i),
        _ => None,
    })
}

fn lacks(nodes: &[NodeResult], node: NodeIx) -> Option<Lacking> {
    nodes
        .get(node.get())
        .filter(|n| n.verdict == Verdict::Gap)
        .map(|n| Lacking { node, evidence: n.evidence })
}

/// What the root of a unit did without; nothing where it has no score. What does not apply is not
/// lacking.
pub(crate) fn of_unit(m: &Method, nodes: &[NodeResult]) -> Vec<Lacking> {
    if nodes.get(m.root.get()).is_none_or(|n| n.score.is_none()) {
        return Vec::new();
    }
    dimensions(m).filter_map(|d| lacks(nodes, d)).collect()
}

/// What the root of a roll-up did without: a dimension without a score of its own there, or one
/// that every member did without whose root it is made of.
pub(crate) fn of_rollup(
    m: &Method,
    spec: &Rollup,
    nodes: &[NodeResult],
    members: &[Member<'_>],
) -> Vec<Lacking> {
    if nodes.get(m.root.get()).is_none_or(|n| n.score.is_none()) {
        return Vec::new();
    }
    let used: Vec<&Member<'_>> = members
        .iter()
        .filter(|x| {
            spec.weight(x.code, m.root) > 0.0
                && x.of.nodes.get(m.root.get()).is_some_and(|n| n.score.is_some())
        })
        .collect();
    let of_members = |d: NodeIx| {
        let marks: Option<Vec<bool>> = used
            .iter()
            .map(|x| x.of.without.iter().find(|l| l.node == d).map(|l| l.evidence))
            .collect();
        marks.map(|evidence| Lacking { node: d, evidence: evidence.contains(&true) })
    };
    dimensions(m).filter_map(|d| lacks(nodes, d).or_else(|| of_members(d))).collect()
}
