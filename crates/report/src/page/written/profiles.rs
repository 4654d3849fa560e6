//! Profiles of territories and crime areas.

use super::super::content::{Head, ReportContent};
use super::super::profiles::Profile;
use super::cells::{
    band, beside, confidence, figure, figures, headed, leading, number, number_if, paged,
    paragraph, row, score, score_text, section, share, table, texts, with_notes, word, word_if,
};
use crate::document::{Block, Cell, Fact, Look, Row, Section, Series, Table, Text};
use crate::error::ReportError;
use crate::words::{Words, say};

/// The territories; nothing without one.
pub(super) fn territories(
    words: &Words,
    content: &ReportContent,
) -> Result<Option<Section>, ReportError> {
    let (head, found) = (&content.head, &content.territories);
    let cells = ("profile-cells-areas", "col-area", "col-territory");
    let parts = found.iter().map(|p| profile(words, head, p, cells)).collect::<Result<_, _>>()?;
    let mut out = section("territories", say!(words, "section-territories")?);
    out.blocks.extend(content.some_profiles.as_ref().map(paragraph));
    out.blocks.extend(content.parts_note.as_ref().map(paragraph));
    filled(out, parts)
}

/// The crime areas; nothing without one.
pub(super) fn areas(
    words: &Words,
    head: &Head,
    found: &[Profile],
) -> Result<Option<Section>, ReportError> {
    let cells = ("profile-cells-territories", "col-territory", "col-area");
    let parts = found.iter().map(|p| profile(words, head, p, cells)).collect::<Result<_, _>>()?;
    filled(section("area-profiles", say!(words, "section-area-profiles")?), parts)
}

fn filled(of: Section, parts: Vec<Section>) -> Result<Option<Section>, ReportError> {
    Ok(if parts.is_empty() { None } else { Some(Section { parts, ..of }) })
}

/// One profile; the messages are those of the caption and the first column of its cells, and of what
/// it is about.
fn profile(
    words: &Words,
    head: &Head,
    p: &Profile,
    (caption, cells, about): (&str, &str, &str),
) -> Result<Section, ReportError> {
    let mut out = section(&p.anchor, &p.name);
    let mut codes = Text::of(&p.code, Look::Code);
    for code in &p.codes {
        codes = codes.and(" · ", Look::Plain).and(code, Look::Plain);
    }
    out.blocks.push(Block::Paragraph(codes));
    out.blocks.extend(p.definition.as_ref().map(paragraph));
    out.blocks.push(paragraph(&p.sentence));
    out.blocks.push(Block::Facts(verdict(words, p)?));
    out.blocks.extend(history(words, head, p)?);
    let composition = p.change.as_ref().and_then(|c| c.composition.as_ref());
    let made_of = p.confidence.as_ref().and_then(|c| c.about.as_ref());
    let notes = [composition, p.no_change.as_ref(), p.score.beside.as_ref(), made_of];
    out.blocks.extend(notes.into_iter().flatten().map(paragraph));
    if let Some(why) = &p.why {
        let id = format!("{}_moved", p.key);
        out.blocks.extend(why.table.as_ref().and_then(|t| paged(&id, t, "")));
        out.blocks.extend(why.note.as_ref().map(paragraph));
    }
    if let Some(chart) = &p.chart {
        let caption = Text::plain(say!(words, "profile-title", name = p.name.as_str())?);
        out.blocks.push(Block::Figure { chart: chart.chart.clone(), caption });
    }
    out.blocks.extend(p.waterfall.as_ref().map(figure));
    out.blocks.extend(parts(words, p)?);
    out.blocks.extend(tree(words, p)?);
    out.blocks.extend(drivers(words, p)?);
    out.blocks.extend(indicators(words, p)?);
    out.blocks.extend(responses(words, p)?);
    out.blocks.extend(listed(words, head, p, (caption, cells))?);
    out.blocks.extend(p.missing.as_ref().map(paragraph));
    if !p.flags.is_empty() {
        let flags = Text::plain(say!(words, "profile-flags")?).and(" ", Look::Plain);
        out.blocks.push(Block::Paragraph(flags.and(p.flags.join("; "), Look::Plain)));
    }
    out.blocks.push(paragraph(&p.evidence));
    in_series(&mut out, &p.key, &say!(words, about)?);
    Ok(out)
}

/// Says of the tables of a profile which series they are one of: their ids are the profile's key and
/// what they show.
fn in_series(profile: &mut Section, key: &str, head: &str) {
    let kind = key.trim_end_matches(|c: char| c.is_ascii_digit() || c == '_');
    for block in &mut profile.blocks {
        let Block::Table(table) = block else { continue };
        if let Some(shows) = table.id.strip_prefix(key) {
            let series = Series { id: format!("each_{kind}{shows}"), head: head.to_owned() };
            table.series = Some(series);
        }
    }
}

/// The score and what stands beside it.
fn verdict(words: &Words, p: &Profile) -> Result<Vec<Fact>, ReportError> {
    let mut facts = Vec::new();
    let mut tell = |id: &str, text: Option<Text>| -> Result<(), ReportError> {
        if let Some(text) = text {
            facts.push(Fact { name: say!(words, id)?, text });
        }
        Ok(())
    };
    tell("col-band", p.score.band.as_ref().map(|b| Text::plain(&b.label)))?;
    tell("col-score", Some(score_text(words, &p.score)?))?;
    tell("col-draws-median", p.score.median.as_ref().map(|m| Text::plain(&m.text)))?;
    tell("col-interval", p.score.interval.as_ref().map(Text::plain))?;
    let change = p.change.as_ref().map(|c| match c.number.notes.is_empty() {
        true => beside(&c.number.text, &c.word),
        false => with_notes(Text::plain(&c.number.text), &c.number),
    });
    tell("col-change", change)?;
    tell("col-confidence", p.confidence.as_ref().map(|c| beside(&c.word, &c.number.text)))?;
    Ok(facts)
}

/// The scores of the last editions; a column each, also where one has none.
fn history(words: &Words, head: &Head, p: &Profile) -> Result<Option<Block>, ReportError> {
    if p.history.is_empty() {
        return Ok(None);
    }
    let cells = p.history.iter().map(|h| number_if(h.score.as_ref())).collect();
    Ok(Some(Block::Table(Table {
        id: format!("{}_editions", p.key),
        caption: Text::plain(say!(words, "profile-history", root = head.root.as_str())?),
        columns: p.history.iter().map(|h| headed(&h.edition)).collect(),
        rows: vec![row(cells)],
        notes: Vec::new(),
        series: None,
    })))
}

/// What adds up to the score.
fn parts(words: &Words, p: &Profile) -> Result<Option<Block>, ReportError> {
    let columns =
        vec![texts(words, "col-part")?, texts(words, "col-way")?, figures(words, "col-adds")?];
    let rows = p
        .parts
        .iter()
        .map(|part| row(vec![word(&part.name), word(&part.way), number(&part.points)]));
    let caption = say!(words, "waterfall-table")?;
    Ok(table(format!("{}_parts", p.key), caption, columns, rows.collect()))
}

/// The tree below the score.
fn tree(words: &Words, p: &Profile) -> Result<Option<Block>, ReportError> {
    let columns = vec![
        texts(words, "col-node")?,
        figures(words, "col-score")?,
        figures(words, "col-draws-median")?,
        figures(words, "col-interval")?,
        figures(words, "col-coverage")?,
        texts(words, "col-confidence")?,
        figures(words, "col-of-hundred")?,
    ];
    let mut rows = Vec::new();
    for l in &p.nodes {
        let [trust, of_hundred] = confidence(l.score.confidence.as_ref());
        let cells = vec![
            word(&l.name),
            score(words, &l.score)?,
            number_if(l.score.median.as_ref()),
            word_if(l.score.interval.as_deref()),
            share(&l.score.coverage),
            trust,
            of_hundred,
        ];
        let depth = u8::try_from(l.depth).unwrap_or(u8::MAX);
        rows.push(Row { cells, depth, ..Row::default() });
    }
    Ok(table(format!("{}_tree", p.key), say!(words, "profile-tree")?, columns, rows))
}

/// What raises a territory above the others.
fn drivers(words: &Words, p: &Profile) -> Result<Option<Block>, ReportError> {
    let columns = vec![
        texts(words, "col-indicator")?,
        figures(words, "col-score")?,
        figures(words, "col-median")?,
    ];
    let rows = p.drivers.iter().map(|d| {
        let area = d.area.iter();
        let source = Some(&d.source).filter(|s| !s.is_empty());
        let about: Vec<&str> =
            area.chain([&d.value, &d.period]).chain(source).map(String::as_str).collect();
        let name = beside(&d.name, &about.join(" · "));
        row(vec![Cell::Text(name), number(&d.score), number(&d.median)])
    });
    let caption = say!(words, "profile-drivers")?;
    Ok(table(format!("{}_drivers", p.key), caption, columns, rows.collect()))
}

/// The indicators of a crime area.
fn indicators(words: &Words, p: &Profile) -> Result<Option<Block>, ReportError> {
    let columns = vec![
        texts(words, "col-indicator")?,
        texts(words, "col-kind")?,
        figures(words, "col-territories-known")?,
    ];
    let rows = p
        .indicators
        .iter()
        .map(|i| row(vec![Cell::Text(beside(&i.name, &i.node)), word(&i.kind), word(&i.known)]));
    let caption = say!(words, "profile-indicators")?;
    Ok(table(format!("{}_indicators", p.key), caption, columns, rows.collect()))
}

/// What institutions do, a table for each response.
fn responses(words: &Words, p: &Profile) -> Result<Vec<Block>, ReportError> {
    let mut out = Vec::new();
    for (i, r) in p.response.iter().enumerate() {
        let columns = vec![texts(words, "col-part")?, figures(words, "col-score")?];
        let mut rows = Vec::new();
        for part in &r.parts {
            let name = beside(&part.name, &part.evidence.join("; "));
            rows.push(row(vec![Cell::Text(name), score(words, &part.score)?]));
        }
        let caption = say!(words, "profile-response", node = r.name.as_str())?;
        out.extend(table(format!("{}_response_{}", p.key, i + 1), caption, columns, rows));
    }
    Ok(out)
}

/// The cells of a territory or crime area.
fn listed(
    words: &Words,
    head: &Head,
    p: &Profile,
    (caption, first): (&str, &str),
) -> Result<Option<Block>, ReportError> {
    let columns = vec![
        texts(words, first)?,
        texts(words, "col-band")?,
        figures(words, "col-score")?,
        texts(words, "col-confidence")?,
        figures(words, "col-of-hundred")?,
    ];
    let mut rows = Vec::new();
    for c in &p.cells {
        let [trust, of_hundred] = confidence(c.score.confidence.as_ref());
        rows.push(row(vec![
            leading(&c.name, &c.anchor),
            band(c.score.band.as_ref()),
            score(words, &c.score)?,
            trust,
            of_hundred,
        ]));
    }
    let caption = say!(words, caption, root = head.root.as_str())?;
    Ok(table(format!("{}_cells", p.key), caption, columns, rows))
}
