//! Which rows an edition uses, and what they say together.
//!
//! The newest period within reach counts, whatever its source. In it numbers beat words, then the
//! first preferred source that has a row, then the best grade; what is left is joined by the median
//! over sources of the median over raters. A newer `unknown` hides an older number. A row that
//! covers less time than the edition is no evidence, unless the method takes any period: a month
//! does not stand for a year.

use ideal_model::method::{Confidence, Indicator};
use ideal_model::{Grade, ObsStatus, Observation, Period, Status, Value};

use crate::select::index::Index;

/// What the selected rows say.
#[derive(Clone, Debug)]
pub(crate) struct Selection {
    /// The period selected.
    pub period: Period,
    /// State of the rows; of rows in different states of quantity, `value`.
    pub status: Status,
    /// The quantity, in the indicator's unit: nil is 0, a censored count half its bound.
    pub value: Option<f64>,
    /// Published standard error, where every row joined has one: the greatest.
    pub se: Option<f64>,
    /// Half the range between the sources in the period, in the indicator's unit.
    pub disagreement: f64,
    /// Mean absolute deviation of the raters from their median, in the indicator's unit, where
    /// there are several.
    pub rater_deviation: Option<f64>,
    /// Trust in the grades of the rows joined, 0..=1.
    pub grade: f64,
    /// The worst grade, for the error table.
    pub worst: Grade,
    /// Sources with a quantity in the period, sorted.
    pub sources: Few,
    /// Worst SDMX status.
    pub obs_status: ObsStatus,
    /// Bound of a censored count.
    pub censored_below: Option<f64>,
    /// Indices of the rows joined, sorted.
    pub rows: Few,
}

/// A list of indices that mostly has one element, and then needs no memory of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Few {
    None,
    One([u32; 1]),
    Many(Vec<u32>),
}

impl Few {
    /// The indices.
    pub(crate) fn as_slice(&self) -> &[u32] {
        match self {
            Few::None => &[],
            Few::One(one) => one,
            Few::Many(many) => many,
        }
    }
}

impl From<Vec<u32>> for Few {
    fn from(many: Vec<u32>) -> Self {
        Few::Many(many)
    }
}

/// Trust in a grade, 0..=1: reliability times credibility by the tables of the method.
pub(crate) fn grade_value(c: &Confidence, g: Grade) -> f64 {
    part(c, g.reliability, &c.reliability, |p| c.scheme.reliability(p))
        * part(c, g.credibility, &c.credibility, |p| c.scheme.credibility(p))
}

fn part(
    c: &Confidence,
    given: Option<char>,
    own: &[(char, f64)],
    scheme: impl Fn(char) -> Option<f64>,
) -> f64 {
    let Some(p) = given else { return c.ungraded };
    own.iter().find(|(k, _)| *k == p).map(|(_, v)| *v).or_else(|| scheme(p)).unwrap_or(c.ungraded)
}

/// Order of grades: any grade before none, then by trust.
fn grade_key(c: &Confidence, g: Grade) -> (bool, f64) {
    (g.reliability.is_some() || g.credibility.is_some(), grade_value(c, g))
}

/// What to select: a series of a territory, the areas to try in turn (the area itself, then rows
/// for every area), and the rules of the method.
pub(crate) struct Query<'q> {
    pub index: &'q Index<'q>,
    pub confidence: &'q Confidence,
    pub indicator: &'q Indicator,
    /// The edition that the rows are to speak for: it says how long a period has to be.
    pub edition: Period,
    /// Preferred sources, best first.
    pub source_order: &'q [u32],
    pub territory: u32,
    pub series: u32,
    pub areas: &'q [Option<u32>],
}

impl<'q> Query<'q> {
    /// Selects the newest period that ends no later than `at`, is no older than `max_age` years and
    /// long enough.
    pub(crate) fn newest(&self, at: Period, max_age: f64) -> Option<Selection> {
        self.areas.iter().find_map(|&area| {
            let rows = self.within(area, at, max_age);
            let period = |i: &u32| self.index.observation(*i).period;
            let from = rows.iter().position(|i| self.takes(period(i)))?;
            let rows = rows.get(from..)?;
            let newest = period(rows.first()?);
            let rows = rows.get(..rows.partition_point(|i| period(i) == newest))?;
            join(self.index, self.confidence, self.source_order, rows)
        })
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
                    join(self.index, self.confidence, self.source_order, these)
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

/// A single row speaks for itself.
fn alone(index: &Index<'_>, confidence: &Confidence, row: u32) -> Selection {
    let o = index.observation(row);
    Selection {
        period: o.period,
        status: o.value.status(),
        value: quantity(o),
        se: o.se,
        disagreement: 0.0,
        rater_deviation: None,
        grade: grade_value(confidence, o.grade),
        worst: o.grade,
        sources: o.source.map_or(Few::None, |s| Few::One([s])),
        obs_status: o.obs_status,
        censored_below: if let Value::Censored(b) = o.value { Some(b) } else { None },
        rows: Few::One([row]),
    }
}

/// The quantity of a row: nil is 0, a censored count half its bound.
fn quantity(o: &Observation) -> Option<f64> {
    match o.value {
        Value::Number(x) => Some(x),
        Value::Censored(below) => Some(below / 2.0),
        Value::Nil => Some(0.0),
        _ => None,
    }
}

/// Joins the rows of one period.
fn join(
    index: &Index<'_>,
    confidence: &Confidence,
    source_order: &[u32],
    rows: &[u32],
) -> Option<Selection> {
    if let [row] = rows {
        return Some(alone(index, confidence, *row));
    }
    let period = index.observation(*rows.first()?).period;
    let of = |i: &u32| index.observation(*i);
    let class = |o: &Observation| match o.value {
        Value::Number(_) | Value::Censored(_) => 0,
        Value::Nil => 1,
        Value::NotApplicable => 2,
        Value::Unknown => 3,
        Value::Missing => 4,
    };
    let best_class = rows.iter().map(|i| class(of(i))).min()?;
    let mut kept: Vec<u32> = rows.iter().copied().filter(|i| class(of(i)) == best_class).collect();
    let mut sources: Vec<u32> = kept.iter().filter_map(|i| of(i).source).collect();
    sources.sort_unstable();
    sources.dedup();
    let disagreement =
        if best_class == 0 && sources.len() > 1 { half_range(index, &kept) } else { 0.0 };
    if kept.len() > 1 {
        if let Some(&preferred) =
            source_order.iter().find(|s| kept.iter().any(|i| of(i).source == Some(**s)))
        {
            kept.retain(|i| of(i).source == Some(preferred));
        } else {
            let best = kept
                .iter()
                .map(|i| grade_key(confidence, of(i).grade))
                .max_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)))?;
            kept.retain(|i| grade_key(confidence, of(i).grade) == best);
        }
    }
    kept.sort_unstable_by_key(|i| (of(i).source, of(i).rater, of(i).origin));
    let first = of(kept.first()?);
    let status = if kept.iter().all(|i| of(i).value.status() == first.value.status()) {
        first.value.status()
    } else {
        Status::Value
    };
    let mut by_source: Vec<f64> = Vec::new();
    let mut deviations: Vec<f64> = Vec::new();
    let mut rated = false;
    let mut at = 0;
    while at < kept.len() {
        let source = of(&kept[at]).source;
        let end = at + kept[at..].partition_point(|i| of(i).source == source);
        let mut values: Vec<f64> = kept[at..end].iter().filter_map(|i| quantity(of(i))).collect();
        if let Some(m) = median(&mut values) {
            if values.len() > 1 {
                rated = true;
            }
            deviations.extend(values.iter().map(|v| (v - m).abs()));
            by_source.push(m);
        }
        at = end;
    }
    let value = median(&mut by_source);
    deviations.sort_by(f64::total_cmp);
    #[expect(clippy::cast_precision_loss, reason = "counts of rows")]
    let rater_deviation =
        rated.then(|| deviations.iter().sum::<f64>() / deviations.len().max(1) as f64);
    let mut grades: Vec<f64> = kept.iter().map(|i| grade_value(confidence, of(i).grade)).collect();
    grades.sort_by(f64::total_cmp);
    #[expect(clippy::cast_precision_loss, reason = "counts of rows")]
    let grade = grades.iter().sum::<f64>() / grades.len() as f64;
    let worst = kept
        .iter()
        .map(|i| of(i).grade)
        .min_by(|a, b| {
            grade_value(confidence, *a).total_cmp(&grade_value(confidence, *b)).then(a.cmp(b))
        })
        .unwrap_or_default();
    let ses: Vec<f64> = kept.iter().filter_map(|i| of(i).se).collect();
    let se = if ses.len() == kept.len() { ses.into_iter().reduce(f64::max) } else { None };
    let censored_below = match (kept.len(), first.value) {
        (1, Value::Censored(b)) => Some(b),
        _ => None,
    };
    let obs_status =
        kept.iter().map(|i| of(i).obs_status).max_by_key(|s| severity(*s)).unwrap_or_default();
    kept.sort_unstable();
    Some(Selection {
        period,
        status,
        value,
        se,
        disagreement,
        rater_deviation,
        grade,
        worst,
        sources: sources.into(),
        obs_status,
        censored_below,
        rows: kept.into(),
    })
}

/// A suspect value weighs heaviest, then a provisional one, a break, an estimate.
pub(crate) fn severity(s: ObsStatus) -> u8 {
    match s {
        ObsStatus::Normal => 0,
        ObsStatus::Estimated => 1,
        ObsStatus::Break => 2,
        ObsStatus::Provisional => 3,
        ObsStatus::Suspect => 4,
    }
}

/// Half the range of the values that different sources give.
fn half_range(index: &Index<'_>, rows: &[u32]) -> f64 {
    let mut values: Vec<f64> =
        rows.iter().filter_map(|&i| quantity(index.observation(i))).collect();
    values.sort_by(f64::total_cmp);
    match (values.first(), values.last()) {
        (Some(a), Some(b)) => (b - a) / 2.0,
        _ => 0.0,
    }
}

/// The median; of an even number the mean of the two in the middle. Sorts its input, so the order
/// of rows cannot matter.
fn median(values: &mut [f64]) -> Option<f64> {
    if values.is_empty() {
        return None;
    }
    values.sort_by(f64::total_cmp);
    let n = values.len();
    Some(if n % 2 == 1 { values[n / 2] } else { f64::midpoint(values[n / 2 - 1], values[n / 2]) })
}
