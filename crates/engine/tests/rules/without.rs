//! A score of the root says which of its dimensions it was made without, and whether there was
//! evidence.

use ideal_engine::explain;
use ideal_model::{NodeIx, Results};

use crate::build::{assessment, index, node, results};

/// Threat is required; impact and exposure are not, and what weighs nothing is no dimension.
const METHOD: &str = r#"
id = "m"
[node.priority]
min_coverage = 0.3
[node.threat]
parent = "priority"
weight = 2
required = true
[node.impact]
parent = "priority"
min_coverage = 0.6
[node.exposure]
parent = "priority"
[node.parts]
parent = "exposure"
min_coverage = 0.6
[node.beside]
parent = "priority"
weight = 0
[indicator."t"]
parent = "threat"
goalposts = [0, 100]
[indicator."i1"]
parent = "impact"
goalposts = [0, 100]
[indicator."i2"]
parent = "impact"
goalposts = [0, 100]
[indicator."e1"]
parent = "parts"
goalposts = [0, 100]
[indicator."e2"]
parent = "parts"
goalposts = [0, 100]
[indicator."b"]
parent = "beside"
goalposts = [0, 100]
[rollup.territory]
min_coverage = 0.1
[rollup.crime_area]
min_coverage = 0.1
[rollup.region]
min_coverage = 0.1
"#;

/// Node ids with the words of tables.
fn marks(r: &Results, unit: &str) -> Vec<String> {
    let id = |n: NodeIx| r.assessment.method.nodes[n].id.clone();
    r.without(index(r, unit)).iter().map(|w| format!("{}:{}", id(w.node), w.word())).collect()
}

fn run(areas: &[&str], rows: &str) -> Results {
    results(assessment(METHOD, &["2023"], &["COL", "PER"], areas, rows))
}

#[test]
fn a_unit_names_the_dimensions_it_lacks_and_tells_too_little_from_nothing() {
    let all =
        "COL * t 2023 50\nCOL * i1 2023 50\nCOL * i2 2023 50\nCOL * e1 2023 50\nCOL * e2 2023 50";
    assert!(marks(&run(&["a"], all), "COL/a@2023").is_empty());
    let r = run(&["a"], "COL * t 2023 50\nCOL * i1 2023 50\nPER * i1 2023 50\nPER * i2 2023 50");
    assert!(node(&r, "COL/a@2023", "priority").score.is_some());
    assert_eq!(marks(&r, "COL/a@2023"), ["impact:floor", "exposure:none"]);
    // Peru has no threat: without a score there is nothing to mark.
    assert!(node(&r, "PER/a@2023", "impact").score.is_some());
    assert!(marks(&r, "PER/a@2023").is_empty());
    // One of the two parts of exposure is known, which is too little for the node below it already.
    let r = run(&["a"], "COL * t 2023 50\nCOL * i1 2023 50\nCOL * i2 2023 50\nCOL * e1 2023 50");
    assert_eq!(marks(&r, "COL/a@2023"), ["exposure:floor"]);
}

#[test]
fn what_does_not_apply_is_not_lacking() {
    let r = run(
        &["a"],
        "COL * t 2023 50\nCOL * i1 2023 not_applicable\nCOL * i2 2023 not_applicable\nCOL * e1 \
         2023 5\nCOL * e2 2023 5",
    );
    assert!(node(&r, "COL/a@2023", "priority").score.is_some());
    assert!(marks(&r, "COL/a@2023").is_empty());
}

#[test]
fn a_roll_up_lacks_what_it_has_no_score_of() {
    let rows =
        "COL a t 2023 50\nCOL a i1 2023 50\nCOL b t 2023 50\nCOL * e1 2023 50\nCOL * e2 2023 50";
    let r = run(&["a", "b"], rows);
    assert_eq!(marks(&r, "COL/*@2023"), ["impact:floor"]);
    assert_eq!(marks(&r, "*/a@2023"), ["impact:floor"]);
    assert_eq!(marks(&r, "*/b@2023"), ["impact:none"]);
    assert_eq!(marks(&r, "*/*@2023"), ["impact:floor"]);
    // One area with the dimension is enough for the roll-up to have it.
    let r = run(&["a", "b"], &format!("{rows}\nCOL a i2 2023 50"));
    assert_eq!(marks(&r, "COL/b@2023"), ["impact:none"]);
    assert!(marks(&r, "COL/*@2023").is_empty() && marks(&r, "*/*@2023").is_empty());
}

#[test]
fn a_roll_up_lacks_what_all_lack_that_it_is_made_of() {
    // Impact is known where there is no threat: it has a score in the roll-up, and is in none of
    // the scores of the root.
    let rows =
        "COL a t 2023 50\nCOL * e1 2023 50\nCOL * e2 2023 50\nCOL b i1 2023 50\nCOL b i2 2023 50";
    let r = run(&["a", "b"], rows);
    assert!(node(&r, "COL/*@2023", "impact").score.is_some());
    assert_eq!(marks(&r, "COL/*@2023"), ["impact:none"]);
    assert_eq!(marks(&r, "*/*@2023"), ["impact:none"]);
}

#[test]
fn the_explanation_names_them() {
    let r = run(&["a"], "COL * t 2023 50\nCOL * i1 2023 50");
    let e = explain(&r, index(&r, "COL/a@2023"), NodeIx::from(0)).unwrap();
    let without: Vec<(&str, bool)> =
        e.tree.without.iter().map(|w| (w.node.as_str(), w.evidence)).collect();
    assert_eq!(without, [("impact", true), ("exposure", false)]);
    let of = |id: &str| e.tree.children.iter().find(|c| c.node == id).map(|c| c.evidence);
    assert_eq!((of("impact"), of("exposure"), of("threat")), (Some(true), Some(false), Some(true)));
}
