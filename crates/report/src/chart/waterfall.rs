//! What a score is made of: parts that add up to it, one step after another.

use super::Chart;
use super::canvas::{Canvas, Type, draw, times};
use crate::error::ReportError;
use crate::palette::{self, Rgb};
use crate::view::View;
use crate::words::say;

const NAMES: i32 = 236;
const PLOT: i32 = 300;
const VALUES: i32 = 56;
const ROW: i32 = 20;
/// Height of the line over the steps that says what they are, and of the room under them.
const HEAD: i32 = 24;
const GAP: i32 = 10;
const FOOT: i32 = 24;

/// A step.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Step {
    pub name: String,
    /// What it adds, in points of the scale.
    pub points: f64,
}

/// Steps that lead to a score.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Steps {
    /// What the steps are.
    pub head: String,
    /// Where they begin, if not at 0. Steps from there have a sign.
    pub start: Option<Step>,
    pub steps: Vec<Step>,
}

impl Steps {
    /// The bars before that of the score.
    fn bars(&self) -> usize {
        self.steps.len() + usize::from(self.start.is_some())
    }

    /// The points of a step as they are printed.
    pub(crate) fn shown(&self, view: &View<'_>, points: f64) -> String {
        if self.start.is_some() { view.signed(points) } else { view.shown(points) }
    }
}

/// The steps of a score, one way after another; nothing where no way has two.
pub(crate) fn waterfall(
    view: &View<'_>,
    stem: &str,
    name: &str,
    (score, ground): (f64, Rgb),
    ways: &[Steps],
) -> Result<Option<Chart>, ReportError> {
    let Some(first) = ways.first().filter(|_| ways.iter().any(|w| w.steps.len() > 1)) else {
        return Ok(None);
    };
    let words = &view.words;
    let title = say!(words, "waterfall-title", name = name)?;
    let mut parts = Vec::new();
    if let Some(start) = &first.start {
        let points = view.shown(start.points);
        parts.push(say!(words, "item-score", name = start.name.as_str(), score = points)?);
    }
    for step in &first.steps {
        let points = first.shown(view, step.points);
        parts.push(say!(words, "item-score", name = step.name.as_str(), score = points)?);
    }
    let shown = view.shown(score);
    let parts = words.list(&parts)?;
    let alt = say!(words, "waterfall-alt", name = name, score = shown.as_str(), parts = parts)?;
    let drawing = Drawing::new(view, (score, ground), ways, say!(words, "waterfall-score")?);
    let file = format!("{stem}_parts.{}", view.locale);
    draw(&file, (NAMES + PLOT + VALUES, drawing.bottom() + FOOT), &title, &alt, |c| {
        let mut y = 0;
        for way in ways {
            drawing.way(c, y, way)?;
            y += height(way);
        }
        drawing.axis(c)
    })
    .map(Some)
}

/// Pixels of one way, with its head and its score.
fn height(way: &Steps) -> i32 {
    HEAD + ROW * (times(way.bars()) + 1) + GAP
}

/// What all parts of the drawing share.
struct Drawing<'v, 'a> {
    view: &'v View<'a>,
    ways: &'v [Steps],
    score: f64,
    ground: Rgb,
    /// What the last bar is called.
    total: String,
    /// The ends of the axis: those of the scale and 0, and what lies beyond.
    ends: (f64, f64),
}

impl<'v, 'a> Drawing<'v, 'a> {
    fn new(
        view: &'v View<'a>,
        (score, ground): (f64, Rgb),
        ways: &'v [Steps],
        total: String,
    ) -> Self {
        let [low, high] = view.results.assessment.method.scale;
        let mut ends = (low.min(0.0), high);
        for way in ways {
            let mut at = 0.0;
            for step in way.start.iter().chain(&way.steps) {
                at += step.points;
                ends = (ends.0.min(at), ends.1.max(at));
            }
        }
        Drawing { view, ways, score, ground, total, ends }
    }

    fn bottom(&self) -> i32 {
        self.ways.iter().map(height).sum()
    }

    /// Where points stand from the left.
    fn at(&self, points: f64) -> i32 {
        let share = (points - self.ends.0) / (self.ends.1 - self.ends.0);
        NAMES + (share.clamp(0.0, 1.0) * f64::from(PLOT)).round() as i32
    }

    /// Draws the steps of one way and the score they lead to.
    fn way(&self, c: &Canvas<'_>, top: i32, way: &Steps) -> Result<(), String> {
        let small = Type::new(Type::SMALL).color(palette::MUTED);
        c.text(0, top + HEAD / 2, &way.head, small)?;
        c.line((NAMES, top + HEAD), (NAMES, top + height(way) - GAP), palette::QUIET, 1)?;
        let mut before = 0.0;
        let mut y = top + HEAD;
        if let Some(start) = &way.start {
            let muted = Type::new(Type::BODY).color(palette::MUTED);
            let (left, right) = (self.at(start.points.min(0.0)), self.at(start.points.max(0.0)));
            c.rect(left, y + 4, (right - left).max(1), ROW - 8, palette::RULE)?;
            c.line(
                (self.at(start.points), y + 4),
                (self.at(start.points), y + ROW + 4),
                palette::MUTED,
                1,
            )?;
            self.name(c, y, &start.name, muted)?;
            self.value(c, y, &self.view.shown(start.points), muted)?;
            before = start.points;
            y += ROW;
        }
        for step in &way.steps {
            let after = before + step.points;
            self.name(c, y, &step.name, Type::new(Type::BODY))?;
            let (left, right) = (self.at(before.min(after)), self.at(before.max(after)));
            let fill = if step.points < 0.0 { palette::QUIET } else { palette::NEUTRAL };
            c.rect(left, y + 4, (right - left).max(1), ROW - 8, fill)?;
            // Leads down to where the next step begins.
            c.line((self.at(after), y + 4), (self.at(after), y + ROW + 4), palette::MUTED, 1)?;
            self.value(c, y, &way.shown(self.view, step.points), Type::new(Type::BODY))?;
            before = after;
            y += ROW;
        }
        let bold = Type::new(Type::BODY).bold();
        let (left, right) = (self.at(self.score.min(0.0)), self.at(self.score.max(0.0)));
        c.rect(left, y + 3, (right - left).max(1), ROW - 6, self.ground)?;
        c.frame(left, y + 3, (right - left).max(1), ROW - 6, palette::INK)?;
        self.name(c, y, &self.total, bold)?;
        self.value(c, y, &self.view.shown(self.score), bold)
    }

    fn name(&self, c: &Canvas<'_>, y: i32, name: &str, style: Type) -> Result<(), String> {
        let style = style.right();
        c.text(NAMES - 10, y + ROW / 2, &c.fit(name, NAMES - 14, style)?, style)
    }

    fn value(&self, c: &Canvas<'_>, y: i32, text: &str, style: Type) -> Result<(), String> {
        c.text(NAMES + PLOT + 50, y + ROW / 2, text, style.right())
    }

    /// Draws the scale at the bottom.
    fn axis(&self, c: &Canvas<'_>) -> Result<(), String> {
        let style = Type::new(Type::SMALL).centre().color(palette::MUTED);
        for i in 0..=4 {
            let t = self.ends.0 + (self.ends.1 - self.ends.0) * f64::from(i) / 4.0;
            c.text(self.at(t), self.bottom() + 8, &self.view.numbers.value(t), style)?;
        }
        Ok(())
    }
}
