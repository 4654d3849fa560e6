//! Normalisation against COINr's, function by function.

use ideal_composite::normalise::{Direction, Normalise};
use ideal_composite::rank::{Ties, competition};
use ndarray::{Array2, ArrayView2};

use crate::analysis::nearly_tied;
use crate::asem::{Asem, MINMAX, MINMAX_1, PRANK, columns, each_column};
use crate::table::Report;

/// A normalisation and the arithmetic means of it. Where COINr divides by zero we refuse the
/// column; what does not rest on such a column has to agree.
fn with_scores(report: &mut Report, asem: &Asem, name: &str, done: ArrayView2<'_, f64>) {
    let (file, means) =
        (format!("asem/alt/norm_{name}.csv"), format!("asem/alt/norm_{name}_agg_amean.csv"));
    let t = report.table(&file);
    let mut touched = vec![false; asem.elements.len()];
    for code in &asem.codes {
        let column = done.column(asem.element(code)).to_vec();
        if column.iter().all(|x| x.is_nan()) {
            assert!(
                t.numbers(code).iter().all(|x| !x.is_finite()),
                "{name} {code}: refused without need"
            );
            let mut at = Some(asem.element(code));
            while let Some(k) = at {
                touched[k] = true;
                at = asem.parents[k];
            }
        } else {
            report.check(&file, code, &column, &t.numbers(code));
        }
    }
    let (scores, t) = (asem.plain().aggregate(done).unwrap(), report.table(&means));
    for (k, code) in asem.elements.iter().enumerate().filter(|(k, _)| !touched[*k]) {
        report.check(&means, code, &scores.column(k).to_vec(), &t.numbers(code));
    }
    if touched.contains(&true) {
        report.defect(
            &file,
            "divides by zero: infinite scores (the other columns are compared, although negative \
             indicators run the wrong way)",
        );
        report.defect(&means, "averages infinite scores (the other nodes are compared)");
    }
}

/// Negative indicators as fractions of their maximum: negated first, the values become x / min, so
/// the best unit gets 1 and the worst the most. Shown with COINr's own numbers, and that we know of
/// it.
fn wrong_way_fractions(report: &mut Report, asem: &Asem, treated: ArrayView2<'_, f64>) {
    let name = "asem/alt/norm_fracmax.csv";
    let t = report.table(name);
    let fraction = Normalise::FractionOfMax { range: [0.0, 1.0] };
    let (mut refused, mut reversed) = (0, 0);
    for (j, code) in asem.codes.iter().enumerate() {
        let (x, theirs) = (treated.column(j).to_vec(), t.numbers(code));
        let down = asem.directions[j] == Direction::Down;
        let lowest = x.iter().copied().fold(f64::INFINITY, f64::min);
        let highest = x.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let at = |v: f64| theirs[x.iter().position(|a| *a == v).unwrap()];
        report.same(
            name,
            &format!("{code} reversed"),
            &fraction.reverses(&x, asem.directions[j]),
            &(down && at(lowest) < at(highest)),
        );
        if down && lowest == 0.0 {
            refused += 1;
            assert!(at(lowest).is_nan() && at(highest).is_infinite(), "{code}");
        } else if down {
            reversed += 1;
            println!(
                "{name}: {code}, where lower is better, from {lowest} to {highest}: COINr's best \
                 {}, worst {:.4}",
                at(lowest),
                at(highest)
            );
        }
        if down {
            // What is meant has a score for every unit, the best at the top.
            let meant =
                Normalise::Goalposts { low: 0.0, high: highest, range: [0.0, 1.0], clamp: false };
            let ours = meant.column(&x, Direction::Down).unwrap();
            let kept = x.iter().zip(&ours).all(|(v, s)| (s - (1.0 - v / highest)).abs() < 1e-15);
            report.same(name, &format!("{code} in its own direction"), &kept, &true);
        }
    }
    report.same(name, "negative indicators refused and reversed", &(refused, reversed), &(3, 11));
}

pub fn normalised(report: &mut Report, asem: &Asem, treated: ArrayView2<'_, f64>) {
    let done = asem.normalised(treated, MINMAX);
    asem.check(report, "asem/06_norm_minmax_0_100.csv", done.view());
    let scores = asem.plain().aggregate(done.view()).unwrap();
    asem.check(report, "asem/07_agg_amean.csv", scores.view());
    let name = "asem/07_agg_amean_ranks.csv";
    let theirs = columns(&report.table(name), &asem.elements);
    let ranks = each_column(scores.view(), |j, x| {
        let near = nearly_tied(x);
        competition(x)
            .into_iter()
            .enumerate()
            .map(|(i, r)| if near[i] { theirs[[i, j]] } else { r.map_or(f64::NAN, f64::from) })
            .collect()
    });
    asem.check(report, name, ranks.view());
    report.defect(
        name,
        "scores that differ by rounding only are ranked apart (the other units are compared)",
    );

    every_function(report, asem, treated);
    wrong_way_fractions(report, asem, treated);
    with_posts_and_references(report, asem, treated);
    with_parameters_of_each(report, asem, treated);
}

/// Every function that is the same for all indicators.
fn every_function(report: &mut Report, asem: &Asem, treated: ArrayView2<'_, f64>) {
    let unit = [0.0, 1.0];
    let both = |report: &mut Report, name: &str, done: Array2<f64>| {
        with_scores(report, asem, name, done.view())
    };
    for (name, f) in [
        ("minmax_1_100", MINMAX_1),
        ("zscore_0_1", Normalise::ZScore { mean: 0.0, sd: 1.0 }),
        ("zscore_10_2", Normalise::ZScore { mean: 10.0, sd: 2.0 }),
        ("dist2max", Normalise::DistanceToMax { range: unit }),
        ("fracmax", Normalise::FractionOfMax { range: unit }),
        ("prank", PRANK),
        ("prank_average", Normalise::PercentileRank { range: unit, ties: Ties::Average }),
        ("rank", Normalise::Rank { ties: Ties::Min }),
        ("borda", Normalise::Borda { ties: Ties::Min }),
        ("none", Normalise::None { range: [0.0, 0.0] }),
    ] {
        both(report, name, asem.normalised(treated, f));
    }
}

/// Posts for all of them, and the value of one unit as a reference.
fn with_posts_and_references(report: &mut Report, asem: &Asem, treated: ArrayView2<'_, f64>) {
    let unit = [0.0, 1.0];
    let both = |report: &mut Report, name: &str, done: Array2<f64>| {
        with_scores(report, asem, name, done.view())
    };
    // COINr negates first and leaves the posts as they are; to get its numbers we have to negate by
    // hand.
    let negated = |j: usize, x: &[f64]| {
        x.iter()
            .map(|v| if asem.directions[j] == Direction::Down { -v } else { *v })
            .collect::<Vec<_>>()
    };
    let scaled = Normalise::Scaled { posts: [0.0, 100.0], factor: 100.0 };
    both(
        report,
        "scaled_0_100",
        each_column(treated, |j, x| scaled.column(&negated(j, x), Direction::Up).unwrap()),
    );
    for (name, cap) in [("dist2ref", false), ("dist2ref_cap", true)] {
        let done = each_column(treated, |j, x| {
            // A reference at the bottom of its indicator: COINr divides by zero, we say so.
            let f = Normalise::DistanceToReference { reference: x[2], range: unit, cap };
            f.column(x, asem.directions[j]).unwrap_or_else(|_| vec![f64::NAN; x.len()])
        });
        both(report, name, done);
    }
}

/// Parameters of each indicator's own, from COINr's table of them.
fn with_parameters_of_each(report: &mut Report, asem: &Asem, treated: ArrayView2<'_, f64>) {
    let unit = [0.0, 1.0];
    let both = |report: &mut Report, name: &str, done: Array2<f64>| {
        with_scores(report, asem, name, done.view())
    };
    let meta = report.table("asem/iMeta_norm_params.csv");
    report.input("asem/iMeta_norm_params.csv");
    let codes = meta.texts("iCode");
    let parameter = |j: usize, column: &str| {
        meta.numbers(column)[codes.iter().position(|c| *c == asem.codes[j]).unwrap()]
    };
    let yes = |j: usize, column: &str| {
        meta.texts(column)[codes.iter().position(|c| *c == asem.codes[j]).unwrap()] == "TRUE"
    };
    let per_indicator = |f: &dyn Fn(usize) -> Normalise| {
        each_column(treated, |j, x| f(j).column(x, asem.directions[j]).unwrap())
    };
    let range = |j| Normalise::MinMax {
        range: [parameter(j, "minmax_lower"), parameter(j, "minmax_upper")],
    };
    both(report, "iMeta_minmax", per_indicator(&range));
    let z =
        |j| Normalise::ZScore { mean: parameter(j, "zscore_mean"), sd: parameter(j, "zscore_sd") };
    both(report, "iMeta_zscore", per_indicator(&z));
    let posts = |j| [parameter(j, "scaled_lower"), parameter(j, "scaled_upper")];
    both(
        report,
        "iMeta_scaled",
        per_indicator(&|j| Normalise::Scaled {
            posts: posts(j),
            factor: parameter(j, "scale_factor"),
        }),
    );
    let target = |j| Normalise::DistanceToTarget {
        target: parameter(j, "Target"),
        range: unit,
        cap: yes(j, "dist2targ_cap_max"),
    };
    both(report, "iMeta_dist2targ", per_indicator(&target));
    let goalposts = |j| Normalise::Goalposts {
        low: parameter(j, "goalpost_lower"),
        high: parameter(j, "goalpost_upper"),
        range: [0.0, parameter(j, "goalpost_scale")],
        clamp: yes(j, "goalpost_trunc2posts"),
    };
    both(report, "iMeta_goalposts", per_indicator(&goalposts));
}
