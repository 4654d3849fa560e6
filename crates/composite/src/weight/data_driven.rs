//! Weights read from the spread and the correlations of the indicators.

use ndarray::ArrayView2;

use super::{WeightError, normalised};
use crate::correlate::{Kind, correlation};
use crate::moments::{extent, sd};
use crate::multivariate::pca;
use crate::sum::sum;

/// Loadings of the first principal component over the units without a gap, with the sign of
/// [`pca`]: what COINr calls PCA weights. Some can be negative; as weights use [`principal`].
///
/// # Errors
/// [`WeightError::Pca`].
pub fn principal_loadings(xs: ArrayView2<'_, f64>) -> Result<Vec<f64>, WeightError> {
    let p = pca(xs)?;
    Ok(p.loadings.columns().into_iter().next().map(|c| c.to_vec()).unwrap_or_default())
}

/// Squared loadings of the first principal component: the share of it that each indicator explains
/// (Handbook, step 6).
///
/// # Errors
/// [`WeightError::Pca`].
pub fn principal(xs: ArrayView2<'_, f64>) -> Result<Vec<f64>, WeightError> {
    normalised(&principal_loadings(xs)?.iter().map(|l| l * l).collect::<Vec<_>>())
}

/// Entropy weights (Zeleny, Multiple Criteria Decision Making, 1982): with p the shares of the
/// units in an indicator's total, an indicator's weight is proportional to 1 + sum of p ln p / ln n
/// over its n values. Values must be >= 0 on a ratio scale; missing ones are left out. An indicator
/// with equal values, fewer than two, or only zeros gets 0.
///
/// # Errors
/// [`WeightError::Value`] for a negative or infinite value, [`WeightError::Uniform`].
pub fn entropy(xs: ArrayView2<'_, f64>) -> Result<Vec<f64>, WeightError> {
    let no = |x: &f64| *x < 0.0 || x.is_infinite();
    // Looking for its place as well would take longer than the weights.
    if xs.iter().any(no)
        && let Some(((unit, indicator), &value)) = xs.indexed_iter().find(|(_, x)| no(x))
    {
        return Err(WeightError::Value { method: "entropy", unit, indicator, value });
    }
    let ws = super::entropy::diversities(xs);
    normalised(&ws).map_err(|_| WeightError::Uniform)
}

/// CRITIC weights (Diakoulaki, Mavrotas and Papayannakis, Computers and Operations Research 22,
/// 1995): an indicator's weight is proportional to the standard deviation of its min-max scores
/// times the sum of 1 - r with all indicators. `xs` has higher values for better on every column,
/// or for worse on every column. An indicator that does not vary gets 0; correlations use the units
/// that have both, a pair without one counts as uncorrelated.
///
/// # Errors
/// [`WeightError::Value`] for an infinite value, [`WeightError::Uniform`].
pub fn critic(xs: ArrayView2<'_, f64>) -> Result<Vec<f64>, WeightError> {
    if let Some(((unit, indicator), &value)) = xs.indexed_iter().find(|(_, x)| x.is_infinite()) {
        return Err(WeightError::Value { method: "CRITIC", unit, indicator, value });
    }
    let columns: Vec<Vec<f64>> = xs.columns().into_iter().map(|c| c.to_vec()).collect();
    let spread: Vec<f64> = columns
        .iter()
        .map(|c| match (sd(c), extent(c)) {
            (Some(s), Some((low, high))) if low < high => s / (high - low),
            _ => 0.0,
        })
        .collect();
    let ws: Vec<f64> = columns
        .iter()
        .zip(&spread)
        .enumerate()
        .map(|(i, (a, s))| {
            let conflict = |(j, b): (usize, &Vec<f64>)| {
                if i == j { 0.0 } else { 1.0 - correlation(a, b, Kind::Pearson).unwrap_or(0.0) }
            };
            let varying = columns
                .iter()
                .enumerate()
                .filter(|(j, _)| spread.get(*j).is_some_and(|s| *s > 0.0));
            s * sum(varying.map(conflict))
        })
        .collect();
    match spread.iter().filter(|s| **s > 0.0).count() {
        // One indicator has nobody to conflict with; it is all there is.
        1 => Ok(spread.iter().map(|s| f64::from(u8::from(*s > 0.0))).collect()),
        _ => normalised(&ws).map_err(|_| WeightError::Uniform),
    }
}

/// How much each child moves its node over these units: its squared correlation with the node's
/// score, as a share of all children's (the linear part of the main effect; Paruolo, Saisana and
/// Saltelli, JRSS A 176, 2013). To be read beside the stated weights, which are not importances. A
/// child without a correlation (constant, no values) has 0.
///
/// `children` has a column per child, `node` a score per unit.
///
/// # Errors
/// [`WeightError::Units`] for a score more or fewer than units, [`WeightError::Uniform`] if no child
/// correlates with the node.
pub fn influence(
    children: ArrayView2<'_, f64>,
    node: &[f64],
    kind: Kind,
) -> Result<Vec<f64>, WeightError> {
    if node.len() != children.nrows() {
        return Err(WeightError::Units { scores: node.len(), units: children.nrows() });
    }
    let squares: Vec<f64> = children
        .columns()
        .into_iter()
        .map(|c| {
            let r = correlation(&c.to_vec(), node, kind).unwrap_or(0.0);
            r * r
        })
        .collect();
    normalised(&squares).map_err(|_| WeightError::Uniform)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::disallowed_methods)]
    use super::*;
    use ndarray::array;

    #[test]
    fn entropy_by_hand() {
        // First: shares 1/2, 1/2, 0: entropy ln 2 / ln 3. Second: shares 1/3 each: entropy 1,
        // weight 0. Third: all in one: 0.
        let xs = array![[1.0, 2.0, 0.0], [1.0, 2.0, 5.0], [0.0, 2.0, 0.0]];
        let w = entropy(xs.view()).unwrap();
        let d = 1.0 - 2_f64.ln() / 3_f64.ln();
        assert!(
            (w[0] - d / (d + 1.0)).abs() < 1e-14
                && w[1] == 0.0
                && (w[2] - 1.0 / (d + 1.0)).abs() < 1e-14
        );
        assert_eq!(entropy(array![[2.0], [2.0]].view()), Err(WeightError::Uniform));
        assert!(matches!(entropy(array![[-2.0], [2.0]].view()), Err(WeightError::Value { .. })));
    }

    #[test]
    fn critic_prefers_what_differs() {
        // Two columns that agree and one that opposes both: its conflict is 4, theirs 2 each; the
        // spreads are equal.
        let xs = array![[1.0, 10.0, 3.0], [2.0, 20.0, 2.0], [3.0, 30.0, 1.0]];
        let w = critic(xs.view()).unwrap();
        assert!(
            (w[0] - 0.25).abs() < 1e-12
                && (w[1] - 0.25).abs() < 1e-12
                && (w[2] - 0.5).abs() < 1e-12
        );
        assert_eq!(critic(array![[2.0, 1.0], [2.0, 3.0]].view()).unwrap(), [0.0, 1.0]);
        assert_eq!(critic(array![[2.0], [2.0]].view()), Err(WeightError::Uniform));
    }

    #[test]
    fn an_independent_computation_finds_the_same() {
        // NumPy on a table made by a formula, straight from the two definitions.
        let xs = ndarray::Array2::from_shape_fn((12, 4), |(i, j)| {
            f64::from(u32::try_from(1 + (i * i * 7 + 13 * (j + 1) * (i + 3)) % 97).unwrap())
        });
        let by_entropy = [
            0.152_345_750_572_918_27,
            0.343_413_641_115_573_9,
            0.308_475_248_097_199_73,
            0.195_765_360_214_308_13,
        ];
        let by_critic = [
            0.234_453_010_314_856_8,
            0.262_584_020_783_705_9,
            0.242_132_915_901_567_96,
            0.260_830_052_999_869_3,
        ];
        for (got, want) in
            [(entropy(xs.view()).unwrap(), by_entropy), (critic(xs.view()).unwrap(), by_critic)]
        {
            assert!(got.iter().zip(want).all(|(g, w)| (g - w).abs() < 1e-12), "{got:?}");
        }
    }

    #[test]
    fn influence_follows_spread_not_weight() {
        // Equal weights, orthogonal columns with variances 1 and 9: squared correlations are 0.1
        // and 0.9.
        let xs = array![[1.0, 3.0], [1.0, -3.0], [-1.0, 3.0], [-1.0, -3.0]];
        let node: Vec<f64> = xs.rows().into_iter().map(|r| r.sum()).collect();
        assert_eq!(
            influence(xs.view(), &node[1..], Kind::Pearson),
            Err(WeightError::Units { scores: 3, units: 4 })
        );
        let i = influence(xs.view(), &node, Kind::Pearson).unwrap();
        assert!((i[0] - 0.1).abs() < 1e-12 && (i[1] - 0.9).abs() < 1e-12);
        assert_eq!(influence(xs.view(), &[2.0; 4], Kind::Pearson), Err(WeightError::Uniform));
    }

    #[test]
    fn principal_weights_are_shares() {
        let xs = array![[1.0, 2.0, 9.0], [2.0, 1.0, 7.0], [3.0, 4.0, 8.0], [4.0, 5.0, 2.0]];
        let w = principal(xs.view()).unwrap();
        assert!((w.iter().sum::<f64>() - 1.0).abs() < 1e-14 && w.iter().all(|w| *w >= 0.0));
    }
}
