//! What is not known: a gap is a result, and the list of gaps is the collection plan.

use std::collections::BTreeMap;

use ideal_model::{GapReason, NodeIx, UnitIx, Verdict};
use serde::Serialize;

use super::pieces;
use super::table::{Leads, PageCell, PageColumn, PageRow, PageTable};
use crate::error::ReportError;
use crate::view::View;
use crate::words::say;

#[derive(Serialize)]
pub(super) struct Gaps {
    pub sentence: String,
    /// Gaps by crime area and by territory, where there are any.
    pub areas: Option<PageTable>,
    pub places: Option<PageTable>,
    /// Indicators without a usable row.
    pub empty: Option<PageTable>,
}

pub(super) fn gaps(view: &View<'_>) -> Result<Gaps, ReportError> {
    let words = &view.words;
    let count = |n: usize| view.numbers.count(n);
    let mut nodes = vec![view.root];
    if let Some((a, b)) = view.axes() {
        nodes.extend([a, b]);
    }
    let total = view.cells.iter().filter(|&&u| is_gap(view, u, view.root)).count();
    let sentence = say!(
        words,
        if view.territories_only() { "gaps-sentence-territories" } else { "gaps-sentence" },
        n = total,
        gaps = count(total),
        total = count(view.cells.len()),
        root = view.node_name(view.root)
    )?;
    let mut areas = Vec::new();
    if !view.territories_only() {
        for &area in &view.areas {
            let lead = (view.area_name(area), pieces::area_anchor(view, area));
            areas.extend(gap_row(view, lead, &view.cells_of_area(area), &nodes)?);
        }
    }
    let mut places = Vec::new();
    for &place in &view.territories {
        let lead = (view.place_name(place), pieces::place_anchor(view, place));
        places.extend(gap_row(view, lead, &view.cells_of_place(place), &nodes)?);
    }
    let table = |caption: &str, head: &str, rows: Vec<PageRow>| {
        let mut columns = vec![PageColumn::texts(say!(words, head)?)];
        columns.extend(nodes.iter().map(|&n| PageColumn::figures(view.node_name(n))));
        columns.push(PageColumn::texts(say!(words, "col-cause")?));
        filled(Some(say!(words, caption)?), columns, rows)
    };
    Ok(Gaps {
        sentence,
        areas: table("gaps-areas", "col-area", areas)?,
        places: table("gaps-places", "col-territory", places)?,
        empty: empty(view)?,
    })
}

fn is_gap(view: &View<'_>, unit: UnitIx, node: NodeIx) -> bool {
    view.node(unit, node).is_some_and(|n| n.verdict == Verdict::Gap)
}

/// A table; nothing without rows.
fn filled(
    caption: Option<String>,
    columns: Vec<PageColumn>,
    rows: Vec<PageRow>,
) -> Result<Option<PageTable>, ReportError> {
    Ok(if rows.is_empty() { None } else { Some(PageTable { caption, columns, rows }) })
}

/// How many of these cells are gaps at each node, and why; nothing where none is one at the root.
fn gap_row(
    view: &View<'_>,
    (text, anchor): (String, String),
    cells: &[UnitIx],
    nodes: &[NodeIx],
) -> Result<Option<PageRow>, ReportError> {
    let at_root: Vec<UnitIx> =
        cells.iter().copied().filter(|&u| is_gap(view, u, view.root)).collect();
    if at_root.is_empty() {
        return Ok(None);
    }
    let mut row = vec![PageCell::Name { text, code: None, leads: Leads::Here(anchor) }];
    for &node in nodes {
        let n = cells.iter().filter(|&&u| is_gap(view, u, node)).count();
        row.push(PageCell::Figure { text: pieces::of(view, n, cells.len())? });
    }
    row.push(PageCell::Text { text: causes(view, &at_root)? });
    Ok(Some(PageRow { cells: row, unused: false }))
}

/// The indicators without a usable row.
fn empty(view: &View<'_>) -> Result<Option<PageTable>, ReportError> {
    let words = &view.words;
    let method = &view.results.assessment.method;
    let mut rows = Vec::new();
    for (i, entry) in method.indicator_indices().zip(&method.indicators) {
        let Some(parent) = entry.parent else { continue };
        let mut leaves = view.cells.iter().flat_map(|&u| view.results.leaves_of(u));
        if leaves.any(|l| l.indicator == i && l.normalised.is_some()) {
            continue;
        }
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
        let name = PageCell::Name {
            text: view.indicator_name(i),
            code: Some(entry.code.clone()),
            leads: Leads::Nowhere,
        };
        let texts = [view.node_name(parent), areas].map(|text| PageCell::Text { text });
        rows.push(PageRow { cells: std::iter::once(name).chain(texts).collect(), unused: false });
    }
    let columns = vec![
        PageColumn::texts(say!(words, "col-indicator")?),
        PageColumn::texts(say!(words, "col-node")?),
        PageColumn::texts(say!(words, "col-areas")?),
    ];
    filled(Some(say!(words, "gaps-empty")?), columns, rows)
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
