//! Territories in their order: this edition, the one before it, and what the draws leave open.

use ideal_model::{Ranking, Verdict};

use super::Chart;
use super::canvas::{Type, draw};
use crate::error::ReportError;
use crate::look::{self, Rgb};
use crate::reading::{Reading, Trust};
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

struct Line {
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
pub(crate) fn ranking(reading: &Reading<'_>) -> Result<Option<Chart>, ReportError> {
    let results = reading.results;
    let before = reading.last.before();
    let mut lines = Vec::new();
    for row in results
        .ranking(Ranking::Territories, reading.last, reading.root)
        .filter(|r| r.rank.is_some())
    {
        let unit = row.unit;
        let (Some(node), Some(key)) =
            (reading.node(unit, reading.root), results.units.get(unit.get()))
        else {
            continue;
        };
        let Some(score) = node.score.filter(|_| node.verdict == Verdict::Assessed) else {
            continue;
        };
        // A change that was withheld (a break, another set of leaves) must not come back as a
        // picture.
        let earlier = before
            .and_then(|e| reading.territory_unit(key.place, e))
            .and_then(|u| reading.score(u, reading.root))
            .filter(|_| node.change.is_some());
        lines.push(Line {
            name: reading.place_name(key.place),
            score,
            text: reading.shown(score),
            before: earlier,
            interval: node.interval.as_ref().map(|i| (i.low, i.high)),
            ground: reading.ground(unit, reading.root, score)?,
            low: node.confidence.is_some_and(|c| reading.trust(c) == Trust::Low),
            without: reading.without(unit, reading.root)?.map(|w| w.title),
            tie: row.draws.as_ref().map(|d| d.tie_group),
        });
    }
    if lines.len() < 2 {
        return Ok(None);
    }
    let words = &reading.words;
    let has_before = lines.iter().any(|l| l.before.is_some());
    let has_interval = lines.iter().any(|l| l.interval.is_some());
    let has_without = lines.iter().any(|l| l.without.is_some());
    let has_low = lines.iter().any(|l| l.low);
    let node = reading.node_name(reading.root);
    let edition = reading.edition_name(reading.last);
    let title = say!(words, "ranking-title", node = node.as_str(), edition = edition.as_str())?;
    let (Some(first), Some(final_)) = (lines.first(), lines.last()) else { return Ok(None) };
    let alt = say!(
        words,
        "ranking-alt",
        node = node.as_str(),
        count = reading.numbers.count(lines.len()),
        first = first.name.as_str(),
        high = first.text.as_str(),
        last = final_.name.as_str(),
        low = final_.text.as_str()
    )?;
    lines.truncate(shown(lines.len()));
    let key_now = say!(words, "legend-edition", edition = edition.as_str())?;
    let key_before = match before.filter(|_| has_before) {
        Some(e) => Some(say!(words, "legend-edition", edition = reading.edition_name(e))?),
        None => None,
    };
    let key_interval = say!(words, "legend-interval")?;
    let key_without = say!(words, "legend-without")?;
    let key_low = say!(words, "legend-low-confidence")?;
    let key_tie = say!(words, "legend-tie")?;
    let bands = reading.bands_of(reading.root);
    let cuts: Vec<f64> =
        results.assessment.method.bands_of(reading.root).iter().filter_map(|b| b.below).collect();
    let scale = results.assessment.method.scale;
    let ticks = ticks(scale);
    let count = |n: usize| i32::try_from(n).unwrap_or(10_000).min(10_000);
    let height = HEAD + ROW * count(lines.len()) + FOOT;
    let bottom = HEAD + ROW * count(lines.len());
    let at = |score: f64| NAMES + (reading.share(score) * f64::from(PLOT)).round() as i32;
    let name = format!("ranking.{}", reading.lang);
    draw(&name, (NAMES + PLOT + VALUES, height), &title, &alt, |c| {
        // The bands as a strip over the plot, their borders as lines through it.
        let mut low = scale[0];
        for (i, band) in bands.iter().enumerate() {
            let high = cuts.get(i).copied().unwrap_or(scale[1]);
            let (x, w) = (at(low), at(high) - at(low));
            c.rect(x, HEAD - 10, w - 1, 5, band.ground)?;
            let style = Type::new(Type::SMALL).color(look::MUTED);
            c.text(x, HEAD - 22, &c.fit(&band.label, w - 4, style)?, style)?;
            if i > 0 {
                c.line((x, HEAD - 10), (x, bottom), look::RULE, 1)?;
            }
            low = high;
        }
        c.line((NAMES, HEAD - 4), (NAMES, bottom), look::QUIET, 1)?;
        for &t in &ticks {
            let style = Type::new(Type::SMALL).color(look::MUTED).centre();
            c.line((at(t), bottom), (at(t), bottom + 4), look::QUIET, 1)?;
            c.text(at(t), bottom + 13, &reading.numbers.exact(t), style)?;
        }
        c.line((NAMES, bottom), (NAMES + PLOT, bottom), look::QUIET, 1)?;
        let mut tie = lines.first().and_then(|l| l.tie);
        for (i, line) in lines.iter().enumerate() {
            let y = HEAD + ROW * count(i) + ROW / 2;
            if line.tie != tie {
                c.line((0, y - ROW / 2), (NAMES + PLOT + VALUES, y - ROW / 2), look::INK, 1)?;
                tie = line.tie;
            }
            let style = Type::new(Type::BODY).right();
            c.text(NAMES - 12, y, &c.fit(&line.name, NAMES - 16, style)?, style)?;
            if let Some((low, high)) = line.interval {
                c.rect(at(low), y - 4, (at(high) - at(low)).max(2), 8, look::RULE)?;
            }
            let x = at(line.score);
            if let Some(before) = line.before {
                c.line((at(before), y), (x, y), look::MUTED, 1)?;
                c.ring((at(before), y), 3, look::MUTED, 1)?;
            }
            if line.low {
                c.ring((x, y), 6, look::sequential(0.8), 2)?;
            } else {
                c.dot((x, y), 7, look::INK)?;
                c.dot((x, y), 6, line.ground)?;
            }
            c.text(NAMES + PLOT + 46, y, &line.text, Type::new(Type::BODY).right().bold())?;
            if let Some(without) = &line.without {
                c.text(NAMES + PLOT + 50, y, "*", Type::new(Type::BODY).bold())?;
                c.title(0, y - ROW / 2, NAMES + PLOT + VALUES, ROW, without);
            }
        }
        let y = height - 14;
        let style = Type::new(Type::SMALL).color(look::MUTED);
        // All six keys need the room under the names too.
        let mut x = if has_without && has_interval { 6 } else { NAMES + 6 };
        c.dot((x, y), 6, look::INK)?;
        c.dot((x, y), 5, look::sequential(0.6))?;
        c.text(x + 12, y, &key_now, style)?;
        x += c.width(&key_now, style)? + 34;
        if let Some(key) = &key_before {
            c.ring((x, y), 3, look::MUTED, 1)?;
            c.text(x + 9, y, key, style)?;
            x += c.width(key, style)? + 32;
        }
        if has_without {
            c.text(x, y, "*", Type::new(Type::BODY).bold())?;
            c.text(x + 11, y, &key_without, style)?;
            x += c.width(&key_without, style)? + 35;
        }
        if has_low {
            c.ring((x, y), 5, look::sequential(0.8), 2)?;
            c.text(x + 12, y, &key_low, style)?;
            x += c.width(&key_low, style)? + 36;
        }
        if has_interval {
            c.rect(x, y - 4, 22, 8, look::RULE)?;
            c.text(x + 28, y, &key_interval, style)?;
            x += c.width(&key_interval, style)? + 46;
            c.line((x, y), (x + 18, y), look::INK, 1)?;
            c.text(x + 24, y, &key_tie, style)?;
        }
        Ok(())
    })
    .map(Some)
}

/// The ends of a scale and round numbers between them: five steps, or the number near five that
/// divides it evenly.
fn ticks([low, high]: [f64; 2]) -> Vec<f64> {
    let even = |steps: &u32| {
        let step = (high - low) / f64::from(*steps);
        let digits = step / 10f64.powf(step.abs().log10().floor());
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
