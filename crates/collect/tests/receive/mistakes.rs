//! What goes wrong in workbooks: each mistake is one finding with sheet and cell, and nothing of
//! the file goes in.

use ideal_collect::{Field, MachineKey, Sheet};

use crate::MARKET;
use crate::project::{Book, Project, Typed};

/// The column of a field in a workbook of the first round.
fn column(field: Field) -> char {
    let at = ideal_collect::columns(false).position(|c| c.field == field).unwrap();
    char::from(b'A' + u8::try_from(at).unwrap())
}

fn refused(p: &Project, book: &Book, code: &str, place: &str) {
    let before = p.read("evidence/round-r1.csv");
    let found = p.found(book);
    let codes: Vec<&str> = found.iter().map(|(c, _)| c.as_str()).collect();
    assert_eq!(codes, [code], "{found:?}");
    assert!(found[0].1.contains(place), "{place} in {}", found[0].1);
    assert_eq!(p.read("evidence/round-r1.csv"), before);
}

#[test]
fn a_cell_that_is_no_answer() {
    let p = Project::new();
    let mut fine = p.book("COL", "R1");
    fine.rate(MARKET, 7.0, 6.0, 8.0);
    // The vignette stands in row 3, this row under it.
    for (field, typed, code) in [
        (Field::Best, Typed::from("7,5"), "decimal-comma"),
        (Field::Best, Typed::Date(46_241.0), "date-for-number"),
        (Field::Best, Typed::from("7/8"), "date-for-number"),
        (Field::Best, Typed::from("s/d"), "no-number"),
        (Field::Best, Typed::from("N/A"), "no-number"),
        (Field::Best, Typed::from("unknwon"), "no-number"),
        (Field::Best, Typed::from(11.0), "off-scale"),
        (Field::Best, Typed::from(-1.0), "off-scale"),
        (Field::Best, Typed::from(6.3), "off-step"),
        (Field::Best, Typed::from("7.000"), "thousands-point"),
        (Field::Best, Typed::from("no sé"), "no-number"),
        (Field::Best, Typed::from(6.500_001), "off-step"),
        (Field::Best, Typed::Formula("=1/0"), "no-value"),
        (Field::Low, Typed::from(7.5), "low-over-best"),
        (Field::High, Typed::from(6.5), "best-over-high"),
        (Field::High, Typed::from(10.5), "off-scale"),
        (Field::Low, Typed::from("bajo"), "no-number"),
        (Field::Confidence, Typed::from(0.8), "confidence-bounds"),
        (Field::Confidence, Typed::from(101.0), "confidence-bounds"),
        (Field::Confidence, Typed::from("alta"), "no-number"),
        (Field::Reliability, Typed::from("Z"), "unknown-grade"),
        (Field::Credibility, Typed::from(9.0), "unknown-grade"),
        (Field::Tlp, Typed::from("WHITE"), "unknown-mark"),
    ] {
        // A formula's stored value is 0 where nobody calculated it.
        if matches!(typed, Typed::Formula(_)) {
            continue;
        }
        let place = format!("Ratings!{}4", column(field));
        refused(&p, &fine.with(MARKET, field, typed), code, &place);
    }
}

#[test]
fn ranges_that_are_none() {
    let p = Project::new();
    let bare = p.book("COL", "R1");
    let mut half = bare.with(MARKET, Field::Best, 5.0);
    half.set(MARKET, Field::Low, 4.0);
    refused(&p, &half, "half-a-range", &format!("{}4", column(Field::High)));
    refused(&p, &bare.with(MARKET, Field::Low, 4.0), "range-alone", "Ratings!");
    let mut word = bare.with(MARKET, Field::Best, "nil");
    word.set(MARKET, Field::Low, 4.0).set(MARKET, Field::High, 5.0);
    refused(&p, &word, "range-alone", "Ratings!");
    // A confidence beside no range is left out, with a warning.
    let mut lone = bare.with(MARKET, Field::Best, 5.0);
    lone.set(MARKET, Field::Confidence, 80.0);
    assert_eq!(p.found(&lone)[0].0, "no-range");
    assert!(p.read("evidence/round-r1.csv").ends_with("COL/R1,TLP:GREEN,,,,\n"));
}

#[test]
fn rows_and_columns_that_are_others() {
    let p = Project::new();
    let mut fine = p.book("COL", "R1");
    fine.rate(MARKET, 7.0, 6.0, 8.0);
    let mut inserted = fine.clone();
    inserted.lines.insert(2, [(Field::Best, Typed::from(5.0))].into_iter().collect());
    refused(&p, &inserted, "inserted-row", &format!("Ratings!{}5", column(Field::Best)));
    let changed = fine.with(MARKET, Field::Territory, "PER");
    refused(&p, &changed, "changed-code", "Ratings!B4");
    let moved = fine.with(MARKET, Field::Id, "PER/extortion/expert.market");
    let codes: Vec<String> = p.found(&moved).into_iter().map(|(code, _)| code).collect();
    assert_eq!(codes, ["unknown-row", "deleted-rows"]);
    let mut twice = fine.clone();
    twice.lines.push(twice.lines[1].clone());
    refused(&p, &twice, "row-twice", "Ratings!A10");
    let mut dropped = fine.clone();
    dropped.dropped.push(Field::High);
    refused(&p, &dropped, "missing-column", "Ratings!A1");
    for (sheet, name) in [(Sheet::Ratings, "Notas"), (Sheet::Round, "Ronda")] {
        let mut renamed = fine.clone();
        renamed.names.insert(sheet, name);
        refused(&p, &renamed, "renamed-sheet", &format!("({name}!A1)"));
    }
    // None of them went in.
    assert!(!p.path().join("evidence/round-r1.csv").exists());
}

#[test]
fn one_cell_for_several_rows_is_told() {
    let p = Project::new();
    let mut merged = p.book("COL", "R1");
    merged.rate(MARKET, 7.0, 6.0, 8.0).merged.push((MARKET, Field::Best));
    let place = format!("Ratings!{}4", column(Field::Best));
    refused(&p, &merged, "merged-cells", &place);
    let mut reason = p.book("COL", "R1");
    reason.rate(MARKET, 7.0, 6.0, 8.0).set(MARKET, Field::Reason, "Para los dos.");
    reason.merged.push((MARKET, Field::Reason));
    refused(&p, &reason, "merged-cells", &format!("Ratings!{}4", column(Field::Reason)));
    // An empty one says nothing, merged or not.
    let mut empty = p.book("COL", "R1");
    empty.rate(MARKET, 7.0, 6.0, 8.0).merged.push((MARKET, Field::Reason));
    assert_eq!(p.found(&empty), []);
}

#[test]
fn what_stands_beside_the_table_is_told() {
    let p = Project::new();
    let mut book = p.book("COL", "R1");
    book.rate(MARKET, 7.0, 6.0, 8.0).beside.extend([(3, 20, "9"), (30, 7, "una nota")]);
    let found = p.found(&book);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, "unread-cells");
    assert!(found[0].1.contains("2 (Ratings!U4, Ratings!H31)"), "{found:?}");
    assert!(p.read("evidence/round-r1.csv").contains("2023,7,"));
}

#[test]
fn what_is_said_of_a_confidence_fits_it() {
    let p = Project::new();
    for (typed, hint) in [
        (Typed::from(0.8), "80 per cent is written 80"),
        (Typed::from("80 %"), "80 per cent is written 80"),
        (Typed::from(49.0), "under 50"),
        (Typed::from(101.0), "there is no more"),
    ] {
        let mut book = p.book("COL", "R1");
        book.rate(MARKET, 7.0, 6.0, 8.0).set(MARKET, Field::Confidence, typed);
        let found = p.receive(&[book.save(&p.path().join("in"), "a.xlsx")]);
        let said = found.findings[0].to_string();
        assert!(said.contains(hint) && !said.contains("no rating"), "{said}");
    }
}

#[test]
fn senders_that_are_not_of_this_round() {
    let p = Project::new();
    for (key, value, code) in [
        (MachineKey::Round, "r0", "other-round"),
        (MachineKey::Panel, "XXX", "unknown-panel"),
        (MachineKey::IssuedFrom, "project=00", "other-questions"),
        (MachineKey::Schema, "0", "other-layout"),
        (MachineKey::Second, "yes", "changed-structure"),
        (MachineKey::Rater, "", "no-rater"),
        (MachineKey::Rater, "Ana Gómez", "no-pseudonym"),
        (MachineKey::Rater, "ana@x.org", "no-pseudonym"),
        (MachineKey::Rater, "MariaFernandaGomez", "no-pseudonym"),
    ] {
        let mut book = p.book("COL", "R1");
        book.machine.insert(key, value.to_owned());
        refused(&p, &book, code, "Round!B");
        let file = book.save(&p.path().join("in"), "a.xlsx");
        let found = p.receive(&[file]);
        assert!(found.findings[0].hint.is_some(), "{code}");
        // What may be a name is not repeated.
        assert!(!found.findings[0].to_string().contains("Ana"), "{}", found.findings[0]);
    }
}

#[test]
fn all_mistakes_of_all_files_are_told_at_once() {
    let p = Project::new();
    let mut book = p.book("COL", "R1");
    book.set(MARKET, Field::Best, 11.0).set("COL/*/expert.actors", Field::Best, "s/d").set(
        "vignette/v1",
        Field::Tlp,
        "X",
    );
    let folder = p.path().join("in");
    let a = book.save(&folder, "a.xlsx");
    let b =
        p.book("ECU", "R1").with("ECU/*/expert.actors", Field::Best, 2.5).save(&folder, "b.xlsx");
    let found = p.receive(&[a, b]);
    let codes: Vec<&str> = found.findings.iter().map(|f| f.code.as_str()).collect();
    assert_eq!(codes, ["unknown-mark", "off-scale", "no-number", "off-step"]);
    assert!(
        found.findings[0].file.ends_with("a.xlsx") && found.findings[3].file.ends_with("b.xlsx")
    );
    assert_eq!(found.findings[1].line, Some(4));
}

#[test]
fn answers_as_people_write_them() {
    let p = Project::new();
    for (typed, value) in [
        (Typed::from("7 "), "7"),
        (Typed::from("７．５"), "7.5"),
        (Typed::from("7.5"), "7.5"),
        (Typed::from("unknown "), "unknown"),
        (Typed::from("Desconocido"), "unknown"),
        (Typed::from("desconhecido"), "unknown"),
        (Typed::from("No aplica"), "not_applicable"),
        (Typed::from("não se aplica"), "not_applicable"),
        (Typed::from("not_applicable"), "not_applicable"),
        (Typed::from("NULO"), "nil"),
        (Typed::from("nil"), "nil"),
        (Typed::from(2.999_999_999_999_999_6), "3"),
        (Typed::from(0.0), "0"),
        (Typed::from(10.0), "10"),
    ] {
        let said = format!("{typed:?}");
        assert_eq!(p.found(&p.book("COL", "R1").with(MARKET, Field::Best, typed)), [], "{said}");
        let evidence = p.read("evidence/round-r1.csv");
        assert!(evidence.contains(&format!(",2023,{value},")), "{said}: {evidence}");
    }
}
