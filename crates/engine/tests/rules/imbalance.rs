//! The mean with a penalty for imbalance: nodes, roll-ups, floors, switches, draws, explanation.

use std::sync::Arc;

use crate::build::{assessment, index, node, results};
use ideal_engine::{explain, run};
use ideal_model::{AssessmentInput, NodeIx, Results};

/// Areas `a` and `b`; the threat adds its imbalance, the response, which the root sees turned
/// round, takes its off.
const TREE: &str = r#"
id = "m"
[node.priority]
aggregate = { mazziotta_pareto = "add" }
[node.threat]
parent = "priority"
weight = 2
aggregate = { mazziotta_pareto = "add" }
min_coverage = 0.2
[node.response]
parent = "priority"
invert = true
aggregate = "mazziotta_pareto"
[indicator."x"]
parent = "threat"
goalposts = [0, 100]
[indicator."y"]
parent = "threat"
goalposts = [0, 100]
weight = 3
[indicator."u"]
parent = "response"
goalposts = [0, 100]
[indicator."v"]
parent = "response"
goalposts = [0, 100]
[rollup.territory]
aggregate = { mazziotta_pareto = "add" }
weights = { a = 3 }
min_coverage = 0
[rollup.crime_area]
aggregate = "mazziotta_pareto"
[rollup.region]
aggregate = "mazziotta_pareto"
"#;

const ROWS: &str = "COL a x 2023 30 grade=B2\nCOL a y 2023 40 grade=B2\nCOL b x 2023 80 grade=B2\n\
                    COL b y 2023 20 grade=B2\nCOL * u 2023 50 grade=B2\nCOL * v 2023 70 grade=B2\n\
                    PER * x 2023 10 grade=B2\nPER a y 2023 90 grade=B2\nPER * u 2023 0\nPER * v \
                    2023 0";

fn of(method: &str, rows: &str, draws: u32) -> AssessmentInput {
    AssessmentInput { draws, ..assessment(method, &["2023"], &["COL", "PER"], &["a", "b"], rows) }
}

/// M and S^2 by their textbook formulas, from (score, weight).
fn moments(parts: &[(f64, f64)]) -> (f64, f64) {
    let total: f64 = parts.iter().map(|p| p.1).sum();
    let mean = parts.iter().map(|p| p.0 * p.1).sum::<f64>() / total;
    (mean, parts.iter().map(|p| p.1 * (p.0 - mean).powi(2)).sum::<f64>() / total)
}

fn near(r: &Results, unit: &str, id: &str, want: f64) {
    let got = node(r, unit, id).score.unwrap_or_else(|| panic!("{unit} {id} has no score"));
    assert!((got - want).abs() < 1e-12, "{unit} {id}: {got} for {want}");
}

#[test]
fn a_tree_by_hand() {
    let r = results(of(TREE, ROWS, 0));
    // 30 and three times 40: M = 37.5, S^2 = (56.25 + 3 * 6.25) / 4 = 18.75; 50 and 70: M = 60, S^2
    // = 100.
    let threat = 37.5 + 18.75 / 37.5;
    let response = 60.0 - 100.0 / 60.0;
    near(&r, "COL/a@2023", "threat", threat);
    near(&r, "COL/a@2023", "response", response);
    let (m, s2) = moments(&[(threat, 2.0), (100.0 - response, 1.0)]);
    near(&r, "COL/a@2023", "priority", m + s2 / m);
    // Peru lacks y in b: what is there has no imbalance. A response of nothing but zeros is zero.
    near(&r, "PER/b@2023", "threat", 10.0);
    near(&r, "PER/b@2023", "response", 0.0);
    // Roll-ups, node by node: 3 of area a and 1 of area b, added; the two territories, subtracted.
    let score = |unit: &str| node(&r, unit, "threat").score.unwrap();
    let (m, s2) = moments(&[(score("COL/a@2023"), 3.0), (score("COL/b@2023"), 1.0)]);
    near(&r, "COL/*@2023", "threat", m + s2 / m);
    let (m, s2) = moments(&[(score("COL/a@2023"), 1.0), (score("PER/a@2023"), 1.0)]);
    near(&r, "*/a@2023", "threat", m - s2 / m);
    let (m, s2) = moments(&[(score("COL/*@2023"), 1.0), (score("PER/*@2023"), 1.0)]);
    near(&r, "*/*@2023", "threat", m - s2 / m);
}

#[test]
fn contributions_add_up() {
    let r = results(of(TREE, ROWS, 0));
    for unit in [
        "COL/a@2023",
        "COL/b@2023",
        "PER/a@2023",
        "PER/b@2023",
        "COL/*@2023",
        "*/a@2023",
        "*/*@2023",
    ] {
        // Too little of the threat is known of Peru's area b for a priority.
        for node in if unit == "PER/b@2023" { 1..3 } else { 0..3 } {
            let e = explain(&r, index(&r, unit), NodeIx::from(node)).unwrap();
            let parts: Vec<f64> = e.tree.children.iter().filter_map(|c| c.contribution).collect();
            assert!(!parts.is_empty(), "{unit} {node}");
            assert!(
                (parts.iter().sum::<f64>() - e.tree.score.unwrap()).abs() < 1e-9,
                "{unit} {node}: {parts:?}"
            );
        }
    }
}

#[test]
fn a_penalty_can_lead_off_the_scale_and_the_draws_follow_it() {
    let method = TREE
        .replace("aggregate = { mazziotta_pareto = \"add\" }", "aggregate = \"mazziotta_pareto\"");
    let rows = "COL a x 2023 100 grade=A1\nCOL a y 2023 0 grade=A1\nCOL b x 2023 40 grade=A1\n\
                COL b y 2023 40 grade=A1\nPER b x 2023 60 grade=A1\nPER b y 2023 60 grade=A1\n\
                COL * u 2023 60 grade=A1\nCOL * v 2023 60 grade=A1\nPER * u 2023 60 grade=A1\n\
                PER * v 2023 60 grade=A1";
    let r = results(of(&method, rows, 2000));
    // 100 and three times 0: M = 25, S^2 = 1875.
    near(&r, "COL/a@2023", "threat", 25.0 - 75.0);
    // To the root, which has the same function, that is the low end: twice 0 and once 40, M = 40/3,
    // S^2 = 3200/9.
    near(&r, "COL/a@2023", "priority", 40.0 / 3.0 - 80.0 / 3.0);
    let e = explain(&r, index(&r, "COL/a@2023"), NodeIx::from(0)).unwrap();
    assert!(e.tree.children[0].floored && e.tree.children[0].seen == Some(0.0));
    let i = node(&r, "COL/a@2023", "threat").interval.clone().unwrap();
    assert!(i.low < -55.0 && i.high > -50.0 && i.median < -35.0, "{i:?}");
    // Peru lacks area a: its roll-up is as unsure as Colombia's -50 makes it, and nothing holds it
    // to the scale.
    let i = node(&r, "PER/*@2023", "threat").interval.clone().unwrap();
    assert!(i.low < 60.0 && i.high > 60.0, "{i:?}");
}

#[test]
fn without_uncertainty_every_draw_is_the_score() {
    let method = TREE.to_owned()
        + "[uncertainty]\nconcentration = 1e12\nsd = { B2 = 0, ungraded = 0 }\nswitch = [{ what = \
           \"aggregate\", node = \"response\", to = { mazziotta_pareto = \"add\" }, p = 1 }]\n";
    let r = results(of(&method, ROWS, 100));
    let near = |unit: &str, id: &str, want: f64| {
        let i = node(&r, unit, id).interval.clone().unwrap();
        assert!(
            [i.low, i.median, i.high].iter().all(|q| (q - want).abs() < 1e-3),
            "{unit} {id}: {i:?} for {want}"
        );
    };
    for unit in ["COL/a@2023", "COL/b@2023", "PER/a@2023", "COL/*@2023", "*/a@2023"] {
        near(unit, "threat", node(&r, unit, "threat").score.unwrap());
    }
    // The switch is thrown in every draw: 50 and 70 added.
    near("COL/a@2023", "response", 60.0 + 100.0 / 60.0);
}

#[test]
fn a_mean_that_is_not_above_zero_is_an_error_and_a_floor_repairs_it() {
    let method = "id = \"m\"\nscale = [-100, 100]\n[node.top]\naggregate = \"mazziotta_pareto\"\n\
                  [indicator.\"x\"]\nparent = \"top\"\ngoalposts = [-100, 100]\n[indicator.\"y\"]\n\
                  parent = \"top\"\ngoalposts = [-100, 100]\n";
    let rows = "COL * x 2023 -60\nCOL * y 2023 20";
    let of =
        |method: &str| run(Arc::new(assessment(method, &["2023"], &["COL"], &["a"], rows)), &());
    let e = of(method).unwrap_err();
    let f = &e.findings()[0];
    assert_eq!(f.code, "undefined-mean");
    assert!(
        f.message.contains("`top`")
            && f.message.contains("mazziotta_pareto subtract")
            && f.hint.as_ref().unwrap().contains("floor"),
        "{f:?}"
    );
    // -60 raised to 10: M = 15, S^2 = 25.
    near(
        of(&method.replace("[node.top]", "[node.top]\nfloor = 10")).unwrap().results(),
        "COL/a@2023",
        "top",
        15.0 - 25.0 / 15.0,
    );
}
