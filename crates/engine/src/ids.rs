//! Where things stand: keys of what a run keeps by place. No logic.

/// Where a leaf stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct LeafAt {
    /// Index of its territory.
    pub territory: usize,
    /// Position among the leaves of the territory.
    pub leaf: usize,
}

/// A column: the leaves of one indicator in one edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Column {
    /// Index of the edition.
    pub edition: usize,
    /// Index of the indicator.
    pub indicator: usize,
}
