//! Where things stand: keys of what a run keeps by place. No logic.

use ideal_model::{EditionIx, IndicatorIx, TerritoryIx};

/// Where a leaf stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct LeafAt {
    /// Its territory.
    pub territory: TerritoryIx,
    /// Position among the leaves of the territory.
    pub leaf: usize,
}

/// A column: the leaves of one indicator in one edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Column {
    /// The edition.
    pub edition: EditionIx,
    /// The indicator.
    pub indicator: IndicatorIx,
}
