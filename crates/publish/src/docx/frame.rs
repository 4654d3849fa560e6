//! What stands around the text of every page: paper, margins, the mark and the page's number.

use ideal_report::document::Document;

use super::text::{Letters, Stand, field, paragraph, run, tab};
use super::xml::Xml;
use crate::format::Paper;
use crate::measure::MARGINS;
use crate::page_label::{Part, parts};

/// The namespace of Word's elements.
pub(super) const WORD: (&str, &str) =
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main");
/// That of relations between files.
pub(super) const RELATIONS: (&str, &str) =
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships");

/// Millimetres in twentieths of a point, which Word counts in.
pub(super) fn twips(millimetres: f64) -> i64 {
    (millimetres / 25.4 * 1440.0).round() as i64
}

/// Width between the margins, in twentieths of a point.
pub(super) fn room(paper: Paper, turned: bool) -> i64 {
    twips(paper.size(turned).0) - twips(MARGINS)
}

/// The properties of a part of the document: its paper, upright or on its side, and what stands at
/// the head and the foot of its pages.
pub(super) fn section(xml: &mut Xml, paper: Paper, turned: bool) {
    let (width, height) = paper.size(turned);
    let (width, height) = (twips(width).to_string(), twips(height).to_string());
    let side = twips(MARGINS / 2.0).to_string();
    let foot = if turned { "rId5" } else { "rId4" };
    xml.element("w:sectPr", &[], |xml| {
        xml.empty("w:headerReference", &[("w:type", "default"), ("r:id", "rId3")]);
        xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", foot)]);
        if turned {
            let size = [("w:w", &*width), ("w:h", &*height), ("w:orient", "landscape")];
            xml.empty("w:pgSz", &size);
        } else {
            xml.empty("w:pgSz", &[("w:w", &width), ("w:h", &height)]);
        }
        let margins = [
            ("w:top", "1304"),
            ("w:right", &*side),
            ("w:bottom", "1247"),
            ("w:left", &*side),
            ("w:header", "567"),
            ("w:footer", "510"),
            ("w:gutter", "0"),
        ];
        xml.empty("w:pgMar", &margins);
    });
}

/// The head of every page: the mark.
pub(super) fn header(document: &Document) -> String {
    let mut xml = Xml::new();
    xml.element("w:hdr", &[WORD, RELATIONS], |xml| {
        paragraph(xml, "Header", Stand::default(), |xml| {
            run(xml, &document.cover.mark, None, Letters::default());
        });
    });
    xml.finish()
}

/// The foot of every page: the mark at the left, the page's number at the right.
pub(super) fn footer(document: &Document, paper: Paper, turned: bool) -> String {
    let right = room(paper, turned).to_string();
    let mut xml = Xml::new();
    xml.element("w:ftr", &[WORD, RELATIONS], |xml| {
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                xml.empty("w:pStyle", &[("w:val", "Footer")]);
                xml.element("w:tabs", &[], |xml| {
                    xml.empty("w:tab", &[("w:val", "right"), ("w:pos", &right)]);
                });
            });
            run(xml, &document.cover.mark, Some("Strong"), Letters::default());
            tab(xml);
            for part in parts(&document.labels.page) {
                match part {
                    Part::Words(words) => run(xml, words, None, Letters::default()),
                    Part::Page => field(xml, " PAGE ", "1", None),
                    Part::Pages => field(xml, " NUMPAGES ", "1", None),
                }
            }
        });
    });
    xml.finish()
}
