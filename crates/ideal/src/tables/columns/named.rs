//! Every column once: its name, the type of its values, and what it holds in whatever table has it.

use super::{CountColumn, FlagColumn, NumberColumn, TextColumn};

/// The column `territory`.
pub const TERRITORY: TextColumn = TextColumn::new(
    "territory",
    "Code of the territory; `*` in the rows of all territories together.",
);
/// The column `crime_area`.
pub const CRIME_AREA: TextColumn = TextColumn::new(
    "crime_area",
    "Code of the crime area; `*` in the rows of all crime areas together.",
);
/// The column `edition`.
pub const EDITION: TextColumn = TextColumn::new("edition", "The period the row speaks about.");
/// The column `node`.
pub const NODE: TextColumn = TextColumn::new("node", "Id of the node of the method's tree.");
/// The column `indicator`.
pub const INDICATOR: TextColumn = TextColumn::new("indicator", "Code of the indicator.");
/// The column `name`.
pub const NAME: TextColumn = TextColumn::new("name", "Name in the assessment's first language.");
/// The column `rank`.
pub const RANK: CountColumn = CountColumn::new(
    "rank",
    "Competition rank, 1 for the highest score; empty for what is never ranked.",
);
/// The column `score`.
pub const SCORE: NumberColumn = NumberColumn::new(
    "score",
    "Score at full precision, on the method's scale; empty exactly where there is none.",
);
/// The column `shown`.
pub const SHOWN: TextColumn = TextColumn::new(
    "shown",
    "The score as published: rounded by the method's `decimals` and `rounding`.",
);
/// The column `band`.
pub const BAND: TextColumn =
    TextColumn::new("band", "Id of the band; two ids where the draws do not agree on one.");
/// The column `confidence`.
pub const CONFIDENCE: NumberColumn =
    NumberColumn::new("confidence", "How good the evidence is, 0 to 1; never part of the score.");
/// The column `coverage`.
pub const COVERAGE: NumberColumn =
    NumberColumn::new("coverage", "Share of the node's weight with usable evidence, 0 to 1.");
/// The column `verdict`.
pub const VERDICT: TextColumn =
    TextColumn::new("verdict", "`assessed`, `gap` or `not_applicable`.");
/// The column `change`.
pub const CHANGE: NumberColumn = NumberColumn::new(
    "change",
    "Score minus that of the edition listed before, of the evidence that both have; empty where \
         `since` or `until` brings or takes an indicator between them, where a series breaks, and \
         where they have nothing in common.",
);
/// The column `composition`.
pub const COMPOSITION: NumberColumn = NumberColumn::new(
    "composition",
    "What the score moved beyond `change` because evidence or members entered or left; empty where \
     nothing did, and without `change`.",
);
/// The column `entered`.
pub const ENTERED: TextColumn = TextColumn::new(
    "entered",
    "What the score is made of now and was not in the edition listed before: codes of members \
     (`TERRITORY/AREA` of members of members), then of indicators, separated by blanks.",
);
/// The column `left`.
pub const LEFT: TextColumn =
    TextColumn::new("left", "What it was made of and is no longer, likewise.");
/// The column `enforcement`.
pub const ENFORCEMENT: NumberColumn = NumberColumn::new(
    "enforcement",
    "Share of the used weight that rests on enforcement counts, 0 to 1.",
);
/// The column `on_enforcement_alone`.
pub const ON_ENFORCEMENT_ALONE: FlagColumn = FlagColumn::new(
    "on_enforcement_alone",
    "Whether nothing but enforcement counts stands behind the node.",
);
/// The column `reason`.
pub const REASON: TextColumn =
    TextColumn::new("reason", "Why a row has no rank, or a node no score.");
/// The column `without`.
pub const WITHOUT: TextColumn = TextColumn::new(
    "without",
    "In the root's rows, the dimensions (nodes right under the root that have weight) that the \
     score was made without, each as the node's id and `floor` where there is evidence but too \
     little, or `none` where there is none: `impact:floor;exposure:none`. A roll-up is without \
     one that has no score in the roll-up, or that all the members lack whose root it is made \
     of.",
);
/// The column `low`.
pub const LOW: NumberColumn = NumberColumn::new(
    "low",
    "5 % quantile of the draws; of a score at the low end of the scale, that end.",
);
/// The column `median`.
pub const MEDIAN: NumberColumn =
    NumberColumn::new("median", "Median of the draws; in the audit, of the indicator's values.");
/// The column `high`.
pub const HIGH: NumberColumn = NumberColumn::new(
    "high",
    "95 % quantile of the draws; of a score at the high end of the scale, that end.",
);
/// The column `point_in_interval`.
pub const POINT_IN_INTERVAL: TextColumn = TextColumn::new(
    "point_in_interval",
    "Where the score lies in its 90 % interval: `inside`, `outer` (in the tenth of its width next \
     to an end), or `outside`; where it is not inside, read the median beside it.",
);
/// The column `low_error`.
pub const LOW_ERROR: NumberColumn =
    NumberColumn::new("low_error", "Monte Carlo standard error of `low`.");
/// The column `high_error`.
pub const HIGH_ERROR: NumberColumn =
    NumberColumn::new("high_error", "Monte Carlo standard error of `high`.");
/// The column `p_change_up`.
pub const P_CHANGE_UP: NumberColumn = NumberColumn::new(
    "p_change_up",
    "Share of draws in which the change lies above the method's threshold.",
);
/// The column `p_change_down`.
pub const P_CHANGE_DOWN: NumberColumn = NumberColumn::new(
    "p_change_down",
    "Share of draws in which the change lies below minus the method's threshold.",
);
/// The column `rank_low`.
pub const RANK_LOW: CountColumn = CountColumn::new("rank_low", "5 % quantile of the rank.");
/// The column `rank_high`.
pub const RANK_HIGH: CountColumn = CountColumn::new("rank_high", "95 % quantile of the rank.");
/// The column `rank_median`.
pub const RANK_MEDIAN: CountColumn = CountColumn::new("rank_median", "Median of the rank.");
/// The column `tie_group`.
pub const TIE_GROUP: CountColumn = CountColumn::new(
    "tie_group",
    "Group of neighbours that the draws cannot tell apart, 1 at the top: a group ends where each \
     row down to there lies above each row further down in at least the share of draws that the \
     method names (`tie`). Empty in the ranking of units.",
);
/// The column `clearly_above`.
pub const CLEARLY_ABOVE: CountColumn = CountColumn::new(
    "clearly_above",
    "How many others the row lies above in at least the share of draws that the method names \
     (`tie`); empty where not every pair is compared: among units, and where more than 200 are \
     ranked.",
);
/// The column `clearly_below`.
pub const CLEARLY_BELOW: CountColumn =
    CountColumn::new("clearly_below", "How many others it lies below so; empty likewise.");
/// The column `ranking`.
pub const RANKING: TextColumn = TextColumn::new("ranking", "`territories` or `crime_areas`.");
/// The column `above`.
pub const ABOVE: TextColumn = TextColumn::new(
    "above",
    "Code of the one that ranks higher by its score, or comes first of equals.",
);
/// The column `below`.
pub const BELOW: TextColumn = TextColumn::new("below", "Code of the other.");
/// The column `index` of pairs.
pub const WINNING_INDEX: NumberColumn = NumberColumn::new(
    "index",
    "Pairwise winning index: share of the draws in which `above` has the higher score; draws in \
     which both are equal count half.",
);
/// The column `wins_next`.
pub const WINS_NEXT: NumberColumn =
    NumberColumn::new("wins_next", "Share of draws in which the row lies above the next one.");
/// The column `status`.
pub const STATUS: TextColumn = TextColumn::new(
    "status",
    "`value`, `nil`, `not_applicable`, `unknown`, `censored` or `missing`.",
);
/// The column `period`.
pub const PERIOD: TextColumn = TextColumn::new("period", "Period of the evidence selected.");
/// The column `value`.
pub const VALUE: NumberColumn =
    NumberColumn::new("value", "Value selected, in the indicator's own unit.");
/// The column `normalised`.
pub const NORMALISED: NumberColumn =
    NumberColumn::new("normalised", "Its score on the method's scale.");
/// The column `source`.
pub const SOURCE: TextColumn =
    TextColumn::new("source", "Id of its source; several are separated by semicolons.");
/// The column `file`.
pub const FILE: TextColumn = TextColumn::new("file", "File, relative to the project.");
/// The column `sheet`.
pub const SHEET: TextColumn = TextColumn::new("sheet", "Sheet of a workbook.");
/// The column `line`.
pub const LINE: CountColumn =
    CountColumn::new("line", "Line of the file or row of the sheet, from 1.");
/// The column `column`.
pub const COLUMN: CountColumn = CountColumn::new("column", "Column of the line, from 1.");
/// The column `rows`.
pub const ROWS: CountColumn =
    CountColumn::new("rows", "Evidence rows selected, or read from the source.");
/// The column `used`.
pub const USED: CountColumn =
    CountColumn::new("used", "Rows of the source that a result rests on.");
/// The column `denominated`.
pub const DENOMINATED: NumberColumn =
    NumberColumn::new("denominated", "Value after denomination, imputation and treatment.");
/// The column `imputed`.
pub const IMPUTED: FlagColumn = FlagColumn::new(
    "imputed",
    "Whether `denominated` was imputed: no observation stands behind it.",
);
/// The column `treated`.
pub const TREATED: TextColumn = TextColumn::new(
    "treated",
    "What the treatment of outliers made of the value: `high` (lowered), `low` (raised), or the \
     transformation of its column; empty where nothing.",
);
/// The column `disagreement`.
pub const DISAGREEMENT: NumberColumn =
    NumberColumn::new("disagreement", "Half the range between sources, in points of the scale.");
/// The column `obs_status`.
pub const OBS_STATUS: TextColumn = TextColumn::new(
    "obs_status",
    "SDMX observation status: A normal, B break, E estimated, P provisional; S suspect as \
     published.",
);
/// The column `min_coverage`.
pub const MIN_COVERAGE: NumberColumn =
    NumberColumn::new("min_coverage", "Least coverage the node needed for a score.");
/// The column `margin`.
pub const MARGIN: NumberColumn = NumberColumn::new(
    "margin",
    "Coverage less the least coverage; a gap above 0 lacks a part that it cannot do without.",
);
/// The column `deciding`.
pub const DECIDING: TextColumn = TextColumn::new(
    "deciding",
    "Of a score, the indicators each of which would leave a gap if it alone were lost; of a gap, \
     those each of which would give it a score if it alone arrived; separated by semicolons, with \
     `@` and the crime area where it is of one of several.",
);
/// The column `id`.
pub const ID: TextColumn = TextColumn::new("id", "Id of the source.");
/// The column `publisher`.
pub const PUBLISHER: TextColumn = TextColumn::new("publisher", "Who publishes it.");
/// The column `title`.
pub const TITLE: TextColumn = TextColumn::new("title", "Its title.");
/// The column `url`.
pub const URL: TextColumn = TextColumn::new("url", "Where it is found.");
/// The column `licence`.
pub const LICENCE: TextColumn = TextColumn::new("licence", "Under which terms it is used.");
/// The column `retrieved`.
pub const RETRIEVED: TextColumn =
    TextColumn::new("retrieved", "When it was retrieved, as written.");
/// The column `lineage`.
pub const LINEAGE: TextColumn =
    TextColumn::new("lineage", "Ids of the sources it is built from, separated by blanks.");
/// The column `severity`.
pub const SEVERITY: TextColumn = TextColumn::new("severity", "`error`, `warning` or `note`.");
/// The column `code`.
pub const CODE: TextColumn = TextColumn::new("code", "Stable identifier of the kind of finding.");
/// The column `message`.
pub const MESSAGE: TextColumn = TextColumn::new("message", "What was found.");
/// The column `hint`.
pub const HINT: TextColumn = TextColumn::new("hint", "What to do.");
/// The column `count`.
pub const COUNT: CountColumn = CountColumn::new("count", "How often the same cause was seen.");
/// The column `factor`.
pub const FACTOR: TextColumn = TextColumn::new(
    "factor",
    "What varies: `weights:NODE`, `error:NODE`, `missing:NODE`, `switch:NODE`, \
     `raters:PANEL` or `severity`; then `sum`, what \
     these explain by themselves all in all, and `joint`, the rest, which several of them explain \
     together.",
);
/// The column `first_order`.
pub const FIRST_ORDER: NumberColumn = NumberColumn::new(
    "first_order",
    "Share of the variance of the ranking that it explains by itself; of `joint`, 1 less the sum.",
);
/// The column `first_low`.
pub const FIRST_LOW: NumberColumn =
    NumberColumn::new("first_low", "Lower end of its 95 % interval.");
/// The column `first_high`.
pub const FIRST_HIGH: NumberColumn =
    NumberColumn::new("first_high", "Upper end of its 95 % interval.");
/// The column `total`.
pub const TOTAL: NumberColumn = NumberColumn::new(
    "total",
    "Share of the variance of the ranking that involves it; empty for `sum` and `joint`.",
);
/// The column `total_low`.
pub const TOTAL_LOW: NumberColumn =
    NumberColumn::new("total_low", "Lower end of its 95 % interval.");
/// The column `total_high`.
pub const TOTAL_HIGH: NumberColumn =
    NumberColumn::new("total_high", "Upper end of its 95 % interval.");
/// The column `what`.
pub const WHAT: TextColumn =
    TextColumn::new("what", "What is left out: `indicator`, `source`, `panel` or `rater`.");
/// The column `weights`.
pub const WEIGHTS: TextColumn = TextColumn::new(
    "weights",
    "`stated`; `equal`; `without_enforcement`: enforcement counts at weight 0; or read from the \
     scores of the edition: `pca`, `entropy`, `critic`, `optimise`, `bod`.",
);
/// The column `aggregation`.
pub const AGGREGATION: TextColumn = TextColumn::new(
    "aggregation",
    "`stated`; every node of the tree with one function: `arithmetic`, `geometric`, `harmonic`, \
     `mazziotta_pareto_subtract`, `mazziotta_pareto_add`; pairs that win less pairs that lose: \
     `copeland` on the root's children, `copeland_leaves` on the indicators.",
);
/// The column `kept`.
pub const KEPT: TextColumn = TextColumn::new(
    "kept",
    "Nodes that keep the stated weights because the data propose none, separated by blanks.",
);
/// The column `mean_rank_shift`.
pub const MEAN_RANK_SHIFT: NumberColumn = NumberColumn::new(
    "mean_rank_shift",
    "Mean absolute shift of the ranks of the root, among those that keep theirs.",
);
/// The column `rank_shift`.
pub const RANK_SHIFT: NumberColumn = NumberColumn::new(
    "rank_shift",
    "Rank among those ranked both so and as stated, less the same as stated; negative is nearer \
     the top.",
);
/// The column `max_rank_shift`.
pub const MAX_RANK_SHIFT: CountColumn = CountColumn::new("max_rank_shift", "Largest shift.");
/// The column `unranked`.
pub const UNRANKED: CountColumn = CountColumn::new(
    "unranked",
    "How many have no score so: nothing is left to score, or a mean is undefined. Who is assessed \
     is that of the stated method otherwise.",
);
/// The column `would_lose_rank`.
pub const WOULD_LOSE_RANK: TextColumn = TextColumn::new(
    "would_lose_rank",
    "Who would have no rank if coverage and confidence were judged so too, by code, separated by \
     blanks; units as `TERRITORY/AREA`.",
);
/// The column `unit`.
pub const UNIT: TextColumn = TextColumn::new("unit", "Unit of the indicator, in words.");
/// The column `expected`.
pub const EXPECTED: CountColumn = CountColumn::new(
    "expected",
    "Facts that could be known: where the indicator or leaf exists and applies.",
);
/// The column `available`.
pub const AVAILABLE: CountColumn =
    CountColumn::new("available", "Facts known; what was imputed is none.");
/// The column `imputed_values`.
pub const IMPUTED_VALUES: CountColumn = CountColumn::new(
    "imputed_values",
    "Values imputed: beyond those available, and part of the statistics.",
);
/// The column `share`.
pub const SHARE: NumberColumn =
    NumberColumn::new("share", "Available over expected; empty where nothing is expected.");
/// The column `non_zero`.
pub const NON_ZERO: CountColumn = CountColumn::new("non_zero", "Values that are not zero.");
/// The column `unique`.
pub const UNIQUE: CountColumn = CountColumn::new("unique", "Distinct values.");
/// The column `min`.
pub const MIN: NumberColumn =
    NumberColumn::new("min", "Smallest value, after denomination and treatment.");
/// The column `max`.
pub const MAX: NumberColumn = NumberColumn::new("max", "Largest value.");
/// The column `mean`.
pub const MEAN: NumberColumn = NumberColumn::new("mean", "Mean.");
/// The column `sd`.
pub const SD: NumberColumn = NumberColumn::new("sd", "Standard deviation, divisor n - 1.");
/// The column `skewness`.
pub const SKEWNESS: NumberColumn =
    NumberColumn::new("skewness", "Adjusted skewness; empty where it cannot be computed.");
/// The column `kurtosis`.
pub const KURTOSIS: NumberColumn = NumberColumn::new("kurtosis", "Adjusted excess kurtosis.");
/// The column `low_availability`.
pub const LOW_AVAILABILITY: FlagColumn =
    FlagColumn::new("low_availability", "Known for less than 65 %.");
/// The column `many_zeros`.
pub const MANY_ZEROS: FlagColumn =
    FlagColumn::new("many_zeros", "Less than half of all values is there and not zero.");
/// The column `few_unique`.
pub const FEW_UNIQUE: FlagColumn =
    FlagColumn::new("few_unique", "Fewer distinct values than half of all.");
/// The column `outliers`.
pub const OUTLIERS: FlagColumn =
    FlagColumn::new("outliers", "|skewness| above 2 and kurtosis above 3.5.");
/// The column `remark`.
pub const REMARK: TextColumn = TextColumn::new("remark", "The flags in words.");
/// The column `gaps`.
pub const GAP_COUNT: CountColumn = CountColumn::new("gaps", "Nodes of the unit without a score.");
/// The column `children`.
pub const CHILDREN: CountColumn =
    CountColumn::new("children", "Children of the node that have weight.");
/// The column `complete`.
pub const COMPLETE: CountColumn =
    CountColumn::new("complete", "Rows in which every child has a score.");
/// The column `alpha`.
pub const ALPHA: NumberColumn = NumberColumn::new(
    "alpha",
    "Cronbach's alpha from pairwise covariances; empty where it cannot be computed.",
);
/// The column `first_component`.
pub const FIRST_COMPONENT: NumberColumn = NumberColumn::new(
    "first_component",
    "Share of the variance of complete rows on the first principal component.",
);
/// The column `mean_correlation`.
pub const MEAN_CORRELATION: NumberColumn =
    NumberColumn::new("mean_correlation", "Mean correlation between two children.");
/// The column `inconsistent`.
pub const INCONSISTENT: FlagColumn = FlagColumn::new("inconsistent", "Alpha under 0.7.");
/// The column `relation`.
pub const RELATION: TextColumn = TextColumn::new("relation", "`siblings`, `parent` or `root`.");
/// The column `a`.
pub const A: TextColumn =
    TextColumn::new("a", "One of the two compared: id of a node or code of an indicator.");
/// The column `b`.
pub const B: TextColumn =
    TextColumn::new("b", "The other; the node itself for `parent` and `root`.");
/// The column `n`.
pub const N: CountColumn = CountColumn::new("n", "Rows with both.");
/// The column `r`.
pub const R: NumberColumn =
    NumberColumn::new("r", "Pearson's correlation; empty where it cannot be computed.");
/// The column `p`.
pub const P: NumberColumn = NumberColumn::new(
    "p",
    "Two-sided p value of no correlation, by a cluster bootstrap over territories; empty under ten \
     of them.",
);
/// The column `spearman`.
pub const SPEARMAN: NumberColumn =
    NumberColumn::new("spearman", "Spearman's correlation, of the ranks.");
/// The column `kendall`.
pub const KENDALL: NumberColumn = NumberColumn::new("kendall", "Kendall's tau-b.");
/// The column `flag`.
pub const FLAG: TextColumn =
    TextColumn::new("flag", "`high`, `low`, `negative`; of a weight `dominates` or `silent`.");
/// The column `child`.
pub const CHILD: TextColumn =
    TextColumn::new("child", "The child: id of a node or code of an indicator.");
/// The column `stated`.
pub const STATED: NumberColumn =
    NumberColumn::new("stated", "Share of the parent's weight as stated.");
/// The column `in_root`.
pub const IN_ROOT: NumberColumn =
    NumberColumn::new("in_root", "Share of the root's weight as stated.");
/// The column `importance`.
pub const IMPORTANCE: NumberColumn =
    NumberColumn::new("importance", "Squared correlation with the parent.");
/// The column `effective`.
pub const EFFECTIVE: NumberColumn = NumberColumn::new(
    "effective",
    "Importance as a share of that of all siblings: the effective weight.",
);
/// The column `ratio`.
pub const RATIO: NumberColumn = NumberColumn::new("ratio", "Effective over stated.");
/// The column `value` of the collection plan.
pub const WORTH: NumberColumn = NumberColumn::new(
    "value",
    "Places in the ranking of territories that one standard deviation of what is unknown about \
     the cell is worth.",
);
/// The column `weight` of the collection plan.
pub const ROOT_WEIGHT: NumberColumn =
    NumberColumn::new("weight", "Share of the weight of the territory's root score, 0 to 1.");
/// The column `sd` of the collection plan.
pub const UNKNOWN_SD: NumberColumn =
    NumberColumn::new("sd", "Standard deviation of what is unknown about the cell, in points.");
/// The column `of` of a calibration.
pub const FORETOLD: TextColumn = TextColumn::new(
    "of",
    "What is foretold: scores of `cells`, `territories`, `crime_areas`, `regions`; hidden \
     `leaves`.",
);
/// The column `withheld`.
pub const WITHHELD: TextColumn = TextColumn::new(
    "withheld",
    "What was withheld, `rows` or whole `series`; empty for all together.",
);
/// The column `share` of a calibration.
pub const WITHHELD_SHARE: NumberColumn = NumberColumn::new(
    "share",
    "Share of known evidence that was deleted, 0 to 1; empty for all together and for leaves.",
);
/// The column `n` of a calibration.
pub const FORETOLD_VALUES: CountColumn = CountColumn::new("n", "Values that were foretold.");
/// The column `coverage` of a calibration.
pub const INTERVAL_COVERAGE: NumberColumn = NumberColumn::new(
    "coverage",
    "Share of values inside the 90 % interval, 0 to 1; 0.9 is what it promises.",
);
/// The column `coverage_error`.
pub const COVERAGE_ERROR: NumberColumn = NumberColumn::new(
    "coverage_error",
    "Standard error of the coverage, over runs; of leaves, over folds.",
);
/// The column `below_low`.
pub const BELOW_LOW: NumberColumn =
    NumberColumn::new("below_low", "Share of values below the interval, 0 to 1.");
/// The column `above_high`.
pub const ABOVE_HIGH: NumberColumn =
    NumberColumn::new("above_high", "Share of values above the interval, 0 to 1.");
/// The column `bias`.
pub const BIAS: NumberColumn =
    NumberColumn::new("bias", "Mean of the draws less the value, in points, on average.");
/// The column `rmse`.
pub const RMSE: NumberColumn =
    NumberColumn::new("rmse", "Root mean square of mean of the draws less value, in points.");
/// The column `width`.
pub const WIDTH: NumberColumn =
    NumberColumn::new("width", "Mean width of the 90 % interval, in points: sharpness.");
/// The column `crps`.
pub const CRPS: NumberColumn = NumberColumn::new(
    "crps",
    "Mean continuous ranked probability score of the draws, in points; 0 is best.",
);
/// The column `tercile`.
pub const TERCILE: TextColumn = TextColumn::new(
    "tercile",
    "Third of the leaves of the node by the mean of their siblings: `low`, `middle`, `high`.",
);
/// The column `object`.
pub const OBJECT: TextColumn = TextColumn::new(
    "object",
    "Whose scores: `cells`, or `territories`, which are roll-ups, or units where the method has \
     no crime areas.",
);
/// The column `kept_components`.
pub const KEPT_COMPONENTS: CountColumn = CountColumn::new(
    "kept_components",
    "Components with an eigenvalue above 1 (Kaiser's criterion).",
);
/// The column `kmo`.
pub const KMO: NumberColumn = NumberColumn::new(
    "kmo",
    "Kaiser-Meyer-Olkin measure of sampling adequacy of the group, 0 to 1.",
);
/// The column `kmo` of a child.
pub const ITEM_KMO: NumberColumn = NumberColumn::new(
    "kmo",
    "Kaiser-Meyer-Olkin measure of sampling adequacy of the child, 0 to 1.",
);
/// The column `r_low`.
pub const R_LOW: NumberColumn = NumberColumn::new(
    "r_low",
    "Lower end of the 95 % interval of `r`, by a cluster bootstrap over territories.",
);
/// The column `r_high`.
pub const R_HIGH: NumberColumn =
    NumberColumn::new("r_high", "Upper end of the 95 % interval of `r`.");
/// The column `territories`.
pub const TERRITORIES: CountColumn = CountColumn::new("territories", "Territories among the rows.");
/// The column `at_low_post`.
pub const AT_LOW_POST: CountColumn = CountColumn::new(
    "at_low_post",
    "Facts known at or below the low goalpost; empty without fixed posts.",
);
/// The column `at_high_post`.
pub const AT_HIGH_POST: CountColumn =
    CountColumn::new("at_high_post", "Facts known at or above the high goalpost.");
/// The column `on_post`.
pub const ON_POST: NumberColumn =
    NumberColumn::new("on_post", "Share of the facts known at or beyond a goalpost, 0 to 1.");
/// The column `saturated`.
pub const SATURATED: FlagColumn =
    FlagColumn::new("saturated", "A fifth or more of the facts known are at or beyond a goalpost.");
/// The column `component`.
pub const COMPONENT: CountColumn =
    CountColumn::new("component", "Which principal component, from 1.");
/// The column `eigenvalue`.
pub const EIGENVALUE: NumberColumn =
    NumberColumn::new("eigenvalue", "Its eigenvalue: its variance, where that of a child is 1.");
/// The column `variance_share`.
pub const VARIANCE_SHARE: NumberColumn =
    NumberColumn::new("variance_share", "Its share of the variance of complete rows, 0 to 1.");
/// The column `cumulative`.
pub const CUMULATIVE: NumberColumn =
    NumberColumn::new("cumulative", "That share with those of the components before it.");
/// The column `kaiser`.
pub const KAISER: FlagColumn =
    FlagColumn::new("kaiser", "Eigenvalue above 1: kept by Kaiser's criterion.");
/// The column `loading`.
pub const LOADING: NumberColumn =
    NumberColumn::new("loading", "Correlation of the child with the component, -1 to 1.");
/// The column `alpha_without`.
pub const ALPHA_WITHOUT: NumberColumn = NumberColumn::new(
    "alpha_without",
    "Cronbach's alpha of the siblings without the child; empty for fewer than two.",
);
/// The column `units_known`.
pub const UNITS_KNOWN: CountColumn =
    CountColumn::new("units_known", "Units with the indicator and a sibling known.");
/// The column `units_missing`.
pub const UNITS_MISSING: CountColumn =
    CountColumn::new("units_missing", "Units without the indicator, with a sibling known.");
/// The column `territories_known`.
pub const TERRITORIES_KNOWN: CountColumn = CountColumn::new(
    "territories_known",
    "Territories with such a unit where the indicator is known.",
);
/// The column `territories_missing`.
pub const TERRITORIES_MISSING: CountColumn =
    CountColumn::new("territories_missing", "Territories with such a unit where it is missing.");
/// The column `mean_known`.
pub const MEAN_KNOWN: NumberColumn = NumberColumn::new(
    "mean_known",
    "Mean of the siblings where the indicator is known, each territory once.",
);
/// The column `mean_missing`.
pub const MEAN_MISSING: NumberColumn =
    NumberColumn::new("mean_missing", "Mean of the siblings where it is missing.");
/// The column `difference`.
pub const DIFFERENCE: NumberColumn = NumberColumn::new(
    "difference",
    "`mean_missing` less `mean_known`: below 0 the indicator is missing where its siblings are \
     low.",
);
/// The column `difference_low`.
pub const DIFFERENCE_LOW: NumberColumn = NumberColumn::new(
    "difference_low",
    "Lower end of the 95 % interval of the difference, by a bootstrap over territories; empty \
     under ten territories or five on a side.",
);
/// The column `difference_high`.
pub const DIFFERENCE_HIGH: NumberColumn =
    NumberColumn::new("difference_high", "Upper end of the 95 % interval of the difference.");
/// The column `p` of a difference of means.
pub const P_DIFFERENCE: NumberColumn =
    NumberColumn::new("p", "Two-sided p value of no difference, by the same bootstrap.");
/// The column `selected`.
pub const SELECTED: FlagColumn =
    FlagColumn::new("selected", "p under 0.05: missing, it seems, not at random.");
/// The column `variant`.
pub const VARIANT: TextColumn = TextColumn::new(
    "variant",
    "What is another: `posts_wider` (1.25 times as far apart), `posts_narrower` (0.8 times), \
     `posts_percentiles` (5 and 95 %), `min_max`, `percentile_ranks`, `standard_scores` instead \
     of goalposts, `floors_none`, `floors_half`, `floors_higher` (1.5 times).",
);
/// The column `ranked`.
pub const RANKED_IN_BOTH: CountColumn =
    CountColumn::new("ranked", "How many are ranked both so and as stated.");
/// The column `spearman` of two rankings.
pub const RANK_CORRELATION: NumberColumn =
    NumberColumn::new("spearman", "Spearman's correlation of the two rankings.");
/// The column `newly_ranked`.
pub const NEWLY_RANKED: CountColumn =
    CountColumn::new("newly_ranked", "How many are ranked that are not as stated.");
/// The column `kept` of goalposts.
pub const KEPT_POSTS: CountColumn = CountColumn::new(
    "kept",
    "Indicators that keep the stated goalposts: too few values are known, they do not vary, or a \
     logarithm does not take one of them.",
);
/// The column `reason` of a variant.
pub const NO_RANKING: TextColumn = TextColumn::new("reason", "Why there is no ranking.");
/// The column `spearman_low`.
pub const SPEARMAN_LOW: NumberColumn =
    NumberColumn::new("spearman_low", "Lower end of the 95 % interval of `spearman`.");
/// The column `spearman_high`.
pub const SPEARMAN_HIGH: NumberColumn =
    NumberColumn::new("spearman_high", "Upper end of the 95 % interval of `spearman`.");
/// The column `kendall_low`.
pub const KENDALL_LOW: NumberColumn =
    NumberColumn::new("kendall_low", "Lower end of the 95 % interval of `kendall`.");
/// The column `kendall_high`.
pub const KENDALL_HIGH: NumberColumn =
    NumberColumn::new("kendall_high", "Upper end of the 95 % interval of `kendall`.");
/// The column `intercept`.
pub const INTERCEPT: NumberColumn =
    NumberColumn::new("intercept", "Score at 0 of the other index, on the least-squares line.");
/// The column `slope`.
pub const SLOPE: NumberColumn =
    NumberColumn::new("slope", "Points of score for one more of the other index.");
/// The column `other`.
pub const OTHER: NumberColumn = NumberColumn::new("other", "Value of the other index.");
/// The column `residual`.
pub const RESIDUAL: NumberColumn = NumberColumn::new(
    "residual",
    "Standardised residual from the line; above 0 the score is higher than the other index lets \
     expect.",
);
/// The column `outlier`.
pub const OUTLIER: FlagColumn = FlagColumn::new("outlier", "Its size is 2 or more.");
/// The column `raters`.
pub const RATERS_COUNT: CountColumn =
    CountColumn::new("raters", "How many people rated it; empty where it rests on no ratings.");
/// The column `panels`.
pub const PANELS: CountColumn = CountColumn::new("panels", "How many panels they belong to.");
/// The column `rating_low`.
pub const RATING_LOW: NumberColumn =
    NumberColumn::new("rating_low", "The least of their ratings as given, on the method's scale.");
/// The column `rating_high`.
pub const RATING_HIGH: NumberColumn =
    NumberColumn::new("rating_high", "The greatest of their ratings as given, likewise.");
/// The column `adjusted`.
pub const ADJUSTED: NumberColumn = NumberColumn::new(
    "adjusted",
    "What taking out the severity of the raters added to `normalised`, in points; 0 where the \
     method does not take it out.",
);
/// The column `panel`.
pub const PANEL: TextColumn =
    TextColumn::new("panel", "Panel of the rater; empty where raters name none.");
/// The column `rater`.
pub const RATER: TextColumn = TextColumn::new(
    "rater",
    "The rater by number and panel: `rater 3 of COL`, in the order of pseudonyms, which stand in \
     no table.",
);
/// The column `ratings`.
pub const RATINGS: CountColumn = CountColumn::new(
    "ratings",
    "Ratings that the estimate is made from: of cells, bridge territories and vignettes.",
);
/// The column `severity_points`.
pub const RATER_SEVERITY: NumberColumn = NumberColumn::new(
    "severity_points",
    "How far the rater's ratings lie above those of others of the same, in points of the scale, \
     shrunk towards 0 by what is known of it.",
);
/// The column `se`.
pub const SE: NumberColumn =
    NumberColumn::new("se", "Standard error of the severity, in points of the scale.");
/// The column `part`.
pub const PART: CountColumn = CountColumn::new(
    "part",
    "Part of the raters that the rater belongs to, from 1: raters of two parts rated nothing in \
     common, and are not compared.",
);
/// The column `rank_unadjusted`.
pub const RANK_UNADJUSTED: CountColumn =
    CountColumn::new("rank_unadjusted", "The rank with ratings as they were given.");
/// The column `score_unadjusted`.
pub const SCORE_UNADJUSTED: NumberColumn =
    NumberColumn::new("score_unadjusted", "The score with ratings as they were given.");
/// The column `was`.
pub const WAS: TextColumn = TextColumn::new("was", "Verdict without the round.");
/// The column `is`.
pub const IS: TextColumn = TextColumn::new("is", "Verdict with the round.");
/// The column `score_before`.
pub const SCORE_BEFORE: NumberColumn =
    NumberColumn::new("score_before", "The score without the round.");
/// The column `rank_before`.
pub const RANK_BEFORE: CountColumn = CountColumn::new("rank_before", "The rank without the round.");
/// The column `panels` of what a round changed.
pub const ROUND_PANELS: TextColumn = TextColumn::new(
    "rating_panels",
    "Panels of the round whose ratings it rests on, with blanks between.",
);
/// The column `handling` of what a round changed.
pub const ROUND_HANDLING: TextColumn =
    TextColumn::new("handling", "The mark of the assessment, which the table is under.");
/// The column `panel` of what the severity of a panel does.
pub const PANEL_LEFT: TextColumn =
    TextColumn::new("panel", "The panel whose severity alone is left in beside.");
/// The column `score_left_in`.
pub const SCORE_LEFT: NumberColumn =
    NumberColumn::new("score_left_in", "The score with the severity of this panel left in.");
/// The column `rank_left_in`.
pub const RANK_LEFT: CountColumn =
    CountColumn::new("rank_left_in", "The rank with the severity of this panel left in.");
