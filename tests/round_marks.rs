//! Marks of collection rounds hold whatever is changed after the answers came in.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::{Path, PathBuf};

use calamine::{Reader as _, Xlsx, open_workbook};
use tempfile::TempDir;

use crate::support::{ideal, names, table};

/// The exercise with what came back of its round.
fn received() -> (TempDir, PathBuf) {
    let tmp = tempfile::tempdir().unwrap();
    ideal(tmp.path(), &["new", "p", "--exercise"]).expect_code(0);
    let project = tmp.path().join("p");
    let books: Vec<String> = names(&project.join("returned"))
        .into_iter()
        .filter(|n| n.ends_with(".xlsx"))
        .map(|n| format!("p/returned/{n}"))
        .collect();
    let mut args = vec!["collect", "receive", "p", "--round", "1"];
    args.extend(books.iter().map(String::as_str));
    ideal(tmp.path(), &args).expect_code(0);
    (tmp, project)
}

fn change(path: &Path, change: impl FnOnce(String) -> String) {
    let text = std::fs::read_to_string(path).unwrap();
    let new = change(text.clone());
    assert_ne!(text, new, "{}", path.display());
    std::fs::write(path, new).unwrap();
}

/// A plan with another mark.
fn marked(text: &str, mark: &str) -> String {
    let line = |l: &str| {
        if l.starts_with("handling") { format!("handling = \"{mark}\"") } else { l.to_owned() }
    };
    text.lines().map(|l| line(l) + "\n").collect()
}

#[test]
fn a_mark_that_is_raised_holds_at_once() {
    let (tmp, project) = received();
    let dir = tmp.path();
    let plan = project.join("rounds/1/round.toml");
    let before = ideal(dir, &["run", "p", "--for", "TLP:CLEAR", "--out", "a", "--draws", "0"])
        .expect_code(0);
    assert!(before.stderr.contains("no row withheld"), "{}", before.stderr);
    change(&plan, |text| marked(&text, "TLP:AMBER EXERCISE"));
    let after = ideal(dir, &["run", "p", "--for", "TLP:CLEAR", "--out", "b", "--draws", "0"]);
    assert!(!after.stderr.contains("no row withheld"), "{}", after.stderr);
    if after.code == 0 {
        let rated = |out: &str| {
            let scores = table(&dir.join(out).join("tables/scores.csv"));
            scores.iter().filter(|r| !r["score"].is_empty()).count()
        };
        assert!(rated("b") < rated("a"));
    }
    // Without an audience the result carries the mark.
    let whole = ideal(dir, &["run", "p", "--out", "c", "--draws", "0"]).expect_code(0);
    assert!(whole.stderr.contains("TLP:AMBER"), "{}", whole.stderr);
}

#[test]
fn a_round_of_an_exercise_is_one_whatever_its_plan_says() {
    let tmp = tempfile::tempdir().unwrap();
    let dir = tmp.path();
    ideal(dir, &["new", "p", "--exercise"]).expect_code(0);
    change(&dir.join("p/rounds/1/round.toml"), |text| marked(&text, "TLP:CLEAR"));
    let issued =
        ideal(dir, &["collect", "issue", "p", "--round", "1", "--out", "b"]).expect_code(0);
    assert!(issued.stderr.contains("marked EXERCISE · TLP:CLEAR"), "{}", issued.stderr);
    change(&dir.join("p/assessment.toml"), |text| {
        text.replacen("\"TLP:CLEAR EXERCISE\"", "\"TLP:AMBER EXERCISE\"", 1)
    });
    let below =
        ideal(dir, &["collect", "issue", "p", "--round", "1", "--out", "b2"]).expect_code(0);
    assert!(below.stderr.contains("round-below-project"), "{}", below.stderr);
}

/// All texts and numbers of the sheets of a workbook.
fn cells(path: &Path) -> String {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let sheets = book.sheet_names();
    let ranges = sheets.iter().filter_map(|s| book.worksheet_range(s).ok());
    ranges.map(|r| r.rows().map(|row| format!("{row:?}\n")).collect::<String>()).collect()
}

#[test]
fn figures_of_the_edition_before_go_out_under_their_own_mark() {
    let (tmp, project) = received();
    let dir = tmp.path();
    let evidence = project.join("evidence/round-1.csv");
    // What everybody said of one edition becomes a number that nothing else has.
    change(&evidence, |text| {
        let mut lines = text.lines();
        let head = lines.next().unwrap();
        let at = |name: &str| head.split(',').position(|h| h == name).unwrap();
        let (value, tlp) = (at("value"), at("tlp"));
        let range = ["low", "high", "confidence"].map(at);
        let mut out = format!("{head}\n");
        for line in lines {
            let mut cells: Vec<String> = line.split(',').map(str::to_owned).collect();
            if cells[value].parse::<f64>().is_ok() {
                cells[value] = "6.5".to_owned();
                cells[tlp] = "TLP:RED".to_owned();
                range.iter().for_each(|at| cells[*at].clear());
            }
            out += &(cells.join(",") + "\n");
        }
        out
    });
    let edition: i32 = table(&evidence)[0]["period"].parse().unwrap();
    change(&project.join("assessment.toml"), |text| {
        text.replace(&format!("\"{edition}\""), &format!("\"{edition}\", \"{}\"", edition + 1))
    });
    let next = project.join("rounds/next");
    std::fs::create_dir(&next).unwrap();
    let plan = std::fs::read_to_string(project.join("rounds/1/round.toml")).unwrap();
    let plan = plan.replace("id = \"1\"", "id = \"next\"");
    let plan: String = plan
        .lines()
        .map(|l| {
            if l.starts_with("edition") {
                format!("edition = \"{}\"\n", edition + 1)
            } else {
                format!("{l}\n")
            }
        })
        .collect();
    std::fs::write(next.join("round.toml"), plan).unwrap();
    let issued =
        ideal(dir, &["collect", "issue", "p", "--round", "next", "--out", "b"]).expect_code(0);
    assert!(
        issued.stderr.contains("figures of the edition before are in no workbook"),
        "{}",
        issued.stderr
    );
    for book in names(&dir.join("b")).iter().filter(|n| n.ends_with(".xlsx")) {
        assert!(!cells(&dir.join("b").join(book)).contains("6.5"), "{book}");
    }
    // Under no mark, three raters and more are summed up, and fewer are not.
    change(&evidence, |text| text.replace("TLP:RED", ""));
    let issued =
        ideal(dir, &["collect", "issue", "p", "--round", "next", "--out", "c"]).expect_code(0);
    assert!(!issued.stderr.contains("are in no workbook"), "{}", issued.stderr);
    let shown = |out: &str| {
        let books = names(&dir.join(out));
        books
            .iter()
            .filter(|n| n.ends_with(".xlsx") && cells(&dir.join(out).join(n)).contains("6.5"))
            .count()
    };
    assert!(shown("c") > 0);
    change(&evidence, |text| {
        text.lines()
            .filter(|l| !l.contains("/R2") && !l.contains("/R3"))
            .map(|l| format!("{l}\n"))
            .collect()
    });
    ideal(dir, &["collect", "issue", "p", "--round", "next", "--out", "d"]).expect_code(0);
    assert_eq!(shown("d"), 0, "one rater's rating is nobody else's business");
}

#[test]
fn weights_changed_by_hand_and_raters_that_count_twice_are_told() {
    let (tmp, project) = received();
    let dir = tmp.path();
    let record = "panel,rater,method,node,child,other,value\nXAA,R1,direct,threat,market,,3\n";
    std::fs::write(project.join("rounds/1/weights.csv"), record).unwrap();
    let gone = ideal(dir, &["check", "p"]);
    assert!(gone.stdout.contains("judgements of weights of round `1` are gone"), "{}", gone.stdout);
    std::fs::create_dir_all(project.join("rounds/2")).unwrap();
    let plan = std::fs::read_to_string(project.join("rounds/1/round.toml")).unwrap();
    std::fs::write(project.join("rounds/2/round.toml"), plan.replace("id = \"1\"", "id = \"2\""))
        .unwrap();
    let rows = std::fs::read_to_string(project.join("evidence/round-1.csv")).unwrap();
    std::fs::write(project.join("evidence/round-2.csv"), rows.replace("round-1", "round-2"))
        .unwrap();
    change(&project.join("sources.csv"), |text| {
        let line =
            text.lines().find(|l| l.starts_with("round-1")).unwrap().replace("round-1", "round-2");
        format!("{}\n{line}\n", text.trim_end())
    });
    let twice = ideal(dir, &["check", "p"]);
    assert!(
        twice.stdout.contains("rated-twice") && twice.stdout.contains("round-1 and round-2"),
        "{}",
        twice.stdout
    );
}

#[test]
fn a_mark_in_a_column_of_a_sheet_that_nobody_reads_is_an_error() {
    for (table, column) in [
        ("groups.csv", "difusion"),
        ("groups.csv", ""),
        ("group_ratings.csv", "estado"),
        ("links.csv", "estado"),
        ("none_found.csv", "estado"),
        ("territories.csv", "estado"),
    ] {
        let tmp = tempfile::tempdir().unwrap();
        let dir = tmp.path();
        ideal(dir, &["new", "p", "--exercise"]).expect_code(0);
        change(&dir.join("p").join(table), |text| {
            let mut lines = text.lines();
            let head = lines.next().unwrap_or_default();
            let rows: String = lines
                .enumerate()
                .map(|(i, l)| format!("{l},{}\n", if i == 0 { "TLP:RED" } else { "" }))
                .collect();
            format!("{head},{column}\n{rows}")
        });
        let checked = ideal(dir, &["check", "p"]).expect_code(1).stdout;
        assert!(checked.contains("mark-not-read"), "{table} {column}: {checked}");
        let run = ideal(dir, &["groups", "rank", "p", "--for", "TLP:CLEAR", "--draws", "0"]);
        assert!(
            run.code != 0 && !run.stdout.contains("XAA-01"),
            "{table} {column}: {}",
            run.stdout
        );
    }
}
