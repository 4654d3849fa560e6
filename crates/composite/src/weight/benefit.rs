//! The benefit of the doubt: every unit is judged by the weights that flatter it most.

use good_lp::{Expression, ProblemVariables, Solution, SolverModel, microlp, variable};
use ndarray::{Array2, ArrayView2};
use rayon::prelude::*;

use super::WeightError;
use crate::sum::sum;

/// Bounds on the share of an indicator in a unit's own score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// At least, 0..=1.
    pub low: f64,
    /// At most, 0..=1.
    pub high: f64,
}

/// Scores by the benefit of the doubt.
#[derive(Clone, Debug, PartialEq)]
pub struct Benefit {
    /// Score of every unit, 0..=1; 1 where no other unit does better under the unit's own weights.
    pub scores: Vec<f64>,
    /// Shares of the indicators in the unit's score, a row per unit; a row adds up to 1, or is 0
    /// for a score of 0. Where several sets of weights give the same score the shares are one of
    /// them.
    pub shares: Array2<f64>,
}

impl Benefit {
    /// Mean share of every indicator over the units with a score above 0, adding up to 1: weights
    /// that all of them would have chosen together. All 0 if there is no such unit.
    #[must_use]
    pub fn mean_shares(&self) -> Vec<f64> {
        let judged = crate::moments::count(self.scores.iter().filter(|s| **s > 0.0).count().max(1));
        self.shares.columns().into_iter().map(|c| sum(c.iter().copied()) / judged).collect()
    }
}

/// Solves, for every unit i (row), max sum of w y_i with w >= 0 and sum of w y_k <= 1 for every
/// unit k: data envelopment with a constant input (Melyn and Moesen 1991; Cherchye, Moesen, Rogge
/// and Van Puyenbroeck, Social Indicators Research 82, 2007). `bounds`, one per indicator, keep
/// each indicator's share of the unit's score within limits.
///
/// `xs` is complete, >= 0, with higher for more; the result does not depend on an indicator's unit
/// of measurement.
///
/// # Errors
/// [`WeightError::Value`] for a missing, negative or infinite value, [`WeightError::Bounds`],
/// [`WeightError::Infeasible`].
pub fn benefit_of_the_doubt(
    xs: ArrayView2<'_, f64>,
    bounds: Option<&[Bounds]>,
) -> Result<Benefit, WeightError> {
    if let Some(((unit, indicator), &value)) =
        xs.indexed_iter().find(|(_, x)| !(x.is_finite() && **x >= 0.0))
    {
        return Err(WeightError::Value {
            method: "the benefit of the doubt",
            unit,
            indicator,
            value,
        });
    }
    if let Some(b) = bounds {
        let sane = b.len() == xs.ncols()
            && b.iter().all(|b| (0.0..=b.high).contains(&b.low) && b.high <= 1.0);
        if !sane
            || sum(b.iter().map(|b| b.low)) > 1.0 + 1e-12
            || sum(b.iter().map(|b| b.high)) < 1.0 - 1e-12
        {
            return Err(WeightError::Bounds);
        }
    }
    // To the largest value of each indicator: the program then has numbers between 0 and 1 only.
    let mut scaled = xs.to_owned();
    for mut column in scaled.columns_mut() {
        let top = column.iter().copied().fold(0.0, f64::max);
        if top > 0.0 {
            column.mapv_inplace(|x| x / top);
        }
    }
    let solved: Vec<Result<(f64, Vec<f64>), WeightError>> =
        (0..xs.nrows()).into_par_iter().map(|unit| solve(scaled.view(), unit, bounds)).collect();
    let mut scores = Vec::with_capacity(xs.nrows());
    let mut shares = Array2::zeros(xs.dim());
    for (mut row, solution) in shares.rows_mut().into_iter().zip(solved) {
        let (score, parts) = solution?;
        scores.push(score);
        row.iter_mut().zip(parts).for_each(|(r, p)| *r = p);
    }
    Ok(Benefit { scores, shares })
}

fn solve(
    ys: ArrayView2<'_, f64>,
    unit: usize,
    bounds: Option<&[Bounds]>,
) -> Result<(f64, Vec<f64>), WeightError> {
    let own: Vec<f64> = ys.row(unit).to_vec();
    // Shares within the bounds have to be had from what the unit has: a floor under the share of an
    // indicator it has nothing of, or ceilings too low for the few it has, leave the score 0.
    let limits = bounds.unwrap_or_default();
    let starved = own.iter().zip(limits).any(|(y, b)| *y == 0.0 && b.low > 0.0);
    let held = bounds.is_some()
        && sum(own.iter().zip(limits).filter(|(y, _)| **y > 0.0).map(|(_, b)| b.high))
            < 1.0 - 1e-12;
    if starved || held || own.iter().all(|y| *y == 0.0) {
        return Ok((0.0, vec![0.0; own.len()]));
    }
    let mut problem = ProblemVariables::new();
    let ws: Vec<_> = own.iter().map(|_| problem.add(variable().min(0.0))).collect();
    let value = |row: &[f64]| -> Expression { ws.iter().zip(row).map(|(w, y)| *y * *w).sum() };
    let mut model = problem.maximise(value(&own)).using(microlp);
    for row in ys.rows() {
        model.add_constraint(value(&row.to_vec()).leq(1.0));
    }
    for ((b, w), y) in limits.iter().zip(&ws).zip(&own) {
        if b.low > 0.0 {
            model.add_constraint((*y * *w - b.low * value(&own)).geq(0.0));
        }
        if b.high < 1.0 {
            model.add_constraint((*y * *w - b.high * value(&own)).leq(0.0));
        }
    }
    let solution = model.solve().map_err(|_| WeightError::Infeasible { unit })?;
    let parts: Vec<f64> =
        ws.iter().zip(&own).map(|(w, y)| (solution.value(*w) * y).max(0.0)).collect();
    let score = sum(parts.iter().copied());
    if score <= 0.0 {
        return Ok((0.0, vec![0.0; own.len()]));
    }
    Ok((score.min(1.0), parts.into_iter().map(|p| p / score).collect()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use ndarray::array;

    #[test]
    fn a_frontier_that_can_be_drawn() {
        // (4, 1), (3, 3) and (1, 4) are on the frontier. (2, 2) lies on the ray to (3, 3): two
        // thirds. (1.75, 1.25) points at the edge between (4, 1) and (3, 3), which is 2 x + y = 9:
        // 4.75 / 9.
        let xs = array![[4.0, 1.0], [3.0, 3.0], [1.0, 4.0], [2.0, 2.0], [1.75, 1.25], [0.0, 0.0]];
        let b = benefit_of_the_doubt(xs.view(), None).unwrap();
        for (got, want) in b.scores.iter().zip([1.0, 1.0, 1.0, 2.0 / 3.0, 4.75 / 9.0, 0.0]) {
            assert!((got - want).abs() < 1e-9, "{got} for {want}");
        }
        let scaled = benefit_of_the_doubt((&xs * &array![[1000.0, 0.01]]).view(), None).unwrap();
        assert!(b.scores.iter().zip(&scaled.scores).all(|(a, b)| (a - b).abs() < 1e-9));
        // Held to equal shares: the product form; (4, 1) is no longer best.
        let half = [Bounds { low: 0.5, high: 0.5 }; 2];
        let b = benefit_of_the_doubt(xs.view(), Some(&half)).unwrap();
        assert!(
            b.scores[0] < 1.0
                && b.shares.rows().into_iter().take(5).all(|r| (r[0] - 0.5).abs() < 1e-9)
        );
    }

    #[test]
    fn another_solver_finds_the_same() {
        // Scores by HiGHS (scipy 1.17) for a table made by a formula, without bounds and with
        // shares between 0.1 and 0.5.
        let xs = Array2::from_shape_fn((12, 4), |(i, j)| {
            f64::from(u32::try_from(1 + (i * i * 7 + 13 * (j + 1) * (i + 3)) % 97).unwrap())
        });
        let free = [
            1.0,
            0.983_202_099_737_533,
            1.0,
            0.894_736_842_105_263_2,
            1.0,
            1.0,
            0.840_425_531_914_893_6,
            1.0,
            0.746_895_640_686_921_9,
            0.894_488_188_976_378_2,
            1.0,
            0.763_502_884_111_169_1,
        ];
        let held = [
            0.812_446_944_471_578_2,
            0.649_759_021_981_897_6,
            1.0,
            0.520_914_930_283_565_6,
            0.309_167_049_849_758_73,
            0.243_128_237_834_012_5,
            0.203_985_379_082_655_18,
            0.987_264_929_198_037_3,
            0.373_961_001_209_873_74,
            0.481_014_503_316_084_64,
            0.803_436_974_577_829_4,
            0.707_345_363_275_084_9,
        ];
        for (bounds, want) in [(None, free), (Some([Bounds { low: 0.1, high: 0.5 }; 4]), held)] {
            let b = benefit_of_the_doubt(xs.view(), bounds.as_ref().map(<[Bounds; 4]>::as_slice))
                .unwrap();
            for (got, want) in b.scores.iter().zip(want) {
                assert!((got - want).abs() < 1e-9, "{got} for {want}");
            }
            for (row, score) in b.shares.rows().into_iter().zip(&b.scores) {
                assert!((row.sum() - 1.0).abs() < 1e-9 && *score > 0.0);
                assert!(
                    bounds.is_none() || row.iter().all(|s| (0.1 - 1e-9..=0.5 + 1e-9).contains(s))
                );
            }
        }
    }

    #[test]
    fn what_it_refuses() {
        assert!(matches!(
            benefit_of_the_doubt(array![[f64::NAN]].view(), None),
            Err(WeightError::Value { .. })
        ));
        let crossed = [Bounds { low: 0.7, high: 0.8 }; 2];
        assert_eq!(
            benefit_of_the_doubt(array![[1.0, 2.0]].view(), Some(&crossed)),
            Err(WeightError::Bounds)
        );
        assert_eq!(benefit_of_the_doubt(array![[3.0]].view(), None).unwrap().scores, [1.0]);
    }
}
