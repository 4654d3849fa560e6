//! The method: the tree, its weights and functions, and every constant a score depends on.

mod build;
mod defaults;
mod error_model;
mod indicator;
mod named;
mod normalise;
mod parse;
mod places;
mod raters;
mod steps;
mod transformation;
mod validate;
mod vocabulary;
mod weights;

use serde::{Deserialize, Serialize};

use crate::grade::Scheme;
use crate::ids::{IndicatorIx, NodeIx, list};
use crate::names::Names;

pub use crate::published::Rounding;
pub use build::MethodBuilder;
pub use error_model::ErrorModel;
pub use ideal_composite::aggregate::{Aggregation, Mean, Penalty};
pub use ideal_composite::impute::{Fill, Statistic};
pub use ideal_composite::normalise::{Direction, Normalise as Function};
pub use ideal_composite::own::{Named, Own};
pub use ideal_composite::treat::Transform;
pub use ideal_composite::weight::experts::Pool;
pub use indicator::{Indicator, Kind, Lengths, Per};
pub use named::{NamedCode, NamedKind};
pub use normalise::{Against, Normalise};
pub use parse::{parse_method, read_method};
pub use raters::{Adjust, RaterPool, Raters};
pub use steps::{Among, Impute, ImputeWord, Over, Screen, ScreenBy, Steps, Treat};
pub use transformation::{Transformation, ValueTransform};
pub use vocabulary::{
    DIRECTIONS, IMPUTATIONS, LOGARITHMS, MEANS, NORMALISATIONS, NormaliseWord, PENALTIES, POOLS,
    VALUE_TRANSFORMS, mean_in_words, transform_word, value_transform_in_words,
};

/// A checked method file.
#[derive(Clone, Debug, Serialize)]
pub struct Method {
    /// Its id.
    pub id: String,
    /// Its version, as written.
    pub version: String,
    /// Who answers for it.
    pub owner: String,
    /// What a row of the score matrix is.
    pub unit: UnitKind,
    /// Low and high end of the scale scores live on.
    pub scale: [f64; 2],
    /// Decimals of the published form.
    pub decimals: u8,
    /// Rounding of the published form.
    pub rounding: Rounding,
    /// Nodes, in the order of the file.
    pub nodes: Vec<Node>,
    /// Indicators, in the order of the file: leaves and denominators.
    pub indicators: Vec<Indicator>,
    /// Index of the root in `nodes`.
    pub root: NodeIx,
    /// Roll-up of a territory's units over its crime areas.
    pub rollup_territory: Option<Rollup>,
    /// Roll-up of a crime area's units over the territories.
    pub rollup_crime_area: Option<Rollup>,
    /// Roll-up of the territories' roll-ups.
    pub rollup_region: Option<Rollup>,
    /// Bands, lowest first, those of the whole method before those of single nodes.
    pub bands: Vec<Band>,
    /// How confidence is judged.
    pub confidence: Confidence,
    /// Steps of construction for indicators that do not say otherwise.
    pub steps: Steps,
    /// Constants of the uncertainty analysis.
    pub uncertainty: Uncertainty,
    /// How ratings are pooled.
    pub raters: Raters,
}

list!(Node, NodeIx);
list!(Indicator, IndicatorIx);

impl Method {
    /// Width of the scale.
    #[must_use]
    pub fn width(&self) -> f64 {
        self.scale[1] - self.scale[0]
    }

    /// The indices of the nodes.
    pub fn node_indices(
        &self,
    ) -> impl ExactSizeIterator<Item = NodeIx> + DoubleEndedIterator + Clone {
        NodeIx::all(self.nodes.len())
    }

    /// The indices of the indicators.
    pub fn indicator_indices(
        &self,
    ) -> impl ExactSizeIterator<Item = IndicatorIx> + DoubleEndedIterator + Clone {
        IndicatorIx::all(self.indicators.len())
    }

    /// Index of the node with this id.
    #[must_use]
    pub fn node_index(&self, id: &str) -> Option<NodeIx> {
        self.nodes.iter().position(|n| n.id == id).and_then(NodeIx::new)
    }

    /// Index of the indicator with this code.
    #[must_use]
    pub fn indicator_index(&self, code: &str) -> Option<IndicatorIx> {
        self.indicators.iter().position(|i| i.code == code).and_then(IndicatorIx::new)
    }

    /// The leaves of positive weight under a node, ascending.
    #[must_use]
    pub fn leaves_under(&self, node: NodeIx) -> Vec<IndicatorIx> {
        let mut out = Vec::new();
        let mut stack = vec![node];
        while let Some(children) = stack.pop().and_then(|i| self.nodes.get(i.get())) {
            for c in &children.children {
                match *c {
                    Child::Leaf(l) if self.indicators[l].weight > 0.0 => out.push(l),
                    Child::Node(j) if self.nodes[j].weight > 0.0 => stack.push(j),
                    _ => {}
                }
            }
        }
        out.sort_unstable();
        out
    }

    /// Whether the node lies at or under one that its parent sees inverted: "severe response" says
    /// nothing.
    #[must_use]
    pub fn is_inverted(&self, node: NodeIx) -> bool {
        let mut at = Some(node);
        while let Some(n) = at.and_then(|i| self.nodes.get(i.get())) {
            if n.invert {
                return true;
            }
            at = n.parent;
        }
        false
    }

    /// The bands that hold for a node, lowest first: its own, else the method's unless it is
    /// inverted.
    #[must_use]
    pub fn bands_of(&self, node: NodeIx) -> Vec<&Band> {
        let own: Vec<&Band> = self.bands.iter().filter(|b| b.of == Some(node)).collect();
        if !own.is_empty() {
            return own;
        }
        if self.is_inverted(node) {
            Vec::new()
        } else {
            self.bands.iter().filter(|b| b.of.is_none()).collect()
        }
    }

    /// Nodes that are ranked: the root and its children that are nodes, in the order of the file.
    #[must_use]
    pub fn ranked_nodes(&self) -> Vec<NodeIx> {
        self.node_indices()
            .filter(|&i| i == self.root || self.nodes[i].parent == Some(self.root))
            .collect()
    }
}

/// What a unit is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnitKind {
    /// Territory x crime area.
    #[default]
    TerritoryArea,
    /// Territory alone.
    Territory,
}

/// A branch of the tree.
#[derive(Clone, Debug, Serialize)]
pub struct Node {
    /// Its id.
    pub id: String,
    /// Its names.
    pub names: Names,
    /// Index of its parent; none for the root.
    pub parent: Option<NodeIx>,
    /// Weight under its parent, finite and >= 0.
    pub weight: f64,
    /// Aggregation function over its children.
    pub aggregate: Mean,
    /// Least coverage for a score, 0..=1.
    pub min_coverage: f64,
    /// Whether its parent is a gap without it.
    pub required: bool,
    /// Whether the parent sees low + high - x.
    pub invert: bool,
    /// Floor that children are raised to in geometric, harmonic, power <= 0 and Mazziotta-Pareto
    /// nodes.
    pub floor: Option<f64>,
    /// Children, in the order of the file.
    pub children: Vec<Child>,
    /// Line in the method file.
    pub line: u64,
}

/// A child of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Child {
    /// Another node, by index.
    Node(NodeIx),
    /// A leaf, by index into the indicators.
    Leaf(IndicatorIx),
}

/// A roll-up.
#[derive(Clone, Debug, Serialize)]
pub struct Rollup {
    /// Its function.
    pub aggregate: Mean,
    /// Weights by code for the root; 1 where none is given.
    pub weights: Vec<(String, f64)>,
    /// Weights by code for single nodes, which replace `weights` there.
    pub weights_of: Vec<(NodeIx, Vec<(String, f64)>)>,
    /// Floor.
    pub floor: Option<f64>,
    /// Least coverage.
    pub min_coverage: f64,
    /// Named groups that get a row each (regions only).
    pub groups: Vec<String>,
}

impl Rollup {
    /// The weight of `code` at `node`. `weights` hold for the root; another node takes them too
    /// unless it has its own.
    #[must_use]
    pub fn weight(&self, code: &str, node: NodeIx) -> f64 {
        let own = self.weights_of.iter().find(|(n, _)| *n == node).map(|(_, w)| w.as_slice());
        own.unwrap_or(&self.weights).iter().find(|(c, _)| c == code).map_or(1.0, |(_, w)| *w)
    }
}

/// A band of scores.
#[derive(Clone, Debug, Serialize)]
pub struct Band {
    /// Its id.
    pub id: String,
    /// Its names.
    pub names: Names,
    /// Scores below this belong to it; none in the last.
    pub below: Option<f64>,
    /// The node it is for, if not for all.
    pub of: Option<NodeIx>,
}

/// Constants of confidence.
#[derive(Clone, Debug, Serialize)]
pub struct Confidence {
    /// Grading scheme.
    pub scheme: Scheme,
    /// Table entries for reliability that replace the scheme's.
    pub reliability: Vec<(char, f64)>,
    /// Table entries for credibility that replace the scheme's.
    pub credibility: Vec<(char, f64)>,
    /// Value of a part that is absent or cannot be judged, 0..=1.
    pub ungraded: f64,
    /// Years after which timeliness has fallen to 1/e.
    pub timeliness: f64,
    /// Loss for a single source, 0..=1.
    pub corroboration: f64,
    /// Least confidence called moderate.
    pub moderate: f64,
    /// Least confidence called high.
    pub high: f64,
    /// Confidence under which the root is not assessed.
    pub floor: f64,
}

impl Default for Confidence {
    fn default() -> Self {
        Confidence {
            scheme: Scheme::default(),
            reliability: Vec::new(),
            credibility: Vec::new(),
            ungraded: 0.2,
            timeliness: 5.0,
            corroboration: 0.2,
            moderate: 0.6,
            high: 0.8,
            floor: 0.0,
        }
    }
}

/// Constants of the uncertainty analysis.
#[derive(Clone, Debug, Serialize)]
pub struct Uncertainty {
    /// Concentration of the Dirichlet weights.
    pub concentration: f64,
    /// An error model of the caller's, in place of what the grades say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Own<dyn ErrorModel>>,
    /// Standard deviation by grade (`A1`), in points of a 0-100 scale, in the order of the file.
    pub sd: Vec<(String, f64)>,
    /// Standard deviation of ungraded rows, in points of a 0-100 scale.
    pub sd_ungraded: f64,
    /// How far the score of every indicator moves in a year, as a standard deviation in points of a
    /// 0-100 scale; none where it is estimated from each indicator's own history.
    pub drift: Option<f64>,
    /// Change that counts, as a share of the scale's width.
    pub change_threshold: f64,
    /// The k of P(top k).
    pub top: Vec<u32>,
    /// Winning index at which neighbours are told apart.
    pub tie: f64,
    /// Alternative settings, each drawn with its probability.
    pub switch: Vec<Switch>,
    /// How the weights of a draw are drawn.
    pub weights: WeightDraws,
    /// How the experts of a draw become one, with `weights = "experts"`.
    pub expert_pool: Pool,
}

crate::words! {
    /// How the weights of a draw are drawn.
    pub enum WeightDraws {
        /// Around the stated ones, by a Dirichlet distribution.
        Dirichlet = "dirichlet",
        /// Where at least two experts judged a node, those of a panel drawn from them with
        /// replacement; elsewhere as with `dirichlet`.
        Experts = "experts",
    }
}

/// The most that a score may be said to move in a year, in points of a 0-100 scale: all of it.
pub const MOST_DRIFT: f64 = 100.0;

impl Default for Uncertainty {
    fn default() -> Self {
        Uncertainty {
            concentration: 50.0,
            errors: None,
            sd: [("A1", 2.0), ("B2", 5.0), ("C3", 10.0)].map(|(g, s)| (g.to_owned(), s)).to_vec(),
            sd_ungraded: 15.0,
            drift: None,
            change_threshold: 0.025,
            top: vec![3, 5, 10],
            tie: 0.80,
            switch: Vec::new(),
            weights: WeightDraws::Dirichlet,
            expert_pool: Pool::Geometric,
        }
    }
}

/// A method switch: with probability `p` the node aggregates otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Switch {
    /// The node.
    pub node: NodeIx,
    /// Its other function.
    pub to: Mean,
    /// Probability, 0..=1.
    pub p: f64,
}
