//! All columns of a matrix at once.

use ndarray::{Array2, ArrayView2};

use super::{Direction, Normalise, NormaliseError};
use crate::draws::wide;

/// Why a matrix could not be normalised.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum MatrixError {
    /// One direction per column is needed.
    #[error("{directions} directions for {columns} columns")]
    Directions {
        /// Given.
        directions: usize,
        /// Columns of the matrix.
        columns: usize,
    },
    /// A column that could not be normalised, the first of them.
    #[error("column {column} (counted from 0): {source}")]
    Column {
        /// Which, from 0.
        column: usize,
        /// Why.
        source: NormaliseError,
    },
}

impl Normalise {
    /// Normalises every column of a matrix against its own values: [`Normalise::column`] of each,
    /// to the last bit. `xs` has a row per unit and a column per indicator, in any layout of
    /// memory; `directions` has one for every column. NaN is missing and stays NaN. The result lies
    /// row by row.
    ///
    /// ```
    /// use ideal_composite::normalise::{Direction, Normalise};
    /// use ndarray::array;
    ///
    /// let xs = array![[2.0, 7.0], [12.0, f64::NAN], [22.0, 5.0]];
    /// let minmax = Normalise::MinMax { range: [0.0, 100.0] };
    /// let scores = minmax.matrix(xs.view(), &[Direction::Up, Direction::Down])?;
    /// assert_eq!(scores.column(0), array![0.0, 50.0, 100.0]);
    /// assert_eq!((scores[[0, 1]], scores[[2, 1]]), (0.0, 100.0));
    /// # Ok::<(), ideal_composite::normalise::MatrixError>(())
    /// ```
    ///
    /// # Errors
    /// [`MatrixError`].
    pub fn matrix(
        &self,
        xs: ArrayView2<'_, f64>,
        directions: &[Direction],
    ) -> Result<Array2<f64>, MatrixError> {
        if directions.len() != xs.ncols() {
            return Err(MatrixError::Directions {
                directions: directions.len(),
                columns: xs.ncols(),
            });
        }
        if let Normalise::MinMax { range } = *self
            && self.check().is_ok()
            && let Some(scores) = min_max(xs, directions, range)
        {
            return Ok(scores);
        }
        let mut out = Array2::zeros(xs.dim());
        let columns = xs.columns().into_iter().zip(out.columns_mut()).zip(directions);
        for (column, ((values, mut scores), way)) in columns.enumerate() {
            let one = self
                .column(&values.to_vec(), *way)
                .map_err(|source| MatrixError::Column { column, source })?;
            scores.iter_mut().zip(one).for_each(|(s, x)| *s = x);
        }
        Ok(out)
    }
}

/// How a column is read: its worst value and its span, both turned, and the sign that turns it.
#[derive(Clone, Copy)]
struct Ruler {
    sign: f64,
    worst: f64,
    span: f64,
}

/// Min-max of all columns row by row; none if a column has no scores, which its own function says.
fn min_max(
    xs: ArrayView2<'_, f64>,
    directions: &[Direction],
    range: [f64; 2],
) -> Option<Array2<f64>> {
    let mut out = xs.as_standard_layout().into_owned();
    let width = directions.len();
    let values = out.as_slice_mut().filter(|_| width > 0)?;
    let mut ends = vec![(f64::INFINITY, f64::NEG_INFINITY); width];
    widen(values, &mut ends);
    let rulers: Vec<Ruler> = ends
        .iter()
        .zip(directions)
        .map(|(&(low, high), way)| {
            let (sign, worst) = if *way == Direction::Down { (-1.0, -high) } else { (1.0, low) };
            Ruler { sign, worst, span: high - low }
        })
        .collect();
    // Infinite where there is no value, or one of them is; and where they lie too far apart.
    if !rulers.iter().all(|r| r.worst.is_finite() && r.span.is_finite() && r.span > 0.0) {
        return None;
    }
    let missing = values.iter().filter(|x| x.is_nan()).count();
    stretch_all(values, &rulers, range);
    let lost = values.iter().filter(|x| !x.is_finite()).count();
    (lost == missing).then_some(out)
}

wide! {
    /// Widens the ends of every column by what its rows hold.
    fn widen<'a>(values: &'a [f64], ends: &'a mut [(f64, f64)]) -> () {
        for row in values.chunks_exact(ends.len()) {
            for (x, (low, high)) in row.iter().zip(ends.iter_mut()) {
                *low = if *x < *low { *x } else { *low };
                *high = if *x > *high { *x } else { *high };
            }
        }
    }
}

wide! {
    /// The score of every value, in the order of operations of one column.
    fn stretch_all<'a>(values: &'a mut [f64], rulers: &'a [Ruler], range: [f64; 2]) -> () {
        for row in values.chunks_exact_mut(rulers.len()) {
            for (x, r) in row.iter_mut().zip(rulers) {
                *x = super::stretch((*x * r.sign - r.worst) / r.span, range);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::tests::{POPULATION, R};
    use super::*;
    use crate::rank::Ties;
    use ndarray::{ShapeBuilder, array};
    use proptest::prelude::*;

    const FIXED: [Normalise; 4] = [
        Normalise::None { range: R },
        Normalise::Goalposts { low: 10.0, high: 90.0, range: R, clamp: true },
        Normalise::Scaled { posts: [0.0, 50.0], factor: 10.0 },
        Normalise::PercentileRank { range: [0.0, 1.0], ties: Ties::Average },
    ];

    fn value() -> impl Strategy<Value = f64> {
        prop_oneof![
            60 => -50.0..100.0_f64,
            5 => prop::sample::select(vec![f64::NAN, 0.0, 7.0, 9.0]),
            1 => prop::sample::select(vec![f64::INFINITY, f64::MAX, f64::MIN, 1e-310]),
        ]
    }

    fn case() -> impl Strategy<Value = (Array2<f64>, Vec<Direction>)> {
        (0..12_usize, 1..9_usize).prop_flat_map(|(rows, columns)| {
            let way = prop_oneof![Just(Direction::Up), Just(Direction::Down)];
            let values = prop::collection::vec(value(), rows * columns)
                .prop_map(move |v| Array2::from_shape_vec((rows, columns), v).unwrap());
            (values, prop::collection::vec(way, columns))
        })
    }

    proptest! {
        #[test]
        fn a_matrix_is_its_columns((xs, ways) in case()) {
            let mut fortran = Array2::zeros(xs.dim().f());
            fortran.assign(&xs);
            let mut upside_down = xs.clone();
            upside_down.invert_axis(ndarray::Axis(0));
            let upside_down = upside_down.as_standard_layout().into_owned();
            let mut reversed = upside_down.view();
            reversed.invert_axis(ndarray::Axis(0));
            for f in POPULATION.into_iter().chain(FIXED) {
                let columns: Result<Vec<Vec<f64>>, MatrixError> = xs
                    .columns()
                    .into_iter()
                    .zip(&ways)
                    .enumerate()
                    .map(|(column, (c, way))| {
                        f.column(&c.to_vec(), *way)
                            .map_err(|source| MatrixError::Column { column, source })
                    })
                    .collect();
                for view in [xs.view(), fortran.view(), reversed.view()] {
                    match (f.matrix(view, &ways), &columns) {
                        (Ok(got), Ok(want)) => {
                            prop_assert!(got.is_standard_layout());
                            for (g, w) in got.columns().into_iter().zip(want) {
                                let same = |(a, b): (&f64, &f64)| {
                                    a.to_bits() == b.to_bits() || a.is_nan() && b.is_nan()
                                };
                                prop_assert!(g.iter().zip(w).all(same), "{f:?}: {g} for {w:?}");
                            }
                        }
                        (got, want) => prop_assert_eq!(
                            format!("{:?}", got.err()),
                            format!("{:?}", want.as_ref().err())
                        ),
                    }
                }
            }
        }
    }

    #[test]
    fn errors_name_the_column() {
        let f = Normalise::MinMax { range: R };
        let xs = array![[1.0, 5.0, 1.0], [2.0, 5.0, f64::INFINITY]];
        let found = f.matrix(xs.view(), &[Direction::Up; 3]).unwrap_err();
        assert_eq!(
            found.to_string(),
            "column 1 (counted from 0): all 2 value(s) of the population are equal to 5"
        );
        assert_eq!(
            f.matrix(xs.view(), &[Direction::Up; 2]),
            Err(MatrixError::Directions { directions: 2, columns: 3 })
        );
        let bad =
            Normalise::MinMax { range: [f64::NAN, 1.0] }.matrix(xs.view(), &[Direction::Up; 3]);
        assert!(matches!(
            bad,
            Err(MatrixError::Column { column: 0, source: NormaliseError::Parameter { .. } })
        ));
        assert_eq!(f.matrix(Array2::zeros((3, 0)).view(), &[]).unwrap().dim(), (3, 0));
    }
}
