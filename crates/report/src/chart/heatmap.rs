//! Territories by crime areas: the bands as colours, gaps hatched, enforcement counts and missing
//! dimensions marked.

use ideal_model::{NodeIx, PlaceIx, UnitIx, Verdict};

use super::Chart;
use super::canvas::{Canvas, Type, draw, two_lines};
use crate::error::ReportError;
use crate::look::{self, Rgb};
use crate::reading::{Lacking, Reading};
use crate::words::say;

const CELL_W: i32 = 34;
const CELL_H: i32 = 22;
const HEAD: i32 = 190;
const NAMES: i32 = 158;
const LEGEND: i32 = 46;

enum Cell {
    Score { text: String, ground: Rgb, enforcement: bool, without: Option<String> },
    Gap,
    NotApplicable,
}

/// The heat map of one node; nothing if the units have no crime areas or no cell has a score.
pub(crate) fn heatmap(reading: &Reading<'_>, node: NodeIx) -> Result<Option<Chart>, ReportError> {
    if reading.territories_only() || reading.areas.is_empty() {
        return Ok(None);
    }
    let scored = |cells: Vec<UnitIx>| {
        cells.into_iter().filter(|&u| reading.score(u, node).is_some()).count()
    };
    // Rows by the score of their roll-up, what has none last; columns without any score to the
    // right: both in the order of names otherwise.
    let mut rows = reading.territories.clone();
    let of_row =
        |p: PlaceIx| reading.territory_unit(p, reading.last).and_then(|u| reading.score(u, node));
    rows.sort_by(|&a, &b| match (of_row(a), of_row(b)) {
        (Some(a), Some(b)) => b.total_cmp(&a),
        (a, b) => b.is_some().cmp(&a.is_some()),
    });
    let mut columns = reading.areas.clone();
    columns.sort_by_key(|&a| scored(reading.cells_of_area(a)) == 0);

    let mut grid: Vec<Vec<Cell>> = Vec::new();
    let (mut known, mut marked, mut lacking, mut gaps, mut out) = (0, 0, 0, 0, 0);
    for &place in &rows {
        let mut line = Vec::new();
        for &area in &columns {
            let cell = match reading.unit(place, area, reading.last) {
                Some(unit) => {
                    match (reading.score(unit, node), reading.node(unit, node).map(|n| n.verdict)) {
                        (Some(score), _) => {
                            let enforcement = reading.enforcement_alone(unit, node);
                            known += 1;
                            marked += usize::from(enforcement);
                            let (text, ground) =
                                (reading.short(score), reading.ground(unit, node, score)?);
                            let without = reading.without(unit, node)?;
                            lacking += usize::from(without.is_some());
                            let title = |w: Lacking| {
                                let (area, territory) =
                                    (reading.area_name(area), reading.place_name(place));
                                let score = say!(
                                    reading.words,
                                    "score-without",
                                    score = text.as_str(),
                                    without = w.title
                                )?;
                                say!(
                                    reading.words,
                                    "item-cell",
                                    area = area,
                                    territory = territory,
                                    score = score
                                )
                            };
                            Cell::Score {
                                without: without.map(title).transpose()?,
                                text,
                                ground,
                                enforcement,
                            }
                        }
                        (None, Some(Verdict::NotApplicable)) => {
                            out += 1;
                            Cell::NotApplicable
                        }
                        _ => {
                            gaps += 1;
                            Cell::Gap
                        }
                    }
                }
                None => {
                    out += 1;
                    Cell::NotApplicable
                }
            };
            line.push(cell);
        }
        grid.push(line);
    }
    if known == 0 {
        return Ok(None);
    }
    let words = &reading.words;
    let n = |i: usize| reading.numbers.count(i);
    let node_name = reading.node_name(node);
    let title = say!(
        words,
        "heatmap-title",
        node = node_name.as_str(),
        edition = reading.edition_name(reading.last)
    )?;
    let alt = say!(
        words,
        "heatmap-alt",
        node = node_name.as_str(),
        territories = n(rows.len()),
        areas = n(columns.len()),
        known = n(known),
        marked = n(marked),
        gaps = n(gaps)
    )?;
    let alt = match lacking {
        0 => alt,
        _ => [alt, say!(words, "heatmap-alt-without", n = lacking, count = n(lacking))?].join(" "),
    };
    let mut legend: Vec<(Key, String)> =
        reading.bands_of(node).into_iter().map(|b| (Key::Band(b.ground), b.label)).collect();
    legend.push((Key::Gap, say!(words, "legend-gap")?));
    if marked > 0 {
        legend.push((Key::Enforcement, say!(words, "legend-enforcement")?));
    }
    if lacking > 0 {
        legend.push((Key::Without, say!(words, "legend-without")?));
    }
    if out > 0 {
        legend.push((Key::NotApplicable, say!(words, "legend-not-applicable")?));
    }
    let names: Vec<String> = rows.iter().map(|&p| reading.place_name(p)).collect();
    let heads: Vec<String> = columns.iter().map(|&a| reading.area_name(a)).collect();
    let count = |n: usize| i32::try_from(n).unwrap_or(i32::MAX / 100).min(20_000);
    let width = (NAMES + CELL_W * count(columns.len()) + 8).max(560);
    let height = HEAD + CELL_H * count(rows.len()) + LEGEND;
    let node_id =
        reading.results.assessment.method.nodes.get(node.get()).map_or("", |n| n.id.as_str());
    let name = format!("heatmap_{}.{}", super::stem(node_id), reading.lang);
    draw(&name, (width, height), &title, &alt, |c| {
        for (i, head) in heads.iter().enumerate() {
            let style = Type::new(Type::SMALL + 1.0).upwards();
            let lines = two_lines(c, head, HEAD - 14, style)?;
            let middle = NAMES + CELL_W * count(i) + CELL_W / 2;
            for (k, line) in lines.iter().enumerate() {
                let shift = if lines.len() == 1 { 0 } else { 14 * count(k) - 7 };
                c.text(middle + shift, HEAD - 8, line, style)?;
            }
        }
        for (r, (name, line)) in names.iter().zip(&grid).enumerate() {
            let y = HEAD + CELL_H * count(r);
            let style = Type::new(Type::BODY).right();
            c.text(NAMES - 10, y + CELL_H / 2, &c.fit(name, NAMES - 14, style)?, style)?;
            for (k, cell) in line.iter().enumerate() {
                let x = NAMES + CELL_W * count(k);
                mark(c, x, y, CELL_W - 2, CELL_H - 2, cell)?;
            }
        }
        let mut x = NAMES;
        let y = height - 18;
        for (key, label) in &legend {
            let style = Type::new(Type::SMALL + 1.0).color(look::MUTED);
            match key {
                Key::Band(ground) => c.rect(x, y - 6, 18, 12, *ground)?,
                Key::Gap => c.hatch(x, y - 6, 18, 12)?,
                Key::Enforcement => {
                    c.frame(x, y - 6, 18, 12, look::QUIET)?;
                    c.corner(x + 18, y - 6, 8, look::INK)?;
                }
                Key::Without => {
                    c.frame(x, y - 6, 18, 12, look::QUIET)?;
                    c.corner_below(x, y + 6, 8, look::INK)?;
                }
                Key::NotApplicable => {
                    c.text(x + 9, y, "–", Type::new(Type::SMALL).centre().color(look::MUTED))?
                }
            }
            c.text(x + 24, y, label, style)?;
            x += 24 + c.width(label, style)? + 20;
        }
        Ok(())
    })
    .map(Some)
}

enum Key {
    Band(Rgb),
    Gap,
    Enforcement,
    Without,
    NotApplicable,
}

fn mark(c: &Canvas<'_>, x: i32, y: i32, w: i32, h: i32, cell: &Cell) -> Result<(), String> {
    match cell {
        Cell::Score { text, ground, enforcement, without } => {
            c.rect(x, y, w, h, *ground)?;
            c.text(
                x + w / 2,
                y + h / 2,
                text,
                Type::new(Type::SMALL + 0.5).centre().color(ground.ink()),
            )?;
            if *enforcement {
                c.corner(x + w, y, 7, ground.ink())?;
            }
            if let Some(title) = without {
                c.corner_below(x, y + h, 7, ground.ink())?;
                c.title(x, y, w, h, title);
            }
            Ok(())
        }
        Cell::Gap => c.hatch(x, y, w, h),
        Cell::NotApplicable => {
            c.text(x + w / 2, y + h / 2, "–", Type::new(Type::SMALL).centre().color(look::MUTED))
        }
    }
}
