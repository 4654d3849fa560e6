//! The formats that there are.

use crate::docx::Docx;
use crate::format::{Format, Paper};
use crate::markdown::Markdown;
#[cfg(feature = "pdf")]
use crate::pdf::Pdf;
use crate::xlsx::Xlsx;

/// Every format, on this paper where it has pages. Drawings beside Markdown may be in a result
/// folder already: under the same names and with the same bytes.
#[must_use]
pub fn formats(paper: Paper) -> Vec<Box<dyn Format>> {
    vec![
        Box::new(Markdown { drawings: true }),
        Box::new(Docx { paper }),
        Box::new(Xlsx { paper }),
        #[cfg(feature = "pdf")]
        Box::new(Pdf { paper }),
    ]
}
