//! Drawing on pixels: the few marks our charts are made of, and the finish that makes an SVG
//! accessible.

use std::cell::RefCell;
use std::fmt::Write;
use std::sync::OnceLock;

use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontStyle, FontTransform, register_font};

use super::Chart;
use crate::error::ReportError;
use crate::page::alone;
use crate::palette::{self, Rgb};

/// The fill that the finish replaces by the hatch; no palette of ours comes near it.
const HATCH: Rgb = Rgb(254, 0, 254);
/// plotters divides a font's size by this on its way into an SVG.
const FONT_SCALE: f64 = 1.24;

/// Size and weight of a text.
#[derive(Clone, Copy)]
pub(crate) struct Type {
    px: f64,
    bold: bool,
    color: Rgb,
    h: HPos,
    v: VPos,
    up: bool,
}

impl Type {
    /// The running size of charts.
    pub(crate) const BODY: f64 = 13.0;
    /// Small print of charts.
    pub(crate) const SMALL: f64 = 11.0;

    pub(crate) fn new(px: f64) -> Self {
        Type { px, bold: false, color: palette::INK, h: HPos::Left, v: VPos::Center, up: false }
    }
    pub(crate) fn bold(mut self) -> Self {
        self.bold = true;
        self
    }
    pub(crate) fn color(mut self, color: Rgb) -> Self {
        self.color = color;
        self
    }
    pub(crate) fn right(mut self) -> Self {
        self.h = HPos::Right;
        self
    }
    pub(crate) fn centre(mut self) -> Self {
        self.h = HPos::Center;
        self
    }
    /// Reads upwards.
    pub(crate) fn upwards(mut self) -> Self {
        self.up = true;
        self
    }

    fn style(self) -> TextStyle<'static> {
        let weight = if self.bold { FontStyle::Bold } else { FontStyle::Normal };
        let font = FontDesc::new(FontFamily::Name(palette::FAMILY), self.px * FONT_SCALE, weight);
        let font = if self.up { font.transform(FontTransform::Rotate270) } else { font };
        TextStyle { font, color: rgb(self.color).to_backend_color(), pos: Pos::new(self.h, self.v) }
    }
}

fn rgb(c: Rgb) -> RGBColor {
    RGBColor(c.0, c.1, c.2)
}

fn problem(e: impl std::fmt::Display) -> String {
    e.to_string()
}

/// What an area of any form is filled with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ground {
    Color(Rgb),
    /// The hatch that stands for a gap.
    Hatch,
}

/// A sheet of pixels, x to the right and y downwards.
pub(crate) struct Canvas<'a> {
    area: DrawingArea<SVGBackend<'a>, Shift>,
    /// Areas of any form, which lie under everything else.
    shapes: RefCell<String>,
    /// Places with a text that appears over them.
    titles: RefCell<Vec<String>>,
}

impl Canvas<'_> {
    pub(crate) fn rect(&self, x: i32, y: i32, w: i32, h: i32, fill: Rgb) -> Result<(), String> {
        self.area
            .draw(&Rectangle::new([(x, y), (x + w, y + h)], rgb(fill).filled()))
            .map_err(problem)
    }

    pub(crate) fn frame(&self, x: i32, y: i32, w: i32, h: i32, line: Rgb) -> Result<(), String> {
        self.area
            .draw(&Rectangle::new([(x, y), (x + w, y + h)], rgb(line).stroke_width(1)))
            .map_err(problem)
    }

    /// Fills with the hatch that stands for a gap.
    pub(crate) fn hatch(&self, x: i32, y: i32, w: i32, h: i32) -> Result<(), String> {
        self.rect(x, y, w, h, HATCH)
    }

    pub(crate) fn line(
        &self,
        from: (i32, i32),
        to: (i32, i32),
        color: Rgb,
        width: u32,
    ) -> Result<(), String> {
        self.area
            .draw(&PathElement::new(vec![from, to], rgb(color).stroke_width(width)))
            .map_err(problem)
    }

    pub(crate) fn dot(&self, at: (i32, i32), radius: u32, fill: Rgb) -> Result<(), String> {
        self.area.draw(&Circle::new(at, radius, rgb(fill).filled())).map_err(problem)
    }

    pub(crate) fn ring(
        &self,
        at: (i32, i32),
        radius: u32,
        color: Rgb,
        width: u32,
    ) -> Result<(), String> {
        self.dot(at, radius, palette::PAPER)?;
        self.area.draw(&Circle::new(at, radius, rgb(color).stroke_width(width))).map_err(problem)
    }

    pub(crate) fn corner(&self, x: i32, y: i32, size: i32, fill: Rgb) -> Result<(), String> {
        self.area
            .draw(&Polygon::new(vec![(x - size, y), (x, y), (x, y + size)], rgb(fill)))
            .map_err(problem)
    }

    /// The corner opposite: to the left at the bottom.
    pub(crate) fn corner_below(&self, x: i32, y: i32, size: i32, fill: Rgb) -> Result<(), String> {
        self.area
            .draw(&Polygon::new(vec![(x, y - size), (x, y), (x + size, y)], rgb(fill)))
            .map_err(problem)
    }

    /// An area within closed lines, to a tenth of a pixel, under everything else. `title`, where
    /// there is one, appears over it.
    pub(crate) fn shape(&self, lines: &[Vec<(f64, f64)>], ground: Ground, edge: Rgb, title: &str) {
        let fill = match ground {
            Ground::Color(fill) => fill,
            Ground::Hatch => HATCH,
        };
        let d: String = lines.iter().map(|line| closed(line)).collect();
        let (fill, edge) = (fill.hex(), edge.hex());
        let mut shapes = self.shapes.borrow_mut();
        // Writing into a string cannot fail.
        let _ =
            write!(shapes, "<path d=\"{d}\" fill=\"{fill}\" stroke=\"{edge}\" stroke-width=\".7\"");
        let _ = if title.is_empty() {
            writeln!(shapes, "/>")
        } else {
            let title = escape(title);
            writeln!(shapes, "><title>{title}</title></path>")
        };
    }

    /// A text that appears over a rectangle, and that a screen reader finds there.
    pub(crate) fn title(&self, x: i32, y: i32, w: i32, h: i32, text: &str) {
        self.titles.borrow_mut().push(format!(
            "<g fill=\"none\" pointer-events=\"all\"><title>{}</title><rect x=\"{x}\" y=\"{y}\" \
             width=\"{w}\" height=\"{h}\"/></g>\n",
            escape(text)
        ));
    }

    pub(crate) fn text(&self, x: i32, y: i32, text: &str, style: Type) -> Result<(), String> {
        if text.is_empty() {
            return Ok(());
        }
        self.area.draw(&Text::new(printable(text), (x, y), style.style())).map_err(problem)
    }

    /// Width of a text in pixels.
    pub(crate) fn width(&self, text: &str, style: Type) -> Result<i32, String> {
        if text.is_empty() {
            return Ok(0);
        }
        let flat = Type { up: false, ..style };
        let (w, _) = self.area.estimate_text_size(text, &flat.style()).map_err(problem)?;
        // Inter's ascent and descent make 1.21 em, and the estimate is for a height of 1.24 em: two
        // per cent too wide.
        i32::try_from(w + 1).map_err(problem)
    }

    /// The text, or as much of it as fits followed by an ellipsis.
    pub(crate) fn fit(&self, text: &str, room: i32, style: Type) -> Result<String, String> {
        let text = &printable(text);
        if self.width(text, style)? <= room {
            return Ok(text.to_owned());
        }
        let chars: Vec<char> = text.chars().collect();
        let (mut low, mut high) = (0, chars.len());
        while low < high {
            let mid = (low + high).div_ceil(2);
            let cut: String = chars.iter().take(mid).collect();
            if self.width(&format!("{}…", cut.trim_end()), style)? <= room {
                low = mid
            } else {
                high = mid - 1
            }
        }
        let cut: String = chars.iter().take(low).collect();
        Ok(format!("{}…", cut.trim_end()))
    }
}

/// A closed line as SVG writes it, in steps from point to point.
fn closed(line: &[(f64, f64)]) -> String {
    let mut out = String::new();
    let mut before = (0, 0);
    for (i, &(x, y)) in line.iter().enumerate() {
        let at = ((x * 10.0).round() as i64, (y * 10.0).round() as i64);
        let (dx, dy) = (at.0 - before.0, at.1 - before.1);
        if i > 0 && (dx, dy) == (0, 0) {
            continue;
        }
        out.push_str(match i {
            0 => "M",
            1 => "l",
            _ if dx < 0 => "",
            _ => " ",
        });
        let (dx, dy) = (tenths(dx), tenths(dy));
        let between = if dy.starts_with('-') { "" } else { " " };
        out.push_str(&format!("{dx}{between}{dy}"));
        before = at;
    }
    out.push('z');
    out
}

/// Tenths as SVG writes them: `-3` is `-.3`.
fn tenths(n: i64) -> String {
    let (sign, n) = (if n < 0 { "-" } else { "" }, n.abs());
    match (n / 10, n % 10) {
        (whole, 0) => format!("{sign}{whole}"),
        (0, part) => format!("{sign}.{part}"),
        (whole, part) => format!("{sign}{whole}.{part}"),
    }
}

/// A number of rows or columns to multiply pixels with, 1000 at most.
pub(crate) fn times(n: usize) -> i32 {
    i32::try_from(n).unwrap_or(1_000).min(1_000)
}

/// Breaks a text into at most two lines of this width, the second cut short where even that does
/// not do.
pub(crate) fn two_lines(
    c: &Canvas<'_>,
    text: &str,
    room: i32,
    style: Type,
) -> Result<Vec<String>, String> {
    let text = &printable(text);
    if c.width(text, style)? <= room {
        return Ok(vec![text.to_owned()]);
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut taken = 0;
    for n in 1..words.len() {
        if c.width(&words[..n].join(" "), style)? > room {
            break;
        }
        taken = n;
    }
    if taken == 0 {
        return Ok(vec![c.fit(text, room, style)?]);
    }
    let first = words[..taken].join(" ");
    Ok(vec![first, c.fit(&words[taken..].join(" "), room, style)?])
}

fn fonts() -> Result<(), String> {
    static READY: OnceLock<bool> = OnceLock::new();
    let ready = READY.get_or_init(|| {
        register_font(palette::FAMILY, FontStyle::Normal, palette::REGULAR_OTF).is_ok()
            && register_font(palette::FAMILY, FontStyle::Bold, palette::BOLD_OTF).is_ok()
    });
    if *ready { Ok(()) } else { Err("the embedded fonts cannot be read".to_owned()) }
}

/// Draws a chart of this size. `title` says what it shows in a few words, `alt` what there is to
/// see in it.
pub(crate) fn draw(
    name: &str,
    (width, height): (i32, i32),
    title: &str,
    alt: &str,
    marks: impl FnOnce(&Canvas<'_>) -> Result<(), String>,
) -> Result<Chart, ReportError> {
    let fail = |problem: String| ReportError::Chart { chart: name.to_owned(), problem };
    fonts().map_err(fail)?;
    let mut svg = String::new();
    let size =
        (u32::try_from(width.max(1)).unwrap_or(1), u32::try_from(height.max(1)).unwrap_or(1));
    let (shapes, titles) = {
        let canvas = Canvas {
            area: SVGBackend::with_string(&mut svg, size).into_drawing_area(),
            shapes: RefCell::default(),
            titles: RefCell::default(),
        };
        marks(&canvas).map_err(fail)?;
        canvas.area.present().map_err(|e| fail(e.to_string()))?;
        (canvas.shapes.take(), canvas.titles.take().concat())
    };
    let svg = finish(name, size, (title, alt), (&shapes, &svg, &titles))
        .ok_or_else(|| fail("the drawing has no tag".to_owned()))?;
    Ok(Chart { name: name.to_owned(), svg, alt: alt.to_owned() })
}

/// Names the drawing for those who cannot see it, turns the gap fill into a hatch, leaves out what
/// says nothing and lays the texts of single places over the rest.
fn finish(
    name: &str,
    (width, height): (u32, u32),
    (title, alt): (&str, &str),
    (shapes, svg, titles): (&str, &str, &str),
) -> Option<String> {
    let start = svg.find("<svg")?;
    let body = svg.get(start..)?;
    let body = body.get(body.find('>')? + 1..body.rfind("</svg>")?)?;
    let id: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let body = [shapes, body]
        .concat()
        .replace(" opacity=\"1\"", "")
        .replace(" stroke=\"none\"", "")
        .replace(" stroke-width=\"1\"", "")
        .replace(" font-family=\"Inter\"", "")
        .replace(&format!("fill=\"{}\"", HATCH.hex()), &format!("fill=\"url(#{id}-hatch)\""));
    let hatch = if body.contains("-hatch)") {
        format!(
            "<defs><pattern id=\"{id}-hatch\" width=\"6\" height=\"6\" \
             patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect width=\"6\" \
             height=\"6\" fill=\"{}\"/><path d=\"M0 0V6\" stroke=\"{}\" \
             stroke-width=\"2.4\"/></pattern></defs>\n",
            palette::PAPER.hex(),
            palette::QUIET.hex()
        )
    } else {
        String::new()
    };
    Some(format!(
        "<svg viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" \
         aria-labelledby=\"{id}-title {id}-desc\" font-family=\"Inter, Helvetica, Arial, \
         sans-serif\" xmlns=\"http://www.w3.org/2000/svg\">\n<title \
         id=\"{id}-title\">{}</title>\n<desc id=\"{id}-desc\">{}</desc>\n\
         {hatch}{body}{titles}</svg>\n",
        escape(title),
        escape(alt)
    ))
}

/// XML has no form for most control characters: they stand there by their code points. Line ends
/// and tabs are blanks.
fn printable(text: &str) -> String {
    alone(text).replace(['\n', '\r', '\t'], " ")
}

fn escape(text: &str) -> String {
    printable(text)
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
