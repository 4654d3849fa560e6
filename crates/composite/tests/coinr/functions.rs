//! COINr's functions on single vectors.

use std::collections::BTreeMap;

use ideal_composite::aggregate::Mean;
use ideal_composite::impute::{Statistic, column};
use ideal_composite::moments::{kurtosis, quantile, skewness};
use ideal_composite::normalise::{Direction, Normalise};
use ideal_composite::rank::Ties;
use ideal_composite::sensitivity::{IndexSpec, sobol_indices};
use ideal_composite::treat::{Limits, Transform, Winsorise};

use crate::table::{Report, number};

const FILE: &str = "functions/expected.csv";

pub fn compare(report: &mut Report) {
    let vectors: BTreeMap<String, Vec<f64>> = report
        .table("functions/vectors.csv")
        .rows
        .iter()
        .map(|r| (r[0].clone(), r[1].split(';').map(number).collect()))
        .collect();
    report.input("functions/vectors.csv");
    for row in report.table(FILE).rows {
        let [function, args, x, _, result] = row.as_slice() else { panic!("{row:?}") };
        let what = format!("{function}({args}) of {x}");
        let xs = &vectors[x];
        if function == "check_SkewKurt.Pass" {
            let pass = match result.as_str() {
                "TRUE" => Some(true),
                "FALSE" => Some(false),
                _ => None,
            };
            report.same(FILE, &what, &Limits::default().test(xs).pass, &pass);
            continue;
        }
        if function == "a_genmean" && xs.iter().any(|v| v.is_nan()) {
            // COINr forgets to leave missing members out and has no number.
            report.same(FILE, &what, &result.as_str(), &"NA");
            continue;
        }
        let want: Vec<f64> = result.split(';').map(number).collect();
        match ours(function, args, xs) {
            Some(got) => report.check(FILE, &what, &got, &want),
            // We refuse: COINr stops too, gives no number, or gives one for a column that does not
            // vary.
            None => {
                let down = args.contains("direction=-1");
                let refused = runs_the_wrong_way(xs, &want, down)
                    || result == "ERROR"
                    || want.iter().all(|w| !w.is_finite())
                    || matches!(x.as_str(), "const" | "one");
                // COINr's log_GII returns what it was given; ours is tested against its formula.
                report.same(FILE, &what, &(refused || function == "log_GII"), &true);
            }
        }
    }
    sensitivity(report);
}

/// Whether COINr's scores rise towards the worst value: a target that is worse than every value, a
/// negative maximum.
fn runs_the_wrong_way(xs: &[f64], scores: &[f64], down: bool) -> bool {
    let by_value = |a: &usize, b: &usize| {
        if down { xs[*b].total_cmp(&xs[*a]) } else { xs[*a].total_cmp(&xs[*b]) }
    };
    let present: Vec<usize> =
        (0..xs.len()).filter(|k| !xs[*k].is_nan() && scores.len() == xs.len()).collect();
    let (worst, best) =
        (present.iter().copied().min_by(by_value), present.iter().copied().max_by(by_value));
    worst.zip(best).is_some_and(|(worst, best)| scores[worst] > scores[best])
}

/// Our result, none where we have none.
fn ours(function: &str, args: &str, xs: &[f64]) -> Option<Vec<f64>> {
    let numbers_in = |s: &str| {
        s.split(['=', ',', '(', ')', ';'])
            .filter_map(|p| p.parse::<f64>().ok())
            .collect::<Vec<f64>>()
    };
    let parameters = numbers_in(args);
    let unit = [0.0, 1.0];
    let normal = |f: Normalise| f.column(xs, Direction::Up).ok();
    let mean = |m: Mean, shift: bool| {
        let (x, w): (Vec<f64>, Vec<f64>) = xs
            .iter()
            .zip(1..)
            .filter(|(x, _)| !x.is_nan())
            .map(|(x, k)| (if shift { x.abs() + 0.5 } else { *x }, f64::from(k)))
            .unzip();
        m.value(&x, &w).map(|v| vec![v])
    };
    let transform = |t: Transform| t.apply(xs).ok();
    match function {
        "skew" => Some(vec![skewness(xs).unwrap_or(f64::NAN)]),
        "kurt" => Some(vec![kurtosis(xs).unwrap_or(f64::NAN)]),
        "winsorise.x" | "winsorise.nwin" => {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let w = Winsorise {
                max: Some(parameters[0] as usize),
                limits: Limits::default(),
                force: false,
            };
            let done = w.apply(xs).ok()?;
            #[allow(clippy::cast_precision_loss)]
            let moved = (done.high.len() + done.low.len()) as f64;
            Some(if function == "winsorise.x" { done.values } else { vec![moved] })
        }
        "log_CT" => transform(Transform::LogCt),
        "log_CT_plus" => transform(Transform::LogCtPlus),
        "log_CT_orig" => transform(Transform::LogCtOrig),
        "log_GII" => None,
        "boxcox" => transform(Transform::BoxCox { lambda: parameters[0] }),
        "n_minmax" => normal(Normalise::MinMax { range: [0.0, 100.0] }),
        "n_zscore" => normal(Normalise::ZScore { mean: 0.0, sd: 1.0 }),
        "n_dist2max" => normal(Normalise::DistanceToMax { range: unit }),
        "n_fracmax" => normal(Normalise::FractionOfMax { range: unit }),
        "n_prank" => normal(Normalise::PercentileRank { range: unit, ties: Ties::Min }),
        "n_borda" => normal(Normalise::Borda { ties: Ties::Min }),
        "n_scaled" => normal(Normalise::Scaled { posts: [0.0, 100.0], factor: 100.0 }),
        "n_rank" => {
            let ties = match args {
                "ties=average" => Ties::Average,
                "ties=max" => Ties::Max,
                "ties=first" => Ties::First,
                "ties=last" => Ties::Last,
                _ => Ties::Min,
            };
            normal(Normalise::Rank { ties })
        }
        "n_goalposts" => {
            let direction =
                if args.contains("direction=-1") { Direction::Down } else { Direction::Up };
            let f = Normalise::Goalposts {
                low: 0.0,
                high: 8.0,
                range: [0.0, 100.0],
                clamp: !args.contains("FALSE"),
            };
            f.column(xs, direction).ok()
        }
        "n_dist2targ" => {
            let direction =
                if args.contains("direction=-1") { Direction::Down } else { Direction::Up };
            Normalise::DistanceToTarget {
                target: 4.0,
                range: unit,
                cap: args.contains("cap_max=TRUE"),
            }
            .column(xs, direction)
            .ok()
        }
        "i_mean" => Some(column(xs, Statistic::Mean)),
        "i_median" => Some(column(xs, Statistic::Median)),
        "quantile_type7" => {
            Some([0.05, 0.5, 0.95].iter().map(|p| quantile(xs, *p).unwrap_or(f64::NAN)).collect())
        }
        "a_amean" => mean(Mean::Arithmetic, false),
        "a_gmean" => mean(Mean::Geometric, true),
        "a_hmean" => mean(Mean::Harmonic, true),
        "a_genmean" => mean(Mean::Power(3.0), true),
        other => panic!("nothing of ours for {other}"),
    }
}

/// The estimator of Sobol indices on a stored sample.
fn sensitivity(report: &mut Report) {
    let y = report.table("functions/sa_y.csv").numbers("y");
    let sample = report.table("functions/sa_sample.csv");
    let x: Vec<Vec<f64>> = sample.head.iter().map(|h| sample.numbers(h)).collect();
    // The model of the manifest, so that the sample and its outputs belong together.
    let model: Vec<f64> =
        (0..y.len()).map(|k| x[0][k] + 2.0 * x[1][k] * x[1][k] + 3.0 * x[0][k] * x[2][k]).collect();
    report.check("functions/sa_y.csv", "y", &model, &y);
    report.input("functions/sa_sample.csv");
    let spec = IndexSpec { resamples: 0, centre: false, ..IndexSpec::default() };
    let found = sobol_indices(&y, 4, &spec).unwrap();
    let want = report.table("functions/sa_indices.csv");
    let name = "functions/sa_indices.csv";
    report.check(
        name,
        "Si",
        &found.factors.iter().map(|f| f.first_order).collect::<Vec<_>>(),
        &want.numbers("Si"),
    );
    report.check(
        name,
        "STi",
        &found.factors.iter().map(|f| f.total).collect::<Vec<_>>(),
        &want.numbers("STi"),
    );
    report.check(name, "Variance", &[found.variance; 4], &want.numbers("Variance"));
    report.defect(
        "functions/discrete_map.csv",
        "alternatives are cut over the range of the sample, not over 0..1",
    );
}
