//! How leaves, nodes and weights vary from draw to draw.

use std::ops::Range;
use std::sync::Arc;

use ideal_composite::draws::{Dirichlet, Stream};
use ideal_composite::weight::experts::Panel;

use ideal_model::{IndicatorIx, NodeIx, UnitIx};

use crate::groups::figures::GroupFigure;
use crate::simulate::given::Given;
use crate::simulate::pool::RatingPool;
use crate::simulate::shock::Shock;

/// How a leaf varies.
#[derive(Clone, Copy)]
pub(crate) enum LeafDraw {
    /// It has no value in any draw.
    Absent,
    /// Score, standard deviation in points, error, limits.
    Noisy { score: f64, sd: f64, shock: usize, limits: (f64, f64) },
    /// A count below a bound: uniform, with an error of its grade on top.
    Censored {
        bound: f64,
        ruler: IndicatorIx,
        place: usize,
        sd: f64,
        shock: usize,
        limits: (f64, f64),
    },
    /// Made of ratings (by position in the territory's `pools`), with what is not known beside them
    /// on top.
    Pooled { pool: usize, sd: f64, shock: usize, limits: (f64, f64) },
    /// Made of the scores of criminal groups (by position in the territory's `figures`), with what is
    /// not known beside them on top.
    OfGroups { figure: usize, ruler: IndicatorIx, sd: f64, shock: usize, limits: (f64, f64) },
    /// Missing: made of one of the other territories' scores (by position in the territory's
    /// `given`), given what is known beside it, with an error on top.
    Given { given: usize, card: usize, sd: f64, shock: usize, limits: (f64, f64) },
}

/// The leaves of a unit in two editions, reduced to what both have: as they vary in the edition
/// before and in this one.
pub(crate) struct PairLeaves {
    /// The unit of the later edition.
    pub unit: UnitIx,
    /// Its leaves among those of the territory.
    pub sides: [Range<usize>; 2],
}

/// The leaves of one territory as they vary.
pub(crate) struct TerritoryDraws {
    /// Normal errors.
    pub normals: Vec<Shock>,
    /// Places in a censored interval, choices of donor.
    pub words: Vec<Shock>,
    pub leaves: Vec<LeafDraw>,
    /// Units of which something entered or left between two editions.
    pub pairs: Vec<PairLeaves>,
    /// How what is missing is drawn.
    pub given: Vec<Given>,
    /// How ratings are drawn.
    pub pools: Vec<RatingPool>,
    /// How figures of criminal groups are drawn.
    pub figures: Vec<Arc<GroupFigure>>,
    /// Nodes that are gaps under a parent that is not.
    pub lost: Vec<LeafDraw>,
}

/// A unit to compute in every draw.
pub(crate) struct ActiveUnit {
    /// Its leaves among those of the territory.
    pub leaves: Range<usize>,
    /// Nodes that stand already, with their columns among those of the territory.
    pub standing: Vec<(NodeIx, usize)>,
    /// Nodes to compute, children before parents.
    pub nodes: Vec<ActiveNode>,
}

/// A node to compute in every draw.
pub(crate) struct ActiveNode {
    pub node: NodeIx,
    pub children: Vec<ActiveChild>,
    pub set: usize,
    /// Whether a parent asks for the logarithms of its draws.
    pub logs: bool,
    /// Ends of the scale that its draws keep to, whatever rounding does.
    pub limits: (f64, f64),
}

/// A child that takes part in the draws of its parent.
pub(crate) struct ActiveChild {
    pub source: ChildSource,
    /// Position of its weight in the parent's set.
    pub position: usize,
    pub invert: bool,
}

/// Where the values of a child come from.
#[derive(Clone, Copy)]
pub(crate) enum ChildSource {
    /// A leaf of the unit.
    Leaf(usize),
    /// A node of the unit that has a score.
    Node(NodeIx),
    /// A node that is a gap under a parent that is not, by position among the lost. The node stays
    /// a gap in every draw; its parent does not become surer for having lost it.
    Lost(usize),
}

/// How the weights of a set are drawn.
pub(crate) enum Weighing {
    /// They are the stated ones in every draw.
    Stated,
    /// Around the stated ones.
    Dirichlet(Dirichlet),
    /// Those of a panel drawn from the experts.
    Experts(ExpertDraws),
}

/// The experts of a node, for the children that a crime area has of it.
pub(crate) struct ExpertDraws {
    pub panel: Arc<Panel>,
    /// How many children the panel weighs.
    pub judged: usize,
    /// Where each member of the set stands among them.
    pub places: Vec<usize>,
}

/// The least share of a member. Experts may give a child 0, and where nothing is known but that
/// child, its parent still has a mean in every draw.
const LEAST_SHARE: f64 = 1e-9;

impl ExpertDraws {
    /// The shares of the members in a draw, adding up to 1; `all` has a place for every child that
    /// the panel weighs.
    pub(crate) fn fill(&self, stream: &mut Stream, all: &mut [f64], out: &mut [f64]) {
        self.panel.resample(stream, all);
        for (w, &place) in out.iter_mut().zip(&self.places) {
            *w = all.get(place).copied().unwrap_or(0.0).max(LEAST_SHARE);
        }
        let total: f64 = out.iter().sum();
        out.iter_mut().for_each(|w| *w /= total);
    }
}

/// Weights that vary together.
pub(crate) struct WeightSet {
    pub weighing: Weighing,
    pub stated: Vec<f64>,
    pub stream: u64,
    pub factor: usize,
}

impl WeightSet {
    /// Whether the weights of so many of its members are drawn, and sum to one.
    pub(crate) fn drawn_whole(&self, members: usize) -> bool {
        !matches!(self.weighing, Weighing::Stated) && members == self.stated.len()
    }
}
