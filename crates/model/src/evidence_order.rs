//! Sorts the evidence, so that no result depends on the order of files or rows.

use crate::evidence::{Codes, Evidence};
use crate::observation::Observation;

/// Codes sorted, and for each old index its new one.
fn sorted(codes: &Codes) -> (Codes, Vec<u32>) {
    let mut order: Vec<(u32, &str)> = (0u32..).zip(codes.iter()).collect();
    order.sort_by(|a, b| a.1.cmp(b.1));
    let mut out = Codes::default();
    let mut new = vec![0; order.len()];
    for (old, code) in order {
        if let Some(place) = new.get_mut(old as usize) {
            *place = out.intern(code);
        }
    }
    (out, new)
}

impl Evidence {
    /// The same evidence with every table of codes in alphabetical order and the observations in the
    /// order of their keys.
    #[must_use]
    pub fn in_order(self) -> Self {
        let mut e = self;
        let territories = sorted(&e.territories);
        let crime_areas = sorted(&e.crime_areas);
        let indicators = sorted(&e.indicators);
        let sources = sorted(&e.sources);
        let raters = sorted(&e.raters);
        let files = sorted(&e.files);
        let sheets = sorted(&e.sheets);
        let at = |new: &[u32], i: u32| new.get(i as usize).copied().unwrap_or(i);
        for o in &mut e.observations {
            o.territory = at(&territories.1, o.territory);
            o.crime_area = o.crime_area.map(|i| at(&crime_areas.1, i));
            o.indicator = at(&indicators.1, o.indicator);
            o.source = o.source.map(|i| at(&sources.1, i));
            o.rater = o.rater.map(|i| at(&raters.1, i));
            o.origin.file = at(&files.1, o.origin.file);
            o.origin.sheet = o.origin.sheet.map(|i| at(&sheets.1, i));
        }
        if !e.observations.is_sorted_by_key(Observation::key) {
            // Keys are small beside rows, and compared more often than a row is moved.
            e.observations.sort_by_cached_key(Observation::key);
        }
        Evidence {
            observations: e.observations,
            territories: territories.0,
            crime_areas: crime_areas.0,
            indicators: indicators.0,
            sources: sources.0,
            raters: raters.0,
            files: files.0,
            sheets: sheets.0,
        }
    }
}
