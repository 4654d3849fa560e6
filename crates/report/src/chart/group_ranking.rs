//! Groups by score: the point, the interval of the draws, and what unknowns could at all make of it.

use super::Chart;
use super::canvas::{Canvas, Type, draw, times};
use crate::error::ReportError;
use crate::palette;
use crate::view::View;
use crate::words::say;

const NAMES: i32 = 178;
const AXIS: i32 = 380;
const NUMBERS: i32 = 62;
const ROW: i32 = 24;
const HEAD: i32 = 26;
const LEGEND: i32 = 34;
/// Parts of the axis.
const TICKS: i32 = 4;

/// A group.
pub(crate) struct GroupBar {
    pub name: String,
    /// The score as it is printed.
    pub text: String,
    pub score: f64,
    /// What the unknowns could make of it.
    pub reach: [f64; 2],
    /// What the draws say, where there are any.
    pub interval: Option<[f64; 2]>,
    /// Which groups cannot be told apart.
    pub tie: Option<usize>,
}

/// The ranking of a method; `maximum` is the most that it gives.
pub(crate) fn group_ranking(
    view: &View<'_>,
    name: &str,
    method: &str,
    maximum: f64,
    bars: &[GroupBar],
) -> Result<Chart, ReportError> {
    let words = &view.words;
    let title = say!(words, "crime-groups-ranking", method = method)?;
    let first = bars.first().map_or("", |b| b.name.as_str());
    let alt = say!(
        words,
        "crime-groups-chart-alt",
        groups = view.numbers.count(bars.len()),
        first = first,
        score = bars.first().map_or("", |b| b.text.as_str()),
        maximum = view.numbers.exact(maximum)
    )?;
    let drawn = bars.iter().any(|b| b.interval.is_some());
    let mut legend = vec![(say!(words, "col-score")?, Key::Point)];
    if drawn {
        legend.push((say!(words, "col-interval")?, Key::Interval));
    }
    legend.push((say!(words, "crime-groups-reach")?, Key::Reach));
    let ticks: Vec<String> = (0..=TICKS)
        .map(|k| view.numbers.exact(maximum * f64::from(k) / f64::from(TICKS)))
        .collect();
    let bottom = HEAD + ROW * times(bars.len());
    let at = |points: f64| {
        let share = if maximum > 0.0 { (points / maximum).clamp(0.0, 1.0) } else { 0.0 };
        NAMES + (f64::from(AXIS) * share).round() as i32
    };
    draw(name, (NAMES + AXIS + NUMBERS, bottom + LEGEND), &title, &alt, |c| {
        for (k, tick) in (0..).zip(&ticks) {
            let x = NAMES + AXIS * k / TICKS;
            c.line((x, HEAD - 6), (x, bottom), palette::RULE, 1)?;
            let style = Type::new(Type::SMALL).color(palette::MUTED).centre();
            c.text(x, HEAD - 14, tick, style)?;
        }
        for (i, bar) in bars.iter().enumerate() {
            let y = HEAD + ROW * times(i) + ROW / 2;
            let before = i.checked_sub(1).and_then(|i| bars.get(i));
            if before.is_some_and(|b| b.tie.is_some() && b.tie != bar.tie) {
                let rule = y - ROW / 2;
                c.line((0, rule), (NAMES + AXIS + NUMBERS, rule), palette::QUIET, 1)?;
            }
            let style = Type::new(Type::BODY).right();
            c.text(NAMES - 12, y, &c.fit(&bar.name, NAMES - 16, style)?, style)?;
            whisker(
                c,
                y,
                (at(bar.reach[0]), at(bar.reach[1])),
                bar.interval.map(|[l, h]| (at(l), at(h))),
            )?;
            c.dot((at(bar.score), y), 5, palette::INK)?;
            let style = Type::new(Type::BODY);
            c.text(NAMES + AXIS + 12, y, &c.fit(&bar.text, NUMBERS - 12, style)?, style)?;
        }
        draw_legend(c, bottom + 20, &legend)
    })
}

/// What is drawn of a group.
#[derive(Clone, Copy)]
enum Key {
    Point,
    Interval,
    Reach,
}

/// The thin line of what could be, the thick one of what the draws say.
fn whisker(
    c: &Canvas<'_>,
    y: i32,
    reach: (i32, i32),
    interval: Option<(i32, i32)>,
) -> Result<(), String> {
    if let Some((low, high)) = interval {
        c.rect(low, y - 4, (high - low).max(1), 8, palette::EVIDENCE_PALE)?;
    }
    c.line((reach.0, y), (reach.1, y), palette::MUTED, 1)?;
    for end in [reach.0, reach.1] {
        c.line((end, y - 4), (end, y + 4), palette::MUTED, 1)?;
    }
    Ok(())
}

fn draw_legend(c: &Canvas<'_>, y: i32, legend: &[(String, Key)]) -> Result<(), String> {
    let style = Type::new(Type::SMALL).color(palette::MUTED);
    let mut x = 8;
    for (label, key) in legend {
        match key {
            Key::Point => c.dot((x + 12, y), 5, palette::INK)?,
            Key::Interval => c.rect(x, y - 4, 24, 8, palette::EVIDENCE_PALE)?,
            Key::Reach => whisker(c, y, (x, x + 24), None)?,
        }
        c.text(x + 32, y, label, style)?;
        x += 32 + c.width(label, style)? + 18;
    }
    Ok(())
}
