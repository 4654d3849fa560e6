//! What entered or left a score between two editions, by name.

use crate::ids::{IndicatorIx, NodeIx, UnitIx};
use crate::results::Results;

/// Something that a score is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A unit that is a member of a roll-up.
    Member(UnitIx),
    /// An indicator: of the unit, or of at least one member that both editions have.
    Indicator(IndicatorIx),
}

/// What entered or left a score since the edition listed before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entrants {
    /// What has a score only now, members before indicators.
    pub entered: Vec<Part>,
    /// What had one only before.
    pub left: Vec<Part>,
}

impl Entrants {
    fn note(&mut self, part: Part, before: bool, now: bool) {
        match (before, now) {
            (false, true) => self.entered.push(part),
            (true, false) => self.left.push(part),
            _ => {}
        }
    }
}

impl Results {
    /// What entered or left a node of a unit since the edition listed before; nothing where either
    /// is a gap.
    #[must_use]
    pub fn entrants(&self, unit: UnitIx, node: NodeIx) -> Entrants {
        let mut out = Entrants::default();
        if !self.is_scored_twice(unit, node) {
            return out;
        }
        self.collect(unit, node, &mut out);
        for list in [&mut out.entered, &mut out.left] {
            list.sort_unstable();
            list.dedup();
        }
        out
    }

    fn is_scored(&self, unit: UnitIx, node: NodeIx) -> bool {
        self.node(unit, node).is_some_and(|n| n.score.is_some())
    }

    fn is_scored_twice(&self, unit: UnitIx, node: NodeIx) -> bool {
        let before = self.edition_before(unit);
        self.is_scored(unit, node) && before.is_some_and(|b| self.is_scored(b, node))
    }

    fn collect(&self, unit: UnitIx, node: NodeIx, out: &mut Entrants) {
        let Some(before) = self.edition_before(unit) else { return };
        match self.rollup(unit) {
            Some(rollup) => {
                for &member in &rollup.members {
                    let was = self.edition_before(member).is_some_and(|b| self.is_scored(b, node));
                    let is = self.is_scored(member, node);
                    out.note(Part::Member(member), was, is);
                    if was && is {
                        self.collect(member, node, out);
                    }
                }
            }
            None => {
                let below = self.assessment.method.leaves_under(node);
                let scored = |unit: UnitIx, i: IndicatorIx| {
                    let leaves = self.leaves_of(unit);
                    leaves.iter().any(|l| l.indicator == i && l.normalised.is_some())
                };
                for i in below {
                    out.note(Part::Indicator(i), scored(before, i), scored(unit, i));
                }
            }
        }
    }
}
