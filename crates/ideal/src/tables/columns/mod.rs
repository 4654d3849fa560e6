//! The columns of every table, declared once: name, type, what they hold, and in which order a
//! table has them. The writers of CSV, Parquet and JSON and the schema of `results.json` go by it.

mod audit;
mod comparison;
mod groups;
mod named;

pub use audit::*;
pub use comparison::*;
pub use groups::*;
pub use named::*;

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

/// A column as declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Declared {
    /// Its name, as every format writes it.
    pub name: &'static str,
    /// The type of its values.
    pub kind: ColumnType,
    /// What it holds.
    pub about: &'static str,
    /// Whether only results with draws have it.
    pub needs_draws: bool,
}

impl Declared {
    /// The same where only results with draws have it.
    const fn drawn(self) -> Self {
        Declared { needs_draws: true, ..self }
    }
}

/// A column whose values have one type, so that no other can be put into it.
macro_rules! typed {
    ($($column:ident $kind:ident $what:literal),+) => {$(
        #[doc = $what]
        #[derive(Clone, Copy, Debug)]
        pub struct $column(pub Declared);

        impl $column {
            const fn new(name: &'static str, about: &'static str) -> Self {
                $column(Declared { name, kind: ColumnType::$kind, about, needs_draws: false })
            }
        }
    )+};
}

typed!(
    TextColumn Text "A column of texts.",
    NumberColumn Number "A column of numbers at full precision.",
    CountColumn Count "A column of whole numbers from zero.",
    FlagColumn Flag "A column of truths."
);

/// A table as declared: its name and its columns in order.
#[derive(Clone, Copy, Debug)]
pub struct TableColumns {
    /// The stem of its files, and its key in `results.json`.
    pub name: &'static str,
    /// Its columns. Those of a [`Family`] follow the first columns in a row that need draws.
    pub columns: &'static [Declared],
}

/// Columns of numbers whose names end in what a method declares.
#[derive(Clone, Copy, Debug)]
pub struct Family {
    /// The beginning of their names.
    pub prefix: &'static str,
    /// What they hold.
    pub about: &'static str,
}

/// A column for each band.
pub const P_BAND: Family =
    Family { prefix: "p_band_", about: "Share of draws in which the score lies in this band." };

/// A column for each number of first ranks that the method asks for.
pub const P_TOP: Family =
    Family { prefix: "p_top_", about: "Share of draws in which the rank is this or better." };

/// Every family of columns; all need draws.
pub const FAMILIES: &[Family] = &[P_BAND, P_TOP];

/// Every node of every unit and roll-up.
pub const SCORES: TableColumns = TableColumns {
    name: "scores",
    columns: &[
        TERRITORY.0,
        CRIME_AREA.0,
        EDITION.0,
        NODE.0,
        SCORE.0,
        SHOWN.0,
        BAND.0,
        CONFIDENCE.0,
        COVERAGE.0,
        VERDICT.0,
        CHANGE.0,
        ENFORCEMENT.0,
        ON_ENFORCEMENT_ALONE.0,
        LOW.0.drawn(),
        MEDIAN.0.drawn(),
        HIGH.0.drawn(),
        LOW_ERROR.0.drawn(),
        HIGH_ERROR.0.drawn(),
        P_CHANGE_UP.0.drawn(),
        P_CHANGE_DOWN.0.drawn(),
        WITHOUT.0,
        POINT_IN_INTERVAL.0.drawn(),
        COMPOSITION.0,
        ENTERED.0,
        LEFT.0,
    ],
};

/// Every leaf of every unit, with the row it came from.
pub const INDICATORS: TableColumns = TableColumns {
    name: "indicators",
    columns: &[
        TERRITORY.0,
        CRIME_AREA.0,
        EDITION.0,
        INDICATOR.0,
        STATUS.0,
        PERIOD.0,
        VALUE.0,
        NORMALISED.0,
        SOURCE.0,
        FILE.0,
        SHEET.0,
        LINE.0,
        ROWS.0,
        DENOMINATED.0,
        IMPUTED.0,
        TREATED.0,
        CONFIDENCE.0,
        DISAGREEMENT.0,
        OBS_STATUS.0,
        RATERS_COUNT.0,
        PANELS.0,
        RATING_LOW.0,
        RATING_HIGH.0,
        ADJUSTED.0,
    ],
};

/// Nodes without a score, and why.
pub const GAPS: TableColumns = TableColumns {
    name: "gaps",
    columns: &[TERRITORY.0, CRIME_AREA.0, EDITION.0, NODE.0, COVERAGE.0, MIN_COVERAGE.0, REASON.0],
};

/// How far the nodes of territories and of their units are from the least coverage.
pub const FLOORS: TableColumns = TableColumns {
    name: "floors",
    columns: &[
        TERRITORY.0,
        CRIME_AREA.0,
        EDITION.0,
        NODE.0,
        VERDICT.0,
        COVERAGE.0,
        MIN_COVERAGE.0,
        MARGIN.0,
        DECIDING.0,
        REASON.0,
    ],
};

/// Sources, with their licences.
pub const SOURCES: TableColumns = TableColumns {
    name: "sources",
    columns: &[
        ID.0,
        PUBLISHER.0,
        TITLE.0,
        URL.0,
        LICENCE.0,
        RETRIEVED.0,
        LINEAGE.0,
        ROWS.0,
        USED.0,
    ],
};

/// What check and run had to say.
pub const WARNINGS: TableColumns = TableColumns {
    name: "warnings",
    columns: &[SEVERITY.0, CODE.0, FILE.0, LINE.0, COLUMN.0, MESSAGE.0, HINT.0, COUNT.0],
};

/// Sensitivity indices.
pub const SENSITIVITY: TableColumns = TableColumns {
    name: "sensitivity",
    columns: &[
        FACTOR.0,
        FIRST_ORDER.0,
        FIRST_LOW.0,
        FIRST_HIGH.0,
        TOTAL.0,
        TOTAL_LOW.0,
        TOTAL_HIGH.0,
    ],
};

/// What leaving something out does.
pub const LEAVE_ONE_OUT: TableColumns = TableColumns {
    name: "leave_one_out",
    columns: &[WHAT.0, CODE.0, MEAN_RANK_SHIFT.0, MAX_RANK_SHIFT.0, UNRANKED.0, WOULD_LOSE_RANK.0],
};

/// What other weights do.
pub const WEIGHTINGS: TableColumns = TableColumns {
    name: "weightings",
    columns: &[
        WEIGHTS.0,
        MEAN_RANK_SHIFT.0,
        MAX_RANK_SHIFT.0,
        UNRANKED.0,
        KEPT.0,
        WOULD_LOSE_RANK.0,
    ],
};

/// Ranks under other weights.
pub const WEIGHTING_RANKS: TableColumns = TableColumns {
    name: "weighting_ranks",
    columns: &[WEIGHTS.0, TERRITORY.0, CRIME_AREA.0, RANK.0, RANK_SHIFT.0],
};

/// What other aggregation does.
pub const AGGREGATIONS: TableColumns = TableColumns {
    name: "aggregations",
    columns: &[AGGREGATION.0, MEAN_RANK_SHIFT.0, MAX_RANK_SHIFT.0, UNRANKED.0],
};

/// Ranks under other aggregation.
pub const AGGREGATION_RANKS: TableColumns = TableColumns {
    name: "aggregation_ranks",
    columns: &[AGGREGATION.0, TERRITORY.0, CRIME_AREA.0, RANK.0, RANK_SHIFT.0],
};

/// A ranking: what tells its rows apart stands after the rank.
macro_rules! ranking {
    ($name:literal, $($key:ident),+) => {
        TableColumns {
            name: $name,
            columns: &[
                RANK.0,
                $($key.0,)+
                NAME.0,
                EDITION.0,
                NODE.0,
                SCORE.0,
                SHOWN.0,
                BAND.0,
                CONFIDENCE.0,
                COVERAGE.0,
                CHANGE.0,
                ENFORCEMENT.0,
                ON_ENFORCEMENT_ALONE.0,
                REASON.0,
                LOW.0.drawn(),
                HIGH.0.drawn(),
                RANK_LOW.0.drawn(),
                RANK_HIGH.0.drawn(),
                TIE_GROUP.0.drawn(),
                WINS_NEXT.0.drawn(),
                WITHOUT.0,
                MEDIAN.0.drawn(),
                POINT_IN_INTERVAL.0.drawn(),
                RANK_MEDIAN.0.drawn(),
                CLEARLY_ABOVE.0.drawn(),
                CLEARLY_BELOW.0.drawn(),
                COMPOSITION.0,
            ],
        }
    };
}

/// Territories, by their roll-up over crime areas.
pub const RANKING_TERRITORIES: TableColumns = ranking!("ranking_territories", TERRITORY);

/// Crime areas, by their roll-up over territories.
pub const RANKING_CRIME_AREAS: TableColumns = ranking!("ranking_crime_areas", CRIME_AREA);

/// Units.
pub const RANKING_UNITS: TableColumns = ranking!("ranking_units", TERRITORY, CRIME_AREA);

/// Every pair of the ranked territories and crime areas.
pub const WINNING: TableColumns = TableColumns {
    name: "winning",
    columns: &[RANKING.0, EDITION.0, NODE.0, ABOVE.0, BELOW.0, WINNING_INDEX.0],
};

/// How severe every rater is.
pub const RATERS: TableColumns = TableColumns {
    name: "raters",
    columns: &[SOURCE.0, PANEL.0, RATER.0, RATINGS.0, RATER_SEVERITY.0, SE.0, PART.0],
};

/// The rankings with and without the severity of raters.
pub const ADJUSTMENT: TableColumns = TableColumns {
    name: "adjustment",
    columns: &[
        RANKING.0,
        TERRITORY.0,
        CRIME_AREA.0,
        EDITION.0,
        NODE.0,
        RANK.0,
        SCORE.0,
        RANK_UNADJUSTED.0,
        SCORE_UNADJUSTED.0,
    ],
};

/// What a collection round changed, which `collect close` writes; no result folder has it.
pub const ROUND_CHANGES: TableColumns = TableColumns {
    name: "changes",
    columns: &[
        RANKING.0,
        TERRITORY.0,
        CRIME_AREA.0,
        NODE.0,
        WAS.0,
        IS.0,
        SCORE_BEFORE.0,
        SCORE.0,
        RANK_BEFORE.0,
        RANK.0,
        SCORE_UNADJUSTED.0,
        RANK_UNADJUSTED.0,
        ROUND_PANELS.0,
        ROUND_HANDLING.0,
    ],
};

/// What the severity of each panel of a round does, which `collect close` writes.
pub const ROUND_SEVERITY: TableColumns = TableColumns {
    name: "severity",
    columns: &[
        RANKING.0,
        TERRITORY.0,
        CRIME_AREA.0,
        NODE.0,
        PANEL_LEFT.0,
        SCORE.0,
        RANK.0,
        SCORE_LEFT.0,
        RANK_LEFT.0,
        ROUND_HANDLING.0,
    ],
};

/// The tables of what taking out the severity of raters did: only where a method does so.
pub const SEVERITY_TABLES: &[TableColumns] = &[RATERS, ADJUSTMENT];

/// The collection plan, which `gaps` prints; no result folder has it.
pub const COLLECTION: TableColumns = TableColumns {
    name: "collection",
    columns: &[
        TERRITORY.0,
        CRIME_AREA.0,
        EDITION.0,
        NODE.0,
        INDICATOR.0,
        REASON.0,
        WORTH.0,
        ROOT_WEIGHT.0,
        UNKNOWN_SD.0,
    ],
};

/// How well draws foretell evidence that was withheld.
pub const CALIBRATION_MEASURES: TableColumns = TableColumns {
    name: "calibration",
    columns: &[
        FORETOLD.0,
        NODE.0,
        WITHHELD.0,
        WITHHELD_SHARE.0,
        FORETOLD_VALUES.0,
        INTERVAL_COVERAGE.0,
        COVERAGE_ERROR.0,
        BELOW_LOW.0,
        ABOVE_HIGH.0,
        BIAS.0,
        RMSE.0,
        WIDTH.0,
        CRPS.0,
    ],
};

/// Bias of hidden leaves by what their siblings say.
pub const CALIBRATION_TERCILES: TableColumns = TableColumns {
    name: "calibration_terciles",
    columns: &[
        WITHHELD.0,
        NODE.0,
        TERCILE.0,
        FORETOLD_VALUES.0,
        BIAS.0,
        INTERVAL_COVERAGE.0,
        CRPS.0,
    ],
};

/// The tables of a calibration, which `calibrate` prints; no result folder has them.
pub const CALIBRATION: &[TableColumns] = &[CALIBRATION_MEASURES, CALIBRATION_TERCILES];

/// The tables of a result, in the order the folder lists them.
pub const TABLES: &[TableColumns] = &[
    SCORES,
    RANKING_TERRITORIES,
    RANKING_CRIME_AREAS,
    RANKING_UNITS,
    INDICATORS,
    GAPS,
    SOURCES,
    WARNINGS,
    WINNING,
];

/// The tables of what the ranking depends on: only where that was analysed.
pub const DEPENDENCE: &[TableColumns] =
    &[SENSITIVITY, LEAVE_ONE_OUT, WEIGHTINGS, WEIGHTING_RANKS, AGGREGATIONS, AGGREGATION_RANKS];
