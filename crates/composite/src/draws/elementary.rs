//! Logarithms and exponentials, natural and to the base of two, from fused multiply-adds and at
//! most one division.
//!
//! No branch depends on the value inside the working range, so a loop over a slice becomes wide
//! instructions; a fused multiply-add rounds once, on every processor, so the result does not
//! depend on their width, and there is no call into the platform's logarithm. (Where a processor
//! cannot fuse, the operation itself is emulated: slow, and equal.)
//!
//! Unit tests hold all four within 4 units in the last place of `libm` over wide random ranges.

use super::wide;

const LN2_HIGH: f64 = f64::from_bits(0x3fe6_2e42_fee0_0000); // ln 2 with 32 trailing zero bits
const LN2_LOW: f64 = 1.908_214_929_270_587_7e-10; // ln 2 - LN2_HIGH
const TWO_52: f64 = 4_503_599_627_370_496.0;
const MANTISSA: u64 = 0x000f_ffff_ffff_ffff;
const ONE: u64 = 0x3ff0_0000_0000_0000;
/// Square root of one half, where the mantissas of a logarithm begin.
const SQRT_HALF: u64 = 0x3fe6_a09e_667f_3bcd;

/// k and m − 1 of a number 2^k m, m in [√½, √2).
#[inline(always)]
fn split(x: f64) -> (f64, f64) {
    let lifted = x.to_bits().wrapping_add(ONE - SQRT_HALF);
    // Exponent as a float without an integer conversion, which older machines cannot do in lanes.
    let k = f64::from_bits(0x4330_0000_0000_0000 | (lifted >> 52)) - (TWO_52 + 1023.0);
    (k, f64::from_bits((lifted & MANTISSA) + SQRT_HALF) - 1.0)
}

/// Natural logarithm of a positive, normal, finite number.
///
/// ln x = k ln 2 + 2 atanh(s) with x = 2^k m, m in [√½, √2), s = (m − 1) / (m + 1). Outside the
/// stated range the result is unspecified (but never a panic): callers that may meet zero, a
/// subnormal or an infinity use `libm::log`.
#[inline(always)]
#[must_use]
pub fn ln(x: f64) -> f64 {
    let (k, f) = split(x);
    let s = f / (2.0 + f);
    let z = s * s;
    // 2 (z/3 + z²/5 + ...) by the coefficients of fdlibm's e_log.c (Sun Microsystems 1993), which
    // stay within 2^-58 of it here; even and odd powers apart, so that two chains run at once.
    let z2 = z * z;
    let odd = z2.mul_add(
        z2.mul_add(
            z2.mul_add(1.479_819_860_511_658_6e-1, 1.818_357_216_161_805e-1),
            2.857_142_874_366_239e-1,
        ),
        6.666_666_666_666_735e-1,
    );
    let even = z2.mul_add(
        z2.mul_add(1.531_383_769_920_937_3e-1, 2.222_219_843_214_978_4e-1),
        3.999_999_999_940_942e-1,
    );
    let tail = z.mul_add(odd, z2 * even);
    // 2s = f − s f exactly enough: the large part f stays unrounded until the last addition.
    let half = 0.5 * f * f;
    k.mul_add(LN2_HIGH, f - (half - s.mul_add(half + tail, k * LN2_LOW)))
}

/// Base-2 logarithm of a positive, normal, finite number.
///
/// As [`ln`], with the factor 1 / ln 2 in the coefficients: s P(s²), where P is of degree 6 through
/// the Chebyshev nodes and within 2.1e-16 of the series, relatively. Outside the stated range the
/// result is unspecified (but never a panic).
#[inline(always)]
#[must_use]
pub fn log2(x: f64) -> f64 {
    let (k, f) = split(x);
    let s = f / (2.0 + f);
    let z = s * s;
    let p = z.mul_add(2.429_160_853_987_534_6e-1, 2.614_442_493_522_915e-1);
    let p = z.mul_add(z.mul_add(p, 3.206_163_881_322_454_8e-1), 4.121_984_020_482_752e-1);
    let p = z.mul_add(z.mul_add(p, 5.770_780_172_463_286e-1), 9.617_966_939_243_346e-1);
    s.mul_add(z.mul_add(p, 2.885_390_081_777_927), k)
}

/// Two to the power of a number in [−1022, 1023]; beyond it the argument is clamped to that range.
///
/// 2^x = 2^k 2^r, r = x − k in [−½, ½], by 1 + r P(r), where P is of degree 10 through the
/// Chebyshev nodes and 2^r within 3e-17.
#[inline(always)]
#[must_use]
pub fn exp2(x: f64) -> f64 {
    let x = if x < -1022.0 { -1022.0 } else { x };
    let x = if x > 1023.0 { 1023.0 } else { x };
    // Adding 1.5 * 2^52 rounds to the nearest integer and leaves it in the low bits.
    let shifted = x + 1.5 * TWO_52;
    let r = x - (shifted - 1.5 * TWO_52);
    let p = r.mul_add(4.454_960_598_186_518e-10, 7.072_585_949_269_223e-9);
    let p = r.mul_add(r.mul_add(p, 1.017_806_244_584_577_4e-7), 1.321_544_258_789_169e-6);
    let p = r.mul_add(r.mul_add(p, 1.525_273_382_983_611_8e-5), 1.540_353_044_173_605e-4);
    let p = r.mul_add(r.mul_add(p, 1.333_355_814_641_693_5e-3), 9.618_129_107_606_889e-3);
    let p = r.mul_add(r.mul_add(p, 5.550_410_866_482_159e-2), 2.402_265_069_591_009_8e-1);
    let y = r.mul_add(r.mul_add(p, std::f64::consts::LN_2), 1.0);
    y * f64::from_bits(shifted.to_bits().wrapping_add(1023).wrapping_shl(52))
}

/// Exponential of a number in [−708, 709]; beyond it the argument is clamped to that range.
///
/// exp x = 2^k exp(r), r = x − k ln 2 in [−0.35, 0.35], by the power series to degree 13.
#[inline(always)]
#[must_use]
pub fn exp(x: f64) -> f64 {
    let x = if x < -708.0 { -708.0 } else { x };
    let x = if x > 709.0 { 709.0 } else { x };
    // Adding 1.5 * 2^52 rounds to the nearest integer and leaves it in the low bits.
    let shifted = x.mul_add(std::f64::consts::LOG2_E, 1.5 * TWO_52);
    let k = shifted - 1.5 * TWO_52;
    let r = k.mul_add(-LN2_LOW, k.mul_add(-LN2_HIGH, x));
    let r2 = r * r;
    let even = r2.mul_add(
        r2.mul_add(
            r2.mul_add(
                r2.mul_add(r2.mul_add(1.0 / 479_001_600.0, 1.0 / 3_628_800.0), 1.0 / 40_320.0),
                1.0 / 720.0,
            ),
            1.0 / 24.0,
        ),
        1.0 / 2.0,
    );
    let odd = r2.mul_add(
        r2.mul_add(
            r2.mul_add(
                r2.mul_add(r2.mul_add(1.0 / 6_227_020_800.0, 1.0 / 39_916_800.0), 1.0 / 362_880.0),
                1.0 / 5_040.0,
            ),
            1.0 / 120.0,
        ),
        1.0 / 6.0,
    );
    let y = 1.0 + r2.mul_add(r.mul_add(odd, even), r);
    // 2^(k-1) and a doubling, because 2^1024 is not a double although exp(709) is.
    let power = f64::from_bits(shifted.to_bits().wrapping_add(1022).wrapping_shl(52));
    y * power * 2.0
}

wide! {
    /// Replaces every element by its [`ln`].
    pub fn ln_slice<'a>(xs: &'a mut [f64]) -> () {
        for x in xs.iter_mut() {
            *x = ln(*x);
        }
    }
}

wide! {
    /// Replaces every element by its [`exp`].
    pub fn exp_slice<'a>(xs: &'a mut [f64]) -> () {
        for x in xs.iter_mut() {
            *x = exp(*x);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::draws::Stream;

    fn ulps(a: f64, b: f64) -> u64 {
        (a.to_bits() as i64).abs_diff(b.to_bits() as i64)
    }

    #[test]
    fn logarithm_agrees_with_libm() {
        let mut stream = Stream::new(1, 2, 3);
        let mut worst = 0;
        for i in 0..200_000 {
            let x = match i % 3 {
                0 => stream.uniform_open(),
                1 => 0.5 + stream.uniform_open(),
                _ => libm::exp(600.0 * (stream.uniform_open() - 0.5)),
            };
            worst = worst.max(ulps(ln(x), libm::log(x)));
        }
        assert!(worst <= 4, "{worst} units in the last place");
        assert_eq!(ln(1.0), 0.0);
    }

    #[test]
    fn exponential_agrees_with_libm() {
        let mut stream = Stream::new(1, 2, 4);
        let mut worst = 0;
        for i in 0..200_000 {
            let width = if i % 2 == 0 { 1400.0 } else { 4.0 };
            let x = width * (stream.uniform_open() - 0.5);
            worst = worst.max(ulps(exp(x), libm::exp(x)));
        }
        assert!(worst <= 4, "{worst} units in the last place");
        assert_eq!(exp(0.0), 1.0);
        assert!(exp(709.0).is_finite() && exp(1e9).is_finite() && exp(-1e9) > 0.0);
    }

    #[test]
    fn base_two_agrees_with_libm() {
        let mut stream = Stream::new(1, 2, 5);
        let (mut log, mut power) = (0, 0);
        for i in 0..200_000 {
            let u = stream.uniform_open();
            let x = match i % 3 {
                0 => u,
                1 => 0.5 + u,
                _ => libm::exp(600.0 * (u - 0.5)),
            };
            log = log.max(ulps(log2(x), libm::log2(x)));
            let x = if i % 2 == 0 { 2044.0 } else { 4.0 } * (u - 0.5);
            power = power.max(ulps(exp2(x), libm::exp2(x)));
        }
        assert!(log <= 4 && power <= 2, "{log} and {power} units in the last place");
        assert_eq!((log2(1.0), log2(8.0), log2(0.25)), (0.0, 3.0, -2.0));
        assert_eq!((exp2(0.0), exp2(5.0), exp2(-1022.0)), (1.0, 32.0, f64::MIN_POSITIVE));
        assert!(
            exp2(1023.0).is_finite()
                && exp2(1e9).is_finite()
                && exp2(-1e9) > 0.0
                && exp2(f64::NAN).is_nan()
        );
    }

    #[test]
    fn slices_give_the_same_bits() {
        let xs: Vec<f64> = (1..1000).map(|i| f64::from(i) * 0.37).collect();
        let (mut a, mut b) = (xs.clone(), xs.iter().map(|x| x - 100.0).collect::<Vec<_>>());
        let singles: Vec<f64> = b.iter().map(|&x| exp(x)).collect();
        ln_slice(&mut a);
        exp_slice(&mut b);
        assert!(xs.iter().zip(&a).all(|(&x, y)| ln(x).to_bits() == y.to_bits()));
        assert!(singles.iter().zip(&b).all(|(x, y)| x.to_bits() == y.to_bits()));
    }
}
