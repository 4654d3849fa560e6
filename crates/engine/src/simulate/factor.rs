//! Groups of random numbers whose influence is told apart.

use ideal_model::NodeIx;
use std::collections::BTreeMap;

use ideal_model::method::Method;

/// A group of random numbers whose influence is told apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Factor {
    /// Weights under a node.
    Weights(NodeIx),
    /// Errors of the leaves under a node.
    Error(NodeIx),
    /// Values of missing leaves under a node, and of the node itself where a parent or a roll-up
    /// lacks it.
    Missing(NodeIx),
    /// A switch of the method, by position.
    Switch(usize),
}

impl Factor {
    /// Its name in results: `weights:NODE`, `error:BLOCK`, `missing:BLOCK`, `switch:WHAT`.
    pub(crate) fn name(&self, m: &Method) -> String {
        let id = |n: NodeIx| m.nodes.get(n.get()).map_or("", |n| n.id.as_str());
        match *self {
            Factor::Weights(n) => format!("weights:{}", id(n)),
            Factor::Error(n) => format!("error:{}", id(n)),
            Factor::Missing(n) => format!("missing:{}", id(n)),
            Factor::Switch(k) => {
                format!("switch:{}", m.uncertainty.switch.get(k).map_or("", |s| id(s.node)))
            }
        }
    }
}

/// The factors of a simulation, numbered in the order in which they were first asked for.
#[derive(Default)]
pub(crate) struct Factors {
    numbers: BTreeMap<Factor, usize>,
    list: Vec<Factor>,
}

impl Factors {
    /// The number of a factor.
    pub(crate) fn number(&mut self, factor: Factor) -> usize {
        *self.numbers.entry(factor).or_insert_with_key(|factor| {
            self.list.push(factor.clone());
            self.list.len() - 1
        })
    }

    /// The factors by number.
    pub(crate) fn into_list(self) -> Vec<Factor> {
        self.list
    }
}
