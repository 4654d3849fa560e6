//! Principal components of a group of indicators.
//!
//! ```
//! use ideal_composite::multivariate::pca;
//! use ndarray::array;
//!
//! let p = pca(array![[1.0, 2.0], [2.0, 1.0], [3.0, 4.0], [4.0, 5.0]].view()).unwrap();
//! assert!((p.share[0] - 0.924).abs() < 1e-3);
//! assert!(p.loadings[[0, 0]] > 0.0);
//! ```

use nalgebra::DMatrix;
use ndarray::{Array2, ArrayView2};

use crate::moments::{count, mean, sd};
use crate::sum::sum;

#[cfg(test)]
pub(crate) mod arrests;

/// Principal components.
#[derive(Clone, Debug, PartialEq)]
pub struct Pca {
    /// Standard deviation of every component, falling.
    pub sdev: Vec<f64>,
    /// Share of the total variance, adding up to 1.
    pub share: Vec<f64>,
    /// Loadings: a row per indicator, a column of length 1 per component. **Sign:** the loading
    /// largest in size is positive; among equally large ones (to 1e-9) the first.
    pub loadings: Array2<f64>,
    /// Units without a gap, which the components rest on.
    pub units: Vec<usize>,
}

impl Pca {
    /// The eigenvalues of the correlation matrix, falling: the variance of every component, where
    /// that of an indicator is 1.
    #[must_use]
    pub fn eigenvalues(&self) -> Vec<f64> {
        self.sdev.iter().map(|s| s * s).collect()
    }

    /// How many components carry more than a single indicator: an eigenvalue above 1 (Kaiser, The
    /// application of electronic computers to factor analysis, Educational and Psychological
    /// Measurement 20, 1960; OECD/JRC Handbook, step 4).
    #[must_use]
    pub fn kaiser(&self) -> usize {
        // What rounding makes of an eigenvalue of 1 is none above it.
        self.eigenvalues().into_iter().filter(|e| *e > 1.0 + 1e-9).count()
    }

    /// Correlations of the indicators (rows) with the components (columns): the loadings times the
    /// standard deviation of their component.
    #[must_use]
    pub fn component_loadings(&self) -> Array2<f64> {
        let mut out = self.loadings.clone();
        for (mut column, s) in out.columns_mut().into_iter().zip(&self.sdev) {
            column.iter_mut().for_each(|x| *x *= s);
        }
        out
    }
}

/// Why there are no components.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum PcaError {
    /// Fewer than two units without a gap.
    #[error("{complete} unit(s) without a gap")]
    Units {
        /// How many.
        complete: usize,
    },
    /// An indicator that does not vary over them (its number), or no indicator at all.
    #[error("indicator {indicator} does not vary over the {complete} units without a gap")]
    Constant {
        /// Column, from 0.
        indicator: usize,
        /// Units.
        complete: usize,
    },
    /// No indicators.
    #[error("no indicators")]
    Empty,
    /// An infinite value.
    #[error("indicator {indicator} has an infinite value")]
    Infinite {
        /// Column, from 0.
        indicator: usize,
    },
    /// The decomposition did not converge.
    #[error("the singular values did not converge")]
    Convergence,
}

/// Principal components of the columns, each brought to mean 0 and standard deviation 1, over the
/// rows without a gap (listwise deletion). There are as many components as the smaller of rows and
/// columns.
///
/// # Errors
/// [`PcaError`].
pub fn pca(xs: ArrayView2<'_, f64>) -> Result<Pca, PcaError> {
    let p = xs.ncols();
    if p == 0 {
        return Err(PcaError::Empty);
    }
    let units: Vec<usize> = xs
        .rows()
        .into_iter()
        .enumerate()
        .filter(|(_, r)| r.iter().all(|x| !x.is_nan()))
        .map(|(k, _)| k)
        .collect();
    let n = units.len();
    if n < 2 {
        return Err(PcaError::Units { complete: n });
    }
    let kept = xs.select(ndarray::Axis(0), &units);
    let mut scaled = Vec::with_capacity(n * p);
    for (indicator, column) in kept.columns().into_iter().enumerate() {
        let v = column.to_vec();
        if v.iter().any(|x| x.is_infinite()) {
            return Err(PcaError::Infinite { indicator });
        }
        let constant = v.iter().all(|x| Some(x) == v.first());
        match (mean(&v), sd(&v)) {
            (Some(m), Some(s)) if s > 0.0 && !constant => {
                scaled.extend(v.iter().map(|x| (x - m) / s))
            }
            _ => return Err(PcaError::Constant { indicator, complete: n }),
        }
    }
    let svd = DMatrix::from_vec(n, p, scaled)
        .try_svd(false, true, f64::EPSILON, 10_000)
        .ok_or(PcaError::Convergence)?;
    let right = svd.v_t.ok_or(PcaError::Convergence)?;
    let mut order: Vec<(f64, usize)> = svd.singular_values.iter().copied().zip(0..).collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let sdev: Vec<f64> = order.iter().map(|(s, _)| s / libm::sqrt(count(n - 1))).collect();
    let total = sum(sdev.iter().map(|s| s * s));
    let mut loadings = Array2::zeros((p, order.len()));
    for (mut column, &(_, k)) in loadings.columns_mut().into_iter().zip(&order) {
        let row: Vec<f64> = right.row(k).iter().copied().collect();
        let largest = row.iter().fold(0.0_f64, |m, x| m.max(x.abs()));
        let leading = row.iter().find(|x| x.abs() >= largest - 1e-9).copied().unwrap_or(0.0);
        let sign = if leading < 0.0 { -1.0 } else { 1.0 };
        column.iter_mut().zip(row).for_each(|(c, x)| *c = sign * x);
    }
    let share = sdev.iter().map(|s| s * s / total).collect();
    Ok(Pca { sdev, share, loadings, units })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::arrests::ARRESTS;
    use super::*;
    use ndarray::array;

    /// Standard deviations and first two components as An Introduction to Statistical Learning
    /// prints them (section 10.2 and lab 10.4); eigenvalues and loadings of all by numpy's `eigh`
    /// of
    /// `corrcoef`.
    #[test]
    fn the_components_of_arrests_are_those_of_the_textbook() {
        let p = pca(Array2::from_shape_fn((50, 4), |(r, c)| ARRESTS[r][c]).view()).unwrap();
        for (got, want) in p.sdev.iter().zip([1.5749, 0.9949, 0.5971, 0.4164]) {
            assert!((got - want).abs() < 1e-4, "{got} for {want}");
        }
        let first = [0.535_899, 0.583_184, 0.278_191, 0.543_432];
        for (got, want) in p.loadings.column(0).iter().zip(first) {
            assert!((got - want).abs() < 1e-6, "{got} for {want}");
        }
        let numpy = [2.480_241_58, 0.989_765_15, 0.356_563_18, 0.173_430_09];
        for (got, want) in p.eigenvalues().iter().zip(numpy) {
            assert!((got - want).abs() < 1e-8, "{got} for {want}");
        }
        assert_eq!(p.kaiser(), 1);
        let loadings = p.component_loadings();
        for (got, want) in loadings.column(1).iter().zip([0.416_04, 0.187_02, -0.868_33, -0.166_46])
        {
            assert!((got.abs() - f64::abs(want)).abs() < 1e-5, "{got} for {want}");
        }
        // All components together give back an indicator's variance.
        assert!(
            loadings
                .rows()
                .into_iter()
                .all(|r| { (r.iter().map(|x| x * x).sum::<f64>() - 1.0).abs() < 1e-12 })
        );
        // Two columns of a perfect cross: two eigenvalues of 1, none of which is above it.
        let even = array![[1.0, 1.0], [1.0, -1.0], [-1.0, 1.0], [-1.0, -1.0]];
        assert_eq!(pca(even.view()).unwrap().kaiser(), 0);
    }

    #[test]
    fn degenerate_groups() {
        assert_eq!(pca(Array2::zeros((3, 0)).view()), Err(PcaError::Empty));
        assert_eq!(
            pca(array![[1.0, 2.0], [f64::NAN, 3.0]].view()),
            Err(PcaError::Units { complete: 1 })
        );
        assert_eq!(
            pca(array![[1.0, 2.0], [1.0, 3.0]].view()),
            Err(PcaError::Constant { indicator: 0, complete: 2 })
        );
        let one = pca(array![[1.0], [2.0], [4.0]].view()).unwrap();
        assert!((one.sdev[0] - 1.0).abs() < 1e-14 && one.loadings[[0, 0]] > 0.0);
    }
}
