//! Which columns the tables of the statistical audit have.

use super::TableColumns;
use super::named::*;

/// Availability and statistics of every indicator.
pub const AUDIT_INDICATORS: TableColumns = TableColumns {
    name: "audit_indicators",
    columns: &[
        EDITION.0,
        NODE.0,
        INDICATOR.0,
        UNIT.0,
        EXPECTED.0,
        AVAILABLE.0,
        IMPUTED_VALUES.0,
        SHARE.0,
        NON_ZERO.0,
        UNIQUE.0,
        MIN.0,
        MAX.0,
        MEAN.0,
        MEDIAN.0,
        SD.0,
        SKEWNESS.0,
        KURTOSIS.0,
        LOW_AVAILABILITY.0,
        MANY_ZEROS.0,
        FEW_UNIQUE.0,
        OUTLIERS.0,
        REMARK.0,
        AT_LOW_POST.0,
        AT_HIGH_POST.0,
        ON_POST.0,
        SATURATED.0,
    ],
};

/// What is known of every unit.
pub const AUDIT_AVAILABILITY: TableColumns = TableColumns {
    name: "audit_availability",
    columns: &[
        TERRITORY.0,
        CRIME_AREA.0,
        EDITION.0,
        EXPECTED.0,
        AVAILABLE.0,
        IMPUTED_VALUES.0,
        SHARE.0,
        GAP_COUNT.0,
        VERDICT.0,
    ],
};

/// Internal consistency of every node.
pub const AUDIT_NODES: TableColumns = TableColumns {
    name: "audit_nodes",
    columns: &[
        EDITION.0,
        NODE.0,
        CHILDREN.0,
        COMPLETE.0,
        ALPHA.0,
        FIRST_COMPONENT.0,
        MEAN_CORRELATION.0,
        INCONSISTENT.0,
        OBJECT.0,
        KEPT_COMPONENTS.0,
        KMO.0,
    ],
};

/// Correlations of the parts of a node with one another and with their wholes.
pub const AUDIT_CORRELATIONS: TableColumns = TableColumns {
    name: "audit_correlations",
    columns: &[
        EDITION.0,
        RELATION.0,
        NODE.0,
        A.0,
        B.0,
        N.0,
        R.0,
        P.0,
        FLAG.0,
        OBJECT.0,
        R_LOW.0,
        R_HIGH.0,
        TERRITORIES.0,
    ],
};

/// Every pair of indicators.
pub const AUDIT_MATRIX: TableColumns = TableColumns {
    name: "audit_matrix",
    columns: &[
        EDITION.0,
        A.0,
        B.0,
        N.0,
        R.0,
        P.0,
        SPEARMAN.0,
        KENDALL.0,
        FLAG.0,
        R_LOW.0,
        R_HIGH.0,
        TERRITORIES.0,
    ],
};

/// Weights as stated and as they work.
pub const AUDIT_WEIGHTS: TableColumns = TableColumns {
    name: "audit_weights",
    columns: &[
        EDITION.0,
        NODE.0,
        CHILD.0,
        STATED.0,
        IN_ROOT.0,
        IMPORTANCE.0,
        EFFECTIVE.0,
        RATIO.0,
        FLAG.0,
    ],
};

/// Principal components of the children of every node.
pub const AUDIT_COMPONENTS: TableColumns = TableColumns {
    name: "audit_components",
    columns: &[
        EDITION.0,
        NODE.0,
        OBJECT.0,
        COMPONENT.0,
        EIGENVALUE.0,
        VARIANCE_SHARE.0,
        CUMULATIVE.0,
        KAISER.0,
    ],
};

/// Children of every node with its components.
pub const AUDIT_LOADINGS: TableColumns = TableColumns {
    name: "audit_loadings",
    columns: &[EDITION.0, NODE.0, OBJECT.0, COMPONENT.0, CHILD.0, LOADING.0],
};

/// Children of every node as items of a group.
pub const AUDIT_ITEMS: TableColumns = TableColumns {
    name: "audit_items",
    columns: &[EDITION.0, NODE.0, OBJECT.0, CHILD.0, ALPHA_WITHOUT.0, ITEM_KMO.0],
};

/// Siblings of a leaf where it is known and where it is missing.
pub const AUDIT_SELECTION: TableColumns = TableColumns {
    name: "audit_selection",
    columns: &[
        EDITION.0,
        NODE.0,
        INDICATOR.0,
        UNITS_KNOWN.0,
        UNITS_MISSING.0,
        TERRITORIES_KNOWN.0,
        TERRITORIES_MISSING.0,
        MEAN_KNOWN.0,
        MEAN_MISSING.0,
        DIFFERENCE.0,
        DIFFERENCE_LOW.0,
        DIFFERENCE_HIGH.0,
        P_DIFFERENCE.0,
        SELECTED.0,
    ],
};

/// The ranking under other goalposts, normalisations and floors.
pub const AUDIT_VARIANTS: TableColumns = TableColumns {
    name: "audit_variants",
    columns: &[
        EDITION.0,
        VARIANT.0,
        RANKED_IN_BOTH.0,
        MEAN_RANK_SHIFT.0,
        MAX_RANK_SHIFT.0,
        RANK_CORRELATION.0,
        UNRANKED.0,
        NEWLY_RANKED.0,
        KEPT_POSTS.0,
        NO_RANKING.0,
    ],
};

/// Scores beside another index.
pub const AUDIT_AGAINST_INDEX: TableColumns = TableColumns {
    name: "audit_against",
    columns: &[
        EDITION.0,
        OBJECT.0,
        NODE.0,
        N.0,
        TERRITORIES.0,
        R.0,
        R_LOW.0,
        R_HIGH.0,
        P.0,
        SPEARMAN.0,
        SPEARMAN_LOW.0,
        SPEARMAN_HIGH.0,
        KENDALL.0,
        KENDALL_LOW.0,
        KENDALL_HIGH.0,
        INTERCEPT.0,
        SLOPE.0,
    ],
};

/// The points behind them.
pub const AUDIT_AGAINST_POINTS: TableColumns = TableColumns {
    name: "audit_against_points",
    columns: &[
        EDITION.0,
        OBJECT.0,
        NODE.0,
        TERRITORY.0,
        CRIME_AREA.0,
        SCORE.0,
        OTHER.0,
        RESIDUAL.0,
        OUTLIER.0,
    ],
};

/// The tables of the statistical audit of the last edition.
pub const AUDIT: &[TableColumns] = &[
    AUDIT_INDICATORS,
    AUDIT_AVAILABILITY,
    AUDIT_NODES,
    AUDIT_CORRELATIONS,
    AUDIT_MATRIX,
    AUDIT_WEIGHTS,
    AUDIT_COMPONENTS,
    AUDIT_LOADINGS,
    AUDIT_ITEMS,
    AUDIT_SELECTION,
    AUDIT_VARIANTS,
];

/// The tables of an audit against another index, which no result folder has: `ideal audit
/// --against`.
pub const AUDIT_AGAINST: &[TableColumns] = &[AUDIT_AGAINST_INDEX, AUDIT_AGAINST_POINTS];
