//! Natural logarithm and exponential from fused multiply-adds and one division.
//!
//! No branch depends on the value inside the working range, so a loop over a slice becomes wide instructions; a fused
//! multiply-add rounds once, on every processor, so the result does not depend on their width, and there is no call into
//! the platform's logarithm. (Where a processor cannot fuse, the operation itself is emulated: slow, and equal.)
//!
//! A unit test holds both within 4 units in the last place of `libm` over wide random ranges.

use super::wide;

const LN2_HIGH: f64 = f64::from_bits(0x3fe6_2e42_fee0_0000); // ln 2 with 32 trailing zero bits
const LN2_LOW: f64 = 1.908_214_929_270_587_7e-10; // ln 2 - LN2_HIGH
const TWO_52: f64 = 4_503_599_627_370_496.0;
const MANTISSA: u64 = 0x000f_ffff_ffff_ffff;
const ONE: u64 = 0x3ff0_0000_0000_0000;
/// Mantissa of the square root of two: above it the exponent is raised so that m lies in [0.71, 1.41].
const SQRT_2: u64 = 0x0006_a09e_667f_3bcd;

/// Natural logarithm of a positive, normal, finite number.
///
/// ln x = k ln 2 + 2 atanh(s) with x = 2^k m, m in [√½, √2], s = (m − 1) / (m + 1). Outside the
/// stated range the result is unspecified (but never a panic): callers that may meet zero, a
/// subnormal or an infinity use `libm::log`.
#[inline(always)]
#[must_use]
pub fn ln(x: f64) -> f64 {
    let bits = x.to_bits();
    let mantissa = bits & MANTISSA;
    let up = u64::from(mantissa > SQRT_2);
    // Exponent as a float without an integer conversion, which older machines cannot do in lanes.
    let k = f64::from_bits(0x4330_0000_0000_0000 | ((bits >> 52) + up)) - (TWO_52 + 1023.0);
    let m = f64::from_bits((mantissa | ONE) - (up << 52));
    let f = m - 1.0;
    let s = f / (2.0 + f);
    let z = s * s;
    // 2 (z/3 + z²/5 + ...) by the coefficients of fdlibm's e_log.c (Sun Microsystems 1993), which stay within 2^-58 of it
    // here; even and odd powers apart, so that two chains run at once.
    let z2 = z * z;
    let odd = z2.mul_add(
        z2.mul_add(z2.mul_add(1.479_819_860_511_658_6e-1, 1.818_357_216_161_805e-1), 2.857_142_874_366_239e-1),
        6.666_666_666_666_735e-1,
    );
    let even = z2.mul_add(z2.mul_add(1.531_383_769_920_937_3e-1, 2.222_219_843_214_978_4e-1), 3.999_999_999_940_942e-1);
    let tail = z.mul_add(odd, z2 * even);
    // 2s = f − s f exactly enough: the large part f stays unrounded until the last addition.
    let half = 0.5 * f * f;
    k.mul_add(LN2_HIGH, f - (half - s.mul_add(half + tail, k * LN2_LOW)))
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
        r2.mul_add(r2.mul_add(r2.mul_add(r2.mul_add(1.0 / 479_001_600.0, 1.0 / 3_628_800.0), 1.0 / 40_320.0), 1.0 / 720.0), 1.0 / 24.0),
        1.0 / 2.0,
    );
    let odd = r2.mul_add(
        r2.mul_add(
            r2.mul_add(r2.mul_add(r2.mul_add(1.0 / 6_227_020_800.0, 1.0 / 39_916_800.0), 1.0 / 362_880.0), 1.0 / 5_040.0),
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
