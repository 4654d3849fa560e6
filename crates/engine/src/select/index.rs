//! Finds the observations of a territory, a series and an area without reading the others.

use ideal_model::{Evidence, Observation, Value};

/// Observations in the order (territory, series, area, period newest first), with a directory by
/// territory.
pub(crate) struct Index<'a> {
    evidence: &'a Evidence,
    order: Vec<u32>,
    entries: Vec<Entry>,
    /// First entry of each territory, and one past the last.
    starts: Vec<u32>,
}

/// The rows of one territory, series and area.
struct Entry {
    key: (u32, Option<u32>),
    from: u32,
    to: u32,
}

impl<'a> Index<'a> {
    /// Sorts the observations. Missing values are listed elsewhere and never selected, so they are
    /// left out here.
    pub(crate) fn new(evidence: &'a Evidence) -> Self {
        let obs = &evidence.observations;
        let number = |i: usize| u32::try_from(i).unwrap_or(u32::MAX);
        let mut order: Vec<u32> =
            (0..number(obs.len())).filter(|&i| obs[i as usize].value != Value::Missing).collect();
        let place = |i: u32| {
            let o = &obs[i as usize];
            (o.territory, o.indicator, o.crime_area)
        };
        order.sort_by_cached_key(|&i| (place(i), std::cmp::Reverse(obs[i as usize].period)));
        let mut entries: Vec<Entry> = Vec::new();
        let mut starts = vec![0; evidence.territories.len() + 1];
        let mut at = 0;
        while at < order.len() {
            let key = place(order[at]);
            let end = at + order[at..].iter().take_while(|&&i| place(i) == key).count();
            entries.push(Entry { key: (key.1, key.2), from: number(at), to: number(end) });
            if let Some(next) = starts.get_mut(key.0 as usize + 1) {
                *next = number(entries.len());
            }
            at = end;
        }
        // A territory without rows starts where the one before it ends.
        for t in 1..starts.len() {
            starts[t] = starts[t].max(starts[t - 1]);
        }
        Index { evidence, order, entries, starts }
    }

    /// The observation at an index of the evidence.
    pub(crate) fn observation(&self, i: u32) -> &'a Observation {
        &self.evidence.observations[i as usize]
    }

    /// The observations of a territory, a series and an area (`None`: rows for every area), newest
    /// period first.
    pub(crate) fn rows(&self, territory: u32, series: u32, area: Option<u32>) -> &[u32] {
        let t = territory as usize;
        let (Some(&a), Some(&b)) = (self.starts.get(t), self.starts.get(t + 1)) else { return &[] };
        let mine = &self.entries[a as usize..b as usize];
        match mine.binary_search_by_key(&(series, area), |e| e.key) {
            Ok(i) => &self.order[mine[i].from as usize..mine[i].to as usize],
            Err(_) => &[],
        }
    }
}
