//! Weights that vary together: those of a node's children.

use std::collections::BTreeMap;

use ideal_composite::draws::{Dirichlet, stream_id};
use ideal_model::method::Method;

use crate::plan::{Plan, PlanNode, Slot};
use crate::simulate::factor::{Factor, Factors};
use crate::simulate::variation::WeightSet;

/// The sets of weights; plans with the same children under a node share one.
#[derive(Default)]
pub(crate) struct WeightSets {
    pub list: Vec<WeightSet>,
    known: BTreeMap<String, usize>,
}

impl WeightSets {
    /// The set of a node of a plan.
    pub(crate) fn of(
        &mut self,
        m: &Method,
        plan: &Plan,
        node: &PlanNode,
        factors: &mut Factors,
    ) -> usize {
        let mut name = format!("weights:{}", m.nodes[node.node].id);
        let mut stated = Vec::new();
        for c in node.children.iter().filter(|c| c.weight > 0.0) {
            // Marked, because an indicator may be called like a node.
            let (mark, id) = match c.what {
                Slot::Leaf(slot) => (":=", m.indicators[plan.leaves[slot]].code.as_str()),
                Slot::Node(i) => (":", m.nodes[i].id.as_str()),
            };
            name.push_str(mark);
            name.push_str(id);
            stated.push(c.weight);
        }
        if let Some(&known) = self.known.get(&name) {
            return known;
        }
        // A single child has nothing to share its weight with.
        let dirichlet = if stated.len() > 1 {
            Dirichlet::new(&stated, m.uncertainty.concentration).ok()
        } else {
            None
        };
        let factor = factors.number(Factor::Weights(node.node));
        self.list.push(WeightSet { dirichlet, stream: stream_id(&name), stated, factor });
        self.known.insert(name, self.list.len() - 1);
        self.list.len() - 1
    }
}
