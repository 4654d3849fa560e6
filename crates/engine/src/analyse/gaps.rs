//! The collection plan: what knowing a missing or weak cell would be worth to the ranking.

use std::collections::BTreeMap;

use ideal_model::method::Method;
use ideal_model::{EditionIx, IndicatorIx, Ranking, Results, Status, TerritoryIx};
use serde::Serialize;

use crate::ids::Column;
use crate::plan::effective;
use crate::run::Run;
use crate::scale::scaled::ScaledLeaf;
use crate::select::leaf::RawLeaf;
use crate::select::lookup::with_area_rows;
use crate::simulate::scale::Widths;

ideal_model::words! {
    /// Why a cell is worth knowing better.
    pub enum Wanting {
        /// There is no value.
        Missing = "missing",
        /// Its value cannot be judged.
        Unknown = "unknown",
        /// Its value was imputed.
        Imputed = "imputed",
        /// Its value is only known to be below a bound.
        Censored = "censored",
        /// Confidence in it is low.
        Weak = "weak",
    }
}

/// A cell that is missing or weak, with what knowing it would be worth.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CollectionItem {
    /// Territory.
    pub territory: String,
    /// Crime area; `*` where one row would serve several.
    pub crime_area: String,
    /// Edition.
    pub edition: String,
    /// Node above the leaf.
    pub node: String,
    /// Indicator.
    pub indicator: String,
    /// Why it is worth knowing better.
    pub reason: Wanting,
    /// Places in the ranking of territories that one standard deviation of what is unknown about it
    /// is worth.
    pub value: f64,
    /// Its share of the weight of the territory's root score, 0..=1.
    pub weight: f64,
    /// Standard deviation of what is unknown about it, in points.
    pub sd: f64,
}

/// The missing and weak cells of the last edition, most valuable first.
///
/// The value of a cell is its effective weight in the territory's root score, times the standard
/// deviation of what is unknown about it, times how many places a point is worth in the ranking
/// (ranked territories less one, over the range of their scores). What is unknown about a weak cell
/// is its error; about a missing one the spread of the indicator over the other territories, or,
/// where no territory has it, that of a uniform distribution over the scale (width / √12). A
/// first-order measure: it tells where to look first, not what will be found. Cells of equal value
/// are listed by code.
#[must_use]
pub fn collection_plan(run: &Run) -> Vec<CollectionItem> {
    let r = &run.results;
    let a = &*run.frame.assessment;
    let m = &*a.method;
    let last = r.last_edition();
    let edition = a.editions.get(last.get()).map(ToString::to_string).unwrap_or_default();
    let places_per_point = places_per_point(r);
    let spread = spreads(run, last);
    let weights: Vec<Vec<f64>> = run.frame.plans.iter().map(|p| effective(m, p).1).collect();
    // An indicator whose rows all hold for every area is collected once for all of them.
    let single = m.indicators.iter().map(|i| i.crime_areas.len() == 1);
    let per_area: Vec<bool> =
        single.zip(with_area_rows(a)).map(|(single, by_area)| single || by_area).collect();
    let mut out: BTreeMap<(TerritoryIx, IndicatorIx, String), CollectionItem> = BTreeMap::new();
    for (t, territory) in TerritoryIx::all(run.raw.len()).zip(&run.raw) {
        if !run.frame.in_population(t) {
            continue;
        }
        for unit in run.frame.units().filter(|u| u.edition == last) {
            let area = run.frame.area_code(&unit);
            let share = area_share(r, m, area);
            let weights = &weights[unit.area];
            for (slot, l) in unit.leaves.clone().enumerate() {
                let leaf = &territory.leaves[l];
                let n = run.scaled.leaf(t, l);
                let ind = &m.indicators[leaf.indicator];
                let Some((reason, sd)) = wanting(leaf, &n, spread[leaf.indicator.get()], m) else {
                    continue;
                };
                let weight = share * weights.get(slot).copied().unwrap_or(0.0);
                if weight <= 0.0 {
                    continue;
                }
                let area = if per_area[leaf.indicator.get()] { area } else { "*" };
                let item = out.entry((t, leaf.indicator, area.to_owned())).or_insert_with(|| {
                    CollectionItem {
                        territory: a.territories[t].code.clone(),
                        crime_area: area.to_owned(),
                        edition: edition.clone(),
                        node: ind
                            .parent
                            .and_then(|p| m.nodes.get(p.get()))
                            .map_or_else(String::new, |n| n.id.clone()),
                        indicator: ind.code.clone(),
                        reason,
                        value: 0.0,
                        weight: 0.0,
                        sd,
                    }
                });
                item.weight += weight;
                item.value = item.weight * item.sd * places_per_point;
            }
        }
    }
    let mut items: Vec<CollectionItem> = out.into_values().collect();
    items.sort_by(|x, y| {
        let key =
            |i: &CollectionItem| (i.territory.clone(), i.crime_area.clone(), i.indicator.clone());
        y.value.total_cmp(&x.value).then_with(|| key(x).cmp(&key(y)))
    });
    items
}

/// Why a leaf is worth knowing better, and the standard deviation of what is unknown about it; none
/// where it is known well.
fn wanting(raw: &RawLeaf, scaled: &ScaledLeaf, spread: f64, m: &Method) -> Option<(Wanting, f64)> {
    let sd = scaled.error.sd;
    match (raw.status, scaled.score) {
        (Status::NotApplicable, _) => None,
        (Status::Unknown, None) => Some((Wanting::Unknown, spread)),
        (_, None) => Some((Wanting::Missing, spread)),
        (_, Some(_)) if scaled.imputed => Some((Wanting::Imputed, sd)),
        (Status::Censored, Some(_)) => Some((
            Wanting::Censored,
            sd.max(scaled.censored.map_or(0.0, |(a, b)| (b - a).abs() / 12f64.sqrt())),
        )),
        (_, Some(_)) if scaled.confidence < m.confidence.moderate => Some((Wanting::Weak, sd)),
        _ => None,
    }
}

/// Ranked territories (or units) less one, over the range of their root scores; 0 where nothing is
/// ranked.
fn places_per_point(r: &Results) -> f64 {
    let root = r.assessment.method.root;
    for ranking in [Ranking::Territories, Ranking::Units] {
        let scores: Vec<f64> = r
            .ranking(ranking, r.last_edition(), root)
            .filter(|x| x.rank.is_some())
            .filter_map(|x| r.node(x.unit, root).and_then(|n| n.score))
            .collect();
        let (low, high) = scores
            .iter()
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), &s| (l.min(s), h.max(s)));
        if scores.len() > 1 && high > low {
            #[expect(clippy::cast_precision_loss, reason = "counts of territories")]
            return (scores.len() - 1) as f64 / (high - low);
        }
    }
    0.0
}

/// Share of a crime area in the territory's roll-up.
fn area_share(r: &Results, m: &Method, area: &str) -> f64 {
    match &m.rollup_territory {
        Some(spec) => {
            let total: f64 =
                r.assessment.crime_areas.iter().map(|c| spec.weight(&c.code, m.root)).sum();
            if total > 0.0 { spec.weight(area, m.root) / total } else { 0.0 }
        }
        None => 1.0,
    }
}

/// Standard deviation of each indicator's scores over the territories of an edition; of a uniform
/// distribution over the scale where fewer than two have one.
fn spreads(run: &Run, edition: EditionIx) -> Vec<f64> {
    let m = &run.frame.assessment.method;
    let mut scores: Vec<Vec<f64>> = vec![Vec::new(); m.indicators.len()];
    for (t, territory) in TerritoryIx::all(run.raw.len()).zip(&run.raw) {
        for unit in run.frame.units().filter(|u| u.edition == edition) {
            for l in unit.leaves {
                if let Some(s) = run.scaled.leaf(t, l).score {
                    scores[territory.leaves[l].indicator.get()].push(s);
                }
            }
        }
    }
    let widths = Widths::new(m, &run.scaled.posts);
    let uniform = |i: IndicatorIx| widths.leaf(Column { edition, indicator: i }) / 12_f64.sqrt();
    let of = |(i, s): (IndicatorIx, &Vec<f64>)| {
        ideal_composite::moments::sd(s).filter(|_| s.len() > 1).unwrap_or_else(|| uniform(i))
    };
    m.indicator_indices().zip(&scores).map(of).collect()
}
