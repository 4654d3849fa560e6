//! TOML looked through for its first mistake, before anything is made of it.
//!
//! The parser goes on after a mistake, and then no longer counts how deep it is: tables that are
//! opened one within another and never closed take the whole stack, and with it the process. Here
//! nothing is opened any more once a mistake is known.

use std::cell::Cell;
use std::ops::Range;

use toml_parser::parser::{EventReceiver, ValidateWhitespace, parse_document};
use toml_parser::{ErrorSink, Expected, ParseError, Source, Span};

/// Tables and lists one within another; the parser's own limit is the same.
const DEPTH: u32 = 80;

/// A mistake in words, and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mistake {
    pub(crate) message: String,
    pub(crate) at: Option<Range<usize>>,
}

/// The first mistake of a text; a text without one is safe to parse.
pub(crate) fn mistake(text: &str) -> Option<Mistake> {
    let source = Source::new(text);
    let tokens = source.lex().into_vec();
    let failed = Cell::new(false);
    let mut first: Option<ParseError> = None;
    let mut note = |error: ParseError| {
        failed.set(true);
        first.get_or_insert(error);
    };
    let mut nothing = ();
    let mut depth =
        Depth { inner: ValidateWhitespace::new(&mut nothing, source), failed: &failed, open: 0 };
    parse_document(&tokens, &mut depth, &mut note);
    first.map(|error| Mistake {
        message: words(&error),
        at: error.unexpected().map(|s| s.start()..s.end()),
    })
}

/// What the parser says, as it words it itself.
fn words(error: &ParseError) -> String {
    let expected = error.expected().map(|all| {
        let all: Vec<String> = all.iter().map(one).collect();
        format!(", expected {}", if all.is_empty() { "nothing".to_owned() } else { all.join(", ") })
    });
    format!("{}{}", error.description().trim(), expected.unwrap_or_default())
}

fn one(expected: &Expected) -> String {
    match expected {
        Expected::Literal("\n") => "newline".to_owned(),
        Expected::Literal("`") => "'`'".to_owned(),
        Expected::Literal(text) if text.chars().all(|c| c.is_ascii_control()) => {
            format!("`{}`", text.escape_debug())
        }
        Expected::Literal(text) => format!("`{text}`"),
        Expected::Description(text) => (*text).to_owned(),
        _ => "something else".to_owned(),
    }
}

/// Opens nothing beyond [`DEPTH`], and nothing at all after a mistake.
struct Depth<'a> {
    inner: ValidateWhitespace<'a, 'a>,
    failed: &'a Cell<bool>,
    open: u32,
}

impl Depth<'_> {
    fn may_open(&mut self, span: Span, error: &mut dyn ErrorSink) -> bool {
        self.open += 1;
        if self.open > DEPTH && !self.failed.get() {
            error.report_error(
                ParseError::new("cannot recurse further; max recursion depth met")
                    .with_unexpected(span),
            );
        }
        !self.failed.get()
    }
}

impl EventReceiver for Depth<'_> {
    fn inline_table_open(&mut self, span: Span, error: &mut dyn ErrorSink) -> bool {
        self.may_open(span, error)
    }

    fn inline_table_close(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.open = self.open.saturating_sub(1);
    }

    fn array_open(&mut self, span: Span, error: &mut dyn ErrorSink) -> bool {
        self.may_open(span, error)
    }

    fn array_close(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.open = self.open.saturating_sub(1);
    }

    fn whitespace(&mut self, span: Span, error: &mut dyn ErrorSink) {
        self.inner.whitespace(span, error);
    }

    fn comment(&mut self, span: Span, error: &mut dyn ErrorSink) {
        self.inner.comment(span, error);
    }

    fn newline(&mut self, span: Span, error: &mut dyn ErrorSink) {
        self.inner.newline(span, error);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the parser itself says first, where it comes to an end.
    fn said(text: &str) -> Option<Mistake> {
        toml::de::DeTable::parse(text)
            .err()
            .map(|e| Mistake { message: e.message().to_owned(), at: e.span() })
    }

    #[test]
    fn the_first_mistake_is_the_parsers() {
        let texts = [
            "a = 1\n[b]\nc = { d = [1, 2], e = \"x\" }\n",
            "a = ",
            "a = \n",
            "a 1",
            "[b\nc = 1",
            "a = [1, , 2]",
            "a = { b = 1, , c = 2 }",
            "a = { b }",
            "a = \"x\ny",
            "a = 1 b = 2",
            "= 1",
            "a = 1\rb = 2",
            "a = 1 # \u{7}",
            "[[a]",
            "a = '''x",
            "a = {\"\nb = 1",
            &format!("a = {}1{}", "[".repeat(200), "]".repeat(200)),
            &format!("a = {}1{}", "{a=".repeat(80), "}".repeat(80)),
            &format!("a = {}1{}", "{a=".repeat(81), "}".repeat(81)),
        ];
        for text in texts {
            assert_eq!(mistake(text).or_else(|| said(text)), said(text), "{text}");
        }
    }

    /// Each takes the stack of a thread whose parser is given it as it is.
    #[test]
    fn no_nesting_takes_the_stack() {
        let never_closed = [
            "[period]\ncolumn = \"Year\"\n[value]\ncolumns = {\"\n",
            "a = {\"\n[b]\n",
            "x = [{ \"\n]",
            "{",
            "[",
            "{a=",
            "[{a=",
        ];
        for text in never_closed {
            for text in [text.repeat(20_000), format!("a = {}", text.repeat(20_000))] {
                // What this lets pass, the parser sees the end of.
                assert!(mistake(&text).is_some() || said(&text).is_some(), "{}", &text[..40]);
            }
        }
    }
}
