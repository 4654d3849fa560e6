//! Central weights and confidence factors of stochastic multicriteria acceptability analysis.

use super::RobustnessError;
use rayon::prelude::*;

/// What weights make a unit lead (SMAA-2: Lahdelma and Salminen 2001).
#[derive(Debug, Clone, PartialEq)]
pub struct CentralWeights {
    /// Share of the draws in which each unit leads, ties included.
    pub first: Vec<f64>,
    /// Mean of the weights under which the unit leads; none if it never does.
    pub weights: Vec<Option<Vec<f64>>>,
    counts: Vec<u64>,
    sums: Vec<f64>,
    indicators: usize,
}

impl CentralWeights {
    pub(super) fn new(units: usize, indicators: usize) -> Self {
        Self {
            first: Vec::new(),
            weights: Vec::new(),
            counts: vec![0; units],
            sums: vec![0.0; units * indicators],
            indicators,
        }
    }

    pub(super) fn indicators(&self) -> usize {
        self.indicators
    }

    pub(super) fn add(&mut self, unit: usize, weights: &[f64]) {
        self.counts[unit] += 1;
        let own = &mut self.sums[unit * self.indicators..(unit + 1) * self.indicators];
        own.iter_mut().zip(weights).for_each(|(s, w)| *s += w);
    }

    pub(super) fn finish(mut self, draws: usize) -> Self {
        self.first = self.counts.iter().map(|&c| c as f64 / draws as f64).collect();
        self.weights = (0..self.counts.len())
            .map(|u| {
                let own = &self.sums[u * self.indicators..(u + 1) * self.indicators];
                (self.counts[u] > 0)
                    .then(|| own.iter().map(|s| s / self.counts[u] as f64).collect())
            })
            .collect();
        self
    }
}

/// Confidence factors: the probability that a unit leads when the weights are its central weights
/// and only the evidence varies.
///
/// `score(weights, draw, scores)` fills one score per unit (NaN: none) for a draw; it must depend
/// on nothing else. A unit that never leads has no central weights and no factor.
///
/// # Errors
/// [`RobustnessError::BadDraws`] for zero draws.
pub fn confidence_factors(
    central: &CentralWeights,
    draws: usize,
    score: impl Fn(&[f64], u64, &mut [f64]) + Sync,
) -> Result<Vec<Option<f64>>, RobustnessError> {
    if draws == 0 {
        return Err(RobustnessError::BadDraws(draws));
    }
    let units = central.weights.len();
    let leads = |unit: usize, weights: &Vec<f64>| {
        let mut scores = vec![f64::NAN; units];
        let won = (0..draws as u64)
            .filter(|&draw| {
                score(weights, draw, &mut scores);
                let own = scores[unit];
                !own.is_nan() && scores.iter().all(|s| s.is_nan() || *s <= own)
            })
            .count();
        won as f64 / draws as f64
    };
    Ok(central
        .weights
        .par_iter()
        .enumerate()
        .map(|(unit, weights)| weights.as_ref().map(|w| leads(unit, w)))
        .collect())
}
