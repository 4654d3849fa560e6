//! What raises a territory above the others: the leaves furthest above the median of all.

use std::collections::{BTreeMap, BTreeSet};

use ideal_model::{AreaIx, IndicatorIx, LeafResult, NodeIx, UnitIx};
use serde::Serialize;

use super::quantities::{unit_text, value};
use super::{pieces, printed};
use crate::document::Number;
use crate::error::ReportError;
use crate::view::View;
use crate::words::say;

/// Drivers named in a profile.
const DRIVERS: usize = 6;

/// A leaf that stands out from the others' median.
#[derive(Serialize)]
pub(super) struct Driver {
    pub name: String,
    pub area: Option<String>,
    pub value: String,
    pub period: String,
    pub score: Number,
    pub median: Number,
    pub at: String,
    pub median_at: String,
    pub source: String,
}

/// Medians of every leaf over the territories, by indicator and crime area (none where every area
/// reads the same rows).
pub(super) struct Medians {
    pub by_leaf: BTreeMap<(IndicatorIx, AreaIx), (f64, usize)>,
}

impl Medians {
    pub(super) fn new(view: &View<'_>) -> Self {
        let mut values: BTreeMap<(IndicatorIx, AreaIx), Vec<f64>> = BTreeMap::new();
        for &unit in &view.cells {
            let Some(key) = view.results.units.get(unit.get()) else { continue };
            for leaf in view.results.leaves_of(unit) {
                if let Some(v) = leaf.normalised {
                    values.entry((leaf.indicator, key.area)).or_default().push(v);
                }
            }
        }
        let by_leaf = values
            .into_iter()
            .map(|(k, mut v)| {
                v.sort_by(f64::total_cmp);
                let n = v.len();
                let at = |i: usize| v.get(i).copied().unwrap_or(0.0);
                let median = if n % 2 == 1 {
                    at(n / 2)
                } else {
                    (at((n / 2).saturating_sub(1)) + at(n / 2)) / 2.0
                };
                (k, (median, n))
            })
            .collect();
        Medians { by_leaf }
    }

    /// The leaves of a territory furthest above the median of all territories, turned round under a
    /// response: what raises it above the others. Leaves read for every area count once.
    pub(super) fn drivers(
        &self,
        view: &View<'_>,
        cells: &[UnitIx],
    ) -> Result<Vec<Driver>, ReportError> {
        let method = &view.results.assessment.method;
        let words = &view.words;
        let mut seen: BTreeSet<(IndicatorIx, Vec<u32>)> = BTreeSet::new();
        let mut found: Vec<(f64, &LeafResult, AreaIx, f64, f64)> = Vec::new();
        for &unit in cells {
            let Some(key) = view.results.units.get(unit.get()) else { continue };
            for leaf in view.results.leaves_of(unit) {
                let Some(own) = leaf.normalised else { continue };
                let Some(&(median, n)) = self.by_leaf.get(&(leaf.indicator, key.area)) else {
                    continue;
                };
                let Some(parent) =
                    method.indicators.get(leaf.indicator.get()).and_then(|i| i.parent)
                else {
                    continue;
                };
                // A median of two says nothing about the others.
                if n < 3
                    || !counts(view, parent)
                    || !seen.insert((leaf.indicator, view.results.observations(leaf.rows).to_vec()))
                {
                    continue;
                }
                let (own, median) = if turned(view, parent) {
                    let ends = method.scale[0] + method.scale[1];
                    (ends - own, ends - median)
                } else {
                    (own, median)
                };
                if own > median {
                    found.push((own - median, leaf, key.area, own, median));
                }
            }
        }
        found.sort_by(|a, b| {
            b.0.total_cmp(&a.0).then(a.1.indicator.cmp(&b.1.indicator)).then(a.2.cmp(&b.2))
        });
        let mut out = Vec::new();
        for (_, leaf, area, own, median) in found.into_iter().take(DRIVERS) {
            let Some(indicator) = method.indicators.get(leaf.indicator.get()) else {
                continue;
            };
            let all = indicator.crime_areas.is_empty() || view.territories_only();
            let own_area = if all || indicator.crime_areas.len() > 1 {
                None
            } else {
                Some(view.area_name(area))
            };
            let amount = value(view, leaf)?;
            let unit = unit_text(view, leaf.indicator)?;
            out.push(Driver {
                name: view.indicator_name(leaf.indicator),
                area: own_area,
                value: say!(words, "value-unit", value = amount, unit = unit)?,
                period: leaf.period.map(|p| p.to_string()).unwrap_or_default(),
                score: printed::score(view, own)?,
                median: printed::score(view, median)?,
                at: pieces::css(view.share(own)),
                median_at: pieces::css(view.share(median)),
                source: sources_of(view, leaf),
            });
        }
        Ok(out)
    }
}

/// Whether a node counts towards the root: no weight of 0 on the way up.
pub(super) fn counts(view: &View<'_>, node: NodeIx) -> bool {
    let nodes = &view.results.assessment.method.nodes;
    let mut at = Some(node);
    let mut steps = 0;
    while let Some(n) = at.and_then(|i| nodes.get(i.get())) {
        steps += 1;
        if n.parent.is_some() && n.weight == 0.0 || steps > nodes.len() {
            return false;
        }
        at = n.parent;
    }
    true
}

/// Whether the root sees a node turned round: an odd number of inversions on the way up.
pub(super) fn turned(view: &View<'_>, node: NodeIx) -> bool {
    let nodes = &view.results.assessment.method.nodes;
    let (mut at, mut odd, mut steps) = (Some(node), false, 0);
    while let Some(n) = at.and_then(|i| nodes.get(i.get())) {
        odd ^= n.invert;
        steps += 1;
        if steps > nodes.len() {
            break;
        }
        at = n.parent;
    }
    odd
}

fn sources_of(view: &View<'_>, leaf: &LeafResult) -> String {
    let evidence = &view.results.assessment.evidence;
    let ids: BTreeSet<&str> = view
        .results
        .observations(leaf.rows)
        .iter()
        .filter_map(|&o| evidence.observations.get(o as usize))
        .filter_map(|o| o.source)
        .map(|s| evidence.sources.code(s))
        .collect();
    ids.into_iter().collect::<Vec<_>>().join(", ")
}
