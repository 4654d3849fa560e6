//! The report on an assessment.

use std::fs;
use std::path::Path;

use ideal_engine::{Audit, Sensitivity};
use ideal_model::{Lang, Results};

use crate::chart::Chart;
use crate::error::ReportError;
use crate::numbers::DecimalMark;
use crate::page;
use crate::view::View;

/// A report on results, in one language.
///
/// Equal results give equal bytes: nothing here reads a clock, the environment or the disk.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    results: &'a Results,
    sensitivity: Option<&'a Sensitivity>,
    audit: Option<&'a Audit>,
    alone: bool,
    language: Lang,
    mark: DecimalMark,
}

impl<'a> Report<'a> {
    /// A report in the first language of the assessment, or in Spanish if it names none.
    #[must_use]
    pub fn new(results: &'a Results) -> Self {
        let language = results.assessment.languages.first().copied().unwrap_or(Lang::Es);
        Report {
            results,
            sensitivity: None,
            audit: None,
            alone: false,
            language,
            mark: DecimalMark::default(),
        }
    }

    /// Sets the language.
    #[must_use]
    pub fn language(mut self, language: Lang) -> Self {
        self.language = language;
        self
    }

    /// Adds what the ranking depends on, a section and a chart; an analysis of a single score adds
    /// nothing.
    #[must_use]
    pub fn sensitivity(mut self, found: &'a Sensitivity) -> Self {
        self.sensitivity = Some(found);
        self
    }

    /// Adds the statistical audit: a page and charts of its own, and a link to that page, which is
    /// expected to stand beside the report as `audit.<lang>.html`.
    #[must_use]
    pub fn audit(mut self, found: &'a Audit) -> Self {
        self.audit = Some(found);
        self
    }

    /// Says that no report will stand beside the page of the audit, which then leads to none.
    #[must_use]
    pub fn audit_alone(mut self) -> Self {
        self.alone = true;
        self
    }

    /// Sets which decimal mark Spanish numbers carry.
    #[must_use]
    pub fn decimal_mark(mut self, mark: DecimalMark) -> Self {
        self.mark = mark;
        self
    }

    /// The report as one HTML file that needs nothing beside it: fonts, style and charts are
    /// inside.
    ///
    /// # Errors
    /// [`ReportError`] if a message is missing, a chart cannot be drawn, or the results are not
    /// whole.
    pub fn html(&self) -> Result<String, ReportError> {
        page::html(&self.view()?)
    }

    /// The page of the statistical audit, as one HTML file that needs nothing beside it and no
    /// scripts; nothing where the report has no audit.
    ///
    /// # Errors
    /// As [`Report::html`].
    pub fn audit_html(&self) -> Result<Option<String>, ReportError> {
        self.audit.map(|found| page::audit_html(&self.view()?, found)).transpose()
    }

    /// The charts of the statistical audit, each as an SVG document; none where the report has no
    /// audit.
    ///
    /// # Errors
    /// As [`Report::html`].
    pub fn audit_charts(&self) -> Result<Vec<Chart>, ReportError> {
        self.audit.map_or_else(|| Ok(Vec::new()), |found| page::audit_charts(&self.view()?, found))
    }

    /// The charts that stand for the whole assessment, each as an SVG document; those that do not
    /// apply are left out.
    ///
    /// # Errors
    /// As [`Report::html`].
    pub fn charts(&self) -> Result<Vec<Chart>, ReportError> {
        page::charts(&self.view()?)
    }

    /// Writes `report.<lang>.html`, `charts/*.svg` and, with an audit, `audit.<lang>.html` into a
    /// folder, which is made if it does not exist.
    ///
    /// # Errors
    /// As [`Report::html`], and [`ReportError::Write`] with the file the system refused.
    pub fn write(&self, dir: impl AsRef<Path>) -> Result<(), ReportError> {
        let view = self.view()?;
        let html = page::html(&view)?;
        let charts = page::charts(&view)?;
        let folder = dir.as_ref().join("charts");
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |source| ReportError::Write { path, source }
        };
        fs::create_dir_all(&folder).map_err(failed(&folder))?;
        let file = dir.as_ref().join(format!("report.{}.html", self.language));
        fs::write(&file, html).map_err(failed(&file))?;
        if let Some(found) = self.audit {
            let file = dir.as_ref().join(page::audit_file(&view));
            fs::write(&file, page::audit_html(&view, found)?).map_err(failed(&file))?;
        }
        for chart in charts {
            let file = folder.join(format!("{}.svg", chart.name));
            fs::write(&file, chart.svg).map_err(failed(&file))?;
        }
        Ok(())
    }

    fn view(&self) -> Result<View<'a>, ReportError> {
        let mut view = View::new(self.results, self.language, self.mark)?;
        view.sensitivity = self.sensitivity;
        view.audit = self.audit;
        view.alone = self.alone;
        Ok(view)
    }
}
