//! How much of each territory's cells is measured, rests on enforcement counts alone, or is a gap.

use super::Chart;
use super::canvas::{Type, draw};
use crate::error::ReportError;
use crate::palette;
use crate::view::View;
use crate::words::say;
use ideal_model::NodeIx;

const NAMES: i32 = 178;
const PLOT: i32 = 692;
const ROW: i32 = 20;
const HEAD: i32 = 40;

/// Cells by what they rest on, for one node; nothing if the units have no crime areas.
pub(crate) fn evidence(view: &View<'_>, node: NodeIx) -> Result<Option<Chart>, ReportError> {
    if view.territories_only() || view.territories.is_empty() || view.areas.is_empty() {
        return Ok(None);
    }
    let mut lines = Vec::new();
    for &place in &view.territories {
        let cells = view.cells_of_place(place);
        let known = cells.iter().filter(|&&u| view.score(u, node).is_some()).count();
        let alone = cells.iter().filter(|&&u| view.enforcement_alone(u, node)).count();
        lines.push((view.place_name(place), known - alone, alone, cells.len() - known));
    }
    // Best known first; names keep their order among equals.
    lines.sort_by_key(|l| (std::cmp::Reverse(l.1 + l.2), std::cmp::Reverse(l.1)));
    let most = lines.iter().map(|l| l.1 + l.2 + l.3).max().unwrap_or(0);
    if most == 0 {
        return Ok(None);
    }
    let words = &view.words;
    let n = |i: usize| view.numbers.count(i);
    let node_name = view.node_name(node);
    let sum = |f: fn(&(String, usize, usize, usize)) -> usize| lines.iter().map(f).sum::<usize>();
    let title = say!(
        words,
        "evidence-title",
        node = node_name.as_str(),
        edition = view.edition_name(view.last)
    )?;
    let alt = say!(
        words,
        "evidence-alt",
        node = node_name.as_str(),
        measured = n(sum(|l| l.1)),
        alone = n(sum(|l| l.2)),
        gaps = n(sum(|l| l.3)),
        best = lines.first().map_or("", |l| l.0.as_str()),
        least = lines.last().map_or("", |l| l.0.as_str())
    )?;
    let keys = [
        say!(words, "legend-measured")?,
        say!(words, "legend-enforcement")?,
        say!(words, "legend-gap")?,
    ];
    let count = |n: usize| i32::try_from(n).unwrap_or(10_000).min(10_000);
    let height = HEAD + ROW * count(lines.len()) + 8;
    let name = format!("evidence.{}", view.locale);
    draw(&name, (NAMES + PLOT + 40, height), &title, &alt, |c| {
        let style = Type::new(Type::SMALL).color(palette::MUTED);
        let mut x = NAMES;
        for (i, key) in keys.iter().enumerate() {
            match i {
                0 => c.rect(x, 10, 18, 12, palette::EVIDENCE)?,
                1 => c.rect(x, 10, 18, 12, palette::EVIDENCE_PALE)?,
                _ => c.hatch(x, 10, 18, 12)?,
            }
            c.text(x + 24, 16, key, style)?;
            x += 24 + c.width(key, style)? + 22;
        }
        for (i, (name, measured, alone, gaps)) in lines.iter().enumerate() {
            let y = HEAD + ROW * count(i);
            let style = Type::new(Type::BODY).right();
            c.text(NAMES - 12, y + 8, &c.fit(name, NAMES - 16, style)?, style)?;
            let edge = |k: usize| NAMES + PLOT * count(k) / count(most);
            let mut from = 0;
            for (part, size) in [measured, alone, gaps].into_iter().enumerate() {
                let (a, b) = (edge(from), edge(from + size));
                from += size;
                if b <= a {
                    continue;
                }
                match part {
                    0 => c.rect(a, y + 1, b - a - 1, ROW - 6, palette::EVIDENCE)?,
                    1 => c.rect(a, y + 1, b - a - 1, ROW - 6, palette::EVIDENCE_PALE)?,
                    _ => c.hatch(a, y + 1, b - a - 1, ROW - 6)?,
                }
                if part < 2 && b - a > 20 {
                    let ink = if part == 0 { palette::PAPER } else { palette::INK };
                    c.text(
                        a + 6,
                        y + 8,
                        &view.numbers.count(*size),
                        Type::new(Type::SMALL).color(ink),
                    )?;
                }
            }
        }
        Ok(())
    })
    .map(Some)
}
