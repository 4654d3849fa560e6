//! What the tree lets pass.

use ideal_model::method::Child;
use ideal_model::{Assessment, Finding, Findings};

use super::listed;

/// A note where the root has a score although one of its dimensions has none.
pub(super) fn dispensable(a: &Assessment, out: &mut Findings) {
    let m = &*a.method;
    let Some(root) = m.nodes.get(m.root) else { return };
    let weight = |c: &Child| match *c {
        Child::Node(i) => m.nodes.get(i).map_or(0.0, |n| n.weight),
        Child::Leaf(i) => m.indicators.get(i).map_or(0.0, |l| l.weight),
    };
    let total: f64 = root.children.iter().map(weight).sum();
    let dimensions = root.children.iter().filter_map(|c| match *c {
        Child::Node(i) => m.nodes.get(i).filter(|n| n.weight > 0.0),
        Child::Leaf(_) => None,
    });
    // As the engine judges coverage: to 1e-9. A root with nothing else has no score at all.
    let without = dimensions.filter(|n| !n.required && n.weight < total && (total - n.weight) / total + 1e-9 >= root.min_coverage);
    let ids: Vec<String> = without.map(|n| format!("`{}`", n.id)).collect();
    if ids.is_empty() {
        return;
    }
    let each = if ids.len() > 1 { ", each for itself" } else { "" };
    let message = format!("`{}` has a score also where {} has none{each}", root.id, listed(&ids, 8).replace(", ", " or "));
    out.push(Finding::note("score-without-dimension", message).in_file(&a.method_file).at_line(root.line).hint(
        "units with and without it are ranked together; `required = true` on the node, or a higher `min_coverage` on the root, makes a gap of them",
    ));
}
