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
}

impl Encoding {
    /// The words an evidence entry may use.
    pub(crate) const WORDS: [(&'static str, Encoding); 6] = [
        ("utf-8", Encoding::Utf8),
        ("utf8", Encoding::Utf8),
        ("latin-1", Encoding::Windows1252),
        ("latin1", Encoding::Windows1252),
        ("iso-8859-1", Encoding::Windows1252),
        ("windows-1252", Encoding::Windows1252),
    ];
}

/// The text of a file, without a byte-order mark.
///
/// Refused, each with its line: a byte 0, a line over 1 MiB, bytes that are not UTF-8 where no other encoding is
/// declared, and a file that holds nothing.
pub(crate) fn text(bytes: &[u8], encoding: Encoding) -> Result<Cow<'_, str>, Box<Finding>> {
    refuse(bytes).map_or(Ok(()), |f| Err(Box::new(f)))?;
    match encoding {
        Encoding::Windows1252 => Ok(encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0),
        Encoding::Utf8 => {
            let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|e| {
                let before = bytes.get(..e.valid_up_to()).unwrap_or_default();
                let line = 1 + before.iter().filter(|b| **b == b'\n').count() as u64;
                let byte = bytes.get(e.valid_up_to()).copied().unwrap_or_default();
                let finding = Finding::error("encoding", format!("the byte {byte:#04x} is not UTF-8"))
                    .at_line(line)
                    .hint("if the file is Latin-1, write its evidence entry as { path = \"...\", encoding = \"latin-1\" }");
                Box::new(finding)
            })
        }
    }
}

/// What is no text table in any encoding.
fn refuse(bytes: &[u8]) -> Option<Finding> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Some(Finding::error("empty-file", "the file is empty").at_line(1));
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Some(Finding::error("encoding", "the file is UTF-16").at_line(1).hint("save it as UTF-8"));
    }
    if bytes.contains(&b'\r') && !bytes.contains(&b'\n') {
        let finding = Finding::error("line-ends", "lines end in bare carriage returns").at_line(1);
        return Some(finding.hint("save the file with the line ends of Unix or Windows"));
    }
    for (line, part) in (1..).zip(bytes.split(|b| *b == b'\n')) {
        if part.len() > LINE_LIMIT {
            let message = format!("a line of {} bytes; the limit is 1 MiB ({LINE_LIMIT} bytes)", part.len());
            return Some(Finding::error("line-too-long", message).at_line(line).hint("is this a text table with a row per line?"));
        }
        if part.contains(&0) {
            let finding = Finding::error("not-text", "a byte 0: this is no text file").at_line(line);
            return Some(finding.hint("workbooks end in .xlsx, Parquet files in .parquet"));
        }
    }
    None
}

/// The delimiter of a table: the one among comma, semicolon and tab that the header has most of (outside quotes).
pub(crate) fn delimiter(text: &str) -> u8 {
    let header = text.lines().find(|l| !l.trim().is_empty()).unwrap_or("");
    let count = |d: char| {
        let mut quoted = false;
        header
            .chars()
            .filter(|c| {
                quoted ^= *c == '"';
                !quoted && *c == d
            })
            .count()
    };
    [(',', b','), (';', b';'), ('\t', b'\t')].into_iter().rev().max_by_key(|(c, _)| count(*c)).map_or(b',', |(_, b)| b)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn encodings() {
        assert_eq!(text(b"\xef\xbb\xbfa,b\n", Encoding::Utf8).unwrap(), "a,b\n");
        let e = text(b"a,b\nPer\xfa,1\n", Encoding::Utf8).unwrap_err();
        assert_eq!((e.code.as_str(), e.line), ("encoding", Some(2)));
        assert_eq!(text(b"a,b\nPer\xfa,1\n", Encoding::Windows1252).unwrap(), "a,b\nPerú,1\n");
        assert_eq!(text(b" \n\n", Encoding::Utf8).unwrap_err().code, "empty-file");
        assert_eq!(text(b"a,b\r1,2\r", Encoding::Utf8).unwrap_err().code, "line-ends");
        assert_eq!(text(b"a\nb\0c", Encoding::Utf8).unwrap_err().line, Some(2));
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
        assert_eq!(delimiter("a\n"), b',');
    }
}
