//! For whom a report is made, and what was withheld from it.

use ideal_model::{Audience, Release, RowBand};

use crate::error::ReportError;
use crate::view::View;
use crate::words::say;

/// Who may read the report, for its cover; none where all evidence was read.
pub(super) fn audience(view: &View<'_>) -> Result<Option<String>, ReportError> {
    let release = view.results.assessment.release.as_ref();
    release.map(|r| in_words(view, r.audience)).transpose()
}

/// What was withheld, in bands: altogether and of each child of the root; none where all evidence
/// was read.
pub(super) fn withheld(view: &View<'_>) -> Result<Option<String>, ReportError> {
    let Some(Release { audience, withheld }) = &view.results.assessment.release else {
        return Ok(None);
    };
    let audience = in_words(view, *audience)?;
    let Some(rows) = withheld.rows else {
        return say!(view.words, "withheld-none", audience = audience).map(Some);
    };
    let rows = band(view, rows)?;
    let mut blocks = Vec::new();
    for (id, count) in &withheld.blocks {
        let node = view.results.assessment.method.node_index(id);
        let name = node.map_or_else(|| id.clone(), |node| view.node_name(node));
        blocks.push(say!(view.words, "withheld-block", name = name, rows = band(view, *count)?)?);
    }
    if blocks.is_empty() {
        return say!(view.words, "withheld", audience = audience, rows = rows).map(Some);
    }
    let blocks = view.words.list(&blocks)?;
    say!(view.words, "withheld-blocks", audience = audience, rows = rows, blocks = blocks).map(Some)
}

fn in_words(view: &View<'_>, audience: Audience) -> Result<String, ReportError> {
    let label = audience.tlp.to_string();
    match audience.code {
        Some(code) => say!(view.words, "audience-code", label = label, code = code.to_string()),
        None => Ok(label),
    }
}

fn band(view: &View<'_>, rows: RowBand) -> Result<String, ReportError> {
    let id = match rows {
        RowBand::Few => "rows-1-9",
        RowBand::Dozens => "rows-10-49",
        RowBand::Many => "rows-50",
    };
    say!(view.words, id)
}
