//! From a resolved assessment to its results.

use std::collections::BTreeMap;
use std::sync::Arc;

use ideal_model::method::UnitKind;
use ideal_model::{Assessment, Finding, Findings, GapReason, NodeResult, Results, Status};
use rayon::prelude::*;

use crate::error::EngineError;
use crate::plan::{Plan, is_enforcement};
use crate::progress::Progress;
use crate::scale::beyond::{beyond_posts, off_scale};
use crate::scale::normalise::{Normalised, normalise};
use crate::score::assemble::{Layout, assemble, mark};
use crate::score::change::change;
use crate::score::evaluate::{LeafState, Scratch, evaluate};
use crate::score::rank::rankings;
use crate::score::without::{self, Lacking};
use crate::select::index::Index;
use crate::select::leaf::{Lookup, RawLeaf};
use crate::select::short::short_periods;
use crate::simulate::Simulator;
use crate::simulate::uncertainty::uncertainty;

/// The leaves of one territory: its units area by area and edition by edition, and the rows they refer to.
pub(crate) struct TerritoryLeaves {
    /// One entry per leaf, in the order of units and of each unit's plan.
    pub leaves: Vec<RawLeaf>,
    /// Observation indices that the leaves' ranges point into.
    pub rows: Vec<u32>,
}

/// A unit or roll-up after evaluation.
#[derive(Clone)]
pub(crate) struct Evaluated {
    pub nodes: Vec<NodeResult>,
    pub reasons: Vec<Option<GapReason>>,
    /// What its root did without.
    pub without: Vec<Lacking>,
}

/// What stays the same during a run.
pub(crate) struct Frame<'a> {
    pub assessment: &'a Assessment,
    /// One plan per crime area, or one for the whole territory.
    pub plans: Vec<Plan>,
}

impl Frame<'_> {
    /// Number of editions.
    pub(crate) fn editions(&self) -> usize {
        self.assessment.editions.len()
    }

    /// Number of units of one territory.
    pub(crate) fn units_per_territory(&self) -> usize {
        self.plans.len() * self.editions()
    }

    /// The plan, edition and range of leaves of each unit of a territory.
    pub(crate) fn units(&self) -> impl Iterator<Item = (&Plan, usize, std::ops::Range<usize>)> {
        let mut at = 0;
        self.plans.iter().flat_map(move |p| (0..self.editions()).map(move |e| (p, e))).map(move |(p, e)| {
            let from = at;
            at += p.leaves.len();
            (p, e, from..at)
        })
    }
}

/// Runs an assessment.
///
/// Pure: no clock, disk or environment; the same input gives the same bytes for any number of threads.
///
/// # Errors
/// [`EngineError::Findings`] where the evidence does not fit the method: a value off the scale of a leaf that is not
/// normalised, a value its transform does not take, a mean that is undefined.
pub fn run(assessment: Arc<Assessment>, progress: &dyn Progress) -> Result<Results, EngineError> {
    let draws = assessment.draws;
    staged(&assessment, progress, |stage| {
        let Stage { frame, lookup, raw, normalised, layout, mut results } = stage;
        if draws > 0 {
            let simulator = Simulator::new(frame, lookup, raw, normalised, &results, layout, None);
            let said = uncertainty(&simulator, &mut results, progress)?;
            results.findings.extend(said);
        }
        Ok(results)
    })
}

/// A run after its point results, with all that a simulation needs.
pub(crate) struct Stage<'a> {
    pub frame: &'a Frame<'a>,
    pub lookup: &'a Lookup<'a>,
    pub raw: &'a [TerritoryLeaves],
    pub normalised: &'a Normalised,
    pub layout: &'a Layout,
    pub results: Results,
}

/// Computes the point results and hands them on.
pub(crate) fn staged<T>(
    assessment: &Arc<Assessment>,
    progress: &dyn Progress,
    then: impl FnOnce(Stage<'_>) -> Result<T, EngineError>,
) -> Result<T, EngineError> {
    let a = &**assessment;
    let m = &*a.method;
    let plans = match m.unit {
        UnitKind::Territory => vec![Plan::new(m, None)],
        UnitKind::TerritoryArea => a.crime_areas.iter().map(|c| Plan::new(m, Some(&c.code))).collect(),
    };
    let frame = Frame { assessment: a, plans };
    let index = Index::new(&a.evidence);
    let lookup = Lookup::new(a, &index);
    let mut findings = a.findings.clone();

    progress.start("select", a.territories.len() as u64);
    let raw: Vec<TerritoryLeaves> = a
        .territories
        .par_iter()
        .map(|t| {
            let leaves = territory_leaves(&frame, &lookup, &t.code);
            progress.advance(1);
            leaves
        })
        .collect();
    progress.done();
    findings.extend(bounded(lost_denominators(&frame, &raw)));
    findings.extend(bounded(short_periods(&frame, &lookup, &raw)));
    findings.extend(bounded(beyond_posts(&frame, &index, &raw)));

    let normalised = normalise(&frame, &index, &raw).map_err(|f| EngineError::Findings(bounded(f)))?;
    findings.extend(bounded(normalised.findings.clone()));

    progress.start("score", a.territories.len() as u64);
    let evaluated: Vec<Vec<Evaluated>> = raw
        .par_iter()
        .enumerate()
        .map(|(t, leaves)| {
            let out = evaluate_territory(&frame, t, leaves, &normalised);
            progress.advance(1);
            out
        })
        .collect::<Result<_, _>>()
        .map_err(|f| EngineError::Findings(vec![*f]))?;
    progress.done();

    let (mut results, layout) = assemble(assessment, &frame, &raw, &normalised, evaluated).map_err(|f| EngineError::Findings(vec![*f]))?;
    change(&mut results);
    results.rankings = rankings(&results);
    results.mark = mark(&results);
    findings.extend(off_scale(&results));
    results.findings = findings;
    then(Stage { frame: &frame, lookup: &lookup, raw: &raw, normalised: &normalised, layout: &layout, results })
}

/// So many findings of a kind as anybody reads, and how many more there are.
fn bounded(findings: impl IntoIterator<Item = Finding>) -> Vec<Finding> {
    let mut all = Findings::default();
    all.extend(findings);
    all.finish()
}

/// All leaves of a territory. Rows that hold for every area are looked up once.
fn territory_leaves(frame: &Frame<'_>, lookup: &Lookup<'_>, code: &str) -> TerritoryLeaves {
    let a = frame.assessment;
    let m = lookup.method;
    let territory = a.evidence.territories.find(code);
    let mut rows = Vec::new();
    let mut leaves: Vec<RawLeaf> = Vec::new();
    let no_area_rows: Vec<bool> = frame.plans.iter().enumerate().map(|(p, _)| area_of(a, p).is_none()).collect();
    let mut shared: BTreeMap<(usize, usize), RawLeaf> = BTreeMap::new();
    for (p, plan) in frame.plans.iter().enumerate() {
        let area = area_of(a, p);
        let mut before: Vec<Option<RawLeaf>> = vec![None; plan.leaves.len()];
        for (e, &edition) in a.editions.iter().enumerate() {
            for (slot, &i) in plan.leaves.iter().enumerate() {
                // A series with no row of its own for the area gives every area the same leaf.
                let own = area.is_some() && has_rows(lookup, i, territory, area);
                let mut leaf = if own || no_area_rows[p] && m.unit == UnitKind::Territory {
                    lookup.leaf(i, territory, area, edition, &mut rows)
                } else {
                    shared.entry((i, e)).or_insert_with(|| lookup.leaf(i, territory, None, edition, &mut rows)).clone()
                };
                if let Some(prev) = &before[slot]
                    && let (Some(from), Some(to)) = (prev.period, leaf.period)
                {
                    leaf.broken = lookup.broken(i, territory, area, from, to);
                }
                before[slot] = Some(leaf.clone());
                leaves.push(leaf);
            }
        }
    }
    TerritoryLeaves { leaves, rows }
}

fn has_rows(lookup: &Lookup<'_>, indicator: usize, territory: Option<u32>, area: Option<u32>) -> bool {
    match (territory, lookup.series_of(indicator)) {
        (Some(t), Some(s)) => !lookup.index.rows(t, s, area).is_empty(),
        _ => false,
    }
}

/// The evidence's index of the area of a plan; none for the whole territory and for areas no row names.
pub(crate) fn area_of(a: &Assessment, plan: usize) -> Option<u32> {
    match a.method.unit {
        UnitKind::Territory => None,
        UnitKind::TerritoryArea => a.crime_areas.get(plan).and_then(|c| a.evidence.crime_areas.find(&c.code)),
    }
}

/// One finding per indicator whose quantities had no usable denominator: a warning where that is so of most of them, a note
/// where a few territories lack it, which is a gap like others.
fn lost_denominators(frame: &Frame<'_>, raw: &[TerritoryLeaves]) -> Vec<Finding> {
    let m = &frame.assessment.method;
    let mut lost: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    let mut kept: BTreeMap<usize, usize> = BTreeMap::new();
    for (t, territory) in raw.iter().enumerate() {
        for leaf in &territory.leaves {
            if leaf.no_denominator {
                lost.entry(leaf.indicator).or_default().push(&frame.assessment.territories[t].code);
            } else if leaf.denominated.is_some() {
                *kept.entry(leaf.indicator).or_default() += 1;
            }
        }
    }
    lost.into_iter()
        .map(|(i, codes)| {
            let per = m.indicators[i].per.as_ref().map_or("", |p| m.indicators[p.indicator].code.as_str());
            let count = codes.len();
            let mut named = codes;
            named.dedup();
            let more = if named.len() > 5 { format!(" and {} more", named.len() - 5) } else { String::new() };
            named.truncate(5);
            let message = format!(
                "`{}` has values without a usable `{per}` (missing, zero or negative) in {}{more}: they are not used",
                m.indicators[i].code,
                named.join(", ")
            );
            let few = count < kept.get(&i).copied().unwrap_or(0);
            let f = if few { Finding::note("no-denominator", message) } else { Finding::warning("no-denominator", message) };
            let mut f = f.hint(format!("add rows of `{per}` for the same or an earlier period within its max_age"));
            f.count = count as u64;
            f
        })
        .collect()
}

fn evaluate_territory(
    frame: &Frame<'_>,
    t: usize,
    territory: &TerritoryLeaves,
    normalised: &Normalised,
) -> Result<Vec<Evaluated>, Box<Finding>> {
    let m = &frame.assessment.method;
    let mut scratch = Scratch::default();
    let mut states: Vec<LeafState> = Vec::new();
    let mut out = Vec::with_capacity(frame.units_per_territory());
    for (unit, (plan, _, range)) in frame.units().enumerate() {
        states.clear();
        let screened = normalised.screened(t, unit);
        states.extend(range.map(|l| {
            let raw = &territory.leaves[l];
            let n = normalised.leaf(t, l);
            LeafState {
                applies: raw.status != Status::NotApplicable,
                score: if screened { None } else { n.score },
                confidence: if n.score.is_some() { n.confidence } else { 0.0 },
                enforcement: is_enforcement(m, raw.indicator),
            }
        }));
        let mut nodes = vec![NodeResult::default(); m.nodes.len()];
        let mut reasons = vec![None; m.nodes.len()];
        evaluate(m, plan, &states, &mut scratch, &mut nodes, &mut reasons).map_err(|mut f| {
            let area = frame.assessment.crime_areas.get(unit / frame.editions()).map_or("*", |a| a.code.as_str());
            f.message = format!("{}/{area}: {}", frame.assessment.territories[t].code, f.message);
            f
        })?;
        if screened {
            for r in reasons.iter_mut().flatten() {
                *r = GapReason::Screened;
            }
        }
        let without = without::of_unit(m, &nodes);
        out.push(Evaluated { nodes, reasons, without });
    }
    Ok(out)
}
