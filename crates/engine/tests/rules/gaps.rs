//! What is not known stays not known.

use crate::build::{assessment, node, ran, results};
use ideal_engine::collection_plan;
use ideal_model::{GapReason, Verdict};

const TREE: &str = r#"
id = "m"
[node.top]
min_coverage = 0.6
[node.market]
parent = "top"
required = true
weight = 1
[node.context]
parent = "top"
weight = 4
[indicator."x"]
parent = "market"
goalposts = [0, 100]
crime_areas = ["a", "b"]
[indicator."z"]
parent = "context"
goalposts = [0, 100]
"#;

#[test]
fn a_required_gap_makes_its_parent_one() {
    let r = results(assessment(TREE, &["2023"], &["COL"], &["a"], "COL * z 2023 50"));
    assert_eq!(node(&r, "COL/a@2023", "context").score, Some(50.0));
    assert_eq!(node(&r, "COL/a@2023", "top").verdict, Verdict::Gap);
    // The child that is a gap counts 0 of its weight: 4 of 5 are covered, and still it is a gap.
    assert!((node(&r, "COL/a@2023", "top").coverage - 0.8).abs() < 1e-12);
    let top = r.assessment.method.root;
    assert!(r.gaps.iter().any(|g| g.node == top && g.reason == GapReason::Required));
}

#[test]
fn a_block_without_an_indicator_for_the_area_is_a_gap_not_out_of_question() {
    let r = results(assessment(TREE, &["2023"], &["COL"], &["c"], "COL * z 2023 50"));
    assert_eq!(node(&r, "COL/c@2023", "market").verdict, Verdict::Gap);
    assert_eq!(node(&r, "COL/c@2023", "top").verdict, Verdict::Gap);
    assert!(r.gaps.iter().any(|g| g.reason == GapReason::NoIndicator));
}

#[test]
fn a_required_child_that_does_not_apply_takes_its_parent_along() {
    let r = results(assessment(
        TREE,
        &["2023"],
        &["COL"],
        &["a"],
        "COL * z 2023 50\nCOL a x 2023 not_applicable",
    ));
    assert_eq!(node(&r, "COL/a@2023", "market").verdict, Verdict::NotApplicable);
    assert_eq!(node(&r, "COL/a@2023", "top").verdict, Verdict::NotApplicable);
}

#[test]
fn coverage_is_compared_with_a_little_slack() {
    let method = "id = \"m\"\n[node.top]\nmin_coverage = 0.3\n[indicator.\"x\"]\nparent = \"top\"\n\
                  weight = 0.1\ngoalposts = [0, 1]\n[indicator.\"y\"]\nparent = \"top\"\nweight = \
                  0.2\ngoalposts = [0, 1]\n[indicator.\"z\"]\nparent = \"top\"\nweight = 0.7\n\
                  goalposts = [0, 1]\n";
    let r =
        results(assessment(method, &["2023"], &["COL"], &["a"], "COL * x 2023 1\nCOL * y 2023 1"));
    assert!((node(&r, "COL/a@2023", "top").score.unwrap() - 100.0).abs() < 1e-9);
}

#[test]
fn the_collection_plan_puts_the_heavier_gap_first() {
    let rows = "ARG * z 2023 10 grade=A1\nBRA * z 2023 90 grade=A1\nCHL * z 2023 50 grade=A1\n\
                ARG a x 2023 10 grade=A1\nBRA a x 2023 80 grade=A1\nPER a x 2023 80 grade=A1";
    let method = TREE.to_owned() + "[rollup.territory]\n[confidence]\nmoderate = 0.1\n";
    let plan = collection_plan(&ran(assessment(
        &method,
        &["2023"],
        &["ARG", "BRA", "CHL", "PER"],
        &["a"],
        rows,
    )));
    let items: Vec<(&str, &str, &str)> = plan
        .iter()
        .map(|i| (i.territory.as_str(), i.indicator.as_str(), i.reason.word()))
        .collect();
    assert_eq!(items, [("PER", "z", "missing"), ("CHL", "x", "missing")]);
    assert!(plan[0].value > plan[1].value && (plan[0].weight - 0.8).abs() < 1e-12);
}
