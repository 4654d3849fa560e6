//! Means of many draws at once: every child is a row of values, one per draw, with a row of weights.
//!
//! The loops are plain and run through a run-time dispatch, so that they become wide instructions where the processor
//! has them; there is no fused multiply-add and no call into the platform's library, so every path gives the same bits.

use crate::aggregate::Mean;
use crate::draws::elementary::{exp, ln};

/// A child over a block of draws.
#[derive(Clone, Copy, Debug)]
pub struct Child<'a> {
    /// Its values, as the parent sees them before its floor.
    pub values: &'a [f64],
    /// Its weights, each >= 0; they are renormalised over the children.
    pub weights: &'a [f64],
}

/// The mean of the children in every draw, into `out`. Children, weights and `out` have one length; shorter ones
/// leave the rest of `out` as it was. Values below `floor` are raised to it. A draw whose weights sum to zero, or whose
/// mean is undefined, is NaN.
///
/// Agrees with [`Mean::value`] to rounding (relative 1e-14).
///
/// ```
/// use ideal_composite::aggregate::Mean;
/// use ideal_composite::lanes::{Child, mean};
///
/// let (a, b) = ([1.0, 4.0], [9.0, 4.0]);
/// let w = [1.0, 1.0];
/// let children = [Child { values: &a, weights: &w }, Child { values: &b, weights: &w }];
/// let mut out = [0.0; 2];
/// mean(Mean::Geometric, &children, None, &mut out);
/// assert!((out[0] - 3.0).abs() < 1e-14 && (out[1] - 4.0).abs() < 1e-14);
/// ```
pub fn mean(mean: Mean, children: &[Child<'_>], floor: Option<f64>, out: &mut [f64]) {
    let floor = floor.unwrap_or(f64::NEG_INFINITY);
    match mean {
        Mean::Arithmetic => separable(children, floor, out, |x| x, |s| s),
        Mean::Geometric if at_least(children, floor, f64::MIN_POSITIVE) => separable(children, floor, out, ln, exp),
        Mean::Harmonic if at_least(children, floor, f64::MIN_POSITIVE) => separable(children, floor, out, |x| 1.0 / x, |s| 1.0 / s),
        Mean::Power(2.0) if at_least(children, floor, 0.0) => separable(children, floor, out, |x| x * x, f64::sqrt),
        Mean::Power(p) if at_least(children, floor, f64::MIN_POSITIVE) => {
            separable(children, floor, out, move |x| exp(p * ln(x)), move |s| exp(ln(s) / p))
        }
        _ => one_by_one(mean, children, floor, out),
    }
}

/// Whether every value, once raised, is at least `least`: a mean of logarithms or powers takes no other, and the series of
/// the logarithm no subnormal number.
fn at_least(children: &[Child<'_>], floor: f64, least: f64) -> bool {
    floor >= least || children.iter().all(|c| c.values.iter().all(|&x| x >= least))
}

/// Means of the form g(sum w f(x) / sum w).
fn separable(children: &[Child<'_>], floor: f64, out: &mut [f64], f: impl Fn(f64) -> f64, g: impl Fn(f64) -> f64) {
    /// Draws at a time: two accumulators of this length stay in the first-level cache.
    const TILE: usize = 128;
    pulp::Arch::new().dispatch(
        #[inline(always)]
        || {
            let mut from = 0;
            while from < out.len() {
                let n = TILE.min(out.len() - from);
                let (mut sum, mut total) = ([0.0; TILE], [0.0; TILE]);
                for c in children {
                    let (Some(xs), Some(ws)) = (c.values.get(from..from + n), c.weights.get(from..from + n)) else { continue };
                    for (((s, t), &x), &w) in sum.iter_mut().zip(&mut total).zip(xs).zip(ws) {
                        let x = if x < floor { floor } else { x };
                        *s += w * f(x);
                        *t += w;
                    }
                }
                for ((o, s), t) in out[from..from + n].iter_mut().zip(&sum).zip(&total) {
                    *o = g(*s / *t);
                }
                from += n;
            }
        },
    );
}

fn one_by_one(mean: Mean, children: &[Child<'_>], floor: f64, out: &mut [f64]) {
    let mut xs = Vec::with_capacity(children.len());
    let mut ws = Vec::with_capacity(children.len());
    for (d, o) in out.iter_mut().enumerate() {
        xs.clear();
        ws.clear();
        for c in children {
            if let (Some(&x), Some(&w)) = (c.values.get(d), c.weights.get(d)) {
                xs.push(x.max(floor));
                ws.push(w);
            }
        }
        *o = mean.value(&xs, &ws).unwrap_or(f64::NAN);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::draws::Stream;

    #[test]
    fn every_mean_agrees_with_one_draw_at_a_time() {
        let mut stream = Stream::new(5, 6, 7);
        let n = 300;
        let rows: Vec<Vec<f64>> = (0..5).map(|_| (0..n).map(|_| 100.0 * stream.uniform()).collect()).collect();
        let weights: Vec<Vec<f64>> = (0..5).map(|_| (0..n).map(|_| stream.uniform_open()).collect()).collect();
        let children: Vec<Child<'_>> = rows.iter().zip(&weights).map(|(v, w)| Child { values: v, weights: w }).collect();
        for m in
            [Mean::Arithmetic, Mean::Geometric, Mean::Harmonic, Mean::Power(2.0), Mean::Power(-0.5), Mean::Median, Mean::Min, Mean::Max]
        {
            let mut out = vec![0.0; n];
            mean(m, &children, Some(5.0), &mut out);
            for d in 0..n {
                let xs: Vec<f64> = rows.iter().map(|r| r[d].max(5.0)).collect();
                let ws: Vec<f64> = weights.iter().map(|r| r[d]).collect();
                let want = m.value(&xs, &ws).unwrap();
                assert!((out[d] - want).abs() <= 1e-13 * want.abs(), "{m:?}: {} for {want}", out[d]);
            }
        }
    }
}
