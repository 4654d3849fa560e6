//! What the ranking depends on: shares of the variance by group of random numbers.

use ideal_engine::Share;

use super::Chart;
use super::canvas::{Type, draw, times, two_lines};
use crate::error::ReportError;
use crate::palette;
use crate::view::View;
use crate::words::say;

const NAMES: i32 = 300;
const PLOT: i32 = 480;
const VALUES: i32 = 130;
const ROW: i32 = 34;
const HEAD: i32 = 12;
const FOOT: i32 = 56;

/// A group of random numbers as the chart shows it. A share that cannot be told from 0 has its
/// interval alone, without a bar or a number.
pub(crate) struct Bar {
    pub name: String,
    /// What it explains by itself.
    pub alone: Share,
    /// What it takes part in.
    pub in_all: Share,
}

/// Bars of total and first-order indices with their intervals; nothing for no bar.
pub(crate) fn dependence(view: &View<'_>, bars: &[Bar]) -> Result<Option<Chart>, ReportError> {
    let Some(first) = bars.first() else { return Ok(None) };
    let words = &view.words;
    let number = |share: f64| view.numbers.percent(share.clamp(0.0, 1.0));
    let percent = |share: f64| say!(words, "percent", share = number(share));
    let title = say!(words, "dependence-title", edition = view.edition_name(view.last))?;
    let alt = say!(
        words,
        if first.alone.told_from_zero() { "dependence-alt" } else { "dependence-alt-untold" },
        count = view.numbers.count(bars.len()),
        name = first.name.as_str(),
        total = number(first.in_all.share),
        first = number(first.alone.share)
    )?;
    let key_total = say!(words, "dependence-total")?;
    let key_first = say!(words, "dependence-first")?;
    let key_interval = say!(words, "dependence-interval")?;
    // Ends at the next tenth above everything shown, so that short bars can be told apart.
    let most = bars
        .iter()
        .map(|b| b.in_all.high.max(b.in_all.share).max(b.alone.high))
        .fold(0.1, f64::max)
        .min(1.2);
    let end = (most * 10.0).ceil() / 10.0;
    let step = if end > 0.6 { 0.2 } else { 0.1 };
    let at = |share: f64| NAMES + ((share / end).clamp(0.0, 1.0) * f64::from(PLOT)).round() as i32;
    let mut texts = Vec::new();
    for bar in bars {
        texts.push(if bar.in_all.told_from_zero() {
            percent(bar.in_all.share)?
        } else {
            say!(words, "share-untold")?
        });
    }
    let mut ticks = Vec::new();
    let mut tick = 0.0;
    while tick <= end + 1e-9 {
        ticks.push((at(tick), percent(tick)?));
        tick += step;
    }
    let bottom = HEAD + ROW * times(bars.len());
    let height = bottom + FOOT;
    draw(
        &format!("dependence.{}", view.locale),
        (NAMES + PLOT + VALUES, height),
        &title,
        &alt,
        |c| {
            let small = Type::new(Type::SMALL).color(palette::MUTED);
            for (x, text) in &ticks {
                c.line((*x, HEAD), (*x, bottom), palette::RULE, 1)?;
                c.text(*x, bottom + 12, text, small.centre())?;
            }
            for (i, (bar, text)) in bars.iter().zip(&texts).enumerate() {
                let y = HEAD + ROW * times(i) + ROW / 2;
                let style = Type::new(Type::SMALL + 1.0).right();
                let lines = two_lines(c, &bar.name, NAMES - 16, style)?;
                for (k, line) in lines.iter().enumerate() {
                    let shift = if lines.len() == 1 { 0 } else { 14 * times(k) - 7 };
                    c.text(NAMES - 12, y + shift, line, style)?;
                }
                let whisker = |share: Share, y: i32| -> Result<(), String> {
                    let (a, b) = (at(share.low), at(share.high));
                    c.line((a, y), (b, y), palette::INK, 1)?;
                    c.line((a, y - 3), (a, y + 3), palette::INK, 1)?;
                    c.line((b, y - 3), (b, y + 3), palette::INK, 1)
                };
                let length = |share: Share| (at(share.share) - NAMES).max(1);
                if bar.in_all.told_from_zero() {
                    c.rect(NAMES, y - 11, length(bar.in_all), 12, palette::EVIDENCE_PALE)?;
                    c.text(NAMES + PLOT + 62, y - 4, text, Type::new(Type::BODY).right().bold())?;
                } else {
                    c.text(NAMES + PLOT + 14, y - 4, text, small)?;
                }
                if bar.alone.told_from_zero() {
                    c.rect(NAMES, y + 3, length(bar.alone), 6, palette::EVIDENCE)?;
                }
                whisker(bar.in_all, y - 5)?;
                whisker(bar.alone, y + 6)?;
            }
            c.line((NAMES, HEAD), (NAMES, bottom), palette::QUIET, 1)?;
            let y = height - 14;
            let mut x = NAMES;
            c.rect(x, y - 6, 18, 12, palette::EVIDENCE_PALE)?;
            c.text(x + 24, y, &key_total, small)?;
            x += 24 + c.width(&key_total, small)? + 22;
            c.rect(x, y - 3, 18, 6, palette::EVIDENCE)?;
            c.text(x + 24, y, &key_first, small)?;
            x += 24 + c.width(&key_first, small)? + 22;
            c.line((x, y), (x + 18, y), palette::INK, 1)?;
            c.text(x + 24, y, &key_interval, small)
        },
    )
    .map(Some)
}
