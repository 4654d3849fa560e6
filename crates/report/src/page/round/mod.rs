//! How a collection round stands, as a page for the person who coordinates it.

mod sections;

use std::sync::Arc;

use ideal_model::{Lang, Mark};
use serde::Serialize;

use super::pieces::{Link, Share};
use super::table::PageTable;
use super::translations::{Translation, translations};
use super::{Figure, render, style};
use crate::error::ReportError;
use crate::numbers::Numbers;
use crate::words::{Words, say};

/// How a collection round stands, with names in the language of the page. Raters stand here by
/// their pseudonyms: the page is the coordinator's, and nobody else's.
#[derive(Clone, Debug, PartialEq)]
pub struct RoundPage {
    /// The language.
    pub lang: Lang,
    /// Id of the round.
    pub round: String,
    /// The edition that is rated.
    pub edition: String,
    /// Title of the assessment.
    pub title: String,
    /// Mark of the round and of what came back.
    pub mark: Mark,
    /// Id, version and SHA-256 of the method.
    pub method: [String; 3],
    /// The same page in other languages, with its file.
    pub others: Vec<(Lang, String)>,
    /// What is rated, in the order of the round.
    pub items: Vec<RoundItem>,
    /// The panels, in the order of the round.
    pub panels: Vec<RoundPanel>,
    /// Where raters of a panel differ, widest first.
    pub differences: Vec<RoundDifference>,
    /// The raters, by panel.
    pub raters: Vec<RoundRater>,
    /// Raters who answered a second round.
    pub second: usize,
    /// The raters who gave weights, as `PANEL/R3`; none where the round asks for no weights.
    pub weights: Option<Vec<String>>,
}

/// Something that is rated, and how far raters agree on it.
#[derive(Clone, Debug, PartialEq)]
pub struct RoundItem {
    /// Its name.
    pub name: String,
    /// Raters with a number.
    pub raters: usize,
    /// Rows with a number.
    pub units: usize,
    /// Krippendorff's alpha.
    pub alpha: Option<f64>,
    /// Its 95 % interval.
    pub interval: Option<[f64; 2]>,
    /// ICC(A,1).
    pub icc: Option<f64>,
    /// Kendall's W.
    pub w: Option<f64>,
    /// By panel, how far ratings lie from the median of their row, in points of the item's scale:
    /// least, quartiles, greatest.
    pub spread: Vec<Option<[f64; 5]>>,
}

/// A panel, and what it has answered.
#[derive(Clone, Debug, PartialEq)]
pub struct RoundPanel {
    /// Its id.
    pub id: String,
    /// Names of its territories.
    pub territories: String,
    /// Raters expected.
    pub expected: usize,
    /// Raters who answered.
    pub raters: usize,
    /// Rows asked of all raters together.
    pub rows: usize,
    /// Rows answered.
    pub answered: usize,
    /// Rows answered with unknown.
    pub unknown: usize,
    /// Share of the rows answered, 0 to 1.
    pub share: Option<f64>,
    /// The same by item.
    pub by_item: Vec<Option<f64>>,
}

/// A row on which the raters of a panel differ.
#[derive(Clone, Debug, PartialEq)]
pub struct RoundDifference {
    /// The panel.
    pub panel: String,
    /// Name of the territory.
    pub territory: String,
    /// Name of the crime area, or the word for all of them.
    pub area: String,
    /// Name of the item.
    pub item: String,
    /// Raters with a number.
    pub raters: usize,
    /// Their median.
    pub median: f64,
    /// Lower and upper quartile.
    pub quartiles: [f64; 2],
}

/// A rater, and how much higher than others he rates.
#[derive(Clone, Debug, PartialEq)]
pub struct RoundRater {
    /// The panel.
    pub panel: String,
    /// The pseudonym.
    pub rater: String,
    /// In points of 0 to 100.
    pub severity: Option<f64>,
    /// Its standard error.
    pub se: Option<f64>,
    /// Whether raters of other panels are connected with him.
    pub connected: bool,
    /// His connected part: severities of two parts are not comparable.
    pub part: usize,
}

/// What the template lays out.
#[derive(Serialize)]
struct RoundContent {
    lang: &'static str,
    version: &'static str,
    mark: String,
    css: String,
    title: String,
    edition: String,
    round: String,
    others: Vec<Translation>,
    method_id: String,
    method_version: String,
    hash: String,
    panels: String,
    raters: String,
    answers: String,
    contents: Vec<Link>,
    next: Vec<String>,
    items: Vec<String>,
    complete: Vec<PanelRow>,
    weights: Option<String>,
    agreement: PageTable,
    spreads: Vec<Titled>,
    severity: Option<Figure>,
    severity_notes: Vec<String>,
    differences: Option<PageTable>,
    more: Option<String>,
}

/// A row of the matrix of who has answered what.
#[derive(Serialize)]
struct PanelRow {
    id: String,
    territories: String,
    raters: String,
    answered: String,
    unknown: String,
    share: Option<Share>,
    by_item: Vec<Option<Share>>,
}

/// A chart under a heading.
#[derive(Serialize)]
struct Titled {
    title: String,
    figure: Figure,
}

impl RoundPage {
    /// The page as one HTML file that needs nothing beside it: fonts, style and charts are inside.
    ///
    /// # Errors
    /// [`ReportError`] for a fault of ours.
    pub fn html(&self) -> Result<String, ReportError> {
        let words = Arc::new(Words::new(self.lang)?);
        let numbers = Numbers::new(self.lang.into())?;
        let content = sections::Sections { page: self, words: &words, numbers: &numbers };
        render::render(&words, "round.html", &self.content(&content)?)
    }

    fn content(&self, of: &sections::Sections<'_>) -> Result<RoundContent, ReportError> {
        let mark = self.mark.to_string();
        let [method_id, method_version, hash] = self.method.clone();
        let sum = |count: fn(&RoundPanel) -> usize| self.panels.iter().map(count).sum::<usize>();
        let heard = self.panels.iter().filter(|p| p.raters > 0).count();
        let (differences, more) = of.differences()?;
        let spreads = of.spreads()?;
        let mut contents = Vec::new();
        for (anchor, id, shown) in [
            ("next", "status-next", true),
            ("complete", "status-complete", true),
            ("agreement", "status-agreement", true),
            ("spread", "status-spread", !spreads.is_empty()),
            ("severity", "status-severity", true),
            ("differences", "status-differences", true),
        ] {
            if shown {
                let label = say!(of.words, id)?;
                contents.push(Link { anchor: anchor.to_owned(), label });
            }
        }
        Ok(RoundContent {
            lang: self.lang.tag(),
            version: env!("CARGO_PKG_VERSION"),
            css: style::css(&mark)?,
            mark,
            title: self.title.clone(),
            edition: self.edition.clone(),
            round: self.round.clone(),
            others: translations(&self.others)?,
            method_id,
            method_version,
            hash,
            panels: of.part(heard, self.panels.len())?,
            raters: of.part(sum(|p| p.raters), sum(|p| p.expected))?,
            answers: of.part(sum(|p| p.answered), sum(|p| p.rows))?,
            contents,
            next: of.next()?,
            items: self.items.iter().map(|i| i.name.clone()).collect(),
            complete: of.complete()?,
            weights: of.weights()?,
            agreement: of.agreement()?,
            spreads,
            severity: of.severity()?,
            severity_notes: of.severity_notes()?,
            differences,
            more,
        })
    }
}
