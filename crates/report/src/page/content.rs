//! What the report says: its head, its sections in order, and what it does not say.

use std::collections::BTreeSet;

use ideal_model::{Date, Locale};
use serde::Serialize;

use super::translations::{Translation, translations};
use super::{
    Figure, areas, audit, changes, collection, crime_groups, dependence, floors, gaps, glossary,
    heatmaps, island, judgement, key_judgements, method, outlook, pieces, priorities, profiles,
    quality, ranking, region, release, rules, sources, style, summary, weighing,
};
use crate::chart::{self, Chart, Subject};
use crate::error::ReportError;
use crate::view::View;
use crate::words::say;

#[derive(Serialize)]
pub(super) struct Head {
    pub kicker: String,
    pub mark: String,
    pub title: String,
    pub edition: String,
    /// The date, in words, where one was given.
    pub date: Option<String>,
    pub editions: Vec<String>,
    pub territories: String,
    pub areas: Option<String>,
    pub indicators: String,
    pub rows: String,
    pub method_id: String,
    pub method_version: String,
    pub method_owner: String,
    pub hash: String,
    pub hash_short: String,
    pub root: String,
    pub draws: Option<String>,
    /// Who may read it, where something may have been withheld.
    pub audience: Option<String>,
}

/// What the template lays out.
#[derive(Serialize)]
pub(super) struct ReportContent {
    #[serde(skip)]
    pub locale: Locale,
    pub lang: String,
    pub version: &'static str,
    pub mark: String,
    pub css: String,
    pub head: Head,
    /// The same in the other languages.
    pub translations: Vec<Translation>,
    pub contents: Vec<pieces::Link>,
    pub audit: Option<AuditLink>,
    pub summary: summary::Summary,
    pub judgements: key_judgements::KeyJudgements,
    pub priorities: Option<priorities::Priorities>,
    pub changes: Option<changes::ChangesSection>,
    pub ranking: Option<ranking::RankingSection>,
    pub dependence: Option<dependence::Dependence>,
    pub areas: Option<areas::AreaSection>,
    pub region: Option<region::Region>,
    pub heatmaps: Vec<Figure>,
    /// The cells of each heat map.
    #[serde(skip)]
    pub grids: Vec<heatmaps::Grid>,
    pub flat: Vec<String>,
    pub matrices: Vec<Figure>,
    pub matrix_title: String,
    pub territories: Vec<profiles::Profile>,
    /// What is said where not every territory has one.
    pub some_profiles: Option<String>,
    /// How the parts of their scores are to be read.
    pub parts_note: Option<String>,
    pub area_profiles: Vec<profiles::Profile>,
    /// Criminal groups, where the project has sheets of them.
    pub crime_groups: Option<crime_groups::CrimeGroups>,
    pub outlook: Option<outlook::Outlook>,
    pub quality: quality::Quality,
    pub floors: Option<floors::FloorSection>,
    pub judgement: Option<judgement::Judgement>,
    pub gaps: gaps::Gaps,
    pub collection: Option<collection::Collection>,
    pub method: method::Annex,
    pub rules: rules::Rules,
    pub sources: sources::Sources,
    pub glossary: Vec<glossary::Term>,
    pub limits: Vec<String>,
    /// Whether there is a panel of other weights.
    pub weighs: bool,
    /// What the script knows.
    pub data: String,
}

/// The way to the page of the audit.
#[derive(Serialize)]
pub(super) struct AuditLink {
    pub file: String,
    pub found: String,
}

impl ReportContent {
    /// Says and draws everything.
    pub(super) fn new(view: &View<'_>) -> Result<Self, ReportError> {
        let mark = view.results.mark.to_string();
        let used = view.rows_of(view.results.unit_indices());
        let (heatmaps, grids) = heatmaps::heatmaps(view)?;
        let weighing = weighing::weighing(view)?;
        let by_area = !view.territories_only();
        let matrix = if by_area { "section-matrix" } else { "section-matrix-territories" };
        let mut content = ReportContent {
            locale: view.locale,
            lang: view.locale.to_string(),
            version: env!("CARGO_PKG_VERSION"),
            css: style::css(&mark)?,
            mark,
            head: head(view, &used)?,
            translations: translations(&view.report_others)?,
            contents: Vec::new(),
            audit: audit_link(view)?,
            summary: summary::summary(view)?,
            judgements: key_judgements::section(view)?,
            priorities: priorities::section(view)?,
            changes: changes::section(view)?,
            ranking: ranking::section(view)?,
            dependence: dependence::section(view)?,
            areas: areas::section(view)?,
            region: region::section(view)?,
            flat: if heatmaps.is_empty() { Vec::new() } else { areas::flat_by_construction(view)? },
            heatmaps,
            grids,
            matrices: matrices(view)?,
            matrix_title: say!(view.words, matrix)?,
            territories: profiles::territories(view)?,
            some_profiles: profiles::some(view)?,
            parts_note: None,
            area_profiles: profiles::areas(view)?,
            crime_groups: crime_groups::section(view)?,
            outlook: outlook::section(view)?,
            quality: quality::quality(view, &used)?,
            floors: floors::section(view)?,
            judgement: judgement::section(view)?,
            gaps: gaps::gaps(view)?,
            collection: collection::section(view)?,
            method: method::annex(view)?,
            rules: rules::rules(view)?,
            sources: sources::sources(view, &used)?,
            glossary: glossary::glossary(view)?,
            limits: limits(view)?,
            weighs: weighing.is_some(),
            data: island::island(view, weighing.as_ref())?,
        };
        content.parts_note = profiles::parts_note(&content.territories);
        content.contents = contents(view, &content)?;
        Ok(content)
    }

    /// The charts that speak of the whole assessment, in their order.
    pub(super) fn charts(&self) -> Vec<&Chart> {
        let mut figures: Vec<&Figure> =
            self.summary.chart.iter().chain(&self.summary.slope).collect();
        figures.extend(self.ranking.iter().flat_map(ranking::RankingSection::figures));
        figures.extend(self.dependence.iter().flat_map(dependence::Dependence::figures));
        figures.extend(self.region.iter().flat_map(|r| &r.figures));
        figures.extend(&self.heatmaps);
        figures.extend(&self.matrices);
        figures.extend(self.crime_groups.iter().flat_map(crime_groups::CrimeGroups::figures));
        figures.into_iter().map(|f| &f.chart).collect()
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
        date: assessment.date.map(|day| in_words(view, day)).transpose()?,
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

/// A day as the language says it: 31 March 2026.
fn in_words(view: &View<'_>, date: Date) -> Result<String, ReportError> {
    let (day, month, year) = (date.day(), date.month(), date.year());
    say!(
        view.words,
        "date",
        day = day.to_string(),
        month = format!("m{month}"),
        year = year.to_string()
    )
}

/// The way to the audit, where its page stands beside this one.
fn audit_link(view: &View<'_>) -> Result<Option<AuditLink>, ReportError> {
    let Some((found, file)) = view.audit.zip(view.audit_file.clone()) else { return Ok(None) };
    let flags = audit::flags(view, found)?;
    let found = say!(view.words, "audit-link-found", n = flags, count = view.numbers.count(flags))?;
    Ok(Some(AuditLink { file, found }))
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
        ("judgements", true),
        ("priorities", content.priorities.is_some()),
        ("changes", content.changes.is_some()),
        ("ranking", content.ranking.is_some()),
        ("dependence", content.dependence.is_some()),
        ("areas", content.areas.is_some()),
        ("region", content.region.is_some()),
        ("heatmap", !content.heatmaps.is_empty()),
        ("matrix", !content.matrices.is_empty()),
        ("territories", !content.territories.is_empty()),
        ("area-profiles", !content.area_profiles.is_empty()),
        ("crime-groups", content.crime_groups.is_some()),
        ("outlook", content.outlook.is_some()),
        ("quality", true),
        ("gaps", true),
        ("collection", content.collection.is_some()),
        ("method", true),
        ("sources", true),
        ("glossary", true),
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
