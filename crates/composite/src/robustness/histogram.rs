//! Quantiles of many values from counts: memory does not grow with the number of draws.

/// Counts of a histogram, three of which are no cells: below, above, missing.
const COUNTS: usize = 512;
/// Cells of equal width.
pub(super) const CELLS: usize = COUNTS - 3;

/// Tables that values are counted into before these are added up.
const TABLES: usize = 4;
/// Values that are placed, and then counted, at a time: no table of bytes can overflow.
const RUN: usize = TABLES * u8::MAX as usize;

/// Counts of equal width, with one more on either side and one for missing values.
pub(super) struct Histogram {
    low: f64,
    /// Cells per unit of value; 0 when there is one cell, for exactly the value `low`.
    per_unit: f64,
    cells: usize,
    /// Below, the cells, above, missing; a power of two, so that no place needs to be checked
    /// against it.
    counts: Box<[u32; COUNTS]>,
}

impl Histogram {
    /// Counts over the range of these values, widened by half of it on either side.
    pub(super) fn around(values: &[f64]) -> Self {
        let low = values.iter().copied().fold(f64::INFINITY, f64::min);
        let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let range = high - low;
        let per_unit = CELLS as f64 / (2.0 * range);
        let counts = Box::new([0; COUNTS]);
        if per_unit.is_finite() && per_unit > 0.0 {
            Self { low: low - 0.5 * range, per_unit, cells: CELLS, counts }
        } else {
            Self { low, per_unit: 0.0, cells: 1, counts }
        }
    }

    /// Counts values; `whole` if none is missing.
    #[inline(always)]
    pub(super) fn add(&mut self, values: &[f64], whole: bool) {
        let mut places = [0_u16; RUN];
        for values in values.chunks(RUN) {
            self.place(values, whole, &mut places);
            // Into several tables in turn: a count read back right after it was written makes the
            // processor wait.
            let mut tables = [[0_u8; COUNTS]; TABLES];
            let places = places.get(..values.len()).unwrap_or(&places);
            let (turns, rest) = places.as_chunks::<TABLES>();
            for turn in turns {
                for (table, place) in tables.iter_mut().zip(turn) {
                    table[usize::from(*place) % COUNTS] += 1;
                }
            }
            for (table, place) in tables.iter_mut().zip(rest) {
                table[usize::from(*place) % COUNTS] += 1;
            }
            for (i, count) in self.counts.iter_mut().enumerate() {
                *count += u32::from(tables.iter().map(|t| u16::from(t[i])).sum::<u16>());
            }
        }
    }

    /// Which count each value belongs to.
    #[inline(always)]
    fn place(&self, values: &[f64], whole: bool, places: &mut [u16; RUN]) {
        const WHOLE: f64 = 4_503_599_627_370_496.0; // 2^52
        let missing = (self.cells + 2) as u16;
        if self.per_unit > 0.0 {
            let last = self.cells as f64 + 1.4;
            let cell = |v: f64| {
                // Rounding x + 1/2 is x rounded down, plus one for the cell below all others.
                let x = (v - self.low).mul_add(self.per_unit, 0.5);
                let x = if x < 0.0 { 0.0 } else { x };
                let x = if x > last { last } else { x };
                (x + WHOLE).to_bits() as u16
            };
            if whole {
                places.iter_mut().zip(values).for_each(|(place, v)| *place = cell(*v));
            } else {
                places
                    .iter_mut()
                    .zip(values)
                    .for_each(|(place, v)| *place = if v.is_nan() { missing } else { cell(*v) });
            }
        } else {
            for (place, v) in places.iter_mut().zip(values) {
                let side = 1 + u16::from(*v > self.low) - u16::from(*v < self.low);
                *place = if v.is_nan() { missing } else { side };
            }
        }
    }

    /// The counts added up from below, ready to be asked for values.
    pub(super) fn cumulate(&self) -> Cumulated<'_> {
        let mut sum = 0;
        let upto = self.counts.iter().take(self.cells + 2).map(|&c| {
            sum += c;
            sum
        });
        Cumulated { upto: upto.collect(), histogram: self }
    }
}

/// A histogram with, per cell, the values in it and below.
pub(super) struct Cumulated<'a> {
    upto: Vec<u32>,
    histogram: &'a Histogram,
}

impl Cumulated<'_> {
    /// Value at a whole, zero-based position among `draws` sorted values between `min` and `max`,
    /// to one cell's width.
    pub(super) fn at(&self, position: f64, draws: u64, min: f64, max: f64) -> f64 {
        if position <= 0.0 {
            return min;
        }
        if position >= (draws - 1) as f64 {
            return max;
        }
        let h = self.histogram;
        let cell = self.upto.partition_point(|&upto| f64::from(upto) <= position);
        let Some(&upto) = self.upto.get(cell) else { return max };
        let before = if cell == 0 { 0 } else { self.upto.get(cell - 1).copied().unwrap_or(0) };
        let width = if h.per_unit > 0.0 { 1.0 / h.per_unit } else { 0.0 };
        let edge = |k: usize| h.low + width * k as f64;
        let from = if cell == 0 { min } else { edge(cell - 1) };
        let to = if cell > h.cells { max } else { edge(cell) };
        // The k-th of the values in a cell stands in the middle of its share of it.
        let share = (position - f64::from(before) + 0.5) / f64::from(upto - before);
        (from + (to - from) * share.min(1.0)).clamp(min, max)
    }
}
