//! Where the evidence comes from, and on which terms.

use std::collections::{BTreeMap, BTreeSet};

use ideal_model::Source;
use serde::Serialize;

use super::printed;
use super::table::{Leads, PageCell, PageColumn, PageRow, PageTable};
use crate::error::ReportError;
use crate::view::View;
use crate::words::say;

#[derive(Serialize)]
pub(super) struct Sources {
    pub table: PageTable,
    pub unnamed: Option<String>,
}

pub(super) fn sources(view: &View<'_>, used: &BTreeSet<u32>) -> Result<Sources, ReportError> {
    let evidence = &view.results.assessment.evidence;
    let mut counts: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    for observation in used.iter().filter_map(|&o| evidence.observations.get(o as usize)) {
        *counts.entry(observation.source.map(|s| evidence.sources.code(s))).or_default() += 1;
    }
    let or_dash = |s: &str| if s.is_empty() { "–".to_owned() } else { s.to_owned() };
    let mut sources: Vec<_> = view
        .results
        .assessment
        .sources
        .iter()
        .map(|s| (counts.get(&Some(s.id.as_str())).copied().unwrap_or(0), s))
        .collect();
    sources.sort_by(|(a, x), (b, y)| (*b > 0).cmp(&(*a > 0)).then_with(|| x.id.cmp(&y.id)));
    let row = |(n, s): (usize, &Source)| -> Result<PageRow, ReportError> {
        // Only addresses of the web become links.
        let web = s.url.starts_with("https://") || s.url.starts_with("http://");
        let name = PageCell::Name {
            text: if s.title.is_empty() { s.id.clone() } else { s.title.clone() },
            code: Some(s.id.clone()),
            leads: if web { Leads::Web(s.url.clone()) } else { Leads::Nowhere },
        };
        let texts = [&s.publisher, &s.licence, &s.retrieved, &s.lineage.join(", ")];
        let texts = texts.map(|t| PageCell::Text { text: or_dash(t) });
        let rows = PageCell::Number { number: printed::count(view, n)? };
        let cells = std::iter::once(name).chain(texts).chain([rows]).collect();
        Ok(PageRow { cells, unused: n == 0 })
    };
    let words = &view.words;
    let table = PageTable {
        caption: None,
        columns: vec![
            PageColumn::texts(say!(words, "col-source")?),
            PageColumn::texts(say!(words, "col-publisher")?),
            PageColumn::texts(say!(words, "col-licence")?),
            PageColumn::texts(say!(words, "col-retrieved")?),
            PageColumn::texts(say!(words, "col-lineage")?),
            PageColumn::figures(say!(words, "col-rows")?),
        ],
        rows: sources.into_iter().map(row).collect::<Result<_, _>>()?,
    };
    let unnamed = match counts.get(&None) {
        Some(&n) => {
            Some(say!(view.words, "sources-unnamed", n = n, count = view.numbers.count(n))?)
        }
        None => None,
    };
    Ok(Sources { table, unnamed })
}
