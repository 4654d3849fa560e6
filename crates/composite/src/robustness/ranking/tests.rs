//! Tests of `ranking`.

#![allow(clippy::unwrap_used, clippy::expect_used)]
use super::*;
use crate::draws::Stream;
use ndarray::{Array2, Axis, Slice};

fn simulate(n: usize, draws: usize, gaps: bool) -> (Vec<f64>, Array2<f64>) {
    let mut s = Stream::new(8, n as u64, 0);
    let mut point: Vec<f64> = (0..n).map(|_| 100.0 * s.uniform()).collect();
    if gaps {
        point[n / 2] = f64::NAN;
    }
    let scores = Array2::from_shape_fn((draws, n), |(_, u)| {
        if gaps && s.chance(0.1) { f64::NAN } else { (point[u] + 20.0 * s.normal()).round() }
    });
    (point, scores)
}

#[test]
fn agrees_with_counting() {
    for (n, draws, gaps) in [(6, 500, false), (30, 333, true), (193, 100, true)] {
        let (point, scores) = simulate(n, draws, gaps);
        let spec = RankSpec { reach: usize::MAX, ..RankSpec::default() };
        let mut stats = RankStatistics::new(&point, draws, spec).unwrap();
        let half = draws / 2;
        stats.push_block(scores.slice_axis(Axis(0), Slice::from(..half)), None).unwrap();
        // The second half unit by unit.
        let turned = scores
            .slice_axis(Axis(0), Slice::from(half..))
            .reversed_axes()
            .as_standard_layout()
            .into_owned();
        let columns: Vec<&[f64]> = turned.outer_iter().map(|c| c.to_slice().unwrap()).collect();
        stats.push_columns(&columns).unwrap();
        let out = stats.finish();
        let ranked: Vec<usize> = (0..n).filter(|&u| !point[u].is_nan()).collect();
        assert_eq!(out.order.len(), ranked.len());
        for &u in &ranked {
            let mut counts = vec![0; n];
            let mut present = 0;
            for row in scores.rows().into_iter().filter(|r| !r[u].is_nan()) {
                counts[ranked.iter().filter(|&&v| row[v] > row[u]).count()] += 1;
                present += 1;
            }
            assert_eq!(out.acceptability.draws(u), present);
            assert!((0..ranked.len()).all(|r| out.acceptability.count(u, r) == counts[r]));
            let range = out.acceptability.ranges(0.05, 0.95).unwrap()[u].unwrap();
            let upto = |r: usize| counts[..r].iter().sum::<u32>() as f64;
            assert!(
                upto(range.low) >= 0.05 * present as f64 - 1e-9
                    && upto(range.low - 1) < 0.05 * present as f64
            );
            assert!(upto(range.high) >= 0.95 * present as f64 - 1e-9);
        }
        let pairs = out.winning.matrix();
        let (a, b) = (out.order[0], out.order[1]);
        let common: Vec<(f64, f64)> = scores
            .rows()
            .into_iter()
            .map(|r| (r[a], r[b]))
            .filter(|(x, y)| !x.is_nan() && !y.is_nan())
            .collect();
        let wins: f64 = common
            .iter()
            .map(|(x, y)| {
                if x > y {
                    1.0
                } else if x == y {
                    0.5
                } else {
                    0.0
                }
            })
            .sum();
        assert!((out.neighbours[0].winning - wins / common.len() as f64).abs() < 1e-12);
        for neighbour in &out.neighbours {
            assert_eq!(pairs[(neighbour.above, neighbour.below)], neighbour.winning);
        }
        assert!(pairs[(a, a)].is_nan() && out.groups[a] == Some(1));
        assert!(!gaps || (out.groups[n / 2].is_none() && out.acceptability.draws(n / 2) == 0));
    }
}

/// Winning indices counted draw by draw, and the groups by their definition: every border tried
/// against every pair across it that is compared.
fn by_definition(
    order: &[usize],
    scores: &Array2<f64>,
    tie: f64,
    reach: usize,
) -> (Array2<f64>, Vec<usize>) {
    let n = order.len();
    let index = Array2::from_shape_fn((n, n), |(i, j)| {
        let both = scores.rows().into_iter().map(|r| (r[order[i]], r[order[j]]));
        let both: Vec<(f64, f64)> = both.filter(|(x, y)| !x.is_nan() && !y.is_nan()).collect();
        let won = |(x, y): &(f64, f64)| if x > y { 1.0 } else { 0.5 * f64::from(u8::from(x == y)) };
        both.iter().map(won).sum::<f64>() / both.len() as f64
    });
    let mut groups = vec![1];
    for k in 0..n.saturating_sub(1) {
        let mut across = (0..=k).flat_map(|i| (k + 1..n).map(move |j| (i, j)));
        let told = across.all(|(i, j)| j - i > reach || index[(i, j)] >= tie);
        groups.push(groups[k] + usize::from(told));
    }
    (index, groups)
}

#[test]
fn groups_and_clear_rows_are_those_of_the_definition() {
    for seed in 0..60_u64 {
        let mut s = Stream::new(seed, 5, 5);
        let n = 2 + s.index(24);
        let gaps = seed % 3 == 0;
        let (spread, tie) = (5.0 + 40.0 * s.uniform(), 0.6 + 0.35 * s.uniform());
        let mut point: Vec<f64> = (0..n).map(|_| 100.0 * s.uniform()).collect();
        point.sort_by(|a, b| b.total_cmp(a));
        let scores = Array2::from_shape_fn((400, n), |(_, u)| {
            if gaps && s.chance(0.1) { f64::NAN } else { (point[u] + spread * s.normal()).round() }
        });
        let order: Vec<usize> = (0..n).collect();
        for reach in [1, 3, usize::MAX] {
            let spec = RankSpec { tie, reach, ..RankSpec::default() };
            let mut stats = RankStatistics::new(&point, 400, spec).unwrap();
            stats.push_block(scores.view(), None).unwrap();
            let out = stats.finish();
            let (index, groups) = by_definition(&order, &scores, tie, reach);
            assert_eq!(out.groups, groups.iter().map(|g| Some(*g)).collect::<Vec<_>>(), "{seed}");
            let asked = crate::robustness::tie_groups(index.view(), tie);
            assert!(reach < n || asked.as_ref() == Ok(&groups));
            for (i, j) in (0..n).flat_map(|i| (i + 1..n).map(move |j| (i, j))) {
                let held = out.winning.index(i, j);
                assert_eq!(held.is_some(), j - i <= reach);
                assert!(held.is_none_or(|w| (w - index[(i, j)]).abs() < 1e-12));
            }
            let beats = |i: usize| (0..n).filter(|&j| j != i && index[(i, j)] >= tie).count();
            let beaten = |i: usize| (0..n).filter(|&j| j != i && index[(j, i)] >= tie).count();
            match out.winning.clear(tie) {
                Some(clear) => {
                    assert_eq!(clear, (0..n).map(|i| (beats(i), beaten(i))).collect::<Vec<_>>())
                }
                None => assert!(reach < n - 1),
            }
        }
    }
}

#[test]
fn noise_below_the_ninth_decimal_is_a_tie() {
    let point = [50.0, 50.0 + 1e-12];
    let scores = ndarray::array![[50.0, 50.0 + 1e-12], [40.0 + 1e-12, 40.0]];
    let mut stats = RankStatistics::new(&point, 2, RankSpec::default()).unwrap();
    stats.push_block(scores.view(), None).unwrap();
    let out = stats.finish();
    assert_eq!(out.order, [0, 1]);
    assert_eq!(out.neighbours[0].winning, 0.5);
    assert_eq!((out.acceptability.top(0, 1), out.acceptability.top(1, 1)), (1.0, 1.0));
    assert_eq!(out.groups, [Some(1), Some(1)]);
}

#[test]
fn central_weights_and_confidence() {
    // Unit 0 leads on the first criterion, unit 1 on the second, unit 2 never.
    let weights = ndarray::array![[0.9, 0.1], [0.7, 0.3], [0.2, 0.8]];
    let values = [[1.0, 0.0], [0.0, 1.0], [0.1, 0.1]];
    let score = |w: &[f64], u: usize| values[u][0] * w[0] + values[u][1] * w[1];
    let scores =
        Array2::from_shape_fn((3, 3), |(d, u)| score(&[weights[(d, 0)], weights[(d, 1)]], u));
    let mut stats = RankStatistics::new(&[0.6, 0.5, 0.1], 3, RankSpec::default()).unwrap();
    stats.push_block(scores.view(), Some(weights.view())).unwrap();
    let central = stats.finish().central.unwrap();
    assert!((central.first[0] - 2.0 / 3.0).abs() < 1e-15);
    assert!((central.weights[0].as_ref().unwrap()[0] - 0.8).abs() < 1e-15);
    assert!(central.weights[2].is_none());
    // Evidence noise large enough to topple the leader now and then: P(N(0, 1) > -0.6 / s√2).
    let noisy = |w: &[f64], draw: u64, out: &mut [f64]| {
        let mut s = Stream::new(4, 4, draw);
        for (u, slot) in out.iter_mut().enumerate() {
            *slot = if u == 2 { -10.0 } else { score(w, u) + 0.5 * s.normal() };
        }
    };
    let factors = confidence(&central, noisy);
    // Φ(0.6 / (0.5 √2)) = Φ(0.8485) = 0.8019
    assert!((factors[0].unwrap() - 0.8019).abs() < 0.01, "{factors:?}");
    assert!(factors[2].is_none());
}

fn confidence(c: &CentralWeights, f: impl Fn(&[f64], u64, &mut [f64]) + Sync) -> Vec<Option<f64>> {
    super::super::confidence_factors(c, 20_000, f).unwrap()
}

#[test]
fn degenerate_rankings_are_defined() {
    let none = RankStatistics::new(&[f64::NAN, f64::NAN], 5, RankSpec::default()).unwrap();
    let out = none.finish();
    assert!(out.order.is_empty() && out.groups == [None, None]);
    assert_eq!(out.acceptability.ranges(0.05, 0.95).unwrap(), [None, None]);
    let mut one =
        RankStatistics::new(&[3.0], 2, RankSpec { reach: usize::MAX, ..RankSpec::default() })
            .unwrap();
    one.push_block(ndarray::array![[1.0], [f64::NAN]].view(), None).unwrap();
    let wrong = ndarray::array![[1.0]];
    assert!(matches!(
        one.push_block(wrong.view(), None),
        Err(RobustnessError::BlockShape { left: 0, .. })
    ));
    let out = one.finish();
    assert_eq!((out.acceptability.draws(0), out.acceptability.count(0, 0)), (1, 1));
    let mut two = RankStatistics::new(&[3.0, 2.0], 2, RankSpec::default()).unwrap();
    let infinite = ndarray::array![[1.0, f64::INFINITY]];
    assert!(matches!(
        two.push_block(infinite.view(), None),
        Err(RobustnessError::BadValue { column: 1, .. })
    ));
    assert!(RankStatistics::new(&[1.0], 0, RankSpec::default()).is_err());
    let columns: [&[f64]; 2] = [&[1.0], &[f64::NEG_INFINITY]];
    assert!(matches!(
        two.push_columns(&columns),
        Err(RobustnessError::BadValue { row: 0, column: 1, .. })
    ));
    assert!(RankStatistics::new(&[f64::INFINITY], 1, RankSpec::default()).is_err());
}
