//! Exact competition order of the units in sixteen draws at once.

use super::aligned::Aligned;
use super::large::Buckets;
use super::network::{ROWS, SortLanes};
use super::ties::{Tie, Unit, settle};
use crate::draws::LANES;

/// More than this and the unit number no longer fits beside a useful key.
pub(super) const MOST_UNITS: usize = 1 << 22;
/// Up to here the network sorts whole draws; above, buckets come first.
const NETWORK_UNITS: usize = 4096;

/// How an order of sixteen draws lies in its chunk of `units * 16` numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OrderLayout {
    /// Position by position, sixteen draws each.
    Positions,
    /// Draw by draw, all positions of each.
    Draws,
}

/// The layout used for a number of units.
pub(super) fn layout(units: usize) -> OrderLayout {
    if units <= NETWORK_UNITS { OrderLayout::Positions } else { OrderLayout::Draws }
}

/// Scratch memory for ordering; one per thread.
pub(super) struct Ranker {
    units: usize,
    index_bits: u32,
    keys: Aligned<u32>,
    buckets: Option<Buckets>,
    run: Vec<u32>,
}

impl Ranker {
    pub(super) fn new(units: usize) -> Self {
        let index_bits = usize::BITS - units.saturating_sub(1).leading_zeros();
        let buckets =
            (layout(units) == OrderLayout::Draws).then(|| Buckets::new(units, index_bits));
        Self {
            units,
            index_bits,
            keys: Aligned::new(units.next_multiple_of(ROWS) * LANES),
            buckets,
            run: Vec::new(),
        }
    }

    /// Orders `scores` (unit by unit, sixteen draws each; NaN: no score) from best to worst into
    /// `order`, laid out as [`layout`] says. Units without a score stand at the end. Returns the
    /// number of units with a score per draw, and appends the exact ties of the first `live` draws.
    pub(super) fn order<T: Unit>(
        &mut self,
        scores: &[f64],
        live: usize,
        order: &mut [T],
        ties: &mut Vec<Tie>,
    ) -> [usize; LANES] {
        let mark = if self.buckets.is_some() { u32::MAX } else { u32::MAX >> self.index_bits };
        let scaled = pulp::Arch::new().dispatch(Quantise {
            scores,
            keys: self.keys.get_mut(),
            units: self.units,
            mark,
            index_bits: if self.buckets.is_some() { 0 } else { self.index_bits },
        });
        match &mut self.buckets {
            Some(buckets) => buckets.order(scores, self.keys.get(), &scaled, live, order, ties),
            None => self.order_small(scores, &scaled, live, order, ties),
        }
        scaled
    }

    fn order_small<T: Unit>(
        &mut self,
        scores: &[f64],
        available: &[usize; LANES],
        live: usize,
        order: &mut [T],
        ties: &mut Vec<Tie>,
    ) {
        let bits = self.index_bits;
        let mask = (1_u32 << bits) - 1;
        let keys = self.keys.get_mut();
        pulp::Arch::new().dispatch(SortLanes { keys: &mut *keys });
        let rows = self.units;
        let mut from = 0;
        while from < rows {
            let to = (from + ROWS).min(rows);
            if closest(keys, from, to) <= mask {
                for (lane, &available) in available.iter().enumerate().take(live) {
                    for p in from.max(1)..to {
                        let near = |p: usize| {
                            (keys[(p - 1) * LANES + lane] ^ keys[p * LANES + lane]) <= mask
                        };
                        let starts = p < available && near(p) && (p == 1 || !near(p - 1));
                        if !starts {
                            continue;
                        }
                        let mut end = p + 1;
                        while end < available && near(end) {
                            end += 1;
                        }
                        self.run.clear();
                        self.run.extend((p - 1..end).map(|q| keys[q * LANES + lane] & mask));
                        settle(&mut self.run, scores, lane, p - 1, ties);
                        for (q, unit) in (p - 1..end).zip(&self.run) {
                            let key = &mut keys[q * LANES + lane];
                            *key = (*key & !mask) | unit;
                        }
                    }
                }
            }
            from = to;
        }
        pulp::Arch::new().dispatch(Narrow { order, keys, mask });
    }
}

/// Keeps the unit numbers of sorted keys.
struct Narrow<'a, T> {
    order: &'a mut [T],
    keys: &'a [u32],
    mask: u32,
}

impl<T: Unit> pulp::WithSimd for Narrow<'_, T> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _: S) {
        for (out, key) in self.order.iter_mut().zip(self.keys) {
            *out = T::from_u32(*key & self.mask);
        }
    }
}

/// The smallest difference in bits between neighbouring keys of rows `from..to`, over all lanes.
#[inline(always)]
fn closest(keys: &[u32], from: usize, to: usize) -> u32 {
    let mut least = [u32::MAX; LANES];
    let start = from.max(1);
    let upper = keys[(start - 1) * LANES..].chunks_exact(LANES);
    let lower = keys[start * LANES..to * LANES].chunks_exact(LANES);
    for (a, b) in upper.zip(lower) {
        for l in 0..LANES {
            let d = a[l] ^ b[l];
            least[l] = least[l].min(d);
        }
    }
    least.into_iter().fold(u32::MAX, u32::min)
}

/// Turns scores into keys: the distance from the draw's best score on a grid of integers, so that
/// ascending keys are descending scores. Monotone, hence only equal keys leave the order open.
struct Quantise<'a> {
    scores: &'a [f64],
    keys: &'a mut [u32],
    units: usize,
    /// The key of a missing score; the grid ends one below it.
    mark: u32,
    index_bits: u32,
}

impl pulp::WithSimd for Quantise<'_> {
    type Output = [usize; LANES];

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _: S) -> [usize; LANES] {
        let mut best = [f64::NEG_INFINITY; LANES];
        let mut worst = [f64::INFINITY; LANES];
        for row in self.scores.chunks_exact(LANES) {
            for l in 0..LANES {
                // A missing score fails both comparisons.
                best[l] = if row[l] > best[l] { row[l] } else { best[l] };
                worst[l] = if row[l] < worst[l] { row[l] } else { worst[l] };
            }
        }
        let mut scale = [0.0; LANES];
        for l in 0..LANES {
            let s = (f64::from(self.mark) - 1.0) / (best[l] - worst[l]);
            // No spread, or one outside the range of a double: one key for all, scores decide.
            scale[l] = if s > 0.0 && s < f64::MAX { s } else { 0.0 };
        }
        let mut missing = [0_u64; LANES];
        let (bits, mark) = (self.index_bits, self.mark);
        let rows = self.scores.chunks_exact(LANES).zip(self.keys.chunks_exact_mut(LANES));
        for (unit, (row, keys)) in rows.enumerate() {
            let unit = if bits == 0 { 0 } else { unit as u32 };
            for l in 0..LANES {
                let x = (best[l] - row[l]) * scale[l];
                // Adding 2^52 rounds to an integer in the low bits of the representation.
                let grid = (x + 4_503_599_627_370_496.0).to_bits() as u32;
                let absent = row[l].is_nan();
                missing[l] += u64::from(absent);
                let grid = if absent { mark } else { grid };
                keys[l] = (grid << bits) | unit;
            }
        }
        for key in self.keys.iter_mut().skip(self.units * LANES) {
            *key = u32::MAX;
        }
        missing.map(|m| self.units - m as usize)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::draws::Stream;

    /// Rank of every unit by counting: 1 + number of strictly better scores.
    fn counted(scores: &[f64], lane: usize) -> Vec<Option<usize>> {
        let own: Vec<f64> = scores.iter().skip(lane).step_by(LANES).copied().collect();
        own.iter().map(|s| (!s.is_nan()).then(|| own.iter().filter(|o| *o > s).count())).collect()
    }

    fn check(scores: &[f64], units: usize) {
        let mut ranker = Ranker::new(units);
        let mut order = vec![0_u32; units * LANES];
        let mut ties = Vec::new();
        let available = ranker.order(scores, LANES, &mut order, &mut ties);
        for lane in 0..LANES {
            let expected = counted(scores, lane);
            assert_eq!(available[lane], expected.iter().flatten().count());
            let mut got = vec![None; units];
            for p in 0..available[lane] {
                let unit = match layout(units) {
                    OrderLayout::Positions => order[p * LANES + lane],
                    OrderLayout::Draws => order[lane * units + p],
                };
                got[unit as usize] = Some(p);
            }
            for t in ties.iter().filter(|t| t.lane as usize == lane) {
                assert_eq!(got[t.unit as usize], Some(t.position as usize));
                got[t.unit as usize] = Some(t.rank as usize);
            }
            assert_eq!(got, expected, "{units} units, lane {lane}");
        }
    }

    #[test]
    fn ranks_are_those_of_counting() {
        for units in [1, 2, 3, 7, 8, 9, 50, 193, 700, 4096, 4097, 6000] {
            for kind in 0..6 {
                let mut s = Stream::new(kind, units as u64, 0);
                let scores: Vec<f64> = (0..units * LANES)
                    .map(|i| match kind {
                        0 => s.normal(),
                        1 => s.index(5) as f64,         // heavy ties
                        2 => 1.0 + s.uniform() * 1e-13, // closer than any key can tell
                        3 if s.chance(0.2) => f64::NAN, // gaps
                        3 => s.uniform() - 0.5,
                        4 if i < LANES => 1e12, // one outlier squeezes all others
                        4 => s.normal(),
                        _ => 42.0, // all the same
                    })
                    .collect();
                if units < 4000 || kind < 5 {
                    check(&scores, units);
                }
            }
        }
        check(&[f64::NAN; 3 * LANES], 3);
        let extremes: Vec<f64> =
            [f64::MAX, f64::MIN, 0.0, -0.0, 5e-324].iter().flat_map(|x| [*x; LANES]).collect();
        check(&extremes, 5);
    }
}
