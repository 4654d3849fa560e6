//! Correlations of siblings, of children with their parent, of everything with the root, and of
//! every indicator with every other.

use ideal_composite::cluster::{ClusterBootstrap, Inference};
use ideal_composite::correlate::{Kind, correlation};
use ideal_model::NodeIx;
use ideal_model::method::Child;
use rayon::prelude::*;

use super::lines::{HIGH, IndicatorPair, LEAST_ROWS, LOW, NEGATIVE, PairAudit, PairFlag, Relation};
use super::resamples::{MATRIX_RESAMPLES, MOST_DRAWN};
use crate::analyse::edition_table::{EditionTable, take};

/// Two columns on the rows that they are compared on, with the territory of each row.
pub(super) struct Sides {
    x: Vec<f64>,
    y: Vec<f64>,
    territory: Vec<usize>,
}

impl Sides {
    /// The rows of two columns that have both values.
    fn new(x: &[f64], y: &[f64], territory: &[usize]) -> Sides {
        let both = x.iter().zip(y).zip(territory).filter(|((x, y), _)| !x.is_nan() && !y.is_nan());
        let (values, territory): (Vec<(f64, f64)>, Vec<usize>) =
            both.map(|((x, y), t)| ((*x, *y), *t)).unzip();
        let (x, y) = values.into_iter().unzip();
        Sides { x, y, territory }
    }

    /// Pearson's coefficient.
    pub(super) fn coefficient(&self) -> Option<f64> {
        correlation(&self.x, &self.y, Kind::Pearson)
    }

    /// How many territories the rows are of.
    fn territories(&self) -> usize {
        let mut seen = self.territory.clone();
        seen.sort_unstable();
        seen.dedup();
        seen.len()
    }

    fn inferred(&self, bootstrap: &ClusterBootstrap) -> Option<Inference> {
        bootstrap.correlation(&self.x, &self.y, &self.territory, Kind::Pearson)
    }
}

/// Two elements as the node sees them that they meet in; the node itself as it is.
pub(super) fn sides(m: &EditionTable<'_>, node: NodeIx, a: Child, b: Child) -> Sides {
    let rows = m.rows(&[a, b]);
    let side =
        |c: Child| if c == Child::Node(node) { m.scores(c).to_vec() } else { m.towards(c, node) };
    Sides::new(&take(&side(a), &rows), &take(&side(b), &rows), &m.territories(&rows))
}

/// Whether a table has scores of an element: roll-ups have none of leaves.
fn has(m: &EditionTable<'_>, c: Child) -> bool {
    matches!(c, Child::Node(_)) || !m.of_rollups()
}

/// Siblings with one another, children with their parent, and what stands deeper with the root.
pub(super) fn correlations(m: &EditionTable<'_>, bootstrap: &ClusterBootstrap) -> Vec<PairAudit> {
    let method = &m.results.assessment.method;
    let root = method.root;
    let mut wanted = Vec::new();
    for node in method.node_indices() {
        let children: Vec<Child> = m.children(node).into_iter().filter(|&c| has(m, c)).collect();
        for (k, &a) in children.iter().enumerate() {
            let others = children.iter().skip(k + 1);
            wanted.extend(others.map(|&b| (Relation::Siblings, node, a, b)));
        }
        wanted.extend(children.iter().map(|&c| (Relation::Parent, node, c, Child::Node(node))));
    }
    let everything =
        method.node_indices().map(Child::Node).chain(method.indicator_indices().map(Child::Leaf));
    let below = everything
        .filter(|&c| m.parent(c).is_some_and(|p| p != root) && m.in_root(c) > 0.0 && has(m, c));
    wanted.extend(below.map(|c| (Relation::Root, root, c, Child::Node(root))));
    wanted
        .into_par_iter()
        .map(|(relation, node, a, b)| pair(m, bootstrap, relation, node, (a, b)))
        .collect()
}

fn pair(
    m: &EditionTable<'_>,
    bootstrap: &ClusterBootstrap,
    relation: Relation,
    node: NodeIx,
    (a, b): (Child, Child),
) -> PairAudit {
    let sides = sides(m, node, a, b);
    let n = sides.x.len();
    let r = sides.coefficient();
    let inferred = sides.inferred(bootstrap);
    PairAudit {
        relation,
        node: m.id(Child::Node(node)).to_owned(),
        a: m.id(a).to_owned(),
        b: m.id(b).to_owned(),
        n,
        r,
        p: inferred.map(|i| i.p),
        flag: flag(r, n, relation == Relation::Siblings, true),
        object: m.object,
        low: inferred.map(|i| i.low),
        high: inferred.map(|i| i.high),
        territories: sides.territories(),
    }
}

/// Coefficients between two children of a node.
pub(super) fn between(m: &EditionTable<'_>, node: NodeIx, children: &[Child]) -> Vec<f64> {
    let mut out = Vec::new();
    for (k, &a) in children.iter().enumerate() {
        let others = children.iter().skip(k + 1);
        out.extend(others.filter_map(|&b| sides(m, node, a, b).coefficient()));
    }
    out
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

/// The leaves in the order of the tree.
fn leaves(m: &EditionTable<'_>) -> Vec<Child> {
    let method = &m.results.assessment.method;
    let mut leaves = Vec::new();
    let mut stack = vec![Child::Node(method.root)];
    while let Some(child) = stack.pop() {
        match child {
            Child::Leaf(_) => leaves.push(child),
            Child::Node(i) => stack.extend(method.nodes[i].children.iter().rev()),
        }
    }
    leaves
}

/// Every indicator with every other.
pub(super) fn matrix(m: &EditionTable<'_>, seed: u64) -> Vec<IndicatorPair> {
    let leaves = leaves(m);
    let root = m.results.assessment.method.root;
    let scores: Vec<Vec<f64>> = leaves.iter().map(|&l| m.towards(l, root)).collect();
    let facts: Vec<Option<Vec<f64>>> = scores.iter().map(|s| m.by_territory(s)).collect();
    let all: Vec<usize> = (0..m.units.len()).collect();
    let of_unit = m.territories(&all);
    let mut of_fact = of_unit.clone();
    of_fact.dedup();
    let pairs: Vec<(usize, usize)> =
        (0..leaves.len()).flat_map(|i| (i + 1..leaves.len()).map(move |k| (i, k))).collect();
    let drawn = (pairs.len() as u64)
        .saturating_mul(of_fact.len() as u64)
        .saturating_mul(u64::from(MATRIX_RESAMPLES));
    let bootstrap = ClusterBootstrap::new(MATRIX_RESAMPLES, seed);
    pairs
        .into_par_iter()
        .map(|(i, k)| {
            let (a, b) = (leaves[i], leaves[k]);
            let units = Sides::new(&scores[i], &scores[k], &of_unit);
            let meet = !units.x.is_empty();
            let sides = match (&facts[i], &facts[k]) {
                (Some(x), Some(y)) => Sides::new(x, y, &of_fact),
                _ => units,
            };
            let r = sides.coefficient();
            let flag = flag(r, sides.x.len(), true, m.parent(a) == m.parent(b)).filter(|_| meet);
            let inferred = if drawn <= MOST_DRAWN || flag.is_some() {
                sides.inferred(&bootstrap)
            } else {
                None
            };
            IndicatorPair {
                a: m.id(a).to_owned(),
                b: m.id(b).to_owned(),
                n: sides.x.len(),
                r,
                p: inferred.map(|i| i.p),
                spearman: correlation(&sides.x, &sides.y, Kind::Spearman),
                kendall: correlation(&sides.x, &sides.y, Kind::Kendall),
                flag,
                low: inferred.map(|i| i.low),
                high: inferred.map(|i| i.high),
                territories: sides.territories(),
            }
        })
        .collect()
}
