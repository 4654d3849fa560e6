//! How far one unit outranks all others, many at a time and to within rounding.

use crate::draws::wide;

/// Units that are compared side by side.
const SIDE: usize = 16;

/// Units in groups of [`SIDE`]: group, indicator, unit. Units that lack in the last group have no
/// values.
pub(super) struct Groups {
    values: Vec<[f64; SIDE]>,
    indicators: usize,
}

impl Groups {
    /// The units of these rows, which have one length.
    pub(super) fn new(rows: &[Vec<f64>], indicators: usize) -> Self {
        let mut values = Vec::with_capacity(rows.len().div_ceil(SIDE) * indicators);
        for group in rows.chunks(SIDE) {
            for indicator in 0..indicators {
                let mut one = [f64::NAN; SIDE];
                for (v, row) in one.iter_mut().zip(group) {
                    *v = row.get(indicator).copied().unwrap_or(f64::NAN);
                }
                values.push(one);
            }
        }
        Self { values, indicators }
    }

    /// For every unit, in order, the weight of the indicators where `own` is higher plus half of
    /// where they tie, over the weight of those both have; NaN where that is 0, and for the units
    /// that the last group lacks. The sums are plain ones: they tell clear cases from those that
    /// need a careful one.
    pub(super) fn shares(&self, own: &[f64], weights: &[f64], out: &mut Vec<f64>) {
        out.clear();
        out.resize(self.values.len() / self.indicators.max(1) * SIDE, f64::NAN);
        shares(self, own, weights, out);
    }
}

wide! {
    fn shares<'a>(groups: &'a Groups, own: &'a [f64], weights: &'a [f64], out: &'a mut [f64]) -> () {
        for (group, out) in
            groups.values.chunks_exact(groups.indicators).zip(out.as_chunks_mut::<SIDE>().0)
        {
            let (mut won, mut total) = ([0.0; SIDE], [0.0; SIDE]);
            for ((others, &x), &w) in group.iter().zip(own).zip(weights) {
                if x.is_nan() {
                    continue;
                }
                let half = w / 2.0;
                for l in 0..SIDE {
                    let y = others[l];
                    // Half for being as high, half more for being higher.
                    won[l] += if x >= y { half } else { 0.0 };
                    won[l] += if x > y { half } else { 0.0 };
                    total[l] += if y.is_nan() { 0.0 } else { w };
                }
            }
            for l in 0..SIDE {
                out[l] = won[l] / total[l];
            }
        }
    }
}
