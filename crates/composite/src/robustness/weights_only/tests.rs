//! Tests of `weights_only`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods)]
use super::*;
use crate::draws::Stream;
use ndarray::{Array2, array};

fn sample(units: usize, indicators: usize) -> Array2<f64> {
    let mut s = Stream::new(99, units as u64, 0);
    Array2::from_shape_fn((units, indicators), |_| 0.01 + s.uniform())
}

/// Everything again by the slowest means: one draw at a time, ranks by counting.
fn slowly(values: &Array2<f64>, c: f64, draws: usize) -> Vec<Vec<u32>> {
    let (n, m) = values.dim();
    let d = Dirichlet::new(&vec![1.0; m], c).unwrap();
    let mut counts = vec![vec![0; n]; n];
    let mut w = vec![0.0; m];
    for draw in 0..draws {
        d.fill(&mut Stream::new(5, stream_id("weights"), draw as u64), &mut w);
        let s: Vec<f64> =
            (0..n).map(|u| (0..m).fold(0.0, |sum, i| values[(u, i)].mul_add(w[i], sum))).collect();
        for u in 0..n {
            counts[u][s.iter().filter(|x| **x > s[u]).count()] += 1;
        }
    }
    counts
}

#[test]
fn counts_are_those_of_the_slow_way() {
    for (n, m, c, draws) in [(37, 5, 5.0, 1003), (193, 35, 35.0, 333), (5, 3, 40.0, 66_000)] {
        let mut values = sample(n, m);
        let copy = values.row(0).to_owned();
        values.row_mut(3).assign(&copy); // an exact tie in every draw
        let a = WeightsOnly::new(values.view(), &vec![1.0; m]).unwrap();
        let a = a.concentration(c).draws(draws).seed(5).run().unwrap();
        let slow = slowly(&values, c, draws);
        for (u, slow) in slow.iter().enumerate() {
            let got: Vec<u32> = (0..n).map(|r| a.acceptability.count(u, r)).collect();
            assert_eq!(&got, slow, "unit {u} of {n}");
            let mean = (0..n).map(|r| (r + 1) as f64 * f64::from(slow[r])).sum::<f64>();
            assert!((a.acceptability.mean_rank(u) - mean / draws as f64).abs() < 1e-9);
        }
    }
}

#[test]
fn many_units_agree_with_the_exact_table() {
    let values = sample(5000, 6);
    let one = WeightsOnly::new(values.view(), &[1.0; 6]).unwrap().draws(200).concentration(6.0);
    let (coarse, fine) = (one.run().unwrap(), one.clone().exact(true).run().unwrap());
    let (coarse, fine) = (coarse.acceptability, fine.acceptability);
    assert_eq!((coarse.width(), fine.width()), (5, 1));
    let ranges = (coarse.ranges(0.05, 0.95).unwrap(), fine.ranges(0.05, 0.95).unwrap());
    for u in 0..5000 {
        assert_eq!(coarse.mean_rank(u), fine.mean_rank(u));
        assert!((1..=10).all(|k| coarse.top(u, k) == fine.top(u, k)));
        assert_eq!(coarse.top(u, 2500), fine.top(u, 2500));
        let (c, f) = (ranges.0[u].unwrap(), ranges.1[u].unwrap());
        assert!(c.low <= f.low && f.low < c.low + 5 && f.high <= c.high && c.high < f.high + 5);
    }
}

#[test]
fn threads_do_not_matter() {
    let values = sample(300, 8);
    let one = WeightsOnly::new(values.view(), &[1.0; 8]).unwrap().draws(9_000).seed(3);
    let run = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| (one.run().unwrap(), one.central_weights().unwrap()))
    };
    let first = run(1);
    assert_eq!(first, run(2));
    assert_eq!(first, run(7));
}

#[test]
fn acceptability_of_an_analytic_example() {
    // Uniform weights on two criteria: unit 0 leads for w < 1/3, unit 1 for 1/3 < w < 2/3.
    let values = array![[0.0, 1.0], [0.5, 0.75], [0.75, 0.25 + 0.0]];
    // score_0 = 1 - w, score_1 = 0.75 - 0.25 w, score_2 = 0.25 + 0.5 w
    let a = WeightsOnly::new(values.view(), &[1.0, 1.0]).unwrap().concentration(2.0).draws(100_000);
    let out = a.run().unwrap();
    let expected = [1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0];
    for (u, p) in expected.iter().enumerate() {
        assert!((out.acceptability.top(u, 1) - p).abs() < 0.006, "{u}");
    }
    // Central weights are the midpoints of those ranges.
    let central = a.central_weights().unwrap();
    for (u, mid) in [1.0 / 6.0, 0.5, 5.0 / 6.0].iter().enumerate() {
        let w = central.weights[u].as_ref().unwrap();
        assert!((w[0] - mid).abs() < 0.006 && (w[0] + w[1] - 1.0).abs() < 1e-12, "{u}: {w:?}");
        assert!((central.first[u] - out.acceptability.top(u, 1)).abs() < 1e-12);
    }
}

#[test]
fn error_shrinks_with_the_square_root_of_the_draws() {
    let values = array![[2.0, 0.0], [0.0, 1.0]];
    let error = |draws: usize| {
        let squares: f64 = (0..60)
            .map(|seed| {
                let a = WeightsOnly::new(values.view(), &[1.0, 1.0]).unwrap();
                let a = a.concentration(2.0).draws(draws).seed(seed).run().unwrap();
                (a.acceptability.top(0, 1) - 2.0 / 3.0).powi(2)
            })
            .sum();
        (squares / 60.0).sqrt()
    };
    let (few, many) = (error(400), error(25_600));
    // Theory: sqrt(2/9 / N), and a ratio of 8.
    assert!((few * 20.0 / (2.0_f64 / 9.0).sqrt() - 1.0).abs() < 0.35, "{few}");
    assert!((few / many - 8.0).abs() < 3.0, "{}", few / many);
}

#[test]
fn one_weight_only_means_no_uncertainty() {
    let values = array![[3.0, 9.0], [1.0, 0.0], [2.0, 5.0]];
    for mean in [ScoreMean::Arithmetic, ScoreMean::Geometric] {
        let values = values.mapv(|v: f64| v + 1.0);
        let a = WeightsOnly::new(values.view(), &[1.0, 0.0]).unwrap().mean(mean).draws(500);
        let out = a.run().unwrap();
        assert_eq!(out.order, [0, 2, 1]);
        assert_eq!(out.groups, [1, 3, 2]);
        assert_eq!(out.mean_score, out.point);
        assert_eq!(out.sd_score, [0.0; 3]);
        let quantiles = a.score_quantiles(&[0.05, 0.5, 0.95]).unwrap();
        assert!(quantiles.iter().zip(&out.point).all(|(q, p)| q.iter().all(|x| x == p)));
        assert!(out.neighbours.iter().all(|n| n.winning == 1.0 && n.draws == 500));
    }
}

#[test]
fn quantiles_of_a_linear_score_are_known() {
    // score = w, uniform on [0, 1]
    let values = array![[1.0, 0.0]];
    let a = WeightsOnly::new(values.view(), &[1.0, 1.0]).unwrap().concentration(2.0).draws(40_000);
    let q = a.score_quantiles(&[0.05, 0.5, 0.95]).unwrap();
    for (x, p) in q[0].iter().zip([0.05, 0.5, 0.95]) {
        assert!((x - p).abs() < 0.01);
    }
}

#[test]
fn bad_input_is_named() {
    let values = array![[1.0, f64::NAN]];
    let bad = WeightsOnly::new(values.view(), &[1.0, 1.0]);
    assert!(matches!(bad, Err(RobustnessError::BadValue { row: 0, column: 1, .. })));
    let values = array![[1.0, 0.0]];
    assert!(matches!(
        WeightsOnly::new(values.view(), &[1.0]),
        Err(RobustnessError::WeightCount { weights: 1, indicators: 2 })
    ));
    let a = WeightsOnly::new(values.view(), &[1.0, 1.0]).unwrap();
    assert!(matches!(a.clone().draws(0).run(), Err(RobustnessError::BadDraws(0))));
    assert!(matches!(a.clone().concentration(-1.0).run(), Err(RobustnessError::Draw(_))));
    assert!(matches!(
        a.mean(ScoreMean::Geometric).run(),
        Err(RobustnessError::NotPositive { row: 0, column: 1, .. })
    ));
    let empty = Array2::<f64>::zeros((0, 3));
    assert!(matches!(
        WeightsOnly::new(empty.view(), &[1.0; 3]),
        Err(RobustnessError::Empty { .. })
    ));
}
