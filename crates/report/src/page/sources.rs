//! Where the evidence comes from, and on which terms.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::error::ReportError;
use crate::view::View;
use crate::words::say;

#[derive(Serialize)]
pub(super) struct Sources {
    rows: Vec<SourceRow>,
    unnamed: Option<String>,
}

#[derive(Serialize)]
struct SourceRow {
    id: String,
    publisher: String,
    title: String,
    /// Only addresses of the web become links.
    link: Option<String>,
    licence: String,
    retrieved: String,
    rows: String,
    lineage: String,
    used: bool,
}

pub(super) fn sources(view: &View<'_>, used: &BTreeSet<u32>) -> Result<Sources, ReportError> {
    let evidence = &view.results.assessment.evidence;
    let mut counts: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    for observation in used.iter().filter_map(|&o| evidence.observations.get(o as usize)) {
        *counts.entry(observation.source.map(|s| evidence.sources.code(s))).or_default() += 1;
    }
    let or_dash = |s: &str| if s.is_empty() { "–".to_owned() } else { s.to_owned() };
    let mut rows: Vec<SourceRow> = view
        .results
        .assessment
        .sources
        .iter()
        .map(|s| {
            let n = counts.get(&Some(s.id.as_str())).copied().unwrap_or(0);
            let web = s.url.starts_with("https://") || s.url.starts_with("http://");
            SourceRow {
                id: s.id.clone(),
                publisher: or_dash(&s.publisher),
                title: if s.title.is_empty() { s.id.clone() } else { s.title.clone() },
                link: if web { Some(s.url.clone()) } else { None },
                licence: or_dash(&s.licence),
                retrieved: or_dash(&s.retrieved),
                rows: view.numbers.count(n),
                lineage: or_dash(&s.lineage.join(", ")),
                used: n > 0,
            }
        })
        .collect();
    rows.sort_by(|a, b| b.used.cmp(&a.used).then_with(|| a.id.cmp(&b.id)));
    let unnamed = match counts.get(&None) {
        Some(&n) => {
            Some(say!(view.words, "sources-unnamed", n = n, count = view.numbers.count(n))?)
        }
        None => None,
    };
    Ok(Sources { rows, unnamed })
}
