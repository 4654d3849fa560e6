//! Ratings of units by raters, of whom few or many rated each unit.
//!
//! ```
//! use ideal_composite::ratings::{Rating, Ratings};
//!
//! // Rater 0 rated both units, rater 1 the second alone.
//! let of = |unit, rater, value| Rating { unit, rater, value };
//! let ratings = Ratings::new(2, 2, &[of(0, 0, 4.0), of(1, 0, 6.0), of(1, 1, 7.0)])?;
//! assert_eq!(ratings.unit(1), [(0, 6.0), (1, 7.0)]);
//! # Ok::<(), ideal_composite::ratings::RatingsError>(())
//! ```

use ndarray::ArrayView2;

/// What one rater says of one unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rating {
    /// The unit, from 0.
    pub unit: usize,
    /// The rater, from 0.
    pub rater: usize,
    /// The figure, finite.
    pub value: f64,
}

/// Ratings by unit. The order in which they were given changes nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Ratings {
    raters: usize,
    /// Where the ratings of each unit begin, and the end of the last.
    starts: Vec<usize>,
    /// Rater and value, by unit and within it by rater.
    ratings: Vec<(usize, f64)>,
}

/// Why ratings cannot be taken.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum RatingsError {
    /// A unit or a rater that is not among those announced.
    #[error("unit {unit} rated by {rater}, of {units} units and {raters} raters")]
    Place {
        /// The unit, from 0.
        unit: usize,
        /// The rater, from 0.
        rater: usize,
        /// How many units there are.
        units: usize,
        /// How many raters there are.
        raters: usize,
    },
    /// A figure that is infinite or no number.
    #[error("rater {rater} gives unit {unit} the figure {value}")]
    Value {
        /// The unit, from 0.
        unit: usize,
        /// The rater, from 0.
        rater: usize,
        /// The figure.
        value: f64,
    },
    /// A rater who rates a unit more than once.
    #[error("rater {rater} rates unit {unit} more than once")]
    Twice {
        /// The unit, from 0.
        unit: usize,
        /// The rater, from 0.
        rater: usize,
    },
}

impl Ratings {
    /// So many units and raters, and what the raters say.
    ///
    /// # Errors
    /// [`RatingsError`], for the first rating in the order of units and raters that is wrong.
    pub fn new(units: usize, raters: usize, all: &[Rating]) -> Result<Self, RatingsError> {
        let mut sorted = all.to_vec();
        sorted.sort_by_key(|r| (r.unit, r.rater));
        let mut starts = Vec::with_capacity(units + 1);
        let mut ratings = Vec::with_capacity(all.len());
        let mut before = None;
        for &Rating { unit, rater, value } in &sorted {
            if unit >= units || rater >= raters {
                return Err(RatingsError::Place { unit, rater, units, raters });
            }
            if !value.is_finite() {
                return Err(RatingsError::Value { unit, rater, value });
            }
            if before.replace((unit, rater)) == Some((unit, rater)) {
                return Err(RatingsError::Twice { unit, rater });
            }
            starts.resize(unit + 1, ratings.len());
            ratings.push((rater, value));
        }
        starts.resize(units + 1, ratings.len());
        Ok(Ratings { raters, starts, ratings })
    }

    /// The ratings of a matrix with a row per unit and a column per rater, NaN where one is
    /// missing.
    ///
    /// # Errors
    /// [`RatingsError::Value`] for an infinite figure.
    pub fn of_matrix(matrix: ArrayView2<'_, f64>) -> Result<Self, RatingsError> {
        let all: Vec<Rating> = matrix
            .indexed_iter()
            .filter(|(_, value)| !value.is_nan())
            .map(|((unit, rater), &value)| Rating { unit, rater, value })
            .collect();
        Self::new(matrix.nrows(), matrix.ncols(), &all)
    }

    /// How many units there are, rated or not.
    #[must_use]
    pub fn units(&self) -> usize {
        self.starts.len() - 1
    }

    /// How many raters there are, with ratings or not.
    #[must_use]
    pub fn raters(&self) -> usize {
        self.raters
    }

    /// How many ratings there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ratings.len()
    }

    /// Whether there is no rating.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ratings.is_empty()
    }

    /// Rater and figure of the ratings of a unit, by rater; none for a unit that is not there.
    #[must_use]
    pub fn unit(&self, unit: usize) -> &[(usize, f64)] {
        match (self.starts.get(unit), self.starts.get(unit + 1)) {
            (Some(&from), Some(&to)) => self.ratings.get(from..to).unwrap_or_default(),
            _ => &[],
        }
    }

    /// The ratings of every unit, in the order of units.
    pub fn by_unit(&self) -> impl Iterator<Item = &[(usize, f64)]> {
        (0..self.units()).map(|unit| self.unit(unit))
    }

    /// Every rating, by unit and within it by rater.
    pub fn iter(&self) -> impl Iterator<Item = Rating> {
        self.by_unit().enumerate().flat_map(|(unit, of)| {
            of.iter().map(move |&(rater, value)| Rating { unit, rater, value })
        })
    }

    /// How many ratings each rater gave.
    #[must_use]
    pub fn per_rater(&self) -> Vec<usize> {
        let mut counts = vec![0; self.raters];
        for (rater, _) in &self.ratings {
            if let Some(count) = counts.get_mut(*rater) {
                *count += 1;
            }
        }
        counts
    }

    /// The same with other figures: `of` is given each rating. What it makes must be finite to be
    /// of use.
    #[must_use]
    pub fn map(&self, of: impl Fn(Rating) -> f64) -> Self {
        let ratings = self.iter().map(|r| (r.rater, of(r))).collect();
        Ratings { raters: self.raters, starts: self.starts.clone(), ratings }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use ndarray::array;

    #[test]
    fn the_order_of_ratings_says_nothing() {
        let of = |unit, rater, value| Rating { unit, rater, value };
        let all = [of(2, 1, 5.0), of(0, 0, 1.0), of(2, 0, 4.0)];
        let ratings = Ratings::new(4, 2, &all).unwrap();
        let turned: Vec<Rating> = all.iter().rev().copied().collect();
        assert_eq!(Ratings::new(4, 2, &turned).unwrap(), ratings);
        let matrix = array![[1.0, f64::NAN], [f64::NAN; 2], [4.0, 5.0], [f64::NAN; 2]];
        assert_eq!(Ratings::of_matrix(matrix.view()).unwrap(), ratings);
        assert_eq!(ratings.unit(2), [(0, 4.0), (1, 5.0)]);
        assert!(ratings.unit(1).is_empty() && ratings.unit(9).is_empty());
        assert_eq!((ratings.units(), ratings.raters(), ratings.len()), (4, 2, 3));
        assert_eq!(ratings.per_rater(), [2, 1]);
        assert_eq!(ratings.map(|r| r.value * 2.0).unit(2), [(0, 8.0), (1, 10.0)]);
        assert!(Ratings::new(0, 0, &[]).unwrap().is_empty());
    }

    #[test]
    fn what_is_no_rating_is_refused() {
        let of = |unit, rater, value| Rating { unit, rater, value };
        let place = RatingsError::Place { unit: 1, rater: 0, units: 1, raters: 1 };
        assert_eq!(Ratings::new(1, 1, &[of(1, 0, 1.0)]), Err(place));
        let twice = RatingsError::Twice { unit: 0, rater: 0 };
        assert_eq!(Ratings::new(1, 1, &[of(0, 0, 1.0), of(0, 0, 1.0)]), Err(twice));
        assert!(matches!(
            Ratings::of_matrix(array![[1.0, f64::INFINITY]].view()),
            Err(RatingsError::Value { unit: 0, rater: 1, .. })
        ));
    }
}
