//! What the tests of several crates share: data that may not be there, and results to render.

#[cfg(feature = "fixture")]
#[allow(clippy::unwrap_used, clippy::expect_used)]
pub mod fixture;
mod python;
mod skipped;

pub use python::python;
pub use skipped::{Data, skipped};
