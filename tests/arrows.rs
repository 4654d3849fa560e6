//! Who may know whom.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// The arrows of ARCHITECTURE.md. Whoever may know a crate may know what that crate knows, and
/// nothing else.
const ARROWS: [(&str, &[&str]); 9] = [
    ("ideal-fuzz", &["ideal"]),
    ("ideal-cli", &["ideal"]),
    ("ideal", &["ideal-evidence", "ideal-engine", "ideal-report"]),
    ("ideal-report", &["ideal-engine"]),
    ("ideal-engine", &["ideal-composite", "ideal-model"]),
    ("ideal-evidence", &["ideal-model"]),
    ("ideal-model", &[]),
    ("ideal-composite", &[]),
    ("ideal-testing", &["ideal-engine"]),
];

fn reachable(from: &str) -> BTreeSet<&'static str> {
    let direct = ARROWS.iter().find(|(name, _)| *name == from).map_or(&[][..], |(_, to)| to);
    direct.iter().flat_map(|to| std::iter::once(*to).chain(reachable(to))).collect()
}

#[test]
fn crates_know_only_what_lies_to_their_left() {
    let out = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    let mut seen = BTreeMap::new();
    for package in metadata["packages"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        assert!(ARROWS.iter().any(|(n, _)| *n == name), "crate {name} has no place in the picture");
        // The tests and benches of the root package may look at every room of the house.
        let normal =
            package["dependencies"].as_array().unwrap().iter().filter(|d| d["kind"].is_null());
        let ours: BTreeSet<&str> = normal
            .map(|d| d["name"].as_str().unwrap())
            .filter(|d| d.starts_with("ideal"))
            .collect();
        let allowed = reachable(name);
        for d in &ours {
            assert!(allowed.contains(d), "{name} must not depend on {d}");
        }
        seen.insert(name.to_owned(), ours.len());
    }
    assert_eq!(seen["ideal-cli"], 1, "the command line knows the library alone");
    assert_eq!((seen["ideal-model"], seen["ideal-composite"]), (0, 0));
    assert_eq!(seen.len(), ARROWS.len());
}

#[test]
fn polars_lives_at_the_two_ends() {
    for manifest in ["model", "composite", "engine", "report"] {
        let text = std::fs::read_to_string(format!(
            "{}/crates/{manifest}/Cargo.toml",
            env!("CARGO_MANIFEST_DIR")
        ))
        .unwrap();
        assert!(!text.contains("polars"), "{manifest} must stay free of polars");
    }
}
