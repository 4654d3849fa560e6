//! Tests of `folder`.

#![allow(clippy::unwrap_used)]
use super::*;

const OURS: &[u8] = br#"{"engine":"ideal","version":"0","outputs":[{"path":"tables/scores.csv"}]}"#;

fn names(dir: &Path) -> Vec<String> {
    let mut n: Vec<String> =
        fs::read_dir(dir).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    n.sort();
    n
}

fn result(dir: &Path, text: &[u8]) {
    let d = Destination::open(dir).unwrap();
    d.write("manifest.json", OURS).unwrap();
    d.write("tables/scores.csv", text).unwrap();
    d.commit().unwrap();
}

#[test]
fn a_new_result_takes_the_place_of_the_old_one_and_leaves_nothing() {
    let tmp = tempfile::tempdir().unwrap();
    let out = tmp.path().join("out");
    result(&out, b"one");
    result(&out, b"two");
    assert_eq!(fs::read(out.join("tables/scores.csv")).unwrap(), b"two");
    assert_eq!(names(tmp.path()), ["out"]);
}

#[test]
fn what_is_not_ours_stays() {
    let tmp = tempfile::tempdir().unwrap();
    let thesis = tmp.path().join("thesis");
    fs::create_dir(&thesis).unwrap();
    assert!(matches!(Destination::open(&thesis), Err(FolderError::NotOurs(_))));
    fs::write(thesis.join("manifest.json"), r#"{"engine":"another"}"#).unwrap();
    assert!(matches!(Destination::open(&thesis), Err(FolderError::NotOurs(_))));
    let file = tmp.path().join("file");
    fs::write(&file, "text").unwrap();
    assert!(Destination::open(&file).is_err());
    assert_eq!(names(tmp.path()), ["file", "thesis"]);
}

#[test]
fn an_abandoned_run_leaves_the_old_result_and_nothing_else() {
    let tmp = tempfile::tempdir().unwrap();
    let out = tmp.path().join("deep/er/out");
    let d = Destination::open(&out).unwrap();
    d.write("a", b"half").unwrap();
    drop(d);
    assert_eq!(names(tmp.path()), Vec::<String>::new());
    result(&out, b"one");
    drop(Destination::open(&out).unwrap());
    assert_eq!(fs::read(out.join("tables/scores.csv")).unwrap(), b"one");
}

#[test]
fn two_runs_do_not_write_one_result() {
    let tmp = tempfile::tempdir().unwrap();
    let out = tmp.path().join("out");
    let first = Destination::open(&out).unwrap();
    assert!(matches!(Destination::open(&out), Err(FolderError::Busy(_))));
    drop(first);
    Destination::open(&out).unwrap();
}

#[test]
fn a_run_killed_between_two_renames_is_undone_by_the_next() {
    let tmp = tempfile::tempdir().unwrap();
    let out = tmp.path().join("out");
    result(&out, b"old");
    let work = tmp.path().join(".out.ideal");
    fs::create_dir(&work).unwrap();
    fs::rename(&out, work.join("old")).unwrap();
    fs::create_dir(work.join("new")).unwrap();
    fs::write(work.join("new/half"), "x").unwrap();
    drop(Destination::open(&out).unwrap());
    assert_eq!(fs::read(out.join("tables/scores.csv")).unwrap(), b"old");
    assert_eq!(names(tmp.path()), ["out"]);
}

#[test]
fn a_project_inside_the_target_is_spared() {
    let tmp = tempfile::tempdir().unwrap();
    let out = tmp.path().join("out");
    result(&out, b"one");
    let project = out.join("project");
    fs::create_dir(&project).unwrap();
    let d = Destination::open(&out).unwrap();
    assert!(matches!(d.spare(&project), Err(FolderError::ContainsProject(_))));
    d.spare(tmp.path()).unwrap();
}

#[test]
fn only_a_result_is_told_of_the_option_that_replaces_results() {
    let tmp = tempfile::tempdir().unwrap();
    let out = tmp.path().join("out");
    result(&out, b"one");
    fs::write(out.join("mine.txt"), b"x").unwrap();
    let refused = Destination::open(&out).unwrap_err();
    assert!(refused.hint().contains("run --replace"), "{refused}");
    let other = tmp.path().join("other");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("mine.txt"), b"x").unwrap();
    let refused = Destination::open_over(&other, |_| false).unwrap_err();
    assert!(!refused.hint().contains("--replace"), "{refused}");
}
