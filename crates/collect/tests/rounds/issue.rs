//! Workbooks as they go out, read from their XML and by another reader.

use std::collections::BTreeSet;

use ideal_collect::{Block, FIRST_ROW, IssueOptions, NAMES_ROW, columns, rows};

use super::{cells, demo, drafted, issued, parts};

fn book(panel: &str) -> Vec<u8> {
    issued(panel, IssueOptions::default()).files.remove(0).bytes
}

#[test]
fn a_panel_gets_a_workbook_in_its_language() {
    let files = issued("BRA", IssueOptions::default()).files;
    assert_eq!(files.len(), 1);
    assert_eq!(files[0].name, "BRA.pt.xlsx");
    let labels = &cells(&files[0].bytes, "Ratings")[1];
    assert!(labels.contains(&"Melhor valor".to_owned()), "{labels:?}");
    let guide = cells(&book("COL"), "Guide").concat().join(" ");
    assert!(guide.contains("Cómo se responde") && guide.contains("Colombia"), "{guide}");
    assert!(!guide.contains("Melhor"));
}

#[test]
fn the_same_round_gives_the_same_bytes() {
    assert_eq!(book("COL"), book("COL"));
    let core = &parts(&book("COL"))["docProps/core.xml"];
    assert!(core.contains("2000-01-01T00:00:00Z"), "{core}");
}

#[test]
fn sheets_are_those_that_programs_and_people_look_for() {
    let workbook = &parts(&book("COL"))["xl/workbook.xml"];
    let names: Vec<&str> =
        workbook.split("<sheet name=\"").skip(1).map(|s| s.split('"').next().unwrap()).collect();
    assert_eq!(names, ["Guide", "Ratings", "Lists", "Round"]);
    assert!(workbook.contains("_xlnm.Print_Area") && workbook.contains("_xlnm.Print_Titles"));
}

#[test]
fn machine_names_stand_hidden_over_the_ratings() {
    let book = book("COL");
    let all = cells(&book, "Ratings");
    let names: Vec<&str> = columns(false).map(|c| c.field.word()).collect();
    assert_eq!(all[NAMES_ROW as usize - 1], names);
    let sheet = &parts(&book)["xl/worksheets/sheet2.xml"];
    assert!(sheet.contains("<row r=\"1\" spans=\"1:17\" hidden=\"1\">"), "{}", &sheet[..2000]);
    let panel = drafted().panel("COL").unwrap();
    let ids: Vec<String> = rows(drafted(), panel).into_iter().map(|r| r.id).collect();
    let found: Vec<&String> = all.iter().skip(FIRST_ROW as usize - 1).map(|r| &r[0]).collect();
    assert_eq!(found, ids.iter().collect::<Vec<_>>());
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), 75);
}

#[test]
fn vignettes_come_first_and_bridges_last_and_ids_do_not_depend_on_the_place() {
    let panel = drafted().panel("COL").unwrap();
    let asked = rows(drafted(), panel);
    let blocks: Vec<Block> = asked.iter().map(|r| r.block).collect();
    assert!(blocks.is_sorted(), "{blocks:?}");
    assert_eq!(blocks.iter().filter(|b| **b == Block::Own).count(), 23);
    let mut other = drafted().clone();
    other.items.reverse();
    other.vignettes.remove(0);
    let moved = rows(&other, panel);
    let id = "COL/extortion/expert.market";
    let find = |all: &[ideal_collect::Row<'_>]| all.iter().position(|r| r.id == id);
    assert!(find(&asked).is_some() && find(&moved).is_some());
    assert_ne!(find(&asked), find(&moved));
}

/// The validations of the ratings: type, range and first formula.
fn validations(book: &[u8]) -> Vec<(String, String, String)> {
    let sheet = &parts(book)["xl/worksheets/sheet2.xml"];
    let between = |text: &str, from: &str, to: &str| {
        let rest = text.split(from).nth(1).unwrap_or_default();
        rest.split(to).next().unwrap_or_default().replace("&lt;", "<").replace("&gt;", ">")
    };
    let of = |v: &str| {
        (between(v, "type=\"", "\""), between(v, "sqref=\"", "\""), between(v, "<formula1>", "<"))
    };
    sheet.split("<dataValidation ").skip(1).map(of).collect()
}

#[test]
fn cells_that_are_filled_in_are_checked_as_they_are_typed() {
    let found = validations(&book("COL"));
    let kinds: Vec<(&str, &str)> = found.iter().map(|(k, r, _)| (k.as_str(), r.as_str())).collect();
    assert_eq!(
        kinds,
        [
            ("list", "J3:J77"),
            ("custom", "K3:K77"),
            ("custom", "L3:L77"),
            ("decimal", "M3:M77"),
            ("list", "N3:N77"),
            ("list", "O3:O77"),
            ("list", "P3:P77")
        ]
    );
    assert_eq!(found[0].2, "Lists!$E$2:$E$15");
    assert_eq!(found[1].2, "AND(ISNUMBER($K3),$K3>=0,$K3<=10,OR(NOT(ISNUMBER($J3)),$K3<=$J3))");
    assert!(found.iter().all(|(.., formula)| formula.len() <= 255));
    // The drop-down of ratings: eleven points and three words.
    let lists = cells(&book("COL"), "Lists");
    let ratings: Vec<&str> = lists.iter().skip(1).take(14).map(|r| r[4].as_str()).collect();
    let all = "0 1 2 3 4 5 6 7 8 9 10 unknown not_applicable nil";
    assert_eq!(ratings, all.split(' ').collect::<Vec<_>>());
    // No mark below that of the round.
    let marks: Vec<&str> = lists.iter().skip(1).take(3).map(|r| r[2].as_str()).collect();
    assert_eq!(marks, ["TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"]);
}

#[test]
fn each_rating_has_its_scale_in_a_comment_and_only_filled_cells_are_open() {
    let parts = parts(&book("COL"));
    let comments = &parts["xl/comments1.xml"];
    // One for each row, and that of the progress.
    assert_eq!(comments.matches("<comment ref=").count(), 75 + 1);
    assert!(comments.contains("No hay ningún indicio en el territorio."));
    let sheet = &parts["xl/worksheets/sheet2.xml"];
    assert!(sheet.contains("<sheetProtection "), "not protected");
    assert!(!sheet.contains("password="), "protected by a password");
    assert!(sheet.contains("<f>COUNTA($J$3:$J$77)&amp;\"/75\"</f>"), "no progress");
    assert!(sheet.contains("topLeftCell=\"H3\""), "the head is not frozen");
    let styles = &parts["xl/styles.xml"];
    assert!(styles.contains("<protection locked=\"0\"/>"));
}

#[test]
fn paper_is_that_of_the_country() {
    let paper = |panel: &str| {
        let sheet = parts(&book(panel))["xl/worksheets/sheet2.xml"].clone();
        let setup = sheet.split("<pageSetup ").nth(1).unwrap().to_owned();
        setup.split("/>").next().unwrap().to_owned()
    };
    assert!(paper("BRA").contains("paperSize=\"9\""), "{}", paper("BRA"));
    // US Letter is the default, which the format does not write, or 1.
    assert!(!paper("COL").contains("paperSize=\"9\""), "{}", paper("COL"));
    assert!(paper("COL").contains("fitToHeight=\"0\"") && paper("COL").contains("landscape"));
}

#[test]
fn the_machine_sheet_says_what_the_workbook_is() {
    let all = cells(&book("COL"), "Round");
    let value = |key: &str| all.iter().find(|r| r[0] == key).map(|r| r[1].as_str());
    assert_eq!(value("schema"), Some("1"));
    assert_eq!(value("round"), Some("2023-1"));
    assert_eq!(value("panel"), Some("COL"));
    assert_eq!(value("language"), Some("es"));
    assert_eq!(value("method_sha256"), Some(demo().method_sha256.as_str()));
    assert_eq!(value("second"), Some("false"));
    assert_eq!(value("rater"), Some(""));
}

#[test]
fn a_panel_that_the_round_lacks_is_named_with_those_it_has() {
    let options = IssueOptions { panel: Some("ESP".to_owned()), ..IssueOptions::default() };
    let files = ideal_evidence::InMemory::new();
    let e = ideal_collect::issue(&files, demo(), drafted(), &options).unwrap_err();
    assert!(e.to_string().contains("`ESP`") && e.to_string().contains("ARG, BOL"), "{e}");
}
