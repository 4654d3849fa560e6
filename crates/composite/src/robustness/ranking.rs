//! A ranking in a simulation that the caller drives.

use super::acceptability::Acceptability;
use super::draw_block::{any_infinite, infinite, infinite_in};
use super::engine::{Core, Shape};
use super::exact_ranks::MOST_UNITS;
use super::groups::{Neighbour, along};
use super::scores::{Rounding, Scores};
use super::smaa::CentralWeights;
use super::ties::Unit;
use super::winning::WinningIndices;
use super::{EXACT_UNITS, RobustnessError};
use crate::draws::LANES;
use ndarray::ArrayView2;
use std::sync::atomic::{AtomicBool, Ordering};

/// Most draws one analysis takes: counts have 32 bits.
pub(super) const MOST_DRAWS: usize = 4_000_000_000;

/// Settings of a [`RankStatistics`].
#[derive(Debug, Clone, PartialEq)]
pub struct RankSpec {
    /// Pairwise winning index that every pair across the end of a tie group has to reach, in
    /// [0, 1]; of the pairs within `reach`.
    pub tie: f64,
    /// The largest k for which P(top k) has to be exact when a column holds several ranks.
    pub top: usize,
    /// With how many of the places below it each place of the point ranking is compared, at least
    /// one: winning indices take 16 bytes for each. `usize::MAX` compares all pairs.
    pub reach: usize,
    /// Decimals to which scores are rounded before they are ranked, so that noise in the last bits
    /// does not break ties; none ranks the full double. Ranks of results use nine.
    pub decimals: Option<u32>,
}

impl Default for RankSpec {
    fn default() -> Self {
        Self { tie: 0.80, top: 10, reach: 1, decimals: Some(9) }
    }
}

/// Collects a ranking from blocks of draws.
///
/// Units without a point score (NaN) are gaps: they stay out whatever the draws say. A unit with a
/// point score may lack one in a draw (NaN); it is then left out of that draw.
///
/// ```
/// use ideal_composite::robustness::{RankSpec, RankStatistics};
/// use ndarray::array;
///
/// let mut ranking = RankStatistics::new(&[60.0, f64::NAN, 50.0], 4, RankSpec::default())?;
/// let draws = array![[61.0, f64::NAN, 49.0], [58.0, f64::NAN, 52.0], [55.0, f64::NAN, 56.0], [60.0, f64::NAN, 50.0]];
/// ranking.push_block(draws.view(), None)?;
/// let outcome = ranking.finish();
/// assert_eq!(outcome.order, [0, 2]);
/// assert_eq!(outcome.neighbours[0].winning, 0.75);
/// assert_eq!(outcome.groups, [Some(1), None, Some(1)]); // 0.75 is below 0.80: a tie
/// # Ok::<(), ideal_composite::robustness::RobustnessError>(())
/// ```
pub struct RankStatistics {
    units: usize,
    order: Vec<usize>,
    core: Core,
    orders: Orders,
    spec: RankSpec,
    left: usize,
    done: usize,
    /// Counts beyond neighbours, which `core` has.
    winning: WinningIndices,
    central: Option<CentralWeights>,
}

/// Tiles of draws whose scores are fetched together: one is too little to fetch from every column.
const TOGETHER: usize = 4;

enum Orders {
    Short(Vec<u16>),
    Long(Vec<u32>),
}

/// What [`RankStatistics::finish`] found. Units keep the caller's numbering.
#[derive(Debug, Clone, PartialEq)]
pub struct RankOutcome {
    /// Draws taken in.
    pub draws: usize,
    /// Ranked units from best to worst point score (equal scores: lower number first).
    pub order: Vec<usize>,
    /// Rank frequencies.
    pub acceptability: Acceptability,
    /// Neighbours along `order`.
    pub neighbours: Vec<Neighbour>,
    /// Tie group per unit, numbered from 1 at the top; none for gaps.
    pub groups: Vec<Option<usize>>,
    /// Pairwise winning indices along `order`, as far as the reach asked for.
    pub winning: WinningIndices,
    /// Central weights, when weights were handed over with every block.
    pub central: Option<CentralWeights>,
}

impl RankStatistics {
    /// A ranking of units with these point scores (NaN: gap), over `draws` draws in all.
    ///
    /// # Errors
    /// [`RobustnessError`] for zero or too many draws, too many units, an infinite score, or a tie
    /// limit outside [0, 1].
    pub fn new(point: &[f64], draws: usize, spec: RankSpec) -> Result<Self, RobustnessError> {
        if draws == 0 || draws > MOST_DRAWS {
            return Err(RobustnessError::BadDraws(draws));
        }
        if point.len() > MOST_UNITS {
            return Err(RobustnessError::TooManyUnits(point.len()));
        }
        if !(0.0..=1.0).contains(&spec.tie) {
            return Err(RobustnessError::BadSetting { what: "tie limit", value: spec.tie });
        }
        if let Some(column) = point.iter().position(|s| s.is_infinite()) {
            return Err(RobustnessError::BadValue { row: 0, column, value: point[column] });
        }
        let mut order: Vec<usize> = (0..point.len()).filter(|&u| !point[u].is_nan()).collect();
        let round = Rounding::new(spec.decimals);
        let rounded: Vec<f64> = point.iter().map(|s| round.apply(*s)).collect();
        order.sort_by(|&a, &b| rounded[b].total_cmp(&rounded[a]).then(a.cmp(&b)));
        let n = order.len();
        let shape = Shape {
            units: n,
            width: if n <= EXACT_UNITS { 1 } else { n.div_ceil(1024) },
            head: spec.top,
            moments: false,
        };
        Ok(Self {
            units: point.len(),
            core: Core::new(shape, order.iter().map(|&u| point[u]).collect()),
            orders: if n <= 1 << 16 { Orders::Short(Vec::new()) } else { Orders::Long(Vec::new()) },
            winning: WinningIndices::new(order.clone(), point.len(), spec.reach),
            order,
            spec,
            left: draws,
            done: 0,
            central: None,
        })
    }

    /// Draws per block that use the caches well; any other number works too.
    #[must_use]
    pub fn block_len(&self) -> usize {
        self.core.block_draws()
    }

    /// Takes in a block of draws: `scores` is draws x units (all units, gaps included; what they
    /// hold is ignored), NaN where a draw has no score. `weights`, draws x indicators, adds to the
    /// central weights.
    ///
    /// # Errors
    /// [`RobustnessError::BlockShape`] if the shape does not fit or there are more draws than
    /// announced; [`RobustnessError::BadValue`] for an infinite score or a weight that is not
    /// finite. The statistics are then unchanged.
    pub fn push_block(
        &mut self,
        scores: ArrayView2<'_, f64>,
        weights: Option<ArrayView2<'_, f64>>,
    ) -> Result<(), RobustnessError> {
        let (rows, columns) = scores.dim();
        let bad = |rows, columns, expected, left| RobustnessError::BlockShape {
            rows,
            columns,
            expected,
            left,
        };
        if columns != self.units || rows > self.left {
            return Err(bad(rows, columns, self.units, self.left));
        }
        if let Some(w) = &weights {
            let expected = self.central.as_ref().map_or(w.ncols(), CentralWeights::indicators);
            if w.nrows() != rows || w.ncols() != expected {
                return Err(bad(w.nrows(), w.ncols(), expected, rows));
            }
            if let Some(((row, column), &value)) = w.indexed_iter().find(|(_, w)| !w.is_finite()) {
                return Err(RobustnessError::BadValue { row, column, value });
            }
        }
        if let Some((row, column)) = infinite(&scores) {
            return Err(RobustnessError::BadValue { row, column, value: scores[(row, column)] });
        }
        self.count(&Scores::Rows(scores), rows);
        let (round, order) = (Rounding::new(self.spec.decimals), &self.order);
        if let Some(weights) = weights {
            let central = self
                .central
                .get_or_insert_with(|| CentralWeights::new(self.units, weights.ncols()));
            let mut one = vec![0.0; weights.ncols()];
            for (scores, weights) in scores.rows().into_iter().zip(weights.rows()) {
                one.iter_mut().zip(weights).for_each(|(o, w)| *o = *w);
                let scored = || order.iter().map(|&u| (u, round.apply(scores[u])));
                let best = scored().map(|(_, s)| s).fold(f64::NEG_INFINITY, f64::max);
                for (unit, _) in scored().filter(|(_, s)| *s == best) {
                    central.add(unit, &one);
                }
            }
        }
        Ok(())
    }

    /// Takes in a block of draws that lies unit by unit: one slice per unit (all units, gaps
    /// included), draws in order, NaN where a draw has no score. The same numbers as
    /// [`RankStatistics::push_block`], without turning the block round.
    ///
    /// # Errors
    /// As [`RankStatistics::push_block`], but an infinite score is found while the draws are
    /// counted: the statistics are then of no use.
    pub fn push_columns(&mut self, columns: &[&[f64]]) -> Result<(), RobustnessError> {
        let rows = columns.first().map_or(0, |c| c.len());
        let bad = |rows| RobustnessError::BlockShape {
            rows,
            columns: columns.len(),
            expected: self.units,
            left: self.left,
        };
        if columns.len() != self.units || rows > self.left {
            return Err(bad(rows));
        }
        if let Some(other) = columns.iter().find(|c| c.len() != rows) {
            return Err(bad(other.len()));
        }
        if self.count(&Scores::Columns(columns), rows) {
            for (column, scores) in columns.iter().enumerate() {
                if let Some(row) = infinite_in(scores) {
                    return Err(RobustnessError::BadValue { row, column, value: scores[row] });
                }
            }
        }
        Ok(())
    }

    /// Ranks and counts `rows` draws. Whether a score of a ranked unit was infinite.
    fn count(&mut self, scores: &Scores<'_>, rows: usize) -> bool {
        let infinite = AtomicBool::new(false);
        let (round, order) = (Rounding::new(self.spec.decimals), &self.order);
        let block = self.core.block_draws();
        for from in (0..rows).step_by(block) {
            let draws = from..rows.min(from + block);
            let fill = |tile: usize, out: &mut [f64]| {
                let first = draws.start + tile * LANES;
                let more = out.len() / order.len();
                scores.fill(first..draws.end.min(first + more), order, round, out);
                if any_infinite(out) {
                    infinite.store(true, Ordering::Relaxed);
                }
            };
            match &mut self.orders {
                Orders::Short(buffer) => run(&mut self.core, draws.len(), buffer, fill),
                Orders::Long(buffer) => run(&mut self.core, draws.len(), buffer, fill),
            }
            if self.winning.reach() > 1 {
                self.winning.add(scores, draws, round);
            }
        }
        self.left -= rows;
        self.done += rows;
        infinite.into_inner()
    }

    /// The statistics of all draws taken in so far.
    #[must_use]
    pub fn finish(self) -> RankOutcome {
        let winning = if self.winning.reach() > 1 {
            self.winning
        } else {
            self.winning.of_neighbours(self.core.wins().to_vec())
        };
        let (neighbours, groups) = along(&self.order, &winning, self.spec.tie, self.units);
        let mut place = vec![None; self.units];
        for (p, &unit) in self.order.iter().enumerate() {
            place[unit] = Some(p as u32);
        }
        RankOutcome {
            draws: self.done,
            acceptability: self.core.acceptability(place),
            order: self.order,
            neighbours,
            groups,
            winning,
            central: self.central.map(|c| c.finish(self.done)),
        }
    }
}

fn run<T: Unit>(
    core: &mut Core,
    draws: usize,
    buffer: &mut Vec<T>,
    fill: impl Fn(usize, &mut [f64]) + Sync,
) {
    core.block(draws, TOGETHER, buffer, fill);
}

#[cfg(test)]
mod tests;
