//! The quantity that selected rows give: divided by its denominator, smoothed over years.

use ideal_model::{IndicatorIx, Period, Span, Status};

use crate::select::division::{Division, NoDenominator};
use crate::select::leaf::RawLeaf;
use crate::select::lookup::Lookup;
use crate::select::rows::Query;
use crate::select::selection::Selection;

impl Lookup<'_> {
    /// The quantity that the selected rows give: divided, and smoothed where the indicator asks for
    /// it.
    pub(crate) fn quantify(
        &self,
        query: &Query<'_>,
        indicator: IndicatorIx,
        s: &Selection,
        division: &Result<Division, NoDenominator>,
        leaf: &mut RawLeaf,
        rows: &mut Vec<u32>,
    ) {
        divide(s, division, leaf, rows);
        if let Some(window) = self.method.indicators[indicator].smooth
            && leaf.denominated.is_some()
        {
            self.smooth(query, indicator, window, s, leaf, rows);
        }
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
            divide(&other, &self.division(query, indicator, &other), &mut past, rows);
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
        leaf.times = None;
        leaf.rows = Span::add(rows, &used);
        leaf.denominator_rows = Span::add(rows, &under);
    }
}

/// Puts the quantity into the leaf, divided; none where there is nothing to divide it by.
fn divide(
    s: &Selection,
    division: &Result<Division, NoDenominator>,
    leaf: &mut RawLeaf,
    rows: &mut Vec<u32>,
) {
    let Some(value) = s.value else { return };
    match division {
        Ok(Division::Whole) => {
            leaf.denominated = Some(value);
            leaf.times = Some(1.0);
            leaf.se = s.se;
            leaf.disagreement = s.disagreement;
            leaf.censored_below = s.censored_below;
        }
        Ok(Division::Zero) => leaf.denominated = Some(0.0),
        Ok(Division::By { denominator, factor, rows: used }) => {
            let scale = factor / denominator;
            leaf.denominator_rows = Span::add(rows, used.as_slice());
            leaf.denominated = Some(value / denominator * factor);
            leaf.times = Some(scale);
            leaf.se = s.se.map(|x| x * scale);
            leaf.disagreement = s.disagreement * scale;
            leaf.censored_below = s.censored_below.map(|x| x * scale);
        }
        Err(_) => {
            leaf.no_denominator = true;
            leaf.status = Status::Missing;
        }
    }
}
