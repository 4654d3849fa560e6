//! Bytes become text: encodings, limits, and what is no text at all.

use std::borrow::Cow;

use ideal_model::Finding;

/// Greatest length of a line, in bytes.
pub(crate) const LINE_LIMIT: usize = 1 << 20;

/// How a text file is encoded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// UTF-8, with or without a byte-order mark.
    #[default]
    Utf8,
    /// Windows-1252, which contains Latin-1's letters.
    Windows1252,
    /// UTF-16, least byte first.
    Utf16Le,
    /// UTF-16, greatest byte first.
    Utf16Be,
}

impl Encoding {
    /// The words an evidence entry or a mapping may use.
    pub(crate) const WORDS: [(&'static str, Encoding); 7] = [
        ("utf-8", Encoding::Utf8),
        ("utf8", Encoding::Utf8),
        ("latin-1", Encoding::Windows1252),
        ("latin1", Encoding::Windows1252),
        ("iso-8859-1", Encoding::Windows1252),
        ("windows-1252", Encoding::Windows1252),
        ("utf-16", Encoding::Utf16Le),
    ];

    /// Its name in a message.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Windows1252 => "Latin-1",
            Encoding::Utf16Le | Encoding::Utf16Be => "UTF-16",
        }
    }

    /// What the bytes are, where they say so themselves: by a byte-order mark, by the zeros that
    /// UTF-16 puts beside plain letters, or by being UTF-8 beyond ASCII where Latin-1 was declared
    /// (which such bytes as good as never are).
    fn seen(self, bytes: &[u8]) -> Encoding {
        match bytes {
            [0xff, 0xfe, ..] => Encoding::Utf16Le,
            [0xfe, 0xff, ..] => Encoding::Utf16Be,
            [0xef, 0xbb, 0xbf, ..] => Encoding::Utf8,
            [a, 0, b, 0, ..] if *a != 0 && *b != 0 => Encoding::Utf16Le,
            [0, a, 0, b, ..] if *a != 0 && *b != 0 => Encoding::Utf16Be,
            _ if self == Encoding::Windows1252
                && !bytes.is_ascii()
                && std::str::from_utf8(bytes).is_ok() =>
            {
                Encoding::Utf8
            }
            _ if self == Encoding::Utf16Be || self == Encoding::Utf16Le => Encoding::Utf8,
            _ => self,
        }
    }
}

/// A file's text.
#[derive(Debug)]
pub(crate) struct Decoded<'b> {
    /// The text, without a byte-order mark; lines are those of the file, also where one of them was
    /// taken off.
    pub(crate) text: Cow<'b, str>,
    /// The delimiter that a first line such as `sep=;` names.
    pub(crate) delimiter: Option<u8>,
    /// That line, without its end.
    pub(crate) separator_line: Option<String>,
    /// The encoding it is in, where that is another than was declared.
    pub(crate) instead: Option<Encoding>,
}

impl Decoded<'_> {
    /// How many lines before the table belong to the file and not to the table.
    pub(crate) fn lines_before(&self) -> u32 {
        u32::from(self.delimiter.is_some())
    }
}

/// The text of a file. UTF-16 is read where the bytes show it, and UTF-8 where Latin-1 is declared
/// and the bytes are UTF-8; a first line `sep=;`, by which Excel is told the delimiter, is
/// understood and left blank.
///
/// # Errors
/// Refused, each with its line: a byte 0, a line over 1 MiB, bytes that are not UTF-8 where no
/// other encoding is declared, and a file that holds nothing.
pub(crate) fn text(bytes: &[u8], declared: Encoding) -> Result<Decoded<'_>, Box<Finding>> {
    let encoding = declared.seen(bytes);
    if is_utf32(bytes) {
        let finding =
            Finding::error("encoding", "the file is UTF-32, which is not read").at_line(1);
        return Err(Box::new(finding.hint("save it as UTF-8")));
    }
    let text = match encoding {
        Encoding::Utf16Le | Encoding::Utf16Be => Cow::Owned(utf16(bytes, encoding)?),
        _ => {
            refuse(bytes).map_or(Ok(()), |f| Err(Box::new(f)))?;
            single_byte(bytes, encoding)?
        }
    };
    // Macintosh programs once ended lines in bare carriage returns, and some spreadsheets still
    // can.
    let bare = text.contains('\r') && !text.contains('\n');
    let text = if bare { Cow::Owned(text.replace('\r', "\n")) } else { text };
    if matches!(encoding, Encoding::Utf16Le | Encoding::Utf16Be) {
        long_line(text.as_bytes()).map_or(Ok(()), |f| Err(Box::new(f)))?;
    }
    let instead = (encoding.name() != declared.name()).then_some(encoding);
    match named_delimiter(&text) {
        Some((delimiter, length)) => {
            let separator_line = text.get(..length).map(str::to_owned);
            let text = match text {
                Cow::Borrowed(t) => Cow::Borrowed(t.get(length..).unwrap_or_default()),
                Cow::Owned(t) => Cow::Owned(t.get(length..).unwrap_or_default().to_owned()),
            };
            Ok(Decoded { text, delimiter: Some(delimiter), separator_line, instead })
        }
        None => Ok(Decoded { text, delimiter: None, separator_line: None, instead }),
    }
}

/// The text of a TOML file, which is UTF-8 by its own rules; a byte-order mark is no TOML, and some
/// editors write one.
pub(crate) fn toml(bytes: &[u8]) -> Result<&str, Box<Finding>> {
    utf8(bytes).map_err(|(_, line)| {
        let what = if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
            "UTF-16"
        } else {
            "not UTF-8"
        };
        let finding =
            Finding::error("encoding", format!("the file is {what}, and TOML has to be UTF-8"))
                .at_line(line);
        Box::new(finding.hint("save it as UTF-8"))
    })
}

/// UTF-8 without its byte-order mark; else the first byte that is none, and its line.
fn utf8(bytes: &[u8]) -> Result<&str, (u8, u64)> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|e| {
        let before = bytes.get(..e.valid_up_to()).unwrap_or_default();
        let line = 1 + before.iter().filter(|b| **b == b'\n').count() as u64;
        (bytes.get(e.valid_up_to()).copied().unwrap_or_default(), line)
    })
}

fn single_byte(bytes: &[u8], encoding: Encoding) -> Result<Cow<'_, str>, Box<Finding>> {
    if encoding == Encoding::Windows1252 {
        return Ok(encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0);
    }
    utf8(bytes).map(Cow::Borrowed).map_err(|(byte, line)| {
        let finding =
            Finding::error("encoding", format!("the byte {byte:#04x} is not UTF-8")).at_line(line);
        Box::new(finding.hint(
            "if the file is Latin-1, declare encoding = \"latin-1\": in its \
                               evidence entry, { path = \"...\", encoding = \"latin-1\" }, or in \
                               the mapping's [file]",
        ))
    })
}

/// Whether a file is UTF-32, by its byte-order mark or by the zeros beside plain letters.
fn is_utf32(bytes: &[u8]) -> bool {
    matches!(
        bytes,
        [0xff, 0xfe, 0, 0, ..]
            | [0, 0, 0xfe, 0xff, ..]
            | [1..=127, 0, 0, 0, 1..=127, 0, 0, 0, ..]
            | [0, 0, 0, 1..=127, 0, 0, 0, 1..=127, ..]
    )
}

fn utf16(bytes: &[u8], encoding: Encoding) -> Result<String, Box<Finding>> {
    let decoder =
        if encoding == Encoding::Utf16Le { encoding_rs::UTF_16LE } else { encoding_rs::UTF_16BE };
    let (text, bad) = decoder.decode_with_bom_removal(bytes);
    if bad {
        let before = text.split('\u{fffd}').next().unwrap_or_default();
        let line = 1 + before.matches('\n').count() as u64;
        let finding =
            Finding::error("encoding", "the file is UTF-16, and here it is damaged").at_line(line);
        return Err(Box::new(finding.hint("save it as UTF-8")));
    }
    if text.trim().is_empty() {
        return Err(Box::new(Finding::error("empty-file", "the file is empty").at_line(1)));
    }
    Ok(text.into_owned())
}

/// The delimiter that a first line `sep=;` names, and how many bytes the line has without its end.
fn named_delimiter(text: &str) -> Option<(u8, usize)> {
    let line = text.split(['\r', '\n']).next()?;
    let bare = line.trim_matches('"');
    if !bare.get(..4)?.eq_ignore_ascii_case("sep=") {
        return None;
    }
    match bare.as_bytes().get(4..)? {
        [b @ (b',' | b';' | b'\t' | b'|')] => Some((*b, line.len())),
        _ => None,
    }
}

/// What is no text table in any encoding.
fn refuse(bytes: &[u8]) -> Option<Finding> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Some(Finding::error("empty-file", "the file is empty").at_line(1));
    }
    long_line(bytes).or_else(|| {
        let line =
            1 + bytes.iter().take_while(|b| **b != 0).filter(|b| **b == b'\n').count() as u64;
        bytes.contains(&0).then(|| {
            let finding =
                Finding::error("not-text", "a byte 0: this is no text file").at_line(line);
            finding.hint("workbooks end in .xlsx, Parquet files in .parquet")
        })
    })
}

/// A line that is too long for a table. Only one end of a line is looked for per stretch of
/// [`LINE_LIMIT`] bytes.
fn long_line(bytes: &[u8]) -> Option<Finding> {
    let cr = !bytes.contains(&b'\n');
    let ends = |b: &u8| *b == b'\n' || (cr && *b == b'\r');
    let mut rest = bytes;
    while let Some(stretch) = rest.get(..=LINE_LIMIT) {
        let Some(end) = stretch.iter().rposition(ends) else {
            let before = bytes.len() - rest.len();
            let line = bytes.iter().take(before).filter(|b| ends(b)).count() as u64 + 1;
            let length = rest.iter().position(ends).unwrap_or(rest.len());
            let message =
                format!("a line of {length} bytes; the limit is 1 MiB ({LINE_LIMIT} bytes)");
            return Some(
                Finding::error("line-too-long", message)
                    .at_line(line)
                    .hint("is this a text table with a row per line?"),
            );
        };
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    None
}

/// The delimiter of a table: the one among comma, semicolon and tab that the header has most of
/// (outside quotes). Evidence that has another declares it.
pub(crate) fn delimiter(text: &str) -> u8 {
    most_of(text, b",;\t")
}

/// The delimiter of a table of anybody: a bar, too.
pub(crate) fn any_delimiter(text: &str) -> u8 {
    most_of(text, b",;\t|")
}

fn most_of(text: &str, signs: &[u8]) -> u8 {
    /// Bytes in which a header of several lines is looked for.
    const HEADER: usize = 4_096;
    // The first row may have a cell of several lines; where its marks do not pair it is the first
    // line.
    let start = text.trim_start_matches(['\r', '\n', ' ', '\t']);
    let line = start.lines().next().unwrap_or("");
    let unpaired = line.matches('"').count() % 2 == 1;
    let rest = start.get(..start.floor_char_boundary(HEADER)).unwrap_or(start);
    let header = if unpaired { rest } else { line };
    let count = |d: char| {
        let mut quoted = false;
        let mut found = 0;
        for c in header.chars() {
            quoted ^= c == '"';
            match c {
                '\n' if !quoted => break,
                c => found += usize::from(c == d && !quoted),
            }
        }
        found
    };
    signs.iter().copied().rev().max_by_key(|sign| count(char::from(*sign))).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn toml_is_utf8() {
        assert_eq!(toml(b"\xef\xbb\xbfa = 1").unwrap(), "a = 1");
        let refused = |bytes: &[u8]| toml(bytes).map_err(|f| (f.message, f.line)).unwrap_err();
        assert!(refused(b"\xff\xfea\0").0.contains("UTF-16"));
        let (message, line) = refused(b"a = 1\nb = \"\xf1\"");
        assert!(message.contains("not UTF-8") && line == Some(2), "{message}");
    }

    #[test]
    fn encodings() {
        let read = |bytes: &[u8], encoding| text(bytes, encoding).map(|d| d.text.into_owned());
        assert_eq!(read(b"\xef\xbb\xbfa,b\n", Encoding::Utf8).unwrap(), "a,b\n");
        let e = text(b"a,b\nPer\xfa,1\n", Encoding::Utf8).unwrap_err();
        assert_eq!((e.code.as_str(), e.line), ("encoding", Some(2)));
        assert_eq!(read(b"a,b\nPer\xfa,1\n", Encoding::Windows1252).unwrap(), "a,b\nPerú,1\n");
        assert_eq!(text(b" \n\n", Encoding::Utf8).unwrap_err().code, "empty-file");
        assert_eq!(read(b"a,b\r1,2\r", Encoding::Utf8).unwrap(), "a,b\n1,2\n");
        assert_eq!(text(b"a\nb\0c", Encoding::Utf8).unwrap_err().line, Some(2));
        let utf32: Vec<u8> = "a,b\n".chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
        for bytes in [utf32.clone(), [&[0xff, 0xfe, 0, 0], utf32.as_slice()].concat()] {
            assert!(text(&bytes, Encoding::Utf8).unwrap_err().message.contains("UTF-32"));
        }
    }

    #[test]
    fn what_the_bytes_say_goes_before_what_is_declared() {
        let wide = |bytes: &mut dyn Iterator<Item = u16>| {
            bytes.flat_map(u16::to_le_bytes).collect::<Vec<u8>>()
        };
        let plain = wide(&mut "a;b\nPerú;1\n".encode_utf16());
        let marked = [vec![0xff, 0xfe], plain.clone()].concat();
        for bytes in [&plain, &marked] {
            let read = text(bytes, Encoding::Utf8).unwrap();
            assert_eq!(
                (read.text.as_ref(), read.instead),
                ("a;b\nPerú;1\n", Some(Encoding::Utf16Le))
            );
            assert_eq!(text(bytes, Encoding::Utf16Le).unwrap().instead, None);
        }
        let utf8 = text("a\nAño\n".as_bytes(), Encoding::Windows1252).unwrap();
        assert_eq!((utf8.text.as_ref(), utf8.instead), ("a\nAño\n", Some(Encoding::Utf8)));
        assert_eq!(text(b"a\n1\n", Encoding::Windows1252).unwrap().instead, None);
        // Half a character at the end.
        assert_eq!(text(&marked[..marked.len() - 1], Encoding::Utf8).unwrap_err().code, "encoding");
    }

    #[test]
    fn a_line_for_excel_names_the_delimiter() {
        for first in ["sep=;", "SEP=;", "\"sep=;\""] {
            let file = format!("\u{feff}{first}\r\na;b\r\n");
            let read = text(file.as_bytes(), Encoding::Utf8).unwrap();
            assert_eq!((read.text.as_ref(), read.delimiter), ("\r\na;b\r\n", Some(b';')));
        }
        assert_eq!(text(b"sep=;;\na\n", Encoding::Utf8).unwrap().delimiter, None);
    }

    /// 64 MiB without a line end are refused by one pass over the bytes.
    #[test]
    fn a_line_without_end_shows_the_limit() {
        let mut bytes = b"territory,value\n".to_vec();
        bytes.resize(64 << 20, b'x');
        let start = std::time::Instant::now();
        let e = text(&bytes, Encoding::Utf8).unwrap_err();
        assert_eq!((e.code.as_str(), e.line), ("line-too-long", Some(2)));
        assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
    }

    #[test]
    fn delimiters_are_read_off_the_header() {
        assert_eq!(delimiter("a,b,c\n1;2;3;4\n"), b',');
        assert_eq!(delimiter("\na;\"b,c,d\";e\n"), b';');
        assert_eq!(delimiter("a\tb\n"), b'\t');
        assert_eq!(
            (delimiter("a|b|c\n"), any_delimiter("a|b|c\n"), any_delimiter("a;b|c;d\n")),
            (b',', b'|', b';')
        );
        assert_eq!(delimiter("a\n"), b',');
    }
}
