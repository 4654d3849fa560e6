//! Crime areas: by band and then by name, without rank numbers until there are draws to say which
//! differences are real.

use ideal_model::{AreaIx, NodeIx, PlaceIx, Ranking};
use serde::Serialize;

use super::pieces;
use crate::error::ReportError;
use crate::view::View;
use crate::words::say;

/// Areas named in a sentence about a flat node, at most.
const NAMED_FLAT: usize = 12;

#[derive(Serialize)]
pub(super) struct AreaSection {
    /// Names of the columns: the root and its dimensions.
    columns: Vec<String>,
    groups: Vec<Group>,
    draws: bool,
    changes: bool,
    notes: Vec<String>,
}

#[derive(Serialize)]
struct Group {
    title: String,
    note: Option<String>,
    band: Option<pieces::Band>,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    name: String,
    anchor: String,
    /// The root and its dimensions.
    scores: Vec<pieces::Score>,
    /// Of the first node with a score.
    confidence: Option<pieces::Confidence>,
    change: Option<pieces::Change>,
    range: Option<String>,
    tie: Option<String>,
    new_group: bool,
    /// "12 of 20 territories".
    known: String,
    /// How many of those rest on enforcement counts alone.
    alone: Option<String>,
}

/// Crime areas by their roll-up; nothing if the method has none.
pub(super) fn section(view: &View<'_>) -> Result<Option<AreaSection>, ReportError> {
    let results = view.results;
    let method = &results.assessment.method;
    if view.territories_only()
        || !view.areas.iter().any(|&a| view.area_unit(a, view.last).is_some())
    {
        return Ok(None);
    }
    let words = &view.words;
    let ranked = method.ranked_nodes();
    let nodes: Vec<NodeIx> = std::iter::once(view.root)
        .chain(ranked.into_iter().filter(|&n| n != view.root))
        .take(6)
        .collect();
    let basis = view.basis();
    let mut banded: Vec<(Option<u16>, Row)> = Vec::new();
    let (mut alone_rows, mut partial, mut none) = (Vec::new(), Vec::new(), Vec::new());
    let mut tied: Vec<(u32, u32, Row)> = Vec::new();
    let mut changes = false;
    for &area in &view.areas {
        let Some(unit) = view.area_unit(area, view.last) else { continue };
        let cells = view.cells_of_area(area);
        let known = cells.iter().filter(|&&u| view.score(u, basis).is_some()).count();
        let alone = cells.iter().filter(|&&u| view.enforcement_alone(u, basis)).count();
        let rank =
            results.ranking(Ranking::CrimeAreas, view.last, view.root).find(|r| r.unit == unit);
        let draws = rank.and_then(|r| r.draws.as_ref());
        let mut scores = Vec::new();
        for &node in &nodes {
            scores.push(pieces::score(view, unit, node)?);
        }
        let confidence =
            match nodes.iter().find(|&&n| view.score(unit, n).is_some()).filter(|_| known > 0) {
                Some(&n) => view
                    .node(unit, n)
                    .and_then(|n| n.confidence)
                    .map(|c| pieces::confidence(view, c))
                    .transpose()?,
                None => None,
            };
        let change = pieces::change(view, unit)?;
        changes |= change.is_some();
        let row = Row {
            name: view.area_name(area),
            anchor: pieces::anchor(
                "a",
                results.areas.get(area.get()).map_or("", |a| a.code.as_str()),
                area.get(),
            ),
            scores,
            confidence,
            change,
            range: match draws {
                Some(d) => Some(say!(
                    words,
                    if d.low == d.high { "rank-one" } else { "rank-range" },
                    low = view.numbers.count(d.low as usize),
                    high = view.numbers.count(d.high as usize)
                )?),
                None => None,
            },
            tie: draws.map(|d| view.numbers.count(d.tie_group as usize)),
            new_group: false,
            known: say!(
                words,
                "of",
                part = view.numbers.count(known),
                whole = view.numbers.count(cells.len())
            )?,
            alone: if alone > 0 { Some(view.numbers.count(alone)) } else { None },
        };
        // Only an area that rests on counts wherever anything is known of it is set apart; the rest
        // carry the share.
        if known > 0 && alone == known {
            alone_rows.push(row);
        } else if view.score(unit, view.root).is_some() {
            match (draws, rank.and_then(|r| r.rank)) {
                (Some(d), Some(rank)) => tied.push((d.tie_group, rank, row)),
                _ => banded.push((view.node(unit, view.root).and_then(|n| n.band), row)),
            }
        } else if row.scores.iter().any(|s| s.text.is_some()) && known > 0 {
            partial.push(row);
        } else {
            none.push(row);
        }
    }
    let draws = !tied.is_empty();
    let mut groups = Vec::new();
    tied.sort_by_key(|(tie, rank, _)| (*tie, *rank));
    if draws {
        let mut rows: Vec<Row> = Vec::new();
        let mut at = None;
        for (tie, _, mut row) in tied {
            row.new_group = at.is_some_and(|at| at != tie);
            at = Some(tie);
            rows.push(row);
        }
        groups.push(Group { title: say!(words, "areas-tied")?, note: None, band: None, rows });
    }
    // Highest band first; inside a band the order of names, which the areas come in already.
    banded.sort_by_key(|(band, _)| std::cmp::Reverse(*band));
    let mut at = None;
    for (band, row) in banded {
        if at != Some(band) {
            at = Some(band);
            let shown = row.scores.first().and_then(|s| s.band.as_ref());
            let title = match shown {
                Some(b) => say!(words, "areas-band", band = b.label.as_str())?,
                None => say!(words, "areas-no-band")?,
            };
            let band = shown.map(|b| pieces::Band {
                label: b.label.clone(),
                ground: b.ground.clone(),
                ink: b.ink.clone(),
            });
            groups.push(Group { title, note: None, band, rows: Vec::new() });
        }
        if let Some(group) = groups.last_mut() {
            group.rows.push(row);
        }
    }
    let root = view.node_name(view.root);
    for (rows, title, note) in [
        (alone_rows, "areas-enforcement", Some("areas-enforcement-note")),
        (partial, "areas-partial", Some("areas-partial-note")),
        (none, "areas-gap", Some("areas-gap-note")),
    ] {
        if !rows.is_empty() {
            let title = say!(words, title, root = root.as_str())?;
            let note = match note {
                Some(id) => Some(say!(words, id, root = root.as_str())?),
                None => None,
            };
            groups.push(Group { title, note, band: None, rows });
        }
    }
    if groups.is_empty() {
        return Ok(None);
    }
    let notes = vec![say!(words, if draws { "areas-note-draws" } else { "areas-note" })?];
    Ok(Some(AreaSection {
        columns: nodes.iter().map(|&n| view.node_name(n)).collect(),
        groups,
        draws,
        changes,
        notes,
    }))
}

/// Scores of one crime area, as bits, by territory.
type Column = Vec<(PlaceIx, u64)>;

/// Sentences about nodes that are the same number in several areas of every territory: what a
/// reader would else take for a pattern in the heat map. Found in the results, so that it holds for
/// any method.
pub(super) fn flat_by_construction(view: &View<'_>) -> Result<Vec<String>, ReportError> {
    let words = &view.words;
    let method = &view.results.assessment.method;
    let mut out = Vec::new();
    let mut told: Vec<NodeIx> = Vec::new();
    for (node, _) in view.tree(view.root).into_iter().skip(1) {
        let Some(n) = method.nodes.get(node.get()) else { continue };
        // What lies under a node already told of is as flat; nodes that count for nothing explain
        // nothing.
        if n.weight == 0.0 || told.iter().any(|&t| view.tree(t).iter().any(|(d, _)| *d == node)) {
            continue;
        }
        let mut groups: Vec<(Column, Vec<AreaIx>)> = Vec::new();
        let mut assessed = 0;
        for &area in &view.areas {
            // The bits of the score: "the same number" means exactly that.
            let column: Column = view
                .territories
                .iter()
                .filter_map(|&p| {
                    view.unit(p, area, view.last)
                        .and_then(|u| view.score(u, node))
                        .map(|s| (p, s.to_bits()))
                })
                .collect();
            if column.len() < 3 {
                continue;
            }
            assessed += 1;
            let same = |a: &[(PlaceIx, u64)], b: &[(PlaceIx, u64)]| {
                let shared = a.iter().filter(|(p, _)| b.iter().any(|(q, _)| p == q)).count();
                shared >= 3
                    && a.iter()
                        .all(|(p, s)| b.iter().find(|(q, _)| p == q).is_none_or(|(_, t)| s == t))
            };
            match groups.iter_mut().find(|(c, _)| same(c, &column)) {
                Some((_, areas)) => areas.push(area),
                None => groups.push((column, vec![area])),
            }
        }
        let name = view.node_name(node);
        let largest = groups
            .iter()
            .map(|(_, areas)| areas.as_slice())
            .max_by_key(|areas| areas.len())
            .unwrap_or_default();
        if assessed > 2 && groups.len() == 1 {
            out.push(say!(words, "flat-everywhere", node = name.as_str())?);
        } else if (3..=NAMED_FLAT).contains(&largest.len()) {
            let names: Vec<String> = largest.iter().map(|&a| view.area_name(a)).collect();
            out.push(say!(words, "flat-areas", node = name.as_str(), areas = words.list(&names)?)?);
        } else if largest.len() > NAMED_FLAT {
            let (areas, kinds) = (view.numbers.count(assessed), view.numbers.count(groups.len()));
            out.push(say!(words, "flat-few", node = name.as_str(), areas = areas, kinds = kinds)?);
        } else {
            continue;
        }
        told.push(node);
    }
    Ok(out)
}
