//! From files to checked evidence: growth in rows.
//!
//! `cargo bench --bench ingest`

#![allow(missing_docs)]

#[expect(dead_code, reason = "another bench uses the rest")]
mod synthetic;

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

fn rows(c: &mut Criterion) {
    let mut group = c.benchmark_group("ingest_rows");
    group.sample_size(10).measurement_time(Duration::from_secs(10));
    for territories in [29, 286, 2_857, 28_572] {
        let n = territories * synthetic::INDICATORS;
        let project = synthetic::project(territories, 1);
        group.throughput(Throughput::Elements(n as u64));
        group.bench_with_input(BenchmarkId::from_parameter(n), &project, |b, p| {
            b.iter(|| black_box(ideal_evidence::load(p, &[])))
        });
    }
    group.finish();
}

fn demonstration(c: &mut Criterion) {
    c.bench_function("ingest_demonstration", |b| {
        b.iter(|| black_box(ideal::Project::Demonstration.load()))
    });
}

criterion_group!(benches, rows, demonstration);
criterion_main!(benches);
