//! Pairwise winning indices along a ranking: of all pairs, or of those that stand near one another.

use super::scores::{Rounding, Scores};
use crate::draws::wide;
use ndarray::Array2;
use rayon::prelude::*;
use std::ops::Range;

/// Draws that are compared at once: the columns of a few units stay in the nearest caches.
const DRAWS: usize = 256;

/// Pairwise winning indices along a ranking: the share of the draws in which the unit of one place
/// has a higher score than that of another, draws in which both are equal counting half (Leskinen,
/// Viitanen, Kangas and Kangas 2006). Only draws count in which both have a score.
///
/// Each place is compared with the places below it as far as the
/// [`reach`](super::RankSpec::reach) asked for, so that memory is 16 bytes x places x reach.
#[derive(Debug, Clone, PartialEq)]
pub struct WinningIndices {
    /// Units in the caller's numbering, those that are never ranked among them.
    units: usize,
    order: Vec<usize>,
    reach: usize,
    /// Place by place and as many as the reach for each: twice the wins over the places below, and
    /// the draws in common.
    counts: Vec<(u64, u64)>,
}

impl WinningIndices {
    /// No counts yet, for these ranked units, best first, of so many.
    pub(super) fn new(order: Vec<usize>, units: usize, reach: usize) -> Self {
        let reach = reach.clamp(1, order.len().saturating_sub(1).max(1));
        let counts = vec![(0, 0); order.len().saturating_sub(1) * reach];
        Self { units, order, reach, counts }
    }

    /// The same with the counts of neighbours alone, place by place.
    pub(super) fn of_neighbours(mut self, counts: Vec<(u64, u64)>) -> Self {
        (self.reach, self.counts) = (1, counts);
        self
    }

    /// Places of the ranking.
    #[must_use]
    pub fn places(&self) -> usize {
        self.order.len()
    }

    /// Places below it that each place is compared with.
    #[must_use]
    pub fn reach(&self) -> usize {
        self.reach
    }

    /// Whether every pair was compared.
    #[must_use]
    pub fn all_pairs(&self) -> bool {
        self.reach + 1 >= self.places()
    }

    /// The counts of two places, 0 being the best; none where they were not compared.
    fn count(&self, above: usize, below: usize) -> Option<(u64, u64)> {
        let step = below.checked_sub(above)?.checked_sub(1).filter(|s| *s < self.reach)?;
        let known = below < self.places();
        self.counts.get(above * self.reach + step).copied().filter(|_| known)
    }

    /// The index of the unit at place `above` over that at place `below`, places counted from 0 for
    /// the best. None where `below` does not lie below `above` within the reach, or where no draw
    /// has both scores.
    #[must_use]
    pub fn index(&self, above: usize, below: usize) -> Option<f64> {
        let (twice, both) = self.count(above, below)?;
        (both > 0).then(|| twice as f64 / (2 * both) as f64)
    }

    /// The draws in which the units at both places have a score; 0 where they were not compared.
    #[must_use]
    pub fn draws(&self, above: usize, below: usize) -> u64 {
        self.count(above, below).map_or(0, |c| c.1)
    }

    /// Every two places that were compared, with their index.
    pub(super) fn compared(&self) -> impl Iterator<Item = ((usize, usize), Option<f64>)> {
        let places = self.places();
        let pairs = (0..places)
            .flat_map(move |i| (i + 1..places.min(i + 1 + self.reach)).map(move |j| (i, j)));
        pairs.map(|(i, j)| ((i, j), self.index(i, j)))
    }

    /// By place: how many others the unit wins against with an index of at least `tie`, and how
    /// many win against it so, wherever they stand. None unless every pair was compared.
    #[must_use]
    pub fn clear(&self, tie: f64) -> Option<Vec<(usize, usize)>> {
        if !self.all_pairs() {
            return None;
        }
        let mut out = vec![(0, 0); self.places()];
        for i in 0..self.places() {
            for j in i + 1..self.places() {
                let Some((twice, both)) = self.count(i, j).filter(|c| c.1 > 0) else { continue };
                let all = (2 * both) as f64;
                let (wins, losses) = (twice as f64 / all, (2 * both - twice) as f64 / all);
                for (share, over, under) in [(wins, i, j), (losses, j, i)] {
                    if share >= tie {
                        out[over].0 += 1;
                        out[under].1 += 1;
                    }
                }
            }
        }
        Some(out)
    }

    /// All indices, units x units in the caller's numbering: element (a, b) is that of a over b.
    /// NaN on the diagonal, for units that are not ranked, and for pairs that were not compared or
    /// have no draw in common.
    #[must_use]
    pub fn matrix(&self) -> Array2<f64> {
        let mut table = Array2::from_elem((self.units, self.units), f64::NAN);
        for (i, &a) in self.order.iter().enumerate() {
            for (j, &b) in self.order.iter().enumerate().skip(i + 1).take(self.reach) {
                let share = self.index(i, j).unwrap_or(f64::NAN);
                table[(a, b)] = share;
                table[(b, a)] = 1.0 - share;
            }
        }
        table
    }

    /// Adds a block of draws.
    pub(super) fn add(&mut self, scores: &Scores<'_>, block: Range<usize>, round: Rounding) {
        if self.order.len() < 2 {
            return;
        }
        let mut columns = vec![0.0; self.order.len() * DRAWS.min(block.len())];
        for from in block.clone().step_by(DRAWS) {
            let draws = from..block.end.min(from + DRAWS);
            let n = draws.len();
            let columns = &mut columns[..self.order.len() * n];
            for (column, &unit) in columns.chunks_exact_mut(n).zip(&self.order) {
                scores.column(draws.clone(), unit, round, column);
            }
            let columns = &*columns;
            let reach = self.reach;
            self.counts.par_chunks_mut(reach).enumerate().with_min_len(4).for_each(|(p, row)| {
                let (own, below) = columns[p * n..].split_at(n);
                compare(row, own, below);
            });
        }
    }
}

wide! {
    /// Compares the draws of one unit with those of each unit below it.
    fn compare<'a>(row: &'a mut [(u64, u64)], own: &'a [f64], below: &'a [f64]) -> () {
        for (pair, other) in row.iter_mut().zip(below.chunks_exact(own.len())) {
            let (mut more, mut least, mut less) = (0_u64, 0_u64, 0_u64);
            for (x, y) in own.iter().zip(other) {
                more += u64::from(x > y);
                least += u64::from(x >= y);
                less += u64::from(x < y);
            }
            pair.0 += more + least;
            pair.1 += least + less;
        }
    }
}
