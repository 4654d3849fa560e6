//! Why a score moved: the indicators whose rows are others than in the edition before, with both
//! values and periods. What entered or left is said beside the change itself.

use std::collections::BTreeMap;

use ideal_model::{AreaIx, IndicatorIx, LeafResult, PlaceIx, UnitIx};
use serde::Serialize;

use super::drivers::{counts, turned};
use super::quantities::value;
use super::table::{PageCell, PageColumn, PageRow, PageTable};
use super::{pieces, printed};
use crate::error::ReportError;
use crate::view::View;
use crate::words::say;

/// Indicators told of, at most.
const TOLD: usize = 6;
/// Indicators in a sentence, at most.
const NAMED: usize = 3;

/// What stands in a profile.
#[derive(Serialize)]
pub(super) struct Why {
    pub table: Option<PageTable>,
    /// That no row is another, or how many more there are.
    pub note: Option<String>,
}

/// An indicator that says something else than before, in the same way in so many cells.
struct Move<'a> {
    before: &'a LeafResult,
    now: &'a LeafResult,
    /// In points, as the root sees it: up is up.
    points: f64,
    cells: usize,
    area: AreaIx,
}

/// Why the score of a territory moved; nothing where it has no change.
pub(super) fn why(
    view: &View<'_>,
    unit: UnitIx,
    cells: &[UnitIx],
) -> Result<Option<Why>, ReportError> {
    let Some(edition) = view.last.before() else { return Ok(None) };
    if view.node(unit, view.root).is_none_or(|n| n.change.is_none()) {
        return Ok(None);
    }
    let words = &view.words;
    let found = moves(view, cells);
    if found.is_empty() {
        let note = say!(words, "moved-none", before = view.edition_name(edition))?;
        return Ok(Some(Why { table: None, note: Some(note) }));
    }
    let mut columns = vec![
        PageColumn::texts(say!(words, "col-indicator")?),
        PageColumn::figures(say!(words, "col-before")?),
        PageColumn::figures(say!(words, "col-now")?),
        PageColumn::figures(say!(words, "col-points")?),
    ];
    let by_area = !view.territories_only();
    if by_area {
        columns.push(PageColumn::figures(say!(words, "col-cells-moved")?));
    }
    let mut rows = Vec::new();
    for of in found.iter().take(TOLD) {
        let decimals = view.results.assessment.method.decimals;
        let points = printed::signed(view, of.points, decimals)?;
        let mut told = vec![
            PageCell::Text { text: name(view, of)? },
            PageCell::Figure { text: said(view, of.before)? },
            PageCell::Figure { text: said(view, of.now)? },
            PageCell::Number { number: points },
        ];
        if by_area {
            told.push(PageCell::Figure { text: pieces::of(view, of.cells, cells.len())? });
        }
        rows.push(PageRow { cells: told, unused: false });
    }
    let more = found.len().saturating_sub(TOLD);
    let note = match more {
        0 => None,
        n => Some(say!(words, "moved-more", n = n, count = view.numbers.count(n))?),
    };
    // What does not stand out from the noise needs no reason, and gets none.
    let beyond = matches!(pieces::direction(view, unit), "up" | "down");
    let id = if beyond { "moved-title" } else { "moved-title-noise" };
    let caption = Some(say!(words, id, before = view.edition_name(edition))?);
    Ok(Some(Why { table: Some(PageTable { caption, columns, rows }), note }))
}

/// The same in a sentence, with the name; nothing where no row is another.
pub(super) fn sentence(view: &View<'_>, place: PlaceIx) -> Result<Option<String>, ReportError> {
    let found = moves(view, &view.cells_of_place(place));
    let mut items = Vec::new();
    for of in found.iter().take(NAMED) {
        items.push(say!(
            view.words,
            "moved-item",
            name = name(view, of)?,
            before = said(view, of.before)?,
            now = said(view, of.now)?,
            points = view.signed(of.points)
        )?);
    }
    if items.is_empty() {
        return Ok(None);
    }
    let (name, moves) = (view.place_name(place), items.join("; "));
    say!(view.words, "moved-sentence", name = name, moves = moves).map(Some)
}

/// The name of an indicator, with the crime area where it moved in one alone.
fn name(view: &View<'_>, of: &Move<'_>) -> Result<String, ReportError> {
    let indicator = view.indicator_name(of.now.indicator);
    if of.cells > 1 || view.territories_only() {
        return Ok(indicator);
    }
    let area = view.area_name(of.area);
    say!(view.words, "floors-leaf-area", name = indicator, area = area)
}

/// "7.8 (2021)".
fn said(view: &View<'_>, leaf: &LeafResult) -> Result<String, ReportError> {
    let value = value(view, leaf)?;
    match leaf.period {
        Some(period) => {
            say!(view.words, "moved-value", value = value, period = period.to_string())
        }
        None => Ok(value),
    }
}

/// The indicators that say something else than in the edition before, those first that moved most
/// over all cells together.
fn moves<'a>(view: &View<'a>, cells: &[UnitIx]) -> Vec<Move<'a>> {
    let results = view.results;
    let mut found: BTreeMap<(IndicatorIx, Vec<u32>, Vec<u32>), Move<'a>> = BTreeMap::new();
    for &unit in cells {
        let Some(before) = results.edition_before(unit) else { continue };
        let Some(area) = results.units.get(unit.get()).map(|key| key.area) else { continue };
        for now in results.leaves_of(unit) {
            let of = results.leaves_of(before).iter().find(|l| l.indicator == now.indicator);
            let Some(was) = of else { continue };
            let Some((old, new)) = was.normalised.zip(now.normalised) else { continue };
            let parent = results.assessment.method.indicators.get(now.indicator.get());
            let Some(parent) = parent.and_then(|i| i.parent) else { continue };
            let same = was.period == now.period && was.denominated == now.denominated;
            if same || !counts(view, parent) {
                continue;
            }
            let rows = |leaf: &LeafResult| results.observations(leaf.rows).to_vec();
            let key = (now.indicator, rows(was), rows(now));
            let points = if turned(view, parent) { old - new } else { new - old };
            found.entry(key).and_modify(|of| of.cells += 1).or_insert(Move {
                before: was,
                now,
                points,
                cells: 1,
                area,
            });
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a count of cells")]
    let far = |of: &Move<'_>| of.points.abs() * of.cells as f64;
    let mut out: Vec<Move<'a>> = found.into_values().collect();
    // A stable sort keeps the order of indicators among equals.
    out.sort_by(|x, y| far(y).total_cmp(&far(x)));
    out
}
