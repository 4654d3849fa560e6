//! How often each unit takes each rank.

use super::RobustnessError;
use ndarray::Array2;

/// The ranks between which a unit stays, 1 being the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RankRange {
    /// Smallest rank r with P(rank ≤ r) ≥ the lower probability.
    pub low: usize,
    /// Smallest rank r with P(rank ≤ r) ≥ the upper probability.
    pub high: usize,
}

/// A table of counts in the narrowest type that holds them: most of the memory of an analysis.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Counts {
    /// At most 65 535 draws.
    Short(Vec<u16>),
    Long(Vec<u32>),
}

impl Counts {
    #[inline(always)]
    fn at(&self, i: usize) -> u32 {
        match self {
            Self::Short(counts) => u32::from(counts[i]),
            Self::Long(counts) => counts[i],
        }
    }
}

/// Rank frequencies of every unit over the draws (the rank acceptability index of SMAA-2,
/// Lahdelma and Salminen 2001). Ranks are competition ranks counted from 1.
///
/// A column of the table stands for [`width`](Self::width) ranks: one up to
/// [`EXACT_UNITS`](super::EXACT_UNITS) units, several above (so that memory stays below a few
/// kilobytes per unit). P(top k) for the k asked for and mean ranks are exact in either case.
#[derive(Debug, Clone, PartialEq)]
pub struct Acceptability {
    pub(super) ranked: usize,
    pub(super) width: usize,
    /// Column by column, one count per ranked unit.
    pub(super) counts: Counts,
    /// Exact counts of the first ranks, when `width` is above one.
    pub(super) head: Vec<u32>,
    /// Sum of zero-based ranks over draws.
    pub(super) rank_sum: Vec<u64>,
    /// Draws in which the unit has a score.
    pub(super) present: Vec<u64>,
    /// Row of a unit as the caller numbers it, none where it is never ranked.
    pub(super) place: Vec<Option<u32>>,
}

impl Acceptability {
    /// Units, in the caller's numbering, including those that are never ranked.
    #[must_use]
    pub fn units(&self) -> usize {
        self.place.len()
    }

    /// Units that take part in the ranking; also the last possible rank.
    #[must_use]
    pub fn ranked(&self) -> usize {
        self.ranked
    }

    /// Ranks per column of the table.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// Columns of the table: the ranked units divided by the width, rounded up.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.ranked.div_ceil(self.width)
    }

    fn row(&self, unit: usize) -> Option<usize> {
        self.place.get(unit).copied().flatten().map(|p| p as usize)
    }

    /// Draws in which the unit has a score (0 for a unit that is never ranked).
    #[must_use]
    pub fn draws(&self, unit: usize) -> u64 {
        self.row(unit).map_or(0, |p| self.present[p])
    }

    /// Draws in which the unit's rank falls into a column (zero-based; column c holds the ranks
    /// c·width + 1 to (c + 1)·width). 0 outside the table.
    #[must_use]
    pub fn count(&self, unit: usize, column: usize) -> u32 {
        match self.row(unit) {
            Some(p) if column < self.columns() => self.counts.at(column * self.ranked + p),
            _ => 0,
        }
    }

    /// Share of the unit's draws in which its rank falls into a column; NaN without draws.
    #[must_use]
    pub fn share(&self, unit: usize, column: usize) -> f64 {
        f64::from(self.count(unit, column)) / self.draws(unit) as f64
    }

    /// All shares: a row per unit in the caller's numbering, a column per column of the table. A
    /// row adds up to 1; it is NaN for a unit without draws.
    #[must_use]
    pub fn table(&self) -> Array2<f64> {
        Array2::from_shape_fn((self.units(), self.columns()), |(unit, column)| {
            self.share(unit, column)
        })
    }

    /// P(rank ≤ k) of a unit; NaN without draws.
    ///
    /// Exact for every k when the width is one, else for the k the analysis was asked for and for
    /// multiples of the width; in between, the share of the column that contains k is divided
    /// evenly.
    #[must_use]
    pub fn top(&self, unit: usize, k: usize) -> f64 {
        let Some(p) = self.row(unit) else { return f64::NAN };
        let draws = self.present[p] as f64;
        let k = k.min(self.ranked);
        if self.ranked > 0 && k <= self.head.len() / self.ranked {
            let sum: u64 = (0..k).map(|r| u64::from(self.head[r * self.ranked + p])).sum();
            return sum as f64 / draws;
        }
        let whole = k / self.width;
        let sum: u64 = (0..whole).map(|c| u64::from(self.counts.at(c * self.ranked + p))).sum();
        let part = k - whole * self.width;
        let rest = if part == 0 { 0.0 } else { f64::from(self.count(unit, whole)) };
        let ranks_there = (self.ranked - whole * self.width).clamp(1, self.width);
        (sum as f64 + rest * part as f64 / ranks_there as f64) / draws
    }

    /// Mean rank of a unit, exact; NaN without draws.
    #[must_use]
    pub fn mean_rank(&self, unit: usize) -> f64 {
        self.row(unit).map_or(f64::NAN, |p| self.rank_sum[p] as f64 / self.present[p] as f64 + 1.0)
    }

    /// Rank ranges of all units between two probabilities (0.05 and 0.95 for the middle 90 %), in
    /// one sweep; none for units without draws. Where a column holds several ranks the range is
    /// widened to the column's outer ranks.
    ///
    /// # Errors
    /// [`RobustnessError::BadSetting`] unless 0 ≤ low ≤ high ≤ 1.
    pub fn ranges(&self, low: f64, high: f64) -> Result<Vec<Option<RankRange>>, RobustnessError> {
        if !(0.0..=1.0).contains(&low) {
            return Err(RobustnessError::BadSetting { what: "lower probability", value: low });
        }
        if !(low..=1.0).contains(&high) {
            return Err(RobustnessError::BadSetting { what: "upper probability", value: high });
        }
        let n = self.ranked;
        // The smallest number of draws that reaches each probability; at least one.
        let need = |p: f64, draws: u64| ((p * draws as f64 - 1e-9).ceil() as u64).max(1);
        let mut seen = vec![0_u64; n];
        let mut found = vec![RankRange { low: 0, high: 0 }; n];
        for column in 0..self.columns() {
            for p in 0..n {
                let count = self.counts.at(column * n + p);
                if count == 0 {
                    continue;
                }
                seen[p] += u64::from(count);
                let r = &mut found[p];
                if r.low == 0 && seen[p] >= need(low, self.present[p]) {
                    r.low = column * self.width + 1;
                }
                if r.high == 0 && seen[p] >= need(high, self.present[p]) {
                    r.high = ((column + 1) * self.width).min(n);
                }
            }
        }
        Ok((0..self.units())
            .map(|u| self.row(u).filter(|&p| self.present[p] > 0).map(|p| found[p]))
            .collect())
    }
}
