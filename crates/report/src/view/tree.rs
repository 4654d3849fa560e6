//! The tree of the method as pages and charts walk it.

use ideal_model::method::Child;
use ideal_model::{IndicatorIx, NodeIx};

use super::View;

impl View<'_> {
    /// The two dimensions a reader plots against each other: the first children of the root that
    /// count and are not turned round. They have bands, and "more" is "more" of the root.
    pub(crate) fn axes(&self) -> Option<(NodeIx, NodeIx)> {
        let method = &self.results.assessment.method;
        let mut found = self
            .children(self.root)
            .into_iter()
            .filter(|&c| method.nodes.get(c.get()).is_some_and(|n| n.weight > 0.0 && !n.invert));
        Some((found.next()?, found.next()?))
    }

    /// What stands directly under a node, nodes and indicators.
    fn parts(&self, node: NodeIx) -> &[Child] {
        let nodes = &self.results.assessment.method.nodes;
        nodes.get(node.get()).map(|n| n.children.as_slice()).unwrap_or_default()
    }

    /// Children of a node that are nodes.
    pub(crate) fn children(&self, node: NodeIx) -> Vec<NodeIx> {
        let below = |c: &Child| if let Child::Node(n) = c { Some(*n) } else { None };
        self.parts(node).iter().filter_map(below).collect()
    }

    /// Indicators directly under a node.
    pub(crate) fn leaves(&self, node: NodeIx) -> Vec<IndicatorIx> {
        let leaf = |c: &Child| if let Child::Leaf(i) = c { Some(*i) } else { None };
        self.parts(node).iter().filter_map(leaf).collect()
    }

    /// A node and everything under it, parents first, each with its depth.
    pub(crate) fn tree(&self, node: NodeIx) -> Vec<(NodeIx, usize)> {
        let mut out = Vec::new();
        let mut stack = vec![(node, 0)];
        // A checked method is a tree; the bound keeps a broken one from running for ever.
        while let Some((at, depth)) = stack.pop() {
            if out.len() > self.results.node_count() {
                break;
            }
            out.push((at, depth));
            stack.extend(self.children(at).into_iter().rev().map(|c| (c, depth + 1)));
        }
        out
    }

    /// Nodes that stand for a response: seen turned round by their parent.
    pub(crate) fn inverted(&self) -> Vec<NodeIx> {
        let method = &self.results.assessment.method;
        self.tree(self.root)
            .into_iter()
            .map(|(n, _)| n)
            .filter(|&n| method.nodes.get(n.get()).is_some_and(|n| n.invert))
            .collect()
    }

    /// The node that shows best how much is known: the one with most assessed cells of the root and
    /// its first dimension.
    pub(crate) fn basis(&self) -> NodeIx {
        let assessed =
            |node: NodeIx| self.cells.iter().filter(|&&u| self.score(u, node).is_some()).count();
        match self.axes() {
            Some((first, _))
                if !self.territories_only() && assessed(first) > assessed(self.root) =>
            {
                first
            }
            _ => self.root,
        }
    }
}
