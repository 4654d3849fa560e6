//! What reaches a terminal: our own colours, and nothing that a file, a name, a path or an argument
//! commands.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;

use crate::support::{command, finish, ideal, replace, small};

/// A colour, a title, a link, the C1 form of a command, a turned order of writing, blanks without a
/// width, a line of its own.
const SIGNS: &str = "\u{1b}[31m\u{1b}]0;t\u{7}\u{9b}2J\u{202e}\u{2067}\u{200b}\u{2028}\u{7f}\r";

/// The signs as a TOML string writes them.
fn in_toml() -> String {
    SIGNS.chars().map(|c| format!("\\u{:04X}", c as u32)).collect::<String>() + "\\nFORGED"
}

/// Fails where a sign that nobody sees, or a line that a name began, was printed.
#[track_caller]
fn clean(dir: &Path, args: &[&str]) {
    let out = finish(command(dir, args));
    for text in [&out.stdout, &out.stderr] {
        let raw: Vec<String> = text
            .chars()
            .filter(|c| *c != '\n' && ideal_model::is_hidden(*c))
            .map(|c| format!("U+{:04X}", c as u32))
            .collect();
        assert!(
            raw.is_empty() && text.lines().all(|l| !l.starts_with("FORGED")),
            "{args:?} printed {raw:?}: {text}"
        );
    }
}

const COMMANDS: [&[&str]; 13] = [
    &["check"],
    &["check", "--verbose"],
    &["rank", "--by", "territories"],
    &["rank", "--by", "units"],
    &["explain", "COL/extortion"],
    &["gaps"],
    &["audit"],
    &["calibrate", "--replications", "1", "--draws", "100"],
    &["sensitivity", "--base", "4"],
    &["weights", "--by", "equal"],
    &["run", "--draws", "20"],
    &["verify", "ideal-out"],
    &["compare", "--draws", "20", "small"],
];

#[test]
fn no_file_of_a_project_commands_the_terminal() {
    let cases: [(&str, &str, String); 9] = [
        ("assessment.toml", "title.en = \"Small", format!("title.en = \"{}", in_toml())),
        ("assessment.toml", "\"COL\", ", format!("\"{}\", ", in_toml())),
        ("method.toml", "name.en = \"Threat", format!("name.en = \"{}", in_toml())),
        ("method.toml", "name.en = \"Rate", format!("name.en = \"{}", in_toml())),
        ("method.toml", "parent = \"threat\"", format!("parent = \"{}\"", in_toml())),
        ("method.toml", "id = \"small\"", format!("id = \"small\"\n\"{}\" = 1", in_toml())),
        ("territories.csv", "Region A", format!("Region {SIGNS}A")),
        ("sources.csv", "Title one", format!("\"Title {SIGNS}\nFORGED\"")),
        ("evidence/a.csv", "PER,", format!("P{SIGNS}ER,")),
    ];
    for (file, from, to) in cases {
        let (tmp, project) = small();
        replace(&project.join(file), from, &to);
        for words in COMMANDS {
            clean(tmp.path(), &[words, &["small"]].concat());
        }
    }
}

#[test]
fn no_expert_commands_the_terminal() {
    let (tmp, project) = small();
    let signs = format!("{SIGNS}\nFORGED");
    let table = format!(
        "expert,method,node,child,other,value\n\"E{signs}\",ahp,root,threat,t.harm,3\n\
         E2,ahp,root,\"x{signs}\",t.harm,3\n"
    );
    std::fs::write(project.join("weights.csv"), &table).unwrap();
    clean(tmp.path(), &["check", "small"]);
    let sound: Vec<&str> = table.splitn(2, "E2,").collect();
    std::fs::write(project.join("weights.csv"), sound[0]).unwrap();
    clean(tmp.path(), &["weights", "small", "--by", "experts"]);
    clean(tmp.path(), &["weights", "small", "--by", "experts", "--format", "json"]);
}

#[cfg(unix)]
#[test]
fn no_name_of_a_file_or_folder_and_no_argument_does() {
    let (tmp, project) = small();
    let named = format!("small{SIGNS}\nFORGED");
    std::fs::rename(
        project.join("evidence/a.csv"),
        project.join(format!("evidence/a{SIGNS}\nFORGED.csv")),
    )
    .unwrap();
    std::fs::rename(&project, tmp.path().join(&named)).unwrap();
    for words in COMMANDS {
        clean(tmp.path(), &[words, &[named.as_str()]].concat());
    }
    let bad = format!("x{SIGNS}\nFORGED");
    for words in [
        &["run", "--lang"][..],
        &["run", "--draws"],
        &["rank", "--by"],
        &["schema"],
        &["completions"],
        &["new", "n", "--method"],
        &["explain"],
        &["verify"],
        &["import", "mapping", "--show"],
        &["import", "worldbank", "--out", "o.csv"],
        &["import", "wgi", "--out", "o.csv"],
        &["check", "--"],
        &[],
    ] {
        clean(tmp.path(), &[words, &[bad.as_str()]].concat());
        clean(tmp.path(), &[words, &[format!("--{bad}").as_str()]].concat());
    }
    // An argument that is no text, and a name for the program itself.
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::process::CommandExt;
    let mut odd = command(tmp.path(), &["run"]);
    odd.arg0(format!("ideal{SIGNS}")).arg(std::ffi::OsStr::from_bytes(b"--\x1b[31m\xff"));
    let out = finish(odd);
    assert!(
        out.code == 2 && out.stderr.contains("<U+001B>") && !out.stderr.contains('\u{1b}'),
        "{}",
        out.stderr
    );
}

#[test]
fn an_import_shows_cells_and_heads_by_their_code_points() {
    let (tmp, _) = small();
    let mapping = "id = \"m\"\n[source]\nid = \"m\"\npublisher = \"P\"\ntitle = \"T\"\nlicence = \
                   \"L\"\nurl = \"\"\n[territory]\ncolumn = \"c\"\ncodes = \"iso3\"\n[period]\n\
                   value = \"2023\"\n[value]\ncolumn = \"v\"\nunit = \"count\"\n[indicator]\nvalue \
                   = \"t.rate\"\n";
    std::fs::write(tmp.path().join("m.toml"), mapping).unwrap();
    let csv = format!("c,v\nC{SIGNS}OL,1\n\"P\nFORGED\",2\n");
    for name in ["e.csv".to_owned(), format!("e{SIGNS}\n  FORGED.csv")] {
        if cfg!(windows) && name != "e.csv" {
            continue;
        }
        std::fs::write(tmp.path().join(&name), csv.replace('\r', "")).unwrap();
        clean(tmp.path(), &["import", "mapping", &name, "--mapping", "m.toml", "--out", "o.csv"]);
        clean(tmp.path(), &["import", "mapping", &name, "--draft"]);
    }
}

/// Tables are data: a program that reads them gets what the file holds.
#[test]
fn data_stay_as_they_are() {
    let (tmp, project) = small();
    replace(&project.join("territories.csv"), "Region A", "Reg\u{1b}[31m\u{202e}ion A");
    let csv = ideal(tmp.path(), &["rank", "--by", "territories", "--format", "csv", "small"])
        .expect_code(0);
    assert!(csv.stdout.contains("Reg\u{1b}[31m\u{202e}ion A"), "{}", csv.stdout);
    // JSON says such signs by its own escapes, which mean the same.
    let json = ideal(tmp.path(), &["rank", "--by", "territories", "--format", "json", "small"])
        .expect_code(0);
    assert!(
        !json.stdout.contains('\u{202e}') && json.stdout.contains("\\u202e"),
        "{}",
        json.stdout
    );
    let json = json.json();
    let names: Vec<&str> =
        json["rankings"].as_array().unwrap().iter().filter_map(|r| r["name"].as_str()).collect();
    assert!(names.contains(&"Reg\u{1b}[31m\u{202e}ion A"), "{names:?}");
    ideal(tmp.path(), &["run", "small", "--draws", "0"]).expect_code(0);
    let scores =
        std::fs::read_to_string(tmp.path().join("ideal-out/tables/ranking_territories.csv"))
            .unwrap();
    assert!(scores.contains("Reg\u{1b}[31m\u{202e}ion A"));
}

#[test]
fn names_that_act_are_warned_of_once_per_column() {
    let (tmp, project) = small();
    replace(&project.join("territories.csv"), "Region A", "=1+1");
    replace(&project.join("territories.csv"), "Region B", "@SUM(A1)");
    replace(&project.join("method.toml"), "name.en = \"Threat", "name.en = \"\u{ff0b}Threat");
    replace(&project.join("sources.csv"), "Title one", "Ti\u{202e}tle");
    let found = ideal(tmp.path(), &["check", "small", "--format", "json"]).expect_code(0).json();
    let said: Vec<(String, String, u64, u64)> = found["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|f| f["code"] == "formula-like-name" || f["code"] == "hidden-signs")
        .map(|f| {
            let text = |k: &str| f[k].as_str().unwrap().to_owned();
            (text("code"), text("file"), f["line"].as_u64().unwrap(), f["count"].as_u64().unwrap())
        })
        .collect();
    let of = |code: &str, file: &str, line, count| (code.to_owned(), file.to_owned(), line, count);
    assert_eq!(
        said,
        [
            of("hidden-signs", "sources.csv", 2, 1),
            of("formula-like-name", "territories.csv", 2, 2),
            of("formula-like-name", "method.toml", 5, 1)
        ]
    );
    ideal(tmp.path(), &["check", "small", "--strict"]).expect_code(1);
}
