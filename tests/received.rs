//! `ideal collect receive`, as a coordinator runs it.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::process::Command;

use ideal_testing::skipped;

use crate::schema::check;
use crate::small::{RECEIVE, round, write};
use crate::support::{files, ideal};

#[test]
fn what_comes_back_is_assessed() {
    let tmp = tempfile::tempdir().unwrap();
    let dir = tmp.path();
    round(dir);
    let said = ideal(dir, RECEIVE).expect_code(0);
    assert!(said.stderr.contains("back.csv: COL/R1: 1 of 1 rows answered, 0 of them unknown"));
    assert!(said.stdout.contains("q/evidence/round-r.csv"), "{}", said.stdout);
    ideal(dir, &["check", "q"]).expect_code(0);
    let json = ideal(dir, &["explain", "COL/extortion", "q", "--format", "json"]).json();
    assert_eq!(json["tree"]["score"], 60.0, "{json}");
    // Once more, nothing changes.
    let before = files(dir);
    let again = ideal(dir, RECEIVE).expect_code(0);
    assert!(again.stderr.contains("was taken in before") && again.stdout.trim().is_empty());
    assert_eq!(files(dir), before);
}

#[test]
fn the_exit_code_says_how_much_went_in() {
    let tmp = tempfile::tempdir().unwrap();
    let dir = tmp.path();
    round(dir);
    write(dir, "bad.csv", "a,b\n1,2\n");
    let receive = |more: &[&str]| {
        let args = [&["collect", "receive", "--round", "r"], more].concat();
        ideal(&dir.join("q"), &args)
    };
    let refused = receive(&["../bad.csv"]).expect_code(2);
    assert!(refused.stderr.contains("../bad.csv:1") && refused.stderr.contains("not-an-export"));
    let some = receive(&["../bad.csv", "../back.csv"]).expect_code(1);
    assert!(some.stderr.contains("nothing of it went in") && some.stdout.contains("round-r.csv"));
    let none = ideal(dir, &["collect", "receive", "q", "--round", "r"]).expect_code(2);
    assert!(none.stderr.contains("no file to receive"), "{}", none.stderr);
    let other = ideal(dir, &["collect", "receive", "q", "--round", "x", "back.csv"]).expect_code(2);
    assert!(other.stderr.contains("there is no round `x`"), "{}", other.stderr);
}

/// Fills in a workbook as it was issued: pseudonym, rating, range, and saves it as Excel does.
const FILL: &str = "
import sys, openpyxl
b = openpyxl.load_workbook(sys.argv[1])
for row in b['Round'].iter_rows():
    if row[0].value == 'rater':
        row[1].value = sys.argv[3]
s = b['Ratings']
head = {c.value: c.column for c in s[1]}
for r in range(3, s.max_row + 1):
    if s.cell(r, head['id']).value:
        for name, value in zip(['best', 'low', 'high', 'confidence'], sys.argv[4:]):
            s.cell(r, head[name]).value = float(value)
b.save(sys.argv[2])
";

#[test]
fn a_workbook_as_it_was_issued_comes_back() {
    let tmp = tempfile::tempdir().unwrap();
    let dir = tmp.path();
    round(dir);
    ideal(dir, &["collect", "issue", "q", "--round", "r", "--out", "books"]).expect_code(0);
    let issued = std::fs::read_dir(dir.join("books")).unwrap().next().unwrap().unwrap().path();
    let fill = |name: &str, answers: &[&str]| {
        let mut python = Command::new(ideal_testing::python());
        python.current_dir(dir).args(["-c", FILL]).arg(&issued).arg(name).args(answers);
        python.output().is_ok_and(|o| o.status.success())
    };
    if !fill("1.xlsx", &["R1", "7", "6", "8", "80"]) {
        return skipped("there is no openpyxl, so no issued workbook is filled in");
    }
    assert!(fill("2.xlsx", &["R2", "1", "0", "2", "90"]));
    let receive = ["collect", "receive", "q", "--round", "r", "1.xlsx", "2.xlsx"];
    let said = ideal(dir, &receive).expect_code(0);
    assert!(said.stderr.contains("1.xlsx: COL/R1: 1 of 1 rows answered"), "{}", said.stderr);
    let json = ideal(dir, &["explain", "COL/extortion", "q", "--format", "json"]).json();
    assert_eq!(json["tree"]["score"], 40.0, "{json}");
    // The second round goes to each of them, and comes back as well.
    let again = ["collect", "issue", "q", "--round", "r", "--out", "again", "--second"];
    ideal(dir, &again).expect_code(0);
    let mut books: Vec<_> = std::fs::read_dir(dir.join("again"))
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "xlsx"))
        .collect();
    books.sort();
    assert_eq!(books.len(), 2, "{books:?}");
    let mut python = Command::new(ideal_testing::python());
    let fill = python.current_dir(dir).args(["-c", FILL]).arg(&books[1]).args(["3.xlsx", "R2"]);
    assert!(fill.args(["5", "4", "6", "70"]).output().unwrap().status.success());
    let said = ideal(dir, &["collect", "receive", "q", "--round", "r", "3.xlsx"]).expect_code(0);
    assert!(said.stderr.contains("COL/R2, second round"), "{}", said.stderr);
    let json = ideal(dir, &["explain", "COL/extortion", "q", "--format", "json"]).json();
    assert_eq!(json["tree"]["score"], 60.0, "{json}");
}

#[test]
fn how_a_round_stands_is_said_and_fits_its_schema() {
    let tmp = tempfile::tempdir().unwrap();
    let dir = tmp.path();
    round(dir);
    let status = ["collect", "status", "q", "--round", "r"];
    let before = ideal(dir, &status).expect_code(0);
    assert!(
        before.stderr.contains("waiting for raters of COL (0 of 2; R1, R2)"),
        "{}",
        before.stderr
    );
    ideal(dir, RECEIVE).expect_code(0);
    let json = ideal(dir, &[&status[..], &["--format", "json"]].concat()).expect_code(0).json();
    assert_eq!(check("round_status", &json), Vec::<String>::new());
    let keys: Vec<&String> = json.as_object().unwrap().keys().collect();
    assert_eq!(keys.len(), 6, "{keys:?}");
    assert_eq!(json["panels"][0]["answered"], 2);
    assert_eq!(json["panels"][0]["share"], 1.0);
    assert!(json["items"][0]["alpha_low"].is_null());
    let mut wrong = json;
    wrong["panels"][0]["shar"] = 1.into();
    assert_eq!(check("round_status", &wrong).len(), 1);
    // The page stands beside, and nothing in the project changes.
    let project = files(&dir.join("q"));
    ideal(dir, &[&status[..], &["--out", "page"]].concat()).expect_code(0);
    assert!(files(&dir.join("page")).keys().any(|f| f.ends_with("status.html")));
    assert_eq!(files(&dir.join("q")), project);
    let none = ideal(dir, &["collect", "status", "q", "--round", "x"]).expect_code(2);
    assert!(none.stderr.contains("there is no round `x`"), "{}", none.stderr);
}
