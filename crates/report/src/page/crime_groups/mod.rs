//! Criminal groups: what the sheets of a project say of them, as its methods score them.

mod activities;
mod links;
mod matrix;
mod places;
mod presence;
mod ranking;
mod sheets;

use ideal_engine::GroupRanking;
use ideal_model::GroupMethod;
use serde::Serialize;

use self::sheets::Sheets;
use super::Figure;
use super::table::PageTable;
use crate::error::ReportError;
use crate::view::View;
use crate::words::say;

/// The section.
#[derive(Serialize)]
pub(super) struct CrimeGroups {
    pub pieces: Vec<Piece>,
    pub parts: Vec<Part>,
}

/// A part of it, or a part of that.
#[derive(Serialize)]
pub(super) struct Part {
    pub anchor: String,
    pub title: String,
    pub pieces: Vec<Piece>,
    pub parts: Vec<Part>,
}

/// What parts are made of.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum Piece {
    Paragraph {
        text: String,
    },
    /// What has to be known to read what stands before it.
    Note {
        text: String,
    },
    Table {
        /// Its name among the tables of a document.
        id: String,
        table: PageTable,
    },
    Figure {
        figure: Figure,
    },
    List {
        lines: Vec<String>,
    },
}

impl CrimeGroups {
    /// Its figures, in their order.
    pub(super) fn figures(&self) -> impl Iterator<Item = &Figure> {
        let pieces = self.pieces.iter().chain(self.parts.iter().flat_map(|p| &p.pieces));
        pieces.filter_map(|p| if let Piece::Figure { figure } = p { Some(figure) } else { None })
    }
}

/// The section; nothing for an assessment without groups.
pub(super) fn section(view: &View<'_>) -> Result<Option<CrimeGroups>, ReportError> {
    if view.groups.is_empty() {
        return Ok(None);
    }
    let sheets = Sheets::new(view)?;
    let mut pieces = vec![Piece::Paragraph { text: lead(&sheets)? }];
    if let Some(text) = presence::none_found(&sheets)? {
        pieces.push(Piece::Paragraph { text });
    }
    let inactive = sheets.inactive();
    if !inactive.is_empty() {
        let groups = sheets.labels(&inactive)?;
        let edition = view.edition_name(view.last);
        let text = say!(view.words, "crime-groups-inactive", edition = edition, groups = groups)?;
        pieces.push(Piece::Paragraph { text });
    }
    if let Some(text) = presence::silent(&sheets)? {
        pieces.push(Piece::Paragraph { text });
    }
    pieces.push(Piece::Note { text: say!(view.words, "crime-groups-gap")? });
    let mut parts = Vec::new();
    // The usual method comes first.
    let (usual, others): (Vec<&GroupRanking>, Vec<&GroupRanking>) =
        view.groups.iter().copied().partition(|r| r.method.id == GroupMethod::USUAL);
    for (i, ranking) in usual.into_iter().chain(others).enumerate() {
        let mut part = ranking::part(&sheets, i, ranking)?;
        part.pieces.extend(matrix::pieces(&sheets, i, ranking)?);
        parts.push(part);
    }
    parts.push(activities::part(&sheets)?);
    parts.push(presence::part(&sheets)?);
    parts.extend(links::part(&sheets)?);
    parts.push(places::by_territory(&sheets)?);
    parts.push(places::by_area(&sheets)?);
    Ok(Some(CrimeGroups { pieces, parts }))
}

/// How many there are, unless they were counted under different rules.
fn lead(sheets: &Sheets<'_, '_>) -> Result<String, ReportError> {
    let words = &sheets.view.words;
    let n = sheets.all.groups.len();
    match sheets.rules(sheets.all.groups.iter())? {
        None => {
            say!(words, "crime-groups-lead", n = n, count = sheets.view.numbers.count(n))
        }
        Some(rules) => say!(words, "crime-groups-lead-rules", rules = rules),
    }
}
