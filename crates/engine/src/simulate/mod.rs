//! One world after another: evidence with its error, missing leaves from other territories, weights around the stated
//! ones, switched functions.
//!
//! A draw changes no gap: a unit or node that is a gap in the point result stays one. For the sake of what it belongs to (a
//! parent that has a score, a roll-up) it is drawn from the other territories: what is not known makes nobody surer.
//!
//! Every random number is a function of (seed, name of its stream, draw), so neither threads nor blocks can change a byte,
//! and a row or an indicator more does not move the numbers of the others.

mod block;
mod prepare;
mod rollup;
mod scale;
mod territory;
pub(crate) mod uncertainty;

pub(crate) use block::Block;
pub(crate) use scale::Widths;

use ideal_composite::draws::{Dirichlet, Single};
use ideal_model::method::Method;

use rollup::Rollups;

use crate::scale::normalise::Ruler;

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

    /// 32 random bits of the draws in their places.
    fn words(&self, places: &Places, row: &mut [u32]) {
        match places {
            Places::From(first) => self.stream.words(*first, row),
            Places::Chosen(draws) => self.stream.words_at(draws.get(self.factor).map_or(&[], Vec::as_slice), row),
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
    words: Vec<Shock>,
    leaves: Vec<LeafDraw>,
    decks: Vec<LeafDraw>,
}

/// A node to compute in every draw.
struct ActiveNode {
    node: usize,
    children: Vec<ActiveChild>,
    set: usize,
    /// Whether a parent asks for the logarithms of its draws.
    logs: bool,
    /// Ends of the scale that its draws keep to, whatever rounding does.
    limits: (f64, f64),
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

impl<'a> Simulator<'a> {
    /// The column of a node of a unit of the results; none for gaps, and for what is not there.
    pub(crate) fn column(&self, unit: usize, node: usize) -> Option<usize> {
        let nodes = self.m.nodes.len();
        if node < nodes { self.columns.get(unit * nodes + node).copied().flatten().map(|c| c as usize) } else { None }
    }
}

/// The card of a deck that 32 random bits choose.
fn dealt(deck: &[f64], word: u32) -> f64 {
    // The whole part of word / 2^32 times the number of cards.
    let card = ((u64::from(word) * deck.len() as u64) >> 32) as usize;
    deck.get(card).copied().unwrap_or(f64::NAN)
}

/// The number in (0, 1) that 32 random bits stand for.
fn uniform(word: u32) -> f64 {
    (f64::from(word) + 0.5) / 4_294_967_296.0
}
