//! A small picture for each territory: its scores, edition by edition, with what the draws leave
//! open.

use super::Chart;
use super::canvas::{Canvas, Type, draw, times};
use crate::error::ReportError;
use crate::palette::{self, Rgb};
use crate::view::View;
use crate::words::say;

/// Panels beside one another.
const ACROSS: usize = 5;
const PANEL_W: i32 = 172;
const PANEL_H: i32 = 116;
/// Where the plot of a panel begins and ends, from its top, and its margins.
const TOP: i32 = 26;
const BOTTOM: i32 = 94;
const LEFT: i32 = 28;
const RIGHT: i32 = 16;
const FOOT: i32 = 30;

/// A territory.
pub(crate) struct Trend {
    pub name: String,
    /// One for each edition; none where it has no score.
    pub points: Vec<Option<TrendPoint>>,
}

/// A score in an edition.
pub(crate) struct TrendPoint {
    pub score: f64,
    pub ground: Rgb,
    /// The 90 % interval of the draws.
    pub interval: Option<(f64, f64)>,
    /// Whether it corresponds to the score before, so that a line may join them.
    pub joined: bool,
}

/// The pictures; nothing for fewer than two editions or without a territory that has a score in two.
pub(crate) fn trends(
    view: &View<'_>,
    editions: &[String],
    all: &[Trend],
) -> Result<Option<Chart>, ReportError> {
    let (Some(first), Some(last)) = (editions.first(), editions.last()) else { return Ok(None) };
    if editions.len() < 2 || !all.iter().any(|t| t.points.iter().flatten().count() > 1) {
        return Ok(None);
    }
    let words = &view.words;
    let node = view.node_name(view.root);
    let n = |i: usize| view.numbers.count(i);
    let points = || all.iter().flat_map(|t| &t.points);
    let title = say!(words, "trends-title", node = node.as_str())?;
    let alt = say!(
        words,
        "trends-alt",
        node = node.as_str(),
        count = n(all.len()),
        first = first.as_str(),
        last = last.as_str(),
        known = n(points().flatten().count()),
        gaps = n(points().filter(|p| p.is_none()).count())
    )?;
    let drawn = points().flatten().any(|p| p.interval.is_some());
    let keys = Keys {
        score: say!(words, "trends-score")?,
        interval: if drawn { Some(say!(words, "legend-interval")?) } else { None },
        gap: say!(words, "legend-gap")?,
    };
    let ends = ends(view, all);
    let height = PANEL_H * times(all.len().div_ceil(ACROSS));
    let name = format!("trends.{}", view.locale);
    draw(&name, (PANEL_W * times(ACROSS), height + FOOT), &title, &alt, |c| {
        for (i, trend) in all.iter().enumerate() {
            let corner = (PANEL_W * times(i % ACROSS), PANEL_H * times(i / ACROSS));
            Panel { view, editions, ends, corner }.draw(c, trend)?;
        }
        keys.draw(c, height + FOOT - 12)
    })
    .map(Some)
}

/// The ends of the plots: tenths of the scale within which all scores and intervals lie, so that
/// those of one height are one score in every panel.
fn ends(view: &View<'_>, all: &[Trend]) -> [f64; 2] {
    let [low, high] = view.results.assessment.method.scale;
    let (mut least, mut most) = (1.0_f64, 0.0_f64);
    for point in all.iter().flat_map(|t| t.points.iter().flatten()) {
        let (from, to) = point.interval.unwrap_or((point.score, point.score));
        least = least.min(view.share(from.min(point.score)));
        most = most.max(view.share(to.max(point.score)));
    }
    let tenth = |tenths: f64| low + (high - low) * (tenths / 10.0).clamp(0.0, 1.0);
    let (least, most) = ((least * 10.0).floor(), (most * 10.0).ceil());
    [tenth(least), tenth(if most > least { most } else { least + 1.0 })]
}

/// The key.
struct Keys {
    score: String,
    interval: Option<String>,
    gap: String,
}

impl Keys {
    fn draw(&self, c: &Canvas<'_>, y: i32) -> Result<(), String> {
        let style = Type::new(Type::SMALL).color(palette::MUTED);
        let mut x = LEFT;
        c.dot((x, y), 5, palette::INK)?;
        c.dot((x, y), 4, palette::sequential(0.6))?;
        c.text(x + 12, y, &self.score, style)?;
        x += c.width(&self.score, style)? + 36;
        if let Some(interval) = &self.interval {
            c.rect(x, y - 7, 6, 14, palette::QUIET)?;
            c.text(x + 12, y, interval, style)?;
            x += c.width(interval, style)? + 36;
        }
        c.hatch(x, y - 7, 10, 14)?;
        c.text(x + 16, y, &self.gap, style)
    }
}

/// One picture.
struct Panel<'v, 'a> {
    view: &'v View<'a>,
    editions: &'v [String],
    ends: [f64; 2],
    corner: (i32, i32),
}

impl Panel<'_, '_> {
    /// Where an edition stands from the left.
    fn across(&self, edition: usize) -> i32 {
        let room = PANEL_W - LEFT - RIGHT - 16;
        let steps = times(self.editions.len() - 1).max(1);
        self.corner.0 + LEFT + 8 + room * times(edition) / steps
    }

    /// Where a score stands from the top.
    fn down(&self, score: f64) -> i32 {
        let room = f64::from(BOTTOM - TOP);
        let share = (score - self.ends[0]) / (self.ends[1] - self.ends[0]);
        self.corner.1 + BOTTOM - (share.clamp(0.0, 1.0) * room).round() as i32
    }

    fn draw(&self, c: &Canvas<'_>, trend: &Trend) -> Result<(), String> {
        let (x, y) = self.corner;
        let head = Type::new(Type::SMALL + 1.0).bold();
        c.text(x + LEFT, y + 12, &c.fit(&trend.name, PANEL_W - LEFT - 4, head)?, head)?;
        let small = Type::new(Type::SMALL - 1.0).color(palette::MUTED);
        for end in self.ends {
            let y = self.down(end);
            c.line((x + LEFT, y), (x + PANEL_W - RIGHT, y), palette::RULE, 1)?;
            c.text(x + LEFT - 5, y, &self.view.numbers.value(end), small.right())?;
        }
        let last = self.editions.len() - 1;
        for (i, edition) in self.editions.iter().enumerate().filter(|(i, _)| *i == 0 || *i == last)
        {
            c.text(self.across(i), y + BOTTOM + 10, edition, small.centre())?;
        }
        let mut before: Option<(i32, i32)> = None;
        for (i, point) in trend.points.iter().enumerate() {
            let x = self.across(i);
            let Some(point) = point else {
                c.hatch(x - 5, y + TOP + 1, 10, BOTTOM - TOP - 1)?;
                before = None;
                continue;
            };
            if let Some((low, high)) = point.interval {
                let top = self.down(high);
                c.rect(x - 4, top, 8, (self.down(low) - top).max(1), palette::QUIET)?;
            }
            let at = (x, self.down(point.score));
            if let Some(from) = before.filter(|_| point.joined) {
                c.line(from, at, palette::MUTED, 1)?;
            }
            before = Some(at);
        }
        for (i, point) in trend.points.iter().enumerate() {
            let Some(point) = point else { continue };
            let at = (self.across(i), self.down(point.score));
            c.dot(at, 4, palette::INK)?;
            c.dot(at, 3, point.ground)?;
        }
        Ok(())
    }
}
