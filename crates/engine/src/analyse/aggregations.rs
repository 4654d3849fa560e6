//! The ranking under other aggregation with the stated weights: other functions in every node, and
//! Copeland's outranking, in which no criterion makes up for another (OECD/JRC Handbook, step 6).

use ideal_composite::outrank::copeland;
use ideal_composite::rank::{competition, rounded};
use ideal_model::method::{Child, Mean, Method, Penalty, UnitKind};
use ideal_model::{CrimeArea, IndicatorIx, NodeIx, Results, UnitIx};
use ndarray::Array2;
use serde::Serialize;

use crate::analyse::alternatives::{Shift, each, shift};
use crate::analyse::held_set::HeldSet;
use crate::error::EngineError;
use crate::plan::{Plan, effective};
use crate::progress::Progress;
use crate::run::Run;
use crate::score::evaluate::seen;

ideal_model::words! {
    /// Aggregation that the stated one is compared with: a function that every node of the tree
    /// takes, while roll-ups keep theirs; or Copeland's outranking, in which those ranked are
    /// compared pair by pair on what both have, and score the pairs won less the pairs lost.
    pub enum OtherAggregation {
        /// Arithmetic means.
        Arithmetic = "arithmetic",
        /// Geometric means.
        Geometric = "geometric",
        /// Harmonic means.
        Harmonic = "harmonic",
        /// Means less the imbalance of the children; nodes that the root sees turned round add it,
        /// so that imbalance counts one way at the root.
        MazziottaParetoSubtract = "mazziotta_pareto_subtract",
        /// Means plus the imbalance of the children; nodes that the root sees turned round take it
        /// off.
        MazziottaParetoAdd = "mazziotta_pareto_add",
        /// Outranking on the root's children with their weights.
        Copeland = "copeland",
        /// Outranking on all leaves that take part in the scores, with their effective weights.
        CopelandLeaves = "copeland_leaves",
    }
}

/// What other aggregation does to the ranking of the root. The weights are the stated ones.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Aggregation {
    /// Which aggregation.
    pub aggregation: OtherAggregation,
    /// Mean absolute shift against the stated ranking, among those that have a score in both.
    pub mean_rank_shift: f64,
    /// Largest shift.
    pub max_rank_shift: u32,
    /// How many have no score so; coverage does not depend on the function, so that all that are
    /// assessed stay so.
    pub unranked: u32,
    /// The rank of each, in the order of [`Sensitivity::ranked`](crate::Sensitivity::ranked).
    pub ranks: Vec<Option<u32>>,
    /// The shift of each in the same order: its rank among those that are ranked in both, less the
    /// same in the stated ranking; negative is nearer the top.
    pub shifts: Vec<Option<i32>>,
}

/// Aggregation that gives no ranking to compare with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NoAggregation {
    /// Which aggregation.
    pub aggregation: OtherAggregation,
    /// Why not.
    pub reason: String,
}

type Outcome = Result<Aggregation, NoAggregation>;

fn compared(
    aggregation: OtherAggregation,
    held: &HeldSet<'_>,
    ranks: Vec<Option<u32>>,
) -> Aggregation {
    let Shift { mean, max, unranked, ranks, shifts } = shift(held.ranked(), ranks);
    Aggregation { aggregation, mean_rank_shift: mean, max_rank_shift: max, unranked, ranks, shifts }
}

/// The stated ranking against those of trees with one function in every node. A tree in which a
/// mean is undefined is told among those without a ranking.
///
/// # Errors
/// [`EngineError::Stopped`].
pub(crate) fn other_functions(
    stated: &Method,
    held: &HeldSet<'_>,
    progress: &dyn Progress,
) -> Result<Vec<Outcome>, EngineError> {
    let imbalance =
        |add: bool| Mean::MazziottaPareto(if add { Penalty::Add } else { Penalty::Subtract });
    let trees = vec![
        (OtherAggregation::Arithmetic, all(stated, |_| Mean::Arithmetic)),
        (OtherAggregation::Geometric, all(stated, |_| Mean::Geometric)),
        (OtherAggregation::Harmonic, all(stated, |_| Mean::Harmonic)),
        (OtherAggregation::MazziottaParetoSubtract, all(stated, imbalance)),
        (OtherAggregation::MazziottaParetoAdd, all(stated, |turned| imbalance(!turned))),
    ];
    each("aggregations", trees, progress, |(aggregation, method)| {
        Ok(held
            .under(method)
            .map(|other| compared(aggregation, held, other.ranks))
            .map_err(|f| NoAggregation { aggregation, reason: f.message }))
    })
}

/// The method with one function in every node; `by` is told whether the root sees the node turned
/// round.
fn all(stated: &Method, by: impl Fn(bool) -> Mean) -> Method {
    let mut method = stated.clone();
    for (i, node) in stated.node_indices().zip(&mut method.nodes) {
        node.aggregate = by(turned(stated, i));
        if matches!(node.aggregate, Mean::MazziottaPareto(_)) {
            // A floor that was stated for another function.
            node.floor = None;
        }
    }
    method
}

/// Whether the root sees a node turned round: an odd number of inversions from it upwards.
fn turned(m: &Method, node: NodeIx) -> bool {
    std::iter::successors(m.nodes.get(node.get()), |n| n.parent.and_then(|p| m.nodes.get(p.get())))
        .filter(|n| n.invert)
        .count()
        % 2
        == 1
}

/// Comparisons of two numbers that an outranking may take.
const MOST_COMPARISONS: usize = 1_000_000_000;

/// What the ranked are compared on.
struct Criteria {
    /// Weights, above 0.
    weights: Vec<f64>,
    /// A row for each ranked, in their order; NaN where it has no value.
    rows: Vec<Vec<f64>>,
}

/// The stated ranking, which is that of `results`, against Copeland's on the root's children and on
/// the leaves.
pub(crate) fn outranking(run: &Run, held: &HeldSet<'_>) -> Vec<Outcome> {
    let outcome = |aggregation: OtherAggregation, criteria: Result<Criteria, String>| {
        let ranks = criteria.and_then(|c| copeland_ranks(&c));
        ranks
            .map(|ranks| compared(aggregation, held, ranks))
            .map_err(|reason| NoAggregation { aggregation, reason })
    };
    vec![
        outcome(OtherAggregation::Copeland, parts(&run.results, held.units())),
        outcome(OtherAggregation::CopelandLeaves, leaves(run, held.units())),
    ]
}

/// A unit of the last edition.
fn unit_of(r: &Results, territory: &str, area: &str) -> Option<UnitIx> {
    r.find_unit(territory, area, *r.assessment.editions.get(r.last_edition().get())?)
}

/// The root's children with weight, as the root sees them before any floor.
fn parts(r: &Results, units: &[UnitIx]) -> Result<Criteria, String> {
    let m = &*r.assessment.method;
    let children: Vec<(Child, f64)> = m.nodes[m.root]
        .children
        .iter()
        .map(|&c| match c {
            Child::Node(i) => (c, m.nodes[i].weight),
            Child::Leaf(i) => (c, m.indicators[i].weight),
        })
        .filter(|(_, w)| *w > 0.0)
        .collect();
    let rolled = |u: &UnitIx| r.units.get(u.get()).is_some_and(|k| k.rollup);
    if children.iter().any(|(c, _)| matches!(c, Child::Leaf(_))) && units.iter().any(rolled) {
        return Err("indicators hang at the root, and a roll-up has no score of theirs".into());
    }
    let value = |unit: UnitIx, child: Child| match child {
        Child::Node(i) => {
            r.node(unit, i).and_then(|n| n.score).map(|s| seen(m, s, m.nodes[i].invert, None))
        }
        Child::Leaf(i) => leaf(r, unit, i),
    };
    let rows = units
        .iter()
        .map(|&u| children.iter().map(|&(c, _)| value(u, c).unwrap_or(f64::NAN)).collect())
        .collect();
    Ok(Criteria { weights: children.iter().map(|(_, w)| *w).collect(), rows })
}

/// The score of a leaf as the root is meant to see it; none where it has none, or where a node
/// between the two is a gap, so that the root does not see it.
fn leaf(r: &Results, unit: UnitIx, indicator: IndicatorIx) -> Option<f64> {
    let m = &*r.assessment.method;
    let score = r.leaves_of(unit).iter().find(|l| l.indicator == indicator)?.normalised?;
    let parent = m.indicators.get(indicator.get())?.parent?;
    let mut at = Some(parent);
    while let Some(i) = at {
        r.node(unit, i)?.score?;
        at = m.nodes.get(i.get())?.parent;
    }
    Some(seen(m, score, turned(m, parent), None))
}

/// The tree of an area that has leaves of its own.
struct AreaTree<'a> {
    plan: &'a Plan,
    /// The area's weight.
    weight: f64,
    /// The area's code, where its leaves do not stand in the unit itself.
    area: Option<&'a str>,
}

/// The trees whose leaves the units are measured on.
fn area_trees<'a>(run: &'a Run, units: &[UnitIx]) -> Result<Vec<AreaTree<'a>>, String> {
    let (r, a) = (&run.results, &run.frame.assessment);
    let m = &a.method;
    let plans = run.frame.plans.iter();
    let own = |plan| AreaTree { plan, weight: 1.0, area: None };
    if m.unit == UnitKind::Territory {
        return Ok(plans.map(own).collect());
    }
    let of_areas = plans.zip(&a.crime_areas);
    if units.iter().any(|u| r.units.get(u.get()).is_some_and(|k| k.rollup)) {
        let weight = |code| m.rollup_territory.as_ref().map_or(1.0, |r| r.weight(code, m.root));
        let tree = |(plan, c): (&'a Plan, &'a CrimeArea)| AreaTree {
            plan,
            weight: weight(&c.code),
            area: Some(&c.code),
        };
        return Ok(of_areas.map(tree).collect());
    }
    let mut areas: Vec<&str> = units.iter().map(|&u| r.area_code(u)).collect();
    areas.dedup();
    let [area] = areas.as_slice() else {
        return Err("units of different crime areas are not measured on the same leaves".into());
    };
    Ok(of_areas.filter(|(_, c)| c.code == *area).map(|(plan, _)| own(plan)).collect())
}

/// The leaves with their effective weights in the root. Those of a territory that is a roll-up are
/// the leaves of all its crime areas, each with the weight of its area.
fn leaves(run: &Run, units: &[UnitIx]) -> Result<Criteria, String> {
    let r = &run.results;
    let m = &r.assessment.method;
    let trees = area_trees(run, units)?;
    let mut criteria: Vec<(Option<&str>, IndicatorIx, f64)> = Vec::new();
    for AreaTree { plan, weight, area } in &trees {
        let (_, shares) = effective(m, plan);
        criteria.extend(
            plan.leaves
                .iter()
                .zip(shares)
                .map(|(&i, share)| (*area, i, share * weight))
                .filter(|c| c.2 > 0.0),
        );
    }
    fits(units.len(), criteria.len())?;
    let value = |unit: UnitIx, area: Option<&str>, indicator: IndicatorIx| match area {
        None => leaf(r, unit, indicator),
        Some(area) => leaf(r, unit_of(r, r.place_code(unit), area)?, indicator),
    };
    let rows = units
        .iter()
        .map(|&u| {
            criteria.iter().map(|&(area, i, _)| value(u, area, i).unwrap_or(f64::NAN)).collect()
        })
        .collect();
    Ok(Criteria { weights: criteria.iter().map(|c| c.2).collect(), rows })
}

/// Whether so many can be compared pair by pair in seconds.
fn fits(ranked: usize, criteria: usize) -> Result<(), String> {
    if ranked.saturating_mul(ranked).saturating_mul(criteria) > MOST_COMPARISONS {
        return Err(format!(
            "{ranked} ranked on {criteria} criteria are too many to compare pair by pair"
        ));
    }
    Ok(())
}

/// Competition ranks of Copeland's scores. Those without a score have none.
fn copeland_ranks(c: &Criteria) -> Result<Vec<Option<u32>>, String> {
    let (n, k) = (c.rows.len(), c.weights.len());
    if k < 2 {
        return Err("fewer than two criteria have a weight above 0".into());
    }
    fits(n, k)?;
    // As in ranks, rounding error of a sum wins nothing.
    let xs = Array2::from_shape_vec((n, k), c.rows.iter().flatten().map(|x| rounded(*x)).collect())
        .map_err(|e| e.to_string())?;
    let scores = copeland(xs.view(), &c.weights).map_err(|e| e.to_string())?;
    Ok(competition(&scores))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn imbalance_counts_one_way_at_the_root() {
        let text = "id = \"m\"\n[node.top]\n[node.a]\nparent = \"top\"\ninvert = true\nfloor = \
                    5\naggregate = \"geometric\"\n[node.b]\nparent = \"a\"\n[node.c]\nparent = \
                    \"a\"\ninvert = true\n[indicator.x]\nparent = \"b\"\ngoalposts = [0, 1]\n\
                    [indicator.y]\nparent = \"c\"\ngoalposts = [0, 1]\n";
        let stated = ideal_model::parse_method(text, "m").0.unwrap();
        let turned: Vec<bool> = stated.node_indices().map(|n| turned(&stated, n)).collect();
        assert_eq!(turned, [false, true, true, false]);
        let add = |turned: bool| {
            Mean::MazziottaPareto(if turned { Penalty::Subtract } else { Penalty::Add })
        };
        let other = all(&stated, add);
        assert_eq!(
            other.nodes.iter().map(|n| n.aggregate).collect::<Vec<_>>(),
            [false, true, true, false].map(add)
        );
        // A floor for a geometric mean is none for another function.
        assert_eq!(
            (other.nodes[1].floor, all(&stated, |_| Mean::Harmonic).nodes[1].floor),
            (None, Some(5.0))
        );
    }
}
