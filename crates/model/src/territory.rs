//! Territories.
use crate::names::Names;
use serde::Serialize;
/// A territory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Territory {
    /// code
    pub code: String,
    /// names
    pub names: Names,
    /// parent
    pub parent: Option<String>,
    /// kind
    pub kind: TerritoryKind,
    /// groups
    pub groups: Vec<String>,
}
/// Kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TerritoryKind {
    /// part
    #[default]
    Part,
    /// country
    Country,
    /// region
    Region,
}
/// Group.
#[derive(Clone, Debug)]
pub struct Group {
    /// code
    pub code: String,
    /// names
    pub names: Names,
    /// members
    pub members: Vec<String>,
    /// source
    pub source: String,
}
