//! Tests of `batch_means`.

#![allow(clippy::unwrap_used)]
use super::*;
use crate::aggregate::tests::ALL;
use crate::draws::Stream;

#[test]
fn every_mean_agrees_with_one_draw_at_a_time() {
    let mut stream = Stream::new(5, 6, 7);
    let n = 300;
    let rows: Vec<Vec<f64>> =
        (0..5).map(|_| (0..n).map(|_| 100.0 * stream.uniform()).collect()).collect();
    let weights: Vec<Vec<f64>> =
        (0..5).map(|_| (0..n).map(|_| stream.uniform_open()).collect()).collect();
    let children: Vec<Child<'_>> = rows
        .iter()
        .zip(&weights)
        .map(|(v, w)| Child { values: Values::Each(v), weights: Weights::Each(w) })
        .collect();
    let shares: Vec<Vec<f64>> = weights
        .iter()
        .map(|row| {
            row.iter()
                .enumerate()
                .map(|(d, w)| w / weights.iter().map(|r| r[d]).sum::<f64>())
                .collect()
        })
        .collect();
    let shared: Vec<Child<'_>> = rows
        .iter()
        .zip(&shares)
        .map(|(v, w)| Child { values: Values::Each(v), weights: Weights::Each(w) })
        .collect();
    for m in ALL {
        let mut out = vec![0.0; n];
        mean(m, &children, Sum::Any, Some(5.0), &mut out);
        let mut again = vec![0.0; n];
        mean(m, &shared, Sum::One, Some(5.0), &mut again);
        for d in 0..n {
            let xs: Vec<f64> = rows.iter().map(|r| r[d].max(5.0)).collect();
            let ws: Vec<f64> = weights.iter().map(|r| r[d]).collect();
            let want = m.value(&xs, &ws).unwrap();
            // A mean and its penalty may nearly cancel: rounding is that of either.
            let size = if matches!(m, Mean::MazziottaPareto { .. }) { 100.0 } else { want.abs() };
            assert!((out[d] - want).abs() <= 1e-13 * size, "{m:?}: {} for {want}", out[d]);
            assert!((again[d] - want).abs() <= 1e-13 * size, "{m:?}: {} for {want}", again[d]);
        }
    }
}

#[test]
fn instruction_sets_give_the_same_bits() {
    let mut stream = Stream::new(5, 6, 8);
    let n = 131;
    let rows: Vec<Vec<f64>> =
        (0..5).map(|_| (0..n).map(|_| 100.0 * stream.uniform()).collect()).collect();
    let drawn: Vec<f64> = (0..n).map(|_| stream.uniform_open()).collect();
    let children: Vec<Child<'_>> = rows
        .iter()
        .enumerate()
        .map(|(i, v)| Child {
            values: Values::Each(v),
            weights: if i == 2 { Weights::Same(0.4) } else { Weights::Each(&drawn) },
        })
        .collect();
    for sum in [Sum::One, Sum::Any] {
        let (mut wide, mut plain) = (vec![0.0; n], vec![0.0; n]);
        mean(Mean::Arithmetic, &children, sum, Some(5.0), &mut wide);
        let job = arithmetic::Arithmetic { children: &children, sum, floor: 5.0, out: &mut plain };
        let done = pulp::WithSimd::with_simd(job, pulp::Scalar);
        assert!(done + 4 > n);
        assert!(wide.iter().zip(&plain).take(done).all(|(a, b)| a.to_bits() == b.to_bits()));
    }
    for m in [Mean::Geometric, Mean::Harmonic, Mean::Power(0.5)] {
        let mut wide = vec![0.0; n];
        mean(m, &children, Sum::Any, Some(5.0), &mut wide);
        for (d, wide) in wide.iter().enumerate() {
            // One draw is too short for a register.
            let alone: Vec<Child<'_>> = children.iter().filter_map(|c| c.from(d)).collect();
            let mut one = [0.0];
            mean(m, &alone, Sum::Any, Some(5.0), &mut one);
            assert_eq!(one[0].to_bits(), wide.to_bits(), "{m:?} {d}");
        }
    }
}

/// Two children with half the weight each.
fn halves(rows: &[Vec<f64>; 2]) -> Vec<Child<'_>> {
    rows.iter().map(|v| Child { values: Values::Each(v), weights: Weights::Same(0.5) }).collect()
}

#[test]
fn powers_past_the_range_of_a_double_agree_too() {
    let rows: [Vec<f64>; 2] = [
        (0..40).map(|d| 60.0 + f64::from(d)).collect(),
        (0..40).map(|d| 90.0 - f64::from(d)).collect(),
    ];
    for p in [120.0, 150.0, 400.0, -400.0] {
        let mut out = vec![0.0; 40];
        mean(Mean::Power(p), &halves(&rows), Sum::Any, None, &mut out);
        for (d, o) in out.iter().enumerate() {
            let want = Mean::Power(p).value(&[rows[0][d], rows[1][d]], &[0.5, 0.5]).unwrap();
            assert!((o - want).abs() <= 1e-12 * want, "{p}: {o} for {want}");
        }
    }
}

#[test]
fn drawn_power_means_keep_their_digits_near_the_geometric_mean() {
    for (xs, ws, p, want) in crate::aggregate::tests::NEAR_GEOMETRIC {
        let total: f64 = ws.iter().sum();
        let rows: Vec<Vec<f64>> = xs.iter().map(|x| vec![*x; 33]).collect();
        for (sum, share) in [(Sum::Any, 1.0), (Sum::One, total)] {
            let children: Vec<Child<'_>> = rows
                .iter()
                .zip(ws)
                .map(|(v, w)| Child { values: Values::Each(v), weights: Weights::Same(w / share) })
                .collect();
            let mut out = [0.0; 33];
            mean(Mean::Power(p), &children, sum, None, &mut out);
            assert!(
                out.iter().all(|o| (o - want).abs() <= 1e-13 * want),
                "{xs:?} to {p}: {} for {want}",
                out[0]
            );
        }
    }
}

#[test]
fn a_missing_child_leaves_the_draw_without_a_mean() {
    let rows = [vec![f64::NAN, 30.0, 30.0], vec![40.0, f64::NAN, 40.0]];
    for m in ALL {
        for floor in [None, Some(1.0)] {
            let mut out = [0.0; 3];
            mean(m, &halves(&rows), Sum::Any, floor, &mut out);
            assert!(
                out[0].is_nan() && out[1].is_nan() && out[2] >= 30.0,
                "{m:?} {floor:?}: {out:?}"
            );
        }
    }
}

#[test]
fn weights_that_are_all_zero_leave_no_mean() {
    let values = [30.0; 40];
    for m in ALL {
        let mut out = [0.0; 40];
        mean(
            m,
            &[Child { values: Values::Each(&values), weights: Weights::Each(&[0.0; 40]) }],
            Sum::Any,
            None,
            &mut out,
        );
        assert!(out.iter().all(|x| x.is_nan()), "{m:?}: {}", out[0]);
    }
}

#[test]
fn logarithms_are_handed_on() {
    let mut stream = Stream::new(5, 6, 10);
    let n = 77;
    let rows: [Vec<f64>; 2] = std::array::from_fn(|i| {
        (0..n).map(|d| if (d + i) % 9 == 0 { 0.0 } else { 100.0 * stream.uniform_open() }).collect()
    });
    for floor in [None, Some(1.0)] {
        let (mut inner, mut logs) = (vec![0.0; n], vec![0.0; n]);
        geometric(&halves(&rows), Sum::One, floor, &mut inner, &mut logs);
        let mut plain = vec![0.0; n];
        mean(Mean::Geometric, &halves(&rows), Sum::One, floor, &mut plain);
        assert!(inner.iter().zip(&plain).all(|(a, b)| a.to_bits() == b.to_bits()));
        for (l, x) in logs.iter().zip(&inner) {
            assert!(
                if *x == 0.0 { l.is_nan() } else { (libm::exp2(*l) - x).abs() < 1e-13 * x },
                "{l} for {x}"
            );
        }
        let over = |values| {
            [
                Child { values, weights: Weights::Same(0.3) },
                Child { values: Values::Each(&rows[0]), weights: Weights::Same(0.7) },
            ]
        };
        let (mut known, mut taken) = (vec![0.0; n], vec![0.0; n]);
        mean(
            Mean::Geometric,
            &over(Values::Logs(&inner, &logs)),
            Sum::One,
            floor.map(|f| 20.0 * f),
            &mut known,
        );
        mean(
            Mean::Geometric,
            &over(Values::Each(&inner)),
            Sum::One,
            floor.map(|f| 20.0 * f),
            &mut taken,
        );
        assert!(known.iter().zip(&taken).all(|(a, b)| (a - b).abs() <= 1e-13 * b));
    }
}

#[test]
fn scores_that_err_are_as_if_written_down() {
    let mut stream = Stream::new(5, 6, 11);
    let n = 131;
    let errors: Vec<f32> = (0..n).map(|_| stream.normal() as f32).collect();
    let row: Vec<f64> = (0..n).map(|_| 100.0 * stream.uniform_open()).collect();
    let erring = Erring { score: 60.0, sd: 40.0, limits: (5.0, 100.0), errors: &errors };
    let mut written = vec![60.0; n];
    add_errors(40.0, (5.0, 100.0), &errors, &mut written);
    assert!(written.contains(&5.0) && written.contains(&100.0));
    for m in [Mean::Arithmetic, Mean::Geometric, Mean::Harmonic, Mean::Power(0.5), Mean::Median] {
        let of = |values| {
            let weights = Weights::Same(0.5);
            let mut out = vec![0.0; n];
            mean(
                m,
                &[Child { values, weights }, Child { values: Values::Each(&row), weights }],
                Sum::One,
                None,
                &mut out,
            );
            out
        };
        let (a, b) = (of(Values::Erring(erring)), of(Values::Each(&written)));
        assert!(a.iter().zip(&b).all(|(a, b)| a.to_bits() == b.to_bits()), "{m:?}");
    }
}

#[test]
fn a_draw_does_not_depend_on_its_neighbours() {
    let mut stream = Stream::new(5, 6, 9);
    let mut rows: [Vec<f64>; 2] =
        std::array::from_fn(|_| (0..64).map(|_| 100.0 * stream.uniform_open()).collect());
    for m in
        [Mean::Geometric, Mean::Harmonic, Mean::Power(0.3), Mean::Power(2.0), Mean::Power(-0.5)]
    {
        let (mut before, mut after) = (vec![0.0; 64], vec![0.0; 64]);
        mean(m, &halves(&rows), Sum::Any, None, &mut before);
        let kept = std::mem::replace(&mut rows[0][40], 0.0);
        mean(m, &halves(&rows), Sum::Any, None, &mut after);
        rows[0][40] = kept;
        assert_ne!(before[40], after[40]);
        assert!(
            (0..64).filter(|d| *d != 40).all(|d| before[d].to_bits() == after[d].to_bits()),
            "{m:?}"
        );
    }
}
