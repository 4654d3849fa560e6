//! Imputation along time: a gap of an edition filled from the territory's own values of the
//! indicator in other periods.
//!
//! The series holds every period with a quantity, whether an edition lies there or not, each
//! denominated and smoothed as if it were selected. It ends with the last edition: that one never
//! knows its future, while an edition before it may lie between two known values. What is too old
//! for the edition (`max_age`) is no longer evidence, but may be carried.

use ideal_composite::impute::{Fill, series};
use ideal_model::{Grade, IndicatorIx, ObsStatus, Period, Span};

use crate::select::leaf::RawLeaf;
use crate::select::lookup::Lookup;
use crate::select::rows::Query;

/// A value of the series.
struct Point {
    /// Years from year 0 to the end of its period.
    time: f64,
    value: f64,
    rows: Vec<u32>,
    denominator_rows: Vec<u32>,
}

fn years(p: Period) -> f64 {
    f64::from(p.end_month()) / 12.0
}

impl Lookup<'_> {
    /// Fills the leaf, which has no quantity, if the series has something to fill it with.
    #[expect(clippy::too_many_arguments, reason = "the step's parameters and a leaf to fill")]
    pub(crate) fn fill(
        &self,
        query: &Query<'_>,
        indicator: IndicatorIx,
        edition: Period,
        fill: Fill,
        max_years: Option<f64>,
        leaf: &mut RawLeaf,
        rows: &mut Vec<u32>,
    ) {
        let Some(horizon) = self.horizon else { return };
        let now = years(edition);
        let mut points: Vec<Point> = Vec::new();
        for (s, at, used) in self.quantified(query, indicator, horizon) {
            let time = years(s.period);
            if time == now || max_years.is_some_and(|most| (time - now).abs() > most + 1e-9) {
                continue;
            }
            if let Some(value) = at.denominated {
                // Smoothing lists the rows of its window itself; everything else that was read is a
                // denominator.
                let own = at.rows.of(&used);
                let rows = if own.is_empty() { s.rows.as_slice().to_vec() } else { own.to_vec() };
                let denominator_rows =
                    used.iter().copied().filter(|row| !rows.contains(row)).collect();
                points.push(Point { time, value, rows, denominator_rows });
            }
        }
        points.reverse();
        let before = points.partition_point(|p| p.time < now);
        let column = |of: &dyn Fn(&Point) -> f64, here: f64| {
            let (past, later) = points.split_at(before);
            past.iter().map(of).chain([here]).chain(later.iter().map(of)).collect::<Vec<f64>>()
        };
        let filled = series(&column(&|p| p.time, now), &column(&|p| p.value, f64::NAN), fill);
        let Some(value) =
            filled.ok().and_then(|xs| xs.get(before).copied()).filter(|x| x.is_finite())
        else {
            return;
        };
        let (earlier, later) =
            (before.checked_sub(1).and_then(|b| points.get(b)), points.get(before));
        let between = matches!(fill, Fill::Between | Fill::Linear | Fill::LinearConstant);
        let used: Vec<&Point> = match (earlier, later) {
            (Some(a), Some(b)) if between => vec![a, b],
            (Some(one), _) | (None, Some(one)) => vec![one],
            (None, None) => return,
        };
        let mut of: Vec<u32> = leaf.rows.of(rows).to_vec();
        of.extend(used.iter().flat_map(|p| p.rows.iter().copied()));
        leaf.rows = Span::add(rows, &of);
        leaf.denominator_rows = Span::add(
            rows,
            &used.iter().flat_map(|p| p.denominator_rows.iter().copied()).collect::<Vec<u32>>(),
        );
        leaf.denominated = Some(value);
        leaf.imputed = Some(match used.as_slice() {
            [a, b] => (a.value - b.value).abs() / 2.0,
            _ => 0.0,
        });
        // No observation stands behind it: nothing to trust, and nothing that a grade could say of
        // its error.
        leaf.trust = 0.0;
        leaf.grade = Grade::default();
        leaf.obs_status = ObsStatus::Normal;
        leaf.se = None;
        leaf.times = None;
        leaf.disagreement = 0.0;
        leaf.rater_deviation = None;
        leaf.censored_below = None;
    }
}
