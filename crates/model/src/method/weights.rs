//! Other weights for the elements of a method.

use super::{Child, Method};
use crate::finding::{Finding, did_you_mean};
use crate::ids::NodeIx;

impl Method {
    /// The node with this id, else the indicator with this code.
    #[must_use]
    pub fn element(&self, name: &str) -> Option<Child> {
        let node = self.node_index(name).map(Child::Node);
        node.or_else(|| self.indicator_index(name).map(Child::Leaf))
    }

    /// The weight of an element under its parent.
    #[must_use]
    pub fn weight(&self, element: Child) -> f64 {
        match element {
            Child::Node(i) => self.nodes.get(i.get()).map_or(0.0, |n| n.weight),
            Child::Leaf(i) => self.indicators.get(i.get()).map_or(0.0, |l| l.weight),
        }
    }

    /// The id of a node, or the code of an indicator.
    #[must_use]
    pub fn code_of(&self, element: Child) -> &str {
        match element {
            Child::Node(i) => self.nodes.get(i.get()).map_or("", |n| n.id.as_str()),
            Child::Leaf(i) => self.indicators.get(i.get()).map_or("", |l| l.code.as_str()),
        }
    }

    /// The children of a node that have a weight, in the order of the method: those that experts
    /// can weigh against one another.
    #[must_use]
    pub fn weighed_children(&self, node: NodeIx) -> Vec<Child> {
        let all = self.nodes.get(node.get()).map(|n| n.children.as_slice()).unwrap_or_default();
        all.iter().copied().filter(|&c| self.weight(c) > 0.0).collect()
    }

    /// The same with other weights under their parents: of nodes by their ids, of indicators by
    /// their codes. All are changed before any is checked.
    ///
    /// # Errors
    /// An element that the method does not have, with the nearest that it has; one that hangs
    /// under nothing; and what [`Method::validate`] says of the weights.
    pub fn with_weights<'w>(
        mut self,
        weights: impl IntoIterator<Item = (&'w str, f64)>,
    ) -> Result<Self, Vec<Finding>> {
        let mut wrong = Vec::new();
        for (name, weight) in weights {
            match self.element(name) {
                Some(Child::Node(i)) if self.nodes[i].parent.is_some() => {
                    self.nodes[i].weight = weight;
                }
                Some(Child::Leaf(i)) if self.indicators[i].parent.is_some() => {
                    self.indicators[i].weight = weight;
                }
                Some(_) => {
                    let message = format!("`{name}` hangs under nothing, and has no weight there");
                    wrong.push(Finding::error("no-weight", message));
                }
                None => wrong.push(self.unknown_element(name)),
            }
        }
        if wrong.is_empty() { self.validate().map(|()| self) } else { Err(wrong) }
    }

    fn unknown_element(&self, name: &str) -> Finding {
        let message = format!("the method has no node and no indicator `{name}`");
        let nodes = self.nodes.iter().map(|n| n.id.as_str());
        let known = nodes.chain(self.indicators.iter().map(|i| i.code.as_str()));
        let mut f = Finding::error("unknown-element", message);
        f.hint = did_you_mean(name, known);
        f
    }
}
