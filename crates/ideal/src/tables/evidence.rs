//! What the scores rest on: leaves with their rows, sources, findings.

use std::borrow::Cow;

use ideal_engine::CollectionItem;
use ideal_model::{Finding, LeafResult, Observation, Results, Source};

use super::edition_text;
use super::table::{Over, Table};

/// Every leaf of every unit. Where several rows were selected, `value` is their median, `source`
/// lists their sources, `file`, `sheet` and `line` are the first row's, and `rows` says how many
/// there are. Of a value imputed along time they are the rows it was made from.
pub(super) fn indicators(results: &Results) -> Table<'_> {
    let evidence = &results.assessment.evidence;
    let method = &results.assessment.method;
    let first = |leaf: &LeafResult| -> Option<&Observation> {
        results.observations(leaf.rows).first().and_then(|&i| evidence.observations.get(i as usize))
    };
    let selected = |leaf: &LeafResult| {
        results
            .observations(leaf.rows)
            .iter()
            .filter_map(|&i| evidence.observations.get(i as usize))
    };
    Over::new("indicators", &results.leaves)
        .text("territory", |l| Cow::Borrowed(results.place_code(l.unit)))
        .text("crime_area", |l| Cow::Borrowed(results.area_code(l.unit)))
        .text("edition", |l| edition_text(results, l.unit))
        .text("indicator", |l| {
            Cow::Borrowed(method.indicators.get(l.indicator.get()).map_or("", |i| i.code.as_str()))
        })
        .text("status", |l| Cow::Borrowed(l.status.word()))
        .maybe_text("period", |l| l.period.map(|p| Cow::Owned(p.to_string())))
        .number("value", |l| l.value)
        .number("normalised", |l| l.normalised)
        .maybe_text("source", |l| {
            let mut ids: Vec<&str> =
                selected(l).filter_map(|o| o.source).map(|s| evidence.sources.code(s)).collect();
            ids.sort_unstable();
            ids.dedup();
            match ids.as_slice() {
                [] => None,
                [one] => Some(Cow::Borrowed(*one)),
                many => Some(Cow::Owned(many.join(";"))),
            }
        })
        .maybe_text("file", |l| first(l).map(|o| Cow::Borrowed(evidence.files.code(o.origin.file))))
        .maybe_text("sheet", |l| {
            first(l)?.origin.sheet.map(|s| Cow::Borrowed(evidence.sheets.code(s)))
        })
        .count("line", |l| first(l).map(|o| u64::from(o.origin.line)))
        .count("rows", |l| Some(results.observations(l.rows).len() as u64))
        .number("denominated", |l| l.denominated)
        .flag("imputed", |l| Some(l.imputed))
        .maybe_text("treated", |l| l.treated.map(|t| Cow::Borrowed(t.word())))
        .number("confidence", |l| l.confidence)
        .number("disagreement", |l| l.normalised.map(|_| l.disagreement))
        .maybe_text("obs_status", |l| first(l).map(|_| Cow::Borrowed(l.obs_status.code())))
        .finish()
}

/// The sources as declared, with how many rows each gave and how many of these the results use.
pub(super) fn sources(results: &Results) -> Table<'_> {
    let evidence = &results.assessment.evidence;
    let mut used = vec![false; evidence.observations.len()];
    for &i in &results.rows {
        if let Some(u) = used.get_mut(i as usize) {
            *u = true;
        }
    }
    let mut counts = vec![(0_u64, 0_u64); evidence.sources.len()];
    for (o, used) in evidence.observations.iter().zip(&used) {
        if let Some((read, use_)) = o.source.and_then(|s| counts.get_mut(s as usize)) {
            *read += 1;
            *use_ += u64::from(*used);
        }
    }
    let count = |s: &Source| {
        evidence
            .sources
            .find(&s.id)
            .and_then(|i| counts.get(i as usize))
            .copied()
            .unwrap_or_default()
    };
    Over::new("sources", &results.assessment.sources)
        .text("id", |s| Cow::Owned(s.id.clone()))
        .text("publisher", |s| Cow::Owned(s.publisher.clone()))
        .text("title", |s| Cow::Owned(s.title.clone()))
        .text("url", |s| Cow::Owned(s.url.clone()))
        .text("licence", |s| Cow::Owned(s.licence.clone()))
        .text("retrieved", |s| Cow::Owned(s.retrieved.clone()))
        .text("lineage", |s| Cow::Owned(s.lineage.join(" ")))
        .count("rows", |s| Some(count(s).0))
        .count("used", |s| Some(count(s).1))
        .finish()
}

/// What check and run had to say, in their order.
pub(super) fn warnings(results: &Results) -> Table<'_> {
    findings(&results.findings)
}

/// Findings as a table.
pub(super) fn findings(list: &[Finding]) -> Table<'_> {
    Over::new("warnings", list)
        .text("severity", |f| Cow::Owned(f.severity.to_string()))
        .text("code", |f| Cow::Owned(f.code.clone()))
        .text("file", |f| Cow::Owned(f.file.clone()))
        .count("line", |f| f.line)
        .count("column", |f| f.column)
        .text("message", |f| Cow::Owned(f.message.clone()))
        .maybe_text("hint", |f| f.hint.clone().map(Cow::Owned))
        .count("count", |f| Some(f.count))
        .finish()
}

/// The collection plan.
pub(super) fn collection(items: &[CollectionItem]) -> Table<'_> {
    Over::new("collection", items)
        .text("territory", |i| Cow::Owned(i.territory.clone()))
        .text("crime_area", |i| Cow::Owned(i.crime_area.clone()))
        .text("edition", |i| Cow::Owned(i.edition.clone()))
        .text("node", |i| Cow::Owned(i.node.clone()))
        .text("indicator", |i| Cow::Owned(i.indicator.clone()))
        .text("reason", |i| Cow::Borrowed(i.reason.word()))
        .number("value", |i| Some(i.value))
        .number("weight", |i| Some(i.weight))
        .number("sd", |i| Some(i.sd))
        .finish()
}
