//! Paragraphs and runs.

use ideal_report::document::{Look, Text, readable};

use super::xml::Xml;
use crate::outline::{Lead, spans};

/// How the letters of a paragraph differ from its style.
#[derive(Clone, Copy, Default)]
pub(super) struct Letters<'a> {
    /// Their colour: `RRGGBB`.
    pub(super) colour: Option<&'a str>,
    /// Their size, in points.
    pub(super) size: Option<f64>,
}

/// How a paragraph stands on the page.
#[derive(Clone, Copy, Default)]
pub(super) struct Stand {
    /// With the one that follows.
    pub(super) with_next: bool,
    /// At the right edge.
    pub(super) right: bool,
    /// At the top of a page.
    pub(super) on_new_page: bool,
    /// Steps that it is moved in.
    pub(super) indent: u8,
}

/// A step that a paragraph is moved in, in twentieths of a point.
const STEP: i64 = 160;

/// Where links lead: addresses, each under its number.
#[derive(Default)]
pub(super) struct Links {
    /// In the order of their first use.
    pub(super) addresses: Vec<String>,
    /// Anchors of sections, in their order.
    pub(super) anchors: Vec<String>,
}

/// Relations of the document with numbers below this are to its own parts.
const FIRST_LINK: usize = 1_000;

impl Links {
    /// The name of the relation to an address.
    fn relation(&mut self, address: &str) -> String {
        let known = self.addresses.iter().position(|a| a == address);
        let at = known.unwrap_or_else(|| {
            self.addresses.push(address.to_owned());
            self.addresses.len() - 1
        });
        link_id(at)
    }

    /// The bookmark of a section.
    fn bookmark(&self, anchor: &str) -> Option<String> {
        self.anchors.iter().position(|a| a == anchor).map(bookmark)
    }
}

/// The relation of the address in this place.
pub(super) fn link_id(place: usize) -> String {
    format!("rId{}", FIRST_LINK + place)
}

/// The name of the bookmark of the heading in this place. Word hides names with `_` before them.
pub(super) fn bookmark(place: usize) -> String {
    format!("_Toc{:07}", place + 1)
}

/// A paragraph of this style.
pub(super) fn paragraph(xml: &mut Xml, style: &str, stand: Stand, inside: impl FnOnce(&mut Xml)) {
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| {
            xml.empty("w:pStyle", &[("w:val", style)]);
            if stand.with_next {
                xml.empty("w:keepNext", &[]);
            }
            if stand.on_new_page {
                xml.empty("w:pageBreakBefore", &[]);
            }
            if stand.indent > 0 {
                let left = (STEP * i64::from(stand.indent)).to_string();
                xml.empty("w:ind", &[("w:left", &left)]);
            }
            if stand.right {
                xml.empty("w:jc", &[("w:val", "right")]);
            }
        });
        inside(xml);
    });
}

/// Characters of one look; what they are made of is taken for nothing else.
pub(super) fn run(xml: &mut Xml, text: &str, style: Option<&str>, letters: Letters<'_>) {
    xml.element("w:r", &[], |xml| {
        if style.is_some() || letters.colour.is_some() || letters.size.is_some() {
            xml.element("w:rPr", &[], |xml| {
                if let Some(style) = style {
                    xml.empty("w:rStyle", &[("w:val", style)]);
                }
                if let Some(colour) = letters.colour {
                    xml.empty("w:color", &[("w:val", colour)]);
                }
                if let Some(size) = letters.size {
                    let half = (size * 2.0).round().to_string();
                    xml.empty("w:sz", &[("w:val", &half)]);
                    xml.empty("w:szCs", &[("w:val", &half)]);
                }
            });
        }
        xml.element("w:t", &[("xml:space", "preserve")], |xml| xml.text(&readable(text)));
    });
}

/// A tab.
pub(super) fn tab(xml: &mut Xml) {
    xml.element("w:r", &[], |xml| xml.empty("w:tab", &[]));
}

/// A field of Word's with what it shows until it is computed. `instruction` is ours, never a text
/// of the document.
pub(super) fn field(xml: &mut Xml, instruction: &'static str, shown: &str, style: Option<&str>) {
    xml.element("w:fldSimple", &[("w:instr", instruction)], |xml| {
        run(xml, shown, style, Letters::default());
    });
}

/// The runs of a text with their links.
pub(super) fn runs(xml: &mut Xml, text: &Text, letters: Letters<'_>, links: &mut Links) {
    for span in spans(text) {
        let style = match span.look {
            Look::Plain => None,
            Look::Strong => Some("Strong"),
            Look::Emphasis => Some("Emphasis"),
            Look::Aside => Some("Aside"),
            Look::Code => Some("Code"),
        };
        let shown = |xml: &mut Xml, style| run(xml, &span.text, style, letters);
        match &span.leads {
            None => shown(xml, style),
            Some(Lead::Web(address)) => {
                let id = links.relation(address);
                xml.element("w:hyperlink", &[("r:id", &id)], |xml| {
                    shown(xml, style.or(Some("Hyperlink")));
                });
            }
            Some(Lead::Section(anchor)) => match links.bookmark(anchor) {
                Some(name) => {
                    xml.element("w:hyperlink", &[("w:anchor", &name)], |xml| {
                        shown(xml, style.or(Some("Reference")));
                    });
                }
                None => shown(xml, style),
            },
        }
    }
}
