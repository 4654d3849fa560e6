//! Means of a node's children, and what each child contributed.
//!
//! All of them are homogeneous of degree one: doubling every child doubles the mean. Euler's
//! theorem then splits the mean exactly into x_i df/dx_i, which is what [`Mean::contributions`]
//! gives.
//!
//! ```
//! use ideal_composite::aggregate::Mean;
//!
//! assert_eq!(Mean::Arithmetic.value(&[10.0, 40.0], &[2.0, 1.0]), Some(20.0));
//! assert_eq!(Mean::Geometric.value(&[0.0, 40.0], &[1.0, 1.0]), Some(0.0));
//! let parts = Mean::Power(2.0).contributions(&[30.0, 40.0], &[1.0, 1.0]).unwrap();
//! assert!((parts.iter().sum::<f64>() - Mean::Power(2.0).value(&[30.0, 40.0], &[1.0, 1.0]).unwrap()).abs() < 1e-12);
//! ```

use crate::own::Own;
pub use crate::own_mean::Aggregation;
use crate::sum::sum;

/// How the children of a node become its score.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
pub enum Mean {
    /// Sum of w x: a low child is fully made good by a high one.
    #[default]
    Arithmetic,
    /// exp(sum of w ln x); takes values >= 0 and is 0 as soon as one child is.
    Geometric,
    /// 1 / sum of w / x; takes values >= 0 and is 0 as soon as one child is.
    Harmonic,
    /// (sum of w x^p)^(1/p), p finite and not 0; takes values >= 0. With p < 0 it is 0 as soon as
    /// one child is.
    Power(f64),
    /// Weighted median: the child where the cumulative weight passes half, or the mean of two where
    /// it is exactly half.
    Median,
    /// The lowest child, whatever the weights.
    Min,
    /// The highest child, whatever the weights.
    Max,
    /// The mean with a penalty for imbalance, M -+ S^2 / M with the weighted mean M and variance
    /// S^2 of the children (Mazziotta and Pareto, Rivista Italiana di Economia Demografia e
    /// Statistica 67, 2013). 0 where all children are 0, the limit for values >= 0; undefined where
    /// M is not above 0 otherwise: the coefficient of variation S / M means nothing there, and
    /// below 0 the penalty would be a bonus. Not monotone: a child far above the others can cost
    /// more balance than it adds. Of children within 0..=b the penalty is at most b - M (Bhatia and
    /// Davis, American Mathematical Monthly 107, 2000): added, it stays below the highest child;
    /// subtracted, it can lead below the lowest, down to 2 M - b.
    MazziottaPareto(Penalty),
    /// A mean of the caller's.
    Own(Own<dyn Aggregation>),
}

/// Which way the penalty of a Mazziotta-Pareto mean counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
pub enum Penalty {
    /// Off the mean, MPI-: where high scores are good, as in its authors' index of well-being.
    #[default]
    Subtract,
    /// Onto the mean, MPI+: where high scores are bad, such as those of a threat.
    Add,
}

impl Mean {
    /// The mean of the children `xs` with weights `ws`, of one length: only the available children.
    ///
    /// Weights are >= 0 and are renormalised; a child of weight 0 counts for nothing, whatever its
    /// value. None if the lengths differ, no weight is positive, a weight is negative or not
    /// finite, a value is not finite, or the mean is not defined for the values (see the variants).
    #[must_use]
    pub fn value(self, xs: &[f64], ws: &[f64]) -> Option<f64> {
        if xs.len() != ws.len() {
            return None;
        }
        let mut positive = false;
        for (&x, &w) in xs.iter().zip(ws) {
            if !(w.is_finite() && w >= 0.0) || (w > 0.0 && !x.is_finite()) {
                return None;
            }
            positive |= w > 0.0;
        }
        if !positive {
            return None;
        }
        let children = || xs.iter().copied().zip(ws.iter().copied()).filter(|c| c.1 > 0.0);
        let total = sum(children().map(|c| c.1));
        let weighted = |f: &dyn Fn(f64) -> f64| sum(children().map(|(x, w)| w * f(x))) / total;
        let negative = || children().any(|c| c.0 < 0.0);
        let zero = || children().any(|c| c.0 == 0.0);
        let v = match self {
            Mean::Arithmetic => weighted(&|x| x),
            Mean::Geometric if negative() => return None,
            Mean::Geometric if zero() => 0.0,
            Mean::Geometric => libm::exp(weighted(&libm::log)),
            Mean::Harmonic if negative() => return None,
            Mean::Harmonic if zero() => 0.0,
            Mean::Harmonic => total / sum(children().map(|(x, w)| w / x)),
            Mean::Power(p) if p == 0.0 || !p.is_finite() || negative() => return None,
            Mean::Power(p) if p < 0.0 && zero() => 0.0,
            Mean::Power(p) if p.abs() < VANISHING => return Mean::Geometric.value(xs, ws),
            Mean::Power(p) if p.abs() < SMALL => {
                near_geometric(weighted(&|x| power_less_one(x, p)), p)
            }
            Mean::Power(p) => {
                let power = |x: f64| powered(x, p);
                let direct = rooted(weighted(&power), p);
                if direct.is_finite() && direct > 0.0 {
                    direct
                } else {
                    // x^p left the range of a double: take the value that rules the sum out first.
                    let extreme = if p > 0.0 { Mean::Max } else { Mean::Min }.value(xs, ws)?;
                    if extreme == 0.0 {
                        0.0
                    } else {
                        extreme * rooted(weighted(&|x| power(x / extreme)), p)
                    }
                }
            }
            Mean::Median => {
                let (lower, upper) = deciding(xs, ws, total)?;
                let (a, b) = (*xs.get(lower)?, *xs.get(upper)?);
                if a == b { a } else { a / 2.0 + b / 2.0 }
            }
            Mean::Min => children().fold(f64::INFINITY, |v, c| v.min(c.0)),
            Mean::Max => children().fold(f64::NEG_INFINITY, |v, c| v.max(c.0)),
            Mean::Own(own) => {
                let (xs, ws): (Vec<f64>, Vec<f64>) = children().unzip();
                own.value(&xs, &ws)?
            }
            Mean::MazziottaPareto(direction) => {
                if children().all(|c| c.0 == 0.0) {
                    return Some(0.0);
                }
                let m = weighted(&|x| x);
                if m <= 0.0 {
                    return None;
                }
                let penalty = weighted(&|x| (x - m) * (x - m)) / m;
                match direction {
                    Penalty::Subtract => m - penalty,
                    Penalty::Add => m + penalty,
                }
            }
        };
        v.is_finite().then_some(v)
    }

    /// What children are raised to before the mean is taken, where the function takes a floor: the
    /// one that is stated, of which 0 switches it off, else one by the scale.
    ///
    /// Where a single zero would decide alone that is 1 % of the scale above its low end. A
    /// Mazziotta-Pareto mean takes zeros, but has no value where the mean is below zero, and a
    /// penalty that is subtracted can lead a child below the scale: to its parent that is the low
    /// end.
    #[must_use]
    pub fn floor(self, stated: Option<f64>, scale: [f64; 2]) -> Option<f64> {
        let by_scale = match self {
            Mean::Geometric | Mean::Harmonic => scale[0] + 0.01 * (scale[1] - scale[0]),
            Mean::Power(p) if p <= 0.0 => scale[0] + 0.01 * (scale[1] - scale[0]),
            Mean::MazziottaPareto(_) => scale[0],
            // What one of the caller's does with a zero is not known: a floor is what is stated.
            Mean::Own(_) => return stated.filter(|f| *f != 0.0),
            Mean::Arithmetic | Mean::Power(_) | Mean::Median | Mean::Min | Mean::Max => {
                return None;
            }
        };
        match stated {
            Some(0.0) => None,
            Some(f) => Some(f),
            None => Some(by_scale),
        }
    }

    /// Euler's allocation x_i df/dx_i of the mean to the children: it adds up to
    /// [`value`](Self::value), to rounding.
    ///
    /// Median, minimum and maximum go to the child, or the two halves of it to the children, that
    /// decide; among equal ones to the first. A child of weight 0 gets 0. None where the mean is
    /// none, and where one of the caller's does not say.
    #[must_use]
    pub fn contributions(self, xs: &[f64], ws: &[f64]) -> Option<Vec<f64>> {
        let y = self.value(xs, ws)?;
        let total = sum(ws.iter().copied());
        let each = |f: &dyn Fn(f64) -> f64| -> Vec<f64> {
            xs.iter()
                .zip(ws)
                .map(|(&x, &w)| if w > 0.0 && y != 0.0 { w / total * f(x) } else { 0.0 })
                .collect()
        };
        Some(match self {
            Mean::Arithmetic => xs
                .iter()
                .zip(ws)
                .map(|(&x, &w)| if w > 0.0 { w * x / total } else { 0.0 })
                .collect(),
            Mean::Geometric => each(&|_| y),
            Mean::Harmonic => each(&|x| y / x * y),
            Mean::Power(p) => each(&|x| if x == 0.0 { 0.0 } else { y * powered(x / y, p) }),
            Mean::Median => {
                let (lower, upper) = deciding(xs, ws, total)?;
                let share =
                    |k: usize| if k == lower { xs.get(k).map_or(0.0, |x| x / 2.0) } else { 0.0 };
                let other =
                    |k: usize| if k == upper { xs.get(k).map_or(0.0, |x| x / 2.0) } else { 0.0 };
                (0..xs.len()).map(|k| share(k) + other(k)).collect()
            }
            Mean::Min | Mean::Max => {
                let k = xs.iter().zip(ws).position(|(&x, &w)| w > 0.0 && x == y)?;
                (0..xs.len()).map(|i| if i == k { y } else { 0.0 }).collect()
            }
            Mean::Own(own) => {
                let live = || (0..xs.len()).filter(|&k| ws.get(k).is_some_and(|w| *w > 0.0));
                let of = |all: &[f64]| live().filter_map(|k| all.get(k).copied()).collect();
                let (some_xs, some_ws): (Vec<f64>, Vec<f64>) = (of(xs), of(ws));
                let parts = own.contributions(&some_xs, &some_ws)?;
                let mut all = vec![0.0; xs.len()];
                for (k, part) in live().zip(parts) {
                    *all.get_mut(k)? = part;
                }
                all
            }
            Mean::MazziottaPareto(direction) => {
                let live = || xs.iter().zip(ws).filter(|c| *c.1 > 0.0);
                if live().all(|c| *c.0 == 0.0) {
                    return Some(vec![0.0; xs.len()]);
                }
                let m = sum(live().map(|(x, w)| w * x)) / total;
                let relative = sum(live().map(|(x, w)| w * (x - m) * (x - m))) / total / m / m;
                let sign = match direction {
                    Penalty::Subtract => -1.0,
                    Penalty::Add => 1.0,
                };
                let part =
                    |x: f64, w: f64| w / total * x * (1.0 + sign * (2.0 * (x - m) / m - relative));
                xs.iter().zip(ws).map(|(&x, &w)| if w > 0.0 { part(x, w) } else { 0.0 }).collect()
            }
        })
    }
}

/// Below this exponent, up or down, powers are so near to 1 that the sum of them keeps few of their
/// digits: a power mean is then taken from what the powers differ from 1 by.
pub(crate) const SMALL: f64 = 0.0625;

/// Below this exponent a power mean of doubles is the geometric mean to the last bit: its logarithm
/// differs by less than the exponent times half the variance of the logarithms, which is below 3e5.
pub(crate) const VANISHING: f64 = 1e-30;

/// x^p - 1, with all its digits also where x^p is almost 1.
pub(crate) fn power_less_one(x: f64, p: f64) -> f64 {
    libm::expm1(p * libm::log(x))
}

/// (1 + s)^(1/p): the power mean of exponent p where s is the mean of x^p - 1.
pub(crate) fn near_geometric(s: f64, p: f64) -> f64 {
    // Where all children are 0 rounding may leave a little less than -1.
    let s = if s < -1.0 { -1.0 } else { s };
    libm::exp(libm::log1p(s) / p)
}

/// x^p, exact for the squares and reciprocals that a general power rounds.
fn powered(x: f64, p: f64) -> f64 {
    if p == 1.0 {
        x
    } else if p == 2.0 {
        x * x
    } else if p == -1.0 {
        1.0 / x
    } else if p == 0.5 {
        libm::sqrt(x)
    } else {
        libm::pow(x, p)
    }
}

/// x^(1/p).
fn rooted(x: f64, p: f64) -> f64 {
    if p == 2.0 {
        libm::sqrt(x)
    } else if p == 0.5 {
        x * x
    } else if p.abs() == 1.0 {
        powered(x, p)
    } else {
        libm::pow(x, 1.0 / p)
    }
}

/// The two children between which the weighted median lies; the same one twice where the cumulative
/// weight passes half.
fn deciding(xs: &[f64], ws: &[f64], total: f64) -> Option<(usize, usize)> {
    /// Weights such as 0.1 + 0.2 and 0.3 are meant to be equal.
    const SLACK: f64 = 1e-12;
    let mut order: Vec<(f64, f64, usize)> = xs
        .iter()
        .zip(ws)
        .enumerate()
        .filter(|(_, (_, w))| **w > 0.0)
        .map(|(i, (&x, &w))| (x, w, i))
        .collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut reached = crate::sum::Sum::default();
    for (k, &(_, w, i)) in order.iter().enumerate() {
        reached.add(w);
        let twice = 2.0 * reached.value();
        if (twice - total).abs() <= SLACK * total {
            return Some((i, order.get(k + 1).map_or(i, |next| next.2)));
        }
        if twice > total {
            return Some((i, i));
        }
    }
    order.last().map(|last| (last.2, last.2))
}

#[cfg(test)]
pub(crate) mod tests {
    #![allow(clippy::unwrap_used, clippy::disallowed_methods)]
    use super::*;

    pub(crate) const ALL: [Mean; 10] = [
        Mean::Arithmetic,
        Mean::Geometric,
        Mean::Harmonic,
        Mean::Power(2.0),
        Mean::Power(-0.7),
        Mean::Median,
        Mean::Min,
        Mean::Max,
        Mean::MazziottaPareto(Penalty::Subtract),
        Mean::MazziottaPareto(Penalty::Add),
    ];

    #[test]
    fn worked_by_hand() {
        let v = |m: Mean, x: &[f64], w: &[f64]| m.value(x, w).unwrap();
        assert!((v(Mean::Harmonic, &[40.0, 60.0], &[1.0, 1.0]) - 48.0).abs() < 1e-13);
        assert_eq!(v(Mean::Harmonic, &[40.0, 60.0], &[3.0, 1.0]), 4.0 / (3.0 / 40.0 + 1.0 / 60.0));
        assert!((v(Mean::Geometric, &[2.0, 8.0], &[1.0, 1.0]) - 4.0).abs() < 1e-14);
        assert_eq!(v(Mean::Power(2.0), &[1.0, 7.0], &[1.0, 1.0]), 5.0);
        // The Mazziotta-Pareto index of two indicators at 90 and 110: 100 with S = 10, cv = 0.1,
        // penalty 1.
        assert_eq!(v(Mean::MazziottaPareto(Penalty::Subtract), &[90.0, 110.0], &[1.0, 1.0]), 99.0);
        assert_eq!(v(Mean::MazziottaPareto(Penalty::Add), &[90.0, 110.0], &[1.0, 1.0]), 101.0);
        // Weights 3 and 1: M = 95, S^2 = (3 25 + 225) / 4 = 75.
        let weighted = v(Mean::MazziottaPareto(Penalty::Subtract), &[90.0, 110.0], &[3.0, 1.0]);
        assert!((weighted - (95.0 - 75.0 / 95.0)).abs() < 1e-12);
    }

    #[test]
    fn weighted_median_passes_half_or_meets_it() {
        let m = |x: &[f64], w: &[f64]| {
            (Mean::Median.value(x, w).unwrap(), Mean::Median.contributions(x, w).unwrap())
        };
        assert_eq!(m(&[3.0, 1.0, 2.0], &[1.0; 3]), (2.0, vec![0.0, 0.0, 2.0]));
        assert_eq!(m(&[4.0, 1.0, 2.0, 3.0], &[1.0; 4]), (2.5, vec![0.0, 0.0, 1.0, 1.5]));
        assert_eq!(m(&[1.0, 9.0], &[0.1 + 0.2, 0.3]).0, 5.0);
        assert_eq!(m(&[1.0, 5.0, 9.0], &[3.0, 0.0, 1.0]).0, 1.0);
    }

    #[test]
    fn allocations_add_up_and_follow_the_derivative() {
        let (xs, ws) = ([12.0, 55.0, 31.0, 80.0], [1.0, 2.0, 0.0, 0.7]);
        for m in ALL {
            let (y, parts) = (m.value(&xs, &ws).unwrap(), m.contributions(&xs, &ws).unwrap());
            assert!((parts.iter().sum::<f64>() - y).abs() < 1e-12 * y, "{m:?}");
            for i in 0..xs.len() {
                let moved = |h: f64| {
                    let mut x = xs;
                    x[i] += h;
                    m.value(&x, &ws).unwrap()
                };
                let slope = (moved(1e-4) - moved(-1e-4)) / 2e-4;
                assert!((parts[i] - xs[i] * slope).abs() < 1e-5, "{m:?} child {i}");
            }
        }
    }

    #[test]
    fn nothing_to_say_is_none() {
        for m in ALL {
            assert_eq!(m.value(&[], &[]), None);
            assert_eq!(m.value(&[1.0], &[0.0]), None);
            assert_eq!(m.value(&[1.0], &[1.0, 2.0]), None);
            assert_eq!(m.value(&[f64::NAN, 1.0], &[1.0, 1.0]), None);
            assert_eq!(m.value(&[1.0, 2.0], &[1.0, -1.0]), None);
            let alone = m.value(&[f64::NAN, 7.0], &[0.0, 3.0]).unwrap();
            assert!((alone - 7.0).abs() < 1e-12, "{m:?}: {alone}");
        }
        assert_eq!(Mean::Geometric.value(&[-1.0, 2.0], &[1.0, 1.0]), None);
        assert_eq!(Mean::Power(0.0).value(&[1.0], &[1.0]), None);
        assert_eq!(Mean::Power(-1.0).value(&[0.0, 2.0], &[1.0, 1.0]), Some(0.0));
        assert_eq!(Mean::MazziottaPareto(Penalty::Subtract).value(&[-1.0, 1.0], &[1.0, 1.0]), None);
        assert_eq!(Mean::MazziottaPareto(Penalty::Add).value(&[-3.0, 1.0], &[1.0, 1.0]), None);
    }

    #[test]
    fn an_imbalance_among_zeros_is_none() {
        for penalty in [Penalty::Subtract, Penalty::Add] {
            let m = Mean::MazziottaPareto(penalty);
            assert_eq!(m.value(&[0.0, 0.0, -4.0], &[1.0, 2.0, 0.0]), Some(0.0));
            assert_eq!(m.contributions(&[0.0, 0.0, -4.0], &[1.0, 2.0, 0.0]).unwrap(), [0.0; 3]);
            // It is the limit: ever smaller children, however unbalanced.
            let near = m.value(&[1e-12, 0.0], &[1.0, 9.0]).unwrap();
            assert!(near.abs() <= 1e-12, "{near}");
        }
        // The bounds of the penalty: 0, 0 and 100 have M = 100/3 and S^2 = 20000/9, so that S^2 / M
        // = 200/3.
        let ends =
            |penalty| Mean::MazziottaPareto(penalty).value(&[0.0, 0.0, 100.0], &[1.0; 3]).unwrap();
        assert!(
            (ends(Penalty::Subtract) + 100.0 / 3.0).abs() < 1e-12
                && (ends(Penalty::Add) - 100.0).abs() < 1e-12
        );
    }

    /// Children, weights, exponent and the power mean, computed with mpmath in 80 decimal digits
    /// (420 for 1e-300) from the definition and rounded to a double.
    pub(crate) const NEAR_GEOMETRIC: [(&[f64], &[f64], f64, f64); 24] = [
        (&[50.0, 60.0], &[1.0, 1.0], 1e-300, 54.772255750516614),
        (&[50.0, 60.0], &[1.0, 1.0], 1e-29, 54.772255750516614),
        (&[50.0, 60.0], &[1.0, 1.0], 1e-16, 54.772255750516614),
        (&[50.0, 60.0], &[1.0, 1.0], 1e-12, 54.77225575051684),
        (&[50.0, 60.0], &[1.0, 1.0], -1e-12, 54.772255750516386),
        (&[50.0, 60.0], &[1.0, 1.0], 1e-06, 54.77225597810321),
        (&[50.0, 60.0], &[1.0, 1.0], -0.001, 54.772028164393106),
        (&[50.0, 60.0], &[1.0, 1.0], 0.01, 54.77453166345125),
        (&[50.0, 60.0], &[1.0, 1.0], -0.0624, 54.758056264371895),
        (&[50.0, 60.0], &[1.0, 1.0], 0.0626, 54.78650444717786),
        (&[50.0, 60.0], &[1.0, 1.0], -0.1, 54.74950213355268),
        (&[50.0, 60.0], &[1.0, 1.0], 0.3, 54.8405657818631),
        (&[0.001, 37.5, 100.0], &[1.0, 2.0, 0.5], 1e-16, 2.1282266013743802),
        (&[0.001, 37.5, 100.0], &[1.0, 2.0, 0.5], 1e-12, 2.1282266013994895),
        (&[0.001, 37.5, 100.0], &[1.0, 2.0, 0.5], -1e-12, 2.128226601349266),
        (&[0.001, 37.5, 100.0], &[1.0, 2.0, 0.5], -0.001, 2.103224901652309),
        (&[0.001, 37.5, 100.0], &[1.0, 2.0, 0.5], -0.0624, 0.9589534965440873),
        (&[0.001, 37.5, 100.0], &[1.0, 2.0, 0.5], 0.0626, 4.137118744646033),
        (&[0.0, 80.0], &[0.001, 1.0], 1e-12, 0.0),
        (&[0.0, 80.0], &[0.001, 1.0], 0.01, 72.39061047182209),
        (&[0.0, 80.0], &[0.001, 1.0], 0.0626, 78.73282633826237),
        (&[0.3, 0.7, 0.9], &[0.2, 0.3, 0.5], 1e-16, 0.670000177363365),
        (&[0.3, 0.7, 0.9], &[0.2, 0.3, 0.5], 1e-06, 0.6700002353999643),
        (&[0.3, 0.7, 0.9], &[0.2, 0.3, 0.5], 0.01, 0.6705797791819041),
    ];

    #[test]
    fn power_means_keep_their_digits_near_the_geometric_mean() {
        for (xs, ws, p, want) in NEAR_GEOMETRIC {
            let got = Mean::Power(p).value(xs, ws).unwrap();
            assert!((got - want).abs() <= 4e-15 * want, "{xs:?} to {p}: {got} for {want}");
            let parts = Mean::Power(p).contributions(xs, ws).unwrap();
            assert!(
                (parts.iter().sum::<f64>() - want).abs() <= 1e-13 * want,
                "{xs:?} to {p}: {parts:?}"
            );
        }
        // Zeros alone are zero, whatever the weights.
        assert_eq!(Mean::Power(1e-3).value(&[0.0; 3], &[0.1, 0.2, 0.7]), Some(0.0));
    }

    #[test]
    fn no_step_where_the_way_of_computing_changes() {
        let (xs, ws) = ([3.0, 41.0, 97.0], [1.0, 0.5, 2.0]);
        for edge in [SMALL, -SMALL, VANISHING, -VANISHING] {
            let at = |p: f64| Mean::Power(p).value(&xs, &ws).unwrap();
            let (inner, outer) = (at(edge * (1.0 - 1e-15)), at(edge * (1.0 + 1e-15)));
            assert!((inner - outer).abs() <= 1e-13 * outer, "{edge}: {inner} and {outer}");
        }
    }

    #[test]
    fn large_powers_do_not_overflow() {
        let v = Mean::Power(400.0).value(&[50.0, 100.0], &[1.0, 1.0]).unwrap();
        assert!((v - 100.0 * 0.5_f64.powf(1.0 / 400.0)).abs() < 1e-9);
        let v = Mean::Power(-400.0).value(&[50.0, 100.0], &[1.0, 1.0]).unwrap();
        assert!((v - 50.0 * 0.5_f64.powf(-1.0 / 400.0)).abs() < 1e-9);
    }
}
