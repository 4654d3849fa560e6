//! Tests of `given_weights`.

#![allow(clippy::unwrap_used, clippy::excessive_precision)]
use super::*;
use ndarray::array;

struct Case {
    mean: Mean,
    /// Draws in which a unit (row) has a rank (column).
    counts: [[u32; 6]; 6],
    central: [Option<[f64; 4]>; 6],
    point: [f64; 6],
}

/// Six units, four indicators, three gaps, by a formula.
fn values() -> Array2<f64> {
    let mut out =
        Array2::from_shape_fn((6, 4), |(i, j)| ((i * 7 + j * 11 + 3) % 17) as f64 * 5.0 + 1.0);
    for gap in [(1, 2), (4, 0), (4, 3)] {
        out[gap] = f64::NAN;
    }
    out
}

/// Forty-eight draws of weights, some of them 0, by a formula.
fn weights() -> Array2<f64> {
    Array2::from_shape_fn((48, 4), |(k, j)| {
        ((k * 13 + j * 29 + 5) % 23) as f64 + if j == k % 4 { 1.0 } else { 0.0 }
    })
}

/// By loops in NumPy, straight from the definitions: scores of what a unit has under the weights
/// brought to 1 over it, rounded to nine decimals; ranks by counting the better ones.
fn cases() -> [Case; 5] {
    [
        Case {
            mean: Mean::Arithmetic,
            counts: [
                [0, 14, 11, 0, 23, 0],
                [13, 10, 0, 7, 18, 0],
                [10, 11, 14, 10, 3, 0],
                [0, 13, 16, 7, 0, 12],
                [0, 0, 0, 9, 3, 36],
                [25, 0, 7, 16, 0, 0],
            ],
            central: [
                None,
                Some([19.615384615385, 2.615384615385, 8.615384615385, 14.692307692308]),
                Some([2.3, 8.3, 14.2, 20.2]),
                None,
                None,
                Some([10.52, 16.52, 11.52, 5.52]),
            ],
            point: [
                34.81416198394188,
                39.3515512355119,
                40.63301928509891,
                33.68817653684328,
                25.81460040931691,
                39.81416198394187,
            ],
        },
        Case {
            mean: Mean::Geometric,
            counts: [
                [0, 13, 0, 25, 10, 0],
                [13, 14, 21, 0, 0, 0],
                [10, 0, 0, 0, 18, 20],
                [0, 13, 2, 21, 6, 6],
                [4, 4, 4, 0, 14, 22],
                [21, 4, 21, 2, 0, 0],
            ],
            central: [
                None,
                Some([19.615384615385, 2.615384615385, 8.615384615385, 14.692307692308]),
                Some([2.3, 8.3, 14.2, 20.2]),
                None,
                Some([12.0, 17.5, 0.5, 7.0]),
                Some([10.238095238095, 16.333333333333, 13.619047619048, 5.238095238095]),
            ],
            point: [
                26.866798903328526,
                36.6712456698882,
                18.298626643354492,
                25.4297225206938,
                21.064787448586447,
                33.028078013631266,
            ],
        },
        Case {
            mean: Mean::Harmonic,
            counts: [
                [0, 11, 4, 30, 3, 0],
                [27, 8, 13, 0, 0, 0],
                [1, 0, 2, 0, 0, 45],
                [0, 13, 5, 5, 25, 0],
                [7, 0, 5, 13, 20, 3],
                [13, 16, 19, 0, 0, 0],
            ],
            central: [
                None,
                Some([13.111111111111, 8.074074074074, 9.851851851852, 15.777777777778]),
                Some([0.0, 6.0, 12.0, 19.0]),
                None,
                Some([12.714285714286, 18.571428571429, 1.285714285714, 7.571428571429]),
                Some([7.538461538462, 13.538461538462, 19.615384615385, 2.538461538462]),
            ],
            point: [
                20.957318430250282,
                33.7265906927751,
                3.717057437125084,
                16.53045176689171,
                17.22333846532051,
                27.69654894483368,
            ],
        },
        Case {
            mean: Mean::Power(2.0),
            counts: [
                [0, 13, 12, 0, 23, 0],
                [2, 11, 8, 7, 20, 0],
                [22, 13, 1, 12, 0, 0],
                [0, 0, 27, 9, 0, 12],
                [0, 0, 0, 7, 5, 36],
                [24, 11, 0, 13, 0, 0],
            ],
            central: [
                None,
                Some([18.5, 0.5, 6.5, 12.5]),
                Some([11.681818181818, 6.272727272727, 11.181818181818, 17.272727272727]),
                None,
                None,
                Some([10.291666666667, 16.291666666667, 11.791666666667, 5.25]),
            ],
            point: [
                42.13358579217864,
                41.48770379531043,
                50.585237020080406,
                38.9690254265614,
                29.855639689755087,
                46.350627520523354,
            ],
        },
        Case {
            mean: Mean::Min,
            counts: [
                [0, 0, 43, 5, 0, 0],
                [45, 3, 0, 0, 0, 0],
                [1, 0, 0, 0, 0, 47],
                [0, 2, 0, 0, 45, 1],
                [2, 0, 41, 5, 0, 0],
                [2, 41, 5, 0, 0, 0],
            ],
            central: [
                None,
                Some([11.511111111111, 10.888888888889, 11.777777777778, 11.088888888889]),
                Some([0.0, 6.0, 12.0, 19.0]),
                None,
                Some([11.5, 17.0, 0.0, 6.5]),
                Some([5.5, 11.0, 17.5, 0.0]),
            ],
            point: [11.0, 21.0, 1.0, 6.0, 11.0, 16.0],
        },
    ]
}

#[test]
fn an_independent_computation_finds_the_same() {
    let (values, weights) = (values(), weights());
    for case in cases() {
        let analysis = GivenWeights::new(values.view(), weights.view()).unwrap().mean(case.mean);
        let found = analysis.run().unwrap();
        let close = |a: f64, b: f64| (a - b).abs() <= 1e-11 * b.abs().max(1.0);
        assert!(found.point.iter().zip(case.point).all(|(p, w)| close(*p, w)), "{:?}", found.point);
        let central = found.ranking.central.as_ref().unwrap();
        let table = found.ranking.acceptability.table();
        for (u, counts) in case.counts.iter().enumerate() {
            let draws: u32 = counts.iter().sum();
            assert_eq!(found.ranking.acceptability.draws(u), u64::from(draws));
            for (rank, count) in counts.iter().enumerate() {
                let what = (case.mean, u, rank);
                assert_eq!(found.ranking.acceptability.count(u, rank), *count, "{what:?}");
                assert!(close(table[(u, rank)], f64::from(*count) / f64::from(draws)), "{what:?}");
            }
            match (&central.weights[u], case.central[u]) {
                (Some(got), Some(want)) => {
                    assert!(got.iter().zip(want).all(|(g, w)| close(*g, w)), "{:?} {u}", case.mean)
                }
                (got, want) => assert!(got.is_none() && want.is_none(), "{:?} {u}", case.mean),
            }
        }
    }
}

#[test]
fn drawn_weights_given_back_are_the_analysis_of_drawn_weights() {
    use crate::draws::{Dirichlet, stream_id};
    use crate::robustness::WeightsOnly;
    let mut stream = crate::draws::Stream::new(9, 9, 9);
    let values = Array2::from_shape_fn((40, 5), |_| 0.01 + stream.uniform());
    let dirichlet = Dirichlet::new(&[1.0; 5], 5.0).unwrap();
    let mut weights = Array2::zeros((3000, 5));
    for (draw, mut row) in weights.rows_mut().into_iter().enumerate() {
        let mut stream = crate::draws::Stream::new(3, stream_id("weights"), draw as u64);
        dirichlet.fill(&mut stream, row.as_slice_mut().unwrap());
    }
    let drawn = WeightsOnly::new(values.view(), &[1.0; 5]).unwrap().concentration(5.0);
    let drawn = drawn.draws(3000).seed(3).run().unwrap().acceptability.table();
    let run = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let given = GivenWeights::new(values.view(), weights.view()).unwrap();
        pool.install(|| given.run().unwrap())
    };
    let given = run(1);
    assert_eq!(given, run(3));
    assert_eq!(given.ranking.acceptability.table(), drawn);
}

#[test]
fn ordinal_preferences_of_two_criteria() {
    // The first criterion counts at least as much as the second: its weight is uniform on 1/2..=1.
    // 2 w > 1 - w there; the third unit, without the second criterion, scores 1.2, which the first
    // reaches for w >= 0.6: in four fifths of the draws.
    let values = array![[2.0, 0.0], [0.0, 1.0], [1.2, f64::NAN]];
    let weights = Array2::from_shape_fn((1000, 2), |(k, j)| {
        let w = 0.5 + (k as f64 + 0.5) / 2000.0;
        if j == 0 { w } else { 1.0 - w }
    });
    let found = GivenWeights::new(values.view(), weights.view()).unwrap().run().unwrap();
    let table = found.ranking.acceptability.table();
    assert_eq!(table.row(0).to_vec(), [0.8, 0.2, 0.0]);
    assert_eq!(table.row(2).to_vec(), [0.2, 0.8, 0.0]);
    // Central weights of the first: the middle of 0.6..=1.
    let central = found.ranking.central.unwrap().weights[0].clone().unwrap();
    assert!((central[0] - 0.8).abs() < 1e-12);
}

#[test]
fn what_does_not_fit_is_named() {
    let (values, weights) = (array![[1.0, 2.0], [f64::NAN, f64::NAN]], array![[1.0, 0.0]]);
    let new = |w: &Array2<f64>| GivenWeights::new(values.view(), w.view()).map(|_| ());
    assert_eq!(
        new(&array![[1.0]]),
        Err(RobustnessError::WeightCount { weights: 1, indicators: 2 })
    );
    assert_eq!(new(&Array2::zeros((0, 2))), Err(RobustnessError::BadDraws(0)));
    assert_eq!(new(&array![[1.0, 2.0], [0.0, 0.0]]), Err(RobustnessError::Weightless { draw: 1 }));
    assert!(matches!(
        new(&array![[1.0, f64::NAN]]),
        Err(RobustnessError::BadValue { row: 0, column: 1, .. })
    ));
    assert!(new(&array![[1.0, -1.0]]).is_err());
    let infinite = array![[f64::INFINITY, 1.0]];
    assert!(GivenWeights::new(infinite.view(), weights.view()).is_err());
    let analysis = GivenWeights::new(values.view(), weights.view()).unwrap();
    assert_eq!(
        analysis.clone().mean(Mean::Power(0.0)).run(),
        Err(RobustnessError::Mean(RowsError::Exponent(0.0)))
    );
    // A unit without a value is a gap and has no ranks.
    let found = analysis.run().unwrap();
    assert!(found.point[1].is_nan() && found.ranking.acceptability.table()[(1, 0)].is_nan());
    assert_eq!(found.ranking.groups, [Some(1), None]);
}
