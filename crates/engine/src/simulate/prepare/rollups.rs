//! The roll-ups that are computed in every draw, with their members that are gaps.

use std::collections::{BTreeMap, BTreeSet};

use ideal_model::method::{Method, Rollup};
use ideal_model::{AreaIx, NodeIx, PlaceIx, Results, RollUp, RollUpKind, UnitIx, Verdict};

use crate::plan::floor_of;
use crate::scale::error::ungraded;
use crate::simulate::columns::ColumnMap;
use crate::simulate::factor::{Factor, Factors};
use crate::simulate::prepare::lost::LostNames;
use crate::simulate::prepare::relation::Relation;
use crate::simulate::prepare::sources::Sources;
use crate::simulate::rollup::{RollUps, Rolled, Unknown};
use crate::simulate::scale::{Widths, node_ends};
use crate::simulate::shock::Shock;

/// The roll-ups of the results, those of territories and crime areas before those of regions, so
/// that each column is made of columns before it.
fn in_order(r: &Results) -> impl Iterator<Item = &RollUp> {
    let of = |kind| r.rollups.iter().filter(move |x| x.kind == kind);
    of(RollUpKind::Territory).chain(of(RollUpKind::CrimeArea)).chain(of(RollUpKind::Region))
}

/// Gives the nodes of roll-ups that have a score their columns.
pub(crate) fn add_columns(s: &Sources<'_>, columns: &mut ColumnMap) {
    columns.start();
    let m = &s.frame.assessment.method;
    for rollup in in_order(s.results) {
        let unit = rollup.unit;
        for node in m.node_indices().filter(|_| s.wants(unit)) {
            if s.results.node(unit, node).is_some_and(|n| n.verdict == Verdict::Assessed) {
                columns.add(unit, node);
            }
        }
    }
}

/// Columns, or missing members, with their weights.
type Weighed = Vec<(usize, f64)>;

/// Roll-ups that are prepared.
pub(crate) struct RollUpPreparation<'a> {
    sources: Sources<'a>,
    widths: &'a Widths,
    lost: &'a LostNames<'a>,
    columns: &'a mut ColumnMap,
    peers: Peers,
    /// Per unit and node the score of the territory's roll-up that the unit belongs to.
    levels: BTreeMap<(UnitIx, NodeIx), f64>,
    /// Scores in the place of a gap, by the group of its peers, its node, and whether the scores of
    /// what they belong to stand beside them.
    decks: BTreeMap<(usize, NodeIx, bool), Option<Relation<PlaceIx>>>,
    /// What is not known, by unit and node.
    unknown: BTreeMap<(UnitIx, NodeIx), Option<usize>>,
    out: RollUps,
}

impl<'a> RollUpPreparation<'a> {
    pub(crate) fn new(
        sources: Sources<'a>,
        widths: &'a Widths,
        lost: &'a LostNames<'a>,
        columns: &'a mut ColumnMap,
    ) -> Self {
        let peers = Peers::new(sources.results);
        let (decks, unknown, out) = (BTreeMap::new(), BTreeMap::new(), RollUps::default());
        let levels = levels(sources.results, &sources.frame.assessment.method);
        RollUpPreparation { sources, widths, lost, columns, peers, levels, decks, unknown, out }
    }

    /// All roll-ups.
    pub(crate) fn prepare(mut self, factors: &mut Factors) -> RollUps {
        let s = self.sources;
        let m = &s.frame.assessment.method;
        for rollup in in_order(s.results) {
            let Some(spec) = rollup.kind.spec(m) else { continue };
            for node in m.node_indices() {
                if let Some(column) = self.columns.get(rollup.unit, node) {
                    let rolled = self.node(rollup, spec, node, column, factors);
                    let list = if rollup.kind == RollUpKind::Region {
                        &mut self.out.regions
                    } else {
                        &mut self.out.first
                    };
                    list.push(rolled);
                }
            }
        }
        if s.only.is_none() {
            self.pairs(factors);
        }
        self.out
    }

    /// The roll-ups of which something entered or left between two editions, as far as both have
    /// them, for the nodes that are ranked.
    fn pairs(&mut self, factors: &mut Factors) {
        let s = self.sources;
        let m = &s.frame.assessment.method;
        let ranked = m.ranked_nodes();
        for regions in [false, true] {
            let of_kind = |x: &&RollUp| (x.kind == RollUpKind::Region) == regions;
            for rollup in in_order(s.results).filter(of_kind) {
                let (Some(spec), Some(pair)) = (rollup.kind.spec(m), s.matched.pair(rollup.unit))
                else {
                    continue;
                };
                for &node in &ranked {
                    let matched = pair.nodes[node.get()];
                    let Some((before, now)) = matched.scores.filter(|_| !matched.whole) else {
                        continue;
                    };
                    let columns = [0, 1].map(|_| self.columns.add_untold());
                    for (side, score) in [before, now].into_iter().enumerate() {
                        let at = (node, columns[side], score);
                        let rolled = self.common(rollup, spec, at, side, factors);
                        let list =
                            if regions { &mut self.out.region_pairs } else { &mut self.out.pairs };
                        list.push(rolled);
                    }
                    self.columns.set_pair(rollup.unit, node, columns);
                }
            }
        }
    }

    /// A node of a roll-up, in the edition before (`side` 0) or in this one (1), of the members that
    /// both have. What one of them lacks is missing in both.
    fn common(
        &mut self,
        rollup: &RollUp,
        spec: &Rollup,
        (node, column, score): (NodeIx, usize, f64),
        side: usize,
        factors: &mut Factors,
    ) -> Rolled {
        let s = self.sources;
        let (mut members, mut missing) = (Vec::new(), Vec::new());
        for &unit in &rollup.members {
            let w = spec.weight(s.results.member_code(rollup.kind, unit), node);
            if w <= 0.0 {
                continue;
            }
            let both = s.matched.node(s.results, unit, node).scores.is_some();
            let pair = unit.before().and_then(|before| self.columns.pair(before, unit, node));
            if let Some(pair) = pair.filter(|_| both) {
                members.push((pair[side], w));
            } else if s
                .results
                .node(unit, node)
                .is_some_and(|n| n.verdict != Verdict::NotApplicable)
            {
                missing.extend(self.unknown(unit, node, factors).map(|u| (u, w)));
            }
        }
        self.rolled(rollup, spec, (node, column, score), (members, missing))
    }

    fn node(
        &mut self,
        rollup: &RollUp,
        spec: &Rollup,
        node: NodeIx,
        column: usize,
        factors: &mut Factors,
    ) -> Rolled {
        let s = self.sources;
        let mut members = Vec::new();
        let mut missing = Vec::new();
        for &unit in &rollup.members {
            let w = spec.weight(s.results.member_code(rollup.kind, unit), node);
            if w <= 0.0 {
                continue;
            }
            if let Some(column) = self.columns.get(unit, node) {
                members.push((column, w));
            } else if s.results.node(unit, node).is_some_and(|n| n.verdict == Verdict::Gap) {
                missing.extend(self.unknown(unit, node, factors).map(|u| (u, w)));
            }
        }
        let score = s.results.node(rollup.unit, node).and_then(|n| n.score).unwrap_or(f64::NAN);
        self.rolled(rollup, spec, (node, column, score), (members, missing))
    }

    /// A node of a roll-up in its column, of columns of members and of missing members, with their
    /// weights.
    fn rolled(
        &self,
        rollup: &RollUp,
        spec: &Rollup,
        (node, column, score): (NodeIx, usize, f64),
        (members, mut missing): (Weighed, Weighed),
    ) -> Rolled {
        let m = &self.sources.frame.assessment.method;
        let total: f64 = members.iter().chain(&missing).map(|(_, w)| w).sum();
        missing.iter_mut().for_each(|(_, w)| *w /= total);
        // Regions roll up what the territories' roll-up has made.
        let inner = m.rollup_territory.as_ref().filter(|_| rollup.kind == RollUpKind::Region);
        let functions: Vec<_> =
            inner.map(|r| r.aggregate).into_iter().chain([spec.aggregate]).collect();
        Rolled {
            column,
            aggregate: spec.aggregate,
            floor: floor_of(m, spec.aggregate, spec.floor),
            members,
            missing,
            limits: node_ends(m, node, &[score], &functions),
        }
    }

    /// What is drawn for a node that is a gap in a member; nothing where no other territory has a
    /// score.
    fn unknown(&mut self, unit: UnitIx, node: NodeIx, factors: &mut Factors) -> Option<usize> {
        if let Some(known) = self.unknown.get(&(unit, node)) {
            return *known;
        }
        let made = self.make_unknown(unit, node, factors);
        self.unknown.insert((unit, node), made);
        made
    }

    fn make_unknown(&mut self, unit: UnitIx, node: NodeIx, factors: &mut Factors) -> Option<usize> {
        let s = self.sources;
        let a = &s.frame.assessment;
        let (place, group) =
            (s.results.units.get(unit.get())?.place, *self.peers.of.get(unit.get())?);
        let level = self.levels.get(&(unit, node)).copied();
        let prediction = level
            .and_then(|x| self.deck(group, node, true)?.predict(place, x))
            .or_else(|| self.deck(group, node, false)?.predict(place, 0.0));
        let prediction = match prediction {
            Some(found) => found,
            None => {
                let edition = s.results.units.get(unit.get())?.edition;
                let sd = ungraded(&a.method, self.widths.node(edition, node));
                self.deck(group, node, false)?.as_it_is(place, sd)?
            }
        };
        let name = self.lost.name(unit, node);
        let factor = factors.number(Factor::Missing(node));
        let shock = |name: &str| Shock::new(a.seed, name, factor);
        self.out.unknown.push(Unknown {
            given: prediction.centred(),
            card: shock(&format!("card:{name}")),
            error: shock(&name),
            sd: prediction.sd,
        });
        Some(self.out.unknown.len() - 1)
    }

    /// The scores of a node in a group, with the scores of what each belongs to beside them or
    /// without; none where nobody has a score.
    fn deck(&mut self, group: usize, node: NodeIx, beside: bool) -> Option<&Relation<PlaceIx>> {
        let key = (group, node, beside);
        if !self.decks.contains_key(&key) {
            let r = self.sources.results;
            let peers = self.peers.groups.get(group).map(Vec::as_slice).unwrap_or_default();
            // What several editions share is one card.
            let mut dealt = BTreeSet::new();
            let mut listed: Vec<(PlaceIx, [f64; 2])> = Vec::new();
            for &u in peers {
                let level = if beside { self.levels.get(&(u, node)).copied() } else { Some(0.0) };
                let score = r.node(u, node).and_then(|n| n.score);
                let (Some(x), Some(y)) = (level, score) else { continue };
                let place = r.units[u].place;
                if dealt.insert((place, x.to_bits(), y.to_bits())) {
                    listed.push((place, [x, y]));
                }
            }
            listed.sort_by_key(|(place, _)| *place);
            let made = Relation::new(&listed, beside, &mut self.out.cards);
            self.decks.insert(key, made);
        }
        self.decks.get(&key)?.as_ref()
    }
}

/// Per unit and node the score of the territory's roll-up that the unit belongs to.
fn levels(r: &Results, m: &Method) -> BTreeMap<(UnitIx, NodeIx), f64> {
    let mut out = BTreeMap::new();
    for rollup in r.rollups.iter().filter(|x| x.kind == RollUpKind::Territory) {
        for node in m.node_indices() {
            if let Some(score) = r.node(rollup.unit, node).and_then(|n| n.score) {
                out.extend(rollup.members.iter().map(|&u| ((u, node), score)));
            }
        }
    }
    out
}

/// Units that stand in each other's place: the same crime area, other territories and editions;
/// roll-ups apart from the rest.
struct Peers {
    /// Group of each unit.
    of: Vec<usize>,
    /// Units of each group that belong to populations.
    groups: Vec<Vec<UnitIx>>,
}

impl Peers {
    fn new(r: &Results) -> Self {
        let mut numbers: BTreeMap<(AreaIx, bool), usize> = BTreeMap::new();
        let mut out = Peers { of: Vec::with_capacity(r.units.len()), groups: Vec::new() };
        for (unit, key) in r.unit_indices().zip(&r.units) {
            let group = *numbers.entry((key.area, key.rollup)).or_insert_with(|| {
                out.groups.push(Vec::new());
                out.groups.len() - 1
            });
            out.of.push(group);
            if !r.is_region(unit) {
                out.groups[group].push(unit);
            }
        }
        out
    }
}
