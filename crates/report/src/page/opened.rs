//! Each cell opened: the tree of its score with what every part adds, and the rows of evidence under
//! its leaves. Rows that several cells of a territory read stand once, and are led to.
//!
//! What people said of one thing is told as a whole: no line leads to what one of them said, and
//! notes of rows are told nowhere.

use std::collections::{BTreeMap, BTreeSet};

use ideal_engine::{Explained, explain_with};
use ideal_model::{IndicatorIx, LeafResult, Observation, UnitIx};
use serde::Serialize;

use super::pieces;
use super::quantities::{unit_text, value};
use crate::error::ReportError;
use crate::view::View;
use crate::words::say;

/// Places of rows named for a leaf, at most.
const PLACES: usize = 3;

/// The cells of a territory, opened.
#[derive(Serialize)]
pub(super) struct Opened {
    pub cells: Vec<OpenedCell>,
    /// Anchor of the rows.
    pub anchor: String,
    pub rows: Vec<OpenedRow>,
}

/// A cell, opened.
#[derive(Serialize)]
pub(super) struct OpenedCell {
    pub anchor: String,
    pub name: String,
    /// The score of the root, or that it is a gap.
    pub score: String,
    /// Why there is no score; none where there is one.
    pub reason: Option<String>,
    pub lines: Vec<OpenedLine>,
    /// Names of the indicators without a value.
    pub missing: Option<String>,
}

/// A node or a leaf.
#[derive(Serialize)]
pub(super) struct OpenedLine {
    pub name: String,
    pub depth: usize,
    pub score: String,
    pub weight: String,
    /// What it adds to the score of its parent.
    pub part: String,
    /// What its parent was given, where that is not its score.
    pub note: Option<String>,
    /// Of a leaf: the number of its row among those of the territory, from 1.
    pub row: Option<usize>,
}

/// What a leaf was read from.
#[derive(Serialize)]
pub(super) struct OpenedRow {
    pub name: String,
    /// With its unit.
    pub value: String,
    pub period: String,
    pub sources: String,
    pub grade: String,
    /// `evidence/wgi.csv:12`.
    pub places: String,
}

/// A leaf as it is told: its indicator and the rows it was read from.
type LeafKey = (IndicatorIx, Vec<u32>, Vec<u32>);

/// Opens the cells of a territory, each with its name; nothing where none has anything to open.
pub(super) fn cells(
    view: &View<'_>,
    anchor: &str,
    cells: &[UnitIx],
) -> Result<Option<Opened>, ReportError> {
    let mut numbers: BTreeMap<LeafKey, usize> = BTreeMap::new();
    let mut rows = Vec::new();
    let mut out = Vec::new();
    for &unit in cells {
        let Some(key) = view.results.units.get(unit.get()) else { continue };
        let name = if view.territories_only() {
            view.place_name(key.place)
        } else {
            view.area_name(key.area)
        };
        let score = view.score(unit, view.root);
        let mut cell = OpenedCell {
            anchor: pieces::cell_anchor(view, unit),
            name,
            score: match score {
                Some(score) => view.shown(score),
                None => view.reason_word(unit, view.root)?,
            },
            reason: if score.is_some() { None } else { Some(view.reason(unit, view.root)?) },
            lines: Vec::new(),
            missing: None,
        };
        if worth_opening(view, unit)
            && let Some(found) = explain_with(&view.bases, unit, view.root)
        {
            let mut walk = Walk {
                view,
                unit,
                numbers: &mut numbers,
                rows: &mut rows,
                lines: Vec::new(),
                missing: BTreeSet::new(),
            };
            walk.node(&found.tree, 0)?;
            cell.missing = missing(view, &walk.missing)?;
            cell.lines = walk.lines;
        }
        out.push(cell);
    }
    let opened = out.iter().any(|cell| !cell.lines.is_empty());
    Ok(opened.then(|| Opened { cells: out, anchor: anchor.to_owned(), rows }))
}

/// Whether a cell has a score of the root or of its first dimension: below that there are only
/// rows that every cell of the territory reads.
fn worth_opening(view: &View<'_>, unit: UnitIx) -> bool {
    let first = view.axes().map(|(first, _)| first);
    std::iter::once(view.root).chain(first).any(|node| view.score(unit, node).is_some())
}

fn missing(
    view: &View<'_>,
    indicators: &BTreeSet<IndicatorIx>,
) -> Result<Option<String>, ReportError> {
    if indicators.is_empty() {
        return Ok(None);
    }
    let names: Vec<String> = indicators.iter().map(|&i| view.indicator_name(i)).collect();
    say!(view.words, "opened-missing", names = view.words.list(&names)?).map(Some)
}

/// A way through the tree of one cell.
struct Walk<'w, 'v> {
    view: &'w View<'v>,
    unit: UnitIx,
    numbers: &'w mut BTreeMap<LeafKey, usize>,
    rows: &'w mut Vec<OpenedRow>,
    lines: Vec<OpenedLine>,
    missing: BTreeSet<IndicatorIx>,
}

impl Walk<'_, '_> {
    fn node(&mut self, found: &Explained, depth: usize) -> Result<(), ReportError> {
        let view = self.view;
        let shown = |score: Option<f64>| score.map(|s| view.shown(s)).unwrap_or_default();
        let mut line = OpenedLine {
            name: found.name.or_code(view.lang, &found.node).to_owned(),
            depth,
            score: shown(found.score),
            weight: found.weight.map(|w| view.numbers.exact(w)).unwrap_or_default(),
            part: shown(found.contribution),
            note: self.given(found)?,
            row: None,
        };
        if found.aggregate.is_some() {
            if found.score.is_none() {
                line.score = say!(view.words, "gap-short")?;
            }
            // Of a node with nothing under it the list of what is missing tells.
            if found.score.is_some() || found.evidence {
                self.lines.push(line);
            }
            return found.children.iter().try_for_each(|child| self.node(child, depth + 1));
        }
        let indicator = view.results.assessment.method.indicator_index(&found.node);
        let leaves = view.results.leaves_of(self.unit);
        let leaf = indicator.and_then(|i| leaves.iter().find(|l| l.indicator == i));
        let Some(leaf) = leaf.filter(|l| l.normalised.is_some()) else {
            self.missing.extend(indicator);
            return Ok(());
        };
        line.row = Some(self.row(leaf)?);
        self.lines.push(line);
        Ok(())
    }

    /// What the parent was given in place of the score.
    fn given(&self, found: &Explained) -> Result<Option<String>, ReportError> {
        let Some((seen, score)) = found.seen.zip(found.score) else { return Ok(None) };
        let id = if found.floored {
            "explain-floored"
        } else if (seen - score).abs() > 1e-9 {
            "explain-inverted"
        } else {
            return Ok(None);
        };
        say!(self.view.words, id, seen = self.view.shown(seen)).map(Some)
    }

    /// The number of what a leaf was read from, which is told where it comes first.
    fn row(&mut self, leaf: &LeafResult) -> Result<usize, ReportError> {
        let results = self.view.results;
        let of = |span| results.observations(span).to_vec();
        let key = (leaf.indicator, of(leaf.rows), of(leaf.denominator_rows));
        if let Some(&known) = self.numbers.get(&key) {
            return Ok(known);
        }
        self.rows.push(row(self.view, leaf)?);
        self.numbers.insert(key, self.rows.len());
        Ok(self.rows.len())
    }
}

fn row(view: &View<'_>, leaf: &LeafResult) -> Result<OpenedRow, ReportError> {
    let words = &view.words;
    let evidence = &view.results.assessment.evidence;
    let told = |span| -> Vec<&Observation> {
        let rows = view.results.observations(span).iter();
        rows.filter_map(|&i| evidence.observations.get(i as usize)).collect()
    };
    let (own, below) = (told(leaf.rows), told(leaf.denominator_rows));
    let sources: BTreeSet<&str> =
        own.iter().filter_map(|o| o.source).map(|s| evidence.sources.code(s)).collect();
    let grades: BTreeSet<String> =
        own.iter().map(|o| o.grade.word()).filter(|grade| !grade.is_empty()).collect();
    let amount = value(view, leaf)?;
    let unit = unit_text(view, leaf.indicator)?;
    let joined = |items: Vec<String>| words.list(&items);
    Ok(OpenedRow {
        name: view.indicator_name(leaf.indicator),
        value: say!(words, "value-unit", value = amount, unit = unit)?,
        period: leaf.period.map(|p| p.to_string()).unwrap_or_default(),
        sources: joined(sources.into_iter().map(str::to_owned).collect())?,
        grade: joined(grades.into_iter().collect())?,
        places: places(view, leaf, &own, &below)?,
    })
}

/// Where the rows stand; of what people judged only how many they are.
fn places(
    view: &View<'_>,
    leaf: &LeafResult,
    own: &[&Observation],
    below: &[&Observation],
) -> Result<String, ReportError> {
    let evidence = &view.results.assessment.evidence;
    if let Some(rated) = &leaf.rated {
        let count = view.numbers.count(rated.raters as usize);
        return say!(view.words, "opened-raters", n = rated.raters, count = count);
    }
    let place = |o: &&Observation| {
        let file = evidence.files.code(o.origin.file);
        match o.origin.sheet {
            Some(sheet) => format!("{file}[{}]:{}", evidence.sheets.code(sheet), o.origin.line),
            None => format!("{file}:{}", o.origin.line),
        }
    };
    let all = own.len() + below.len();
    let mut named: Vec<String> = own.iter().chain(below).take(PLACES).map(place).collect();
    if all > PLACES {
        let more = view.numbers.count(all - PLACES);
        named.push(say!(view.words, "composition-more", n = more)?);
    }
    view.words.list(&named)
}
