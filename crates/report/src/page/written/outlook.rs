//! The outlook, the collection plan, and the glossary.

use super::super::collection::Collection;
use super::super::glossary::Term;
use super::super::outlook::Outlook;
use super::cells::{paged, paragraph, paragraphs, section};
use crate::document::{Block, Fact, Section, Text};
use crate::error::ReportError;
use crate::words::{Words, say};

pub(super) fn outlook(words: &Words, found: &Outlook) -> Result<Section, ReportError> {
    let mut out = section("outlook", say!(words, "section-outlook")?);
    out.blocks.extend(paragraphs(&found.lead));
    out.blocks.extend(paged("outlook", &found.table, ""));
    out.blocks.extend(paragraphs(&found.notes));
    Ok(out)
}

pub(super) fn collection(words: &Words, found: &Collection) -> Result<Section, ReportError> {
    let mut out = section("collection", say!(words, "section-collection")?);
    out.blocks.push(paragraph(&found.lead));
    out.blocks.extend(paged("collection", &found.table, ""));
    out.blocks.extend(found.more.as_ref().map(paragraph));
    Ok(out)
}

pub(super) fn glossary(words: &Words, found: &[Term]) -> Result<Section, ReportError> {
    let mut out = section("glossary", say!(words, "section-glossary")?);
    let fact = |t: &Term| Fact { name: t.term.clone(), text: Text::plain(&t.means) };
    out.blocks.push(Block::Facts(found.iter().map(fact).collect()));
    Ok(out)
}
