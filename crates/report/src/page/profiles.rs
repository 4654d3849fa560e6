//! One profile per territory and per crime area.

use std::collections::BTreeSet;

use ideal_model::method::Child;
use ideal_model::{
    EditionIx, IndicatorIx, LeafResult, NodeIx, ObsStatus, PlaceIx, Ranking, UnitIx,
};
use serde::Serialize;

use super::drivers::{Driver, Medians};
use super::quantities::value;
use super::{Figure, MOST_PROFILE_CHARTS, views};
use crate::chart;
use crate::error::ReportError;
use crate::reading::Reading;
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
    score: views::Score,
    change: Option<views::Change>,
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
    score: views::Score,
}

/// What institutions do: a node that its parent sees turned round, with its parts and the evidence
/// under each.
#[derive(Serialize)]
struct Response {
    name: String,
    score: views::Score,
    parts: Vec<Part>,
}

#[derive(Serialize)]
struct Part {
    name: String,
    score: views::Score,
    /// "Rule of law (0,3 in 2022)".
    evidence: Vec<String>,
}

#[derive(Serialize)]
struct Cell {
    name: String,
    anchor: String,
    score: views::Score,
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
pub(super) fn territories(reading: &Reading<'_>) -> Result<Vec<Profile>, ReportError> {
    let peers: Vec<UnitIx> = reading
        .territories
        .iter()
        .filter_map(|&p| reading.territory_unit(p, reading.last))
        .collect();
    let charts = reading.territories.len() <= MOST_PROFILE_CHARTS;
    let medians = Medians::new(reading);
    let mut out = Vec::new();
    for &place in &reading.territories {
        let Some(unit) = reading.territory_unit(place, reading.last) else { continue };
        let cells = reading.cells_of_place(place);
        let name = reading.place_name(place);
        let code = reading.place_code(place);
        let listed = if reading.territories_only() {
            (Vec::new(), None)
        } else {
            listed(reading, &cells, true)?
        };
        let chart = if charts {
            let nodes = upper(reading);
            chart::profile(
                reading,
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
        let history = history(reading, |edition| reading.territory_unit(place, edition))?;
        let drivers = medians.drivers(reading, &cells)?;
        out.push(Profile {
            anchor: views::anchor("t", code, place.get()),
            code: code.to_owned(),
            codes: Vec::new(),
            sentence: territory_sentence(reading, unit, &name, &cells)?,
            score: views::score(reading, unit, reading.root)?,
            change: views::change(reading, unit)?,
            history,
            chart,
            nodes: lines(reading, unit)?,
            response: response(reading, unit, &cells)?,
            cells: listed.0,
            missing: listed.1,
            drivers,
            indicators: Vec::new(),
            flags: flags(reading, &cells)?,
            evidence: evidence(reading, &cells)?,
            name,
        });
    }
    Ok(out)
}

/// Profiles of the crime areas, by name.
pub(super) fn areas(reading: &Reading<'_>) -> Result<Vec<Profile>, ReportError> {
    if reading.territories_only() {
        return Ok(Vec::new());
    }
    let words = &reading.words;
    let peers: Vec<UnitIx> =
        reading.areas.iter().filter_map(|&a| reading.area_unit(a, reading.last)).collect();
    let mut out = Vec::new();
    for &area in &reading.areas {
        let Some(unit) = reading.area_unit(area, reading.last) else { continue };
        let Some(entry) = reading.results.areas.get(area.get()) else { continue };
        let cells = reading.cells_of_area(area);
        let name = reading.area_name(area);
        let mut codes = Vec::new();
        if !entry.iccs.is_empty() {
            let id =
                if entry.iccs_status == "verified" { "iccs-verified" } else { "iccs-unverified" };
            codes.push(say!(words, id, code = entry.iccs.as_str())?);
        }
        if !entry.ocindex.is_empty() {
            codes.push(say!(words, "ocindex-market", market = entry.ocindex.as_str())?);
        }
        let listed = listed(reading, &cells, false)?;
        let chart = chart::profile(
            reading,
            &format!("area_{}", area.get()),
            &name,
            unit,
            &peers,
            &upper(reading),
        )?
        .map(|c| Figure::new(c, String::new(), 420));
        out.push(Profile {
            anchor: views::anchor("a", &entry.code, area.get()),
            code: entry.code.clone(),
            codes,
            sentence: area_sentence(reading, unit, &name, &cells)?,
            score: views::score(reading, unit, reading.root)?,
            change: views::change(reading, unit)?,
            history: history(reading, |edition| reading.area_unit(area, edition))?,
            chart,
            nodes: lines(reading, unit)?,
            response: response(reading, unit, &cells)?,
            cells: listed.0,
            missing: listed.1,
            drivers: Vec::new(),
            indicators: measures(reading, &entry.code, &cells)?,
            flags: flags(reading, &cells)?,
            evidence: evidence(reading, &cells)?,
            name,
        });
    }
    Ok(out)
}

/// The cells with a score, by band and then by name, and a sentence that names the rest.
fn listed(
    reading: &Reading<'_>,
    cells: &[UnitIx],
    by_area: bool,
) -> Result<(Vec<Cell>, Option<String>), ReportError> {
    let mut rows: Vec<(Option<u16>, Cell)> = Vec::new();
    let mut missing = Vec::new();
    for &unit in cells {
        let Some(key) = reading.results.units.get(unit.get()) else { continue };
        let (name, anchor) = if by_area {
            let code = reading.results.areas.get(key.area.get()).map_or("", |a| a.code.as_str());
            (reading.area_name(key.area), views::anchor("a", code, key.area.get()))
        } else {
            (
                reading.place_name(key.place),
                views::anchor("t", reading.place_code(key.place), key.place.get()),
            )
        };
        if reading.score(unit, reading.root).is_some() {
            let band = reading.node(unit, reading.root).and_then(|n| n.band);
            rows.push((
                band,
                Cell { name, anchor, score: views::score(reading, unit, reading.root)? },
            ));
        } else {
            missing.push(name);
        }
    }
    rows.sort_by_key(|(band, _)| std::cmp::Reverse(*band));
    let sentence = if missing.is_empty() {
        None
    } else {
        let names = reading.words.list(&missing)?;
        Some(say!(
            reading.words,
            "profile-missing",
            root = reading.node_name(reading.root),
            names = names
        )?)
    };
    Ok((rows.into_iter().map(|(_, c)| c).collect(), sentence))
}

/// The root, its dimensions and theirs: what a profile chart has room for.
fn upper(reading: &Reading<'_>) -> Vec<(NodeIx, usize)> {
    reading.tree(reading.root).into_iter().filter(|(_, depth)| *depth <= 2).take(14).collect()
}

fn territory_sentence(
    reading: &Reading<'_>,
    unit: UnitIx,
    name: &str,
    cells: &[UnitIx],
) -> Result<String, ReportError> {
    let words = &reading.words;
    let root = reading.node_name(reading.root);
    let Some(score) = reading.score(unit, reading.root) else {
        return say!(
            words,
            "profile-gap",
            name = name,
            root = root,
            reason = reading.reason(unit, reading.root)?
        );
    };
    let known = cells.iter().filter(|&&u| reading.score(u, reading.root).is_some()).count();
    let rows = reading.results.ranking(Ranking::Territories, reading.last, reading.root);
    let ranked = rows.filter(|r| r.rank.is_some()).count();
    let row = reading
        .results
        .ranking(Ranking::Territories, reading.last, reading.root)
        .find(|r| r.unit == unit);
    let confidence = match reading.node(unit, reading.root).and_then(|n| n.confidence) {
        Some(c) => reading.trust_word(c)?,
        None => String::new(),
    };
    let count = |n: usize| reading.numbers.count(n);
    let score = reading.shown(score);
    let without = without(reading, unit)?;
    let place = match row.and_then(|r| r.draws.as_ref().map(|d| (d.low, d.high))) {
        Some((low, high)) if low != high => say!(
            words,
            "profile-place-range",
            low = reading.numbers.count(low as usize),
            high = reading.numbers.count(high as usize),
            of = count(ranked)
        )?,
        _ => match row.and_then(|r| r.rank) {
            Some(rank) => say!(
                words,
                "profile-place",
                rank = reading.numbers.count(rank as usize),
                of = count(ranked)
            )?,
            None => say!(words, "profile-place-none")?,
        },
    };
    let id =
        if reading.territories_only() { "profile-territory-only" } else { "profile-territory" };
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
fn without(reading: &Reading<'_>, unit: UnitIx) -> Result<Option<String>, ReportError> {
    match reading.without(unit, reading.root)? {
        Some(w) => Ok(Some(say!(
            reading.words,
            "profile-without",
            root = reading.node_name(reading.root),
            without = w.title
        )?)),
        None => Ok(None),
    }
}

fn area_sentence(
    reading: &Reading<'_>,
    unit: UnitIx,
    name: &str,
    cells: &[UnitIx],
) -> Result<String, ReportError> {
    let words = &reading.words;
    let basis = reading.basis();
    let known = cells.iter().filter(|&&u| reading.score(u, basis).is_some()).count();
    let alone = cells.iter().filter(|&&u| reading.enforcement_alone(u, basis)).count();
    let count = |n: usize| reading.numbers.count(n);
    let id = match (reading.score(unit, reading.root).is_some(), known) {
        (_, 0) => "profile-area-gap",
        (true, _) if alone == known => "profile-area-enforcement",
        (true, _) => "profile-area",
        (false, _) => "profile-area-partial",
    };
    let first = say!(
        words,
        id,
        name = name,
        node = reading.node_name(basis),
        root = reading.node_name(reading.root),
        known = count(known),
        alone = count(alone),
        total = count(cells.len())
    )?;
    Ok(std::iter::once(first).chain(without(reading, unit)?).collect::<Vec<_>>().join(" "))
}

fn history(
    reading: &Reading<'_>,
    unit: impl Fn(EditionIx) -> Option<UnitIx>,
) -> Result<Vec<Past>, ReportError> {
    let editions = EditionIx::all(reading.results.assessment.editions.len());
    let mut out = Vec::new();
    for edition in editions.skip((reading.last.get() + 1).saturating_sub(HISTORY)) {
        out.push(Past {
            edition: reading.edition_name(edition),
            text: unit(edition)
                .and_then(|u| reading.score(u, reading.root))
                .map(|s| reading.shown(s)),
        });
    }
    Ok(if out.len() > 1 { out } else { Vec::new() })
}

/// The tree without what lies under a response, which has a table of its own.
fn lines(reading: &Reading<'_>, unit: UnitIx) -> Result<Vec<Line>, ReportError> {
    let inverted = reading.inverted();
    let hidden: BTreeSet<NodeIx> = inverted
        .iter()
        .flat_map(|&i| reading.tree(i).into_iter().skip(1).map(|(n, _)| n))
        .collect();
    let mut out = Vec::new();
    for (node, depth) in reading.tree(reading.root).into_iter().filter(|(n, _)| !hidden.contains(n))
    {
        out.push(Line {
            name: reading.node_name(node),
            depth,
            score: views::score(reading, unit, node)?,
        });
    }
    Ok(out)
}

/// The responses of a unit, with the evidence under each of their parts.
fn response(
    reading: &Reading<'_>,
    unit: UnitIx,
    cells: &[UnitIx],
) -> Result<Vec<Response>, ReportError> {
    let mut out = Vec::new();
    for node in reading.inverted() {
        let mut parts = Vec::new();
        for child in reading.children(node) {
            let mut leaves: Vec<IndicatorIx> = Vec::new();
            for (n, _) in reading.tree(child) {
                leaves.extend(reading.leaves(n));
            }
            let mut evidence = Vec::new();
            for indicator in leaves {
                evidence.extend(measured(reading, indicator, cells)?);
            }
            parts.push(Part {
                name: reading.node_name(child),
                score: views::score(reading, unit, child)?,
                evidence,
            });
        }
        out.push(Response {
            name: reading.node_name(node),
            score: views::score(reading, unit, node)?,
            parts,
        });
    }
    Ok(out)
}

/// What an indicator says in these cells: its value where they share one row, else in how many
/// places there is one.
fn measured(
    reading: &Reading<'_>,
    indicator: IndicatorIx,
    cells: &[UnitIx],
) -> Result<Option<String>, ReportError> {
    let words = &reading.words;
    let found: Vec<&LeafResult> = cells
        .iter()
        .flat_map(|&u| reading.results.leaves_of(u))
        .filter(|l| l.indicator == indicator && l.normalised.is_some())
        .collect();
    let name = reading.indicator_name(indicator);
    let Some(first) = found.first() else { return Ok(None) };
    let places: BTreeSet<PlaceIx> = found
        .iter()
        .filter_map(|l| reading.results.units.get(l.unit.get()))
        .map(|u| u.place)
        .collect();
    if places.len() > 1 {
        return Ok(Some(say!(
            words,
            "evidence-places",
            name = name,
            n = places.len(),
            count = reading.numbers.count(places.len())
        )?));
    }
    let value = value(reading, first)?;
    let Some(period) = first.period.filter(|_| !first.imputed) else {
        return Ok(Some(say!(words, "evidence-imputed", name = name, value = value)?));
    };
    let period = period.to_string();
    Ok(Some(say!(words, "evidence-value", name = name, value = value, period = period)?))
}

/// The indicators of a crime area that name it, or all of them where none does.
fn measures(
    reading: &Reading<'_>,
    code: &str,
    cells: &[UnitIx],
) -> Result<Vec<Measure>, ReportError> {
    let method = &reading.results.assessment.method;
    let words = &reading.words;
    let mut out = Vec::new();
    for (node, _) in reading.tree(reading.root) {
        let children =
            method.nodes.get(node.get()).map(|n| n.children.as_slice()).unwrap_or_default();
        for indicator in
            children.iter().filter_map(|c| if let Child::Leaf(i) = c { Some(*i) } else { None })
        {
            let Some(entry) = method.indicators.get(indicator.get()) else { continue };
            if entry.crime_areas.is_empty() || !entry.serves(code) {
                continue;
            }
            let places: BTreeSet<PlaceIx> = cells
                .iter()
                .flat_map(|&u| reading.results.leaves_of(u))
                .filter(|l| l.indicator == indicator && l.normalised.is_some())
                .filter_map(|l| reading.results.units.get(l.unit.get()))
                .map(|u| u.place)
                .collect();
            out.push(Measure {
                name: reading.indicator_name(indicator),
                node: reading.node_name(node),
                kind: say!(words, &format!("kind-{}", entry.kind.word()))?,
                known: say!(
                    words,
                    "of",
                    part = reading.numbers.count(places.len()),
                    whole = reading.numbers.count(cells.len())
                )?,
            });
        }
    }
    Ok(out)
}

/// Breaks, suspect and provisional values among the leaves, each once.
fn flags(reading: &Reading<'_>, cells: &[UnitIx]) -> Result<Vec<String>, ReportError> {
    let mut found: BTreeSet<(IndicatorIx, ObsStatus, Option<ideal_model::Period>)> =
        BTreeSet::new();
    for leaf in cells.iter().flat_map(|&u| reading.results.leaves_of(u)) {
        if leaf.obs_status != ObsStatus::Normal && leaf.normalised.is_some() {
            found.insert((leaf.indicator, leaf.obs_status, leaf.period));
        }
    }
    let mut out = Vec::new();
    for (indicator, status, period) in found {
        let id = format!("flag-{}", status.code().to_ascii_lowercase());
        let period = period.map(|p| p.to_string()).unwrap_or_default();
        out.push(say!(
            reading.words,
            &id,
            name = reading.indicator_name(indicator),
            period = period
        )?);
    }
    // The list is for reading; the tables have every row.
    out.dedup();
    out.truncate(24);
    Ok(out)
}

/// "312 rows from 9 sources".
fn evidence(reading: &Reading<'_>, cells: &[UnitIx]) -> Result<String, ReportError> {
    let rows = reading.rows_of(cells.iter().copied());
    let evidence = &reading.results.assessment.evidence;
    let sources: BTreeSet<u32> = rows
        .iter()
        .filter_map(|&o| evidence.observations.get(o as usize))
        .filter_map(|o| o.source)
        .collect();
    say!(
        reading.words,
        "profile-evidence",
        n = rows.len(),
        rows = reading.numbers.count(rows.len()),
        m = sources.len(),
        sources = reading.numbers.count(sources.len())
    )
}
