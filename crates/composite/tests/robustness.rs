//! What has to hold for rank statistics and intervals, whatever the numbers; and what comes of
//! nearly nothing.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::cast_precision_loss,
    clippy::disallowed_methods
)]

use ideal_composite::draws::Stream;
use ideal_composite::rank::competition;
use ideal_composite::robustness::{
    NodeSpec, NodeStatistics, RankOutcome, RankSpec, RankStatistics, RobustnessError, ScoreMean,
    Storage, WeightsOnly, WeightsOutcome,
};
use ndarray::{Array2, Axis, array};
use proptest::prelude::*;

/// Values on a coarse grid, so that ties are common, and between two and nine units.
fn table() -> impl Strategy<Value = Array2<f64>> {
    (2..10_usize, 1..5_usize).prop_flat_map(|(n, m)| {
        prop::collection::vec(
            prop_oneof![2 => (1..9_u8).prop_map(|x| f64::from(x) * 10.0), 3 => 1.0..100.0_f64],
            n * m,
        )
        .prop_map(move |v| Array2::from_shape_vec((n, m), v).unwrap())
    })
}

fn weights(values: &Array2<f64>, seed: u64) -> Vec<f64> {
    let mut s = Stream::new(seed, 1, 1);
    (0..values.ncols()).map(|_| 0.2 + s.uniform()).collect()
}

fn shuffled(n: usize, seed: u64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by_key(|k| (*k as u64 + 1).wrapping_mul(seed | 1).rotate_left(23));
    order
}

fn analysis(
    values: &Array2<f64>,
    ws: &[f64],
    mean: ScoreMean,
    seed: u64,
) -> (WeightsOutcome, Vec<Vec<f64>>) {
    let a = WeightsOnly::new(values.view(), ws)
        .unwrap()
        .concentration(6.0)
        .draws(200)
        .seed(seed)
        .mean(mean);
    (a.run().unwrap(), a.score_quantiles(&[0.0, 0.05, 0.5, 0.95, 1.0]).unwrap())
}

/// Draws around the point scores, some of them missing, some of them equal.
fn simulated(point: &[f64], draws: usize, seed: u64) -> Array2<f64> {
    let mut s = Stream::new(seed, 2, 2);
    Array2::from_shape_fn((draws, point.len()), |(_, u)| {
        if s.chance(0.1) { f64::NAN } else { (point[u] + 15.0 * s.normal()).round() }
    })
}

fn ranking(point: &[f64], draws: &Array2<f64>) -> RankOutcome {
    let spec = RankSpec { reach: usize::MAX, ..RankSpec::default() };
    let mut stats = RankStatistics::new(point, draws.nrows(), spec).unwrap();
    stats.push_block(draws.view(), None).unwrap();
    stats.finish()
}

fn means() -> impl Strategy<Value = ScoreMean> {
    prop::sample::select(vec![ScoreMean::Arithmetic, ScoreMean::Geometric])
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn everything_follows_the_units_under_weights(values in table(), mean in means(), seed in any::<u64>()) {
        let (n, ws) = (values.nrows(), weights(&values, seed));
        let order = shuffled(n, seed);
        let (a, qa) = analysis(&values, &ws, mean, seed);
        let (b, qb) = analysis(&values.select(Axis(0), &order), &ws, mean, seed);
        let (ra, rb) = (a.acceptability.ranges(0.05, 0.95).unwrap(), b.acceptability.ranges(0.05, 0.95).unwrap());
        for (new, &old) in order.iter().enumerate() {
            prop_assert!((0..n).all(|r| a.acceptability.count(old, r) == b.acceptability.count(new, r)));
            prop_assert!((1..=n).all(|k| a.acceptability.top(old, k) == b.acceptability.top(new, k)));
            prop_assert_eq!(ra[old], rb[new]);
            prop_assert_eq!(a.acceptability.mean_rank(old).to_bits(), b.acceptability.mean_rank(new).to_bits());
            prop_assert_eq!((a.point[old].to_bits(), a.mean_score[old].to_bits()), (b.point[new].to_bits(), b.mean_score[new].to_bits()));
            prop_assert_eq!(&qa[old], &qb[new]);
        }
    }

    #[test]
    fn everything_follows_the_units_in_given_draws(n in 2..9_usize, seed in any::<u64>()) {
        let mut s = Stream::new(seed, 3, 3);
        let point: Vec<f64> = (0..n).map(|_| if s.chance(0.15) { f64::NAN } else { 100.0 * s.uniform() }).collect();
        let draws = simulated(&point, 150, seed);
        let order = shuffled(n, seed);
        let a = ranking(&point, &draws);
        let b = ranking(&order.iter().map(|k| point[*k]).collect::<Vec<_>>(), &draws.select(Axis(1), &order));
        let (pa, pb) = (a.winning.matrix(), b.winning.matrix());
        for (new, &old) in order.iter().enumerate() {
            prop_assert_eq!(a.acceptability.draws(old), b.acceptability.draws(new));
            prop_assert!((0..n).all(|r| a.acceptability.count(old, r) == b.acceptability.count(new, r)));
            prop_assert_eq!(a.groups[old], b.groups[new]);
            for (other, &before) in order.iter().enumerate() {
                // A pair is counted from its better unit; seen from the other side it is one minus
                // that.
                let (x, y) = (pa[(old, before)], pb[(new, other)]);
                prop_assert!(x.is_nan() && y.is_nan() || x == y);
            }
        }
        prop_assert_eq!(a.order.iter().map(|u| point[*u].to_bits()).collect::<Vec<_>>(), b.order.iter().map(|u| point[order[*u]].to_bits()).collect::<Vec<_>>());
    }

    #[test]
    fn only_ratios_of_stated_weights_matter(values in table(), mean in means(), seed in any::<u64>(), factor in 0.01..100.0_f64) {
        let ws = weights(&values, seed);
        let scaled: Vec<f64> = ws.iter().map(|w| w * factor).collect();
        let ((a, qa), (b, qb)) = (analysis(&values, &ws, mean, seed), analysis(&values, &scaled, mean, seed));
        for u in 0..values.nrows() {
            prop_assert!((a.mean_score[u] - b.mean_score[u]).abs() < 1e-9);
            prop_assert!(qa[u].iter().zip(&qb[u]).all(|(x, y)| (x - y).abs() < 1e-9));
            // Equal scores may part, and unequal ones meet, in their last bits only where the
            // weights are a knife edge.
            prop_assert!((a.acceptability.mean_rank(u) - b.acceptability.mean_rank(u)).abs() < 0.02);
        }
    }

    #[test]
    fn raising_a_value_never_costs_anything(values in table(), mean in means(), seed in any::<u64>(), by in 0.0..60.0_f64, at in any::<prop::sample::Index>()) {
        let k = at.index(values.len());
        let (unit, indicator) = (k / values.ncols(), k % values.ncols());
        let mut raised = values.clone();
        raised[(unit, indicator)] += by;
        let ws = weights(&values, seed);
        // The same seed draws the same weights, so every single draw can be compared.
        let ((a, qa), (b, qb)) = (analysis(&values, &ws, mean, seed), analysis(&raised, &ws, mean, seed));
        prop_assert!(b.point[unit] >= a.point[unit] - 1e-12 && b.mean_score[unit] >= a.mean_score[unit] - 1e-12);
        prop_assert!(qa[unit].iter().zip(&qb[unit]).all(|(x, y)| *y >= x - 1e-12));
        prop_assert!(b.acceptability.mean_rank(unit) <= a.acceptability.mean_rank(unit));
        prop_assert!((1..=values.nrows()).all(|k| b.acceptability.top(unit, k) >= a.acceptability.top(unit, k)));
        // And the others gain nothing by it.
        prop_assert!((0..values.nrows()).filter(|u| *u != unit).all(|u| b.acceptability.mean_rank(u) >= a.acceptability.mean_rank(u)));
    }

    #[test]
    fn ranges_shares_and_means_are_one_table(values in table(), mean in means(), seed in any::<u64>()) {
        let n = values.nrows();
        let (a, q) = analysis(&values, &weights(&values, seed), mean, seed);
        let ranges = a.acceptability.ranges(0.05, 0.95).unwrap();
        for u in 0..n {
            let shares: Vec<f64> = (0..n).map(|r| a.acceptability.share(u, r)).collect();
            prop_assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            let by_hand: f64 = shares.iter().enumerate().map(|(r, p)| (r + 1) as f64 * p).sum();
            prop_assert!((by_hand - a.acceptability.mean_rank(u)).abs() < 1e-9);
            let range = ranges[u].unwrap();
            prop_assert!(1 <= range.low && range.low <= range.high && range.high <= n);
            prop_assert!(a.acceptability.top(u, range.high) >= 0.95 - 1e-9 && a.acceptability.top(u, n) == 1.0);
            prop_assert!(q[u].windows(2).all(|w| w[0] <= w[1]));
            prop_assert!(q[u][0] <= a.mean_score[u] + 1e-9 && a.mean_score[u] <= q[u][4] + 1e-9);
        }
        // Somebody leads in every draw.
        prop_assert!((0..n).map(|u| a.acceptability.top(u, 1)).sum::<f64>() >= 1.0 - 1e-12);
    }

    #[test]
    fn without_uncertainty_there_is_one_answer(values in table(), mean in means(), only in any::<prop::sample::Index>(), draws in 1..80_usize) {
        let (n, m) = values.dim();
        let only = only.index(m);
        let ws: Vec<f64> = (0..m).map(|j| if j == only { 3.0 } else { 0.0 }).collect();
        let a = WeightsOnly::new(values.view(), &ws).unwrap().draws(draws).mean(mean);
        let (out, quantiles) = (a.run().unwrap(), a.score_quantiles(&[0.0, 0.05, 0.3, 0.95, 1.0]).unwrap());
        let places = competition(&values.column(only).to_vec());
        for u in 0..n {
            let rank = places[u].unwrap() as usize;
            prop_assert!(quantiles[u].iter().all(|q| q.to_bits() == out.point[u].to_bits()));
            prop_assert_eq!((out.mean_score[u].to_bits(), out.sd_score[u]), (out.point[u].to_bits(), 0.0));
            prop_assert!((1..=n).all(|r| out.acceptability.share(u, r - 1) == f64::from(u8::from(r == rank))));
        }
        // The same from draws that are handed over, for every way of keeping them.
        let point = out.point;
        let same = Array2::from_shape_fn((draws, n), |(_, u)| point[u]);
        let ranked = ranking(&point, &same);
        for (u, rank) in competition(&point).into_iter().enumerate() {
            prop_assert_eq!(ranked.acceptability.count(u, rank.unwrap() as usize - 1) as usize, draws);
        }
        for storage in [Storage::Exact, Storage::Histogram] {
            let spec = NodeSpec { quantiles: vec![0.0, 0.05, 0.3, 0.95, 1.0], storage, ..NodeSpec::default() };
            let mut nodes = NodeStatistics::new(draws, spec, &vec![None; n]).unwrap();
            nodes.push_block(same.view()).unwrap();
            for (summary, score) in nodes.finish().iter().zip(&point) {
                prop_assert!(summary.quantiles.iter().all(|q| q.value.to_bits() == score.to_bits()));
                prop_assert_eq!(summary.sd, 0.0);
            }
        }
    }

    #[test]
    fn twins_are_tied(values in table(), mean in means(), seed in any::<u64>()) {
        let n = values.nrows();
        let doubled = values.select(Axis(0), &(0..n).chain([0]).collect::<Vec<_>>());
        let (out, q) = analysis(&doubled, &weights(&values, seed), mean, seed);
        prop_assert!((0..=n).all(|r| out.acceptability.count(0, r) == out.acceptability.count(n, r)));
        prop_assert_eq!((&q[0], out.point[0].to_bits()), (&q[n], out.point[n].to_bits()));
        let draws = Array2::from_shape_fn((40, 2), |(d, _)| (d * 7 % 11) as f64);
        let pair = ranking(&[3.0, 3.0], &draws);
        prop_assert_eq!((pair.neighbours[0].winning, pair.groups), (0.5, vec![Some(1), Some(1)]));
        prop_assert_eq!((pair.acceptability.top(0, 1), pair.acceptability.top(1, 1)), (1.0, 1.0));
    }
}

/// Root mean square over seeds of how far a statistic is from the truth.
fn error(seeds: std::ops::Range<u64>, truth: f64, statistic: impl Fn(u64) -> f64) -> f64 {
    let n = seeds.clone().count() as f64;
    (seeds.map(|s| (statistic(s) - truth).powi(2)).sum::<f64>() / n).sqrt()
}

#[test]
fn sixteen_times_the_draws_give_a_quarter_of_the_error() {
    // Three criteria, uniform weights. The first unit's score is 0.2 + 0.8 w1, and w1 has the
    // density 2 (1 - w): its mean is 7/15, its five-per-cent quantile where w1 = 1 - sqrt(0.95).
    // The third unit has 0.4 whatever the weights: it leads while w1 and w2 are below a quarter (a
    // square of 1/8 of the triangle, with w1 1/8 in the middle), and either of the others beats it
    // with 9/16.
    let values = array![[1.0, 0.2, 0.2], [0.2, 1.0, 0.2], [0.4, 0.4, 0.4]];
    let run = |draws: usize, seed: u64| {
        WeightsOnly::new(values.view(), &[1.0; 3])
            .unwrap()
            .concentration(3.0)
            .draws(draws)
            .seed(seed)
    };
    let normal = |draws: usize, seed: u64| {
        let mut s = Stream::new(seed, 77, 0);
        let block = Array2::from_shape_fn((draws, 1), |_| s.normal());
        let mut nodes = NodeStatistics::new(draws, NodeSpec::default(), &[None]).unwrap();
        nodes.push_block(block.view()).unwrap();
        nodes.finish()[0].quantiles[0].value
    };
    type Statistic<'a> = (&'a str, f64, Box<dyn Fn(usize, u64) -> f64 + 'a>);
    let statistics: [Statistic<'_>; 6] = [
        ("mean", 7.0 / 15.0, Box::new(|n, s| run(n, s).run().unwrap().mean_score[0])),
        (
            "quantile",
            0.2 + 0.8 * (1.0 - 0.95_f64.sqrt()),
            Box::new(|n, s| run(n, s).score_quantiles(&[0.05]).unwrap()[0][0]),
        ),
        ("acceptability", 0.125, Box::new(|n, s| run(n, s).run().unwrap().acceptability.top(2, 1))),
        (
            "mean rank",
            1.0 + 2.0 * 0.5625,
            Box::new(|n, s| run(n, s).run().unwrap().acceptability.mean_rank(2)),
        ),
        (
            "central weight",
            0.125,
            Box::new(|n, s| run(n, s).central_weights().unwrap().weights[2].as_ref().unwrap()[0]),
        ),
        ("quantile of a node", -1.644_853_626_951_472_7, Box::new(normal)),
    ];
    for (name, truth, statistic) in &statistics {
        let few = error(0..128, *truth, |s| statistic(250, s));
        let many = error(200..328, *truth, |s| statistic(4_000, s));
        println!("{name}: {few:.5} and {many:.5}, {:.2} times", few / many);
        // The ratio of two root mean squares over 128 seeds each has a standard deviation of 9 %:
        // more than five of them.
        assert!((few / many / 4.0 - 1.0).abs() < 0.5, "{name}: {few} and {many}");
    }
}

#[test]
fn acceptability_on_the_triangle_of_three_criteria() {
    // Units that are each best on one criterion, and one that has c everywhere. With uniform
    // weights the areas of the triangle are known: unit i beats the last where w_i > c, a corner of
    // share (1 - c)^2, two corners overlap in (1 - 2c)^2, three in (1 - 3c)^2, as far as these are
    // above 0. The last unit's rank is one more than the corners it lies in.
    let square = |x: f64| if x > 0.0 { x * x } else { 0.0 };
    for c in [0.25, 0.3, 0.5, 0.7] {
        let values = array![[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [c, c, c]];
        let a = WeightsOnly::new(values.view(), &[1.0; 3])
            .unwrap()
            .concentration(3.0)
            .draws(100_000)
            .seed(4);
        let out = a.run().unwrap();
        let (one, two, three) =
            (3.0 * square(1.0 - c), 3.0 * square(1.0 - 2.0 * c), square(1.0 - 3.0 * c));
        let in_corners =
            [1.0 - one + two - three, one - 2.0 * two + 3.0 * three, two - 3.0 * three, three];
        for (corners, want) in in_corners.iter().enumerate() {
            // 0.0016 is the largest standard error.
            assert!(
                (out.acceptability.share(3, corners) - want).abs() < 0.006,
                "c = {c}, rank {}: {want}",
                corners + 1
            );
        }
        for u in 0..3 {
            assert!((out.acceptability.top(u, 1) - (1.0 - in_corners[0]) / 3.0).abs() < 0.006);
        }
    }
    // Half: four triangles of one size, so each leads in a quarter, and the central weights are
    // their centres.
    let values = array![[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [0.5, 0.5, 0.5]];
    let a = WeightsOnly::new(values.view(), &[1.0; 3])
        .unwrap()
        .concentration(3.0)
        .draws(100_000)
        .seed(4);
    let central = a.central_weights().unwrap();
    for u in 0..4 {
        assert!((central.first[u] - 0.25).abs() < 0.006);
        for (j, w) in central.weights[u].as_ref().unwrap().iter().enumerate() {
            let want = match u {
                3 => 1.0 / 3.0,
                _ if u == j => 2.0 / 3.0,
                _ => 1.0 / 6.0,
            };
            assert!((w - want).abs() < 0.004, "{u} {j}: {w} for {want}");
        }
    }
    // The last has the best point score and beats the next in three quarters of the weightings:
    // below 0.80, so they are tied.
    let out = a.run().unwrap();
    assert_eq!((out.order[0], out.neighbours[0].above, out.groups[3], out.groups[0]), (3, 3, 1, 1));
    assert!((out.neighbours[0].winning - 0.75).abs() < 0.006);
    let strict = a.tie(0.70).run().unwrap();
    assert_eq!((strict.groups[3], strict.groups[0]), (1, 2));
}

#[test]
fn next_to_nothing_has_a_defined_result() {
    // One unit: first in every draw, a range of one rank, nobody to compare with.
    let one =
        WeightsOnly::new(array![[3.0, 4.0]].view(), &[1.0, 1.0]).unwrap().draws(1).run().unwrap();
    assert_eq!(
        (one.order.clone(), one.groups.clone(), one.neighbours.len()),
        (vec![0], vec![1], 0)
    );
    assert_eq!(
        (one.acceptability.top(0, 1), one.acceptability.mean_rank(0), one.sd_score[0]),
        (1.0, 1.0, 0.0)
    );
    let range = one.acceptability.ranges(0.05, 0.95).unwrap()[0].unwrap();
    assert_eq!((range.low, range.high), (1, 1));
    // One indicator: weights cannot matter.
    let single = WeightsOnly::new(array![[1.0], [5.0], [3.0]].view(), &[0.1]).unwrap().draws(50);
    assert_eq!(single.score_quantiles(&[0.0, 1.0]).unwrap(), [[1.0, 1.0], [5.0, 5.0], [3.0, 3.0]]);
    assert_eq!(single.run().unwrap().groups, [3, 1, 2]);
    // A constant column shifts everybody alike: the ranking is that of the other one.
    let constant = WeightsOnly::new(array![[7.0, 1.0], [7.0, 5.0]].view(), &[1.0, 1.0])
        .unwrap()
        .draws(50)
        .run()
        .unwrap();
    assert_eq!((constant.order.clone(), constant.neighbours[0].winning), (vec![1, 0], 1.0));
    // All units alike: all first, all in one group.
    let alike = WeightsOnly::new(Array2::from_elem((5, 2), 2.0).view(), &[1.0, 3.0])
        .unwrap()
        .draws(33)
        .run()
        .unwrap();
    assert!((0..5).all(|u| alike.acceptability.top(u, 1) == 1.0 && alike.groups[u] == 1));
    // One draw: every share is 0 or 1.
    let draw = WeightsOnly::new(array![[1.0, 0.0], [0.0, 1.0]].view(), &[1.0, 1.0])
        .unwrap()
        .draws(1)
        .run()
        .unwrap();
    assert_eq!(draw.acceptability.top(0, 1) + draw.acceptability.top(1, 1), 1.0);
    assert_eq!(draw.sd_score, [0.0, 0.0]);

    // What cannot be ranked is an error that says what and where.
    let new = |v: Array2<f64>, w: &[f64]| {
        WeightsOnly::new(v.view(), w).and_then(|a| a.draws(10).run()).unwrap_err()
    };
    assert_eq!(
        new(Array2::zeros((0, 2)), &[1.0; 2]),
        RobustnessError::Empty { units: 0, indicators: 2 }
    );
    assert_eq!(new(Array2::zeros((2, 0)), &[]), RobustnessError::Empty { units: 2, indicators: 0 });
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert!(matches!(
            new(array![[1.0, value]], &[1.0; 2]),
            RobustnessError::BadValue { row: 0, column: 1, .. }
        ));
    }
    for bad in [[0.0, 0.0], [1.0, -1.0], [f64::NAN, 1.0], [f64::INFINITY, 1.0]] {
        assert!(matches!(new(array![[1.0, 2.0]], &bad), RobustnessError::Draw(_)), "{bad:?}");
    }
    for tie in [-0.1, 1.1, f64::NAN] {
        assert!(matches!(
            RankStatistics::new(&[1.0], 1, RankSpec { tie, ..RankSpec::default() }),
            Err(RobustnessError::BadSetting { .. })
        ));
    }
    assert!(matches!(
        RankStatistics::new(&[1.0, f64::INFINITY], 1, RankSpec::default()),
        Err(RobustnessError::BadValue { column: 1, .. })
    ));

    // All missing: no ranks, no groups, no range.
    let nan = f64::NAN;
    let gone = ranking(&[nan, nan], &array![[1.0, 2.0]]);
    assert!(
        gone.order.is_empty()
            && gone.groups == [None, None]
            && gone.acceptability.top(0, 1).is_nan()
    );
    // A score that no draw has: ranked by its point, without a share of anything.
    let never = ranking(&[2.0, 1.0], &array![[nan, 1.0], [nan, 3.0]]);
    assert_eq!(
        (never.acceptability.draws(0), never.acceptability.ranges(0.05, 0.95).unwrap()[0]),
        (0, None)
    );
    assert!(
        never.acceptability.top(0, 1).is_nan()
            && never.neighbours[0].winning.is_nan()
            && never.acceptability.top(1, 1) == 1.0
    );
}

#[test]
fn losing_draws_of_a_unit_leaves_the_others_whole() {
    // The middle unit is missing in half of the draws; the lowest is second then.
    let draws = Array2::from_shape_fn((10, 3), |(d, u)| {
        if u == 1 && d % 2 == 0 { f64::NAN } else { 3.0 - u as f64 }
    });
    let out = ranking(&[3.0, 2.0, 1.0], &draws);
    assert_eq!((out.acceptability.draws(1), out.acceptability.share(1, 1)), (5, 1.0));
    assert_eq!((out.acceptability.share(2, 1), out.acceptability.share(2, 2)), (0.5, 0.5));
    assert_eq!((out.neighbours[0].winning, out.neighbours[0].draws), (1.0, 5));
}

#[test]
fn a_hundred_thousand_units() {
    let (n, m, draws) = (100_000, 6, 48);
    let mut s = Stream::new(5, 5, 5);
    let values = Array2::from_shape_fn((n, m), |_| s.uniform());
    let start = std::time::Instant::now();
    let out = WeightsOnly::new(values.view(), &[1.0; 6]).unwrap().draws(draws).run().unwrap();
    println!("weights only: {:?}", start.elapsed());
    // In every draw the ranks 1 to n are given out, but for ties at the last bit.
    let mean = (0..n).map(|u| out.acceptability.mean_rank(u)).sum::<f64>() / n as f64;
    assert!((mean - (n + 1) as f64 / 2.0).abs() < 0.01, "{mean}");
    assert!(((0..n).map(|u| out.acceptability.top(u, 10)).sum::<f64>() - 10.0).abs() < 1e-6);
    let ranges = out.acceptability.ranges(0.05, 0.95).unwrap();
    let leader = out.order[0];
    assert!(ranges[leader].unwrap().low == 1 && ranges.iter().all(Option::is_some));
    assert!(out.acceptability.columns() <= 1024);

    let start = std::time::Instant::now();
    let mut stats = RankStatistics::new(&out.point, draws, RankSpec::default()).unwrap();
    let mut block = Array2::zeros((16, n));
    for _ in 0..draws / 16 {
        for mut row in block.rows_mut() {
            row.iter_mut().zip(&out.point).for_each(|(x, p)| *x = p + 0.01 * s.normal());
        }
        stats.push_block(block.view(), None).unwrap();
    }
    let ranked = stats.finish();
    println!("given draws: {:?}", start.elapsed());
    let mean = (0..n).map(|u| ranked.acceptability.mean_rank(u)).sum::<f64>() / n as f64;
    assert!((mean - (n + 1) as f64 / 2.0).abs() < 0.01, "{mean}");
    assert!(ranked.acceptability.top(leader, 2_000) > 0.9);
    if let Ok(status) = std::fs::read_to_string("/proc/self/status") {
        println!("{}", status.lines().find(|l| l.starts_with("VmHWM")).unwrap_or_default());
    }
}
