//! What the command line says, word by word, so that a change of words shows in review.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;

use crate::support::{Outcome, ideal, replace, small};

/// What a command said, with its exit code; the folder of the test is `TMP`.
fn said(dir: &Path, args: &[&str]) -> String {
    let Outcome { code, stdout, stderr } = ideal(dir, args);
    let here = dir.canonicalize().unwrap();
    let plain = |text: String| {
        let text = text.replace(&*here.to_string_lossy(), "TMP");
        let text = text.replace(&*dir.to_string_lossy(), "TMP").replace('\\', "/");
        // Blanks at the ends of lines are nothing that anybody says.
        text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
    };
    let (stdout, stderr) = (plain(stdout), plain(stderr));
    format!("$ ideal {}\n{stdout}\n--- stderr\n{stderr}\n--- exit code {code}", args.join(" "))
}

#[test]
fn every_command_explains_itself() {
    let tmp = tempfile::tempdir().unwrap();
    let overview = ideal(tmp.path(), &["--help"]).expect_code(0).stdout;
    let commands: Vec<&str> = overview
        .lines()
        .skip_while(|l| *l != "Commands:")
        .skip(1)
        .take_while(|l| !l.is_empty())
        .filter(|l| !l.starts_with("    "))
        .filter_map(|l| l.split_whitespace().next())
        .filter(|c| *c != "help")
        .collect();
    assert!(commands.len() > 10, "{commands:?}");
    insta::assert_snapshot!("help", said(tmp.path(), &["--help"]));
    for command in commands {
        insta::assert_snapshot!(format!("help-{command}"), said(tmp.path(), &[command, "--help"]));
    }
}

#[test]
fn commands_say_what_they_said() {
    let (tmp, _) = small();
    for (name, args) in [
        ("check", &["check", "small", "--verbose"][..]),
        ("run", &["run", "small", "--out", "out"]),
        ("explain", &["explain", "COL/extortion", "small"]),
        ("rank", &["rank", "small", "--by", "territories"]),
        ("gaps", &["gaps", "small"]),
        ("sensitivity", &["sensitivity", "small", "--base", "16"]),
        ("audit", &["audit", "small"]),
        ("calibrate", &["calibrate", "small", "--replications", "2", "--draws", "100"]),
        ("weights", &["weights", "small", "--by", "entropy"]),
        ("verify", &["verify", "out", "small"]),
    ] {
        insta::assert_snapshot!(name, said(tmp.path(), args));
    }
}

#[test]
fn mistakes_are_told_as_they_were() {
    let (tmp, project) = small();
    for (name, args) in [
        ("mistake-unknown-unit", &["explain", "COL/extorsion", "small"][..]),
        ("mistake-unknown-edition", &["rank", "small", "--edition", "2022"]),
        ("mistake-no-project", &["check", "nowhere"]),
        ("mistake-usage", &["rank", "small", "--by", "colour"]),
    ] {
        insta::assert_snapshot!(name, said(tmp.path(), args));
    }
    replace(&project.join("method.toml"), "min_coverage", "min_covrage");
    replace(&project.join("evidence/a.csv"), "COL,extortion", "XXX,extortion");
    replace(&project.join("evidence/a.csv"), "2023,9,one", "2023,nine,one");
    replace(&project.join("sources.csv"), "one,Pub", "two,Pub");
    for (name, args) in [
        ("broken-check", &["check", "small"][..]),
        ("broken-run", &["run", "small", "--out", "broken"]),
    ] {
        insta::assert_snapshot!(name, said(tmp.path(), args));
    }
}
