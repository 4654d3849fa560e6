//! A text for people, which only the writer turns into bytes: nothing in it that came from a file,
//! a name or a path can command the terminal, and our own colours can.

use std::fmt::Write;

use ideal::model::{is_hidden, visible};

/// How a piece of text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// As it is.
    Plain,
    /// Heads and labels.
    Bold,
    /// Errors.
    Red,
    /// Warnings.
    Yellow,
    /// Frames and notes.
    Blue,
    /// What may be overlooked.
    Dim,
}

impl Look {
    /// The parameter of the terminal's sequence for it.
    fn code(self) -> Option<&'static str> {
        match self {
            Look::Plain => None,
            Look::Bold => Some("1"),
            Look::Red => Some("1;31"),
            Look::Yellow => Some("1;33"),
            Look::Blue => Some("1;34"),
            Look::Dim => Some("2"),
        }
    }
}

/// A text in pieces. Whatever is put in is shown in one line, with signs that nobody sees as code
/// points; lines end only where [`Text::end`] says so.
#[derive(Clone, Debug, Default)]
pub struct Text {
    pieces: Vec<(Look, String)>,
}

impl Text {
    /// An empty text.
    pub fn new() -> Self {
        Text::default()
    }

    /// A text whose line ends are ours: what of it came from elsewhere has gone through `visible`
    /// already.
    pub fn of_lines(text: &str) -> Self {
        let mut out = Text::new();
        for (i, line) in text.lines().enumerate() {
            if i > 0 {
                out.end();
            }
            out.put(line);
        }
        out
    }

    /// Adds a piece with a look.
    pub fn add(&mut self, look: Look, text: &str) -> &mut Self {
        self.pieces.push((look, visible(text).into_owned()));
        self
    }

    /// Adds a piece as it is.
    pub fn put(&mut self, text: &str) -> &mut Self {
        self.add(Look::Plain, text)
    }

    /// Ends the line.
    pub fn end(&mut self) -> &mut Self {
        self.pieces.push((Look::Plain, "\n".to_owned()));
        self
    }

    /// Adds a piece and ends the line.
    pub fn line(&mut self, text: &str) -> &mut Self {
        self.put(text).end()
    }

    /// Adds another text.
    pub fn append(&mut self, other: Text) -> &mut Self {
        self.pieces.extend(other.pieces);
        self
    }

    /// Gives every piece a look.
    pub fn all(mut self, look: Look) -> Self {
        for piece in &mut self.pieces {
            piece.0 = look;
        }
        self
    }
}

impl From<&str> for Text {
    fn from(line: &str) -> Self {
        let mut text = Text::new();
        text.put(line);
        text
    }
}

impl From<String> for Text {
    fn from(line: String) -> Self {
        line.as_str().into()
    }
}

/// What people read in a terminal.
pub trait Printed {
    /// What is written, in colours or without, and without line ends behind the last line.
    fn written(&self, colours: bool) -> String;
}

impl Printed for Text {
    fn written(&self, colours: bool) -> String {
        let mut out = String::new();
        for (look, text) in &self.pieces {
            match look.code().filter(|_| colours && !text.is_empty() && text != "\n") {
                // Writing into a string cannot fail.
                Some(code) => drop(write!(out, "\x1b[{code}m{text}\x1b[0m")),
                None => out.push_str(text),
            }
        }
        out.truncate(out.trim_end_matches('\n').len());
        out
    }
}

/// One line.
impl Printed for str {
    fn written(&self, _: bool) -> String {
        visible(self.trim_end_matches('\n')).into_owned()
    }
}

impl Printed for String {
    fn written(&self, colours: bool) -> String {
        self.as_str().written(colours)
    }
}

/// TOML for people to paste: signs that nobody sees as TOML writes them in its strings, which read
/// the same again.
pub fn toml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\t' => out.push(c),
            c if is_hidden(c) => drop(write!(out, "\\U{:08X}", c as u32)),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_colours_are_written_and_those_of_a_name_are_shown() {
        let mut text = Text::new();
        text.add(Look::Red, "error").put(": Reg\x1b[31mion\r\n\u{9b}2J\u{202e}").end();
        assert_eq!(
            text.written(true),
            "\x1b[1;31merror\x1b[0m: Reg<U+001B>[31mion<U+000D><U+000A><U+009B>2J<U+202E>"
        );
        assert_eq!(
            text.written(false),
            "error: Reg<U+001B>[31mion<U+000D><U+000A><U+009B>2J<U+202E>"
        );
    }

    #[test]
    fn a_line_of_a_name_is_no_line_of_ours() {
        assert_eq!(
            Text::from("a\n  = help: all is well").written(false),
            "a<U+000A>  = help: all is well"
        );
        assert_eq!(Text::of_lines("a\n  b\tc").written(false), "a\n  b<U+0009>c");
    }

    #[test]
    fn toml_reads_the_same_again() {
        let name = "a\u{202e}b\u{9b}c";
        let shown = toml(&format!("x = \"{name}\"\n"));
        assert!(shown.is_ascii());
        let back: toml::Table = shown.parse().unwrap_or_default();
        assert_eq!(back.get("x").and_then(toml::Value::as_str), Some(name));
    }
}
