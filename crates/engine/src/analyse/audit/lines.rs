//! The lines of an audit, and what their flags mean.

use ideal_model::Verdict;
use serde::Serialize;

use super::against::Against;
use super::selection::SelectionAudit;
use super::variants::VariantAudit;
use crate::analyse::edition_table::AuditObject;

/// Siblings that correlate above this count the same thing twice.
pub const HIGH: f64 = 0.9;
/// Elements that correlate within this of 0 have little to do with one another.
pub const LOW: f64 = 0.3;
/// Elements that correlate below this contradict one another.
pub const NEGATIVE: f64 = -0.4;

/// Correlations on fewer rows than this raise no flag: chance alone makes them high or low.
pub const LEAST_ROWS: usize = 10;

/// Share of an indicator's values at or beyond a goalpost from which it is flagged.
pub const SATURATED: f64 = 0.2;

/// A statistical audit.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Audit {
    /// The edition.
    pub edition: String,
    /// The mark the output must carry.
    pub handling: String,
    /// Units looked at.
    pub units: usize,
    /// What the units are.
    pub object: AuditObject,
    /// Territories among the units, and among the roll-ups that are audited beside them; 0 where
    /// there are none.
    pub rollups: usize,
    /// Resamples of territories behind each p value, those of the indicators' matrix apart.
    pub resamples: u32,
    /// Resamples behind each p value of the matrix.
    pub matrix_resamples: u32,
    /// A line per leaf.
    pub indicators: Vec<IndicatorAudit>,
    /// A line per unit.
    pub availability: Vec<UnitAudit>,
    /// A line per node.
    pub nodes: Vec<NodeAudit>,
    /// Siblings with one another, children with their parent, and everything with the root.
    pub correlations: Vec<PairAudit>,
    /// Every indicator with every other, in the order of the tree.
    pub matrix: Vec<IndicatorPair>,
    /// A line per child with weight.
    pub weights: Vec<WeightAudit>,
    /// A line per principal component of the children of a node.
    pub components: Vec<ComponentAudit>,
    /// Children with the components that are kept, and with the first where none is.
    pub loadings: Vec<LoadingAudit>,
    /// A line per child of a node with two or more.
    pub items: Vec<ItemAudit>,
    /// A line per leaf that is known in some units and missing in others.
    pub selection: Vec<SelectionAudit>,
    /// The ranking of the root if goalposts, normalisation or floors were others.
    pub variants: Vec<VariantAudit>,
    /// Beside another index, where one was given.
    pub against: Option<Against>,
}

/// Statistics of an indicator's quantities, after denomination and treatment and before the
/// transform. Skewness and kurtosis are the adjusted estimators (type 2), the standard deviation
/// has the divisor n - 1.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct IndicatorAudit {
    /// Code.
    pub indicator: String,
    /// Node above it.
    pub node: String,
    /// Its unit, in words.
    pub unit: String,
    /// Facts that could be known: units, or territories where the evidence holds for every crime
    /// area.
    pub expected: usize,
    /// Facts known; what was imputed is none.
    pub available: usize,
    /// Values that were imputed: they count in the statistics.
    pub imputed: usize,
    /// Share known; null where nothing is expected.
    pub share: Option<f64>,
    /// Values that are not zero.
    pub non_zero: usize,
    /// Distinct values.
    pub unique: usize,
    /// Smallest.
    pub min: Option<f64>,
    /// Largest.
    pub max: Option<f64>,
    /// Mean.
    pub mean: Option<f64>,
    /// Median.
    pub median: Option<f64>,
    /// Standard deviation.
    pub sd: Option<f64>,
    /// Skewness.
    pub skewness: Option<f64>,
    /// Excess kurtosis.
    pub kurtosis: Option<f64>,
    /// Known for less than 65 %.
    pub low_availability: bool,
    /// Less than half of all values is there and not zero.
    pub many_zeros: bool,
    /// Fewer distinct values than half of all.
    pub few_unique: bool,
    /// |skewness| above 2 and kurtosis above 3.5: outliers would rule the scores.
    pub outliers: bool,
    /// Facts known at or below the low goalpost; null without fixed posts.
    pub at_low_post: Option<usize>,
    /// Facts known at or above the high goalpost.
    pub at_high_post: Option<usize>,
    /// Share of the facts known that stand at or beyond a post, 0..=1: there the scores no longer
    /// tell units apart.
    pub on_post: Option<f64>,
    /// That share is [`SATURATED`] or more.
    pub saturated: bool,
}

/// How much is known about a unit.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct UnitAudit {
    /// Territory.
    pub territory: String,
    /// Crime area; `*` where the method has none.
    pub crime_area: String,
    /// Leaves that apply.
    pub expected: usize,
    /// Leaves with a score that rests on evidence.
    pub available: usize,
    /// Leaves with an imputed score.
    pub imputed: usize,
    /// Share with a score; null where none applies.
    pub share: Option<f64>,
    /// Nodes without a score.
    pub gaps: usize,
    /// What became of the root.
    pub verdict: Verdict,
}

/// Internal consistency of a node's children.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct NodeAudit {
    /// Node.
    pub node: String,
    /// Children with weight.
    pub children: usize,
    /// Rows in which every child has a score.
    pub complete: usize,
    /// Cronbach's alpha from pairwise covariances; null for fewer than two children, or a pair that
    /// no row has.
    pub alpha: Option<f64>,
    /// Share of the variance on the first principal component of the complete rows; null where
    /// there is none.
    pub first_component: Option<f64>,
    /// Mean correlation between two children; null without a pair.
    pub mean_correlation: Option<f64>,
    /// 0.7 is the usual least alpha of a group that measures one thing.
    pub inconsistent: bool,
    /// Whose scores: cells, or territories.
    pub object: AuditObject,
    /// Components whose eigenvalue is above 1 (Kaiser's criterion); null without components.
    pub kept: Option<usize>,
    /// Kaiser-Meyer-Olkin measure of sampling adequacy, 0..=1; null where the complete rows are no
    /// more than the children, or one child follows from the others.
    pub kmo: Option<f64>,
}

/// A principal component of the children of a node, over the rows in which all have a score.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ComponentAudit {
    /// Node.
    pub node: String,
    /// Whose scores.
    pub object: AuditObject,
    /// Which component, from 1.
    pub component: usize,
    /// Eigenvalue of the correlation matrix: its variance, where that of a child is 1.
    pub eigenvalue: f64,
    /// Share of the variance, 0..=1.
    pub share: f64,
    /// That of this component and those before it.
    pub cumulative: f64,
    /// Eigenvalue above 1: it carries more than a single child (Kaiser, 1960).
    pub kept: bool,
}

/// How a child goes with a component.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct LoadingAudit {
    /// Node.
    pub node: String,
    /// Whose scores.
    pub object: AuditObject,
    /// Which component, from 1.
    pub component: usize,
    /// Child.
    pub child: String,
    /// Correlation of the child with the component, -1..=1. The largest in size is positive.
    pub loading: f64,
}

/// A child of a node as an item of the group.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ItemAudit {
    /// Node.
    pub node: String,
    /// Whose scores.
    pub object: AuditObject,
    /// Child.
    pub child: String,
    /// Cronbach's alpha of its siblings without it; null for fewer than two of them.
    pub alpha_without: Option<f64>,
    /// Its own measure of sampling adequacy, 0..=1; null as in [`NodeAudit::kmo`].
    pub kmo: Option<f64>,
}

ideal_model::words! {
    /// How two elements that are correlated stand to each other.
    pub enum Relation {
        /// They have one parent.
        Siblings = "siblings",
        /// The second is the parent of the first.
        Parent = "parent",
        /// The second is the root.
        Root = "root",
    }
}

ideal_model::words! {
    /// What a correlation deserves.
    pub enum PairFlag {
        /// So close that the two could be one.
        High = "high",
        /// They should have to do with one another, and have not.
        Low = "low",
        /// They contradict one another.
        Negative = "negative",
    }
}

ideal_model::words! {
    /// How a weight works otherwise than stated.
    pub enum WeightFlag {
        /// At least twice the stated share.
        Dominates = "dominates",
        /// At most half of it.
        Silent = "silent",
    }
}

/// Pearson's correlation of two elements.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PairAudit {
    /// How the two stand to each other.
    pub relation: Relation,
    /// The node they meet in.
    pub node: String,
    /// One.
    pub a: String,
    /// The other; the node itself for `parent` and `root`.
    pub b: String,
    /// Rows with both.
    pub n: usize,
    /// The coefficient, -1..=1; null under two rows or where one of them does not vary.
    pub r: Option<f64>,
    /// Two-sided p value of no correlation, by a cluster bootstrap over territories
    /// ([`ideal_composite::cluster`]); null under ten territories, and where r is 1 or -1.
    pub p: Option<f64>,
    /// What it deserves, `high` for siblings only; none on fewer than [`LEAST_ROWS`] rows.
    pub flag: Option<PairFlag>,
    /// Whose scores.
    pub object: AuditObject,
    /// Lower end of the 95 % interval of the coefficient, by the same bootstrap; null as p.
    pub low: Option<f64>,
    /// Its upper end.
    pub high: Option<f64>,
    /// Territories among the rows.
    pub territories: usize,
}

/// Two indicators wherever they stand in the tree, their scores turned so that more is more at the
/// root. Where both are one fact per territory (evidence for every crime area, or for a single one)
/// the rows are territories, else units: indicators of different crime areas never meet in a unit,
/// and are compared all the same.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct IndicatorPair {
    /// One; never after `b` in the order of the tree.
    pub a: String,
    /// The other.
    pub b: String,
    /// Rows with both.
    pub n: usize,
    /// Pearson's coefficient, -1..=1; null under two rows or where one of them does not vary.
    pub r: Option<f64>,
    /// Its two-sided p value, as in [`PairAudit::p`]. Where very many territories and indicators
    /// would take more than [`MOST_DRAWN`](crate::MOST_DRAWN) random numbers, only flagged pairs
    /// have one.
    pub p: Option<f64>,
    /// Spearman's coefficient: that of the ranks.
    pub spearman: Option<f64>,
    /// Kendall's tau-b.
    pub kendall: Option<f64>,
    /// `high` or `negative`, and under the same node `low`, by Pearson's; never on fewer than
    /// [`LEAST_ROWS`] rows. Two indicators under different nodes need have nothing to do with one
    /// another, and what never meets in a unit is added up in none.
    pub flag: Option<PairFlag>,
    /// Lower end of the 95 % interval of Pearson's coefficient; null as p.
    pub low: Option<f64>,
    /// Its upper end.
    pub high: Option<f64>,
    /// Territories among the rows.
    pub territories: usize,
}

/// The weight of a child as stated, and as it works.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct WeightAudit {
    /// Parent.
    pub node: String,
    /// Child.
    pub child: String,
    /// Share of the parent's weight as stated, over the crime areas it serves, 0..=1.
    pub stated: f64,
    /// Share of the root's weight as stated (nominal effective weight), 0..=1.
    pub in_root: f64,
    /// Squared correlation with the parent: the share of its variance that goes with the child
    /// (Becker, Saisana, Paruolo and Vandecasteele, Ecological Indicators 80, 2017, linear form).
    pub importance: Option<f64>,
    /// Importance as a share of the importance of all siblings, in the crime areas it serves: the
    /// effective weight; null where one of them has none.
    pub effective: Option<f64>,
    /// Effective over stated.
    pub ratio: Option<f64>,
    /// What is worth a remark about it.
    pub flag: Option<WeightFlag>,
}
