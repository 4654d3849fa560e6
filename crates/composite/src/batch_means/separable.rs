//! Means of the form g(sum w f(x) / sum w).

use super::functions::{Job, within};
use super::{Child, Sum, TILE, Values, Weights, raised};

/// The mean of the children in every draw. Its output is whether a draw was left NaN: one with a
/// value outside the range, once raised, or one whose mean is undefined.
pub(super) struct Separable<'a, F, G> {
    pub(super) children: &'a [Child<'a>],
    pub(super) sum: Sum,
    pub(super) floor: f64,
    /// Lowest and highest number for which f and g can be relied on.
    pub(super) range: (f64, f64),
    pub(super) out: &'a mut [f64],
    /// Where f is the logarithm, which some children have at hand: where those of the means go, if
    /// anybody asks.
    pub(super) logs: Option<&'a mut [f64]>,
    pub(super) f: F,
    pub(super) g: G,
}

impl<F: Fn(f64) -> f64, G: Fn(f64) -> f64> Separable<'_, F, G> {
    pub(super) fn run(self) -> bool {
        pulp::Arch::new().dispatch(self)
    }
}

impl<F: Fn(f64) -> f64, G: Fn(f64) -> f64> pulp::WithSimd for Separable<'_, F, G> {
    type Output = bool;

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _: S) -> bool {
        let Self { children, sum, floor, range, out, mut logs, f, g } = self;
        let f = |x: f64| within(raised(x, floor), range, &f);
        // The floor among logarithms. One beyond the range has none: then the values are looked at.
        let low = if floor < range.0 { f64::NEG_INFINITY } else { f(floor) };
        let at_hand = logs.is_some() && !low.is_nan();
        let mut lost = false;
        for from in (0..out.len()).step_by(TILE) {
            let n = TILE.min(out.len() - from);
            let mut own = [0.0; TILE];
            let mut sums = Sums::default();
            for c in children {
                match c.values {
                    Values::Logs(_, logs) if at_hand => {
                        let Some(logs) = logs.get(from..from + n) else { continue };
                        sums.add(logs, c.weights, from, sum, |l| raised(l, low));
                    }
                    values => {
                        let Some(xs) = values.tile(from..from + n, &mut own) else { continue };
                        sums.add(xs, c.weights, from, sum, f);
                    }
                }
            }
            let Some(out) = out.get_mut(from..from + n) else { continue };
            lost |= sums.finish(sum, out, &g);
            if let Some(logs) = logs.as_deref_mut().and_then(|l| l.get_mut(from..from + n)) {
                logs.iter_mut().zip(&sums.weighted).for_each(|(l, s)| *l = *s);
            }
        }
        lost
    }
}

/// A mean that waits for its functions; its fields are those of [`Separable`].
pub(super) struct Draws<'a> {
    pub(super) children: &'a [Child<'a>],
    pub(super) sum: Sum,
    pub(super) floor: f64,
    pub(super) out: &'a mut [f64],
    pub(super) logs: Option<&'a mut [f64]>,
}

impl Job for Draws<'_> {
    /// As that of [`Separable`].
    type Output = bool;

    fn with(self, range: (f64, f64), f: impl Fn(f64) -> f64, g: impl Fn(f64) -> f64) -> bool {
        let Self { children, sum, floor, out, logs } = self;
        Separable { children, sum, floor, range, out, logs, f, g }.run()
    }
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
    fn add(
        &mut self,
        xs: &[f64],
        weights: Weights<'_>,
        from: usize,
        sum: Sum,
        f: impl Fn(f64) -> f64,
    ) {
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
