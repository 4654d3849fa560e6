//! What a simulation is prepared from.

use ideal_model::{EditionIx, Results, UnitIx};

use crate::frame::Frame;
use crate::scale::scaled::Scaled;
use crate::score::layout::Layout;
use crate::score::matched::Matched;
use crate::select::territory::TerritoryLeaves;

/// The point results, with all that they were made from.
#[derive(Clone, Copy)]
pub(crate) struct Sources<'a> {
    pub frame: &'a Frame,
    pub raw: &'a [TerritoryLeaves],
    pub scaled: &'a Scaled,
    pub layout: &'a Layout,
    pub matched: &'a Matched,
    pub results: &'a Results,
    /// The only edition whose units are drawn, if not all are.
    pub only: Option<EditionIx>,
}

impl Sources<'_> {
    /// Whether the nodes of a unit are drawn.
    pub(crate) fn wants(&self, unit: UnitIx) -> bool {
        self.only.is_none_or(|e| self.results.units.get(unit.get()).is_some_and(|u| u.edition == e))
    }
}
