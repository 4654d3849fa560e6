//! How workbooks look: colours that read in grey, and the height of texts.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::workbook::Block;

const DARK: Color = Color::RGB(0x1F3864);
const LINE: Color = Color::RGB(0x8C96A5);
const PALE: Color = Color::RGB(0xE9EDF2);
const BRIDGE: Color = Color::RGB(0xDFE5EC);
const CASE: Color = Color::RGB(0xF1F1EE);
const PAPER: Color = Color::RGB(0xFFFFFF);
const FILL_IN: Color = Color::RGB(0xFFF7D6);

/// Height of a line of text, in points.
const LINE_HEIGHT: f64 = 13.5;

/// Size of running text, in points.
const TEXT: f64 = 10.0;

fn text() -> Format {
    Format::new().set_font_size(TEXT).set_text_wrap().set_align(FormatAlign::Top)
}

fn framed(format: Format) -> Format {
    format.set_border(FormatBorder::Thin).set_border_color(LINE)
}

/// The formats of a workbook.
pub(super) struct Looks {
    pub(super) title: Format,
    pub(super) subtitle: Format,
    pub(super) section: Format,
    /// The title of a table, over its two columns: a list of names may take several lines.
    pub(super) table_title: Format,
    pub(super) paragraph: Format,
    pub(super) head: Format,
    pub(super) cell: Format,
    pub(super) key: Format,
    pub(super) machine: Format,
    /// A cell that is filled in.
    pub(super) fill_in: Format,
    pub(super) fill_in_text: Format,
    /// The head of a column that is filled in.
    pub(super) fill_in_head: Format,
}

impl Looks {
    pub(super) fn new() -> Self {
        let head = framed(text().set_bold().set_background_color(DARK).set_font_color(PAPER));
        let fill_in = framed(text()).set_background_color(FILL_IN).set_unlocked();
        let section = Format::new().set_bold().set_font_size(11.5).set_font_color(DARK);
        Looks {
            title: Format::new().set_bold().set_font_size(16.0).set_font_color(DARK),
            subtitle: Format::new().set_font_size(TEXT).set_font_color(DARK),
            table_title: section.clone().set_text_wrap().set_align(FormatAlign::Bottom),
            section,
            paragraph: text(),
            head: head.clone(),
            cell: framed(text()),
            key: framed(text().set_bold()).set_background_color(PALE),
            machine: Format::new().set_font_size(8.0).set_font_color(LINE),
            fill_in_text: fill_in.clone(),
            fill_in: fill_in.set_align(FormatAlign::Center),
            fill_in_head: framed(text().set_bold()).set_background_color(FILL_IN),
        }
    }

    /// A cell that is read, on the ground of its block.
    pub(super) fn of_block(block: Block, centred: bool) -> Format {
        let ground = match block {
            Block::Vignette => CASE,
            Block::Own => PAPER,
            Block::Bridge => BRIDGE,
        };
        let format = framed(text()).set_background_color(ground);
        if centred { format.set_align(FormatAlign::Center) } else { format }
    }
}

/// Letters of running text in the width of a digit of the standard size: text is smaller, and its
/// letters are narrower than digits. Fonts differ, so this is on the safe side.
const LETTERS: f64 = 1.12;

/// Lines that a text takes in a column of this width, in characters.
pub(super) fn lines(text: &str, width: f64) -> u32 {
    let fits = width.max(1.0) * LETTERS;
    text.lines()
        .map(|line| {
            let (mut lines, mut used) = (1_u32, 0.0);
            for word in line.split(' ') {
                let size = word.chars().count() as f64;
                if used > 0.0 && used + 1.0 + size > fits {
                    lines += 1;
                    used = size;
                } else {
                    used += size + if used > 0.0 { 1.0 } else { 0.0 };
                }
            }
            lines
        })
        .sum::<u32>()
        .max(1)
}

/// Height of a row with this many lines, in points; the most that a spreadsheet allows is 409.
pub(super) fn height(lines: u32) -> f64 {
    (f64::from(lines) * LINE_HEIGHT + 4.0).min(409.0)
}
