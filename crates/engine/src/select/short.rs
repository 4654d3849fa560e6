//! What is left out because it covers less time than the edition: a month does not stand for a
//! year.
//!
//! [`rows`](crate::select::rows) passes such rows over without a word. Here the same questions are
//! asked again of the indicators that have any, so that the run can say how many rows would have
//! spoken, and of what.

use std::collections::{BTreeMap, BTreeSet};

use ideal_model::method::Impute;
use ideal_model::{AssessmentInput, Finding, IndicatorIx, Period, Status};
use rayon::prelude::*;

use crate::frame::Frame;
use crate::select::leaf::RawLeaf;
use crate::select::lookup::Lookup;
use crate::select::territory::TerritoryLeaves;

/// Months of a year before its last, as an age.
const REST_OF_YEAR: f64 = 11.0 / 12.0;

/// Rows passed over, by indicator.
type Passed = BTreeMap<IndicatorIx, BTreeSet<u32>>;

/// One warning per indicator with rows that are newer than what is used and shorter than the
/// edition.
pub(crate) fn short_periods(
    frame: &Frame,
    lookup: &Lookup<'_>,
    raw: &[TerritoryLeaves],
) -> Vec<Finding> {
    let a = &*frame.assessment;
    let short = with_short_rows(a, lookup);
    if !short.contains(&true) {
        return Vec::new();
    }
    let each: Vec<Passed> = raw
        .par_iter()
        .zip(&a.territories)
        .map(|(leaves, t)| {
            let mut passed = Passed::new();
            let territory = a.evidence.territories.find(&t.code);
            for unit in frame.units() {
                let area = frame.area_of(unit.area);
                for leaf in leaves
                    .leaves
                    .get(unit.leaves)
                    .unwrap_or_default()
                    .iter()
                    .filter(|l| short[l.indicator.get()])
                {
                    lookup.passed_over(
                        leaf,
                        territory,
                        area,
                        a.editions[unit.edition],
                        &mut passed,
                    );
                }
            }
            passed
        })
        .collect();
    let mut all = Passed::new();
    for (indicator, rows) in each.into_iter().flatten() {
        all.entry(indicator).or_default().extend(rows);
    }
    all.into_iter()
        .filter(|(_, rows)| !rows.is_empty())
        .map(|(i, rows)| warning(a, i, &rows))
        .collect()
}

/// Per indicator: whether a row of its series, or of its denominator's, is too short for one of the
/// editions.
fn with_short_rows(a: &AssessmentInput, lookup: &Lookup<'_>) -> Vec<bool> {
    let mut lengths: Vec<BTreeSet<Period>> = vec![BTreeSet::new(); a.evidence.indicators.len()];
    let shorter = |p: Period| a.editions.iter().any(|e| p.is_shorter_than(*e));
    for o in a.evidence.observations.iter().filter(|o| shorter(o.period)) {
        if let Some(of) = lengths.get_mut(o.indicator as usize) {
            of.insert(o.period);
        }
    }
    let own = |i: IndicatorIx| {
        let series = lookup.series_of(i).and_then(|s| lengths.get(s as usize));
        let takes = |p: &Period| a.editions.iter().all(|e| a.method.indicators[i].takes(*p, *e));
        series.is_some_and(|of| !of.iter().all(takes))
    };
    let per =
        |i: IndicatorIx| a.method.indicators[i].per.as_ref().is_some_and(|p| own(p.indicator));
    a.method.indicator_indices().map(|i| own(i) || per(i)).collect()
}

fn warning(a: &AssessmentInput, indicator: IndicatorIx, rows: &BTreeSet<u32>) -> Finding {
    let e = &a.evidence;
    let code = &a.method.indicators[indicator].code;
    let found: Vec<_> = rows.iter().filter_map(|&r| e.observations.get(r as usize)).collect();
    let months = found.iter().any(|o| o.period.is_month());
    let quarters = found.iter().any(|o| !o.period.is_month());
    let what = match (months, quarters) {
        (true, true) => "months and quarters",
        (true, false) => "months",
        _ => "quarters",
    };
    let edition =
        a.editions.iter().rev().find(|x| found.iter().any(|o| o.period.is_shorter_than(**x)));
    let mapping = if edition.is_some_and(|e| e.is_year()) {
        " (a mapping adds months up with `by = \"year\"`)"
    } else {
        ""
    };
    let edition = edition.map(ToString::to_string).unwrap_or_default();
    let mut codes: Vec<&str> = found.iter().map(|o| e.territories.code(o.territory)).collect();
    codes.sort_unstable();
    codes.dedup();
    let more =
        if codes.len() > 5 { format!(" and {} more", codes.len() - 5) } else { String::new() };
    codes.truncate(5);
    let mut f = Finding::warning(
        "short-period",
        format!(
            "`{code}`: rows for single {what} in {}{more} are left out; they are shorter than \
             edition {edition}, and a part does not stand for the whole",
            codes.join(", ")
        ),
    )
    .hint(format!(
        "give one row for the whole period{mapping}; or, if the newest month or quarter \
         may stand for it, write `period = \"any\"` under [indicator.\"{code}\"] in {}",
        a.method_file
    ));
    f.count = rows.len() as u64;
    if let Some(first) = found.iter().min_by_key(|o| (e.files.code(o.origin.file), o.origin.line)) {
        f = f.in_file(e.files.code(first.origin.file)).at_line(u64::from(first.origin.line));
    }
    f
}

impl Lookup<'_> {
    /// Collects the rows that would have spoken for a leaf or its denominator, were they not too
    /// short.
    fn passed_over(
        &self,
        leaf: &RawLeaf,
        territory: Option<u32>,
        area: Option<u32>,
        edition: Period,
        passed: &mut Passed,
    ) {
        let ind = &self.method.indicators[leaf.indicator];
        let (areas, n) = self.areas(leaf.indicator, area);
        let areas = &areas[..n];
        let (Some(territory), Some(series)) = (territory, self.series_of(leaf.indicator)) else {
            return;
        };
        if ind.outside(edition) {
            return;
        }
        let query = self.query(leaf.indicator, territory, series, areas, edition);
        let mut own = query.passed(edition, ind.max_age);
        // What was passed over for want of a denominator would have spoken with a longer one.
        let undivided = leaf.passed_over.iter().map(|&i| self.index.observation(i).period);
        let mut periods: Vec<Period> = leaf.period.into_iter().chain(undivided).collect();
        if let (Some(window), Some(period)) = (ind.smooth, leaf.period) {
            for back in 1..i32::from(window) {
                let Ok(year) = Period::year(period.calendar_year() - back) else { break };
                own.extend(query.passed(year, REST_OF_YEAR));
                periods.extend(query.newest(year, 0.0).map(|_| year));
            }
        }
        if let Some(Impute::Time { max_years, .. }) = self.method.steps.impute
            && (leaf.imputed.is_some() || leaf.value.is_none())
        {
            own.extend(query.passed_in_series(self.horizon.unwrap_or(edition), edition, max_years));
        }
        passed.entry(leaf.indicator).or_default().extend(own);
        let per = if self.method.steps.denominate { ind.per.as_ref() } else { None };
        if let Some(per) = per.filter(|_| leaf.value.is_some() && leaf.status != Status::Nil) {
            let max_age = self.method.indicators[per.indicator].max_age;
            let rows = passed.entry(per.indicator).or_default();
            for period in periods {
                rows.extend(
                    self.denominators(&query, per.indicator, |q| q.passed(period, max_age))
                        .unwrap_or_default(),
                );
            }
        }
    }
}
