//! Texts of somebody else's in a document: as on a page, none commands a reader's program or turns
//! the order of what stands around it.

use super::super::safe::{sentence, shown};
use crate::document::{Block, Cell, Document, Fact, Number, Section, Table, Target, Text};

/// Goes through all texts of the document.
pub(super) fn keep_apart(document: &mut Document) {
    let cover = &mut document.cover;
    for text in [&mut cover.kicker, &mut cover.title, &mut cover.edition, &mut cover.mark] {
        plain(text);
    }
    cover.facts.iter_mut().for_each(fact);
    document.sections.iter_mut().for_each(section);
    document.colophon.iter_mut().for_each(text);
}

fn section(of: &mut Section) {
    plain(&mut of.title);
    of.blocks.iter_mut().for_each(block);
    of.parts.iter_mut().for_each(section);
}

fn block(of: &mut Block) {
    match of {
        Block::Paragraph(line) | Block::Figure { caption: line, .. } => text(line),
        Block::List(lines) => lines.iter_mut().for_each(text),
        Block::Facts(facts) => facts.iter_mut().for_each(fact),
        Block::Notice { title, lines } => {
            plain(title);
            lines.iter_mut().for_each(text);
        }
        Block::Table(of) => table(of),
    }
}

fn table(of: &mut Table) {
    text(&mut of.caption);
    of.columns.iter_mut().for_each(|column| plain(&mut column.head));
    of.rows.iter_mut().flat_map(|row| &mut row.cells).for_each(cell);
    of.notes.iter_mut().for_each(text);
}

fn cell(of: &mut Cell) {
    match of {
        Cell::Blank => {}
        Cell::Text(words) => text(words),
        Cell::Number(Number { band, notes, .. }) => {
            band.iter_mut().for_each(|band| plain(&mut band.label));
            notes.iter_mut().for_each(plain);
        }
    }
}

fn fact(of: &mut Fact) {
    plain(&mut of.name);
    text(&mut of.text);
}

fn text(of: &mut Text) {
    for run in &mut of.0 {
        plain(&mut run.text);
        // An address has no neighbours to be kept apart from.
        if let Some(Target::Web(address)) = &mut run.leads {
            *address = shown(address).into_owned();
        }
    }
}

fn plain(of: &mut String) {
    *of = sentence(of).into_owned();
}
