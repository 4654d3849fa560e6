//! Texts within a line of Markdown, in which no sign of theirs is taken for one of Markdown's.

use ideal_report::document::{Look, Text};

use crate::outline::{Lead, Span, spans};

/// Where a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// At the beginning of a block.
    Line,
    /// In a cell of a table.
    Cell,
}

/// A text with its looks and links. What Markdown has no sign for (smaller print) is as the text
/// around it; so is what its signs cannot set off, such as letters in the midst of a word.
pub(super) fn inline(text: &Text, place: Place) -> String {
    let mut out = String::new();
    let spans = spans(text);
    for (i, span) in spans.iter().enumerate() {
        let after = spans.get(i + 1).and_then(|next| next.text.chars().next());
        let at = if out.is_empty() { place } else { Place::Cell };
        let shown = look(span, at, out.chars().next_back(), after);
        match &span.leads {
            Some(lead) if !shown.trim().is_empty() => {
                let to = match lead {
                    Lead::Section(anchor) => format!("#{anchor}"),
                    Lead::Web(address) => format!("<{address}>"),
                };
                out.push_str(&format!("[{shown}]({to})"));
            }
            _ => out.push_str(&shown),
        }
    }
    out.trim().to_owned()
}

/// A span between the signs of its look, blanks at its ends outside of them.
fn look(span: &Span, place: Place, before: Option<char>, after: Option<char>) -> String {
    let inner = span.text.trim();
    if inner.is_empty() {
        return span.text.clone();
    }
    if span.look == Look::Code && !inner.contains(['|', '`', '\\']) {
        return span.text.replace(inner, &format!("`{inner}`"));
    }
    let signs = match span.look {
        Look::Strong => "**",
        Look::Emphasis => "*",
        _ => "",
    };
    // Blanks inside a link are of no harm, and outside of it there is none.
    let (start, end) = (span.text.starts_with(inner), span.text.ends_with(inner));
    let before = if start { before } else { Some(' ') };
    let after = if end { after } else { Some(' ') };
    let (before, after) =
        if span.leads.is_some() { (Some('['), Some(']')) } else { (before, after) };
    let marked = !signs.is_empty()
        && before != Some('*')
        && flanks(before, inner.chars().next())
        && flanks(after, inner.chars().next_back());
    let signs = if marked { signs } else { "" };
    let at = if signs.is_empty() { place } else { Place::Cell };
    format!(
        "{}{signs}{}{signs}{}",
        if start { "" } else { " " },
        escaped(inner, at),
        if end { "" } else { " " }
    )
}

/// Whether signs of emphasis between a character outside and one inside are taken as such
/// (CommonMark's rule of flanking).
fn flanks(outside: Option<char>, inside: Option<char>) -> bool {
    let letter = |c: char| c.is_alphanumeric();
    let free = |c: char| c.is_whitespace() || c.is_ascii_punctuation();
    inside.is_some_and(letter) || outside.is_none_or(free)
}

/// Characters as they are, at the beginning of a block or in a cell.
pub(super) fn escaped(text: &str, place: Place) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut last = ' ';
    for c in text.trim().chars() {
        let sign = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '{' | '}' | '<' | '>' | '|' | '~' | '$' | '&'
            | '^' | '@' | '#' => true,
            // Addresses that nobody marked as links stay texts.
            '/' => last == ':',
            '.' => out.ends_with("www") || out.ends_with("WWW"),
            _ => false,
        };
        if sign {
            out.push('\\');
        }
        out.push(c);
        last = c;
    }
    if place == Place::Line { unlisted(out) } else { out }
}

/// The text without a sign at its beginning that makes a list, a rule, a heading or a definition.
fn unlisted(text: String) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let at = match text.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => digits,
        Some(b'-' | b'+' | b'=' | b':' | b'%' | b'(' | b'"' | b'\'') if digits == 0 => 0,
        _ => return text,
    };
    let (before, after) = text.split_at(at);
    format!("{before}\\{after}")
}
