//! Outlook: where scores stand between two bands, what moved beyond the noise, and which series
//! broke. It says what the figures leave open; it foretells nothing.

use std::collections::BTreeSet;

use ideal_model::{IndicatorIx, PlaceIx, UnitIx};
use serde::Serialize;

use super::likelihood::{Likelihood, share_of_draws};
use super::table::{Leads, PageCell, PageColumn, PageRow, PageTable};
use super::{pieces, printed};
use crate::error::ReportError;
use crate::view::View;
use crate::words::say;

/// What a page prints where there is nothing to say.
const DASH: &str = "–";
/// A band is told from this share of the draws on.
const TOLD: f64 = 0.05;

/// The section.
#[derive(Serialize)]
pub(super) struct Outlook {
    pub lead: Vec<String>,
    pub table: PageTable,
    pub notes: Vec<String>,
}

/// The section; nothing where neither a crime area nor a region has a score.
pub(super) fn section(view: &View<'_>) -> Result<Option<Outlook>, ReportError> {
    let words = &view.words;
    let draws = view.results.draws > 0;
    let mut rows = Vec::new();
    let mut crossing = 0;
    let mut moving = [0, 0];
    for line in lines(view)? {
        if view.score(line.unit, view.root).is_none() {
            continue;
        }
        crossing += usize::from(crosses(view, line.unit));
        match pieces::direction(view, line.unit) {
            "up" => moving[0] += 1,
            "down" => moving[1] += 1,
            _ => {}
        }
        rows.push(row(view, line, draws)?);
    }
    if rows.is_empty() {
        return Ok(None);
    }
    let count = |n: usize| view.numbers.count(n);
    let mut lead = vec![say!(words, "outlook-lead")?];
    if !draws {
        lead.push(say!(words, "outlook-no-draws")?);
    } else if let Some(before) = view.last.before() {
        lead.push(say!(
            words,
            "outlook-found",
            total = count(rows.len()),
            up = count(moving[0]),
            down = count(moving[1]),
            crossing = count(crossing),
            before = view.edition_name(before)
        )?);
    }
    let root = view.node_name(view.root);
    let mut columns = vec![
        PageColumn::texts(say!(words, "col-what")?),
        PageColumn::figures(root.clone()),
        PageColumn::texts(say!(words, "col-trend")?),
    ];
    columns
        .push(PageColumn::texts(say!(words, if draws { "col-bands-open" } else { "col-band" })?));
    columns.push(PageColumn::figures(say!(words, "col-breaks")?));
    let caption = Some(say!(words, "outlook-table", root = root)?);
    Ok(Some(Outlook {
        lead,
        table: PageTable { caption, columns, rows },
        notes: vec![say!(words, "outlook-note")?],
    }))
}

/// What the section tells of: a crime area, all territories together, or a region.
struct Line {
    name: String,
    leads: Leads,
    unit: UnitIx,
    /// The cells under it.
    cells: Vec<UnitIx>,
}

fn lines(view: &View<'_>) -> Result<Vec<Line>, ReportError> {
    let mut out = Vec::new();
    if !view.territories_only() {
        for &area in &view.areas {
            let Some(unit) = view.area_unit(area, view.last) else { continue };
            out.push(Line {
                name: view.area_name(area),
                leads: Leads::Here(pieces::area_anchor(view, area)),
                unit,
                cells: view.cells_of_area(area),
            });
        }
    }
    if let Some(unit) = view.every_unit() {
        let name = say!(view.words, "outlook-all")?;
        out.push(Line { name, leads: Leads::Nowhere, unit, cells: view.cells.clone() });
    }
    for &place in &view.regions {
        let Some(unit) = view.territory_unit(place, view.last) else { continue };
        let name = view.place_name(place);
        out.push(Line { name, leads: Leads::Nowhere, unit, cells: members(view, unit) });
    }
    Ok(out)
}

/// The cells of a region: those of the places that its roll-up has for members.
fn members(view: &View<'_>, unit: UnitIx) -> Vec<UnitIx> {
    let place = |u: UnitIx| view.results.units.get(u.get()).map(|key| key.place);
    let members = view.results.rollup(unit).map(|r| r.members.as_slice()).unwrap_or_default();
    let places: BTreeSet<PlaceIx> = members.iter().filter_map(|&u| place(u)).collect();
    view.cells.iter().copied().filter(|&u| place(u).is_some_and(|p| places.contains(&p))).collect()
}

fn crosses(view: &View<'_>, unit: UnitIx) -> bool {
    view.band_levels(unit, view.root).is_some_and(|[low, high]| low != high)
}

fn row(view: &View<'_>, line: Line, draws: bool) -> Result<PageRow, ReportError> {
    let score = view.score(line.unit, view.root).unwrap_or_default();
    let broken: BTreeSet<(Option<PlaceIx>, IndicatorIx)> = (line.cells.iter())
        .flat_map(|&u| view.results.leaves_of(u))
        .filter(|leaf| leaf.broken)
        .map(|leaf| (view.results.units.get(leaf.unit.get()).map(|k| k.place), leaf.indicator))
        .collect();
    let bands = if draws {
        open_bands(view, line.unit)?
    } else {
        view.band(line.unit, view.root)?.map_or_else(|| DASH.to_owned(), |b| b.label)
    };
    let trend = trend(view, line.unit)?;
    let cells = vec![
        PageCell::Name { text: line.name, code: None, leads: line.leads },
        PageCell::Number { number: printed::score(view, score)? },
        PageCell::Text { text: trend },
        PageCell::Text { text: bands },
        PageCell::Number { number: printed::count(view, broken.len())? },
    ];
    Ok(PageRow { cells, unused: false })
}

/// Which way a score moved, with how likely that is where draws say it.
fn trend(view: &View<'_>, unit: UnitIx) -> Result<String, ReportError> {
    let words = &view.words;
    let Some(node) = view.node(unit, view.root) else { return Ok(DASH.to_owned()) };
    let Some(change) = node.change else {
        return match pieces::no_change(view, unit)? {
            Some(_) => say!(words, "outlook-no-trend"),
            None => Ok(DASH.to_owned()),
        };
    };
    let way = pieces::direction(view, unit);
    let up = match way {
        "up" => true,
        "down" => false,
        "unjudged" => return say!(words, "outlook-no-trend"),
        _ => return say!(words, "change-same"),
    };
    let change = view.signed(change);
    let share = node.interval.as_ref().and_then(|i| if up { i.up } else { i.down });
    let Some(share) = share else {
        let id = if up { "outlook-up-plain" } else { "outlook-down-plain" };
        return say!(words, id, change = change);
    };
    let word = Likelihood::of(share, view.results.draws).word(view)?;
    let id = if up { "outlook-up" } else { "outlook-down" };
    say!(words, id, change = change, word = word, share = share_of_draws(view, share)?)
}

/// The bands that the draws leave open, each with how likely it is, the likeliest first.
fn open_bands(view: &View<'_>, unit: UnitIx) -> Result<String, ReportError> {
    let Some(interval) = view.node(unit, view.root).and_then(|n| n.interval.as_ref()) else {
        return Ok(DASH.to_owned());
    };
    let mut open: Vec<(f64, String)> = interval
        .bands
        .iter()
        .copied()
        .zip(view.bands_of(view.root))
        .filter(|(share, _)| *share >= TOLD)
        .map(|(share, band)| (share, band.label))
        .collect();
    open.sort_by(|x, y| y.0.total_cmp(&x.0));
    let mut said = Vec::new();
    for (share, band) in open {
        let word = Likelihood::of(share, view.results.draws).word(view)?;
        let share = share_of_draws(view, share)?;
        said.push(say!(view.words, "outlook-band", band = band, word = word, share = share)?);
    }
    Ok(if said.is_empty() { DASH.to_owned() } else { said.join("; ") })
}
