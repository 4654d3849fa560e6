//! Which rows an edition uses.
//!
//! The newest period within reach counts, whatever its source: a newer `unknown` hides an older
//! number. A row that covers less time than the edition is no evidence, unless the method takes any
//! period: a month does not stand for a year.

use ideal_model::Period;
use ideal_model::method::{Confidence, Indicator};

use crate::select::index::Index;
use crate::select::ranges::Ranges;
use crate::select::selection::{Selection, join};

/// What to select: a series of a territory, the areas to try in turn (the area itself, then rows
/// for every area), and the rules of the method.
pub(crate) struct Query<'q> {
    pub index: &'q Index<'q>,
    pub confidence: &'q Confidence,
    pub ranges: &'q Ranges,
    pub indicator: &'q Indicator,
    /// The edition that the rows are to speak for: it says how long a period has to be.
    pub edition: Period,
    /// Preferred sources, best first.
    pub source_order: &'q [u32],
    pub territory: u32,
    pub series: u32,
    pub areas: &'q [Option<u32>],
    /// Whether the rows are derived for each edition anew: then one of another edition says nothing,
    /// whatever the age that the method allows.
    pub derived: bool,
}

impl<'q> Query<'q> {
    /// Selects the newest period that ends no later than `at`, is no older than `max_age` years and
    /// long enough.
    pub(crate) fn newest(&self, at: Period, max_age: f64) -> Option<Selection> {
        self.newest_first(at, max_age).next()
    }

    /// What [`Query::newest`] selects, and after it what would be selected were that not there.
    pub(crate) fn newest_first(&self, at: Period, max_age: f64) -> impl Iterator<Item = Selection> {
        let period = |i: &u32| self.index.observation(*i).period;
        self.areas
            .iter()
            .flat_map(move |&area| {
                self.within(area, at, max_age).chunk_by(move |a, b| period(a) == period(b))
            })
            .filter(move |rows| rows.first().is_some_and(|i| self.takes(period(i))))
            .filter_map(|rows| {
                join(
                    self.index,
                    self.confidence,
                    self.ranges,
                    self.source_order,
                    (rows, self.nil()),
                )
            })
    }

    /// The number that nil stands for beside other ratings: 0, or the end of the scale next to it.
    fn nil(&self) -> f64 {
        self.indicator.scale.map_or(0.0, |scale| 0.0_f64.clamp(scale.low, scale.high))
    }

    /// The rows that [`Query::newest`] passes over because they are too short: those newer than
    /// what it takes.
    pub(crate) fn passed(&self, at: Period, max_age: f64) -> Vec<u32> {
        let mut out = Vec::new();
        for &area in self.areas {
            let rows = self.within(area, at, max_age);
            let long_enough =
                rows.iter().position(|&i| self.takes(self.index.observation(i).period));
            out.extend(rows.iter().take(long_enough.unwrap_or(rows.len())));
            if long_enough.is_some() {
                break;
            }
        }
        out
    }

    /// The rows of an area that end no later than `at` and are no older than `max_age` years,
    /// newest first.
    fn within(&self, area: Option<u32>, at: Period, max_age: f64) -> &'q [u32] {
        let max_age = if self.derived { 0.0 } else { max_age };
        let rows = self.index.rows(self.territory, self.series, area);
        let period = |i: &u32| self.index.observation(*i).period;
        let from = rows.partition_point(|i| !period(i).ends_no_later_than(at));
        let rows = rows.get(from..).unwrap_or_default();
        rows.get(..rows.partition_point(|i| period(i).age_at(at) <= max_age + 1e-9))
            .unwrap_or_default()
    }

    /// Whether a period is long enough.
    fn takes(&self, period: Period) -> bool {
        self.indicator.takes(period, self.edition)
    }

    /// What each period that ends no later than `until` says, newest first, of the first area that
    /// has a quantity. Of periods that end together the longest speaks.
    pub(crate) fn series(&self, until: Period) -> Vec<Selection> {
        for &area in self.areas {
            let mut rows = self.index.rows(self.territory, self.series, area);
            let mut out: Vec<Selection> = Vec::new();
            while let Some(&first) = rows.first() {
                let period = self.index.observation(first).period;
                let (these, older) = rows.split_at(
                    rows.partition_point(|&i| self.index.observation(i).period == period),
                );
                rows = older;
                let known = out.last().is_some_and(|s| s.period.end_month() == period.end_month());
                if known || !period.ends_no_later_than(until) || !self.takes(period) {
                    continue;
                }
                out.extend(
                    join(
                        self.index,
                        self.confidence,
                        self.ranges,
                        self.source_order,
                        (these, self.nil()),
                    )
                    .filter(|s| s.value.is_some()),
                );
            }
            if !out.is_empty() {
                return out;
            }
        }
        Vec::new()
    }
}

impl Query<'_> {
    /// The rows that [`Query::series`] passes over because they are too short: those that end with
    /// no longer one.
    pub(crate) fn passed_in_series(
        &self,
        until: Period,
        edition: Period,
        max_years: Option<f64>,
    ) -> Vec<u32> {
        let mut out = Vec::new();
        for &area in self.areas {
            let rows = self.index.rows(self.territory, self.series, area);
            let periods = || rows.iter().map(|&i| self.index.observation(i).period);
            let ends: Vec<i32> =
                periods().filter(|p| self.takes(*p)).map(Period::end_month).collect();
            let near =
                |p: Period| max_years.is_none_or(|most| p.age_at(edition).abs() <= most + 1e-9);
            let passed = |p: Period| {
                p.ends_no_later_than(until)
                    && near(p)
                    && !self.takes(p)
                    && !ends.contains(&p.end_month())
            };
            out.extend(rows.iter().zip(periods()).filter(|(_, p)| passed(*p)).map(|(&i, _)| i));
            if !ends.is_empty() {
                break;
            }
        }
        out
    }
}
