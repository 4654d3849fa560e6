//! The columns of two editions side by side: `a` is the one before, `b` the one after.

use super::{
    CRIME_AREA, CountColumn, FILE, FlagColumn, INDICATOR, LINE, NODE, NumberColumn, PERIOD, SHEET,
    SOURCE, TERRITORY, TableColumns, TextColumn,
};

/// Two editions node by node, which `compare` prints; no result folder has it.
pub const COMPARED: TableColumns = TableColumns {
    name: "compared",
    columns: &[
        TERRITORY.0,
        CRIME_AREA.0,
        NODE.0,
        SCORE_A.0,
        SCORE_B.0,
        SCORE_DIFFERENCE.0,
        DATA_PART.0,
        METHOD_PART.0,
        WORLD_PART.0,
        RANK_A.0,
        RANK_B.0,
        VERDICT_A.0,
        VERDICT_B.0,
        BAND_A.0,
        BAND_B.0,
        LOW_A.0.drawn(),
        HIGH_A.0.drawn(),
        LOW_B.0.drawn(),
        HIGH_B.0.drawn(),
        SCORE_DIFFERENCE_LOW.0.drawn(),
        SCORE_DIFFERENCE_HIGH.0.drawn(),
        OVERLAP.0.drawn(),
        UNSPLIT.0,
        GAPS_BETWEEN.0,
    ],
};

/// Rows of evidence that two projects do not have alike.
pub const ROWS_CHANGED: TableColumns = TableColumns {
    name: "rows_changed",
    columns: &[
        SOURCE.0,
        FATE.0,
        COUNTS_AS.0,
        TERRITORY.0,
        CRIME_AREA.0,
        INDICATOR.0,
        PERIOD.0,
        CHANGED_RATER.0,
        VALUE_BEFORE.0,
        VALUE_AFTER.0,
        CHANGED_FIELDS.0,
        FILE_BEFORE.0,
        SHEET_BEFORE.0,
        LINE_BEFORE.0,
        FILE.0,
        SHEET.0,
        LINE.0,
        HANDLING.0,
    ],
};

/// Lines of two methods that are not the same.
pub const METHOD_CHANGED: TableColumns =
    TableColumns { name: "method_changed", columns: &[KEY.0, BEFORE.0, AFTER.0, REACHES.0] };

/// The tables of a comparison, which `compare` writes.
pub const COMPARISON: &[TableColumns] = &[COMPARED, ROWS_CHANGED, METHOD_CHANGED];

/// The column `a` of scores.
pub const SCORE_A: NumberColumn =
    NumberColumn::new("a", "Score before, at full precision; empty where there is none.");
/// The column `b` of scores.
pub const SCORE_B: NumberColumn =
    NumberColumn::new("b", "Score after, at full precision; empty where there is none.");
/// The column `difference` of scores.
pub const SCORE_DIFFERENCE: NumberColumn =
    NumberColumn::new("difference", "`b` less `a`; empty where one of them is.");
/// The column `data`.
pub const DATA_PART: NumberColumn = NumberColumn::new(
    "data",
    "What of the difference comes of rows revised, new or vanished for periods that the earlier \
     edition could have used: the mean over all orders in which data, method and world can be \
     changed. The three add up to the difference.",
);
/// The column `method`.
pub const METHOD_PART: NumberColumn =
    NumberColumn::new("method", "What of it comes of the method: tree, weights, posts, functions.");
/// The column `world`.
pub const WORLD_PART: NumberColumn = NumberColumn::new(
    "world",
    "What of it comes of the edition itself, with the evidence of the time since; 0 where both \
     compare one edition.",
);
/// The column `rank_a`.
pub const RANK_A: CountColumn =
    CountColumn::new("rank_a", "Rank before; empty for what is not ranked.");
/// The column `rank_b`.
pub const RANK_B: CountColumn =
    CountColumn::new("rank_b", "Rank after; empty for what is not ranked.");
/// The column `verdict_a`.
pub const VERDICT_A: TextColumn = TextColumn::new(
    "verdict_a",
    "Verdict before: `assessed`, `gap` or `not_applicable`; empty where there was no such row.",
);
/// The column `verdict_b`.
pub const VERDICT_B: TextColumn = TextColumn::new("verdict_b", "Verdict after, likewise.");
/// The column `band_a`.
pub const BAND_A: TextColumn = TextColumn::new("band_a", "Id of the band before.");
/// The column `band_b`.
pub const BAND_B: TextColumn = TextColumn::new("band_b", "Id of the band after.");
/// The column `low_a`.
pub const LOW_A: NumberColumn = NumberColumn::new("low_a", "5 % quantile of the draws before.");
/// The column `high_a`.
pub const HIGH_A: NumberColumn = NumberColumn::new("high_a", "95 % quantile of the draws before.");
/// The column `low_b`.
pub const LOW_B: NumberColumn = NumberColumn::new("low_b", "5 % quantile of the draws after.");
/// The column `high_b`.
pub const HIGH_B: NumberColumn = NumberColumn::new("high_b", "95 % quantile of the draws after.");
/// The column `difference_low` of scores.
pub const SCORE_DIFFERENCE_LOW: NumberColumn = NumberColumn::new(
    "difference_low",
    "5 % quantile of the difference of the root, draw by draw: errors of the same rows are the same \
     in both. Where it is not above 0 and `difference_high` not below, the difference may be noise.",
);
/// The column `difference_high` of scores.
pub const SCORE_DIFFERENCE_HIGH: NumberColumn =
    NumberColumn::new("difference_high", "95 % quantile of it.");
/// The column `overlap`.
pub const OVERLAP: FlagColumn = FlagColumn::new(
    "overlap",
    "Whether the 90 % intervals before and after overlap; stricter than the interval of the \
     difference, because both err alike.",
);
/// The column `reason` of a difference without parts.
pub const UNSPLIT: TextColumn = TextColumn::new(
    "reason",
    "Why a difference has no parts: `no_score_a`, `no_score_b`, `no_score` (of either), \
     `gap_between` (a state between the two is a gap), `state_not_run` (the evidence of one does \
     not fit the method of the other), `results_only` (results hold neither evidence nor method).",
);
/// The column `gaps_between`.
pub const GAPS_BETWEEN: TextColumn = TextColumn::new(
    "gaps_between",
    "The states between the two that have no score, separated by blanks; each as whose data, \
     method and world it has: `baa` is the data of b, the method and the world of a.",
);
/// The column `change` of a row of evidence.
pub const FATE: TextColumn =
    TextColumn::new("change", "What became of the row: `revised`, `new` or `vanished`.");
/// The column `counts_as`.
pub const COUNTS_AS: TextColumn = TextColumn::new(
    "counts_as",
    "`data`, or `world` where the period ends after the earlier edition.",
);
/// The column `rater` of a row of evidence.
pub const CHANGED_RATER: TextColumn = TextColumn::new(
    "rater",
    "The rater by number and panel: `rater 3 of COL`, in the order of pseudonyms of both, which \
     stand in no table.",
);
/// The column `value_before`.
pub const VALUE_BEFORE: TextColumn =
    TextColumn::new("value_before", "What the row said, as evidence writes it.");
/// The column `value` of a row of evidence.
pub const VALUE_AFTER: TextColumn =
    TextColumn::new("value", "What it says, as evidence writes it.");
/// The column `fields`.
pub const CHANGED_FIELDS: TextColumn = TextColumn::new(
    "fields",
    "What a revised row says otherwise, separated by blanks: `value`, `se`, `range`, `grade`, \
     `obs_status`.",
);
/// The column `file_before`.
pub const FILE_BEFORE: TextColumn =
    TextColumn::new("file_before", "File before, relative to its project.");
/// The column `sheet_before`.
pub const SHEET_BEFORE: TextColumn = TextColumn::new("sheet_before", "Sheet of a workbook before.");
/// The column `line_before`.
pub const LINE_BEFORE: CountColumn =
    CountColumn::new("line_before", "Line of the file or row of the sheet before, from 1.");
/// The column `handling` of a row of evidence.
pub const HANDLING: TextColumn =
    TextColumn::new("handling", "Mark of the row, the stricter of both.");
/// The column `key`.
pub const KEY: TextColumn = TextColumn::new(
    "key",
    "Key of the method as a path: `node.threat.weight`. What only one method has is one line.",
);
/// The column `before`.
pub const BEFORE: TextColumn =
    TextColumn::new("before", "What the method said; empty where nothing.");
/// The column `after`.
pub const AFTER: TextColumn =
    TextColumn::new("after", "What the method says; empty where nothing.");
/// The column `reaches`.
pub const REACHES: TextColumn = TextColumn::new(
    "reaches",
    "How far it reaches: `score`, `draws` (intervals alone), `words` (bands, names, rounding).",
);
