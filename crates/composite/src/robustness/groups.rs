//! Neighbours in the point ranking, and the groups that the draws cannot tell apart.

use super::RobustnessError;

/// Two units next to each other in the point ranking.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Neighbour {
    /// The unit ranked higher.
    pub above: usize,
    /// The unit ranked next.
    pub below: usize,
    /// Pairwise winning index: share of the draws in which `above` has the higher score, draws in
    /// which both are equal counting half (Leskinen, Viitanen, Kangas and Kangas 2006). NaN where
    /// no draw has both scores.
    pub winning: f64,
    /// Draws in which both have a score.
    pub draws: u64,
}

/// Tie groups along a ranking, numbered from 1: `winning[i]` is the pairwise winning index of the
/// unit at place i over the unit at place i + 1, and a group ends where it reaches `tie` (0.80 by
/// convention). An index that is NaN separates nothing. Returns one number per place, that is one
/// more than there are indices, or none for an empty ranking (`places` = 0).
///
/// # Errors
/// [`RobustnessError::IndexCount`] unless there is one index fewer than places (none for none);
/// [`RobustnessError::BadSetting`] for a limit outside [0, 1].
pub fn tie_groups(places: usize, winning: &[f64], tie: f64) -> Result<Vec<usize>, RobustnessError> {
    if winning.len() != places.saturating_sub(1) {
        return Err(RobustnessError::IndexCount { indices: winning.len(), places });
    }
    if !(0.0..=1.0).contains(&tie) {
        return Err(RobustnessError::BadSetting { what: "tie limit", value: tie });
    }
    Ok(groups_along(places, winning, tie))
}

/// [`tie_groups`] of what is known to fit.
fn groups_along(places: usize, winning: &[f64], tie: f64) -> Vec<usize> {
    let mut group = 1;
    (0..places)
        .map(|place| {
            if place > 0 && winning.get(place - 1).is_some_and(|w| *w >= tie) {
                group += 1;
            }
            group
        })
        .collect()
}

/// Neighbours and groups along a ranking, in the caller's numbering.
pub(super) fn along(
    order: &[usize],
    winning: &[(f64, u64)],
    tie: f64,
    units: usize,
) -> (Vec<Neighbour>, Vec<Option<usize>>) {
    let neighbours: Vec<Neighbour> = order
        .windows(2)
        .zip(winning)
        .map(|(pair, &(winning, draws))| Neighbour {
            above: pair[0],
            below: pair[1],
            winning,
            draws,
        })
        .collect();
    let index: Vec<f64> = winning.iter().map(|w| w.0).collect();
    let mut groups = vec![None; units];
    for (&unit, group) in order.iter().zip(groups_along(order.len(), &index, tie)) {
        groups[unit] = Some(group);
    }
    (neighbours, groups)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn groups_end_where_the_index_reaches_the_limit() {
        assert_eq!(tie_groups(5, &[0.8, 0.79, f64::NAN, 1.0], 0.8), Ok(vec![1, 2, 2, 2, 3]));
        assert_eq!(tie_groups(1, &[], 0.8), Ok(vec![1]));
        assert_eq!(tie_groups(0, &[], 0.8), Ok(vec![]));
        assert_eq!(
            tie_groups(5, &[0.8], 0.8),
            Err(RobustnessError::IndexCount { indices: 1, places: 5 })
        );
        assert!(tie_groups(2, &[0.8], f64::NAN).is_err());
    }
}
