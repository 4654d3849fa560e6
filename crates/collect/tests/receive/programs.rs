//! Workbooks as programs save them that raters have: LibreOffice, and a writer that does as Excel
//! does (openpyxl).

use std::path::{Path, PathBuf};
use std::process::Command;

use ideal_collect::{Field, FileOutcome};
use ideal_testing::skipped;

use crate::MARKET;
use crate::project::{Project, Typed};

/// A workbook with answers of every kind, numbers as texts among them.
fn answered(p: &Project) -> PathBuf {
    let mut book = p.book("COL", "R3");
    book.rate(MARKET, 7.5, 6.0, 8.0)
        .set(MARKET, Field::Reliability, "B")
        .set(MARKET, Field::Credibility, "2")
        .set(MARKET, Field::Tlp, "TLP:AMBER")
        .set(MARKET, Field::Reason, "dos fuentes\nindependientes")
        .set("COL/*/expert.actors", Field::Best, "7 ")
        .set("COL/drug_cocaine/expert.market", Field::Best, "desconocido")
        .set("ECU/extortion/expert.market", Field::Best, Typed::Number(10.0))
        .rate("vignette/v1", 6.0, 5.0, 7.0);
    book.save(&p.path().join("in"), "R3.xlsx")
}

/// What the project says after the workbook was received as it was saved, and as the program has
/// saved it since.
fn comes_back_whole(saved: impl Fn(&Path) -> Option<PathBuf>) {
    let (p, q) = (Project::new(), Project::new());
    let book = answered(&p);
    let Some(saved) = saved(&book) else { return };
    assert_eq!(p.receive(&[book]).findings, []);
    let found = q.receive(&[saved]);
    assert_eq!(found.findings, []);
    assert_eq!(found.files[0].outcome, FileOutcome::Taken);
    let evidence = p.read("evidence/round-r1.csv");
    assert_eq!(evidence.lines().count(), 4, "{evidence}");
    for file in ["evidence/round-r1.csv", "rounds/r1/bridge.csv", "rounds/r1/vignettes.csv"] {
        assert_eq!(p.read(file), q.read(file), "{file}");
    }
    assert_eq!(p.read("rounds/r1/ratings.csv"), q.read("rounds/r1/ratings.csv"));
}

fn by_libreoffice(book: &Path, format: &str) -> Option<PathBuf> {
    let out = book.parent().unwrap().join("saved");
    let profile = book.parent().unwrap().join("profile");
    let ran = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", profile.display()))
        .args(["--headless", "--convert-to", format, "--outdir"])
        .args([&out, book])
        .output();
    if !ran.is_ok_and(|o| o.status.success()) {
        skipped("there is no LibreOffice, so no workbook is saved by it");
        return None;
    }
    Some(out.join("R3").with_extension(format))
}

#[test]
fn saved_by_libreoffice_as_a_workbook_of_excel() {
    comes_back_whole(|book| by_libreoffice(book, "xlsx"));
}

#[test]
fn saved_by_libreoffice_in_its_own_format() {
    comes_back_whole(|book| by_libreoffice(book, "ods"));
}

#[test]
fn saved_by_a_program_that_writes_as_excel_does() {
    // Shared texts, blank rows with a format at the end, a number as text.
    const SAVE: &str = "
import sys, openpyxl
from openpyxl.styles import PatternFill
b = openpyxl.load_workbook(sys.argv[1])
s = b['Ratings']
for row in s.iter_rows(min_row=s.max_row + 1, max_row=s.max_row + 40, max_col=20):
    for c in row:
        c.fill = PatternFill('solid', fgColor='FFFFEE')
head = {c.value: c.column for c in s[1]}
for r in range(3, s.max_row + 1):
    if s.cell(r, head['id']).value == 'COL/extortion/expert.market':
        s.cell(r, head['best']).value = '7.5'
b.save(sys.argv[2])
";
    comes_back_whole(|book| {
        let saved = book.with_file_name("saved.xlsx");
        let ran =
            Command::new(ideal_testing::python()).args(["-c", SAVE]).args([book, &saved]).output();
        if !ran.is_ok_and(|o| o.status.success()) {
            skipped("there is no openpyxl, so no workbook is saved by it");
            return None;
        }
        Some(saved)
    });
}
