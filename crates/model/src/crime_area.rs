//! Crime areas.
use crate::names::Names;
/// A crime area.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CrimeArea {
    /// c
    pub code: String,
    /// n
    pub names: Names,
    /// f
    pub family: String,
    /// i
    pub iccs: String,
    /// s
    pub iccs_status: String,
    /// e
    pub empact: String,
    /// o
    pub ocindex: String,
    /// c
    pub clasi: String,
    /// s
    pub socta: String,
}
