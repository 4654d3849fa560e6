//! Simulated panels whose raters are severe by known amounts: whether the ranking comes nearer to
//! the truth, and whether intervals hold it.

use std::fmt::Write as _;

use ideal_composite::correlate::{Kind, correlation};
use ideal_composite::draws::Stream;
use ideal_model::{AssessmentInput, ComparisonRating};

use crate::build::{assessment, node, results};

const TERRITORIES: [&str; 5] = ["ARG", "BOL", "BRA", "CHL", "COL"];
const RATERS: usize = 5;
const INDICATORS: usize = 6;
const VIGNETTES: usize = 4;
/// Standard deviations in points: of the severity of a panel, of a rater within it, of an error.
const SPREAD: [f64; 3] = [8.0, 5.0, 8.0];

fn method(adjust: &str) -> String {
    let mut out = String::from("id = \"m\"\nunit = \"territory\"\n[node.top]\n");
    for i in 0..INDICATORS {
        let _ = writeln!(out, "[indicator.\"x{i}\"]\nparent = \"top\"\ngoalposts = [0, 100]");
    }
    let _ = writeln!(
        out,
        "[uncertainty]\nconcentration = 1e12\ndrift = 0\n[raters]\nadjust = \"{adjust}\""
    );
    out
}

/// A simulation: the true score of each territory, and the assessment of what raters said.
fn simulated(seed: u64, adjust: &str, severe: bool) -> (Vec<f64>, AssessmentInput) {
    let normal = |of: &str, sd: f64| {
        let stream = ideal_composite::draws::stream_id(of);
        sd * Stream::new(seed, stream, 0).normal()
    };
    let truth = |t: usize, i: usize| {
        50.0 + normal(&format!("t{t}"), 5.0) + normal(&format!("{t}/{i}"), 8.0)
    };
    let mut rows = String::new();
    let mut comparisons = Vec::new();
    for (panel, territory) in TERRITORIES.iter().enumerate() {
        for k in 0..RATERS {
            let severity = if severe {
                normal(&format!("p{panel}"), SPREAD[0])
                    + normal(&format!("p{panel}r{k}"), SPREAD[1])
            } else {
                0.0
            };
            let rater = format!("P{panel}/R{k}");
            let rate = |of: &str, level: f64| {
                (level + severity + normal(&format!("{rater} {of}"), SPREAD[2])).clamp(0.0, 100.0)
            };
            for i in 0..INDICATORS {
                let own = rate(&format!("own {i}"), truth(panel, i));
                let _ = writeln!(
                    rows,
                    "{territory} * x{i} 2023 {own} rater={rater} source=round grade=A1"
                );
                for away in [1, 2] {
                    let t = (panel + away) % TERRITORIES.len();
                    comparisons.push(ComparisonRating {
                        mark: ideal_model::Mark::default(),
                        source: "round".into(),
                        rater: rater.clone(),
                        of: ideal_model::rated_cell(TERRITORIES[t], "*", 2023),
                        indicator: format!("x{i}"),
                        value: rate(&format!("bridge {t} {i}"), truth(t, i)),
                    });
                }
            }
            for v in 0..VIGNETTES {
                comparisons.push(ComparisonRating {
                    mark: ideal_model::Mark::default(),
                    source: "round".into(),
                    rater: rater.clone(),
                    of: format!("vignette {v}"),
                    indicator: "x0".into(),
                    value: rate(&format!("vignette {v}"), 50.0 + normal(&format!("v{v}"), 15.0)),
                });
            }
        }
    }
    let a = assessment(&method(adjust), &["2023"], &TERRITORIES, &[], &rows);
    #[expect(clippy::cast_precision_loss, reason = "six indicators")]
    let score = |t: usize| (0..INDICATORS).map(|i| truth(t, i)).sum::<f64>() / INDICATORS as f64;
    let scores = (0..TERRITORIES.len()).map(score).collect();
    (
        scores,
        AssessmentInput {
            comparisons: if adjust == "none" { Vec::new() } else { comparisons },
            ..a
        },
    )
}

/// The scores of the territories.
fn scored(a: AssessmentInput) -> Vec<f64> {
    let r = results(a);
    let of = |t: &&str| node(&r, &format!("{t}/*@2023"), "top").score.unwrap();
    TERRITORIES.iter().map(of).collect()
}

fn ranked_alike(truth: &[f64], found: &[f64]) -> f64 {
    correlation(truth, found, Kind::Spearman).unwrap_or(0.0)
}

#[test]
fn adjusted_panels_rank_nearer_to_the_truth() {
    let (mut better, mut worse, mut loss) = (0, 0, 0.0);
    for seed in 0..100 {
        let with = |adjust: &str, severe: bool| {
            let (truth, a) = simulated(seed, adjust, severe);
            ranked_alike(&truth, &scored(a))
        };
        let (plain, adjusted) = (with("none", true), with("severity", true));
        better += u32::from(adjusted >= plain);
        worse += u32::from(adjusted < plain);
        loss += (with("none", false) - with("severity", false)) / 100.0;
    }
    println!("not worse {better}, worse {worse}; mean loss where nobody is severe {loss:.4}");
    assert!(loss <= 0.01, "{loss}");
    assert!(better >= 95, "{better}");
}

#[test]
fn intervals_of_panels_hold_the_truth() {
    let (mut held, mut all) = (0, 0);
    for seed in 0..100 {
        let (truth, a) = simulated(seed, "severity", true);
        // Severity is relative to the mean of all raters: the truth is known up to that mean.
        let r = results(AssessmentInput { draws: 400, ..a });
        for (truth, t) in truth.iter().zip(TERRITORIES) {
            let found = node(&r, &format!("{t}/*@2023"), "top").interval.clone().unwrap();
            held += u32::from((found.low..=found.high).contains(truth));
            all += 1;
        }
    }
    println!("{held} of {all}");
    assert!((0.85..=0.95).contains(&(f64::from(held) / f64::from(all))), "{held} of {all}");
}
