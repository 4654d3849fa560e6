//! Composite-indicator mathematics on plain arrays, after the OECD/JRC Handbook.

pub mod aggregate;
pub mod correlate;
pub mod denominate;
pub mod draws;
pub mod impute;
pub mod lanes;
pub mod moments;
pub mod multivariate;
pub mod normalise;
pub mod outrank;
pub mod rank;
pub mod reliability;
pub mod remove;
pub mod robustness;
pub mod screen;
pub mod sensitivity;
pub mod statistics;
pub mod strength;
mod sum;
pub mod treat;
pub mod tree;
pub mod trend;
pub mod weight;
