//! Means of the form g(sum w f(x) / sum w).

use super::{Child, Sum, TILE, Values, Weights, raised};
use crate::draws::elementary::{exp2, log2};

/// The mean of the children in every draw. A draw with a value outside `range` (lowest, highest), once raised, is left NaN,
/// as is one whose mean is undefined. Whether there is one.
pub(super) fn separable(
    children: &[Child<'_>],
    sum: Sum,
    floor: f64,
    range: (f64, f64),
    out: &mut [f64],
    f: impl Fn(f64) -> f64,
    g: impl Fn(f64) -> f64,
) -> bool {
    pulp::Arch::new().dispatch(Separable { children, sum, floor, range, out, f, g })
}

struct Separable<'a, F, G> {
    children: &'a [Child<'a>],
    sum: Sum,
    floor: f64,
    range: (f64, f64),
    out: &'a mut [f64],
    f: F,
    g: G,
}

impl<F: Fn(f64) -> f64, G: Fn(f64) -> f64> pulp::WithSimd for Separable<'_, F, G> {
    type Output = bool;

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _: S) -> bool {
        let Self { children, sum, floor, range, out, f, g } = self;
        let f = |x: f64| within(raised(x, floor), range, &f);
        let mut lost = false;
        for from in (0..out.len()).step_by(TILE) {
            let n = TILE.min(out.len() - from);
            let mut own = [0.0; TILE];
            let mut sums = Sums::default();
            for c in children {
                let Some(xs) = c.values.tile(from..from + n, &mut own) else { continue };
                sums.add(xs, c.weights, from, sum, f);
            }
            let Some(out) = out.get_mut(from..from + n) else { continue };
            lost |= sums.finish(sum, out, &g);
        }
        lost
    }
}

/// The geometric mean: f is the logarithm, which some children have at hand and some callers want.
pub(super) struct Geometric<'a> {
    pub(super) children: &'a [Child<'a>],
    pub(super) sum: Sum,
    pub(super) floor: f64,
    pub(super) out: &'a mut [f64],
    pub(super) logs: &'a mut [f64],
}

/// Here logarithm and exponential are those of the number.
const RANGE: (f64, f64) = (1e-300, 1e300);

impl pulp::WithSimd for Geometric<'_> {
    type Output = bool;

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _: S) -> bool {
        let Self { children, sum, floor, out, logs } = self;
        let f = |x: f64| within(raised(x, floor), RANGE, log2);
        let low = if floor < RANGE.0 { f64::NEG_INFINITY } else { f(floor) };
        let mut lost = false;
        for from in (0..out.len()).step_by(TILE) {
            let n = TILE.min(out.len() - from);
            let mut own = [0.0; TILE];
            let mut sums = Sums::default();
            for c in children {
                // A floor beyond the range has no logarithm: the values are looked at.
                if let Values::Logs(_, logs) = c.values
                    && !low.is_nan()
                {
                    let Some(logs) = logs.get(from..from + n) else { continue };
                    sums.add(logs, c.weights, from, sum, |l| raised(l, low));
                } else {
                    let Some(xs) = c.values.tile(from..from + n, &mut own) else { continue };
                    sums.add(xs, c.weights, from, sum, f);
                }
            }
            let Some(out) = out.get_mut(from..from + n) else { continue };
            lost |= sums.finish(sum, out, exp2);
            if let Some(logs) = logs.get_mut(from..from + n) {
                logs.iter_mut().zip(&sums.weighted).for_each(|(l, s)| *l = *s);
            }
        }
        lost
    }
}

/// f(x), or NaN for a number outside the range.
#[inline(always)]
fn within(x: f64, (low, high): (f64, f64), f: impl Fn(f64) -> f64) -> f64 {
    let y = f(x);
    if (x >= low) & (x <= high) { y } else { f64::NAN }
}

/// Sums over the children, of a tile of draws.
#[derive(Default)]
struct Sums {
    weighted: [f64; TILE],
    total: [f64; TILE],
}

impl Sums {
    /// Adds a child whose values in the draws from `from` on are `xs`.
    #[inline(always)]
    fn add(&mut self, xs: &[f64], weights: Weights<'_>, from: usize, sum: Sum, f: impl Fn(f64) -> f64) {
        let own;
        let ws = match weights {
            Weights::Same(w) => {
                own = [w; TILE];
                own.get(..xs.len())
            }
            Weights::Each(ws) => ws.get(from..from + xs.len()),
        };
        let Some(ws) = ws else { return };
        let add = |s: &mut f64, x: f64, w: f64| *s = w.mul_add(f(x), *s);
        // A whole tile has a length that the compiler knows.
        if let (Some(xs), Some(ws)) = (xs.first_chunk::<TILE>(), ws.first_chunk::<TILE>()) {
            self.weighted.iter_mut().zip(xs).zip(ws).for_each(|((s, x), w)| add(s, *x, *w));
            if sum == Sum::Any {
                self.total.iter_mut().zip(ws).for_each(|(t, w)| *t += *w);
            }
        } else {
            self.weighted.iter_mut().zip(xs).zip(ws).for_each(|((s, x), w)| add(s, *x, *w));
            self.total.iter_mut().zip(ws).for_each(|(t, w)| *t += *w);
        }
    }

    /// The means, from the sums divided by those of the weights. Whether one is no number.
    #[inline(always)]
    fn finish(&mut self, sum: Sum, out: &mut [f64], g: impl Fn(f64) -> f64) -> bool {
        if sum == Sum::Any {
            self.weighted.iter_mut().zip(&self.total).for_each(|(s, t)| *s /= t);
        }
        let mut lost = false;
        let mut mean = |o: &mut f64, s: f64| {
            *o = g(s);
            lost |= o.is_nan();
        };
        if let Some(out) = out.first_chunk_mut::<TILE>() {
            out.iter_mut().zip(&self.weighted).for_each(|(o, s)| mean(o, *s));
        } else {
            out.iter_mut().zip(&self.weighted).for_each(|(o, s)| mean(o, *s));
        }
        lost
    }
}
