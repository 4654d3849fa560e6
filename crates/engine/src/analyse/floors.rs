//! How far coverage is from the least that a score needs, and which single leaves decide it.

use std::collections::BTreeMap;

use ideal_model::{
    EditionIx, GapReason, IndicatorIx, NodeIx, NodeResult, TerritoryIx, UnitIx, Verdict,
};
use rayon::prelude::*;

use crate::frame::Unit;
use crate::run::Run;
use crate::score::evaluate::{LeafState, Scratch, evaluate};
use crate::score::rollup::roll_up;
use crate::score::territory::leaf_states;
use crate::score::unit::{Evaluated, Member};
use crate::select::lookup::with_area_rows;

/// A node of a territory or of one of its units, with the distance of its coverage from the least
/// it needs.
#[derive(Clone, Debug, PartialEq)]
pub struct Floor {
    /// Index of the unit, which may be the territory's roll-up.
    pub unit: UnitIx,
    /// Index of the node.
    pub node: NodeIx,
    /// The least coverage it needs, 0..=1.
    pub min_coverage: f64,
    /// Its coverage less that. A gap may have a margin above 0, where a part is missing that it
    /// cannot do without.
    pub margin: f64,
    /// Why it is a gap; none where it has a score.
    pub reason: Option<GapReason>,
    /// Of a score, the leaves each of which would leave a gap if it alone were lost; of a gap,
    /// those each of which would give it a score if it alone arrived. In the method's order.
    pub deciding: Vec<DecidingLeaf>,
}

/// A leaf that decides by itself whether a node has a score.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DecidingLeaf {
    /// Index of the indicator.
    pub indicator: IndicatorIx,
    /// Code of the crime area it is of; none where it serves all that the node speaks of.
    pub crime_area: Option<String>,
}

/// The nodes of every territory and of its units in the last edition that have a score or are
/// gaps, in the order of the results.
///
/// A leaf is lost or arrives in all the units that read it, and the tree and the territory's
/// roll-up are evaluated again as they were in the run. A leaf that was imputed cannot be lost; of
/// a leaf that arrives the value does not matter, and it is taken for fully trusted. Imputation,
/// screening and populations are left as the run had them, so with those steps a leaf may decide
/// more than is said here.
#[must_use]
pub fn floors(run: &Run) -> Vec<Floor> {
    let edition = run.results.last_edition();
    let single = run.frame.assessment.method.indicators.iter().map(|i| i.crime_areas.len() == 1);
    let by_area: Vec<bool> =
        single.zip(with_area_rows(&run.frame.assessment)).map(|(one, rows)| one || rows).collect();
    let territories: Vec<TerritoryIx> =
        TerritoryIx::all(run.raw.len()).filter(|t| run.frame.in_population(*t)).collect();
    let found =
        territories.into_par_iter().map(|t| Territory::new(run, t, edition).floors(&by_area));
    let mut all = found.collect::<Vec<_>>().concat();
    all.sort_by_key(|f| (f.unit, f.node));
    all
}

/// A territory of one edition, as the run had it.
struct Territory<'a> {
    run: &'a Run,
    index: TerritoryIx,
    cells: Vec<Cell<'a>>,
    /// Index of its roll-up, with what the members came to; none where the method has none.
    whole: Option<(UnitIx, Evaluated)>,
}

/// A unit of it.
struct Cell<'a> {
    /// Its index in the results.
    at: UnitIx,
    unit: Unit<'a>,
    states: Vec<LeafState>,
    evaluated: Evaluated,
    screened: bool,
}

/// A leaf that may be lost or arrive: the indicator, and the position of the crime area it is of.
type Leaf = (IndicatorIx, Option<usize>);

/// What a change of one leaf turned round: a node of a cell, or of the territory.
type Turned = BTreeMap<(UnitIx, NodeIx), Vec<DecidingLeaf>>;

impl<'a> Territory<'a> {
    fn new(run: &'a Run, index: TerritoryIx, edition: EditionIx) -> Self {
        let (m, leaves) = (&run.frame.assessment.method, &run.raw[index.get()]);
        let units = run.frame.units().filter(|u| u.edition == edition);
        let cells: Vec<Cell<'a>> = units
            .filter_map(|unit| {
                let at = *run.layout.unit_of[index.get()].get(unit.position)?;
                let states: Vec<LeafState> =
                    leaf_states(m, index, leaves, &run.scaled, &unit).collect();
                let mut evaluated = evaluated(run, &unit, &states)?;
                let screened = run.scaled.screened(index, unit.position);
                if screened {
                    let reasons = evaluated.reasons.iter_mut().flatten();
                    reasons.for_each(|r| *r = GapReason::Screened);
                }
                Some(Cell { at, unit, states, evaluated, screened })
            })
            .collect();
        let mut territory = Territory { run, index, cells, whole: None };
        let code = &run.frame.assessment.territories[index].code;
        let whole = run.frame.assessment.editions.get(edition.get()).and_then(|e| {
            run.results.find_unit(code, "*", *e).filter(|u| run.results.rollup(*u).is_some())
        });
        let none = BTreeMap::new();
        territory.whole = whole.and_then(|u| Some((u, territory.rolled_up(&none)?)));
        territory
    }

    /// The territory's roll-up, with some cells as they would be.
    fn rolled_up(&self, other: &BTreeMap<usize, Evaluated>) -> Option<Evaluated> {
        let m = &self.run.frame.assessment.method;
        let member =
            |(k, cell): (usize, &'_ Cell<'a>)| (self.run.frame.area_code(&cell.unit).to_owned(), k);
        let members: Vec<(String, usize)> = self.cells.iter().enumerate().map(member).collect();
        let members: Vec<Member<'_>> = members
            .iter()
            .map(|(code, k)| Member { code, of: other.get(k).unwrap_or(&self.cells[*k].evaluated) })
            .collect();
        roll_up(m, m.rollup_territory.as_ref()?, &members).ok()
    }

    /// Where each leaf stands, by cell and slot: those with a value, or those without.
    fn leaves(&self, known: bool, by_area: &[bool]) -> BTreeMap<Leaf, Vec<(usize, usize)>> {
        let (run, territory) = (self.run, &self.run.raw[self.index.get()]);
        let observations = &run.frame.assessment.evidence.observations;
        let mut out: BTreeMap<Leaf, Vec<(usize, usize)>> = BTreeMap::new();
        for (k, cell) in self.cells.iter().enumerate().filter(|(_, c)| !c.screened) {
            for (slot, l) in cell.unit.leaves.clone().enumerate() {
                let (raw, state) = (&territory.leaves[l], &cell.states[slot]);
                let imputed = run.scaled.leaf(self.index, l).imputed;
                if !state.applies || state.score.is_some() != known || (known && imputed) {
                    continue;
                }
                let row = raw.rows.of(&territory.rows).first();
                let row = row.and_then(|&i| observations.get(i as usize)).filter(|_| known);
                let of_area = row.map_or(by_area[raw.indicator.get()], |o| o.crime_area.is_some());
                let leaf = (raw.indicator, of_area.then_some(cell.unit.area));
                out.entry(leaf).or_default().push((k, slot));
            }
        }
        out
    }

    /// Adds what the loss of each leaf, or its arrival, turns round.
    fn turn(&self, known: bool, by_area: &[bool], turned: &mut Turned) {
        let m = &self.run.frame.assessment.method;
        let turns = |before: &NodeResult, after: &NodeResult| {
            let from = if known { Verdict::Assessed } else { Verdict::Gap };
            let to = if known { Verdict::Gap } else { Verdict::Assessed };
            before.verdict == from && after.verdict == to
        };
        for ((indicator, area), places) in self.leaves(known, by_area) {
            let mut changed: BTreeMap<usize, Evaluated> = BTreeMap::new();
            for (k, slot) in places {
                let cell = &self.cells[k];
                let mut states = cell.states.clone();
                states[slot].score = (!known).then_some(m.scale[1]);
                states[slot].confidence = if known { 0.0 } else { 1.0 };
                let Some(after) = evaluated(self.run, &cell.unit, &states) else { continue };
                for ((node, x), y) in m.node_indices().zip(&cell.evaluated.nodes).zip(&after.nodes)
                {
                    if turns(x, y) {
                        let leaf = DecidingLeaf { indicator, crime_area: None };
                        turned.entry((cell.at, node)).or_default().push(leaf);
                    }
                }
                changed.insert(k, after);
            }
            let Some((whole, before)) = &self.whole else { continue };
            let Some(after) = self.rolled_up(&changed) else { continue };
            // An indicator of a single area needs no area beside its code.
            let area = area.filter(|_| m.indicators[indicator].crime_areas.len() != 1);
            let area = area.and_then(|c| self.run.frame.assessment.crime_areas.get(c));
            for ((node, x), y) in m.node_indices().zip(&before.nodes).zip(&after.nodes) {
                if turns(x, y) {
                    let crime_area = area.map(|c| c.code.clone());
                    let leaf = DecidingLeaf { indicator, crime_area };
                    turned.entry((*whole, node)).or_default().push(leaf);
                }
            }
        }
    }

    /// The distances of all its nodes.
    fn floors(&self, by_area: &[bool]) -> Vec<Floor> {
        let m = &self.run.frame.assessment.method;
        let mut turned = Turned::new();
        self.turn(true, by_area, &mut turned);
        self.turn(false, by_area, &mut turned);
        let mut out = Vec::new();
        let own = self.cells.iter().map(|c| (c.at, &c.evaluated, None));
        let whole = self.whole.iter().map(|(u, e)| (*u, e, m.rollup_territory.as_ref()));
        for (unit, evaluated, spec) in own.chain(whole) {
            for ((node, n), reason) in
                m.node_indices().zip(&evaluated.nodes).zip(&evaluated.reasons)
            {
                if n.verdict == Verdict::NotApplicable {
                    continue;
                }
                let min_coverage = spec.map_or(m.nodes[node].min_coverage, |s| s.min_coverage);
                out.push(Floor {
                    unit,
                    node,
                    min_coverage,
                    margin: n.coverage - min_coverage,
                    reason: *reason,
                    deciding: turned.remove(&(unit, node)).unwrap_or_default(),
                });
            }
        }
        out
    }
}

/// A unit with these leaves; none where a mean is undefined for them, which a run refuses.
fn evaluated(run: &Run, unit: &Unit<'_>, states: &[LeafState]) -> Option<Evaluated> {
    let m = &run.frame.assessment.method;
    let mut nodes = vec![NodeResult::default(); m.nodes.len()];
    let mut reasons = vec![None; m.nodes.len()];
    evaluate(m, unit.plan, states, &mut Scratch::default(), &mut nodes, &mut reasons).ok()?;
    Some(Evaluated { nodes, reasons, without: Vec::new() })
}
