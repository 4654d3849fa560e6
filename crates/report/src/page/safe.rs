//! What keeps a page to itself: a policy that lets in the style and the script we wrote and nothing
//! else, and texts that change nothing around them.
//!
//! Browsers let a `style` attribute in only where any is let in, so that a page has none: what a
//! bar or a band looks like is a class, made as it is needed and written into the one style sheet,
//! whose hash the policy names.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ideal_model::is_hidden;
use sha2::{Digest, Sha256};

/// What a page does for one who works with it, file after file: what they share comes first.
pub(super) const SCRIPT: &str = concat!(
    "\n",
    include_str!("../../reports/templates/page.js"),
    include_str!("../../reports/templates/place.js"),
    include_str!("../../reports/templates/find.js"),
    include_str!("../../reports/templates/order.js"),
    include_str!("../../reports/templates/sift.js"),
    include_str!("../../reports/templates/weigh.js"),
    include_str!("../../reports/templates/panel.js"),
);

/// The looks of one page: declarations of custom properties, each a class by the order of first
/// use.
#[derive(Debug, Default)]
pub(super) struct Looks {
    classes: BTreeMap<String, usize>,
    /// Whether the page has the script.
    pub script: bool,
}

impl Looks {
    /// The class of these properties. None where a value is more than a colour, a number or a size.
    pub(super) fn class(&mut self, properties: &[(String, String)]) -> Option<String> {
        let mut rule = String::new();
        for (name, value) in properties {
            let plain = |text: &str, more: &[u8]| {
                !text.is_empty()
                    && text.bytes().all(|b| b.is_ascii_alphanumeric() || more.contains(&b))
            };
            if !plain(name, b"-") || !plain(value, b"#.%-") {
                return None;
            }
            // Writing into a string cannot fail.
            let _ = write!(rule, "--{name}:{value};");
        }
        let next = self.classes.len();
        Some(format!("x{}", self.classes.entry(rule).or_insert(next)))
    }

    /// What stands in the style element: the sheet of all pages, then the looks of this one.
    pub(super) fn sheet(&self, css: &str) -> String {
        let mut rules: Vec<(usize, &str)> =
            self.classes.iter().map(|(rule, i)| (*i, rule.as_str())).collect();
        rules.sort_unstable();
        let mut out = format!("\n{css}\n");
        for (i, rule) in rules {
            let _ = writeln!(out, ".x{i}{{{}}}", rule.trim_end_matches(';'));
        }
        out
    }

    /// The policy of the page: fonts from the sheet, the sheet and the script by their hashes,
    /// nothing from anywhere else.
    pub(super) fn policy(&self, css: &str) -> String {
        let script =
            if self.script { format!("script-src {}; ", hash(SCRIPT)) } else { String::new() };
        format!(
            "default-src 'none'; style-src {}; {script}font-src data:; base-uri 'none'; \
             form-action 'none'",
            hash(&self.sheet(css))
        )
    }
}

/// A text as a policy names it.
fn hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

/// Marks around a text whose letters may be written from the right: its first letter gives the
/// order inside, and nothing outside follows it.
const ISOLATE: [char; 2] = ['\u{2068}', '\u{2069}'];

/// A text of somebody else's, fit for a page or a drawing: what commands a reader's program or
/// turns the order of letters round is shown by its code point. Joiners and variants of letters
/// stay, and so do line ends and tabs, which are blanks there.
pub(super) fn shown(text: &str) -> Cow<'_, str> {
    if text.is_ascii() && !text.bytes().any(|b| b.is_ascii_control()) {
        return Cow::Borrowed(text);
    }
    let shapes = |c: char| matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' | '\n' | '\r' | '\t');
    let hidden = |c: char| is_hidden(c) && !shapes(c);
    if !text.chars().any(hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if hidden(c) {
            let _ = write!(out, "<U+{:04X}>", c as u32);
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// The same without marks that keep a text's order to itself: for a drawing, where each text stands
/// alone.
pub(crate) fn alone(text: &str) -> Cow<'_, str> {
    if text.contains(ISOLATE) {
        Cow::Owned(shown(&text.replace(ISOLATE, "")).into_owned())
    } else {
        shown(text)
    }
}

/// The same for what stands in a sentence: a text with letters that are written from the right
/// keeps its order to itself.
fn isolated(text: &str) -> Cow<'_, str> {
    let text = shown(text);
    if text.chars().any(from_the_right) {
        Cow::Owned(format!("{}{text}{}", ISOLATE[0], ISOLATE[1]))
    } else {
        text
    }
}

/// The same for a sentence in which such texts may stand already: pairs of marks that are whole
/// stay.
pub(crate) fn sentence(text: &str) -> Cow<'_, str> {
    let [open, close] = ISOLATE;
    let mut depth = 0_usize;
    let whole = text.chars().all(|c| {
        if c == open {
            depth += 1;
        } else if c == close {
            let Some(less) = depth.checked_sub(1) else { return false };
            depth = less;
        }
        true
    });
    if !text.contains(open) || !whole || depth > 0 {
        return isolated(text);
    }
    Cow::Owned(text.split_inclusive(ISOLATE).fold(
        String::with_capacity(text.len()),
        |mut out, part| {
            let mark = part.chars().next_back().filter(|c| ISOLATE.contains(c));
            out.push_str(&shown(part.trim_end_matches(ISOLATE)));
            out.extend(mark);
            out
        },
    ))
}

/// Blocks of scripts that are written from the right (Unicode's Bidi_Class R and AL by default).
fn from_the_right(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_is_a_class_and_no_way_out_of_the_sheet() {
        let mut looks = Looks::default();
        let look = |name: &str, value: &str| [(name.to_owned(), value.to_owned())];
        assert_eq!(looks.class(&look("v", "12.5%")).as_deref(), Some("x0"));
        assert_eq!(looks.class(&look("b", "#CB4C46")).as_deref(), Some("x1"));
        assert_eq!(looks.class(&look("v", "12.5%")).as_deref(), Some("x0"));
        assert_eq!(looks.class(&look("v", "1}</style>")), None);
        assert_eq!(looks.sheet("a{}"), "\na{}\n.x0{--v:12.5%}\n.x1{--b:#CB4C46}\n");
    }

    #[test]
    fn the_hash_is_that_of_the_specification() {
        // The example of Content Security Policy Level 3.
        assert_eq!(
            hash("alert('Hello, world.');"),
            "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
        );
        let mut looks = Looks::default();
        assert!(!looks.policy("").contains("script-src"));
        looks.script = true;
        assert!(
            looks.policy("").contains("script-src 'sha256-")
                && !looks.policy("").contains("unsafe")
        );
    }

    #[test]
    fn a_name_does_not_turn_what_stands_around_it() {
        assert_eq!(shown("Per\u{202e}u\u{9b}\u{2028}"), "Per<U+202E>u<U+009B><U+2028>");
        assert_eq!(shown("می\u{200c}خواهم"), "می\u{200c}خواهم");
        assert_eq!(isolated("مصر"), "\u{2068}مصر\u{2069}");
        assert_eq!(isolated("Perú"), "Perú");
        // A sentence with such a name in it; marks that close what they did not open.
        assert_eq!(sentence("In \u{2068}مصر\u{2069} 12"), "In \u{2068}مصر\u{2069} 12");
        assert_eq!(sentence("x\u{2069}y\u{2068}"), "x<U+2069>y<U+2068>");
        assert_eq!(sentence("\u{2068}a\u{202e}\u{2069}b"), "\u{2068}a<U+202E>\u{2069}b");
    }
}
