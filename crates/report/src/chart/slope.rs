//! Editions side by side: a line for each territory, strong where it moved beyond the noise.

use super::Chart;
use super::canvas::{Canvas, Type, draw, times};
use crate::error::ReportError;
use crate::palette;
use crate::view::View;
use crate::words::say;

/// Room for the names on both sides.
const NAMES: i32 = 200;
const WIDTH: i32 = 860;
const HEAD: i32 = 34;
const FOOT: i32 = 34;
/// Height of a line of text.
const ROW: i32 = 17;
/// Least height of the plot.
const LEAST: i32 = 400;

/// A territory in each edition.
pub(crate) struct SlopeLine {
    pub name: String,
    /// Its score in each edition; none for a gap.
    pub scores: Vec<Option<f64>>,
    /// From each edition to the next; none where the two do not correspond.
    pub steps: Vec<Option<Move>>,
}

/// What the draws, or the method's threshold, say of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Move {
    Up,
    Down,
    /// Not told from noise, or not judged.
    Noise,
}

/// The chart; `editions` are their names. Nothing for fewer than two editions or where nobody has a
/// score in two.
pub(crate) fn slope(
    view: &View<'_>,
    editions: &[String],
    lines: &[SlopeLine],
) -> Result<Option<Chart>, ReportError> {
    let twice = |l: &&SlopeLine| l.scores.iter().flatten().count() > 1;
    let (Some(first), Some(last)) = (editions.first(), editions.last()) else { return Ok(None) };
    if editions.len() < 2 || !lines.iter().any(|l| twice(&l)) {
        return Ok(None);
    }
    let words = &view.words;
    let node = view.node_name(view.root);
    let n = |i: usize| view.numbers.count(i);
    let now = |m: Move| n(lines.iter().filter(|l| l.steps.last() == Some(&Some(m))).count());
    let title = say!(words, "slope-title", node = node.as_str())?;
    let alt = say!(
        words,
        "slope-alt",
        node = node.as_str(),
        count = n(lines.len()),
        first = first.as_str(),
        last = last.as_str(),
        up = now(Move::Up),
        down = now(Move::Down),
        same = now(Move::Noise),
        broken = n(lines.iter().filter(|l| l.steps.last() == Some(&None)).count())
    )?;
    let strong = if view.results.draws > 0 { "slope-strong-draws" } else { "slope-strong" };
    let keys = [say!(words, strong)?, say!(words, "slope-thin")?];
    let drawing = Drawing::new(view, editions, lines);
    let name = format!("slope.{}", view.locale);
    draw(&name, (WIDTH, drawing.bottom + FOOT), &title, &alt, |c| {
        drawing.heads(c)?;
        // The strong ones last, so that they lie over the others.
        for strong in [false, true] {
            for line in lines {
                drawing.line(c, line, strong)?;
            }
        }
        drawing.labels(c)?;
        key(c, drawing.bottom + FOOT - 12, &keys)
    })
    .map(Some)
}

/// Draws the key as one line.
fn key(c: &Canvas<'_>, y: i32, [strong, thin]: &[String; 2]) -> Result<(), String> {
    let style = Type::new(Type::SMALL).color(palette::MUTED);
    let mut x = 8;
    for (text, color, width) in [(strong, palette::INK, 2), (thin, palette::QUIET, 1)] {
        c.line((x, y), (x + 22, y), color, width)?;
        c.text(x + 28, y, text, style)?;
        x += c.width(text, style)? + 56;
    }
    Ok(())
}

/// What all parts of the drawing share.
struct Drawing<'v, 'a> {
    view: &'v View<'a>,
    editions: &'v [String],
    lines: &'v [SlopeLine],
    /// The lowest and the highest score.
    ends: (f64, f64),
    bottom: i32,
}

impl<'v, 'a> Drawing<'v, 'a> {
    fn new(view: &'v View<'a>, editions: &'v [String], lines: &'v [SlopeLine]) -> Self {
        let all = || lines.iter().flat_map(|l| l.scores.iter().flatten().copied());
        let ends = (all().fold(f64::MAX, f64::min), all().fold(f64::MIN, f64::max));
        let bottom = HEAD + (ROW * (times(lines.len()) + 1)).max(LEAST);
        Drawing { view, editions, lines, ends, bottom }
    }

    /// Where an edition stands from the left.
    fn across(&self, edition: usize) -> i32 {
        let steps = times(self.editions.len() - 1).max(1);
        NAMES + (WIDTH - 2 * NAMES) * times(edition) / steps
    }

    /// Where a score stands from the top.
    fn down(&self, score: f64) -> i32 {
        let width = self.ends.1 - self.ends.0;
        let share = if width > 0.0 { (self.ends.1 - score) / width } else { 0.5 };
        let room = f64::from(self.bottom - HEAD - 2 * ROW);
        HEAD + ROW + (share * room).round() as i32
    }

    fn heads(&self, c: &Canvas<'_>) -> Result<(), String> {
        for (i, edition) in self.editions.iter().enumerate() {
            let x = self.across(i);
            c.line((x, HEAD), (x, self.bottom), palette::RULE, 1)?;
            c.text(x, HEAD - 16, edition, Type::new(Type::BODY).bold().centre())?;
        }
        Ok(())
    }

    /// Draws the steps of a line that are strong, or those that are not, and then its points.
    fn line(&self, c: &Canvas<'_>, line: &SlopeLine, strong: bool) -> Result<(), String> {
        for (i, (pair, step)) in line.scores.windows(2).zip(&line.steps).enumerate() {
            let (&[Some(before), Some(after)], Some(step)) = (pair, step) else { continue };
            if (*step != Move::Noise) == strong {
                let (color, width) = if strong { (palette::INK, 2) } else { (palette::QUIET, 1) };
                let from = (self.across(i), self.down(before));
                c.line(from, (self.across(i + 1), self.down(after)), color, width)?;
            }
        }
        if moved(line) == strong {
            let fill = if strong { palette::INK } else { palette::MUTED };
            for (i, score) in line.scores.iter().enumerate() {
                if let Some(score) = score {
                    c.dot((self.across(i), self.down(*score)), 3, fill)?;
                }
            }
        }
        Ok(())
    }

    /// Draws names and scores on both sides, one under the other; a line leads to a name that had to
    /// move.
    fn labels(&self, c: &Canvas<'_>) -> Result<(), String> {
        let last = self.editions.len() - 1;
        for (edition, right) in [(0, false), (last, true)] {
            let score = |l: &SlopeLine| l.scores.get(edition).copied().flatten();
            let mut own: Vec<(i32, &SlopeLine, f64)> =
                self.lines.iter().filter_map(|l| score(l).map(|s| (self.down(s), l, s))).collect();
            own.sort_by(|a, b| b.2.total_cmp(&a.2));
            let wanted: Vec<i32> = own.iter().map(|o| o.0).collect();
            let places = apart(&wanted, HEAD + ROW / 2, self.bottom - ROW / 2);
            let x = self.across(edition);
            for ((y, line, score), at) in own.into_iter().zip(places) {
                let style = Type::new(Type::SMALL + 1.0);
                let style = if moved(line) { style.bold() } else { style.color(palette::MUTED) };
                let (side, from) = if right { (1, x + 22) } else { (-1, x - 22) };
                c.line((x + 6 * side, y), (from - 4 * side, at), palette::RULE, 1)?;
                let shown = self.view.shown(score);
                let wide = c.width(&shown, style)?;
                let name = c.fit(&line.name, NAMES - 34 - wide, style)?;
                if right {
                    c.text(from, at, &shown, style)?;
                    c.text(from + wide + 6, at, &name, style)?;
                } else {
                    c.text(from, at, &shown, style.right())?;
                    c.text(from - wide - 6, at, &name, style.right())?;
                }
            }
        }
        Ok(())
    }
}

/// Whether any of its steps is beyond the noise.
fn moved(line: &SlopeLine) -> bool {
    line.steps.iter().flatten().any(|m| *m != Move::Noise)
}

/// Places from the top, in order, that lie a row apart from one another and between two ends, near
/// those wanted.
fn apart(wanted: &[i32], top: i32, bottom: i32) -> Vec<i32> {
    let mut out = Vec::with_capacity(wanted.len());
    let mut least = top;
    for &y in wanted {
        let y = y.max(least);
        out.push(y);
        least = y + ROW;
    }
    let mut most = bottom;
    for y in out.iter_mut().rev() {
        *y = (*y).min(most);
        most = *y - ROW;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_apart_in_their_order() {
        assert_eq!(apart(&[50, 51, 200], 10, 300), [50, 67, 200]);
        // At the lower end they push one another upwards.
        assert_eq!(apart(&[280, 290, 295], 10, 300), [266, 283, 300]);
        assert_eq!(apart(&[], 10, 300), [0; 0]);
    }
}
