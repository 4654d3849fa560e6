//! The natural logarithm of many numbers at once, to the last bit that of `libm`.
//!
//! The same operations in the same order as `libm::log` (fdlibm's e_log.c, Sun Microsystems 1993),
//! without its branches, so that a loop over a slice becomes wide instructions. Where the last bit
//! may differ from `libm`, [`crate::draws::elementary::ln`] is faster still.

use crate::draws::wide;

const LN2_HIGH: f64 = f64::from_bits(0x3fe6_2e42_fee0_0000);
const LN2_LOW: f64 = f64::from_bits(0x3dea_39ef_3579_3c76);
const MANTISSA: u64 = 0x000f_ffff_ffff_ffff;
const ONE: u64 = 0x3ff0_0000_0000_0000;
/// Where mantissas begin: the square root of one half, its low word cut off.
const BEGIN: u64 = 0x3fe6_a09e_0000_0000;
const TWO_52: f64 = 4_503_599_627_370_496.0;

/// The logarithm of a positive, normal, finite number.
#[inline(always)]
pub(crate) fn ln_normal(x: f64) -> f64 {
    let lifted = x.to_bits().wrapping_add(ONE - BEGIN);
    // The exponent as a float without a conversion of integers.
    let k = f64::from_bits(0x4330_0000_0000_0000 | (lifted >> 52)) - (TWO_52 + 1023.0);
    let f = f64::from_bits((lifted & MANTISSA).wrapping_add(BEGIN)) - 1.0;
    let half = 0.5 * f * f;
    let s = f / (2.0 + f);
    let z = s * s;
    let w = z * z;
    let even = w
        * (3.999_999_999_940_942e-1
            + w * (2.222_219_843_214_978_4e-1 + w * 1.531_383_769_920_937_3e-1));
    let odd = z
        * (6.666_666_666_666_735e-1
            + w * (2.857_142_874_366_239e-1
                + w * (1.818_357_216_161_805e-1 + w * 1.479_819_860_511_658_6e-1)));
    let r = odd + even;
    s * (half + r) + k * LN2_LOW - half + f + k * LN2_HIGH
}

/// Replaces every number by its logarithm.
pub(crate) fn ln_each(xs: &mut [f64]) {
    let normal = |x: &f64| (f64::MIN_POSITIVE..=f64::MAX).contains(x);
    if xs.iter().all(normal) {
        ln_all(xs);
    } else {
        xs.iter_mut().for_each(|x| *x = libm::log(*x));
    }
}

wide! {
    fn ln_all<'a>(xs: &'a mut [f64]) -> () {
        xs.iter_mut().for_each(|x| *x = ln_normal(*x));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draws::Stream;

    #[test]
    fn every_bit_is_that_of_libm() {
        let mut stream = Stream::new(1, 2, 6);
        let mut xs: Vec<f64> = (0..400_000)
            .map(|i| match i % 3 {
                0 => stream.uniform_open(),
                1 => 0.5 + stream.uniform_open(),
                // Any positive normal number.
                _ => f64::from_bits((1 << 52) + stream.next_u64() % ((2046 << 52) - 1)),
            })
            .collect();
        xs.extend([1.0, 2.0, 0.5, f64::MIN_POSITIVE, f64::MAX, std::f64::consts::SQRT_2]);
        xs.extend([BEGIN - 1, BEGIN, BEGIN + 1].map(f64::from_bits));
        let want: Vec<f64> = xs.iter().map(|x| libm::log(*x)).collect();
        let mut got = xs.clone();
        ln_each(&mut got);
        for ((x, g), w) in xs.iter().zip(&got).zip(&want) {
            assert_eq!(g.to_bits(), w.to_bits(), "{x:e}: {g} for {w}");
        }
        let mut awkward = [0.0, 1e-310, f64::INFINITY, 3.0];
        ln_each(&mut awkward);
        assert_eq!(awkward, [0.0, 1e-310, f64::INFINITY, 3.0].map(libm::log));
    }
}
