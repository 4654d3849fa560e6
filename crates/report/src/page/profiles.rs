//! One profile per territory and per crime area.

use std::collections::BTreeSet;

use ideal_model::{
    EditionIx, IndicatorIx, LeafResult, NodeIx, ObsStatus, PlaceIx, Ranking, UnitIx,
};
use serde::Serialize;

use super::drivers::{Driver, Medians};
use super::quantities::value;
use super::{Figure, MOST_PROFILE_CHARTS, pieces};
use crate::chart;
use crate::error::ReportError;
use crate::view::View;
use crate::words::say;

/// Earlier editions shown in a profile, at most.
const HISTORY: usize = 6;

/// A territory or a crime area.
#[derive(Serialize)]
pub(super) struct Profile {
    name: String,
    code: String,
    anchor: String,
    /// Codes in other classifications.
    codes: Vec<String>,
    sentence: String,
    score: pieces::Score,
    change: Option<pieces::Change>,
    history: Vec<Past>,
    chart: Option<Figure>,
    nodes: Vec<Line>,
    response: Vec<Response>,
    cells: Vec<Cell>,
    /// Names of the cells without a score.
    missing: Option<String>,
    drivers: Vec<Driver>,
    indicators: Vec<Measure>,
    flags: Vec<String>,
    evidence: String,
}

#[derive(Serialize)]
struct Past {
    edition: String,
    text: Option<String>,
}

/// A node of the tree.
#[derive(Serialize)]
struct Line {
    name: String,
    depth: usize,
    score: pieces::Score,
}

/// What institutions do: a node that its parent sees turned round, with its parts and the evidence
/// under each.
#[derive(Serialize)]
struct Response {
    name: String,
    score: pieces::Score,
    parts: Vec<Part>,
}

#[derive(Serialize)]
struct Part {
    name: String,
    score: pieces::Score,
    /// "Rule of law (0,3 in 2022)".
    evidence: Vec<String>,
}

#[derive(Serialize)]
struct Cell {
    name: String,
    anchor: String,
    score: pieces::Score,
}

/// An indicator of a crime area.
#[derive(Serialize)]
struct Measure {
    name: String,
    node: String,
    kind: String,
    known: String,
}

/// Profiles of the territories, by name.
pub(super) fn territories(view: &View<'_>) -> Result<Vec<Profile>, ReportError> {
    let peers: Vec<UnitIx> =
        view.territories.iter().filter_map(|&p| view.territory_unit(p, view.last)).collect();
    let charts = view.territories.len() <= MOST_PROFILE_CHARTS;
    let medians = Medians::new(view);
    let mut out = Vec::new();
    for &place in &view.territories {
        let Some(unit) = view.territory_unit(place, view.last) else { continue };
        let cells = view.cells_of_place(place);
        let name = view.place_name(place);
        let code = view.place_code(place);
        let listed =
            if view.territories_only() { (Vec::new(), None) } else { listed(view, &cells, true)? };
        let chart = if charts {
            let nodes = upper(view);
            chart::profile(
                view,
                &format!("territory_{}", place.get()),
                &name,
                unit,
                &peers,
                &nodes,
            )?
            .map(|c| Figure::new(c, String::new(), 420))
        } else {
            None
        };
        let history = history(view, |edition| view.territory_unit(place, edition))?;
        let drivers = medians.drivers(view, &cells)?;
        out.push(Profile {
            anchor: pieces::place_anchor(view, place),
            code: code.to_owned(),
            codes: Vec::new(),
            sentence: territory_sentence(view, unit, &name, &cells)?,
            score: pieces::score(view, unit, view.root)?,
            change: pieces::change(view, unit)?,
            history,
            chart,
            nodes: lines(view, unit)?,
            response: response(view, unit, &cells)?,
            cells: listed.0,
            missing: listed.1,
            drivers,
            indicators: Vec::new(),
            flags: flags(view, &cells)?,
            evidence: evidence(view, &cells)?,
            name,
        });
    }
    Ok(out)
}

/// Profiles of the crime areas, by name.
pub(super) fn areas(view: &View<'_>) -> Result<Vec<Profile>, ReportError> {
    if view.territories_only() {
        return Ok(Vec::new());
    }
    let words = &view.words;
    let peers: Vec<UnitIx> =
        view.areas.iter().filter_map(|&a| view.area_unit(a, view.last)).collect();
    let mut out = Vec::new();
    for &area in &view.areas {
        let Some(unit) = view.area_unit(area, view.last) else { continue };
        let Some(entry) = view.results.areas.get(area.get()) else { continue };
        let cells = view.cells_of_area(area);
        let name = view.area_name(area);
        let mut codes = Vec::new();
        if !entry.iccs.is_empty() {
            let id =
                if entry.iccs_status == "verified" { "iccs-verified" } else { "iccs-unverified" };
            codes.push(say!(words, id, code = entry.iccs.as_str())?);
        }
        if !entry.ocindex.is_empty() {
            codes.push(say!(words, "ocindex-market", market = entry.ocindex.as_str())?);
        }
        let listed = listed(view, &cells, false)?;
        let chart = chart::profile(
            view,
            &format!("area_{}", area.get()),
            &name,
            unit,
            &peers,
            &upper(view),
        )?
        .map(|c| Figure::new(c, String::new(), 420));
        out.push(Profile {
            anchor: pieces::area_anchor(view, area),
            code: entry.code.clone(),
            codes,
            sentence: area_sentence(view, unit, &name, &cells)?,
            score: pieces::score(view, unit, view.root)?,
            change: pieces::change(view, unit)?,
            history: history(view, |edition| view.area_unit(area, edition))?,
            chart,
            nodes: lines(view, unit)?,
            response: response(view, unit, &cells)?,
            cells: listed.0,
            missing: listed.1,
            drivers: Vec::new(),
            indicators: measures(view, &entry.code, &cells)?,
            flags: flags(view, &cells)?,
            evidence: evidence(view, &cells)?,
            name,
        });
    }
    Ok(out)
}

/// The cells with a score, by band and then by name, and a sentence that names the rest.
fn listed(
    view: &View<'_>,
    cells: &[UnitIx],
    by_area: bool,
) -> Result<(Vec<Cell>, Option<String>), ReportError> {
    let mut rows: Vec<(Option<u16>, Cell)> = Vec::new();
    let mut missing = Vec::new();
    for &unit in cells {
        let Some(key) = view.results.units.get(unit.get()) else { continue };
        let (name, anchor) = if by_area {
            (view.area_name(key.area), pieces::area_anchor(view, key.area))
        } else {
            (view.place_name(key.place), pieces::place_anchor(view, key.place))
        };
        if view.score(unit, view.root).is_some() {
            let band = view.node(unit, view.root).and_then(|n| n.band);
            rows.push((band, Cell { name, anchor, score: pieces::score(view, unit, view.root)? }));
        } else {
            missing.push(name);
        }
    }
    rows.sort_by_key(|(band, _)| std::cmp::Reverse(*band));
    let sentence = if missing.is_empty() {
        None
    } else {
        let names = view.words.list(&missing)?;
        Some(say!(view.words, "profile-missing", root = view.node_name(view.root), names = names)?)
    };
    Ok((rows.into_iter().map(|(_, c)| c).collect(), sentence))
}

/// The root, its dimensions and theirs: what a profile chart has room for.
fn upper(view: &View<'_>) -> Vec<(NodeIx, usize)> {
    view.tree(view.root).into_iter().filter(|(_, depth)| *depth <= 2).take(14).collect()
}

fn territory_sentence(
    view: &View<'_>,
    unit: UnitIx,
    name: &str,
    cells: &[UnitIx],
) -> Result<String, ReportError> {
    let words = &view.words;
    let root = view.node_name(view.root);
    let Some(score) = view.score(unit, view.root) else {
        return say!(
            words,
            "profile-gap",
            name = name,
            root = root,
            reason = view.reason(unit, view.root)?
        );
    };
    let known = cells.iter().filter(|&&u| view.score(u, view.root).is_some()).count();
    let rows = view.results.ranking(Ranking::Territories, view.last, view.root);
    let ranked = rows.filter(|r| r.rank.is_some()).count();
    let row =
        view.results.ranking(Ranking::Territories, view.last, view.root).find(|r| r.unit == unit);
    let confidence = match view.node(unit, view.root).and_then(|n| n.confidence) {
        Some(c) => view.trust_word(c)?,
        None => String::new(),
    };
    let count = |n: usize| view.numbers.count(n);
    let score = view.shown(score);
    let without = without(view, unit)?;
    let place = match row.and_then(|r| r.draws.as_ref().map(|d| (d.low, d.high))) {
        Some((low, high)) if low != high => say!(
            words,
            "profile-place-range",
            low = view.numbers.count(low as usize),
            high = view.numbers.count(high as usize),
            of = count(ranked)
        )?,
        _ => match row.and_then(|r| r.rank) {
            Some(rank) => say!(
                words,
                "profile-place",
                rank = view.numbers.count(rank as usize),
                of = count(ranked)
            )?,
            None => say!(words, "profile-place-none")?,
        },
    };
    let id = if view.territories_only() { "profile-territory-only" } else { "profile-territory" };
    let known = count(known);
    let first = say!(
        words,
        id,
        root = root,
        score = score,
        confidence = confidence,
        known = known,
        total = count(cells.len())
    )?;
    Ok([first, place].into_iter().chain(without).collect::<Vec<_>>().join(" "))
}

/// The sentence that says what a score of the root was made without, and why.
fn without(view: &View<'_>, unit: UnitIx) -> Result<Option<String>, ReportError> {
    match view.without(unit, view.root)? {
        Some(w) => Ok(Some(say!(
            view.words,
            "profile-without",
            root = view.node_name(view.root),
            without = w.title
        )?)),
        None => Ok(None),
    }
}

fn area_sentence(
    view: &View<'_>,
    unit: UnitIx,
    name: &str,
    cells: &[UnitIx],
) -> Result<String, ReportError> {
    let words = &view.words;
    let basis = view.basis();
    let known = cells.iter().filter(|&&u| view.score(u, basis).is_some()).count();
    let alone = cells.iter().filter(|&&u| view.enforcement_alone(u, basis)).count();
    let count = |n: usize| view.numbers.count(n);
    let id = match (view.score(unit, view.root).is_some(), known) {
        (_, 0) => "profile-area-gap",
        (true, _) if alone == known => "profile-area-enforcement",
        (true, _) => "profile-area",
        (false, _) => "profile-area-partial",
    };
    let first = say!(
        words,
        id,
        name = name,
        node = view.node_name(basis),
        root = view.node_name(view.root),
        known = count(known),
        alone = count(alone),
        total = count(cells.len())
    )?;
    Ok(std::iter::once(first).chain(without(view, unit)?).collect::<Vec<_>>().join(" "))
}

fn history(
    view: &View<'_>,
    unit: impl Fn(EditionIx) -> Option<UnitIx>,
) -> Result<Vec<Past>, ReportError> {
    let editions = EditionIx::all(view.results.assessment.editions.len());
    let mut out = Vec::new();
    for edition in editions.skip((view.last.get() + 1).saturating_sub(HISTORY)) {
        out.push(Past {
            edition: view.edition_name(edition),
            text: unit(edition).and_then(|u| view.score(u, view.root)).map(|s| view.shown(s)),
        });
    }
    Ok(if out.len() > 1 { out } else { Vec::new() })
}

/// The tree without what lies under a response, which has a table of its own.
fn lines(view: &View<'_>, unit: UnitIx) -> Result<Vec<Line>, ReportError> {
    let inverted = view.inverted();
    let hidden: BTreeSet<NodeIx> =
        inverted.iter().flat_map(|&i| view.tree(i).into_iter().skip(1).map(|(n, _)| n)).collect();
    let mut out = Vec::new();
    for (node, depth) in view.tree(view.root).into_iter().filter(|(n, _)| !hidden.contains(n)) {
        out.push(Line {
            name: view.node_name(node),
            depth,
            score: pieces::score(view, unit, node)?,
        });
    }
    Ok(out)
}

/// The responses of a unit, with the evidence under each of their parts.
fn response(view: &View<'_>, unit: UnitIx, cells: &[UnitIx]) -> Result<Vec<Response>, ReportError> {
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
            parts.push(Part {
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
fn measures(view: &View<'_>, code: &str, cells: &[UnitIx]) -> Result<Vec<Measure>, ReportError> {
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
            out.push(Measure {
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
fn flags(view: &View<'_>, cells: &[UnitIx]) -> Result<Vec<String>, ReportError> {
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
    // The list is for reading; the tables have every row.
    out.dedup();
    out.truncate(24);
    Ok(out)
}

/// "312 rows from 9 sources".
fn evidence(view: &View<'_>, cells: &[UnitIx]) -> Result<String, ReportError> {
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
