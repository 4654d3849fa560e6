//! The page: what each section says, as plain data, and the templates that lay it out.

mod aggregations;
mod areas;
mod audit;
mod compared;
mod dependence;
mod drivers;
mod gaps;
mod method;
mod pieces;
mod profiles;
mod quality;
mod quantities;
mod ranking;
mod render;
mod safe;
mod sources;
mod style;
mod summary;
mod weightings;

use ideal_model::NodeIx;
use serde::Serialize;

pub(crate) use audit::{charts as audit_charts, file as audit_file, html as audit_html};
pub(crate) use safe::{alone, sentence};

use crate::chart::{self, Chart, Subject};
use crate::error::ReportError;
use crate::view::View;
use crate::words::say;

/// More territories than this have no chart of their own each.
const MOST_PROFILE_CHARTS: usize = 60;

/// A chart with what stands under it.
#[derive(Serialize)]
struct Figure {
    svg: String,
    caption: String,
    /// Least width in pixels at which it can be read; narrower screens scroll.
    least: u32,
}

impl Figure {
    fn new(chart: Chart, caption: String, least: u32) -> Self {
        Figure { svg: chart.svg, caption, least }
    }
}

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
}

#[derive(Serialize)]
struct Page {
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

fn audit_link(view: &View<'_>) -> Result<Option<AuditLink>, ReportError> {
    let Some(found) = view.audit else { return Ok(None) };
    let flags = audit::flags(view, found)?;
    let found = say!(view.words, "audit-link-found", n = flags, count = view.numbers.count(flags))?;
    Ok(Some(AuditLink { file: audit::file(view), found }))
}

/// The charts that stand for the whole assessment.
pub(crate) fn charts(view: &View<'_>) -> Result<Vec<Chart>, ReportError> {
    let mut out = Vec::new();
    out.extend(chart::evidence(view, view.basis())?);
    out.extend(chart::ranking(view)?);
    out.extend(chart::acceptability(view)?);
    if let Some(found) = view.sensitivity {
        out.extend(dependence::drawn(view, found)?);
        out.extend(weightings::drawn(view, found)?);
        out.extend(aggregations::drawn(view, found)?);
    }
    for node in heatmap_nodes(view) {
        out.extend(chart::heatmap(view, node)?);
    }
    for subject in [Subject::Areas, Subject::Territories] {
        out.extend(chart::matrix(view, subject)?);
    }
    if let Some(found) = view.audit {
        out.extend(audit::charts(view, found)?);
    }
    Ok(out)
}

/// The root, and its first dimension where more is known of that.
fn heatmap_nodes(view: &View<'_>) -> Vec<NodeIx> {
    let basis = view.basis();
    if basis == view.root { vec![basis] } else { vec![view.root, basis] }
}

/// The report as one file.
pub(crate) fn html(view: &View<'_>) -> Result<String, ReportError> {
    let results = view.results;
    let assessment = &results.assessment;
    let method = &assessment.method;
    let words = &view.words;
    let mark = results.mark.to_string();
    let edition = view.edition_name(view.last);
    let root = view.node_name(view.root);
    let used = view.rows_of(results.unit_indices());
    let by_area = !view.territories_only();
    let head = Head {
        kicker: say!(words, if by_area { "kicker" } else { "kicker-territories" })?,
        mark: mark.clone(),
        title: assessment.title.or_code(view.lang, &assessment.id).to_owned(),
        edition: edition.clone(),
        editions: assessment.editions.iter().map(ToString::to_string).collect(),
        territories: view.numbers.count(view.territories.len()),
        areas: if view.territories_only() {
            None
        } else {
            Some(view.numbers.count(view.areas.len()))
        },
        indicators: view
            .numbers
            .count(method.indicators.iter().filter(|i| i.parent.is_some()).count()),
        rows: view.numbers.count(used.len()),
        method_id: method.id.clone(),
        method_version: method.version.clone(),
        method_owner: method.owner.clone(),
        hash: assessment.method_sha256.clone(),
        hash_short: assessment.method_sha256.chars().take(12).collect(),
        root: root.clone(),
        draws: if results.draws > 0 {
            Some(view.numbers.count(results.draws as usize))
        } else {
            None
        },
    };

    let mut heatmaps = Vec::new();
    for node in heatmap_nodes(view) {
        if let Some(chart) = chart::heatmap(view, node)? {
            let id = if results.draws > 0 { "heatmap-caption-draws" } else { "heatmap-caption" };
            let mut caption =
                say!(words, id, node = view.node_name(node), edition = edition.as_str())?;
            if view.cells.iter().any(|&u| node == view.root && !results.without(u).is_empty()) {
                caption = [caption, say!(words, "heatmap-caption-without")?].join(" ");
            }
            heatmaps.push(Figure::new(chart, caption, 860));
        }
    }
    let mut matrices = Vec::new();
    if let Some((across, up)) = view.axes() {
        for (subject, id) in [
            (Subject::Areas, "matrix-caption-areas"),
            (Subject::Territories, "matrix-caption-territories"),
        ] {
            if let Some(chart) = chart::matrix(view, subject)? {
                let caption = say!(
                    words,
                    id,
                    across = view.node_name(across),
                    up = view.node_name(up),
                    root = root.as_str()
                )?;
                matrices.push(Figure::new(chart, caption, 520));
            }
        }
    }
    let flat = if heatmaps.is_empty() { Vec::new() } else { areas::flat_by_construction(view)? };
    let mut limits = Vec::new();
    let order = if by_area { "limit-order" } else { "limit-order-territories" };
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
            limits.push(say!(words, id, root = root.as_str())?);
        }
    }
    let mut page = Page {
        lang: view.lang.tag(),
        version: env!("CARGO_PKG_VERSION"),
        css: style::css(&mark)?,
        mark,
        head,
        contents: Vec::new(),
        audit: audit_link(view)?,
        summary: summary::summary(view)?,
        ranking: ranking::section(view)?,
        dependence: dependence::section(view)?,
        areas: areas::section(view)?,
        heatmaps,
        flat,
        matrices,
        matrix_title: say!(
            words,
            if by_area { "section-matrix" } else { "section-matrix-territories" }
        )?,
        territories: profiles::territories(view)?,
        area_profiles: profiles::areas(view)?,
        quality: quality::quality(view, &used)?,
        gaps: gaps::gaps(view)?,
        method: method::annex(view)?,
        sources: sources::sources(view, &used)?,
        limits,
    };
    let parts = [
        ("summary", true),
        ("ranking", page.ranking.is_some()),
        ("dependence", page.dependence.is_some()),
        ("areas", page.areas.is_some()),
        ("heatmap", !page.heatmaps.is_empty()),
        ("matrix", !page.matrices.is_empty()),
        ("territories", !page.territories.is_empty()),
        ("area-profiles", !page.area_profiles.is_empty()),
        ("quality", true),
        ("gaps", true),
        ("method", true),
        ("sources", true),
        ("limits", true),
    ];
    for (id, _) in parts.into_iter().filter(|(_, shown)| *shown) {
        let label = if id == "matrix" {
            page.matrix_title.clone()
        } else {
            say!(words, &format!("section-{id}"), root = root.as_str())?
        };
        page.contents.push(pieces::Link { anchor: id.to_owned(), label });
    }
    render::render(view, "report.html", &page)
}
