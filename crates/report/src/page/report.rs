//! The page of the report.

use std::sync::Arc;

use super::content::ReportContent;
use super::{Page, render, written};
use crate::chart::Chart;
use crate::document::Document;
use crate::error::ReportError;
use crate::view::View;
use crate::words::Words;

/// The report on an assessment.
pub(crate) struct ReportPage {
    words: Arc<Words>,
    file: String,
    content: ReportContent,
}

impl ReportPage {
    /// Says and draws everything; `file` is the name of the page.
    pub(crate) fn new(view: &View<'_>, file: String) -> Result<Self, ReportError> {
        Ok(ReportPage { words: Arc::clone(&view.words), file, content: ReportContent::new(view)? })
    }

    /// The report as data.
    pub(crate) fn as_data(&self) -> Result<Document, ReportError> {
        written::document(&self.words, &self.content)
    }
}

impl Page for ReportPage {
    fn file(&self) -> &str {
        &self.file
    }

    fn charts(&self) -> Vec<&Chart> {
        self.content.charts()
    }

    fn html(&self) -> Result<String, ReportError> {
        render::render(&self.words, "report.html", &self.content)
    }

    fn document(&self) -> Result<Option<Document>, ReportError> {
        self.as_data().map(Some)
    }
}
