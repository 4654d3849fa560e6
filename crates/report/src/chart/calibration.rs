//! Coverage of the intervals by node: what was foretold on a line for each kind of row.

use super::Chart;
use super::canvas::{Canvas, Type, draw, times, two_lines};
use crate::error::ReportError;
use crate::palette;
use crate::view::View;
use crate::words::say;

const NAMES: i32 = 260;
const PLOT: i32 = 560;
const RIGHT: i32 = 40;
const LINE: i32 = 12;
const GAP: i32 = 12;
const HEAD: i32 = 12;
const FOOT: i32 = 84;
const KEY: i32 = 12;

/// A coverage with its standard error, shares of one.
pub(crate) struct Covered {
    /// Place of its kind among the kinds of the chart.
    pub kind: usize,
    pub coverage: f64,
    pub error: Option<f64>,
}

/// What is known of a node.
pub(crate) struct CoveredNode {
    pub name: String,
    pub covered: Vec<Covered>,
}

/// Coverage by node against the nominal level; `kinds` names the kinds of row. Nothing without a
/// node.
pub(crate) fn calibration(
    view: &View<'_>,
    (edition, level): (&str, f64),
    kinds: &[String],
    nodes: &[CoveredNode],
) -> Result<Option<Chart>, ReportError> {
    let words = &view.words;
    let all = || nodes.iter().flat_map(|n| n.covered.iter().map(move |c| (n, c)));
    let Some((worst, least)) = all().min_by(|a, b| a.1.coverage.total_cmp(&b.1.coverage)) else {
        return Ok(None);
    };
    let percent = |share: f64| say!(words, "percent", share = view.numbers.percent(share));
    let title = say!(words, "calibration-title", edition = edition)?;
    let alt = say!(
        words,
        "calibration-alt",
        count = view.numbers.count(nodes.len()),
        level = view.numbers.percent(level),
        node = worst.name.as_str(),
        kind = kinds.get(least.kind).map_or("", String::as_str),
        least = view.numbers.percent(least.coverage)
    )?;
    let nominal = say!(words, "calibration-nominal", level = view.numbers.percent(level))?;
    // Begins at the whole tenth below everything shown, at half or lower.
    let ends = |c: &Covered| whisker(c).0;
    let start = all().map(|(_, c)| ends(c)).fold(0.5, f64::min);
    let start = ((start * 10.0).floor() / 10.0).max(0.0);
    let span = 1.0 - start;
    let at = |share: f64| {
        NAMES + (((share - start) / span).clamp(0.0, 1.0) * f64::from(PLOT)).round() as i32
    };
    let mut ticks = Vec::new();
    let steps = (span * 10.0).round() as i32;
    for k in 0..=steps {
        let share = start + f64::from(k) / 10.0;
        ticks.push((at(share), percent(share)?));
    }
    let row = LINE * times(kinds.len()) + GAP;
    let bottom = HEAD + row * times(nodes.len());
    let size = (NAMES + PLOT + RIGHT, bottom + FOOT);
    let name = format!("calibration.{}", view.locale);
    draw(&name, size, &title, &alt, |c| {
        let small = Type::new(Type::SMALL).color(palette::MUTED);
        for (x, text) in &ticks {
            c.line((*x, HEAD), (*x, bottom), palette::RULE, 1)?;
            c.text(*x, bottom + 12, text, small.centre())?;
        }
        c.line((at(level), HEAD), (at(level), bottom), palette::INK, 2)?;
        for (i, node) in nodes.iter().enumerate() {
            let top = HEAD + row * times(i);
            let style = Type::new(Type::SMALL + 1.0).right();
            let lines = two_lines(c, &node.name, NAMES - 24, style)?;
            for (k, line) in lines.iter().enumerate() {
                let shift = if lines.len() == 1 { 0 } else { 14 * times(k) - 7 };
                c.text(NAMES - 18, top + row / 2 + shift, line, style)?;
            }
            if i > 0 {
                c.line((NAMES, top), (NAMES + PLOT, top), palette::RULE, 1)?;
            }
            for covered in &node.covered {
                let y = top + GAP / 2 + LINE * times(covered.kind) + LINE / 2;
                let (low, high) = whisker(covered);
                c.line((at(low), y), (at(high), y), palette::QUIET, 1)?;
                mark(c, covered.kind, (at(covered.coverage), y))?;
            }
        }
        let mut y = bottom + FOOT - 40;
        let mut x = KEY;
        for (kind, name) in kinds.iter().chain([&nominal]).enumerate() {
            let width = c.width(name, small)?;
            // What does not fit beside the others stands below them.
            if x > KEY && x + 16 + width > size.0 {
                (x, y) = (KEY, y + 22);
            }
            if kind < kinds.len() {
                mark(c, kind, (x + 5, y))?;
            } else {
                c.line((x + 5, y - 8), (x + 5, y + 8), palette::INK, 2)?;
            }
            c.text(x + 16, y, name, small)?;
            x += 16 + width + 20;
        }
        Ok(())
    })
    .map(Some)
}

/// The ends of its 95 % interval, by its standard error.
fn whisker(c: &Covered) -> (f64, f64) {
    let reach = 1.96 * c.error.unwrap_or(0.0);
    ((c.coverage - reach).max(0.0), (c.coverage + reach).min(1.0))
}

/// The mark of a kind, which its shape tells as well as its colour.
fn mark(c: &Canvas<'_>, kind: usize, (x, y): (i32, i32)) -> Result<(), String> {
    match kind {
        0 => c.dot((x, y), 4, palette::EVIDENCE),
        1 => c.rect(x - 4, y - 4, 8, 8, palette::INK),
        2 => c.ring((x, y), 4, palette::EVIDENCE, 2),
        3 => {
            c.line((x - 4, y - 4), (x + 4, y + 4), palette::INK, 2)?;
            c.line((x - 4, y + 4), (x + 4, y - 4), palette::INK, 2)
        }
        _ => c.frame(x - 4, y - 4, 8, 8, palette::INK),
    }
}
