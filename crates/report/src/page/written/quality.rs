//! How good the evidence is, and what is not known.

use super::super::content::ReportContent;
use super::super::floors::FloorSection;
use super::super::gaps::Gaps;
use super::super::judgement::Judgement;
use super::super::quality::Quality;
use super::cells::{
    coded, confidence, figures, leading, list, noted, number, number_if, paged, paragraph, row,
    section, share, table, texts, word,
};
use crate::document::{Block, Cell, Look, Section, Text};
use crate::error::ReportError;
use crate::words::{Words, say};

/// The annex on the quality of the data.
pub(super) fn quality(words: &Words, content: &ReportContent) -> Result<Section, ReportError> {
    let found = &content.quality;
    let mut out = section("quality", say!(words, "section-quality")?);
    out.blocks.push(paragraph(say!(words, "quality-lead")?));
    if let Some(audit) = &content.audit {
        let text = Text::plain(say!(words, "audit-link")?).and(" ", Look::Plain);
        let text = text.and(say!(words, "audit-link-lead")?, Look::Plain).and(" ", Look::Plain);
        out.blocks.push(Block::Paragraph(text.and(&audit.found, Look::Plain)));
    }
    let edition = content.head.edition.as_str();
    out.blocks.extend(places(words, found, edition)?);
    out.blocks.extend(indicators(words, found, edition)?);
    out.blocks.extend(grades(words, found)?);
    out.blocks.extend(findings(words, found)?);
    if let Some(floors) = &content.floors {
        out.parts.push(distances(words, floors)?);
    }
    if let Some(found) = &content.judgement {
        out.parts.push(judgement(words, found)?);
    }
    out.parts.push(twice(words, found)?);
    out.parts.push(flagged(words, found)?);
    Ok(out)
}

/// By territory.
fn places(words: &Words, found: &Quality, edition: &str) -> Result<Option<Block>, ReportError> {
    let columns = vec![
        texts(words, "col-territory")?,
        figures(words, "col-assessed")?,
        figures(words, "col-coverage")?,
        texts(words, "col-confidence")?,
        figures(words, "col-of-hundred")?,
        figures(words, "col-enforcement")?,
        figures(words, "col-age")?,
        figures(words, "col-rows")?,
        figures(words, "col-censored")?,
        figures(words, "col-flagged")?,
    ];
    let rows = found.places.iter().map(|p| {
        let [trust, of_hundred] = confidence(p.confidence.as_ref());
        row(vec![
            leading(&p.name, &p.anchor),
            word(&p.known),
            share(&p.coverage),
            trust,
            of_hundred,
            if found.enforcement { share(&p.enforcement) } else { Cell::Blank },
            number_if(p.age.as_ref()),
            number(&p.rows),
            number(&p.censored),
            number(&p.flagged),
        ])
    });
    let caption = say!(words, "quality-places", node = found.basis.as_str(), edition = edition)?;
    Ok(table("quality_territories", caption, columns, rows.collect()))
}

/// By indicator.
fn indicators(words: &Words, found: &Quality, edition: &str) -> Result<Option<Block>, ReportError> {
    let columns = vec![
        texts(words, "col-indicator")?,
        texts(words, "col-kind")?,
        figures(words, "col-territories")?,
        figures(words, "col-periods")?,
        figures(words, "col-age")?,
        texts(words, "col-grade")?,
        texts(words, "col-source")?,
        texts(words, "col-flags")?,
    ];
    let rows = found.indicators.iter().map(|i| {
        row(vec![
            Cell::Text(coded(&i.name, &i.code)),
            word(&i.kind),
            number(&i.places),
            word(&i.periods),
            number_if(i.age.as_ref()),
            word(&i.grades),
            word(&i.sources),
            word(&i.flags),
        ])
    });
    let caption = say!(words, "quality-indicators", edition = edition)?;
    Ok(table("quality_indicators", caption, columns, rows.collect()))
}

fn grades(words: &Words, found: &Quality) -> Result<Option<Block>, ReportError> {
    let columns =
        vec![texts(words, "col-grade")?, figures(words, "col-rows")?, figures(words, "col-share")?];
    let grades = found.grades.iter();
    let rows = grades.map(|g| row(vec![word(&g.grade), number(&g.rows), share(&g.share)]));
    Ok(table("quality_grades", say!(words, "quality-grades")?, columns, rows.collect()))
}

/// What the check found, by kind.
fn findings(words: &Words, found: &Quality) -> Result<Option<Block>, ReportError> {
    let columns = vec![
        texts(words, "col-severity")?,
        texts(words, "col-code")?,
        figures(words, "col-count")?,
    ];
    let rows = found.findings.iter().map(|f| {
        let code = Cell::Text(Text::of(&f.code, Look::Code));
        row(vec![word(&f.severity), code, number(&f.count)])
    });
    Ok(table("quality_findings", say!(words, "quality-findings")?, columns, rows.collect()))
}

/// How far coverage is from the least.
fn distances(words: &Words, found: &FloorSection) -> Result<Section, ReportError> {
    let title = say!(words, "floors-title")?;
    let mut blocks = vec![paragraph(&found.lead)];
    blocks.extend(found.cells.as_ref().map(paragraph));
    blocks.extend(paged("floors", &found.table, &title));
    Ok(Section { blocks, ..section("floors", title) })
}

/// What rests on the judgement of people.
fn judgement(words: &Words, found: &Judgement) -> Result<Section, ReportError> {
    let title = say!(words, "judgement-title")?;
    let mut blocks = vec![paragraph(&found.lead)];
    let more: Vec<String> = found.more.iter().cloned().collect();
    blocks.extend(noted(paged("judgement_cells", &found.cells, &title), &more));
    if let Some(adjusted) = &found.adjusted {
        blocks.push(paragraph(&adjusted.lead));
        blocks.extend(adjusted.apart.as_ref().map(paragraph));
        blocks.extend(paged("judgement_ranking", &adjusted.ranking, &title));
        blocks.extend(paged("judgement_panels", &adjusted.panels, &title));
    }
    Ok(Section { blocks, ..section("judgement", title) })
}

/// Sources in use that are built from another one in use.
fn twice(words: &Words, found: &Quality) -> Result<Section, ReportError> {
    let mut out = section("quality-twice", say!(words, "twice-title")?);
    let lead = if found.twice.is_empty() { "twice-none" } else { "twice-lead" };
    out.blocks.push(paragraph(say!(words, lead)?));
    out.blocks.extend(list(&found.twice));
    Ok(out)
}

/// Figures that their publishers mark.
fn flagged(words: &Words, found: &Quality) -> Result<Section, ReportError> {
    let mut out = section("quality-flagged", say!(words, "flagged-title")?);
    match list(&found.flagged) {
        Some(lines) => out.blocks.push(lines),
        None => out.blocks.push(paragraph(say!(words, "flagged-none")?)),
    }
    Ok(out)
}

/// The gaps.
pub(super) fn gaps(words: &Words, found: &Gaps) -> Result<Section, ReportError> {
    let title = say!(words, "section-gaps")?;
    let mut blocks = vec![paragraph(&found.sentence)];
    for (id, table) in [
        ("gaps_areas", &found.areas),
        ("gaps_territories", &found.places),
        ("gaps_indicators", &found.empty),
    ] {
        blocks.extend(table.as_ref().and_then(|t| paged(id, t, &title)));
    }
    Ok(Section { blocks, ..section("gaps", title) })
}
