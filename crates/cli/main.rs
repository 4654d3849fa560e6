//! The `ideal` command.
fn main() {}
