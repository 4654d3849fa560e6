//! Ratings that serve to compare raters.

use crate::handling::Mark;

/// A rating that is no evidence: of a vignette, or of a territory that a panel knows less well than
/// its own. What several people rated tells how severe each of them is.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparisonRating {
    /// Id of the source that the rater's other ratings have.
    pub source: String,
    /// The rater.
    pub rater: String,
    /// What was rated: the id of a vignette, or the cell as [`rated_cell`] names it. Ratings of one
    /// thing have one text.
    pub of: String,
    /// The series, as rows of evidence name it.
    pub indicator: String,
    /// The figure, in the indicator's unit, finite.
    pub value: f64,
    /// Its mark: where severity is taken out, what it says is in every score of its rater.
    pub mark: Mark,
}

/// A cell as ratings name what was rated.
#[must_use]
pub fn rated_cell(territory: &str, crime_area: &str, period: impl std::fmt::Display) -> String {
    format!("{territory}/{crime_area}@{period}")
}
