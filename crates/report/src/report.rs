//! The report on an assessment.

use std::fs;
use std::path::Path;

use ideal_engine::{Audit, Calibration, CollectionItem, Floor, GroupRanking, Sensitivity};
use ideal_model::{Lang, Locale, Results};

use crate::changes::EditionChanges;
use crate::chart::Chart;
use crate::document::Document;
use crate::error::ReportError;
use crate::page::{AuditPage, Page, ReportPage, calibration_chart};
use crate::view::View;

/// The pages that there can be of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// The report itself.
    Report,
    /// The statistical audit, where the report was given one.
    Audit,
}

impl PageKind {
    /// Name of its file in a language: `report.es.html`, `report.es-MX.html`.
    #[must_use]
    pub fn file(self, locale: Locale) -> String {
        match self {
            PageKind::Report => format!("report.{locale}.html"),
            PageKind::Audit => format!("audit.{locale}.html"),
        }
    }
}

/// A report on results, in one language.
///
/// Equal results give equal bytes: nothing here reads a clock, the environment or the disk.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    results: &'a Results,
    sensitivity: Option<&'a Sensitivity>,
    audit: Option<&'a Audit>,
    floors: Option<&'a [Floor]>,
    calibration: Option<&'a Calibration>,
    changes: Option<&'a EditionChanges>,
    collection: Option<&'a [CollectionItem]>,
    groups: &'a [&'a GroupRanking],
    pages: &'a [PageKind],
    languages: &'a [Locale],
    stem: Option<&'a str>,
    locale: Locale,
}

impl<'a> Report<'a> {
    /// A report in the first language of the assessment, or in Spanish if it names none.
    #[must_use]
    pub fn new(results: &'a Results) -> Self {
        let first = results.assessment.languages.first().copied();
        Report {
            results,
            sensitivity: None,
            audit: None,
            floors: None,
            calibration: None,
            changes: None,
            collection: None,
            groups: &[],
            pages: &[PageKind::Report, PageKind::Audit],
            languages: &[],
            stem: None,
            locale: first.unwrap_or(Lang::Es.into()),
        }
    }

    /// Sets the language, or the language as a country writes it.
    #[must_use]
    pub fn language(mut self, locale: impl Into<Locale>) -> Self {
        self.locale = locale.into();
        self
    }

    /// Adds what the ranking depends on, a section and a chart; an analysis of a single score adds
    /// nothing.
    #[must_use]
    pub fn sensitivity(mut self, found: &'a Sensitivity) -> Self {
        self.sensitivity = Some(found);
        self
    }

    /// Adds the statistical audit: a page and charts of its own, which the report leads to.
    #[must_use]
    pub fn audit(mut self, found: &'a Audit) -> Self {
        self.audit = Some(found);
        self
    }

    /// Adds the distances to the least coverage: a table in the annex on the quality of the data.
    #[must_use]
    pub fn floors(mut self, found: &'a [Floor]) -> Self {
        self.floors = Some(found);
        self
    }

    /// Adds how well the draws foretell evidence that was withheld: a section and a chart of the
    /// page of the audit.
    #[must_use]
    pub fn calibration(mut self, found: &'a Calibration) -> Self {
        self.calibration = Some(found);
        self
    }

    /// Adds what moved since the last edition: a section after the summary.
    #[must_use]
    pub fn changes(mut self, found: &'a EditionChanges) -> Self {
        self.changes = Some(found);
        self
    }

    /// Adds the collection plan: a section after the gaps.
    #[must_use]
    pub fn collection(mut self, found: &'a [CollectionItem]) -> Self {
        self.collection = Some(found);
        self
    }

    /// Adds the criminal groups of the assessment as methods rank them, each all groups in one list: a
    /// section before the outlook.
    #[must_use]
    pub fn groups(mut self, found: &'a [&'a GroupRanking]) -> Self {
        self.groups = found;
        self
    }

    /// Sets which pages will stand beside one another, in this order; without it that is all of
    /// them. A page leads to no page that is not there.
    #[must_use]
    pub fn only(mut self, pages: &'a [PageKind]) -> Self {
        self.pages = pages;
        self
    }

    /// Sets the languages whose pages will stand beside one another: each leads to the others.
    /// Without it a page leads to no other language.
    #[must_use]
    pub fn beside(mut self, languages: &'a [Locale]) -> Self {
        self.languages = languages;
        self
    }

    /// Sets what the file of the report is called before language and ending, in place of `report`.
    #[must_use]
    pub fn named(mut self, stem: &'a str) -> Self {
        self.stem = Some(stem);
        self
    }

    /// Name of the file of a page in a language, as [`Report::named`] has it.
    #[must_use]
    pub fn file(&self, kind: PageKind, locale: Locale) -> String {
        match (kind, self.stem) {
            (PageKind::Report, Some(stem)) => format!("{stem}.{locale}.html"),
            _ => kind.file(locale),
        }
    }

    /// The pages, each with its charts: those that were asked for and that there is something for.
    ///
    /// # Errors
    /// [`ReportError`] if a message is missing, a chart cannot be drawn, or the results are not
    /// whole.
    pub fn pages(&self) -> Result<Vec<Box<dyn Page>>, ReportError> {
        let view = self.view()?;
        let mut pages: Vec<Box<dyn Page>> = Vec::new();
        for &kind in self.pages {
            let file = self.file(kind, self.locale);
            match (kind, self.audit) {
                (PageKind::Report, _) => pages.push(Box::new(ReportPage::new(&view, file)?)),
                (PageKind::Audit, Some(found)) => {
                    pages.push(Box::new(AuditPage::new(&view, found, file)?));
                }
                (PageKind::Audit, None) => {}
            }
        }
        Ok(pages)
    }

    /// The report alone, as one HTML file: see [`Page::html`].
    ///
    /// # Errors
    /// As [`Report::pages`].
    pub fn html(&self) -> Result<String, ReportError> {
        ReportPage::new(&self.view()?, self.file(PageKind::Report, self.locale))?.html()
    }

    /// The report alone, as data: see [`Page::document`].
    ///
    /// # Errors
    /// As [`Report::pages`].
    pub fn document(&self) -> Result<Document, ReportError> {
        ReportPage::new(&self.view()?, self.file(PageKind::Report, self.locale))?.as_data()
    }

    /// The charts of all pages, those that also stand in a folder: see [`Page::charts`].
    ///
    /// # Errors
    /// As [`Report::pages`].
    pub fn charts(&self) -> Result<Vec<Chart>, ReportError> {
        Ok(self.pages()?.iter().flat_map(|page| page.charts().into_iter().cloned()).collect())
    }

    /// The chart of the calibration by itself; none without one, or where it measures nothing.
    ///
    /// # Errors
    /// As [`Report::pages`].
    pub fn calibration_chart(&self) -> Result<Option<Chart>, ReportError> {
        match self.calibration {
            Some(found) => calibration_chart(&self.view()?, found),
            None => Ok(None),
        }
    }

    /// Writes the pages and `charts/*.svg` into a folder, which is made if it does not exist.
    ///
    /// # Errors
    /// As [`Report::pages`], and [`ReportError::Write`] with the file the system refused.
    pub fn write(&self, dir: impl AsRef<Path>) -> Result<(), ReportError> {
        let pages = self.pages()?;
        let folder = dir.as_ref().join("charts");
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |source| ReportError::Write { path, source }
        };
        fs::create_dir_all(&folder).map_err(failed(&folder))?;
        for page in pages {
            let file = dir.as_ref().join(page.file());
            fs::write(&file, page.html()?).map_err(failed(&file))?;
            for chart in page.charts() {
                let file = folder.join(format!("{}.svg", chart.name));
                fs::write(&file, &chart.svg).map_err(failed(&file))?;
            }
        }
        Ok(())
    }

    fn view(&self) -> Result<View<'a>, ReportError> {
        let mut view = View::new(self.results, self.locale)?;
        view.sensitivity = self.sensitivity;
        view.audit = self.audit;
        view.floors = self.floors;
        view.calibration = self.calibration;
        view.changes = self.changes;
        view.collection = self.collection;
        view.groups = self.groups;
        let file =
            |kind: PageKind| self.pages.contains(&kind).then(|| self.file(kind, self.locale));
        view.report_file = file(PageKind::Report);
        view.audit_file = file(PageKind::Audit).filter(|_| self.audit.is_some());
        let others = |kind: PageKind| {
            let others = self.languages.iter().filter(|locale| **locale != self.locale);
            others.map(|&locale| (locale, self.file(kind, locale))).collect()
        };
        view.report_others = others(PageKind::Report);
        view.audit_others = others(PageKind::Audit);
        Ok(view)
    }
}
