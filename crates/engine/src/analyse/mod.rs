//! What is asked of a result: why it is so, what it hides, and what it would be under other
//! choices.

pub(crate) mod aggregations;
pub(crate) mod alternatives;
pub(crate) mod audit;
mod behind_groups;
pub(crate) mod calibrate;
pub(crate) mod draws;
pub(crate) mod edition_table;
pub(crate) mod evidence_basis;
pub(crate) mod expert_weights;
pub(crate) mod explain;
pub(crate) mod explained_rows;
pub(crate) mod floors;
pub(crate) mod gaps;
pub(crate) mod held_set;
pub(crate) mod parts;
pub(crate) mod sensitivity;
pub(crate) mod weighting;
