//! What was received stays until somebody says otherwise.

use std::path::PathBuf;

use ideal_collect::Field;
use ideal_collect::{
    CollectError, FileOutcome, IssueOptions, ReceiveOptions, Received, issue, receive_with,
    received, status,
};
use ideal_evidence::Folder;

use crate::MARKET;
use crate::project::{Book, Project};

const ACTORS: &str = "COL/*/expert.actors";

fn with(p: &Project, files: &[PathBuf], options: &ReceiveOptions) -> Received {
    receive_with(p.path(), "r1", &p.input(), files, options, |_| {}).unwrap()
}

fn codes(found: &Received) -> Vec<&str> {
    found.findings.iter().map(|f| f.code.as_str()).collect()
}

fn second(p: &Project, answered: bool) -> Book {
    let mut book = p.again("COL", "R1");
    if answered {
        book.rate(MARKET, 5.0, 4.0, 6.0);
    }
    book
}

#[test]
fn an_unfilled_copy_is_told_and_the_full_one_can_be_put_back() {
    let p = Project::new();
    let folder = p.path().join("in");
    let empty = p.book("COL", "R1").save(&folder, "0.xlsx");
    assert_eq!(p.receive(std::slice::from_ref(&empty)).files[0].outcome, FileOutcome::Empty);
    let mut full = p.book("COL", "R1");
    let full = full.rate(MARKET, 7.0, 6.0, 8.0).rate(ACTORS, 2.0, 1.0, 3.0).save(&folder, "1.xlsx");
    p.receive(std::slice::from_ref(&full));
    let all = p.all();
    let found = p.receive(&[empty]);
    assert_eq!(
        (codes(&found), found.files[0].outcome),
        (vec!["nothing-answered"], FileOutcome::Empty)
    );
    assert_eq!(p.all(), all);
    let before = p.read("evidence/round-r1.csv");
    let half = p.book("COL", "R1").rate(MARKET, 7.0, 6.0, 8.0).save(&folder, "2.xlsx");
    let found = p.receive(&[half]);
    assert_eq!(codes(&found), ["answers-gone"]);
    assert!(found.findings[0].message.starts_with("1 of 2 answers"), "{}", found.findings[0]);
    let found = p.receive(std::slice::from_ref(&full));
    assert_eq!((codes(&found), found.written.len()), (vec!["superseded"], 0));
    assert_eq!(found.files[0].outcome, FileOutcome::Superseded);
    assert_eq!(found.files[0].superseded_by, ["2.xlsx"]);
    let again = ReceiveOptions { again: true, ..ReceiveOptions::default() };
    let found = with(&p, std::slice::from_ref(&full), &again);
    assert_eq!(found.files[0].outcome, FileOutcome::Taken);
    assert_eq!(p.read("evidence/round-r1.csv"), before);
    // It is in force now, and the log leads to it.
    assert_eq!(with(&p, &[full], &again).files[0].outcome, FileOutcome::Known);
    let log = received(&Folder::new(p.path()), "r1").unwrap();
    let in_force: Vec<&str> =
        log.iter().filter(|l| l.superseded_by.is_empty()).map(|l| l.file.as_str()).collect();
    assert_eq!(in_force, ["1.xlsx"]);
}

#[test]
fn a_rater_can_withdraw() {
    let p = Project::new();
    let folder = p.path().join("in");
    let files = ["R1", "R2"]
        .map(|r| p.book("COL", r).rate(MARKET, 7.0, 6.0, 8.0).save(&folder, &format!("{r}.xlsx")));
    p.receive(&files);
    let out = |rater: &str| ReceiveOptions {
        withdraw: vec![rater.to_owned()],
        ..ReceiveOptions::default()
    };
    let found = with(&p, &[], &out("COL/R1"));
    assert_eq!(found.withdrawn, ["COL/R1"]);
    for file in ["evidence/round-r1.csv", "rounds/r1/ratings.csv"] {
        assert!(!p.read(file).contains("R1,") && p.read(file).contains("R2,"), "{}", p.read(file));
    }
    let found = p.receive(&files[..1]);
    assert_eq!(found.files[0].superseded_by, ["`withdrawn`"]);
    let e = receive_with(p.path(), "r1", &p.input(), &[], &out("COL/R9"), |_| {}).unwrap_err();
    assert!(e.to_string().contains("its raters are COL/R2"), "{e}");
}

#[test]
fn a_record_that_is_gone_stops_everything_until_its_files_come_again() {
    let p = Project::new();
    let folder = p.path().join("in");
    let save = |rater: &str| {
        p.book("COL", rater).rate(MARKET, 7.0, 6.0, 8.0).save(&folder, &format!("{rater}.xlsx"))
    };
    let files = ["R1", "R2"].map(save);
    let next = save("R3");
    p.receive(&files);
    let whole = p.all();
    let record = p.path().join("rounds/r1/ratings.csv");
    let half: String =
        p.read("rounds/r1/ratings.csv").lines().take(2).map(|l| format!("{l}\n")).collect();
    std::fs::remove_file(&record).unwrap();
    for text in [None, Some(half)] {
        text.iter().for_each(|text| std::fs::write(&record, text).unwrap());
        let before = p.all();
        let e = receive_with(
            p.path(),
            "r1",
            &p.input(),
            std::slice::from_ref(&next),
            &ReceiveOptions::default(),
            |_| {},
        );
        let e = e.unwrap_err().to_string();
        assert!(e.contains("lost-ratings") && e.contains("R2.xlsx"), "{e}");
        let project = Folder::new(p.path());
        assert!(matches!(status(&project, &p.round()), Err(CollectError::Round(_))));
        let options = IssueOptions { second: true, ..IssueOptions::default() };
        let issued = issue(&project, &p.input(), &p.round(), &options);
        assert!(matches!(issued, Err(CollectError::Round(_))));
        assert_eq!(p.all(), before);
        p.receive(&files);
        assert_eq!(p.all(), whole);
    }
    // Without the log as well, the evidence still says that something is missing.
    std::fs::remove_file(&record).unwrap();
    std::fs::remove_file(p.path().join("rounds/r1/received.csv")).unwrap();
    let e = receive_with(p.path(), "r1", &p.input(), &[next], &ReceiveOptions::default(), |_| {});
    let e = e.unwrap_err().to_string();
    assert!(e.contains("rounds/r1/ratings.csv") && e.contains("is gone"), "{e}");
}

#[test]
fn the_first_round_goes_in_after_the_second() {
    let p = Project::new();
    let folder = p.path().join("in");
    let unfilled = second(&p, false).save(&folder, "unfilled.xlsx");
    let found = p.receive(&[unfilled]);
    assert_eq!(
        (codes(&found), found.files[0].outcome),
        (vec!["nothing-answered"], FileOutcome::Empty)
    );
    p.receive(&[second(&p, true).save(&folder, "second.xlsx")]);
    let mut first = p.book("COL", "R1");
    first.rate(MARKET, 9.0, 8.0, 10.0).rate(ACTORS, 2.0, 1.0, 3.0);
    let found = p.receive(&[first.save(&folder, "first.xlsx")]);
    assert_eq!(codes(&found), ["first-after-second"]);
    let evidence = p.read("evidence/round-r1.csv");
    assert!(evidence.contains("2023,5,") && evidence.contains("2023,2,"), "{evidence}");
}

#[test]
fn what_is_left_out_is_told() {
    let p = Project::new();
    let alone = p.book("COL", "R1").with(MARKET, Field::Reason, "vea el informe 7");
    let found = p.found(&alone);
    assert_eq!(found[0].0, "no-rating");
    assert!(found[0].1.contains("Ratings!"), "{found:?}");
    let mut book = p.book("COL", "R2");
    book.rate(MARKET, 7.0, 6.0, 8.0).set(MARKET, Field::Reason, "- escriba a ana@example.org");
    assert_eq!(p.found(&book)[0].0, "personal-data");
    // The record guards it against spreadsheets, and gives it back as it was.
    assert!(p.read("rounds/r1/ratings.csv").contains("'- escriba"));
    let again = p.receive(&[book.save(&p.path().join("in"), "b.xlsx")]);
    assert!(again.written.is_empty(), "{again:?}");
}

#[test]
fn a_file_of_the_record_that_is_gone_or_changed_is_noticed_and_comes_back() {
    let p = Project::new();
    let folder = p.path().join("in");
    let files = ["R1", "R2"].map(|rater| {
        let mut book = p.book("COL", rater);
        book.rate(MARKET, 7.0, 6.0, 8.0).set(MARKET, Field::Reason, "porque sí");
        book.rate("ECU/drug_cocaine/expert.market", 4.0, 3.0, 5.0).rate(
            "vignette/v1",
            6.0,
            5.0,
            7.0,
        );
        book.save(&folder, &format!("{rater}.xlsx"))
    });
    p.receive(&files);
    let whole = p.all();
    let own = ["ratings", "received", "bridge", "vignettes", "reasons", "written"];
    let own = own.map(|name| format!("rounds/r1/{name}.csv"));
    for file in own.iter().map(String::as_str).chain(["evidence/round-r1.csv"]) {
        for gone in [true, false] {
            if !gone && file.ends_with("written.csv") {
                continue;
            }
            let path = p.path().join(file);
            let text = p.read(file);
            match gone {
                true => std::fs::remove_file(&path).unwrap(),
                false => std::fs::write(&path, text + "\n").unwrap(),
            }
            let project = Folder::new(p.path());
            let Err(CollectError::Round(found)) = status(&project, &p.round()) else {
                panic!("status says nothing of {file}, gone: {gone}")
            };
            assert!(found.iter().any(|f| f.file == file), "{file}: {found:?}");
            let loaded = ideal_evidence::load(&project, &[]).findings;
            let said = loaded.iter().any(|f| f.code == "changed-record" && f.file == file);
            assert_eq!(said, !file.ends_with("written.csv"), "{file}: {loaded:?}");
            p.receive(&files);
            assert_eq!(p.all(), whole, "{file}, gone: {gone}");
        }
    }
}

#[test]
fn another_second_round_leaves_what_it_does_not_ask() {
    let p = Project::new();
    let folder = p.path().join("in");
    let mut first = p.book("COL", "R1");
    first.rate(MARKET, 9.0, 8.0, 10.0).rate(ACTORS, 2.0, 1.0, 3.0);
    p.receive(&[first.save(&folder, "1.xlsx")]);
    let only = |row: &str, best: f64, name: &str| {
        let mut book = second(&p, false);
        book.lines.retain(
            |l| matches!(l.get(&Field::Id), Some(crate::project::Typed::Text(t)) if t == row),
        );
        book.rate(row, best, best, best).save(&folder, name)
    };
    let files = [only(MARKET, 5.0, "2.xlsx"), only(ACTORS, 4.0, "3.xlsx")];
    p.receive(&files[..1]);
    assert_eq!(codes(&p.receive(&files[1..])), ["answers-stay"]);
    let evidence = p.read("evidence/round-r1.csv");
    assert!(evidence.contains("2023,5,") && evidence.contains("2023,4,"), "{evidence}");
    // Both are in force: a record that is gone comes back of all three.
    let whole = p.all();
    std::fs::remove_file(p.path().join("rounds/r1/ratings.csv")).unwrap();
    let [a, b] = files;
    p.receive(&[b, a, folder.join("1.xlsx")]);
    assert_eq!(p.all(), whole);
}

#[test]
fn a_rater_nobody_expects_stays_out() {
    let p = Project::new();
    let folder = p.path().join("in");
    let save = |rater: &str| {
        p.book("COL", rater).rate(MARKET, 7.0, 6.0, 8.0).save(&folder, &format!("{rater}.xlsx"))
    };
    let new = ReceiveOptions { new_raters: true, ..ReceiveOptions::default() };
    // One rater is never two, whatever is allowed.
    let found = with(&p, &[save("R01")], &new);
    assert_eq!(codes(&found), ["other-rater"]);
    assert!(found.findings[0].hint.as_deref().is_some_and(|h| h.contains("did you mean R1?")));
    let file = save("JuanPerez");
    let found = p.receive(std::slice::from_ref(&file));
    assert_eq!((codes(&found), found.refused()), (vec!["other-rater"], 1));
    let found = with(&p, &[file], &new);
    assert_eq!(found.files[0].outcome, FileOutcome::Taken);
    let out =
        ReceiveOptions { withdraw: vec!["COL/JUANPEREZ".to_owned()], ..ReceiveOptions::default() };
    with(&p, &[], &out);
    for (path, bytes) in p.all().into_iter().filter(|(path, _)| !path.starts_with(&folder)) {
        let text = String::from_utf8_lossy(&bytes).to_uppercase();
        assert!(!text.contains("JUANPEREZ"), "{}", path.display());
    }
}

#[test]
fn a_workbook_that_was_filled_in_where_it_lies_is_not_written_over() {
    let p = Project::new();
    let out = p.path().join("in");
    let issued = issue(&Folder::new(p.path()), &p.input(), &p.round(), &IssueOptions::default());
    let issued = issued.unwrap();
    let put = |replace: bool| {
        let update = ideal_evidence::Update::begin(p.path(), |_| {}).unwrap();
        ideal_collect::put(update, &p.round(), &issued, (&out, replace))
    };
    put(false).unwrap();
    put(false).unwrap();
    let filled = p.book("COL", "R1").rate(MARKET, 7.0, 6.0, 8.0).save(&out, "COL.es.xlsx");
    let before = p.all();
    let e = put(false).unwrap_err();
    assert!(matches!(&e, CollectError::Filled(files) if files.len() == 1), "{e}");
    assert_eq!(p.all(), before);
    put(true).unwrap();
    assert_ne!(std::fs::read(&filled).unwrap(), before[&filled]);
}
