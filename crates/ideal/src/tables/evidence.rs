//! What the scores rest on: leaves with their rows, sources, findings.

use std::borrow::Cow;

use ideal_engine::CollectionItem;
use ideal_model::{Finding, LeafResult, Observation, Results, Source};

use super::columns as c;
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
    Over::new(&c::INDICATORS, &results.leaves)
        .text(c::TERRITORY, |l| Cow::Borrowed(results.place_code(l.unit)))
        .text(c::CRIME_AREA, |l| Cow::Borrowed(results.area_code(l.unit)))
        .text(c::EDITION, |l| edition_text(results, l.unit))
        .text(c::INDICATOR, |l| {
            Cow::Borrowed(method.indicators.get(l.indicator.get()).map_or("", |i| i.code.as_str()))
        })
        .text(c::STATUS, |l| Cow::Borrowed(l.status.word()))
        .maybe_text(c::PERIOD, |l| l.period.map(|p| Cow::Owned(p.to_string())))
        .number(c::VALUE, |l| l.value)
        .number(c::NORMALISED, |l| l.normalised)
        .maybe_text(c::SOURCE, |l| {
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
        .maybe_text(c::FILE, |l| {
            first(l).map(|o| Cow::Borrowed(evidence.files.code(o.origin.file)))
        })
        .maybe_text(c::SHEET, |l| {
            first(l)?.origin.sheet.map(|s| Cow::Borrowed(evidence.sheets.code(s)))
        })
        .count(c::LINE, |l| first(l).map(|o| u64::from(o.origin.line)))
        .count(c::ROWS, |l| Some(results.observations(l.rows).len() as u64))
        .number(c::DENOMINATED, |l| l.denominated)
        .flag(c::IMPUTED, |l| Some(l.imputed))
        .maybe_text(c::TREATED, |l| l.treated.map(|t| Cow::Borrowed(t.word())))
        .number(c::CONFIDENCE, |l| l.confidence)
        .number(c::DISAGREEMENT, |l| l.normalised.map(|_| l.disagreement))
        .maybe_text(c::OBS_STATUS, |l| first(l).map(|_| Cow::Borrowed(l.obs_status.code())))
        .count(c::RATERS_COUNT, |l| l.rated.map(|r| u64::from(r.raters)))
        .count(c::PANELS, |l| l.rated.map(|r| u64::from(r.panels)))
        .number(c::RATING_LOW, |l| l.rated.map(|r| r.low))
        .number(c::RATING_HIGH, |l| l.rated.map(|r| r.high))
        .number(c::ADJUSTED, |l| l.rated.map(|r| r.adjusted))
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
    Over::new(&c::SOURCES, &results.assessment.sources)
        .text(c::ID, |s| Cow::Owned(s.id.clone()))
        .text(c::PUBLISHER, |s| Cow::Owned(s.publisher.clone()))
        .text(c::TITLE, |s| Cow::Owned(s.title.clone()))
        .text(c::URL, |s| Cow::Owned(s.url.clone()))
        .text(c::LICENCE, |s| Cow::Owned(s.licence.clone()))
        .text(c::RETRIEVED, |s| Cow::Owned(s.retrieved.clone()))
        .text(c::LINEAGE, |s| Cow::Owned(s.lineage.join(" ")))
        .count(c::ROWS, |s| Some(count(s).0))
        .count(c::USED, |s| Some(count(s).1))
        .finish()
}

/// What check and run had to say, in their order.
pub(super) fn warnings(results: &Results) -> Table<'_> {
    findings(&results.findings)
}

/// Findings as a table.
pub(super) fn findings(list: &[Finding]) -> Table<'_> {
    Over::new(&c::WARNINGS, list)
        .text(c::SEVERITY, |f| Cow::Owned(f.severity.to_string()))
        .text(c::CODE, |f| Cow::Owned(f.code.clone()))
        .text(c::FILE, |f| Cow::Owned(f.file.clone()))
        .count(c::LINE, |f| f.line)
        .count(c::COLUMN, |f| f.column)
        .text(c::MESSAGE, |f| Cow::Owned(f.message.clone()))
        .maybe_text(c::HINT, |f| f.hint.clone().map(Cow::Owned))
        .count(c::COUNT, |f| Some(f.count))
        .finish()
}

/// The collection plan.
pub(super) fn collection(items: &[CollectionItem]) -> Table<'_> {
    Over::new(&c::COLLECTION, items)
        .text(c::TERRITORY, |i| Cow::Owned(i.territory.clone()))
        .text(c::CRIME_AREA, |i| Cow::Owned(i.crime_area.clone()))
        .text(c::EDITION, |i| Cow::Owned(i.edition.clone()))
        .text(c::NODE, |i| Cow::Owned(i.node.clone()))
        .text(c::INDICATOR, |i| Cow::Owned(i.indicator.clone()))
        .text(c::REASON, |i| Cow::Borrowed(i.reason.word()))
        .number(c::WORTH, |i| Some(i.value))
        .number(c::ROOT_WEIGHT, |i| Some(i.weight))
        .number(c::UNKNOWN_SD, |i| Some(i.sd))
        .finish()
}
