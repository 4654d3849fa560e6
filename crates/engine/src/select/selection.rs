//! What the rows of one period say together.
//!
//! Numbers beat words, then the first preferred source that has a row, then the best grade; what is
//! left is joined by the median over sources, and the panels of one, of the median over raters.
//! Ratings of raters are kept or passed over together, whatever the grade of each: a grade is what a
//! rater adds to his rating, and takes nobody else's away. Among raters nil is a rating like a
//! number, and whether a thing applies at all is what most of those say who judged it.

use ideal_model::method::Confidence;
use ideal_model::{Grade, ObsStatus, Observation, Period, Status, Value, panel_of};

use crate::select::index::Index;
use crate::select::ranges::Ranges;

/// What the selected rows say.
#[derive(Clone, Debug)]
pub(crate) struct Selection {
    /// The period selected.
    pub period: Period,
    /// State of the rows; of rows in different states of quantity, `value`.
    pub status: Status,
    /// The quantity, in the indicator's unit: nil is 0, a censored count half its bound.
    pub value: Option<f64>,
    /// Published standard error, or that which a row's range amounts to, where every row joined has
    /// one: the greatest.
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
    pub sources: RowList,
    /// Worst SDMX status.
    pub obs_status: ObsStatus,
    /// Bound of a censored count.
    pub censored_below: Option<f64>,
    /// Indices of the rows joined, sorted.
    pub rows: RowList,
}

/// A list of indices that mostly has one element, and then needs no memory of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum RowList {
    None,
    One([u32; 1]),
    Many(Vec<u32>),
}

impl RowList {
    /// The indices.
    pub(crate) fn as_slice(&self) -> &[u32] {
        match self {
            RowList::None => &[],
            RowList::One(one) => one,
            RowList::Many(many) => many,
        }
    }
}

impl From<Vec<u32>> for RowList {
    fn from(many: Vec<u32>) -> Self {
        RowList::Many(many)
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

/// A single row speaks for itself.
fn alone(index: &Index<'_>, confidence: &Confidence, ranges: &Ranges, row: u32) -> Selection {
    let o = index.observation(row);
    Selection {
        period: o.period,
        status: o.value.status(),
        value: quantity(o),
        se: ranges.se(o),
        disagreement: 0.0,
        rater_deviation: None,
        grade: grade_value(confidence, o.grade),
        worst: o.grade,
        sources: o.source.map_or(RowList::None, |s| RowList::One([s])),
        obs_status: o.obs_status,
        censored_below: if let Value::Censored(b) = o.value { Some(b) } else { None },
        rows: RowList::One([row]),
    }
}

/// The quantity of a row: nil is 0, a censored count half its bound.
pub(crate) fn quantity(o: &Observation) -> Option<f64> {
    match o.value {
        Value::Number(x) => Some(x),
        Value::Censored(below) => Some(below / 2.0),
        Value::Nil => Some(0.0),
        _ => None,
    }
}

/// Joins the rows of one period. `nil` is the number that nil stands for beside other ratings.
pub(crate) fn join(
    index: &Index<'_>,
    confidence: &Confidence,
    ranges: &Ranges,
    source_order: &[u32],
    (rows, nil): (&[u32], f64),
) -> Option<Selection> {
    if let [row] = rows {
        return Some(alone(index, confidence, ranges, *row));
    }
    let of = |i: &u32| index.observation(*i);
    let votes = Votes::of(rows.iter().map(of));
    let class = rows.iter().map(|i| votes.class(of(i))).min()?;
    let mut kept: Vec<u32> = rows.iter().copied().filter(|i| votes.class(of(i)) == class).collect();
    let mut sources: Vec<u32> = kept.iter().filter_map(|i| of(i).source).collect();
    sources.sort_unstable();
    sources.dedup();
    let disagreement =
        if class == Class::Number && sources.len() > 1 { half_range(index, &kept) } else { 0.0 };
    prefer(index, confidence, source_order, &mut kept);
    let panel = |i: &u32| of(i).rater.and_then(|r| panel_of(index.rater(r)));
    kept.sort_unstable_by_key(|i| (of(i).source, panel(i), of(i).rater, of(i).origin));
    let first = of(kept.first()?);
    let alike = kept.iter().all(|i| of(i).value.status() == first.value.status());
    let values = Values::of(index, &kept, nil);
    let grades = Grades::of(confidence, kept.iter().map(|i| of(i).grade));
    let ses: Vec<f64> = kept.iter().filter_map(|i| ranges.se(of(i))).collect();
    let statuses = kept.iter().map(|i| of(i).obs_status);
    let selection = Selection {
        period: first.period,
        status: if alike { first.value.status() } else { Status::Value },
        value: values.median,
        se: if ses.len() == kept.len() { ses.into_iter().reduce(f64::max) } else { None },
        disagreement,
        rater_deviation: values.rater_deviation,
        grade: grades.mean,
        worst: grades.worst,
        sources: sources.into(),
        obs_status: statuses.max_by_key(|s| severity(*s)).unwrap_or_default(),
        censored_below: match (kept.len(), first.value) {
            (1, Value::Censored(b)) => Some(b),
            _ => None,
        },
        rows: RowList::None,
    };
    kept.sort_unstable();
    Some(Selection { rows: kept.into(), ..selection })
}

/// What a row says, the better first: numbers beat words.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    Number,
    Nil,
    NotApplicable,
    Unknown,
    Missing,
    /// A rating of what most raters say does not apply.
    Outvoted,
}

/// What raters say of whether there is anything to rate.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Votes {
    /// Raters with a number.
    numbers: u32,
    /// Raters who say that there is none.
    nil: u32,
    /// Raters who say that it does not apply.
    not_applicable: u32,
}

impl Votes {
    /// Those of the raters among rows.
    pub(crate) fn of<'o>(rows: impl Iterator<Item = &'o Observation>) -> Self {
        let mut out = Votes::default();
        for o in rows.filter(|o| o.rater.is_some()) {
            match o.value {
                Value::Number(_) | Value::Censored(_) => out.numbers += 1,
                Value::Nil => out.nil += 1,
                Value::NotApplicable => out.not_applicable += 1,
                Value::Unknown | Value::Missing => {}
            }
        }
        out
    }

    /// What a row says. A rating counts unless more raters say that the thing does not apply; who
    /// does not know has no vote. Nil beside numbers is a number: the raters of one thing are pooled
    /// together, and who found none of it judged it as well.
    fn class(&self, o: &Observation) -> Class {
        let rated = o.rater.is_some();
        match o.value {
            Value::Number(_) | Value::Censored(_) | Value::Nil
                if rated && self.not_applicable > self.numbers + self.nil =>
            {
                Class::Outvoted
            }
            Value::Number(_) | Value::Censored(_) => Class::Number,
            Value::Nil if rated && self.numbers > 0 => Class::Number,
            Value::Nil => Class::Nil,
            Value::NotApplicable => Class::NotApplicable,
            Value::Unknown => Class::Unknown,
            Value::Missing => Class::Missing,
        }
    }
}

/// Keeps the rows of the first preferred source that has one, else those of the best grade. All rows
/// of raters count as graded as the best of them is: what they say is one thing, which stands
/// against other sources as a whole.
fn prefer(index: &Index<'_>, confidence: &Confidence, sources: &[u32], kept: &mut Vec<u32>) {
    let of = |i: &u32| index.observation(*i);
    if kept.len() < 2 {
        return;
    }
    let has_row = |s: &&u32| kept.iter().any(|i| of(i).source == Some(**s));
    if let Some(&preferred) = sources.iter().find(has_row) {
        kept.retain(|i| of(i).source == Some(preferred));
        return;
    }
    let key = |i: &u32| grade_key(confidence, of(i).grade);
    let by_grade = |a: &(bool, f64), b: &(bool, f64)| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1));
    if let Some(best) = kept.iter().map(key).max_by(by_grade) {
        let rated_best = kept.iter().any(|i| of(i).rater.is_some() && key(i) == best);
        kept.retain(|i| if of(i).rater.is_some() { rated_best } else { key(i) == best });
    }
}

/// What the values of joined rows come to.
struct Values {
    /// The median over panels, and sources without, of the median over raters.
    median: Option<f64>,
    /// Mean absolute deviation of the raters from their median, where a source has several.
    rater_deviation: Option<f64>,
}

impl Values {
    /// Of rows in the order of their sources.
    fn of(index: &Index<'_>, rows: &[u32], nil: f64) -> Self {
        let rated = |o: &Observation| match o.value {
            Value::Nil => Some(nil),
            _ => quantity(o),
        };
        // People of one panel, or those of one source, judge as one.
        let source = |i: u32| {
            let o = index.observation(i);
            (o.source, o.rater.and_then(|r| panel_of(index.rater(r))))
        };
        let mut by_source: Vec<f64> = Vec::new();
        let mut deviations: Vec<f64> = Vec::new();
        let mut several = false;
        for group in rows.chunk_by(|a, b| source(*a) == source(*b)) {
            let mut values: Vec<f64> =
                group.iter().filter_map(|i| rated(index.observation(*i))).collect();
            if let Some(m) = median(&mut values) {
                several |= values.len() > 1;
                deviations.extend(values.iter().map(|v| (v - m).abs()));
                by_source.push(m);
            }
        }
        deviations.sort_by(f64::total_cmp);
        #[expect(clippy::cast_precision_loss, reason = "counts of rows")]
        let mean = deviations.iter().sum::<f64>() / deviations.len().max(1) as f64;
        Values { median: median(&mut by_source), rater_deviation: several.then_some(mean) }
    }
}

/// What the grades of joined rows come to.
struct Grades {
    /// Mean trust, 0..=1.
    mean: f64,
    worst: Grade,
}

impl Grades {
    fn of(confidence: &Confidence, grades: impl Iterator<Item = Grade> + Clone) -> Self {
        let trust = |g: Grade| grade_value(confidence, g);
        let mut values: Vec<f64> = grades.clone().map(trust).collect();
        values.sort_by(f64::total_cmp);
        #[expect(clippy::cast_precision_loss, reason = "counts of rows")]
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        let worst = grades.min_by(|a, b| trust(*a).total_cmp(&trust(*b)).then(a.cmp(b)));
        Grades { mean, worst: worst.unwrap_or_default() }
    }
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
pub(crate) fn median(values: &mut [f64]) -> Option<f64> {
    if values.is_empty() {
        return None;
    }
    values.sort_by(f64::total_cmp);
    let n = values.len();
    Some(if n % 2 == 1 { values[n / 2] } else { f64::midpoint(values[n / 2 - 1], values[n / 2]) })
}
