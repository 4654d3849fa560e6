//! Krippendorff's alpha.

use super::pairable::{Level, Pairable};
use super::undefined::Undefined;
use crate::ratings::Ratings;

/// Krippendorff's alpha, 1 less the observed over the expected disagreement: 1 where raters agree
/// on every unit, 0 where ratings of a unit differ as any two ratings do, below 0 where they differ
/// more.
///
/// With the coincidence matrix o, where each unit of m ratings gives every ordered pair of its
/// ratings 1 / (m - 1), the sums n_c of its rows and n of all, the observed disagreement is
/// sum o_ck d_ck^2 / n and the expected one sum n_c n_k d_ck^2 / (n (n - 1)). Units with fewer than
/// two ratings count for nothing (Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011).
/// Krippendorff (Content Analysis, 2004) relies on variables with alpha of 0.8 and more, and draws
/// tentative conclusions from 0.667. Time grows with the number of ratings; on a ratio scale with
/// the square of the number of different figures.
///
/// # Errors
/// [`Undefined::OneRater`], [`Undefined::NoPair`], [`Undefined::NoVariation`],
/// [`Undefined::Negative`].
pub fn alpha(ratings: &Ratings, level: Level) -> Result<f64, Undefined> {
    let pairable = Pairable::new(ratings, level)?;
    pairable.disagreement(&vec![1.0; pairable.units()]).alpha().ok_or(Undefined::NoVariation)
}
