//! Weights from experts: from `weights.csv` to the block to paste, the draws and the report.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::support::{files, ideal, replace, small};

/// Judgements of the root's two children and of the threat's only one; pseudonyms that are found
/// again wherever they are written.
const JUDGEMENTS: &str = "\
expert,method,node,child,other,value
PSEUDO7,ahp,root,threat,t.harm,3
PSEUDO8,budget,root,threat,,60
PSEUDO8,budget,root,t.harm,,40
PSEUDO9,bwm,root,t.harm,threat,2
PSEUDO9,direct,threat,t.rate,,1
";

fn judged() -> (TempDir, PathBuf) {
    let (tmp, project) = small();
    fs::write(project.join("weights.csv"), JUDGEMENTS).unwrap();
    (tmp, project)
}

fn asks_for_experts(project: &Path) {
    let method = project.join("method.toml");
    let text = fs::read_to_string(&method).unwrap();
    fs::write(&method, text + "[uncertainty]\nweights = \"experts\"\n").unwrap();
}

#[test]
fn experts_become_a_block_to_paste() {
    let (tmp, _) = judged();
    let text = ideal(tmp.path(), &["weights", "small", "--by", "experts"]).expect_code(0).stdout;
    insta::assert_snapshot!("weights-experts", text);
    let released = ["weights", "small", "--by", "experts", "--for", "TLP:CLEAR"];
    let released = ideal(tmp.path(), &released).expect_code(0).stdout;
    assert!(released.contains("rater 3 (bwm") && !released.contains("PSEUDO"), "{released}");
    let block: toml::Table = text.parse().unwrap();
    // 3 : 1, 3 : 2, 1 : 2, geometrically: the cube root of 9 / 4 times as much.
    let weight = |table: &str, child: &str| block[table][child]["weight"].as_float().unwrap();
    let ratio = weight("node", "threat") / weight("indicator", "t.harm");
    assert!((ratio * ratio * ratio - 2.25).abs() < 1e-4, "{ratio}");
    let args = ["weights", "small", "--by", "experts", "--pool", "arithmetic", "--format", "json"];
    let json = ideal(tmp.path(), &args).expect_code(0).json();
    assert_eq!((json["by"].as_str(), json["pool"].as_str()), (Some("experts"), Some("arithmetic")));
    let root = &json["nodes"][0];
    // (3/4 + 3/5 + 1/3) / 3.
    let mean = (0.75 + 0.6 + 1.0 / 3.0) / 3.0;
    assert!((root["children"][0]["proposed"].as_f64().unwrap() - mean).abs() < 1e-9, "{json}");
    assert_eq!(root["experts"][0]["expert"], "PSEUDO7");
    assert_eq!(root["experts"][0]["consistency"]["ratio"].as_f64(), Some(0.0));
}

#[test]
fn without_judgements_there_is_nothing_to_propose_and_nothing_to_draw() {
    let (tmp, project) = small();
    let out = ideal(tmp.path(), &["weights", "small", "--by", "experts"]).expect_code(2);
    assert!(out.stderr.contains("weights.csv"), "{}", out.stderr);
    asks_for_experts(&project);
    let out = ideal(tmp.path(), &["run", "small"]).expect_code(2);
    assert!(out.stderr.contains("error[no-expert-weights]"), "{}", out.stderr);
    assert!(out.stderr.contains("weights.csv"), "{}", out.stderr);
}

#[test]
fn every_mistake_of_the_table_is_told_at_its_line() {
    for (from, to, code, line) in [
        ("root,threat,t.harm,3", "rot,threat,t.harm,3", "unknown-node", 2),
        ("root,threat,t.harm,3", "root,t.rate,t.harm,3", "no-child", 2),
        ("threat,t.harm,3", "threat,t.harm,12", "out-of-scale", 2),
        ("threat,t.harm,3", "threat,t.harm,three", "not-a-number", 2),
        ("threat,t.harm,3", "threat,,3", "no-other", 2),
        ("PSEUDO7,ahp", ",ahp", "empty-cell", 2),
        ("PSEUDO7,ahp", "PSEUDO7,ahb", "unknown-judging", 2),
        ("budget,root,t.harm,,40", "budget,root,threat,,40", "two-judgements", 4),
        ("PSEUDO8,budget,root,t.harm,,40\n", "", "missing-child", 3),
        ("expert,method", "expert,metod", "missing-column", 1),
    ] {
        let (tmp, project) = judged();
        replace(&project.join("weights.csv"), from, to);
        let out = ideal(tmp.path(), &["check", "small", "--format", "json"]).expect_code(1);
        let findings = out.json()["findings"].as_array().unwrap().clone();
        let errors: Vec<_> = findings.iter().filter(|f| f["severity"] == "error").collect();
        let [error] = errors.as_slice() else { panic!("{to}: {errors:?}") };
        assert_eq!(
            (error["file"].as_str(), error["code"].as_str()),
            (Some("weights.csv"), Some(code))
        );
        assert_eq!(error["line"].as_u64(), Some(line), "{error}");
        assert!(!error.to_string().contains("PSEUDO"), "{error}");
    }
    // A third is a third, as a fraction too.
    let (tmp, project) = judged();
    replace(&project.join("weights.csv"), "threat,t.harm,3", "t.harm,threat,1/3");
    let text = ideal(tmp.path(), &["weights", "small", "--by", "experts"]).expect_code(0).stdout;
    assert!(text.contains("PSEUDO7 (ahp, consistency ratio 0.000): threat 0.750"), "{text}");
}

#[test]
fn the_report_says_whose_weights_are_drawn_and_names_nobody() {
    let (tmp, project) = judged();
    asks_for_experts(&project);
    let out = ideal(tmp.path(), &["run", "small", "--lang", "es,en,pt"]).expect_code(0);
    assert!(!out.stderr.contains("PSEUDO"), "{}", out.stderr);
    let result = tmp.path().join("ideal-out");
    let all = files(&result);
    for (path, bytes) in &all {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("PSEUDO"), "{path} names an expert");
    }
    let page = |lang: &str| {
        let path = result.join(format!("report.{lang}.html"));
        fs::read_to_string(path).unwrap_or_default()
    };
    assert!(page("es").contains("Pesos según expertos"), "the method section in Spanish");
    assert!(page("en").contains("Weights judged by experts"), "the method section in English");
    assert!(page("pt").contains("Pesos segundo especialistas"), "the method section in Portuguese");
    let warnings = fs::read_to_string(result.join("tables/warnings.csv")).unwrap();
    // Of a node with one child there is nothing to weigh.
    assert!(warnings.contains("weights-differ") && !warnings.contains("one-expert"), "{warnings}");
    ideal(tmp.path(), &["verify", "ideal-out", "small"]).expect_code(0);
}
