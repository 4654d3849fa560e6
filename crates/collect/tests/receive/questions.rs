//! Answers to other questions than those of now are refused, and nothing else is.

use ideal_collect::{Field, FileOutcome, MachineKey, receive, status};
use ideal_evidence::Folder;

use crate::MARKET;
use crate::project::{Project, Typed};

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
    let answer = |rater: &str| {
        let mut book = p.again("COL", "R1");
        book.machine.insert(MachineKey::Rater, rater.to_owned());
        let is = |t: &Typed| matches!(t, Typed::Text(t) if t == MARKET);
        book.lines.retain(|l| l.get(&Field::Id).is_some_and(is));
        book.rate(MARKET, 5.0, 4.0, 6.0).clone()
    };
    let found = p.found(&answer("R2"));
    assert_eq!(found[0].0, "other-questions");
    assert!(found[0].1.contains("the rater it was made for"), "{found:?}");
    assert_eq!(p.found(&answer("R1")), []);
}

#[test]
fn answers_stay_what_they_were_given_under() {
    let p = Project::new();
    let folder = p.path().join("in");
    change(&p, "assessment.toml", "editions = [\"2023\"]", "editions = [\"2022\", \"2023\"]");
    let save = |rater: &str, name: &str| {
        p.issued("COL", rater).rate(MARKET, 7.0, 6.0, 8.0).save(&folder, name)
    };
    let next = [save("R2", "2.xlsx")];
    p.receive(&[save("R1", "1.xlsx")]);
    let round = "rounds/r1/round.toml";
    for (old, new, code) in [
        ("edition = \"2023\"", "edition = \"2022\"", "other-edition"),
        ("scale = [0, 10]\nstep = 0.5", "scale = [0, 8]\nstep = 0.5", "other-scale"),
        ("¿Cuánto?", "¿Qué falta?", "other-questions"),
        ("TLP:GREEN", "TLP:CLEAR", "lower-mark"),
    ] {
        change(&p, round, old, new);
        let before = p.all();
        let stopped = receive(p.path(), "r1", &p.input(), &next, |_| {}).unwrap_err();
        assert!(stopped.to_string().contains(code), "{code}: {stopped}");
        assert!(status(&Folder::new(p.path()), &p.round()).is_err(), "{code}");
        assert_eq!(p.all(), before, "{code}");
        change(&p, round, new, old);
    }
    // Before anything came back the workbook alone says what was promised.
    let q = Project::new();
    let file = q.issued("COL", "R1").rate(MARKET, 7.0, 6.0, 8.0).save(&folder, "3.xlsx");
    change(&q, round, "TLP:GREEN", "TLP:CLEAR");
    let found = q.receive(&[file]);
    assert_eq!(found.findings[0].code, "other-questions");
    assert!(found.findings[0].message.contains("the mark"), "{}", found.findings[0]);
    // A stricter mark takes nothing back.
    change(&p, round, "TLP:GREEN", "TLP:AMBER");
    p.receive(&next);
    assert_eq!(p.read("evidence/round-r1.csv").matches("TLP:AMBER").count(), 2);
}

#[test]
fn what_programs_read_may_not_be_emptied() {
    let p = Project::new();
    let mut book = p.issued("COL", "R1");
    book.rate(MARKET, 7.0, 6.0, 8.0).machine.insert(MachineKey::IssuedFrom, String::new());
    let found = p.found(&book);
    assert_eq!(found[0].0, "changed-structure");
    assert!(found[0].1.contains("Round!B8"), "{found:?}");
    // Nor may its row go, or stand there a second time with something else.
    for key in [MachineKey::IssuedFrom, MachineKey::Rater, MachineKey::MethodSha256] {
        let mut gone = p.issued("COL", "R1");
        gone.rate(MARKET, 7.0, 6.0, 8.0).machine.remove(&key);
        let mut twice = p.issued("COL", "R1");
        twice.rate(MARKET, 7.0, 6.0, 8.0).more_keys.push((key, "R2"));
        for (book, place) in [(gone, "Round!A1"), (twice, "Round!A9")] {
            let found = p.found(&book);
            assert_eq!(found.len(), 1, "{found:?}");
            assert_eq!(found[0].0, "changed-structure");
            assert!(found[0].1.contains(place) && found[0].1.contains(key.word()), "{found:?}");
        }
    }
    assert!(p.read("evidence/round-r1.csv").is_empty());
}
