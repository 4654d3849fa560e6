//! Rounds as a coordinator meets them: planned, read back, issued.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod issue;
mod plan;
mod read;
mod second;
mod weights;
mod xlsform;

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use std::sync::OnceLock;

use ideal_collect::{IssueOptions, Issued, Round, draft_round};
use ideal_evidence::{Folder, InMemory, load};
use ideal_model::AssessmentInput;

/// The demonstration.
fn demo() -> &'static AssessmentInput {
    static DEMO: OnceLock<AssessmentInput> = OnceLock::new();
    DEMO.get_or_init(|| {
        let folder = Folder::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../datasets/latam"));
        load(&folder, &[]).assessment.expect("the demonstration is in order")
    })
}

/// A round of it.
fn drafted() -> &'static Round {
    static ROUND: OnceLock<Round> = OnceLock::new();
    ROUND.get_or_init(|| draft_round(demo(), "2023-1").unwrap())
}

/// What goes out to one panel.
fn issued(panel: &str, options: IssueOptions) -> Issued {
    let options = IssueOptions { panel: Some(panel.to_owned()), ..options };
    ideal_collect::issue(&InMemory::new(), demo(), drafted(), &options).unwrap()
}

/// The parts of a workbook, by their paths.
fn parts(book: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let mut out = BTreeMap::new();
    for i in 0..archive.len() {
        let mut part = archive.by_index(i).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        out.insert(part.name().unwrap().into_owned(), text);
    }
    out
}

/// The cells of a sheet as texts, row by row.
fn cells(book: &[u8], sheet: &str) -> Vec<Vec<String>> {
    use calamine::Reader as _;
    let mut book = calamine::Xlsx::new(Cursor::new(book.to_vec())).unwrap();
    let range = book.worksheet_range(sheet).unwrap();
    range.rows().map(|r| r.iter().map(ToString::to_string).collect()).collect()
}
