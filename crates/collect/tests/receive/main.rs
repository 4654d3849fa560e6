//! Workbooks that come back: what goes in, what is refused, and what a project says afterwards.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod forms;
mod kept;
mod many;
mod mistakes;
mod programs;
mod project;
mod questions;
mod status;
mod weights;

use std::path::PathBuf;

use ideal_collect::{Field, FileOutcome, RaterKey, Ratings, receive, received};
use ideal_evidence::Folder;
use ideal_model::Value;

use project::{Project, Typed};

const MARKET: &str = "COL/extortion/expert.market";

/// Names of fields with their texts.
fn pairs<'a>(list: &[(&str, &'a str)]) -> Vec<(String, &'a str)> {
    list.iter().map(|(name, text)| ((*name).to_owned(), *text)).collect()
}

#[test]
fn a_workbook_becomes_evidence_vignettes_and_ratings_of_bridges() {
    let p = Project::new();
    let mut book = p.book("COL", " r3 ");
    book.rate(MARKET, 7.5, 6.0, 8.0)
        .set(MARKET, Field::Reliability, "b")
        .set(MARKET, Field::Credibility, 2.0)
        .set(MARKET, Field::Tlp, "AMBER")
        .set(MARKET, Field::Reason, "=SUM(1)  y\nmás")
        .set("COL/*/expert.actors", Field::Best, "unknown")
        .rate("ECU/drug_cocaine/expert.market", 4.0, 3.0, 5.0)
        .rate("vignette/v1", 6.0, 5.0, 7.0);
    let file = book.save(&p.path().join("in"), "lo que sea.xlsx");
    let found = p.receive(std::slice::from_ref(&file));
    assert_eq!(found.findings, []);
    assert_eq!(found.files[0].outcome, FileOutcome::Taken);
    let line = &found.files[0].lines[0];
    assert_eq!((line.rows, line.answered, line.unknown), (7, 4, 1));
    let head = "territory,crime_area,indicator,period,value,unit,se,source,reliability,credibility,\
                obs_status,note,rater,tlp,handling,low,high,confidence\n";
    assert_eq!(
        p.read("evidence/round-r1.csv"),
        format!(
            "{head}COL,*,expert.actors,2023,unknown,,,round-r1,,,,,COL/R3,TLP:GREEN,,,,\n\
             COL,extortion,expert.market,2023,7.5,,,round-r1,B,2,,,COL/R3,TLP:AMBER,,6,8,80\n"
        )
    );
    assert_eq!(
        p.read("rounds/r1/bridge.csv"),
        format!(
            "{head}ECU,drug_cocaine,expert.market,2023,4,,,round-r1,,,,,COL/R3,TLP:GREEN,,3,5,80\n"
        )
    );
    assert_eq!(
        p.read("rounds/r1/vignettes.csv"),
        "vignette,indicator,rater,value,low,high,confidence,tlp,handling\nv1,expert.market,COL/R3,6,5,7,\
         80,TLP:GREEN,\n"
    );
    // What a spreadsheet would run is a text.
    assert!(p.read("rounds/r1/reasons.csv").contains("\nCOL,R3,COL/extortion/expert.market,COL,"));
    let end = "expert.market,'=SUM(1) y más,TLP:AMBER,\n";
    assert!(p.read("rounds/r1/reasons.csv").ends_with(end));
    assert!(p.read("sources.csv").contains("round-r1,,Ronda de expertos r1"));
    let log = received(&Folder::new(p.path()), "r1").unwrap();
    assert_eq!(log, found.files[0].lines);
    // What somebody calls a file may name them: the log has digits of its hash.
    assert_eq!(log[0].file, format!("{}.xlsx", &log[0].sha256[..12]));
    // The project still loads, and has the rows with rater and mark.
    let evidence = p.input().evidence;
    let raters: Vec<&str> = evidence
        .observations
        .iter()
        .filter_map(|o| o.rater.map(|r| evidence.raters.code(r)))
        .collect();
    assert_eq!(raters, ["COL/R3", "COL/R3"]);
    let ranges: Vec<(f64, f64, Option<f64>)> = evidence
        .observations
        .iter()
        .filter_map(|o| o.range.as_deref().map(|r| (r.low, r.high, r.confidence)))
        .collect();
    assert_eq!(ranges, [(6.0, 8.0, Some(80.0))]);
    let ratings = Ratings::open(&Folder::new(p.path()), "r1").unwrap();
    let key = RaterKey { panel: "COL".into(), rater: "R3".into() };
    assert_eq!(ratings.in_force(&key)[MARKET].best, Value::Number(7.5));
    assert_eq!(ratings.in_force(&key).len(), 4);
}

#[test]
fn bridges_are_evidence_where_the_round_says_so() {
    let p = Project::with(&[("handling = \"TLP:GREEN\"\n", "bridge = \"evidence\"\n")]);
    let mut book = p.book("COL", "R1");
    book.rate("ECU/drug_cocaine/expert.market", 4.0, 3.0, 5.0);
    let found = p.receive(&[book.save(&p.path().join("in"), "a.xlsx")]);
    assert_eq!(found.findings, []);
    assert!(p.read("evidence/round-r1.csv").contains("ECU,drug_cocaine,expert.market,2023,4,"));
    assert!(!p.path().join("rounds/r1/bridge.csv").exists());
}

#[test]
fn receiving_twice_is_receiving_once() {
    let p = Project::new();
    let file = p.book("COL", "R1").rate(MARKET, 7.0, 6.0, 8.0).save(&p.path().join("in"), "a.xlsx");
    let first = p.receive(std::slice::from_ref(&file));
    assert_eq!(first.written.len(), 5, "{:?}", first.written);
    let all = p.all();
    let again = p.receive(&[file.clone(), file]);
    assert!(again.written.is_empty() && again.findings.is_empty(), "{again:?}");
    assert!(again.files.iter().all(|f| f.outcome == FileOutcome::Known));
    assert_eq!(p.all(), all);
}

#[test]
fn a_newer_file_takes_the_place_of_the_older() {
    let p = Project::new();
    let folder = p.path().join("in");
    let mut book = p.book("COL", "R1");
    let old = book.rate(MARKET, 7.0, 6.0, 8.0).set("vignette/v1", Field::Best, 5.0);
    let old = old.save(&folder, "1.xlsx");
    let new = p.book("COL", "R1").rate(MARKET, 3.0, 2.0, 4.0).save(&folder, "2.xlsx");
    let other = p.book("COL", "R2").rate(MARKET, 9.0, 8.0, 10.0).save(&folder, "3.xlsx");
    p.receive(&[old.clone(), other]);
    let found = p.receive(&[new]);
    assert_eq!(found.files[0].supersedes, ["1.xlsx"]);
    let evidence = p.read("evidence/round-r1.csv");
    assert!(evidence.contains("2023,3,") && !evidence.contains("2023,7,"), "{evidence}");
    assert!(evidence.contains("2023,9,"), "{evidence}");
    assert_eq!(p.read("rounds/r1/vignettes.csv").lines().count(), 1);
    let log = received(&Folder::new(p.path()), "r1").unwrap();
    assert_eq!(log[0].superseded_by, log[2].sha256);
    assert_eq!((log[1].superseded_by.as_str(), log[2].superseded_by.as_str()), ("", ""));
    // The older file once more is known, and undoes nothing.
    let again = p.receive(&[old]);
    assert_eq!((again.files[0].outcome, again.written.len()), (FileOutcome::Superseded, 0));
}

#[test]
fn two_files_of_one_rater_in_one_call_are_refused_and_the_others_go_in() {
    let p = Project::new();
    let folder = p.path().join("in");
    let save = |rater: &str, best: f64, name: &str| {
        p.book("COL", rater).rate(MARKET, best, 0.0, 10.0).save(&folder, name)
    };
    let files = [save("R1", 7.0, "a.xlsx"), save("r1", 3.0, "b.xlsx"), save("R2", 5.0, "c.xlsx")];
    let found = p.receive(&files);
    let outcomes: Vec<FileOutcome> = found.files.iter().map(|f| f.outcome).collect();
    assert_eq!(outcomes, [FileOutcome::Refused, FileOutcome::Refused, FileOutcome::Taken]);
    let codes: Vec<&str> = found.findings.iter().map(|f| f.code.as_str()).collect();
    assert_eq!(codes, ["two-files", "two-files"]);
    assert!(found.findings[0].message.contains("b.xlsx"), "{}", found.findings[0]);
    assert_eq!(p.read("evidence/round-r1.csv").lines().count(), 2);
    // Copies of one file are one file.
    let copy = folder.join("copy.xlsx");
    let first = save("R3", 2.0, "d.xlsx");
    std::fs::copy(&first, &copy).unwrap();
    let found = p.receive(&[first, copy]);
    let outcomes: Vec<FileOutcome> = found.files.iter().map(|f| f.outcome).collect();
    assert_eq!(outcomes, [FileOutcome::Taken, FileOutcome::Known]);
}

#[test]
fn the_second_round_goes_over_the_first() {
    let p = Project::new();
    let folder = p.path().join("in");
    let actors = "COL/*/expert.actors";
    let mut first = p.book("COL", "R1");
    let first =
        first.rate(MARKET, 7.0, 6.0, 8.0).rate(actors, 2.0, 1.0, 3.0).save(&folder, "a.xlsx");
    let mut second = p.again("COL", "R1");
    second.lines.retain(|l| matches!(l.get(&Field::Id), Some(Typed::Text(t)) if t == MARKET));
    let second = second.rate(MARKET, 5.0, 4.0, 6.0).save(&folder, "b.xlsx");
    // Whatever the order in which they are named.
    let found = p.receive(&[second, first]);
    assert_eq!(found.findings, []);
    let evidence = p.read("evidence/round-r1.csv");
    assert!(evidence.contains("2023,5,") && evidence.contains("2023,2,"), "{evidence}");
    assert!(!evidence.contains("2023,7,"), "{evidence}");
    // What was said in the light of the second round is not undone by a late first one, which
    // changes the rest.
    let mut late = p.book("COL", "R1");
    let late = late.rate(MARKET, 9.0, 8.0, 10.0).rate(actors, 4.0, 3.0, 5.0);
    let found = p.receive(&[late.save(&folder, "late.xlsx")]);
    assert_eq!(found.findings[0].code, "first-after-second");
    let now = p.read("evidence/round-r1.csv");
    assert!(now.contains("2023,5,") && now.contains("2023,4,"), "{now}");
}

#[test]
fn grade_and_mark_of_the_first_round_stay_where_the_second_says_nothing_of_them() {
    let p = Project::new();
    let folder = p.path().join("in");
    let mut first = p.book("COL", "R1");
    first.rate(MARKET, 7.0, 6.0, 8.0).set(MARKET, Field::Reliability, "B");
    first.set(MARKET, Field::Credibility, 2.0).set(MARKET, Field::Tlp, "TLP:RED");
    let mut second = p.again("COL", "R1");
    second.lines.retain(|l| matches!(l.get(&Field::Id), Some(Typed::Text(t)) if t == MARKET));
    second.rate(MARKET, 5.0, 4.0, 6.0);
    let evidence = |book: &crate::project::Book, name: &str| {
        let found = p.receive(&[book.save(&folder, name)]);
        assert_eq!(found.findings, [], "{name}");
        p.read("evidence/round-r1.csv")
    };
    evidence(&first, "a.xlsx");
    let said = evidence(&second, "b.xlsx");
    assert!(said.contains(",2023,5,,,round-r1,B,2,,,COL/R1,TLP:RED,,4,6,80\n"), "{said}");
    // What the second round does say is taken at its word.
    second.set(MARKET, Field::Reliability, "C").set(MARKET, Field::Tlp, "TLP:AMBER");
    let said = evidence(&second, "c.xlsx");
    assert!(said.contains(",2023,5,,,round-r1,C,2,,,COL/R1,TLP:AMBER,,4,6,80\n"), "{said}");
    // An answer that is no number rests on nothing that had a grade.
    let mut unknown = p.again("COL", "R1");
    unknown.lines = second.lines.clone();
    for field in [Field::Low, Field::High, Field::Confidence, Field::Reliability, Field::Tlp] {
        unknown.lines[0].remove(&field);
    }
    unknown.set(MARKET, Field::Best, "unknown");
    let said = evidence(&unknown, "d.xlsx");
    assert!(said.contains(",2023,unknown,,,round-r1,,,,,COL/R1,TLP:RED,,,,\n"), "{said}");
}

#[test]
fn sorted_rows_are_found_and_deleted_ones_are_not_answered() {
    let p = Project::new();
    let mut book = p.book("COL", "R1");
    book.rate(MARKET, 7.0, 6.0, 8.0);
    book.lines.reverse();
    book.lines.retain(|l| !matches!(l.get(&Field::Id), Some(Typed::Text(t)) if t == "vignette/v1"));
    book.lines.push([(Field::Question, Typed::from("Un título"))].into_iter().collect());
    let found = p.receive(&[book.save(&p.path().join("in"), "a.xlsx")]);
    let said: Vec<String> = found.findings.iter().map(ToString::to_string).collect();
    assert_eq!(said.len(), 2, "{said:?}");
    // A title between the rows is no answer, and is not read without a word.
    assert!(said[0].contains("warning[unread-cells]"), "{said:?}");
    assert!(said[1].contains("warning[deleted-rows]") && said[1].contains("1 (`vignette/v1`;"));
    let line = &found.files[0].lines[0];
    assert_eq!((line.rows, line.answered), (7, 1));
    assert!(p.read("evidence/round-r1.csv").contains(",7,"));
}

#[test]
fn what_was_changed_by_hand_is_said() {
    let p = Project::new();
    let folder = p.path().join("in");
    let file = |rater: &str| p.book("COL", rater).rate(MARKET, 7.0, 6.0, 8.0).clone();
    p.receive(&[file("R1").save(&folder, "a.xlsx")]);
    let path = p.path().join("evidence/round-r1.csv");
    let text = p.read("evidence/round-r1.csv").replace("2023,7,", "2023,7.5,");
    std::fs::write(&path, text).unwrap();
    let found = p.receive(&[file("R2").save(&folder, "b.xlsx")]);
    assert_eq!(found.findings[0].code, "changed-by-hand");
    assert!(!p.read("evidence/round-r1.csv").contains("2023,7.5,"));
}

#[test]
fn a_call_that_nothing_goes_in_from_changes_nothing() {
    let p = Project::new();
    let before = p.all();
    let folder = tempfile::tempdir().unwrap();
    let book = p.book("COL", "R1").with(MARKET, Field::Best, 11.0).save(folder.path(), "a.xlsx");
    let half = folder.path().join("half.xlsx");
    let bytes = std::fs::read(&book).unwrap();
    std::fs::write(&half, &bytes[..bytes.len() / 2]).unwrap();
    let text = folder.path().join("a.docx");
    std::fs::write(&text, "hello").unwrap();
    let found = p.receive(&[book, half, text, PathBuf::from("/nowhere.xlsx")]);
    assert_eq!(found.refused(), 4);
    for (finding, file) in found.findings.iter().zip(["a.xlsx", "half.xlsx", "a.docx", "nowhere"]) {
        assert!(finding.file.contains(file) && finding.is_error(), "{finding}");
    }
    assert_eq!(p.all(), before);
}

#[test]
fn a_record_that_was_changed_stops_everything() {
    let p = Project::new();
    let folder = p.path().join("in");
    let book = |rater: &str| p.book("COL", rater).rate(MARKET, 7.0, 6.0, 8.0).clone();
    p.receive(&[book("R1").save(&folder, "a.xlsx")]);
    let next = [book("R2").save(&folder, "b.xlsx")];
    for (file, old, new) in [
        ("rounds/r1/ratings.csv", ",7,", ",seven,"),
        ("rounds/r1/ratings.csv", "panel,", "panels,"),
        ("rounds/r1/received.csv", ",false,", ",no,"),
    ] {
        let text = p.read(file);
        std::fs::write(p.path().join(file), text.replace(old, new)).unwrap();
        let before = p.all();
        let stopped = receive(p.path(), "r1", &p.input(), &next, |_| {}).unwrap_err();
        assert!(stopped.to_string().starts_with(file), "{stopped}");
        assert_eq!(p.all(), before);
        std::fs::write(p.path().join(file), text).unwrap();
    }
    assert_eq!(p.receive(&next).files[0].outcome, FileOutcome::Taken);
}
