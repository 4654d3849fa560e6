//! Whether the indices of a method lead somewhere, and nodes and their children agree on who
//! belongs to whom.
//!
//! A file cannot say otherwise: its reader makes the indices. A method built in code can.

use std::collections::BTreeSet;
use std::fmt::Display;

use super::super::{Child, Method, Rollup};
use crate::finding::Finding;
use crate::findings::Findings;
use crate::ids::{IndicatorIx, NodeIx};

/// An error for every index that leads nowhere, every code that stands twice, and every child
/// whose parent is another.
pub(super) fn structure(m: &Method, out: &mut Findings) {
    let mut look = Structure { m, out };
    look.codes("node", "node-twice", m.nodes.iter().map(|n| n.id.as_str()));
    look.codes("indicator", "indicator-twice", m.indicators.iter().map(|i| i.code.as_str()));
    look.indices();
    if !look.out.failed() {
        look.root();
        look.children();
    }
}

struct Structure<'m, 'f> {
    m: &'m Method,
    out: &'f mut Findings,
}

impl Structure<'_, '_> {
    fn error(&mut self, code: &str, message: String) {
        self.out.push(Finding::error(code, message));
    }

    fn codes<'c>(&mut self, what: &str, code: &str, all: impl Iterator<Item = &'c str>) {
        let mut seen = BTreeSet::new();
        for id in all {
            if !seen.insert(id) {
                self.error(code, format!("there are two {what}s `{id}`"));
            }
        }
    }

    /// That every index is one of a list.
    fn indices(&mut self) {
        let m = self.m;
        if m.nodes.is_empty() {
            return self.error("no-nodes", "the method has no nodes, so there is no tree".into());
        }
        self.node("the method", "root", m.root);
        for n in &m.nodes {
            let id = format!("`{}`", n.id);
            n.parent.into_iter().for_each(|p| self.node(&id, "parent", p));
            for child in &n.children {
                match *child {
                    Child::Node(i) => self.node(&id, "child", i),
                    Child::Leaf(i) => self.indicator(&id, "child", i),
                }
            }
        }
        for i in &m.indicators {
            let code = format!("`{}`", i.code);
            i.parent.into_iter().for_each(|p| self.node(&code, "parent", p));
            i.per.iter().for_each(|p| self.indicator(&code, "denominator", p.indicator));
        }
        for b in &m.bands {
            b.of.into_iter().for_each(|n| self.node(format!("the band `{}`", b.id), "node", n));
        }
        for s in &m.uncertainty.switch {
            self.node("a switch of the uncertainty", "node", s.node);
        }
        for (table, rollup) in rollups(m) {
            for (node, _) in &rollup.weights_of {
                self.node(format!("`weights_of` of [rollup.{table}]"), "node", *node);
            }
        }
    }

    fn node(&mut self, of: impl Display, what: &str, index: NodeIx) {
        self.within(of, what, index.get(), "nodes", self.m.nodes.len());
    }

    fn indicator(&mut self, of: impl Display, what: &str, index: IndicatorIx) {
        self.within(of, what, index.get(), "indicators", self.m.indicators.len());
    }

    fn within(&mut self, of: impl Display, what: &str, index: usize, list: &str, len: usize) {
        if index >= len {
            let message = format!("{of} has the {what} {index}, and there are {len} {list}");
            self.error("index-out-of-range", message);
        }
    }

    /// That the root named is one: nothing is above it.
    fn root(&mut self) {
        let root = &self.m.nodes[self.m.root];
        if let Some(parent) = root.parent {
            let parent = &self.m.nodes[parent].id;
            self.error(
                "no-root",
                format!("`{}` is the root and has the parent `{parent}`", root.id),
            );
        }
    }

    /// That a node lists each of its children once, and nobody else's.
    fn children(&mut self) {
        let m = self.m;
        let mut nodes: Vec<Option<NodeIx>> = vec![None; m.nodes.len()];
        let mut leaves: Vec<Option<NodeIx>> = vec![None; m.indicators.len()];
        for (at, n) in m.node_indices().zip(&m.nodes) {
            for child in &n.children {
                let (id, parent, listed) = match *child {
                    Child::Node(i) => (&m.nodes[i].id, m.nodes[i].parent, &mut nodes[i.get()]),
                    Child::Leaf(i) => {
                        (&m.indicators[i].code, m.indicators[i].parent, &mut leaves[i.get()])
                    }
                };
                let before = listed.replace(at);
                if let Some(before) = before {
                    let before = &m.nodes[before].id;
                    let message =
                        format!("`{id}` is a child of `{before}` and again of `{}`", n.id);
                    self.error("child-twice", message);
                } else if parent != Some(at) {
                    let message = format!(
                        "`{}` has the child `{id}`, whose parent is {}",
                        n.id,
                        parent.map_or("none".into(), |p| format!("`{}`", m.nodes[p].id))
                    );
                    self.error("wrong-parent", message);
                }
            }
        }
        let of_nodes = m.nodes.iter().map(|n| (&n.id, n.parent)).zip(nodes);
        let of_leaves = m.indicators.iter().map(|i| (&i.code, i.parent)).zip(leaves);
        for ((id, parent), listed) in of_nodes.chain(of_leaves) {
            if let (Some(parent), None) = (parent, listed) {
                let message = format!(
                    "`{id}` is not among the children of its parent, `{}`",
                    m.nodes[parent].id
                );
                self.error("child-missing", message);
            }
        }
    }
}

/// The roll-ups that a method has, each with the name of its table.
pub(super) fn rollups(m: &Method) -> impl Iterator<Item = (&'static str, &Rollup)> {
    let all = [
        ("territory", &m.rollup_territory),
        ("crime_area", &m.rollup_crime_area),
        ("region", &m.rollup_region),
    ];
    all.into_iter().filter_map(|(table, rollup)| Some((table, rollup.as_ref()?)))
}
