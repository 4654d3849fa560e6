//! Answers to other questions than those of now are refused, and nothing else is.

use ideal_collect::{Field, FileOutcome, IssueOptions, MachineKey, issue};
use ideal_evidence::{Folder, read_sheets};

use crate::MARKET;
use crate::project::{Project, Typed, issued_from};

/// Replaces a text in a file of the project.
fn change(p: &Project, file: &str, old: &str, new: &str) {
    let text = p.read(file);
    assert!(text.contains(old), "{old}");
    std::fs::write(p.path().join(file), text.replace(old, new)).unwrap();
}

#[test]
fn what_was_asked_decides_and_names_what_is_other() {
    let round = "rounds/r1/round.toml";
    for (file, old, new, other) in [
        ("assessment.toml", "id = \"x\"", "id = \"y\"", "the project"),
        (round, "step = 0.5", "step = 1", "the scales"),
        (round, "question.es = \"¿Cuánto?\"", "question.es = \"¿Qué falta?\"", "the questions"),
        (round, "text.es = \"Un país.\"", "text.es = \"Otro caso.\"", "the questions or cases"),
        (round, "bridge = [\"ECU\"]", "bridge = []", "the list of territories"),
        (
            round,
            "[item.\"expert.actors\"]",
            "[item.\"expert.actors\"]\nanchor.\"0\".es = \"No\"",
            "the texts",
        ),
        ("method.toml", "[node.threat]", "[confidence]\nscheme = \"4x4\"\n[node.threat]", "grades"),
    ] {
        let p = Project::new();
        let mut book = p.issued("COL", "R1");
        let file_back = book.rate(MARKET, 7.0, 6.0, 8.0).save(&p.path().join("in"), "a.xlsx");
        change(&p, file, old, new);
        let found = p.receive(&[file_back]);
        let first = &found.findings[0];
        assert_eq!(first.code, "other-questions", "{new}: {first}");
        assert!(first.message.contains(other) && first.message.contains("Round!B8"), "{first}");
        assert!(p.read("evidence/round-r1.csv").is_empty());
    }
}

#[test]
fn what_asks_nothing_else_refuses_nothing() {
    let p = Project::new();
    let mut book = p.issued("COL", "R1");
    let back = book.rate(MARKET, 7.0, 6.0, 8.0).save(&p.path().join("in"), "a.xlsx");
    change(
        &p,
        "method.toml",
        "[node.threat]",
        "# A remark.\r\n[raters]\nadjust = \"severity\"\n[node.threat]",
    );
    change(&p, "rounds/r1/round.toml", "raters = 3", "raters = 4");
    change(
        &p,
        "rounds/r1/round.toml",
        "question.en = \"How much?\"",
        "question.en = \"How many?\"",
    );
    let found = p.receive(&[back]);
    assert_eq!(found.findings, []);
    assert_eq!(found.files[0].outcome, FileOutcome::Taken);
}

#[test]
fn columns_sorted_without_their_ids_are_refused() {
    let p = Project::new();
    let mut book = p.issued("COL", "R1");
    book.rate(MARKET, 7.0, 6.0, 8.0);
    let hidden = [Field::Id, Field::Territory, Field::CrimeArea, Field::Indicator];
    // What is seen of two rows changes places; their ids stay.
    let (a, b) = (book.lines[1].clone(), book.lines[2].clone());
    for field in hidden {
        book.lines[1].insert(field, b[&field].clone());
        book.lines[2].insert(field, a[&field].clone());
    }
    let codes: Vec<String> = p.found(&book).into_iter().map(|(code, _)| code).collect();
    assert_eq!(codes, ["mixed-rows"]);
    // Whole rows may stand anywhere.
    book.lines[1] = b;
    book.lines[2] = a;
    book.rate(MARKET, 7.0, 6.0, 8.0);
    assert_eq!(p.found(&book), []);
}

#[test]
fn each_rater_answers_the_second_round_in_his_own_workbook() {
    let p = Project::new();
    let folder = p.path().join("in");
    for (rater, best) in [("R1", 1.0), ("R2", 9.0)] {
        let book = p.book("COL", rater).rate(MARKET, best, 0.0, 10.0).save(&folder, rater);
        p.receive(&[book]);
    }
    let options = IssueOptions { second: true, ..IssueOptions::default() };
    let issued = issue(&Folder::new(p.path()), &p.input(), &p.round(), &options).unwrap();
    let from = issued_from(&read_sheets(&issued.files[0].bytes).unwrap());
    assert_eq!(issued.files[0].rater.as_deref(), Some("R1"));
    let answer = |rater: &str| {
        let mut book = p.book("COL", rater);
        book.machine.insert(MachineKey::Second, "true".to_owned());
        book.machine.insert(MachineKey::IssuedFrom, from.clone());
        let is = |t: &Typed| matches!(t, Typed::Text(t) if t == MARKET);
        book.lines.retain(|l| l.get(&Field::Id).is_some_and(is));
        book.rate(MARKET, 5.0, 4.0, 6.0).clone()
    };
    let found = p.found(&answer("R2"));
    assert_eq!(found[0].0, "other-questions");
    assert!(found[0].1.contains("the rater it was made for"), "{found:?}");
    assert_eq!(p.found(&answer("R1")), []);
}
