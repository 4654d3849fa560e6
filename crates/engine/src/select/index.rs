//! Finds the observations of a territory, a series and an area without reading the others.

use ideal_model::{Evidence, Observation, Span, Value};

/// Observations in the order (territory, series, area, period newest first), with a directory by
/// territory.
pub(crate) struct Index<'a> {
    evidence: &'a Evidence,
    order: Vec<u32>,
    entries: Vec<Entry>,
    /// First entry of each territory, and one past the last.
    starts: Vec<usize>,
}

/// The rows of one territory, series and area.
struct Entry {
    key: (u32, Option<u32>),
    rows: Span,
}

impl<'a> Index<'a> {
    /// Sorts the observations. Missing values are listed elsewhere and never selected, so they are
    /// left out here.
    pub(crate) fn new(evidence: &'a Evidence) -> Self {
        let obs = &evidence.observations;
        let given = (0..).zip(obs).filter(|(_, o)| o.value != Value::Missing);
        let mut order: Vec<u32> = given.map(|(i, _)| i).collect();
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
            entries.push(Entry { key: (key.1, key.2), rows: Span { from: at, to: end } });
            if let Some(next) = starts.get_mut(key.0 as usize + 1) {
                *next = entries.len();
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

    /// The rater at an index of the evidence.
    pub(crate) fn rater(&self, i: u32) -> &'a str {
        self.evidence.raters.code(i)
    }

    /// The observations of a territory, a series and an area (`None`: rows for every area), newest
    /// period first.
    pub(crate) fn rows(&self, territory: u32, series: u32, area: Option<u32>) -> &[u32] {
        let t = territory as usize;
        let (Some(&a), Some(&b)) = (self.starts.get(t), self.starts.get(t + 1)) else { return &[] };
        let mine = &self.entries[a..b];
        match mine.binary_search_by_key(&(series, area), |e| e.key) {
            Ok(i) => mine[i].rows.of(&self.order),
            Err(_) => &[],
        }
    }
}
