//! Where groups are, what territories are to them, and where somebody looked and found none.

use std::collections::BTreeSet;

use ideal_model::GroupRole;

use super::super::table::{PageCell, PageColumn, PageRow, PageTable};
use super::sheets::Sheets;
use super::{Part, Piece};
use crate::error::ReportError;
use crate::words::say;

/// What a territory may be to a group, in the order of the columns; none: nobody says.
const ROLES: [Option<GroupRole>; 5] = [
    Some(GroupRole::Base),
    Some(GroupRole::Origin),
    Some(GroupRole::Transit),
    Some(GroupRole::Destination),
    None,
];

pub(super) fn part(sheets: &Sheets<'_, '_>) -> Result<Part, ReportError> {
    let words = &sheets.view.words;
    let mut columns = vec![PageColumn::texts(say!(words, "col-territory")?)];
    for role in ROLES {
        columns.push(PageColumn::texts(role_name(sheets, role)?));
    }
    let mut rows = Vec::new();
    for (_, code) in territories(sheets) {
        let mut cells = vec![sheets.territory_cell(code)];
        for role in ROLES {
            let here = sheets
                .fitting(|g| g.territories.iter().any(|p| p.territory == code && p.role == role));
            cells.push(PageCell::Text { text: sheets.labels(&here)? });
        }
        rows.push(PageRow { cells, unused: false });
    }
    let caption = Some(say!(words, "crime-groups-presence-table")?);
    let table = PageTable { caption, columns, rows };
    Ok(Part {
        anchor: "crime-groups-presence".to_owned(),
        title: say!(words, "crime-groups-presence")?,
        pieces: vec![Piece::Table { id: "crime_groups_presence".to_owned(), table }],
        parts: Vec::new(),
    })
}

/// What a territory is to a group, in a word.
pub(super) fn role_name(
    sheets: &Sheets<'_, '_>,
    role: Option<GroupRole>,
) -> Result<String, ReportError> {
    let word = role.map_or("present", GroupRole::word);
    say!(sheets.view.words, &format!("crime-groups-role-{word}"))
}

/// Names and codes of the territories in which groups are present, by name.
pub(super) fn territories<'a>(sheets: &Sheets<'_, 'a>) -> Vec<(String, &'a str)> {
    let present = sheets.fitting(|_| true).into_iter().flat_map(|g| &g.territories);
    let codes: BTreeSet<&str> = present.map(|p| p.territory.as_str()).collect();
    let mut named: Vec<(String, &str)> =
        codes.into_iter().map(|code| (sheets.territory(code), code)).collect();
    named.sort_by(|x, y| sheets.view.words.compare(&x.0, &y.0).then(x.1.cmp(y.1)));
    named
}

/// The territories assessed of which no sheet says anything, in a sentence; nothing where each has one.
pub(super) fn silent(sheets: &Sheets<'_, '_>) -> Result<Option<String>, ReportError> {
    let all = sheets.all;
    let said: BTreeSet<&str> = (all.groups.iter().flat_map(|g| &g.territories))
        .map(|p| p.territory.as_str())
        .chain(all.none_found.iter().map(|n| n.territory.as_str()))
        .collect();
    let view = sheets.view;
    let silent = view.territories.iter().filter(|p| !said.contains(view.place_code(**p)));
    let names: Vec<String> = silent.map(|p| view.place_name(*p)).collect();
    if names.is_empty() {
        return Ok(None);
    }
    let places = view.words.list(&names)?;
    say!(view.words, "crime-groups-silent", places = places).map(Some)
}

/// Where somebody looked and found none, in a sentence; nothing where nobody says so.
pub(super) fn none_found(sheets: &Sheets<'_, '_>) -> Result<Option<String>, ReportError> {
    let words = &sheets.view.words;
    let mut places = Vec::new();
    for found in &sheets.all.none_found {
        let area = match &found.crime_area {
            Some(code) => sheets.area(code),
            None => say!(words, "all-areas")?,
        };
        places.push(say!(
            words,
            "crime-groups-none-found-item",
            territory = sheets.territory(&found.territory),
            area = area,
            period = found.period.to_string()
        )?);
    }
    if places.is_empty() {
        return Ok(None);
    }
    let places = places.join("; ");
    say!(words, "crime-groups-none-found", places = places).map(Some)
}
