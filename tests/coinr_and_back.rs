//! The way to COINr's tables and back.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods)]

use std::collections::BTreeMap;
use std::path::Path;

use ideal_testing::Data;

use crate::support::{demo, ideal, table};

/// Scores of nodes by uCode and node.
fn scores(dir: &Path, project: &str, out: &str) -> BTreeMap<(String, String), String> {
    ideal(dir, &["run", project, "--draws", "0", "--out", out]).expect_code(0);
    let rows = table(&dir.join(out).join("tables/scores.csv"));
    rows.into_iter()
        .filter(|r| r["territory"] != "*")
        .map(|r| ((r["territory"].clone(), r["node"].clone()), r["score"].clone()))
        .collect()
}

/// Three levels, an indicator that hangs at the second, a logarithm, a denominator, a missing
/// value, directions.
const METHOD: &str = r#"id = "small"
unit = "territory"
version = "1"
owner = "test"
[node.top]
min_coverage = 0.0
[node.left]
parent = "top"
weight = 2.0
min_coverage = 0.0
[indicator."a.rate"]
parent = "left"
per = { indicator = "people", factor = 100.0 }
goalposts = [1, 1000]
transform = "log"
unit = "deaths"
[indicator."9b"]
parent = "left"
weight = 3.0
direction = "down"
goalposts = [0, 50]
[indicator.c]
parent = "top"
goalposts = [0, 10]
[indicator.people]
"#;

#[test]
fn an_index_goes_to_coinr_and_comes_back_with_the_same_scores() {
    let (tmp, project) = demo();
    let dir = tmp.path();
    std::fs::write(project.join("method.toml"), METHOD).unwrap();
    for entry in std::fs::read_dir(project.join("evidence")).unwrap() {
        std::fs::remove_file(entry.unwrap().path()).unwrap();
    }
    let mut rows = String::from("territory,crime_area,indicator,period,value\n");
    let rounds = [
        ("COL", 30.0, 12.0, "4"),
        ("ECU", 700.0, 60.0, ""),
        ("PER", 2.0, 33.5, "9.25"),
        ("BRA", 0.001, 0.0, "11"),
    ];
    for (code, a, b, c) in rounds {
        rows.push_str(&format!(
            "{code},*,a.rate,2023,{a}\n{code},*,9b,2023,{b}\n{code},*,c,2023,{c}\n\
                                {code},*,people,2023,50\n"
        ));
    }
    std::fs::write(project.join("evidence/rows.csv"), rows).unwrap();
    std::fs::write(
        project.join("indicators.csv"),
        "code,name_en,unit,kind\na.rate,A,x,harm\n9b,B,x,harm\nc,C,x,harm\n\
         people,People,x,context\n",
    )
    .unwrap();
    std::fs::write(
        project.join("assessment.toml"),
        "id = \"small\"\ntitle.en = \"Small\"\neditions = [\"2023\"]\nterritories = [\"*\"]\n\
         method = \"method.toml\"\nevidence = [\"evidence/*.csv\"]\nseed = 1\ndraws = 0\n\
         languages = [\"en\"]\n",
    )
    .unwrap();
    let before = scores(dir, "demo", "before");
    let said = ideal(dir, &["export", "coinr", "tables", "demo"]).expect_code(0).stderr;
    assert!(said.contains("4 units, 3 indicators") && said.contains("n_goalposts"), "{said}");
    assert!(
        said.contains("leave out Denominate(): a.rate\n")
            && said.contains("group columns of territories are not exported"),
        "{said}"
    );
    assert!(!said.contains("targets"), "{said}");
    let meta = table(&dir.join("tables/iMeta.csv"));
    let of = |code: &str| {
        meta.iter().find(|m| m["iCode"] == code).unwrap_or_else(|| panic!("{code}: {meta:?}"))
    };
    // COINr wants a letter first, and every parent one level up.
    assert_eq!(of("a.rate")["Unit"], "log deaths per 100 people");
    assert_eq!((of("x9b")["Direction"].as_str(), of("x9b")["Weight"].as_str()), ("-1", "3"));
    assert_eq!(
        (
            of("c")["Parent"].as_str(),
            of("c.level2")["Parent"].as_str(),
            of("top")["Level"].as_str()
        ),
        ("c.level2", "top", "3")
    );
    let data = table(&dir.join("tables/iData.csv"));
    assert!(data.iter().any(|r| r["uCode"] == "ECU" && r["c"] == "NA"));
    ideal(dir, &["import", "coinr", "tables/iData.csv", "tables/iMeta.csv", "--into", "again"])
        .expect_code(0);
    let after = scores(dir, "again", "after");
    let mut compared = 0;
    for ((unit, node), score) in &before {
        let (a, b): (f64, f64) =
            (score.parse().unwrap(), after[&(unit.clone(), node.clone())].parse().unwrap());
        assert!((a - b).abs() < 1e-9, "{unit}/{node}: {a} and {b}");
        compared += 1;
    }
    assert_eq!(compared, 8);
    // A target is no column of the tables; that it is missing is said.
    let method = METHOD.replace(
        "goalposts = [0, 10]",
        "normalise = { method = \"distance_to_target\", target = 10.5 }",
    );
    std::fs::write(project.join("method.toml"), method).unwrap();
    let said = ideal(dir, &["export", "coinr", "tables", "demo"]).expect_code(0).stderr;
    assert!(
        said.contains(
            "\"n_dist2targ\" (its 0 to 1 are 0 to 100 here) and the target, of: c (10.5)\n"
        ),
        "{said}"
    );
    // Nor is a function of normalisation.
    let method = METHOD
        .replace("goalposts = [0, 10]", "normalise = { method = \"zscore\", mean = 50, sd = 10 }");
    std::fs::write(project.join("method.toml"), method).unwrap();
    let said = ideal(dir, &["export", "coinr", "tables", "demo"]).expect_code(0).stderr;
    assert!(
        said.contains("f_n = \"n_zscore\", f_n_para = list(m_sd = c(50, 10)), of: c\n"),
        "{said}"
    );
    assert!(said.contains("f_n_para = \"use_iMeta\", of: a.rate, 9b\n"), "{said}");
    // A folder with something else in it is left alone.
    std::fs::write(dir.join("tables/notes.txt"), "mine").unwrap();
    ideal(dir, &["export", "coinr", "tables", "demo"]).expect_code(2);
}

#[test]
fn the_example_of_coinr_scores_the_same_after_a_round_trip() {
    let consequence = "so COINr's example makes no round trip";
    let Some(reference) = Data::Reference.folder(consequence) else { return };
    let asem = reference.join("coinr/asem");
    let tmp = tempfile::tempdir().unwrap();
    let dir = tmp.path();
    let file = |name: &str| asem.join(name).display().to_string();
    let said =
        ideal(dir, &["import", "coinr", &file("iData.csv"), &file("iMeta.csv"), "--into", "asem"])
            .expect_code(0)
            .stderr;
    assert!(said.contains("columns of iMeta that are not read: Target;"), "{said}");
    let before = scores(dir, "asem", "before");
    ideal(dir, &["export", "coinr", "tables", "asem"]).expect_code(0);
    ideal(dir, &["import", "coinr", "tables/iData.csv", "tables/iMeta.csv", "--into", "again"])
        .expect_code(0);
    let after = scores(dir, "again", "after");
    assert_eq!(before.len(), 51 * 11);
    for (key, score) in &before {
        let (a, b): (f64, f64) = (score.parse().unwrap(), after[key].parse().unwrap());
        assert!((a - b).abs() <= 1e-9 * a.abs().max(1.0), "{key:?}: {a} and {b}");
    }
}
