//! Scores of a block of draws as a ranking takes them in: whichever way they lie, rounded.

use crate::draws::LANES;
use ndarray::ArrayView2;
use std::ops::Range;

/// Rounds to a number of decimals, as ranks do.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rounding {
    scale: f64,
}

impl Rounding {
    pub(super) fn new(decimals: Option<u32>) -> Self {
        Self { scale: decimals.map_or(0.0, |d| libm::pow(10.0, f64::from(d.min(15)))) }
    }

    #[inline(always)]
    pub(super) fn apply(self, s: f64) -> f64 {
        let x = s * self.scale;
        if self.scale > 0.0 && x.abs() < MOST { ((x + WHOLE) - WHOLE) / self.scale } else { s }
    }
}

/// 1.5 * 2^52: adding it leaves no decimals.
const WHOLE: f64 = 6_755_399_441_055_744.0;
/// Larger numbers are not rounded.
const MOST: f64 = 1e15;

/// A block of draws, whichever way it lies.
pub(super) enum Scores<'a> {
    /// Draws x units.
    Rows(ArrayView2<'a, f64>),
    /// Draws of one unit after another.
    Columns(&'a [&'a [f64]]),
}

impl Scores<'_> {
    /// Draws of the ranked units, rounded: tiles of sixteen draws, in each unit by unit, sixteen
    /// places each.
    pub(super) fn fill(
        &self,
        draws: Range<usize>,
        order: &[usize],
        round: Rounding,
        out: &mut [f64],
    ) {
        match self {
            Scores::Rows(scores) => {
                for (l, d) in draws.enumerate() {
                    let row = scores.row(d);
                    let Some(tile) = out.chunks_exact_mut(order.len() * LANES).nth(l / LANES)
                    else {
                        return;
                    };
                    for (slot, &unit) in tile.iter_mut().skip(l % LANES).step_by(LANES).zip(order) {
                        *slot = round.apply(row[unit]);
                    }
                }
            }
            Scores::Columns(columns) => fill_from_columns(columns, draws, order, round, out),
        }
    }

    /// Some draws of a unit, rounded.
    pub(super) fn column(
        &self,
        draws: Range<usize>,
        unit: usize,
        round: Rounding,
        out: &mut [f64],
    ) {
        match self {
            Scores::Rows(scores) => {
                out.iter_mut().zip(draws).for_each(|(o, d)| *o = round.apply(scores[(d, unit)]))
            }
            Scores::Columns(columns) => {
                out.iter_mut().zip(&columns[unit][draws]).for_each(|(o, s)| *o = round.apply(*s))
            }
        }
    }
}

fn fill_from_columns(
    columns: &[&[f64]],
    draws: Range<usize>,
    order: &[usize],
    round: Rounding,
    out: &mut [f64],
) {
    let rows = out.as_chunks_mut::<LANES>().0;
    for (k, &unit) in order.iter().enumerate() {
        for (row, scores) in rows
            .iter_mut()
            .skip(k)
            .step_by(order.len())
            .zip(columns[unit][draws.clone()].chunks(LANES))
        {
            if let Some(all) = scores.first_chunk::<LANES>() {
                *row = *all;
            } else {
                row.iter_mut().zip(scores).for_each(|(r, s)| *r = *s);
            }
        }
    }
    if round.scale > 0.0 {
        pulp::Arch::new().dispatch(RoundAll { round, values: out });
    }
}

/// Rounds every value: by name of the registers, because the compiler sees a branch in the choice.
struct RoundAll<'a> {
    round: Rounding,
    values: &'a mut [f64],
}

impl pulp::WithSimd for RoundAll<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, simd: S) {
        let Self { round, values } = self;
        let (scale, whole, most) =
            (simd.splat_f64s(round.scale), simd.splat_f64s(WHOLE), simd.splat_f64s(MOST));
        let (registers, rest) = S::as_mut_simd_f64s(values);
        for s in registers {
            let x = simd.mul_f64s(*s, scale);
            let rounded = simd.div_f64s(simd.sub_f64s(simd.add_f64s(x, whole), whole), scale);
            *s = simd.select_f64s(simd.less_than_f64s(simd.abs_f64s(x), most), rounded, *s);
        }
        rest.iter_mut().for_each(|s| *s = round.apply(*s));
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods)]
    use super::*;
    use crate::draws::Stream;

    #[test]
    fn instruction_sets_round_to_the_same_bits() {
        let mut s = Stream::new(8, 1, 0);
        let mut values: Vec<f64> = (0..203).map(|i| 10f64.powi(i % 20 - 4) * s.normal()).collect();
        values.extend([f64::NAN, 0.0, -0.0, 1e300]);
        let round = Rounding::new(Some(9));
        let single: Vec<f64> = values.iter().map(|&v| round.apply(v)).collect();
        let (mut wide, mut plain) = (values.clone(), values);
        pulp::Arch::new().dispatch(RoundAll { round, values: &mut wide });
        pulp::WithSimd::with_simd(RoundAll { round, values: &mut plain }, pulp::Scalar);
        for (w, (p, one)) in wide.iter().zip(plain.iter().zip(&single)) {
            assert_eq!((w.to_bits(), p.to_bits()), (one.to_bits(), one.to_bits()));
        }
    }
}
