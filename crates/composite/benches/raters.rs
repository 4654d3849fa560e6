//! Speed of what is asked of raters, at the size of a large round: 300 raters of 700 units.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use ideal_composite::agreement::{AlphaBootstrap, Level, alpha};
use ideal_composite::draws::{Stream, stream_id};
use ideal_composite::ratings::{Rating, Ratings};
use ideal_composite::severity::severity;

const RATERS: usize = 300;
const UNITS: usize = 700;

/// Ratings from 0 to 10 in halves, so many of every hundred given.
fn ratings(per_cent: f64) -> Ratings {
    let mut random = Stream::new(1, stream_id("bench"), 0);
    let levels: Vec<f64> = (0..UNITS).map(|_| 5.0 + 1.8 * random.normal()).collect();
    let severities: Vec<f64> = (0..RATERS).map(|_| random.normal()).collect();
    let mut all = Vec::new();
    for (unit, level) in levels.iter().enumerate() {
        for (rater, severity) in severities.iter().enumerate() {
            let figure = level + severity + random.normal();
            if random.chance(per_cent / 100.0) {
                let value = ((2.0 * figure).round_ties_even() / 2.0).clamp(0.0, 10.0);
                all.push(Rating { unit, rater, value });
            }
        }
    }
    Ratings::new(UNITS, RATERS, &all).unwrap_or_else(|error| panic!("{error}"))
}

fn of_raters(c: &mut Criterion) {
    let mut group = c.benchmark_group("raters_300_units_700");
    group.sample_size(10);
    for per_cent in [3.0, 95.0] {
        let ratings = ratings(per_cent);
        let size = ratings.len();
        for level in [Level::Ordinal, Level::Ratio] {
            let name = format!("alpha_{}_{size}", level.word());
            group.bench_function(&name, |b| b.iter(|| black_box(alpha(&ratings, level))));
            let boot = AlphaBootstrap::default();
            let name = format!("interval_{}_{size}", level.word());
            group.bench_function(&name, |b| b.iter(|| black_box(boot.interval(&ratings, level))));
        }
        group.bench_function(format!("severity_{size}"), |b| {
            b.iter(|| black_box(severity(&ratings)));
        });
    }
    group.finish();
}

criterion_group!(benches, of_raters);
criterion_main!(benches);
