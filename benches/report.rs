//! From results to pages and tables.
//!
//! `cargo bench --bench report`

#![allow(missing_docs)]

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use ideal::export::{FormatName, Sink, available};
use ideal::tables::TableKind;
use ideal::{Assessment, Lang, output};

fn demonstration(c: &mut Criterion) {
    let results = match Assessment::demo().and_then(|a| a.with_draws(0).run()) {
        Ok(results) => results,
        Err(e) => panic!("{e}"),
    };
    let mut group = c.benchmark_group("report_demonstration");
    group.sample_size(10).measurement_time(Duration::from_secs(10));
    for format in available() {
        group.bench_function(format!("{format}_es"), |b| {
            let languages = [Lang::Es.into()];
            let wanted = output::ReportFiles {
                languages: &languages,
                stem: "report",
                format,
                pictures: false,
            };
            let report = |sink: &mut Sink<'_>| output::report(results.behind(), &wanted, &(), sink);
            b.iter(|| black_box(report(&mut |_, _| Ok(()))).is_ok())
        });
    }
    group.bench_function("tables_csv", |b| {
        b.iter(|| TableKind::ALL.map(|kind| black_box(kind.of(&results).csv()).len()))
    });
    group.bench_function("tables_parquet", |b| {
        b.iter(|| TableKind::ALL.map(|kind| black_box(kind.of(&results).parquet()).is_ok()))
    });
    group.bench_function("whole_folder", |b| {
        b.iter(|| {
            black_box(output::produce(
                results.behind(),
                &FormatName::USUAL,
                &(),
                &mut |_, _| Ok(()),
            ))
        })
    });
    group.finish();
}

criterion_group!(benches, demonstration);
criterion_main!(benches);
