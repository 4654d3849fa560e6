//! How much of the weight of each node is covered by evidence, territory by territory.

use ideal_model::{NodeIx, PlaceIx, Verdict};

use super::Chart;
use super::canvas::{Canvas, Type, draw, times, two_lines};
use super::heatmap_order;
use crate::error::ReportError;
use crate::palette::{self, Rgb};
use crate::view::View;
use crate::words::say;

const NAMES: i32 = 158;
const CELL_W: i32 = 64;
const CELL_H: i32 = 22;
const HEAD: i32 = 132;
const LEGEND: i32 = 46;
/// Nodes that there is room for, at most.
const NODES: usize = 14;
/// From which share of the weight on the second and the third step begin.
const STEPS: [f64; 2] = [0.6, 0.8];

/// What a cell shows.
struct Cell {
    /// Share of the weight, in whole per cent.
    text: String,
    /// None for a gap.
    step: Option<usize>,
    /// Not applicable.
    out: bool,
}

/// The matrix of the root and what stands under it; nothing without a territory.
pub(crate) fn coverage(view: &View<'_>) -> Result<Option<Chart>, ReportError> {
    let nodes: Vec<(NodeIx, usize)> =
        view.tree(view.root).into_iter().filter(|(_, depth)| *depth <= 2).take(NODES).collect();
    let (places, _) = heatmap_order(view, view.root);
    let rows: Vec<(String, Vec<Cell>)> =
        places.iter().map(|&p| (view.place_name(p), row(view, p, &nodes))).collect();
    if rows.is_empty() {
        return Ok(None);
    }
    let words = &view.words;
    let n = |i: usize| view.numbers.count(i);
    let all = || rows.iter().flat_map(|(_, cells)| cells);
    let on = |step: usize| n(all().filter(|c| c.step == Some(step)).count());
    let [middle, high] = STEPS.map(|s| view.cut_of_hundred(s));
    let title = say!(words, "coverage-title", edition = view.edition_name(view.last))?;
    let alt = say!(
        words,
        "coverage-alt",
        territories = n(rows.len()),
        nodes = n(nodes.len()),
        low = on(0),
        between = on(1),
        most = on(2),
        gaps = n(all().filter(|c| c.step.is_none() && !c.out).count()),
        middle = middle.as_str(),
        high = high.as_str()
    )?;
    let legend = [
        say!(words, "coverage-low", middle = middle.as_str())?,
        say!(words, "coverage-between", middle = middle.as_str(), high = high.as_str())?,
        say!(words, "coverage-high", high = high.as_str())?,
        say!(words, "legend-gap")?,
    ];
    let heads: Vec<(String, usize)> =
        nodes.iter().map(|&(node, depth)| (view.node_name(node), depth)).collect();
    let bottom = HEAD + CELL_H * times(rows.len());
    let width = (NAMES + CELL_W * times(nodes.len()) + 8).max(620);
    draw(&format!("coverage.{}", view.locale), (width, bottom + LEGEND), &title, &alt, |c| {
        draw_heads(c, &heads)?;
        for (i, (name, cells)) in rows.iter().enumerate() {
            let y = HEAD + CELL_H * times(i);
            let style = Type::new(Type::BODY).right();
            c.text(NAMES - 10, y + CELL_H / 2, &c.fit(name, NAMES - 14, style)?, style)?;
            for (k, cell) in cells.iter().enumerate() {
                mark(c, (NAMES + CELL_W * times(k), y), (CELL_W - 2, CELL_H - 2), cell)?;
            }
        }
        draw_legend(c, bottom + LEGEND - 18, &legend)
    })
    .map(Some)
}

/// The cells of a territory.
fn row(view: &View<'_>, place: PlaceIx, nodes: &[(NodeIx, usize)]) -> Vec<Cell> {
    let unit = view.territory_unit(place, view.last);
    let cell = |&(node, _): &(NodeIx, usize)| {
        let found = unit.and_then(|u| view.node(u, node));
        let share = found.map_or(0.0, |n| n.coverage);
        let out = found.is_some_and(|n| n.verdict == Verdict::NotApplicable);
        let assessed = found.is_some_and(|n| n.verdict == Verdict::Assessed);
        let step = STEPS.iter().filter(|s| share >= **s).count();
        let text = if out { "–".to_owned() } else { view.numbers.percent(share) };
        Cell { text, step: assessed.then_some(step), out }
    };
    nodes.iter().map(cell).collect()
}

/// The names of the nodes upwards, the root's in bold.
fn draw_heads(c: &Canvas<'_>, heads: &[(String, usize)]) -> Result<(), String> {
    for (i, (head, depth)) in heads.iter().enumerate() {
        let style = Type::new(Type::SMALL + 1.0).upwards();
        let style = if *depth <= 1 { style.bold() } else { style };
        let lines = two_lines(c, head, HEAD - 14, style)?;
        let middle = NAMES + CELL_W * times(i) + CELL_W / 2;
        for (k, line) in lines.iter().enumerate() {
            let shift = if lines.len() == 1 { 0 } else { 14 * times(k) - 7 };
            c.text(middle + shift, HEAD - 8, line, style)?;
        }
    }
    Ok(())
}

/// The colour of a step.
fn ground(step: usize) -> Rgb {
    let shares = [0.12, 0.5, 1.0];
    palette::tint(palette::EVIDENCE, shares.get(step).copied().unwrap_or(1.0))
}

/// The ground of a step with a bar below that is a third, two thirds or all of the width: so that
/// the steps are told apart without colour.
fn step_mark(
    c: &Canvas<'_>,
    (x, y): (i32, i32),
    (w, h): (i32, i32),
    step: usize,
) -> Result<(), String> {
    c.rect(x, y, w, h, ground(step))?;
    c.rect(x, y + h - 3, w * (times(step) + 1) / 3, 3, palette::INK)
}

fn mark(c: &Canvas<'_>, at: (i32, i32), size: (i32, i32), cell: &Cell) -> Result<(), String> {
    let (x, y) = (at.0 + size.0 / 2, at.1 + size.1 / 2 - 1);
    let style = Type::new(Type::SMALL).centre();
    match cell.step {
        Some(step) => {
            step_mark(c, at, size, step)?;
            c.text(x, y, &cell.text, style.color(ground(step).ink()))
        }
        None if cell.out => c.text(x, y, &cell.text, style.color(palette::MUTED)),
        None => {
            c.hatch(at.0, at.1, size.0, size.1)?;
            c.rect(x - 14, at.1 + 3, 28, size.1 - 6, palette::PAPER)?;
            c.text(x, y + 1, &cell.text, style)
        }
    }
}

/// Draws the legend as one line.
fn draw_legend(c: &Canvas<'_>, y: i32, legend: &[String; 4]) -> Result<(), String> {
    let style = Type::new(Type::SMALL + 1.0).color(palette::MUTED);
    let mut x = 8;
    for (i, label) in legend.iter().enumerate() {
        if i < 3 {
            step_mark(c, (x, y - 7), (24, 14), i)?;
        } else {
            c.hatch(x, y - 7, 24, 14)?;
        }
        c.text(x + 30, y, label, style)?;
        x += 30 + c.width(label, style)? + 20;
    }
    Ok(())
}
