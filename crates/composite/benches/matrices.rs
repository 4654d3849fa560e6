//! Speed of the functions of whole matrices. `beside.py` does the same in NumPy on the same numbers
//! and asks this for its times:
//!
//! `cargo bench -p ideal-composite --bench matrices` prints them by criterion; with `--least N` as
//! its only argument it prints the least time of N runs of each, in microseconds, one per line.

use criterion::Criterion;
use ideal_composite::aggregate::Mean;
use ideal_composite::normalise::{Direction, Normalise};
use ideal_composite::outrank::copeland;
use ideal_composite::weight::entropy;
use ndarray::{Array2, ArrayView2};
use std::hint::black_box;
use std::time::Instant;

const INDICATORS: usize = 35;
const UNITS: [usize; 2] = [193, 2_000];

/// Units x 35 indicators within 0.01..=1, by a formula that NumPy follows to the last bit.
fn values(units: usize) -> Array2<f64> {
    Array2::from_shape_fn((units, INDICATORS), |(i, j)| {
        // The finaliser of splitmix64: no pattern that a processor could learn.
        let z = ((i * INDICATORS + j) as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        0.01 + 0.99 * (((z ^ (z >> 31)) >> 11) as f64 / 9_007_199_254_740_992.0)
    })
}

/// Weights that differ.
fn weights() -> Vec<f64> {
    (0..INDICATORS).map(|j| 0.5 + j as f64 / INDICATORS as f64).collect()
}

/// What is timed: its name, and one run of it.
type Task = (&'static str, fn(ArrayView2<'_, f64>, &[f64]));

fn rows(mean: Mean, xs: ArrayView2<'_, f64>, ws: &[f64]) {
    if let Err(error) = black_box(mean.rows(xs, ws)) {
        panic!("{error}");
    }
}

const TASKS: [Task; 8] = [
    ("arithmetic", |xs, ws| rows(Mean::Arithmetic, xs, ws)),
    ("geometric", |xs, ws| rows(Mean::Geometric, xs, ws)),
    ("harmonic", |xs, ws| rows(Mean::Harmonic, xs, ws)),
    ("power_2", |xs, ws| rows(Mean::Power(2.0), xs, ws)),
    ("power_0.3", |xs, ws| rows(Mean::Power(0.3), xs, ws)),
    ("median", |xs, _| rows(Mean::Median, xs, &[1.0; INDICATORS])),
    ("min_max", |xs, _| {
        let scores =
            Normalise::MinMax { range: [0.0, 1.0] }.matrix(xs, &[Direction::Up; INDICATORS]);
        black_box(scores).unwrap_or_else(|error| panic!("{error}"));
    }),
    ("entropy", |xs, _| {
        black_box(entropy(xs)).unwrap_or_else(|error| panic!("{error}"));
    }),
];

/// Once a second is enough.
const SLOW: Task = ("copeland", |xs, ws| {
    black_box(copeland(xs, ws)).unwrap_or_else(|error| panic!("{error}"));
});

fn least(times: usize) {
    for units in UNITS {
        let (xs, ws) = (values(units), weights());
        for ((name, task), times) in TASKS.iter().map(|t| (t, times)).chain([(&SLOW, 3)]) {
            let seconds = (0..times.max(1)).map(|_| {
                let start = Instant::now();
                task(xs.view(), &ws);
                start.elapsed().as_secs_f64()
            });
            println!("{name} {units} {:.3}", 1e6 * seconds.fold(f64::INFINITY, f64::min));
        }
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    if let [flag, times] = arguments.as_slice()
        && flag == "--least"
    {
        least(times.parse().unwrap_or(200));
        return;
    }
    let mut criterion = Criterion::default().configure_from_args();
    for units in UNITS {
        let (xs, ws) = (values(units), weights());
        let mut group = criterion.benchmark_group(format!("matrix_{units}_units_35_indicators"));
        for (name, task) in TASKS.iter().chain([&SLOW]) {
            group.sample_size(if *name == "copeland" { 10 } else { 100 });
            group.bench_function(*name, |b| b.iter(|| task(xs.view(), &ws)));
        }
        group.finish();
    }
    criterion.final_summary();
}
