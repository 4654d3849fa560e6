//! The library people depend on.
pub mod folder;
pub mod manifest;
pub mod tables;

/// E
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// T
    #[error("cannot make table {table}: {source}")]
    Table {
        /// T
        table: &'static str,
        /// S
        source: polars::prelude::PolarsError,
    },
}
