//! The statistical audit of an assessment: what the OECD/JRC Handbook (2008, steps 3 to 7) asks of
//! an index before its scores are believed. Availability, statistics, correlations, internal
//! consistency, and weights as stated against weights as they work.
//!
//! Rows are the units of one edition, regions and roll-ups left out. A leaf whose evidence holds
//! for every crime area is one fact per territory and counts once. Scores are turned round where a
//! parent sees them inverted, so that a negative correlation always is a contradiction. What cannot
//! be computed (a constant column, too few rows with both values) is null, never zero, and raises
//! no flag.

mod lines;

use ideal_composite::correlate::{Kind, correlation, p_value};
use ideal_composite::multivariate::pca;
use ideal_composite::reliability::cronbach;
use ideal_composite::statistics::{Thresholds, describe};
use ideal_model::method::Child;
use ideal_model::{EditionIx, IndicatorIx, NodeIx, Status, Verdict};
use ndarray::Array2;
use rayon::prelude::*;

use crate::analyse::edition_table::{EditionTable, take};
use crate::run::Run;

pub use lines::{
    Audit, HIGH, IndicatorAudit, IndicatorPair, LEAST_ROWS, LOW, NEGATIVE, NodeAudit, PairAudit,
    PairFlag, Relation, UnitAudit, WeightAudit, WeightFlag,
};

/// Audits an edition of a result.
///
/// ```
/// # use ideal_engine::{WeightFlag, audit};
/// # fn look(run: &ideal_engine::Run) {
/// let found = audit(run, run.results().last_edition());
/// for w in found.weights.iter().filter(|w| w.flag == Some(WeightFlag::Silent)) {
///     println!("{} hardly moves {}", w.child, w.node);
/// }
/// # }
/// ```
///
/// An edition that does not exist has an empty audit.
#[must_use]
pub fn audit(run: &Run, edition: EditionIx) -> Audit {
    let results = &run.results;
    let Some(m) = EditionTable::new(run, edition) else { return Audit::default() };
    Audit {
        edition: m.edition.to_string(),
        handling: results.mark.to_string(),
        units: m.units.len(),
        indicators: indicators(&m),
        availability: availability(&m),
        nodes: nodes(&m),
        correlations: correlations(&m),
        matrix: matrix(&m),
        weights: weights(&m),
    }
}

fn indicators(m: &EditionTable<'_>) -> Vec<IndicatorAudit> {
    let method = &m.results.assessment.method;
    let leaf = |i: IndicatorIx| method.indicators[i].parent.map(|p| (i, p));
    method
        .indicator_indices()
        .filter_map(leaf)
        .map(|(i, parent)| {
            let (values, applies) = m.quantities(i);
            let mut rows = if m.is_shared(Child::Leaf(i)) {
                m.one_of_each(|r| applies.get(r).copied().unwrap_or(false))
            } else {
                (0..m.units.len()).collect()
            };
            rows.retain(|&r| applies.get(r).copied().unwrap_or(false));
            let d = describe(&take(values, &rows), Thresholds::default());
            let observed = describe(&take(&m.observed(i), &rows), Thresholds::default());
            IndicatorAudit {
                indicator: method.indicators[i].code.clone(),
                node: method.nodes[parent].id.clone(),
                unit: method.indicators[i].unit.clone(),
                expected: d.units,
                available: observed.available,
                imputed: d.available - observed.available,
                share: share(observed.available, d.units),
                non_zero: d.non_zero,
                unique: d.unique,
                min: d.min,
                max: d.max,
                mean: d.mean,
                median: d.median,
                sd: d.sd,
                skewness: d.skewness,
                kurtosis: d.kurtosis,
                low_availability: observed.low_availability,
                many_zeros: d.many_zeros,
                few_unique: d.few_unique,
                outliers: d.outliers,
            }
        })
        .collect()
}

fn availability(m: &EditionTable<'_>) -> Vec<UnitAudit> {
    let r = m.results;
    let root = r.assessment.method.root;
    m.units
        .iter()
        .map(|&unit| {
            let leaves = r.leaves_of(unit);
            let expected = leaves.iter().filter(|l| l.status != Status::NotApplicable).count();
            let available = leaves.iter().filter(|l| l.normalised.is_some() && !l.imputed).count();
            let imputed = leaves.iter().filter(|l| l.normalised.is_some() && l.imputed).count();
            let nodes = r.assessment.method.node_indices().filter_map(|n| r.node(unit, n));
            UnitAudit {
                territory: r.place_code(unit).to_owned(),
                crime_area: r.area_code(unit).to_owned(),
                expected,
                available,
                imputed,
                share: share(available, expected),
                gaps: nodes.filter(|n| n.verdict == ideal_model::Verdict::Gap).count(),
                verdict: r.node(unit, root).map_or(Verdict::Gap, |n| n.verdict),
            }
        })
        .collect()
}

fn nodes(m: &EditionTable<'_>) -> Vec<NodeAudit> {
    m.results
        .assessment
        .method
        .node_indices()
        .map(|node| {
            let children = m.children(node);
            let xs = block(m, node, &children);
            let pairs: Vec<f64> =
                pairs(m, node, &children).into_iter().filter_map(|p| p.r).collect();
            let alpha = cronbach(xs.view());
            NodeAudit {
                node: m.id(Child::Node(node)).to_owned(),
                children: children.len(),
                complete: xs
                    .rows()
                    .into_iter()
                    .filter(|r| !r.is_empty() && r.iter().all(|x| !x.is_nan()))
                    .count(),
                alpha,
                first_component: pca(xs.view())
                    .ok()
                    .filter(|_| children.len() > 1)
                    .and_then(|p| p.share.first().copied()),
                mean_correlation: ideal_composite::moments::mean(&pairs),
                inconsistent: alpha.is_some_and(|a| a < 0.7),
            }
        })
        .collect()
}

/// The scores of a node's children as it sees them, a column each.
pub(crate) fn block(m: &EditionTable<'_>, node: NodeIx, children: &[Child]) -> Array2<f64> {
    let rows = m.rows(children);
    let columns: Vec<Vec<f64>> =
        children.iter().map(|&c| take(&m.towards(c, node), &rows)).collect();
    Array2::from_shape_fn((rows.len(), children.len()), |(r, c)| columns[c][r])
}

fn correlations(m: &EditionTable<'_>) -> Vec<PairAudit> {
    let method = &m.results.assessment.method;
    let root = method.root;
    let mut out = Vec::new();
    for node in method.node_indices() {
        let children = m.children(node);
        out.extend(pairs(m, node, &children));
        out.extend(children.iter().map(|&c| pair(m, Relation::Parent, node, c, Child::Node(node))));
    }
    let everything =
        method.node_indices().map(Child::Node).chain(method.indicator_indices().map(Child::Leaf));
    let below =
        everything.filter(|&c| m.parent(c).is_some_and(|p| p != root) && m.in_root(c) > 0.0);
    out.extend(below.map(|c| pair(m, Relation::Root, root, c, Child::Node(root))));
    out
}

fn pairs(m: &EditionTable<'_>, node: NodeIx, children: &[Child]) -> Vec<PairAudit> {
    let mut out = Vec::new();
    for (k, &a) in children.iter().enumerate() {
        out.extend(children[k + 1..].iter().map(|&b| pair(m, Relation::Siblings, node, a, b)));
    }
    out
}

fn pair(m: &EditionTable<'_>, relation: Relation, node: NodeIx, a: Child, b: Child) -> PairAudit {
    let rows = m.rows(&[a, b]);
    let side =
        |c: Child| if c == Child::Node(node) { m.scores(c).to_vec() } else { m.towards(c, node) };
    let (x, y) = (take(&side(a), &rows), take(&side(b), &rows));
    let n = x.iter().zip(&y).filter(|(x, y)| !x.is_nan() && !y.is_nan()).count();
    let r = correlation(&x, &y, Kind::Pearson);
    let flag = flag(r, n, relation == Relation::Siblings, true);
    let p = r.and_then(|r| p_value(r, n, Kind::Pearson));
    PairAudit {
        relation,
        node: m.id(Child::Node(node)).to_owned(),
        a: m.id(a).to_owned(),
        b: m.id(b).to_owned(),
        n,
        r,
        p,
        flag,
    }
}

/// What a coefficient deserves: `high` where two things could be one, `low` where they should have
/// to do with one another.
fn flag(r: Option<f64>, n: usize, high: bool, low: bool) -> Option<PairFlag> {
    match r {
        _ if n < LEAST_ROWS => None,
        Some(r) if r > HIGH && high => Some(PairFlag::High),
        Some(r) if r < NEGATIVE => Some(PairFlag::Negative),
        Some(r) if r.abs() < LOW && low => Some(PairFlag::Low),
        _ => None,
    }
}

/// Every indicator with every other.
fn matrix(m: &EditionTable<'_>) -> Vec<IndicatorPair> {
    let method = &m.results.assessment.method;
    let mut leaves = Vec::new();
    let mut stack = vec![Child::Node(method.root)];
    while let Some(child) = stack.pop() {
        match child {
            Child::Leaf(_) => leaves.push(child),
            Child::Node(i) => stack.extend(method.nodes[i].children.iter().rev()),
        }
    }
    let scores: Vec<Vec<f64>> = leaves.iter().map(|&l| m.towards(l, method.root)).collect();
    let facts: Vec<Option<Vec<f64>>> = scores.iter().map(|s| m.by_territory(s)).collect();
    let pairs: Vec<(usize, usize)> =
        (0..leaves.len()).flat_map(|i| (i + 1..leaves.len()).map(move |k| (i, k))).collect();
    pairs
        .into_par_iter()
        .map(|(i, k)| {
            let (a, b) = (leaves[i], leaves[k]);
            let (x, y) = match (&facts[i], &facts[k]) {
                (Some(x), Some(y)) => (x, y),
                _ => (&scores[i], &scores[k]),
            };
            let both = |x: &[f64], y: &[f64]| -> (Vec<f64>, Vec<f64>) {
                x.iter().zip(y).filter(|(x, y)| !x.is_nan() && !y.is_nan()).unzip()
            };
            let (x, y) = both(x, y);
            let meet = !both(&scores[i], &scores[k]).0.is_empty();
            let r = correlation(&x, &y, Kind::Pearson);
            IndicatorPair {
                a: m.id(a).to_owned(),
                b: m.id(b).to_owned(),
                n: x.len(),
                r,
                p: r.and_then(|r| p_value(r, x.len(), Kind::Pearson)),
                spearman: correlation(&x, &y, Kind::Spearman),
                kendall: correlation(&x, &y, Kind::Kendall),
                flag: flag(r, x.len(), true, m.parent(a) == m.parent(b)).filter(|_| meet),
            }
        })
        .collect()
}

/// Squared correlation of a child with its parent in the crime areas that `among` serves; none
/// where it is undefined, zero where the child has nothing to say there.
fn importance_among(m: &EditionTable<'_>, node: NodeIx, child: Child, among: Child) -> Option<f64> {
    let rows = m.rows_served(&[child, Child::Node(node)], among);
    let (x, y) = (take(&m.towards(child, node), &rows), take(m.scores(Child::Node(node)), &rows));
    if x.iter().zip(&y).all(|(x, y)| x.is_nan() || y.is_nan()) {
        return Some(0.0);
    }
    correlation(&x, &y, Kind::Pearson).map(|r| r * r)
}

fn weights(m: &EditionTable<'_>) -> Vec<WeightAudit> {
    let mut out = Vec::new();
    for node in m.results.assessment.method.node_indices() {
        let children = m.children(node);
        for &child in &children {
            let importance =
                pair(m, Relation::Parent, node, child, Child::Node(node)).r.map(|r| r * r);
            let stated = m.in_parent(child);
            // Own and all, where the child has a say: elsewhere its weight is the others'.
            let own = importance_among(m, node, child, child);
            let total: Option<f64> =
                children.iter().map(|&c| importance_among(m, node, c, child)).sum();
            let effective = own
                .zip(total)
                .filter(|(_, t)| importance.is_some() && *t > 0.0)
                .map(|(i, t)| i / t);
            let ratio = effective.filter(|_| stated > 0.0).map(|e| e / stated);
            let flag = match ratio {
                Some(r) if children.len() > 1 && r >= 2.0 => Some(WeightFlag::Dominates),
                Some(r) if children.len() > 1 && r <= 0.5 => Some(WeightFlag::Silent),
                _ => None,
            };
            out.push(WeightAudit {
                node: m.id(Child::Node(node)).to_owned(),
                child: m.id(child).to_owned(),
                stated,
                in_root: m.in_root(child),
                importance,
                effective,
                ratio,
                flag,
            });
        }
    }
    out
}

#[expect(clippy::cast_precision_loss, reason = "counts of units and leaves")]
fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}
