//! What the draws say: intervals, band probabilities, changes, rank ranges, tie groups.

mod changes;
mod intervals;
mod ranks;
pub(crate) mod refused;
mod run;

pub(crate) use run::uncertainty;
