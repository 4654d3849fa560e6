//! The second round: on which items the raters of the first differ, and what they said.

use std::collections::BTreeMap;

use ideal_composite::moments::quantile;

use crate::error::CollectError;
use crate::round::{Panel, Round};
use crate::workbook::{Block, rows};

/// Share of an item's scale that its interquartile range must pass, where nothing else is asked
/// for: a fifth is two points of ten.
pub(crate) const SHARE: f64 = 0.2;

/// What the first round said of a row.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FirstRound {
    /// What the rater said himself.
    pub(crate) own: Option<Own>,
    /// Raters with a number.
    pub(crate) raters: u32,
    /// Median of their ratings.
    pub(crate) median: f64,
    /// Lower and upper quartile.
    pub(crate) quartiles: [f64; 2],
    /// The reasons they gave, in the order of their words, so that it does not say whose each is.
    pub(crate) reasons: Vec<String>,
}

/// A rating of the first round.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Own {
    /// A number or a word, as evidence has it.
    pub(crate) best: String,
    pub(crate) low: Option<f64>,
    pub(crate) high: Option<f64>,
}

/// The ratings that came back in the first round, by panel and rater, each under the id of its row.
#[derive(Debug, Default)]
pub(crate) struct Ratings {
    ratings: BTreeMap<(String, String), BTreeMap<String, Own>>,
    /// By panel and row.
    reasons: BTreeMap<(String, String), Vec<String>>,
}

/// An item on which a panel's raters differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Disagreement {
    /// The panel.
    pub panel: String,
    /// Id of the row.
    pub row: String,
    /// Raters with a number.
    pub raters: u32,
    /// Median of their ratings.
    pub median: f64,
    /// Lower and upper quartile.
    pub quartiles: [f64; 2],
}

impl Ratings {
    /// Reads the evidence of a round, and the reasons given where there are any. Both are CSV with
    /// a head; `rater` is `PANEL/RATER` in evidence, and apart in reasons.
    ///
    /// # Errors
    /// [`CollectError::Ratings`] where a column is missing or a row is none.
    pub(crate) fn read(
        evidence: (&str, &[u8]),
        reasons: Option<(&str, &[u8])>,
    ) -> Result<Self, CollectError> {
        let mut out = Ratings::default();
        let columns = ["territory", "crime_area", "indicator", "rater", "value", "low", "high"];
        for_each(evidence, columns, 5, |[territory, area, indicator, rater, best, low, high]| {
            let Some((panel, rater)) = rater.split_once('/') else { return };
            let number = |text: &str| text.parse::<f64>().ok().filter(|n| n.is_finite());
            let own = Own { best: best.to_owned(), low: number(low), high: number(high) };
            let of_rater = out.ratings.entry((panel.to_owned(), rater.to_owned())).or_default();
            of_rater.insert(format!("{territory}/{area}/{indicator}"), own);
        })?;
        if let Some(reasons) = reasons {
            for_each(reasons, ["id", "panel", "reason"], 3, |[id, panel, reason]| {
                let key = (panel.to_owned(), id.to_owned());
                out.reasons.entry(key).or_default().push(reason.trim().to_owned());
            })?;
        }
        for reasons in out.reasons.values_mut() {
            reasons.retain(|r| !r.is_empty());
            reasons.sort();
            reasons.dedup();
        }
        Ok(out)
    }

    /// The raters of a panel who rated anything.
    pub(crate) fn raters(&self, panel: &str) -> Vec<&str> {
        let of_panel = self.ratings.keys().filter(|(p, _)| p == panel);
        of_panel.map(|(_, rater)| rater.as_str()).collect()
    }

    /// The rows of a panel's own territories on which its raters differ by more than `threshold`,
    /// in points of the item's scale; without one, by more than [`SHARE`] of the scale.
    pub(crate) fn disagreements(
        &self,
        round: &Round,
        panel: &Panel,
        threshold: Option<f64>,
    ) -> Vec<Disagreement> {
        let mut out = Vec::new();
        for row in rows(round, panel).into_iter().filter(|r| r.block == Block::Own) {
            let numbers: Vec<f64> = self
                .ratings
                .iter()
                .filter(|((p, _), _)| *p == panel.id)
                .filter_map(|(_, of_rater)| of_rater.get(&row.id)?.best.parse().ok())
                .collect();
            let least = threshold.unwrap_or(SHARE * (row.item.scale[1] - row.item.scale[0]));
            let at = |p: f64| quantile(&numbers, p);
            if let (Some(low), Some(median), Some(high)) = (at(0.25), at(0.5), at(0.75))
                && numbers.len() > 1
                && high - low > least
            {
                out.push(Disagreement {
                    panel: panel.id.clone(),
                    row: row.id,
                    raters: u32::try_from(numbers.len()).unwrap_or(u32::MAX),
                    median,
                    quartiles: [low, high],
                });
            }
        }
        out
    }

    /// What a rater is shown of a row on which his panel differs.
    pub(crate) fn shown(&self, found: &Disagreement, rater: &str) -> FirstRound {
        let of_rater = self.ratings.get(&(found.panel.clone(), rater.to_owned()));
        let reasons = self.reasons.get(&(found.panel.clone(), found.row.clone()));
        FirstRound {
            own: of_rater.and_then(|r| r.get(&found.row)).cloned(),
            raters: found.raters,
            median: found.median,
            quartiles: found.quartiles,
            reasons: reasons.cloned().unwrap_or_default(),
        }
    }
}

/// Reads a CSV by the names of its columns; of `columns` the first `needed` must be there.
fn for_each<const N: usize>(
    (file, bytes): (&str, &[u8]),
    columns: [&str; N],
    needed: usize,
    mut take: impl FnMut([&str; N]),
) -> Result<(), CollectError> {
    let failed = |problem: String| CollectError::Ratings { file: file.to_owned(), problem };
    let mut reader = csv::Reader::from_reader(bytes);
    let head = reader.headers().map_err(|e| failed(e.to_string()))?.clone();
    let places = columns.map(|c| head.iter().position(|h| h == c));
    if let Some((column, _)) =
        columns.iter().zip(&places).take(needed).find(|(_, place)| place.is_none())
    {
        return Err(failed(format!("there is no column `{column}`")));
    }
    for record in reader.records() {
        let record = record.map_err(|e| failed(e.to_string()))?;
        take(places.map(|place| place.and_then(|i| record.get(i)).unwrap_or_default()));
    }
    Ok(())
}
