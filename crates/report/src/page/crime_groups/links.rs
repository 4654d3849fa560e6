//! What joins groups: a drawing where it can be read, and the table of all links.

use std::collections::BTreeSet;

use super::super::Figure;
use super::super::table::{Leads, PageCell, PageColumn, PageRow, PageTable};
use super::sheets::Sheets;
use super::{Part, Piece};
use crate::chart::{self, NetworkLink};
use crate::error::ReportError;
use crate::words::say;

/// Groups in a drawing, at most: of more, names lie on names.
const MOST_GROUPS: usize = 40;
/// Links in a drawing, at most.
const MOST_LINKS: usize = 80;

/// The part; nothing without links.
pub(super) fn part(sheets: &Sheets<'_, '_>) -> Result<Option<Part>, ReportError> {
    let view = sheets.view;
    let words = &view.words;
    let links = &sheets.all.links;
    if links.is_empty() {
        return Ok(None);
    }
    let joined: BTreeSet<usize> = (links.iter())
        .flat_map(|l| [&l.group, &l.other])
        .filter_map(|code| sheets.all.position(code))
        .collect();
    let mut pieces = Vec::new();
    if joined.len() <= MOST_GROUPS && links.len() <= MOST_LINKS {
        pieces.push(figure(sheets, &joined)?);
    } else {
        pieces.push(Piece::Paragraph {
            text: say!(
                words,
                "crime-groups-links-dense",
                groups = view.numbers.count(joined.len()),
                links = view.numbers.count(links.len())
            )?,
        });
    }
    pieces.push(Piece::Table { id: "crime_groups_links".to_owned(), table: table(sheets)? });
    Ok(Some(Part {
        anchor: "crime-groups-links".to_owned(),
        title: say!(words, "crime-groups-links")?,
        pieces,
        parts: Vec::new(),
    }))
}

fn figure(sheets: &Sheets<'_, '_>, joined: &BTreeSet<usize>) -> Result<Piece, ReportError> {
    let view = sheets.view;
    let groups: Vec<_> = joined.iter().filter_map(|at| sheets.group(*at)).collect();
    let names: Vec<String> = groups.iter().map(|g| sheets.label(g).to_owned()).collect();
    let at = |code: &str| groups.iter().position(|g| g.code == code);
    let links: Vec<NetworkLink> = (sheets.all.links.iter())
        .filter_map(|l| Some(NetworkLink { ends: (at(&l.group)?, at(&l.other)?), kind: l.kind }))
        .collect();
    let chart = chart::group_network(view, &names, &links)?;
    let caption = say!(view.words, "crime-groups-links-caption")?;
    Ok(Piece::Figure { figure: Figure::new(chart, caption, 620) })
}

fn table(sheets: &Sheets<'_, '_>) -> Result<PageTable, ReportError> {
    let words = &sheets.view.words;
    let mut columns = Vec::new();
    for id in ["col-crime-group", "col-link", "col-other-group", "col-period"] {
        columns.push(PageColumn::texts(say!(words, id)?));
    }
    let mut rows = Vec::new();
    for link in &sheets.all.links {
        let named = |code: &str| {
            let group = sheets.all.position(code).and_then(|at| sheets.group(at));
            group.map_or_else(
                || PageCell::Name { text: code.to_owned(), code: None, leads: Leads::Nowhere },
                |g| sheets.named(g),
            )
        };
        let kind =
            say!(words, &format!("crime-groups-link-{}", link.kind.word().replace('_', "-")))?;
        let period = link.period.map(|p| p.to_string()).unwrap_or_default();
        rows.push(PageRow {
            cells: vec![
                named(&link.group),
                PageCell::Text { text: kind },
                named(&link.other),
                PageCell::Text { text: period },
            ],
            unused: false,
        });
    }
    let caption = Some(say!(words, "crime-groups-links-table")?);
    Ok(PageTable { caption, columns, rows })
}
