//! Whether the weights of the method are those of its experts.

use ideal_model::method::WeightDraws;
use ideal_model::{AssessmentInput, Finding, Findings, NodeJudged, judged, shortest};

/// The table of judgements.
const FILE: &str = "weights.csv";

/// Shares that differ by less are one: the block to paste has six decimals.
const SAME: f64 = 1e-5;

/// Warnings where draws ask for experts: a node that one expert alone judged, and weights that are
/// not those of the panel.
pub(super) fn of_weights(a: &AssessmentInput, out: &mut Findings) {
    let m = &*a.method;
    if m.uncertainty.weights != WeightDraws::Experts {
        return;
    }
    for node in judged(m, &a.judgements).0 {
        let Some(spec) = m.nodes.get(node.node.get()) else { continue };
        if node.children.len() > 1 && !node.is_drawn() {
            let message = format!(
                "one expert alone judged `{}`: its weights are drawn around the stated ones",
                spec.id
            );
            let f = Finding::warning("one-expert", message).in_file(FILE);
            out.push(f.hint("experts are drawn where two or more judged the node"));
        }
        if let Some(message) = difference(a, &node, &spec.id) {
            let f = Finding::warning("weights-differ", message);
            out.push(f.in_file(&a.method_file).at_line(spec.line).hint(
                "`ideal weights --by experts` prints the block to paste; scores take the stated \
                 weights, draws those of the experts",
            ));
        }
    }
}

/// What the method weighs otherwise than the panel, if anything.
fn difference(a: &AssessmentInput, node: &NodeJudged, id: &str) -> Option<String> {
    let m = &*a.method;
    let pooled = node.panel(m.uncertainty.expert_pool).ok()?.pooled();
    let stated: Vec<f64> = node.children.iter().map(|&c| m.weight(c)).collect();
    let total: f64 = stated.iter().sum();
    let shares = stated.iter().map(|w| w / total);
    let apart = shares.zip(&pooled).map(|(s, p)| (s - p).abs()).fold(0.0, f64::max);
    (apart > SAME).then(|| {
        let share = |x: f64| shortest((x * 1000.0).round() / 10.0);
        format!(
            "the weights under `{id}` are not those of the experts: up to {} percentage points \
             apart",
            share(apart)
        )
    })
}
