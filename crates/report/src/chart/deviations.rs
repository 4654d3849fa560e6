//! How far something lies from a middle, row by row: ratings from the median of their panel, raters
//! from the mean of the others.

use super::Chart;
use super::canvas::{Canvas, Type, draw, times};
use crate::error::ReportError;
use crate::numbers::Numbers;
use crate::palette;

const NAMES: i32 = 190;
const PLOT: i32 = 520;
const VALUES: i32 = 150;
const ROW: i32 = 22;
const HEAD: i32 = 12;
const FOOT: i32 = 44;

/// What is drawn of a row.
pub(crate) enum Deviation {
    /// Least, lower quartile, median, upper quartile, greatest.
    Box([f64; 5]),
    /// An estimate with its interval.
    Estimate { at: f64, low: f64, high: f64 },
    /// Nothing is known: a hatched line.
    Unknown,
}

/// A row of the drawing.
pub(crate) struct DeviationRow {
    pub label: String,
    pub deviation: Deviation,
    /// What stands to the right of it.
    pub text: String,
    /// Whether another group begins with it.
    pub begins: bool,
}

/// What the rows are of.
pub(crate) struct Deviations<'a> {
    /// Stem of the file.
    pub file: String,
    pub title: String,
    pub alt: String,
    /// What the axis says.
    pub axis: String,
    pub rows: &'a [DeviationRow],
}

/// A box or an interval for each row about a middle line; nothing for no row.
pub(crate) fn deviations(
    numbers: &Numbers,
    what: &Deviations<'_>,
) -> Result<Option<Chart>, ReportError> {
    if what.rows.is_empty() {
        return Ok(None);
    }
    let end = end(what.rows);
    let at = |x: f64| {
        let share = (x / end).clamp(-1.0, 1.0);
        NAMES + PLOT / 2 + (share * f64::from(PLOT / 2)).round() as i32
    };
    let bottom = HEAD + ROW * times(what.rows.len());
    let size = (NAMES + PLOT + VALUES, bottom + FOOT);
    draw(&what.file, size, &what.title, &what.alt, |c| {
        let small = Type::new(Type::SMALL).color(palette::MUTED);
        for tick in [-1.0, -0.5, 0.5, 1.0].map(|t| t * end) {
            c.line((at(tick), HEAD), (at(tick), bottom), palette::RULE, 1)?;
            c.text(at(tick), bottom + 12, &numbers.signed(tick, 1), small.centre())?;
        }
        c.line((at(0.0), HEAD), (at(0.0), bottom), palette::QUIET, 1)?;
        c.text(at(0.0), bottom + 12, &numbers.exact(0.0), small.centre())?;
        c.text(at(0.0), bottom + 30, &c.fit(&what.axis, PLOT, small)?, small.centre())?;
        for (i, row) in what.rows.iter().enumerate() {
            let top = HEAD + ROW * times(i);
            let y = top + ROW / 2;
            if row.begins && i > 0 {
                c.line((0, top), (NAMES + PLOT + VALUES, top), palette::RULE, 1)?;
            }
            let style = Type::new(Type::SMALL + 1.0).right();
            c.text(NAMES - 12, y, &c.fit(&row.label, NAMES - 16, style)?, style)?;
            c.text(NAMES + PLOT + 14, y, &c.fit(&row.text, VALUES - 16, small)?, small)?;
            mark(c, &row.deviation, y, &at)?;
            c.title(NAMES, top, PLOT, ROW, &format!("{}: {}", row.label, row.text));
        }
        Ok(())
    })
    .map(Some)
}

fn mark(
    c: &Canvas<'_>,
    deviation: &Deviation,
    y: i32,
    at: &impl Fn(f64) -> i32,
) -> Result<(), String> {
    let whisker = |low: f64, high: f64| -> Result<(), String> {
        let (a, b) = (at(low), at(high));
        c.line((a, y), (b, y), palette::INK, 1)?;
        c.line((a, y - 3), (a, y + 3), palette::INK, 1)?;
        c.line((b, y - 3), (b, y + 3), palette::INK, 1)
    };
    match *deviation {
        Deviation::Box([least, low, middle, high, greatest]) => {
            whisker(least, greatest)?;
            let (a, b) = (at(low), at(high));
            c.rect(a, y - 6, (b - a).max(1), 12, palette::EVIDENCE_PALE)?;
            c.line((at(middle), y - 6), (at(middle), y + 6), palette::EVIDENCE, 3)
        }
        Deviation::Estimate { at: middle, low, high } => {
            whisker(low, high)?;
            c.dot((at(middle), y), 4, palette::EVIDENCE)
        }
        Deviation::Unknown => c.hatch(at(0.0) - PLOT / 4, y - 3, PLOT / 2, 6),
    }
}

/// Where the axis ends on both sides: the first of some round numbers that nothing passes.
fn end(rows: &[DeviationRow]) -> f64 {
    let largest = rows.iter().flat_map(|row| match row.deviation {
        Deviation::Box([least, .., greatest]) => [least, greatest],
        Deviation::Estimate { low, high, .. } => [low, high],
        Deviation::Unknown => [0.0; 2],
    });
    let largest = largest.map(f64::abs).filter(|x| x.is_finite()).fold(0.0, f64::max);
    let round = [1.0, 2.0, 3.0, 4.0, 6.0, 8.0, 10.0, 15.0, 20.0, 30.0, 40.0, 60.0, 80.0, 100.0];
    round.into_iter().find(|end| *end >= largest).unwrap_or(largest)
}
