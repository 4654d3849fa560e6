//! Evidence as a table, for researchers.

use ideal_model::{Evidence, Value};
use polars::prelude::{Column, DataFrame, IntoColumn, NamedFrom, PolarsResult, Series};

/// All observations as a DataFrame, one row each, in the order of their keys.
///
/// Columns: `territory`, `crime_area` (`*` for every area), `indicator`, `period` (texts); `status`
/// (text: `value`, `nil`, `not_applicable`, `unknown`, `censored`, `missing`); `value` (f64: the
/// number, or a censored row's bound; null for the others), `se` (f64 or null); `source`, `rater`,
/// `grade` (`B2`), `tlp`, `handling`, `obs_status`, `note` (texts, empty where there is none);
/// `file`, `sheet` (texts) and `line` (u32); `low`, `high`, `confidence` (f64 or null).
///
/// # Errors
/// As polars reports them; none is expected.
pub fn observations_frame(evidence: &Evidence) -> PolarsResult<DataFrame> {
    build(evidence)
}

fn build<'e>(evidence: &'e Evidence) -> PolarsResult<DataFrame> {
    let rows = &evidence.observations;
    let text = |name: &str, of: &dyn Fn(&ideal_model::Observation) -> String| -> Column {
        Series::new(name.into(), rows.iter().map(of).collect::<Vec<String>>()).into_column()
    };
    let coded = |name: &str, of: &dyn Fn(&'e ideal_model::Observation) -> &'e str| -> Column {
        Series::new(name.into(), rows.iter().map(of).collect::<Vec<&str>>()).into_column()
    };
    let number = |name: &str, of: &dyn Fn(&ideal_model::Observation) -> Option<f64>| -> Column {
        Series::new(name.into(), rows.iter().map(of).collect::<Vec<Option<f64>>>()).into_column()
    };
    let columns = vec![
        coded("territory", &|o| evidence.territories.code(o.territory)),
        coded("crime_area", &|o| o.crime_area.map_or("*", |a| evidence.crime_areas.code(a))),
        coded("indicator", &|o| evidence.indicators.code(o.indicator)),
        text("period", &|o| o.period.to_string()),
        coded("status", &|o| o.value.status().word()),
        number("value", &|o| match o.value {
            Value::Number(n) | Value::Censored(n) => Some(n),
            _ => None,
        }),
        number("se", &|o| o.se),
        coded("source", &|o| o.source.map_or("", |s| evidence.sources.code(s))),
        coded("rater", &|o| o.rater.map_or("", |r| evidence.raters.code(r))),
        text("grade", &|o| o.grade.word()),
        text("tlp", &|o| o.mark.tlp.to_string()),
        text("handling", &|o| o.mark.code.map_or_else(String::new, |c| c.to_string())),
        coded("obs_status", &|o| o.obs_status.code()),
        coded("note", &|o| o.note.as_deref().unwrap_or("")),
        coded("file", &|o| evidence.files.code(o.origin.file)),
        coded("sheet", &|o| o.origin.sheet.map_or("", |s| evidence.sheets.code(s))),
        Series::new("line".into(), rows.iter().map(|o| o.origin.line).collect::<Vec<u32>>())
            .into_column(),
        number("low", &|o| o.range.as_ref().map(|r| r.low)),
        number("high", &|o| o.range.as_ref().map(|r| r.high)),
        number("confidence", &|o| o.range.as_ref().and_then(|r| r.confidence)),
    ];
    DataFrame::new(rows.len(), columns)
}
