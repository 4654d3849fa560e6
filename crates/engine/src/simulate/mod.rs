//! One world after another: evidence with its error, missing leaves from other territories, weights around the stated
//! ones, switched functions.
//!
//! A draw changes no gap: a unit or node that is a gap in the point result stays one. For the sake of what it belongs to (a
//! parent that has a score, a roll-up) it is drawn from the other territories: what is not known makes nobody surer.
//!
//! Every random number is a function of (seed, name of its stream, draw), so neither threads nor blocks can change a byte,
//! and a row or an indicator more does not move the numbers of the others.

mod prepare;
mod rollup;
mod scale;

pub(crate) use scale::Widths;

use ideal_composite::draws::{Dirichlet, Single, Stream};
use ideal_composite::lanes::{Child, Sum, Weights, mean, with_error, with_errors};
use ideal_model::method::Method;
use rayon::prelude::*;

use rollup::Rollups;

use crate::evaluate::mean_of;
use crate::normalise::Ruler;
use crate::plan::floor_of;

/// A group of random numbers whose influence is told apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Factor {
    /// Weights under a node.
    Weights(usize),
    /// Errors of the leaves under a node.
    Error(usize),
    /// Values of missing leaves under a node, and of the node itself where a parent or a roll-up lacks it.
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

/// A random number of one territory in every draw.
struct Shock {
    stream: Single,
    factor: usize,
}

impl Shock {
    /// Standard normals of the draws in their places.
    fn normals(&self, places: &Places, row: &mut [f32]) {
        match places {
            Places::From(first) => self.stream.normals(*first, row),
            Places::Chosen(draws) => self.stream.normals_at(draws.get(self.factor).map_or(&[], Vec::as_slice), row),
        }
    }

    /// Uniform numbers in (0, 1) of the draws in their places.
    fn uniforms(&self, places: &Places, row: &mut [f64]) {
        match places {
            Places::From(first) => self.stream.uniforms(*first, row),
            Places::Chosen(draws) => self.stream.uniforms_at(draws.get(self.factor).map_or(&[], Vec::as_slice), row),
        }
    }
}

/// Which draw stands in each place of a block.
pub(crate) enum Places {
    /// One after another, from this one on, for every factor.
    From(u64),
    /// By factor and place.
    Chosen(Vec<Vec<u64>>),
}

impl Places {
    /// The draws of a factor, in order of places.
    fn of(&self, factor: usize, n: usize) -> impl Iterator<Item = u64> {
        let chosen = match self {
            Places::From(_) => None,
            Places::Chosen(draws) => draws.get(factor),
        };
        let first = if let Places::From(first) = *self { first } else { 0 };
        (0..n).map(move |d| chosen.and_then(|c| c.get(d)).copied().unwrap_or(first + d as u64))
    }
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
    HotDeck { donors: (u32, u32), card: usize, sd: f64, shock: usize, limits: (f64, f64) },
}

/// The leaves of one territory as they vary.
struct TerritoryDraws {
    /// Normal errors.
    normals: Vec<Shock>,
    /// Places in a censored interval, choices of donor.
    uniforms: Vec<Shock>,
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

impl WeightSet {
    /// Whether the weights of so many of its members are drawn, and sum to one.
    fn drawn_whole(&self, members: usize) -> bool {
        self.dirichlet.is_some() && members == self.stated.len()
    }
}

/// Columns of roll-ups that one task looks at.
const PIECE: usize = 64;

/// What all territories share in a block.
struct Common<'a> {
    n: usize,
    places: &'a Places,
    weights: &'a [Vec<f64>],
    switched: &'a [Vec<bool>],
}

/// Rows of draws that a thread fills for one territory after another.
#[derive(Default)]
struct Rows {
    normals: Vec<f32>,
    uniforms: Vec<f64>,
    leaves: Vec<f64>,
    own: Vec<Vec<f64>>,
}

impl Rows {
    /// Draws the random numbers of a territory.
    fn draw(&mut self, territory: &TerritoryDraws, common: &Common<'_>) {
        let n = common.n;
        self.normals.resize(territory.normals.len() * n, 0.0);
        self.uniforms.resize(territory.uniforms.len() * n, 0.0);
        let normals = territory.normals.iter().zip(self.normals.chunks_exact_mut(n.max(1)));
        let uniforms = territory.uniforms.iter().zip(self.uniforms.chunks_exact_mut(n.max(1)));
        normals.for_each(|(s, row)| s.normals(common.places, row));
        uniforms.for_each(|(s, row)| s.uniforms(common.places, row));
    }
}

/// The random numbers of a territory, row by row.
struct Numbers<'a> {
    n: usize,
    normals: &'a [f32],
    uniforms: &'a [f64],
}

impl Numbers<'_> {
    fn normal(&self, row: usize) -> &[f32] {
        &self.normals[row * self.n..(row + 1) * self.n]
    }

    fn uniform(&self, row: usize) -> &[f64] {
        &self.uniforms[row * self.n..(row + 1) * self.n]
    }
}

/// Everything needed to compute a block of draws.
pub(crate) struct Simulator<'a> {
    pub(crate) m: &'a Method,
    seed: u64,
    pub(crate) factors: Vec<Factor>,
    territories: Vec<TerritoryDraws>,
    donors: Vec<f64>,
    rulers: Vec<Option<Ruler>>,
    /// Of the scales that scores lie on.
    pub(crate) widths: Widths<'a>,
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
    rollups: Rollups,
}

/// Values of all columns over a block of draws: column after column. One is filled again and again.
#[derive(Default)]
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
    /// The column of a node of a unit of the results; none for gaps, and for what is not there.
    pub(crate) fn column(&self, unit: usize, node: usize) -> Option<usize> {
        let nodes = self.m.nodes.len();
        if node < nodes { self.columns.get(unit * nodes + node).copied().flatten().map(|c| c as usize) } else { None }
    }

    /// Columns of each territory, and after them those of the roll-ups in pieces.
    pub(crate) fn widths(&self) -> Vec<usize> {
        let rolled = self.width - self.starts.last().copied().unwrap_or(0);
        let pieces = (0..rolled).step_by(PIECE).map(|from| PIECE.min(rolled - from));
        self.starts.windows(2).map(|w| w[1] - w[0]).chain(pieces).collect()
    }

    /// Computes `n` draws. As soon as the columns of a territory are there, and at the end those of the roll-ups, `then`
    /// sees them with its part: one per element of [`Simulator::widths`].
    pub(crate) fn block<P: Send, E: Send>(
        &self,
        n: usize,
        places: &Places,
        block: &mut Block,
        mut parts: Vec<P>,
        then: impl Fn(P, &[f64]) -> Result<(), E> + Sync,
    ) -> Result<(), E> {
        let weights: Vec<Vec<f64>> = self.sets.par_iter().map(|s| self.weights(s, n, places)).collect();
        let switched: Vec<Vec<bool>> = self
            .switches
            .iter()
            .zip(&self.m.uncertainty.switch)
            .map(|((stream, factor), s)| places.of(*factor, n).map(|d| Stream::new(self.seed, *stream, d).chance(s.p)).collect())
            .collect();
        block.draws = n;
        block.values.resize(self.width * n, 0.0);
        let of_rollups = parts.split_off(self.territories.len().min(parts.len()));
        let mut territories: Vec<(&mut [f64], P)> = Vec::with_capacity(self.territories.len());
        let mut rest = block.values.as_mut_slice();
        for (w, part) in self.starts.windows(2).zip(parts) {
            let (columns, next) = rest.split_at_mut((w[1] - w[0]) * n);
            territories.push((columns, part));
            rest = next;
        }
        let common = Common { n, places, weights: &weights, switched: &switched };
        territories.into_par_iter().enumerate().try_for_each_init(Rows::default, |rows, (t, (columns, part))| {
            self.territory(t, &common, rows, columns);
            then(part, columns)
        })?;
        self.rollups.fill(places, block);
        let rolled = block.values.get(self.starts.last().copied().unwrap_or(0) * n..).unwrap_or(&[]);
        rolled.par_chunks((PIECE * n).max(1)).zip(of_rollups).try_for_each(|(columns, part)| then(part, columns))
    }

    fn weights(&self, set: &WeightSet, n: usize, places: &Places) -> Vec<f64> {
        let k = set.stated.len();
        let mut out = vec![0.0; k * n];
        match (&set.dirichlet, places) {
            (None, _) => {
                for (row, w) in out.chunks_exact_mut(n.max(1)).zip(&set.stated) {
                    row.fill(*w);
                }
            }
            (Some(dirichlet), Places::From(first)) => dirichlet.fill_rows(self.seed, set.stream, *first, &mut out),
            (Some(dirichlet), Places::Chosen(_)) => {
                let mut one = vec![0.0; k];
                for (d, draw) in places.of(set.factor, n).enumerate() {
                    dirichlet.fill(&mut Stream::new(self.seed, set.stream, draw), &mut one);
                    for (i, w) in one.iter().enumerate() {
                        out[i * n + d] = *w;
                    }
                }
            }
        }
        out
    }

    /// All units of a territory, into its columns.
    fn territory(&self, t: usize, common: &Common<'_>, rows: &mut Rows, out: &mut [f64]) {
        let n = common.n;
        let territory = &self.territories[t];
        rows.draw(territory, common);
        let Rows { normals, uniforms, leaves, own } = rows;
        let numbers = Numbers { n, normals, uniforms };
        let mut node_at: Vec<Option<usize>> = vec![None; self.m.nodes.len()];
        let mut next = 0;
        for (unit, nodes) in self.active[t].iter().enumerate() {
            if nodes.is_empty() {
                continue;
            }
            let range = self.ranges[unit].clone();
            leaves.resize(range.len() * n, 0.0);
            for (l, row) in range.zip(leaves.chunks_exact_mut(n.max(1))) {
                self.leaf(territory.leaves[l], &numbers, row);
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
                            self.leaf(territory.decks[k], &numbers, &mut row);
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
                let set = &common.weights[a.set];
                let children: Vec<Child<'_>> = a
                    .children
                    .iter()
                    .filter_map(|c| {
                        let values = match c.from {
                            From::Leaf(l) => &leaves[l * n..(l + 1) * n],
                            From::Node(i) if !c.invert => node_at[i].map(|at| &done[at * n..(at + 1) * n])?,
                            From::Node(_) | From::Deck(_) => made.next()?.as_slice(),
                        };
                        Some(Child { values, weights: Weights::Each(&set[c.position * n..(c.position + 1) * n]) })
                    })
                    .collect();
                let sum = if self.sets[a.set].drawn_whole(children.len()) { Sum::One } else { Sum::Any };
                mean(mean_of(spec.aggregate), &children, sum, floor_of(self.m, spec.aggregate, spec.floor), here);
                for (k, s) in self.m.uncertainty.switch.iter().enumerate().filter(|(_, s)| s.node == a.node) {
                    let mut other = vec![0.0; n];
                    mean(mean_of(s.to), &children, sum, floor_of(self.m, s.to, spec.floor), &mut other);
                    for ((x, y), on) in here.iter_mut().zip(&other).zip(&common.switched[k]) {
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
    fn leaf(&self, leaf: LeafDraw, numbers: &Numbers<'_>, row: &mut [f64]) {
        match leaf {
            LeafDraw::Absent => row.fill(0.0),
            LeafDraw::Noisy { score, sd, shock, limits } => with_error(score, sd, limits, numbers.normal(shock), row),
            LeafDraw::Censored { bound, ruler, place, sd, shock, limits } => {
                for (x, u) in row.iter_mut().zip(numbers.uniform(place)) {
                    *x = self.rulers[ruler].and_then(|r| r.score(u * bound)).unwrap_or(limits.0);
                }
                with_errors(sd, limits, numbers.normal(shock), row);
            }
            // Another territory's score in this one's place is at best an ungraded figure.
            LeafDraw::HotDeck { donors, card, sd, shock, limits } => {
                let deck = &self.donors[donors.0 as usize..donors.1 as usize];
                row.iter_mut().zip(numbers.uniform(card)).for_each(|(x, card)| *x = dealt(deck, *card));
                with_errors(sd, limits, numbers.normal(shock), row);
            }
        }
    }
}

/// The card of a deck that a uniform number in (0, 1) stands for.
fn dealt(deck: &[f64], uniform: f64) -> f64 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "0 < uniform < 1")]
    let card = (uniform * deck.len() as f64) as usize;
    deck.get(card).or(deck.last()).copied().unwrap_or(f64::NAN)
}
