//! The region at a glance.

use super::super::region::Region;
use super::cells::{figure, paragraphs, section};
use crate::document::Section;
use crate::error::ReportError;
use crate::words::{Words, say};

pub(super) fn region(words: &Words, found: &Region) -> Result<Section, ReportError> {
    let mut out = section("region", say!(words, "section-region")?);
    out.blocks.extend(found.figures.iter().map(figure));
    out.blocks.extend(paragraphs(&found.notes));
    Ok(out)
}
