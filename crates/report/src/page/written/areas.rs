//! Crime areas: their scores, and what is known of them.

use super::super::areas::{AreaGroup, AreaSection};
use super::cells::{
    change, confidence, figures, headed, leading, number_if, paragraph, paragraphs, score, section,
    table, texts, word, word_if,
};
use super::ranking::ranks;
use crate::document::{Block, Cell, Row, Section};
use crate::error::ReportError;
use crate::words::{Words, say};

pub(super) fn areas(words: &Words, found: &AreaSection) -> Result<Section, ReportError> {
    let mut out = section("areas", say!(words, "section-areas")?);
    out.blocks.extend(paragraphs(&found.notes));
    for (i, group) in found.groups.iter().enumerate() {
        let mut part = section(format!("areas-{}", i + 1), &group.title);
        part.blocks.extend(group.note.as_ref().map(paragraph));
        part.blocks.extend(scores(words, found, group, i + 1)?);
        part.blocks.extend(basis(words, found, group, i + 1)?);
        out.parts.push(part);
    }
    Ok(out)
}

/// Where each area of a group stands.
fn scores(
    words: &Words,
    found: &AreaSection,
    group: &AreaGroup,
    i: usize,
) -> Result<Option<Block>, ReportError> {
    let columns = vec![
        texts(words, "col-area")?,
        figures(words, "col-tie")?,
        figures(words, "col-rank-range")?,
        headed(found.columns.first().cloned().unwrap_or_default()),
        figures(words, "col-draws-median")?,
        figures(words, "col-interval")?,
        figures(words, "col-change")?,
        texts(words, "col-confidence")?,
        figures(words, "col-of-hundred")?,
    ];
    let mut rows = Vec::new();
    for r in &group.rows {
        let first = r.scores.first();
        let [trust, of_hundred] = confidence(r.confidence.as_ref());
        let cells = vec![
            leading(&r.name, &r.anchor),
            number_if(r.tie.as_ref()),
            ranks(r.range.as_deref(), r.median.as_deref()),
            first.map_or(Ok(Cell::Blank), |s| score(words, s))?,
            number_if(first.and_then(|s| s.median.as_ref())),
            word_if(first.and_then(|s| s.interval.as_deref())),
            change(r.change.as_ref()),
            trust,
            of_hundred,
        ];
        rows.push(Row { cells, group: r.new_group, ..Row::default() });
    }
    Ok(table(format!("areas_{i}"), &group.title, columns, rows))
}

/// The dimensions of each area of a group, and how much is known of it.
fn basis(
    words: &Words,
    found: &AreaSection,
    group: &AreaGroup,
    i: usize,
) -> Result<Option<Block>, ReportError> {
    let mut columns = vec![texts(words, "col-area")?];
    columns.extend(found.columns.iter().skip(1).map(headed));
    columns.extend([
        figures(words, "col-clear")?,
        figures(words, "col-territories-known")?,
        figures(words, "col-alone")?,
    ]);
    let mut rows = Vec::new();
    for r in &group.rows {
        let mut cells = vec![leading(&r.name, &r.anchor)];
        for s in r.scores.iter().skip(1) {
            cells.push(score(words, s)?);
        }
        let (clear, alone) = (word_if(r.clear.as_deref()), number_if(r.alone.as_ref()));
        cells.extend([clear, word(&r.known), alone]);
        rows.push(Row { cells, group: r.new_group, ..Row::default() });
    }
    let caption = say!(words, "areas-basis-table", group = group.title.as_str())?;
    Ok(table(format!("areas_{i}_basis"), caption, columns, rows))
}
