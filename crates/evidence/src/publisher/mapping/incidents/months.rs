//! Which months the records reach over, and which of them are not over or not fully reported.

use std::collections::BTreeMap;

use super::quantity::Exact;
use crate::publisher::part_years::bit;

/// A month of a year.
pub(super) type Month = (i32, u8);

/// Months before one with which it is compared.
const BEFORE: usize = 12;

/// What is known of a month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct MonthRead {
    /// Records of all places in all measures' areas.
    pub(super) records: u64,
    /// What they come to in the first measure.
    pub(super) quantity: Exact,
    /// Places with a record.
    pub(super) places: u64,
    /// The last day of a row, where it is earlier than the month's end leaves room for.
    pub(super) ends_early: Option<u8>,
    /// Places that usually have a record, where less than half of them have one.
    pub(super) usual_places: Option<u64>,
}

/// The months of the records.
#[derive(Debug, Default)]
pub(super) struct Months {
    pub(super) all: BTreeMap<Month, MonthRead>,
    /// Those of them that are not over or not fully reported.
    pub(super) unfinished: BTreeMap<Month, MonthRead>,
    /// Months that rows reach over, by year, whoever the rows are of.
    of_years: BTreeMap<i32, u16>,
}

impl Months {
    /// Months that records are of, and the last days of those that rows reach over.
    pub(super) fn of(all: BTreeMap<Month, MonthRead>, last_days: &BTreeMap<Month, u8>) -> Months {
        let mut of_years: BTreeMap<i32, u16> = BTreeMap::new();
        for (year, month) in last_days.keys() {
            *of_years.entry(*year).or_default() |= bit(u32::from(*month));
        }
        let mut months = Months { all, unfinished: BTreeMap::new(), of_years };
        months.compare();
        months.end(last_days);
        let unfinished =
            |read: &MonthRead| read.ends_early.is_some() || read.usual_places.is_some();
        months.unfinished = months
            .all
            .iter()
            .filter(|(_, read)| unfinished(read))
            .map(|(m, read)| (*m, read.clone()))
            .collect();
        months
    }

    /// The months of a year that rows reach over.
    pub(super) fn of_year(&self, year: i32) -> u16 {
        self.of_years.get(&year).copied().unwrap_or_default()
    }

    /// Compares the places of each month with those of the months before it.
    fn compare(&mut self) {
        let counts: Vec<u64> = self.all.values().map(|read| read.places).collect();
        for (at, read) in self.all.values_mut().enumerate() {
            let before = counts.get(at.saturating_sub(BEFORE)..at).unwrap_or_default();
            let mut sorted = before.to_vec();
            sorted.sort_unstable();
            let usual = sorted.get(sorted.len() / 2).copied().unwrap_or_default();
            if before.len() >= 3 && read.places * 2 < usual {
                read.usual_places = Some(usual);
            }
        }
    }

    /// Finds out whether the last month is over: its last row lies further from its end than that
    /// of any of the months before it.
    fn end(&mut self, last_days: &BTreeMap<Month, u8>) {
        let gap = |month: &Month, day: u8| days_of(*month).saturating_sub(day);
        let Some((month, day)) = last_days.last_key_value().filter(|(_, day)| **day > 0) else {
            return;
        };
        let before: Vec<u8> = last_days
            .iter()
            .rev()
            .skip(1)
            .take(2 * BEFORE)
            .map(|(month, day)| gap(month, *day))
            .collect();
        // Where there is nothing to compare with, a week without a row is much.
        let usual = before.iter().copied().max().unwrap_or(6).max(2);
        if gap(month, *day) > usual {
            self.all.entry(*month).or_default().ends_early = Some(*day);
        }
    }
}

/// How many days a month has.
fn days_of((year, month): Month) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
