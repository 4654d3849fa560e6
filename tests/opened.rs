//! Files of a report taken apart as programs that others wrote read them: Markdown by
//! pulldown-cmark, workbooks by calamine, Word by its archive and its XML, HTML by its tags.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// A piece of HTML or XML.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// An element begins: its name, and its attributes as they are meant.
    Open(&'a str, Vec<(&'a str, String)>),
    /// An element ends; one without content too.
    Close(&'a str),
    /// Characters as they are meant.
    Text(String),
}

/// Elements of HTML that have no content.
const EMPTY: [&str; 8] = ["meta", "link", "br", "hr", "img", "input", "col", "wbr"];

/// Characters for what stands for them.
fn meant(text: &str) -> String {
    quick_xml::escape::unescape(&text.replace("&nbsp;", "\u{a0}")).unwrap().into_owned()
}

/// The pieces of a page: every `<` begins a tag, as a browser takes it, but for those in a script or
/// a style sheet.
pub fn pieces(page: &str) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        if !text.is_empty() {
            out.push(Piece::Text(meant(text)));
        }
        let mut quote = None;
        let end = tag.find(|c: char| {
            match (quote, c) {
                (None, '"' | '\'') => quote = Some(c),
                (Some(q), _) if q == c => quote = None,
                _ => {}
            }
            c == '>' && quote.is_none()
        });
        let (inside, after) = tag.split_at(end.expect("a tag ends"));
        rest = &after[1..];
        let inside = &inside[1..];
        if inside.starts_with(['!', '?']) {
            continue;
        }
        if let Some(name) = inside.strip_prefix('/') {
            out.push(Piece::Close(name.trim()));
            continue;
        }
        let whole = inside.strip_suffix('/').unwrap_or(inside);
        let (name, attributes) =
            whole.split_once(|c: char| c.is_whitespace()).unwrap_or((whole, ""));
        out.push(Piece::Open(name, attributes_of(attributes)));
        if whole.len() < inside.len() || EMPTY.contains(&name) {
            out.push(Piece::Close(name));
        } else if ["script", "style"].contains(&name) {
            rest = &rest[rest.find(&format!("</{name}")).expect("it ends")..];
        }
    }
    out
}

fn attributes_of(mut text: &str) -> Vec<(&str, String)> {
    let mut out = Vec::new();
    loop {
        text = text.trim_start();
        let end = text.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(text.len());
        let (name, after) = text.split_at(end);
        if name.is_empty() {
            assert!(text.is_empty(), "an attribute without a name: {text}");
            return out;
        }
        let Some(value) = after.strip_prefix('=') else {
            out.push((name, String::new()));
            text = after;
            continue;
        };
        let quote = value.chars().next().filter(|c| ['"', '\''].contains(c));
        let value = &value[1..];
        let end = value.find(quote.expect("a value in quotes")).expect("a quote ends");
        out.push((name, meant(&value[..end])));
        text = &value[end + 1..];
    }
}

/// A table as it was read.
#[derive(Debug, Default)]
pub struct Table {
    /// The anchor of its section, or of the part of it.
    pub section: String,
    /// Rows with their cells, the head first.
    pub rows: Vec<Line>,
}

/// A row.
#[derive(Clone, Debug, Default)]
pub struct Line {
    pub cells: Vec<String>,
    /// The anchor that its name leads to; empty where it leads nowhere.
    pub leads: String,
}

/// A report as Markdown has it.
#[derive(Debug, Default)]
pub struct Written {
    pub tables: Vec<Table>,
    /// The texts outside tables, by the anchor of their section; without captions' numbers.
    pub texts: BTreeMap<String, Vec<String>>,
    /// What each anchor is the heading of.
    pub headings: BTreeMap<String, String>,
    /// Whatever is no text: HTML, images, links, code blocks, formulas, rules.
    pub signs: Vec<String>,
}

/// Reads Markdown as CommonMark with tables, and with the formulas that some readers know.
pub fn markdown(page: &str) -> Written {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH;
    let mut out = Written::default();
    let (mut section, mut text, mut strong) = (String::new(), String::new(), 0);
    let (mut image, mut heading, mut in_table) = (false, None, false);
    let mut line = Line::default();
    for event in Parser::new_ext(page, options) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                (heading, text) = (Some(level), String::new())
            }
            Event::End(TagEnd::Heading(_)) => {
                heading = None;
                out.headings.insert(section.clone(), std::mem::take(&mut text));
            }
            Event::Html(t) | Event::InlineHtml(t) => {
                let anchor = t.strip_prefix("<span id=\"").and_then(|t| t.strip_suffix("\">"));
                if let (Some(anchor), Some(HeadingLevel::H2 | HeadingLevel::H3)) = (anchor, heading)
                {
                    section = anchor.to_owned();
                }
                out.signs.push(t.into_string());
            }
            Event::Start(Tag::Table(_)) => {
                in_table = true;
                out.tables.push(Table { section: section.clone(), rows: Vec::new() });
            }
            Event::End(TagEnd::Table) => in_table = false,
            Event::End(TagEnd::TableCell) => line.cells.push(plain(&std::mem::take(&mut text))),
            Event::End(TagEnd::TableHead | TagEnd::TableRow) => {
                out.tables.last_mut().unwrap().rows.push(std::mem::take(&mut line));
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                image = true;
                out.signs.push(format!("image {dest_url}"));
            }
            Event::End(TagEnd::Image) => image = false,
            Event::Start(Tag::Link { dest_url, .. }) => {
                if let Some(anchor) = dest_url.strip_prefix('#').filter(|_| line.leads.is_empty()) {
                    line.leads = if in_table { anchor.to_owned() } else { String::new() };
                }
                out.signs.push(format!("link {dest_url}"));
            }
            Event::Start(Tag::Strong) => strong = text.len() + 1,
            // The number of a table or figure stands at the beginning, before what it shows.
            Event::End(TagEnd::Strong) if strong == 1 && numbered(&text) => text.clear(),
            Event::Text(t) | Event::Code(t) if !image => text.push_str(&t),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::InlineMath(_) | Event::DisplayMath(_) => out.signs.push("formula".to_owned()),
            Event::Start(Tag::CodeBlock(_)) => out.signs.push("code".to_owned()),
            Event::End(TagEnd::Paragraph | TagEnd::Item) if !text.is_empty() => {
                out.texts.entry(section.clone()).or_default().push(plain(&text));
                text.clear();
            }
            _ => {}
        }
    }
    out
}

/// Whether a text is a word and a number: what tables and figures are called.
fn numbered(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let number = words.next_back().is_some_and(|w| w.bytes().all(|b| b.is_ascii_digit()));
    number && words.next().is_some_and(|w| w.chars().all(char::is_alphabetic))
}

/// A text with single blanks and none around it.
pub fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The files of an archive.
pub fn unpacked(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|i| {
            let mut file = zip.by_index(i).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (file.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

/// Fails where an XML file is not well formed.
#[track_caller]
pub fn well_formed(name: &str, xml: &[u8]) {
    let text = std::str::from_utf8(xml).unwrap();
    let odd = text.chars().find(|c| {
        !matches!(c, '\n' | '\r' | '\t' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
    });
    assert_eq!(odd, None, "{name} holds what XML has no form for");
    let mut reader = quick_xml::Reader::from_str(text);
    let mut open = 0_i32;
    loop {
        use quick_xml::events::Event;
        match reader.read_event().unwrap_or_else(|e| panic!("{name}: {e}")) {
            Event::Start(tag) => {
                open += 1;
                assert!(tag.attributes().all(|a| a.is_ok()), "{name}: {tag:?}");
            }
            Event::Empty(tag) => assert!(tag.attributes().all(|a| a.is_ok()), "{name}: {tag:?}"),
            Event::End(_) => open -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(open, 0, "{name} ends within an element");
}

/// What a Word document says: its tables as rows of cells, and its paragraphs outside them.
pub fn word(document: &str) -> (Vec<Vec<Vec<String>>>, Vec<String>) {
    let (mut tables, mut paragraphs) = (Vec::new(), vec![String::new()]);
    let (mut text, mut said, mut in_table) = (String::new(), false, false);
    for piece in pieces(document) {
        match piece {
            Piece::Open("w:tbl", _) => {
                in_table = true;
                tables.push(Vec::new());
            }
            Piece::Close("w:tbl") => in_table = false,
            Piece::Open("w:tr", _) => tables.last_mut().unwrap().push(Vec::new()),
            Piece::Close("w:tc") => {
                let row: &mut Vec<String> = tables.last_mut().unwrap().last_mut().unwrap();
                row.push(plain(&std::mem::take(&mut text)));
            }
            Piece::Close("w:p") if in_table => text.push(' '),
            Piece::Close("w:p") => paragraphs.push(plain(&std::mem::take(&mut text))),
            Piece::Open("w:tab" | "w:br", _) => text.push(' '),
            Piece::Open("w:t", _) => said = true,
            Piece::Close("w:t") => said = false,
            Piece::Text(t) if said => text.push_str(&t),
            _ => {}
        }
    }
    (tables, paragraphs)
}

/// The sheets of a workbook with their cells, row by row.
pub fn workbook(bytes: &[u8]) -> Vec<(String, Vec<Vec<Data>>)> {
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    book.sheet_names()
        .into_iter()
        .map(|name| {
            let sheet = book.worksheet_range(&name).unwrap();
            (name, sheet.rows().map(<[Data]>::to_vec).collect())
        })
        .collect()
}

/// A row with the section or profile that it stands in.
pub type Placed = (String, Line);

/// The rows of the tables of a page with where each stands, and the texts of its profiles: what is
/// drawn and what only shows when it is pointed at left out.
pub fn page(html: &str) -> (Vec<Placed>, BTreeMap<String, Vec<String>>) {
    let (mut rows, mut profiles) = (Vec::new(), BTreeMap::<String, Vec<String>>::new());
    let (mut section, mut profile, mut drawn) = (String::new(), None, 0);
    let (mut line, mut head) = (None::<Line>, false);
    // Cells opened down to their rows: documents have those of the priorities alone, in an annex.
    let mut opened = 0;
    for piece in pieces(html) {
        match piece {
            Piece::Open("div", attributes) if opened == 0 => {
                opened += i32::from(value(&attributes, "class") == "opened");
            }
            Piece::Open("div", _) => opened += 1,
            Piece::Close("div") if opened > 0 => opened -= 1,
            _ if opened > 0 => {}
            Piece::Open("thead", _) => head = true,
            Piece::Close("thead") => head = false,
            Piece::Open("svg" | "script" | "style", _) => drawn += 1,
            Piece::Close("svg" | "script" | "style") => drawn -= 1,
            _ if drawn > 0 => {}
            Piece::Open("section", attributes) => section = value(&attributes, "id"),
            Piece::Open("article", attributes) if value(&attributes, "class") == "profile" => {
                profile = Some(value(&attributes, "id"));
            }
            Piece::Close("article") => profile = None,
            Piece::Open("tr", _) => line = Some(Line::default()).filter(|_| !head),
            Piece::Close("tr") => {
                let place = profile.clone().unwrap_or_else(|| section.clone());
                rows.extend(line.take().map(|line| (place, line)));
            }
            Piece::Open("td" | "th", _) => {
                if let Some(line) = &mut line {
                    line.cells.push(String::new());
                }
            }
            Piece::Open("a", attributes) => {
                if let Some(line) = line.as_mut().filter(|l| l.leads.is_empty()) {
                    line.leads = value(&attributes, "href").trim_start_matches('#').to_owned();
                }
            }
            Piece::Open(..) => {
                if let Some(cell) = line.as_mut().and_then(|l| l.cells.last_mut()) {
                    cell.push(' ');
                }
            }
            Piece::Text(text) => {
                if let Some(cell) = line.as_mut().and_then(|l| l.cells.last_mut()) {
                    cell.push_str(&text);
                }
                if let Some(profile) = &profile {
                    profiles.entry(profile.clone()).or_default().push(text);
                }
            }
            Piece::Close(_) => {}
        }
    }
    (rows, profiles)
}

/// The value of an attribute; empty where there is none.
pub fn value(attributes: &[(&str, String)], name: &str) -> String {
    attributes.iter().find(|(n, _)| *n == name).map(|(_, v)| v.clone()).unwrap_or_default()
}

/// A number with a decimal point, and a minus where it has one.
pub type Printed = String;

/// The numbers of a text as a language writes them. A hyphen is no minus: reports print U+2212.
pub fn numbers(lang: &str, text: &str) -> Vec<Printed> {
    let (decimal, group) = if lang == "en" { ('.', ',') } else { (',', '.') };
    let chars: Vec<char> = text.chars().collect();
    let digit = |i: usize| chars.get(i).is_some_and(char::is_ascii_digit);
    let (mut out, mut i) = (Vec::new(), 0);
    while i < chars.len() {
        if !digit(i) {
            i += 1;
            continue;
        }
        let mut number = String::new();
        if i > 0 && chars[i - 1] == '\u{2212}' {
            number.push('-');
        }
        let mut parted = false;
        while i < chars.len() {
            let three = (1..=3).all(|n| digit(i + n)) && !digit(i + 4);
            if digit(i) {
                number.push(chars[i]);
            } else if chars[i] == decimal && !parted && digit(i + 1) {
                number.push('.');
                parted = true;
            } else if !(chars[i] == group && !parted && three) {
                break;
            }
            i += 1;
        }
        out.push(number);
    }
    out
}

/// Whether this is how a value is printed: it lies within half of the last digit.
pub fn prints(printed: &str, value: f64) -> bool {
    let decimals = printed.split_once('.').map_or(0, |(_, d)| d.len());
    let half: f64 = format!("5e-{}", decimals + 1).parse().unwrap();
    (printed.parse::<f64>().unwrap() - value).abs() <= half + 1e-9
}

#[test]
fn numbers_are_read_as_a_language_writes_them() {
    assert_eq!(numbers("es", "1.234,5 – 7, −2,6 · 2023-24"), ["1234.5", "7", "-2.6", "2023", "24"]);
    assert_eq!(numbers("en", "1,234.5 – 7, −2.6 (12.)"), ["1234.5", "7", "-2.6", "12"]);
    assert!(prints("69.5", 69.549) && !prints("69.5", 69.551) && !prints("-0.3", 0.3));
}
