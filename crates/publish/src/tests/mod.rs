//! What must hold of every format: texts are texts, equal documents are equal bytes, and readers
//! that others wrote find what was put in.

mod docx;
pub(crate) mod fixture;
mod markdown;
#[cfg(feature = "pdf")]
mod pdf;
mod unpacked;
mod xlsx;

use fixture::{hostile, specimen};

use crate::{DocumentFault, Format, Layout, Paper, PublishError, formats};

fn only(format: &dyn Format, document: &ideal_report::document::Document) -> Vec<u8> {
    let mut files = format.write(document).unwrap();
    assert_eq!(files.len(), 1);
    files.remove(0).bytes
}

#[test]
fn formats_equal_documents_are_equal_bytes() {
    for format in formats(Layout::default()) {
        for document in [specimen(), hostile()] {
            let once = format.write(&document).unwrap();
            assert!(once == format.write(&document).unwrap(), "{}", format.name());
            let ending = format!(".es.{}", format.name());
            assert!(once[0].name.ends_with(&ending), "{}", once[0].name);
        }
    }
}

/// The report of results whose names attack, in three languages.
#[test]
fn formats_hold_the_report_of_the_engine() {
    use ideal_testing::fixture::{Fixture, results};
    let of = Fixture { territories: 5, areas: 4, editions: 2, hostile: true, ..Fixture::default() };
    let results = results(&of);
    for lang in ideal_model::Lang::ALL {
        let document = ideal_report::Report::new(&results).language(lang).document().unwrap();
        for format in formats(Layout { paper: Paper::Letter, ..Layout::default() }) {
            let files =
                format.write(&document).unwrap_or_else(|e| panic!("{}: {e}", format.name()));
            assert!(files[0].bytes.len() > 10_000, "{} {lang}", format.name());
        }
    }
}

#[test]
fn formats_refuse_a_document_that_contradicts_itself() {
    use ideal_report::document::{Block, Row, Target, Text};
    let fault = |change: &dyn Fn(&mut ideal_report::document::Document)| {
        let mut document = specimen();
        change(&mut document);
        let errors = formats(Layout::default()).into_iter().map(|f| match f.write(&document) {
            Err(PublishError::Document(fault)) => fault,
            other => panic!("{}: {other:?}", f.name()),
        });
        let mut errors: Vec<DocumentFault> = errors.collect();
        errors.dedup();
        assert_eq!(errors.len(), 1);
        errors.remove(0)
    };
    let lost = fault(&|d| {
        let to = Target::Section("nowhere".to_owned());
        d.colophon.push(Text::plain("x").leading(&to));
    });
    assert_eq!(lost, DocumentFault::NoSection("nowhere".to_owned()));
    let short = fault(&|d| {
        if let Block::Table(table) = &mut d.sections[1].blocks[1] {
            table.rows.push(Row::default());
        }
    });
    assert_eq!(
        short.to_string(),
        "row 14 of the table `ranking_territories` has 0 cells for 6 columns"
    );
    let out = fault(&|d| {
        if let Some(Block::Figure { chart, .. }) = d.sections[0].blocks.last_mut() {
            chart.name = "../x".to_owned();
        }
    });
    assert_eq!(out, DocumentFault::ChartName("../x".to_owned()));
    let twice = fault(&|d| d.sections[0].anchor = "ranking".to_owned());
    assert_eq!(twice, DocumentFault::SameAnchor("ranking".to_owned()));
}
