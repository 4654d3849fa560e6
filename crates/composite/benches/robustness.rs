//! Speed of the Monte Carlo kernels, in the shapes that the documentation quotes.
//!
//! `cargo bench -p ideal-composite --bench robustness`

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use ideal_composite::draws::Stream;
use ideal_composite::robustness::{
    NodeSpec, NodeStatistics, RankSpec, RankStatistics, WeightsOnly,
};
use ideal_composite::sensitivity::{Design, IndexSpec, sobol_indices};
use ndarray::Array2;
use std::hint::black_box;

/// Units x 35 indicators on [0, 1] with a common factor, as real indicator sets have.
fn values(units: usize) -> Array2<f64> {
    let mut out = Array2::zeros((units, 35));
    for (u, mut row) in out.rows_mut().into_iter().enumerate() {
        let mut stream = Stream::new(20_261_123, 1, u as u64);
        let common = 0.5 * stream.normal();
        row.iter_mut().for_each(|x| *x = libm::exp(common + 0.6 * stream.normal()));
    }
    for mut column in out.columns_mut() {
        let low = column.iter().copied().fold(f64::INFINITY, f64::min);
        let high = column.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        column.mapv_inplace(|x| (x - low) / (high - low));
    }
    out
}

fn weights(c: &mut Criterion) {
    let mut group = c.benchmark_group("weights_only_35_indicators_10000_draws");
    for units in [193, 2_000, 20_000] {
        let values = values(units);
        let analysis = match WeightsOnly::new(values.view(), &[1.0; 35]) {
            Ok(a) => a.concentration(35.0).draws(10_000).seed(7).moments(false),
            Err(error) => panic!("{error}"),
        };
        group.sample_size(if units > 10_000 { 10 } else { 30 });
        group.bench_function(units.to_string(), |b| b.iter(|| black_box(analysis.run())));
    }
    group.finish();
}

fn statistics(c: &mut Criterion) {
    let mut group = c.benchmark_group("statistics_of_a_simulation");
    group.sample_size(10);
    let mut block = Array2::zeros((1_000, 2_000));
    for (d, mut row) in block.rows_mut().into_iter().enumerate() {
        let mut stream = Stream::new(1, 2, d as u64);
        row.iter_mut().for_each(|x| *x = 50.0 + 10.0 * stream.normal());
    }
    let cuts = vec![Some(0); 2_000];
    group.bench_function("nodes_2000_columns_1000_draws", |b| {
        b.iter_batched(
            || NodeSpec { cuts: vec![vec![40.0, 60.0, 80.0]], ..NodeSpec::default() },
            |spec| {
                // Announced as ten thousand draws, so that histograms are used.
                let mut nodes = NodeStatistics::new(10_000, spec, &cuts)?;
                nodes.push_block(block.view())?;
                Ok::<_, ideal_composite::robustness::RobustnessError>(nodes.finish())
            },
            BatchSize::SmallInput,
        );
    });
    let point = vec![50.0; 2_000];
    group.bench_function("ranking_2000_units_1000_draws", |b| {
        b.iter(|| {
            let mut ranking = RankStatistics::new(&point, 1_000, RankSpec::default())?;
            ranking.push_block(block.view(), None)?;
            Ok::<_, ideal_composite::robustness::RobustnessError>(ranking.finish())
        });
    });
    group.finish();
}

fn sensitivity(c: &mut Criterion) {
    let mut group = c.benchmark_group("sobol_1024_rows_10_inputs");
    let outputs: Vec<f64> = match Design::sobol(10, 1024, 1) {
        Ok(design) => design.matrix().rows().into_iter().map(|r| r.iter().sum()).collect(),
        Err(error) => panic!("{error}"),
    };
    group.bench_function("sample", |b| {
        b.iter(|| black_box(Design::sobol(10, 1024, 1).map(|d| d.matrix())))
    });
    group.bench_function("analyse_with_intervals", |b| {
        b.iter(|| black_box(sobol_indices(&outputs, 10, &IndexSpec::default())));
    });
    group.finish();
}

criterion_group!(benches, weights, statistics, sensitivity);
criterion_main!(benches);
