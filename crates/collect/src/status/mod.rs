//! How a round stands: who has answered what, how far raters agree, where they differ, and who
//! rates higher than others.

mod answers;
mod measures;
mod page;

use ideal_evidence::Files;
use ideal_model::{Finding, Mark};
use serde::Serialize;

use crate::error::CollectError;
use crate::issue::{disagreements, issued_path};
use crate::returned::{RaterKey, Ratings, Weights, whole};
use crate::round::Round;
use crate::workbook::rows;
use answers::Answers;
pub use page::{StatusPage, put_pages, status_pages};

/// How a round stands. Serialised, it is what `ideal collect status --format json` prints.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Status {
    /// Id of the round.
    pub round: String,
    /// The panels, in the order of the round.
    pub panels: Vec<PanelStatus>,
    /// The items, in the order of the round.
    pub items: Vec<ItemAgreement>,
    /// What a second round would ask again, widest first.
    pub disagreements: Vec<RowDisagreement>,
    /// The raters of whom a file was received, by panel and pseudonym.
    pub severity: Vec<RaterSeverity>,
    /// The raters who gave weights, by panel and pseudonym; none where the round asks for none.
    pub weights: Vec<RaterWeights>,
    /// Whether the round asks for weights.
    #[serde(skip)]
    pub asks_weights: bool,
    /// Raters of panels that the round no longer has: nothing they said counts here.
    #[serde(skip)]
    pub strangers: usize,
    /// Raters of whom a file of the second round was received.
    #[serde(skip)]
    pub second: usize,
    /// Raters for whom a workbook of the second round was made and who have not sent it back, as
    /// `PANEL/RATER`.
    #[serde(skip)]
    pub second_out: Vec<String>,
    /// The strictest mark of the round and of the ratings in force.
    #[serde(skip)]
    pub mark: Mark,
}

/// What a panel has answered.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PanelStatus {
    /// Its id.
    pub panel: String,
    /// Raters expected.
    pub expected: usize,
    /// Raters of whom a file was received.
    pub raters: usize,
    /// Rows that its raters are asked all together: those of the workbook times the raters
    /// expected, or times those who answered where they are more.
    pub rows: usize,
    /// Rows answered by all raters together, unknown ones among them.
    pub answered: usize,
    /// Rows answered with `unknown`.
    pub unknown: usize,
    /// `answered` over `rows`, 0 to 1; none where nothing is asked.
    pub share: Option<f64>,
    /// The same share for each item of the round; none where the panel is not asked it.
    #[serde(skip)]
    pub by_item: Vec<Option<f64>>,
}

/// How far raters agree on an item, over its rows of all panels, vignettes and bridge territories
/// included. What is not defined is none.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ItemAgreement {
    /// Code of the item.
    pub indicator: String,
    /// Level of measurement.
    pub level: &'static str,
    /// Raters with a number.
    pub raters: usize,
    /// Rows with a number.
    pub units: usize,
    /// Krippendorff's alpha, at most 1.
    pub alpha: Option<f64>,
    /// Lower end of its 95 % interval.
    pub alpha_low: Option<f64>,
    /// Upper end.
    pub alpha_high: Option<f64>,
    /// ICC(A,1) over the rows that all raters rated, at most 1.
    pub icc: Option<f64>,
    /// Kendall's W over the raters who rated all rows, 0 to 1.
    pub w: Option<f64>,
    /// By panel of the round: how far ratings of its own territories lie from the median of their
    /// row, in points of the scale, as least, quartiles and greatest. None for a panel without a
    /// row that two raters rated.
    #[serde(skip)]
    pub spread: Vec<Option<[f64; 5]>>,
}

/// A row on which the raters of a panel differ by more than the second round's threshold.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RowDisagreement {
    /// Code of the territory.
    pub territory: String,
    /// Code of the crime area, `*` for all.
    pub crime_area: String,
    /// Code of the item.
    pub indicator: String,
    /// Raters of the panel who placed it on the scale, nil among them.
    pub n: u32,
    /// Raters of the panel who said that it does not apply.
    pub not_applicable: u32,
    /// Median of their ratings, on the item's scale.
    pub median: f64,
    /// Lower quartile.
    pub low_quartile: f64,
    /// Upper quartile.
    pub high_quartile: f64,
    /// The panel.
    #[serde(skip)]
    pub panel: String,
}

/// How much higher than others a rater rates.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RaterSeverity {
    /// Id of the panel.
    pub panel: String,
    /// Pseudonym.
    pub rater: String,
    /// What the rater gives more than the mean of those he is connected with, in points of a scale
    /// of 0 to 100; none where it cannot be estimated.
    pub severity: Option<f64>,
    /// Its standard error; none where no difference between raters is found: the severity is 0 then.
    pub se: Option<f64>,
    /// Whether rows that both rated connect him with a rater of another panel, directly or by
    /// others.
    pub connected: bool,
    /// The connected part he belongs to, from 0: severities of two parts are not comparable.
    #[serde(skip)]
    pub part: usize,
}

/// A rater who gave weights.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RaterWeights {
    /// Id of the panel.
    pub panel: String,
    /// Pseudonym.
    pub rater: String,
    /// Ids of the nodes whose children the rater weighed, in the order of the round.
    pub nodes: Vec<String>,
}

impl Status {
    /// The panels of which fewer raters answered than are expected.
    pub fn waiting(&self) -> impl Iterator<Item = &PanelStatus> {
        self.panels.iter().filter(|p| p.raters < p.expected)
    }
}

/// How a round of a project stands by what was received. A rating of the second round counts in
/// the place of that of the first.
///
/// # Errors
/// [`CollectError::Round`] where what was received cannot be read.
pub fn status(files: &dyn Files, round: &Round) -> Result<Status, CollectError> {
    let ratings = whole(files, round).map_err(CollectError::Round)?;
    let answers = Answers::of(round, &ratings);
    let one = |f: Box<Finding>| CollectError::Round(vec![*f]);
    Ok(Status {
        weights: given(round, &Weights::open(files, &round.id).map_err(one)?),
        asks_weights: round.weights.is_some(),
        round: round.id.clone(),
        panels: answers.panels(round),
        items: measures::items(round, &answers)?,
        disagreements: differing(files, round)?,
        severity: measures::severities(round, &answers)?,
        strangers: ratings.raters().filter(|r| round.panel(&r.panel).is_none()).count(),
        mark: mark(round, &ratings),
        second: ratings.raters().filter(|r| ratings.of(r, true).is_some()).count(),
        second_out: second_out(files, round, &ratings),
    })
}

/// The raters whose workbook of the second round is among what was issued, and did not come back.
fn second_out(files: &dyn Files, round: &Round, ratings: &Ratings) -> Vec<String> {
    let issued = files.list(&issued_path(&round.id)).unwrap_or_default();
    let is_out = |key: &&RaterKey| {
        let end = format!(".second.{}.xlsx", key.rater);
        let of = |name: &str| name.starts_with(&format!("{}.", key.panel)) && name.ends_with(&end);
        ratings.of(key, true).is_none() && issued.iter().any(|file| of(&file.name))
    };
    ratings.raters().filter(is_out).map(RaterKey::code).collect()
}

/// Who weighed which of the nodes that the round asks about.
fn given(round: &Round, weights: &Weights) -> Vec<RaterWeights> {
    let asked = round.weights.as_ref().map(|w| w.nodes.as_slice()).unwrap_or_default();
    let of_panels = weights.raters().filter(|(key, _)| round.panel(&key.panel).is_some());
    let found = of_panels.map(|(key, rows)| RaterWeights {
        panel: key.panel.clone(),
        rater: key.rater.clone(),
        nodes: asked.iter().filter(|id| rows.iter().any(|j| j.node == **id)).cloned().collect(),
    });
    found.filter(|rater| !rater.nodes.is_empty()).collect()
}

/// The mark that what is said of these ratings must carry.
fn mark(round: &Round, ratings: &Ratings) -> Mark {
    let in_force = ratings.raters().flat_map(|rater| ratings.in_force(rater).into_values());
    let labels = in_force.filter_map(|rating| rating.tlp);
    labels.fold(round.handling, |mark, tlp| mark.strictest(Mark::new(tlp, None)))
}

/// What a second round would ask again, by the share of the scale between the quartiles.
fn differing(files: &dyn Files, round: &Round) -> Result<Vec<RowDisagreement>, CollectError> {
    let found = disagreements(files, round, None)?;
    let mut out = Vec::new();
    for panel in &round.panels {
        // Both are in the order of the panel's rows.
        let mut of_panel = found.iter().filter(|d| d.panel == panel.id).peekable();
        for row in rows(round, panel) {
            let Some(d) = of_panel.next_if(|d| d.row == row.id) else { continue };
            let [low, high] = d.quartiles;
            let width = (high - low) / (row.item.scale[1] - row.item.scale[0]);
            let row = RowDisagreement {
                territory: row.territory.to_owned(),
                crime_area: row.crime_area.to_owned(),
                indicator: row.item.code.clone(),
                n: d.raters,
                not_applicable: d.not_applicable,
                median: d.median,
                low_quartile: low,
                high_quartile: high,
                panel: panel.id.clone(),
            };
            out.push((width, row));
        }
    }
    out.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    Ok(out.into_iter().map(|(_, row)| row).collect())
}
