//! What a result is written as for readers. One exporter is one format; the result folder writes
//! through them. HTML lays the pages out itself; every other format is made of the report as data.

use std::collections::BTreeSet;

use ideal_engine::{Audit, Calibration, CollectionItem, Floor, GroupRanking, Sensitivity};
use ideal_model::{Locale, Results};
use ideal_publish::{Format, Layout, Paper};
use ideal_report::{EditionChanges, Page, PageKind, Report, ReportError};
use rayon::prelude::*;

use crate::error::Error;
pub use crate::format_name::FormatName;

/// The folder of the charts of a result.
pub const CHARTS: &str = "charts";

/// Takes one file: its path relative to the folder, with `/`, and its bytes.
pub type Sink<'a> = dyn FnMut(&str, &[u8]) -> Result<(), Error> + 'a;

/// What is exported: results, and what was found about them beside their scores.
#[derive(Clone, Copy, Debug)]
pub struct Exported<'a> {
    /// The results.
    pub results: &'a Results,
    /// What the ranking depends on, where that was analysed.
    pub sensitivity: Option<&'a Sensitivity>,
    /// The statistical audit, where there is one.
    pub audit: Option<&'a Audit>,
    /// Distances to the least coverage, where they were found.
    pub floors: Option<&'a [Floor]>,
    /// How well the draws foretell evidence that was withheld, where that was measured: a section
    /// of the page of the audit.
    pub calibration: Option<&'a Calibration>,
    /// What has changed since the edition before, where they were compared.
    pub changes: Option<&'a EditionChanges>,
    /// The folder that drawings stand in beside a format that cannot hold them.
    pub charts: &'a str,
    /// What is worth asking first, where that was found.
    pub collection: Option<&'a [CollectionItem]>,
    /// Criminal groups as methods rank them; nothing without sheets.
    pub groups: &'a [&'a GroupRanking],
    /// Languages to write in, the main one first.
    pub languages: &'a [Locale],
    /// The pages wanted, in their order; one that there is nothing for is left out.
    pub pages: &'a [PageKind],
}

impl<'a> Exported<'a> {
    /// The report in one of the languages.
    #[must_use]
    pub fn report(&self, locale: Locale) -> Report<'a> {
        let mut report = Report::new(self.results).language(locale);
        report = report.only(self.pages).beside(self.languages).groups(self.groups);
        if let Some(found) = self.sensitivity {
            report = report.sensitivity(found);
        }
        if let Some(found) = self.audit {
            report = report.audit(found);
        }
        if let Some(found) = self.floors {
            report = report.floors(found);
        }
        if let Some(found) = self.calibration {
            report = report.calibration(found);
        }
        if let Some(found) = self.changes {
            report = report.changes(found);
        }
        if let Some(found) = self.collection {
            report = report.collection(found);
        }
        report
    }
}

/// The formats of a report that this build can write: all but PDF, which it may be built without.
/// Pictures are none, since they hold no report.
pub fn available() -> impl Iterator<Item = FormatName> {
    FormatName::ALL.iter().map(|(_, name)| *name).filter(|name| is_available(*name))
}

/// Whether this build can write a report in a format. Pictures hold none.
#[must_use]
pub fn is_available(name: FormatName) -> bool {
    name != FormatName::Png && exporter(name, Layout::default()).is_some()
}

/// What writes a format, laid out like this; none in a build without it.
#[must_use]
pub fn exporter(name: FormatName, layout: Layout) -> Option<Box<dyn Exporter>> {
    if name == FormatName::Html {
        return Some(Box::new(Html));
    }
    if name == FormatName::Png {
        return Some(Box::new(Pictures { folder: layout.charts }));
    }
    let all = ideal_publish::formats(layout);
    let found = all.into_iter().find(|format| format.name() == name.word());
    found.map(|format| Box::new(Printed(format)) as Box<dyn Exporter>)
}

/// Writes results in a format.
pub trait Exporter {
    /// Writes what the format makes of the pages of a language to `to`, each file as soon as it is
    /// made. Equal pages give equal files.
    ///
    /// # Errors
    /// What `to` returns, and [`Error::Report`] and [`Error::Publish`] with the language.
    fn write(&self, lang: Locale, pages: &[Box<dyn Page>], to: &mut Sink<'_>) -> Result<(), Error>;
}

/// The pages as HTML files that need nothing beside them, with the charts they hold as
/// `charts/*.svg`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Html;

impl Exporter for Html {
    fn write(&self, lang: Locale, pages: &[Box<dyn Page>], to: &mut Sink<'_>) -> Result<(), Error> {
        for page in pages {
            for chart in page.charts() {
                to(&format!("charts/{}.svg", chart.name), chart.svg.as_bytes())?;
            }
            to(page.file(), page.html().map_err(of_report(lang))?.as_bytes())?;
        }
        Ok(())
    }
}

/// The charts of the pages as pictures, 200 pixels in an inch: `*.png`.
#[derive(Clone, Debug)]
pub struct Pictures {
    /// The folder that they stand in.
    pub folder: String,
}

impl Exporter for Pictures {
    fn write(&self, lang: Locale, pages: &[Box<dyn Page>], to: &mut Sink<'_>) -> Result<(), Error> {
        for chart in pages.iter().flat_map(|page| page.charts()) {
            let language = lang.to_string();
            let png =
                ideal_publish::png(chart).map_err(|source| Error::Publish { language, source })?;
            to(&format!("{}/{}.png", self.folder, chart.name), &png)?;
        }
        Ok(())
    }
}

/// What of the pages is data too, in a format that is made of it.
struct Printed(Box<dyn Format>);

impl Exporter for Printed {
    fn write(&self, lang: Locale, pages: &[Box<dyn Page>], to: &mut Sink<'_>) -> Result<(), Error> {
        for page in pages {
            let Some(document) = page.document().map_err(of_report(lang))? else { continue };
            let files = self.0.write(&document);
            let language = lang.to_string();
            for file in files.map_err(|source| Error::Publish { language, source })? {
                to(&file.name, &file.bytes)?;
            }
        }
        Ok(())
    }
}

/// Writes every language in every format, several at once where there are processors for it. A chart
/// that two formats have is written once; the order of the files does not depend on who was first.
///
/// # Errors
/// As [`Exporter::write`]; [`Error::NoFormat`] in a build without one of them.
pub fn write(what: &Exported<'_>, formats: &[FormatName], to: &mut Sink<'_>) -> Result<(), Error> {
    // Typesetting takes longer than all the others together, so it goes first and by itself; the
    // others share what is said and drawn for them.
    let (typeset, others): (Vec<_>, Vec<_>) =
        formats.iter().partition(|name| **name == FormatName::Pdf);
    let tasks: Vec<(Locale, Vec<FormatName>)> = [typeset, others]
        .into_iter()
        .filter(|formats| !formats.is_empty())
        .flat_map(|formats| what.languages.iter().map(move |lang| (*lang, formats.clone())))
        .collect();
    let made: Vec<Result<Vec<Made>, Error>> = tasks
        .into_par_iter()
        .with_max_len(1)
        .map(|(lang, formats)| make(what, lang, &formats))
        .collect();
    let mut written = BTreeSet::new();
    for files in made {
        for (path, bytes) in files? {
            if written.insert(path.clone()) {
                to(&path, &bytes)?;
            }
        }
    }
    Ok(())
}

/// A file: its path and its bytes.
type Made = (String, Vec<u8>);

/// The files of a language in some formats, its pages said and drawn once.
fn make(what: &Exported<'_>, lang: Locale, formats: &[FormatName]) -> Result<Vec<Made>, Error> {
    let paper = if lang.prints_on_letter() { Paper::Letter } else { Paper::A4 };
    let layout = Layout { paper, charts: what.charts.to_owned() };
    let of = |&name: &FormatName| exporter(name, layout.clone()).ok_or(Error::NoFormat(name));
    let exporters: Vec<Box<dyn Exporter>> = formats.iter().map(of).collect::<Result<_, _>>()?;
    let pages = what.report(lang).pages().map_err(of_report(lang))?;
    let mut files = Vec::new();
    for exporter in &exporters {
        exporter.write(lang, &pages, &mut |path, bytes| {
            files.push((path.to_owned(), bytes.to_vec()));
            Ok(())
        })?;
    }
    Ok(files)
}

fn of_report(lang: Locale) -> impl Fn(ReportError) -> Error {
    move |source| Error::Report { language: lang.to_string(), source }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::collections::BTreeMap;

    use ideal_testing::fixture::{Fixture, ran};

    use ideal_model::Lang;

    use super::*;

    /// Files by path.
    type Files = BTreeMap<String, Vec<u8>>;

    fn written(what: &Exported<'_>) -> Files {
        let mut files = Files::new();
        let mut to = |path: &str, bytes: &[u8]| {
            assert!(files.insert(path.to_owned(), bytes.to_vec()).is_none(), "{path} twice");
            Ok(())
        };
        super::write(what, &[FormatName::Html], &mut to).unwrap();
        files
    }

    #[test]
    fn pages_and_charts_are_written_once_and_what_is_in_a_file_is_in_the_page() {
        let run = ran(&Fixture { territories: 4, areas: 3, editions: 2, ..Fixture::default() });
        let results = run.results();
        let audit = ideal_engine::audit(&run, results.last_edition());
        let what = Exported {
            results,
            sensitivity: None,
            audit: Some(&audit),
            floors: None,
            calibration: None,
            changes: None,
            charts: CHARTS,
            collection: None,
            groups: &[],
            languages: &[Lang::En.into(), Lang::Pt.into()],
            pages: &[PageKind::Report, PageKind::Audit],
        };
        let files = written(&what);
        for lang in ["en", "pt"] {
            let page = |name: &str| String::from_utf8(files[name].clone()).unwrap();
            let (report, audit) =
                (page(&format!("report.{lang}.html")), page(&format!("audit.{lang}.html")));
            assert!(report.contains(&format!("href=\"audit.{lang}.html\"")));
            assert!(audit.contains(&format!("href=\"report.{lang}.html\"")));
            let charts: Vec<_> =
                files.iter().filter(|(path, _)| path.ends_with(&format!(".{lang}.svg"))).collect();
            assert!(charts.len() > 5, "{lang}: {}", charts.len());
            for (path, svg) in charts {
                let svg = std::str::from_utf8(svg).unwrap();
                assert!(report.contains(svg) != audit.contains(svg), "{path} is in one page");
            }
        }
        assert_eq!(files, written(&what), "equal results give equal files");
        // The audit alone leads to nothing that is not there.
        let alone = written(&Exported { pages: &[PageKind::Audit], ..what });
        let page = String::from_utf8(alone["audit.en.html"].clone()).unwrap();
        assert!(!alone.contains_key("report.en.html") && !page.contains("report.en.html"));
    }
}
