//! What a score is made of: parts that add up to it.

use ideal_engine::PartsOf;
use ideal_model::UnitIx;
use ideal_model::method::{Child, Mean};
use serde::Serialize;

use super::super::{Figure, printed};
use crate::chart::{self, Step, Steps};
use crate::document::Number;
use crate::error::ReportError;
use crate::view::View;
use crate::words::say;

/// Crime areas with a step of their own, at most; the others share one.
const AREAS: usize = 11;

/// A part of a score.
#[derive(Serialize)]
pub(in super::super) struct PartRow {
    /// What the part is one of: "by dimension".
    pub way: String,
    pub name: String,
    pub points: Number,
}

/// What a score is made of, as it is told.
pub(super) struct Told {
    pub figure: Figure,
    pub rows: Vec<PartRow>,
    /// How the parts are to be read: the same of all territories, said once.
    pub note: String,
}

/// What the score of a territory is made of; nothing for a gap, and where there is but one part.
pub(super) fn parts(
    view: &View<'_>,
    of: &PartsOf<'_>,
    (key, name): (&str, &str),
    unit: UnitIx,
) -> Result<Option<Told>, ReportError> {
    let Some(score) = view.score(unit, view.root) else { return Ok(None) };
    let ways = ways(view, of, unit)?;
    let ground = view.ground(unit, view.root, score)?;
    let Some(chart) = chart::waterfall(view, key, name, (score, ground), &ways)? else {
        return Ok(None);
    };
    let figure = Figure::new(chart, say!(view.words, "waterfall-title", name = name)?, 420);
    let note = note(view, &ways)?;
    let decimals = view.results.assessment.method.decimals;
    let mut rows = Vec::new();
    for way in ways {
        let signed = way.start.is_some();
        if let Some(start) = way.start {
            let points = printed::score(view, start.points)?;
            rows.push(PartRow { way: way.head.clone(), name: start.name, points });
        }
        for step in way.steps {
            let points = if signed {
                printed::signed(view, step.points, decimals)?
            } else {
                printed::score(view, step.points)?
            };
            rows.push(PartRow { way: way.head.clone(), name: step.name, points });
        }
    }
    Ok(Some(Told { figure, rows, note }))
}

/// How the parts are to be read, as far as there are any.
fn note(view: &View<'_>, ways: &[Steps]) -> Result<String, ReportError> {
    let words = &view.words;
    let method = &view.results.assessment.method;
    let mut said = Vec::new();
    if ways.iter().any(|w| w.start.is_some()) {
        said.push(say!(words, "waterfall-caption-dimensions")?);
    }
    if ways.iter().any(|w| w.start.is_none()) {
        let rollup = method.rollup_territory.as_ref();
        let plain = rollup.is_none_or(|r| r.aggregate == Mean::Arithmetic);
        let id = if plain { "waterfall-caption-areas" } else { "waterfall-caption-slopes" };
        said.push(say!(words, id)?);
    }
    said.push(say!(words, "waterfall-rounded")?);
    Ok(said.join(" "))
}

/// The ways to the score of a territory; none for a gap.
fn ways(view: &View<'_>, of: &PartsOf<'_>, unit: UnitIx) -> Result<Vec<Steps>, ReportError> {
    let words = &view.words;
    let mut ways = Vec::new();
    let Some(found) = of.of(unit) else { return Ok(ways) };
    if let Some(apart) = found.apart {
        let step = |(child, points): (Child, f64)| {
            let name = match child {
                Child::Node(node) => view.node_name(node),
                Child::Leaf(indicator) => view.indicator_name(indicator),
            };
            Step { name, points }
        };
        ways.push(Steps {
            head: say!(words, "waterfall-dimensions")?,
            start: Some(Step { name: say!(words, "waterfall-median")?, points: apart.median }),
            steps: apart.children.into_iter().map(step).collect(),
        });
    }
    let name = |unit: UnitIx| {
        let key = view.results.units.get(unit.get());
        key.map(|key| view.area_name(key.area)).unwrap_or_default()
    };
    let areas: Vec<Step> =
        found.members.into_iter().map(|(unit, points)| Step { name: name(unit), points }).collect();
    if !areas.is_empty() {
        let head = say!(words, "waterfall-areas")?;
        ways.push(Steps { head, start: None, steps: largest(view, areas)? });
    }
    Ok(ways)
}

/// The steps from the largest, what is left of many as one.
fn largest(view: &View<'_>, mut steps: Vec<Step>) -> Result<Vec<Step>, ReportError> {
    steps.sort_by(|a, b| b.points.total_cmp(&a.points));
    if steps.len() > AREAS + 1 {
        let rest = steps.split_off(AREAS);
        let n = rest.len();
        let name = say!(view.words, "waterfall-others", n = n, count = view.numbers.count(n))?;
        steps.push(Step { name, points: rest.iter().map(|s| s.points).sum() });
    }
    Ok(steps)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use ideal_model::Lang;
    use ideal_testing::fixture::{Fixture, HDI, results};

    use super::*;

    #[test]
    fn parts_add_up_to_the_score() {
        let areas = Fixture { territories: 12, areas: 14, editions: 2, ..Fixture::default() };
        let whole = Fixture { method: HDI, territories: 12, ..Fixture::default() };
        for (fixture, count) in [(areas, 2), (whole, 1)] {
            let results = results(&fixture);
            let view = View::new(&results, Lang::En.into()).unwrap();
            let of = PartsOf::new(&results, view.last);
            let mut checked = 0;
            for &place in &view.territories {
                let unit = view.territory_unit(place, view.last).unwrap();
                let found = ways(&view, &of, unit).unwrap();
                let Some(score) = view.score(unit, view.root) else {
                    assert!(found.is_empty());
                    continue;
                };
                assert_eq!(found.len(), count);
                for way in &found {
                    let sum: f64 = way.start.iter().chain(&way.steps).map(|s| s.points).sum();
                    assert!((sum - score).abs() < 1e-9, "{}: {sum} for {score}", way.head);
                }
                checked += 1;
            }
            assert!(checked > 4, "{checked}");
        }
    }

    #[test]
    fn areas_add_what_explain_prints() {
        let results =
            results(&Fixture { territories: 6, areas: 14, editions: 1, ..Fixture::default() });
        let view = View::new(&results, Lang::En.into()).unwrap();
        let of = PartsOf::new(&results, view.last);
        let mut checked = 0;
        for &place in &view.territories {
            let unit = view.territory_unit(place, view.last).unwrap();
            let Some(found) = of.of(unit) else { continue };
            let tree = ideal_engine::explain(&results, unit, view.root).unwrap().tree;
            let printed: Vec<f64> = tree.children.iter().filter_map(|c| c.contribution).collect();
            let own: Vec<f64> = found.members.iter().map(|(_, points)| *points).collect();
            assert_eq!(own, printed);
            checked += own.len();
        }
        assert!(checked > 10, "{checked}");
    }

    #[test]
    fn what_stands_at_the_median_sets_nothing_apart() {
        // One territory has every dimension at the median of three: nothing sets it apart. Of an
        // arithmetic root the parts are the weighted distances.
        let method = HDI.replace("geometric", "arithmetic");
        let fixture = Fixture { method: method.leak(), territories: 9, ..Fixture::default() };
        let results = results(&fixture);
        let view = View::new(&results, Lang::En.into()).unwrap();
        let of = PartsOf::new(&results, view.last);
        let m = &results.assessment.method;
        let units: Vec<UnitIx> =
            view.territories.iter().filter_map(|&p| view.territory_unit(p, view.last)).collect();
        let units: Vec<UnitIx> =
            units.into_iter().filter(|&u| view.score(u, view.root).is_some()).collect();
        let total: f64 = m.nodes[m.root].children.iter().map(|c| m.weight(*c)).sum();
        for &unit in &units {
            let apart = of.of(unit).unwrap().apart.unwrap();
            if apart.children.len() < m.nodes[m.root].children.len() {
                continue;
            }
            for (child, points) in apart.children {
                let Child::Node(node) = child else { panic!("the dimensions are nodes") };
                let mut all: Vec<f64> = units.iter().filter_map(|&u| view.score(u, node)).collect();
                all.sort_by(f64::total_cmp);
                let middle = (all[(all.len() - 1) / 2] + all[all.len() / 2]) / 2.0;
                let wanted = (view.score(unit, node).unwrap() - middle) * m.weight(child) / total;
                assert!((points - wanted).abs() < 1e-9, "{points} {wanted}");
            }
        }
        assert!(units.len() > 2);
    }
}
