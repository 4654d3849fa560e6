//! The report: its head, its sections in order, and what it does not say.

use std::collections::BTreeSet;
use std::sync::Arc;

use ideal_model::NodeIx;
use serde::Serialize;

use super::{
    Figure, Page, areas, audit, dependence, floors, gaps, judgement, method, pieces, profiles,
    quality, ranking, release, render, sources, style, summary,
};
use crate::chart::{self, Chart, Subject};
use crate::error::ReportError;
use crate::view::View;
use crate::words::{Words, say};

#[derive(Serialize)]
struct Head {
    kicker: String,
    mark: String,
    title: String,
    edition: String,
    editions: Vec<String>,
    territories: String,
    areas: Option<String>,
    indicators: String,
    rows: String,
    method_id: String,
    method_version: String,
    method_owner: String,
    hash: String,
    hash_short: String,
    root: String,
    draws: Option<String>,
    /// Who may read it, where something may have been withheld.
    audience: Option<String>,
}

/// What the template lays out.
#[derive(Serialize)]
struct ReportContent {
    lang: &'static str,
    version: &'static str,
    mark: String,
    css: String,
    head: Head,
    contents: Vec<pieces::Link>,
    audit: Option<AuditLink>,
    summary: summary::Summary,
    ranking: Option<ranking::RankingSection>,
    dependence: Option<dependence::Dependence>,
    areas: Option<areas::AreaSection>,
    heatmaps: Vec<Figure>,
    flat: Vec<String>,
    matrices: Vec<Figure>,
    matrix_title: String,
    territories: Vec<profiles::Profile>,
    area_profiles: Vec<profiles::Profile>,
    quality: quality::Quality,
    floors: Option<floors::FloorSection>,
    judgement: Option<judgement::Judgement>,
    gaps: gaps::Gaps,
    method: method::Annex,
    sources: sources::Sources,
    limits: Vec<String>,
}

/// The way to the page of the audit.
#[derive(Serialize)]
struct AuditLink {
    file: String,
    found: String,
}

/// The report on an assessment.
pub(crate) struct ReportPage {
    words: Arc<Words>,
    file: String,
    content: ReportContent,
}

impl ReportPage {
    /// Says and draws everything; `file` is the name of the page.
    pub(crate) fn new(view: &View<'_>, file: String) -> Result<Self, ReportError> {
        let mark = view.results.mark.to_string();
        let used = view.rows_of(view.results.unit_indices());
        let heatmaps = heatmaps(view)?;
        let by_area = !view.territories_only();
        let matrix = if by_area { "section-matrix" } else { "section-matrix-territories" };
        let mut content = ReportContent {
            lang: view.lang.tag(),
            version: env!("CARGO_PKG_VERSION"),
            css: style::css(&mark)?,
            mark,
            head: head(view, &used)?,
            contents: Vec::new(),
            audit: audit_link(view)?,
            summary: summary::summary(view)?,
            ranking: ranking::section(view)?,
            dependence: dependence::section(view)?,
            areas: areas::section(view)?,
            flat: if heatmaps.is_empty() { Vec::new() } else { areas::flat_by_construction(view)? },
            heatmaps,
            matrices: matrices(view)?,
            matrix_title: say!(view.words, matrix)?,
            territories: profiles::territories(view)?,
            area_profiles: profiles::areas(view)?,
            quality: quality::quality(view, &used)?,
            floors: floors::section(view)?,
            judgement: judgement::section(view)?,
            gaps: gaps::gaps(view)?,
            method: method::annex(view)?,
            sources: sources::sources(view, &used)?,
            limits: limits(view)?,
        };
        content.contents = contents(view, &content)?;
        Ok(ReportPage { words: Arc::clone(&view.words), file, content })
    }
}

impl Page for ReportPage {
    fn file(&self) -> &str {
        &self.file
    }

    fn charts(&self) -> Vec<&Chart> {
        let content = &self.content;
        let mut figures: Vec<&Figure> = content.summary.chart.iter().collect();
        figures.extend(content.ranking.iter().flat_map(ranking::RankingSection::figures));
        figures.extend(content.dependence.iter().flat_map(dependence::Dependence::figures));
        figures.extend(&content.heatmaps);
        figures.extend(&content.matrices);
        figures.into_iter().map(|f| &f.chart).collect()
    }

    fn html(&self) -> Result<String, ReportError> {
        render::render(&self.words, "report.html", &self.content)
    }
}

/// What stands on the cover; `used` are the rows of evidence that the results rest on.
fn head(view: &View<'_>, used: &BTreeSet<u32>) -> Result<Head, ReportError> {
    let results = view.results;
    let assessment = &results.assessment;
    let method = &assessment.method;
    let by_area = !view.territories_only();
    let count = |n: usize| view.numbers.count(n);
    let indicators = method.indicators.iter().filter(|i| i.parent.is_some()).count();
    Ok(Head {
        kicker: say!(view.words, if by_area { "kicker" } else { "kicker-territories" })?,
        mark: results.mark.to_string(),
        title: assessment.title.or_code(view.lang, &assessment.id).to_owned(),
        edition: view.edition_name(view.last),
        editions: assessment.editions.iter().map(ToString::to_string).collect(),
        territories: count(view.territories.len()),
        areas: if by_area { Some(count(view.areas.len())) } else { None },
        indicators: count(indicators),
        rows: count(used.len()),
        method_id: method.id.clone(),
        method_version: method.version.clone(),
        method_owner: method.owner.clone(),
        hash: assessment.method_sha256.clone(),
        hash_short: assessment.method_sha256.chars().take(12).collect(),
        root: view.node_name(view.root),
        draws: if results.draws > 0 { Some(count(results.draws as usize)) } else { None },
        audience: release::audience(view)?,
    })
}

/// The way to the audit, where its page stands beside this one.
fn audit_link(view: &View<'_>) -> Result<Option<AuditLink>, ReportError> {
    let Some((found, file)) = view.audit.zip(view.audit_file.clone()) else { return Ok(None) };
    let flags = audit::flags(view, found)?;
    let found = say!(view.words, "audit-link-found", n = flags, count = view.numbers.count(flags))?;
    Ok(Some(AuditLink { file, found }))
}

/// Heat maps of the root, and of its first dimension where more is known of that.
fn heatmaps(view: &View<'_>) -> Result<Vec<Figure>, ReportError> {
    let words = &view.words;
    let basis = view.basis();
    let nodes: Vec<NodeIx> = if basis == view.root { vec![basis] } else { vec![view.root, basis] };
    let id = if view.results.draws > 0 { "heatmap-caption-draws" } else { "heatmap-caption" };
    let lacking = view.cells.iter().any(|&u| !view.results.without(u).is_empty());
    let mut heatmaps = Vec::new();
    for node in nodes {
        let Some(chart) = chart::heatmap(view, node)? else { continue };
        let edition = view.edition_name(view.last);
        let mut caption = say!(words, id, node = view.node_name(node), edition = edition)?;
        if node == view.root && lacking {
            caption = [caption, say!(words, "heatmap-caption-without")?].join(" ");
        }
        heatmaps.push(Figure::new(chart, caption, 860));
    }
    Ok(heatmaps)
}

/// The first two dimensions against each other, of crime areas and of territories.
fn matrices(view: &View<'_>) -> Result<Vec<Figure>, ReportError> {
    let mut matrices = Vec::new();
    let Some((across, up)) = view.axes() else { return Ok(matrices) };
    for (subject, id) in [
        (Subject::Areas, "matrix-caption-areas"),
        (Subject::Territories, "matrix-caption-territories"),
    ] {
        let Some(chart) = chart::matrix(view, subject)? else { continue };
        let caption = say!(
            view.words,
            id,
            across = view.node_name(across),
            up = view.node_name(up),
            root = view.node_name(view.root)
        )?;
        matrices.push(Figure::new(chart, caption, 520));
    }
    Ok(matrices)
}

/// What the results do not say.
fn limits(view: &View<'_>) -> Result<Vec<String>, ReportError> {
    let order = if view.territories_only() { "limit-order-territories" } else { "limit-order" };
    let mut limits = Vec::new();
    for (id, holds) in [
        (order, true),
        ("limit-silence", true),
        ("limit-enforcement", view.counts_enforcement()),
        ("limit-posts", true),
        ("limit-weights", true),
        ("limit-aggregate", true),
        ("limit-persons", true),
    ] {
        if holds {
            limits.push(say!(view.words, id, root = view.node_name(view.root))?);
        }
    }
    Ok(limits)
}

/// The sections that are there, in order.
fn contents(view: &View<'_>, content: &ReportContent) -> Result<Vec<pieces::Link>, ReportError> {
    let mut links = Vec::new();
    for (id, shown) in [
        ("summary", true),
        ("ranking", content.ranking.is_some()),
        ("dependence", content.dependence.is_some()),
        ("areas", content.areas.is_some()),
        ("heatmap", !content.heatmaps.is_empty()),
        ("matrix", !content.matrices.is_empty()),
        ("territories", !content.territories.is_empty()),
        ("area-profiles", !content.area_profiles.is_empty()),
        ("quality", true),
        ("gaps", true),
        ("method", true),
        ("sources", true),
        ("limits", true),
    ] {
        if shown {
            let label = match id {
                "matrix" => content.matrix_title.clone(),
                _ => say!(view.words, &format!("section-{id}"), root = view.node_name(view.root))?,
            };
            links.push(pieces::Link { anchor: id.to_owned(), label });
        }
    }
    Ok(links)
}
