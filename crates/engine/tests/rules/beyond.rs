//! Values that lie so far beyond the posts that their unit is in doubt.

use crate::build::{assessment, one_leaf, results};
use ideal_engine::{draws_may_be_undefined, few_draws};
use ideal_model::{Finding, Severity, parse_method};

fn said(method: &str, rows: &str) -> Vec<Finding> {
    let r = results(assessment(
        method,
        &["2022", "2023"],
        &["COL", "ECU", "PER", "BRA"],
        &["a", "b"],
        rows,
    ));
    r.findings.into_iter().filter(|f| f.code == "beyond-posts").collect()
}

#[test]
fn most_values_far_beyond_are_a_warning_and_some_a_note() {
    // 20000 and 25000 on posts from 0 to 100; each counts once, however many areas and editions
    // read it.
    let f = said(
        &one_leaf("unit = \"per 100 000\""),
        "COL * x 2022 25000\nBRA * x 2022 20000\nPER * x 2022 40",
    );
    assert_eq!(
        (f.len(), f[0].severity, f[0].count, f[0].place().as_str()),
        (1, Severity::Warning, 2, "evidence/rows.csv:2")
    );
    assert_eq!(
        f[0].message,
        "`x`: 2 of 3 values lie further beyond the goalposts 0 to 100 than these are apart; the \
         farthest, 25000 (COL in 2022), counts as 100"
    );
    assert!(
        f[0].hint.as_deref().unwrap().contains("is the unit right? The method has `per 100 000`")
    );
    let f = said(&one_leaf(""), "COL * x 2022 250\nBRA * x 2022 20\nPER * x 2022 40");
    assert_eq!((f[0].severity, f[0].count), (Severity::Note, 1));
    // Just as far beyond as the posts are wide is not further; nor is one in ten more than a tenth.
    assert!(said(&one_leaf(""), "COL * x 2022 200\nBRA * x 2022 -100").is_empty());
    let ten = "COL a x 2022 900\nCOL b x 2022 1\nBRA a x 2022 1\nBRA b x 2022 1\nPER a x 2022 1\n\
               PER b x 2022 1\nECU a x 2022 1\nECU b x 2022 1\nCOL a x 2023 1\nCOL b x 2023 1";
    assert!(said(&one_leaf(""), ten).is_empty());
}

#[test]
fn it_is_judged_after_division_and_on_the_transformed_scale() {
    let per =
        format!("{}per = {{ indicator = \"pop\", factor = 100 }}\n[indicator.pop]\n", one_leaf(""));
    assert!(said(&per, "COL * x 2022 25000\nCOL * pop 2022 100000").is_empty());
    let f = said(&per, "COL * x 2022 25000\nCOL * pop 2022 1000");
    assert!(
        f[0].message.contains("1 of 1 values (divided by `pop`)")
            && f[0].message.contains("2500 (COL in 2022)"),
        "{}",
        f[0].message
    );
    // From 1 to 100 are two powers of ten, so 1000 is one beyond and 100000 three.
    let log = one_leaf("transform = \"log\"").replace("[0, 100]", "[1, 100]");
    assert!(said(&log, "COL * x 2022 1000\nBRA * x 2022 0").is_empty());
    assert_eq!(said(&log, "COL * x 2022 100000").len(), 1);
    // Without fixed posts there is nothing to lie beyond.
    assert!(
        said(&one_leaf("normalise = \"minmax\""), "COL * x 2022 1000\nBRA * x 2022 2000")
            .is_empty()
    );
}

#[test]
fn what_draws_will_say_is_known_before() {
    assert_eq!((few_draws(0), few_draws(1000)), (None, None));
    assert_eq!(few_draws(999).unwrap().code, "few-draws");
    let undefined = |node: &str, scale: &str| {
        let text =
            one_leaf("").replace("min_coverage = 0.5", &format!("min_coverage = 0.5\n{node}"));
        draws_may_be_undefined(&parse_method(&format!("{scale}{text}"), "m").0.unwrap())
    };
    assert!(
        !undefined("", "")
            && !undefined("aggregate = \"geometric\"", "")
            && !undefined("aggregate = \"median\"", "scale = [-1, 1]\n")
    );
    assert!(
        undefined("aggregate = \"geometric\"\nfloor = 0", "")
            && undefined("aggregate = \"harmonic\"", "scale = [-1, 1]\n")
    );
}
