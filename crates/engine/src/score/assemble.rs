//! Puts units and roll-ups into the order of the results.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use ideal_model::method::{Method, Rollup, UnitKind, WeightDraws};
use ideal_model::{
    AreaIx, EditionIx, Finding, Gap, LeafResult, Mark, PlaceIx, Results, RollUp, RollUpKind, Span,
    Territory, TerritoryIx, UnitIx, UnitKey, Value, Verdict, Without,
};

use crate::frame::{Frame, Unit};
use crate::ids::LeafAt;
use crate::scale::scaled::{Scaled, ScaledLeaf};
use crate::score::layout::{Axes, Layout};
use crate::score::rollup::roll_up;
use crate::score::unit::{Evaluated, Member};
use crate::select::territory::TerritoryLeaves;

/// A line of the results, before all are sorted.
struct Line {
    key: UnitKey,
    evaluated: Evaluated,
    made_of: MadeOf,
}

/// What a line is made of.
enum MadeOf {
    /// Leaves of a territory, by their positions.
    Leaves { territory: TerritoryIx, range: Range<usize> },
    /// Other lines.
    Members(RollUpKind, Vec<UnitKey>),
}

/// The lines collected so far.
struct Lines<'a> {
    frame: &'a Frame,
    axes: &'a Axes,
    /// The territories that count in roll-ups over territories, with their codes.
    counted: Vec<(TerritoryIx, &'a str)>,
    lines: Vec<Line>,
}

/// Puts units and roll-ups into the order of the results: `evaluated` holds the units of each
/// territory.
///
/// # Errors
/// A finding where a mean of a roll-up is undefined.
pub(crate) fn assemble(
    frame: &Frame,
    raw: &[TerritoryLeaves],
    scaled: &Scaled,
    evaluated: Vec<Vec<Evaluated>>,
) -> Result<(Results, Layout), Box<Finding>> {
    let m = &*frame.assessment.method;
    let axes = Axes::new(frame);
    let mut lines = Lines { frame, axes: &axes, counted: counted(frame), lines: Vec::new() };
    let rolled = match &m.rollup_territory {
        Some(spec) => Some(lines.territories(m, spec, &evaluated)?),
        None => None,
    };
    if let Some(spec) = &m.rollup_crime_area {
        lines.crime_areas(m, spec, &evaluated)?;
    }
    let whole = rolled.as_ref().or_else(|| (m.unit == UnitKind::Territory).then_some(&evaluated));
    if let (Some(spec), Some(whole)) = (&m.rollup_region, whole) {
        lines.regions(m, spec, whole)?;
    }
    lines.units(evaluated);
    let lines = lines.sorted();
    let layout = layout(frame, &axes, &lines);
    let mut results = results(frame, axes, raw, scaled, lines);
    band(&mut results);
    Ok((results, layout))
}

/// The territories that count in roll-ups over territories, with their codes: a publisher's
/// aggregate does not, and a part whose parent is assessed too would be counted twice. A part of a
/// publisher's aggregate counts, as that one does not.
fn counted(frame: &Frame) -> Vec<(TerritoryIx, &str)> {
    let territories = &frame.assessment.territories;
    let all = TerritoryIx::all(territories.len()).zip(territories);
    let members = all.filter(|(t, _)| frame.in_population(*t));
    let assessed: BTreeSet<&str> = members.clone().map(|(_, t)| t.code.as_str()).collect();
    let part = |t: &Territory| t.parent.as_ref().is_some_and(|p| assessed.contains(p.as_str()));
    members.filter(|(_, t)| !part(t)).map(|(index, t)| (index, t.code.as_str())).collect()
}

impl Lines<'_> {
    fn push(&mut self, key: UnitKey, kind: RollUpKind, rolled: Evaluated, members: Vec<UnitKey>) {
        self.lines.push(Line { key, evaluated: rolled, made_of: MadeOf::Members(kind, members) });
    }

    /// The editions.
    fn editions(&self) -> impl Iterator<Item = EditionIx> + use<> {
        EditionIx::all(self.frame.editions())
    }

    /// Territories over their crime areas; also, per territory, what became of each edition.
    fn territories(
        &mut self,
        m: &Method,
        spec: &Rollup,
        units: &[Vec<Evaluated>],
    ) -> Result<Vec<Vec<Evaluated>>, Box<Finding>> {
        let frame = self.frame;
        let areas = || frame.assessment.crime_areas.iter().map(|c| c.code.as_str()).enumerate();
        let mut out = Vec::with_capacity(units.len());
        for (t, units) in TerritoryIx::all(units.len()).zip(units) {
            let mut editions = Vec::new();
            for e in self.editions().filter(|_| frame.in_population(t)) {
                let member = |(c, code)| Member { code, of: &units[frame.position(c, e)] };
                let rolled = roll_up(m, spec, &areas().map(member).collect::<Vec<_>>())?;
                editions.push(rolled.clone());
                let keys = areas().map(|(c, _)| self.axes.unit(t, c, e)).collect();
                self.push(self.axes.whole_territory(t, e), RollUpKind::Territory, rolled, keys);
            }
            out.push(editions);
        }
        Ok(out)
    }

    /// Crime areas over the territories.
    fn crime_areas(
        &mut self,
        m: &Method,
        spec: &Rollup,
        units: &[Vec<Evaluated>],
    ) -> Result<(), Box<Finding>> {
        for c in 0..self.frame.assessment.crime_areas.len() {
            for e in self.editions() {
                let at = self.frame.position(c, e);
                let of = self.counted.iter();
                let members: Vec<Member<'_>> =
                    of.map(|(t, code)| Member { code, of: &units[t.get()][at] }).collect();
                let rolled = roll_up(m, spec, &members)?;
                let keys = self.counted.iter().map(|(t, _)| self.axes.unit(*t, c, e)).collect();
                self.push(self.axes.crime_area(c, e), RollUpKind::CrimeArea, rolled, keys);
            }
        }
        Ok(())
    }

    /// The region and the named groups over their territories, of which `whole` holds each edition.
    fn regions(
        &mut self,
        m: &Method,
        spec: &Rollup,
        whole: &[Vec<Evaluated>],
    ) -> Result<(), Box<Finding>> {
        let groups = &self.frame.assessment.groups;
        let groups = groups.iter().map(|g| (g.code.as_str(), Some(&g.members)));
        for (code, list) in std::iter::once(("*", None)).chain(groups) {
            let mut counted = self.counted.clone();
            counted.retain(|(_, code)| list.is_none_or(|l| l.iter().any(|m| m == code)));
            for e in self.editions() {
                let of = |t: &TerritoryIx| whole[t.get()].get(e.get());
                let all = counted.iter();
                let members: Vec<Member<'_>> =
                    all.filter_map(|(t, code)| Some(Member { code, of: of(t)? })).collect();
                let rolled = roll_up(m, spec, &members)?;
                let key = |t: TerritoryIx| match m.unit {
                    UnitKind::Territory => self.axes.unit(t, 0, e),
                    UnitKind::TerritoryArea => self.axes.whole_territory(t, e),
                };
                let keys = counted.iter().map(|(t, _)| key(*t)).collect();
                self.push(self.axes.region(code, e), RollUpKind::Region, rolled, keys);
            }
        }
        Ok(())
    }

    /// The units themselves.
    fn units(&mut self, evaluated: Vec<Vec<Evaluated>>) {
        for (territory, units) in TerritoryIx::all(evaluated.len()).zip(evaluated) {
            for (unit, evaluated) in self.frame.units().zip(units) {
                let key = self.axes.unit(territory, unit.area, unit.edition);
                let made_of = MadeOf::Leaves { territory, range: unit.leaves };
                self.lines.push(Line { key, evaluated, made_of });
            }
        }
    }

    fn sorted(mut self) -> Vec<Line> {
        self.lines.sort_by_key(|line| order(&line.key));
        self.lines
    }
}

/// The order of lines.
fn order(key: &UnitKey) -> (PlaceIx, AreaIx, EditionIx) {
    (key.place, key.area, key.edition)
}

/// Where a line stands among all, which are sorted.
fn find(lines: &[Line], key: &UnitKey) -> Option<UnitIx> {
    let at = lines.binary_search_by_key(&order(key), |line| order(&line.key)).ok()?;
    UnitIx::new(at)
}

fn layout(frame: &Frame, axes: &Axes, lines: &[Line]) -> Layout {
    let unit = |t, u: Unit<'_>| find(lines, &axes.unit(t, u.area, u.edition));
    let units = |t| frame.units().filter_map(|u| unit(t, u)).collect();
    Layout { unit_of: TerritoryIx::all(frame.assessment.territories.len()).map(units).collect() }
}

/// The results of all lines, without what compares them: changes and rankings.
fn results(
    frame: &Frame,
    axes: Axes,
    raw: &[TerritoryLeaves],
    scaled: &Scaled,
    lines: Vec<Line>,
) -> Results {
    let a = &frame.assessment;
    let m = &*a.method;
    let rollups = rollups(&lines);
    let (rows, offsets) = rows(raw);
    let mut results = Results {
        assessment: Arc::clone(a),
        places: axes.places,
        areas: axes.areas,
        units: Vec::with_capacity(lines.len()),
        rollups,
        nodes: Vec::with_capacity(lines.len() * m.nodes.len()),
        leaves: Vec::new(),
        leaf_ranges: Vec::with_capacity(lines.len()),
        rows,
        rankings: Vec::new(),
        winning: Vec::new(),
        gaps: Vec::new(),
        without: Vec::new(),
        posts: scaled.posts.clone(),
        drift: scaled.drift.clone(),
        severity: scaled.severity.clone(),
        unadjusted: Vec::new(),
        findings: Vec::new(),
        mark: a.handling,
        draws: 0,
    };
    for (unit, line) in UnitIx::all(lines.len()).zip(lines) {
        results.units.push(line.key);
        let spec = match &line.made_of {
            MadeOf::Members(kind, _) => kind.spec(m),
            MadeOf::Leaves { .. } => None,
        };
        let Evaluated { nodes, reasons, without } = line.evaluated;
        for ((node, n), reason) in m.node_indices().zip(&nodes).zip(reasons) {
            if let (Verdict::Gap, Some(reason)) = (n.verdict, reason) {
                let min_coverage = spec.map_or(m.nodes[node].min_coverage, |s| s.min_coverage);
                results.gaps.push(Gap { unit, node, coverage: n.coverage, min_coverage, reason });
            }
        }
        let without = without.into_iter();
        results.without.extend(without.map(|l| Without {
            unit,
            node: l.node,
            evidence: l.evidence,
        }));
        results.nodes.extend(nodes);
        let from = results.leaves.len();
        if let MadeOf::Leaves { territory, range } = line.made_of {
            let (leaves, offset) = (&raw[territory.get()], offsets[territory.get()]);
            let leaf = |l: usize| LeafResult {
                rated: scaled.ratings.get(&LeafAt { territory, leaf: l }).and_then(|r| r.rated()),
                ..leaf_result(unit, leaves, l, offset, scaled.leaf(territory, l))
            };
            results.leaves.extend(range.map(leaf));
        }
        results.leaf_ranges.push(Span { from, to: results.leaves.len() });
    }
    results
}

/// What the roll-ups among the lines are made of.
fn rollups(lines: &[Line]) -> Vec<RollUp> {
    let mut out = Vec::new();
    for (unit, line) in UnitIx::all(lines.len()).zip(lines) {
        if let MadeOf::Members(kind, keys) = &line.made_of {
            let members = keys.iter().filter_map(|k| find(lines, k)).collect();
            out.push(RollUp { unit, kind: *kind, members });
        }
    }
    out
}

/// The rows of all territories, and where those of each begin.
fn rows(raw: &[TerritoryLeaves]) -> (Vec<u32>, Vec<usize>) {
    let mut rows = Vec::new();
    let offsets = raw.iter().map(|t| Span::add(&mut rows, &t.rows).from).collect();
    (rows, offsets)
}

fn leaf_result(
    unit: UnitIx,
    territory: &TerritoryLeaves,
    position: usize,
    offset: usize,
    scaled: ScaledLeaf,
) -> LeafResult {
    let leaf = &territory.leaves[position];
    LeafResult {
        unit,
        indicator: leaf.indicator,
        status: leaf.status,
        period: leaf.period,
        value: leaf.value,
        denominated: scaled.changed.or(leaf.denominated),
        imputed: scaled.imputed,
        treated: scaled.treated,
        normalised: scaled.score,
        confidence: scaled.score.map(|_| scaled.confidence),
        disagreement: scaled.error.disagreement,
        obs_status: leaf.obs_status,
        broken: leaf.broken,
        rows: leaf.rows.shifted(offset),
        denominator_rows: leaf.denominator_rows.shifted(offset),
        passed_over: leaf.passed_over.clone(),
        rated: None,
    }
}

/// Names the band of every score: fixed cuts on the exact score.
fn band(r: &mut Results) {
    let m = Arc::clone(&r.assessment.method);
    for node in m.node_indices() {
        let own = m.bands_of(node);
        let index: Vec<u16> = own
            .iter()
            .filter_map(|b| {
                m.bands.iter().position(|x| std::ptr::eq(x, *b)).and_then(|i| u16::try_from(i).ok())
            })
            .collect();
        for n in r.nodes.iter_mut().skip(node.get()).step_by(m.nodes.len()) {
            n.band = n.score.and_then(|s| {
                own.iter()
                    .position(|b| b.below.is_none_or(|cut| s < cut))
                    .and_then(|k| index.get(k).copied())
            });
        }
    }
}

/// The strictest mark among the rows used or named in their place, that of the project, where the
/// severity of raters is taken out those of the ratings that tell it, and where draws take the
/// weights of experts those of what they said. Where there are sheets of criminal groups, their
/// tables stand in the result, and the strictest of them counts too.
pub(crate) fn mark(r: &Results) -> Mark {
    let e = &r.assessment.evidence;
    let compared = r.assessment.comparisons.iter().filter(|_| !r.severity.is_empty());
    let own = r.assessment.handling.strictest(r.assessment.group_sheets.mark());
    let own = compared.fold(own, |mark, c| mark.strictest(c.mark));
    let experts = r.assessment.method.uncertainty.weights == WeightDraws::Experts;
    let judged = r.assessment.judgements.iter().filter(|_| experts);
    let own = judged.fold(own, |mark, j| mark.strictest(j.mark));
    r.rows
        .iter()
        .chain(r.leaves.iter().flat_map(|l| &l.passed_over))
        .filter_map(|&i| e.observations.get(i as usize))
        .filter(|o| o.value != Value::Missing)
        .fold(own, |mark, o| mark.strictest(o.mark))
}
