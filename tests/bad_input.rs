//! Broken projects: exit 2, a message that names the file, no output, and the input untouched.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::Path;

use crate::support::{demo, files, ideal, largest_evidence, names, replace};

type Spoil = fn(project: &Path, evidence: &Path, method: &Path);

/// Rewrites line `n` (from 1) of a file.
fn line(file: &Path, n: usize, change: impl Fn(&str) -> String) {
    let text = fs::read_to_string(file).unwrap();
    let lines: Vec<String> = text
        .lines()
        .enumerate()
        .map(|(i, l)| if i + 1 == n { change(l) } else { l.to_owned() })
        .collect();
    fs::write(file, lines.join("\n") + "\n").unwrap();
}

/// Rewrites a cell of line 2, by its place in the tidy order of columns.
fn cell(file: &Path, column: usize, value: &str) {
    line(file, 2, |l| {
        let mut cells: Vec<&str> = l.split(',').collect();
        cells[column] = value;
        cells.join(",")
    });
}

const CELLS: [(&str, Spoil); 9] = [
    ("unknown territory", |_, e, _| cell(e, 0, "XXX")),
    ("unknown crime area", |_, e, _| cell(e, 1, "no_such_area")),
    ("unknown indicator", |_, e, _| cell(e, 2, "no.such.indicator")),
    ("year 20244", |_, e, _| cell(e, 3, "20244")),
    ("text for a number", |_, e, _| cell(e, 4, "abc")),
    ("NaN", |_, e, _| cell(e, 4, "NaN")),
    ("infinity", |_, e, _| cell(e, 4, "inf")),
    ("decimal comma", |_, e, _| cell(e, 4, "\"12,5\"")),
    ("too few cells", |_, e, _| line(e, 2, |l| l.rsplit_once(',').unwrap().0.to_owned())),
];

const FILES: [(&str, Spoil); 20] = [
    ("empty file", |_, e, _| fs::write(e, "").unwrap()),
    ("header only", |_, e, _| {
        fs::write(e, "territory,crime_area,indicator,period,value,source\n").unwrap()
    }),
    ("random bytes", |_, e, _| {
        fs::write(
            e,
            (0..50_000_u32)
                .map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8)
                .collect::<Vec<_>>(),
        )
        .unwrap()
    }),
    ("wrong delimiter", |_, e, _| {
        fs::write(e, fs::read_to_string(e).unwrap().replace(',', "|")).unwrap()
    }),
    ("no evidence", |p, _, _| fs::remove_dir_all(p.join("evidence")).unwrap()),
    ("a folder instead of a file", |_, e, _| {
        fs::remove_file(e).unwrap();
        fs::create_dir(e).unwrap();
    }),
    ("missing column", |_, e, _| line(e, 1, |l| l.replace("value", "wert"))),
    ("unterminated quote", |_, e, _| line(e, 2, |l| format!("\"{l}"))),
    ("a line without end", |_, e, _| line(e, 2, |l| l.to_owned() + &"x".repeat(64 << 20))),
    ("one key, two values", |_, e, _| {
        let text = fs::read_to_string(e).unwrap();
        let mut cells: Vec<&str> = text.lines().nth(1).unwrap().split(',').collect();
        cells[4] = "123456";
        fs::write(e, format!("{text}{}\n", cells.join(","))).unwrap();
    }),
    ("negative weight", |_, _, m| replace(m, "weight = 2.0", "weight = -1.0")),
    ("weights all zero", |_, _, m| {
        let text = fs::read_to_string(m).unwrap();
        let lines: Vec<&str> = text
            .lines()
            .map(|l| if l.starts_with("weight = ") { "weight = 0.0" } else { l })
            .collect();
        fs::write(m, lines.join("\n")).unwrap();
    }),
    ("equal goalposts", |_, _, m| replace(m, "goalposts = [1.0, 10.0]", "goalposts = [5.0, 5.0]")),
    ("goalposts reversed", |_, _, m| {
        replace(m, "goalposts = [1.0, 10.0]", "goalposts = [9.0, 5.0]")
    }),
    ("unknown key", |_, _, m| replace(m, "weight = ", "wieght = ")),
    ("no TOML", |_, _, m| fs::write(m, "{ this is json? }").unwrap()),
    ("empty method", |_, _, m| fs::write(m, "").unwrap()),
    ("a cycle", |_, _, m| {
        replace(m, "[node.priority]\n", "[node.priority]\nparent = \"threat\"\n")
    }),
    ("empty assessment", |p, _, _| fs::write(p.join("assessment.toml"), "").unwrap()),
    ("no assessment", |p, _, _| fs::remove_file(p.join("assessment.toml")).unwrap()),
];

#[test]
fn every_broken_project_is_refused_with_its_place() {
    let mut wrong = Vec::new();
    for (with_line, (name, spoil)) in
        CELLS.iter().map(|c| (true, c)).chain(FILES.iter().map(|c| (false, c)))
    {
        let (tmp, project) = demo();
        let evidence = largest_evidence(&project);
        spoil(&project, &evidence, &project.join("method.toml"));
        let before = files(&project);
        let out = ideal(tmp.path(), &["run", "demo", "--out", "o", "--draws", "0"]);
        let file = evidence.file_name().unwrap().to_string_lossy().into_owned();
        let names_place = if with_line {
            out.stderr.contains(&format!("{file}:2"))
        } else {
            out.stderr.contains(".csv")
                || out.stderr.contains(".toml")
                || out.stderr.contains("evidence")
        };
        if out.code != 2 {
            wrong.push(format!("{name}: exit {}", out.code));
        }
        if !names_place {
            wrong.push(format!(
                "{name}: names no place: {}",
                out.stderr.chars().take(300).collect::<String>()
            ));
        }
        if names(tmp.path()) != ["demo"] {
            wrong.push(format!("{name}: left {:?}", names(tmp.path())));
        }
        if files(&project) != before {
            wrong.push(format!("{name}: changed its input"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let (tmp, project) = demo();
    let evidence = largest_evidence(&project);
    fs::set_permissions(&evidence, fs::Permissions::from_mode(0o000)).unwrap();
    // Whoever may read everything anyway (root) has nothing to see here.
    if fs::read(&evidence).is_ok() {
        ideal_testing::skipped("this user may read every file");
        return;
    }
    let out = ideal(tmp.path(), &["run", "demo", "--draws", "0"]).expect_code(2);
    assert!(
        out.stderr.contains(&*evidence.file_name().unwrap().to_string_lossy()),
        "{}",
        out.stderr
    );
}
