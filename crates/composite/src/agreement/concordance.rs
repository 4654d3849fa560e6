//! Kendall's coefficient of concordance.

use statrs::function::gamma::checked_gamma_ur;

use super::undefined::Undefined;
use crate::moments::count;
use crate::rank::{Order, Ties, ranks};
use crate::ratings::Ratings;
use crate::sum::sum;

/// Kendall's W, with what it rests on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Concordance {
    /// 0..=1: 1 where all raters put the units in the same order.
    pub w: f64,
    /// Friedman's chi-squared, m (n - 1) W, of n - 1 degrees of freedom.
    pub chi_squared: f64,
    /// p value of it: that raters who put units in any order would agree as much. Close for seven
    /// units and more; rough below.
    pub p: f64,
    /// Raters m who rated all units.
    pub raters: usize,
    /// Units n that anybody rated.
    pub units: usize,
}

/// Kendall's W over the raters who rated every unit that anybody rated, with mean ranks for ties
/// and the correction for them: 12 S / (m^2 (n^3 - n) - m T) with the sum S of squares of the rank
/// sums about their mean, and T the sum of t^3 - t over the groups of t tied units of each rater
/// (Kendall, Rank Correlation Methods, 1948, chapter 6).
///
/// # Errors
/// [`Undefined::OneRater`], [`Undefined::OneUnit`], [`Undefined::FewCompleteRaters`], and
/// [`Undefined::NoVariation`] where every rater gives all units the same figure.
pub fn kendall_w(ratings: &Ratings) -> Result<Concordance, Undefined> {
    let per_rater = ratings.per_rater();
    if per_rater.iter().filter(|n| **n > 0).count() < 2 {
        return Err(Undefined::OneRater);
    }
    let rated: Vec<&[(usize, f64)]> = ratings.by_unit().filter(|u| !u.is_empty()).collect();
    if rated.len() < 2 {
        return Err(Undefined::OneUnit);
    }
    let complete: Vec<usize> =
        (0..per_rater.len()).filter(|r| per_rater.get(*r) == Some(&rated.len())).collect();
    if complete.len() < 2 {
        return Err(Undefined::FewCompleteRaters);
    }
    let (m, n) = (count(complete.len()), count(rated.len()));
    let mut totals = vec![0.0; rated.len()];
    let mut ties = 0.0;
    for rater in complete.iter().copied() {
        let figures: Vec<f64> = rated.iter().filter_map(|unit| figure(unit, rater)).collect();
        let places = ranks(&figures, Order::Ascending, Ties::Average);
        totals.iter_mut().zip(&places).for_each(|(total, rank)| *total += rank);
        ties += cubes_of_ties(figures);
    }
    let mean = m * (n + 1.0) / 2.0;
    let spread = sum(totals.iter().map(|t| (t - mean) * (t - mean)));
    let most = m * m * (n * n * n - n) - m * ties;
    if most <= 0.0 {
        return Err(Undefined::NoVariation);
    }
    let w = (12.0 * spread / most).min(1.0);
    let chi_squared = m * (n - 1.0) * w;
    let p = checked_gamma_ur((n - 1.0) / 2.0, chi_squared / 2.0).unwrap_or(1.0);
    Ok(Concordance { w, chi_squared, p, raters: complete.len(), units: rated.len() })
}

/// What a rater says of a unit.
fn figure(unit: &[(usize, f64)], rater: usize) -> Option<f64> {
    let at = unit.binary_search_by_key(&rater, |(r, _)| *r).ok()?;
    unit.get(at).map(|(_, value)| *value)
}

/// The sum of t^3 - t over the groups of t equal figures.
fn cubes_of_ties(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    let groups = figures.chunk_by(|a, b| a == b).map(|group| count(group.len()));
    groups.map(|t| t * t * t - t).sum()
}
