//! `ideal compare`: two projects, two results, and what is refused.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::schema::check;
use crate::support::{files, ideal, names, replace, small, table};

/// The small project in `small`, and in `next` the same with another weight, a revised row, one that
/// is gone and one that is new.
fn two() -> (TempDir, PathBuf) {
    let (tmp, project) = small();
    let next = tmp.path().join("next");
    for (name, bytes) in files(&project) {
        let file = next.join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
    replace(&next.join("method.toml"), "parent = \"threat\"", "parent = \"threat\"\nweight = 2.0");
    replace(&next.join("method.toml"), "parent = \"root\"\n", "parent = \"root\"\nweight = 3.0\n");
    let rows = next.join("evidence/a.csv");
    replace(&rows, "COL,extortion,t.rate,2023,0.5,one", "COL,extortion,t.rate,2023,6.5,one");
    replace(&rows, "PER,extortion,t.harm,2023,8,one\n", "");
    replace(&rows, "XX-B,", "COL,extortion,t.rate,2022,4,one\nXX-B,");
    (tmp, next)
}

/// Every pair of scores is split into parts that add up; gives how many each part moves.
fn add_up(json: &serde_json::Value) -> [usize; 3] {
    let mut moved = [0; 3];
    for row in json["rows"].as_array().unwrap() {
        let of = |key: &str| row[key].as_f64();
        let (Some(a), Some(b)) = (of("a"), of("b")) else {
            assert!(row["data"].is_null() && row["difference"].is_null(), "{row}");
            assert!(row["reason"].as_str().unwrap().starts_with("no_score"), "{row}");
            continue;
        };
        if row["reason"] == "gap_between" {
            assert!(row["data"].is_null() && !row["gaps_between"].is_null(), "{row}");
            continue;
        }
        let parts = ["data", "method", "world"].map(|key| of(key).unwrap());
        assert!((parts.iter().sum::<f64>() - (b - a)).abs() < 1e-9, "{row}");
        for (n, part) in moved.iter_mut().zip(parts) {
            *n += usize::from(part != 0.0);
        }
    }
    moved
}

#[test]
fn parts_add_up_and_rows_and_lines_are_listed() {
    let (tmp, _) = two();
    let json = ideal(tmp.path(), &["compare", "small", "next", "--format", "json"]);
    let json = json.expect_code(0).json();
    assert_eq!(check("compared", &json), Vec::<String>::new());
    let [data, method, world] = add_up(&json);
    assert!(data > 0 && method > 0, "{data} {method}");
    assert_eq!(world, 0, "both are of 2023");
    let keys: Vec<&String> = json["rows"][0].as_object().unwrap().keys().collect();
    let fixed = [
        "territory",
        "crime_area",
        "node",
        "a",
        "b",
        "difference",
        "data",
        "method",
        "world",
        "rank_a",
        "rank_b",
        "verdict_a",
        "verdict_b",
    ];
    assert!(fixed.iter().all(|k| keys.contains(&&(*k).to_owned())), "{keys:?}");
    assert_eq!(
        (json["edition"].as_str(), json["handling"].as_str()),
        (Some("2023"), Some("TLP:CLEAR"))
    );
    let fates: Vec<(&str, &str)> = json["rows_changed"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| (r["change"].as_str().unwrap(), r["period"].as_str().unwrap()))
        .collect();
    assert_eq!(fates, [("new", "2022"), ("revised", "2023"), ("vanished", "2023")]);
    let lines: Vec<&str> = json["method_changed"]
        .as_array()
        .unwrap()
        .iter()
        .map(|l| l["key"].as_str().unwrap())
        .collect();
    assert_eq!(lines, ["indicator.\"t.rate\".weight", "node.threat.weight"]);
    // Peru has no harm any more, and its score rests on what is left.
    let rows = json["rows"].as_array().unwrap();
    let peru = rows.iter().find(|r| r["territory"] == "PER" && r["crime_area"] == "extortion");
    assert_eq!(peru.unwrap()["verdict_b"], "assessed");
}

#[test]
fn the_folder_is_whole_and_replaces_only_a_comparison() {
    let (tmp, _) = two();
    let dir = tmp.path();
    let args = ["compare", "small", "next", "--out", "changes"];
    assert_eq!(ideal(dir, &args).expect_code(0).stdout, "changes\n");
    let before = files(&dir.join("changes"));
    let all = ["compared.csv", "compared.json", "method_changed.csv", "rows_changed.csv"];
    assert_eq!(before.keys().collect::<Vec<_>>(), all);
    ideal(dir, &args).expect_code(0);
    assert_eq!(files(&dir.join("changes")), before, "the same bytes");
    let printed =
        ideal(dir, &["compare", "small", "next", "--format", "csv"]).expect_code(0).stdout;
    assert_eq!(printed.as_bytes(), before["compared.csv"]);
    let revised: Vec<_> = table(&dir.join("changes/rows_changed.csv"))
        .into_iter()
        .filter(|r| r["change"] == "revised")
        .collect();
    let [row] = &revised[..] else { panic!("{revised:?}") };
    assert_eq!((&*row["value_before"], &*row["value"]), ("0.5", "6.5"));
    assert_eq!((&*row["file"], &*row["line"], &*row["fields"]), ("evidence/a.csv", "2", "value"));
    fs::write(dir.join("changes/mine.txt"), "x").unwrap();
    let refused = ideal(dir, &args).expect_code(2);
    assert!(refused.stderr.contains("mine.txt"), "{}", refused.stderr);
    for target in ["next", "."] {
        ideal(dir, &["compare", "small", "next", "--out", target]).expect_code(2);
    }
    assert_eq!(names(dir), ["changes", "next", "small"]);
}

#[test]
fn the_strictest_mark_of_both_goes_along() {
    let (tmp, _) = two();
    let dir = tmp.path();
    // A row of a result that says nothing of it: it is listed as vanished all the same.
    let rows = dir.join("small/evidence/a.csv");
    let text = fs::read_to_string(&rows).unwrap();
    let marked: String = text
        .lines()
        .enumerate()
        .map(|(n, line)| match (n, line.starts_with("PER,extortion,t.harm")) {
            (0, _) => format!("{line},tlp\n"),
            (_, true) => format!("{line},TLP:AMBER\n"),
            _ => format!("{line},\n"),
        })
        .collect();
    fs::write(&rows, &marked).unwrap();
    let json = ideal(dir, &["compare", "small", "next", "--format", "json"]).expect_code(0).json();
    assert_eq!(json["handling"], "TLP:AMBER");
    fs::write(&rows, marked.replace("AMBER", "RED")).unwrap();
    let out = ["compare", "small", "next", "--out", "changes"];
    ideal(dir, &out).expect_code(2);
    assert!(!dir.join("changes").exists());
    ideal(dir, &[&out[..], &["--acknowledge", "TLP:RED"]].concat()).expect_code(0);
    let text = fs::read_to_string(dir.join("changes/compared.json")).unwrap();
    assert!(text.contains("\"handling\": \"TLP:RED\""), "{text}");
}

#[test]
fn what_does_not_correspond_is_named() {
    let (tmp, next) = two();
    let dir = tmp.path();
    replace(&next.join("assessment.toml"), "\"PER\", ", "");
    replace(&next.join("assessment.toml"), "\"drug_cocaine\"", "\"illegal_mining\"");
    let refused = ideal(dir, &["compare", "small", "next"]).expect_code(2);
    for name in ["`PER`", "`drug_cocaine`", "`illegal_mining`", "--common"] {
        assert!(refused.stderr.contains(name), "{}", refused.stderr);
    }
    assert_eq!(refused.stdout, "");
    let args = ["compare", "small", "next", "--common", "--format", "json"];
    let json = ideal(dir, &args).expect_code(0).json();
    add_up(&json);
    let rows = json["rows"].as_array().unwrap();
    assert!(rows.iter().all(|r| r["territory"] != "PER" && r["crime_area"] != "drug_cocaine"));
    // Over what both have, a territory is its only common area.
    let of = |area: &str| {
        let row = rows
            .iter()
            .find(|r| r["territory"] == "COL" && r["crime_area"] == area && r["node"] == "root");
        row.unwrap()["b"].as_f64().unwrap()
    };
    assert_eq!(of("*").to_bits(), of("extortion").to_bits());
    let unknown = ["compare", "small", "next", "--common", "--edition", "2020"];
    let unknown = ideal(dir, &unknown).expect_code(2);
    assert!(unknown.stderr.contains("2023"), "{}", unknown.stderr);
}

fn result(dir: &Path, project: &str, out: &str) {
    ideal(dir, &["run", project, "--out", out]).expect_code(0);
}

#[test]
fn two_results_are_compared_by_their_tables() {
    let (tmp, _) = two();
    let dir = tmp.path();
    result(dir, "small", "a");
    result(dir, "next", "b");
    let json =
        |a: &str, b: &str| ideal(dir, &["compare", a, b, "--format", "json"]).expect_code(0).json();
    let (results, projects) = (json("a", "b"), json("small", "next"));
    assert_eq!(check("compared", &results), Vec::<String>::new());
    let (rows, of_projects) =
        (results["rows"].as_array().unwrap(), projects["rows"].as_array().unwrap());
    assert_eq!(rows.len(), of_projects.len());
    // Nothing but the weights moves XX-B: what errs in it errs alike in both.
    let still = of_projects.iter().find(|r| {
        r["territory"] == "XX-B" && r["crime_area"] == "extortion" && r["node"] == "root"
    });
    let still = still.unwrap();
    let width = |low: &str, high: &str| {
        let [low, high] = [low, high].map(|key| still[key].as_f64().unwrap());
        high - low
    };
    assert!(width("difference_low", "difference_high") < width("low_a", "high_a"), "{still}");
    assert!(of_projects.iter().all(|r| r["node"] == "root" || r["difference_low"].is_null()));
    for (row, same) in rows.iter().zip(of_projects) {
        for key in [
            "territory",
            "crime_area",
            "a",
            "b",
            "difference",
            "rank_a",
            "rank_b",
            "verdict_a",
            "verdict_b",
            "band_a",
            "band_b",
            "low_a",
            "high_b",
            "overlap",
        ] {
            let found = rows
                .iter()
                .find(|r| ["territory", "crime_area", "node"].iter().all(|k| r[*k] == same[*k]));
            assert_eq!(found.unwrap()[key], same[key], "{key} of {same}");
        }
        assert!(["data", "method", "world"].iter().all(|k| row[*k].is_null()), "{row}");
        assert!(!row["reason"].is_null(), "{row}");
    }
    assert!(results["rows_changed"].is_null() && results["method_changed"].is_null());
    ideal(dir, &["compare", "a", "b", "--out", "c"]).expect_code(0);
    assert_eq!(names(&dir.join("c")), ["compared.csv", "compared.json"]);
    for (args, said) in [
        (["compare", "small", "b"], "project"),
        (["compare", "a", "nowhere"], "is no folder"),
        (["compare", "a", "small/evidence"], "neither"),
    ] {
        let refused = ideal(dir, &args).expect_code(2);
        assert!(refused.stderr.contains(said), "{}", refused.stderr);
    }
    replace(&dir.join("a/tables/scores.csv"), "assessed", "gap");
    let refused = ideal(dir, &["compare", "a", "b"]).expect_code(2);
    assert!(refused.stderr.contains("scores.csv"), "{}", refused.stderr);
}

#[test]
fn the_table_says_who_moved_and_why() {
    let (tmp, _) = two();
    insta::assert_snapshot!(
        "compare",
        ideal(tmp.path(), &["compare", "small", "next", "--draws", "50"]).expect_code(0).stdout
    );
}

#[test]
fn a_report_tells_what_has_changed_since_and_is_verified_beside_the_same() {
    let (tmp, next) = two();
    let dir = tmp.path();
    let run = |previous: &str, out: &str| {
        ideal(dir, &["run", "next", "--previous", previous, "--out", out]).expect_code(0);
        fs::read_to_string(dir.join(out).join("index.html")).unwrap()
    };
    let page = run("small", "beside");
    let section = page.split("<section id=\"changes\">").nth(1).unwrap();
    let section = section.split("</section>").next().unwrap();
    assert!(section.contains("node.threat.weight 1 → 3"), "{section}");
    let verify =
        |previous: &[&str]| ideal(dir, &[&["verify", "beside", "next"], previous].concat());
    assert!(verify(&[]).expect_code(2).stderr.contains("--previous"));
    verify(&["--previous", "small"]).expect_code(0);
    let other = verify(&["--previous", "next"]).expect_code(1).stdout;
    assert!(other.contains("report.en.html") && other.contains("previous"), "{other}");
    // A result of last year does as well, and says nothing of why.
    result(dir, "small", "last-year");
    let page = run("last-year", "after");
    assert!(page.contains("neither the evidence nor the method"), "{page}");
    assert!(!page.contains("node.threat.weight 1 → 3"));
    let same = ["verify", "after", "next", "--previous", "last-year"];
    ideal(dir, &same).expect_code(0);
    // Without an edition before there is no such section.
    ideal(dir, &["run", "next", "--out", "alone"]).expect_code(0);
    assert!(!fs::read_to_string(dir.join("alone/index.html")).unwrap().contains("id=\"changes\""));
    ideal(dir, &["verify", "alone", "next", "--previous", "small"]).expect_code(2);
    replace(&next.join("assessment.toml"), "\"PER\", ", "");
    // What only one edition has is named, and the rest compared.
    let page = run("small", "without");
    assert!(
        page.contains("In the earlier edition alone, and therefore not compared: PER."),
        "{page}"
    );
}
