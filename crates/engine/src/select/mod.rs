//! Which rows an edition uses, and what they give each leaf.

pub(crate) mod denominators;
pub(crate) mod index;
pub(crate) mod leaf;
mod lineage;
pub(crate) mod lookup;
pub(crate) mod overflow;
mod quantity;
mod rows;
mod selection;
mod series;
pub(crate) mod short;
pub(crate) mod territory;
