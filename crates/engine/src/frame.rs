//! What stays the same during a run: the assessment, and the tree as it stands for each crime area.

use std::ops::Range;
use std::sync::Arc;

use ideal_model::method::UnitKind;
use ideal_model::{AssessmentInput, EditionIx, TerritoryIx, TerritoryKind};

use crate::plan::Plan;

/// A unit of a territory.
pub(crate) struct Unit<'a> {
    /// Its position among the units of the territory.
    pub position: usize,
    /// The position of its crime area; 0 for the whole territory.
    pub area: usize,
    pub edition: EditionIx,
    /// The tree as its crime area sees it.
    pub plan: &'a Plan,
    /// Positions of its leaves among those of the territory.
    pub leaves: Range<usize>,
}

/// What stays the same during a run.
pub(crate) struct Frame {
    pub assessment: Arc<AssessmentInput>,
    /// One plan per crime area, or one for the whole territory.
    pub plans: Vec<Plan>,
}

impl Frame {
    /// The frame of an assessment.
    pub(crate) fn new(assessment: &Arc<AssessmentInput>) -> Self {
        let m = &assessment.method;
        let plans = match m.unit {
            UnitKind::Territory => vec![Plan::new(m, None)],
            UnitKind::TerritoryArea => {
                assessment.crime_areas.iter().map(|c| Plan::new(m, Some(&c.code))).collect()
            }
        };
        Frame { assessment: Arc::clone(assessment), plans }
    }

    /// Number of editions.
    pub(crate) fn editions(&self) -> usize {
        self.assessment.editions.len()
    }

    /// Number of units of one territory.
    pub(crate) fn units_per_territory(&self) -> usize {
        self.plans.len() * self.editions()
    }

    /// The code of the crime area of a unit; `*` for the whole territory.
    pub(crate) fn area_code(&self, unit: &Unit<'_>) -> &str {
        self.assessment.crime_areas.get(unit.area).map_or("*", |a| a.code.as_str())
    }

    /// The units of a territory, area by area and edition by edition.
    pub(crate) fn units(&self) -> impl Iterator<Item = Unit<'_>> {
        let mut first = 0;
        let areas = self.plans.iter().enumerate();
        let units = areas.flat_map(move |(area, plan)| {
            EditionIx::all(self.editions()).map(move |edition| (area, plan, edition))
        });
        units.enumerate().map(move |(position, (area, plan, edition))| {
            let from = first;
            first += plan.leaves.len();
            Unit { position, area, edition, plan, leaves: from..first }
        })
    }

    /// The position of a unit among those of its territory.
    pub(crate) fn position(&self, area: usize, edition: EditionIx) -> usize {
        area * self.editions() + edition.get()
    }

    /// Whether a territory belongs to populations: a publisher's aggregate never does.
    pub(crate) fn in_population(&self, territory: TerritoryIx) -> bool {
        self.assessment
            .territories
            .get(territory.get())
            .is_some_and(|t| t.kind != TerritoryKind::Region)
    }

    /// The evidence's index of the area of a plan; none for the whole territory and for areas no
    /// row names.
    pub(crate) fn area_of(&self, plan: usize) -> Option<u32> {
        let a = &self.assessment;
        match a.method.unit {
            UnitKind::Territory => None,
            UnitKind::TerritoryArea => {
                a.crime_areas.get(plan).and_then(|c| a.evidence.crime_areas.find(&c.code))
            }
        }
    }
}
