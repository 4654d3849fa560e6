//! The leaves of a territory, area by area and edition by edition.

use std::collections::BTreeMap;

use ideal_model::method::{Impute, UnitKind};
use ideal_model::{EditionIx, Evidence, IndicatorIx, Origin, Period, Span, Status};

use crate::frame::Frame;
use crate::ids::Column;
use crate::select::leaf::RawLeaf;
use crate::select::lookup::Lookup;
use crate::select::selection::Selection;

/// The leaves of one territory: its units area by area and edition by edition, and the rows they
/// refer to.
#[derive(Clone)]
pub(crate) struct TerritoryLeaves {
    /// One entry per leaf, in the order of units and of each unit's plan.
    pub leaves: Vec<RawLeaf>,
    /// Observation indices that the leaves' ranges point into.
    pub rows: Vec<u32>,
}

impl TerritoryLeaves {
    /// The first row a leaf was read from.
    pub(crate) fn origin(&self, leaf: &RawLeaf, evidence: &Evidence) -> Option<Origin> {
        let row = *leaf.rows.of(&self.rows).first()?;
        evidence.observations.get(row as usize).map(|o| o.origin)
    }
}

/// All leaves of a territory. Rows that hold for every area are looked up once.
pub(crate) fn territory_leaves(frame: &Frame, lookup: &Lookup<'_>, code: &str) -> TerritoryLeaves {
    let a = &frame.assessment;
    let m = lookup.method;
    let territory = a.evidence.territories.find(code);
    let mut rows = Vec::new();
    let mut leaves: Vec<RawLeaf> = Vec::new();
    let no_area_rows: Vec<bool> =
        frame.plans.iter().enumerate().map(|(p, _)| frame.area_of(p).is_none()).collect();
    let mut shared: BTreeMap<Column, RawLeaf> = BTreeMap::new();
    for (p, plan) in frame.plans.iter().enumerate() {
        let area = frame.area_of(p);
        let mut before: Vec<Option<RawLeaf>> = vec![None; plan.leaves.len()];
        for (e, &edition) in EditionIx::all(a.editions.len()).zip(&a.editions) {
            for (slot, &i) in plan.leaves.iter().enumerate() {
                // A series with no row of its own for the area gives every area the same leaf.
                let own = area.is_some() && has_rows(lookup, i, territory, area);
                let mut leaf = if own || no_area_rows[p] && m.unit == UnitKind::Territory {
                    lookup.leaf(i, territory, area, edition, &mut rows)
                } else {
                    shared
                        .entry(Column { edition: e, indicator: i })
                        .or_insert_with(|| lookup.leaf(i, territory, None, edition, &mut rows))
                        .clone()
                };
                if let Some(prev) = &before[slot]
                    && let (Some(from), Some(to)) = (prev.period, leaf.period)
                {
                    leaf.broken = lookup.broken(i, territory, area, from, to);
                }
                before[slot] = Some(leaf.clone());
                leaves.push(leaf);
            }
        }
    }
    TerritoryLeaves { leaves, rows }
}

fn has_rows(
    lookup: &Lookup<'_>,
    indicator: IndicatorIx,
    territory: Option<u32>,
    area: Option<u32>,
) -> bool {
    match (territory, lookup.series_of(indicator)) {
        (Some(t), Some(s)) => !lookup.index.rows(t, s, area).is_empty(),
        _ => false,
    }
}

impl Lookup<'_> {
    /// The leaf of an indicator for a territory, an area and an edition; rows are added to `rows`.
    pub(crate) fn leaf(
        &self,
        indicator: IndicatorIx,
        territory: Option<u32>,
        area: Option<u32>,
        edition: Period,
        rows: &mut Vec<u32>,
    ) -> RawLeaf {
        let ind = &self.method.indicators[indicator];
        let mut leaf = RawLeaf::missing(indicator);
        if ind.outside(edition) {
            leaf.status = Status::NotApplicable;
            return leaf;
        }
        let (areas, n) = self.areas(indicator, area);
        let areas = &areas[..n];
        let (Some(territory), Some(series)) = (territory, self.series_of(indicator)) else {
            return leaf;
        };
        let query = self.query(indicator, territory, series, areas, edition);
        if let Some(pair) = self.newest_pair(&query, indicator, edition) {
            let s = pair.selection;
            leaf.status = s.status;
            leaf.period = Some(s.period);
            leaf.value = s.value;
            leaf.rater_deviation = s.rater_deviation;
            leaf.grade = s.worst;
            leaf.obs_status = s.obs_status;
            leaf.rows = Span::add(rows, s.rows.as_slice());
            leaf.trust = self.trust(&s, edition);
            leaf.passed_why = pair.passed_over.first().map(|(_, why)| *why);
            for (passed, _) in &pair.passed_over {
                leaf.passed_over.extend_from_slice(passed.rows.as_slice());
            }
            self.quantify(&query, indicator, &s, &pair.division, &mut leaf, rows);
        }
        if let Some(Impute::Time { fill, max_years }) = self.method.steps.impute
            && leaf.denominated.is_none()
            && leaf.status != Status::NotApplicable
        {
            self.fill(&query, indicator, edition, fill, max_years, &mut leaf, rows);
        }
        if leaf.denominated.is_none() && leaf.status != Status::NotApplicable {
            leaf.nearest = self.nearest(&query, indicator, edition);
        }
        leaf
    }

    fn trust(&self, s: &Selection, edition: Period) -> f64 {
        let c = &self.method.confidence;
        #[expect(clippy::cast_precision_loss, reason = "counts of sources")]
        let k = self.independent(s.sources.as_slice()) as f64;
        s.grade * libm::exp(-s.period.age_at(edition) / c.timeliness) * (1.0 - c.corroboration / k)
    }
}
