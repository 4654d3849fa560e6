//! Robustness of a ranking against its weights alone.

use super::acceptability::Acceptability;
use super::aligned::Aligned;
use super::engine::{Core, Shape, block_draws};
use super::groups::{Neighbour, along};
use super::order::MOST_UNITS;
use super::smaa::CentralWeights;
use super::ties::Unit;
use super::weigh::{GROUP, pack, weigh};
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
    /// Tie group per unit, numbered from 1 at the top of the ranking.
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

    /// Pairwise winning index at which a tie group ends, in [0, 1].
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
        let (neighbours, groups) = along(&order, &core.winning(), self.tie, n);
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
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::draws::Stream;
    use ndarray::{Array2, array};

    fn sample(units: usize, indicators: usize) -> Array2<f64> {
        let mut s = Stream::new(99, units as u64, 0);
        Array2::from_shape_fn((units, indicators), |_| 0.01 + s.uniform())
    }

    /// Everything again by the slowest means: one draw at a time, ranks by counting.
    fn slowly(values: &Array2<f64>, c: f64, draws: usize) -> Vec<Vec<u32>> {
        let (n, m) = values.dim();
        let d = Dirichlet::new(&vec![1.0; m], c).unwrap();
        let mut counts = vec![vec![0; n]; n];
        let mut w = vec![0.0; m];
        for draw in 0..draws {
            d.fill(&mut Stream::new(5, stream_id("weights"), draw as u64), &mut w);
            let s: Vec<f64> = (0..n)
                .map(|u| (0..m).fold(0.0, |sum, i| values[(u, i)].mul_add(w[i], sum)))
                .collect();
            for u in 0..n {
                counts[u][s.iter().filter(|x| **x > s[u]).count()] += 1;
            }
        }
        counts
    }

    #[test]
    fn counts_are_those_of_the_slow_way() {
        for (n, m, c, draws) in [(37, 5, 5.0, 1003), (193, 35, 35.0, 333), (5, 3, 40.0, 66_000)] {
            let mut values = sample(n, m);
            let copy = values.row(0).to_owned();
            values.row_mut(3).assign(&copy); // an exact tie in every draw
            let a = WeightsOnly::new(values.view(), &vec![1.0; m]).unwrap();
            let a = a.concentration(c).draws(draws).seed(5).run().unwrap();
            let slow = slowly(&values, c, draws);
            for (u, slow) in slow.iter().enumerate() {
                let got: Vec<u32> = (0..n).map(|r| a.acceptability.count(u, r)).collect();
                assert_eq!(&got, slow, "unit {u} of {n}");
                let mean = (0..n).map(|r| (r + 1) as f64 * f64::from(slow[r])).sum::<f64>();
                assert!((a.acceptability.mean_rank(u) - mean / draws as f64).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn many_units_agree_with_the_exact_table() {
        let values = sample(5000, 6);
        let one = WeightsOnly::new(values.view(), &[1.0; 6]).unwrap().draws(200).concentration(6.0);
        let (coarse, fine) = (one.run().unwrap(), one.clone().exact(true).run().unwrap());
        let (coarse, fine) = (coarse.acceptability, fine.acceptability);
        assert_eq!((coarse.width(), fine.width()), (5, 1));
        let ranges = (coarse.ranges(0.05, 0.95).unwrap(), fine.ranges(0.05, 0.95).unwrap());
        for u in 0..5000 {
            assert_eq!(coarse.mean_rank(u), fine.mean_rank(u));
            assert!((1..=10).all(|k| coarse.top(u, k) == fine.top(u, k)));
            assert_eq!(coarse.top(u, 2500), fine.top(u, 2500));
            let (c, f) = (ranges.0[u].unwrap(), ranges.1[u].unwrap());
            assert!(c.low <= f.low && f.low < c.low + 5 && f.high <= c.high && c.high < f.high + 5);
        }
    }

    #[test]
    fn threads_do_not_matter() {
        let values = sample(300, 8);
        let one = WeightsOnly::new(values.view(), &[1.0; 8]).unwrap().draws(9_000).seed(3);
        let run = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| (one.run().unwrap(), one.central_weights().unwrap()))
        };
        let first = run(1);
        assert_eq!(first, run(2));
        assert_eq!(first, run(7));
    }

    #[test]
    fn acceptability_of_an_analytic_example() {
        // Uniform weights on two criteria: unit 0 leads for w < 1/3, unit 1 for 1/3 < w < 2/3.
        let values = array![[0.0, 1.0], [0.5, 0.75], [0.75, 0.25 + 0.0]];
        // score_0 = 1 - w, score_1 = 0.75 - 0.25 w, score_2 = 0.25 + 0.5 w
        let a =
            WeightsOnly::new(values.view(), &[1.0, 1.0]).unwrap().concentration(2.0).draws(100_000);
        let out = a.run().unwrap();
        let expected = [1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0];
        for (u, p) in expected.iter().enumerate() {
            assert!((out.acceptability.top(u, 1) - p).abs() < 0.006, "{u}");
        }
        // Central weights are the midpoints of those ranges.
        let central = a.central_weights().unwrap();
        for (u, mid) in [1.0 / 6.0, 0.5, 5.0 / 6.0].iter().enumerate() {
            let w = central.weights[u].as_ref().unwrap();
            assert!((w[0] - mid).abs() < 0.006 && (w[0] + w[1] - 1.0).abs() < 1e-12, "{u}: {w:?}");
            assert!((central.first[u] - out.acceptability.top(u, 1)).abs() < 1e-12);
        }
    }

    #[test]
    fn error_shrinks_with_the_square_root_of_the_draws() {
        let values = array![[2.0, 0.0], [0.0, 1.0]];
        let error = |draws: usize| {
            let squares: f64 = (0..60)
                .map(|seed| {
                    let a = WeightsOnly::new(values.view(), &[1.0, 1.0]).unwrap();
                    let a = a.concentration(2.0).draws(draws).seed(seed).run().unwrap();
                    (a.acceptability.top(0, 1) - 2.0 / 3.0).powi(2)
                })
                .sum();
            (squares / 60.0).sqrt()
        };
        let (few, many) = (error(400), error(25_600));
        // Theory: sqrt(2/9 / N), and a ratio of 8.
        assert!((few * 20.0 / (2.0_f64 / 9.0).sqrt() - 1.0).abs() < 0.35, "{few}");
        assert!((few / many - 8.0).abs() < 3.0, "{}", few / many);
    }

    #[test]
    fn one_weight_only_means_no_uncertainty() {
        let values = array![[3.0, 9.0], [1.0, 0.0], [2.0, 5.0]];
        for mean in [ScoreMean::Arithmetic, ScoreMean::Geometric] {
            let values = values.mapv(|v: f64| v + 1.0);
            let a = WeightsOnly::new(values.view(), &[1.0, 0.0]).unwrap().mean(mean).draws(500);
            let out = a.run().unwrap();
            assert_eq!(out.order, [0, 2, 1]);
            assert_eq!(out.groups, [1, 3, 2]);
            assert_eq!(out.mean_score, out.point);
            assert_eq!(out.sd_score, [0.0; 3]);
            let quantiles = a.score_quantiles(&[0.05, 0.5, 0.95]).unwrap();
            assert!(quantiles.iter().zip(&out.point).all(|(q, p)| q.iter().all(|x| x == p)));
            assert!(out.neighbours.iter().all(|n| n.winning == 1.0 && n.draws == 500));
        }
    }

    #[test]
    fn quantiles_of_a_linear_score_are_known() {
        // score = w, uniform on [0, 1]
        let values = array![[1.0, 0.0]];
        let a =
            WeightsOnly::new(values.view(), &[1.0, 1.0]).unwrap().concentration(2.0).draws(40_000);
        let q = a.score_quantiles(&[0.05, 0.5, 0.95]).unwrap();
        for (x, p) in q[0].iter().zip([0.05, 0.5, 0.95]) {
            assert!((x - p).abs() < 0.01);
        }
    }

    #[test]
    fn bad_input_is_named() {
        let values = array![[1.0, f64::NAN]];
        let bad = WeightsOnly::new(values.view(), &[1.0, 1.0]);
        assert!(matches!(bad, Err(RobustnessError::BadValue { row: 0, column: 1, .. })));
        let values = array![[1.0, 0.0]];
        assert!(matches!(
            WeightsOnly::new(values.view(), &[1.0]),
            Err(RobustnessError::WeightCount { weights: 1, indicators: 2 })
        ));
        let a = WeightsOnly::new(values.view(), &[1.0, 1.0]).unwrap();
        assert!(matches!(a.clone().draws(0).run(), Err(RobustnessError::BadDraws(0))));
        assert!(matches!(a.clone().concentration(-1.0).run(), Err(RobustnessError::Draw(_))));
        assert!(matches!(
            a.mean(ScoreMean::Geometric).run(),
            Err(RobustnessError::NotPositive { row: 0, column: 1, .. })
        ));
        let empty = Array2::<f64>::zeros((0, 3));
        assert!(matches!(
            WeightsOnly::new(empty.view(), &[1.0; 3]),
            Err(RobustnessError::Empty { .. })
        ));
    }
}
