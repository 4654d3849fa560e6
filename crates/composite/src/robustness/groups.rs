//! Neighbours in the point ranking, and the groups that the draws cannot tell apart.

use super::RobustnessError;
use super::winning::WinningIndices;
use ndarray::ArrayView2;

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

/// Tie groups along a ranking, numbered from 1. `winning` is places x places: element (i, j),
/// i < j, is the pairwise winning index of the unit at place i over the unit at place j, and nothing
/// else is read. A group ends after place k only where min over i ≤ k < j of `winning[(i, j)]`
/// reaches `tie` (0.80 by convention): whoever stands in a higher group is told apart from everybody
/// in a lower one. Neighbours alone would not do: an index of 0.85 between two of them says nothing
/// of those before and after. An index that is NaN separates nothing. Returns one number per place.
///
/// ```
/// use ideal_composite::robustness::tie_groups;
/// use ndarray::array;
///
/// // The second wins against the third, but the first does not: the three are one group.
/// let winning = array![
///     [0.0, 0.60, 0.70, 0.90],
///     [0.0, 0.0, 0.85, 0.95],
///     [0.0, 0.0, 0.0, 0.80],
///     [0.0, 0.0, 0.0, 0.0],
/// ];
/// assert_eq!(tie_groups(winning.view(), 0.8)?, [1, 1, 1, 2]);
/// # Ok::<(), ideal_composite::robustness::RobustnessError>(())
/// ```
///
/// # Errors
/// [`RobustnessError::NotSquare`] unless there are as many rows as columns;
/// [`RobustnessError::BadSetting`] for a limit outside [0, 1].
pub fn tie_groups(winning: ArrayView2<'_, f64>, tie: f64) -> Result<Vec<usize>, RobustnessError> {
    let (rows, columns) = winning.dim();
    if rows != columns {
        return Err(RobustnessError::NotSquare { rows, columns });
    }
    if !(0.0..=1.0).contains(&tie) {
        return Err(RobustnessError::BadSetting { what: "tie limit", value: tie });
    }
    let open = winning.indexed_iter().filter(|((i, j), w)| i < j && (w.is_nan() || **w < tie));
    Ok(between(rows, open.map(|(at, _)| at)))
}

/// The groups of so many places: no border stands between the places of a pair that is told apart
/// too little.
pub(super) fn between(places: usize, open: impl Iterator<Item = (usize, usize)>) -> Vec<usize> {
    // Pairs that begin at a place, less those that end there.
    let mut change = vec![0_i64; places];
    for (above, below) in open {
        for (place, by) in [(above, 1), (below, -1)] {
            if let Some(c) = change.get_mut(place) {
                *c += by;
            }
        }
    }
    let (mut across, mut group) = (0, 1);
    let mut out = Vec::with_capacity(places);
    for by in change {
        // Pairs that begin above this place and have not ended before it, which the border before
        // it would part.
        if !out.is_empty() && across == 0 {
            group += 1;
        }
        across += by;
        out.push(group);
    }
    out
}

/// Neighbours and groups along a ranking, in the caller's numbering of so many units.
pub(super) fn along(
    order: &[usize],
    winning: &WinningIndices,
    tie: f64,
    units: usize,
) -> (Vec<Neighbour>, Vec<Option<usize>>) {
    let neighbours: Vec<Neighbour> = order
        .windows(2)
        .enumerate()
        .map(|(place, pair)| Neighbour {
            above: pair[0],
            below: pair[1],
            winning: winning.index(place, place + 1).unwrap_or(f64::NAN),
            draws: winning.draws(place, place + 1),
        })
        .collect();
    // Of a ranking whose pairs are held to a reach, the pairs within it decide.
    let open = winning.compared().filter(|(_, w)| !w.is_some_and(|w| w >= tie));
    let mut groups = vec![None; units];
    for (&unit, group) in order.iter().zip(between(order.len(), open.map(|(at, _)| at))) {
        groups[unit] = Some(group);
    }
    (neighbours, groups)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use ndarray::{Array2, array};

    /// A matrix with these indices above the diagonal, row by row.
    fn upper(n: usize, indices: &[f64]) -> Array2<f64> {
        let mut out = Array2::from_elem((n, n), f64::NAN);
        let pairs = (0..n).flat_map(|i| (i + 1..n).map(move |j| (i, j)));
        for (at, w) in pairs.zip(indices) {
            out[at] = *w;
        }
        out
    }

    #[test]
    fn a_border_asks_every_pair_across_it() {
        // Neighbours at 0.9 and 0.85, but the first against the third at 0.79 only: by neighbours
        // alone there were three groups.
        assert_eq!(tie_groups(upper(3, &[0.9, 0.79, 0.85]).view(), 0.8), Ok(vec![1, 1, 1]));
        assert_eq!(tie_groups(upper(3, &[0.9, 0.80, 0.85]).view(), 0.8), Ok(vec![1, 2, 3]));
        // Two pairs that cross at the middle.
        let crossed = upper(4, &[0.9, 0.5, 0.9, 0.9, 0.5, 0.9]);
        assert_eq!(tie_groups(crossed.view(), 0.8), Ok(vec![1, 1, 1, 1]));
        // NaN tells nobody apart.
        assert_eq!(tie_groups(upper(3, &[1.0, f64::NAN, 1.0]).view(), 0.8), Ok(vec![1, 1, 1]));
        assert_eq!(tie_groups(array![[0.0]].view(), 0.8), Ok(vec![1]));
        assert_eq!(tie_groups(Array2::zeros((0, 0)).view(), 0.8), Ok(vec![]));
        assert_eq!(
            tie_groups(Array2::zeros((2, 3)).view(), 0.8),
            Err(RobustnessError::NotSquare { rows: 2, columns: 3 })
        );
        assert!(tie_groups(upper(2, &[1.0]).view(), f64::NAN).is_err());
    }
}
