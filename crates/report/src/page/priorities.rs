//! Recommended priorities: the cells in the high part of the priority matrix, parted by what the
//! evidence allows. A rule puts them there, and the decision is not ours.

use ideal_model::{NodeIx, RankRow, Ranking, UnitIx};
use serde::Serialize;

use super::table::{Leads, PageCell, PageColumn, PageRow, PageTable};
use super::{pieces, printed};
use crate::error::ReportError;
use crate::view::{Trust, View};
use crate::words::say;

/// Rows of a table, at most.
const SHOWN: usize = 30;
/// What a page prints where there is nothing to say.
const DASH: &str = "–";

/// The section.
#[derive(Serialize)]
pub(super) struct Priorities {
    pub lead: String,
    pub groups: Vec<Group>,
    pub decision: String,
    /// Anchors of those that are listed.
    #[serde(skip)]
    pub anchors: Vec<String>,
}

/// What is to be done about its rows.
#[derive(Serialize)]
pub(super) struct Group {
    pub title: String,
    /// The rule that puts a row here.
    pub rule: String,
    pub table: Option<PageTable>,
    /// That nothing is here, or how many more there are.
    pub note: Option<String>,
}

/// What the evidence allows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Call {
    Act,
    Watch,
    Collect,
}

/// The section; nothing where the root has no bands to be high in.
pub(super) fn section(view: &View<'_>) -> Result<Option<Priorities>, ReportError> {
    let words = &view.words;
    let bands = view.bands_of(view.root);
    let half = first_high(bands.len());
    if bands.len() < 2 {
        return Ok(None);
    }
    let Some(from) = bands.get(half) else { return Ok(None) };
    let by_area = !view.territories_only();
    let of = if by_area { Ranking::Units } else { Ranking::Territories };
    let all = view.results.ranking(of, view.last, view.root).filter(|r| r.rank.is_some());
    let rows: Vec<(Call, &RankRow)> =
        all.filter_map(|row| Some((call(view, row.unit, half)?, row))).collect();
    let lead = say!(
        words,
        if by_area { "priorities-lead" } else { "priorities-lead-territories" },
        root = view.node_name(view.root),
        band = from.label.as_str()
    )?;
    let mut groups = Vec::new();
    let mut anchors = Vec::new();
    for (which, title, rule) in [
        (Call::Act, "priorities-act", "priorities-act-rule"),
        (Call::Watch, "priorities-watch", "priorities-watch-rule"),
        (Call::Collect, "priorities-collect", "priorities-collect-rule"),
    ] {
        let here: Vec<&RankRow> =
            rows.iter().filter(|(call, _)| *call == which).map(|(_, row)| *row).collect();
        let shown = here.get(..SHOWN.min(here.len())).unwrap_or_default();
        anchors.extend(shown.iter().map(|row| pieces::cell_anchor(view, row.unit)));
        let more = view.numbers.count(here.len() - shown.len());
        let note = match here.len() {
            0 => Some(say!(words, "priorities-none")?),
            n if n > SHOWN => Some(say!(words, "priorities-more", more = more)?),
            _ => None,
        };
        let title = say!(words, title)?;
        let moderate = view.cut_of_hundred(view.results.assessment.method.confidence.moderate);
        let rule = say!(words, rule, band = from.label.as_str(), moderate = moderate)?;
        let table = if shown.is_empty() { None } else { Some(table(view, shown)?) };
        groups.push(Group { title, rule, table, note });
    }
    Ok(Some(Priorities { lead, groups, decision: say!(words, "priorities-decision")?, anchors }))
}

/// The first band of the upper half: of an odd number the middle one is in neither.
fn first_high(bands: usize) -> usize {
    bands.div_ceil(2)
}

/// What the evidence allows for a unit in the high part; none for one that is not there.
fn call(view: &View<'_>, unit: UnitIx, half: usize) -> Option<Call> {
    let [low, high] = view.band_levels(unit, view.root)?;
    if high < half {
        return None;
    }
    let node = view.node(unit, view.root)?;
    let trusted = node.confidence.is_some_and(|c| view.trust(c) >= Trust::Moderate);
    let whole = view.results.without(unit).is_empty();
    Some(match (trusted && whole && !node.on_enforcement_alone, low >= half) {
        (false, _) => Call::Collect,
        (true, true) => Call::Act,
        (true, false) => Call::Watch,
    })
}

fn table(view: &View<'_>, shown: &[&RankRow]) -> Result<PageTable, ReportError> {
    let words = &view.words;
    let by_area = !view.territories_only();
    let axes: Vec<NodeIx> = view.axes().map(|(a, b)| vec![a, b]).unwrap_or_default();
    let draws = shown.iter().any(|r| r.draws.is_some());
    let ties = shown.iter().any(|r| r.draws.as_ref().is_some_and(|d| d.tie_group.is_some()));
    let first = if by_area { "col-cell" } else { "col-territory" };
    let mut columns = vec![
        PageColumn::texts(say!(words, first)?),
        PageColumn::texts(say!(words, "col-band")?),
        PageColumn::figures(view.node_name(view.root)),
    ];
    columns.extend(axes.iter().map(|&n| PageColumn::figures(view.node_name(n))));
    if draws {
        columns.push(PageColumn::figures(say!(words, "col-rank-range")?));
    }
    if ties {
        columns.push(PageColumn::figures(say!(words, "col-tie")?));
    }
    columns.push(PageColumn::texts(say!(words, "col-confidence")?));
    columns.push(PageColumn::figures(say!(words, "col-of-hundred")?));
    let mut rows = Vec::new();
    for row in shown {
        let unit = row.unit;
        let Some(key) = view.results.units.get(unit.get()) else { continue };
        let text = if by_area {
            let (area, place) = (view.area_name(key.area), view.place_name(key.place));
            say!(words, "priority-cell", area = area, territory = place)?
        } else {
            view.place_name(key.place)
        };
        let leads = Leads::Here(pieces::cell_anchor(view, unit));
        let mut cells = vec![PageCell::Name { text, code: None, leads }];
        cells.push(PageCell::Text { text: band(view, unit, view.root)? });
        cells.push(match view.score(unit, view.root) {
            Some(score) => PageCell::Number { number: printed::score(view, score)? },
            None => PageCell::Figure { text: DASH.to_owned() },
        });
        for &node in &axes {
            cells.push(PageCell::Figure { text: reading(view, unit, node)? });
        }
        if draws {
            let range = row.draws.as_ref().map(|d| pieces::rank_range(view, d)).transpose()?;
            cells.push(PageCell::Figure { text: range.unwrap_or_else(|| DASH.to_owned()) });
        }
        if ties {
            let tie = row.draws.as_ref().and_then(|d| d.tie_group);
            cells.push(match tie {
                Some(tie) => PageCell::Number { number: printed::count(view, tie as usize)? },
                None => PageCell::Figure { text: DASH.to_owned() },
            });
        }
        match view.node(unit, view.root).and_then(|n| n.confidence) {
            Some(value) => {
                let found = pieces::confidence(view, value)?;
                cells.push(PageCell::Text { text: found.word });
                cells.push(PageCell::Number { number: found.number });
            }
            None => cells.extend([
                PageCell::Text { text: DASH.to_owned() },
                PageCell::Figure { text: DASH.to_owned() },
            ]),
        }
        rows.push(PageRow { cells, unused: false });
    }
    Ok(PageTable { caption: None, columns, rows })
}

fn band(view: &View<'_>, unit: UnitIx, node: NodeIx) -> Result<String, ReportError> {
    Ok(view.band(unit, node)?.map_or_else(|| DASH.to_owned(), |b| b.label))
}

/// "high (61.2)": where a unit stands on one side of the matrix.
fn reading(view: &View<'_>, unit: UnitIx, node: NodeIx) -> Result<String, ReportError> {
    let Some(score) = view.score(unit, node) else { return Ok(DASH.to_owned()) };
    match view.band(unit, node)? {
        Some(band) => {
            say!(view.words, "priority-reading", band = band.label, score = view.shown(score))
        }
        None => Ok(view.shown(score)),
    }
}

#[cfg(test)]
mod tests {
    use super::first_high;

    #[test]
    fn the_middle_of_an_odd_number_of_bands_is_not_high() {
        assert_eq!([2, 3, 4, 5].map(first_high), [1, 2, 2, 3]);
    }
}
