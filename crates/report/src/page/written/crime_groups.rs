//! Criminal groups, in a document.

use super::super::crime_groups::{CrimeGroups, Part, Piece};
use super::cells::{figure, list, paged, paragraph, section};
use crate::document::{Block, Section};
use crate::error::ReportError;
use crate::words::{Words, say};

pub(super) fn crime_groups(words: &Words, found: &CrimeGroups) -> Result<Section, ReportError> {
    let mut out = section("crime-groups", say!(words, "section-crime-groups")?);
    out.blocks.extend(found.pieces.iter().filter_map(block));
    out.parts.extend(found.parts.iter().map(part));
    Ok(out)
}

fn part(found: &Part) -> Section {
    let mut out = section(&found.anchor, &found.title);
    out.blocks.extend(found.pieces.iter().filter_map(block));
    out.parts.extend(found.parts.iter().map(part));
    out
}

fn block(piece: &Piece) -> Option<Block> {
    match piece {
        Piece::Paragraph { text } | Piece::Note { text } => Some(paragraph(text)),
        Piece::Table { id, table } => paged(id, table, ""),
        Piece::Figure { figure: found } => Some(figure(found)),
        Piece::List { lines } => list(lines),
    }
}
