//! From an assessment to its results: growth in units, and the build COINr takes 0.28 s for.
//!
//! `cargo bench --bench scoring`

#![allow(missing_docs)]

mod synthetic;

use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

/// A synthetic project, read and checked.
fn assessment(project: &ideal_evidence::InMemory, draws: u32) -> Arc<ideal_model::AssessmentInput> {
    let loaded = ideal_evidence::load(project, &[]);
    match loaded.assessment {
        Some(a) => Arc::new(ideal_model::AssessmentInput { draws, ..a }),
        None => panic!("{:?}", loaded.findings.iter().take(3).collect::<Vec<_>>()),
    }
}

fn units(c: &mut Criterion) {
    let mut group = c.benchmark_group("score_35_indicators_4_levels");
    group.measurement_time(Duration::from_secs(5));
    for units in [193, 1_000, 10_000, 100_000] {
        group.sample_size(if units > 1_000 { 10 } else { 50 });
        group.throughput(Throughput::Elements(units as u64));
        group.bench_function(BenchmarkId::from_parameter(units), |b| {
            let assessment = assessment(&synthetic::project(units, 1), 0);
            b.iter(|| black_box(ideal_engine::run(Arc::clone(&assessment), &())));
        });
    }
    group.finish();
}

/// Weights, evidence error and missing leaves vary together; scores of every block, ranks, tie
/// groups.
fn simulation(c: &mut Criterion) {
    let mut group = c.benchmark_group("simulate_35_indicators_4_levels_10000_draws");
    group.sample_size(10).measurement_time(Duration::from_secs(5));
    for units in [51, 193, 1_000] {
        group.throughput(Throughput::Elements(units as u64 * 10_000));
        group.bench_function(BenchmarkId::from_parameter(units), |b| {
            let assessment = assessment(&synthetic::uncertain(units), 10_000);
            b.iter(|| black_box(ideal_engine::run(Arc::clone(&assessment), &())));
        });
    }
    group.finish();
}

fn demonstration(c: &mut Criterion) {
    let mut group = c.benchmark_group("score_demonstration");
    group.sample_size(10).measurement_time(Duration::from_secs(10));
    for draws in [0, 10_000] {
        let assessment = match ideal::Assessment::demo() {
            Ok(a) => a.with_draws(draws),
            Err(e) => panic!("{e}"),
        };
        group.bench_with_input(BenchmarkId::new("draws", draws), &assessment, |b, a| {
            b.iter(|| black_box(a.run()))
        });
    }
    group.finish();
}

criterion_group!(benches, units, simulation, demonstration);
criterion_main!(benches);
