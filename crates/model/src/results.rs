//! What an assessment says: scores, gaps, ranks, and the rows each number came from.
//!
//! Rows are kept by index: a unit is a line of the score matrix, and `nodes` holds one
//! [`NodeResult`] per unit and node of the method, row after row. `places` and `areas` contain the
//! pseudo-entry `*` for roll-ups, so that the order of indices is the order of codes.

use std::sync::Arc;

use serde::Serialize;

use crate::assessment::AssessmentInput;
use crate::crime_area::CrimeArea;
use crate::finding::Finding;
use crate::handling::Mark;
use crate::ids::{AreaIx, EditionIx, IndicatorIx, NodeIx, PlaceIx, Span, UnitIx, list};
use crate::method::{Method, Rollup};
use crate::names::Names;
use crate::outcome::{Gap, LeafResult, NodeResult, Posts, RankRow, Ranking, WinningPair, Without};
use crate::period::Period;
use crate::rater::RaterPlace;
use crate::territory::TerritoryKind;

/// Everything an assessment produced.
#[derive(Clone, Debug)]
pub struct Results {
    /// What went in, with method, evidence and sources.
    pub assessment: Arc<AssessmentInput>,
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
    /// Every pair of the territories and of the crime areas that are ranked, in the order of
    /// `rankings`: what the draws say of one against the other. Empty without draws.
    pub winning: Vec<WinningPair>,
    /// Gaps, one per unit and node.
    pub gaps: Vec<Gap>,
    /// What scores of the root were made without, by unit.
    pub without: Vec<Without>,
    /// Goalposts or population statistics in use, one per leaf and edition where they vary.
    pub posts: Vec<Posts>,
    /// How far the scores of each leaf move in a year.
    pub drift: Vec<DriftRate>,
    /// How severe raters are, by source and rater; empty unless the method takes it out.
    pub severity: Vec<RaterSeverity>,
    /// Ranks before severity was taken out, in the order of `rankings`; empty likewise.
    pub unadjusted: Vec<Unadjusted>,
    /// Warnings and notes of check and run.
    pub findings: Vec<Finding>,
    /// The mark the output must carry.
    pub mark: Mark,
    /// Draws made (0: none).
    pub draws: u32,
}

/// How far the scores of an indicator move from year to year, which is how much less an older row
/// says: its score errs by the root of `variance` times its age on top.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct DriftRate {
    /// The indicator.
    pub indicator: IndicatorIx,
    /// Pairs of readings of one series, at most five years apart.
    pub pairs: u32,
    /// The variance of a year that they say, in points squared: by how much they differ beyond their
    /// own errors; none without pairs.
    pub own: Option<f64>,
    /// Variance of a year that is used, in points squared.
    pub variance: f64,
    /// Whether the method states it.
    pub stated: bool,
}

/// How severe a rater is: by how much the ratings of one lie above those that others give of the
/// same, in points of the scale.
#[derive(Clone, Debug, PartialEq)]
pub struct RaterSeverity {
    /// Id of the source of the ratings.
    pub source: String,
    /// The rater, as readers are told of one.
    pub rater: RaterPlace,
    /// Ratings that it is estimated from, of cells and of vignettes.
    pub ratings: u32,
    /// The estimate, shrunk towards 0, in points.
    pub severity: f64,
    /// Its standard error, in points.
    pub se: f64,
    /// The part that the rater belongs to, from 1: who rated something that another of the part
    /// rated. Severity is compared within a part alone.
    pub part: u32,
}

/// What stood in a ranking before severity was taken out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unadjusted {
    /// Position in [`Results::rankings`].
    pub at: usize,
    /// The score.
    pub score: Option<f64>,
    /// The rank.
    pub rank: Option<u32>,
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

    /// Whether a unit is of a publisher's aggregate, a named group or `*`: never ranked among
    /// territories, and in no population.
    #[must_use]
    pub fn is_region(&self, unit: UnitIx) -> bool {
        self.place_of(unit).is_none_or(|p| p.kind == TerritoryKind::Region)
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

    /// The same unit in the edition listed before; none of the first edition.
    #[must_use]
    pub fn edition_before(&self, unit: UnitIx) -> Option<UnitIx> {
        let before = unit.before()?;
        let (a, b) = (self.units.get(before.get())?, self.units.get(unit.get())?);
        let follows = b.edition.before() == Some(a.edition);
        (follows && (a.place, a.area) == (b.place, b.area)).then_some(before)
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
