//! The steps of construction between the evidence and the tree, in the order of the OECD/JRC Handbook.

use serde::Serialize;

use super::Normalise;

/// Whose values are the population of a normalisation.
///
/// Over one edition a score says where a unit stands among the others of its time, and a change mixes its own movement with
/// theirs. Over all editions the ends are the same throughout, so that changes can be compared; a new edition then moves the
/// scores of the old ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Over {
    /// The units of the edition.
    #[default]
    Edition,
    /// The units of all editions together.
    AllEditions,
}
