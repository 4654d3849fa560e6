//! The smaller files of a Word document.

use ideal_model::{Lang, Locale};
use ideal_report::document::{Document, readable};
use ideal_report::palette;

use super::body::{Body, picture_id};
use super::frame::{WORD, room};
use super::table::hex;
use super::text::link_id;
use super::xml::Xml;
use crate::format::Paper;

/// Where relations and kinds of files are named.
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD_FILES: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The language as Word names it, with the region that its dictionaries are of.
fn language(locale: Locale) -> String {
    match (locale.region(), locale.lang) {
        (Some(_), _) => locale.to_string(),
        (None, Lang::Es) => "es-419".to_owned(),
        (None, Lang::Pt) => "pt-BR".to_owned(),
        (None, Lang::En) => "en-GB".to_owned(),
    }
}

/// `word/styles.xml`.
pub(super) fn styles(document: &Document, paper: Paper) -> String {
    include_str!("styles.xml")
        .replace("@LANG@", &language(document.locale))
        .replace("@INK@", &hex(&palette::INK.hex()))
        .replace("@MUTED@", &hex(&palette::MUTED.hex()))
        .replace("@RULE@", &hex(&palette::RULE.hex()))
        .replace("@EVIDENCE@", &hex(&palette::EVIDENCE.hex()))
        .replace("@RIGHT@", &room(paper, false).to_string())
}

/// `[Content_Types].xml`.
pub(super) fn kinds() -> String {
    let mut xml = Xml::new();
    let space = format!("{PACKAGE}/content-types");
    xml.element("Types", &[("xmlns", &space)], |xml| {
        let defaults = [
            ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
            ("xml", "application/xml"),
            ("png", "image/png"),
        ];
        for (ending, kind) in defaults {
            xml.empty("Default", &[("Extension", ending), ("ContentType", kind)]);
        }
        let own = [
            ("document", "document.main"),
            ("styles", "styles"),
            ("settings", "settings"),
            ("numbering", "numbering"),
            ("header", "header"),
            ("footer", "footer"),
            ("footer_turned", "footer"),
        ];
        for (name, kind) in own {
            let (name, kind) = (format!("/word/{name}.xml"), format!("{WORD_FILES}.{kind}+xml"));
            xml.empty("Override", &[("PartName", &name), ("ContentType", &kind)]);
        }
        let properties = [
            ("core", "application/vnd.openxmlformats-package.core-properties+xml"),
            ("app", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
        ];
        for (name, kind) in properties {
            let name = format!("/docProps/{name}.xml");
            xml.empty("Override", &[("PartName", &name), ("ContentType", kind)]);
        }
    });
    xml.finish()
}

/// Relations: the id, the kind and where each leads, outside or within.
fn relations(all: impl Iterator<Item = (String, String, String, bool)>) -> String {
    let mut xml = Xml::new();
    let space = format!("{PACKAGE}/relationships");
    xml.element("Relationships", &[("xmlns", &space)], |xml| {
        for (id, kind, target, outside) in all {
            let relation: [(&str, &str); 3] = [("Id", &id), ("Type", &kind), ("Target", &target)];
            if outside {
                xml.empty("Relationship", &[&relation[..], &[("TargetMode", "External")]].concat());
            } else {
                xml.empty("Relationship", &relation);
            }
        }
    });
    xml.finish()
}

/// `_rels/.rels`.
pub(super) fn root_relations() -> String {
    let all = [
        (format!("{OFFICE}/officeDocument"), "word/document.xml"),
        (format!("{PACKAGE}/relationships/metadata/core-properties"), "docProps/core.xml"),
        (format!("{OFFICE}/extended-properties"), "docProps/app.xml"),
    ];
    relations(
        all.into_iter()
            .enumerate()
            .map(|(i, (kind, target))| (format!("rId{}", i + 1), kind, target.to_owned(), false)),
    )
}

/// `word/_rels/document.xml.rels`.
pub(super) fn document_relations(body: &Body) -> String {
    let own = [
        ("styles", "styles.xml"),
        ("numbering", "numbering.xml"),
        ("header", "header.xml"),
        ("footer", "footer.xml"),
        ("footer", "footer_turned.xml"),
        ("settings", "settings.xml"),
    ];
    let own = own.into_iter().enumerate().map(|(i, (kind, target))| {
        (format!("rId{}", i + 1), format!("{OFFICE}/{kind}"), target.to_owned(), false)
    });
    let pictures = (0..body.pictures.len()).map(|i| {
        (picture_id(i), format!("{OFFICE}/image"), format!("media/image{}.png", i + 1), false)
    });
    let links = body
        .links
        .addresses
        .iter()
        .enumerate()
        .map(|(i, address)| (link_id(i), format!("{OFFICE}/hyperlink"), address.clone(), true));
    relations(own.chain(pictures).chain(links))
}

/// `word/settings.xml`.
pub(super) fn settings(document: &Document) -> String {
    let lang = language(document.locale);
    let mut xml = Xml::new();
    xml.element("w:settings", &[WORD], |xml| {
        xml.empty("w:defaultTabStop", &[("w:val", "709")]);
        xml.element("w:compat", &[], |xml| {
            let newest = [
                ("w:name", "compatibilityMode"),
                ("w:uri", "http://schemas.microsoft.com/office/word"),
                ("w:val", "15"),
            ];
            xml.empty("w:compatSetting", &newest);
        });
        xml.empty("w:themeFontLang", &[("w:val", &lang)]);
    });
    xml.finish()
}

/// `word/numbering.xml`: the one list there is, with bullets.
pub(super) fn numbering() -> String {
    let mut xml = Xml::new();
    xml.element("w:numbering", &[WORD], |xml| {
        xml.element("w:abstractNum", &[("w:abstractNumId", "0")], |xml| {
            xml.empty("w:multiLevelType", &[("w:val", "hybridMultilevel")]);
            xml.element("w:lvl", &[("w:ilvl", "0")], |xml| {
                xml.empty("w:start", &[("w:val", "1")]);
                xml.empty("w:numFmt", &[("w:val", "bullet")]);
                xml.empty("w:pStyle", &[("w:val", "ListBullet")]);
                xml.empty("w:lvlText", &[("w:val", "•")]);
                xml.empty("w:lvlJc", &[("w:val", "left")]);
                xml.element("w:pPr", &[], |xml| {
                    xml.empty("w:ind", &[("w:left", "357"), ("w:hanging", "357")]);
                });
            });
        });
        xml.element("w:num", &[("w:numId", "1")], |xml| {
            xml.empty("w:abstractNumId", &[("w:val", "0")]);
        });
    });
    xml.finish()
}

/// `docProps/core.xml`: title, edition, mark and language; no date, which would be that of a day.
pub(super) fn core_properties(document: &Document) -> String {
    let cover = &document.cover;
    let space = format!("{PACKAGE}/metadata/core-properties");
    let spaces = [("xmlns:cp", &*space), ("xmlns:dc", "http://purl.org/dc/elements/1.1/")];
    let mut xml = Xml::new();
    xml.element("cp:coreProperties", &spaces, |xml| {
        let all = [
            ("dc:title", &*cover.title),
            ("dc:subject", &cover.edition),
            ("cp:keywords", &cover.mark),
            ("dc:language", &language(document.locale)),
        ];
        for (name, text) in all {
            xml.element(name, &[], |xml| xml.text(&readable(text)));
        }
    });
    xml.finish()
}

/// `docProps/app.xml`.
pub(super) fn app_properties() -> String {
    let space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    let mut xml = Xml::new();
    xml.element("Properties", &[("xmlns", space)], |xml| {
        xml.element("Application", &[], |xml| xml.text("ideal"));
    });
    xml.finish()
}
