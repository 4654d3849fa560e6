//! Damaged and hostile inputs for every reader of `ideal`.
