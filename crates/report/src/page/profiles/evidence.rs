//! What a profile rests on: responses with their evidence, indicators, flags, rows and sources.

use std::collections::BTreeSet;

use ideal_model::{IndicatorIx, LeafResult, ObsStatus, PlaceIx, UnitIx};
use serde::Serialize;

use super::super::pieces;
use super::super::quantities::value;
use crate::error::ReportError;
use crate::view::View;
use crate::words::say;

/// What institutions do: a node that its parent sees turned round, with its parts and the evidence
/// under each.
#[derive(Serialize)]
pub(in crate::page) struct Response {
    pub name: String,
    pub score: pieces::Score,
    pub parts: Vec<ResponsePart>,
}

#[derive(Serialize)]
pub(in crate::page) struct ResponsePart {
    pub name: String,
    pub score: pieces::Score,
    /// "Rule of law (0,3 in 2022)".
    pub evidence: Vec<String>,
}

/// An indicator of a crime area.
#[derive(Serialize)]
pub(in crate::page) struct IndicatorRow {
    pub name: String,
    pub node: String,
    pub kind: String,
    pub known: String,
}

/// The responses of a unit, with the evidence under each of their parts.
pub(super) fn response(
    view: &View<'_>,
    unit: UnitIx,
    cells: &[UnitIx],
) -> Result<Vec<Response>, ReportError> {
    let mut out = Vec::new();
    for node in view.inverted() {
        let mut parts = Vec::new();
        for child in view.children(node) {
            let mut leaves: Vec<IndicatorIx> = Vec::new();
            for (n, _) in view.tree(child) {
                leaves.extend(view.leaves(n));
            }
            let mut evidence = Vec::new();
            for indicator in leaves {
                evidence.extend(measured(view, indicator, cells)?);
            }
            parts.push(ResponsePart {
                name: view.node_name(child),
                score: pieces::score(view, unit, child)?,
                evidence,
            });
        }
        out.push(Response {
            name: view.node_name(node),
            score: pieces::score(view, unit, node)?,
            parts,
        });
    }
    Ok(out)
}

/// What an indicator says in these cells: its value where they share one row, else in how many
/// places there is one.
fn measured(
    view: &View<'_>,
    indicator: IndicatorIx,
    cells: &[UnitIx],
) -> Result<Option<String>, ReportError> {
    let words = &view.words;
    let found: Vec<&LeafResult> = cells
        .iter()
        .flat_map(|&u| view.results.leaves_of(u))
        .filter(|l| l.indicator == indicator && l.normalised.is_some())
        .collect();
    let name = view.indicator_name(indicator);
    let Some(first) = found.first() else { return Ok(None) };
    let places: BTreeSet<PlaceIx> = found
        .iter()
        .filter_map(|l| view.results.units.get(l.unit.get()))
        .map(|u| u.place)
        .collect();
    if places.len() > 1 {
        return Ok(Some(say!(
            words,
            "evidence-places",
            name = name,
            n = places.len(),
            count = view.numbers.count(places.len())
        )?));
    }
    let value = value(view, first)?;
    let Some(period) = first.period.filter(|_| !first.imputed) else {
        return Ok(Some(say!(words, "evidence-imputed", name = name, value = value)?));
    };
    let period = period.to_string();
    Ok(Some(say!(words, "evidence-value", name = name, value = value, period = period)?))
}

/// The indicators of a crime area that name it, or all of them where none does.
pub(super) fn measures(
    view: &View<'_>,
    code: &str,
    cells: &[UnitIx],
) -> Result<Vec<IndicatorRow>, ReportError> {
    let method = &view.results.assessment.method;
    let words = &view.words;
    let mut out = Vec::new();
    for (node, _) in view.tree(view.root) {
        for indicator in view.leaves(node) {
            let Some(entry) = method.indicators.get(indicator.get()) else { continue };
            if entry.crime_areas.is_empty() || !entry.serves(code) {
                continue;
            }
            let places: BTreeSet<PlaceIx> = cells
                .iter()
                .flat_map(|&u| view.results.leaves_of(u))
                .filter(|l| l.indicator == indicator && l.normalised.is_some())
                .filter_map(|l| view.results.units.get(l.unit.get()))
                .map(|u| u.place)
                .collect();
            out.push(IndicatorRow {
                name: view.indicator_name(indicator),
                node: view.node_name(node),
                kind: say!(words, &format!("kind-{}", entry.kind.word()))?,
                known: pieces::of(view, places.len(), cells.len())?,
            });
        }
    }
    Ok(out)
}

/// Breaks, suspect and provisional values among the leaves, each once.
pub(super) fn flags(view: &View<'_>, cells: &[UnitIx]) -> Result<Vec<String>, ReportError> {
    let mut found: BTreeSet<(IndicatorIx, ObsStatus, Option<ideal_model::Period>)> =
        BTreeSet::new();
    for leaf in cells.iter().flat_map(|&u| view.results.leaves_of(u)) {
        if leaf.obs_status != ObsStatus::Normal && leaf.normalised.is_some() {
            found.insert((leaf.indicator, leaf.obs_status, leaf.period));
        }
    }
    let mut out = Vec::new();
    for (indicator, status, period) in found {
        let id = format!("flag-{}", status.code().to_ascii_lowercase());
        let period = period.map(|p| p.to_string()).unwrap_or_default();
        out.push(say!(view.words, &id, name = view.indicator_name(indicator), period = period)?);
    }
    out.extend(ungraded(view, cells)?);
    // The list is for reading; the tables have every row.
    out.dedup();
    out.truncate(24);
    Ok(out)
}

/// Figures without a grade that hide an older one with a grade, each once.
fn ungraded(view: &View<'_>, cells: &[UnitIx]) -> Result<Vec<String>, ReportError> {
    let mut seen: BTreeSet<(IndicatorIx, Option<u32>)> = BTreeSet::new();
    let mut out = Vec::new();
    for leaf in cells.iter().flat_map(|&u| view.results.leaves_of(u)) {
        let row = view.results.observations(leaf.rows).first().copied();
        if leaf.normalised.is_none() || !seen.insert((leaf.indicator, row)) {
            continue;
        }
        let (Some(hidden), Some(period)) = (view.bases.passed_over(leaf), leaf.period) else {
            continue;
        };
        out.push(say!(
            view.words,
            "ungraded-newer",
            name = view.indicator_name(leaf.indicator),
            period = period.to_string(),
            trust = view.cut_of_hundred(hidden.ungraded_trust),
            older = hidden.period,
            grade = hidden.grade,
            older_trust = view.cut_of_hundred(hidden.trust)
        )?);
    }
    Ok(out)
}

/// "312 rows from 9 sources".
pub(super) fn evidence(view: &View<'_>, cells: &[UnitIx]) -> Result<String, ReportError> {
    let rows = view.rows_of(cells.iter().copied());
    let evidence = &view.results.assessment.evidence;
    let sources: BTreeSet<u32> = rows
        .iter()
        .filter_map(|&o| evidence.observations.get(o as usize))
        .filter_map(|o| o.source)
        .collect();
    say!(
        view.words,
        "profile-evidence",
        n = rows.len(),
        rows = view.numbers.count(rows.len()),
        m = sources.len(),
        sources = view.numbers.count(sources.len())
    )
}
