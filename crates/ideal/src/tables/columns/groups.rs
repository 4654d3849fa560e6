//! The columns of criminal groups.

use super::{
    COVERAGE, CRIME_AREA, CountColumn, HIGH, LOW, MEDIAN, NAME, NumberColumn, PERIOD, RANK,
    RANK_HIGH, RANK_LOW, SCORE, SOURCE, TERRITORY, TIE_GROUP, TableColumns, TextColumn, VERDICT,
};

/// Criminal groups, ranked: what they are ranked within stands after the method.
macro_rules! ranked {
    ($($key:ident),*) => {
        TableColumns {
            name: "groups",
            columns: &[
                GROUP_METHOD.0,
                $($key.0,)*
                RANK.0,
                GROUP.0,
                NAME.0,
                PRINCIPAL.0,
                SECONDARY.0,
                PRESENT.0,
                SCORE.0,
                SHARE_OF_MOST.0,
                LEAST.0,
                MOST.0,
                LOW.0.drawn(),
                MEDIAN.0.drawn(),
                HIGH.0.drawn(),
                RANK_LOW.0.drawn(),
                RANK_HIGH.0.drawn(),
                TIE_GROUP.0.drawn(),
                OPEN_SHARE.0.drawn(),
                COVERAGE.0,
                UNKNOWN.0,
                MISSING.0,
                VERDICT.0,
                RANK_BEST.0,
                RANK_WORST.0,
                ASK.0,
                MEMBERS.0,
                SINCE.0,
                UNTIL.0,
                COUNTING_RULE.0,
                GROUP_SOURCE.0,
                GROUP_MARK.0,
            ],
        }
    };
}

/// Criminal groups, ranked by each method that anything is rated for.
pub const GROUPS: TableColumns = ranked!();

/// The same within crime areas or territories, which `groups rank` prints; no result folder has it.
pub const GROUPS_WITHIN: TableColumns = ranked!(WITHIN);

/// What is said of every attribute of every group.
pub const GROUP_MATRIX: TableColumns = TableColumns {
    name: "group_matrix",
    columns: &[
        GROUP_METHOD.0,
        GROUP.0,
        ATTRIBUTE.0,
        ATTRIBUTE_WEIGHT.0,
        ATTRIBUTE_RATING.0,
        POINTS.0,
        CONTRIBUTION.0,
        ATTRIBUTE_RATINGS.0,
        RATED_PERIOD.0,
        RATED_LINES.0,
    ],
};

/// What joins groups.
pub const GROUP_LINKS: TableColumns = TableColumns {
    name: "group_links",
    columns: &[GROUP.0, OTHER_GROUP.0, LINK_KIND.0, PERIOD.0, SOURCE.0, GROUP_MARK.0, GROUP_LINE.0],
};

/// Where groups are, and where somebody looked and found none.
pub const GROUP_PRESENCE: TableColumns = TableColumns {
    name: "group_presence",
    columns: &[
        TERRITORY.0,
        CRIME_AREA.0,
        GROUP.0,
        ACTIVITY.0,
        ROLE.0,
        PERIOD.0,
        SOURCE.0,
        GROUP_MARK.0,
        GROUP_LINE.0,
    ],
};

/// The tables of criminal groups: only where a project has sheets of them.
pub const GROUP_TABLES: &[TableColumns] = &[GROUPS, GROUP_MATRIX, GROUP_LINKS, GROUP_PRESENCE];

/// The column `method`.
pub const GROUP_METHOD: TextColumn =
    TextColumn::new("method", "Id of the method that scores the groups.");
/// The column `within`.
pub const WITHIN: TextColumn = TextColumn::new(
    "within",
    "Code of the crime area or territory whose groups are ranked together.",
);
/// The column `group`.
pub const GROUP: TextColumn =
    TextColumn::new("group", "Code of the group; empty where none was found.");
/// The column `principal`.
pub const PRINCIPAL: TextColumn =
    TextColumn::new("principal", "Code of the crime area that the group lives on first.");
/// The column `secondary`.
pub const SECONDARY: TextColumn =
    TextColumn::new("secondary", "Codes of its other crime areas, with `;` between them.");
/// The column `territories`.
pub const PRESENT: TextColumn = TextColumn::new(
    "territories",
    "Codes of territories in which it is present, with `;` between them.",
);
/// The column `share`.
pub const SHARE_OF_MOST: NumberColumn =
    NumberColumn::new("share", "Score over the most that the method gives, 0 to 1.");
/// The column `least`.
pub const LEAST: NumberColumn =
    NumberColumn::new("least", "Score if every unknown and missing attribute were `nil`.");
/// The column `most`.
pub const MOST: NumberColumn = NumberColumn::new("most", "Score if every one of them were `high`.");
/// The column `open_share`.
pub const OPEN_SHARE: NumberColumn = NumberColumn::new(
    "open_share",
    "Share of the variance of the score that is of unknown and missing attributes, 0 to 1.",
);
/// The column `unknown`.
pub const UNKNOWN: CountColumn =
    CountColumn::new("unknown", "Attributes that whoever was asked does not know.");
/// The column `missing`.
pub const MISSING: CountColumn = CountColumn::new("missing", "Attributes without a row.");
/// The column `rank_best`.
pub const RANK_BEST: CountColumn = CountColumn::new(
    "rank_best",
    "Rank if every unknown and missing attribute of this group were `high`.",
);
/// The column `rank_worst`.
pub const RANK_WORST: CountColumn =
    CountColumn::new("rank_worst", "Rank if every one of them were `nil`.");
/// The column `ask`.
pub const ASK: TextColumn = TextColumn::new(
    "ask",
    "The unknown or missing attribute of which one answer would move the group most.",
);
/// The column `members`.
pub const MEMBERS: TextColumn =
    TextColumn::new("members", "Number of members: `12`, `<50` or `50-200`.");
/// The column `since`.
pub const SINCE: TextColumn = TextColumn::new("since", "When the group began.");
/// The column `until`.
pub const UNTIL: TextColumn = TextColumn::new("until", "When it ended.");
/// The column `counting_rule`.
pub const COUNTING_RULE: TextColumn =
    TextColumn::new("counting_rule", "By what rule it was counted as one group.");
/// The column `source` of a group.
pub const GROUP_SOURCE: TextColumn = TextColumn::new("source", "Id of the source of its row.");
/// The column `handling` of a row of groups.
pub const GROUP_MARK: TextColumn = TextColumn::new("handling", "Handling mark of the row.");
/// The column `line` of a row of groups.
pub const GROUP_LINE: CountColumn =
    CountColumn::new("line", "Line of the row in the table of the project.");
/// The column `attribute`.
pub const ATTRIBUTE: TextColumn = TextColumn::new("attribute", "Id of the attribute.");
/// The column `weight` of an attribute.
pub const ATTRIBUTE_WEIGHT: NumberColumn =
    NumberColumn::new("weight", "Weight of the attribute in the method.");
/// The column `rating` of an attribute.
pub const ATTRIBUTE_RATING: TextColumn = TextColumn::new(
    "rating",
    "`high`, `medium`, `low`, `nil`, `unknown`, points between them, or `missing` without a row; \
     of several raters that of their median.",
);
/// The column `points`.
pub const POINTS: NumberColumn = NumberColumn::new("points", "What the rating counts.");
/// The column `contribution`.
pub const CONTRIBUTION: NumberColumn = NumberColumn::new("contribution", "Weight times points.");
/// The column `ratings` of an attribute.
pub const ATTRIBUTE_RATINGS: CountColumn =
    CountColumn::new("ratings", "Rows that speak of the attribute.");
/// The column `period` of ratings.
pub const RATED_PERIOD: TextColumn = TextColumn::new("period", "The period that they speak about.");
/// The column `lines` of ratings.
pub const RATED_LINES: TextColumn =
    TextColumn::new("lines", "Their lines in group_ratings.csv, with `;` between them.");
/// The column `other`.
pub const OTHER_GROUP: TextColumn = TextColumn::new("other", "Code of the other group.");
/// The column `kind` of a link.
pub const LINK_KIND: TextColumn =
    TextColumn::new("kind", "`cooperates`, `supplies`, `conflicts`, `part_of` or `succeeds`.");
/// The column `activity`.
pub const ACTIVITY: TextColumn = TextColumn::new(
    "activity",
    "`principal` or `secondary`; `none_found` where somebody looked and found no group.",
);
/// The column `role`.
pub const ROLE: TextColumn = TextColumn::new(
    "role",
    "What the territory is to the group: `base`, `origin`, `transit` or `destination`.",
);
