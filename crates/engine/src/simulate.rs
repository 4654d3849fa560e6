//! One world after another: evidence with its error, missing leaves from other territories, weights around the stated
//! ones, switched functions.
//!
//! A draw changes no gap: a unit or node that is a gap in the point result stays one, in roll-ups too. Under a parent that
//! has a score it is drawn from the other territories for the parent's sake alone: what is not known makes nobody surer. Every random number is a function
//! of (seed, name of its stream, draw), so neither threads nor blocks can change a byte, and a row or an indicator more
//! does not move the numbers of the others.

use std::collections::BTreeMap;

use ideal_composite::draws::{Dirichlet, Stream, stream_id};
use ideal_composite::lanes::{Child, mean};
use ideal_model::method::{Method, Normalise};
use ideal_model::{Results, Status, Verdict};
use rayon::prelude::*;

use crate::assemble::{Layout, RollupKind};
use crate::change::leaves_below;
use crate::evaluate::mean_of;
use crate::leaf::Lookup;
use crate::normalise::{Normalised, Ruler, in_population, normalise_of};
use crate::plan::{Plan, Slot, floor_of};
use crate::run::{Frame, TerritoryLeaves};

/// A group of random numbers whose influence is told apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Factor {
    /// Weights under a node.
    Weights(usize),
    /// Errors of the leaves under a node.
    Error(usize),
    /// Values of missing leaves under a node.
    Missing(usize),
    /// A switch of the method, by position.
    Switch(usize),
}

impl Factor {
    /// Its name in results: `weights:NODE`, `error:BLOCK`, `missing:BLOCK`, `switch:WHAT`.
    pub(crate) fn name(&self, m: &Method) -> String {
        let id = |n: usize| m.nodes.get(n).map_or("", |n| n.id.as_str());
        match *self {
            Factor::Weights(n) => format!("weights:{}", id(n)),
            Factor::Error(n) => format!("error:{}", id(n)),
            Factor::Missing(n) => format!("missing:{}", id(n)),
            Factor::Switch(k) => format!("switch:{}", m.uncertainty.switch.get(k).map_or("", |s| id(s.node))),
        }
    }
}

/// A random number of one territory: a normal error, a uniform place in a censored interval, or a choice of donor.
struct Shock {
    stream: u64,
    factor: usize,
    uniform: bool,
}

/// How a leaf varies.
#[derive(Clone, Copy)]
enum LeafDraw {
    /// It has no value in any draw.
    Absent,
    /// Score, standard deviation in points, error, limits.
    Noisy { score: f64, sd: f64, shock: usize, limits: (f64, f64) },
    /// A count below a bound: uniform, with an error of its grade on top.
    Censored { bound: f64, ruler: usize, place: usize, sd: f64, shock: usize, limits: (f64, f64) },
    /// Missing: one of the other territories' scores, as a range of donors, with the error of an ungraded figure.
    HotDeck { donors: (u32, u32), card: usize, shock: usize, limits: (f64, f64) },
}

/// The leaves of one territory as they vary.
struct TerritoryDraws {
    shocks: Vec<Shock>,
    leaves: Vec<LeafDraw>,
    decks: Vec<LeafDraw>,
}

/// A node to compute in every draw.
struct ActiveNode {
    node: usize,
    children: Vec<ActiveChild>,
    set: usize,
}

/// A child that takes part in the draws of its parent.
struct ActiveChild {
    from: From,
    /// Position of its weight in the parent's set.
    position: usize,
    invert: bool,
}

/// Where the values of a child come from.
#[derive(Clone, Copy)]
enum From {
    /// A leaf of the unit.
    Leaf(usize),
    /// A node of the unit that has a score.
    Node(usize),
    /// A node that is a gap under a parent that is not: other territories' scores, by position in the decks. The node stays
    /// a gap in every draw; its parent does not become surer for having lost it.
    Deck(usize),
}

/// Weights that vary together.
struct WeightSet {
    dirichlet: Option<Dirichlet>,
    stated: Vec<f64>,
    stream: u64,
    factor: usize,
}

/// Everything needed to compute a block of draws.
pub(crate) struct Simulator<'a> {
    pub(crate) m: &'a Method,
    seed: u64,
    pub(crate) factors: Vec<Factor>,
    territories: Vec<TerritoryDraws>,
    donors: Vec<f64>,
    rulers: Vec<Option<Ruler>>,
    sets: Vec<WeightSet>,
    switches: Vec<(u64, usize)>,
    /// Per territory and unit: what to compute.
    active: Vec<Vec<Vec<ActiveNode>>>,
    /// Range of leaves of each unit of a territory.
    ranges: Vec<std::ops::Range<usize>>,
    /// Column of each unit and node, row-major over the results' units.
    columns: Vec<Option<u32>>,
    /// First column of each territory; the roll-ups' columns follow the last.
    starts: Vec<usize>,
    /// Number of columns.
    pub(crate) width: usize,
}

/// Values of all columns over a block of draws: column after column.
pub(crate) struct Block {
    /// Number of draws.
    pub draws: usize,
    /// `width * draws` values.
    pub values: Vec<f64>,
}

impl Block {
    /// The draws of a column.
    pub(crate) fn column(&self, c: usize) -> &[f64] {
        self.values.get(c * self.draws..(c + 1) * self.draws).unwrap_or(&[])
    }
}

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
            for (_, e, range) in frame.units() {
                for l in range {
                    if let Some(score) = normalised.leaf(t, l).score {
                        let deck = decks.entry((e, territory.leaves[l].indicator)).or_default();
                        // A leaf that all areas share is one card, not one per area.
                        if deck.last().is_none_or(|&(u, s)| u != t || s != score) {
                            deck.push((t, score));
                        }
                    }
                }
            }
        }

        let mut donors: Vec<f64> = Vec::new();
        let mut territories = Vec::with_capacity(raw.len());
        for (t, territory) in raw.iter().enumerate() {
            let mut draws =
                TerritoryDraws { shocks: Vec::new(), leaves: vec![LeafDraw::Absent; territory.leaves.len()], decks: Vec::new() };
            let mut known: BTreeMap<String, usize> = BTreeMap::new();
            let mut ranges_of: BTreeMap<(usize, usize), (u32, u32)> = BTreeMap::new();
            for (_, e, range) in frame.units() {
                for l in range {
                    let leaf = &territory.leaves[l];
                    let ind = &m.indicators[leaf.indicator];
                    let Some(block) = ind.parent else { continue };
                    let mut shock = |draws: &mut TerritoryDraws, name: String, factor: usize, uniform: bool| {
                        *known.entry(name).or_insert_with_key(|name| {
                            draws.shocks.push(Shock { stream: stream_id(name), factor, uniform });
                            draws.shocks.len() - 1
                        })
                    };
                    let n = normalised.leaf(t, l);
                    let code = &a.territories[t].code;
                    if let Some(score) = n.score {
                        let limits = limits(m, leaf.indicator, score);
                        // The rows behind a leaf name its error, so that two leaves read from one row err together.
                        let name = format!("{code}:{}:{}", ind.series, row_name(lookup, territory, leaf.rows));
                        let f = factor(Factor::Error(block));
                        let error = shock(&mut draws, format!("error:{name}"), f, false);
                        draws.leaves[l] = match (leaf.censored_below, rulers[leaf.indicator]) {
                            (Some(bound), Some(_)) if n.treated.is_none() => {
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
                            let limits = limits(m, leaf.indicator, donors[range.0 as usize]);
                            let shock = shock(&mut draws, name, f, false);
                            draws.leaves[l] = LeafDraw::HotDeck { donors: range, card, shock, limits };
                        }
                    }
                }
            }
            territories.push(draws);
        }

        let wanted = |unit: usize| only.is_none_or(|e| results.units.get(unit).is_some_and(|u| u.edition == e));
        let mut sets: Vec<WeightSet> = Vec::new();
        let mut set_names: BTreeMap<String, usize> = BTreeMap::new();
        let mut active: Vec<Vec<Vec<ActiveNode>>> = Vec::with_capacity(raw.len());
        let mut columns = vec![None; results.units.len() * m.nodes.len()];
        let mut starts = Vec::with_capacity(raw.len() + 1);
        let mut width = 0;
        for (t, units) in layout.unit_of.iter().enumerate() {
            starts.push(width);
            let mut of_units = Vec::with_capacity(units.len());
            let mut cards: BTreeMap<String, usize> = BTreeMap::new();
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
                                    let name = lost_name(m, plan, results, unit, i);
                                    let at = *cards.entry(name).or_insert_with_key(|name| {
                                        for (name, uniform) in [(format!("card:{name}"), true), (name.clone(), false)] {
                                            draws.shocks.push(Shock { stream: stream_id(&name), factor: f, uniform });
                                        }
                                        draws.shocks.len() - 2
                                    });
                                    draws.decks.push(LeafDraw::HotDeck { donors, card: at, shock: at + 1, limits });
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
                    nodes.push(ActiveNode { node: p.node, children, set });
                    columns[unit * m.nodes.len() + p.node] = u32::try_from(width).ok();
                    width += 1;
                }
                of_units.push(nodes);
            }
            active.push(of_units);
        }
        starts.push(width);
        for row in &layout.rollups {
            for node in 0..m.nodes.len() {
                if wanted(row.unit) && results.node(row.unit, node).is_some_and(|n| n.verdict == Verdict::Assessed) {
                    columns[row.unit * m.nodes.len() + node] = u32::try_from(width).ok();
                    width += 1;
                }
            }
        }
        let ranges = frame.units().map(|(_, _, r)| r).collect();
        Simulator { m, seed: a.seed, factors, territories, donors, rulers, sets, switches, active, ranges, columns, starts, width }
    }

    /// The column of a node of a unit of the results; none for gaps.
    pub(crate) fn column(&self, unit: usize, node: usize) -> Option<usize> {
        self.columns.get(unit * self.m.nodes.len() + node).copied().flatten().map(|c| c as usize)
    }

    /// Computes a block. `draws` gives, for a factor, the number of the draw in each place of the block.
    pub(crate) fn block(&self, layout: &Layout, n: usize, draws: &(dyn Fn(usize, usize) -> u64 + Sync)) -> Block {
        let weights: Vec<Vec<f64>> = self.sets.par_iter().map(|s| self.weights(s, n, draws)).collect();
        let switched: Vec<Vec<bool>> = self
            .switches
            .iter()
            .zip(&self.m.uncertainty.switch)
            .map(|((stream, factor), s)| (0..n).map(|d| Stream::new(self.seed, *stream, draws(*factor, d)).chance(s.p)).collect())
            .collect();
        let mut values = vec![0.0; self.width * n];
        let units_end = self.starts.last().copied().unwrap_or(0) * n;
        let (unit_columns, _) = values.split_at_mut(units_end);
        let mut parts: Vec<&mut [f64]> = Vec::with_capacity(self.territories.len());
        let mut rest = unit_columns;
        for w in self.starts.windows(2) {
            let (part, next) = rest.split_at_mut((w[1] - w[0]) * n);
            parts.push(part);
            rest = next;
        }
        parts.into_par_iter().enumerate().for_each(|(t, out)| self.territory(t, n, draws, &weights, &switched, out));
        let mut block = Block { draws: n, values };
        self.roll_ups(layout, &mut block);
        block
    }

    fn weights(&self, set: &WeightSet, n: usize, draws: &(dyn Fn(usize, usize) -> u64 + Sync)) -> Vec<f64> {
        let k = set.stated.len();
        let mut out = vec![0.0; k * n];
        let mut one = vec![0.0; k];
        for d in 0..n {
            match &set.dirichlet {
                Some(dirichlet) => dirichlet.fill(&mut Stream::new(self.seed, set.stream, draws(set.factor, d)), &mut one),
                None => one.copy_from_slice(&set.stated),
            }
            for (i, w) in one.iter().enumerate() {
                out[i * n + d] = *w;
            }
        }
        out
    }

    /// All units of a territory, into its columns.
    fn territory(
        &self,
        t: usize,
        n: usize,
        draws: &(dyn Fn(usize, usize) -> u64 + Sync),
        weights: &[Vec<f64>],
        switched: &[Vec<bool>],
        out: &mut [f64],
    ) {
        let territory = &self.territories[t];
        let mut shocks = vec![0.0; territory.shocks.len() * n];
        for (s, row) in territory.shocks.iter().zip(shocks.chunks_exact_mut(n.max(1))) {
            for (d, x) in row.iter_mut().enumerate() {
                let mut stream = Stream::new(self.seed, s.stream, draws(s.factor, d));
                *x = if s.uniform { stream.uniform_open() } else { stream.normal() };
            }
        }
        let shock = |i: usize| &shocks[i * n..(i + 1) * n];
        let mut leaves: Vec<f64> = Vec::new();
        let mut node_at: Vec<Option<usize>> = vec![None; self.m.nodes.len()];
        let mut own: Vec<Vec<f64>> = Vec::new();
        let mut next = 0;
        for (unit, nodes) in self.active[t].iter().enumerate() {
            if nodes.is_empty() {
                continue;
            }
            let range = self.ranges[unit].clone();
            leaves.clear();
            leaves.resize(range.len() * n, 0.0);
            for (l, row) in range.zip(leaves.chunks_exact_mut(n.max(1))) {
                self.leaf(territory.leaves[l], &shock, row);
            }
            node_at.fill(None);
            for a in nodes {
                let spec = &self.m.nodes[a.node];
                let (done, here) = out.split_at_mut(next * n);
                let here = &mut here[..n];
                // Children whose values stand nowhere yet: drawn from a deck, or turned round.
                own.clear();
                for c in &a.children {
                    let mut values = match c.from {
                        From::Deck(k) => {
                            let mut row = vec![0.0; n];
                            self.leaf(territory.decks[k], &shock, &mut row);
                            row
                        }
                        From::Node(i) if c.invert => node_at[i].map_or_else(|| vec![f64::NAN; n], |at| done[at * n..(at + 1) * n].to_vec()),
                        _ => continue,
                    };
                    if c.invert {
                        values.iter_mut().for_each(|x| *x = self.m.scale[0] + self.m.scale[1] - *x);
                    }
                    own.push(values);
                }
                let mut made = own.iter();
                let set = &weights[a.set];
                let children: Vec<Child<'_>> = a
                    .children
                    .iter()
                    .filter_map(|c| {
                        let values = match c.from {
                            From::Leaf(l) => &leaves[l * n..(l + 1) * n],
                            From::Node(i) if !c.invert => node_at[i].map(|at| &done[at * n..(at + 1) * n])?,
                            From::Node(_) | From::Deck(_) => made.next()?.as_slice(),
                        };
                        Some(Child { values, weights: &set[c.position * n..(c.position + 1) * n] })
                    })
                    .collect();
                mean(mean_of(spec.aggregate), &children, floor_of(self.m, spec.aggregate, spec.floor), here);
                for (k, s) in self.m.uncertainty.switch.iter().enumerate().filter(|(_, s)| s.node == a.node) {
                    let mut other = vec![0.0; n];
                    mean(mean_of(s.to), &children, floor_of(self.m, s.to, spec.floor), &mut other);
                    for ((x, y), on) in here.iter_mut().zip(&other).zip(&switched[k]) {
                        if *on {
                            *x = *y;
                        }
                    }
                }
                node_at[a.node] = Some(next);
                next += 1;
            }
        }
    }

    /// The scores of a leaf in every draw.
    fn leaf<'s>(&self, leaf: LeafDraw, shock: &dyn Fn(usize) -> &'s [f64], row: &mut [f64]) {
        match leaf {
            LeafDraw::Absent => {}
            LeafDraw::Noisy { score, sd, shock: i, limits } => {
                for (x, z) in row.iter_mut().zip(shock(i)) {
                    *x = (score + sd * z).clamp(limits.0, limits.1);
                }
            }
            LeafDraw::Censored { bound, ruler, place, sd, shock: i, limits } => {
                for ((x, u), z) in row.iter_mut().zip(shock(place)).zip(shock(i)) {
                    let score = self.rulers[ruler].and_then(|r| r.score(u * bound)).unwrap_or(limits.0);
                    *x = (score + sd * z).clamp(limits.0, limits.1);
                }
            }
            LeafDraw::HotDeck { donors, card, shock: i, limits } => {
                let deck = &self.donors[donors.0 as usize..donors.1 as usize];
                // What is true of another territory is at best an ungraded guess at this one.
                let sd = self.m.uncertainty.sd_ungraded * self.m.width() / 100.0;
                for ((x, u), z) in row.iter_mut().zip(shock(card)).zip(shock(i)) {
                    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "0 <= u < 1")]
                    let card = (u * deck.len() as f64) as usize;
                    let score = deck[card.min(deck.len() - 1)];
                    *x = (score + sd * z).clamp(limits.0, limits.1);
                }
            }
        }
    }

    /// Fills in the columns of the roll-ups from those of their members.
    fn roll_ups(&self, layout: &Layout, block: &mut Block) {
        let n = block.draws;
        // Regions read the territories' roll-ups, so they come in a second pass.
        for regions in [false, true] {
            let rows: Vec<(usize, Vec<f64>)> = layout
                .rollups
                .par_iter()
                .filter(|r| (r.kind == RollupKind::Region) == regions)
                .flat_map_iter(|r| {
                    let block = &*block;
                    (0..self.m.nodes.len()).filter_map(move |node| {
                        let spec = r.kind.spec(self.m)?;
                        let column = self.column(r.unit, node)?;
                        let members: Vec<(usize, Vec<f64>)> = r
                            .members
                            .iter()
                            .filter_map(|(code, unit)| {
                                let w = spec.weight(code, node);
                                if w > 0.0 { Some((self.column(*unit, node)?, vec![w; n])) } else { None }
                            })
                            .collect();
                        let children: Vec<Child<'_>> =
                            members.iter().map(|(c, w)| Child { values: block.column(*c), weights: w }).collect();
                        let mut out = vec![0.0; n];
                        mean(mean_of(spec.aggregate), &children, floor_of(self.m, spec.aggregate, spec.floor), &mut out);
                        Some((column, out))
                    })
                })
                .collect();
            for (column, values) in rows {
                if let Some(slot) = block.values.get_mut(column * n..(column + 1) * n) {
                    slot.copy_from_slice(&values);
                }
            }
        }
    }
}

/// A node that is a gap, named by territory, edition and the leaves it would be made of.
fn lost_name(m: &Method, plan: &Plan, r: &Results, unit: usize, node: usize) -> String {
    let edition = r.edition_of(unit).map(|e| e.to_string()).unwrap_or_default();
    let mut name = format!("missing:{}:{}:{edition}", r.place_code(unit), m.nodes[node].id);
    for leaf in leaves_below(m, node).into_iter().filter(|l| plan.leaves.binary_search(l).is_ok()) {
        name.push(':');
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
    let first = *donors.get(from)?;
    let inside = (m.scale[0]..=m.scale[1]).contains(&first);
    let limits = if inside { (m.scale[0], m.scale[1]) } else { (f64::MIN, f64::MAX) };
    Some(((u32::try_from(from).ok()?, u32::try_from(donors.len()).ok()?), limits))
}

/// The ends a score is clipped to: those of the scale, for a normalisation that keeps to it.
fn limits(m: &Method, indicator: usize, score: f64) -> (f64, f64) {
    let bounded = !matches!(normalise_of(m, &m.indicators[indicator]), Normalise::Zscore { .. } | Normalise::Rank | Normalise::Borda);
    let inside = (m.scale[0]..=m.scale[1]).contains(&score);
    if bounded && inside { (m.scale[0], m.scale[1]) } else { (f64::MIN, f64::MAX) }
}

/// Rows named by what they say they are, not by where they stand, so that the order of a file moves nothing.
fn row_name(lookup: &Lookup<'_>, territory: &TerritoryLeaves, rows: (u32, u32)) -> String {
    let mut names: Vec<String> = territory
        .rows
        .get(rows.0 as usize..rows.1 as usize)
        .unwrap_or(&[])
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
        let id = match c.what {
            Slot::Leaf(slot) => m.indicators[plan.leaves[slot]].code.as_str(),
            Slot::Node(i) => m.nodes[i].id.as_str(),
        };
        name.push(':');
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
