//! What the leaves of the method find in the evidence.

use std::collections::{BTreeMap, BTreeSet};

use ideal_model::method::Impute;
use ideal_model::{AssessmentInput, Finding, Findings};

use super::listed;
use super::unread::Readers;

/// Rows by what they are about.
pub(super) struct RowsOf {
    /// Sources of each series, by index of the indicator.
    pub(super) sources: BTreeMap<u32, BTreeSet<u32>>,
    /// Indicators with a row for a territory and an area that are assessed.
    with_rows: BTreeSet<u32>,
    /// Indicators with a row for any.
    anywhere: BTreeSet<u32>,
}

impl RowsOf {
    /// Counts the rows that each leaf reads.
    pub(super) fn count(a: &AssessmentInput, readers: &Readers<'_>) -> Self {
        let mut out = RowsOf {
            sources: BTreeMap::new(),
            with_rows: BTreeSet::new(),
            anywhere: BTreeSet::new(),
        };
        out.anywhere.extend(a.evidence.observations.iter().map(|o| o.indicator));
        for o in a.evidence.observations.iter().filter(|o| readers.is_about(o)) {
            out.with_rows.insert(o.indicator);
            if let Some(s) = o.source {
                out.sources.entry(o.indicator).or_default().insert(s);
            }
        }
        out
    }
}

/// Indicators of the method without any row.
pub(super) fn without_rows(a: &AssessmentInput, rows: &RowsOf, out: &mut Findings) {
    let found = |series: &str| {
        a.evidence.indicators.find(series).is_some_and(|s| rows.with_rows.contains(&s))
    };
    let missing: Vec<_> = a.method.indicators.iter().filter(|i| !found(&i.series)).collect();
    let Some(first) = missing.first() else { return };
    let codes: Vec<String> = missing.iter().map(|i| format!("`{}`", i.code)).collect();
    let message = match codes.as_slice() {
        [one] => format!("no row for the territories and areas assessed is of {one}"),
        many => format!(
            "no row for the territories and areas assessed is of {} of the {} indicators: {}",
            many.len(),
            a.method.indicators.len(),
            listed(many, 8)
        ),
    };
    let elsewhere = |series: &str| {
        a.evidence.indicators.find(series).is_some_and(|s| rows.anywhere.contains(&s))
    };
    let elsewhere: Vec<String> =
        missing.iter().filter(|i| elsewhere(&i.series)).map(|i| format!("`{}`", i.code)).collect();
    let mut f =
        Finding::note("no-rows-for-indicator", message).in_file(&a.method_file).at_line(first.line);
    f.hint = Some(if matches!(a.method.steps.impute, Some(Impute::Row { .. })) {
        "imputed from each unit's other indicators, as the method's [steps] ask: part of the \
         collection plan all the same"
            .into()
    } else {
        "a gap that stays in the tree: part of the collection plan".into()
    });
    if let Some(hint) = f.hint.as_mut().filter(|_| !elsewhere.is_empty()) {
        *hint = format!(
            "rows of {} are there, for what is not assessed (`territories`, `crime_areas`); else \
             {hint}",
            listed(&elsewhere, 8)
        );
    }
    out.push(f);
}

/// Preferred sources that the project does not declare.
pub(super) fn unknown_preferences(a: &AssessmentInput, out: &mut Findings) {
    let mut by_source: BTreeMap<&str, Vec<(&str, u64)>> = BTreeMap::new();
    let declared: BTreeSet<&str> = a.sources.iter().map(|s| s.id.as_str()).collect();
    for i in &a.method.indicators {
        for s in i.sources.iter().filter(|s| !declared.contains(s.as_str())) {
            by_source.entry(s).or_default().push((&i.code, i.line));
        }
    }
    for (source, leaves) in by_source {
        let codes: Vec<String> = leaves.iter().map(|(code, _)| format!("`{code}`")).collect();
        let message = format!(
            "the source `{source}` is preferred by {}, and the project does not declare it",
            listed(&codes, 3)
        );
        let mut f = Finding::note("undeclared-source", message).in_file(&a.method_file);
        f.line = leaves.first().map(|(_, line)| *line).filter(|line| *line > 0);
        f.count = leaves.len() as u64;
        out.push(f);
    }
}
