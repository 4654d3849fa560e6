//! What moved since the last edition.

use super::super::changes::{ChangesSection, Told};
use super::cells::{list, paged, paragraph, paragraphs, section};
use crate::document::Section;
use crate::error::ReportError;
use crate::words::{Words, say};

pub(super) fn changes(words: &Words, found: &ChangesSection) -> Result<Section, ReportError> {
    let mut out = section("changes", say!(words, "section-changes")?);
    out.blocks.extend(paragraphs(&found.lead));
    let mut tell = |id: &str, told: &Told| {
        out.blocks.extend(paragraphs(&told.sentences));
        out.blocks.extend(told.table.as_ref().and_then(|table| paged(id, table, "")));
    };
    tell("changes_territories", &found.territories);
    if let Some(areas) = &found.areas {
        tell("changes_areas", areas);
    }
    if let Some(lines) = list(&found.why) {
        out.blocks.push(paragraph(say!(words, "moved-movers")?));
        out.blocks.push(lines);
    }
    out.blocks.extend(paragraphs(&found.parts));
    out.blocks.extend(found.rows.as_ref().and_then(|table| paged("changes_rows", table, "")));
    out.blocks.extend(found.rows_said.as_ref().map(paragraph));
    out.blocks.extend(found.method_said.as_ref().map(paragraph));
    if let Some(lines) = list(&found.method) {
        out.blocks.push(paragraph(say!(words, "changes-method")?));
        out.blocks.push(lines);
    }
    Ok(out)
}
