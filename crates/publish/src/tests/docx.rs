//! Word documents, unpacked and parsed.

use std::io::Cursor;

use super::fixture::{HOSTILE, bare, hostile, specimen};
use super::only;
use super::unpacked::{Parsed, parsed, unpacked};
use crate::{Docx, Paper};

fn has(parsed: &Parsed, name: &str, key: &str, value: &str) -> usize {
    parsed
        .elements
        .iter()
        .filter(|(n, a)| n == name && a.get(key).is_some_and(|v| v == value))
        .count()
}

#[test]
fn formats_docx_has_styles_marks_alt_texts_and_repeated_heads() {
    let files = unpacked(&only(&Docx { paper: Paper::A4 }, &specimen()));
    let document = parsed(&files["word/document.xml"]);
    let styles = parsed(&files["word/styles.xml"]);
    for style in ["Title", "Subtitle", "Heading1", "Heading2", "Heading3", "Caption", "ListBullet"]
    {
        assert!(has(&document, "w:pStyle", "w:val", style) > 0, "{style}");
        assert_eq!(has(&styles, "w:style", "w:styleId", style), 1, "{style}");
    }
    // Every style that is named is defined.
    for (name, attributes) in &document.elements {
        if ["w:pStyle", "w:rStyle", "w:tblStyle"].contains(&name.as_str()) {
            assert_eq!(has(&styles, "w:style", "w:styleId", &attributes["w:val"]), 1);
        }
    }
    assert_eq!(document.elements.iter().filter(|(n, _)| n == "w:tblHeader").count(), 4);
    let alt = "Barras de ocho territorios; el primero tiene 84,0 y el último 30,1.";
    assert_eq!(has(&document, "wp:docPr", "descr", alt), 1);
    assert!(has(&document, "w:pgSz", "w:orient", "landscape") == 1, "the wide table lies");
    for name in ["word/header.xml", "word/footer.xml", "word/footer_turned.xml"] {
        let frame = parsed(&files[name]);
        assert!(frame.paragraphs.concat().contains("TLP:AMBER"), "{name}");
        let fields: &[&str] = if name.contains("foot") { &[" PAGE ", " NUMPAGES "] } else { &[] };
        assert_eq!(frame.instructions, fields, "{name}");
    }
    let core = String::from_utf8(files["docProps/core.xml"].clone()).unwrap();
    assert!(core.contains("<dc:title>Amenazas del crimen organizado en América Latina</dc:title>"));
    assert!(has(&styles, "w:lang", "w:val", "es-419") == 1);
    let png = &files["word/media/image1.png"];
    let reader = png::Decoder::new(Cursor::new(png)).read_info().unwrap();
    let info = reader.info();
    // 170 mm at 200 dots an inch, and the resolution says so.
    assert_eq!((info.width, info.pixel_dims.unwrap().xppu), (1339, 7874));
    assert!(
        document.paragraphs.iter().any(|p| p == "Tabla 1  Territorios según su prioridad, 2023")
    );
}

#[test]
fn formats_docx_takes_no_text_for_a_sign() {
    let files = unpacked(&only(&Docx { paper: Paper::Letter }, &hostile()));
    for (name, bytes) in files.iter().filter(|(n, _)| n.ends_with(".xml") || n.ends_with(".rels")) {
        let file = parsed(bytes);
        let fields = |i: &String| {
            [" PAGE ", " NUMPAGES ", " SEQ Table \\* ARABIC ", " SEQ Figure \\* ARABIC "]
                .contains(&i.as_str())
                || i.starts_with(" TOC ")
                || (i.starts_with(" PAGEREF _Toc") && i.len() == 24)
        };
        let odd: Vec<&String> = file.instructions.iter().filter(|i| !fields(i)).collect();
        assert!(odd.is_empty(), "{name}: {odd:?}");
        assert!(file.elements.iter().all(|(n, _)| n != "script" && n != "img"));
    }
    let document = parsed(&files["word/document.xml"]);
    let paragraphs: Vec<String> = document.paragraphs.iter().map(|p| bare(p)).collect();
    for text in HOSTILE {
        let whole = bare(text);
        let found = paragraphs.iter().filter(|p| **p == whole).count();
        assert!(found >= 15, "{text:?} is found {found} times");
    }
    let relations = parsed(&files["word/_rels/document.xml.rels"]);
    let outside: Vec<&String> = relations
        .elements
        .iter()
        .filter(|(_, a)| a.get("TargetMode").is_some_and(|m| m == "External"))
        .map(|(_, a)| &a["Target"])
        .filter(|t| !t.starts_with("https://dataunodc.un.org/"))
        .collect();
    assert_eq!(outside, ["https://a.example/%22%3E%3Cx%3E%7C%29%28%C3%A9"]);
}
