//! The decks that missing leaves are drawn from: the scores of the other territories, each with
//! what is known beside it.
//!
//! What is known beside a leaf are its siblings, the leaves under the same node that have a score;
//! their mean by weight stands in for it. Editions are pooled, so that a leaf that is missing in two
//! of them on the same known values is drawn from one deck.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use ideal_model::{IndicatorIx, TerritoryIx};

use crate::plan::{Plan, Slot};
use crate::simulate::given::Cards;
use crate::simulate::prepare::relation::Relation;
use crate::simulate::prepare::sources::Sources;

/// A leaf and its siblings that are known, ascending.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Beside {
    indicator: IndicatorIx,
    siblings: Vec<IndicatorIx>,
}

/// What is known beside a leaf of a unit.
pub(crate) struct KnownBeside {
    key: Beside,
    /// Mean of the siblings by weight; none where none is known.
    pub mean: Option<f64>,
}

impl KnownBeside {
    /// Nothing is known beside the leaf.
    pub(crate) fn nothing(indicator: IndicatorIx) -> Self {
        KnownBeside { key: Beside { indicator, siblings: Vec::new() }, mean: None }
    }
}

/// Where a leaf and its siblings stand in a plan.
struct LeafSlots {
    leaf: usize,
    /// With their weights.
    siblings: Vec<(usize, f64)>,
}

/// The decks of leaves, made when they are first asked for.
pub(crate) struct LeafDecks<'a> {
    sources: Sources<'a>,
    /// Per plan and slot the slots of its siblings that have weight.
    siblings: Vec<Vec<Vec<usize>>>,
    decks: BTreeMap<Beside, Option<Relation>>,
}

impl<'a> LeafDecks<'a> {
    pub(crate) fn new(sources: Sources<'a>) -> Self {
        let siblings = sources.frame.plans.iter().map(siblings).collect();
        LeafDecks { sources, siblings, decks: BTreeMap::new() }
    }

    /// The score of a leaf that evidence stands behind: what was imputed is nothing that is known.
    fn known(&self, territory: TerritoryIx, leaf: usize) -> Option<f64> {
        let scaled = self.sources.scaled.leaf(territory, leaf);
        scaled.score.filter(|_| !scaled.imputed)
    }

    /// What is known beside the leaf in a slot of a unit, as far as `counts` says so.
    pub(crate) fn beside(
        &self,
        territory: TerritoryIx,
        (plan, leaves): (usize, &Range<usize>),
        slot: usize,
        counts: impl Fn(usize) -> bool,
    ) -> KnownBeside {
        let m = &self.sources.frame.assessment.method;
        let indicators = &self.sources.frame.plans[plan].leaves;
        let (mut siblings, mut sum, mut weights) = (Vec::new(), 0.0, 0.0);
        for &s in self.siblings[plan][slot].iter().filter(|s| counts(**s)) {
            if let Some(score) = self.known(territory, leaves.start + s) {
                let weight = m.indicators[indicators[s]].weight;
                siblings.push(indicators[s]);
                sum += weight * score;
                weights += weight;
            }
        }
        let key = Beside { indicator: indicators[slot], siblings };
        KnownBeside { mean: (!key.siblings.is_empty()).then(|| sum / weights), key }
    }

    /// The deck of a leaf beside which this is known; none where no territory has that too.
    pub(crate) fn deck(&mut self, beside: &KnownBeside, cards: &mut Cards) -> Option<&Relation> {
        if !self.decks.contains_key(&beside.key) {
            let made = self.make(&beside.key, cards);
            self.decks.insert(beside.key.clone(), made);
        }
        self.decks.get(&beside.key)?.as_ref()
    }

    fn make(&self, key: &Beside, cards: &mut Cards) -> Option<Relation> {
        let s = &self.sources;
        let m = &s.frame.assessment.method;
        // Per plan the slot of the leaf, and those of its siblings with their weights.
        let slots: Vec<Option<LeafSlots>> = s
            .frame
            .plans
            .iter()
            .map(|plan| {
                let slot = |i: &IndicatorIx| plan.leaves.binary_search(i).ok();
                let weighed = |i: &IndicatorIx| Some((slot(i)?, m.indicators[*i].weight));
                let siblings = key.siblings.iter().map(weighed).collect::<Option<Vec<_>>>()?;
                Some(LeafSlots { leaf: slot(&key.indicator)?, siblings })
            })
            .collect();
        let mut listed = Vec::new();
        let territories = TerritoryIx::all(s.raw.len()).zip(s.raw);
        for (t, territory) in territories.filter(|(t, _)| s.frame.in_population(*t)) {
            // A figure that several areas or editions share is one card, not one for each.
            let mut dealt = BTreeSet::new();
            for unit in s.frame.units() {
                let Some(LeafSlots { leaf: slot, siblings }) = &slots[unit.area] else { continue };
                let first = unit.leaves.start;
                let Some(y) = self.known(t, first + slot) else { continue };
                let Some(x) = weighed_mean(siblings, |s| self.known(t, first + s)) else {
                    continue;
                };
                let figure = territory.leaves[first + slot].rows.of(&territory.rows);
                if dealt.insert((figure, y.to_bits(), x.to_bits())) {
                    listed.push((t, [x, y]));
                }
            }
        }
        Relation::new(&listed, !key.siblings.is_empty(), cards)
    }
}

/// The mean of scores by weight, 0 of none; none where one of them is not known.
fn weighed_mean(of: &[(usize, f64)], score: impl Fn(usize) -> Option<f64>) -> Option<f64> {
    let (mut sum, mut weights) = (0.0, 0.0);
    for &(slot, weight) in of {
        sum += weight * score(slot)?;
        weights += weight;
    }
    Some(if weights > 0.0 { sum / weights } else { 0.0 })
}

/// Per slot of a plan the other leaves of weight under the same node.
fn siblings(plan: &Plan) -> Vec<Vec<usize>> {
    let mut out = vec![Vec::new(); plan.leaves.len()];
    for node in &plan.nodes {
        let leaf = |c: &crate::plan::PlanChild| match c.what {
            Slot::Leaf(slot) => Some((slot, c.weight)),
            Slot::Node(_) => None,
        };
        let leaves: Vec<(usize, f64)> = node.children.iter().filter_map(leaf).collect();
        for &(slot, _) in &leaves {
            let others = leaves.iter().filter(|(s, w)| *s != slot && *w > 0.0);
            let mut others: Vec<usize> = others.map(|(s, _)| *s).collect();
            others.sort_unstable();
            out[slot] = others;
        }
    }
    out
}
