//! One column of draws: sums, extremes, bands, and what its quantiles are taken from.

use super::histogram::Histogram;
use super::summary::{Bound, NodeSpec, NodeSummary};
use pulp::{Arch, Simd, WithSimd};

/// Draws that are summed up at a time. They are counted from the first draw on, so that sums do
/// not depend on how the caller cuts blocks; the last ones are filled up with missing values.
pub(super) const STEP: usize = 64;

/// Registers that are counted or compared side by side, so that none waits for the one before.
const CHAINS: usize = 4;

/// The draws of one column so far.
pub(super) struct Column {
    /// Draws that do not fill a step yet.
    waiting: Vec<f64>,
    cuts: Option<usize>,
    /// Values as they came, until the histogram takes over.
    kept: Vec<f64>,
    histogram: Option<Histogram>,
    /// Values after which the histogram takes over.
    keep: usize,
    draws: u64,
    pivot: f64,
    sum: f64,
    square: f64,
    min: f64,
    max: f64,
    /// Values at or above each cut point.
    reached: Vec<u64>,
}

/// Draws of one column.
struct TakeColumn<'a> {
    column: &'a mut Column,
    draws: &'a [f64],
    spec: &'a NodeSpec,
}

impl WithSimd for TakeColumn<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let Self { column, mut draws, spec } = self;
        if !column.waiting.is_empty() {
            let (first, rest) = draws.split_at((STEP - column.waiting.len()).min(draws.len()));
            column.waiting.extend_from_slice(first);
            draws = rest;
            let mut step = [f64::NAN; STEP];
            if column.waiting.len() == STEP {
                step.copy_from_slice(&column.waiting);
                column.waiting.clear();
                column.take(simd, &step, spec);
            }
        }
        let (whole, rest) = draws.split_at(draws.len() / STEP * STEP);
        column.take(simd, whole, spec);
        column.waiting.extend_from_slice(rest);
    }
}

/// The draws of one column that do not fill a step, filled up with missing values.
struct TakeLast<'a> {
    column: &'a mut Column,
    spec: &'a NodeSpec,
}

impl WithSimd for TakeLast<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let mut step = [f64::NAN; STEP];
        for (slot, v) in step.iter_mut().zip(self.column.waiting.drain(..)) {
            *slot = v;
        }
        self.column.take(simd, &step, self.spec);
    }
}

impl Column {
    pub(super) fn new(cuts: Option<usize>, keep: usize, bands: usize) -> Self {
        Self {
            waiting: Vec::new(),
            cuts,
            kept: Vec::new(),
            histogram: None,
            keep,
            draws: 0,
            pivot: 0.0,
            sum: 0.0,
            square: 0.0,
            min: f64::INFINITY,
            max: f64::NEG_INFINITY,
            reached: vec![0; bands],
        }
    }

    /// Takes in draws, none of them infinite.
    pub(super) fn push(&mut self, draws: &[f64], spec: &NodeSpec) {
        Arch::new().dispatch(TakeColumn { column: self, draws, spec });
    }

    /// Whether a draw was infinite.
    pub(super) fn is_infinite(&self) -> bool {
        self.min == f64::NEG_INFINITY
            || self.max == f64::INFINITY
            || self.waiting.iter().any(|v| v.is_infinite())
    }

    /// What the draws say.
    pub(super) fn finish(mut self, spec: &NodeSpec) -> NodeSummary {
        Arch::new().dispatch(TakeLast { column: &mut self, spec });
        self.summary(&spec.quantiles, spec.moments)
    }

    /// Takes in whole steps.
    #[inline(always)]
    fn take<S: Simd>(&mut self, simd: S, values: &[f64], spec: &NodeSpec) {
        let registers = S::as_simd_f64s(values).0;
        // A comparison with a missing value is false, so it never takes the place of another.
        let lower = |min: &mut S::f64s, v: S::f64s| {
            *min = simd.select_f64s(simd.less_than_f64s(v, *min), v, *min)
        };
        let higher = |max: &mut S::f64s, v: S::f64s| {
            *max = simd.select_f64s(simd.greater_than_f64s(v, *max), v, *max)
        };
        let mut min = [simd.splat_f64s(f64::INFINITY); CHAINS];
        let mut max = [simd.splat_f64s(f64::NEG_INFINITY); CHAINS];
        let mut sum = [simd.splat_f64s(0.0); CHAINS];
        for some in registers.chunks(CHAINS) {
            for (((min, max), sum), &v) in min.iter_mut().zip(&mut max).zip(&mut sum).zip(some) {
                lower(min, v);
                higher(max, v);
                *sum = simd.add_f64s(*sum, v);
            }
        }
        // The sum is no number if a value is none. (Nor if infinities cancel: then the count finds
        // that nothing is missing.)
        let sum = sum.iter().fold(simd.splat_f64s(0.0), |a, b| simd.add_f64s(a, *b));
        let some_missing = simd.reduce_sum_f64s(sum).is_nan();
        let missing = if some_missing {
            count(simd, registers, |v| simd.not_m64s(simd.equal_f64s(v, v)))
        } else {
            0
        };
        let present = values.len() as u64 - missing;
        if present == 0 {
            return;
        }
        let (mut least, mut most) = (min[0], max[0]);
        min.iter().for_each(|v| lower(&mut least, *v));
        max.iter().for_each(|v| higher(&mut most, *v));
        let (least, most) = (simd.reduce_min_f64s(least), simd.reduce_max_f64s(most));
        self.min = self.min.min(least);
        self.max = self.max.max(most);
        if self.draws == 0 {
            self.pivot = values.iter().copied().find(|v| !v.is_nan()).unwrap_or(0.0);
        }
        self.draws += present;
        if let Some(set) = self.cuts.and_then(|s| spec.cuts.get(s)) {
            for (reached, &cut) in self.reached.iter_mut().zip(set) {
                // Most cut points are not among the values.
                *reached += if least >= cut {
                    present
                } else if most < cut {
                    0
                } else {
                    let cut = simd.splat_f64s(cut);
                    count(simd, registers, |v| simd.greater_than_or_equal_f64s(v, cut))
                };
            }
        }

        if spec.moments {
            values.as_chunks::<STEP>().0.iter().for_each(|step| self.add_up(step));
        }
        if !spec.quantiles.is_empty() {
            self.keep(values, missing == 0);
        }
    }

    /// Adds a step to the sums: eight chains side by side, added up in a fixed order.
    #[inline(always)]
    fn add_up(&mut self, step: &[f64; STEP]) {
        let mut away = [0.0; STEP];
        for (d, v) in away.iter_mut().zip(step) {
            *d = if v.is_nan() { 0.0 } else { v - self.pivot };
        }
        self.sum += eight_to_one(&chains(&away, 0.0, |sum, d| sum + d), |a, b| a + b);
        self.square += eight_to_one(&chains(&away, 0.0, |sum, d| sum + d * d), |a, b| a + b);
    }

    /// Keeps values for the quantiles; `whole` if none is missing.
    #[inline(always)]
    fn keep(&mut self, mut values: &[f64], whole: bool) {
        while self.histogram.is_none() {
            let Some((step, rest)) = values.split_at_checked(STEP) else { return };
            if self.kept.is_empty() {
                self.kept.reserve_exact(self.keep);
            }
            if self.kept.len() < self.keep {
                self.kept.extend(step.iter().filter(|v| !v.is_nan()));
            } else if step.iter().any(|v| !v.is_nan()) {
                // Only a value more than can be kept: a step without any may be seen, or not, by
                // how the caller cuts blocks.
                let kept = std::mem::take(&mut self.kept);
                let mut histogram = Histogram::around(&kept);
                histogram.add(&kept, true);
                histogram.add(step, whole);
                self.histogram = Some(histogram);
            }
            values = rest;
        }
        if let Some(histogram) = &mut self.histogram {
            histogram.add(values, whole);
        }
    }

    fn summary(mut self, probabilities: &[f64], moments: bool) -> NodeSummary {
        let n = self.draws as f64;
        let mean = self.sum / n;
        let variance = ((self.square - self.sum * mean) / (n - 1.0)).max(0.0);
        let quantiles: Vec<Positions> =
            probabilities.iter().map(|&p| Positions::of(p, n)).collect();
        put_in_place(&mut self.kept, &wanted(&quantiles));
        let histogram = self.histogram.as_ref().map(Histogram::cumulate);
        let at = |position: f64| -> f64 {
            match &histogram {
                _ if self.draws == 0 => f64::NAN,
                Some(histogram) => {
                    let value = |k: f64| histogram.at(k, self.draws, self.min, self.max);
                    let (a, b) = (value(position.floor()), value(position.ceil()));
                    if a == b { a } else { a + (position - position.floor()) * (b - a) }
                }
                None => between(&self.kept, position),
            }
        };
        let bound = |p: Positions| Bound { value: at(p.value), low: at(p.low), high: at(p.high) };
        let quantiles = quantiles.into_iter().map(bound).collect();
        let none = self.draws == 0;
        NodeSummary {
            draws: self.draws,
            mean: if none || !moments { f64::NAN } else { self.pivot + mean },
            sd: if none || !moments {
                f64::NAN
            } else if self.draws == 1 {
                0.0
            } else {
                variance.sqrt()
            },
            min: if none { f64::NAN } else { self.min },
            max: if none { f64::NAN } else { self.max },
            quantiles,
            bands: bands(self.cuts.is_some(), &self.reached, self.draws),
        }
    }
}

/// Shares between cut points, from the values that reach each of them.
fn bands(cut: bool, reached: &[u64], draws: u64) -> Vec<f64> {
    let above = std::iter::once(draws).chain(reached.iter().copied());
    let below = reached.iter().copied().chain(std::iter::once(0));
    let shares = above.zip(below).map(|(a, b)| (a - b) as f64 / draws as f64);
    if cut { shares.collect() } else { Vec::new() }
}

/// Values of which something holds.
#[inline(always)]
fn count<S: Simd>(simd: S, registers: &[S::f64s], holds: impl Fn(S::f64s) -> S::m64s) -> u64 {
    let (one, none) = (simd.splat_f64s(1.0), simd.splat_f64s(0.0));
    let mut sums = [none; CHAINS];
    for some in registers.chunks(CHAINS) {
        for (sum, &v) in sums.iter_mut().zip(some) {
            *sum = simd.add_f64s(*sum, simd.select_f64s(holds(v), one, none));
        }
    }
    let sum = sums.iter().fold(none, |a, b| simd.add_f64s(a, *b));
    simd.reduce_sum_f64s(sum) as u64
}

/// Every eighth value folded into one.
#[inline(always)]
fn chains(values: &[f64; STEP], start: f64, join: impl Fn(f64, f64) -> f64) -> [f64; 8] {
    let mut out = [start; 8];
    for eight in values.as_chunks::<8>().0 {
        for (o, v) in out.iter_mut().zip(eight) {
            *o = join(*o, *v);
        }
    }
    out
}

#[inline(always)]
fn eight_to_one(x: &[f64; 8], join: impl Fn(f64, f64) -> f64) -> f64 {
    let y = [join(x[0], x[4]), join(x[1], x[5]), join(x[2], x[6]), join(x[3], x[7])];
    join(join(y[0], y[2]), join(y[1], y[3]))
}

/// Where a quantile and the ends of its interval stand among sorted values: zero-based, the first
/// possibly broken.
#[derive(Clone, Copy)]
struct Positions {
    value: f64,
    low: f64,
    high: f64,
}

impl Positions {
    /// Those of the quantile `p` among `n` values.
    fn of(p: f64, n: f64) -> Self {
        let value = p * (n - 1.0);
        let spread = 1.96 * (n * p * (1.0 - p)).sqrt();
        let low = (p * n - spread).floor() - 1.0; // order statistics count from one
        let high = (p * n + spread).ceil();
        // Without uncertainty about p itself (0 or 1) the extreme value is all there is.
        let last = (n - 1.0).max(0.0);
        Self { value, low: low.clamp(0.0, last).min(value), high: high.clamp(0.0, last).max(value) }
    }
}

/// The whole positions that are looked at, ascending.
fn wanted(quantiles: &[Positions]) -> Vec<usize> {
    let mut out: Vec<usize> = quantiles
        .iter()
        .flat_map(|q| [q.value, q.low, q.high])
        .flat_map(|p| [p.floor() as usize, p.ceil() as usize])
        .collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// Puts the values that sorting would bring to these positions (ascending) there, and leaves the
/// others in no order: far less work than sorting them all.
fn put_in_place(values: &mut [f64], positions: &[usize]) {
    let Some(&middle) = positions.get(positions.len() / 2) else { return };
    if middle >= values.len() {
        return put_in_place(values, &positions[..positions.len() / 2]);
    }
    let (below, _, above) = values.select_nth_unstable_by(middle, f64::total_cmp);
    let (first, rest) = positions.split_at(positions.len() / 2);
    put_in_place(below, first);
    let rest: Vec<usize> = rest.iter().skip(1).map(|p| p - middle - 1).collect();
    put_in_place(above, &rest);
}

/// Value at a zero-based, possibly broken, position among sorted values; NaN if there are none.
fn between(sorted: &[f64], position: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return f64::NAN };
    let whole = position.floor();
    let i = (whole as usize).min(last);
    let (a, b) = (sorted[i], sorted[(i + 1).min(last)]);
    if a == b { a } else { a + (position - whole) * (b - a) }
}

/// Quantile of sorted values, type 7 of Hyndman and Fan (1996).
pub(super) fn type_seven(sorted: &[f64], p: f64) -> f64 {
    between(sorted, p * sorted.len().saturating_sub(1) as f64)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::draws::Stream;

    #[test]
    fn instruction_sets_give_the_same_bits() {
        let mut stream = Stream::new(4, 4, 4);
        let draws: Vec<f64> = (0..1_000)
            .map(|_| if stream.chance(0.05) { f64::NAN } else { 50.0 + 20.0 * stream.normal() })
            .collect();
        let spec = NodeSpec { cuts: vec![vec![40.0, 60.0]], ..NodeSpec::default() };
        let mut wide = Column::new(Some(0), 256, 2);
        let mut plain = Column::new(Some(0), 256, 2);
        for part in draws.chunks(137) {
            wide.push(part, &spec);
            TakeColumn { column: &mut plain, draws: part, spec: &spec }.with_simd(pulp::Scalar);
        }
        TakeLast { column: &mut plain, spec: &spec }.with_simd(pulp::Scalar);
        assert_eq!(wide.finish(&spec), plain.summary(&spec.quantiles, spec.moments));
    }

    #[test]
    fn draws_without_a_value_do_not_bring_the_histogram() {
        let mut stream = Stream::new(4, 4, 5);
        let draws: Vec<f64> = (0..640)
            .map(|d| if d < 256 { 50.0 + 20.0 * stream.normal() } else { f64::NAN })
            .collect();
        let spec = NodeSpec::default();
        let cut = |every: usize| {
            let mut column = Column::new(None, 256, 0);
            draws.chunks(every).for_each(|part| column.push(part, &spec));
            column.finish(&spec)
        };
        assert_eq!(cut(640), cut(64));
        assert_eq!(cut(640), cut(100));
    }
}
