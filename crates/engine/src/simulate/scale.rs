//! The scale that scores lie on: what a point of error is a hundredth of, and the ends that draws
//! keep to.

use std::collections::BTreeMap;
use std::sync::Arc;

use ideal_model::method::{Child, Mean, Method, Penalty};
use ideal_model::{EditionIx, IndicatorIx, NodeIx, Posts};

use crate::ids::Column;
use crate::plan::floor_of;
use crate::scale::ruler::{score_range, score_width};

/// How wide the scores of leaves and nodes lie, by edition.
pub(crate) struct Widths {
    m: Arc<Method>,
    /// Units in the population of a column.
    units: BTreeMap<Column, usize>,
}

impl Widths {
    pub(crate) fn new(m: &Arc<Method>, posts: &[Posts]) -> Self {
        let column = |p: &Posts| Column { edition: p.edition, indicator: p.indicator };
        Widths {
            m: Arc::clone(m),
            units: posts.iter().map(|p| (column(p), p.n as usize)).collect(),
        }
    }

    /// The width of the scale that the scores of an indicator lie on.
    pub(crate) fn leaf(&self, column: Column) -> f64 {
        score_width(
            &self.m,
            &self.m.indicators[column.indicator],
            self.units.get(&column).copied().unwrap_or(0),
        )
    }

    /// The mean of those of the children, by weight.
    pub(crate) fn node(&self, edition: EditionIx, node: NodeIx) -> f64 {
        let (mut sum, mut weights) = (0.0, 0.0);
        let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
        for child in &self.m.nodes[node].children {
            let (weight, width) = match *child {
                Child::Leaf(i) => {
                    (self.m.indicators[i].weight, self.leaf(Column { edition, indicator: i }))
                }
                Child::Node(j) => (self.m.nodes[j].weight, self.node(edition, j)),
            };
            if weight > 0.0 {
                sum += weight * width;
                weights += weight;
                (least, most) = (least.min(width), most.max(width));
            }
        }
        // Exact where all lie on one scale, and that of the method where there are none.
        if weights <= 0.0 {
            self.m.width()
        } else if least == most {
            most
        } else {
            sum / weights
        }
    }
}

/// What nothing keeps to.
const NO_ENDS: (f64, f64) = (f64::MIN, f64::MAX);
/// Share of a range's width by which rounding may carry a score past its end.
const ROUNDING: f64 = 1e-9;

/// The ends that the draws of a leaf keep to: those of its scale, if it has ends and the scores lie
/// between them.
pub(crate) fn leaf_ends(m: &Method, indicator: IndicatorIx, scores: &[f64]) -> (f64, f64) {
    kept(score_range(m, &m.indicators[indicator]), scores)
}

/// The ends that the draws of a node, rolled up with these functions, keep to: those of the scales
/// of the leaves below, if they have ends, no function leads past them, and the scores lie between
/// them.
pub(crate) fn node_ends(m: &Method, node: NodeIx, scores: &[f64], rolled: &[Mean]) -> (f64, f64) {
    kept(range(m, node).filter(|r| rolled.iter().all(|f| keeps(*f, *r))), scores)
}

fn kept(range: Option<[f64; 2]>, scores: &[f64]) -> (f64, f64) {
    let Some([low, high]) = range else { return NO_ENDS };
    let slack = ROUNDING * (high - low);
    if scores.iter().all(|s| (low - slack..=high + slack).contains(s)) {
        (low, high)
    } else {
        NO_ENDS
    }
}

/// The range of a node's scores, whatever those of the leaves below are within their own.
fn range(m: &Method, node: NodeIx) -> Option<[f64; 2]> {
    let own = &m.nodes[node];
    let mut all: Option<[f64; 2]> = None;
    for child in &own.children {
        let [low, high] = match *child {
            Child::Leaf(i) if m.indicators[i].weight > 0.0 => score_range(m, &m.indicators[i])?,
            Child::Node(j) if m.nodes[j].weight > 0.0 => {
                let [low, high] = range(m, j)?;
                let turn = |x: f64| m.scale[0] + m.scale[1] - x;
                if m.nodes[j].invert { [turn(high), turn(low)] } else { [low, high] }
            }
            _ => continue,
        };
        all = Some(all.map_or([low, high], |[l, h]| [l.min(low), h.max(high)]));
    }
    let [low, high] = all?;
    let switched = m.uncertainty.switch.iter().filter(|s| s.node == node).map(|s| s.to);
    let functions: Vec<Mean> = std::iter::once(own.aggregate).chain(switched).collect();
    let floor = functions.iter().filter_map(|f| floor_of(m, *f, own.floor)).fold(high, f64::max);
    Some([low, high.max(floor)]).filter(|r| functions.iter().all(|f| keeps(*f, *r)))
}

/// Whether children within a range have a mean within it. A penalty for imbalance is less than what
/// lies between the mean and the highest child, but can be more than what lies between the mean and
/// the lowest.
fn keeps(function: Mean, range: [f64; 2]) -> bool {
    match function {
        Mean::MazziottaPareto(Penalty::Subtract) => false,
        Mean::MazziottaPareto(Penalty::Add) => range[0] >= 0.0,
        Mean::Own(own) => own.is_internal(),
        _ => true,
    }
}
