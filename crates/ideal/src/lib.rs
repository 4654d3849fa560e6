//! The library people depend on: open a project, run it, write its results.
