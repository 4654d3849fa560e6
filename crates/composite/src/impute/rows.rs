//! Imputation of a unit's gaps from the unit's own other indicators.

use ndarray::{Array2, ArrayView2};

use super::Statistic;
use crate::moments::extent;
use crate::normalise::Direction;

/// Whether the indicators are brought to one scale before a row is read across.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Scale {
    /// Min-max to 0..=1 with direction, over the values present, and back again afterwards.
    #[default]
    Normalised,
    /// As they are: only for indicators in one unit.
    Raw,
}

/// Why rows could not be imputed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RowsError {
    /// One direction per indicator is needed.
    #[error("{directions} directions for {indicators} indicators")]
    Directions {
        /// Given.
        directions: usize,
        /// Columns of the matrix.
        indicators: usize,
    },
    /// One group per indicator is needed.
    #[error("{groups} groups for {indicators} indicators")]
    Groups {
        /// Given.
        groups: usize,
        /// Columns of the matrix.
        indicators: usize,
    },
}

/// Fills the gaps of every unit (row) with the statistic of its other indicators, or only of those
/// in the same group of indicators (`groups`: one number per column).
///
/// A unit without a value (in the group) stays missing. So does, under [`Scale::Normalised`], a gap
/// of an indicator without any value; an indicator whose values are all equal gets that value, the
/// only one its scale has, and gives nothing to the others.
///
/// # Errors
/// [`RowsError`] if directions or groups do not match the columns.
pub fn rows(
    xs: ArrayView2<'_, f64>,
    directions: &[Direction],
    groups: Option<&[usize]>,
    statistic: Statistic,
    scale: Scale,
) -> Result<Array2<f64>, RowsError> {
    let indicators = xs.ncols();
    if directions.len() != indicators {
        return Err(RowsError::Directions { directions: directions.len(), indicators });
    }
    if let Some(g) = groups
        && g.len() != indicators
    {
        return Err(RowsError::Groups { groups: g.len(), indicators });
    }
    // Per indicator: sign, lowest signed value, range.
    let rulers: Vec<Option<(f64, f64, f64)>> = xs
        .columns()
        .into_iter()
        .zip(directions)
        .map(|(column, d)| {
            if scale == Scale::Raw {
                return Some((1.0, 0.0, 1.0));
            }
            let sign = if *d == Direction::Down { -1.0 } else { 1.0 };
            let signed: Vec<f64> = column.iter().map(|x| sign * x).collect();
            extent(&signed).map(|(low, high)| (sign, low, high - low))
        })
        .collect();
    let group = |j: usize| groups.and_then(|g| g.get(j)).copied();
    let mut out = xs.to_owned();
    for (row, mut target) in xs.rows().into_iter().zip(out.rows_mut()) {
        let scaled: Vec<f64> = row
            .iter()
            .zip(&rulers)
            .map(|(x, r)| match r {
                Some((sign, low, range)) if *range > 0.0 => (sign * x - low) / range,
                _ => f64::NAN,
            })
            .collect();
        for (j, (t, ruler)) in target.iter_mut().zip(&rulers).enumerate() {
            let (true, Some((sign, low, range))) = (t.is_nan(), ruler) else { continue };
            let others: Vec<f64> = scaled
                .iter()
                .enumerate()
                .filter(|(k, _)| group(*k) == group(j))
                .map(|(_, x)| *x)
                .collect();
            *t = statistic.of(&others).map_or(f64::NAN, |v| sign * (v * range + low));
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use ndarray::array;

    #[test]
    fn a_row_is_read_on_one_scale() {
        let xs = array![
            [0.0, 100.0, f64::NAN],
            [10.0, 0.0, 1.0],
            [5.0, 50.0, 3.0],
            [f64::NAN, f64::NAN, f64::NAN]
        ];
        let d = [Direction::Up, Direction::Down, Direction::Up];
        let out = rows(xs.view(), &d, None, Statistic::Mean, Scale::Normalised).unwrap();
        // The first unit is at the worst end of both others, so it gets the lowest value of the
        // third.
        assert_eq!(out[[0, 2]], 1.0);
        assert!(out.row(3).iter().all(|x| x.is_nan()));
        assert_eq!(out[[1, 0]], 10.0);
        assert!(rows(xs.view(), &d[..2], None, Statistic::Mean, Scale::Raw).is_err());
        assert!(rows(xs.view(), &d, Some(&[0]), Statistic::Mean, Scale::Raw).is_err());
    }
}
