//! Weights that vary together: those of a node's children.

use std::collections::BTreeMap;
use std::sync::Arc;

use ideal_composite::draws::{Dirichlet, stream_id};
use ideal_composite::weight::experts::Panel;
use ideal_model::method::{Child, Method, WeightDraws};
use ideal_model::{AssessmentInput, NodeIx, NodeJudged, judged};

use crate::plan::{Plan, PlanNode, Slot};
use crate::simulate::factor::{Factor, Factors};
use crate::simulate::variation::{ExpertDraws, Weighing, WeightSet};

/// The sets of weights; plans with the same children under a node share one.
pub(crate) struct WeightSets {
    pub list: Vec<WeightSet>,
    known: BTreeMap<String, usize>,
    /// The experts of the nodes whose weights they draw.
    experts: BTreeMap<NodeIx, Experts>,
}

/// The experts who judged a node.
struct Experts {
    panel: Arc<Panel>,
    /// The children that they weigh, in the order of the panel.
    children: Vec<Child>,
}

impl WeightSets {
    /// No sets yet, for this assessment.
    pub(crate) fn new(a: &AssessmentInput) -> Self {
        let u = &a.method.uncertainty;
        let nodes = match u.weights {
            WeightDraws::Dirichlet => Vec::new(),
            WeightDraws::Experts => judged(&a.method, &a.judgements).0,
        };
        let experts = nodes.into_iter().filter(NodeJudged::is_drawn).filter_map(|n| {
            let panel = Arc::new(n.panel(u.expert_pool).ok()?);
            Some((n.node, Experts { panel, children: n.children }))
        });
        WeightSets { list: Vec::new(), known: BTreeMap::new(), experts: experts.collect() }
    }

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
        let mut children = Vec::new();
        for c in node.children.iter().filter(|c| c.weight > 0.0) {
            // Marked, because an indicator may be called like a node.
            let (mark, id, child) = match c.what {
                Slot::Leaf(slot) => {
                    let i = plan.leaves[slot];
                    (":=", m.indicators[i].code.as_str(), Child::Leaf(i))
                }
                Slot::Node(i) => (":", m.nodes[i].id.as_str(), Child::Node(i)),
            };
            name.push_str(mark);
            name.push_str(id);
            stated.push(c.weight);
            children.push(child);
        }
        if let Some(&known) = self.known.get(&name) {
            return known;
        }
        let (weighing, stream) = match self.drawn_by_experts(m, node.node, &children) {
            Some((experts, stream)) => (Weighing::Experts(experts), stream),
            None => {
                // A single child has nothing to share its weight with.
                let dirichlet = (stated.len() > 1)
                    .then(|| Dirichlet::new(&stated, m.uncertainty.concentration).ok())
                    .flatten();
                (dirichlet.map_or(Weighing::Stated, Weighing::Dirichlet), stream_id(&name))
            }
        };
        let factor = factors.number(Factor::Weights(node.node));
        self.list.push(WeightSet { weighing, stream, stated, factor });
        self.known.insert(name, self.list.len() - 1);
        self.list.len() - 1
    }

    /// The experts of a node for these children of it, and the stream that chooses among them: one
    /// for the node, so that in a draw all crime areas are weighed by the same panel.
    fn drawn_by_experts(
        &self,
        m: &Method,
        node: NodeIx,
        children: &[Child],
    ) -> Option<(ExpertDraws, u64)> {
        let experts = self.experts.get(&node).filter(|_| children.len() > 1)?;
        let place = |c: &Child| experts.children.iter().position(|e| e == c);
        let places: Option<Vec<usize>> = children.iter().map(place).collect();
        let draws = ExpertDraws {
            panel: Arc::clone(&experts.panel),
            judged: experts.children.len(),
            places: places?,
        };
        Some((draws, stream_id(&format!("experts:{}", m.nodes[node].id))))
    }
}
