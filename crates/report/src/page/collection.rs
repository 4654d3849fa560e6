//! The collection plan: what is worth asking first, and of whom.

use std::collections::BTreeMap;

use ideal_engine::CollectionItem;
use ideal_model::{AreaIx, PlaceIx};
use serde::Serialize;

use super::printed;
use super::table::{PageCell, PageColumn, PageRow, PageTable};
use crate::error::ReportError;
use crate::view::View;
use crate::words::say;

/// Rows shown, at most.
const SHOWN: usize = 20;
/// Territories named in a row, at most.
const NAMED: usize = 8;
/// Where somebody writes a name.
const OPEN: &str = "……";

/// The section.
#[derive(Serialize)]
pub(super) struct Collection {
    pub lead: String,
    pub table: PageTable,
    pub more: Option<String>,
}

/// The section; nothing without a plan, or where the plan asks for nothing.
pub(super) fn section(view: &View<'_>) -> Result<Option<Collection>, ReportError> {
    let words = &view.words;
    let Some(items) = view.collection.filter(|items| !items.is_empty()) else { return Ok(None) };
    let by_area = !view.territories_only();
    let mut columns = vec![
        PageColumn::figures(say!(words, "col-order")?),
        PageColumn::texts(say!(words, "col-ask")?),
    ];
    if by_area {
        columns.push(PageColumn::texts(say!(words, "col-area")?));
    }
    for id in ["col-where", "col-why", "col-whom"] {
        columns.push(PageColumn::texts(say!(words, id)?));
    }
    columns.push(PageColumn::figures(say!(words, "col-worth")?));
    columns.push(PageColumn::texts(say!(words, "col-owner")?));
    let asked = asked(items);
    let mut rows = Vec::new();
    for (i, of) in asked.iter().take(SHOWN).enumerate() {
        let mut cells = vec![
            PageCell::Number { number: printed::count(view, i + 1)? },
            PageCell::Text { text: ask(view, of.first)? },
        ];
        if by_area {
            cells.push(PageCell::Text { text: area(view, &of.first.crime_area)? });
        }
        let why = format!("collection-why-{}", of.first.reason.word());
        cells.extend([
            PageCell::Text { text: places(view, &of.territories)? },
            PageCell::Text { text: say!(words, &why)? },
            PageCell::Text { text: whom(view, of.first)? },
            PageCell::Number { number: printed::fixed(view, of.first.value, 2)? },
            PageCell::Text { text: OPEN.to_owned() },
        ]);
        rows.push(PageRow { cells, unused: false });
    }
    let more = match asked.len().saturating_sub(SHOWN) {
        0 => None,
        n => Some(say!(words, "collection-more", count = view.numbers.count(n))?),
    };
    let caption = Some(say!(words, "collection-table")?);
    let lead = say!(words, "collection-lead")?;
    Ok(Some(Collection { lead, table: PageTable { caption, columns, rows }, more }))
}

/// One question, and where it is to be asked.
struct Asked<'a> {
    /// Where it is worth most.
    first: &'a CollectionItem,
    /// Codes, worth most first.
    territories: Vec<&'a str>,
}

/// The items that ask the same for the same reason as one, worth most first.
fn asked(items: &[CollectionItem]) -> Vec<Asked<'_>> {
    let mut at: BTreeMap<(&str, &str, &str), usize> = BTreeMap::new();
    let mut out: Vec<Asked<'_>> = Vec::new();
    for item in items {
        let key = (item.indicator.as_str(), item.crime_area.as_str(), item.reason.word());
        let known = at.get(&key).and_then(|&i| out.get_mut(i));
        if let Some(of) = known {
            of.territories.push(&item.territory);
        } else {
            at.insert(key, out.len());
            out.push(Asked { first: item, territories: vec![item.territory.as_str()] });
        }
    }
    out
}

fn ask(view: &View<'_>, item: &CollectionItem) -> Result<String, ReportError> {
    let (name, node) = (view.name_of(&item.indicator), view.name_of(&item.node));
    say!(view.words, "collection-ask", name = name, node = node)
}

/// The kind of source that keeps what an indicator says.
fn whom(view: &View<'_>, item: &CollectionItem) -> Result<String, ReportError> {
    let method = &view.results.assessment.method;
    let entry = method.indicator_index(&item.indicator);
    let entry = entry.and_then(|i| method.indicators.get(i.get()));
    match entry {
        Some(entry) => say!(view.words, &format!("collection-from-{}", entry.kind.word())),
        None => Ok(String::new()),
    }
}

/// The territories with these codes, the first of them by name.
fn places(view: &View<'_>, codes: &[&str]) -> Result<String, ReportError> {
    let name = |code: &&str| {
        let at = view.results.places.iter().position(|p| p.code == **code).and_then(PlaceIx::new);
        at.map_or_else(|| (*code).to_owned(), |place| view.place_name(place))
    };
    let mut names: Vec<String> = codes.iter().take(NAMED).map(name).collect();
    if codes.len() > NAMED {
        let more = view.numbers.count(codes.len() - NAMED);
        names.push(say!(view.words, "composition-more", n = more)?);
    }
    view.words.list(&names)
}

/// The crime area with this code, or all of them.
fn area(view: &View<'_>, code: &str) -> Result<String, ReportError> {
    if code == "*" {
        return say!(view.words, "all-areas");
    }
    let at = view.results.areas.iter().position(|a| a.code == code).and_then(AreaIx::new);
    Ok(at.map_or_else(|| code.to_owned(), |area| view.area_name(area)))
}
