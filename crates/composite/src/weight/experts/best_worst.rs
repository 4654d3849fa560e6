//! Weights from comparisons with the best and the worst child only.

use good_lp::{Expression, ProblemVariables, Solution, SolverModel, microlp, variable};

use super::{JudgementError, STRONGEST};
use crate::sum::sum;

/// Weights by the best-worst method.
#[derive(Clone, Debug, PartialEq)]
pub struct BestWorst {
    /// A weight per child.
    pub weights: Vec<f64>,
    /// xi of the linear model: the largest difference between a weight and what a comparison makes
    /// of another, in units of weight; 0 where nothing contradicts.
    pub deviation: f64,
    /// Consistency ratio of the comparisons themselves: the largest |a_Bj a_jW - a_BW| over
    /// a_BW (a_BW - 1), 0..=1, and 0 where a_BW is 1 (Liang, Brunelli and Rezaei, Omega 96, 2020).
    pub consistency_ratio: f64,
}

/// Weights that keep as close as can be to the comparisons of the best child with all others, and
/// of all others with the worst: the least xi with |w_B - a_Bj w_j| <= xi and
/// |w_j - a_jW w_W| <= xi for every child j, weights >= 0 that add up to 1 (the linear model of
/// Rezaei, Omega 64, 2016).
///
/// `best_to_others` has, per child, how many times as important the best one is, 1..=9, and 1 for
/// itself; `others_to_worst` how many times as important as the worst each is, 1 for the worst.
/// What both say of the best and the worst is one number.
///
/// # Errors
/// [`JudgementError::Length`], [`JudgementError::Child`] for places there are not,
/// [`JudgementError::Itself`] where the best is the worst, [`JudgementError::Ratio`] for what is
/// beyond 1..=9, is not 1 for a child and itself, or differs between the two;
/// [`JudgementError::Unsolved`].
pub fn best_worst(
    (best, best_to_others): (usize, &[f64]),
    (worst, others_to_worst): (usize, &[f64]),
) -> Result<BestWorst, JudgementError> {
    let n = best_to_others.len();
    if others_to_worst.len() != n {
        return Err(JudgementError::Length { found: others_to_worst.len(), wanted: n });
    }
    let at = |of: &[f64], child: usize| of.get(child).copied().ok_or(JudgementError::Child(child));
    let (own_best, own_worst) = (at(best_to_others, best)?, at(others_to_worst, worst)?);
    let (ends, ends_again) = (at(best_to_others, worst)?, at(others_to_worst, best)?);
    if best == worst {
        return Err(JudgementError::Itself(best));
    }
    let beyond = |ratio: f64| !(1.0..=STRONGEST).contains(&ratio);
    let wrong = |first: usize, second: usize, ratio: f64| {
        Err(JudgementError::Ratio { first, second, ratio })
    };
    for (j, (b, w)) in best_to_others.iter().zip(others_to_worst).enumerate() {
        if beyond(*b) {
            return wrong(best, j, *b);
        }
        if beyond(*w) {
            return wrong(j, worst, *w);
        }
    }
    if own_best > 1.0 {
        return wrong(best, best, own_best);
    }
    if own_worst > 1.0 {
        return wrong(worst, worst, own_worst);
    }
    if (ends - ends_again).abs() > 0.0 {
        return wrong(best, worst, ends_again);
    }
    let (weights, deviation) = solve((best, best_to_others), (worst, others_to_worst))?;
    let off = best_to_others.iter().zip(others_to_worst).map(|(b, w)| (b * w - ends).abs());
    let largest = off.fold(0.0, f64::max);
    let consistency_ratio = if ends > 1.0 { largest / (ends * (ends - 1.0)) } else { 0.0 };
    Ok(BestWorst { weights, deviation, consistency_ratio })
}

/// The linear program, and its optimum.
fn solve(
    (best, best_to_others): (usize, &[f64]),
    (worst, others_to_worst): (usize, &[f64]),
) -> Result<(Vec<f64>, f64), JudgementError> {
    let mut problem = ProblemVariables::new();
    let ws: Vec<_> = best_to_others.iter().map(|_| problem.add(variable().min(0.0))).collect();
    let xi = problem.add(variable().min(0.0));
    let (Some(&top), Some(&bottom)) = (ws.get(best), ws.get(worst)) else {
        return Err(JudgementError::Unsolved);
    };
    let mut model = problem.minimise(xi).using(microlp);
    model.add_constraint(ws.iter().copied().map(Expression::from).sum::<Expression>().eq(1.0));
    for (j, ((&w, &of_best), &of_worst)) in
        ws.iter().zip(best_to_others).zip(others_to_worst).enumerate()
    {
        let mut near: Vec<Expression> = Vec::new();
        if j != best {
            near.push(top - of_best * w);
        }
        // What the best is over the worst stands there already.
        if j != worst && j != best {
            near.push(w - of_worst * bottom);
        }
        for difference in near {
            model.add_constraint((difference.clone() - xi).leq(0.0));
            model.add_constraint((difference + xi).geq(0.0));
        }
    }
    let solution = model.solve().map_err(|_| JudgementError::Unsolved)?;
    let weights: Vec<f64> = ws.iter().map(|w| solution.value(*w).max(0.0)).collect();
    let total = sum(weights.iter().copied());
    if total <= 0.0 {
        return Err(JudgementError::Unsolved);
    }
    Ok((weights.into_iter().map(|w| w / total).collect(), solution.value(xi).max(0.0)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn published_comparisons() {
        // Comparisons in the literature of the method: Rezaei's choice of a mode of transport (load
        // flexibility, accessibility, cost), his choice of a car (quality, price, comfort, safety,
        // style), and six criteria. Weights and xi by scipy 1.17, optimize.linprog(method='highs')
        // of the linear model; the first also by hand: 2, 9 and 17 of 28.
        type Case<'a> = (&'a [f64], &'a [f64], &'a [f64], f64);
        let cases: [Case<'_>; 4] = [
            (
                &[8.0, 2.0, 1.0],
                &[1.0, 5.0, 8.0],
                &[2.0 / 28.0, 9.0 / 28.0, 17.0 / 28.0],
                1.0 / 28.0,
            ),
            (
                &[2.0, 1.0, 4.0, 3.0, 8.0],
                &[4.0, 8.0, 2.0, 3.0, 1.0],
                &[
                    0.229_508_196_721_311_45,
                    0.448_087_431_693_989_1,
                    0.114_754_098_360_655_73,
                    0.153_005_464_480_874_3,
                    0.054_644_808_743_169_404,
                ],
                0.010_928_961_748_633_781,
            ),
            // Nothing contradicts: 4, 8, 2, 4, 1 of 19.
            (
                &[2.0, 1.0, 4.0, 2.0, 8.0],
                &[4.0, 8.0, 2.0, 4.0, 1.0],
                &[4.0 / 19.0, 8.0 / 19.0, 2.0 / 19.0, 4.0 / 19.0, 1.0 / 19.0],
                0.0,
            ),
            (
                &[1.0, 3.0, 5.0, 7.0, 4.0, 2.0],
                &[7.0, 3.0, 2.0, 1.0, 2.0, 4.0],
                &[
                    0.401_286_173_633_440_55,
                    0.141_479_099_678_456_6,
                    0.084_887_459_807_073_95,
                    0.054_019_292_604_501_61,
                    0.106_109_324_758_842_45,
                    0.212_218_649_517_684_9,
                ],
                0.023_151_125_401_929_276,
            ),
        ];
        for (best_to_others, others_to_worst, weights, xi) in cases {
            let best = best_to_others.iter().position(|a| *a == 1.0).unwrap();
            let worst = others_to_worst.iter().position(|a| *a == 1.0).unwrap();
            let found = best_worst((best, best_to_others), (worst, others_to_worst)).unwrap();
            assert!((found.deviation - xi).abs() < 1e-9, "{} for {xi}", found.deviation);
            for (got, want) in found.weights.iter().zip(weights) {
                assert!((got - want).abs() < 1e-9, "{got} for {want}");
            }
        }
    }

    #[test]
    fn the_ratio_of_the_comparisons() {
        // By hand: the second says 2 x 5 = 10 where best over worst is 8: 2 / (8 x 7).
        let found = best_worst((2, &[8.0, 2.0, 1.0]), (0, &[1.0, 5.0, 8.0])).unwrap();
        assert!((found.consistency_ratio - 2.0 / 56.0).abs() < 1e-12);
        let two = best_worst((1, &[3.0, 1.0]), (0, &[1.0, 3.0])).unwrap();
        assert!((two.weights[1] - 0.75).abs() < 1e-12 && two.consistency_ratio == 0.0);
        let equal = best_worst((0, &[1.0; 3]), (2, &[1.0; 3])).unwrap();
        assert!(equal.weights.iter().all(|w| (w - 1.0 / 3.0).abs() < 1e-12));
    }

    #[test]
    fn what_it_refuses() {
        let ratio = |r: Result<BestWorst, _>| matches!(r, Err(JudgementError::Ratio { .. }));
        assert!(ratio(best_worst((0, &[1.0, 9.5]), (1, &[9.5, 1.0]))));
        assert!(ratio(best_worst((0, &[1.0, 0.5]), (1, &[0.5, 1.0]))));
        assert!(ratio(best_worst((0, &[2.0, 3.0]), (1, &[3.0, 1.0]))));
        assert!(ratio(best_worst((0, &[1.0, 3.0]), (1, &[2.0, 1.0]))));
        assert_eq!(best_worst((0, &[1.0]), (0, &[1.0])), Err(JudgementError::Itself(0)));
        assert_eq!(best_worst((3, &[1.0]), (0, &[1.0])), Err(JudgementError::Child(3)));
        assert_eq!(
            best_worst((0, &[1.0, 2.0]), (0, &[1.0])),
            Err(JudgementError::Length { found: 1, wanted: 2 })
        );
    }
}
