//! The sheet `Weights`: what a rater says of weights becomes rows of `weights.csv`.

use ideal_collect::{Field, FileOutcome, IssueOptions, WeightField, issue, status};
use ideal_evidence::Folder;
use ideal_model::judged;

use crate::MARKET;
use crate::project::{Book, Project, Typed, WeightLine};

const MORE: &str = "expert.market";
const LESS: &str = "expert.actors";

/// A project whose round asks for the weights of two children in this way.
fn asking(by: &str) -> Project {
    let asks = format!("[weights]\nnodes = [\"threat\"]\nmethod = \"{by}\"\n\n[panel.COL]\n");
    Project::with(&[("[panel.COL]\n", &asks)])
}

/// A workbook that weighs the market three times the actors, as far as the way of asking lets it.
fn answered(p: &Project, by: &str, rater: &str) -> Book {
    let mut book = p.book("COL", rater);
    book.rate(MARKET, 7.0, 6.0, 8.0);
    let (of_more, of_less) = (format!("child/threat/{MORE}"), format!("child/threat/{LESS}"));
    let mut each = |more: f64, less: f64| {
        book.weigh(&of_more, WeightField::Value, more).weigh(&of_less, WeightField::Value, less);
    };
    match by {
        "direct" => each(6.0, 2.0),
        "budget" => each(75.0, 25.0),
        "swing" => each(100.0, 100.0 / 3.0),
        "rank" => each(1.0, 2.0),
        "ahp" => {
            let id = format!("pair/threat/{MORE}/{LESS}");
            book.weigh(&id, WeightField::Choice, MORE).weigh(&id, WeightField::Value, 3.0);
        }
        _ => {
            book.weigh("best/threat", WeightField::Choice, MORE);
            book.weigh("worst/threat", WeightField::Choice, LESS);
            book.weigh(&format!("from-best/threat/{LESS}"), WeightField::Value, 3.0);
        }
    }
    book
}

/// The shares that the experts of a project give to market and actors, by expert.
fn shares(p: &Project) -> Vec<(String, Vec<f64>)> {
    let input = p.input();
    let nodes = judged(&input.method, &input.judgements).0;
    let of = |e: &ideal_model::ExpertJudged| (e.expert.clone(), e.weights.clone());
    nodes.iter().flat_map(|n| n.experts.iter().map(of)).collect()
}

#[test]
fn every_way_of_asking_comes_back_as_the_weights_that_were_meant() {
    for by in ["direct", "budget", "swing", "rank", "ahp", "bwm"] {
        let p = asking(by);
        let file = answered(&p, by, "r1").save(&p.path().join("in"), "a.xlsx");
        let found = p.receive(std::slice::from_ref(&file));
        assert_eq!(found.findings, [], "{by}");
        let shares = shares(&p);
        assert_eq!(shares[0].0, "round-r1/COL/R1", "{by}");
        // Three to one; the centroid of two ranks is three to one as well.
        let off = shares[0].1.iter().zip([0.75, 0.25]).all(|(a, b)| (a - b).abs() < 1e-9);
        assert!(off, "{by}: {shares:?}");
        // Twice is once.
        let all = p.all();
        assert_eq!(p.receive(&[file]).files[0].outcome, FileOutcome::Known, "{by}");
        assert_eq!(p.all(), all, "{by}");
    }
}

#[test]
fn the_other_way_round_is_the_other_child() {
    let p = asking("ahp");
    let id = format!("pair/threat/{MORE}/{LESS}");
    let mut book = p.book("COL", "R1");
    book.weigh(&id, WeightField::Choice, LESS).weigh(&id, WeightField::Value, 3.0);
    let found = p.receive(&[book.save(&p.path().join("in"), "a.xlsx")]);
    assert_eq!(found.findings, []);
    assert!(
        p.read("weights.csv").ends_with(",ahp,threat,expert.actors,expert.market,3,TLP:GREEN,\n")
    );
}

#[test]
fn a_newer_file_takes_the_place_of_the_older_and_rows_of_others_stay_to_the_byte() {
    let p = asking("budget");
    let by_hand = "node;expert;method;child;value\r\nthreat;E1;direct;expert.market;1\r\n\
                   threat;E1;direct;\"expert.actors\";1\r\n";
    std::fs::write(p.path().join("weights.csv"), by_hand).unwrap();
    let folder = p.path().join("in");
    let old = answered(&p, "budget", "R1").save(&folder, "old.xlsx");
    let other = answered(&p, "budget", "R2").save(&folder, "other.xlsx");
    p.receive(&[old.clone(), other]);
    let after = p.read("weights.csv");
    assert!(after.starts_with(
        &by_hand.replace("value\r", "value;other;tlp;handling\r").replace("1\r", "1;;;\r")
    ));
    assert!(
        after.contains("threat;round-r1/COL/R1;budget;expert.market;75;;TLP:GREEN;\r\n"),
        "{after}"
    );
    let mut new = answered(&p, "budget", "R1");
    new.weigh(&format!("child/threat/{MORE}"), WeightField::Value, 40.0);
    new.weigh(&format!("child/threat/{LESS}"), WeightField::Value, 60.0);
    p.receive(&[new.save(&folder, "new.xlsx")]);
    let after = p.read("weights.csv");
    assert!(
        after.contains("COL/R1;budget;expert.market;40;")
            && !after.contains("R1;budget;expert.market;75")
    );
    assert!(after.contains("COL/R2;budget;expert.market;75;"), "{after}");
    // A newer file without weights withdraws them; a line of a form does not speak of them.
    let form = p.path().join("in/form.csv");
    let head = "schema,round,panel,language,method_sha256,second,rater,issued_from";
    let (sha, from) = (p.input().method_sha256, p.issued_from("COL", None));
    let line = format!("{head}\n1,r1,COL,es,{sha},false,R2,{from}\n");
    std::fs::write(&form, line).unwrap();
    let blank = p.book("COL", "R1").rate(MARKET, 1.0, 0.0, 2.0).save(&folder, "blank.xlsx");
    p.receive(&[form, blank]);
    let after = p.read("weights.csv");
    assert!(!after.contains("COL/R1") && after.contains("COL/R2"), "{after}");
}

#[test]
fn each_wrong_cell_is_told_and_nothing_of_the_file_goes_in() {
    let (more, less) = (format!("child/threat/{MORE}"), format!("child/threat/{LESS}"));
    let pair = format!("pair/threat/{MORE}/{LESS}");
    let value = WeightField::Value;
    for (by, id, field, typed, code, cell) in [
        ("direct", more.as_str(), value, Some("mucho"), "no-number", "Weights!H8"),
        ("direct", &more, value, Some("2,5"), "no-number", "Weights!H8"),
        ("direct", &less, value, None, "missing-weight", "Weights!H9"),
        ("budget", &less, value, Some("125"), "out-of-scale", "Weights!H9"),
        ("swing", &more, value, Some("90"), "no-best", "Weights!H8"),
        ("rank", &more, value, Some("3"), "out-of-scale", "Weights!H8"),
        ("rank", &more, value, Some("1.5"), "out-of-scale", "Weights!H8"),
        ("ahp", &pair, value, Some("10"), "out-of-scale", "Weights!J8"),
        ("ahp", &pair, WeightField::Choice, Some("police"), "unknown-choice", "Weights!I8"),
        ("ahp", &pair, WeightField::Choice, None, "missing-weight", "Weights!I8"),
        ("bwm", "worst/threat", WeightField::Choice, Some(MORE), "best-is-worst", "Weights!H9"),
        ("bwm", "best/threat", value, Some("3"), "needless-cell", "Weights!I8"),
        ("bwm", "best/threat", WeightField::Choice, None, "missing-weight", "Weights!H8"),
    ] {
        let p = asking(by);
        let mut book = answered(&p, by, "R1");
        match typed {
            Some(typed) => drop(book.weigh(id, field, typed)),
            None => {
                let lines = &mut book.weights.as_mut().unwrap().1;
                lines.iter_mut().for_each(|line| {
                    if matches!(line.get(&WeightField::Id), Some(crate::project::Typed::Text(t)) if t == id) {
                        line.remove(&field);
                    }
                });
            }
        }
        let file = book.save(&p.path().join("in"), "a.xlsx");
        let before = p.all();
        let found = p.receive(&[file]);
        let told: Vec<(&str, bool)> =
            found.findings.iter().map(|f| (f.code.as_str(), f.message.contains(cell))).collect();
        assert_eq!(told, [(code, true)], "{by}: {:?}", found.findings);
        assert_eq!(found.refused(), 1);
        assert_eq!(p.all(), before, "{by} {code}: something of a refused file went in");
    }
}

#[test]
fn status_says_who_gave_weights() {
    let p = asking("rank");
    let file = answered(&p, "rank", "R2").save(&p.path().join("in"), "a.xlsx");
    let none = p.book("COL", "R1").rate(MARKET, 1.0, 0.0, 2.0).save(&p.path().join("in"), "b.xlsx");
    p.receive(&[file, none]);
    let found = status(&Folder::new(p.path()), &p.round()).unwrap();
    assert!(found.asks_weights);
    let json = serde_json::to_value(&found.weights).unwrap();
    let want = serde_json::json!([{ "panel": "COL", "rater": "R2", "nodes": ["threat"] }]);
    assert_eq!(json, want);
}

#[test]
fn a_workbook_of_before_the_round_asked_says_nothing_of_weights() {
    let p = asking("direct");
    let folder = p.path().join("in");
    p.receive(&[answered(&p, "direct", "R1").save(&folder, "a.xlsx")]);
    let mut older = answered(&p, "direct", "R1");
    older.weights = None;
    let found = p.receive(&[older.rate(MARKET, 3.0, 2.0, 4.0).save(&folder, "b.xlsx")]);
    let codes: Vec<&str> = found.findings.iter().map(|f| f.code.as_str()).collect();
    assert_eq!(codes, ["no-weights"]);
    assert!(p.read("weights.csv").contains("COL/R1"), "what was said before stays");
    // A second round asks for none.
    let again = IssueOptions { second: true, threshold: Some(0.1), ..IssueOptions::default() };
    p.receive(&[p.book("COL", "R2").rate(MARKET, 9.0, 8.0, 10.0).save(&folder, "c.xlsx")]);
    let issued = issue(&Folder::new(p.path()), &p.input(), &p.round(), &again).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&issued.files[0].bytes)).unwrap();
    let mut names = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("xl/workbook.xml").unwrap(), &mut names)
        .unwrap();
    assert!(!names.contains("Weights"), "{names}");
}

#[test]
fn columns_sorted_without_their_ids_are_refused() {
    let p = asking("direct");
    for (field, typed, code) in [
        (WeightField::Number, crate::project::Typed::Number(2.0), "mixed-rows"),
        (WeightField::ChildName, LESS.into(), "mixed-rows"),
        (WeightField::Child, LESS.into(), "changed-code"),
    ] {
        let mut book = answered(&p, "direct", "R1");
        let id = format!("child/threat/{MORE}");
        let first = weight_rows_first(&p);
        let place = if field == WeightField::Number { &first } else { &id };
        book.weigh(place, field, typed);
        let found = p.found(&book);
        assert_eq!(found[0].0, code, "{field}: {found:?}");
    }
}

/// The id of the first row of the sheet.
fn weight_rows_first(p: &Project) -> String {
    let round = p.round();
    let asked = round.weights.as_ref().unwrap();
    ideal_collect::weight_rows(&p.input().method, asked)[0].id.clone()
}

#[test]
fn rows_of_weights_that_are_gone_are_told() {
    let without = |by: &str, id: &str| {
        let p = asking(by);
        let mut book = answered(&p, by, "R1");
        let is =
            |l: &WeightLine| matches!(l.get(&WeightField::Id), Some(Typed::Text(t)) if t == id);
        let lines = &mut book.weights.as_mut().unwrap().1;
        let before = lines.len();
        lines.retain(|l| !is(l));
        assert_eq!(lines.len() + 1, before, "{id}");
        let found = p.found(&book);
        (found.into_iter().map(|(code, _)| code).collect::<Vec<_>>(), p.read("weights.csv"))
    };
    // A pair that is gone was not compared.
    let (codes, kept) = without("ahp", &format!("pair/threat/{MORE}/{LESS}"));
    assert_eq!((codes, kept.as_str()), (vec!["deleted-rows".to_owned()], ""));
    // Comparisons with the best say nothing without the row that says which that is.
    for id in ["best/threat", "worst/threat"] {
        let (codes, kept) = without("bwm", id);
        assert_eq!(
            (codes, kept.as_str()),
            (vec!["deleted-rows".into(), "missing-weight".into()], "")
        );
    }
    let (codes, kept) = without("budget", &format!("child/threat/{LESS}"));
    assert!(codes.contains(&"missing-child".to_owned()) && kept.is_empty(), "{codes:?}");
}

#[test]
fn a_sheet_of_weights_that_is_gone_is_told_and_takes_nothing_back() {
    let p = asking("budget");
    p.found(&answered(&p, "budget", "R1"));
    let before = p.read("weights.csv");
    assert!(before.contains("expert.market,,75,"), "{before}");
    let mut book = answered(&p, "budget", "R1");
    book.weights = None;
    let found = p.found(&book);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].0 == "no-weights" && found[0].1.contains("was deleted"), "{found:?}");
    assert_eq!(p.read("weights.csv"), before);
}

/// Findings of receiving a second file of a rater: their codes.
fn codes(found: &ideal_collect::Received) -> Vec<&str> {
    found.findings.iter().map(|f| f.code.as_str()).collect()
}

#[test]
fn weights_that_a_newer_file_lacks_or_gives_otherwise_are_told() {
    let p = asking("budget");
    let folder = p.path().join("in");
    p.receive(&[answered(&p, "budget", "R1").save(&folder, "old.xlsx")]);
    let mut other = answered(&p, "budget", "R1");
    other.weigh(&format!("child/threat/{MORE}"), WeightField::Value, 40.0);
    other.weigh(&format!("child/threat/{LESS}"), WeightField::Value, 60.0);
    let found = p.receive(&[other.save(&folder, "other.xlsx")]);
    assert_eq!(codes(&found), ["other-answers"]);
    assert!(found.findings[0].message.starts_with("2 judgements of weights"));
    let mut none = p.book("COL", "R1");
    none.rate(MARKET, 7.0, 6.0, 8.0);
    let found = p.receive(&[none.save(&folder, "none.xlsx")]);
    assert_eq!(codes(&found), ["answers-gone"]);
    assert!(found.findings[0].message.starts_with("2 of 2 judgements"), "{:?}", found.findings);
}

#[test]
fn reasons_and_marks_that_a_newer_file_lacks_are_told() {
    let p = Project::new();
    let folder = p.path().join("in");
    let mut book = p.book("COL", "R1");
    book.rate(MARKET, 7.0, 6.0, 8.0).set(MARKET, Field::Reason, "seen").set(
        MARKET,
        Field::Tlp,
        "TLP:RED",
    );
    p.receive(&[book.save(&folder, "a.xlsx")]);
    let mut less = p.book("COL", "R1");
    less.rate(MARKET, 7.0, 6.0, 8.0);
    let found = p.receive(&[less.save(&folder, "b.xlsx")]);
    assert_eq!(codes(&found), ["reasons-gone", "marks-loosened"]);
    assert!(found.findings[1].message.contains("TLP:RED"), "{:?}", found.findings);
}
