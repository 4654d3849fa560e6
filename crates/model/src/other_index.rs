//! Another index, whose values stand beside the scores of an assessment.

use serde::Serialize;

/// Values of another index, one per territory, or per territory and crime area.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct OtherIndex {
    /// The file they are from, as a reader is told.
    pub file: String,
    /// Head of the column.
    pub column: String,
    /// Its values.
    pub values: Vec<OtherValue>,
}

/// A value of another index.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct OtherValue {
    /// Code of the territory.
    pub territory: String,
    /// Code of the crime area; none for the territory as a whole.
    pub crime_area: Option<String>,
    /// The value, finite.
    pub value: f64,
}
