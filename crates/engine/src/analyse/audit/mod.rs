//! The statistical audit of an assessment: what the OECD/JRC Handbook (2008, steps 3 to 7) asks of
//! an index before its scores are believed. Availability, statistics, correlations, internal
//! consistency, and weights as stated against weights as they work.
//!
//! Rows are the units of one edition, regions and roll-ups left out. A leaf whose evidence holds
//! for every crime area is one fact per territory and counts once. Scores are turned round where a
//! parent sees them inverted, so that a negative correlation always is a contradiction. What cannot
//! be computed (a constant column, too few rows with both values) is null, never zero, and raises
//! no flag. The territories' roll-ups, which are what is ranked, are audited beside the units, on
//! the nodes whose children are nodes.
//!
//! Cells of one territory are not independent: p values and intervals are those of a bootstrap over
//! territories.

mod against;
mod consistency;
mod lines;
mod pairs;
mod resamples;
mod selection;
mod variants;

use ideal_composite::correlate::{Kind, correlation};
use ideal_composite::statistics::{Thresholds, describe};
use ideal_model::method::Child;
use ideal_model::{EditionIx, IndicatorIx, NodeIx, Status, Verdict};

use crate::analyse::edition_table::{EditionTable, take};
use crate::run::Run;
use crate::scale::ruler::Ruler;

pub use against::{Against, AgainstError, AgainstNode, AgainstPoint, OUTLYING, compare_with};
pub use lines::{
    Audit, ComponentAudit, HIGH, IndicatorAudit, IndicatorPair, ItemAudit, LEAST_ROWS, LOW,
    LoadingAudit, NEGATIVE, NodeAudit, PairAudit, PairFlag, Relation, SATURATED, UnitAudit,
    WeightAudit, WeightFlag,
};
pub use resamples::{LEAST_TERRITORIES, MATRIX_RESAMPLES, MOST_DRAWN, RESAMPLES};
pub use selection::SelectionAudit;
pub use variants::{Variant, VariantAudit};

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
    let seed = results.assessment.seed;
    let territories = resamples::of_territories(seed);
    let rollups = EditionTable::rollups(run, edition);
    let mut groups = consistency::groups(&m);
    let mut correlations = pairs::correlations(&m, &territories);
    if let Some(rollups) = &rollups {
        groups.extend(consistency::groups(rollups));
        correlations.extend(pairs::correlations(rollups, &territories));
    }
    Audit {
        edition: m.edition.to_string(),
        handling: results.mark.to_string(),
        units: m.units.len(),
        object: m.object,
        rollups: rollups.map_or(0, |r| r.units.len()),
        resamples: RESAMPLES,
        matrix_resamples: MATRIX_RESAMPLES,
        indicators: indicators(&m),
        availability: availability(&m),
        nodes: groups.nodes,
        correlations,
        matrix: pairs::matrix(&m, seed),
        weights: weights(&m),
        components: groups.components,
        loadings: groups.loadings,
        items: groups.items,
        selection: selection::selection(&m, &territories),
        variants: variants::variants(run, edition, &m),
        against: None,
    }
}

fn indicators(m: &EditionTable<'_>) -> Vec<IndicatorAudit> {
    let method = &m.results.assessment.method;
    let leaf = |i: IndicatorIx| method.indicators[i].parent.map(|p| (i, p));
    method
        .indicator_indices()
        .filter_map(leaf)
        .map(|(i, parent)| {
            let rows = m.facts(i);
            let d = describe(&take(m.quantities(i), &rows), Thresholds::default());
            let known = take(&m.observed(i), &rows);
            let observed = describe(&known, Thresholds::default());
            let indicator = &method.indicators[i];
            let posts = indicator.goalposts.filter(|_| Ruler::new(method, indicator).is_some());
            let at_low_post = posts.map(|[low, _]| known.iter().filter(|x| **x <= low).count());
            let at_high_post = posts.map(|[_, high]| known.iter().filter(|x| **x >= high).count());
            let on_post = at_low_post
                .zip(at_high_post)
                .and_then(|(low, high)| share(low + high, observed.available));
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
                at_low_post,
                at_high_post,
                on_post,
                saturated: on_post.is_some_and(|s| s >= SATURATED),
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
                pairs::sides(m, node, child, Child::Node(node)).coefficient().map(|r| r * r);
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
