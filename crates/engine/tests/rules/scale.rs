//! No score leaves the scale.

use crate::build::{assessment, leaf, node, one_leaf, results};
use ideal_model::{Finding, parse_method};

fn of(method: &str, rows: &str, draws: u32) -> ideal_model::Results {
    let mut a = assessment(method, &["2023"], &["COL", "ECU", "PER"], &["a"], rows);
    a.draws = draws;
    results(a)
}

/// In doubles 0.1 + (0.7 - 0.1) is more than 0.7, and 0.1 + 0.7 - 0.7 more than 0.1.
#[test]
fn posts_lead_to_the_ends_of_the_scale_and_no_further() {
    for (low, high) in [(0.1, 0.7), (0.1, 0.3), (1.1, 3.3), (-0.3, 0.1)] {
        for direction in ["up", "down"] {
            let method =
                format!("scale = [{low}, {high}]\n{}direction = \"{direction}\"\n", one_leaf(""));
            let r = of(&method, "COL * x 2023 0\nECU * x 2023 100\nPER * x 2023 250", 0);
            let score = |t: &str| leaf(&r, &format!("{t}/a@2023"), "x").normalised.unwrap();
            let (worst, best) = if direction == "up" { (low, high) } else { (high, low) };
            assert_eq!(
                (score("COL"), score("ECU"), score("PER")),
                (worst, best, best),
                "{low} {high} {direction}"
            );
        }
    }
}

#[test]
fn rounding_carries_no_mean_past_the_end() {
    let leaves: String = (0..7)
        .map(|i| {
            format!(
                "[indicator.\"x{i}\"]\nparent = \"top\"\nweight = 0.{}\ngoalposts = [0, 100]\n",
                i + 1
            )
        })
        .collect();
    let rows: String = (0..7)
        .map(|i| format!("COL * x{i} 2023 100\nPER * x{i} 2023 0\nECU * x{i} 2023 99.9\n"))
        .collect();
    for aggregate in [
        "\"arithmetic\"",
        "\"geometric\"",
        "\"harmonic\"",
        "{ power = 3 }",
        "{ power = 0.01 }",
        "{ power = -0.7 }",
        "{ power = 1e9 }",
    ] {
        let method = format!(
            "id = \"m\"\nscale = [0, 100]\n[node.top]\naggregate = {aggregate}\n\
             {leaves}[rollup.region]\naggregate = {aggregate}\n"
        );
        let r = of(&method, &rows, 200);
        for unit in ["COL/a@2023", "PER/a@2023", "ECU/a@2023"] {
            let n = node(&r, unit, "top");
            let i = n.interval.clone().unwrap();
            for x in [n.score.unwrap(), i.low, i.median, i.high] {
                assert!((0.0..=100.0).contains(&x), "{aggregate} {unit}: {x}");
            }
        }
    }
}

#[test]
fn past_a_target_a_score_is_held_and_said() {
    let said = |keys: &str, rows: &str| -> (Vec<f64>, Vec<Finding>) {
        let r = of(&one_leaf(keys).replace("goalposts = [0, 100]\n", ""), rows, 0);
        let scores = ["COL", "ECU", "PER"]
            .map(|t| leaf(&r, &format!("{t}/a@2023"), "x").normalised.unwrap());
        (scores.to_vec(), r.findings.into_iter().filter(|f| f.code == "beyond-range").collect())
    };
    let rows = "COL * x 2023 0\nECU * x 2023 50\nPER * x 2023 80";
    let (scores, f) = said("normalise = { method = \"distance_to_target\", target = 40 }", rows);
    assert_eq!((scores, f.len(), f[0].count), (vec![0.0, 100.0, 100.0], 1, 2));
    assert_eq!(
        f[0].message,
        "`x` in 2023: 2 scores lie beyond 0 to 100, and count as the end that is nearer"
    );
    let (scores, f) = said(
        "normalise = { method = \"distance_to_reference\", reference = 50, range = [10, 90] }",
        rows,
    );
    assert_eq!((scores, f.len()), (vec![10.0, 90.0, 90.0], 1));
    // A share of the maximum of what is below nothing.
    let (scores, f) = said(
        "normalise = { method = \"fraction_of_max\" }",
        "COL * x 2023 -40\nECU * x 2023 50\nPER * x 2023 100",
    );
    assert_eq!((scores, f[0].count), (vec![0.0, 50.0, 100.0], 1));
    let (scores, f) = said("normalise = { method = \"distance_to_target\", target = 80 }", rows);
    assert_eq!((scores, f.len()), (vec![0.0, 62.5, 100.0], 0));
}

/// A publisher's aggregate is in no population, and may have more than the most.
#[test]
fn an_aggregate_beyond_the_population_is_held_too() {
    let method = one_leaf("normalise = \"minmax\"").replace("goalposts = [0, 100]\n", "");
    let a = assessment(
        &method,
        &["2023"],
        &["COL", "PER", "WLD!"],
        &["a"],
        "COL * x 2023 10\nPER * x 2023 20\nWLD * x 2023 900",
    );
    let r = results(a);
    assert_eq!(leaf(&r, "WLD/a@2023", "x").normalised, Some(100.0));
    assert!(r.findings.iter().any(|f| f.code == "beyond-range" && f.count == 1));
}

#[test]
fn what_would_lead_off_the_scale_is_refused_in_the_method() {
    let code = |text: &str| {
        parse_method(text, "m.toml")
            .1
            .iter()
            .map(|f| format!("{}@{}", f.code, f.line.unwrap()))
            .collect::<Vec<_>>()
    };
    let minmax = one_leaf("normalise = { method = \"minmax\", range = [0, 200] }");
    assert_eq!(code(&minmax), ["range-beyond-scale@7"]);
    assert_eq!(
        code(&format!(
            "{}[steps]\nnormalise = {{ method = \"minmax\", range = [-1, 100] }}\n",
            one_leaf("")
        )),
        ["range-beyond-scale@9"]
    );
    assert_eq!(
        code(&format!("{}[rollup.region]\naggregate = \"geometric\"\nfloor = 500\n", one_leaf(""))),
        ["out-of-range@10"]
    );
}
