//! A month or a quarter does not stand for a longer edition unless the method says so, and what is
//! left out is said.

use ideal_model::{Results, Severity};

use crate::build::{assessment, leaf, one_leaf, results};

fn run(keys: &str, editions: &[&str], rows: &str) -> Results {
    results(assessment(&one_leaf(keys), editions, &["COL", "PER"], &["a"], rows))
}

fn value(r: &Results, edition: &str) -> Option<f64> {
    leaf(r, &format!("COL/a@{edition}"), "x").value
}

/// Code and count of each warning.
fn said(r: &Results) -> Vec<(&str, u64)> {
    r.findings.iter().map(|f| (f.code.as_str(), f.count)).collect()
}

const ANY: &str = "period = \"any\"";

#[test]
fn a_newer_month_or_quarter_does_not_hide_the_year() {
    let rows = "COL * x 2022 40\nCOL * x 2023-05 3\nCOL * x 2023-06 4\nCOL * x 2023-Q1 9\nPER * x \
                2023-12 5";
    let r = run("", &["2023"], rows);
    assert_eq!(value(&r, "2023"), Some(40.0));
    assert_eq!(leaf(&r, "PER/a@2023", "x").value, None);
    assert_eq!(said(&r), [("short-period", 4)]);
    let f = &r.findings[0];
    assert_eq!(f.severity, Severity::Warning);
    assert_eq!(f.place(), "evidence/rows.csv:3");
    assert!(
        f.message.contains("`x`: rows for single months and quarters in COL, PER are left out"),
        "{}",
        f.message
    );
    assert!(f.message.contains("shorter than edition 2023"), "{}", f.message);
    let hint = f.hint.as_deref().unwrap();
    assert!(
        hint.contains("by = \"year\"")
            && hint.contains("period = \"any\"")
            && hint.contains("method.toml"),
        "{hint}"
    );

    let r = run(ANY, &["2023"], rows);
    assert_eq!((value(&r, "2023"), leaf(&r, "PER/a@2023", "x").value), (Some(4.0), Some(5.0)));
    assert_eq!(said(&r), []);
}

#[test]
fn an_edition_takes_what_is_as_long_as_itself_or_longer() {
    let rows = "COL * x 2022 40\nCOL * x 2022-Q4 9\nCOL * x 2023-Q1 8\nCOL * x 2023-01 3\nCOL * x \
                2023-03 4";
    let r = run("", &["2022", "2023-Q1"], rows);
    // Of what ends with 2022 the longest speaks; in 2023 the quarter and the month of March end
    // together.
    assert_eq!((value(&r, "2022"), value(&r, "2023-Q1")), (Some(40.0), Some(8.0)));
    assert_eq!(said(&r), []);
    let r = run("", &["2023-02"], rows);
    assert_eq!(value(&r, "2023-02"), Some(3.0));
    assert_eq!(said(&r), []);
    let r = run("", &["2023-Q1"], "COL * x 2022 40\nCOL * x 2023-03 4");
    assert_eq!(value(&r, "2023-Q1"), Some(40.0));
    assert!(r.findings[0].message.contains("single months in COL"), "{}", r.findings[0].message);
}

#[test]
fn months_beside_the_year_they_make_up_are_not_worth_a_word() {
    let months: Vec<String> = (1..=12).map(|m| format!("COL * x 2023-{m:02} {m}")).collect();
    let r = run("", &["2023"], &format!("{}\nCOL * x 2023 78", months.join("\n")));
    assert_eq!((value(&r, "2023"), said(&r)), (Some(78.0), Vec::new()));
    // Without the year all twelve are left out, and those of the year before as far as they are
    // within reach.
    let r = run(
        "max_age = 1",
        &["2023"],
        &format!("{}\nCOL * x 2022-11 4\nCOL * x 2022-12 5", months.join("\n")),
    );
    assert_eq!((value(&r, "2023"), said(&r)), (None, vec![("short-period", 13)]));
}

#[test]
fn a_short_row_for_the_area_does_not_hide_a_long_one_for_all() {
    let r = run("", &["2023"], "COL a x 2023-12 7\nCOL * x 2021 40");
    assert_eq!((value(&r, "2023"), said(&r)), (Some(40.0), vec![("short-period", 1)]));
    // As with age: a row for the area wins over one for all even if older.
    let r = run("", &["2023"], "COL a x 2020 7\nCOL * x 2023-12 40");
    assert_eq!((value(&r, "2023"), said(&r)), (Some(7.0), Vec::new()));
}

#[test]
fn a_denominator_is_as_long_as_the_edition_too() {
    let method = |keys: &str| {
        one_leaf("per = { indicator = \"pop\", factor = 1000 }")
            + "[indicator.\"pop\"]\n"
            + keys
            + "\n"
    };
    let run = |keys: &str, rows: &str| {
        let r = results(assessment(&method(keys), &["2023"], &["COL"], &["a"], rows));
        (
            leaf(&r, "COL/a@2023", "x").denominated,
            r.findings.iter().map(|f| f.message.clone()).collect::<Vec<_>>(),
        )
    };
    let rows = "COL * x 2023 10\nCOL * pop 2022 500\nCOL * pop 2023-12 100";
    let (rate, messages) = run("", rows);
    assert_eq!(rate, Some(20.0));
    assert_eq!(messages.len(), 1);
    assert!(
        messages[0].starts_with("`pop`: rows for single months in COL are left out"),
        "{messages:?}"
    );
    assert_eq!(run(ANY, rows), (Some(100.0), Vec::new()));
}

#[test]
fn neither_a_moving_mean_nor_a_filled_gap_takes_short_rows() {
    let rows = "COL * x 2023 10\nCOL * x 2022-12 70\nCOL * x 2021 40";
    let smooth = "smooth = { window = 3 }";
    let mean = |keys: &str| {
        let r = run(keys, &["2023"], rows);
        (leaf(&r, "COL/a@2023", "x").denominated, r.findings.len())
    };
    assert_eq!(mean(smooth), (Some(25.0), 1));
    assert_eq!(mean(&format!("{smooth}\n{ANY}")), (Some(40.0), 0));

    let fill = |keys: &str| {
        let method = one_leaf(&format!("max_age = 0\n{keys}"))
            + "[steps]\nimpute = { method = \"latest\" }\n";
        let r = results(assessment(
            &method,
            &["2023"],
            &["COL"],
            &["a"],
            "COL * x 2021 40\nCOL * x 2022-12 70",
        ));
        (
            leaf(&r, "COL/a@2023", "x").denominated,
            r.findings
                .iter()
                .filter(|f| f.code == "short-period")
                .map(|f| f.count)
                .collect::<Vec<_>>(),
        )
    };
    assert_eq!(fill(""), (Some(40.0), vec![1]));
    assert_eq!(fill(ANY), (Some(70.0), Vec::new()));
}

#[test]
fn a_provisional_year_is_a_year() {
    let r = run("", &["2023"], "COL * x 2022 40\nCOL * x 2023 30 status=P");
    assert_eq!((value(&r, "2023"), said(&r)), (Some(30.0), Vec::new()));
}
