//! Crime areas: by band and then by name, without rank numbers until there are draws to say which
//! differences are real.

use ideal_model::{AreaIx, NodeIx, PlaceIx, Ranking, UnitIx};
use serde::Serialize;

use super::{by_draws, pieces, printed};
use crate::document::{Band, Number};
use crate::error::ReportError;
use crate::view::View;
use crate::words::say;

/// Areas named in a sentence about a flat node, at most.
const NAMED_FLAT: usize = 12;

#[derive(Serialize)]
pub(super) struct AreaSection {
    /// Names of the columns: the root and its dimensions.
    pub columns: Vec<String>,
    pub groups: Vec<AreaGroup>,
    pub draws: bool,
    /// Whether it is known from how many others each row can be told apart.
    pub clear: bool,
    pub changes: bool,
    pub notes: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct AreaGroup {
    pub title: String,
    pub note: Option<String>,
    pub band: Option<Band>,
    pub rows: Vec<AreaRow>,
}

#[derive(Serialize)]
pub(super) struct AreaRow {
    pub name: String,
    pub anchor: String,
    /// The root and its dimensions.
    pub scores: Vec<pieces::Score>,
    /// Of the first node with a score.
    pub confidence: Option<pieces::Confidence>,
    pub change: Option<pieces::Change>,
    pub range: Option<String>,
    pub median: Option<String>,
    pub tie: Option<Number>,
    pub clear: Option<String>,
    pub new_group: bool,
    /// "12 of 20 territories".
    pub known: String,
    /// How many of those rest on enforcement counts alone.
    pub alone: Option<Number>,
}

/// Crime areas by their roll-up; nothing if the method has none.
pub(super) fn section(view: &View<'_>) -> Result<Option<AreaSection>, ReportError> {
    if view.territories_only() {
        return Ok(None);
    }
    let ranked = view.results.assessment.method.ranked_nodes();
    let nodes: Vec<NodeIx> = std::iter::once(view.root)
        .chain(ranked.into_iter().filter(|&n| n != view.root))
        .take(6)
        .collect();
    let mut sorted = SortedAreas::default();
    for &area in &view.areas {
        if let Some(unit) = view.area_unit(area, view.last) {
            sorted.add(view, area, unit, &nodes)?;
        }
    }
    let (draws, changes) = (!sorted.tied.is_empty(), sorted.changes);
    let groups = sorted.groups(view)?;
    if groups.is_empty() {
        return Ok(None);
    }
    let id = if draws { "areas-note-draws" } else { "areas-note" };
    let mut notes = vec![say!(view.words, id, tie = pieces::tie(view))?];
    let clear = groups.iter().flat_map(|g| &g.rows).any(|r| r.clear.is_some());
    if clear {
        notes.push(say!(view.words, "ranking-note-pairs")?);
    }
    Ok(Some(AreaSection {
        columns: nodes.iter().map(|&n| view.node_name(n)).collect(),
        groups,
        draws,
        clear,
        changes,
        notes,
    }))
}

/// The areas by what is known of them.
#[derive(Default)]
struct SortedAreas {
    /// With draws, after tie group and rank.
    tied: Vec<(u32, u32, UnitIx, AreaRow)>,
    /// Without draws, after the band.
    banded: Vec<(Option<u16>, AreaRow)>,
    /// Known by enforcement counts alone.
    alone: Vec<AreaRow>,
    /// Without a score of the root.
    partial: Vec<AreaRow>,
    unknown: Vec<AreaRow>,
    /// Whether any has a change.
    changes: bool,
}

impl SortedAreas {
    /// Makes the row of an area and puts it where it belongs.
    fn add(
        &mut self,
        view: &View<'_>,
        area: AreaIx,
        unit: UnitIx,
        nodes: &[NodeIx],
    ) -> Result<(), ReportError> {
        let basis = view.basis();
        let cells = view.cells_of_area(area);
        let known = cells.iter().filter(|&&u| view.score(u, basis).is_some()).count();
        let alone = cells.iter().filter(|&&u| view.enforcement_alone(u, basis)).count();
        let rank = view
            .results
            .ranking(Ranking::CrimeAreas, view.last, view.root)
            .find(|r| r.unit == unit);
        let draws = rank.and_then(|r| r.draws.as_ref());
        let scores =
            nodes.iter().map(|&n| pieces::score(view, unit, n)).collect::<Result<Vec<_>, _>>()?;
        let first = nodes.iter().find(|&&n| view.score(unit, n).is_some()).filter(|_| known > 0);
        let row = AreaRow {
            name: view.area_name(area),
            anchor: pieces::area_anchor(view, area),
            scores,
            confidence: match first {
                Some(&n) => pieces::rated_confidence(view, unit, n)?,
                None => None,
            },
            change: pieces::change(view, unit)?,
            range: draws.map(|d| pieces::rank_range(view, d)).transpose()?,
            median: draws.map(|d| pieces::rank_median(view, d)).transpose()?,
            tie: draws
                .and_then(|d| d.tie_group)
                .map(|g| printed::count(view, g as usize))
                .transpose()?,
            clear: draws.map_or(Ok(None), |d| pieces::clear(view, d))?,
            new_group: false,
            known: pieces::of(view, known, cells.len())?,
            alone: if alone > 0 { Some(printed::count(view, alone)?) } else { None },
        };
        self.changes |= row.change.is_some();
        // Only an area that rests on counts wherever anything is known of it is set apart; the rest
        // carry the share.
        if known > 0 && alone == known {
            self.alone.push(row);
        } else if view.score(unit, view.root).is_some() {
            match (draws.and_then(|d| d.tie_group), rank.and_then(|r| r.rank)) {
                (Some(group), Some(rank)) => self.tied.push((group, rank, unit, row)),
                _ => self.banded.push((view.node(unit, view.root).and_then(|n| n.band), row)),
            }
        } else if known > 0 && row.scores.iter().any(|s| s.number.is_some()) {
            self.partial.push(row);
        } else {
            self.unknown.push(row);
        }
        Ok(())
    }

    /// The groups as the page shows them: ties or bands first, what is little known last.
    fn groups(self, view: &View<'_>) -> Result<Vec<AreaGroup>, ReportError> {
        let words = &view.words;
        let mut groups = Vec::new();
        groups.extend(by_tie(view, self.tied)?);
        groups.extend(by_band(view, self.banded)?);
        let root = view.node_name(view.root);
        for (rows, title, note) in [
            (self.alone, "areas-enforcement", "areas-enforcement-note"),
            (self.partial, "areas-partial", "areas-partial-note"),
            (self.unknown, "areas-gap", "areas-gap-note"),
        ] {
            if !rows.is_empty() {
                let title = say!(words, title, root = root.as_str())?;
                let note = Some(say!(words, note, root = root.as_str())?);
                groups.push(AreaGroup { title, note, band: None, rows });
            }
        }
        Ok(groups)
    }
}

/// One group with a line between ties, and where the draws contradict its order; nothing without
/// draws.
fn by_tie(
    view: &View<'_>,
    mut tied: Vec<(u32, u32, UnitIx, AreaRow)>,
) -> Result<Option<AreaGroup>, ReportError> {
    if tied.is_empty() {
        return Ok(None);
    }
    tied.sort_by_key(|(tie, rank, ..)| (*tie, *rank));
    let told = |unit| tied.iter().any(|(.., u, _)| *u == unit);
    let against = by_draws::contradictions(view, Ranking::CrimeAreas, told)?;
    let note = (!against.is_empty()).then(|| against.join(" "));
    let mut rows: Vec<AreaRow> = Vec::new();
    let mut at = None;
    for (tie, _, _, mut row) in tied {
        row.new_group = at.is_some_and(|at| at != tie);
        at = Some(tie);
        rows.push(row);
    }
    Ok(Some(AreaGroup { title: say!(view.words, "areas-tied")?, note, band: None, rows }))
}

/// A group for each band, the highest first; inside a band the order of names, which the areas come
/// in already.
fn by_band(
    view: &View<'_>,
    mut banded: Vec<(Option<u16>, AreaRow)>,
) -> Result<Vec<AreaGroup>, ReportError> {
    banded.sort_by_key(|(band, _)| std::cmp::Reverse(*band));
    let mut groups: Vec<AreaGroup> = Vec::new();
    let mut at = None;
    for (band, row) in banded {
        if at != Some(band) {
            at = Some(band);
            let band = row.scores.first().and_then(|s| s.band.clone());
            let title = match &band {
                Some(b) => say!(view.words, "areas-band", band = b.label.as_str())?,
                None => say!(view.words, "areas-no-band")?,
            };
            groups.push(AreaGroup { title, note: None, band, rows: Vec::new() });
        }
        if let Some(group) = groups.last_mut() {
            group.rows.push(row);
        }
    }
    Ok(groups)
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
