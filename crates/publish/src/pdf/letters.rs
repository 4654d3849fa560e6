//! What can be written with our fonts, and what stands in the place of what cannot.

use std::fmt::Write;

use ideal_report::document::readable;
use ideal_report::palette;
use typst::foundations::Bytes;
use typst::text::Font;

/// A word longer than this may break anywhere.
const WORD: usize = 22;

/// The fonts that documents are set in.
pub(super) struct Letters {
    pub(super) fonts: Vec<Font>,
}

impl Letters {
    pub(super) fn new() -> Self {
        let data = [palette::REGULAR_OTF, palette::BOLD_OTF];
        Letters { fonts: data.into_iter().flat_map(|font| Font::iter(Bytes::new(font))).collect() }
    }

    fn has(&self, c: char) -> bool {
        self.fonts.iter().all(|font| font.info().coverage.contains(u32::from(c)))
    }

    /// A text in letters that the fonts have. Others stand in it by their code points: a PDF for
    /// everybody must not have a sign that nobody can read.
    pub(super) fn legible(&self, text: &str) -> String {
        let text = readable(text);
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            if is_joint(c) {
                continue;
            }
            if self.has(c) {
                out.push(c);
            } else {
                // Writing into a string cannot fail.
                let _ = write!(out, "<U+{:04X}>", u32::from(c));
            }
        }
        out
    }

    /// The same in pieces, between which a long word may break.
    pub(super) fn pieces(&self, text: &str) -> Vec<String> {
        let mut out = vec![String::new()];
        let mut word = 0;
        for c in self.legible(text).chars() {
            word = if c.is_whitespace() { 0 } else { word + 1 };
            if word > WORD {
                out.push(String::new());
                word = 1;
            }
            if let Some(last) = out.last_mut() {
                last.push(c);
            }
        }
        out
    }

    /// A drawing whose texts the fonts have.
    pub(super) fn drawing(&self, svg: &str) -> String {
        let mut out = String::with_capacity(svg.len());
        for c in svg.chars() {
            if c.is_ascii() || self.has(c) {
                out.push(c);
            } else if !is_joint(c) {
                let _ = write!(out, "&lt;U+{:04X}&gt;", u32::from(c));
            }
        }
        out
    }
}

/// Signs without a look that join letters, choose among their shapes or keep the order of a text to
/// itself: of use only beside letters that the fonts have not.
fn is_joint(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{2068}' | '\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}
