//! Every indicator against every other: a triangle of small squares, in the order of the tree.

use ideal_engine::LEAST_ROWS;

use super::Chart;
use super::canvas::{Type, draw};
use super::correlation::{Cell, few_key, ground, scale_key, strip};
use crate::error::ReportError;
use crate::palette;
use crate::view::View;
use crate::words::say;

/// With more indicators than this a square would be too small to see; the table has them all.
pub(crate) const MOST: usize = 60;
const NAMES: i32 = 300;
const ROW: i32 = 15;
/// Height of the line with a node's name above its indicators.
const HEAD: i32 = 22;
const TOP: i32 = 24;
const FOOT: i32 = 82;

/// Indicators of one node.
pub(crate) struct Group {
    pub node: String,
    pub names: Vec<String>,
}

/// The chart; nothing for fewer than two indicators or more than [`MOST`]. `cells` has, row by row,
/// each indicator with those before it. `limits` are the least high and the greatest negative
/// coefficient.
pub(crate) fn indicators(
    view: &View<'_>,
    groups: &[Group],
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
    let flagged = |f: &str| n(all().filter(|c| c.flag == Some(f)).count());
    let title = say!(words, "indicators-title", edition = view.audited())?;
    let alt = say!(
        words,
        "indicators-alt",
        count = n(total),
        nodes = n(groups.len()),
        known = n(all().filter(|c| c.r.is_some()).count()),
        none = n(all().filter(|c| c.r.is_none()).count()),
        high = flagged("high"),
        low = flagged("low"),
        negative = flagged("negative")
    )?;
    let key_scale = say!(words, "together-scale")?;
    let key_none = say!(words, "audit-none-long")?;
    let key_few = say!(words, "together-few", rows = n(LEAST_ROWS))?;
    let key_high = say!(words, "together-high", high = view.numbers.fixed(limits.0, 1))?;
    let key_negative =
        say!(words, "together-negative", negative = view.numbers.fixed(limits.1.abs(), 1))?;
    let key_group = say!(words, "indicators-group")?;
    let count = |n: usize| i32::try_from(n).unwrap_or(1_000).min(1_000);
    let left = NAMES + 28;
    let width = (left + ROW * count(total) + 20).max(860);
    // A node's heading moves the rows below it down, and the columns not: a square is found by its
    // number.
    let height = TOP + ROW * count(total) + HEAD * count(groups.len()) + FOOT;
    let name = format!("audit_indicators.{}", view.lang);
    draw(&name, (width, height), &title, &alt, |c| {
        let small = Type::new(Type::SMALL - 1.0).color(palette::MUTED);
        let last = total.saturating_sub(1);
        for k in 0..last {
            for y in [TOP - 10, height - FOOT + 10] {
                c.text(left + ROW * count(k) + ROW / 2, y, &n(k + 1), small.centre())?;
            }
        }
        let mut y = TOP;
        let mut row = 0;
        for group in groups {
            let style = Type::new(Type::SMALL + 1.0).bold();
            c.text(8, y + HEAD / 2 + 2, &c.fit(&group.node, NAMES - 8, style)?, style)?;
            y += HEAD;
            let first = row;
            let top = y;
            for name in &group.names {
                let style = Type::new(Type::SMALL).right();
                c.text(NAMES - 4, y + ROW / 2, &c.fit(name, NAMES - 26, style)?, style)?;
                c.text(left - 6, y + ROW / 2, &n(row + 1), small.right())?;
                for (k, cell) in cells.get(row).into_iter().flatten().enumerate() {
                    let Some(cell) = *cell else { continue };
                    let x = left + ROW * count(k);
                    match cell.r {
                        Some(r) if cell.few => strip(c, x, y, ROW - 1, r)?,
                        Some(r) => c.rect(x, y, ROW - 1, ROW - 1, ground(r))?,
                        None => c.hatch(x, y, ROW - 1, ROW - 1)?,
                    }
                    match cell.flag {
                        Some("high") => c.corner(x + ROW - 1, y, 6, palette::INK)?,
                        Some("negative") => c.rect(x, y + ROW - 4, ROW - 1, 3, palette::INK)?,
                        _ => {}
                    }
                }
                // The column's number stands also where its squares begin.
                c.text(
                    left + ROW * count(row) + ROW / 2,
                    y + ROW / 2,
                    &n(row + 1),
                    small.centre(),
                )?;
                y += ROW;
                row += 1;
            }
            c.frame(
                left + ROW * count(first) - 1,
                top - 1,
                ROW * count(row - first) + 1,
                ROW * count(row - first) + 1,
                palette::MUTED,
            )?;
        }
        let y = height - 40;
        let mut x = scale_key(c, y, &key_scale, &key_none)?;
        let small = Type::new(Type::SMALL).color(palette::MUTED);
        c.frame(x, y - 6, 18, 12, palette::MUTED)?;
        c.text(x + 24, y, &key_group, small)?;
        x += 24 + c.width(&key_group, small)? + 26;
        few_key(c, x, y, &key_few)?;
        let y = height - 18;
        let mut x = 20;
        for (high, label) in [(true, &key_high), (false, &key_negative)] {
            c.rect(x, y - 6, 18, 12, palette::RULE)?;
            if high {
                c.corner(x + 18, y - 6, 6, palette::INK)?;
            } else {
                c.rect(x, y + 3, 18, 3, palette::INK)?;
            }
            c.text(x + 24, y, label, small)?;
            x += 24 + c.width(label, small)? + 22;
        }
        Ok(())
    })
    .map(Some)
}
