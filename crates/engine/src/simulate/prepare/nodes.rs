//! The nodes of a territory's units that are computed in every draw, and what each of them is made
//! of.

use std::collections::BTreeMap;

use ideal_model::method::{Mean, Method};
use ideal_model::{NodeIx, TerritoryIx, Verdict};

use crate::plan::{Plan, PlanNode, Slot};
use crate::scale::error::ungraded;
use crate::simulate::columns::ColumnMap;
use crate::simulate::factor::{Factor, Factors};
use crate::simulate::given::Cards;
use crate::simulate::prepare::lost::LostNames;
use crate::simulate::prepare::node_decks::{NodeDecks, UnitAt};
use crate::simulate::prepare::relation::Prediction;
use crate::simulate::prepare::sources::Sources;
use crate::simulate::prepare::weights::WeightSets;
use crate::simulate::scale::{Widths, node_ends};
use crate::simulate::shock::Shock;
use crate::simulate::variation::{ActiveChild, ActiveNode, ChildSource, LeafDraw, TerritoryDraws};

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
    ) -> Vec<Vec<ActiveNode>> {
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
                nodes.push(self.node(at, plan, p, draws, &mut lost));
            }
            out.push(nodes);
        }
        out
    }

    fn node(
        &mut self,
        at: UnitAt,
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
                    Some(Verdict::Gap) => self.lost(at, p, i, draws, lost),
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

    /// A node that is a gap under a parent that is not: the scores of the node in the same crime
    /// area of the other territories, given what is known beside it.
    fn lost(
        &mut self,
        at: UnitAt,
        parent: &PlanNode,
        node: NodeIx,
        draws: &mut TerritoryDraws,
        lost: &mut BTreeMap<String, Lost>,
    ) -> Option<ChildSource> {
        let s = self.sources;
        let a = &s.frame.assessment;
        let beside = self.decks.beside(&at, parent, node);
        let deck = self.decks.deck(&beside, parent, &mut self.cards)?;
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

/// Whether the draws of a node are geometric means that a geometric mean takes in as they are.
fn hands_on_logs(m: &Method, node: NodeIx) -> bool {
    let geometric = |n: NodeIx| m.nodes[n].aggregate == Mean::Geometric;
    let spec = &m.nodes[node];
    geometric(node)
        && spec.parent.is_some_and(geometric)
        && !spec.invert
        && m.uncertainty.switch.iter().all(|s| s.node != node)
}
