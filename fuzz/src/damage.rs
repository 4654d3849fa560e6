//! Ways of damaging a file, as values that proptest can make and shrink.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::corpus::Entry;
use crate::package;

/// What is written in a file: which words do most harm in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// A table in text.
    Table,
    /// TOML.
    Toml,
    /// JSON.
    Json,
    /// XML, in the parts of a ZIP archive.
    Xml,
    /// No text.
    Binary,
}

const TABLE: [&str; 38] = [
    "\"",
    "\"\"",
    "\",\"",
    ",",
    ";",
    "\t",
    "|",
    "\r",
    "\n",
    "\r\n",
    "\n\n",
    "\u{feff}",
    "\u{a0}",
    "\u{2028}",
    "\u{202e}",
    "\0",
    "\u{1b}[31m",
    "sep=;\n",
    "'",
    "=1+1",
    "@",
    "nil",
    "unknown",
    "not_applicable",
    "<5",
    "<",
    "NA",
    "..",
    " ",
    "*",
    "%",
    "-",
    "\u{2212}",
    "\u{ff11}",
    "#N/A",
    "\"\n",
    "é",
    "\u{1f600}",
];
const TOML: [&str; 40] = [
    "\n[node.threat]\n",
    "\n[[band]]\n",
    "\n[indicator.\"wb.homicide\"]\n",
    "[[",
    "]]",
    "[",
    "]",
    "{",
    "}",
    "=",
    " = 1\n",
    "\"",
    "\"\"\"",
    "'''",
    "\\u0000",
    "\\ud800",
    "\\",
    "#",
    "\n",
    ".",
    ",",
    "inf",
    "nan",
    "true",
    "1979-05-27",
    "parent = \"threat\"\n",
    "weight = 0\n",
    "\u{feff}",
    "\0",
    "\r",
    "floor = 0\n",
    "aggregate = \"min\"\n",
    "goalposts = [1, 1]\n",
    "x.y.z.u.v = 1\n",
    "per = { indicator = \"wb.homicide\", factor = 0 }\n",
    "id = \"id\"\n",
    "seed = -1\n",
    "draws = 4294967295\n",
    "editions = []\n",
    "\"*\"",
];
const JSON: [&str; 16] = [
    "\"",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "null",
    "true",
    " ",
    "\n",
    "\\u0000",
    "\"x\": 1, ",
    "1e999",
    "\"engine\": \"ideal\", ",
    "-0",
];
const XML: [&str; 34] = [
    "<",
    ">",
    "/>",
    "</c>",
    "</row>",
    "<c r=\"A1\"><v>1</v></c>",
    "<c r=\"XFD1048576\"><v>2</v></c>",
    "<row r=\"1048577\">",
    "<v>1e999</v>",
    " t=\"s\"",
    " t=\"e\"",
    " t=\"d\"",
    " t=\"b\"",
    " s=\"99999\"",
    " hidden=\"1\"",
    "&amp;",
    "&#0;",
    "&#xd800;",
    "&unknown;",
    "]]>",
    "<![CDATA[",
    "<!--",
    "<?x",
    "<!DOCTYPE a [<!ENTITY b \"c\">]>",
    "\"",
    "'",
    "=",
    "\0",
    "<f t=\"shared\" si=\"4000000000\" ref=\"A1:XFD1048576\">1</f>",
    " table:number-rows-repeated=\"1048576\"",
    " table:number-columns-repeated=\"16384\"",
    "<a>",
    "_x000D_",
    "<mergeCell ref=\"A1:XFD1048576\"/>",
];
const BINARY: [&str; 3] = ["PAR1", "PK\u{3}\u{4}", "\0\0\0\0"];

/// Numbers put in place of others.
const NUMBERS: [&str; 34] = [
    "0",
    "-0",
    "1",
    "-1",
    "1e999",
    "-1e308",
    "1.7976931348623157e308",
    "5e-324",
    "1e-12",
    "NaN",
    "inf",
    "-inf",
    "99999999999999999999",
    "4294967295",
    "4294967296",
    "2147483648",
    "-2147483648",
    "65536",
    "1048577",
    "16385",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551616",
    "0x10",
    "1.",
    ".5",
    "1,5",
    "1_000",
    "007",
    "1e5",
    "0.1e",
    "12.345.678",
    "1 000",
    "2023-13",
];
const WORDS: [u32; 14] = [
    0,
    1,
    0xff,
    0x7fff,
    0x8000,
    0xffff,
    0x0001_0000,
    0x00ff_ffff,
    0x7fff_ffff,
    0x8000_0000,
    0xffff_fffe,
    0xffff_ffff,
    0xffff_fffd,
    0x4000_0000,
];

/// A place in a file, from its start or its end.
#[derive(Clone, Copy, Debug)]
pub struct At {
    offset: u32,
    from_end: bool,
}

impl At {
    fn of(self, length: usize) -> usize {
        let offset = self.offset as usize % (length + 1);
        if self.from_end { length - offset } else { offset }
    }
}

/// One damage.
#[derive(Clone, Debug)]
pub enum Damage {
    /// A bit is the other.
    Flip(At, u8),
    /// A byte is another.
    Set(At, u8),
    /// Bytes are put in.
    Insert(At, Vec<u8>),
    /// Bytes are taken out.
    Delete(At, u16),
    /// The rest is gone.
    Truncate(At),
    /// A stretch of another file of the corpus is put in.
    Splice(At, usize, u32, u16),
    /// A stretch stands many times.
    Repeat(At, u16, u16),
    /// A number is an extreme one.
    Number(u32, &'static str),
    /// Four bytes are an extreme number.
    Word(At, u32),
    /// A word of the language is put in.
    Token(At, &'static str),
    /// A line stands a second time, elsewhere.
    Again(u32, u32),
    /// A line is gone.
    Drop(u32),
}

/// Where a damage is done.
#[derive(Clone, Copy, Debug)]
pub enum Where {
    /// In the bytes of the file.
    File,
    /// In what a part of the archive unpacks to; in the file where it is none.
    Part(u8),
}

/// A file of the corpus and what is done to it.
#[derive(Clone, Debug)]
pub struct Case {
    /// Which file, as a number that is taken modulo the corpus.
    pub entry: usize,
    /// What is done to it, in this order.
    pub damages: Vec<(Where, Damage)>,
    /// How what is read is written again: a seed.
    pub form: u64,
}

/// Output of a damage that repeats, in bytes.
const LONGEST: usize = 256 << 10;

fn at() -> impl Strategy<Value = At> {
    let offset = prop_oneof![2 => 0..200_u32, 5 => 0..1_000_000_u32];
    (offset, prop_oneof![4 => Just(false), 1 => Just(true)])
        .prop_map(|(offset, from_end)| At { offset, from_end })
}

fn damage(language: Language) -> impl Strategy<Value = Damage> {
    let tokens: &'static [&'static str] = match language {
        Language::Table => &TABLE,
        Language::Toml => &TOML,
        Language::Json => &JSON,
        Language::Xml => &XML,
        Language::Binary => &BINARY,
    };
    let text = u32::from(language != Language::Binary);
    prop_oneof![
        3 => (at(), 0..8_u8).prop_map(|(a, b)| Damage::Flip(a, b)),
        2 => (at(), any::<u8>()).prop_map(|(a, b)| Damage::Set(a, b)),
        1 => (at(), vec(any::<u8>(), 1..5)).prop_map(|(a, b)| Damage::Insert(a, b)),
        2 => (at(), prop_oneof![4 => 1..6_u16, 1 => 1..400_u16]).prop_map(|(a, n)| Damage::Delete(a, n)),
        1 => at().prop_map(Damage::Truncate),
        2 => (at(), 0..64_usize, 0..100_000_u32, 1..400_u16).prop_map(|(a, e, f, n)| Damage::Splice(a, e, f, n)),
        1 => (at(), 1..64_u16, select(&[1, 2, 40, 3000][..])).prop_map(|(a, n, t)| Damage::Repeat(a, n, t)),
        1 + 5 * text => (0..10_000_u32, select(&NUMBERS[..])).prop_map(|(n, t)| Damage::Number(n, t)),
        5 - 4 * text => (at(), select(&WORDS[..])).prop_map(|(a, w)| Damage::Word(a, w)),
        1 + 4 * text => (at(), select(tokens)).prop_map(|(a, t)| Damage::Token(a, t)),
        1 + 2 * text => (0..1000_u32, 0..1000_u32).prop_map(|(a, b)| Damage::Again(a, b)),
        1 + text => (0..1000_u32).prop_map(Damage::Drop),
    ]
}

/// Files of a corpus with up to four damages.
pub fn cases(language: Language) -> impl Strategy<Value = Case> {
    let place = match language {
        Language::Xml => {
            prop_oneof![1 => Just(Where::File), 5 => (0..32_u8).prop_map(Where::Part)].boxed()
        }
        _ => Just(Where::File).boxed(),
    };
    (0..64_usize, vec((place, damage(language)), 0..5), any::<u64>())
        .prop_map(|(entry, damages, form)| Case { entry, damages, form })
}

impl Case {
    /// The file of the corpus that it is about.
    #[must_use]
    pub fn entry<'c>(&self, corpus: &'c [Entry]) -> &'c Entry {
        &corpus[self.entry % corpus.len()]
    }

    /// The damaged file.
    #[must_use]
    pub fn bytes(&self, corpus: &[Entry]) -> Vec<u8> {
        let mut bytes = self.entry(corpus).bytes.clone();
        for (place, damage) in &self.damages {
            let parts = match place {
                Where::Part(n) => package::unpack(&bytes)
                    .filter(|p| !p.is_empty())
                    .map(|p| (usize::from(*n) % p.len(), p)),
                Where::File => None,
            };
            match parts {
                Some((n, mut parts)) => {
                    damage.to(&mut parts[n].1, corpus);
                    bytes = package::pack(&parts, true);
                }
                None => damage.to(&mut bytes, corpus),
            }
        }
        bytes
    }
}

impl Damage {
    fn to(&self, bytes: &mut Vec<u8>, corpus: &[Entry]) {
        let length = bytes.len();
        match self {
            Damage::Flip(at, bit) => {
                if let Some(byte) = bytes.get_mut(at.of(length)) {
                    *byte ^= 1 << bit;
                }
            }
            Damage::Set(at, to) => {
                if let Some(byte) = bytes.get_mut(at.of(length)) {
                    *byte = *to;
                }
            }
            Damage::Insert(at, new) => put(bytes, at.of(length), 0, new),
            Damage::Delete(at, n) => put(bytes, at.of(length), usize::from(*n), &[]),
            Damage::Truncate(at) => bytes.truncate(at.of(length)),
            Damage::Splice(at, entry, from, n) => {
                let other = &corpus[entry % corpus.len()].bytes;
                let from = *from as usize % (other.len() + 1);
                let stretch = &other[from..other.len().min(from + usize::from(*n))];
                put(bytes, at.of(length), 0, stretch);
            }
            Damage::Repeat(at, n, times) => {
                let from = at.of(length);
                let stretch = bytes[from..length.min(from + usize::from(*n))].to_vec();
                let times = usize::from(*times).min(LONGEST / stretch.len().max(1));
                put(bytes, from, 0, &stretch.repeat(times));
            }
            Damage::Number(n, with) => {
                let numbers = numbers(bytes);
                if !numbers.is_empty() {
                    let (from, n) = numbers[*n as usize % numbers.len()];
                    put(bytes, from, n, with.as_bytes());
                }
            }
            Damage::Word(at, word) => put(bytes, at.of(length), 4, &word.to_le_bytes()),
            Damage::Token(at, token) => put(bytes, at.of(length), 0, token.as_bytes()),
            Damage::Again(from, to) => {
                let lines = lines(bytes);
                let (from, n) = lines[*from as usize % lines.len()];
                let (to, _) = lines[*to as usize % lines.len()];
                let line = bytes[from..from + n].to_vec();
                put(bytes, to, 0, &line);
            }
            Damage::Drop(n) => {
                let lines = lines(bytes);
                let (from, n) = lines[*n as usize % lines.len()];
                put(bytes, from, n, &[]);
            }
        }
    }
}

/// Puts bytes in the place of `n` others.
fn put(bytes: &mut Vec<u8>, at: usize, n: usize, new: &[u8]) {
    let end = bytes.len().min(at + n);
    bytes.splice(at..end, new.iter().copied());
}

/// Start and length of every number that is written out.
fn numbers(bytes: &[u8]) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (i, b) in bytes.iter().enumerate() {
        let within = out.last().is_some_and(|(from, n)| from + n == i);
        match out.last_mut() {
            Some((_, n)) if within && (b.is_ascii_digit() || *b == b'.') => *n += 1,
            _ if b.is_ascii_digit() => out.push((i, 1)),
            _ => {}
        }
    }
    out
}

/// Start and length of every line, with its end; one at least.
fn lines(bytes: &[u8]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut from = 0;
    for line in bytes.split_inclusive(|b| *b == b'\n') {
        out.push((from, line.len()));
        from += line.len();
    }
    if out.is_empty() {
        out.push((0, 0));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn damaged(text: &str, damage: &Damage) -> String {
        let mut bytes = text.as_bytes().to_vec();
        damage.to(&mut bytes, &[Entry::new("other", *b"xyz")]);
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn damages_do_what_they_are_called() {
        let at = |offset| At { offset, from_end: false };
        assert_eq!(damaged("a1,22.5\nb", &Damage::Number(1, "inf")), "a1,inf\nb");
        assert_eq!(damaged("a\nb\nc\n", &Damage::Again(2, 0)), "c\na\nb\nc\n");
        assert_eq!(damaged("a\nb\nc\n", &Damage::Drop(1)), "a\nc\n");
        assert_eq!(damaged("abc", &Damage::Splice(at(1), 0, 1, 9)), "ayzbc");
        assert_eq!(damaged("abc", &Damage::Repeat(at(1), 2, 2)), "abcbcbc");
        assert_eq!(damaged("abc", &Damage::Truncate(At { offset: 1, from_end: true })), "ab");
        assert_eq!(damaged("", &Damage::Delete(at(7), 3)), "");
    }
}
