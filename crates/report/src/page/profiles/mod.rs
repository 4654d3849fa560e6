//! One profile per territory and per crime area.

mod evidence;
mod parts;
mod sentences;

use std::collections::BTreeSet;

use ideal_engine::PartsOf;
use ideal_model::{EditionIx, NodeIx, UnitIx};
use serde::Serialize;

use self::evidence::{IndicatorRow, Response, evidence, flags, measures, response};
use self::parts::{PartRow, parts};
use self::sentences::{area_sentence, territory_sentence};
use super::drivers::{Driver, Medians};
use super::{Figure, MOST_PROFILE_CHARTS, moved, opened, pieces, printed};
use crate::chart;
use crate::document::Number;
use crate::error::ReportError;
use crate::view::View;
use crate::words::say;

/// Earlier editions shown in a profile, at most.
const HISTORY: usize = 6;

/// A territory or a crime area.
#[derive(Serialize)]
pub(super) struct Profile {
    /// What its tables are called by: `territory_12`.
    #[serde(skip)]
    pub key: String,
    pub name: String,
    pub code: String,
    pub anchor: String,
    /// Codes in other classifications.
    pub codes: Vec<String>,
    /// What a crime area is.
    pub definition: Option<String>,
    pub sentence: String,
    pub score: pieces::Score,
    /// Of the score, with what it is made of.
    pub confidence: Option<pieces::Confidence>,
    pub change: Option<pieces::Change>,
    /// Why there is none, where an edition comes before.
    pub no_change: Option<String>,
    /// Why the score of a territory moved.
    pub why: Option<moved::Why>,
    pub history: Vec<PastScore>,
    pub chart: Option<Figure>,
    /// What the score is made of, as a picture and as a table.
    pub waterfall: Option<Figure>,
    pub parts: Vec<PartRow>,
    /// How they are to be read.
    #[serde(skip)]
    pub parts_note: Option<String>,
    pub nodes: Vec<NodeLine>,
    pub response: Vec<Response>,
    pub cells: Vec<CellRow>,
    /// Names of the cells without a score.
    pub missing: Option<String>,
    pub drivers: Vec<Driver>,
    pub indicators: Vec<IndicatorRow>,
    pub flags: Vec<String>,
    pub evidence: String,
    /// Its cells down to the rows; of a territory.
    pub opened: Option<opened::Opened>,
}

#[derive(Serialize)]
pub(super) struct PastScore {
    pub edition: String,
    #[serde(rename = "text")]
    pub score: Option<Number>,
}

/// A node of the tree.
#[derive(Serialize)]
pub(super) struct NodeLine {
    pub name: String,
    pub depth: usize,
    pub score: pieces::Score,
}

#[derive(Serialize)]
pub(super) struct CellRow {
    pub name: String,
    pub anchor: String,
    pub score: pieces::Score,
}

/// Profiles of the territories, by name.
pub(super) fn territories(view: &View<'_>) -> Result<Vec<Profile>, ReportError> {
    let peers: Vec<UnitIx> =
        view.territories.iter().filter_map(|&p| view.territory_unit(p, view.last)).collect();
    let charts = view.territories.len() <= MOST_PROFILE_CHARTS;
    let medians = Medians::new(view);
    let made_of = PartsOf::new(view.results, view.last);
    let mut out = Vec::new();
    for &place in view.territories.iter().filter(|place| view.has_profile(**place)) {
        let Some(unit) = view.territory_unit(place, view.last) else { continue };
        let key = format!("territory_{}", place.get());
        let cells = view.cells_of_place(place);
        let name = view.place_name(place);
        let code = view.place_code(place);
        let listed =
            if view.territories_only() { (Vec::new(), None) } else { listed(view, &cells, true)? };
        let chart = if charts {
            let nodes = upper(view);
            chart::profile(view, &key, &name, unit, &peers, &nodes)?
                .map(|c| Figure::new(c, String::new(), 420))
        } else {
            None
        };
        let told = if charts { parts(view, &made_of, (&key, &name), unit)? } else { None };
        let (waterfall, parts, parts_note) = match told {
            Some(told) => (Some(told.figure), told.rows, Some(told.note)),
            None => (None, Vec::new(), None),
        };
        let history = history(view, |edition| view.territory_unit(place, edition))?;
        let drivers = medians.drivers(view, &cells)?;
        out.push(Profile {
            key,
            anchor: pieces::place_anchor(view, place),
            code: code.to_owned(),
            codes: Vec::new(),
            definition: None,
            sentence: territory_sentence(view, unit, &name, &cells)?,
            score: pieces::score(view, unit, view.root)?,
            confidence: pieces::rated_confidence(view, unit, view.root)?,
            change: pieces::change(view, unit)?,
            no_change: pieces::no_change(view, unit)?,
            why: moved::why(view, unit, &cells)?,
            history,
            chart,
            waterfall,
            parts,
            parts_note,
            nodes: lines(view, unit)?,
            response: response(view, unit, &cells)?,
            cells: listed.0,
            missing: listed.1,
            drivers,
            indicators: Vec::new(),
            flags: flags(view, &cells)?,
            evidence: evidence(view, &cells)?,
            opened: opened::cells(view, &pieces::rows_anchor(view, place), &cells)?,
            name,
        });
    }
    Ok(out)
}

/// How the parts of scores are to be read, once for all profiles: the note that says most.
pub(super) fn parts_note(profiles: &[Profile]) -> Option<String> {
    profiles.iter().filter_map(|p| p.parts_note.clone()).max_by_key(String::len)
}

/// What is said where not every territory has a profile.
pub(super) fn some(view: &View<'_>) -> Result<Option<String>, ReportError> {
    let Some(shown) = view.some_profiles() else { return Ok(None) };
    let count = |n: usize| view.numbers.count(n);
    let all = count(view.territories.len());
    say!(view.words, "profiles-some", shown = count(shown), all = all).map(Some)
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
        let key = format!("area_{}", area.get());
        let chart = chart::profile(view, &key, &name, unit, &peers, &upper(view))?
            .map(|c| Figure::new(c, String::new(), 420));
        out.push(Profile {
            key,
            anchor: pieces::area_anchor(view, area),
            code: entry.code.clone(),
            codes,
            definition: words.definition(&entry.code)?,
            sentence: area_sentence(view, unit, &name, &cells)?,
            score: pieces::score(view, unit, view.root)?,
            confidence: pieces::rated_confidence(view, unit, view.root)?,
            change: pieces::change(view, unit)?,
            no_change: pieces::no_change(view, unit)?,
            why: None,
            history: history(view, |edition| view.area_unit(area, edition))?,
            chart,
            waterfall: None,
            parts: Vec::new(),
            parts_note: None,
            nodes: lines(view, unit)?,
            response: response(view, unit, &cells)?,
            cells: listed.0,
            missing: listed.1,
            drivers: Vec::new(),
            indicators: measures(view, &entry.code, &cells)?,
            flags: flags(view, &cells)?,
            evidence: evidence(view, &cells)?,
            opened: None,
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
) -> Result<(Vec<CellRow>, Option<String>), ReportError> {
    let mut rows: Vec<(Option<u16>, CellRow)> = Vec::new();
    let mut missing = Vec::new();
    for &unit in cells {
        let Some(key) = view.results.units.get(unit.get()) else { continue };
        if !view.has_profile(key.place) {
            continue;
        }
        let (name, anchor) = if by_area {
            (view.area_name(key.area), pieces::area_anchor(view, key.area))
        } else {
            (view.place_name(key.place), pieces::place_anchor(view, key.place))
        };
        if view.score(unit, view.root).is_some() {
            let band = view.node(unit, view.root).and_then(|n| n.band);
            rows.push((
                band,
                CellRow { name, anchor, score: pieces::score(view, unit, view.root)? },
            ));
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

fn history(
    view: &View<'_>,
    unit: impl Fn(EditionIx) -> Option<UnitIx>,
) -> Result<Vec<PastScore>, ReportError> {
    let editions = EditionIx::all(view.results.assessment.editions.len());
    let mut out = Vec::new();
    for edition in editions.skip((view.last.get() + 1).saturating_sub(HISTORY)) {
        let score = unit(edition).and_then(|u| view.score(u, view.root));
        out.push(PastScore {
            edition: view.edition_name(edition),
            score: score.map(|s| printed::score(view, s)).transpose()?,
        });
    }
    Ok(if out.len() > 1 { out } else { Vec::new() })
}

/// The tree without what lies under a response, which has a table of its own.
fn lines(view: &View<'_>, unit: UnitIx) -> Result<Vec<NodeLine>, ReportError> {
    let inverted = view.inverted();
    let hidden: BTreeSet<NodeIx> =
        inverted.iter().flat_map(|&i| view.tree(i).into_iter().skip(1).map(|(n, _)| n)).collect();
    let mut out = Vec::new();
    for (node, depth) in view.tree(view.root).into_iter().filter(|(n, _)| !hidden.contains(n)) {
        out.push(NodeLine {
            name: view.node_name(node),
            depth,
            score: pieces::score(view, unit, node)?,
        });
    }
    Ok(out)
}
