//! The summary.

use super::super::summary::Summary;
use super::cells::{figure, list, paragraph, section};
use crate::document::{Block, Fact, Look, Section, Target, Text};
use crate::error::ReportError;
use crate::words::{Words, say};

pub(super) fn summary(words: &Words, found: &Summary) -> Result<Section, ReportError> {
    let mut out = section("summary", say!(words, "section-summary")?);
    let counted = found.figures.iter().map(|f| {
        Text::of(&f.value.text, Look::Strong).and(" ", Look::Plain).and(&f.label, Look::Plain)
    });
    out.blocks.push(Block::List(counted.collect()));
    out.blocks.push(paragraph(&found.confidence));
    out.blocks.extend(list(&found.headlines));
    if !found.cautions.is_empty() {
        let more = Text::plain(say!(words, "cautions-more")?);
        let mut lines: Vec<Text> = found.cautions.iter().map(Text::plain).collect();
        lines.push(more.leading(&Target::Section("limits".to_owned())));
        out.blocks.push(Block::Notice { title: say!(words, "cautions-title")?, lines });
    }
    for known in &found.caveats {
        let lines = known.lines.iter().map(Text::plain).collect();
        out.blocks.push(Block::Notice { title: known.title.clone(), lines });
    }
    out.blocks.push(Block::Facts(key(words, found)?));
    out.blocks.extend(found.chart.iter().chain(&found.slope).map(figure));
    Ok(out)
}

/// What the marks of tables and figures mean.
fn key(words: &Words, found: &Summary) -> Result<Vec<Fact>, ReportError> {
    let mut facts = Vec::new();
    let mut tell = |id: &str, text: Text| -> Result<(), ReportError> {
        facts.push(Fact { name: say!(words, id)?, text });
        Ok(())
    };
    if !found.bands.is_empty() {
        let names: Vec<String> = found.bands.iter().map(|b| b.label.clone()).collect();
        tell("key-bands", Text::plain(words.list(&names)?))?;
    }
    let gap = Text::of(say!(words, "gap-short")?, Look::Strong).and(" ", Look::Plain);
    tell("key-gap", gap.and(say!(words, "key-gap-text")?, Look::Plain))?;
    let levels = [
        say!(words, "confidence-low")?,
        say!(words, "confidence-moderate")?,
        say!(words, "confidence-high")?,
    ];
    tell("key-confidence", Text::plain(words.list(&levels)?))?;
    if found.enforcement {
        let mark = say!(words, "col-alone")?;
        let mark = Text::of(mark, Look::Strong).and(" ", Look::Plain);
        tell("key-enforcement", mark.and(say!(words, "key-enforcement-text")?, Look::Plain))?;
    }
    if found.without {
        tell("key-without", Text::plain(say!(words, "key-without-text")?))?;
    }
    Ok(facts)
}
