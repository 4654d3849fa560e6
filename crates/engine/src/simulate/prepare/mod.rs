//! What varies, and how: prepared once for all draws.

mod decks;
mod hints;
mod leaves;
mod lost;
mod named;
mod node_decks;
mod nodes;
mod pools;
mod relation;
mod rollups;
mod shared;
mod simulator;
mod sources;
mod weights;

pub(crate) use simulator::prepare;
pub(crate) use sources::Sources;
