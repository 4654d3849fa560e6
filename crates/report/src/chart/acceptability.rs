//! Territories by ranks: how often the draws give each its rank.

use ideal_model::Ranking;

use super::Chart;
use super::canvas::{Type, draw};
use crate::error::ReportError;
use crate::palette;
use crate::view::View;
use crate::words::say;

const CELL_W: i32 = 30;
const CELL_H: i32 = 22;
const NAMES: i32 = 178;
const HEAD: i32 = 44;
const FOOT: i32 = 46;
const STEPS: i32 = 24;
/// Longer rankings have more columns than a page can show with numbers that read.
const MOST: usize = 40;
/// Shares under this are coloured, but carry no number.
const LEAST_WRITTEN: f64 = 0.01;

struct Line {
    name: String,
    rank: usize,
    shares: Vec<f64>,
}

/// The rank acceptability of territories by the root; nothing without draws, or for fewer than two
/// or too many territories.
pub(crate) fn acceptability(view: &View<'_>) -> Result<Option<Chart>, ReportError> {
    let mut lines: Vec<Line> = Vec::new();
    for row in view.results.ranking(Ranking::Territories, view.last, view.root) {
        let (Some(rank), Some(draws)) = (row.rank, &row.draws) else { continue };
        let Some(key) =
            view.results.units.get(row.unit.get()).filter(|_| !draws.acceptability.is_empty())
        else {
            continue;
        };
        lines.push(Line {
            name: view.place_name(key.place),
            rank: rank as usize,
            shares: draws.acceptability.clone(),
        });
    }
    let ranks = lines.iter().map(|l| l.shares.len()).max().unwrap_or(0);
    if lines.len() < 2 || lines.len() > MOST || ranks > MOST {
        return Ok(None);
    }
    let words = &view.words;
    let percent = |share: f64| view.numbers.percent(share);
    let highest = lines.iter().flat_map(|l| l.shares.iter().copied()).fold(0.0, f64::max);
    let at_first = |l: &Line| l.shares.first().copied().unwrap_or(0.0);
    let Some(first) = lines.iter().reduce(|a, b| if at_first(b) > at_first(a) { b } else { a })
    else {
        return Ok(None);
    };
    let settled = lines.iter().filter(|l| l.shares.iter().any(|&p| p >= 0.5)).count();
    let node = view.node_name(view.root);
    let edition = view.edition_name(view.last);
    let title =
        say!(words, "acceptability-title", node = node.as_str(), edition = edition.as_str())?;
    let alt = say!(
        words,
        "acceptability-alt",
        count = view.numbers.count(lines.len()),
        first = first.name.as_str(),
        share = percent(at_first(first)),
        n = settled,
        settled = view.numbers.count(settled)
    )?;
    let axis = say!(words, "acceptability-axis")?;
    let key_share = say!(words, "acceptability-legend")?;
    let key_point = say!(words, "acceptability-point")?;
    let highest_text = say!(words, "percent", share = percent(highest))?;
    let lowest_text = say!(words, "percent", share = percent(0.0))?;
    let count = |n: usize| i32::try_from(n).unwrap_or(1_000).min(1_000);
    let plot = CELL_W * count(ranks);
    let width = (NAMES + plot + 8).max(620);
    let height = HEAD + CELL_H * count(lines.len()) + FOOT;
    let ground = |share: f64| {
        palette::tint(palette::EVIDENCE, if highest > 0.0 { share / highest } else { 0.0 })
    };
    let name = format!("rank_acceptability.{}", view.lang);
    draw(&name, (width, height), &title, &alt, |c| {
        let small = Type::new(Type::SMALL).color(palette::MUTED);
        c.text(NAMES, 10, &axis, small)?;
        for r in 0..ranks {
            c.text(
                NAMES + CELL_W * count(r) + CELL_W / 2 - 1,
                HEAD - 12,
                &view.numbers.count(r + 1),
                small.centre(),
            )?;
        }
        for (i, line) in lines.iter().enumerate() {
            let y = HEAD + CELL_H * count(i);
            let style = Type::new(Type::BODY).right();
            c.text(NAMES - 12, y + CELL_H / 2, &c.fit(&line.name, NAMES - 16, style)?, style)?;
            c.line((NAMES, y + CELL_H - 1), (NAMES + plot - 2, y + CELL_H - 1), palette::RULE, 1)?;
            for (r, &share) in line.shares.iter().enumerate() {
                let x = NAMES + CELL_W * count(r);
                if share > 0.0 {
                    c.rect(x, y, CELL_W - 2, CELL_H - 2, ground(share))?;
                }
                if share >= LEAST_WRITTEN {
                    let style = Type::new(Type::SMALL).centre().color(ground(share).ink());
                    c.text(x + CELL_W / 2 - 1, y + CELL_H / 2 - 1, &percent(share), style)?;
                }
                if r + 1 == line.rank {
                    c.frame(x, y, CELL_W - 3, CELL_H - 3, palette::INK)?;
                }
            }
        }
        let y = height - 16;
        let mut x = NAMES;
        c.text(x, y, &key_share, small)?;
        x += c.width(&key_share, small)? + 10;
        c.text(x, y, &lowest_text, small)?;
        x += c.width(&lowest_text, small)? + 6;
        for step in 0..STEPS {
            c.rect(
                x + 4 * step,
                y - 5,
                4,
                10,
                ground(highest * f64::from(step) / f64::from(STEPS - 1)),
            )?;
        }
        x += 4 * STEPS + 6;
        c.text(x, y, &highest_text, small)?;
        x += c.width(&highest_text, small)? + 26;
        c.frame(x, y - 6, 18, 12, palette::INK)?;
        c.text(x + 24, y, &key_point, small)
    })
    .map(Some)
}
