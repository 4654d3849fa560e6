//! Puts units and roll-ups into the order of the results.

use std::ops::Range;
use std::sync::Arc;

use ideal_model::method::{Method, Rollup, UnitKind};
use ideal_model::{
    Assessment, CrimeArea, Finding, Gap, LeafResult, Mark, Names, Place, Results, TerritoryKind, UnitKey, Value, Verdict, Without,
};

use crate::run::{Evaluated, Frame, TerritoryLeaves};
use crate::scale::normalise::Normalised;
use crate::score::rollup::{Member, roll_up};

/// Where units and roll-ups stand in the results.
pub(crate) struct Layout {
    /// Per territory and unit of it, the index in the results.
    pub unit_of: Vec<Vec<usize>>,
    /// The roll-ups; those of territories and crime areas before those of regions.
    pub rollups: Vec<RollupRow>,
}

/// A roll-up in the results.
pub(crate) struct RollupRow {
    /// Its index.
    pub unit: usize,
    /// Which roll-up it is.
    pub kind: RollupKind,
    /// Codes and indices of its members.
    pub members: Vec<(String, usize)>,
}

/// Which of the method's roll-ups a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RollupKind {
    Territory,
    CrimeArea,
    Region,
}

impl RollupKind {
    /// Its table in the method.
    pub(crate) fn spec(self, m: &Method) -> Option<&Rollup> {
        match self {
            RollupKind::Territory => m.rollup_territory.as_ref(),
            RollupKind::CrimeArea => m.rollup_crime_area.as_ref(),
            RollupKind::Region => m.rollup_region.as_ref(),
        }
    }
}

/// A roll-up before the rows are sorted: its key and its members'.
type PendingRollup = (UnitKey, RollupKind, Vec<(String, UnitKey)>);

/// Puts units and roll-ups into the order of the results.
pub(crate) fn assemble(
    assessment: &Arc<Assessment>,
    frame: &Frame<'_>,
    raw: &[TerritoryLeaves],
    normalised: &Normalised,
    evaluated: Vec<Vec<Evaluated>>,
) -> Result<(Results, Layout), Box<Finding>> {
    let a = &**assessment;
    let m = &*a.method;
    let n_editions = frame.editions();
    let star = |kind| Place { code: "*".to_owned(), names: Names::default(), kind, parent: None };
    let mut places = vec![star(TerritoryKind::Region)];
    places.extend(a.territories.iter().map(|t| Place {
        code: t.code.clone(),
        names: t.names.clone(),
        kind: t.kind,
        parent: t.parent.clone(),
    }));
    places.extend(a.groups.iter().map(|g| Place {
        code: g.code.clone(),
        names: g.names.clone(),
        kind: TerritoryKind::Region,
        parent: None,
    }));
    places.sort_by(|x, y| x.code.cmp(&y.code));
    let place_of = |code: &str| places.binary_search_by(|p| p.code.as_str().cmp(code)).ok().and_then(|i| u32::try_from(i).ok());
    let mut areas = vec![CrimeArea { code: "*".to_owned(), ..CrimeArea::default() }];
    areas.extend(a.crime_areas.iter().cloned());
    areas.sort_by(|x, y| x.code.cmp(&y.code));
    let area_of = |code: &str| areas.binary_search_by(|c| c.code.as_str().cmp(code)).ok().and_then(|i| u32::try_from(i).ok()).unwrap_or(0);

    // Every row of the results: its key, its nodes with reasons, and the leaves of a unit.
    type Line = (UnitKey, Evaluated, Option<(usize, Range<usize>)>);
    let mut lines: Vec<Line> = Vec::new();
    let whole = m.unit == UnitKind::Territory;
    let members_of = |t: usize| a.territories[t].kind != TerritoryKind::Region;
    // A part whose parent is assessed too would be counted twice.
    let counted: Vec<bool> = (0..a.territories.len())
        .map(|t| {
            members_of(t)
                && !a.territories[t]
                    .parent
                    .as_ref()
                    .is_some_and(|p| a.territories.iter().any(|o| o.code == *p && o.kind != TerritoryKind::Region))
        })
        .collect();
    let key = |place: Option<u32>, area: u32, edition: usize, rollup: bool| UnitKey {
        place: place.unwrap_or(0),
        area,
        edition: u16::try_from(edition).unwrap_or(0),
        rollup,
    };
    let mut pending: Vec<PendingRollup> = Vec::new();
    let unit_key = |t: usize, unit: usize| {
        let area = if whole { 0 } else { area_of(&a.crime_areas[unit / n_editions].code) };
        key(place_of(&a.territories[t].code), area, unit % n_editions, false)
    };
    let mut territory_rows: Vec<Vec<Evaluated>> = Vec::new(); // [territory][edition] -> (T, *)
    if let Some(spec) = &m.rollup_territory {
        for (t, units) in evaluated.iter().enumerate() {
            let mut per_edition = Vec::with_capacity(n_editions);
            if members_of(t) {
                for e in 0..n_editions {
                    let members: Vec<Member<'_>> = a
                        .crime_areas
                        .iter()
                        .enumerate()
                        .map(|(c, area)| Member { code: &area.code, of: &units[c * n_editions + e] })
                        .collect();
                    let rolled = roll_up(m, spec, &members)?;
                    per_edition.push(rolled.clone());
                    let row = key(place_of(&a.territories[t].code), 0, e, true);
                    let keys =
                        a.crime_areas.iter().enumerate().map(|(c, area)| (area.code.clone(), unit_key(t, c * n_editions + e))).collect();
                    pending.push((row, RollupKind::Territory, keys));
                    lines.push((row, rolled, None));
                }
            }
            territory_rows.push(per_edition);
        }
    } else if whole {
        territory_rows.clone_from(&evaluated);
    }
    if let Some(spec) = &m.rollup_crime_area {
        for (c, area) in a.crime_areas.iter().enumerate() {
            for e in 0..n_editions {
                let members: Vec<Member<'_>> = (0..a.territories.len())
                    .filter(|&t| counted[t])
                    .map(|t| Member { code: &a.territories[t].code, of: &evaluated[t][c * n_editions + e] })
                    .collect();
                let rolled = roll_up(m, spec, &members)?;
                let row = key(Some(0), area_of(&area.code), e, true);
                let keys = (0..a.territories.len())
                    .filter(|&t| counted[t])
                    .map(|t| (a.territories[t].code.clone(), unit_key(t, c * n_editions + e)));
                pending.push((row, RollupKind::CrimeArea, keys.collect()));
                lines.push((row, rolled, None));
            }
        }
    }
    if let Some(spec) = &m.rollup_region
        && !territory_rows.is_empty()
    {
        let everyone = ("*", None);
        let groups = a.groups.iter().map(|g| (g.code.as_str(), Some(&g.members)));
        for (code, list) in std::iter::once(everyone).chain(groups) {
            for e in 0..n_editions {
                let mine = |t: &usize| counted[*t] && list.is_none_or(|l| l.contains(&a.territories[*t].code));
                let members: Vec<Member<'_>> = (0..a.territories.len())
                    .filter(mine)
                    .filter_map(|t| territory_rows[t].get(e).map(|of| Member { code: &a.territories[t].code, of }))
                    .collect();
                let rolled = roll_up(m, spec, &members)?;
                let row = key(place_of(code), 0, e, true);
                let keys = (0..a.territories.len()).filter(mine).map(|t| {
                    let code = a.territories[t].code.clone();
                    let member = key(place_of(&code), 0, e, !whole);
                    (code, member)
                });
                pending.push((row, RollupKind::Region, keys.collect()));
                lines.push((row, rolled, None));
            }
        }
    }
    for (t, units) in evaluated.into_iter().enumerate() {
        for (unit, ((_, _, range), evaluated)) in frame.units().zip(units).enumerate() {
            lines.push((unit_key(t, unit), evaluated, Some((t, range))));
        }
    }
    lines.sort_by_key(|(k, ..)| (k.place, k.area, k.edition));

    let mut rows = Vec::new();
    let offsets: Vec<u32> = raw
        .iter()
        .map(|t| {
            let at = u32::try_from(rows.len()).unwrap_or(u32::MAX);
            rows.extend_from_slice(&t.rows);
            at
        })
        .collect();
    let mut results = Results {
        assessment: Arc::clone(assessment),
        places: places.clone(),
        areas: areas.clone(),
        units: Vec::with_capacity(lines.len()),
        nodes: Vec::with_capacity(lines.len() * m.nodes.len()),
        leaves: Vec::new(),
        leaf_ranges: Vec::with_capacity(lines.len()),
        rows,
        rankings: Vec::new(),
        gaps: Vec::new(),
        without: Vec::new(),
        posts: normalised.posts.clone(),
        findings: Vec::new(),
        mark: a.handling,
        draws: 0,
    };
    for (unit, (key, line, leaves)) in lines.into_iter().enumerate() {
        let unit = u32::try_from(unit).unwrap_or(u32::MAX);
        results.units.push(key);
        for (node, (n, reason)) in line.nodes.iter().zip(line.reasons).enumerate() {
            if let (Verdict::Gap, Some(reason)) = (n.verdict, reason) {
                let min_coverage = if key.rollup { rollup_floor(&results, key) } else { m.nodes[node].min_coverage };
                results.gaps.push(Gap { unit, node: u16::try_from(node).unwrap_or(0), coverage: n.coverage, min_coverage, reason });
            }
        }
        results.without.extend(line.without.into_iter().map(|(node, evidence)| Without {
            unit,
            node: u16::try_from(node).unwrap_or(0),
            evidence,
        }));
        results.nodes.extend(line.nodes);
        let from = u32::try_from(results.leaves.len()).unwrap_or(u32::MAX);
        if let Some((t, range)) = leaves {
            let shift = |(x, y): (u32, u32)| (x + offsets[t], y + offsets[t]);
            for l in range {
                let leaf = &raw[t].leaves[l];
                let n = normalised.leaf(t, l);
                results.leaves.push(LeafResult {
                    unit,
                    indicator: u16::try_from(leaf.indicator).unwrap_or(0),
                    status: leaf.status,
                    period: leaf.period,
                    value: leaf.value,
                    denominated: n.changed.or(leaf.denominated),
                    imputed: n.imputed,
                    treated: n.treated,
                    normalised: n.score,
                    confidence: n.score.map(|_| n.confidence),
                    disagreement: n.disagreement,
                    obs_status: leaf.obs_status,
                    broken: leaf.broken,
                    rows: shift(leaf.rows),
                    denominator_rows: shift(leaf.denominator_rows),
                });
            }
        }
        results.leaf_ranges.push((from, u32::try_from(results.leaves.len()).unwrap_or(u32::MAX)));
    }
    band(&mut results);
    let find = |k: &UnitKey| results.units.binary_search_by_key(&(k.place, k.area, k.edition), |u| (u.place, u.area, u.edition)).ok();
    let unit_of =
        (0..a.territories.len()).map(|t| (0..frame.units_per_territory()).filter_map(|u| find(&unit_key(t, u))).collect()).collect();
    let rollups = pending
        .iter()
        .filter_map(|(row, kind, keys)| {
            let members = keys.iter().filter_map(|(code, k)| find(k).map(|u| (code.clone(), u))).collect();
            Some(RollupRow { unit: find(row)?, kind: *kind, members })
        })
        .collect();
    let layout = Layout { unit_of, rollups };
    Ok((results, layout))
}

fn rollup_floor(r: &Results, key: UnitKey) -> f64 {
    let m = &r.assessment.method;
    let star_area = r.areas.get(key.area as usize).is_some_and(|a| a.code == "*");
    let territory = r.places.get(key.place as usize).is_some_and(|p| p.kind != TerritoryKind::Region);
    let spec = match (star_area, territory) {
        (true, true) => &m.rollup_territory,
        (true, false) => &m.rollup_region,
        (false, _) => &m.rollup_crime_area,
    };
    spec.as_ref().map_or(0.0, |s| s.min_coverage)
}

/// Names the band of every score: fixed cuts on the exact score.
fn band(r: &mut Results) {
    let m = Arc::clone(&r.assessment.method);
    for (node, _) in m.nodes.iter().enumerate() {
        let own = m.bands_of(node);
        let index: Vec<u16> =
            own.iter().filter_map(|b| m.bands.iter().position(|x| std::ptr::eq(x, *b)).and_then(|i| u16::try_from(i).ok())).collect();
        for n in r.nodes.iter_mut().skip(node).step_by(m.nodes.len()) {
            n.band = n.score.and_then(|s| own.iter().position(|b| b.below.is_none_or(|cut| s < cut)).and_then(|k| index.get(k).copied()));
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
