//! Territories in their order: this edition, the one before it, and what the draws leave open.

use ideal_model::{EditionIx, Ranking, Verdict};

use super::Chart;
use super::canvas::{Canvas, Type, draw};
use crate::error::ReportError;
use crate::palette::{self, Rgb};
use crate::view::{Trust, View};
use crate::words::say;

const NAMES: i32 = 178;
const PLOT: i32 = 640;
const VALUES: i32 = 92;
const ROW: i32 = 24;
const HEAD: i32 = 40;
const FOOT: i32 = 58;
/// A longer ranking is a table; its chart shows the first rows.
const MOST: usize = 60;
/// How many of a longer ranking it shows.
const FIRST: usize = 40;

/// How many of `count` ranked territories the chart shows.
pub(crate) fn shown(count: usize) -> usize {
    if count > MOST { FIRST } else { count }
}

/// A territory in its place.
struct ScoreLine {
    name: String,
    score: f64,
    text: String,
    before: Option<f64>,
    interval: Option<(f64, f64)>,
    ground: Rgb,
    low: bool,
    /// What the score was made without.
    without: Option<String>,
    tie: Option<u32>,
}

/// The ranking of territories by the root; nothing if fewer than two have a rank.
pub(crate) fn ranking(view: &View<'_>) -> Result<Option<Chart>, ReportError> {
    let mut lines = lines(view)?;
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return Ok(None) };
    if lines.len() < 2 {
        return Ok(None);
    }
    let words = &view.words;
    let node = view.node_name(view.root);
    let edition = view.edition_name(view.last);
    let title = say!(words, "ranking-title", node = node.as_str(), edition = edition)?;
    let alt = say!(
        words,
        "ranking-alt",
        node = node.as_str(),
        count = view.numbers.count(lines.len()),
        first = first.name.as_str(),
        high = first.text.as_str(),
        last = last.name.as_str(),
        low = last.text.as_str()
    )?;
    let legend = Legend::of(view, &lines)?;
    lines.truncate(shown(lines.len()));
    let plot = Plot { view, lines };
    let bottom = plot.bottom();
    let name = format!("ranking.{}", view.locale);
    draw(&name, (NAMES + PLOT + VALUES, bottom + FOOT), &title, &alt, |c| {
        plot.draw_bands(c)?;
        plot.draw_axis(c)?;
        plot.draw_lines(c)?;
        legend.draw(c, bottom + FOOT - 14)
    })
    .map(Some)
}

/// The ranked territories in their order.
fn lines(view: &View<'_>) -> Result<Vec<ScoreLine>, ReportError> {
    let results = view.results;
    let before = view.last.before();
    let mut lines = Vec::new();
    for row in
        results.ranking(Ranking::Territories, view.last, view.root).filter(|r| r.rank.is_some())
    {
        let unit = row.unit;
        let (Some(node), Some(key)) = (view.node(unit, view.root), results.units.get(unit.get()))
        else {
            continue;
        };
        let Some(score) = node.score.filter(|_| node.verdict == Verdict::Assessed) else {
            continue;
        };
        // A change that was withheld (a break, another set of leaves) must not come back as a
        // picture.
        let earlier = before
            .and_then(|e| view.territory_unit(key.place, e))
            .and_then(|u| view.score(u, view.root))
            .filter(|_| node.change.is_some());
        lines.push(ScoreLine {
            name: view.place_name(key.place),
            score,
            text: view.shown(score),
            before: earlier,
            interval: node.interval.as_ref().map(|i| (i.low, i.high)),
            ground: view.ground(unit, view.root, score)?,
            low: node.confidence.is_some_and(|c| view.trust(c) == Trust::Low),
            without: view.without(unit, view.root)?.map(|w| w.title),
            tie: row.draws.as_ref().and_then(|d| d.tie_group),
        });
    }
    Ok(lines)
}

/// The keys of what occurs in a ranking, in the order they stand.
struct Legend {
    now: String,
    before: Option<String>,
    without: Option<String>,
    low: Option<String>,
    /// The interval and the line between ties, both of the draws.
    draws: Option<(String, String)>,
}

impl Legend {
    /// The keys of all lines: also of those that the chart leaves out.
    fn of(view: &View<'_>, lines: &[ScoreLine]) -> Result<Self, ReportError> {
        let words = &view.words;
        let edition = |e: EditionIx| say!(words, "legend-edition", edition = view.edition_name(e));
        let has = |is: fn(&ScoreLine) -> bool| lines.iter().any(is);
        let before = view.last.before().filter(|_| has(|l| l.before.is_some()));
        let without = say!(words, "legend-without")?;
        let low = say!(words, "legend-low-confidence")?;
        let draws = (say!(words, "legend-interval")?, say!(words, "legend-tie")?);
        Ok(Legend {
            now: edition(view.last)?,
            before: before.map(edition).transpose()?,
            without: has(|l| l.without.is_some()).then_some(without),
            low: has(|l| l.low).then_some(low),
            draws: has(|l| l.interval.is_some()).then_some(draws),
        })
    }

    /// Draws the keys as one line.
    fn draw(&self, c: &Canvas<'_>, y: i32) -> Result<(), String> {
        let style = Type::new(Type::SMALL).color(palette::MUTED);
        // All six keys need the room under the names too.
        let mut x = if self.without.is_some() && self.draws.is_some() { 6 } else { NAMES + 6 };
        c.dot((x, y), 6, palette::INK)?;
        c.dot((x, y), 5, palette::sequential(0.6))?;
        c.text(x + 12, y, &self.now, style)?;
        x += c.width(&self.now, style)? + 34;
        if let Some(key) = &self.before {
            c.ring((x, y), 3, palette::MUTED, 1)?;
            c.text(x + 9, y, key, style)?;
            x += c.width(key, style)? + 32;
        }
        if let Some(key) = &self.without {
            c.text(x, y, "*", Type::new(Type::BODY).bold())?;
            c.text(x + 11, y, key, style)?;
            x += c.width(key, style)? + 35;
        }
        if let Some(key) = &self.low {
            c.ring((x, y), 5, palette::sequential(0.8), 2)?;
            c.text(x + 12, y, key, style)?;
            x += c.width(key, style)? + 36;
        }
        if let Some((interval, tie)) = &self.draws {
            c.rect(x, y - 4, 22, 8, palette::RULE)?;
            c.text(x + 28, y, interval, style)?;
            x += c.width(interval, style)? + 46;
            c.line((x, y), (x + 18, y), palette::INK, 1)?;
            c.text(x + 24, y, tie, style)?;
        }
        Ok(())
    }
}

/// Pixels of so many rows: bounded, so that they can be multiplied.
fn count(n: usize) -> i32 {
    i32::try_from(n).unwrap_or(10_000).min(10_000)
}

/// The lines that are drawn, on the scale of the method.
struct Plot<'r, 'a> {
    view: &'r View<'a>,
    lines: Vec<ScoreLine>,
}

impl Plot<'_, '_> {
    /// Where the lines end.
    fn bottom(&self) -> i32 {
        HEAD + ROW * count(self.lines.len())
    }

    /// Where a score stands from the left.
    fn at(&self, score: f64) -> i32 {
        NAMES + (self.view.share(score) * f64::from(PLOT)).round() as i32
    }

    /// Draws the bands as a strip over the plot, their borders as lines through it.
    fn draw_bands(&self, c: &Canvas<'_>) -> Result<(), String> {
        let method = &self.view.results.assessment.method;
        let cuts: Vec<f64> =
            method.bands_of(self.view.root).iter().filter_map(|b| b.below).collect();
        let [mut low, end] = method.scale;
        for (i, band) in self.view.bands_of(self.view.root).iter().enumerate() {
            let high = cuts.get(i).copied().unwrap_or(end);
            let (x, w) = (self.at(low), self.at(high) - self.at(low));
            c.rect(x, HEAD - 10, w - 1, 5, band.ground)?;
            let style = Type::new(Type::SMALL).color(palette::MUTED);
            c.text(x, HEAD - 22, &c.fit(&band.label, w - 4, style)?, style)?;
            if i > 0 {
                c.line((x, HEAD - 10), (x, self.bottom()), palette::RULE, 1)?;
            }
            low = high;
        }
        Ok(())
    }

    /// Draws the scale at the bottom.
    fn draw_axis(&self, c: &Canvas<'_>) -> Result<(), String> {
        let bottom = self.bottom();
        c.line((NAMES, HEAD - 4), (NAMES, bottom), palette::QUIET, 1)?;
        for t in ticks(self.view.results.assessment.method.scale) {
            let style = Type::new(Type::SMALL).color(palette::MUTED).centre();
            c.line((self.at(t), bottom), (self.at(t), bottom + 4), palette::QUIET, 1)?;
            c.text(self.at(t), bottom + 13, &self.view.numbers.exact(t), style)?;
        }
        c.line((NAMES, bottom), (NAMES + PLOT, bottom), palette::QUIET, 1)
    }

    /// Draws the lines, with a rule between those that the draws tell apart.
    fn draw_lines(&self, c: &Canvas<'_>) -> Result<(), String> {
        let mut tie = self.lines.first().and_then(|l| l.tie);
        for (i, line) in self.lines.iter().enumerate() {
            let y = HEAD + ROW * count(i) + ROW / 2;
            if line.tie != tie {
                c.line((0, y - ROW / 2), (NAMES + PLOT + VALUES, y - ROW / 2), palette::INK, 1)?;
                tie = line.tie;
            }
            self.draw_line(c, y, line)?;
        }
        Ok(())
    }

    /// Draws one territory.
    fn draw_line(&self, c: &Canvas<'_>, y: i32, line: &ScoreLine) -> Result<(), String> {
        let style = Type::new(Type::BODY).right();
        c.text(NAMES - 12, y, &c.fit(&line.name, NAMES - 16, style)?, style)?;
        if let Some((low, high)) = line.interval {
            c.rect(self.at(low), y - 4, (self.at(high) - self.at(low)).max(2), 8, palette::RULE)?;
        }
        let x = self.at(line.score);
        if let Some(before) = line.before {
            c.line((self.at(before), y), (x, y), palette::MUTED, 1)?;
            c.ring((self.at(before), y), 3, palette::MUTED, 1)?;
        }
        if line.low {
            c.ring((x, y), 6, palette::sequential(0.8), 2)?;
        } else {
            c.dot((x, y), 7, palette::INK)?;
            c.dot((x, y), 6, line.ground)?;
        }
        c.text(NAMES + PLOT + 46, y, &line.text, Type::new(Type::BODY).right().bold())?;
        if let Some(without) = &line.without {
            c.text(NAMES + PLOT + 50, y, "*", Type::new(Type::BODY).bold())?;
            c.title(0, y - ROW / 2, NAMES + PLOT + VALUES, ROW, without);
        }
        Ok(())
    }
}

/// The ends of a scale and round numbers between them: five steps, or the number near five that
/// divides it evenly.
fn ticks([low, high]: [f64; 2]) -> Vec<f64> {
    let even = |steps: &u32| {
        let step = (high - low) / f64::from(*steps);
        let digits = step / libm::pow(10.0, libm::log10(step.abs()).floor());
        (digits - digits.round()).abs() < 1e-9
    };
    let steps = [5, 4, 3, 6].into_iter().find(even).unwrap_or(5);
    (0..=steps).map(|i| low + (high - low) * f64::from(i) / f64::from(steps)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_has_round_ticks() {
        assert_eq!(ticks([0.0, 100.0]), [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        assert_eq!(ticks([1.0, 10.0]), [1.0, 4.0, 7.0, 10.0]);
        assert_eq!(ticks([0.0, 1.0]).len(), 6);
        assert_eq!((shown(60), shown(193)), (60, 40));
    }
}
