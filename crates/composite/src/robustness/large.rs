//! Ordering many units: one pass into buckets by the high bits of the key, then sixteen buckets
//! side by side through the sorting network.

use super::network::{ROWS, SortLanes};
use super::ties::{Tie, Unit, settle};
use crate::draws::LANES;

/// A bucket longer than this means that the scores are too uneven for buckets.
const LONGEST: u32 = 1024;

pub(super) struct Buckets {
    units: usize,
    index_bits: u32,
    /// Bits of the key that name the bucket.
    bucket_bits: u32,
    counts: Vec<u32>,
    cursor: Vec<u32>,
    row: Vec<u32>,
    slots: Vec<u32>,
    pairs: Vec<u64>,
    run: Vec<u32>,
}

impl Buckets {
    pub(super) fn new(units: usize, index_bits: u32) -> Self {
        // About forty units to a bucket on average.
        let bucket_bits = (usize::BITS - (units / 40).leading_zeros()).clamp(6, 16);
        let buckets = 1 << bucket_bits;
        Self {
            units,
            index_bits,
            bucket_bits,
            counts: vec![0; buckets],
            cursor: vec![0; buckets],
            row: vec![0; units * LANES],
            slots: Vec::new(),
            pairs: Vec::new(),
            run: Vec::new(),
        }
    }

    /// `keys` holds 32-bit keys, unit by unit, sixteen draws each.
    pub(super) fn order<T: Unit>(
        &mut self,
        scores: &[f64],
        keys: &[u32],
        available: &[usize; LANES],
        live: usize,
        order: &mut [T],
        ties: &mut Vec<Tie>,
    ) {
        self.turn(keys);
        for (lane, out) in order.chunks_exact_mut(self.units).enumerate().take(live) {
            self.one(scores, lane, available[lane], out, ties);
        }
    }

    /// Transposes the keys to draw after draw, sixteen units at a time.
    fn turn(&mut self, keys: &[u32]) {
        let units = self.units;
        for first in (0..units).step_by(LANES) {
            let many = LANES.min(units - first);
            let block = &keys[first * LANES..(first + many) * LANES];
            for lane in 0..LANES {
                let out = &mut self.row[lane * units + first..lane * units + first + many];
                for (x, row) in out.iter_mut().zip(block.chunks_exact(LANES)) {
                    *x = row[lane];
                }
            }
        }
    }

    fn one<T: Unit>(
        &mut self,
        scores: &[f64],
        lane: usize,
        available: usize,
        out: &mut [T],
        ties: &mut Vec<Tie>,
    ) {
        let keys = &self.row[lane * self.units..(lane + 1) * self.units];
        let down = 32 - self.bucket_bits;
        self.counts.fill(0);
        for &key in keys {
            self.counts[(key >> down) as usize] += 1;
        }
        // Missing scores carry the largest key and stand at the end of the last bucket.
        if self.counts.iter().any(|&c| c > LONGEST) {
            self.by_comparison(scores, lane, available, out, ties);
            return;
        }
        // Sixteen buckets share rows; each group is as long as its longest bucket.
        let mut base = 0;
        for (cursor, counts) in
            self.cursor.chunks_exact_mut(LANES).zip(self.counts.chunks_exact(LANES))
        {
            for (l, c) in cursor.iter_mut().enumerate() {
                *c = base + l as u32;
            }
            let longest = counts.iter().copied().max().unwrap_or(0);
            base += longest.next_multiple_of(ROWS as u32) * LANES as u32;
        }
        self.slots.clear();
        self.slots.resize(base as usize, u32::MAX);
        let index_bits = self.index_bits;
        let mask = (1_u32 << index_bits) - 1;
        // What is left of the key below the bucket, as far as it fits above the unit number.
        let spare = down.saturating_sub(32 - index_bits);
        let within = u32::MAX >> self.bucket_bits;
        for (unit, &key) in keys.iter().enumerate() {
            let cursor = &mut self.cursor[(key >> down) as usize];
            self.slots[*cursor as usize] = (((key & within) >> spare) << index_bits) | unit as u32;
            *cursor += LANES as u32;
        }
        let mut base = 0;
        let mut first = 0;
        for counts in self.counts.chunks_exact(LANES) {
            let longest = counts.iter().copied().max().unwrap_or(0) as usize;
            let len = longest.next_multiple_of(ROWS) * LANES;
            let group = &mut self.slots[base..base + len];
            base += len;
            if len == 0 {
                continue;
            }
            pulp::Arch::new().dispatch(SortLanes { keys: &mut *group });
            for (l, &count) in counts.iter().enumerate() {
                let places = &mut out[first..first + count as usize];
                let mut near = false;
                let mut before = u32::MAX;
                for (key, place) in group[l..].iter().step_by(LANES).zip(places.iter_mut()) {
                    // Only a first key that is itself all ones is flagged without need.
                    near |= (before ^ key) <= mask;
                    before = *key;
                    *place = T::from_u32(key & mask);
                }
                if near {
                    let key = |p: usize| group[p * LANES + l];
                    let mut from = 0;
                    while from < places.len() {
                        let mut to = from + 1;
                        while to < places.len() && key(to) ^ key(from) <= mask {
                            to += 1;
                        }
                        if to > from + 1 {
                            self.run.clear();
                            self.run.extend((from..to).map(|p| key(p) & mask));
                            settle(&mut self.run, scores, lane, first + from, ties);
                            for (place, unit) in places[from..to].iter_mut().zip(&self.run) {
                                *place = T::from_u32(*unit);
                            }
                        }
                        from = to;
                    }
                }
                first += count as usize;
            }
        }
    }

    /// Any distribution of scores: pairs of key and unit through the library's sort.
    fn by_comparison<T: Unit>(
        &mut self,
        scores: &[f64],
        lane: usize,
        available: usize,
        out: &mut [T],
        ties: &mut Vec<Tie>,
    ) {
        let keys = &self.row[lane * self.units..(lane + 1) * self.units];
        self.pairs.clear();
        self.pairs.extend(keys.iter().enumerate().map(|(u, &k)| (u64::from(k) << 32) | u as u64));
        self.pairs.sort_unstable();
        let mut from = 0;
        while from < available {
            let key = self.pairs[from] >> 32;
            let mut to = from + 1;
            while to < available && self.pairs[to] >> 32 == key {
                to += 1;
            }
            if to > from + 1 {
                self.run.clear();
                self.run.extend(self.pairs[from..to].iter().map(|p| *p as u32));
                settle(&mut self.run, scores, lane, from, ties);
                for (pair, unit) in self.pairs[from..to].iter_mut().zip(&self.run) {
                    *pair = (key << 32) | u64::from(*unit);
                }
            }
            from = to;
        }
        for (place, pair) in out.iter_mut().zip(&self.pairs) {
            *place = T::from_u32(*pair as u32);
        }
    }
}
