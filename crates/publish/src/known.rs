//! The formats that there are.

use crate::docx::Docx;
use crate::format::{Format, Paper};
use crate::markdown::Markdown;
#[cfg(feature = "pdf")]
use crate::pdf::Pdf;
use crate::xlsx::Xlsx;

/// Every format, on this paper where it has pages.
#[must_use]
pub fn formats(paper: Paper) -> Vec<Box<dyn Format>> {
    vec![
        Box::new(Markdown::default()),
        Box::new(Docx { paper }),
        Box::new(Xlsx { paper }),
        #[cfg(feature = "pdf")]
        Box::new(Pdf { paper }),
    ]
}
