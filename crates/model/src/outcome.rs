//! What a node, a leaf and a rank came out as, and why something has none.

use serde::{Deserialize, Serialize};

use crate::ids::{AreaIx, EditionIx, IndicatorIx, NodeIx, Span, UnitIx};
use crate::method::{Transform, transform_word};
use crate::observation::{ObsStatus, Status};
use crate::period::Period;

crate::words! {
    /// What a node came out as.
    #[derive(Default)]
    pub enum Verdict {
        /// It has a score.
        Assessed = "assessed",
        /// Coverage, a required child or confidence is wanting.
        #[default]
        Gap = "gap",
        /// The question does not arise.
        NotApplicable = "not_applicable",
    }
}

/// One node of one unit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NodeResult {
    /// Score on the method's scale; present exactly if the verdict is `Assessed`.
    pub score: Option<f64>,
    /// What became of it.
    pub verdict: Verdict,
    /// Share of the weight with usable evidence, 0..=1.
    pub coverage: f64,
    /// How good the evidence is, 0..=1; absent where the node is not applicable.
    pub confidence: Option<f64>,
    /// Index into the method's bands; with draws, of the only band named.
    pub band: Option<u16>,
    /// The second band where draws do not agree on one ("moderate-high").
    pub band_to: Option<u16>,
    /// Share of the used weight that rests on enforcement counts, 0..=1.
    pub enforcement: f64,
    /// Whether all available leaves are enforcement counts (the mark travels up through required
    /// children).
    pub on_enforcement_alone: bool,
    /// Whether a usable value lies anywhere under it, be it enough for a score or not.
    pub evidence: bool,
    /// Change since the previous listed edition, of the evidence that both have.
    pub change: Option<f64>,
    /// What the score moved beyond that because evidence or members entered or left; none where
    /// nothing did.
    pub composition: Option<f64>,
    /// What the draws say of it.
    pub interval: Option<Box<Interval>>,
}

/// What the draws say of a score: quantiles of type 7 of Hyndman and Fan (1996), which lie between
/// the draws on either side in proportion, as those of R and NumPy do by default. From four million
/// values on, draws times nodes, they are read from counts in cells, each 1/254 of the range of the
/// first 256 draws wide.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Interval {
    /// 5 % quantile; of a score at the low end of the scale, that end.
    pub low: f64,
    /// Median.
    pub median: f64,
    /// 95 % quantile; of a score at the high end of the scale, that end.
    pub high: f64,
    /// Monte Carlo standard error of `low`.
    pub low_error: f64,
    /// Monte Carlo standard error of `high`.
    pub high_error: f64,
    /// Probability of each band of the node, lowest first; empty where it has none.
    pub bands: Vec<f64>,
    /// Probability that the change is beyond the method's threshold upwards; none without a change.
    pub up: Option<f64>,
    /// The same downwards.
    pub down: Option<f64>,
}

crate::words! {
    /// Where a score lies in the 90 % interval of its draws.
    pub enum PointInInterval {
        /// Away from its ends.
        Inside = "inside",
        /// In the tenth of its width that is next to one of its ends.
        Outer = "outer",
        /// Beyond one of its ends.
        Outside = "outside",
    }
}

impl Interval {
    /// Where a score lies in this interval. One away from its ends speaks for the draws; of any
    /// other the median has to be said beside it, because what is missing would move it.
    ///
    /// ```
    /// use ideal_model::{Interval, PointInInterval};
    /// let interval = Interval { low: 20.0, median: 28.0, high: 40.0, ..Interval::default() };
    /// assert_eq!(interval.place_of(22.0), PointInInterval::Inside);
    /// assert_eq!(interval.place_of(21.9), PointInInterval::Outer);
    /// assert_eq!(interval.place_of(38.5), PointInInterval::Outer);
    /// assert_eq!(interval.place_of(40.5), PointInInterval::Outside);
    /// ```
    #[must_use]
    pub fn place_of(&self, score: f64) -> PointInInterval {
        /// Width of the strip along each end, as a share of the interval.
        const OUTER: f64 = 0.1;
        let slack = 1e-9 * score.abs().max(1.0);
        let strip = OUTER * (self.high - self.low) - slack;
        if score < self.low - slack || score > self.high + slack {
            PointInInterval::Outside
        } else if score < self.low + strip || score > self.high - strip {
            PointInInterval::Outer
        } else {
            PointInInterval::Inside
        }
    }
}

/// One leaf of one unit.
#[derive(Clone, Debug, PartialEq)]
pub struct LeafResult {
    /// Index of the unit.
    pub unit: UnitIx,
    /// Index into the method's indicators.
    pub indicator: IndicatorIx,
    /// State of the selected rows; `missing` where there are none.
    pub status: Status,
    /// Period selected.
    pub period: Option<Period>,
    /// Selected value in the indicator's own unit, before denomination.
    pub value: Option<f64>,
    /// Value after denomination, imputation and treatment, before the transform.
    pub denominated: Option<f64>,
    /// Whether that value was imputed: no observation stands behind it, whatever `rows` it was made
    /// from.
    pub imputed: bool,
    /// What the treatment of outliers made of it.
    pub treated: Option<Treated>,
    /// Score on the scale.
    pub normalised: Option<f64>,
    /// Confidence, 0..=1; absent without a usable value.
    pub confidence: Option<f64>,
    /// Disagreement between sources, as half their range in normalised points; 0 for one source.
    pub disagreement: f64,
    /// Worst SDMX status among the rows.
    pub obs_status: ObsStatus,
    /// Whether the series has a break between the row of the previous edition and this one.
    pub broken: bool,
    /// Range in [`Results::rows`](crate::Results::rows) of the observations selected.
    pub rows: Span,
    /// Range in [`Results::rows`](crate::Results::rows) of the denominator's observations.
    pub denominator_rows: Span,
    /// Newer observations, by index of the evidence, that were passed over because they have no
    /// usable denominator; newest first.
    pub passed_over: Vec<u32>,
    /// What the ratings are that it rests on, where people judged.
    pub rated: Option<Rated>,
}

/// Ratings that a leaf rests on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rated {
    /// How many people judged.
    pub raters: u32,
    /// How many panels they belong to.
    pub panels: u32,
    /// The least of their scores, as they gave it.
    pub low: f64,
    /// The greatest.
    pub high: f64,
    /// What taking out their severity added to the score of the leaf, in points; 0 where it is not
    /// taken out.
    pub adjusted: f64,
}

/// What the treatment of outliers made of a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Treated {
    /// Lowered to the greatest value that was kept.
    High,
    /// Raised to the least value that was kept.
    Low,
    /// Transformed with its whole column.
    Transformed(Transform),
}

impl Treated {
    /// The word in tables.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Treated::High => "high",
            Treated::Low => "low",
            Treated::Transformed(t) => transform_word(t),
        }
    }
}

crate::written_as_word!(Treated);

crate::words! {
    /// What is ranked.
    pub enum Ranking {
        /// Territories, by their roll-up over crime areas.
        Territories = "territories",
        /// Crime areas, by their roll-up over territories.
        CrimeAreas = "crime_areas",
        /// Units.
        Units = "units",
    }
}

/// A line of a ranking.
#[derive(Clone, Debug, PartialEq)]
pub struct RankRow {
    /// Which ranking.
    pub ranking: Ranking,
    /// Index into the assessment's editions.
    pub edition: EditionIx,
    /// Index into the method's nodes.
    pub node: NodeIx,
    /// Competition rank, 1 for the highest; absent for what is not ranked.
    pub rank: Option<u32>,
    /// Index into [`Results::units`](crate::Results::units).
    pub unit: UnitIx,
    /// Why it is not ranked.
    pub unranked: Option<Unranked>,
    /// What the draws say of the rank.
    pub draws: Option<RankDraws>,
}

/// Why something has no rank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unranked {
    /// A gap.
    Gap,
    /// Not applicable.
    NotApplicable,
    /// A region or a group: never ranked among its members.
    Region,
}

/// What the draws say of a rank.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RankDraws {
    /// 5 % quantile of the rank.
    pub low: u32,
    /// 95 % quantile of the rank.
    pub high: u32,
    /// Median of the rank.
    pub median: u32,
    /// Tie group, from 1 at the top: everybody in a group lies above everybody in a later one in
    /// enough draws. None in rankings of units, of which not every pair is compared.
    pub tie_group: Option<u32>,
    /// Against how many others it can be told apart, where every pair is compared.
    pub clear: Option<ClearRows>,
    /// P(rank <= k) for the method's `top` list.
    pub top: Vec<f64>,
    /// P(rank = r) from the first rank on: a row of the rank-acceptability table. Empty where more
    /// than [`RankDraws::MOST_LISTED`] are ranked.
    pub acceptability: Vec<f64>,
    /// Share of draws in which it ranks above the next of the point ranking (ties count half).
    pub wins_next: Option<f64>,
}

/// How many others a row of a ranking can be told apart from: the share of draws in which one lies
/// above the other reaches the method's `tie`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ClearRows {
    /// Others that it lies above.
    pub above: u32,
    /// Others that it lies below.
    pub below: u32,
}

/// Two rows of a ranking against one another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WinningPair {
    /// Which ranking.
    pub ranking: Ranking,
    /// Index into the assessment's editions.
    pub edition: EditionIx,
    /// Index into the method's nodes.
    pub node: NodeIx,
    /// Index of the unit that ranks higher by its score, or comes first of equals.
    pub above: UnitIx,
    /// Index of the other.
    pub below: UnitIx,
    /// Pairwise winning index: share of the draws in which `above` has the higher score, draws in
    /// which both are equal counting half.
    pub index: f64,
}

impl WinningPair {
    /// The longest ranking of which every pair is compared and listed.
    pub const MOST_RANKED: usize = 200;
}

impl RankDraws {
    /// The longest ranking whose acceptability is listed rank by rank.
    pub const MOST_LISTED: usize = 100;
}

/// A gap: a unit or roll-up and a node without a score.
#[derive(Clone, Debug, PartialEq)]
pub struct Gap {
    /// Index of the unit.
    pub unit: UnitIx,
    /// Index of the node.
    pub node: NodeIx,
    /// Its coverage.
    pub coverage: f64,
    /// The least coverage it needed.
    pub min_coverage: f64,
    /// Why it is one.
    pub reason: GapReason,
}

/// A dimension that a score of the root was made without: a child of the root with weight that has
/// no score of its own in the unit or roll-up, or that every member did without whose root a
/// roll-up is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Without {
    /// Index of the unit.
    pub unit: UnitIx,
    /// Index of the node.
    pub node: NodeIx,
    /// Whether there is evidence under it, only too little for a score.
    pub evidence: bool,
}

impl Without {
    /// The word in tables: there is evidence, but under the `floor`; or there is `none`.
    #[must_use]
    pub fn word(self) -> &'static str {
        if self.evidence { "floor" } else { "none" }
    }
}

crate::words! {
    /// Why a node is a gap.
    pub enum GapReason {
        /// The method has no indicator for this area under the node.
        NoIndicator = "no_indicator",
        /// Nothing available.
        NoEvidence = "no_evidence",
        /// Coverage under the floor.
        Coverage = "coverage",
        /// A required child is a gap.
        Required = "required",
        /// Confidence under the floor.
        Confidence = "confidence",
        /// Left out by screening.
        Screened = "screened",
    }
}

/// The posts or population statistics a leaf was normalised with.
#[derive(Clone, Debug, PartialEq)]
pub struct Posts {
    /// Index of the indicator.
    pub indicator: IndicatorIx,
    /// Index of the edition.
    pub edition: EditionIx,
    /// Crime area of the population, where it is one.
    pub area: Option<AreaIx>,
    /// What they are ("min", "max", "mean", "sd", ...), with their values after denomination and
    /// transform.
    pub values: Vec<(&'static str, f64)>,
    /// Units in the population.
    pub n: u32,
}

#[cfg(test)]
mod tests {
    use super::{Interval, PointInInterval};

    #[test]
    fn the_outer_tenth_of_an_interval_is_told_from_its_inside_and_its_outside() {
        let at = |low, high, score| Interval { low, high, ..Interval::default() }.place_of(score);
        // Bolivia, as the demonstration had it: 32.9 of 29.6 to 51.4, whose tenth is 2.18.
        assert_eq!(at(29.6, 51.4, 32.9), PointInInterval::Inside);
        assert_eq!(at(31.0, 51.4, 32.9), PointInInterval::Outer);
        assert_eq!(at(33.0, 51.4, 32.9), PointInInterval::Outside);
        // The border of the tenth, and an end, belong to what lies further in.
        assert_eq!(at(0.0, 10.0, 1.0), PointInInterval::Inside);
        assert_eq!(at(0.0, 10.0, 9.0), PointInInterval::Inside);
        assert_eq!(at(0.0, 10.0, 0.0), PointInInterval::Outer);
        // Draws that all agree leave nothing to say.
        assert_eq!(at(50.0, 50.0, 50.0), PointInInterval::Inside);
        assert_eq!(at(50.0, 50.0, 50.1), PointInInterval::Outside);
    }
}
