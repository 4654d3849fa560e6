//! Means of many draws at once: every child has a value and a weight in each, written down or not.
//!
//! The arithmetic mean names the registers it sums in, the other loops are plain; all run through a
//! run-time dispatch, so that they become wide instructions where the processor has them. Sums are
//! chains of fused multiply-adds in the order of the children, and there is no call into the
//! platform's library, so every path gives the same bits.

mod arithmetic;
mod erring;
mod functions;
mod row_medians;
mod rows;
mod separable;

pub use erring::{Erring, add_errors};
pub use rows::RowsError;

use crate::aggregate::Mean;
use functions::{is_geometric, with_functions};
use separable::Draws;

/// A child over a block of draws.
#[derive(Clone, Copy, Debug)]
pub struct Child<'a> {
    /// Its values, as the parent sees them before its floor.
    pub values: Values<'a>,
    /// Its weight.
    pub weights: Weights<'a>,
}

/// The values of a child.
#[derive(Clone, Copy, Debug)]
pub enum Values<'a> {
    /// One for every draw.
    Each(&'a [f64]),
    /// One for every draw, and what [`geometric`] gave as its logarithm, which a geometric mean
    /// need not take again.
    Logs(&'a [f64], &'a [f64]),
    /// A score that errs: never written down draw by draw.
    Erring(Erring<'a>),
}

impl<'a> Values<'a> {
    /// The value in a draw.
    fn at(self, draw: usize) -> Option<f64> {
        match self {
            Values::Each(xs) | Values::Logs(xs, _) => xs.get(draw).copied(),
            Values::Erring(e) => e.at(draw),
        }
    }

    /// The values from this draw on; none if they end before.
    fn from(self, draw: usize) -> Option<Self> {
        Some(match self {
            Values::Each(xs) => Values::Each(xs.get(draw..)?),
            Values::Logs(xs, logs) => Values::Logs(xs.get(draw..)?, logs.get(draw..)?),
            Values::Erring(e) => Values::Erring(Erring { errors: e.errors.get(draw..)?, ..e }),
        })
    }

    /// The values of these draws, in `own` if they stand nowhere; none if they end before.
    #[inline(always)]
    fn tile<'t>(self, draws: std::ops::Range<usize>, own: &'t mut [f64; TILE]) -> Option<&'t [f64]>
    where
        'a: 't,
    {
        match self {
            Values::Each(xs) | Values::Logs(xs, _) => xs.get(draws),
            Values::Erring(e) => {
                let own = own.get_mut(..draws.len())?;
                e.write(e.errors.get(draws)?, own);
                Some(own)
            }
        }
    }
}

/// The weight of a child, >= 0.
#[derive(Clone, Copy, Debug)]
pub enum Weights<'a> {
    /// The same in every draw.
    Same(f64),
    /// One for every draw.
    Each(&'a [f64]),
}

impl Weights<'_> {
    /// The weight in a draw.
    fn at(self, draw: usize) -> Option<f64> {
        match self {
            Weights::Same(w) => Some(w),
            Weights::Each(ws) => ws.get(draw).copied(),
        }
    }
}

impl<'a> Child<'a> {
    /// The child from this draw on; none if it ends before.
    fn from(self, draw: usize) -> Option<Self> {
        let weights = match self.weights {
            Weights::Same(w) => Weights::Same(w),
            Weights::Each(ws) => Weights::Each(ws.get(draw..)?),
        };
        Some(Child { values: self.values.from(draw)?, weights })
    }
}

/// How the weights of a node's children add up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sum {
    /// To one in every draw, within rounding.
    One,
    /// To anything: they are divided by their sum.
    Any,
}

/// Draws at a time: accumulators of this length stay in registers.
const TILE: usize = 32;

/// The mean of the children in every draw, into `out`. Values, weights and `out` have one length; a
/// child with fewer is left out. Values below `floor` are raised to it. A draw whose weights sum to
/// zero, or whose mean is undefined, is NaN.
///
/// Agrees with [`Mean::value`] to rounding (relative 1e-13).
///
/// ```
/// use ideal_composite::aggregate::Mean;
/// use ideal_composite::batch_means::{Child, Sum, Values, Weights, mean};
///
/// let (a, b) = ([1.0, 4.0], [9.0, 4.0]);
/// let one = Weights::Same(1.0);
/// let children = [Child { values: Values::Each(&a), weights: one }, Child { values: Values::Each(&b), weights: one }];
/// let mut out = [0.0; 2];
/// mean(Mean::Geometric, &children, Sum::Any, None, &mut out);
/// assert!((out[0] - 3.0).abs() < 1e-14 && (out[1] - 4.0).abs() < 1e-14);
/// ```
pub fn mean(mean: Mean, children: &[Child<'_>], sum: Sum, floor: Option<f64>, out: &mut [f64]) {
    let low = floor.unwrap_or(f64::NEG_INFINITY);
    if is_geometric(mean) {
        geometric(children, sum, floor, out, &mut []);
        return;
    }
    if mean == Mean::Arithmetic {
        arithmetic::mean(children, sum, low, out);
        return;
    }
    match with_functions(mean, Draws { children, sum, floor: low, out: &mut *out, logs: None }) {
        Some(true) => repair(mean, children, low, out),
        Some(false) => {}
        None => one_by_one(mean, children, low, 0..out.len(), out),
    }
}

/// [`mean`] by [`Mean::Geometric`], with the base-2 logarithms of the means in `logs` for the sake
/// of a geometric mean of them; NaN where it has to look at the mean itself. `logs` has the length
/// of `out`, or none if nobody asks.
pub fn geometric(
    children: &[Child<'_>],
    sum: Sum,
    floor: Option<f64>,
    out: &mut [f64],
    logs: &mut [f64],
) {
    let low = floor.unwrap_or(f64::NEG_INFINITY);
    let job = Draws { children, sum, floor: low, out: &mut *out, logs: Some(logs) };
    if with_functions(Mean::Geometric, job) == Some(true) {
        repair(Mean::Geometric, children, low, out);
    }
}

/// Computes the draws anew that a kernel left without a mean: undefined ones, and those with a
/// value outside the range in which logarithms and powers are those of the number.
fn repair(mean: Mean, children: &[Child<'_>], floor: f64, out: &mut [f64]) {
    let lost: Vec<usize> =
        (0..out.len()).filter(|d| out.get(*d).is_some_and(|x| x.is_nan())).collect();
    one_by_one(mean, children, floor, lost, out);
}

/// A missing value stays one.
#[inline(always)]
fn raised(x: f64, floor: f64) -> f64 {
    if x < floor { floor } else { x }
}

fn one_by_one(
    mean: Mean,
    children: &[Child<'_>],
    floor: f64,
    draws: impl IntoIterator<Item = usize>,
    out: &mut [f64],
) {
    let mut xs = Vec::with_capacity(children.len());
    let mut ws = Vec::with_capacity(children.len());
    for d in draws {
        xs.clear();
        ws.clear();
        for c in children {
            if let (Some(x), Some(w)) = (c.values.at(d), c.weights.at(d)) {
                xs.push(raised(x, floor));
                ws.push(w);
            }
        }
        if let Some(o) = out.get_mut(d) {
            *o = mean.value(&xs, &ws).unwrap_or(f64::NAN);
        }
    }
}

#[cfg(test)]
mod tests;
