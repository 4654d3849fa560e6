//! Rankings beside the stated one, under other weights or other aggregation: every ranked territory
//! under each of them.

use super::Chart;
use super::canvas::{Canvas, Type, draw, times, two_lines};
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
pub(crate) struct RankLine {
    pub name: String,
    pub stated: u32,
    /// Its rank in each, and how far it moves among those that keep theirs: negative is nearer the
    /// top. None where it loses its rank.
    pub places: Vec<Option<(u32, i32)>>,
}

impl RankLine {
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
    lines: &[RankLine],
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
    let near =
        |l: &&RankLine| l.places.iter().all(|p| p.is_some_and(|(_, shift)| shift.abs() <= 1));
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
    let drawn = lines.get(..shown.min(lines.len())).unwrap_or_default();
    let last = drawn.iter().map(|l| l.range().1).max().unwrap_or(1).max(2);
    let lost = lines.iter().any(|l| l.places.iter().any(Option::is_none));
    let drawing = Drawing {
        view,
        last,
        bottom: HEAD + ROW * times(drawn.len()),
        axis: say!(words, "effect-rank")?,
        stated: say!(words, difference.stated)?,
        lost: if lost { Some(say!(words, "effect-lost")?) } else { None },
    };
    let name = format!("{}.{}", difference.file, view.locale);
    let size = (column(heads.len() + 1) + 4, drawing.bottom + FOOT);
    draw(&name, size, &title, &alt, |c| {
        drawing.axis(c)?;
        drawing.heads(c, heads)?;
        for (i, line) in drawn.iter().enumerate() {
            let y = HEAD + ROW * times(i);
            drawing.strip(c, y, line)?;
            drawing.ranks(c, y, line)?;
        }
        c.line((NAMES, HEAD - 4), (NAMES + STRIP, HEAD - 4), palette::QUIET, 1)?;
        drawing.key(c)
    })
    .map(Some)
}

/// Where the column of a ranking begins: 0 is the stated one.
fn column(ranking: usize) -> i32 {
    NAMES + STRIP + GAP + CELL_W * times(ranking)
}

/// What all parts of the drawing share.
struct Drawing<'v, 'a> {
    view: &'v View<'a>,
    /// The worst rank on the strip.
    last: u32,
    /// Where the last line ends.
    bottom: i32,
    axis: String,
    /// Name of the stated ranking.
    stated: String,
    /// Key to the hatch, where a rank is lost.
    lost: Option<String>,
}

impl Drawing<'_, '_> {
    fn number(&self, rank: u32) -> String {
        self.view.numbers.count(rank as usize)
    }

    /// Where a rank stands on the strip.
    fn at(&self, rank: u32) -> i32 {
        NAMES
            + 10
            + (f64::from(rank - 1) / f64::from(self.last - 1) * f64::from(STRIP - 20)).round()
                as i32
    }

    /// Ranks over the strip, each with its line downwards.
    fn axis(&self, c: &Canvas<'_>) -> Result<(), String> {
        let small = Type::new(Type::SMALL).color(palette::MUTED);
        let step = match self.last {
            ..=12 => 1,
            13..=30 => 5,
            _ => 10,
        };
        for rank in (1..=self.last).filter(|&r| r == 1 || r.is_multiple_of(step)) {
            let x = self.at(rank);
            c.line((x, HEAD - 4), (x, self.bottom), palette::RULE, 1)?;
            c.text(x, HEAD - 14, &self.number(rank), small.centre())?;
        }
        c.text(NAMES + 10, HEAD - 32, &self.axis, small)
    }

    /// Names of the rankings over their columns, upright.
    fn heads(&self, c: &Canvas<'_>, heads: &[String]) -> Result<(), String> {
        for (k, head) in std::iter::once(&self.stated).chain(heads).enumerate() {
            let style = Type::new(Type::SMALL + 1.0).upwards();
            let style = if k == 0 { style.bold() } else { style };
            let lines = two_lines(c, head, HEAD - 14, style)?;
            for (i, line) in lines.iter().enumerate() {
                let shift = if lines.len() == 1 { 0 } else { 14 * times(i) - 7 };
                c.text(column(k) + CELL_W / 2 + shift, HEAD - 8, line, style)?;
            }
        }
        Ok(())
    }

    /// The name of a line and its ranks as marks on the strip.
    fn strip(&self, c: &Canvas<'_>, y: i32, line: &RankLine) -> Result<(), String> {
        let middle = y + ROW / 2;
        let style = Type::new(Type::BODY).right();
        c.text(NAMES - 12, middle, &c.fit(&line.name, NAMES - 16, style)?, style)?;
        let (best, worst) = line.range();
        let (left, right) = (self.at(best), self.at(worst));
        c.rect(left - 3, middle - 3, right - left + 6, 6, palette::EVIDENCE_PALE)?;
        for (_, shift) in line.places.iter().flatten() {
            let x = self.at(line.moved(*shift));
            c.line((x, middle - 5), (x, middle + 5), palette::EVIDENCE, 2)?;
        }
        c.dot((self.at(line.stated), middle), 5, palette::INK)
    }

    /// The ranks of a line in figures, darker the further from the stated one.
    fn ranks(&self, c: &Canvas<'_>, y: i32, line: &RankLine) -> Result<(), String> {
        let middle = y + ROW / 2;
        let figure = Type::new(Type::BODY).centre();
        c.text(column(0) + CELL_W / 2, middle, &self.number(line.stated), figure.bold())?;
        for (k, place) in line.places.iter().enumerate() {
            let x = column(k + 1);
            let Some((rank, shift)) = *place else {
                c.hatch(x + 1, y + 1, CELL_W - 2, ROW - 2)?;
                continue;
            };
            let rank = self.number(rank);
            if shift == 0 {
                c.text(x + CELL_W / 2, middle, &rank, figure.color(palette::MUTED))?;
                continue;
            }
            let fill = ground(shift.unsigned_abs());
            c.rect(x + 1, y + 1, CELL_W - 2, ROW - 2, fill)?;
            let ink = fill.ink();
            c.text(x + CELL_W / 2 + 5, middle, &rank, figure.color(ink))?;
            let sign = if shift < 0 { "▲" } else { "▼" };
            c.text(x + 11, middle, sign, Type::new(8.0).centre().color(ink))?;
        }
        Ok(())
    }

    fn key(&self, c: &Canvas<'_>) -> Result<(), String> {
        let small = Type::new(Type::SMALL).color(palette::MUTED);
        let y = self.bottom + FOOT - 16;
        let x = NAMES + 10;
        c.dot((x, y), 5, palette::INK)?;
        c.text(x + 12, y, &self.stated, small)?;
        if let Some(lost) = &self.lost {
            let x = x + c.width(&self.stated, small)? + 36;
            c.hatch(x, y - 6, 18, 12)?;
            c.text(x + 24, y, lost, small)?;
        }
        Ok(())
    }
}
