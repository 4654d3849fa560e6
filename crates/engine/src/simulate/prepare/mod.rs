//! What varies, and how: prepared once for all draws.

mod decks;
mod leaves;
mod lost;
mod nodes;
mod rollups;
mod simulator;
mod sources;
mod weights;

pub(crate) use simulator::prepare;
pub(crate) use sources::Sources;
