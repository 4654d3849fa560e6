//! What a series said in other periods than the one an edition uses.

use ideal_model::{IndicatorIx, ObsStatus, Period};

use crate::select::leaf::{RawLeaf, Reading};
use crate::select::lookup::Lookup;
use crate::select::rows::Query;
use crate::select::selection::{Selection, severity};

impl Lookup<'_> {
    /// What the periods of a series that end no later than `until` say, newest first, each with its
    /// quantity, denominated and smoothed as if it were selected, and the rows that were read for it.
    pub(crate) fn quantified(
        &self,
        query: &Query<'_>,
        indicator: IndicatorIx,
        until: Period,
    ) -> impl Iterator<Item = (Selection, RawLeaf, Vec<u32>)> {
        query.series(until).into_iter().map(move |s| {
            let (mut leaf, mut used) = (RawLeaf::missing(indicator), Vec::new());
            let division = self.division(query, indicator, &s);
            self.quantify(query, indicator, &s, &division, &mut leaf, &mut used);
            (s, leaf, used)
        })
    }

    /// The quantities of the periods that end no later than `until`, newest first.
    pub(crate) fn readings(
        &self,
        query: &Query<'_>,
        indicator: IndicatorIx,
        until: Period,
    ) -> Vec<Reading> {
        let reading = |(s, leaf, _): (Selection, RawLeaf, Vec<u32>)| {
            Some(Reading {
                period: s.period,
                value: leaf.denominated?,
                se: leaf.se,
                grade: s.worst,
                is_break: severity(s.obs_status) == severity(ObsStatus::Break),
            })
        };
        self.quantified(query, indicator, until).filter_map(reading).collect()
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
