//! Calibration where it is known beforehand what it must find.

use std::sync::Arc;

use crate::build::{assessment, ran};
use ideal_engine::{
    Calibration, CalibrationOptions, Deletion, EngineError, Foretold, Measures, Progress, Run,
    Tercile, Withheld, calibrate,
};
use ideal_model::AssessmentInput;

/// Two leaves under one node, without error of their own: what is missing is all that varies.
const METHOD: &str = r#"
id = "m"
unit = "territory"
[node.top]
min_coverage = 0.5
[indicator."x"]
parent = "top"
goalposts = [0, 100]
[indicator."y"]
parent = "top"
goalposts = [0, 100]
[uncertainty]
concentration = 1e12
sd = { A1 = 0, ungraded = 0 }
"#;

/// Territories; what is known of one says nothing of the others.
const COUNTRIES: usize = 99;

/// `x` and `y` take the values 0 to 100 evenly, each once, in orders that have nothing to do with
/// each other: the others' values are the distribution of each.
fn even() -> AssessmentInput {
    even_among(COUNTRIES)
}

/// The same, of which so many are assessed.
fn even_among(assessed: usize) -> AssessmentInput {
    let codes: Vec<String> = (0..COUNTRIES).map(|i| format!("T{i:02}")).collect();
    let at = |k: usize| 100.0 * (k as f64 + 0.5) / COUNTRIES as f64;
    let rows: String = codes
        .iter()
        .enumerate()
        .map(|(i, code)| {
            let (x, y) = (at(i), at(i * 35 % COUNTRIES));
            format!("{code} * x 2023 {x} grade=A1\n{code} * y 2023 {y} grade=A1\n")
        })
        .collect();
    let codes: Vec<&str> = codes.iter().map(String::as_str).take(assessed).collect();
    assessment(METHOD, &["2023"], &codes, &[], &rows)
}

#[test]
fn rows_of_territories_that_are_not_assessed_are_not_counted() {
    let options = CalibrationOptions { replications: 1, ..options() };
    let c = calibrate(&ran(even_among(COUNTRIES - 9)), &options, &()).unwrap();
    assert_eq!((c.rows, c.series), (2 * (COUNTRIES - 9), 2 * (COUNTRIES - 9)));
}

fn options() -> CalibrationOptions {
    let rows = |share| Deletion { withheld: Withheld::Rows, share };
    CalibrationOptions {
        deletions: vec![rows(0.1), Deletion { withheld: Withheld::Series, share: 0.05 }],
        replications: 12,
        draws: 500,
        seed: 3,
    }
}

fn found(a: AssessmentInput) -> Calibration {
    calibrate(&ran(a), &options(), &()).unwrap()
}

fn line(c: &Calibration, of: Foretold, withheld: Option<Withheld>) -> &Measures {
    let all =
        |m: &&Measures| m.of == of && m.withheld == withheld && m.share.is_none() && m.node == "*";
    c.measures.iter().find(all).unwrap()
}

/// Draws from the distribution of the values, smoothed a little: somewhat more than nine in ten lie
/// in the interval, which is 90 wide and a little more; the score of a uniform forecast of a uniform
/// value on 0..100 is 100 / 6 (the integral of y^2 - y + 1/3, Gneiting and Raftery's definition
/// worked out).
#[test]
fn a_deck_with_the_distribution_of_the_values_covers_them_nine_times_in_ten() {
    let c = found(even());
    let leaves = line(&c, Foretold::Leaves, Some(Withheld::Rows));
    assert_eq!(leaves.n, 2 * COUNTRIES);
    assert!((leaves.coverage - 0.91).abs() < 0.04, "{leaves:?}");
    assert!((leaves.crps - 100.0 / 6.0).abs() < 1.0, "{leaves:?}");
    assert!((90.0..96.0).contains(&leaves.width), "{leaves:?}");
    assert!(leaves.bias.abs() < 2.0, "{leaves:?}");
    assert!((leaves.rmse - 100.0 / libm::sqrt(12.0)).abs() < 1.5, "{leaves:?}");
    // What siblings say has nothing to do with it.
    let all = |t: &&ideal_engine::TercileBias| t.withheld == Withheld::Rows && t.node == "*";
    let thirds: Vec<_> = c.terciles.iter().filter(all).collect();
    assert_eq!(thirds.iter().map(|t| t.n).sum::<usize>(), leaves.n);
    assert!(thirds.iter().all(|t| t.bias.abs() < 9.0), "{thirds:?}");
    // A score that lost one of two leaves is half of what is known and half of that.
    let scores = line(&c, Foretold::Territories, None);
    assert!((scores.coverage - 0.9).abs() < 0.05, "{scores:?}");
    assert!((45.0..48.0).contains(&scores.width), "{scores:?}");
    assert!((scores.below_low + scores.above_high + scores.coverage - 1.0).abs() < 1e-12);
    assert_eq!((c.rows, c.series, c.runs, c.failed), (198, 198, 24, 0));
}

/// Where everybody errs the same way, bias and coverage say so: territories whose siblings are low
/// lie low themselves, and a forecast between all is too high for them.
#[test]
fn leaves_that_follow_their_siblings_show_what_the_draws_make_of_it() {
    let mut a = even();
    let mut e = (*a.evidence).clone();
    for pair in e.observations.chunks_exact_mut(2) {
        let [x, y] = pair else { continue };
        y.value = x.value;
    }
    a.evidence = Arc::new(e);
    let c = found(a);
    let bias = |tercile: Tercile| {
        let of = |t: &&ideal_engine::TercileBias| {
            t.withheld == Withheld::Rows && t.node == "top" && t.tercile == tercile
        };
        c.terciles.iter().find(of).unwrap().bias
    };
    let crps = line(&c, Foretold::Leaves, Some(Withheld::Rows)).crps;
    // Drawn from any territory, thirds would be a third of the scale off.
    assert!(Tercile::ALL.iter().all(|(_, t)| bias(*t).abs() < 5.0), "{:?}", c.terciles);
    assert!(crps < 8.0, "{crps}");
}

#[test]
fn one_thread_finds_what_many_do_and_another_seed_something_else() {
    let run = ran(even());
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| calibrate(&run, &options(), &()).unwrap())
    };
    let one = on(1);
    assert_eq!(one, on(3));
    let other = calibrate(&run, &CalibrationOptions { seed: 4, ..options() }, &()).unwrap();
    assert_ne!(one.measures, other.measures);
}

#[test]
fn the_order_of_rows_changes_nothing() {
    let forward = even();
    let mut backward = forward.clone();
    let mut e = (*backward.evidence).clone();
    e.observations.reverse();
    backward.evidence = Arc::new(e);
    assert_eq!(found(forward), found(backward));
}

#[test]
fn options_outside_their_bounds_are_refused() {
    let run = ran(even());
    let refused = |o: CalibrationOptions| match calibrate(&run, &o, &()) {
        Err(EngineError::Findings(f)) => f[0].message.clone(),
        other => panic!("{other:?}"),
    };
    let o = options();
    let share = |share| {
        let deletions = vec![Deletion { withheld: Withheld::Rows, share }];
        CalibrationOptions { deletions, ..options() }
    };
    assert_eq!(
        refused(CalibrationOptions { replications: 0, ..o.clone() }),
        "0 replications: it takes 1 to 1000"
    );
    assert_eq!(
        refused(CalibrationOptions { draws: 99, ..o.clone() }),
        "99 draws: it takes 100 to 10000"
    );
    assert_eq!(
        refused(CalibrationOptions { deletions: Vec::new(), ..o }),
        "nothing is to be deleted"
    );
    for bad in [0.0, -0.1, 0.91, f64::NAN] {
        assert!(refused(share(bad)).contains("cannot be deleted"), "{bad}");
    }
    let nothing = assessment(METHOD, &["2023"], &["T00"], &[], "");
    let without: Run = ran(nothing);
    assert!(calibrate(&without, &options(), &()).is_err());
}

/// Asks to stop as soon as a stage has begun.
struct Impatient;

impl Progress for Impatient {
    fn start(&self, _: &str, _: u64) {}
    fn advance(&self, _: u64) {}
    fn done(&self) {}
    fn stopped(&self) -> bool {
        true
    }
}

#[test]
fn it_stops_when_asked() {
    let stopped = calibrate(&ran(even()), &options(), &Impatient);
    assert!(matches!(stopped, Err(EngineError::Stopped)), "{stopped:?}");
}
