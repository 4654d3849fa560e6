//! Weights as stated and as they work.

use super::Chart;
use super::canvas::{Type, draw, times};
use crate::error::ReportError;
use crate::palette;
use crate::view::View;
use crate::words::say;
use ideal_engine::WeightFlag;

const NAMES: i32 = 330;
const PLOT: i32 = 400;
const VALUES: i32 = 130;
const ROW: i32 = 24;
const HEAD: i32 = 14;
const FOOT: i32 = 52;

/// A part of a node; shares of the node, 0..=1.
pub(crate) struct Part {
    pub name: String,
    pub stated: f64,
    pub effective: f64,
    pub flag: Option<WeightFlag>,
}

/// A dumbbell for each part of a node; nothing for fewer than two.
pub(crate) fn effective(
    view: &View<'_>,
    (id, node): (&str, &str),
    parts: &[Part],
) -> Result<Option<Chart>, ReportError> {
    let apart = |p: &Part| (p.effective - p.stated).abs();
    let Some(furthest) = parts.iter().reduce(|a, b| if apart(b) > apart(a) { b } else { a }) else {
        return Ok(None);
    };
    if parts.len() < 2 {
        return Ok(None);
    }
    let words = &view.words;
    let percent = |share: f64| view.numbers.percent(share);
    let title = say!(words, "effective-title", node = node, edition = view.audited())?;
    let alt = say!(
        words,
        "effective-alt",
        count = view.numbers.count(parts.len()),
        node = node,
        name = furthest.name.as_str(),
        stated = percent(furthest.stated),
        effective = percent(furthest.effective)
    )?;
    let keys = [
        ("stated", say!(words, "effective-stated")?),
        ("effective", say!(words, "effective-effective")?),
        ("dominates", say!(words, "effective-dominates")?),
        ("silent", say!(words, "effective-silent")?),
    ];
    // Ends at the next tenth above everything shown, so that small shares can be told apart.
    let most = parts.iter().map(|p| p.stated.max(p.effective)).fold(0.0, f64::max);
    let end = ((most * 10.0 - 1e-9).ceil() / 10.0).clamp(0.1, 1.0);
    let step = if end > 0.5 {
        0.2
    } else if end > 0.2 {
        0.1
    } else {
        0.05
    };
    let at = |share: f64| NAMES + ((share / end).clamp(0.0, 1.0) * f64::from(PLOT)).round() as i32;
    let mut values = Vec::new();
    for p in parts {
        values.push(say!(
            words,
            "effective-value",
            stated = percent(p.stated),
            effective = percent(p.effective)
        )?);
    }
    let mut ticks = Vec::new();
    let mut tick = 0.0;
    while tick <= end + 1e-9 {
        ticks.push((at(tick), say!(words, "percent", share = percent(tick))?));
        tick += step;
    }
    let bottom = HEAD + ROW * times(parts.len());
    let name = format!("audit_weights_{}.{}", super::stem(id), view.locale);
    draw(&name, (NAMES + PLOT + VALUES, bottom + FOOT), &title, &alt, |c| {
        let small = Type::new(Type::SMALL).color(palette::MUTED);
        for (x, text) in &ticks {
            c.line((*x, HEAD), (*x, bottom), palette::RULE, 1)?;
            c.text(*x, bottom + 12, text, small.centre())?;
        }
        for (i, (part, value)) in parts.iter().zip(&values).enumerate() {
            let y = HEAD + ROW * times(i) + ROW / 2;
            let style = Type::new(Type::SMALL + 1.0).right();
            c.text(NAMES - 14, y, &c.fit(&part.name, NAMES - 20, style)?, style)?;
            let (stated, works) = (at(part.stated), at(part.effective));
            c.line((stated, y), (works, y), palette::EVIDENCE, 3)?;
            c.ring((stated, y), 5, palette::INK, 2)?;
            c.dot((works, y), 5, palette::EVIDENCE)?;
            let sign = match part.flag {
                Some(WeightFlag::Dominates) => "▲",
                Some(WeightFlag::Silent) => "▼",
                _ => "",
            };
            let style = Type::new(Type::SMALL + 1.0).right();
            let style = if sign.is_empty() { style } else { style.bold() };
            c.text(NAMES + PLOT + VALUES - 24, y, value, style)?;
            c.text(NAMES + PLOT + VALUES - 10, y, sign, Type::new(10.0).centre())?;
        }
        c.line((NAMES, HEAD), (NAMES, bottom), palette::QUIET, 1)?;
        let y = bottom + FOOT - 14;
        let mut x = NAMES;
        for (key, label) in &keys {
            match *key {
                "stated" => c.ring((x + 6, y), 5, palette::INK, 2)?,
                "effective" => c.dot((x + 6, y), 5, palette::EVIDENCE)?,
                "dominates" => c.text(x + 6, y, "▲", Type::new(10.0).centre())?,
                _ => c.text(x + 6, y, "▼", Type::new(10.0).centre())?,
            }
            c.text(x + 18, y, label, small)?;
            x += 18 + c.width(label, small)? + 26;
        }
        Ok(())
    })
    .map(Some)
}
