//! What every column of every table means: the source of the JSON Schema of `results.json`.

/// The type of a column's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnType {
    /// Text.
    Text,
    /// Number at full precision.
    Number,
    /// Whole number from zero.
    Count,
    /// True or false.
    Flag,
}

use ColumnType::{Count, Flag, Number, Text};

/// Every column: its name, its type, and what it holds.
pub const COLUMNS: &[(&str, ColumnType, &str)] = &[
    ("territory", Text, "Code of the territory; `*` in the rows of all territories together."),
    ("crime_area", Text, "Code of the crime area; `*` in the rows of all crime areas together."),
    ("edition", Text, "The period the row speaks about."),
    ("node", Text, "Id of the node of the method's tree."),
    ("indicator", Text, "Code of the indicator."),
    ("name", Text, "Name in the assessment's first language."),
    ("rank", Count, "Competition rank, 1 for the highest score; empty for what is never ranked."),
    ("score", Number, "Score at full precision, on the method's scale; empty exactly where there is none."),
    ("shown", Text, "The score as published: rounded by the method's `decimals` and `rounding`."),
    ("band", Text, "Id of the band; two ids where the draws do not agree on one."),
    ("confidence", Number, "How good the evidence is, 0 to 1; never part of the score."),
    ("coverage", Number, "Share of the node's weight with usable evidence, 0 to 1."),
    ("verdict", Text, "`assessed`, `gap` or `not_applicable`."),
    ("change", Number, "The root's score minus that of the edition listed before."),
    ("enforcement", Number, "Share of the used weight that rests on enforcement counts, 0 to 1."),
    ("on_enforcement_alone", Flag, "Whether nothing but enforcement counts stands behind the node."),
    ("reason", Text, "Why a row has no rank, or a node no score."),
    ("low", Number, "5 % quantile of the draws."),
    ("median", Number, "Median of the draws."),
    ("high", Number, "95 % quantile of the draws."),
    ("low_error", Number, "Monte Carlo standard error of `low`."),
    ("high_error", Number, "Monte Carlo standard error of `high`."),
    ("p_change_up", Number, "Share of draws in which the change lies above the method's threshold."),
    ("p_change_down", Number, "Share of draws in which the change lies below minus the method's threshold."),
    ("rank_low", Count, "5 % quantile of the rank."),
    ("rank_high", Count, "95 % quantile of the rank."),
    ("tie_group", Count, "Group of neighbours that the draws cannot tell apart, 1 at the top."),
    ("wins_next", Number, "Share of draws in which the row lies above the next one."),
    ("status", Text, "`value`, `nil`, `not_applicable`, `unknown`, `censored` or `missing`."),
    ("period", Text, "Period of the evidence selected."),
    ("value", Number, "Value selected, in the indicator's own unit."),
    ("normalised", Number, "Its score on the method's scale."),
    ("source", Text, "Id of its source; several are separated by semicolons."),
    ("file", Text, "File, relative to the project."),
    ("sheet", Text, "Sheet of a workbook."),
    ("line", Count, "Line of the file or row of the sheet, from 1."),
    ("column", Count, "Column of the line, from 1."),
    ("rows", Count, "Evidence rows selected, or read from the source."),
    ("used", Count, "Rows of the source that a result rests on."),
    ("denominated", Number, "Value after denomination and treatment."),
    ("disagreement", Number, "Half the range between sources, in points of the scale."),
    ("obs_status", Text, "SDMX observation status: A normal, B break, E estimated, P provisional; S suspect as published."),
    ("min_coverage", Number, "Least coverage the node needed for a score."),
    ("id", Text, "Id of the source."),
    ("publisher", Text, "Who publishes it."),
    ("title", Text, "Its title."),
    ("url", Text, "Where it is found."),
    ("licence", Text, "Under which terms it is used."),
    ("retrieved", Text, "When it was retrieved, as written."),
    ("lineage", Text, "Ids of the sources it is built from, separated by blanks."),
    ("severity", Text, "`error`, `warning` or `note`."),
    ("code", Text, "Stable identifier of the kind of finding."),
    ("message", Text, "What was found."),
    ("hint", Text, "What to do."),
    ("count", Count, "How often the same cause was seen."),
];

/// Columns whose names depend on the method: the beginning of the name, and what they hold. All are numbers.
pub const FAMILIES: &[(&str, &str)] =
    &[("p_band_", "Share of draws in which the score lies in this band."), ("p_top_", "Share of draws in which the rank is this or better.")];

/// The columns of each table, in order; those after `low` exist only where there are draws.
pub const TABLES: &[(&str, &[&str])] = &[
    (
        "scores",
        &[
            "territory", "crime_area", "edition", "node", "score", "shown", "band", "confidence", "coverage", "verdict", "change", "enforcement",
            "on_enforcement_alone", "low", "median", "high", "low_error", "high_error", "p_change_up", "p_change_down",
        ],
    ),
    ("ranking_territories", &["rank", "territory", "name", "edition", "node", "score", "shown", "band", "confidence", "coverage", "change", "enforcement", "on_enforcement_alone", "reason", "low", "high", "rank_low", "rank_high", "tie_group", "wins_next"]),
    ("ranking_crime_areas", &["rank", "crime_area", "name", "edition", "node", "score", "shown", "band", "confidence", "coverage", "change", "enforcement", "on_enforcement_alone", "reason", "low", "high", "rank_low", "rank_high", "tie_group", "wins_next"]),
    ("ranking_units", &["rank", "territory", "crime_area", "name", "edition", "node", "score", "shown", "band", "confidence", "coverage", "change", "enforcement", "on_enforcement_alone", "reason", "low", "high", "rank_low", "rank_high", "tie_group", "wins_next"]),
    ("indicators", &["territory", "crime_area", "edition", "indicator", "status", "period", "value", "normalised", "source", "file", "sheet", "line", "rows", "denominated", "confidence", "disagreement", "obs_status"]),
    ("gaps", &["territory", "crime_area", "edition", "node", "coverage", "min_coverage", "reason"]),
    ("sources", &["id", "publisher", "title", "url", "licence", "retrieved", "lineage", "rows", "used"]),
    ("warnings", &["severity", "code", "file", "line", "column", "message", "hint", "count"]),
];

/// Whether a column exists only in results with draws.
#[must_use]
pub fn needs_draws(column: &str) -> bool {
    const DRAWN: [&str; 11] =
        ["low", "median", "high", "low_error", "high_error", "p_change_up", "p_change_down", "rank_low", "rank_high", "tie_group", "wins_next"];
    DRAWN.contains(&column) || FAMILIES.iter().any(|(f, _)| column.starts_with(f))
}
