//! The nodes of a territory's units that are computed in every draw, and what each of them is made
//! of.

use std::collections::BTreeMap;

use ideal_model::method::{Mean, Method};
use ideal_model::{NodeIx, TerritoryIx, UnitIx, Verdict};

use crate::plan::{Plan, PlanNode, Slot};
use crate::scale::error::ungraded;
use crate::simulate::columns::ColumnMap;
use crate::simulate::factor::{Factor, Factors};
use crate::simulate::prepare::lost::LostNames;
use crate::simulate::prepare::sources::Sources;
use crate::simulate::prepare::weights::WeightSets;
use crate::simulate::scale::{Widths, node_ends};
use crate::simulate::shock::Shock;
use crate::simulate::variation::{
    ActiveChild, ActiveNode, ChildSource, Donors, LeafDraw, TerritoryDraws,
};

/// What the nodes of all territories read and add to.
pub(crate) struct NodePreparation<'a> {
    pub sources: Sources<'a>,
    pub widths: &'a Widths,
    pub lost: &'a LostNames<'a>,
    /// Ends that the scores of each node keep to.
    pub ends: Vec<(f64, f64)>,
    pub sets: WeightSets,
    pub columns: ColumnMap,
    pub factors: Factors,
    pub donors: Donors,
}

/// A unit whose nodes are prepared.
#[derive(Clone, Copy)]
struct PreparedUnit {
    /// Index of its territory.
    territory: TerritoryIx,
    /// Position among the units of the territory.
    position: usize,
    /// Index in the results.
    unit: UnitIx,
    /// Its first leaf among those of the territory.
    first: usize,
}

/// The random numbers of a node that a parent lacks.
#[derive(Clone, Copy)]
struct Lost {
    card: usize,
    shock: usize,
}

impl<'a> NodePreparation<'a> {
    /// The nodes of each unit of a territory. What is drawn for nodes that are gaps is added to the
    /// territory's draws.
    pub(crate) fn territory(
        &mut self,
        territory: TerritoryIx,
        draws: &mut TerritoryDraws,
    ) -> Vec<Vec<ActiveNode>> {
        let s = self.sources;
        self.columns.start();
        let mut lost: BTreeMap<String, Lost> = BTreeMap::new();
        let mut out = Vec::with_capacity(s.layout.unit_of[territory.get()].len());
        let units = s.frame.units().zip(&s.layout.unit_of[territory.get()]);
        for (of, &unit) in units {
            let (plan, first) = (of.plan, of.leaves.start);
            let at = PreparedUnit { territory, position: of.position, unit, first };
            let assessed = |p: &&PlanNode| {
                s.results.node(unit, p.node).is_some_and(|n| n.verdict == Verdict::Assessed)
            };
            let mut nodes = Vec::new();
            for p in plan.nodes.iter().filter(|_| s.wants(unit)).filter(assessed) {
                nodes.push(self.node(at, plan, p, draws, &mut lost));
            }
            out.push(nodes);
        }
        out
    }

    fn node(
        &mut self,
        at: PreparedUnit,
        plan: &Plan,
        p: &PlanNode,
        draws: &mut TerritoryDraws,
        lost: &mut BTreeMap<String, Lost>,
    ) -> ActiveNode {
        let m = &*self.sources.frame.assessment.method;
        let set = self.sets.of(m, plan, p, &mut self.factors);
        let mut children = Vec::new();
        for (position, c) in p.children.iter().filter(|c| c.weight > 0.0).enumerate() {
            let source = match c.what {
                Slot::Leaf(slot) => {
                    let absent = matches!(draws.leaves[at.first + slot], LeafDraw::Absent);
                    (!absent).then_some(ChildSource::Leaf(slot))
                }
                Slot::Node(i) => match self.sources.results.node(at.unit, i).map(|n| n.verdict) {
                    Some(Verdict::Assessed) => Some(ChildSource::Node(i)),
                    Some(Verdict::Gap) => self.lost(at, i, draws, lost),
                    _ => None,
                },
            };
            children.extend(source.map(|source| ActiveChild {
                source,
                position,
                invert: c.invert,
            }));
        }
        self.columns.add(at.unit, p.node);
        let limits = self.ends.get(p.node.get()).copied().unwrap_or((f64::MIN, f64::MAX));
        ActiveNode { node: p.node, children, set, logs: hands_on_logs(m, p.node), limits }
    }

    /// A node that is a gap under a parent that is not: the scores of the node in the same unit of
    /// the other territories.
    fn lost(
        &mut self,
        at: PreparedUnit,
        node: NodeIx,
        draws: &mut TerritoryDraws,
        lost: &mut BTreeMap<String, Lost>,
    ) -> Option<ChildSource> {
        let s = self.sources;
        let a = &s.frame.assessment;
        let others = TerritoryIx::all(s.layout.unit_of.len())
            .zip(&s.layout.unit_of)
            .filter(|(t, _)| *t != at.territory && s.frame.in_population(*t));
        let scores =
            others.filter_map(|(_, units)| s.results.node(*units.get(at.position)?, node)?.score);
        let deck = self.donors.add(scores)?;
        let limits = node_ends(&a.method, node, self.donors.of(deck), &[]);
        let factor = self.factors.number(Factor::Missing(node));
        // Areas that lost the same leaves draw the same card: it is one thing that is not known.
        let Lost { card, shock } =
            *lost.entry(self.lost.name(at.unit, node)).or_insert_with_key(|name| {
                draws.words.push(Shock::new(a.seed, &format!("card:{name}"), factor));
                draws.normals.push(Shock::new(a.seed, name, factor));
                Lost { card: draws.words.len() - 1, shock: draws.normals.len() - 1 }
            });
        let sd = ungraded(&a.method, self.widths.node(s.results.units[at.unit].edition, node));
        draws.decks.push(LeafDraw::HotDeck { deck, card, sd, shock, limits });
        Some(ChildSource::Deck(draws.decks.len() - 1))
    }
}

/// Whether the draws of a node are geometric means that a geometric mean takes in as they are.
fn hands_on_logs(m: &Method, node: NodeIx) -> bool {
    let geometric = |n: NodeIx| m.nodes[n].aggregate == Mean::Geometric;
    let spec = &m.nodes[node];
    geometric(node)
        && spec.parent.is_some_and(geometric)
        && !spec.invert
        && m.uncertainty.switch.iter().all(|s| s.node != node)
}
