//! Quantile function of the standard normal distribution.

use super::elementary::ln;

/// Quantile of the standard normal distribution at `p` in (0, 1).
///
/// Rational approximations of Wichura (1988), algorithm AS 241 (PPND16), relative error about
/// 1e-16. One uniform gives one normal, in order, so paired and quasi-random designs keep their
/// structure. Outside (0, 1) the result is ±∞ at the ends and NaN beyond.
#[inline]
#[must_use]
pub fn normal_quantile(p: f64) -> f64 {
    let q = p - 0.5;
    if q.abs() <= 0.425 {
        central(q)
    } else if q.abs() <= 0.5 - FAR {
        shoulder(p)
    } else {
        tail(p)
    }
}

#[inline(always)]
fn horner(x: f64, coefficients: [f64; 8]) -> f64 {
    coefficients.into_iter().rev().fold(0.0, |sum, c| sum * x + c)
}

/// The part of the curve that 85 % of draws fall on: no branch, no logarithm.
#[inline(always)]
fn central(q: f64) -> f64 {
    const A: [f64; 8] = [
        3.387_132_872_796_366_5,
        1.331_416_678_917_843_8e2,
        1.971_590_950_306_551_3e3,
        1.373_169_376_550_946e4,
        4.592_195_393_154_987e4,
        6.726_577_092_700_87e4,
        3.343_057_558_358_813e4,
        2.509_080_928_730_122_7e3,
    ];
    const B: [f64; 8] = [
        1.0,
        4.231_333_070_160_091e1,
        6.871_870_074_920_579e2,
        5.394_196_021_424_751e3,
        2.121_379_430_158_659_7e4,
        3.930_789_580_009_271e4,
        2.872_908_573_572_194_3e4,
        5.226_495_278_852_854e3,
    ];
    let r = 0.180_625 - q * q;
    q * horner(r, A) / horner(r, B)
}

/// The curve outside the centre, for `p` and `1 - p` not below about 1.4e-11: no branch either.
#[inline(always)]
fn shoulder(p: f64) -> f64 {
    const C: [f64; 8] = [
        1.423_437_110_749_683_5,
        4.630_337_846_156_546,
        5.769_497_221_460_691,
        3.647_848_324_763_204_5,
        1.270_458_252_452_368_4,
        2.417_807_251_774_506e-1,
        2.272_384_498_926_918_4e-2,
        7.745_450_142_783_414e-4,
    ];
    const D: [f64; 8] = [
        1.0,
        2.053_191_626_637_759,
        1.676_384_830_183_803_8,
        6.897_673_349_851e-1,
        1.481_039_764_274_800_8e-1,
        1.519_866_656_361_645_7e-2,
        5.475_938_084_995_345e-4,
        1.050_750_071_644_416_9e-9,
    ];
    let upper = p > 0.5;
    let outer = if upper { 1.0 - p } else { p };
    let r = (-ln(outer)).sqrt() - 1.6;
    let distance = horner(r, C) / horner(r, D);
    if upper { distance } else { -distance }
}

/// The quantile of a uniform number without a branch, and whether it holds (`false` in one draw of
/// 36 000 million, for which [`normal_quantile`] has another approximation).
#[inline(always)]
pub(super) fn quantile_in_lanes(p: f64) -> (f64, bool) {
    let q = p - 0.5;
    let z = if q.abs() <= 0.425 { central(q) } else { shoulder(p) };
    (z, q.abs() <= 0.5 - FAR)
}

/// exp(−25): nearer the ends than this the third approximation is due.
const FAR: f64 = 1.388_794_386_496_402e-11;

#[cold]
fn tail(p: f64) -> f64 {
    const E: [f64; 8] = [
        6.657_904_643_501_103,
        5.463_784_911_164_114,
        1.784_826_539_917_291_3,
        2.965_605_718_285_048_7e-1,
        2.653_218_952_657_612_4e-2,
        1.242_660_947_388_078_4e-3,
        2.711_555_568_743_487_6e-5,
        2.010_334_399_292_288_1e-7,
    ];
    const F: [f64; 8] = [
        1.0,
        5.998_322_065_558_88e-1,
        1.369_298_809_227_358e-1,
        1.487_536_129_085_061_5e-2,
        7.868_691_311_456_133e-4,
        1.846_318_317_510_054_8e-5,
        1.421_511_758_316_446e-7,
        2.044_263_103_389_939_8e-15,
    ];
    let upper = p > 0.5;
    let outer = if upper { 1.0 - p } else { p };
    if outer.is_nan() || outer < 0.0 {
        return f64::NAN;
    }
    let distance = if outer < f64::MIN_POSITIVE {
        f64::INFINITY
    } else {
        let r = (-ln(outer)).sqrt() - 5.0;
        horner(r, E) / horner(r, F)
    };
    if upper { distance } else { -distance }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use statrs::distribution::{ContinuousCDF, Normal};

    #[test]
    fn published_quantiles() {
        // The two check values printed with AS 241, and the usual table of the normal distribution.
        assert!((normal_quantile(0.25) - -0.674_489_750_196_081_7).abs() < 1e-15);
        assert!((normal_quantile(0.001) - -3.090_232_306_167_814).abs() < 4e-15);
        assert!((normal_quantile(1e-20) - -9.262_340_089_798_408).abs() < 4e-14);
        assert!((normal_quantile(0.975) - 1.959_963_984_540_054).abs() < 4e-15);
        assert_eq!(normal_quantile(0.5), 0.0);
        assert_eq!(normal_quantile(0.0), f64::NEG_INFINITY);
        assert_eq!(normal_quantile(1.0), f64::INFINITY);
        assert!(normal_quantile(-0.1).is_nan() && normal_quantile(1.1).is_nan());
    }

    #[test]
    fn is_the_inverse_of_the_distribution_function() {
        let normal = Normal::new(0.0, 1.0).unwrap();
        for i in 1..2_000 {
            let p = f64::from(i) / 2_000.0;
            let back = normal.cdf(normal_quantile(p));
            assert!((back - p).abs() < 1e-10, "{p}: {back}");
        }
    }
}
