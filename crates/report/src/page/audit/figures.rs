//! A chart per node of the audit: correlations, and weights as stated and as they work.

use ideal_model::NodeIx;
use std::collections::BTreeMap;

use ideal_engine::{Audit, HIGH, LEAST_ROWS, NEGATIVE, PairAudit, Relation, WeightAudit};

use crate::chart::{self, Block, Cell, Chart, IndicatorGroup, Part};
use crate::error::ReportError;
use crate::view::View;

/// A chart with the node it speaks of.
pub(super) struct Drawn {
    pub node: String,
    pub chart: Chart,
    pub wide: bool,
    /// Whether parts have no column.
    pub cut: bool,
}

fn cell(p: &PairAudit) -> Cell {
    Cell { r: p.r, flag: p.flag, few: p.n < LEAST_ROWS }
}

/// Correlations under every node with two parts or more, in the order of the method.
pub(super) fn correlations(view: &View<'_>, audit: &Audit) -> Result<Vec<Drawn>, ReportError> {
    let root =
        view.results.assessment.method.nodes.get(view.root.get()).map_or("", |n| n.id.as_str());
    let mut out = Vec::new();
    let mut of_node: BTreeMap<(&str, Relation), Vec<&PairAudit>> = BTreeMap::new();
    let mut of_root: BTreeMap<&str, Cell> = BTreeMap::new();
    for p in audit.correlations.iter().filter(|p| p.object == audit.object) {
        of_node.entry((p.node.as_str(), p.relation)).or_default().push(p);
        if p.relation == Relation::Root {
            of_root.entry(p.a.as_str()).or_insert_with(|| cell(p));
        }
    }
    let of_units = audit.nodes.iter().filter(|n| n.object == audit.object);
    for node in of_units.map(|n| n.node.as_str()) {
        let of = |relation: Relation| of_node.get(&(node, relation)).into_iter().flatten().copied();
        let parts: Vec<&str> = of(Relation::Parent).map(|p| p.a.as_str()).collect();
        let siblings: BTreeMap<(&str, &str), Cell> = of(Relation::Siblings)
            .flat_map(|p| {
                [((p.a.as_str(), p.b.as_str()), cell(p)), ((p.b.as_str(), p.a.as_str()), cell(p))]
            })
            .collect();
        let between = |a: &str, b: &str| siblings.get(&(a, b)).copied();
        let with_root = |a: &str| of_root.get(a).copied().filter(|_| node != root);
        let mut wholes = vec![view.name_of(node)];
        // Under a node of weight 0 nothing is compared with the root.
        let to_root = parts.iter().any(|a| with_root(a).is_some());
        if to_root {
            wholes.push(view.name_of(root));
        }
        let block = Block {
            id: node.to_owned(),
            name: view.name_of(node),
            parts: parts.iter().map(|p| view.name_of(p)).collect(),
            siblings: parts
                .iter()
                .enumerate()
                .map(|(i, a)| parts.iter().take(i).map(|b| between(a, b)).collect())
                .collect(),
            with_wholes: of(Relation::Parent)
                .map(|p| {
                    if to_root { vec![Some(cell(p)), with_root(&p.a)] } else { vec![Some(cell(p))] }
                })
                .collect(),
            wholes,
        };
        let (wide, cut) = (block.is_wide(), block.is_cut());
        if let Some(chart) = chart::correlation(view, &block, (HIGH, NEGATIVE))? {
            out.push(Drawn { node: block.name, chart, wide, cut });
        }
    }
    Ok(out)
}

/// Every indicator with every other, by node in the order of the tree; nothing where they are too
/// many to be seen.
pub(super) fn indicators(view: &View<'_>, audit: &Audit) -> Result<Option<Chart>, ReportError> {
    let method = &view.results.assessment.method;
    let pairs: BTreeMap<(&str, &str), Cell> = audit
        .matrix
        .iter()
        .map(|p| {
            ((p.a.as_str(), p.b.as_str()), Cell { r: p.r, flag: p.flag, few: p.n < LEAST_ROWS })
        })
        .collect();
    // The pairs name the indicators in their order: the first of all, and then what it is compared
    // with.
    let first = audit.matrix.first().map(|p| p.a.as_str());
    let codes: Vec<&str> = first
        .into_iter()
        .chain(audit.matrix.iter().filter(|p| Some(p.a.as_str()) == first).map(|p| p.b.as_str()))
        .collect();
    let mut groups: Vec<(Option<NodeIx>, IndicatorGroup)> = Vec::new();
    for code in &codes {
        let parent = method.indicators.iter().find(|i| i.code == *code).and_then(|i| i.parent);
        match groups.last_mut() {
            Some((at, group)) if *at == parent => group.names.push(view.name_of(code)),
            _ => groups.push((
                parent,
                IndicatorGroup {
                    node: parent.map(|p| view.node_name(p)).unwrap_or_default(),
                    names: vec![view.name_of(code)],
                },
            )),
        }
    }
    let groups: Vec<IndicatorGroup> = groups.into_iter().map(|(_, g)| g).collect();
    let cells: Vec<Vec<Option<Cell>>> = codes
        .iter()
        .enumerate()
        .map(|(i, b)| codes.iter().take(i).map(|a| pairs.get(&(*a, *b)).copied()).collect())
        .collect();
    chart::indicators(view, &groups, &cells, (HIGH, NEGATIVE))
}

/// Weights under every node with two parts or more; and the names of the nodes where none can be
/// computed.
pub(super) fn weights(
    view: &View<'_>,
    audit: &Audit,
) -> Result<(Vec<Drawn>, Vec<String>), ReportError> {
    let (mut out, mut without) = (Vec::new(), Vec::new());
    let of_units = audit.nodes.iter().filter(|n| n.object == audit.object);
    for node in of_units.map(|n| n.node.as_str()) {
        let lines: Vec<&WeightAudit> = audit.weights.iter().filter(|w| w.node == node).collect();
        if lines.len() < 2 {
            continue;
        }
        let part = |w: &&WeightAudit| {
            Some(Part {
                name: view.name_of(&w.child),
                stated: w.stated,
                effective: w.effective?,
                flag: w.flag,
            })
        };
        let parts: Vec<Part> = lines.iter().filter_map(part).collect();
        // An effective weight is a share among siblings: either all have one or none has.
        match chart::effective(view, (node, &view.name_of(node)), &parts)? {
            Some(chart) => {
                out.push(Drawn { node: view.name_of(node), chart, wide: false, cut: false })
            }
            None => without.push(view.name_of(node)),
        }
    }
    Ok((out, without))
}
