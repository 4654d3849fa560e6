//! Roll-ups in every draw: the mean of their members, and what is not known about the members that are gaps.
//!
//! A gap has no score in any draw, and the centre of a roll-up is that of its assessed members, as in the point result. But
//! a roll-up of twelve areas out of twenty-five says less about the territory than one of all twenty-five. So a missing
//! member moves it, draw by draw, by its share of the weight times how far another territory's score in its place lies from
//! the mean of all of them, with the error of an ungraded figure. Nobody's interval narrows because a member was lost.

use std::collections::BTreeMap;

use ideal_composite::draws::{Single, stream_id};
use ideal_composite::lanes::{Child, Sum, Values, Weights, mean};
use ideal_model::method::{Aggregate, Method};
use ideal_model::{Results, Verdict};
use rayon::prelude::*;

use super::scale::{Widths, node_ends};
use super::{Block, Factor, Places, Shock};
use crate::plan::floor_of;
use crate::scale::normalise::{in_population, ungraded};
use crate::score::assemble::{Layout, RollupKind};
use crate::score::evaluate::mean_of;

/// A node of a roll-up.
struct Rolled {
    column: usize,
    aggregate: Aggregate,
    floor: Option<f64>,
    /// Columns of the assessed members, with their weights.
    members: Vec<(usize, f64)>,
    /// Missing members, with their shares of the weight.
    missing: Vec<(usize, f64)>,
    /// Ends of the scale that its score keeps to.
    limits: (f64, f64),
}

/// A node that is a gap in a member of a roll-up.
struct Unknown {
    /// Scores in its place, less their mean: a range of all deviations.
    deck: (usize, usize),
    card: Shock,
    error: Shock,
    /// Standard deviation of the error of a score from elsewhere, in points.
    sd: f64,
}

/// All roll-ups of a simulation.
pub(super) struct Rollups {
    /// Those of territories and crime areas, by column.
    first: Vec<Rolled>,
    /// Those of regions, which read the territories', by column.
    regions: Vec<Rolled>,
    unknown: Vec<Unknown>,
    deviations: Vec<f64>,
}

/// What the preparation of roll-ups reads.
pub(super) struct Sources<'a> {
    pub m: &'a Method,
    pub results: &'a Results,
    pub layout: &'a Layout,
    pub widths: &'a Widths<'a>,
    pub seed: u64,
    /// Column of a node of a unit that has a score.
    pub column: &'a dyn Fn(usize, usize) -> Option<usize>,
    /// Names the stream of a node that is a gap.
    pub stream: &'a dyn Fn(usize, usize) -> String,
}

impl Rollups {
    pub(super) fn new(s: &Sources<'_>, factor: &mut impl FnMut(Factor) -> usize) -> Self {
        let mut out = Rollups { first: Vec::new(), regions: Vec::new(), unknown: Vec::new(), deviations: Vec::new() };
        let peers = peers(s.results);
        let mut decks: BTreeMap<(usize, usize), Option<(usize, usize)>> = BTreeMap::new();
        let mut known: BTreeMap<(usize, usize), Option<usize>> = BTreeMap::new();
        for row in &s.layout.rollups {
            let Some(spec) = row.kind.spec(s.m) else { continue };
            for node in 0..s.m.nodes.len() {
                let Some(column) = (s.column)(row.unit, node) else { continue };
                let mut members = Vec::new();
                let mut missing = Vec::new();
                for (code, unit) in &row.members {
                    let w = spec.weight(code, node);
                    if w <= 0.0 {
                        continue;
                    }
                    if let Some(column) = (s.column)(*unit, node) {
                        members.push((column, w));
                    } else if s.results.node(*unit, node).is_some_and(|n| n.verdict == Verdict::Gap) {
                        let unknown = *known.entry((*unit, node)).or_insert_with(|| {
                            let group = *peers.of.get(*unit)?;
                            let deck = (*decks
                                .entry((group, node))
                                .or_insert_with(|| deck(s.results, peers.groups.get(group)?, node, &mut out.deviations)))?;
                            let name = (s.stream)(*unit, node);
                            let factor = factor(Factor::Missing(node));
                            let shock = |name: &str| Shock { stream: Single::new(s.seed, stream_id(name)), factor };
                            let sd = ungraded(s.m, s.widths.node(usize::from(s.results.units.get(*unit)?.edition), node));
                            out.unknown.push(Unknown { deck, card: shock(&format!("card:{name}")), error: shock(&name), sd });
                            Some(out.unknown.len() - 1)
                        });
                        missing.extend(unknown.map(|u| (u, w)));
                    }
                }
                let total: f64 = members.iter().chain(&missing).map(|(_, w)| w).sum();
                missing.iter_mut().for_each(|(_, w)| *w /= total);
                let score = s.results.node(row.unit, node).and_then(|n| n.score).unwrap_or(f64::NAN);
                // Regions roll up what the territories' roll-up has made.
                let inner = s.m.rollup_territory.as_ref().filter(|_| row.kind == RollupKind::Region);
                let functions: Vec<_> = inner.map(|r| r.aggregate).into_iter().chain([spec.aggregate]).collect();
                let list = if row.kind == RollupKind::Region { &mut out.regions } else { &mut out.first };
                list.push(Rolled {
                    column,
                    aggregate: spec.aggregate,
                    floor: floor_of(s.m, spec.aggregate, spec.floor),
                    members,
                    missing,
                    limits: node_ends(s.m, node, &[score], &functions),
                });
            }
        }
        out
    }

    /// Columns that roll-ups are made of.
    pub(super) fn members(&self) -> impl Iterator<Item = usize> {
        self.first.iter().chain(&self.regions).flat_map(|r| r.members.iter().map(|(column, _)| *column))
    }

    /// Fills in the columns of the roll-ups from those of their members.
    pub(super) fn fill(&self, places: &Places, block: &mut Block) {
        let n = block.draws;
        let mut unknown = vec![0.0; self.unknown.len() * n];
        unknown
            .par_chunks_exact_mut(n.max(1))
            .zip(&self.unknown)
            .for_each_init(|| (vec![0; n], vec![0.0; n]), |(cards, errors), (out, u)| self.deviation(u, places, cards, errors, out));
        for list in [&self.first, &self.regions] {
            // The columns of a list are neighbours, and all that it reads lies before them.
            let Some(first) = list.first() else { continue };
            let (before, own) = block.from(first.column);
            own.par_chunks_exact_mut(n.max(1)).zip(list).for_each(|(out, rolled)| {
                let children: Vec<Child<'_>> =
                    rolled.members.iter().map(|&(c, w)| Child { values: Values::Each(before.get(c)), weights: Weights::Same(w) }).collect();
                mean(mean_of(rolled.aggregate), &children, Sum::Any, rolled.floor, out);
                for &(u, share) in &rolled.missing {
                    out.iter_mut().zip(&unknown[u * n..(u + 1) * n]).for_each(|(x, d)| *x = share.mul_add(*d, *x));
                }
                out.iter_mut().for_each(|x| *x = x.clamp(rolled.limits.0, rolled.limits.1));
            });
        }
    }

    fn deviation(&self, u: &Unknown, places: &Places, cards: &mut [u32], errors: &mut [f32], out: &mut [f64]) {
        u.card.words(places, cards);
        u.error.normals(places, errors);
        let deck = &self.deviations[u.deck.0..u.deck.1];
        for ((x, card), z) in out.iter_mut().zip(cards).zip(errors) {
            *x = super::dealt(deck, *card) + u.sd * f64::from(*z);
        }
    }
}

/// Units that stand in each other's place: the same crime area and edition, other territories; roll-ups apart from the rest.
struct Peers {
    /// Group of each unit.
    of: Vec<usize>,
    groups: Vec<Vec<usize>>,
}

fn peers(r: &Results) -> Peers {
    let mut numbers: BTreeMap<(u32, u16, bool), usize> = BTreeMap::new();
    let mut out = Peers { of: Vec::with_capacity(r.units.len()), groups: Vec::new() };
    for (unit, key) in r.units.iter().enumerate() {
        let group = *numbers.entry((key.area, key.edition, key.rollup)).or_insert_with(|| {
            out.groups.push(Vec::new());
            out.groups.len() - 1
        });
        out.of.push(group);
        if r.places.get(key.place as usize).is_some_and(|p| in_population(p.kind)) {
            out.groups[group].push(unit);
        }
    }
    out
}

/// The scores of a node in a group less their mean, appended to all deviations; none where nobody has a score.
fn deck(r: &Results, group: &[usize], node: usize, deviations: &mut Vec<f64>) -> Option<(usize, usize)> {
    let scores: Vec<f64> = group.iter().filter_map(|&u| r.node(u, node).and_then(|n| n.score)).collect();
    let mean = ideal_composite::moments::mean(&scores)?;
    let from = deviations.len();
    deviations.extend(scores.iter().map(|s| s - mean));
    Some((from, deviations.len()))
}
