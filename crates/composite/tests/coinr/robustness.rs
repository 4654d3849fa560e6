//! Leaving elements out, comparing two builds, and every replication of COINr's uncertainty and
//! sensitivity analyses.

use ideal_composite::aggregate::Mean;
use ideal_composite::moments::{mean, median, quantile};
use ideal_composite::normalise::Normalise;
use ideal_composite::rank::{competition, mean_shift};
use ideal_composite::remove::remove_each;
use ideal_composite::sensitivity::{IndexSpec, sobol_indices};
use ideal_composite::treat::{Limits, Transform, Treatment, treat};
use ideal_composite::tree::{Floor, How};
use ndarray::{Array2, ArrayView2};

use crate::asem::{Asem, MINMAX, MINMAX_1, PRANK, each_column};
use crate::table::{Report, Table};

pub fn compare(report: &mut Report) {
    let asem = Asem::read(report);
    removals(report, &asem);
    builds(report, &asem);
    for (name, factors) in [("ua", 0), ("sa", 3), ("ua4", 0), ("sa4", 4)] {
        analysis(report, &asem, name, factors);
    }
}

fn ranked(xs: &[f64]) -> Vec<f64> {
    competition(xs).into_iter().map(|r| r.map_or(f64::NAN, f64::from)).collect()
}

fn removals(report: &mut Report, asem: &Asem) {
    let xs = asem.matrix(&report.table("asem/06_norm_minmax_0_100.csv"));
    for level in 1..=3 {
        let file = |what: &str| format!("asem/robust/remove_L{level}_{what}.csv");
        let (scores, ranks, shifts) = (
            report.table(&file("scores")),
            report.table(&file("ranks")),
            report.table(&file("meanabsdiff")),
        );
        let codes = scores.head[2..].to_vec();
        let elements: Vec<usize> = codes.iter().map(|c| asem.element(c)).collect();
        let theirs = shifts.keyed("mean_abs_rank_diff");
        for (code, r) in codes
            .iter()
            .zip(remove_each(&asem.plain(), xs.view(), asem.element("Index"), &elements).unwrap())
        {
            report.check(&file("scores"), code, &r.scores, &scores.numbers(code));
            let places: Vec<f64> = r.ranks.iter().map(|r| r.map_or(f64::NAN, f64::from)).collect();
            report.check(&file("ranks"), code, &places, &ranks.numbers(code));
            report.check(&file("meanabsdiff"), code, &[r.mean_shift.unwrap()], &[theirs[code]]);
        }
    }
}

fn index(asem: &Asem, xs: ArrayView2<'_, f64>) -> Vec<f64> {
    asem.plain().aggregate(xs).unwrap().column(asem.element("Index")).to_vec()
}

fn builds(report: &mut Report, asem: &Asem) {
    let treated = asem.matrix(&report.table("asem/05_treated.csv"));
    let one = index(asem, asem.normalised(treated.view(), MINMAX).view());
    let two = index(asem, asem.normalised(treated.view(), PRANK).view());
    for (what, a, b) in
        [("ranks", ranked(&one), ranked(&two)), ("scores", one.clone(), two.clone())]
    {
        let name = format!("asem/robust/compare_minmax_vs_prank_{what}.csv");
        let t = report.table(&name);
        let difference: Vec<f64> = a.iter().zip(&b).map(|(a, b)| a - b).collect();
        report.check(&name, "coin.1", &a, &t.numbers("coin.1"));
        report.check(&name, "coin.2", &b, &t.numbers("coin.2"));
        report.check(&name, "Diff", &difference, &t.numbers("Diff"));
        report.check(
            &name,
            "Abs.diff",
            &difference.iter().map(|d| d.abs()).collect::<Vec<_>>(),
            &t.numbers("Abs.diff"),
        );
    }
}

/// The index of one replication.
fn replication(
    asem: &Asem,
    screened: ArrayView2<'_, f64>,
    noise: &Table,
    design: &Table,
    row: usize,
) -> Vec<f64> {
    let cell = |column: &str| design.texts(column)[row];
    let t = Treatment::standard(
        cell("Winmax").parse().unwrap(),
        Limits::default(),
        Some(Transform::LogCt),
    );
    let treated = each_column(screened, |_, x| treat(x, &t).values);
    let normalised: Array2<f64> = match cell("Normalisation") {
        "minmax" => asem.normalised(treated.view(), MINMAX_1),
        "zscore" => asem.normalised(treated.view(), Normalise::ZScore { mean: 50.0, sd: 5.0 }),
        "prank" => asem.normalised(treated.view(), PRANK),
        other => panic!("{other}"),
    };
    let how = match design.head.iter().any(|h| h == "Aggregation").then(|| cell("Aggregation")) {
        Some("a_gmean") => Mean::Geometric,
        _ => Mean::Arithmetic,
    };
    let ws = asem.weights(noise, cell("Weights"));
    let tree = asem.tree([How::Mean(how); 3], Floor::None).with_weights(&ws).unwrap();
    tree.aggregate(normalised.view()).unwrap().column(asem.element("Index")).to_vec()
}

fn analysis(report: &mut Report, asem: &Asem, name: &str, factors: usize) {
    let file = |what: &str| format!("asem/sens/{name}_{what}.csv");
    let noise = report.table("asem/sens/noisy_weights.csv");
    report.input("asem/sens/noisy_weights.csv");
    report.input(&file("design"));
    let screened = asem.matrix(&report.table("asem/04_screened.csv"));
    let (design, scores, ranks) = (
        report.table(&file("design")),
        report.table(&file("scores")),
        report.table(&file("ranks")),
    );
    let nominal = scores.numbers("Nominal");
    let places = competition(&nominal);
    let mut columns: Vec<Vec<f64>> = Vec::new();
    let mut shifts = Vec::new();
    for row in 0..design.rows.len() {
        let head = format!("r_{}", row + 1);
        let got = replication(asem, screened.view(), &noise, &design, row);
        report.check(&file("scores"), &head, &got, &scores.numbers(&head));
        report.check(&file("ranks"), &head, &ranked(&got), &ranks.numbers(&head));
        shifts.push(mean_shift(&places, &competition(&got)).unwrap());
        columns.push(ranked(&got));
    }
    let y = report.table(&file("y"));
    let last = y.head.last().unwrap().clone();
    report.check(&file("y"), "mean absolute shift of rank", &shifts, &y.numbers(&last));
    let used = if factors == 0 { columns.len() } else { 2 * columns.len() / (factors + 2) };
    let stats = report.table(&file("rankstats"));
    let of = |f: &dyn Fn(&[f64]) -> Option<f64>| -> Vec<f64> {
        (0..asem.units.len())
            .map(|u| f(&columns[..used].iter().map(|c| c[u]).collect::<Vec<_>>()).unwrap())
            .collect()
    };
    report.check(&file("rankstats"), "Nominal", &ranked(&nominal), &stats.numbers("Nominal"));
    report.check(&file("rankstats"), "Mean", &of(&mean), &stats.numbers("Mean"));
    report.check(&file("rankstats"), "Median", &of(&median), &stats.numbers("Median"));
    report.check(&file("rankstats"), "Q5", &of(&|x| quantile(x, 0.05)), &stats.numbers("Q5"));
    report.check(&file("rankstats"), "Q95", &of(&|x| quantile(x, 0.95)), &stats.numbers("Q95"));
    if factors > 0 {
        let t = report.table(&file("indices"));
        let spec = IndexSpec { resamples: 0, centre: false, ..IndexSpec::default() };
        let found = sobol_indices(&shifts, factors, &spec).unwrap().factors;
        report.check(
            &file("indices"),
            "Si",
            &found.iter().map(|f| f.first_order).collect::<Vec<_>>(),
            &t.numbers("Si"),
        );
        report.check(
            &file("indices"),
            "STi",
            &found.iter().map(|f| f.total).collect::<Vec<_>>(),
            &t.numbers("STi"),
        );
    }
}
