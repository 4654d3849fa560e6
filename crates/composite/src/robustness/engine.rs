//! Ranking and counting blocks of draws, whatever the scores come from.

use super::acceptability::{Acceptability, Counts};
use super::aligned::Aligned;
use super::exact_ranks::{OrderLayout, Ranker, layout};
use super::ties::{Tie, Unit};
use crate::draws::{LANES, wide};
use rayon::prelude::*;

/// Scores a block holds at most; decides how many draws are ranked before they are counted.
const BLOCK_SCORES: usize = 8 << 20;
/// The same where every rank has a column of its own: each block walks the whole table once, so
/// few long blocks beat many short ones once the table has outgrown the caches.
const BLOCK_SCORES_EXACT: usize = 80 << 20;
/// Scores that are fetched together at most.
const TOGETHER_SCORES: usize = 1 << 16;
/// A count of 16 bits is emptied into one of 32 before it can overflow.
const SHORT: usize = u16::MAX as usize;

/// What one tile of sixteen draws contributes besides its order.
struct Tile {
    ties: Vec<Tie>,
    available: [usize; LANES],
    /// Whether every unit has a score in all sixteen draws.
    whole: bool,
    /// Draws with a score per unit; empty when every unit has one in all sixteen.
    present: Vec<u8>,
    /// Sum and sum of squares of score minus point score, per unit; empty when not asked for.
    sums: Vec<(f64, f64)>,
    /// Twice the wins of unit u over unit u + 1, and the draws that have both.
    wins: Vec<(u8, u8)>,
}

impl Tile {
    /// Ranks a tile of which the first `live` draws count; with `point`, deviations from those
    /// scores too.
    fn of<T: Unit>(
        ranker: &mut Ranker,
        scores: &mut [f64],
        live: usize,
        order: &mut [T],
        point: Option<&[f64]>,
    ) -> Self {
        let n = scores.len() / LANES;
        if live < LANES {
            scores.chunks_exact_mut(LANES).for_each(|row| row[live..].fill(f64::NAN));
        }
        let mut ties = Vec::new();
        let available = ranker.order(scores, live, order, &mut ties);
        let whole = available == [n; LANES];
        let mut tile = Tile {
            ties,
            available,
            whole,
            present: Vec::new(),
            sums: Vec::new(),
            wins: vec![(0, 0); n - 1],
        };
        if whole {
            pulp::Arch::new().dispatch(WholeNeighbours { scores, wins: &mut tile.wins });
        } else {
            tile.present = scores
                .chunks_exact(LANES)
                .map(|r| r.iter().filter(|x| !x.is_nan()).count() as u8)
                .collect();
            neighbours(scores, &mut tile.wins);
        }
        if let Some(point) = point {
            tile.sums = vec![(0.0, 0.0); n];
            deviations(scores, point, &mut tile.sums);
        }
        tile
    }
}

/// Settings of a [`Core`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    pub(super) units: usize,
    /// Ranks per column of the acceptability table.
    pub(super) width: usize,
    /// P(rank ≤ k) is exact for k up to this.
    pub(super) head: usize,
    pub(super) moments: bool,
}

/// Everything counted so far. Units are numbered by their place in the point ranking.
pub(super) struct Core {
    shape: Shape,
    columns: usize,
    counts: Vec<u16>,
    pending: usize,
    wide: Vec<u32>,
    head: Vec<u32>,
    rank_sum: Vec<u64>,
    present: Vec<u64>,
    sums: Vec<(f64, f64)>,
    wins: Vec<(u64, u64)>,
    point: Vec<f64>,
}

/// Draws per block for a number of units and ranks per column: a multiple of the lanes.
pub(super) fn block_draws(units: usize, width: usize) -> usize {
    let scores = if width == 1 { BLOCK_SCORES_EXACT } else { BLOCK_SCORES };
    (scores / units.max(1)).clamp(64, 4096) / LANES * LANES
}

impl Core {
    /// `point` holds the point score of every unit, from best to worst.
    pub(super) fn new(shape: Shape, point: Vec<f64>) -> Self {
        let n = shape.units;
        let columns = n.div_ceil(shape.width);
        let head = if shape.width > 1 { shape.head.min(n) } else { 0 };
        Self {
            shape,
            columns,
            counts: vec![0; columns * n],
            pending: 0,
            wide: Vec::new(),
            head: vec![0; head * n],
            rank_sum: vec![0; n],
            present: vec![0; n],
            sums: vec![(0.0, 0.0); if shape.moments { n } else { 0 }],
            wins: vec![(0, 0); n.saturating_sub(1)],
            point,
        }
    }

    /// Draws per block that suit the caches.
    pub(super) fn block_draws(&self) -> usize {
        block_draws(self.shape.units, self.shape.width)
    }

    /// Ranks and counts `draws` draws. `fill(tile, scores)` writes the scores of draws 16·tile and
    /// following of this block: as many tiles of sixteen as `scores` holds, at most `together`,
    /// each unit by unit, sixteen draws each (NaN: no score). It must depend on nothing else, since
    /// tiles run in any order and on any thread.
    pub(super) fn block<T: Unit>(
        &mut self,
        draws: usize,
        together: usize,
        orders: &mut Vec<T>,
        fill: impl Fn(usize, &mut [f64]) + Sync,
    ) {
        let n = self.shape.units;
        if n == 0 || draws == 0 {
            return;
        }
        if self.pending + draws > SHORT {
            self.empty();
        }
        let chunk = n * LANES;
        orders.resize(draws.div_ceil(LANES) * chunk, T::default());
        let (point, moments) = (&self.point, self.shape.moments);
        // No more than leaves every thread something to do, and its cache some room.
        let share = draws.div_ceil(LANES) / (2 * rayon::current_num_threads());
        let together = together.min(share).min(TOGETHER_SCORES / chunk).max(1);
        let tiles: Vec<Tile> = orders
            .par_chunks_mut(together * chunk)
            .enumerate()
            .map_init(
                || (Ranker::new(n), Aligned::<f64>::new(together * chunk)),
                |(ranker, scores), (group, orders)| {
                    let scores = &mut scores.get_mut()[..orders.len()];
                    let first = group * together;
                    fill(first, scores);
                    let tiles = scores
                        .chunks_exact_mut(chunk)
                        .zip(orders.chunks_exact_mut(chunk))
                        .enumerate();
                    tiles
                        .map(|(t, (scores, order))| {
                            let live = (draws - (first + t) * LANES).min(LANES);
                            Tile::of(ranker, scores, live, order, moments.then_some(point))
                        })
                        .collect::<Vec<Tile>>()
                },
            )
            .flatten_iter()
            .collect();
        self.count(orders, &tiles);
        self.add_up(&tiles);
        self.pending += draws;
    }

    /// Second half of a block: walks the table column by column over all orders of the block.
    fn count<T: Unit>(&mut self, orders: &[T], tiles: &[Tile]) {
        let (n, width) = (self.shape.units, self.shape.width);
        let chunk = n * LANES;
        let tasks = (4 * rayon::current_num_threads()).min(self.columns).max(1);
        let per_task = self.columns.div_ceil(tasks);
        let with_sums = width > 1;
        let sums: Vec<Vec<u64>> = self
            .counts
            .par_chunks_mut(per_task * n)
            .enumerate()
            .map(|(task, rows)| {
                let mut sums = vec![0_u64; if with_sums { n } else { 0 }];
                for (c, row) in rows.chunks_exact_mut(n).enumerate() {
                    let from = (task * per_task + c) * width;
                    let to = (from + width).min(n);
                    match layout(n) {
                        OrderLayout::Positions => count_positions(row, orders, tiles, from, chunk),
                        OrderLayout::Draws => {
                            for (tile, orders) in tiles.iter().zip(orders.chunks_exact(chunk)) {
                                for (order, &available) in
                                    orders.chunks_exact(n).zip(&tile.available)
                                {
                                    let to = to.min(available);
                                    let Some(part) = order.get(from..to) else { continue };
                                    for (p, unit) in (from as u64..).zip(part) {
                                        row[unit.at()] += 1;
                                        if with_sums {
                                            sums[unit.at()] += p;
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
                sums
            })
            .collect();
        for part in &sums {
            self.rank_sum.iter_mut().zip(part).for_each(|(a, b)| *a += b);
        }
        let head = self.head.len() / n;
        if head > 0 {
            for (tile, orders) in tiles.iter().zip(orders.chunks_exact(chunk)) {
                for (order, &available) in orders.chunks_exact(n).zip(&tile.available) {
                    for (p, unit) in order.iter().enumerate().take(head.min(available)) {
                        self.head[p * n + unit.at()] += 1;
                    }
                }
            }
        }
        for tie in tiles.iter().flat_map(|t| &t.ties) {
            let (p, r, u) = (tie.position as usize, tie.rank as usize, tie.unit as usize);
            self.counts[p / width * n + u] -= 1;
            self.counts[r / width * n + u] += 1;
            if with_sums {
                self.rank_sum[u] -= (p - r) as u64;
            }
            if p < head {
                self.head[p * n + u] -= 1;
            }
            if r < head {
                self.head[r * n + u] += 1;
            }
        }
    }

    /// Adds what the tiles carry, in their order, so that sums do not depend on threads.
    fn add_up(&mut self, tiles: &[Tile]) {
        let whole = tiles.iter().filter(|t| t.whole).count();
        self.present.iter_mut().for_each(|p| *p += (whole * LANES) as u64);
        for tile in tiles {
            for (present, part) in self.present.iter_mut().zip(&tile.present) {
                *present += u64::from(*part);
            }
            for (sum, part) in self.sums.iter_mut().zip(&tile.sums) {
                sum.0 += part.0;
                sum.1 += part.1;
            }
            for (win, part) in self.wins.iter_mut().zip(&tile.wins) {
                win.0 += u64::from(part.0);
                win.1 += u64::from(part.1);
            }
        }
    }

    fn empty(&mut self) {
        if self.wide.is_empty() {
            self.wide = vec![0; self.counts.len()];
        }
        for (wide, count) in self.wide.iter_mut().zip(&mut self.counts) {
            *wide += u32::from(std::mem::take(count));
        }
        self.pending = 0;
    }

    /// Mean and standard deviation (n − 1) of the score of every unit.
    pub(super) fn moments(&self) -> Vec<(f64, f64)> {
        self.sums
            .iter()
            .zip(&self.point)
            .zip(&self.present)
            .map(|((&(sum, square), point), &draws)| {
                let n = draws as f64;
                let mean = sum / n;
                let variance = ((square - sum * mean) / (n - 1.0)).max(0.0);
                (point + mean, if draws > 1 { variance.sqrt() } else { 0.0 })
            })
            .collect()
    }

    /// Twice the wins of every unit over the next, and the draws that have both.
    pub(super) fn wins(&self) -> &[(u64, u64)] {
        &self.wins
    }

    /// The finished table; `place` gives the row of every unit in the caller's numbering.
    pub(super) fn acceptability(mut self, place: Vec<Option<u32>>) -> Acceptability {
        let n = self.shape.units;
        let exact = self.shape.width == 1;
        let counts = if self.wide.is_empty() {
            let counts = std::mem::take(&mut self.counts);
            if exact {
                add_ranks(&mut self.rank_sum, &counts);
            }
            Counts::Short(counts)
        } else {
            self.empty();
            let counts = std::mem::take(&mut self.wide);
            if exact {
                add_ranks(&mut self.rank_sum, &counts);
            }
            Counts::Long(counts)
        };
        Acceptability {
            ranked: n,
            width: self.shape.width,
            counts,
            head: self.head,
            rank_sum: self.rank_sum,
            present: self.present,
            place,
        }
    }
}

/// Adds the units at position `p` of every draw to a row of counts.
#[inline(always)]
fn count_positions<T: Unit>(row: &mut [u16], orders: &[T], tiles: &[Tile], p: usize, chunk: usize) {
    for (tile, orders) in tiles.iter().zip(orders.chunks_exact(chunk)) {
        let Some(units) = orders.get(p * LANES..(p + 1) * LANES) else { continue };
        if tile.whole {
            for unit in units {
                row[unit.at()] += 1;
            }
        } else {
            for (unit, &available) in units.iter().zip(&tile.available) {
                if p < available {
                    row[unit.at()] += 1;
                }
            }
        }
    }
}

/// Sum of ranks of every unit, from a table with a column per rank.
fn add_ranks<C: Copy + Into<u64>>(sums: &mut [u64], counts: &[C]) {
    for (rank, row) in (0_u64..).zip(counts.chunks_exact(sums.len().max(1))) {
        for (sum, count) in sums.iter_mut().zip(row) {
            *sum += rank * (*count).into();
        }
    }
}

/// Sum of sixteen numbers in a fixed order that suits wide registers.
#[inline(always)]
fn across(row: &[f64; LANES]) -> f64 {
    let mut a = [0.0; 8];
    for l in 0..8 {
        a[l] = row[l] + row[l + 8];
    }
    let b = [a[0] + a[4], a[1] + a[5], a[2] + a[6], a[3] + a[7]];
    (b[0] + b[2]) + (b[1] + b[3])
}

wide! {
    /// Sum and sum of squares of score minus point score over sixteen draws.
    fn deviations<'a>(scores: &'a [f64], point: &'a [f64], sums: &'a mut [(f64, f64)]) -> () {
        let (rows, _) = scores.as_chunks::<LANES>();
        for ((row, point), sum) in rows.iter().zip(point).zip(sums.iter_mut()) {
            let mut d = [0.0; LANES];
            let mut q = [0.0; LANES];
            for l in 0..LANES {
                let x = row[l] - point;
                d[l] = if row[l].is_nan() { 0.0 } else { x };
                q[l] = d[l] * d[l];
            }
            *sum = (across(&d), across(&q));
        }
    }
}

/// Twice the wins of every unit over the next in sixteen draws where no score is missing: sixteen,
/// and the wins less the losses.
struct WholeNeighbours<'a> {
    scores: &'a [f64],
    wins: &'a mut [(u8, u8)],
}

impl pulp::WithSimd for WholeNeighbours<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, simd: S) {
        let (one, none) = (simd.splat_f64s(1.0), simd.splat_f64s(0.0));
        let rows = self.scores.as_chunks::<LANES>().0;
        for ((a, b), win) in rows.iter().zip(rows.iter().skip(1)).zip(self.wins) {
            let mut lead = none;
            for (a, b) in S::as_simd_f64s(a).0.iter().zip(S::as_simd_f64s(b).0) {
                let more = simd.select_f64s(simd.greater_than_f64s(*a, *b), one, none);
                let less = simd.select_f64s(simd.less_than_f64s(*a, *b), one, none);
                lead = simd.add_f64s(lead, simd.sub_f64s(more, less));
            }
            *win = ((simd.reduce_sum_f64s(lead) + LANES as f64) as u8, LANES as u8);
        }
    }
}

wide! {
    /// Twice the wins of every unit over the next in sixteen draws, and the draws that have both.
    fn neighbours<'a>(scores: &'a [f64], wins: &'a mut [(u8, u8)]) -> () {
        let (rows, _) = scores.as_chunks::<LANES>();
        for ((a, b), win) in rows.iter().zip(rows.iter().skip(1)).zip(wins.iter_mut()) {
            let mut twice = [0.0; LANES];
            let mut both = [0.0; LANES];
            for l in 0..LANES {
                // Comparisons with a missing score are false, so it adds nothing to either sum.
                let more = if a[l] > b[l] { 1.0 } else { 0.0 };
                let least = if a[l] >= b[l] { 1.0 } else { 0.0 };
                let less = if a[l] < b[l] { 1.0 } else { 0.0 };
                twice[l] = more + least;
                both[l] = least + less;
            }
            *win = (across(&twice) as u8, across(&both) as u8);
        }
    }
}
