//! The report as data: what each section says, in the order of the page, by the same messages as
//! its template.

mod apart;
mod areas;
mod cells;
mod changes;
mod crime_groups;
mod dependence;
mod judgements;
mod maps;
mod method;
mod opened;
mod outlook;
mod profiles;
mod quality;
mod ranking;
mod region;
mod summary;

use super::content::{Head, ReportContent};
use crate::document::{Cover, Document, Fact, Labels, Look, Section, Text};
use crate::error::ReportError;
use crate::words::{Words, say};

/// The report as data.
pub(super) fn document(words: &Words, content: &ReportContent) -> Result<Document, ReportError> {
    let head = &content.head;
    let footer = say!(
        words,
        "footer",
        version = content.version,
        method = head.method_id.as_str(),
        method_version = head.method_version.as_str()
    )?;
    let mut document = Document {
        locale: content.locale,
        cover: cover(words, head)?,
        sections: sections(words, content)?,
        colophon: vec![Text::plain(footer), Text::of(&head.hash, Look::Code)],
        labels: labels(words)?,
    };
    apart::keep_apart(&mut document);
    Ok(document)
}

/// What stands on the cover.
fn cover(words: &Words, head: &Head) -> Result<Cover, ReportError> {
    let method = Text::plain(&head.method_id).and(" ", Look::Plain);
    let method = method.and(&head.method_version, Look::Plain);
    let mut facts = Vec::new();
    for (id, text) in [
        ("head-handling", Some(Text::of(&head.mark, Look::Strong))),
        ("head-audience", head.audience.as_ref().map(Text::plain)),
        ("head-method", Some(method)),
        ("head-hash", Some(Text::of(&head.hash_short, Look::Code))),
        ("head-territories", Some(Text::plain(&head.territories))),
        ("head-areas", head.areas.as_ref().map(Text::plain)),
        ("head-indicators", Some(Text::plain(&head.indicators))),
        ("head-rows", Some(Text::plain(&head.rows))),
        ("head-draws", head.draws.as_ref().map(Text::plain)),
    ] {
        if let Some(text) = text {
            facts.push(Fact { name: say!(words, id)?, text });
        }
    }
    Ok(Cover {
        kicker: head.kicker.clone(),
        title: head.title.clone(),
        edition: say!(words, "edition", edition = head.edition.as_str())?,
        mark: head.mark.clone(),
        date: head.date.clone(),
        facts,
    })
}

/// The words around the text. The places of the numbers of pages stay open.
fn labels(words: &Words) -> Result<Labels, ReportError> {
    Ok(Labels {
        contents: say!(words, "contents")?,
        cover: say!(words, "document-cover")?,
        notes: say!(words, "document-notes")?,
        table: say!(words, "document-table")?,
        figure: say!(words, "document-figure")?,
        page: say!(words, "document-page", page = "{page}", pages = "{pages}")?,
        blank: say!(words, "document-blank")?,
    })
}

/// The sections that are there, in order.
fn sections(words: &Words, content: &ReportContent) -> Result<Vec<Section>, ReportError> {
    let head = &content.head;
    let mut out = vec![summary::summary(words, &content.summary)?];
    out.push(judgements::judgements(words, &content.judgements)?);
    if let Some(found) = &content.priorities {
        out.push(judgements::priorities(words, found)?);
    }
    if let Some(found) = &content.changes {
        out.push(changes::changes(words, found)?);
    }
    if let Some(found) = &content.ranking {
        out.push(ranking::ranking(words, head, found)?);
    }
    if let Some(found) = &content.dependence {
        out.push(dependence::dependence(words, found)?);
    }
    if let Some(found) = &content.areas {
        out.push(areas::areas(words, found)?);
    }
    if let Some(found) = &content.region {
        out.push(region::region(words, found)?);
    }
    out.extend(maps::heatmaps(words, content)?);
    out.extend(maps::matrices(content));
    out.extend(profiles::territories(words, content)?);
    out.extend(profiles::areas(words, head, &content.area_profiles)?);
    if let Some(found) = &content.crime_groups {
        out.push(crime_groups::crime_groups(words, found)?);
    }
    if let Some(found) = &content.outlook {
        out.push(outlook::outlook(words, found)?);
    }
    out.push(quality::quality(words, content)?);
    out.push(quality::gaps(words, &content.gaps)?);
    if let Some(found) = &content.collection {
        out.push(outlook::collection(words, found)?);
    }
    let units = content.priorities.iter().flat_map(|p| &p.anchors);
    out.extend(opened::annex(words, &content.territories, &units.cloned().collect())?);
    let mut annex = method::method(words, &content.method)?;
    annex.parts.push(judgements::rules(words, &content.rules)?);
    out.push(annex);
    out.push(method::sources(words, &content.sources)?);
    out.push(outlook::glossary(words, &content.glossary)?);
    out.push(method::limits(words, &content.limits)?);
    Ok(out)
}
