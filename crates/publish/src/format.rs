//! What every format is to those who ask for files.

use std::fmt;

use ideal_report::document::Document;

use crate::error::PublishError;

/// A file that is ready to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// Its path from the folder it is written into, with `/`: `report.es.docx`, `charts/heatmap.es.svg`.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// A format for readers. The same document gives the same bytes.
pub trait Format: fmt::Debug {
    /// Its name, which is also the ending of its file: `docx`.
    fn name(&self) -> &'static str;

    /// The document as files: the first is the document itself, others stand beside it.
    ///
    /// # Errors
    /// [`PublishError::Document`] for a document that contradicts itself, and what the format
    /// cannot hold or draw.
    fn write(&self, document: &Document) -> Result<Vec<Published>, PublishError>;
}

/// How a document is laid out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The paper, for formats that have pages.
    pub paper: Paper,
    /// The folder that drawings stand in, beside a format that cannot hold them.
    pub charts: String,
}

/// A4, and drawings in the folder `charts`.
impl Default for Layout {
    fn default() -> Self {
        Layout { paper: Paper::default(), charts: "charts".to_owned() }
    }
}

/// The paper that a document is laid out on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    /// 210 by 297 mm.
    #[default]
    A4,
    /// 8.5 by 11 inches, as most offices from Mexico to Colombia have it.
    Letter,
}
