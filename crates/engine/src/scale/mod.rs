//! From quantities to scores on one scale.

mod against;
pub(crate) mod beyond;
pub(crate) mod drift;
pub(crate) mod error;
mod impute;
mod population;
pub(crate) mod ratings;
mod refused;
pub(crate) mod ruler;
pub(crate) mod scaled;
mod screen;
pub(crate) mod severity;
mod steps;
mod treat;
