//! Signs that nobody sees, shown by their code points.
//!
//! Names, paths and cells come from many hands. Some signs in them command a terminal, turn the
//! order of writing round, break a line or are not there for the eye at all; where a person reads,
//! [`visible`] puts `<U+001B>` in their place.

use std::borrow::Cow;
use std::fmt::Write;

/// Whether a sign has no look of its own, or changes how those around it look: control characters
/// (C0, DEL, C1), line and paragraph separators, marks of the direction of writing, everything that
/// Unicode lets a font leave out (`Default_Ignorable_Code_Point`), format controls, the Braille
/// blank and noncharacters. Blanks of any width, tabs apart, are no such signs, nor are accents
/// that stand for themselves.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_control();
    }
    matches!(c,
        '\u{80}'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}'
        | '\u{3164}' | '\u{fdd0}'..='\u{fdef}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
        | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
        || matches!(c as u32 & 0xffff, 0xfffe | 0xffff)
}

/// The text with a code point, such as `<U+202E>`, in place of each sign that nobody sees, line
/// ends and tabs among them.
///
/// ```
/// assert_eq!(ideal_model::visible("Per\u{202e}\u{fa}\n"), "Per<U+202E>ú<U+000A>");
/// assert_eq!(ideal_model::visible("São Tomé"), "São Tomé");
/// ```
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_hidden(c) {
            // Writing into a string cannot fail.
            let _ = write!(out, "<U+{:04X}>", c as u32);
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The standard library escapes what Unicode gives no look (Cc, Cf, Zl, Zp, Cn, Co) and what
    /// extends the sign before it.
    fn escaped(c: char) -> bool {
        c.escape_debug().next() == Some('\\') && !matches!(c, '\'' | '"' | '\\')
    }

    #[test]
    fn what_is_hidden_has_no_look_in_the_standard_library_either() {
        // Letters by name that are drawn as nothing, and the Braille pattern without a dot.
        let blank = ['\u{115f}', '\u{1160}', '\u{3164}', '\u{ffa0}', '\u{2800}'];
        for c in (0..=0x0010_ffff).filter_map(char::from_u32).filter(|c| is_hidden(*c)) {
            assert!(escaped(c) || blank.contains(&c), "U+{:04X}", c as u32);
        }
    }

    #[test]
    fn every_control_separator_and_mark_of_direction_is_hidden() {
        for c in (0..=0x0010_ffff).filter_map(char::from_u32).filter(|c| c.is_control()) {
            assert!(is_hidden(c), "U+{:04X}", c as u32);
        }
        // Bidi_Control of the Unicode character database (PropList.txt), and the separators.
        for c in "\u{61c}\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}\u{2028}\u{2029}".chars() {
            assert!(is_hidden(c) && escaped(c), "U+{:04X}", c as u32);
        }
    }

    #[test]
    fn names_people_have_stay() {
        for name in [
            "Côte d’Ivoire",
            "Bogota\u{301}",
            "São\u{a0}Paulo",
            "10\u{202f}000",
            "كولومبيا",
            "Việt Nam",
            "東京",
            "Ελλάδα",
        ] {
            assert_eq!(visible(name), name);
        }
        assert_eq!(visible("a\tb\u{9b}31m\u{1f}"), "a<U+0009>b<U+009B>31m<U+001F>");
        assert_eq!(visible(&visible("\u{200d}")), "<U+200D>");
    }
}
