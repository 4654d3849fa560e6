//! What experts said of the weights of a node's children, and the weights that follow from it.

mod rules;
mod said;

use serde::Serialize;

use crate::finding::{Concern, Finding, did_you_mean};
use crate::findings::Findings;
use crate::handling::Mark;
use crate::ids::NodeIx;
use crate::method::{Child, Method, WeightDraws};

use ideal_composite::weight::experts::JudgementError;

pub use ideal_composite::weight::experts::{Panel, Pool, Triad};

use rules::weigh;

crate::words! {
    /// How an expert judges the children of a node.
    pub enum JudgedBy {
        /// A weight for each.
        Direct = "direct",
        /// Points of a budget.
        Budget = "budget",
        /// Points for bringing each from its worst to its best, the best having 100.
        Swing = "swing",
        /// An order, 1 for the most important: rank-order centroid.
        Rank = "rank",
        /// Pairs, from a ninth to nine times as important: analytic hierarchy process.
        Ahp = "ahp",
        /// The best over each, each over the worst, 1 to 9 times: best-worst method.
        Bwm = "bwm",
    }
}

/// A judgement: a row of the table `weights.csv`.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// Pseudonym of who judged.
    pub expert: String,
    /// How.
    pub method: JudgedBy,
    /// Id of the node whose children are judged.
    pub node: String,
    /// The child: id of a node or code of an indicator.
    pub child: String,
    /// The child it is compared with, for pairs.
    pub other: Option<String>,
    /// What was said: points, a rank, or how many times as important the child is.
    pub value: f64,
    /// Its mark.
    pub mark: Mark,
    /// Its line in the table; 0 for what was made in code.
    pub line: u64,
}

/// What the experts say of the children of a node.
#[derive(Clone, Debug, PartialEq)]
pub struct NodeJudged {
    /// The node.
    pub node: NodeIx,
    /// Its children of positive weight, in the order of the method.
    pub children: Vec<Child>,
    /// The experts who judged all of them, by their names.
    pub experts: Vec<ExpertJudged>,
}

impl NodeJudged {
    /// The experts as one.
    ///
    /// # Errors
    /// [`JudgementError::Nothing`] without experts, and [`JudgementError::Vetoed`] where every
    /// child has 0 from some expert and the mean is geometric.
    pub fn panel(&self, pool: Pool) -> Result<Panel, JudgementError> {
        let weights: Vec<Vec<f64>> = self.experts.iter().map(|e| e.weights.clone()).collect();
        Panel::new(&weights, pool)
    }

    /// Whether draws take the weights of its experts: two at least, because a panel drawn from one
    /// would never vary.
    #[must_use]
    pub fn is_drawn(&self) -> bool {
        self.experts.len() > 1
    }
}

/// What one expert says of them.
#[derive(Clone, Debug, PartialEq)]
pub struct ExpertJudged {
    /// Pseudonym.
    pub expert: String,
    /// How the expert judged.
    pub method: JudgedBy,
    /// A weight per child, adding up to 1.
    pub weights: Vec<f64>,
    /// How consistent the pairs are; none for judgements without pairs.
    pub consistency: Option<Consistency>,
}

/// How consistent the pairs of an expert are.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Consistency {
    /// Consistency ratio, 0 for pairs without contradiction: that of Saaty for `ahp`, of the
    /// comparisons themselves (Liang, Brunelli and Rezaei 2020) for `bwm`; none where no random
    /// index is published or pairs are missing.
    pub ratio: Option<f64>,
    /// xi of the linear best-worst model, in units of weight; none for `ahp`.
    pub deviation: Option<f64>,
    /// Pairs that were not compared.
    pub missing_pairs: usize,
    /// Triads of places among the children that contradict themselves, the worst first.
    #[serde(skip)]
    pub triads: Vec<Triad>,
}

/// The consistency ratio up to which pairs are held to be consistent (Saaty 1980).
pub const CONSISTENT: f64 = 0.1;

/// The judgements of each node that somebody judged, in the order of the method, and what is wrong
/// with the others: errors for rows that cannot be read as the method's, warnings for pairs that
/// are missing or contradict each other. An expert whose judgements of a node hold an error is left
/// out there.
///
/// Findings never name an expert: they stand in reports.
#[must_use]
pub fn judged(method: &Method, rows: &[Judgement]) -> (Vec<NodeJudged>, Findings) {
    let mut findings = Findings::default();
    for row in rows.iter().filter(|r| method.node_index(&r.node).is_none()) {
        let message = format!("the method has no node `{}`", row.node);
        let mut f = Finding::error("unknown-node", message).at_line(row.line);
        f.hint = did_you_mean(&row.node, method.nodes.iter().map(|n| n.id.as_str()));
        findings.push(f.about(Concern::Undeclared));
    }
    let mut out = Vec::new();
    for (node, spec) in method.node_indices().zip(&method.nodes) {
        let of_node: Vec<&Judgement> = rows.iter().filter(|r| r.node == spec.id).collect();
        if of_node.is_empty() {
            continue;
        }
        let children = method.weighed_children(node);
        let mut names: Vec<&str> = of_node.iter().map(|r| r.expert.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        let mut experts = Vec::new();
        for name in names {
            let own: Vec<&Judgement> =
                of_node.iter().copied().filter(|r| r.expert == name).collect();
            experts.extend(weigh(method, node, &children, &own, &mut findings));
        }
        out.push(NodeJudged { node, children, experts });
    }
    (out, findings)
}

/// What is wrong with the judgements of a project under its method: that of [`judged`], and an
/// error where the draws of the method ask for experts and nobody judged any node.
#[must_use]
pub fn check_judgements(method: &Method, rows: &[Judgement]) -> Findings {
    let (nodes, mut findings) = judged(method, rows);
    if method.uncertainty.weights != WeightDraws::Experts {
        return findings;
    }
    for judged in nodes.iter().filter(|n| n.is_drawn()) {
        let (Err(e), Some(spec)) =
            (judged.panel(method.uncertainty.expert_pool), method.nodes.get(judged.node.get()))
        else {
            continue;
        };
        let message = format!("the experts of `{}` make no weights: {e}", spec.id);
        findings.push(
            Finding::error("no-weights", message)
                .hint("`expert_pool = \"arithmetic\"` lets the others speak"),
        );
    }
    if nodes.is_empty() {
        let message = "[uncertainty] draws the weights of experts, and no expert judged any node";
        findings.push(Finding::error("no-expert-weights", message).hint(
            "put weights.csv beside assessment.toml (`ideal schema weights` has its columns), or \
             take `weights = \"dirichlet\"`",
        ));
    }
    findings
}
