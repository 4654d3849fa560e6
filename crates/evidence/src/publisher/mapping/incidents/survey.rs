//! The records looked at place by place: their months, those in which a place has none, and series
//! that are long enough to say something.

use std::collections::BTreeMap;

use rayon::slice::ParallelSliceMut;

use super::count::{Counts, Groups, month_of};
use super::months::{Month, MonthRead, Months};
use super::quantity::Exact;
use crate::publisher::mapping::figure::Words;

/// What a series comes to in a month on average, at least, to be looked at: of rare events a change
/// of level is a matter of chance.
const FREQUENT: f64 = 3.0;

/// Places of the sums, territory by territory in the order of their codes.
pub(super) fn by_territory(groups: &Groups, words: &Words) -> Vec<u32> {
    let ranks = words.ranks();
    let rank = |number: u32| ranks.get(number as usize).copied().unwrap_or_default();
    let mut order: Vec<(u32, u32)> = groups
        .keys
        .iter()
        .enumerate()
        .map(|(place, (key, _))| (rank(key.territory), u32::try_from(place).unwrap_or(u32::MAX)))
        .collect();
    order.par_sort_unstable();
    order.into_iter().map(|(_, place)| place).collect()
}

/// What was found, with months as numbers of a list.
#[derive(Debug, Default)]
pub(super) struct Survey {
    pub(super) months: Months,
    /// The months that are over, in their order.
    pub(super) whole: Vec<Month>,
    /// Places with months without a record, each with those.
    pub(super) silent: Vec<(String, Vec<Month>)>,
    /// Territory, crime area, and the first measure month by month.
    pub(super) series: Vec<(String, String, Vec<f64>)>,
}

/// Sums of a territory by crime area and month.
type OfTerritory<'w> = BTreeMap<&'w str, Vec<Exact>>;

impl Survey {
    /// Looks at what was counted, in the order of the territories.
    pub(super) fn of(counts: &Counts, order: &[u32], words: &Words) -> Survey {
        let territory =
            |place: &u32| counts.groups.keys.get(*place as usize).map(|(key, _)| key.territory);
        let mut all: BTreeMap<Month, MonthRead> = BTreeMap::new();
        for places in order.chunk_by(|a, b| territory(a) == territory(b)) {
            let mut seen: BTreeMap<Month, ()> = BTreeMap::new();
            for (month, records, quantity) in
                places.iter().filter_map(|place| of_month(counts, *place))
            {
                let read = all.entry(month).or_default();
                read.records += records;
                read.quantity += quantity;
                read.places += u64::from(seen.insert(month, ()).is_none());
            }
        }
        let months = Months::of(all, &counts.months);
        let whole: Vec<Month> = months
            .all
            .iter()
            .filter(|(_, read)| read.ends_early.is_none())
            .map(|(month, _)| *month)
            .collect();
        let mut survey = Survey { months, whole, silent: Vec::new(), series: Vec::new() };
        for places in order.chunk_by(|a, b| territory(a) == territory(b)) {
            let Some(code) = places.first().and_then(territory) else { continue };
            survey.territory(counts, places, words.text(code), words);
        }
        survey
    }

    fn territory(&mut self, counts: &Counts, places: &[u32], code: &str, words: &Words) {
        let mut seen = vec![false; self.whole.len()];
        let mut sums = OfTerritory::new();
        for place in places {
            let Some((month, _, quantity)) = of_month(counts, *place) else { continue };
            let Ok(at) = self.whole.binary_search(&month) else { continue };
            if let Some(seen) = seen.get_mut(at) {
                *seen = true;
            }
            let area =
                counts.groups.keys.get(*place as usize).map_or("", |(key, _)| words.text(key.area));
            let of = sums.entry(area).or_insert_with(|| vec![Exact::default(); self.whole.len()]);
            if let Some(sum) = of.get_mut(at) {
                *sum += quantity;
            }
        }
        let silent: Vec<Month> = self
            .whole
            .iter()
            .zip(&seen)
            .filter(|(_, seen)| !**seen)
            .map(|(month, _)| *month)
            .collect();
        if !silent.is_empty() {
            self.silent.push((code.to_owned(), silent));
        }
        for (area, of) in sums {
            let of: Vec<f64> = of.into_iter().map(Exact::number).collect();
            #[expect(clippy::cast_precision_loss, reason = "a number of months")]
            if of.iter().sum::<f64>() >= FREQUENT * of.len() as f64 {
                self.series.push((code.to_owned(), area.to_owned(), of));
            }
        }
    }
}

/// The month of a key, its records, and what they come to in the first measure; none where it has
/// no month or no record.
fn of_month(counts: &Counts, place: u32) -> Option<(Month, u64, Exact)> {
    let (key, _) = counts.groups.keys.get(place as usize)?;
    let sums = counts.groups.of(place as usize);
    let month = if key.month > 0 { key.month } else { month_of(key.period) };
    let records = sums.iter().map(|sum| sum.records).max().unwrap_or(0);
    (month > 0 && records > 0).then(|| {
        (
            (key.period.calendar_year(), month),
            records,
            sums.first().map(|s| s.sum).unwrap_or_default(),
        )
    })
}
