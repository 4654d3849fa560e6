//! The decks of nodes that are gaps under a parent that is not: the scores of the node in the same
//! crime area of the other territories, each with what is known beside it.
//!
//! What is known is the mean of those of the node's own children that have a score, else that of the
//! other children of its parent. Editions are pooled.

use std::collections::{BTreeMap, BTreeSet};

use ideal_model::method::Method;
use ideal_model::{EditionIx, NodeIx, TerritoryIx, UnitIx};

use crate::frame::Unit;
use crate::plan::{PlanChild, PlanNode, Slot};
use crate::simulate::given::Cards;
use crate::simulate::prepare::relation::Relation;
use crate::simulate::prepare::sources::Sources;

/// A node of an area, and the children, by position under their parent, that are known.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Beside {
    area: usize,
    node: NodeIx,
    /// Whether they are the node's own; else those of its parent.
    own: bool,
    children: Vec<usize>,
}

/// What is known beside a node.
pub(crate) struct KnownBeside {
    key: Beside,
    /// The mean that stands for the node; none where nothing is known.
    pub mean: Option<f64>,
}

impl KnownBeside {
    fn nothing(area: usize, node: NodeIx) -> Self {
        KnownBeside { key: Beside { area, node, own: true, children: Vec::new() }, mean: None }
    }
}

/// A unit of a territory in the results.
#[derive(Clone, Copy)]
pub(crate) struct UnitAt {
    pub territory: TerritoryIx,
    /// Position of its area.
    pub area: usize,
    pub edition: EditionIx,
    pub unit: UnitIx,
    /// Its first leaf among those of the territory.
    pub first: usize,
}

impl UnitAt {
    pub(crate) fn new(territory: TerritoryIx, of: &Unit<'_>, unit: UnitIx) -> Self {
        let first = of.leaves.start;
        UnitAt { territory, area: of.area, edition: of.edition, unit, first }
    }
}

/// The decks of nodes, made when they are first asked for.
pub(crate) struct NodeDecks<'a> {
    sources: Sources<'a>,
    decks: BTreeMap<Beside, Option<Relation>>,
}

impl<'a> NodeDecks<'a> {
    pub(crate) fn new(sources: Sources<'a>) -> Self {
        NodeDecks { sources, decks: BTreeMap::new() }
    }

    /// The score of a child as its parent sees it, as far as it is known.
    fn seen(&self, at: &UnitAt, child: &PlanChild) -> Option<f64> {
        let s = &self.sources;
        let score = match child.what {
            Slot::Leaf(slot) => {
                let scaled = s.scaled.leaf(at.territory, at.first + slot);
                scaled.score.filter(|_| !scaled.imputed)?
            }
            Slot::Node(node) => s.results.node(at.unit, node)?.score?,
        };
        Some(turned(&s.frame.assessment.method, child.invert, score))
    }

    /// What is known beside a node of a unit.
    pub(crate) fn beside(&self, at: &UnitAt, parent: &PlanNode, node: NodeIx) -> KnownBeside {
        self.known(at, parent, node, true, &|_| true)
            .or_else(|| self.known(at, parent, node, false, &|_| true))
            .unwrap_or_else(|| KnownBeside::nothing(at.area, node))
    }

    /// What is known beside a node of a unit among those of the other children of its parent that
    /// count.
    pub(crate) fn beside_common(
        &self,
        at: &UnitAt,
        parent: &PlanNode,
        node: NodeIx,
        counts: &dyn Fn(&PlanChild) -> bool,
    ) -> KnownBeside {
        self.known(at, parent, node, false, counts)
            .unwrap_or_else(|| KnownBeside::nothing(at.area, node))
    }

    /// The mean of the node's own children, or of the others of its parent, that count and are
    /// known; none where none is.
    fn known(
        &self,
        at: &UnitAt,
        parent: &PlanNode,
        node: NodeIx,
        own: bool,
        counts: &dyn Fn(&PlanChild) -> bool,
    ) -> Option<KnownBeside> {
        let mut key = Beside { area: at.area, node, own, children: Vec::new() };
        let (children, invert) = self.children(&key, parent)?;
        let (mut known, mut sum, mut weights) = (Vec::new(), 0.0, 0.0);
        for (k, child) in children.filter(|(_, c)| counts(c)) {
            if let Some(score) = self.seen(at, child) {
                known.push(k);
                sum += child.weight * score;
                weights += child.weight;
            }
        }
        if weights <= 0.0 {
            return None;
        }
        let m = &self.sources.frame.assessment.method;
        key.children = known;
        Some(KnownBeside { key, mean: Some(turned(m, invert, sum / weights)) })
    }

    /// The children of weight that a node is read from, with their positions: its own, or the others
    /// of its parent; and whether their mean is turned round to stand for the node.
    fn children<'p>(
        &'p self,
        key: &Beside,
        parent: &'p PlanNode,
    ) -> Option<(impl Iterator<Item = (usize, &'p PlanChild)>, bool)> {
        let plan = &self.sources.frame.plans[key.area];
        let node = key.node;
        let of = if key.own { plan.nodes.iter().find(|p| p.node == node)? } else { parent };
        let is_node = move |c: &PlanChild| c.what == Slot::Node(node);
        let invert = !key.own && of.children.iter().any(|c| is_node(c) && c.invert);
        let children = of.children.iter().enumerate();
        Some((children.filter(move |(_, c)| c.weight > 0.0 && !is_node(c)), invert))
    }

    /// The deck of a node beside which this is known; none where no territory has that too.
    pub(crate) fn deck(
        &mut self,
        beside: &KnownBeside,
        parent: &PlanNode,
        cards: &mut Cards,
    ) -> Option<&Relation> {
        if !self.decks.contains_key(&beside.key) {
            let made = self.make(&beside.key, parent, cards);
            self.decks.insert(beside.key.clone(), made);
        }
        self.decks.get(&beside.key)?.as_ref()
    }

    fn make(&self, key: &Beside, parent: &PlanNode, cards: &mut Cards) -> Option<Relation> {
        let s = &self.sources;
        let m = &s.frame.assessment.method;
        let (children, invert) = self.children(key, parent)?;
        let children: Vec<&PlanChild> =
            children.filter(|(k, _)| key.children.contains(k)).map(|(_, c)| c).collect();
        let mut listed = Vec::new();
        let territories = TerritoryIx::all(s.layout.unit_of.len()).zip(&s.layout.unit_of);
        for (t, units) in territories.filter(|(t, _)| s.frame.in_population(*t)) {
            let mut dealt = BTreeSet::new();
            let of_area = s.frame.units().zip(units).filter(|(of, _)| of.area == key.area);
            for (of, &unit) in of_area {
                let at = UnitAt::new(t, &of, unit);
                let Some(y) = s.results.node(unit, key.node).and_then(|n| n.score) else {
                    continue;
                };
                let weighed = |c: &&PlanChild| Some(c.weight * self.seen(&at, c)?);
                let Some(sum) = children.iter().map(weighed).sum::<Option<f64>>() else {
                    continue;
                };
                let weights: f64 = children.iter().map(|c| c.weight).sum();
                let x = if weights > 0.0 { turned(m, invert, sum / weights) } else { 0.0 };
                if dealt.insert((x.to_bits(), y.to_bits())) {
                    listed.push((t, [x, y]));
                }
            }
        }
        Relation::new(&listed, !children.is_empty(), cards)
    }
}

/// A score as it is, or turned round on the scale.
fn turned(m: &Method, invert: bool, score: f64) -> f64 {
    if invert { m.scale[0] + m.scale[1] - score } else { score }
}
