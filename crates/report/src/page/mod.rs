//! The page: what each section says, as plain data, and the templates that lay it out.

mod aggregations;
mod areas;
mod audit;
mod compared;
mod dependence;
mod drivers;
mod gaps;
mod method;
mod profiles;
mod quality;
mod quantities;
mod ranking;
mod render;
mod safe;
mod sources;
mod style;
mod summary;
mod views;
mod weightings;

use ideal_model::NodeIx;
use serde::Serialize;

pub(crate) use audit::{charts as audit_charts, file as audit_file, html as audit_html};
pub(crate) use safe::{alone, sentence};

use crate::chart::{self, Chart, Subject};
use crate::error::ReportError;
use crate::reading::Reading;
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
    contents: Vec<views::Link>,
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

fn audit_link(reading: &Reading<'_>) -> Result<Option<AuditLink>, ReportError> {
    let Some(found) = reading.audit else { return Ok(None) };
    let flags = audit::flags(reading, found)?;
    let found =
        say!(reading.words, "audit-link-found", n = flags, count = reading.numbers.count(flags))?;
    Ok(Some(AuditLink { file: audit::file(reading), found }))
}

/// The charts that stand for the whole assessment.
pub(crate) fn charts(reading: &Reading<'_>) -> Result<Vec<Chart>, ReportError> {
    let mut out = Vec::new();
    out.extend(chart::evidence(reading, reading.basis())?);
    out.extend(chart::ranking(reading)?);
    out.extend(chart::acceptability(reading)?);
    if let Some(found) = reading.sensitivity {
        out.extend(dependence::drawn(reading, found)?);
        out.extend(weightings::drawn(reading, found)?);
        out.extend(aggregations::drawn(reading, found)?);
    }
    for node in heatmap_nodes(reading) {
        out.extend(chart::heatmap(reading, node)?);
    }
    for subject in [Subject::Areas, Subject::Territories] {
        out.extend(chart::matrix(reading, subject)?);
    }
    if let Some(found) = reading.audit {
        out.extend(audit::charts(reading, found)?);
    }
    Ok(out)
}

/// The root, and its first dimension where more is known of that.
fn heatmap_nodes(reading: &Reading<'_>) -> Vec<NodeIx> {
    let basis = reading.basis();
    if basis == reading.root { vec![basis] } else { vec![reading.root, basis] }
}

/// The report as one file.
pub(crate) fn html(reading: &Reading<'_>) -> Result<String, ReportError> {
    let results = reading.results;
    let assessment = &results.assessment;
    let method = &assessment.method;
    let words = &reading.words;
    let mark = results.mark.to_string();
    let edition = reading.edition_name(reading.last);
    let root = reading.node_name(reading.root);
    let used = reading.rows_of(results.unit_indices());
    let by_area = !reading.territories_only();
    let head = Head {
        kicker: say!(words, if by_area { "kicker" } else { "kicker-territories" })?,
        mark: mark.clone(),
        title: assessment.title.or_code(reading.lang, &assessment.id).to_owned(),
        edition: edition.clone(),
        editions: assessment.editions.iter().map(ToString::to_string).collect(),
        territories: reading.numbers.count(reading.territories.len()),
        areas: if reading.territories_only() {
            None
        } else {
            Some(reading.numbers.count(reading.areas.len()))
        },
        indicators: reading
            .numbers
            .count(method.indicators.iter().filter(|i| i.parent.is_some()).count()),
        rows: reading.numbers.count(used.len()),
        method_id: method.id.clone(),
        method_version: method.version.clone(),
        method_owner: method.owner.clone(),
        hash: assessment.method_sha256.clone(),
        hash_short: assessment.method_sha256.chars().take(12).collect(),
        root: root.clone(),
        draws: if results.draws > 0 {
            Some(reading.numbers.count(results.draws as usize))
        } else {
            None
        },
    };

    let mut heatmaps = Vec::new();
    for node in heatmap_nodes(reading) {
        if let Some(chart) = chart::heatmap(reading, node)? {
            let id = if results.draws > 0 { "heatmap-caption-draws" } else { "heatmap-caption" };
            let mut caption =
                say!(words, id, node = reading.node_name(node), edition = edition.as_str())?;
            if reading.cells.iter().any(|&u| node == reading.root && !results.without(u).is_empty())
            {
                caption = [caption, say!(words, "heatmap-caption-without")?].join(" ");
            }
            heatmaps.push(Figure::new(chart, caption, 860));
        }
    }
    let mut matrices = Vec::new();
    if let Some((across, up)) = reading.axes() {
        for (subject, id) in [
            (Subject::Areas, "matrix-caption-areas"),
            (Subject::Territories, "matrix-caption-territories"),
        ] {
            if let Some(chart) = chart::matrix(reading, subject)? {
                let caption = say!(
                    words,
                    id,
                    across = reading.node_name(across),
                    up = reading.node_name(up),
                    root = root.as_str()
                )?;
                matrices.push(Figure::new(chart, caption, 520));
            }
        }
    }
    let flat = if heatmaps.is_empty() { Vec::new() } else { areas::flat_by_construction(reading)? };
    let mut limits = Vec::new();
    let order = if by_area { "limit-order" } else { "limit-order-territories" };
    for (id, holds) in [
        (order, true),
        ("limit-silence", true),
        ("limit-enforcement", reading.counts_enforcement()),
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
        lang: reading.lang.tag(),
        version: env!("CARGO_PKG_VERSION"),
        css: style::css(&mark)?,
        mark,
        head,
        contents: Vec::new(),
        audit: audit_link(reading)?,
        summary: summary::summary(reading)?,
        ranking: ranking::section(reading)?,
        dependence: dependence::section(reading)?,
        areas: areas::section(reading)?,
        heatmaps,
        flat,
        matrices,
        matrix_title: say!(
            words,
            if by_area { "section-matrix" } else { "section-matrix-territories" }
        )?,
        territories: profiles::territories(reading)?,
        area_profiles: profiles::areas(reading)?,
        quality: quality::quality(reading, &used)?,
        gaps: gaps::gaps(reading)?,
        method: method::annex(reading)?,
        sources: sources::sources(reading, &used)?,
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
        page.contents.push(views::Link { anchor: id.to_owned(), label });
    }
    render::render(reading, "report.html", &page)
}
