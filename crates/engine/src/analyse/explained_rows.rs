//! Rows that a score rests on, as explanations show them.

use ideal_model::{LeafResult, Observation, RaterNames, Results, Status, Value};
use serde::Serialize;

ideal_model::words! {
    /// What a row is used as.
    pub enum RowRole {
        /// The value itself.
        Value = "value",
        /// What the value is divided by.
        Denominator = "denominator",
        /// Nothing: newer than the value, but without a usable denominator.
        PassedOver = "passed_over",
        /// Nothing: another rater's word of the same thing, which does not count beside the value.
        NotCounted = "not_counted",
    }
}

/// A source row.
#[derive(Clone, Debug, Serialize)]
pub struct ExplainedRow {
    /// What the row is used as.
    pub role: RowRole,
    /// File, relative to the project.
    pub file: String,
    /// Sheet of a workbook.
    pub sheet: Option<String>,
    /// Line of the file or row of the sheet, from 1.
    pub line: u32,
    /// Indicator of the row.
    pub indicator: String,
    /// Source id.
    pub source: Option<String>,
    /// Rater: the pseudonym, or panel and number where the assessment is made for an audience.
    pub rater: Option<String>,
    /// Period.
    pub period: String,
    /// The value: a number, or the text of the row.
    pub value: Option<RowValue>,
    /// State.
    pub status: Status,
    /// Grade.
    pub grade: String,
    /// Handling mark.
    pub tlp: String,
    /// SDMX status.
    pub obs_status: &'static str,
    /// Low end of the range that the value may lie in, where the row has one.
    pub low: Option<f64>,
    /// Its high end.
    pub high: Option<f64>,
    /// That the range holds the truth, in per cent.
    pub range_confidence: Option<f64>,
    /// Of a row that is derived from the sheets of criminal groups: the groups behind it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<ExplainedGroup>,
}

/// A criminal group behind a derived figure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExplainedGroup {
    /// Its code.
    pub group: String,
    /// File of its sheet, relative to the project.
    pub file: &'static str,
    /// Its line.
    pub line: u64,
    /// Its score as a share of the maximum of the method; null where it is a gap, and of figures that
    /// do not depend on it.
    pub share: Option<f64>,
    /// What of the share counts: 1 where the area is its principal activity, 0.5 where it is a
    /// secondary one.
    pub part: f64,
    /// Whether the figure is made of it.
    pub counts: bool,
    /// Grade of the sheet.
    pub grade: String,
    /// Its handling mark.
    pub tlp: String,
}

/// A number, or a text such as `<5`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum RowValue {
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
}

/// The rows of a leaf with what other raters said of it and does not count, then those of its
/// denominator, then newer ones that were passed over.
pub(super) fn rows_of_leaf(r: &Results, l: &LeafResult) -> Vec<ExplainedRow> {
    let used = r.observations(l.rows);
    let mut rows = rows_of(r, used, RowRole::Value);
    rows.extend(rows_of(r, &not_counted(r, used), RowRole::NotCounted));
    rows.extend(rows_of(r, r.observations(l.denominator_rows), RowRole::Denominator));
    rows.extend(rows_of(r, &l.passed_over, RowRole::PassedOver));
    rows
}

/// What raters said of the same thing as the rows of a leaf that raters stand behind, and is not
/// among them.
fn not_counted(r: &Results, used: &[u32]) -> Vec<u32> {
    let all = &r.assessment.evidence.observations;
    let rated = |i: &u32| all.get(*i as usize).filter(|o| o.rater.is_some());
    let Some(one) = used.iter().find_map(rated) else { return Vec::new() };
    let of = |o: &Observation| (o.territory, o.crime_area, o.indicator, o.period);
    (0_u32..)
        .zip(all)
        .filter(|(i, o)| o.rater.is_some() && of(o) == of(one) && !used.contains(i))
        .map(|(i, _)| i)
        .collect()
}

fn rows_of(r: &Results, rows: &[u32], role: RowRole) -> Vec<ExplainedRow> {
    let e = &r.assessment.evidence;
    let raters = RaterNames::new(e.raters.iter(), r.assessment.release.is_some());
    rows.iter()
        .filter_map(|&i| e.observations.get(i as usize))
        .map(|o| ExplainedRow {
            role,
            file: e.files.code(o.origin.file).to_owned(),
            sheet: o.origin.sheet.map(|s| e.sheets.code(s).to_owned()),
            line: o.origin.line,
            indicator: e.indicators.code(o.indicator).to_owned(),
            source: o.source.map(|s| e.sources.code(s).to_owned()),
            rater: o.rater.map(|s| raters.of(s as usize).into_owned()),
            period: o.period.to_string(),
            value: match o.value {
                Value::Number(x) => Some(RowValue::Number(x)),
                Value::Censored(b) => {
                    Some(RowValue::Text(format!("<{}", ideal_model::shortest(b))))
                }
                Value::Nil | Value::NotApplicable | Value::Unknown | Value::Missing => None,
            },
            status: o.value.status(),
            grade: o.grade.word(),
            tlp: o.mark.to_string(),
            obs_status: o.obs_status.code(),
            low: o.range.as_ref().map(|r| r.low),
            high: o.range.as_ref().map(|r| r.high),
            range_confidence: o.range.as_ref().and_then(|r| r.confidence),
            groups: Vec::new(),
        })
        .collect()
}
