//! What the ranking depends on.

use super::super::compared::Compared;
use super::super::dependence::Dependence;
use super::cells::{
    coded, figure, figures, noted, number, number_if, number_or_dash, paragraph, paragraphs, row,
    section, table, texts, word,
};
use crate::document::{Cell, Section, Text};
use crate::error::ReportError;
use crate::words::{Words, say};

pub(super) fn dependence(words: &Words, found: &Dependence) -> Result<Section, ReportError> {
    let mut out = section("dependence", say!(words, "section-dependence")?);
    out.blocks.extend(paragraphs(&found.lead));
    out.blocks.extend(found.chart.as_ref().map(figure));
    out.blocks.extend(paragraphs(&found.notes));
    let others = found.weightings.is_some() || found.aggregations.is_some();
    if others || !found.left_out.is_empty() {
        out.blocks.push(paragraph(say!(words, "shift-over")?));
    }
    out.blocks.extend(found.left_nothing.as_ref().map(paragraph));
    for (found, way) in [(&found.weightings, &WEIGHTINGS), (&found.aggregations, &AGGREGATIONS)] {
        if let Some(found) = found {
            out.parts.push(compared(words, found, way)?);
        }
    }
    out.parts.extend(left_out(words, found)?);
    Ok(out)
}

/// The names of a way of ranking otherwise.
struct Way {
    anchor: &'static str,
    table: &'static str,
    /// Messages of the heading, the caption and the first two columns.
    heading: &'static str,
    caption: &'static str,
    what: &'static str,
    about: &'static str,
}

const WEIGHTINGS: Way = Way {
    anchor: "dependence-weights",
    table: "weightings",
    heading: "dependence-weights",
    caption: "effect-table",
    what: "col-weighting",
    about: "col-about",
};

const AGGREGATIONS: Way = Way {
    anchor: "dependence-aggregations",
    table: "aggregations",
    heading: "dependence-aggregations",
    caption: "aggregation-table",
    what: "col-aggregation",
    about: "col-about-one",
};

/// The rankings of one way beside the stated one.
fn compared(words: &Words, found: &Compared, way: &Way) -> Result<Section, ReportError> {
    let columns = vec![
        texts(words, way.what)?,
        texts(words, way.about)?,
        figures(words, "col-shift-mean")?,
        figures(words, "col-shift-max")?,
        figures(words, "col-shift-over")?,
        figures(words, "col-would-lose")?,
    ];
    let rows = found.rows.iter().map(|r| {
        row(vec![
            word(&r.name),
            word(&r.about),
            number_or_dash(r.shifts.mean.as_ref()),
            number_or_dash(r.shifts.max.as_ref()),
            number(&r.shifts.over),
            number_if(r.would_lose.as_ref()),
        ])
    });
    let mut out = section(way.anchor, say!(words, way.heading)?);
    out.blocks.extend(table(way.table, say!(words, way.caption)?, columns, rows.collect()));
    out.blocks.extend(found.chart.as_ref().map(figure));
    out.blocks.extend(paragraphs(&found.notes));
    Ok(out)
}

/// What leaving a single thing out does.
fn left_out(words: &Words, found: &Dependence) -> Result<Option<Section>, ReportError> {
    let columns = vec![
        texts(words, "col-left")?,
        texts(words, "col-name")?,
        figures(words, "col-shift-mean")?,
        figures(words, "col-shift-max")?,
        figures(words, "col-shift-over")?,
        figures(words, "col-would-lose")?,
    ];
    let rows = found.left_out.iter().map(|l| {
        let told = l.code.is_empty() || l.name == l.code;
        let name = if told { Text::plain(&l.name) } else { coded(&l.name, &l.code) };
        row(vec![
            word(&l.what),
            Cell::Text(name),
            number_or_dash(l.shifts.mean.as_ref()),
            number_or_dash(l.shifts.max.as_ref()),
            number(&l.shifts.over),
            number(&l.would_lose),
        ])
    });
    let heading = say!(words, "dependence-left")?;
    let table = table("left_out", &heading, columns, rows.collect());
    let Some(table) = noted(table, &[say!(words, "dependence-left-note")?]) else {
        return Ok(None);
    };
    Ok(Some(Section { blocks: vec![table], ..section("dependence-left", heading) }))
}
