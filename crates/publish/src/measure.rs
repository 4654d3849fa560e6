//! How tables are laid out on a page: how wide their columns are, how large their letters, and
//! which pages lie on their side.

use ideal_report::document::{Cell, Row, Table, readable};

use crate::format::Paper;
use crate::outline::{Piece, printed};

/// The smallest letters, in points.
const SMALLEST: f64 = 7.0;
/// Sizes of letters in tables, in points, the largest first.
const SIZES: [f64; 5] = [9.0, 8.5, 8.0, 7.5, SMALLEST];
/// A table whose words need smaller letters than these on an upright page lies on its side.
const LEAST_UPRIGHT: f64 = 8.0;
/// Width of a letter, in parts of its size.
const LETTER: f64 = 0.52;
/// Blanks at both sides of a cell, in letters.
const PADDING: f64 = 1.8;
/// A step that the first cell of a row is moved in, in letters.
pub(crate) const INDENT: f64 = 2.0;
/// Size of notes below a number, in parts of its own.
pub(crate) const SMALLER: f64 = 0.85;
/// A note below a number asks for no more letters than this.
const NOTE: f64 = 24.0;
/// Share of what columns ask for beyond their longest words that they should get.
const ENOUGH: f64 = 0.4;
/// A word longer than this is broken.
const WORD: usize = 24;
/// A column asks for no more than this before others have what they want.
const MOST: usize = 46;
/// Margins at both sides of a page together, in millimetres.
pub(crate) const MARGINS: f64 = 40.0;

impl Paper {
    /// Width and height in millimetres, upright or on its side.
    pub(crate) fn size(self, turned: bool) -> (f64, f64) {
        let (width, height) = match self {
            Paper::A4 => (210.0, 297.0),
            Paper::Letter => (215.9, 279.4),
        };
        if turned { (height, width) } else { (width, height) }
    }

    /// Width between the margins, in points.
    fn room(self, turned: bool) -> f64 {
        (self.size(turned).0 - MARGINS) / 25.4 * 72.0
    }
}

/// A table on a page.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Layout {
    /// For each column its share of the width between the margins; 1 at most in all.
    pub(crate) shares: Vec<f64>,
    /// Size of letters, in points.
    pub(crate) size: f64,
    /// Whether the page lies on its side.
    pub(crate) turned: bool,
}

impl Layout {
    /// The way of a table onto this paper.
    pub(crate) fn of(table: &Table, paper: Paper) -> Self {
        let wishes: Vec<Wish> =
            (0..table.columns.len()).map(|i| Wish::of(table, i, true)).collect();
        let sum = |share: f64| -> f64 {
            wishes.iter().map(|w| w.least + share * (w.whole - w.least)).sum()
        };
        let fits =
            |asked: f64, turned: bool, size: &f64| asked * size * LETTER <= paper.room(turned);
        let upright = SIZES.iter().copied().take_while(|size| *size >= LEAST_UPRIGHT);
        let upright = upright
            .clone()
            .find(|size| fits(sum(ENOUGH), false, size))
            .or_else(|| upright.last().filter(|size| fits(sum(0.0), false, size)));
        let turned = upright.is_none();
        let size = upright
            .or_else(|| SIZES.iter().copied().find(|size| fits(sum(ENOUGH), true, size)))
            .unwrap_or(SMALLEST);
        let room = paper.room(turned) / (size * LETTER);
        Layout { shares: shares(&wishes, room), size, turned }
    }
}

/// For each column of a table the letters that it asks for without notes below its numbers: those of
/// its longest text, or as many of them as are reasonable.
pub(crate) fn letters(table: &Table) -> Vec<f64> {
    (0..table.columns.len()).map(|i| Wish::of(table, i, false).whole).collect()
}

/// What a column asks for, in letters with the blanks around them.
struct Wish {
    /// Its longest word.
    least: f64,
    /// Its longest text, or as much of it as is reasonable.
    whole: f64,
}

impl Wish {
    /// That of a column; `noted` where notes stand in it below the numbers.
    fn of(table: &Table, column: usize, noted: bool) -> Self {
        let head = table.columns.get(column).map_or("".into(), |c| readable(&c.head));
        // Heads are bold and stand in as few lines as three.
        let word = longest_word(&head) * 1.15;
        let mut wish =
            Wish { least: word, whole: word.max(head.chars().count() as f64 / 3.0).min(28.0) };
        for row in &table.rows {
            let indent = if column == 0 { INDENT * f64::from(row.depth) } else { 0.0 };
            let Some(cell) = row.cells.get(column) else { continue };
            let (least, whole) = match cell {
                Cell::Blank => continue,
                Cell::Number(number) => {
                    let text = (readable(&number.text).chars().count().min(WORD)) as f64;
                    // Notes stand below it in smaller letters.
                    number.notes.iter().filter(|_| noted).fold(
                        (text, text),
                        |(least, whole), note| {
                            let note = readable(note);
                            let letters = (note.chars().count() as f64).min(NOTE);
                            (least.max(longest_word(&note) * SMALLER), whole.max(letters * SMALLER))
                        },
                    )
                }
                Cell::Text(text) => {
                    let text = printed(text);
                    (longest_word(&text), text.chars().count().min(MOST) as f64)
                }
            };
            wish.least = wish.least.max(least + indent);
            wish.whole = wish.whole.max(whole.max(least) + indent);
        }
        Wish { least: wish.least + PADDING, whole: wish.whole.max(wish.least) + PADDING }
    }
}

/// Each column gets its longest word, then what is left goes to those whose texts are longer.
fn shares(wishes: &[Wish], room: f64) -> Vec<f64> {
    let sum = |of: fn(&Wish) -> f64| wishes.iter().map(of).sum::<f64>().max(1.0);
    let (least, whole) = (sum(|w| w.least), sum(|w| w.whole));
    if least >= room {
        return wishes.iter().map(|w| w.least / least).collect();
    }
    if whole <= room {
        // A table of few words is no wider than it has to be; half a page at least.
        let width = (whole / room).max(0.5);
        return wishes.iter().map(|w| w.whole / whole * width).collect();
    }
    let part = (room - least) / (whole - least);
    wishes.iter().map(|w| (w.least + (w.whole - w.least) * part) / room).collect()
}

fn longest_word(text: &str) -> f64 {
    let words = text.split_whitespace().map(|word| word.chars().count());
    words.max().unwrap_or(0).min(WORD) as f64
}

/// Lines that a text takes in so many letters.
pub(crate) fn lines(text: &str, letters: f64) -> usize {
    let room = letters.max(1.0) as usize;
    let (mut lines, mut used) = (1, 0);
    for word in text.split_whitespace() {
        let size = word.chars().count();
        let gap = usize::from(used > 0);
        if used + gap + size <= room {
            used += gap + size;
        } else {
            // A word that is longer than a line goes on in the next ones.
            lines += gap + size.saturating_sub(1) / room;
            used = if size > room { size % room } else { size };
        }
    }
    lines
}

/// For each piece of a document whether it stands on a page that lies on its side: wide tables do,
/// and the headings before them.
pub(crate) fn turned(pieces: &[Piece<'_>], paper: Paper) -> Vec<bool> {
    let mut out = vec![false; pieces.len()];
    let mut next = false;
    for (piece, turned) in pieces.iter().zip(&mut out).rev() {
        *turned = match piece {
            Piece::Table { table, .. } => Layout::of(table, paper).turned,
            Piece::Heading { .. } => next,
            _ => false,
        };
        next = *turned;
    }
    out
}

/// Whether a row is so long that it has to be allowed to break over pages.
pub(crate) fn is_long(row: &Row) -> bool {
    row.cells.iter().any(|cell| match cell {
        Cell::Text(text) => text.0.iter().map(|run| run.text.len()).sum::<usize>() > 600,
        _ => false,
    })
}
