//! The training exercise, as somebody who learns goes through it.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::{Path, PathBuf};

use crate::support::{ideal, names, table};

/// The workbooks in a folder of the exercise.
fn books(folder: &Path) -> Vec<PathBuf> {
    let paths = names(folder).into_iter().map(|name| folder.join(name));
    paths.filter(|p| p.extension().is_some_and(|e| e == "xlsx")).collect()
}

fn receive(dir: &Path, books: &[PathBuf]) -> String {
    let paths: Vec<&str> = books.iter().map(|p| p.to_str().unwrap()).collect();
    let args = [&["collect", "receive", "p", "--round", "1"], paths.as_slice()].concat();
    ideal(dir, &args).expect_code(0).stderr
}

/// The median of what a rater says more than the mean of those who rated the same.
fn above_others(rows: &[std::collections::BTreeMap<String, String>], rater: &str) -> f64 {
    let number = |r: &std::collections::BTreeMap<String, String>| r["value"].parse::<f64>().ok();
    let mut out: Vec<f64> = Vec::new();
    for own in rows.iter().filter(|r| r["rater"] == rater) {
        let others: Vec<f64> = rows
            .iter()
            .filter(|r| r["vignette"] == own["vignette"] && r["rater"] != rater)
            .filter_map(number)
            .collect();
        out.push(number(own).unwrap() - others.iter().sum::<f64>() / others.len() as f64);
    }
    out.sort_by(f64::total_cmp);
    out[out.len() / 2]
}

#[test]
fn the_exercise_shows_what_it_is_to_show() {
    let tmp = tempfile::tempdir().unwrap();
    let dir = tmp.path();
    ideal(dir, &["new", "p", "--exercise"]).expect_code(0);
    let checked = ideal(dir, &["check", "p"]).expect_code(0).stdout;
    assert!(checked.contains("no-evidence-yet"), "{checked}");
    // The workbooks that ship were made of this very round: they still go in.
    let returned = dir.join("p/returned");
    let first = receive(dir, &books(&returned));
    assert!(first.contains("XAC-R1.xlsx: XAC/R1: "), "{first}");
    let later = receive(dir, &books(&returned.join("later")));
    assert!(later.contains("takes the place of XAB-R2.xlsx"), "{later}");
    let evidence = table(&dir.join("p/evidence/round-1.csv"));
    assert!(evidence.iter().any(|r| r["value"] == "unknown"));
    assert!(evidence.iter().all(|r| ["XAA", "XAB", "XAC"].contains(&r["territory"].as_str())));
    let vignettes = table(&dir.join("p/rounds/1/vignettes.csv"));
    let severe = above_others(&vignettes, "XAC/R1");
    assert!((1.5..=3.0).contains(&severe), "{severe}");
    for other in ["XAA/R1", "XAA/R2", "XAA/R3", "XAB/R1", "XAB/R2", "XAB/R3", "XAC/R2", "XAC/R3"] {
        assert!(above_others(&vignettes, other).abs() < 1.2, "{other}");
    }
    // The second round is asked, and what comes back of it brings raters together.
    ideal(dir, &["collect", "issue", "p", "--round", "1", "--out", "again", "--second"])
        .expect_code(0);
    assert_eq!(books(&dir.join("again")).len(), books(&returned.join("second")).len());
    assert!(receive(dir, &books(&returned.join("second"))).contains("second round"));
    let left = ["collect", "issue", "p", "--round", "1", "--out", "left", "--second"];
    let asked = ideal(dir, &left).expect_code(0).stderr;
    assert!(asked.contains("nothing to ask again"), "{asked}");
}

#[test]
fn what_is_made_for_readers_names_no_rater() {
    let tmp = tempfile::tempdir().unwrap();
    let dir = tmp.path();
    ideal(dir, &["new", "p", "--exercise"]).expect_code(0);
    receive(dir, &books(&dir.join("p/returned")));
    for format in ["table", "json"] {
        let explain = ["explain", "XAC/extortion", "p", "--format", format];
        // Whoever coordinates sees who said what.
        assert!(ideal(dir, &explain).expect_code(0).stdout.contains("XAC/R1"), "{format}");
        let released = [&explain[..], &["--for", "TLP:CLEAR"]].concat();
        let told = ideal(dir, &released).expect_code(0).stdout;
        assert!(told.contains("rater 1 of XAC") && !told.contains("XAC/R"), "{format}: {told}");
    }
}

#[test]
fn every_page_of_the_exercise_says_so() {
    let tmp = tempfile::tempdir().unwrap();
    let dir = tmp.path();
    ideal(dir, &["new", "p", "--exercise"]).expect_code(0);
    receive(dir, &books(&dir.join("p/returned")));
    let ran = ideal(dir, &["run", "p", "--out", "o", "--draws", "100"]).expect_code(0);
    assert!(ran.stderr.contains("EXERCISE · TLP:"), "{}", ran.stderr);
    for name in names(&dir.join("o")).iter().filter(|n| n.ends_with(".html")) {
        let page = std::fs::read_to_string(dir.join("o").join(name)).unwrap();
        // The head and foot of a printed page, and the first thing on the screen.
        assert!(page.contains("@top-center{content:\"EXERCISE"), "{name}");
        assert!(page.contains("role=\"note\"><span>EXERCISE"), "{name}");
    }
    let manifest = std::fs::read_to_string(dir.join("o/manifest.json")).unwrap();
    assert!(manifest.contains("EXERCISE · TLP:"), "the manifest");
    ideal(dir, &["verify", "o", "p"]).expect_code(0);
}
