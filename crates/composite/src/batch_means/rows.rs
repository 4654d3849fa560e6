//! Means of many rows under the same weights.
//!
//! Rows without a gap are summed eight columns side by side, by fused multiply-adds in an order
//! that hangs on the number of columns alone; every other row, and every one whose mean is not a
//! number there, goes through [`Mean::value`].

use ndarray::{ArrayView2, Axis};
use rayon::prelude::*;

use super::functions::{Job, with_functions, within};
use super::row_medians::Medians;
use crate::aggregate::Mean;
use crate::sum::sum;

/// Columns that are summed side by side.
const SIDE: usize = 8;
/// Rows that are brought into order of rows together, where they lie otherwise.
const TILE: usize = 64;
/// Values that one thread goes through in less time than another one takes to wake up.
const TASK: usize = 1 << 17;

/// Below it a power may have left the range of a double: such a mean is looked at again.
const LEAST: f64 = 1e-140;

/// Why rows have no means.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum RowsError {
    /// One weight per column is needed.
    #[error("{weights} weights for {columns} columns")]
    Weights {
        /// Given.
        weights: usize,
        /// Columns of the matrix.
        columns: usize,
    },
    /// A weight that is negative or not finite.
    #[error("weight {column} is {weight}")]
    Weight {
        /// Its column, from 0.
        column: usize,
        /// The weight.
        weight: f64,
    },
    /// All weights are 0, or there are none.
    #[error("no positive weight")]
    Weightless,
    /// The exponent of a power mean is 0 or not finite.
    #[error("the exponent of the power mean is {0}")]
    Exponent(f64),
}

impl Mean {
    /// The mean of every row: `values` has a row per unit and a column per indicator, in any layout
    /// of memory; NaN is missing. Weights are >= 0, one per column; they are renormalised over what
    /// a row has. A row is NaN where [`Mean::value`] of what it has is none: nothing with weight is
    /// there, a value is infinite, or the mean is not defined.
    ///
    /// Equals [`Mean::value`] to the last bit for every row with a gap and for the median, the
    /// minimum, the maximum and the mean with a penalty; elsewhere to rounding, 1e-13 of the row's
    /// largest value (1e-12 where one lies beyond 1e100 or below 1e-100). The same bytes for any
    /// layout, machine and number of threads.
    ///
    /// ```
    /// use ideal_composite::aggregate::Mean;
    /// use ndarray::array;
    ///
    /// let scores = array![[4.0, 9.0, 6.0], [4.0, f64::NAN, 6.0]];
    /// let means = Mean::Arithmetic.rows(scores.view(), &[1.0, 2.0, 1.0])?;
    /// assert_eq!(means, [7.0, 5.0]);
    /// # Ok::<(), ideal_composite::batch_means::RowsError>(())
    /// ```
    ///
    /// # Errors
    /// [`RowsError`].
    pub fn rows(self, values: ArrayView2<'_, f64>, weights: &[f64]) -> Result<Vec<f64>, RowsError> {
        let columns = values.ncols();
        if weights.len() != columns {
            return Err(RowsError::Weights { weights: weights.len(), columns });
        }
        let bad = |w: &f64| !(w.is_finite() && *w >= 0.0);
        if let Some((column, &weight)) = weights.iter().enumerate().find(|(_, w)| bad(w)) {
            return Err(RowsError::Weight { column, weight });
        }
        if weights.iter().all(|w| *w == 0.0) {
            return Err(RowsError::Weightless);
        }
        if let Mean::Power(p) = self
            && (p == 0.0 || !p.is_finite())
        {
            return Err(RowsError::Exponent(p));
        }
        let rows = Rows::new(self, weights);
        let mut out = vec![f64::NAN; values.nrows()];
        let task = (rows.task() / columns).max(TILE);
        if values.nrows() <= task {
            rows.means(values, &mut out);
        } else {
            out.par_chunks_mut(task)
                .zip(values.axis_chunks_iter(Axis(0), task).into_par_iter())
                .for_each(|(out, values)| rows.means(values, out));
        }
        Ok(out)
    }
}

/// A mean with its weights.
struct Rows<'a> {
    mean: Mean,
    stated: &'a [f64],
    weights: Weights,
    medians: Option<Medians>,
}

impl<'a> Rows<'a> {
    fn new(mean: Mean, stated: &'a [f64]) -> Self {
        let medians = if mean == Mean::Median { Medians::new(stated) } else { None };
        Self { mean, stated, weights: Weights::new(stated), medians }
    }

    /// Values for one thread: fewer where rows go one by one.
    fn task(&self) -> usize {
        let together = self.mean == Mean::Arithmetic
            || with_functions(self.mean, Anything).is_some()
            || self.medians.is_some();
        if together { TASK } else { TASK / 16 }
    }

    /// The means of some rows, whichever way they lie.
    fn means(&self, values: ArrayView2<'_, f64>, out: &mut [f64]) {
        if let Some(xs) = values.as_slice() {
            self.means_of(xs, out);
            return;
        }
        let columns = values.ncols();
        let mut tile = vec![0.0; TILE * columns];
        for (part, out) in values.axis_chunks_iter(Axis(0), TILE).zip(out.chunks_mut(TILE)) {
            for (j, column) in part.columns().into_iter().enumerate() {
                tile.iter_mut().skip(j).step_by(columns).zip(column).for_each(|(t, x)| *t = *x);
            }
            let Some(xs) = tile.get(..part.len()) else { return };
            self.means_of(xs, out);
        }
    }

    /// The means of rows that lie one after the other.
    fn means_of(&self, xs: &[f64], out: &mut [f64]) {
        let weights = &self.weights;
        if let Some(medians) = &self.medians {
            medians.of(xs, weights.columns, out);
        } else if self.mean == Mean::Arithmetic {
            pulp::Arch::new().dispatch(Sums { weights, xs, out: &mut *out, f: |x| x, g: |s| s });
        } else {
            with_functions(self.mean, Together { weights, xs, out: &mut *out });
        }
        let (mut there, mut ws) = (Vec::new(), Vec::new());
        for (row, o) in xs.chunks_exact(weights.columns).zip(out) {
            if o.is_finite() && o.abs() >= LEAST {
                continue;
            }
            there.clear();
            ws.clear();
            for (x, w) in row.iter().zip(self.stated).filter(|(x, _)| !x.is_nan()) {
                there.push(*x);
                ws.push(*w);
            }
            *o = self.mean.value(&there, &ws).unwrap_or(f64::NAN);
        }
    }
}

/// Weights as the sums take them.
struct Weights {
    columns: usize,
    /// Those of whole groups of columns.
    groups: Vec<[f64; SIDE]>,
    /// Those of the last columns, where there are some past the groups: the last eight of the row,
    /// 0 for the ones that a group has; of a shorter row all, and 0 beyond.
    last: Option<[f64; SIDE]>,
    total: f64,
}

impl Weights {
    fn new(stated: &[f64]) -> Self {
        let (groups, rest) = stated.as_chunks::<SIDE>();
        let last = (!rest.is_empty()).then(|| {
            let mut last = [0.0; SIDE];
            let first = if groups.is_empty() { 0 } else { SIDE - rest.len() };
            last.iter_mut().skip(first).zip(rest).for_each(|(l, w)| *l = *w);
            last
        });
        Self {
            columns: stated.len(),
            groups: groups.to_vec(),
            last,
            total: sum(stated.iter().copied()),
        }
    }
}

/// Whether a mean has functions at all.
struct Anything;

impl Job for Anything {
    type Output = ();

    fn with(self, _: (f64, f64), _: impl Fn(f64) -> f64, _: impl Fn(f64) -> f64) {}
}

/// Rows whose mean waits for its functions.
struct Together<'a> {
    weights: &'a Weights,
    xs: &'a [f64],
    out: &'a mut [f64],
}

impl Job for Together<'_> {
    type Output = ();

    fn with(self, range: (f64, f64), f: impl Fn(f64) -> f64, g: impl Fn(f64) -> f64) {
        let Self { weights, xs, out } = self;
        let f = |x: f64| within(x, range, &f);
        pulp::Arch::new().dispatch(Sums { weights, xs, out, f, g });
    }
}

/// g(sum w f(x) / sum w) of every row; no finite number where that is to be looked at again.
struct Sums<'a, F, G> {
    weights: &'a Weights,
    xs: &'a [f64],
    out: &'a mut [f64],
    f: F,
    g: G,
}

impl<F: Fn(f64) -> f64, G: Fn(f64) -> f64> pulp::WithSimd for Sums<'_, F, G> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _: S) {
        let Self { weights, xs, out, f, g } = self;
        for (row, o) in xs.chunks_exact(weights.columns).zip(out.iter_mut()) {
            let mut sums = [0.0; SIDE];
            for (xs, ws) in row.as_chunks::<SIDE>().0.iter().zip(&weights.groups) {
                add(&mut sums, xs, ws, &f);
            }
            if let Some(ws) = &weights.last {
                match row.last_chunk::<SIDE>() {
                    Some(xs) => add(&mut sums, xs, ws, &f),
                    None => {
                        // 1 is within the range of every function.
                        let mut xs = [1.0; SIDE];
                        xs.iter_mut().zip(row).for_each(|(a, b)| *a = *b);
                        add(&mut sums, &xs, ws, &f);
                    }
                }
            }
            let [a, b, c, d, e, f, g, h] = sums;
            *o = ((a + e) + (c + g)) + ((b + f) + (d + h));
        }
        out.iter_mut().for_each(|o| *o = g(*o / weights.total));
    }
}

#[inline(always)]
fn add(sums: &mut [f64; SIDE], xs: &[f64; SIDE], ws: &[f64; SIDE], f: &impl Fn(f64) -> f64) {
    for l in 0..SIDE {
        sums[l] = ws[l].mul_add(f(xs[l]), sums[l]);
    }
}

#[cfg(test)]
mod tests;
