//! Medians of rows under equal weights, by a sorting network over sixteen rows side by side.

use crate::draws::wide;

/// Rows side by side.
const SIDE: usize = 16;
/// More columns are sorted faster row by row.
const MOST: usize = 256;

/// The columns that count and how they are compared.
pub(super) struct Medians {
    columns: Vec<usize>,
    /// Places that are compared and exchanged, in this order.
    steps: Vec<(usize, usize)>,
}

impl Medians {
    /// None if the columns with weight do not have the same, or are too many.
    pub(super) fn new(weights: &[f64]) -> Option<Self> {
        let columns: Vec<usize> = (0..weights.len()).filter(|c| weights[*c] > 0.0).collect();
        let equal = columns.windows(2).all(|pair| weights[pair[0]] == weights[pair[1]]);
        (equal && (1..=MOST).contains(&columns.len()))
            .then(|| Self { steps: middle(sorting(columns.len()), columns.len()), columns })
    }

    /// The median of every row of `width` columns; NaN for a row with a value that is not finite.
    pub(super) fn of(&self, xs: &[f64], width: usize, out: &mut [f64]) {
        let mut keys = vec![[0; SIDE]; self.columns.len()];
        for (rows, out) in xs.chunks(SIDE * width).zip(out.chunks_mut(SIDE)) {
            medians(rows, width, self, &mut keys, out);
        }
    }
}

/// Batcher's odd-even merge sort (AFIPS Spring Joint Computing Conference 32, 1968) of `n` places.
fn sorting(n: usize) -> Vec<(usize, usize)> {
    let mut steps = Vec::new();
    let mut run = 1;
    while run < n {
        let mut gap = run;
        while gap > 0 {
            for from in (gap % run..n.saturating_sub(gap)).step_by(2 * gap) {
                for low in from..(from + gap).min(n - gap) {
                    if low / (2 * run) == (low + gap) / (2 * run) {
                        steps.push((low, low + gap));
                    }
                }
            }
            gap /= 2;
        }
        run *= 2;
    }
    steps
}

/// The steps on which the middle places hang.
fn middle(steps: Vec<(usize, usize)>, n: usize) -> Vec<(usize, usize)> {
    let mut needed = vec![false; n];
    for place in [(n - 1) / 2, n / 2] {
        needed[place] = true;
    }
    let mut kept = Vec::new();
    for (low, high) in steps.into_iter().rev() {
        if needed[low] || needed[high] {
            (needed[low], needed[high]) = (true, true);
            kept.push((low, high));
        }
    }
    kept.reverse();
    kept
}

/// A number as a whole one of the same order; of a whole one that number again.
#[inline(always)]
fn turned(bits: i64) -> i64 {
    bits ^ ((bits >> 63) as u64 >> 1) as i64
}

wide! {
    fn medians<'a>(rows: &'a [f64], width: usize, medians: &'a Medians, keys: &'a mut [[i64; SIDE]], out: &'a mut [f64]) -> () {
        let mut finite = [true; SIDE];
        for (l, row) in rows.chunks_exact(width).enumerate() {
            for (key, &column) in keys.iter_mut().zip(&medians.columns) {
                key[l] = turned(row[column].to_bits() as i64);
                finite[l] &= row[column].is_finite();
            }
        }
        for &(low, high) in &medians.steps {
            let (a, b) = (keys[low], keys[high]);
            let (mut least, mut most) = (a, b);
            for l in 0..SIDE {
                least[l] = a[l].min(b[l]);
                most[l] = a[l].max(b[l]);
            }
            (keys[low], keys[high]) = (least, most);
        }
        let n = keys.len();
        for (l, o) in out.iter_mut().enumerate() {
            let value = |place: usize| f64::from_bits(turned(keys[place][l]) as u64);
            let (a, b) = (value((n - 1) / 2), value(n / 2));
            // As the median of two in `Mean::value`.
            let median = if a == b { a } else { a / 2.0 + b / 2.0 };
            *o = if finite[l] { median } else { f64::NAN };
        }
    }
}
