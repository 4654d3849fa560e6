//! The nodes of a territory's units that are computed in every draw, and what each of them is made
//! of.

use std::collections::BTreeMap;

use ideal_model::method::{Mean, Method};
use ideal_model::{NodeIx, TerritoryIx, UnitIx, Verdict};

use crate::plan::{Plan, PlanChild, PlanNode, Slot};
use crate::scale::error::ungraded;
use crate::score::matched::Pair;
use crate::simulate::columns::ColumnMap;
use crate::simulate::factor::{Factor, Factors};
use crate::simulate::given::Cards;
use crate::simulate::prepare::lost::LostNames;
use crate::simulate::prepare::node_decks::{KnownBeside, NodeDecks, UnitAt};
use crate::simulate::prepare::relation::Prediction;
use crate::simulate::prepare::sources::Sources;
use crate::simulate::prepare::weights::WeightSets;
use crate::simulate::scale::{Widths, node_ends};
use crate::simulate::shock::Shock;
use crate::simulate::variation::{
    ActiveChild, ActiveNode, ActiveUnit, ChildSource, LeafDraw, TerritoryDraws,
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
    pub decks: NodeDecks<'a>,
    pub cards: Cards,
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
    ) -> Vec<ActiveUnit> {
        let s = self.sources;
        self.columns.start();
        let mut lost: BTreeMap<String, Lost> = BTreeMap::new();
        let mut out = Vec::with_capacity(s.layout.unit_of[territory.get()].len());
        let units = s.frame.units().zip(&s.layout.unit_of[territory.get()]);
        for (of, &unit) in units {
            let (plan, at) = (of.plan, UnitAt::new(territory, &of, unit));
            let assessed = |p: &&PlanNode| {
                s.results.node(unit, p.node).is_some_and(|n| n.verdict == Verdict::Assessed)
            };
            let mut nodes = Vec::new();
            for p in plan.nodes.iter().filter(|_| s.wants(unit)).filter(assessed) {
                let source = |this: &mut Self, draws: &mut _, lost: &mut _, c: &PlanChild| {
                    this.source(at, p, c, draws, lost)
                };
                let sources = weighed(p).map(|c| source(self, draws, &mut lost, c)).collect();
                nodes.push(self.active(plan, p, sources));
                self.columns.add(unit, p.node);
            }
            out.push(ActiveUnit { leaves: of.leaves, standing: Vec::new(), nodes });
        }
        self.pairs(territory, draws, &mut lost, &mut out);
        out
    }

    /// A node made of these children, an entry for each that has weight.
    fn active(
        &mut self,
        plan: &Plan,
        p: &PlanNode,
        sources: Vec<Option<ChildSource>>,
    ) -> ActiveNode {
        let m = &*self.sources.frame.assessment.method;
        let set = self.sets.of(m, plan, p, &mut self.factors);
        let child = |((position, c), source): ((usize, &PlanChild), Option<ChildSource>)| {
            Some(ActiveChild { source: source?, position, invert: c.invert })
        };
        let children = weighed(p).enumerate().zip(sources).filter_map(child).collect();
        let limits = self.ends.get(p.node.get()).copied().unwrap_or((f64::MIN, f64::MAX));
        ActiveNode { node: p.node, children, set, logs: hands_on_logs(m, p.node), limits }
    }

    /// Where the values of a child of a unit's node come from.
    fn source(
        &mut self,
        at: UnitAt,
        parent: &PlanNode,
        c: &PlanChild,
        draws: &mut TerritoryDraws,
        lost: &mut BTreeMap<String, Lost>,
    ) -> Option<ChildSource> {
        match c.what {
            Slot::Leaf(slot) => leaf(draws, at.first, slot),
            Slot::Node(i) => match self.sources.results.node(at.unit, i).map(|n| n.verdict) {
                Some(Verdict::Assessed) => Some(ChildSource::Node(i)),
                Some(Verdict::Gap) => {
                    let beside = self.decks.beside(&at, parent, i);
                    self.lost(at, (parent, i), &beside, draws, lost)
                }
                _ => None,
            },
        }
    }

    /// The units of which something entered or left between two editions, as far as both have them.
    /// Nodes below which nothing did stand already.
    fn pairs(
        &mut self,
        territory: TerritoryIx,
        draws: &mut TerritoryDraws,
        lost: &mut BTreeMap<String, Lost>,
        out: &mut Vec<ActiveUnit>,
    ) {
        let s = self.sources;
        let start = self.columns.current_start();
        for pair in std::mem::take(&mut draws.pairs) {
            let units = &s.layout.unit_of[territory.get()];
            let found = s.frame.units().zip(units).find(|(_, unit)| **unit == pair.unit);
            let Some((of, matched)) = found.map(|f| f.0).zip(s.matched.pair(pair.unit)) else {
                continue;
            };
            let Some(before) = pair.unit.before() else { continue };
            let mut columns: BTreeMap<NodeIx, Vec<usize>> = BTreeMap::new();
            for (unit, leaves) in [before, pair.unit].into_iter().zip(pair.sides) {
                let mut at = UnitAt::new(territory, &of, unit);
                at.edition = s.results.units[unit].edition;
                at.first = leaves.start;
                let mut active = ActiveUnit { leaves, standing: Vec::new(), nodes: Vec::new() };
                for p in &of.plan.nodes {
                    let node = matched.nodes[p.node.get()];
                    if node.scores.is_none() {
                        continue;
                    }
                    if node.whole {
                        let column = self.columns.get(unit, p.node);
                        active.standing.extend(column.map(|c| (p.node, c - start)));
                        continue;
                    }
                    let mut sources = Vec::new();
                    for c in weighed(p) {
                        sources.push(self.common(at, (before, matched), (p, c), draws, lost));
                    }
                    active.nodes.push(self.active(of.plan, p, sources));
                    columns.entry(p.node).or_default().push(self.columns.add_untold());
                }
                out.push(active);
            }
            for (node, columns) in columns {
                if let [before, now] = columns.as_slice() {
                    self.columns.set_pair(pair.unit, node, [*before, *now]);
                }
            }
        }
    }

    /// Where the values of a child come from in what two editions have in common. What one of them
    /// lacks is missing in both.
    fn common(
        &mut self,
        at: UnitAt,
        (before, matched): (UnitIx, &Pair),
        (parent, c): (&PlanNode, &PlanChild),
        draws: &mut TerritoryDraws,
        lost: &mut BTreeMap<String, Lost>,
    ) -> Option<ChildSource> {
        let is_common = |c: &PlanChild| match c.what {
            Slot::Leaf(slot) => matched.both[slot],
            Slot::Node(i) => matched.nodes[i.get()].scores.is_some(),
        };
        match c.what {
            Slot::Leaf(slot) => leaf(draws, at.first, slot),
            Slot::Node(i) if is_common(c) => Some(ChildSource::Node(i)),
            Slot::Node(i) => {
                let later = UnitIx::new(before.get() + 1)?;
                let applies = [before, later].into_iter().all(|unit| {
                    let node = self.sources.results.node(unit, i);
                    node.is_some_and(|n| n.verdict != Verdict::NotApplicable)
                });
                if !applies {
                    return None;
                }
                let beside = self.decks.beside_common(&at, parent, i, &is_common);
                self.lost(at, (parent, i), &beside, draws, lost)
            }
        }
    }

    /// A node that is a gap under a parent that is not: the scores of the node in the same crime
    /// area of the other territories, given what is known beside it.
    fn lost(
        &mut self,
        at: UnitAt,
        (parent, node): (&PlanNode, NodeIx),
        beside: &KnownBeside,
        draws: &mut TerritoryDraws,
        lost: &mut BTreeMap<String, Lost>,
    ) -> Option<ChildSource> {
        let a = &self.sources.frame.assessment;
        let deck = self.decks.deck(beside, parent, &mut self.cards)?;
        let ungraded = || ungraded(&a.method, self.widths.node(at.edition, node));
        let Prediction { given, sd, .. } = deck
            .predict(at.territory, beside.mean.unwrap_or(0.0))
            .or_else(|| deck.as_it_is(at.territory, ungraded()))?;
        let limits = node_ends(&a.method, node, &deck.ends, &[]);
        let factor = self.factors.number(Factor::Missing(node));
        // Areas that lost the same leaves draw the same card: it is one thing that is not known.
        let Lost { card, shock } =
            *lost.entry(self.lost.name(at.unit, node)).or_insert_with_key(|name| {
                draws.words.push(Shock::new(a.seed, &format!("card:{name}"), factor));
                draws.normals.push(Shock::new(a.seed, name, factor));
                Lost { card: draws.words.len() - 1, shock: draws.normals.len() - 1 }
            });
        draws.given.push(given);
        let given = draws.given.len() - 1;
        draws.lost.push(LeafDraw::Given { given, card, sd, shock, limits });
        Some(ChildSource::Lost(draws.lost.len() - 1))
    }
}

/// The children of a node that have weight.
fn weighed(p: &PlanNode) -> impl Iterator<Item = &PlanChild> {
    p.children.iter().filter(|c| c.weight > 0.0)
}

/// A leaf of a unit whose leaves begin there; none where it has no value in any draw.
fn leaf(draws: &TerritoryDraws, first: usize, slot: usize) -> Option<ChildSource> {
    let absent = matches!(draws.leaves.get(first + slot)?, LeafDraw::Absent);
    (!absent).then_some(ChildSource::Leaf(slot))
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
