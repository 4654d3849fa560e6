//! The second round: on which items the raters of the first differ, and what they said.

use std::borrow::Cow;

use ideal_composite::moments::quantile;
use ideal_evidence::Files;
use ideal_model::{Mark, Value};

use crate::error::CollectError;
use crate::returned::{RaterKey, Rating, Ratings, ratings_path, whole};
use crate::round::{Panel, Round};
use crate::workbook::{Block, rows};

/// Share of an item's scale that its interquartile range must pass, where nothing else is asked
/// for: a fifth is two points of ten.
const SHARE: f64 = 0.2;

/// Times the threshold that a rater may not lie from the median without being asked again.
const APART: f64 = 2.0;

/// Raters whose ratings are summed up, at least: the median of two tells each what the other said.
pub(super) const SUMMED: usize = 3;

/// What the first round said of a row, as far as a workbook may say it: without what is marked above
/// the round, which is the mark of what goes out.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FirstRound {
    /// What the rater said himself.
    pub(crate) own: Option<Rating>,
    /// Raters who placed it on the scale and may be summed up.
    pub(crate) raters: usize,
    /// Median and quartiles of their ratings; none of fewer than three.
    pub(crate) summary: Option<Summary>,
    /// Raters who placed it on the scale with a stricter mark.
    pub(crate) not_summed: usize,
    /// Raters who said that it does not apply.
    pub(crate) not_applicable: usize,
    /// The reasons they gave, in the order of their words, so that it does not say whose each is.
    pub(crate) reasons: Vec<String>,
    /// How many reasons are left out because of their mark.
    pub(crate) withheld: usize,
}

/// What ratings of a row come to, on the item's scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Summary {
    pub(crate) median: f64,
    /// Lower and upper quartile.
    pub(crate) quartiles: [f64; 2],
}

impl Summary {
    /// Of these points; none of none.
    fn of(points: &[f64]) -> Option<Self> {
        let at = |p: f64| quantile(points, p);
        Some(Summary { median: at(0.5)?, quartiles: [at(0.25)?, at(0.75)?] })
    }
}

/// An item on which a panel's raters differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Disagreement {
    /// The panel.
    pub panel: String,
    /// Id of the row.
    pub row: String,
    /// Raters who placed it on the scale: with a number, or with nil, which is the point next to 0.
    pub raters: u32,
    /// Raters who said that it does not apply.
    pub not_applicable: u32,
    /// Median of the ratings.
    pub median: f64,
    /// Lower and upper quartile.
    pub quartiles: [f64; 2],
}

/// Whether a rater lies twice as far from the median as quartiles may lie from each other: among few
/// raters, and where one stands alone, the quartiles do not show it.
fn is_apart(numbers: &[f64], median: f64, least: f64) -> bool {
    let farthest = numbers.iter().map(|n| (n - median).abs()).fold(0.0, f64::max);
    farthest > 0.0 && farthest >= APART * least
}

/// What came back in the first round.
#[derive(Debug)]
pub(crate) struct Received(Ratings);

impl Received {
    /// Reads the record of a round.
    ///
    /// # Errors
    /// [`CollectError::NoRatings`] where nothing was received, [`CollectError::Round`] where the
    /// record is not as it was written.
    pub(crate) fn open(files: &dyn Files, round: &Round) -> Result<Self, CollectError> {
        let ratings = whole(files, round).map_err(CollectError::Round)?;
        if ratings.raters().next().is_none() {
            return Err(CollectError::NoRatings(ratings_path(&round.id)));
        }
        Ok(Received(ratings))
    }

    /// The raters of a panel of whom a first round was received.
    pub(crate) fn raters<'r>(&'r self, panel: &'r str) -> impl Iterator<Item = &'r RaterKey> {
        self.0.raters().filter(move |key| key.panel == panel && self.0.of(key, false).is_some())
    }

    /// What the raters of a panel say of a row by now.
    fn of_row<'r>(&'r self, panel: &'r str, row: &'r str) -> impl Iterator<Item = Cow<'r, Rating>> {
        self.raters(panel).filter_map(move |key| self.0.said(key, row))
    }

    /// The rows of a panel's own territories on which its raters differ by more than `threshold`,
    /// in points of the item's scale; without one, by more than a fifth of the scale; or of which one
    /// stands twice as far from their median. Vignettes and
    /// bridge territories show how raters use the scale: agreement on them is not sought.
    pub(crate) fn disagreements(
        &self,
        round: &Round,
        panel: &Panel,
        threshold: Option<f64>,
    ) -> Vec<Disagreement> {
        let mut out = Vec::new();
        for row in rows(round, panel).into_iter().filter(|r| r.block == Block::Own) {
            let said: Vec<Value> = self.of_row(&panel.id, &row.id).map(|r| r.best).collect();
            let points: Vec<f64> = said.iter().filter_map(|v| row.item.point(*v)).collect();
            let no = said.iter().filter(|v| **v == Value::NotApplicable).count();
            let least = threshold.unwrap_or(SHARE * (row.item.scale[1] - row.item.scale[0]));
            let Some(Summary { median, quartiles: [low, high] }) = Summary::of(&points) else {
                continue;
            };
            // Whether it applies at all is what raters can differ on most.
            let apart = high - low > least || is_apart(&points, median, least);
            if no > 0 || (points.len() > 1 && apart) {
                let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
                out.push(Disagreement {
                    panel: panel.id.clone(),
                    row: row.id,
                    raters: count(points.len()),
                    not_applicable: count(no),
                    median,
                    quartiles: [low, high],
                });
            }
        }
        out
    }

    /// How many ratings of rows no workbook with this mark sums up.
    pub(crate) fn not_summed(&self, round: &Round, found: &[Disagreement], mark: Mark) -> usize {
        let of = |d: &Disagreement| self.points(round, d, mark).1;
        found.iter().map(of).sum()
    }

    /// The ratings of a row as points of its scale, of those whose mark lets them go out under this
    /// one, with how many there are beside them.
    fn points(&self, round: &Round, found: &Disagreement, mark: Mark) -> (Vec<f64>, usize) {
        let panel = round.panel(&found.panel);
        let asked = panel.and_then(|p| rows(round, p).into_iter().find(|r| r.id == found.row));
        let Some(row) = asked else { return (Vec::new(), 0) };
        let placed = self
            .of_row(&found.panel, &found.row)
            .filter_map(|r| Some((goes_out(&r, mark), row.item.point(r.best)?)));
        let (open, closed): (Vec<_>, Vec<_>) = placed.partition(|(open, _)| *open);
        (open.into_iter().map(|(_, point)| point).collect(), closed.len())
    }

    /// The ratings of a row with a reason: those whose mark lets it go out under this one, and the
    /// others.
    fn reasoned<'r>(
        &'r self,
        found: &'r Disagreement,
        mark: Mark,
    ) -> (Vec<Cow<'r, Rating>>, Vec<Cow<'r, Rating>>) {
        let said = self.of_row(&found.panel, &found.row).filter(|r| !r.reason.trim().is_empty());
        said.partition(|r| goes_out(r, mark))
    }

    /// How many reasons on rows are left out of workbooks with this mark.
    pub(crate) fn withheld(&self, found: &[Disagreement], mark: Mark) -> usize {
        found.iter().map(|d| self.reasoned(d, mark).1.len()).sum()
    }

    /// What a rater is shown of a row on which his panel differs, in a workbook of a round.
    pub(crate) fn shown(
        &self,
        found: &Disagreement,
        round: &Round,
        rater: &RaterKey,
    ) -> FirstRound {
        let mark = round.handling;
        let (open, closed) = self.reasoned(found, mark);
        let mut reasons: Vec<String> =
            open.into_iter().map(|r| r.reason.trim().to_owned()).collect();
        reasons.sort();
        reasons.dedup();
        let (points, not_summed) = self.points(round, found, mark);
        let own = self.0.of(rater, false).and_then(|r| r.get(&found.row));
        FirstRound {
            own: own.filter(|own| goes_out(own, mark)).cloned(),
            raters: points.len(),
            summary: Summary::of(&points).filter(|_| points.len() >= SUMMED),
            not_summed,
            not_applicable: usize::try_from(found.not_applicable).unwrap_or(usize::MAX),
            reasons,
            withheld: closed.len(),
        }
    }
}

/// Whether what a rater said may go out under this mark.
fn goes_out(rating: &Rating, mark: Mark) -> bool {
    rating.tlp.is_none_or(|tlp| tlp <= mark.tlp)
}
