//! Key judgements, recommended priorities, and the rules that texts follow.

use super::super::key_judgements::KeyJudgements;
use super::super::priorities::Priorities;
use super::super::rules::Rules;
use super::cells::{list, paged, paragraph, section};
use crate::document::{Block, Look, Section, Target, Text};
use crate::error::ReportError;
use crate::words::{Words, say};

pub(super) fn judgements(words: &Words, found: &KeyJudgements) -> Result<Section, ReportError> {
    let mut out = section("judgements", say!(words, "section-judgements")?);
    out.blocks.push(paragraph(&found.lead));
    let line = |text: &str, confidence: Option<&String>, anchor: &str, label: &str| {
        let mut line = Text::plain(text).and(" ", Look::Plain);
        if let Some(confidence) = confidence {
            line = line.and(confidence, Look::Plain).and(" ", Look::Plain);
        }
        let link = Text::of(label, Look::Aside).leading(&Target::Section(anchor.to_owned()));
        line.0.extend(link.0);
        line
    };
    let lines: Vec<Text> = (found.judgements.iter())
        .map(|j| line(&j.text, j.confidence.as_ref(), &j.rests.anchor, &j.rests.label))
        .collect();
    if !lines.is_empty() {
        out.blocks.push(Block::List(lines));
    }
    out.blocks.extend(found.ladder.as_ref().and_then(|t| paged("judgements_ladder", t, "")));
    out.blocks.extend(found.edge.as_ref().map(paragraph));
    Ok(out)
}

pub(super) fn priorities(words: &Words, found: &Priorities) -> Result<Section, ReportError> {
    let mut out = section("priorities", say!(words, "section-priorities")?);
    out.blocks.push(paragraph(&found.lead));
    out.blocks.push(paragraph(&found.decision));
    for (i, group) in found.groups.iter().enumerate() {
        let mut part = section(format!("priorities-{}", i + 1), &group.title);
        part.blocks.push(paragraph(&group.rule));
        let id = format!("priorities_{}", i + 1);
        part.blocks.extend(group.table.as_ref().and_then(|t| paged(&id, t, &group.title)));
        part.blocks.extend(group.note.as_ref().map(paragraph));
        out.parts.push(part);
    }
    Ok(out)
}

pub(super) fn rules(words: &Words, found: &Rules) -> Result<Section, ReportError> {
    let mut out = section("rules", say!(words, "rules-title")?);
    out.blocks.push(paragraph(&found.lead));
    out.blocks.extend(list(&found.rules));
    Ok(out)
}
