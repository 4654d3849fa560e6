//! The region as a map: the bands as colours and numbers, gaps hatched, who is not assessed left
//! blank.

use std::collections::BTreeMap;

use ideal_model::{PlaceIx, Ranking, Verdict};

use super::Chart;
use super::borders::{Borders, CENTRE, COARSE, Place, Tile};
use super::canvas::{Canvas, Ground, Type, draw, times, two_lines};
use crate::error::ReportError;
use crate::palette::{self, Rgb};
use crate::view::{Trust, View};
use crate::words::say;

/// Pixels between the borders and the edge of the drawing.
const MARGIN: f64 = 10.0;
/// Kilometres that a pixel is.
const SCALE: f64 = 13.2;
/// Height of a sign, and of a line of it.
const TILE_H: i32 = 16;
const LINE: i32 = 12;
/// Pixels from one row of tiles in a column to the next.
const PITCH: i32 = 22;
/// Width that a tile has at least.
const TILE_W: i32 = 40;
/// Height of a line of the legend.
const KEY: i32 = 20;
/// Where the two columns of tiles begin from the left, and above what they end.
const FIRST: i32 = 512;
const SECOND: i32 = 596;
const COLUMNS_END: i32 = 208;
/// Width of the legend and of a key in it.
const LEGEND_W: i32 = 320;
const KEY_W: i32 = 26;
/// Leaders that are named in words, at most.
const NAMED: usize = 3;

/// The map with what it leaves out.
pub(crate) struct Map {
    pub chart: Chart,
    /// Territories of the assessment that are not on it, by name.
    pub missing: Vec<String>,
}

/// What is known of a territory.
struct Known {
    ground: Ground,
    /// The number of its band, in brackets where the confidence is low; its score where there are
    /// no bands. Nothing for a gap.
    sign: String,
    /// What appears over it.
    title: String,
}

/// The map of the root; nothing if fewer than half of the ranked territories are on it, or nobody
/// is ranked.
pub(crate) fn map(view: &View<'_>) -> Result<Option<Map>, ReportError> {
    let name = format!("map.{}", view.locale);
    let read = Borders::read();
    let borders = read.map_err(|problem| ReportError::Chart { chart: name.clone(), problem })?;
    let on = |place: PlaceIx| borders.lines.contains_key(view.place_code(place));
    let ranked: Vec<PlaceIx> = ranked(view);
    let shown = ranked.iter().filter(|&&p| on(p)).count();
    if shown == 0 || shown * 2 < ranked.len() {
        return Ok(None);
    }
    let mut known = BTreeMap::new();
    let mut missing = Vec::new();
    for &place in &view.territories {
        if on(place) {
            known.insert(view.place_code(place), territory(view, place)?);
        } else {
            missing.push(view.place_name(place));
        }
    }
    let (node, edition) = (view.node_name(view.root), view.edition_name(view.last));
    let title = say!(view.words, "map-title", node = node, edition = edition)?;
    let alt = alt(view, &ranked, &known)?;
    let legend = Legend::of(view, &known)?;
    let drawing = Drawing { sheet: Sheet::of(&borders), borders: &borders, known: &known };
    let chart = draw(&name, drawing.sheet.size, &title, &alt, |c| {
        drawing.areas(c);
        drawing.signs(c)?;
        legend.draw(c, drawing.sheet.size.1)
    })?;
    Ok(Some(Map { chart, missing }))
}

/// The ranked territories in their order.
fn ranked(view: &View<'_>) -> Vec<PlaceIx> {
    let rows = view.results.ranking(Ranking::Territories, view.last, view.root);
    let ranked = rows.filter(|r| r.rank.is_some());
    ranked.filter_map(|r| view.results.units.get(r.unit.get())).map(|u| u.place).collect()
}

/// What there is to see.
fn alt(
    view: &View<'_>,
    ranked: &[PlaceIx],
    known: &BTreeMap<&str, Known>,
) -> Result<String, ReportError> {
    let gaps = known.values().filter(|k| k.ground == Ground::Hatch).count();
    let mut leaders = Vec::new();
    for &place in ranked.iter().filter(|&&p| known.contains_key(view.place_code(p))).take(NAMED) {
        let unit = view.territory_unit(place, view.last);
        let Some((unit, score)) = unit.and_then(|u| Some((u, view.score(u, view.root)?))) else {
            continue;
        };
        let score = view.shown_with(unit, score)?;
        leaders.push(say!(view.words, "item-score", name = view.place_name(place), score = score)?);
    }
    say!(
        view.words,
        "map-alt",
        node = view.node_name(view.root),
        known = view.numbers.count(known.len() - gaps),
        n = gaps,
        gaps = view.numbers.count(gaps),
        leaders = view.words.list(&leaders)?
    )
}

/// What the map says of a territory of the assessment.
fn territory(view: &View<'_>, place: PlaceIx) -> Result<Known, ReportError> {
    let words = &view.words;
    let name = view.place_name(place);
    let unit = view.territory_unit(place, view.last);
    let Some((unit, score)) = unit.and_then(|u| Some((u, view.score(u, view.root)?))) else {
        let why = match unit {
            Some(unit) => view.reason(unit, view.root)?,
            None => say!(words, "verdict-gap")?,
        };
        let out = unit
            .and_then(|u| view.node(u, view.root))
            .is_some_and(|n| n.verdict == Verdict::NotApplicable);
        let ground = if out { Ground::Color(palette::PAPER) } else { Ground::Hatch };
        let title = say!(words, "map-place", name = name, about = why)?;
        return Ok(Known { ground, sign: String::new(), title });
    };
    let shown = view.shown_with(unit, score)?;
    let trust = view.node(unit, view.root).and_then(|n| n.confidence).map(|c| view.trust(c));
    let (number, about) = match view.band(unit, view.root)? {
        Some(band) => {
            let [low, high] = band.levels.map(|l| view.numbers.count(l));
            let number =
                if low == high { low } else { say!(words, "band-range", low = low, high = high)? };
            let about = say!(words, "map-score", score = shown, band = band.label)?;
            (number, about)
        }
        None => (view.short(score), shown),
    };
    let low = trust.is_none_or(|t| t == Trust::Low);
    let sign = if low { say!(words, "map-low", number = number)? } else { number };
    Ok(Known {
        ground: Ground::Color(view.ground(unit, view.root, score)?),
        sign,
        title: say!(words, "map-place", name = name, about = about)?,
    })
}

/// Where places of the projection lie on the drawing.
struct Sheet {
    corner: Place,
    size: (i32, i32),
}

impl Sheet {
    fn of(borders: &Borders) -> Self {
        let (corner, far) = borders.extent();
        let pixels = |km: f64| (km / SCALE + 2.0 * MARGIN).ceil() as i32;
        Sheet { corner, size: (pixels(far.0 - corner.0), pixels(far.1 - corner.1)) }
    }

    fn at(&self, place: Place) -> (f64, f64) {
        ((place.0 - self.corner.0) / SCALE + MARGIN, (place.1 - self.corner.1) / SCALE + MARGIN)
    }

    fn pixel(&self, place: Place) -> (i32, i32) {
        let (x, y) = self.at(place);
        (x.round() as i32, y.round() as i32)
    }
}

/// What all parts of the drawing share.
struct Drawing<'b> {
    sheet: Sheet,
    borders: &'b Borders,
    known: &'b BTreeMap<&'b str, Known>,
}

impl Drawing<'_> {
    /// The lines of a territory on the drawing.
    fn lines(&self, code: &str) -> Vec<Vec<(f64, f64)>> {
        let of = self.borders.lines.get(code).map(Vec::as_slice).unwrap_or_default();
        of.iter().map(|line| line.iter().map(|&p| self.sheet.at(p)).collect()).collect()
    }

    /// All areas: first those that nothing is said of, so that their edges lie under the others'.
    fn areas(&self, c: &Canvas<'_>) {
        let all = self.borders.lines.keys().filter(|code| **code != COARSE);
        let mut codes: Vec<&str> = std::iter::once(COARSE).chain(all.copied()).collect();
        codes.sort_by_key(|code| self.known.contains_key(code));
        for code in codes {
            let lines = self.lines(code);
            match self.known.get(code) {
                _ if lines.is_empty() => {}
                Some(known) => c.shape(&lines, known.ground, edge(known.ground), &known.title),
                None => c.shape(&lines, Ground::Color(palette::PAPER), palette::QUIET, ""),
            }
        }
    }

    /// The signs: within the borders where they fit, else as a tile beside them.
    fn signs(&self, c: &Canvas<'_>) -> Result<(), String> {
        let mut columns: Vec<(&str, &Known, Tile)> = Vec::new();
        for (&code, known) in self.known {
            let lines = self.lines(code);
            if let Some(line) = lines.first()
                && within(c, line, code, known)?
            {
                continue;
            }
            let Some(&tile) = self.borders.tiles.get(code) else { continue };
            match tile.tile {
                Some(place) => {
                    let (at, middle) = (self.sheet.pixel(tile.at), self.sheet.pixel(place));
                    let sign = TileSign::new(c, code, known)?;
                    c.line(at, middle, palette::MUTED, 1)?;
                    c.dot(at, 2, palette::INK)?;
                    sign.draw(c, (middle.0 - sign.width / 2, middle.1))?;
                }
                None => columns.push((code, known, tile)),
            }
        }
        self.columns(c, &mut columns)
    }

    /// Tiles east of the Antilles from north to south, in two columns that stand half a row apart,
    /// so that the way from one of the second leads between two of the first.
    fn columns(&self, c: &Canvas<'_>, tiles: &mut [(&str, &Known, Tile)]) -> Result<(), String> {
        tiles.sort_by(|a, b| a.2.at.1.total_cmp(&b.2.at.1));
        let height = PITCH / 2 * times(tiles.len());
        let middle = tiles.iter().map(|t| self.sheet.pixel(t.2.at).1).sum::<i32>()
            / times(tiles.len()).max(1);
        let top = (middle - height / 2).min(COLUMNS_END - height).max(TILE_H);
        for (i, (code, known, tile)) in tiles.iter().enumerate() {
            let at = self.sheet.pixel(tile.at);
            let y = top + PITCH / 2 * times(i);
            let second = i % 2 == 1;
            let x = if second { SECOND } else { FIRST };
            let sign = TileSign::new(c, code, known)?;
            c.line(at, (FIRST - 8, y), palette::MUTED, 1)?;
            c.line((FIRST - 8, y), (x, y), palette::MUTED, 1)?;
            c.dot(at, 2, palette::INK)?;
            sign.draw(c, (x, y))?;
        }
        Ok(())
    }
}

/// Code and number as they stand in one line.
fn in_one(code: &str, known: &Known) -> String {
    [code, known.sign.as_str()].join(" ").trim_end().to_owned()
}

/// The colour of a border: one that is seen between two grounds of its kind.
fn edge(ground: Ground) -> Rgb {
    match ground {
        Ground::Color(fill) if fill.ink() == palette::PAPER => palette::QUIET,
        Ground::Color(_) | Ground::Hatch => palette::MUTED,
    }
}

/// The style of a sign on its ground.
fn style(ground: Ground) -> Type {
    let ink = match ground {
        Ground::Color(fill) => fill.ink(),
        Ground::Hatch => palette::INK,
    };
    Type::new(Type::SMALL).bold().centre().color(ink)
}

/// Draws the sign of a territory within its largest line: in one line, in two, or its number alone;
/// false where none of them fits.
fn within(c: &Canvas<'_>, line: &[(f64, f64)], code: &str, known: &Known) -> Result<bool, String> {
    let style = style(known.ground);
    let one = in_one(code, known);
    let number = known.sign.as_str();
    let forms: [&[&str]; 3] = [&[&one], &[code, number], &[number]];
    for form in forms.into_iter().filter(|f| f.iter().all(|t| !t.is_empty())) {
        let mut wide = 0;
        for text in form {
            wide = wide.max(c.width(text, style)?);
        }
        let high = LINE * times(form.len());
        let Some((x, y)) = room(line, f64::from(wide + 4), f64::from(high + 4)) else { continue };
        if known.ground == Ground::Hatch {
            c.rect(x - wide / 2 - 2, y - high / 2 - 1, wide + 4, high + 2, palette::PAPER)?;
        }
        for (i, text) in form.iter().enumerate() {
            c.text(x, y - high / 2 + LINE / 2 + LINE * times(i), text, style)?;
        }
        return Ok(true);
    }
    Ok(false)
}

/// The middle of a box of this width and height within a closed line, where there is most room to
/// its sides; none where it fits nowhere.
fn room(line: &[(f64, f64)], wide: f64, high: f64) -> Option<(i32, i32)> {
    let top = line.iter().map(|p| p.1).fold(f64::MAX, f64::min);
    let bottom = line.iter().map(|p| p.1).fold(f64::MIN, f64::max);
    let mut best: Option<(f64, (f64, f64))> = None;
    let rows = ((bottom - top - high).max(0.0) / 2.0) as usize;
    for row in 0..=rows {
        let y = top + high / 2.0 + 2.0 * row as f64;
        let mut free = spans(line, y);
        for share in [-0.5, -0.25, 0.25, 0.5] {
            free = common(&free, &spans(line, y + share * high));
        }
        for (left, right) in free {
            if right - left >= wide && best.is_none_or(|(most, _)| right - left > most) {
                best = Some((right - left, ((left + right) / 2.0, y)));
            }
        }
    }
    best.map(|(_, (x, y))| (x.round() as i32, y.round() as i32))
}

/// Where a horizontal line lies within a closed line, from the left.
fn spans(line: &[(f64, f64)], y: f64) -> Vec<(f64, f64)> {
    let next = line.iter().cycle().skip(1);
    let mut crossings: Vec<f64> = line
        .iter()
        .zip(next)
        .filter(|(a, b)| (a.1 > y) != (b.1 > y))
        .map(|(a, b)| a.0 + (y - a.1) / (b.1 - a.1) * (b.0 - a.0))
        .collect();
    crossings.sort_by(f64::total_cmp);
    crossings.chunks_exact(2).filter_map(|p| Some((*p.first()?, *p.last()?))).collect()
}

/// What two lists of spans have in common.
fn common(a: &[(f64, f64)], b: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let both = |x: &(f64, f64), y: &(f64, f64)| (x.0.max(y.0), x.1.min(y.1));
    a.iter().flat_map(|x| b.iter().map(move |y| both(x, y))).filter(|s| s.0 < s.1).collect()
}

/// The sign of a territory that is too small for it.
struct TileSign<'k> {
    text: String,
    width: i32,
    known: &'k Known,
}

impl<'k> TileSign<'k> {
    fn new(c: &Canvas<'_>, code: &str, known: &'k Known) -> Result<Self, String> {
        let text = in_one(code, known);
        let width = (c.width(&text, style(known.ground))? + 8).max(TILE_W);
        Ok(TileSign { text, width, known })
    }

    /// Draws it from this point to the right.
    fn draw(&self, c: &Canvas<'_>, (x, y): (i32, i32)) -> Result<(), String> {
        let (top, width) = (y - TILE_H / 2, self.width);
        match self.known.ground {
            Ground::Color(fill) => c.rect(x, top, width, TILE_H, fill)?,
            Ground::Hatch => {
                c.hatch(x, top, width, TILE_H)?;
                c.rect(x + width / 2 - 16, top + 2, 32, TILE_H - 4, palette::PAPER)?;
            }
        }
        c.frame(x, top, width, TILE_H, palette::MUTED)?;
        c.title(x, top, width, TILE_H, &self.known.title);
        c.text(x + width / 2, y, &self.text, style(self.known.ground))
    }
}

/// What a line of the legend explains.
enum Key {
    Band(Rgb, String),
    /// The colours of a scale without bands.
    Scale,
    Low(String),
    Gap,
    Outside,
}

/// The keys of what occurs, and what has to be said of the borders.
struct Legend {
    keys: Vec<(Key, String)>,
    small_print: Vec<String>,
}

impl Legend {
    fn of(view: &View<'_>, known: &BTreeMap<&str, Known>) -> Result<Self, ReportError> {
        let words = &view.words;
        let mut keys = Vec::new();
        for band in view.bands_of(view.root) {
            let number = view.numbers.count(band.levels[0]);
            keys.push((Key::Band(band.ground, number), band.label));
        }
        if keys.is_empty() {
            let [low, high] = view.results.assessment.method.scale.map(|t| view.numbers.exact(t));
            keys.push((Key::Scale, say!(words, "map-scale", low = low, high = high)?));
        }
        let sign = say!(words, "map-low", number = "…")?;
        keys.push((Key::Low(sign), say!(words, "legend-low-confidence")?));
        if known.values().any(|k| k.ground == Ground::Hatch) {
            keys.push((Key::Gap, say!(words, "legend-gap")?));
        }
        keys.push((Key::Outside, say!(words, "map-outside")?));
        let (lon, lat) = (view.numbers.exact(-CENTRE.0), view.numbers.exact(-CENTRE.1));
        let small_print =
            vec![say!(words, "map-projection", lon = lon, lat = lat)?, say!(words, "map-borders")?];
        Ok(Legend { keys, small_print })
    }

    /// Draws it in the Pacific, from the bottom upwards.
    fn draw(&self, c: &Canvas<'_>, bottom: i32) -> Result<(), String> {
        let small = Type::new(Type::SMALL).color(palette::MUTED);
        let mut print = Vec::new();
        for text in &self.small_print {
            print.extend(two_lines(c, text, LEGEND_W, small)?);
        }
        let mut y = bottom - 10 - 14 * times(print.len());
        for (i, line) in print.iter().enumerate() {
            c.text(8, y + 14 * times(i) + 7, line, small)?;
        }
        y -= 8 + KEY * times(self.keys.len());
        let style = Type::new(Type::SMALL + 1.0);
        for (i, (key, label)) in self.keys.iter().enumerate() {
            let y = y + KEY * times(i);
            key.draw(c, (8, y))?;
            c.text(8 + KEY_W + 8, y + KEY / 2, &c.fit(label, LEGEND_W - KEY_W - 8, style)?, style)?;
        }
        Ok(())
    }
}

impl Key {
    fn draw(&self, c: &Canvas<'_>, (x, y): (i32, i32)) -> Result<(), String> {
        let (top, high) = (y + 3, KEY - 6);
        let mut ink = palette::INK;
        let text = match self {
            Key::Band(ground, number) => {
                c.rect(x, top, KEY_W, high, *ground)?;
                ink = ground.ink();
                number.as_str()
            }
            Key::Scale => {
                for step in 0..KEY_W {
                    let share = f64::from(step) / f64::from(KEY_W - 1);
                    c.rect(x + step, top, 1, high, palette::sequential(share))?;
                }
                ""
            }
            Key::Low(sign) => sign.as_str(),
            Key::Gap => {
                c.hatch(x, top, KEY_W, high)?;
                ""
            }
            Key::Outside => "",
        };
        if !matches!(self, Key::Low(_)) {
            let edge = if matches!(self, Key::Outside) { palette::QUIET } else { palette::MUTED };
            c.frame(x, top, KEY_W, high, edge)?;
        }
        let style = Type::new(Type::SMALL).bold().centre().color(ink);
        c.text(x + KEY_W / 2, y + KEY / 2, text, style)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_lies_within_the_line() {
        // An L: wide below, narrow above.
        let line = [(0.0, 0.0), (10.0, 0.0), (10.0, 40.0), (60.0, 40.0), (60.0, 60.0), (0.0, 60.0)];
        let (x, y) = room(&line, 40.0, 12.0).unwrap_or_default();
        assert_eq!(x, 30);
        assert!((46..=54).contains(&y), "{y}");
        assert_eq!(room(&line, 61.0, 12.0), None);
        assert_eq!(room(&line, 40.0, 30.0), None);
        assert_eq!(room(&line, 8.0, 50.0).map(|p| p.0), Some(5));
    }
}
