//! Weights that the data propose, node by node, to be set beside the stated ones.

use ideal_composite::correlate::Kind;
use ideal_composite::tree::{Element, Floor, How, Tree};
use ideal_composite::weight::{
    Objective, WeightError, benefit_of_the_doubt, critic, entropy, optimise, principal,
};
use ideal_model::method::Child;
use ideal_model::{EditionIx, NodeIx};
use ndarray::{Array2, Axis};
use serde::Serialize;

use crate::analyse::edition_table::EditionTable;
use crate::run::Run;

ideal_model::words! {
    /// How weights are found.
    pub enum WeightsBy {
        /// The same for every child.
        Equal = "equal",
        /// Squared loadings of the first principal component (Handbook, step 6).
        Pca = "pca",
        /// Entropy of the shares: what tells the units apart.
        Entropy = "entropy",
        /// CRITIC: spread times conflict with the siblings.
        Critic = "critic",
        /// Such that correlations with the node stand in the proportion of the stated weights (Becker
        /// et al. 2017).
        Optimise = "optimise",
        /// Benefit of the doubt: the mean of the shares that flatter each unit most.
        Bod = "bod",
    }
}

/// Proposed weights.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProposedWeights {
    /// How they were found.
    pub by: WeightsBy,
    /// Edition whose scores were looked at.
    pub edition: String,
    /// The mark the output must carry.
    pub handling: String,
    /// A group per node, in the method's order.
    pub nodes: Vec<NodeWeights>,
}

/// Weights of the children of a node.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NodeWeights {
    /// The node.
    pub node: String,
    /// Rows that the proposal rests on; 0 for equal weights.
    pub rows: usize,
    /// Why the stated weights stay, if they do.
    pub kept: Option<String>,
    /// The children with weight; those of weight 0 are slots and stay what they are.
    pub children: Vec<ChildWeight>,
}

/// The weight of a child.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChildWeight {
    /// Id of a node or code of an indicator.
    pub child: String,
    /// Whether it is an indicator.
    pub leaf: bool,
    /// Weight as stated.
    pub stated: f64,
    /// Weight proposed: a share of 1 among the siblings, or the stated one where those stay.
    pub proposed: f64,
}

/// Proposes weights for every node from the scores of an edition, as the node sees them.
///
/// `pca`, `optimise` and `bod` look at rows in which every child has a score; `entropy` and
/// `critic` at each child's own. Where a method has no answer for a node (too few complete rows, a
/// constant child, a negative score) the stated weights stay and the reason is told. Of a method
/// with crime areas the siblings that serve different areas have no row in common. An edition that
/// does not exist has no proposal.
#[must_use]
pub fn propose_weights(run: &Run, edition: EditionIx, by: WeightsBy) -> ProposedWeights {
    let results = &run.results;
    let mut out = ProposedWeights {
        by,
        edition: String::new(),
        handling: results.mark.to_string(),
        nodes: Vec::new(),
    };
    let Some(m) = EditionTable::new(run, edition) else { return out };
    out.edition = m.edition.to_string();
    for node in results.assessment.method.node_indices() {
        let children = m.children(node);
        if !children.is_empty() {
            out.nodes.push(propose(&m, node, &children, by));
        }
    }
    out
}

fn propose(m: &EditionTable<'_>, node: NodeIx, children: &[Child], by: WeightsBy) -> NodeWeights {
    let method = &m.results.assessment.method;
    let stated: Vec<f64> = children
        .iter()
        .map(|&c| match c {
            Child::Node(i) => method.nodes[i].weight,
            Child::Leaf(i) => method.indicators[i].weight,
        })
        .collect();
    let xs = m.block(node, children);
    let (found, rows) =
        if children.len() == 1 { (Ok(vec![1.0]), 0) } else { by_method(m, node, &stated, &xs, by) };
    let (proposed, kept) = match found {
        Ok(w) => (w, None),
        Err(reason) => (stated.clone(), Some(reason)),
    };
    NodeWeights {
        node: m.id(Child::Node(node)).to_owned(),
        rows,
        kept,
        children: children
            .iter()
            .zip(stated.iter().zip(&proposed))
            .map(|(&c, (&stated, &proposed))| ChildWeight {
                child: m.id(c).to_owned(),
                leaf: matches!(c, Child::Leaf(_)),
                stated,
                proposed,
            })
            .collect(),
    }
}

/// The weights, or why there are none; and the rows they rest on.
fn by_method(
    m: &EditionTable<'_>,
    node: NodeIx,
    stated: &[f64],
    xs: &Array2<f64>,
    by: WeightsBy,
) -> (Result<Vec<f64>, String>, usize) {
    let whole: Vec<usize> = xs
        .rows()
        .into_iter()
        .enumerate()
        .filter(|(_, r)| r.iter().all(|x| !x.is_nan()))
        .map(|(i, _)| i)
        .collect();
    let some = xs.rows().into_iter().filter(|r| r.iter().any(|x| !x.is_nan())).count();
    let complete = xs.select(Axis(0), &whole);
    let enough = |least: usize| match whole.len() {
        n if n >= least => Ok(()),
        n => Err(format!("{n} rows have all {} children, {least} are needed", stated.len())),
    };
    let say = |e: WeightError| e.to_string();
    match by {
        WeightsBy::Equal => (Ok(ideal_composite::weight::equal(stated.len())), 0),
        WeightsBy::Pca => {
            (enough(3).and_then(|()| principal(complete.view()).map_err(say)), whole.len())
        }
        WeightsBy::Entropy => (entropy(xs.view()).map_err(say), some),
        WeightsBy::Critic => (critic(xs.view()).map_err(say), some),
        WeightsBy::Optimise => (
            enough(3).and_then(|()| balanced(m, node, stated, &complete).map_err(say)),
            whole.len(),
        ),
        WeightsBy::Bod => (enough(2).and_then(|()| doubt(&complete).map_err(say)), whole.len()),
    }
}

/// Weights under which the children's correlations with the node stand in the proportion of the
/// stated weights.
fn balanced(
    m: &EditionTable<'_>,
    node: NodeIx,
    stated: &[f64],
    xs: &Array2<f64>,
) -> Result<Vec<f64>, WeightError> {
    let k = stated.len();
    let mut elements: Vec<Element> = stated.iter().map(|&w| Element::leaf(k, w)).collect();
    elements.push(Element::node(
        None,
        1.0,
        How::Mean(m.results.assessment.method.nodes[node].aggregate),
        Floor::None,
    ));
    let tree = Tree::new(k, elements)?;
    let children: Vec<usize> = (0..k).collect();
    let found = optimise(
        &tree,
        xs.view(),
        k,
        &children,
        Objective::Balance { targets: Some(stated) },
        Kind::Pearson,
    )?;
    Ok(found.weights)
}

/// The mean over the units of the shares that flatter each most; units with a score of 0 have none.
fn doubt(xs: &Array2<f64>) -> Result<Vec<f64>, WeightError> {
    let found = benefit_of_the_doubt(xs.view(), None)?;
    let columns = found.shares.columns().into_iter();
    let sums: Vec<f64> =
        columns.map(|c| ideal_composite::moments::mean(&c.to_vec()).unwrap_or(0.0)).collect();
    ideal_composite::weight::normalised(&sums)
}
