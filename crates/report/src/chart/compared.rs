//! Rankings beside the stated one, under other weights or other aggregation: every ranked territory
//! under each of them.

use super::Chart;
use super::canvas::{Type, draw, two_lines};
use crate::error::ReportError;
use crate::palette::{self, Rgb};
use crate::view::View;
use crate::words::say;

const NAMES: i32 = 178;
const STRIP: i32 = 330;
const GAP: i32 = 24;
const CELL_W: i32 = 50;
const ROW: i32 = 24;
const HEAD: i32 = 128;
const FOOT: i32 = 44;
/// Places from which a shift is as dark as it gets.
const FAR: u32 = 10;

/// What is ranked, with its rank in the stated ranking and in each of the others.
pub(crate) struct Line {
    pub name: String,
    pub stated: u32,
    /// Its rank in each, and how far it moves among those that keep theirs: negative is nearer the
    /// top. None where it loses its rank.
    pub places: Vec<Option<(u32, i32)>>,
}

impl Line {
    /// Where a move leads from the stated rank.
    fn moved(&self, shift: i32) -> u32 {
        self.stated.saturating_add_signed(shift).max(1)
    }

    /// The best and the worst rank that any of the others moves it to.
    fn range(&self) -> (u32, u32) {
        let all = || {
            self.places.iter().flatten().map(|(_, shift)| self.moved(*shift)).chain([self.stated])
        };
        (all().min().unwrap_or(self.stated), all().max().unwrap_or(self.stated))
    }
}

/// What the rankings differ in: the stem of the file, and the ids of the texts that say so.
pub(crate) struct Difference {
    pub file: &'static str,
    pub title: &'static str,
    pub alt: &'static str,
    pub stated: &'static str,
}

/// How far a rank lies from the stated one, as a colour.
fn ground(shift: u32) -> Rgb {
    if shift == 0 {
        palette::PAPER
    } else {
        palette::tint(palette::EVIDENCE, 0.16 + 0.84 * f64::from(shift.min(FAR)) / f64::from(FAR))
    }
}

/// A strip of ranks and a table of them; `lines` in the stated order, the first `shown` of them
/// drawn, `heads` the names of the other rankings. Nothing for fewer than two lines or without
/// another ranking.
pub(crate) fn compared(
    view: &View<'_>,
    lines: &[Line],
    shown: usize,
    heads: &[String],
    difference: &Difference,
) -> Result<Option<Chart>, ReportError> {
    let Some(furthest) = lines
        .iter()
        .reduce(|a, b| if b.range().1 - b.range().0 > a.range().1 - a.range().0 { b } else { a })
    else {
        return Ok(None);
    };
    if lines.len() < 2 || heads.is_empty() {
        return Ok(None);
    }
    let words = &view.words;
    let n = |i: usize| view.numbers.count(i);
    let near = |l: &&Line| l.places.iter().all(|p| p.is_some_and(|(_, shift)| shift.abs() <= 1));
    let title = say!(words, difference.title, edition = view.edition_name(view.last))?;
    let alt = say!(
        words,
        difference.alt,
        count = n(lines.len()),
        others = n(heads.len()),
        steady = n(lines.iter().filter(near).count()),
        name = furthest.name.as_str(),
        best = n(furthest.range().0 as usize),
        worst = n(furthest.range().1 as usize)
    )?;
    let axis = say!(words, "effect-rank")?;
    let key_lost = say!(words, "effect-lost")?;
    let stated_head = say!(words, difference.stated)?;
    let lost = lines.iter().any(|l| l.places.iter().any(Option::is_none));
    let drawn = lines.get(..shown.min(lines.len())).unwrap_or_default();
    let last = drawn.iter().map(|l| l.range().1).max().unwrap_or(1).max(2);
    let count = |n: usize| i32::try_from(n).unwrap_or(1_000).min(1_000);
    let at = |rank: u32| {
        NAMES
            + 10
            + (f64::from(rank - 1) / f64::from(last - 1) * f64::from(STRIP - 20)).round() as i32
    };
    let column = |k: usize| NAMES + STRIP + GAP + CELL_W * count(k);
    let width = column(heads.len() + 1) + 4;
    let bottom = HEAD + ROW * count(drawn.len());
    let step = if last <= 12 {
        1
    } else if last <= 30 {
        5
    } else {
        10
    };
    draw(&format!("{}.{}", difference.file, view.lang), (width, bottom + FOOT), &title, &alt, |c| {
        let small = Type::new(Type::SMALL).color(palette::MUTED);
        for rank in (1..=last).filter(|&r| r == 1 || (r % step == 0 && (step == 1 || r > 1))) {
            c.line((at(rank), HEAD - 4), (at(rank), bottom), palette::RULE, 1)?;
            c.text(at(rank), HEAD - 14, &n(rank as usize), small.centre())?;
        }
        c.text(NAMES + 10, HEAD - 32, &axis, small)?;
        for (k, head) in std::iter::once(&stated_head).chain(heads).enumerate() {
            let style = Type::new(Type::SMALL + 1.0).upwards();
            let style = if k == 0 { style.bold() } else { style };
            let lines = two_lines(c, head, HEAD - 14, style)?;
            for (i, line) in lines.iter().enumerate() {
                let shift = if lines.len() == 1 { 0 } else { 14 * count(i) - 7 };
                c.text(column(k) + CELL_W / 2 + shift, HEAD - 8, line, style)?;
            }
        }
        for (i, line) in drawn.iter().enumerate() {
            let y = HEAD + ROW * count(i);
            let middle = y + ROW / 2;
            let style = Type::new(Type::BODY).right();
            c.text(NAMES - 12, middle, &c.fit(&line.name, NAMES - 16, style)?, style)?;
            let (best, worst) = line.range();
            c.rect(at(best) - 3, middle - 3, at(worst) - at(best) + 6, 6, palette::EVIDENCE_PALE)?;
            for (_, shift) in line.places.iter().flatten() {
                let x = at(line.moved(*shift));
                c.line((x, middle - 5), (x, middle + 5), palette::EVIDENCE, 2)?;
            }
            c.dot((at(line.stated), middle), 5, palette::INK)?;
            let bold = Type::new(Type::BODY).centre().bold();
            c.text(column(0) + CELL_W / 2, middle, &n(line.stated as usize), bold)?;
            for (k, place) in line.places.iter().enumerate() {
                let x = column(k + 1);
                let Some((rank, shift)) = *place else {
                    c.hatch(x + 1, y + 1, CELL_W - 2, ROW - 2)?;
                    continue;
                };
                let fill = ground(shift.unsigned_abs());
                if shift != 0 {
                    c.rect(x + 1, y + 1, CELL_W - 2, ROW - 2, fill)?;
                }
                let sign = if shift < 0 { "▲" } else { "▼" };
                let ink = fill.ink();
                if shift == 0 {
                    c.text(
                        x + CELL_W / 2,
                        middle,
                        &n(rank as usize),
                        Type::new(Type::BODY).centre().color(palette::MUTED),
                    )?;
                } else {
                    c.text(
                        x + CELL_W / 2 + 5,
                        middle,
                        &n(rank as usize),
                        Type::new(Type::BODY).centre().color(ink),
                    )?;
                    c.text(x + 11, middle, sign, Type::new(8.0).centre().color(ink))?;
                }
            }
        }
        c.line((NAMES, HEAD - 4), (NAMES + STRIP, HEAD - 4), palette::QUIET, 1)?;
        let y = bottom + FOOT - 16;
        let mut x = NAMES + 10;
        c.dot((x, y), 5, palette::INK)?;
        c.text(x + 12, y, &stated_head, small)?;
        x += c.width(&stated_head, small)? + 36;
        if lost {
            c.hatch(x, y - 6, 18, 12)?;
            c.text(x + 24, y, &key_lost, small)?;
        }
        Ok(())
    })
    .map(Some)
}
