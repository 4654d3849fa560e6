//! The region at a glance: pictures of all territories, before those of its crime areas.

use serde::Serialize;

use super::{Figure, editions};
use crate::chart;
use crate::error::ReportError;
use crate::view::View;
use crate::words::say;

/// Territories that are named as not on the map, at most.
const NAMED: usize = 12;

#[derive(Serialize)]
pub(super) struct Region {
    pub figures: Vec<Figure>,
    pub notes: Vec<String>,
}

/// The section; nothing without a picture.
pub(super) fn section(view: &View<'_>) -> Result<Option<Region>, ReportError> {
    let words = &view.words;
    let mut out = Region { figures: Vec::new(), notes: Vec::new() };
    if let Some(map) = chart::map(view)? {
        let (node, edition) = (view.node_name(view.root), view.edition_name(view.last));
        let caption = say!(words, "map-caption", node = node, edition = edition)?;
        out.figures.push(Figure::new(map.chart, caption, 500));
        match map.missing.len() {
            0 => {}
            1..=NAMED => {
                out.notes.push(say!(words, "map-missing", names = words.list(&map.missing)?)?);
            }
            n => out.notes.push(say!(words, "map-missing-many", count = view.numbers.count(n))?),
        }
    }
    out.figures.extend(editions::trends(view)?);
    if let Some(chart) = chart::coverage(view)? {
        out.figures.push(Figure::new(chart, say!(words, "coverage-caption")?, 620));
    }
    Ok(if out.figures.is_empty() { None } else { Some(out) })
}
