//! What is not known: a gap is a result, and the list of gaps is the collection plan.

use std::collections::BTreeMap;

use ideal_model::{GapReason, NodeIx, UnitIx, Verdict};
use serde::Serialize;

use super::pieces;
use crate::error::ReportError;
use crate::view::View;
use crate::words::say;

#[derive(Serialize)]
pub(super) struct Gaps {
    sentence: String,
    /// The root and its first dimensions.
    columns: Vec<String>,
    areas: Vec<GapRow>,
    places: Vec<GapRow>,
    empty: Vec<Slot>,
}

#[derive(Serialize)]
struct GapRow {
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

pub(super) fn gaps(view: &View<'_>) -> Result<Gaps, ReportError> {
    let words = &view.words;
    let method = &view.results.assessment.method;
    let count = |n: usize| view.numbers.count(n);
    let mut nodes = vec![view.root];
    if let Some((a, b)) = view.axes() {
        nodes.extend([a, b]);
    }
    let is_gap = |unit: UnitIx, node: NodeIx| {
        view.node(unit, node).is_some_and(|n| n.verdict == Verdict::Gap)
    };
    let total = view.cells.iter().filter(|&&u| is_gap(u, view.root)).count();
    let sentence = say!(
        words,
        if view.territories_only() { "gaps-sentence-territories" } else { "gaps-sentence" },
        n = total,
        gaps = count(total),
        total = count(view.cells.len()),
        root = view.node_name(view.root)
    )?;

    let row =
        |name: String, anchor: String, cells: &[UnitIx]| -> Result<Option<GapRow>, ReportError> {
            let at_root: Vec<UnitIx> =
                cells.iter().copied().filter(|&u| is_gap(u, view.root)).collect();
            if at_root.is_empty() {
                return Ok(None);
            }
            let mut counts = Vec::new();
            for &node in &nodes {
                let n = cells.iter().filter(|&&u| is_gap(u, node)).count();
                counts.push(pieces::of(view, n, cells.len())?);
            }
            Ok(Some(GapRow { name, anchor, counts, causes: causes(view, &at_root)? }))
        };
    let mut areas = Vec::new();
    if !view.territories_only() {
        for &area in &view.areas {
            let anchor = pieces::area_anchor(view, area);
            areas.extend(row(view.area_name(area), anchor, &view.cells_of_area(area))?);
        }
    }
    let mut places = Vec::new();
    for &place in &view.territories {
        let anchor = pieces::place_anchor(view, place);
        places.extend(row(view.place_name(place), anchor, &view.cells_of_place(place))?);
    }

    let mut empty = Vec::new();
    for (i, entry) in method.indicator_indices().zip(&method.indicators) {
        let Some(parent) = entry.parent else { continue };
        let any = view
            .cells
            .iter()
            .flat_map(|&u| view.results.leaves_of(u))
            .any(|l| l.indicator == i && l.normalised.is_some());
        if !any {
            let areas = if entry.crime_areas.is_empty() {
                say!(words, "all-areas")?
            } else {
                let names: Vec<String> = entry
                    .crime_areas
                    .iter()
                    .filter_map(|c| view.results.areas.iter().find(|a| a.code == *c))
                    .map(|a| a.names.or_code(view.lang, &a.code).to_owned())
                    .collect();
                if names.is_empty() { "–".to_owned() } else { words.list(&names)? }
            };
            empty.push(Slot {
                name: view.indicator_name(i),
                code: entry.code.clone(),
                node: view.node_name(parent),
                areas,
            });
        }
    }
    Ok(Gaps {
        sentence,
        columns: nodes.iter().map(|&n| view.node_name(n)).collect(),
        areas,
        places,
        empty,
    })
}

/// The deepest nodes that are gaps for a reason of their own, the most frequent first.
fn causes(view: &View<'_>, units: &[UnitIx]) -> Result<String, ReportError> {
    let tree = view.tree(view.root);
    let mut found: BTreeMap<(NodeIx, GapReason), usize> = BTreeMap::new();
    for &unit in units {
        let mut named = false;
        for &(node, _) in tree.iter().filter(|(n, _)| *n != view.root) {
            let weight =
                view.results.assessment.method.nodes.get(node.get()).map_or(0.0, |n| n.weight);
            if weight == 0.0 || view.node(unit, node).is_none_or(|n| n.verdict != Verdict::Gap) {
                continue;
            }
            let reason = view.gap_reason(unit, node);
            // A node that lacks a required child is named by that child.
            let own = match reason {
                Some(GapReason::Required) | None => false,
                Some(_) => !view.children(node).iter().any(|&c| {
                    view.node(unit, c).is_some_and(|n| n.verdict == Verdict::Gap)
                        && view
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
        if !named && let Some(reason) = view.gap_reason(unit, view.root) {
            *found.entry((view.root, reason)).or_default() += 1;
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
            view.words,
            id,
            node = view.node_name(node),
            count = view.numbers.count(n)
        )?);
    }
    Ok(items.join("; "))
}
