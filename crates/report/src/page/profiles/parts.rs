//! What a score is made of: parts that add up to it.

use ideal_engine::{Explained, explain_with};
use ideal_model::method::Mean;
use ideal_model::{Names, UnitIx};

use crate::chart::{Step, Steps};
use crate::error::ReportError;
use crate::view::View;
use crate::words::say;

/// Crime areas with a step of their own, at most; the others share one.
const AREAS: usize = 11;

/// What a score is made of, one way after another: the dimensions, and with a roll-up the crime
/// areas.
pub(in super::super) struct Parts {
    pub ways: Vec<Steps>,
    /// Whether each part is a share of a weighted sum: where all means on the way are arithmetic.
    pub plain: bool,
}

/// The parts of the score of a territory; none for a gap.
///
/// They are those that `explain` prints: Euler's allocation x ∂f/∂x, which adds up exactly, since
/// every mean is homogeneous of degree one. It goes through a roll-up in the same way: what a
/// dimension adds in a crime area is its share of what that area adds to the territory.
pub(in super::super) fn parts(
    view: &View<'_>,
    unit: UnitIx,
) -> Result<Option<Parts>, ReportError> {
    let words = &view.words;
    let Some(found) = explain_with(&view.bases, unit, view.root) else { return Ok(None) };
    let tree = found.tree;
    if tree.score.is_none() {
        return Ok(None);
    }
    let mut plain = arithmetic(&tree);
    let mut dimensions: Vec<(String, Names, f64)> = Vec::new();
    let mut ways = Vec::new();
    if let Some(rollup) = view.results.rollup(unit) {
        let mut areas = Vec::new();
        for (&member, area) in rollup.members.iter().zip(&tree.children) {
            let Some(points) = area.contribution else { continue };
            areas.push(Step { name: name(view, area), points });
            let Some(own) = explain_with(&view.bases, member, view.root) else { continue };
            plain &= arithmetic(&own.tree);
            let whole: f64 = own.tree.children.iter().filter_map(|c| c.contribution).sum();
            for child in &own.tree.children {
                if let Some(part) = child.contribution.filter(|_| whole != 0.0) {
                    add(&mut dimensions, child, points * part / whole);
                }
            }
        }
        ways.push(Steps { head: say!(words, "waterfall-areas")?, steps: largest(view, areas)? });
    } else {
        for child in &tree.children {
            if let Some(part) = child.contribution {
                add(&mut dimensions, child, part);
            }
        }
    }
    let steps = dimensions.into_iter().map(|(code, names, points)| {
        let name = names.or_code(view.lang, &code).to_owned();
        Step { name, points }
    });
    ways.insert(0, Steps { head: say!(words, "waterfall-dimensions")?, steps: steps.collect() });
    ways.retain(|way| !way.steps.is_empty());
    Ok(Some(Parts { ways, plain }))
}

fn arithmetic(of: &Explained) -> bool {
    matches!(of.aggregate, Some(Mean::Arithmetic) | None)
}

fn name(view: &View<'_>, of: &Explained) -> String {
    of.name.or_code(view.lang, &of.node).to_owned()
}

/// Adds points to a dimension, in the order in which they first come.
fn add(all: &mut Vec<(String, Names, f64)>, child: &Explained, points: f64) {
    match all.iter_mut().find(|(code, ..)| *code == child.node) {
        Some((.., sum)) => *sum += points,
        None => all.push((child.node.clone(), child.name.clone(), points)),
    }
}

/// The steps from the largest, what is left of many as one.
fn largest(view: &View<'_>, mut steps: Vec<Step>) -> Result<Vec<Step>, ReportError> {
    steps.sort_by(|a, b| b.points.total_cmp(&a.points));
    if steps.len() > AREAS + 1 {
        let rest = steps.split_off(AREAS);
        let n = rest.len();
        let name =
            say!(view.words, "waterfall-others", n = n, count = view.numbers.count(n))?;
        steps.push(Step { name, points: rest.iter().map(|s| s.points).sum() });
    }
    Ok(steps)
}
