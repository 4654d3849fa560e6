//! Robustness of a ranking against its weights alone.

use super::acceptability::Acceptability;
use super::aligned::Aligned;
use super::engine::{Core, Shape, block_draws};
use super::exact_ranks::MOST_UNITS;
use super::groups::{Neighbour, along};
use super::smaa::CentralWeights;
use super::ties::Unit;
use super::weigh::{GROUP, pack, weigh};
use super::winning::WinningIndices;
use super::{EXACT_UNITS, RobustnessError};
use crate::draws::{Dirichlet, LANES, elementary, stream_id, wide};
use ndarray::ArrayView2;
use rayon::prelude::*;

/// How a unit's values become one score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ScoreMean {
    /// Weighted arithmetic mean.
    #[default]
    Arithmetic,
    /// Weighted geometric mean; every value must be positive.
    Geometric,
}

/// Monte Carlo over the weights: `values` is units x indicators, every draw takes weights from a
/// [`Dirichlet`] distribution around the stated ones, scores, and ranks (1 = highest score).
///
/// Units are taken as given; there are no gaps here (see [`RankStatistics`](super::RankStatistics)
/// for those). Settings have defaults: concentration 50, 10 000 draws, seed 0, tie limit 0.80,
/// exact P(top k) for k up to 10, intervals at 5 and 95 %.
#[derive(Debug, Clone)]
pub struct WeightsOnly {
    units: usize,
    /// Values (or their logarithms), unit by unit.
    values: Vec<f64>,
    indicators: usize,
    stated: Vec<f64>,
    mean: ScoreMean,
    concentration: f64,
    draws: usize,
    seed: u64,
    stream: u64,
    head: usize,
    tie: f64,
    exact: bool,
    moments: bool,
}

/// What [`WeightsOnly::run`] found. Units keep the caller's numbering.
#[derive(Debug, Clone, PartialEq)]
pub struct WeightsOutcome {
    /// Draws made.
    pub draws: usize,
    /// Units from best to worst under the stated weights (equal scores: lower number first).
    pub order: Vec<usize>,
    /// Score of every unit under the stated weights.
    pub point: Vec<f64>,
    /// Mean score over the draws; empty when moments were switched off.
    pub mean_score: Vec<f64>,
    /// Standard deviation of the score over the draws; empty when moments were switched off.
    pub sd_score: Vec<f64>,
    /// Rank frequencies.
    pub acceptability: Acceptability,
    /// Neighbours along `order`, one fewer than units.
    pub neighbours: Vec<Neighbour>,
    /// Tie group per unit, numbered from 1 at the top of the ranking. Only neighbours are compared
    /// here, for speed: pairs further apart across a border may be told apart less well;
    /// [`GivenWeights`](super::GivenWeights) with a [`reach`](super::RankSpec::reach) asks them
    /// too.
    pub groups: Vec<usize>,
}

impl WeightsOnly {
    /// An analysis of `values` (units x indicators, all finite) around `stated` weights.
    ///
    /// # Errors
    /// [`RobustnessError`] for an empty matrix, a value that is not finite, or a number of weights
    /// other than the number of indicators.
    pub fn new(values: ArrayView2<'_, f64>, stated: &[f64]) -> Result<Self, RobustnessError> {
        let (units, indicators) = values.dim();
        if units == 0 || indicators == 0 {
            return Err(RobustnessError::Empty { units, indicators });
        }
        if units > MOST_UNITS {
            return Err(RobustnessError::TooManyUnits(units));
        }
        if stated.len() != indicators {
            return Err(RobustnessError::WeightCount { weights: stated.len(), indicators });
        }
        if let Some(((row, column), &value)) = values.indexed_iter().find(|(_, v)| !v.is_finite()) {
            return Err(RobustnessError::BadValue { row, column, value });
        }
        Ok(Self {
            units,
            values: values.iter().copied().collect(),
            indicators,
            stated: stated.to_vec(),
            mean: ScoreMean::Arithmetic,
            concentration: 50.0,
            draws: 10_000,
            seed: 0,
            stream: stream_id("weights"),
            head: 10,
            tie: 0.80,
            exact: units <= EXACT_UNITS,
            moments: true,
        })
    }

    /// Concentration of the Dirichlet distribution (> 0).
    #[must_use]
    pub fn concentration(mut self, concentration: f64) -> Self {
        self.concentration = concentration;
        self
    }

    /// Number of draws.
    #[must_use]
    pub fn draws(mut self, draws: usize) -> Self {
        self.draws = draws;
        self
    }

    /// Seed of all random numbers.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Stream the weights are drawn from (by default that of the name `weights`).
    #[must_use]
    pub fn stream(mut self, stream: u64) -> Self {
        self.stream = stream;
        self
    }

    /// Kind of mean.
    #[must_use]
    pub fn mean(mut self, mean: ScoreMean) -> Self {
        self.mean = mean;
        self
    }

    /// The largest k for which P(top k) has to be exact when a column holds several ranks.
    #[must_use]
    pub fn top(mut self, k: usize) -> Self {
        self.head = k;
        self
    }

    /// Pairwise winning index between neighbours at which a tie group ends, in [0, 1].
    #[must_use]
    pub fn tie(mut self, tie: f64) -> Self {
        self.tie = tie;
        self
    }

    /// Asks for one column per rank whatever the number of units. The table then takes
    /// 2 bytes x units² (4 above 65 535 draws), 0.8 GB for 20 000.
    #[must_use]
    pub fn exact(mut self, exact: bool) -> Self {
        self.exact = exact || self.units <= EXACT_UNITS;
        self
    }

    /// Whether means and standard deviations of the scores are wanted (yes by default).
    #[must_use]
    pub fn moments(mut self, moments: bool) -> Self {
        self.moments = moments;
        self
    }

    fn prepare(&self) -> Result<(Dirichlet, Vec<f64>), RobustnessError> {
        if self.draws == 0 || self.draws > super::ranking::MOST_DRAWS {
            return Err(RobustnessError::BadDraws(self.draws));
        }
        if !(0.0..=1.0).contains(&self.tie) {
            return Err(RobustnessError::BadSetting { what: "tie limit", value: self.tie });
        }
        let dirichlet = Dirichlet::new(&self.stated, self.concentration)?;
        let mut values = self.values.clone();
        if self.mean == ScoreMean::Geometric {
            if let Some(i) = values.iter().position(|v| *v < f64::MIN_POSITIVE) {
                let (row, column) = (i / self.indicators, i % self.indicators);
                return Err(RobustnessError::NotPositive { row, column, value: values[i] });
            }
            elementary::ln_slice(&mut values);
        }
        Ok((dirichlet, values))
    }

    /// Scores (or their logarithms) under the stated weights, by the same arithmetic as the draws.
    fn point(&self, values: &[f64]) -> Vec<f64> {
        let largest = self.stated.iter().copied().fold(0.0, f64::max);
        let scaled: Vec<f64> = self.stated.iter().map(|w| w / largest).collect();
        let sum: f64 = scaled.iter().sum();
        let weights: Vec<f64> = scaled.iter().flat_map(|w| [w / sum; LANES]).collect();
        let packed = pack(values, self.indicators, 0..self.units);
        let mut scores = vec![0.0; self.units * LANES];
        weigh(&packed, &weights, &mut scores);
        scores.iter().step_by(LANES).copied().collect()
    }

    /// Runs the analysis.
    ///
    /// # Errors
    /// [`RobustnessError`] for settings out of range, weights that are all zero or negative, or a
    /// value that is not positive under a geometric mean.
    pub fn run(&self) -> Result<WeightsOutcome, RobustnessError> {
        if self.units <= 1 << 16 { self.simulate::<u16>() } else { self.simulate::<u32>() }
    }

    fn simulate<T: Unit>(&self) -> Result<WeightsOutcome, RobustnessError> {
        let (dirichlet, values) = self.prepare()?;
        let n = self.units;
        let inner = self.point(&values);
        let mut order: Vec<usize> = (0..n).collect();
        order.sort_by(|&a, &b| inner[b].total_cmp(&inner[a]).then(a.cmp(&b)));
        let geometric = self.mean == ScoreMean::Geometric;
        let outer = |s: f64| if geometric { elementary::exp(s) } else { s };
        let point: Vec<f64> = inner.iter().map(|s| outer(*s)).collect();

        let packed = pack(&values, self.indicators, order.iter().copied());
        drop(values);
        let shape = Shape {
            units: n,
            width: if self.exact { 1 } else { n.div_ceil(1024) },
            head: self.head,
            moments: self.moments,
        };
        let mut core = Core::new(shape, order.iter().map(|&u| point[u]).collect());
        let block = block_draws(n, shape.width);
        let mut orders: Vec<T> = Vec::new();
        let mut done = 0;
        while done < self.draws {
            let now = block.min(self.draws - done);
            core.block(now, 1, &mut orders, |tile, scores| {
                let first = (done + tile * LANES) as u64;
                let mut weights = Aligned::<f64>::new(self.indicators * LANES);
                draw(&dirichlet, self.seed, self.stream, first, weights.get_mut());
                weigh(&packed, weights.get(), scores);
                // Ranks do not need the exponential, moments do.
                if geometric && self.moments {
                    elementary::exp_slice(scores);
                }
            });
            done += now;
        }

        let mut place = vec![None; n];
        let mut mean_score = vec![0.0; if self.moments { n } else { 0 }];
        let mut sd_score = mean_score.clone();
        for (p, &unit) in order.iter().enumerate() {
            place[unit] = Some(p as u32);
        }
        for ((mean, sd), &unit) in core.moments().into_iter().zip(&order) {
            mean_score[unit] = mean;
            sd_score[unit] = sd;
        }
        let winning = WinningIndices::new(order.clone(), n, 1).of_neighbours(core.wins().to_vec());
        let (neighbours, groups) = along(&order, &winning, self.tie, n);
        Ok(WeightsOutcome {
            draws: self.draws,
            acceptability: core.acceptability(place),
            point,
            mean_score,
            sd_score,
            neighbours,
            groups: groups.into_iter().map(|g| g.unwrap_or(0)).collect(),
            order,
        })
    }

    /// Central weights: for every unit the mean of the weights under which it leads (SMAA-2,
    /// Lahdelma and Salminen 2001), over the same draws as [`WeightsOnly::run`].
    ///
    /// # Errors
    /// As [`WeightsOnly::run`].
    pub fn central_weights(&self) -> Result<CentralWeights, RobustnessError> {
        let (dirichlet, values) = self.prepare()?;
        let m = self.indicators;
        let packed = pack(&values, m, 0..self.units);
        let mut central = CentralWeights::new(self.units, m);
        let tiles = self.draws.div_ceil(LANES);
        for first in (0..tiles).step_by(256) {
            let leads: Vec<Leads> = (first..tiles.min(first + 256))
                .into_par_iter()
                .map_init(
                    || vec![0.0; self.units * LANES],
                    |scores, tile| {
                        let mut weights = vec![0.0; m * LANES];
                        draw(
                            &dirichlet,
                            self.seed,
                            self.stream,
                            (tile * LANES) as u64,
                            &mut weights,
                        );
                        weigh(&packed, &weights, scores);
                        let live = (self.draws - tile * LANES).min(LANES);
                        let leaders = (0..live).flat_map(|l| leaders(scores, l)).collect();
                        (weights, leaders)
                    },
                )
                .collect();
            let mut one = vec![0.0; m];
            for (weights, leaders) in leads {
                for (lane, unit) in leaders {
                    for (w, row) in one.iter_mut().zip(weights.chunks_exact(LANES)) {
                        *w = row[lane];
                    }
                    central.add(unit, &one);
                }
            }
        }
        Ok(central.finish(self.draws))
    }

    /// Quantiles of the score of every unit over the same draws as [`WeightsOnly::run`]: one row
    /// per unit, one number per probability (type 7, the definition R and NumPy use by default).
    ///
    /// Goes over the units in groups and draws the weights again for each, so memory is
    /// draws x (indicators + one group).
    ///
    /// # Errors
    /// As [`WeightsOnly::run`]; [`RobustnessError::BadSetting`] for a probability outside [0, 1].
    pub fn score_quantiles(&self, probabilities: &[f64]) -> Result<Vec<Vec<f64>>, RobustnessError> {
        let (dirichlet, values) = self.prepare()?;
        if let Some(&value) = probabilities.iter().find(|p| !(0.0..=1.0).contains(*p)) {
            return Err(RobustnessError::BadSetting { what: "probability", value });
        }
        let m = self.indicators;
        let tiles = self.draws.div_ceil(LANES);
        let mut weights = vec![0.0; tiles * m * LANES];
        weights.par_chunks_mut(m * LANES).enumerate().for_each(|(tile, w)| {
            draw(&dirichlet, self.seed, self.stream, (tile * LANES) as u64, w);
        });
        let group = GROUP * 4;
        let rows: Vec<Vec<Vec<f64>>> = (0..self.units.div_ceil(group))
            .into_par_iter()
            .map(|g| {
                let units = g * group..self.units.min((g + 1) * group);
                let packed = pack(&values, m, units.clone());
                let mut tile = vec![0.0; units.len() * LANES];
                let mut all = vec![Vec::with_capacity(tiles * LANES); units.len()];
                for w in weights.chunks_exact(m * LANES) {
                    weigh(&packed, w, &mut tile);
                    for (row, own) in tile.chunks_exact(LANES).zip(&mut all) {
                        own.extend_from_slice(row);
                    }
                }
                all.into_iter()
                    .map(|mut own| {
                        own.truncate(self.draws);
                        if self.mean == ScoreMean::Geometric {
                            elementary::exp_slice(&mut own);
                        }
                        own.sort_unstable_by(f64::total_cmp);
                        probabilities.iter().map(|&p| super::column::type_seven(&own, p)).collect()
                    })
                    .collect()
            })
            .collect();
        Ok(rows.into_iter().flatten().collect())
    }
}

/// The weights of sixteen draws and who leads in which of them.
type Leads = (Vec<f64>, Vec<(usize, usize)>);

/// Every (lane, unit) that has the highest score in a lane.
fn leaders(scores: &[f64], lane: usize) -> Vec<(usize, usize)> {
    let own = || scores.iter().skip(lane).step_by(LANES);
    let best = own().copied().fold(f64::NEG_INFINITY, f64::max);
    own().enumerate().filter(|(_, s)| **s == best).map(|(u, _)| (lane, u)).collect()
}

wide! {
    /// Sixteen draws of weights, indicator by indicator.
    fn draw<'a>(dirichlet: &'a Dirichlet, seed: u64, stream: u64, first: u64, weights: &'a mut [f64]) -> () {
        let (rows, _) = weights.as_chunks_mut::<LANES>();
        dirichlet.fill_lanes(seed, stream, first, rows);
    }
}

#[cfg(test)]
mod tests;
