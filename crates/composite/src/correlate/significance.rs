//! Two-sided p values of no correlation, as R's `cor.test` gives them by default.
//!
//! | coefficient | up to | p value |
//! |---|---|---|
//! | Pearson | any n | Student's t with n - 2 degrees of freedom |
//! | Spearman, no ties | 9 pairs | all permutations counted |
//! | Spearman, no ties | 1290 pairs | Edgeworth series (Best and Roberts, Applied Statistics 24, 1975: AS 89) |
//! | Spearman, ties or more pairs | | Student's t |
//! | Kendall, no ties | 49 pairs | all permutations counted |
//! | Kendall, ties or more pairs | | normal, with the variance corrected for ties (Kendall, Rank Correlation Methods, 1970) |
//!
//! The series for Spearman is R's choice too, so "exact" is its word: at ten pairs it is within
//! 0.0012 of the counted value, and nearer above. Elsewhere the numbers are exact to rounding.

use statrs::function::beta::checked_beta_reg;

use super::Kind;
use crate::moments::count;

/// Up to here the permutations of Spearman's S are counted.
const COUNTED: usize = 9;
/// Up to here its series is used.
const SERIES: usize = 1290;
/// From here Kendall's coefficient is taken as normal.
const NORMAL: usize = 50;

/// Two-sided p value of a coefficient from `n` pairs **without ties**; with ties,
/// [`significance`](super::significance) needs the data. None under three pairs (Spearman, Kendall:
/// two) or outside -1..=1.
#[must_use]
pub fn p_value(r: f64, n: usize, kind: Kind) -> Option<f64> {
    if !(-1.0..=1.0).contains(&r) || n < 2 {
        return None;
    }
    match kind {
        Kind::Pearson => student(r, n),
        Kind::Spearman if n <= SERIES => Some(spearman(r, n)),
        Kind::Spearman => student(r, n),
        Kind::Kendall if n < NORMAL => Some(kendall(r, n)),
        Kind::Kendall => kendall_with_ties(r, n, &[], &[]),
    }
}

/// The same for the pairs themselves, whose coefficient is `r`.
pub(super) fn of_pairs(x: &[f64], y: &[f64], r: f64, kind: Kind) -> Option<f64> {
    if kind == Kind::Pearson {
        return student(r, x.len());
    }
    let (in_x, in_y) = (ties(x), ties(y));
    if in_x.is_empty() && in_y.is_empty() {
        return p_value(r, x.len(), kind);
    }
    match kind {
        Kind::Kendall => kendall_with_ties(r, x.len(), &in_x, &in_y),
        _ => student(r, x.len()),
    }
}

/// Sizes of the groups of equal values, those of one value left out.
fn ties(v: &[f64]) -> Vec<f64> {
    let mut sorted = v.to_vec();
    sorted.sort_by(|a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
    sorted.chunk_by(|a, b| a == b).map(<[f64]>::len).filter(|n| *n > 1).map(count).collect()
}

/// Student's t of r: df / (df + t^2) = 1 - r^2.
fn student(r: f64, n: usize) -> Option<f64> {
    let df = count(n.checked_sub(2).filter(|d| *d > 0)?);
    checked_beta_reg(df / 2.0, 0.5, (1.0 - r) * (1.0 + r)).ok()
}

/// P(|N(0, 1)| >= |z|).
fn normal(z: f64) -> f64 {
    libm::erfc(z.abs() / std::f64::consts::SQRT_2)
}

/// From S, the sum of squared differences of the ranks: a whole, even number without ties.
fn spearman(r: f64, n: usize) -> f64 {
    let m = count(n);
    let cubic = m * m * m - m;
    let s = libm::round(cubic * (1.0 - r) / 6.0);
    let upper = s > cubic / 6.0;
    let tail = if n <= COUNTED {
        counted(n, s, upper)
    } else {
        // The place at which the distribution is cut, in standard deviations of the coefficient.
        let at = if upper { s - 1.0 } else { s + 1.0 };
        let x = (6.0 * at / cubic - 1.0) * libm::sqrt(m - 1.0);
        let series = edgeworth(x, 1.0 / m) / libm::exp(x * x / 2.0);
        let beyond = |x: f64| libm::erfc(x / std::f64::consts::SQRT_2) / 2.0;
        if upper { beyond(x) + series } else { beyond(-x) - series }
    };
    (2.0 * tail.clamp(0.0, 1.0)).min(1.0)
}

/// Correction of the normal tail of S, b = 1 / n, by the published coefficients.
fn edgeworth(x: f64, b: f64) -> f64 {
    let y = x * x;
    let sixth = 0.0131 - 0.000_46 * y;
    let fourth = 0.0072 - 0.0831 * b + y * b * sixth;
    let second = 0.0879 + 0.0151 * b - y * fourth;
    let first = b * (0.1033 + 0.3932 * b) - 0.0758 - y * b * second;
    x * b * (0.2274 + b * (0.2531 + 0.1745 * b) + y * first)
}

/// P(S >= s) or P(S <= s) over all permutations of n <= [`COUNTED`] ranks, which are built up one
/// place at a time over the sets of ranks already given away.
fn counted(n: usize, s: f64, upper: bool) -> f64 {
    let most = (n * n * n - n) / 3;
    let mut ways = vec![vec![0.0; most + 1]; 1 << n];
    if let Some(w) = ways.first_mut().and_then(|w| w.first_mut()) {
        *w = 1.0;
    }
    for set in 0..1_usize << n {
        let place = set.count_ones() as usize;
        let from = ways.get(set).cloned().unwrap_or_default();
        for rank in (0..n).filter(|r| set & (1 << r) == 0) {
            let d = place.abs_diff(rank);
            if let Some(to) = ways.get_mut(set | 1 << rank) {
                to.iter_mut().skip(d * d).zip(&from).for_each(|(t, f)| *t += f);
            }
        }
    }
    let all = ways.pop().unwrap_or_default();
    let total: f64 = all.iter().sum();
    let beyond =
        all.iter().enumerate().filter(|(k, _)| if upper { count(*k) >= s } else { count(*k) <= s });
    beyond.map(|(_, w)| w).sum::<f64>() / total
}

/// From the number of concordant pairs, which has the distribution of the inversions of a random
/// permutation.
fn kendall(tau: f64, n: usize) -> f64 {
    let pairs = n * n.saturating_sub(1) / 2;
    let concordant = libm::round((tau + 1.0) * count(pairs) / 2.0);
    // The distribution is symmetric: the smaller tail is summed from its far end.
    let inside = concordant.min(count(pairs) - concordant);
    // Inversions of m elements are those of m - 1 plus 0..m of the new one, all equally likely.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "at most half the pairs of fifty"
    )]
    let mut share = vec![0.0; inside as usize + 1];
    if let Some(first) = share.first_mut() {
        *first = 1.0;
    }
    for m in 2..=n {
        let before = share.clone();
        for (k, new) in share.iter_mut().enumerate() {
            let reach = before.iter().take(k + 1).skip((k + 1).saturating_sub(m));
            *new = reach.sum::<f64>() / count(m);
        }
    }
    (2.0 * share.iter().sum::<f64>()).min(1.0)
}

/// Normal approximation with groups of ties; none where one side is all one tie.
fn kendall_with_ties(tau: f64, n: usize, x: &[f64], y: &[f64]) -> Option<f64> {
    let m = count(n);
    let all = |ties: &[f64], f: &dyn Fn(f64) -> f64| ties.iter().map(|t| f(*t)).sum::<f64>();
    let two = |t: f64| t * (t - 1.0);
    let three = |t: f64| t * (t - 1.0) * (t - 2.0);
    let spread = |t: f64| t * (t - 1.0) * (2.0 * t + 5.0);
    let s =
        tau * libm::sqrt((two(m) - all(x, &two)) / 2.0) * libm::sqrt((two(m) - all(y, &two)) / 2.0);
    let mut variance = (spread(m) - all(x, &spread) - all(y, &spread)) / 18.0
        + all(x, &two) * all(y, &two) / (2.0 * two(m));
    if n > 2 {
        variance += all(x, &three) * all(y, &three) / (9.0 * three(m));
    }
    (variance > 0.0).then(|| normal(s / libm::sqrt(variance)))
}

#[cfg(test)]
mod tests {
    // The 17 digits R prints.
    #![allow(clippy::unwrap_used, clippy::excessive_precision)]
    use super::super::{Kind, correlation, significance};
    use super::*;

    const KINDS: [Kind; 3] = [Kind::Pearson, Kind::Spearman, Kind::Kendall];

    #[test]
    fn the_example_of_hollander_and_wolfe() {
        // Nonparametric Statistical Methods (1973), p. 187: colour and quality of canned tuna. R
        // prints 0.1082, 0.0968, 0.1194.
        let x = [44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1];
        let y = [2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8];
        for (kind, want) in KINDS.into_iter().zip([
            0.108_173_054_349_493_79,
            0.096_797_839_506_172_836,
            0.119_438_932_980_599_6,
        ]) {
            assert!((significance(&x, &y, kind).unwrap() - want).abs() < 1e-13, "{kind:?}");
        }
    }

    /// Two columns made by a formula, without ties.
    fn columns(n: u32) -> (Vec<f64>, Vec<f64>) {
        let f = |k: u32, by: u32| f64::from(k * by % 101);
        (1..=n).map(|k| (f(k, 37), f(k, 59) + f64::from(k) * 0.9)).unzip()
    }

    #[test]
    fn without_ties_the_numbers_of_r() {
        // cor.test of R 4.2.2, 17 digits: Pearson, Spearman, Kendall.
        let table: [(u32, [f64; 3]); 13] = [
            (3, [0.077_509_371_155_285_209, 1.0 / 3.0, 1.0 / 3.0]),
            (4, [0.020_211_202_636_776_119, 0.083_333_333_333_333_329, 0.083_333_333_333_333_329]),
            (5, [0.866_665_386_867_483_18, 1.0, 0.816_666_666_666_666_65]),
            (8, [0.942_995_508_741_295_56, 0.976_785_714_285_714_26, 0.904_861_111_111_111_12]),
            (9, [0.812_314_940_200_334_23, 0.981_569_664_902_998_24, 0.919_455_467_372_134_02]),
            (10, [0.648_915_670_531_416_97, 0.656_721_421_523_199_01, 0.861_800_595_238_095_16]),
            (12, [0.575_835_555_431_513_99, 0.635_139_955_377_586_27, 0.737_305_524_657_955_18]),
            (15, [0.329_346_758_510_956_74, 0.294_889_364_761_483_36, 0.281_566_070_295_567_57]),
            (25, [0.298_608_724_353_759_62, 0.323_134_483_428_027_42, 0.532_191_640_228_388_37]),
            (49, [0.701_670_064_240_568_44, 0.727_544_877_359_134_2, 0.979_482_974_591_222_8]),
            (50, [0.710_846_436_981_001_69, 0.748_172_947_232_204_62, 0.953_307_346_973_782_61]),
            (60, [0.673_346_244_859_310_61, 0.730_837_010_165_251_16, 0.989_822_575_370_372_67]),
            (100, [0.653_324_570_213_631, 0.676_220_199_386_476_71, 0.881_627_933_427_547_42]),
        ];
        for (n, wanted) in table {
            let (x, y) = columns(n);
            for (kind, want) in KINDS.into_iter().zip(wanted) {
                let got = significance(&x, &y, kind).unwrap();
                assert!((got - want).abs() < 1e-12, "{n} {kind:?}: {got} for {want}");
                let alone = p_value(correlation(&x, &y, kind).unwrap(), n as usize, kind).unwrap();
                assert!((alone - got).abs() < 1e-15);
            }
        }
    }

    #[test]
    fn with_ties_the_numbers_of_r() {
        let table: [(u32, [f64; 3]); 6] = [
            (3, [0.878_962_281_676_323_29, 1.0, 1.0]),
            (5, [0.364_369_932_914_807_4, 0.552_814_746_643_350_73, 0.448_488_861_031_531_74]),
            (9, [0.223_423_954_528_016_92, 0.222_173_333_724_647_45, 0.179_107_515_491_791_32]),
            (12, [0.374_235_830_005_789_53, 0.429_618_110_772_213_57, 0.386_044_804_500_731_53]),
            (30, [0.366_884_424_828_797_79, 0.387_180_931_308_522_6, 0.378_866_804_668_673_9]),
            (60, [0.168_730_208_530_913_28, 0.183_541_147_581_776_92, 0.175_351_715_245_215_03]),
        ];
        for (n, wanted) in table {
            let (x, y): (Vec<f64>, Vec<f64>) = (1..=n)
                .map(|k| (f64::from(k * 37 % 101 % 4), f64::from((k * 59 % 101 + k) % 7)))
                .unzip();
            for (kind, want) in KINDS.into_iter().zip(wanted) {
                let got = significance(&x, &y, kind).unwrap();
                assert!((got - want).abs() < 1e-12, "{n} {kind:?}: {got} for {want}");
            }
        }
    }

    #[test]
    fn the_series_is_near_the_count() {
        // At ten pairs both can be had.
        let mut off = 0.0_f64;
        for s in (0..=330).step_by(2) {
            let upper = s > 165;
            let exact = (2.0 * counted(10, f64::from(s), upper)).min(1.0);
            let series = spearman(1.0 - f64::from(s) / 165.0, 10);
            off = off.max((exact - series).abs());
        }
        assert!(off < 0.0012, "{off}");
    }

    #[test]
    fn published_critical_values() {
        // Kendall's S at the 5 % level, one-sided, of every table: 8 of 5 pairs has 0.042, 21 of 10
        // has 0.036.
        let kendall_of =
            |s: f64, n: usize| p_value(s / count(n * (n - 1) / 2), n, Kind::Kendall).unwrap() / 2.0;
        assert!(
            (kendall_of(8.0, 5) - 0.042).abs() < 5e-4
                && (kendall_of(21.0, 10) - 0.036).abs() < 5e-4
        );
        // Spearman's rho of 0.9 from 5 pairs: 0.042; of 0.6 from 9: 0.048.
        let spearman_of = |r: f64, n: usize| p_value(r, n, Kind::Spearman).unwrap() / 2.0;
        assert!(
            (spearman_of(0.9, 5) - 0.042).abs() < 5e-4
                && (spearman_of(0.6, 9) - 0.048).abs() < 5e-4
        );
    }

    #[test]
    fn nothing_to_test() {
        assert_eq!(p_value(0.5, 2, Kind::Pearson), None);
        assert_eq!(
            (p_value(1.0, 2, Kind::Spearman), p_value(1.0, 2, Kind::Kendall)),
            (Some(1.0), Some(1.0))
        );
        assert_eq!(p_value(1.0, 9, Kind::Pearson), Some(0.0));
        for kind in KINDS {
            assert_eq!(
                (p_value(0.5, 1, kind), p_value(1.5, 9, kind), p_value(f64::NAN, 9, kind)),
                (None, None, None)
            );
            assert_eq!(significance(&[1.0, 1.0, 1.0], &[1.0, 2.0, 3.0], kind), None);
        }
        // Student's t of 2.228 with 10 degrees of freedom is the 5 % point of every table.
        let r: f64 =
            2.228_138_851_986_273 / f64::sqrt(10.0 + 2.228_138_851_986_273 * 2.228_138_851_986_273);
        assert!((p_value(r, 12, Kind::Pearson).unwrap() - 0.05).abs() < 1e-12);
    }
}
