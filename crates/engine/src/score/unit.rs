//! A unit or roll-up after it was evaluated.

use ideal_model::{GapReason, NodeIx, NodeResult};

/// A node that the root did without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Lacking {
    /// The node.
    pub node: NodeIx,
    /// Whether any evidence lay under it.
    pub evidence: bool,
}

/// A unit or roll-up after evaluation: an entry per node of the method.
#[derive(Clone)]
pub(crate) struct Evaluated {
    pub nodes: Vec<NodeResult>,
    /// Why a node is a gap, where it is one.
    pub reasons: Vec<Option<GapReason>>,
    /// What its root did without.
    pub without: Vec<Lacking>,
}

/// A member of a roll-up: its code and what became of it.
pub(crate) struct Member<'a> {
    pub code: &'a str,
    pub of: &'a Evaluated,
}
