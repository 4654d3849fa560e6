//! How far scores move from year to year, and how much less an older row says for it.
//!
//! The score of a row that is `a` years old errs by the root of `a` times the variance of a year on
//! top of its own error, as a random walk does. That variance is the mean square of the differences
//! between readings of a series that follow one another, each over the years between them (the
//! maximum-likelihood estimate for a random walk), pooled over territories and crime areas, and
//! shrunk towards that of all indicators of its kind.

use std::collections::BTreeMap;

use ideal_model::method::{Kind, Method};
use ideal_model::{DriftRate, IndicatorIx, Period, TerritoryIx};

use crate::frame::Frame;
use crate::ids::LeafAt;
use crate::scale::ruler::Ruler;
use crate::scale::scaled::Scaled;
use crate::select::history::Reading;
use crate::select::lookup::Lookup;
use crate::select::territory::TerritoryLeaves;

/// Pairs of readings that the rate of an indicator's kind counts as beside its own.
const PAIRS_OF_KIND: f64 = 10.0;

/// Squares of differences in score, each over the years between.
#[derive(Clone, Copy, Default)]
struct Moves {
    pairs: u32,
    sum: f64,
}

impl Moves {
    fn add(&mut self, difference: f64, years: f64) {
        if years > 0.0 && difference.is_finite() {
            self.pairs += 1;
            self.sum += difference * difference / years;
        }
    }

    fn join(&mut self, other: Moves) {
        self.pairs += other.pairs;
        self.sum += other.sum;
    }

    fn mean(self) -> Option<f64> {
        (self.pairs > 0).then(|| self.sum / f64::from(self.pairs))
    }
}

/// The variance of a year of every leaf that has one; none where no series has two readings, and
/// the method states nothing.
pub(crate) fn rates(
    frame: &Frame,
    raw: &[TerritoryLeaves],
    scaled: &Scaled,
    lookup: &Lookup<'_>,
) -> Vec<DriftRate> {
    let m = &*frame.assessment.method;
    let leaves = || m.indicator_indices().filter(|&i| m.indicators[i].parent.is_some());
    let moves: Vec<(IndicatorIx, Moves)> = leaves()
        .map(|i| {
            let moved = match Ruler::new(m, &m.indicators[i]) {
                Some(ruler) => along_series(frame, lookup, i, &ruler),
                None => between_editions(frame, raw, scaled, i),
            };
            (i, moved)
        })
        .collect();
    let mut kinds: BTreeMap<Kind, Moves> = BTreeMap::new();
    let mut all = Moves::default();
    for (i, moved) in &moves {
        kinds.entry(m.indicators[*i].kind).or_default().join(*moved);
        all.join(*moved);
    }
    let of_kind = |i: IndicatorIx| {
        kinds.get(&m.indicators[i].kind).and_then(|k| k.mean()).or_else(|| all.mean())
    };
    let rate = |(i, moved): (IndicatorIx, Moves)| {
        let point = m.width() / 100.0;
        let stated = m.indicators[i].drift.or(m.uncertainty.drift).map(|d| d * point);
        let pooled = of_kind(i).map(|kind| {
            (moved.sum + PAIRS_OF_KIND * kind) / (f64::from(moved.pairs) + PAIRS_OF_KIND)
        });
        Some(DriftRate {
            indicator: i,
            pairs: moved.pairs,
            own: moved.mean(),
            variance: stated.map(|d| d * d).or(pooled)?,
            stated: stated.is_some(),
        })
    };
    moves.into_iter().filter_map(rate).collect()
}

/// The moves of an indicator along the series of all territories, in score.
fn along_series(frame: &Frame, lookup: &Lookup<'_>, i: IndicatorIx, ruler: &Ruler) -> Moves {
    let a = &*frame.assessment;
    let mut moves = Moves::default();
    let (Some(series), Some(edition)) = (lookup.series_of(i), lookup.horizon) else {
        return moves;
    };
    let mut areas: Vec<Option<u32>> = Vec::new();
    for plan in 0..frame.plans.len() {
        let (tried, n) = lookup.areas(i, frame.area_of(plan));
        areas.extend(&tried[..n]);
    }
    areas.sort_unstable();
    areas.dedup();
    let territories = TerritoryIx::all(a.territories.len()).zip(&a.territories);
    for (_, t) in territories.filter(|(t, _)| frame.in_population(*t)) {
        let Some(territory) = a.evidence.territories.find(&t.code) else { continue };
        for area in &areas {
            let area = [*area];
            let query = lookup.query(i, territory, series, &area, edition);
            let readings = lookup.readings(&query, i, edition);
            let score = |r: &Reading| ruler.score(r.value);
            for pair in readings.windows(2) {
                let [later, earlier] = pair else { continue };
                if let (Some(b), Some(a), false) = (score(later), score(earlier), later.is_break) {
                    moves.add(b - a, earlier.years_to(later.period));
                }
            }
        }
    }
    moves
}

/// The moves of an indicator whose scores depend on a population: from edition to edition, where
/// another row is read.
fn between_editions(
    frame: &Frame,
    raw: &[TerritoryLeaves],
    scaled: &Scaled,
    i: IndicatorIx,
) -> Moves {
    let mut moves = Moves::default();
    let territories = TerritoryIx::all(raw.len()).zip(raw);
    for (t, territory) in territories.filter(|(t, _)| frame.in_population(*t)) {
        let mut before: Option<(usize, Period, f64)> = None;
        for unit in frame.units() {
            let Ok(slot) = unit.plan.leaves.binary_search(&i) else { continue };
            let l = unit.leaves.start + slot;
            let (leaf, n) = (&territory.leaves[l], scaled.leaf(t, l));
            let Some((period, score)) = leaf.period.zip(n.score.filter(|_| !n.imputed)) else {
                continue;
            };
            if let Some((area, earlier, was)) = before
                && area == unit.area
                && !leaf.broken
            {
                moves.add(score - was, earlier.age_at(period));
            }
            before = Some((unit.area, period, score));
        }
    }
    moves
}

/// Widens the errors of older rows. A row that several editions read has one error, at its age in
/// the last of them: nothing has moved where nothing new is known.
pub(crate) fn widen(
    frame: &Frame,
    raw: &[TerritoryLeaves],
    scaled: &mut Scaled,
    rates: Vec<DriftRate>,
) {
    let m: &Method = &frame.assessment.method;
    let mut variance = vec![0.0; m.indicators.len()];
    for rate in &rates {
        variance[rate.indicator.get()] = rate.variance;
    }
    for (t, territory) in TerritoryIx::all(raw.len()).zip(raw) {
        let mut oldest: BTreeMap<(IndicatorIx, &[u32]), f64> = BTreeMap::new();
        let mut ages: Vec<(usize, f64)> = Vec::new();
        let used = |l: usize| {
            let leaf = &territory.leaves[l];
            let n = scaled.leaf(t, l);
            let known = n.score.is_some() && !n.imputed && variance[leaf.indicator.get()] > 0.0;
            leaf.period.filter(|_| known)
        };
        for unit in frame.units() {
            let edition = frame.assessment.editions[unit.edition];
            for l in unit.leaves {
                if let Some(period) = used(l) {
                    let leaf = &territory.leaves[l];
                    let key = (leaf.indicator, leaf.rows.of(&territory.rows));
                    let age = period.age_at(edition).max(0.0);
                    let most = oldest.entry(key).or_insert(0.0);
                    *most = most.max(age);
                    ages.push((l, age));
                }
            }
        }
        for (l, _) in ages {
            let leaf = &territory.leaves[l];
            let key = (leaf.indicator, leaf.rows.of(&territory.rows));
            let age = oldest.get(&key).copied().unwrap_or(0.0);
            let at = LeafAt { territory: t, leaf: l };
            scaled.widen(at, (age * variance[leaf.indicator.get()]).sqrt());
        }
    }
    scaled.drift = rates;
}
