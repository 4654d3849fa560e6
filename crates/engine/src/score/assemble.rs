//! Puts units and roll-ups into the order of the results.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use ideal_model::method::{Method, Rollup, UnitKind};
use ideal_model::{
    CrimeArea, Finding, Gap, LeafResult, Mark, Results, RollUp, RollUpKind, TerritoryKind, UnitKey,
    Value, Verdict, Without,
};

use crate::frame::Frame;
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
    Leaves { territory: usize, range: Range<usize> },
    /// Other lines.
    Members(RollUpKind, Vec<UnitKey>),
}

/// The lines collected so far.
struct Lines<'a> {
    frame: &'a Frame,
    axes: &'a Axes,
    /// Whether a territory counts in roll-ups over territories.
    counted: Vec<bool>,
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

/// Whether each territory counts in roll-ups over territories: a publisher's aggregate does not,
/// and a part whose parent is assessed too would be counted twice. A part of a publisher's
/// aggregate counts, as that one does not.
fn counted(frame: &Frame) -> Vec<bool> {
    let a = &frame.assessment;
    let members = || a.territories.iter().filter(|t| t.kind != TerritoryKind::Region);
    let assessed: BTreeSet<&str> = members().map(|t| t.code.as_str()).collect();
    let part =
        |parent: &Option<String>| parent.as_ref().is_some_and(|p| assessed.contains(p.as_str()));
    a.territories.iter().map(|t| t.kind != TerritoryKind::Region && !part(&t.parent)).collect()
}

impl Lines<'_> {
    /// The position of a unit among those of its territory.
    fn position(&self, area: usize, edition: usize) -> usize {
        area * self.frame.editions() + edition
    }

    fn push(&mut self, key: UnitKey, kind: RollUpKind, rolled: Evaluated, members: Vec<UnitKey>) {
        self.lines.push(Line { key, evaluated: rolled, made_of: MadeOf::Members(kind, members) });
    }

    /// Territories over their crime areas; also, per territory, what became of each edition.
    fn territories(
        &mut self,
        m: &Method,
        spec: &Rollup,
        units: &[Vec<Evaluated>],
    ) -> Result<Vec<Vec<Evaluated>>, Box<Finding>> {
        let a = &self.frame.assessment;
        let mut out = Vec::with_capacity(units.len());
        for (t, units) in units.iter().enumerate() {
            let mut editions = Vec::new();
            for e in (0..self.frame.editions()).filter(|_| self.frame.in_population(t)) {
                let area = |(c, area): (usize, &CrimeArea)| (c, area.code.clone());
                let areas: Vec<(usize, String)> =
                    a.crime_areas.iter().enumerate().map(area).collect();
                let members: Vec<Member<'_>> = areas
                    .iter()
                    .map(|(c, code)| Member { code, of: &units[self.position(*c, e)] })
                    .collect();
                let rolled = roll_up(m, spec, &members)?;
                editions.push(rolled.clone());
                let keys = areas.iter().map(|(c, _)| self.axes.unit(t, *c, e)).collect();
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
        let a = &self.frame.assessment;
        let counted: Vec<usize> = (0..a.territories.len()).filter(|&t| self.counted[t]).collect();
        for c in 0..a.crime_areas.len() {
            for e in 0..self.frame.editions() {
                let of = |t: usize| Member {
                    code: &a.territories[t].code,
                    of: &units[t][self.position(c, e)],
                };
                let members: Vec<Member<'_>> = counted.iter().map(|&t| of(t)).collect();
                let rolled = roll_up(m, spec, &members)?;
                let keys = counted.iter().map(|&t| self.axes.unit(t, c, e)).collect();
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
        let a = &self.frame.assessment;
        let groups = a.groups.iter().map(|g| (g.code.as_str(), Some(&g.members)));
        for (code, list) in std::iter::once(("*", None)).chain(groups) {
            let mine = |t: &usize| {
                self.counted[*t] && list.is_none_or(|l| l.contains(&a.territories[*t].code))
            };
            let members_of: Vec<usize> = (0..a.territories.len()).filter(mine).collect();
            for e in 0..self.frame.editions() {
                let of = |t: usize| {
                    whole[t].get(e).map(|of| Member { code: &a.territories[t].code, of })
                };
                let members: Vec<Member<'_>> = members_of.iter().filter_map(|&t| of(t)).collect();
                let rolled = roll_up(m, spec, &members)?;
                let key = |t: usize| match m.unit {
                    UnitKind::Territory => self.axes.unit(t, 0, e),
                    UnitKind::TerritoryArea => self.axes.whole_territory(t, e),
                };
                let keys = members_of.iter().map(|&t| key(t)).collect();
                self.push(self.axes.region(code, e), RollUpKind::Region, rolled, keys);
            }
        }
        Ok(())
    }

    /// The units themselves.
    fn units(&mut self, evaluated: Vec<Vec<Evaluated>>) {
        let editions = self.frame.editions();
        for (territory, units) in evaluated.into_iter().enumerate() {
            for (unit, ((_, _, range), evaluated)) in self.frame.units().zip(units).enumerate() {
                let key = self.axes.unit(territory, unit / editions, unit % editions);
                self.lines.push(Line {
                    key,
                    evaluated,
                    made_of: MadeOf::Leaves { territory, range },
                });
            }
        }
    }

    fn sorted(mut self) -> Vec<Line> {
        self.lines.sort_by_key(|line| order(&line.key));
        self.lines
    }
}

/// The order of lines.
fn order(key: &UnitKey) -> (u32, u32, u16) {
    (key.place, key.area, key.edition)
}

/// Where a line stands among all, which are sorted.
fn find(lines: &[Line], key: &UnitKey) -> Option<usize> {
    lines.binary_search_by_key(&order(key), |line| order(&line.key)).ok()
}

fn layout(frame: &Frame, axes: &Axes, lines: &[Line]) -> Layout {
    let editions = frame.editions();
    let unit = |t: usize, u: usize| find(lines, &axes.unit(t, u / editions, u % editions));
    let units = |t: usize| (0..frame.units_per_territory()).filter_map(|u| unit(t, u)).collect();
    Layout { unit_of: (0..frame.assessment.territories.len()).map(units).collect() }
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
        gaps: Vec::new(),
        without: Vec::new(),
        posts: scaled.posts.clone(),
        findings: Vec::new(),
        mark: a.handling,
        draws: 0,
    };
    for (unit, line) in lines.into_iter().enumerate() {
        let unit = u32::try_from(unit).unwrap_or(u32::MAX);
        results.units.push(line.key);
        let spec = match &line.made_of {
            MadeOf::Members(kind, _) => kind.spec(m),
            MadeOf::Leaves { .. } => None,
        };
        for (node, (n, reason)) in
            line.evaluated.nodes.iter().zip(line.evaluated.reasons).enumerate()
        {
            if let (Verdict::Gap, Some(reason)) = (n.verdict, reason) {
                let min_coverage = spec.map_or(m.nodes[node].min_coverage, |s| s.min_coverage);
                results.gaps.push(Gap {
                    unit,
                    node: u16::try_from(node).unwrap_or(0),
                    coverage: n.coverage,
                    min_coverage,
                    reason,
                });
            }
        }
        results.without.extend(line.evaluated.without.into_iter().map(|l| Without {
            unit,
            node: u16::try_from(l.node).unwrap_or(0),
            evidence: l.evidence,
        }));
        results.nodes.extend(line.evaluated.nodes);
        let from = u32::try_from(results.leaves.len()).unwrap_or(u32::MAX);
        if let MadeOf::Leaves { territory, range } = line.made_of {
            let leaf = |l: usize| {
                leaf_result(unit, &raw[territory], l, offsets[territory], scaled.leaf(territory, l))
            };
            results.leaves.extend(range.map(leaf));
        }
        results.leaf_ranges.push((from, u32::try_from(results.leaves.len()).unwrap_or(u32::MAX)));
    }
    results
}

/// What the roll-ups among the lines are made of.
fn rollups(lines: &[Line]) -> Vec<RollUp> {
    let mut out = Vec::new();
    for (unit, line) in lines.iter().enumerate() {
        if let MadeOf::Members(kind, keys) = &line.made_of {
            let members = keys
                .iter()
                .filter_map(|k| find(lines, k))
                .filter_map(|u| u32::try_from(u).ok())
                .collect();
            out.push(RollUp {
                unit: u32::try_from(unit).unwrap_or(u32::MAX),
                kind: *kind,
                members,
            });
        }
    }
    out
}

/// The rows of all territories, and where those of each begin.
fn rows(raw: &[TerritoryLeaves]) -> (Vec<u32>, Vec<u32>) {
    let mut rows = Vec::new();
    let offsets = raw
        .iter()
        .map(|t| {
            let at = u32::try_from(rows.len()).unwrap_or(u32::MAX);
            rows.extend_from_slice(&t.rows);
            at
        })
        .collect();
    (rows, offsets)
}

fn leaf_result(
    unit: u32,
    territory: &TerritoryLeaves,
    position: usize,
    offset: u32,
    scaled: ScaledLeaf,
) -> LeafResult {
    let leaf = &territory.leaves[position];
    let shift = |(x, y): (u32, u32)| (x + offset, y + offset);
    LeafResult {
        unit,
        indicator: u16::try_from(leaf.indicator).unwrap_or(0),
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
        rows: shift(leaf.rows),
        denominator_rows: shift(leaf.denominator_rows),
    }
}

/// Names the band of every score: fixed cuts on the exact score.
fn band(r: &mut Results) {
    let m = Arc::clone(&r.assessment.method);
    for (node, _) in m.nodes.iter().enumerate() {
        let own = m.bands_of(node);
        let index: Vec<u16> = own
            .iter()
            .filter_map(|b| {
                m.bands.iter().position(|x| std::ptr::eq(x, *b)).and_then(|i| u16::try_from(i).ok())
            })
            .collect();
        for n in r.nodes.iter_mut().skip(node).step_by(m.nodes.len()) {
            n.band = n.score.and_then(|s| {
                own.iter()
                    .position(|b| b.below.is_none_or(|cut| s < cut))
                    .and_then(|k| index.get(k).copied())
            });
        }
    }
}

/// The strictest mark among the rows used, and that of the project.
pub(crate) fn mark(r: &Results) -> Mark {
    let e = &r.assessment.evidence;
    r.rows
        .iter()
        .filter_map(|&i| e.observations.get(i as usize))
        .filter(|o| o.value != Value::Missing)
        .fold(r.assessment.handling, |mark, o| mark.strictest(o.mark))
}
