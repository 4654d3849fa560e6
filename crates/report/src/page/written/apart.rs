//! Texts of somebody else's in a document: as on a page, none commands a reader's program or turns
//! the order of what stands around it. And links: none leads to a section that is not there, such as
//! the profile of a territory where the method rolls nothing up to territories.

use std::collections::BTreeSet;

use super::super::safe::{sentence, shown};
use crate::document::{Block, Cell, Document, Fact, Number, Section, Table, Target, Text};

/// Goes through all texts of the document.
pub(super) fn keep_apart(document: &mut Document) {
    let cover = &mut document.cover;
    for text in [&mut cover.kicker, &mut cover.title, &mut cover.edition, &mut cover.mark] {
        plain(text);
    }
    let mut there = Anchors::new();
    document.sections.iter().for_each(|of| anchors(of, &mut there));
    cover.facts.iter_mut().for_each(|of| fact(of, &there));
    document.sections.iter_mut().for_each(|of| section(of, &there));
    document.colophon.iter_mut().for_each(|of| text(of, &there));
}

/// Anchors of the sections that are there.
type Anchors = BTreeSet<String>;

fn anchors(of: &Section, out: &mut Anchors) {
    out.insert(of.anchor.clone());
    of.parts.iter().for_each(|part| anchors(part, out));
}

fn section(of: &mut Section, there: &Anchors) {
    plain(&mut of.title);
    of.blocks.iter_mut().for_each(|of| block(of, there));
    of.parts.iter_mut().for_each(|of| section(of, there));
}

fn block(of: &mut Block, there: &Anchors) {
    match of {
        Block::Paragraph(line) | Block::Figure { caption: line, .. } => text(line, there),
        Block::List(lines) => lines.iter_mut().for_each(|of| text(of, there)),
        Block::Facts(facts) => facts.iter_mut().for_each(|of| fact(of, there)),
        Block::Notice { title, lines } => {
            plain(title);
            lines.iter_mut().for_each(|of| text(of, there));
        }
        Block::Table(of) => table(of, there),
    }
}

fn table(of: &mut Table, there: &Anchors) {
    text(&mut of.caption, there);
    of.columns.iter_mut().for_each(|column| plain(&mut column.head));
    of.rows.iter_mut().flat_map(|row| &mut row.cells).for_each(|of| cell(of, there));
    of.notes.iter_mut().for_each(|of| text(of, there));
}

fn cell(of: &mut Cell, there: &Anchors) {
    match of {
        Cell::Blank => {}
        Cell::Text(words) => text(words, there),
        Cell::Number(Number { band, notes, .. }) => {
            band.iter_mut().for_each(|band| plain(&mut band.label));
            notes.iter_mut().for_each(plain);
        }
    }
}

fn fact(of: &mut Fact, there: &Anchors) {
    plain(&mut of.name);
    text(&mut of.text, there);
}

fn text(of: &mut Text, there: &Anchors) {
    for run in &mut of.0 {
        plain(&mut run.text);
        if let Some(Target::Section(anchor)) = &run.leads
            && !there.contains(anchor)
        {
            run.leads = None;
        }
        // An address has no neighbours to be kept apart from.
        if let Some(Target::Web(address)) = &mut run.leads {
            *address = shown(address).into_owned();
        }
    }
}

fn plain(of: &mut String) {
    *of = sentence(of).into_owned();
}
