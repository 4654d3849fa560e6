//! Weights for which the elements matter as much as they are meant to, or the index says as much as
//! it can.

use ndarray::ArrayView2;

use super::WeightError;
use crate::correlate::{Kind, correlation};
use crate::moments::count;
use crate::sum::sum;
use crate::tree::Tree;

/// What is optimised, with c the correlations of the elements with the judged one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Objective<'a> {
    /// Correlations in proportion to the targets (equal ones if none): the least of ln(mean of (t -
    /// c / sum of c)^2), the targets t adding up to 1 (Becker, Saisana, Paruolo and Vandecasteele,
    /// Ecological Indicators 80, 2017).
    Balance {
        /// One positive number per element.
        targets: Option<&'a [f64]>,
    },
    /// The greatest sum of correlations; reported as its negative, so that less is better for both.
    Information,
}

/// Optimised weights.
#[derive(Clone, Debug, PartialEq)]
pub struct Optimised {
    /// One per element, >= 0. Those of a parent all of whose children are optimised add up to 1;
    /// where some keep their weights, these are on the scale of those.
    pub weights: Vec<f64>,
    /// The correlations at these weights.
    pub correlations: Vec<f64>,
    /// The objective at these weights.
    pub objective: f64,
    /// How often the index was computed.
    pub evaluations: usize,
    /// Whether the search came to rest.
    pub converged: bool,
}

/// Optimises the weights of `elements` for their correlations with `judged`; all other weights
/// stay. Weights are kept non-negative by searching over their square roots (Nelder and Mead's
/// simplex, restarted until a restart gains nothing).
///
/// The search is local: it starts at the tree's own weights. It is a pure function of its input.
///
/// # Errors
/// [`WeightError::Element`], [`WeightError::Targets`], [`WeightError::Correlation`],
/// [`WeightError::Tree`].
pub fn optimise(
    tree: &Tree,
    xs: ArrayView2<'_, f64>,
    judged: usize,
    elements: &[usize],
    objective: Objective<'_>,
    kind: Kind,
) -> Result<Optimised, WeightError> {
    for (k, &e) in elements.iter().enumerate() {
        if elements.iter().take(k).any(|before| *before == e) {
            return Err(WeightError::Element(e));
        }
        let mut above = tree.elements().get(e).and_then(|e| e.parent);
        let mut reached = false;
        let mut steps = 0;
        while let Some(p) = above.filter(|_| steps <= tree.elements().len()) {
            if elements.contains(&p) {
                return Err(WeightError::Element(e));
            }
            reached |= p == judged;
            above = tree.elements().get(p).and_then(|e| e.parent);
            steps += 1;
        }
        if !reached {
            return Err(WeightError::Element(e));
        }
    }
    let targets = match objective {
        Objective::Balance { targets: Some(t) } => {
            if t.len() != elements.len() || t.iter().any(|t| !(t.is_finite() && *t > 0.0)) {
                return Err(WeightError::Targets(elements.len()));
            }
            let total = sum(t.iter().copied());
            t.iter().map(|t| t / total).collect()
        }
        _ => super::equal(elements.len()),
    };
    let scores = tree.aggregate(xs)?;
    let columns: Vec<Vec<f64>> = elements.iter().map(|&e| scores.column(e).to_vec()).collect();
    let base: Vec<f64> = tree.elements().iter().map(|e| e.weight).collect();
    let whole = |u: &[f64]| {
        let mut ws = base.clone();
        for (&e, u) in elements.iter().zip(u) {
            if let Some(w) = ws.get_mut(e) {
                *w = u * u;
            }
        }
        ws
    };
    let correlations = |u: &[f64]| -> Option<Vec<f64>> {
        let out = tree.with_weights(&whole(u)).ok()?.aggregate(xs).ok()?;
        let index = out.column(judged).to_vec();
        columns.iter().map(|c| correlation(c, &index, kind)).collect()
    };
    let judge = |c: &[f64]| match objective {
        Objective::Information => -sum(c.iter().copied()),
        Objective::Balance { .. } => {
            let total = sum(c.iter().copied());
            let off = sum(c.iter().zip(&targets).map(|(c, t)| (t - c / total) * (t - c / total)))
                / count(c.len());
            if total > 0.0 { libm::log(off.max(1e-32)) } else { f64::INFINITY }
        }
    };
    let mut evaluations = 0;
    let mut f = |u: &[f64]| {
        evaluations += 1;
        correlations(u).map_or(f64::INFINITY, |c| judge(&c))
    };
    let start: Vec<f64> =
        elements.iter().map(|&e| libm::sqrt(base.get(e).copied().unwrap_or(0.0))).collect();
    if f(&start).is_infinite() {
        return Err(WeightError::Correlation);
    }
    let (best, converged) = descend(start, &mut f);
    let found = correlations(&best).ok_or(WeightError::Correlation)?;
    let weights: Vec<f64> = elements
        .iter()
        .zip(&best)
        .map(|(&e, u)| {
            let parent = tree.elements().get(e).and_then(|e| e.parent);
            let siblings = parent.map_or(&[][..], |p| tree.children(p));
            let squares: Option<Vec<f64>> = siblings
                .iter()
                .map(|s| {
                    elements.iter().position(|e| e == s).and_then(|k| best.get(k)).map(|u| u * u)
                })
                .collect();
            squares.map_or(u * u, |all| u * u / sum(all))
        })
        .collect();
    Ok(Optimised { weights, objective: judge(&found), correlations: found, evaluations, converged })
}

/// Restarts the simplex at its best point until a restart gains less than 1e-9.
fn descend(start: Vec<f64>, f: &mut impl FnMut(&[f64]) -> f64) -> (Vec<f64>, bool) {
    let (mut best, mut value) = (start.clone(), f(&start));
    for round in 0..12 {
        let step = if round % 2 == 0 { 0.3 } else { 0.05 };
        let (x, v) = simplex(&best, step, 400 * (start.len() + 1), f);
        let gain = value - v;
        if v < value {
            (best, value) = (x, v);
        }
        // Two restarts, a wide and a narrow one, have to agree.
        if round > 0 && gain < 1e-9 {
            return (best, true);
        }
    }
    (best, false)
}

/// Nelder and Mead's simplex with coefficients that depend on the dimension (Gao and Han,
/// Computational Optimization and Applications 51, 2012).
fn simplex(
    start: &[f64],
    step: f64,
    budget: usize,
    f: &mut impl FnMut(&[f64]) -> f64,
) -> (Vec<f64>, f64) {
    let n = start.len();
    let d = count(n.max(2));
    let (expand, contract, shrink) = (1.0 + 2.0 / d, 0.75 - 0.5 / d, 1.0 - 1.0 / d);
    let mut points: Vec<(Vec<f64>, f64)> = vec![(start.to_vec(), f(start))];
    for k in 0..n {
        let mut p = start.to_vec();
        if let Some(x) = p.get_mut(k) {
            *x += step;
        }
        let v = f(&p);
        points.push((p, v));
    }
    let mut spent = n + 1;
    loop {
        points.sort_by(|a, b| a.1.total_cmp(&b.1));
        let (Some(best), Some(worst)) = (points.first().cloned(), points.last().cloned()) else {
            return (start.to_vec(), f64::INFINITY);
        };
        let width = points
            .iter()
            .flat_map(|p| p.0.iter().zip(&best.0).map(|(a, b)| (a - b).abs()))
            .fold(0.0, f64::max);
        if spent >= budget || n == 0 || (width < 1e-10 && worst.1 - best.1 < 1e-13) {
            return best;
        }
        let second = points.get(n.saturating_sub(1)).map_or(worst.1, |p| p.1);
        let middle: Vec<f64> = (0..n)
            .map(|k| sum(points.iter().take(n).filter_map(|p| p.0.get(k).copied())) / count(n))
            .collect();
        let along = |t: f64| {
            middle.iter().zip(&worst.0).map(|(m, w)| m + t * (m - w)).collect::<Vec<f64>>()
        };
        let mut replace = |p: Vec<f64>, v: f64| {
            if let Some(last) = points.last_mut() {
                *last = (p, v);
            }
        };
        let reflected = along(1.0);
        let v = f(&reflected);
        spent += 1;
        if v < best.1 {
            let far = along(expand);
            let w = f(&far);
            spent += 1;
            if w < v { replace(far, w) } else { replace(reflected, v) }
        } else if v < second {
            replace(reflected, v);
        } else {
            let near = along(if v < worst.1 { contract } else { -contract });
            let w = f(&near);
            spent += 1;
            if w < v.min(worst.1) {
                replace(near, w);
            } else {
                for p in points.iter_mut().skip(1) {
                    p.0 = p.0.iter().zip(&best.0).map(|(x, b)| b + shrink * (x - b)).collect();
                    p.1 = f(&p.0);
                }
                spent += n;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::disallowed_methods)]
    use super::*;
    use crate::aggregate::Mean;
    use crate::tree::{Element, Floor, How};
    use ndarray::Array2;

    #[test]
    fn the_simplex_finds_the_valley() {
        let mut rosenbrock =
            |x: &[f64]| (1.0 - x[0]).powi(2) + 100.0 * (x[1] - x[0] * x[0]).powi(2);
        let (x, _) = descend(vec![-1.2, 1.0], &mut rosenbrock);
        assert!((x[0] - 1.0).abs() < 1e-5 && (x[1] - 1.0).abs() < 1e-5, "{x:?}");
    }

    #[test]
    fn the_weights_given_back_make_the_correlations_given_back() {
        let mut stream = crate::draws::Stream::new(9, 1, 1);
        let xs = Array2::from_shape_fn((60, 4), |(_, j)| {
            50.0 + stream.normal() * f64::from(u32::try_from(j + 1).unwrap())
        });
        let mut elements = vec![
            Element::leaf(4, 2.0),
            Element::leaf(4, 1.0),
            Element::leaf(4, 5.0),
            Element::leaf(4, 3.0),
        ];
        elements.push(Element::node(None, 1.0, How::Mean(Mean::Arithmetic), Floor::None));
        let tree = Tree::new(4, elements).unwrap();
        // All four, and two of them beside two that stay.
        for chosen in [vec![0, 1, 2, 3], vec![1, 3]] {
            let best = optimise(
                &tree,
                xs.view(),
                4,
                &chosen,
                Objective::Balance { targets: None },
                Kind::Pearson,
            )
            .unwrap();
            let mut ws: Vec<f64> = tree.elements().iter().map(|e| e.weight).collect();
            chosen.iter().zip(&best.weights).for_each(|(e, w)| ws[*e] = *w);
            let again = tree.with_weights(&ws).unwrap().aggregate(xs.view()).unwrap();
            for (e, want) in chosen.iter().zip(&best.correlations) {
                let r =
                    correlation(&xs.column(*e).to_vec(), &again.column(4).to_vec(), Kind::Pearson)
                        .unwrap();
                assert!((r - want).abs() < 1e-9, "{chosen:?}: {r} for {want}");
            }
        }
    }

    #[test]
    fn two_independent_columns_balance_by_their_spread() {
        let mut stream = crate::draws::Stream::new(4, 4, 4);
        let xs = Array2::from_shape_fn((400, 2), |(_, j)| {
            stream.normal() * if j == 0 { 1.0 } else { 3.0 }
        });
        let root = Element::node(None, 1.0, How::Mean(Mean::Arithmetic), Floor::None);
        let tree = Tree::new(2, vec![Element::leaf(2, 1.0), Element::leaf(2, 1.0), root]).unwrap();
        let best = optimise(
            &tree,
            xs.view(),
            2,
            &[0, 1],
            Objective::Balance { targets: None },
            Kind::Pearson,
        )
        .unwrap();
        // Equal correlations need w0 s0 = w1 s1, about 3 to 1.
        assert!((best.correlations[0] - best.correlations[1]).abs() < 1e-6, "{best:?}");
        assert!((best.weights[0] - 0.75).abs() < 0.03);
        let one = optimise(
            &tree,
            xs.view(),
            2,
            &[0, 1],
            Objective::Balance { targets: Some(&[1.0, 3.0]) },
            Kind::Pearson,
        )
        .unwrap();
        assert!((one.correlations[1] / one.correlations[0] - 3.0).abs() < 1e-4);
        assert!(
            optimise(&tree, xs.view(), 2, &[0, 0], Objective::Information, Kind::Pearson).is_err()
        );
        assert!(
            optimise(&tree, xs.view(), 2, &[2], Objective::Information, Kind::Pearson).is_err()
        );
        assert!(
            optimise(
                &tree,
                xs.view(),
                2,
                &[0],
                Objective::Balance { targets: Some(&[0.0]) },
                Kind::Pearson
            )
            .is_err()
        );
    }
}
