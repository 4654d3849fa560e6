//! Robustness of a ranking over weights that the caller has drawn.

use ndarray::{Array2, ArrayView2, Axis};
use rayon::prelude::*;

use super::ranking::MOST_DRAWS;
use super::{RankOutcome, RankSpec, RankStatistics, RobustnessError};
use crate::aggregate::Mean;
use crate::batch_means::RowsError;
use crate::moments::count;
use crate::sum::sum;

/// Monte Carlo over weights of one's own, of any distribution: ordinal preferences, bounds,
/// weights of a panel. `values` is units x indicators, NaN is a gap; `weights` is draws x
/// indicators, each >= 0 and in every draw one above 0. Every draw scores each unit by
/// [`Mean::rows`], so weights are renormalised over what a unit has, and ranks (1 = highest score).
///
/// The point scores, by which units are ordered and gaps are found, are those under the mean of the
/// weights, each draw's brought to a sum of 1 first. Scores are rounded to nine decimals before
/// they are ranked, as ranks of results are; [`GivenWeights::spec`] changes that, the tie limit and
/// what is collected.
///
/// ```
/// use ideal_composite::aggregate::Mean;
/// use ideal_composite::robustness::GivenWeights;
/// use ndarray::array;
///
/// // Three experts weight two criteria; the second unit lacks the second criterion.
/// let values = array![[2.0, 0.0], [1.5, f64::NAN], [0.0, 1.0]];
/// let weights = array![[0.9, 0.1], [0.5, 0.5], [0.1, 0.9]];
/// let outcome = GivenWeights::new(values.view(), weights.view())?.mean(Mean::Arithmetic).run()?;
/// assert_eq!(outcome.ranking.acceptability.table().row(0).to_vec(), [1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0]);
/// assert_eq!(outcome.ranking.order, [1, 0, 2]);
/// # Ok::<(), ideal_composite::robustness::RobustnessError>(())
/// ```
#[derive(Debug, Clone)]
pub struct GivenWeights<'a> {
    values: ArrayView2<'a, f64>,
    weights: ArrayView2<'a, f64>,
    mean: Mean,
    spec: RankSpec,
}

/// What [`GivenWeights::run`] found. Units keep the caller's numbering.
#[derive(Debug, Clone, PartialEq)]
pub struct GivenWeightsOutcome {
    /// Score of every unit under the mean of the weights; NaN for a gap, which is not ranked.
    pub point: Vec<f64>,
    /// The ranking: acceptability, tie groups, and central weights, which have the scale of the
    /// weights that were given.
    pub ranking: RankOutcome,
}

impl<'a> GivenWeights<'a> {
    /// An analysis of `values` (units x indicators) over `weights` (draws x indicators), by the
    /// arithmetic mean unless [`GivenWeights::mean`] says another.
    ///
    /// # Errors
    /// [`RobustnessError`] for an empty matrix, an infinite value, weights of another number of
    /// indicators, no draws, a weight that is negative or not finite, or a draw without a positive
    /// one.
    pub fn new(
        values: ArrayView2<'a, f64>,
        weights: ArrayView2<'a, f64>,
    ) -> Result<Self, RobustnessError> {
        let (units, indicators) = values.dim();
        if units == 0 || indicators == 0 {
            return Err(RobustnessError::Empty { units, indicators });
        }
        if weights.ncols() != indicators {
            return Err(RobustnessError::WeightCount { weights: weights.ncols(), indicators });
        }
        if weights.nrows() == 0 || weights.nrows() > MOST_DRAWS {
            return Err(RobustnessError::BadDraws(weights.nrows()));
        }
        let bad_value = values.indexed_iter().find(|(_, x)| x.is_infinite());
        let bad_weight = weights.indexed_iter().find(|(_, w)| !(w.is_finite() && **w >= 0.0));
        if let Some(((row, column), &value)) = bad_value.or(bad_weight) {
            return Err(RobustnessError::BadValue { row, column, value });
        }
        if let Some(draw) = weights.rows().into_iter().position(|w| w.iter().all(|w| *w == 0.0)) {
            return Err(RobustnessError::Weightless { draw });
        }
        Ok(Self { values, weights, mean: Mean::Arithmetic, spec: RankSpec::default() })
    }

    /// Kind of mean.
    #[must_use]
    pub fn mean(mut self, mean: Mean) -> Self {
        self.mean = mean;
        self
    }

    /// How scores are ranked and what is collected.
    #[must_use]
    pub fn spec(mut self, spec: RankSpec) -> Self {
        self.spec = spec;
        self
    }

    /// Runs the analysis.
    ///
    /// # Errors
    /// [`RobustnessError`] for a mean whose exponent is none, too many units, or a setting out of
    /// range.
    pub fn run(&self) -> Result<GivenWeightsOutcome, RobustnessError> {
        let point = self.mean.rows(self.values, &self.mean_weights())?;
        let (units, draws) = (self.values.nrows(), self.weights.nrows());
        let mut ranking = RankStatistics::new(&point, draws, self.spec.clone())?;
        let block = ranking.block_len().max(1);
        for weights in self.weights.axis_chunks_iter(Axis(0), block) {
            let scores: Vec<Vec<f64>> = weights
                .axis_iter(Axis(0))
                .into_par_iter()
                .map(|w| self.mean.rows(self.values, &w.to_vec()))
                .collect::<Result<_, RowsError>>()?;
            let mut all = Array2::zeros((scores.len(), units));
            for (mut row, scores) in all.rows_mut().into_iter().zip(scores) {
                row.iter_mut().zip(scores).for_each(|(r, s)| *r = s);
            }
            ranking.push_block(all.view(), Some(weights))?;
        }
        Ok(GivenWeightsOutcome { point, ranking: ranking.finish() })
    }

    /// The mean of the draws' weights, each draw's brought to a sum of 1.
    fn mean_weights(&self) -> Vec<f64> {
        let sums: Vec<f64> =
            self.weights.rows().into_iter().map(|w| sum(w.iter().copied())).collect();
        let share = |column: ndarray::ArrayView1<'_, f64>| {
            sum(column.iter().zip(&sums).map(|(w, s)| w / s)) / count(sums.len())
        };
        self.weights.columns().into_iter().map(share).collect()
    }
}

#[cfg(test)]
mod tests;
