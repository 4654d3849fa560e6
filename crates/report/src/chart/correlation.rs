//! Correlations of the parts of a node with one another and with their whole.

use ideal_engine::{LEAST_ROWS, PairFlag};

use super::Chart;
use super::canvas::{Canvas, Type, draw, times};
use crate::error::ReportError;
use crate::palette::{self, Rgb};
use crate::view::View;
use crate::words::say;

const NAMES: i32 = 330;
const CELL_W: i32 = 36;
/// With more parts than this, cells are narrow and carry one decimal.
const MANY: usize = 14;
const NARROW: i32 = 27;
/// Parts that a chart can show: of more the table has the coefficients.
const MOST: usize = 120;
const CELL_H: i32 = 24;
const FOOT: i32 = 58;
/// Width of the colour of a coefficient on few rows.
const STRIP: i32 = 4;

/// A coefficient as a cell shows it.
#[derive(Clone, Copy)]
pub(crate) struct Cell {
    /// None where it cannot be computed.
    pub r: Option<f64>,
    pub flag: Option<PairFlag>,
    /// Whether it rests on so few rows that it is never flagged.
    pub few: bool,
}

/// The parts of a node.
pub(crate) struct Block {
    /// Id of the node, for the name of the file.
    pub id: String,
    pub name: String,
    pub parts: Vec<String>,
    /// Row by row, each with the parts before it.
    pub siblings: Vec<Vec<Option<Cell>>>,
    /// What the columns to the right compare with: the node, and the root where that is another.
    pub wholes: Vec<String>,
    /// Row by row, one cell for each whole.
    pub with_wholes: Vec<Vec<Option<Cell>>>,
}

impl Block {
    /// The parts that have a column: all but the last, after which nothing comes; of many, those
    /// that can be compared with a later one at all.
    fn columns(&self) -> Vec<usize> {
        let known = |k: &usize| {
            self.siblings
                .iter()
                .any(|row| matches!(row.get(*k), Some(Some(cell)) if cell.r.is_some()))
        };
        let all = 0..self.parts.len().saturating_sub(1);
        if self.parts.len() > MANY { all.filter(known).collect() } else { all.collect() }
    }

    /// Whether parts have no column because they can be compared with no other.
    pub(crate) fn is_cut(&self) -> bool {
        self.columns().len() + 1 < self.parts.len()
    }

    /// Whether its drawing is wider than an upright page can show.
    pub(crate) fn is_wide(&self) -> bool {
        self.columns().len() > MANY
    }
}

/// Darker the further from 0, in one hue above it and another below.
pub(super) fn ground(r: f64) -> Rgb {
    palette::tint(if r < 0.0 { palette::sequential(0.72) } else { palette::EVIDENCE }, r.abs())
}

fn mark(
    c: &Canvas<'_>,
    x: i32,
    y: i32,
    w: i32,
    cell: Cell,
    text: Option<&str>,
) -> Result<(), String> {
    let h = CELL_H - 2;
    let (Some(r), Some(text)) = (cell.r, text) else { return c.hatch(x, y, w, h) };
    if cell.few {
        strip(c, x, y, h, r)?;
        return c.text(
            x + w - if w > 36 { 4 } else { 0 },
            y + h / 2 + 1,
            text,
            Type::new(9.5).right().color(palette::MUTED),
        );
    }
    let fill = ground(r);
    c.rect(x, y, w, h, fill)?;
    c.text(
        x + w / 2,
        y + h / 2 + 1,
        text,
        Type::new(if w > 30 { 11.0 } else { 10.0 }).centre().color(fill.ink()),
    )?;
    match cell.flag {
        Some(PairFlag::High) => c.corner(x + w, y, 9, palette::INK),
        Some(PairFlag::Negative) => {
            c.rect(x, y + h - 3, w, 3, palette::INK)?;
            Ok(())
        }
        Some(PairFlag::Low) => c.frame(x, y, w - 1, h - 1, palette::MUTED),
        _ => Ok(()),
    }
}

/// A coefficient on few rows: no more of its colour than that, with an outline that is there also
/// near 0.
pub(super) fn strip(c: &Canvas<'_>, x: i32, y: i32, h: i32, r: f64) -> Result<(), String> {
    c.rect(x, y, STRIP, h, ground(r))?;
    c.frame(x, y, STRIP, h, palette::RULE)
}

/// The key to cells, in words.
pub(super) struct Key {
    scale: String,
    none: String,
    few: String,
    high: String,
    negative: String,
}

impl Key {
    /// `limits` are the least high and the greatest negative coefficient.
    pub(super) fn new(view: &View<'_>, limits: (f64, f64)) -> Result<Self, ReportError> {
        let words = &view.words;
        Ok(Key {
            scale: say!(words, "together-scale")?,
            none: say!(words, "audit-none-long")?,
            few: say!(words, "together-few", rows = view.numbers.count(LEAST_ROWS))?,
            high: say!(words, "together-high", high = view.numbers.fixed(limits.0, 1))?,
            negative: say!(
                words,
                "together-negative",
                negative = view.numbers.fixed(limits.1.abs(), 1)
            )?,
        })
    }

    /// Colours and what cannot be computed, from the left edge on; where it ends.
    pub(super) fn scale(&self, c: &Canvas<'_>, y: i32) -> Result<i32, String> {
        let small = Type::new(Type::SMALL).color(palette::MUTED);
        for step in 0..25 {
            c.rect(20 + 4 * step, y - 5, 4, 10, ground(f64::from(step - 12) / 12.0))?;
        }
        c.text(128, y, &self.scale, small)?;
        let x = 128 + c.width(&self.scale, small)? + 26;
        c.hatch(x, y - 6, 18, 12)?;
        c.text(x + 24, y, &self.none, small)?;
        Ok(x + 24 + c.width(&self.none, small)? + 26)
    }

    /// A coefficient on few rows.
    pub(super) fn few(&self, c: &Canvas<'_>, x: i32, y: i32) -> Result<(), String> {
        strip(c, x, y - 6, 12, 1.0)?;
        c.text(x + STRIP + 6, y, &self.few, Type::new(Type::SMALL).color(palette::MUTED))
    }

    /// The marks of flagged cells, from the left edge on; the corner is so large. Where it ends.
    pub(super) fn flags(&self, c: &Canvas<'_>, y: i32, corner: i32) -> Result<i32, String> {
        let small = Type::new(Type::SMALL).color(palette::MUTED);
        let mut x = 20;
        for (high, label) in [(true, &self.high), (false, &self.negative)] {
            c.rect(x, y - 6, 18, 12, palette::RULE)?;
            if high {
                c.corner(x + 18, y - 6, corner, palette::INK)?;
            } else {
                c.rect(x, y + 3, 18, 3, palette::INK)?;
            }
            c.text(x + 24, y, label, small)?;
            x += 24 + c.width(label, small)? + 22;
        }
        Ok(x)
    }
}

/// The chart of a node; nothing where it has fewer than two parts, or more than can be seen.
/// `limits` are the least high and the greatest negative coefficient.
pub(crate) fn correlation(
    view: &View<'_>,
    block: &Block,
    limits: (f64, f64),
) -> Result<Option<Chart>, ReportError> {
    if block.parts.len() < 2 || block.parts.len() > MOST {
        return Ok(None);
    }
    let words = &view.words;
    let n = |i: usize| view.numbers.count(i);
    let cells: Vec<Cell> =
        block.siblings.iter().chain(&block.with_wholes).flatten().flatten().copied().collect();
    let flagged = |f: PairFlag| n(cells.iter().filter(|c| c.flag == Some(f)).count());
    let title =
        say!(words, "together-title", node = block.name.as_str(), edition = view.audited())?;
    let alt = say!(
        words,
        "together-alt",
        node = block.name.as_str(),
        count = n(block.parts.len()),
        known = n(cells.iter().filter(|c| c.r.is_some()).count()),
        none = n(cells.iter().filter(|c| c.r.is_none()).count()),
        high = flagged(PairFlag::High),
        low = flagged(PairFlag::Low),
        negative = flagged(PairFlag::Negative)
    )?;
    let key = Key::new(view, limits)?;
    let low = say!(words, "together-low")?;
    let mut heads = Vec::new();
    for whole in &block.wholes {
        heads.push(say!(words, "together-with", node = whole.as_str())?);
    }
    let drawing = Drawing::new(view, block, &heads);
    let width = (drawing.right + 44 * times(heads.len()) + 4).max(760);
    let bottom = drawing.head + CELL_H * times(block.parts.len());
    let name = format!("audit_correlations_{}.{}", super::stem(&block.id), view.locale);
    draw(&name, (width, bottom + FOOT), &title, &alt, |c| {
        drawing.heads(c, &heads)?;
        for i in 0..block.parts.len() {
            drawing.row(c, i)?;
        }
        let y = bottom + 20;
        let x = key.scale(c, y)?;
        key.few(c, x, y)?;
        let y = bottom + 42;
        let x = key.flags(c, y, 9)?;
        for fill in [palette::RULE, palette::PAPER] {
            c.rect(x, y - 6, 18, 12, fill)?;
        }
        c.frame(x, y - 6, 18, 12, palette::MUTED)?;
        c.text(x + 24, y, &low, Type::new(Type::SMALL).color(palette::MUTED))
    })
    .map(Some)
}

/// What all rows of the drawing share.
struct Drawing<'v, 'a> {
    view: &'v View<'a>,
    block: &'v Block,
    /// The parts that have a column.
    columns: Vec<usize>,
    cell_w: i32,
    /// Decimals of the coefficients between parts.
    decimals: u8,
    /// Height of the heads.
    head: i32,
    /// Where the columns of the wholes begin.
    right: i32,
}

impl<'v, 'a> Drawing<'v, 'a> {
    fn new(view: &'v View<'a>, block: &'v Block, heads: &[String]) -> Self {
        let (cell_w, decimals) = if block.is_wide() { (NARROW, 1) } else { (CELL_W, 2) };
        let columns = block.columns();
        // Room for the longest of the names that stand upright.
        let longest = heads.iter().map(|h| h.chars().count()).max().unwrap_or(0);
        Drawing {
            view,
            block,
            cell_w,
            decimals,
            head: (times(longest) * 13 / 2 + 26).clamp(60, 190),
            right: NAMES + cell_w * times(columns.len()) + 20,
            columns,
        }
    }

    /// Numbers of the parts and names of the wholes over their columns.
    fn heads(&self, c: &Canvas<'_>, wholes: &[String]) -> Result<(), String> {
        let small = Type::new(Type::SMALL).color(palette::MUTED);
        for (k, part) in self.columns.iter().enumerate() {
            let x = NAMES + self.cell_w * times(k) + self.cell_w / 2 - 1;
            c.text(x, self.head - 12, &self.view.numbers.count(part + 1), small.centre())?;
        }
        for (k, whole) in wholes.iter().enumerate() {
            let style = Type::new(Type::SMALL + 1.0).upwards();
            let x = self.right + 44 * times(k) + 21;
            c.text(x, self.head - 8, &c.fit(whole, self.head - 12, style)?, style)?;
        }
        Ok(())
    }

    /// Part `i` with those before it and with the wholes.
    fn row(&self, c: &Canvas<'_>, i: usize) -> Result<(), String> {
        let Some(part) = self.block.parts.get(i) else { return Ok(()) };
        let numbers = &self.view.numbers;
        let small = Type::new(Type::SMALL).color(palette::MUTED);
        let y = self.head + CELL_H * times(i);
        let style = Type::new(Type::SMALL + 1.0).right();
        c.text(NAMES - 34, y + CELL_H / 2, &c.fit(part, NAMES - 40, style)?, style)?;
        c.text(NAMES - 10, y + CELL_H / 2, &numbers.count(i + 1), small.right())?;
        let below = y + CELL_H - 1;
        c.line((NAMES, below), (self.right - 20, below), palette::RULE, 1)?;
        let siblings = self.block.siblings.get(i);
        for (k, part) in self.columns.iter().enumerate() {
            let cell = siblings.and_then(|row| row.get(*part)).copied();
            let Some(Some(cell)) = cell else { continue };
            let text = cell.r.map(|r| numbers.fixed(r, self.decimals));
            let x = NAMES + self.cell_w * times(k);
            mark(c, x, y, self.cell_w - 2, cell, text.as_deref())?;
        }
        for (k, cell) in self.block.with_wholes.get(i).into_iter().flatten().enumerate() {
            let Some(cell) = *cell else { continue };
            let text = cell.r.map(|r| numbers.fixed(r, 2));
            mark(c, self.right + 44 * times(k), y, 42, cell, text.as_deref())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_coefficient_reads_in_grey() {
        for r in [-1.0, -0.6, -0.3, 0.0, 0.3, 0.6, 1.0] {
            assert!(ground(r).contrast(ground(r).ink()) >= 5.0, "{r}");
        }
        assert_eq!(ground(0.0), palette::PAPER);
    }
}
