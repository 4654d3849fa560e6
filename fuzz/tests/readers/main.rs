//! Every reader on damaged files; see `fuzz/README.md`.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod documents;
mod importers;
mod manifest;
mod rounds;
mod tidy;

use ideal_fuzz::campaign::Target;

/// A reader of small text files.
const fn text(name: &'static str, cases: u32) -> Target {
    Target { name, cases, memory: 32 << 20, memory_per_byte: 512 }
}

/// A reader of packed files: what a file unpacks to may be many times its size, and the readers'
/// own limit is 640 MiB.
const fn packed(name: &'static str, cases: u32) -> Target {
    Target { name, cases, memory: 704 << 20, memory_per_byte: 1024 }
}
