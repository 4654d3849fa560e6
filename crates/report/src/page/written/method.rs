//! The method, the sources, and what the numbers do not mean.

use super::super::method::{Annex, Fact as MethodFact};
use super::super::sources::Sources;
use super::cells::{
    coded, figures, list, noted, number, number_if, paged, paragraph, row, section, share, table,
    texts, word,
};
use crate::document::{Block, Cell, Fact, Look, Row, Section, Text};
use crate::error::ReportError;
use crate::words::{Words, say};

/// The annex on the method.
pub(super) fn method(words: &Words, found: &Annex) -> Result<Section, ReportError> {
    let mut out = section("method", say!(words, "section-method")?);
    out.blocks.extend(facts(&found.facts));
    let mut tell = |anchor: &str, id: &str, blocks: Vec<Block>| -> Result<(), ReportError> {
        if !blocks.is_empty() {
            out.parts.push(Section { blocks, ..section(anchor, say!(words, id)?) });
        }
        Ok(())
    };
    let said = |id: &str| say!(words, id).map(paragraph);
    let all = |blocks: Option<Block>| blocks.into_iter().collect::<Vec<Block>>();
    tell("method-steps", "method-steps", all(list(&found.steps)))?;
    tell("method-tree", "method-tree", all(tree(words, found)?))?;
    tell("method-formulas", "method-formulas", all(list(&found.formulas)))?;
    tell("method-bands", "method-bands", all(bands(words, found)?))?;
    if let Some(rollups) = facts(&found.rollups) {
        let blocks = vec![rollups, said("method-rollups-note")?];
        tell("method-rollups", "method-rollups", blocks)?;
    }
    let mut trust = vec![said("method-confidence-text")?];
    trust.extend(facts(&found.confidence));
    tell("method-confidence", "method-confidence", trust)?;
    if let Some(draws) = facts(&found.uncertainty) {
        let blocks = vec![said("method-uncertainty-text")?, draws];
        tell("method-uncertainty", "method-uncertainty", blocks)?;
    }
    let indicators = [indicators(words, found)?, scores(words, found)?];
    tell("method-indicators", "method-indicators", indicators.into_iter().flatten().collect())?;
    tell("method-denominators", "method-denominators", all(denominators(words, found)?))?;
    Ok(out)
}

/// Names with their values; nothing without one.
fn facts(found: &[MethodFact]) -> Option<Block> {
    let facts = found.iter().map(|f| {
        let look = if f.code { Look::Code } else { Look::Plain };
        Fact { name: f.label.clone(), text: Text::of(&f.value, look) }
    });
    (!found.is_empty()).then(|| Block::Facts(facts.collect()))
}

/// The tree of nodes.
fn tree(words: &Words, found: &Annex) -> Result<Option<Block>, ReportError> {
    let columns = vec![
        texts(words, "col-node")?,
        figures(words, "col-weight")?,
        figures(words, "col-weight-share")?,
        texts(words, "col-aggregate")?,
        figures(words, "col-min-coverage")?,
        figures(words, "col-floor")?,
        texts(words, "col-properties")?,
        figures(words, "col-indicators")?,
    ];
    let rows = found.nodes.iter().map(|n| Row {
        cells: vec![
            Cell::Text(coded(&n.name, &n.id)),
            number_if(n.weight.as_ref()),
            n.share.as_ref().map_or(Cell::Blank, share),
            word(&n.aggregate),
            number(&n.min_coverage),
            number_if(n.floor.as_ref()),
            word(&n.flags),
            number(&n.indicators),
        ],
        depth: u8::try_from(n.depth).unwrap_or(u8::MAX),
        ..Row::default()
    });
    Ok(table("method_tree", say!(words, "method-tree")?, columns, rows.collect()))
}

/// The cuts of the bands.
fn bands(words: &Words, found: &Annex) -> Result<Option<Block>, ReportError> {
    let columns =
        vec![texts(words, "col-band")?, texts(words, "col-range")?, texts(words, "col-holds-for")?];
    let bands = found.bands.iter();
    let rows = bands.map(|b| row(vec![word(&b.band.label), word(&b.range), word(&b.of)]));
    let table = table("method_bands", say!(words, "method-bands")?, columns, rows.collect());
    Ok(noted(table, &[say!(words, "method-bands-note")?]))
}

/// What each indicator is.
fn indicators(words: &Words, found: &Annex) -> Result<Option<Block>, ReportError> {
    let any_length = say!(words, "any-length")?;
    let mut columns = vec![
        texts(words, "col-indicator")?,
        texts(words, "col-node")?,
        figures(words, "col-weight")?,
        texts(words, "col-kind")?,
        texts(words, "col-direction")?,
    ];
    if found.by_area {
        columns.push(texts(words, "col-areas")?);
    }
    let rows = found.indicators.iter().map(|i| {
        let mut name = coded(&i.name, &i.code);
        for more in [(!i.span.is_empty(), &i.span), (i.any_length, &any_length)] {
            if more.0 {
                name = name.and(" · ", Look::Aside).and(more.1, Look::Aside);
            }
        }
        let mut cells = vec![
            Cell::Text(name),
            word(&i.node),
            number(&i.weight),
            word(&i.kind),
            word(&i.direction),
        ];
        if found.by_area {
            cells.push(word(&i.areas));
        }
        row(cells)
    });
    Ok(table("method_indicators", say!(words, "method-indicators")?, columns, rows.collect()))
}

/// How the values of each indicator become scores.
fn scores(words: &Words, found: &Annex) -> Result<Option<Block>, ReportError> {
    let columns = vec![
        texts(words, "col-indicator")?,
        texts(words, "col-unit")?,
        figures(words, "col-posts")?,
        texts(words, "col-normalise")?,
        figures(words, "col-max-age")?,
    ];
    let rows = found.indicators.iter().map(|i| {
        let mut age = i.age.clone();
        age.notes.extend(i.drift.clone());
        let age = Cell::Number(age);
        row(vec![word(&i.name), word(&i.unit), word(&i.posts), word(&i.normalise), age])
    });
    let caption = say!(words, "method-indicator-scores")?;
    Ok(table("method_scores", caption, columns, rows.collect()))
}

/// What values are divided by.
fn denominators(words: &Words, found: &Annex) -> Result<Option<Block>, ReportError> {
    let mut lines = Vec::new();
    for d in &found.denominators {
        let age = say!(words, "denominator-age", age = d.age.text.as_str())?;
        let mut line = coded(&d.name, &d.code);
        let length = if d.any_length { Some(say!(words, "any-length")?) } else { None };
        for more in [&d.unit, &age].into_iter().chain(&length) {
            line = line.and(" · ", Look::Plain).and(more, Look::Plain);
        }
        lines.push(line);
    }
    Ok(if lines.is_empty() { None } else { Some(Block::List(lines)) })
}

/// Where the evidence comes from.
pub(super) fn sources(words: &Words, found: &Sources) -> Result<Section, ReportError> {
    let title = say!(words, "section-sources")?;
    let mut blocks = vec![paragraph(say!(words, "sources-lead")?)];
    let unnamed: Vec<String> = found.unnamed.iter().cloned().collect();
    let table = noted(paged("sources", &found.table, &title), &unnamed);
    match table {
        Some(table) => blocks.push(table),
        None => blocks.extend(unnamed.iter().map(paragraph)),
    }
    Ok(Section { blocks, ..section("sources", title) })
}

/// What the numbers do not mean.
pub(super) fn limits(words: &Words, found: &[String]) -> Result<Section, ReportError> {
    let blocks = list(found).into_iter().collect();
    Ok(Section { blocks, ..section("limits", say!(words, "section-limits")?) })
}
