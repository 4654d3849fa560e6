//! Which rows an edition uses.

use crate::build::{assessment, index, leaf, node, one_leaf, results};
use ideal_engine::{RowRole, explain};
use ideal_model::{GapReason, Status};

fn value(keys: &str, rows: &str) -> (Status, Option<f64>) {
    let r = results(assessment(&one_leaf(keys), &["2023"], &["COL"], &["a"], rows));
    let l = leaf(&r, "COL/a@2023", "x");
    (l.status, l.value)
}

#[test]
fn the_newest_period_within_reach_counts_whatever_its_source() {
    assert_eq!(
        value("", "COL * x 2021 10 grade=A1\nCOL * x 2022 20 grade=E5\nCOL * x 2024 30").1,
        Some(20.0)
    );
    assert_eq!(value("max_age = 2", "COL * x 2020 10").1, None);
    assert_eq!(value("max_age = 3", "COL * x 2020 10").1, Some(10.0));
    assert_eq!(
        value("max_age = 0\nperiod = \"any\"", "COL * x 2022 10\nCOL * x 2023-12 11").1,
        Some(11.0)
    );
}

#[test]
fn of_two_periods_that_end_together_the_longer_is_the_newer() {
    assert_eq!(value("", "COL * x 2023-12 10\nCOL * x 2023 20\nCOL * x 2023-Q4 30").1, Some(20.0));
}

#[test]
fn numbers_beat_words_but_a_newer_unknown_hides_an_older_number() {
    assert_eq!(
        value("", "COL * x 2023 unknown source=a\nCOL * x 2023 7 source=b"),
        (Status::Value, Some(7.0))
    );
    assert_eq!(value("", "COL * x 2023 unknown\nCOL * x 2022 7"), (Status::Unknown, None));
    assert_eq!(value("", "COL * x 2023 missing\nCOL * x 2022 7"), (Status::Value, Some(7.0)));
}

#[test]
fn preferred_source_then_best_grade_then_medians() {
    let rows = "COL * x 2023 10 source=a grade=A1\nCOL * x 2023 20 source=b grade=C3\nCOL * x 2023 \
                60 source=c grade=A1";
    assert_eq!(value("sources = [\"b\", \"a\"]", rows).1, Some(20.0));
    assert_eq!(value("", rows).1, Some(35.0));
    assert_eq!(
        value("", "COL * x 2023 10 source=a\nCOL * x 2023 20 source=b grade=E5").1,
        Some(20.0)
    );
    let raters = "COL * x 2023 1 rater=p\nCOL * x 2023 2 rater=q\nCOL * x 2023 9 rater=r";
    assert_eq!(value("", raters).1, Some(2.0));
}

fn leaf_confidence(rows: &str) -> f64 {
    let r = results(assessment(&one_leaf(""), &["2023"], &["COL"], &["a"], rows));
    leaf(&r, "COL/a@2023", "x").confidence.unwrap()
}

#[test]
fn the_grade_of_one_rater_takes_no_other_ratings_away() {
    let raters = "COL * x 2023 0 rater=P/R1 source=r grade=A1\nCOL * x 2023 2 rater=P/R2 source=r\n\
                  COL * x 2023 3 rater=P/R3 source=r grade=C3";
    let r = results(assessment(&one_leaf(""), &["2023"], &["COL"], &["a"], raters));
    let l = leaf(&r, "COL/a@2023", "x");
    assert_eq!((l.value, r.observations(l.rows).len()), (Some(2.0), 3));
    // Its confidence is that of the mean of the three grades, 1, 0.04 and 0.36, of which one is none.
    let alone = leaf_confidence("COL * x 2023 2 source=r grade=A1");
    assert!(l.confidence.unwrap() < alone * (1.0 + 0.04 + 0.36) / 3.0 + 1e-12);
    // Together they stand against other sources as the best of them does.
    let better = format!("{raters}\nCOL * x 2023 50 source=s grade=B2");
    assert_eq!(value("", &better).1, Some(2.0));
    let best = "COL * x 2023 0 rater=P/R1 source=r grade=B2\nCOL * x 2023 2 rater=P/R2 source=r\n\
                COL * x 2023 50 source=s grade=A1";
    assert_eq!(value("", best).1, Some(50.0));
}

#[test]
fn a_row_for_the_area_wins_over_one_for_all_even_if_older() {
    assert_eq!(value("", "COL * x 2023 10\nCOL a x 2020 20").1, Some(20.0));
    assert_eq!(value("max_age = 2", "COL * x 2023 10\nCOL a x 2020 20").1, Some(10.0));
}

#[test]
fn nil_is_zero_or_the_low_post_and_a_censored_count_half_its_bound() {
    let r = results(assessment(
        &one_leaf("").replace("[0, 100]", "[10, 110]"),
        &["2023"],
        &["COL"],
        &["a"],
        "COL * x 2023 nil",
    ));
    assert_eq!(leaf(&r, "COL/a@2023", "x").normalised, Some(0.0));
    assert_eq!(value("", "COL * x 2023 <5"), (Status::Censored, Some(2.5)));
}

#[test]
fn not_applicable_leaves_the_weights_and_unknown_counts_against_coverage() {
    let method = "id = \"m\"\n[node.top]\nmin_coverage = 0.6\n[indicator.\"x\"]\nparent = \
                  \"top\"\ngoalposts = [0, 100]\n[indicator.\"y\"]\nparent = \"top\"\ngoalposts \
                  = [0, 100]\n";
    let run = |y: &str| {
        results(assessment(
            method,
            &["2023"],
            &["COL"],
            &["a"],
            &format!("COL * x 2023 40\nCOL * y 2023 {y}"),
        ))
    };
    let r = run("not_applicable");
    assert_eq!(
        (node(&r, "COL/a@2023", "top").score, node(&r, "COL/a@2023", "top").coverage),
        (Some(40.0), 1.0)
    );
    let r = run("unknown");
    assert_eq!(
        (node(&r, "COL/a@2023", "top").score, node(&r, "COL/a@2023", "top").coverage),
        (None, 0.5)
    );
    assert_eq!(r.gaps[0].reason, GapReason::Coverage);
    let r = run("nil");
    assert_eq!(
        (node(&r, "COL/a@2023", "top").score, node(&r, "COL/a@2023", "top").coverage),
        (Some(20.0), 1.0)
    );
}

#[test]
fn a_denominator_is_of_the_same_period_or_the_nearest_earlier_one() {
    let method = one_leaf("per = { indicator = \"pop\", factor = 1000 }")
        + "[indicator.\"pop\"]\nmax_age = 2\n";
    let run = |rows: &str| {
        let r = results(assessment(&method, &["2023"], &["COL"], &["a"], rows));
        (leaf(&r, "COL/a@2023", "x").denominated, r.findings.len())
    };
    assert_eq!(run("COL * x 2022 10\nCOL * pop 2021 500\nCOL * pop 2023 100"), (Some(20.0), 0));
    assert_eq!(run("COL * x 2022 10\nCOL * pop 2019 500"), (None, 1));
    assert_eq!(run("COL * x 2022 10\nCOL * pop 2022 0"), (None, 1));
    assert_eq!(run("COL * x 2022 nil"), (Some(0.0), 0));
}

/// A leaf `x` per 1000 of `pop`, which may be two years older: its value after division, the
/// period it is of, and what the run says of rows that were passed over.
fn pair(keys: &str, rows: &str) -> (Option<f64>, Option<String>, Vec<String>) {
    let method = one_leaf(&format!("per = {{ indicator = \"pop\", factor = 1000 }}\n{keys}"))
        + "[indicator.\"pop\"]\nmax_age = 2\n";
    let r = results(assessment(&method, &["2023"], &["COL"], &["a", "b"], rows));
    let l = leaf(&r, "COL/a@2023", "x");
    let said = r.findings.iter().filter(|f| f.code == "older-pair").map(ToString::to_string);
    (l.denominated, l.period.map(|p| p.to_string()), said.collect())
}

#[test]
fn of_two_rows_the_newest_that_can_be_divided_speaks() {
    let cases = [
        ("COL * pop 2019 500", "`pop` is of 2019, older than its max_age of 2 allows"),
        ("COL * pop 2019 500\nCOL * pop 2022 0", "`pop` of 2022 is zero or negative"),
        ("COL * pop 2019 500\nCOL * pop 2022 unknown", "`pop` of 2022 is no number"),
    ];
    for (pop, why) in cases {
        let (value, period, said) = pair("", &format!("COL * x 2023 30\nCOL * x 2020 10\n{pop}"));
        assert_eq!((value, period.as_deref()), (Some(20.0), Some("2020")), "{pop}");
        assert_eq!(
            said,
            [format!(
                "evidence/rows.csv:2: warning[older-pair]: `x`: newer values cannot be divided and \
                 are passed over for older ones that can: COL 2023 (evidence/rows.csv:2: {why}), \
                 2020 is used\n  hint: add rows of `pop` for the same period, or an earlier one \
                 within its max_age"
            )],
        );
    }
    // Within the reach of the indicator itself, and of nothing that hides it.
    let rows = "COL * x 2023 30\nCOL * x 2020 10\nCOL * pop 2019 500";
    assert_eq!(pair("max_age = 2", rows), (None, Some("2023".into()), vec![]));
    let hidden = format!("{rows}\nCOL * x 2021 unknown");
    assert_eq!(pair("", &hidden), (None, Some("2023".into()), vec![]));
    // Nothing per anything is nothing.
    let nil = format!("{rows}\nCOL * x 2022 nil");
    let (value, period, said) = pair("", &nil);
    assert_eq!((value, period.as_deref(), said.len()), (Some(0.0), Some("2022"), 1));
    // The denominator of another territory's or no time at all.
    let (value, _, said) = pair("", "COL * x 2023 30\nCOL * x 2020 10\nCOL * pop 2024 5");
    assert_eq!((value, said.len()), (None, 0));
}

#[test]
fn rows_of_the_area_that_cannot_be_divided_leave_the_word_to_rows_for_all() {
    let (value, period, said) = pair("", "COL a x 2023 30\nCOL * x 2020 10\nCOL * pop 2020 500");
    assert_eq!((value, period.as_deref(), said.len()), (Some(20.0), Some("2020"), 1));
}

#[test]
fn what_was_passed_over_is_opened_and_gives_its_mark() {
    let method = one_leaf("per = { indicator = \"pop\", factor = 1000 }")
        + "[indicator.\"pop\"]\nmax_age = 2\n";
    let rows = "COL * x 2023 30 tlp=AMBER\nCOL * x 2020 10\nCOL * pop 2020 500";
    let r = results(assessment(&method, &["2023"], &["COL"], &["a"], rows));
    let top = r.assessment.method.node_index("top").unwrap();
    let opened = explain(&r, index(&r, "COL/a@2023"), top).unwrap();
    let roles: Vec<(RowRole, u32)> =
        opened.tree.children[0].rows.iter().map(|r| (r.role, r.line)).collect();
    assert_eq!(roles, [(RowRole::Value, 3), (RowRole::Denominator, 4), (RowRole::PassedOver, 2)]);
    assert_eq!(opened.handling, "TLP:AMBER");
}

#[test]
fn smoothing_takes_the_years_that_exist() {
    assert_eq!(
        {
            let r = results(assessment(
                &one_leaf("smooth = { window = 3 }"),
                &["2023"],
                &["COL"],
                &["a"],
                "COL * x 2023 10\nCOL * x 2021 40\nCOL * x 2020 99",
            ));
            leaf(&r, "COL/a@2023", "x").denominated
        },
        Some(25.0)
    );
}

#[test]
fn since_and_until_make_an_item_not_applicable() {
    let r = results(assessment(
        &one_leaf("since = \"2023\""),
        &["2021", "2023"],
        &["COL"],
        &["a"],
        "COL * x 2021 10\nCOL * x 2023 10",
    ));
    assert_eq!(leaf(&r, "COL/a@2021", "x").status, Status::NotApplicable);
    assert_eq!(leaf(&r, "COL/a@2023", "x").status, Status::Value);
    assert_eq!(node(&r, "COL/a@2023", "top").change, None);
}

#[test]
fn an_indicator_may_read_anothers_rows() {
    let method = one_leaf("reads = \"wgi.cc\"");
    let r = results(assessment(&method, &["2023"], &["COL"], &["a"], "COL * wgi.cc 2023 33"));
    assert_eq!(leaf(&r, "COL/a@2023", "x").value, Some(33.0));
}
