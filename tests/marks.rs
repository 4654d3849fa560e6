//! What stands beside a number: the dimensions a score was made without, and the rows that were
//! left out as too short.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::support::{ideal, replace, table};

const ASSESSMENT: &str = r#"
id = "marks"
title.en = "Marks"
editions = ["2023"]
territories = ["COL", "PER", "BOL"]
crime_areas = ["drug_cocaine"]
method = "method.toml"
evidence = ["evidence.csv"]
languages = ["en"]
"#;

const METHOD: &str = r#"
id = "marks"
version = "1"
[node.priority]
name = { en = "Priority", es = "Prioridad", pt = "Prioridade" }
min_coverage = 0.3
[node.threat]
name = { en = "Threat", es = "Amenaza", pt = "Ameaça" }
parent = "priority"
weight = 2
required = true
[node.impact]
name = { en = "Impact", es = "Impacto", pt = "Impacto" }
parent = "priority"
[node.exposure]
name = { en = "Exposure", es = "Exposición", pt = "Exposição" }
parent = "priority"
[indicator."t"]
parent = "threat"
goalposts = [0, 100]
[indicator."i1"]
parent = "impact"
goalposts = [0, 100]
[indicator."i2"]
parent = "impact"
goalposts = [0, 100]
[indicator."e"]
parent = "exposure"
goalposts = [0, 100]
[rollup.territory]
min_coverage = 0.1
"#;

/// Peru has one of two parts of impact and nothing of exposure; Bolivia lacks exposure only;
/// Colombia has all.
const ROWS: &str = "territory,crime_area,indicator,period,value
COL,*,t,2023,50
COL,*,i1,2023,60
COL,*,i2,2023,60
COL,*,e,2023,40
PER,*,t,2023,70
PER,*,i1,2023,60
BOL,*,t,2023,30
BOL,*,i1,2023,20
BOL,*,i2,2023,20
";

fn project() -> (TempDir, PathBuf) {
    let tmp = tempfile::tempdir().unwrap();
    let dir = tmp.path().join("marks");
    std::fs::create_dir(&dir).unwrap();
    for (name, text) in
        [("assessment.toml", ASSESSMENT), ("method.toml", METHOD), ("evidence.csv", ROWS)]
    {
        std::fs::write(dir.join(name), text).unwrap();
    }
    (tmp, dir)
}

fn rank(dir: &Path, more: &[&str]) -> String {
    ideal(dir, &[&["rank", "--draws", "0"], more].concat()).expect_code(0).stdout
}

#[test]
fn every_ranking_says_what_a_score_was_made_without() {
    let (_tmp, dir) = project();
    for (lang, peru, bolivia) in [
        ("en", "without Impact, Exposure", "without Exposure"),
        ("es", "sin Impacto, Exposición", "sin Exposición"),
        ("pt", "sem Impacto, Exposição", "sem Exposição"),
    ] {
        for by in ["territories", "units"] {
            let shown = rank(&dir, &["--lang", lang, "--by", by]);
            let line = |score: &str| {
                let score = if lang == "en" { score.to_owned() } else { score.replace('.', ",") };
                shown.lines().find(|l| l.contains(&score)).unwrap_or_else(|| panic!("{shown}"))
            };
            assert!(line("70.0").ends_with(peru), "{shown}");
            // (2 x 30 + 20) / 3
            assert!(line("26.7").ends_with(bolivia), "{shown}");
            // (2 x 50 + 60 + 40) / 4
            assert!(!line("50.0").contains("Expos"), "{shown}");
        }
    }
    let json: serde_json::Value = serde_json::from_str(&rank(&dir, &["--format", "json"])).unwrap();
    let without: Vec<&serde_json::Value> =
        json["rankings"].as_array().unwrap().iter().map(|r| &r["without"]).collect();
    assert_eq!(
        without,
        [
            &serde_json::json!("impact:floor;exposure:none"),
            &serde_json::Value::Null,
            &serde_json::json!("exposure:none")
        ]
    );
    let csv = rank(&dir, &["--format", "csv"]);
    assert!(csv.lines().next().unwrap().contains(",without,"), "{csv}");
    // A ranking by a dimension is no score of the root.
    assert!(!rank(&dir, &["--node", "threat"]).contains("without"));
}

#[test]
fn the_folder_and_the_explanation_say_why() {
    let (_tmp, dir) = project();
    ideal(&dir, &["run", "--draws", "0", "--out", "out"]).expect_code(0);
    for name in ["scores", "ranking_territories", "ranking_units"] {
        let rows = table(&dir.join(format!("out/tables/{name}.csv")));
        let of = |t: &str| {
            rows.iter().find(|r| r["territory"] == t && r["node"] == "priority").unwrap()["without"]
                .clone()
        };
        assert_eq!(
            (of("PER").as_str(), of("BOL").as_str(), of("COL").as_str()),
            ("impact:floor;exposure:none", "exposure:none", "")
        );
        assert!(rows.iter().all(|r| r["node"] == "priority" || r["without"].is_empty()));
    }
    let page = std::fs::read_to_string(dir.join("out/index.html")).unwrap();
    assert!(page.contains(
        "without Impact (evidence exists, but under the floor) and Exposure (no evidence)"
    ));
    let tree = ideal(&dir, &["explain", "PER/drug_cocaine", "--lang", "es"]).expect_code(0).stdout;
    assert!(tree.contains("sin Impacto (hay evidencia, pero por debajo del mínimo)"), "{tree}");
    assert!(tree.contains("sin Exposición (no hay evidencia)"), "{tree}");
    assert!(
        tree.contains("vacío: hay evidencia, pero por debajo del mínimo")
            && tree.contains("vacío: no hay evidencia"),
        "{tree}"
    );
}

#[test]
fn a_month_that_would_stand_for_the_year_is_left_out_and_said() {
    let (_tmp, dir) = project();
    replace(
        &dir.join("evidence.csv"),
        "COL,*,t,2023,50\n",
        "COL,*,t,2022,50\nCOL,*,t,2023-11,4\nCOL,*,t,2023-12,5\n",
    );
    let value = || {
        ideal(&dir, &["run", "--draws", "0", "--out", "out"]).expect_code(0);
        let rows = table(&dir.join("out/tables/indicators.csv"));
        rows.iter().find(|r| r["territory"] == "COL" && r["indicator"] == "t").unwrap()["value"]
            .clone()
    };
    assert_eq!(value(), "50");
    let warnings = table(&dir.join("out/tables/warnings.csv"));
    let said: Vec<_> = warnings.iter().filter(|w| w["code"] == "short-period").collect();
    assert_eq!(said.len(), 1);
    assert_eq!((said[0]["severity"].as_str(), said[0]["count"].as_str()), ("warning", "2"));
    assert_eq!((said[0]["file"].as_str(), said[0]["line"].as_str()), ("evidence.csv", "3"));
    assert!(
        said[0]["message"].contains("single months in COL")
            && said[0]["hint"].contains("period = \"any\""),
        "{said:?}"
    );

    replace(
        &dir.join("method.toml"),
        "[indicator.\"t\"]\n",
        "[indicator.\"t\"]\nperiod = \"any\"\n",
    );
    assert_eq!(value(), "5");
    assert!(
        table(&dir.join("out/tables/warnings.csv")).iter().all(|w| w["code"] != "short-period")
    );
}
