//! What varies, and how: prepared once for all draws.

use std::collections::{BTreeMap, BTreeSet};

use ideal_composite::draws::{Dirichlet, Single, stream_id};
use ideal_model::method::{Aggregate, Method};
use ideal_model::{Results, Status, Verdict};

use super::rollup::{Rollups, Sources};
use super::scale::{Widths, leaf_ends, node_ends};
use super::{ActiveChild, ActiveNode, Factor, From, LeafDraw, Shock, Simulator, TerritoryDraws, WeightSet};
use crate::plan::{Plan, Slot};
use crate::run::{Frame, TerritoryLeaves};
use crate::scale::normalise::{Normalised, Ruler, in_population, ungraded};
use crate::score::assemble::Layout;
use crate::score::change::leaves_below;
use crate::select::leaf::{Lookup, rows_in};

impl<'a> Simulator<'a> {
    /// Prepares the simulation of a run; with `only`, of the units of that edition alone.
    pub(crate) fn new(
        frame: &'a Frame<'_>,
        lookup: &Lookup<'_>,
        raw: &[TerritoryLeaves],
        normalised: &Normalised,
        results: &Results,
        layout: &Layout,
        only: Option<u16>,
    ) -> Self {
        let a = frame.assessment;
        let m = &*a.method;
        let rulers: Vec<Option<Ruler>> = m.indicators.iter().map(|i| Ruler::new(m, i)).collect();
        let mut factors: Vec<Factor> = Vec::new();
        let mut factor = |f: Factor| match factors.iter().position(|x| *x == f) {
            Some(i) => i,
            None => {
                factors.push(f);
                factors.len() - 1
            }
        };
        let switches: Vec<(u64, usize)> = m
            .uncertainty
            .switch
            .iter()
            .enumerate()
            .map(|(k, s)| (stream_id(&format!("switch:{k}:{}", m.nodes[s.node].id)), factor(Factor::Switch(k))))
            .collect();

        // Scores of the other territories, by edition and indicator: the decks that missing leaves are drawn from.
        let mut decks: BTreeMap<(usize, usize), Vec<(usize, f64)>> = BTreeMap::new();
        for (t, territory) in raw.iter().enumerate() {
            if !in_population(a.territories[t].kind) {
                continue;
            }
            // A figure that several areas share is one card, not one per area.
            let mut dealt = BTreeSet::new();
            for (_, e, range) in frame.units() {
                for l in range {
                    let leaf = &territory.leaves[l];
                    let figure = rows_in(&territory.rows, leaf.rows);
                    let n = normalised.leaf(t, l);
                    // What was imputed is nothing that another territory could have.
                    if let Some(score) = n.score.filter(|_| !n.imputed)
                        && dealt.insert((e, leaf.indicator, score.to_bits(), figure))
                    {
                        decks.entry((e, leaf.indicator)).or_default().push((t, score));
                    }
                }
            }
        }

        let widths = Widths::new(m, &normalised.posts);
        let mut donors: Vec<f64> = Vec::new();
        let mut territories = Vec::with_capacity(raw.len());
        for (t, territory) in raw.iter().enumerate() {
            let mut draws = TerritoryDraws {
                normals: Vec::new(),
                words: Vec::new(),
                leaves: vec![LeafDraw::Absent; territory.leaves.len()],
                decks: Vec::new(),
            };
            let mut known: BTreeMap<String, usize> = BTreeMap::new();
            let mut ranges_of: BTreeMap<(usize, usize), (u32, u32)> = BTreeMap::new();
            for (_, e, range) in frame.units() {
                for l in range {
                    let leaf = &territory.leaves[l];
                    let ind = &m.indicators[leaf.indicator];
                    let Some(block) = ind.parent else { continue };
                    let mut shock = |draws: &mut TerritoryDraws, name: String, factor: usize, word: bool| {
                        let rows = if word { &mut draws.words } else { &mut draws.normals };
                        *known.entry(name).or_insert_with_key(|name| {
                            rows.push(Shock { stream: Single::new(a.seed, stream_id(name)), factor });
                            rows.len() - 1
                        })
                    };
                    let n = normalised.leaf(t, l);
                    let code = &a.territories[t].code;
                    if let Some(score) = n.score {
                        let limits = leaf_ends(m, leaf.indicator, &[score]);
                        // The rows behind a leaf name its error, so that two leaves read from one row err together.
                        let behind = row_name(lookup, territory, leaf.rows);
                        let name = if n.imputed {
                            // A guess of each edition and indicator of its own, whatever rows it was made from.
                            format!("imputed:{code}:{}:{}:{behind}", ind.code, a.editions[e])
                        } else {
                            format!("{code}:{}:{behind}", ind.series)
                        };
                        // What is not known of an imputed value is what is missing.
                        let f = factor(if n.imputed { Factor::Missing(block) } else { Factor::Error(block) });
                        let error = shock(&mut draws, format!("error:{name}"), f, false);
                        draws.leaves[l] = match (leaf.censored_below, rulers[leaf.indicator]) {
                            (Some(bound), Some(_)) if n.changed.is_none() => {
                                let place = shock(&mut draws, format!("censored:{name}"), f, true);
                                LeafDraw::Censored { bound, ruler: leaf.indicator, place, sd: n.sd, shock: error, limits }
                            }
                            _ => LeafDraw::Noisy { score, sd: n.sd, shock: error, limits },
                        };
                    } else if leaf.status != Status::NotApplicable {
                        let range = *ranges_of.entry((e, leaf.indicator)).or_insert_with(|| {
                            let from = donors.len();
                            donors.extend(decks.get(&(e, leaf.indicator)).into_iter().flatten().filter(|(u, _)| *u != t).map(|(_, s)| *s));
                            (u32::try_from(from).unwrap_or(0), u32::try_from(donors.len()).unwrap_or(0))
                        });
                        if range.0 < range.1 {
                            let f = factor(Factor::Missing(block));
                            let name = format!("missing:{code}:{}:{}", ind.code, a.editions[e]);
                            let card = shock(&mut draws, format!("card:{name}"), f, true);
                            let limits = leaf_ends(m, leaf.indicator, &donors[range.0 as usize..range.1 as usize]);
                            let sd = ungraded(m, widths.leaf(e, leaf.indicator));
                            let shock = shock(&mut draws, name, f, false);
                            draws.leaves[l] = LeafDraw::HotDeck { donors: range, card, sd, shock, limits };
                        }
                    }
                }
            }
            territories.push(draws);
        }

        let wanted = |unit: usize| only.is_none_or(|e| results.units.get(unit).is_some_and(|u| u.edition == e));
        let ends: Vec<(f64, f64)> = (0..m.nodes.len()).map(|node| node_ends(m, node, &[], &[])).collect();
        let mut sets: Vec<WeightSet> = Vec::new();
        let mut set_names: BTreeMap<String, usize> = BTreeMap::new();
        let mut active: Vec<Vec<Vec<ActiveNode>>> = Vec::with_capacity(raw.len());
        let mut columns = vec![None; results.units.len() * m.nodes.len()];
        let mut starts = Vec::with_capacity(raw.len() + 1);
        let mut width = 0;
        for (t, units) in layout.unit_of.iter().enumerate() {
            starts.push(width);
            let mut of_units = Vec::with_capacity(units.len());
            let mut cards: BTreeMap<String, (usize, usize)> = BTreeMap::new();
            for (u, ((plan, _, range), &unit)) in frame.units().zip(units).enumerate() {
                let mut nodes = Vec::new();
                for p in &plan.nodes {
                    if !wanted(unit) || results.node(unit, p.node).is_none_or(|n| n.verdict != Verdict::Assessed) {
                        continue;
                    }
                    let set = weight_set(m, plan, p.node, &mut sets, &mut set_names, &mut factor);
                    let mut children = Vec::new();
                    let mut position = 0;
                    for c in &p.children {
                        if c.weight <= 0.0 {
                            continue;
                        }
                        let from = match c.what {
                            Slot::Leaf(slot) => {
                                (!matches!(territories[t].leaves[range.start + slot], LeafDraw::Absent)).then_some(From::Leaf(slot))
                            }
                            Slot::Node(i) => match results.node(unit, i).map(|n| n.verdict) {
                                Some(Verdict::Assessed) => Some(From::Node(i)),
                                Some(Verdict::Gap) => node_deck(frame, results, layout, t, u, i, &mut donors).map(|(donors, limits)| {
                                    let draws = &mut territories[t];
                                    let f = factor(Factor::Missing(i));
                                    // Areas that lost the same leaves draw the same card: it is one thing that is not known.
                                    let name = lost_name(m, Some(plan), results, unit, i);
                                    let (card, shock) = *cards.entry(name).or_insert_with_key(|name| {
                                        let stream = |name: &str| Single::new(a.seed, stream_id(name));
                                        draws.words.push(Shock { stream: stream(&format!("card:{name}")), factor: f });
                                        draws.normals.push(Shock { stream: stream(name), factor: f });
                                        (draws.words.len() - 1, draws.normals.len() - 1)
                                    });
                                    let sd = ungraded(m, widths.node(usize::from(results.units[unit].edition), i));
                                    draws.decks.push(LeafDraw::HotDeck { donors, card, sd, shock, limits });
                                    From::Deck(draws.decks.len() - 1)
                                }),
                                _ => None,
                            },
                        };
                        if let Some(from) = from {
                            children.push(ActiveChild { from, position, invert: c.invert });
                        }
                        position += 1;
                    }
                    let limits = ends.get(p.node).copied().unwrap_or((f64::MIN, f64::MAX));
                    nodes.push(ActiveNode { node: p.node, children, set, logs: hands_on_logs(m, p.node), limits });
                    columns[unit * m.nodes.len() + p.node] = u32::try_from(width).ok();
                    width += 1;
                }
                of_units.push(nodes);
            }
            active.push(of_units);
        }
        starts.push(width);
        // Roll-ups of regions come last, so that each column is made of columns before it.
        for row in &layout.rollups {
            for node in 0..m.nodes.len() {
                if wanted(row.unit) && results.node(row.unit, node).is_some_and(|n| n.verdict == Verdict::Assessed) {
                    columns[row.unit * m.nodes.len() + node] = u32::try_from(width).ok();
                    width += 1;
                }
            }
        }
        let mut plan_of: Vec<Option<&Plan>> = vec![None; results.units.len()];
        for units in &layout.unit_of {
            for ((plan, ..), &unit) in frame.units().zip(units) {
                plan_of[unit] = Some(plan);
            }
        }
        let rollups = Rollups::new(
            &Sources {
                m,
                results,
                layout,
                widths: &widths,
                seed: a.seed,
                column: &|unit, node| columns.get(unit * m.nodes.len() + node).copied().flatten().map(|c: u32| c as usize),
                stream: &|unit, node| lost_name(m, plan_of.get(unit).copied().flatten(), results, unit, node),
            },
            &mut factor,
        );
        let ranges = frame.units().map(|(_, _, r)| r).collect();
        Simulator {
            m,
            seed: a.seed,
            factors,
            territories,
            donors,
            rulers,
            widths,
            sets,
            switches,
            active,
            ranges,
            columns,
            starts,
            width,
            rollups,
        }
    }
}

/// Whether the draws of a node are geometric means that a geometric mean takes in as they are.
fn hands_on_logs(m: &Method, node: usize) -> bool {
    let geometric = |n: usize| m.nodes[n].aggregate == Aggregate::Geometric;
    let spec = &m.nodes[node];
    geometric(node) && spec.parent.is_some_and(geometric) && !spec.invert && m.uncertainty.switch.iter().all(|s| s.node != node)
}

/// A node that is a gap, named by territory, edition and the leaves it would be made of; one of a roll-up, by no leaves.
fn lost_name(m: &Method, plan: Option<&Plan>, r: &Results, unit: usize, node: usize) -> String {
    let edition = r.edition_of(unit).map(|e| e.to_string()).unwrap_or_default();
    let mut name = format!("gap:{}:{}:{edition}", r.place_code(unit), m.nodes[node].id);
    for leaf in leaves_below(m, node).into_iter().filter(|l| plan.is_some_and(|p| p.leaves.binary_search(l).is_ok())) {
        name.push_str(":=");
        name.push_str(&m.indicators[leaf].code);
    }
    name
}

/// The scores of a node in the same unit of the other territories, as a range of donors, with the ends they keep to.
fn node_deck(
    frame: &Frame<'_>,
    r: &Results,
    layout: &Layout,
    territory: usize,
    unit: usize,
    node: usize,
    donors: &mut Vec<f64>,
) -> Option<((u32, u32), (f64, f64))> {
    let m = &frame.assessment.method;
    let from = donors.len();
    for (t, units) in layout.unit_of.iter().enumerate() {
        if t != territory && in_population(frame.assessment.territories[t].kind) {
            donors.extend(units.get(unit).and_then(|&u| r.node(u, node)).and_then(|n| n.score));
        }
    }
    let scores = donors.get(from..).filter(|d| !d.is_empty())?;
    let limits = node_ends(m, node, scores, &[]);
    Some(((u32::try_from(from).ok()?, u32::try_from(donors.len()).ok()?), limits))
}

/// Rows named by what they say they are, not by where they stand, so that the order of a file moves nothing.
fn row_name(lookup: &Lookup<'_>, territory: &TerritoryLeaves, rows: (u32, u32)) -> String {
    let mut names: Vec<String> = rows_in(&territory.rows, rows)
        .iter()
        .map(|&i| {
            let o = lookup.index.observation(i);
            let area = o.crime_area.map_or("*", |a| lookup.index.area_code(a));
            format!("{area}:{}", o.period)
        })
        .collect();
    names.sort();
    names.dedup();
    names.join("+")
}

/// The set of weights of a node in a plan; plans with the same children share one.
fn weight_set(
    m: &Method,
    plan: &Plan,
    node: usize,
    sets: &mut Vec<WeightSet>,
    names: &mut BTreeMap<String, usize>,
    factor: &mut impl FnMut(Factor) -> usize,
) -> usize {
    let children = plan.nodes.iter().find(|p| p.node == node).map(|p| p.children.as_slice()).unwrap_or_default();
    let mut name = format!("weights:{}", m.nodes[node].id);
    let mut stated = Vec::new();
    for c in children.iter().filter(|c| c.weight > 0.0) {
        // Marked, because an indicator may be called like a node.
        let (mark, id) = match c.what {
            Slot::Leaf(slot) => (":=", m.indicators[plan.leaves[slot]].code.as_str()),
            Slot::Node(i) => (":", m.nodes[i].id.as_str()),
        };
        name.push_str(mark);
        name.push_str(id);
        stated.push(c.weight);
    }
    if let Some(&known) = names.get(&name) {
        return known;
    }
    // A single child has nothing to share its weight with.
    let dirichlet = if stated.len() > 1 { Dirichlet::new(&stated, m.uncertainty.concentration).ok() } else { None };
    sets.push(WeightSet { dirichlet, stream: stream_id(&name), stated, factor: factor(Factor::Weights(node)) });
    names.insert(name, sets.len() - 1);
    sets.len() - 1
}
