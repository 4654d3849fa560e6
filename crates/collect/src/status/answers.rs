//! What raters of a round have answered, on the rows that the round asks.

use std::collections::BTreeMap;

use ideal_model::Value;

use super::PanelStatus;
use crate::returned::{RaterKey, Ratings};
use crate::round::Round;
use crate::workbook::{Row, rows};

/// One answer. Numbers lead to `rows` of its panel and to `raters` of [`Answers`].
pub(super) struct Answer {
    pub(super) panel: usize,
    pub(super) rater: usize,
    pub(super) row: usize,
    pub(super) value: Value,
}

/// All answers in force, by rater. Answers to rows that the round no longer asks are left out, and
/// so are raters of panels that it no longer has.
pub(super) struct Answers<'a> {
    /// The rows of each panel.
    pub(super) rows: Vec<Vec<Row<'a>>>,
    /// The raters with the number of their panel.
    pub(super) raters: Vec<(usize, &'a RaterKey)>,
    /// By rater and id of the row.
    pub(super) all: Vec<Answer>,
}

impl<'a> Answers<'a> {
    pub(super) fn of(round: &'a Round, ratings: &'a Ratings) -> Self {
        let asked: Vec<Vec<Row<'a>>> = round.panels.iter().map(|p| rows(round, p)).collect();
        let places: Vec<BTreeMap<&str, usize>> = asked
            .iter()
            .map(|rows| rows.iter().enumerate().map(|(i, row)| (row.id.as_str(), i)).collect())
            .collect();
        let mut raters = Vec::new();
        let mut all = Vec::new();
        for key in ratings.raters() {
            let panel = round.panels.iter().position(|p| p.id == key.panel);
            let Some((panel, places)) = panel.and_then(|p| Some((p, places.get(p)?))) else {
                continue;
            };
            for (id, rating) in ratings.in_force(key) {
                if let Some(&row) = places.get(id)
                    && rating.best != Value::Missing
                {
                    all.push(Answer { panel, rater: raters.len(), row, value: rating.best });
                }
            }
            raters.push((panel, key));
        }
        Answers { rows: asked, raters, all }
    }

    /// The row of an answer.
    pub(super) fn row(&self, answer: &Answer) -> Option<&Row<'a>> {
        self.rows.get(answer.panel)?.get(answer.row)
    }

    /// The answers that are points of a scale, with their rows.
    pub(super) fn numbers(&self) -> impl Iterator<Item = (&Answer, &Row<'a>, f64)> {
        self.all.iter().filter_map(|answer| {
            let row = self.row(answer)?;
            Some((answer, row, row.item.point(answer.value)?))
        })
    }

    /// What each panel has answered.
    pub(super) fn panels(&self, round: &Round) -> Vec<PanelStatus> {
        let counted = round.panels.iter().zip(&self.rows).enumerate();
        counted
            .map(|(number, (panel, rows))| {
                let raters = self.raters.iter().filter(|(p, _)| *p == number).count();
                let expected = usize::try_from(panel.raters).unwrap_or(usize::MAX);
                let asked = raters.max(expected);
                let of_panel = || self.all.iter().filter(|a| a.panel == number);
                let of_item = |code: &str| {
                    let rows = rows.iter().filter(|r| r.item.code == code).count();
                    let own = |a: &&Answer| self.row(a).is_some_and(|r| r.item.code == code);
                    share(of_panel().filter(own).count(), rows.saturating_mul(asked))
                };
                let answered = of_panel().count();
                let all = rows.len().saturating_mul(asked);
                PanelStatus {
                    panel: panel.id.clone(),
                    expected,
                    raters,
                    rows: all,
                    answered,
                    unknown: of_panel().filter(|a| a.value == Value::Unknown).count(),
                    share: share(answered, all),
                    by_item: round.items.iter().map(|item| of_item(&item.code)).collect(),
                }
            })
            .collect()
    }
}

fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}
