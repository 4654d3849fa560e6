//! PDF: typeset, tagged for readers of screens (PDF/UA-1), with bookmarks and drawings that stay
//! drawings.

mod data;
mod letters;
mod world;

use ideal_report::document::{Document, readable};
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::error::PublishError;
use crate::format::{Format, Paper, Published};
use crate::outline::{Outline, Piece};
use data::{Data, chart_path};
use letters::Letters;
use world::Sealed;

/// A PDF.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pdf {
    /// Its paper.
    pub paper: Paper,
}

impl Format for Pdf {
    fn name(&self) -> &'static str {
        "pdf"
    }

    fn write(&self, document: &Document) -> Result<Vec<Published>, PublishError> {
        let outline = Outline::of(document)?;
        let letters = Letters::new();
        let data = Data::of(&outline, self.paper, &letters);
        let data = serde_json::to_vec(&data).map_err(|e| told(&e))?;
        let charts = outline.pieces.iter().filter_map(|piece| match piece {
            Piece::Figure { chart, .. } => {
                Some((chart_path(&chart.name), letters.drawing(&chart.svg).into_bytes()))
            }
            _ => None,
        });
        let files = std::iter::once(("document.json".to_owned(), data)).chain(charts);
        let world = Sealed::new(include_str!("report.typ"), files, &letters.fonts)
            .ok_or_else(|| told(&"a path that is none"))?;
        let pages = typst::compile::<PagedDocument>(&world).output.map_err(|e| typeset(&e))?;
        let title = readable(&document.cover.title);
        let options = PdfOptions {
            ident: Smart::Custom(format!("{} {}", document.locale, title)),
            creator: Smart::Custom(Some("ideal".to_owned())),
            standards: PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|e| told(e.message()))?,
            ..PdfOptions::default()
        };
        let bytes = typst_pdf::pdf(&pages, &options).map_err(|e| typeset(&e))?;
        // What is remembered of one document is of no use to the next.
        typst::comemo::evict(0);
        Ok(vec![Published { name: format!("report.{}.pdf", document.locale), bytes }])
    }
}

fn told(problem: &dyn std::fmt::Display) -> PublishError {
    PublishError::Typeset(vec![problem.to_string()])
}

fn typeset(found: &[SourceDiagnostic]) -> PublishError {
    PublishError::Typeset(found.iter().map(|one| one.message.to_string()).collect())
}
