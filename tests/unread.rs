//! Rows that no leaf reads: what a check says of them is what a run does with them.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use ideal::{Assessment, Project};

use crate::support::{demo, ideal};

/// Rows of the evidence that a run reads, and those that a check calls unread, as `file:line`.
fn read_and_unread(project: &Path) -> (BTreeSet<String>, BTreeSet<String>) {
    let results = Assessment::open(project).unwrap().with_draws(0).run().unwrap();
    let e = &results.assessment.evidence;
    let read = results.rows.iter().map(|&row| {
        let origin = e.observations[row as usize].origin;
        format!("{}:{}", e.files.code(origin.file), origin.line)
    });
    let read = read.collect();
    let unread = Project::Folder(project.to_owned()).check_with_rows().unread;
    (read, unread.iter().map(ideal::Finding::place).collect())
}

#[test]
fn no_row_that_a_run_reads_is_called_unread() {
    let (_tmp, project) = demo();
    let (assessment, method) = (project.join("assessment.toml"), project.join("method.toml"));
    let (a, m) = (fs::read_to_string(&assessment).unwrap(), fs::read_to_string(&method).unwrap());
    let steps = |impute: &str| {
        assert!(m.contains("[steps]\n"));
        m.replacen("[steps]\n", &format!("[steps]\nimpute = {{ {impute} }}\n"), 1)
    };
    let young =
        m.replace("max_age = 3\n", "max_age = 1\n").replace("max_age = 2\n", "max_age = 1\n");
    let smooth = young.replace("max_age = 1\n", "max_age = 1\nsmooth = { window = 3 }\n");
    assert!(young != m && smooth != young);
    let since = young.replacen("max_age = 1\n", "max_age = 1\nsince = \"2021\"\n", 1);
    let mut counts = Vec::new();
    for editions in ["[\"2019\", \"2021\", \"2023\"]", "[\"2017\"]", "[\"2022-06\"]", "[\"*\"]"] {
        fs::write(&assessment, a.replace("[\"2019\", \"2021\", \"2023\"]", editions)).unwrap();
        let carried = [
            steps("method = \"latest\", max_years = 2"),
            steps("method = \"linear\""),
            steps("method = \"linear-constant\", max_years = 1"),
        ];
        for text in [&m, &young, &smooth, &since].into_iter().chain(&carried) {
            fs::write(&method, text).unwrap();
            let (read, unread) = read_and_unread(&project);
            assert!(!read.is_empty());
            let both: Vec<&String> = read.intersection(&unread).collect();
            assert!(both.is_empty(), "{editions}: {both:?}");
            counts.push(unread.len());
        }
    }
    // The demonstration ships only what it can read, and denominators of everybody; an edition of
    // 2017 leaves most of it to the future.
    let shipped = Project::Demonstration.check_with_rows().unread;
    assert!(
        shipped.iter().all(|row| row.code == "denominator-not-needed")
            && counts[0] == shipped.len(),
        "{shipped:?}"
    );
    assert!(counts[7] > 1000, "{counts:?}");
}

#[test]
fn the_rows_are_counted_and_with_verbose_listed() {
    let (tmp, project) = demo();
    let sources = project.join("sources.csv");
    let panel = "national-panel,Panel,Ratings,,own,2026,\n";
    fs::write(&sources, fs::read_to_string(&sources).unwrap() + panel).unwrap();
    fs::write(
        project.join("evidence/panel.csv"),
        "territory,crime_area,indicator,period,value,source,reliability,credibility\n\
         COL,drug_cocaine,expert.market,2023,7,national-panel,B,2\n\
         CUB,extortion,expert.market,2023,unknown,national-panel,C,4\n",
    )
    .unwrap();
    let counted = ideal(tmp.path(), &["check", "demo"]).expect_code(0).stdout;
    assert!(
        counted.contains("note[area-not-served]")
            && counted.contains("`expert.market` for `drug_cocaine`"),
        "{counted}"
    );
    let listed = ideal(tmp.path(), &["check", "demo", "--verbose"]).expect_code(0).stdout;
    let row = "evidence/panel.csv:2: COL, drug_cocaine, expert.market, 2023, 7: the row is about a \
               crime area that no leaf";
    assert!(listed.contains(row) && !listed.contains("CUB, extortion"), "{listed}");
    let json = ideal(tmp.path(), &["check", "demo", "--verbose", "--format", "json"])
        .expect_code(0)
        .json();
    let rows: Vec<&serde_json::Value> = json["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|f| f["code"] == "area-not-served")
        .collect();
    assert_eq!(
        (rows.len(), rows[0]["line"].as_u64(), rows[0]["count"].as_u64()),
        (1, Some(2), Some(1))
    );
}

#[test]
fn a_check_says_what_a_run_writes_to_its_warnings() {
    let (tmp, project) = demo();
    let said = |args: &[&str]| -> BTreeSet<(String, String)> {
        let json = ideal(tmp.path(), args).expect_code(0).json();
        let list = json["findings"].as_array().unwrap().clone();
        list.iter()
            .map(|f| {
                (f["code"].as_str().unwrap().to_owned(), f["message"].as_str().unwrap().to_owned())
            })
            .collect()
    };
    // Fractions of a maximum where less is better, values imputed, and too few draws: each has
    // something to say.
    let method = project.join("method.toml");
    let text = fs::read_to_string(&method).unwrap();
    let changed = text.replace("transform = \"log\"", "transform = \"log1p\"").replacen(
        "normalise = \"goalposts\"",
        "impute = { method = \"mean\" }\nnormalise = { method = \"fraction_of_max\" }",
        1,
    );
    assert!(changed != text);
    fs::write(&method, changed).unwrap();
    let assessment = project.join("assessment.toml");
    let text = fs::read_to_string(&assessment).unwrap();
    assert!(text.contains("draws = 10000"));
    fs::write(&assessment, text.replace("draws = 10000", "draws = 50")).unwrap();
    let checked = said(&["check", "demo", "--format", "json"]);
    ideal(tmp.path(), &["run", "demo", "--lang", "en", "--out", "out"]).expect_code(0);
    let manifest: serde_json::Value =
        serde_json::from_slice(&fs::read(tmp.path().join("out/manifest.json")).unwrap()).unwrap();
    let run: BTreeSet<(String, String)> = manifest["warnings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| {
            (f["code"].as_str().unwrap().to_owned(), f["message"].as_str().unwrap().to_owned())
        })
        .collect();
    assert!(run.iter().any(|(code, _)| code == "few-draws") && run.len() > 5, "{run:?}");
    assert_eq!(checked, run);
}
