//! What is asked of the evidence on behalf of a leaf: the method, resolved to the indices of the
//! evidence.

use ideal_model::method::Method;
use ideal_model::{AssessmentInput, GroupSeries, IndicatorIx, ObsStatus, Period};

use crate::select::index::Index;
use crate::select::lineage::Lineage;
use crate::select::ranges::Ranges;
use crate::select::rows::Query;
use crate::select::selection::severity;

/// What selection needs to know of the method, resolved to the indices of the evidence.
pub(crate) struct Lookup<'a> {
    pub(crate) method: &'a Method,
    pub(crate) index: &'a Index<'a>,
    ranges: Ranges,
    /// Per indicator: the series it reads, if any row has it.
    series: Vec<Option<u32>>,
    /// Per indicator: whether its rows are derived from the sheets of groups.
    derived: Vec<bool>,
    /// Per indicator: preferred sources.
    source_order: Vec<Vec<u32>>,
    /// Per indicator: the area named after `@`, if any row has it; `Some(None)` where no row has
    /// it.
    fixed_area: Vec<Option<Option<u32>>>,
    /// What the sources are built from.
    lineage: Lineage,
    /// The edition that ends last: imputation along time looks no further.
    pub(crate) horizon: Option<Period>,
}

impl<'a> Lookup<'a> {
    /// Resolves the method of an assessment.
    pub(crate) fn new(a: &'a AssessmentInput, index: &'a Index<'a>) -> Self {
        let e = &a.evidence;
        let m = &*a.method;
        Lookup {
            method: m,
            index,
            ranges: Ranges::new(&m.raters),
            series: m.indicators.iter().map(|i| e.indicators.find(&i.series)).collect(),
            derived: m
                .indicators
                .iter()
                .map(|i| GroupSeries::from_word(&i.series).is_some())
                .collect(),
            source_order: m
                .indicators
                .iter()
                .map(|i| i.sources.iter().filter_map(|s| e.sources.find(s)).collect())
                .collect(),
            fixed_area: m
                .indicators
                .iter()
                .map(|i| i.area.as_ref().map(|a| e.crime_areas.find(a)))
                .collect(),
            lineage: Lineage::new(a),
            horizon: a.editions.iter().copied().max(),
        }
    }

    /// The evidence's index of the series an indicator reads.
    pub(crate) fn series_of(&self, indicator: IndicatorIx) -> Option<u32> {
        self.series[indicator.get()]
    }

    /// What to ask of the index for an indicator of a territory, on behalf of an edition.
    pub(crate) fn query<'q>(
        &'q self,
        indicator: IndicatorIx,
        territory: u32,
        series: u32,
        areas: &'q [Option<u32>],
        edition: Period,
    ) -> Query<'q> {
        Query {
            index: self.index,
            confidence: &self.method.confidence,
            ranges: &self.ranges,
            indicator: &self.method.indicators[indicator],
            edition,
            source_order: &self.source_order[indicator.get()],
            territory,
            series,
            areas,
            derived: self.derived[indicator.get()],
        }
    }

    /// The areas to try for an indicator: the one it names, else the unit's own and then rows for
    /// every area.
    pub(crate) fn areas(
        &self,
        indicator: IndicatorIx,
        own: Option<u32>,
    ) -> ([Option<u32>; 2], usize) {
        match self.fixed_area[indicator.get()] {
            Some(Some(area)) => ([Some(area), None], 1),
            // It names an area that no row has: nothing can be selected.
            Some(None) => ([None, None], 0),
            None => match own {
                Some(area) => ([Some(area), None], 2),
                None => ([None, None], 1),
            },
        }
    }

    /// How many of the sources share no ancestor with another.
    pub(crate) fn independent(&self, sources: &[u32]) -> usize {
        if sources.len() < 2 {
            return 1;
        }
        self.lineage.independent(sources)
    }

    /// Asks for the denominators of what a query asks for: where that names an area, rows for every
    /// area count too.
    pub(crate) fn denominators<T>(
        &self,
        query: &Query<'_>,
        indicator: IndicatorIx,
        ask: impl FnOnce(&Query<'_>) -> T,
    ) -> Option<T> {
        let series = self.series[indicator.get()]?;
        let fallback = [query.areas.first().copied().flatten(), None];
        let tried = if query.areas.contains(&None) { query.areas } else { &fallback };
        Some(ask(&self.query(indicator, query.territory, series, tried, query.edition)))
    }

    /// Whether the series has a row marked as a break after `from` and no later than `to`.
    pub(crate) fn broken(
        &self,
        indicator: IndicatorIx,
        territory: Option<u32>,
        area: Option<u32>,
        from: Period,
        to: Period,
    ) -> bool {
        let (areas, n) = self.areas(indicator, area);
        let (Some(territory), Some(series)) = (territory, self.series[indicator.get()]) else {
            return false;
        };
        areas[..n].iter().any(|&a| {
            self.index.rows(territory, series, a).iter().any(|&i| {
                let o = self.index.observation(i);
                severity(o.obs_status) == severity(ObsStatus::Break)
                    && from.end_month() < o.period.end_month()
                    && o.period.ends_no_later_than(to)
            })
        })
    }
}

/// Per indicator: whether any row of its series is of a single crime area.
pub(crate) fn with_area_rows(a: &AssessmentInput) -> Vec<bool> {
    let mut series = vec![false; a.evidence.indicators.len()];
    for o in a.evidence.observations.iter().filter(|o| o.crime_area.is_some()) {
        if let Some(by_area) = series.get_mut(o.indicator as usize) {
            *by_area = true;
        }
    }
    let of = |code: &str| a.evidence.indicators.find(code).and_then(|s| series.get(s as usize));
    a.method.indicators.iter().map(|i| of(&i.series).copied().unwrap_or(false)).collect()
}
