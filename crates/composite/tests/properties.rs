//! Properties every index has, whatever the numbers.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use ideal_composite::aggregate::Mean;
use ideal_composite::impute::{Statistic, column};
use ideal_composite::normalise::{Direction, Normalise};
use ideal_composite::outrank::copeland;
use ideal_composite::rank::{Order, Ties, competition, ranks};
use ideal_composite::tree::{Element, Floor, How, Tree};
use ndarray::{Array2, Axis};
use proptest::prelude::*;

/// Two blocks of two indicators and a fifth one, under a root.
fn tree(how: [How; 3], weights: &[f64]) -> Tree {
    let leaf = |parent, k: usize| Element::leaf(parent, weights[k]);
    Tree::new(
        5,
        vec![
            leaf(5, 0),
            leaf(5, 1),
            leaf(6, 2),
            leaf(6, 3),
            leaf(7, 4),
            Element::node(Some(7), weights[5], how[0], Floor::None),
            Element::node(Some(7), weights[6], how[1], Floor::None),
            Element::node(None, 1.0, how[2], Floor::None),
        ],
    )
    .unwrap()
}

fn matrix(values: &[f64]) -> Array2<f64> {
    Array2::from_shape_vec((values.len() / 5, 5), values.to_vec()).unwrap()
}

fn index(t: &Tree, xs: &Array2<f64>) -> Vec<f64> {
    t.aggregate(xs.view()).unwrap().column(7).to_vec()
}

fn mean() -> impl Strategy<Value = How> {
    prop::sample::select(vec![
        How::Mean(Mean::Arithmetic),
        How::Mean(Mean::Geometric),
        How::Mean(Mean::Harmonic),
        How::Mean(Mean::Power(2.0)),
        How::Mean(Mean::Power(-0.5)),
        How::Mean(Mean::Median),
        How::Mean(Mean::Min),
        How::Mean(Mean::Max),
    ])
}

/// A score, or a gap in one of eight.
fn score() -> impl Strategy<Value = f64> {
    prop_oneof![7 => 0.0..100.0_f64, 1 => Just(f64::NAN)]
}

fn scores() -> impl Strategy<Value = Vec<f64>> {
    (2..9_usize).prop_flat_map(|n| prop::collection::vec(score(), 5 * n))
}

fn weights() -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec(0.1..5.0_f64, 7)
}

/// Raw values of two to eight units on five indicators, on a grid fine enough to tell them apart,
/// without gaps.
fn raw() -> impl Strategy<Value = Vec<f64>> {
    (2..9_usize).prop_flat_map(|n| {
        prop::collection::vec((1..1000_u16).prop_map(|x| f64::from(x) / 10.0), 5 * n)
    })
}

/// Five columns normalised, those of `down` the other way round; none if one of them is refused.
fn scored(f: Normalise, values: &[f64], down: &[bool]) -> Option<Array2<f64>> {
    let mut out = matrix(values);
    for (mut column, down) in out.columns_mut().into_iter().zip(down) {
        let scores =
            f.column(&column.to_vec(), if *down { Direction::Down } else { Direction::Up }).ok()?;
        column.iter_mut().zip(scores).for_each(|(o, s)| *o = s);
    }
    Some(out)
}

fn close(a: &[f64], b: &[f64]) -> bool {
    a.len() == b.len()
        && a.iter()
            .zip(b)
            .all(|(x, y)| (x.is_nan() && y.is_nan()) || (x - y).abs() <= 1e-9 * x.abs().max(1.0))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn raising_an_indicator_never_lowers_the_index(
        values in scores(), ws in weights(), how in [mean(), mean(), mean()], at in any::<prop::sample::Index>(), by in 0.0..50.0_f64,
    ) {
        let (t, xs) = (tree(how, &ws), matrix(&values));
        let mut raised = values.clone();
        let k = at.index(values.len());
        raised[k] += by;
        let (before, after) = (index(&t, &xs), index(&t, &matrix(&raised)));
        for (b, a) in before.iter().zip(&after) {
            prop_assert!(b.is_nan() && a.is_nan() || *a >= b - 1e-9, "{b} to {a}");
        }
    }

    #[test]
    fn the_order_of_units_does_not_matter(
        values in scores(), ws in weights(), how in [mean(), mean(), mean()], copelands in any::<bool>(), seed in any::<u64>(),
    ) {
        let how = if copelands { [How::Copeland, how[1], How::Copeland] } else { how };
        let xs = matrix(&values);
        // Negative Copeland scores are no values of a geometric mean, so the mixed tree averages
        // plainly.
        let how = if copelands { [how[0], How::Mean(Mean::Arithmetic), how[2]] } else { how };
        let t = tree(how, &ws);
        let mut order: Vec<usize> = (0..xs.nrows()).collect();
        order.sort_by_key(|k| (*k as u64 + 1).wrapping_mul(seed | 1).rotate_left(17));
        let moved = index(&t, &xs.select(Axis(0), &order));
        let plain = index(&t, &xs);
        for (k, &from) in order.iter().enumerate() {
            prop_assert_eq!(moved[k].to_bits(), plain[from].to_bits());
        }
        let (a, b) = (competition(&moved), competition(&plain));
        prop_assert!(order.iter().enumerate().all(|(k, &from)| a[k] == b[from]));
    }

    #[test]
    fn only_ratios_of_weights_matter(values in scores(), ws in weights(), how in [mean(), mean(), mean()], factor in 0.01..100.0_f64) {
        let xs = matrix(&values);
        let scaled: Vec<f64> = ws.iter().enumerate().map(|(k, w)| if k < 2 { w * factor } else { *w }).collect();
        prop_assert!(close(&index(&tree(how, &ws), &xs), &index(&tree(how, &scaled), &xs)));
        prop_assert_eq!(
            copeland(xs.view(), &ws[..5]).unwrap().iter().map(|x| x.to_bits()).collect::<Vec<_>>(),
            copeland(xs.view(), &ws[..5].iter().map(|w| w * 2.0).collect::<Vec<_>>()).unwrap().iter().map(|x| x.to_bits()).collect::<Vec<_>>()
        );
    }

    #[test]
    fn units_of_measurement_do_not_matter(
        xs in prop::collection::vec(score(), 3..30), scale in 0.001..1000.0_f64, shift in -1e3..1e3_f64, down in any::<bool>(),
    ) {
        let direction = if down { Direction::Down } else { Direction::Up };
        let moved: Vec<f64> = xs.iter().map(|x| x * scale + shift).collect();
        for f in [
            Normalise::MinMax { range: [0.0, 100.0] },
            Normalise::ZScore { mean: 0.0, sd: 1.0 },
            Normalise::DistanceToMax { range: [0.0, 1.0] },
        ] {
            let spread = xs.iter().filter(|x| !x.is_nan()).fold((f64::MAX, f64::MIN), |e, x| (e.0.min(*x), e.1.max(*x)));
            // What is nearly constant loses its digits to the shift.
            prop_assume!((spread.1 - spread.0) * scale > 1e-3);
            let (a, b) = (f.column(&xs, direction).unwrap(), f.column(&moved, direction).unwrap());
            prop_assert!(a.iter().zip(&b).all(|(x, y)| (x.is_nan() && y.is_nan()) || (x - y).abs() < 1e-5));
        }
    }

    #[test]
    fn every_normalisation_keeps_the_order(xs in prop::collection::vec(score(), 3..30), down in any::<bool>()) {
        let direction = if down { Direction::Down } else { Direction::Up };
        let range = [0.0, 100.0];
        for f in [
            Normalise::None { range },
            Normalise::Goalposts { low: 20.0, high: 80.0, range, clamp: true },
            Normalise::Scaled { posts: [20.0, 80.0], factor: 100.0 },
            Normalise::MinMax { range },
            Normalise::ZScore { mean: 0.0, sd: 1.0 },
            Normalise::Rank { ties: Ties::Min },
            Normalise::PercentileRank { range, ties: Ties::Average },
            Normalise::Borda { ties: Ties::Max },
            Normalise::DistanceToMax { range },
            Normalise::DistanceToTarget { target: 50.0, range, cap: true },
            Normalise::DistanceToReference { reference: 40.0, range, cap: false },
            Normalise::FractionOfMax { range },
        ] {
            let Ok(out) = f.column(&xs, direction) else { continue };
            prop_assert_eq!(out.len(), xs.len());
            // The one that does not: where lower is better and no value is 0 or less.
            prop_assert_eq!(f.reverses(&xs, direction), down && matches!(f, Normalise::FractionOfMax { .. }));
            let down = down && !f.reverses(&xs, direction);
            for (x, o) in xs.iter().zip(&out) {
                prop_assert_eq!(x.is_nan(), o.is_nan());
                for (y, p) in xs.iter().zip(&out) {
                    if x < y && !down { prop_assert!(o <= p); }
                    if x < y && down { prop_assert!(o >= p); }
                }
            }
        }
    }

    #[test]
    fn a_better_raw_value_never_lowers_the_own_index(
        values in raw(), ws in weights(), how in [mean(), mean(), mean()], ways in prop::collection::vec(any::<bool>(), 5), at in any::<prop::sample::Index>(), by in 0.0..50.0_f64,
    ) {
        let k = at.index(values.len());
        let (unit, indicator) = (k / 5, k % 5);
        let mut better = values.clone();
        better[k] += if ways[indicator] { -by } else { by };
        let range = [1.0, 100.0];
        for f in [
            Normalise::Goalposts { low: 20.0, high: 80.0, range, clamp: true },
            Normalise::MinMax { range },
            Normalise::Rank { ties: Ties::Min },
            Normalise::PercentileRank { range, ties: Ties::Average },
            Normalise::DistanceToMax { range },
        ] {
            let (Some(before), Some(after)) = (scored(f, &values, &ways), scored(f, &better, &ways)) else { continue };
            let t = tree(how, &ws);
            let (before, after) = (index(&t, &before)[unit], index(&t, &after)[unit]);
            prop_assert!(after >= before - 1e-9, "{f:?}: {before} to {after}");
        }
        // Scores of both signs, which only some means take.
        for f in [Normalise::ZScore { mean: 0.0, sd: 1.0 }, Normalise::None { range: [0.0, 0.0] }] {
            let (Some(before), Some(after)) = (scored(f, &values, &ways), scored(f, &better, &ways)) else { continue };
            for m in [Mean::Arithmetic, Mean::Median, Mean::Min, Mean::Max] {
                let t = tree([How::Mean(m); 3], &ws);
                let (before, after) = (index(&t, &before)[unit], index(&t, &after)[unit]);
                prop_assert!(after >= before - 1e-9, "{f:?} {m:?}: {before} to {after}");
            }
        }
    }

    #[test]
    fn other_units_of_measurement_leave_index_and_ranks(
        values in raw(), ws in weights(), how in [mean(), mean(), mean()], ways in prop::collection::vec(any::<bool>(), 5),
        scales in prop::collection::vec(0.01..100.0_f64, 5), shifts in prop::collection::vec(-100.0..100.0_f64, 5),
    ) {
        let moved: Vec<f64> = values.iter().enumerate().map(|(k, x)| x * scales[k % 5] + shifts[k % 5]).collect();
        for (f, how) in [
            (Normalise::MinMax { range: [1.0, 100.0] }, how),
            (Normalise::ZScore { mean: 0.0, sd: 1.0 }, [How::Mean(Mean::Arithmetic), How::Mean(Mean::Median), How::Mean(Mean::Arithmetic)]),
        ] {
            let (Some(a), Some(b)) = (scored(f, &values, &ways), scored(f, &moved, &ways)) else { continue };
            let t = tree(how, &ws);
            let (a, b) = (index(&t, &a), index(&t, &b));
            prop_assert!(a.iter().zip(&b).all(|(x, y)| (x - y).abs() < 1e-6), "{f:?}: {a:?} {b:?}");
            // Nobody passes anybody by more than that.
            let (ra, rb) = (competition(&a), competition(&b));
            for (i, j) in (0..a.len()).flat_map(|i| (0..a.len()).map(move |j| (i, j))) {
                prop_assert!(a[i] - a[j] < 1e-5 || rb[i] < rb[j], "{ra:?} {rb:?}");
            }
        }
    }

    #[test]
    fn ranks_follow_a_permutation(xs in prop::collection::vec(prop_oneof![3 => score(), 1 => Just(7.0)], 1..40), turn in 0..40_usize) {
        let n = xs.len();
        let turned: Vec<f64> = (0..n).map(|k| xs[(k + turn) % n]).collect();
        for ties in [Ties::Min, Ties::Max, Ties::Average, Ties::Dense] {
            let (a, b) = (ranks(&xs, Order::Descending, ties), ranks(&turned, Order::Descending, ties));
            prop_assert!((0..n).all(|k| b[k].to_bits() == a[(k + turn) % n].to_bits()));
        }
        let there = xs.iter().filter(|x| !x.is_nan()).count();
        let sum: f64 = ranks(&xs, Order::Ascending, Ties::Average).iter().filter(|r| !r.is_nan()).sum();
        prop_assert!((sum - (there * (there + 1)) as f64 / 2.0).abs() < 1e-9);
    }

    #[test]
    fn allocations_add_up(xs in prop::collection::vec(0.01..100.0_f64, 1..8), ws in prop::collection::vec(0.0..3.0_f64, 8), how in mean()) {
        let How::Mean(m) = how else { unreachable!() };
        let ws = &ws[..xs.len()];
        let value = m.value(&xs, ws);
        prop_assert_eq!(value.is_some(), ws.iter().any(|w| *w > 0.0));
        if let Some(v) = value {
            let parts = m.contributions(&xs, ws).unwrap();
            prop_assert!((parts.iter().sum::<f64>() - v).abs() <= 1e-9 * v);
            let present = || xs.iter().zip(ws).filter(|c| *c.1 > 0.0).map(|c| *c.0);
            prop_assert!(v >= present().fold(f64::MAX, f64::min) * (1.0 - 1e-12) && v <= present().fold(0.0, f64::max) * (1.0 + 1e-12));
        }
    }

    #[test]
    fn imputation_leaves_what_is_there(xs in prop::collection::vec(score(), 0..30)) {
        for s in [Statistic::Mean, Statistic::Median] {
            let out = column(&xs, s);
            prop_assert!(xs.iter().zip(&out).all(|(x, o)| x.is_nan() || x.to_bits() == o.to_bits()));
            prop_assert!(xs.iter().all(|x| x.is_nan()) || out.iter().all(|o| !o.is_nan()));
        }
    }
}

#[test]
fn a_hundred_thousand_units() {
    let n = 100_000;
    let xs = Array2::from_shape_fn((n, 5), |(i, j)| ((i * 7919 + j * 104_729) % 1_000_003) as f64);
    let how = [How::Mean(Mean::Geometric), How::Mean(Mean::Median), How::Mean(Mean::Arithmetic)];
    let scores = index(&tree(how, &[1.0; 7]), &xs);
    let places = competition(&scores);
    assert_eq!(scores.len(), n);
    assert!(places.iter().all(Option::is_some));
    assert!(matches!(
        ideal_composite::outrank::outranking(xs.view(), &[1.0; 5]),
        Err(ideal_composite::outrank::OutrankError::TooLarge { units: 100_000 })
    ));
}

#[test]
fn what_is_degenerate_has_a_defined_result() {
    let nan = f64::NAN;
    let how =
        [How::Mean(Mean::Arithmetic), How::Mean(Mean::Geometric), How::Mean(Mean::Arithmetic)];
    // All missing: gaps all the way up, and no rank.
    let empty = index(&tree(how, &[1.0; 7]), &Array2::from_elem((3, 5), nan));
    assert!(empty.iter().all(|x| x.is_nan()) && competition(&empty).iter().all(Option::is_none));
    // One unit: it is first; its percentile among itself is an error.
    let one = Array2::from_shape_vec((1, 5), vec![10.0, 20.0, 30.0, 40.0, 50.0]).unwrap();
    assert_eq!(competition(&index(&tree(how, &[1.0; 7]), &one)), [Some(1)]);
    assert_eq!(copeland(one.view(), &[1.0; 5]).unwrap(), [0.0]);
    // All weights 0 but one: the node is that child, the others may be missing.
    let mut xs = matrix(&[5.0, nan, nan, nan, 77.0, 6.0, nan, nan, nan, 78.0]);
    let weights = [1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 0.0];
    assert_eq!(index(&tree(how, &weights), &xs), [77.0, 78.0]);
    // ... and a gap where that one is missing, whatever the others say.
    xs[[0, 4]] = nan;
    assert!(index(&tree(how, &weights), &xs)[0].is_nan());
    // One indicator: itself.
    let root = Element::node(None, 1.0, How::Mean(Mean::Harmonic), Floor::Share(1.0));
    let single = Tree::new(1, vec![Element::leaf(1, 0.3), root]).unwrap();
    let out =
        single.aggregate(Array2::from_shape_vec((2, 1), vec![4.0, nan]).unwrap().view()).unwrap();
    assert!((out[[0, 1]] - 4.0).abs() < 1e-12 && out[[1, 1]].is_nan());
    // A constant column: refused by every function that needs a population.
    for f in [
        Normalise::MinMax { range: [0.0, 1.0] },
        Normalise::Rank { ties: Ties::Min },
        Normalise::ZScore { mean: 0.0, sd: 1.0 },
    ] {
        assert!(f.column(&[3.0, 3.0, nan], Direction::Up).is_err());
    }
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let n = 5_000;
    let xs =
        Array2::from_shape_fn((n, 5), |(i, j)| ((i * 7919 + j * 104_729) % 10_007) as f64 / 7.0);
    let how = [How::Mean(Mean::Geometric), How::Mean(Mean::Power(0.3)), How::Mean(Mean::Harmonic)];
    let run = |threads: usize| {
        rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(|| {
            let scores = index(&tree(how, &[0.3, 1.7, 2.0, 0.1, 1.0, 1.0, 3.0]), &xs);
            let wins =
                copeland(xs.view().slice_axis(Axis(0), ndarray::Slice::from(0..400)), &[1.0; 5])
                    .unwrap();
            scores.into_iter().chain(wins).map(f64::to_bits).collect::<Vec<_>>()
        })
    };
    let alone = run(1);
    assert!([2, 3, 7].into_iter().all(|t| run(t) == alone));
}
