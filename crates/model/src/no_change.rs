//! Why a score has no change since the edition before.

use crate::ids::{NodeIx, UnitIx};
use crate::results::Results;

crate::words! {
    /// Why a score that could have a change has none.
    pub enum NoChange {
        /// The edition before has no score to compare with.
        GapBefore = "gap_before",
        /// A series that feeds it has a break between the two editions.
        Break = "break",
        /// The two editions have no evidence in common.
        NothingInCommon = "nothing_in_common",
    }
}

impl Results {
    /// Why a scored node of a unit has no change; none where it has one, where it is a gap itself,
    /// and in the first edition.
    #[must_use]
    pub fn no_change(&self, unit: UnitIx, node: NodeIx) -> Option<NoChange> {
        let before = self.edition_before(unit)?;
        let now = self.node(unit, node)?;
        now.score?;
        if now.change.is_some() {
            return None;
        }
        let scored_before = self.node(before, node).is_some_and(|n| n.score.is_some());
        Some(match scored_before {
            false => NoChange::GapBefore,
            true if self.has_break(unit, node) => NoChange::Break,
            true => NoChange::NothingInCommon,
        })
    }

    /// Whether a series under a node of a unit has a break since the edition before; never of a
    /// roll-up.
    #[must_use]
    pub fn has_break(&self, unit: UnitIx, node: NodeIx) -> bool {
        let broken = self.leaves_of(unit).iter().filter(|l| l.broken);
        let mut below = None;
        broken.map(|l| l.indicator).any(|i| {
            below.get_or_insert_with(|| self.assessment.method.leaves_under(node)).contains(&i)
        })
    }
}
