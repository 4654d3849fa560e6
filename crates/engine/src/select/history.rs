//! What a series said in other periods than the one an edition uses.

use ideal_model::{Grade, IndicatorIx, ObsStatus, Period};

use crate::select::leaf::RawLeaf;
use crate::select::lookup::Lookup;
use crate::select::rows::Query;
use crate::select::selection::severity;

/// A quantity of a series in a period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Reading {
    /// Its period.
    pub period: Period,
    /// After denomination and smoothing.
    pub value: f64,
    /// Published standard error, after denomination.
    pub se: Option<f64>,
    /// Worst grade of its rows.
    pub grade: Grade,
    /// Whether its series breaks here: what lies before is another quantity.
    pub is_break: bool,
}

impl Reading {
    /// Years from a reading to one that follows it.
    pub(crate) fn years_to(&self, later: Period) -> f64 {
        self.period.age_at(later)
    }
}

impl Lookup<'_> {
    /// The quantities of the periods that end no later than `until`, newest first.
    pub(crate) fn readings(
        &self,
        query: &Query<'_>,
        indicator: IndicatorIx,
        until: Period,
    ) -> Vec<Reading> {
        let mut used = Vec::new();
        let reading = |s: crate::select::selection::Selection| {
            let mut leaf = RawLeaf::missing(indicator);
            used.clear();
            let division = self.division(query, indicator, &s);
            self.quantify(query, indicator, &s, &division, &mut leaf, &mut used);
            Some(Reading {
                period: s.period,
                value: leaf.denominated?,
                se: leaf.se,
                grade: s.worst,
                is_break: severity(s.obs_status) == severity(ObsStatus::Break),
            })
        };
        query.series(until).into_iter().filter_map(reading).collect()
    }

    /// The reading nearest in time to an edition that has none of its own; of two equally near, the
    /// earlier. No later than the last edition.
    pub(crate) fn nearest(
        &self,
        query: &Query<'_>,
        indicator: IndicatorIx,
        edition: Period,
    ) -> Option<Reading> {
        let away = |r: &Reading| r.years_to(edition).abs();
        let readings = self.readings(query, indicator, self.horizon?);
        // Newest first: a reading that lies earlier wins where it is as near.
        readings.into_iter().reduce(|near, r| if away(&r) <= away(&near) { r } else { near })
    }
}
