//! Measures of agreement against other programs, textbooks and a simulation.

#![allow(clippy::unwrap_used)]

use ndarray::{Array2, array};

use super::tables::{COMPLETE, HALVES, JUDGES, OBSERVERS, REALS, SCALE, TIED};
use super::{AlphaBootstrap, AlphaInterval, Level, Measures, Undefined, alpha, icc, kendall_w};
use crate::draws::{Stream, stream_id};
use crate::ratings::Ratings;

const LEVELS: [Level; 4] = [Level::Nominal, Level::Ordinal, Level::Interval, Level::Ratio];

fn of<const R: usize>(table: &[[f64; R]]) -> Ratings {
    Ratings::of_matrix(ndarray::aview2(table)).unwrap()
}

fn close(got: f64, want: f64) {
    assert!((got - want).abs() < 1e-9, "{got} for {want}");
}

/// `krippendorff` 0.9.0 (Python): `alpha(table.T, level_of_measurement=...)` of each level. The
/// first are also those that Krippendorff prints: 0.743, 0.815, 0.849, 0.797.
#[test]
fn alpha_is_that_of_another_program() {
    let observers = [0.743_421_052_631_579, 0.815_387_503_754_881_4, 0.849_107_142_857_142_8];
    let scale = [0.049_910_873_440_285_22, 0.188_539_804_121_354_4, 0.223_484_848_484_848_5];
    let halves = [-0.026_929_982_046_678_624, 0.494_772_293_153_714_74, 0.649_485_099_292_523_7];
    let reals = [0.0, 0.537_445_199_694_325, 0.815_303_786_372_476_5];
    let tables = [of(&OBSERVERS), of(&SCALE), of(&HALVES), of(&REALS)];
    for (ratings, wanted) in tables.iter().zip([observers, scale, halves, reals]) {
        for (level, want) in LEVELS.into_iter().zip(wanted) {
            close(alpha(ratings, level).unwrap(), want);
        }
    }
    let ratio = [0.797_402_774_711_612_1, 0.223_793_186_513_500_66, 0.546_659_579_709_041];
    for (ratings, want) in [&tables[0], &tables[1], &tables[3]].into_iter().zip(ratio) {
        close(alpha(ratings, Level::Ratio).unwrap(), want);
    }
    assert_eq!(alpha(&tables[2], Level::Ratio), Err(Undefined::Negative));
}

/// `pingouin` 0.7.0 (Python): `intraclass_corr`, rows without a gap. Shrout and Fleiss print 0.29
/// and 0.62 for the first.
#[test]
fn intraclass_correlations_are_those_of_another_program() {
    let judges = icc(&of(&JUDGES)).unwrap();
    assert_eq!((judges.units, judges.raters), (6, 4));
    close(judges.single, 0.289_763_779_527_559_16);
    close(judges.mean.unwrap(), 0.620_050_547_598_989_3);
    let near = |got: Result<(f64, f64), _>, low: f64, high: f64| {
        close(got.unwrap().0, low);
        close(got.unwrap().1, high);
    };
    near(judges.single_interval, 0.018_786_513_375, 0.761_084_369_649);
    near(judges.mean_interval, 0.071_136_815_303, 0.927_232_040_168);
    let complete = icc(&of(&COMPLETE)).unwrap();
    assert_eq!((complete.units, complete.raters), (10, 5));
    close(complete.single, 0.579_404_619_755_424_7);
    close(complete.mean.unwrap(), 0.873_223_704_623_022_1);
    near(complete.single_interval, 0.309_696_778_231, 0.841_440_564_064);
    near(complete.mean_interval, 0.691_661_963_844, 0.963_681_156_547);
}

/// `scipy` 1.17.1: `friedmanchisquare(*rows)` of the complete columns; W is the statistic over
/// m (n - 1).
#[test]
fn concordance_is_that_of_another_program() {
    let judges = kendall_w(&of(&JUDGES)).unwrap();
    assert_eq!((judges.units, judges.raters), (6, 4));
    close(judges.w, 0.887_037_037_037_036_5);
    close(judges.chi_squared, 17.740_740_740_740_73);
    close(judges.p, 0.003_289_509_243_680_300_7);
    let tied = kendall_w(&of(&TIED)).unwrap();
    assert_eq!((tied.units, tied.raters), (12, 3));
    close(tied.w, 0.817_230_273_752_012_7);
    close(tied.chi_squared, 26.968_599_033_816_42);
    close(tied.p, 0.004_645_680_240_773_164);
}

#[test]
fn what_is_not_defined_says_why() {
    let matrix = |m: Array2<f64>| Ratings::of_matrix(m.view()).unwrap();
    let nan = f64::NAN;
    let all = |r: &Ratings| (alpha(r, Level::Interval).err(), icc(r).err(), kendall_w(r).err());
    let none = matrix(Array2::zeros((0, 0)));
    let one = Some(Undefined::OneRater);
    assert_eq!(all(&none), (one, one, one));
    assert_eq!(all(&matrix(array![[1.0, nan], [2.0, nan]])), (one, one, one));
    let apart = matrix(array![[1.0, nan], [nan, 2.0]]);
    let why = (Undefined::NoPair, Undefined::FewCompleteUnits, Undefined::FewCompleteRaters);
    assert_eq!(all(&apart), (Some(why.0), Some(why.1), Some(why.2)));
    let same = Some(Undefined::NoVariation);
    assert_eq!(all(&matrix(array![[0.1, 0.1], [0.1, 0.1]])), (same, same, same));
    let single = matrix(array![[1.0, 2.0]]);
    assert_eq!(kendall_w(&single), Err(Undefined::OneUnit));
    let boot = AlphaBootstrap::default();
    let why = |r: &Ratings| boot.interval(r, Level::Interval).unwrap_err();
    assert_eq!(why(&single), Undefined::FewUnits);
    let perfect = matrix(Array2::from_shape_fn((9, 3), |(u, _)| 0.1 * u as f64));
    assert_eq!(alpha(&perfect, Level::Interval), Ok(1.0));
    assert_eq!(alpha(&perfect, Level::Ordinal), Ok(1.0));
    assert_eq!(why(&perfect), Undefined::NoDisagreement);
    let found = icc(&perfect).unwrap();
    assert_eq!((found.single, found.mean), (1.0, Ok(1.0)));
    assert_eq!(found.single_interval, Err(Undefined::NoDisagreement));
    assert_eq!(kendall_w(&perfect).map(|k| k.w), Ok(1.0));
    // All units the same but for one rater's error: means of ratings tell nothing apart.
    let noise = icc(&matrix(array![[1.0, 2.0], [2.0, 1.0], [1.5, 1.5]])).unwrap();
    assert!(noise.single < 0.0 && noise.mean == Err(Undefined::NoUnitVariance), "{noise:?}");
}

/// Ratings of a unit's level, of variance `share`, and an error of the rest; a share of them is
/// missing. `of` turns what comes out into figures.
fn simulated(
    table: u64,
    [units, raters]: [usize; 2],
    [share, missing]: [f64; 2],
    of: fn(f64) -> f64,
) -> Ratings {
    let mut random = Stream::new(11, stream_id("ratings"), table);
    let mut levels = vec![0.0; units];
    random.fill_normal(&mut levels);
    let matrix = Array2::from_shape_fn((units, raters), |(unit, _)| {
        let error = random.normal();
        let z = share.sqrt() * levels[unit] + (1.0 - share).sqrt() * error;
        if random.uniform() < missing { f64::NAN } else { of(z) }
    });
    Ratings::of_matrix(matrix.view()).unwrap()
}

fn eleven(z: f64) -> f64 {
    (5.0 + 2.0 * z).round_ties_even().clamp(0.0, 10.0)
}

fn four(z: f64) -> f64 {
    [-1.0, 0.0, 1.0].iter().filter(|limit| z > **limit).count() as f64
}

fn real(z: f64) -> f64 {
    z
}

fn positive(z: f64) -> f64 {
    libm::exp(z / 2.0)
}

/// Rounded: the truth of a ratio scale costs the square of the number of different figures.
fn tenths(z: f64) -> f64 {
    (10.0 * positive(z)).round_ties_even() / 10.0
}

/// The true alpha of each generator is that of one table of 200 000 units. Of 1000 tables each,
/// because of 400 alone 2 % more or less hold it by chance.
#[test]
fn the_interval_holds_the_true_alpha() {
    let few = [50, 4];
    /// Level, units and raters, share of units in the variance and of missing ratings, figures.
    type Case = (Level, [usize; 2], [f64; 2], fn(f64) -> f64);
    let cases: [Case; 10] = [
        (Level::Interval, few, [0.05, 0.2], eleven),
        (Level::Interval, few, [0.5, 0.2], eleven),
        (Level::Interval, few, [0.9, 0.2], eleven),
        (Level::Ordinal, few, [0.5, 0.2], eleven),
        (Level::Ordinal, [50, 2], [0.7, 0.0], four),
        (Level::Nominal, few, [0.9, 0.2], four),
        (Level::Nominal, [80, 6], [0.5, 0.4], four),
        (Level::Ratio, few, [0.6, 0.2], tenths),
        (Level::Interval, [200, 5], [0.7, 0.3], real),
        (Level::Ordinal, [120, 3], [0.6, 0.3], eleven),
    ];
    let mut failed = false;
    for (level, size, shares, of) in cases {
        let truth = alpha(&simulated(9_999, [200_000, size[1]], shares, of), level).unwrap();
        let boot = AlphaBootstrap::new(400, 3);
        let mut found = [0_u32; 3];
        for table in 0..1000 {
            let AlphaInterval { alpha, low, high } =
                boot.interval(&simulated(table, size, shares, of), level).unwrap();
            assert!(low <= alpha && alpha <= high && high <= 1.0, "{low} {alpha} {high}");
            let place = if truth < low { 0 } else { 1 + usize::from(truth > high) };
            found[place] += 1;
        }
        println!("{level:?} {size:?} {shares:?} true {truth:.3}: {found:?}");
        failed |= !(930..=970).contains(&found[1]);
    }
    assert!(!failed, "see what was printed: inside the interval, and on either side of it");
}

#[test]
fn the_interval_narrows_with_units_and_depends_on_nothing_else() {
    let boot = AlphaBootstrap::default();
    for level in [Level::Nominal, Level::Ordinal, Level::Interval, Level::Ratio] {
        let widths: Vec<f64> = [50, 200, 800, 3200]
            .map(|units| {
                let found =
                    boot.interval(&simulated(1, [units, 4], [0.6, 0.2], eleven), level).unwrap();
                found.high - found.low
            })
            .to_vec();
        for pair in widths.windows(2) {
            let ratio = pair[1] / pair[0];
            assert!((0.4..0.65).contains(&ratio), "{level:?}: {widths:?}");
        }
    }
    // The same bits in one thread as in many.
    let ratings = simulated(2, [60, 4], [0.6, 0.2], eleven);
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let alone = one.install(|| boot.interval(&ratings, Level::Ordinal).unwrap());
    let many = rayon::ThreadPoolBuilder::new().num_threads(4).build().unwrap();
    assert_eq!(many.install(|| boot.interval(&ratings, Level::Ordinal).unwrap()), alone);
    // One disagreement alone makes an interval that is no point.
    let mut rare = Array2::from_shape_fn((50, 2), |(u, _)| f64::from(u % 2 == 0));
    rare[[0, 0]] = 0.0;
    let found = boot.interval(&Ratings::of_matrix(rare.view()).unwrap(), Level::Nominal).unwrap();
    assert!(found.low < 0.9 && found.alpha > 0.95 && found.high < 1.0, "{found:?}");
}

/// Beyond as many different figures as distances are kept for, resamples of a ratio scale are
/// linear in their change: that changes the interval by little.
#[test]
fn a_ratio_scale_of_many_figures_has_the_interval_of_the_same_in_fewer() {
    let fine = simulated(5, [700, 4], [0.6, 0.2], positive);
    let coarse = fine.map(|r| (r.value * 100.0).round_ties_even() / 100.0);
    let boot = AlphaBootstrap::new(1000, 1);
    let of = |r: &Ratings| boot.interval(r, Level::Ratio).unwrap();
    let (fine, coarse) = (of(&fine), of(&coarse));
    for (a, b) in [(fine.low, coarse.low), (fine.alpha, coarse.alpha), (fine.high, coarse.high)] {
        assert!((a - b).abs() < 1e-3, "{fine:?} {coarse:?}");
    }
}

#[test]
fn all_measures_of_a_table() {
    let ratings = of(&OBSERVERS);
    let found = Measures::of(&ratings, Level::Ordinal, AlphaBootstrap::default());
    // The twelfth unit has one rating.
    assert_eq!((found.units, found.raters, found.pairable), (12, 4, 40));
    assert_eq!(found.alpha, alpha(&ratings, Level::Ordinal));
    assert_eq!((found.icc, found.w.err()), (icc(&ratings), kendall_w(&ratings).err()));
    let names = Measures::of(&ratings, Level::Nominal, AlphaBootstrap::default());
    assert_eq!((names.icc, names.w), (Err(Undefined::Names), Err(Undefined::Names)));
    assert!(Level::ALL.iter().all(|(word, l)| Level::from_word(word) == Some(*l)));
}
