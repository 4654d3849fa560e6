//! Whether the children of a node measure one thing: Cronbach's alpha, principal components and
//! sampling adequacy.

use ideal_composite::adequacy::kmo;
use ideal_composite::multivariate::pca;
use ideal_composite::reliability::{cronbach, cronbach_without_each};
use ideal_model::NodeIx;
use ideal_model::method::Child;

use super::lines::{ComponentAudit, ItemAudit, LoadingAudit, NodeAudit};
use super::pairs::between;
use crate::analyse::edition_table::EditionTable;

/// What is said about the groups that nodes are.
#[derive(Default)]
pub(super) struct Groups {
    pub nodes: Vec<NodeAudit>,
    pub components: Vec<ComponentAudit>,
    pub loadings: Vec<LoadingAudit>,
    pub items: Vec<ItemAudit>,
}

impl Groups {
    /// Those of other rows after these.
    pub(super) fn extend(&mut self, more: Groups) {
        self.nodes.extend(more.nodes);
        self.components.extend(more.components);
        self.loadings.extend(more.loadings);
        self.items.extend(more.items);
    }
}

/// Every node with its children; of roll-ups, which have no leaves, those whose children are nodes
/// and at least two.
pub(super) fn groups(m: &EditionTable<'_>) -> Groups {
    let mut out = Groups::default();
    for node in m.results.assessment.method.node_indices() {
        let children = m.children(node);
        let of_nodes = children.iter().all(|c| matches!(c, Child::Node(_)));
        if !m.of_rollups() || (of_nodes && children.len() > 1) {
            group(m, node, &children, &mut out);
        }
    }
    out
}

/// One node.
fn group(m: &EditionTable<'_>, node: NodeIx, children: &[Child], out: &mut Groups) {
    let xs = m.block(node, children);
    let alpha = cronbach(xs.view());
    let several = children.len() > 1;
    let found = pca(xs.view()).ok().filter(|_| several);
    let adequacy = kmo(xs.view()).filter(|_| several);
    let complete =
        xs.rows().into_iter().filter(|r| !r.is_empty() && r.iter().all(|x| !x.is_nan())).count();
    let id = || m.id(Child::Node(node)).to_owned();
    out.nodes.push(NodeAudit {
        node: id(),
        children: children.len(),
        complete,
        alpha,
        first_component: found.as_ref().and_then(|p| p.share.first().copied()),
        mean_correlation: ideal_composite::moments::mean(&between(m, node, children)),
        inconsistent: alpha.is_some_and(|a| a < 0.7),
        object: m.object,
        kept: found.as_ref().map(ideal_composite::multivariate::Pca::kaiser),
        kmo: adequacy.as_ref().map(|a| a.overall),
    });
    if !several {
        return;
    }
    if let Some(found) = &found {
        let kept = found.kaiser();
        let mut cumulative = 0.0;
        for (k, (eigenvalue, &share)) in
            found.eigenvalues().into_iter().zip(&found.share).enumerate()
        {
            cumulative += share;
            out.components.push(ComponentAudit {
                node: id(),
                object: m.object,
                component: k + 1,
                eigenvalue,
                share,
                cumulative,
                kept: k < kept,
            });
        }
        let loadings = found.component_loadings();
        for (k, column) in loadings.columns().into_iter().enumerate().take(kept.max(1)) {
            out.loadings.extend(children.iter().zip(column).map(|(&c, &loading)| LoadingAudit {
                node: id(),
                object: m.object,
                component: k + 1,
                child: m.id(c).to_owned(),
                loading,
            }));
        }
    }
    let without = cronbach_without_each(xs.view());
    out.items.extend(children.iter().enumerate().map(|(k, &c)| ItemAudit {
        node: id(),
        object: m.object,
        child: m.id(c).to_owned(),
        alpha_without: without.get(k).copied().flatten(),
        kmo: adequacy.as_ref().and_then(|a| a.each.get(k).copied()),
    }));
}
