//! `ideal collect receive`, as a coordinator runs it.

#![allow(clippy::unwrap_used, clippy::expect_used)]

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
