//! Whether a group of indicators suits a factor analysis: the Kaiser-Meyer-Olkin measure of
//! sampling adequacy (Kaiser, An index of factorial simplicity, Psychometrika 39, 1974).
//!
//! ```
//! use ideal_composite::adequacy::kmo;
//! use ndarray::array;
//!
//! // With two columns each partial correlation is the correlation: 0.5, whatever they are.
//! let k = kmo(array![[1.0, 2.0], [2.0, 1.0], [3.0, 4.0], [4.0, 5.0]].view()).unwrap();
//! assert!((k.overall - 0.5).abs() < 1e-12);
//! ```

use nalgebra::DMatrix;
use ndarray::ArrayView2;

use crate::correlate::{Kind, matrix};
use crate::moments::count;

/// Sampling adequacy, 0..=1. By Kaiser's words 0.9 is marvellous, 0.8 meritorious, 0.7 middling,
/// 0.6 mediocre, 0.5 miserable, and less unacceptable.
#[derive(Clone, Debug, PartialEq)]
pub struct Adequacy {
    /// Of the group.
    pub overall: f64,
    /// Of each indicator.
    pub each: Vec<f64>,
    /// Rows without a gap, which it rests on.
    pub rows: usize,
}

/// Sum of squared correlations over that sum and the one of squared partial correlations, pairs of
/// different columns only; the partial ones, given all other columns, are read off the inverse of
/// the correlation matrix. Over the rows without a gap. None under two columns, with fewer rows
/// than columns and one, where a column does not vary, or where the matrix has no inverse (a column
/// follows from the others).
#[must_use]
pub fn kmo(xs: ArrayView2<'_, f64>) -> Option<Adequacy> {
    let p = xs.ncols();
    let complete: Vec<usize> = xs
        .rows()
        .into_iter()
        .enumerate()
        .filter(|(_, r)| r.iter().all(|x| x.is_finite()))
        .map(|(k, _)| k)
        .collect();
    if p < 2 || complete.len() < p + 1 {
        return None;
    }
    let kept = xs.select(ndarray::Axis(0), &complete);
    let r = matrix(kept.view(), Kind::Pearson);
    if r.iter().any(|x| x.is_nan()) {
        return None;
    }
    let of = DMatrix::from_fn(p, p, |i, j| r.get((i, j)).copied().unwrap_or(f64::NAN));
    // A matrix that is as good as singular has an inverse of rounding errors.
    let least = of.clone().symmetric_eigenvalues().min();
    if least.is_nan() || least < count(p) * 1e-10 {
        return None;
    }
    let inverse = of.clone().try_inverse()?;
    let diagonal: Vec<f64> = inverse.diagonal().iter().copied().collect();
    let mut squares = vec![[0.0; 2]; p];
    for (i, ((slot, own), row)) in
        squares.iter_mut().zip(&diagonal).zip(inverse.row_iter()).enumerate()
    {
        for (j, ((q, other), r)) in row.iter().zip(&diagonal).zip(of.row(i).iter()).enumerate() {
            if i != j {
                slot[0] += r * r;
                slot[1] += q * q / (own * other);
            }
        }
    }
    let measure = |[r, partial]: [f64; 2]| r / (r + partial);
    let total = squares.iter().fold([0.0; 2], |[a, b], [c, d]| [a + c, b + d]);
    let each: Vec<f64> = squares.into_iter().map(measure).collect();
    let overall = measure(total);
    // Columns that have nothing at all to do with one another: 0 / 0.
    (overall.is_finite() && each.iter().all(|x| x.is_finite())).then_some(Adequacy {
        overall,
        each,
        rows: complete.len(),
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::multivariate::arrests::ARRESTS;
    use ndarray::{Array2, array};

    /// `factor_analyzer` 0.5.1 (Python): `calculate_kmo(USArrests)`.
    #[test]
    fn arrests_are_as_adequate_as_another_program_says() {
        let xs = Array2::from_shape_fn((50, 4), |(r, c)| ARRESTS[r][c]);
        let k = kmo(xs.view()).unwrap();
        assert!((k.overall - 0.653_815_006_274_020_4).abs() < 1e-12 && k.rows == 50);
        let each = [0.617_150_82, 0.643_383_19, 0.502_386_28, 0.778_355_78];
        for (got, want) in k.each.iter().zip(each) {
            assert!((got - want).abs() < 1e-8, "{got} for {want}");
        }
        // A row with a gap is left out.
        let mut gap = xs.clone();
        gap[[3, 1]] = f64::NAN;
        assert_eq!(kmo(gap.view()).unwrap().rows, 49);
    }

    #[test]
    fn what_cannot_be_computed_is_none() {
        assert_eq!(kmo(Array2::zeros((9, 2)).view()), None, "constant");
        assert_eq!(kmo(array![[1.0], [2.0], [4.0]].view()), None, "one column");
        assert_eq!(kmo(array![[1.0, 2.0], [2.0, 1.0]].view()), None, "two rows");
        // The third column is the sum of the others.
        let xs = array![
            [1.0, 2.0, 3.0],
            [2.0, 1.0, 3.0],
            [3.0, 5.0, 8.0],
            [4.0, 4.0, 8.0],
            [7.0, 5.0, 12.0]
        ];
        assert_eq!(kmo(xs.view()), None);
    }
}
