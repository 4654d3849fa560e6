//! Whether evidence is missing at random: the siblings of a leaf where it is known against where it
//! is missing. Where they differ, what is known of the leaf is no fair sample of the units.

use ideal_composite::cluster::ClusterBootstrap;
use ideal_composite::moments::mean;
use ideal_model::NodeIx;
use ideal_model::method::Child;
use serde::Serialize;

use crate::analyse::edition_table::EditionTable;

/// The siblings of a leaf, as their parent sees them, where it is known and where it is missing.
///
/// Of each unit that the leaf applies to it is the mean of the siblings that are known, by weight;
/// then the mean over the units of a territory, so that each territory counts once on either side.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SelectionAudit {
    /// Node above the leaf.
    pub node: String,
    /// Code of the leaf.
    pub indicator: String,
    /// Units with the leaf and a sibling known.
    pub units_known: usize,
    /// Units in which it is missing and a sibling known. What was imputed is missing.
    pub units_missing: usize,
    /// Territories with such a unit.
    pub territories_known: usize,
    /// Territories with a unit in which it is missing.
    pub territories_missing: usize,
    /// Mean of the siblings where it is known, on the method's scale.
    pub mean_known: f64,
    /// Mean of the siblings where it is missing.
    pub mean_missing: f64,
    /// Missing less known: below 0 the leaf is missing where its siblings are low.
    pub difference: f64,
    /// Lower end of the 95 % interval of the difference, by a bootstrap over territories; null
    /// under ten territories in all or five on a side.
    pub low: Option<f64>,
    /// Its upper end.
    pub high: Option<f64>,
    /// Two-sided p value of no difference, by the same.
    pub p: Option<f64>,
    /// p under 0.05. Of twenty leaves missing at random one is flagged by chance.
    pub selected: bool,
}

/// A line per leaf that is known somewhere and missing elsewhere, beside siblings that are known.
pub(super) fn selection(m: &EditionTable<'_>, bootstrap: &ClusterBootstrap) -> Vec<SelectionAudit> {
    let mut out = Vec::new();
    for node in m.results.assessment.method.node_indices() {
        let children = m.children(node);
        for &leaf in children.iter().filter(|c| matches!(c, Child::Leaf(_))) {
            out.extend(one(m, bootstrap, node, leaf, &children));
        }
    }
    out
}

fn one(
    m: &EditionTable<'_>,
    bootstrap: &ClusterBootstrap,
    node: NodeIx,
    leaf: Child,
    children: &[Child],
) -> Option<SelectionAudit> {
    let siblings: Vec<(Child, Vec<f64>)> =
        children.iter().filter(|&&c| c != leaf).map(|&c| (c, m.towards(c, node))).collect();
    let level = |row: usize| -> Option<f64> {
        let known = siblings.iter().filter(|(c, _)| m.is_known(*c, row));
        let (weight, total) = known.fold((0.0, 0.0), |(weight, total), (c, scores)| {
            let w = m.weight(*c);
            (weight + w, total + w * scores.get(row).copied().unwrap_or(0.0))
        });
        (weight > 0.0).then(|| total / weight)
    };
    // Where all of it is one fact per territory, one row of each territory says it.
    let rows = if children.iter().all(|&c| m.is_shared(c)) {
        m.one_of_each(|row| m.serves(leaf, row))
    } else {
        (0..m.units.len()).collect()
    };
    let mut units = [0_usize; 2];
    let (mut known, mut missing) = (Vec::new(), Vec::new());
    let territories = m.territories(&rows);
    let rows: Vec<(usize, usize)> = territories.into_iter().zip(rows).collect();
    for territory in rows.chunk_by(|a, b| a.0 == b.0) {
        let mut levels = [Vec::new(), Vec::new()];
        for &(_, row) in territory.iter().filter(|(_, row)| m.serves(leaf, *row)) {
            let side = usize::from(!m.is_known(leaf, row));
            if let (Some(level), Some(of)) = (level(row), levels.get_mut(side)) {
                of.push(level);
            }
        }
        units.iter_mut().zip(&levels).for_each(|(n, l)| *n += l.len());
        known.push(mean(&levels[0]).unwrap_or(f64::NAN));
        missing.push(mean(&levels[1]).unwrap_or(f64::NAN));
    }
    let (of_known, of_missing) = (mean(&known)?, mean(&missing)?);
    let inferred = bootstrap.difference(&missing, &known);
    let there = |side: &[f64]| side.iter().filter(|x| !x.is_nan()).count();
    Some(SelectionAudit {
        node: m.id(Child::Node(node)).to_owned(),
        indicator: m.id(leaf).to_owned(),
        units_known: units[0],
        units_missing: units[1],
        territories_known: there(&known),
        territories_missing: there(&missing),
        mean_known: of_known,
        mean_missing: of_missing,
        difference: of_missing - of_known,
        low: inferred.map(|i| i.low),
        high: inferred.map(|i| i.high),
        p: inferred.map(|i| i.p),
        selected: inferred.is_some_and(|i| i.p < 0.05),
    })
}
