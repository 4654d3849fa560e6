//! Archives of XML files, unpacked and parsed.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// The files of an archive.
pub(super) fn unpacked(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
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

/// An XML file as names of elements with their attributes, and the characters between the tags.
pub(super) struct Parsed {
    pub(super) elements: Vec<(String, BTreeMap<String, String>)>,
    /// The characters of each paragraph.
    pub(super) paragraphs: Vec<String>,
    /// What fields are told to do.
    pub(super) instructions: Vec<String>,
    /// The characters of all elements of a name, those of each followed by a blank.
    pub(super) texts: BTreeMap<String, String>,
}

fn attributes(tag: &BytesStart<'_>) -> BTreeMap<String, String> {
    tag.attributes()
        .map(|a| {
            let a = a.unwrap();
            let value = quick_xml::escape::unescape(&a.value).unwrap().into_owned();
            (a.key.as_ref().to_owned(), value)
        })
        .collect()
}

fn entity(entity: &BytesRef<'_>) -> String {
    let name: &str = entity;
    quick_xml::escape::unescape(&format!("&{name};")).unwrap().into_owned()
}

pub(super) fn parsed(xml: &[u8]) -> Parsed {
    let xml = std::str::from_utf8(xml).unwrap();
    assert!(
        xml.chars().all(
            |c| matches!(c, '\n' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
        ),
        "characters that XML has no form for"
    );
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let mut out = Parsed {
        elements: Vec::new(),
        paragraphs: Vec::new(),
        instructions: Vec::new(),
        texts: BTreeMap::new(),
    };
    let mut open: Vec<String> = Vec::new();
    let put = |out: &mut Parsed, open: &[String], text: &str| {
        let Some(of) = open.last() else { return };
        out.texts.entry(of.clone()).or_default().push_str(text);
        let of_field = of == "w:instrText";
        let list = if of_field { &mut out.instructions } else { &mut out.paragraphs };
        if let Some(last) = list.last_mut() {
            last.push_str(text);
        }
    };
    loop {
        let event = reader.read_event().unwrap();
        match &event {
            Event::Start(tag) | Event::Empty(tag) => {
                let name = tag.name().as_ref().to_owned();
                match name.as_str() {
                    "w:p" => out.paragraphs.push(String::new()),
                    "w:instrText" => out.instructions.push(String::new()),
                    _ => {}
                }
                if let Some(text) = out.texts.get_mut(&name) {
                    text.push(' ');
                }
                let attributes = attributes(tag);
                out.instructions.extend(attributes.get("w:instr").cloned());
                if matches!(event, Event::Start(_)) {
                    open.push(name.clone());
                }
                out.elements.push((name, attributes));
            }
            Event::Text(text) => put(&mut out, &open, text),
            Event::GeneralRef(name) => put(&mut out, &open, &entity(name)),
            Event::End(_) => {
                open.pop();
            }
            Event::Eof => break,
            Event::Decl(_) => {}
            other => panic!("{other:?}"),
        }
    }
    assert!(open.is_empty());
    out
}
