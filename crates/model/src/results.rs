//! What an assessment says: scores, gaps, ranks, and the rows each number came from.
//!
//! Rows are kept by index: a unit is a line of the score matrix, and `nodes` holds one
//! [`NodeResult`] per unit and node of the method, row after row. `places` and `areas` contain the
//! pseudo-entry `*` for roll-ups, so that the order of indices is the order of codes.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::assessment::Assessment;
use crate::crime_area::CrimeArea;
use crate::finding::Finding;
use crate::handling::Mark;
use crate::ids::{AreaIx, EditionIx, IndicatorIx, NodeIx, PlaceIx, Span, UnitIx, list};
use crate::method::{Method, Rollup, TreatThen};
use crate::names::Names;
use crate::observation::{ObsStatus, Status};
use crate::period::Period;
use crate::territory::TerritoryKind;

/// Everything an assessment produced.
#[derive(Clone, Debug)]
pub struct Results {
    /// What went in, with method, evidence and sources.
    pub assessment: Arc<Assessment>,
    /// `*`, the territories, publishers' regions and named groups, by code.
    pub places: Vec<Place>,
    /// `*` and the crime areas, by code.
    pub areas: Vec<CrimeArea>,
    /// Units and roll-ups, by place, area and edition.
    pub units: Vec<UnitKey>,
    /// What each roll-up among the units is made of, by unit.
    pub rollups: Vec<RollUp>,
    /// One entry per unit and node, row by row, nodes in the method's order.
    pub nodes: Vec<NodeResult>,
    /// Leaves of the units (roll-ups have none), by unit, in the method's order.
    pub leaves: Vec<LeafResult>,
    /// For each unit the range of its leaves.
    pub leaf_ranges: Vec<Span>,
    /// Indices into the evidence's observations, which leaves refer to by range.
    pub rows: Vec<u32>,
    /// Rankings of territories, crime areas and units.
    pub rankings: Vec<RankRow>,
    /// Gaps, one per unit and node.
    pub gaps: Vec<Gap>,
    /// What scores of the root were made without, by unit.
    pub without: Vec<Without>,
    /// Goalposts or population statistics in use, one per leaf and edition where they vary.
    pub posts: Vec<Posts>,
    /// Warnings and notes of check and run.
    pub findings: Vec<Finding>,
    /// The mark the output must carry.
    pub mark: Mark,
    /// Draws made (0: none).
    pub draws: u32,
}

/// A place of the results: a territory, a region, a named group, or `*`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Its code.
    pub code: String,
    /// Its names.
    pub names: Names,
    /// Its kind; `*` and named groups are regions.
    pub kind: TerritoryKind,
    /// Territory it is a part of.
    pub parent: Option<String>,
}

/// A line of the score matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitKey {
    /// Index into `places`.
    pub place: PlaceIx,
    /// Index into `areas`.
    pub area: AreaIx,
    /// Index into the assessment's editions.
    pub edition: EditionIx,
    /// Whether it is a roll-up.
    pub rollup: bool,
}

/// Which of the method's roll-ups a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RollUpKind {
    /// A territory, over its crime areas.
    Territory,
    /// A crime area, over the territories.
    CrimeArea,
    /// The region or a named group, over its territories.
    Region,
}

impl RollUpKind {
    /// Its table in the method.
    #[must_use]
    pub fn spec(self, m: &Method) -> Option<&Rollup> {
        match self {
            RollUpKind::Territory => m.rollup_territory.as_ref(),
            RollUpKind::CrimeArea => m.rollup_crime_area.as_ref(),
            RollUpKind::Region => m.rollup_region.as_ref(),
        }
    }
}

/// A roll-up and what it is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RollUp {
    /// Index of its unit.
    pub unit: UnitIx,
    /// Which roll-up it is.
    pub kind: RollUpKind,
    /// Indices of the units it is made of, in their order: publishers' aggregates are none of them,
    /// nor is a part of a territory that is itself a member.
    pub members: Vec<UnitIx>,
}

/// What a node came out as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It has a score.
    Assessed,
    /// Coverage, a required child or confidence is wanting.
    #[default]
    Gap,
    /// The question does not arise.
    NotApplicable,
}

impl Verdict {
    /// The word in tables.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Assessed => "assessed",
            Verdict::Gap => "gap",
            Verdict::NotApplicable => "not_applicable",
        }
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
    /// Score minus the previous listed edition's; roots only.
    pub change: Option<f64>,
    /// What the draws say of it.
    pub interval: Option<Box<Interval>>,
}

/// What the draws say of a score.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Interval {
    /// 5 % quantile.
    pub low: f64,
    /// Median.
    pub median: f64,
    /// 95 % quantile.
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
    /// Range in [`Results::rows`] of the observations selected.
    pub rows: Span,
    /// Range in [`Results::rows`] of the denominator's observations.
    pub denominator_rows: Span,
}

/// What the treatment of outliers made of a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Treated {
    /// Lowered to the greatest value that was kept.
    High,
    /// Raised to the least value that was kept.
    Low,
    /// Transformed with its whole column.
    Transformed(TreatThen),
}

impl Treated {
    /// The word in tables.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Treated::High => "high",
            Treated::Low => "low",
            Treated::Transformed(t) => t.word(),
        }
    }
}

/// What is ranked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ranking {
    /// Territories, by their roll-up over crime areas.
    Territories,
    /// Crime areas, by their roll-up over territories.
    CrimeAreas,
    /// Units.
    Units,
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
    /// Index into [`Results::units`].
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
    /// Tie group, from 1 at the top.
    pub tie_group: u32,
    /// P(rank <= k) for the method's `top` list.
    pub top: Vec<f64>,
    /// P(rank = r) from the first rank on: a row of the rank-acceptability table. Empty where more
    /// than [`RankDraws::MOST_LISTED`] are ranked.
    pub acceptability: Vec<f64>,
    /// Share of draws in which it ranks above the next of the point ranking (ties count half).
    pub wins_next: Option<f64>,
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

/// Why a node is a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GapReason {
    /// The method has no indicator for this area under the node.
    NoIndicator,
    /// Nothing available.
    NoEvidence,
    /// Coverage under the floor.
    Coverage,
    /// A required child is a gap.
    Required,
    /// Confidence under the floor.
    Confidence,
    /// Left out by screening.
    Screened,
}

impl GapReason {
    /// The word in tables.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            GapReason::NoIndicator => "no_indicator",
            GapReason::NoEvidence => "no_evidence",
            GapReason::Coverage => "coverage",
            GapReason::Required => "required",
            GapReason::Confidence => "confidence",
            GapReason::Screened => "screened",
        }
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

list!(Place, PlaceIx);
list!(UnitKey, UnitIx);

impl Results {
    /// Number of nodes of the method.
    #[must_use]
    pub fn node_count(&self) -> usize {
        self.assessment.method.nodes.len()
    }

    /// The indices of the units.
    pub fn unit_indices(
        &self,
    ) -> impl ExactSizeIterator<Item = UnitIx> + DoubleEndedIterator + Clone + use<> {
        UnitIx::all(self.units.len())
    }

    /// One node of one unit.
    #[must_use]
    pub fn node(&self, unit: UnitIx, node: NodeIx) -> Option<&NodeResult> {
        let n = self.node_count();
        let row = self.nodes.get(unit.get() * n..(unit.get() + 1) * n)?;
        row.get(node.get())
    }

    /// The same, to be changed.
    pub fn node_mut(&mut self, unit: UnitIx, node: NodeIx) -> Option<&mut NodeResult> {
        let n = self.node_count();
        let row = self.nodes.get_mut(unit.get() * n..(unit.get() + 1) * n)?;
        row.get_mut(node.get())
    }

    /// The leaves of a unit.
    #[must_use]
    pub fn leaves_of(&self, unit: UnitIx) -> &[LeafResult] {
        self.leaf_ranges.get(unit.get()).map_or(&[], |span| span.of(&self.leaves))
    }

    /// What the root of a unit or roll-up was assessed without, in the order of the method; empty
    /// where it has no score.
    #[must_use]
    pub fn without(&self, unit: UnitIx) -> &[Without] {
        let from = self.without.partition_point(|w| w.unit < unit);
        let rest = self.without.get(from..).unwrap_or_default();
        rest.get(..rest.partition_point(|w| w.unit == unit)).unwrap_or_default()
    }

    /// What a unit is rolled up from; none where it is no roll-up.
    #[must_use]
    pub fn rollup(&self, unit: UnitIx) -> Option<&RollUp> {
        let at = self.rollups.binary_search_by_key(&unit, |r| r.unit).ok()?;
        self.rollups.get(at)
    }

    /// The code by which a roll-up weighs a member: that of its crime area, or of its territory.
    #[must_use]
    pub fn member_code(&self, kind: RollUpKind, member: UnitIx) -> &str {
        match kind {
            RollUpKind::Territory => self.area_code(member),
            RollUpKind::CrimeArea | RollUpKind::Region => self.place_code(member),
        }
    }

    /// The unit with these codes (`*` for roll-ups), if it exists.
    #[must_use]
    pub fn find_unit(&self, place: &str, area: &str, edition: Period) -> Option<UnitIx> {
        let place = self.places.binary_search_by(|p| p.code.as_str().cmp(place)).ok()?;
        let area = self.areas.binary_search_by(|a| a.code.as_str().cmp(area)).ok()?;
        self.unit_at(PlaceIx::new(place)?, AreaIx::new(area)?, self.find_edition(edition)?)
    }

    /// The unit of a place, an area and an edition, if it exists.
    #[must_use]
    pub fn unit_at(&self, place: PlaceIx, area: AreaIx, edition: EditionIx) -> Option<UnitIx> {
        let key = (place, area, edition);
        let at = self.units.binary_search_by_key(&key, |u| (u.place, u.area, u.edition)).ok()?;
        UnitIx::new(at)
    }

    /// The index of an edition, if it is assessed.
    #[must_use]
    pub fn find_edition(&self, edition: Period) -> Option<EditionIx> {
        self.assessment.editions.iter().position(|e| *e == edition).and_then(EditionIx::new)
    }

    /// The place of a unit.
    #[must_use]
    pub fn place_of(&self, unit: UnitIx) -> Option<&Place> {
        self.places.get(self.units.get(unit.get())?.place.get())
    }

    /// The crime area of a unit.
    #[must_use]
    pub fn area_of(&self, unit: UnitIx) -> Option<&CrimeArea> {
        self.areas.get(self.units.get(unit.get())?.area.get())
    }

    /// Code of a unit's place.
    #[must_use]
    pub fn place_code(&self, unit: UnitIx) -> &str {
        self.place_of(unit).map_or("", |p| p.code.as_str())
    }

    /// Code of a unit's crime area.
    #[must_use]
    pub fn area_code(&self, unit: UnitIx) -> &str {
        self.area_of(unit).map_or("", |a| a.code.as_str())
    }

    /// Edition of a unit.
    #[must_use]
    pub fn edition_of(&self, unit: UnitIx) -> Option<Period> {
        let edition = self.units.get(unit.get())?.edition;
        self.assessment.editions.get(edition.get()).copied()
    }

    /// Index of the edition assessed: the last.
    #[must_use]
    pub fn last_edition(&self) -> EditionIx {
        EditionIx::all(self.assessment.editions.len()).next_back().unwrap_or(EditionIx::FIRST)
    }

    /// The lines of one ranking of one edition and node, best first, what is not ranked last.
    pub fn ranking(
        &self,
        ranking: Ranking,
        edition: EditionIx,
        node: NodeIx,
    ) -> impl Iterator<Item = &RankRow> {
        self.rankings
            .iter()
            .filter(move |r| r.ranking == ranking && r.edition == edition && r.node == node)
    }

    /// Observation indices in a stretch of `rows`.
    #[must_use]
    pub fn observations(&self, rows: Span) -> &[u32] {
        rows.of(&self.rows)
    }
}
