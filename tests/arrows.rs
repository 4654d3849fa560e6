//! Who may know whom.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

/// The names that a side of an arrow has: `{cli, fuzz}` or `ideal`.
fn side(text: &str) -> Vec<String> {
    let named = |n: &str| match n.trim() {
        "ideal" => "ideal-assessment".to_owned(),
        n => format!("ideal-{n}"),
    };
    text.trim().trim_matches(['{', '}']).split(',').map(named).collect()
}

/// The arrows that ARCHITECTURE.md draws: for each crate those it may know directly.
fn arrows() -> BTreeMap<String, BTreeSet<String>> {
    let text = architecture();
    let mut out: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for chain in text.split('`').skip(1).step_by(2).filter(|t| t.contains(" → ")) {
        let sides: Vec<Vec<String>> = chain.split(" → ").map(side).collect();
        for pair in sides.windows(2) {
            for from in &pair[0] {
                out.entry(from.clone()).or_default().extend(pair[1].iter().cloned());
            }
            for to in &pair[1] {
                out.entry(to.clone()).or_default();
            }
        }
    }
    out
}

fn architecture() -> String {
    std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Whoever may know a crate may know what that crate knows, and nothing else.
fn reachable<'a>(arrows: &'a BTreeMap<String, BTreeSet<String>>, from: &str) -> BTreeSet<&'a str> {
    let direct = arrows.get(from).into_iter().flatten();
    direct.flat_map(|to| std::iter::once(to.as_str()).chain(reachable(arrows, to))).collect()
}

#[test]
fn crates_know_only_what_lies_to_their_left() {
    let out = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    let arrows = arrows();
    let mut seen = BTreeMap::new();
    for package in metadata["packages"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        assert!(arrows.contains_key(name), "crate {name} has no place in the picture");
        // The tests and benches of the root package may look at every room of the house.
        let normal =
            package["dependencies"].as_array().unwrap().iter().filter(|d| d["kind"].is_null());
        let ours: BTreeSet<&str> = normal
            .map(|d| d["name"].as_str().unwrap())
            .filter(|d| d.starts_with("ideal"))
            .collect();
        let allowed = reachable(&arrows, name);
        for d in &ours {
            assert!(allowed.contains(d), "{name} must not depend on {d}");
        }
        for d in &arrows[name] {
            assert!(ours.contains(d.as_str()), "no arrow leads from {name} to {d}");
        }
        seen.insert(name.to_owned(), ours.len());
    }
    assert_eq!(seen["ideal-cli"], 1, "the command line knows the library alone");
    assert_eq!((seen["ideal-model"], seen["ideal-composite"]), (1, 0));
    assert_eq!(seen.keys().collect::<Vec<_>>(), arrows.keys().collect::<Vec<_>>());
}

/// The paths that a folder has, relative to it, without endings.
fn stems(folder: &Path, under: &str, out: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        let name = if under.is_empty() { stem } else { format!("{under}/{stem}") };
        if path.is_dir() {
            stems(&path, &name, out);
        }
        out.insert(name);
    }
}

/// The names in backticks of a text, as far as they are names of files or folders.
fn named(text: &str) -> Vec<&str> {
    let path = |t: &&str| {
        !t.is_empty() && t.bytes().all(|b| b.is_ascii_lowercase() || b == b'_' || b == b'/')
    };
    text.split('`').skip(1).step_by(2).filter(path).collect()
}

#[test]
fn the_map_names_no_file_and_no_folder_that_is_not_there() {
    // What stages hand on stands in the map beside their files.
    const VALUES: [&str; 2] = ["raw", "results"];
    let text = architecture();
    let section = |from: &str, to: &str| {
        let start = text.find(from).unwrap_or_else(|| panic!("no {from}"));
        &text[start..start + text[start..].find(to).unwrap_or_else(|| panic!("no {to}"))]
    };
    let mut missing = Vec::new();
    let mut found = 0;
    let modules = section("## Modules", "## Where is it?");
    for part in modules.split("\n\n").filter(|p| p.starts_with("**")) {
        let name = part[2..].split("**").next().unwrap();
        let folder = match name {
            "cli" => root().join("crates/cli"),
            name => root().join("crates").join(name).join("src"),
        };
        let mut there = BTreeSet::new();
        stems(&folder, "", &mut there);
        // The list under a crate belongs to it.
        let whole = &modules[modules.find(part).unwrap()..];
        let whole = &whole[..whole[2..].find("\n**").map_or(whole.len(), |at| at + 2)];
        for file in named(whole) {
            let file = file.trim_end_matches('/');
            let end = format!("/{file}");
            let known = there.iter().any(|t| t == file || t.ends_with(&end));
            if !known && !root().join(file).exists() && !VALUES.contains(&file) {
                missing.push(format!("{name}: {file}"));
            }
            found += 1;
        }
    }
    for file in named(section("## Where is it?", "## Rules")).iter().filter(|f| f.contains('/')) {
        let (name, rest) = file.split_once('/').unwrap();
        let at = root().join("crates").join(name).join("src").join(rest);
        if !at.exists() && !at.with_extension("rs").exists() {
            missing.push((*file).to_owned());
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
    assert!(found > 150, "{found} names read");
}

#[test]
fn polars_lives_at_the_two_ends() {
    for manifest in ["model", "composite", "engine", "report", "publish"] {
        let text = std::fs::read_to_string(format!(
            "{}/crates/{manifest}/Cargo.toml",
            env!("CARGO_MANIFEST_DIR")
        ))
        .unwrap();
        assert!(!text.contains("polars"), "{manifest} must stay free of polars");
    }
}

/// The same assessment gives the same bytes: these crates ask neither clock nor disk nor machine.
#[test]
fn what_computes_asks_nobody() {
    const OUTSIDE: [&str; 6] =
        ["std::env", "std::fs", "std::net", "std::process", "std::time", "std::thread"];
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for of in ["model", "composite", "engine", "report", "publish"] {
        let mut folders = vec![root.join("crates").join(of).join("src")];
        let mut files = 0;
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(&folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let text = std::fs::read_to_string(&path).unwrap();
                let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
                // Tests may look at files.
                let code: Vec<&str> = code.take_while(|line| *line != "#[cfg(test)]").collect();
                let tests = path.to_string_lossy().contains("tests");
                // A report writes its pages where it is told; it reads none.
                let asks = |outside: &&&str| !tests && (of, **outside) != ("report", "std::fs");
                for outside in OUTSIDE.iter().filter(asks) {
                    let line = code.iter().find(|line| line.contains(outside));
                    assert_eq!(line, None, "{} asks {outside}", path.display());
                }
                files += 1;
            }
        }
        assert!(files > 10, "{of} has {files} files: the test looks in the wrong place");
    }
}
