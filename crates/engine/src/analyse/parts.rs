//! What a score of the root is made of: what each member of a roll-up adds to it, and what of its
//! distance from the median territory is due to each dimension.
//!
//! Members are told by Euler's allocation, as `explain` tells them. Of dimensions that would say
//! little: under a geometric mean it is the share of the weight, whatever the values. What sets a
//! score apart is told by taking the dimensions from their medians to their own values, one after
//! another, as the mean over all orders ([`ideal_composite::attribution::shapley`]). Under an
//! arithmetic mean that is the weighted distance from the median.

use std::collections::BTreeMap;

use ideal_composite::attribution::shapley;
use ideal_composite::moments::median;
use ideal_model::method::{Child, Mean};
use ideal_model::{AreaIx, EditionIx, Results, UnitIx};

use crate::plan::floor_of;
use crate::score::evaluate::{mean_on_scale, seen};

/// More dimensions than this are not told apart: their states double with each.
const MOST: usize = 10;
/// Territories with a score below which there is no median to speak of.
const LEAST: usize = 3;

/// What a score of the root is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoreParts {
    /// What each member of a roll-up adds, in points: they add up to the score. Empty where the
    /// score is of one unit.
    pub members: Vec<(UnitIx, f64)>,
    /// What sets it apart from the median territory; none where there are too few territories or
    /// too many dimensions.
    pub apart: Option<Apart>,
}

/// How a score comes from that of the median territory.
#[derive(Clone, Debug, PartialEq)]
pub struct Apart {
    /// The score with every dimension at its median over the territories, crime area by crime area,
    /// where it has one itself. No territory need have it.
    pub median: f64,
    /// What each child of the root adds to that, in points, in the order of the method.
    pub children: Vec<(Child, f64)>,
}

/// Tells what scores of an edition are made of: what they are compared with is read once.
#[derive(Clone, Debug)]
pub struct PartsOf<'r> {
    results: &'r Results,
    /// The median that the root sees, by crime area and place among its children.
    medians: BTreeMap<(AreaIx, usize), f64>,
    /// Whether there are enough territories.
    enough: bool,
}

/// A member of a score: what the root sees of each of its children, and its weight in the roll-up.
struct Member {
    unit: UnitIx,
    score: f64,
    weight: f64,
    /// By place among the children; none where there is no value or no weight.
    own: Vec<Option<f64>>,
    medians: Vec<f64>,
}

impl<'r> PartsOf<'r> {
    /// Reads the medians over the territories in an edition.
    #[must_use]
    pub fn new(results: &'r Results, edition: EditionIx) -> Self {
        let mut values: BTreeMap<(AreaIx, usize), Vec<f64>> = BTreeMap::new();
        let mut territories: Vec<_> = Vec::new();
        for (unit, key) in results.unit_indices().zip(&results.units) {
            let own = key.edition == edition && !key.rollup && !results.is_region(unit);
            if !own || score(results, unit).is_none() {
                continue;
            }
            territories.push(key.place);
            for (i, value) in children(results, unit).into_iter().enumerate() {
                values.entry((key.area, i)).or_default().extend(value);
            }
        }
        territories.dedup();
        let middle = |(key, values): ((AreaIx, usize), Vec<f64>)| Some((key, median(&values)?));
        let medians = values.into_iter().filter_map(middle).collect();
        PartsOf { results, medians, enough: territories.len() >= LEAST }
    }

    /// What the root of a territory is made of; nothing for a gap.
    ///
    /// The members add up to the score, and so do the median territory and what sets the score
    /// apart from it, both to rounding.
    #[must_use]
    pub fn of(&self, unit: UnitIx) -> Option<ScoreParts> {
        let whole = score(self.results, unit)?;
        let m = &self.results.assessment.method;
        let rollup = self.results.rollup(unit);
        let members: Vec<Member> = match rollup {
            Some(rollup) => {
                let spec = rollup.kind.spec(m)?;
                let weight =
                    |u: UnitIx| spec.weight(self.results.member_code(rollup.kind, u), m.root);
                rollup.members.iter().filter_map(|&u| self.member(u, weight(u))).collect()
            }
            None => vec![self.member(unit, 1.0)?],
        };
        let (aggregate, floor) = match rollup.and_then(|r| r.kind.spec(m)) {
            Some(spec) => (spec.aggregate, floor_of(m, spec.aggregate, spec.floor)),
            None => (Mean::Arithmetic, None),
        };
        let ws: Vec<f64> = members.iter().map(|x| x.weight).collect();
        let rolled = |scores: Vec<f64>| -> Option<(f64, Vec<f64>)> {
            let xs: Vec<f64> = scores.into_iter().map(|x| floor.map_or(x, |f| x.max(f))).collect();
            Some((mean_on_scale(m, aggregate, &xs, &ws)?, xs))
        };
        let (_, xs) = rolled(members.iter().map(|x| x.score).collect())?;
        let added = aggregate.contributions(&xs, &ws)?;
        let told = members.iter().map(|x| x.unit).zip(added);
        let apart = self.apart(whole, &members, &|scores| rolled(scores).map(|(score, _)| score));
        Some(ScoreParts {
            members: if rollup.is_some() { told.collect() } else { Vec::new() },
            apart,
        })
    }

    /// A unit that has a score and counts.
    fn member(&self, unit: UnitIx, weight: f64) -> Option<Member> {
        let score = score(self.results, unit).filter(|_| weight > 0.0)?;
        let area = self.results.units.get(unit.get())?.area;
        let own = children(self.results, unit);
        let middle = |(i, x): (usize, &Option<f64>)| {
            let found = self.medians.get(&(area, i)).copied();
            found.or(*x).unwrap_or_default()
        };
        let medians = own.iter().enumerate().map(middle).collect();
        Some(Member { unit, score, weight, own, medians })
    }

    /// From the median territory to a score.
    fn apart(
        &self,
        whole: f64,
        members: &[Member],
        rolled: &dyn Fn(Vec<f64>) -> Option<f64>,
    ) -> Option<Apart> {
        let m = &self.results.assessment.method;
        let root = m.nodes.get(m.root.get())?;
        let used: Vec<usize> = (0..root.children.len())
            .filter(|&i| members.iter().any(|x| x.own.get(i).is_some_and(Option::is_some)))
            .collect();
        if !self.enough || used.len() > MOST {
            return None;
        }
        let mut states = Vec::with_capacity(1 << used.len());
        for state in 0..1_usize << used.len() {
            let mut scores = Vec::with_capacity(members.len());
            for member in members {
                let (mut xs, mut ws) = (Vec::new(), Vec::new());
                for (bit, &i) in used.iter().enumerate() {
                    let Some(own) = member.own.get(i).copied().flatten() else { continue };
                    let moved = (state >> bit) & 1 == 1;
                    xs.push(if moved { own } else { *member.medians.get(i)? });
                    ws.push(m.weight(*root.children.get(i)?));
                }
                scores.push(mean_on_scale(m, root.aggregate, &xs, &ws)?);
            }
            states.push(rolled(scores)?);
        }
        let added = shapley(&states).ok()?;
        let median = *states.first()?;
        // What the parts lead to is the score: were it another, the parts would be of that.
        let same = (states.last()? - whole).abs() <= 1e-9 * m.width().abs().max(1.0);
        let child = |&i: &usize| root.children.get(i).copied();
        let children = used.iter().filter_map(child).zip(added).collect();
        same.then_some(Apart { median, children })
    }
}

/// The score of the root.
fn score(results: &Results, unit: UnitIx) -> Option<f64> {
    results.node(unit, results.assessment.method.root)?.score
}

/// What the root of a unit sees of its children, in the order of the method; none where one has no
/// value or counts for nothing.
fn children(results: &Results, unit: UnitIx) -> Vec<Option<f64>> {
    let m = &results.assessment.method;
    let Some(root) = m.nodes.get(m.root.get()) else { return Vec::new() };
    let floor = floor_of(m, root.aggregate, root.floor);
    let value = |child: &Child| -> Option<f64> {
        let (score, invert) = match *child {
            Child::Node(n) => (results.node(unit, n)?.score?, m.nodes.get(n.get())?.invert),
            Child::Leaf(i) => {
                let leaf = results.leaves_of(unit).iter().find(|l| l.indicator == i)?;
                (leaf.normalised?, false)
            }
        };
        Some(seen(m, score, invert, floor)).filter(|_| m.weight(*child) > 0.0)
    };
    root.children.iter().map(value).collect()
}
