//! `ideal audit --against`: scores beside another index.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fmt::Write as _;

use crate::support::{demo, ideal, names, publisher_file, small, table};

#[test]
fn another_index_goes_to_the_terminal_to_json_and_to_the_page() {
    let (tmp, _) = demo();
    let dir = tmp.path();
    let mut text = String::from("territory,population,index\n");
    for (k, code) in ["ARG", "BOL", "BRA", "CHL", "COL", "CRI", "DOM", "ECU", "GTM", "HND", "MEX"]
        .iter()
        .enumerate()
    {
        writeln!(text, "{code},{},{}", 1000 * k, k * k % 7).unwrap();
    }
    text.push_str("FRA,1,2\nLCN,1,2\nPER,5,\n");
    std::fs::write(dir.join("other.csv"), text).unwrap();
    let args = ["audit", "demo", "--against", "other.csv", "--column", "index"];
    let said = ideal(dir, &args).expect_code(0);
    assert!(said.stdout.starts_with("Scores beside `index` of other.csv"), "{}", said.stdout);
    let account = "other.csv: 12 values of `index` for 2023, 11 of them assessed; 1 rows without a \
                   value left out; 1 rows of regions left out";
    assert!(said.stderr.contains(account), "{}", said.stderr);
    let json = ideal(dir, &[&args[..], &["--format", "json"]].concat()).expect_code(0).json();
    let nodes = json["against"]["nodes"].as_array().unwrap();
    assert_eq!(nodes[0]["node"], "priority");
    assert!(nodes.len() > 2 && nodes[0]["n"].as_u64().unwrap() > 8, "{nodes:?}");
    ideal(dir, &[&args[..], &["--out", "a", "--lang", "es,en,pt"]].concat()).expect_code(0);
    for (lang, title) in
        [("es", "Junto a otro índice"), ("en", "Beside another index"), ("pt", "Ao lado de outro")]
    {
        let page = std::fs::read_to_string(dir.join(format!("a/audit.{lang}.html"))).unwrap();
        assert!(page.contains(title) && page.contains("id=\"against\""), "{lang}");
    }
    let charts = names(&dir.join("a/charts"));
    assert!(charts.contains(&"audit_against_territories_priority.en.svg".to_owned()), "{charts:?}");
    let lines = table(&dir.join("a/tables/audit_against.csv"));
    assert_eq!(lines.len(), nodes.len());
    assert_eq!(lines[0]["object"], "territories");
    // Without another index nothing of it is left in the folder.
    ideal(dir, &["audit", "demo", "--out", "a", "--lang", "en"]).expect_code(0);
    assert!(!names(&dir.join("a/tables")).contains(&"audit_against.csv".to_owned()));
}

#[test]
fn what_cannot_be_read_is_told_with_its_place() {
    let (tmp, _) = small();
    let dir = tmp.path();
    let refused = |text: &str, more: &[&str]| {
        std::fs::write(dir.join("o.csv"), text).unwrap();
        let args = [&["audit", "small", "--against", "o.csv"], more].concat();
        ideal(dir, &args).expect_code(2).stderr
    };
    let said = refused("territory,x\nCOL,1\nQQQ,2\nZZ9,3\n", &[]);
    assert!(said.contains("2 names in 2 rows") && said.contains("`ZZ9`"), "{said}");
    let said = refused("territory,x\nCOL,1\nPER,high\n", &["--column", "x"]);
    assert!(said.contains("o.csv, line 3, `x`: found `high`"), "{said}");
    let said = refused("territory,x\nCOL,1\nCOL,2\n", &[]);
    assert!(said.contains("o.csv, line 3: found `COL` a second time"), "{said}");
    let said = refused("territory,x\nFRA,1\nDEU,2\n", &[]);
    assert!(said.contains("nothing in common: of 2 values 2 are of territories"), "{said}");
    let said = refused("territory,x\nCOL,1\n", &["--edition", "1999"]);
    assert!(said.contains("no edition 1999"), "{said}");
    let said = ideal(dir, &["audit", "small", "--against", "none.csv"]).expect_code(2).stderr;
    assert!(said.contains("none.csv: cannot be read"), "{said}");
    ideal(dir, &["audit", "small", "--column", "x"]).expect_code(2);
    // A crime area beside a territory is a cell.
    let cells = "territory,crime_area,x\nCOL,extortion,1\nPER,extortion,2\nXX-A,extortion,4\n";
    std::fs::write(dir.join("o.csv"), cells).unwrap();
    let json = ideal(dir, &["audit", "small", "--against", "o.csv", "--format", "json"]);
    let json = json.expect_code(0).json();
    assert_eq!(json["against"]["nodes"][0]["object"], "cells");
    assert_eq!(json["against"]["nodes"][0]["n"], 3);
    // Two points are no correlation, and that is said.
    std::fs::write(dir.join("o.csv"), "territory;year;x\nCOL;2023;1,5\nPER;2023;2,5\n").unwrap();
    let said = ideal(dir, &["audit", "small", "--against", "o.csv"]).expect_code(0).stderr;
    assert!(said.contains("of territories: 2 pairs, too few for a correlation"), "{said}");
}

/// The demonstration beside the Global Organized Crime Index 2023: Spearman's coefficients that
/// pandas gives on the same two tables (`rank().corr()`, 18 countries), criminality against
/// `priority` and criminal markets against `market`.
#[test]
fn the_organized_crime_index_agrees_as_pandas_says() {
    let Some(file) = publisher_file("gitoc_ocindex/global_oc_index.xlsx") else { return };
    let (tmp, _) = demo();
    let dir = tmp.path();
    let file = file.to_str().unwrap();
    ideal(dir, &["import", "oc-index", file, "--out", "oc.csv"]).expect_code(0);
    let rows = table(&dir.join("oc.csv"));
    let mut text = String::from("territory,period,criminality\n");
    for r in rows.iter().filter(|r| r["indicator"] == "ocindex.published.criminality") {
        writeln!(text, "{},{},{}", r["territory"], r["period"], r["value"]).unwrap();
    }
    std::fs::write(dir.join("c.csv"), text).unwrap();
    let json = ideal(dir, &["audit", "demo", "--against", "c.csv", "--format", "json"]);
    let json = json.expect_code(0).json();
    let root = &json["against"]["nodes"][0];
    assert_eq!((root["node"].as_str(), root["n"].as_u64()), (Some("priority"), Some(18)));
    assert!((root["spearman"].as_f64().unwrap() - 0.78).abs() < 0.005, "{root}");
    let ends = ["spearman_low", "spearman_high"].map(|k| root[k].as_f64().unwrap());
    assert!(ends[0] > 0.2 && ends[0] < 0.78 && ends[1] > 0.78 && ends[1] < 1.0, "{root}");
}
