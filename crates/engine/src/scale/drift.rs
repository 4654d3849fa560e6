//! How far scores move from year to year, and how much less an older row says for it.
//!
//! The score of a row that is `a` years old errs by the root of `a` times the variance of a year on
//! top of its own error, as a random walk does. That variance is read from all pairs of readings of
//! a series that are at most [`SPAN`] years apart: by how much they differ beyond their own errors,
//! over the years between them (the variogram of a random walk observed with error; Cressie 1993,
//! *Statistics for Spatial Data*, section 2.4). It is pooled over territories and crime areas, and
//! shrunk towards that of all indicators of its kind.

use std::collections::BTreeMap;

use ideal_model::method::{Kind, Method};
use ideal_model::{DriftRate, IndicatorIx, Period, TerritoryIx};

use crate::frame::Frame;
use crate::ids::LeafAt;
use crate::scale::error::{sd_of_grade, spread};
use crate::scale::ruler::Ruler;
use crate::scale::scaled::Scaled;
use crate::select::leaf::Reading;
use crate::select::lookup::Lookup;
use crate::select::territory::TerritoryLeaves;

/// Most years between two readings that are compared: older rows are seldom used.
const SPAN: f64 = 5.0;

/// Pairs of readings that the rate of an indicator's kind counts as beside its own: as many as one
/// indicator has that twenty territories report for ten years.
const PAIRS_OF_KIND: f64 = 1000.0;

/// Sums over pairs of readings.
#[derive(Clone, Copy, Default)]
struct Moves {
    pairs: u32,
    /// Of the squares of the differences in score, less the variances of the errors of both.
    beyond: f64,
    /// Of the years between them.
    years: f64,
}

impl Moves {
    /// A pair of readings, if they lie near enough to one another.
    fn add(&mut self, later: &Scored, earlier: &Scored) {
        let years = earlier.period.age_at(later.period);
        if years > 0.0 && years <= SPAN + 1e-9 {
            let difference = later.score - earlier.score;
            self.pairs += 1;
            self.beyond += difference * difference - later.error - earlier.error;
            self.years += years;
        }
    }

    fn join(&mut self, other: &Moves) {
        self.pairs += other.pairs;
        self.beyond += other.beyond;
        self.years += other.years;
    }

    /// Variance of a year; none without pairs.
    fn rate(&self) -> Option<f64> {
        (self.pairs > 0).then(|| (self.beyond / self.years).max(0.0))
    }
}

/// A reading in score.
struct Scored {
    period: Period,
    score: f64,
    /// Variance of its own error.
    error: f64,
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
        kinds.entry(m.indicators[*i].kind).or_default().join(moved);
        all.join(moved);
    }
    let of_kind = |i: IndicatorIx| {
        kinds.get(&m.indicators[i].kind).and_then(Moves::rate).or_else(|| all.rate())
    };
    let rate = |(i, moved): (IndicatorIx, Moves)| {
        let point = m.width() / 100.0;
        let stated = m.indicators[i].drift.or(m.uncertainty.drift).map(|d| d * point);
        let pairs = f64::from(moved.pairs);
        let pooled = of_kind(i).map(|kind| {
            (pairs * moved.rate().unwrap_or(0.0) + PAIRS_OF_KIND * kind) / (pairs + PAIRS_OF_KIND)
        });
        Some(DriftRate {
            indicator: i,
            pairs: moved.pairs,
            own: moved.rate(),
            variance: stated.map(|d| d * d).or(pooled)?,
            stated: stated.is_some(),
        })
    };
    moves.into_iter().filter_map(rate).collect()
}

/// The moves of an indicator along the series of all territories, in score.
fn along_series(frame: &Frame, lookup: &Lookup<'_>, i: IndicatorIx, ruler: &Ruler) -> Moves {
    let a = &*frame.assessment;
    let m = &*a.method;
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
            for unbroken in readings.split_inclusive(|r| r.is_break) {
                let scored: Vec<Scored> =
                    unbroken.iter().filter_map(|r| scored(m, i, ruler, r)).collect();
                compare(&scored, &mut moves);
            }
        }
    }
    moves
}

/// A reading in score; none where the transform does not take it.
fn scored(m: &Method, i: IndicatorIx, ruler: &Ruler, r: &Reading) -> Option<Scored> {
    let score = ruler.score(r.value)?;
    let sd = match r.se {
        Some(se) => spread(|x| ruler.score(x), r.value, se),
        None => sd_of_grade(m, i, r.grade) * m.width() / 100.0,
    };
    Some(Scored { period: r.period, score, error: sd * sd })
}

/// Adds all pairs of readings, newest first, that lie near enough to one another.
fn compare(readings: &[Scored], moves: &mut Moves) {
    for (k, later) in readings.iter().enumerate() {
        readings[k + 1..].iter().for_each(|earlier| moves.add(later, earlier));
    }
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
        let mut before: Option<(usize, Scored)> = None;
        for unit in frame.units() {
            let Ok(slot) = unit.plan.leaves.binary_search(&i) else { continue };
            let l = unit.leaves.start + slot;
            let (leaf, n) = (&territory.leaves[l], scaled.leaf(t, l));
            let Some((period, score)) = leaf.period.zip(n.score.filter(|_| !n.imputed)) else {
                continue;
            };
            let now = Scored { period, score, error: n.error.sd * n.error.sd };
            if let Some((area, was)) = before
                && area == unit.area
                && !leaf.broken
            {
                moves.add(&now, &was);
            }
            before = Some((unit.area, now));
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
