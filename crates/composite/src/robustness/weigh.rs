//! The kernel under the weights-only analysis: sixteen weighted sums at once.

use crate::draws::LANES;
use pulp::{Simd, WithSimd};

/// Units that share the loading of a weight.
pub(super) const GROUP: usize = 4;

/// Values with [`GROUP`] units side by side: group, indicator, unit. Missing units of the last
/// group are zero.
pub(super) struct Packed {
    values: Vec<f64>,
    indicators: usize,
}

pub(super) fn pack(
    values: &[f64],
    indicators: usize,
    units: impl ExactSizeIterator<Item = usize>,
) -> Packed {
    let groups = units.len().div_ceil(GROUP);
    let mut packed = vec![0.0; groups * indicators * GROUP];
    for (p, unit) in units.enumerate() {
        let group = &mut packed[p / GROUP * indicators * GROUP..];
        let row = &values[unit * indicators..(unit + 1) * indicators];
        for (slot, v) in group.iter_mut().skip(p % GROUP).step_by(GROUP).zip(row) {
            *slot = *v;
        }
    }
    Packed { values: packed, indicators }
}

/// `scores[unit][lane] = Σ value[unit][i] · weight[i][lane]`, one chain of fused multiply-adds
/// per score in the order of the indicators, so that every instruction set gives the same bits.
pub(super) fn weigh(packed: &Packed, weights: &[f64], scores: &mut [f64]) {
    pulp::Arch::new().dispatch(Weigh { packed, weights, scores });
}

struct Weigh<'a> {
    packed: &'a Packed,
    weights: &'a [f64],
    scores: &'a mut [f64],
}

impl WithSimd for Weigh<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        match S::F64_LANES {
            8 => self.multiply::<S, 2, GROUP>(simd),
            4 => self.multiply::<S, 4, 2>(simd),
            2 => self.multiply::<S, 8, 1>(simd),
            _ => self.multiply::<S, LANES, 1>(simd),
        }
    }
}

impl Weigh<'_> {
    /// `V` vectors hold sixteen draws; `U` units (a divisor of [`GROUP`]) stay in registers.
    #[inline(always)]
    fn multiply<S: Simd, const V: usize, const U: usize>(self, simd: S) {
        let (weights, _) = S::as_simd_f64s(self.weights);
        let (weights, _) = weights.as_chunks::<V>();
        let (scores, _) = S::as_mut_simd_f64s(self.scores);
        let (scores, _) = scores.as_chunks_mut::<V>();
        let groups = self.packed.values.chunks_exact(self.packed.indicators * GROUP);
        for (group, out) in groups.zip(scores.chunks_mut(GROUP)) {
            let (group, _) = group.as_chunks::<GROUP>();
            for (part, out) in out.chunks_mut(U).enumerate() {
                let mut sums = [[simd.splat_f64s(0.0); V]; U];
                for (values, weights) in group.iter().zip(weights) {
                    for u in 0..U {
                        let value = simd.splat_f64s(values[part * U + u]);
                        for v in 0..V {
                            sums[u][v] = simd.mul_add_f64s(value, weights[v], sums[u][v]);
                        }
                    }
                }
                for (row, sum) in out.iter_mut().zip(&sums) {
                    *row = *sum;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::draws::Stream;

    #[test]
    fn instruction_sets_give_the_same_bits() {
        let mut s = Stream::new(99, 50, 0);
        let flat: Vec<f64> = (0..50 * 35).map(|_| 0.01 + s.uniform()).collect();
        let packed = pack(&flat, 35, 0..50);
        let weights: Vec<f64> = (0..35 * LANES).map(|i| 1.0 / (1.0 + i as f64)).collect();
        let (mut a, mut b) = (vec![0.0; 50 * LANES], vec![0.0; 50 * LANES]);
        weigh(&packed, &weights, &mut a);
        Weigh { packed: &packed, weights: &weights, scores: &mut b }.with_simd(pulp::Scalar);
        assert!(a.iter().zip(&b).all(|(x, y)| x.to_bits() == y.to_bits()));
        let plain: f64 = (0..35).map(|i| flat[7 * 35 + i] * weights[i * LANES + 3]).sum();
        assert!((a[7 * LANES + 3] - plain).abs() < 1e-12);
    }
}
