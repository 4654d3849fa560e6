//! The text itself: cover, contents, and piece after piece.

use ideal_report::document::{Document, Fact, Look, Text};

use super::frame::{RELATIONS, WORD, section};
use super::table::table;
use super::text::{Letters, Links, Stand, bookmark, field, paragraph, run, runs, tab};
use super::xml::Xml;
use crate::error::PublishError;
use crate::format::Paper;
use crate::measure::{MARGINS, turned};
use crate::outline::{Outline, Piece, printed};
use crate::picture::Picture;

/// What the text of a document is made of.
pub(super) struct Body {
    /// `word/document.xml`.
    pub(super) xml: String,
    /// Its pictures, in their order.
    pub(super) pictures: Vec<Vec<u8>>,
    /// The addresses that it leads to.
    pub(super) links: Links,
}

/// The relation of the picture in this place.
pub(super) fn picture_id(place: usize) -> String {
    format!("rId{}", 100_000 + place)
}

/// Word's units in an inch.
const EMU: f64 = 914_400.0;
/// Height of the largest picture, in millimetres less than that of the page.
const AROUND_PICTURES: f64 = 80.0;

/// Writes the text of a document.
///
/// # Errors
/// [`PublishError::Picture`].
pub(super) fn body(outline: &Outline<'_>, paper: Paper) -> Result<Body, PublishError> {
    let headings = outline.pieces.iter().filter_map(|piece| match piece {
        Piece::Heading { section, .. } => Some(section.anchor.clone()),
        _ => None,
    });
    let links = Links { anchors: headings.collect(), ..Links::default() };
    let (width, _) = paper.size(false);
    let (_, height) = paper.size(false);
    let room = ((width - MARGINS) / 25.4, (height - AROUND_PICTURES) / 25.4);
    let drawn: Vec<Picture> = outline
        .pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Figure { chart, .. } => Some(Picture::of(chart, room)),
            _ => None,
        })
        .collect::<Result<_, _>>()?;
    let mut writer = Writer { document: outline.document, paper, links, drawn: &drawn };
    let mut xml = Xml::new();
    let drawing =
        ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing");
    xml.element("w:document", &[WORD, RELATIONS, drawing], |xml| {
        xml.element("w:body", &[], |xml| writer.all(xml, outline));
    });
    let links = writer.links;
    Ok(Body { xml: xml.finish(), pictures: drawn.into_iter().map(|p| p.png).collect(), links })
}

struct Writer<'a> {
    document: &'a Document,
    paper: Paper,
    links: Links,
    drawn: &'a [Picture],
}

impl Writer<'_> {
    fn all(&mut self, xml: &mut Xml, outline: &Outline<'_>) {
        self.cover(xml);
        self.contents(xml, outline);
        let sides = turned(&outline.pieces, self.paper);
        let mut turned = false;
        for (at, (piece, side)) in outline.pieces.iter().zip(sides).enumerate() {
            if side != turned {
                self.turn(xml, turned);
                turned = side;
            }
            // The first section begins on a page of its own, after the contents.
            self.piece(xml, piece, at == 0);
        }
        if turned {
            self.turn(xml, true);
        }
        for text in &self.document.colophon {
            self.paragraph(xml, "TableNote", text);
        }
        section(xml, self.paper, false);
    }

    /// Ends the pages before: they were on their side, or upright.
    fn turn(&self, xml: &mut Xml, turned: bool) {
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| section(xml, self.paper, turned));
        });
    }

    fn paragraph(&mut self, xml: &mut Xml, style: &str, text: &Text) {
        paragraph(xml, style, Stand::default(), |xml| {
            runs(xml, text, Letters::default(), &mut self.links);
        });
    }

    fn cover(&mut self, xml: &mut Xml) {
        let cover = &self.document.cover;
        self.paragraph(xml, "Mark", &Text::plain(&cover.mark));
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                xml.empty("w:pStyle", &[("w:val", "Subtitle")]);
                xml.empty("w:spacing", &[("w:before", "2600")]);
            });
            run(xml, &cover.kicker, None, Letters::default());
        });
        self.paragraph(xml, "Title", &Text::plain(&cover.title));
        self.paragraph(xml, "Subtitle", &Text::plain(&cover.edition));
        if let Some(date) = &cover.date {
            self.paragraph(xml, "Subtitle", &Text::plain(date));
        }
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                xml.empty("w:pStyle", &[("w:val", "Normal")]);
                xml.empty("w:spacing", &[("w:before", "900"), ("w:after", "0")]);
            });
        });
        self.facts(xml, &cover.facts);
    }

    fn facts(&mut self, xml: &mut Xml, facts: &[Fact]) {
        for fact in facts {
            paragraph(xml, "Facts", Stand::default(), |xml| {
                run(xml, &fact.name, Some("Strong"), Letters::default());
                tab(xml);
                runs(xml, &fact.text, Letters::default(), &mut self.links);
            });
        }
    }

    /// The contents as a field that Word can make anew, with what stands in it until then.
    fn contents(&self, xml: &mut Xml, outline: &Outline<'_>) {
        let stand = Stand { on_new_page: true, ..Stand::default() };
        paragraph(xml, "TOCHeading", stand, |xml| {
            run(xml, &self.document.labels.contents, None, Letters::default());
        });
        let entries: Vec<(usize, usize, &str)> = outline
            .pieces
            .iter()
            .filter_map(|piece| match piece {
                Piece::Heading { level: level @ 1..=2, place, section } => {
                    Some((*level, *place, section.title.as_str()))
                }
                _ => None,
            })
            .collect();
        for (i, (level, place, title)) in entries.iter().enumerate() {
            let style = if *level == 1 { "TOC1" } else { "TOC2" };
            paragraph(xml, style, Stand::default(), |xml| {
                if i == 0 {
                    sign(xml, "begin");
                    instruction(xml, " TOC \\o \"1-2\" \\h \\z \\u ");
                    sign(xml, "separate");
                }
                let name = bookmark(*place);
                xml.element("w:hyperlink", &[("w:anchor", &name)], |xml| {
                    run(xml, title, None, Letters::default());
                    tab(xml);
                    sign(xml, "begin");
                    instruction(xml, &format!(" PAGEREF {name} \\h "));
                    sign(xml, "separate");
                    sign(xml, "end");
                });
                if i + 1 == entries.len() {
                    sign(xml, "end");
                }
            });
        }
    }

    fn piece(&mut self, xml: &mut Xml, piece: &Piece<'_>, first: bool) {
        match piece {
            Piece::Heading { level, place, section } => {
                let style = match level {
                    1 => "Heading1",
                    2 => "Heading2",
                    _ => "Heading3",
                };
                let stand = Stand { on_new_page: first, ..Stand::default() };
                let (id, name) = (place.to_string(), bookmark(*place));
                paragraph(xml, style, stand, |xml| {
                    xml.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", &name)]);
                    run(xml, &section.title, None, Letters::default());
                    xml.empty("w:bookmarkEnd", &[("w:id", &id)]);
                });
            }
            Piece::Paragraph(text) => self.paragraph(xml, "Normal", text),
            Piece::List(items) => {
                for item in *items {
                    self.paragraph(xml, "ListBullet", item);
                }
            }
            Piece::Facts(facts) => self.facts(xml, facts),
            Piece::Notice { title, lines } => {
                self.paragraph(xml, "NoticeTitle", &Text::plain(*title));
                for line in *lines {
                    self.paragraph(xml, "Notice", line);
                }
                // What follows keeps away from the ground of the notice.
                self.paragraph(xml, "Normal", &Text::default());
            }
            Piece::Table { number, table: shown } => {
                let label = (self.document.labels.table.as_str(), " SEQ Table \\* ARABIC ");
                self.caption(xml, label, *number, &shown.caption, true);
                table(xml, shown, self.paper, &mut self.links);
                for note in &shown.notes {
                    self.paragraph(xml, "TableNote", note);
                }
                // Two tables with nothing between them would be one.
                if shown.notes.is_empty() {
                    self.paragraph(xml, "TableNote", &Text::default());
                }
            }
            Piece::Figure { number, chart, caption } => {
                let stand = Stand { with_next: true, ..Stand::default() };
                let alt = printed(&Text::plain(&chart.alt));
                if let Some(picture) = self.drawn.get(number - 1) {
                    paragraph(xml, "Normal", stand, |xml| {
                        xml.element("w:r", &[], |xml| {
                            drawing(xml, *number, &alt, picture);
                        });
                    });
                }
                let label = (self.document.labels.figure.as_str(), " SEQ Figure \\* ARABIC ");
                self.caption(xml, label, *number, caption, false);
            }
        }
    }

    fn caption(
        &mut self,
        xml: &mut Xml,
        (label, sequence): (&str, &'static str),
        number: usize,
        caption: &Text,
        with_next: bool,
    ) {
        let stand = Stand { with_next, ..Stand::default() };
        paragraph(xml, "Caption", stand, |xml| {
            runs(xml, &Text::of(label, Look::Strong), Letters::default(), &mut self.links);
            run(xml, " ", None, Letters::default());
            field(xml, sequence, &number.to_string(), Some("Strong"));
            run(xml, "  ", None, Letters::default());
            runs(xml, caption, Letters::default(), &mut self.links);
        });
    }
}

fn sign(xml: &mut Xml, kind: &str) {
    xml.element("w:r", &[], |xml| xml.empty("w:fldChar", &[("w:fldCharType", kind)]));
}

/// What a field is to do; a text of ours and names that we made.
fn instruction(xml: &mut Xml, text: &str) {
    xml.element("w:r", &[], |xml| {
        xml.element("w:instrText", &[("xml:space", "preserve")], |xml| xml.text(text));
    });
}

fn drawing(xml: &mut Xml, number: usize, alt: &str, picture: &Picture) {
    const MAIN: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
    const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
    let emu = |inches: f64| ((inches * EMU).round() as i64).to_string();
    let (width, height) = (emu(picture.width), emu(picture.height));
    let extent: [(&str, &str); 2] = [("cx", &width), ("cy", &height)];
    let (id, name) = (number.to_string(), format!("Figure {number}"));
    let relation = picture_id(number - 1);
    let named: [(&str, &str); 3] = [("id", &id), ("name", &name), ("descr", alt)];
    xml.element("w:drawing", &[], |xml| {
        let around = [("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")];
        xml.element("wp:inline", &around, |xml| {
            xml.empty("wp:extent", &extent);
            xml.empty("wp:docPr", &named);
            xml.element("a:graphic", &[("xmlns:a", MAIN)], |xml| {
                xml.element("a:graphicData", &[("uri", PICTURE)], |xml| {
                    xml.element("pic:pic", &[("xmlns:pic", PICTURE)], |xml| {
                        xml.element("pic:nvPicPr", &[], |xml| {
                            xml.empty("pic:cNvPr", &named);
                            xml.empty("pic:cNvPicPr", &[]);
                        });
                        xml.element("pic:blipFill", &[], |xml| {
                            xml.empty("a:blip", &[("r:embed", &relation)]);
                            xml.element("a:stretch", &[], |xml| xml.empty("a:fillRect", &[]));
                        });
                        xml.element("pic:spPr", &[], |xml| {
                            xml.element("a:xfrm", &[], |xml| {
                                xml.empty("a:off", &[("x", "0"), ("y", "0")]);
                                xml.empty("a:ext", &extent);
                            });
                            xml.element("a:prstGeom", &[("prst", "rect")], |xml| {
                                xml.empty("a:avLst", &[]);
                            });
                        });
                    });
                });
            });
        });
    });
}
