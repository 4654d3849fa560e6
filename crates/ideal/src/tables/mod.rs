//! Results as tables: polars DataFrames for a researcher, and the same columns as CSV, Parquet and
//! JSON.
//!
//! Every table is one list of columns; the formats cannot differ. What a column means stands in
//! [`columns`].

mod audit;
mod calibration;
pub mod columns;
mod comparison;
mod dependence;
mod evidence;
#[cfg(feature = "tables")]
mod frames;
mod groups;
mod ranking;
mod raters;
mod rounds;
mod scores;
mod table;

use std::borrow::Cow;

use ideal_model::{Lang, NodeIx, NodeResult, Results, UnitIx};

#[cfg(feature = "tables")]
pub use frames::*;
pub use table::{Column, Rows, SCHEMA, Table, Values};

/// The tables of a result, in the order the folder lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TableKind {
    /// Every node of every unit and roll-up.
    Scores,
    /// Territories, by their roll-up over crime areas.
    RankingTerritories,
    /// Crime areas, by their roll-up over territories.
    RankingCrimeAreas,
    /// Units.
    RankingUnits,
    /// Every leaf of every unit, with the row it came from.
    Indicators,
    /// Nodes without a score, and why.
    Gaps,
    /// Sources, with their licences.
    Sources,
    /// What check and run had to say.
    Warnings,
    /// Every pair of the ranked territories and crime areas.
    Winning,
}

impl TableKind {
    /// All tables.
    pub const ALL: [TableKind; 9] = [
        TableKind::Scores,
        TableKind::RankingTerritories,
        TableKind::RankingCrimeAreas,
        TableKind::RankingUnits,
        TableKind::Indicators,
        TableKind::Gaps,
        TableKind::Sources,
        TableKind::Warnings,
        TableKind::Winning,
    ];

    /// The stem of the table's files.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.columns().name
    }

    /// Its columns, as declared.
    #[must_use]
    pub fn columns(self) -> &'static columns::TableColumns {
        match self {
            TableKind::Scores => &columns::SCORES,
            TableKind::RankingTerritories => &columns::RANKING_TERRITORIES,
            TableKind::RankingCrimeAreas => &columns::RANKING_CRIME_AREAS,
            TableKind::RankingUnits => &columns::RANKING_UNITS,
            TableKind::Indicators => &columns::INDICATORS,
            TableKind::Gaps => &columns::GAPS,
            TableKind::Sources => &columns::SOURCES,
            TableKind::Warnings => &columns::WARNINGS,
            TableKind::Winning => &columns::WINNING,
        }
    }

    /// The table of these results.
    #[must_use]
    pub fn of(self, results: &Results) -> Table<'_> {
        use ideal_model::Ranking;
        match self {
            TableKind::Scores => scores::scores(results),
            TableKind::RankingTerritories => ranking::ranking(results, Ranking::Territories, None),
            TableKind::RankingCrimeAreas => ranking::ranking(results, Ranking::CrimeAreas, None),
            TableKind::RankingUnits => ranking::ranking(results, Ranking::Units, None),
            TableKind::Indicators => evidence::indicators(results),
            TableKind::Gaps => scores::gaps(results),
            TableKind::Sources => evidence::sources(results),
            TableKind::Warnings => evidence::warnings(results),
            TableKind::Winning => ranking::winning(results),
        }
    }
}

/// The table that `rank` prints: one ranking, of one edition if one is named, at one node if one is
/// named.
#[must_use]
pub fn ranking_table<'a>(
    results: &'a Results,
    ranking: ideal_model::Ranking,
    only: Option<(ideal_model::EditionIx, ideal_model::NodeIx)>,
) -> Table<'a> {
    ranking::ranking(results, ranking, only)
}

/// Findings as a table: what `check` prints.
#[must_use]
pub fn findings_table(findings: &[ideal_model::Finding]) -> Table<'_> {
    evidence::findings(findings)
}

/// The tables of a statistical audit, as [`columns::AUDIT`] has them; with those of
/// [`columns::AUDIT_AGAINST`] where it was made against another index.
#[must_use]
pub fn audit_tables(audit: &ideal_engine::Audit) -> Vec<Table<'_>> {
    audit::tables(audit)
}

/// What taking out the severity of raters did, as the tables [`columns::SEVERITY_TABLES`]; none
/// where the method does not take it out.
#[must_use]
pub fn severity_tables(results: &Results) -> Vec<Table<'_>> {
    if results.severity.is_empty() {
        return Vec::new();
    }
    vec![raters::raters(results), raters::adjustment(results)]
}

/// Criminal groups as the tables [`columns::GROUP_TABLES`], `found` being what each method says of
/// them; none where the project has no sheets of groups.
#[must_use]
pub fn group_tables<'a>(results: &'a Results, found: &'a [crate::Groups]) -> Vec<Table<'a>> {
    if results.assessment.group_sheets.is_empty() {
        return Vec::new();
    }
    vec![
        groups::groups(found, false),
        groups::matrix(found),
        groups::links(results),
        groups::presence(results),
    ]
}

/// The ranking of criminal groups as the table `groups`; where they are ranked within areas or
/// territories, with a column that says within which.
#[must_use]
pub fn group_ranking_table(found: &crate::Groups) -> Table<'_> {
    let within = found.ranking().by != ideal_engine::GroupsBy::All;
    groups::groups(std::slice::from_ref(found), within)
}

/// What is said of every attribute of every criminal group, as the table `group_matrix`.
#[must_use]
pub fn group_matrix_table(found: &crate::Groups) -> Table<'_> {
    groups::matrix(std::slice::from_ref(found))
}

/// What a collection round changed as the table `changes`.
#[must_use]
pub fn round_changes_table<'a>(results: &'a Results, changes: &[crate::RoundChange]) -> Table<'a> {
    rounds::changes(results, changes)
}

/// Two editions side by side: the tables `compared`, `rows_changed` and `method_changed`. Of results
/// the last two are empty.
#[must_use]
pub fn comparison_tables(found: &crate::Compared) -> [Table<'_>; 3] {
    [
        comparison::compared(found),
        comparison::rows_changed(found),
        comparison::method_changed(found),
    ]
}

/// What the severity of each panel does to what a round changed, as the table `severity`.
#[must_use]
pub fn round_severity_table<'a>(results: &'a Results, found: &[crate::PanelSeverity]) -> Table<'a> {
    rounds::severity(results, found)
}

/// Distances to the least coverage as the table `floors`, in their order.
#[must_use]
pub fn floors_table<'a>(results: &'a Results, floors: &[ideal_engine::Floor]) -> Table<'a> {
    scores::floors(results, floors)
}

/// The tables of a calibration: `calibration`, `calibration_terciles`.
#[must_use]
pub fn calibration_tables(found: &ideal_engine::Calibration) -> [Table<'_>; 2] {
    calibration::tables(found)
}

/// The collection plan as a table, in its order.
#[must_use]
pub fn collection_table(items: &[ideal_engine::CollectionItem]) -> Table<'_> {
    evidence::collection(items)
}

/// Sensitivity indices as a table, largest total first.
#[must_use]
pub fn sensitivity_table(sensitivity: &ideal_engine::Sensitivity) -> Table<'_> {
    dependence::indices(sensitivity)
}

/// Everything a sensitivity analysis found, as the tables `sensitivity`, `leave_one_out`,
/// `weightings`, `weighting_ranks`, `aggregations` and `aggregation_ranks`.
#[must_use]
pub fn dependence_tables(sensitivity: &ideal_engine::Sensitivity) -> [Table<'_>; 6] {
    dependence::tables(sensitivity)
}

/// The name of what a row ranks, in the assessment's first language.
pub(crate) fn row_name<'a>(
    results: &'a Results,
    ranking: ideal_model::Ranking,
    unit: UnitIx,
) -> Cow<'a, str> {
    ranking::name_of(results, ranking, unit)
}

/// The band's id, or both ids where the draws do not agree on one.
pub(crate) fn band<'a>(results: &'a Results, node: &NodeResult) -> Option<Cow<'a, str>> {
    band_text(results, node)
}

/// The language names are given in where a table has one name only: the assessment's first.
fn language(results: &Results) -> Lang {
    results.assessment.languages.first().map_or(Lang::En, |locale| locale.lang)
}

fn edition_text(results: &Results, unit: UnitIx) -> Cow<'_, str> {
    results.edition_of(unit).map_or(Cow::Borrowed(""), |e| Cow::Owned(e.to_string()))
}

/// The band's id, or both ids where the draws do not agree on one.
fn band_text<'a>(results: &'a Results, node: &NodeResult) -> Option<Cow<'a, str>> {
    let id = |i: u16| results.assessment.method.bands.get(usize::from(i)).map(|b| b.id.as_str());
    let low = id(node.band?)?;
    match node.band_to.and_then(id).filter(|high| *high != low) {
        Some(high) => Some(Cow::Owned(format!("{low}–{high}"))),
        None => Some(Cow::Borrowed(low)),
    }
}

/// What the root of a unit was assessed without, as codes; nothing for the rows of other nodes.
fn without_text(results: &Results, unit: UnitIx, node: NodeIx) -> Option<Cow<'_, str>> {
    let without = if node == results.assessment.method.root { results.without(unit) } else { &[] };
    let codes: Vec<String> = without
        .iter()
        .map(|w| format!("{}:{}", scores::node_id(results, w.node), w.word()))
        .collect();
    (!codes.is_empty()).then(|| Cow::Owned(codes.join(";")))
}

fn shown_text<'a>(results: &'a Results, score: Option<f64>) -> Option<Cow<'a, str>> {
    let method = &results.assessment.method;
    score.map(|s| Cow::Owned(ideal_model::shown(s, method.decimals, method.rounding)))
}

/// The distinct band ids of a method in its order, each with where its probability stands in a
/// node's list.
fn band_probabilities(results: &Results) -> Vec<(&str, Vec<Option<usize>>)> {
    let method = &results.assessment.method;
    let mut ids: Vec<&str> = Vec::new();
    for b in &method.bands {
        if !ids.contains(&b.id.as_str()) {
            ids.push(&b.id);
        }
    }
    ids.into_iter()
        .map(|id| {
            let at = method
                .node_indices()
                .map(|n| method.bands_of(n).iter().position(|b| b.id == id))
                .collect();
            (id, at)
        })
        .collect()
}
