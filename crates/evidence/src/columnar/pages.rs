//! What a Parquet file would make its reader hold, looked through before the reader opens it.
//!
//! A reader reserves what a page says that it unpacks to, and a few bytes can stand for millions of
//! values: so the footer and the head of every page are read here first. Nothing is unpacked but
//! dictionaries of texts: one text of a million signs may stand in every row.

use std::collections::BTreeSet;

use polars_parquet::parquet::compression::{Compression, DecompressionContext, decompress};

use super::thrift::Thrift;
use crate::bounds::in_words;
use crate::guard::guarded;

/// Values of a column that the reader keeps as they are unpacked take this many bytes at most,
/// besides their text.
const VALUE: u64 = 16;

/// How deep columns may lie in one another: the reader climbs down into them. Evidence lies two
/// deep.
const NESTED: usize = 64;

/// The encoding in which a text is the beginning of the one before and something more: what it
/// unpacks to nobody knows before it is unpacked.
const DELTA_TEXTS: u64 = 7;

/// The type of texts, as Parquet numbers it.
const BYTE_ARRAY: i64 = 6;

/// Why a file is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// It contradicts itself.
    Damaged(String),
    /// It would take too much.
    TooLarge(String),
}

/// What the footer says.
#[derive(Debug, Default)]
pub(super) struct Footer {
    /// Rows of the file.
    pub(super) rows: u64,
    groups: Vec<Group>,
}

#[derive(Debug, Default)]
struct Group {
    rows: u64,
    columns: Vec<Chunk>,
}

/// The values of a column in a group of rows.
#[derive(Debug, Default)]
struct Chunk {
    /// Name of the column, and of what lies in it.
    path: Vec<String>,
    values: u64,
    packed: u64,
    data: u64,
    dictionary: Option<u64>,
    /// Whether its values are texts, and how its pages are packed, as Parquet numbers it.
    texts: bool,
    codec: u64,
}

/// The head of a page.
#[derive(Debug, Default)]
struct Page {
    unpacked: u64,
    packed: u64,
    values: u64,
    encoding: u64,
    dictionary: bool,
}

fn damaged(found: &str) -> Refused {
    Refused::Damaged(found.to_owned())
}

/// Reads the footer of a file.
pub(super) fn footer(bytes: &[u8]) -> Result<Footer, Refused> {
    let read = || {
        let (rest, length) = bytes.get(..bytes.len().checked_sub(4)?)?.split_last_chunk::<4>()?;
        let start = rest.len().checked_sub(u32::from_le_bytes(*length) as usize)?;
        let mut out = Footer::default();
        let mut schema = Vec::new();
        Thrift::new(rest.get(start..)?).fields(|t, id| {
            match id {
                2 => t.list(|t| {
                    schema.push(children(t)?);
                    Some(())
                })?,
                3 => out.rows = t.size()?,
                4 => t.list(|t| {
                    out.groups.push(group(t)?);
                    Some(())
                })?,
                _ => return Some(false),
            }
            Some(true)
        })?;
        (deepest(&schema) <= NESTED).then_some(out)
    };
    let out = read().ok_or_else(|| damaged("its footer makes no sense"))?;
    let rows = out.groups.iter().fold(0_u64, |sum, g| sum.saturating_add(g.rows));
    if rows != out.rows {
        return Err(Refused::Damaged(format!(
            "it declares {} rows, and its groups of rows have {rows}",
            out.rows
        )));
    }
    Ok(out)
}

/// How many columns lie in an element of the schema.
fn children(t: &mut Thrift<'_>) -> Option<u64> {
    let mut out = 0;
    t.fields(|t, id| {
        if id != 5 {
            return Some(false);
        }
        out = t.size()?;
        Some(true)
    })?;
    Some(out)
}

/// How deep the columns of a schema lie in one another. Each element is followed by those that lie
/// in it.
fn deepest(schema: &[u64]) -> usize {
    let (mut open, mut out): (Vec<u64>, usize) = (Vec::new(), 0);
    for children in schema {
        while open.last() == Some(&0) {
            open.pop();
        }
        if let Some(rest) = open.last_mut() {
            *rest -= 1;
        }
        open.push(*children);
        out = out.max(open.len());
    }
    out
}

fn group(t: &mut Thrift<'_>) -> Option<Group> {
    let mut out = Group::default();
    t.fields(|t, id| {
        match id {
            1 => t.list(|t| {
                let mut chunk = Chunk::default();
                t.fields(|t, id| {
                    if id != 3 {
                        return Some(false);
                    }
                    chunk = column(t)?;
                    Some(true)
                })?;
                out.columns.push(chunk);
                Some(())
            })?,
            3 => out.rows = t.size()?,
            _ => return Some(false),
        }
        Some(true)
    })?;
    Some(out)
}

fn column(t: &mut Thrift<'_>) -> Option<Chunk> {
    let mut out = Chunk::default();
    t.fields(|t, id| {
        match id {
            3 => t.list(|t| {
                out.path.push(String::from_utf8_lossy(t.binary()?).into_owned());
                Some(())
            })?,
            1 => out.texts = t.number()? == BYTE_ARRAY,
            4 => out.codec = t.size()?,
            5 => out.values = t.size()?,
            7 => out.packed = t.size()?,
            9 => out.data = t.size()?,
            11 => out.dictionary = Some(t.size()?),
            _ => return Some(false),
        }
        Some(true)
    })?;
    Some(out)
}

/// The head of the page at the start of some bytes, and its length.
fn page(bytes: &[u8]) -> Option<(Page, usize)> {
    let mut t = Thrift::new(bytes);
    let mut out = Page::default();
    t.fields(|t, id| {
        match id {
            1 => out.dictionary = t.number()? == 2,
            2 => out.unpacked = t.size()?,
            3 => out.packed = t.size()?,
            // The heads of data, dictionary and data of the second version.
            5 | 7 | 8 => t.fields(|t, inner| {
                match (id, inner) {
                    (_, 1) => out.values = t.size()?,
                    (5, 2) | (8, 4) => out.encoding = t.size()?,
                    _ => return Some(false),
                }
                Some(true)
            })?,
            _ => return Some(false),
        }
        Some(true)
    })?;
    Some((out, t.position()))
}

impl Footer {
    /// Looks through the pages of the columns named; refuses those that would take more than
    /// `memory` bytes at once. Gives the bytes that the texts of a row may come to, where
    /// dictionaries hold them.
    pub(super) fn look_through(
        &self,
        bytes: &[u8],
        names: &BTreeSet<&str>,
        memory: u64,
    ) -> Result<u64, Refused> {
        let mut row = 0;
        for group in &self.groups {
            // Pages of all columns are unpacked side by side.
            let (mut held, mut texts) = (0_u64, 0_u64);
            for chunk in group
                .columns
                .iter()
                .filter(|c| c.path.first().is_some_and(|name| names.contains(name.as_str())))
            {
                let takes = chunk.look_through(bytes, group.rows, memory)?;
                held = held.saturating_add(takes.held);
                texts = texts.saturating_add(takes.longest);
                if held > memory {
                    return Err(Refused::TooLarge(format!(
                        "its pages unpack to more than {} at once",
                        in_words(memory)
                    )));
                }
            }
            row = row.max(texts);
        }
        Ok(row)
    }
}

/// What the reader of a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Takes {
    /// At most at a time: the dictionary and a page.
    held: u64,
    /// Bytes of the longest text of its dictionary, or more.
    longest: u64,
}

impl Chunk {
    fn look_through(&self, bytes: &[u8], rows: u64, memory: u64) -> Result<Takes, Refused> {
        let name = || self.path.join(".").chars().take(80).collect::<String>();
        if self.path.len() != 1 || self.values != rows {
            let found =
                format!("the column `{}` has {} values for {rows} rows", name(), self.values);
            return Err(Refused::Damaged(found));
        }
        let cut =
            || Refused::Damaged(format!("the column `{}` points outside of the file", name()));
        // The reader begins at the dictionary where there is one before the data.
        let start = self.dictionary.filter(|d| *d > 0 && *d < self.data).unwrap_or(self.data);
        let start = usize::try_from(start).map_err(|_| cut())?;
        let end =
            usize::try_from(self.packed).ok().and_then(|n| start.checked_add(n)).ok_or_else(cut)?;
        let mut rest = bytes.get(start..end).ok_or_else(cut)?;
        let (mut values, mut dictionary, mut largest, mut longest) = (0_u64, 0_u64, 0_u64, 0_u64);
        while values < rows {
            let (page, head) = page(rest).ok_or_else(|| {
                Refused::Damaged(format!("a page of the column `{}` makes no sense", name()))
            })?;
            let body = usize::try_from(page.packed)
                .ok()
                .and_then(|n| head.checked_add(n))
                .ok_or_else(cut)?;
            let packed = rest.get(head..body).ok_or_else(cut)?;
            rest = rest.get(body..).ok_or_else(cut)?;
            let takes = page.unpacked.saturating_add(page.values.saturating_mul(VALUE));
            if page.dictionary {
                dictionary = dictionary.saturating_add(takes);
                if self.texts && dictionary <= memory {
                    let all = page.unpacked.saturating_mul(rows);
                    longest = longest.max(if all > memory {
                        self.longest(packed, &page)
                    } else {
                        page.unpacked
                    });
                }
            } else {
                values = values.saturating_add(page.values);
                largest = largest.max(page.unpacked);
                if page.encoding == DELTA_TEXTS {
                    largest = largest.max(page.unpacked.saturating_mul(page.values));
                }
            }
            if dictionary.saturating_add(largest) > memory {
                return Err(Refused::TooLarge(format!(
                    "a page of the column `{}` unpacks to more than {}",
                    name(),
                    in_words(memory)
                )));
            }
        }
        if values != rows {
            return Err(Refused::Damaged(format!(
                "the pages of the column `{}` have {values} values for {rows} rows",
                name()
            )));
        }
        Ok(Takes { held: dictionary.saturating_add(largest), longest })
    }

    /// The length of the longest text of a dictionary; of one that cannot be unpacked here, that of
    /// all.
    fn longest(&self, packed: &[u8], page: &Page) -> u64 {
        let codecs = [
            Compression::Uncompressed,
            Compression::Snappy,
            Compression::Gzip,
            Compression::Lzo,
            Compression::Brotli,
            Compression::Lz4,
            Compression::Zstd,
            Compression::Lz4Raw,
        ];
        let codec = usize::try_from(self.codec).ok().and_then(|i| codecs.get(i).copied());
        let (Some(codec), Ok(size)) = (codec, usize::try_from(page.unpacked)) else {
            return page.unpacked;
        };
        let unpacked = match codec {
            Compression::Uncompressed => Ok(packed.to_vec()),
            codec => guarded(|| {
                let mut out = vec![0; size];
                decompress(codec, packed, &mut out, &mut DecompressionContext::Unset)
                    .map(|()| out)
                    .map_err(|e| e.to_string())
            })
            .flatten(),
        };
        let Ok(unpacked) = unpacked else { return page.unpacked };
        let (mut rest, mut longest) = (unpacked.as_slice(), 0);
        while let Some((length, after)) = rest.split_first_chunk::<4>() {
            let length = u32::from_le_bytes(*length);
            longest = longest.max(u64::from(length));
            let Some(after) = after.get(length as usize..) else { return page.unpacked };
            rest = after;
        }
        longest
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const MEMORY: u64 = 1 << 20;

    /// A number of the compact protocol.
    fn number(n: u64, out: &mut Vec<u8>) {
        let mut rest = n << 1;
        while rest >= 0x80 {
            out.push(u8::try_from(rest & 0x7f).unwrap() | 0x80);
            rest >>= 7;
        }
        out.push(u8::try_from(rest).unwrap());
    }

    /// The head of a page as Apache's `parquet.thrift` lays it out, with `packed` bytes after it: a
    /// data page, or a dictionary.
    fn page(dictionary: bool, unpacked: u64, packed: usize, values: u64, encoding: u64) -> Vec<u8> {
        let mut out = vec![0x15, if dictionary { 4 } else { 0 }, 0x15];
        number(unpacked, &mut out);
        out.push(0x15);
        number(packed as u64, &mut out);
        out.extend([if dictionary { 0x4c } else { 0x2c }, 0x15]);
        number(values, &mut out);
        out.push(0x15);
        number(encoding, &mut out);
        out.extend([0, 0]);
        out.extend(vec![0; packed]);
        out
    }

    fn looked_through(pages: &[Vec<u8>], rows: u64) -> Result<u64, Refused> {
        let bytes = pages.concat();
        let chunk = Chunk {
            path: vec!["value".into()],
            values: rows,
            packed: bytes.len() as u64,
            ..Chunk::default()
        };
        chunk.look_through(&bytes, rows, MEMORY).map(|takes| takes.held)
    }

    #[test]
    fn the_longest_text_of_a_dictionary_is_found() {
        let texts: Vec<u8> = ["a", &"x".repeat(700), "bc"]
            .iter()
            .flat_map(|t| {
                (t.len() as u32).to_le_bytes().into_iter().chain(t.bytes()).collect::<Vec<u8>>()
            })
            .collect();
        let mut dictionary = page(true, texts.len() as u64, texts.len(), 3, 0);
        let head = dictionary.len() - texts.len();
        dictionary[head..].copy_from_slice(&texts);
        let bytes = [dictionary, page(false, 9, 9, 5000, 8)].concat();
        let chunk = |rows: u64, texts: bool| Chunk {
            path: vec!["note".into()],
            values: rows,
            packed: bytes.len() as u64,
            texts,
            ..Chunk::default()
        };
        let longest = |chunk: Chunk| chunk.look_through(&bytes, 5000, MEMORY).unwrap().longest;
        assert_eq!((longest(chunk(5000, true)), longest(chunk(5000, false))), (700, 0));
        // Where few rows cannot come to much nothing is unpacked, and nothing where nobody can.
        let packed = Chunk { codec: 3, ..chunk(5000, true) };
        assert_eq!(longest(packed), texts.len() as u64);
    }

    #[test]
    fn a_page_is_measured_by_what_it_says_it_unpacks_to() {
        assert_eq!(
            looked_through(
                &[page(true, 100, 40, 5, 0), page(false, 900, 30, 7, 8), page(false, 60, 30, 3, 8)],
                10
            ),
            Ok(100 + 5 * VALUE + 900)
        );
        let large = |r: Result<u64, Refused>| matches!(r, Err(Refused::TooLarge(m)) if m.contains("unpacks to more than 1 MiB"));
        assert!(large(looked_through(&[page(false, 2 << 20, 30, 10, 0)], 10)));
        assert!(large(looked_through(
            &[page(true, 100, 30, 1 << 20, 0), page(false, 9, 9, 1, 8)],
            1
        )));
        assert!(large(looked_through(&[page(false, i64::MAX as u64, 30, 10, 0)], 10)));
        // A text that begins as the one before may be as long as all before it together.
        assert!(large(looked_through(&[page(false, 2000, 30, 1000, DELTA_TEXTS)], 1000)));
        assert!(looked_through(&[page(false, 2000, 30, 100, DELTA_TEXTS)], 100).is_ok());
    }

    #[test]
    fn pages_that_contradict_the_footer_are_refused() {
        let damaged = |r: Result<u64, Refused>, what: &str| matches!(&r, Err(Refused::Damaged(m)) if m.contains(what));
        assert!(damaged(
            looked_through(&[page(false, 9, 9, 7, 0), page(false, 9, 9, 7, 0)], 10),
            "have 14 values for 10 rows"
        ));
        assert!(damaged(looked_through(&[page(false, 9, 9, 7, 0)], 10), "makes no sense"));
        let chunk = |data: u64, packed: u64| Chunk {
            path: vec!["value".into()],
            values: 1,
            packed,
            data,
            ..Chunk::default()
        };
        for (data, packed) in [(1, 20), (0, 21), (u64::MAX, 1), (1, u64::MAX)] {
            assert!(
                damaged(
                    chunk(data, packed).look_through(&[0; 20], 1, MEMORY).map(|t| t.held),
                    "outside of the file"
                ),
                "{data} {packed}"
            );
        }
        let nested =
            Chunk { path: vec!["value".into(), "list".into()], values: 1, ..Chunk::default() };
        assert!(damaged(
            nested.look_through(&[], 1, MEMORY).map(|t| t.held),
            "has 1 values for 1 rows"
        ));
    }

    #[test]
    fn columns_within_columns_are_counted() {
        assert_eq!(deepest(&[2, 0, 0]), 2);
        assert_eq!(deepest(&[2, 1, 0, 0]), 3);
        assert_eq!(deepest(&vec![1; 100_000]), 100_000);
    }
}
