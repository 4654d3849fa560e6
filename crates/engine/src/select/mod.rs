//! Which rows an edition uses, and what they give each leaf.

pub(crate) mod denominators;
pub(crate) mod division;
pub(crate) mod history;
pub(crate) mod index;
pub(crate) mod leaf;
pub(crate) mod lineage;
pub(crate) mod lookup;
pub(crate) mod overflow;
mod quantity;
pub(crate) mod ranges;
mod rows;
pub(crate) mod selection;
mod series;
pub(crate) mod short;
pub(crate) mod territory;
