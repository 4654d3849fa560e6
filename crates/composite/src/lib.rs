//! Composite-indicator mathematics on plain arrays, after the OECD/JRC Handbook.

pub mod draws;
pub mod robustness;
pub mod aggregate;
pub mod impute;
pub mod normalise;
pub mod rank;
pub mod treat;
pub mod sensitivity;
