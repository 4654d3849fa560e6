//! From records to figures: growth in rows and in places.
//!
//! `cargo bench --bench records`; rows that nobody reported, made by rule.

#![allow(missing_docs)]

use std::fmt::Write as _;
use std::hint::black_box;
use std::path::PathBuf;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use ideal_evidence::publisher::incidents::{Denominators, read_incidents};
use ideal_evidence::publisher::{Recipe, open_recipe};
use tempfile::TempDir;

const RECIPE: &str = r#"id = "made"
[source]
id = "made"
publisher = "Nobody"
title = "Records that nobody reported"
licence = "CC0"
[file]
format = "csv"
[territory]
column = "municipio"
codes = "prefix"
prefix = "MX-"
pad = 5
parent = "MEX"
[crime_area]
column = "delito"
table = { "extorsion" = "extortion", "secuestro" = "kidnapping", "cocaina" = "drug_cocaine" }
[period]
date = "fecha"
order = "ymd"
by = "month"
[[measure]]
indicator = "made.victims"
sum = "victimas"
[[define]]
code = "made.victims"
name = "Victims"
unit = "victims"
kind = "recorded"
"#;

/// A folder with the recipe and so many records of so many places.
fn made(rows: u64, places: u64) -> (TempDir, Recipe, PathBuf) {
    let dir = tempfile::tempdir().unwrap_or_else(|e| panic!("{e}"));
    let (recipe, file) = (dir.path().join("r.toml"), dir.path().join("d.csv"));
    let mut text = String::from("fecha,municipio,delito,victimas\n");
    for i in 0..rows {
        let h = i.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20;
        let offence = ["extorsion", "secuestro", "cocaina"][usize::try_from(h % 3).unwrap_or(0)];
        let place = (h / 3 % places) * (h / 7 % places) / places;
        let _ = writeln!(
            text,
            "{}-{:02}-{:02},{place:05},{offence},{}",
            2022 + h % 2,
            1 + h / 11 % 12,
            1 + h / 13 % 28,
            1 + h % 4
        );
    }
    let written = std::fs::write(&recipe, RECIPE).and_then(|()| std::fs::write(&file, text));
    written.unwrap_or_else(|e| panic!("{e}"));
    let recipe = open_recipe(&recipe).unwrap_or_else(|e| panic!("{e}"));
    (dir, recipe, file)
}

fn records(c: &mut Criterion) {
    let mut group = c.benchmark_group("records");
    group.sample_size(10).measurement_time(Duration::from_secs(10));
    for (rows, places) in [(100_000, 100), (1_000_000, 100), (1_000_000, 20_000)] {
        let (_dir, recipe, file) = made(rows, places);
        group.throughput(Throughput::Elements(rows));
        let id = BenchmarkId::new(format!("{places}_places"), rows);
        group.bench_with_input(id, &file, |b, file| {
            b.iter(|| {
                let files = std::slice::from_ref(file);
                let read = read_incidents(&recipe, files, Denominators::new(), &());
                let read = read.unwrap_or_else(|e| panic!("{e}"));
                black_box(read.quality.used)
            });
        });
    }
    group.finish();
}

criterion_group!(benches, records);
criterion_main!(benches);
