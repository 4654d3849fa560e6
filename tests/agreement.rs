//! `ideal agreement`: a table of anybody in, measures out, each with a reason where there is none.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;

use serde_json::Value;

use crate::schema::check;
use crate::support::ideal;

/// Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section C, as a long table.
const OBSERVERS: &str = "unit,rater,value
1,A,1\n2,A,2\n3,A,3\n4,A,3\n5,A,2\n6,A,1\n7,A,4\n8,A,1\n9,A,2\n10,A,\n11,A,\n12,A,
1,B,1\n2,B,2\n3,B,3\n4,B,3\n5,B,2\n6,B,2\n7,B,4\n8,B,1\n9,B,2\n10,B,5\n11,B,\n12,B,3
1,C,\n2,C,3\n3,C,3\n4,C,3\n5,C,2\n6,C,3\n7,C,4\n8,C,2\n9,C,2\n10,C,5\n11,C,1\n12,C,
1,D,1\n2,D,2\n3,D,3\n4,D,3\n5,D,2\n6,D,4\n7,D,4\n8,D,1\n9,D,2\n10,D,5\n11,D,1\n12,D,
";

#[test]
fn alpha_of_the_textbook_comes_out_at_every_level() {
    let tmp = tempfile::tempdir().unwrap();
    fs::write(tmp.path().join("r.csv"), OBSERVERS).unwrap();
    // As Krippendorff prints them.
    for (level, printed) in
        [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
    {
        let args = ["agreement", "r.csv", "--level", level, "--format", "json"];
        let found = ideal(tmp.path(), &args).expect_code(0).json();
        let number = |key: &str| found[key].as_f64().unwrap();
        assert!((number("alpha") - printed).abs() < 0.0005, "{level}: {found}");
        assert!(number("alpha_low") < number("alpha") && number("alpha") < number("alpha_high"));
        assert_eq!((&found["units"], &found["raters"]), (&12.into(), &4.into()));
        assert_eq!((&found["pairable"], &found["missing"]), (&40.into(), &7.into()));
        assert_eq!(check("agreement", &found), Vec::<String>::new());
        let nulls = found.as_object().unwrap().iter().filter(|(_, v)| v.is_null());
        for (key, _) in nulls {
            assert!(found["reasons"][key].is_string(), "{key} is null without a reason: {found}");
        }
    }
}

#[test]
fn what_is_not_defined_is_null_with_a_reason() {
    let tmp = tempfile::tempdir().unwrap();
    let found = |text: &str, level: &str| -> Value {
        fs::write(tmp.path().join("r.csv"), text).unwrap();
        let args = ["agreement", "r.csv", "--level", level, "--format", "json"];
        let found = ideal(tmp.path(), &args).expect_code(0).json();
        assert_eq!(check("agreement", &found), Vec::<String>::new());
        found
    };
    let one = found("unit,rater,value\na,R1,1\nb,R1,2\n", "interval");
    assert!(one["alpha"].is_null() && one["reasons"]["alpha"] == "one_rater", "{one}");
    let names = found("unit,rater,value\na,R1,yes\na,R2,yes\nb,R1,no\nb,R2,yes\n", "nominal");
    // Observed 2 / 4, expected 2 x 3 x 1 / (4 x 3): as many as by chance.
    assert!(names["alpha"].as_f64().unwrap().abs() < 1e-12, "{names}");
    assert_eq!(names["reasons"]["icc_a1"], "names");
    assert_eq!(names["reasons"]["alpha_low"], "few_units");
    let below = found("unit,rater,value\na,R1,-1\na,R2,1\n", "ratio");
    assert_eq!(below["reasons"]["alpha"], "negative");
    let empty = found("unit,rater,value\n", "ordinal");
    assert_eq!((&empty["units"], &empty["reasons"]["kendall_w"]), (&0.into(), &"one_rater".into()));
}

#[test]
fn rows_in_another_order_and_another_way_of_saving_give_the_same_bytes() {
    let tmp = tempfile::tempdir().unwrap();
    let mut lines: Vec<&str> = OBSERVERS.lines().skip(1).collect();
    lines.reverse();
    let turned = format!("unit,rater,value\n{}\n", lines.join("\n"));
    let semicolons = OBSERVERS.replace(',', ";").replace(";1\n", ";1,0\n");
    let said = |text: &str| {
        fs::write(tmp.path().join("r.csv"), text).unwrap();
        ideal(tmp.path(), &["agreement", "r.csv", "--format", "json"]).expect_code(0)
    };
    let plain = said(OBSERVERS);
    assert_eq!(said(&turned).stdout, plain.stdout);
    let commas = said(&semicolons);
    assert_eq!(commas.stdout, plain.stdout);
    assert!(commas.stderr.contains("decimal comma"), "{}", commas.stderr);
    assert_eq!(plain.stderr, "");
}

#[test]
fn a_table_for_reading_and_every_mistake_are_told_as_they_were() {
    let tmp = tempfile::tempdir().unwrap();
    fs::write(tmp.path().join("r.csv"), OBSERVERS).unwrap();
    let table = ideal(tmp.path(), &["agreement", "r.csv", "--level", "ordinal"]).expect_code(0);
    insta::assert_snapshot!("agreement", table.stdout);
    let broken = "unit,rater,value\na,R1,many\n,R1,4\na,R1,5\nb,R2,N/A\nb,R3\n";
    fs::write(tmp.path().join("broken.csv"), broken).unwrap();
    let refused = ideal(tmp.path(), &["agreement", "broken.csv"]).expect_code(2);
    assert_eq!(refused.stdout, "");
    insta::assert_snapshot!("agreement-broken", refused.stderr);
    ideal(tmp.path(), &["agreement", "nowhere.csv"]).expect_code(2);
    ideal(tmp.path(), &["agreement", "r.csv", "--level", "likert"]).expect_code(2);
}
