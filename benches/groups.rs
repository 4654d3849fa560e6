//! Criminal groups by SLEIPNIR: five thousand with nineteen attributes, three raters each, in ten
//! thousand draws, which should take less than ten seconds on two cores.
//!
//! `cargo bench --bench groups`

#![allow(missing_docs)]

#[expect(dead_code, reason = "another bench uses the rest")]
mod synthetic;

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use ideal_engine::{GroupsBy, rank_groups};
use ideal_model::{AssessmentInput, GroupMethod};

const RATERS: usize = 3;

/// A project with so many groups, rated by rule.
fn assessment(groups: usize, draws: u32) -> AssessmentInput {
    let words = ["high", "medium", "low", "nil", "unknown"];
    let shipped = GroupMethod::shipped().unwrap_or_else(|f| panic!("{f:?}"));
    let method = shipped.iter().find(|m| m.id == GroupMethod::USUAL);
    let attributes = method.map_or(&[][..], |m| &m.attributes);
    let mut sheets = String::from("group,principal\n");
    let mut ratings = String::from("group,attribute,rating,period,reliability,credibility,rater\n");
    for g in 0..groups {
        let _ = writeln!(sheets, "g{g:05},extortion");
        for (k, a) in attributes.iter().enumerate() {
            for r in 0..RATERS {
                let word = words[(g * 7 + k * 3 + r * (g + k)) % words.len()];
                let _ = writeln!(ratings, "g{g:05},{},{word},2023,B,2,R{r}", a.id);
            }
        }
    }
    let project =
        synthetic::project(10, 1).with("groups.csv", &sheets).with("group_ratings.csv", &ratings);
    let loaded = ideal_evidence::load(&project, &[]);
    match loaded.assessment {
        Some(a) => AssessmentInput { draws, ..a },
        None => panic!("{:?}", loaded.findings.iter().take(3).collect::<Vec<_>>()),
    }
}

fn ranked(c: &mut Criterion) {
    let mut group = c.benchmark_group("rank_groups_19_attributes_3_raters_10000_draws");
    group.sample_size(10).measurement_time(Duration::from_secs(20));
    for groups in [200, 5_000] {
        group.throughput(Throughput::Elements(groups as u64 * 10_000));
        group.bench_function(BenchmarkId::from_parameter(groups), |b| {
            let a = assessment(groups, 10_000);
            let sleipnir = a.group_sheets.methods.iter().find(|m| m.id == GroupMethod::USUAL);
            let Some(method) = sleipnir else { panic!("SLEIPNIR ships") };
            b.iter(|| black_box(rank_groups(&a, method, GroupsBy::All, &())));
        });
    }
    group.finish();
}

criterion_group!(benches, ranked);
criterion_main!(benches);
