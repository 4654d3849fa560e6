//! Tests of `rows`.

#![allow(clippy::unwrap_used)]
use super::*;
use crate::aggregate::tests::ALL;
use ndarray::{Array2, ShapeBuilder, Slice, array};
use proptest::prelude::*;

/// Means besides [`ALL`] whose functions are others.
const MORE: [Mean; 5] =
    [Mean::Power(1.0), Mean::Power(0.3), Mean::Power(0.01), Mean::Power(1e-40), Mean::Power(120.0)];

/// Row by row, by the function for one.
fn slowly(mean: Mean, values: &Array2<f64>, weights: &[f64]) -> Vec<f64> {
    let one = |row: ndarray::ArrayView1<'_, f64>| {
        let (xs, ws): (Vec<f64>, Vec<f64>) =
            row.iter().zip(weights).filter(|(x, _)| !x.is_nan()).unzip();
        mean.value(&xs, &ws).unwrap_or(f64::NAN)
    };
    values.rows().into_iter().map(one).collect()
}

/// A value as indicators have them, and now and then one that is awkward.
fn value() -> impl Strategy<Value = f64> {
    prop_oneof![
        40 => 0.0..100.0_f64,
        3 => prop::sample::select(vec![f64::NAN, 0.0, -0.0, 1.0, 50.0]),
        1 => prop::sample::select(vec![-3.0, 1e-310, 1e300, 1e307, f64::INFINITY, 1e-200]),
    ]
}

/// A matrix with its weights, some of them 0, all equal or not.
fn case() -> impl Strategy<Value = (Array2<f64>, Vec<f64>)> {
    (1..40_usize, 1..41_usize).prop_flat_map(|(rows, columns)| {
        let weight = prop_oneof![5 => 0.01..3.0_f64, 1 => Just(0.0)];
        let weights = prop_oneof![
            prop::collection::vec(weight, columns),
            Just(vec![1.0; columns]),
            Just(vec![0.1; columns])
        ];
        let values = prop::collection::vec(value(), rows * columns)
            .prop_map(move |v| Array2::from_shape_vec((rows, columns), v).unwrap());
        (values, weights)
    })
}

proptest! {
    #[test]
    fn rows_are_means_of_one((values, weights) in case()) {
        prop_assume!(weights.iter().any(|w| *w > 0.0));
        for mean in ALL.into_iter().chain(MORE) {
            let got = mean.rows(values.view(), &weights).unwrap();
            let exact = with_functions(mean, Anything).is_none() && mean != Mean::Arithmetic;
            let want = slowly(mean, &values, &weights);
            for ((g, w), row) in got.iter().zip(&want).zip(values.rows()) {
                let gap = row.iter().any(|x| x.is_nan());
                let largest = row.iter().filter(|x| x.is_finite()).fold(0.0_f64, |m, x| m.max(x.abs()));
                let same = g.to_bits() == w.to_bits() || g.is_nan() && w.is_nan() || g == w;
                let usual = |x: &f64| !x.is_finite() || *x == 0.0 || (1e-100..1e100).contains(&x.abs());
                let tolerance = if row.iter().all(usual) { 1e-13 } else { 1e-12 };
                let near = !exact && !gap && (g - w).abs() <= tolerance * largest;
                prop_assert!(same || near, "{mean:?}: {g} for {w} of {row}");
            }
        }
    }

    #[test]
    fn layout_does_not_matter((values, weights) in case()) {
        prop_assume!(weights.iter().any(|w| *w > 0.0));
        let (rows, columns) = values.dim();
        let mut fortran = Array2::zeros((rows, columns).f());
        fortran.assign(&values);
        // Every second cell of a larger matrix, from its end.
        let mut wide = Array2::from_elem((2 * rows, 3 * columns), f64::NAN);
        let mut view = wide.view_mut();
        view.slice_axis_inplace(Axis(0), Slice::new(0, None, -2));
        view.slice_axis_inplace(Axis(1), Slice::new(0, None, -3));
        view.assign(&values);
        for mean in ALL.into_iter().chain(MORE) {
            let bits = |v: ArrayView2<'_, f64>| -> Vec<u64> {
                mean.rows(v, &weights).unwrap().iter().map(|x| x.to_bits()).collect()
            };
            let plain = bits(values.view());
            prop_assert_eq!(&plain, &bits(fortran.view()), "{:?}", mean);
            prop_assert_eq!(&plain, &bits(view.view()), "{:?}", mean);
        }
    }
}

#[test]
fn instruction_sets_and_threads_give_the_same_bits() {
    let mut stream = crate::draws::Stream::new(5, 6, 12);
    let values = Array2::from_shape_fn((9000, 35), |_| 0.01 + stream.uniform());
    let weights: Vec<f64> = (0..35).map(|_| stream.uniform()).collect();
    for mean in ALL.into_iter().chain(MORE) {
        let run = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| mean.rows(values.view(), &weights).unwrap())
        };
        let (one, many) = (run(1), run(5));
        assert!(one.iter().zip(&many).all(|(a, b)| a.to_bits() == b.to_bits()), "{mean:?}");
    }
    let (xs, weights) = (values.as_slice().unwrap(), &Weights::new(&weights));
    let (mut wide, mut plain) = (vec![0.0; 9000], vec![0.0; 9000]);
    let f = |x: f64| crate::draws::elementary::log2(x);
    let g = |x: f64| crate::draws::elementary::exp2(x);
    pulp::Arch::new().dispatch(Sums { weights, xs, out: &mut wide, f, g });
    pulp::WithSimd::with_simd(Sums { weights, xs, out: &mut plain, f, g }, pulp::Scalar);
    assert!(wide.iter().zip(&plain).all(|(a, b)| a.to_bits() == b.to_bits()));
}

#[test]
fn a_spreadsheet_would_say_the_same() {
    // Equal weights: AVERAGE, GEOMEAN, HARMEAN, MEDIAN of 4, 5, 8, 7, 11, 4, 3, the example of
    // GEOMEAN and HARMEAN in a spreadsheet's manual.
    let xs = array![[4.0, 5.0, 8.0, 7.0, 11.0, 4.0, 3.0]];
    for (mean, want) in [
        (Mean::Arithmetic, 6.0),
        (Mean::Geometric, 5.476_986_969_656_962),
        (Mean::Harmonic, 5.028_375_962_061_728),
        (Mean::Median, 5.0),
    ] {
        let got = mean.rows(xs.view(), &[1.0; 7]).unwrap()[0];
        assert!((got - want).abs() < 1e-14 * 6.0, "{mean:?}: {got}");
    }
}

#[test]
fn squares_that_underflow_are_seen() {
    let tiny = Mean::Power(2.0).rows(array![[3e-200, 4e-200]].view(), &[1.0; 2]).unwrap()[0];
    assert!((tiny / 1e-200 - 12.5_f64.sqrt()).abs() < 1e-14, "{tiny:e}");
}

#[test]
fn what_does_not_fit_is_named() {
    let xs = array![[1.0, 2.0]];
    let rows = |mean: Mean, ws: &[f64]| mean.rows(xs.view(), ws);
    let arithmetic = |ws: &[f64]| rows(Mean::Arithmetic, ws);
    assert_eq!(arithmetic(&[1.0]), Err(RowsError::Weights { weights: 1, columns: 2 }));
    assert_eq!(arithmetic(&[1.0, -1.0]), Err(RowsError::Weight { column: 1, weight: -1.0 }));
    assert!(matches!(arithmetic(&[f64::NAN, 1.0]), Err(RowsError::Weight { column: 0, .. })));
    assert_eq!(arithmetic(&[0.0, 0.0]), Err(RowsError::Weightless));
    assert_eq!(rows(Mean::Power(0.0), &[1.0; 2]), Err(RowsError::Exponent(0.0)));
    assert!(rows(Mean::Power(f64::NAN), &[1.0; 2]).is_err());
    let none = Array2::<f64>::zeros((3, 0));
    assert_eq!(Mean::Arithmetic.rows(none.view(), &[]), Err(RowsError::Weightless));
    assert_eq!(Mean::Median.rows(Array2::zeros((0, 2)).view(), &[1.0; 2]), Ok(vec![]));
}
