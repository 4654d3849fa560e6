//! Ranks. NaN marks a missing score: it has no rank and nobody is ranked against it.
//!
//! ```
//! use ideal_composite::rank::{Order, Ties, competition, ranks};
//!
//! assert_eq!(competition(&[10.0, 30.0, f64::NAN, 30.0]), [Some(3), Some(1), None, Some(1)]);
//! assert_eq!(ranks(&[10.0, 30.0, 30.0], Order::Ascending, Ties::Average), [1.0, 2.5, 2.5]);
//! ```

use std::cmp::Ordering;

use crate::moments::count;

/// Which end has rank 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Order {
    /// The lowest value.
    Ascending,
    /// The highest value.
    #[default]
    Descending,
}

/// What equal values share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
pub enum Ties {
    /// The best of the places they take up: 1, 2, 2, 4.
    #[default]
    Min,
    /// The worst of the places: 1, 3, 3, 4.
    Max,
    /// The mean of the places: 1, 2.5, 2.5, 4.
    Average,
    /// Nothing: the earlier one comes first.
    First,
    /// Nothing: the later one comes first.
    Last,
    /// One place, and the next follows on it: 1, 2, 2, 3.
    Dense,
}

/// A score as ranks see it: rounded to nine decimals, so that rounding error of a sum cannot decide
/// a place.
#[must_use]
pub fn rounded(score: f64) -> f64 {
    to_decimals(score, 1e9)
}

/// A score rounded to multiples of 1 / `scale`, half to even; as it is where it is too large for
/// that, or `scale` is 0. There is one such function for point scores and draws: what ties in one
/// ties in the other.
#[inline(always)]
pub(crate) fn to_decimals(score: f64, scale: f64) -> f64 {
    /// Added and taken off again it leaves a whole number: 1.5 times 2^52.
    const WHOLE: f64 = 6_755_399_441_055_744.0;
    /// Up to 2^51 that is exact, and beyond a double has hardly a decimal of nine to round.
    const LIMIT: f64 = 2_251_799_813_685_248.0;
    let x = score * scale;
    if scale > 0.0 && x.abs() < LIMIT { ((x + WHOLE) - WHOLE) / scale } else { score }
}

/// Competition ranks of scores rounded to nine decimals ([`rounded`]): 1 for the highest, equal
/// scores share the best place, none for NaN.
#[must_use]
pub fn competition(scores: &[f64]) -> Vec<Option<u32>> {
    let mut order: Vec<(f64, usize)> = scores
        .iter()
        .enumerate()
        .filter(|(_, s)| !s.is_nan())
        .map(|(i, &s)| (rounded(s), i))
        .collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut out = vec![None; scores.len()];
    let mut last = (f64::NAN, 0);
    for (place, &(score, unit)) in (1_u32..).zip(&order) {
        if score != last.0 {
            last = (score, place);
        }
        if let Some(r) = out.get_mut(unit) {
            *r = Some(last.1);
        }
    }
    out
}

/// Ranks of the values as they are, compared exactly; NaN stays NaN.
#[must_use]
pub fn ranks(xs: &[f64], order: Order, ties: Ties) -> Vec<f64> {
    let mut sorted: Vec<(f64, usize)> =
        xs.iter().enumerate().filter(|(_, x)| !x.is_nan()).map(|(i, &x)| (x, i)).collect();
    let by = |a: f64, b: f64| {
        let o = a.partial_cmp(&b).unwrap_or(Ordering::Equal);
        if order == Order::Ascending { o } else { o.reverse() }
    };
    sorted.sort_by(|a, b| by(a.0, b.0));
    let mut out = vec![f64::NAN; xs.len()];
    let mut before = 0;
    for (dense, group) in sorted.chunk_by(|a, b| a.0 == b.0).enumerate() {
        let n = group.len();
        for (k, &(_, unit)) in group.iter().enumerate() {
            let rank = match ties {
                Ties::Min => count(before + 1),
                Ties::Max => count(before + n),
                Ties::Average => (count(before + 1) + count(before + n)) / 2.0,
                Ties::First => count(before + k + 1),
                Ties::Last => count(before + n - k),
                Ties::Dense => count(dense + 1),
            };
            if let Some(r) = out.get_mut(unit) {
                *r = rank;
            }
        }
        before += n;
    }
    out
}

/// Percentile of every value among the values present: (rank - 1) / (n - 1) with ascending ranks;
/// NaN stays NaN. A single value has no percentile: NaN.
#[must_use]
pub fn percentiles(xs: &[f64], ties: Ties) -> Vec<f64> {
    let n = xs.iter().filter(|x| !x.is_nan()).count();
    ranks(xs, Order::Ascending, ties)
        .into_iter()
        .map(|r| if n > 1 { (r - 1.0) / count(n - 1) } else { f64::NAN })
        .collect()
}

/// One group per value is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{groups} groups for {values} values")]
pub struct GroupsError {
    /// Groups given.
    pub groups: usize,
    /// Values given.
    pub values: usize,
}

impl GroupsError {
    /// Whether there are as many groups as values.
    pub(crate) fn check(values: usize, groups: usize) -> Result<(), Self> {
        if values == groups { Ok(()) } else { Err(Self { groups, values }) }
    }
}

/// Competition ranks within groups: `groups` gives each unit's group, none for a unit that belongs
/// to no group and gets no rank.
///
/// # Errors
/// [`GroupsError`].
pub fn within_groups<G: Ord>(
    scores: &[f64],
    groups: &[Option<G>],
) -> Result<Vec<Option<u32>>, GroupsError> {
    GroupsError::check(scores.len(), groups.len())?;
    let mut members: std::collections::BTreeMap<&G, Vec<(usize, f64)>> =
        std::collections::BTreeMap::new();
    for (i, (&s, g)) in scores.iter().zip(groups).enumerate() {
        if let Some(g) = g {
            members.entry(g).or_default().push((i, s));
        }
    }
    let mut out = vec![None; scores.len()];
    for group in members.values() {
        let ranks = competition(&group.iter().map(|m| m.1).collect::<Vec<_>>());
        for (&(unit, _), rank) in group.iter().zip(ranks) {
            if let Some(r) = out.get_mut(unit) {
                *r = rank;
            }
        }
    }
    Ok(out)
}

/// Mean absolute difference of two rankings over the units that both rank; none if they share no
/// unit, or are not of the same number of units.
#[must_use]
pub fn mean_shift(a: &[Option<u32>], b: &[Option<u32>]) -> Option<f64> {
    if a.len() != b.len() {
        return None;
    }
    let shifts: Vec<f64> = a
        .iter()
        .zip(b)
        .filter_map(|(a, b)| Some(f64::from(a.as_ref()?.abs_diff(*b.as_ref()?))))
        .collect();
    crate::moments::mean(&shifts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_share_by_rule() {
        let xs = [7.0, 5.0, f64::NAN, 7.0, 9.0];
        let r = |t| {
            ranks(&xs, Order::Ascending, t).into_iter().filter(|r| !r.is_nan()).collect::<Vec<_>>()
        };
        assert_eq!(r(Ties::Min), [2.0, 1.0, 2.0, 4.0]);
        assert_eq!(r(Ties::Max), [3.0, 1.0, 3.0, 4.0]);
        assert_eq!(r(Ties::Average), [2.5, 1.0, 2.5, 4.0]);
        assert_eq!(r(Ties::First), [2.0, 1.0, 3.0, 4.0]);
        assert_eq!(r(Ties::Last), [3.0, 1.0, 2.0, 4.0]);
        assert_eq!(r(Ties::Dense), [2.0, 1.0, 2.0, 3.0]);
    }

    #[test]
    fn nine_decimals_decide() {
        assert_eq!(competition(&[0.1 + 0.2, 0.3, 0.300_000_002]), [Some(2), Some(2), Some(1)]);
        assert_eq!(competition(&[1e300, 1e301, -0.0, 0.0]), [Some(2), Some(1), Some(3), Some(3)]);
        assert!(competition(&[]).is_empty());
        assert_eq!(
            within_groups(&[1.0, 2.0, 3.0], &[Some("a"), Some("a"), None]),
            Ok(vec![Some(2), Some(1), None])
        );
        assert_eq!(
            within_groups(&[1.0, 2.0], &[Some(1)]),
            Err(GroupsError { groups: 1, values: 2 })
        );
        assert_eq!(mean_shift(&[Some(1)], &[Some(1), Some(2)]), None);
        assert_eq!(mean_shift(&[Some(1), Some(2), None], &[Some(2), Some(1), Some(3)]), Some(1.0));
    }
}
