//! What evidence says, whatever file said it.

use ideal::model::{Evidence, PlausibleRange, shortest};

/// The columns of [`rows`], under the names that tidy evidence has for them.
pub const HEADS: [&str; 17] = [
    "territory",
    "crime_area",
    "indicator",
    "period",
    "value",
    "se",
    "source",
    "rater",
    "reliability",
    "credibility",
    "handling",
    "tlp",
    "obs_status",
    "note",
    "low",
    "high",
    "confidence",
];

/// A row of evidence, cell by cell.
pub type Row = [String; HEADS.len()];

/// Every observation as the row that tidy evidence has for it, in alphabetical order.
#[must_use]
pub fn rows(evidence: &Evidence) -> Vec<Row> {
    let mut rows: Vec<Row> = evidence
        .observations
        .iter()
        .map(|o| {
            let range = |of: fn(&PlausibleRange) -> Option<f64>| {
                o.range.as_deref().and_then(of).map(shortest).unwrap_or_default()
            };
            let one = |c: Option<char>| c.map(String::from).unwrap_or_default();
            [
                evidence.territories.code(o.territory).to_owned(),
                o.crime_area.map_or("*", |a| evidence.crime_areas.code(a)).to_owned(),
                evidence.indicators.code(o.indicator).to_owned(),
                o.period.to_string(),
                o.value.to_string(),
                o.se.map(shortest).unwrap_or_default(),
                o.source.map(|s| evidence.sources.code(s).to_owned()).unwrap_or_default(),
                o.rater.map(|r| evidence.raters.code(r).to_owned()).unwrap_or_default(),
                one(o.grade.reliability),
                one(o.grade.credibility),
                o.mark.code.map(|c| c.to_string()).unwrap_or_default(),
                o.mark.tlp.to_string(),
                o.obs_status.code().to_owned(),
                o.note.as_deref().unwrap_or_default().to_owned(),
                range(|r| Some(r.low)),
                range(|r| Some(r.high)),
                range(|r| r.confidence),
            ]
        })
        .collect();
    rows.sort();
    rows
}

/// The first difference between two accounts, in words.
#[must_use]
pub fn difference<T: PartialEq + std::fmt::Debug>(one: &[T], other: &[T]) -> Option<String> {
    let at = (0..one.len().max(other.len())).find(|i| one.get(*i) != other.get(*i))?;
    Some(format!(
        "{} rows and {}; at {at} {:?} and {:?}",
        one.len(),
        other.len(),
        one.get(at),
        other.get(at)
    ))
}
