//! Composite-indicator mathematics on plain arrays, after the OECD/JRC Handbook.

pub mod aggregate;
pub mod draws;
pub mod impute;
pub mod lanes;
pub mod moments;
pub mod normalise;
pub mod rank;
pub mod robustness;
pub mod sensitivity;
mod sum;
pub mod treat;
