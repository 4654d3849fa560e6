//! The priority matrix: one dimension against another, with the bands of both as a grid.

use super::Chart;
use super::canvas::{Canvas, Type, draw, two_lines};
use crate::error::ReportError;
use crate::palette::{self, Rgb};
use crate::view::View;
use crate::words::say;
use ideal_model::{NodeIx, UnitIx};

const LEFT: i32 = 64;
const TOP: i32 = 18;
const PLOT: i32 = 380;
const BOTTOM: i32 = 56;
const LEGEND: i32 = 250;
const LEGEND_ROW: i32 = 31;
/// More points than this carry no label: the labels would hide the points.
const MOST_LABELS: usize = 45;

/// What the points are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Subject {
    Areas,
    Territories,
}

/// An area or a territory on the plot.
struct Point {
    label: String,
    name: String,
    x: f64,
    y: f64,
    x_range: Option<(f64, f64)>,
    y_range: Option<(f64, f64)>,
    ground: Rgb,
    enforcement: bool,
}

/// The matrix of the root's first two dimensions; nothing if it has no two, or fewer than three
/// points.
pub(crate) fn matrix(view: &View<'_>, subject: Subject) -> Result<Option<Chart>, ReportError> {
    let Some(axes) = view.axes() else { return Ok(None) };
    let points = points(view, subject, axes)?;
    if points.len() < 3 {
        return Ok(None);
    }
    let (title, alt) = texts(view, subject, axes, &points)?;
    let legend = subject == Subject::Areas;
    let rows = i32::try_from(points.len()).unwrap_or(1000);
    let width = LEFT + PLOT + 14 + if legend { LEGEND } else { 0 };
    let height = (TOP + PLOT + BOTTOM).max(if legend { TOP + LEGEND_ROW * rows + 20 } else { 0 });
    let stem = if subject == Subject::Areas { "matrix_areas" } else { "matrix_territories" };
    let plot = Plot {
        view,
        across: Axis::of(view, axes.0, points.iter().flat_map(|p| reach(p.x, p.x_range))),
        up: Axis::of(view, axes.1, points.iter().flat_map(|p| reach(p.y, p.y_range))),
        points,
    };
    draw(&format!("{stem}.{}", view.locale), (width, height), &title, &alt, |c| {
        wash(c)?;
        plot.draw_axes(c)?;
        plot.draw_points(c)?;
        if legend { plot.draw_legend(c) } else { Ok(()) }
    })
    .map(Some)
}

/// What is plotted, in the order of names: all that have a score on both axes.
fn points(
    view: &View<'_>,
    subject: Subject,
    (across, up): (NodeIx, NodeIx),
) -> Result<Vec<Point>, ReportError> {
    let subjects: Vec<(String, Option<UnitIx>, String)> = match subject {
        Subject::Areas => view
            .areas
            .iter()
            .map(|&a| (view.area_name(a), view.area_unit(a, view.last), String::new()))
            .collect(),
        Subject::Territories => view
            .territories
            .iter()
            .map(|&p| {
                (
                    view.place_name(p),
                    view.territory_unit(p, view.last),
                    view.place_code(p).to_owned(),
                )
            })
            .collect(),
    };
    let mut points = Vec::new();
    for (name, unit, code) in subjects {
        let Some(unit) = unit else { continue };
        let (Some(x), Some(y)) = (view.score(unit, across), view.score(unit, up)) else {
            continue;
        };
        let range =
            |node| view.node(unit, node).and_then(|n| n.interval.as_ref()).map(|i| (i.low, i.high));
        let ground = match view.score(unit, view.root) {
            Some(score) => view.ground(unit, view.root, score)?,
            None => palette::PAPER,
        };
        points.push(Point {
            label: if subject == Subject::Areas { letters(points.len()) } else { code },
            name,
            x,
            y,
            x_range: range(across),
            y_range: range(up),
            ground,
            // The mark is the axis': an area whose market is counts alone stands on them however
            // its harm is measured.
            enforcement: view.enforcement_alone(unit, across),
        });
    }
    Ok(points)
}

/// What the chart shows in a few words, and what there is to see.
fn texts(
    view: &View<'_>,
    subject: Subject,
    (across, up): (NodeIx, NodeIx),
    points: &[Point],
) -> Result<(String, String), ReportError> {
    let words = &view.words;
    let (x_name, y_name) = (view.node_name(across), view.node_name(up));
    let title = say!(
        words,
        if subject == Subject::Areas { "matrix-title-areas" } else { "matrix-title-territories" },
        across = x_name.as_str(),
        up = y_name.as_str(),
        edition = view.edition_name(view.last)
    )?;
    let most = points.iter().max_by(|a, b| (a.x + a.y).total_cmp(&(b.x + b.y)));
    let alt = say!(
        words,
        "matrix-alt",
        across = x_name.as_str(),
        up = y_name.as_str(),
        count = view.numbers.count(points.len()),
        name = most.map_or("", |p| p.name.as_str()),
        x = most.map(|p| view.shown(p.x)).unwrap_or_default(),
        y = most.map(|p| view.shown(p.y)).unwrap_or_default()
    )?;
    Ok((title, alt))
}

/// One side of the plot: a dimension and the stretch of its scale that is shown.
struct Axis {
    name: String,
    low: f64,
    high: f64,
    /// Borders of bands inside the stretch.
    cuts: Vec<f64>,
    ticks: Vec<f64>,
}

impl Axis {
    /// The axis of a node that holds all these values.
    fn of(view: &View<'_>, node: NodeIx, values: impl Iterator<Item = f64>) -> Self {
        let method = &view.results.assessment.method;
        let (low, high) = domain(values, method.scale);
        let cuts = method.bands_of(node).into_iter().filter_map(|b| b.below);
        Axis {
            name: view.node_name(node),
            low,
            high,
            cuts: cuts.filter(|v| *v > low && *v < high).collect(),
            ticks: ticks(low, high, method.width()),
        }
    }

    /// How far a value lies from the low end, in pixels.
    fn place(&self, v: f64) -> i32 {
        let share = ((v - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
        (share * f64::from(PLOT)).round() as i32
    }
}

/// Points between two axes.
struct Plot<'r, 'a> {
    view: &'r View<'a>,
    across: Axis,
    up: Axis,
    points: Vec<Point>,
}

impl Plot<'_, '_> {
    /// Where a value of the axis across stands.
    fn at_x(&self, v: f64) -> i32 {
        LEFT + self.across.place(v)
    }

    /// Where a value of the axis up stands.
    fn at_y(&self, v: f64) -> i32 {
        TOP + PLOT - self.up.place(v)
    }

    /// Where a point stands.
    fn at(&self, p: &Point) -> (i32, i32) {
        (self.at_x(p.x), self.at_y(p.y))
    }

    /// Draws the borders of the bands, the scales and their names.
    fn draw_axes(&self, c: &Canvas<'_>) -> Result<(), String> {
        for &v in &self.across.cuts {
            c.line((self.at_x(v), TOP), (self.at_x(v), TOP + PLOT), palette::PAPER, 2)?;
        }
        for &v in &self.up.cuts {
            c.line((LEFT, self.at_y(v)), (LEFT + PLOT, self.at_y(v)), palette::PAPER, 2)?;
        }
        let small = Type::new(Type::SMALL).color(palette::MUTED);
        let value = |v: f64| self.view.numbers.value(v);
        for &x in &self.across.ticks {
            c.text(self.at_x(x), TOP + PLOT + 14, &value(x), small.centre())?;
        }
        for &y in &self.up.ticks {
            c.text(LEFT - 8, self.at_y(y), &value(y), small.right())?;
        }
        let axis = Type::new(Type::BODY).bold().centre();
        let (across, up) = (format!("{} →", self.across.name), format!("{} →", self.up.name));
        c.text(LEFT + PLOT / 2, TOP + PLOT + 38, &across, axis)?;
        c.text(16, TOP + PLOT / 2, &up, axis.upwards())
    }

    /// Draws the intervals, the points over them, and the labels beside those.
    fn draw_points(&self, c: &Canvas<'_>) -> Result<(), String> {
        for p in &self.points {
            let (x, y) = self.at(p);
            if let Some((low, high)) = p.x_range {
                c.line((self.at_x(low), y), (self.at_x(high), y), palette::QUIET, 1)?;
            }
            if let Some((low, high)) = p.y_range {
                c.line((x, self.at_y(low)), (x, self.at_y(high)), palette::QUIET, 1)?;
            }
        }
        for p in &self.points {
            c.dot(self.at(p), 7, palette::INK)?;
            c.dot(self.at(p), 6, p.ground)?;
            if p.enforcement {
                c.dot(self.at(p), 2, p.ground.ink())?;
            }
        }
        if self.points.len() <= MOST_LABELS {
            let boxed = |(x, y): (i32, i32)| [x - 7, y - 7, 14, 14];
            let mut taken: Vec<[i32; 4]> = self.points.iter().map(|p| boxed(self.at(p))).collect();
            for p in &self.points {
                label(c, &mut taken, self.at(p), &p.label)?;
            }
        }
        Ok(())
    }

    /// Draws what the labels stand for, to the right of the plot.
    fn draw_legend(&self, c: &Canvas<'_>) -> Result<(), String> {
        let x = LEFT + PLOT + 34;
        for (i, p) in self.points.iter().enumerate() {
            let y = TOP + 8 + LEGEND_ROW * i32::try_from(i).unwrap_or(1000);
            let style = Type::new(Type::SMALL + 1.0);
            c.text(x, y, &p.label, style.bold())?;
            for (k, line) in two_lines(c, &p.name, LEGEND - 52, style)?.iter().enumerate() {
                c.text(x + 26, y + 14 * i32::try_from(k).unwrap_or(0), line, style)?;
            }
        }
        Ok(())
    }
}

/// Draws a faint wash: darker towards the corner where both dimensions are high.
fn wash(c: &Canvas<'_>) -> Result<(), String> {
    let steps = 10;
    let side = PLOT / steps;
    for i in 0..steps {
        for k in 0..steps {
            let t = f64::from(i + k) / f64::from(2 * (steps - 1));
            let fill = palette::PAPER.towards(palette::sequential(t), 0.22);
            c.rect(LEFT + i * side, TOP + PLOT - (k + 1) * side, side, side, fill)?;
        }
    }
    Ok(())
}

/// A, B, …, Z, AA, AB, …: letters, because numbers would be read as ranks.
fn letters(index: usize) -> String {
    let letter = |i: usize| char::from(b'A' + u8::try_from(i % 26).unwrap_or(0));
    if index < 26 {
        letter(index).to_string()
    } else {
        [letter(index / 26 - 1), letter(index)].iter().collect()
    }
}

/// A value with the ends of its interval.
fn reach(value: f64, range: Option<(f64, f64)>) -> [f64; 3] {
    let (low, high) = range.unwrap_or((value, value));
    [low, value, high]
}

/// A stretch of the scale that holds all values, a tenth of the scale as its step, at least four
/// tenths wide.
fn domain(values: impl Iterator<Item = f64>, scale: [f64; 2]) -> (f64, f64) {
    let step = (scale[1] - scale[0]) / 10.0;
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    for v in values {
        low = low.min(v);
        high = high.max(v);
    }
    let tenth = |v: f64| (v - scale[0]) / step;
    let (mut a, mut b) =
        (tenth(low - step * 0.3).floor().max(0.0), tenth(high + step * 0.3).ceil().min(10.0));
    while b - a < 4.0 {
        if a > 0.0 {
            a -= 1.0;
        }
        if b < 10.0 && b - a < 4.0 {
            b += 1.0;
        }
    }
    (scale[0] + a * step, scale[0] + b * step)
}

/// Tenths of the scale, or fifths where those would crowd.
fn ticks(low: f64, high: f64, width: f64) -> Vec<f64> {
    let tenths = ((high - low) / width * 10.0).round().clamp(1.0, 10.0) as u8;
    let step = if tenths > 6 { 2 } else { 1 };
    (0..=tenths).step_by(step).map(|i| low + f64::from(i) * width / 10.0).collect()
}

/// Writes a label beside its point where nothing stands yet; the nearest place is tried first.
fn label(
    c: &Canvas<'_>,
    taken: &mut Vec<[i32; 4]>,
    (x, y): (i32, i32),
    text: &str,
) -> Result<(), String> {
    let style = Type::new(Type::SMALL).bold();
    let (w, h) = (c.width(text, style)?, 12);
    let mut best = None;
    for distance in [4, 12, 22, 34] {
        let d = 7 + distance;
        let spots = [
            (x + d, y - h / 2),
            (x - d - w, y - h / 2),
            (x - w / 2, y - d - h),
            (x - w / 2, y + d),
            (x + d - 3, y - d - h + 5),
            (x - d - w + 3, y - d - h + 5),
            (x + d - 3, y + d - 5),
            (x - d - w + 3, y + d - 5),
        ];
        best = spots.into_iter().find(|&(a, b)| {
            let inside = a >= LEFT && a + w <= LEFT + PLOT && b >= TOP && b + h <= TOP + PLOT;
            inside
                && taken
                    .iter()
                    .all(|t| a + w < t[0] || t[0] + t[2] < a || b + h < t[1] || t[1] + t[3] < b)
        });
        if best.is_some() {
            if distance > 4
                && let Some((a, b)) = best
            {
                c.line((x, y), (a + w / 2, b + h / 2), palette::MUTED, 1)?;
                c.rect(a - 1, b, w + 2, h, palette::PAPER)?;
            }
            break;
        }
    }
    // Where all is taken the label is left out rather than written over another.
    let Some((a, b)) = best else { return Ok(()) };
    taken.push([a, b, w, h]);
    c.text(a, b + h / 2, text, style)
}
