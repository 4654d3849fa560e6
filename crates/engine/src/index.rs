//! Finds the observations of a territory and a series without reading the others.

use std::collections::HashMap;

use ideal_model::{Evidence, Observation, Value};

/// Observations in the order (territory, series, area, period newest first), with the range of each pair.
pub(crate) struct Index<'a> {
    evidence: &'a Evidence,
    order: Vec<u32>,
    // Looked up by key only, never iterated: hash order cannot reach a result.
    ranges: HashMap<(u32, u32), (u32, u32)>,
}

impl<'a> Index<'a> {
    /// Sorts the observations. Missing values are listed elsewhere and never selected, so they are left out here.
    pub(crate) fn new(evidence: &'a Evidence) -> Self {
        let obs = &evidence.observations;
        let mut order: Vec<u32> =
            (0..u32::try_from(obs.len()).unwrap_or(u32::MAX)).filter(|&i| obs[i as usize].value != Value::Missing).collect();
        let key = |i: u32| {
            let o = &obs[i as usize];
            (o.territory, o.indicator, o.crime_area, std::cmp::Reverse(o.period))
        };
        order.sort_by_key(|&i| key(i));
        let mut ranges = HashMap::new();
        let mut start = 0;
        while start < order.len() {
            let o = &obs[order[start] as usize];
            let pair = (o.territory, o.indicator);
            let mut end = start + 1;
            while end < order.len() && (obs[order[end] as usize].territory, obs[order[end] as usize].indicator) == pair {
                end += 1;
            }
            ranges.insert(pair, (u32::try_from(start).unwrap_or(0), u32::try_from(end).unwrap_or(0)));
            start = end;
        }
        Index { evidence, order, ranges }
    }

    /// The observation at an index of the evidence.
    pub(crate) fn observation(&self, i: u32) -> &'a Observation {
        &self.evidence.observations[i as usize]
    }

    /// The code of an area of the evidence.
    pub(crate) fn area_code(&self, area: u32) -> &'a str {
        self.evidence.crime_areas.code(area)
    }

    /// The observations of a territory, a series and an area (`None`: rows for every area), newest period first.
    pub(crate) fn rows(&self, territory: u32, series: u32, area: Option<u32>) -> &[u32] {
        let Some(&(a, b)) = self.ranges.get(&(territory, series)) else { return &[] };
        let all = &self.order[a as usize..b as usize];
        let area_of = |&i: &u32| self.observation(i).crime_area;
        let from = all.partition_point(|i| area_of(i) < area);
        let to = all.partition_point(|i| area_of(i) <= area);
        &all[from..to]
    }
}
