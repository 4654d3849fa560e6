//! Commands that write are killed at each system call that changes a file, and each such call
//! fails: what stood there is whole, or what was to stand there is, and the next command leaves
//! nothing else.
//!
//! Twenty kills and as many failures of each command are tried in every run. With
//! `IDEAL_EVERY_SYSTEM_CALL=1` it is every call.

#![allow(clippy::unwrap_used, clippy::expect_used)]
#![cfg(target_os = "linux")]

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

use ideal::evidence::{Files as _, Folder};
use tempfile::TempDir;

use crate::small::{IMPORT, RECEIVE, round, small};
use crate::strace::{CHANGING, Call, calls, failing_at, is_there, killed_at};
use crate::support::{files, ideal, names};

type Contents = BTreeMap<String, Vec<u8>>;

/// A command that writes: what has to be there before it, its arguments, and where it writes.
#[derive(Clone, Copy)]
struct Case {
    name: &'static str,
    before: &'static [&'static [&'static str]],
    args: &'static [&'static str],
    target: &'static str,
    /// Whether the target is a project, which may be read while its files are not all in place.
    project: bool,
    /// How many kills are tried in every run.
    kills: usize,
}

const RUN: &[&str] = &["run", "p", "--out", "o"];
const RUN_OTHER: &[&str] = &["run", "p", "--out", "o", "--seed", "2"];
const COINR: &[&str] = &["import", "coinr", "iData.csv", "iMeta.csv", "--into", "c"];
const PLAN: &str = "collect plan";
const PLAN_ROUND: &[&str] = &["collect", "plan", "q", "--round", "s"];
const ISSUE: &[&str] =
    &["collect", "issue", "q", "--round", "r", "--out", "q/rounds/r/issued", "--xlsform"];
const IMPORT_OTHER: &[&str] =
    &["import", "mapping", "t2.csv", "--mapping", "m.toml", "--into", "p"];

const CASES: [Case; 12] = [
    Case { name: "run", before: &[], args: RUN, target: "o", project: false, kills: 2 },
    Case {
        name: "run again",
        before: &[RUN_OTHER],
        args: RUN,
        target: "o",
        project: false,
        kills: 3,
    },
    Case { name: "import --into", before: &[], args: IMPORT, target: "p", project: true, kills: 3 },
    Case {
        name: "import --into again",
        before: &[IMPORT_OTHER],
        args: IMPORT,
        target: "p",
        project: true,
        kills: 2,
    },
    Case {
        name: "collect receive",
        before: &[],
        args: RECEIVE,
        target: "q",
        project: true,
        kills: 3,
    },
    Case { name: PLAN, before: &[], args: PLAN_ROUND, target: "q", project: true, kills: 2 },
    Case { name: "collect issue", before: &[], args: ISSUE, target: "q", project: true, kills: 2 },
    Case { name: "new", before: &[], args: &["new", "n"], target: "n", project: true, kills: 3 },
    Case {
        name: "report",
        before: &[],
        args: &["report", "p", "--out", "r.html"],
        target: "r.html",
        project: false,
        kills: 2,
    },
    Case {
        name: "audit",
        before: &[],
        args: &["audit", "p", "--out", "a"],
        target: "a",
        project: false,
        kills: 2,
    },
    Case { name: "import coinr", before: &[], args: COINR, target: "c", project: true, kills: 3 },
    Case {
        name: "import --out",
        before: &[],
        args: &["import", "mapping", "t.csv", "--mapping", "m.toml", "--out", "e.csv"],
        target: "e.csv",
        project: false,
        kills: 1,
    },
];

/// A folder with what the command finds.
fn before(case: &Case) -> TempDir {
    let tmp = small();
    if case.target == "q" {
        round(tmp.path());
    }
    for args in case.before {
        ideal(tmp.path(), args).expect_code(0);
    }
    tmp
}

/// What stands at the target, as whoever reads it sees it: of a project the files that are named.
fn seen(dir: &Path, case: &Case, paths: &[&String]) -> Contents {
    let target = dir.join(case.target);
    if case.project {
        let folder = Folder::new(&target);
        return paths.iter().filter_map(|p| Some(((*p).clone(), folder.read(p).ok()?))).collect();
    }
    at(&target)
}

/// What lies at a path.
fn at(target: &Path) -> Contents {
    if target.is_dir() {
        files(target)
    } else {
        std::fs::read(target).ok().map(|bytes| (String::new(), bytes)).into_iter().collect()
    }
}

fn every() -> bool {
    std::env::var_os("IDEAL_EVERY_SYSTEM_CALL").is_some()
}

/// All of them, or so many at equal distances, the last among them.
fn chosen(all: Vec<Call>, some: usize) -> Vec<Call> {
    let n = all.len();
    if every() || n <= some {
        return all;
    }
    (1..=some).map(|k| all[k * n / some - 1].clone()).collect()
}

/// The states before and after a command, and the names beside the target after it.
struct States {
    old: Contents,
    new: Contents,
    all: Contents,
}

fn states(case: &Case) -> States {
    let tmp = before(case);
    let old = at(&tmp.path().join(case.target));
    ideal(tmp.path(), case.args).expect_code(0);
    States { old, new: at(&tmp.path().join(case.target)), all: files(tmp.path()) }
}

#[test]
fn a_command_killed_at_a_system_call_leaves_the_old_or_the_new_and_the_next_one_nothing_else() {
    if !is_there("kills at each system call") {
        return;
    }
    let mut done = 0;
    for case in &CASES {
        let States { old, new, all } = states(case);
        let paths: Vec<&String> = old.keys().chain(new.keys()).collect();
        let changing =
            calls(before(case).path(), case.args, CHANGING).into_iter().filter(changes).collect();
        let points = chosen(changing, case.kills);
        assert!(points.len() >= case.kills, "{}: {points:?}", case.name);
        for call in points {
            let tmp = before(case);
            let dir = tmp.path();
            let ended = killed_at(dir, case.args, &call);
            assert_ne!(ended.code, 0, "{}: {call:?} was not reached", case.name);
            let between = seen(dir, case, &paths);
            assert!(
                between == old || between == new,
                "{} killed at {call:?}: {:?}",
                case.name,
                between.keys()
            );
            if case.project && !between.is_empty() {
                ideal(dir, &["check", case.target]).expect_code(0);
            }
            let repeated = ideal(dir, case.args);
            // A round that is there is never planned again.
            let planned = case.name == PLAN && between == new;
            assert!(repeated.code == 0 || planned, "{}: {}", case.name, repeated.stderr);
            assert_same(&files(dir), &all, &format!("{} killed at {call:?}", case.name));
            assert_eq!(names(dir), top(&all), "{} killed at {call:?}", case.name);
            done += 1;
        }
    }
    let _ = std::io::stderr().write_fmt(format_args!("{done} kills at system calls\n"));
    assert!(done >= 20, "{done}");
}

/// Fails with the paths that differ; their bytes are no help.
#[track_caller]
fn assert_same(found: &Contents, expected: &Contents, place: &str) {
    let differ: Vec<&String> =
        found.keys().chain(expected.keys()).filter(|p| found.get(*p) != expected.get(*p)).collect();
    assert!(differ.is_empty(), "{place}: {differ:?}");
}

/// Whether a call changes anything: not one that opens a file to read it.
fn changes(call: &Call) -> bool {
    !call.name.starts_with("open")
        || ["O_CREAT", "O_WRONLY", "O_RDWR"].iter().any(|flag| call.text.contains(flag))
}

/// The names at the top of a folder with these files.
fn top(all: &Contents) -> Vec<String> {
    let mut names: Vec<String> =
        all.keys().map(|p| p.split('/').next().unwrap().to_owned()).collect();
    names.dedup();
    names.sort();
    names.dedup();
    names
}

/// The error that a call gives on a full or broken disk.
fn error(call: &Call) -> Option<&'static str> {
    match call.name.as_str() {
        "write" | "writev" | "pwrite64" | "ftruncate" | "copy_file_range" | "mkdir" | "mkdirat" => {
            Some("ENOSPC")
        }
        "open" | "openat" if call.text.contains("O_CREAT") => Some("ENOSPC"),
        // A folder opened to remove what is in it.
        "open" | "openat" if call.text.contains("O_NOFOLLOW") => None,
        "open" | "openat" | "rename" | "renameat" | "renameat2" | "fsync" | "fdatasync"
        | "link" | "linkat" => Some("EIO"),
        // What cannot be removed is removed by the next command: that is tested below.
        _ => None,
    }
}

#[test]
fn a_command_of_which_a_write_fails_leaves_everything_as_it_was() {
    if !is_there("failures of each write") {
        return;
    }
    let mut done = 0;
    for case in &CASES {
        let States { all, .. } = states(case);
        let points: Vec<Call> = calls(before(case).path(), case.args, CHANGING)
            .into_iter()
            .filter(|call| error(call).is_some())
            .collect();
        for call in chosen(points, 5) {
            let tmp = before(case);
            let dir = tmp.path();
            let untouched = (names(dir), files(dir));
            let ended = failing_at(dir, case.args, &call, error(&call).unwrap());
            let place = format!("{}, {call:?}: {}", case.name, ended.stderr);
            assert!(!ended.stderr.contains("internal error"), "{place}");
            // Some failures do no harm: a second name that cannot be given, a folder that cannot be
            // looked into for leftovers.
            match ended.code {
                0 => assert_same(&files(dir), &all, &place),
                2 => {
                    assert_same(&files(dir), &untouched.1, &place);
                    assert_eq!(names(dir), untouched.0, "{place}");
                }
                _ => panic!("{place}"),
            }
            done += 1;
        }
    }
    let _ = std::io::stderr().write_fmt(format_args!("{done} failing system calls\n"));
}

#[test]
fn what_cannot_be_removed_is_removed_by_the_next_command() {
    if !is_there("failures of each removal") {
        return;
    }
    for case in &CASES {
        let States { old, new, all } = states(case);
        let paths: Vec<&String> = old.keys().chain(new.keys()).collect();
        let removals = calls(before(case).path(), case.args, "?unlink,?unlinkat,?rmdir");
        for call in chosen(removals, 2) {
            let tmp = before(case);
            let dir = tmp.path();
            let ended = failing_at(dir, case.args, &call, "EIO");
            let between = seen(dir, case, &paths);
            match ended.code {
                0 => assert_same(&between, &new, &format!("{}, {call:?}", case.name)),
                2 => assert_same(
                    &between,
                    &old,
                    &format!("{}, {call:?}: {}", case.name, ended.stderr),
                ),
                _ => panic!("{}, {call:?}: {}", case.name, ended.stderr),
            }
            let repeated = ideal(dir, case.args);
            // A project or a round that is new already stays as it is.
            assert!(
                repeated.code == 0 || [PLAN, "new"].contains(&case.name),
                "{}, {call:?}: {}",
                case.name,
                repeated.stderr
            );
            assert_same(&files(dir), &all, &format!("{}, {call:?}", case.name));
        }
    }
}
