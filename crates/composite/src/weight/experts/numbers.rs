//! Weights from a number said of each child: points, swings, ranks.

use super::{JudgementError, SWING_BEST};
use crate::moments::count;
use crate::sum::sum;
use crate::weight::normalised;

/// Points as weights: each child's share of them all. Direct weights and points of a budget are
/// this, whatever they add up to.
///
/// `given` are numbers >= 0, one per child.
///
/// # Errors
/// [`JudgementError::Nothing`], [`JudgementError::Number`], [`JudgementError::AllZero`].
pub fn points(given: &[f64]) -> Result<Vec<f64>, JudgementError> {
    if given.is_empty() {
        return Err(JudgementError::Nothing);
    }
    let wrong = given.iter().enumerate().find(|(_, x)| !(x.is_finite() && **x >= 0.0));
    if let Some((child, &value)) = wrong {
        return Err(JudgementError::Number { child, value });
    }
    normalised(given).map_err(|_| JudgementError::AllZero)
}

/// Swings as weights: how much it would matter to bring each child from its worst to its best,
/// where the child whose swing matters most has 100 and the others less (von Winterfeldt and
/// Edwards 1986).
///
/// `given` are numbers 0..=100, one per child, the largest 100.
///
/// # Errors
/// Those of [`points`], and [`JudgementError::Swing`].
pub fn swing(given: &[f64]) -> Result<Vec<f64>, JudgementError> {
    let weights = points(given)?;
    let largest = given.iter().copied().fold(0.0, f64::max);
    if largest == SWING_BEST { Ok(weights) } else { Err(JudgementError::Swing(largest)) }
}

/// Rank-order centroid: the mean of all weights that keep the order, for the child in place k of n
/// the mean over i = k..n of 1 / i, over n (Barron and Barrett, Management Science 42, 1996).
///
/// `ranks` has a rank >= 1 per child, 1 for the most important. Only their order counts, so that
/// 1, 1, 3 and 1, 1, 2 say the same; children with one rank share the mean of their places.
///
/// # Errors
/// [`JudgementError::Nothing`], [`JudgementError::Rank`].
pub fn rank_order_centroid(ranks: &[f64]) -> Result<Vec<f64>, JudgementError> {
    if ranks.is_empty() {
        return Err(JudgementError::Nothing);
    }
    let wrong = ranks.iter().enumerate().find(|(_, r)| !(r.is_finite() && **r >= 1.0));
    if let Some((child, &value)) = wrong {
        return Err(JudgementError::Rank { child, value });
    }
    let n = count(ranks.len());
    // By place, the most important first.
    let mut centroids = vec![0.0; ranks.len()];
    let mut rest = 0.0;
    for (place, c) in centroids.iter_mut().enumerate().rev() {
        rest += 1.0 / count(place + 1);
        *c = rest / n;
    }
    let weight = |&rank: &f64| {
        let above = ranks.iter().filter(|r| **r < rank).count();
        let until = ranks.iter().filter(|r| **r <= rank).count();
        let shared = centroids.get(above..until).unwrap_or_default();
        sum(shared.iter().copied()) / count(shared.len())
    };
    Ok(ranks.iter().map(weight).collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn near(got: &[f64], want: &[f64]) {
        assert_eq!(got.len(), want.len());
        assert!(got.iter().zip(want).all(|(g, w)| (g - w).abs() < 1e-12), "{got:?} for {want:?}");
    }

    #[test]
    fn points_and_swings_are_shares() {
        near(&points(&[50.0, 30.0, 20.0]).unwrap(), &[0.5, 0.3, 0.2]);
        near(&points(&[3.0, 0.0, 1.0]).unwrap(), &[0.75, 0.0, 0.25]);
        near(&swing(&[100.0, 60.0, 40.0]).unwrap(), &[0.5, 0.3, 0.2]);
        assert_eq!(swing(&[90.0, 60.0]), Err(JudgementError::Swing(90.0)));
        assert_eq!(swing(&[120.0, 100.0]), Err(JudgementError::Swing(120.0)));
        assert_eq!(points(&[0.0, 0.0]), Err(JudgementError::AllZero));
        assert_eq!(points(&[]), Err(JudgementError::Nothing));
        assert_eq!(points(&[1.0, -1.0]), Err(JudgementError::Number { child: 1, value: -1.0 }));
        assert!(matches!(points(&[f64::NAN]), Err(JudgementError::Number { child: 0, .. })));
    }

    #[test]
    fn centroids_of_the_published_table() {
        // Barron and Barrett 1996, table of weights: three and four attributes.
        let three = rank_order_centroid(&[1.0, 2.0, 3.0]).unwrap();
        near(&three, &[11.0 / 18.0, 5.0 / 18.0, 2.0 / 18.0]);
        let four = rank_order_centroid(&[2.0, 1.0, 4.0, 3.0]).unwrap();
        let rounded: Vec<f64> = four.iter().map(|w| (w * 1e4).round() / 1e4).collect();
        assert_eq!(rounded, [0.2708, 0.5208, 0.0625, 0.1458]);
        // Two tied for the first place share 11/18 and 5/18, however the third is numbered.
        let tied = [8.0 / 18.0, 8.0 / 18.0, 2.0 / 18.0];
        near(&rank_order_centroid(&[1.0, 1.0, 3.0]).unwrap(), &tied);
        near(&rank_order_centroid(&[1.5, 1.5, 3.0]).unwrap(), &tied);
        near(&rank_order_centroid(&[1.0, 1.0, 2.0]).unwrap(), &tied);
        assert_eq!(
            rank_order_centroid(&[1.0, 0.0]),
            Err(JudgementError::Rank { child: 1, value: 0.0 })
        );
    }
}
