//! Territories by ranks: how often the draws give each its rank.

use ideal_model::Ranking;

use super::Chart;
use super::canvas::{Canvas, Type, draw, times};
use crate::error::ReportError;
use crate::palette::{self, Rgb};
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

/// A territory with its stated rank and the share of the draws in which it has each rank.
struct RankShares {
    name: String,
    rank: usize,
    shares: Vec<f64>,
}

impl RankShares {
    fn first(&self) -> f64 {
        self.shares.first().copied().unwrap_or(0.0)
    }
}

/// The territories that have shares, in the stated order.
fn ranked(view: &View<'_>) -> Vec<RankShares> {
    let results = view.results;
    let mut lines = Vec::new();
    for row in results.ranking(Ranking::Territories, view.last, view.root) {
        let (Some(rank), Some(draws)) = (row.rank, &row.draws) else { continue };
        let Some(key) = results.units.get(row.unit.get()) else { continue };
        if !draws.acceptability.is_empty() {
            lines.push(RankShares {
                name: view.place_name(key.place),
                rank: rank as usize,
                shares: draws.acceptability.clone(),
            });
        }
    }
    lines
}

/// The rank acceptability of territories by the root; nothing without draws, or for fewer than two
/// or too many territories.
pub(crate) fn acceptability(view: &View<'_>) -> Result<Option<Chart>, ReportError> {
    let lines = ranked(view);
    let ranks = lines.iter().map(|l| l.shares.len()).max().unwrap_or(0);
    if lines.len() < 2 || lines.len() > MOST || ranks > MOST {
        return Ok(None);
    }
    let Some(first) = lines.iter().reduce(|a, b| if b.first() > a.first() { b } else { a }) else {
        return Ok(None);
    };
    let words = &view.words;
    let highest = lines.iter().flat_map(|l| l.shares.iter().copied()).fold(0.0, f64::max);
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
        share = view.numbers.percent(first.first()),
        n = settled,
        settled = view.numbers.count(settled)
    )?;
    let plot = CELL_W * times(ranks);
    let width = (NAMES + plot + 8).max(620);
    let height = HEAD + CELL_H * times(lines.len()) + FOOT;
    let drawing = Drawing { view, ranks, plot, highest };
    let key = Key::new(view, highest)?;
    let axis = say!(words, "acceptability-axis")?;
    let name = format!("rank_acceptability.{}", view.locale);
    draw(&name, (width, height), &title, &alt, |c| {
        drawing.heads(c, &axis)?;
        for (i, line) in lines.iter().enumerate() {
            drawing.line(c, HEAD + CELL_H * times(i), line)?;
        }
        key.draw(c, height - 16)
    })
    .map(Some)
}

/// How often a rank comes, as a colour: darkest where it comes most often in the whole chart.
fn ground(share: f64, highest: f64) -> Rgb {
    palette::tint(palette::EVIDENCE, if highest > 0.0 { share / highest } else { 0.0 })
}

/// What all lines of the drawing share.
struct Drawing<'v, 'a> {
    view: &'v View<'a>,
    ranks: usize,
    /// Width of all columns.
    plot: i32,
    /// The greatest share of all.
    highest: f64,
}

impl Drawing<'_, '_> {
    /// The numbers of the ranks over their columns.
    fn heads(&self, c: &Canvas<'_>, axis: &str) -> Result<(), String> {
        let small = Type::new(Type::SMALL).color(palette::MUTED);
        c.text(NAMES, 10, axis, small)?;
        for r in 0..self.ranks {
            let x = NAMES + CELL_W * times(r) + CELL_W / 2 - 1;
            c.text(x, HEAD - 12, &self.view.numbers.count(r + 1), small.centre())?;
        }
        Ok(())
    }

    /// A territory: its name, a cell for each rank, and a frame around the stated one.
    fn line(&self, c: &Canvas<'_>, y: i32, line: &RankShares) -> Result<(), String> {
        let style = Type::new(Type::BODY).right();
        c.text(NAMES - 12, y + CELL_H / 2, &c.fit(&line.name, NAMES - 16, style)?, style)?;
        let below = y + CELL_H - 1;
        c.line((NAMES, below), (NAMES + self.plot - 2, below), palette::RULE, 1)?;
        for (r, &share) in line.shares.iter().enumerate() {
            let x = NAMES + CELL_W * times(r);
            let ground = ground(share, self.highest);
            if share > 0.0 {
                c.rect(x, y, CELL_W - 2, CELL_H - 2, ground)?;
            }
            if share >= LEAST_WRITTEN {
                let style = Type::new(Type::SMALL).centre().color(ground.ink());
                let text = self.view.numbers.percent(share);
                c.text(x + CELL_W / 2 - 1, y + CELL_H / 2 - 1, &text, style)?;
            }
            if r + 1 == line.rank {
                c.frame(x, y, CELL_W - 3, CELL_H - 3, palette::INK)?;
            }
        }
        Ok(())
    }
}

/// The key to colours and frame.
struct Key {
    share: String,
    point: String,
    lowest: String,
    highest: String,
    /// The share that is darkest.
    most: f64,
}

impl Key {
    fn new(view: &View<'_>, most: f64) -> Result<Self, ReportError> {
        let words = &view.words;
        Ok(Key {
            share: say!(words, "acceptability-legend")?,
            point: say!(words, "acceptability-point")?,
            lowest: say!(words, "percent", share = view.numbers.percent(0.0))?,
            highest: say!(words, "percent", share = view.numbers.percent(most))?,
            most,
        })
    }

    fn draw(&self, c: &Canvas<'_>, y: i32) -> Result<(), String> {
        let small = Type::new(Type::SMALL).color(palette::MUTED);
        let mut x = NAMES;
        c.text(x, y, &self.share, small)?;
        x += c.width(&self.share, small)? + 10;
        c.text(x, y, &self.lowest, small)?;
        x += c.width(&self.lowest, small)? + 6;
        for step in 0..STEPS {
            let share = self.most * f64::from(step) / f64::from(STEPS - 1);
            c.rect(x + 4 * step, y - 5, 4, 10, ground(share, self.most))?;
        }
        x += 4 * STEPS + 6;
        c.text(x, y, &self.highest, small)?;
        x += c.width(&self.highest, small)? + 26;
        c.frame(x, y - 6, 18, 12, palette::INK)?;
        c.text(x + 24, y, &self.point, small)
    }
}
