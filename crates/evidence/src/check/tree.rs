//! What the tree lets pass.

use ideal_model::method::Child;
use ideal_model::{AssessmentInput, Finding, Findings};

use super::listed;

/// A note where the root has a score although one of its dimensions has none.
pub(super) fn dispensable(a: &AssessmentInput, out: &mut Findings) {
    let m = &*a.method;
    let Some(root) = m.nodes.get(m.root.get()) else { return };
    let weight = |c: &Child| match *c {
        Child::Node(i) => m.nodes.get(i.get()).map_or(0.0, |n| n.weight),
        Child::Leaf(i) => m.indicators.get(i.get()).map_or(0.0, |l| l.weight),
    };
    let total: f64 = root.children.iter().map(weight).sum();
    let dimensions = root.children.iter().filter_map(|c| match *c {
        Child::Node(i) => m.nodes.get(i.get()).filter(|n| n.weight > 0.0),
        Child::Leaf(_) => None,
    });
    // As the engine judges coverage: to 1e-9. A root with nothing else has no score at all.
    let without = dimensions.filter(|n| {
        !n.required && n.weight < total && (total - n.weight) / total + 1e-9 >= root.min_coverage
    });
    let without: Vec<_> = without.collect();
    let ids: Vec<String> = without.iter().map(|n| format!("`{}`", n.id)).collect();
    let Some(first) = without.first() else { return };
    let least = without.iter().map(|n| (total - n.weight) / total).fold(0.0, f64::max);
    let each = if ids.len() > 1 { ", each for itself" } else { "" };
    let message = format!(
        "`{}` has a score also where {} has none{each}",
        root.id,
        listed(&ids, 8).replace(", ", " or ")
    );
    out.push(Finding::note("score-without-dimension", message).in_file(&a.method_file).at_line(root.line).hint(
        format!(
            "units with and without it are ranked together; `required = true` under [node.{}], or \
             `min_coverage` above {} under [node.{}], makes a gap of them",
            first.id,
            ideal_model::shortest((least * 1e4).round() / 1e4),
            root.id
        ),
    ));
}
