//! The quantity that selected rows give: divided by its denominator, smoothed over years.

use ideal_model::{IndicatorIx, Period, Span, Status};

use crate::select::leaf::RawLeaf;
use crate::select::lookup::Lookup;
use crate::select::rows::Query;
use crate::select::selection::{RowList, Selection};

impl Lookup<'_> {
    /// The quantity that the selected rows give: denominated, and smoothed where the indicator asks
    /// for it.
    pub(crate) fn quantify(
        &self,
        query: &Query<'_>,
        indicator: IndicatorIx,
        s: &Selection,
        leaf: &mut RawLeaf,
        rows: &mut Vec<u32>,
    ) {
        self.denominate(query, indicator, s, leaf, rows);
        if let Some(window) = self.method.indicators[indicator].smooth
            && leaf.denominated.is_some()
        {
            self.smooth(query, indicator, window, s, leaf, rows);
        }
    }

    /// Divides by the denominator of the same period, else of the nearest earlier one within its
    /// own reach.
    fn denominate(
        &self,
        query: &Query<'_>,
        indicator: IndicatorIx,
        s: &Selection,
        leaf: &mut RawLeaf,
        rows: &mut Vec<u32>,
    ) {
        let Some(value) = s.value else { return };
        let ind = &self.method.indicators[indicator];
        let per = if self.method.steps.denominate { ind.per.as_ref() } else { None };
        let Some(per) = per else {
            leaf.denominated = Some(value);
            leaf.se = s.se;
            leaf.disagreement = s.disagreement;
            leaf.censored_below = s.censored_below;
            return;
        };
        // Nothing per anything is nothing.
        if s.status == Status::Nil {
            leaf.denominated = Some(0.0);
            return;
        }
        let d = self.denominator(query, per.indicator, s.period);
        let Some((d, used)) = d else {
            leaf.no_denominator = true;
            leaf.status = Status::Missing;
            return;
        };
        let scale = per.factor / d;
        leaf.denominator_rows = Span::add(rows, used.as_slice());
        leaf.denominated = Some(value / d * per.factor);
        leaf.se = s.se.map(|x| x * scale);
        leaf.disagreement = s.disagreement * scale;
        leaf.censored_below = s.censored_below.map(|x| x * scale);
    }

    /// A positive denominator and its rows.
    fn denominator(
        &self,
        query: &Query<'_>,
        indicator: IndicatorIx,
        at: Period,
    ) -> Option<(f64, RowList)> {
        let max_age = self.method.indicators[indicator].max_age;
        let s = self.denominators(query, indicator, |q| q.newest(at, max_age))??;
        s.value.filter(|d| *d > 0.0).map(|d| (d, s.rows))
    }

    /// Replaces the value by the mean over the calendar years of a window that ends with the
    /// selected period.
    fn smooth(
        &self,
        query: &Query<'_>,
        indicator: IndicatorIx,
        window: u8,
        s: &Selection,
        leaf: &mut RawLeaf,
        rows: &mut Vec<u32>,
    ) {
        let mut values: Vec<f64> = leaf.denominated.into_iter().collect();
        let mut used = s.rows.as_slice().to_vec();
        let mut under = leaf.denominator_rows.of(rows).to_vec();
        for back in 1..i32::from(window) {
            let Ok(year) = Period::year(s.period.calendar_year() - back) else { break };
            let Some(other) = query.newest(year, 0.0) else {
                continue;
            };
            let mut past = leaf.clone();
            past.denominated = None;
            past.denominator_rows = Span::default();
            self.denominate(query, indicator, &other, &mut past, rows);
            if let Some(v) = past.denominated {
                values.push(v);
                used.extend(other.rows.as_slice());
                under.extend_from_slice(past.denominator_rows.of(rows));
            }
        }
        values.sort_by(f64::total_cmp);
        #[expect(clippy::cast_precision_loss, reason = "a window of years")]
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        leaf.denominated = Some(mean);
        leaf.rows = Span::add(rows, &used);
        leaf.denominator_rows = Span::add(rows, &under);
    }
}
