//! A TOML file read for its mistakes: every key and value keeps its place, every reader collects
//! findings instead of stopping, and what nobody asked for is reported as an unknown key.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::finding::{Finding, Severity, did_you_mean};
use crate::findings::Findings;
use crate::names::Names;
use crate::period::Period;
use crate::syntax::{Mistake, mistake};

/// A place in a file: line and column, both from 1, the column in characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: u64,
    /// Column, from 1.
    pub column: u64,
}

/// A value with its place.
#[derive(Clone, Debug)]
pub struct Item {
    /// Where the value begins.
    pub at: Position,
    /// The value.
    pub value: ItemValue,
}

/// What a value is.
#[derive(Clone, Debug)]
pub enum ItemValue {
    /// A string.
    Text(String),
    /// An integer or a float.
    Number(f64),
    /// An integer as written, kept beside its float so that large seeds stay exact.
    Integer(i64),
    /// A boolean.
    Bool(bool),
    /// An array.
    List(Vec<Item>),
    /// A table.
    Table(Section),
    /// A date or time: no key of ours takes one.
    Date,
}

impl ItemValue {
    fn kind(&self) -> &'static str {
        match self {
            ItemValue::Text(_) => "a text",
            ItemValue::Number(_) | ItemValue::Integer(_) => "a number",
            ItemValue::Bool(_) => "true or false",
            ItemValue::List(_) => "a list",
            ItemValue::Table(_) => "a table",
            ItemValue::Date => "a date",
        }
    }
}

/// A table whose entries are taken out one by one; what is left at the end is unknown.
#[derive(Clone, Debug, Default)]
pub struct Section {
    /// Where the table begins.
    pub at: Position,
    entries: Vec<(String, Position, Item)>,
}

impl Section {
    /// Takes the entry `key` out.
    pub fn take(&mut self, key: &str) -> Option<Item> {
        let i = self.entries.iter().position(|(k, _, _)| k == key)?;
        Some(self.entries.remove(i).2)
    }

    /// The keys of the entries that nobody has taken.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|(key, ..)| key.as_str())
    }

    /// Takes all entries out, in the order of the file.
    pub fn take_all(&mut self) -> Vec<(String, Position, Item)> {
        std::mem::take(&mut self.entries)
    }

    /// Where the value of the entry `key` begins, if it is (still) there.
    #[must_use]
    pub fn place(&self, key: &str) -> Option<Position> {
        self.entries.iter().find(|(k, _, _)| k == key).map(|(_, _, item)| item.at)
    }

    /// The table under `key`, if it is (still) there and is one: entries of it may be taken before
    /// the table is.
    pub fn within(&mut self, key: &str) -> Option<&mut Section> {
        self.entries.iter_mut().find(|(k, _, _)| k == key).and_then(|(_, _, item)| match &mut item
            .value
        {
            ItemValue::Table(table) => Some(table),
            _ => None,
        })
    }

    /// Whether the entry `key` is this text.
    #[must_use]
    pub fn is_text(&self, key: &str, text: &str) -> bool {
        self.entries
            .iter()
            .any(|(k, _, item)| k == key && matches!(&item.value, ItemValue::Text(t) if t == text))
    }

    /// Whether an entry `key` is (still) there.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|(k, _, _)| k == key)
    }
}

/// Reads one TOML file and collects what is wrong with it.
#[derive(Debug)]
pub struct Reader {
    file: String,
    /// What was found so far.
    pub findings: Findings,
}

impl Reader {
    /// A reader that names `file` in its findings.
    #[must_use]
    pub fn new(file: &str) -> Self {
        Reader { file: file.to_owned(), findings: Findings::default() }
    }

    /// Parses the text. `None`, with a finding, where it is no TOML.
    pub fn parse(&mut self, text: &str) -> Option<Section> {
        let parsed = match mistake(text) {
            None => DeTable::parse(text)
                .map_err(|e| Mistake { message: e.message().to_owned(), at: e.span() }),
            Some(mistake) => Err(mistake),
        };
        match parsed {
            Ok(root) => {
                let lines = Lines::new(text);
                Some(section(&lines, root.span(), root.get_ref()))
            }
            Err(e) => {
                let place = Lines::new(text).place(e.at.map_or(0, |s| s.start));
                let mut finding =
                    Finding::error("toml-syntax", format!("not TOML: {}", e.message.trim()))
                        .in_file(&self.file)
                        .at(place.line, place.column);
                let line = text
                    .lines()
                    .nth(usize::try_from(place.line.saturating_sub(1)).unwrap_or(0))
                    .unwrap_or("");
                let decimal_comma = line.split('=').nth(1).is_some_and(|v| {
                    let v = v.trim();
                    v.contains(',') && v.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '-')
                });
                if e.message.contains("duplicate key") {
                    finding = finding.hint(format!(
                        "the key or section of this line, `{}`, stands above \
                                              as well: keep one of them",
                        line.trim()
                    ));
                }
                if decimal_comma {
                    finding = finding.hint("TOML numbers take a decimal point: write 0.5, not 0,5");
                }
                self.findings.push(finding);
                None
            }
        }
    }

    /// Records an error at a place.
    pub fn error(&mut self, at: Position, code: &str, message: impl Into<String>) -> &mut Finding {
        self.push(Finding::error(code, message), at)
    }

    /// Records a warning at a place.
    pub fn warning(
        &mut self,
        at: Position,
        code: &str,
        message: impl Into<String>,
    ) -> &mut Finding {
        self.push(Finding::warning(code, message), at)
    }

    /// Records a note at a place.
    pub fn note(&mut self, at: Position, code: &str, message: impl Into<String>) -> &mut Finding {
        self.push(Finding::note(code, message), at)
    }

    fn push(&mut self, finding: Finding, at: Position) -> &mut Finding {
        self.findings.push(finding.in_file(&self.file).at(at.line, at.column))
    }

    /// What a word may have been meant as, unless so many errors of this kind were found that
    /// nobody asks.
    pub fn like<'k>(
        &self,
        word: &str,
        code: &str,
        known: impl IntoIterator<Item = &'k str>,
    ) -> Option<String> {
        if self.findings.hints(Severity::Error, code) { did_you_mean(word, known) } else { None }
    }

    fn wrong_kind(&mut self, key: &str, item: &Item, wanted: &str) {
        let seen = item.value.kind();
        self.error(item.at, "wrong-type", format!("`{key}` should be {wanted}, found {seen}"));
    }

    /// Takes `key` as a text.
    pub fn text(&mut self, section: &mut Section, key: &str) -> Option<(String, Position)> {
        let item = section.take(key)?;
        match item.value {
            ItemValue::Text(t) => Some((t, item.at)),
            _ => {
                self.wrong_kind(key, &item, "a text in quotes");
                None
            }
        }
    }

    /// Takes `key` as a finite number.
    pub fn number(&mut self, section: &mut Section, key: &str) -> Option<(f64, Position)> {
        let item = section.take(key)?;
        self.as_number(key, &item).map(|n| (n, item.at))
    }

    /// Reads an item as a finite number.
    pub fn as_number(&mut self, key: &str, item: &Item) -> Option<f64> {
        match &item.value {
            ItemValue::Number(n) if n.is_finite() => Some(*n),
            #[expect(clippy::cast_precision_loss, reason = "weights and posts are far below 2^53")]
            ItemValue::Integer(n) => Some(*n as f64),
            ItemValue::Number(n) => {
                self.error(
                    item.at,
                    "not-finite",
                    format!("`{key}` is {n}; it must be a finite number"),
                );
                None
            }
            _ => {
                self.wrong_kind(key, item, "a number");
                None
            }
        }
    }

    /// Takes `key` as an integer in a range; `1.0` is one.
    pub fn integer(
        &mut self,
        section: &mut Section,
        key: &str,
        range: std::ops::RangeInclusive<i64>,
    ) -> Option<i64> {
        let item = section.take(key)?;
        let value = match item.value {
            // `1.0` is 1. Up to here a double is exact in ones.
            #[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53")]
            ItemValue::Number(n) if n.fract() == 0.0 && n.abs() < 9.007_199_254_740_992e15 => {
                ItemValue::Integer(n as i64)
            }
            ref other => other.clone(),
        };
        match value {
            ItemValue::Integer(n) if range.contains(&n) => Some(n),
            ItemValue::Integer(n) => {
                self.error(
                    item.at,
                    "out-of-range",
                    format!("`{key}` is {n}; it must lie in {} to {}", range.start(), range.end()),
                );
                None
            }
            _ => {
                self.wrong_kind(key, &item, "a whole number");
                None
            }
        }
    }

    /// Takes `key` as true or false.
    pub fn boolean(&mut self, section: &mut Section, key: &str) -> Option<bool> {
        let item = section.take(key)?;
        match item.value {
            ItemValue::Bool(b) => Some(b),
            _ => {
                self.wrong_kind(key, &item, "true or false");
                None
            }
        }
    }

    /// Takes `key` as one of the words given.
    pub fn word<T: Copy>(
        &mut self,
        section: &mut Section,
        key: &str,
        words: &[(&str, T)],
    ) -> Option<T> {
        let (text, at) = self.text(section, key)?;
        self.as_word(key, &text, at, words)
    }

    /// Reads a text as one of the words given.
    pub fn as_word<T: Copy>(
        &mut self,
        key: &str,
        text: &str,
        at: Position,
        words: &[(&str, T)],
    ) -> Option<T> {
        if let Some((_, value)) = words.iter().find(|(w, _)| *w == text) {
            return Some(*value);
        }
        let list: Vec<&str> = words.iter().map(|(w, _)| *w).collect();
        let hint = self
            .like(text, "unknown-word", list.iter().copied())
            .unwrap_or_else(|| format!("one of: {}", list.join(", ")));
        self.error(at, "unknown-word", format!("`{key}` cannot be `{text}`")).hint = Some(hint);
        None
    }

    /// Takes `key` as a table.
    pub fn table(&mut self, section: &mut Section, key: &str) -> Option<Section> {
        let item = section.take(key)?;
        match item.value {
            ItemValue::Table(t) => Some(t),
            _ => {
                self.wrong_kind(key, &item, "a table");
                None
            }
        }
    }

    /// Takes `key` as a list.
    pub fn list(&mut self, section: &mut Section, key: &str) -> Option<(Vec<Item>, Position)> {
        let item = section.take(key)?;
        match item.value {
            ItemValue::List(l) => Some((l, item.at)),
            _ => {
                self.wrong_kind(key, &item, "a list");
                None
            }
        }
    }

    /// Takes `key` as a list of texts, each with its place.
    pub fn texts(&mut self, section: &mut Section, key: &str) -> Option<Vec<(String, Position)>> {
        let (items, _) = self.list(section, key)?;
        let mut out = Vec::with_capacity(items.len());
        for item in items {
            match item.value {
                ItemValue::Text(t) => out.push((t, item.at)),
                _ => self.wrong_kind(key, &item, "a list of texts"),
            }
        }
        Some(out)
    }

    /// Takes `key` as a pair of numbers.
    pub fn pair(&mut self, section: &mut Section, key: &str) -> Option<([f64; 2], Position)> {
        let (items, at) = self.list(section, key)?;
        match items.as_slice() {
            [a, b] => Some(([self.as_number(key, a)?, self.as_number(key, b)?], at)),
            _ => {
                self.error(at, "wrong-type", format!("`{key}` should be two numbers, [low, high]"));
                None
            }
        }
    }

    /// Takes `key` as a table of numbers, in the order of the file.
    pub fn numbers_by_key(
        &mut self,
        section: &mut Section,
        key: &str,
    ) -> Option<Vec<(String, f64, Position)>> {
        let mut table = self.table(section, key)?;
        let mut out = Vec::new();
        for (k, _, item) in table.take_all() {
            if let Some(n) = self.as_number(&format!("{key}.{k}"), &item) {
                out.push((k, n, item.at));
            }
        }
        Some(out)
    }

    /// Takes `key` as a period.
    pub fn period(&mut self, section: &mut Section, key: &str) -> Option<Period> {
        let (text, at) = self.text(section, key)?;
        match text.parse() {
            Ok(p) => Some(p),
            Err(e) => {
                self.error(at, "bad-period", format!("`{key}`: {e}"));
                None
            }
        }
    }

    /// Takes `key` as a name: one text, or a table of `en`, `es`, `pt`.
    pub fn names(&mut self, section: &mut Section, key: &str) -> Names {
        match section.take(key) {
            None => Names::default(),
            Some(Item { value: ItemValue::Text(t), .. }) => Names::same(&t),
            Some(Item { value: ItemValue::Table(mut t), .. }) => {
                let mut part = |lang: &str| self.text(&mut t, lang).map(|(s, _)| s);
                let names = Names { en: part("en"), es: part("es"), pt: part("pt") };
                self.unknown_keys(t, &["en", "es", "pt"], key);
                names
            }
            Some(other) => {
                self.wrong_kind(key, &other, "a text, or a table of en, es, pt");
                Names::default()
            }
        }
    }

    /// Reports every entry that nobody took.
    pub fn unknown_keys(&mut self, section: Section, known: &[&str], place: &str) {
        for (key, at, _) in section.entries {
            let near = self.like(&key, "unknown-key", known.iter().copied());
            let hint = near.unwrap_or_else(|| format!("known here: {}", known.join(", ")));
            self.error(at, "unknown-key", format!("unknown key `{key}` in {place}")).hint =
                Some(hint);
        }
    }
}

/// Line starts of a text, to turn byte offsets into places.
struct Lines<'a> {
    text: &'a [u8],
    starts: Vec<usize>,
    /// Characters before each stretch of the text: a whole file may be one line.
    characters: Vec<usize>,
}

/// Bytes of a stretch.
const STRETCH: usize = 256;

/// How many characters begin in these bytes.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| **b & 0xc0 != 0x80).count()
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        let starts = std::iter::once(0)
            .chain(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i + 1))
            .collect();
        let mut counts = vec![0];
        for stretch in text.as_bytes().chunks(STRETCH) {
            counts.push(counts.last().copied().unwrap_or(0) + characters(stretch));
        }
        Lines { text: text.as_bytes(), starts, characters: counts }
    }

    fn place(&self, offset: usize) -> Position {
        let line = self.starts.partition_point(|&s| s <= offset).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let column = self.before(offset).saturating_sub(self.before(start)) + 1;
        Position { line: line as u64, column: column as u64 }
    }

    /// How many characters stand before a byte.
    fn before(&self, offset: usize) -> usize {
        let stretch = offset / STRETCH;
        let rest = self.text.get(stretch * STRETCH..offset).unwrap_or_default();
        self.characters.get(stretch).copied().unwrap_or(0) + characters(rest)
    }
}

fn section(lines: &Lines<'_>, span: Range<usize>, table: &DeTable<'_>) -> Section {
    let mut entries: Vec<(String, Position, Item)> = table
        .iter()
        .map(|(k, v)| (k.get_ref().to_string(), lines.place(k.span().start), item(lines, v)))
        .collect();
    // The parser hands tables over in the order of their keys; readers report in the order of the
    // file.
    entries.sort_by_key(|(_, at, _)| *at);
    Section { at: lines.place(span.start), entries }
}

fn item(lines: &Lines<'_>, v: &Spanned<DeValue<'_>>) -> Item {
    let value = match v.get_ref() {
        DeValue::String(s) => ItemValue::Text(s.to_string()),
        DeValue::Integer(n) => match i64::from_str_radix(n.as_str(), n.radix()) {
            Ok(i) => ItemValue::Integer(i),
            Err(_) => ItemValue::Number(f64::NAN),
        },
        DeValue::Float(f) => ItemValue::Number(f.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(b) => ItemValue::Bool(*b),
        DeValue::Datetime(_) => ItemValue::Date,
        DeValue::Array(a) => ItemValue::List(a.iter().map(|x| item(lines, x)).collect()),
        DeValue::Table(t) => ItemValue::Table(section(lines, v.span(), t)),
    };
    Item { at: lines.place(v.span().start), value }
}

#[cfg(test)]
mod tests;
