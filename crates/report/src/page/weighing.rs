//! What the panel of other weights computes with: the tree down to the children of the root's
//! children, and what stands in their places in each cell, at full precision.

use std::collections::BTreeMap;

use ideal_model::method::{Child, Kind, Mean, Penalty, Rounding};
use ideal_model::{
    AreaIx, GapReason, IndicatorIx, NodeIx, PlaceIx, Ranking, Status, UnitIx, Verdict,
};
use serde::Serialize;

use super::pieces;
use super::safe::sentence;
use crate::error::ReportError;
use crate::view::View;

/// The data of the panel.
#[derive(Serialize)]
pub(super) struct Weighing {
    #[serde(rename = "byArea")]
    by_area: bool,
    scale: [f64; 2],
    decimals: u8,
    /// Whether halves are rounded to the even digit.
    even: bool,
    /// Where confidence decides whether there is a score.
    trust: Option<Trust>,
    root: Junction,
    /// The roll-up of territories; none where cells are territories.
    rolled: Option<Joined>,
    /// What stands in a place of a cell, each once.
    states: Vec<Slot>,
    areas: Vec<Area>,
    places: Vec<Place>,
    /// Territory, crime area, then for each place the index of what stands there.
    cells: Vec<Vec<usize>>,
    /// The published scores of cells and of territories.
    assessed: [Vec<Option<String>>; 2],
}

#[derive(Serialize)]
struct Trust {
    floor: f64,
    /// The most that enforcement counts alone can have.
    alone: f64,
}

/// How members become one.
#[derive(Serialize)]
struct Joined {
    mean: (&'static str, f64),
    floor: Option<f64>,
    least: f64,
}

/// A node or an indicator that has a weight.
#[derive(Serialize)]
struct Junction {
    code: String,
    name: String,
    weight: f64,
    required: bool,
    invert: bool,
    #[serde(flatten)]
    joined: Joined,
    /// What stands under it; none of what is taken as it stands.
    parts: Option<Vec<Junction>>,
    indicator: bool,
}

#[derive(Serialize)]
struct Area {
    name: String,
    weight: f64,
}

#[derive(Serialize)]
struct Place {
    name: String,
    anchor: String,
    /// Cells that it is rolled up from, in their order.
    cells: Vec<usize>,
}

/// What stands in a place of a cell. `null` is no child of this crime area.
#[derive(Serialize)]
#[serde(untagged)]
enum Slot {
    Absent(()),
    /// `out` does not apply, `gap` has no score, `bare` has no indicator.
    Said(&'static str),
    Scored(Vec<f64>),
}

/// All that other weights are computed with, of the last edition; nothing where there is no cell,
/// nor where a mean of the caller's is, which no script knows.
pub(super) fn weighing(view: &View<'_>) -> Result<Option<Weighing>, ReportError> {
    let method = &view.results.assessment.method;
    let mut means = method
        .nodes
        .iter()
        .map(|n| n.aggregate)
        .chain(method.rollup_territory.as_ref().map(|r| r.aggregate));
    if view.cells.is_empty() || means.any(|mean| matches!(mean, Mean::Own(_))) {
        return Ok(None);
    }
    let Some(root) = junction(view, Child::Node(view.root), 2) else { return Ok(None) };
    let trust = (method.confidence.floor > 0.0).then(|| Trust {
        floor: method.confidence.floor,
        alone: method.confidence.moderate.next_down().max(0.0),
    });
    let slots = slots(view);
    let mut states = States::new(trust.is_some());
    let mut axes = Axes::default();
    let (mut cells, mut of_cells, mut at) = (Vec::new(), Vec::new(), BTreeMap::new());
    for &unit in &view.cells {
        let Some(key) = view.results.units.get(unit.get()) else { continue };
        let mut cell = vec![axes.place(view, key.place), axes.area(view, key.area)];
        cell.extend(slots.iter().map(|&slot| states.index(view, unit, slot)));
        at.insert(unit, cells.len());
        cells.push(cell);
        of_cells.push(published(view, unit));
    }
    let rolled = method.rollup_territory.as_ref().filter(|_| !view.territories_only());
    let mut of_places = vec![None; axes.places.len()];
    for row in view.results.ranking(Ranking::Territories, view.last, view.root) {
        let rollup = view.results.rollup(row.unit).filter(|_| rolled.is_some());
        let key = view.results.units.get(row.unit.get());
        let Some((rollup, place)) = rollup.zip(key.and_then(|k| axes.of_places.get(&k.place)))
        else {
            continue;
        };
        if let (Some(place), Some(score)) = (axes.places.get_mut(*place), of_places.get_mut(*place))
        {
            place.cells = rollup.members.iter().filter_map(|u| at.get(u).copied()).collect();
            *score = published(view, row.unit);
        }
    }
    Ok(Some(Weighing {
        by_area: !view.territories_only(),
        scale: method.scale,
        decimals: method.decimals,
        even: method.rounding == Rounding::HalfEven,
        trust,
        root,
        rolled: rolled.map(|r| joined(view, r.aggregate, r.floor, r.min_coverage)),
        states: states.list,
        areas: axes.areas,
        places: axes.places,
        cells,
        assessed: [of_cells, of_places],
    }))
}

/// The score of a unit as the page prints it.
fn published(view: &View<'_>, unit: UnitIx) -> Option<String> {
    view.score(unit, view.root).map(|score| view.shown(score))
}

fn joined(view: &View<'_>, aggregate: Mean, floor: Option<f64>, least: f64) -> Joined {
    let scale = view.results.assessment.method.scale;
    Joined { mean: mean(aggregate), floor: aggregate.floor(floor, scale), least }
}

/// A mean as the script knows it. A mean that is new here is new there.
fn mean(aggregate: Mean) -> (&'static str, f64) {
    match aggregate {
        Mean::Arithmetic => ("arithmetic", 0.0),
        Mean::Geometric => ("geometric", 0.0),
        Mean::Harmonic => ("harmonic", 0.0),
        Mean::Power(p) => ("power", p),
        Mean::Median => ("median", 0.0),
        Mean::Min => ("min", 0.0),
        Mean::Max => ("max", 0.0),
        Mean::MazziottaPareto(Penalty::Subtract) => ("mazziotta-pareto", -1.0),
        Mean::MazziottaPareto(Penalty::Add) => ("mazziotta-pareto", 1.0),
        Mean::Own(_) => ("own", 0.0),
    }
}

/// An element with what stands under it, so many steps down.
fn junction(view: &View<'_>, element: Child, steps: usize) -> Option<Junction> {
    let method = &view.results.assessment.method;
    Some(match element {
        Child::Node(i) => {
            let node = method.nodes.get(i.get())?;
            let below = || node.children.iter().filter_map(|&c| junction(view, c, steps - 1));
            Junction {
                code: node.id.clone(),
                name: named(view.node_name(i)),
                weight: node.weight,
                required: node.required,
                invert: node.invert,
                joined: joined(view, node.aggregate, node.floor, node.min_coverage),
                parts: (steps > 0).then(|| below().collect()),
                indicator: false,
            }
        }
        Child::Leaf(i) => {
            let leaf = method.indicators.get(i.get())?;
            Junction {
                code: leaf.code.clone(),
                name: named(view.indicator_name(i)),
                weight: leaf.weight,
                required: false,
                invert: false,
                joined: joined(view, Mean::Arithmetic, None, 0.0),
                parts: None,
                indicator: true,
            }
        }
    })
}

/// A name that turns nothing around it.
fn named(name: String) -> String {
    sentence(&name).into_owned()
}

/// The children of the root's children in their order; a child of the root without any, itself.
fn slots(view: &View<'_>) -> Vec<Child> {
    let method = &view.results.assessment.method;
    let of = |node: NodeIx| method.nodes.get(node.get()).map_or(&[][..], |n| &n.children);
    let below = |child: &Child| match *child {
        Child::Node(node) => of(node).to_vec(),
        leaf => vec![leaf],
    };
    of(view.root).iter().flat_map(below).collect()
}

/// Territories and crime areas in the order of first use.
#[derive(Default)]
struct Axes {
    places: Vec<Place>,
    of_places: BTreeMap<PlaceIx, usize>,
    areas: Vec<Area>,
    of_areas: BTreeMap<AreaIx, usize>,
}

impl Axes {
    fn place(&mut self, view: &View<'_>, place: PlaceIx) -> usize {
        *self.of_places.entry(place).or_insert_with(|| {
            let anchor = pieces::place_anchor(view, place);
            self.places.push(Place {
                name: named(view.place_name(place)),
                anchor,
                cells: Vec::new(),
            });
            self.places.len() - 1
        })
    }

    fn area(&mut self, view: &View<'_>, area: AreaIx) -> usize {
        *self.of_areas.entry(area).or_insert_with(|| {
            let spec = view.results.assessment.method.rollup_territory.as_ref();
            let weight = spec.map_or(1.0, |s| s.weight(view.area_code(area), view.root));
            self.areas.push(Area { name: named(view.area_name(area)), weight });
            self.areas.len() - 1
        })
    }
}

/// What stands in places of cells, each once.
struct States {
    list: Vec<Slot>,
    known: BTreeMap<(&'static str, Vec<u64>), usize>,
    /// Whether confidence is asked for.
    trusted: bool,
}

impl States {
    fn new(trusted: bool) -> Self {
        States { list: Vec::new(), known: BTreeMap::new(), trusted }
    }

    fn index(&mut self, view: &View<'_>, unit: UnitIx, slot: Child) -> usize {
        let state = match slot {
            Child::Leaf(leaf) => self.leaf(view, unit, leaf),
            Child::Node(node) => self.node(view, unit, node),
        };
        let key = match &state {
            Slot::Absent(()) => ("absent", Vec::new()),
            Slot::Said(word) => (*word, Vec::new()),
            Slot::Scored(numbers) => ("scored", numbers.iter().map(|x| x.to_bits()).collect()),
        };
        *self.known.entry(key).or_insert_with(|| {
            self.list.push(state);
            self.list.len() - 1
        })
    }

    fn leaf(&self, view: &View<'_>, unit: UnitIx, indicator: IndicatorIx) -> Slot {
        let leaf = view.results.leaves_of(unit).iter().find(|l| l.indicator == indicator);
        let screened = view.gap_reason(unit, view.root) == Some(GapReason::Screened);
        let Some(leaf) = leaf else { return Slot::Absent(()) };
        match leaf.normalised.filter(|_| !screened) {
            _ if leaf.status == Status::NotApplicable => Slot::Said("out"),
            None => Slot::Said("gap"),
            Some(score) => {
                let counts = view.results.assessment.method.indicators.get(indicator.get());
                let counts = counts.is_some_and(|i| i.kind == Kind::Enforcement);
                let share = if counts { 1.0 } else { 0.0 };
                self.scored([score, 1.0, leaf.confidence.unwrap_or(0.0), share])
            }
        }
    }

    fn node(&self, view: &View<'_>, unit: UnitIx, node: NodeIx) -> Slot {
        let Some(result) = view.node(unit, node) else { return Slot::Absent(()) };
        match (result.verdict, result.score) {
            (Verdict::NotApplicable, _) => Slot::Said("out"),
            (Verdict::Assessed, Some(score)) => {
                let confidence = result.confidence.unwrap_or(0.0);
                self.scored([score, result.coverage, confidence, result.enforcement])
            }
            _ if served(view, unit, node) => Slot::Said("gap"),
            _ => Slot::Said("bare"),
        }
    }

    fn scored(&self, numbers: [f64; 4]) -> Slot {
        Slot::Scored(numbers.into_iter().take(if self.trusted { 4 } else { 2 }).collect())
    }
}

/// Whether an indicator of the cell's crime area hangs below a node by weights above 0.
fn served(view: &View<'_>, unit: UnitIx, node: NodeIx) -> bool {
    let under = view.results.assessment.method.leaves_under(node);
    view.results.leaves_of(unit).iter().any(|l| under.contains(&l.indicator))
}
