//! What must not change a byte, and what must not become a zero.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;

use crate::support::{command, demo, files, finish, ideal, table};

#[test]
fn the_number_of_threads_changes_no_byte() {
    let (tmp, _) = demo();
    let runs: Vec<BTreeMap<String, Vec<u8>>> = ["1", "2", "8"]
        .into_iter()
        .map(|n| {
            let out = format!("o{n}");
            let mut c = command(
                tmp.path(),
                &["run", "demo", "--draws", "300", "--lang", "en", "--out", &out],
            );
            c.env("RAYON_NUM_THREADS", n).env("POLARS_MAX_THREADS", n);
            finish(c).expect_code(0);
            files(&tmp.path().join(out))
        })
        .collect();
    assert!(runs[0] == runs[1] && runs[0] == runs[2]);
}

#[test]
fn the_order_of_rows_changes_no_score() {
    let (tmp, project) = demo();
    ideal(tmp.path(), &["run", "demo", "--draws", "0", "--lang", "en", "--out", "a"])
        .expect_code(0);
    for entry in std::fs::read_dir(project.join("evidence")).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let mut lines: Vec<&str> = text.lines().collect();
        lines[1..].reverse();
        std::fs::write(&path, lines.join("\n") + "\n").unwrap();
    }
    ideal(tmp.path(), &["run", "demo", "--draws", "0", "--lang", "en", "--out", "b"])
        .expect_code(0);
    for name in ["scores", "ranking_territories", "ranking_crime_areas", "ranking_units", "gaps"] {
        let read = |out: &str| {
            std::fs::read(tmp.path().join(out).join(format!("tables/{name}.csv"))).unwrap()
        };
        assert!(read("a") == read("b"), "{name}");
    }
}

#[test]
fn a_lost_row_never_becomes_a_zero() {
    let (tmp, project) = demo();
    let scores = || {
        ideal(tmp.path(), &["run", "demo", "--draws", "0", "--lang", "en", "--out", "o"])
            .expect_code(0);
        let rows = table(&tmp.path().join("o/tables/scores.csv"));
        rows.into_iter()
            .map(|r| {
                (
                    (
                        r["territory"].clone(),
                        r["crime_area"].clone(),
                        r["edition"].clone(),
                        r["node"].clone(),
                    ),
                    r["score"].clone(),
                )
            })
            .collect::<BTreeMap<_, _>>()
    };
    let base = scores();
    let used: Vec<BTreeMap<String, String>> = table(&tmp.path().join("o/tables/indicators.csv"))
        .into_iter()
        .filter(|r| !r["normalised"].is_empty())
        .collect();
    let mut moved = 0;
    for row in used.iter().step_by(used.len() / 5) {
        let file = project.join(&row["file"]);
        let lost: usize = row["line"].parse().unwrap();
        let text = std::fs::read_to_string(&file).unwrap();
        let kept: Vec<&str> =
            text.lines().enumerate().filter(|(i, _)| i + 1 != lost).map(|(_, l)| l).collect();
        std::fs::write(&file, kept.join("\n") + "\n").unwrap();
        for (key, score) in scores() {
            let before = &base[&key];
            moved += usize::from(*before != score);
            let zero = score.parse::<f64>().is_ok_and(|s| s == 0.0);
            assert!(
                !zero || before.parse::<f64>().is_ok_and(|b| b <= 5.0),
                "{}:{lost}: {key:?} from {before} to zero",
                row["file"]
            );
        }
        std::fs::write(&file, text).unwrap();
    }
    assert!(moved > 0, "no row taken out mattered: the test proves nothing");
}

#[test]
fn unknown_nil_and_not_applicable_are_three_things() {
    let (tmp, project) = demo();
    ideal(tmp.path(), &["run", "demo", "--draws", "0", "--lang", "en", "--out", "base"])
        .expect_code(0);
    let used = table(&tmp.path().join("base/tables/indicators.csv"));
    let row = used
        .iter()
        .find(|r| r["indicator"] == "sdg.forest_change" && r["status"] == "value")
        .unwrap();
    let key = |r: &BTreeMap<String, String>| {
        ["territory", "crime_area", "edition", "indicator"].map(|k| r[k].clone())
    };
    let file = project.join(&row["file"]);
    let line: usize = row["line"].parse().unwrap();
    let original = std::fs::read_to_string(&file).unwrap();
    let mut seen = Vec::new();
    for status in ["unknown", "nil", "not_applicable"] {
        let lines: Vec<String> = original
            .lines()
            .enumerate()
            .map(|(i, l)| {
                let mut cells: Vec<&str> = l.split(',').collect();
                if i + 1 == line {
                    cells[4] = status;
                }
                cells.join(",")
            })
            .collect();
        std::fs::write(&file, lines.join("\n") + "\n").unwrap();
        ideal(tmp.path(), &["run", "demo", "--draws", "0", "--lang", "en", "--out", status])
            .expect_code(0);
        let out = tmp.path().join(status).join("tables");
        let leaf =
            table(&out.join("indicators.csv")).into_iter().find(|r| key(r) == key(row)).unwrap();
        assert_eq!(leaf["status"], status);
        assert_eq!(leaf["normalised"].is_empty(), status != "nil");
        let unit: Vec<(String, String)> = table(&out.join("scores.csv"))
            .into_iter()
            .filter(|r| ["territory", "crime_area", "edition"].iter().all(|k| r[*k] == row[*k]))
            .map(|r| (r["score"].clone(), r["coverage"].clone()))
            .collect();
        seen.push(unit);
    }
    assert!(seen[0] != seen[1] && seen[1] != seen[2] && seen[0] != seen[2]);
}

#[test]
fn one_weight_moves_scores_and_the_methods_hash() {
    let (tmp, project) = demo();
    let hash = |out: &str| {
        ideal(tmp.path(), &["run", "demo", "--draws", "0", "--lang", "en", "--out", out])
            .expect_code(0);
        let manifest: serde_json::Value = serde_json::from_slice(
            &std::fs::read(tmp.path().join(out).join("manifest.json")).unwrap(),
        )
        .unwrap();
        (
            manifest["method"]["sha256"].as_str().unwrap().to_owned(),
            std::fs::read(tmp.path().join(out).join("tables/scores.csv")).unwrap(),
        )
    };
    let before = hash("a");
    crate::support::replace(&project.join("method.toml"), "weight = 2.0", "weight = 7.0");
    let after = hash("b");
    assert!(before.0 != after.0 && before.1 != after.1);
}
