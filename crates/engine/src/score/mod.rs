//! Up the tree: from the scores of leaves to those of nodes and roll-ups, and to their rankings.

pub(crate) mod assemble;
pub(crate) mod change;
pub(crate) mod evaluate;
pub(crate) mod held;
pub(crate) mod layout;
pub(crate) mod matched;
pub(crate) mod rank;
pub(crate) mod rollup;
pub(crate) mod territory;
pub(crate) mod unit;
mod without;
