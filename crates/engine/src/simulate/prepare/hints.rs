//! What the series of a missing leaf said in another year.

use std::collections::BTreeMap;

use ideal_model::{IndicatorIx, Period, TerritoryIx};

use crate::scale::error::sd_of_grade;
use crate::simulate::prepare::relation::Hint;
use crate::simulate::prepare::shared::Shared;

/// Hints for the missing leaves of a territory, by position: the nearest reading of the series, with
/// the error of its grade and that of the years between. Editions that lack a leaf and are nearest
/// to one reading take it at its age in the last of them, so that nothing moves between them.
pub(crate) fn hints(shared: &Shared<'_>, territory: TerritoryIx) -> BTreeMap<usize, Hint> {
    let s = &shared.sources;
    let a = &*s.frame.assessment;
    let m = &*a.method;
    let rate = |i: IndicatorIx| {
        let rates = &s.scaled.drift;
        rates.binary_search_by_key(&i, |r| r.indicator).ok().map(|at| rates[at].variance)
    };
    let leaves = &s.raw[territory.get()].leaves;
    let mut years: BTreeMap<(IndicatorIx, usize, Period), f64> = BTreeMap::new();
    let mut found = Vec::new();
    for unit in s.frame.units() {
        let edition = a.editions[unit.edition];
        for l in unit.leaves {
            let leaf = &leaves[l];
            let Some(reading) = &leaf.nearest else { continue };
            let score = shared.rulers[leaf.indicator.get()].and_then(|r| r.score(reading.value));
            let (Some(score), Some(variance)) = (score, rate(leaf.indicator)) else { continue };
            let key = (leaf.indicator, unit.area, reading.period);
            let most = years.entry(key).or_insert(0.0);
            *most = most.max(reading.years_to(edition).abs());
            let grade = sd_of_grade(m, leaf.indicator, reading.grade) * m.width() / 100.0;
            found.push((l, key, score, grade, variance));
        }
    }
    let hint = |(l, key, score, grade, variance): (usize, _, f64, f64, f64)| {
        let years = years.get(&key).copied().unwrap_or(0.0);
        (l, Hint { score, sd: libm::hypot(grade, (variance * years).sqrt()) })
    };
    found.into_iter().map(hint).collect()
}
