//! Severities against other programs, a closed form, and a simulation of panels.

#![allow(clippy::unwrap_used)]

use ndarray::{Array2, array};

use super::{NotEstimated, RaterEffect, components, severity};
use crate::correlate::{Kind, correlation};
use crate::draws::{Stream, stream_id};
use crate::moments::median;
use crate::ratings::{Rating, Ratings};

const NAN: f64 = f64::NAN;

const FEW: [[f64; 5]; 12] = [
    [4.51, 4.71, 4.86, NAN, 5.46],
    [NAN, 7.45, NAN, 5.47, NAN],
    [4.35, 5.68, 5.3, NAN, 4.6],
    [NAN, 4.24, 2.46, NAN, 1.93],
    [4.28, 6.78, 6.34, 6.3, 6.18],
    [4.94, 4.75, 5.22, 6.71, NAN],
    [2.54, NAN, 4.24, NAN, 3.16],
    [6.01, 5.47, NAN, 5.81, 7.12],
    [4.83, 4.28, 4.84, 6.5, 6.05],
    [3.72, 4.29, 5.21, NAN, NAN],
    [4.93, 3.21, 4.73, 7.0, 4.81],
    [4.4, 6.65, 5.77, 7.71, 5.8],
];

const SPARSE: [[f64; 8]; 16] = [
    [NAN, 5.68, 7.54, 3.03, 4.32, NAN, NAN, NAN],
    [5.47, 4.19, 4.27, 3.52, 4.46, NAN, NAN, NAN],
    [NAN, 5.49, 3.51, NAN, NAN, 5.29, NAN, 5.83],
    [-1.32, 0.76, NAN, NAN, NAN, 1.48, 0.47, NAN],
    [11.41, 8.39, 8.42, NAN, 9.92, NAN, NAN, 8.82],
    [NAN, 5.74, NAN, NAN, 9.16, NAN, NAN, NAN],
    [NAN, NAN, NAN, 2.38, 4.14, NAN, 4.97, NAN],
    [6.71, 5.37, NAN, NAN, 6.46, 6.56, NAN, NAN],
    [NAN, 4.24, 7.09, 4.18, 6.39, NAN, 5.6, NAN],
    [NAN, NAN, NAN, NAN, NAN, NAN, NAN, 5.13],
    [NAN, NAN, NAN, NAN, 9.5, 6.06, NAN, 6.33],
    [NAN, 1.92, 5.38, NAN, NAN, NAN, NAN, NAN],
    [4.03, NAN, NAN, NAN, NAN, 3.83, NAN, NAN],
    [NAN, NAN, 3.42, NAN, NAN, NAN, 4.23, NAN],
    [8.42, NAN, NAN, NAN, 5.77, 6.26, NAN, 6.59],
    [NAN, NAN, NAN, NAN, NAN, 6.05, NAN, 5.56],
];

const APART: [[f64; 7]; 14] = [
    [9.08, 7.86, 12.12, NAN, NAN, NAN, NAN],
    [-1.01, -2.03, 2.82, NAN, NAN, NAN, NAN],
    [6.09, 4.73, 10.12, NAN, NAN, NAN, NAN],
    [3.43, 3.02, 8.73, NAN, NAN, NAN, NAN],
    [4.41, 2.72, 7.23, NAN, NAN, NAN, NAN],
    [4.88, 5.64, 7.62, NAN, NAN, NAN, NAN],
    [0.48, 1.1, 3.4, NAN, NAN, NAN, NAN],
    [NAN, NAN, NAN, 3.31, 4.08, 3.66, NAN],
    [NAN, NAN, NAN, 4.34, 5.31, 1.55, NAN],
    [NAN, NAN, NAN, 9.96, 6.56, 7.82, NAN],
    [NAN, NAN, NAN, 5.36, 5.59, 4.05, NAN],
    [NAN, NAN, NAN, 0.42, 2.25, 0.0, NAN],
    [NAN, NAN, NAN, 5.85, 3.31, 3.38, NAN],
    [NAN, NAN, NAN, NAN, NAN, NAN, 4.0],
];

const WHOLE: [[f64; 4]; 10] = [
    [4.01, -0.19, 1.88, 4.63],
    [2.13, 0.01, 0.2, 5.3],
    [4.85, 2.06, 3.48, 7.73],
    [4.61, 3.73, 3.42, 8.07],
    [6.39, 5.44, 5.8, 9.37],
    [4.58, 2.97, 2.69, 6.26],
    [4.53, 0.94, 3.63, 7.01],
    [1.84, 1.85, 0.89, 5.86],
    [6.95, 2.66, 4.83, 8.64],
    [9.64, 5.24, 7.57, 9.57],
];

fn of<const R: usize>(table: &[[f64; R]]) -> Ratings {
    Ratings::of_matrix(ndarray::aview2(table)).unwrap()
}

/// Variances of raters and errors, severities and their standard errors.
fn estimated(ratings: &Ratings) -> ([f64; 2], Vec<[f64; 2]>) {
    let found = severity(ratings);
    let spread = found.spread.unwrap();
    let estimates = found.raters.iter().flatten().map(|e| [e.severity, e.se]);
    ([spread.raters * spread.raters, spread.error * spread.error], estimates.collect())
}

/// The variances are those of `statsmodels` 0.15.0 (Python), `MixedLM(y, units, groups=ones,
/// exog_vc=raters).fit(reml=True)`, the most likely of four optimisers, which end within 2e-6 of
/// the maximum; and those at which `scipy.optimize.minimize_scalar(xtol=1e-12)` finds it on the
/// likelihood written out with whole matrices. Severities and errors at the latter are the solution
/// and the inverse of Henderson's mixed model equations, by `numpy`.
#[test]
fn variances_and_predictions_are_those_of_other_programs() {
    let close = |got: f64, want: f64, by: f64| assert!((got - want).abs() < by, "{got} {want}");
    for (ratings, theirs, dense, severities, errors) in [
        (
            of(&FEW),
            [0.196_492_680_847_710_15, 0.779_240_055_121_663_5],
            [0.196_493_648_554_101_54, 0.779_239_729_949_017],
            &[
                -0.534_324_754_947_939_3,
                -0.004_030_915_857_053_284,
                0.017_112_844_995_418_996,
                0.500_982_136_630_939_3,
                0.020_260_689_178_710_54,
            ][..],
            &[
                0.293_404_021_732_917_24,
                0.289_557_446_936_227_8,
                0.294_310_467_987_891_34,
                0.314_735_455_170_882_14,
                0.299_426_346_441_634_13,
            ][..],
        ),
        (
            of(&SPARSE),
            [0.255_845_216_333_374_9, 1.476_911_204_217_569_8],
            [0.255_844_016_712_849_95, 1.476_911_876_551_442_6],
            &[
                0.352_743_945_318_156_1,
                -0.378_702_550_040_788_1,
                0.205_430_496_608_386_41,
                -0.615_011_660_877_324_5,
                0.281_276_980_299_303_26,
                0.044_345_400_733_977_86,
                0.195_793_739_880_642_8,
                -0.085_876_351_922_339_11,
            ][..],
            &[
                0.391_742_096_016_553_96,
                0.363_125_471_086_295_6,
                0.383_115_000_979_260_66,
                0.416_587_397_471_555_4,
                0.361_236_621_099_166_5,
                0.387_947_068_100_514_6,
                0.422_157_829_559_940_63,
                0.408_433_345_790_536_8,
            ][..],
        ),
        (
            of(&APART),
            [2.646_033_291_005_802, 1.051_651_703_127_484_1],
            [2.646_033_233_058_336, 1.051_651_707_031_243_4],
            &[
                -0.917_433_925_285_031_6,
                -1.501_419_370_849_555_8,
                2.418_853_296_134_486,
                0.568_977_178_991_774_4,
                0.234_468_617_716_400_4,
                -0.803_445_796_708_123_2,
            ][..],
            &[
                0.988_325_453_884_287_6,
                0.988_325_453_884_287_3,
                0.988_325_453_884_287_6,
                0.995_792_090_495_568_3,
                0.995_792_090_495_568_4,
                0.995_792_090_495_568_4,
            ][..],
        ),
    ] {
        let (variances, estimates) = estimated(&ratings);
        for k in 0..2 {
            close(variances[k], theirs[k], 3e-6);
            close(variances[k], dense[k], 2e-7);
        }
        assert_eq!(estimates.len(), severities.len());
        for ((got, want), se) in estimates.iter().zip(severities).zip(errors) {
            close(got[0], *want, 1e-6);
            close(got[1], *se, 1e-6);
        }
    }
}

/// Where every rater rated every unit, restricted maximum likelihood is the analysis of variance:
/// the error's mean square, and that of raters less it over the number of units (Searle, Casella
/// and McCulloch, Variance Components, 1992, section 4.7). `numpy` 2 made the mean squares.
#[test]
fn a_complete_table_gives_the_estimators_of_the_analysis_of_variance() {
    let ratings = of(&WHOLE);
    let ([raters, error], estimates) = estimated(&ratings);
    assert!(
        (raters - 4.256_636_481_481_482).abs() < 1e-9
            && (error - 0.681_784_351_851_852).abs() < 1e-9
    );
    // Each prediction is the rater's deviation times 10 s_a^2 / (10 s_a^2 + s_e^2).
    let shrunken = 10.0 * raters / (10.0 * raters + error);
    let column = |r: usize| WHOLE.iter().map(|row| row[r]).sum::<f64>() / 10.0;
    let all = (0..4).map(column).sum::<f64>() / 4.0;
    for (rater, [severity, _]) in estimates.iter().enumerate() {
        assert!((severity - shrunken * (column(rater) - all)).abs() < 1e-9);
    }
    // Far from 0 nothing is lost.
    let (far, _) = estimated(&ratings.map(|r| r.value + 1e6));
    assert!((far[0] / raters - 1.0).abs() < 1e-6 && (far[1] / error - 1.0).abs() < 1e-6);
}

#[test]
fn parts_are_those_that_units_connect() {
    let ratings = of(&APART);
    assert_eq!(components(&ratings), (vec![0, 0, 0, 1, 1, 1, 2], 3));
    let found = severity(&ratings);
    assert_eq!((found.parts.as_slice(), found.raters[6]), (&[0, 0, 0, 1, 1, 1, 2][..], None));
    assert!(found.raters.iter().zip(&found.parts).all(|(r, p)| r.is_none_or(|r| r.part == *p)));
    // Within each part severities add up to 0, and they do not know of the other part.
    let severities: Vec<f64> = found.raters.iter().flatten().map(|e| e.severity).collect();
    assert!(severities[..3].iter().sum::<f64>().abs() < 1e-12);
    assert!(severities[3..].iter().sum::<f64>().abs() < 1e-12);
    let moved = ratings.map(|r| r.value + if r.rater < 3 { 4.0 } else { 0.0 });
    for (a, b) in found.raters.iter().zip(&severity(&moved).raters) {
        assert_eq!(a.is_some(), b.is_some());
        let by = |e: &Option<RaterEffect>| e.map_or(0.0, |e| e.severity);
        assert!((by(a) - by(b)).abs() < 1e-9);
    }
    // One unit that a rater of each part rates makes one part of them, whichever comes first.
    let bridge = Rating { unit: 13, rater: 5, value: 5.0 };
    let all: Vec<Rating> = ratings.iter().chain([bridge]).collect();
    assert_eq!(components(&Ratings::new(14, 7, &all).unwrap()), (vec![0, 0, 0, 1, 1, 1, 1], 2));
    let across = Rating { unit: 13, rater: 0, value: 5.0 };
    let all: Vec<Rating> = all.into_iter().chain([across]).collect();
    assert_eq!(components(&Ratings::new(14, 7, &all).unwrap()), (vec![0; 7], 1));
}

#[test]
fn what_has_no_answer_or_a_plain_one() {
    let matrix = |m: Array2<f64>| Ratings::of_matrix(m.view()).unwrap();
    let none = severity(&matrix(Array2::zeros((0, 0))));
    assert!(none.spread == Err(NotEstimated::NoPair) && none.raters.is_empty());
    let alone = severity(&matrix(array![[1.0, NAN], [NAN, 2.0]]));
    assert_eq!((alone.spread, alone.parts), (Err(NotEstimated::NoPair), vec![0, 1]));
    // Two raters, one unit: severity or error, who knows.
    let once = matrix(array![[1.0, 4.0]]);
    let found = severity(&once);
    assert_eq!(found.spread, Err(NotEstimated::NoRedundancy));
    assert_eq!((found.raters[0], found.adjusted(&once)), (None, once));
    // All agree: nobody is severe, nothing errs.
    let agreed = matrix(Array2::from_shape_fn((6, 3), |(u, _)| 0.1 * u as f64));
    assert_eq!(estimated(&agreed), ([0.0; 2], vec![[0.0; 2]; 3]));
    // Each rater always differs by the same: there is no error, and severities are those.
    let shift = [-0.3, 0.1, 0.2];
    let exact = matrix(Array2::from_shape_fn((6, 3), |(u, r)| 0.7 * u as f64 + shift[r]));
    let (variances, estimates) = estimated(&exact);
    assert!((variances[0] - 0.07).abs() < 1e-12 && variances[1] == 0.0, "{variances:?}");
    for (found, wanted) in estimates.iter().zip(shift) {
        assert!(
            (found[0] - wanted).abs() < 1e-12 && (found[1] - (0.07_f64 / 3.0).sqrt()).abs() < 1e-12
        );
    }
    // Raters who differ less than errors would let them: the best variance is 0.
    let even = matrix(array![[1.0, 2.0, 3.0], [2.0, 3.0, 1.0], [3.0, 1.0, 2.0]]);
    let (variances, estimates) = estimated(&even);
    assert!(variances[0] == 0.0 && (variances[1] - 1.0).abs() < 1e-12, "{variances:?}");
    assert_eq!(estimates, [[0.0; 2]; 3]);
}

/// What five panels of five raters say of five territories, 25 items each, on a scale from 0 to 10
/// in halves: every panel of its own territory, of five items of each of two others, and of eight
/// vignettes. The levels of the items, the ratings, and which of them count for each item.
fn panels(run: u64, severity_of_panels: f64, severity_of_raters: f64) -> (Vec<f64>, Ratings) {
    const ITEMS: usize = 125;
    let mut random = Stream::new(5, stream_id("panels"), run);
    let mut normal = |sd: f64| sd * random.normal();
    let levels: Vec<f64> = (0..ITEMS + 8).map(|_| 5.0 + normal(1.8)).collect();
    let panels: Vec<f64> = (0..5).map(|_| normal(severity_of_panels)).collect();
    let raters: Vec<f64> = (0..25).map(|_| normal(severity_of_raters)).collect();
    let mut all = Vec::new();
    for (rater, own_severity) in raters.into_iter().enumerate() {
        let panel = rater / 5;
        let own = panel * 25..panel * 25 + 25;
        let bridges = [1, 2].into_iter().flat_map(|k| {
            let other = (panel + k) % 5 * 25;
            other..other + 5
        });
        for unit in own.chain(bridges).chain(ITEMS..ITEMS + 8) {
            let figure = levels[unit] + panels[panel] + own_severity + normal(1.0);
            let value = ((figure * 2.0).round_ties_even() / 2.0).clamp(0.0, 10.0);
            all.push(Rating { unit, rater, value });
        }
    }
    (levels[..ITEMS].to_vec(), Ratings::new(ITEMS + 8, 25, &all).unwrap())
}

/// Spearman's correlation of the medians of each item's own panel with the levels.
fn agreement(levels: &[f64], ratings: &Ratings) -> f64 {
    let medians: Vec<f64> = (0..levels.len())
        .map(|unit| {
            let own = ratings.unit(unit).iter().filter(|(rater, _)| rater / 5 == unit / 25);
            median(&own.map(|(_, value)| *value).collect::<Vec<f64>>()).unwrap()
        })
        .collect();
    correlation(levels, &medians, Kind::Spearman).unwrap()
}

#[test]
fn adjusted_panels_rank_better_and_lose_nothing_where_nobody_is_severe() {
    let gains = |panels_sd: f64, raters_sd: f64| -> Vec<f64> {
        (0..100)
            .map(|run| {
                let (levels, ratings) = panels(run, panels_sd, raters_sd);
                let adjusted = severity(&ratings).adjusted(&ratings);
                agreement(&levels, &adjusted) - agreement(&levels, &ratings)
            })
            .collect()
    };
    let severe = gains(1.2, 0.6);
    let better = severe.iter().filter(|gain| **gain > 0.0).count();
    let even = gains(0.0, 0.0);
    let lost = -even.iter().sum::<f64>() / 100.0;
    println!(
        "better in {better}, by {} in the mean; lost {lost}",
        severe.iter().sum::<f64>() / 100.0
    );
    assert!(better >= 95, "better in {better} of 100");
    assert!(lost <= 0.01, "lost {lost}");
}

/// Over simulated panels the standard error is that of the predictions, within each part.
#[test]
fn predictions_err_as_they_say() {
    let mut inside = 0;
    for run in 0..200 {
        let mut random = Stream::new(6, stream_id("raters"), run);
        let truth: Vec<f64> = (0..12).map(|_| random.normal()).collect();
        let matrix = Array2::from_shape_fn((30, 12), |(unit, rater)| {
            let figure = unit as f64 / 3.0 + truth[rater] + 1.5 * random.normal();
            if random.uniform() < 0.6 { NAN } else { figure }
        });
        let found = severity(&Ratings::of_matrix(matrix.view()).unwrap());
        inside += found
            .raters
            .iter()
            .zip(&truth)
            .filter_map(|(rater, truth)| Some(((*rater)?, truth)))
            .filter(|(e, truth)| (e.severity - *truth).abs() < 1.645 * e.se)
            .count();
    }
    // 90 % of 2400, correlated within a run by the unknown mean of its raters.
    assert!((2_040..=2_280).contains(&inside), "{inside} of 2400");
}
