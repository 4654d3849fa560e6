//! Scores over the values of another index, with the line through them.

use super::Chart;
use super::canvas::{Canvas, Type, draw};
use crate::error::ReportError;
use crate::palette;
use crate::view::View;
use crate::words::say;

const LEFT: i32 = 76;
const RIGHT: i32 = 40;
const TOP: i32 = 16;
const PLOT: (i32, i32) = (600, 380);
const FOOT: i32 = 58;
/// More points than this have no label, outliers apart.
const MOST_LABELS: usize = 40;

/// A point: a label, the other's value, the score, and whether it lies far from the line.
pub(crate) struct ScatterPoint {
    pub label: String,
    pub name: String,
    pub x: f64,
    pub y: f64,
    pub outlier: bool,
}

/// What the points are of.
pub(crate) struct Scatter<'a> {
    /// Stem of the file.
    pub file: String,
    /// Name of the node.
    pub node: &'a str,
    /// Head of the other's column.
    pub column: &'a str,
    /// Pearson's coefficient, as the language writes it.
    pub r: String,
    /// The line: intercept and slope.
    pub line: Option<(f64, f64)>,
    pub points: Vec<ScatterPoint>,
}

/// Numbers that an axis names: round ones, four to nine of them.
fn ticks(low: f64, high: f64) -> (Vec<f64>, u8) {
    let span = high - low;
    if !(span > 0.0 && span.is_finite()) {
        return (vec![low], 1);
    }
    let mut unit = 1.0;
    let mut decimals = 0_u8;
    while unit > span / 4.0 && decimals < 9 {
        unit /= 10.0;
        decimals += 1;
    }
    while unit * 10.0 <= span / 4.0 {
        unit *= 10.0;
    }
    let step = [5.0, 2.0, 1.0].map(|m| m * unit).into_iter().find(|s| span / s >= 4.0);
    let step = step.unwrap_or(unit);
    let first = (low / step - 1e-9).ceil();
    let at = |k: u32| (first + f64::from(k)) * step;
    ((0..20).map(at).take_while(|t| *t <= high + step * 1e-9).collect(), decimals)
}

/// The ends of an axis: a little beyond the values.
fn ends(values: impl Iterator<Item = f64> + Clone) -> (f64, f64) {
    let low = values.clone().fold(f64::INFINITY, f64::min);
    let high = values.fold(f64::NEG_INFINITY, f64::max);
    let room = if high > low { (high - low) * 0.06 } else { 1.0 };
    (low - room, high + room)
}

/// A scatter of the points; nothing for fewer than two.
pub(crate) fn scatter(view: &View<'_>, what: &Scatter<'_>) -> Result<Option<Chart>, ReportError> {
    if what.points.len() < 2 {
        return Ok(None);
    }
    let words = &view.words;
    let (node, column) = (what.node, what.column);
    let title =
        say!(words, "against-title", node = node, column = column, edition = view.audited())?;
    let far: Vec<String> =
        what.points.iter().filter(|p| p.outlier).map(|p| p.name.clone()).collect();
    let alt = say!(
        words,
        "against-alt",
        n = far.len(),
        count = view.numbers.count(what.points.len()),
        node = node,
        column = column,
        r = what.r.as_str(),
        names = words.list(&far)?
    )?;
    let across = ends(what.points.iter().map(|p| p.x));
    let up = ends(what.points.iter().map(|p| p.y));
    let place = |v: f64, (low, high): (f64, f64), room: i32| {
        ((v - low) / (high - low) * f64::from(room)).round() as i32
    };
    let at =
        |x: f64, y: f64| (LEFT + place(x, across, PLOT.0), TOP + PLOT.1 - place(y, up, PLOT.1));
    let axis = say!(words, "against-axis", column = column)?;
    let size = (LEFT + PLOT.0 + RIGHT, TOP + PLOT.1 + FOOT);
    draw(&what.file, size, &title, &alt, |c| {
        frame(view, c, (across, up), &at)?;
        let small = Type::new(Type::SMALL).color(palette::MUTED);
        c.text(
            LEFT + PLOT.0 / 2,
            TOP + PLOT.1 + 40,
            &c.fit(&axis, PLOT.0, small)?,
            small.centre(),
        )?;
        let upwards = small.upwards().centre();
        c.text(20, TOP + PLOT.1 / 2, &c.fit(node, PLOT.1, small)?, upwards)?;
        if let Some((intercept, slope)) = what.line {
            rule(c, (across, up), (intercept, slope), &at)?;
        }
        for p in &what.points {
            let (x, y) = at(p.x, p.y);
            if p.outlier {
                c.ring((x, y), 5, palette::INK, 2)?;
            } else {
                c.dot((x, y), 4, palette::EVIDENCE)?;
            }
            c.title(x - 6, y - 6, 12, 12, &p.name);
            if p.outlier || what.points.len() <= MOST_LABELS {
                let style = Type::new(Type::SMALL);
                let style = if p.outlier { style.bold() } else { style.color(palette::MUTED) };
                // Beside the point, on the side that has room.
                let right = x > LEFT + PLOT.0 - 60;
                let style = if right { style.right() } else { style };
                c.text(if right { x - 9 } else { x + 9 }, y, &p.label, style)?;
            }
        }
        Ok(())
    })
    .map(Some)
}

/// The two axes with their numbers.
fn frame(
    view: &View<'_>,
    c: &Canvas<'_>,
    (across, up): ((f64, f64), (f64, f64)),
    at: &impl Fn(f64, f64) -> (i32, i32),
) -> Result<(), String> {
    let small = Type::new(Type::SMALL).color(palette::MUTED);
    let (xs, decimals) = ticks(across.0, across.1);
    for x in xs {
        let (px, _) = at(x, up.0);
        c.line((px, TOP), (px, TOP + PLOT.1), palette::RULE, 1)?;
        c.text(px, TOP + PLOT.1 + 14, &view.numbers.fixed(x, decimals), small.centre())?;
    }
    let (ys, decimals) = ticks(up.0, up.1);
    for y in ys {
        let (_, py) = at(across.0, y);
        c.line((LEFT, py), (LEFT + PLOT.0, py), palette::RULE, 1)?;
        c.text(LEFT - 8, py, &view.numbers.fixed(y, decimals), small.right())?;
    }
    c.line((LEFT, TOP), (LEFT, TOP + PLOT.1), palette::QUIET, 1)?;
    c.line((LEFT, TOP + PLOT.1), (LEFT + PLOT.0, TOP + PLOT.1), palette::QUIET, 1)
}

/// The line, as far as it lies within the axes.
fn rule(
    c: &Canvas<'_>,
    (across, up): ((f64, f64), (f64, f64)),
    (intercept, slope): (f64, f64),
    at: &impl Fn(f64, f64) -> (i32, i32),
) -> Result<(), String> {
    let (mut from, mut to) = across;
    if slope != 0.0 {
        let (a, b) = ((up.0 - intercept) / slope, (up.1 - intercept) / slope);
        from = from.max(a.min(b));
        to = to.min(a.max(b));
    }
    if from >= to {
        return Ok(());
    }
    let y = |x: f64| intercept + slope * x;
    c.line(at(from, y(from)), at(to, y(to)), palette::NEUTRAL, 2)
}

#[cfg(test)]
mod tests {
    use super::ticks;

    #[test]
    fn an_axis_names_round_numbers() {
        assert_eq!(ticks(3.8, 8.2).0, [4.0, 5.0, 6.0, 7.0, 8.0]);
        assert_eq!(ticks(17.0, 71.0).0, [20.0, 30.0, 40.0, 50.0, 60.0, 70.0]);
        let (small, decimals) = ticks(0.011, 0.052);
        assert_eq!((small.len(), decimals), (4, 2), "{small:?}");
        assert_eq!(ticks(2.0, 2.0).0, [2.0]);
        let (large, _) = ticks(-1.0e6, 1.0e6);
        assert_eq!(large, [-1.0e6, -5.0e5, 0.0, 5.0e5, 1.0e6]);
    }
}
