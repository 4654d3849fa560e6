//! The page that says how a round stands, in the languages of the round.

use std::path::Path;

use ideal_model::{AssessmentInput, Lang};
use ideal_report::{Catalogue, RoundDifference, RoundItem, RoundPage, RoundPanel, RoundRater};

use super::{ItemAgreement, PanelStatus, RowDisagreement, Status};
use crate::error::CollectError;
use crate::round::{Round, area_name, item_names, territory_name};
use crate::written::write_files;

/// A page for the coordinator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusPage {
    /// Name of its file.
    pub file: String,
    /// The page.
    pub html: String,
}

/// The pages of a round: `status.html` in its main language, `status.LANG.html` in the others.
///
/// # Errors
/// [`CollectError::Report`] for a fault of the catalogues.
pub fn status_pages(
    status: &Status,
    project: &AssessmentInput,
    round: &Round,
) -> Result<Vec<StatusPage>, CollectError> {
    let main = round.languages.first();
    let file = |lang: Lang| match main {
        Some(main) if *main != lang => format!("status.{lang}.html"),
        _ => "status.html".to_owned(),
    };
    let mut out = Vec::new();
    for lang in &round.languages {
        let others = round.languages.iter().filter(|other| *other != lang);
        let others = others.map(|other| (*other, file(*other))).collect();
        let page = Named { project, round, lang: *lang, words: Catalogue::new(*lang)? };
        out.push(StatusPage { file: file(*lang), html: page.page(status, others)?.html()? });
    }
    Ok(out)
}

/// Writes pages into a folder, which is made if need be.
///
/// # Errors
/// [`CollectError::Write`], [`CollectError::Io`].
pub fn put_pages(folder: &Path, pages: &[StatusPage]) -> Result<(), CollectError> {
    write_files(folder, pages.iter().map(|p| (p.file.as_str(), p.html.as_bytes())))
}

/// A round with the names of one language.
struct Named<'a> {
    project: &'a AssessmentInput,
    round: &'a Round,
    lang: Lang,
    words: Catalogue,
}

impl Named<'_> {
    fn page(
        &self,
        status: &Status,
        others: Vec<(Lang, String)>,
    ) -> Result<RoundPage, CollectError> {
        let project = self.project;
        let method = &project.method;
        let codes: Vec<&str> = self.round.items.iter().map(|i| i.code.as_str()).collect();
        let names = item_names(method, &codes, self.lang);
        let panels = self.round.panels.iter().zip(&status.panels);
        let mut differences = Vec::new();
        for d in &status.disagreements {
            let item = codes.iter().position(|code| *code == d.indicator);
            let item = item.and_then(|i| names.get(i)).unwrap_or(&d.indicator);
            differences.push(self.difference(d, item)?);
        }
        Ok(RoundPage {
            lang: self.lang,
            round: self.round.id.clone(),
            edition: self.round.edition.to_string(),
            title: project.title.or_code(self.lang, &project.id).to_owned(),
            mark: status.mark,
            method: [method.id.clone(), method.version.clone(), project.method_sha256.clone()],
            others,
            items: names.iter().zip(&status.items).map(|(name, i)| item(name, i)).collect(),
            panels: panels
                .map(|(panel, found)| self.panel(&panel.territories, found))
                .collect::<Result<_, _>>()?,
            differences,
            raters: status.severity.iter().map(rater).collect(),
            second: status.second,
            weights: status.asks_weights.then(|| {
                status.weights.iter().map(|w| format!("{}/{}", w.panel, w.rater)).collect()
            }),
        })
    }

    fn panel(
        &self,
        territories: &[String],
        found: &PanelStatus,
    ) -> Result<RoundPanel, CollectError> {
        let names: Vec<String> =
            territories.iter().map(|code| territory_name(self.project, code, self.lang)).collect();
        Ok(RoundPanel {
            id: found.panel.clone(),
            territories: self.words.list(&names)?,
            expected: found.expected,
            raters: found.raters,
            rows: found.rows,
            answered: found.answered,
            unknown: found.unknown,
            share: found.share,
            by_item: found.by_item.clone(),
        })
    }

    fn difference(&self, d: &RowDisagreement, item: &str) -> Result<RoundDifference, CollectError> {
        Ok(RoundDifference {
            panel: d.panel.clone(),
            territory: territory_name(self.project, &d.territory, self.lang),
            area: area_name(self.project, &d.crime_area, (self.lang, &self.words))?,
            item: item.to_owned(),
            raters: usize::try_from(d.n).unwrap_or(usize::MAX),
            median: d.median,
            quartiles: [d.low_quartile, d.high_quartile],
        })
    }
}

fn item(name: &str, found: &ItemAgreement) -> RoundItem {
    RoundItem {
        name: name.to_owned(),
        raters: found.raters,
        units: found.units,
        alpha: found.alpha,
        interval: found.alpha_low.zip(found.alpha_high).map(|(low, high)| [low, high]),
        icc: found.icc,
        w: found.w,
        spread: found.spread.clone(),
    }
}

fn rater(found: &super::RaterSeverity) -> RoundRater {
    RoundRater {
        panel: found.panel.clone(),
        rater: found.rater.clone(),
        severity: found.severity,
        se: found.se,
        connected: found.connected,
        part: found.part,
    }
}
