//! The formats that there are.

use crate::docx::Docx;
use crate::format::{Format, Layout};
use crate::markdown::Markdown;
#[cfg(feature = "pdf")]
use crate::pdf::Pdf;
use crate::xlsx::Xlsx;

/// Every format, laid out like this. Drawings beside Markdown may be in the folder `charts` of a
/// result already: under the same names and with the same bytes.
#[must_use]
pub fn formats(layout: Layout) -> Vec<Box<dyn Format>> {
    let Layout { paper, charts } = layout;
    vec![
        Box::new(Markdown { charts }),
        Box::new(Docx { paper }),
        Box::new(Xlsx { paper }),
        #[cfg(feature = "pdf")]
        Box::new(Pdf { paper }),
    ]
}
