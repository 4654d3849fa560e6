//! The tree of a method as `composite` has it, on plain arrays.

use ideal_composite::tree::{Element, Floor, How, Tree};
use ideal_model::method::Method;
use ideal_model::{Finding, IndicatorIx, NodeIx};

use crate::error::EngineError;
use crate::plan::{Plan, Slot};

/// A method's tree on plain arrays, with what its elements are: first the indicators, which are the
/// columns of a matrix of scores, then the nodes.
#[derive(Clone, Debug)]
pub struct IndexTree {
    /// The tree.
    pub tree: Tree,
    /// The indicator of each column.
    pub indicators: Vec<IndicatorIx>,
    /// The node of each element after the indicators; those under which no leaf of the crime area
    /// hangs are left out.
    pub nodes: Vec<NodeIx>,
}

impl IndexTree {
    /// The element of a node; none if it is left out.
    #[must_use]
    pub fn element(&self, node: NodeIx) -> Option<usize> {
        self.nodes.iter().position(|n| *n == node).map(|at| self.indicators.len() + at)
    }
}

/// The tree of a method as a crime area sees it, or a territory as a whole where none is named,
/// for [`Tree::aggregate`], [`Tree::with_weights`] and
/// [`ideal_composite::sensitivity`](ideal_composite::sensitivity).
///
/// It scores as the assessment does where no value is missing and none lies below the floor of its
/// node: what is raised to a floor there, and when a node has too little (a share of the weight of
/// its children here, of all that hangs below there), the plain tree does not know.
///
/// # Errors
/// [`EngineError::Findings`] where [`Method::validate`] refuses the method, where a node is seen
/// inverted by its parent, which the plain tree cannot say, and where no leaf serves the area.
pub fn tree(m: &Method, area: Option<&str>) -> Result<IndexTree, EngineError> {
    m.validate().map_err(EngineError::Findings)?;
    if let Some(n) = m.nodes.iter().find(|n| n.invert && n.parent.is_some()) {
        let message = format!("`{}` is seen inverted by its parent, which a tree cannot say", n.id);
        return Err(refused(message));
    }
    let plan = Plan::new(m, area);
    let nodes: Vec<NodeIx> = plan.nodes.iter().filter(|p| p.has_leaf).map(|p| p.node).collect();
    if nodes.is_empty() {
        let area = area.unwrap_or("*");
        return Err(refused(format!("no leaf of the method serves the crime area `{area}`")));
    }
    let width = plan.leaves.len();
    let place = |node: NodeIx| nodes.iter().position(|n| *n == node).map(|at| width + at);
    let hanging = |weight: f64, parent: Option<usize>| Element {
        parent,
        weight,
        how: How::Mean(ideal_composite::aggregate::Mean::Arithmetic),
        floor: Floor::None,
    };
    let mut elements: Vec<Element> =
        plan.leaves.iter().map(|&i| hanging(m.indicators[i].weight, None)).collect();
    for &node in &nodes {
        let n = &m.nodes[node];
        elements.push(Element {
            how: How::Mean(n.aggregate),
            floor: Floor::Weight(n.min_coverage),
            ..hanging(if n.parent.is_some() { n.weight } else { 1.0 }, n.parent.and_then(place))
        });
    }
    for p in plan.nodes.iter().filter(|p| p.has_leaf) {
        for child in &p.children {
            if let Slot::Leaf(slot) = child.what {
                elements[slot].parent = place(p.node);
            }
        }
    }
    match Tree::new(width, elements) {
        Ok(tree) => Ok(IndexTree { tree, indicators: plan.leaves, nodes }),
        Err(e) => Err(refused(e.to_string())),
    }
}

fn refused(message: String) -> EngineError {
    EngineError::Findings(vec![Finding::error("no-tree", message)])
}
