//! The tags of an XML part, one after the other, in memory that does not grow with the part.
//!
//! Only what stands between `<` and `>` is looked at, and how long the text before it was: enough
//! to know what a part would make a reader hold, before a reader opens it.

use std::io::Read;

use super::Refused;
use crate::bounds::in_words;

/// Longest tag, and longest text between two tags, in bytes. A spreadsheet's cell holds 32 767
/// characters at most; a reader holds the whole of either at once.
const TOKEN_LIMIT: usize = 16 << 20;

/// Read at a time.
const CHUNK: usize = 128 << 10;

/// A tag as it stands between `<` and `>`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tag<'a> {
    raw: &'a str,
    /// Bytes of text before it.
    pub(super) text: usize,
    /// The first of them, and the last.
    pub(super) head: [u8; HEAD],
    pub(super) last: u8,
}

/// How many bytes of a text are kept: enough for `#DIV/0!` and for the number of a shared text.
const HEAD: usize = 8;

/// The text since the last tag, as far as it is kept.
#[derive(Clone, Copy, Debug, Default)]
struct Text {
    bytes: usize,
    head: [u8; HEAD],
    last: u8,
}

impl Text {
    fn add(&mut self, more: &[u8]) {
        for (place, byte) in self.head.iter_mut().skip(self.bytes).zip(more) {
            *place = *byte;
        }
        self.last = more.last().copied().unwrap_or(self.last);
        self.bytes += more.len();
    }
}

impl<'a> Tag<'a> {
    /// Its name with its prefix, of an opening tag and of a closing one.
    pub(super) fn full_name(&self) -> &'a str {
        let raw = self.raw.strip_prefix('/').unwrap_or(self.raw);
        let end =
            raw.bytes().position(|b| b == b'/' || b.is_ascii_whitespace()).unwrap_or(raw.len());
        raw.get(..end).unwrap_or(raw)
    }

    /// Its name without a prefix.
    pub(super) fn name(&self) -> &'a str {
        let name = self.full_name();
        match name.bytes().position(|b| b == b':') {
            Some(colon) => name.get(colon + 1..).unwrap_or(name),
            None => name,
        }
    }

    /// Whether it closes an element.
    pub(super) fn closes(&self) -> bool {
        self.raw.starts_with('/')
    }

    /// Whether the element ends here.
    pub(super) fn is_empty(&self) -> bool {
        self.raw.ends_with('/')
    }

    /// Bytes of the tag.
    pub(super) fn len(&self) -> usize {
        self.raw.len()
    }

    /// An attribute by its local name, entities as they are written.
    pub(super) fn attribute(&self, wanted: &str) -> Option<&'a str> {
        let mut rest =
            self.raw.find(|c: char| c.is_ascii_whitespace()).and_then(|i| self.raw.get(i..))?;
        loop {
            let (name, after) = rest.split_once('=')?;
            let after = after.trim_start();
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            let (value, next) = after.get(1..)?.split_once(quote)?;
            let name = name.trim();
            if name.rsplit_once(':').map_or(name, |(_, local)| local) == wanted {
                return Some(value);
            }
            rest = next;
        }
    }
}

/// Calls `each` for every tag of a part, and gives the part's length. A part that unpacks to more
/// than `limit` bytes is refused, and so is one that another reader could understand in another
/// way: with a document type, or in UTF-16.
pub(super) fn tags(
    mut part: impl Read,
    limit: u64,
    mut each: impl FnMut(Tag<'_>) -> Result<(), Refused>,
) -> Result<u64, Refused> {
    let mut buffer: Vec<u8> = Vec::with_capacity(2 * CHUNK);
    let mut total: u64 = 0;
    let mut text = Text::default();
    loop {
        // As much again as waits for its end, so that a long tag is looked at a few times only.
        let more = CHUNK.max(buffer.len()) as u64;
        let read = part
            .by_ref()
            .take(more)
            .read_to_end(&mut buffer)
            .map_err(|e| Refused::damaged(e.to_string()))?;
        if total == 0 && read > 0 {
            encoding(&buffer)?;
        }
        total += read as u64;
        if total > limit {
            return Err(Refused::too_large(format!(
                "a part of it unpacks to more than {}",
                in_words(limit)
            )));
        }
        let done = whole_tags(&buffer, &mut text, &mut each)?;
        if read == 0 {
            return Ok(total);
        }
        buffer.drain(..done);
        if buffer.len() > TOKEN_LIMIT || text.bytes > TOKEN_LIMIT {
            return Err(Refused::too_large(format!(
                "a text or a tag in it is longer than {}",
                in_words(TOKEN_LIMIT as u64)
            )));
        }
    }
}

/// Calls `each` for the tags that end within `buffer`; gives how much of it is done with.
fn whole_tags(
    buffer: &[u8],
    text: &mut Text,
    each: &mut impl FnMut(Tag<'_>) -> Result<(), Refused>,
) -> Result<usize, Refused> {
    let mut at = 0;
    loop {
        let rest = buffer.get(at..).unwrap_or_default();
        let Some(start) = rest.iter().position(|b| *b == b'<') else {
            text.add(rest);
            return Ok(buffer.len());
        };
        let inner = rest.get(start + 1..).unwrap_or_default();
        // A cut-off `<!-` may be a comment yet.
        if inner.len() < 8 && !inner.contains(&b'>') {
            text.add(rest.get(..start).unwrap_or_default());
            return Ok(at + start);
        }
        let end = if inner.starts_with(b"!--") {
            find(inner, b"-->", 3)
        } else if inner.starts_with(b"![CDATA[") {
            find(inner, b"]]>", 8)
        } else if inner.starts_with(b"?") {
            find(inner, b"?>", 1)
        } else if inner.starts_with(b"!") {
            return Err(Refused::damaged(
                "a part of it has a document type, which no spreadsheet program writes",
            ));
        } else {
            end_of_tag(inner).map(|n| (n, n + 1))
        };
        let Some((length, past)) = end else {
            text.add(rest.get(..start).unwrap_or_default());
            return Ok(at + start);
        };
        text.add(rest.get(..start).unwrap_or_default());
        let raw = inner.get(..length).unwrap_or_default();
        if raw.first().is_some_and(|b| *b != b'!' && *b != b'?') {
            let raw = std::str::from_utf8(raw)
                .map_err(|_| Refused::damaged("a tag in it is not UTF-8"))?;
            each(Tag { raw, text: text.bytes, head: text.head, last: text.last })?;
            *text = Text::default();
        } else {
            // What a comment hides costs a reader as much as a text.
            text.bytes += length;
        }
        at += start + 1 + past;
    }
}

/// Where a mark stands, and where it ends, from `from` on.
fn find(inner: &[u8], mark: &[u8], from: usize) -> Option<(usize, usize)> {
    let i = inner.get(from..)?.windows(mark.len()).position(|w| w == mark)?;
    Some((from + i, from + i + mark.len()))
}

/// Where a tag's `>` is: the first that stands in no quotes.
fn end_of_tag(inner: &[u8]) -> Option<usize> {
    let first = inner.iter().position(|b| *b == b'>')?;
    let head = inner.get(..first)?;
    let double = head.iter().filter(|b| **b == b'"').count();
    if double % 2 == 0 && !head.contains(&b'\'') {
        return Some(first);
    }
    let mut quote = None;
    inner.iter().position(|b| match (quote, *b) {
        (None, b'"' | b'\'') => {
            quote = Some(*b);
            false
        }
        (None, b'>') => true,
        (Some(q), b) if b == q => {
            quote = None;
            false
        }
        _ => false,
    })
}

/// Refuses what a scan for bytes would not see.
fn encoding(start: &[u8]) -> Result<(), Refused> {
    if start.iter().take(4).any(|b| *b == 0)
        || start.starts_with(&[0xff, 0xfe])
        || start.starts_with(&[0xfe, 0xff])
    {
        return Err(Refused::damaged(
            "a part of it is in UTF-16, which no spreadsheet program writes",
        ));
    }
    let body = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    let head = body.get(..body.len().min(200)).unwrap_or_default();
    let head = String::from_utf8_lossy(head).to_lowercase();
    let Some(declared) = head
        .strip_prefix("<?xml")
        .and_then(|h| h.split_once("?>"))
        .and_then(|(h, _)| h.split_once("encoding"))
    else {
        return Ok(());
    };
    let name: String = declared
        .1
        .chars()
        .skip_while(|c| !c.is_ascii_alphanumeric())
        .take_while(|c| !matches!(c, '"' | '\''))
        .collect();
    if ["utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "windows-1252"].contains(&name.as_str())
    {
        return Ok(());
    }
    Err(Refused::damaged(format!("a part of it is in {name}; spreadsheet programs write UTF-8")))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn seen(xml: &str) -> Vec<(String, usize)> {
        let mut out = Vec::new();
        tags(xml.as_bytes(), 1 << 20, |t| {
            out.push((t.name().to_owned(), t.text));
            Ok(())
        })
        .unwrap();
        out
    }

    #[test]
    fn comments_sections_and_quotes_hide_no_tag() {
        let xml =
            "<?xml version=\"1.0\"?><a x='>'>12<!-- <b> ' --><x:row r=\"1>2\"/><![CDATA[<c>]]></a>";
        assert_eq!(seen(xml), [("a".to_owned(), 18), ("row".to_owned(), 12), ("a".to_owned(), 11)]);
    }

    #[test]
    fn tags_are_whole_across_chunks() {
        for size in [CHUNK - 3, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK] {
            let xml =
                format!("<a>{}<row hidden=\"1\"/>{}</a>", "x".repeat(size - 10), "y".repeat(7));
            assert_eq!(
                seen(&xml),
                [("a".to_owned(), 0), ("row".to_owned(), size - 10), ("a".to_owned(), 7)]
            );
        }
    }

    #[test]
    fn attributes_are_found_by_their_local_name() {
        let tag = Tag {
            raw: "x:sheet name=\"A = 'b'\" r:id = 'rId1'/",
            text: 0,
            head: [0; HEAD],
            last: 0,
        };
        assert_eq!(
            (tag.attribute("name"), tag.attribute("id"), tag.attribute("i")),
            (Some("A = 'b'"), Some("rId1"), None)
        );
        assert!(tag.is_empty() && !tag.closes());
        let end = Tag { raw: "/x:row", text: 0, head: [0; HEAD], last: 0 };
        assert!(end.closes() && end.name() == "row");
    }

    #[test]
    fn what_is_read_in_two_ways_is_refused() {
        let no = |bytes: &[u8]| tags(bytes, 100, |_| Ok(())).unwrap_err().found;
        assert!(no(b"\xff\xfe<\0a\0>\0").contains("UTF-16"));
        assert!(no(b"<\0a\0>\0").contains("UTF-16"));
        assert!(
            no(b"<?xml version=\"1.0\" encoding=\"iso-2022-jp\"?><a/>").contains("iso-2022-jp")
        );
        assert!(no(b"<!DOCTYPE a [<!ENTITY b \"c\">]><a/>").contains("document type"));
        assert!(no(&[b'<'; 200]).contains("unpacks to more than"));
        let long = "x".repeat(TOKEN_LIMIT + 2 * CHUNK);
        assert!(
            tags(long.as_bytes(), 1 << 30, |_| Ok(())).unwrap_err().found.contains("longer than")
        );
    }
}
