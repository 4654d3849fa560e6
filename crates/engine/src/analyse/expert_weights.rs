//! Weights that experts propose, node by node, with each expert's own and how far they agree.

use std::collections::BTreeSet;

use ideal_composite::agreement::kendall_w;
use ideal_composite::ratings::Ratings;
use ideal_model::method::{Child, Method, Pool};
use ideal_model::{
    AssessmentInput, Consistency, ExpertJudged, JudgedBy, NodeJudged, RaterNames, judged,
};
use ndarray::Array2;
use serde::Serialize;

use crate::analyse::weighting::{ChildWeight, NodeWeights};

ideal_model::words! {
    /// That weights are those of experts, among the ways they are found.
    pub enum ByExperts {
        /// By experts.
        Experts = "experts",
    }
}

/// Weights proposed by experts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExpertWeights {
    /// How they were found.
    pub by: ByExperts,
    /// How the experts became one.
    pub pool: Pool,
    /// The strictest mark of the project and of the judgements.
    pub handling: String,
    /// The nodes that somebody judged, in the method's order.
    pub nodes: Vec<ExpertNode>,
}

/// Weights of the children of a node.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExpertNode {
    /// The weights of all experts as one, beside the stated ones.
    #[serde(flatten)]
    pub weights: NodeWeights,
    /// Each expert, by name.
    pub experts: Vec<ExpertView>,
    /// Kendall's W of the ranks that the experts give the children: 1 where all give the same, 0
    /// where nothing is common. None for fewer than two experts or children, and where every
    /// expert weighs all alike.
    pub agreement: Option<f64>,
}

/// What one expert says of a node.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExpertView {
    /// Pseudonym.
    pub expert: String,
    /// How the expert judged.
    pub method: JudgedBy,
    /// A weight per child of the node, in the order of its children, adding up to 1.
    pub weights: Vec<f64>,
    /// How consistent the pairs are; none for judgements without pairs.
    pub consistency: Option<Consistency>,
    /// Triads of children that contradict themselves, the worst first, three at most.
    pub triads: Vec<TriadView>,
}

/// Three children whose comparisons contradict each other.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TriadView {
    /// The children.
    pub children: [String; 3],
    /// How many times as important as the third the first is, as stated.
    pub stated: f64,
    /// The same as it follows by way of the second.
    pub implied: f64,
    /// How far apart the two are, 0..1.
    pub contradiction: f64,
}

/// Triads that are told of an expert.
const TRIADS: usize = 3;

/// The weights that the experts of an assessment propose, pooled in this way.
#[must_use]
pub fn expert_weights(a: &AssessmentInput, pool: Pool) -> ExpertWeights {
    let m = &*a.method;
    let mut nodes = judged(m, &a.judgements).0;
    if a.release.is_some() {
        // An expert may be the rater of a round: readers are told of one by number.
        let experts: BTreeSet<&str> = a.judgements.iter().map(|j| j.expert.as_str()).collect();
        let names = RaterNames::new(experts.iter().copied(), true);
        for expert in nodes.iter_mut().flat_map(|n| &mut n.experts) {
            let at = experts.iter().position(|e| *e == expert.expert);
            expert.expert = at.map(|at| names.of(at).into_owned()).unwrap_or_default();
        }
    }
    ExpertWeights {
        by: ByExperts::Experts,
        pool,
        handling: a
            .judgements
            .iter()
            .fold(a.handling, |mark, j| mark.strictest(j.mark))
            .to_string(),
        nodes: nodes.iter().map(|n| node(m, n, pool)).collect(),
    }
}

fn node(m: &Method, judged: &NodeJudged, pool: Pool) -> ExpertNode {
    let stated: Vec<f64> = judged.children.iter().map(|&c| m.weight(c)).collect();
    let (proposed, kept) = match judged.panel(pool) {
        Ok(panel) => (panel.pooled(), None),
        Err(e) => (stated.clone(), Some(e.to_string())),
    };
    let child = |((&child, &stated), &proposed): ((&Child, &f64), &f64)| ChildWeight {
        child: m.code_of(child).to_owned(),
        leaf: matches!(child, Child::Leaf(_)),
        stated,
        proposed,
    };
    ExpertNode {
        weights: NodeWeights {
            node: m.code_of(Child::Node(judged.node)).to_owned(),
            rows: 0,
            kept,
            children: judged.children.iter().zip(&stated).zip(&proposed).map(child).collect(),
        },
        experts: judged.experts.iter().map(|e| view(m, &judged.children, e)).collect(),
        agreement: agreement(&judged.experts),
    }
}

fn view(m: &Method, children: &[Child], e: &ExpertJudged) -> ExpertView {
    let name =
        |place: usize| children.get(place).map(|&c| m.code_of(c).to_owned()).unwrap_or_default();
    let triads = e.consistency.iter().flat_map(|c| &c.triads).take(TRIADS);
    ExpertView {
        expert: e.expert.clone(),
        method: e.method,
        weights: e.weights.clone(),
        consistency: e.consistency.clone(),
        triads: triads
            .map(|t| TriadView {
                children: t.children.map(name),
                stated: t.stated,
                implied: t.implied,
                contradiction: t.contradiction,
            })
            .collect(),
    }
}

/// Kendall's W over the children, ranked by each expert's weights; none where it is not defined.
fn agreement(experts: &[ExpertJudged]) -> Option<f64> {
    let children = experts.first()?.weights.len();
    // Weights that differ in the last digits of a search are tied.
    let whole = |w: f64| (w * 1e9).round();
    let weight = |(child, expert): (usize, usize)| {
        experts.get(expert).and_then(|e| e.weights.get(child)).map_or(f64::NAN, |w| whole(*w))
    };
    let matrix = Array2::from_shape_fn((children, experts.len()), weight);
    let ratings = Ratings::of_matrix(matrix.view()).ok()?;
    kendall_w(&ratings).ok().map(|found| found.w)
}
