//! Every indicator against every other: a triangle of small squares, in the order of the tree.

use super::Chart;
use super::canvas::{Canvas, Type, draw, times};
use super::correlation::{Cell, Key, ground, strip};
use crate::error::ReportError;
use crate::palette;
use crate::view::View;
use crate::words::say;
use ideal_engine::PairFlag;

/// With more indicators than this a square would be too small to see; the table has them all.
pub(crate) const MOST: usize = 60;
const NAMES: i32 = 300;
/// Where the squares begin.
const LEFT: i32 = NAMES + 28;
const ROW: i32 = 15;
/// Height of the line with a node's name above its indicators.
const HEAD: i32 = 22;
const TOP: i32 = 24;
const FOOT: i32 = 82;

/// Indicators of one node.
pub(crate) struct IndicatorGroup {
    pub node: String,
    pub names: Vec<String>,
}

/// The chart; nothing for fewer than two indicators or more than [`MOST`]. `cells` has, row by row,
/// each indicator with those before it. `limits` are the least high and the greatest negative
/// coefficient.
pub(crate) fn indicators(
    view: &View<'_>,
    groups: &[IndicatorGroup],
    cells: &[Vec<Option<Cell>>],
    limits: (f64, f64),
) -> Result<Option<Chart>, ReportError> {
    let total: usize = groups.iter().map(|g| g.names.len()).sum();
    if !(2..=MOST).contains(&total) {
        return Ok(None);
    }
    let words = &view.words;
    let n = |i: usize| view.numbers.count(i);
    let all = || cells.iter().flatten().flatten();
    let flagged = |f: PairFlag| n(all().filter(|c| c.flag == Some(f)).count());
    let title = say!(words, "indicators-title", edition = view.audited())?;
    let alt = say!(
        words,
        "indicators-alt",
        count = n(total),
        nodes = n(groups.len()),
        known = n(all().filter(|c| c.r.is_some()).count()),
        none = n(all().filter(|c| c.r.is_none()).count()),
        high = flagged(PairFlag::High),
        low = flagged(PairFlag::Low),
        negative = flagged(PairFlag::Negative)
    )?;
    let key = Key::new(view, limits)?;
    let key_group = say!(words, "indicators-group")?;
    let width = (LEFT + ROW * times(total) + 20).max(860);
    // A node's heading moves the rows below it down, and the columns not: a square is found by its
    // number.
    let height = TOP + ROW * times(total) + HEAD * times(groups.len()) + FOOT;
    let drawing = Drawing { view, cells };
    let name = format!("audit_indicators.{}", view.locale);
    draw(&name, (width, height), &title, &alt, |c| {
        for k in 0..total.saturating_sub(1) {
            for y in [TOP - 10, height - FOOT + 10] {
                drawing.number(c, k, y)?;
            }
        }
        let (mut y, mut row) = (TOP, 0);
        for group in groups {
            drawing.group(c, y, row, group)?;
            y += HEAD + ROW * times(group.names.len());
            row += group.names.len();
        }
        let y = height - 40;
        let x = key.scale(c, y)?;
        let small = Type::new(Type::SMALL).color(palette::MUTED);
        c.frame(x, y - 6, 18, 12, palette::MUTED)?;
        c.text(x + 24, y, &key_group, small)?;
        key.few(c, x + 24 + c.width(&key_group, small)? + 26, y)?;
        key.flags(c, height - 18, 6)?;
        Ok(())
    })
    .map(Some)
}

/// What all groups of the drawing share.
struct Drawing<'v, 'a> {
    view: &'v View<'a>,
    /// Row by row, each indicator with those before it.
    cells: &'v [Vec<Option<Cell>>],
}

impl Drawing<'_, '_> {
    fn small() -> Type {
        Type::new(Type::SMALL - 1.0).color(palette::MUTED)
    }

    /// The number of a column, at this height.
    fn number(&self, c: &Canvas<'_>, column: usize, y: i32) -> Result<(), String> {
        let x = LEFT + ROW * times(column) + ROW / 2;
        c.text(x, y, &self.view.numbers.count(column + 1), Self::small().centre())
    }

    /// A node from `y` on: its name, its indicators, the first of which is row `first`, and a frame
    /// around what they have with one another.
    fn group(
        &self,
        c: &Canvas<'_>,
        y: i32,
        first: usize,
        group: &IndicatorGroup,
    ) -> Result<(), String> {
        let style = Type::new(Type::SMALL + 1.0).bold();
        c.text(8, y + HEAD / 2 + 2, &c.fit(&group.node, NAMES - 8, style)?, style)?;
        let top = y + HEAD;
        for (i, name) in group.names.iter().enumerate() {
            self.row(c, top + ROW * times(i), first + i, name)?;
        }
        let side = ROW * times(group.names.len()) + 1;
        c.frame(LEFT + ROW * times(first) - 1, top - 1, side, side, palette::MUTED)
    }

    /// An indicator with those before it.
    fn row(&self, c: &Canvas<'_>, y: i32, row: usize, name: &str) -> Result<(), String> {
        let style = Type::new(Type::SMALL).right();
        let middle = y + ROW / 2;
        c.text(NAMES - 4, middle, &c.fit(name, NAMES - 26, style)?, style)?;
        c.text(LEFT - 6, middle, &self.view.numbers.count(row + 1), Self::small().right())?;
        for (k, cell) in self.cells.get(row).into_iter().flatten().enumerate() {
            let Some(cell) = *cell else { continue };
            let x = LEFT + ROW * times(k);
            match cell.r {
                Some(r) if cell.few => strip(c, x, y, ROW - 1, r)?,
                Some(r) => c.rect(x, y, ROW - 1, ROW - 1, ground(r))?,
                None => c.hatch(x, y, ROW - 1, ROW - 1)?,
            }
            match cell.flag {
                Some(PairFlag::High) => c.corner(x + ROW - 1, y, 6, palette::INK)?,
                Some(PairFlag::Negative) => c.rect(x, y + ROW - 4, ROW - 1, 3, palette::INK)?,
                _ => {}
            }
        }
        // The column's number stands also where its squares begin.
        self.number(c, row, middle)
    }
}
