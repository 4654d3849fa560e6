//! One world after another: evidence with its error, missing leaves from other territories, weights
//! around the stated ones, switched functions.
//!
//! A draw changes no gap: a unit or node that is a gap in the point result stays one. For the sake
//! of what it belongs to (a parent that has a score, a roll-up) it is drawn from the other
//! territories: what is not known makes nobody surer.
//!
//! Every random number is a function of (seed, name of its stream, draw), so neither threads nor
//! blocks can change a byte, and a row or an indicator more does not move the numbers of the
//! others.

pub(crate) mod block;
pub(crate) mod columns;
mod draw;
pub(crate) mod factor;
pub(crate) mod given;
mod leaf_draws;
mod numbers;
mod pool;
mod prepare;
mod rollup;
pub(crate) mod scale;
pub(crate) mod shock;
mod simulator;
mod territory;
pub(crate) mod uncertainty;
mod variation;

pub(crate) use prepare::{Sources, prepare};
pub(crate) use simulator::Simulator;
pub(crate) use uncertainty::uncertainty;
