//! Which rows an edition uses, and what they give each leaf.

pub(crate) mod index;
pub(crate) mod leaf;
pub(crate) mod rows;
pub(crate) mod series;
pub(crate) mod short;
