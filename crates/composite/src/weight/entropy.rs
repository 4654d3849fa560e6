//! How much the units differ on each indicator, by entropy: columns side by side.

use ndarray::ArrayView2;

use crate::draws::wide;
use crate::logarithm::{ln_each, ln_normal};
use crate::moments::{count, extent, present};
use crate::sum::sum;

/// Columns side by side.
const SIDE: usize = 8;

/// One minus the entropy of every column's shares, relative to that of equal ones; 0 for a column
/// with equal values, fewer than two, or only zeros. Values are finite and >= 0; NaN is missing.
pub(super) fn diversities(xs: ArrayView2<'_, f64>) -> Vec<f64> {
    let width = xs.ncols();
    let rows = xs.as_standard_layout();
    let mut out = Vec::with_capacity(width);
    for first in (0..width).step_by(SIDE) {
        let columns = SIDE.min(width - first);
        let mut group = vec![[f64::NAN; SIDE]; xs.nrows()];
        for (g, row) in group.iter_mut().zip(rows.rows()) {
            g.iter_mut().zip(row.iter().skip(first)).for_each(|(g, x)| *g = *x);
        }
        match together(&group) {
            Some(found) => out.extend(found.iter().take(columns)),
            None => out.extend((0..columns).map(|l| {
                let column: Vec<f64> = group.iter().map(|g| g[l]).collect();
                alone(&column)
            })),
        }
    }
    out
}

/// The diversity of a column.
fn alone(column: &[f64]) -> f64 {
    let v = present(column);
    let total = sum(v.iter().copied());
    let varies = extent(&v).is_some_and(|(low, high)| low < high);
    if !varies || total <= 0.0 {
        return 0.0;
    }
    let shares: Vec<f64> = v.iter().filter(|x| **x > 0.0).map(|x| x / total).collect();
    let mut logs = shares.clone();
    ln_each(&mut logs);
    of_disorder(-sum(shares.iter().zip(&logs).map(|(p, ln)| p * ln)), v.len())
}

/// From the sum of -p ln p over `n` values.
fn of_disorder(disorder: f64, n: usize) -> f64 {
    (1.0 - disorder / libm::log(count(n))).max(0.0)
}

/// Compensated sums side by side: to the last bit those of [`Sum`](crate::sum::Sum), whose error
/// of an addition is exact too, as long as nothing overflows.
#[derive(Clone, Copy, Default)]
struct Sums {
    high: [f64; SIDE],
    low: [f64; SIDE],
}

impl Sums {
    /// Adds a number to each (Knuth's sum of two, which needs no comparison).
    #[inline(always)]
    fn add(&mut self, xs: [f64; SIDE]) {
        for ((high, low), x) in self.high.iter_mut().zip(&mut self.low).zip(xs) {
            let t = *high + x;
            let part = t - *high;
            *low += (*high - (t - part)) + (x - part);
            *high = t;
        }
    }

    #[inline(always)]
    fn values(&self) -> [f64; SIDE] {
        std::array::from_fn(|l| self.high[l] + self.low[l])
    }
}

/// The diversities of eight columns; none where one needs care: a total that overflows, a share
/// too small to be a normal number.
fn together(rows: &[[f64; SIDE]]) -> Option<[f64; SIDE]> {
    let Totals { sums, ends, n } = totals(rows);
    let totals = sums.values();
    let (mut careful, disorders) = disorders(rows, &totals);
    careful |= totals.iter().any(|t| !t.is_finite());
    (!careful).then(|| {
        std::array::from_fn(|l| {
            let (low, high) = (ends[0][l], ends[1][l]);
            let says = low < high && totals[l] > 0.0;
            if says { of_disorder(-disorders[l], n[l]) } else { 0.0 }
        })
    })
}

struct Totals {
    sums: Sums,
    ends: [[f64; SIDE]; 2],
    n: [usize; SIDE],
}

wide! {
    fn totals<'a>(rows: &'a [[f64; SIDE]]) -> Totals {
        let (mut sums, mut n) = (Sums::default(), [0.0; SIDE]);
        let [mut low, mut high] = [[f64::INFINITY; SIDE], [f64::NEG_INFINITY; SIDE]];
        for row in rows {
            let mut xs = *row;
            for l in 0..SIDE {
                low[l] = if row[l] < low[l] { row[l] } else { low[l] };
                high[l] = if row[l] > high[l] { row[l] } else { high[l] };
                n[l] += if row[l].is_nan() { 0.0 } else { 1.0 };
                xs[l] = if row[l].is_nan() { 0.0 } else { row[l] };
            }
            sums.add(xs);
        }
        Totals { sums, ends: [low, high], n: n.map(|n| n as usize) }
    }
}

wide! {
    /// The sum of p ln p over every column's shares, and whether one of them is too small.
    fn disorders<'a>(rows: &'a [[f64; SIDE]], totals: &'a [f64; SIDE]) -> (bool, [f64; SIDE]) {
        let (mut sums, mut small) = (Sums::default(), false);
        for row in rows {
            let mut terms = [0.0; SIDE];
            for l in 0..SIDE {
                let p = row[l] / totals[l];
                let there = row[l] > 0.0;
                small |= there & (p < f64::MIN_POSITIVE);
                let term = p * ln_normal(p);
                terms[l] = if there { term } else { 0.0 };
            }
            sums.add(terms);
        }
        (small, sums.values())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use ndarray::Array2;
    use proptest::prelude::*;

    fn value() -> impl Strategy<Value = f64> {
        prop_oneof![
            30 => 0.0..100.0_f64,
            4 => prop::sample::select(vec![f64::NAN, 0.0, 1.0]),
            1 => prop::sample::select(vec![1e-300, 1e300, 1e308, 5e-324]),
        ]
    }

    proptest! {
        #[test]
        fn side_by_side_is_one_by_one(
            xs in (0..30_usize, 1..20_usize).prop_flat_map(|(n, m)| {
                prop::collection::vec(value(), n * m)
                    .prop_map(move |v| Array2::from_shape_vec((n, m), v).unwrap())
            })
        ) {
            let found = diversities(xs.view());
            for (column, found) in xs.columns().into_iter().zip(found) {
                prop_assert_eq!(found.to_bits(), alone(&column.to_vec()).to_bits(), "{}", column);
            }
        }
    }
}
