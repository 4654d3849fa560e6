//! The intricate functions, each computed a second time in another and plainer way.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::cast_precision_loss,
    clippy::disallowed_methods
)]

use ideal_composite::aggregate::{Mean, Penalty};
use ideal_composite::correlate::{Kind, correlation};
use ideal_composite::draws::Stream;
use ideal_composite::impute::{Fill, series};
use ideal_composite::normalise::{Direction, Normalise};
use ideal_composite::outrank::{copeland, outranking};
use ideal_composite::rank::Ties;
use ideal_composite::sensitivity::{IndexSpec, sobol_indices};
use ideal_composite::tree::{Element, Floor, How, Tree, TreeError};
use ideal_composite::weight::{
    Bounds, Objective, WeightError, benefit_of_the_doubt, critic, entropy, optimise,
};
use ndarray::{Array2, array};
use proptest::prelude::*;

/// Small whole numbers, so that ties are common, with some of them missing.
fn grid(gaps: bool) -> impl Strategy<Value = Array2<f64>> {
    (2..8_usize, 1..5_usize).prop_flat_map(move |(n, m)| {
        let cell =
            (0..12_u8).prop_map(move |x| if gaps && x > 9 { f64::NAN } else { f64::from(x % 5) });
        prop::collection::vec(cell, n * m)
            .prop_map(move |v| Array2::from_shape_vec((n, m), v).unwrap())
    })
}

/// The corner of a polytope {w: a w <= b} that is highest in the direction c, by trying all
/// corners. Three unknowns.
fn highest_corner(rows: &[([f64; 3], f64)], c: [f64; 3]) -> f64 {
    let det = |a: [[f64; 3]; 3]| {
        a[0][0] * (a[1][1] * a[2][2] - a[1][2] * a[2][1])
            - a[0][1] * (a[1][0] * a[2][2] - a[1][2] * a[2][0])
            + a[0][2] * (a[1][0] * a[2][1] - a[1][1] * a[2][0])
    };
    let mut best = f64::NEG_INFINITY;
    for i in 0..rows.len() {
        for j in 0..i {
            for k in 0..j {
                let a = [rows[i].0, rows[j].0, rows[k].0];
                let d = det(a);
                if d.abs() < 1e-9 {
                    continue;
                }
                let b = [rows[i].1, rows[j].1, rows[k].1];
                let w: Vec<f64> = (0..3)
                    .map(|column| {
                        let mut replaced = a;
                        (0..3).for_each(|row| replaced[row][column] = b[row]);
                        det(replaced) / d
                    })
                    .collect();
                let along = |v: &[f64; 3]| v.iter().zip(&w).map(|(v, w)| v * w).sum::<f64>();
                if rows.iter().all(|(v, limit)| along(v) <= limit + 1e-9) {
                    best = best.max(along(&c));
                }
            }
        }
    }
    best
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(128) })]

    #[test]
    fn outranking_with_gaps_in_whole_numbers(xs in grid(true), ws in prop::collection::vec(0..4_u32, 5)) {
        let (n, m) = xs.dim();
        let ws = &ws[..m];
        let stated: Vec<f64> = ws.iter().map(|w| f64::from(*w) * 0.1).collect();
        prop_assume!(ws.iter().any(|w| *w > 0));
        let (scores, matrix) = (copeland(xs.view(), &stated).unwrap(), outranking(xs.view(), &stated).unwrap());
        for i in 0..n {
            let mut score = 0;
            for j in (0..n).filter(|j| *j != i) {
                let both = || (0..m).filter(|k| !xs[(i, *k)].is_nan() && !xs[(j, *k)].is_nan());
                let total: u32 = both().map(|k| ws[k]).sum();
                // Twice the weight won, so that halves are whole.
                let won: u32 = both().map(|k| ws[k] * (u32::from(xs[(i, k)] > xs[(j, k)]) + u32::from(xs[(i, k)] >= xs[(j, k)]))).sum();
                score += i32::from(won > total) - i32::from(won < total);
                if total == 0 {
                    prop_assert!(matrix[(i, j)].is_nan());
                } else {
                    prop_assert!((matrix[(i, j)] - f64::from(won) / f64::from(2 * total)).abs() < 1e-12);
                }
            }
            let anything = (0..m).any(|k| !xs[(i, k)].is_nan() && ws[k] > 0);
            let right = if anything { scores[i] == f64::from(score) } else { scores[i].is_nan() };
            prop_assert!(right);
        }
    }

    #[test]
    fn benefit_of_the_doubt_by_its_corners(
        cells in prop::collection::vec(0..30_u8, 15), lows in prop::collection::vec(0..4_u8, 3), spans in prop::collection::vec(4..11_u8, 3), bounded in any::<bool>(),
    ) {
        // Five units, three indicators. A column of zeros would leave its weight free; one of the
        // units has something.
        let xs = Array2::from_shape_fn((5, 3), |(i, j)| f64::from(cells[i * 3 + j].saturating_sub(4)) + if i == j { 1.0 } else { 0.0 });
        let bounds: Vec<Bounds> = lows.iter().zip(&spans).map(|(l, s)| {
            let low = f64::from(*l) / 12.0;
            Bounds { low, high: (low + f64::from(*s) / 12.0).min(1.0) }
        }).collect();
        let b = benefit_of_the_doubt(xs.view(), bounded.then_some(&bounds[..]));
        let enough = bounds.iter().map(|b| b.high).sum::<f64>() >= 1.0 && bounds.iter().map(|b| b.low).sum::<f64>() <= 1.0;
        if bounded && !enough {
            prop_assert_eq!(b.unwrap_err(), WeightError::Bounds);
            return Ok(());
        }
        let b = b.unwrap();
        for unit in 0..5 {
            let own = [xs[(unit, 0)], xs[(unit, 1)], xs[(unit, 2)]];
            let mut rows: Vec<([f64; 3], f64)> = xs.rows().into_iter().map(|r| ([r[0], r[1], r[2]], 1.0)).collect();
            for j in 0..3 {
                let mut positive = [0.0; 3];
                positive[j] = -1.0;
                rows.push((positive, 0.0));
                if bounded {
                    let share = |limit: f64, sign: f64| {
                        let mut row = own.map(|y| -sign * limit * y);
                        row[j] += sign * own[j];
                        row
                    };
                    rows.push((share(bounds[j].low, -1.0), 0.0));
                    rows.push((share(bounds[j].high, 1.0), 0.0));
                }
            }
            let want = highest_corner(&rows, own);
            prop_assert!((b.scores[unit] - want).abs() < 1e-7, "unit {unit}: {} for {want}, {xs}", b.scores[unit]);
            let total: f64 = b.shares.row(unit).sum();
            let whole = if b.scores[unit] > 0.0 { (total - 1.0).abs() < 1e-9 } else { total == 0.0 };
            prop_assert!(whole);
            if bounded && b.scores[unit] > 1e-6 {
                prop_assert!((0..3).all(|j| (bounds[j].low - 1e-6..=bounds[j].high + 1e-6).contains(&b.shares[(unit, j)])));
            }
        }
    }

    #[test]
    fn entropy_and_critic_by_their_definitions(xs in grid(true)) {
        let (n, m) = xs.dim();
        let column = |j: usize| (0..n).map(|i| xs[(i, j)]).filter(|x| !x.is_nan()).collect::<Vec<f64>>();
        let varies = |v: &[f64]| v.iter().any(|x| *x != v[0]);
        let diversity: Vec<f64> = (0..m).map(|j| {
            let v = column(j);
            if v.is_empty() || !varies(&v) { return 0.0; }
            let total: f64 = v.iter().sum();
            // p ln p is 0 at 0.
            1.0 + v.iter().filter(|x| **x > 0.0).map(|x| (x / total) * (x / total).ln()).sum::<f64>() / (v.len() as f64).ln()
        }).collect();
        let conflict: Vec<f64> = (0..m).map(|j| {
            let v = column(j);
            if v.is_empty() || !varies(&v) { return 0.0; }
            let (low, high) = v.iter().fold((f64::MAX, f64::MIN), |e, x| (e.0.min(*x), e.1.max(*x)));
            let scaled: Vec<f64> = v.iter().map(|x| (x - low) / (high - low)).collect();
            let mean = scaled.iter().sum::<f64>() / scaled.len() as f64;
            let sd = (scaled.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (scaled.len() as f64 - 1.0)).sqrt();
            let others: f64 = (0..m).filter(|k| *k != j && { let w = column(*k); !w.is_empty() && varies(&w) }).map(|k| {
                let pairs: Vec<(f64, f64)> = (0..n).map(|i| (xs[(i, j)], xs[(i, k)])).filter(|p| !p.0.is_nan() && !p.1.is_nan()).collect();
                let c = pairs.len() as f64;
                let (a, b) = (pairs.iter().map(|p| p.0).sum::<f64>() / c, pairs.iter().map(|p| p.1).sum::<f64>() / c);
                let s = |f: &dyn Fn(&(f64, f64)) -> f64| pairs.iter().map(f).sum::<f64>();
                let (ab, aa, bb) = (s(&|p| (p.0 - a) * (p.1 - b)), s(&|p| (p.0 - a).powi(2)), s(&|p| (p.1 - b).powi(2)));
                1.0 - if aa > 1e-12 && bb > 1e-12 { ab / (aa * bb).sqrt() } else { 0.0 }
            }).sum();
            sd * others
        }).collect();
        let varying = (0..m).filter(|j| { let v = column(*j); !v.is_empty() && varies(&v) }).count();
        for (got, raw, alone) in [(entropy(xs.view()), diversity, false), (critic(xs.view()), conflict, varying == 1)] {
            let total: f64 = raw.iter().sum();
            match got {
                Ok(ws) => {
                    prop_assert!((ws.iter().sum::<f64>() - 1.0).abs() < 1e-12 && ws.iter().all(|w| *w >= 0.0));
                    if !alone {
                        prop_assert!(ws.iter().zip(&raw).all(|(w, r)| (w - r / total).abs() < 1e-9), "{ws:?} {raw:?}");
                    }
                }
                Err(e) => prop_assert!(e == WeightError::Uniform && total.abs() < 1e-9, "{e:?} {raw:?}"),
            }
        }
    }

    #[test]
    fn percentiles_by_counting(people in prop::collection::vec(0..9_u8, 2..20), visitors in prop::collection::vec(0..9_u8, 0..6), down in any::<bool>()) {
        let number = |v: &[u8]| v.iter().map(|x| f64::from(*x) / 2.0).collect::<Vec<f64>>();
        let (people, visitors) = (number(&people), number(&visitors));
        prop_assume!(people.iter().any(|x| *x != people[0]));
        let everybody: Vec<f64> = people.iter().chain(&visitors).copied().collect();
        let way = if down { Direction::Down } else { Direction::Up };
        let places = people.len() as f64 - 1.0;
        for ties in [Ties::Min, Ties::Max, Ties::Average] {
            let f = Normalise::PercentileRank { range: [0.0, 100.0], ties };
            let got = f.column_against(&people, &everybody, way).unwrap();
            for (x, g) in everybody.iter().zip(got) {
                let worse = people.iter().filter(|p| if down { *p > x } else { *p < x }).count() as f64;
                let equal = people.iter().filter(|p| *p == x).count().max(1) as f64;
                let rank = match ties { Ties::Min => worse, Ties::Max => worse + equal - 1.0, _ => worse + (equal - 1.0) / 2.0 };
                prop_assert!((g - 100.0 * (rank / places).min(1.0)).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn gaps_in_time_by_walking(cells in prop::collection::vec(prop_oneof![2 => Just(None), 3 => (0..50_u8).prop_map(Some)], 1..12), steps in prop::collection::vec(1..5_u8, 12), back in 0..4_usize) {
        let xs: Vec<f64> = cells.iter().map(|c| c.map_or(f64::NAN, f64::from)).collect();
        let times: Vec<f64> = steps.iter().scan(2000.0, |t, s| { *t += f64::from(*s); Some(*t) }).take(xs.len()).collect();
        let known = xs.iter().filter(|x| !x.is_nan()).count();
        for fill in [Fill::Latest { max_back: None }, Fill::Latest { max_back: Some(back) }, Fill::Constant, Fill::Between, Fill::Linear, Fill::LinearConstant] {
            let got = series(&times, &xs, fill).unwrap();
            for k in 0..xs.len() {
                let before = (0..k).rev().find(|b| !xs[*b].is_nan());
                let after = (k + 1..xs.len()).find(|a| !xs[*a].is_nan());
                let line = before.zip(after).map(|(b, a)| {
                    // Two-point form about the later point.
                    xs[a] - (times[a] - times[k]) * (xs[a] - xs[b]) / (times[a] - times[b])
                });
                let nearest = before.or(after).map(|p| xs[p]);
                let want = if xs[k].is_nan() {
                    match fill {
                        Fill::Latest { max_back } => before.filter(|b| max_back.is_none_or(|m| k - b <= m)).map(|b| xs[b]),
                        Fill::Constant => nearest,
                        Fill::Between => line,
                        Fill::Linear => line.or(nearest).filter(|_| known > 1),
                        Fill::LinearConstant => line.or(nearest),
                    }
                } else {
                    Some(xs[k])
                };
                prop_assert!(want.map_or(got[k].is_nan(), |w| (got[k] - w).abs() < 1e-9), "{fill:?} at {k}: {} for {want:?}", got[k]);
            }
        }
    }

    #[test]
    fn weighted_medians_by_repeating(pairs in prop::collection::vec((0..20_u8, 0..5_u8), 1..9)) {
        let (xs, ws): (Vec<f64>, Vec<f64>) = pairs.iter().map(|(x, w)| (f64::from(*x), f64::from(*w))).unzip();
        let mut repeated: Vec<f64> = pairs.iter().flat_map(|(x, w)| vec![f64::from(*x); usize::from(*w)]).collect();
        repeated.sort_by(f64::total_cmp);
        let n = repeated.len();
        let want = (n > 0).then(|| f64::midpoint(repeated[(n - 1) / 2], repeated[n / 2]));
        prop_assert_eq!(Mean::Median.value(&xs, &ws), want);
        // Weights as tenths, which no double holds, decide the same.
        let tenths: Vec<f64> = ws.iter().map(|w| w / 10.0).collect();
        prop_assert_eq!(Mean::Median.value(&xs, &tenths), want);
    }

    #[test]
    fn means_stand_in_their_order(xs in prop::collection::vec(0.1..100.0_f64, 1..8), ws in prop::collection::vec(0.1..3.0_f64, 8)) {
        let ws = &ws[..xs.len()];
        let v = |m: Mean| m.value(&xs, ws).unwrap();
        let chain = [Mean::Min, Mean::Power(-3.0), Mean::Harmonic, Mean::Geometric, Mean::Power(0.5), Mean::Arithmetic, Mean::Power(2.0), Mean::Max].map(v);
        prop_assert!(chain.windows(2).all(|w| w[0] <= w[1] * (1.0 + 1e-12)), "{chain:?}");
        // Mazziotta and Pareto: M - S cv and M + S cv, both from the standard deviation and its
        // coefficient of variation.
        let total: f64 = ws.iter().sum();
        let mean = xs.iter().zip(ws).map(|(x, w)| x * w).sum::<f64>() / total;
        let s = (xs.iter().zip(ws).map(|(x, w)| w * (x - mean).powi(2)).sum::<f64>() / total).sqrt();
        let (down, up) = (v(Mean::MazziottaPareto(Penalty::Subtract)), v(Mean::MazziottaPareto(Penalty::Add)));
        prop_assert!((down - (mean - s * (s / mean))).abs() < 1e-9 && (up - (mean + s * (s / mean))).abs() < 1e-9);
    }
}

#[test]
fn optimised_weights_by_their_closed_forms() {
    // With standardised columns z and the index sum of a z, the sum of correlations is 1'Ra /
    // sqrt(a'Ra), which by Cauchy and Schwarz is largest for equal a: weights in inverse proportion
    // to the standard deviations, and a sum of sqrt(1'R1).
    let mut s = Stream::new(12, 3, 4);
    let xs = Array2::from_shape_fn((80, 4), |(_, j)| {
        [1.0, 5.0, 0.3, 12.0][j] * s.normal() + if j == 1 { 3.0 } else { 40.0 }
    });
    let mut elements: Vec<Element> = (0..4).map(|_| Element::leaf(4, 1.0)).collect();
    elements.push(Element::node(None, 1.0, How::Mean(Mean::Arithmetic), Floor::None));
    let tree = Tree::new(4, elements).unwrap();
    let column = |j: usize| xs.column(j).to_vec();
    let all: f64 = (0..4)
        .flat_map(|i| (0..4).map(move |j| (i, j)))
        .map(|(i, j)| correlation(&column(i), &column(j), Kind::Pearson).unwrap())
        .sum();
    let most = optimise(&tree, xs.view(), 4, &[0, 1, 2, 3], Objective::Information, Kind::Pearson)
        .unwrap();
    assert!(most.converged && (most.objective + all.sqrt()).abs() < 1e-9, "{most:?}");
    let inverse: Vec<f64> =
        (0..4).map(|j| 1.0 / ideal_composite::moments::sd(&column(j)).unwrap()).collect();
    let total: f64 = inverse.iter().sum();
    for (w, i) in most.weights.iter().zip(&inverse) {
        assert!((w - i / total).abs() < 1e-4, "{:?} for {inverse:?}", most.weights);
    }
    // Two columns have equal correlations where w1 s1 = w2 s2, whatever their own correlation.
    let two = Tree::new(
        2,
        vec![
            Element::leaf(2, 1.0),
            Element::leaf(2, 1.0),
            Element::node(None, 1.0, How::Mean(Mean::Arithmetic), Floor::None),
        ],
    )
    .unwrap();
    let mixed = Array2::from_shape_fn((80, 2), |(i, j)| {
        if j == 0 { xs[(i, 0)] } else { xs[(i, 1)] + 3.0 * xs[(i, 0)] }
    });
    let balance = optimise(
        &two,
        mixed.view(),
        2,
        &[0, 1],
        Objective::Balance { targets: None },
        Kind::Pearson,
    )
    .unwrap();
    let sd = |j: usize| ideal_composite::moments::sd(&mixed.column(j).to_vec()).unwrap();
    assert!((balance.weights[0] / balance.weights[1] - sd(1) / sd(0)).abs() < 1e-5, "{balance:?}");
}

#[test]
fn the_doubt_does_not_depend_on_the_order_of_units() {
    // Units on the frontier have many sets of weights that give 1: even then the same one is found.
    for (n, m) in [(10, 3), (30, 4), (40, 6)] {
        let mut s = Stream::new(6, n as u64, 1);
        let xs = Array2::from_shape_fn((n, m), |_| 100.0 * s.uniform());
        let order: Vec<usize> = (0..n).map(|k| (k * 7 + 3) % n).collect();
        assert!((0..n).all(|k| order.contains(&k)));
        let moved = xs.select(ndarray::Axis(0), &order);
        let (a, b) = (
            benefit_of_the_doubt(xs.view(), None).unwrap(),
            benefit_of_the_doubt(moved.view(), None).unwrap(),
        );
        for (new, &old) in order.iter().enumerate() {
            assert!((a.scores[old] - b.scores[new]).abs() < 1e-9);
            assert!(
                a.shares.row(old).iter().zip(b.shares.row(new)).all(|(x, y)| (x - y).abs() < 1e-7)
            );
        }
    }
}

#[test]
fn bootstrap_intervals_hold_the_truth_as_often_as_they_say() {
    // y = x1 + 2 x2 on plain random rows: first-order and total indices are 1/5 and 4/5.
    let (base, times) = (400, 300);
    let mut held = [0_u32; 4];
    for seed in 0..times {
        let mut s = Stream::new(seed, 8, 8);
        let rows: Vec<[f64; 4]> =
            (0..base).map(|_| [s.uniform(), s.uniform(), s.uniform(), s.uniform()]).collect();
        let y = |a: f64, b: f64| a + 2.0 * b;
        let outputs: Vec<f64> = rows
            .iter()
            .map(|r| y(r[0], r[1]))
            .chain(rows.iter().map(|r| y(r[2], r[3])))
            .chain(rows.iter().map(|r| y(r[2], r[1])))
            .chain(rows.iter().map(|r| y(r[0], r[3])))
            .collect();
        let out =
            sobol_indices(&outputs, 2, &IndexSpec { seed, resamples: 200, ..IndexSpec::default() })
                .unwrap();
        for (f, (factor, truth)) in out.factors.iter().zip([0.2, 0.8]).enumerate() {
            held[2 * f] += u32::from((factor.first_low..=factor.first_high).contains(&truth));
            held[2 * f + 1] += u32::from((factor.total_low..=factor.total_high).contains(&truth));
        }
    }
    let shares = held.map(|h| f64::from(h) / times as f64);
    println!("95 % intervals hold the truth in {shares:?}");
    // 0.0126 is the standard error of 0.95 from 300.
    assert!(shares.iter().all(|s| (0.90..=0.99).contains(s)), "{shares:?}");
}

#[test]
fn infinite_and_undefined_scores_stop_with_their_place() {
    let tree = |mean| {
        let root = Element::node(None, 1.0, How::Mean(mean), Floor::None);
        Tree::new(2, vec![Element::leaf(2, 1.0), Element::leaf(2, 1.0), root]).unwrap()
    };
    for bad in [f64::INFINITY, f64::NEG_INFINITY] {
        let xs = array![[1.0, 2.0], [1.0, bad]];
        assert_eq!(
            tree(Mean::Arithmetic).aggregate(xs.view()),
            Err(TreeError::Undefined { element: 2, unit: 1 })
        );
    }
    let below = array![[1.0, 2.0], [1.0, -2.0]];
    for mean in [
        Mean::Geometric,
        Mean::Harmonic,
        Mean::Power(0.5),
        Mean::MazziottaPareto(Penalty::Subtract),
    ] {
        assert_eq!(
            tree(mean).aggregate(below.view()),
            Err(TreeError::Undefined { element: 2, unit: 1 }),
            "{mean:?}"
        );
    }
    assert!(tree(Mean::Arithmetic).aggregate(below.view()).is_ok());
}
