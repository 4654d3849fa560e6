//! Imputation of missing values (NaN). Values that are there are never touched.
//!
//! By column ([`column()`], [`column_by_group`]), by row ([`rows()`]) and along time ([`panel()`]).
//! A single imputed value carries no uncertainty; where that matters, draw the missing values
//! instead.
//!
//! ```
//! use ideal_composite::impute::{Statistic, column_by_group};
//!
//! let filled = column_by_group(&[1.0, f64::NAN, 5.0, 9.0], &[Some("A"), Some("B"), Some("B"), Some("B")], Statistic::Mean).unwrap();
//! assert_eq!(filled, [1.0, 7.0, 5.0, 9.0]);
//! ```

mod panel;
mod rows;

pub use panel::{Fill, PanelError, panel, series};
pub use rows::{RowsError, Scale, rows};

use std::collections::BTreeMap;

pub use crate::moments::{mean, median};
pub use crate::rank::GroupsError;

/// What a missing value is replaced by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
pub enum Statistic {
    /// The mean of the values that are there.
    #[default]
    Mean,
    /// Their median.
    Median,
}

impl Statistic {
    /// The statistic of the values that are not NaN; none if there is none.
    #[must_use]
    pub fn of(self, xs: &[f64]) -> Option<f64> {
        match self {
            Statistic::Mean => mean(xs),
            Statistic::Median => median(xs),
        }
    }
}

/// A column with its gaps filled by its own statistic; a column without a value stays missing.
#[must_use]
pub fn column(xs: &[f64], statistic: Statistic) -> Vec<f64> {
    let fill = statistic.of(xs).unwrap_or(f64::NAN);
    xs.iter().map(|&x| if x.is_nan() { fill } else { x }).collect()
}

/// A column with its gaps filled by the statistic of the unit's group. A unit without a group, and
/// a group without a value, stay missing.
///
/// # Errors
/// [`GroupsError`].
pub fn column_by_group<G: Ord>(
    xs: &[f64],
    groups: &[Option<G>],
    statistic: Statistic,
) -> Result<Vec<f64>, GroupsError> {
    GroupsError::check(xs.len(), groups.len())?;
    let mut members: BTreeMap<&G, Vec<f64>> = BTreeMap::new();
    for (&x, g) in xs.iter().zip(groups) {
        if let Some(g) = g {
            members.entry(g).or_default().push(x);
        }
    }
    let fills: BTreeMap<&G, f64> =
        members.into_iter().filter_map(|(g, v)| Some((g, statistic.of(&v)?))).collect();
    let fill = |g: &Option<G>| g.as_ref().and_then(|g| fills.get(g)).copied().unwrap_or(f64::NAN);
    Ok(xs.iter().zip(groups).map(|(&x, g)| if x.is_nan() { fill(g) } else { x }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_to_fill_from() {
        assert!(column(&[f64::NAN; 2], Statistic::Median).iter().all(|x| x.is_nan()));
        assert!(column(&[], Statistic::Mean).is_empty());
        let out =
            column_by_group(&[f64::NAN, 1.0, f64::NAN], &[None, Some(1), Some(2)], Statistic::Mean)
                .unwrap_or_default();
        assert!(out[0].is_nan() && out[2].is_nan());
        let short = column_by_group(&[f64::NAN, 1.0], &[Some(1)], Statistic::Mean);
        assert_eq!(short.err(), Some(GroupsError { groups: 1, values: 2 }));
    }
}
