//! What is not known: a gap is a result, and the list of gaps is the collection plan.

use std::collections::BTreeMap;

use ideal_model::{GapReason, NodeIx, UnitIx, Verdict};
use serde::Serialize;

use super::views;
use crate::error::ReportError;
use crate::reading::Reading;
use crate::words::say;

#[derive(Serialize)]
pub(super) struct Gaps {
    sentence: String,
    /// The root and its first dimensions.
    columns: Vec<String>,
    areas: Vec<Row>,
    places: Vec<Row>,
    empty: Vec<Slot>,
}

#[derive(Serialize)]
struct Row {
    name: String,
    anchor: String,
    /// Gaps of each column, of all cells.
    counts: Vec<String>,
    causes: String,
}

/// An indicator without a usable row.
#[derive(Serialize)]
struct Slot {
    name: String,
    code: String,
    node: String,
    areas: String,
}

pub(super) fn gaps(reading: &Reading<'_>) -> Result<Gaps, ReportError> {
    let words = &reading.words;
    let method = &reading.results.assessment.method;
    let count = |n: usize| reading.numbers.count(n);
    let mut nodes = vec![reading.root];
    if let Some((a, b)) = reading.axes() {
        nodes.extend([a, b]);
    }
    let is_gap = |unit: UnitIx, node: NodeIx| {
        reading.node(unit, node).is_some_and(|n| n.verdict == Verdict::Gap)
    };
    let total = reading.cells.iter().filter(|&&u| is_gap(u, reading.root)).count();
    let sentence = say!(
        words,
        if reading.territories_only() { "gaps-sentence-territories" } else { "gaps-sentence" },
        n = total,
        gaps = count(total),
        total = count(reading.cells.len()),
        root = reading.node_name(reading.root)
    )?;

    let row =
        |name: String, anchor: String, cells: &[UnitIx]| -> Result<Option<Row>, ReportError> {
            let at_root: Vec<UnitIx> =
                cells.iter().copied().filter(|&u| is_gap(u, reading.root)).collect();
            if at_root.is_empty() {
                return Ok(None);
            }
            let mut counts = Vec::new();
            for &node in &nodes {
                let n = cells.iter().filter(|&&u| is_gap(u, node)).count();
                counts.push(say!(words, "of", part = count(n), whole = count(cells.len()))?);
            }
            Ok(Some(Row { name, anchor, counts, causes: causes(reading, &at_root)? }))
        };
    let mut areas = Vec::new();
    if !reading.territories_only() {
        for &area in &reading.areas {
            let code = reading.results.areas.get(area.get()).map_or("", |a| a.code.as_str());
            areas.extend(row(
                reading.area_name(area),
                views::anchor("a", code, area.get()),
                &reading.cells_of_area(area),
            )?);
        }
    }
    let mut places = Vec::new();
    for &place in &reading.territories {
        let anchor = views::anchor("t", reading.place_code(place), place.get());
        places.extend(row(reading.place_name(place), anchor, &reading.cells_of_place(place))?);
    }

    let mut empty = Vec::new();
    for (i, entry) in method.indicator_indices().zip(&method.indicators) {
        let Some(parent) = entry.parent else { continue };
        let any = reading
            .cells
            .iter()
            .flat_map(|&u| reading.results.leaves_of(u))
            .any(|l| l.indicator == i && l.normalised.is_some());
        if !any {
            let areas = if entry.crime_areas.is_empty() {
                say!(words, "all-areas")?
            } else {
                let names: Vec<String> = entry
                    .crime_areas
                    .iter()
                    .filter_map(|c| reading.results.areas.iter().find(|a| a.code == *c))
                    .map(|a| a.names.or_code(reading.lang, &a.code).to_owned())
                    .collect();
                if names.is_empty() { "–".to_owned() } else { words.list(&names)? }
            };
            empty.push(Slot {
                name: reading.indicator_name(i),
                code: entry.code.clone(),
                node: reading.node_name(parent),
                areas,
            });
        }
    }
    Ok(Gaps {
        sentence,
        columns: nodes.iter().map(|&n| reading.node_name(n)).collect(),
        areas,
        places,
        empty,
    })
}

/// The deepest nodes that are gaps for a reason of their own, the most frequent first.
fn causes(reading: &Reading<'_>, units: &[UnitIx]) -> Result<String, ReportError> {
    let tree = reading.tree(reading.root);
    let mut found: BTreeMap<(NodeIx, GapReason), usize> = BTreeMap::new();
    for &unit in units {
        let mut named = false;
        for &(node, _) in tree.iter().filter(|(n, _)| *n != reading.root) {
            let weight =
                reading.results.assessment.method.nodes.get(node.get()).map_or(0.0, |n| n.weight);
            if weight == 0.0 || reading.node(unit, node).is_none_or(|n| n.verdict != Verdict::Gap) {
                continue;
            }
            let reason = reading.gap_reason(unit, node);
            // A node that lacks a required child is named by that child.
            let own = match reason {
                Some(GapReason::Required) | None => false,
                Some(_) => !reading.children(node).iter().any(|&c| {
                    reading.node(unit, c).is_some_and(|n| n.verdict == Verdict::Gap)
                        && reading
                            .results
                            .assessment
                            .method
                            .nodes
                            .get(c.get())
                            .is_some_and(|n| n.weight > 0.0)
                }),
            };
            if let Some(reason) = reason.filter(|_| own) {
                *found.entry((node, reason)).or_default() += 1;
                named = true;
            }
        }
        if !named && let Some(reason) = reading.gap_reason(unit, reading.root) {
            *found.entry((reading.root, reason)).or_default() += 1;
        }
    }
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut items = Vec::new();
    for ((node, reason), n) in found.into_iter().take(3) {
        let id = match reason {
            GapReason::NoIndicator => "cause-no-indicator",
            GapReason::NoEvidence => "cause-no-evidence",
            GapReason::Coverage => "cause-coverage",
            GapReason::Required => "cause-required",
            GapReason::Confidence => "cause-confidence",
            GapReason::Screened => "cause-screened",
        };
        items.push(say!(
            reading.words,
            id,
            node = reading.node_name(node),
            count = reading.numbers.count(n)
        )?);
    }
    Ok(items.join("; "))
}
