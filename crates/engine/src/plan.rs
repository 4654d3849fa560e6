//! The tree as it stands for one crime area: the leaves that serve it, and the nodes in an order in
//! which children come before their parents.

use ideal_model::method::{Child, Kind, Mean, Method};
use ideal_model::{IndicatorIx, NodeIx};

/// A child as its parent meets it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct PlanChild {
    /// What it is.
    pub what: Slot,
    /// Weight under the parent, as stated.
    pub weight: f64,
    /// Whether the parent is a gap without it.
    pub required: bool,
    /// Whether the parent sees low + high - x.
    pub invert: bool,
}

/// Where a child's value stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    /// In the unit's leaves, by position.
    Leaf(usize),
    /// In the unit's nodes, by index of the method.
    Node(NodeIx),
}

/// A node of the plan.
#[derive(Clone, Debug)]
pub(crate) struct PlanNode {
    /// Index of the node in the method.
    pub node: NodeIx,
    /// Its children.
    pub children: Vec<PlanChild>,
    /// Whether any leaf of positive weight hangs below it.
    pub has_leaf: bool,
}

/// The tree for one crime area.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    /// Indicators of the unit's leaves, in the method's order.
    pub leaves: Vec<IndicatorIx>,
    /// Nodes, children before parents.
    pub nodes: Vec<PlanNode>,
}

impl Plan {
    /// The plan for an area; `None` is the territory as a whole.
    pub(crate) fn new(m: &Method, area: Option<&str>) -> Self {
        let serves = |i: IndicatorIx| {
            m.indicators[i].parent.is_some() && area.is_none_or(|a| m.indicators[i].serves(a))
        };
        let leaves: Vec<IndicatorIx> = m.indicator_indices().filter(|&i| serves(i)).collect();
        let mut plan = Plan { leaves, nodes: Vec::new() };
        let mut has_leaf = vec![false; m.nodes.len()];
        for node in post_order(m) {
            let mut children = Vec::new();
            for child in &m.nodes[node].children {
                match *child {
                    Child::Leaf(i) => {
                        if let Ok(slot) = plan.leaves.binary_search(&i) {
                            let weight = m.indicators[i].weight;
                            has_leaf[node.get()] |= weight > 0.0;
                            children.push(PlanChild {
                                what: Slot::Leaf(slot),
                                weight,
                                required: false,
                                invert: false,
                            });
                        }
                    }
                    Child::Node(i) => {
                        let n = &m.nodes[i];
                        has_leaf[node.get()] |= n.weight > 0.0 && has_leaf[i.get()];
                        children.push(PlanChild {
                            what: Slot::Node(i),
                            weight: n.weight,
                            required: n.required,
                            invert: n.invert,
                        });
                    }
                }
            }
            plan.nodes.push(PlanNode { node, children, has_leaf: has_leaf[node.get()] });
        }
        plan
    }
}

/// Node indices, children before parents.
fn post_order(m: &Method) -> Vec<NodeIx> {
    let mut out = Vec::with_capacity(m.nodes.len());
    let mut stack = vec![(m.root, false)];
    while let Some((node, opened)) = stack.pop() {
        if opened {
            out.push(node);
            continue;
        }
        stack.push((node, true));
        for child in m.nodes[node].children.iter().rev() {
            if let Child::Node(i) = child {
                stack.push((*i, false));
            }
        }
    }
    out
}

/// The floor of a function under this method.
pub(crate) fn floor_of(m: &Method, aggregate: Mean, own: Option<f64>) -> Option<f64> {
    aggregate.floor(own, m.scale)
}

/// Whether an indicator is an enforcement count.
pub(crate) fn is_enforcement(m: &Method, indicator: IndicatorIx) -> bool {
    m.indicators[indicator].kind == Kind::Enforcement
}

/// Effective weights in the root, of every node and of every leaf of a plan: the products of the
/// shares along their paths, as stated.
pub(crate) fn effective(m: &Method, plan: &Plan) -> (Vec<f64>, Vec<f64>) {
    let mut nodes = vec![0.0; m.nodes.len()];
    nodes[m.root.get()] = 1.0;
    let mut leaves = vec![0.0; plan.leaves.len()];
    for p in plan.nodes.iter().rev() {
        let total: f64 = p.children.iter().map(|c| c.weight).sum();
        if total <= 0.0 {
            continue;
        }
        for c in &p.children {
            let w = nodes[p.node.get()] * c.weight / total;
            match c.what {
                Slot::Leaf(slot) => leaves[slot] = w,
                Slot::Node(i) => nodes[i.get()] = w,
            }
        }
    }
    (nodes, leaves)
}
