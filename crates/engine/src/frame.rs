//! What stays the same during a run: the assessment, and the tree as it stands for each crime area.

use std::sync::Arc;

use ideal_model::method::UnitKind;
use ideal_model::{Assessment, TerritoryKind};

use crate::plan::Plan;

/// What stays the same during a run.
pub(crate) struct Frame {
    pub assessment: Arc<Assessment>,
    /// One plan per crime area, or one for the whole territory.
    pub plans: Vec<Plan>,
}

impl Frame {
    /// The frame of an assessment.
    pub(crate) fn new(assessment: &Arc<Assessment>) -> Self {
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

    /// The plan, edition and range of leaves of each unit of a territory.
    pub(crate) fn units(&self) -> impl Iterator<Item = (&Plan, usize, std::ops::Range<usize>)> {
        let mut at = 0;
        self.plans.iter().flat_map(move |p| (0..self.editions()).map(move |e| (p, e))).map(
            move |(p, e)| {
                let from = at;
                at += p.leaves.len();
                (p, e, from..at)
            },
        )
    }

    /// Whether a territory belongs to populations: a publisher's aggregate never does.
    pub(crate) fn in_population(&self, territory: usize) -> bool {
        self.assessment.territories.get(territory).is_some_and(|t| t.kind != TerritoryKind::Region)
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
