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
    /// Who of a panel is asked, what its raters doubt and what they have in common.
    Raters(String),
    /// How severe raters are.
    Severity,
}

impl Factor {
    /// Its name in results.
    pub(crate) fn name(&self, m: &Method) -> FactorName {
        let (kind, node) = match self {
            Factor::Weights(n) => (FactorKind::Weights, Some(*n)),
            Factor::Error(n) => (FactorKind::Error, Some(*n)),
            Factor::Missing(n) => (FactorKind::Missing, Some(*n)),
            Factor::Switch(k) => {
                (FactorKind::Switch, m.uncertainty.switch.get(*k).map(|switch| switch.node))
            }
            Factor::Raters(panel) => {
                return FactorName { kind: FactorKind::Raters, node: panel.clone() };
            }
            Factor::Severity => (FactorKind::Severity, None),
        };
        let node = node.and_then(|n| m.nodes.get(n.get())).map(|n| n.id.clone());
        FactorName { kind, node: node.unwrap_or_default() }
    }
}

ideal_model::words! {
    /// What of a method's uncertainty varies in a group of random numbers.
    pub enum FactorKind {
        /// Errors of the evidence under a node.
        Error = "error",
        /// What is not known under a node.
        Missing = "missing",
        /// The raters of a panel.
        Raters = "raters",
        /// How severe raters are.
        Severity = "severity",
        /// The function of a node.
        Switch = "switch",
        /// The weights of a node's children.
        Weights = "weights",
    }
}

/// A group of random numbers in results; written as `weights:NODE`, `raters:PANEL`, `severity`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FactorName {
    /// What varies.
    pub kind: FactorKind,
    /// Id of the node where it does, or the name of the panel; empty for what is one and the same
    /// everywhere.
    pub node: String,
}

impl std::fmt::Display for FactorName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.node.is_empty() {
            return write!(f, "{}", self.kind);
        }
        write!(f, "{}:{}", self.kind, self.node)
    }
}

impl serde::Serialize for FactorName {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
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
