//! Composite-indicator mathematics on plain arrays, after the OECD/JRC Handbook.

pub mod draws;
pub mod robustness;
