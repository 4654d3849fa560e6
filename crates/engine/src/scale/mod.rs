//! From quantities to scores on one scale.

pub(crate) mod beyond;
pub(crate) mod normalise;
pub(crate) mod population;
pub(crate) mod refused;
