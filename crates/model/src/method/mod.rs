//! The method: the tree, its weights and functions, and every constant a score depends on.

mod parse;
mod places;
mod steps;
mod validate;

use serde::{Deserialize, Serialize};

use crate::closed_scale::ClosedScale;
use crate::grade::Scheme;
use crate::ids::{IndicatorIx, NodeIx, list};
use crate::names::Names;
use crate::period::Period;

pub use crate::published::Rounding;
pub use parse::{parse_method, read_method};
pub use steps::{
    Among, Fill, Impute, ImputeWord, Over, Screen, ScreenBy, Statistic, Steps, Treat, TreatThen,
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
    pub aggregate: Aggregate,
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

/// An aggregation function.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aggregate {
    /// Weighted arithmetic mean.
    #[default]
    Arithmetic,
    /// Weighted geometric mean.
    Geometric,
    /// Weighted harmonic mean.
    Harmonic,
    /// Weighted power mean with this exponent, not 0.
    Power(f64),
    /// Weighted median.
    Median,
    /// Smallest child.
    Min,
    /// Largest child.
    Max,
    /// Weighted arithmetic mean with a penalty for imbalance between the children, S^2 / M
    /// (Mazziotta and Pareto, 2013).
    MazziottaPareto(Penalty),
}

/// Which way the penalty of a Mazziotta-Pareto mean counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Penalty {
    /// Off the mean, MPI-: for a node whose high scores are good. What the word alone means, as its
    /// authors' index of well-being has it.
    #[default]
    Subtract,
    /// Onto the mean, MPI+: for a node whose high scores are bad, such as a threat.
    Add,
}

impl Aggregate {
    /// What children are raised to, where the function takes a floor: the one that is stated, of
    /// which 0 switches it off, else one by the scale.
    ///
    /// Where a single zero would decide alone that is 1 % of the scale above its low end. A
    /// Mazziotta-Pareto mean takes zeros, but has no value where the mean is below zero, and a
    /// penalty that is subtracted can lead a child below the scale: to its parent that is the low
    /// end.
    #[must_use]
    pub fn floor(self, stated: Option<f64>, scale: [f64; 2]) -> Option<f64> {
        let by_scale = match self {
            Aggregate::Geometric | Aggregate::Harmonic => scale[0] + 0.01 * (scale[1] - scale[0]),
            Aggregate::Power(p) if p <= 0.0 => scale[0] + 0.01 * (scale[1] - scale[0]),
            Aggregate::MazziottaPareto(_) => scale[0],
            Aggregate::Arithmetic
            | Aggregate::Power(_)
            | Aggregate::Median
            | Aggregate::Min
            | Aggregate::Max => return None,
        };
        match stated {
            Some(0.0) => None,
            Some(f) => Some(f),
            None => Some(by_scale),
        }
    }
}

/// As a method file says it: `arithmetic`, `power 2`, `mazziotta_pareto add`.
impl std::fmt::Display for Aggregate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Aggregate::Arithmetic => "arithmetic",
            Aggregate::Geometric => "geometric",
            Aggregate::Harmonic => "harmonic",
            Aggregate::Power(p) => return write!(f, "power {}", crate::published::shortest(*p)),
            Aggregate::Median => "median",
            Aggregate::Min => "min",
            Aggregate::Max => "max",
            Aggregate::MazziottaPareto(Penalty::Subtract) => "mazziotta_pareto subtract",
            Aggregate::MazziottaPareto(Penalty::Add) => "mazziotta_pareto add",
        })
    }
}

/// What an indicator measures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// How much of the phenomenon there is.
    #[default]
    Prevalence,
    /// Offences recorded after complaints.
    Recorded,
    /// Damage done.
    Harm,
    /// Output of police and justice: seizures, arrests, detections.
    Enforcement,
    /// What institutions do.
    Response,
    /// Circumstances.
    Context,
    /// Judgement of experts.
    Expert,
    /// Opinion of a population or of businesses.
    Perception,
}

impl Kind {
    /// All kinds with the word a method file uses for each.
    pub const ALL: [(&'static str, Kind); 8] = [
        ("prevalence", Kind::Prevalence),
        ("recorded", Kind::Recorded),
        ("harm", Kind::Harm),
        ("enforcement", Kind::Enforcement),
        ("response", Kind::Response),
        ("context", Kind::Context),
        ("expert", Kind::Expert),
        ("perception", Kind::Perception),
    ];

    /// The word.
    #[must_use]
    pub fn word(self) -> &'static str {
        Kind::ALL.iter().find(|(_, k)| *k == self).map_or("", |(w, _)| w)
    }
}

/// Which way an indicator points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// More is more of what the node measures.
    #[default]
    Up,
    /// More is less.
    Down,
}

/// A transformation of the denominated value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Transform {
    /// Natural logarithm.
    Log,
    /// Logarithm of 1 + x.
    Log1p,
    /// Square root.
    Sqrt,
}

impl Transform {
    /// All transforms with the word a method file uses for each.
    pub const ALL: [(&'static str, Transform); 3] =
        [("log", Transform::Log), ("log1p", Transform::Log1p), ("sqrt", Transform::Sqrt)];

    /// The word.
    #[must_use]
    pub fn word(self) -> &'static str {
        Transform::ALL.iter().find(|(_, t)| *t == self).map_or("", |(w, _)| w)
    }
}

/// A normalisation.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Normalise {
    /// Fixed posts of the indicator.
    Goalposts,
    /// Already on the scale.
    None,
    /// Least and greatest of the population onto `range`.
    Minmax {
        /// Target range; the scale if none.
        range: Option<[f64; 2]>,
    },
    /// Standard score with this mean and standard deviation.
    Zscore {
        /// Mean of the result.
        mean: f64,
        /// Standard deviation of the result.
        sd: f64,
    },
    /// Rank, 1 for the least.
    Rank,
    /// Percentile rank.
    PercentileRank {
        /// Target range; the scale if none.
        range: Option<[f64; 2]>,
    },
    /// Rank - 1.
    Borda,
    /// Distance to a target above which the score is full.
    DistanceToTarget {
        /// The target, in the indicator's unit.
        target: f64,
        /// Target range; the scale if none.
        range: Option<[f64; 2]>,
    },
    /// Distance to the value of a reference territory's unit.
    DistanceToReference {
        /// The reference value, in the indicator's unit.
        reference: f64,
        /// Target range; the scale if none.
        range: Option<[f64; 2]>,
    },
    /// Distance to the greatest of the population.
    DistanceToMax {
        /// Target range; the scale if none.
        range: Option<[f64; 2]>,
    },
    /// Share of the greatest of the population.
    FractionOfMax {
        /// Target range; the scale if none.
        range: Option<[f64; 2]>,
    },
}

impl Normalise {
    /// Whether the score of a value depends on the values of others.
    #[must_use]
    pub fn needs_population(self) -> bool {
        !matches!(self, Normalise::Goalposts | Normalise::None)
    }
}

/// Which lengths of period an indicator takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lengths {
    /// Periods at least as long as the edition's: a month never stands for a year.
    #[default]
    Edition,
    /// Any: the newest speaks, however short.
    Any,
}

/// A denominator.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Per {
    /// Index of the denominator in the indicators.
    pub indicator: IndicatorIx,
    /// What the ratio is multiplied by.
    pub factor: f64,
}

/// An indicator: a leaf of the tree, or a denominator.
#[derive(Clone, Debug, Serialize)]
pub struct Indicator {
    /// The code as the method writes it, with any `@area`.
    pub code: String,
    /// The code whose rows it reads: `reads`, else the code before any `@`.
    pub series: String,
    /// With `unit = "territory"`: the area it is read from; `None` reads `*` rows.
    pub area: Option<String>,
    /// Its names.
    pub names: Names,
    /// Index of its parent node; none for a denominator.
    pub parent: Option<NodeIx>,
    /// Weight under its parent.
    pub weight: f64,
    /// What it measures.
    pub kind: Kind,
    /// The unit of its rows, in words.
    pub unit: String,
    /// Its scale, where its values cannot pass two ends: a value outside is a mistake.
    pub scale: Option<ClosedScale>,
    /// Which way it points.
    pub direction: Direction,
    /// Goalposts in its own unit after denomination and before the transform, low < high.
    pub goalposts: Option<[f64; 2]>,
    /// Transformation.
    pub transform: Option<Transform>,
    /// Its own normalisation, if not that of the steps.
    pub normalise: Option<Normalise>,
    /// Population of its own normalisation; of no meaning without one.
    pub over: Over,
    /// Denominator.
    pub per: Option<Per>,
    /// Greatest age of a usable row, in years.
    pub max_age: f64,
    /// Which lengths of period count.
    pub periods: Lengths,
    /// Preferred sources, best first.
    pub sources: Vec<String>,
    /// The crime areas it serves; empty means all.
    pub crime_areas: Vec<String>,
    /// First edition it applies to.
    pub since: Option<Period>,
    /// Last edition it applies to.
    pub until: Option<Period>,
    /// Window of years for a moving mean.
    pub smooth: Option<u8>,
    /// Line in the method file.
    pub line: u64,
}

impl Indicator {
    /// Whether it is a leaf for this crime area.
    #[must_use]
    pub fn serves(&self, area: &str) -> bool {
        self.crime_areas.is_empty() || self.crime_areas.iter().any(|a| a == area)
    }

    /// Whether a row of this period may speak for an edition: it is as long at least, unless the
    /// method takes any.
    #[must_use]
    pub fn takes(&self, period: Period, edition: Period) -> bool {
        self.periods == Lengths::Any || !period.is_shorter_than(edition)
    }

    /// Whether an edition lies outside `since` and `until`.
    #[must_use]
    pub fn outside(&self, edition: Period) -> bool {
        self.since.is_some_and(|s| edition.end_month() < s.end_month())
            || self.until.is_some_and(|u| edition.end_month() > u.end_month())
    }
}

/// A roll-up.
#[derive(Clone, Debug, Serialize)]
pub struct Rollup {
    /// Its function.
    pub aggregate: Aggregate,
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
    /// Standard deviation by grade (`A1`), in points of a 0-100 scale, in the order of the file.
    pub sd: Vec<(String, f64)>,
    /// Standard deviation of ungraded rows, in points of a 0-100 scale.
    pub sd_ungraded: f64,
    /// Change that counts, as a share of the scale's width.
    pub change_threshold: f64,
    /// The k of P(top k).
    pub top: Vec<u32>,
    /// Winning index at which neighbours are told apart.
    pub tie: f64,
    /// Alternative settings, each drawn with its probability.
    pub switch: Vec<Switch>,
}

impl Default for Uncertainty {
    fn default() -> Self {
        Uncertainty {
            concentration: 50.0,
            sd: [("A1", 2.0), ("B2", 5.0), ("C3", 10.0)].map(|(g, s)| (g.to_owned(), s)).to_vec(),
            sd_ungraded: 15.0,
            change_threshold: 0.025,
            top: vec![3, 5, 10],
            tie: 0.80,
            switch: Vec::new(),
        }
    }
}

/// A method switch: with probability `p` the node aggregates otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Switch {
    /// The node.
    pub node: NodeIx,
    /// Its other function.
    pub to: Aggregate,
    /// Probability, 0..=1.
    pub p: f64,
}
